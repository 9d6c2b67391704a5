//! `cargo xtask size`: what a reader downloads at first load, and what later.
//!
//! Counted is index.html and, again and again, each file of dist/ whose name a
//! counted file contains: scripts, WebAssembly, styles, and in the
//! WebAssembly the articles, their analysis and the basemap. Left out, and
//! listed below, is what is fetched after the first map is drawn, or only
//! where the reader asks for it (a browser test watches that this is so).
//! Each is compressed as hosts do it: gzip at level 9, brotli at level 11.

use crate::failure::{Context, Failure};
use crate::finish::LATER_STYLES;
use crate::paths;
use std::fs;
use std::io::Write;
use std::path::Path;

/// What a first load should be at most, in bytes after brotli.
const AIM: usize = 200_000;

/// What it may be at most, until the aim is reached.
const LIMIT: usize = 220_000;

/// How the names of files begin that no first load fetches: the rest of the page's program comes after the first
/// map, and so do the engine in its worker and the shelf with what the reader keeps; what reads PDFs with the first
/// PDF, the notices when somebody opens them, the copy for offline some seconds later; lesson, evidence sheet, copies
/// and the invented articles where somebody asks for them; embed.js and the page as a single file are for others.
const LATER: [&str; 13] = [
    "crossread-rest",
    "crossread-engine",
    "crossread-pdf",
    "crossread-shelf",
    "NOTICES",
    "embed.js",
    "sw.js",
    "crossread.html",
    "crossread.zip",
    "copy-",
    "lesson-",
    "sheet-",
    "example/",
];

/// One file and its sizes in bytes.
struct Row {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    if !arguments.is_empty() {
        return Err(Failure::new("size takes no arguments"));
    }
    check()
}

/// Prints the sizes of the built page; fails above the limit.
pub(crate) fn check() -> Result<(), Failure> {
    let (first, later) = loads(&paths::dist())?;
    let rows = weighed(first)?;
    let later = weighed(later)?;
    let total = |size: fn(&Row) -> usize| rows.iter().map(size).sum::<usize>();
    let total = Row {
        name: "in total".to_owned(),
        raw: total(|row| row.raw),
        gzip: total(|row| row.gzip),
        brotli: total(|row| row.brotli),
    };
    println!(
        "{:<48} {:>10} {:>10} {:>10}",
        "first load, bytes", "raw", "gzip", "brotli"
    );
    for row in rows.iter().chain([&total]) {
        println!(
            "{:<48} {:>10} {:>10} {:>10}",
            row.name, row.raw, row.gzip, row.brotli
        );
    }
    for row in &later {
        println!(
            "{:<48} {:>10} {:>10} {:>10}",
            format!("later: {}", row.name),
            row.raw,
            row.gzip,
            row.brotli
        );
    }
    println!("{:<48} {:>10} {:>10} {:>10}", "aim", "", "", AIM);
    println!("{:<48} {:>10} {:>10} {:>10}", "limit", "", "", LIMIT);
    if total.brotli > AIM {
        println!("still {} bytes above the aim", total.brotli - AIM);
    }
    if total.brotli <= LIMIT {
        return Ok(());
    }
    Err(Failure::new(format!(
        "a first load is {} bytes above its limit",
        total.brotli - LIMIT
    )))
}

/// The bytes of a first load, after brotli.
pub(crate) fn first_load() -> Result<usize, Failure> {
    let (first, _) = loads(&paths::dist())?;
    Ok(weighed(first)?.iter().map(|row| row.brotli).sum())
}

fn weighed(files: Vec<File>) -> Result<Vec<Row>, Failure> {
    files
        .into_iter()
        .map(|(name, bytes)| {
            let gzip = gzip(&bytes).context(|| format!("compress {name}"))?;
            let brotli = brotli(&bytes).context(|| format!("compress {name}"))?.len();
            Ok(Row {
                name,
                raw: bytes.len(),
                gzip,
                brotli,
            })
        })
        .collect()
}

/// A file's name in dist/ and its bytes.
pub(crate) type File = (String, Vec<u8>);

/// The files of a first load, index.html first, the others in order of name; and all that is left.
fn loads(dist: &Path) -> Result<(Vec<File>, Vec<File>), Failure> {
    let start = dist.join("index.html");
    let start = fs::read(&start)
        .context(|| format!("read {}", start.display()))
        .map_err(|failure| failure.hint("cargo xtask build"))?;
    let mut others = Vec::new();
    collect(dist, dist, &mut others)?;
    others.retain(|(name, _)| name != "index.html");
    others.sort();
    let mut counted = vec![("index.html".to_owned(), start)];
    let mut at = 0;
    while let Some((_, bytes)) = counted.get(at) {
        let (named, left): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|(name, _)| !is_later(name) && contains(bytes, name));
        counted.extend(named);
        others = left;
        at += 1;
    }
    Ok((counted, others))
}

fn is_later(name: &str) -> bool {
    let mut later = LATER.iter().chain(&LATER_STYLES);
    later.any(|later| name.starts_with(later))
}

/// All files below a folder, with names relative to `root`.
pub(crate) fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).context(|| format!("read {}", folder.display()))? {
        let path = entry
            .context(|| format!("read {}", folder.display()))?
            .path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .into_owned();
            let bytes = fs::read(&path).context(|| format!("read {}", path.display()))?;
            files.push((name, bytes));
        }
    }
    Ok(())
}

fn contains(bytes: &[u8], name: &str) -> bool {
    bytes
        .windows(name.len())
        .any(|window| window == name.as_bytes())
}

fn gzip(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// Compressed with brotli at its highest level.
pub(crate) fn brotli(mut bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let level = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut bytes, &mut packed, &level)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_load_is_what_is_named() {
        let dist = std::env::temp_dir().join(format!("crossread-size-{}", std::process::id()));
        fs::create_dir_all(dist.join("data")).expect("a folder");
        let file = |name: &str, text: &str| fs::write(dist.join(name), text).expect("a file");
        file("index.html", "<script src=./a.js></script>");
        file("data/corpus.bin", "corpus");
        file("README.txt", "not loaded, though it names index.html");
        file("crossread-engine.js", "named in a.js, fetched later");
        file(
            "a.js",
            "fetch('./data/corpus.bin'); start('crossread-engine.js')",
        );
        let (first, later) = loads(&dist).expect("files");
        let names = |files: Vec<File>| files.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(first), ["index.html", "a.js", "data/corpus.bin"]);
        assert_eq!(names(later), ["README.txt", "crossread-engine.js"]);
        fs::remove_dir_all(dist).expect("the folder is removed");
    }

    #[test]
    fn compression_makes_it_smaller() {
        let text = "the same words, ".repeat(100);
        assert!(gzip(text.as_bytes()).is_ok_and(|size| size < 100));
        assert!(brotli(text.as_bytes()).is_ok_and(|packed| packed.len() < 60));
    }
}
