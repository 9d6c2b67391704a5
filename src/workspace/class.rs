//! A class: what many readers handed in, each in a file, and how they judged row by row.

use super::saved::File;
use super::state::{Kind, Verdict};
use crate::order::Order as _;

/// What one reader handed in.
#[derive(Clone, Debug, PartialEq)]
struct Pupil {
    name: String,
    /// By row: the verdict and the note.
    rows: Vec<(String, Option<Verdict>, String)>,
}

/// All that was handed in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    pupils: Vec<Pupil>,
}

/// How a class judged a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub row: String,
    /// Names, in the order of [`Verdict::ALL`].
    pub names: [Vec<String>; 3],
    /// Names with what they noted.
    pub notes: Vec<(String, String)>,
}

impl Tally {
    /// Those who judged otherwise than most.
    pub fn apart(&self) -> usize {
        let counts = self.names.iter().map(Vec::len);
        counts.clone().sum::<usize>() - counts.max().unwrap_or(0)
    }
}

impl Class {
    /// Number of files.
    pub fn len(&self) -> usize {
        self.pupils.len()
    }

    /// Whether nobody has handed in anything.
    pub fn is_empty(&self) -> bool {
        self.pupils.is_empty()
    }

    /// Takes in a file; a name that is there already is told apart by a number, the very same file is not taken
    /// twice.
    pub fn add(&mut self, file: File, unnamed: &str) -> bool {
        let name = if file.by.is_empty() {
            unnamed.to_owned()
        } else {
            file.by
        };
        let rows = file.records.into_iter().filter_map(|record| {
            let body = record.body.filter(|_| record.kind == Kind::Row)?;
            Some((record.id, body.verdict, body.note))
        });
        let mut pupil = Pupil {
            rows: rows.collect(),
            name,
        };
        let own = pupil.name.clone();
        for n in 2.. {
            match self.pupils.iter().find(|other| other.name == pupil.name) {
                None => break,
                Some(other) if other.rows == pupil.rows => return false,
                Some(_) => pupil.name = format!("{own} ({n})"),
            }
        }
        self.pupils.push(pupil);
        true
    }

    /// How it judged, row by row: where it disagrees most first.
    pub fn tallies(&self) -> Vec<Tally> {
        let mut out: Vec<Tally> = Vec::new();
        for pupil in &self.pupils {
            for (row, verdict, note) in &pupil.rows {
                if verdict.is_none() && note.is_empty() {
                    continue;
                }
                let at = out.iter().position(|tally| tally.row == *row);
                let at = at.unwrap_or_else(|| {
                    out.push(Tally {
                        row: row.clone(),
                        ..Tally::default()
                    });
                    out.len() - 1
                });
                if let Some(i) = verdict.and_then(|v| Verdict::ALL.iter().position(|all| *all == v))
                {
                    out[at].names[i].push(pupil.name.clone());
                }
                if !note.is_empty() {
                    out[at].notes.push((pupil.name.clone(), note.clone()));
                }
            }
        }
        out.order_by_key(|tally| {
            let judged: usize = tally.names.iter().map(Vec::len).sum();
            (
                std::cmp::Reverse((tally.apart(), judged)),
                tally.row.clone(),
            )
        });
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::action::{About, Action, apply};
    use super::super::saved;
    use super::super::state::Workspace;
    use super::*;

    fn handed(name: &str, verdicts: &[(&str, Verdict)]) -> File {
        let mut work = Workspace::default();
        for (row, verdict) in verdicts {
            let about = About::new(Kind::Row, *row);
            apply(&mut work, about, Action::Verdict(Some(*verdict)), 1.0);
        }
        let about = About::new(Kind::Row, "b");
        apply(&mut work, about, Action::Note(format!("by {name}")), 1.0);
        saved::read_file(&saved::write_handed(&work, name)).unwrap()
    }

    #[test]
    fn a_class_is_counted_and_its_disagreement_comes_first() {
        let mut class = Class::default();
        for n in 0..25 {
            let split = if n % 2 == 0 {
                Verdict::Agree
            } else {
                Verdict::Doubt
            };
            let file = handed(
                &format!("Pupil {n}"),
                &[("a", Verdict::Agree), ("b", split)],
            );
            assert_eq!(file.by, format!("Pupil {n}"));
            assert!(class.add(file.clone(), "?"));
            assert!(!class.add(file, "?"), "the same file twice");
        }
        assert!(class.add(handed("Pupil 1", &[("a", Verdict::Unclear)]), "?"));
        assert_eq!(class.len(), 26);
        let tallies = class.tallies();
        assert_eq!((tallies[0].row.as_str(), tallies[0].apart()), ("b", 12));
        assert_eq!(
            (tallies[0].names[0].len(), tallies[0].names[1].len()),
            (13, 12)
        );
        assert_eq!(tallies[0].notes.len(), 26);
        assert_eq!(tallies[1].names[2], ["Pupil 1 (2)"]);
        assert!(class.add(File::default(), "nobody"));
    }
}
