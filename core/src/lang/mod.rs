//! Language packs: what the analysis knows of each language. The format of the folders is in
//! `README.md` beside this file; a new language is one new folder and no line of code.

pub mod bundle;
pub mod detect;
pub mod pack;
pub mod raw;
pub mod trie;

pub use pack::{Features, Pack, Table};

use crate::data::data;
use std::sync::OnceLock;

/// The folder from which all inherit, used for languages without one of their own.
pub const INHERITED: &str = "xx";

/// The codes of all loaded languages, without the inherited folder.
pub fn codes() -> impl Iterator<Item = &'static str> {
    let packs = bundle::current().packs.iter();
    packs
        .map(|p| p.code.as_str())
        .filter(|code| *code != INHERITED)
}

/// The pack of a language (its BCP 47 code's first part), unpacked on first use. Where there is no
/// folder for it, it is what all inherit, with the script and function words of
/// `core/data/languages.tsv` where the language is known there.
pub fn pack(code: &str) -> &'static Pack {
    static LOADED: OnceLock<Vec<OnceLock<Pack>>> = OnceLock::new();
    let raw = &bundle::current().packs;
    let known = &data().languages;
    let slots = raw.len() + known.len() + 1;
    let loaded = LOADED.get_or_init(|| (0..slots).map(|_| OnceLock::new()).collect());
    let folder = |code: &str| raw.iter().position(|p| p.code == code);
    let inherited = folder(INHERITED);
    let at = folder(primary(code))
        .or_else(|| Some(raw.len() + known.iter().position(|l| l.code == primary(code))?))
        .or(inherited)
        .unwrap_or(slots - 1);
    loaded[at].get_or_init(|| {
        // Where nothing is loaded at all: names and sentences by general rules.
        let bare = raw::RawPack::default();
        let base = inherited.map_or(&bare, |i| &raw[i]);
        match (raw.get(at), known.get(at.wrapping_sub(raw.len()))) {
            (Some(own), _) => Pack::new(own),
            (None, Some(language)) => Pack::inheriting(base, language),
            (None, None) => Pack::new(base),
        }
    })
}

/// The first part of a BCP 47 code: the language without script and country.
pub fn primary(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}

/// Whether a language has a folder of its own.
pub fn has_folder(code: &str) -> bool {
    codes().any(|c| c == primary(code))
}
