//! Every request that a page makes, from Chromium's own log of its network (`--log-net-log`): documents, workers and
//! the service worker alike. A list of them is kept in `target/browser-tests/requests/`, a file a window.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where a window's log goes: named by the test, with a number.
pub(crate) fn log() -> PathBuf {
    static WINDOWS: AtomicUsize = AtomicUsize::new(0);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/browser-tests/requests");
    fs::create_dir_all(&folder).expect("a folder for the lists of requests");
    let folder = folder.canonicalize().expect("its path");
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("test").replace("::", "-");
    let number = WINDOWS.fetch_add(1, Ordering::Relaxed);
    folder.join(format!("{name}-{number}.json"))
}

/// Those requests of a window that left this machine; the log becomes a list.
pub(crate) fn foreign(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).unwrap_or_default();
    // What the browser asks for itself has no page that began it.
    let made: BTreeSet<&str> = text
        .lines()
        .filter(|line| field(line, "initiator").is_some_and(|by| by != "not an origin"))
        .filter_map(|line| field(line, "url"))
        .filter(|url| url.starts_with("http") || url.starts_with("ws"))
        .collect();
    let _ = fs::remove_file(log);
    let list: String = made.iter().flat_map(|url| [*url, "\n"]).collect();
    fs::write(log.with_extension("txt"), list).expect("the list of requests is written");
    let here = |url: &&str| {
        let host = url.split("//").nth(1).unwrap_or_default();
        let host = host.split(['/', ':', '?']).next().unwrap_or_default();
        ["127.0.0.1", "localhost"].contains(&host)
    };
    let foreign = made.iter().filter(|url| !here(url));
    foreign.map(|url| (*url).to_owned()).collect()
}

/// A text of an event, which stands on a line of its own.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!("\"{name}\":\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_this_machine_is_found() {
        let log = log();
        let line = |by: &str, url: &str| {
            format!(
                "{{\"params\":{{\"initiator\":\"{by}\",\"method\":\"GET\",\"url\":\"{url}\"}}}},\n"
            )
        };
        let text = [
            line("http://127.0.0.1:1", "http://127.0.0.1:1/a.js"),
            line("http://127.0.0.1:1", "https://example.org/b.js"),
            line("not an origin", "https://example.org/c"),
        ];
        fs::write(&log, text.concat()).expect("a log");
        assert_eq!(foreign(&log), ["https://example.org/b.js"]);
        let list = fs::read_to_string(log.with_extension("txt")).expect("a list");
        assert_eq!(list.lines().count(), 2);
    }
}
