//! Reads and checks the corpus and analyses it with the code that runs in the browser too.
//!
//! `CROSSREAD_CORPUS` names another folder than `corpus/`, relative to the root of the project.

#[path = "build/summary.rs"]
mod summary;

use crossread::corpus::folder;
use crossread::note::Severity;
use crossread::snapshot::Snapshot;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Countries whose names orient the reader on the map.
const COUNTRIES: [&str; 27] = [
    "libya",
    "russia",
    "italy",
    "turkey",
    "egypt",
    "ukraine",
    "algeria",
    "tunisia",
    "chad",
    "sudan",
    "niger",
    "greece",
    "france",
    "germany",
    "poland",
    "syria",
    "saudi-arabia",
    "iran",
    "iraq",
    "romania",
    "kazakhstan",
    "finland",
    "sweden",
    "norway",
    "belarus",
    "spain",
    "georgia",
];

/// Cities that orient the reader, where there is room for them.
const CITIES: [&str; 10] = [
    "tripoli", "benghazi", "tobruk", "moscow", "rome", "ankara", "cairo", "kyiv", "damascus",
    "tunis",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-env-changed=CROSSREAD_CORPUS");
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        // A segment for each object: the page's program is split by what refers to them (xtask/src/split/data.rs).
        println!("cargo::rustc-link-arg-bins=--no-merge-data-segments");
    }
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
    let interface = interface_languages(&root);
    let interface: Vec<&str> = interface.iter().map(String::as_str).collect();
    let analysis = crossread::analysis::analyse(read.documents);
    let snapshot = Snapshot::new(analysis, &interface);
    // A corpus may carry a story: a list of steps.
    let story = fs::read_to_string(corpus.join("story.json")).unwrap_or_else(|_| "[]".into());
    let written = snapshot.pack().and_then(|bytes| {
        fs::write(folder.join("analysis.bin"), bytes)
            .and_then(|()| fs::write(folder.join("story.json"), story))
            .and_then(|()| fs::write(folder.join("places.rs"), places(&interface)))
            .and_then(|()| put_summary(&root, &corpus, &summary::html(&snapshot)))
            .map_err(|e| e.to_string())
    });
    if let Err(message) = written {
        println!("cargo::error=the analysis could not be packed: {message}");
        std::process::exit(1);
    }
}

/// Puts the summary where `cargo xtask finish` finds it after Trunk's build, which knows no `OUT_DIR`: below the
/// checkout's target/, under the name of the corpus folder, since every corpus has its own.
fn put_summary(root: &Path, corpus: &Path, html: &str) -> std::io::Result<()> {
    let name: String = corpus
        .to_string_lossy()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let folder = root.join("target/summary");
    let file = folder.join(format!("{name}.html"));
    if fs::read_to_string(&file).is_ok_and(|before| before == html) {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    fs::write(file, html)
}

/// The names of countries and cities by language, with the places where they stand on the map.
fn places(interface: &[&str]) -> String {
    let mut out = "type PlaceNames = &'static [(&'static str, f64, f64)];\n".to_string();
    for (list, ids) in [("COUNTRIES", &COUNTRIES[..]), ("CITIES", &CITIES[..])] {
        let _ = writeln!(out, "const {list}: &[(&str, PlaceNames)] = &[");
        for code in interface {
            named(&mut out, code, ids);
        }
        out.push_str("];\n");
    }
    out
}

/// Adds the names in one language.
fn named(out: &mut String, code: &str, ids: &[&str]) {
    let data = crossread::data::data();
    let _ = writeln!(out, "    ({code:?}, &[");
    for id in ids {
        let known = data.by_id(id).map(|i| &data.known[usize::from(i)]);
        match known.and_then(|known| Some((known.name(code), known.location?))) {
            Some((name, (latitude, longitude))) => {
                let _ = writeln!(out, "        ({name:?}, {latitude:?}, {longitude:?}),");
            }
            None => println!("cargo::warning={id}: not in core/data"),
        }
    }
    out.push_str("    ]),\n");
}

/// The languages that the interface speaks: a file each in `src/ui/strings`.
fn interface_languages(root: &Path) -> Vec<String> {
    let strings = root.join("src/ui/strings");
    println!("cargo::rerun-if-changed={}", strings.display());
    let mut out: Vec<String> = fs::read_dir(strings)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_string()))
        .filter(|name| name != "mod")
        .collect();
    out.sort();
    out
}
