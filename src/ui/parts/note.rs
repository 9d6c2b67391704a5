//! The reader's note on an entity, a connection or a row.

use crate::ui::browser::dom::{Nodes, el};
use crate::ui::state::Ctx;
use crate::workspace::action::{Action, NOTE_MOST};
use crate::workspace::state::Kind;

/// A labelled field that saves while one types.
pub fn field(
    ctx: Ctx,
    kind: Kind,
    id: String,
    excerpt: String,
    label: &str,
    field_id: &str,
) -> Nodes {
    let own = id.clone();
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
            ctx.work.act(Action::Note {
                kind,
                id: id.clone(),
                excerpt: excerpt.clone(),
                text,
            });
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
