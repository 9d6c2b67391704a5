//! Alignment: which claims of different documents speak of the same fact.

use super::{ClaimRef, Comparison};
use crate::corpus::Document;
use crate::extract::Extraction;
use crate::resolve::Entity;
use crate::vocabulary::Relation;

/// Compares the claims of all documents; every claim stands in at least one comparison.
pub fn compare(
    documents: &[Document],
    extractions: &[Extraction],
    _entities: &[Entity],
) -> Vec<Comparison> {
    let mut out = Vec::new();
    for (d, extraction) in extractions.iter().enumerate() {
        for (c, claim) in extraction.claims.iter().enumerate() {
            out.push(Comparison {
                id: format!("{}.{c}", documents[d].id),
                label: claim.span.of(&documents[d].body).to_string(),
                relation: Relation::OnlyHere,
                claims: vec![ClaimRef {
                    document: d as u32,
                    claim: c as u32,
                }],
                silent: (0..documents.len() as u32)
                    .filter(|o| *o != d as u32)
                    .collect(),
                topic: claim.topics.first().map(|t| t.0),
                differences: Vec::new(),
                strength: 1.0,
                suggested: false,
                why: Vec::new(),
            });
        }
    }
    out
}
