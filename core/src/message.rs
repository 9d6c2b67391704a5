//! What a page and the worker that analyses for it say to each other, as bytes.

use crate::corpus::Document;
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
    /// What went wrong.
    Failed(String),
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
