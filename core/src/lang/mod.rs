//! Language packs: what the analysis knows of each language. The format of the folders is in
//! `README.md` beside this file; a new language is one new folder and no line of code.

pub mod detect;
pub mod pack;
pub mod raw;
pub mod trie;

pub use pack::{Features, Pack, Table};

use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The folder from which all inherit, used for languages without one of their own.
pub const INHERITED: &str = "xx";

/// The codes of all bundled languages, without the inherited folder.
pub fn codes() -> impl Iterator<Item = &'static str> {
    PACKS
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| *code != INHERITED)
}

/// The pack of a language (its BCP 47 code's first part), unpacked on first use;
/// the inherited pack where there is no folder for it.
pub fn pack(code: &str) -> &'static Pack {
    static LOADED: OnceLock<Vec<OnceLock<Pack>>> = OnceLock::new();
    let loaded = LOADED.get_or_init(|| PACKS.iter().map(|_| OnceLock::new()).collect());
    let primary = code.split(['-', '_']).next().unwrap_or(code);
    let find = |code: &str| PACKS.iter().position(|(c, _)| *c == code);
    let at = find(primary).or_else(|| find(INHERITED)).unwrap_or(0);
    loaded[at].get_or_init(|| {
        Pack::from_bytes(PACKS[at].1).unwrap_or_else(|message| unreachable!("{message}"))
    })
}

/// Whether a language has a folder of its own.
pub fn has_folder(code: &str) -> bool {
    let primary = code.split(['-', '_']).next().unwrap_or(code);
    primary != INHERITED && PACKS.iter().any(|(c, _)| *c == primary)
}
