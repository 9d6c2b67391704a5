//! How each article frames what it tells: counts at the side of the comparison, nothing weighed.

use crate::model::MANNERS;
use crate::model::framing::{Framing, framing};
use crate::model::pair;
use crate::number::fixed;
use crate::order::Order as _;
use crate::ui::browser::dom::{Nodes, all as nodes, el, none, svg};
use crate::ui::parts::{self, control, quote};
use crate::ui::state::{Ctx, direction};
use crossread::vocabulary::Topic;

/// Width of the drawing in its own units; the topics' names take the left part.
const WIDTH: f64 = 272.0;
const LEFT: f64 = 128.0;
const STEP: f64 = 22.0;

/// With more sources than these the panel stands under the rows, and their marks have no letters.
pub const MANY: usize = 8;

/// The panel.
pub fn view(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let all: Vec<Framing> = ctx
        .model
        .documents()
        .map(|d| framing(ctx.model, d))
        .collect();
    let each = |draw: fn(Ctx, u32, &Framing) -> Option<Nodes>| {
        let drawn = (0..).zip(&all).filter_map(|(d, f)| draw(ctx, d, f));
        drawn.collect::<Vec<_>>()
    };
    let judging = Some(each(judging)).filter(|lines| !lines.is_empty());
    el("section.frame")
        .set("aria-labelledby", "frame-title")
        .child(el("h2").set("id", "frame-title").text(s.frame_title))
        .child(el("p.hint").text(s.frame_note))
        .child(
            el("div.fg")
                .child(part(s.speaks_of, [speaks_of(ctx, &all)]))
                .child(part(s.coverage_title, [coverage(ctx)]))
                .child(part(s.how_sure, each(sure)))
                .child(part(s.whose_voice, each(voices)))
                .children(judging.map(|lines| part(s.how_it_judges, lines))),
        )
}

fn part(title: &str, inner: impl IntoIterator<Item = Nodes>) -> Nodes {
    el("div").child(el("h3").text(title)).children(inner)
}

fn share(f: &Framing, topic: Topic) -> f64 {
    let count = f.topics.get(&topic).copied().unwrap_or(0);
    if f.claims == 0 {
        0.0
    } else {
        count as f64 / f.claims as f64
    }
}

/// A line a topic, a dot a source at the share of its statements.
fn speaks_of(ctx: Ctx, all: &[Framing]) -> Nodes {
    let s = ctx.s;
    let mut topics: Vec<Topic> = Topic::ALL
        .iter()
        .copied()
        .filter(|t| all.iter().any(|f| f.topics.contains_key(t)))
        .collect();
    if topics.is_empty() {
        return el("p.hint").text(s.no_topics);
    }
    let total = |t: &Topic| all.iter().map(|f| share(f, *t)).sum::<f64>();
    topics.order_by(|x, y| total(y).total_cmp(&total(x)).then(x.cmp(y)));
    let most = topics
        .iter()
        .flat_map(|t| all.iter().map(|f| share(f, *t)))
        .fold(0.0, f64::max);
    let end = ((most * 10.0).ceil() / 10.0).max(0.1);
    let x = |value: f64| LEFT + 10.0 + (WIDTH - LEFT - 22.0) * value / end;
    let height = number(STEP * topics.len() as f64 + 18.0);
    let drawing = svg("svg")
        .set("viewBox", &format!("0 0 {} {height}", number(WIDTH)))
        .set("role", "list")
        .set("aria-label", s.speaks_of);
    let axis = [0.0, end / 2.0, end].into_iter().map(|value| {
        let at = number(x(value));
        let mut text = percent(value);
        if value == end {
            text.push_str(" %");
        }
        nodes([
            line("ax", &format!("M{at} 14V{height}")),
            label("m", &at, "10", &text).set("text-anchor", "middle"),
        ])
    });
    let lines = topics.iter().enumerate().map(|(i, topic)| {
        let y = 18.0 + STEP * (i as f64 + 0.5);
        let shares: Vec<f64> = all.iter().map(|f| share(f, *topic)).collect();
        let low = shares.iter().copied().fold(f64::MAX, f64::min);
        let high = shares.iter().copied().fold(0.0, f64::max);
        // Marks that would lie on each other stand side by side.
        let mut order: Vec<usize> = (0..shares.len()).collect();
        order.order_by(|x, y| shares[*x].total_cmp(&shares[*y]));
        let mut free = f64::MIN;
        let dots = order.into_iter().map(|d| {
            if shares.len() > MANY {
                let way = format!("M{} {}v12", number(x(shares[d])), number(y - 6.0));
                let words = format!("{} {} %", ctx.model.sources[d].name, percent(shares[d]));
                return line("stroke", &way).child(svg("title").text(&words));
            }
            let at = x(shares[d]).max(free);
            free = at + 13.5;
            dot(ctx, d, at, y)
        });
        let words: Vec<String> = shares
            .iter()
            .enumerate()
            .map(|(d, value)| format!("{} {} %", ctx.model.sources[d].name, percent(*value)))
            .collect();
        let name = s.topic(*topic);
        let way = format!("M{} {}H{}", number(x(low)), number(y), number(x(high)));
        svg("g")
            .set("role", "listitem")
            .set("aria-label", &format!("{name}: {}", words.join(", ")))
            .child(label("", "0", &number(y + 4.0), name))
            .child(line("link", &way))
            .children(dots)
    });
    drawing.children(axis).children(lines)
}

/// A table of marks: which topics each article has, and how many statements on it.
fn coverage(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let heads = ctx.model.documents().map(|d| {
        el("th")
            .set("scope", "col")
            .child(parts::source_mark(ctx, d))
            .child(el("span.vh").text(&ctx.model.source(d).name))
    });
    let rows = pair::coverage(ctx.model)
        .into_iter()
        .map(|(topic, counts)| {
            let cells = counts.into_iter().map(|n| {
                let cell = el("td");
                if n == 0 {
                    let ring = el("span.ring").set("aria-hidden", "true");
                    return cell.child(ring).child(el("span.vh").text(s.silent));
                }
                cell.child(el("span.has").set("aria-hidden", "true"))
                    .child(el("span.n").text(&n.to_string()))
            });
            el("tr")
                .child(el("th").set("scope", "row").text(s.topic(topic)))
                .children(cells)
        });
    let table = el("table.cover")
        .set("aria-label", s.coverage_title)
        .child(el("thead").child(el("tr").child(el("td")).children(heads)))
        .child(el("tbody").children(rows));
    el("div.table-scroll").child(table)
}

fn number(value: f64) -> String {
    fixed(value, 1)
}

fn percent(share: f64) -> String {
    fixed(share * 100.0, 0)
}

fn line(class: &str, d: &str) -> Nodes {
    svg("path").class(class).set("d", d)
}

fn label(class: &str, x: &str, y: &str, text: &str) -> Nodes {
    svg("text").class(class).set("x", x).set("y", y).text(text)
}

/// A source's mark in the drawing.
fn dot(ctx: Ctx, source: usize, x: f64, y: f64) -> Nodes {
    let source = &ctx.model.sources[source];
    let disc = svg("rect.dot")
        .set("x", &number(x - 6.5))
        .set("y", &number(y - 6.5))
        .set("width", "13")
        .set("height", "13")
        .set("rx", if source.shape == 0 { "6.5" } else { "2" });
    let letter = label("letter", &number(x), &number(y + 3.2), &source.letter);
    nodes([disc, letter.set("text-anchor", "middle")])
}

/// One line a source, cut by certainty.
fn sure(ctx: Ctx, document: u32, f: &Framing) -> Option<Nodes> {
    let total = f.claims.max(1) as f64;
    let width = WIDTH - 8.0;
    let mut at = 0.0;
    let (mut pieces, mut words) = (Vec::new(), Vec::new());
    for (word, count) in MANNERS.into_iter().zip(f.manners) {
        if count > 0 {
            let from = at;
            at += width * count as f64 / total;
            let to = (at - 3.0).max(from + 1.0);
            pieces.push(line(word, &format!("M{} 5H{}", number(from), number(to))));
            words.push(format!("{count} {}", ctx.s.manner(word)));
        }
    }
    let drawing = svg("svg.cert")
        .set("viewBox", &format!("0 0 {} 10", number(width)))
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .children(pieces);
    let inner = el("div")
        .child(drawing)
        .child(el("p").text(&words.join(", ")));
    Some(of_source(ctx, document, inner))
}

/// A source's mark, and what belongs to it.
fn of_source(ctx: Ctx, document: u32, inner: Nodes) -> Nodes {
    el("div.sure")
        .child(parts::source_mark(ctx, document))
        .child(inner)
}

/// Who is quoted, whose words are told, who is unnamed.
fn voices(ctx: Ctx, document: u32, f: &Framing) -> Option<Nodes> {
    let s = ctx.s;
    let named = |list: &[(crossread::extract::EntityIx, usize)]| {
        list.iter()
            .take(6)
            .map(|(e, n)| (s.times)(ctx.name(*e), *n))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let body = &ctx.model.document(document).body;
    let unnamed: Vec<String> = f
        .unnamed
        .iter()
        .take(6)
        .map(|(span, n)| (s.times)(&format!("«{}»", span.of(body)), *n))
        .collect();
    let mut words = if f.quoted.is_empty() {
        s.nobody_quoted.to_owned()
    } else {
        format!("{} {}.", s.quoted, named(&f.quoted))
    };
    if !f.told.is_empty() {
        words.push_str(&format!(" {} {}.", s.told, named(&f.told)));
    }
    if !unnamed.is_empty() {
        words.push_str(&format!(" {} {}.", s.unnamed_sources, unnamed.join(", ")));
    }
    Some(of_source(ctx, document, el("p").text(&words)))
}

/// The words by which an article judges, each a link to its place.
fn judging(ctx: Ctx, document: u32, f: &Framing) -> Option<Nodes> {
    if f.judging.is_empty() {
        return None;
    }
    let of = ctx.model.document(document);
    let words = f.judging.iter().take(10).enumerate().map(|(i, span)| {
        let link = control::link(&quote::passage(ctx, document, *span), span.of(&of.body));
        let comma = if i > 0 { ", " } else { "" };
        none().text(comma).child(link)
    });
    let inner = el("p.judging")
        .set("lang", &of.language)
        .set("dir", direction(&of.body))
        .children(words);
    Some(of_source(ctx, document, inner))
}
