//! The comparison: rows by topic with documents as columns, what stands in one article alone, framing at the side.

mod class;
mod framing;
mod mend;
pub mod pair;
mod row;
mod sets;

use super::browser::dom::{Nodes, all, el, live, none};
use super::parts::{self, control, filters::Filters};
use super::state::Ctx;
use crate::model::filter::{Facet, Filter, Scope};
use crate::route::{Route, View, key};
use crate::ui::browser;
use crate::ui::browser::staged::{Drawing, Step};
use crate::ui::parts::gradual::Gradual;
use crate::ui::parts::live::{Derived, State, derived};
use crate::workspace::action::{About, Action};
use crate::workspace::state::Kind;
use crossread::compare::Comparison;
use crossread::vocabulary::{Relation, Topic};
use leptos::prelude::{GetValue as _, LocalStorage, SetValue as _, StoredValue};
use std::cell::OnceCell;
use std::rc::Rc;

/// So many cells are drawn before the reader asks for more, and so many rows at least.
const CELLS: usize = 400;
const ROWS: usize = 10;

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
    tag: String,
    set: Option<Vec<String>>,
    row: Option<String>,
    all: bool,
}

/// The view of all rows.
pub fn rows(ctx: Ctx) -> Drawing {
    let s = ctx.s;
    let filters = Filters::new(ctx, Scope::Rows);
    let mine = ctx.memo(|route| route.get("mine").is_some());
    let set = ctx.query(key::SET);
    let choice = {
        let filter = filters.filter;
        let row = ctx.query(key::ROW);
        let tag = ctx.query(key::TAG);
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
                tag: tag.get(),
                set: rows.filter(|_| !id.is_empty()),
                row: Some(row.get()).filter(|row| !row.is_empty()),
                all: all.get(),
            }
        })
    };
    let joining = State::new(None);
    let drawn = StoredValue::new_local(None);
    let title = el("h1")
        .set("id", "view-title")
        .set("tabindex", "-1")
        .text(s.compare_title);
    let compared = el(if ctx.model.sources.len() > framing::MANY {
        "div.cmp.many"
    } else {
        "div.cmp"
    });
    Drawing::new()
        .then(move || {
            all([
                el("div.head").child(title),
                counts(ctx),
                el("p.print-only").text(&print_key(ctx)),
            ])
        })
        .then(move || tools(filters, mine, drawn))
        .then(move || all([filters.left(), sets::view(ctx), class::view(ctx)]))
        .inside(&compared, move || {
            el("div.matrix")
                .child(mend::joining(ctx, joining))
                .live(move || matrix(ctx, &choice.get(), joining, drawn))
                .child(mend::wrong(ctx))
                .child(lost(ctx))
        })
        .inside(&compared, move || framing::view(ctx))
        .then(move || all([compared, parts::made_by_program(ctx)]))
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

/// The rows that are being drawn, where there are any.
type Drawn = StoredValue<Option<Gradual>, LocalStorage>;

fn tools(filters: Filters, mine: Derived<bool>, drawn: Drawn) -> Nodes {
    let ctx = filters.ctx;
    let s = ctx.s;
    let only_mine = el("button.tog")
        .set("type", "button")
        .live_yes("aria-pressed", move || mine.get())
        .click(move || {
            let value = if mine.get_untracked() { "" } else { "1" };
            ctx.go(|route| route.with("mine", value));
        })
        .child(el("span.box").set("aria-hidden", "true"))
        .child(el("span.w").text(s.only_mine));
    let print = control::button("btn", s.print_sheet, move || {
        browser::spawn(async move {
            // The sheet takes the gravest of all rows.
            if let Some(rows) = drawn.try_get_value().flatten() {
                rows.whole().await;
            }
            // Without the sheet all rows are printed as they stand here.
            if browser::aside("sheet", &[]).await.is_none() {
                browser::print();
            }
        });
    });
    let mut documents = ctx.model.documents();
    let pair = match (documents.next(), documents.next()) {
        (Some(first), Some(second)) => {
            let href = pair::link(ctx, [first, second]);
            Some(control::link(&href, s.one_against_one).class("btn"))
        }
        _ => None,
    };
    el("div.tools")
        .set("role", "group")
        .set("aria-label", s.filter)
        .child(filters.toggles(Facet::Relation, s.show))
        .child(filters.choice(Facet::Topic))
        .child(filters.choice(Facet::Entity))
        .child(control::find(ctx, "find", s.with_words, s.a_word))
        .child(only_mine)
        .child(tag_choice(ctx))
        .child(
            el("div.grp.end")
                .children(pair)
                .child(print)
                .child(parts::take::menu(ctx, none())),
        )
        .child(filters.more([
            filters.choice(Facet::Kind),
            filters.choice(Facet::Language),
            filters.choice(Facet::Sources),
            filters.toggles(Facet::Document, s.source),
            filters.toggles(Facet::Manner, s.said_as),
        ]))
}

/// The choice of a tag, where there is one.
fn tag_choice(ctx: Ctx) -> Nodes {
    let tags = derived(move || {
        ctx.work
            .state
            .with(crate::workspace::state::Workspace::tags)
    });
    live(move || {
        let tags = tags.get();
        if tags.is_empty() {
            return none();
        }
        let any = el("option").set("value", "").text(ctx.s.any_tag);
        let tags = tags
            .iter()
            .map(|tag| el("option").set("value", tag).text(tag));
        control::select(
            ctx,
            "tag",
            ctx.s.tags,
            key::TAG,
            std::iter::once(any).chain(tags),
        )
    })
}

fn has_tag(ctx: Ctx, row_key: &str, tag: &str) -> bool {
    ctx.work.state.with_untracked(|work| {
        let body = work.body(Kind::Row, row_key);
        body.is_some_and(|body| body.tags.iter().any(|t| t == tag))
    })
}

/// Whether the reader has put work into a row.
fn worked_on(ctx: Ctx, row_key: &str) -> bool {
    ctx.work
        .state
        .with_untracked(|work| work.body(Kind::Row, row_key).is_some())
}

fn matrix(ctx: Ctx, choice: &Choice, joining: State<Option<usize>>, drawn: Drawn) -> Nodes {
    let s = ctx.s;
    let shown: Vec<usize> = (0..ctx.model.rows.len())
        .filter(|r| {
            let row = &ctx.model.rows[*r];
            choice.row.as_deref() == Some(row.key.as_str())
                || choice.filter.row(ctx.model, row)
                    && (!choice.mine || worked_on(ctx, &row.key))
                    && (choice.tag.is_empty() || has_tag(ctx, &row.key, &choice.tag))
                    && choice.set.as_ref().is_none_or(|set| set.contains(&row.key))
        })
        .collect();
    if shown.is_empty() {
        return el("p.empty").text(s.no_rows);
    }
    // What the reader has pinned stands first.
    let is_pinned = |r: &usize| {
        ctx.work.state.with_untracked(|work| {
            let body = work.body(Kind::Row, &ctx.model.rows[*r].key);
            body.is_some_and(|body| body.pinned)
        })
    };
    let (pinned, rest): (Vec<usize>, Vec<usize>) = shown.into_iter().partition(is_pinned);
    let (alone, common): (Vec<usize>, Vec<usize>) =
        rest.into_iter().partition(|r| ctx.model.rows[*r].alone());
    let mut groups: Vec<(Option<Topic>, Vec<usize>)> = Vec::new();
    for r in common {
        let topic = ctx.model.rows[r].topic;
        match groups.last_mut() {
            Some((last, rows)) if *last == topic => rows.push(r),
            _ => groups.push((topic, vec![r])),
        }
    }
    let folded = !choice.all
        && alone.len() > UNFOLDED + 1
        && choice.set.is_none()
        && choice.filter == Filter::default()
        && !alone
            .iter()
            .any(|r| choice.row.as_deref() == Some(ctx.model.rows[*r].key.as_str()));
    let (count, rest) = (alone.len(), alone.len().saturating_sub(UNFOLDED));
    let pinned = Group {
        title: s.pinned,
        count: pinned.len().to_string(),
        rows: pinned,
    };
    let common = groups.into_iter().map(|(topic, rows)| Group {
        title: topic.map_or(s.other_topics, |topic| s.topic(topic)),
        count: (s.rows_in_common)(rows.len()),
        rows,
    });
    let alone = Group {
        title: s.one_article_alone,
        count: (s.silent_not_denied)(count),
        rows: alone
            .into_iter()
            .take(if folded { UNFOLDED } else { count })
            .collect(),
    };
    let groups = std::iter::once(pinned).chain(common);
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
        .child(el("thead").set("role", "rowgroup").child(line));
    let columns = ctx.model.documents().count() + 2;
    let mut steps: Vec<Step> = Vec::new();
    let mut wanted = (CELLS / columns).max(ROWS);
    for group in groups.chain(std::iter::once(alone)) {
        // The body that the group's rows stand in; its first row brings it.
        let body = Rc::new(OnceCell::new());
        let group = Rc::new(group);
        for (i, r) in group.rows.iter().copied().enumerate() {
            let asked = choice.row.as_deref() == Some(ctx.model.rows[r].key.as_str());
            let (table, body, of) = (table.clone(), body.clone(), group.clone());
            steps.push(Box::new(move || {
                let body: &Nodes = body.get_or_init(|| {
                    let body = of.body(ctx, columns);
                    table.child(body.clone());
                    body
                });
                body.clone().child(row::view(ctx, of.rows[i], joining));
                // A link to one row shows it.
                if asked {
                    let id = row_id(&ctx.model.rows[of.rows[i]].key);
                    browser::next_frame(move || browser::show(&id, true));
                }
            }));
            if asked {
                wanted = wanted.max(steps.len());
            }
        }
    }
    let rows = Gradual::new(steps, wanted);
    drawn.set_value(Some(rows));
    let table = table.live_yes("aria-busy", move || rows.is_busy());
    let scrolled = el(if ctx.model.sources.len() > 3 {
        "div.table-scroll.wide"
    } else {
        "div.table-scroll"
    });
    none()
        .child(scrolled.child(table))
        .child(rows.more(ctx, wanted))
        .children(more)
}

/// Rows under one heading.
struct Group {
    title: &'static str,
    count: String,
    /// Indexes of the model's rows.
    rows: Vec<usize>,
}

impl Group {
    /// What its rows stand in, with its heading.
    fn body(&self, ctx: Ctx, columns: usize) -> Nodes {
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
        let open = State::new(self.rows.iter().any(parted));
        let fold = el("button.plain.fold")
            .set("type", "button")
            .live_yes("aria-expanded", move || open.get())
            .set("aria-label", &format!("{}: {}", ctx.s.show, self.title))
            .click(move || open.update(|open| *open = !*open))
            .live_text(move || if open.get() { "−" } else { "+" }.to_owned());
        let head = el("th")
            .set("role", "rowheader")
            .set("scope", "rowgroup")
            .set("colspan", &columns.to_string())
            .child(el("h2").text(self.title))
            .child(el("span").text(&self.count))
            .child(fold);
        el("tbody")
            .set("role", "rowgroup")
            .live_class("folded", move || !open.get())
            .child(el("tr.topic").set("role", "row").child(head))
    }
}

/// Work on rows that are no longer there: the source changed, the note stays.
fn lost(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let lost = derived(move || {
        ctx.work.state.with(|work| {
            let gone = ctx.model.lost(work).into_iter();
            gone.filter_map(|id| {
                let body = work.body(Kind::Row, &id)?;
                Some((id.clone(), body.excerpt.clone(), body.note.clone()))
            })
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
                let about = About::new(Kind::Row, id.as_str());
                ctx.work.act(about, Action::Put(None));
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
