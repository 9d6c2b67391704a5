//! Trunk, which builds the page.

use crate::failure::{Context, Failure};
use crate::{paths, process, steps};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version that is made where none fits. 0.22 needs a newer compiler.
const VERSION: &str = "0.21.14";
/// Any release of this series fits.
const SERIES: &str = "0.21.";

/// Finds Trunk or makes it, and lets `trunk` be called by its name.
pub(super) fn ensure() -> Result<PathBuf, Failure> {
    if let Some(found) = paths::on_path("trunk").filter(|program| fits(program)) {
        return Ok(found);
    }
    let place = paths::tools().join(format!("trunk-{VERSION}"));
    let program = place.join("bin/trunk");
    if !fits(&program) {
        make(&place)?;
    }
    link(&program);
    Ok(program)
}

/// Whether this is a Trunk of the right series that runs.
fn fits(program: &Path) -> bool {
    process::answer(
        Command::new(program)
            .arg("--version")
            .env_remove("NO_COLOR"),
    )
    .and_then(|answer| {
        answer
            .split_whitespace()
            .last()
            .map(|word| word.starts_with(SERIES))
    })
    .unwrap_or(false)
}

fn make(place: &Path) -> Result<(), Failure> {
    steps::say(format!(
        "compiling Trunk {VERSION}, once a user (5 to 10 minutes)"
    ));
    let work = super::work(&format!("trunk-{VERSION}"))?;
    // A debug build without default features takes half the time and builds
    // the page as fast: the work is done by cargo and wasm-opt.
    let flags = ["--locked", "--no-default-features", "--features", "rustls"];
    super::wasm_bindgen::cargo_install("trunk", VERSION, &work, &flags)?;
    super::put(&work.join("out"), place)?;
    super::remove(&work)
}

/// Makes `trunk` callable where cargo's programs are, if nothing is there.
fn link(program: &Path) {
    let link = paths::cargo_bin().join("trunk");
    let stands = link.symlink_metadata().is_ok();
    let ours = link
        .read_link()
        .is_ok_and(|to| to.to_string_lossy().contains("/tools/trunk-"));
    if link.exists() && ours && link.read_link().is_ok_and(|to| to == program) {
        return;
    }
    let linked = if stands && !ours {
        Err(Failure::new("another trunk is there"))
    } else {
        super::remove(&link).and_then(|()| {
            std::os::unix::fs::symlink(program, &link)
                .context(|| format!("link {}", link.display()))
        })
    };
    if linked.is_err() {
        steps::say(format!("  to call Trunk by hand: {}", program.display()));
    }
}
