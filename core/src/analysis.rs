//! The analysis of a corpus: one document at a time in, everything joined out.

use crate::compare::summary::{self, Sources};
use crate::compare::{Comparison, align};
use crate::corpus::Document;
use crate::extract::{Extraction, extract};
use crate::lang;
use crate::note::{Note, Severity};
use crate::resolve::{Entity, merge};
use serde::{Deserialize, Serialize};

/// Everything that is known of a corpus. Immutable; same documents, same analysis.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Analysis {
    pub documents: Vec<Document>,
    /// Parallel to `documents`; entity indices are those of `entities`.
    pub extractions: Vec<Extraction>,
    pub entities: Vec<Entity>,
    pub comparisons: Vec<Comparison>,
    pub notes: Vec<Note>,
}

/// Of more documents those that are silent on a row are not listed: the lists would grow with their square.
pub const LISTED: usize = 20;

impl Analysis {
    /// What rows are told from, for [`crate::compare::summary`].
    pub fn sources(&self) -> Sources<'_> {
        Sources {
            documents: &self.documents,
            extractions: &self.extractions,
            entities: &self.entities,
        }
    }

    /// The documents that say nothing of a row; none where there are more than [`LISTED`].
    pub fn silent(&self, row: &Comparison) -> impl Iterator<Item = u32> {
        let all = self.documents.len();
        let listed = if all > LISTED { 0 } else { all as u32 };
        (0..listed).filter(|d| row.claims.iter().all(|at| at.document != *d))
    }

    /// A row in one line, in a language (BCP 47) of the tables, else in English.
    pub fn summary(&self, row: &Comparison, language: &str) -> String {
        summary::line(self.sources(), row, language)
    }

    /// A row's short name in a language.
    pub fn label(&self, row: &Comparison, language: &str) -> String {
        summary::label(self.sources(), &row.claims, language)
    }
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
        let extraction = extract(&document);
        self.push_extracted(document, extraction);
    }

    /// Takes in a document with what [`extract`] gave for it.
    pub fn push_extracted(&mut self, document: Document, extraction: Extraction) {
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
        self.extractions.push(extraction);
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
