//! `cargo xtask setup`: everything that building and testing needs.
//!
//! Each tool is looked for where a person would have put it, then in this
//! project's cache (one a user, outside the checkout, keyed by version), and
//! only then made. A tool is made in a work folder and moved to its place when
//! it is whole, so that an interrupted set-up leaves nothing half done, and a
//! lock on a file keeps two set-ups apart.

mod apt;
mod browser;
mod cargo_fuzz;
mod firefox;
pub(crate) mod npm;
mod pins;
pub(crate) mod python;
mod rust_source;
mod trunk;
mod wasm_bindgen;
mod wasm_opt;
mod wasm_std;

use crate::failure::{Context, Failure};
use crate::{paths, steps};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

pub(crate) use browser::Browser;
pub(crate) use cargo_fuzz::ensure as cargo_fuzz;
pub(crate) use firefox::Firefox;

/// What building the page needs.
pub(crate) struct Tools {
    /// The program Trunk.
    pub(crate) trunk: PathBuf,
}

/// What the browser tests need on top.
pub(crate) struct TestTools {
    /// Chromium or Chrome, and its driver.
    pub(crate) browser: Browser,
    /// The file axe.min.js of axe-core.
    pub(crate) axe: PathBuf,
}

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let with_browser = match arguments {
        [] => false,
        [flag] if flag == "--browser" => true,
        _ => return Err(Failure::new("setup takes no argument but --browser")),
    };
    for_build()?;
    if with_browser {
        for_tests()?;
        for_firefox()?;
    }
    steps::say("set up");
    Ok(())
}

/// Sets up what building the page needs.
pub(crate) fn for_build() -> Result<Tools, Failure> {
    steps::say("setting up: wasm32 target, Trunk, wasm-bindgen, wasm-opt");
    let _lock = lock()?;
    wasm_std::ensure()?;
    let trunk = trunk::ensure()?;
    wasm_bindgen::ensure()?;
    wasm_opt::ensure()?;
    // Everything is in its place: what is left here is of use to nobody.
    remove(&paths::cache().join("work"))?;
    Ok(Tools { trunk })
}

/// Sets up what the browser tests need.
pub(crate) fn for_tests() -> Result<TestTools, Failure> {
    steps::say("setting up: browser, driver, axe-core");
    let _lock = lock()?;
    Ok(TestTools {
        browser: browser::ensure()?,
        axe: npm::axe()?,
    })
}

/// Sets up what the tests in Firefox need.
pub(crate) fn for_firefox() -> Result<Firefox, Failure> {
    steps::say("setting up: Firefox and its driver");
    let _lock = lock()?;
    firefox::ensure()
}

/// Waits until no other set-up runs, and keeps others out until dropped.
fn lock() -> Result<File, Failure> {
    let folder = paths::cache();
    fs::create_dir_all(&folder)
        .context(|| format!("make the folder {}", folder.display()))
        .map_err(|failure| failure.hint("set CROSSREAD_CACHE to a folder that you may write"))?;
    let path = folder.join("lock");
    let file = File::create(&path).context(|| format!("write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => {
            steps::say("another set-up is running; waiting for it to end");
        }
        Err(TryLockError::Error(_)) => {}
    }
    file.lock().context(|| format!("lock {}", path.display()))?;
    Ok(file)
}

/// The folder in which a tool of this name is made. It may hold what an
/// interrupted set-up left: work that can be gone on with.
fn work(name: &str) -> Result<PathBuf, Failure> {
    let folder = paths::cache().join("work").join(name);
    fs::create_dir_all(&folder).context(|| format!("make the folder {}", folder.display()))?;
    Ok(folder)
}

/// The log of a program that makes a tool.
fn log(name: &str) -> PathBuf {
    paths::cache().join("logs").join(format!("{name}.log"))
}

/// Moves a finished tool to its place, over anything that is there.
fn put(from: &Path, to: &Path) -> Result<(), Failure> {
    remove(to)?;
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).context(|| format!("make the folder {}", folder.display()))?;
    }
    fs::rename(from, to).context(|| format!("move {} to {}", from.display(), to.display()))
}

/// Removes a file, link or folder if it is there.
fn remove(path: &Path) -> Result<(), Failure> {
    let removed = match path.symlink_metadata() {
        Err(_) => return Ok(()),
        Ok(data) if data.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
    };
    removed.context(|| format!("remove {}", path.display()))
}
