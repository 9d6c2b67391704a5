//! The map view: tools that are the key, the picture, the evidence panel, the same as a table.
//!
//! ```text
//! map
//! ├ head (h1, promise)
//! ├ tools: arrangement, kind, table │ sources, relations, certainties
//! ├ stage
//! │ ├ mapcol: picture (canvas) or table, tray
//! │ └ panel: what is selected, with the sentences
//! └ made by a program
//! ```

mod canvas;
mod draw;
mod panel;
mod table;

use super::browser::dom::{Nodes, all, el};
use super::parts::{self, control};
use super::state::Ctx;
use crate::model::MANNERS;
use crate::model::filter::{Filter, relation_word};
use crate::route::{Route, View, key};
use crate::ui::parts::live::Derived;
use crossread::vocabulary::{ConnectionType, Relation};

/// The address that selects an entity or an edge on the map.
pub fn link(id: &str) -> String {
    Route::to(View::Map).with(key::SELECTED, id).href()
}

/// The address of now, on the map, with something else selected.
fn select_here(ctx: Ctx, id: &str) -> String {
    let route = ctx.route.get();
    let route = if route.view == View::Map {
        route
    } else {
        Route::to(View::Map)
    };
    route.with(key::SELECTED, id).href()
}

/// The view.
pub fn view(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let filter = ctx.memo(move |route| Filter::of(route, ctx.model));
    let as_table = ctx.memo(|route| route.get(key::AS) == Some("table"));
    let documents = ctx.model.analysis.documents.len();
    let title = el("h1")
        .set("id", "view-title")
        .set("tabindex", "-1")
        .text(&(s.map_title)(documents));
    let picture = el("div.mapcol").live(move || {
        if as_table.get() {
            table::view(ctx, filter)
        } else {
            canvas::view(ctx, filter)
        }
    });
    all([
        el("div.head")
            .child(title)
            .child(el("p.promise").text(s.map_promise)),
        tools(ctx, as_table),
        key_tools(ctx),
        el("div.stage")
            .live_class("tabled", move || as_table.get())
            .child(picture)
            .child(panel::view(ctx)),
        parts::made_by_program(ctx),
    ])
}

fn tools(ctx: Ctx, as_table: Derived<bool>) -> Nodes {
    let s = ctx.s;
    let layout = ctx.query(key::LAYOUT);
    let arrange = [
        ("", s.geography),
        ("network", s.network),
        ("sides", s.two_sides),
    ]
    .into_iter()
    .map(|(word, label)| {
        el("button")
            .set("type", "button")
            .live_yes("aria-pressed", move || layout.with(|layout| layout == word))
            .click(move || ctx.go(|route| route.with(key::LAYOUT, word).with(key::AS, "")))
            .text(label)
    });
    let mut kinds = vec![(String::new(), (s.all_connections)(ctx.model.edges.len()))];
    for kind in ConnectionType::ALL {
        let count = ctx
            .model
            .edges
            .iter()
            .filter(|edge| edge.kind == *kind)
            .count();
        if count > 0 {
            kinds.push((
                kind.as_str().to_owned(),
                format!("{} ({count})", ctx.model.type_label(*kind, s.code)),
            ));
        }
    }
    let table = control::button("btn", s.as_a_table, move || {
        let value = if as_table.get_untracked() {
            ""
        } else {
            "table"
        };
        ctx.go(|route| route.with(key::AS, value));
    })
    .set("id", "as-table")
    .live_yes("aria-pressed", move || as_table.get());
    let arrange = el("div.grp")
        .set("role", "group")
        .set("aria-label", s.arrange_by)
        .child(el("span.lab").set("aria-hidden", "true").text(s.arrange_by))
        .child(el("div.seg").children(arrange));
    el("div.tools")
        .child(arrange)
        .child(control::select(ctx, "kind", s.kind, key::KIND, kinds))
        .child(el("div.grp.end").child(table))
}

/// The key, every part of which can be switched off.
fn key_tools(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let sources = ctx.model.documents().map(|d| {
        let source = ctx.model.source(d);
        let mark = parts::source_mark(ctx, d);
        control::toggle(ctx, source.letter.clone(), mark, &source.name, None)
    });
    let relations = [
        Relation::Corroborates,
        Relation::DiffersInDetail,
        Relation::Contradicts,
        Relation::OnlyHere,
    ]
    .into_iter()
    .map(|relation| {
        let edges = ctx.model.edges.iter();
        let count = edges.filter(|edge| edge.relation == relation).count();
        control::toggle(
            ctx,
            relation_word(relation).to_owned(),
            parts::sign(relation),
            s.relation(relation),
            Some(count),
        )
    });
    let manners = MANNERS.into_iter().map(|word| {
        let mark = parts::line_sample(word);
        control::toggle(ctx, word.to_owned(), mark, s.manner(word), None)
    });
    let group = |title: &str| {
        el("div.grp")
            .set("role", "group")
            .set("aria-label", title)
            .child(el("span.lab").text(title))
    };
    el("div.tools.key")
        .child(group(s.source).children(sources))
        .child(group(s.articles).children(relations))
        .child(group(s.said_as).children(manners))
}
