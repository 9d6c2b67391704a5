//! The reader's note on an entity, a connection or a row.

use crate::ui::state::Ctx;
use crate::workspace::action::{Action, NOTE_MOST};
use crate::workspace::state::Kind;
use leptos::prelude::*;

/// A labelled field that saves while one types.
pub fn field(
    ctx: Ctx,
    kind: Kind,
    id: String,
    excerpt: String,
    label: String,
    field_id: String,
) -> AnyView {
    let text = {
        let id = id.clone();
        Memo::new(move |_| {
            ctx.work.state.with(|work| {
                work.body(kind, &id)
                    .map(|body| body.note.clone())
                    .unwrap_or_default()
            })
        })
    };
    view! {
        <div class="note">
            <label for=field_id.clone()>{label}</label>
            <textarea id=field_id maxlength=NOTE_MOST rows="2" prop:value=move || text.get()
                on:input=move |event| {
                    let text = event_target_value(&event);
                    ctx.work.act(Action::Note { kind, id: id.clone(), excerpt: excerpt.clone(), text });
                }></textarea>
            <p class="hint">{move || {
                if ctx.work.trouble.with(|trouble| trouble.blocked) { ctx.s.note_in_memory } else { ctx.s.note_kept }
            }}</p>
        </div>
    }
    .into_any()
}
