//! What the reader does, as values, and what becomes of the work by it.

use super::state::{Body, Kind, Record, Verdict, Workspace};

/// Longest note in characters; what is longer is cut.
pub const NOTE_MOST: usize = 20_000;
/// Longest name and excerpt in characters.
pub const NAME_MOST: usize = 300;

/// Something the reader does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A note on an entity, a connection or a row; `excerpt` says what it is about.
    Note {
        kind: Kind,
        id: String,
        excerpt: String,
        text: String,
    },
    Verdict {
        id: String,
        excerpt: String,
        verdict: Option<Verdict>,
    },
    Pin {
        id: String,
        excerpt: String,
        pinned: bool,
    },
    /// A new named comparison with an id that the caller makes up.
    Create {
        id: String,
        name: String,
        rows: Vec<String>,
    },
    Rename {
        id: String,
        name: String,
    },
    /// Puts a row into a named comparison or takes it out.
    Choose {
        id: String,
        row: String,
        chosen: bool,
    },
    Delete {
        kind: Kind,
        id: String,
    },
}

/// What an action does to a record.
type Change = Box<dyn FnOnce(&mut Body)>;

/// Does it at a time (milliseconds since 1970) and gives the record to save; `None` where nothing changes.
pub fn apply(work: &mut Workspace, action: Action, now: f64) -> Option<Record> {
    let (kind, id, change): (Kind, String, Change) = match action {
        Action::Note {
            kind,
            id,
            excerpt,
            text,
        } => (
            kind,
            id,
            Box::new(move |body| {
                body.note = cut(&text, NOTE_MOST);
                body.excerpt = cut(&excerpt, NAME_MOST);
            }),
        ),
        Action::Verdict {
            id,
            excerpt,
            verdict,
        } => (
            Kind::Row,
            id,
            Box::new(move |body| {
                body.verdict = verdict;
                body.excerpt = cut(&excerpt, NAME_MOST);
            }),
        ),
        Action::Pin {
            id,
            excerpt,
            pinned,
        } => (
            Kind::Row,
            id,
            Box::new(move |body| {
                body.pinned = pinned;
                body.excerpt = cut(&excerpt, NAME_MOST);
            }),
        ),
        Action::Create { id, name, rows } => (
            Kind::Comparison,
            id,
            Box::new(move |body| {
                body.name = cut(&name, NAME_MOST);
                body.rows = rows;
            }),
        ),
        Action::Rename { id, name } => {
            work.body(Kind::Comparison, &id)?;
            (
                Kind::Comparison,
                id,
                Box::new(move |body| body.name = cut(&name, NAME_MOST)),
            )
        }
        Action::Choose { id, row, chosen } => {
            work.body(Kind::Comparison, &id)?;
            (
                Kind::Comparison,
                id,
                Box::new(move |body| {
                    body.rows.retain(|r| *r != row);
                    if chosen {
                        body.rows.push(row);
                    }
                }),
            )
        }
        Action::Delete { kind, id } => {
            work.body(kind, &id)?;
            (kind, id, Box::new(|body| *body = Body::default()))
        }
    };
    let old = work.record(kind, &id);
    let before = old
        .and_then(|record| record.body.clone())
        .unwrap_or_default();
    let mut body = before.clone();
    change(&mut body);
    if body == before || (body.is_empty() && old.is_none()) {
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

    fn note(text: &str) -> Action {
        Action::Note {
            kind: Kind::Row,
            id: "r".into(),
            excerpt: "Haftar met Putin".into(),
            text: text.into(),
        }
    }

    #[test]
    fn a_note_is_kept_changed_and_taken_away() {
        let mut work = Workspace::default();
        let first = apply(&mut work, note("One trip?"), 5.0).unwrap();
        assert_eq!((first.revision, first.time), (1, 5.0));
        assert_eq!(
            apply(&mut work, note("One trip?"), 6.0),
            None,
            "nothing changes"
        );
        apply(&mut work, note("Two"), 7.0).unwrap();
        assert_eq!(work.body(Kind::Row, "r").unwrap().note, "Two");
        let gone = apply(&mut work, note(""), 8.0).unwrap();
        assert_eq!(
            (gone.revision, gone.body.is_none()),
            (3, true),
            "a deletion is kept as such"
        );
        assert_eq!(work.count(), 0);
    }

    #[test]
    fn verdict_note_and_pin_share_a_record() {
        let mut work = Workspace::default();
        apply(&mut work, note("x"), 1.0);
        let verdict = Some(Verdict::Doubt);
        apply(
            &mut work,
            Action::Verdict {
                id: "r".into(),
                excerpt: "e".into(),
                verdict,
            },
            2.0,
        );
        apply(
            &mut work,
            Action::Pin {
                id: "r".into(),
                excerpt: "e".into(),
                pinned: true,
            },
            3.0,
        );
        let body = work.body(Kind::Row, "r").unwrap();
        assert_eq!(
            (body.note.as_str(), body.verdict, body.pinned),
            ("x", verdict, true)
        );
        assert_eq!(work.record(Kind::Row, "r").unwrap().revision, 3);
    }

    #[test]
    fn a_comparison_is_created_filled_renamed_and_deleted() {
        let mut work = Workspace::default();
        apply(
            &mut work,
            Action::Create {
                id: "c".into(),
                name: "Arms".into(),
                rows: vec!["a".into()],
            },
            1.0,
        );
        apply(
            &mut work,
            Action::Choose {
                id: "c".into(),
                row: "b".into(),
                chosen: true,
            },
            2.0,
        );
        apply(
            &mut work,
            Action::Choose {
                id: "c".into(),
                row: "b".into(),
                chosen: true,
            },
            3.0,
        );
        apply(
            &mut work,
            Action::Choose {
                id: "c".into(),
                row: "a".into(),
                chosen: false,
            },
            4.0,
        );
        apply(
            &mut work,
            Action::Rename {
                id: "c".into(),
                name: "Weapons".into(),
            },
            5.0,
        );
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
        apply(
            &mut work,
            Action::Delete {
                kind: Kind::Comparison,
                id: "c".into(),
            },
            6.0,
        )
        .unwrap();
        assert!(work.comparisons().is_empty());
        assert_eq!(
            apply(
                &mut work,
                Action::Rename {
                    id: "c".into(),
                    name: "x".into()
                },
                7.0
            ),
            None
        );
    }

    #[test]
    fn a_note_without_end_is_cut() {
        let mut work = Workspace::default();
        apply(&mut work, note(&"ж".repeat(NOTE_MOST + 5)), 1.0);
        assert_eq!(
            work.body(Kind::Row, "r").unwrap().note.chars().count(),
            NOTE_MOST
        );
    }
}
