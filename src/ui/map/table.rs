//! The same connections as a table: sortable, a link in each row opens its sentences.

use super::panel::{gravity, manners};
use super::select_here;
use crate::model::edges::Edge;
use crate::model::filter::Filter;
use crate::model::type_label;
use crate::order::Order as _;
use crate::route::key;
use crate::ui::parts;
use crate::ui::state::{Ctx, yes};
use leptos::prelude::*;

/// Names of the columns in the address.
const COLUMNS: [&str; 6] = ["who", "what", "whom", "source", "said", "articles"];

/// The table.
pub fn view(ctx: Ctx, filter: Memo<Filter>) -> AnyView {
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
    let head = COLUMNS
        .into_iter()
        .zip(titles)
        .map(|(name, title)| {
            let state = move || match sort.get() {
                word if word == name => "ascending",
                word if word.strip_prefix('-') == Some(name) => "descending",
                _ => "none",
            };
            let next = move |_| {
                let value = if sort.get_untracked() == name { format!("-{name}") } else { name.to_owned() };
                ctx.go(|route| route.with(key::SORT, &value));
            };
            let arrow = move || match state() {
                "ascending" => " ↑",
                "descending" => " ↓",
                _ => "",
            };
            view! {
                <th scope="col" aria-sort=state><button type="button" class="plain" on:click=next>{title}{arrow}</button></th>
            }
        })
        .collect_view();
    let edges = Memo::new(move |_| {
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
        shown.order_by_key(|e| sort_key(ctx, &ctx.model.edges[*e], name));
        if reversed {
            shown.reverse();
        }
        shown
    });
    let selected = ctx.query(key::SELECTED);
    let rows = move || {
        edges
            .get()
            .into_iter()
            .map(|e| row(ctx, &ctx.model.edges[e], selected))
            .collect_view()
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=s.as_a_table>
            <table class="conn">
                <caption>{move || (s.shown_of)(edges.with(Vec::len), ctx.model.edges.len())}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn sort_key(ctx: Ctx, edge: &Edge, column: &str) -> (String, usize, String) {
    let text = match column {
        "who" => ctx.name(edge.a).to_lowercase(),
        "what" => type_label(edge.kind, ctx.s.code).to_lowercase(),
        "whom" => ctx.name(edge.b).to_lowercase(),
        "source" => edge
            .documents()
            .into_iter()
            .map(|d| ctx.model.source(d).letter.clone())
            .collect(),
        "said" => format!(
            "{}",
            crate::model::MANNERS
                .iter()
                .position(|m| manners(ctx, edge).contains(m))
                .unwrap_or(9)
        ),
        _ => String::new(),
    };
    (text, gravity(edge.relation), edge.id.clone())
}

fn row(ctx: Ctx, edge: &'static Edge, selected: Memo<String>) -> AnyView {
    let s = ctx.s;
    let documents = edge.documents();
    let names: Vec<&str> = documents
        .iter()
        .map(|d| ctx.model.source(*d).name.as_str())
        .collect();
    let marks = documents
        .iter()
        .map(|d| parts::source_mark(ctx, *d))
        .collect_view();
    let said: Vec<&str> = manners(ctx, edge)
        .into_iter()
        .map(|word| s.manner(word))
        .collect();
    let current = Memo::new(move |_| selected.with(|id| *id == edge.id));
    view! {
        <tr class:sel=move || current.get()>
            <th scope="row">{ctx.name(edge.a)}</th>
            <td><a href=move || select_here(ctx, &edge.id) aria-current=move || yes(current.get())>
                {type_label(edge.kind, s.code)}
            </a></td>
            <td>{ctx.name(edge.b)}</td>
            <td><span class="srcs">{marks}</span><span class="vh">{names.join(", ")}</span></td>
            <td>{said.join(", ")}</td>
            <td>{parts::sign(edge.relation)}{s.relation(edge.relation)}</td>
        </tr>
    }
    .into_any()
}
