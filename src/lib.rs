//! What of the page needs no browser.

/// The corpus, as build.rs has packed it.
pub static CORPUS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/corpus.bin"));
