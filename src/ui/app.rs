//! The page as a whole: head, the view that the address names, foot.

use super::browser::{self, storage};
use super::state::Ctx;
use super::strings::{self, Strings};
use super::work::{self, Work};
use super::{article, compare, how, map};
use crate::model::Model;
use crate::order::Order as _;
use crate::route::{Route, View, key};
use crossread::analysis::analyse;
use crossread::corpus;
use leptos::prelude::*;

/// The bundled corpus, packed by the build script.
const CORPUS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/corpus.bin"));
/// The languages and tables that the corpus needs.
const BUNDLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bundle.bin"));

/// Analyses the corpus and shows the page.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        browser::show_broken();
    }));
    browser::mark("start");
    // The build script made these bytes; were they damaged, the page would say that it holds no article.
    // Both were made by the build script of this very page.
    let _ = crossread::lang::bundle::install(BUNDLE);
    let documents = corpus::unpack(CORPUS).unwrap_or_default();
    let model: &'static Model = Box::leak(Box::new(Model::new(analyse(documents))));
    browser::mark("analysed");
    browser::remove("loading");
    leptos::mount::mount_to_body(move || app(model));
}

fn app(model: &'static Model) -> impl IntoView {
    let route = RwSignal::new(browser::route());
    browser::on_window("hashchange", move |_: web_sys::Event| {
        let now = browser::route();
        if route.with_untracked(|route| *route != now) {
            route.set(now);
        }
    });
    let work = Work::load();
    let said = RwSignal::new(String::new());
    let theme = RwSignal::new(storage::choice("theme").unwrap_or_default());
    Effect::new(move |_| browser::root_attribute("data-theme", &theme.get()));
    let chosen = RwSignal::new(storage::choice("language").unwrap_or_default());
    let language: Memo<&'static Strings> = Memo::new(move |_| {
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
    move || {
        let ctx = Ctx {
            model,
            s: language.get(),
            route,
            work,
            said,
        };
        browser::root_attribute("lang", ctx.s.code);
        page(ctx, theme, chosen)
    }
}

fn page(ctx: Ctx, theme: RwSignal<String>, chosen: RwSignal<String>) -> AnyView {
    let s = ctx.s;
    let view_kind = ctx.memo(|route| match &route.view {
        View::Map => 0,
        View::Compare => 1,
        View::Articles(_) => 2,
        View::How => 3,
    });
    // A new view starts at its top, with the keyboard on its title.
    Effect::new(move |before: Option<usize>| {
        let now = view_kind.get();
        let title = [s.map, s.compare, s.articles, s.how][now];
        document().set_title(&format!("{title} · crossread"));
        if before.is_some_and(|before| before != now) {
            let placed = ctx.route.with_untracked(|route| {
                route.get(key::AT).is_some() || route.get(key::ROW).is_some()
            });
            if !placed {
                browser::to_top();
            }
            request_animation_frame(|| browser::focus("view-title"));
        }
        now
    });
    let body = move || match view_kind.get() {
        1 => compare::view(ctx),
        2 => article::view(ctx),
        3 => how::view(ctx),
        _ => map::view(ctx),
    };
    let languages: Vec<String> = {
        let mut names: Vec<&str> = ctx
            .model
            .analysis
            .documents
            .iter()
            .map(|d| d.language.as_str())
            .collect();
        names.order();
        names.dedup();
        names
            .into_iter()
            .map(|code| s.language_name(code))
            .collect()
    };
    let foot = (s.foot)(ctx.model.analysis.documents.len(), &languages.join(", "));
    let sources = Route::to(View::How).href();
    view! {
        <a class="skip" href="#main" on:click=|event| {
            event.prevent_default();
            browser::focus("view-title");
        }>{s.skip}</a>
        {head(ctx, view_kind, theme, chosen)}
        {work::banner(ctx)}
        <main id="main" class="wrap">{body}</main>
        <footer class="foot wrap">
            <p>{foot}</p>
            <a href=sources.clone()>{s.how}</a>
            <a href=sources>{s.whose_articles}</a>
            {work::panel(ctx)}
        </footer>
        <p class="vh" id="said" role="status" aria-live="polite">{move || ctx.said.get()}</p>
    }
    .into_any()
}

fn head(
    ctx: Ctx,
    view_kind: Memo<usize>,
    theme: RwSignal<String>,
    chosen: RwSignal<String>,
) -> AnyView {
    let s = ctx.s;
    let links = [
        (View::Map, s.map),
        (View::Compare, s.compare),
        (View::Articles(None), s.articles),
        (View::How, s.how),
    ]
    .into_iter()
    .enumerate()
    .map(|(i, (view, label))| {
        let current = move || (view_kind.get() == i).then_some("page");
        view! { <a href=Route::to(view).href() aria-current=current>{label}</a> }
    })
    .collect_view();
    let languages = strings::ALL
        .iter()
        .map(|one| view! { <option value=one.code lang=one.code selected=one.code == s.code>{one.name}</option> })
        .collect_view();
    let themes = [("", s.theme_auto), ("light", s.theme_light), ("dark", s.theme_dark)]
        .into_iter()
        .map(|(value, label)| view! { <option value=value selected=move || theme.get() == value>{label}</option> })
        .collect_view();
    view! {
        <header class="bar"><div class="wrap">
            <a class="wordmark" href="#/map">"crossread"</a>
            <nav class="nav" aria-label=s.views>{links}</nav>
            <div class="end">
                <label><span class="vh">{s.colours}</span>
                    <select class="plain" id="theme" on:change=move |event| {
                        let value = event_target_value(&event);
                        storage::choose("theme", &value);
                        theme.set(value);
                    }>{themes}</select>
                </label>
                <label><span class="vh">{s.page_language}</span>
                    <select class="plain" id="language" on:change=move |event| {
                        let value = event_target_value(&event);
                        storage::choose("language", &value);
                        ctx.replace(|route| route.with(key::LANGUAGE, ""));
                        chosen.set(value);
                    }>{languages}</select>
                </label>
            </div>
        </div></header>
    }
    .into_any()
}
