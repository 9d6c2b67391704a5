//! Words of an article, in their own language and direction, with what matters in them marked.

use crate::model::marks::pieces;
use crate::route::{Route, View, key};
use crate::ui::state::{Ctx, direction};
use crossread::text::Span;
use leptos::prelude::*;

/// What a mark in a quotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The words that made the rule fire.
    Cue,
    /// Who the connection is between.
    End,
    /// What the articles say differently.
    Differs,
}

impl Part {
    fn class(self) -> &'static str {
        match self {
            Part::Cue => "cue",
            Part::End => "end",
            Part::Differs => "diff",
        }
    }
}

/// A stretch of a document's body between quotation marks of its language.
pub fn quote(ctx: Ctx, document: u32, within: Span, marks: &[(Span, Part)]) -> AnyView {
    let of = ctx.model.document(document);
    let body = of.body.as_str();
    let spans: Vec<Span> = marks.iter().map(|(span, _)| *span).collect();
    let inner = pieces(within, &spans)
        .into_iter()
        .map(|piece| {
            let text = piece.span.of(body).to_owned();
            let strongest = piece.marks.iter().map(|i| marks[*i].1).max();
            match strongest {
                Some(part) => view! { <mark class=part.class()>{text}</mark> }.into_any(),
                None => text.into_any(),
            }
        })
        .collect::<Vec<_>>();
    let text = within.of(body);
    let quoted = text.starts_with(['«', '“', '"', '„']);
    let (open, close) = match (quoted, of.language.starts_with("en")) {
        (true, _) => ("", ""),
        (false, true) => ("“", "”"),
        (false, false) => ("«", "»"),
    };
    view! {
        <blockquote class="quote" lang=of.language.as_str() dir=direction(text)>{open}{inner}{close}</blockquote>
    }
    .into_any()
}

/// The address of a passage in the reader's view.
pub fn passage(ctx: Ctx, document: u32, span: Span) -> String {
    let id = ctx.model.document(document).id.clone();
    Route::to(View::Articles(Some(id)))
        .with(key::AT, &format!("{}-{}", span.start, span.end))
        .href()
}
