//! The lesson: two pages to be printed. Its text stands in public/lesson.js, which is fetched only here.

use super::browser;
use super::state::Ctx;
use crate::ui::browser::dom::{Nodes, el};
use crate::ui::parts::live::State;

/// The view.
pub fn view(ctx: Ctx) -> Nodes {
    let failed = State::new("");
    let place = el("div").set("id", "lesson");
    let given: [browser::JsValue; 2] = [place.element().clone().into(), ctx.s.code.into()];
    browser::spawn(async move {
        if browser::aside("lesson", &given).await.is_none() {
            failed.set(ctx.s.lesson_failed);
        }
    });
    el("div").child(place).child(
        el("p")
            .set("role", "status")
            .live_text(move || failed.get().to_owned()),
    )
}
