//! A start for layouts of many nodes: as far apart on the picture as they are in the graph, in steps.
//!
//! Method: distances from some nodes (pivots) to all others give a first picture (PivotMDS: Brandes and Pich 2007);
//! then every node moves, in turn, to where its distances to pivots and neighbours fit best (localised stress
//! majorization: Gansner, Koren and North 2004; with pivots for the far nodes: Ortmann, Klimenta and Brandes 2016).
//! There is no chance in it. Time and memory grow with nodes × pivots.

use crate::geometry::{Point, point};

/// So many nodes stand for all that are far.
const PIVOTS: usize = 100;
/// So often all nodes move.
const SWEEPS: usize = 24;
/// Rounds of the power iteration that finds an axis.
const ROUNDS: usize = 100;
/// No way leads there, or one longer than can be written.
const FAR: u8 = u8::MAX;

/// Places for nodes with links between their indices: about `length` apart for each step between them. Where they
/// stand now decides which way round they are. Links to unknown indices are left out.
pub fn start(positions: &[Point], links: &[(usize, usize)], length: f64) -> Vec<Point> {
    if positions.len() < 3 {
        return positions.to_vec();
    }
    let graph = Graph::new(positions.len(), links);
    let pivots = Pivots::new(&graph);
    let mut out = pivots.picture(positions);
    let scale = pivots.scale(&out);
    for p in &mut out {
        *p = *p * scale;
    }
    for _ in 0..SWEEPS {
        sweep(&graph, &pivots, &mut out);
    }
    for p in &mut out {
        *p = *p * length;
    }
    out
}

/// Each node's neighbours, one list after the other.
struct Graph {
    first: Vec<usize>,
    neighbours: Vec<u32>,
}

impl Graph {
    fn new(n: usize, links: &[(usize, usize)]) -> Graph {
        let links = || links.iter().filter(|(a, b)| a != b && *a < n && *b < n);
        let mut first = vec![0; n + 1];
        for &(a, b) in links() {
            first[a + 1] += 1;
            first[b + 1] += 1;
        }
        for i in 0..n {
            first[i + 1] += first[i];
        }
        let mut next = first.clone();
        let mut neighbours = vec![0; first[n]];
        for &(a, b) in links() {
            for (from, to) in [(a, b), (b, a)] {
                neighbours[next[from]] = to as u32;
                next[from] += 1;
            }
        }
        Graph { first, neighbours }
    }

    fn len(&self) -> usize {
        self.first.len() - 1
    }

    fn of(&self, node: usize) -> &[u32] {
        &self.neighbours[self.first[node]..self.first[node + 1]]
    }

    /// Steps from a node to all (breadth first).
    fn steps(&self, from: usize) -> Vec<u8> {
        let mut steps = vec![FAR; self.len()];
        steps[from] = 0;
        let mut queue = vec![from as u32];
        let mut at = 0;
        while let Some(&node) = queue.get(at) {
            at += 1;
            let next = steps[node as usize].saturating_add(1);
            for &near in self.of(node as usize) {
                if steps[near as usize] > next {
                    steps[near as usize] = next;
                    queue.push(near);
                }
            }
        }
        steps
    }
}

/// Nodes far from each other, and the steps from them.
struct Pivots {
    nodes: Vec<u32>,
    /// For each node its steps to all pivots, one list after the other.
    steps: Vec<u8>,
}

impl Pivots {
    /// The first is the node with most links, each next the one farthest from those before it.
    fn new(graph: &Graph) -> Pivots {
        let n = graph.len();
        let count = PIVOTS.min(n);
        let mut steps = vec![FAR; n * count];
        let mut nodes = Vec::new();
        let mut nearest = vec![FAR; n];
        let mut next = farthest(n, |i| graph.of(i).len());
        for k in 0..count {
            nodes.push(next as u32);
            for (i, way) in graph.steps(next).into_iter().enumerate() {
                steps[i * count + k] = way;
                nearest[i] = nearest[i].min(way);
            }
            next = farthest(n, |i| nearest[i]);
        }
        Pivots { nodes, steps }
    }

    fn of(&self, node: usize) -> &[u8] {
        &self.steps[node * self.nodes.len()..][..self.nodes.len()]
    }

    /// PivotMDS: squared steps, centred, and the two axes along which they differ most.
    fn picture(&self, positions: &[Point]) -> Vec<Point> {
        let (n, count) = (positions.len(), self.nodes.len());
        let reached = self.steps.iter().filter(|way| **way < FAR).max();
        let beyond = f64::from(reached.copied().unwrap_or(0)) + 1.0;
        let squared = |way: &u8| {
            let way = if *way == FAR { beyond } else { f64::from(*way) };
            way * way
        };
        let mut of_pivot = vec![0.0; count];
        for i in 0..n {
            for (mean, way) in of_pivot.iter_mut().zip(self.of(i)) {
                *mean += squared(way) / n as f64;
            }
        }
        let all = of_pivot.iter().sum::<f64>() / count as f64;
        let centred = |i: usize| {
            let own = self.of(i).iter().map(squared).sum::<f64>() / count as f64;
            let ways = self.of(i).iter().map(squared).zip(&of_pivot);
            ways.map(|(way, mean)| -0.5 * (way - mean - own + all))
                .collect::<Vec<f64>>()
        };
        // What pivots have in common, seen from all nodes.
        let mut common = vec![0.0; count * count];
        for i in 0..n {
            let row = centred(i);
            for (x, line) in row.iter().zip(common.chunks_mut(count)) {
                for (sum, y) in line.iter_mut().zip(&row) {
                    *sum += x * y;
                }
            }
        }
        let seen = |axis: fn(&Point) -> f64| -> Vec<f64> {
            // Never all zero, wherever the pivots are.
            let pivots = self.nodes.iter().enumerate();
            pivots
                .map(|(k, node)| axis(&positions[*node as usize]) + 0.001 * (k + 1) as f64)
                .collect()
        };
        let first = axis(&common, seen(|p| p.x), None);
        let second = axis(&common, seen(|p| p.y), Some(&first));
        (0..n)
            .map(|i| {
                let row = centred(i);
                point(product(&row, &first), product(&row, &second))
            })
            .collect()
    }

    /// What brings a picture's distances to pivots closest to their steps.
    fn scale(&self, points: &[Point]) -> f64 {
        let (mut sum, mut squares) = (0.0, 0.0);
        for (i, p) in points.iter().enumerate() {
            for (way, pivot) in self.of(i).iter().zip(&self.nodes) {
                if (1..FAR).contains(way) {
                    let ratio = (*p - points[*pivot as usize]).length() / f64::from(*way);
                    sum += ratio;
                    squares += ratio * ratio;
                }
            }
        }
        if squares > 0.0 { sum / squares } else { 1.0 }
    }
}

/// The last of the indices with the greatest value.
fn farthest<T: Ord>(n: usize, value: impl Fn(usize) -> T) -> usize {
    (0..n).max_by_key(|&i| value(i)).unwrap_or(0)
}

fn product(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}

/// The axis of a symmetric matrix along which it is longest, across another one: power iteration.
fn axis(matrix: &[f64], mut axis: Vec<f64>, across: Option<&[f64]>) -> Vec<f64> {
    for _ in 0..ROUNDS {
        if let Some(other) = across {
            let share = product(&axis, other);
            for (x, y) in axis.iter_mut().zip(other) {
                *x -= share * y;
            }
        }
        let next: Vec<f64> = matrix
            .chunks(axis.len())
            .map(|line| product(line, &axis))
            .collect();
        let length = product(&next, &next).sqrt().max(1e-12);
        axis = next.into_iter().map(|x| x / length).collect();
    }
    axis
}

/// Moves each node to the mean of where each pivot and neighbour would have it; near ones count more.
fn sweep(graph: &Graph, pivots: &Pivots, points: &mut [Point]) {
    let at: Vec<usize> = pivots.nodes.iter().map(|node| *node as usize).collect();
    for i in 0..points.len() {
        let here = points[i];
        let (mut sum, mut weights) = (Point::default(), 0.0);
        let mut draw = |from: Point, way: f64| {
            let off = here - from;
            let weight = 1.0 / (way * way);
            sum = sum + (from + off * (way / off.length().max(1e-9))) * weight;
            weights += weight;
        };
        for (way, &pivot) in pivots.of(i).iter().zip(&at) {
            if (1..FAR).contains(way) {
                draw(points[pivot], f64::from(*way));
            }
        }
        for &near in graph.of(i) {
            draw(points[near as usize], 1.0);
        }
        if weights > 0.0 {
            points[i] = sum * (1.0 / weights);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grid of nodes, each linked to those beside it.
    fn grid(width: usize) -> Vec<(usize, usize)> {
        (0..width * width)
            .flat_map(|i| {
                let right = (i % width + 1 < width).then_some((i, i + 1));
                let below = (i / width + 1 < width).then_some((i, i + width));
                [right, below]
            })
            .flatten()
            .collect()
    }

    #[test]
    fn a_grid_is_as_wide_as_it_is_long() {
        let flat: Vec<Point> = (0..400).map(|i| point(f64::from(i), 0.0)).collect();
        let out = start(&flat, &grid(20), 50.0);
        let apart = |a: usize, b: usize| (out[a] - out[b]).length();
        let sides = [(0, 19), (19, 399), (399, 380), (380, 0)].map(|(a, b)| apart(a, b));
        let mean = sides.iter().sum::<f64>() / 4.0;
        assert!((0.7..1.5).contains(&(mean / (50.0 * 19.0))), "{mean}");
        assert!(
            sides.iter().all(|s| (0.8..1.25).contains(&(s / mean))),
            "{sides:?}"
        );
        for (a, b) in [(0, 399), (19, 380)] {
            assert!(apart(a, b) > 1.2 * mean, "folded: {} {mean}", apart(a, b));
        }
        assert_eq!(out, start(&flat, &grid(20), 50.0));
    }

    #[test]
    fn what_hangs_together_with_nothing_has_a_place_too() {
        let places = vec![Point::default(); 30];
        for links in [vec![], vec![(0, 1), (1, 2), (5, 6), (7, 7), (3, 90)]] {
            let out = start(&places, &links, 50.0);
            assert_eq!(out.len(), 30);
            assert!(out.iter().all(|p| p.is_finite()), "{out:?}");
        }
        assert_eq!(start(&places[..2], &[], 50.0).len(), 2);
    }
}
