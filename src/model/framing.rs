//! How each article frames what it tells, as counts: what it speaks of, how sure it is, whose voice is heard,
//! by which words it judges.

use super::{MANNERS, Model, manner};
use crate::letters::lower;
use crate::order::Order as _;
use crate::sorted::Map;
use crossread::extract::{Claim, EntityIx, Holder};
use crossread::text::Span;
use crossread::vocabulary::Topic;

/// The counts of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Framing {
    pub claims: usize,
    /// Claims by manner, in the order of [`MANNERS`].
    pub manners: [usize; 4],
    /// Claims by topic (a claim may have several).
    pub topics: Map<Topic, usize>,
    /// Who is quoted between quotation marks, and how often; most often first.
    pub quoted: Vec<(EntityIx, usize)>,
    /// Whose words are told, apart from the author.
    pub told: Vec<(EntityIx, usize)>,
    /// Unnamed sources in the article's words.
    pub unnamed: Vec<(Span, usize)>,
    /// Words by which the author judges, each once.
    pub judging: Vec<Span>,
}

/// Counts one document.
pub fn framing(model: &Model, document: u32) -> Framing {
    let extraction = model.extraction(document);
    let body = &model.document(document).body;
    let mut out = Framing {
        claims: extraction.claims.len(),
        ..Framing::default()
    };
    let mut quoted: Map<EntityIx, usize> = Map::new();
    let mut told: Map<EntityIx, usize> = Map::new();
    let mut unnamed: Map<String, (Span, usize)> = Map::new();
    let mut judging: Map<String, Span> = Map::new();
    for quotation in &extraction.quotations {
        if let Some(Holder::Entity(entity)) = quotation.speaker {
            *quoted.or_default(entity) += 1;
        }
    }
    for claim in &extraction.claims {
        let said = manner(claim.certainty, claim.polarity);
        if let Some(at) = MANNERS.iter().position(|word| *word == said) {
            out.manners[at] += 1;
        }
        for topic in topics(claim) {
            *out.topics.or_default(topic) += 1;
        }
        match &claim.holder {
            Holder::Entity(entity) => *told.or_default(*entity) += 1,
            Holder::Unnamed(span) => {
                unnamed
                    .or_insert_with(lower(span.of(body)), || (*span, 0))
                    .1 += 1;
            }
            Holder::Author | Holder::Hearsay => {}
        }
        if claim.holder == Holder::Author {
            for span in &claim.framing {
                judging.or_insert_with(lower(span.of(body)), || *span);
            }
        }
    }
    out.quoted = by_count(quoted);
    out.told = by_count(told);
    out.unnamed = unnamed.into_values().collect();
    out.unnamed
        .order_by_key(|(span, count)| (std::cmp::Reverse(*count), *span));
    out.judging = judging.into_values().collect();
    out.judging.order();
    out
}

fn topics(claim: &Claim) -> Vec<Topic> {
    let mut topics: Vec<Topic> = claim.topics.iter().map(|(topic, _)| *topic).collect();
    topics.order();
    topics.dedup();
    topics
}

fn by_count(counts: Map<EntityIx, usize>) -> Vec<(EntityIx, usize)> {
    let mut list: Vec<_> = counts.into_iter().collect();
    list.order_by_key(|(entity, count)| (std::cmp::Reverse(*count), *entity));
    list
}
