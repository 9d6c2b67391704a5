//! A view inside another page: the code that puts it there, and the line that leads to the full page.

use super::browser::{self, Event, squeeze};
use super::state::Ctx;
use crate::route::{Route, View, key};
use crate::ui::browser::dom::{Nodes, el, none};
use crate::ui::parts::live::{State, follow};
use crate::workspace::share::{base64url, parcel};
use crate::workspace::state::Workspace;

/// Longest address that carries marks along, in bytes: browsers follow links of a million and more.
const ONWARD_MOST: usize = 500_000;

/// The line under an embedded view that leads to the same on the full page, with the reader's marks: the frame and
/// the full page may have storages of their own.
pub fn line(ctx: Ctx) -> Nodes {
    let marks = State::new(String::new());
    follow(move || {
        let text = ctx.work.state.with(|work| match Workspace::count(work) {
            0 => String::new(),
            _ => parcel(work),
        });
        browser::spawn(async move {
            let squeezed = match text.is_empty() {
                true => None,
                false => squeeze::squeezed(&text).await,
            };
            let sent = squeezed.map(|bytes| base64url(&bytes));
            marks.set(
                sent.filter(|sent| sent.len() < ONWARD_MOST)
                    .unwrap_or_default(),
            );
        });
    });
    let at = move || {
        let route = ctx.route.get().with(key::SENT, &marks.get()).href();
        [&browser::home(), "?lang=", ctx.s.code, &route].concat()
    };
    el("p.wrap.onward").child(
        el("a")
            .live_set("href", at)
            .set("target", "_blank")
            .text(ctx.s.embed_onward)
            .text(" ↗"),
    )
}

/// «Embed this view», for the foot of the page: the code for what the address shows now, and how it will look.
/// Nothing where the page is no host's.
pub fn panel(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let home = browser::home();
    if !home.starts_with("http") {
        return none();
    }
    let open = State::new(false);
    let address = move || {
        let route = ctx.route.with(Route::href);
        [&browser::home(), "?embed=1&lang=", s.code, &route].concat()
    };
    let framed = move || {
        let src = attribute(&address());
        [
            "<iframe src=\"",
            &src,
            "\" title=\"crossread\" loading=\"lazy\" width=\"100%\" height=\"640\"></iframe>",
        ]
        .concat()
    };
    let field = |id: &str, label: &str, rows: &str| {
        let text = el("textarea.code")
            .set("id", id)
            .set("rows", rows)
            .flag("readonly", true);
        (el("label").set("for", id).text(label), text)
    };
    let (code_label, code) = field("embed-code", s.embed_code, "3");
    let (frame_label, frame) = field("embed-frame", s.embed_frame, "3");
    let code = code.live_value(move || ctx.route.with(|route| element(route, s.code, &framed())));
    let frame = frame.live_value(framed);
    let preview = none().live(move || {
        if !open.get() {
            return none();
        }
        el("iframe.preview")
            .set("title", s.embed_preview)
            .set("src", &address())
    });
    el("details.work")
        .set("id", "embed")
        .on("toggle", move |event: Event| {
            open.set(browser::is_open(&event))
        })
        .child(el("summary").text(s.embed_title))
        .child(
            el("div.work-in.wide")
                .child(el("p").text(s.embed_note))
                .child(code_label)
                .child(code)
                .child(frame_label)
                .child(frame)
                .child(el("p").text(s.embed_preview))
                .child(preview),
        )
}

/// The element of embed.js for an address, around the plain frame.
fn element(route: &Route, language: &str, frame: &str) -> String {
    let (view, focus) = match &route.view {
        View::Compare => ("compare", key::ROW),
        View::Articles(_) => ("article", ""),
        _ => match route.get(key::SELECTED) {
            Some(id) if id.contains('~') => ("connection", key::SELECTED),
            _ => ("map", key::SELECTED),
        },
    };
    let focused = match &route.view {
        View::Articles(id) => id.as_deref(),
        _ => route.get(focus),
    };
    let rest = route.clone().with(focus, "").with(key::LANGUAGE, "").href();
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    let mut out = [
        "<script async src=\"",
        &browser::home(),
        "embed.js\"></script>\n<crossread-view view=\"",
        view,
        "\"",
    ]
    .concat();
    for (name, value) in [
        ("focus", focused.unwrap_or_default()),
        ("query", query),
        ("lang", language),
    ] {
        if !value.is_empty() {
            out += &[" ", name, "=\"", &attribute(value), "\""].concat();
        }
    }
    // Where scripts are off a plain frame shows the summary.
    out + &[">\n  <noscript>", frame, "</noscript>\n</crossread-view>"].concat()
}

/// A text as the value of an attribute.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}
