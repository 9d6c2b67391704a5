//! `cargo xtask bench`: how long a first load takes, in a real Chromium.
//!
//! Serves a compressed copy of dist/, as hosts send it, and lets
//! `first_load` of the browser tests' package measure it.

use crate::driver::Driver;
use crate::failure::{Context, Failure};
use crate::server::Server;
use crate::{build, paths, process, setup, size, steps};
use std::fs;
use std::process::Command;

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    if !arguments.is_empty() {
        return Err(Failure::new("bench takes no arguments"));
    }
    let tools = setup::for_build()?;
    let test_tools = setup::for_tests()?;
    build::page(&tools)?;
    let folder = paths::root().join("target/bench/dist");
    compressed_copy(&folder)?;
    let server = Server::on_a_free_port(&folder, "")?;
    let driver = Driver::start(&test_tools.browser.driver)?;
    let mut command = Command::new("cargo");
    command
        .current_dir(paths::root())
        .args([
            "run",
            "--quiet",
            "--package",
            "crossread-browser-tests",
            "--bin",
            "first_load",
        ])
        .env("CROSSREAD_URL", server.address())
        .env("CROSSREAD_WEBDRIVER", driver.address())
        .env("CROSSREAD_CHROME", &test_tools.browser.chrome);
    server.serve_in_background();
    if process::watched(&mut command)?.success {
        Ok(())
    } else {
        Err(Failure::new("the measurement failed; its reason is above"))
    }
}

/// Copies dist/ with a brotli file beside each file.
fn compressed_copy(folder: &std::path::Path) -> Result<(), Failure> {
    steps::say("compressing the page, as hosts send it");
    // Nothing is there the first time.
    let _ = fs::remove_dir_all(folder);
    let dist = paths::dist();
    let mut files = Vec::new();
    size::collect(&dist, &dist, &mut files)?;
    for (name, bytes) in files {
        let to = folder.join(&name);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).context(|| format!("make {}", parent.display()))?;
        }
        let packed = size::brotli(&bytes).context(|| format!("compress {name}"))?;
        fs::write(folder.join(format!("{name}.br")), packed)
            .and_then(|()| fs::write(&to, bytes))
            .context(|| format!("write {}", to.display()))?;
    }
    Ok(())
}
