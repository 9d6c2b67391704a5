//! Plain text and Markdown, with or without front matter (TOML between `+++`, YAML between `---`).

use super::draft::{Draft, Field};
use super::page::day;
use super::problem::Problem;
use crate::corpus::{DocumentKind, front_matter};
use crate::text::block::{BlockKind, blocks};

/// Reads a text.
pub(super) fn read(name: &str, text: &str, markdown: bool) -> Result<Draft, Problem> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if markdown && (text.starts_with("+++\n") || text.starts_with("+++\r\n")) {
        return toml(name, text);
    }
    let mut draft = Draft::new(name);
    draft.document.markdown = markdown;
    draft.document.body = text.to_string();
    let mut language = None;
    if markdown && let Some((head, body)) = yaml(text) {
        draft.document.body = body.to_string();
        for (key, value) in fields(head) {
            language = state(&mut draft, &key, value).or(language);
        }
    }
    if draft.document.body.trim().is_empty() {
        return Err(empty(name));
    }
    if draft.document.title.is_none()
        && let Some(title) = title(&draft.document.body, markdown)
    {
        draft.document.title = Some(title);
        draft.guessed.push(Field::Title);
    }
    draft.state_language(language.as_deref());
    if draft.document.agency.is_none() {
        draft.state_agency(&[]);
    }
    Ok(draft)
}

fn empty(name: &str) -> Problem {
    Problem::new(
        name,
        "the file holds no text",
        "choose the file with the article's text",
    )
}

/// The form that this project's own corpus has.
fn toml(name: &str, text: &str) -> Result<Draft, Problem> {
    // What the reading of a corpus asks of a file is asked of articles that are brought too.
    let file = format!("{}.md", Draft::new(name).document.id);
    match front_matter::read(&file, text.as_bytes()) {
        Ok(document) => {
            let mut draft = Draft::new(name);
            let stated = text.split("+++").nth(1).unwrap_or_default();
            if !stated.contains("language") {
                draft.guessed.push(Field::Language);
            }
            draft.document = document;
            Ok(draft)
        }
        Err(note) => {
            let line = note
                .line
                .map_or(String::new(), |line| format!("line {line}: "));
            Err(Problem::new(
                name,
                format!("{line}{}", note.message),
                note.hint,
            ))
        }
    }
}

/// Head and body of a text whose front matter is YAML.
fn yaml(text: &str) -> Option<(&str, &str)> {
    let rest = text
        .strip_prefix("---\n")
        .or_else(|| text.strip_prefix("---\r\n"))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((
                &rest[..at],
                rest[at + line.len()..].trim_start_matches(['\r', '\n']),
            ));
        }
        at += line.len();
    }
    None
}

/// The fields `key: value` at the margin; what YAML nests below them is passed over.
fn fields(head: &str) -> impl Iterator<Item = (String, String)> {
    head.lines().filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        let plain = key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let value = value.trim();
        let quoted = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
        let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
        let fits = plain && !value.is_empty() && !value.starts_with(['[', '{', '|', '>', '&', '*']);
        fits.then(|| (key.to_lowercase(), value.to_string()))
    })
}

/// Takes over one field; gives back a language.
fn state(draft: &mut Draft, key: &str, value: String) -> Option<String> {
    let document = &mut draft.document;
    match key {
        "title" => document.title = Some(value),
        "outlet" | "publication" | "publisher" | "site" | "source" => document.outlet = Some(value),
        "agency" => document.agency = Some(value),
        "date" | "published" | "pubdate" => {
            document.date = day(&value).or_else(|| part_of_date(&value))
        }
        "place" => document.place = Some(value),
        "rights" | "license" | "copyright" => document.rights = Some(value),
        "url" | "link" | "canonical" | "permalink"
            if value.starts_with("https://") || value.starts_with("http://") =>
        {
            document.url = Some(value);
        }
        "kind" if value == DocumentKind::Digest.as_str() => document.kind = DocumentKind::Digest,
        "digest_of" => document.digest_of = Some(value),
        "language" | "lang" => return Some(value),
        _ => {}
    }
    None
}

/// A year or a month.
fn part_of_date(text: &str) -> Option<String> {
    let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (digits && matches!(text.len(), 4 | 7)).then(|| text.to_string())
}

/// The heading with which a text begins.
fn title(body: &str, markdown: bool) -> Option<String> {
    const HEAD: usize = 4000;
    let end = body.char_indices().map(|(i, _)| i).find(|i| *i >= HEAD);
    let head = &body[..end.unwrap_or(body.len())];
    let first = *blocks(head, markdown).first()?;
    let text = first.span.of(head);
    let fits = first.kind == BlockKind::Heading && text.chars().any(char::is_alphabetic);
    fits.then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}
