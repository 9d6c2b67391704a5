//! Reads, checks and packs the corpus with the analysis' own code.
//!
//! `CROSSREAD_CORPUS` names another folder than `corpus/`, relative to the root of the project.

use crossread::corpus::folder;
use crossread::note::Severity;
use std::env;
use std::path::PathBuf;

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
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("corpus.bin");
    let written = crossread::corpus::pack(&read.documents).map(|bytes| std::fs::write(&out, bytes));
    if !matches!(written, Ok(Ok(()))) {
        println!(
            "cargo::error={}: the corpus could not be packed",
            out.display()
        );
        std::process::exit(1);
    }
}
