//! Arcs made of evidence: which lines there are, how they bend, where they fork, and their strands.
//!
//! A [`Line`] is what is drawn as one bundle: one edge, or on a small screen all edges of a pair. Every source
//! is one strand of it. [`route`] gives each line its curve between the centres of its marks; [`beside`] lays
//! the strands beside each other and [`trimmed`] cuts them at the rims.

use crate::order::Order as _;
use crate::sorted::{Map, Set};

use super::geometry::{Point, Quad, Rect, Within as _, point};
use super::graph::{Certainty, Graph, Relation, Side};
use super::placement::Arrangement;

/// One source's part in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineStrand {
    pub source: usize,
    pub certainty: Certainty,
    pub denied: bool,
    /// Index of the edge that this strand speaks for.
    pub edge: usize,
}

/// A bundle between two marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Edge indices; more than one only on a small screen. The first gives the line its name.
    pub edges: Vec<usize>,
    /// Node indices; a directed line goes from `a` to `b`.
    pub a: usize,
    pub b: usize,
    pub label: String,
    pub kind: String,
    pub directed: bool,
    pub relation: Relation,
    pub place: Option<String>,
    pub dispute: Option<String>,
    /// In the order of sources, one a source.
    pub strands: Vec<LineStrand>,
}

impl Line {
    /// The unordered pair of its ends.
    pub fn pair(&self) -> (usize, usize) {
        (self.a.min(self.b), self.a.max(self.b))
    }
}

/// From how many strands on a line is drawn as one thick line with the number.
pub const STRANDS_MOST: usize = 5;

/// Lines keep this far from the rim of a mark, in pixels.
pub const RIM_GAP: f64 = 3.0;

/// The lines to draw, in the order of pairs, then kinds.
///
/// With `bundled` each pair is one line: each strand takes the firmest certainty of its source, the line the
/// gravest relation, the name of the kind with most sources. Pairs in `open` keep a line a kind.
pub fn lines(graph: &Graph, bundled: bool, open: &Set<(usize, usize)>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (pair, edges) in graph.pairs() {
        if bundled && edges.len() > 1 && !open.contains(&pair) {
            lines.push(bundle(graph, &edges));
        } else {
            lines.extend(edges.iter().map(|&e| bundle(graph, &[e])));
        }
    }
    lines
}

fn bundle(graph: &Graph, edges: &[usize]) -> Line {
    let all = graph.edges();
    let relation = edges
        .iter()
        .map(|&e| all[e].relation)
        .max()
        .unwrap_or(Relation::Alone);
    // The name: of the kind with most sources; the dispute and the place: of the gravest edge.
    let named = edges
        .iter()
        .copied()
        .min_by_key(|&e| (std::cmp::Reverse(all[e].strands.len()), e));
    let named = named.unwrap_or_default();
    let gravest = edges
        .iter()
        .copied()
        .filter(|&e| all[e].relation == relation);
    let gravest = gravest
        .min_by_key(|&e| (std::cmp::Reverse(all[e].strands.len()), e))
        .unwrap_or(named);
    let mut strands: Map<usize, LineStrand> = Map::new();
    for &e in edges {
        for s in &all[e].strands {
            let new = LineStrand {
                source: s.source,
                certainty: s.certainty,
                denied: s.denied,
                edge: e,
            };
            let slot = strands.or_insert_with(s.source, || new);
            if s.certainty > slot.certainty {
                *slot = new;
            }
        }
    }
    let (a, b) = graph.ends(named);
    let same_way = edges
        .iter()
        .all(|&e| all[e].directed && graph.ends(e) == (a, b));
    let chief = if relation.is_dispute() {
        gravest
    } else {
        named
    };
    let mut edges = edges.to_vec();
    edges.order_by_key(|&e| (e != named, e));
    Line {
        edges,
        a,
        b,
        label: all[named].label.clone(),
        kind: all[chief].kind.clone(),
        directed: same_way,
        relation,
        place: all[chief].place.clone(),
        dispute: all[chief].dispute.clone(),
        strands: strands.into_values().collect(),
    }
}

/// A dispute drawn as a split: lines that share one end, drawn as one trunk that parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Fork {
    /// Node index of the shared end.
    pub hub: usize,
    /// Line indices, in the order across the trunk.
    pub branches: Vec<usize>,
    pub relation: Relation,
    /// From the centre of the hub to the cut.
    pub trunk: Quad,
}

/// The share of the trunk's curve at which it is cut.
pub const FORK_CUT: f64 = 0.7;

/// The trunk and every branch of a fork are at least this long, in pixels.
const FORK_ROOM: f64 = 36.0;

/// Above so many branches a fork shows their number instead of source marks.
pub const BRANCHES_MOST: usize = 3;

/// The curves of all lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Routes {
    /// By line: curves from the centre of `a` to the centre of `b`, one or (in a fork) two; `None` if an end
    /// has no position.
    pub chains: Vec<Option<Vec<Quad>>>,
    /// By line: its place in its sheaf (from the middle, in steps of one), for the stepping of labels.
    pub steps: Vec<f64>,
    pub forks: Vec<Fork>,
}

/// Which lines fork: they part from one end, share a place or a comparison and a kind, and articles differ.
pub fn forks(
    graph: &Graph,
    lines: &[Line],
    positions: &[Option<Point>],
) -> Vec<(usize, Vec<usize>)> {
    type Key<'a> = (usize, Option<&'a str>, Option<&'a str>, &'a str);
    let mut groups: Map<Key, Vec<usize>> = Map::new();
    for (l, line) in lines.iter().enumerate() {
        let placed = positions[line.a].is_some() && positions[line.b].is_some();
        if !placed
            || !line.relation.is_dispute()
            || (line.place.is_none() && line.dispute.is_none())
        {
            continue;
        }
        for hub in [line.a, line.b] {
            let key = (
                hub,
                line.place.as_deref(),
                line.dispute.as_deref(),
                line.kind.as_str(),
            );
            groups.or_default(key).push(l);
        }
    }
    let other = |l: usize, hub: usize| {
        if lines[l].a == hub {
            lines[l].b
        } else {
            lines[l].a
        }
    };
    let mut list: Vec<(usize, Vec<usize>)> = groups
        .into_iter()
        .map(|((hub, ..), mut group)| {
            // One branch an end.
            let mut seen = Set::new();
            group.retain(|&l| seen.insert(other(l, hub)));
            (hub, group)
        })
        .filter(|(_, group)| group.len() > 1)
        .collect();
    // The largest fork takes its lines first; the hub's id decides where two are as large.
    list.order_by(|x, y| {
        y.1.len()
            .cmp(&x.1.len())
            .then_with(|| graph.nodes()[x.0].id.cmp(&graph.nodes()[y.0].id))
    });
    let mut taken = Set::new();
    let mut forks = Vec::new();
    for (hub, mut group) in list {
        group.retain(|l| !taken.contains(l));
        if group.len() > 1 {
            taken.extend(group.iter().copied());
            forks.push((hub, group));
        }
    }
    forks
}

/// Distance between the apexes of neighbouring lines of a pair, in pixels.
fn sheaf_gap(n: usize, phone: bool, length: f64) -> f64 {
    let gap = if phone {
        9.0
    } else if n <= 4 {
        20.0
    } else {
        12.0
    };
    f64::min(gap, 0.6 * length / (n.max(2) - 1) as f64)
}

/// Distance between neighbouring apexes of the fan, in pixels.
const FAN_STEP: f64 = 16.0;

/// Routes all lines between screen positions (by node index).
///
/// `radius` is about that of a mark: lines alone in their pair bend out of the way of other marks. `phone`
/// narrows the sheaves.
pub fn route(
    graph: &Graph,
    lines: &[Line],
    arrangement: Arrangement,
    positions: &[Option<Point>],
    radius: f64,
    phone: bool,
) -> Routes {
    let found = if arrangement == Arrangement::Network {
        Vec::new()
    } else {
        forks(graph, lines, positions)
    };
    let fork_of: Map<usize, usize> = found
        .iter()
        .enumerate()
        .flat_map(|(f, (_, group))| group.iter().map(move |&l| (l, f)))
        .collect();
    // Things that bend: lines, and each fork once, from its hub to the middle of its ends.
    let mut ribs: Vec<Rib> = Vec::new();
    for (l, line) in lines.iter().enumerate() {
        if let (None, Some(a), Some(b)) = (fork_of.get(&l), positions[line.a], positions[line.b]) {
            let (lo, hi) = line.pair();
            let (from, to) = if line.a == lo { (a, b) } else { (b, a) };
            let between = crosses(graph, lo, hi);
            ribs.push(Rib {
                what: What::Line(l),
                from,
                to,
                pair: (lo, hi),
                between,
                sag: 0.0,
                step: 0.0,
            });
        }
    }
    for (f, (hub, group)) in found.iter().enumerate() {
        let Some(from) = positions[*hub] else {
            continue;
        };
        let ends: Vec<(usize, Point)> = group
            .iter()
            .filter_map(|&l| {
                let end = if lines[l].a == *hub {
                    lines[l].b
                } else {
                    lines[l].a
                };
                positions[end].map(|p| (end, p))
            })
            .collect();
        let sum = ends.iter().fold(Point::default(), |sum, e| sum + e.1);
        let mean = sum * (1.0 / ends.len().max(1) as f64);
        let place = lines[group[0]]
            .place
            .as_deref()
            .and_then(|id| graph.node_index(id))
            .and_then(|i| positions[i]);
        let to = place.map_or(mean, |p| mean.lerp(p, 0.25));
        let first = ends.first().map_or(*hub, |e| e.0);
        let between = crosses(graph, *hub, first);
        let (from, to) = (from, to);
        ribs.push(Rib {
            what: What::Fork(f),
            from,
            to,
            pair: (hub.min(&first).to_owned(), hub.max(&first).to_owned()),
            between,
            sag: 0.0,
            step: 0.0,
        });
    }
    match arrangement {
        Arrangement::Geography => {
            let (fan, rest): (Vec<Rib>, Vec<Rib>) = ribs.into_iter().partition(|r| r.between);
            ribs = bend_fan(fan, phone);
            ribs.extend(bend_sheaves(rest, 0.04, positions, radius, phone, None));
        }
        Arrangement::Network => ribs = bend_sheaves(ribs, 0.04, positions, radius, phone, None),
        Arrangement::TwoSides => {
            let middle =
                Rect::of(positions.iter().flatten().copied()).map_or(0.0, |r| r.centre().x);
            ribs = bend_sheaves(ribs, 0.08, positions, radius, phone, Some(middle));
        }
    }
    let mut chains: Vec<Option<Vec<Quad>>> = vec![None; lines.len()];
    let mut steps = vec![0.0; lines.len()];
    let mut forks = Vec::new();
    for rib in ribs {
        match rib.what {
            What::Line(l) => {
                let quad = Quad::sagged(rib.from, rib.to, rib.sag);
                let forward = lines[l].a == rib.pair.0;
                chains[l] = Some(vec![if forward { quad } else { quad.reversed() }]);
                steps[l] = rib.step;
            }
            What::Fork(f) => {
                let (hub, group) = &found[f];
                let quad = Quad::sagged(rib.from, rib.to, rib.sag);
                let trunk = quad.piece(0.0, FORK_CUT);
                let tangent = trunk.direction(1.0);
                let mut branches: Vec<(f64, usize, Quad)> = Vec::new();
                for &l in group {
                    let end = if lines[l].a == *hub {
                        lines[l].b
                    } else {
                        lines[l].a
                    };
                    let Some(to) = positions[end] else { continue };
                    let step = to - trunk.b;
                    let control = trunk.b + tangent * (0.4 * step.length());
                    let angle = tangent.turned().dot(step.unit());
                    branches.push((
                        angle,
                        l,
                        Quad {
                            a: trunk.b,
                            c: control,
                            b: to,
                        },
                    ));
                }
                // Where marks stand too close there is no room to part: then lines for themselves.
                if trunk.a.distance(trunk.b) < FORK_ROOM
                    || branches.iter().any(|b| b.2.a.distance(b.2.b) < FORK_ROOM)
                {
                    for (k, (_, l, branch)) in branches.into_iter().enumerate() {
                        let quad = Quad::sagged(
                            rib.from,
                            branch.b,
                            (0.04 + 0.08 * k as f64) * rib.from.distance(branch.b),
                        );
                        chains[l] = Some(vec![if lines[l].a == *hub {
                            quad
                        } else {
                            quad.reversed()
                        }]);
                    }
                    continue;
                }
                branches.order_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
                for &(_, l, branch) in &branches {
                    let outward = vec![trunk, branch];
                    chains[l] = Some(if lines[l].a == *hub {
                        outward
                    } else {
                        reversed(&outward)
                    });
                    steps[l] = rib.step;
                }
                forks.push(Fork {
                    hub: *hub,
                    relation: branches
                        .iter()
                        .map(|b| lines[b.1].relation)
                        .max()
                        .unwrap_or(Relation::Differ),
                    branches: branches.into_iter().map(|b| b.1).collect(),
                    trunk,
                });
            }
        }
    }
    Routes {
        chains,
        steps,
        forks,
    }
}

/// The same curves from the other end.
pub fn reversed(chain: &[Quad]) -> Vec<Quad> {
    chain.iter().rev().map(|q| q.reversed()).collect()
}

fn crosses(graph: &Graph, a: usize, b: usize) -> bool {
    let sides = (graph.nodes()[a].side, graph.nodes()[b].side);
    matches!(
        sides,
        (Side::Libya, Side::Russia) | (Side::Russia, Side::Libya)
    )
}

enum What {
    Line(usize),
    Fork(usize),
}

/// Something that bends, from the end of the lower index (a fork: from its hub).
struct Rib {
    what: What,
    from: Point,
    to: Point,
    pair: (usize, usize),
    between: bool,
    sag: f64,
    step: f64,
}

impl Rib {
    fn length(&self) -> f64 {
        self.from.distance(self.to)
    }
}

/// All lines between the two sides are one fan: ordered across it by the middles of their chords, every apex at
/// least one step beside its neighbour's.
fn bend_fan(mut ribs: Vec<Rib>, phone: bool) -> Vec<Rib> {
    let Some(first) = ribs.first() else {
        return ribs;
    };
    // One axis for all: the mean direction, every chord taken upwards (the sides lie south and north).
    let upwards = |r: &Rib| {
        if r.to.y <= r.from.y {
            r.to - r.from
        } else {
            r.from - r.to
        }
    };
    let mut axis = upwards(first) * 0.0;
    for r in &ribs {
        axis = axis + upwards(r);
    }
    let across = {
        let n = axis.unit().turned();
        if n.x < 0.0 { n * -1.0 } else { n }
    };
    let middle = |r: &Rib| r.from.lerp(r.to, 0.5).dot(across);
    // Pairs by the middle of their chords; lines of a pair stay together, in the order they came.
    let mut keyed: Vec<(f64, (usize, usize), usize, Rib)> = ribs
        .drain(..)
        .enumerate()
        .map(|(k, r)| (middle(&r), r.pair, k, r))
        .collect();
    keyed.order_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    let mut ribs: Vec<Rib> = keyed.into_iter().map(|k| k.3).collect();
    let n = ribs.len();
    let longest = ribs.iter().map(Rib::length).fold(0.0, f64::max);
    let step = {
        let most = 0.62 * longest / (n as f64).max(1.0);
        (if phone { 9.0 } else { FAN_STEP }).min(most).max(2.5)
    };
    let chords: Vec<(f64, f64)> = ribs.iter().map(|r| (middle(r), r.length())).collect();
    let sags = fan_sags(&chords, step);
    let centre = (0..n)
        .min_by(|&x, &y| sags[x].abs().total_cmp(&sags[y].abs()))
        .unwrap_or(0);
    for (i, rib) in ribs.iter_mut().enumerate() {
        let normal = (rib.to - rib.from).unit().turned();
        let sense = if normal.dot(across) >= 0.0 { 1.0 } else { -1.0 };
        rib.sag = sags[i] * sense;
        rib.step = i as f64 - centre as f64;
    }
    ribs
}

/// The sags of a fan whose chords have these middles (across it, ascending) and lengths. Eastward is positive.
///
/// Every apex lies at least `step` farther east than the last, and all lines together bend as little as that
/// allows: the least sum of squared sags, each in its length. That is isotonic regression of the apexes less
/// their steps, solved by pooling adjacent violators (Ayer and others 1955). Left alone, lines would bend by
/// up to 3 % of their length, the western ones to the west, the eastern ones to the east.
fn fan_sags(chords: &[(f64, f64)], step: f64) -> Vec<f64> {
    let n = chords.len();
    let wish = |i: usize| {
        let place = if n > 1 {
            i as f64 / (n as f64 - 1.0) * 2.0 - 1.0
        } else {
            1.0
        };
        chords[i].0 + 0.03 * chords[i].1 * place - step * i as f64
    };
    // Pools of neighbours that share one level: (weighted sum, weight, how many).
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (i, chord) in chords.iter().enumerate() {
        let weight = 1.0 / chord.1.max(20.0).powi(2);
        let mut pool = (wish(i) * weight, weight, 1);
        while let Some(&(sum, total, count)) = pools.last() {
            if sum / total <= pool.0 / pool.1 {
                break;
            }
            pool = (pool.0 + sum, pool.1 + total, pool.2 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    let mut sags = Vec::with_capacity(n);
    for (sum, weight, count) in pools {
        for _ in 0..count {
            let i = sags.len();
            let most = 0.45 * chords[i].1;
            sags.push((sum / weight + step * i as f64 - chords[i].0).within(-most, most));
        }
    }
    sags
}

/// Lines pair by pair: alone slightly bent and out of the way of other marks, several side by side.
///
/// With `inwards` (an x) lines between two marks of one column bend towards it.
fn bend_sheaves(
    mut ribs: Vec<Rib>,
    share: f64,
    positions: &[Option<Point>],
    radius: f64,
    phone: bool,
    inwards: Option<f64>,
) -> Vec<Rib> {
    let mut sheaves: Map<(usize, usize), Vec<usize>> = Map::new();
    for (i, rib) in ribs.iter().enumerate() {
        sheaves.or_default(rib.pair).push(i);
    }
    for ((a, b), members) in sheaves {
        let n = members.len();
        let length = ribs[members[0]].length();
        let gap = sheaf_gap(n, phone, length);
        let (from, to) = (ribs[members[0]].from, ribs[members[0]].to);
        let normal = (to - from).unit().turned();
        let upright = inwards.is_some_and(|_| (to.x - from.x).abs() < 0.35 * length);
        let base = match inwards {
            Some(x) if upright => {
                let sense = if (x - from.x) * normal.x >= 0.0 {
                    1.0
                } else {
                    -1.0
                };
                sense * (0.3 * length).min(110.0)
            }
            _ if n == 1 => share * length,
            _ => 0.0,
        };
        let base = if n == 1 && !upright && positions.len() <= 400 {
            clear_sag(from, to, base, (a, b), positions, radius)
        } else {
            base
        };
        for (i, &m) in members.iter().enumerate() {
            let place = i as f64 - (n as f64 - 1.0) / 2.0;
            ribs[m].sag = base + place * gap;
            ribs[m].step = place;
        }
    }
    ribs
}

/// The first of a few bends that keeps off all other marks; the first of all if none does.
fn clear_sag(
    from: Point,
    to: Point,
    sag: f64,
    ends: (usize, usize),
    positions: &[Option<Point>],
    radius: f64,
) -> f64 {
    let length = from.distance(to);
    let tries = [
        sag,
        -sag,
        0.1 * length,
        -0.1 * length,
        0.17 * length,
        -0.17 * length,
    ];
    let touched = |s: f64| {
        let quad = Quad::sagged(from, to, s);
        let room = quad.bounds().grown(radius + 8.0);
        let samples: Vec<Point> = quad.points(14).collect();
        positions
            .iter()
            .enumerate()
            .filter(|&(i, p)| {
                i != ends.0
                    && i != ends.1
                    && p.is_some_and(|p| {
                        room.contains(p) && samples.iter().any(|s| s.distance(p) < radius + 8.0)
                    })
            })
            .count()
    };
    tries.into_iter().min_by_key(|&s| touched(s)).unwrap_or(sag)
}

/// Blends two routings of the same lines at the same positions, for travelling marks.
pub fn blend(from: &Routes, to: &Routes, t: f64) -> Routes {
    let split = |chain: &[Quad]| match chain {
        [only] => vec![only.piece(0.0, FORK_CUT), only.piece(FORK_CUT, 1.0)],
        more => more.to_vec(),
    };
    let chains = from
        .chains
        .iter()
        .zip(&to.chains)
        .map(|(a, b)| match (a, b) {
            (Some(a), Some(b)) if a.len() == b.len() => {
                Some(a.iter().zip(b).map(|(p, q)| p.lerp(*q, t)).collect())
            }
            (Some(a), Some(b)) => Some(
                split(a)
                    .iter()
                    .zip(&split(b))
                    .map(|(p, q)| p.lerp(*q, t))
                    .collect(),
            ),
            (a, b) => b.clone().or_else(|| a.clone()),
        })
        .collect();
    let steps = from
        .steps
        .iter()
        .zip(&to.steps)
        .map(|(a, b)| a + (b - a) * t)
        .collect();
    // A travelling line belongs to no fork: its pieces move into it.
    Routes {
        chains,
        steps,
        forks: Vec::new(),
    }
}

/// A strand as drawn: curves from rim to rim.
#[derive(Clone, Debug, PartialEq)]
pub struct StrandPath {
    pub strand: LineStrand,
    pub curves: Vec<Quad>,
}

/// How the strands of a line lie: their width and the distance between their middles, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gauge {
    pub width: f64,
    pub pitch: f64,
    /// One thick line stands for all strands.
    pub bundled: bool,
}

/// The gauge for `n` strands; a selected line is wider. Never more than six pixels together.
pub fn gauge(n: usize, selected: bool) -> Gauge {
    if n > STRANDS_MOST {
        return Gauge {
            width: 6.0,
            pitch: 0.0,
            bundled: true,
        };
    }
    let n = n.max(1) as f64;
    let (gap, widest) = if selected { (1.3, 2.4) } else { (1.0, 2.0) };
    let width = f64::min(widest, (6.0 - (n - 1.0) * gap) / n);
    // Five strands with their gaps would leave less than a hair: they share the gaps.
    let width = width.max(0.6);
    let pitch = if n > 1.0 {
        f64::min(width + gap, (6.0 - width) / (n - 1.0))
    } else {
        0.0
    };
    Gauge {
        width,
        pitch,
        bundled: false,
    }
}

/// Where a line ends: the centre of the mark and the distance to keep from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rim {
    pub centre: Point,
    pub radius: f64,
}

/// Cuts a chain at the rims of its two marks.
pub fn trimmed(chain: &[Quad], start: Rim, end: Rim) -> Vec<Quad> {
    let mut out = chain.to_vec();
    if let Some(first) = out.first_mut() {
        let t = first.leaves(start.centre, start.radius, 0.999);
        *first = first.piece(t, 1.0);
    }
    if let Some(last) = out.last_mut() {
        let t = last.reversed().leaves(end.centre, end.radius, 0.999);
        *last = last.piece(0.0, 1.0 - t);
    }
    out
}

/// Lays `n` strands beside each other along a chain: the offset of each from the middle, in pixels.
pub fn offsets(n: usize, pitch: f64) -> impl Iterator<Item = f64> {
    (0..n).map(move |i| (i as f64 - (n as f64 - 1.0) / 2.0) * pitch)
}

/// Moves a chain sideways: by `start` at its beginning and by `end` after the first curve if it has two.
pub fn beside(chain: &[Quad], start: f64, end: f64) -> Vec<Quad> {
    match chain {
        [trunk, branch] => {
            let trunk = trunk.beside(start);
            let n = branch.direction(1.0).turned() * end;
            let leave = trunk.direction(1.0) * (branch.c - branch.a).length();
            vec![
                trunk,
                Quad {
                    a: trunk.b,
                    c: trunk.b + leave,
                    b: branch.b + n,
                },
            ]
        }
        curves => curves.iter().map(|q| q.beside(start)).collect(),
    }
}

/// The point, and the direction there, at a share of the length of a chain.
pub fn along(chain: &[Quad], share: f64) -> Option<(Point, Point)> {
    let total: f64 = chain.iter().map(|q| q.length()).sum();
    let mut left = share.within(0.0, 1.0) * total;
    for (i, q) in chain.iter().enumerate() {
        let length = q.length();
        if left <= length || i + 1 == chain.len() {
            let t = parameter_at(*q, left);
            return Some((q.at(t), q.direction(t)));
        }
        left -= length;
    }
    None
}

/// The parameter at which a curve is `length` pixels long.
pub fn parameter_at(quad: Quad, length: f64) -> f64 {
    let mut last = quad.a;
    let mut sum = 0.0;
    let n = 24;
    for i in 1..=n {
        let t = f64::from(i) / f64::from(n);
        let p = quad.at(t);
        let step = last.distance(p);
        if sum + step >= length && step > 1e-12 {
            return (t - (1.0 - (length - sum) / step) / f64::from(n)).within(0.0, 1.0);
        }
        sum += step;
        last = p;
    }
    1.0
}

/// An arrowhead with its tip at the end of `chain`: tip and the two corners; 9 px long, 10 px wide.
///
/// `None` where the line is too short for one.
pub fn arrowhead(chain: &[Quad], length: f64, width: f64) -> Option<[Point; 3]> {
    let total: f64 = chain.iter().map(|q| q.length()).sum();
    if total < length * 1.6 {
        return None;
    }
    let tip = chain.last()?.b;
    let (back, _) = along(chain, 1.0 - length / total)?;
    let way = (tip - back).unit();
    let foot = tip - way * length;
    let side = way.turned() * (width / 2.0);
    Some([tip, foot + side, foot - side])
}

/// Cuts `length` pixels off the end of a chain.
pub fn shortened(chain: &[Quad], length: f64) -> Vec<Quad> {
    let mut out = chain.to_vec();
    if let Some(last) = out.last_mut() {
        let own = last.length();
        let t = parameter_at(*last, (own - length).max(0.0));
        *last = last.piece(0.0, t.max(0.01));
    }
    out
}

/// A bar of `length` pixels across the chain at a share of its length.
pub fn cross_bar(chain: &[Quad], share: f64, length: f64) -> Option<(Point, Point)> {
    let (at, way) = along(chain, share)?;
    let half = way.turned() * (length / 2.0);
    Some((at - half, at + half))
}

/// Points along the chain, about every `step` pixels: what pointers hit and labels avoid.
pub fn polyline(chain: &[Quad], step: f64) -> Vec<Point> {
    let mut out = Vec::new();
    for (i, q) in chain.iter().enumerate() {
        let n = ((q.length() / step).ceil() as usize).clamp(2, 400);
        out.extend(q.points(n).skip(usize::from(i > 0)));
    }
    out
}

/// The smallest rectangle that holds a chain.
pub fn bounds(chain: &[Quad]) -> Rect {
    let mut all = chain.iter().map(|q| q.bounds());
    let first = all.next().unwrap_or(Rect::around(point(0.0, 0.0), 0.0));
    all.fold(first, Rect::union)
}
