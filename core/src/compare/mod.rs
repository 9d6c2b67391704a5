//! Comparing: claims of several documents that speak of the same fact, and how they stand to
//! each other.

pub mod align;
pub mod candidate;
pub mod feature;
pub mod relation;
mod sparse;
pub mod summary;

use crate::text::Span;
use crate::vocabulary::{Relation, Topic};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A claim by its document and its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimRef {
    /// Index of the document.
    pub document: u32,
    /// Index in its extraction's claims.
    pub claim: u32,
}

/// What differs between the claims of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Aspect {
    /// Another person, organization or place takes part.
    Participant,
    Place,
    Date,
    Number,
    Certainty,
    Holder,
    /// Another object or matter (oil and gas, reconstruction).
    Matter,
    Polarity,
}

impl Aspect {
    /// A short name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Aspect::Participant => "participant",
            Aspect::Place => "place",
            Aspect::Date => "date",
            Aspect::Number => "number",
            Aspect::Certainty => "certainty",
            Aspect::Holder => "holder",
            Aspect::Matter => "matter",
            Aspect::Polarity => "polarity",
        }
    }
}

/// A difference with the words that carry it, one list of spans a claim of the comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub aspect: Aspect,
    /// Parallel to [`Comparison::claims`].
    pub words: Vec<Vec<Span>>,
}

/// A row of the comparison.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Comparison {
    /// Stable as long as the claims stay the same, whatever other documents come or go.
    pub id: String,
    /// What the row is about, short, in English; [`summary::label`] gives other languages.
    pub label: String,
    pub relation: Relation,
    /// In the order of documents, then of the text.
    pub claims: Vec<ClaimRef>,
    pub topic: Option<Topic>,
    pub differences: Vec<Difference>,
    /// Strength of the alignment, 0 to 1: of its weakest link. One alone has 1.
    pub strength: f32,
    /// Weak alignments are shown as suggested.
    pub suggested: bool,
    /// Why they stand together, strongest first: `same-actors`, `same-countries`, `same-event`,
    /// `same-topic`, `same-number`, `near-number`, `same-date`, `same-words`, `same-agency` (all
    /// documents are of one news agency), `same-text` (word for word).
    pub why: Vec<Cow<'static, str>>,
}
