//! wasm-opt, which makes the page's WebAssembly small.

use crate::failure::{Context, Failure};
use crate::{paths, process, steps};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

/// Finds the program, or lets Trunk find npm's in its cache.
pub(super) fn ensure() -> Result<(), Failure> {
    let version = super::pins::wasm_opt()?;
    // Trunk takes the one on PATH if it is the right one, else the one in its cache.
    let on_path = paths::on_path("wasm-opt")
        .and_then(|program| process::answer(Command::new(program).arg("--version")));
    if on_path.is_some_and(|answer| answer.split(' ').nth(2) == Some(version.as_str())) {
        return Ok(());
    }
    let in_trunk = paths::trunk_cache().join(format!("wasm-opt-version_{version}/bin/wasm-opt"));
    let ours = paths::tools().join(format!("binaryen-{version}.0.0"));
    let text = fs::read_to_string(&in_trunk).ok();
    match &text {
        // A program, which Trunk itself has put there.
        None if paths::is_program(&in_trunk) => return Ok(()),
        // A wrapper that a set-up has put there, and what it calls is there.
        Some(text) if wrapped(text).is_some_and(|script| fs::exists(script).unwrap_or(false)) => {
            return Ok(());
        }
        _ => {}
    }
    if paths::on_path("npm").is_none() && !ours.exists() {
        steps::say("npm is not here: Trunk will download wasm-opt by itself");
        steps::say("  should that fail: install Node.js 18 or newer, then try again");
        return Ok(());
    }
    let package = super::npm::package("binaryen", &format!("{version}.0.0"))?;
    let work = super::work("wasm-opt-wrapper")?;
    let wrapper = work.join("wasm-opt");
    let script = package.join("bin/wasm-opt");
    fs::write(
        &wrapper,
        format!("#!/bin/sh\nexec node \"{}\" \"$@\"\n", script.display()),
    )
    .context(|| format!("write {}", wrapper.display()))?;
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755))
        .context(|| format!("make {} a program", wrapper.display()))?;
    super::put(&wrapper, &in_trunk)?;
    super::remove(&work)
}

/// The script that a wrapper calls.
fn wrapped(wrapper: &str) -> Option<&str> {
    wrapper
        .split('"')
        .nth(1)
        .filter(|_| wrapper.starts_with("#!/bin/sh\nexec node"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_wrapper_names_its_script() {
        let wrapper = "#!/bin/sh\nexec node \"/a b/bin/wasm-opt\" \"$@\"\n";
        assert_eq!(super::wrapped(wrapper), Some("/a b/bin/wasm-opt"));
        assert_eq!(super::wrapped("#!/bin/sh\necho \"x\"\n"), None);
    }
}
