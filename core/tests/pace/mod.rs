//! Work on hostile input is held against ordinary work of the same size in the same run: a clock alone would fail on
//! a busy machine.

use crossread::analysis::analyse;
use crossread::corpus::Document;
use crossread::import::{Read, read_all};
use std::time::{Duration, Instant};

/// Bytes of ordinary text that are the measure.
const MEASURE: usize = 64_000;
/// How many times as long as ordinary input of its size hostile input may take. Quadratic work on a megabyte takes
/// thousands of times as long.
const TIMES: u32 = 60;
/// A machine that turns to something else is asked again.
const ATTEMPTS: usize = 3;

const SENTENCE: &str = "The commander of the eastern forces arrived in the capital on Thursday, where he met the \
    minister of defence for talks that lasted three hours, two officials said. ";

/// Reads a file, held against an ordinary page with as many bytes.
#[track_caller]
pub fn read_soon(name: &str, bytes: &[u8]) -> Read {
    let page = format!(
        "<html><body><article>{}</article></body></html>",
        format!("<p>{SENTENCE}</p>").repeat(MEASURE / SENTENCE.len())
    );
    let mut read = None;
    soon(
        name,
        bytes.len(),
        || drop(read_all("ordinary.html", page.as_bytes())),
        || read = Some(read_all(name, bytes)),
    );
    read.expect("it was read")
}

/// Analyses an article, held against an ordinary one with as many bytes.
#[track_caller]
#[allow(dead_code, reason = "not every file of tests analyses")]
pub fn analyse_soon(name: &str, document: &Document) {
    let ordinary = Document {
        body: SENTENCE.repeat(MEASURE / SENTENCE.len()),
        ..document.clone()
    };
    soon(
        name,
        document.body.len(),
        || drop(analyse([ordinary.clone()])),
        || drop(analyse([document.clone()])),
    );
}

#[track_caller]
fn soon(name: &str, bytes: usize, mut ordinary: impl FnMut(), mut hostile: impl FnMut()) {
    let parts = u32::try_from(bytes.div_ceil(MEASURE))
        .unwrap_or(u32::MAX)
        .max(1);
    let mut told = (Duration::ZERO, Duration::ZERO);
    for _ in 0..ATTEMPTS {
        let measure = time(&mut ordinary) * parts;
        let took = time(&mut hostile);
        if took <= measure * TIMES {
            return;
        }
        told = (took, measure);
    }
    panic!(
        "{name}: {:?}; an ordinary one of its size takes {:?}",
        told.0, told.1
    );
}

fn time(work: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
