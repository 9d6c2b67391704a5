//! What comes as npm packages: binaryen (wasm-opt), axe-core, PDF.js.

use crate::failure::{Context, Failure};
use crate::{paths, process, steps};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version of axe-core, which checks the page's accessibility.
const AXE: &str = "4.14.1";

/// The version of PDF.js, which reads the text of PDFs in the page.
const PDF: &str = "6.5.438";

/// The folder of PDF.js.
pub(crate) fn pdf() -> Result<PathBuf, Failure> {
    package("pdfjs-dist", PDF)
}

/// The file axe.min.js.
pub(super) fn axe() -> Result<PathBuf, Failure> {
    Ok(package("axe-core", AXE)?.join("axe.min.js"))
}

/// The folder of an npm package, installed into the cache if it is not there.
pub(super) fn package(name: &str, version: &str) -> Result<PathBuf, Failure> {
    let place = paths::tools().join(format!("{name}-{version}"));
    let inside = place.join("node_modules").join(name);
    if inside.join("package.json").is_file() {
        return Ok(inside);
    }
    steps::say(format!("installing {name} {version} with npm"));
    if paths::on_path("npm").is_none() {
        return Err(
            Failure::new(format!("{name} {version} is needed, and npm is not here"))
                .hint("install Node.js 18 or newer, then try again"),
        );
    }
    let work = super::work(&format!("{name}-{version}"))?;
    let mut command = Command::new("npm");
    command
        .current_dir(&work)
        .args([
            "install",
            "--no-save",
            "--no-fund",
            "--no-audit",
            "--ignore-scripts",
            "--omit=optional",
            "--prefix",
        ])
        .arg(&work)
        .arg(format!("{name}@{version}"));
    process::logged(&mut command, &super::log(name))?;
    super::put(&work, &place)?;
    Ok(inside)
}

/// The folder in the cache where the packages of a `package.json` are installed; installed if they are not there or
/// the file has changed.
pub(crate) fn set(folder: &str, wanted: &Path) -> Result<PathBuf, Failure> {
    let list = fs::read(wanted).context(|| format!("read {}", wanted.display()))?;
    let place = paths::tools().join(folder);
    let stamp = place.join("installed");
    if fs::read(&stamp).is_ok_and(|before| before == list) {
        return Ok(place);
    }
    steps::say(format!("installing {} with npm", wanted.display()));
    fs::create_dir_all(&place).context(|| format!("make the folder {}", place.display()))?;
    let copy = place.join("package.json");
    fs::write(&copy, &list).context(|| format!("write {}", copy.display()))?;
    let mut npm = Command::new("npm");
    npm.current_dir(&place).args([
        "install",
        "--no-fund",
        "--no-audit",
        "--no-package-lock",
        "--ignore-scripts",
    ]);
    process::logged(&mut npm, &super::log(folder))?;
    fs::write(&stamp, &list).context(|| format!("write {}", stamp.display()))?;
    Ok(place)
}
