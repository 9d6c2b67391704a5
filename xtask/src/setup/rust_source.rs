//! The source of the standard library, of exactly the compiler's version.

use crate::failure::{Context, Failure};
use crate::{paths, process, steps};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Debian's suite that carries new compilers for its stable release.
const SUITE: &str = "trixie-backports";

/// The folder `library/` of Rust's source, unpacked below `work`.
pub(super) fn library(version: &str, work: &Path) -> Result<PathBuf, Failure> {
    debian_package(version, work).or_else(|failure| match archive(version, work)? {
        Some(library) => Ok(library),
        None => Err(failure),
    })
}

/// From Debian's package `rust-src`. The machine's own lists stay as they are:
/// the repository's address is asked of apt, and everything else goes below
/// `work`.
fn debian_package(version: &str, work: &Path) -> Result<PathBuf, Failure> {
    steps::say(format!("fetching Debian's package rust-src {version}"));
    let targets = process::answer(Command::new("apt-get").args([
        "indextargets",
        "--format",
        "$(REPO_URI)",
        "Created-By: Packages",
    ]))
    .unwrap_or_default();
    let repository = targets
        .lines()
        .find(|line| line.trim_end().ends_with("/debian/"))
        .ok_or_else(|| Failure::new("this machine's apt knows no repository of Debian"))?;
    let apt = work.join("apt");
    let unpacked = work.join("unpacked");
    for folder in [&apt.join("lists"), &apt.join("cache"), &unpacked] {
        fs::create_dir_all(folder).context(|| format!("make the folder {}", folder.display()))?;
    }
    let sources = apt.join("sources.list");
    fs::write(&sources, format!("deb {repository} {SUITE} main\n"))
        .context(|| format!("write {}", sources.display()))?;
    let options = [
        format!("Dir::Etc::sourcelist={}", sources.display()),
        "Dir::Etc::sourceparts=-".to_owned(),
        format!("Dir::State::Lists={}", apt.join("lists").display()),
        format!("Dir::Cache={}", apt.join("cache").display()),
        "APT::Sandbox::User=root".to_owned(),
    ];
    let package = format!("rust-src={version}*");
    for arguments in [&["update"][..], &["download", &package][..]] {
        let mut command = Command::new("apt-get");
        command.current_dir(&apt);
        for option in &options {
            command.args(["-o", option]);
        }
        process::logged(command.args(arguments), &super::log("rust-src"))?;
    }
    let package = fs::read_dir(&apt)
        .context(|| format!("read {}", apt.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .ok_or_else(|| Failure::new("apt downloaded no package"))?;
    process::logged(
        Command::new("dpkg").arg("-x").arg(&package).arg(&unpacked),
        &super::log("rust-src"),
    )?;
    let sources = unpacked.join("usr/src");
    fs::read_dir(&sources)
        .context(|| format!("read {}", sources.display()))?
        .filter_map(|entry| Some(entry.ok()?.path().join("library")))
        .find(|library| library.join("std").is_dir())
        .ok_or_else(|| Failure::new("the package rust-src holds no library/std"))
}

/// From an archive in the shared folder, if there is one for this version.
fn archive(version: &str, work: &Path) -> Result<Option<PathBuf>, Failure> {
    let archive = paths::shared()
        .join("toolchain")
        .join(format!("rust-src-{version}-library.tar.xz"));
    if !archive.is_file() {
        return Ok(None);
    }
    steps::say(format!("unpacking {}", archive.display()));
    let unpacked = work.join("unpacked");
    fs::create_dir_all(&unpacked).context(|| format!("make the folder {}", unpacked.display()))?;
    process::logged(
        Command::new("tar")
            .arg("-xJf")
            .arg(&archive)
            .arg("-C")
            .arg(&unpacked),
        &super::log("rust-src"),
    )?;
    Ok(Some(unpacked.join("library")).filter(|library| library.join("std").is_dir()))
}
