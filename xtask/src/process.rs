//! Other programs: run, watched, their output kept.

use crate::failure::{Context, Failure};
use crate::steps;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a quiet program may work before a sign of life is printed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// What a program printed (both streams, in order of arrival) and how it ended.
pub(crate) struct Outcome {
    /// Whether it ended with exit code 0.
    pub(crate) success: bool,
    /// Its output, without terminal colours.
    pub(crate) output: String,
}

/// The command line as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| {
        let word = word.to_string_lossy();
        if word.contains([' ', '*', '$', '(']) {
            format!("'{word}'")
        } else {
            word.into_owned()
        }
    }));
    words.join(" ")
}

/// The standard output of a program that should succeed, trimmed; `None` if
/// it is missing or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program whose output goes to a log file; prints a sign of life now
/// and then. A failure holds the end of the log.
pub(crate) fn logged(command: &mut Command, log: &Path) -> Result<(), Failure> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).context(|| format!("make the folder {}", folder.display()))?;
    }
    let file = File::create(log).context(|| format!("write {}", log.display()))?;
    let twin = file
        .try_clone()
        .context(|| format!("write {}", log.display()))?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(twin)
        .spawn()
        .context(|| format!("start «{}»", shown(command)))?;
    let mut last_sign = Instant::now();
    let status = loop {
        if let Some(status) = child
            .try_wait()
            .context(|| "wait for a program".to_owned())?
        {
            break status;
        }
        if last_sign.elapsed() >= SIGN_OF_LIFE {
            last_sign = Instant::now();
            let log = log_end(log, 1).join(" ");
            steps::say(format!("  … {}", log.trim()));
        }
        thread::sleep(Duration::from_millis(50));
    };
    if status.success() {
        return Ok(());
    }
    let mut message = format!("«{}» failed ({status}); it said last:", shown(command));
    for line in log_end(log, 25) {
        message.push_str("\n    ");
        message.push_str(&line);
    }
    Err(Failure::new(message).hint(format!("read {}", log.display())))
}

/// The last lines of a log file.
fn log_end(log: &Path, lines: usize) -> Vec<String> {
    let mut tail = Vec::new();
    if let Ok(mut file) = File::open(log) {
        let length = file.metadata().map_or(0, |data| data.len());
        let start = length.saturating_sub(8192);
        if file.seek(SeekFrom::Start(start)).is_ok() {
            // A log that cannot be read shows nothing; the failure is told anyway.
            let _ = file.read_to_end(&mut tail);
        }
    }
    let text = without_colours(&String::from_utf8_lossy(&tail));
    let all: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    all[all.len().saturating_sub(lines)..]
        .iter()
        .map(|&line| line.to_owned())
        .collect()
}

/// Runs a program, shows its output as it comes, and keeps it.
pub(crate) fn watched(command: &mut Command) -> Result<Outcome, Failure> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context(|| format!("start «{}»", shown(command)))?;
    let kept = Arc::new(Mutex::new(String::new()));
    let readers = [
        child
            .stdout
            .take()
            .map(|stream| copy(stream, Arc::clone(&kept))),
        child
            .stderr
            .take()
            .map(|stream| copy(stream, Arc::clone(&kept))),
    ];
    let status = child
        .wait()
        .context(|| format!("wait for «{}»", shown(command)))?;
    for reader in readers.into_iter().flatten() {
        if reader.join().is_err() {
            return Err(Failure::new(format!(
                "cannot read what «{}» prints",
                shown(command)
            )));
        }
    }
    let output = match kept.lock() {
        Ok(text) => without_colours(&text),
        Err(poisoned) => without_colours(&poisoned.into_inner()),
    };
    Ok(Outcome {
        success: status.success(),
        output,
    })
}

/// Copies a program's stream to standard error, line by line, and keeps it.
fn copy(stream: impl Read + Send + 'static, kept: Arc<Mutex<String>>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut stream = BufReader::new(stream);
        let mut line = Vec::new();
        while stream
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            // Where standard error is closed there is nobody to tell.
            let _ = std::io::stderr().write_all(&line);
            if let Ok(mut kept) = kept.lock() {
                kept.push_str(&String::from_utf8_lossy(&line));
            }
            line.clear();
        }
    })
}

/// Takes out terminal control sequences (ECMA-48 CSI).
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        if letter != '\u{1b}' {
            plain.push(letter);
        } else if rest.next() == Some('[') {
            for letter in rest.by_ref() {
                if ('@'..='~').contains(&letter) {
                    break;
                }
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_out() {
        assert_eq!(
            without_colours("\u{1b}[32;1m3 passed\u{1b}[0m, 0"),
            "3 passed, 0"
        );
        assert_eq!(without_colours("plain"), "plain");
    }

    #[test]
    fn a_missing_program_has_no_answer() {
        assert_eq!(answer(&mut Command::new("no-such-program-here")), None);
    }
}
