//! A force-directed layout: links pull, all nodes push, marks keep apart, everything drifts to the middle.
//!
//! Method: velocity Verlet steps with cooling as in d3-force; repulsion by a quadtree (Barnes and Hut 1986)
//! from [`EXACT_UP_TO`] nodes on. There is no clock and no chance in it: [`Simulation::tick`] is one step, and
//! the same start gives the same end. Positions are in pixels around the origin.

use crate::geometry::{Point, Rect, Within as _, most, point};
use crate::order::Order as _;
use crate::real;

/// Up to this many nodes every pair is computed exactly.
pub const EXACT_UP_TO: usize = 160;

/// The usual number of steps.
pub const STEPS: usize = 300;

/// Barnes–Hut: a cell is taken as one body if its width is less than this share of its distance.
const THETA: f64 = 0.9;

/// Strengths and distances, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forces {
    pub link_distance: f64,
    /// Negative pushes apart.
    pub charge: f64,
    /// Nodes keep this far apart, centre to centre.
    pub spacing: f64,
    /// Share of the way to the middle (or to its own place) that a node takes each step, at full heat.
    pub gravity: f64,
}

impl Default for Forces {
    fn default() -> Self {
        Forces {
            link_distance: 100.0,
            charge: -700.0,
            spacing: 44.0,
            gravity: 0.04,
        }
    }
}

/// A running layout.
#[derive(Clone, Debug)]
pub struct Simulation {
    forces: Forces,
    positions: Vec<Point>,
    velocities: Vec<Point>,
    /// Held nodes don't move.
    fixed: Vec<bool>,
    /// Where gravity draws each node.
    targets: Vec<Point>,
    links: Vec<Link>,
    alpha: f64,
    decay: f64,
    tree: Tree,
    /// Kept for its memory.
    pushes: Vec<Point>,
}

#[derive(Clone, Copy, Debug)]
struct Link {
    a: usize,
    b: usize,
    strength: f64,
    /// Share of the correction that falls to `b`.
    bias: f64,
}

impl Simulation {
    /// Starts at `positions`, with links between their indices (several between two nodes pull as one).
    ///
    /// Two nodes at one point are set apart by a fixed pattern. Links to unknown indices are left out.
    pub fn new(positions: Vec<Point>, links: &[(usize, usize)], forces: Forces) -> Simulation {
        let n = positions.len();
        let mut pairs: Vec<(usize, usize)> = links
            .iter()
            .filter(|(a, b)| a != b && *a < n && *b < n)
            .map(|&(a, b)| (a.min(b), a.max(b)))
            .collect();
        pairs.order();
        pairs.dedup();
        let mut degree = vec![0usize; n];
        for &(a, b) in &pairs {
            degree[a] += 1;
            degree[b] += 1;
        }
        let links = pairs
            .into_iter()
            .map(|(a, b)| Link {
                a,
                b,
                strength: 1.0 / degree[a].min(degree[b]) as f64,
                bias: degree[a] as f64 / (degree[a] + degree[b]) as f64,
            })
            .collect();
        let positions = positions
            .into_iter()
            .enumerate()
            .map(|(i, p)| {
                // A tiny step of its own for every node, on a sunflower: no two stay at one point.
                let angle = i as f64 * 2.399_963_229_728_653;
                let step =
                    point(real::cos(angle), real::sin(angle)) * (0.01 * ((i + 1) as f64).sqrt());
                if p.is_finite() {
                    p + step
                } else {
                    step * 100.0
                }
            })
            .collect();
        Simulation {
            forces,
            positions,
            velocities: vec![Point::default(); n],
            fixed: vec![false; n],
            targets: vec![Point::default(); n],
            links,
            alpha: 1.0,
            decay: 1.0 - real::power(0.001, 1.0 / STEPS as f64),
            tree: Tree::default(),
            pushes: Vec::new(),
        }
    }

    /// Holds nodes in place, by index.
    pub fn hold(&mut self, held: impl IntoIterator<Item = usize>) {
        for i in held {
            if let Some(slot) = self.fixed.get_mut(i) {
                *slot = true;
            }
        }
    }

    /// Gravity draws each node to a place of its own instead of the middle.
    pub fn draw_towards(&mut self, targets: Vec<Point>) {
        for (slot, target) in self.targets.iter_mut().zip(targets) {
            *slot = if target.is_finite() {
                target
            } else {
                Point::default()
            };
        }
    }

    /// Starts with less heat than 1: nodes then travel less.
    pub fn set_heat(&mut self, alpha: f64) {
        self.alpha = alpha.within(0.0, 1.0);
    }

    pub fn positions(&self) -> &[Point] {
        &self.positions
    }

    /// How hot it still is: 1 at the start, 0.001 after [`STEPS`] steps.
    pub fn heat(&self) -> f64 {
        self.alpha
    }

    /// One step.
    pub fn tick(&mut self) {
        self.alpha -= self.alpha * self.decay;
        self.pull();
        self.push();
        self.gather();
        for i in 0..self.positions.len() {
            if self.fixed[i] {
                self.velocities[i] = Point::default();
                continue;
            }
            let v = self.velocities[i] * 0.6;
            // No step is longer than this, so that two close nodes don't fly apart for good.
            let v = if v.length() > 60.0 {
                v.unit() * 60.0
            } else {
                v
            };
            self.velocities[i] = v;
            self.positions[i] = self.positions[i] + v;
        }
        self.keep_apart();
    }

    /// All steps at once.
    pub fn run(&mut self, steps: usize) -> &[Point] {
        for _ in 0..steps {
            self.tick();
        }
        &self.positions
    }

    fn pull(&mut self) {
        for link in &self.links {
            let d = (self.positions[link.b] + self.velocities[link.b])
                - (self.positions[link.a] + self.velocities[link.a]);
            let length = d.length().max(1e-6);
            let pull =
                d * ((length - self.forces.link_distance) / length * self.alpha * link.strength);
            self.velocities[link.b] = self.velocities[link.b] - pull * link.bias;
            self.velocities[link.a] = self.velocities[link.a] + pull * (1.0 - link.bias);
        }
    }

    fn push(&mut self) {
        let n = self.positions.len();
        let strength = self.forces.charge * self.alpha;
        if n <= EXACT_UP_TO {
            for i in 0..n {
                for j in i + 1..n {
                    let d = self.positions[j] - self.positions[i];
                    let step = d * (strength / d.dot(d).max(1.0));
                    self.velocities[i] = self.velocities[i] + step;
                    self.velocities[j] = self.velocities[j] - step;
                }
            }
            return;
        }
        self.tree.build(&self.positions);
        self.tree.forces(&mut self.pushes);
        for (&(_, i), &push) in self.tree.order.iter().zip(&self.pushes) {
            let velocity = &mut self.velocities[i as usize];
            *velocity = *velocity + push * strength;
        }
    }

    fn gather(&mut self) {
        let k = self.forces.gravity * self.alpha;
        for ((v, p), target) in self
            .velocities
            .iter_mut()
            .zip(&self.positions)
            .zip(&self.targets)
        {
            *v = *v + (*target - *p) * k;
        }
    }

    fn keep_apart(&mut self) {
        let fixed = &self.fixed;
        separate_round(&mut self.positions, self.forces.spacing, 0.5, |i| fixed[i]);
    }
}

/// Moves points apart until no two are nearer than `spacing`, keeping inside `bounds` where that can be done.
///
/// Returns true if it succeeded. Points move as little as the pattern allows; the same input gives the same end.
pub fn remove_overlaps(positions: &mut [Point], spacing: f64, bounds: Option<Rect>) -> bool {
    for _ in 0..400 {
        // A little farther than asked for: the last hundredth would take most of the rounds.
        let moved = separate_round(positions, spacing * 1.01, 1.0, |_| false);
        if let Some(bounds) = bounds {
            for p in positions.iter_mut() {
                *p = bounds.clamp(*p);
            }
        }
        if !moved {
            return true;
        }
    }
    !any_nearer(positions, spacing)
}

fn any_nearer(positions: &[Point], spacing: f64) -> bool {
    let mut copy = positions.to_vec();
    separate_round(&mut copy, spacing, 1.0, |_| false)
}

/// Points by the cells of a grid, column by column.
struct Grid {
    columns: usize,
    rows: usize,
    /// The cell of each point.
    cells: Vec<u32>,
    /// Where the points of each cell begin in `points`; at the end where the last ones end.
    heads: Vec<u32>,
    points: Vec<u32>,
}

impl Grid {
    /// Cells as wide as the spacing, so that only neighbours need be compared; wider ones where the points lie so far
    /// apart that most cells would be empty.
    fn new(positions: &[Point], spacing: f64) -> Grid {
        let bounds = Rect::of(positions.iter().copied()).unwrap_or_default();
        let most_cells = (positions.len() * 8 + 64) as f64;
        let area = bounds.width() * bounds.height();
        let side = most(spacing, most(bounds.width(), bounds.height()) / 4096.0);
        let side = most(side, (area / most_cells).sqrt());
        let count = |length: f64| (length / side) as usize + 1;
        let (columns, rows) = (count(bounds.width()), count(bounds.height()));
        let at = |p: &Point| {
            let column = ((p.x - bounds.x0) / side) as usize;
            let row = ((p.y - bounds.y0) / side) as usize;
            (column.min(columns - 1) * rows + row.min(rows - 1)) as u32
        };
        let cells: Vec<u32> = positions.iter().map(at).collect();
        let mut heads = vec![0; columns * rows + 1];
        for &cell in &cells {
            heads[cell as usize + 1] += 1;
        }
        for cell in 1..heads.len() {
            heads[cell] += heads[cell - 1];
        }
        let mut next = heads.clone();
        let mut points = vec![0; positions.len()];
        for (i, &cell) in cells.iter().enumerate() {
            let place = &mut next[cell as usize];
            points[*place as usize] = i as u32;
            *place += 1;
        }
        Grid {
            columns,
            rows,
            cells,
            heads,
            points,
        }
    }

    /// Each point with its cell and those that come after it there.
    fn points(&self) -> impl Iterator<Item = (usize, usize, &[u32])> {
        self.points.iter().enumerate().map(|(at, &i)| {
            let cell = self.cells[i as usize] as usize;
            let rest = &self.points[at + 1..self.heads[cell + 1] as usize];
            (cell, i as usize, rest)
        })
    }

    /// The points of the cell so many columns and rows from another one.
    fn beside(&self, cell: usize, (right, down): (usize, isize)) -> &[u32] {
        let (column, row) = (cell / self.rows + right, cell % self.rows);
        match row.checked_add_signed(down) {
            Some(row) if column < self.columns && row < self.rows => {
                let cell = column * self.rows + row;
                &self.points[self.heads[cell] as usize..self.heads[cell + 1] as usize]
            }
            _ => &[],
        }
    }
}

/// One round over all pairs nearer than `spacing`, found in a grid; true if anything moved.
fn separate_round(
    positions: &mut [Point],
    spacing: f64,
    share: f64,
    fixed: impl Fn(usize) -> bool,
) -> bool {
    let grid = Grid::new(positions, spacing);
    let mut moved = false;
    for (cell, i, rest) in grid.points() {
        let near = [(0, 1), (1, -1), (1, 0), (1, 1)].map(|step| grid.beside(cell, step));
        for others in std::iter::once(rest).chain(near) {
            for &j in others {
                let j = j as usize;
                let d = positions[j] - positions[i];
                let squared = d.dot(d);
                if squared >= spacing * spacing {
                    continue;
                }
                let length = squared.sqrt();
                let away = if length > 1e-6 {
                    d * (1.0 / length)
                } else {
                    let angle = (i * 31 + j) as f64;
                    point(real::cos(angle), real::sin(angle))
                };
                let gap = (spacing - length) * share;
                match (fixed(i), fixed(j)) {
                    (true, true) => continue,
                    (true, false) => positions[j] = positions[j] + away * gap,
                    (false, true) => positions[i] = positions[i] - away * gap,
                    (false, false) => {
                        positions[i] = positions[i] - away * (gap / 2.0);
                        positions[j] = positions[j] + away * (gap / 2.0);
                    }
                }
                moved = true;
            }
        }
    }
    moved
}

/// Leaves of the tree hold up to so many nodes.
const LEAF: usize = 10;

/// A quadtree in one flat array, cells in depth-first order, each with the number of the cell that follows when
/// it is not opened. Rebuilt every step, from the nodes in the order of a space-filling curve (Morton).
#[derive(Clone, Debug, Default)]
struct Tree {
    cells: Vec<Cell>,
    /// Morton code and index of every node, sorted.
    order: Vec<(u32, u32)>,
    /// Positions in that order.
    sorted: Vec<Point>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    centre: Point,
    mass: f64,
    /// Width squared, over the square of the threshold: opened if the distance squared is less.
    reach: f64,
    /// The cell to go on with when this one is done.
    skip: u32,
    /// For a leaf, its nodes in `sorted`; else empty.
    first: u32,
    last: u32,
}

impl Tree {
    fn build(&mut self, points: &[Point]) {
        self.cells.clear();
        self.order.clear();
        self.sorted.clear();
        let Some(bounds) = Rect::of(points.iter().copied()) else {
            return;
        };
        let width = bounds.width().max(bounds.height()).max(1.0) * 1.0001;
        let scale = 65536.0 / width;
        let code = |p: &Point| {
            let x = ((p.x - bounds.x0) * scale) as u32;
            let y = ((p.y - bounds.y0) * scale) as u32;
            spread(x.min(65535)) | (spread(y.min(65535)) << 1)
        };
        self.order
            .extend(points.iter().enumerate().map(|(i, p)| (code(p), i as u32)));
        self.order.order();
        self.sorted
            .extend(self.order.iter().map(|&(_, i)| points[i as usize]));
        self.grow(0, points.len(), 0, width);
    }

    /// Adds the cell of the nodes from `first` to `last` at a depth, and all below it.
    fn grow(&mut self, first: usize, last: usize, depth: u32, width: f64) {
        let at = self.cells.len();
        let count = last - first;
        let sum = self.sorted[first..last]
            .iter()
            .fold(Point::default(), |sum, &p| sum + p);
        self.cells.push(Cell {
            centre: sum * (1.0 / count.max(1) as f64),
            mass: count as f64,
            reach: width * width / (THETA * THETA),
            skip: 0,
            first: 0,
            last: 0,
        });
        if count <= LEAF || depth == 16 {
            self.cells[at].first = first as u32;
            self.cells[at].last = last as u32;
        } else {
            let shift = 30 - 2 * depth;
            let mut start = first;
            for quarter in 0..4u32 {
                let part = &self.order[start..last];
                let end = start + part.partition_point(|e| (e.0 >> shift) & 3 <= quarter);
                if end > start {
                    self.grow(start, end, depth + 1, width / 2.0);
                }
                start = end;
            }
        }
        self.cells[at].skip = self.cells.len() as u32;
    }

    /// The sum of step / distance² to all other nodes, for every node, in the order of `sorted`.
    ///
    /// The nodes of one leaf share the list of what acts on them: cells far from the whole leaf as one body
    /// each, the nodes of near leaves one by one.
    fn forces(&self, out: &mut Vec<Point>) {
        out.clear();
        out.resize(self.sorted.len(), Point::default());
        let mut bodies: Vec<(Point, f64)> = Vec::new();
        for leaf in self.cells.iter().filter(|c| c.last > c.first) {
            let own = leaf.first as usize..leaf.last as usize;
            let mut bounds = Rect::around(self.sorted[own.start], 0.0);
            for &p in &self.sorted[own.clone()] {
                bounds = bounds.union(Rect::around(p, 0.0));
            }
            bodies.clear();
            let mut at = 0;
            while let Some(cell) = self.cells.get(at) {
                let dx = (bounds.x0 - cell.centre.x)
                    .max(cell.centre.x - bounds.x1)
                    .max(0.0);
                let dy = (bounds.y0 - cell.centre.y)
                    .max(cell.centre.y - bounds.y1)
                    .max(0.0);
                if dx * dx + dy * dy > cell.reach {
                    bodies.push((cell.centre, cell.mass));
                    at = cell.skip as usize;
                } else if cell.last > cell.first {
                    let near = &self.sorted[cell.first as usize..cell.last as usize];
                    bodies.extend(near.iter().map(|&q| (q, 1.0)));
                    at = cell.skip as usize;
                } else {
                    at += 1;
                }
            }
            for (sum, p) in out[own.clone()].iter_mut().zip(&self.sorted[own]) {
                let (mut x, mut y) = (0.0, 0.0);
                for (q, mass) in &bodies {
                    let (dx, dy) = (q.x - p.x, q.y - p.y);
                    let share = mass / (dx * dx + dy * dy).max(1.0);
                    x += dx * share;
                    y += dy * share;
                }
                *sum = point(x, y);
            }
        }
    }
}

/// The lower 16 bits, each followed by a zero.
fn spread(value: u32) -> u32 {
    let mut v = value & 0xffff;
    v = (v | (v << 8)) & 0x00ff_00ff;
    v = (v | (v << 4)) & 0x0f0f_0f0f;
    v = (v | (v << 2)) & 0x3333_3333;
    (v | (v << 1)) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(n: usize) -> (Vec<Point>, Vec<(usize, usize)>) {
        (
            vec![Point::default(); n],
            (0..n)
                .flat_map(|i| [(i, (i + 1) % n), (i, (i * 7 + 3) % n)])
                .collect(),
        )
    }

    #[test]
    fn the_same_start_gives_the_same_end() {
        let (start, links) = ring(300);
        let run = || {
            Simulation::new(start.clone(), &links, Forces::default())
                .run(60)
                .to_vec()
        };
        assert_eq!(run(), run());
        assert!(run().iter().all(|p| p.is_finite()));
    }

    #[test]
    fn the_tree_agrees_with_the_exact_sum() {
        let points: Vec<Point> = (0..500)
            .map(|i| {
                let angle = f64::from(i) * 2.4;
                point(angle.cos(), angle.sin()) * (f64::from(i).sqrt() * 20.0)
            })
            .collect();
        let mut tree = Tree::default();
        tree.build(&points);
        let mut pushes = Vec::new();
        tree.forces(&mut pushes);
        for (&p, near) in tree.sorted.iter().zip(&pushes).step_by(61) {
            let exact = points.iter().fold(Point::default(), |sum, &q| {
                let d = q - p;
                sum + d * (1.0 / d.dot(d).max(1.0))
            });
            let off = (*near - exact).length();
            assert!(off < 0.08 * exact.length().max(0.5), "{near:?} {exact:?}");
        }
    }

    #[test]
    fn held_nodes_stay() {
        let (start, links) = ring(12);
        let mut simulation = Simulation::new(start, &links, Forces::default());
        simulation.run(50);
        let before = simulation.positions()[3];
        simulation.hold([3]);
        simulation.set_heat(0.5);
        simulation.run(50);
        assert_eq!(simulation.positions()[3], before);
    }

    #[test]
    fn overlaps_are_removed() {
        let mut points: Vec<Point> = (0..200)
            .map(|i| point(f64::from(i % 7), f64::from(i % 5)))
            .collect();
        assert!(remove_overlaps(&mut points, 20.0, None));
        for (i, p) in points.iter().enumerate() {
            for q in &points[i + 1..] {
                assert!(p.distance(*q) >= 20.0 - 1e-6);
            }
        }
    }
}
