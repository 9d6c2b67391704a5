//! A language folder as data: what `build.rs` packs and [`super::pack`] unpacks.
//! Forms stay unexpanded (stems and paradigms), which is what keeps the download small.

use serde::{Deserialize, Serialize};

/// The tables of a language folder, in the order of their numbers.
pub const TABLES: [(&str, &[&str]); 12] = [
    ("abbreviations", &["form", "kind", "ends"]),
    ("grammar", &["role", "forms"]),
    ("titles", &["forms", "class", "role", "relation", "gender"]),
    ("names", &["forms", "class", "note"]),
    (
        "speech",
        &["forms", "pos", "class", "certainty", "polarity", "flags"],
    ),
    ("negation", &["forms", "scope", "except"]),
    (
        "hedges",
        &["forms", "certainty", "class", "scope", "except"],
    ),
    ("topics", &["forms", "concept"]),
    ("evaluation", &["forms", "class", "note"]),
    (
        "relations",
        &["forms", "pos", "type", "a", "b", "theme", "flags"],
    ),
    ("dates", &["form", "kind", "value"]),
    ("numbers", &["form", "value", "kind"]),
];

/// A table stored column by column, which compresses better than row by row: each column is its
/// cells joined by line feeds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Columns(pub Vec<String>);

/// A language folder.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RawPack {
    pub code: String,
    pub name: String,
    pub endonym: String,
    pub script: String,
    pub rtl: bool,
    pub stages: Vec<String>,
    pub elisions: Vec<String>,
    pub clitics: Vec<String>,
    pub quotes: Vec<(String, String)>,
    pub dash: bool,
    pub decimal: String,
    pub thousands: Vec<String>,
    pub prefixes: Vec<String>,
    pub known: Vec<String>,
    pub keep: Vec<String>,
    pub endings: Vec<String>,
    pub minimum: u8,
    pub paradigms: Vec<(String, Vec<String>)>,
    pub capital_demonyms: bool,
    pub capital_months: bool,
    pub free_subject: bool,
    pub genitive: bool,
    pub adjective: String,
    /// Determiners of the plural, of the indefinite; endings of plural nouns.
    pub plural_determiners: Vec<String>,
    pub indefinite: Vec<String>,
    pub plural_endings: Vec<String>,
    /// Endings by which a finite verb, a conditional is known, and finite forms without one.
    pub verb_endings: Vec<String>,
    pub conditional_endings: Vec<String>,
    pub verb_forms: Vec<String>,
    /// Endings of the plural of verbs, beside an accented singular.
    pub verb_plurals: Vec<String>,
    /// In the order of [`TABLES`].
    pub tables: Vec<Columns>,
}

/// The language-neutral tables of `core/data`, each with its column names as first row.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RawData {
    pub actors: Columns,
    pub countries: Columns,
    pub places: Columns,
    pub concepts: Columns,
    pub types: Columns,
    pub languages: Columns,
    pub families: Columns,
    pub senses: Columns,
    pub phrases: Columns,
}

/// Everything that the analysis knows: language folders and tables.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Bundle {
    /// In the order of their codes, the inherited folder `xx` among them.
    pub packs: Vec<RawPack>,
    pub data: RawData,
}
