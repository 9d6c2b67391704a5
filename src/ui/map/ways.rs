//! Looking closer in the panel: what is one or two steps from an entity, and the ways from it to another with their
//! evidence.

use super::panel::{edge_line, kick, title, words_of_first};
use crate::map::focus::{WAYS_MOST, around, ways};
use crate::map::graph::Graph;
use crate::model::edges::Edge;
use crate::model::filter::Filter;
use crate::model::graph as model_graph;
use crate::order::Order as _;
use crate::route::key;
use crate::ui::browser::dom::{Nodes, el, none};
use crate::ui::parts;
use crate::ui::parts::live::derived;
use crate::ui::state::Ctx;
use crossread::extract::EntityIx;

/// What the filter of the address leaves.
fn graph(ctx: Ctx) -> Graph {
    let filter = ctx.route.with(|route| Filter::of(route, ctx.model));
    model_graph::graph(ctx.model, &filter, ctx.s.code)
}

/// Of an entity: how far one looks, what lies two steps away, and to whom the ways are asked for.
pub fn view(ctx: Ctx, at: EntityIx) -> Nodes {
    let s = ctx.s;
    let id = ctx.model.entity(at).id.clone();
    let graph = graph(ctx);
    let Some(node) = graph.node_index(&id) else {
        return none();
    };
    let rings = around(&graph, node, 2);
    let near = ctx.query(key::NEAR);
    let far = derived(move || near.with(|near| near == "2"));
    let step = |two: bool, words: &str, count: usize| {
        el("button")
            .set("type", "button")
            .live_yes("aria-pressed", move || far.get() == two)
            .click(move || {
                ctx.go(|route| route.with(key::NEAR, if two { "2" } else { "" }));
                ctx.said.set((s.neighbours)(count));
            })
            .text(words)
            .text(" ")
            .child(el("span.n").text(&count.to_string()))
    };
    let count = |steps: usize| {
        rings
            .iter()
            .skip(1)
            .take(steps)
            .map(Vec::len)
            .sum::<usize>()
    };
    let steps = el("div.seg")
        .set("role", "group")
        .set("aria-label", s.look_around)
        .child(step(false, s.one_step, count(1)))
        .child(step(true, s.two_steps, count(2)));
    let name = |i: usize| graph.nodes()[i].label.clone();
    let mut others: Vec<(String, String)> = around(&graph, node, graph.nodes().len())
        .into_iter()
        .skip(1)
        .flatten()
        .map(|i| (name(i), graph.nodes()[i].id.clone()))
        .collect();
    others.order();
    let options = others
        .into_iter()
        .map(|(name, id)| el("option").set("value", &id).text(&name));
    let choice = el("select.field")
        .set("id", "ways-to")
        .child(el("option").set("value", "").text(s.choose))
        .children(options)
        .changed("change", move |value| {
            ctx.go(|route| route.with(key::WITH, &value));
        });
    let farther: Vec<String> = rings
        .get(2)
        .into_iter()
        .flatten()
        .map(|i| graph.nodes()[*i].id.clone())
        .collect();
    let list = move || {
        if !far.get() || farther.is_empty() {
            return none();
        }
        let entries = farther.iter().filter_map(|id| {
            let entity = ctx.model.entity_by_id(id)?;
            let link = el("a")
                .set("href", &super::select_here(ctx, id))
                .child(parts::kind_mark(ctx.model.entity(entity).kind))
                .text(ctx.name(entity));
            Some(el("li").child(link))
        });
        el("div")
            .child(el("h3.h3").text(s.two_steps_away))
            .child(el("ul.named-list").children(entries))
    };
    el("div.around")
        .child(
            el("p.row")
                .child(
                    el("span.lab")
                        .set("aria-hidden", "true")
                        .text(s.look_around),
                )
                .child(steps)
                .child(el("label.lab").set("for", "ways-to").text(s.ways_to))
                .child(choice),
        )
        .live(list)
}

/// The ways between two entities, each with the connections it is made of and a sentence for each.
pub fn between(ctx: Ctx, from: EntityIx, to: EntityIx) -> Nodes {
    let s = ctx.s;
    let graph = graph(ctx);
    let ends = [from, to].map(|e| graph.node_index(&ctx.model.entity(e).id));
    let found = match ends {
        [Some(a), Some(b)] => ways(&graph, a, b),
        _ => Vec::new(),
    };
    let names = [ctx.name(from), " – ", ctx.name(to)].concat();
    let words = (s.ways_found)(found.len(), found.len() == WAYS_MOST);
    ctx.said.set([&names, ": ", &words].concat());
    let single = found.len() == 1;
    let one = |(number, way): (usize, &Vec<usize>)| {
        let names = way.iter().map(|i| graph.nodes()[*i].label.as_str());
        let names: Vec<&str> = names.collect();
        let hops = way
            .windows(2)
            .map(|pair| hop(ctx, &graph, pair[0], pair[1]));
        el("details.way")
            .flag("open", number == 0 || single)
            .child(
                el("summary")
                    .text(&names.join(" → "))
                    .text(" ")
                    .child(el("span.n").text(&(s.steps)(way.len() - 1))),
            )
            .children(hops)
    };
    let back = el("a")
        .live_set("href", move || ctx.route.get().with(key::WITH, "").href())
        .text(ctx.name(from));
    none()
        .child(kick(ctx, s.ways_between))
        .child(title(&names))
        .child(el("p.say").text(&words))
        .children(found.iter().enumerate().map(one))
        .child(el("p.meta").text(s.back_to).text(" ").child(back))
}

/// One step of a way: the connections between its two ends, with the first sentence of each.
fn hop(ctx: Ctx, graph: &Graph, a: usize, b: usize) -> Nodes {
    let ids = graph.pairs();
    let edges = ids.get(&(a.min(b), a.max(b))).into_iter().flatten();
    let edges = edges.filter_map(|e| ctx.model.edge_by_id(&graph.edges()[*e].id));
    let line = |edge: &'static Edge| {
        el("div.hop")
            .child(el("ul.lines.wide").child(edge_line(ctx, edge, true)))
            .children(words_of_first(ctx, edge))
    };
    none().children(edges.map(line))
}
