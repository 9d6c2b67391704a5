//! What of the page needs no browser.

/// The format that this page was built for.
pub const FORMAT: &str = env!("CROSSREAD_FORMAT");
