//! What was measured: `quality.tsv`, written by `cargo xtask quality`.
//!
//! Columns: stage, language (or `all`), measure, value, number of cases. Lines that begin with `#` and the head
//! are skipped; with no other line nothing was measured yet, and the page says so.

use crate::ui::strings::Strings;
use leptos::prelude::*;

const TABLE: &str = include_str!("quality.tsv");

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
    let wrong = |cell: &str| {
        cell.parse::<f64>()
            .ok()
            .map(|value| ((1.0 - value) * 100.0).round() as usize)
    };
    let found = precision("connections").or_else(|| precision("claims"));
    match found.and_then(|[.., value, cases]| Some((wrong(value)?, cases))) {
        Some((wrong, cases)) => (s.errs_measured)(wrong, cases),
        None => s.errs_unmeasured.to_owned(),
    }
}

/// The table.
pub fn view(s: &'static Strings) -> AnyView {
    let rows: Vec<_> = rows().collect();
    if rows.is_empty() {
        return view! { <p>{s.errs_unmeasured}</p> }.into_any();
    }
    let rows = rows
        .into_iter()
        .map(|[stage, language, measure, value, cases]| {
            view! {
                <tr><th scope="row">{stage}</th><td>{language}</td><td>{measure}</td><td>{value}</td><td>{cases}</td></tr>
            }
        })
        .collect_view();
    let head = s
        .quality_columns
        .iter()
        .map(|title| view! { <th scope="col">{*title}</th> })
        .collect_view();
    view! {
        <p>{s.how_quality}</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label=s.how_quality_title>
            <table class="conn"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}
