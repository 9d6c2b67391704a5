//! From mark to mark by keyboard.

use crate::order::Order as _;
use crate::real;
use crate::sorted::Map;

use super::geometry::Point;
use super::graph::Graph;

/// An arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// The order for Home, End and stepping through all: west to east, then north to south, then id; nodes
/// without a point come last, by name.
pub fn order(graph: &Graph, positions: &Map<String, Point>) -> Vec<String> {
    let mut placed: Vec<(&String, Point)> = positions.iter().map(|(id, p)| (id, *p)).collect();
    placed.order_by(|x, y| {
        x.1.x
            .total_cmp(&y.1.x)
            .then(x.1.y.total_cmp(&y.1.y))
            .then(x.0.cmp(y.0))
    });
    let mut rest: Vec<_> = graph
        .nodes()
        .iter()
        .filter(|n| !positions.contains_key(&n.id))
        .collect();
    rest.order_by(|x, y| (&x.label, &x.id).cmp(&(&y.label, &y.id)));
    placed
        .into_iter()
        .map(|(id, _)| id.clone())
        .chain(rest.into_iter().map(|n| n.id.clone()))
        .collect()
}

/// The node after `from` in [`order`], or the one before it, among those with a point; round and round, so that every
/// mark is reached. From nowhere the first, or the last.
pub fn beside(
    graph: &Graph,
    positions: &Map<String, Point>,
    from: &str,
    forward: bool,
) -> Option<String> {
    let mut order = order(graph, positions);
    order.retain(|id| positions.contains_key(id));
    let last = order.len().checked_sub(1)?;
    let at = order.iter().position(|id| id == from);
    let next = match (at, forward) {
        (Some(at), true) if at < last => at + 1,
        (Some(at), false) if at > 0 => at - 1,
        (_, true) => 0,
        (_, false) => last,
    };
    Some(order.swap_remove(next))
}

/// The best node from `from` in a direction: a neighbour within 60° if there is one, else any node.
///
/// Of several the one with the least distance, sideways steps counting three times. `None` if there is nothing
/// that way. From a node of the tray (without a point) the first node of [`order`] is meant.
pub fn step(
    graph: &Graph,
    positions: &Map<String, Point>,
    from: &str,
    direction: Direction,
) -> Option<String> {
    let Some(&start) = positions.get(from) else {
        return order(graph, positions).into_iter().find(|id| id != from);
    };
    let way = |p: Point| {
        let d = p - start;
        match direction {
            Direction::Left => (-d.x, d.y.abs()),
            Direction::Right => (d.x, d.y.abs()),
            Direction::Up => (-d.y, d.x.abs()),
            Direction::Down => (d.y, d.x.abs()),
        }
    };
    let near: Vec<&str> = match graph.node_index(from) {
        Some(i) => graph.neighbours()[i]
            .iter()
            .map(|&j| graph.nodes()[j].id.as_str())
            .collect(),
        None => Vec::new(),
    };
    let best = |only_near: bool| {
        let mut best: Option<(f64, &String)> = None;
        for (id, &p) in positions.iter() {
            let (ahead, aside) = way(p);
            if id == from
                || ahead <= 0.5
                || (only_near && (!near.contains(&id.as_str()) || aside > 1.732 * ahead))
            {
                continue;
            }
            let cost = ahead + 3.0 * aside;
            if best.is_none_or(|(c, _)| cost < c) {
                best = Some((cost, id));
            }
        }
        best.map(|(_, id)| id.clone())
    };
    best(true).or_else(|| best(false))
}

/// The best end of an edge in a direction.
pub fn step_from_edge(
    graph: &Graph,
    positions: &Map<String, Point>,
    edge: &str,
    direction: Direction,
) -> Option<String> {
    let (a, b) = graph.ends(graph.edge_index(edge)?);
    let ids = [&graph.nodes()[a].id, &graph.nodes()[b].id];
    let at = |id: &String| {
        let p = positions.get(id).copied().unwrap_or_default();
        match direction {
            Direction::Left => p.x,
            Direction::Right => -p.x,
            Direction::Up => p.y,
            Direction::Down => -p.y,
        }
    };
    ids.into_iter()
        .min_by(|x, y| at(x).total_cmp(&at(y)))
        .cloned()
}

/// The edges of a node, clockwise from the top by the direction of their other ends: for stepping through them.
pub fn edges_around(graph: &Graph, positions: &Map<String, Point>, node: &str) -> Vec<String> {
    let Some(i) = graph.node_index(node) else {
        return Vec::new();
    };
    let centre = positions.get(node).copied().unwrap_or_default();
    let mut list: Vec<(f64, &str)> = graph
        .edges()
        .iter()
        .enumerate()
        .filter_map(|(e, edge)| {
            let (a, b) = graph.ends(e);
            let other = if a == i {
                b
            } else if b == i {
                a
            } else {
                return None;
            };
            let angle = positions
                .get(&graph.nodes()[other].id)
                .map_or(f64::MAX, |p| {
                    let d = *p - centre;
                    real::within_turn(real::atan2(d.x, -d.y), std::f64::consts::TAU)
                });
            Some((angle, edge.id.as_str()))
        })
        .collect();
    list.order_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(y.1)));
    list.into_iter().map(|(_, id)| id.to_owned()).collect()
}
