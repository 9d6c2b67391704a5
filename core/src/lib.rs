//! The analysis: nothing of a browser is in here.

/// The name of the public JSON format.
#[must_use]
pub fn format_name() -> &'static str {
    "crossread/1"
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_format_is_versioned() {
        assert_eq!(super::format_name(), "crossread/1");
    }
}
