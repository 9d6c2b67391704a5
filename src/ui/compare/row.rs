//! One row: what it is about, each document's words, what the reader makes of it.

use super::{difference_words, mend, row_id, row_label};
use crate::model::filter::relation_word;
use crate::model::rows::Row;
use crate::ui::browser::dom::{Nodes, el, live, none};
use crate::ui::parts::live::State;
use crate::ui::parts::{
    self, control, note,
    quote::{self, Part},
};
use crate::ui::state::Ctx;
use crate::ui::strings::why_words;
use crate::workspace::action::{About, Action};
use crate::workspace::state::{Body, Kind, Verdict};
use crossread::compare::{ClaimRef, Comparison};
use crossread::text::Span;
use leptos::prelude::*;

/// The row with an index of the model.
pub fn view(ctx: Ctx, row: usize, joining: State<Option<usize>>) -> Nodes {
    let s = ctx.s;
    let row: &'static Row = &ctx.model.rows[row];
    let comparison: &'static Comparison = &ctx.model.analysis.comparisons[row.comparison];
    let label = row_label(ctx, row.comparison);
    let class = format!("r {}", relation_word(row.relation));
    let differences = difference_words(ctx, comparison);
    let relation = if row.alone() {
        let name = comparison
            .claims
            .first()
            .map(|claim| ctx.model.source(claim.document).name.as_str());
        (s.alone)(name.unwrap_or_default())
    } else if differences.is_empty() {
        s.relation(row.relation).to_owned()
    } else {
        format!("{}: {differences}", s.relation(row.relation))
    };
    // What the row's line says beyond its label; of one article alone the relation says it all.
    let told = ctx
        .model
        .row_words(row.comparison, s.code)
        .filter(|_| !row.alone())
        .and_then(|words| words.line.strip_prefix(&words.label))
        .map(|rest| rest.trim_start_matches("; "))
        .filter(|rest| !rest.is_empty());
    let suggested = comparison
        .suggested
        .then(|| el("span.suggested").text(s.suggested));
    let why = (!row.alone()).then(|| {
        let words: Vec<String> = comparison.why.iter().map(|why| why_words(s, why)).collect();
        let strength = (comparison.strength * 100.0).round();
        parts::why(
            s.why_together,
            [
                el("p").text(&words.join(", ")),
                el("p").text(&(s.in_common_share)(strength as usize)),
            ],
        )
    });
    let cells = ctx.model.documents().map(|document| {
        let claims: Vec<usize> = (0..comparison.claims.len())
            .filter(|i| comparison.claims[*i].document == document)
            .collect();
        cell(ctx, document, comparison, &claims)
    });
    let words = el("div")
        .child(el("p").set("dir", "auto").text(label))
        .child(el("span.rl").text(&relation))
        .children(told.map(|told| el("span.told").set("dir", "auto").text(told)))
        .children(suggested)
        .children(why)
        .child(mend::row(ctx, row, joining));
    let head = el("th.c1")
        .set("role", "rowheader")
        .set("scope", "row")
        .child(el("div.st1").child(parts::sign(row.relation)).child(words));
    el("tr")
        .set("role", "row")
        .class(&class)
        .set("id", &row_id(&row.key))
        .child(head)
        .children(cells)
        .child(
            el("td.me.c4")
                .set("role", "cell")
                .child(mine(ctx, row, label)),
        )
}

/// What a document says of it, or that it is silent.
fn cell(ctx: Ctx, document: u32, comparison: &'static Comparison, claims: &[usize]) -> Nodes {
    let inner = el("div");
    let inner = if claims.is_empty() {
        inner.child(parts::silent(ctx))
    } else {
        inner.children(claims.iter().filter_map(|i| said(ctx, comparison, *i)))
    };
    let name = ctx.model.source(document).name.as_str();
    el("td")
        .set("role", "cell")
        .child(
            el("span.lbl")
                .child(parts::source_mark(ctx, document))
                .child(el("span.vh").text(name)),
        )
        .child(inner)
}

/// A claim of the comparison in its article's words, what differs and what made the rules fire marked.
fn said(ctx: Ctx, comparison: &'static Comparison, i: usize) -> Option<Nodes> {
    let at: ClaimRef = comparison.claims[i];
    let document = at.document;
    let claim = ctx.model.claim(at)?;
    let differing = comparison.differences.iter();
    let differing = differing.filter_map(|d| d.words.get(i)).flatten();
    let mut marks: Vec<(Span, Part)> = differing.map(|span| (*span, Part::Differs)).collect();
    let cues = [claim.certainty_cue, claim.polarity_cue, claim.holder_cue];
    marks.extend(cues.into_iter().flatten().map(|span| (span, Part::Cue)));
    let holders = parts::holders(ctx, document, &claim.holder, &claim.chain);
    let place = quote::passage(ctx, document, claim.span);
    let said = el("div.cl")
        .child(quote::quote(ctx, document, claim.span, &marks))
        .child(
            el("p.mt")
                .child(parts::said_as(ctx, claim.certainty, claim.polarity))
                .child(el("span").text(&holders))
                .child(control::link(&place, ctx.s.read_in_place)),
        )
        .child(mend::claim(ctx, comparison, at));
    Some(said)
}

/// Verdict, note, pin, and the place in a named comparison.
fn mine(ctx: Ctx, row: &'static Row, label: &'static str) -> Nodes {
    let s = ctx.s;
    let id = row.key.as_str();
    let of_body = move |read: fn(&Body) -> bool| {
        ctx.work
            .state
            .with(|work| work.body(Kind::Row, id).is_some_and(read))
    };
    let verdict = move || {
        ctx.work
            .state
            .with(|work| work.body(Kind::Row, id).and_then(|body| body.verdict))
    };
    let open = State::new(untrack(|| {
        of_body(|body| !body.note.is_empty() || !body.tags.is_empty())
    }));
    let (select_id, note_id) = (format!("verdict-{id}"), format!("note-{id}"));
    let about = About {
        claims: ctx.model.keys_of(row),
        ..About::new(Kind::Row, id).named(label)
    };
    let noted = about.clone();
    let field = live(move || {
        if !open.get() {
            return none();
        }
        let label = format!("{} {label}", s.note_on);
        let field = note::field(ctx, noted.clone(), &label, &note_id);
        none().child(field).child(tags(ctx, noted.clone()))
    });
    let options = Verdict::ALL
        .into_iter()
        .map(|one| option(one.as_str(), s.verdict(one)));
    let judged = about.clone();
    let choice = el("select")
        .set("id", &select_id)
        .child(option("", s.my_view))
        .children(options)
        .live_value(move || verdict().map_or("", Verdict::as_str).to_owned())
        .changed("change", move |value| {
            ctx.work
                .act(judged.clone(), Action::Verdict(Verdict::parse(&value)));
        });
    let note = control::button("plain", s.note, move || open.update(|open| *open = !*open))
        .live_yes("aria-expanded", move || open.get())
        .set("aria-label", &format!("{}: {label}", s.note));
    let pinned = move || of_body(|body| body.pinned);
    let pin = control::button("plain", s.pin, move || {
        ctx.work.act(about.clone(), Action::Pin(!untrack(pinned)));
    })
    .live_yes("aria-pressed", pinned)
    .set("aria-label", &format!("{}: {label}", s.pin));
    let printed = move || {
        let word = verdict().map(|verdict| format!("{}: {}", s.my_view, s.verdict(verdict)));
        word.unwrap_or_default()
    };
    let title = format!("{} {label}", s.my_view_of);
    el("div.mine")
        .child(el("label.vh").set("for", &select_id).text(&title))
        .child(choice)
        .child(
            el("div.row")
                .child(note)
                .child(pin)
                .child(super::sets::choose(ctx, id)),
        )
        .child(field)
        .child(el("p.print-only").live_text(printed))
}

/// The reader's words for a row, divided by commas.
fn tags(ctx: Ctx, about: About) -> Nodes {
    let field_id = format!("tags-{}", about.id);
    let own = about.id.clone();
    let now = move || {
        ctx.work.state.with(|work| {
            let body = work.body(Kind::Row, &own);
            body.map(|body| body.tags.join(", ")).unwrap_or_default()
        })
    };
    let field = el("input.field")
        .set("id", &field_id)
        .set("placeholder", ctx.s.tags_hint)
        .live_value(now)
        .changed("change", move |value| {
            let tags = value.split(',').map(str::to_owned).collect();
            ctx.work.act(about.clone(), Action::Tags(tags));
        });
    el("div.tags")
        .child(el("label.lab").set("for", &field_id).text(ctx.s.tags))
        .child(field)
}

fn option(value: &str, words: &str) -> Nodes {
    el("option").set("value", value).text(words)
}
