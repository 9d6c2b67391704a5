//! `cargo xtask build`: the page in dist/, as a host serves it.

use crate::failure::Failure;
use crate::setup::{self, Tools};
use crate::{paths, process, single_file, steps};
use std::process::Command;

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    if !arguments.is_empty() {
        return Err(Failure::new("build takes no arguments"));
    }
    let tools = setup::for_build()?;
    page(&tools)?;
    steps::say(format!("built into {}", paths::dist().display()));
    Ok(())
}

/// Builds the page in release mode.
pub(crate) fn page(tools: &Tools) -> Result<(), Failure> {
    steps::say("building the page in release mode (the first time 3 to 6 minutes)");
    let mut command = Command::new(&tools.trunk);
    command
        .current_dir(paths::root())
        .args(["build", "--release"])
        // Trunk reads these as its own options and stumbles over «1».
        .env_remove("NO_COLOR")
        .env_remove("CI")
        // Its own errors are enough.
        .env_remove("RUST_BACKTRACE");
    let outcome = process::watched(&mut command)?;
    if outcome.success {
        // Beside the page, for who wants a copy of it.
        return single_file::write(&paths::dist());
    }
    let failure = Failure::new("Trunk could not build the page; its reason is above");
    let missing_tool = outcome
        .output
        .contains("failed downloading release archive");
    Err(if missing_tool {
        failure.hint("wasm-bindgen or wasm-opt is not in Trunk's cache: cargo xtask setup")
    } else {
        failure
    })
}
