//! The bundle: which languages and tables are loaded. The native program carries all; a page
//! carries those that its corpus needs.

use super::INHERITED;
pub use super::raw::Bundle;
use super::raw::{Columns, RawData};
use crate::text::fold::slug;
use std::sync::OnceLock;

static CURRENT: OnceLock<Bundle> = OnceLock::new();

/// The bundle in use: the one installed, else the native program's own, else an empty one.
pub fn current() -> &'static Bundle {
    CURRENT.get_or_init(own)
}

#[cfg(feature = "packs")]
fn own() -> Bundle {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bundle.bin"));
    postcard::from_bytes(bytes).unwrap_or_default()
}

#[cfg(not(feature = "packs"))]
fn own() -> Bundle {
    Bundle::default()
}

/// Installs a bundle made by [`pack`], before anything is analysed.
///
/// # Errors
/// Where the bytes are damaged or of another version, or a bundle is in use already.
pub fn install(bytes: &[u8]) -> Result<(), String> {
    let bundle = postcard::from_bytes(bytes)
        .map_err(|e| format!("the bundled language data is damaged: {e}"))?;
    CURRENT
        .set(bundle)
        .map_err(|_| "language data is loaded already".to_string())
}

/// The part of the current bundle that documents in these languages need, as bytes: their
/// folders, and of the tables the names in these languages and in English; labels also in the
/// languages of the interface.
///
/// # Errors
/// Only where memory runs out.
pub fn pack(languages: &[&str], interface: &[&str]) -> Result<Vec<u8>, String> {
    let all = current();
    let wanted = |code: &str| code == crate::data::LANGUAGE_COLUMNS[0] || languages.contains(&code);
    let packs = all
        .packs
        .iter()
        .filter(|p| p.code == INHERITED || languages.contains(&p.code.as_str()))
        .cloned()
        .collect();
    let names = |table: &Columns| slim(table, &wanted);
    let labels = |table: &Columns| slim(table, &|code| wanted(code) || interface.contains(&code));
    let data = RawData {
        actors: names(&all.data.actors),
        countries: labels(&all.data.countries),
        places: labels(&all.data.places),
        concepts: labels(&all.data.concepts),
        types: labels(&all.data.types),
        languages: all.data.languages.clone(),
        families: all.data.families.clone(),
        phrases: labels(&all.data.phrases),
        senses: names(&all.data.senses),
    };
    postcard::to_allocvec(&Bundle { packs, data }).map_err(|e| e.to_string())
}

/// A table without the columns of other languages, and without ids and notes that can be told
/// from the rest.
fn slim(table: &Columns, wanted: &dyn Fn(&str) -> bool) -> Columns {
    let header = |c: &String| c.split('\n').next().unwrap_or_default().to_string();
    let language = |name: &str| {
        let code = name
            .trim_start_matches("demonym_")
            .split('_')
            .next()
            .unwrap_or_default()
            .to_string();
        crate::data::LANGUAGE_COLUMNS
            .iter()
            .find(|c| **c == code)
            .copied()
    };
    let english: Vec<String> = table
        .0
        .iter()
        .find(|c| header(c) == crate::data::LANGUAGE_COLUMNS[0])
        .map(|c| {
            c.split('\n')
                .map(|cell| slug(cell.split('|').next().unwrap_or_default()))
                .collect()
        })
        .unwrap_or_default();
    let located = table
        .0
        .iter()
        .any(|c| matches!(header(c).as_str(), "country" | "iso"));
    let columns = table
        .0
        .iter()
        .filter(|c| {
            let name = header(c);
            name != "source" && language(&name).is_none_or(wanted)
        })
        .map(|c| {
            if header(c) != "id" || !located {
                return c.clone();
            }
            let cells = c.split('\n').enumerate();
            let ids: Vec<&str> = cells
                .map(|(i, id)| {
                    if i > 0 && english.get(i).is_some_and(|e| e == id) {
                        ""
                    } else {
                        id
                    }
                })
                .collect();
            ids.join("\n")
        })
        .collect();
    Columns(columns)
}

impl Columns {
    /// As rows of tab-separated cells again, each ended by a line feed.
    pub fn rows(&self) -> String {
        let mut columns: Vec<_> = self.0.iter().map(|c| c.split('\n')).collect();
        let mut out = String::with_capacity(self.0.iter().map(String::len).sum::<usize>() + 64);
        if columns.is_empty() {
            return out;
        }
        loop {
            for (i, column) in columns.iter_mut().enumerate() {
                match column.next() {
                    Some(cell) => {
                        if i > 0 {
                            out.push('\t');
                        }
                        out.push_str(cell);
                    }
                    None => return out,
                }
            }
            out.push('\n');
        }
    }
}
