//! Throughput of the analysis.
use crossread::analysis::Analyzer;
use crossread::corpus::Document;
use std::time::Instant;
fn main() {
    let mut files: Vec<_> = std::fs::read_dir(std::env::args().nth(1).unwrap()).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let lang = std::env::args().nth(2).unwrap_or("en".into());
    let documents: Vec<Document> = files.iter().map(|f| Document { id: f.file_stem().unwrap().to_string_lossy().into(), language: lang.clone(), body: std::fs::read_to_string(f).unwrap(), ..Document::default() }).collect();
    let bytes: usize = documents.iter().map(|d| d.body.len()).sum();
    let mut analyzer = Analyzer::new();
    analyzer.push(documents[0].clone());
    let start = Instant::now();
    for d in documents { analyzer.push(d); }
    let push = start.elapsed().as_secs_f64();
    println!("push {:.2} s, {:.2} MB/s", push, bytes as f64 / 1e6 / push);
    if std::env::args().nth(3).is_some() {
    let start = Instant::now();
    let a = analyzer.finish();
    println!("finish {:.2} s, {} comparisons", start.elapsed().as_secs_f64(), a.comparisons.len()); }
}
