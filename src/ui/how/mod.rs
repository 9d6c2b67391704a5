//! How it works: method, languages, quality, sources and licences, limits, words, keys.

pub mod quality;

use super::parts;
use super::state::Ctx;
use crossread::corpus::DocumentKind;
use crossread::vocabulary::Relation;
use leptos::prelude::*;

/// The view.
pub fn view(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let paragraphs = |texts: &'static [&'static str]| {
        texts
            .iter()
            .map(|text| view! { <p>{*text}</p> })
            .collect_view()
    };
    let words = [
        (Relation::Corroborates, s.means_agree),
        (Relation::DiffersInDetail, s.means_differ),
        (Relation::Contradicts, s.means_contradict),
        (Relation::OnlyHere, s.means_silent),
    ]
    .into_iter()
    .map(|(relation, text)| view! { <dt>{parts::sign(relation)}{s.relation(relation)}</dt><dd>{text}</dd> })
    .collect_view();
    let certain = crate::model::MANNERS
        .into_iter()
        .zip(s.means_manner)
        .map(|(word, text)| view! { <dt>{parts::line_sample(word)}{s.manner(word)}</dt><dd>{*text}</dd> })
        .collect_view();
    let keys = s
        .keys
        .iter()
        .map(|(key, text)| view! { <dt><kbd>{*key}</kbd></dt><dd>{*text}</dd> })
        .collect_view();
    let sections = s
        .sources
        .iter()
        .map(|text| view! { <li>{*text}</li> })
        .collect_view();
    view! {
        <div class="how">
            <h1 id="view-title" tabindex="-1">{s.how}</h1>
            {parts::made_by_program(ctx)}
            <section><h2>{s.how_method_title}</h2>{paragraphs(s.how_method)}</section>
            <section><h2>{s.how_words_title}</h2>
                <dl>{words}</dl>
                {paragraphs(s.how_words)}
                <dl>{certain}</dl>
            </section>
            <section><h2>{s.how_languages_title}</h2>{languages(ctx)}</section>
            <section><h2>{s.how_quality_title}</h2>{quality::view(s)}</section>
            <section><h2>{s.how_limits_title}</h2>{paragraphs(s.how_limits)}</section>
            <section><h2>{s.how_borders_title}</h2>{paragraphs(s.how_borders)}</section>
            <section id="sources"><h2>{s.how_sources_title}</h2>{documents(ctx)}<ul class="points">{sections}</ul></section>
            <section><h2>{s.how_mend_title}</h2>{paragraphs(s.how_mend)}</section>
            <section><h2>{s.how_keys_title}</h2><dl class="keys">{keys}</dl></section>
            {notes(ctx)}
        </div>
    }
    .into_any()
}

/// The languages that have a folder of their own, and the stages that each has.
fn languages(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let lines = crossread::lang::codes()
        .map(|code| {
            let stages = crossread::lang::pack(code).stages.join(", ");
            view! { <tr><th scope="row">{s.language_name(code)}</th><td>{stages}</td></tr> }
        })
        .collect_view();
    view! {
        <p>{s.how_languages}</p>
        <table class="conn"><thead><tr><th scope="col">{s.language}</th><th scope="col">{s.stages}</th></tr></thead>
            <tbody>{lines}</tbody></table>
    }
    .into_any()
}

/// Whose the articles are.
fn documents(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let lines = ctx
        .model
        .documents()
        .map(|d| {
            let of = ctx.model.document(d);
            let digest = (of.kind == DocumentKind::Digest)
                .then(|| (s.digest_of)(of.digest_of.as_deref().unwrap_or(ctx.model.source(d).name.as_str())));
            view! {
                <li>{parts::source_mark(ctx, d)}" "<b>{ctx.model.source(d).name.as_str()}</b>" "{digest}" "
                    <span lang=of.language.as_str()>{of.rights.as_deref()}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="points">{lines}</ul> }.into_any()
}

/// What the analysis had to remark about the texts.
fn notes(ctx: Ctx) -> AnyView {
    let notes = &ctx.model.analysis.notes;
    if notes.is_empty() {
        return ().into_any();
    }
    let lines = notes
        .iter()
        .map(|note| view! { <li>{note.to_string()}</li> })
        .collect_view();
    view! { <section><h2>{ctx.s.how_notes_title}</h2><ul class="points">{lines}</ul></section> }
        .into_any()
}
