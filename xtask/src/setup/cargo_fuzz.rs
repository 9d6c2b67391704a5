//! cargo-fuzz, which builds the targets of fuzz/ and runs them.

use crate::failure::Failure;
use crate::{paths, process, steps};
use std::path::PathBuf;
use std::process::Command;

/// The version that is used.
const VERSION: &str = "0.13.2";

/// Finds cargo-fuzz or makes it.
pub(crate) fn ensure() -> Result<PathBuf, Failure> {
    let place = paths::tools().join(format!("cargo-fuzz-{VERSION}"));
    let program = place.join("bin/cargo-fuzz");
    let fits =
        |program: &PathBuf| process::answer(Command::new(program).arg("--version")).is_some();
    if !fits(&program) {
        steps::say(format!(
            "compiling cargo-fuzz {VERSION}, once a user (2 to 4 minutes)"
        ));
        let work = super::work(&format!("cargo-fuzz-{VERSION}"))?;
        super::wasm_bindgen::cargo_install("cargo-fuzz", VERSION, &work, &["--locked"])?;
        super::put(&work.join("out"), &place)?;
        super::remove(&work)?;
    }
    Ok(program)
}
