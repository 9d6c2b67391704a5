//! Mending the comparison: who says a claim, claims that are none, claims that stand together or do not.

use super::row_label;
use crate::letters::lower;
use crate::model::mend::{AUTHOR, ENTITY};
use crate::model::rows::Row;
use crate::order::Order as _;
use crate::ui::browser::dom::{Nodes, el, live, none};
use crate::ui::browser::{self, Event};
use crate::ui::parts::live::State;
use crate::ui::parts::{self, control, quote};
use crate::ui::state::Ctx;
use crate::workspace::action::{About, Action};
use crate::workspace::state::Kind;
use crossread::compare::{ClaimRef, Comparison};
use crossread::extract::{EntityIx, Holder};
use crossread::vocabulary;

/// The record of a claim.
fn about(ctx: Ctx, at: ClaimRef) -> About {
    let words = ctx
        .model
        .claim(at)
        .map(|claim| claim.span.of(&ctx.model.document(at.document).body));
    About::new(Kind::Claim, key(ctx, at)).named(words.unwrap_or_default())
}

fn key(ctx: Ctx, at: ClaimRef) -> &'static str {
    &ctx.model.claim_keys[at.document as usize][at.claim as usize]
}

/// What can be mended in a claim of a row, and what the program had said.
pub fn claim(ctx: Ctx, comparison: &'static Comparison, at: ClaimRef) -> Nodes {
    let s = ctx.s;
    let held = ctx.model.mended.holders.get(&at);
    let words = held.map(|old| {
        let old = format!("{} {}", s.said_by, parts::holder(ctx, at.document, old));
        let restore = control::button("plain", s.restore, move || {
            ctx.work.act(about(ctx, at), Action::Holder(String::new()));
        });
        el("p.mended")
            .text(&(s.program_says)(&old))
            .text(" ")
            .child(restore)
    });
    let aligned = ctx.model.mended.aligned.contains(&at).then(|| {
        let restore = control::button("plain", s.restore, move || loosen(ctx, at));
        el("p.mended")
            .text(s.aligned_by_you)
            .text(" ")
            .child(restore)
    });
    // Its choices are made when somebody opens it: there are as many as statements times names.
    let opened = State::new(false);
    let inside = live(move || {
        if opened.get() {
            choices(ctx, comparison, at)
        } else {
            none()
        }
    });
    let mend = el("details.why")
        .on("toggle", move |_: Event| opened.set(true))
        .child(el("summary").text(s.mend_claim))
        .child(inside);
    none().children(words).children(aligned).child(mend)
}

/// Who says a claim, to be chosen; that it is none; that it belongs elsewhere.
fn choices(ctx: Ctx, comparison: &'static Comparison, at: ClaimRef) -> Nodes {
    let s = ctx.s;
    let held = ctx.model.mended.holders.get(&at);
    let id = format!("holder-{}", key(ctx, at));
    let mut who: Vec<EntityIx> = Vec::new();
    for mention in &ctx.model.extraction(at.document).mentions {
        let kind = ctx.model.entity(mention.entity).kind;
        if kind != vocabulary::Kind::Place && !who.contains(&mention.entity) {
            who.push(mention.entity);
        }
    }
    who.order_by_cached_key(|e| lower(ctx.name(*e)));
    let option = |value: &str, words: &str| el("option").set("value", value).text(words);
    let now = ctx.model.claim(at).map(|claim| &claim.holder);
    let options = who.into_iter().map(|e| {
        let value = format!("{ENTITY}{}", ctx.model.entity(e).id);
        option(&value, ctx.name(e)).flag(
            "selected",
            held.is_some() && now == Some(&Holder::Entity(e)),
        )
    });
    let author = option(AUTHOR, s.the_author)
        .flag("selected", held.is_some() && now == Some(&Holder::Author));
    let choice = el("select.field")
        .set("id", &id)
        .child(option("", s.restore))
        .child(author)
        .children(options)
        .changed("change", move |value| {
            ctx.work.act(about(ctx, at), Action::Holder(value));
        });
    let wrong = control::button("plain", s.no_statement, move || {
        ctx.work.act(about(ctx, at), Action::Wrong(true));
    });
    let split = (comparison.claims.len() > 1)
        .then(|| control::button("plain", s.split_off, move || split(ctx, comparison, at)));
    el("div.whybox")
        .child(
            el("p.row")
                .child(el("label.lab").set("for", &id).text(s.holder_is))
                .child(choice),
        )
        .child(el("p.row").children(split).child(wrong))
}

/// A claim leaves its row.
fn split(ctx: Ctx, comparison: &Comparison, at: ClaimRef) {
    let others = comparison.claims.iter().filter(|other| **other != at);
    let others: Vec<ClaimRef> = others.copied().collect();
    let keys = others
        .iter()
        .map(|other| key(ctx, *other).to_owned())
        .collect();
    let mut actions = vec![(about(ctx, at), Action::Apart(keys))];
    actions.extend(
        others
            .into_iter()
            .map(|other| (about(ctx, other), Action::Loose(key(ctx, at).to_owned()))),
    );
    ctx.work.act_all(actions);
}

/// What was decided about a claim is decided no more.
fn loosen(ctx: Ctx, at: ClaimRef) {
    let decided = ctx.work.state.with_untracked(|work| {
        let body = work.body(Kind::Claim, key(ctx, at));
        let lists = body.map(|body| [body.together.clone(), body.apart.clone()].concat());
        lists.unwrap_or_default()
    });
    let actions = decided
        .into_iter()
        .map(|other| (about(ctx, at), Action::Loose(other)));
    ctx.work.act_all(actions.collect());
}

/// Claims of one row brought to those of another, or said to belong where they are.
fn together(ctx: Ctx, first: ClaimRef, with: &[ClaimRef]) {
    let others = || with.iter().copied().filter(|other| *other != first);
    let keys = others().map(|other| key(ctx, other).to_owned()).collect();
    let mut actions = vec![(about(ctx, first), Action::Together(keys))];
    actions.extend(
        others().map(|other| (about(ctx, other), Action::Loose(key(ctx, first).to_owned()))),
    );
    ctx.work.act_all(actions);
}

/// For a row: accept what is only suggested, or split it; join it with another one.
pub fn row(ctx: Ctx, row: &'static Row, joining: State<Option<usize>>) -> Nodes {
    let s = ctx.s;
    let comparison = &ctx.model.analysis.comparisons[row.comparison];
    let claims = &comparison.claims;
    let label = row_label(ctx, row.comparison);
    let named = move |word: &str| format!("{word}: {label}");
    let suggested = comparison.suggested.then(|| {
        let accept = control::button("plain", s.accept, move || together(ctx, claims[0], claims))
            .set("aria-label", &named(s.accept));
        let last = claims.len() - 1;
        let split = control::button("plain", s.split_off, move || {
            split(ctx, comparison, claims[last]);
        })
        .set("aria-label", &named(s.split_off));
        el("span.row").child(accept).child(split)
    });
    let own = row.comparison;
    let join = move || match joining.get() {
        Some(other) if other != own => {
            let words = (s.join_here)(row_label(ctx, other));
            control::button("btn", &words, move || {
                joining.set(None);
                let moved = &ctx.model.analysis.comparisons[other].claims;
                together(ctx, moved[0], claims);
            })
        }
        Some(_) => none(),
        None => control::button("plain", s.join, move || {
            joining.set(Some(own));
            browser::next_frame(|| browser::focus("joining"));
        })
        .set("aria-label", &named(s.join)),
    };
    el("div.mend-row").children(suggested).child(live(join))
}

/// What is to be chosen, while a row is being joined with another.
pub fn joining(ctx: Ctx, joining: State<Option<usize>>) -> Nodes {
    live(move || {
        let Some(own) = joining.get() else {
            return none();
        };
        let cancel = control::button("btn", ctx.s.cancel, move || joining.set(None));
        el("div.joining")
            .set("role", "status")
            .child(
                el("p")
                    .set("id", "joining")
                    .set("tabindex", "-1")
                    .text(&(ctx.s.join_which)(row_label(ctx, own))),
            )
            .child(cancel)
    })
}

/// Claims that the reader took out, with the way back.
pub fn wrong(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let wrong = &ctx.model.mended.wrong;
    if wrong.is_empty() {
        return none();
    }
    let lines = wrong.iter().filter_map(|at| {
        let claim = ctx.model.claim(*at)?;
        let back = control::button("plain", s.restore, move || {
            ctx.work.act(about(ctx, *at), Action::Wrong(false));
        });
        let words = el("div")
            .child(quote::quote(ctx, at.document, claim.span, &[]))
            .child(back);
        Some(
            el("li.row")
                .child(parts::source_mark(ctx, at.document))
                .child(words),
        )
    });
    el("section.lost")
        .child(el("h2").text(s.marked_wrong))
        .child(el("p").text(s.marked_wrong_note))
        .child(el("ul").children(lines))
}
