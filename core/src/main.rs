//! The native program: `crossread analyse FILE_OR_DIR… [--format NAME]`.

use crossread::analysis::Analyzer;
use crossread::corpus::{Document, folder};
use crossread::export::Format;
use crossread::import;
use crossread::note::{Note, Severity};
use crossread::stream::{self, Progress, Source};
use std::fs::File;
use std::io::{self, BufReader, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

const USAGE: &str = "usage: crossread analyse FILE_OR_DIR… [--format NAME] [--language CODE]
       crossread analyse FILE.jsonl… --format jsonl [--threads N] [--progress]

Analyses articles and prints what they say. In folders: .md with front matter and plain .txt;
named files may also be .html, .docx, .zip, .json, .jsonl.
Formats: json (the default: crossread/1, which the README documents), text, csv-connections,
csv-claims, csv-comparisons, csv-edges, gexf, graphml, geojson, annotations, ftm, schema-org,
markdown, report. --language is that of labels and summaries, where the tables have it.

--format jsonl reads one document a line ({\"id\", \"body\", \"language\"?, \"title\"?, …}; - is
standard input) and writes one analysed document a line, in the same order, in constant memory,
on all cores (or --threads). --progress reports to standard error also where that is no terminal.
Exit code: 0 all well, 1 wrong use, 2 something could not be used (the rest is analysed).";

/// What was asked for.
struct Arguments {
    paths: Vec<PathBuf>,
    /// None: JSON lines.
    format: Option<Format>,
    language: String,
    threads: usize,
    progress: bool,
}

fn main() -> ExitCode {
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
    match read_arguments(arguments) {
        Ok(None) => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        Ok(Some(arguments)) if arguments.format.is_none() => lines(&arguments),
        Ok(Some(arguments)) => whole(&arguments),
        Err(message) => wrong(&message),
    }
}

/// None if help is wanted.
fn read_arguments(mut words: impl Iterator<Item = String>) -> Result<Option<Arguments>, String> {
    let mut out = Arguments {
        paths: Vec::new(),
        format: Some(Format::Json),
        language: String::new(),
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        progress: io::stderr().is_terminal(),
    };
    while let Some(word) = words.next() {
        let (name, given) = match word.split_once('=') {
            Some((name, value)) if name.starts_with("--") => {
                (name.to_string(), Some(value.to_string()))
            }
            _ => (word.clone(), None),
        };
        let mut value = || given.clone().or_else(|| words.next()).unwrap_or_default();
        match name.as_str() {
            "--format" => {
                let value = value();
                out.format = match Format::parse(&value) {
                    None if value != "jsonl" => return Err(no_format()),
                    format => format,
                };
            }
            "--language" => {
                out.language = value();
                if out.language.is_empty() {
                    return Err("--language takes a code, such as it".into());
                }
            }
            "--threads" => {
                out.threads = value()
                    .parse()
                    .ok()
                    .filter(|n| (1..=1024).contains(n))
                    .ok_or("--threads takes a number from 1 on")?;
            }
            "--progress" => out.progress = true,
            "--help" | "-h" => return Ok(None),
            n if n.starts_with('-') && n.len() > 1 => return Err(format!("unknown option {word}")),
            _ => out.paths.push(PathBuf::from(word)),
        }
    }
    if out.paths.is_empty() {
        return Err("name a file or a folder".into());
    }
    Ok(Some(out))
}

/// Everything at once: joined and compared.
fn whole(arguments: &Arguments) -> ExitCode {
    let (brought, paths): (Vec<_>, Vec<_>) =
        arguments.paths.iter().cloned().partition(|p| is_brought(p));
    let read = folder::read_paths(&paths);
    let mut notes = read.notes;
    let mut documents = read.documents;
    for path in brought {
        bring(&path, &mut documents, &mut notes);
    }
    let failed = notes.iter().any(|n| n.severity == Severity::Error);
    let mut analyzer = Analyzer::new();
    for document in documents {
        analyzer.push(document);
    }
    let mut analysis = analyzer.finish();
    analysis.notes.splice(0..0, notes);
    for note in &analysis.notes {
        // A closed stderr is no reason to stop either.
        let _ = writeln!(io::stderr(), "{note}");
    }
    let out = arguments
        .format
        .unwrap_or(Format::Json)
        .write(&analysis, &arguments.language);
    // A closed pipe is the reader's choice, not an error.
    let _ = io::stdout().lock().write_all(out.as_bytes());
    if failed {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    }
}

/// Whether a named file is of a kind that only the import reads.
fn is_brought(path: &Path) -> bool {
    let extension = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    [
        "html", "htm", "xhtml", "docx", "zip", "json", "jsonl", "ndjson", "jsonld",
    ]
    .contains(&extension)
        && path.is_file()
}

/// Reads a file by the import.
fn bring(path: &Path, documents: &mut Vec<Document>, notes: &mut Vec<Note>) {
    let name = path.display().to_string();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) => {
            notes.push(Note::error(
                name,
                format!("it cannot be read: {e}"),
                "check the file's rights",
            ));
            return;
        }
    };
    let read = import::read_all(&name, &bytes);
    notes.extend(read.problems.into_iter().map(Note::from));
    for draft in read.drafts {
        let document = draft.document;
        if document.language.is_empty() {
            let hint = "state it: in Markdown with front matter, in JSON in the field language";
            notes.push(Note::error(
                draft.place,
                "the language cannot be recognised",
                hint,
            ));
        } else if documents.iter().any(|d| d.id == document.id) {
            let message = format!("its id {:?} is already that of another", document.id);
            notes.push(Note::error(draft.place, message, "rename one of the two"));
        } else {
            for remark in draft.remarks {
                notes.push(Note::new(Severity::Warning, &draft.place, remark));
            }
            documents.push(document);
        }
    }
}

/// One document a line, in and out.
fn lines(arguments: &Arguments) -> ExitCode {
    let mut sources: Vec<Source> = Vec::new();
    let mut failed = false;
    let mut total = Some(0);
    for path in &arguments.paths {
        let name = path.display().to_string();
        if name == "-" {
            total = None;
            sources.push((
                "standard input".into(),
                Box::new(BufReader::new(io::stdin())),
            ));
            continue;
        }
        match File::open(path).and_then(|file| Ok((file.metadata()?, file))) {
            Ok((facts, file)) if facts.is_file() => {
                total = total.map(|n| n + facts.len());
                sources.push((name, Box::new(BufReader::with_capacity(1 << 16, file))));
            }
            Ok(_) => {
                failed = true;
                let _ = writeln!(
                    io::stderr(),
                    "{name}: it is no file (name files of JSON lines)"
                );
            }
            Err(e) => {
                failed = true;
                let _ = writeln!(
                    io::stderr(),
                    "{name}: it cannot be read: {e} (check the path)"
                );
            }
        }
    }
    let mut clock = Clock::new(total, arguments.progress);
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut tell = |problem: &import::Problem| {
        failed = true;
        let _ = writeln!(io::stderr(), "{problem}");
    };
    let run = stream::run(sources, arguments.threads, &mut out, &mut tell, &mut |p| {
        clock.show(p, false)
    });
    match run {
        Ok(progress) => clock.show(progress, true),
        // A closed pipe is the reader's choice, not an error.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {}
        Err(e) => {
            failed = true;
            let _ = writeln!(io::stderr(), "standard output: it cannot be written: {e}");
        }
    }
    if failed {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    }
}

/// Reports how far a stream is, once a second.
struct Clock {
    started: Instant,
    shown: Instant,
    total: Option<u64>,
    wanted: bool,
}

impl Clock {
    fn new(total: Option<u64>, wanted: bool) -> Self {
        let now = Instant::now();
        Clock {
            started: now,
            shown: now,
            total,
            wanted,
        }
    }

    fn show(&mut self, progress: Progress, last: bool) {
        if !self.wanted || (!last && self.shown.elapsed() < Duration::from_secs(1)) {
            return;
        }
        self.shown = Instant::now();
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let done = progress.written + progress.failed;
        let mut text = format!("{done} documents, {:.0} a second", done as f64 / seconds);
        if progress.failed > 0 {
            text += &format!(", {} not used", progress.failed);
        }
        if let Some(total) = self
            .total
            .filter(|t| *t > progress.bytes && progress.bytes > 0)
        {
            let left = seconds * (total - progress.bytes) as f64 / progress.bytes as f64;
            let percent = progress.bytes * 100 / total;
            text += &format!(", {percent} %, {left:.0} s left");
        }
        let _ = writeln!(io::stderr(), "{text}");
    }
}

fn no_format() -> String {
    let names = Format::ALL.map(Format::name);
    format!("--format takes one of jsonl, {}", names.join(", "))
}

fn wrong(message: &str) -> ExitCode {
    eprintln!("crossread: {message}\n\n{USAGE}");
    ExitCode::from(1)
}
