//! Mentions by name: the gazetteer and the grammar of names.

use super::scan::Scan;
use super::{EntityIx, LocalEntity, Mention};
use crate::corpus::Document;
use crate::text::Span;

/// Entities and mentions of one document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub entities: Vec<LocalEntity>,
    /// Sorted by position, not overlapping.
    pub mentions: Vec<Mention>,
}

impl Found {
    /// The entity behind an index.
    pub fn entity(&self, entity: EntityIx) -> &LocalEntity {
        &self.entities[entity.0 as usize]
    }

    /// The mentions that lie inside a span.
    pub fn inside(&self, span: Span) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.span.start < span.start);
        let to = self.mentions.partition_point(|m| m.span.end <= span.end);
        &self.mentions[from..to.max(from)]
    }
}

/// Finds the names in a document.
pub fn find(_scan: &Scan, _document: &Document) -> Found {
    Found::default()
}
