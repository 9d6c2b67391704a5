//! Goldens: what the analysis says of the bundled corpus and of the example corpus, as text that
//! anybody can review. `UPDATE_GOLDEN=1 cargo test -p crossread --test golden` rewrites them.

use crossread::analysis::analyse;
use crossread::corpus::folder::read_paths;
use crossread::export::text::{comparisons_text, document_text};
use crossread::note::Severity;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Compares with a golden file, or writes it.
fn compare(name: &str, text: &str, differing: &mut Vec<String>) {
    let path = root().join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder of the goldens");
        fs::write(&path, text).expect("a golden can be written");
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if golden == text {
        return;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (golden.lines().collect(), text.lines().collect());
    let at = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    differing.push(format!(
        "tests/golden/{name}:{}\n  golden: {}\n  now:    {}",
        at + 1,
        old.get(at).unwrap_or(&"(the end)"),
        new.get(at).unwrap_or(&"(the end)")
    ));
}

fn check(corpus: &str) {
    let read = read_paths(&[root().join(corpus)]);
    assert!(
        read.notes.iter().all(|n| n.severity != Severity::Error),
        "{:?}",
        read.notes
    );
    assert!(!read.documents.is_empty(), "{corpus} is empty");
    let analysis = analyse(read.documents);
    let mut differing = Vec::new();
    for (i, document) in analysis.documents.iter().enumerate() {
        compare(
            &format!("{}.txt", document.id),
            &document_text(&analysis, i),
            &mut differing,
        );
    }
    compare(
        &format!("{corpus}-comparisons.txt"),
        &comparisons_text(&analysis),
        &mut differing,
    );
    assert!(
        differing.is_empty(),
        "{}\nIf the new output is right, UPDATE_GOLDEN=1 writes it; review the difference.",
        differing.join("\n")
    );
}

#[test]
fn the_bundled_corpus() {
    check("corpus");
}

#[test]
fn the_example_corpus() {
    check("corpus-example");
}
