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

use super::parts::{self, control};
use super::state::{Ctx, yes};
use crate::model::filter::{Filter, relation_word};
use crate::model::{MANNERS, type_label};
use crate::route::{Route, View, key};
use crossread::vocabulary::{ConnectionType, Relation};
use leptos::prelude::*;

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
pub fn view(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let filter = ctx.memo(move |route| Filter::of(route, ctx.model));
    let as_table = ctx.memo(|route| route.get(key::AS) == Some("table"));
    let documents = ctx.model.analysis.documents.len();
    view! {
        <div class="head">
            <h1 id="view-title" tabindex="-1">{(s.map_title)(documents)}</h1>
            <p class="promise">{s.map_promise}</p>
        </div>
        {tools(ctx, as_table)}
        {key_tools(ctx)}
        <div class="stage" class:tabled=move || as_table.get()>
            <div class="mapcol">
                {move || if as_table.get() { table::view(ctx, filter) } else { canvas::view(ctx, filter) }}
            </div>
            {panel::view(ctx)}
        </div>
        {parts::made_by_program(ctx)}
    }
    .into_any()
}

fn tools(ctx: Ctx, as_table: Memo<bool>) -> AnyView {
    let s = ctx.s;
    let layout = ctx.query(key::LAYOUT);
    let arrange = [
        ("", s.geography),
        ("network", s.network),
        ("sides", s.two_sides),
    ]
    .into_iter()
    .map(|(word, label)| {
        view! {
            <button type="button" aria-pressed=move || yes(layout.get() == word)
                on:click=move |_| ctx.go(|route| route.with(key::LAYOUT, word).with(key::AS, ""))>
                {label}
            </button>
        }
    })
    .collect_view();
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
                format!("{} ({count})", type_label(*kind, s.code)),
            ));
        }
    }
    view! {
        <div class="tools">
            <div class="grp" role="group" aria-label=s.arrange_by>
                <span class="lab" aria-hidden="true">{s.arrange_by}</span>
                <div class="seg">{arrange}</div>
            </div>
            {control::select(ctx, "kind", s.kind, key::KIND, kinds)}
            <div class="grp end">
                <button type="button" class="btn" id="as-table" aria-pressed=move || yes(as_table.get())
                    on:click=move |_| {
                        let value = if as_table.get_untracked() { "" } else { "table" };
                        ctx.go(|route| route.with(key::AS, value));
                    }>
                    {s.as_a_table}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// The key, every part of which can be switched off.
fn key_tools(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let sources = ctx
        .model
        .documents()
        .map(|d| {
            let source = ctx.model.source(d);
            control::toggle(
                ctx,
                source.letter.clone(),
                parts::source_mark(ctx, d),
                source.name.clone(),
                None,
            )
        })
        .collect_view();
    let relations = [
        Relation::Corroborates,
        Relation::DiffersInDetail,
        Relation::Contradicts,
        Relation::OnlyHere,
    ]
    .into_iter()
    .map(|relation| {
        let count = ctx
            .model
            .edges
            .iter()
            .filter(|edge| edge.relation == relation)
            .count();
        let word = relation_word(relation);
        control::toggle(
            ctx,
            word.to_owned(),
            parts::sign(relation),
            s.relation(relation).to_owned(),
            Some(count),
        )
    })
    .collect_view();
    let manners = MANNERS
        .into_iter()
        .map(|word| {
            control::toggle(
                ctx,
                word.to_owned(),
                parts::line_sample(word),
                s.manner(word).to_owned(),
                None,
            )
        })
        .collect_view();
    view! {
        <div class="tools key">
            <div class="grp" role="group" aria-label=s.source><span class="lab">{s.source}</span>{sources}</div>
            <div class="grp" role="group" aria-label=s.articles><span class="lab">{s.articles}</span>{relations}</div>
            <div class="grp" role="group" aria-label=s.said_as><span class="lab">{s.said_as}</span>{manners}</div>
        </div>
    }
    .into_any()
}
