//! The analysis of a corpus: one document at a time in, everything joined out.

use crate::compare::{Comparison, align};
use crate::corpus::Document;
use crate::extract::{Extraction, extract};
use crate::lang;
use crate::note::{Note, Severity};
use crate::resolve::{Entity, merge};

/// Everything that is known of a corpus. Immutable; same documents, same analysis.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    pub documents: Vec<Document>,
    /// Parallel to `documents`; entity indices are those of `entities`.
    pub extractions: Vec<Extraction>,
    pub entities: Vec<Entity>,
    pub comparisons: Vec<Comparison>,
    pub notes: Vec<Note>,
}

/// Analyses documents one after the other.
#[derive(Debug, Default)]
pub struct Analyzer {
    documents: Vec<Document>,
    extractions: Vec<Extraction>,
    notes: Vec<Note>,
}

impl Analyzer {
    /// An analyzer without documents.
    pub fn new() -> Self {
        Analyzer::default()
    }

    /// Extracts one document. What is remarkable about it comes out in [`Analysis::notes`].
    pub fn push(&mut self, document: Document) {
        if !lang::has_folder(&document.language) {
            self.notes.push(Note::new(
                Severity::Warning,
                &document.id,
                format!(
                    "no language folder for {:?}: read with general rules alone",
                    document.language
                ),
            ));
        }
        self.extractions.push(extract(&document));
        self.documents.push(document);
    }

    /// Joins the entities and compares the claims of all documents pushed so far.
    pub fn finish(self) -> Analysis {
        let Analyzer {
            documents,
            mut extractions,
            notes,
        } = self;
        let entities = merge::join(&documents, &mut extractions);
        let comparisons = align::compare(&documents, &extractions, &entities);
        Analysis {
            documents,
            extractions,
            entities,
            comparisons,
            notes,
        }
    }
}

/// Analyses a whole corpus.
pub fn analyse(documents: impl IntoIterator<Item = Document>) -> Analysis {
    let mut analyzer = Analyzer::new();
    for document in documents {
        analyzer.push(document);
    }
    analyzer.finish()
}
