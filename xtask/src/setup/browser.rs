//! Chromium (or Chrome) and the ChromeDriver that fits it.

use super::apt;
use crate::failure::Failure;
use crate::{paths, process};
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
    let missing = match find() {
        Ok(browser) => return Ok(browser),
        Err(failure) => failure,
    };
    let elsewhere = if cfg!(target_os = "macos") {
        "brew install --cask google-chrome chromedriver"
    } else {
        "install Chromium and its ChromeDriver, or name them in CROSSREAD_CHROME and CROSSREAD_CHROMEDRIVER"
    };
    apt::install(PACKAGES, missing, elsewhere)?;
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
        .filter_map(|program| Some((program.clone(), version(program)?.0)))
        .collect()
}

/// The first two numbers of a program's version.
pub(super) fn version(program: &Path) -> Option<(u32, u32)> {
    version_in(&process::answer(Command::new(program).arg("--version"))?)
}

/// The first two numbers of a version in «Chromium 156.0.8078.79 built on …».
fn version_in(answer: &str) -> Option<(u32, u32)> {
    answer.split_whitespace().find_map(|word| {
        let (major, rest) = word.split_once('.')?;
        let digits = rest.find(|c: char| !c.is_ascii_digit());
        let minor = &rest[..digits.unwrap_or(rest.len())];
        Some((major.parse().ok()?, minor.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn a_version_is_read() {
        assert_eq!(
            version_in("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"),
            Some((156, 0))
        );
        assert_eq!(
            version_in("ChromeDriver 156.0.8078.79 (a21ce95-refs/heads/8078)"),
            Some((156, 0))
        );
        assert_eq!(version_in("Mozilla Firefox 153.7.0esr"), Some((153, 7)));
        assert_eq!(version_in("geckodriver 0.37.1"), Some((0, 37)));
        assert_eq!(version_in("no version"), None);
    }
}
