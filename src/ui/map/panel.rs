//! The evidence panel: what is selected in plain words, and every sentence that it is made of.

use super::select_here;
use crate::model::edges::{Edge, Said};
use crate::model::graph::unconnected;
use crate::model::manner;
use crate::order::Order as _;
use crate::route::{Route, View, key};
use crate::ui::parts::live::{live, on};
use crate::ui::parts::{
    self, note,
    quote::{self, Part},
};
use crate::ui::state::Ctx;
use crate::ui::strings::why_rule;
use crate::ui::{compare, how};
use crate::workspace::state::Kind;
use crossread::extract::{EntityIx, Evidence, Holder, Why};
use crossread::text::Span;
use crossread::vocabulary::{Polarity, Relation};
use leptos::prelude::*;

/// The panel.
pub fn view(ctx: Ctx) -> AnyView {
    let selected = ctx.query(key::SELECTED);
    let inner = live(move || {
        let id = selected.get();
        if let Some(edge) = ctx.model.edge_by_id(&id) {
            return edge_panel(ctx, edge);
        }
        match ctx.model.entity_by_id(&id) {
            Some(entity) => entity_panel(ctx, entity),
            None => overview(ctx),
        }
    });
    view! {
        <section class="panel" aria-labelledby="panel-title"
            on:keydown=on(move |event: leptos::ev::KeyboardEvent| {
                if event.key() == "Escape" && !selected.get_untracked().is_empty() {
                    ctx.go(|route| route.with(key::SELECTED, ""));
                    crate::ui::browser::focus("map");
                }
            })>
            {inner}
        </section>
    }
    .into_any()
}

fn close(ctx: Ctx) -> AnyView {
    view! { <a class="close" href=live(move || select_here(ctx, "")) aria-label=ctx.s.close>"×"</a> }
        .into_any()
}

fn title(text: String) -> AnyView {
    view! { <h2 id="panel-title" tabindex="-1">{text}</h2> }.into_any()
}

/// Nothing is selected: where to begin.
fn overview(ctx: Ctx) -> AnyView {
    let s = ctx.s;
    let mut edges: Vec<&'static Edge> = ctx.model.edges.iter().collect();
    edges.order_by_key(|edge| {
        (
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
    let lines = edges
        .into_iter()
        .take(most)
        .map(|edge| edge_line(ctx, edge, false))
        .collect_view();
    let lines = (count > 0)
        .then(|| view! { <p class="h3">{s.begin_here}</p><ul class="lines">{lines}</ul> });
    let rest = (rest > 0).then(|| {
        let href = Route::to(View::Map).with(key::AS, "table").href();
        view! { <p class="meta"><a href=href>{(s.the_rest_as_table)(rest)}</a></p> }
    });
    let alone = unconnected(ctx.model).len();
    view! {
        {title(s.nothing_selected.to_owned())}
        <p class="say">{(s.map_summary)(count, marks, alone)}</p>
        {lines}
        {rest}
    }
    .into_any()
}

/// An edge in one line, with a link to it.
fn edge_line(ctx: Ctx, edge: &'static Edge, with_manner: bool) -> AnyView {
    let sources = edge
        .documents()
        .into_iter()
        .map(|d| parts::source_mark(ctx, d))
        .collect_view();
    let names: Vec<&str> = edge
        .documents()
        .into_iter()
        .map(|d| ctx.model.source(d).name.as_str())
        .collect();
    let said = with_manner.then(|| {
        edge.said.first().map(|said| {
            let connection = ctx.model.connection(said.document, said.connection);
            parts::said_as(ctx, connection.certainty, connection.polarity)
        })
    });
    let words = edge_words(ctx, edge);
    view! {
        <li>
            {parts::sign(edge.relation)}
            <a href=live(move || select_here(ctx, &edge.id))>{words}
                <span class="vh">{format!(", {}, {}", ctx.s.relation(edge.relation), names.join(", "))}</span>
            </a>
            <span class="srcs">{sources}</span>
            {said}
        </li>
    }
    .into_any()
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

fn edge_panel(ctx: Ctx, edge: &'static Edge) -> AnyView {
    let s = ctx.s;
    let model = ctx.model;
    let first = |read: &dyn Fn(&crossread::extract::Connection) -> Option<String>| {
        edge.said
            .iter()
            .find_map(|said| read(model.connection(said.document, said.connection)))
    };
    let place = first(&|c| c.place.map(|place| ctx.name(place).to_owned()));
    let date = first(&|c| c.date.clone()).unwrap_or_else(|| s.undated.to_owned());
    let kick = [
        Some(ctx.model.type_label(edge.kind, s.code).to_owned()),
        place,
        Some(date),
    ];
    let kick = kick.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let all = model.analysis.documents.len();
    let documents = edge.documents();
    let cells = model
        .documents()
        .map(|document| {
            let said: Vec<Said> = edge
                .said
                .iter()
                .filter(|said| said.document == document)
                .copied()
                .collect();
            source_cell(ctx, document, &said)
        })
        .collect_view();
    let also: Vec<&'static Edge> = model
        .edges
        .iter()
        .filter(|other| other.between(edge.a, edge.b) && other.id != edge.id)
        .collect();
    let also = (!also.is_empty()).then(|| {
        let lines = also
            .into_iter()
            .map(|edge| edge_line(ctx, edge, true))
            .collect_view();
        view! { <h3 class="h3">{s.also_between}</h3><ul class="lines wide">{lines}</ul> }
    });
    let words = edge_words(ctx, edge);
    let said_as = Some(firmest(ctx, edge)).filter(|word| matches!(*word, "probable" | "possible"));
    let said_as = said_as.map(|word| s.manner(word));
    let independent = model.independent(documents.iter().copied());
    let shared = (independent < documents.len())
        .then(|| view! { <p class="gloss">{(s.shared_agency)(documents.len(), independent)}</p> });
    view! {
        <p class="kick"><span>{kick}</span>{close(ctx)}</p>
        {title(words.clone())}
        <p class="say">{(s.articles_say)(documents.len(), all, said_as)}</p>
        {shared}
        {relation_note(ctx, edge)}
        <div class="cells">{cells}</div>
        {also}
        {own_words(ctx, &[edge.a, edge.b])}
        {note::field(ctx, Kind::Note, edge.id.clone(), words, s.my_note.to_owned(), "my-note".to_owned())}
    }
    .into_any()
}

fn relation_note(ctx: Ctx, edge: &Edge) -> AnyView {
    let s = ctx.s;
    let class = format!("rel {}", crate::model::filter::relation_word(edge.relation));
    let row = edge.row.map(|row| {
        let row = &ctx.model.rows[row];
        let comparison = &ctx.model.analysis.comparisons[row.comparison];
        let words = compare::difference_words(ctx, comparison);
        let words = (!words.is_empty()).then(|| format!(" {words}."));
        view! { {words}" "<a href=compare::link(&row.key)>{s.compare}</a> }
    });
    let text = s.relation_note(edge.relation, edge.row.is_some());
    view! {
        <p class=class>{parts::sign(edge.relation)}<span><b>{s.relation_title(edge.relation)}</b>" "{text}{row}</span></p>
    }
    .into_any()
}

/// What one document says, or that it is silent.
fn source_cell(ctx: Ctx, document: u32, said: &[Said]) -> AnyView {
    let of = ctx.model.document(document);
    let name = ctx.model.source(document).name.as_str();
    let (status, inner) = match said.first() {
        None => (parts::silent(ctx), ().into_any()),
        Some(first) => {
            let connection = ctx.model.connection(document, first.connection);
            let inner = said
                .iter()
                .map(|said| said_evidence(ctx, *said))
                .collect_view()
                .into_any();
            (
                parts::said_as(ctx, connection.certainty, connection.polarity),
                inner,
            )
        }
    };
    let class = if said.is_empty() {
        "cell is-silent"
    } else {
        "cell"
    };
    view! {
        <div class=class>
            {parts::source_mark(ctx, document)}
            <div>
                <p class="who"><b>{name}</b>" "<span>{ctx.dateline(of)}</span>{status}</p>
                {inner}
            </div>
        </div>
    }
    .into_any()
}

fn said_evidence(ctx: Ctx, said: Said) -> AnyView {
    let connection = ctx.model.connection(said.document, said.connection);
    let why = &connection.why;
    let all = connection.evidence.iter();
    all.map(|evidence| evidence_view(ctx, said.document, evidence, why))
        .collect_view()
        .into_any()
}

fn evidence_view(
    ctx: Ctx,
    document: u32,
    evidence: &'static Evidence,
    why: &'static Why,
) -> AnyView {
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
    view! {
        {quote::quote(ctx, document, evidence.span, &marks)}
        <p class="meta">
            <span>{s.said_by}" "{holder}</span>
            <a href=quote::passage(ctx, document, evidence.span)>{s.read_in_place}</a>
            {publisher}
        </p>
        {why_box(ctx, document, why)}
    }
    .into_any()
}

/// A link to the passage at the publisher's (a text fragment), for addresses of the web only.
fn publisher(ctx: Ctx, url: &str, document: u32, span: Span) -> Option<AnyView> {
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
    Some(view! { <a href=href rel="noopener noreferrer" target="_blank">{ctx.s.at_publisher}" ↗"</a> }.into_any())
}

/// «Why this?»: the rule that fired and the words that made it fire.
pub fn why_box(ctx: Ctx, document: u32, why: &Why) -> AnyView {
    let s = ctx.s;
    let body = &ctx.model.document(document).body;
    let words: Vec<String> = why
        .cues
        .iter()
        .map(|span| format!("«{}»", span.of(body)))
        .collect();
    let words = (!words.is_empty()).then(|| view! { <p>{s.its_words}" "{words.join(", ")}</p> });
    let measured = how::quality::rule(&why.rule).map_or_else(
        || s.rule_unmeasured.to_owned(),
        |(right, fired)| (s.rule_right)(right, fired),
    );
    let explained = why_rule(s, &why.rule).map(|text| view! { <p>{text}</p> });
    view! {
        <details class="why">
            <summary>{s.why_this}</summary>
            <div class="whybox">{explained}<p>{s.rule}" "<i>{why.rule.to_string()}</i>". "{measured}</p>{words}</div>
        </details>
    }
    .into_any()
}

/// What some entities are quoted as saying.
fn own_words(ctx: Ctx, entities: &[EntityIx]) -> AnyView {
    let s = ctx.s;
    let mut lines: Vec<AnyView> = Vec::new();
    for document in ctx.model.documents() {
        for quotation in &ctx.model.extraction(document).quotations {
            let Some(Holder::Entity(speaker)) = quotation.speaker else {
                continue;
            };
            if !entities.contains(&speaker) {
                continue;
            }
            let cue = quotation
                .cue
                .map(|cue| cue.of(&ctx.model.document(document).body));
            let cue = cue.map(|cue| view! { ", "<mark class="cue">{cue}</mark> });
            lines.push(
                view! {
                    <div class="cell">
                        {parts::source_mark(ctx, document)}
                        <div>
                            <span class="vh">{ctx.model.source(document).name.as_str()}</span>
                            {quote::quote(ctx, document, quotation.span, &[])}
                            <p class="meta">
                                <span>{ctx.name(speaker)}{cue}</span>
                                <a href=quote::passage(ctx, document, quotation.span)>{s.read_in_place}</a>
                            </p>
                        </div>
                    </div>
                }
                .into_any(),
            );
        }
    }
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <h3 class="h3">{s.own_words}</h3><div class="cells first">{lines}</div> }.into_any()
}

fn entity_panel(ctx: Ctx, at: EntityIx) -> AnyView {
    let s = ctx.s;
    let entity = ctx.model.entity(at);
    let country = entity.country.as_deref().filter(|id| *id != entity.id);
    let country = country
        .and_then(|id| ctx.model.entity_by_id(id))
        .map(|e| ctx.name(e));
    let kick = [Some(s.kind_of(entity.kind)), country]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let mut names: Vec<&str> = entity
        .names
        .iter()
        .filter_map(|(_, names)| names.first().map(String::as_str))
        .collect();
    names.retain(|name| *name != ctx.name(at));
    names.dedup();
    let names = (!names.is_empty())
        .then(|| view! { <p class="gloss">{s.also_written}" "{names.join(" · ")}</p> });
    let mentions = ctx
        .model
        .documents()
        .map(|document| {
            let count = ctx.model.mentions[at.0 as usize][document as usize];
            let first = ctx.model.extraction(document).mentions.iter().find(|mention| mention.entity == at);
            let words = (s.named_times)(count as usize);
            let words = match first {
                Some(mention) => {
                    view! { <a href=quote::passage(ctx, document, mention.span)>{words}</a> }.into_any()
                }
                None => parts::silent(ctx),
            };
            view! { <li>{parts::source_mark(ctx, document)}<span>{ctx.model.source(document).name.as_str()}</span>{words}</li> }
        })
        .collect_view();
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
        view! { <p class="gloss">{s.no_connection}</p> }.into_any()
    } else {
        let lines = edges
            .into_iter()
            .map(|edge| edge_line(ctx, edge, true))
            .collect_view();
        view! { <ul class="lines wide">{lines}</ul> }.into_any()
    };
    let rows = Route::to(View::Compare)
        .with(key::ENTITY, &entity.id)
        .href();
    view! {
        <p class="kick"><span>{kick}</span>{close(ctx)}</p>
        {title(ctx.name(at).to_owned())}
        {names}
        <h3 class="h3">{s.connections}</h3>
        {edges}
        {own_words(ctx, &[at])}
        <h3 class="h3">{s.where_named}</h3>
        <ul class="lines named">{mentions}</ul>
        <p class="meta"><a href=rows>{s.rows_about_it}</a></p>
        {reasons(ctx, at)}
        {note::field(ctx, Kind::Note, entity.id.clone(), ctx.name(at).to_owned(), s.my_note.to_owned(), "my-note".to_owned())}
    }
    .into_any()
}

/// Why these mentions are one entity.
fn reasons(ctx: Ctx, at: EntityIx) -> AnyView {
    let s = ctx.s;
    let entity = ctx.model.entity(at);
    let mut lines: Vec<AnyView> = entity
        .reasons
        .iter()
        .map(|reason| {
            let verdict = if reason.merged { s.merged } else { s.kept_apart };
            let other = reason.other.map(|other| format!(" ≠ {}", ctx.name(other)));
            view! { <p>{verdict}" "{reason.names.join(" = ")}{other}" ("<i>{reason.rule.to_string()}</i>")"</p> }.into_any()
        })
        .collect();
    if let Some(id) = &entity.wikidata {
        lines.push(view! { <p>"Wikidata "{id}</p> }.into_any());
    }
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <details class="why"><summary>{s.why_one}</summary><div class="whybox">{lines}</div></details> }.into_any()
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
