//! What the reader has filtered, read from the address, and what passes.

use super::edges::{Edge, Said};
use super::rows::Row;
use super::{Model, manner};
use crate::route::{Route, key};
use crate::sorted::Set;
use crossread::extract::EntityIx;
use crossread::text::fold::fold;
use crossread::vocabulary::{ConnectionType, Relation, Topic};

/// What is to be shown; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Source letters, relations and manners that are switched off.
    pub off: Set<String>,
    pub kind: Option<ConnectionType>,
    pub topic: Option<Topic>,
    pub entity: Option<EntityIx>,
    /// Folded words, all of which a row must contain.
    pub words: Vec<String>,
}

/// The word of a relation in the address and in class names.
pub const fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Corroborates => "agree",
        Relation::DiffersInDetail => "differ",
        Relation::Contradicts => "contradict",
        Relation::OnlyHere => "alone",
    }
}

impl Filter {
    /// The filter of an address.
    pub fn of(route: &Route, model: &Model) -> Filter {
        Filter {
            off: route.list(key::OFF).map(str::to_owned).collect(),
            kind: route.get(key::KIND).and_then(ConnectionType::parse),
            topic: route.get(key::TOPIC).and_then(Topic::parse),
            entity: route.get(key::ENTITY).and_then(|id| model.entity_by_id(id)),
            words: fold(route.get(key::FIND).unwrap_or_default())
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
        }
    }

    fn shows(&self, word: &str) -> bool {
        !self.off.contains(word)
    }

    /// Whether a document's word counts.
    pub fn said(&self, model: &Model, said: &Said) -> bool {
        let connection = model.connection(said.document, said.connection);
        self.shows(&model.source(said.document).letter)
            && self.shows(manner(connection.certainty, connection.polarity))
    }

    /// Whether an edge is drawn.
    pub fn edge(&self, model: &Model, edge: &Edge) -> bool {
        self.kind.is_none_or(|kind| kind == edge.kind)
            && self.shows(relation_word(edge.relation))
            && edge.said.iter().any(|said| self.said(model, said))
    }

    /// Whether a row is shown.
    pub fn row(&self, model: &Model, row: &Row) -> bool {
        if self.topic.is_some() && self.topic != row.topic
            || !self.shows(relation_word(row.relation))
        {
            return false;
        }
        let comparison = &model.analysis.comparisons[row.comparison];
        let claims = || {
            comparison
                .claims
                .iter()
                .filter_map(|c| Some((c.document, model.claim(*c)?)))
        };
        if self
            .entity
            .is_some_and(|entity| !claims().any(|(_, claim)| claim.entities.contains(&entity)))
        {
            return false;
        }
        if !claims().any(|(d, _)| self.shows(&model.source(d).letter)) {
            return false;
        }
        if self.words.is_empty() {
            return true;
        }
        let mut text = fold(&comparison.label);
        for (document, claim) in claims() {
            text.push(' ');
            text.push_str(&fold(claim.span.of(&model.document(document).body)));
        }
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}
