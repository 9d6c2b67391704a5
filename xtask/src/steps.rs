//! Progress lines with the time since the command started.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

static START: OnceLock<Instant> = OnceLock::new();

/// The time since the first progress line.
pub(crate) fn elapsed() -> Duration {
    START.get_or_init(Instant::now).elapsed()
}

/// Says what is being done now.
pub(crate) fn say(what: impl AsRef<str>) {
    eprintln!("[{:>6.1} s] {}", elapsed().as_secs_f64(), what.as_ref());
}
