//! Measures crossread against what a user would pick instead: `cargo xtask bench` builds and serves what this
//! program opens in a browser, and writes what it prints into `benches/RESULTS.md`.
//!
//! `crossread-bench prepare FOLDER` writes the texts and requests into the harness' folder,
//! `crossread-bench run FILE [PART]…` measures all or some parts, `crossread-bench articles COUNT [LANGUAGE]` prints
//! made-up articles as JSON lines.

mod analysis;
mod articles;
mod bring;
mod first_load;
mod growth;
mod interaction;
mod map;

use std::path::Path;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["prepare", folder] => prepare(Path::new(folder)),
        ["run", file, parts @ ..] => {
            let mut report = Report::default();
            for part in if parts.is_empty() { &PARTS } else { parts } {
                run(part, &mut report).await;
            }
            std::fs::write(file, report.0).map_err(|e| format!("{file}: {e}"))
        }
        ["articles", count] => print(count, "en"),
        ["articles", count, language] => print(count, language),
        _ => Err(
            "crossread-bench prepare FOLDER | run FILE [PART]… | articles COUNT [en | it]".into(),
        ),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// What is measured, in the order of the results.
const PARTS: [&str; 6] = [
    "first-load",
    "bring",
    "analysis",
    "interaction",
    "growth",
    "map",
];

async fn run(part: &str, report: &mut Report) {
    match part {
        "first-load" => first_load::run(report).await,
        "bring" => bring::run(report).await,
        "analysis" => analysis::run(report).await,
        "interaction" => interaction::run(report).await,
        "growth" => growth::run(report).await,
        "map" => map::run(report).await,
        other => eprintln!("no part «{other}»; there are {}", PARTS.join(", ")),
    }
}

fn prepare(folder: &Path) -> Result<(), String> {
    analysis::prepare(folder)?;
    interaction::prepare(folder)?;
    map::prepare(folder)
}

/// What was measured, in Markdown; told as it comes.
#[derive(Debug, Default)]
pub struct Report(String);

impl Report {
    /// Adds a line.
    pub fn say(&mut self, line: &str) {
        eprintln!("{line}");
        self.0.push_str(line);
        self.0.push('\n');
    }
}

/// Prints articles as JSON lines.
fn print(count: &str, language: &str) -> Result<(), String> {
    let count = count
        .parse()
        .map_err(|_| format!("«{count}» is no number of articles"))?;
    if !articles::LANGUAGES.contains(&language) {
        return Err(format!(
            "there are templates for {}",
            articles::LANGUAGES.join(", ")
        ));
    }
    for article in articles::articles(count, language) {
        println!("{}", articles::as_json(&article));
    }
    Ok(())
}
