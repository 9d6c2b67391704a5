//! Alignment: which claims of different documents speak of the same fact.
//!
//! Every claim is a set of features: entities, events (connection types with their ends),
//! concepts, numbers, dates, and (within a language) words. A feature weighs what its rarity in
//! the corpus is worth (inverse document frequency). Claims that share a rare feature are
//! compared; no loop runs over all pairs of claims.

use super::relation;
use super::{ClaimRef, Comparison};
use crate::corpus::Document;
use crate::data::data;
use crate::extract::{Claim, Extraction, Holder};
use crate::resolve::Entity;
use crate::text::fold::fold;
use crate::vocabulary::{Polarity, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// What a claim is made of, for comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    Entity(u32),
    /// The country behind a capital, a seat of government, a people.
    Country(u32),
    Concept(u16),
    /// A connection type.
    Event(u8),
    /// A connection type with one of its ends.
    EventEnd(u8, u32),
    /// A number, rounded; its bits.
    Number(u64),
    /// A date's month and day, or its year.
    Date(u32),
    /// A word of the same language, by key.
    Word(u64),
}

/// A pair must share at least this part of what it says; weaker ones down to [`SUGGESTED`] are
/// shown as suggestions. Both were set on the development texts (`cargo xtask quality`).
pub const ALIGNED: f32 = 0.30;
/// See [`ALIGNED`].
pub const SUGGESTED: f32 = 0.24;

/// Features of one claim with their weights.
struct Vector {
    claim: ClaimRef,
    features: Vec<(Feature, f32)>,
    norm: f32,
}

/// Compares the claims of all documents; every claim stands in at least one comparison.
pub fn compare(
    documents: &[Document],
    extractions: &[Extraction],
    entities: &[Entity],
) -> Vec<Comparison> {
    let mut vectors = vectors(documents, extractions, entities);
    weigh(&mut vectors);
    let pairs = pairs(&vectors);
    let groups = groups(&vectors, &pairs, extractions);
    let mut out = Vec::new();
    let mut seen: BTreeSet<ClaimRef> = BTreeSet::new();
    for group in groups {
        seen.extend(group.claims.iter().copied());
        out.push(comparison(group, documents, extractions, entities));
    }
    for v in &vectors {
        if !seen.contains(&v.claim) {
            let alone = Group {
                claims: vec![v.claim],
                strength: 1.0,
                shared: Vec::new(),
            };
            out.push(comparison(alone, documents, extractions, entities));
        }
    }
    out
}

fn claim(extractions: &[Extraction], r: ClaimRef) -> &Claim {
    &extractions[r.document as usize].claims[r.claim as usize]
}

/// The features of all claims, weights still 1 × their kind's.
fn vectors(documents: &[Document], extractions: &[Extraction], entities: &[Entity]) -> Vec<Vector> {
    let country_index = |id: &str| data().by_id(id).map(u32::from);
    let mut out = Vec::new();
    for (d, extraction) in extractions.iter().enumerate() {
        let body = documents[d].body.as_str();
        for (c, claim) in extraction.claims.iter().enumerate() {
            let mut features: BTreeMap<Feature, f32> = BTreeMap::new();
            let mut add = |f: Feature, w: f32| {
                let at = features.entry(f).or_insert(0.0);
                *at = at.max(w);
            };
            for e in &claim.entities {
                add(Feature::Entity(e.0), 1.0);
                let country = entities
                    .get(e.0 as usize)
                    .and_then(|e| e.country.as_deref());
                if let Some(country) = country.and_then(country_index) {
                    add(Feature::Country(country), 0.35);
                }
            }
            if let Holder::Entity(e) = &claim.holder {
                add(Feature::Entity(e.0), 0.7);
            }
            for (concept, _) in &claim.concepts {
                let weight =
                    data()
                        .concepts
                        .get(*concept as usize)
                        .map_or(1.0, |c| match c.weight {
                            0 | 1 => 0.6,
                            2 => 1.0,
                            _ => 1.3,
                        });
                add(Feature::Concept(*concept), weight);
            }
            for connection in &extraction.connections {
                if !connection
                    .evidence
                    .iter()
                    .any(|e| e.claim == Some(c as u32))
                {
                    continue;
                }
                let kind = connection.kind as u8;
                add(Feature::Event(kind), 0.8);
                for end in [connection.a, connection.b] {
                    add(Feature::EventEnd(kind, end.0), 0.6);
                }
            }
            for n in &claim.numbers {
                add(Feature::Number(n.value.to_bits()), 1.2);
            }
            for date in &claim.dates {
                add(Feature::Date(date_key(&date.iso)), 1.2);
            }
            for word in claim.span.of(body).split(|c: char| !c.is_alphanumeric()) {
                if word.chars().count() > 4 {
                    let folded = fold(word);
                    let stem: String = folded.chars().take(6).collect();
                    let key = crate::text::fold::key(&stem) ^ language_salt(&documents[d].language);
                    add(Feature::Word(key), 0.5);
                }
            }
            out.push(Vector {
                claim: ClaimRef {
                    document: d as u32,
                    claim: c as u32,
                },
                features: features.into_iter().collect(),
                norm: 0.0,
            });
        }
    }
    out
}

/// Words are compared within a language only.
fn language_salt(language: &str) -> u64 {
    crate::text::fold::key(language.split('-').next().unwrap_or(language)).rotate_left(17)
}

/// A date as a number: month and day where it has them (years are often left out), else the year.
fn date_key(iso: &str) -> u32 {
    let parts: Vec<u32> = iso
        .trim_start_matches('-')
        .split('-')
        .filter_map(|p| p.parse().ok())
        .collect();
    let with_year = !iso.starts_with('-');
    match (with_year, parts.as_slice()) {
        (true, [_, m, d]) | (false, [m, d]) => m * 100 + d,
        (true, [y, m]) => y * 100 + m,
        (false, [m]) => 10_000 + m,
        (true, [y]) => *y,
        _ => 0,
    }
}

/// Multiplies weights by rarity and fixes the norms.
fn weigh(vectors: &mut [Vector]) {
    let mut frequency: BTreeMap<Feature, u32> = BTreeMap::new();
    for v in vectors.iter() {
        for (f, _) in &v.features {
            *frequency.entry(*f).or_default() += 1;
        }
    }
    let n = vectors.len().max(1) as f32;
    for v in vectors.iter_mut() {
        for (f, w) in &mut v.features {
            let df = frequency.get(f).copied().unwrap_or(1) as f32;
            *w *= (1.0 + n / df).ln();
        }
        v.norm = v
            .features
            .iter()
            .map(|(_, w)| w * w)
            .sum::<f32>()
            .sqrt()
            .max(1e-6);
    }
}

/// Cosine of two claims, and the features they share, strongest first.
fn similarity(a: &Vector, b: &Vector) -> (f32, Vec<(Feature, f32)>) {
    let mut shared = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut dot = 0.0;
    while let (Some((f, x)), Some((g, y))) = (a.features.get(i), b.features.get(j)) {
        match f.cmp(g) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                dot += x * y;
                shared.push((*f, x * y));
                i += 1;
                j += 1;
            }
        }
    }
    shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    (dot / (a.norm * b.norm), shared)
}

/// A pair of claims of different documents.
struct Pair {
    a: usize,
    b: usize,
    score: f32,
    shared: Vec<Feature>,
}

/// How many claims a feature may have and still bring them together.
const POSTINGS: usize = 64;

/// Pairs above [`SUGGESTED`], best first. Candidates come from the postings of rare features.
fn pairs(vectors: &[Vector]) -> Vec<Pair> {
    let mut postings: BTreeMap<Feature, Vec<u32>> = BTreeMap::new();
    for (i, v) in vectors.iter().enumerate() {
        for (f, _) in &v.features {
            postings.entry(*f).or_default().push(i as u32);
        }
    }
    let mut out = Vec::new();
    for (i, v) in vectors.iter().enumerate() {
        let mut candidates: BTreeSet<u32> = BTreeSet::new();
        for (f, _) in &v.features {
            if let Some(list) = postings.get(f).filter(|l| l.len() <= POSTINGS) {
                candidates.extend(list.iter().filter(|j| **j as usize > i));
            }
        }
        for j in candidates {
            let other = &vectors[j as usize];
            if other.claim.document == v.claim.document {
                continue;
            }
            let (score, shared) = similarity(v, other);
            let kinds: BTreeSet<u8> = shared.iter().map(|(f, _)| family(*f)).collect();
            if score >= SUGGESTED && kinds.len() >= 2 {
                out.push(Pair {
                    a: i,
                    b: j as usize,
                    score,
                    shared: shared.into_iter().map(|s| s.0).collect(),
                });
            }
        }
    }
    out.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    out
}

/// The sort of a feature: agreement in one sort alone is no alignment.
fn family(f: Feature) -> u8 {
    match f {
        Feature::Entity(_) | Feature::Country(_) => 0,
        Feature::Concept(_) => 1,
        Feature::Event(_) | Feature::EventEnd(..) => 2,
        Feature::Number(_) | Feature::Date(_) => 3,
        Feature::Word(_) => 4,
    }
}

/// Claims that stand together.
struct Group {
    claims: Vec<ClaimRef>,
    strength: f32,
    shared: Vec<Feature>,
}

/// Puts pairs together: best first; a claim joins a group where it is close to every document's
/// claim in it.
fn groups(vectors: &[Vector], pairs: &[Pair], _extractions: &[Extraction]) -> Vec<Group> {
    // The best score of each claim towards each other document.
    let mut best: BTreeMap<(usize, u32), f32> = BTreeMap::new();
    for p in pairs {
        for (x, y) in [(p.a, p.b), (p.b, p.a)] {
            let at = best.entry((x, vectors[y].claim.document)).or_insert(0.0);
            *at = at.max(p.score);
        }
    }
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut strength: Vec<f32> = Vec::new();
    let mut shared: Vec<Vec<Feature>> = Vec::new();
    let score_of: BTreeMap<(usize, usize), f32> =
        pairs.iter().map(|p| ((p.a, p.b), p.score)).collect();
    let linked = |x: usize, y: usize| score_of.get(&(x.min(y), x.max(y))).copied();
    for p in pairs {
        let near_best = |x: usize, y: usize| {
            best.get(&(x, vectors[y].claim.document))
                .is_some_and(|b| p.score >= b * 0.85)
        };
        if !(near_best(p.a, p.b) && near_best(p.b, p.a)) {
            continue;
        }
        match (group_of.get(&p.a).copied(), group_of.get(&p.b).copied()) {
            (None, None) => {
                group_of.insert(p.a, members.len());
                group_of.insert(p.b, members.len());
                members.push(vec![p.a, p.b]);
                strength.push(p.score);
                shared.push(p.shared.clone());
            }
            (Some(g), None) | (None, Some(g)) => {
                let new = if group_of.contains_key(&p.a) {
                    p.b
                } else {
                    p.a
                };
                let fits = members[g].iter().all(|m| {
                    vectors[*m].claim.document == vectors[new].claim.document
                        || linked(*m, new).is_some()
                });
                if fits {
                    group_of.insert(new, g);
                    members[g].push(new);
                    strength[g] = strength[g].min(p.score);
                    let keep: Vec<Feature> = shared[g]
                        .iter()
                        .copied()
                        .filter(|f| p.shared.contains(f))
                        .collect();
                    if !keep.is_empty() {
                        shared[g] = keep;
                    }
                }
            }
            _ => {}
        }
    }
    members
        .into_iter()
        .zip(strength)
        .zip(shared)
        .map(|((mut claims, strength), shared)| {
            claims.sort_by_key(|i| vectors[*i].claim);
            Group {
                claims: claims.iter().map(|i| vectors[*i].claim).collect(),
                strength,
                shared,
            }
        })
        .collect()
}

/// A finished row.
fn comparison(
    group: Group,
    documents: &[Document],
    extractions: &[Extraction],
    entities: &[Entity],
) -> Comparison {
    let claims: Vec<&Claim> = group
        .claims
        .iter()
        .map(|r| claim(extractions, *r))
        .collect();
    let in_documents: BTreeSet<u32> = group.claims.iter().map(|r| r.document).collect();
    let silent = (0..documents.len() as u32)
        .filter(|d| !in_documents.contains(d))
        .collect();
    let (relation, differences) = if in_documents.len() < 2 {
        (Relation::OnlyHere, Vec::new())
    } else {
        relation::judge(&group.claims, &claims, documents, extractions, entities)
    };
    let mut why: Vec<&'static str> = Vec::new();
    for f in &group.shared {
        let word = match f {
            Feature::Entity(_) => "same-actors",
            Feature::Country(_) => "same-countries",
            Feature::Event(_) | Feature::EventEnd(..) => "same-event",
            Feature::Concept(_) => "same-matter",
            Feature::Number(_) => "same-number",
            Feature::Date(_) => "same-date",
            Feature::Word(_) => "same-words",
        };
        if !why.contains(&word) {
            why.push(word);
        }
    }
    let topic = relation::topic(&claims);
    let first = group.claims[0];
    Comparison {
        id: group
            .claims
            .iter()
            .map(|r| format!("{}.{}", documents[r.document as usize].id, r.claim + 1))
            .collect::<Vec<_>>()
            .join("+"),
        label: relation::label(&group.claims, &claims, extractions, entities).unwrap_or_else(
            || {
                claim(extractions, first)
                    .span
                    .of(&documents[first.document as usize].body)
                    .to_string()
            },
        ),
        relation,
        claims: group.claims,
        silent,
        topic,
        differences,
        strength: group.strength,
        suggested: group.strength < ALIGNED,
        why,
    }
}

/// Whether a claim denies, for [`relation`].
pub(super) fn denies(claim: &Claim) -> bool {
    claim.polarity == Polarity::Denied
}
