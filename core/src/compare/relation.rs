//! How aligned claims stand to each other: corroborates, differs in a detail, contradicts; and
//! which words carry the difference.
//!
//! Every pair of claims of different documents is judged; a row has the gravest relation of its
//! pairs. Certainty alone is no difference of fact. A denial contradicts only where what is denied
//! is what the other affirms: the words that both share must stand in the scope of the denial.

use super::{Aspect, ClaimRef, Difference};
use crate::corpus::Document;
use crate::data::{data, senses::Class};
use crate::extract::{Claim, Connection, EntityIx, Extraction, Holder, Number};
use crate::resolve::Entity;
use crate::text::span::Span;
use crate::vocabulary::{ConnectionType, Kind, Polarity, Relation, Topic};

/// A claim with what it stands in.
#[derive(Clone, Copy)]
struct Side<'a> {
    at: ClaimRef,
    claim: &'a Claim,
    document: &'a Document,
    extraction: &'a Extraction,
    /// Its everyday words in text order, with their places.
    senses: &'a [(u16, Span)],
}

/// The words of a difference on both sides.
type Words = (Vec<Span>, Vec<Span>);

/// The relation of claims that stand in one row, and their differences. Where the row is only
/// suggested, words of opposite meaning don't contradict: they may speak of different things.
pub fn judge(
    refs: &[ClaimRef],
    claims: &[&Claim],
    documents: &[Document],
    extractions: &[Extraction],
    entities: &[Entity],
    suggested: bool,
) -> (Relation, Vec<Difference>) {
    let words: Vec<Vec<(u16, Span)>> = refs
        .iter()
        .zip(claims)
        .map(|(at, claim)| senses(claim.span, &documents[at.document as usize]))
        .collect();
    let sides: Vec<Side> = refs
        .iter()
        .zip(claims)
        .zip(&words)
        .map(|((at, claim), senses)| Side {
            senses,
            at: *at,
            claim,
            document: &documents[at.document as usize],
            extraction: &extractions[at.document as usize],
        })
        .collect();
    let mut differences: Vec<Difference> = Vec::new();
    let mut note = |aspect: Aspect, i: usize, j: usize, (left, right): Words| {
        let at = differences.iter().position(|d| d.aspect == aspect);
        let at = at.unwrap_or_else(|| {
            differences.push(Difference {
                aspect,
                words: vec![Vec::new(); refs.len()],
            });
            differences.len() - 1
        });
        for (side, spans) in [(i, left), (j, right)] {
            let list = &mut differences[at].words[side];
            list.extend(spans);
            list.sort_unstable();
            list.dedup();
        }
    };
    for (i, a) in sides.iter().enumerate() {
        for (j, b) in sides.iter().enumerate().skip(i + 1) {
            if a.at.document == b.at.document {
                continue;
            }
            let count = numbers(*a, *b);
            // Two that count the same thing differently differ in the number, whatever is denied.
            let contrary = match &count {
                Some(_) => None,
                None if suggested => polarity(*a, *b),
                None => polarity(*a, *b).or_else(|| opposites(a.claim, b.claim)),
            };
            let contradicts = contrary.is_some();
            let found = [
                (Aspect::Polarity, contrary),
                (Aspect::Participant, participants(*a, *b, entities)),
                (Aspect::Number, count),
                (Aspect::Date, dates(*a, *b)),
                (
                    Aspect::Matter,
                    (!contradicts).then(|| matter(a.claim, b.claim)).flatten(),
                ),
            ];
            for (aspect, words) in found {
                if let Some(words) = words {
                    note(aspect, i, j, words);
                }
            }
        }
    }
    differences.sort_by_key(|d| (d.aspect != Aspect::Polarity, d.aspect));
    let relation = match differences.first() {
        Some(d) if d.aspect == Aspect::Polarity => Relation::Contradicts,
        Some(_) => Relation::DiffersInDetail,
        None => Relation::Corroborates,
    };
    // How sure each is says something too, but is no other fact.
    if claims.iter().any(|c| c.certainty != claims[0].certainty) {
        differences.push(Difference {
            aspect: Aspect::Certainty,
            words: claims
                .iter()
                .map(|c| c.certainty_cue.into_iter().collect())
                .collect(),
        });
    }
    (relation, differences)
}

/// Concepts by which a sentence denies without a negation.
const DENIALS: [&str; 2] = ["deny", "reject"];

/// Whether a concept is a way of denying or saying, not a matter.
fn speech(concept: u16) -> bool {
    data()
        .concepts
        .get(concept as usize)
        .is_some_and(|c| DENIALS.contains(&c.id.as_str()) || c.id == "statement")
}

/// Whether a claim denies, by negation or by a verb of denying.
pub(super) fn denies(claim: &Claim) -> bool {
    let denial = |c: u16| {
        data()
            .concepts
            .get(c as usize)
            .is_some_and(|c| DENIALS.contains(&c.id.as_str()))
    };
    claim.polarity == Polarity::Denied || claim.concepts.iter().any(|(c, _)| denial(*c))
}

/// Whether two concepts are the same or of one family that says at least so much.
fn kin(x: u16, y: u16, least: u8) -> bool {
    x == y
        || data()
            .families(x)
            .iter()
            .any(|(f, w)| *w >= least && data().families(y).iter().any(|(g, _)| f == g))
}

/// One denies what the other affirms.
fn polarity(a: Side, b: Side) -> Option<Words> {
    let (denied, affirmed, swapped) = match (a.claim.polarity, b.claim.polarity) {
        (Polarity::Denied, Polarity::Affirmed) => (a, b, false),
        (Polarity::Affirmed, Polarity::Denied) => (b, a, true),
        _ => return None,
    };
    // «Rejects» and «does not accept» say the same; nobody contradicts oneself in two reports.
    if denies(affirmed.claim)
        || matches!(a.claim.holder, Holder::Entity(_)) && a.claim.holder == b.claim.holder
    {
        return None;
    }
    let words = |side: Side| -> Vec<u16> { side.senses.iter().map(|s| s.0).collect() };
    let (no, yes) = (words(denied), words(affirmed));
    // «The first» is «never before».
    let has = |list: &[u16], name: &str| list.iter().any(|s| data().senses.name(*s) == name);
    if has(&yes, "first") && (has(&no, "never") || has(&no, "previous") || has(&no, "first")) {
        return None;
    }
    // What both share must stand in the scope of the denial: after its cue.
    let from = denied
        .claim
        .polarity_cue
        .map_or(denied.claim.span.start, |c| c.start);
    let in_scope = denied.claim.concepts.iter().any(|(c, span)| {
        !speech(*c)
            && span.end >= from
            && affirmed
                .claim
                .concepts
                .iter()
                .any(|(d, _)| !speech(*d) && kin(*c, *d, 2))
    });
    if !in_scope && no.iter().filter(|w| yes.contains(w)).count() < 2 {
        return None;
    }
    let cue: Vec<Span> = denied.claim.polarity_cue.into_iter().collect();
    Some(if swapped {
        (Vec::new(), cue)
    } else {
        (cue, Vec::new())
    })
}

/// A concept on one side and its reverse on the other, about the same thing.
fn opposites(a: &Claim, b: &Claim) -> Option<Words> {
    let concepts = &data().concepts;
    if denies(a) != denies(b) {
        // The one denies the reverse of what the other affirms: they say the same.
        return None;
    }
    for (x, xs) in &a.concepts {
        let Some(row) = concepts.get(*x as usize) else {
            continue;
        };
        let Some(reverse) = row.opposite else {
            continue;
        };
        let both =
            a.concepts.iter().any(|(c, _)| *c == reverse) || b.concepts.iter().any(|(c, _)| c == x);
        // Arriving and leaving, beginning and ending can both be true.
        let passing = matches!(
            row.id.as_str(),
            "arrive" | "leave" | "return" | "begin" | "end" | "continue" | "fail" | "succeed"
        );
        if both || passing {
            continue;
        }
        let Some((_, ys)) = b.concepts.iter().find(|(c, _)| *c == reverse) else {
            continue;
        };
        let same_matter = a.concepts.iter().any(|(c, _)| {
            b.concepts.iter().any(|(d, _)| c == d)
                && concepts.get(*c as usize).is_some_and(|c| c.weight >= 2)
        });
        if same_matter && a.entities.iter().any(|e| b.entities.contains(e)) {
            return Some((vec![*xs], vec![*ys]));
        }
    }
    None
}

/// The connections that a claim is evidence of.
fn connections(claim: ClaimRef, extraction: &Extraction) -> impl Iterator<Item = &Connection> {
    extraction
        .connections
        .iter()
        .filter(move |c| c.evidence.iter().any(|e| e.claim == Some(claim.claim)))
}

/// The words of a claim that stand for an entity.
fn words_of(side: Side, entity: EntityIx) -> Vec<Span> {
    let span = side.claim.span;
    let first = side
        .extraction
        .mentions
        .partition_point(|m| m.span.start < span.start);
    side.extraction.mentions[first..]
        .iter()
        .take_while(|m| m.span.start < span.end)
        .find(|m| m.entity == entity)
        .map(|m| m.span)
        .into_iter()
        .collect()
}

/// The same event with another person, institution or country taking part.
fn participants(a: Side, b: Side, entities: &[Entity]) -> Option<Words> {
    let kind = |e: EntityIx| entities.get(e.0 as usize).map(|e| e.kind);
    for ca in connections(a.at, a.extraction) {
        for cb in connections(b.at, b.extraction) {
            let talks =
                |k: ConnectionType| matches!(k, ConnectionType::Meet | ConnectionType::Negotiate);
            let backing = |k: ConnectionType| {
                matches!(
                    k,
                    ConnectionType::Support
                        | ConnectionType::Praise
                        | ConnectionType::SupplyArms
                        | ConnectionType::Train
                        | ConnectionType::Invest
                )
            };
            let same = ca.kind == cb.kind && (talks(ca.kind) || backing(ca.kind))
                || talks(ca.kind) && talks(cb.kind);
            if !same {
                continue;
            }
            let (x, y) = ([ca.a, ca.b], [cb.a, cb.b]);
            if x.iter().filter(|e| y.contains(e)).count() != 1 {
                continue;
            }
            let (Some(p), Some(q)) = (
                x.iter().copied().find(|e| !y.contains(e)),
                y.iter().copied().find(|e| !x.contains(e)),
            ) else {
                continue;
            };
            let alike = kind(p) == kind(q)
                && matches!(kind(p), Some(Kind::Person | Kind::Organization))
                || backing(ca.kind);
            let elsewhere = a.claim.entities.contains(&q) || b.claim.entities.contains(&p);
            if alike && !elsewhere {
                return Some((words_of(a, p), words_of(b, q)));
            }
        }
    }
    // Talks that no connection was made of: one person the same, another beside.
    let (x, y) = (talkers(a.claim, entities), talkers(b.claim, entities));
    let of = |list: &[EntityIx], other: &Claim| -> Vec<EntityIx> {
        let new = list.iter().filter(|e| !other.entities.contains(e));
        new.copied().collect()
    };
    let (p, q) = (of(&x, b.claim), of(&y, a.claim));
    (x.iter().any(|e| y.contains(e)) && p.len() == 1 && q.len() == 1)
        .then(|| (words_of(a, p[0]), words_of(b, q[0])))
}

/// The two persons of a claim that speaks of their meeting; none where it names more or fewer.
pub(super) fn talkers(claim: &Claim, entities: &[Entity]) -> Vec<EntityIx> {
    let talks = claim.concepts.iter().any(|(c, _)| {
        data().concepts.get(*c as usize).is_some_and(|c| {
            matches!(
                c.id.as_str(),
                "talks" | "meeting" | "negotiation" | "summit" | "phone-call"
            )
        })
    });
    let persons: Vec<EntityIx> = claim
        .entities
        .iter()
        .copied()
        .filter(|e| {
            entities
                .get(e.0 as usize)
                .is_some_and(|e| e.kind == Kind::Person)
        })
        .collect();
    if talks && persons.len() == 2 {
        persons
    } else {
        Vec::new()
    }
}

/// The senses of the words of a claim, each with its place in the body.
fn senses(claim: Span, document: &Document) -> Vec<(u16, Span)> {
    let text = claim.of(&document.body);
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let span = Span::new(claim.start + from as u32, claim.start + at as u32);
                let senses = data().senses.of(&text[from..at], &document.language);
                out.extend(senses.into_iter().map(|s| (s, span)));
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// What a number counts, as far as the next words tell: senses and concepts close behind it.
fn counted(side: Side, n: &Number) -> Vec<u32> {
    let body = &side.document.body;
    let end = side.claim.span.end as usize;
    let from = n.span.end as usize;
    let tail: &str = body.get(from..end).unwrap_or_default();
    // Three words, not beyond a mark of punctuation.
    let mut words = 0;
    let cut = tail
        .char_indices()
        .find(|(i, c)| {
            if *c == ' ' && *i > 0 {
                words += 1;
            }
            words >= 4 || matches!(c, ',' | '.' | ';' | ':')
        })
        .map_or(tail.len(), |(i, _)| i);
    let mut out: Vec<u32> = side
        .senses
        .iter()
        .filter(|(_, s)| s.start as usize >= from && s.end as usize <= from + cut)
        .map(|(s, _)| u32::from(*s))
        .collect();
    out.extend(
        side.claim
            .concepts
            .iter()
            .filter(|(_, s)| s.start as usize >= from && s.start as usize <= from + cut)
            .map(|(c, _)| 1 << 16 | u32::from(*c)),
    );
    out
}

/// Numbers of the same sort that are not the same.
fn numbers(a: Side, b: Side) -> Option<Words> {
    let near = |x: &Number, y: &Number| {
        (x.value - y.value).abs() <= 0.005 * x.value.abs().max(y.value.abs())
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for x in &a.claim.numbers {
        if b.claim.numbers.iter().any(|y| near(x, y)) {
            continue;
        }
        for y in &b.claim.numbers {
            if a.claim.numbers.iter().any(|x| near(x, y)) {
                continue;
            }
            let (p, q) = (counted(a, x), counted(b, y));
            let alike = p.iter().any(|s| q.contains(s));
            let ratio = libm::log(x.value.abs().max(1e-9) / y.value.abs().max(1e-9)).abs();
            // The same thing counted, or two large numbers of about the same size.
            if alike || x.value >= 100.0 && y.value >= 100.0 && ratio < 2.5 {
                left.push(x.span);
                right.push(y.span);
            }
        }
    }
    (!left.is_empty()).then_some((left, right))
}

/// Dates, days of the week or times of day that cannot be the same.
fn dates(a: Side, b: Side) -> Option<Words> {
    let (x, y) = (&a.claim.dates, &b.claim.dates);
    let spans = |c: &Claim| c.dates.iter().map(|d| d.span).collect::<Vec<_>>();
    if !x.is_empty() && !y.is_empty() {
        let fits = x
            .iter()
            .any(|p| y.iter().any(|q| compatible(&p.iso, &q.iso)));
        if !fits {
            return Some((spans(a.claim), spans(b.claim)));
        }
    }
    for class in [Class::Weekday, Class::Daypart] {
        let of = |side: Side| -> Vec<(u16, Span)> {
            let words = side.senses.iter().copied();
            words
                .filter(|s| data().senses.class(s.0) == class)
                .collect()
        };
        let (p, q) = (of(a), of(b));
        let known = !p.is_empty() && !q.is_empty();
        if known && !p.iter().any(|x| q.iter().any(|y| x.0 == y.0)) {
            let spans = |l: Vec<(u16, Span)>| l.into_iter().map(|x| x.1).collect::<Vec<_>>();
            return Some((spans(p), spans(q)));
        }
    }
    None
}

/// Whether two dates may be the same day, as far as they are stated.
fn compatible(a: &str, b: &str) -> bool {
    let parts = |s: &str| -> [Option<u32>; 3] {
        let year = (!s.starts_with('-'))
            .then(|| s.get(..4).and_then(|y| y.parse().ok()))
            .flatten();
        let rest: Vec<u32> = s
            .trim_start_matches('-')
            .split('-')
            .skip(usize::from(year.is_some()))
            .filter_map(|p| p.parse().ok())
            .collect();
        [year, rest.first().copied(), rest.get(1).copied()]
    };
    parts(a)
        .iter()
        .zip(parts(b))
        .all(|(x, y)| x.is_none() || y.is_none() || *x == y)
}

/// The same topic, but other things: oil and gas in one, roads in the other.
pub(super) fn matter(a: &Claim, b: &Claim) -> Option<Words> {
    let concepts = &data().concepts;
    let weighty = |c: &Claim| -> Vec<(u16, Span)> {
        c.concepts
            .iter()
            .copied()
            .filter(|(k, _)| {
                concepts.get(*k as usize).is_some_and(|c| {
                    let meeting = |t: &Topic| matches!(t, Topic::Diplomacy | Topic::Visit);
                    c.weight >= 2
                        && matches!(c.class.as_str(), "thing" | "event" | "place-type")
                        && !c.topics.iter().all(meeting)
                })
            })
            .collect()
    };
    let (x, y) = (weighty(a), weighty(b));
    let shares_topic = a
        .topics
        .iter()
        .any(|(t, _)| b.topics.iter().any(|(u, _)| t == u));
    let shares = |f: &dyn Fn(u16, u16) -> bool| {
        a.concepts
            .iter()
            .any(|(p, _)| b.concepts.iter().any(|(q, _)| f(*p, *q)))
    };
    let differs = x.len() >= 2 && y.len() >= 2 && shares_topic && !shares(&|p, q| kin(p, q, 3));
    differs.then(|| {
        (
            x.iter().map(|x| x.1).collect(),
            y.iter().map(|y| y.1).collect(),
        )
    })
}

/// The topic under which a row stands: the first that its claims share, else the first of any.
pub fn topic(claims: &[&Claim]) -> Option<Topic> {
    let first = claims.first()?;
    let shared = first
        .topics
        .iter()
        .find(|(t, _)| claims.iter().all(|c| c.topics.iter().any(|(x, _)| x == t)));
    shared
        .map(|t| t.0)
        .or_else(|| claims.iter().find_map(|c| c.topics.first().map(|t| t.0)))
}
