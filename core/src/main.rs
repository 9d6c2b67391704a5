//! The native program: `crossread analyse FILE_OR_DIR… [--format NAME]`.

use crossread::analysis::Analyzer;
use crossread::corpus::folder;
use crossread::export::Format;
use crossread::note::Severity;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: crossread analyse FILE_OR_DIR… [--format NAME] [--language CODE]

Analyses articles (.md with front matter, or plain .txt) and prints what they say.
Formats: json (the default: crossread/1, which the README documents), text, csv-connections,
csv-claims, csv-comparisons, csv-edges, gexf, graphml, geojson, annotations, ftm, schema-org,
markdown. --language is that of labels and summaries, where the tables have it.
Exit code: 0 all well, 1 wrong use, 2 a file could not be used (the others are analysed).";

fn main() -> ExitCode {
    let mut paths = Vec::new();
    let mut format = Format::Json;
    let mut language = String::new();
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
            "--format" => match arguments.next().as_deref().and_then(Format::parse) {
                Some(f) => format = f,
                None => return wrong(&no_format()),
            },
            "--language" => match arguments.next() {
                Some(code) => language = code,
                None => return wrong("--language takes a code, such as it"),
            },
            "--help" | "-h" => {
                println!("{USAGE}");
                return ExitCode::SUCCESS;
            }
            a if a.starts_with("--format=") => match Format::parse(&a["--format=".len()..]) {
                Some(f) => format = f,
                None => return wrong(&no_format()),
            },
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
    let out = format.write(&analysis, &language);
    // A closed pipe is the reader's choice, not an error.
    let _ = std::io::stdout().lock().write_all(out.as_bytes());
    if failed {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    }
}

fn no_format() -> String {
    let names = Format::ALL.map(Format::name);
    format!("--format takes one of {}", names.join(", "))
}

fn wrong(message: &str) -> ExitCode {
    eprintln!("crossread: {message}\n\n{USAGE}");
    ExitCode::from(1)
}
