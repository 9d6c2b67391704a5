//! Parts of the page whose program comes after the first map, in a second file (xtask/src/split/).

use crate::ui::browser::dom::{Nodes, el, live, none};
use crate::ui::browser::{self, Event, Rest};
use crate::ui::parts::control;
use crate::ui::parts::live::State;
use crate::ui::state::Ctx;

/// How far the rest of the program is, from now on.
pub fn watched() -> State<Rest> {
    let state = State::new(browser::rest());
    browser::on_window("rest", move |_: Event| {
        state.maybe_update(|state| {
            let before = std::mem::replace(state, browser::rest());
            before != *state
        });
    });
    state
}

/// A part of the page that is not there before the rest is, by the function that draws it.
pub fn later(ctx: Ctx, part: fn(Ctx) -> Nodes) -> Nodes {
    live(move || match ctx.rest.get() {
        Rest::Here => drawn(part, ctx),
        _ => none(),
    })
}

/// The same, drawn anew for each model that is shown.
pub fn later_now(ctx: Ctx, part: fn(Ctx) -> Nodes) -> Nodes {
    live(move || match ctx.rest.get() {
        Rest::Here => drawn(part, ctx.now()),
        _ => none(),
    })
}

/// Draws a part that the compiler must not move to where it is drawn: the first file would grow by it.
pub fn drawn(part: fn(Ctx) -> Nodes, ctx: Ctx) -> Nodes {
    done(part, ctx)
}

/// Does something in the same way.
pub fn done<T, U>(act: fn(T) -> U, with: T) -> U {
    std::hint::black_box(act)(with)
}

/// What stands in the place of a view until the rest is there.
pub fn waiting(ctx: Ctx, title: &str) -> Nodes {
    let title = el("h1")
        .set("id", "view-title")
        .set("tabindex", "-1")
        .text(title);
    let told = match ctx.rest.get() {
        Rest::Missing => missing(ctx),
        _ => {
            browser::ask_for_rest();
            el("p.loading").set("role", "status").text(ctx.s.one_moment)
        }
    };
    el("div.head").child(title).child(told)
}

/// Says, on the map, that the rest could not be loaded.
pub fn banner(ctx: Ctx) -> Nodes {
    match ctx.rest.get() {
        Rest::Missing => el("div.banner.wrap").child(missing(ctx)),
        _ => none(),
    }
}

/// What is missing, and the way to try again.
fn missing(ctx: Ctx) -> Nodes {
    el("div.row")
        .set("role", "alert")
        .child(el("p").text(ctx.s.rest_missing))
        .child(
            control::button("btn", ctx.s.try_again, browser::ask_for_rest).set("id", "try-again"),
        )
}
