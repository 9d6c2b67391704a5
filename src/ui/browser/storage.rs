//! The reader's work in local storage, and in memory where that is blocked or full. A copy of the page that carries
//! work keeps what is done in it apart from that of all others.

use crate::order::Order as _;
use crate::workspace::saved;
use gloo_storage::{LocalStorage, Storage as _};
use web_sys::Storage;

/// Where the interface's own choices are kept.
const CHOICES: &str = "crossread/choice/";
/// Where copies of the page keep their work.
const COPIES: &str = "crossread/copy/";

/// Local storage, if it can be used. Asking for it throws in sandboxed frames, and gloo-storage then panics:
/// so it is asked for by hand first.
fn storage() -> Option<Storage> {
    super::window().local_storage().ok().flatten()?;
    Some(LocalStorage::raw())
}

/// What stands before the keys of the reader's work: in a copy its own name, since all files share one storage in
/// some browsers.
fn place() -> String {
    super::copy_value("data-copy").map_or_else(String::new, |id| [COPIES, &id, "/"].concat())
}

/// The key of a piece of work as the page knows it, from the one in storage; `None` where it is another copy's.
pub fn own_key(stored: &str) -> Option<&str> {
    stored.strip_prefix(&place())
}

/// Whether something can be written.
pub fn usable() -> bool {
    let probe = "crossread/probe";
    storage().is_some_and(|s| {
        s.set_item(probe, "1")
            .and_then(|()| s.remove_item(probe))
            .is_ok()
    })
}

/// All keys with a prefix, with what they hold.
pub fn all(prefix: &str) -> Vec<(String, String)> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or(0);
    let place = place();
    let mut found: Vec<(String, String)> = (0..count)
        .filter_map(|i| storage.key(i).ok().flatten())
        .filter_map(|stored| {
            let key = stored.strip_prefix(&place)?;
            let value = key.starts_with(prefix).then(|| storage.get_item(&stored));
            Some((key.to_owned(), value?.ok().flatten()?))
        })
        .collect();
    found.order();
    found
}

/// What a key holds.
pub fn get(key: &str) -> Option<String> {
    storage()?
        .get_item(&[&place(), key].concat())
        .ok()
        .flatten()
}

/// Writes a key; says whether that worked.
pub fn set(key: &str, value: &str) -> bool {
    let key = [&place(), key].concat();
    storage().is_some_and(|storage| storage.set_item(&key, value).is_ok())
}

/// Takes away all keys with a prefix.
pub fn remove_all(prefix: &str) {
    if let Some(storage) = storage() {
        for (key, _) in all(prefix) {
            // Only fails where storage is gone.
            let _ = storage.remove_item(&[place(), key].concat());
        }
    }
}

/// Moves a key aside, so that nothing overwrites it; false where there is no room (then it stays).
pub fn set_aside(key: &str) -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    let Some(value) = get(key) else {
        return false;
    };
    let name = key.strip_prefix(saved::PREFIX).unwrap_or(key);
    let aside = format!("{}{name}", saved::ASIDE);
    set(&aside, &value) && storage.remove_item(&[&place(), key].concat()).is_ok()
}

/// A choice of the interface: language, theme.
pub fn choice(name: &str) -> Option<String> {
    get(&format!("{CHOICES}{name}"))
}

/// Keeps a choice, where that is possible; says whether it was.
pub fn choose(name: &str, value: &str) -> bool {
    set(&format!("{CHOICES}{name}"), value)
}
