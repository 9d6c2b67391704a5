//! The corpus: documents and how they are read.

pub mod document;
#[cfg(feature = "cli")]
pub mod folder;
#[cfg(feature = "cli")]
pub mod front_matter;

pub use document::{Document, DocumentKind};

/// Documents as bytes, for bundling.
///
/// # Errors
/// Only where memory runs out.
pub fn pack(documents: &[Document]) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(documents).map_err(|e| e.to_string())
}

/// The documents that [`pack`] made bytes of.
///
/// # Errors
/// Where the bytes are damaged or of another version.
pub fn unpack(bytes: &[u8]) -> Result<Vec<Document>, String> {
    postcard::from_bytes(bytes).map_err(|e| format!("the bundled corpus is damaged: {e}"))
}
