//! Find: entities in every spelling and script, articles and statements, while one types and with typing errors.
//!
//! All texts that can be found are cut into folded words; the words, each once, with the numbers of the texts that
//! hold them are the index. A question is matched against the words, never against the texts, so that what it costs
//! grows with the number of different words, which stops growing when the texts do not.

use super::Model;
use crate::order::Order as _;
use crossread::compare::ClaimRef;
use crossread::extract::EntityIx;
use crossread::text::fold::fold;

/// Something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    Entity(EntityIx),
    Document(u32),
    Claim(ClaimRef),
}

/// A found thing with the words by which it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub what: Found,
    /// The name, the title or an excerpt of the statement; it begins with `…` where it was cut.
    pub text: String,
    /// Byte ranges of `text` that the question matches, in ascending order, apart from each other.
    pub parts: Vec<(usize, usize)>,
    /// How well it matches: see the constants of [`rank`]; less is better.
    pub rank: u8,
}

/// How well a text matches: that of its worst word, or better where the whole name does.
pub mod rank {
    /// The name (of an article: its title) is the question.
    pub const NAME: u8 = 0;
    /// The name of an entity begins with the question.
    pub const BEGINNING: u8 = 1;
    /// Each word of the question is a word of the text.
    pub const WORD: u8 = 2;
    /// … or the beginning of one.
    pub const PREFIX: u8 = 3;
    /// … or stands inside one.
    pub const INSIDE: u8 = 4;
    /// … or is one with an error; with an error, the beginning of one; the same with two errors.
    pub const ERROR: u8 = 5;
    /// Does not match.
    pub const NONE: u8 = u8::MAX;
}

/// So many letters of a question and so many of its words are read.
const LETTERS: usize = 80;
const WORDS: usize = 8;
/// Letters of a word that count for errors.
const LONGEST: usize = 24;
/// So many articles at most, and as many statements, stand beside entities.
const OTHERS: usize = 5;
/// Bytes of a statement before the first match, beyond which its beginning is cut away.
const BEFORE: usize = 48;

/// A text that can be found, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Text {
    what: Found,
    /// Of an entity its name (0) or which of its names by language, from 1; of a document its title (0) or its outlet (1).
    variant: u32,
}

/// The index of a model.
#[derive(Debug, Default)]
pub struct Index {
    texts: Vec<Text>,
    /// All words one after the other.
    letters: String,
    /// Where each word ends in `letters`, and where its texts end in `holders`.
    words: Vec<(u32, u32)>,
    /// Numbers of texts, of each word in ascending order.
    holders: Vec<u32>,
}

/// An index that is being made, a few texts at a time.
#[derive(Default)]
pub struct Making {
    index: Index,
    words: Words,
    /// The next entity and the next document.
    next: (u32, u32),
}

impl Making {
    /// Takes in some entities, or an article with its claims; `false` when all are in.
    pub fn step(&mut self, model: &Model) -> bool {
        let Making { index, words, next } = self;
        let entities = model.analysis.entities.len() as u32;
        if next.0 < entities {
            let end = entities.min(next.0 + ENTITIES);
            for e in next.0..end {
                index.entity(model, EntityIx(e), words);
            }
            next.0 = end;
            return true;
        }
        let d = next.1;
        if d as usize >= model.analysis.documents.len() {
            return false;
        }
        index.document(model, d, words);
        for claim in 0..model.extraction(d).claims.len() as u32 {
            let what = Found::Claim(ClaimRef { document: d, claim });
            index.text(model, Text { what, variant: 0 }, words);
        }
        next.1 += 1;
        true
    }

    /// The index of what was taken in.
    pub fn end(mut self) -> Index {
        self.index.gather(&self.words);
        self.index
    }
}

/// So many entities are taken in at once.
const ENTITIES: u32 = 32;

impl Index {
    /// Makes it.
    pub fn new(model: &Model) -> Index {
        let mut making = Making::default();
        while making.step(model) {}
        making.end()
    }

    fn entity(&mut self, model: &Model, entity: EntityIx, all: &mut Words) {
        let what = Found::Entity(entity);
        let names = &model.entity(entity).names;
        let count: usize = names.iter().map(|(_, names)| names.len()).sum();
        for variant in 0..=count as u32 {
            self.text(model, Text { what, variant }, all);
        }
    }

    fn document(&mut self, model: &Model, d: u32, all: &mut Words) {
        for variant in 0..2 {
            let what = Found::Document(d);
            self.text(model, Text { what, variant }, all);
        }
    }

    fn text(&mut self, model: &Model, text: Text, all: &mut Words) {
        let Some(words) = words_of(model, text) else {
            return;
        };
        let number = self.texts.len() as u32;
        self.texts.push(text);
        each_word(&fold(words), &mut |word, _| {
            let at = self.number(word, all);
            if all.last[at] != number {
                all.last[at] = number;
                self.words[at].1 += 1;
                all.pairs.push((at as u32, number));
            }
        });
    }

    /// The number of a word, a new one where it is new.
    fn number(&mut self, word: &str, all: &mut Words) -> usize {
        if all.table.len() <= self.words.len() * 2 {
            all.table = vec![u32::MAX; (self.words.len() * 4).next_power_of_two().max(64)];
            for at in 0..self.words.len() {
                let slot = self.slot(self.word(at), &all.table);
                all.table[slot] = at as u32;
            }
        }
        let slot = self.slot(word, &all.table);
        if all.table[slot] == u32::MAX {
            all.table[slot] = self.words.len() as u32;
            all.last.push(u32::MAX);
            self.letters.push_str(word);
            self.words.push((self.letters.len() as u32, 0));
        }
        all.table[slot] as usize
    }

    /// Where a word stands or belongs in a table of open addresses, by the hash FNV-1a.
    fn slot(&self, word: &str, table: &[u32]) -> usize {
        let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        let mut at = word.bytes().fold(0x811c_9dc5, mix) as usize;
        loop {
            at &= table.len() - 1;
            if table[at] == u32::MAX || self.word(table[at] as usize) == word {
                return at;
            }
            at += 1;
        }
    }

    /// Lays the texts of each word beside each other.
    fn gather(&mut self, all: &Words) {
        let mut next = 0;
        for word in &mut self.words {
            // From how many to where they begin; filling moves that to where they end.
            (word.1, next) = (next, next + word.1);
        }
        self.holders = vec![0; all.pairs.len()];
        for (word, text) in &all.pairs {
            let at = &mut self.words[*word as usize].1;
            self.holders[*at as usize] = *text;
            *at += 1;
        }
    }

    fn word(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.words[at - 1].0 };
        &self.letters[start as usize..self.words[at].0 as usize]
    }

    fn holders(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.words[at - 1].1 };
        &self.holders[start as usize..self.words[at].1 as usize]
    }

    /// What matches a question best, at most `limit`: by rank, then entities before articles before statements,
    /// then by how often a thing is mentioned. Names of entities are in `language` where they match so, else in
    /// the spelling that matches. The same question has the same answer.
    pub fn find(&self, model: &Model, language: &str, question: &str, limit: usize) -> Vec<Hit> {
        let question: String = fold(question).chars().take(LETTERS).collect();
        let asked = asked(&question);
        if asked.is_empty() || self.texts.is_empty() {
            return Vec::new();
        }
        let mut ranks = vec![0; self.texts.len()];
        for one in &asked {
            let mut best = vec![rank::NONE; self.texts.len()];
            for at in 0..self.words.len() {
                let rank = one.rank(self.word(at));
                if rank != rank::NONE {
                    for text in self.holders(at) {
                        let best = &mut best[*text as usize];
                        *best = rank.min(*best);
                    }
                }
            }
            for (all, one) in ranks.iter_mut().zip(best) {
                *all = one.max(*all);
            }
        }
        let mut best = Best::default();
        let joined: Vec<&str> = asked.iter().map(|one| one.word).collect();
        let joined = joined.join(" ");
        let mut at = 0;
        while at < self.texts.len() {
            // The texts of one thing stand beside each other.
            let what = self.texts[at].what;
            let mut place: Option<Place> = None;
            while at < self.texts.len() && self.texts[at].what == what {
                if ranks[at] != rank::NONE {
                    let text = self.texts[at];
                    let rank = whole(model, text, &joined, ranks[at]);
                    let foreign = matches!(what, Found::Entity(e) if words_of(model, text) != Some(model.entity(e).label(language)));
                    let next = (rank, foreign, at);
                    place = Some(place.map_or(next, |old| old.min(next)));
                }
                at += 1;
            }
            if let Some(place) = place {
                best.put(model, what, place, limit);
            }
        }
        best.list
            .into_iter()
            .map(|(_, (rank, _, text))| self.hit(model, text, rank, &asked))
            .collect()
    }

    fn hit(&self, model: &Model, text: usize, rank: u8, asked: &[Asked]) -> Hit {
        let what = self.texts[text].what;
        let whole = words_of(model, self.texts[text]).unwrap_or_default();
        let mut parts = parts(whole, asked);
        let mut shown = whole.to_owned();
        let first = parts.first().map_or(0, |part| part.0);
        if matches!(what, Found::Claim(_)) && first > BEFORE {
            let from = whole[..first]
                .char_indices()
                .rev()
                .filter(|(i, c)| c.is_whitespace() && first - i >= BEFORE / 2)
                .map(|(i, c)| i + c.len_utf8())
                .next();
            if let Some(from) = from {
                shown = format!("…{}", &whole[from..]);
                for part in &mut parts {
                    *part = (
                        part.0 + '…'.len_utf8() - from,
                        part.1 + '…'.len_utf8() - from,
                    );
                }
            }
        }
        Hit {
            what,
            text: shown,
            parts,
            rank,
        }
    }
}

/// Rank, whether it is a spelling of another language, and number of a text.
type Place = (u8, bool, usize);

/// What is needed while an index is made.
#[derive(Default)]
struct Words {
    /// Numbers of words by hash; the largest number where there is none.
    table: Vec<u32>,
    /// The last text of each word.
    last: Vec<u32>,
    /// Word and text, in the order of texts.
    pairs: Vec<(u32, u32)>,
}

/// The best hits so far.
#[derive(Default)]
struct Best {
    /// By key: rank, kind, mentions (the most first).
    list: Vec<((u8, u8, u32), Place)>,
    /// Of documents and claims.
    others: [usize; 2],
}

impl Best {
    fn put(&mut self, model: &Model, what: Found, place: Place, limit: usize) {
        let (kind, mentions) = match what {
            Found::Entity(e) => (0, model.mentions[e.0 as usize].iter().sum::<u32>()),
            Found::Document(_) => (1, 0),
            Found::Claim(_) => (2, 0),
        };
        let key = (place.0, kind, u32::MAX - mentions);
        let before = |other: &((u8, u8, u32), Place)| (other.0, other.1.2) <= (key, place.2);
        let at = self.list.iter().take_while(|other| before(other)).count();
        if at >= limit {
            return;
        }
        if kind > 0 {
            let others = &mut self.others[usize::from(kind) - 1];
            if *others >= OTHERS.min(limit) {
                // The worst of that kind makes room.
                match self.list.iter().rposition(|other| other.0.1 == kind) {
                    Some(worst) if worst >= at => drop(self.list.remove(worst)),
                    _ => return,
                }
            } else {
                *others += 1;
            }
        }
        self.list.insert(at, (key, place));
        if self.list.len() > limit
            && let Some(((_, kind, _), _)) = self.list.pop()
            && kind > 0
        {
            self.others[usize::from(kind) - 1] -= 1;
        }
    }
}

/// The words of a text as the reader sees them; `None` where there are none, or where they stood before.
fn words_of(model: &Model, text: Text) -> Option<&str> {
    match text.what {
        Found::Entity(e) if text.variant == 0 => Some(model.entity(e).name.as_str()),
        Found::Entity(e) => {
            let names = &model.entity(e).names;
            let mut names = names.iter().flat_map(|(_, names)| names);
            let name = names.nth(text.variant as usize - 1)?;
            // The mark of a short form that the tables have.
            let name = name.strip_prefix('~').unwrap_or(name);
            (name != model.entity(e).name).then_some(name)
        }
        Found::Document(d) if text.variant == 0 => {
            let document = model.document(d);
            Some(document.title.as_deref().unwrap_or(&document.id))
        }
        Found::Document(d) => model.document(d).outlet.as_deref(),
        Found::Claim(at) => {
            let claim = model.claim(at)?;
            Some(claim.span.of(&model.document(at.document).body))
        }
    }
}

/// Calls for each word, letters and digits, with its byte range.
fn each_word<'t>(text: &'t str, call: &mut dyn FnMut(&'t str, (usize, usize))) {
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // Marks that folding drops stand inside of words.
        let inside =
            c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{640}'..='\u{670}');
        match (start, inside) {
            (None, true) => start = Some(i),
            (Some(from), false) => {
                call(&text[from..i], (from, i));
                start = None;
            }
            _ => {}
        }
    }
}

/// A word of the question.
struct Asked<'q> {
    word: &'q str,
    letters: Vec<char>,
    /// The letters as a set, and how many of its bits an error can change.
    set: u32,
    bytes: usize,
    /// Errors that are borne.
    errors: usize,
    /// Whether it may still be written on.
    open: bool,
}

fn asked(question: &str) -> Vec<Asked<'_>> {
    let mut out: Vec<Asked> = Vec::new();
    each_word(question, &mut |word, (_, end)| {
        if out.len() < WORDS {
            let letters: Vec<char> = word.chars().take(LONGEST).collect();
            out.push(Asked {
                word,
                errors: match letters.len() {
                    0..4 => 0,
                    4..7 => 1,
                    _ => 2,
                },
                set: set(word),
                bytes: letters.iter().fold(1, |most, c| most.max(c.len_utf8())),
                letters,
                open: end == question.len(),
            });
        }
    });
    out
}

impl Asked<'_> {
    /// How well a folded word matches.
    fn rank(&self, word: &str) -> u8 {
        if let Some(rest) = word.strip_prefix(self.word) {
            return if rest.is_empty() {
                rank::WORD
            } else {
                rank::PREFIX
            };
        }
        if self.letters.len() > 2 && word.contains(self.word) {
            return rank::INSIDE;
        }
        let missing = (self.set & !set(word)).count_ones() as usize;
        if missing > self.errors * self.bytes {
            return rank::NONE;
        }
        let open = self.open && self.letters.len() > 4;
        match errors(&self.letters, word, self.errors, open) {
            Some((errors, whole)) => rank::ERROR + 2 * (errors as u8 - 1) + u8::from(!whole),
            None => rank::NONE,
        }
    }
}

/// The bytes of a word as a set of 32 classes: words of few errors have most of it in common.
fn set(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | 1 << (byte & 31))
}

/// Errors by which a word differs from what was typed, where they are at most so many, 1 or more, and whether the
/// whole word was compared; an open one is compared with the beginnings of the word too. An error is a letter too
/// many, one missing, another one, or two that changed places (optimal string alignment, the restricted distance
/// of Damerau 1964).
fn errors(typed: &[char], word: &str, most: usize, open: bool) -> Option<(usize, bool)> {
    let n = typed.len();
    // Bytes are no fewer than letters.
    if most == 0 || word.len() + most < n {
        return None;
    }
    // Rows over the typed letters: before the last, last, and this letter of the word.
    let mut rows = [[0_usize; LONGEST + 1]; 3];
    for (i, cell) in rows[1].iter_mut().enumerate() {
        *cell = i;
    }
    let mut beginning = usize::MAX;
    let mut last = '\0';
    let mut length = 0;
    for (j, c) in word.chars().enumerate() {
        if j >= n + most {
            length = usize::MAX;
            break;
        }
        length = j + 1;
        let [before, row, this] = &mut rows;
        this[0] = j + 1;
        let mut least = this[0];
        for i in 1..=n {
            let other = usize::from(typed[i - 1] != c);
            let mut cost = (row[i - 1] + other).min(row[i] + 1).min(this[i - 1] + 1);
            if i > 1 && j > 0 && typed[i - 1] == last && typed[i - 2] == c {
                cost = cost.min(before[i - 2] + 1);
            }
            this[i] = cost;
            least = least.min(cost);
        }
        if least > most {
            length = usize::MAX;
            break;
        }
        beginning = beginning.min(this[n]);
        last = c;
        rows.rotate_left(1);
    }
    let whole = rows[1][n];
    if length != usize::MAX && whole <= most {
        return Some((whole.max(1), true));
    }
    (open && beginning <= most).then_some((beginning.max(1), false))
}

/// The rank of a text, better where its whole name matches.
fn whole(model: &Model, text: Text, question: &str, rank: u8) -> u8 {
    if rank > rank::PREFIX || matches!(text.what, Found::Claim(_)) {
        return rank;
    }
    let mut name = String::new();
    each_word(
        &fold(words_of(model, text).unwrap_or_default()),
        &mut |word, _| {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        },
    );
    match name.strip_prefix(question) {
        Some("") => rank::NAME,
        Some(_) if matches!(text.what, Found::Entity(_)) => rank::BEGINNING,
        _ => rank,
    }
}

/// Where a text matches the question, as written.
fn parts(text: &str, asked: &[Asked]) -> Vec<(usize, usize)> {
    let mut best = vec![rank::NONE; asked.len()];
    let mut found: Vec<(usize, u8, (usize, usize))> = Vec::new();
    each_word(text, &mut |word, (start, end)| {
        let folded = fold(word);
        // One that folding breaks in two: its pieces count.
        each_word(&folded, &mut |piece, (from, _)| {
            for (i, one) in asked.iter().enumerate() {
                let rank = one.rank(piece);
                if rank == rank::NONE {
                    continue;
                }
                best[i] = best[i].min(rank);
                let part = match piece.find(one.word) {
                    Some(at) => {
                        let at = from + at;
                        let ends = [at, at + one.word.len()].map(|at| start + written(word, at));
                        (ends[0], ends[1])
                    }
                    None => (start, end),
                };
                found.push((i, rank, part));
            }
        });
    });
    // Of each word of the question only its best matches.
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for (i, rank, part) in found {
        if rank == best[i] && !parts.iter().any(|p| p.0 < part.1 && part.0 < p.1) {
            parts.push(part);
        }
    }
    parts.order();
    parts
}

/// Bytes of a written word that fold to so many bytes, marks that follow included.
fn written(word: &str, folded: usize) -> usize {
    let mut done = 0;
    for (i, c) in word.char_indices() {
        let next = fold(c.encode_utf8(&mut [0; 4])).len();
        if done >= folded && next > 0 {
            return i;
        }
        done += next;
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use proptest::prelude::*;

    /// The names of what a question finds.
    fn found(question: &str) -> Vec<String> {
        let model = sample::small();
        let index = Index::new(&model);
        let hits = index.find(&model, "en", question, 12);
        hits.iter().map(|hit| show(&model, hit)).collect()
    }

    fn show(model: &Model, hit: &Hit) -> String {
        let mut out = match hit.what {
            Found::Entity(e) => format!("{}: ", model.entity(e).id),
            Found::Document(d) => format!("document {d}: "),
            Found::Claim(at) => format!("claim {}.{}: ", at.document, at.claim),
        };
        let mut at = 0;
        for (start, end) in &hit.parts {
            out += &format!("{}[{}]", &hit.text[at..*start], &hit.text[*start..*end]);
            at = *end;
        }
        out + &hit.text[at..]
    }

    fn first(question: &str) -> String {
        found(question).first().cloned().unwrap_or_default()
    }

    #[test]
    fn a_name_is_found_while_one_types_and_whatever_its_order() {
        assert_eq!(first("o"), "orla-vente: [O]rla Vente");
        assert_eq!(first("orla vente"), "orla-vente: [Orla] [Vente]");
        assert_eq!(first("vente orla"), "orla-vente: [Orla] [Vente]");
        assert_eq!(first("VENT"), "orla-vente: Orla [Vent]e");
    }

    #[test]
    fn errors_are_borne_at_the_first_letter_too() {
        for typed in [
            "kordovin",
            "Qordobin",
            "krodovin",
            "ordovin",
            "kordoovin",
            "kordvoi",
        ] {
            assert!(
                first(typed).starts_with("sava-kordovin"),
                "{typed}: {:?}",
                found(typed)
            );
        }
        assert!(first("orla vnete").starts_with("orla-vente"));
        assert_eq!(found("xyzzyx"), Vec::<String>::new());
        assert_eq!(found("  -- "), Vec::<String>::new());
    }

    #[test]
    fn every_script_and_accent_leads_to_it() {
        assert_eq!(first("кордов"), "sava-kordovin: Сава [Кордов]ин");
        assert_eq!(first("كوردوفين"), "sava-kordovin: سافا [كُوردوفين]");
        assert_eq!(first("noubia"), "nubia: [Noübia]");
        assert_eq!(first("nubia"), "nubia: [Nubia]");
    }

    #[test]
    fn entities_stand_before_articles_before_statements() {
        let found = found("kordovin");
        let starts = ["sava-kordovin", "document 0", "claim 0.0", "claim 1.0"];
        assert_eq!(found.len(), starts.len(), "{found:?}");
        for (hit, start) in found.iter().zip(starts) {
            assert!(hit.starts_with(start), "{found:?}");
        }
        assert_eq!(
            found[3],
            "claim 1.0: …country flew on to meet Sava [Kordovin]."
        );
    }

    #[test]
    fn an_outlet_leads_to_its_article() {
        assert_eq!(first("lantern"), "document 0: The [Lantern]");
    }

    #[test]
    fn the_distance_is_that_of_its_definition() {
        let check = |typed: &str, word: &str| {
            let typed: Vec<char> = typed.chars().collect();
            errors(&typed, word, 2, false).map(|found| found.0)
        };
        assert_eq!(check("haven", "heaven"), Some(1));
        assert_eq!(check("hvaen", "haven"), Some(1));
        assert_eq!(check("hvean", "haven"), Some(2));
        assert_eq!(check("haven", "raves"), Some(2));
        assert_eq!(check("haven", "haste"), None);
        assert_eq!(check("haven", "haventown"), None);
    }

    /// The distance as a whole table.
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut t = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                t[i][j] = if i.min(j) == 0 {
                    i.max(j)
                } else {
                    let mut cost = (t[i - 1][j] + 1).min(t[i][j - 1] + 1);
                    cost = cost.min(t[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        cost = cost.min(t[i - 2][j - 2] + 1);
                    }
                    cost
                };
            }
        }
        t[a.len()][b.len()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_bounded_distance_is_the_distance(a in "[abc]{1,9}", b in "[abc]{1,9}", most in 1..3usize) {
            let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let all = distance(&x, &y);
            let got = errors(&x, &b, most, false);
            prop_assert_eq!(got.map(|g| g.0), (all <= most).then_some(all.max(1)));
            if all <= most {
                prop_assert!((set(&a) & !set(&b)).count_ones() as usize <= most);
            }
        }

        #[test]
        fn what_is_typed_breaks_nothing(question in "\\PC{0,40}") {
            let model = sample::small();
            let index = Index::new(&model);
            for hit in index.find(&model, "it", &question, 7) {
                let mut at = 0;
                for (start, end) in hit.parts {
                    prop_assert!(at <= start && start < end, "{question:?}");
                    prop_assert!(hit.text.get(start..end).is_some(), "{question:?}");
                    at = end;
                }
            }
        }

        #[test]
        fn every_word_of_a_name_finds_it_with_an_error(which in 0..400usize, at in 0..20usize, letter in "[a-z]") {
            let model = sample::large(5);
            let which = EntityIx((which % model.analysis.entities.len()) as u32);
            let name = &model.entity(which).name;
            let word = name.split(' ').next_back().unwrap_or_default();
            let mut letters: Vec<char> = word.chars().collect();
            if letters.len() < 5 {
                return Ok(());
            }
            let at = at % letters.len();
            letters[at] = letter.chars().next().unwrap_or('x');
            let typed: String = letters.into_iter().collect();
            let question = format!("{} {typed}", name.split(' ').next().unwrap_or_default());
            let hits = Index::new(&model).find(&model, "en", &question, 12);
            prop_assert!(hits.iter().any(|hit| hit.what == Found::Entity(which)), "{name}: {question}");
        }
    }

    /// Prints what an index of 200 articles costs; run it with `--release -- --ignored --nocapture`.
    #[test]
    #[ignore = "a measurement"]
    fn cost() {
        let model = sample::large(200);
        let start = std::time::Instant::now();
        let index = Index::new(&model);
        println!(
            "made in {:?}; {} texts, {} words, {} kB",
            start.elapsed(),
            index.texts.len(),
            index.words.len(),
            (index.texts.len() * size_of::<Text>()
                + index.letters.len()
                + index.words.len() * 8
                + index.holders.len() * 4)
                / 1000
        );
        for question in [
            "a",
            "ka",
            "kor",
            "kora",
            "korado",
            "qoradovan",
            "koradovan belu",
            "the minister of that country flew on to meet koradovan",
        ] {
            let start = std::time::Instant::now();
            let mut hits = 0;
            for _ in 0..20 {
                hits = index.find(&model, "en", question, 12).len();
            }
            println!("{:?} for {question:?}: {hits}", start.elapsed() / 20);
        }
    }
}
