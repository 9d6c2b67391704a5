//! The gazetteer in the text: known actors, countries and places, with the checks that keep
//! ordinary words out.

use super::scan::{Cue, Scan};
use crate::data::{Known, Source, data};
use crate::lang::pack::{Features, NameClass, Role, Table};
use crate::text::fold::key;
use crate::text::token::Shape;
use crate::vocabulary::Kind;
use smallvec::SmallVec;
use std::ops::Range;

/// A known name at a token.
#[derive(Clone, Debug)]
pub struct Hit {
    pub known: u16,
    pub range: Range<usize>,
    /// A bare surname.
    pub weak: bool,
}

/// The longest known name that starts at a token and is written as one; of several bearers the
/// likeliest.
pub fn hit(scan: &Scan, token: usize) -> Option<Hit> {
    let mut cues: SmallVec<[Cue; 4]> = scan.at(token, Table::Known).copied().collect();
    let mut length = cues.first()?.end;
    loop {
        let mut best: Option<(&Cue, i64)> = None;
        for cue in &cues {
            let known = &data().known[cue.row as usize];
            if !written_as_name(scan, cue, known) {
                continue;
            }
            let score = likelihood(scan, cue, known);
            if best.is_none_or(|(_, s)| score > s) {
                best = Some((cue, score));
            }
        }
        if let Some((cue, _)) = best {
            let mut start = cue.first as usize;
            // An article that the tables list with the name belongs to it only in titles of media.
            let known = &data().known[cue.row as usize];
            let media = matches!(known.class.as_str(), "media" | "agency");
            // «al-X» is one word, whatever «al» is alone.
            let article = scan.is_role(start, Role::Article)
                && !scan.tokens.get(start + 1).is_some_and(|t| t.is_joint());
            if !media && start + 1 < cue.end as usize && article {
                start += 1;
            }
            return Some(Hit {
                known: cue.row,
                range: start..cue.end as usize,
                weak: cue.features.has(Features::WEAK),
            });
        }
        // A shorter name that starts here too.
        cues = shorter(scan, token, length);
        length = cues.first()?.end;
    }
}

/// The known names that start at a token and end before `end`, the longest of them.
fn shorter(scan: &Scan, token: usize, end: u32) -> SmallVec<[Cue; 4]> {
    let mut node = crate::lang::trie::ROOT;
    let mut out = SmallVec::new();
    for i in token..(end as usize).saturating_sub(1) {
        let t = &scan.tokens[i];
        if t.is_joint() && i > token {
            continue;
        }
        let Some(next) = scan.pack.trie.step(node, t.key) else {
            break;
        };
        node = next;
        let found: SmallVec<[Cue; 4]> = scan
            .pack
            .trie
            .entries(node)
            .filter(|e| e.table == Table::Known as u8)
            .map(|e| Cue {
                table: Table::Known,
                row: e.row,
                features: Features(e.features),
                first: token as u32,
                end: i as u32 + 1,
            })
            .collect();
        if !found.is_empty() {
            out = found;
        }
    }
    out
}

/// Which of several bearers of a name is meant, before the document is known as a whole.
fn likelihood(scan: &Scan, cue: &Cue, known: &Known) -> i64 {
    let mut score = 0;
    if !cue.features.has(Features::WEAK) {
        score += 1_000;
    }
    if cue.features.has(Features::OWN) {
        score += 300;
    }
    score += match known.source {
        Source::Actors => 200,
        Source::Countries => 250,
        Source::Places => 0,
    };
    let before = cue.first as usize;
    let titled = before > 0
        && scan
            .within(before.saturating_sub(3)..before, Table::Titles)
            .any(|c| c.end as usize == before);
    if titled && known.kind == Kind::Person {
        score += 2_000;
    }
    score + i64::from((known.population / 20_000).min(150))
}

/// Whether the text writes it as a name: capitals where the script has them, abbreviations in
/// capitals, long names of institutions also in lower case.
fn written_as_name(scan: &Scan, cue: &Cue, known: &Known) -> bool {
    let range = cue.first as usize..cue.end as usize;
    let first = &scan.tokens[range.start];
    if !scan.pack.cased {
        // No capitals to go by: one short word must not be a function word.
        return range.len() > 1 || !first.function;
    }
    let words = range.clone().filter(|i| scan.tokens[*i].is_word()).count();
    let sentence = &scan.sentences[scan.sentence_of(range.start)];
    let initial = sentence.tokens.start == range.start;
    if words == 1 {
        let text = first.of(scan.body);
        if text.ends_with('.') && scan.pack.is_title_abbreviation(text) {
            return false;
        }
        if !first.is_capital() && !text.chars().next().is_some_and(|c| c.is_numeric()) {
            return false;
        }
        // Abbreviations: «WHO» is one, «Who» at the start of a sentence is not.
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        if letters <= 5 {
            let folded = key(text);
            let names = known.names.iter().flat_map(|(_, n)| n);
            let mut same = names
                .map(|n| n.trim_start_matches('~'))
                .filter(|n| key(n) == folded)
                .peekable();
            let abbreviation = same.peek().is_some() && same.all(is_abbreviation);
            if abbreviation && !text.contains('.') {
                let upper = matches!(first.shape, Shape::Upper | Shape::Mixed);
                let ordinary = first.function;
                return upper && !(ordinary && all_capitals(scan, range.start))
                    || first.shape == Shape::Capital && letters >= 3 && !ordinary && !initial
                    || first.shape == Shape::Capital
                        && letters >= 3
                        && !ordinary
                        && initial
                        && known
                            .names
                            .iter()
                            .any(|(c, n)| *c == scan.pack.code && n.iter().any(|n| n == text));
            }
        }
        if first.shape == Shape::Capital && first.function {
            return false;
        }
        if scan.at(range.start, Table::Names).any(|c| {
            scan.pack.names[c.row as usize].class == NameClass::NotName
                && c.end as usize == range.end
        }) {
            return false;
        }
        return true;
    }
    // «the National Assembly», «The National Oil Corporation» are not the newspaper «The National»:
    // in lower case the article is none of its, and a name that goes on is another's.
    if matches!(known.class.as_str(), "media" | "agency")
        && (first.shape == Shape::Lower || initial)
        && scan.is_role(range.start, Role::Article)
        && words == 2
        && scan
            .tokens
            .get(range.end)
            .is_some_and(|t| t.is_word() && t.is_capital() && range.end < sentence.tokens.end)
        && (first.shape == Shape::Lower
            || scan
                .at(range.end - 1, Table::Names)
                .any(|c| scan.pack.names[c.row as usize].class == NameClass::OrgAdjective))
    {
        return false;
    }
    let capitals = range
        .clone()
        .filter(|i| {
            scan.tokens[*i].is_capital()
                || scan.tokens[*i].shape == Shape::None && scan.tokens[*i].is_word()
        })
        .count();
    // «Russia's Security Council»: the country is a name of its own.
    if range
        .clone()
        .skip(1)
        .any(|i| scan.pack.is_clitic(scan.text(i)))
        && country_at(scan, range.start)
    {
        return false;
    }
    // Words in lower case beside a place («government in Tripoli», «porto di Tobruk»): a
    // description, in which only the place is a name.
    let content = |i: usize| scan.tokens[i].is_word() && !scan.tokens[i].function;
    let lower = range
        .clone()
        .filter(|i| content(*i) && scan.tokens[*i].shape == Shape::Lower)
        .count();
    if lower > 0 {
        if known.kind == Kind::Place
            && (first.shape == Shape::Lower || scan.tokens[range.end - 1].shape == Shape::Lower)
        {
            return false;
        }
        if matches!(known.kind, Kind::Organization | Kind::Group) {
            // Where names of institutions are written with capitals throughout.
            if scan.pack.capital_months && !scan.pack.genitive {
                return false;
            }
            // «il gruppo Wagner»: the noun is no part of a name that stands without it.
            let noun = first.shape == Shape::Lower
                && scan.at(range.start, Table::Names).any(|c| {
                    scan.pack.names[c.row as usize].class == NameClass::OrgHead
                        && c.end as usize == range.start + 1
                });
            let rest: Vec<u64> = range
                .clone()
                .skip(1)
                .filter(|i| scan.tokens[*i].kind != crate::text::token::TokenKind::Dash)
                .map(|i| scan.tokens[i].key)
                .collect();
            if noun
                && scan
                    .pack
                    .lookup(&rest)
                    .any(|e| e.table == Table::Known as u8 && e.row == cue.row)
            {
                return false;
            }
            let place = range
                .clone()
                .skip(1)
                .any(|i| scan.tokens[i].is_capital() && place_at(scan, i));
            let nation = range.clone().any(|i| demonym(scan, i).is_some());
            if first.shape == Shape::Lower && (place || capitals == 0 && !nation && lower < 3) {
                return false;
            }
        }
    }
    match known.kind {
        Kind::Organization | Kind::Group => capitals > 0 || words > 2 || has_head(scan, &range),
        Kind::Place => first.is_capital() || capitals > 0 && words > 2,
        Kind::Person => {
            // «al-X»: the article in lower case, glued to the name.
            let glued = range.len() > 1 && scan.tokens[range.start + 1].is_joint();
            (first.is_capital() || glued) && scan.tokens[range.end - 1].is_capital()
                || capitals == words
        }
    }
}

/// Whether a country's or a place's one-word name stands at a token.
fn place_at(scan: &Scan, token: usize) -> bool {
    scan.at(token, Table::Known)
        .any(|c| data().known[c.row as usize].kind == Kind::Place)
        || scan.pack.lookup(&[scan.tokens[token].key]).any(|e| {
            e.table == Table::Known as u8 && data().known[e.row as usize].kind == Kind::Place
        })
}

/// Whether a country's one-word name stands at a token.
fn country_at(scan: &Scan, token: usize) -> bool {
    scan.pack.lookup(&[scan.tokens[token].key]).any(|e| {
        e.table == Table::Known as u8 && data().known[e.row as usize].source == Source::Countries
    })
}

/// Whether an institution's noun stands in a range («esercito nazionale»).
fn has_head(scan: &Scan, range: &Range<usize>) -> bool {
    range.clone().any(|i| {
        scan.at(i, Table::Names).any(|c| {
            matches!(
                scan.pack.names[c.row as usize].class,
                NameClass::OrgHead | NameClass::OrgTail
            )
        })
    })
}

/// Whether a name is written as an abbreviation.
pub fn is_abbreviation(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let upper = name.chars().filter(|c| c.is_uppercase()).count();
    upper >= 2 && upper * 2 > letters.count()
}

/// Whether the sentence of a token is written in capitals throughout.
pub fn all_capitals(scan: &Scan, token: usize) -> bool {
    let sentence = &scan.sentences[scan.sentence_of(token)];
    let words = sentence
        .tokens
        .clone()
        .filter(|i| scan.tokens[*i].is_word());
    let (mut upper, mut lower) = (0, 0);
    for i in words {
        match scan.tokens[i].shape {
            Shape::Upper => upper += 1,
            Shape::Lower => lower += 1,
            _ => {}
        }
    }
    upper > 3 && upper > lower * 3
}

/// The adjective or people of a country at a token: its row of the tables, one past its end.
pub fn demonym(scan: &Scan, token: usize) -> Option<(u16, usize)> {
    let cue = scan.at(token, Table::Demonym).next()?;
    if scan.pack.capital_demonyms && scan.pack.cased && !scan.tokens[token].is_capital() {
        return None;
    }
    Some((cue.row, cue.end as usize))
}

/// A country's name at a token.
pub fn country(scan: &Scan, token: usize) -> Option<(u16, usize)> {
    let hit = hit(scan, token)?;
    let known = &data().known[hit.known as usize];
    (known.source == Source::Countries).then_some((hit.known, hit.range.end))
}

/// An institution that many countries have («Security Council», «ministero della Difesa»),
/// named with its country beside it: the known institution of that country whose name is these
/// words and the country's.
pub fn of_country(scan: &Scan, range: Range<usize>, country: u16) -> Option<u16> {
    let words = scan.tokens[range].iter().filter(|t| t.is_word());
    scan.pack.institution_of(country, words.map(|t| t.key))
}

/// The country that modifies a name: an adjective or a possessive before it, an adjective or
/// «of …» after it.
pub fn modifier(scan: &Scan, range: &Range<usize>, sentence: &Range<usize>) -> Option<u16> {
    // Russian …, Russia's …
    for back in 1..=3 {
        let Some(at) = range
            .start
            .checked_sub(back)
            .filter(|at| *at >= sentence.start)
        else {
            break;
        };
        if let Some((c, end)) = demonym(scan, at)
            && end <= range.start
            && (end..range.start)
                .all(|i| scan.tokens[i].is_joint() || scan.text(i).starts_with(['\'', '’']))
        {
            return Some(c);
        }
        if let Some((c, end)) = country(scan, at)
            && end < range.start
            && (end..range.start)
                .all(|i| scan.text(i).starts_with(['\'', '’']) || scan.is_role(i, Role::Article))
        {
            return Some(c);
        }
    }
    // … russo, … of Russia
    let after = range.end;
    if after < sentence.end {
        if let Some((c, _)) = demonym(scan, after) {
            return Some(c);
        }
        if scan.is_role(after, Role::Of) {
            let mut next = scan.role_end(after, Role::Of).unwrap_or(after + 1);
            if next < sentence.end && scan.is_role(next, Role::Article) {
                next += 1;
            }
            if next < sentence.end
                && let Some((c, _)) = country(scan, next)
            {
                return Some(c);
            }
        }
    }
    None
}
