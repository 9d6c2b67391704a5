//! The connections of all documents as one network: what GEXF, GraphML, GeoJSON and the report
//! share.

use crate::analysis::Analysis;
use crate::data::data;
use crate::extract::EntityIx;
use crate::text::Span;
use crate::vocabulary::{Certainty, ConnectionType, Polarity};
use std::collections::{BTreeMap, BTreeSet};

/// An entity in the network.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// How often it is mentioned, by name or otherwise.
    pub mentions: u32,
    /// The documents that mention it.
    pub documents: BTreeSet<u32>,
}

/// Connections of one type, polarity and pair of ends, from all documents.
#[derive(Clone, Debug)]
pub struct Edge {
    pub a: EntityIx,
    pub b: EntityIx,
    pub kind: ConnectionType,
    pub polarity: Polarity,
    /// The surest that any document states.
    pub certainty: Certainty,
    pub documents: BTreeSet<u32>,
    /// ISO 8601.
    pub dates: BTreeSet<String>,
    /// Sentences: document and span, each once.
    pub evidence: BTreeSet<(u32, Span)>,
}

/// One node for each entity, in their order.
pub fn nodes(analysis: &Analysis) -> Vec<Node> {
    let mut nodes = vec![Node::default(); analysis.entities.len()];
    for (d, extraction) in analysis.extractions.iter().enumerate() {
        for mention in &extraction.mentions {
            if let Some(node) = nodes.get_mut(mention.entity.0 as usize) {
                node.mentions += 1;
                node.documents.insert(d as u32);
            }
        }
    }
    nodes
}

/// The edges, by their ends, type and polarity. Ends that are interchangeable stand in the order
/// of entities.
pub fn edges(analysis: &Analysis) -> Vec<Edge> {
    let mut edges: BTreeMap<_, Edge> = BTreeMap::new();
    let count = analysis.entities.len();
    for (d, extraction) in analysis.extractions.iter().enumerate() {
        for c in &extraction.connections {
            if c.a.0 as usize >= count || c.b.0 as usize >= count {
                continue;
            }
            let swap = c.kind.symmetric() && c.a > c.b;
            let (a, b) = if swap { (c.b, c.a) } else { (c.a, c.b) };
            let edge = edges
                .entry((a, b, c.kind, c.polarity))
                .or_insert_with(|| Edge {
                    a,
                    b,
                    kind: c.kind,
                    polarity: c.polarity,
                    certainty: c.certainty,
                    documents: BTreeSet::new(),
                    dates: BTreeSet::new(),
                    evidence: BTreeSet::new(),
                });
            edge.certainty = edge.certainty.min(c.certainty);
            edge.documents.insert(d as u32);
            edge.dates.extend(c.date.clone());
            edge.evidence
                .extend(c.evidence.iter().map(|e| (d as u32, e.span)));
        }
    }
    edges.into_values().collect()
}

impl Edge {
    /// The PLOVER event code; empty for a state.
    pub fn plover(&self) -> &'static str {
        data().type_row(self.kind).map_or("", |r| r.plover.as_str())
    }

    /// The words of a piece of evidence.
    pub fn words(analysis: &Analysis, (document, span): (u32, Span)) -> &str {
        let document = analysis.documents.get(document as usize);
        document.map_or("", |d| span.of(&d.body))
    }

    /// The ids of its documents.
    pub fn ids<'a>(&self, analysis: &'a Analysis) -> Vec<&'a str> {
        let ids = self.documents.iter();
        ids.filter_map(|d| Some(analysis.documents.get(*d as usize)?.id.as_str()))
            .collect()
    }
}
