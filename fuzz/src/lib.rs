//! What is done with arbitrary bytes. None of it may panic, run without end or break what must hold of an analysis.
//!
//! `cargo xtask fuzz` lets libFuzzer look for bytes that do, by what they make run; `cases/` has some of
//! those that it found to run something new, one a line in hexadecimal digits, `mended/` those that broke something,
//! put there by hand; `tests/cases.rs` runs both.

#[path = "../../core/tests/holds/mod.rs"]
mod holds;

use crossread::message::{Reply, Request};
use crossread::snapshot::Snapshot;
use crossread::{corpus, import};
use crossread_page::map::basemap::Basemap;
use crossread_page::route::Route;
use crossread_page::workspace::{saved, share};
use crossread_page::{json, own};
use holds::{LANGUAGES, PIECES};

/// A name and what is done.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 5] = [
    ("import", import),
    ("analyse", analyse),
    ("news", news),
    ("packed", packed),
    ("page", page),
];

/// Files that a reader brings, of each kind by the first byte.
pub fn import(bytes: &[u8]) {
    const NAMES: [&str; 9] = [
        "a.txt",
        "a.md",
        "a.html",
        "a.docx",
        "a.json",
        "a.jsonl",
        "a.zip",
        "a.pdf",
        "crossread.json",
    ];
    let Some((&kind, bytes)) = bytes.split_first() else {
        return;
    };
    let name = NAMES[kind as usize % NAMES.len()];
    for draft in import::read_all(name, bytes).drafts {
        assert!(
            draft.document.body.len() <= 32 * bytes.len().max(1 << 20),
            "a text far larger than its file"
        );
    }
    // A folder that a corpus is built of.
    let _ = corpus::front_matter::read("a.md", bytes);
}

/// One text of any bytes: a language and whether it is Markdown by the first byte.
pub fn analyse(bytes: &[u8]) {
    let Some((&first, text)) = bytes.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(text);
    let language = LANGUAGES[first as usize % LANGUAGES.len()];
    let document = holds::document("a", language, first > 127, &text);
    if let Err(error) = holds::check_documents(&[document]) {
        panic!("{error}");
    }
}

/// Two articles of pieces of news, each piece by a byte; one of 255 ends the first article.
pub fn news(bytes: &[u8]) {
    let mut articles = bytes.splitn(2, |byte| *byte == 255);
    let documents: Vec<corpus::Document> = ["a", "b"]
        .into_iter()
        .filter_map(|id| {
            let (&first, chosen) = articles.next()?.split_first()?;
            let (language, pieces) = PIECES[first as usize % PIECES.len()];
            let mut text = String::new();
            for &byte in chosen {
                text.push_str(pieces[byte as usize % pieces.len()]);
                // One of four stands close to the next.
                if byte < 192 {
                    text.push(' ');
                }
            }
            Some(holds::document(id, language, first > 127, &text))
        })
        .collect();
    if let Err(error) = holds::check_documents(&documents) {
        panic!("{error}");
    }
}

/// What page and worker send each other, the analysis that comes with the page, the map's shapes.
pub fn packed(bytes: &[u8]) {
    let _ = Snapshot::unpack(bytes);
    let _ = Request::unpack(bytes);
    let _ = Reply::unpack(bytes);
    let _ = Basemap::decode(bytes);
}

/// What the page reads: addresses, saved records and files of work, links, own articles.
pub fn page(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let route = Route::parse(&text);
    assert_eq!(
        Route::parse(&route.href()),
        route,
        "an address says something else when it is written again"
    );
    if let Ok(value) = json::Value::parse(&text) {
        let again = json::Value::parse(&value.write()).expect("JSON that was written");
        assert!(
            alike(&value, &again),
            "JSON is other when it is written again"
        );
    }
    if let Ok(record) = saved::read(&text) {
        assert_eq!(
            saved::read(&saved::write(&record)).as_ref(),
            Ok(&record),
            "a record is other when it is saved again"
        );
    }
    let _ = saved::read_file(&text);
    let _ = own::read(&text);
    if let Some(found) = share::bytes(&text) {
        assert_eq!(
            share::bytes(&share::base64url(&found)),
            Some(found),
            "a link is other when it is written again"
        );
    }
}

/// Whether two values are the same but for their numbers: the page, which saves counts and times, writes few places
/// (crossread_layout::number).
fn alike(one: &json::Value, other: &json::Value) -> bool {
    use json::Value;
    match (one, other) {
        (Value::Number(_), Value::Number(_)) => true,
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let same =
                |((n, a), (m, b)): (&(String, Value), &(String, Value))| n == m && alike(a, b);
            a.len() == b.len() && a.iter().zip(b).all(same)
        }
        _ => one == other,
    }
}
