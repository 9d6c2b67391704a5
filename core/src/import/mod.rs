//! Bringing articles and analyses in: files of many kinds become drafts, and what
//! [`crate::export`] wrote becomes an analysis again.
//!
//! Nothing here trusts a file: sizes are bounded, trees are built in loops, and what cannot be
//! read comes back as a [`Problem`] that says why and what to do.

pub mod annotation;
mod archive;
pub mod corpus;
mod docx;
pub mod draft;
pub mod encoding;
pub mod json;
mod page;
mod plain;
pub mod problem;
mod tree;

pub use draft::{Draft, Field};
pub use problem::Problem;

use archive::Archive;
use std::collections::BTreeSet;

/// The largest file in bytes; a larger one is a problem.
pub const LARGEST: usize = 64 << 20;

/// The longest article in bytes: a text that is longer is several, or none.
pub const LONGEST: usize = 2 << 20;

/// What a file gave: an archive may give both.
#[derive(Clone, Debug, Default)]
pub struct Read {
    pub drafts: Vec<Draft>,
    pub problems: Vec<Problem>,
}

/// Reads a file by its name and content: plain text, Markdown, a saved web page, a Word document,
/// JSON of the project, or a zip of these. (The text of a PDF is had by other means: see the engine.) Ids are unique among the drafts.
///
/// # Errors
/// What is wrong and what to do, where the file gives no draft. Where single files of an archive
/// can't be read, [`read_all`] tells which.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Draft>, Problem> {
    let mut all = read_all(name, bytes);
    if all.drafts.is_empty() {
        return Err(all.problems.pop().unwrap_or_else(|| nothing(name)));
    }
    Ok(all.drafts)
}

/// As [`read`], with the problems of single files beside the drafts of the others.
pub fn read_all(name: &str, bytes: &[u8]) -> Read {
    let mut all = Read::default();
    if let Err(problem) = one(name, bytes, true, &mut all) {
        all.problems.push(problem);
    }
    let (drafts, long): (Vec<Draft>, Vec<Draft>) = std::mem::take(&mut all.drafts)
        .into_iter()
        .partition(|draft| draft.document.body.len() <= LONGEST);
    all.drafts = drafts;
    let problems = long.iter().map(|d| too_long(name, d.document.body.len()));
    all.problems.extend(problems);
    if all.drafts.is_empty() && all.problems.is_empty() {
        all.problems.push(nothing(name));
    }
    let mut ids = BTreeSet::new();
    for draft in &mut all.drafts {
        let stem = draft.document.id.clone();
        let mut n = 2;
        while !ids.insert(draft.document.id.clone()) {
            draft.document.id = format!("{stem}-{n}");
            n += 1;
        }
    }
    all
}

fn nothing(name: &str) -> Problem {
    Problem::new(
        name,
        "there is no article in it",
        "bring files of plain text, Markdown, HTML, Word (.docx), or a zip of these",
    )
}

fn too_long(name: &str, bytes: usize) -> Problem {
    Problem::new(
        name,
        format!(
            "its text has {} MB; {} MB are the most for one article",
            bytes.div_ceil(1 << 20),
            LONGEST >> 20
        ),
        "bring it in parts, each a file",
    )
}

/// Formats that are known, but not read: how their files begin, and what to do.
const OTHERS: [(&[u8], &str, &str); 9] = [
    (
        b"%PDF",
        "a PDF",
        "copy its text and paste it, or save it as text or .docx",
    ),
    (
        b"{\\rtf",
        "an RTF document",
        "save it as .docx or as plain text",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "an old Word or Office document",
        "save it as .docx",
    ),
    (b"\x89PNG", "a picture", "bring the article's text"),
    (b"\xFF\xD8\xFF", "a picture", "bring the article's text"),
    (b"GIF8", "a picture", "bring the article's text"),
    (
        b"\x1F\x8B",
        "packed with gzip",
        "unpack it, or pack the articles as a zip",
    ),
    (
        b"Rar!",
        "packed as RAR",
        "unpack it, or pack the articles as a zip",
    ),
    (
        b"7z\xBC\xAF",
        "packed with 7-Zip",
        "unpack it, or pack the articles as a zip",
    ),
];

fn one(name: &str, bytes: &[u8], archives: bool, all: &mut Read) -> Result<(), Problem> {
    if bytes.len() > LARGEST {
        return Err(Problem::new(
            name,
            format!(
                "it has {} MB; {} MB are the most",
                bytes.len() >> 20,
                LARGEST >> 20
            ),
            "bring the articles in smaller files",
        ));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Problem::new(
            name,
            "the file is empty",
            "choose the file with the article",
        ));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(name, bytes, archives, all);
    }
    if let Some((_, what, hint)) = OTHERS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(Problem::new(
            name,
            format!("it is {what}, which is not read here"),
            *hint,
        ));
    }
    let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let head = &bytes[..bytes.len().min(2048)];
    let head = String::from_utf8_lossy(head).to_lowercase();
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    if matches!(extension.as_str(), "mht" | "mhtml") || head.starts_with("from: <saved by") {
        return Err(Problem::new(
            name,
            "it is a web archive (MHTML), which is not read here",
            "save the page as «web page, HTML only»",
        ));
    }
    let drawn = head.starts_with("<?xml") || head.starts_with("<!doctype svg");
    if extension == "svg" || head.starts_with("<svg") || drawn && head.contains("<svg") {
        return Err(Problem::new(
            name,
            "it is a picture, which is not read here",
            "bring the article's text",
        ));
    }
    let html = matches!(extension.as_str(), "html" | "htm" | "xhtml")
        || [
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<!-- saved from",
        ]
        .iter()
        .any(|start| head.starts_with(start));
    let declared = html.then(|| encoding::declared_in_html(bytes)).flatten();
    let decoded = encoding::decode(bytes, declared.as_deref());
    let text = decoded.text.as_str();
    let zeros = text.chars().take(4096).filter(|c| *c == '\0').count();
    if zeros * 10 > text.chars().take(4096).count() {
        return Err(nothing(name));
    }
    let json = matches!(extension.as_str(), "json" | "jsonl" | "ndjson" | "jsonld")
        || (head.starts_with('{') && head.contains('"'));
    if json {
        return articles(name, text, all);
    }
    if !html && text.len() > LONGEST {
        return Err(too_long(name, text.len()));
    }
    let mut draft = if html {
        page::read(name, text)?
    } else {
        plain::read(name, text, matches!(extension.as_str(), "md" | "markdown"))?
    };
    draft.encoding = decoded.encoding.to_string();
    if decoded.guessed {
        draft.guessed.push(Field::Encoding);
    }
    if decoded.damaged {
        let remark = format!(
            "some bytes have no meaning in {} and became �",
            decoded.encoding
        );
        draft.remarks.push(remark);
    }
    all.drafts.push(draft);
    Ok(())
}

/// Articles in JSON: a file of `crossread/1`, annotations, a list of documents, or one a line.
fn articles(name: &str, text: &str, all: &mut Read) -> Result<(), Problem> {
    let documents = if annotation::is_annotations(text) {
        annotation::read(name, text)?.documents
    } else {
        json::articles(name, text)?
    };
    for (i, document) in documents.into_iter().enumerate() {
        let mut draft = Draft::new(name);
        let stem = std::mem::take(&mut draft.document.id);
        let stated = document.language.clone();
        draft.document = document;
        if draft.document.body.trim().is_empty() {
            let place = format!("{name}, document {}", i + 1);
            all.problems.push(Problem::new(
                place,
                "it has no text",
                "fill its field \"body\"",
            ));
            continue;
        }
        if draft.document.id.trim().is_empty() {
            draft.document.id = format!("{stem}-{}", i + 1);
        }
        if stated.is_empty() {
            draft.state_language(None);
        }
        all.drafts.push(draft);
    }
    Ok(())
}

/// A Word document, or an archive of files.
fn zip(name: &str, bytes: &[u8], archives: bool, all: &mut Read) -> Result<(), Problem> {
    let mut archive = Archive::new(name, bytes)?;
    if archive.has(docx::TEXT) {
        all.drafts.push(docx::read(name, &mut archive)?);
        return Ok(());
    }
    if archive.has("content.xml") && archive.has("mimetype") || archive.has("[Content_Types].xml") {
        return Err(Problem::new(
            name,
            "it is an office document of a kind that is not read here",
            "save it as .docx",
        ));
    }
    if !archives {
        return Err(Problem::new(
            name,
            "it is an archive within an archive",
            "unpack it and bring the articles",
        ));
    }
    let mut entries = archive.entries.clone();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let before = all.drafts.len() + all.problems.len();
    for entry in entries.iter().filter(|e| is_wanted(&e.name)) {
        let place = format!("{name}/{}", entry.name);
        let read = archive
            .unpack(entry)
            .and_then(|bytes| one(&place, &bytes, false, all));
        if let Err(problem) = read {
            all.problems.push(problem);
        }
    }
    if all.drafts.len() + all.problems.len() == before {
        return Err(nothing(name));
    }
    Ok(())
}

/// Whether a file of a folder or archive is looked at: what is hidden, what belongs to a saved
/// page (pictures, scripts, styles) and what describes the folder is not.
pub fn is_wanted(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    let hidden = path
        .split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX");
    let extension = file.rsplit_once('.').map_or("", |(_, e)| e).to_lowercase();
    let read = [
        "txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx", "json", "jsonl", "ndjson",
        "jsonld", "zip", "pdf", "doc", "rtf", "odt", "mht", "mhtml", "",
    ];
    !file.is_empty()
        && !hidden
        && !matches!(file, "README.md" | "SOURCES.md")
        && read.contains(&extension.as_str())
}
