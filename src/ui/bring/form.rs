//! The form for one of the reader's own articles: outlet, title, date, language, text.

use crate::own::Own;
use crate::ui::browser;
use crate::ui::browser::dom::{Nodes, el, none};
use crate::ui::parts::control;
use crate::ui::parts::live::State;
use crate::ui::state::Ctx;

/// Ids of the fields; the first one gets the keyboard.
pub const FIRST: &str = "own-title-field";
const OUTLET: &str = "own-outlet";
const DATE: &str = "own-date";
const URL: &str = "own-url";
const LANGUAGE: &str = "own-language";
const BODY: &str = "own-body";

/// The form of the article of an id; nothing where there is none.
pub fn view(ctx: Ctx, edited: State<String>) -> Nodes {
    let id = edited.get();
    let own = ctx.library.own.with_untracked(|own| {
        let mut own = own.iter();
        own.find(|own| own.document.id == id).cloned()
    });
    match own {
        Some(own) => form(ctx, own, edited),
        None => none(),
    }
}

fn form(ctx: Ctx, own: Own, edited: State<String>) -> Nodes {
    let s = ctx.s;
    let of = own.document.clone();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let line = |id: &str, label: &str, value: String, hint: &str| {
        let field = el("input.field")
            .set("id", id)
            .set("dir", "auto")
            .set("placeholder", hint)
            .live_value(move || value.clone());
        labelled(id, label, field)
    };
    let mut codes: Vec<String> = Vec::new();
    let known = ctx.library.bundled.languages.iter();
    let known = known.map(|facts| facts.code.clone());
    for code in known.chain([of.language.clone()]) {
        if !code.is_empty() && !codes.contains(&code) {
            codes.push(code);
        }
    }
    let options = codes.iter().map(|code| {
        el("option")
            .set("value", code)
            .text(&ctx.language_name(code))
    });
    let none_chosen = of
        .language
        .is_empty()
        .then(|| el("option").set("value", "").text(s.language_unknown));
    let language = of.language.clone();
    let language = el("select.field")
        .set("id", LANGUAGE)
        .children(none_chosen)
        .children(options)
        .live_value(move || language.clone());
    let body = of.body.clone();
    let body = el("textarea")
        .set("id", BODY)
        .set("dir", "auto")
        .set("rows", "8")
        .live_value(move || body.clone());
    let close = move || {
        edited.set(String::new());
        browser::next_frame(|| browser::focus("own-title"));
    };
    let save = move || {
        let mut changed = own.clone();
        let of = &mut changed.document;
        let field = |id: &str| Some(browser::field(id).trim().to_owned()).filter(|t| !t.is_empty());
        of.title = field(FIRST);
        of.outlet = field(OUTLET);
        of.date = field(DATE);
        of.url = field(URL);
        of.language = browser::field(LANGUAGE);
        let body = browser::field(BODY);
        if !body.trim().is_empty() {
            of.body = body;
        }
        if changed != own {
            ctx.library.change(changed);
        }
        close();
    };
    el("section.form")
        .set("aria-label", s.edit)
        .child(line(FIRST, s.title_label, text(&of.title), ""))
        .child(line(OUTLET, s.outlet, text(&of.outlet), ""))
        .child(line(DATE, s.date_label, text(&of.date), s.date_hint))
        .child(line(URL, s.url_label, text(&of.url), "https://"))
        .child(labelled(LANGUAGE, s.language, language))
        .child(labelled(BODY, s.text_label, body))
        .child(
            el("p.row")
                .child(control::button("btn", s.save, save).set("id", "own-save"))
                .child(control::button("btn", s.close, close)),
        )
}

fn labelled(id: &str, label: &str, field: Nodes) -> Nodes {
    el("div.grp")
        .child(el("label").set("for", id).text(label))
        .child(field)
}
