//! Language packs: what the analysis knows of each language. The format of the folders is in
//! `README.md` beside this file; a new language is one new folder and no line of code.

pub mod detect;
pub mod pack;
pub mod raw;
pub mod trie;

pub use pack::{Features, Pack, Table};

use crate::data::data;
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

/// The pack of a language (its BCP 47 code's first part), unpacked on first use. Where there is no
/// folder for it, it is what all inherit, with the script and function words of
/// `core/data/languages.tsv` where the language is known there.
pub fn pack(code: &str) -> &'static Pack {
    static LOADED: OnceLock<Vec<OnceLock<Pack>>> = OnceLock::new();
    let known = &data().languages;
    let loaded = LOADED.get_or_init(|| {
        (0..PACKS.len() + known.len())
            .map(|_| OnceLock::new())
            .collect()
    });
    let primary = primary(code);
    let folder = |code: &str| PACKS.iter().position(|(c, _)| *c == code);
    let inherited = folder(INHERITED).unwrap_or(0);
    let at = folder(primary)
        .or_else(|| Some(PACKS.len() + known.iter().position(|l| l.code == primary)?))
        .unwrap_or(inherited);
    loaded[at].get_or_init(|| {
        match PACKS.get(at) {
            Some((_, bytes)) => Pack::from_bytes(bytes),
            None => Pack::inheriting(PACKS[inherited].1, &known[at - PACKS.len()]),
        }
        .unwrap_or_else(|message| unreachable!("{message}"))
    })
}

/// The first part of a BCP 47 code: the language without script and country.
fn primary(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}

/// Whether a language has a folder of its own.
pub fn has_folder(code: &str) -> bool {
    let primary = primary(code);
    primary != INHERITED && PACKS.iter().any(|(c, _)| *c == primary)
}
