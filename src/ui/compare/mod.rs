//! The comparison: rows by topic with documents as columns, what stands in one article alone, framing at the side.

mod framing;
mod row;
mod sets;

use super::parts::{self, control};
use super::state::{Ctx, yes};
use crate::model::filter::{Filter, relation_word};
use crate::model::rows;
use crate::order::Order as _;
use crate::route::{Route, View, key};
use crate::ui::browser;
use crate::workspace::state::Kind;
use crossread::compare::Comparison;
use crossread::extract::EntityIx;
use crossread::vocabulary::{Relation, Topic};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// So many rows of one article alone are shown before they fold.
const UNFOLDED: usize = 4;

/// The address of a row.
pub fn link(row_key: &str) -> String {
    Route::to(View::Compare).with(key::ROW, row_key).href()
}

/// What differs, in words: «with whom; how sure».
pub fn difference_words(ctx: Ctx, comparison: &Comparison) -> String {
    let mut words: Vec<&str> = comparison
        .differences
        .iter()
        .map(|d| ctx.s.aspect(d.aspect))
        .collect();
    words.dedup();
    words.join("; ")
}

/// What a row is about.
pub fn row_label(ctx: Ctx, comparison: &Comparison) -> String {
    rows::label(ctx.model, comparison, ctx.s.code)
}

/// Everything that decides which rows are shown.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    filter: Filter,
    mine: bool,
    set: Option<Vec<String>>,
    row: Option<String>,
    all: bool,
}

/// The view.
pub fn view(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let counts = counts(ctx);
    let mine = ctx.memo(|route| route.get("mine").is_some());
    let set = ctx.query(key::SET);
    let choice = {
        let filter = ctx.memo(move |route| Filter::of(route, ctx.model));
        let row = ctx.query(key::ROW);
        let all = ctx.memo(|route| route.get(key::MORE) == Some("all"));
        Memo::new(move |_| {
            let id = set.get();
            let rows = ctx.work.state.with(|work| {
                work.body(Kind::Comparison, &id)
                    .map(|body| body.rows.clone())
            });
            Choice {
                filter: filter.get(),
                mine: mine.get(),
                set: rows.filter(|_| !id.is_empty()),
                row: Some(row.get()).filter(|row| !row.is_empty()),
                all: all.get(),
            }
        })
    };
    // A link to one row shows it.
    Effect::new(move |_| {
        if let Some(row) = choice.with(|choice| choice.row.clone()) {
            request_animation_frame(move || browser::show(&row_id(&row), true));
        }
    });
    view! {
        <div class="head"><h1 id="view-title" tabindex="-1">{s.compare_title}</h1></div>
        {counts}
        <p class="print-only">{print_key(ctx)}</p>
        {tools(ctx, mine)}
        {sets::view(ctx)}
        <div class="cmp">
            <div class="matrix">{move || matrix(ctx, &choice.get())}{lost(ctx)}</div>
            {framing::view(ctx)}
        </div>
        {parts::made_by_program(ctx)}
    }
    .into_any()
}

/// The id of a row's element.
fn row_id(row_key: &str) -> String {
    format!("row-{row_key}")
}

/// «10 in common: 7 agree, 3 differ, none contradict. 23 stand only in …».
fn counts(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let of = |relation: Relation| {
        ctx.model
            .rows
            .iter()
            .filter(|row| row.relation == relation)
            .count()
    };
    let common = ctx.model.rows.iter().filter(|row| !row.alone()).count();
    let signs = [
        Relation::Corroborates,
        Relation::DiffersInDetail,
        Relation::Contradicts,
    ]
    .into_iter()
    .enumerate()
    .map(|(i, relation)| {
        let comma = if i > 0 { ", " } else { "" };
        view! { {comma}{parts::sign(relation)}{(s.count_relation)(of(relation), relation)} }
    })
    .collect_view();
    let alone: Vec<(usize, &str)> = ctx
        .model
        .documents()
        .map(|d| (alone_in(ctx, d), ctx.model.source(d).name.as_str()))
        .collect();
    view! { <p class="sum"><b>{(s.in_common)(common)}</b>" "{signs}". "{(s.alone_in)(&alone)}</p> }
        .into_any()
}

fn alone_in(ctx: Ctx, document: u32) -> usize {
    let rows = ctx.model.rows.iter().filter(|row| row.alone());
    rows.filter(|row| {
        let claims = &ctx.model.analysis.comparisons[row.comparison].claims;
        claims
            .first()
            .is_some_and(|claim| claim.document == document)
    })
    .count()
}

fn print_key(ctx: Ctx) -> String {
    let mut out = String::from(ctx.s.evidence_sheet);
    for d in ctx.model.documents() {
        let source = ctx.model.source(d);
        out.push_str(&format!(
            " {}: {}, {}.",
            source.letter,
            source.name,
            ctx.dateline(ctx.model.document(d))
        ));
    }
    out.push(' ');
    out.push_str(ctx.s.signs_key);
    out
}

fn tools(ctx: Ctx, mine: Memo<bool>) -> AnyView {
    let s = ctx.s;
    let relations = [
        Relation::Contradicts,
        Relation::DiffersInDetail,
        Relation::Corroborates,
        Relation::OnlyHere,
    ]
    .into_iter()
    .map(|relation| {
        let count = ctx
            .model
            .rows
            .iter()
            .filter(|row| row.relation == relation)
            .count();
        let word = relation_word(relation).to_owned();
        control::toggle(
            ctx,
            word,
            parts::sign(relation),
            s.relation(relation).to_owned(),
            Some(count),
        )
    })
    .collect_view();
    let mut topics = vec![(String::new(), s.all_topics.to_owned())];
    for topic in Topic::ALL {
        if ctx.model.rows.iter().any(|row| row.topic == Some(*topic)) {
            topics.push((topic.as_str().to_owned(), s.topic(*topic).to_owned()));
        }
    }
    let mut entities = vec![(String::new(), s.everybody.to_owned())];
    let mut named: BTreeSet<EntityIx> = BTreeSet::new();
    for comparison in &ctx.model.analysis.comparisons {
        for claim in comparison
            .claims
            .iter()
            .filter_map(|claim| ctx.model.claim(*claim))
        {
            named.extend(claim.entities.iter().copied());
        }
    }
    let mut named: Vec<EntityIx> = named.into_iter().collect();
    named.order_by_key(|entity| ctx.name(*entity).to_lowercase());
    entities.extend(
        named
            .into_iter()
            .map(|e| (ctx.model.entity(e).id.clone(), ctx.name(e).to_owned())),
    );
    view! {
        <div class="tools" role="group" aria-label=s.filter>
            <div class="grp"><span class="lab">{s.show}</span>{relations}</div>
            {control::select(ctx, "topic", s.topic_label, key::TOPIC, topics)}
            {control::select(ctx, "entity", s.about, key::ENTITY, entities)}
            {control::find(ctx, "find", s.find, s.a_word)}
            <button type="button" class="tog" aria-pressed=move || yes(mine.get())
                on:click=move |_| {
                    let value = if mine.get_untracked() { "" } else { "1" };
                    ctx.go(|route| route.with("mine", value));
                }>
                <span class="box" aria-hidden="true"></span><span class="w">{s.only_mine}</span>
            </button>
            <div class="grp end">
                <button type="button" class="btn" on:click=|_| browser::print()>{s.print_sheet}</button>
            </div>
        </div>
    }
    .into_any()
}

/// Whether the reader has put work into a row.
fn worked_on(ctx: Ctx, row_key: &str) -> bool {
    ctx.work
        .state
        .with_untracked(|work| work.body(Kind::Row, row_key).is_some())
}

fn matrix(ctx: Ctx, choice: &Choice) -> AnyView {
    let s = ctx.s;
    let shown: Vec<usize> = (0..ctx.model.rows.len())
        .filter(|r| {
            let row = &ctx.model.rows[*r];
            choice.row.as_deref() == Some(row.key.as_str())
                || choice.filter.row(ctx.model, row)
                    && (!choice.mine || worked_on(ctx, &row.key))
                    && choice.set.as_ref().is_none_or(|set| set.contains(&row.key))
        })
        .collect();
    if shown.is_empty() {
        return view! { <p class="empty">{s.no_rows}</p> }.into_any();
    }
    let common: Vec<usize> = shown
        .iter()
        .copied()
        .filter(|r| !ctx.model.rows[*r].alone())
        .collect();
    let alone: Vec<usize> = shown
        .iter()
        .copied()
        .filter(|r| ctx.model.rows[*r].alone())
        .collect();
    let mut groups: Vec<(Option<Topic>, Vec<usize>)> = Vec::new();
    for r in common {
        let topic = ctx.model.rows[r].topic;
        match groups.last_mut() {
            Some((last, rows)) if *last == topic => rows.push(r),
            _ => groups.push((topic, vec![r])),
        }
    }
    let columns = ctx.model.documents().count() + 2;
    let bodies = groups
        .into_iter()
        .map(|(topic, rows)| {
            let title = topic.map_or(s.other_topics, |topic| s.topic(topic));
            group(ctx, columns, title, (s.rows_in_common)(rows.len()), rows)
        })
        .collect_view();
    let folded = !choice.all
        && alone.len() > UNFOLDED + 1
        && choice.set.is_none()
        && choice.filter == Filter::default()
        && !alone
            .iter()
            .any(|r| choice.row.as_deref() == Some(ctx.model.rows[*r].key.as_str()));
    let (count, rest) = (alone.len(), alone.len().saturating_sub(UNFOLDED));
    let alone = (count > 0).then(|| {
        let rows = if folded {
            alone[..UNFOLDED].to_vec()
        } else {
            alone
        };
        group(
            ctx,
            columns,
            s.one_article_alone,
            (s.silent_not_denied)(count),
            rows,
        )
    });
    let more = folded.then(|| {
        let href = move || ctx.route.get().with(key::MORE, "all").href();
        view! { <p class="more"><a class="btn" href=href>{(s.show_the_other)(rest)}</a></p> }
    });
    let heads = ctx
        .model
        .documents()
        .map(|d| {
            let source = ctx.model.source(d);
            let href = Route::to(View::Articles(Some(ctx.model.document(d).id.clone()))).href();
            let claims = ctx.model.extraction(d).claims.len();
            view! {
                <th role="columnheader" scope="col">
                    <div class="hd">{parts::source_mark(ctx, d)}<span>
                        <a href=href>{source.name.as_str()}</a><br />
                        {ctx.dateline(ctx.model.document(d))}", "{(s.statements)(claims)}
                    </span></div>
                </th>
            }
        })
        .collect_view();
    let class = if ctx.model.sources.len() > 3 {
        "table-scroll wide"
    } else {
        "table-scroll"
    };
    view! {
        <div class=class>
            <table class="mx" role="table" aria-label=s.claims_by_article>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col" class="c1">{s.statement}</th>
                    {heads}
                    <th role="columnheader" scope="col" class="c4">{s.mine}</th>
                </tr></thead>
                {bodies}
                {alone}
            </table>
        </div>
        {more}
    }
    .into_any()
}

fn group(
    ctx: Ctx,
    columns: usize,
    title: &'static str,
    count: String,
    rows: Vec<usize>,
) -> AnyView {
    let rows = rows.into_iter().map(|r| row::view(ctx, r)).collect_view();
    view! {
        <tbody role="rowgroup">
            <tr role="row" class="topic"><th role="rowheader" scope="rowgroup" colspan=columns>
                <h2>{title}</h2><span>{count}</span>
            </th></tr>
            {rows}
        </tbody>
    }
    .into_any()
}

/// Work on rows that are no longer there: the source changed, the note stays.
fn lost(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let lost = Memo::new(move |_| {
        ctx.work.state.with(|work| {
            let gone = work
                .of(Kind::Row)
                .filter(|(id, _)| ctx.model.row_by_key(id).is_none());
            gone.map(|(id, body)| (id.to_owned(), body.excerpt.clone(), body.note.clone()))
                .collect::<Vec<_>>()
        })
    });
    (move || {
        let lost = lost.get();
        (!lost.is_empty()).then(|| {
            let lines = lost
                .into_iter()
                .map(|(id, excerpt, note)| {
                    let delete = move |_| {
                        ctx.work.act(crate::workspace::action::Action::Delete { kind: Kind::Row, id: id.clone() });
                    };
                    view! {
                        <li><b>{excerpt}</b>" "{note}" "
                            <button type="button" class="plain" on:click=delete>{s.delete}</button>
                        </li>
                    }
                })
                .collect_view();
            view! { <section class="lost"><h2>{s.source_changed}</h2><p>{s.source_changed_note}</p><ul>{lines}</ul></section> }
        })
    })
    .into_any()
}
