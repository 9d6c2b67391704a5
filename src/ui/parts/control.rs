//! Controls: toggles that are the key at the same time, choices, fields.

use crate::route::key;
use crate::ui::browser::dom::{Nodes, el};
use crate::ui::state::Ctx;

/// A toggle of the key: its mark, its word, how many. Pressed in while it is shown; switching off goes into the
/// address.
pub fn toggle(
    ctx: Ctx,
    word: &'static str,
    mark: Nodes,
    label: &str,
    count: impl Fn() -> String + 'static,
) -> Nodes {
    let pressed = ctx.memo(move |route| !route.has(key::OFF, word));
    el("button.tog")
        .set("type", "button")
        .live_yes("aria-pressed", move || pressed.get())
        .click(move || ctx.go(|route| route.toggled(key::OFF, word)))
        .child(mark)
        .child(el("span.w").text(label))
        .text(" ")
        .child(el("span.n").live_text(count))
}

/// A choice of options that goes into the address; the first one is no choice.
pub fn select(
    ctx: Ctx,
    id: &str,
    label: &str,
    name: &'static str,
    options: impl IntoIterator<Item = Nodes>,
) -> Nodes {
    let chosen = ctx.query(name);
    let field = el("select.field")
        .set("id", id)
        .children(options)
        .live_value(move || chosen.get())
        .changed("change", move |value| {
            ctx.go(|route| route.with(name, &value));
        });
    group(id, label, field)
}

/// A search field that goes into the address while one types.
pub fn find(ctx: Ctx, id: &str, label: &str, hint: &str) -> Nodes {
    let words = ctx.query(key::FIND);
    let field = el("input.field")
        .set("id", id)
        .set("type", "search")
        .set("placeholder", hint)
        .set("size", "12")
        .live_value(move || words.get())
        .changed("input", move |value| {
            ctx.replace(|route| route.with(key::FIND, &value));
        });
    group(id, label, field)
}

fn group(id: &str, label: &str, field: Nodes) -> Nodes {
    el("div.grp")
        .child(el("label.lab").set("for", id).text(label))
        .child(field)
}

/// A button with a word on it.
pub fn button(class: &str, word: &str, act: impl Fn() + 'static) -> Nodes {
    el("button")
        .set("type", "button")
        .class(class)
        .text(word)
        .click(act)
}

/// A link.
pub fn link(href: &str, words: &str) -> Nodes {
    el("a").set("href", href).text(words)
}

/// A link that leaves the page.
pub fn out(href: &str, words: &str) -> Nodes {
    link(href, words)
        .set("rel", "noopener noreferrer")
        .set("target", "_blank")
        .text(" ↗")
}
