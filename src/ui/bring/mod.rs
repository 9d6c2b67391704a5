//! Bringing articles: text that is pasted, files that are chosen or dropped; what could not be read and why; the
//! reader's own articles, to be edited, removed, saved.

mod form;

use super::browser::dom::{DragEvent, Nodes, all, el, live, none};
use super::browser::{self, file};
use super::library::{Job, Keeping, Source, Task};
use super::parts::control;
use super::parts::live::{State, derived};
use super::state::{Ctx, direction, yes};
use crate::own::{self, Own};
use crate::route::{Route, View};

/// The field for a text that is pasted.
const PASTE: &str = "paste";

/// The view.
pub fn view(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let edited = ctx.library.edited;
    let title = el("h1")
        .set("id", "view-title")
        .set("tabindex", "-1")
        .text(s.bring_title);
    all([
        el("div.head")
            .child(title)
            .child(el("p.promise").text(s.bring_promise)),
        el("div.bring")
            .child(ways_in(ctx))
            .child(refused(ctx))
            .live(move || form::view(ctx, edited))
            .child(own_articles(ctx, edited)),
    ])
}

/// Paste, choose, drop.
fn ways_in(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let library = ctx.library;
    let add = control::button("btn", s.paste_add, move || {
        let text = browser::field(PASTE);
        if !text.trim().is_empty() {
            browser::empty(PASTE);
            library.paste(s, text);
        }
    })
    .set("id", "paste-add");
    let choose = |id: &str, words: &str, folder: bool| {
        let field = el("input.vh")
            .set("id", id)
            .set("type", "file")
            .set("multiple", "")
            .flag("webkitdirectory", folder)
            .on("change", move |event: browser::Event| {
                library.bring(s, file::all_chosen(&event));
            });
        el("label.btn.file").text(words).child(field)
    };
    let over = State::new(false);
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = file::dropped(&event);
        browser::spawn(async move { library.bring(s, files.await) });
    };
    el("section.ways")
        .live_class("over", move || over.get())
        .on("dragover", move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        })
        .on("dragleave", move |_: DragEvent| over.set(false))
        .on("drop", drop)
        .child(el("label.h3").set("for", PASTE).text(s.paste_label))
        .child(el("textarea").set("id", PASTE).set("rows", "5"))
        .child(
            el("p.row")
                .child(add)
                .child(choose("choose-files", s.choose_files, false))
                .child(choose("choose-folder", s.choose_folder, true))
                .child(el("span").text(s.or_drop)),
        )
        .child(el("p.hint").text(s.bring_formats))
}

/// What could not be read, and why.
fn refused(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let refused = ctx.library.refused;
    el("div").set("role", "status").live(move || {
        let lines: Vec<Nodes> = refused.with(|refused| {
            let line = |one: &crossread::message::Refused| {
                el("li")
                    .child(el("b").set("dir", "auto").text(&one.place))
                    .text(": ")
                    .text(&one.message)
                    .text(" – ")
                    .child(el("span.hint").text(&one.hint))
            };
            refused.iter().map(line).collect()
        });
        if lines.is_empty() {
            return none();
        }
        let close = control::button("btn", s.close, move || refused.set(Vec::new()));
        el("section.refused")
            .child(el("h2").text(s.not_read))
            .child(el("ul").children(lines))
            .child(el("p").child(close))
    })
}

fn own_articles(ctx: Ctx, edited: State<String>) -> Nodes {
    let s = ctx.s;
    let library = ctx.library;
    let some = derived(move || !library.own.with(Vec::is_empty));
    let removed = live(move || {
        let count = library.removed.with(Vec::len);
        if count == 0 {
            return none();
        }
        let undo = control::button("btn", s.undo, move || library.undo()).set("id", "undo");
        el("p.row.undo").text(&(s.removed)(count)).child(undo)
    });
    let kept = move || {
        let (count, bytes) = library.own.with(|all| {
            let bytes = all.iter().map(|own| own.document.body.len());
            (all.len(), bytes.sum())
        });
        let size = own::size(bytes);
        match library.keeping.get() {
            Keeping::Kept => (s.own_kept)(count, &size),
            Keeping::Blocked => s.own_in_memory.to_owned(),
            Keeping::Full => s.own_full.to_owned(),
        }
    };
    let choice = move |id: &str, words: &str, alone: bool| {
        let field = el("input")
            .set("type", "radio")
            .set("name", "beside")
            .set("id", id)
            .flag("checked", library.alone.get_untracked() == alone)
            .on("change", move |_: browser::Event| library.set_alone(alone));
        el("label").child(field).text(words)
    };
    let save = move || {
        let said = if library.save() {
            s.file_saved
        } else {
            s.file_not_saved
        };
        ctx.said.set(said.to_owned());
    };
    el("section")
        .child(
            el("h2")
                .set("id", "own-title")
                .set("tabindex", "-1")
                .text(s.own_title),
        )
        .child(el("p").set("id", "own-kept").live_text(kept))
        .child(removed)
        .live(move || {
            if !some.get() {
                return none();
            }
            all([
                el("fieldset.row")
                    .child(el("legend.vh").text(s.show))
                    .child(choice("beside", s.beside, false))
                    .child(choice("alone", s.alone_own, true)),
                el("ul.own").live(move || list(ctx, edited)),
                live(move || rest(ctx)),
                el("p.row")
                    .child(control::button("btn", s.save_own, save).set("id", "save-own"))
                    .child(
                        control::button("btn", s.remove_all, move || {
                            edited.set(String::new());
                            library.remove(None);
                            browser::next_frame(|| browser::focus("undo"));
                        })
                        .set("id", "remove-all"),
                    ),
            ])
        })
}

/// Where the analysis was cancelled: a way to go on.
fn rest(ctx: Ctx) -> Nodes {
    let library = ctx.library;
    let shown = library.shown.get();
    let left = library.own.with(|own| {
        let mut ready = own.iter().filter(|own| !own.document.language.is_empty());
        ready.any(|own| shown.document_by_id(&own.document.id).is_none())
    });
    if !left || library.job.with(Option::is_some) {
        return none();
    }
    let go_on = control::button("btn", ctx.s.analyse_rest, move || library.analyse());
    el("p.row").child(go_on.set("id", "analyse-rest"))
}

fn list(ctx: Ctx, edited: State<String>) -> Nodes {
    let ctx = ctx.now();
    ctx.library
        .own
        .with(|own| all(own.iter().map(|own| article(ctx, own, edited))))
}

/// One article in a line: what it is, what was found in it, what can be done with it.
fn article(ctx: Ctx, own: &Own, edited: State<String>) -> Nodes {
    let s = ctx.s;
    let of = &own.document;
    let title = of.title.as_deref().unwrap_or(&of.id);
    let known = ctx.model.document_by_id(&of.id);
    let title = el("b").set("dir", direction(title)).child(match known {
        Some(_) => {
            let href = Route::to(View::Articles(Some(of.id.clone()))).href();
            control::link(&href, title)
        }
        None => none().text(title),
    });
    let language = if of.language.is_empty() {
        s.language_unknown.to_owned()
    } else {
        ctx.language_name(&of.language)
    };
    let date = of.date.as_deref().unwrap_or(s.undated);
    let found = match known {
        Some(document) => (s.statements)(ctx.model.extraction(document).claims.len()),
        None => s.not_analysed.to_owned(),
    };
    let size = own::size(of.body.len());
    let outlet = of.outlet.as_deref();
    let facts: Vec<&str> = outlet
        .into_iter()
        .chain([language.as_str(), date, &size, &found])
        .collect();
    let (edit, remove) = (of.id.clone(), of.id.clone());
    let edit = control::button("plain", s.edit, move || {
        edited.set(edit.clone());
        browser::next_frame(|| browser::focus(form::FIRST));
    })
    .set("aria-label", &[s.edit, ": ", title_of(own)].concat());
    let remove = control::button("plain", s.remove, move || {
        if edited.with_untracked(|edited| *edited == remove) {
            edited.set(String::new());
        }
        ctx.library.remove(Some(&remove));
        browser::next_frame(|| browser::focus("undo"));
    })
    .set("aria-label", &[s.remove, ": ", title_of(own)].concat());
    el("li")
        .set("data-known", yes(known.is_some()))
        .child(title)
        .child(el("span.n").text(&facts.join(" · ")))
        .children(
            own.remarks
                .iter()
                .map(|remark| el("span.hint").text(remark)),
        )
        .child(el("span.acts").child(edit).child(remove))
}

fn title_of(own: &Own) -> &str {
    own.document.title.as_deref().unwrap_or(&own.document.id)
}

/// What the engine is busy with, and where the articles come from, above every view.
pub fn banner(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let library = ctx.library;
    let busy = derived(move || library.job.with(Option::is_some));
    let from = live(move || {
        let lines = match library.source.get() {
            Source::Failed(_, why) => line(&(s.corpus_failed)(&why)).set("role", "alert"),
            // Who publishes a corpus of their own says in it where it comes from.
            Source::From(address) if browser::asked_corpus().is_some() => {
                line(&(s.corpus_from)(&address))
            }
            _ => none(),
        };
        let unread = library.refused.with(|refused| !refused.is_empty());
        let unread = (unread && ctx.route.with(|route| route.view != View::Bring)).then(|| {
            let link = control::link(&Route::to(View::Bring).href(), s.not_read);
            el("div.banner.wrap").child(el("p").child(link))
        });
        all([lines]).children(unread)
    });
    let broken = live(move || {
        if library.broken.get() {
            line(s.engine_failed).set("role", "alert")
        } else {
            none()
        }
    });
    let progress = live(move || {
        if !busy.get() {
            return none();
        }
        let of = move |read: fn(&Job) -> u32| {
            move || library.job.with(|job| job.as_ref().map_or(0, read))
        };
        let words = move || {
            library
                .job
                .with(|job| job.as_ref().map_or(String::new(), |job| told(ctx, job)))
        };
        let cancel =
            control::button("btn", s.interrupt, move || library.cancel()).set("id", "cancel");
        el("div.banner.wrap.busy")
            .set("id", "busy")
            .child(
                el("progress")
                    .set("aria-label", s.progress)
                    .live_set("max", move || of(|job| job.total.max(1))().to_string())
                    .live_set("value", move || of(|job| job.done)().to_string()),
            )
            .child(el("span").live_text(words))
            .child(cancel)
    });
    all([from, broken, progress])
}

fn line(words: &str) -> Nodes {
    el("div.banner.wrap").child(el("p").text(words))
}

/// «Analysing articles: 3 of 12, about 20 seconds left».
fn told(ctx: Ctx, job: &Job) -> String {
    let s = ctx.s;
    let mut out = s.tasks[match job.task {
        Task::Reading => 0,
        Task::Analysing => 1,
        Task::Loading => 2,
        Task::Writing => 3,
    }]
    .to_owned();
    if job.total > 1 {
        out.push_str(&(s.of_all)(job.done, job.total));
    }
    if let Some(seconds) = job.seconds_left() {
        out.push_str(&(s.time_left)(seconds));
    }
    out
}
