//! Named comparisons: a choice of rows that the reader keeps.

use crate::route::key;
use crate::ui::browser;
use crate::ui::state::{Ctx, yes};
use crate::workspace::action::Action;
use crate::workspace::state::Kind;
use leptos::prelude::*;

/// The bar: which one is open, and what can be done with it.
pub fn view(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let open = ctx.query(key::SET);
    let sets = Memo::new(move |_| {
        ctx.work.state.with(|work| {
            let all = work.comparisons().into_iter();
            all.map(|(id, body)| (id.to_owned(), body.name.clone(), body.rows.len()))
                .collect::<Vec<_>>()
        })
    });
    let name = RwSignal::new(String::new());
    let create = move |event: leptos::ev::SubmitEvent| {
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
        ctx.work.act(Action::Create {
            id: id.clone(),
            name: text,
            rows: pinned,
        });
        name.set(String::new());
        ctx.go(|route| route.with(key::SET, &id));
    };
    let list = move || {
        let sets = sets.get();
        let all = view! {
            <li><a href=move || ctx.route.get().with(key::SET, "").href() aria-current=move || yes(open.get().is_empty())>
                {s.all_rows}
            </a></li>
        };
        let links = sets
            .into_iter()
            .map(|(id, name, rows)| {
                let (own, link) = (id.clone(), id);
                view! {
                    <li><a href=move || ctx.route.get().with(key::SET, &link).href() aria-current=move || yes(open.get() == own)>
                        {name}" "<span class="n">{rows}</span>
                    </a></li>
                }
            })
            .collect_view();
        view! { <ul class="set-list">{all}{links}</ul> }
    };
    let current = Memo::new(move |_| {
        let id = open.get();
        ctx.work.state.with(|work| {
            work.body(Kind::Comparison, &id)
                .map(|body| body.name.clone())
        })
    });
    let tools = move || {
        current.get().map(|old| {
            let rename = move |event| {
                let name = event_target_value(&event).trim().to_owned();
                if !name.is_empty() {
                    ctx.work.act(Action::Rename { id: open.get_untracked(), name });
                }
            };
            let delete = move |_| {
                if browser::confirm(s.delete_set) {
                    ctx.work.act(Action::Delete { kind: Kind::Comparison, id: open.get_untracked() });
                    ctx.go(|route| route.with(key::SET, ""));
                }
            };
            view! {
                <p class="row">
                    <label class="lab" for="set-rename">{s.name}</label>
                    <input class="field" id="set-rename" maxlength="300" prop:value=old on:change=rename />
                    <button type="button" class="btn" on:click=delete>{s.delete}</button>
                </p>
            }
        })
    };
    view! {
        <details class="sets" open=move || !open.get().is_empty()>
            <summary>{s.my_comparisons}" "<span class="n">{move || sets.with(Vec::len)}</span></summary>
            <div class="sets-in">
                {list}
                {tools}
                <form class="row" on:submit=create>
                    <label class="lab" for="set-name">{s.new_comparison}</label>
                    <input class="field" id="set-name" maxlength="300" placeholder=s.name prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event)) />
                    <button type="submit" class="btn">{s.create}</button>
                    <span class="hint">{s.create_note}</span>
                </form>
            </div>
        </details>
    }
    .into_any()
}

/// In a row: whether it is in the comparison that is open.
pub fn choose(ctx: Ctx, row: &'static str) -> AnyView {
    let s = ctx.s;
    let open = ctx.query(key::SET);
    let sets = Memo::new(move |_| {
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
    (move || {
        let sets = sets.get();
        (!sets.is_empty()).then(|| {
            let boxes = sets
                .into_iter()
                .map(|(id, name, inside)| {
                    let current = open.get() == id;
                    let change = move |event: leptos::ev::Event| {
                        let chosen = event_target_checked(&event);
                        ctx.work.act(Action::Choose {
                            id: id.clone(),
                            row: row.to_owned(),
                            chosen,
                        });
                    };
                    view! {
                        <label class="tog" class:current=current>
                            <input type="checkbox" prop:checked=inside on:change=change />{name}
                        </label>
                    }
                })
                .collect_view();
            view! { <details class="in-sets"><summary>{s.put_into}</summary>{boxes}</details> }
        })
    })
    .into_any()
}
