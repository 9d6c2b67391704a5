//! Invented names in place of the annotated people and institutions, to see whether names are
//! found by grammar or because a list has them.
//!
//! Deterministic, and consistent over all texts of a language: a word always becomes the same
//! word. Titles, particles, initials, demonyms and places stay. A given name becomes another of
//! the language's list, of the same gender; a surname gets other letters of the same kind (vowels
//! for vowels), so that length, capitals, elisions and an inflected ending stay as they were. In
//! institutions heads and adjectives stay and proper words change; where there is no proper word,
//! the noun that says what the institution is about changes («National Timber Corporation»);
//! abbreviations follow the words they stand for, and get other letters where nothing says what
//! they stand for.

use super::gold::{Marks, Set, Span, Text};
use super::score::normal;
use crate::failure::{Context, Failure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What a language's tables say about words (all in [`normal`] form).
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Given names as written, in order, by gender.
    given_m: Vec<String>,
    given_f: Vec<String>,
    particles: BTreeSet<String>,
    /// Heads and adjectives of institutions.
    institution: BTreeSet<String>,
    /// Demonyms and words of places.
    places: BTreeSet<String>,
    /// Words that a table or a text has in lower case.
    common: BTreeSet<String>,
}

/// Subjects for institutions without a proper word; in languages with gender by the word before.
fn subjects(language: &str, before: &str) -> &'static [&'static str] {
    match (language, before) {
        ("en", _) => &[
            "Timber", "Heritage", "Harvest", "Weather", "Granite", "Textile", "Pottery", "Census",
        ],
        ("it", "della" | "la" | "alla" | "dalla" | "nella") => {
            &["Pesca", "Lana", "Statistica", "Memoria", "Montagna"]
        }
        ("it", "del" | "il" | "al" | "dal" | "nel") => {
            &["Legname", "Patrimonio", "Raccolto", "Granito", "Censimento"]
        }
        ("it", "dei" | "i" | "ai" | "dai") => &["Boschi", "Tessuti", "Raccolti", "Censimenti"],
        ("it", "degli" | "gli" | "agli" | "dell" | "l" | "all" | "dall") => {
            &["Archivi", "Orti", "Olivi"]
        }
        ("it", "delle" | "le" | "alle" | "dalle") => &["Lane", "Montagne", "Memorie"],
        _ => &[],
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).context(|| format!("read {}", path.display()))
}

fn starts_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

impl Words {
    /// Reads the tables of a language and the words of the texts.
    pub(crate) fn read(root: &Path, language: &str, texts: &[&Text]) -> Result<Self, Failure> {
        let mut words = Words::default();
        let folder = root.join("core/src/lang").join(language);
        let mut files: Vec<_> = fs::read_dir(&folder)
            .context(|| format!("read {}", folder.display()))?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "tsv"))
            .collect();
        files.sort();
        for file in files {
            let names = file.file_name().is_some_and(|n| n == "names.tsv");
            for line in read(&file)?.lines().filter(|l| !l.starts_with('#')) {
                if names {
                    words.name_row(line);
                } else {
                    words.common_row(line);
                }
            }
        }
        for table in ["core/data/countries.tsv", "core/data/places.tsv"] {
            words.place_table(&read(&root.join(table))?, language);
        }
        for text in texts {
            let parts = text.body.split(|c: char| !c.is_alphanumeric());
            let small = parts.filter(|w| starts_small(w)).map(normal);
            words.common.extend(small);
        }
        Ok(words)
    }

    fn common_row(&mut self, line: &str) {
        let parts = line.split(|c: char| !c.is_alphanumeric());
        let small = parts.filter(|w| starts_small(w)).map(normal);
        self.common.extend(small);
    }

    fn name_row(&mut self, line: &str) {
        let mut cells = line.split('\t');
        let forms = cells.next().unwrap_or_default();
        let class = cells.next().unwrap_or_default();
        let parts = || {
            let split = forms.split(|c: char| !c.is_alphanumeric());
            split.map(normal).filter(|w| !w.is_empty())
        };
        match class {
            "given-m" | "given-f" => {
                let list = if class == "given-m" {
                    &mut self.given_m
                } else {
                    &mut self.given_f
                };
                let one = forms.split('|').filter(|n| !n.contains(' '));
                list.extend(one.map(str::to_owned));
            }
            "particle" | "suffix" => self.particles.extend(parts()),
            "org-head" | "org-tail" | "org-adjective" | "media-head" => {
                self.institution.extend(parts());
            }
            _ => self.common_row(line),
        }
    }

    fn place_table(&mut self, table: &str, language: &str) {
        let mut lines = table.lines().filter(|l| !l.starts_with('#'));
        let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let demonym = format!("demonym_{language}");
        let columns: Vec<usize> = head
            .iter()
            .enumerate()
            .filter(|(_, h)| **h == "en" || **h == language || **h == demonym)
            .map(|(i, _)| i)
            .collect();
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            for column in &columns {
                let cell = cells.get(*column).copied().unwrap_or_default();
                let parts = cell.split(|c: char| !c.is_alphanumeric());
                let long = parts.map(normal).filter(|w| w.chars().count() > 2);
                self.places.extend(long);
            }
        }
    }

    /// Whether a word of an institution's name stays.
    fn stays(&self, word: &str, language: &str) -> bool {
        let plain = normal(word);
        let has = |set: &BTreeSet<String>| {
            set.contains(&plain)
                || inflected(language)
                    && plain.chars().count() > 5
                    && set.iter().any(|w| {
                        let stem: String = plain.chars().take(5).collect();
                        w.starts_with(&stem)
                    })
        };
        has(&self.institution) || has(&self.places) || self.is_common(word, language)
    }

    fn is_common(&self, word: &str, language: &str) -> bool {
        let plain = normal(word);
        starts_small(word)
            || self.common.contains(&plain)
            || self.particles.contains(&plain)
            || inflected(language)
                && plain.chars().count() > 5
                && self.common.iter().any(|w| {
                    let stem: String = plain.chars().take(5).collect();
                    w.starts_with(&stem)
                })
    }

    /// Whether it says what an institution is about: neither head, adjective nor place.
    fn is_subject(&self, word: &str) -> bool {
        let plain = normal(word);
        !starts_small(word)
            && plain.chars().count() > 2
            && !self.institution.contains(&plain)
            && !self.places.contains(&plain)
            && !self.particles.contains(&plain)
    }

    /// Another given name, with the same ending where the language inflects.
    fn other_given(&self, word: &str, language: &str) -> Option<String> {
        for list in [&self.given_m, &self.given_f] {
            let plain = normal(word);
            if let Some(at) = list.iter().position(|n| normal(n) == plain) {
                return pick(list, at, &plain, |_| true).cloned();
            }
            if inflected(language) {
                let (stem, ending) = stem(&plain);
                let like = |n: &&String| self::stem(&normal(n)).0 == stem;
                let Some(at) = list.iter().position(|n| like(&n)) else {
                    continue;
                };
                let vowel = list[at].ends_with(vowel_of);
                let same = |n: &String| {
                    n.ends_with(vowel_of) == vowel && n.ends_with('й') == list[at].ends_with('й')
                };
                let new = pick(list, at, &stem, same)?;
                let (new_stem, _) = self::stem(&normal(new));
                return Some(format!("{}{ending}", capital(&new_stem)));
            }
        }
        None
    }
}

/// Whether the language puts endings on names.
fn inflected(language: &str) -> bool {
    language == "ru"
}

fn vowel_of(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я'
    )
}

/// An entry of a list far from the given one, by the hash of a word.
fn pick<'a>(
    list: &'a [String],
    from: usize,
    word: &str,
    fits: impl Fn(&String) -> bool,
) -> Option<&'a String> {
    let step = (hash(word) % list.len().max(1) as u64) as usize;
    let order = (0..list.len()).map(|i| (from + step + i) % list.len());
    order
        .filter(|i| *i != from)
        .map(|i| &list[i])
        .find(|n| fits(n))
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// Endings of Russian names in any case, the longest first.
const ENDINGS: [&str; 20] = [
    "ого", "ому", "ыми", "ими", "ой", "ей", "ом", "ем", "ым", "им", "ую", "ая", "ий", "ый", "а",
    "у", "е", "ы", "и", "я",
];

/// A word without its ending, and the ending.
fn stem(word: &str) -> (String, String) {
    for ending in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 3
        {
            return (stem.to_owned(), ending.to_owned());
        }
    }
    (word.to_owned(), String::new())
}

/// Endings by which a surname shows where it is from: they stay.
const SUFFIXES: [&str; 16] = [
    "ovskij", "evskij", "ovsky", "evsky", "skij", "sky", "ova", "eva", "ov", "ev", "ин", "ов",
    "ев", "ск", "in", "vich",
];

/// A word of other letters: vowels for vowels, consonants for consonants, the same for the same
/// word. Capitals stay.
fn invented(word: &str, language: &str) -> String {
    let plain: String = word.chars().flat_map(char::to_lowercase).collect();
    let (mut body, mut kept) = if inflected(language) {
        stem(&plain)
    } else {
        (plain.clone(), String::new())
    };
    let letters = |text: &str| text.chars().count();
    if let Some(suffix) = SUFFIXES.iter().find(|s| body.ends_with(**s))
        && letters(&body) >= letters(suffix) + 3
    {
        body.truncate(body.len() - suffix.len());
        kept.insert_str(0, suffix);
    }
    let mut state = hash(&normal(&body));
    let mut next = |list: &[char], not: char| {
        loop {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let c = list[(state >> 33) as usize % list.len()];
            if c != not {
                return c;
            }
        }
    };
    const LATIN: [&[char]; 2] = [
        &['a', 'e', 'i', 'o', 'u'],
        &[
            'b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z',
        ],
    ];
    const CYRILLIC: [&[char]; 2] = [
        &['а', 'е', 'и', 'о', 'у'],
        &[
            'б', 'в', 'г', 'д', 'з', 'к', 'л', 'м', 'н', 'п', 'р', 'с', 'т', 'ф', 'х',
        ],
    ];
    let mut out = String::new();
    let mut last: Option<(char, char)> = None;
    for c in body.chars() {
        let cyrillic = ('а'..='я').contains(&c) || c == 'ё';
        let alphabet = if cyrillic { CYRILLIC } else { LATIN };
        let base = normal(&c.to_string()).chars().next().unwrap_or(c);
        let new = match last {
            _ if !c.is_alphabetic() || matches!(c, 'ь' | 'ъ' | 'й') => c,
            // «kh», «sh», «ch» stay two letters of one sound; doubled letters stay doubled.
            Some((old, new)) if old == c => new,
            Some(('k' | 's' | 'c' | 'g' | 't' | 'p' | 'z' | 'd', _)) if c == 'h' => c,
            _ if vowel_of(base) => next(alphabet[0], base),
            _ if base.is_ascii_alphabetic() || cyrillic => next(alphabet[1], base),
            _ => c,
        };
        last = Some((c, new));
        out.push(new);
    }
    out.push_str(&kept);
    recased(&out, word)
}

/// A word with the capitals of another: throughout, at the same letters, or at the beginning.
fn recased(word: &str, like: &str) -> String {
    let letters = || like.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return word.to_uppercase();
    }
    if word.chars().count() == like.chars().count() {
        let pairs = word.chars().zip(like.chars());
        return pairs
            .flat_map(|(c, l)| {
                let up: Vec<char> = if l.is_uppercase() {
                    c.to_uppercase().collect()
                } else {
                    vec![c]
                };
                up
            })
            .collect();
    }
    if like.chars().next().is_some_and(char::is_uppercase) {
        capital(word)
    } else {
        word.to_owned()
    }
}

/// The words of a name with what stands between them: (is a word, text).
fn pieces(name: &str) -> Vec<(bool, String)> {
    let mut out: Vec<(bool, String)> = Vec::new();
    for c in name.chars() {
        let word = c.is_alphanumeric();
        match out.last_mut() {
            Some((same, text)) if *same == word => text.push(c),
            _ => out.push((word, c.to_string())),
        }
    }
    out
}

fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    word.chars().count() > 1
        && letters.clone().count() > 1
        && letters.clone().all(char::is_uppercase)
}

/// Renames the people and institutions of one language.
struct Renamer<'a> {
    words: &'a Words,
    language: &'a str,
    /// Normal words that begin a person's full name.
    given: BTreeSet<String>,
    /// Normal words of people's names.
    people: BTreeSet<String>,
}

impl Renamer<'_> {
    fn person_word(&self, word: &str) -> String {
        let plain = normal(word);
        let initial = word.chars().count() == 1;
        if initial || starts_small(word) || self.words.particles.contains(&plain) {
            return word.to_owned();
        }
        if self.given.contains(&plain) {
            let listed = self.words.other_given(word, self.language);
            // A given name that the list lacks; with endings its gender and case are not known.
            let any = || pick(&self.words.given_m, 0, &plain, |_| true).cloned();
            let any = || any().filter(|_| !inflected(self.language));
            if let Some(new) = listed.or_else(any) {
                let upper = is_abbreviation(word);
                return if upper { new.to_uppercase() } else { new };
            }
        }
        invented(word, self.language)
    }

    fn person(&self, name: &str) -> String {
        // A hyphenated given name is one word of the list («Jean-Yves»).
        let parts = pieces(name).into_iter();
        parts
            .map(
                |(word, text)| {
                    if word { self.person_word(&text) } else { text }
                },
            )
            .collect()
    }

    /// An institution's name; `long` is another name of it that an abbreviation may stand for.
    fn institution(&self, name: &str, long: Option<&str>) -> String {
        let parts = pieces(name);
        let words: Vec<&str> = parts
            .iter()
            .filter(|(word, _)| *word)
            .map(|(_, text)| text.as_str())
            .collect();
        if let [one] = words.as_slice() {
            return match long {
                Some(long) if is_abbreviation(one) => self.abbreviation(one, long),
                _ => invented(name, self.language),
            };
        }
        let proper = |index: usize, text: &str| {
            let small_first =
                inflected(self.language) && index == 0 && !is_abbreviation(text) && words.len() > 1;
            !small_first
                && (self.people.contains(&normal(text)) || !self.words.stays(text, self.language))
        };
        let any = words.iter().enumerate().any(|(i, w)| proper(i, w));
        let subject = words
            .iter()
            .rposition(|w| self.words.is_subject(w))
            .filter(|_| !any);
        let mut index: usize = 0;
        let mut out = String::new();
        for (is_word, text) in &parts {
            if !is_word {
                out.push_str(text);
                continue;
            }
            let before = index.checked_sub(1).map_or("", |b| words[b]);
            if proper(index, text) {
                if self.people.contains(&normal(text)) {
                    out.push_str(&self.person_word(text));
                } else {
                    out.push_str(&invented(text, self.language));
                }
            } else if subject == Some(index) {
                let list = subjects(self.language, &normal(before));
                let at = (hash(&normal(text)) % list.len().max(1) as u64) as usize;
                let new = list.get(at).copied();
                out.push_str(&new.map_or_else(|| text.clone(), |n| recased(n, text)));
            } else {
                out.push_str(text);
            }
            index += 1;
        }
        out
    }

    /// An abbreviation of the new long name: each letter that began a word begins the new one.
    fn abbreviation(&self, short: &str, long: &str) -> String {
        let new = self.institution(long, None);
        let of = |text: &str| -> Vec<char> {
            let words = pieces(text).into_iter().filter(|(w, _)| *w);
            let first = words.filter_map(|(_, t)| t.chars().next());
            first.flat_map(char::to_uppercase).collect()
        };
        let (old, new) = (of(long), of(&new));
        let mut at = 0;
        let mut found = 0;
        let mut out = String::new();
        for c in short.chars() {
            let step = old[at.min(old.len())..].iter().position(|o| *o == c);
            match step.and_then(|s| new.get(at + s).map(|n| (s, *n))) {
                Some((s, n)) => {
                    out.push(n);
                    at += s + 1;
                    found += 1;
                }
                None => out.push(c),
            }
        }
        if found * 3 >= short.chars().count() * 2 {
            out
        } else {
            invented(short, self.language)
        }
    }
}

/// How many names were replaced.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Replaced {
    /// Mentions of people and institutions.
    pub(crate) names: usize,
    /// Those that now read otherwise.
    pub(crate) changed: usize,
}

/// The set with invented names; `root` is the checkout.
pub(crate) fn set(set: &Set, root: &Path) -> Result<(Set, Replaced), Failure> {
    let mut languages: Vec<&str> = set.texts.iter().map(|t| t.language.as_str()).collect();
    languages.sort_unstable();
    languages.dedup();
    let mut renamed = set.clone();
    let mut replaced = Replaced::default();
    let mut maps = BTreeMap::new();
    for language in languages {
        let texts: Vec<&Text> = set
            .texts
            .iter()
            .filter(|t| t.language == language)
            .collect();
        let words = Words::read(root, language, &texts)?;
        let (given, people) = people_words(&texts);
        let renamer = Renamer {
            words: &words,
            language,
            given,
            people,
        };
        for text in renamed.texts.iter_mut().filter(|t| t.language == language) {
            let edits = edits(text, &renamer);
            replaced.names += edits.len();
            replaced.changed += edits.iter().filter(|e| e.changed).count();
            let map = apply(text, &edits);
            maps.insert(text.id.clone(), map);
        }
    }
    for group in &mut renamed.groups {
        for (document, span) in &mut group.claims {
            if let Some(map) = maps.get(document) {
                *span = map.span(*span);
            }
        }
    }
    Ok((renamed, replaced))
}

/// The words that begin full names of people, and all words of people's names.
fn people_words(texts: &[&Text]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut given, mut all) = (BTreeSet::new(), BTreeSet::new());
    for text in texts {
        for m in &text.gold.mentions {
            if kind(&text.gold, &m.entity) != "person" {
                continue;
            }
            let words: Vec<String> = pieces(&m.text)
                .into_iter()
                .filter(|(word, text)| *word && !starts_small(text))
                .map(|(_, text)| normal(&text))
                .collect();
            if words.len() > 1 {
                given.extend(words.first().cloned());
            }
            all.extend(words.into_iter().filter(|w| w.chars().count() > 2));
        }
    }
    (given, all)
}

fn kind<'a>(marks: &'a Marks, id: &str) -> &'a str {
    let entity = marks.entities.iter().find(|e| e.id == id);
    entity.map_or("", |e| e.kind.as_str())
}

/// A replacement in a text.
struct Edit {
    span: Span,
    new: String,
    changed: bool,
}

fn edits(text: &Text, renamer: &Renamer) -> Vec<Edit> {
    let gold = &text.gold;
    let mut out = Vec::new();
    for m in &gold.mentions {
        let new = match kind(gold, &m.entity) {
            "person" => renamer.person(&m.text),
            "organization" => {
                let others = gold.mentions.iter().filter(|o| o.entity == m.entity);
                let long = others
                    .map(|o| o.text.as_str())
                    .filter(|t| t.split_whitespace().count() > 1)
                    .max_by_key(|t| (t.len(), std::cmp::Reverse(*t)));
                renamer.institution(&m.text, long)
            }
            _ => continue,
        };
        let changed = new != m.text;
        out.push(Edit {
            span: m.span,
            new,
            changed,
        });
    }
    out.sort_by_key(|e| e.span);
    out
}

/// Where old places of a text are in the new one.
struct Moved(Vec<(Span, Span)>);

impl Moved {
    /// A place; inside a replaced name it is that name's beginning or end.
    fn at(&self, old: usize, end: bool) -> usize {
        let mut shift = 0;
        for (from, to) in &self.0 {
            if old <= from.start {
                break;
            }
            if old < from.end {
                return if end { to.end } else { to.start };
            }
            shift = to.end as isize - from.end as isize;
        }
        old.saturating_add_signed(shift)
    }

    fn span(&self, old: Span) -> Span {
        Span {
            start: self.at(old.start, false),
            end: self.at(old.end, true),
        }
    }
}

/// Writes the new names into a text and moves all its spans.
fn apply(text: &mut Text, edits: &[Edit]) -> Moved {
    let letters: Vec<char> = text.body.chars().collect();
    let mut body: Vec<char> = Vec::with_capacity(letters.len());
    let mut at = 0;
    let mut moved = Vec::new();
    for edit in edits.iter().filter(|e| e.changed) {
        if edit.span.start < at || edit.span.end > letters.len() {
            continue;
        }
        body.extend(&letters[at..edit.span.start]);
        let start = body.len();
        body.extend(edit.new.chars());
        let to = Span {
            start,
            end: body.len(),
        };
        moved.push((edit.span, to));
        at = edit.span.end;
    }
    body.extend(&letters[at..]);
    let moved = Moved(moved);
    let of = |span: Span| -> String { body[span.start..span.end].iter().collect() };
    let gold = &mut text.gold;
    for m in gold.mentions.iter_mut().chain(&mut gold.references) {
        m.span = moved.span(m.span);
        m.text = of(m.span);
    }
    for q in &mut gold.quotes {
        q.span = moved.span(q.span);
    }
    for c in &mut gold.claims {
        c.span = moved.span(c.span);
        c.text = of(c.span);
    }
    for span in &mut text.ignored {
        *span = moved.span(*span);
    }
    text.body = body.into_iter().collect();
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::gold::{Entity, Mention};

    #[test]
    fn invented_words_keep_their_shape() {
        let new = invented("Haftar", "en");
        assert_ne!(new, "Haftar");
        assert_eq!(new.chars().count(), 6);
        let vowels: Vec<bool> = new.to_lowercase().chars().map(vowel_of).collect();
        assert_eq!(vowels, [false, true, false, false, true, false]);
        assert_eq!(invented("HAFTAR", "en"), new.to_uppercase());
        assert!(invented("Lavrov", "en").ends_with("ov"));
    }

    #[test]
    fn an_ending_stays() {
        let (one, other) = (invented("Хафтар", "ru"), invented("Хафтаром", "ru"));
        assert_eq!(format!("{one}ом"), other);
    }

    #[test]
    fn all_spans_move() {
        let body = "Omar Bey met NOC staff in Sirte.";
        let mention = |start: usize, end: usize, entity: &str| Mention {
            span: Span { start, end },
            text: body[start..end].to_owned(),
            entity: entity.to_owned(),
            ..Mention::default()
        };
        let entity = |id: &str, kind: &str| Entity {
            id: id.to_owned(),
            kind: kind.to_owned(),
            names: vec![id.to_owned()],
        };
        let mut text = Text {
            id: "1".to_owned(),
            language: "en".to_owned(),
            file: "1.en.txt".into(),
            body: body.to_owned(),
            gold: Marks {
                entities: vec![
                    entity("omar", "person"),
                    entity("noc", "organization"),
                    entity("sirte", "place"),
                ],
                mentions: vec![
                    mention(0, 8, "omar"),
                    mention(13, 16, "noc"),
                    mention(26, 31, "sirte"),
                ],
                ..Marks::default()
            },
            ignored: Vec::new(),
        };
        let words = Words {
            given_m: vec!["Omar".to_owned(), "Konstantin".to_owned()],
            ..Words::default()
        };
        let (given, people) = people_words(&[&text]);
        let renamer = Renamer {
            words: &words,
            language: "en",
            given,
            people,
        };
        let edits = edits(&text, &renamer);
        apply(&mut text, &edits);
        assert!(text.body.starts_with("Konstantin "));
        assert!(text.body.ends_with(" staff in Sirte."));
        let sirte = text.gold.mentions[2].span;
        let found: String = text
            .body
            .chars()
            .skip(sirte.start)
            .take(sirte.len())
            .collect();
        assert_eq!(found, "Sirte");
    }
}
