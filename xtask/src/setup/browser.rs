//! Chromium (or Chrome) and the ChromeDriver that fits it.

use crate::failure::Failure;
use crate::{paths, process, steps};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A browser and its driver, of the same major version.
pub(crate) struct Browser {
    /// The program of Chromium or Chrome.
    pub(crate) chrome: PathBuf,
    /// The program of ChromeDriver.
    pub(crate) driver: PathBuf,
}

/// Names under which a browser may be on PATH, in order of preference.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
/// Where macOS has its applications.
const APPLICATIONS: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/// Debian's packages; the fonts give Arabic and Cyrillic in screenshots.
const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-noto-core"];

/// Finds a browser and its driver, or installs Debian's.
pub(super) fn ensure() -> Result<Browser, Failure> {
    let first = match find() {
        Ok(browser) => return Ok(browser),
        Err(failure) => failure,
    };
    let install = format!("apt-get install {}", PACKAGES.join(" "));
    if paths::on_path("apt-get").is_none() {
        let hint = if cfg!(target_os = "macos") {
            "brew install --cask google-chrome chromedriver".to_owned()
        } else {
            "install Chromium and its ChromeDriver, or name them in CROSSREAD_CHROME and \
             CROSSREAD_CHROMEDRIVER"
                .to_owned()
        };
        return Err(first.hint(hint));
    }
    if process::answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        return Err(first.hint(format!("sudo {install}")));
    }
    steps::say(format!("{install} (1 to 3 minutes)"));
    let log = super::log("apt");
    process::logged(Command::new("apt-get").args(["update", "--quiet"]), &log)
        .and_then(|()| {
            process::logged(
                Command::new("apt-get")
                    .args(["install", "--yes", "--quiet", "--no-install-recommends"])
                    .args(PACKAGES)
                    .env("DEBIAN_FRONTEND", "noninteractive"),
                &log,
            )
        })
        .map_err(|failure| failure.hint(install))?;
    find()
}

/// The browser and the driver that are here, if they fit each other.
fn find() -> Result<Browser, Failure> {
    let chrome = env::var_os("CROSSREAD_CHROME")
        .map(PathBuf::from)
        .or_else(|| NAMES.iter().find_map(|name| paths::on_path(name)))
        .or_else(|| {
            APPLICATIONS
                .iter()
                .map(PathBuf::from)
                .find(|path| paths::is_program(path))
        })
        .ok_or_else(|| Failure::new("no Chromium is here for the browser tests"))?;
    let driver = env::var_os("CROSSREAD_CHROMEDRIVER")
        .map(PathBuf::from)
        // A folder with the driver, as on some hosted build machines.
        .or_else(|| env::var_os("CHROMEWEBDRIVER").map(|at| PathBuf::from(at).join("chromedriver")))
        .or_else(|| paths::on_path("chromedriver"))
        .ok_or_else(|| Failure::new("no ChromeDriver is here for the browser tests"))?;
    match (major(&chrome), major(&driver)) {
        (Some(a), Some(b)) if a == b => Ok(Browser { chrome, driver }),
        (Some(a), Some(b)) => Err(Failure::new(format!(
            "{} is version {a}, but {} is version {b}: they must be the same",
            chrome.display(),
            driver.display()
        ))),
        (None, _) => Err(Failure::new(format!("{} does not run", chrome.display()))),
        (_, None) => Err(Failure::new(format!("{} does not run", driver.display()))),
    }
}

/// The first number of a program's version.
fn major(program: &Path) -> Option<u32> {
    major_in(&process::answer(Command::new(program).arg("--version"))?)
}

/// The first number of a version in «Chromium 156.0.8078.79 built on …».
fn major_in(answer: &str) -> Option<u32> {
    answer
        .split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::major_in;

    #[test]
    fn a_major_version_is_read() {
        assert_eq!(
            major_in("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"),
            Some(156)
        );
        assert_eq!(
            major_in("ChromeDriver 156.0.8078.79 (a21ce95-refs/heads/8078)"),
            Some(156)
        );
        assert_eq!(major_in("no version"), None);
    }
}
