//! The map view: tools that are the key, the picture, the evidence panel, the same as a table.
//!
//! ```text
//! map
//! ├ head (h1, promise)
//! ├ tools: arrangement, kind, more filters, table │ sources, relations, certainties │ how much is left
//! ├ stage
//! │ ├ mapcol: picture (canvas) or table, tray
//! │ └ panel: what is selected, with the sentences
//! └ made by a program
//! ```

mod canvas;
mod hand;
mod mend;
pub mod panel;
mod picture;
mod settle;
mod table;
mod ways;

use super::browser::Rest;
use super::browser::dom::{Nodes, all, el, live, none};
use super::browser::staged::Drawing;
use super::parts::{self, control, filters::Filters, rest};
use super::state::Ctx;
use crate::model::filter::{Facet, Scope};
use crate::route::{Route, View, key};
use crate::ui::parts::live::Derived;
use leptos::prelude::untrack;

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
    select(route, id).href()
}

/// An address with something else selected: ways to a second entity and a source's sentence are of what was.
fn select(route: Route, id: &str) -> Route {
    let route = route.with(key::WITH, "").with(key::SAID, "");
    route.with(key::SELECTED, id)
}

/// The view.
pub fn view(ctx: Ctx) -> Drawing {
    let s = ctx.s;
    let filters = Filters::new(ctx, Scope::Edges);
    let filter = filters.filter;
    let as_table = ctx.memo(|route| route.get(key::AS) == Some("table"));
    let is_table = move || as_table.get() && ctx.rest.get() == Rest::Here;
    let shown = canvas::Shown::new(None);
    let canvas = canvas::canvas(ctx, filter);
    let title = el("h1")
        .set("id", "view-title")
        .set("tabindex", "-1")
        .text(&(s.map_title)(
            ctx.model.analysis.documents.len(),
            ctx.library.is_bundled(),
        ));
    let head = el("div.head")
        .child(title)
        .child(el("p.promise").text(s.map_promise));
    let tools_row = el("div.tools");
    let stage = el("div.stage").live_class("tabled", move || as_table.get());
    let mut drawing = Drawing::new()
        .then(move || head)
        .then({
            let row = tools_row.clone();
            move || tools(row, filters, as_table, shown)
        })
        .inside(&tools_row, move || folded(filters))
        .then(move || all([key_tools(filters), filters.left()]))
        .then({
            let stage = stage.clone();
            move || stage
        });
    if !untrack(is_table) {
        for prepare in canvas.preparing() {
            drawing = drawing.step(move || prepare(canvas));
        }
    }
    drawing
        .inside(&stage, move || {
            el("div.mapcol").live(move || {
                if is_table() {
                    rest::done(table::view, (ctx, filter))
                } else {
                    canvas::view(canvas, shown)
                }
            })
        })
        .inside(&stage, move || {
            live(move || match ctx.rest.get() {
                Rest::Here => rest::drawn(panel::view, ctx),
                // Its room.
                _ => el("section.panel"),
            })
        })
        .then(move || all([rest::later(ctx, notes), parts::made_by_program(ctx)]))
}

/// Filters that need not stand in sight.
fn folded(filters: Filters) -> Nodes {
    let ctx = filters.ctx;
    live(move || match ctx.rest.get() {
        Rest::Here => rest::done(more, filters),
        // Folded all the same.
        _ => el("details.filters").child(el("summary.btn").text(ctx.s.more_filters)),
    })
}

fn tools(row: Nodes, filters: Filters, as_table: Derived<bool>, shown: canvas::Shown) -> Nodes {
    let ctx = filters.ctx;
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
            .live_yes("aria-pressed", move || {
                !as_table.get() && layout.with(|layout| layout == word)
            })
            .click(move || ctx.go(|route| route.with(key::LAYOUT, word).with(key::AS, "")))
            .text(label)
    });
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
    row.child(arrange).child(filters.choice(Facet::Kind)).child(
        el("div.grp.end")
            .child(table)
            .live(move || match ctx.rest.get() {
                Rest::Here => rest::done(away, (ctx, shown)),
                _ => none(),
            }),
    )
}

/// The filters that do not stand in sight.
fn more(filters: Filters) -> Nodes {
    filters.more([
        filters.choice(Facet::Entity),
        filters.choice(Facet::Topic),
        filters.choice(Facet::Language),
        filters.choice(Facet::Sources),
    ])
}

/// What can be taken away, the picture among it.
fn away((ctx, shown): (Ctx, canvas::Shown)) -> Nodes {
    parts::take::menu(ctx, picture::choices(ctx, shown))
}

/// What is printed under the picture.
fn notes(ctx: Ctx) -> Nodes {
    el("p.print-only")
        .live_text(move || ctx.route.with(|route| picture::notes(ctx, route).join(" ")))
}

/// The key, every part of which can be switched off.
fn key_tools(filters: Filters) -> Nodes {
    let s = filters.ctx.s;
    el("div.tools.key")
        .child(filters.toggles(Facet::Document, s.source))
        .child(filters.toggles(Facet::Relation, s.articles))
        .child(filters.toggles(Facet::Manner, s.said_as))
}
