//! The analysis as text for people: what a document says, line by line.

use crate::analysis::Analysis;
use crate::extract::Holder;
use crate::text::Span;
use std::fmt::Write as _;

/// The analysis as plain text: all documents, then the comparisons.
pub fn to_text(analysis: &Analysis) -> String {
    let mut out = String::new();
    for d in 0..analysis.documents.len() {
        out.push_str(&document_text(analysis, d));
        out.push('\n');
    }
    out.push_str(&comparisons_text(analysis));
    out
}

/// One document, sentence by sentence, with what was found in each; also the form of the goldens.
pub fn document_text(analysis: &Analysis, index: usize) -> String {
    let mut out = String::new();
    document(analysis, index, &mut out);
    out
}

/// The comparisons, and why entities of several documents were joined or kept apart.
pub fn comparisons_text(analysis: &Analysis) -> String {
    let mut out = String::from("# comparisons\n");
    for c in &analysis.comparisons {
        let _ = write!(out, "{} {}", c.relation, c.label);
        if !c.differences.is_empty() {
            let aspects: Vec<&str> = c.differences.iter().map(|d| d.aspect.as_str()).collect();
            let _ = write!(out, " [{}]", aspects.join(", "));
        }
        let _ = writeln!(out, "{}", if c.suggested { " (suggested)" } else { "" });
        for r in &c.claims {
            let document = &analysis.documents[r.document as usize];
            let claim = &analysis.extractions[r.document as usize].claims[r.claim as usize];
            let _ = writeln!(
                out,
                "  {}: {}",
                document.id,
                line(claim.span.of(&document.body))
            );
        }
    }
    let _ = writeln!(out, "\n# entities across documents");
    for e in analysis.entities.iter().filter(|e| !e.reasons.is_empty()) {
        let _ = writeln!(out, "{} ({})", e.id, e.kind);
        for r in &e.reasons {
            let joined = if r.merged { "joined" } else { "kept apart" };
            let _ = writeln!(out, "  {joined} {}: {}", r.rule, r.names.join(" | "));
        }
    }
    out
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn document(analysis: &Analysis, index: usize, out: &mut String) {
    let document = &analysis.documents[index];
    let extraction = &analysis.extractions[index];
    let body = document.body.as_str();
    let entity = |e: crate::extract::EntityIx| analysis.entities[e.0 as usize].id.as_str();
    let words = |s: Span| line(s.of(body));
    let holder = |h: &Holder| match h {
        Holder::Author => "author".to_string(),
        Holder::Entity(e) => entity(*e).to_string(),
        Holder::Unnamed(s) => format!("«{}»", words(*s)),
        Holder::Hearsay => "hearsay".to_string(),
    };
    let _ = writeln!(out, "# {} ({})\n", document.id, document.language);
    for (span, _) in &extraction.sentences {
        let _ = writeln!(out, "> {}", words(*span));
        for m in extraction.mentions.iter().filter(|m| span.contains(m.span)) {
            let kind = analysis.entities[m.entity.0 as usize].kind;
            let _ = writeln!(
                out,
                "  {} {} -> {} {}",
                m.form,
                words(m.span),
                entity(m.entity),
                kind
            );
        }
        for q in extraction.quotations.iter().filter(|q| {
            span.contains(q.span) || q.span.overlaps(*span) && q.span.start >= span.start
        }) {
            let speaker = q.speaker.as_ref().map_or_else(|| "?".to_string(), holder);
            let cue = q
                .cue
                .map_or_else(String::new, |c| format!(" ({})", words(c)));
            let _ = writeln!(out, "  quotation {} -> {speaker}{cue}", words(q.span));
        }
        for c in extraction
            .claims
            .iter()
            .filter(|c| c.span.start >= span.start && c.span.start < span.end)
        {
            let topics: Vec<&str> = c.topics.iter().map(|t| t.0.as_str()).collect();
            let part = if c.span == *span {
                String::new()
            } else {
                format!(" «{}»", words(c.span))
            };
            let _ = writeln!(
                out,
                "  claim {} {} {} [{}]{part}",
                c.certainty,
                c.polarity,
                holder(&c.holder),
                topics.join(", ")
            );
        }
        for c in extraction.connections.iter().filter(|c| {
            c.evidence
                .first()
                .is_some_and(|e| e.span.start >= span.start && e.span.start < span.end)
        }) {
            let date = c
                .date
                .as_deref()
                .map_or_else(String::new, |d| format!(" on {d}"));
            let place = c
                .place
                .map_or_else(String::new, |p| format!(" in {}", entity(p)));
            let _ = writeln!(
                out,
                "  connection {} {} {} {} {}{date}{place}",
                entity(c.a),
                c.kind,
                entity(c.b),
                c.certainty,
                c.polarity
            );
        }
    }
}
