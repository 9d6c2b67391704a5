//! Debian's packages.

use crate::failure::Failure;
use crate::{paths, process, steps};
use std::process::Command;

/// Installs packages where that can be done without asking; where it cannot, `missing` with the command to run, or
/// with `elsewhere`, what to do where there is no apt.
pub(super) fn install(packages: &[&str], missing: Failure, elsewhere: &str) -> Result<(), Failure> {
    let install = format!("apt-get install {}", packages.join(" "));
    if paths::on_path("apt-get").is_none() {
        return Err(missing.hint(elsewhere));
    }
    if process::answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        return Err(missing.hint(format!("sudo {install}")));
    }
    steps::say(format!("{install} (1 to 3 minutes)"));
    let log = super::log("apt");
    process::logged(Command::new("apt-get").args(["update", "--quiet"]), &log)
        .and_then(|()| {
            process::logged(
                Command::new("apt-get")
                    .args(["install", "--yes", "--quiet", "--no-install-recommends"])
                    .args(packages)
                    .env("DEBIAN_FRONTEND", "noninteractive"),
                &log,
            )
        })
        .map_err(|failure| failure.hint(install))
}
