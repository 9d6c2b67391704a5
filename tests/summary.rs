//! The prerendered summary: complete, in every language of the interface, and safe whatever the articles say.

#[path = "../build/summary.rs"]
mod summary;

use crossread::analysis::{Analysis, analyse};
use crossread::corpus::Document;
use crossread::snapshot::Snapshot;
use std::fs;
use std::path::Path;

#[test]
fn every_language_of_the_interface_has_its_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("build/summary.tsv")).expect("the table");
    let mut rows = table.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    let columns = rows.next().expect("the names of the columns").len();
    let mut codes: Vec<String> = Vec::new();
    for row in rows {
        assert_eq!(row.len(), columns, "{row:?}");
        assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
        codes.push(row[0].to_owned());
    }
    let mut strings: Vec<String> = fs::read_dir(root.join("src/ui/strings"))
        .expect("the strings")
        .flatten()
        .filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != "mod")
        .collect();
    strings.sort();
    codes.sort();
    assert_eq!(codes, strings);
}

/// A snapshot of two articles with hostile names and lines.
fn hostile() -> Snapshot {
    let evil = "</table><script>alert(1)</script>\" onload=\"x & <!-- {summary}";
    let document = |id: &str, with: &str| Document {
        id: id.into(),
        language: "en".into(),
        body: format!("Khalifa Haftar met {with} in Moscow on 9 May 2025."),
        ..Document::default()
    };
    let documents = vec![
        document("a", "Vladimir Putin"),
        document("b", "Andrei Belousov"),
    ];
    let mut snapshot = Snapshot::new(analyse(documents), &["en", "it"]);
    assert!(!snapshot.analysis.entities.is_empty());
    for entity in &mut snapshot.analysis.entities {
        entity.name = evil.into();
        entity.names = Vec::new();
    }
    for words in &mut snapshot.words {
        for row in &mut words.rows {
            row.line = evil.into();
        }
    }
    snapshot
}

#[test]
fn what_articles_say_stays_text() {
    let html = summary::html(&hostile());
    assert!(
        !html.contains("<script") && !html.contains("<!--"),
        "{html}"
    );
    assert_eq!(html.matches("<section").count(), 2);
    assert_eq!(html.matches("</table>").count(), 2);
    assert!(html.matches("<li>").count() >= 2, "{html}");
    assert!(html.contains("&lt;/table&gt;&lt;script&gt;"), "{html}");
}

#[test]
fn a_corpus_without_marks_has_words_alone() {
    let mut empty = hostile();
    empty.analysis = Analysis::default();
    let html = summary::html(&empty);
    assert!(
        html.contains("<h1>") && !html.contains("<table") && !html.contains("<ul>"),
        "{html}"
    );
}
