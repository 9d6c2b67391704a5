//! The evidence panel: what is selected in plain words, and every sentence that it is made of.

use super::{mend, select_here, ways};
use crate::model::edges::{Edge, Said};
use crate::model::graph::unconnected;
use crate::model::manner;
use crate::order::Order as _;
use crate::route::{Route, View, key};
use crate::ui::browser::{
    self,
    dom::{KeyboardEvent, Nodes, all, el, none},
};
use crate::ui::parts::{
    self, control, note,
    quote::{self, Part},
};
use crate::ui::state::Ctx;
use crate::ui::strings::why_rule;
use crate::ui::{compare, how};
use crate::workspace::action::About;
use crate::workspace::state::Kind;
use crossread::extract::{EntityIx, Evidence, Holder, Why};
use crossread::text::Span;
use crossread::vocabulary::{Polarity, Relation};

/// The panel.
pub fn view(ctx: Ctx) -> Nodes {
    let selected = ctx.query(key::SELECTED);
    let second = ctx.query(key::WITH);
    el("section.panel")
        .set("aria-labelledby", "panel-title")
        .on("keydown", move |event: KeyboardEvent| {
            if event.key() == "Escape" && !selected.get_untracked().is_empty() {
                // Of two the second is let go first.
                let two = !second.get_untracked().is_empty();
                let letting_go = if two { key::WITH } else { key::SELECTED };
                ctx.go(|route| route.with(letting_go, ""));
                browser::focus("map");
            }
        })
        .live(move || {
            let id = selected.get();
            if let Some(edge) = ctx.model.edge_by_id(&id) {
                let said = ctx
                    .route
                    .with_untracked(|r| r.get(key::SAID).map(str::to_owned));
                if let Some(letter) = said {
                    // Once it stands there.
                    browser::next_frame(move || browser::show(&["said-", &letter].concat(), true));
                }
                return edge_panel(ctx, edge);
            }
            let second = second.with(|id| ctx.model.entity_by_id(id));
            match (ctx.model.entity_by_id(&id), second) {
                (Some(entity), Some(other)) if other != entity => ways::between(ctx, entity, other),
                (Some(entity), _) => entity_panel(ctx, entity),
                _ => overview(ctx),
            }
        })
}

/// What kind of thing is shown, and the way out.
pub(super) fn kick(ctx: Ctx, words: &str) -> Nodes {
    let close = el("a.close")
        .live_set("href", move || select_here(ctx, ""))
        .set("aria-label", ctx.s.close)
        .text("×");
    el("p.kick").child(el("span").text(words)).child(close)
}

pub(super) fn title(text: &str) -> Nodes {
    el("h2")
        .set("id", "panel-title")
        .set("tabindex", "-1")
        .text(text)
}

/// Nothing is selected: where to begin.
fn overview(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let mut edges: Vec<&'static Edge> = ctx.model.edges.iter().collect();
    edges.order_by_cached_key(|edge| {
        (
            // Posts and memberships are said in passing.
            edge.kind.is_state(),
            edge.relation,
            std::cmp::Reverse(ctx.model.independent(edge.documents())),
            edge.id.as_str(),
        )
    });
    let marks = {
        let mut ends: Vec<EntityIx> = edges.iter().flat_map(|edge| [edge.a, edge.b]).collect();
        ends.order();
        ends.dedup();
        ends.len()
    };
    let (count, most) = (edges.len(), 12);
    let rest = count.saturating_sub(most);
    let alone = unconnected(ctx.model).len();
    let shown = none()
        .child(title(s.nothing_selected))
        .child(el("p.say").text(&(s.map_summary)(count, marks, alone)));
    if count == 0 {
        return shown;
    }
    let edges = edges.into_iter().take(most);
    let shown = shown
        .child(crate::ui::story::start(ctx))
        .child(el("p.h3").text(s.begin_here))
        .child(el("ul.lines").children(edges.map(|edge| edge_line(ctx, edge, false))));
    if rest == 0 {
        return shown;
    }
    let href = Route::to(View::Map).with(key::AS, "table").href();
    let link = control::link(&href, &(s.the_rest_as_table)(rest));
    shown.child(el("p.meta").child(link))
}

/// An edge in one line, with a link to it.
pub(super) fn edge_line(ctx: Ctx, edge: &'static Edge, with_manner: bool) -> Nodes {
    let documents = edge.documents();
    let names: Vec<&str> = documents
        .iter()
        .map(|d| ctx.model.source(*d).name.as_str())
        .collect();
    let marks = documents.iter().map(|d| parts::source_mark(ctx, *d));
    let said = edge.said.first().filter(|_| with_manner).map(|said| {
        let connection = ctx.model.connection(said.document, said.connection);
        parts::said_as(ctx, connection.certainty, connection.polarity)
    });
    let more = format!(", {}, {}", ctx.s.relation(edge.relation), names.join(", "));
    let link = el("a")
        .live_set("href", move || select_here(ctx, &edge.id))
        .text(&edge_words(ctx, edge))
        .child(el("span.vh").text(&more));
    el("li")
        .child(parts::sign(edge.relation))
        .child(link)
        .child(el("span.srcs").children(marks))
        .children(said)
}

/// The first sentence that says an edge, with its source.
pub(super) fn words_of_first(ctx: Ctx, edge: &'static Edge) -> Option<Nodes> {
    let said = edge.said.first()?;
    let connection = ctx.model.connection(said.document, said.connection);
    let evidence = connection.evidence.first()?;
    let words = evidence_view(ctx, said.document, evidence, &connection.why);
    let cell = el("div.cell")
        .child(parts::source_mark(ctx, said.document))
        .child(el("div").child(words));
    Some(el("div.cells").child(cell))
}

/// The firmest manner in which anybody says it: a denial only if nobody affirms it.
fn firmest(ctx: Ctx, edge: &Edge) -> &'static str {
    manners(ctx, edge).first().copied().unwrap_or("certain")
}

/// The edge in words. A sentence where somebody states it as certain, or all deny it; else nothing that could be
/// taken for a fact.
pub fn edge_words(ctx: Ctx, edge: &Edge) -> String {
    let (a, b) = (ctx.name(edge.a), ctx.name(edge.b));
    match firmest(ctx, edge) {
        "certain" => ctx
            .model
            .sentence(edge.kind, Polarity::Affirmed, a, b, ctx.s.code),
        "denied" => ctx
            .model
            .sentence(edge.kind, Polarity::Denied, a, b, ctx.s.code),
        word => format!(
            "{a} – {b}: {} ({})",
            ctx.model.type_label(edge.kind, ctx.s.code),
            ctx.s.manner(word)
        ),
    }
}

fn edge_panel(ctx: Ctx, edge: &'static Edge) -> Nodes {
    let s = ctx.s;
    let model = ctx.model;
    let first = |read: &dyn Fn(&crossread::extract::Connection) -> Option<String>| {
        edge.said
            .iter()
            .find_map(|said| read(model.connection(said.document, said.connection)))
    };
    let place = first(&|c| c.place.map(|place| ctx.name(place).to_owned()));
    let date = first(&|c| c.date.clone()).unwrap_or_else(|| s.undated.to_owned());
    let mut words = vec![ctx.model.type_label(edge.kind, s.code).to_owned()];
    words.extend(place);
    words.push(date);
    let kick = kick(ctx, &words.join(" · "));
    let all = model.analysis.documents.len();
    let documents = edge.documents();
    let cells = model.documents().map(|document| {
        let said = edge.said.iter().filter(|said| said.document == document);
        source_cell(ctx, document, &said.copied().collect::<Vec<Said>>())
    });
    let also: Vec<&'static Edge> = model
        .edges
        .iter()
        .filter(|other| other.between(edge.a, edge.b) && other.id != edge.id)
        .collect();
    let words = edge_words(ctx, edge);
    let said_as = Some(firmest(ctx, edge)).filter(|word| matches!(*word, "probable" | "possible"));
    let said_as = said_as.map(|word| s.manner(word));
    let independent = model.independent(documents.iter().copied());
    let mut shown = none()
        .child(kick)
        .child(title(&words))
        .child(el("p.say").text(&(s.articles_say)(documents.len(), all, said_as)));
    if independent < documents.len() {
        let words = (s.shared_agency)(documents.len(), independent);
        shown = shown.child(el("p.gloss").text(&words));
    }
    shown = shown
        .child(relation_note(ctx, edge))
        .child(el("div.cells").children(cells));
    if !also.is_empty() {
        let lines = also.into_iter().map(|edge| edge_line(ctx, edge, true));
        shown = shown
            .child(heading(s.also_between))
            .child(el("ul.lines.wide").children(lines));
    }
    shown
        .children(own_words(ctx, &[edge.a, edge.b]))
        .child(my_note(ctx, &edge.id, &words))
}

fn heading(words: &str) -> Nodes {
    el("h3.h3").text(words)
}

fn my_note(ctx: Ctx, id: &str, excerpt: &str) -> Nodes {
    let about = About::new(Kind::Note, id).named(excerpt);
    note::field(ctx, about, ctx.s.my_note, "my-note")
}

fn relation_note(ctx: Ctx, edge: &Edge) -> Nodes {
    let s = ctx.s;
    let class = format!("rel {}", crate::model::filter::relation_word(edge.relation));
    let text = s.relation_note(edge.relation, edge.row.is_some());
    let mut words = el("span")
        .child(el("b").text(s.relation_title(edge.relation)))
        .text(&format!(" {text}"));
    if let Some(row) = edge.row {
        let row = &ctx.model.rows[row];
        let comparison = &ctx.model.analysis.comparisons[row.comparison];
        let differences = compare::difference_words(ctx, comparison);
        if !differences.is_empty() {
            words = words.text(&format!(" {differences}."));
        }
        let link = control::link(&compare::link(&row.key), s.compare);
        words = words.text(" ").child(link);
    }
    el("p")
        .class(&class)
        .child(parts::sign(edge.relation))
        .child(words)
}

/// What one document says, or that it is silent.
fn source_cell(ctx: Ctx, document: u32, said: &[Said]) -> Nodes {
    let (cell, status) = match said.first() {
        None => (el("div.cell.is-silent"), parts::silent(ctx)),
        Some(first) => {
            let connection = ctx.model.connection(document, first.connection);
            let status = parts::said_as(ctx, connection.certainty, connection.polarity);
            (el("div.cell"), status)
        }
    };
    let evidence = said.iter().flat_map(|said| {
        let connection = ctx.model.connection(document, said.connection);
        let all = connection.evidence.iter();
        all.map(move |evidence| evidence_view(ctx, document, evidence, &connection.why))
    });
    let date = ctx.dateline(ctx.model.document(document));
    let who = el("p.who")
        .child(el("b").text(&ctx.model.source(document).name))
        .text(" ")
        .child(el("span").text(&date))
        .child(status);
    let meant = ctx.query(key::SAID);
    let letter = ctx.model.source(document).letter.as_str();
    cell.set("id", &["said-", letter].concat())
        .set("tabindex", "-1")
        .live_class("here", move || meant.with(|said| said == letter))
        .child(parts::source_mark(ctx, document))
        .child(el("div").child(who).children(evidence))
}

fn evidence_view(ctx: Ctx, document: u32, evidence: &Evidence, why: &Why) -> Nodes {
    let s = ctx.s;
    let marks = [
        (evidence.a, Part::End),
        (evidence.b, Part::End),
        (evidence.cue, Part::Cue),
    ];
    let claim = evidence
        .claim
        .and_then(|claim| ctx.model.extraction(document).claims.get(claim as usize));
    let holder = match claim {
        Some(claim) => parts::holders(ctx, document, &claim.holder, &claim.chain),
        None => parts::holder(ctx, document, &Holder::Author),
    };
    let marks: Vec<(Span, Part)> = marks
        .into_iter()
        .filter(|(span, _)| evidence.span.contains(*span))
        .collect();
    let publisher = ctx
        .model
        .document(document)
        .url
        .as_deref()
        .and_then(|url| publisher(ctx, url, document, evidence.span));
    let meta = el("p.meta")
        .child(el("span").text(&format!("{} {holder}", s.said_by)))
        .child(in_place(ctx, document, evidence.span))
        .children(publisher);
    all([
        quote::quote(ctx, document, evidence.span, &marks),
        meta,
        why_box(ctx, document, why),
    ])
}

/// A link to the words in their article.
fn in_place(ctx: Ctx, document: u32, span: Span) -> Nodes {
    control::link(&quote::passage(ctx, document, span), ctx.s.read_in_place)
}

/// A link to the passage at the publisher's (a text fragment), for addresses of the web only.
fn publisher(ctx: Ctx, url: &str, document: u32, span: Span) -> Option<Nodes> {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return None;
    }
    let body = &ctx.model.document(document).body;
    let words: Vec<&str> = span.of(body).split_whitespace().take(6).collect();
    let fragment = crate::route::percent_encoded(&words.join(" "));
    let digest = ctx.model.document(document).kind == crossread::corpus::DocumentKind::Digest;
    let href = if digest {
        url.to_owned()
    } else {
        format!("{url}#:~:text={fragment}")
    };
    Some(control::out(&href, ctx.s.at_publisher))
}

/// «Why this?»: the rule that fired and the words that made it fire.
pub fn why_box(ctx: Ctx, document: u32, why: &Why) -> Nodes {
    let s = ctx.s;
    let body = &ctx.model.document(document).body;
    let words: Vec<String> = why
        .cues
        .iter()
        .map(|span| format!("«{}»", span.of(body)))
        .collect();
    let words =
        (!words.is_empty()).then(|| el("p").text(&format!("{} {}", s.its_words, words.join(", "))));
    let measured = how::quality::rule(&why.rule).map_or_else(
        || s.rule_unmeasured.to_owned(),
        |(right, fired)| (s.rule_right)(right, fired),
    );
    let rule = el("p")
        .text(s.rule)
        .text(" ")
        .child(el("i").text(&why.rule))
        .text(". ")
        .text(&measured);
    let explained = why_rule(s, &why.rule).map(|text| el("p").text(text));
    let answer = none().children(explained).child(rule).children(words);
    parts::why(s.why_this, [answer])
}

/// What some entities are quoted as saying.
fn own_words(ctx: Ctx, entities: &[EntityIx]) -> Option<Nodes> {
    let s = ctx.s;
    let mut lines: Vec<Nodes> = Vec::new();
    for document in ctx.model.documents() {
        for quotation in &ctx.model.extraction(document).quotations {
            let Some(Holder::Entity(speaker)) = quotation.speaker else {
                continue;
            };
            if !entities.contains(&speaker) {
                continue;
            }
            let mut who = el("span").text(ctx.name(speaker));
            if let Some(cue) = quotation.cue {
                let words = cue.of(&ctx.model.document(document).body);
                who = who.text(", ").child(el("mark.cue").text(words));
            }
            let meta = el("p.meta")
                .child(who)
                .child(in_place(ctx, document, quotation.span));
            let inner = el("div")
                .child(el("span.vh").text(&ctx.model.source(document).name))
                .child(quote::quote(ctx, document, quotation.span, &[]))
                .child(meta);
            let cell = el("div.cell")
                .child(parts::source_mark(ctx, document))
                .child(inner);
            lines.push(cell);
        }
    }
    if lines.is_empty() {
        return None;
    }
    Some(all([
        heading(s.own_words),
        el("div.cells.first").children(lines),
    ]))
}

fn entity_panel(ctx: Ctx, at: EntityIx) -> Nodes {
    let s = ctx.s;
    let entity = ctx.model.entity(at);
    let country = entity.country.as_deref().filter(|id| *id != entity.id);
    let country = country
        .and_then(|id| ctx.model.entity_by_id(id))
        .map(|e| ctx.name(e));
    let mut words = vec![s.kind_of(entity.kind)];
    words.extend(country);
    let kick = kick(ctx, &words.join(" · "));
    let mut names: Vec<&str> = entity
        .names
        .iter()
        .filter_map(|(_, names)| names.first().map(String::as_str))
        .collect();
    names.retain(|name| *name != ctx.name(at));
    names.dedup();
    let names = (!names.is_empty())
        .then(|| el("p.gloss").text(&format!("{} {}", s.also_written, names.join(" · "))));
    let mentions = ctx.model.documents().map(|document| {
        let count = ctx.model.mentions[at.0 as usize][document as usize];
        let mut mentions = ctx.model.extraction(document).mentions.iter();
        let words = match mentions.find(|mention| mention.entity == at) {
            Some(mention) => {
                let place = quote::passage(ctx, document, mention.span);
                control::link(&place, &(s.named_times)(count as usize))
            }
            None => parts::silent(ctx),
        };
        el("li")
            .child(parts::source_mark(ctx, document))
            .child(el("span").text(&ctx.model.source(document).name))
            .child(words)
    });
    let mut edges: Vec<&'static Edge> = ctx
        .model
        .edges
        .iter()
        .filter(|edge| edge.touches(at))
        .collect();
    edges.order_by_key(|edge| {
        (
            edge.relation,
            std::cmp::Reverse(edge.documents().len()),
            edge.id.as_str(),
        )
    });
    let edges = if edges.is_empty() {
        el("p.gloss").text(s.no_connection)
    } else {
        let lines = edges.into_iter().map(|edge| edge_line(ctx, edge, true));
        el("ul.lines.wide").children(lines)
    };
    let rows = Route::to(View::Compare)
        .with(key::ENTITY, &entity.id)
        .href();
    none()
        .child(kick)
        .child(title(ctx.name(at)))
        .children(names)
        .live(move || ways::view(ctx, at))
        .child(heading(s.connections))
        .child(edges)
        .children(own_words(ctx, &[at]))
        .child(heading(s.where_named))
        .child(el("ul.lines.named").children(mentions))
        .child(el("p.meta").child(control::link(&rows, s.rows_about_it)))
        .children(reasons(ctx, at))
        .child(mend::view(ctx, at))
        .child(my_note(ctx, &entity.id, ctx.name(at)))
}

/// Why these mentions are one entity.
fn reasons(ctx: Ctx, at: EntityIx) -> Option<Nodes> {
    let s = ctx.s;
    let entity = ctx.model.entity(at);
    let mut lines: Vec<Nodes> = Vec::new();
    for reason in &entity.reasons {
        let verdict = if reason.merged {
            s.merged
        } else {
            s.kept_apart
        };
        let mut words = format!("{verdict} {}", reason.names.join(" = "));
        if let Some(other) = reason.other {
            words.push_str(" ≠ ");
            words.push_str(ctx.name(other));
        }
        words.push_str(" (");
        let line = el("p").text(&words).child(el("i").text(&reason.rule));
        lines.push(line.text(")"));
    }
    if let Some(id) = &entity.wikidata {
        lines.push(el("p").text("Wikidata ").text(id));
    }
    (!lines.is_empty()).then(|| parts::why(s.why_one, lines))
}

/// How a document's word on an edge is said, for the table.
pub fn manners(ctx: Ctx, edge: &Edge) -> Vec<&'static str> {
    let mut words: Vec<&'static str> = edge
        .said
        .iter()
        .map(|said| ctx.model.connection(said.document, said.connection))
        .map(|connection| manner(connection.certainty, connection.polarity))
        .collect();
    words.order_by_key(|word| crate::model::MANNERS.iter().position(|m| m == word));
    words.dedup();
    words
}

/// The order of relations in the table: the gravest first.
pub fn gravity(relation: Relation) -> usize {
    Relation::ALL
        .iter()
        .position(|r| *r == relation)
        .unwrap_or_default()
}
