//! A link that carries the selection and the reader's marks, and what becomes of one that is opened. Nothing is sent
//! anywhere: all of it stands after `#`.

use super::browser::{self, squeeze};
use super::state::Ctx;
use super::work::{self, Work};
use crate::route::{Route, key};
use crate::ui::browser::dom::{Nodes, el, live, none};
use crate::ui::parts::control;
use crate::ui::parts::live::{State, follow};
use crate::workspace::saved;
use crate::workspace::share::{LINK_MOST, base64url, bytes, parcel, received};

/// What the reader is told of the link being made.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Made {
    NotYet,
    Link(String),
    /// Too long, so many bytes.
    TooLong(usize),
    Cannot,
}

/// The button that makes a link, and the link.
pub fn view(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let made = State::new(Made::NotYet);
    let make = move || {
        let text = ctx.work.state.with_untracked(parcel);
        let route = ctx.route.get_untracked();
        browser::spawn(async move {
            let squeezed = squeeze::squeezed(&text).await;
            let link = squeezed.map(|bytes| {
                let route = route.with(key::SENT, &base64url(&bytes));
                format!("{}{}", browser::page_address(), route.href())
            });
            made.set(match link {
                None => Made::Cannot,
                Some(link) if link.len() > LINK_MOST => Made::TooLong(link.len()),
                Some(link) => Made::Link(link),
            });
        });
    };
    let told = move || match made.get() {
        Made::NotYet => none(),
        Made::Cannot => el("p").text(s.link_cannot),
        Made::TooLong(length) => el("p.row")
            .child(el("span").text(&(s.link_too_long)(length.div_ceil(1000))))
            .child(work::export_button(ctx)),
        Made::Link(link) => {
            let field = el("input.field")
                .set("id", "shared-link")
                .set("readonly", "")
                .set("value", &link)
                .set("aria-label", s.share_link);
            let copy = control::button("btn", s.copy, move || {
                browser::select("shared-link");
                browser::copy(&link);
                ctx.said.set(s.copied.to_owned());
            });
            el("p.row").child(field).child(copy)
        }
    };
    el("div.share")
        .child(
            el("p.row")
                .child(control::button("btn", s.share_link, make))
                .child(el("span.hint").text(s.share_note)),
        )
        .child(el("div").set("role", "status").live(told))
}

/// Marks that came with the address are taken out of it and kept until the reader decides.
pub fn watch(route: State<Route>, work: Work) {
    follow(move || {
        let Some(sent) = route.with(|route| route.get(key::SENT).map(str::to_owned)) else {
            return;
        };
        let clean = route.with_untracked(|route| route.clone().with(key::SENT, ""));
        browser::replace(&clean);
        route.set(clean);
        browser::spawn(async move {
            let text = match bytes(&sent) {
                Some(bytes) => squeeze::unsqueezed(&bytes).await,
                None => None,
            };
            let file = text.and_then(|text| saved::read_file(&text).ok());
            work.sent.set(Some(file.map(|file| file.records)));
        });
    });
}

/// What came with a link, and the question what to do with it.
pub fn banner(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let sent = ctx.work.sent;
    live(move || {
        let Some(records) = sent.get() else {
            return none();
        };
        let leave = |word| control::button("btn", word, move || sent.set(None));
        let panel = el("div.banner.wrap").set("role", "status");
        let Some(records) = records else {
            return panel
                .child(el("p").text(s.link_broken))
                .child(el("p").child(leave(s.close)));
        };
        let found = ctx
            .work
            .state
            .with_untracked(|work| received(work, records));
        if found.actions.is_empty() {
            return panel
                .child(el("p").text(s.link_nothing_new))
                .child(el("p").child(leave(s.close)));
        }
        let words = (s.link_brings)(found.new, found.other);
        let add = control::button("btn", s.link_add, move || {
            sent.set(None);
            ctx.work.act_all(found.actions.clone());
        });
        panel
            .child(el("p").text(&words))
            .child(el("p.row").child(add).child(leave(s.link_leave)))
    })
}
