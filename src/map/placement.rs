//! Where the marks stand: geography, network, two sides, and the way from one to the other.
//!
//! A [`Placement`] is made for a frame of pixels. Each placed node has an anchor in the frame, which the camera
//! moves and scales, and an offset in screen pixels, which it does not: marks around a city keep their
//! distance to it at every zoom. Nodes without a point stand in the tray.

use crate::order::Order as _;
use crate::real;
use crate::sorted::Map;

use super::basemap::Basemap;
use super::camera::Camera;
use super::force::{Forces, STEPS, Simulation, remove_overlaps};
use super::geometry::{Point, Rect, Within as _, most, point};
use super::graph::{Graph, NodeKind, Precision, Side};
use super::label::{Grid, Measure};
use super::projection::{Fit, Projection};

/// The three pictures of one graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arrangement {
    Geography,
    Network,
    TwoSides,
}

/// Where a node stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// In the frame.
    pub anchor: Point,
    /// In screen pixels, at every zoom.
    pub offset: Point,
}

impl Spot {
    fn fixed(anchor: Point) -> Spot {
        Spot {
            anchor,
            offset: Point::default(),
        }
    }

    /// On the screen.
    pub fn on_screen(&self, camera: &Camera) -> Point {
        camera.apply(self.anchor) + self.offset
    }
}

/// A thin line from a mark to the city it belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leader {
    /// Node index.
    pub node: usize,
    /// The city, in the frame.
    pub to: Point,
    /// The node that marks the city itself, if there is one.
    pub city: Option<usize>,
}

/// The way from one placement to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Morph {
    pub from: Placement,
    pub to: Placement,
    /// Share of the way, 0 to 1.
    pub t: f64,
}

/// One arrangement of one graph in one frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    pub arrangement: Arrangement,
    /// Size of the frame in pixels.
    pub width: f64,
    pub height: f64,
    /// By node index; `None` stands in the tray.
    pub spots: Vec<Option<Spot>>,
    pub leaders: Vec<Leader>,
    /// Node indices without a point, in the order of [`Graph::priority`].
    pub tray: Vec<usize>,
    /// Set while marks travel.
    pub morph: Option<Box<Morph>>,
}

/// Positions to keep when the graph changes: by node id, as shares of the frame.
pub type Memory = Map<String, (f64, f64)>;

impl Placement {
    /// Of a frame without room: no node has a place.
    pub fn nowhere(arrangement: Arrangement, graph: &Graph) -> Placement {
        Placement {
            arrangement,
            width: 0.0,
            height: 0.0,
            spots: vec![None; graph.nodes().len()],
            leaders: Vec::new(),
            tray: Vec::new(),
            morph: None,
        }
    }

    /// Screen positions by node index.
    pub fn on_screen(&self, camera: &Camera) -> Vec<Option<Point>> {
        self.spots
            .iter()
            .map(|s| s.map(|s| s.on_screen(camera)))
            .collect()
    }

    /// The smallest rectangle of the frame that holds all marks; `None` if all stand in the tray.
    pub fn bounds(&self) -> Option<Rect> {
        Rect::of(self.spots.iter().flatten().map(|s| s.anchor + s.offset))
    }

    /// The part of the frame that the reader may travel: the frame itself and what was placed beyond it.
    pub fn world(&self) -> Rect {
        let frame = Rect::sized(0.0, 0.0, self.width, self.height);
        self.bounds().map_or(frame, |b| frame.union(b.grown(40.0)))
    }

    /// What [`network`] needs to keep the nodes where they are.
    pub fn memory(&self, graph: &Graph) -> Memory {
        let share = |s: &Spot| {
            (
                (s.anchor.x + s.offset.x) / self.width,
                (s.anchor.y + s.offset.y) / self.height,
            )
        };
        let nodes = graph.nodes().iter().zip(&self.spots);
        nodes
            .filter_map(|(n, s)| s.as_ref().map(|s| (n.id.clone(), share(s))))
            .collect()
    }
}

/// Places the graph as `arrangement` asks; `memory` is used by the network only.
pub fn place(
    arrangement: Arrangement,
    graph: &Graph,
    base: &Basemap,
    width: f64,
    height: f64,
    memory: Option<&Memory>,
    measure: Measure,
) -> Placement {
    match arrangement {
        Arrangement::Geography => geography(graph, base, width, height, measure),
        Arrangement::Network => network(graph, width, height, memory),
        Arrangement::TwoSides => two_sides(graph, width, height, measure),
    }
}

/// Marks travel in straight lines from one placement to another; `t` from 0 to 1, eased by the caller.
///
/// A node that stands in the tray on one side appears at its place of the other. Both must be of one graph.
pub fn interpolate(from: &Placement, to: &Placement, t: f64) -> Placement {
    if t <= 0.0 {
        return from.clone();
    }
    if t >= 1.0 {
        return to.clone();
    }
    let spots = from
        .spots
        .iter()
        .zip(&to.spots)
        .map(|(a, b)| match (a, b) {
            (Some(a), Some(b)) => Some(Spot {
                anchor: a.anchor.lerp(b.anchor, t),
                offset: a.offset.lerp(b.offset, t),
            }),
            (None, Some(s)) if t >= 0.5 => Some(*s),
            (Some(s), None) if t < 0.5 => Some(*s),
            _ => None,
        })
        .collect();
    let near = if t < 0.5 { from } else { to };
    Placement {
        arrangement: to.arrangement,
        spots,
        leaders: Vec::new(),
        tray: near.tray.clone(),
        morph: Some(Box::new(Morph {
            from: from.clone(),
            to: to.clone(),
            t,
        })),
        ..to.clone()
    }
}

/// Room that marks keep to the edges of the frame: left, top, right, bottom.
const MARGIN: [f64; 4] = [28.0, 24.0, 28.0, 36.0];

fn inner(width: f64, height: f64) -> Rect {
    Rect {
        x0: MARGIN[0].min(width / 2.0),
        y0: MARGIN[1].min(height / 2.0),
        x1: (width - MARGIN[2]).max(width / 2.0),
        y1: (height - MARGIN[3]).max(height / 2.0),
    }
}

// --- geography ---

/// Nodes at one point of the map.
struct Cluster {
    at: Point,
    /// The country whose ground marks should stay on (for nodes placed by country).
    country: Option<usize>,
    city: bool,
    members: Vec<usize>,
}

/// Marks at their places, by stated precision.
///
/// City: at the point itself if it is a place or alone there, else beside it with a thin leader. Country: beside
/// the country's point, on its ground; where that point is out of view (Russia's lies in Siberia), well inside
/// what is seen of the country. Region, no place, or out of view: the tray.
pub fn geography(
    graph: &Graph,
    base: &Basemap,
    width: f64,
    height: f64,
    measure: Measure,
) -> Placement {
    let projection = Projection::default();
    let fit = Fit::new(width, height);
    let view = inner(width, height);
    let nodes = graph.nodes();
    let mut spots: Vec<Option<Spot>> = vec![None; nodes.len()];
    let mut home: Vec<Option<Point>> = vec![None; nodes.len()];
    let mut clusters: Vec<Cluster> = Vec::new();
    let priority = graph.priority();
    let mut stands = Vec::new();
    for &i in &priority {
        let Some(location) = nodes[i].location else {
            continue;
        };
        let plane = projection.forward(location.latitude, location.longitude);
        let (at, country, city) = match nodes[i].precision {
            Precision::City => {
                let at = fit.apply(plane);
                if !view.contains(at) {
                    continue;
                }
                (at, None, true)
            }
            Precision::Country => {
                // Many stand for the same country.
                let known = stands.iter().find(|(of, _)| *of == location);
                let stand = known.map(|(_, stand)| *stand).unwrap_or_else(|| {
                    let stand = country_stand(base, &fit, plane, (width, height));
                    stands.push((location, stand));
                    stand
                });
                let Some((at, country)) = stand else { continue };
                (at, country, false)
            }
            Precision::Region | Precision::Unplaced => continue,
        };
        home[i] = Some(at);
        let near = clusters
            .iter_mut()
            .find(|c| c.city == city && c.country == country && c.at.distance(at) < 9.0);
        match near {
            Some(cluster) => cluster.members.push(i),
            None => clusters.push(Cluster {
                at,
                country,
                city,
                members: vec![i],
            }),
        }
    }
    let mut crowd = Crowd {
        view,
        small: width < 600.0,
        marks: Vec::new(),
        grid: Grid::new(view, LEAST_SPACING * 2.0),
        boxes: Vec::new(),
        leaders: Vec::new(),
        measure,
        ways: (0..WAYS)
            .map(|k| std::f64::consts::TAU * k as f64 / WAYS as f64)
            .map(|angle| point(real::cos(angle), real::sin(angle)))
            .collect(),
    };
    let mut leaders = Vec::new();
    let label = |i: usize| {
        (
            nodes[i].label.as_str(),
            nodes[i].precision == Precision::Country,
        )
    };
    // Cities first: they are where they are, unless a more important one is as good as there.
    for cluster in clusters.iter().filter(|c| c.city) {
        let place = cluster
            .members
            .iter()
            .copied()
            .find(|&i| nodes[i].kind == NodeKind::Place);
        let free = crowd
            .marks
            .iter()
            .all(|m| m.distance(cluster.at) >= CITIES_APART);
        if let Some(i) = place
            .or((cluster.members.len() == 1).then(|| cluster.members[0]))
            .filter(|_| free)
        {
            spots[i] = Some(Spot::fixed(cluster.at));
            crowd.add_mark(cluster.at);
        }
    }
    for i in priority.iter().copied().filter(|&i| spots[i].is_some()) {
        if let Some(spot) = spots[i] {
            crowd.settle_label(spot.anchor, label(i).0);
        }
    }
    // Then countries, then those who sit in a city: the clusters with fewest members have the least to lose.
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.order_by_key(|&c| (clusters[c].city, clusters[c].members.len()));
    let neighbours = graph.neighbours();
    for c in order {
        let cluster = &clusters[c];
        let (partners, count) = cluster
            .members
            .iter()
            .flat_map(|&i| neighbours[i].iter())
            .filter_map(|&j| home[j])
            .filter(|p| p.distance(cluster.at) > 60.0)
            .fold((Point::default(), 0), |(sum, n), p| (sum + p, n + 1));
        let traffic =
            (count > 0).then(|| (partners * (1.0 / f64::from(count)) - cluster.at).unit());
        let place = cluster
            .members
            .iter()
            .copied()
            .find(|&i| nodes[i].kind == NodeKind::Place);
        // Other places nearby: their side is the busier one.
        let busy = clusters
            .iter()
            .map(|o| o.at - cluster.at)
            .filter(|d| d.length() > 1.0 && d.length() < BUSY)
            .fold(Point::default(), |sum, d| {
                sum + d.unit() * (1.0 - d.length() / BUSY)
            });
        let mean_way = |list: &mut dyn Iterator<Item = Point>| {
            let (sum, n) = list.fold((Point::default(), 0), |(sum, n), p| {
                (sum + (p - cluster.at).unit(), n + 1)
            });
            (n > 0).then(|| sum * (1.0 / f64::from(n)))
        };
        let far = |i: usize| {
            neighbours[i]
                .iter()
                .filter_map(|&j| home[j])
                .filter(|p| p.distance(cluster.at) > 60.0)
                .collect::<Vec<_>>()
        };
        let common = mean_way(&mut cluster.members.iter().flat_map(|&i| far(i)));
        // The place itself first, then by priority.
        let mut members = cluster.members.clone();
        members.order_by_key(|&i| Some(i) != place);
        for i in members {
            if spots[i].is_some() {
                continue;
            }
            let ground = cluster.country.map(|c| (&base.countries[c], fit));
            // Who looks more to the left than the others stands to the left: fewer lines cross.
            let own = mean_way(&mut far(i).into_iter());
            let lean = match (own, common) {
                (Some(own), Some(common)) if (own - common).length() > 0.02 => {
                    (own - common).unit()
                }
                _ => Point::default(),
            };
            let pull = Pull {
                traffic,
                busy,
                lean,
            };
            let (text, ringed) = label(i);
            let width = crowd.width(text);
            let offset = crowd.settle(&Claim {
                centre: cluster.at,
                leader: cluster.city,
                ground,
                pull,
                width,
                ringed,
            });
            spots[i] = Some(Spot {
                anchor: cluster.at,
                offset,
            });
            if cluster.city {
                let city = place
                    .filter(|&p| p != i && spots[p].is_some_and(|s| s.offset == Point::default()));
                leaders.push(Leader {
                    node: i,
                    to: cluster.at,
                    city,
                });
            }
        }
    }
    leaders.order_by_key(|l| l.node);
    part_the_last(&mut spots);
    let tray = priority
        .into_iter()
        .filter(|&i| spots[i].is_none())
        .collect();
    Placement {
        arrangement: Arrangement::Geography,
        width,
        height,
        spots,
        leaders,
        tray,
        morph: None,
    }
}

/// Where those stand, on the screen, whose place is a country, and which of the base map's it is: at its own point, or
/// where that is not well inside the picture, at a place of the country that is.
fn country_stand(
    base: &Basemap,
    fit: &Fit,
    plane: Point,
    (width, height): (f64, f64),
) -> Option<(Point, Option<usize>)> {
    let country = base.countries.iter().position(|c| c.contains(plane));
    let at = fit.apply(plane);
    // Room for the ring and a label, where the country's own point is near the edge.
    let safe = inner(width, height).grown(-(width.min(height) * 0.08));
    if safe.contains(at) {
        return Some((at, country));
    }
    let a = fit.undo(point(safe.x0, safe.y0));
    let b = fit.undo(point(safe.x1, safe.y1));
    let seen = Rect {
        x0: a.x,
        y0: a.y,
        x1: b.x,
        y1: b.y,
    };
    let inside = base.countries[country?].interior(seen, seen.clamp(plane))?;
    Some((fit.apply(inside), country))
}

/// Two cities nearer than this, in pixels, cannot both have their mark at their point.
const CITIES_APART: f64 = 19.0;

/// Where far more marks want to stand than there is room, some still overlap: these move apart, cities too.
fn part_the_last(spots: &mut [Option<Spot>]) {
    let mut at: Vec<Point> = spots
        .iter()
        .flatten()
        .map(|s| s.anchor + s.offset)
        .collect();
    let before = at.clone();
    remove_overlaps(&mut at, CITIES_APART - 1.0, None);
    for ((spot, old), new) in spots.iter_mut().flatten().zip(before).zip(at) {
        if old != new {
            spot.offset = new - spot.anchor;
        }
    }
}

/// Places nearer than this, in pixels, make their side of a place busy.
const BUSY: f64 = 260.0;

/// Where a mark would rather stand, seen from its place.
#[derive(Clone, Copy)]
struct Pull {
    /// Direction from which the lines come: kept free.
    traffic: Option<Point>,
    /// Direction of other places, as long as they are near: avoided.
    busy: Point,
    /// Direction in which its lines leave, compared to those of the others: preferred. Length 1 or 0.
    lean: Point,
}

/// What already stands on the map, while more is added.
struct Crowd<'a> {
    view: Rect,
    /// On a phone marks come first, labels may stay hidden.
    small: bool,
    marks: Vec<Point>,
    /// The same, for quick looks.
    grid: Grid<Point>,
    boxes: Vec<Rect>,
    leaders: Vec<(Point, Point)>,
    measure: Measure<'a>,
    /// Directions to look in, of length one.
    ways: Vec<Point>,
}

/// What a mark gains at most for standing on the side to which its lines leave.
const LEAN: f64 = 26.0;

/// From this many marks on, the first free spot will do: there is no room to choose.
const CAREFUL: usize = 140;

/// A mark that looks for its spot.
struct Claim<'a> {
    centre: Point,
    /// It gets a leader to its city.
    leader: bool,
    /// The country whose ground it should stay on.
    ground: Option<(&'a super::basemap::Country, Fit)>,
    pull: Pull,
    /// Width of its label in pixels.
    width: f64,
    ringed: bool,
}

/// So many directions are tried around a place.
const WAYS: usize = 32;

/// Whether a point is nearer to a line between two others than `reach`.
fn is_near_segment(p: Point, a: Point, b: Point, reach: f64) -> bool {
    let along = b - a;
    let t = ((p - a).dot(along) / most(along.dot(along), 1e-12)).within(0.0, 1.0);
    let step = p - (a + along * t);
    step.dot(step) < reach * reach
}

/// What a pixel of distance from its place costs a mark.
const FAR: f64 = 0.35;

/// Marks never come nearer than this, centre to centre, in pixels.
pub const LEAST_SPACING: f64 = 26.0;

impl Crowd<'_> {
    /// Width of a label in pixels.
    fn width(&self, text: &str) -> f64 {
        (self.measure)(text, 13.0, false)
    }

    /// The room a label would take beside a mark: to the side it stands on, seen from its cluster.
    fn label_box(at: Point, step: Point, width: f64) -> Rect {
        let height = 16.0;
        let towards = if step.length() < 1.0 {
            point(1.0, 0.0)
        } else {
            step.unit()
        };
        if towards.x.abs() > 0.3 {
            let x = if towards.x > 0.0 {
                at.x + 12.0
            } else {
                at.x - 12.0 - width
            };
            Rect::sized(x, at.y - height / 2.0, width, height)
        } else {
            let y = if towards.y > 0.0 {
                at.y + 10.0
            } else {
                at.y - 10.0 - height
            };
            Rect::sized(at.x - width / 2.0, y, width, height)
        }
    }

    /// Room for the label of a mark that cannot move, on its freer side.
    fn settle_label(&mut self, at: Point, text: &str) {
        let width = self.width(text);
        let east = Self::label_box(at, point(1.0, 0.0), width);
        let west = Self::label_box(at, point(-1.0, 0.0), width);
        let bad = |b: Rect| self.boxes.iter().any(|o| o.overlaps(b)) || !self.view.holds(b);
        let chosen = if bad(east) && !bad(west) { west } else { east };
        self.boxes.push(chosen);
    }

    /// The best free offset on rings around the centre; remembered as taken.
    fn settle(&mut self, claim: &Claim) -> Point {
        let (first, step) = match (claim.leader, self.small) {
            (true, false) => (46.0, 20.0),
            (true, true) => (32.0, 14.0),
            (false, false) => (0.0, 23.0),
            (false, true) => (0.0, 14.0),
        };
        let careful = self.marks.len() < CAREFUL;
        let mut best: Option<(f64, Point)> = None;
        'rings: for ring in 0..16 {
            let radius = first + step * f64::from(ring);
            let around = if radius < 1.0 { 1 } else { WAYS };
            for k in 0..around {
                let offset = self.ways[k] * radius;
                if !careful {
                    best = Some((0.0, offset));
                    if self.is_free(claim.centre + offset) {
                        break 'rings;
                    }
                    continue;
                }
                let limit = best.map_or(f64::INFINITY, |b| b.0);
                let cost = self.cost(claim, offset, limit);
                if cost < limit - 1e-9 {
                    best = Some((cost, offset));
                }
            }
            // Farther rings cost at least their distance more.
            if careful && best.is_some_and(|(c, _)| c < FAR * (radius + step) - LEAN) {
                break;
            }
        }
        let offset = best.map_or(Point::default(), |(_, o)| o);
        let at = claim.centre + offset;
        self.add_mark(at);
        self.boxes.push(Self::label_box(at, offset, claim.width));
        if claim.leader {
            self.leaders.push((claim.centre, at));
        }
        offset
    }

    fn add_mark(&mut self, at: Point) {
        self.marks.push(at);
        self.grid.add(Rect::around(at, 0.0), at);
    }

    fn is_free(&self, at: Point) -> bool {
        let near = Rect::around(at, LEAST_SPACING);
        self.view.contains(at)
            && self
                .grid
                .near(near)
                .all(|m| m.distance(at) >= LEAST_SPACING)
    }

    /// What a mark would pay for standing there; only as exact as needed to know that it is above `limit`.
    fn cost(&self, claim: &Claim, offset: Point, limit: f64) -> f64 {
        let &Claim {
            centre,
            leader,
            ground,
            pull,
            width,
            ringed,
        } = claim;
        let at = centre + offset;
        let mut cost = FAR * offset.length();
        if !self.view.contains(at) {
            cost += 2000.0;
        }
        if offset.length() > 1.0 {
            let side = offset.unit();
            if let Some(way) = pull.traffic.filter(|_| leader) {
                cost += 110.0 * most(side.dot(way) + 0.1, 0.0);
            }
            cost += 30.0 * most(side.dot(pull.busy), 0.0);
            cost -= LEAN * side.dot(pull.lean);
        }
        if cost > limit {
            return cost;
        }
        let wanted = if self.small {
            30.0
        } else if ringed {
            50.0
        } else {
            40.0
        };
        for &mark in &self.marks {
            let step = mark - at;
            let squared = step.dot(step);
            if squared < LEAST_SPACING * LEAST_SPACING {
                cost += 3000.0;
            } else if squared < wanted * wanted {
                cost += (wanted - squared.sqrt()) * 4.0;
            }
        }
        if cost > limit {
            return cost;
        }
        let room = Self::label_box(at, offset, width);
        let labels = if self.small { 0.2 } else { 1.0 };
        if !self.view.grown(20.0).holds(room) {
            cost += 300.0 * labels;
        }
        let (wide, around) = (room.grown(2.0), Rect::around(at, 9.0));
        for &taken in &self.boxes {
            if taken.overlaps(wide) {
                cost += 140.0 * labels;
            }
            if taken.overlaps(around) {
                cost += 90.0 * labels;
            }
        }
        if cost > limit {
            return cost;
        }
        let roomy = room.grown(8.0);
        let covered = self.marks.iter().filter(|&&m| roomy.contains(m));
        cost += 90.0 * labels * covered.count() as f64;
        if leader && cost <= limit {
            for &mark in &self.marks {
                if mark.distance(centre) > 1.0 && is_near_segment(mark, centre, at, 12.0) {
                    cost += 120.0;
                }
            }
            let way = Rect::around(centre, 0.0).union(Rect::around(at, 0.0));
            for taken in self
                .boxes
                .iter()
                .filter(|taken| taken.overlaps(way.grown(0.1)))
            {
                if (1..8).any(|i| taken.contains(centre.lerp(at, f64::from(i) / 8.0))) {
                    cost += 40.0;
                }
            }
            let leaders = self.leaders.iter();
            let close = leaders.filter(|(_, q)| is_near_segment(*q, centre, at, 12.0));
            cost += 70.0 * close.count() as f64;
        }
        if cost > limit {
            return cost;
        }
        for &(p, q) in &self.leaders {
            // Seen from where the lines come, those of one city stand beside, not behind each other.
            if let Some(way) = pull.traffic.filter(|_| leader && p.distance(centre) < 1.0) {
                let aside = (at - q).dot(way.turned()).abs();
                cost += most(40.0 - aside, 0.0) * 0.7;
            }
            if is_near_segment(at, p, q, 14.0) {
                cost += 120.0;
            }
            let way = Rect::around(p, 0.0).union(Rect::around(q, 0.0));
            if room.overlaps(way.grown(0.1))
                && (1..8).any(|i| room.contains(p.lerp(q, f64::from(i) / 8.0)))
            {
                cost += 40.0;
            }
        }
        if cost > limit {
            return cost;
        }
        if let Some((country, fit)) = ground {
            let p = fit.undo(at);
            if !country.contains(p) {
                cost += 160.0;
            } else {
                cost += most(18.0 - country.rim_distance(p) * fit.scale, 0.0) * 2.0;
            }
        }
        cost
    }
}

fn segment_distance(p: Point, a: Point, b: Point) -> f64 {
    let along = b - a;
    let t = ((p - a).dot(along) / along.dot(along).max(1e-12)).within(0.0, 1.0);
    p.distance(a + along * t)
}

// --- network ---

/// Larger networks settle in a worker: see [`Problem`].
pub const SETTLED_HERE: usize = 400;

/// A network to be laid out by [`super::force`], wherever that runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Node indices of what is laid out: all with an edge.
    pub shown: Vec<usize>,
    /// Where they start, parallel to `shown`.
    pub start: Vec<Point>,
    /// Pairs of places in `shown`.
    pub links: Vec<(usize, usize)>,
    /// Pixels that marks keep apart.
    pub spacing: f64,
    /// What they should fill, in the frame and beyond.
    stage: Rect,
}

impl Problem {
    pub fn new(graph: &Graph, width: f64, height: f64) -> Problem {
        let degrees = graph.degrees();
        let shown: Vec<usize> = (0..graph.nodes().len())
            .filter(|&i| degrees[i] > 0)
            .collect();
        let slot: Map<usize, usize> = shown.iter().enumerate().map(|(s, &i)| (i, s)).collect();
        let links: Vec<(usize, usize)> = graph
            .pairs()
            .keys()
            .filter_map(|(a, b)| Some((*slot.get(a)?, *slot.get(b)?)))
            .collect();
        let frame = network_frame(width, height);
        // Room for every mark: a third of the stage at most is taken, else the network is larger than the frame.
        let area = frame.width() * frame.height();
        let spacing = (0.5 * (area / shown.len().max(1) as f64).sqrt()).within(20.0, 56.0);
        let grown = (shown.len() as f64 * spacing * spacing / (0.34 * area))
            .sqrt()
            .max(1.0);
        let (wider, higher) = (
            frame.width() * (grown - 1.0),
            frame.height() * (grown - 1.0),
        );
        Problem {
            start: start_positions(graph, &shown),
            shown,
            links,
            spacing,
            stage: Rect {
                x0: frame.x0 - wider / 2.0,
                y0: frame.y0 - higher / 2.0,
                x1: frame.x1 + wider / 2.0,
                y1: frame.y1 + higher / 2.0,
            },
        }
    }

    /// What [`network`] keeps of points as a worker gives them, parallel to `shown`: turned so that west is left,
    /// around the middle of the frame, as far apart as they are.
    pub fn memory(&self, graph: &Graph, points: &[Point], width: f64, height: f64) -> Memory {
        let turned = aligned(points, &self.start);
        let middle = Rect::of(turned.iter().copied()).map_or(Point::default(), Rect::centre);
        let to = self.stage.centre();
        let nodes = self.shown.iter().zip(turned);
        nodes
            .map(|(&i, p)| {
                let at = p - middle + to;
                (graph.nodes()[i].id.clone(), (at.x / width, at.y / height))
            })
            .collect()
    }
}

/// Marks by force, from a start that keeps the west–east and north–south order of places.
///
/// Nodes in `memory` stay where they are. Nodes without an edge stand in the tray.
#[inline(never)]
pub fn network(graph: &Graph, width: f64, height: f64, memory: Option<&Memory>) -> Placement {
    let nodes = graph.nodes();
    let Problem {
        shown,
        start,
        links,
        spacing: least,
        stage,
    } = Problem::new(graph, width, height);
    let slot: Map<usize, usize> = shown.iter().enumerate().map(|(s, &i)| (i, s)).collect();
    let known: Vec<Option<Point>> = shown
        .iter()
        .map(|&i| {
            let &(x, y) = memory?.get(&nodes[i].id)?;
            (x.is_finite() && y.is_finite()).then(|| point(x * width, y * height))
        })
        .collect();
    let kept = known.iter().flatten().count();
    let mut positions: Vec<Point> = if kept == shown.len() {
        known.iter().flatten().copied().collect()
    } else if kept > 0 {
        let middle = stage.centre();
        let start: Vec<Point> = shown
            .iter()
            .enumerate()
            .map(|(s, &i)| {
                known[s].unwrap_or_else(|| {
                    let near: Vec<Point> = graph.neighbours()[i]
                        .iter()
                        .filter_map(|j| known[*slot.get(j)?])
                        .collect();
                    let sum = near.iter().fold(Point::default(), |sum, &p| sum + p);
                    if near.is_empty() {
                        middle
                    } else {
                        sum * (1.0 / near.len() as f64)
                    }
                }) - middle
            })
            .collect();
        let mut simulation = Simulation::new(
            start,
            &links,
            Forces {
                spacing: least,
                ..Forces::default()
            },
        );
        simulation.hold(
            known
                .iter()
                .enumerate()
                .filter(|(_, k)| k.is_some())
                .map(|(s, _)| s),
        );
        simulation.run(STEPS / 2);
        simulation
            .positions()
            .iter()
            .zip(&known)
            .map(|(&p, k)| k.unwrap_or(stage.clamp(p + middle)))
            .collect()
    } else {
        let forces = Forces {
            spacing: least,
            ..Forces::default()
        };
        let settled = |keep_places: bool| {
            let mut simulation = Simulation::new(start.clone(), &links, forces);
            if keep_places {
                simulation.draw_towards(start.iter().map(|&p| p * 1.6).collect());
            }
            stretch(&aligned(simulation.run(STEPS), &start), stage)
        };
        // Drawn towards their places or free, whichever has fewer crossings.
        let drawn = settled(true);
        if links.len() > CROSSINGS_COUNTED {
            drawn
        } else {
            let free = settled(false);
            if crossed(&free, &links) < crossed(&drawn, &links) {
                free
            } else {
                drawn
            }
        }
    };
    if kept == 0 {
        remove_overlaps(&mut positions, least, Some(stage));
    } else if shown.len() <= SETTLED_HERE {
        // What was kept stays, unless a new size of the frame pressed it together.
        remove_overlaps(&mut positions, least.min(20.0), None);
    }
    let mut spots = vec![None; nodes.len()];
    for (&i, &p) in shown.iter().zip(&positions) {
        spots[i] = Some(Spot::fixed(p));
    }
    let tray = graph
        .priority()
        .into_iter()
        .filter(|&i| spots[i].is_none())
        .collect();
    Placement {
        arrangement: Arrangement::Network,
        width,
        height,
        spots,
        leaders: Vec::new(),
        tray,
        morph: None,
    }
}

/// The frame less the room for labels.
fn network_frame(width: f64, height: f64) -> Rect {
    let side = (width * 0.12).within(24.0, 110.0);
    let top = (height * 0.08).within(24.0, 56.0);
    Rect {
        x0: side,
        y0: top,
        x1: (width - side).max(side + 1.0),
        y1: (height - top).max(top + 1.0),
    }
}

/// By longitude and latitude; nodes without a place in the middle of their neighbours, else on a ring.
fn start_positions(graph: &Graph, shown: &[usize]) -> Vec<Point> {
    let projection = Projection::default();
    let own: Vec<Option<Point>> = graph
        .nodes()
        .iter()
        .map(|n| {
            let l = n.location?;
            Some(projection.forward(l.latitude, l.longitude) * 500.0)
        })
        .collect();
    let neighbours = graph.neighbours();
    shown
        .iter()
        .enumerate()
        .map(|(s, &i)| {
            let near: Vec<Point> = neighbours[i].iter().filter_map(|&j| own[j]).collect();
            // Many fill a sunflower, few a ring.
            let reach = if shown.len() > SETTLED_HERE {
                14.0 * (s as f64 + 0.5).sqrt()
            } else {
                160.0
            };
            let angle = s as f64 * 2.4;
            let ring = point(real::cos(angle), real::sin(angle)) * reach;
            own[i].unwrap_or_else(|| {
                if near.is_empty() {
                    ring
                } else {
                    near.iter().fold(Point::default(), |sum, &p| sum + p)
                        * (1.0 / near.len() as f64)
                        + ring * 0.5
                }
            })
        })
        .collect()
}

/// Up to this many links crossings are worth counting.
const CROSSINGS_COUNTED: usize = 600;

/// How many pairs of links cross, and how many marks lie on a link that is not theirs.
fn crossed(points: &[Point], links: &[(usize, usize)]) -> usize {
    let side = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let mut count = 0;
    for (k, &(a, b)) in links.iter().enumerate() {
        let (p, q) = (points[a], points[b]);
        for &(c, d) in &links[k + 1..] {
            if a == c || a == d || b == c || b == d {
                continue;
            }
            let (r, s) = (points[c], points[d]);
            let apart = side(p, q, r) * side(p, q, s) < 0.0 && side(r, s, p) * side(r, s, q) < 0.0;
            count += usize::from(apart);
        }
        let near = |i: usize| i != a && i != b && segment_distance(points[i], p, q) < 18.0;
        count += 2 * (0..points.len()).filter(|&i| near(i)).count();
    }
    count
}

/// Turns (and mirrors, if that is better) a settled layout so that west–east and north–south are as at the
/// start: the orthogonal Procrustes problem in the plane.
fn aligned(points: &[Point], start: &[Point]) -> Vec<Point> {
    let mean = |list: &[Point]| {
        list.iter().fold(Point::default(), |sum, &p| sum + p) * (1.0 / list.len().max(1) as f64)
    };
    let (from, to) = (mean(points), mean(start));
    let (mut straight, mut mirrored) = (Point::default(), Point::default());
    for (&p, &q) in points.iter().zip(start) {
        let (p, q) = (p - from, q - to);
        straight = straight + point(p.x * q.x + p.y * q.y, p.x * q.y - p.y * q.x);
        mirrored = mirrored + point(-p.x * q.x + p.y * q.y, -p.x * q.y - p.y * q.x);
    }
    let flip = mirrored.length() > straight.length();
    let turn = if flip {
        mirrored.unit()
    } else {
        straight.unit()
    };
    points
        .iter()
        .map(|&p| {
            let p = p - from;
            let p = if flip { point(-p.x, p.y) } else { p };
            point(p.x * turn.x - p.y * turn.y, p.x * turn.y + p.y * turn.x)
        })
        .collect()
}

/// Lays points into a rectangle, each axis by itself, one at most 1.8 times as much as the other.
fn stretch(points: &[Point], stage: Rect) -> Vec<Point> {
    let Some(bounds) = Rect::of(points.iter().copied()) else {
        return Vec::new();
    };
    let sx = stage.width() / bounds.width().max(1.0);
    let sy = stage.height() / bounds.height().max(1.0);
    let most = sx.min(sy) * 1.8;
    let (sx, sy) = (sx.min(most).min(4.0), sy.min(most).min(4.0));
    let (from, to) = (bounds.centre(), stage.centre());
    points
        .iter()
        .map(|p| to + point((p.x - from.x) * sx, (p.y - from.y) * sy))
        .collect()
}

// --- two sides ---

/// Libya's marks in a left column, Russia's in a right one, others between; ordered to lower crossings.
///
/// Method: barycentre heuristic (Sugiyama, Tagawa, Toda 1981), 8 sweeps, the best order seen is kept.
#[inline(never)]
pub fn two_sides(graph: &Graph, width: f64, height: f64, measure: Measure) -> Placement {
    let nodes = graph.nodes();
    let degrees = graph.degrees();
    let priority = graph.priority();
    let column_of = |i: usize| match nodes[i].side {
        Side::Libya => 0usize,
        Side::Other => 1,
        Side::Russia => 2,
    };
    let mut columns: [Vec<usize>; 3] = Default::default();
    for &i in priority.iter().filter(|&&i| degrees[i] > 0) {
        columns[column_of(i)].push(i);
    }
    let neighbours = graph.neighbours();
    let pairs: Vec<(usize, usize)> = graph.pairs().keys().copied().collect();
    let mut best = columns.clone();
    let mut least = crossings(&columns, &pairs);
    for sweep in 0..8 {
        let order: [usize; 3] = if sweep % 2 == 0 { [1, 2, 0] } else { [1, 0, 2] };
        for c in order {
            let mut height = vec![None; nodes.len()];
            for column in &columns {
                for (k, &i) in column.iter().enumerate() {
                    height[i] = Some((k as f64 + 0.5) / column.len() as f64);
                }
            }
            let mut keyed: Vec<(f64, usize, usize)> = columns[c]
                .iter()
                .enumerate()
                .map(|(k, &i)| {
                    let others: Vec<f64> = neighbours[i]
                        .iter()
                        .filter(|&&j| column_of(j) != c)
                        .filter_map(|&j| height[j])
                        .collect();
                    let own = height[i].unwrap_or(0.5);
                    let mean = if others.is_empty() {
                        own
                    } else {
                        others.iter().sum::<f64>() / others.len() as f64
                    };
                    (mean, k, i)
                })
                .collect();
            keyed.order_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
            columns[c] = keyed.into_iter().map(|(_, _, i)| i).collect();
        }
        let now = crossings(&columns, &pairs);
        if now < least {
            (least, best) = (now, columns.clone());
        }
    }
    let longest = |column: &[usize]| {
        column
            .iter()
            .map(|&i| measure(&nodes[i].label, 13.0, true))
            .fold(0.0, f64::max)
    };
    // Labels stand beside the outer columns; on a phone above their marks, so that the lines have room.
    let edge = |column: &[usize]| {
        if width < 600.0 {
            (longest(column) / 2.0 + 6.0).within(24.0, (width * 0.2).max(24.0))
        } else {
            (longest(column) + 26.0).within(40.0, (width * 0.3).max(40.0))
        }
    };
    let x = [edge(&best[0]), width / 2.0, width - edge(&best[2])];
    let (top, bottom) = (
        (height * 0.1).within(24.0, 56.0),
        (height * 0.1).within(24.0, 56.0),
    );
    let room = (height - top - bottom).max(1.0);
    let mut spots = vec![None; nodes.len()];
    for (c, column) in best.iter().enumerate() {
        let n = column.len();
        // Columns too full for one file stand in several, staggered.
        let files = ((n as f64 * (LEAST_SPACING + 2.0)) / room).ceil().max(1.0);
        let step = if n > 1 {
            (room / (n as f64 - 1.0)).min(110.0)
        } else {
            0.0
        };
        let first = top + (room - step * (n.max(1) as f64 - 1.0)) / 2.0;
        for (k, &i) in column.iter().enumerate() {
            let file = k as f64 % files;
            let shift = match c {
                0 => file * LEAST_SPACING * 1.2,
                2 => -file * LEAST_SPACING * 1.2,
                _ => (file - (files - 1.0) / 2.0) * LEAST_SPACING * 1.2,
            };
            spots[i] = Some(Spot::fixed(point(x[c] + shift, first + step * k as f64)));
        }
    }
    clear_middle(graph, &best, &mut spots, top, top + room);
    // Only graphs of many hundred marks are too full for that; they grow beyond the frame.
    let mut positions: Vec<Point> = spots.iter().flatten().map(|s| s.anchor).collect();
    remove_overlaps(&mut positions, LEAST_SPACING, None);
    for (spot, p) in spots.iter_mut().flatten().zip(positions) {
        *spot = Spot::fixed(p);
    }
    let tray = priority
        .into_iter()
        .filter(|&i| spots[i].is_none())
        .collect();
    Placement {
        arrangement: Arrangement::TwoSides,
        width,
        height,
        spots,
        leaders: Vec::new(),
        tray,
        morph: None,
    }
}

/// Moves the marks of the middle column up or down out of the way of lines that pass between the outer ones.
fn clear_middle(
    graph: &Graph,
    columns: &[Vec<usize>; 3],
    spots: &mut [Option<Spot>],
    top: f64,
    bottom: f64,
) {
    if columns[1].len() > 60 {
        return;
    }
    let height = |i: usize, spots: &[Option<Spot>]| spots[i].map(|s| s.anchor.y);
    // Where lines pass the middle, and how wide their sheaf is.
    let mut passing: Vec<(f64, f64)> = Vec::new();
    for ((a, b), edges) in graph.pairs() {
        let outer = |i| columns[0].contains(&i) || columns[2].contains(&i);
        let (Some(ya), Some(yb)) = (height(a, spots), height(b, spots)) else {
            continue;
        };
        if outer(a) && outer(b) && columns[0].contains(&a) != columns[0].contains(&b) {
            let (Some(p), Some(q)) = (spots[a], spots[b]) else {
                continue;
            };
            let step = q.anchor - p.anchor;
            let sag = if edges.len() == 1 {
                0.08 * step.length() * step.unit().turned().y
            } else {
                0.0
            };
            passing.push((
                (ya + yb) / 2.0 + sag,
                8.0 * (edges.len() as f64 - 1.0) + 18.0,
            ));
        }
    }
    let mut taken: Vec<f64> = Vec::new();
    for &i in &columns[1] {
        let Some(wish) = height(i, spots) else {
            continue;
        };
        let mut best: Option<(f64, f64)> = None;
        let steps = ((bottom - top) / 8.0).max(0.0) as i32;
        for k in 0..=steps {
            let y = top + 8.0 * f64::from(k);
            let mut cost = (y - wish).abs() * 0.15;
            cost += 24.0
                * passing
                    .iter()
                    .filter(|(at, wide)| (at - y).abs() < *wide)
                    .count() as f64;
            cost += taken
                .iter()
                .map(|t| ((t - y).abs() - 44.0).min(0.0) * -20.0)
                .sum::<f64>();
            if best.is_none_or(|(c, _)| cost < c) {
                best = Some((cost, y));
            }
        }
        if let (Some((_, y)), Some(spot)) = (best, spots[i].as_mut()) {
            spot.anchor.y = y;
            taken.push(y);
        }
    }
}

/// How many pairs of lines between columns cross; not counted beyond 1,500 lines (then 0).
fn crossings(columns: &[Vec<usize>; 3], pairs: &[(usize, usize)]) -> usize {
    let mut place = Map::new();
    for (c, column) in columns.iter().enumerate() {
        for (k, &i) in column.iter().enumerate() {
            place.insert(i, (c, (k as f64 + 0.5) / column.len() as f64));
        }
    }
    let mut lines: Vec<((usize, f64), (usize, f64))> = Vec::new();
    for (a, b) in pairs {
        if let (Some(&p), Some(&q)) = (place.get(a), place.get(b))
            && p.0 != q.0
        {
            lines.push(if p.0 < q.0 { (p, q) } else { (q, p) });
        }
    }
    if lines.len() > 1500 {
        return 0;
    }
    let mut count = 0;
    for (k, (p, q)) in lines.iter().enumerate() {
        for (r, s) in &lines[k + 1..] {
            let from = p.0.max(r.0) as f64;
            let to = q.0.min(s.0) as f64;
            if from >= to {
                continue;
            }
            let height = |a: &(usize, f64), b: &(usize, f64), x: f64| {
                a.1 + (b.1 - a.1) * (x - a.0 as f64) / (b.0 as f64 - a.0 as f64)
            };
            let left = height(p, q, from) - height(r, s, from);
            let right = height(p, q, to) - height(r, s, to);
            if left * right < -1e-12 {
                count += 1;
            }
        }
    }
    count
}
