//! Language packs: what the analysis knows of each language. The format of the folders is in
//! `README.md` beside this file; a new language is one new folder and no line of code.

pub mod bundle;
pub mod detect;
pub mod pack;
pub mod raw;
pub mod trie;

pub use pack::{Features, Pack, Table};

use std::sync::OnceLock;

/// The folder from which all inherit, used for languages without one of their own.
pub const INHERITED: &str = "xx";

/// The first part of a BCP 47 code.
pub fn primary(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}

/// The codes of all loaded languages, without the inherited folder.
pub fn codes() -> impl Iterator<Item = &'static str> {
    let packs = bundle::current().packs.iter();
    packs
        .map(|p| p.code.as_str())
        .filter(|code| *code != INHERITED)
}

/// The pack of a language, unpacked on first use; the inherited pack where there is no folder
/// for it.
pub fn pack(code: &str) -> &'static Pack {
    static LOADED: OnceLock<(Vec<OnceLock<Pack>>, OnceLock<Pack>)> = OnceLock::new();
    let raw = &bundle::current().packs;
    let (loaded, empty) = LOADED.get_or_init(|| {
        (
            raw.iter().map(|_| OnceLock::new()).collect(),
            OnceLock::new(),
        )
    });
    let find = |code: &str| raw.iter().position(|p| p.code == code);
    match find(primary(code)).or_else(|| find(INHERITED)) {
        Some(at) => loaded[at].get_or_init(|| Pack::new(&raw[at])),
        // Nothing is loaded at all: names and sentences by general rules.
        None => empty.get_or_init(|| Pack::new(&raw::RawPack::default())),
    }
}

/// Whether a language has a folder of its own.
pub fn has_folder(code: &str) -> bool {
    codes().any(|c| c == primary(code))
}
