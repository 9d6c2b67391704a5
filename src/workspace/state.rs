//! The reader's work in memory: records by kind and id.

use crate::order::Order as _;
use std::collections::BTreeMap;

/// What a record is about; its name is part of the storage key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A note on an entity or a connection of the map; the id is theirs.
    Note,
    /// Verdict, note, tags and pin on a row of the comparison; the id is the row's stable key.
    Row,
    /// A named choice of rows.
    Comparison,
    /// What the reader mends in a claim, and what it stands together with; the id is the claim's stable key.
    Claim,
    /// What the reader mends in an entity; the id is the entity's.
    Entity,
    /// A step of the reader's own story.
    Step,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 6] = [
        Kind::Note,
        Kind::Row,
        Kind::Comparison,
        Kind::Claim,
        Kind::Entity,
        Kind::Step,
    ];

    /// The name in keys and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Note => "note",
            Kind::Row => "row",
            Kind::Comparison => "comparison",
            Kind::Claim => "claim",
            Kind::Entity => "entity",
            Kind::Step => "step",
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
    /// Name of a comparison or of a step.
    pub name: String,
    /// Keys of the rows of a comparison, in the reader's order.
    pub rows: Vec<String>,
    /// The reader's words for a row, in their order.
    pub tags: Vec<String>,
    /// Keys of the claims that a row had when it was worked on: by these it is found when other claims join it.
    pub claims: Vec<String>,
    /// Keys of claims that a claim speaks of the same fact with, or does not, whatever the program says.
    pub together: Vec<String>,
    pub apart: Vec<String>,
    /// Whether a claim is no such statement at all.
    pub wrong: bool,
    /// Who says a claim instead: `author`, or `entity:` and an id; empty as the program has it.
    pub holder: String,
    /// The entity that this one is the same as; empty for none.
    pub into: String,
    /// Written forms that name another entity than this one.
    pub forms: Vec<String>,
    /// The address that a step shows, and its place in the story.
    pub link: String,
    pub place: u32,
}

impl Body {
    /// Whether nothing of it is worth keeping.
    pub fn is_empty(&self) -> bool {
        // Of the rest, `excerpt`, `claims` and `place` only say what the work is on.
        let texts = [&self.note, &self.name, &self.holder, &self.into, &self.link];
        let lists = [
            &self.rows,
            &self.tags,
            &self.together,
            &self.apart,
            &self.forms,
        ];
        texts.iter().all(|text| text.is_empty())
            && lists.iter().all(|list| list.is_empty())
            && self.verdict.is_none()
            && !self.pinned
            && !self.wrong
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

    /// What changes the analysis itself: corrections of claims and entities.
    pub fn mending(&self) -> Vec<(Kind, String, Body)> {
        let of = |kind| self.of(kind).map(move |(id, body)| (kind, id, body));
        let all = of(Kind::Claim).chain(of(Kind::Entity));
        all.map(|(kind, id, body)| (kind, id.to_owned(), body.clone()))
            .collect()
    }

    /// All tags of rows, each once, in order.
    pub fn tags(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for (_, body) in self.of(Kind::Row) {
            all.extend(body.tags.iter().cloned());
        }
        all.order();
        all.dedup();
        all
    }

    /// The steps of the reader's story, in order.
    pub fn steps(&self) -> Vec<(&str, &Body)> {
        let mut all: Vec<_> = self.of(Kind::Step).collect();
        all.order_by(|x, y| (x.1.place, x.0).cmp(&(y.1.place, y.0)));
        all
    }

    /// Named comparisons, by name, then id.
    pub fn comparisons(&self) -> Vec<(&str, &Body)> {
        let mut all: Vec<_> = self.of(Kind::Comparison).collect();
        all.order_by(|x, y| (&x.1.name, x.0).cmp(&(&y.1.name, y.0)));
        all
    }
}
