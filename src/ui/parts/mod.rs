//! The small marks that all views share: sources, signs, certainty, quotations, controls.

pub mod control;
pub mod filters;
pub mod gradual;
pub mod live;
pub mod note;
pub mod quote;
pub mod rest;
pub mod take;

use super::browser::dom::{Nodes, el, svg};
use super::state::Ctx;
use crate::model::filter::relation_word;
use crate::model::manner;
use crossread::extract::Holder;
use crossread::vocabulary::{Certainty, Kind, Polarity, Relation};

/// The dark shape with the letter of a source; its name must stand beside it.
pub fn source_mark(ctx: Ctx, document: u32) -> Nodes {
    let source = ctx.model.source(document);
    el("span")
        .class(&format!("src-mark s{}", source.shape))
        .set("aria-hidden", "true")
        .text(&source.letter)
}

/// A small drawing beside words; a screen reader passes over it.
fn drawing(class: &str, view_box: &str) -> Nodes {
    svg("svg")
        .class(class)
        .set("viewBox", view_box)
        .set("aria-hidden", "true")
}

/// The sign of a relation; its word must stand beside it.
pub fn sign(relation: Relation) -> Nodes {
    let class = format!("sg {}", relation_word(relation));
    let d = match relation {
        Relation::Corroborates => "M-4-2.2H4M-4 2.2H4",
        Relation::DiffersInDetail => {
            "M-4.6-1.6C-2.6-4.4-1.6-.6.6-2.6S3.4-3.8 4.6-3M-4.6 2.8C-2.6 0-1.6 3.8.6 1.8S3.4.6 4.6 1.4"
        }
        Relation::Contradicts => "M-4-2.2H4M-4 2.2H4M2.2-5L-2.2 5",
        Relation::OnlyHere => "",
    };
    drawing(&class, "-10 -10 20 20")
        .child(svg("circle").set("r", "8.8"))
        .child(svg("path").set("d", d))
}

/// A sample of the line that stands for a manner.
pub fn line_sample(word: &'static str) -> Nodes {
    let d = if word == "denied" {
        "M0 4H26M13 0V8"
    } else {
        "M0 4H26"
    };
    drawing("ln", "0 0 26 8").child(svg("path").class(word).set("d", d))
}

/// Line sample and word of how something is said.
pub fn said_as(ctx: Ctx, certainty: Certainty, polarity: Polarity) -> Nodes {
    let word = manner(certainty, polarity);
    el("span.certw")
        .child(line_sample(word))
        .text(ctx.s.manner(word))
}

/// The mark of a kind of entity: circle, square, diamond.
pub fn kind_mark(kind: Kind) -> Nodes {
    let d = match kind {
        Kind::Person => "M6 1a5 5 0 1 0 .01 0z",
        Kind::Group => "M6 1a5 5 0 1 0 .01 0zM6 4a2 2 0 1 0 .01 0z",
        Kind::Organization => "M1.5 1.5h9v9h-9z",
        Kind::Place => "M6 .6 11.4 6 6 11.4 .6 6z",
    };
    drawing("kind-mark", "0 0 12 12").child(svg("path").set("d", d))
}

/// The ring and the word for a source that says nothing.
pub fn silent(ctx: Ctx) -> Nodes {
    el("span.certw.none")
        .child(el("span.ring").set("aria-hidden", "true"))
        .text(ctx.s.silent)
}

/// A holder in words: a name, the author, an unnamed source in its own words.
pub fn holder(ctx: Ctx, document: u32, holder: &Holder) -> String {
    match holder {
        Holder::Author => ctx.s.the_author.to_owned(),
        Holder::Entity(entity) => ctx.name(*entity).to_owned(),
        Holder::Unnamed(span) => {
            let words = span.of(&ctx.model.document(document).body);
            if words.is_empty() {
                ctx.s.unnamed.to_owned()
            } else {
                format!("«{words}»")
            }
        }
        Holder::Hearsay => ctx.s.hearsay.to_owned(),
    }
}

/// A holder with those whose words it passes on: «Haftar, who cites «fonti»».
pub fn holders(ctx: Ctx, document: u32, first: &Holder, chain: &[Holder]) -> String {
    let mut out = holder(ctx, document, first);
    for next in chain {
        out.push_str(ctx.s.citing);
        out.push_str(&holder(ctx, document, next));
    }
    out
}

/// The line that every view has: a program made the marks, it errs, and what to do about it.
pub fn made_by_program(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let how = crate::route::Route::to(crate::route::View::How).href();
    let errs = super::how::quality::how_often(s);
    el("p.made")
        .text(s.made_by_program)
        .text(" ")
        .text(&errs)
        .text(" ")
        .child(control::link(&how, s.mend))
}

/// «Why?»: folded away under a question, its answer.
pub fn why(question: &str, answer: impl IntoIterator<Item = Nodes>) -> Nodes {
    el("details.why")
        .child(el("summary").text(question))
        .child(el("div.whybox").children(answer))
}
