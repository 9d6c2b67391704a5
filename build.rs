//! Reads, checks and packs the corpus with the analysis' own code.
//!
//! `CROSSREAD_CORPUS` names another folder than `corpus/`, relative to the root of the project.

use crossread::corpus::folder;
use crossread::lang::{bundle, primary};
use crossread::note::Severity;
use std::env;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=CROSSREAD_CORPUS");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let corpus = root.join(env::var_os("CROSSREAD_CORPUS").unwrap_or_else(|| "corpus".into()));
    println!("cargo::rerun-if-changed={}", corpus.display());
    if !corpus.is_dir() {
        println!(
            "cargo::error={}: there is no such folder (CROSSREAD_CORPUS names the corpus)",
            corpus.display()
        );
        std::process::exit(1);
    }
    let read = folder::read_paths(std::slice::from_ref(&corpus));
    let mut failed = read.documents.is_empty();
    for note in &read.notes {
        match note.severity {
            Severity::Error => {
                failed = true;
                println!("cargo::error={note}");
            }
            Severity::Warning => println!("cargo::warning={note}"),
            Severity::Info => {}
        }
    }
    if read.documents.is_empty() {
        println!(
            "cargo::error={}: no article in it (.md with front matter, or .txt)",
            corpus.display()
        );
    }
    if failed {
        std::process::exit(1);
    }
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    // Of languages and tables only what this corpus needs.
    let mut languages: Vec<&str> = read
        .documents
        .iter()
        .map(|d| primary(&d.language))
        .collect();
    languages.sort_unstable();
    languages.dedup();
    let interface = interface_languages(&root);
    let interface: Vec<&str> = interface.iter().map(String::as_str).collect();
    let packed = bundle::pack(&languages, &interface).and_then(|bytes| {
        std::fs::write(folder.join("bundle.bin"), bytes).map_err(|e| e.to_string())
    });
    if let Err(message) = packed {
        println!("cargo::error=the languages could not be packed: {message}");
        std::process::exit(1);
    }
    let out = folder.join("corpus.bin");
    let written = crossread::corpus::pack(&read.documents).map(|bytes| std::fs::write(&out, bytes));
    if !matches!(written, Ok(Ok(()))) {
        println!(
            "cargo::error={}: the corpus could not be packed",
            out.display()
        );
        std::process::exit(1);
    }
}

/// The languages that the interface speaks: a file each in `src/ui/strings`.
fn interface_languages(root: &Path) -> Vec<String> {
    let strings = root.join("src/ui/strings");
    println!("cargo::rerun-if-changed={}", strings.display());
    let mut out: Vec<String> = std::fs::read_dir(strings)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_string()))
        .filter(|name| name != "mod")
        .collect();
    out.sort();
    out
}
