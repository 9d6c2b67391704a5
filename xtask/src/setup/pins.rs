//! The versions that the project's own files name.

use crate::failure::{Context, Failure};
use crate::paths;
use std::fs;

/// wasm-bindgen's: Trunk.toml and Cargo.lock must agree.
pub(super) fn wasm_bindgen() -> Result<String, Failure> {
    let wanted = in_trunk_toml("wasm_bindgen")?;
    let locked = in_lock(&read("Cargo.lock")?, "wasm-bindgen")
        .ok_or_else(|| Failure::new("Cargo.lock names no version of wasm-bindgen"))?;
    if wanted == locked {
        return Ok(wanted);
    }
    let message =
        format!("Trunk.toml wants wasm-bindgen {wanted}, but Cargo.lock has the library {locked}");
    Err(Failure::new(message).hint("write the library's version into Trunk.toml, under [tools]"))
}

/// wasm-opt's, as binaryen counts: a number.
pub(super) fn wasm_opt() -> Result<String, Failure> {
    let version = in_trunk_toml("wasm_opt")?;
    version
        .strip_prefix("version_")
        .map(str::to_owned)
        .ok_or_else(|| {
            Failure::new(format!("Trunk.toml names wasm-opt «{version}»"))
                .hint("write it as «version_132», under [tools]")
        })
}

fn in_trunk_toml(tool: &str) -> Result<String, Failure> {
    value(&read("Trunk.toml")?, tool)
        .ok_or_else(|| Failure::new(format!("Trunk.toml names no version of {tool}")))
}

fn read(name: &str) -> Result<String, Failure> {
    let path = paths::root().join(name);
    fs::read_to_string(&path).context(|| format!("read {}", path.display()))
}

/// The text value of a key in the text of a TOML file.
fn value(toml: &str, key: &str) -> Option<String> {
    let line = toml
        .lines()
        .find_map(|line| line.trim().strip_prefix(key)?.trim().strip_prefix('='))?;
    line.split('"').nth(1).map(str::to_owned)
}

/// A package's version in the text of a Cargo.lock.
fn in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| line.trim() != name);
    lines.next()?;
    value(lines.next()?, "version")
}

#[cfg(test)]
mod tests {
    use super::{in_lock, value};

    #[test]
    fn versions_are_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(in_lock(lock, "absent"), None);
        assert_eq!(
            value("[tools]\nwasm_opt = \"version_132\"\n", "wasm_opt").as_deref(),
            Some("version_132")
        );
        assert_eq!(value("wasm_optimise = \"no\"", "wasm_opt"), None);
    }
}
