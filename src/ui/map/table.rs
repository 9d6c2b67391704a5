//! The same connections as a table: sortable, a link in each row opens its sentences.

use super::panel::{gravity, manners};
use super::select_here;
use crate::letters::lower;
use crate::model::edges::Edge;
use crate::model::filter::Filter;
use crate::order::Order as _;
use crate::route::key;
use crate::ui::browser::dom::{Nodes, all, el, none};
use crate::ui::parts::live::{Derived, State, derived};
use crate::ui::parts::{self, control};
use crate::ui::state::Ctx;

/// Names of the columns in the address.
const COLUMNS: [&str; 6] = ["who", "what", "whom", "source", "said", "articles"];

/// So many rows are drawn at once.
const ROWS: usize = 400;

/// The table.
pub fn view((ctx, filter): (Ctx, Derived<Filter>)) -> Nodes {
    let s = ctx.s;
    let sort = ctx.query(key::SORT);
    let titles = [
        s.who,
        s.does_what,
        s.with_whom,
        s.source,
        s.said_as,
        s.articles,
    ];
    let head = COLUMNS.into_iter().zip(titles).map(|(name, title)| {
        let state = move || {
            sort.with(|word| match word.strip_prefix('-') {
                Some(word) if word == name => ("descending", " ↓"),
                _ if word == name => ("ascending", " ↑"),
                _ => ("none", ""),
            })
        };
        let next = move || {
            let sign = if sort.get_untracked() == name {
                "-"
            } else {
                ""
            };
            ctx.go(|route| route.with(key::SORT, &format!("{sign}{name}")));
        };
        let button = control::button("plain", title, next).live_text(move || state().1.to_owned());
        el("th")
            .set("scope", "col")
            .live_set("aria-sort", move || state().0.to_owned())
            .child(button)
    });
    let edges = derived(move || {
        let all: Vec<usize> = (0..ctx.model.edges.len()).collect();
        let mut shown: Vec<usize> = filter.with(|filter| {
            all.into_iter()
                .filter(|e| filter.edge(ctx.model, &ctx.model.edges[*e]))
                .collect()
        });
        let order = sort.get();
        let (name, reversed) = match order.strip_prefix('-') {
            Some(name) => (name, true),
            None => (order.as_str(), false),
        };
        shown.order_by_cached_key(|e| sort_key(ctx, &ctx.model.edges[*e], name));
        if reversed {
            shown.reverse();
        }
        shown
    });
    let selected = ctx.query(key::SELECTED);
    let most = State::new(ROWS);
    let rows = move || {
        let edges = edges.get().into_iter().take(most.get());
        all(edges.map(|e| row(ctx, &ctx.model.edges[e], selected)))
    };
    let rest = derived(move || edges.with(Vec::len).saturating_sub(most.get()));
    let more = move || match rest.get() {
        0 => none(),
        rest => control::button("btn", &(s.more_rows)(rest.min(ROWS)), move || {
            most.update(|most| *most += ROWS);
        }),
    };
    let count = move || (s.shown_of)(edges.with(Vec::len), ctx.model.edges.len());
    let table = el("table.conn")
        .child(el("caption").live_text(count))
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").live(rows));
    el("div.table-scroll")
        .set("tabindex", "0")
        .set("role", "region")
        .set("aria-label", s.as_a_table)
        .child(table)
        .live(more)
}

fn sort_key(ctx: Ctx, edge: &Edge, column: &str) -> (String, usize, String) {
    let text = match column {
        "who" => lower(ctx.name(edge.a)),
        "what" => lower(ctx.model.type_label(edge.kind, ctx.s.code)),
        "whom" => lower(ctx.name(edge.b)),
        "source" => edge
            .documents()
            .into_iter()
            .map(|d| ctx.model.source(d).letter.clone())
            .collect(),
        "said" => {
            let manners = manners(ctx, edge);
            let mut all = crate::model::MANNERS.iter();
            all.position(|m| manners.contains(m))
                .unwrap_or(9)
                .to_string()
        }
        _ => String::new(),
    };
    (text, gravity(edge.relation), edge.id.clone())
}

fn row(ctx: Ctx, edge: &'static Edge, selected: Derived<String>) -> Nodes {
    let s = ctx.s;
    let documents = edge.documents();
    let names: Vec<&str> = documents
        .iter()
        .map(|d| ctx.model.source(*d).name.as_str())
        .collect();
    let said: Vec<&str> = manners(ctx, edge)
        .into_iter()
        .map(|word| s.manner(word))
        .collect();
    let marks = documents.iter().map(|d| parts::source_mark(ctx, *d));
    let current = move || selected.with(|id| *id == edge.id);
    let link = el("a")
        .live_set("href", move || select_here(ctx, &edge.id))
        .live_yes("aria-current", current)
        .text(ctx.model.type_label(edge.kind, s.code));
    let sources = el("td")
        .child(el("span.srcs").children(marks))
        .child(el("span.vh").text(&names.join(", ")));
    el("tr")
        .live_class("sel", current)
        .child(el("th").set("scope", "row").text(ctx.name(edge.a)))
        .child(el("td").child(link))
        .child(el("td").text(ctx.name(edge.b)))
        .child(sources)
        .child(el("td").text(&said.join(", ")))
        .child(
            el("td")
                .child(parts::sign(edge.relation))
                .text(s.relation(edge.relation)),
        )
}
