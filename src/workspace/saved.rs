//! How the work looks on disk: a JSON object a record under a key of its own, and one file with all of them.
//!
//! A record: `{"version":1,"kind":"row","id":"…","revision":3,"time":1763000000000,"note":"…","excerpt":"…",
//! "verdict":"doubt","pinned":true}`; `"deleted":true` where it was taken away. A file:
//! `{"format":"crossread-work/1","records":[…]}`.

use super::action::{NAME_MOST, NOTE_MOST};
use super::migrate::{self, Refused, VERSION};
use super::state::{Body, Kind, Record, Verdict, Workspace};
use crate::json::Value;

/// What all storage keys of records begin with.
pub const PREFIX: &str = "crossread/1/";
/// What the keys begin with under which unreadable records are set aside.
pub const ASIDE: &str = "crossread/aside/";
/// The format of files.
pub const FORMAT: &str = "crossread-work/1";
/// Largest file that is opened, in bytes.
pub const FILE_MOST: usize = 5_000_000;
/// Most records in a file.
pub const RECORDS_MOST: usize = 20_000;
/// Longest id in bytes, and most rows of a comparison.
const ID_MOST: usize = 400;
const ROWS_MOST: usize = 5_000;
/// Longest address of a step in characters.
const LINK_MOST: usize = 2_000;
/// The last moment a date can name (ECMAScript, milliseconds).
const TIME_MOST: f64 = 8.64e15;

/// The storage key of a record.
pub fn storage_key(kind: Kind, id: &str) -> String {
    format!("{PREFIX}{}/{id}", kind.as_str())
}

/// A record as JSON.
pub fn write(record: &Record) -> String {
    value(record).write()
}

fn value(record: &Record) -> Value {
    let mut members = vec![
        ("version".to_owned(), Value::Number(f64::from(VERSION))),
        ("kind".to_owned(), Value::text(record.kind.as_str())),
        ("id".to_owned(), Value::text(&record.id)),
        (
            "revision".to_owned(),
            Value::Number(f64::from(record.revision)),
        ),
        ("time".to_owned(), Value::Number(record.time)),
    ];
    let mut add = |name: &str, value: Value| members.push((name.to_owned(), value));
    match &record.body {
        None => add("deleted", Value::Bool(true)),
        Some(body) => {
            for (name, text) in [
                ("note", &body.note),
                ("excerpt", &body.excerpt),
                ("name", &body.name),
                ("holder", &body.holder),
                ("into", &body.into),
                ("link", &body.link),
            ] {
                if !text.is_empty() {
                    add(name, Value::text(text));
                }
            }
            if let Some(verdict) = body.verdict {
                add("verdict", Value::text(verdict.as_str()));
            }
            if body.pinned {
                add("pinned", Value::Bool(true));
            }
            if body.wrong {
                add("wrong", Value::Bool(true));
            }
            if body.place > 0 {
                add("place", Value::Number(f64::from(body.place)));
            }
            for (name, list) in [
                ("rows", &body.rows),
                ("tags", &body.tags),
                ("claims", &body.claims),
                ("together", &body.together),
                ("apart", &body.apart),
                ("forms", &body.forms),
            ] {
                if !list.is_empty() {
                    add(name, Value::List(list.iter().map(Value::text).collect()));
                }
            }
        }
    }
    Value::Object(members)
}

/// Reads a record; what does not belong there is left out, what is wrong refuses it.
///
/// # Errors
/// Where it is damaged, of wrong types or sizes, or of a later version.
pub fn read(text: &str) -> Result<Record, Refused> {
    from_value(Value::parse(text).map_err(|_| Refused::Unreadable)?)
}

fn from_value(value: Value) -> Result<Record, Refused> {
    let value = migrate::lift(value)?;
    record(&value).ok_or(Refused::Unreadable)
}

fn record(value: &Value) -> Option<Record> {
    let kind = Kind::parse(value.get("kind")?.as_text()?)?;
    let id = value
        .get("id")?
        .as_text()
        .filter(|id| !id.is_empty() && id.len() <= ID_MOST)?
        .to_owned();
    let revision = value
        .get("revision")?
        .as_number()
        .filter(|n| n.fract() == 0.0 && (1.0..4e9).contains(n))? as u32;
    let time = value
        .get("time")?
        .as_number()
        .filter(|t| (0.0..=TIME_MOST).contains(t))?;
    if value.get("deleted").is_some_and(Value::is_true) {
        return Some(Record {
            kind,
            id,
            revision,
            time,
            body: None,
        });
    }
    let text = |name: &str, most: usize| match value.get(name) {
        None => Some(String::new()),
        Some(value) => value
            .as_text()
            .filter(|text| text.chars().count() <= most)
            .map(str::to_owned),
    };
    let verdict = match value.get("verdict") {
        None => None,
        Some(word) => Some(Verdict::parse(word.as_text()?)?),
    };
    let list = |name: &str| match value.get(name) {
        None => Some(Vec::new()),
        Some(list) => {
            let list = list.as_list().filter(|list| list.len() <= ROWS_MOST)?;
            let ids = list.iter().map(|id| {
                id.as_text()
                    .filter(|id| id.len() <= ID_MOST)
                    .map(str::to_owned)
            });
            ids.collect::<Option<Vec<_>>>()
        }
    };
    let place = match value.get("place") {
        None => 0,
        Some(place) => place
            .as_number()
            .filter(|n| n.fract() == 0.0 && (0.0..4e9).contains(n))? as u32,
    };
    let body = Body {
        note: text("note", NOTE_MOST)?,
        excerpt: text("excerpt", NAME_MOST)?,
        verdict,
        pinned: value.get("pinned").is_some_and(Value::is_true),
        name: text("name", NAME_MOST)?,
        rows: list("rows")?,
        tags: list("tags")?,
        claims: list("claims")?,
        together: list("together")?,
        apart: list("apart")?,
        wrong: value.get("wrong").is_some_and(Value::is_true),
        holder: text("holder", ID_MOST)?,
        into: text("into", ID_MOST)?,
        forms: list("forms")?,
        link: text("link", LINK_MOST)?,
        place,
    };
    Some(Record {
        kind,
        id,
        revision,
        time,
        body: Some(body),
    })
}

/// All work as a file.
pub fn write_file(work: &Workspace) -> String {
    write_handed(work, "")
}

/// All work as a file with the name of whose it is; none where the name is empty.
pub fn write_handed(work: &Workspace, by: &str) -> String {
    let mut out = format!("{{\"format\":\"{FORMAT}\",");
    if !by.is_empty() {
        out.push_str("\"by\":");
        out.push_str(&Value::text(by).write());
        out.push(',');
    }
    out.push_str("\"records\":[");
    for (i, record) in work.records().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        out.push_str(&write(record));
    }
    out.push_str("\n]}\n");
    out
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    /// Who handed it in; empty where it does not say.
    pub by: String,
    pub records: Vec<Record>,
    /// Number of records that could not be read.
    pub unreadable: usize,
    /// Number of records of a later version.
    pub newer: usize,
}

/// Reads a file.
///
/// # Errors
/// Where it is too large or no file of this format.
pub fn read_file(text: &str) -> Result<File, Refused> {
    if text.len() > FILE_MOST {
        return Err(Refused::Unreadable);
    }
    let value = Value::parse(text).map_err(|_| Refused::Unreadable)?;
    match value.get("format").and_then(Value::as_text) {
        Some(FORMAT) => {}
        Some(other) if other.starts_with("crossread-work/") => return Err(Refused::Newer),
        _ => return Err(Refused::Unreadable),
    }
    let list = value
        .get("records")
        .and_then(Value::as_list)
        .filter(|list| list.len() <= RECORDS_MOST);
    let by = value.get("by").and_then(Value::as_text).unwrap_or_default();
    let mut file = File {
        by: by.chars().take(80).collect(),
        ..File::default()
    };
    for one in list.ok_or(Refused::Unreadable)? {
        match from_value(one.clone()) {
            Ok(record) => file.records.push(record),
            Err(Refused::Unreadable) => file.unreadable += 1,
            Err(Refused::Newer) => file.newer += 1,
        }
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A save of version 1, frozen: it must stay readable for ever.
    const FROZEN_1: &str = r#"{"version":1,"kind":"row","id":"00f1","revision":3,"time":1763000000000,"note":"One trip or two?","excerpt":"Haftar met Putin","verdict":"unclear","pinned":true}"#;
    const FROZEN_1_SET: &str = r#"{"version":1,"kind":"comparison","id":"c1","revision":1,"time":1763000000001,"name":"Arms","rows":["00f1"]}"#;
    const FROZEN_1_GONE: &str = r#"{"version":1,"kind":"note","id":"khalifa-haftar","revision":2,"time":1763000000002,"deleted":true}"#;

    #[test]
    fn saves_of_version_1_are_read() {
        let row = read(FROZEN_1).unwrap();
        let body = row.body.clone().unwrap();
        assert_eq!(
            (body.note.as_str(), body.verdict, body.pinned),
            ("One trip or two?", Some(Verdict::Unclear), true)
        );
        for text in [FROZEN_1, FROZEN_1_SET, FROZEN_1_GONE] {
            let now = text.replace("\"version\":1", "\"version\":2");
            assert_eq!(write(&read(text).unwrap()), now);
        }
    }

    /// Saves of version 2, frozen.
    const FROZEN_2: [&str; 4] = [
        r#"{"version":2,"kind":"row","id":"00f1","revision":4,"time":1764000000000,"note":"Which of the two?","excerpt":"Haftar met Putin","verdict":"doubt","pinned":true,"tags":["visit","ask"],"claims":["0a","0b"]}"#,
        r#"{"version":2,"kind":"claim","id":"0a","revision":1,"time":1764000000001,"excerpt":"Haftar met","holder":"entity:vladimir-putin","wrong":true,"together":["0b"],"apart":["0c"]}"#,
        r#"{"version":2,"kind":"entity","id":"haftar","revision":1,"time":1764000000002,"excerpt":"Haftar","into":"khalifa-haftar","forms":["Saddam Haftar"]}"#,
        r##"{"version":2,"kind":"step","id":"s1","revision":1,"time":1764000000003,"note":"Look here.","name":"First","link":"#/map?sel=a","place":3}"##,
    ];

    #[test]
    fn saves_of_version_2_are_read() {
        for text in FROZEN_2 {
            assert_eq!(write(&read(text).unwrap()), text);
        }
        let body = read(FROZEN_2[0]).unwrap().body.unwrap();
        assert_eq!((body.tags.len(), body.claims.len()), (2, 2));
        let step = read(FROZEN_2[3]).unwrap().body.unwrap();
        assert_eq!((step.link.as_str(), step.place), ("#/map?sel=a", 3));
    }

    #[test]
    fn a_file_is_read_again() {
        let mut work = Workspace::default();
        for text in [FROZEN_1, FROZEN_1_SET, FROZEN_1_GONE] {
            work.put(read(text).unwrap());
        }
        let file = read_file(&write_file(&work)).unwrap();
        assert_eq!((file.records.len(), file.unreadable, file.newer), (3, 0, 0));
        assert!(
            file.records
                .iter()
                .all(|record| work.record(record.kind, &record.id) == Some(record))
        );
    }

    #[test]
    fn hostile_records_are_refused() {
        let long = format!(
            r#"{{"version":1,"kind":"row","id":"a","revision":1,"time":1,"note":"{}"}}"#,
            "x".repeat(20_001)
        );
        for text in [
            r#"{"version":1}"#,
            r#"{"version":1,"kind":"__proto__","id":"a","revision":1,"time":1}"#,
            r#"{"version":1,"kind":"row","id":"","revision":1,"time":1}"#,
            r#"{"version":1,"kind":"row","id":"a","revision":-1,"time":1}"#,
            r#"{"version":1,"kind":"row","id":"a","revision":1.5,"time":1}"#,
            r#"{"version":1,"kind":"row","id":"a","revision":1,"time":-1}"#,
            r#"{"version":1,"kind":"row","id":"a","revision":1,"time":9e99}"#,
            r#"{"version":1,"kind":"row","id":"a","revision":1,"time":1,"note":["x"]}"#,
            r#"{"version":1,"kind":"row","id":"a","revision":1,"time":1,"verdict":"true"}"#,
            r#"{"version":1,"kind":"comparison","id":"a","revision":1,"time":1,"rows":[{}]}"#,
            r#"{"version":2,"kind":"claim","id":"a","revision":1,"time":1,"apart":"x"}"#,
            r#"{"version":2,"kind":"step","id":"a","revision":1,"time":1,"place":-1}"#,
            "null",
            "[]",
            "",
            &long,
        ] {
            assert_eq!(
                read(text),
                Err(Refused::Unreadable),
                "{}",
                &text[..text.len().min(90)]
            );
        }
    }

    #[test]
    fn a_script_in_a_note_stays_text() {
        let text = r#"{"version":1,"kind":"row","id":"a","revision":1,"time":1,"note":"<script>alert(1)</script>","constructor":{"x":1}}"#;
        assert_eq!(
            read(text).unwrap().body.unwrap().note,
            "<script>alert(1)</script>"
        );
    }

    #[test]
    fn files_that_are_none_are_refused() {
        let large = " ".repeat(FILE_MOST + 1);
        for text in [
            "",
            "{}",
            "[]",
            r#"{"format":"other","records":[]}"#,
            r#"{"format":"crossread-work/1"}"#,
            &large,
        ] {
            assert_eq!(read_file(text), Err(Refused::Unreadable));
        }
        assert_eq!(
            read_file(r#"{"format":"crossread-work/2","records":[]}"#),
            Err(Refused::Newer)
        );
        let mixed =
            format!(r#"{{"format":"crossread-work/1","records":[{FROZEN_1},7,{{"version":9}}]}}"#);
        let file = read_file(&mixed).unwrap();
        assert_eq!((file.records.len(), file.unreadable, file.newer), (1, 1, 1));
    }
}
