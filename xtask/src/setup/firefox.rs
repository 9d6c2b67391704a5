//! Firefox and the geckodriver that drives it.

use super::browser::version;
use super::{apt, wasm_bindgen};
use crate::failure::Failure;
use crate::{paths, steps};
use std::env;
use std::path::{Path, PathBuf};

/// Firefox and its driver.
pub(crate) struct Firefox {
    /// The program of Firefox.
    pub(crate) program: PathBuf,
    /// The program of geckodriver.
    pub(crate) driver: PathBuf,
}

/// Names under which Firefox may be on PATH, in order of preference.
const NAMES: &[&str] = &["firefox-esr", "firefox"];
/// Where macOS has it.
const APPLICATION: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";
/// Scripts of an extension that run in the page's own world, as the tests need them, came with this version.
const OLDEST: (u32, u32) = (128, 0);
/// The version of geckodriver that is made where none fits.
const DRIVER: &str = "0.37.1";
/// Since then the browser's own settings must be asked for with a flag.
const OLDEST_DRIVER: (u32, u32) = (0, 36);

/// Finds Firefox and geckodriver, or installs Debian's Firefox and compiles geckodriver.
pub(super) fn ensure() -> Result<Firefox, Failure> {
    let program = match find() {
        Ok(program) => program,
        Err(missing) => {
            let elsewhere = if cfg!(target_os = "macos") {
                "brew install --cask firefox"
            } else {
                "install Firefox, or name its program in CROSSREAD_FIREFOX"
            };
            apt::install(&["firefox-esr"], missing, elsewhere)?;
            find()?
        }
    };
    Ok(Firefox {
        program,
        driver: driver()?,
    })
}

/// The first Firefox here that is new enough.
fn find() -> Result<PathBuf, Failure> {
    let programs: Vec<PathBuf> = match env::var_os("CROSSREAD_FIREFOX") {
        Some(named) => vec![PathBuf::from(named)],
        None => {
            let on_path = NAMES.iter().filter_map(|name| paths::on_path(name));
            on_path.chain([PathBuf::from(APPLICATION)]).collect()
        }
    };
    programs
        .into_iter()
        .find(|program| version(program).is_some_and(|version| version >= OLDEST))
        .ok_or_else(|| {
            Failure::new(format!(
                "no Firefox from version {} on that runs is here for the browser tests",
                OLDEST.0
            ))
        })
}

/// A geckodriver that is here and new enough, or the one in the cache, compiled if it is not there.
fn driver() -> Result<PathBuf, Failure> {
    let fits = |program: &Path| version(program).is_some_and(|version| version >= OLDEST_DRIVER);
    let named = env::var_os("CROSSREAD_GECKODRIVER").map(PathBuf::from);
    // A folder with the driver, as on some hosted build machines.
    let hosted = env::var_os("GECKOWEBDRIVER").map(|f| PathBuf::from(f).join("geckodriver"));
    let here = [named, paths::on_path("geckodriver"), hosted];
    if let Some(program) = here.into_iter().flatten().find(|program| fits(program)) {
        return Ok(program);
    }
    let place = paths::tools().join(format!("geckodriver-{DRIVER}"));
    let program = place.join("bin/geckodriver");
    if !fits(&program) {
        steps::say(format!(
            "compiling geckodriver {DRIVER}, once a user (1 to 5 minutes)"
        ));
        let work = super::work(&format!("geckodriver-{DRIVER}"))?;
        wasm_bindgen::cargo_install("geckodriver", DRIVER, &work, &["--locked"])?;
        super::put(&work.join("out"), &place)?;
        super::remove(&work)?;
    }
    Ok(program)
}
