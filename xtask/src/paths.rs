//! Where things are: the checkout, the per-user caches, programs on PATH.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder with the built page.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder beside the checkout that holds what is not the project's own to
/// publish; `CROSSREAD_SHARED` names another. It may be missing.
pub(crate) fn shared() -> PathBuf {
    match env::var_os("CROSSREAD_SHARED") {
        Some(path) => root().join(path),
        None => root().join("../shared"),
    }
}

/// The user's home.
fn home() -> PathBuf {
    env::home_dir().unwrap_or_else(|| PathBuf::from("."))
}

/// The user's folder for caches, by the platform's custom.
fn user_caches() -> PathBuf {
    if cfg!(target_os = "macos") {
        return home().join("Library/Caches");
    }
    match env::var_os("XDG_CACHE_HOME").map(PathBuf::from) {
        Some(path) if path.is_absolute() => path,
        _ => home().join(".cache"),
    }
}

/// This project's own cache: one a user, shared by all checkouts.
/// `CROSSREAD_CACHE` names another.
pub(crate) fn cache() -> PathBuf {
    match env::var_os("CROSSREAD_CACHE") {
        Some(path) => root().join(path),
        None => user_caches().join("crossread"),
    }
}

/// Finished tools, each in a folder named by tool and version.
pub(crate) fn tools() -> PathBuf {
    cache().join("tools")
}

/// The cache in which Trunk looks for wasm-bindgen and wasm-opt.
pub(crate) fn trunk_cache() -> PathBuf {
    user_caches().join(if cfg!(target_os = "macos") {
        "dev.trunkrs.trunk"
    } else {
        "trunk"
    })
}

/// Where cargo puts the programs that it installs.
pub(crate) fn cargo_bin() -> PathBuf {
    let home = env::var_os("CARGO_HOME").map_or_else(|| home().join(".cargo"), PathBuf::from);
    home.join("bin")
}

/// A program of the workspace that was built as this one was, if it is there.
pub(crate) fn built(program: &str) -> Option<PathBuf> {
    let file = env::current_exe().ok()?.with_file_name(program);
    is_program(&file).then_some(file)
}

/// The first file of this name on PATH.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| is_program(file))
}

/// Whether a file can be run.
pub(crate) fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}
