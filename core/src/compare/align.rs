//! Alignment: which claims of different documents speak of the same fact, and the rows made of
//! them. What claims are compared by stands in [`super::feature`], how likely two belong together
//! in [`super::candidate`].

use super::candidate::{self, Pair};
use super::feature::{self, Feature, Vector};
use super::relation;
use super::sparse::Sparse;
use super::summary::{self, Sources};
use super::{ClaimRef, Comparison};
use crate::corpus::Document;
use crate::data::LANGUAGE_COLUMNS;
use crate::extract::{Claim, Extraction};
use crate::resolve::Entity;
use crate::text::fold::{fold, key};
use crate::vocabulary::Relation;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A pair that is at least this likely stands in one row. On the development texts three of four
/// such pairs are right, below it less than half.
pub const ALIGNED: f32 = 0.52;

/// Less likely ones, down to this, are shown as suggestions.
pub const SUGGESTED: f32 = 0.36;

/// Two documents alone have fewer rivals for a claim than many: there both bounds are lower, and
/// rise with each further document until [`ALIGNED`] and [`SUGGESTED`] from [`MANY`] on.
const ALIGNED_OF_TWO: f32 = 0.22;

/// See [`ALIGNED_OF_TWO`].
const SUGGESTED_OF_TWO: f32 = 0.15;

/// See [`ALIGNED_OF_TWO`].
const MANY: usize = 6;

/// A claim joins a row if it is at least this likely to belong to each claim of the other
/// documents in it.
const JOINS: f32 = 0.17;

/// The part of a row's best score that a further claim of the same document needs, and a further
/// row for a claim that stands in it.
const SECOND: f32 = 0.6;

/// Two claims that speak of different matters of one topic and have the same actors need this much
/// (and two countries in common) to be shown side by side, where the one stands in no row yet.
const MATTER: f32 = 0.003;

/// The cosine of two claims of one document that share a cell of a row.
const SAME: f32 = 0.6;

/// How many claims a row may hold.
const MEMBERS: usize = 48;

/// In how many rows a claim may stand.
const ROWS: usize = 2;

/// Compares the claims of all documents; every claim stands in at least one comparison.
pub fn compare(
    documents: &[Document],
    extractions: &[Extraction],
    entities: &[Entity],
) -> Vec<Comparison> {
    // One document alone has nothing to be compared with.
    let vectors = if documents.len() > 1 {
        feature::vectors(documents, extractions, entities)
    } else {
        Vec::new()
    };
    let (pairs, _) = candidate::pairs(&vectors, MATTER);
    let context = Rows {
        documents,
        extractions,
        entities,
    };
    let mut out = Vec::new();
    let mut seen: BTreeSet<ClaimRef> = BTreeSet::new();
    let denies: Vec<bool> = vectors
        .iter()
        .map(|v| {
            let claims = &extractions[v.claim.document as usize].claims;
            relation::denies(&claims[v.claim.claim as usize])
        })
        .collect();
    let least = suggested(documents.len());
    for group in groups(&vectors, &denies, &pairs, least) {
        seen.extend(group.claims.iter().copied());
        out.push(context.row(group));
    }
    for pair in &pairs {
        let refs = [vectors[pair.a].claim, vectors[pair.b].claim];
        let new = refs.iter().any(|r| !seen.contains(r));
        if pair.score >= least || !new || !context.other_matter(&refs) {
            continue;
        }
        let shared = candidate::shared(&vectors[pair.a], &vectors[pair.b]);
        let country = |f: &&Feature| matches!(f, Feature::Country(_));
        if shared.iter().filter(country).count() >= 2 {
            seen.extend(refs);
            out.push(context.row(Group {
                claims: refs.to_vec(),
                strength: pair.score,
                shared,
            }));
        }
    }
    for (d, extraction) in extractions.iter().enumerate() {
        for c in 0..extraction.claims.len() {
            let claim = ClaimRef {
                document: d as u32,
                claim: c as u32,
            };
            if !seen.contains(&claim) {
                out.push(context.row(Group {
                    claims: vec![claim],
                    strength: 1.0,
                    shared: Vec::new(),
                }));
            }
        }
    }
    number_twins(&mut out);
    out
}

/// From where on a pair counts as aligned in a corpus of so many documents.
fn aligned(documents: usize) -> f32 {
    between(ALIGNED_OF_TWO, ALIGNED, documents)
}

/// From where on a pair is suggested in a corpus of so many documents.
fn suggested(documents: usize) -> f32 {
    between(SUGGESTED_OF_TWO, SUGGESTED, documents)
}

/// A bound for so many documents, from that of two to that of [`MANY`].
fn between(two: f32, many: f32, documents: usize) -> f32 {
    let part = documents.saturating_sub(2).min(MANY - 2) as f32 / (MANY - 2) as f32;
    two + part * (many - two)
}

/// Claims that stand together.
struct Group {
    claims: Vec<ClaimRef>,
    strength: f32,
    shared: Vec<Feature>,
}

/// A row while it grows.
struct Growing {
    members: Vec<usize>,
    strength: f32,
    /// The score of the first pair.
    best: f32,
    shared: Vec<Feature>,
}

/// Puts pairs together, best first: a claim joins a row where it may belong to every claim of the
/// other documents; where it may not, the pair has a row of its own.
fn groups(vectors: &[Vector], denies: &[bool], pairs: &[Pair], least: f32) -> Vec<Group> {
    let mut joining: Vec<(u32, u32, f32)> = pairs
        .iter()
        .take_while(|p| p.score >= JOINS)
        .map(|p| (p.a as u32, p.b as u32, p.score))
        .collect();
    joining.sort_unstable_by_key(|cell| (cell.0, cell.1));
    let joining = Sparse::new(vectors.len(), joining);
    let belongs = |x: usize, y: usize| {
        // What one document affirms and what it denies don't share a cell, nor do two of its
        // statements that have little in common.
        vectors[x].claim.document == vectors[y].claim.document
            && denies[x] == denies[y]
            && candidate::cosine(&vectors[x], &vectors[y]) >= SAME
            || joining.get(x.min(y) as u32, x.max(y) as u32).is_some()
    };
    let mut rows: Vec<Growing> = Vec::new();
    let mut rows_of: Vec<SmallVec<[usize; ROWS]>> = vec![SmallVec::new(); vectors.len()];
    for p in pairs.iter().take_while(|p| p.score >= least) {
        let (a, b) = (&rows_of[p.a], &rows_of[p.b]);
        if a.iter().any(|r| b.contains(r)) {
            continue;
        }
        // A second claim of a document, or a second row for a claim, only where the bond is
        // nearly as strong as the first.
        let second = |r: usize, x: usize| {
            let document = vectors[x].claim.document;
            let there = rows[r].members.iter();
            there
                .copied()
                .any(|m| vectors[m].claim.document == document)
        };
        let fits = |r: usize, x: usize| {
            rows[r].members.len() < MEMBERS
                && rows[r].members.iter().all(|m| belongs(*m, x))
                && (!second(r, x) || p.score >= SECOND * rows[r].best)
        };
        let joined = a
            .iter()
            .map(|r| (*r, p.b))
            .chain(b.iter().map(|r| (*r, p.a)))
            .find(|(r, x)| fits(*r, *x));
        let row = match joined {
            Some((r, x)) => {
                let shared = candidate::shared(&vectors[p.a], &vectors[p.b]);
                let row = &mut rows[r];
                row.members.push(x);
                row.strength = row.strength.min(p.score);
                let keep: Vec<Feature> = row
                    .shared
                    .iter()
                    .copied()
                    .filter(|f| shared.contains(f))
                    .collect();
                if !keep.is_empty() {
                    row.shared = keep;
                }
                rows_of[x].push(r);
                continue;
            }
            None => Growing {
                members: vec![p.a, p.b],
                strength: p.score,
                best: p.score,
                shared: candidate::shared(&vectors[p.a], &vectors[p.b]),
            },
        };
        let taken = |list: &[usize]| {
            list.len() >= ROWS || list.iter().any(|r| p.score < SECOND * rows[*r].best)
        };
        if taken(a) || taken(b) {
            continue;
        }
        for x in [p.a, p.b] {
            rows_of[x].push(rows.len());
        }
        rows.push(row);
    }
    rows.into_iter()
        .map(|row| {
            let mut claims: Vec<ClaimRef> = row.members.iter().map(|i| vectors[*i].claim).collect();
            claims.sort_unstable();
            Group {
                claims,
                strength: row.strength,
                shared: row.shared,
            }
        })
        .collect()
}

/// What rows are made from.
struct Rows<'a> {
    documents: &'a [Document],
    extractions: &'a [Extraction],
    entities: &'a [Entity],
}

impl Rows<'_> {
    /// Whether two claims speak of different matters of one topic.
    fn other_matter(&self, refs: &[ClaimRef; 2]) -> bool {
        let claims = refs.map(|r| &self.extractions[r.document as usize].claims[r.claim as usize]);
        relation::matter(claims[0], claims[1]).is_some()
    }

    /// A finished row.
    fn row(&self, group: Group) -> Comparison {
        let claims: Vec<&Claim> = group
            .claims
            .iter()
            .map(|r| &self.extractions[r.document as usize].claims[r.claim as usize])
            .collect();
        let here: BTreeSet<u32> = group.claims.iter().map(|r| r.document).collect();
        let (relation, differences) = if here.len() < 2 {
            (Relation::OnlyHere, Vec::new())
        } else {
            relation::judge(
                &group.claims,
                &claims,
                self.documents,
                self.extractions,
                self.entities,
                group.strength < aligned(self.documents.len()),
            )
        };
        let text = |r: &ClaimRef| {
            let document = &self.documents[r.document as usize];
            let claim = &self.extractions[r.document as usize].claims[r.claim as usize];
            claim.span.of(&document.body)
        };
        let mut why: Vec<&'static str> = group.shared.iter().map(|f| reason(*f)).collect();
        let mut given = BTreeSet::new();
        why.retain(|w| given.insert(*w));
        if here.len() > 1
            && let Some(agency) = self.documents[group.claims[0].document as usize]
                .agency
                .as_deref()
            && here
                .iter()
                .all(|d| self.documents[*d as usize].agency.as_deref() == Some(agency))
        {
            why.push("same-agency");
        }
        let texts: Vec<&str> = group.claims.iter().map(text).collect();
        if here.len() > 1 && texts.windows(2).all(|t| fold(t[0]) == fold(t[1])) {
            why.push("same-text");
        }
        Comparison {
            id: id(&texts),
            label: summary::label(
                Sources {
                    documents: self.documents,
                    extractions: self.extractions,
                    entities: self.entities,
                },
                &group.claims,
                LANGUAGE_COLUMNS[0],
            ),
            relation,
            claims: group.claims,
            topic: relation::topic(&claims),
            differences,
            strength: group.strength,
            suggested: group.strength < aligned(self.documents.len()),
            why: why.into_iter().map(Cow::Borrowed).collect(),
        }
    }
}

/// The word for a shared feature.
const fn reason(feature: Feature) -> &'static str {
    match feature {
        Feature::Entity(_) => "same-actors",
        Feature::Country(_) => "same-countries",
        Feature::Event(_) | Feature::EventEnd(..) => "same-event",
        Feature::Concept(_) | Feature::Topic(_) | Feature::Family(_) => "same-topic",
        Feature::Number(_) => "same-number",
        Feature::Magnitude(..) => "near-number",
        Feature::Date(_) => "same-date",
        Feature::Beginning(_) | Feature::Word(_) | Feature::Sense(_) => "same-words",
    }
}

/// A row's id: a hash of what its claims say. It stays as long as they do, whatever other
/// documents come or go.
fn id(texts: &[&str]) -> String {
    let mut keys: Vec<u64> = texts
        .iter()
        .map(|text| {
            let words: Vec<String> = text
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .map(fold)
                .collect();
            key(&words.join(" "))
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let hash = keys.iter().fold(0u64, |hash, k| {
        (hash.rotate_left(5) ^ k).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    format!("r{hash:016x}")
}

/// Rows that say the very same get a number behind their id.
fn number_twins(rows: &mut [Comparison]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows {
        let n = seen.entry(row.id.clone()).or_default();
        *n += 1;
        if *n > 1 {
            row.id = format!("{}-{n}", row.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, analyse};
    use crate::compare::{Aspect, candidate};

    /// An analysis of plain texts: language, then body.
    fn of(texts: &[(&str, &str)]) -> Analysis {
        analyse(
            texts
                .iter()
                .enumerate()
                .map(|(i, (language, body))| Document {
                    id: format!("d{i}"),
                    language: (*language).into(),
                    outlet: Some(format!("Outlet {i}")),
                    body: (*body).into(),
                    ..Document::default()
                }),
        )
    }

    /// The row in which the claims that hold these words stand together.
    fn row<'a>(analysis: &'a Analysis, words: &[&str]) -> &'a Comparison {
        let has = |row: &&Comparison| {
            words.iter().all(|w| {
                row.claims.iter().any(|r| {
                    let claim = &analysis.extractions[r.document as usize].claims[r.claim as usize];
                    claim
                        .span
                        .of(&analysis.documents[r.document as usize].body)
                        .contains(w)
                })
            })
        };
        let found = analysis.comparisons.iter().find(has);
        found.unwrap_or_else(|| panic!("no row with {words:?}"))
    }

    /// Checks the relation of a row and whether an aspect differs in it.
    fn check(texts: &[(&str, &str)], words: &[&str], relation: Relation, aspect: Option<Aspect>) {
        let analysis = of(texts);
        let row = row(&analysis, words);
        assert_eq!(row.relation, relation, "{words:?}: {:?}", row.differences);
        if let Some(aspect) = aspect {
            let difference = row.differences.iter().find(|d| d.aspect == aspect);
            let difference = difference.unwrap_or_else(|| panic!("{aspect:?} does not differ"));
            assert!(difference.words.iter().any(|w| !w.is_empty()));
        }
    }

    #[test]
    fn the_same_fact_in_two_languages_corroborates() {
        check(
            &[
                (
                    "en",
                    "President Macron met Angela Merkel in Berlin on 3 March. The farmers protested in Lyon.",
                ),
                (
                    "it",
                    "Il presidente Macron ha incontrato Angela Merkel a Berlino il 3 marzo. A Lione pioveva.",
                ),
            ],
            &["met Angela", "incontrato"],
            Relation::Corroborates,
            None,
        );
    }

    #[test]
    fn another_number_differs_in_detail() {
        check(
            &[
                (
                    "en",
                    "Turkey will send 120 instructors to Tripoli to train the coast guard.",
                ),
                (
                    "it",
                    "La Turchia manderà a Tripoli 300 istruttori per addestrare la guardia costiera.",
                ),
            ],
            &["120 instructors", "300 istruttori"],
            Relation::DiffersInDetail,
            Some(Aspect::Number),
        );
    }

    #[test]
    fn another_date_differs_in_detail() {
        check(
            &[
                (
                    "en",
                    "Vladimir Putin received Khalifa Haftar in Moscow on 8 May.",
                ),
                (
                    "it",
                    "Vladimir Putin ha ricevuto Khalifa Haftar a Mosca il 9 maggio.",
                ),
            ],
            &["8 May", "9 maggio"],
            Relation::DiffersInDetail,
            Some(Aspect::Date),
        );
    }

    #[test]
    fn another_participant_differs_in_detail() {
        check(
            &[
                ("en", "Khalifa Haftar met Vladimir Putin in Moscow."),
                (
                    "it",
                    "Khalifa Haftar ha incontrato Andrei Belousov a Mosca.",
                ),
            ],
            &["met Vladimir", "Belousov"],
            Relation::DiffersInDetail,
            Some(Aspect::Participant),
        );
    }

    #[test]
    fn a_denial_of_the_same_contradicts() {
        check(
            &[
                ("en", "Russia is building a naval base in Tobruk."),
                (
                    "it",
                    "La Russia non costruisce alcuna base navale a Tobruk.",
                ),
            ],
            &["is building", "non costruisce"],
            Relation::Contradicts,
            Some(Aspect::Polarity),
        );
    }

    #[test]
    fn certainty_alone_is_no_difference() {
        let texts = [
            (
                "en",
                "Russia will supply weapons to the Libyan National Army.",
            ),
            (
                "it",
                "La Russia potrebbe fornire armi all’Esercito nazionale libico.",
            ),
        ];
        check(
            &texts,
            &["will supply", "potrebbe"],
            Relation::Corroborates,
            None,
        );
    }

    #[test]
    fn unrelated_claims_stand_alone() {
        let analysis = of(&[
            ("en", "The museum in Oslo opens a new wing for children."),
            (
                "it",
                "La Turchia ha firmato un accordo sul gas con il Qatar.",
            ),
        ]);
        assert!(
            analysis
                .comparisons
                .iter()
                .all(|c| c.relation == Relation::OnlyHere)
        );
    }

    #[test]
    fn ids_stay_when_other_documents_come() {
        let two = [
            ("en", "Khalifa Haftar met Vladimir Putin in Moscow."),
            ("it", "Khalifa Haftar ha incontrato Vladimir Putin a Mosca."),
        ];
        let three = [
            ("en", "The museum in Oslo opens a new wing for children."),
            two[0],
            two[1],
        ];
        let id =
            |texts: &[(&str, &str)]| row(&of(texts), &["met Vladimir", "incontrato"]).id.clone();
        assert_eq!(id(&two), id(&three));
    }

    #[test]
    fn a_row_is_told_in_the_language_of_the_reader() {
        let analysis = of(&[("en", "Khalifa Haftar met Vladimir Putin in Moscow.")]);
        let row = row(&analysis, &["met"]);
        let english = analysis.summary(row, "en");
        assert!(
            english.contains("Khalifa Haftar met Vladimir Putin"),
            "{english}"
        );
        assert!(english.ends_with("only in Outlet 0"), "{english}");
        let italian = analysis.summary(row, "it");
        assert!(italian.contains("ha incontrato"), "{italian}");
        assert!(italian.ends_with("solo in Outlet 0"), "{italian}");
    }

    #[test]
    fn work_grows_with_the_claims_and_not_with_their_pairs() {
        // Every document tells of its own meeting; names and places repeat, as in news.
        let compared = |n: usize| {
            let bodies: Vec<String> = (0..n)
                .map(|i| {
                    format!(
                        "Minister Aldo Brenna{i} met the envoy of Russia in Tripoli. He signed {} contracts about gas.",
                        i + 20
                    )
                })
                .collect();
            let texts: Vec<(&str, &str)> = bodies.iter().map(|b| ("en", b.as_str())).collect();
            let analysis = of(&texts);
            let vectors = feature::vectors(
                &analysis.documents,
                &analysis.extractions,
                &analysis.entities,
            );
            candidate::pairs(&vectors, JOINS).1
        };
        let (small, large) = (compared(100), compared(400));
        assert!(large <= small * 4, "{small} pairs of 100, {large} of 400");
    }
}
