//! wasm-bindgen's program, in exactly the version of the library.

use super::{log, pins};
use crate::failure::{Context, Failure};
use crate::{paths, process, steps};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Finds the program, or makes it and puts it into Trunk's cache.
pub(super) fn ensure() -> Result<(), Failure> {
    let version = pins::wasm_bindgen()?;
    // Trunk takes the one on PATH if it is the right one, else the one in its cache.
    if paths::on_path("wasm-bindgen").is_some_and(|program| fits(&program, &version)) {
        return Ok(());
    }
    let in_trunk = paths::trunk_cache().join(format!("wasm-bindgen-{version}/wasm-bindgen"));
    if fits(&in_trunk, &version) {
        return Ok(());
    }
    let place = paths::tools().join(format!("wasm-bindgen-{version}"));
    let program = place.join("bin/wasm-bindgen");
    if !fits(&program, &version) {
        steps::say(format!(
            "compiling wasm-bindgen {version}, once a user (1 to 3 minutes)"
        ));
        let work = super::work(&format!("wasm-bindgen-{version}"))?;
        // Its own lock file may name versions that a registry does not have.
        let locked = cargo_install("wasm-bindgen-cli", &version, &work, &["--locked"]);
        if locked.is_err() {
            steps::say("  again, with other versions than its lock file names");
            cargo_install("wasm-bindgen-cli", &version, &work, &[])?;
        }
        super::put(&work.join("out"), &place)?;
        super::remove(&work)?;
    }
    let copy = super::work("wasm-bindgen-copy")?;
    let file = copy.join("wasm-bindgen");
    fs::copy(&program, &file).context(|| format!("copy {}", program.display()))?;
    super::put(&file, &in_trunk)?;
    super::remove(&copy)
}

fn fits(program: &Path, version: &str) -> bool {
    process::answer(Command::new(program).arg("--version"))
        .is_some_and(|answer| answer == format!("wasm-bindgen {version}"))
}

/// `cargo install` of one program into `work/out`; what was compiled before an
/// interruption is kept in `work/target` and used again.
pub(super) fn cargo_install(
    package: &str,
    version: &str,
    work: &Path,
    more: &[&str],
) -> Result<(), Failure> {
    let mut command = Command::new("cargo");
    command
        .current_dir(work)
        .args([
            "install",
            "--debug",
            "--force",
            package,
            "--version",
            version,
            "--root",
        ])
        .arg(work.join("out"))
        .arg("--target-dir")
        .arg(work.join("target"))
        // Flags for this project's code are not meant for a tool.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_BUILD_TARGET");
    command.args(more);
    process::logged(&mut command, &log(package)).map_err(|failure| {
        failure.hint(format!(
            "cargo install {package} --version {version}, then try again"
        ))
    })
}
