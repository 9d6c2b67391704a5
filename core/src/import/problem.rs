//! What cannot be read, why, and what to do.

use crate::note::Note;

/// Why a file gave no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, with the way into it where it lies in an archive: `news.zip/a.html`.
    pub place: String,
    /// What is the matter, in one sentence.
    pub message: String,
    /// What to do, in one sentence.
    pub hint: String,
}

impl Problem {
    /// A problem with its place, reason and way out.
    pub fn new(
        place: impl Into<String>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Problem {
            place: place.into(),
            message: message.into(),
            hint: hint.into(),
        }
    }
}

impl From<Problem> for Note {
    fn from(problem: Problem) -> Note {
        Note::error(problem.place, problem.message, problem.hint)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} ({})", self.place, self.message, self.hint)
    }
}
