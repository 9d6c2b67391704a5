//! How time and memory grow with the number of articles.

use crate::Report;
use crate::analysis::engine;
use crate::articles::articles;
use crossread::analysis::Analyzer;
use std::time::Instant;

/// Corpora that are measured natively.
const NATIVELY: [usize; 4] = [10, 100, 1000, 10_000];
/// Corpora that are measured in the browser's worker.
pub const IN_THE_BROWSER: [usize; 3] = [10, 100, 1000];

/// Measures and prints two tables.
pub async fn run(report: &mut Report) {
    report.say("\n## Growth\n");
    report.say("Made-up English articles, natively, one core. «Growth» is the time for ten times as many articles, by ten.\n");
    report.say("| articles | claims | extraction, s | joining and comparison, s | growth | memory at most, MB |");
    report.say("| ---: | ---: | ---: | ---: | ---: | ---: |");
    let mut before = None;
    for count in NATIVELY {
        let documents = articles(count, "en");
        let start = Instant::now();
        let mut analyzer = Analyzer::new();
        for document in documents {
            analyzer.push(document);
        }
        let extraction = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let analysis = analyzer.finish();
        let comparison = start.elapsed().as_secs_f64();
        let claims: usize = analysis.extractions.iter().map(|e| e.claims.len()).sum();
        let growth = before.map_or(String::new(), |before: f64| {
            format!("{:.2}", comparison / before / 10.0)
        });
        before = Some(comparison);
        report.say(&format!(
            "| {count} | {claims} | {extraction:.3} | {comparison:.3} | {growth} | {} |",
            memory()
        ));
    }
    report.say("\nIn the worker of headless Chromium, from the request to the packed result:\n");
    report.say("| articles | extraction, s | joining, comparison, words, s | result, MB |");
    report.say("| ---: | ---: | ---: | ---: |");
    for count in IN_THE_BROWSER {
        let found = engine(&format!("growth-{count}.bin")).await;
        let of = |name: &str| found[name].as_f64().unwrap_or(f64::NAN);
        report.say(&format!(
            "| {count} | {:.3} | {:.3} | {:.1} |",
            of("read") / 1e3,
            of("compared") / 1e3,
            of("bytes") / 1e6
        ));
    }
}

/// The most memory that this program has had, in MB, where the system says so (Linux).
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    kilobytes.map_or("?".into(), |k| (k / 1024).to_string())
}
