//! Edges of the map: connections of all documents, grouped by ends and type.

use super::Model;
use super::facts::{self, Facts};
use crate::sorted::Map;
use crossread::compare::ClaimRef;
use crossread::extract::EntityIx;
use crossread::vocabulary::{ConnectionType, Polarity, Relation, Topic};

/// Where a document says a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    pub document: u32,
    /// Index in its extraction's connections.
    pub connection: u32,
}

/// A connection between two entities, as one or more documents say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// `a~type~b`, the ids of the entities and the word of the type.
    pub id: String,
    pub a: EntityIx,
    pub b: EntityIx,
    pub kind: ConnectionType,
    /// In the order of documents.
    pub said: Vec<Said>,
    /// How what the documents say of it stands together.
    pub relation: Relation,
    /// The row of the comparison that says so.
    pub row: Option<usize>,
    /// What it is filtered by.
    pub facts: Facts,
}

impl Edge {
    /// Documents that say it, each once.
    pub fn documents(&self) -> Vec<u32> {
        let mut documents: Vec<u32> = self.said.iter().map(|said| said.document).collect();
        documents.dedup();
        documents
    }

    /// Whether it lies between two entities, in either direction.
    pub fn between(&self, a: EntityIx, b: EntityIx) -> bool {
        (self.a, self.b) == (a, b) || (self.a, self.b) == (b, a)
    }

    /// Whether an entity is one of its ends.
    pub fn touches(&self, entity: EntityIx) -> bool {
        self.a == entity || self.b == entity
    }
}

/// The edges of a model whose rows are made, by id.
pub(super) fn edges(model: &Model) -> Vec<Edge> {
    let mut by_id: Map<String, Edge> = Map::new();
    for document in model.documents() {
        for (c, connection) in model.extraction(document).connections.iter().enumerate() {
            if connection.a == connection.b || connection.evidence.is_empty() {
                continue;
            }
            let (mut a, mut b) = (connection.a, connection.b);
            if connection.kind.symmetric() && model.entity(b).id < model.entity(a).id {
                (a, b) = (b, a);
            }
            let id = format!(
                "{}~{}~{}",
                model.entity(a).id,
                connection.kind.as_str(),
                model.entity(b).id
            );
            let edge = by_id.or_insert_with(id.clone(), || Edge {
                id,
                a,
                b,
                kind: connection.kind,
                said: Vec::new(),
                relation: Relation::OnlyHere,
                row: None,
                facts: Facts::default(),
            });
            edge.said.push(Said {
                document,
                connection: c as u32,
            });
        }
    }
    let mut edges: Vec<Edge> = by_id.into_values().collect();
    for edge in &mut edges {
        (edge.relation, edge.row) = relation(model, edge);
        let ends = [edge.a, edge.b];
        edge.facts = facts::edge(model, ends, edge.kind, edge.relation, &edge.said);
    }
    edges
}

/// The gravest relation of the rows in which the edge's sentences take part and which are about that kind of
/// connection; else what the documents that state it say of it themselves.
fn relation(model: &Model, edge: &Edge) -> (Relation, Option<usize>) {
    let mut best: (Relation, Option<usize>) = (Relation::OnlyHere, None);
    for said in &edge.said {
        for claim in claims(model, said) {
            for &r in model.rows_of(ClaimRef {
                document: said.document,
                claim,
            }) {
                let relation = model.rows[r].relation;
                let better = best.1.is_none() || relation < best.0;
                if better && about(model, r, said.document, edge) {
                    best = (relation, Some(r));
                }
            }
        }
    }
    if best.0 != Relation::OnlyHere || model.independent(edge.documents()) < 2 {
        return best;
    }
    let denied =
        |said: &Said| model.connection(said.document, said.connection).polarity == Polarity::Denied;
    let split = edge.said.iter().any(denied) && !edge.said.iter().all(denied);
    (
        if split {
            Relation::Contradicts
        } else {
            Relation::Corroborates
        },
        best.1,
    )
}

/// The claims by which a document says a connection; where only a heading says it, those that name both ends.
fn claims(model: &Model, said: &Said) -> Vec<u32> {
    let connection = model.connection(said.document, said.connection);
    let own: Vec<u32> = connection.evidence.iter().filter_map(|e| e.claim).collect();
    if !own.is_empty() {
        return own;
    }
    let all = &model.extraction(said.document).claims;
    (0..all.len() as u32)
        .filter(|i| {
            let entities = &all[*i as usize].entities;
            entities.contains(&connection.a) && entities.contains(&connection.b)
        })
        .collect()
}

/// Whether a row is about an edge: by its topic, or because another of its documents has a connection of that
/// kind too. Posts, memberships and places are said in passing, so that a row is about one only where another
/// document says the same of the same two.
fn about(model: &Model, row: usize, document: u32, edge: &Edge) -> bool {
    let comparison = &model.analysis.comparisons[model.rows[row].comparison];
    let state = edge.kind.is_state();
    let usual = topics(edge.kind);
    let by_topic = |topic: Topic| usual.is_empty() || usual.contains(&topic);
    if !state && comparison.topic.is_none_or(by_topic) {
        return true;
    }
    comparison
        .claims
        .iter()
        .filter(|claim| claim.document != document)
        .any(|claim| {
            let connections = &model.extraction(claim.document).connections;
            connections.iter().any(|c| {
                c.kind == edge.kind
                    && (!state || edge.between(c.a, c.b))
                    && c.evidence.iter().any(|e| e.claim == Some(claim.claim))
            })
        })
}

/// What a type of connection is usually about; empty for those that fit everywhere.
fn topics(kind: ConnectionType) -> &'static [Topic] {
    use ConnectionType as C;
    match kind {
        C::Meet | C::Visit => &[Topic::Visit, Topic::Diplomacy],
        C::Negotiate | C::Mediate | C::CooperateDiplomatic => &[Topic::Diplomacy, Topic::Visit],
        C::CooperateMilitary => &[Topic::MilitaryCooperation, Topic::Arms, Topic::Training],
        C::SupplyArms => &[Topic::Arms, Topic::MilitaryCooperation],
        C::Train => &[Topic::Training, Topic::MilitaryCooperation],
        C::DeployForces | C::BaseAccess => &[Topic::Base, Topic::MilitaryCooperation],
        C::CooperateEconomic | C::Invest => &[Topic::EconomyEnergy, Topic::Reconstruction],
        C::Sanction => &[Topic::Sanctions],
        C::Attack => &[Topic::CounterTerrorism, Topic::Stability],
        C::Support
        | C::Praise
        | C::Thank
        | C::RequestAid
        | C::Oppose
        | C::Lead
        | C::MemberOf
        | C::LocatedIn => &[],
    }
}
