//! Measures crossread against what a user would pick instead: `cargo xtask bench` builds and serves what this
//! program opens in a browser, and writes what it prints into `benches/RESULTS.md`.
//!
//! `crossread-bench prepare FOLDER` writes the texts and requests into the harness' folder,
//! `crossread-bench run FILE` measures, `crossread-bench articles COUNT [LANGUAGE]` prints made-up articles as JSON lines.

mod analysis;
mod articles;
mod first_load;
mod growth;
mod interaction;

use std::path::Path;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["prepare", folder] => {
            let folder = Path::new(folder);
            analysis::prepare(folder).and_then(|()| interaction::prepare(folder))
        }
        ["run", file] => {
            let mut report = Report::default();
            first_load::run(&mut report).await;
            analysis::run(&mut report).await;
            interaction::run(&mut report).await;
            growth::run(&mut report).await;
            std::fs::write(file, report.0).map_err(|e| format!("{file}: {e}"))
        }
        ["articles", count] => print(count, "en"),
        ["articles", count, language] => print(count, language),
        _ => Err("crossread-bench prepare FOLDER | run FILE | articles COUNT [en | it]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
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
