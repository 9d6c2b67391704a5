//! Words of an article, in their own language and direction, with what matters in them marked.

use crate::model::marks::pieces;
use crate::route::{Route, View, key};
use crate::ui::browser::dom::{self, Nodes, el};
use crate::ui::state::{Ctx, direction};
use crossread::text::Span;

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
pub fn quote(ctx: Ctx, document: u32, within: Span, marks: &[(Span, Part)]) -> Nodes {
    let of = ctx.model.document(document);
    let body = of.body.as_str();
    let spans: Vec<Span> = marks.iter().map(|(span, _)| *span).collect();
    let text = within.of(body);
    let quoted = text.starts_with(['«', '“', '"', '„']);
    // The marks that the language prefers, unless the words bring their own.
    let own = ctx
        .model
        .language(&of.language)
        .and_then(|facts| facts.quotes);
    let (open, close) = match own.filter(|_| !quoted) {
        Some((open, close)) => (open.to_string(), close.to_string()),
        None => (String::new(), String::new()),
    };
    el("blockquote.quote")
        .set("lang", &of.language)
        .set("dir", direction(text))
        .text(&open)
        .children(pieces(within, &spans).into_iter().map(|piece| {
            let words = piece.span.of(body);
            let strongest = piece.marks.iter().map(|i| marks[*i].1).max();
            match strongest {
                Some(part) => el("mark").class(part.class()).text(words),
                None => dom::text(words),
            }
        }))
        .text(&close)
}

/// The address of a passage in the reader's view.
pub fn passage(ctx: Ctx, document: u32, span: Span) -> String {
    let id = ctx.model.document(document).id.clone();
    Route::to(View::Articles(Some(id)))
        .with(key::AT, &format!("{}-{}", span.start, span.end))
        .href()
}
