//! Reading corpus files: TOML front matter between `+++` lines, then the body; or plain text.

use super::document::{Document, DocumentKind};
use crate::lang;
use crate::note::Note;

/// The fields that front matter may have.
const FIELDS: [&str; 11] = [
    "title",
    "outlet",
    "agency",
    "language",
    "date",
    "place",
    "url",
    "kind",
    "digest_of",
    "rights",
    "note",
];

/// Reads one file. `name` is the file's name, for the id and for messages.
///
/// # Errors
/// One note that names file, line, what is wrong and how to mend it: bad UTF-8, bad front matter,
/// an unknown field or value, an empty body, a language that cannot be recognised.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, Note> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let before = &bytes[..e.valid_up_to()];
        let line = before.iter().filter(|b| **b == b'\n').count() as u32 + 1;
        Note::error(
            name,
            format!("byte {} is not UTF-8", e.valid_up_to()),
            "save the file as UTF-8",
        )
        .at_line(line)
    })?;
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (id, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let markdown = extension == "md";
    let mut document = Document {
        id: id.to_string(),
        markdown,
        ..Document::default()
    };
    let body_line = if markdown {
        front_matter(name, text, &mut document)?
    } else {
        1
    };
    if !markdown {
        document.body = text.to_string();
    }
    if document.body.trim().is_empty() {
        return Err(Note::error(
            name,
            "the body is empty",
            "put the article's text after the front matter",
        )
        .at_line(body_line));
    }
    if document.language.is_empty() {
        document.language = lang::detect::detect(&document.body).ok_or_else(|| {
            Note::error(
                name,
                "the language cannot be recognised",
                "make it a .md file and state it in the front matter: language = \"en\"",
            )
            .at_line(body_line)
        })?;
    }
    Ok(document)
}

/// Fills `document` from the front matter; gives the line (from 1) where the body begins.
fn front_matter(name: &str, text: &str, document: &mut Document) -> Result<u32, Note> {
    let text_start = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Some(rest) = text_start
        .strip_prefix("+++\n")
        .or_else(|| text_start.strip_prefix("+++\r\n"))
    else {
        return Err(Note::error(
            name,
            "there is no front matter",
            "begin the file with a line +++, fields such as title = \"…\", and a line +++",
        )
        .at_line(1));
    };
    let mut end = None;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            end = Some((at, at + line.len()));
            break;
        }
        at += line.len();
    }
    let Some((toml_end, body_start)) = end else {
        return Err(Note::error(
            name,
            "the front matter is not closed",
            "add a line +++ before the body",
        )
        .at_line(1));
    };
    let source = &rest[..toml_end];
    let line_of = |byte: usize| source[..byte.min(source.len())].matches('\n').count() as u32 + 2;
    let table: toml::Table = source.parse().map_err(|e: toml::de::Error| {
        let line = e.span().map_or(2, |s| line_of(s.start));
        Note::error(
            name,
            format!("the front matter is not TOML: {}", e.message()),
            "write fields as key = \"value\"",
        )
        .at_line(line)
    })?;
    let line_of_key = |key: &str| {
        source
            .find(&format!("\n{key}"))
            .map(|i| i + 1)
            .or(Some(0))
            .map_or(2, line_of)
    };
    for (key, value) in &table {
        if !FIELDS.contains(&key.as_str()) {
            return Err(Note::error(
                name,
                format!("unknown field {key:?}"),
                format!("known fields are: {}", FIELDS.join(", ")),
            )
            .at_line(line_of_key(key)));
        }
        let value = match value {
            toml::Value::String(s) => s.trim().to_string(),
            toml::Value::Datetime(d) => d.to_string(),
            _ => {
                return Err(Note::error(
                    name,
                    format!("{key} must be text"),
                    format!("write {key} = \"…\""),
                )
                .at_line(line_of_key(key)));
            }
        };
        if value.is_empty() {
            continue;
        }
        let wrong = |message: String, hint: &str| {
            Note::error(name, message, hint).at_line(line_of_key(key))
        };
        match key.as_str() {
            "title" => document.title = Some(value),
            "outlet" => document.outlet = Some(value),
            "agency" => document.agency = Some(value),
            "language" => {
                let ok = (2..=3).contains(&value.split('-').next().unwrap_or("").len())
                    && value
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b == b'-');
                if !ok {
                    return Err(wrong(
                        format!("{value:?} is no language code"),
                        "write a BCP 47 code, such as it or pt-BR",
                    ));
                }
                document.language = value;
            }
            "date" => {
                if !is_date(&value) {
                    return Err(wrong(
                        format!("{value:?} is no date"),
                        "write it as 2025-05-08, 2025-05 or 2025",
                    ));
                }
                document.date = Some(value);
            }
            "place" => document.place = Some(value),
            "url" => {
                if !(value.starts_with("https://") || value.starts_with("http://")) {
                    return Err(wrong(
                        format!("{value:?} is no web address"),
                        "begin it with https://",
                    ));
                }
                document.url = Some(value);
            }
            "kind" => {
                document.kind = match value.as_str() {
                    "article" => DocumentKind::Article,
                    "digest" => DocumentKind::Digest,
                    _ => {
                        return Err(wrong(
                            format!("{value:?} is no kind"),
                            "write kind = \"article\" or kind = \"digest\"",
                        ));
                    }
                }
            }
            "digest_of" => document.digest_of = Some(value),
            "rights" => document.rights = Some(value),
            _ => {}
        }
    }
    document.body = rest[body_start..].to_string();
    Ok(line_of(toml_end) + 1)
}

/// Whether a text is a date of ISO 8601: a year, a month or a day.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('T').next().unwrap_or("").split('-').collect();
    let number = |i: usize, digits: usize, range: std::ops::RangeInclusive<u32>| {
        parts
            .get(i)
            .is_none_or(|p| p.len() == digits && p.parse().is_ok_and(|n| range.contains(&n)))
    };
    (1..=3).contains(&parts.len())
        && number(0, 4, 1000..=2999)
        && number(1, 2, 1..=12)
        && number(2, 2, 1..=31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        match read("corpus/en/a.md", text.as_bytes()) {
            Ok(_) => "no error".into(),
            Err(note) => note.to_string(),
        }
    }

    #[test]
    fn reads_front_matter_and_keeps_the_body() {
        let text = "+++\ntitle = \"A\"\nlanguage = \"en\"\nkind = \"digest\"\n+++\n  The body.\r\n";
        let document = read("x/a.b.md", text.as_bytes()).expect("a document");
        assert_eq!(
            (document.id.as_str(), document.kind),
            ("a.b", DocumentKind::Digest)
        );
        assert_eq!(document.body, "  The body.\r\n");
    }

    #[test]
    fn errors_name_line_and_remedy() {
        assert!(error("Hello").contains("a.md:1: there is no front matter"));
        assert!(error("+++\ntitle = \"A\"\n").contains("not closed"));
        assert!(error("+++\ntitle = A\n+++\nx").contains("a.md:2: the front matter is not TOML"));
        assert!(
            error("+++\ntitle = \"A\"\ncolour = \"red\"\n+++\nx")
                .contains("a.md:3: unknown field \"colour\"")
        );
        assert!(error("+++\ndate = \"May 8\"\n+++\nx").contains("is no date"));
        assert!(error("+++\nlanguage = \"en\"\n+++\n \n").contains("a.md:4: the body is empty"));
        assert!(error("+++\ntitle = \"A\"\n+++\nzq xw 12").contains("cannot be recognised"));
        assert!(read("a.txt", b"\xff\xfe").is_err());
    }
}
