//! A corpus in one file or several: analysed already, or articles to be analysed.

use super::{Problem, annotation, is_wanted, json, read_all};
use crate::analysis::Analysis;
use crate::corpus::Document;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The language of articles whose language nothing shows (BCP 47: undetermined).
const UNDETERMINED: &str = "und";

/// The file that lists the articles of a folder.
pub const LIST: &str = "crossread.json";

/// The articles that a host names when a folder is asked for: files right in it, as links of a page (nginx, Apache and
/// most programs for it write one). In the order of their names.
pub fn listed(page: &str) -> Vec<String> {
    let links = page.match_indices("href=").filter_map(|(at, mark)| {
        let rest = &page[at + mark.len()..];
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let link = rest[1..].split(quote).next()?.replace("&amp;", "&");
        let link = link.strip_prefix("./").unwrap_or(&link);
        let here = !link.contains(['/', ':', '?', '#']) && is_wanted(link) && link.contains('.');
        (here && link != LIST).then(|| link.to_string())
    });
    links.collect::<BTreeSet<String>>().into_iter().collect()
}

/// Takes in the files of a corpus one after the other.
#[derive(Debug, Default)]
pub struct Corpus {
    /// Documents analysed apart, one a line.
    lines: String,
    /// Documents analysed together.
    analyses: Vec<Analysis>,
    documents: Vec<Document>,
    problems: Vec<Problem>,
}

/// What a corpus is.
#[derive(Debug)]
pub enum Found {
    Analysed(Box<Analysis>),
    /// To be analysed; their ids are unique.
    Articles(Vec<Document>),
}

/// A file that only names others, relative to itself.
#[derive(Deserialize)]
struct List {
    articles: Vec<String>,
}

impl Corpus {
    /// Takes in a file by its name and content: an export of crossread, JSON lines of
    /// `crossread analyse`, articles of any kind that [`super::read`] reads, or a list of files
    /// (`{"articles": ["a.md", …]}`), whose names come out.
    pub fn take(&mut self, name: &str, bytes: &[u8]) -> Vec<String> {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let text = text.trim_start_matches('\u{FEFF}').trim();
        if text.starts_with('{') {
            if let Ok(list) = serde_json::from_str::<List>(text) {
                return list.articles;
            }
            let first = text.lines().next().unwrap_or_default();
            // One document on each line: the first line is whole in itself.
            let alone = first.ends_with('}') && first.contains("\"sentences\":");
            if alone && !json::is_crossread(first) {
                self.lines.push_str(text);
                self.lines.push('\n');
                return Vec::new();
            }
            let analysis = if annotation::is_annotations(text) {
                Some(annotation::read(name, text))
            } else if json::is_crossread(text) && text.contains("\"sentences\"") {
                Some(json::read(name, text))
            } else {
                None
            };
            match analysis {
                Some(Ok(analysis)) => {
                    self.analyses.push(analysis);
                    return Vec::new();
                }
                Some(Err(problem)) => {
                    self.problems.push(problem);
                    return Vec::new();
                }
                None => {}
            }
        }
        let read = read_all(name, bytes);
        self.problems.extend(read.problems);
        self.documents
            .extend(read.drafts.into_iter().map(|draft| draft.document));
        Vec::new()
    }

    /// Notes a file that could not be had.
    pub fn refuse(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// What has been taken in so far, and what could not be read.
    pub fn found(&self) -> (Found, Vec<Problem>) {
        let mut problems = self.problems.clone();
        if self.documents.is_empty() {
            match (self.analyses.as_slice(), self.lines.is_empty()) {
                ([analysis], true) => {
                    return (Found::Analysed(Box::new(analysis.clone())), problems);
                }
                ([], false) => match json::lines("", &self.lines) {
                    Ok(analysis) => return (Found::Analysed(Box::new(analysis)), problems),
                    Err(problem) => problems.push(problem),
                },
                _ => {}
            }
        }
        // Analyses that were made apart are not one: all is analysed anew.
        let mut all: Vec<Document> = Vec::new();
        for analysis in &self.analyses {
            all.extend(analysis.documents.iter().cloned());
        }
        if !self.lines.is_empty() {
            all.extend(json::articles("", &self.lines).unwrap_or_default());
        }
        all.extend(self.documents.iter().cloned());
        let mut ids = BTreeSet::new();
        for document in &mut all {
            let stem = document.id.clone();
            let mut n = 2;
            while !ids.insert(document.id.clone()) {
                document.id = format!("{stem}-{n}");
                n += 1;
            }
            if document.language.is_empty() {
                document.language = UNDETERMINED.into();
            }
        }
        (Found::Articles(all), problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::export::json::{line, to_text};

    fn document(id: &str, body: &str) -> Document {
        Document {
            id: id.into(),
            language: "en".into(),
            body: body.into(),
            ..Document::default()
        }
    }

    fn count(corpus: &Corpus) -> (bool, usize, usize) {
        let (found, problems) = corpus.found();
        match found {
            Found::Analysed(analysis) => (true, analysis.documents.len(), problems.len()),
            Found::Articles(documents) => (false, documents.len(), problems.len()),
        }
    }

    #[test]
    fn an_export_and_lines_are_analysed_already() {
        let one = analyse([document(
            "a",
            "Khalifa Haftar met Vladimir Putin in Moscow.",
        )]);
        let two = analyse([document("b", "Khalifa Haftar thanked Russia in Benghazi.")]);
        let mut corpus = Corpus::default();
        assert!(corpus.take("c.json", to_text(&one).as_bytes()).is_empty());
        assert_eq!(count(&corpus), (true, 1, 0));
        let mut corpus = Corpus::default();
        for analysis in [&one, &two] {
            corpus.take("c.jsonl", line(analysis, 0).as_bytes());
        }
        assert_eq!(count(&corpus), (true, 2, 0));
        // With an article beside them all are analysed together.
        corpus.take(
            "d.txt",
            b"The ministry denied that a base is planned there at all.",
        );
        assert_eq!(count(&corpus), (false, 3, 0));
    }

    #[test]
    fn a_folder_names_its_articles() {
        let page = "<a href=\"../\">Up</a><a href='?C=M'>Date</a><a href=\"b%20c.html\">b</a>\
                    <a href=\"./a.txt\">a</a><a href=\"a.txt\">a</a><a href=\"more/\">more</a>\
                    <a href=\"https://example.org/x.txt\">x</a><a href=\"pic.png\">p</a><a href=unquoted.txt>u</a>\
                    <a href=\"crossread.json\">list</a><a href=\".hidden.txt\">h</a><a href=\"broken.txt";
        assert_eq!(listed(page), ["a.txt", "b%20c.html", "broken.txt"]);
        assert!(listed("").is_empty() && listed("href=").is_empty() && listed("href=é").is_empty());
    }

    #[test]
    fn a_list_names_files_and_what_is_none_says_why() {
        let mut corpus = Corpus::default();
        let names = corpus.take("crossread.json", br#"{"articles": ["a.md", "b/c.zip"]}"#);
        assert_eq!(names, ["a.md", "b/c.zip"]);
        assert_eq!(count(&corpus), (false, 0, 0));
        corpus.take("x.json", b"{\"documents\": [");
        corpus.take("y.pdf", b"%PDF-1.7 ...");
        corpus.take(
            "z.json",
            br#"{"documents": [{"body": "A text about nothing."}, {"body": "Another text."}]}"#,
        );
        assert_eq!(count(&corpus), (false, 2, 2));
    }
}
