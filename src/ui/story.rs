//! A story through the articles, step by step: the corpus' own, the reader's, or one found in the analysis. Nothing
//! starts by itself.

use super::browser::{self, file, storage};
use super::compare::row_label;
use super::map::panel::edge_words;
use super::state::Ctx;
use crate::model::story::{Step, Telling, Told, read, story, write};
use crate::route::{Route, key};
use crate::ui::browser::dom::{Nodes, el, live, none};
use crate::ui::parts::control;
use crate::ui::parts::live::derived;
use crate::workspace::action::{About, Action};
use crate::workspace::state::{Kind, Workspace};

/// The story that the bundled corpus carries.
const BUNDLED: &str = include_str!(concat!(env!("OUT_DIR"), "/story.json"));

/// Name and value of the choice to show the page large; start.js reads it too.
const SIZE: &str = "size";
pub const PROJECTOR: &str = "projector";

/// The steps that are shown: the reader's own where there are some; else those of the corpus, if all they select
/// is there; else what the analysis tells.
fn steps(ctx: Ctx) -> Vec<Told> {
    let own = ctx.work.state.with(own_steps);
    if !own.is_empty() {
        return own;
    }
    let carried = read(BUNDLED, ctx.s.code);
    let there = |told: &Told| {
        let id = told.route.get(key::SELECTED);
        id.is_none_or(|id| {
            ctx.model.entity_by_id(id).is_some() || ctx.model.edge_by_id(id).is_some()
        })
    };
    if !carried.is_empty() && carried.iter().all(there) {
        return carried;
    }
    story(ctx.model)
        .into_iter()
        .map(|step| told(ctx, step))
        .collect()
}

fn own_steps(work: &Workspace) -> Vec<Told> {
    let steps = work.steps().into_iter();
    let told = steps.map(|(_, body)| Told {
        title: body.name.clone(),
        text: body.note.clone(),
        route: Route::parse(&body.link),
    });
    told.collect()
}

/// A step that was found, in words.
fn told(ctx: Ctx, step: Step) -> Told {
    let s = ctx.s;
    let row = |r: usize| row_label(ctx, ctx.model.rows[r].comparison).to_owned();
    let (title, text) = match step.telling {
        Telling::Overview(_, marks, edges) => {
            let alone = crate::model::graph::unconnected(ctx.model).len();
            (
                s.nothing_selected.to_owned(),
                (s.map_summary)(edges, marks, alone),
            )
        }
        Telling::Hub(entity, n) => (ctx.name(entity).to_owned(), (s.all_connections)(n)),
        Telling::Dispute(r, edges) => {
            let lines = edges.iter().map(|e| edge_words(ctx, &ctx.model.edges[*e]));
            (row(r), lines.collect::<Vec<_>>().join("; "))
        }
        Telling::Words(r) | Telling::Agreement(r) => {
            let relation = ctx.model.rows[r].relation;
            (s.relation_title(relation).to_owned(), row(r))
        }
        Telling::Alone(d, n, r) => {
            let name = ctx.model.source(d).name.as_str();
            ((s.alone_in)(&[(n, name)]), row(r))
        }
    };
    Told {
        title,
        text,
        route: step.route,
    }
}

fn address(steps: &[Told], at: usize) -> String {
    let route = steps[at].route.clone();
    route.with(key::STEP, &(at + 1).to_string()).href()
}

/// The link that begins the story.
pub fn start(ctx: Ctx) -> Nodes {
    let steps = steps(ctx);
    if steps.len() < 2 {
        return none();
    }
    let words = (ctx.s.walk_through)(steps.len());
    el("p").child(control::link(&address(&steps, 0), &words).class("btn"))
}

/// Shows the page large, for a room, from the first step on; or as usual again.
pub fn project(ctx: Ctx) {
    let on = !ctx.projector.get_untracked();
    ctx.projector.set(on);
    storage::choose(SIZE, if on { PROJECTOR } else { "" });
    let model = ctx.current.get_untracked().0;
    let steps = leptos::prelude::untrack(|| steps(Ctx { model, ..ctx }));
    let begun = ctx
        .route
        .with_untracked(|route| route.get(key::STEP).is_some());
    match steps.first() {
        Some(first) if on && !begun => browser::go(&first.route.clone().with(key::STEP, "1")),
        _ => {}
    }
}

/// The step that the address names, with the way on and back.
pub fn bar(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let at = ctx.query(key::STEP);
    live(move || {
        let steps = steps(ctx);
        let at = at
            .get()
            .parse::<usize>()
            .ok()
            .and_then(|n| n.checked_sub(1));
        let Some(at) = at.filter(|at| *at < steps.len()) else {
            return none();
        };
        let step = &steps[at];
        if ctx.projector.get() {
            // The keys of a presenter's remote control.
            let to = |at: usize| {
                let step = steps.get(at)?;
                Some(step.route.clone().with(key::STEP, &(at + 1).to_string()))
            };
            let (before, after) = (at.checked_sub(1).and_then(to), to(at + 1));
            browser::on_window("keydown", move |event: browser::dom::KeyboardEvent| {
                let to = match event.key().as_str() {
                    "PageUp" => &before,
                    "PageDown" => &after,
                    _ => return,
                };
                if !browser::is_typing() {
                    event.prevent_default();
                    to.iter().for_each(browser::go);
                }
            });
        }
        let back =
            (at > 0).then(|| control::link(&address(&steps, at - 1), s.previous).class("btn"));
        let on = (at + 1 < steps.len())
            .then(|| control::link(&address(&steps, at + 1), s.next).class("btn next"));
        let end = el("a.btn")
            .live_set("href", move || ctx.route.get().with(key::STEP, "").href())
            .text(s.end_story);
        el("section.story.wrap")
            .set("aria-label", s.story)
            .child(el("p.n").text(&(s.step_of)(at + 1, steps.len())))
            .child(
                el("div")
                    .set("role", "status")
                    .child(el("h2").text(&step.title))
                    .child(el("p").text(&step.text)),
            )
            .child(el("p.row").children(back).children(on).child(end))
    })
}

/// The reader's own story: recording the view of now, and changing, ordering and saving the steps.
pub fn own(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let record = control::button("btn", s.record_step, move || {
        let route = ctx.route.get_untracked().with(key::STEP, "");
        let place = ctx
            .work
            .state
            .with_untracked(|work| work.steps().last().map_or(0, |(_, body)| body.place) + 1);
        let about = About::new(Kind::Step, browser::new_id());
        let title = (s.step_of)(place as usize, place as usize);
        ctx.work.act(
            about,
            Action::Step(title, String::new(), route.href(), place),
        );
    });
    let list = move || {
        let all = ctx.work.state.with(|work| {
            let all = work.steps().into_iter();
            all.map(|(id, body)| (id.to_owned(), body.place))
                .collect::<Vec<_>>()
        });
        if all.is_empty() {
            return none();
        }
        let lines = (0..all.len()).map(|i| line(ctx, &all, i));
        let save = control::button("btn", s.save_story, move || {
            let text = ctx
                .work
                .state
                .with_untracked(|work| write(&own_steps(work), s.code));
            let said = match file::save("crossread-story.json", "application/json", &text) {
                Ok(()) => s.file_saved,
                Err(_) => s.file_not_saved,
            };
            ctx.said.set(said.to_owned());
        });
        none()
            .child(el("ol.steps").children(lines))
            .child(el("p.row").child(save))
    };
    // Drawn anew when steps come, go or move, not while one types in them.
    let places = derived(move || {
        ctx.work.state.with(|work| {
            let all = work.steps().into_iter();
            all.map(|(id, body)| (id.to_owned(), body.place))
                .collect::<Vec<_>>()
        })
    });
    el("div.own-story")
        .child(
            el("p.row")
                .child(record)
                .child(el("span.hint").text(s.record_note)),
        )
        .live(move || {
            places.get();
            leptos::prelude::untrack(list)
        })
}

fn line(ctx: Ctx, all: &[(String, u32)], at: usize) -> Nodes {
    let s = ctx.s;
    let id = all[at].0.clone();
    let (name_id, text_id) = (format!("step-{id}"), format!("step-text-{id}"));
    let body = ctx
        .work
        .state
        .with_untracked(|work| work.body(Kind::Step, &id).cloned());
    let body = body.unwrap_or_default();
    let about = About::new(Kind::Step, id.as_str());
    let edit = move |name: Option<String>, text: Option<String>| {
        let about = about.clone();
        let now = ctx
            .work
            .state
            .with_untracked(|work| work.body(Kind::Step, &about.id).cloned());
        if let Some(now) = now {
            let name = name.unwrap_or(now.name);
            let text = text.unwrap_or(now.note);
            ctx.work
                .act(about, Action::Step(name, text, now.link, now.place));
        }
    };
    let named = edit.clone();
    let name = el("input.field")
        .set("id", &name_id)
        .set("aria-label", s.name)
        .set("value", &body.name)
        .changed("input", move |value| named(Some(value), None));
    let text = el("textarea")
        .set("id", &text_id)
        .set("rows", "2")
        .set("aria-label", s.note)
        .text(&body.note)
        .changed("input", move |value| edit(None, Some(value)));
    let swap = |with: usize| {
        let (own, other) = (all[at].clone(), all[with].clone());
        move || {
            let of = |id: &str, place| (About::new(Kind::Step, id), Action::Place(place));
            ctx.work
                .act_all(vec![of(&own.0, other.1), of(&other.0, own.1)]);
        }
    };
    let up = (at > 0).then(|| {
        control::button("plain", "↑", swap(at - 1))
            .set("aria-label", &format!("{}: {}", s.earlier, body.name))
    });
    let down = (at + 1 < all.len()).then(|| {
        control::button("plain", "↓", swap(at + 1))
            .set("aria-label", &format!("{}: {}", s.later, body.name))
    });
    let delete = control::button("plain", s.delete, move || {
        ctx.work
            .act(About::new(Kind::Step, id.as_str()), Action::Put(None));
    });
    el("li")
        .child(
            el("p.row")
                .child(name)
                .child(control::link(&body.link, s.show))
                .children(up)
                .children(down)
                .child(delete),
        )
        .child(text)
}
