//! Notes: what is wrong or remarkable about a text, as values instead of panics.

use serde::{Deserialize, Serialize};

/// How much a [`Note`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is missing.
    Info,
    /// Something was left out or guessed.
    Warning,
    /// The thing it speaks of could not be used.
    Error,
}

/// A remark with its place and what a person can do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub severity: Severity,
    /// File name or document id.
    pub place: String,
    /// Line in that file, counted from 1, where there is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u32>,
    /// What is the matter, in one sentence.
    pub message: String,
    /// How to mend it, in one sentence; empty where there is nothing to mend.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub hint: String,
}

impl Note {
    /// A note without line and hint.
    pub fn new(severity: Severity, place: impl Into<String>, message: impl Into<String>) -> Self {
        Note {
            severity,
            place: place.into(),
            line: None,
            message: message.into(),
            hint: String::new(),
        }
    }

    /// An error with what to do about it.
    pub fn error(
        place: impl Into<String>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Note {
            hint: hint.into(),
            ..Note::new(Severity::Error, place, message)
        }
    }

    /// The same note at a line (from 1).
    pub fn at_line(self, line: u32) -> Self {
        Note {
            line: Some(line),
            ..self
        }
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.place)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)?;
        if !self.hint.is_empty() {
            write!(f, " ({})", self.hint)?;
        }
        Ok(())
    }
}
