//! Edges of the map: connections of all documents, grouped by ends and type.

use super::Model;
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
    }
    edges
}

/// The gravest relation of the rows in which the edge's sentences take part and which are about that kind of
/// connection; else what the documents that state it say of it themselves.
fn relation(model: &Model, edge: &Edge) -> (Relation, Option<usize>) {
    let mut best: (Relation, Option<usize>) = (Relation::OnlyHere, None);
    for said in &edge.said {
        let evidence = &model.connection(said.document, said.connection).evidence;
        for claim in evidence.iter().filter_map(|e| e.claim) {
            for &r in model.rows_of(ClaimRef {
                document: said.document,
                claim,
            }) {
                let relation = model.rows[r].relation;
                let better = best.1.is_none() || relation < best.0;
                if better && about(model, r, said.document, edge.kind) {
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

/// Whether a row is about a kind of connection: by its topic, or because another of its documents has one too.
fn about(model: &Model, row: usize, document: u32, kind: ConnectionType) -> bool {
    let comparison = &model.analysis.comparisons[model.rows[row].comparison];
    if comparison
        .topic
        .is_none_or(|topic| topics(kind).is_empty() || topics(kind).contains(&topic))
    {
        return true;
    }
    comparison
        .claims
        .iter()
        .filter(|claim| claim.document != document)
        .any(|claim| {
            let connections = &model.extraction(claim.document).connections;
            connections
                .iter()
                .any(|c| c.kind == kind && c.evidence.iter().any(|e| e.claim == Some(claim.claim)))
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
