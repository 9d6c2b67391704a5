//! Joining the work of several tabs and files: by record, the later change wins, in whatever order they come.

use super::saved;
use super::state::{Record, Workspace};

/// Whether a record takes the place of another: more revisions, then later, then (so that all tabs agree) by
/// its text.
pub fn wins(new: &Record, old: &Record) -> bool {
    (new.revision, new.time)
        .partial_cmp(&(old.revision, old.time))
        .is_some_and(|order| {
            order
                .then_with(|| saved::write(new).cmp(&saved::write(old)))
                .is_gt()
        })
}

/// Takes a record in if it wins; says whether it did.
pub fn take(work: &mut Workspace, record: Record) -> bool {
    if work
        .record(record.kind, &record.id)
        .is_some_and(|old| !wins(&record, old))
    {
        return false;
    }
    work.put(record);
    true
}

#[cfg(test)]
mod tests {
    use super::super::state::{Body, Kind};
    use super::*;

    fn record(id: &str, revision: u32, time: f64, note: &str) -> Record {
        let body = (!note.is_empty()).then(|| Body {
            note: note.into(),
            ..Body::default()
        });
        Record {
            kind: Kind::Note,
            id: id.into(),
            revision,
            time,
            body,
        }
    }

    #[test]
    fn the_order_of_arrival_does_not_matter() {
        let records = [
            record("a", 1, 1.0, "first"),
            record("a", 2, 3.0, "mine"),
            record("a", 2, 3.0, "yours"),
            record("a", 2, 2.0, "earlier"),
            record("b", 1, 1.0, "kept"),
            record("c", 1, 9.0, "written"),
            record("c", 2, 4.0, ""),
        ];
        let mut results = Vec::new();
        for shift in 0..records.len() {
            let mut work = Workspace::default();
            for i in 0..records.len() {
                take(&mut work, records[(i * 3 + shift) % records.len()].clone());
            }
            results.push(work);
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
        assert_eq!(results[0].body(Kind::Note, "a").unwrap().note, "yours");
        assert!(
            results[0].body(Kind::Note, "c").is_none(),
            "the later deletion wins"
        );
        assert_eq!(results[0].count(), 2);
    }
}
