//! Throughput of the analysis in a browser's worker, beside wink-nlp and compromise on the same text, and natively.

use crate::Report;
use crate::articles::{LANGUAGES, articles_of};
use crossread::analysis::Analyzer;
use crossread::corpus::Document;
use crossread::message::{Reply, Request};
use crossread_browser_tests::serde_json::{Value, json};
use crossread_browser_tests::{Page, Setting, run_in};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Bytes of text that each reads.
pub const BYTES: usize = 5_000_000;
/// How long one measurement may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// Writes texts and requests where the harness fetches them.
///
/// # Errors
/// A file that can't be written.
pub fn prepare(folder: &Path) -> Result<(), String> {
    let write = |name: &str, bytes: Vec<u8>| {
        let to = folder.join(name);
        fs::write(&to, bytes).map_err(|e| format!("{}: {e}", to.display()))
    };
    for language in LANGUAGES {
        let documents = articles_of(BYTES, language);
        let texts: Vec<&str> = documents.iter().map(|d| d.body.as_str()).collect();
        write(
            &format!("{language}.json"),
            json!(texts).to_string().into_bytes(),
        )?;
        write(&format!("{language}.bin"), request(documents)?)?;
    }
    for count in crate::growth::IN_THE_BROWSER {
        let documents = crate::articles::articles(count, "en");
        write(&format!("growth-{count}.bin"), request(documents)?)?;
    }
    Ok(())
}

fn request(documents: Vec<Document>) -> Result<Vec<u8>, String> {
    let request = Request::Analyse {
        documents,
        interface: vec!["en".into()],
    };
    request.pack()
}

/// Measures and prints a table.
pub async fn run(report: &mut Report) {
    report.say("\n## Analysis\n");
    report.say(&format!(
        "{:.1} MB of made-up articles, in a web worker; tables are made before the time starts. \
         Warm: the second half, when the browser has compiled what is used most. A word is what stands between \
         spaces.\n",
        BYTES as f64 / 1e6
    ));
    report.say("| program | language | MB/s | warm MB/s | words/s | what it found |");
    report.say("| --- | --- | ---: | ---: | ---: | --- |");
    for language in LANGUAGES {
        let documents = articles_of(BYTES, language);
        let bytes: usize = documents.iter().map(|d| d.body.len()).sum();
        let words: usize = documents
            .iter()
            .map(|d| d.body.split_whitespace().count())
            .sum();
        let mut row = |program: &str, seconds: f64, warm: f64, what: String| {
            let speed = |seconds: f64| bytes as f64 / 1e6 / seconds;
            report.say(&format!(
                "| {program} | {language} | {:.2} | {:.2} | {:.0} | {what} |",
                speed(seconds),
                speed(warm),
                words as f64 / seconds
            ));
        };
        let seconds = |found: &Value, what: &str| found[what].as_f64().unwrap_or(f64::NAN) / 1e3;
        let found = engine(&format!("{language}.bin")).await;
        let (read, compared) = (seconds(&found, "read"), seconds(&found, "compared"));
        let warm = seconds(&found, "warm");
        row(
            "crossread, extraction",
            read,
            warm,
            "names, references, quotations, claims, connections".into(),
        );
        row(
            "crossread, with comparison",
            read + compared,
            warm + compared,
            "and what articles share".into(),
        );
        let natively = natively(documents);
        row(
            "crossread natively, extraction",
            natively,
            natively,
            "on one core".into(),
        );
        if language == "en" {
            for library in ["wink", "compromise"] {
                let found = peer(library, "en.json").await;
                row(
                    library,
                    seconds(&found, "milliseconds"),
                    seconds(&found, "warm"),
                    format!("{} entities", found["entities"]),
                );
            }
        }
    }
}

/// What the engine's worker measured on a request.
pub async fn engine(file: &str) -> Value {
    let what = json!({
        first(&Reply::Ready): "ready",
        first(&Reply::Progress { done: 0, total: 0 }): "progress",
        first(&Reply::Analysed(Vec::new())): "analysed",
    });
    // Its name has a hash.
    let script = std::env::var("CROSSREAD_ENGINE").unwrap_or_default();
    measured(&format!(
        "engine('it', '../page/{script}', '{file}', {what})"
    ))
    .await
}

/// The first byte of a packed reply: which of them it is.
pub fn first(reply: &Reply) -> String {
    let packed = reply.pack().unwrap_or_default();
    packed.first().copied().unwrap_or_default().to_string()
}

async fn peer(library: &str, file: &str) -> Value {
    measured(&format!("peer('it', '{library}', '{file}')")).await
}

/// Starts a measurement in the harness and waits for what it found.
async fn measured(call: &str) -> Value {
    let mut found = Value::Null;
    run_in(Setting::default(), async |page: &Page| {
        page.open("peers/harness.html").await;
        page.value(&format!("void {call}")).await;
        let start = Instant::now();
        while found.is_null() && start.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(200)).await;
            found = page.value("found.it ?? null").await;
        }
    })
    .await;
    if let Some(error) = found.get("error") {
        eprintln!("{call}: {error}");
    }
    found
}

/// Seconds that extraction takes natively on one core.
fn natively(documents: Vec<Document>) -> f64 {
    let mut analyzer = Analyzer::new();
    let mut documents = documents.into_iter();
    if let Some(first) = documents.next() {
        analyzer.push(first);
    }
    let start = Instant::now();
    for document in documents {
        analyzer.push(document);
    }
    start.elapsed().as_secs_f64()
}
