//! Named comparisons: a choice of rows that the reader keeps.

use crate::route::key;
use crate::ui::browser::dom::{self, Nodes, el, live, none};
use crate::ui::browser::{self, Event};
use crate::ui::parts::control;
use crate::ui::parts::live::{Derived, State, derived};
use crate::ui::state::Ctx;
use crate::workspace::action::{About, Action};
use crate::workspace::state::Kind;

/// The bar: which one is open, and what can be done with it.
pub fn view(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let open = ctx.query(key::SET);
    let sets = derived(move || {
        ctx.work.state.with(|work| {
            let all = work.comparisons().into_iter();
            all.map(|(id, body)| (id.to_owned(), body.name.clone(), body.rows.len()))
                .collect::<Vec<_>>()
        })
    });
    let name = State::new(String::new());
    let create = move |event: Event| {
        event.prevent_default();
        let text = name.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let pinned = ctx.work.state.with_untracked(|work| {
            work.of(Kind::Row)
                .filter(|(_, body)| body.pinned)
                .map(|(id, _)| id.to_owned())
                .collect::<Vec<_>>()
        });
        let id = browser::new_id();
        let about = About::new(Kind::Comparison, id.as_str());
        ctx.work.act(about, Action::Create(text, pinned));
        name.set(String::new());
        ctx.go(|route| route.with(key::SET, &id));
    };
    let list = el("ul.set-list")
        .child(entry(ctx, String::new(), dom::text(s.all_rows)))
        .live(move || {
            dom::all(sets.get().into_iter().map(|(id, name, rows)| {
                let words = none().text(&name).text(" ").child(number(rows));
                entry(ctx, id, words)
            }))
        });
    let current = derived(move || {
        let id = open.get();
        ctx.work.state.with(|work| {
            work.body(Kind::Comparison, &id)
                .map(|body| body.name.clone())
        })
    });
    let tools = live(move || {
        current
            .get()
            .map_or_else(none, |old| tools(ctx, open, &old))
    });
    let field = el("input.field")
        .set("id", "set-name")
        .set("maxlength", "300")
        .set("placeholder", s.name)
        .live_value(move || name.get())
        .changed("input", move |value| name.set(value));
    let form = el("form.row")
        .on("submit", create)
        .child(
            el("label.lab")
                .set("for", "set-name")
                .text(s.new_comparison),
        )
        .child(field)
        .child(el("button.btn").set("type", "submit").text(s.create))
        .child(el("span.hint").text(s.create_note));
    let summary = el("summary")
        .text(s.my_comparisons)
        .text(" ")
        .child(el("span.n").live_text(move || sets.with(Vec::len).to_string()));
    el("details.sets")
        .live_flag("open", move || !open.get().is_empty())
        .child(summary)
        .child(el("div.sets-in").child(list).child(tools).child(form))
}

fn number(n: usize) -> Nodes {
    el("span.n").text(&n.to_string())
}

/// An entry that leads to a comparison, or to all rows.
fn entry(ctx: Ctx, id: String, words: Nodes) -> Nodes {
    let link = id.clone();
    let link = el("a")
        .live_set("href", move || ctx.route.get().with(key::SET, &link).href())
        .live_yes("aria-current", move || {
            ctx.route
                .with(|route| route.get(key::SET).unwrap_or_default() == id)
        });
    el("li").child(link.child(words))
}

/// What can be done with the comparison that is open.
fn tools(ctx: Ctx, open: Derived<String>, old: &str) -> Nodes {
    let s = ctx.s;
    let field = el("input.field")
        .set("id", "set-rename")
        .set("maxlength", "300")
        .set("value", old)
        .changed("change", move |value| {
            let name = value.trim().to_owned();
            if !name.is_empty() {
                let about = About::new(Kind::Comparison, open.get_untracked());
                ctx.work.act(about, Action::Rename(name));
            }
        });
    let delete = control::button("btn", s.delete, move || {
        if browser::confirm(s.delete_set) {
            let about = About::new(Kind::Comparison, open.get_untracked());
            ctx.work.act(about, Action::Put(None));
            ctx.go(|route| route.with(key::SET, ""));
        }
    });
    el("p.row")
        .child(el("label.lab").set("for", "set-rename").text(s.name))
        .child(field)
        .child(delete)
}

/// In a row: whether it is in the comparison that is open.
pub fn choose(ctx: Ctx, row: &'static str) -> Nodes {
    let s = ctx.s;
    let open = ctx.query(key::SET);
    let sets = derived(move || {
        ctx.work.state.with(|work| {
            let all = work.comparisons().into_iter();
            all.map(|(id, body)| {
                (
                    id.to_owned(),
                    body.name.clone(),
                    body.rows.iter().any(|r| r == row),
                )
            })
            .collect::<Vec<_>>()
        })
    });
    let any = derived(move || !sets.with(Vec::is_empty));
    let boxes = move || {
        let shown = open.get();
        dom::all(sets.get().into_iter().map(|(id, name, inside)| {
            let current = if shown == id { "tog current" } else { "tog" };
            let tick = el("input")
                .set("type", "checkbox")
                .flag("checked", inside)
                .on("change", move |event: Event| {
                    let about = About::new(Kind::Comparison, id.as_str());
                    let chosen = dom::ticked(&event);
                    ctx.work.act(about, Action::Choose(row.to_owned(), chosen));
                });
            el("label").class(current).child(tick).text(&name)
        }))
    };
    live(move || {
        if !any.get() {
            return none();
        }
        el("details.in-sets")
            .child(el("summary").text(s.put_into))
            .live(boxes)
    })
}
