//! The reader's view: a document with its mentions, quotations and claims marked, each mark a way to the map or
//! the comparison, and notes in the margin.

use super::parts::{self, control, filters::Filters, quote::Part};
use super::state::{Ctx, direction, yes};
use super::{compare, map};
use crate::model::filter::{Filter, Scope, relation_word};
use crate::model::marks::{Piece, pieces};
use crate::route::{Route, View, key};
use crate::sorted::Set;
use crate::ui::browser;
use crate::ui::browser::dom::{self, Nodes, all, el, live};
use crate::ui::parts::live::follow;
use crossread::compare::ClaimRef;
use crossread::corpus::DocumentKind;
use crossread::extract::{Claim, EntityIx, Holder};
use crossread::text::Span;
use crossread::text::block::{Block, BlockKind};
use crossread::vocabulary::Relation;

/// The view of the document in the address.
pub fn view(ctx: Ctx) -> Nodes {
    let document = ctx.memo(move |route| match &route.view {
        View::Articles(Some(id)) => ctx.model.document_by_id(id),
        _ => ctx.model.documents().next(),
    });
    let at = ctx.memo(|route| span_of(route.get(key::AT).unwrap_or_default()));
    let filters = Filters::new(ctx, Scope::Rows);
    follow(move || {
        if at.get().is_some() {
            browser::next_frame(|| browser::show("here", true));
        }
    });
    live(move || match document.get() {
        Some(document) => article(filters, document, at.get()),
        None => all([title(ctx.s.articles), el("p").text(ctx.s.no_such_article)]),
    })
}

/// A byte range as the address writes it.
fn span_of(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    let span = Span::new(start.parse().ok()?, end.parse().ok()?);
    (!span.is_empty()).then_some(span)
}

fn article(filters: Filters, document: u32, at: Option<Span>) -> Nodes {
    let ctx = filters.ctx;
    let s = ctx.s;
    let of = ctx.model.document(document);
    let tabs = ctx.model.documents().map(|d| {
        let id = ctx.model.document(d).id.clone();
        let link = el("a")
            .set("href", &Route::to(View::Articles(Some(id))).href())
            .set("aria-current", yes(d == document))
            .child(parts::source_mark(ctx, d))
            .text(&ctx.model.source(d).name);
        el("li").child(link)
    });
    let source = ctx.model.source(document).name.as_str();
    let agency = of.agency.as_deref().map(|agency| (s.by_way_of)(agency));
    let publisher = of
        .url
        .as_deref()
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
        .map(|url| control::out(url, s.at_publisher));
    let digest = (of.kind == DocumentKind::Digest)
        .then(|| el("p").text(&(s.digest_of)(of.digest_of.as_deref().unwrap_or(source))));
    let words = of.title.as_deref().unwrap_or(&of.id);
    let by = el("p.by")
        .child(parts::source_mark(ctx, document))
        .child(el("span").text(source).text(&agency.unwrap_or_default()))
        .child(el("span").text(&ctx.dateline(of)))
        .children(of.place.as_deref().map(|place| el("span").text(place)))
        .children(publisher);
    let pick = el("nav.pick")
        .set("aria-label", s.articles)
        .child(el("ul").children(tabs).child(
            el("li").child(control::link(&Route::to(View::Bring).href(), s.bring).class("plus")),
        ));
    let article = el("article.art")
        .child(pick)
        .child(
            title(words)
                .set("lang", &of.language)
                .set("dir", direction(words)),
        )
        .child(by)
        .child(
            el("div.digest")
                .children(digest)
                .child(el("p").text(s.article_key))
                .child(filters.left()),
        )
        .live(move || {
            all(filters
                .filter
                .with(|filter| blocks(ctx, filter, document, at)))
        });
    let rights = of
        .rights
        .as_deref()
        .map(|rights| el("p.made").set("lang", &of.language).text(rights));
    dom::none()
        .child(article)
        .children(rights)
        .child(parts::made_by_program(ctx))
}

fn title(words: &str) -> Nodes {
    el("h1")
        .set("id", "view-title")
        .set("tabindex", "-1")
        .text(words)
}

/// Blocks in order; list items and table rows that follow each other are put together.
fn blocks(ctx: Ctx, filter: &Filter, document: u32, at: Option<Span>) -> Vec<Nodes> {
    let blocks: &'static [Block] = &ctx.model.extraction(document).blocks;
    let language = ctx.model.document(document).language.as_str();
    let mut out: Vec<Nodes> = Vec::new();
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
        let text = |block: &Block| inline(ctx, filter, document, block.span, at);
        let inner = match (of, run[0].kind) {
            (1, _) => el("ul.points").children(run.iter().map(|block| el("li").child(text(block)))),
            (2, _) => table(ctx, filter, document, run, at),
            (_, BlockKind::Heading) => el("h2").child(text(&run[0])),
            _ => el("p").child(text(&run[0])),
        };
        let dir = direction(run[0].span.of(&ctx.model.document(document).body));
        let within = run[0].outer.join(run[run.len() - 1].outer);
        let words = el("div.text")
            .set("lang", language)
            .set("dir", dir)
            .child(inner);
        let margin = margin(ctx, filter, document, within);
        out.push(el("div.para").child(words).child(margin));
        i = end;
    }
    out
}

fn table(ctx: Ctx, filter: &Filter, document: u32, run: &[Block], at: Option<Span>) -> Nodes {
    let body = &ctx.model.document(document).body;
    let rows = run.iter().map(|block| {
        let head = block.kind == BlockKind::TableHead;
        let cells = cells(body, block.span).into_iter().map(|cell| {
            let of = if head {
                el("th").set("scope", "col")
            } else {
                el("td")
            };
            of.child(inline(ctx, filter, document, cell, at))
        });
        el("tr").children(cells)
    });
    el("table.in-text").child(el("tbody").children(rows))
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
fn inline(ctx: Ctx, filter: &Filter, document: u32, within: Span, at: Option<Span>) -> Nodes {
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
    let mut speakers: Set<EntityIx> = Set::new();
    for quotation in &extraction.quotations {
        if let Some(Holder::Entity(entity)) = quotation.speaker {
            speakers.insert(entity);
        }
    }
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
    all(found
        .chunk_by(|x, y| claim_of(x) == claim_of(y))
        .map(|run| {
            let inner = words(ctx, document, run, &marks, &mut here_given);
            match claim_of(&run[0]) {
                // A statement that the filters leave out loses its tint.
                Some(claim) if filter.claim(ctx.model, ClaimRef { document, claim }) => {
                    let class = format!("clm {}", claim_class(ctx, document, claim));
                    el("span").class(&class).children(inner)
                }
                _ => all(inner),
            }
        }))
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
) -> Vec<Nodes> {
    let body = &ctx.model.document(document).body;
    let mention_of = |piece: &Piece| {
        piece.marks.iter().find_map(|m| match marks[*m] {
            Mark::Mention(entity, speaks) => Some((entity, speaks, *m)),
            _ => None,
        })
    };
    let has = |piece: &Piece, mark: Mark| piece.marks.iter().any(|m| marks[*m] == mark);
    let mut out: Vec<Nodes> = Vec::new();
    for pieces in run.chunk_by(|x, y| mention_of(x).is_some() && mention_of(x) == mention_of(y)) {
        let inner: Vec<Nodes> = pieces
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
                if class.is_empty() {
                    return dom::text(text);
                }
                let mark = el("mark").class(&class).text(text);
                if has(piece, Mark::Here) && !std::mem::replace(here_given, true) {
                    mark.set("id", "here")
                } else {
                    mark
                }
            })
            .collect();
        match mention_of(&pieces[0]) {
            Some((entity, speaks, _)) => {
                let link = el(if speaks { "a.men.spk" } else { "a.men" })
                    .set("href", &map::link(&ctx.model.entity(entity).id))
                    .set("title", ctx.name(entity));
                out.push(link.children(inner));
            }
            None => out.extend(inner),
        }
    }
    out
}

/// What the comparison says of the claims in a block.
fn margin(ctx: Ctx, filter: &Filter, document: u32, within: Span) -> Nodes {
    let s = ctx.s;
    let mut seen: Set<usize> = Set::new();
    let mut lines: Vec<Nodes> = Vec::new();
    let claims = ctx.model.extraction(document).claims.iter().enumerate();
    for (c, _) in claims.filter(|(_, claim): &(usize, &Claim)| within.contains(claim.span)) {
        for r in ctx.model.rows_of(ClaimRef {
            document,
            claim: c as u32,
        }) {
            if !seen.insert(*r) || !filter.row(ctx.model, &ctx.model.rows[*r]) {
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
            let label = compare::row_label(ctx, row.comparison);
            let label = el("span")
                .set("dir", "auto")
                .text(label)
                .child(el("small").text(&words));
            let line = el("a")
                .set("href", &compare::link(&row.key))
                .class(relation_word(row.relation))
                .child(parts::sign(row.relation))
                .child(label);
            lines.push(line);
        }
    }
    el("div.margin").children(lines)
}
