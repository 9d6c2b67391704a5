//! What was measured, as text, Markdown, JSON and the table of *How it works*.

use super::rename::Replaced;
use super::score::{ALL, Causes, Count, Measure, Rules, Score, Scores};
use serde_json::{Value, json};
use std::fmt::Write;

/// Languages in the order of the tables.
const COLUMNS: [&str; 6] = ["en", "it", "fr", "ar", "ru", ALL];

/// Precision, recall and F1 of names, with the renamed texts beside them.
pub(crate) struct Renamed {
    pub(crate) scores: Scores,
    pub(crate) replaced: Replaced,
}

/// A program's names on the English texts.
pub(crate) struct PeerRow {
    pub(crate) name: &'static str,
    pub(crate) exact: Count,
    pub(crate) kind: Count,
}

/// A set and what was measured on it.
pub(crate) struct Measured {
    pub(crate) name: &'static str,
    pub(crate) texts: usize,
    pub(crate) scores: Scores,
    pub(crate) renamed: Option<Renamed>,
    pub(crate) peers: Vec<PeerRow>,
}

/// Names may lose so many points of F1 (of 100) when all people and institutions are invented.
pub(crate) const MAY_LOSE: f64 = 5.0;

fn columns(scores: &Scores) -> Vec<(&'static str, &Score)> {
    let present = COLUMNS.into_iter();
    present.filter_map(|c| Some((c, scores.get(c)?))).collect()
}

fn digits(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |v| format!("{v:.3}"))
}

/// Three digits, precision, recall, F1; for an accuracy only that; and the number of cases.
fn cells(measure: Measure, count: Count) -> [String; 4] {
    let cases = count.wanted.to_string();
    if measure.is_accuracy() {
        return [String::new(), String::new(), digits(count.f1()), cases];
    }
    [
        digits(count.precision()),
        digits(count.recall()),
        digits(count.f1()),
        cases,
    ]
}

/// The tables of a set for a terminal.
pub(crate) fn text(measured: &Measured) -> String {
    let mut out = String::new();
    let columns = columns(&measured.scores);
    let _ = writeln!(out, "\n{} ({} texts)", measured.name, measured.texts);
    let _ = write!(out, "{:22}", "");
    for (name, _) in &columns {
        let _ = write!(out, "│ {name:<4}{:>5}{:>7}{:>7}{:>5} ", "P", "R", "F1", "n");
    }
    out.push('\n');
    for measure in Measure::ALL {
        let _ = write!(out, "{:22}", measure.name());
        for (_, score) in &columns {
            let [p, r, f, n] = cells(measure, score.tally.get(measure));
            let _ = write!(out, "│ {p:>9}{r:>7}{f:>7}{n:>5} ");
        }
        out.push('\n');
    }
    if let Some(renamed) = &measured.renamed {
        let Replaced { names, changed } = renamed.replaced;
        let _ = writeln!(
            out,
            "\nnames when people and institutions are invented ({changed} of {names} names changed)"
        );
        for (name, score) in &columns {
            for (measure, was, now) in lost(name, score, renamed) {
                let _ = writeln!(
                    out,
                    "  {name:4} {:16} F1 {} → {}  {:+.1} points",
                    measure.name(),
                    digits(was.f1()),
                    digits(now.f1()),
                    points(was, now),
                );
            }
        }
        out.push_str(&causes_text("names, invented", &renamed.scores));
    }
    if !measured.peers.is_empty() {
        let _ = writeln!(out, "\nEnglish names, beside other programs");
        let _ = writeln!(
            out,
            "  {:24}{:>21}{:>23}",
            "", "exact P R F1", "with kind P R F1"
        );
        for row in &measured.peers {
            let _ = write!(out, "  {:24}", row.name);
            for count in [row.exact, row.kind] {
                let _ = write!(
                    out,
                    "{:>8}{:>7}{:>7} ",
                    digits(count.precision()),
                    digits(count.recall()),
                    digits(count.f1())
                );
            }
            out.push('\n');
        }
    }
    out
}

/// Names before and after renaming, exact and with kind.
fn lost(column: &str, score: &Score, renamed: &Renamed) -> Vec<(Measure, Count, Count)> {
    let Some(now) = renamed.scores.get(column) else {
        return Vec::new();
    };
    [Measure::NamesExact, Measure::NamesKind]
        .into_iter()
        .map(|m| (m, score.tally.get(m), now.tally.get(m)))
        .collect()
}

/// The difference of two F1, in points of 100.
fn points(was: Count, now: Count) -> f64 {
    100.0 * (now.f1().unwrap_or_default() - was.f1().unwrap_or_default())
}

/// Which languages lose more than they may; named as `en names -7.1`.
pub(crate) fn losing_too_much(measured: &Measured) -> Vec<String> {
    let Some(renamed) = &measured.renamed else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (name, score) in columns(&measured.scores) {
        for (measure, was, now) in lost(name, score, renamed) {
            if points(was, now) < -MAY_LOSE {
                out.push(format!(
                    "{name} {} {:+.1}",
                    measure.name(),
                    points(was, now)
                ));
            }
        }
    }
    out
}

fn sorted(causes: &Causes) -> Vec<(&(&'static str, String), &Vec<String>)> {
    let mut list: Vec<_> = causes.iter().collect();
    list.sort_by(|a, b| {
        let key = |x: &(&(&'static str, String), &Vec<String>)| {
            (order(x.0.0), std::cmp::Reverse(x.1.len()), x.0.1.clone())
        };
        key(a).cmp(&key(b))
    });
    list
}

/// The order of stages.
fn order(stage: &str) -> usize {
    const STAGES: [&str; 13] = [
        "names",
        "linking",
        "coreference",
        "connections",
        "quotations",
        "speaker",
        "claims",
        "certainty",
        "polarity",
        "holder",
        "topics",
        "alignment",
        "relation",
    ];
    STAGES
        .iter()
        .position(|s| *s == stage)
        .unwrap_or(STAGES.len())
}

/// The causes of misses of each language, by count.
pub(crate) fn causes_text(title: &str, scores: &Scores) -> String {
    let mut out = String::new();
    let only_names = title != "all stages";
    for (name, score) in columns(scores).into_iter().filter(|(c, _)| *c != ALL) {
        let _ = writeln!(out, "\ncauses of misses, {title}, {name}");
        let mut stage = "";
        for ((of, cause), places) in sorted(&score.causes) {
            if only_names && *of != "names" {
                continue;
            }
            let shown = if *of == stage { "" } else { of };
            stage = of;
            let _ = writeln!(out, "  {shown:14}{:>4}  {cause}", places.len());
        }
    }
    out
}

/// Every miss with its place, of all stages or of one.
pub(crate) fn misses_text(scores: &Scores, only: Option<&str>) -> String {
    let mut out = String::new();
    for (name, score) in columns(scores).into_iter().filter(|(c, _)| *c != ALL) {
        for ((stage, cause), places) in sorted(&score.causes) {
            if only.is_some_and(|o| o != *stage) {
                continue;
            }
            let _ = writeln!(out, "\n{name} {stage}: {cause} ({})", places.len());
            for place in places {
                let _ = writeln!(out, "    {place}");
            }
        }
    }
    out
}

/// The precision of each rule, of one column.
pub(crate) fn rules_text(scores: &Scores) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "\nrules: right of fired (names with kind; connections with type;"
    );
    let _ = writeln!(out, "quotations with speaker; claims with holder)");
    for (stage, rule, right, fired) in rules(scores) {
        let share = right as f64 / fired as f64;
        let _ = writeln!(
            out,
            "  {stage:12} {rule:32} {share:.2}  {right:>4} of {fired}"
        );
    }
    out
}

/// Rules of all languages, by stage and name: right, fired.
fn rules(scores: &Scores) -> Vec<(&'static str, String, usize, usize)> {
    let nothing = Rules::new();
    let rules = scores.get(ALL).map_or(&nothing, |s| &s.rules);
    let mut out: Vec<_> = rules
        .iter()
        .map(|((stage, rule), (fired, right))| (*stage, rule.clone(), *right, *fired))
        .collect();
    out.sort_by(|a, b| (order(a.0), &a.1).cmp(&(order(b.0), &b.1)));
    out
}

/// Machine-readable rows.
pub(crate) fn json(measured: &[Measured]) -> Value {
    let round = |v: Option<f64>| v.map(|v| (v * 1000.0).round() / 1000.0);
    let mut rows = Vec::new();
    let mut causes = Vec::new();
    let mut rules_rows = Vec::new();
    let mut renamed = Vec::new();
    let mut peers = Vec::new();
    for set in measured {
        for (language, score) in columns(&set.scores) {
            for measure in Measure::ALL {
                let count = score.tally.get(measure);
                rows.push(json!({
                    "set": set.name, "language": language, "measure": measure.name(),
                    "precision": round(count.precision()), "recall": round(count.recall()),
                    "f1": round(count.f1()),
                    "right": count.right, "wanted": count.wanted, "given": count.given,
                }));
            }
            for ((stage, cause), places) in sorted(&score.causes) {
                causes.push(json!({
                    "set": set.name, "language": language, "stage": stage, "cause": cause,
                    "count": places.len(),
                }));
            }
            for (measure, was, now) in set.renamed.iter().flat_map(|r| lost(language, score, r)) {
                renamed.push(json!({
                    "set": set.name, "language": language, "measure": measure.name(),
                    "f1": round(was.f1()), "f1_renamed": round(now.f1()),
                    "points": (points(was, now) * 10.0).round() / 10.0,
                }));
            }
        }
        for (stage, rule, right, fired) in rules(&set.scores) {
            rules_rows.push(json!({
                "set": set.name, "stage": stage, "rule": rule, "right": right, "fired": fired,
            }));
        }
        for row in &set.peers {
            peers.push(json!({
                "set": set.name, "program": row.name,
                "f1": round(row.exact.f1()), "f1_kind": round(row.kind.f1()),
            }));
        }
    }
    json!({ "measures": rows, "causes": causes, "rules": rules_rows, "renamed": renamed, "peers": peers })
}

/// The table that *How it works* shows, of one set.
pub(crate) fn page_table(measured: &Measured, command: &str) -> String {
    let mut out = format!("# Written by {command}: {}.\n", measured.name);
    out.push_str("stage\tlanguage\tmeasure\tvalue\tcases\n");
    let shown = Measure::ALL.into_iter().filter(|m| {
        !matches!(
            m,
            Measure::NamesOverlap
                | Measure::ConnectionLenient
                | Measure::AlignmentWithin
                | Measure::AlignmentAcross
        )
    });
    for measure in shown {
        for (language, score) in columns(&measured.scores) {
            let count = score.tally.get(measure);
            let rows = if measure.is_accuracy() {
                vec![("accuracy", count.f1(), count.wanted)]
            } else {
                vec![
                    ("precision", count.precision(), count.given),
                    ("recall", count.recall(), count.wanted),
                ]
            };
            for (name, value, cases) in rows {
                if let Some(value) = value {
                    let stage = measure.name();
                    let _ = writeln!(out, "{stage}\t{language}\t{name}\t{value:.2}\t{cases}");
                }
            }
        }
    }
    out
}

/// The precision of each rule, for «why this?».
pub(crate) fn rule_table(measured: &Measured, command: &str) -> String {
    let mut out = format!("# Written by {command}: {}.\n", measured.name);
    out.push_str("stage\trule\tright\tfired\n");
    for (stage, rule, right, fired) in rules(&measured.scores) {
        let _ = writeln!(out, "{stage}\t{rule}\t{right}\t{fired}");
    }
    out
}

/// docs/QUALITY.md.
pub(crate) fn markdown(measured: &[Measured], command: &str) -> String {
    let mut out = String::from("# Quality\n\n");
    let _ = writeln!(
        out,
        "Written by `{command}`. P: the share of what the program marks that is right; R: the share of what is there \
         that it marks; F1: their harmonic mean; n: annotated cases. Names are exact when first and last letter agree; \
         connections count with their type; an accuracy counts on what was found. The definitions are in \
         `xtask/src/quality/score.rs`, those of the annotation in `tests/gold/README.md`.\n"
    );
    for set in measured {
        let columns = columns(&set.scores);
        let _ = writeln!(out, "## {} ({} texts)\n", set.name, set.texts);
        out.push_str("| |");
        for (name, _) in &columns {
            let _ = write!(out, " {name} P | R | F1 | n |");
        }
        out.push_str("\n| --- |");
        for _ in &columns {
            out.push_str(" ---: | ---: | ---: | ---: |");
        }
        out.push('\n');
        for measure in Measure::ALL {
            let _ = write!(out, "| {} |", measure.name());
            for (_, score) in &columns {
                let [p, r, f, n] = cells(measure, score.tally.get(measure));
                let _ = write!(out, " {p} | {r} | {f} | {n} |");
            }
            out.push('\n');
        }
        out.push('\n');
        if let Some(renamed) = &set.renamed {
            let Replaced { names, changed } = renamed.replaced;
            let _ = writeln!(
                out,
                "With invented people and institutions ({changed} of {names} names changed; the rest are made of \
                 common words and places):\n\n| | | F1 | invented | points |\n| --- | --- | ---: | ---: | ---: |"
            );
            for (name, score) in &columns {
                for (measure, was, now) in lost(name, score, renamed) {
                    let _ = writeln!(
                        out,
                        "| {name} | {} | {} | {} | {:+.1} |",
                        measure.name(),
                        digits(was.f1()),
                        digits(now.f1()),
                        points(was, now)
                    );
                }
            }
            out.push('\n');
        }
        if !set.peers.is_empty() {
            out.push_str(
                "English names, beside other programs:\n\n| | exact P | R | F1 | with kind P | R | F1 |\n\
                 | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
            );
            for row in &set.peers {
                let _ = write!(out, "| {} |", row.name);
                for count in [row.exact, row.kind] {
                    let (p, r, f) = (count.precision(), count.recall(), count.f1());
                    let _ = write!(out, " {} | {} | {} |", digits(p), digits(r), digits(f));
                }
                out.push('\n');
            }
            out.push('\n');
        }
        let _ = writeln!(out, "Causes of misses, by count:\n");
        for (name, score) in columns.iter().filter(|(c, _)| *c != ALL) {
            let mut stages: Vec<(&str, Vec<String>)> = Vec::new();
            for ((stage, cause), places) in sorted(&score.causes) {
                let shown = format!("{cause} {}", places.len());
                match stages.last_mut() {
                    Some((same, list)) if same == stage => list.push(shown),
                    _ => stages.push((stage, vec![shown])),
                }
            }
            let shown: Vec<String> = stages
                .iter()
                .map(|(stage, list)| format!("**{stage}** {}", list.join(", ")))
                .collect();
            let _ = writeln!(out, "- {name}: {}.", shown.join("; "));
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
