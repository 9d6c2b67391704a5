//! The reader's work in memory: records by kind and id.

use crate::order::Order as _;
use std::collections::BTreeMap;

/// What a record is about; its name is part of the storage key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A note on an entity or a connection of the map; the id is theirs.
    Note,
    /// Verdict, note and pin on a row of the comparison; the id is the row's stable key.
    Row,
    /// A named choice of rows.
    Comparison,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 3] = [Kind::Note, Kind::Row, Kind::Comparison];

    /// The name in keys and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Note => "note",
            Kind::Row => "row",
            Kind::Comparison => "comparison",
        }
    }

    /// The kind of a name.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What the reader makes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Agree,
    Doubt,
    Unclear,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Verdict; 3] = [Verdict::Agree, Verdict::Doubt, Verdict::Unclear];

    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Agree => "agree",
            Verdict::Doubt => "doubt",
            Verdict::Unclear => "unclear",
        }
    }

    /// The verdict of a name.
    pub fn parse(word: &str) -> Option<Verdict> {
        Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.as_str() == word)
    }
}

/// A piece of work. Fields that its kind has no use for are empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The reader's words.
    pub note: String,
    /// What it is about, in short: so that a note can be shown when its row is gone.
    pub excerpt: String,
    pub verdict: Option<Verdict>,
    pub pinned: bool,
    /// Name of a comparison.
    pub name: String,
    /// Keys of the rows of a comparison, in the reader's order.
    pub rows: Vec<String>,
}

impl Body {
    /// Whether nothing of it is worth keeping.
    pub fn is_empty(&self) -> bool {
        self.note.is_empty()
            && self.verdict.is_none()
            && !self.pinned
            && self.name.is_empty()
            && self.rows.is_empty()
    }
}

/// A record; what was deleted stays as one without a body, so that other tabs learn of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub kind: Kind,
    pub id: String,
    /// Counts changes, from 1.
    pub revision: u32,
    /// Milliseconds since 1970.
    pub time: f64,
    pub body: Option<Body>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workspace {
    records: BTreeMap<(Kind, String), Record>,
}

impl Workspace {
    /// A record, deleted or not.
    pub fn record(&self, kind: Kind, id: &str) -> Option<&Record> {
        self.records.get(&(kind, id.to_owned()))
    }

    /// What a record holds.
    pub fn body(&self, kind: Kind, id: &str) -> Option<&Body> {
        self.record(kind, id)?.body.as_ref()
    }

    /// All records, deleted ones too, by kind and id.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// The records of a kind that are not deleted.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = (&str, &Body)> {
        let all = self
            .records
            .values()
            .filter(move |record| record.kind == kind);
        all.filter_map(|record| Some((record.id.as_str(), record.body.as_ref()?)))
    }

    /// Number of records that are not deleted.
    pub fn count(&self) -> usize {
        self.records
            .values()
            .filter(|record| record.body.is_some())
            .count()
    }

    /// Puts a record in, in place of what was there.
    pub fn put(&mut self, record: Record) {
        self.records
            .insert((record.kind, record.id.clone()), record);
    }

    /// Named comparisons, by name, then id.
    pub fn comparisons(&self) -> Vec<(&str, &Body)> {
        let mut all: Vec<_> = self.of(Kind::Comparison).collect();
        all.order_by(|x, y| (&x.1.name, x.0).cmp(&(&y.1.name, y.0)));
        all
    }
}
