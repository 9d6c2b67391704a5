//! `cargo xtask twice`: builds what is committed two times from nothing, in folders of different names and lengths,
//! and compares every file of the two pages.

use crate::failure::{Context, Failure};
use crate::{paths, process, size, steps};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    if !arguments.is_empty() {
        return Err(Failure::new("twice takes no arguments"));
    }
    let [one, other] = [built("one")?, built("another, elsewhere")?];
    let names: Vec<&String> = one.keys().chain(other.keys()).collect();
    let differ: Vec<&str> = names
        .into_iter()
        .filter(|name| one.get(*name) != other.get(*name))
        .map(String::as_str)
        .collect();
    if differ.is_empty() {
        let bytes: usize = one.values().map(Vec::len).sum();
        println!(
            "{} files, {bytes} bytes: the same in both builds",
            one.len()
        );
        return Ok(());
    }
    Err(Failure::new(format!(
        "two builds differ: {}",
        differ.join(", ")
    )))
}

/// The files of the page that is built from what is committed, by name.
fn built(name: &str) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let folder = paths::root().join("target/twice").join(name);
    // Nothing is there the first time.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).context(|| format!("make {}", folder.display()))?;
    unpack(&folder)?;
    steps::say(format!("building {name} (4 to 8 minutes)"));
    let mut build = Command::new("cargo");
    build
        .current_dir(&folder)
        .args(["xtask", "build"])
        .env_remove("CARGO_TARGET_DIR");
    process::logged(&mut build, &folder.join("build.log"))?;
    let dist = folder.join("dist");
    let mut files = Vec::new();
    size::collect(&dist, &dist, &mut files)?;
    Ok(files.into_iter().collect())
}

/// Writes what is committed into a folder.
fn unpack(folder: &Path) -> Result<(), Failure> {
    let mut archive = Command::new("git")
        .current_dir(paths::root())
        .args(["archive", "--format=tar", "HEAD"])
        .stdout(Stdio::piped())
        .spawn()
        .context(|| "start git archive".to_owned())?;
    let tar = archive.stdout.take().map_or_else(Stdio::null, Stdio::from);
    let unpacked = Command::new("tar")
        .arg("-x")
        .current_dir(folder)
        .stdin(tar)
        .status()
        .context(|| "start tar".to_owned())?;
    let archived = archive
        .wait()
        .context(|| "wait for git archive".to_owned())?;
    if archived.success() && unpacked.success() {
        Ok(())
    } else {
        Err(Failure::new("what is committed could not be unpacked"))
    }
}
