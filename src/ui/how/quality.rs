//! What was measured: `quality.tsv`, written by `cargo xtask quality`.
//!
//! Columns: stage, language (or `all`), measure, value, number of cases. Lines that begin with `#` and the head
//! are skipped; with no other line nothing was measured yet, and the page says so.

use super::{row, table};
use crate::number;
use crate::ui::browser::dom::{Nodes, all, el};
use crate::ui::strings::Strings;

const TABLE: &str = include_str!("quality.tsv");
/// How often each rule was right: stage, rule, right, fired; written by the same command.
const RULES: &str = include_str!("rules.tsv");

/// How often a rule was right and how often it fired where that was checked; of all stages together.
pub fn rule(name: &str) -> Option<(usize, usize)> {
    let mut sum = (0, 0);
    for line in RULES.lines() {
        let mut cells = line.split('\t').skip(1);
        if cells.next() == Some(name) {
            let mut number = || {
                cells
                    .next()
                    .and_then(|cell| cell.trim().parse::<usize>().ok())
            };
            sum = (sum.0 + number()?, sum.1 + number()?);
        }
    }
    (sum.1 > 0).then_some(sum)
}

/// The measured rows, cell by cell.
fn rows() -> impl Iterator<Item = [&'static str; 5]> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("stage\t"))
        .filter_map(|line| {
            let mut cells = line.split('\t').map(str::trim);
            Some([
                cells.next()?,
                cells.next()?,
                cells.next()?,
                cells.next()?,
                cells.next()?,
            ])
        })
}

/// How often the program errs, in a sentence: from the precision of connections and claims over all languages.
pub fn how_often(s: &'static Strings) -> String {
    let precision = |stage: &str| {
        rows().find(|[of, language, measure, ..]| {
            *of == stage && *language == "all" && *measure == "precision"
        })
    };
    let wrong =
        |cell: &str| number::read(cell).map(|value| ((1.0 - value) * 100.0).round() as usize);
    let found = precision("connections").or_else(|| precision("claims"));
    match found.and_then(|[.., value, cases]| Some((wrong(value)?, cases))) {
        Some((wrong, cases)) => (s.errs_measured)(wrong, cases),
        None => s.errs_unmeasured.to_owned(),
    }
}

/// The table.
pub fn view(s: &'static Strings) -> Nodes {
    let rows: Vec<Nodes> = rows()
        .map(|[stage, cells @ ..]| row(stage, &cells))
        .collect();
    if rows.is_empty() {
        return el("p").text(s.errs_unmeasured);
    }
    let scrolled = el("div.table-scroll")
        .set("tabindex", "0")
        .set("role", "region")
        .set("aria-label", s.how_quality_title)
        .child(table(&s.quality_columns, rows));
    all([el("p").text(s.how_quality), scrolled])
}
