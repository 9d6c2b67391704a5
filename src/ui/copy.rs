//! A copy of the page as one file that carries the reader's articles and marks; public/copy.js makes it.

use super::browser;
use super::state::Ctx;
use crate::ui::browser::dom::{Nodes, el};
use crate::ui::parts::control;
use crate::ui::parts::live::State;
use crate::workspace::share::parcel;

/// The button, and what became of it.
pub fn view(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let told = State::new("");
    let make = move || {
        let work = ctx.work.state.with_untracked(parcel);
        let (articles, alone) = ctx.library.carried();
        told.set(s.copy_coming);
        browser::spawn(async move {
            let given: [browser::JsValue; 3] = [work.into(), articles.into(), alone.into()];
            let made = browser::aside("copy", &given).await;
            told.set(match made {
                Some(_) => s.copy_made,
                None => s.copy_failed,
            });
        });
    };
    el("div.share")
        .child(
            el("p.row")
                .child(control::button("btn", s.copy_page, make).set("id", "copy-page"))
                .child(el("span.hint").text(s.copy_note)),
        )
        .child(
            el("p")
                .set("role", "status")
                .live_text(move || told.get().to_owned()),
        )
}
