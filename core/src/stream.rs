//! Corpora of any size: JSON lines in, JSON lines out, on all cores, in constant memory.
//!
//! A line is read, analysed and written on its own; at most `WINDOW` lines a thread are under
//! way, and what comes out keeps the order of what goes in.

use crate::analysis::analyse;
use crate::export::json;
use crate::import::json::line;
use crate::import::{LARGEST, Problem};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread;

/// Lines under way for each thread.
const WINDOW: u64 = 8;

/// A source of lines: its name in messages, and its bytes.
pub type Source = (String, Box<dyn BufRead + Send>);

/// How far a stream is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Documents written.
    pub written: u64,
    /// Lines that could not be used.
    pub failed: u64,
    /// Bytes read.
    pub bytes: u64,
}

struct Job {
    index: u64,
    place: String,
    /// The line, or why it could not be read.
    line: Result<Vec<u8>, Problem>,
    /// Bytes read up to here.
    bytes: u64,
}

struct Done {
    index: u64,
    bytes: u64,
    result: Result<String, Problem>,
}

/// How many lines are written or told, and whether to stop.
#[derive(Default)]
struct Gate {
    state: Mutex<(u64, bool)>,
    moved: Condvar,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, (u64, bool)> {
        self.state
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Waits until a line may be read; false if there is nobody left to read for.
    fn enter(&self, index: u64, window: u64) -> bool {
        let mut state = self.lock();
        while index >= state.0 + window && !state.1 {
            state = self
                .moved
                .wait(state)
                .unwrap_or_else(|poisoned| poisoned.into_inner());
        }
        !state.1
    }

    fn advance(&self, written: u64, stop: bool) {
        let mut state = self.lock();
        *state = (written, state.1 || stop);
        self.moved.notify_all();
    }
}

/// Analyses every line of the sources and writes one line for each that can be used. `tell` is
/// called for each that can't, `progress` after each line.
///
/// # Errors
/// Where `out` cannot be written; a closed pipe among them.
pub fn run(
    sources: Vec<Source>,
    threads: usize,
    out: &mut dyn Write,
    tell: &mut dyn FnMut(&Problem),
    progress: &mut dyn FnMut(Progress),
) -> io::Result<Progress> {
    let threads = threads.max(1);
    let gate = Gate::default();
    let (to_workers, jobs) = sync_channel::<Job>(threads);
    let jobs = Mutex::new(jobs);
    let (to_writer, done) = channel::<Done>();
    thread::scope(|scope| {
        let (gate, jobs) = (&gate, &jobs);
        scope.spawn(move || {
            let window = threads as u64 * WINDOW;
            read(sources, window, gate, &mut |job| {
                to_workers.send(job).is_ok()
            });
        });
        for _ in 0..threads {
            let to_writer = to_writer.clone();
            scope.spawn(move || work(jobs, &to_writer));
        }
        drop(to_writer);
        let mut at = Progress::default();
        let mut next = 0;
        let mut waiting: BTreeMap<u64, Done> = BTreeMap::new();
        let mut result = Ok(());
        for finished in done {
            waiting.insert(finished.index, finished);
            while let Some(finished) = waiting.remove(&next) {
                next += 1;
                at.bytes = finished.bytes;
                match finished.result {
                    Ok(text) if result.is_ok() => {
                        result = out
                            .write_all(text.as_bytes())
                            .and_then(|()| out.write_all(b"\n"));
                        at.written += u64::from(result.is_ok());
                    }
                    Ok(_) => {}
                    Err(problem) => {
                        at.failed += 1;
                        tell(&problem);
                    }
                }
                gate.advance(next, result.is_err());
                progress(at);
            }
        }
        result.and_then(|()| out.flush()).map(|()| at)
    })
}

/// Reads lines until the sources end or nobody wants them.
fn read(sources: Vec<Source>, window: u64, gate: &Gate, send: &mut dyn FnMut(Job) -> bool) {
    let (mut index, mut bytes) = (0, 0);
    for (name, mut source) in sources {
        for number in 1u64.. {
            let place = format!("{name}:{number}");
            let mut buffer = Vec::new();
            let limit = LARGEST as u64 + 1;
            let read = source.by_ref().take(limit).read_until(b'\n', &mut buffer);
            let line = match read {
                Ok(0) => break,
                Ok(read) => {
                    bytes += read as u64;
                    if read as u64 == limit && !buffer.ends_with(b"\n") {
                        buffer.clear();
                        let rest = skip_line(&mut *source);
                        bytes += rest;
                        let message = format!("the line has more than {} MB", LARGEST >> 20);
                        Err(Problem::new(&place, message, "divide the document"))
                    } else if buffer.trim_ascii().is_empty() {
                        continue;
                    } else {
                        Ok(buffer)
                    }
                }
                Err(e) => Err(Problem::new(
                    &place,
                    format!("it cannot be read: {e}"),
                    "check the file",
                )),
            };
            let broken = line
                .as_ref()
                .is_err_and(|p| p.message.starts_with("it cannot"));
            let job = Job {
                index,
                place,
                line,
                bytes,
            };
            if !gate.enter(index, window) || !send(job) {
                return;
            }
            index += 1;
            if broken {
                break;
            }
        }
    }
}

/// Passes over what is left of a line; how many bytes that were.
fn skip_line(source: &mut dyn BufRead) -> u64 {
    let mut skipped = 0;
    while let Ok(buffer) = source.fill_buf() {
        let end = buffer.iter().position(|b| *b == b'\n');
        let length = end.map_or(buffer.len(), |at| at + 1);
        if length == 0 {
            break;
        }
        source.consume(length);
        skipped += length as u64;
        if end.is_some() {
            break;
        }
    }
    skipped
}

fn work(jobs: &Mutex<Receiver<Job>>, to_writer: &Sender<Done>) {
    loop {
        let job = jobs
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .recv();
        let Ok(job) = job else { return };
        let Job {
            index,
            place,
            line,
            bytes,
        } = job;
        let result = line.and_then(|line| {
            // An error in the program spoils one line, not the run.
            catch_unwind(AssertUnwindSafe(|| one(&place, &line))).unwrap_or_else(|_| {
                Err(Problem::new(
                    &place,
                    "the analysis failed",
                    "tell the makers of crossread which text it was",
                ))
            })
        });
        let done = Done {
            index,
            bytes,
            result,
        };
        if to_writer.send(done).is_err() {
            return;
        }
    }
}

fn one(place: &str, bytes: &[u8]) -> Result<String, Problem> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Problem::new(place, "the line is not UTF-8", "write the file as UTF-8"))?;
    let document = line(place, text)?;
    Ok(json::line(&analyse([document]), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(text: &str, threads: usize) -> (Vec<String>, Vec<String>) {
        let mut out = Vec::new();
        let mut told = Vec::new();
        let source: Source = (
            "x".into(),
            Box::new(io::Cursor::new(text.as_bytes().to_vec())),
        );
        let mut tell = |p: &Problem| told.push(p.to_string());
        let end = run(vec![source], threads, &mut out, &mut tell, &mut |_| ()).expect("written");
        let out: Vec<String> = String::from_utf8_lossy(&out)
            .lines()
            .map(String::from)
            .collect();
        assert_eq!(
            (end.written as usize, end.failed as usize),
            (out.len(), told.len())
        );
        assert_eq!(end.bytes as usize, text.len());
        (out, told)
    }

    #[test]
    fn the_order_is_kept_and_bad_lines_are_told() {
        let mut text = String::new();
        for i in 0..60 {
            let body = "Khalifa Haftar met Vladimir Putin in Moscow. ".repeat(i % 7 + 1);
            text += &match i {
                20 => "{\"id\": 3".to_string() + "\n",
                40 => "{\"id\": \"d\", \"body\": \" \"}\n".to_string(),
                41 => "\n".to_string(),
                _ => format!("{{\"id\": \"d{i}\", \"language\": \"en\", \"body\": \"{body}\"}}\n"),
            };
        }
        let (one, told) = stream(&text, 1);
        assert_eq!((one.len(), told.len()), (57, 2));
        assert!(
            told[0].starts_with("x:21: ") && told[1].starts_with("x:41: "),
            "{told:?}"
        );
        let (many, again) = stream(&text, 5);
        assert!(one == many && told == again);
        let at = |id: &str| {
            many.iter()
                .position(|l| l.contains(&format!("\"id\":\"{id}\"")))
        };
        assert!(at("d3") < at("d30") && at("d3").is_some());
    }

    #[test]
    fn a_reader_that_leaves_ends_it() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let text = "{\"id\": \"a\", \"language\": \"xx\", \"body\": \"A text.\"}\n".repeat(500);
        let source: Source = ("x".into(), Box::new(io::Cursor::new(text.into_bytes())));
        assert!(run(vec![source], 2, &mut Closed, &mut |_| (), &mut |_| ()).is_err());
    }
}
