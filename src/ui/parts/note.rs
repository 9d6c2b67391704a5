//! The reader's note on an entity, a connection or a row.

use crate::ui::browser::dom::{Nodes, el};
use crate::ui::state::Ctx;
use crate::workspace::action::{About, Action, NOTE_MOST};

/// A labelled field that saves while one types.
pub fn field(ctx: Ctx, about: About, label: &str, field_id: &str) -> Nodes {
    let (kind, own) = (about.kind, about.id.clone());
    let text = move || {
        ctx.work.state.with(|work| {
            let body = work.body(kind, &own);
            body.map(|body| body.note.clone()).unwrap_or_default()
        })
    };
    let field = el("textarea")
        .set("id", field_id)
        .set("maxlength", &NOTE_MOST.to_string())
        .set("rows", "2")
        .live_value(text)
        .changed("input", move |text| {
            ctx.work.act(about.clone(), Action::Note(text));
        });
    let hint = move || {
        let blocked = ctx.work.trouble.with(|trouble| trouble.blocked);
        let words = if blocked {
            ctx.s.note_in_memory
        } else {
            ctx.s.note_kept
        };
        words.to_owned()
    };
    el("div.note")
        .child(el("label").set("for", field_id).text(label))
        .child(field)
        .child(el("p.hint").live_text(hint))
}
