//! Work that travels in a link: which records, as what text, and how they join those of who opens it.

use super::action::{About, Action};
use super::saved;
use super::state::{Body, Kind, Record, Workspace};

/// Longest link in bytes; what is longer goes as a file.
pub const LINK_MOST: usize = 8_000;
/// What stands between two notes on the same thing.
const BETWEEN: &str = "\n— ";

/// The text that travels: a file without what was deleted.
pub fn parcel(work: &Workspace) -> String {
    let mut sent = Workspace::default();
    for record in work.records().filter(|record| record.body.is_some()) {
        sent.put(record.clone());
    }
    saved::write_file(&sent)
}

/// What came with a link, beside what is here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sent {
    /// Records on what has none here.
    pub new: usize,
    /// Records on what has another one here.
    pub other: usize,
    /// What adds them in one step: nothing of one's own is overwritten.
    pub actions: Vec<(About, Action)>,
}

/// How records that came join those that are here.
pub fn received(work: &Workspace, records: Vec<Record>) -> Sent {
    let mut sent = Sent::default();
    for record in records {
        let Some(theirs) = record.body else { continue };
        let joined = match work.body(record.kind, &record.id) {
            None => {
                sent.new += 1;
                theirs
            }
            Some(own) => {
                let joined = joined(own, &theirs);
                if joined == *own {
                    continue;
                }
                sent.other += 1;
                joined
            }
        };
        let about = About::new(record.kind, record.id);
        sent.actions
            .push((about, Action::Put(Some(Box::new(joined)))));
    }
    sent
}

/// One's own work with what it lacks of another's: notes stand below each other, lists are put together, all
/// else stays one's own where there is something.
fn joined(own: &Body, theirs: &Body) -> Body {
    let mut out = own.clone();
    if out.note.is_empty() {
        out.note.clone_from(&theirs.note);
    } else if !theirs.note.is_empty() && !own.note.contains(&theirs.note) {
        out.note.push_str(BETWEEN);
        out.note.push_str(&theirs.note);
        out.note = out.note.chars().take(super::action::NOTE_MOST).collect();
    }
    out.verdict = own.verdict.or(theirs.verdict);
    out.pinned |= theirs.pinned;
    for (mine, other) in [
        (&mut out.name, &theirs.name),
        (&mut out.holder, &theirs.holder),
        (&mut out.into, &theirs.into),
        (&mut out.link, &theirs.link),
    ] {
        if mine.is_empty() {
            mine.clone_from(other);
        }
    }
    for (mine, other) in [
        (&mut out.rows, &theirs.rows),
        (&mut out.tags, &theirs.tags),
        (&mut out.together, &theirs.together),
        (&mut out.apart, &theirs.apart),
        (&mut out.forms, &theirs.forms),
    ] {
        for one in other {
            if !mine.contains(one) {
                mine.push(one.clone());
            }
        }
    }
    out
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes in the digits of base64url (RFC 4648), without padding.
pub fn base64url(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let of = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let word = of(0) << 16 | of(1) << 8 | of(2);
        for i in 0..=three.len() {
            out.push(char::from(DIGITS[(word >> (18 - 6 * i)) as usize & 63]));
        }
    }
    out
}

/// The bytes of [`base64url`]; `None` where another character stands in it.
pub fn bytes(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for digit in text.bytes() {
        let value = DIGITS.iter().position(|d| *d == digit)?;
        held = (held << 6 | value as u32) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
        }
    }
    Some(out)
}

/// How many rows, notes and other marks there are to be sent.
pub fn count(work: &Workspace) -> usize {
    let own = Kind::ALL.into_iter().map(|kind| work.of(kind).count());
    own.sum()
}

#[cfg(test)]
mod tests {
    use super::super::action::apply;
    use super::super::history::History;
    use super::super::state::Verdict;
    use super::*;

    #[test]
    fn bytes_survive_the_way_there_and_back() {
        for text in [
            "",
            "f",
            "fo",
            "foo",
            "foob",
            "fooba",
            "foobar",
            "\u{0}ÿ\u{10ffff}",
        ] {
            let written = base64url(text.as_bytes());
            assert_eq!(
                bytes(&written).as_deref(),
                Some(text.as_bytes()),
                "{written}"
            );
        }
        assert_eq!(base64url(b"foob"), "Zm9vYg");
        assert_eq!(base64url(&[0xfb, 0xff]), "-_8");
        assert_eq!(bytes("a b"), None);
        assert_eq!(bytes("é"), None);
    }

    fn work(of: &[(&str, Action)]) -> Workspace {
        let mut work = Workspace::default();
        for (id, action) in of {
            apply(&mut work, About::new(Kind::Row, *id), action.clone(), 1.0);
        }
        work
    }

    #[test]
    fn what_is_sent_joins_and_overwrites_nothing() {
        let note = |text: &str| Action::Note(text.into());
        let theirs = work(&[
            ("a", note("theirs")),
            ("a", Action::Verdict(Some(Verdict::Agree))),
            ("b", note("new")),
            ("c", note("same")),
            ("d", note("gone")),
            ("d", Action::Put(None)),
        ]);
        let mut own = work(&[
            ("a", note("mine")),
            ("a", Action::Verdict(Some(Verdict::Doubt))),
            ("c", note("same")),
        ]);
        let file = saved::read_file(&parcel(&theirs)).unwrap();
        assert_eq!(file.records.len(), 3, "nothing deleted is sent");
        let sent = received(&own, file.records);
        assert_eq!((sent.new, sent.other), (1, 1));
        let mut history = History::default();
        history.act(&mut own, sent.actions, 2.0);
        let a = own.body(Kind::Row, "a").unwrap();
        assert_eq!(a.verdict, Some(Verdict::Doubt));
        assert_eq!(a.note, "mine\n— theirs");
        assert_eq!(own.body(Kind::Row, "b").unwrap().note, "new");
        history.turn(&mut own, true, 3.0);
        assert_eq!(
            (own.count(), own.body(Kind::Row, "a").unwrap().note.as_str()),
            (2, "mine")
        );
    }
}
