//! Find: a field with a list under it (the combobox of the ARIA Authoring Practices), reached by Ctrl-K and «/».

use super::browser::dom::{KeyboardEvent, Nodes, all, el, none};
use super::browser::{self, Event};
use super::parts;
use super::state::{Ctx, direction};
use crate::model::find::{Found, Hit, Index, Making};
use crate::route::{Route, View, key};
use crate::ui::parts::live::State;
use leptos::prelude::*;

/// So many hits are listed.
const LISTED: usize = 10;

/// So many milliseconds the index is made at a time.
const SLICE: f64 = 12.0;

type Held = StoredValue<Option<Index>, LocalStorage>;

/// What the field is in the page.
pub const FIELD: &str = "finder";
const LIST: &str = "found";

/// The state of the field.
#[derive(Clone, Copy)]
struct Finder {
    ctx: Ctx,
    question: State<String>,
    hits: State<Vec<Hit>>,
    /// Which hit is chosen by Enter.
    at: State<usize>,
    open: State<bool>,
}

/// The field.
pub fn view(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let finder = Finder {
        ctx,
        question: State::new(String::new()),
        hits: State::new(Vec::new()),
        at: State::new(0),
        open: State::new(false),
    };
    let Finder {
        question,
        hits,
        at,
        open,
        ..
    } = finder;
    // Made when the reader comes to the field, in slices: what is typed meanwhile is looked for as soon as it is there.
    let index: Held = StoredValue::new_local(None);
    let look = move || {
        let value = question.get_untracked();
        let empty = value.trim().is_empty();
        let found = index.with_value(|index| {
            let index = index.as_ref()?;
            Some(index.find(ctx.model, s.code, &value, LISTED))
        });
        let Some(found) = found else { return };
        ctx.said.set(if empty {
            String::new()
        } else {
            (s.found)(found.len())
        });
        at.set(0);
        hits.set(found);
        open.set(!empty);
    };
    let begun = State::new(false);
    let begin = move || {
        let mut first = false;
        begun.maybe_update(|begun| {
            first = !std::mem::replace(begun, true);
            false
        });
        if first {
            make(ctx, index, look);
        }
    };
    let typed = move |value: String| {
        question.set(value);
        begin();
        look();
    };
    let shown = move || open.get() && hits.with(|hits| !hits.is_empty());
    let field = el("input.field")
        .set("id", FIELD)
        .set("type", "search")
        .set("role", "combobox")
        .set("aria-label", s.find_label)
        .set("aria-autocomplete", "list")
        .set("aria-controls", LIST)
        .set("aria-keyshortcuts", "Control+K /")
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .set("placeholder", s.find_hint)
        .live_yes("aria-expanded", shown)
        .live_set("aria-activedescendant", move || {
            if shown() {
                option_id(at.get())
            } else {
                String::new()
            }
        })
        .live_value(move || question.get())
        .changed("input", typed)
        .on("keydown", move |event: KeyboardEvent| finder.key(&event))
        .on("focus", move |_: Event| {
            begin();
            open.set(!question.with_untracked(|q| q.trim().is_empty()))
        })
        .on("blur", move |_: Event| open.set(false));
    let list = move || {
        hits.with(|hits| {
            all(hits
                .iter()
                .enumerate()
                .map(|(i, hit)| finder.option(i, hit)))
        })
    };
    let nothing = move || {
        let any = shown() || !open.get();
        none().children((!any).then(|| el("p.found").text(s.nothing_found)))
    };
    el("div.finder")
        .set("role", "search")
        .child(field)
        .child(
            el("div.found")
                .set("id", LIST)
                .set("role", "listbox")
                .set("aria-label", s.find_label)
                .live_flag("hidden", move || !shown())
                // The keyboard stays in the field.
                .on("mousedown", |event: Event| event.prevent_default())
                .live(list),
        )
        .live(nothing)
}

/// Makes the index; then looks for what was typed meanwhile.
fn make(ctx: Ctx, index: Held, look: impl Fn() + 'static) {
    let mut making = Making::default();
    let slice = move |making: &mut Making| {
        let began = browser::now();
        while making.step(ctx.model) {
            if browser::now() - began > SLICE {
                return true;
            }
        }
        false
    };
    // Few articles are in at once.
    if !slice(&mut making) {
        index.set_value(Some(making.end()));
        return;
    }
    browser::spawn(async move {
        loop {
            browser::breathe().await;
            if !slice(&mut making) {
                break;
            }
        }
        // Unless the field is gone.
        if index.try_set_value(Some(making.end())).is_none() {
            look();
        }
    });
}

fn option_id(at: usize) -> String {
    ["found-", &at.to_string()].concat()
}

impl Finder {
    fn option(self, i: usize, hit: &Hit) -> Nodes {
        let (ctx, s, at) = (self.ctx, self.ctx.s, self.at);
        let (mark, kind, also) = match hit.what {
            Found::Entity(entity) => {
                let of = ctx.model.entity(entity);
                let name = ctx.name(entity);
                let also = if name == hit.text { "" } else { name };
                (parts::kind_mark(of.kind), s.kind_of(of.kind), also)
            }
            Found::Document(d) => {
                let document = ctx.model.document(d);
                let title = document.title.as_deref().unwrap_or_default();
                let also = if title == hit.text { "" } else { title };
                (parts::source_mark(ctx, d), s.an_article, also)
            }
            Found::Claim(claim) => (parts::source_mark(ctx, claim.document), s.statement, ""),
        };
        let mut words = el("span.w").set("dir", direction(&hit.text));
        let mut done = 0;
        for (start, end) in &hit.parts {
            words = words
                .text(&hit.text[done..*start])
                .child(el("mark").text(&hit.text[*start..*end]));
            done = *end;
        }
        words = words.text(&hit.text[done..]);
        let also = (!also.is_empty()).then(|| el("span.also").set("dir", "auto").text(also));
        el("div.hit")
            .set("id", &option_id(i))
            .set("role", "option")
            .live_yes("aria-selected", move || at.get() == i)
            .child(mark)
            .child(words.children(also))
            .child(el("span.n").text(kind))
            .click(move || self.go(i))
    }

    fn key(self, event: &KeyboardEvent) {
        let count = self.hits.with_untracked(Vec::len);
        let (open, at) = (self.open.get_untracked(), self.at.get_untracked());
        let next = match event.key().as_str() {
            "ArrowDown" if !open => Some(at),
            "ArrowDown" => Some(at + 1),
            "ArrowUp" => Some(at + count.max(1) - 1),
            "Enter" if open => {
                self.go(at);
                None
            }
            "Escape" if open || !self.question.with_untracked(String::is_empty) => {
                if !open {
                    self.question.set(String::new());
                }
                self.open.set(false);
                None
            }
            _ => return,
        };
        event.prevent_default();
        if let (Some(next), true) = (next, count > 0) {
            self.open.set(true);
            self.at.set(next % count);
            browser::show(&option_id(next % count), false);
        }
    }

    /// Goes to a hit: on the view that is open where that can show it, else on its own.
    fn go(self, at: usize) {
        let ctx = self.ctx;
        let Some(what) = self
            .hits
            .with_untracked(|hits| hits.get(at).map(|hit| hit.what))
        else {
            return;
        };
        let now = ctx.route.get_untracked();
        let route = match (what, &now.view) {
            (Found::Entity(entity), view) => {
                let id = &ctx.model.entity(entity).id;
                let in_rows = || {
                    ctx.model
                        .rows
                        .iter()
                        .any(|row| row.facts.entities.contains(&entity))
                };
                match view {
                    View::Compare if in_rows() => now.with(key::ENTITY, id).with(key::ROW, ""),
                    View::Map => now.with(key::SELECTED, id),
                    _ => Route::to(View::Map).with(key::SELECTED, id),
                }
            }
            (Found::Document(d), _) => article(ctx, d),
            (Found::Claim(claim), view) => match ctx.model.rows_of(claim).first() {
                Some(row) if !matches!(view, View::Articles(_)) => {
                    let now = now.carried(View::Compare, &crate::model::filter::SHARED);
                    now.with(key::ROW, &ctx.model.rows[*row].key)
                }
                _ => {
                    let span = ctx
                        .model
                        .claim(claim)
                        .map(|claim| claim.span)
                        .unwrap_or_default();
                    let at = [span.start.to_string(), span.end.to_string()].join("-");
                    article(ctx, claim.document).with(key::AT, &at)
                }
            },
        };
        self.open.set(false);
        self.question.set(String::new());
        self.hits.set(Vec::new());
        // A row or a passage is scrolled to; elsewhere the keyboard goes to what is shown.
        let placed = route.get(key::ROW).is_some() || route.get(key::AT).is_some();
        let to = match route.view {
            View::Map => "panel-title",
            _ => "view-title",
        };
        ctx.go(|_| route);
        if !placed {
            browser::next_frame(move || browser::next_frame(move || browser::focus(to)));
        }
    }
}

fn article(ctx: Ctx, document: u32) -> Route {
    Route::to(View::Articles(Some(
        ctx.model.document(document).id.clone(),
    )))
}
