//! The page as a whole: head, the view that the address names, foot.

use super::browser::{self, Rest, storage};
use super::engine::{self, Repeated};
use super::library::{Library, Source};
use super::state::{Ctx, Made};
use super::strings::{self, Strings};
use super::work::{self, Work};
use super::{article, bring, compare, embed, find, how, lesson, map, share, story};
use crate::model::Model;
use crate::model::filter::SHARED;
use crate::model::mend::mended;
use crate::order::Order as _;
use crate::route::{Route, View, key};
use crate::ui::browser::dom::{self, KeyboardEvent, Nodes, all, el, live, none};
use crate::ui::browser::staged::{Pace, is_drawing, staged};
use crate::ui::parts::live::{Derived, State, derived, follow};
use crate::ui::parts::{control, rest};
use crate::workspace::state::Workspace;
use crossread::snapshot::Snapshot;
use std::cell::Cell;

/// The invented articles that come with the page (`cargo xtask finish`).
const EXAMPLE: &str = "?corpus=example/corpus.json#/compare";

/// So many milliseconds until it is looked again whether a view is drawn.
const FOCUS: i32 = 20;

/// Shows the page.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        browser::show_broken();
    }));
    browser::mark("start");
    // The build script of this very page made these bytes; were they damaged, the page would say that it
    // holds no article.
    let snapshot = Snapshot::unpack(engine::BUNDLED).unwrap_or_default();
    let model: &'static Model = Box::leak(Box::new(Model::new(snapshot)));
    browser::mark("read");
    browser::remove("loading");
    leptos::mount::mount_to_body(move || dom::show(&app(model)));
}

fn app(model: &'static Model) -> Nodes {
    let route = State::new(browser::route());
    browser::on_window("hashchange", move |_: browser::Event| {
        let now = browser::route();
        if route.with_untracked(|route| *route != now) {
            route.set(now);
        }
    });
    let work = Work::new();
    let arrived = rest::watched();
    // For the views the rest is there once the reader's work has been read with it.
    let whole = State::new(Rest::Coming);
    let said = State::new(String::new());
    let repeated = State::new(Repeated::NotYet);
    let theme = browser::given("theme").or_else(|| storage::choice("theme"));
    let theme = State::new(theme.unwrap_or_default());
    follow(move || browser::root_attribute("data-theme", &theme.get()));
    let map_size = State::new((0.0, 0.0));
    let large = browser::root_value("data-size").is_some();
    let projector = State::new(large);
    follow(move || {
        let size = if projector.get() {
            story::PROJECTOR
        } else {
            ""
        };
        browser::root_attribute("data-size", size);
    });
    // A language in the address holds until another one is chosen here.
    let given = browser::given(key::LANGUAGE);
    let chosen = given.or_else(|| storage::choice("language"));
    let chosen = State::new(chosen.unwrap_or_default());
    let language: Derived<&'static Strings> = derived(move || {
        let linked = route.with(|route| route.get(key::LANGUAGE).and_then(strings::find));
        linked
            .or_else(|| strings::find(&chosen.get()))
            .unwrap_or_else(|| {
                let wanted = browser::languages();
                wanted
                    .iter()
                    .find_map(|code| strings::find(code))
                    .unwrap_or(&strings::ALL[0])
            })
    });
    let library = Library::open(model, language.get_untracked());
    engine::repeat_later(library, repeated);
    // Nothing is mended before the work is read, and the program for it comes later.
    let mended = State::new(None::<Derived<Made>>);
    let current = derived(move || match mended.get() {
        Some(mended) => mended.get(),
        None => Made(library.shown.get()),
    });
    follow(move || {
        let now = arrived.get();
        if now == Rest::Here {
            rest::done(Work::load, work);
            mended.set(Some(rest::done(mended_model, (library.shown, work))));
            share::watch(route, work);
        }
        whole.set(now);
    });
    live(move || {
        let ctx = Ctx {
            model: current.get_untracked().0,
            current,
            library,
            s: language.get(),
            route,
            work,
            rest: whole,
            said,
            projector,
            map_size,
            repeated,
        };
        browser::root_attribute("lang", ctx.s.code);
        page(ctx, theme, chosen)
    })
}

/// The model that is shown with the reader's corrections, made anew when these change or another is shown. A model
/// lives as long as the page: what reads it is too many to say when the last one has gone.
fn mended_model((shown, work): (State<&'static Model>, Work)) -> Derived<Made> {
    let mending = derived(move || work.state.with(Workspace::mending));
    derived(move || {
        let plain = shown.get();
        let none = mending.with(Vec::is_empty);
        work.state.with_untracked(|work| {
            if none && plain.lost(work).is_empty() {
                return Made(plain);
            }
            Made(Box::leak(Box::new(mended(plain.snapshot(), work))))
        })
    })
}

fn page(ctx: Ctx, theme: State<String>, chosen: State<String>) -> Nodes {
    let s = ctx.s;
    let view_kind = ctx.memo(|route| match &route.view {
        View::Map => 0,
        View::Compare => 1,
        View::Articles(_) => 2,
        View::How => 3,
        View::Bring => 4,
        View::Lesson => 5,
    });
    let titles = [s.map, s.compare, s.articles, s.how, s.bring, s.lesson];
    // A new view starts at its top, with the keyboard on its title.
    let mut before = None;
    let mut owed = false;
    follow(move || {
        let now = view_kind.get();
        let title = titles[now];
        browser::document().set_title(&format!("{title} · crossread"));
        if before.replace(now).is_some_and(|before| before != now) {
            owed = true;
            let placed = ctx.route.with_untracked(|route| {
                route.get(key::AT).is_some() || route.get(key::ROW).is_some()
            });
            if !placed {
                browser::to_top();
            }
        }
        if owed {
            let typing = browser::is_typing();
            browser::next_frame(move || focus_title(typing));
        }
        // Else once more, when the view has taken the place of «One moment».
        owed = owed && now != 0 && ctx.rest.get() != Rest::Here;
    });
    let waiting = derived(move || ctx.library.source.with(|source| *source == Source::Waiting));
    let pair = ctx.query(key::PAIR);
    let last = Cell::new((usize::MAX, ctx.model));
    let body = staged(move || {
        let kind = view_kind.get();
        if kind != 0 && ctx.rest.get() != Rest::Here {
            return rest::waiting(ctx, titles[kind]).into();
        }
        // Where one types nothing is drawn anew.
        if kind == 4 {
            return rest::drawn(bring::view, ctx).into();
        }
        if kind == 5 {
            return rest::drawn(lesson::view, ctx).into();
        }
        if waiting.get() {
            return el("p.loading").text(s.loading).into();
        }
        let ctx = ctx.now();
        // Other articles have come while the reader looks: what is there stays until they are drawn.
        let now = (kind, ctx.library.shown.get_untracked());
        let before = last.replace(now);
        let other = before.0 == kind && !std::ptr::eq(before.1, now.1);
        let drawing = match kind {
            1 => match compare::pair::named(ctx, &pair.get()) {
                Some(two) => rest::done(compare::pair::view, (ctx, two)).into(),
                None => rest::done(compare::rows, ctx),
            },
            2 => rest::drawn(article::view, ctx).into(),
            3 => rest::drawn(how::view, ctx).into(),
            _ => map::view(ctx),
        };
        drawing.at(if other && !before.1.sources.is_empty() {
            Pace::WhenCalm
        } else if other || ctx.library.job.with_untracked(Option::is_some) {
            Pace::InSteps
        } else {
            Pace::AtOnce
        })
    });
    let said = el("p.vh")
        .set("id", "said")
        .set("role", "status")
        .set("aria-live", "polite")
        .live_text(move || ctx.said.get());
    let main = el("main.wrap").set("id", "main").child(body);
    if browser::is_embedded() {
        let story = rest::later_now(ctx, story::bar);
        let line = rest::later(ctx, embed::line);
        return all([main, story, line, said]);
    }
    let skip = el("a.skip")
        .set("href", "#main")
        .on("click", |event: browser::Event| {
            event.prevent_default();
            browser::focus("view-title");
        })
        .text(s.skip);
    all([
        skip,
        head(ctx, view_kind, theme, chosen),
        live(move || match view_kind.get() {
            0 => rest::banner(ctx),
            _ => none(),
        }),
        rest::later(ctx, work::banner),
        rest::later(ctx, bring::banner),
        rest::later_now(ctx, share::banner),
        rest::later_now(ctx, work::undo),
        main,
        rest::later_now(ctx, story::bar),
        foot(ctx),
        said,
    ])
}

/// Puts the focus on the title of a view as soon as that is drawn; who began to write since the view was asked for
/// goes on. `typing`: whether a field had the focus then.
fn focus_title(typing: bool) {
    if is_drawing() {
        browser::later(FOCUS, move || focus_title(typing));
    } else if typing || !browser::is_typing() {
        browser::focus("view-title");
    }
}

fn foot(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let count = move || {
        let ctx = ctx.now();
        let mut names: Vec<&str> = ctx
            .model
            .analysis
            .documents
            .iter()
            .map(|d| d.language.as_str())
            .collect();
        names.order();
        names.dedup();
        let names: Vec<String> = names
            .into_iter()
            .map(|code| ctx.language_name(code))
            .collect();
        (s.foot)(ctx.model.analysis.documents.len(), &names.join(", "))
    };
    let sources = Route::to(View::How).href();
    el("footer.foot.wrap")
        .child(el("p").live_text(count))
        .child(control::link(&sources, s.how))
        .child(control::link(&sources, s.whose_articles))
        .child(control::link(&Route::to(View::Bring).href(), s.bring))
        .child(control::link(&Route::to(View::Lesson).href(), s.lesson))
        .child(control::link(EXAMPLE, s.example))
        .child(
            control::button("plain", s.projector, move || {
                browser::with_rest(move || story::project(ctx));
            })
            .set("id", "projector")
            .live_yes("aria-pressed", move || ctx.projector.get()),
        )
        .child(rest::later(ctx, work::panel))
        .child(rest::later(ctx, embed::panel))
}

fn head(ctx: Ctx, view_kind: Derived<usize>, theme: State<String>, chosen: State<String>) -> Nodes {
    let s = ctx.s;
    let links = [
        (View::Map, s.map),
        (View::Compare, s.compare),
        (View::Articles(None), s.articles),
        (View::How, s.how),
        (View::Bring, s.bring),
    ]
    .into_iter()
    .enumerate()
    .map(|(i, (view, label))| {
        let current = move || if view_kind.get() == i { "page" } else { "" }.to_owned();
        // What is filtered stays so from view to view.
        let href = move || {
            ctx.route
                .with(|route| route.carried(view.clone(), &SHARED).href())
        };
        el("a")
            .live_set("href", href)
            .text(label)
            .live_set("aria-current", current)
    });
    let languages = strings::ALL.iter().map(|one| {
        el("option")
            .set("value", one.code)
            .set("lang", one.code)
            .flag("selected", one.code == s.code)
            .text(one.name)
    });
    let themes = [
        ("", s.theme_auto),
        ("light", s.theme_light),
        ("dark", s.theme_dark),
    ]
    .into_iter()
    .map(|(value, label)| el("option").set("value", value).text(label));
    let theme_choice = el("select.plain")
        .set("id", "theme")
        .children(themes)
        .live_value(move || theme.get())
        .changed("change", move |value| {
            storage::choose("theme", &value);
            theme.set(value);
        });
    let language_choice = el("select.plain")
        .set("id", "language")
        .children(languages)
        .changed("change", move |value| {
            storage::choose("language", &value);
            ctx.replace(|route| route.with(key::LANGUAGE, ""));
            chosen.set(value);
        });
    let labelled =
        |label: &str, field: Nodes| el("label").child(el("span.vh").text(label)).child(field);
    find_by_key();
    let inner = el("div.wrap")
        .child(control::link("#/map", "crossread").class("wordmark"))
        .child(el("nav.nav").set("aria-label", s.views).children(links))
        .live(move || match ctx.rest.get() {
            Rest::Here => rest::drawn(find::view, ctx.now()),
            // Its room.
            _ => el("div.finder"),
        })
        .child(
            el("div.end")
                .child(labelled(s.colours, theme_choice))
                .child(labelled(s.page_language, language_choice)),
        );
    el("header.bar").child(inner)
}

/// Ctrl-K and «/» lead to the field of Find, as soon as it is there.
fn find_by_key() {
    browser::on_window("keydown", |event: KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        let asked = match event.key().as_str() {
            "k" => command && !event.alt_key() && !event.shift_key(),
            "/" => !command && !event.alt_key() && !browser::is_typing(),
            _ => false,
        };
        if asked {
            event.prevent_default();
            browser::ask_for_rest();
            browser::with_rest(|| {
                browser::next_frame(|| {
                    browser::focus(find::FIELD);
                    browser::select(find::FIELD);
                });
            });
        }
    });
}
