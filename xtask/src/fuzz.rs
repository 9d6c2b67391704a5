//! `cargo xtask fuzz`: lets libFuzzer look for bytes that break what fuzz/ does with them, each target for so many
//! seconds, and keeps the least set of cases that runs all that was found (fuzz/cases/).
//!
//! What breaks something ends the command; libFuzzer says where it has put the bytes.

use crate::failure::{Context, Failure};
use crate::{paths, process, setup, steps};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The targets, as fuzz/Cargo.toml names them.
const TARGETS: [&str; 5] = ["import", "analyse", "news", "packed", "page"];
/// Seconds that each runs without another number: an hour and a quarter in all.
const SECONDS: u64 = 900;
/// Longest case in bytes: long texts are slow and say little more.
const LONGEST: usize = 2048;
/// Cases of a target that are kept, of all lengths.
const KEPT: usize = 300;

/// The command: `[TARGET] [SECONDS]`.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let mut chosen = TARGETS.to_vec();
    let mut seconds = SECONDS;
    for word in arguments {
        match (TARGETS.iter().find(|target| *target == word), word.parse()) {
            (Some(target), _) => chosen = vec![target],
            (None, Ok(number)) => seconds = number,
            (None, Err(_)) => {
                return Err(Failure::new(format!(
                    "«{word}» is no target and no number of seconds"
                ))
                .hint(format!(
                    "cargo xtask fuzz [{}] [SECONDS]",
                    TARGETS.join(" | ")
                )));
            }
        }
    }
    let program = setup::cargo_fuzz()?;
    let mut told = Vec::new();
    for target in chosen {
        let found = corpus(target);
        unpack(target, &found)?;
        steps::say(format!("fuzzing {target} for {seconds} s"));
        let executions = fuzz(&program, target, &found, seconds)?;
        let least = found.with_extension("least");
        minimise(&program, target, &found, &least)?;
        told.push(format!(
            "| {target} | {executions} | {} | {} |",
            executions / seconds.max(1),
            pack(target, &least)?
        ));
    }
    println!("\n| target | executions | a second | cases kept |\n| --- | ---: | ---: | ---: |");
    println!("{}", told.join("\n"));
    Ok(())
}

/// Where a target's cases are while it runs.
fn corpus(target: &str) -> PathBuf {
    paths::root().join("target/fuzz/corpus").join(target)
}

/// The file of a target's cases that broke something once, kept by hand.
fn mended(target: &str) -> PathBuf {
    paths::root().join(format!("fuzz/mended/{target}.txt"))
}

/// The file that keeps a target's cases, one a line.
fn cases(target: &str) -> PathBuf {
    paths::root().join(format!("fuzz/cases/{target}.txt"))
}

/// A subcommand of cargo-fuzz. Without a sanitizer, the project's compiler will do: there is no unsafe code to watch.
fn cargo_fuzz(program: &Path, word: &str, target: &str) -> Command {
    let mut command = Command::new(program);
    // A tool that ends with an error need not say where in itself.
    command
        .current_dir(paths::root())
        .env("RUST_BACKTRACE", "0")
        .args([
            "fuzz",
            word,
            "--fuzz-dir",
            "fuzz",
            "--target-dir",
            "target/fuzz/build",
            "--features",
            "libfuzzer",
            "--sanitizer",
            "none",
            target,
        ]);
    command
}

/// Runs a target; gives the number of executions.
fn fuzz(program: &Path, target: &str, found: &Path, seconds: u64) -> Result<u64, Failure> {
    let mut command = cargo_fuzz(program, "run", target);
    command.arg(found).arg("--").args([
        format!("-max_total_time={seconds}"),
        format!("-max_len={LONGEST}"),
        "-timeout=20".to_owned(),
        "-print_final_stats=1".to_owned(),
    ]);
    let out = command
        .output()
        .context(|| format!("run {}", program.display()))?;
    let text = String::from_utf8_lossy(&out.stderr);
    if !out.status.success() {
        let lines: Vec<&str> = text.lines().collect();
        let end = lines[lines.len().saturating_sub(40)..].join("\n");
        return Err(Failure::new(format!("{target} breaks:\n{end}")));
    }
    let executions = text
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    executions
        .and_then(|number| number.trim().parse().ok())
        .ok_or_else(|| Failure::new(format!("{target} does not say how often it ran")))
}

/// The fewest cases that run all that these do.
fn minimise(program: &Path, target: &str, found: &Path, least: &Path) -> Result<(), Failure> {
    // Nothing is there the first time.
    let _ = fs::remove_dir_all(least);
    fs::create_dir_all(least).context(|| format!("make {}", least.display()))?;
    // libFuzzer's own way, into another folder, so that an interruption loses nothing.
    let mut command = cargo_fuzz(program, "run", target);
    command.arg(least).arg(found).args(["--", "-merge=1"]);
    let log = paths::root().join(format!("target/fuzz/{target}.merge.log"));
    process::logged(&mut command, &log)
}

/// Writes the kept cases as files of their own.
fn unpack(target: &str, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to).context(|| format!("make {}", to.display()))?;
    for (name, file) in [("kept", cases(target)), ("mended", mended(target))] {
        // A new target has none.
        let text = fs::read_to_string(&file).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            let bytes: Option<Vec<u8>> = (0..line.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(line.get(at..at + 2)?, 16).ok())
                .collect();
            let bytes = bytes.ok_or_else(|| {
                Failure::new(format!(
                    "{}: line {} is no case",
                    file.display(),
                    number + 1
                ))
            })?;
            let file = to.join(format!("{name}-{number}"));
            fs::write(&file, bytes).context(|| format!("write {}", file.display()))?;
        }
    }
    Ok(())
}

/// Keeps cases; gives how many.
fn pack(target: &str, from: &Path) -> Result<usize, Failure> {
    let mut all = Vec::new();
    for entry in fs::read_dir(from).context(|| format!("read {}", from.display()))? {
        let file = entry.context(|| format!("read {}", from.display()))?.path();
        all.push(fs::read(&file).context(|| format!("read {}", file.display()))?);
    }
    all.sort_by(|x, y| (x.len(), x).cmp(&(y.len(), y)));
    let each = all.len().div_ceil(KEPT).max(1);
    let all: Vec<Vec<u8>> = all.into_iter().step_by(each).collect();
    let lines: Vec<String> = all
        .iter()
        .map(|bytes| {
            bytes
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
                + "\n"
        })
        .collect();
    let file = cases(target);
    fs::write(&file, lines.concat()).context(|| format!("write {}", file.display()))?;
    Ok(all.len())
}
