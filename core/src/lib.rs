//! The analysis of crossread: who says what about whom, in several languages, with the words
//! behind every mark. No browser and no files in it (but for [`corpus::folder`], which the native
//! program and build scripts use).
//!
//! # The way of the data
//!
//! corpus file → [`corpus::Document`] (the body exactly as in the file) → [`extract::scan::Scan`]
//! (tokens, blocks, sentences, and every lexicon entry, in one pass) → [`extract::Extraction`]
//! (mentions, quotations, claims, connections of one document) → [`resolve::Entity`] (one per real
//! thing across documents) → [`compare::Comparison`] → [`analysis::Analysis`], which is immutable.
//!
//! # Layers
//!
//! In reading order; each imports only from those before it:
//! [`note`], [`vocabulary`] → [`data`], [`lang`], [`text`] (they know each other: words need
//! packs, packs need keys) → [`corpus`] → [`extract`] → [`resolve`] → [`compare`] → [`analysis`]
//! → [`snapshot`], [`export`], [`message`] → `import` → `stream`.
//!
//! # Invariants
//!
//! - Every span is a byte range on code point boundaries of its document's body; only `export`
//!   counts code points.
//! - No layer after `extract` sees a language pack; no language code stands in the code, outside
//!   `lang` and the column names of `data`.
//! - Problems of a text are [`note::Note`]s. Nothing here panics on any input.
//! - Same documents, same analysis, byte for byte and on every machine (logarithms and
//!   exponentials come from `libm`, not from the platform): nothing iterates over a hash table on the way
//!   to the output.
//! - Nothing is asserted that has no evidence in a document.

pub mod analysis;
pub mod compare;
pub mod corpus;
pub mod data;
pub mod export;
pub mod extract;
#[cfg(feature = "exchange")]
pub mod import;
pub mod lang;
pub mod message;
pub mod note;
pub mod resolve;
pub mod snapshot;
#[cfg(all(feature = "cli", feature = "exchange"))]
pub mod stream;
pub mod text;
pub mod vocabulary;
