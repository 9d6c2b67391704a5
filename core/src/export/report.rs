//! A report for people, to be printed: one HTML page of its own, without scripts, that asks nobody for anything. The
//! articles, the comparison as a table a statement, the connections, each with the sentences.

use super::escape::{iri, xml};
use super::graph::{Edge, edges};
use super::markdown::{Words, edge_label, holder};
use crate::analysis::Analysis;
use crate::vocabulary::{Polarity, Relation};
use std::fmt::Write as _;

/// Looks, on paper and on a screen.
const STYLE: &str = "\
:root{color-scheme:light}\
body{margin:0 auto;max-width:52rem;padding:1.5rem;background:#fff;color:#111;\
font:15px/1.5 system-ui,sans-serif}\
h1{font-size:1.7rem;margin:0 0 .3rem}h2{font-size:1.25rem;margin:1.8rem 0 .4rem;\
border-bottom:2px solid #111}h3{font-size:1rem;margin:1.1rem 0 .2rem}p{margin:.2rem 0 .5rem}\
ol,ul{padding-inline-start:1.3rem}table{border-collapse:collapse;width:100%;margin:.3rem 0}\
td{border-top:1px solid #bbb;padding:.25rem .5rem .25rem 0;vertical-align:top}\
td:first-child{width:30%}blockquote{margin:.3rem 0;padding-inline-start:.8rem;\
border-inline-start:3px solid #bbb}small{color:#444}\
@page{size:A4;margin:16mm 14mm}\
@media print{body{max-width:none;padding:0;font-size:9.5pt}h2,h3{break-after:avoid}\
tr,blockquote,li{break-inside:avoid}a{color:inherit;text-decoration:none}}";

/// The report. Labels and summaries come in `language` (BCP 47) where the tables have it, else in
/// English.
pub fn to_report(analysis: &Analysis, language: &str, words: &Words) -> String {
    let mut out = String::new();
    let title = xml(&words.title);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n",
        xml(language),
        xml(&words.caution)
    );
    articles(&mut out, analysis, words);
    for (i, relation) in Relation::ALL.iter().enumerate() {
        let heading = words
            .relations
            .get(i)
            .map_or(relation.as_str(), String::as_str);
        let _ = writeln!(out, "<h2>{}</h2>", xml(heading));
        rows(&mut out, analysis, *relation, language, words);
    }
    connections(&mut out, analysis, language, words);
    out.push_str("</body>\n</html>\n");
    out
}

fn articles(out: &mut String, analysis: &Analysis, words: &Words) {
    let _ = writeln!(out, "<h2>{}</h2>\n<ol>", xml(&words.articles));
    for document in &analysis.documents {
        let title = xml(document.title.as_deref().unwrap_or(&document.id));
        let safe = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
        let _ = match document.url.as_ref().filter(safe) {
            Some(url) => write!(
                out,
                "<li dir=\"auto\"><a href=\"{}\" rel=\"noreferrer\"><b>{title}</b></a>",
                xml(&iri(url))
            ),
            None => write!(out, "<li dir=\"auto\"><b>{title}</b>"),
        };
        let parts = [&document.outlet, &document.agency, &document.date];
        for part in parts.into_iter().flatten() {
            let _ = write!(out, ", <bdi>{}</bdi>", xml(part));
        }
        let _ = writeln!(out, " <small>({})</small></li>", xml(&document.language));
    }
    out.push_str("</ol>\n");
}

/// The rows of the comparison in which articles stand to each other in a way.
fn rows(out: &mut String, analysis: &Analysis, relation: Relation, language: &str, words: &Words) {
    let all = analysis.comparisons.iter();
    let all: Vec<_> = all.filter(|row| row.relation == relation).collect();
    if all.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", xml(&words.nothing));
    }
    let outlet = |d: u32| {
        let document = analysis.documents.get(d as usize)?;
        Some(xml(document.outlet.as_deref().unwrap_or(&document.id)))
    };
    for row in all {
        let _ = write!(
            out,
            "<h3 dir=\"auto\">{}",
            xml(&analysis.label(row, language))
        );
        if row.suggested {
            let _ = write!(out, " <small>({})</small>", xml(&words.suggested));
        }
        let _ = writeln!(
            out,
            "</h3>\n<p dir=\"auto\">{}</p>\n<table>",
            xml(&analysis.summary(row, language))
        );
        for at in &row.claims {
            let (Some(document), Some(extraction)) = (
                analysis.documents.get(at.document as usize),
                analysis.extractions.get(at.document as usize),
            ) else {
                continue;
            };
            let Some(claim) = extraction.claims.get(at.claim as usize) else {
                continue;
            };
            let _ = writeln!(
                out,
                "<tr><td><b><bdi>{}</bdi></b><br><bdi>{}</bdi><br><small>{}; {}</small></td>\
                 <td lang=\"{}\" dir=\"auto\">{}</td></tr>",
                outlet(at.document).unwrap_or_default(),
                xml(&holder(analysis, document, claim, language, words)),
                claim.certainty,
                claim.polarity,
                xml(&document.language),
                xml(claim.span.of(&document.body))
            );
        }
        out.push_str("</table>\n");
        let silent: Vec<String> = analysis.silent(row).filter_map(outlet).collect();
        if !silent.is_empty() {
            let silent = silent.join("</bdi>, <bdi>");
            let _ = writeln!(out, "<p>{}: <bdi>{silent}</bdi></p>", xml(&words.silent));
        }
    }
}

fn connections(out: &mut String, analysis: &Analysis, language: &str, words: &Words) {
    let _ = writeln!(out, "<h2>{}</h2>", xml(&words.connections));
    let edges = edges(analysis);
    if edges.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", xml(&words.nothing));
    }
    let name = |e: crate::extract::EntityIx| {
        let entity = analysis.entities.get(e.0 as usize);
        entity.map_or(String::new(), |entity| xml(entity.label(language)))
    };
    for edge in &edges {
        let _ = write!(
            out,
            "<h3><bdi>{}</bdi> — {} — <bdi>{}</bdi>",
            name(edge.a),
            xml(edge_label(edge, language)),
            name(edge.b)
        );
        if edge.polarity == Polarity::Denied {
            let _ = write!(out, " <small>({})</small>", xml(&words.denied));
        }
        out.push_str("</h3>\n");
        for at in &edge.evidence {
            let Some(document) = analysis.documents.get(at.0 as usize) else {
                continue;
            };
            let outlet = document.outlet.as_deref().unwrap_or(&document.id);
            let _ = writeln!(
                out,
                "<blockquote lang=\"{}\" dir=\"auto\">{}<br><small>— <bdi>{}</bdi></small></blockquote>",
                xml(&document.language),
                xml(Edge::words(analysis, *at)),
                xml(outlet)
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::corpus::Document;

    #[test]
    fn a_report_is_one_quiet_page_whatever_the_articles_hold() {
        let document = |id: &str, body: &str| Document {
            id: id.into(),
            title: Some("<img src=x onerror=alert(1)> \"&".into()),
            outlet: Some("</td><script>alert(1)</script>".into()),
            url: Some("javascript:alert(1)".into()),
            language: "en".into(),
            body: body.into(),
            ..Document::default()
        };
        let analysis = analyse([
            document(
                "a",
                "Khalifa Haftar met Vladimir Putin in Moscow on 9 May 2025.",
            ),
            document(
                "b",
                "The Kremlin denied that Khalifa Haftar met Vladimir Putin.",
            ),
        ]);
        let report = to_report(&analysis, "it", &Words::of("it"));
        assert!(report.starts_with("<!doctype html>\n<html lang=\"it\">"));
        assert!(report.contains("Che cosa dicono gli articoli"));
        assert!(report.contains("Khalifa Haftar met Vladimir Putin in Moscow"));
        for bad in ["<script", "<img", "javascript:", "href"] {
            assert!(!report.contains(bad), "{bad}: {report}");
        }
        assert_eq!(report, to_report(&analysis, "it", &Words::of("it")));
    }
}
