//! The corpus: documents and how they are read.

pub mod document;
#[cfg(feature = "cli")]
pub mod folder;
#[cfg(any(feature = "cli", feature = "exchange"))]
pub mod front_matter;

pub use document::{Document, DocumentKind};
