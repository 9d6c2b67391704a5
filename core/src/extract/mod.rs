//! Extraction: what one document says, each piece with its evidence.
//!
//! The stages run in this order, each reading what the ones before it found:
//! [`scan`] → [`mention`] → [`coreference`] → [`quotation`] → [`claim`] → [`connection`].

pub mod attribution;
pub mod chunk;
pub mod claim;
pub mod connection;
pub mod coreference;
pub mod gazetteer;
pub mod interview;
pub mod mention;
pub mod name;
pub mod quantity;
pub mod quotation;
pub mod scan;

use crate::corpus::Document;
use crate::lang::{self, pack::Gender};
use crate::text::{Block, Span};
use crate::vocabulary::{Certainty, ConnectionType, Form, Kind, Polarity, Topic};
use scan::Scan;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::borrow::Cow;

/// An entity's index: in [`Extraction::entities`] within one document, in
/// [`crate::analysis::Analysis::entities`] once the documents are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityIx(pub u32);

/// Why the program made a mark: the rule that fired and the words that made it fire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// A short name of the rule, such as `title-name` or `talks-between`; explained in the
    /// interface, measured by `cargo xtask quality`.
    pub rule: Cow<'static, str>,
    /// The words it rests on.
    pub cues: SmallVec<[Span; 2]>,
}

impl Why {
    /// A rule with its words.
    pub fn new(rule: &'static str, cues: impl IntoIterator<Item = Span>) -> Self {
        Why {
            rule: Cow::Borrowed(rule),
            cues: cues.into_iter().collect(),
        }
    }
}

/// A span that names an entity or refers to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub span: Span,
    pub entity: EntityIx,
    pub form: Form,
    pub why: Why,
}

/// An entity as one document knows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LocalEntity {
    /// Row of [`crate::data::Data::known`].
    pub known: Option<u16>,
    pub kind: Kind,
    /// The fullest name in the document.
    pub name: String,
    pub gender: Gender,
    /// Roles that the document gives it («minister», «commander»), language-neutral.
    pub roles: Vec<Box<str>>,
    /// The country (row of `known`) that an adjective or a title ties it to.
    pub country: Option<u16>,
    pub why: Why,
}

/// Who asserts something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holder {
    Author,
    Entity(EntityIx),
    /// An unnamed source, in its words.
    Unnamed(Span),
    /// An unnamed source that has no words of its own («it is said»).
    Hearsay,
}

/// Somebody's words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Between the marks, the marks left out.
    pub span: Span,
    pub speaker: Option<Holder>,
    pub cue: Option<Span>,
    pub why: Why,
}

/// A checkable statement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claim {
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    pub holder: Holder,
    /// «Haftar said that sources say …»: the sources beyond the holder, outermost first.
    pub chain: Vec<Holder>,
    pub holder_cue: Option<Span>,
    pub certainty: Certainty,
    pub certainty_cue: Option<Span>,
    pub polarity: Polarity,
    pub polarity_cue: Option<Span>,
    /// Topics, strongest first, each with the words that speak for it.
    pub topics: Vec<(Topic, Span)>,
    /// Concepts (rows of [`crate::data::Data::concepts`]) with their words, in text order.
    pub concepts: Vec<(u16, Span)>,
    /// Entities mentioned or referred to inside, in text order, without repetition.
    pub entities: Vec<EntityIx>,
    /// Numbers with a value, in text order.
    pub numbers: Vec<Number>,
    /// Dates, in text order.
    pub dates: Vec<Date>,
    /// Words by which its author evaluates.
    pub framing: Vec<Span>,
    pub why: Why,
}

/// A number in the text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    pub value: f64,
    /// Whether the text says «about», «some hundreds».
    pub approximate: bool,
    pub span: Span,
}

/// A date in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    /// ISO 8601, as precise as stated; `--05-08` where no year is known.
    pub iso: String,
    pub span: Span,
}

/// A relation or an event between two entities.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Connection {
    pub a: EntityIx,
    pub b: EntityIx,
    pub kind: ConnectionType,
    pub polarity: Polarity,
    pub certainty: Certainty,
    /// ISO 8601.
    pub date: Option<String>,
    pub place: Option<EntityIx>,
    pub evidence: Vec<Evidence>,
    pub why: Why,
}

/// Where a connection is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The sentence.
    pub span: Span,
    /// The words that stand for its two ends, and the cue.
    pub a: Span,
    pub b: Span,
    pub cue: Span,
    /// Index of the claim that holds it.
    pub claim: Option<u32>,
}

/// Everything extracted from one document; entity indices are local until the documents are joined.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Extraction {
    pub blocks: Vec<Block>,
    /// Sentences: span and index of the block.
    pub sentences: Vec<(Span, u32)>,
    pub entities: Vec<LocalEntity>,
    /// Sorted by position.
    pub mentions: Vec<Mention>,
    pub quotations: Vec<Quotation>,
    pub claims: Vec<Claim>,
    pub connections: Vec<Connection>,
}

/// Runs all stages on one document.
pub fn extract(document: &Document) -> Extraction {
    let pack = lang::pack(&document.language);
    let scan = Scan::new(&document.body, document.markdown, pack);
    let mut found = mention::find(&scan, document);
    coreference::resolve(&scan, &mut found);
    connection::add_countries(&scan, &mut found);
    let speech = quotation::speech(&scan, &found);
    let quotations = quotation::find(&scan, &found, &speech);
    let claims = claim::find(&scan, &found, &speech, &quotations, document);
    let connections = connection::find(&scan, &found, &speech, &claims, document);
    Extraction {
        blocks: scan.blocks.clone(),
        sentences: scan.sentences.iter().map(|s| (s.span, s.block)).collect(),
        entities: found.entities,
        mentions: found.mentions,
        quotations,
        claims,
        connections,
    }
}
