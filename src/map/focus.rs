//! What is near one node, and the ways between two: what a reader who looks closer wants to see.

use super::graph::Graph;
use super::scene::Selection;
use crate::order::Order as _;
use crate::sorted::{Map, Set};

/// Ways between two nodes have at most so many steps, unless the shortest is longer.
const STEPS_MOST: usize = 4;

/// So many ways are listed at most.
pub const WAYS_MOST: usize = 24;

/// Nodes by the number of steps it takes to them: the first list is the node itself, the last those `steps` away.
pub fn around(graph: &Graph, node: usize, steps: usize) -> Vec<Vec<usize>> {
    let near = graph.neighbours();
    let mut seen = vec![false; graph.nodes().len()];
    seen[node] = true;
    let mut rings = vec![vec![node]];
    while rings.len() <= steps {
        let mut ring = Vec::new();
        for &at in rings.last().into_iter().flatten() {
            for &next in near[at].iter() {
                if !seen[next] {
                    seen[next] = true;
                    ring.push(next);
                }
            }
        }
        if ring.is_empty() {
            break;
        }
        ring.order();
        rings.push(ring);
    }
    rings
}

/// The ways from one node to another that visit no node twice, as nodes from end to end: the shortest first, those
/// of one length by the ids of their nodes.
///
/// As long as the shortest or one step longer, at most four steps; where already the shortest is longer, only those
/// as short. At most [`WAYS_MOST`].
pub fn ways(graph: &Graph, from: usize, to: usize) -> Vec<Vec<usize>> {
    let n = graph.nodes().len();
    if from == to || from >= n || to >= n {
        return Vec::new();
    }
    let mut left = vec![usize::MAX; n];
    for (steps, ring) in around(graph, to, n).into_iter().enumerate() {
        for at in ring {
            left[at] = steps;
        }
    }
    let shortest = left[from];
    if shortest == usize::MAX {
        return Vec::new();
    }
    let near = graph.neighbours();
    let mut found: Vec<Vec<usize>> = Vec::new();
    for length in shortest..=shortest.max((shortest + 1).min(STEPS_MOST)) {
        let mut way = vec![from];
        walk(&near, &left, to, length, &mut way, &mut found);
    }
    found
}

/// Adds the ways that go on from `way` and have `length` steps in all, in the order of their nodes.
fn walk(
    near: &[Set<usize>],
    left: &[usize],
    to: usize,
    length: usize,
    way: &mut Vec<usize>,
    found: &mut Vec<Vec<usize>>,
) {
    let Some(&at) = way.last() else { return };
    let rest = length + 1 - way.len();
    if at == to {
        if rest == 0 {
            found.push(way.clone());
        }
        return;
    }
    for &next in near[at].iter() {
        if found.len() >= WAYS_MOST {
            return;
        }
        if left[next] < rest && !way.contains(&next) {
            way.push(next);
            walk(near, left, to, length, way, found);
            way.pop();
        }
    }
}

/// What the picture stresses: an edge or a node with those next to it; with `steps` more than one also those farther
/// away; with another node the ways between the two.
pub fn selection(graph: &Graph, selected: &str, steps: usize, with: &str) -> Selection {
    let mut selection = Selection::default();
    if graph.edge_index(selected).is_some() {
        selection.edges.insert(selected.to_owned());
        return selection;
    }
    let Some(node) = graph.node_index(selected) else {
        return selection;
    };
    selection.nodes.insert(selected.to_owned());
    let id = |i: usize| graph.nodes()[i].id.clone();
    if let Some(other) = graph.node_index(with).filter(|other| *other != node) {
        selection.nodes.insert(with.to_owned());
        let ways = ways(graph, node, other);
        let pairs: Set<(usize, usize)> = ways
            .iter()
            .flat_map(|way| way.windows(2).map(|w| (w[0].min(w[1]), w[0].max(w[1]))))
            .collect();
        let edges = (0..graph.edges().len()).filter(|e| pairs.contains(&ordered(graph, *e)));
        selection.near = Some((
            ways.iter().flatten().map(|i| id(*i)).collect(),
            edges.map(|e| graph.edges()[e].id.clone()).collect(),
        ));
    } else if steps > 1 {
        let distance: Map<usize, usize> = around(graph, node, steps)
            .into_iter()
            .enumerate()
            .flat_map(|(steps, ring)| ring.into_iter().map(move |i| (i, steps)))
            .collect();
        // Lines by which one gets there, not those between two of the last ring.
        let inside = |e: &usize| {
            let (a, b) = graph.ends(*e);
            let far = |i| distance.get(&i).copied().unwrap_or(usize::MAX);
            far(a).min(far(b)) < steps
        };
        let edges = (0..graph.edges().len()).filter(inside);
        let edges = edges.map(|e| graph.edges()[e].id.clone()).collect();
        selection.near = Some((distance.keys().map(|i| id(*i)).collect(), edges));
    }
    selection
}

fn ordered(graph: &Graph, edge: usize) -> (usize, usize) {
    let (a, b) = graph.ends(edge);
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::sample::{moscow, synthetic};

    #[test]
    fn rings_hold_each_node_once_and_touch_the_ring_before() {
        let graph = synthetic(60);
        let near = graph.neighbours();
        let rings = around(&graph, 0, 3);
        let mut all: Vec<usize> = rings.iter().flatten().copied().collect();
        for (k, ring) in rings.iter().enumerate().skip(1) {
            for i in ring {
                assert!(rings[k - 1].iter().any(|j| near[*i].contains(j)));
            }
        }
        let count = all.len();
        all.order();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(around(&graph, 0, 0), [[0]]);
    }

    #[test]
    fn ways_lead_from_end_to_end_shortest_first_and_none_twice() {
        let graph = synthetic(60);
        let near = graph.neighbours();
        for to in [1, 17, 59] {
            let found = ways(&graph, 0, to);
            assert_eq!(found, ways(&graph, 0, to));
            assert!(found.len() <= WAYS_MOST);
            for (k, way) in found.iter().enumerate() {
                assert_eq!((way[0], way[way.len() - 1]), (0, to));
                assert!(way.windows(2).all(|w| near[w[0]].contains(&w[1])));
                assert!(k == 0 || found[k - 1].len() <= way.len());
                assert!(!found[..k].contains(way));
                let mut nodes = way.clone();
                nodes.order();
                nodes.dedup();
                assert_eq!(nodes.len(), way.len());
            }
        }
        assert!(ways(&graph, 3, 3).is_empty());
    }

    #[test]
    fn the_ways_back_are_the_same_ways() {
        let graph = moscow();
        for a in 0..graph.nodes().len() {
            for b in 0..graph.nodes().len() {
                let there = ways(&graph, a, b);
                if there.len() == WAYS_MOST {
                    continue;
                }
                let mut back = ways(&graph, b, a);
                for way in &mut back {
                    way.reverse();
                }
                back.order_by(|x, y| x.len().cmp(&y.len()).then_with(|| x.cmp(y)));
                assert_eq!(there, back);
            }
        }
    }

    #[test]
    fn a_selection_has_only_what_is_there() {
        let graph = synthetic(60);
        let (a, b) = (&graph.nodes()[0].id, &graph.nodes()[40].id);
        assert!(selection(&graph, "nobody", 2, b).is_empty());
        let one = selection(&graph, a, 1, "");
        assert_eq!((one.nodes.len(), one.near), (1, None));
        let two = selection(&graph, a, 2, "");
        let (nodes, edges) = two.near.expect("two steps");
        for edge in graph.edges() {
            if edges.contains(&edge.id) {
                assert!(nodes.contains(&edge.a) && nodes.contains(&edge.b));
            }
        }
        let path = selection(&graph, a, 1, b);
        assert_eq!(path.nodes.len(), 2);
        let (nodes, _) = path.near.expect("ways");
        assert!(nodes.contains(a) && nodes.contains(b));
    }
}
