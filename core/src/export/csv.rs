//! CSV tables (RFC 4180, UTF-8 with a byte order mark so that spreadsheets know the encoding):
//! connections, claims, comparisons. Text that a spreadsheet would calculate is made harmless.

use super::escape::csv as cell;
use super::graph::Edge;
use super::json::claim_id;
use crate::analysis::Analysis;
use crate::compare::ClaimRef;
use crate::data::data;
use crate::extract::{EntityIx, Holder};
use crate::text::{CodePoints, Span};

/// A table being written.
struct Table {
    out: String,
}

impl Table {
    fn new(columns: &[&str]) -> Self {
        let mut table = Table {
            out: String::from("\u{FEFF}"),
        };
        table.row(columns);
        table
    }

    fn row(&mut self, cells: &[&str]) {
        for (i, text) in cells.iter().enumerate() {
            if i > 0 {
                self.out.push(',');
            }
            self.out.push_str(&cell(text));
        }
        self.out.push_str("\r\n");
    }
}

fn entity(analysis: &Analysis, e: EntityIx) -> (&str, &str) {
    let found = analysis.entities.get(e.0 as usize);
    found.map_or(("", ""), |e| (e.id.as_str(), e.name.as_str()))
}

fn holder<'a>(analysis: &'a Analysis, body: &'a str, holder: &Holder) -> &'a str {
    match holder {
        Holder::Author => "author",
        Holder::Entity(e) => entity(analysis, *e).0,
        Holder::Unnamed(span) => span.of(body),
        Holder::Hearsay => "unnamed sources",
    }
}

/// A row for every sentence that says that two entities are connected. Offsets are code points.
pub fn connections(analysis: &Analysis) -> String {
    let mut table = Table::new(&[
        "document",
        "outlet",
        "document_date",
        "a",
        "a_name",
        "type",
        "plover",
        "b",
        "b_name",
        "polarity",
        "certainty",
        "date",
        "place",
        "start",
        "end",
        "evidence",
        "rule",
    ]);
    for (document, extraction) in analysis.documents.iter().zip(&analysis.extractions) {
        let points = CodePoints::new(&document.body);
        let at = |byte: u32| points.offset(&document.body, byte).to_string();
        for c in &extraction.connections {
            let (a, a_name) = entity(analysis, c.a);
            let (b, b_name) = entity(analysis, c.b);
            let plover = data().type_row(c.kind).map_or("", |r| r.plover.as_str());
            for e in &c.evidence {
                table.row(&[
                    &document.id,
                    document.outlet.as_deref().unwrap_or_default(),
                    document.date.as_deref().unwrap_or_default(),
                    a,
                    a_name,
                    c.kind.as_str(),
                    plover,
                    b,
                    b_name,
                    c.polarity.as_str(),
                    c.certainty.as_str(),
                    c.date.as_deref().unwrap_or_default(),
                    c.place.map_or("", |p| entity(analysis, p).0),
                    &at(e.span.start),
                    &at(e.span.end),
                    e.span.of(&document.body),
                    &c.why.rule,
                ]);
            }
        }
    }
    table.out
}

/// A row for every claim. Offsets are code points; lists are joined by ` | `.
pub fn claims(analysis: &Analysis) -> String {
    let mut table = Table::new(&[
        "document",
        "outlet",
        "document_date",
        "claim",
        "start",
        "end",
        "text",
        "holder",
        "chain",
        "certainty",
        "certainty_words",
        "polarity",
        "polarity_words",
        "topics",
        "entities",
        "numbers",
        "dates",
        "rule",
    ]);
    for (d, (document, extraction)) in analysis
        .documents
        .iter()
        .zip(&analysis.extractions)
        .enumerate()
    {
        let body = document.body.as_str();
        let points = CodePoints::new(body);
        let at = |byte: u32| points.offset(body, byte).to_string();
        let words = |span: Option<Span>| span.map_or("", |s| s.of(body));
        for (i, c) in extraction.claims.iter().enumerate() {
            let id = claim_id(ClaimRef {
                document: d as u32,
                claim: i as u32,
            });
            let join =
                |list: &mut dyn Iterator<Item = String>| list.collect::<Vec<_>>().join(" | ");
            let chain = &mut c
                .chain
                .iter()
                .map(|h| holder(analysis, body, h).to_string());
            let topics = &mut c.topics.iter().map(|t| t.0.as_str().to_string());
            let entities = &mut c
                .entities
                .iter()
                .map(|e| entity(analysis, *e).0.to_string());
            let numbers = &mut c.numbers.iter().map(|n| n.value.to_string());
            let dates = &mut c.dates.iter().map(|d| d.iso.clone());
            table.row(&[
                &document.id,
                document.outlet.as_deref().unwrap_or_default(),
                document.date.as_deref().unwrap_or_default(),
                &id,
                &at(c.span.start),
                &at(c.span.end),
                c.span.of(body),
                holder(analysis, body, &c.holder),
                &join(chain),
                c.certainty.as_str(),
                words(c.certainty_cue),
                c.polarity.as_str(),
                words(c.polarity_cue),
                &join(topics),
                &join(entities),
                &join(numbers),
                &join(dates),
                &c.why.rule,
            ]);
        }
    }
    table.out
}

/// A row for every claim of every comparison, and one for every document that is silent.
/// `summary` is in the language (BCP 47) that is asked for.
pub fn comparisons(analysis: &Analysis, language: &str) -> String {
    let mut table = Table::new(&[
        "comparison",
        "label",
        "relation",
        "differences",
        "suggested",
        "strength",
        "why",
        "document",
        "outlet",
        "claim",
        "holder",
        "certainty",
        "polarity",
        "text",
        "summary",
    ]);
    for row in &analysis.comparisons {
        let label = analysis.label(row, language);
        let summary = analysis.summary(row, language);
        let aspects: Vec<&str> = row.differences.iter().map(|d| d.aspect.as_str()).collect();
        let aspects = aspects.join(" | ");
        let strength = format!("{:.3}", row.strength);
        let why = row.why.join(" | ");
        let suggested = if row.suggested { "yes" } else { "no" };
        let head = [
            row.id.as_str(),
            &label,
            row.relation.as_str(),
            &aspects,
            suggested,
            &strength,
            &why,
        ];
        for r in &row.claims {
            let Some(document) = analysis.documents.get(r.document as usize) else {
                continue;
            };
            let claims = analysis.extractions.get(r.document as usize);
            let Some(claim) = claims.and_then(|x| x.claims.get(r.claim as usize)) else {
                continue;
            };
            let id = claim_id(*r);
            let mut cells = head.to_vec();
            cells.extend([
                document.id.as_str(),
                document.outlet.as_deref().unwrap_or_default(),
                &id,
                holder(analysis, &document.body, &claim.holder),
                claim.certainty.as_str(),
                claim.polarity.as_str(),
                claim.span.of(&document.body),
                &summary,
            ]);
            table.row(&cells);
        }
        for d in analysis.silent(row) {
            let Some(document) = analysis.documents.get(d as usize) else {
                continue;
            };
            let mut cells = head.to_vec();
            let outlet = document.outlet.as_deref().unwrap_or_default();
            cells.extend([
                document.id.as_str(),
                outlet,
                "",
                "silent",
                "",
                "",
                "",
                &summary,
            ]);
            table.row(&cells);
        }
    }
    table.out
}

/// The network, an edge a row: for tools that read edge lists.
pub fn edges(analysis: &Analysis, edges: &[Edge]) -> String {
    let mut table = Table::new(&[
        "source",
        "target",
        "type",
        "polarity",
        "certainty",
        "weight",
        "documents",
        "dates",
    ]);
    for e in edges {
        let dates: Vec<&str> = e.dates.iter().map(String::as_str).collect();
        table.row(&[
            entity(analysis, e.a).0,
            entity(analysis, e.b).0,
            e.kind.as_str(),
            e.polarity.as_str(),
            e.certainty.as_str(),
            &e.evidence.len().to_string(),
            &e.ids(analysis).join(" | "),
            &dates.join(" | "),
        ]);
    }
    table.out
}
