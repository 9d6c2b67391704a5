//! Controls: toggles that are the key at the same time, choices, fields.

use crate::route::key;
use crate::ui::state::{Ctx, yes};
use leptos::prelude::*;

/// A toggle of the key: its mark, its word, how many. Pressed in while it is shown; switching off goes into the
/// address.
pub fn toggle(
    ctx: Ctx,
    word: String,
    mark: AnyView,
    label: String,
    count: Option<usize>,
) -> AnyView {
    let pressed = {
        let word = word.clone();
        ctx.memo(move |route| !route.has(key::OFF, &word))
    };
    let count = count.map(|n| view! { <span class="n">{n}</span> });
    view! {
        <button type="button" class="tog" aria-pressed=move || yes(pressed.get())
            on:click=move |_| ctx.go(|route| route.toggled(key::OFF, &word))>
            {mark}<span class="w">{label}</span>" "{count}
        </button>
    }
    .into_any()
}

/// A choice that goes into the address; the first option is no choice.
pub fn select(
    ctx: Ctx,
    id: &'static str,
    label: &'static str,
    name: &'static str,
    options: Vec<(String, String)>,
) -> AnyView {
    let chosen = ctx.query(name);
    let options = options
        .into_iter()
        .map(|(value, text)| {
            let own = value.clone();
            view! { <option value=value selected=move || chosen.get() == own>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="grp">
            <label class="lab" for=id>{label}</label>
            <select class="field" id=id prop:value=move || chosen.get()
                on:change=move |event| {
                    let value = event_target_value(&event);
                    ctx.go(|route| route.with(name, &value));
                }>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// A search field that goes into the address while one types.
pub fn find(ctx: Ctx, id: &'static str, label: &'static str, hint: &'static str) -> AnyView {
    let words = ctx.query(key::FIND);
    view! {
        <div class="grp">
            <label class="lab" for=id>{label}</label>
            <input class="field" id=id type="search" placeholder=hint size="12" prop:value=move || words.get()
                on:input=move |event| {
                    let value = event_target_value(&event);
                    ctx.replace(|route| route.with(key::FIND, &value));
                } />
        </div>
    }
    .into_any()
}
