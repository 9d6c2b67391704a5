//! Rows of the comparison in the order in which they are shown, with keys that outlive a reload.

use super::facts::Facts;
use crate::order::Order as _;
use crate::sorted::Map;
use crate::workspace::stable_key;
use crossread::analysis::Analysis;
use crossread::compare::Comparison;
use crossread::vocabulary::{Relation, Topic};

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
    let mut weight: Map<Option<Topic>, [isize; 3]> = Map::new();
    for row in &rows {
        let counts = weight.or_default(row.topic);
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
    let mut seen: Map<String, usize> = Map::new();
    for row in &mut rows {
        row.key = distinct(std::mem::take(&mut row.key), &mut seen);
    }
    rows
}

/// A stable key of each claim, by document: of the document's id and the claim's words.
pub(super) fn claim_keys(analysis: &Analysis) -> Vec<Vec<String>> {
    let documents = analysis.documents.iter().zip(&analysis.extractions);
    documents
        .map(|(document, extraction)| {
            let mut seen: Map<String, usize> = Map::new();
            let claims = extraction.claims.iter().map(|claim| {
                let key = stable_key([document.id.as_str(), claim.span.of(&document.body)]);
                distinct(key, &mut seen)
            });
            claims.collect()
        })
        .collect()
}

/// A key that is there already gets a number.
fn distinct(key: String, seen: &mut Map<String, usize>) -> String {
    let n = seen.or_default(key.clone());
    *n += 1;
    if *n > 1 { format!("{key}-{n}") } else { key }
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
