//! One article against another: both texts side by side, lines between the statements that speak of one fact. A line
//! is a button too, for the keyboard; on a phone the texts stand below each other and links jump between them.
//!
//! ```text
//! pair
//! ├ choice of the two articles, the way back
//! └ room: text │ lines and their signs │ text
//! ```

use super::{difference_words, row_id, row_label};
use crate::model::filter::relation_word;
use crate::model::marks::pieces;
use crate::model::pair::{Tie, ties};
use crate::number::fixed;
use crate::route::{Route, View, key};
use crate::ui::browser;
use crate::ui::browser::dom::{self, Event, Nodes, all, el, svg};
use crate::ui::parts::live::State;
use crate::ui::parts::{self, control};
use crate::ui::state::{Ctx, direction};
use crossread::text::Span;
use crossread::text::block::BlockKind;

/// The address that sets two articles against each other.
pub fn link(ctx: Ctx, documents: [u32; 2]) -> String {
    let ids = documents.map(|d| ctx.model.document(d).id.as_str());
    Route::to(View::Compare)
        .with(key::PAIR, &ids.join(","))
        .href()
}

/// The two articles that an address names; none where one is unknown or both are the same.
pub fn named(ctx: Ctx, ids: &str) -> Option<[u32; 2]> {
    let (first, second) = ids.split_once(',')?;
    let pair = [
        ctx.model.document_by_id(first)?,
        ctx.model.document_by_id(second)?,
    ];
    (pair[0] != pair[1]).then_some(pair)
}

/// What all parts of the view share.
#[derive(Clone, Copy)]
struct Pair {
    ctx: Ctx,
    documents: [u32; 2],
    /// The tie that the pointer or the keyboard is on.
    hot: State<Option<usize>>,
    /// Counts scrolls and changes of size: the lines follow.
    moved: State<u32>,
}

/// The view.
pub fn view((ctx, documents): (Ctx, [u32; 2])) -> Nodes {
    let s = ctx.s;
    let pair = Pair {
        ctx,
        documents,
        hot: State::new(None),
        moved: State::new(0),
    };
    let ties = ties(ctx.model, documents);
    let count = ties.len();
    let choice = |side: usize| {
        let options = ctx.model.documents().map(|d| {
            el("option")
                .set("value", &d.to_string())
                .flag("selected", d == documents[side])
                .text(&ctx.model.source(d).name)
        });
        el("select.field")
            .set("aria-label", s.source)
            .children(options)
            .changed("change", move |value| {
                let mut now = documents;
                let chosen = value.parse().unwrap_or_default();
                // The one that stands opposite changes places.
                if now[1 - side] == chosen {
                    now[1 - side] = now[side];
                }
                now[side] = chosen;
                let ids = now.map(|d| ctx.model.document(d).id.as_str());
                ctx.go(|route| route.with(key::PAIR, &ids.join(",")));
            })
    };
    let bar = el("div.tools")
        .child(control::link(&Route::to(View::Compare).href(), s.all_rows).class("btn"))
        .child(
            el("div.grp")
                .child(choice(0))
                .child(el("span").set("aria-hidden", "true").text("–"))
                .child(choice(1)),
        )
        .child(el("span.lab").text(&(s.rows_in_common)(count)));
    let texts = [0, 1].map(|side| pair.text(side, &ties));
    let [first, second] = texts;
    let drawn = ties.clone();
    let lines = svg("svg.tie-lines")
        .set("aria-hidden", "true")
        .live(move || pair.lines(&drawn));
    let signs = ties.iter().enumerate().map(|(t, tie)| pair.sign(t, tie));
    let gutter = el("div.gutter")
        .set("id", "pair-gutter")
        .child(lines)
        .child(el("ol").set("aria-label", s.pair_lines).children(signs));
    let room = el("div.pair").child(first).child(gutter).child(second);
    browser::on_resize(room.element(), move |_, _| {
        pair.moved.update(|n| *n = n.wrapping_add(1));
    });
    all([
        el("div.head").child(
            el("h1")
                .set("id", "view-title")
                .set("tabindex", "-1")
                .text(s.one_against_one),
        ),
        bar,
        el("p.hint").text(s.pair_note),
        room,
        parts::made_by_program(ctx),
    ])
}

fn passage_id(side: usize, tie: usize) -> String {
    format!("tie-{side}-{tie}")
}

impl Pair {
    /// Goes to a passage with the eye and the keyboard.
    fn jump(self, side: usize, tie: usize) {
        let id = passage_id(side, tie);
        self.hot.set(Some(tie));
        browser::show(&id, true);
        browser::focus(&id);
    }

    /// One article, with what it shares marked.
    fn text(self, side: usize, ties: &[Tie]) -> Nodes {
        let ctx = self.ctx;
        let document = self.documents[side];
        let of = ctx.model.document(document);
        let extraction = ctx.model.extraction(document);
        let mut spans: Vec<Span> = Vec::new();
        let mut owners: Vec<usize> = Vec::new();
        for (t, tie) in ties.iter().enumerate() {
            for claim in &tie.claims[side] {
                spans.push(extraction.claims[*claim as usize].span);
                owners.push(t);
            }
        }
        let mut given = vec![false; ties.len()];
        let blocks = extraction.blocks.iter().map(|block| {
            let tag = match block.kind {
                BlockKind::Heading => "h3",
                BlockKind::ListItem => "p.item",
                _ => "p",
            };
            let words = pieces(block.span, &spans);
            el(tag).children(words.into_iter().map(|piece| {
                let text = piece.span.of(&of.body);
                let shortest = piece.marks.iter().min_by_key(|m| spans[**m].len());
                let Some(t) = shortest.map(|m| owners[*m]) else {
                    return dom::text(text);
                };
                let word = relation_word(ctx.model.rows[ties[t].row].relation);
                let hot = self.hot;
                let mut marked = el("span.tie")
                    .class(&format!("tie {word}"))
                    .live_class("on", move || hot.get() == Some(t))
                    .on("pointerenter", move |_: Event| hot.set(Some(t)))
                    .on("click", move |_: Event| self.jump(1 - side, t))
                    .text(text);
                if !std::mem::replace(&mut given[t], true) {
                    marked = marked.set("id", &passage_id(side, t)).set("tabindex", "-1");
                    let other = ctx.model.source(self.documents[1 - side]);
                    let jump = control::button(
                        "plain jump",
                        &format!("→ {}", other.letter),
                        move || {
                            self.jump(1 - side, t);
                        },
                    )
                    .set("aria-label", &(ctx.s.jump_to)(&other.name));
                    return dom::none().child(marked).child(jump);
                }
                marked
            }))
        });
        let title = of.title.as_deref().unwrap_or(&of.id);
        let head = el("p.by")
            .child(parts::source_mark(ctx, document))
            .child(el("span").text(&ctx.model.source(document).name))
            .child(el("span").text(&ctx.dateline(of)));
        let moved = self.moved;
        el("section.side")
            .set("id", &format!("side-{side}"))
            .set("tabindex", "0")
            .set("aria-label", &ctx.model.source(document).name)
            .on("scroll", move |_: Event| {
                moved.update(|n| *n = n.wrapping_add(1))
            })
            .child(head)
            .child(
                el("div.text")
                    .set("lang", &of.language)
                    .set("dir", direction(&of.body))
                    .child(el("h2").text(title))
                    .children(blocks),
            )
    }

    /// Where a tie ends at both sides, in pixels from the top of the lines' room, and that room's width and height.
    fn ends(self, t: usize) -> Option<([f64; 2], f64, f64)> {
        let room = browser::bounds("pair-gutter")?;
        let end = |side| browser::bounds(&passage_id(side, t)).map(|b| b[1] + 12.0 - room[1]);
        Some(([end(0)?, end(1)?], room[2], room[3]))
    }

    /// The lines between what is in sight.
    fn lines(self, ties: &[Tie]) -> Nodes {
        self.moved.get();
        let drawn = (0..ties.len()).filter_map(|t| {
            let ([a, b], width, height) = self.ends(t)?;
            let seen = |y: f64| (-8.0..height + 8.0).contains(&y);
            if !seen(a) && !seen(b) {
                return None;
            }
            let [w, half] = [fixed(width, 1), fixed(width / 2.0, 1)];
            let [a, b] = [fixed(a, 1), fixed(b, 1)];
            let word = relation_word(self.ctx.model.rows[ties[t].row].relation);
            let path = svg("path")
                .class(word)
                .set("d", &format!("M0 {a}C{half} {a} {half} {b} {w} {b}"))
                .live_class("on", move || self.hot.get() == Some(t));
            Some(path)
        });
        all(drawn.collect::<Vec<_>>())
    }

    /// The sign in the middle of a line: the same line for the keyboard.
    fn sign(self, t: usize, tie: &Tie) -> Nodes {
        let ctx = self.ctx;
        let row = &ctx.model.rows[tie.row];
        let comparison = &ctx.model.analysis.comparisons[row.comparison];
        let differences = difference_words(ctx, comparison);
        let words = format!(
            "{}: {} {differences}",
            row_label(ctx, row.comparison),
            ctx.s.relation(row.relation)
        );
        let place = move || {
            self.moved.get();
            let ends = self.ends(t);
            ends.map_or_else(String::new, |([a, b], _, height)| {
                let middle = ((a + b) / 2.0).max(10.0).min(height - 10.0);
                format!("{}px", fixed(middle, 1))
            })
        };
        let out = move || {
            self.moved.get();
            self.ends(t).is_none_or(|([a, b], _, height)| {
                (a < -8.0 && b < -8.0) || (a > height + 8.0 && b > height + 8.0)
            })
        };
        let act = move || {
            self.jump(1, t);
            self.jump(0, t);
        };
        let button = el("button.plain")
            .set("type", "button")
            .set("aria-label", words.trim())
            .set("title", words.trim())
            .set("data-row", &row_id(&row.key))
            .child(parts::sign(row.relation))
            .on("pointerenter", move |_: Event| self.hot.set(Some(t)))
            .on("focus", move |_: Event| self.hot.set(Some(t)))
            .click(act);
        el("li")
            .live_style("top", place)
            .live_class("out", out)
            .child(button)
    }
}
