//! The languages' own tests: every `core/src/lang/*/cases/*.txt` is analysed and each line below a
//! text must hold. A line that begins with `~` names a known weakness: it must not hold yet.

use crossread::analysis::{Analysis, analyse};
use crossread::corpus::Document;
use crossread::extract::{EntityIx, Extraction, Holder};
use crossread::text::Span;
use crossread::vocabulary::Form;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One text with what must come out.
struct Case {
    text: String,
    /// Line number in its file, the line.
    wanted: Vec<(usize, String)>,
}

fn cases(path: &Path) -> Vec<Case> {
    let source = std::fs::read_to_string(path).expect("a readable file");
    let mut out: Vec<Case> = Vec::new();
    let mut open = false;
    for (i, line) in source.lines().enumerate() {
        let line = line.trim_end();
        if let Some(text) = line.strip_prefix('>') {
            let text = text.strip_prefix(' ').unwrap_or(text);
            match out.last_mut().filter(|c| open && c.wanted.is_empty()) {
                Some(case) => {
                    case.text.push('\n');
                    case.text.push_str(text);
                }
                None => out.push(Case {
                    text: text.into(),
                    wanted: Vec::new(),
                }),
            }
            open = true;
        } else if line.is_empty() {
            open = false;
        } else if !line.starts_with('#')
            && let Some(case) = out.last_mut()
        {
            case.wanted.push((i + 1, line.into()));
        }
    }
    out
}

/// An analysed case.
struct Outcome {
    analysis: Analysis,
}

impl Outcome {
    fn extraction(&self) -> &Extraction {
        &self.analysis.extractions[0]
    }
    fn words(&self, span: Span) -> &str {
        span.of(&self.analysis.documents[0].body)
    }
    fn id(&self, e: EntityIx) -> &str {
        &self.analysis.entities[e.0 as usize].id
    }
    fn holder(&self, h: &Holder) -> String {
        match h {
            Holder::Author => "author".into(),
            Holder::Entity(e) => self.id(*e).into(),
            Holder::Unnamed(span) => self.words(*span).into(),
            Holder::Hearsay => "unnamed sources".into(),
        }
    }

    /// Whether a line holds; `None` for a kind of line that there is not.
    fn holds(&self, kind: &str, value: &str) -> Option<bool> {
        let (left, right) = match value.split_once("->") {
            Some((l, r)) => (l.trim(), r.trim()),
            None => (value, ""),
        };
        let plain = |s: &str| {
            s.trim_matches(|c: char| "«»“”\"’‘.,…".contains(c) || c.is_whitespace())
                .to_lowercase()
        };
        let names = || {
            self.extraction()
                .mentions
                .iter()
                .filter(|m| m.form == Form::Name)
        };
        let words: Vec<&str> = value.split_whitespace().collect();
        Some(match kind {
            "sentences" => value.parse() == Ok(self.extraction().sentences.len()),
            "mention" => names().any(|m| {
                let entity = &self.analysis.entities[m.entity.0 as usize];
                self.words(m.span) == left
                    && (right.is_empty() || right == format!("{} {}", entity.id, entity.kind))
            }),
            "not-mention" => !names().any(|m| self.words(m.span) == left),
            "quotation" => self.extraction().quotations.iter().any(|q| {
                let speaker = q.speaker.as_ref().map_or("?".into(), |h| self.holder(h));
                plain(self.words(q.span)) == plain(left)
                    && (right.is_empty() || plain(&speaker) == plain(right))
            }),
            "not-quotation" => !self
                .extraction()
                .quotations
                .iter()
                .any(|q| plain(self.words(q.span)) == plain(left)),
            "claim" => self.extraction().claims.iter().any(|c| {
                words.first() == Some(&c.certainty.as_str())
                    && words.get(1) == Some(&c.polarity.as_str())
                    && (words.len() < 3
                        || plain(&words[2..].join(" ")) == plain(&self.holder(&c.holder)))
            }),
            "connection" => self.extraction().connections.iter().any(|c| {
                let (a, b) = (self.id(c.a), self.id(c.b));
                let ends = words.first() == Some(&a) && words.get(2) == Some(&b)
                    || c.kind.symmetric() && words.first() == Some(&b) && words.get(2) == Some(&a);
                ends && words.get(1) == Some(&c.kind.as_str())
                    && words.get(3).is_none_or(|w| *w == c.certainty.as_str())
                    && words.get(4).is_none_or(|w| *w == c.polarity.as_str())
            }),
            "not-connection" => !self.extraction().connections.iter().any(|c| {
                let (a, b) = (self.id(c.a), self.id(c.b));
                match words.as_slice() {
                    [x, y] => (*x == a && *y == b) || (*x == b && *y == a),
                    [x, kind, y, ..] => *kind == c.kind.as_str() && *x == a && *y == b,
                    _ => false,
                }
            }),
            _ => return None,
        })
    }

    /// What came out, to read beside a line that does not hold.
    fn shown(&self, kind: &str) -> String {
        let e = self.extraction();
        let lines: Vec<String> = match kind.trim_start_matches("not-") {
            "sentences" => vec![e.sentences.len().to_string()],
            "mention" => (e.mentions.iter().filter(|m| m.form == Form::Name))
                .map(|m| format!("{} -> {}", self.words(m.span), self.id(m.entity)))
                .collect(),
            "quotation" => (e.quotations.iter())
                .map(|q| {
                    let speaker = q.speaker.as_ref().map(|h| self.holder(h));
                    format!("{} -> {speaker:?}", self.words(q.span))
                })
                .collect(),
            "claim" => (e.claims.iter())
                .map(|c| format!("{} {} {}", c.certainty, c.polarity, self.holder(&c.holder)))
                .collect(),
            _ => (e.connections.iter())
                .map(|c| {
                    let (a, b) = (self.id(c.a), self.id(c.b));
                    format!(
                        "{a} {} {b} {} {} ({})",
                        c.kind, c.certainty, c.polarity, c.why.rule
                    )
                })
                .collect(),
        };
        lines.join("; ")
    }
}

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lang");
    let mut out: Vec<PathBuf> = std::fs::read_dir(root)
        .expect("the language folders")
        .filter_map(|entry| std::fs::read_dir(entry.ok()?.path().join("cases")).ok())
        .flat_map(|dir| dir.filter_map(|f| Some(f.ok()?.path())))
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    out.sort();
    out
}

#[test]
fn every_case_of_every_language() {
    let mut faults = String::new();
    let mut tally: BTreeMap<(String, String), [usize; 3]> = BTreeMap::new();
    for path in files() {
        let language = path
            .iter()
            .rev()
            .nth(2)
            .unwrap_or_default()
            .to_string_lossy();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        for case in cases(&path) {
            let analysis = analyse([Document {
                id: "case".into(),
                language: language.to_string(),
                body: case.text,
                ..Document::default()
            }]);
            let outcome = Outcome { analysis };
            for (line, wanted) in case.wanted {
                let weak = wanted.starts_with('~');
                let text = wanted.trim_start_matches('~').trim();
                let (kind, value) = text.split_once(':').unwrap_or((text, ""));
                let holds = outcome.holds(kind, value.trim());
                let n = tally
                    .entry((language.to_string(), kind.to_string()))
                    .or_default();
                n[match (holds, weak) {
                    (Some(true), _) => 0,
                    (_, true) => 1,
                    _ => 2,
                }] += 1;
                let fault = match (holds, weak) {
                    (Some(false), false) => "does not hold",
                    (Some(true), true) => "holds: take the ~ away",
                    (None, _) => "is no kind of line",
                    _ => continue,
                };
                faults += &format!(
                    "{language}/cases/{file}:{line}: {text} {fault}\n    found: {}\n",
                    outcome.shown(kind)
                );
            }
        }
    }
    for ((language, kind), [good, weak, bad]) in &tally {
        println!("{language} {kind}: {good} hold, {weak} known weak, {bad} fail");
    }
    assert!(faults.is_empty(), "\n{faults}");
}
