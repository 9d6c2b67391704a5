//! A row in words: a short label, and one line in the reader's language made from what was
//! extracted («Andrei Belousov praised Khalifa Haftar; quoted directly; only in Italpress»).
//! The sentences stand in `core/data/types.tsv`, the phrases in `core/data/phrases.tsv`.

use super::{Aspect, ClaimRef, Comparison};
use crate::corpus::Document;
use crate::data::data;
use crate::extract::{Claim, Connection, EntityIx, Extraction, Holder};
use crate::resolve::Entity;
use crate::text::Span;
use crate::vocabulary::{Certainty, Kind, Polarity, Relation};
use std::collections::BTreeSet;

/// What rows are told from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    pub documents: &'a [Document],
    /// Parallel to `documents`.
    pub extractions: &'a [Extraction],
    pub entities: &'a [Entity],
}

/// Longest label of a row that is made of a sentence's words, in characters.
const LABEL: usize = 90;

/// A short name for a row in a language: its event as a sentence, else actors and matter, else the
/// first words of its first claim.
pub fn label(sources: Sources<'_>, claims: &[ClaimRef], language: &str) -> String {
    what(sources, claims, language).unwrap_or_else(|| {
        let text = claims.first().map_or("", |r| sources.text(*r));
        let words: Vec<&str> = text.split_whitespace().collect();
        let whole = words.join(" ");
        if whole.chars().count() <= LABEL {
            return whole;
        }
        let mut short = String::new();
        for word in words {
            if short.chars().count() + word.chars().count() > LABEL {
                break;
            }
            short.push_str(word);
            short.push(' ');
        }
        format!("{}…", short.trim_end())
    })
}

/// One line for a row: what is said, what differs, who says it and how, where it stands.
pub fn line(sources: Sources<'_>, row: &Comparison, language: &str) -> String {
    let mut parts = vec![label(sources, &row.claims, language)];
    let claims: Vec<&Claim> = row.claims.iter().map(|r| sources.claim(*r)).collect();
    if let Some(first) = claims.first()
        && claims.iter().all(|c| c.certainty == first.certainty)
    {
        match first.certainty {
            Certainty::Certain => {}
            Certainty::Probable => parts.push(phrase("probable", language, &[])),
            Certainty::Possible => parts.push(phrase("possible", language, &[])),
        }
    }
    if row.relation == Relation::Contradicts {
        parts.push(phrase("contradicts", language, &[]));
    }
    for difference in &row.differences {
        let name = match difference.aspect {
            Aspect::Participant => "participant",
            Aspect::Place => "place",
            Aspect::Date => "date",
            Aspect::Number => "number",
            Aspect::Matter => "matter-differs",
            Aspect::Certainty | Aspect::Holder | Aspect::Polarity => continue,
        };
        let sides = sides(sources, row, &difference.words);
        if !sides.is_empty() {
            parts.push(phrase(name, language, &[&sides]));
        }
    }
    parts.extend(voice(sources, row, language));
    parts.push(whereabouts(sources, row, language));
    parts.join("; ")
}

impl Sources<'_> {
    fn claim(&self, at: ClaimRef) -> &Claim {
        &self.extractions[at.document as usize].claims[at.claim as usize]
    }

    fn text(&self, at: ClaimRef) -> &str {
        let body = &self.documents[at.document as usize].body;
        self.claim(at).span.of(body)
    }

    fn name(&self, entity: EntityIx, language: &str) -> String {
        let entity = self.entities.get(entity.0 as usize);
        entity.map_or_else(String::new, |e| {
            e.label(language).trim_start_matches('~').to_string()
        })
    }

    fn connections(&self, at: ClaimRef) -> impl Iterator<Item = &Connection> {
        self.extractions[at.document as usize]
            .connections
            .iter()
            .filter(move |c| c.evidence.iter().any(|e| e.claim == Some(at.claim)))
    }
}

/// A phrase of the table, filled in.
fn phrase(name: &str, language: &str, fill: &[&str]) -> String {
    let mut text = data().phrase(name, language).to_string();
    for (i, words) in fill.iter().enumerate() {
        text = text.replace(&format!("{{{i}}}"), words);
    }
    text
}

/// What a row says: the event that most of its claims speak of, else actors and shared matter.
fn what(sources: Sources<'_>, claims: &[ClaimRef], language: &str) -> Option<String> {
    let mut events: Vec<(&Connection, usize)> = Vec::new();
    for at in claims {
        for c in sources.connections(*at) {
            if c.kind.is_state() {
                continue;
            }
            let same = |e: &Connection| (e.kind, e.a, e.b) == (c.kind, c.a, c.b);
            match events.iter_mut().find(|(e, _)| same(e)) {
                Some((_, n)) => *n += 1,
                None => events.push((c, 1)),
            }
        }
    }
    let persons = |c: &Connection| {
        [c.a, c.b]
            .iter()
            .filter(|e| {
                sources
                    .entities
                    .get(e.0 as usize)
                    .is_some_and(|e| e.kind == Kind::Person)
            })
            .count()
    };
    let best = events
        .iter()
        .enumerate()
        .max_by_key(|(i, (c, n))| (*n, persons(c), usize::MAX - i));
    if let Some((_, (event, _))) = best {
        return sentence(sources, event, language);
    }
    let first = sources.claim(*claims.first()?);
    let all: Vec<&Claim> = claims.iter().map(|r| sources.claim(*r)).collect();
    let mut concepts: Vec<u16> = Vec::new();
    for (k, _) in &first.concepts {
        let shared = all.iter().all(|c| c.concepts.iter().any(|(x, _)| x == k));
        if shared && !concepts.contains(k) {
            concepts.push(*k);
        }
    }
    // The telling ones first; general words («statement», «region») only where nothing else is.
    let weight = |k: &u16| data().concepts.get(*k as usize).map_or(0, |c| c.weight);
    let most = concepts.iter().map(weight).max()?;
    concepts.retain(|k| weight(k) >= most.min(2));
    concepts.truncate(3);
    let matter: Vec<&str> = concepts
        .iter()
        .filter_map(|k| data().concept_label(*k, language))
        .collect();
    if matter.is_empty() || claims.len() == 1 && most < 2 {
        return None;
    }
    let holder = |e: &EntityIx| all.iter().any(|c| c.holder == Holder::Entity(*e));
    let actors: Vec<String> = first
        .entities
        .iter()
        .filter(|e| !holder(e) && all.iter().all(|c| c.entities.contains(e)))
        .take(2)
        .map(|e| sources.name(*e, language))
        .collect();
    // «NATO: NATO» says nothing more.
    let matter: Vec<&str> = matter
        .into_iter()
        .filter(|m| !actors.iter().any(|a| a == m))
        .collect();
    if matter.is_empty() {
        return None;
    }
    let matter = matter.join(", ");
    if actors.is_empty() {
        return Some(matter);
    }
    let actors = actors.join(data().phrase("and", language));
    Some(phrase("matter", language, &[&actors, &matter]))
}

/// A connection as a sentence.
fn sentence(sources: Sources<'_>, event: &Connection, language: &str) -> Option<String> {
    let row = data().type_row(event.kind)?;
    let form = match event.polarity {
        Polarity::Affirmed => "sentence",
        Polarity::Denied => "not",
    };
    let cell = |code: &str| {
        let column = format!("{code}_{form}");
        let found = row.cells.iter().find(|(c, _)| *c == column);
        found.map(|c| c.1.as_str()).filter(|t| !t.is_empty())
    };
    let code = language.split('-').next().unwrap_or(language);
    let template = cell(code).or_else(|| cell(crate::data::LANGUAGE_COLUMNS[0]))?;
    Some(
        template
            .replace("{a}", &sources.name(event.a, language))
            .replace("{b}", &sources.name(event.b, language)),
    )
}

/// The words of a difference, side by side.
fn sides(sources: Sources<'_>, row: &Comparison, words: &[Vec<Span>]) -> String {
    let mut sides: Vec<String> = Vec::new();
    for (at, spans) in row.claims.iter().zip(words) {
        let body = &sources.documents[at.document as usize].body;
        let side: Vec<&str> = spans.iter().map(|s| s.of(body)).take(3).collect();
        let side = side.join(", ");
        if !side.is_empty() && !sides.contains(&side) {
            sides.push(side);
        }
    }
    if sides.len() > 1 {
        sides.join(" / ")
    } else {
        String::new()
    }
}

/// Who says it, and whether in their own words.
fn voice(sources: Sources<'_>, row: &Comparison, language: &str) -> Vec<String> {
    let quoted = |at: &ClaimRef| {
        let claim = sources.claim(*at);
        sources.extractions[at.document as usize]
            .quotations
            .iter()
            .any(|q| q.span.overlaps(claim.span) && q.speaker.as_ref() == Some(&claim.holder))
    };
    let mut out = Vec::new();
    let mut holders: Vec<String> = Vec::new();
    for at in &row.claims {
        let body = &sources.documents[at.document as usize].body;
        let words = match &sources.claim(*at).holder {
            Holder::Author => continue,
            Holder::Entity(e) => phrase("holder", language, &[&sources.name(*e, language)]),
            Holder::Unnamed(span) => {
                let quote = format!("«{}»", span.of(body));
                phrase("holder", language, &[&quote])
            }
            Holder::Hearsay => phrase("hearsay", language, &[]),
        };
        if !holders.contains(&words) {
            holders.push(words);
        }
    }
    if holders.len() > 2 {
        out.push(phrase("holders", language, &[]));
    } else {
        out.extend(holders);
    }
    if row.claims.iter().any(quoted) {
        out.push(phrase("quoted", language, &[]));
    }
    out
}

/// Where it stands.
fn whereabouts(sources: Sources<'_>, row: &Comparison, language: &str) -> String {
    let here: BTreeSet<u32> = row.claims.iter().map(|r| r.document).collect();
    let agency = here
        .first()
        .and_then(|d| sources.documents[*d as usize].agency.as_deref());
    if row.why.iter().any(|why| why == "same-agency")
        && let Some(agency) = agency
    {
        return phrase("agency", language, &[agency]);
    }
    let outlets: Vec<&str> = here
        .iter()
        .map(|d| {
            let d = &sources.documents[*d as usize];
            d.outlet.as_deref().unwrap_or(&d.id)
        })
        .collect();
    let (last, before) = match outlets.split_last() {
        Some((last, [])) => (*last, String::new()),
        Some((last, before)) => (*last, before.join(", ") + data().phrase("and", language)),
        None => return String::new(),
    };
    let names = format!("{before}{last}");
    phrase(
        if here.len() == 1 { "only" } else { "in" },
        language,
        &[&names],
    )
}
