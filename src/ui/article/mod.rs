//! The reader's view: a document with its mentions, quotations and claims marked, each mark a way to the map or
//! the comparison, and notes in the margin.

use super::parts::{self, quote::Part};
use super::state::{Ctx, direction, yes};
use super::{compare, map};
use crate::model::filter::relation_word;
use crate::model::marks::{Piece, pieces};
use crate::route::{Route, View, key};
use crate::ui::browser;
use crossread::compare::ClaimRef;
use crossread::corpus::DocumentKind;
use crossread::extract::{Claim, EntityIx, Holder};
use crossread::text::Span;
use crossread::text::block::{Block, BlockKind};
use crossread::vocabulary::Relation;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The view of the document in the address.
pub fn view(ctx: Ctx) -> AnyView {
    let document = ctx.memo(move |route| match &route.view {
        View::Articles(Some(id)) => ctx.model.document_by_id(id),
        _ => ctx.model.documents().next(),
    });
    let at = ctx.memo(|route| span_of(route.get(key::AT).unwrap_or_default()));
    Effect::new(move |_| {
        if at.get().is_some() {
            request_animation_frame(|| browser::show("here", true));
        }
    });
    (move || match document.get() {
        Some(document) => article(ctx, document, at.get()),
        None => view! { <h1 id="view-title" tabindex="-1">{ctx.s.articles}</h1><p>{ctx.s.no_such_article}</p> }.into_any(),
    })
    .into_any()
}

/// A byte range as the address writes it.
fn span_of(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    let span = Span::new(start.parse().ok()?, end.parse().ok()?);
    (!span.is_empty()).then_some(span)
}

fn article(ctx: Ctx, document: u32, at: Option<Span>) -> AnyView {
    let s = ctx.s;
    let of = ctx.model.document(document);
    let tabs = ctx
        .model
        .documents()
        .map(|d| {
            let href = Route::to(View::Articles(Some(ctx.model.document(d).id.clone()))).href();
            view! {
                <li><a href=href aria-current=yes(d == document)>
                    {parts::source_mark(ctx, d)}{ctx.model.source(d).name.as_str()}
                </a></li>
            }
        })
        .collect_view();
    let agency = of.agency.as_deref().map(|agency| (s.by_way_of)(agency));
    let publisher = of
        .url
        .as_deref()
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let publisher =
        publisher.map(|url| view! { <a href=url rel="noopener noreferrer" target="_blank">{s.at_publisher}" ↗"</a> });
    let digest = (of.kind == DocumentKind::Digest).then(|| {
        let source = of
            .digest_of
            .as_deref()
            .unwrap_or(ctx.model.source(document).name.as_str());
        view! { <p>{(s.digest_of)(source)}</p> }
    });
    let title = of.title.as_deref().unwrap_or(&of.id);
    view! {
        <article class="art">
            <nav class="pick" aria-label=s.articles><ul>{tabs}</ul></nav>
            <h1 id="view-title" tabindex="-1" lang=of.language.as_str() dir=direction(title)>{title}</h1>
            <p class="by">
                {parts::source_mark(ctx, document)}
                <span>{ctx.model.source(document).name.as_str()}{agency}</span>
                <span>{ctx.dateline(of)}</span>
                {of.place.as_deref().map(|place| view! { <span>{place}</span> })}
                {publisher}
            </p>
            <div class="digest">{digest}<p>{s.article_key}</p></div>
            {blocks(ctx, document, at)}
        </article>
        {of.rights.as_deref().map(|rights| view! { <p class="made" lang=of.language.as_str()>{rights}</p> })}
        {parts::made_by_program(ctx)}
    }
    .into_any()
}

/// Blocks in order; list items and table rows that follow each other are put together.
fn blocks(ctx: Ctx, document: u32, at: Option<Span>) -> AnyView {
    let blocks: &'static [Block] = &ctx.model.extraction(document).blocks;
    let language = ctx.model.document(document).language.as_str();
    let mut out: Vec<AnyView> = Vec::new();
    let of = ctx.model.document(document);
    // A heading that only repeats the title stands above already.
    let repeats = blocks.first().is_some_and(|block| {
        block.kind == BlockKind::Heading && of.title.as_deref() == Some(block.span.of(&of.body))
    });
    let mut i = usize::from(repeats);
    while i < blocks.len() {
        let group = |kind: BlockKind| match kind {
            BlockKind::ListItem => 1,
            BlockKind::TableHead | BlockKind::TableRow => 2,
            BlockKind::Heading | BlockKind::Paragraph => 0,
        };
        let of = group(blocks[i].kind);
        let end = match of {
            0 => i + 1,
            _ => blocks[i..]
                .iter()
                .position(|b| group(b.kind) != of)
                .map_or(blocks.len(), |n| i + n),
        };
        let run = &blocks[i..end];
        let text = |block: &Block| inline(ctx, document, block.span, at);
        let inner = match (of, run[0].kind) {
            (1, _) => {
                let items = run
                    .iter()
                    .map(|block| view! { <li>{text(block)}</li> })
                    .collect_view();
                view! { <ul class="points">{items}</ul> }.into_any()
            }
            (2, _) => table(ctx, document, run, at),
            (_, BlockKind::Heading) => view! { <h2>{text(&run[0])}</h2> }.into_any(),
            _ => view! { <p>{text(&run[0])}</p> }.into_any(),
        };
        let dir = direction(run[0].span.of(&ctx.model.document(document).body));
        let within = run[0].outer.join(run[run.len() - 1].outer);
        out.push(
            view! {
                <div class="para"><div class="text" lang=language dir=dir>{inner}</div>{margin(ctx, document, within)}</div>
            }
            .into_any(),
        );
        i = end;
    }
    out.into_any()
}

fn table(ctx: Ctx, document: u32, run: &[Block], at: Option<Span>) -> AnyView {
    let body = &ctx.model.document(document).body;
    let rows = run
        .iter()
        .map(|block| {
            let head = block.kind == BlockKind::TableHead;
            let cells = cells(body, block.span)
                .into_iter()
                .map(|cell| {
                    let inner = inline(ctx, document, cell, at);
                    if head {
                        view! { <th scope="col">{inner}</th> }.into_any()
                    } else {
                        view! { <td>{inner}</td> }.into_any()
                    }
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! { <table class="in-text"><tbody>{rows}</tbody></table> }.into_any()
}

/// The cells of a table row, without bars and outer white space.
fn cells(body: &str, row: Span) -> Vec<Span> {
    let text = row.of(body);
    let mut out = Vec::new();
    let mut start = 0;
    for (i, piece) in text.split('|').enumerate() {
        let trimmed = piece.trim();
        let lead = piece.len() - piece.trim_start().len();
        let at = row.start + (start + lead) as u32;
        start += piece.len() + 1;
        // A bar at either end of the row opens no cell.
        let outer = trimmed.is_empty() && (i == 0 || start > text.len());
        if !outer {
            out.push(Span::new(at, at + trimmed.len() as u32));
        }
    }
    out
}

/// What a mark inside a text stands for.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Claim(u32),
    Quotation,
    Mention(EntityIx, bool),
    Word(Part),
    Here,
}

/// A stretch of text with its marks, nested: claim, quotation, mention, cue.
fn inline(ctx: Ctx, document: u32, within: Span, at: Option<Span>) -> AnyView {
    let extraction = ctx.model.extraction(document);
    let mut spans: Vec<Span> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut add = |span: Span, mark: Mark| {
        if span.overlaps(within) {
            spans.push(span);
            marks.push(mark);
        }
    };
    for (c, claim) in extraction.claims.iter().enumerate() {
        add(claim.span, Mark::Claim(c as u32));
        if !claim.span.overlaps(within) {
            continue;
        }
        for cue in [claim.certainty_cue, claim.polarity_cue, claim.holder_cue]
            .into_iter()
            .flatten()
        {
            add(cue, Mark::Word(Part::Cue));
        }
        for row in ctx.model.rows_of(ClaimRef {
            document,
            claim: c as u32,
        }) {
            let comparison = &ctx.model.analysis.comparisons[ctx.model.rows[*row].comparison];
            let own = comparison.claims.iter().position(|claim| {
                *claim
                    == ClaimRef {
                        document,
                        claim: c as u32,
                    }
            });
            for difference in &comparison.differences {
                for span in own
                    .and_then(|own| difference.words.get(own))
                    .into_iter()
                    .flatten()
                {
                    add(*span, Mark::Word(Part::Differs));
                }
            }
        }
    }
    for quotation in &extraction.quotations {
        add(quotation.span, Mark::Quotation);
        if let Some(cue) = quotation.cue {
            add(cue, Mark::Word(Part::Cue));
        }
    }
    let speakers: BTreeSet<EntityIx> = extraction
        .quotations
        .iter()
        .filter_map(|quotation| match quotation.speaker {
            Some(Holder::Entity(entity)) => Some(entity),
            _ => None,
        })
        .collect();
    for mention in &extraction.mentions {
        add(
            mention.span,
            Mark::Mention(mention.entity, speakers.contains(&mention.entity)),
        );
    }
    if let Some(at) = at {
        add(at, Mark::Here);
    }
    let found = pieces(within, &spans);
    let claim_of = |piece: &Piece| {
        let over = piece.marks.iter().filter_map(|m| match marks[*m] {
            Mark::Claim(claim) => Some((spans[*m].len(), claim)),
            _ => None,
        });
        over.min().map(|(_, claim)| claim)
    };
    let mut here_given = false;
    let mut out: Vec<AnyView> = Vec::new();
    for run in found.chunk_by(|x, y| claim_of(x) == claim_of(y)) {
        let inner = words(ctx, document, run, &marks, &mut here_given);
        match claim_of(&run[0]) {
            Some(claim) => {
                let class = format!("clm {}", claim_class(ctx, document, claim));
                out.push(view! { <span class=class>{inner}</span> }.into_any());
            }
            None => out.push(inner.into_any()),
        }
    }
    out.into_any()
}

/// The tint of a claim: the gravest relation of its rows.
fn claim_class(ctx: Ctx, document: u32, claim: u32) -> &'static str {
    let rows = ctx.model.rows_of(ClaimRef { document, claim });
    let relation = rows.iter().map(|row| ctx.model.rows[*row].relation).min();
    relation_word(relation.unwrap_or(Relation::OnlyHere))
}

/// The pieces of one claim: mentions become links, cues and differing words marks.
fn words(
    ctx: Ctx,
    document: u32,
    run: &[Piece],
    marks: &[Mark],
    here_given: &mut bool,
) -> Vec<AnyView> {
    let body = &ctx.model.document(document).body;
    let mention_of = |piece: &Piece| {
        piece.marks.iter().find_map(|m| match marks[*m] {
            Mark::Mention(entity, speaks) => Some((entity, speaks, *m)),
            _ => None,
        })
    };
    let has = |piece: &Piece, mark: Mark| piece.marks.iter().any(|m| marks[*m] == mark);
    let mut out: Vec<AnyView> = Vec::new();
    for pieces in run.chunk_by(|x, y| mention_of(x).is_some() && mention_of(x) == mention_of(y)) {
        let inner: Vec<AnyView> = pieces
            .iter()
            .map(|piece| {
                let text = piece.span.of(body);
                let mut class = String::new();
                for (mark, word) in [
                    (Mark::Word(Part::Differs), "diff "),
                    (Mark::Word(Part::Cue), "cue "),
                    (Mark::Quotation, "said "),
                    (Mark::Here, "here "),
                ] {
                    if has(piece, mark) {
                        class.push_str(word);
                    }
                }
                let id = (has(piece, Mark::Here) && !std::mem::replace(here_given, true))
                    .then_some("here");
                if class.is_empty() {
                    text.into_any()
                } else {
                    view! { <mark class=class id=id>{text}</mark> }.into_any()
                }
            })
            .collect();
        match mention_of(&pieces[0]) {
            Some((entity, speaks, _)) => {
                let class = if speaks { "men spk" } else { "men" };
                let href = map::link(&ctx.model.entity(entity).id);
                let title = ctx.name(entity);
                out.push(view! { <a class=class href=href title=title>{inner}</a> }.into_any());
            }
            None => out.extend(inner),
        }
    }
    out
}

/// What the comparison says of the claims in a block.
fn margin(ctx: Ctx, document: u32, within: Span) -> AnyView {
    let s = ctx.s;
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    let mut lines: Vec<AnyView> = Vec::new();
    let claims = ctx.model.extraction(document).claims.iter().enumerate();
    for (c, _) in claims.filter(|(_, claim): &(usize, &Claim)| within.contains(claim.span)) {
        for r in ctx.model.rows_of(ClaimRef {
            document,
            claim: c as u32,
        }) {
            if !seen.insert(*r) {
                continue;
            }
            let row = &ctx.model.rows[*r];
            let comparison = &ctx.model.analysis.comparisons[row.comparison];
            let words = compare::difference_words(ctx, comparison);
            let words = match row.relation {
                Relation::OnlyHere => s.only_here.to_owned(),
                relation if words.is_empty() => s.relation(relation).to_owned(),
                relation => format!("{}: {words}", s.relation(relation)),
            };
            let label = compare::row_label(ctx, comparison);
            lines.push(
                view! {
                    <a href=compare::link(&row.key) class=relation_word(row.relation)>
                        {parts::sign(row.relation)}<span dir="auto">{label}<small>{words}</small></span>
                    </a>
                }
                .into_any(),
            );
        }
    }
    view! { <div class="margin">{lines}</div> }.into_any()
}
