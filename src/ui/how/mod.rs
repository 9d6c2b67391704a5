//! How it works: method, languages, quality, sources and licences, limits, words, keys.

pub mod quality;

use super::browser::dom::{Nodes, all, el, none};
use super::engine::{self, Repeated};
use super::parts::{self, control};
use super::state::Ctx;
use crossread::corpus::DocumentKind;
use crossread::vocabulary::Relation;

/// The view.
pub fn view(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let words = [
        (Relation::Corroborates, s.means_agree),
        (Relation::DiffersInDetail, s.means_differ),
        (Relation::Contradicts, s.means_contradict),
        (Relation::OnlyHere, s.means_silent),
    ]
    .into_iter()
    .map(|(relation, text)| entry(parts::sign(relation), s.relation(relation), text));
    let certain = crate::model::MANNERS
        .into_iter()
        .zip(s.means_manner)
        .map(|(word, text)| entry(parts::line_sample(word), s.manner(word), text));
    let keys = s
        .keys
        .iter()
        .map(|(key, text)| all([el("dt").child(el("kbd").text(key)), el("dd").text(text)]));
    let sources = s.sources.iter().map(|text| el("li").text(text));
    el("div.how")
        .child(
            el("h1")
                .set("id", "view-title")
                .set("tabindex", "-1")
                .text(s.how),
        )
        .child(parts::made_by_program(ctx))
        .child(
            section(s.how_method_title)
                .child(paragraphs(&s.how_method))
                .child(repeated(ctx)),
        )
        .child(
            section(s.how_words_title)
                .child(el("dl").children(words))
                .child(paragraphs(&s.how_words))
                .child(el("dl").children(certain)),
        )
        .child(section(s.how_languages_title).child(languages(ctx)))
        .child(section(s.how_quality_title).child(quality::view(s)))
        .child(section(s.how_limits_title).child(paragraphs(&s.how_limits)))
        .child(section(s.how_borders_title).child(paragraphs(&s.how_borders)))
        .child(
            section(s.how_sources_title)
                .set("id", "sources")
                .child(documents(ctx))
                .child(el("ul.points").children(sources)),
        )
        .child(section(s.how_mend_title).child(paragraphs(&s.how_mend)))
        .child(section(s.how_keys_title).child(el("dl.keys").children(keys)))
        .child(notes(ctx))
}

fn section(title: &str) -> Nodes {
    el("section").child(el("h2").text(title))
}

fn paragraphs(texts: &[&str]) -> Nodes {
    all(texts.iter().map(|text| el("p").text(text)))
}

/// A mark and its word, and what they mean.
fn entry(mark: Nodes, word: &str, meaning: &str) -> Nodes {
    all([el("dt").child(mark).text(word), el("dd").text(meaning)])
}

/// A row of a table: its head, then its cells.
fn row(head: &str, cells: &[&str]) -> Nodes {
    el("tr")
        .child(el("th").set("scope", "row").text(head))
        .children(cells.iter().map(|cell| el("td").text(cell)))
}

/// A table with heads for its columns.
fn table(heads: &[&str], rows: Vec<Nodes>) -> Nodes {
    let heads = heads
        .iter()
        .map(|title| el("th").set("scope", "col").text(title));
    el("table.conn")
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows))
}

/// Whether this browser got the same analysis, and a way to make it.
fn repeated(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let state = ctx.repeated;
    let told = el("p")
        .set("id", "repeated")
        .set("role", "status")
        .live_text(move || s.repeated(state.get()).to_owned());
    none().child(told).live(move || {
        if matches!(state.get(), Repeated::Running | Repeated::Same) {
            return none();
        }
        control::button("", s.repeat_now, move || {
            engine::repeat(&ctx.library.bundled.analysis.documents, state);
        })
    })
}

/// The languages that have a folder of their own, and the stages that each has.
fn languages(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let languages = ctx.model.languages.iter();
    let rows = languages
        .filter(|language| !language.stages.is_empty())
        .map(|language| {
            let stages = language.stages.join(", ");
            row(&ctx.language_name(&language.code), &[&stages])
        })
        .collect();
    all([
        el("p").text(s.how_languages),
        table(&[s.language, s.stages], rows),
    ])
}

/// Whose the articles are.
fn documents(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    el("ul.points").children(ctx.model.documents().map(|d| {
        let of = ctx.model.document(d);
        let name = ctx.model.source(d).name.as_str();
        let digest = (of.kind == DocumentKind::Digest)
            .then(|| (s.digest_of)(of.digest_of.as_deref().unwrap_or(name)));
        el("li")
            .child(parts::source_mark(ctx, d))
            .text(" ")
            .child(el("b").text(name))
            .text(" ")
            .text(&digest.unwrap_or_default())
            .text(" ")
            .child(
                el("span")
                    .set("lang", &of.language)
                    .text(of.rights.as_deref().unwrap_or_default()),
            )
    }))
}

/// What the analysis had to remark about the texts.
fn notes(ctx: Ctx) -> Nodes {
    let notes = &ctx.model.analysis.notes;
    if notes.is_empty() {
        return none();
    }
    let lines = notes.iter().map(|note| el("li").text(&note.to_string()));
    section(ctx.s.how_notes_title).child(el("ul.points").children(lines))
}
