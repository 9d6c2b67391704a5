//! «Take away»: all that is known of the articles, in formats that other programs open. The engine writes them.

use super::control;
use crate::ui::browser::dom::{Nodes, el};
use crate::ui::state::Ctx;

/// Formats by their names on the command line, as the strings name them.
const FORMATS: [&str; 12] = [
    "csv-connections",
    "csv-claims",
    "csv-comparisons",
    "gexf",
    "graphml",
    "geojson",
    "annotations",
    "ftm",
    "schema-org",
    "markdown",
    "report",
    "json",
];

/// The menu; `first` stands in it before the formats.
pub fn menu(ctx: Ctx, first: Nodes) -> Nodes {
    let s = ctx.s;
    let formats = FORMATS.into_iter().zip(s.formats).map(|(format, words)| {
        let act = move || ctx.library.export(format, s.code);
        el("li").child(control::button("plain", words, act).set("data-format", format))
    });
    el("details.take")
        .child(el("summary.btn").text(s.take_away))
        .child(
            el("div.take-in")
                .child(first)
                .child(el("p.hint").text(s.take_note))
                .child(el("ul").children(formats)),
        )
}
