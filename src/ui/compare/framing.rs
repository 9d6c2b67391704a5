//! How each article frames what it tells: counts at the side of the comparison, nothing weighed.

use crate::model::MANNERS;
use crate::model::framing::{Framing, framing};
use crate::order::Order as _;
use crate::ui::parts::{self, quote};
use crate::ui::state::{Ctx, direction};
use crossread::vocabulary::Topic;
use leptos::prelude::*;

/// Width of the drawing in its own units; the topics' names take the left part.
const WIDTH: f64 = 272.0;
const LEFT: f64 = 128.0;
const STEP: f64 = 22.0;

/// The panel.
pub fn view(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let all: Vec<Framing> = ctx
        .model
        .documents()
        .map(|d| framing(ctx.model, d))
        .collect();
    let sure = all
        .iter()
        .enumerate()
        .map(|(d, f)| sure(ctx, d as u32, f))
        .collect_view();
    let voices = all
        .iter()
        .enumerate()
        .map(|(d, f)| voices(ctx, d as u32, f))
        .collect_view();
    let judging = all
        .iter()
        .enumerate()
        .filter_map(|(d, f)| judging(ctx, d as u32, f))
        .collect::<Vec<_>>();
    let judging =
        (!judging.is_empty()).then(|| view! { <div><h3>{s.how_it_judges}</h3>{judging}</div> });
    view! {
        <section class="frame" aria-labelledby="frame-title">
            <h2 id="frame-title">{s.frame_title}</h2>
            <p class="hint">{s.frame_note}</p>
            <div class="fg">
                <div><h3>{s.speaks_of}</h3>{speaks_of(ctx, &all)}</div>
                <div><h3>{s.how_sure}</h3>{sure}</div>
                <div><h3>{s.whose_voice}</h3>{voices}</div>
                {judging}
            </div>
        </section>
    }
    .into_any()
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
fn speaks_of(ctx: Ctx, all: &[Framing]) -> AnyView {
    let s = ctx.s;
    let mut topics: Vec<Topic> = Topic::ALL
        .iter()
        .copied()
        .filter(|t| all.iter().any(|f| f.topics.contains_key(t)))
        .collect();
    if topics.is_empty() {
        return view! { <p class="hint">{s.no_topics}</p> }.into_any();
    }
    let total = |t: &Topic| all.iter().map(|f| share(f, *t)).sum::<f64>();
    topics.order_by(|x, y| total(y).total_cmp(&total(x)).then(x.cmp(y)));
    let most = topics
        .iter()
        .flat_map(|t| all.iter().map(|f| share(f, *t)))
        .fold(0.0, f64::max);
    let end = ((most * 10.0).ceil() / 10.0).max(0.1);
    let x = |value: f64| LEFT + 10.0 + (WIDTH - LEFT - 22.0) * value / end;
    let height = STEP * topics.len() as f64 + 18.0;
    let axis = [0.0, end / 2.0, end]
        .into_iter()
        .map(|value| {
            let text = if value == end {
                format!("{:.0} %", value * 100.0)
            } else {
                format!("{:.0}", value * 100.0)
            };
            view! {
                <path class="ax" d=format!("M{:.1} 14V{height}", x(value)) />
                <text class="m" x=x(value) y="10" text-anchor="middle">{text}</text>
            }
        })
        .collect_view();
    let lines = topics
        .iter()
        .enumerate()
        .map(|(i, topic)| {
            let y = 18.0 + STEP * (i as f64 + 0.5);
            let shares: Vec<f64> = all.iter().map(|f| share(f, *topic)).collect();
            let low = shares.iter().copied().fold(f64::MAX, f64::min);
            let high = shares.iter().copied().fold(0.0, f64::max);
            // Marks that would lie on each other stand side by side.
            let mut order: Vec<usize> = (0..shares.len()).collect();
            order.order_by(|x, y| shares[*x].total_cmp(&shares[*y]));
            let mut free = f64::MIN;
            let dots = order
                .into_iter()
                .map(|d| {
                    let at = x(shares[d]).max(free);
                    free = at + 13.5;
                    let letter = ctx.model.sources[d].letter.as_str();
                    let round = if ctx.model.sources[d].shape == 0 {
                        6.5
                    } else {
                        2.0
                    };
                    view! {
                        <rect class="dot" x=at - 6.5 y=y - 6.5 width="13" height="13" rx=round />
                        <text class="letter" x=at y=y + 3.2 text-anchor="middle">{letter}</text>
                    }
                })
                .collect_view();
            let words: Vec<String> = shares
                .iter()
                .enumerate()
                .map(|(d, value)| format!("{} {:.0} %", ctx.model.sources[d].name, value * 100.0))
                .collect();
            view! {
                <g role="listitem" aria-label=format!("{}: {}", s.topic(*topic), words.join(", "))>
                    <text x="0" y=y + 4.0>{s.topic(*topic)}</text>
                    <path class="link" d=format!("M{:.1} {y}H{:.1}", x(low), x(high)) />
                    {dots}
                </g>
            }
        })
        .collect_view();
    view! { <svg viewBox=format!("0 0 {WIDTH} {height}") role="list" aria-label=s.speaks_of>{axis}{lines}</svg> }.into_any()
}

/// One line a source, cut by certainty.
fn sure(ctx: Ctx, document: u32, f: &Framing) -> AnyView {
    let total = f.claims.max(1) as f64;
    let width = WIDTH - 8.0;
    let mut at = 0.0;
    let pieces = MANNERS
        .into_iter()
        .zip(f.manners)
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| {
            let from = at;
            at += width * count as f64 / total;
            view! { <path class=word d=format!("M{from:.1} 5H{:.1}", (at - 3.0).max(from + 1.0)) /> }
        })
        .collect_view();
    let words: Vec<String> = MANNERS
        .into_iter()
        .zip(f.manners)
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {}", ctx.s.manner(word)))
        .collect();
    view! {
        <div class="sure">{parts::source_mark(ctx, document)}<div>
            <svg class="cert" viewBox=format!("0 0 {width} 10") preserveAspectRatio="none" aria-hidden="true">{pieces}</svg>
            <p>{words.join(", ")}</p>
        </div></div>
    }
    .into_any()
}

/// Who is quoted, whose words are told, who is unnamed.
fn voices(ctx: Ctx, document: u32, f: &Framing) -> AnyView {
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
    let quoted = if f.quoted.is_empty() {
        s.nobody_quoted.to_owned()
    } else {
        format!("{} {}.", s.quoted, named(&f.quoted))
    };
    let told = (!f.told.is_empty()).then(|| format!(" {} {}.", s.told, named(&f.told)));
    let unnamed =
        (!unnamed.is_empty()).then(|| format!(" {} {}.", s.unnamed_sources, unnamed.join(", ")));
    view! { <div class="sure">{parts::source_mark(ctx, document)}<p>{quoted}{told}{unnamed}</p></div> }.into_any()
}

/// The words by which an article judges, each a link to its place.
fn judging(ctx: Ctx, document: u32, f: &Framing) -> Option<AnyView> {
    if f.judging.is_empty() {
        return None;
    }
    let of = ctx.model.document(document);
    let words = f
        .judging
        .iter()
        .take(10)
        .enumerate()
        .map(|(i, span)| {
            let comma = if i > 0 { ", " } else { "" };
            view! { {comma}<a href=quote::passage(ctx, document, *span)>{span.of(&of.body)}</a> }
        })
        .collect_view();
    let dir = direction(&of.body);
    Some(
        view! { <div class="sure">{parts::source_mark(ctx, document)}<p class="judging" lang=of.language.as_str() dir=dir>{words}</p></div> }
            .into_any(),
    )
}
