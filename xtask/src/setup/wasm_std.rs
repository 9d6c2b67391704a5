//! The standard library for wasm32-unknown-unknown.
//!
//! Whether it is there is decided by compiling an empty crate, because one that
//! was made from source is not in rustup's lists. rustup's files and made ones
//! must not lie side by side: rustc then finds two candidates for each crate.

use super::rust_source;
use crate::failure::{Context, Failure};
use crate::{paths, process, steps};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
/// What this set-up leaves beside a library that it has made.
const MARK: &str = "made-from-source";

/// Finds the library, or has rustup install it, or makes it from source.
pub(super) fn ensure() -> Result<(), Failure> {
    if compiles()? {
        return Ok(());
    }
    let sysroot = sysroot()?;
    let folder = sysroot.join("lib/rustlib").join(TARGET);
    if folder.join(MARK).exists() {
        // Made by an earlier set-up for another compiler, or broken.
        super::remove(&folder)?;
    }
    steps::say(format!("rustup target add {TARGET}"));
    if rustup("add").is_ok() {
        if compiles()? {
            return Ok(());
        }
        // rustup believes that the files are there; it must forget them first.
        if rustup("remove").is_ok() && rustup("add").is_ok() && compiles()? {
            return Ok(());
        }
    }
    steps::say("rustup could not; making the library from source, once a user (2 minutes)");
    from_source(&sysroot, &folder).map_err(|failure| {
        failure.hint(format!(
            "rustup target add {TARGET}, with a network; then try again"
        ))
    })?;
    if compiles()? {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the library for {TARGET} was made, but does not work"
    ))
    .hint(format!(
        "remove {} and run: rustup target add {TARGET}",
        folder.display()
    )))
}

/// `rustup target add` or `rustup target remove`.
fn rustup(what: &str) -> Result<(), Failure> {
    let mut command = Command::new("rustup");
    command
        .current_dir(paths::root())
        .args(["target", what, TARGET]);
    process::logged(&mut command, &super::log("rustup"))
}

/// Whether an empty crate compiles.
fn compiles() -> Result<bool, Failure> {
    let work = super::work("empty-crate")?;
    let source = work.join("empty.rs");
    fs::write(
        &source,
        "pub fn empty() -> String {\n    String::new()\n}\n",
    )
    .context(|| format!("write {}", source.display()))?;
    let compiled = process::answer(
        Command::new("rustc")
            .current_dir(paths::root())
            .args([
                "--crate-type=lib",
                "--emit=metadata",
                "--target",
                TARGET,
                "--out-dir",
            ])
            .arg(&work)
            .arg(&source),
    );
    super::remove(&work)?;
    Ok(compiled.is_some())
}

fn sysroot() -> Result<PathBuf, Failure> {
    process::answer(
        Command::new("rustc")
            .current_dir(paths::root())
            .args(["--print", "sysroot"]),
    )
    .map(PathBuf::from)
    .ok_or_else(|| {
        Failure::new("rustc is not here").hint("install Rust with rustup: https://rustup.rs")
    })
}

/// The compiler's full version, such as «1.95.0-59807616e».
fn compiler() -> Result<(String, String), Failure> {
    let answer = process::answer(
        Command::new("rustc")
            .current_dir(paths::root())
            .arg("--version"),
    )
    .unwrap_or_default();
    let mut words = answer
        .split([' ', '('])
        .filter(|word| !word.is_empty())
        .skip(1);
    match (words.next(), words.next()) {
        (Some(version), Some(commit)) => Ok((version.to_owned(), format!("{version}-{commit}"))),
        _ => Err(Failure::new(format!(
            "cannot tell the compiler's version from «{answer}»"
        ))),
    }
}

/// Makes the library with cargo's build-std, keeps it in the cache, and puts it
/// into the compiler's sysroot.
fn from_source(sysroot: &Path, folder: &Path) -> Result<(), Failure> {
    let (version, full) = compiler()?;
    let made = paths::tools().join(format!("wasm32-std-{full}"));
    if !made.join(MARK).exists() {
        compile(sysroot, &version, &made)?;
    }
    // Whatever is there does not work.
    super::remove(folder)?;
    let work = folder.with_extension("crossread");
    super::remove(&work)?;
    let library = work.join("lib");
    fs::create_dir_all(&library).context(|| format!("write into {}", sysroot.display()))?;
    for file in files(&made)? {
        let name = file.file_name().unwrap_or_default();
        let to = if name == MARK {
            work.join(name)
        } else {
            library.join(name)
        };
        fs::copy(&file, &to).context(|| format!("copy to {}", to.display()))?;
    }
    super::put(&work, folder)
}

/// Compiles the library's source and puts its files into `made`.
fn compile(sysroot: &Path, version: &str, made: &Path) -> Result<(), Failure> {
    let work = super::work("wasm32-std")?;
    let place = sysroot.join("lib/rustlib/src/rust");
    // rustup's own source is used where it is, and left there.
    let borrowed = !place.join("library/std").exists() || place.join(MARK).exists();
    if borrowed {
        let source = rust_source::library(version, &work)?;
        super::remove(&place)?;
        fs::create_dir_all(&place)
            .and_then(|()| fs::write(place.join(MARK), "by cargo xtask setup, to be removed\n"))
            .context(|| format!("write into {}", sysroot.display()))?;
        copy_folder(&source, &place.join("library"))?;
    }
    let compiled = compile_in(&work, made);
    if borrowed {
        super::remove(&place)?;
    }
    compiled?;
    super::remove(&work)
}

fn compile_in(work: &Path, made: &Path) -> Result<(), Failure> {
    let empty = work.join("crate");
    let source = empty.join("src");
    fs::create_dir_all(&source).context(|| format!("make the folder {}", source.display()))?;
    let manifest =
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::write(empty.join("Cargo.toml"), manifest)
        .and_then(|()| fs::write(source.join("lib.rs"), ""))
        .context(|| format!("write into {}", empty.display()))?;
    steps::say("compiling the standard library for wasm32");
    process::logged(
        Command::new("cargo")
            .current_dir(&empty)
            .args(["build", "--release", "--target", TARGET, "--target-dir"])
            .arg(work.join("target"))
            .args([
                "-Z",
                "build-std=std,panic_abort,panic_unwind,proc_macro,test",
            ])
            // build-std is a nightly feature; without bitcode LTO fails.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .env_remove("CARGO_ENCODED_RUSTFLAGS"),
        &super::log("wasm32-std"),
    )?;
    let finished = work.join("finished");
    super::remove(&finished)?;
    fs::create_dir_all(&finished).context(|| format!("make the folder {}", finished.display()))?;
    for file in files(&work.join("target").join(TARGET).join("release/deps"))? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.starts_with("lib") && name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(&file, finished.join(&name)).context(|| format!("copy {name}"))?;
        }
    }
    fs::write(finished.join(MARK), "by cargo xtask setup\n")
        .context(|| format!("write into {}", finished.display()))?;
    super::put(&finished, made)
}

/// The files of a folder, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).context(|| format!("read {}", folder.display()))? {
        files.push(
            entry
                .context(|| format!("read {}", folder.display()))?
                .path(),
        );
    }
    files.sort();
    Ok(files)
}

/// Copies a folder with everything in it.
fn copy_folder(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to).context(|| format!("make the folder {}", to.display()))?;
    for file in files(from)? {
        let place = to.join(file.file_name().unwrap_or_default());
        if file.is_dir() {
            copy_folder(&file, &place)?;
        } else {
            fs::copy(&file, &place).context(|| format!("copy {}", file.display()))?;
        }
    }
    Ok(())
}
