//! Rows of the comparison in the order in which they are shown, with keys that outlive a reload.

use super::facts::Facts;
use super::{Model, type_label};
use crate::order::Order as _;
use crate::workspace::stable_key;
use crossread::analysis::Analysis;
use crossread::compare::Comparison;
use crossread::data::data;
use crossread::extract::EntityIx;
use crossread::vocabulary::{ConnectionType, Relation, Topic};
use std::collections::BTreeMap;

/// A row: one comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Of the ids of its documents and the words of its claims: the same as long as these are the same.
    pub key: String,
    /// Index in the analysis' comparisons.
    pub comparison: usize,
    pub relation: Relation,
    pub topic: Option<Topic>,
    /// What it is filtered by.
    pub facts: Facts,
}

impl Row {
    /// Whether one article alone has it.
    pub fn alone(&self) -> bool {
        self.relation == Relation::OnlyHere
    }
}

/// All rows: those of several articles first, by topic, the topics with the gravest disagreements first, and
/// these first in a topic; then what one article alone has, in the order of the text.
pub(super) fn rows(analysis: &Analysis) -> Vec<Row> {
    let mut rows: Vec<Row> = analysis
        .comparisons
        .iter()
        .enumerate()
        .map(|(i, comparison)| Row {
            key: key(analysis, comparison),
            comparison: i,
            relation: comparison.relation,
            topic: comparison.topic,
            facts: Facts::default(),
        })
        .collect();
    // By topic: how many rows contradict, differ, agree.
    let mut weight: BTreeMap<Option<Topic>, [isize; 3]> = BTreeMap::new();
    for row in &rows {
        let counts = weight.entry(row.topic).or_default();
        match row.relation {
            Relation::Contradicts => counts[0] -= 1,
            Relation::DiffersInDetail => counts[1] -= 1,
            Relation::Corroborates => counts[2] -= 1,
            Relation::OnlyHere => {}
        }
    }
    rows.order_by_key(|row| {
        let comparison = &analysis.comparisons[row.comparison];
        let shared = (!row.alone()).then(|| (row.topic.is_none(), weight[&row.topic], row.topic));
        (
            row.alone(),
            shared,
            row.relation,
            comparison.claims.first().copied(),
            row.comparison,
        )
    });
    // Two rows with the same words (a sentence that stands twice) keep apart.
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in &mut rows {
        let n = seen.entry(row.key.clone()).or_default();
        *n += 1;
        if *n > 1 {
            row.key = format!("{}-{n}", row.key);
        }
    }
    rows
}

fn key(analysis: &Analysis, comparison: &Comparison) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for claim in &comparison.claims {
        let found = analysis
            .extractions
            .get(claim.document as usize)
            .and_then(|e| e.claims.get(claim.claim as usize));
        if let (Some(document), Some(found)) =
            (analysis.documents.get(claim.document as usize), found)
        {
            texts.extend([document.id.as_str(), found.span.of(&document.body)]);
        }
    }
    stable_key(texts)
}

/// What a row is about, in a language of the tables, made from what was extracted and asserting nothing: «Haftar –
/// Putin: meet», else who and what its claims share, else the words of its first claim.
pub fn label(model: &Model, comparison: &Comparison, language: &str) -> String {
    let name = |entity: EntityIx| model.entity(entity).label(language);
    for at in &comparison.claims {
        let connections = model.extraction(at.document).connections.iter();
        let mut events =
            connections.filter(|c| c.evidence.iter().any(|e| e.claim == Some(at.claim)));
        let event = events.find(|c| {
            !matches!(
                c.kind,
                ConnectionType::Lead | ConnectionType::MemberOf | ConnectionType::LocatedIn
            )
        });
        if let Some(c) = event {
            return format!(
                "{} – {}: {}",
                name(c.a),
                name(c.b),
                type_label(c.kind, language)
            );
        }
    }
    let claims: Vec<_> = comparison
        .claims
        .iter()
        .filter_map(|claim| model.claim(*claim))
        .collect();
    let Some(first) = claims.first() else {
        return comparison.label.clone();
    };
    let who: Vec<&str> = first
        .entities
        .iter()
        .filter(|entity| claims.iter().all(|claim| claim.entities.contains(entity)))
        .take(2)
        .map(|entity| name(*entity))
        .collect();
    let mut what: Vec<&str> = first
        .concepts
        .iter()
        .filter(|(concept, _)| {
            claims
                .iter()
                .all(|claim| claim.concepts.iter().any(|(other, _)| other == concept))
        })
        .filter_map(|(concept, _)| data().concepts.get(usize::from(*concept)))
        .filter_map(|concept| concept.labels.iter().find(|(code, _)| *code == language))
        .map(|(_, label)| label.as_str())
        .filter(|label| !label.is_empty())
        .collect();
    what.dedup();
    what.truncate(3);
    match (who.is_empty(), what.is_empty()) {
        (_, true) => comparison.label.clone(),
        (true, false) => what.join(", "),
        (false, false) => format!("{}: {}", who.join(", "), what.join(", ")),
    }
}
