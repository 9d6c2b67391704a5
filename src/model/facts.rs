//! What the filters ask of an edge of the map or a row of the comparison, gathered once so that filtering and
//! counting are the same for both.

use super::edges::Said;
use super::time::Stretch;
use super::{MANNERS, Model, manner};
use crossread::compare::ClaimRef;
use crossread::extract::EntityIx;
use crossread::vocabulary::{Certainty, ConnectionType, Polarity, Relation, Topic};

/// One document's word in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub document: u32,
    /// Place in [`MANNERS`].
    pub manner: usize,
    /// Bits in the order of [`Topic::ALL`].
    pub topics: u32,
    /// When it happened as stated; else when the document was published; empty where neither is known.
    pub when: Vec<Stretch>,
}

/// What an edge or a row is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Bits in the order of [`ConnectionType::ALL`].
    pub kinds: u32,
    pub relation: Relation,
    /// The ends of an edge; all that the claims of a row speak of.
    pub entities: Vec<EntityIx>,
    /// Sources that say it; documents of one agency count once.
    pub independent: usize,
    /// Of an edge in the order of its `said`, of a row in that of its claims.
    pub parts: Vec<Part>,
}

impl Default for Facts {
    fn default() -> Facts {
        Facts {
            kinds: 0,
            relation: Relation::OnlyHere,
            entities: Vec::new(),
            independent: 0,
            parts: Vec::new(),
        }
    }
}

/// The bit of a type of connection.
pub fn kind_bit(kind: ConnectionType) -> u32 {
    let at = ConnectionType::ALL.iter().position(|k| *k == kind);
    1 << at.unwrap_or(31)
}

/// The bit of a topic.
pub fn topic_bit(topic: Topic) -> u32 {
    let at = Topic::ALL.iter().position(|t| *t == topic);
    1 << at.unwrap_or(31)
}

fn part(
    model: &Model,
    document: u32,
    certainty: Certainty,
    polarity: Polarity,
    topics: u32,
    stated: Vec<Stretch>,
) -> Part {
    let word = manner(certainty, polarity);
    let mut when = stated;
    if when.is_empty() {
        let date = model.document(document).date.as_deref();
        when.extend(date.and_then(Stretch::of));
    }
    Part {
        document,
        manner: MANNERS.iter().position(|m| *m == word).unwrap_or_default(),
        topics,
        when,
    }
}

/// Of an edge.
pub(super) fn edge(
    model: &Model,
    ends: [EntityIx; 2],
    kind: ConnectionType,
    relation: Relation,
    said: &[Said],
) -> Facts {
    let mut parts = Vec::new();
    for one in said {
        let connection = model.connection(one.document, one.connection);
        let mut topics = 0;
        let mut dates: Vec<Stretch> = connection
            .date
            .as_deref()
            .and_then(Stretch::of)
            .into_iter()
            .collect();
        let dated = !dates.is_empty();
        for at in connection.evidence.iter().filter_map(|e| e.claim) {
            let at = ClaimRef {
                document: one.document,
                claim: at,
            };
            let Some(claim) = model.claim(at) else {
                continue;
            };
            for (topic, _) in &claim.topics {
                topics |= topic_bit(*topic);
            }
            if !dated {
                dates.extend(claim.dates.iter().filter_map(|d| Stretch::of(&d.iso)));
            }
        }
        parts.push(part(
            model,
            one.document,
            connection.certainty,
            connection.polarity,
            topics,
            dates,
        ));
    }
    Facts {
        kinds: kind_bit(kind),
        relation,
        entities: ends.to_vec(),
        independent: model.independent(said.iter().map(|one| one.document)),
        parts,
    }
}

/// Of a row, from the claims of its comparison. Its topic is the comparison's alone, because rows stand under it.
pub(super) fn row(
    model: &Model,
    claims: &[ClaimRef],
    relation: Relation,
    topic: Option<Topic>,
) -> Facts {
    let mut facts = Facts {
        relation,
        independent: model.independent(claims.iter().map(|at| at.document)),
        ..Facts::default()
    };
    for at in claims {
        let Some(claim) = model.claim(*at) else {
            continue;
        };
        let dates = claim.dates.iter().filter_map(|d| Stretch::of(&d.iso));
        facts.parts.push(part(
            model,
            at.document,
            claim.certainty,
            claim.polarity,
            topic.map_or(0, topic_bit),
            dates.collect(),
        ));
        for entity in &claim.entities {
            if !facts.entities.contains(entity) {
                facts.entities.push(*entity);
            }
        }
        for connection in &model.extraction(at.document).connections {
            if connection
                .evidence
                .iter()
                .any(|e| e.claim == Some(at.claim))
            {
                facts.kinds |= kind_bit(connection.kind);
            }
        }
    }
    facts
}
