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

/// The first browser and the first driver here that fit each other.
fn find() -> Result<Browser, Failure> {
    let browsers = match env::var_os("CROSSREAD_CHROME") {
        Some(named) => vec![PathBuf::from(named)],
        None => {
            let on_path = NAMES.iter().filter_map(|name| paths::on_path(name));
            on_path
                .chain(APPLICATIONS.iter().map(PathBuf::from))
                .collect()
        }
    };
    let drivers = match env::var_os("CROSSREAD_CHROMEDRIVER") {
        Some(named) => vec![PathBuf::from(named)],
        None => {
            // A folder with the driver, as on some hosted build machines.
            let named = env::var_os("CHROMEWEBDRIVER").map(PathBuf::from);
            let named = named.map(|folder| folder.join("chromedriver"));
            paths::on_path("chromedriver")
                .into_iter()
                .chain(named)
                .collect()
        }
    };
    let browsers = versions(&browsers);
    let drivers = versions(&drivers);
    for (chrome, version) in &browsers {
        if let Some((driver, _)) = drivers.iter().find(|(_, other)| other == version) {
            return Ok(Browser {
                chrome: chrome.clone(),
                driver: driver.clone(),
            });
        }
    }
    Err(Failure::new(match (browsers.first(), drivers.first()) {
        (None, _) => "no Chromium that runs is here for the browser tests".to_owned(),
        (_, None) => "no ChromeDriver that runs is here for the browser tests".to_owned(),
        (Some((chrome, a)), Some((driver, b))) => format!(
            "{} is version {a} and {} is version {b}: the browser tests need the same",
            chrome.display(),
            driver.display()
        ),
    }))
}

/// Those programs that run, with their major versions.
fn versions(programs: &[PathBuf]) -> Vec<(PathBuf, u32)> {
    programs
        .iter()
        .filter_map(|program| Some((program.clone(), major(program)?)))
        .collect()
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
