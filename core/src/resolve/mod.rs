//! Entities across documents: one per real thing, whatever its spelling or script.

pub mod merge;
pub mod spelling;

use crate::data::Precision;
use crate::extract::EntityIx;
use crate::vocabulary::Kind;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A person, organization, place or group, the same in all documents.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// A readable slug of the usual English name, unique.
    pub id: String,
    pub kind: Kind,
    /// The usual name (English where the tables have one, else as the documents write it).
    pub name: String,
    /// Names by language code: from the tables, then as the documents write it.
    pub names: Vec<(String, Vec<String>)>,
    /// Row of [`crate::data::Data::known`].
    pub known: Option<u16>,
    /// Id of the country it belongs to, where known.
    pub country: Option<String>,
    /// Latitude and longitude in degrees.
    pub location: Option<(f32, f32, Precision)>,
    /// The QID in Wikidata, where the tables state one.
    pub wikidata: Option<String>,
    /// Why these mentions are one entity: a line for each merge and each refusal.
    pub reasons: Vec<Reason>,
}

/// A merge, or a refusal to merge, with its ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// A short name of the rule, such as `same-table-entry`, `same-name`, `surname-and-post`.
    pub rule: Cow<'static, str>,
    pub merged: bool,
    /// The names it speaks of.
    pub names: Vec<String>,
    /// The other entity, where a merge was refused.
    pub other: Option<EntityIx>,
}

impl Entity {
    /// The name to show in a language.
    pub fn label(&self, language: &str) -> &str {
        self.names
            .iter()
            .find(|(code, _)| code == language)
            .and_then(|(_, names)| names.iter().find(|name| !name.starts_with('~')))
            .unwrap_or(&self.name)
    }
}
