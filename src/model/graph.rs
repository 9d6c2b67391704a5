//! From model and filter to the map's graph.

use super::Model;
use super::edges::Edge;
use super::filter::Filter;
use crate::map::graph::{self as drawn, Graph, Location, Node, NodeKind, Side, Source, Strand};
use crate::order::Order as _;
use crate::sorted::Set;
use crossread::data::Precision;
use crossread::extract::EntityIx;
use crossread::vocabulary::{Certainty, Kind, Polarity, Relation};

/// The graph of what passes the filter, its words in a language.
///
/// Nodes are the entities with a connection that passes; a strand is a document, but documents of one agency
/// make one strand, that of the first.
pub fn graph(model: &Model, filter: &Filter, language: &str) -> Graph {
    let edges: Vec<&Edge> = model
        .edges
        .iter()
        .filter(|edge| filter.edge(model, edge))
        .collect();
    let ends: Set<EntityIx> = edges.iter().flat_map(|edge| [edge.a, edge.b]).collect();
    let mut connections = vec![0; model.analysis.entities.len()];
    for edge in &model.edges {
        connections[edge.a.0 as usize] += 1;
        connections[edge.b.0 as usize] += 1;
    }
    let nodes = ends
        .into_iter()
        .map(|entity| node(model, entity, connections[entity.0 as usize], language))
        .collect();
    let edges = edges
        .into_iter()
        .map(|edge| line(model, filter, edge, language))
        .collect();
    let sources = model
        .sources
        .iter()
        .zip(&model.analysis.documents)
        .map(|(source, document)| Source {
            id: document.id.clone(),
            letter: source.letter.clone(),
            name: source.name.clone(),
        })
        .collect();
    Graph::new(nodes, edges, sources)
}

/// Entities that are named but have no connection, most mentions first.
pub fn unconnected(model: &Model) -> Vec<EntityIx> {
    let ends: Set<EntityIx> = model
        .edges
        .iter()
        .flat_map(|edge| [edge.a, edge.b])
        .collect();
    let all = (0..model.analysis.entities.len() as u32).map(EntityIx);
    let count = |entity: EntityIx| model.mentions[entity.0 as usize].iter().sum::<u32>();
    let mut rest: Vec<EntityIx> = all
        .filter(|entity| !ends.contains(entity) && count(*entity) > 0)
        .collect();
    rest.order_by_key(|entity| (std::cmp::Reverse(count(*entity)), *entity));
    rest
}

/// The word of a relation on the map.
pub fn relation(relation: Relation) -> drawn::Relation {
    match relation {
        Relation::Contradicts => drawn::Relation::Contradict,
        Relation::DiffersInDetail => drawn::Relation::Differ,
        Relation::Corroborates => drawn::Relation::Agree,
        Relation::OnlyHere => drawn::Relation::Alone,
    }
}

/// The shape of a kind on the map.
pub fn node_kind(kind: Kind) -> NodeKind {
    match kind {
        Kind::Person => NodeKind::Person,
        Kind::Organization => NodeKind::Organization,
        Kind::Place => NodeKind::Place,
        Kind::Group => NodeKind::Group,
    }
}

fn node(model: &Model, at: EntityIx, connections: usize, language: &str) -> Node {
    let entity = model.entity(at);
    let location = entity.location;
    let country = entity.country.as_deref().unwrap_or(&entity.id);
    let documents = &model.mentions[at.0 as usize];
    Node {
        id: entity.id.clone(),
        label: entity.label(language).to_owned(),
        kind: node_kind(entity.kind),
        side: match country {
            "libya" => Side::Libya,
            "russia" => Side::Russia,
            _ => Side::Other,
        },
        location: location.map(|(latitude, longitude, _)| Location {
            latitude: f64::from(latitude),
            longitude: f64::from(longitude),
        }),
        precision: match location.map(|(_, _, precision)| precision) {
            Some(Precision::City) => drawn::Precision::City,
            Some(Precision::Country) => drawn::Precision::Country,
            Some(Precision::Region) => drawn::Precision::Region,
            None => drawn::Precision::Unplaced,
        },
        sources: model.independent(model.documents().filter(|d| documents[*d as usize] > 0)),
        connections,
    }
}

fn line(model: &Model, filter: &Filter, edge: &Edge, language: &str) -> drawn::Edge {
    let mut strands: Vec<Strand> = Vec::new();
    let mut origins: Vec<(usize, u32)> = Vec::new();
    for (said, part) in edge.said.iter().zip(&edge.facts.parts) {
        if !filter.part(model, part) {
            continue;
        }
        let origin = model.source(said.document).origin;
        match origins.iter().find(|(o, _)| *o == origin) {
            Some((_, document)) if *document != said.document => continue,
            Some(_) => {}
            None => origins.push((origin, said.document)),
        }
        let connection = model.connection(said.document, said.connection);
        strands.push(Strand {
            source: said.document as usize,
            certainty: match connection.certainty {
                Certainty::Certain => drawn::Certainty::Certain,
                Certainty::Probable => drawn::Certainty::Probable,
                Certainty::Possible => drawn::Certainty::Possible,
            },
            denied: connection.polarity == Polarity::Denied,
        });
    }
    let place = edge
        .said
        .iter()
        .find_map(|said| model.connection(said.document, said.connection).place);
    drawn::Edge {
        id: edge.id.clone(),
        a: model.entity(edge.a).id.clone(),
        b: model.entity(edge.b).id.clone(),
        kind: edge.kind.as_str().to_owned(),
        label: model.type_label(edge.kind, language).to_owned(),
        directed: !edge.kind.symmetric(),
        relation: relation(edge.relation),
        place: place.map(|entity| model.entity(entity).id.clone()),
        dispute: edge
            .row
            .filter(|_| {
                matches!(
                    edge.relation,
                    Relation::Contradicts | Relation::DiffersInDetail
                )
            })
            .map(|row| model.rows[row].key.clone()),
        strands,
    }
}
