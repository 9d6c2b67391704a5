//! The reader's own articles as they are kept: a JSON text each, shaped as the documents of crossread/1.

use crate::json::Value;
use crossread::corpus::{Document, DocumentKind};

/// The format of a file with all of them; the engine reads it again.
const FORMAT: &str = "crossread/1";

/// An article that the reader brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    pub document: Document,
    /// Where it stands among the others: the time it was brought, in milliseconds since 1970, and after it a count.
    pub order: f64,
    /// What was lost when it was read; not kept.
    pub remarks: Vec<String>,
}

/// As JSON.
pub fn write(own: &Own) -> String {
    value(own).write()
}

/// All as one file.
pub fn file(all: &[Own]) -> String {
    let members = vec![
        ("format".to_owned(), Value::text(FORMAT)),
        (
            "documents".to_owned(),
            Value::List(all.iter().map(value).collect()),
        ),
    ];
    Value::Object(members).write()
}

fn value(own: &Own) -> Value {
    let of = &own.document;
    let mut members: Vec<(String, Value)> = Vec::new();
    let mut add = |name: &str, value: Value| members.push((name.to_owned(), value));
    add("id", Value::text(&of.id));
    add("order", Value::Number(own.order));
    add("language", Value::text(&of.language));
    for (name, text) in [
        ("title", &of.title),
        ("outlet", &of.outlet),
        ("agency", &of.agency),
        ("date", &of.date),
        ("place", &of.place),
        ("url", &of.url),
        ("digest_of", &of.digest_of),
        ("rights", &of.rights),
    ] {
        if let Some(text) = text {
            add(name, Value::text(text));
        }
    }
    if of.kind == DocumentKind::Digest {
        add("kind", Value::text(of.kind.as_str()));
    }
    if of.markdown {
        add("markdown", Value::Bool(true));
    }
    add("body", Value::text(&of.body));
    Value::Object(members)
}

/// Reads one; `None` where it is damaged.
pub fn read(text: &str) -> Option<Own> {
    let value = Value::parse(text).ok()?;
    let text = |name: &str| value.get(name).and_then(Value::as_text).map(str::to_owned);
    let digest = text("kind").is_some_and(|kind| kind == DocumentKind::Digest.as_str());
    Some(Own {
        document: Document {
            id: text("id").filter(|id| !id.is_empty())?,
            language: text("language").unwrap_or_default(),
            title: text("title"),
            outlet: text("outlet"),
            agency: text("agency"),
            date: text("date"),
            place: text("place"),
            url: text("url"),
            kind: if digest {
                DocumentKind::Digest
            } else {
                DocumentKind::Article
            },
            digest_of: text("digest_of"),
            rights: text("rights"),
            markdown: value.get("markdown").is_some_and(Value::is_true),
            body: text("body")?,
        },
        order: value.get("order").and_then(Value::as_number)?,
        remarks: Vec::new(),
    })
}

/// An id like the wanted one that nobody has: `talks`, `talks-2` …
pub fn free_id(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    // A file's name may hold anything; what is kept lies under this one, and a message ends it by a zero.
    let wanted: String = wanted.chars().filter(|c| !c.is_control()).collect();
    let mut id = wanted.clone();
    let mut n = 2;
    while taken(&id) {
        id = [&wanted, "-", &n.to_string()].concat();
        n += 1;
    }
    id
}

/// A number of bytes as it is read: `7 kB`, `1.2 MB`.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => [&bytes.to_string(), " B"].concat(),
        1_000..1_000_000 => [&(bytes / 1_000).to_string(), " kB"].concat(),
        _ => [&crate::number::fixed(bytes as f64 / 1e6, 1), " MB"].concat(),
    }
}

/// Seconds that are left when so much is done of all after so many seconds; `None` while it is too early to say.
pub fn seconds_left(done: u32, total: u32, seconds: f64) -> Option<u32> {
    let known = done > 0 && done < total && seconds > 1.0;
    known.then(|| (seconds / f64::from(done) * f64::from(total - done)).ceil() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Own {
        Own {
            document: Document {
                id: "talks".into(),
                language: "pt-BR".into(),
                title: Some("«Talks» \\ \"quoted\"\u{0}".into()),
                outlet: Some("The Pier".into()),
                date: Some("2025-05".into()),
                url: Some("https://example.org/a?b=c".into()),
                kind: DocumentKind::Digest,
                digest_of: Some("x".into()),
                markdown: true,
                body: "One.\n\n## Two\r\n\tالسلام \u{202e}𝄞".into(),
                ..Document::default()
            },
            order: 1_763_000_000_123.0,
            remarks: vec![],
        }
    }

    #[test]
    fn an_article_survives_the_way_there_and_back() {
        let text = write(&own());
        assert_eq!(read(&text), Some(own()));
        assert!(!text.contains('\0'));
        let bare = Own {
            document: Document {
                id: "a".into(),
                body: "b".into(),
                ..Document::default()
            },
            ..Own::default()
        };
        assert_eq!(read(&write(&bare)), Some(bare));
        for damaged in [
            "",
            "{}",
            "{\"id\":\"a\",\"order\":1}",
            "{\"id\":\"a\",\"body\":\"b\"}",
        ] {
            assert_eq!(read(damaged), None, "{damaged}");
        }
    }

    #[test]
    fn a_file_with_all_is_of_the_format() {
        let text = file(&[own()]);
        let value = Value::parse(&text).expect("JSON");
        assert_eq!(value.get("format").and_then(Value::as_text), Some(FORMAT));
        assert_eq!(
            value
                .get("documents")
                .and_then(Value::as_list)
                .map(<[_]>::len),
            Some(1)
        );
    }

    #[test]
    fn ids_are_free_and_sizes_and_times_short() {
        assert_eq!(free_id("a", |id| id == "a" || id == "a-2"), "a-3");
        assert_eq!(free_id("a\0b\n", |_| false), "ab");
        assert_eq!(
            [999, 7_900, 1_234_567].map(size),
            ["999 B", "7 kB", "1.2 MB"]
        );
        assert_eq!(seconds_left(0, 9, 5.0), None);
        assert_eq!(seconds_left(2, 10, 4.0), Some(16));
        assert_eq!(seconds_left(10, 10, 4.0), None);
    }
}
