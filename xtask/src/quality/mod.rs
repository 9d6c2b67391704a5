//! `cargo xtask quality`: how often the program is right, on annotated texts.
//!
//! Sets: the annotated texts beside the checkout and the articles that belong to others (left out
//! aloud where they are not there), the project's own goldens' development half, and with `--held`
//! the other half. `--renamed` measures names again with invented people and institutions,
//! `--peers` measures other programs' names, `--misses` prints every miss, `--write` writes the
//! tables of *How it works* and docs/QUALITY.md, `--json` prints rows for a machine.

mod gold;
mod peers;
mod rename;
mod report;
mod score;
mod sentence;

use crate::failure::{Context, Failure};
use crate::{paths, process, steps};
use gold::{Output, Set};
use report::{Measured, PeerRow, Renamed};
use score::Measure;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The articles that belong to others: id in the annotation, language, file.
const SEEDS: [(&str, &str, &str); 2] = [
    ("s0", "en", "000_d8907977097c795a.txt"),
    ("s2", "it", "002_66c0695b3c403433.txt"),
];

/// What was asked for.
#[derive(Default)]
struct Options {
    held: bool,
    renamed: bool,
    peers: bool,
    write: bool,
    json: bool,
    misses: bool,
}

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let mut options = Options::default();
    for argument in arguments {
        let option = match argument.as_str() {
            "--held" => &mut options.held,
            "--renamed" => &mut options.renamed,
            "--peers" => &mut options.peers,
            "--write" => &mut options.write,
            "--json" => &mut options.json,
            "--misses" => &mut options.misses,
            _ => {
                return Err(Failure::new(format!(
                    "quality takes --held, --renamed, --peers, --misses, --json and --write, not «{argument}»"
                )));
            }
        };
        *option = true;
    }
    let program = build()?;
    let known = known_names()?;
    let mut measured = Vec::new();
    for sets in batches(options.held)? {
        measure(&program, &sets, &known, &options, &mut measured)?;
    }
    if options.json {
        println!("{:#}", report::json(&measured));
    } else {
        for set in &measured {
            print!("{}", report::text(set));
            print!("{}", report::causes_text("all stages", &set.scores));
            print!("{}", report::rules_text(&set.scores));
            if options.misses {
                print!("{}", report::misses_text(&set.scores, None));
                if let Some(renamed) = &set.renamed {
                    println!("\nnames, invented:");
                    print!("{}", report::misses_text(&renamed.scores, Some("names")));
                }
            }
        }
    }
    if options.write {
        write(&measured, &shown(arguments))?;
    }
    for set in &measured {
        for loss in report::losing_too_much(set) {
            steps::say(format!(
                "{}: {loss} points when names are invented; {} may be lost",
                set.name,
                report::MAY_LOSE
            ));
        }
    }
    Ok(())
}

/// The command as a person types it.
fn shown(arguments: &[String]) -> String {
    let words = arguments.iter().map(String::as_str);
    let words: Vec<&str> = ["cargo", "xtask", "quality"]
        .into_iter()
        .chain(words)
        .collect();
    words.join(" ")
}

/// Builds the native program; its file.
fn build() -> Result<PathBuf, Failure> {
    steps::say("building the native program in release mode");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(paths::root()).args([
        "build",
        "--release",
        "--package",
        "crossread",
        "--message-format",
        "json-render-diagnostics",
    ]);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context(|| format!("start «{}»", process::shown(&command)))?;
    if !output.status.success() {
        return Err(Failure::new("cannot build crossread; the reason is above"));
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .next_back()
        .ok_or_else(|| Failure::new("cargo built no program"))
}

/// The normal names of the program's tables, in all languages.
fn known_names() -> Result<BTreeSet<String>, Failure> {
    let mut names = BTreeSet::new();
    for table in ["actors.tsv", "countries.tsv", "places.tsv"] {
        let path = paths::root().join("core/data").join(table);
        let text = fs::read_to_string(&path).context(|| format!("read {}", path.display()))?;
        let mut lines = text.lines().filter(|l| !l.starts_with('#'));
        let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let columns: Vec<usize> = head
            .iter()
            .enumerate()
            .filter(|(_, h)| matches!(**h, "en" | "it" | "fr" | "ar" | "ru"))
            .map(|(i, _)| i)
            .collect();
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            let cells = columns.iter().filter_map(|c| cells.get(*c));
            names.extend(cells.flat_map(|c| c.split('|')).map(score::normal));
        }
    }
    Ok(names)
}

/// The sets; those of one batch are analysed together.
fn batches(held: bool) -> Result<Vec<Vec<Set>>, Failure> {
    let mut batches = Vec::new();
    let shared = paths::shared();
    let (docs, annotated) = (shared.join("gold/docs"), shared.join("gold/gold"));
    if docs.is_dir() && annotated.is_dir() {
        let mut sets = vec![gold::read(
            "annotated texts beside the checkout",
            &docs,
            &annotated,
            |_| true,
        )?];
        let seeds =
            SEEDS.map(|(id, language, file)| (id, language, shared.join("seeds").join(file)));
        if seeds.iter().all(|(_, _, file)| file.is_file()) {
            sets.push(gold::read_named(
                "articles of others",
                &seeds,
                &annotated,
                "seeds-alignments.json",
            )?);
        } else {
            steps::say("SKIPPED: the articles of others are not there");
        }
        batches.push(sets);
    } else {
        steps::say(format!(
            "SKIPPED: no annotated texts in {} (CROSSREAD_SHARED names another folder)",
            shared.display()
        ));
    }
    let own = paths::root().join("tests/gold");
    let mut half = |name, set: &'static str| -> Result<(), Failure> {
        let of = move |entry: &Value| entry["set"] == set;
        batches.push(vec![own_set(name, &own, of)?]);
        Ok(())
    };
    half("own goldens, development", "dev")?;
    if held {
        half("own goldens, held out", "held")?;
    }
    Ok(batches)
}

fn own_set(name: &'static str, folder: &Path, of: impl Fn(&Value) -> bool) -> Result<Set, Failure> {
    gold::read(name, folder, folder, of)
}

/// Runs the program on files.
fn analyse(program: &Path, files: &[&Path]) -> Result<Value, Failure> {
    let mut command = Command::new(program);
    command
        .current_dir(paths::root())
        .arg("analyse")
        .args(files)
        .args(["--format", "json"]);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .context(|| format!("start «{}»", program.display()))?;
    if !output.status.success() {
        return Err(Failure::new("the program failed")
            .hint(format!("run it by itself: {}", process::shown(&command))));
    }
    serde_json::from_slice(&output.stdout).context(|| "read what the program printed".to_owned())
}

fn outputs(program: &Path, sets: &[Set]) -> Result<Vec<Output>, Failure> {
    let files: Vec<&Path> = sets
        .iter()
        .flat_map(|s| s.texts.iter().map(|t| t.file.as_path()))
        .collect();
    let value = analyse(program, &files)?;
    let each = sets.iter();
    each.map(|s| gold::output(&value, &s.texts)).collect()
}

/// Measures the sets of one batch.
fn measure(
    program: &Path,
    sets: &[Set],
    known: &BTreeSet<String>,
    options: &Options,
    measured: &mut Vec<Measured>,
) -> Result<(), Failure> {
    let is_known = |name: &str| known.contains(name);
    let given = outputs(program, sets)?;
    let from = measured.len();
    for (set, output) in sets.iter().zip(&given) {
        measured.push(Measured {
            name: set.name,
            texts: set.texts.len(),
            scores: score::set(set, output, &is_known),
            renamed: None,
            peers: Vec::new(),
        });
    }
    if options.renamed {
        let folder = paths::cache().join("work").join("renamed");
        let mut renamed = Vec::new();
        for set in sets {
            let (mut set, replaced) = rename::set(set, &paths::root())?;
            write_texts(&mut set, &folder)?;
            renamed.push((set, replaced));
        }
        let sets: Vec<Set> = renamed.iter().map(|(s, _)| s.clone()).collect();
        let given = outputs(program, &sets)?;
        for (i, (set, replaced)) in renamed.iter().enumerate() {
            measured[from + i].renamed = Some(Renamed {
                scores: score::set(set, &given[i], &is_known),
                replaced: *replaced,
            });
        }
    }
    if options.peers {
        if let Some(program) = peers::missing() {
            return Err(Failure::new(format!("--peers needs {program}"))
                .hint("install Python 3 and Node.js 18 or newer"));
        }
        for (i, set) in sets.iter().enumerate() {
            let english = peers::english(set);
            if english.texts.is_empty() {
                continue;
            }
            let row = |name, scores: &score::Scores| {
                let tally = scores.get(peers::LANGUAGE).map(|s| &s.tally);
                let of = |m| tally.map(|t| t.get(m)).unwrap_or_default();
                PeerRow {
                    name,
                    exact: of(Measure::NamesExact),
                    kind: of(Measure::NamesKind),
                }
            };
            let mut rows = vec![row("crossread", &measured[from + i].scores)];
            for peer in &peers::PEERS {
                let scores = score::set(&english, &peer.names(&english)?, &is_known);
                rows.push(row(peer.name, &scores));
            }
            measured[from + i].peers = rows;
        }
    }
    Ok(())
}

/// Writes changed texts, so that the program can read them.
fn write_texts(set: &mut Set, folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).context(|| format!("make the folder {}", folder.display()))?;
    for text in &mut set.texts {
        let name = text.file.file_name().unwrap_or_default();
        let file = folder.join(name);
        fs::write(&file, &text.body).context(|| format!("write {}", file.display()))?;
        text.file = file;
    }
    Ok(())
}

/// Writes the tables of the page and docs/QUALITY.md. The page shows the held-out texts where they
/// were measured, else the development half.
fn write(measured: &[Measured], command: &str) -> Result<(), Failure> {
    let Some(page) = measured.last() else {
        return Ok(());
    };
    let root = paths::root();
    for (path, text) in [
        ("src/ui/how/quality.tsv", report::page_table(page, command)),
        ("src/ui/how/rules.tsv", report::rule_table(page, command)),
        ("docs/QUALITY.md", report::markdown(measured, command)),
    ] {
        let file = root.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)
                .context(|| format!("make the folder {}", folder.display()))?;
        }
        fs::write(&file, text).context(|| format!("write {}", file.display()))?;
        steps::say(format!("written: {path}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
