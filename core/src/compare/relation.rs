//! How aligned claims stand to each other: corroborates, differs in a detail, contradicts; and
//! which words carry the difference.

use super::align::denies;
use super::{Aspect, ClaimRef, Difference};
use crate::corpus::Document;
use crate::data::data;
use crate::extract::{Claim, Connection, EntityIx, Extraction};
use crate::resolve::Entity;
use crate::text::span::Span;
use crate::vocabulary::{ConnectionType, Kind, Relation, Topic};

/// The relation of claims that stand in one row, and their differences.
pub fn judge(
    refs: &[ClaimRef],
    claims: &[&Claim],
    _documents: &[Document],
    extractions: &[Extraction],
    entities: &[Entity],
) -> (Relation, Vec<Difference>) {
    let mut differences = Vec::new();
    let denied = claims.iter().filter(|c| denies(c)).count();
    let mut contradicts = false;
    if denied > 0 && denied < claims.len() {
        contradicts = true;
        differences.push(Difference {
            aspect: Aspect::Polarity,
            words: claims
                .iter()
                .map(|c| c.polarity_cue.into_iter().collect())
                .collect(),
        });
    }
    if !contradicts && let Some(words) = opposites(claims) {
        contradicts = true;
        differences.push(Difference {
            aspect: Aspect::Polarity,
            words,
        });
    }
    if let Some(words) = participants(refs, claims, extractions, entities) {
        differences.push(Difference {
            aspect: Aspect::Participant,
            words,
        });
    }
    if let Some(words) = numbers(refs, claims) {
        differences.push(Difference {
            aspect: Aspect::Number,
            words,
        });
    }
    if let Some(words) = dates(refs, claims) {
        differences.push(Difference {
            aspect: Aspect::Date,
            words,
        });
    }
    if let Some(words) = matter(claims) {
        differences.push(Difference {
            aspect: Aspect::Matter,
            words,
        });
    }
    let relation = if contradicts {
        Relation::Contradicts
    } else if differences.is_empty() {
        Relation::Corroborates
    } else {
        Relation::DiffersInDetail
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

/// A concept on one side and its reverse on the other, about the same thing.
fn opposites(claims: &[&Claim]) -> Option<Vec<Vec<Span>>> {
    let concepts = &data().concepts;
    for (i, a) in claims.iter().enumerate() {
        for b in &claims[i + 1..] {
            for (x, xs) in &a.concepts {
                let Some(reverse) = concepts.get(*x as usize).and_then(|c| c.opposite) else {
                    continue;
                };
                let both = a.concepts.iter().any(|(c, _)| *c == reverse)
                    || b.concepts.iter().any(|(c, _)| c == x);
                if both {
                    continue;
                }
                if let Some((_, ys)) = b.concepts.iter().find(|(c, _)| *c == reverse)
                    && a.concepts
                        .iter()
                        .any(|(c, _)| b.concepts.iter().any(|(d, _)| c == d))
                    && a.entities.iter().any(|e| b.entities.contains(e))
                {
                    return Some(
                        claims
                            .iter()
                            .map(|c| {
                                if std::ptr::eq(*c, *a) {
                                    vec![*xs]
                                } else if std::ptr::eq(*c, *b) {
                                    vec![*ys]
                                } else {
                                    Vec::new()
                                }
                            })
                            .collect(),
                    );
                }
            }
        }
    }
    None
}

/// The connections that a claim is evidence of.
fn connections<'a>(
    r: ClaimRef,
    extractions: &'a [Extraction],
) -> impl Iterator<Item = &'a Connection> {
    extractions[r.document as usize]
        .connections
        .iter()
        .filter(move |c| c.evidence.iter().any(|e| e.claim == Some(r.claim)))
}

/// The same event with another person or institution taking part.
fn participants(
    refs: &[ClaimRef],
    claims: &[&Claim],
    extractions: &[Extraction],
    entities: &[Entity],
) -> Option<Vec<Vec<Span>>> {
    let acts = |e: EntityIx| {
        entities
            .get(e.0 as usize)
            .is_some_and(|e| matches!(e.kind, Kind::Person | Kind::Organization))
    };
    for (i, ra) in refs.iter().enumerate() {
        for (j, rb) in refs.iter().enumerate().skip(i + 1) {
            if ra.document == rb.document {
                continue;
            }
            for ca in connections(*ra, extractions) {
                for cb in connections(*rb, extractions) {
                    if ca.kind != cb.kind
                        || matches!(
                            ca.kind,
                            ConnectionType::Lead
                                | ConnectionType::MemberOf
                                | ConnectionType::Visit
                                | ConnectionType::LocatedIn
                        )
                    {
                        continue;
                    }
                    let (a, b) = ([ca.a, ca.b], [cb.a, cb.b]);
                    let common = a.iter().filter(|e| b.contains(e)).count();
                    let other_a: Vec<EntityIx> = a
                        .iter()
                        .copied()
                        .filter(|e| !b.contains(e) && acts(*e))
                        .collect();
                    let other_b: Vec<EntityIx> = b
                        .iter()
                        .copied()
                        .filter(|e| !a.contains(e) && acts(*e))
                        .collect();
                    let named = |claim: &Claim, other: &[EntityIx]| {
                        claim.entities.iter().any(|e| other.contains(e))
                    };
                    if common == 1
                        && !other_a.is_empty()
                        && !other_b.is_empty()
                        && !named(claims[j], &other_a)
                        && !named(claims[i], &other_b)
                    {
                        let span = |c: &Connection, e: EntityIx, r: ClaimRef| {
                            let evidence = c.evidence.iter().find(|x| x.claim == Some(r.claim))?;
                            Some(if c.a == e { evidence.a } else { evidence.b })
                        };
                        let mut words = vec![Vec::new(); claims.len()];
                        words[i].extend(span(ca, other_a[0], *ra));
                        words[j].extend(span(cb, other_b[0], *rb));
                        return Some(words);
                    }
                }
            }
        }
    }
    None
}

/// Numbers of the same sort that are not the same.
fn numbers(refs: &[ClaimRef], claims: &[&Claim]) -> Option<Vec<Vec<Span>>> {
    for i in 0..claims.len() {
        for j in i + 1..claims.len() {
            if refs[i].document == refs[j].document {
                continue;
            }
            let (a, b) = (claims[i], claims[j]);
            if a.numbers.is_empty() || b.numbers.is_empty() {
                continue;
            }
            let same = a
                .numbers
                .iter()
                .any(|x| b.numbers.iter().any(|y| (x.value - y.value).abs() < 1e-9));
            if !same {
                let mut words = vec![Vec::new(); claims.len()];
                words[i].extend(a.numbers.iter().map(|n| n.span));
                words[j].extend(b.numbers.iter().map(|n| n.span));
                return Some(words);
            }
        }
    }
    None
}

/// Dates that cannot be the same.
fn dates(refs: &[ClaimRef], claims: &[&Claim]) -> Option<Vec<Vec<Span>>> {
    for i in 0..claims.len() {
        for j in i + 1..claims.len() {
            if refs[i].document == refs[j].document {
                continue;
            }
            let (a, b) = (claims[i], claims[j]);
            if a.dates.is_empty() || b.dates.is_empty() {
                continue;
            }
            let fits = a
                .dates
                .iter()
                .any(|x| b.dates.iter().any(|y| compatible(&x.iso, &y.iso)));
            if !fits {
                let mut words = vec![Vec::new(); claims.len()];
                words[i].extend(a.dates.iter().map(|n| n.span));
                words[j].extend(b.dates.iter().map(|n| n.span));
                return Some(words);
            }
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
fn matter(claims: &[&Claim]) -> Option<Vec<Vec<Span>>> {
    let concepts = &data().concepts;
    let things = |c: &Claim| -> Vec<(u16, Span)> {
        c.concepts
            .iter()
            .copied()
            .filter(|(k, _)| {
                concepts
                    .get(*k as usize)
                    .is_some_and(|c| c.class == "thing" && c.weight >= 2)
            })
            .collect()
    };
    let (first, rest) = claims.split_first()?;
    let a = things(first);
    for (j, other) in rest.iter().enumerate() {
        let b = things(other);
        if a.is_empty() || b.is_empty() || a.iter().any(|(x, _)| b.iter().any(|(y, _)| x == y)) {
            continue;
        }
        let mut words = vec![Vec::new(); claims.len()];
        words[0].extend(a.iter().map(|x| x.1));
        words[j + 1].extend(b.iter().map(|x| x.1));
        return Some(words);
    }
    None
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

/// A short name for a row, made from what was extracted: «Haftar – Putin: meet», else the shared
/// matter; `None` where nothing better than the sentence is there.
pub fn label(
    refs: &[ClaimRef],
    claims: &[&Claim],
    extractions: &[Extraction],
    entities: &[Entity],
) -> Option<String> {
    let event = refs
        .iter()
        .flat_map(|r| connections(*r, extractions))
        .find(|c| {
            !matches!(
                c.kind,
                ConnectionType::Lead | ConnectionType::MemberOf | ConnectionType::LocatedIn
            )
        });
    if let Some(c) = event {
        let name = |e: EntityIx| entities.get(e.0 as usize).map_or("", |e| e.name.as_str());
        return Some(format!("{} – {}: {}", name(c.a), name(c.b), c.kind));
    }
    let first = claims.first()?;
    let shared: Vec<&str> = first
        .concepts
        .iter()
        .filter(|(k, _)| {
            claims
                .iter()
                .all(|c| c.concepts.iter().any(|(x, _)| x == k))
        })
        .filter_map(|(k, _)| data().concepts.get(*k as usize))
        .filter_map(|c| c.labels.first().map(|l| l.1.as_str()))
        .take(3)
        .collect();
    (!shared.is_empty() && claims.len() > 1).then(|| shared.join(", "))
}
