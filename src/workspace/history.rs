//! Undo and redo: what records held before and after each thing that the reader did in this tab.

use super::action::{About, Action, apply};
use super::state::{Body, Kind, Record, Workspace};

/// So many steps can be undone.
const MOST: usize = 200;
/// Typing that pauses no longer than this (milliseconds) is one step.
const PAUSE: f64 = 1_500.0;

/// What happened to a record.
#[derive(Clone, Debug, PartialEq)]
struct Change {
    kind: Kind,
    id: String,
    before: Option<Body>,
    after: Option<Body>,
}

/// What one step changed, and when the last of it was.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    changes: Vec<Change>,
    typing: bool,
    time: f64,
}

/// The steps that can be undone and redone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// Whether there is something to undo, to redo.
    pub fn can(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }

    /// Does things in one step and gives the records to save.
    pub fn act(
        &mut self,
        work: &mut Workspace,
        actions: Vec<(About, Action)>,
        now: f64,
    ) -> Vec<Record> {
        let typing = actions.len() == 1 && actions[0].1.is_typing();
        let mut changes = Vec::new();
        let mut records = Vec::new();
        for (about, action) in actions {
            let before = work.body(about.kind, &about.id).cloned();
            if let Some(record) = apply(work, about, action, now) {
                changes.push(Change {
                    kind: record.kind,
                    id: record.id.clone(),
                    before,
                    after: record.body.clone(),
                });
                records.push(record);
            }
        }
        if changes.is_empty() {
            return records;
        }
        self.future = Vec::new();
        if typing
            && let Some(last) = self.past.last_mut()
            && last.typing
            && now - last.time < PAUSE
            && (last.changes[0].kind, &last.changes[0].id) == (changes[0].kind, &changes[0].id)
        {
            last.changes[0].after = changes[0].after.clone();
            last.time = now;
            return records;
        }
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push(Step {
            changes,
            typing,
            time: now,
        });
        records
    }

    /// Undoes the last step, or redoes the last one undone, and gives the records to save. A record that has been
    /// changed meanwhile (in another tab, by a file) stays as it is.
    pub fn turn(&mut self, work: &mut Workspace, back: bool, now: f64) -> Vec<Record> {
        let from = if back {
            &mut self.past
        } else {
            &mut self.future
        };
        let Some(step) = from.pop() else {
            return Vec::new();
        };
        let mut records = Vec::new();
        for change in &step.changes {
            let (held, wanted) = if back {
                (&change.after, &change.before)
            } else {
                (&change.before, &change.after)
            };
            if work.body(change.kind, &change.id) == held.as_ref() {
                let about = About::new(change.kind, change.id.as_str());
                // Deleting goes by an empty body, which `apply` takes for what is gone.
                let action = Action::Put(Some(Box::new(wanted.clone().unwrap_or_default())));
                records.extend(apply(work, about, action, now));
            }
        }
        let to = if back {
            &mut self.future
        } else {
            &mut self.past
        };
        to.push(step);
        records
    }
}

#[cfg(test)]
mod tests {
    use super::super::state::Verdict;
    use super::*;

    fn note(id: &str, text: &str) -> Vec<(About, Action)> {
        vec![(About::new(Kind::Row, id), Action::Note(text.into()))]
    }

    fn text(work: &Workspace, id: &str) -> String {
        let body = work.body(Kind::Row, id);
        body.map(|body| body.note.clone()).unwrap_or_default()
    }

    #[test]
    fn what_was_done_is_undone_and_redone() {
        let (mut work, mut history) = (Workspace::default(), History::default());
        history.act(&mut work, note("a", "one"), 0.0);
        history.act(&mut work, note("a", "one two"), 500.0);
        history.act(&mut work, note("a", "one two three"), 9_000.0);
        let verdict = Action::Verdict(Some(Verdict::Doubt));
        let both = vec![
            (About::new(Kind::Row, "a"), verdict.clone()),
            (About::new(Kind::Row, "b"), verdict),
        ];
        history.act(&mut work, both, 9_100.0);
        assert_eq!(work.count(), 2);
        assert_eq!(history.turn(&mut work, true, 10_000.0).len(), 2);
        assert_eq!(work.count(), 1, "both in one step");
        history.turn(&mut work, true, 10_001.0);
        assert_eq!(text(&work, "a"), "one two", "typing on is one step");
        let gone = history.turn(&mut work, true, 10_002.0);
        assert!(gone[0].body.is_none() && gone[0].revision > 4);
        assert_eq!((work.count(), history.can()), (0, (false, true)));
        assert!(history.turn(&mut work, true, 10_003.0).is_empty());
        for _ in 0..3 {
            history.turn(&mut work, false, 11_000.0);
        }
        assert_eq!(
            (text(&work, "a").as_str(), work.count()),
            ("one two three", 2)
        );
        assert_eq!(history.can(), (true, false));
    }

    #[test]
    fn what_another_tab_wrote_is_not_undone() {
        let (mut work, mut history) = (Workspace::default(), History::default());
        history.act(&mut work, note("a", "mine"), 0.0);
        let about = About::new(Kind::Row, "a");
        apply(&mut work, about, Action::Note("theirs".into()), 1.0);
        assert!(history.turn(&mut work, true, 2.0).is_empty());
        assert_eq!(text(&work, "a"), "theirs");
    }

    #[test]
    fn a_new_deed_forgets_what_was_undone() {
        let (mut work, mut history) = (Workspace::default(), History::default());
        history.act(&mut work, note("a", "one"), 0.0);
        history.turn(&mut work, true, 1.0);
        history.act(&mut work, note("b", "two"), 2.0);
        assert_eq!(history.can(), (true, false));
    }
}
