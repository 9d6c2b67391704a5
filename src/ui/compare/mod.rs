//! The comparison: rows by topic with documents as columns, what stands in one article alone, framing at the side.

mod framing;
mod row;
mod sets;

use super::browser::dom::{Nodes, all, el, live, none};
use super::parts::{self, control};
use super::state::Ctx;
use crate::model::filter::{Filter, relation_word};
use crate::order::Order as _;
use crate::route::{Route, View, key};
use crate::sorted::Set;
use crate::ui::browser;
use crate::ui::parts::live::{Derived, State, derived, follow};
use crate::workspace::action::Action;
use crate::workspace::state::Kind;
use crossread::compare::Comparison;
use crossread::extract::EntityIx;
use crossread::vocabulary::{Relation, Topic};

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
pub fn row_label(ctx: Ctx, comparison: usize) -> &'static str {
    ctx.model
        .row_words(comparison, ctx.s.code)
        .map_or("", |words| &words.label)
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
pub fn view(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let mine = ctx.memo(|route| route.get("mine").is_some());
    let set = ctx.query(key::SET);
    let choice = {
        let filter = ctx.memo(move |route| Filter::of(route, ctx.model));
        let row = ctx.query(key::ROW);
        let all = ctx.memo(|route| route.get(key::MORE) == Some("all"));
        derived(move || {
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
    follow(move || {
        if let Some(row) = choice.with(|choice| choice.row.clone()) {
            browser::next_frame(move || browser::show(&row_id(&row), true));
        }
    });
    let title = el("h1")
        .set("id", "view-title")
        .set("tabindex", "-1")
        .text(s.compare_title);
    let compared = el("div.cmp")
        .child(
            el("div.matrix")
                .live(move || matrix(ctx, &choice.get()))
                .child(lost(ctx)),
        )
        .child(framing::view(ctx));
    all([
        el("div.head").child(title),
        counts(ctx),
        el("p.print-only").text(&print_key(ctx)),
        tools(ctx, mine),
        sets::view(ctx),
        compared,
        parts::made_by_program(ctx),
    ])
}

/// The id of a row's element.
fn row_id(row_key: &str) -> String {
    format!("row-{row_key}")
}

/// «10 in common: 7 agree, 3 differ, none contradict. 23 stand only in …».
fn counts(ctx: Ctx) -> Nodes {
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
        none()
            .text(if i > 0 { ", " } else { "" })
            .child(parts::sign(relation))
            .text(&(s.count_relation)(of(relation), relation))
    });
    let alone: Vec<(usize, &str)> = ctx
        .model
        .documents()
        .map(|d| (alone_in(ctx, d), ctx.model.source(d).name.as_str()))
        .collect();
    el("p.sum")
        .child(el("b").text(&(s.in_common)(common)))
        .text(" ")
        .children(signs)
        .text(". ")
        .text(&(s.alone_in)(&alone))
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

fn tools(ctx: Ctx, mine: Derived<bool>) -> Nodes {
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
        control::toggle(
            ctx,
            relation_word(relation).to_owned(),
            parts::sign(relation),
            s.relation(relation),
            Some(count),
        )
    });
    let mut topics = vec![(String::new(), s.all_topics.to_owned())];
    for topic in Topic::ALL {
        if ctx.model.rows.iter().any(|row| row.topic == Some(*topic)) {
            topics.push((topic.as_str().to_owned(), s.topic(*topic).to_owned()));
        }
    }
    let mut entities = vec![(String::new(), s.everybody.to_owned())];
    let mut named: Set<EntityIx> = Set::new();
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
    let only_mine = el("button.tog")
        .set("type", "button")
        .live_yes("aria-pressed", move || mine.get())
        .click(move || {
            let value = if mine.get_untracked() { "" } else { "1" };
            ctx.go(|route| route.with("mine", value));
        })
        .child(el("span.box").set("aria-hidden", "true"))
        .child(el("span.w").text(s.only_mine));
    let shown = el("div.grp")
        .child(el("span.lab").text(s.show))
        .children(relations);
    let print = control::button("btn", s.print_sheet, browser::print);
    el("div.tools")
        .set("role", "group")
        .set("aria-label", s.filter)
        .child(shown)
        .child(control::select(
            ctx,
            "topic",
            s.topic_label,
            key::TOPIC,
            topics,
        ))
        .child(control::select(
            ctx,
            "entity",
            s.about,
            key::ENTITY,
            entities,
        ))
        .child(control::find(ctx, "find", s.find, s.a_word))
        .child(only_mine)
        .child(el("div.grp.end").child(print))
}

/// Whether the reader has put work into a row.
fn worked_on(ctx: Ctx, row_key: &str) -> bool {
    ctx.work
        .state
        .with_untracked(|work| work.body(Kind::Row, row_key).is_some())
}

fn matrix(ctx: Ctx, choice: &Choice) -> Nodes {
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
        return el("p.empty").text(s.no_rows);
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
    let bodies = groups.into_iter().map(|(topic, rows)| {
        let title = topic.map_or(s.other_topics, |topic| s.topic(topic));
        let count = (s.rows_in_common)(rows.len());
        group(ctx, columns, title, &count, &rows)
    });
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
            &alone[..UNFOLDED]
        } else {
            &alone[..]
        };
        let note = (s.silent_not_denied)(count);
        group(ctx, columns, s.one_article_alone, &note, rows)
    });
    let more = folded.then(|| {
        let link = el("a.btn")
            .live_set("href", move || {
                ctx.route.get().with(key::MORE, "all").href()
            })
            .text(&(s.show_the_other)(rest));
        el("p.more").child(link)
    });
    let head = |class: &str| {
        el("th")
            .set("role", "columnheader")
            .set("scope", "col")
            .class(class)
    };
    let heads = ctx.model.documents().map(|d| {
        let document = ctx.model.document(d);
        let href = Route::to(View::Articles(Some(document.id.clone()))).href();
        let claims = ctx.model.extraction(d).claims.len();
        let words = format!("{}, {}", ctx.dateline(document), (s.statements)(claims));
        let named = el("span")
            .child(control::link(&href, &ctx.model.source(d).name))
            .child(el("br"))
            .text(&words);
        head("").child(el("div.hd").child(parts::source_mark(ctx, d)).child(named))
    });
    let line = el("tr")
        .set("role", "row")
        .child(head("c1").text(s.statement))
        .children(heads)
        .child(head("c4").text(s.mine));
    let table = el("table.mx")
        .set("role", "table")
        .set("aria-label", s.claims_by_article)
        .child(el("thead").set("role", "rowgroup").child(line))
        .children(bodies)
        .children(alone);
    let scrolled = el(if ctx.model.sources.len() > 3 {
        "div.table-scroll.wide"
    } else {
        "div.table-scroll"
    });
    none().child(scrolled.child(table)).children(more)
}

fn group(ctx: Ctx, columns: usize, title: &str, count: &str, rows: &[usize]) -> Nodes {
    // On a phone only topics in which articles part are open from the start; elsewhere all rows are seen.
    let parted = |r: &usize| {
        let row = &ctx.model.rows[*r];
        let asked = ctx
            .route
            .with_untracked(|route| route.get(key::ROW) == Some(row.key.as_str()));
        asked
            || matches!(
                row.relation,
                Relation::Contradicts | Relation::DiffersInDetail
            )
    };
    let open = State::new(rows.iter().any(parted));
    let fold = el("button.plain.fold")
        .set("type", "button")
        .live_yes("aria-expanded", move || open.get())
        .set("aria-label", &format!("{}: {title}", ctx.s.show))
        .click(move || open.update(|open| *open = !*open))
        .live_text(move || if open.get() { "−" } else { "+" }.to_owned());
    let head = el("th")
        .set("role", "rowheader")
        .set("scope", "rowgroup")
        .set("colspan", &columns.to_string())
        .child(el("h2").text(title))
        .child(el("span").text(count))
        .child(fold);
    el("tbody")
        .set("role", "rowgroup")
        .live_class("folded", move || !open.get())
        .child(el("tr.topic").set("role", "row").child(head))
        .children(rows.iter().map(|r| row::view(ctx, *r)))
}

/// Work on rows that are no longer there: the source changed, the note stays.
fn lost(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let lost = derived(move || {
        ctx.work.state.with(|work| {
            let gone = work
                .of(Kind::Row)
                .filter(|(id, _)| ctx.model.row_by_key(id).is_none());
            gone.map(|(id, body)| (id.to_owned(), body.excerpt.clone(), body.note.clone()))
                .collect::<Vec<_>>()
        })
    });
    live(move || {
        let lost = lost.get();
        if lost.is_empty() {
            return none();
        }
        let lines = lost.into_iter().map(|(id, excerpt, note)| {
            let delete = control::button("plain", s.delete, move || {
                ctx.work.act(Action::Delete {
                    kind: Kind::Row,
                    id: id.clone(),
                });
            });
            el("li")
                .child(el("b").text(&excerpt))
                .text(&format!(" {note} "))
                .child(delete)
        });
        el("section.lost")
            .child(el("h2").text(s.source_changed))
            .child(el("p").text(s.source_changed_note))
            .child(el("ul").children(lines))
    })
}
