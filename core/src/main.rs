//! The native program: `crossread analyse FILE_OR_DIR… [--format json|text]`.

use crossread::analysis::Analyzer;
use crossread::corpus::folder;
use crossread::export::{json, text};
use crossread::note::Severity;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: crossread analyse FILE_OR_DIR… [--format json|text]

Analyses articles (.md with front matter, or plain .txt) and prints what they say.
JSON (the default) is the format crossread/1; the README documents it.
Exit code: 0 all well, 1 wrong use, 2 a file could not be used (the others are analysed).";

fn main() -> ExitCode {
    let mut paths = Vec::new();
    let mut format = String::from("json");
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("analyse" | "analyze") => {}
        Some("--help" | "-h" | "help") => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Some("--version" | "-V") => {
            println!("crossread {}", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        _ => return wrong("the first word must be analyse"),
    }
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--format" => match arguments.next() {
                Some(f) if f == "json" || f == "text" => format = f,
                _ => return wrong("--format takes json or text"),
            },
            "--help" | "-h" => {
                println!("{USAGE}");
                return ExitCode::SUCCESS;
            }
            a if a.starts_with("--format=") => {
                format = a["--format=".len()..].to_string();
                if format != "json" && format != "text" {
                    return wrong("--format takes json or text");
                }
            }
            a if a.starts_with('-') && a.len() > 1 => return wrong(&format!("unknown option {a}")),
            _ => paths.push(PathBuf::from(argument)),
        }
    }
    if paths.is_empty() {
        return wrong("name a file or a folder");
    }
    let read = folder::read_paths(&paths);
    let failed = read.notes.iter().any(|n| n.severity == Severity::Error);
    let mut analyzer = Analyzer::new();
    for document in read.documents {
        analyzer.push(document);
    }
    let mut analysis = analyzer.finish();
    analysis.notes.splice(0..0, read.notes);
    for note in &analysis.notes {
        // A closed stderr is no reason to stop either.
        let _ = writeln!(std::io::stderr(), "{note}");
    }
    let out = match format.as_str() {
        "text" => text::to_text(&analysis),
        _ => format!("{:#}\n", json::to_json(&analysis)),
    };
    // A closed pipe is the reader's choice, not an error.
    let _ = std::io::stdout().lock().write_all(out.as_bytes());
    if failed {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    }
}

fn wrong(message: &str) -> ExitCode {
    eprintln!("crossread: {message}\n\n{USAGE}");
    ExitCode::from(1)
}
