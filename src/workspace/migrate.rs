//! Lifting old saves to today's version, one numbered step at a time.

use crate::json::Value;

/// The version that is written today.
pub const VERSION: u32 = 2;

/// Step `n` (from 0) lifts a record of version `n + 1` to `n + 2`. A step that has once been published is never
/// changed; a frozen save of the version before stands in its test.
const STEPS: &[fn(Value) -> Option<Value>] = &[to_2];

/// Version 2 has tags, corrections and steps; what version 1 says means the same in it.
fn to_2(value: Value) -> Option<Value> {
    Some(value)
}

/// Why a record cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is damaged, or no record at all.
    Unreadable,
    /// A later crossread wrote it.
    Newer,
}

/// Lifts a record to [`VERSION`].
///
/// # Errors
/// Where it has no version, a later one, or a step finds something missing.
pub fn lift(mut value: Value) -> Result<Value, Refused> {
    let version = value
        .get("version")
        .and_then(Value::as_number)
        .ok_or(Refused::Unreadable)?;
    if version.fract() != 0.0 || version < 1.0 {
        return Err(Refused::Unreadable);
    }
    if version > f64::from(VERSION) {
        return Err(Refused::Newer);
    }
    for step in STEPS.iter().skip(version as usize - 1) {
        value = step(value).ok_or(Refused::Unreadable)?;
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_has_its_step() {
        assert_eq!(STEPS.len() + 1, VERSION as usize);
    }

    #[test]
    fn versions_are_told_apart() {
        let of = |text: &str| lift(Value::parse(text).unwrap());
        assert!(of(r#"{"version":1}"#).is_ok());
        assert!(of(r#"{"version":2}"#).is_ok());
        assert_eq!(of(r#"{"version":3}"#), Err(Refused::Newer));
        for text in [
            r#"{"version":0}"#,
            r#"{"version":1.5}"#,
            r#"{"version":"1"}"#,
            "{}",
            "[1]",
            "7",
        ] {
            assert_eq!(of(text), Err(Refused::Unreadable), "{text}");
        }
    }
}
