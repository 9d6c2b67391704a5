//! What a page and the worker that analyses for it say to each other, as bytes.

use crate::corpus::Document;
use crate::extract::Extraction;
use serde::{Deserialize, Serialize};

/// From the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Analyse these documents together.
    Analyse {
        documents: Vec<Document>,
        /// Languages of the interface (BCP 47).
        interface: Vec<String>,
    },
    /// Read a text that was pasted. (A file goes to the worker as it is, and is answered alike.)
    Read {
        /// Names the article where the text does not.
        name: String,
        text: String,
        /// What problems are told in (BCP 47).
        language: String,
    },
    /// Load and analyse the corpus at an address: see the engine.
    Corpus {
        address: String,
        interface: Vec<String>,
        /// What problems are told in (BCP 47).
        language: String,
    },
    /// Write what was analysed last in a format, by its name on the command line.
    Export {
        format: String,
        /// Of labels and summaries, in formats for people (BCP 47).
        language: String,
    },
    /// Lay out a network. One that is to be stopped is ended with its worker.
    Layout {
        /// Where its nodes start, x and y in pixels around the origin.
        points: Vec<(f32, f32)>,
        /// Pairs of places in `points`.
        links: Vec<(u32, u32)>,
        /// Pixels that nodes keep apart, centre to centre.
        spacing: f32,
        steps: u32,
    },
}

/// An article as it was read, to be looked over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its language is empty where it could not be recognised.
    pub document: Document,
    /// What was lost on the way, in sentences.
    pub remarks: Vec<String>,
}

/// What could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The file, with the way into an archive.
    pub place: String,
    /// What is the matter, and what to do, in a sentence each.
    pub message: String,
    pub hint: String,
}

/// From the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// It has started and listens.
    Ready,
    /// So many documents of so many are read.
    Progress { done: u32, total: u32 },
    /// The bytes of a [`crate::snapshot::Snapshot`].
    Analysed(Vec<u8>),
    /// As [`Reply::Analysed`], of the first part of a corpus: more comes.
    Part(Vec<u8>),
    /// What a text, a file or a corpus gave.
    Read {
        articles: Vec<Article>,
        refused: Vec<Refused>,
    },
    /// A file to save: its name, media type and text.
    Exported {
        name: String,
        kind: String,
        text: String,
    },
    /// What went wrong.
    Failed(String),
    /// Where the nodes of a network are after so many steps of so many.
    Laid {
        points: Vec<(f32, f32)>,
        done: u32,
        total: u32,
    },
}

macro_rules! packed {
    ($name:ident) => {
        impl $name {
            /// As bytes.
            ///
            /// # Errors
            /// Only where memory runs out.
            pub fn pack(&self) -> Result<Vec<u8>, String> {
                postcard::to_allocvec(self).map_err(|e| e.to_string())
            }

            /// From bytes.
            ///
            /// # Errors
            /// Where the bytes are damaged, or page and worker are of different versions.
            pub fn unpack(bytes: &[u8]) -> Result<Self, String> {
                postcard::from_bytes(bytes).map_err(|_| {
                    "page and worker don't understand each other: load the page again".into()
                })
            }
        }
    };
}
packed!(Request);
packed!(Reply);
// Never posted: how the engine keeps what it knows.
packed!(Extraction);
