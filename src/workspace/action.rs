//! What the reader does, as values, and what becomes of the work by it.

use super::state::{Body, Kind, Record, Verdict, Workspace};

/// Longest note in characters; what is longer is cut.
pub const NOTE_MOST: usize = 20_000;
/// Longest name, tag and excerpt in characters.
pub const NAME_MOST: usize = 300;
/// Most tags of a row.
const TAGS_MOST: usize = 20;

/// What something is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub kind: Kind,
    pub id: String,
    /// What it is about, in short; empty leaves what is there.
    pub excerpt: String,
    /// Keys of the claims of a row; none leaves those that are there.
    pub claims: Vec<String>,
}

impl About {
    /// A record of a kind, by its id alone.
    pub fn new(kind: Kind, id: impl Into<String>) -> About {
        About {
            kind,
            id: id.into(),
            excerpt: String::new(),
            claims: Vec::new(),
        }
    }

    /// With what it is about.
    #[must_use]
    pub fn named(mut self, excerpt: &str) -> About {
        self.excerpt = cut(excerpt, NAME_MOST);
        self
    }
}

/// Something the reader does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Note(String),
    Verdict(Option<Verdict>),
    Pin(bool),
    /// All tags of a row.
    Tags(Vec<String>),
    /// A new named comparison with its rows.
    Create(String, Vec<String>),
    /// Another name; only for what there is.
    Rename(String),
    /// Puts a row into a named comparison or takes it out.
    Choose(String, bool),
    /// A claim is no such statement, or is one after all.
    Wrong(bool),
    /// Who says a claim: see [`Body::holder`].
    Holder(String),
    /// A claim speaks of the same fact as others, by their keys.
    Together(Vec<String>),
    /// A claim speaks of another fact than others.
    Apart(Vec<String>),
    /// A claim has nothing decided about another any more.
    Loose(String),
    /// An entity is the same as another, by its id; empty: as the program has it.
    Into(String),
    /// Written forms that name another than this entity.
    Forms(Vec<String>),
    /// A step: its title, its text, its address, its place.
    Step(String, String, String, u32),
    /// Another place for a step; only for what there is.
    Place(u32),
    /// Everything as it was before or elsewhere; `None` deletes.
    Put(Option<Box<Body>>),
}

impl Action {
    /// Whether it is typing that goes on: such actions on one record are undone in one step.
    pub fn is_typing(&self) -> bool {
        matches!(
            self,
            Action::Note(_) | Action::Tags(_) | Action::Rename(_) | Action::Step(..)
        )
    }

    /// Whether it makes no record that is not there.
    fn needs_one(&self) -> bool {
        matches!(
            self,
            Action::Rename(_)
                | Action::Choose(..)
                | Action::Place(_)
                | Action::Loose(_)
                | Action::Put(None)
        )
    }

    fn change(self, body: &mut Body) {
        match self {
            Action::Note(text) => body.note = cut(&text, NOTE_MOST),
            Action::Verdict(verdict) => body.verdict = verdict,
            Action::Pin(pinned) => body.pinned = pinned,
            Action::Tags(tags) => {
                body.tags = Vec::new();
                for tag in tags {
                    let tag = cut(tag.trim(), 60);
                    if !tag.is_empty() && !body.tags.contains(&tag) && body.tags.len() < TAGS_MOST {
                        body.tags.push(tag);
                    }
                }
            }
            Action::Create(name, rows) => {
                body.name = cut(&name, NAME_MOST);
                body.rows = rows;
            }
            Action::Rename(name) => body.name = cut(&name, NAME_MOST),
            Action::Choose(row, chosen) => {
                body.rows.retain(|r| *r != row);
                if chosen {
                    body.rows.push(row);
                }
            }
            Action::Wrong(wrong) => body.wrong = wrong,
            Action::Holder(holder) => body.holder = holder,
            Action::Together(keys) => {
                body.apart.retain(|key| !keys.contains(key));
                add(&mut body.together, keys);
            }
            Action::Apart(keys) => {
                body.together.retain(|key| !keys.contains(key));
                add(&mut body.apart, keys);
            }
            Action::Loose(key) => {
                body.together.retain(|k| *k != key);
                body.apart.retain(|k| *k != key);
            }
            Action::Into(id) => body.into = id,
            Action::Forms(forms) => body.forms = forms,
            Action::Step(name, text, link, place) => {
                body.name = cut(&name, NAME_MOST);
                body.note = cut(&text, NOTE_MOST);
                body.link = cut(&link, 2_000);
                body.place = place;
            }
            Action::Place(place) => body.place = place,
            Action::Put(other) => *body = other.map(|body| *body).unwrap_or_default(),
        }
    }
}

fn add(list: &mut Vec<String>, keys: Vec<String>) {
    for key in keys {
        if !list.contains(&key) {
            list.push(key);
        }
    }
}

/// Does it at a time (milliseconds since 1970) and gives the record to save; `None` where nothing changes.
pub fn apply(work: &mut Workspace, about: About, action: Action, now: f64) -> Option<Record> {
    let About {
        kind,
        id,
        excerpt,
        claims,
    } = about;
    if action.needs_one() {
        work.body(kind, &id)?;
    }
    let old = work.record(kind, &id);
    let before = old
        .and_then(|record| record.body.clone())
        .unwrap_or_default();
    let mut body = before.clone();
    action.change(&mut body);
    if !excerpt.is_empty() {
        body.excerpt = excerpt;
    }
    if !claims.is_empty() {
        body.claims = claims;
    }
    if body == before || (body.is_empty() && before.is_empty()) {
        return None;
    }
    let record = Record {
        kind,
        revision: old.map_or(1, |record| record.revision.saturating_add(1)),
        time: now,
        body: (!body.is_empty()).then_some(body),
        id,
    };
    work.put(record.clone());
    Some(record)
}

/// At most so many characters.
fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> About {
        About::new(Kind::Row, "r").named("Haftar met Putin")
    }

    fn set() -> About {
        About::new(Kind::Comparison, "c")
    }

    #[test]
    fn a_note_is_kept_changed_and_taken_away() {
        let mut work = Workspace::default();
        let note = |text: &str| Action::Note(text.into());
        let first = apply(&mut work, row(), note("One trip?"), 5.0).unwrap();
        assert_eq!((first.revision, first.time), (1, 5.0));
        assert_eq!(
            apply(&mut work, row(), note("One trip?"), 6.0),
            None,
            "nothing changes"
        );
        apply(&mut work, row(), note("Two"), 7.0).unwrap();
        assert_eq!(work.body(Kind::Row, "r").unwrap().note, "Two");
        let gone = apply(&mut work, row(), note(""), 8.0).unwrap();
        assert_eq!(
            (gone.revision, gone.body.is_none()),
            (3, true),
            "a deletion is kept as such"
        );
        assert_eq!(work.count(), 0);
        assert_eq!(apply(&mut work, row(), note(""), 9.0), None);
    }

    #[test]
    fn verdict_note_tags_and_pin_share_a_record() {
        let mut work = Workspace::default();
        apply(&mut work, row(), Action::Note("x".into()), 1.0);
        let verdict = Some(Verdict::Doubt);
        apply(&mut work, row(), Action::Verdict(verdict), 2.0);
        apply(&mut work, row(), Action::Pin(true), 3.0);
        let tags = [" visit", "ask", "visit", ""].map(str::to_owned).to_vec();
        apply(&mut work, row(), Action::Tags(tags), 4.0);
        let body = work.body(Kind::Row, "r").unwrap();
        assert_eq!(
            (body.note.as_str(), body.verdict, body.pinned),
            ("x", verdict, true)
        );
        assert_eq!(body.tags, ["visit", "ask"]);
        assert_eq!(work.record(Kind::Row, "r").unwrap().revision, 4);
        assert_eq!(work.tags(), ["ask", "visit"]);
    }

    #[test]
    fn a_comparison_is_created_filled_renamed_and_deleted() {
        let mut work = Workspace::default();
        let mut act = |action| apply(&mut work, set(), action, 1.0);
        act(Action::Create("Arms".into(), vec!["a".into()]));
        act(Action::Choose("b".into(), true));
        act(Action::Choose("b".into(), true));
        act(Action::Choose("a".into(), false));
        act(Action::Rename("Weapons".into()));
        assert_eq!(
            work.comparisons(),
            [(
                "c",
                &Body {
                    name: "Weapons".into(),
                    rows: vec!["b".into()],
                    ..Body::default()
                }
            )]
        );
        apply(&mut work, set(), Action::Put(None), 6.0).unwrap();
        assert!(work.comparisons().is_empty());
        let rename = Action::Rename("x".into());
        assert_eq!(apply(&mut work, set(), rename, 7.0), None);
    }

    #[test]
    fn a_claim_is_either_together_with_another_or_apart() {
        let mut work = Workspace::default();
        let claim = || About::new(Kind::Claim, "k");
        let keys = || vec!["a".to_owned(), "b".to_owned()];
        apply(&mut work, claim(), Action::Together(keys()), 1.0);
        apply(&mut work, claim(), Action::Apart(vec!["a".into()]), 2.0);
        let body = work.body(Kind::Claim, "k").unwrap();
        assert_eq!(
            (&body.together[..], &body.apart[..]),
            (&["b".to_owned()][..], &["a".to_owned()][..])
        );
        apply(&mut work, claim(), Action::Loose("a".into()), 3.0);
        apply(&mut work, claim(), Action::Loose("b".into()), 4.0);
        assert!(work.body(Kind::Claim, "k").is_none(), "nothing is decided");
    }

    #[test]
    fn a_note_without_end_is_cut() {
        let mut work = Workspace::default();
        let text = "ж".repeat(NOTE_MOST + 5);
        apply(&mut work, row(), Action::Note(text), 1.0);
        assert_eq!(
            work.body(Kind::Row, "r").unwrap().note.chars().count(),
            NOTE_MOST
        );
    }
}
