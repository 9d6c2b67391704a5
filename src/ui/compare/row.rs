//! One row: what it is about, each document's words, what the reader makes of it.

use super::{difference_words, row_id, row_label};
use crate::model::filter::relation_word;
use crate::model::rows::Row;
use crate::ui::parts::{
    self, note,
    quote::{self, Part},
};
use crate::ui::state::{Ctx, yes};
use crate::ui::strings::why_words;
use crate::workspace::action::Action;
use crate::workspace::state::{Kind, Verdict};
use crossread::compare::{ClaimRef, Comparison};
use crossread::text::Span;
use leptos::prelude::*;

/// The row with an index of the model.
pub fn view(ctx: Ctx, row: usize) -> AnyView {
    let s = ctx.s;
    let row: &'static Row = &ctx.model.rows[row];
    let comparison: &'static Comparison = &ctx.model.analysis.comparisons[row.comparison];
    let label = row_label(ctx, comparison);
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
    let suggested = comparison
        .suggested
        .then(|| view! { <span class="suggested">{s.suggested}</span> });
    let why = (!row.alone()).then(|| {
        let words: Vec<String> = comparison.why.iter().map(|why| why_words(s, why)).collect();
        let strength = (comparison.strength * 100.0).round();
        view! {
            <details class="why"><summary>{s.why_together}</summary>
                <div class="whybox"><p>{words.join(", ")}</p><p>{(s.in_common_share)(strength as usize)}</p></div>
            </details>
        }
    });
    let cells = ctx
        .model
        .documents()
        .map(|document| {
            let claims: Vec<usize> = (0..comparison.claims.len())
                .filter(|i| comparison.claims[*i].document == document)
                .collect();
            cell(ctx, document, comparison, &claims)
        })
        .collect_view();
    view! {
        <tr role="row" class=class id=row_id(&row.key)>
            <th role="rowheader" scope="row" class="c1"><div class="st1">
                {parts::sign(row.relation)}
                <div><p dir="auto">{label.clone()}</p><span class="rl">{relation}</span>{suggested}{why}</div>
            </div></th>
            {cells}
            <td role="cell" class="me c4">{mine(ctx, row, &label)}</td>
        </tr>
    }
    .into_any()
}

/// What a document says of it, or that it is silent.
fn cell(ctx: Ctx, document: u32, comparison: &Comparison, claims: &[usize]) -> AnyView {
    let s = ctx.s;
    let inner = if claims.is_empty() {
        parts::silent(ctx)
    } else {
        claims
            .iter()
            .map(|i| {
                let at: ClaimRef = comparison.claims[*i];
                let Some(claim) = ctx.model.claim(at) else { return ().into_any() };
                let differing = comparison.differences.iter().filter_map(|d| d.words.get(*i)).flatten();
                let mut marks: Vec<(Span, Part)> = differing.map(|span| (*span, Part::Differs)).collect();
                let cues = [claim.certainty_cue, claim.polarity_cue, claim.holder_cue];
                marks.extend(cues.into_iter().flatten().map(|span| (span, Part::Cue)));
                view! {
                    <div class="cl">
                        {quote::quote(ctx, document, claim.span, &marks)}
                        <p class="mt">
                            {parts::said_as(ctx, claim.certainty, claim.polarity)}
                            <span>{parts::holders(ctx, document, &claim.holder, &claim.chain)}</span>
                            <a href=quote::passage(ctx, document, claim.span)>{s.read_in_place}</a>
                        </p>
                    </div>
                }
                .into_any()
            })
            .collect_view()
            .into_any()
    };
    let name = ctx.model.source(document).name.as_str();
    view! {
        <td role="cell">
            <span class="lbl">{parts::source_mark(ctx, document)}<span class="vh">{name}</span></span>
            <div>{inner}</div>
        </td>
    }
    .into_any()
}

/// Verdict, note, pin, and the place in a named comparison.
fn mine(ctx: Ctx, row: &'static Row, label: &str) -> AnyView {
    let s = ctx.s;
    let id = row.key.as_str();
    let body = Memo::new(move |_| {
        ctx.work
            .state
            .with(|work| work.body(Kind::Row, id).cloned().unwrap_or_default())
    });
    let excerpt = StoredValue::new(label.to_owned());
    let pinned = Memo::new(move |_| body.with(|body| body.pinned));
    let verdict = Memo::new(move |_| body.with(|body| body.verdict));
    let has_note = Memo::new(move |_| body.with(|body| !body.note.is_empty()));
    let open = RwSignal::new(has_note.get_untracked());
    let options = Verdict::ALL
        .into_iter()
        .map(|one| view! { <option value=one.as_str() selected=move || verdict.get() == Some(one)>{s.verdict(one)}</option> })
        .collect_view();
    let (select_id, note_id) = (format!("verdict-{id}"), format!("note-{id}"));
    let field = move || {
        open.get().then(|| {
            let label = format!("{} {}", s.note_on, excerpt.get_value());
            note::field(
                ctx,
                Kind::Row,
                id.to_owned(),
                excerpt.get_value(),
                label,
                note_id.clone(),
            )
        })
    };
    let words = label.to_owned();
    let pin_label = format!("{}: {words}", s.pin);
    let note_label = format!("{}: {words}", s.note);
    view! {
        <div class="mine">
            <label class="vh" for=select_id.clone()>{s.my_view_of}" "{words}</label>
            <select id=select_id prop:value=move || verdict.get().map(Verdict::as_str).unwrap_or_default()
                on:change=move |event| {
                    let verdict = Verdict::parse(&event_target_value(&event));
                    ctx.work.act(Action::Verdict { id: id.to_owned(), excerpt: excerpt.get_value(), verdict });
                }>
                <option value="">{s.my_view}</option>
                {options}
            </select>
            <div class="row">
                <button type="button" class="plain" aria-expanded=move || yes(open.get()) aria-label=note_label
                    on:click=move |_| open.update(|open| *open = !*open)>{s.note}</button>
                <button type="button" class="plain" aria-pressed=move || yes(pinned.get()) aria-label=pin_label
                    on:click=move |_| {
                        let pinned = !pinned.get_untracked();
                        ctx.work.act(Action::Pin { id: id.to_owned(), excerpt: excerpt.get_value(), pinned });
                    }>{s.pin}</button>
                {super::sets::choose(ctx, id)}
            </div>
            {field}
            <p class="print-only">{move || verdict.get().map(|v| format!("{}: {}", s.my_view, s.verdict(v)))}</p>
        </div>
    }
    .into_any()
}
