//! A report for people, as Markdown: the articles, the comparison, the connections, each with the
//! sentences.

use super::escape::markdown as text;
use super::graph::{Edge, edges};
use crate::analysis::Analysis;
use crate::corpus::Document;
use crate::extract::{Claim, Holder};
use crate::vocabulary::{Polarity, Relation};
use std::fmt::Write as _;

/// The fixed words of a report; an interface gives its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    /// That every mark was made by a program, and that nothing here says what is true.
    pub caution: String,
    pub articles: String,
    /// In the order of [`Relation::ALL`].
    pub relations: Vec<String>,
    pub suggested: String,
    pub connections: String,
    pub denied: String,
    pub author: String,
    pub unnamed: String,
    pub silent: String,
    pub nothing: String,
}

impl Default for Words {
    fn default() -> Self {
        Words::of("")
    }
}

/// The words of a report, a line each in the order of the fields, in a column for each language.
const WORDS: &str = include_str!("words.tsv");

impl Words {
    /// The words in a language (BCP 47) of words.tsv; in English where it has none.
    pub fn of(language: &str) -> Words {
        let mut lines = WORDS.lines();
        let code = language.split('-').next().unwrap_or_default();
        let mut head = lines.next().unwrap_or_default().split('\t');
        let column = head.position(|column| column == code).unwrap_or(0);
        let mut next = || {
            let line = lines.next().unwrap_or_default();
            line.split('\t').nth(column).unwrap_or_default().to_string()
        };
        Words {
            title: next(),
            caution: next(),
            articles: next(),
            relations: Relation::ALL.iter().map(|_| next()).collect(),
            suggested: next(),
            connections: next(),
            denied: next(),
            author: next(),
            unnamed: next(),
            silent: next(),
            nothing: next(),
        }
    }
}

/// Who says a statement, as a reader is told it.
pub(super) fn holder(
    analysis: &Analysis,
    document: &Document,
    claim: &Claim,
    language: &str,
    words: &Words,
) -> String {
    match &claim.holder {
        Holder::Author => words.author.clone(),
        Holder::Entity(e) => {
            let entity = analysis.entities.get(e.0 as usize);
            entity.map_or(String::new(), |e| e.label(language).to_string())
        }
        Holder::Unnamed(span) => format!("«{}»", span.of(&document.body)),
        Holder::Hearsay => words.unnamed.clone(),
    }
}

/// What an edge says, in a language where the table of connection types has it.
pub(super) fn edge_label<'a>(edge: &'a Edge, language: &str) -> &'a str {
    let row = crate::data::data().type_row(edge.kind);
    let label = row.and_then(|r| {
        let cell = r.cells.iter().find(|(column, _)| column == language);
        Some(cell?.1.as_str()).filter(|label| !label.is_empty())
    });
    label.unwrap_or(edge.kind.as_str())
}

/// The report. Labels and summaries come in `language` (BCP 47) where the tables have it, else
/// in English.
pub fn to_markdown(analysis: &Analysis, language: &str, words: &Words) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# {}\n\n{}\n",
        text(&words.title),
        text(&words.caution)
    );
    let _ = writeln!(out, "## {}\n", text(&words.articles));
    for document in &analysis.documents {
        let title = document.title.as_deref().unwrap_or(&document.id);
        let _ = write!(out, "- **{}**", text(title));
        let parts = [&document.outlet, &document.agency, &document.date];
        for part in parts.into_iter().flatten() {
            let _ = write!(out, ", {}", text(part));
        }
        let _ = writeln!(out, " ({})", text(&document.language));
        if let Some(url) = &document.url {
            let safe = url.starts_with("https://") || url.starts_with("http://");
            let address = super::escape::iri(url).replace(['(', ')', '[', ']', '\''], "");
            if safe {
                let _ = writeln!(out, "  <{address}>");
            }
        }
    }
    for (i, relation) in Relation::ALL.iter().enumerate() {
        let heading = words
            .relations
            .get(i)
            .map_or(relation.as_str(), String::as_str);
        let _ = writeln!(out, "\n## {}", text(heading));
        let rows = analysis
            .comparisons
            .iter()
            .filter(|r| r.relation == *relation);
        let mut any = false;
        for row in rows {
            any = true;
            let _ = write!(out, "\n### {}", text(&analysis.label(row, language)));
            if row.suggested {
                let _ = write!(out, " ({})", text(&words.suggested));
            }
            let _ = writeln!(out, "\n\n{}\n", text(&analysis.summary(row, language)));
            for r in &row.claims {
                let (Some(document), Some(extraction)) = (
                    analysis.documents.get(r.document as usize),
                    analysis.extractions.get(r.document as usize),
                ) else {
                    continue;
                };
                let Some(claim) = extraction.claims.get(r.claim as usize) else {
                    continue;
                };
                let holder = holder(analysis, document, claim, language, words);
                let outlet = document.outlet.as_deref().unwrap_or(&document.id);
                let _ = writeln!(
                    out,
                    "- {} ({}; {}; {}): {}",
                    text(outlet),
                    text(&holder),
                    claim.certainty,
                    claim.polarity,
                    text(claim.span.of(&document.body))
                );
            }
            let silent: Vec<String> = analysis
                .silent(row)
                .filter_map(|d| analysis.documents.get(d as usize))
                .map(|d| text(d.outlet.as_deref().unwrap_or(&d.id)))
                .collect();
            if !silent.is_empty() {
                let _ = writeln!(out, "- {}: {}", text(&words.silent), silent.join(", "));
            }
        }
        if !any {
            let _ = writeln!(out, "\n{}", text(&words.nothing));
        }
    }
    let _ = writeln!(out, "\n## {}", text(&words.connections));
    let edges = edges(analysis);
    if edges.is_empty() {
        let _ = writeln!(out, "\n{}", text(&words.nothing));
    }
    for e in &edges {
        let name =
            |e: crate::extract::EntityIx| text(analysis.entities[e.0 as usize].label(language));
        let label = edge_label(e, language);
        let _ = write!(out, "\n### {} — {} — {}", name(e.a), text(label), name(e.b));
        if e.polarity == Polarity::Denied {
            let _ = write!(out, " ({})", text(&words.denied));
        }
        out.push_str("\n\n");
        for at in &e.evidence {
            let Some(document) = analysis.documents.get(at.0 as usize) else {
                continue;
            };
            let outlet = document.outlet.as_deref().unwrap_or(&document.id);
            let words = text(Edge::words(analysis, *at));
            let _ = writeln!(out, "> {words}\n>\n> — {}\n", text(outlet));
        }
    }
    out
}
