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

    /// The same in a language (BCP 47) of messages.tsv; in English where it has none.
    #[must_use]
    pub fn told(self, language: &str) -> Problem {
        Problem {
            message: told(&self.message, language, 0),
            hint: told(&self.hint, language, 0),
            place: self.place,
        }
    }
}

/// What is said in English in the first column, and in other languages; `{}` stands for a name or
/// a number, or for another of these sentences.
const MESSAGES: &str = include_str!("messages.tsv");
/// So deep sentences stand in sentences.
const DEEPEST: usize = 2;

fn told(english: &str, language: &str, depth: usize) -> String {
    let mut lines = MESSAGES.lines();
    let column = lines
        .next()
        .and_then(|head| head.split('\t').position(|code| code == language));
    let Some(column) = column.filter(|column| *column > 0 && depth <= DEEPEST) else {
        return english.to_string();
    };
    for line in lines {
        let mut cells = line.split('\t');
        let filled = cells
            .next()
            .and_then(|template| fillings(template, english));
        let (Some(fillings), Some(translation)) = (filled, cells.nth(column - 1)) else {
            continue;
        };
        let mut out = String::new();
        let mut fillings = fillings.into_iter();
        for (i, part) in translation.split("{}").enumerate() {
            if i > 0 {
                let filling = fillings.next().unwrap_or_default();
                out += &told(filling, language, depth + 1);
            }
            out += part;
        }
        return out;
    }
    english.to_string()
}

/// What stands for the `{}` of a template in a text; `None` where it is not of this template.
fn fillings<'a>(template: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = template.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut out = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let at = match (part.is_empty(), parts.peek()) {
            // The last part ends the text.
            (_, None) => rest
                .len()
                .checked_sub(part.len())
                .filter(|at| rest.is_char_boundary(*at) && rest[*at..] == *part)?,
            _ => rest.find(part)?,
        };
        out.push(&rest[..at]);
        rest = &rest[at + part.len()..];
    }
    rest.is_empty().then_some(out)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_stand_in_sentences() {
        let problem = Problem::new(
            "x",
            "it is a PDF, which is not read here",
            "bring the articles in smaller files",
        );
        let told = problem.clone().told("it");
        assert_eq!(told.message, "è un PDF, che qui non si legge");
        assert_eq!(told.hint, "porta gli articoli in file più piccoli");
        assert_eq!(problem.clone().told("en"), problem);
        assert_eq!(problem.clone().told("xx"), problem);
        let new = Problem::new(
            "x",
            "nobody has translated this",
            "it has 70 MB; 64 MB are the most",
        );
        let told = new.told("it");
        assert_eq!(told.message, "nobody has translated this");
        assert_eq!(told.hint, "ha 70 MB; il massimo è 64 MB");
    }

    #[test]
    fn every_sentence_has_as_many_gaps_in_each_language() {
        for line in MESSAGES.lines() {
            let gaps = line.split('\t').map(|cell| cell.matches("{}").count());
            let mut gaps: Vec<usize> = gaps.collect();
            assert_eq!(gaps.len(), 2, "{line}");
            gaps.dedup();
            assert_eq!(gaps.len(), 1, "{line}");
        }
    }
}
