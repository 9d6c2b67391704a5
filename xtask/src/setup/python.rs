//! Python packages in a virtual environment of this project's own.

use crate::failure::{Context, Failure};
use crate::{paths, process, steps};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python of an environment that holds the packages of a requirements file; made in the cache,
/// and made anew when the file changed. `None` where Python or its module venv is missing, after
/// saying so.
pub(crate) fn environment(
    name: &str,
    requirements: &Path,
    purpose: &str,
) -> Result<Option<PathBuf>, Failure> {
    let Some(python) = paths::on_path("python3") else {
        steps::say(format!("{purpose}: skipped, python3 is not installed"));
        return Ok(None);
    };
    if process::answer(Command::new(&python).args(["-c", "import venv, ensurepip"])).is_none() {
        steps::say(format!(
            "{purpose}: skipped, Python's module venv is missing (Debian: apt-get install python3-venv)"
        ));
        return Ok(None);
    }
    let wanted = fs::read(requirements).context(|| format!("read {}", requirements.display()))?;
    let place = paths::tools().join(name);
    let program = place.join("python/bin/python");
    let stamp = place.join("installed");
    let _lock = super::lock()?;
    if paths::is_program(&program) && fs::read(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(Some(program));
    }
    steps::say(format!("installing Python packages for {purpose}"));
    super::remove(&place)?;
    fs::create_dir_all(&place).context(|| format!("make the folder {}", place.display()))?;
    let mut venv = Command::new(python);
    venv.args(["-m", "venv"]).arg(place.join("python"));
    process::logged(&mut venv, &super::log(name))?;
    let mut pip = Command::new(&program);
    pip.args(["-m", "pip", "install", "--quiet", "--requirement"])
        .arg(requirements);
    process::logged(&mut pip, &super::log(name))?;
    fs::write(&stamp, &wanted).context(|| format!("write {}", stamp.display()))?;
    Ok(Some(program))
}
