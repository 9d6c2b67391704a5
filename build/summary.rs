//! The prerendered summary: what `index.html` shows before the program has loaded, and without JavaScript. The main
//! connections as a table and the most telling comparisons, in each language of the interface.

use crossread::analysis::Analysis;
use crossread::compare::Comparison;
use crossread::snapshot::{Snapshot, Words};
use crossread::vocabulary::{ConnectionType, Relation};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many connections the table has at most.
const CONNECTIONS: usize = 8;
/// How many comparisons are told at most.
const COMPARISONS: usize = 5;

/// The words around the marks, a row a language, with the names of the columns first.
const TABLE: &str = include_str!("summary.tsv");

/// A connection as the documents together say it: two ends and a type, with the documents and how often.
type Line = ((usize, usize, ConnectionType), (BTreeSet<u32>, usize));

/// The summary as HTML: a section with its `lang` for each language that has both words here and in the snapshot.
pub fn html(snapshot: &Snapshot) -> String {
    let mut rows = TABLE.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    let heads = rows.next().unwrap_or_default();
    let lines = connections(&snapshot.analysis);
    let told = comparisons(&snapshot.analysis);
    let mut out = String::new();
    for row in rows {
        let word = |name: &str| {
            let at = heads.iter().position(|head| *head == name);
            escaped(at.and_then(|at| row.get(at)).copied().unwrap_or_default())
        };
        let code = word("code");
        let Some(words) = snapshot.words.iter().find(|words| words.code == code) else {
            continue;
        };
        out += &format!(
            "<section class=\"summary wrap\" lang=\"{code}\"><h1>{}</h1><p>{}</p><p class=\"coming\">{}</p>",
            word("title"),
            word("lead"),
            word("loading")
        );
        if !lines.is_empty() {
            out += &format!(
                "<h2>{}</h2><table class=\"conn\"><thead><tr>",
                word("connections")
            );
            for name in ["who", "what", "whom", "articles"] {
                out += &format!("<th scope=\"col\">{}</th>", word(name));
            }
            out += "</tr></thead><tbody>";
            for line in &lines {
                out += &connection(snapshot, words, line);
            }
            out += "</tbody></table>";
        }
        if !told.is_empty() {
            out += &format!("<h2>{}</h2><ul>", word("comparisons"));
            for (at, row) in &told {
                let Some(own) = words.rows.get(*at) else {
                    continue;
                };
                out += &format!(
                    "<li><b>{}:</b> {}</li>",
                    word(row.relation.as_str()),
                    escaped(&own.line)
                );
            }
            out += "</ul>";
        }
        out += "</section>\n";
    }
    out
}

/// The connections that most documents say; events before posts and places, then those said most often.
fn connections(analysis: &Analysis) -> Vec<Line> {
    let mut found: BTreeMap<_, (BTreeSet<u32>, usize)> = BTreeMap::new();
    let id = |entity: usize| &analysis.entities[entity].id;
    for (d, extraction) in analysis.extractions.iter().enumerate() {
        for one in &extraction.connections {
            let (mut a, mut b) = (one.a.0 as usize, one.b.0 as usize);
            if a == b || one.evidence.is_empty() {
                continue;
            }
            if one.kind.symmetric() && id(b) < id(a) {
                (a, b) = (b, a);
            }
            let line = found.entry((a, b, one.kind)).or_default();
            line.0.insert(d as u32);
            line.1 += one.evidence.len();
        }
    }
    let mut lines: Vec<Line> = found.into_iter().collect();
    lines.sort_by_key(|((a, b, kind), (documents, times))| {
        let rank = (Reverse(documents.len()), kind.is_state(), Reverse(*times));
        (rank, id(*a).clone(), id(*b).clone(), *kind)
    });
    lines.truncate(CONNECTIONS);
    lines
}

fn connection(snapshot: &Snapshot, words: &Words, line: &Line) -> String {
    let ((a, b, kind), (documents, _)) = line;
    let name = |entity: usize| escaped(snapshot.analysis.entities[entity].label(&words.code));
    let kind = words.of(*kind).map_or(kind.as_str(), |words| &words.label);
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
        name(*a),
        escaped(kind),
        name(*b),
        documents.len()
    )
}

/// The rows of several documents, with their indices: the surest first, the gravest relation first.
fn comparisons(analysis: &Analysis) -> Vec<(usize, &Comparison)> {
    let mut rows: Vec<(usize, &Comparison)> = analysis.comparisons.iter().enumerate().collect();
    rows.retain(|(_, row)| row.relation != Relation::OnlyHere);
    rows.sort_by_key(|(at, row)| {
        let gravity = match row.relation {
            Relation::Contradicts => 0,
            Relation::DiffersInDetail => 1,
            Relation::Corroborates | Relation::OnlyHere => 2,
        };
        let strength = (row.strength * 1000.0) as i32;
        (row.suggested, gravity, Reverse(strength), *at)
    });
    rows.truncate(COMPARISONS);
    rows
}

/// A text as HTML, in an element or in an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}
