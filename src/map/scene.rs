//! The finished picture: a flat list of simple items that any renderer can draw in order.
//!
//! Colours, dashes and opacities are not here: an [`Item`] says what it is ([`Part`], hue, certainty, state) and
//! [`super::paint`] says how that looks. Everything is in screen pixels.

use crate::letters::lower;
use crate::number::fixed;
use crate::order::Order as _;
use crate::real;
use crate::sorted::{Map, Set};

use super::arc::{self, BRANCHES_MOST, Line, RIM_GAP, Rim, Routes, gauge};
use super::basemap::UNITS_PER_RADIUS;
use super::camera::Camera;
use super::geometry::{PathData, Point, Quad, Rect, Within as _, decimal, point};
use super::graph::{Certainty, Graph, Location, Node, NodeKind, Precision, Relation};
use super::label::{Anchor, Board, Measure, NOBODY, Wish};
use super::placement::{Arrangement, Placement};
use super::projection::{EARTH_RADIUS_KM, Fit, Projection};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    SeaLabel,
    CountryLabel,
    CityDot,
    CityLabel,
    Leader,
    /// An invisible wide path for pointers over a line.
    LineHit,
    Casing,
    Strand,
    Arrowhead,
    CrossBar,
    LineLabelHalo,
    LineLabel,
    /// The ring of a relation's sign, and what is in it.
    SignRing,
    SignGlyph,
    SignNumber,
    SourceMark,
    SourceLetter,
    PrecisionRing,
    Mark,
    /// The inner ring that tells a group from a person.
    MarkInner,
    /// An invisible disc for pointers over a mark.
    MarkHit,
    LabelHalo,
    Label,
    ScaleBar,
    ScaleText,
    /// A word under a picture that is taken away.
    LegendText,
}

impl Part {
    /// Its class name.
    pub fn word(self) -> &'static str {
        match self {
            Part::SeaLabel => "sea-label",
            Part::CountryLabel => "country-label",
            Part::CityDot => "city-dot",
            Part::CityLabel => "city-label",
            Part::Leader => "leader",
            Part::LineHit => "line-hit",
            Part::Casing => "casing",
            Part::Strand => "strand",
            Part::Arrowhead => "arrowhead",
            Part::CrossBar => "cross-bar",
            Part::LineLabelHalo => "line-label-halo",
            Part::LineLabel => "line-label",
            Part::SignRing => "sign-ring",
            Part::SignGlyph => "sign-glyph",
            Part::SignNumber => "sign-number",
            Part::SourceMark => "source-mark",
            Part::SourceLetter => "source-letter",
            Part::PrecisionRing => "precision-ring",
            Part::Mark => "mark",
            Part::MarkInner => "mark-inner",
            Part::MarkHit => "mark-hit",
            Part::LabelHalo => "label-halo",
            Part::Label => "label",
            Part::ScaleBar => "scale-bar",
            Part::ScaleText => "scale-text",
            Part::LegendText => "legend-text",
        }
    }
}

/// How an item stands to what is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    Faded,
    /// Nothing is selected.
    #[default]
    Normal,
    Neighbour,
    Selected,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            State::Faded => "faded",
            State::Normal => "normal",
            State::Neighbour => "neighbour",
            State::Selected => "selected",
        }
    }
}

/// The form of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// SVG path data.
    Path {
        d: String,
    },
    Circle {
        x: f64,
        y: f64,
        r: f64,
    },
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        round: f64,
    },
    Text {
        /// The baseline's start, middle or end, as `anchor` says.
        x: f64,
        y: f64,
        anchor: Anchor,
        text: String,
        /// Font size in pixels.
        size: f64,
        bold: bool,
        /// Degrees around (x, y); used where `along` is not.
        rotate: f64,
        /// Path data that the text runs along, centred on its middle and on its line.
        along: Option<String>,
    },
}

/// What an item opens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Node id.
    Node(String),
    /// Edge id.
    Edge(String),
    /// All edges between two nodes, drawn as one bundle on a small screen (node ids in order).
    Pair(String, String),
    /// What one source says: edge id and index of the source.
    Strand(String, usize),
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub part: Part,
    pub shape: Shape,
    pub state: State,
    /// The only hue there is: of the relation.
    pub relation: Option<Relation>,
    pub certainty: Option<Certainty>,
    pub kind: Option<NodeKind>,
    /// Stroke width in pixels where it depends on the number of sources; else the style's own.
    pub width: Option<f64>,
    pub target: Option<Target>,
    /// Size in pixels in which a pointer hits it; 0 if it does not take pointers.
    pub hit: f64,
    /// What a screen reader says; on the mark and on the hit path of a line only.
    pub aria: Option<String>,
}

impl Item {
    pub(super) fn new(part: Part, state: State, shape: Shape) -> Item {
        Item {
            part,
            shape,
            state,
            relation: None,
            certainty: None,
            kind: None,
            width: None,
            target: None,
            hit: 0.0,
            aria: None,
        }
    }

    /// Class names for a style sheet: «strand agree probable faded».
    pub fn class(&self) -> String {
        let mut class = self.part.word().to_owned();
        let more = [
            self.relation.map(Relation::word),
            self.certainty.map(Certainty::word),
            self.kind.map(NodeKind::word),
        ];
        for word in more.into_iter().flatten().chain([self.state.word()]) {
            class.push(' ');
            class.push_str(word);
        }
        class
    }
}

/// What is selected, by id. Empty: all is normal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub nodes: Set<String>,
    pub edges: Set<String>,
    /// Which nodes and edges count as neighbours; `None`: those that touch what is selected.
    pub near: Option<(Set<String>, Set<String>)>,
}

impl Selection {
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.edges.is_empty() && self.near.is_none()
    }
}

/// What a name on the base map is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceNameKind {
    Sea,
    Country,
    City,
}

/// A name on the base map, in the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceName {
    pub kind: PlaceNameKind,
    pub text: String,
    pub location: Location,
}

/// Words of the reader's language that the picture needs.
pub struct Words<'a> {
    /// «km».
    pub kilometres: &'a str,
    /// «Khalifa Haftar, person, 5 connections».
    pub node: &'a dyn Fn(&Node) -> String,
    /// «Khalifa Haftar, meet, Vladimir Putin: 2 sources, agree».
    pub line: &'a dyn Fn(&Line, &Node, &Node) -> String,
}

/// How the reader looks at a placement.
pub struct View<'a> {
    pub camera: Camera,
    /// Size of the screen part in pixels.
    pub width: f64,
    pub height: f64,
    pub selection: &'a Selection,
    /// One bundle a pair: below 600 px and when embedded.
    pub bundled: bool,
    /// Larger hit areas.
    pub touch: bool,
    /// 1, or 1.5 on a projector.
    pub text_scale: f64,
    pub names: &'a [PlaceName],
    /// Buttons over the map, which labels avoid.
    pub obstacles: &'a [Rect],
    pub measure: Measure<'a>,
    pub words: Words<'a>,
}

/// How the base map lies under the items: `screen = unit * scale + (x, y)`, units of
/// [`super::basemap::BasePaths`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BaseView {
    pub scale: f64,
    pub x: f64,
    pub y: f64,
    /// 1 in geography, 0 elsewhere, between while marks travel.
    pub opacity: f64,
}

/// A node without a point on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayEntry {
    pub node: String,
    pub label: String,
    pub kind: NodeKind,
    /// Edges in this graph.
    pub connections: usize,
    pub state: State,
    pub aria: String,
}

/// Where a pointer finds something.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub target: Target,
    pub bounds: Rect,
    /// One point for a mark, many for a line.
    pub points: Vec<Point>,
    /// Largest distance in pixels.
    pub reach: f64,
    /// Of a line with several strands: what each opens, from its left to its right, and the pixels from one to the
    /// next.
    pub strands: Vec<Target>,
    pub pitch: f64,
}

/// The finished picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    pub base: Option<BaseView>,
    /// In the order of drawing.
    pub items: Vec<Item>,
    pub tray: Vec<TrayEntry>,
    /// Ids of nodes whose label found no room.
    pub hidden_labels: Vec<String>,
    /// Lines first, then marks; the last that fits is on top.
    pub hits: Vec<Hit>,
    /// Node ids and screen positions, for the keyboard (see [`super::walk`]).
    pub positions: Map<String, Point>,
}

impl Scene {
    /// What is under a point of the screen: the nearest mark, else the nearest line, of it the strand that is hit.
    pub fn pick(&self, at: Point) -> Option<&Target> {
        let distance = |hit: &Hit| match hit.points.as_slice() {
            [only] => only.distance(at),
            many => many
                .windows(2)
                .map(|w| segment_distance(at, w[0], w[1]))
                .fold(f64::INFINITY, f64::min),
        };
        let mut best: Option<(bool, f64, &Hit)> = None;
        for hit in self
            .hits
            .iter()
            .filter(|h| h.bounds.grown(h.reach).contains(at))
        {
            let d = distance(hit);
            let is_line = hit.points.len() > 1;
            if d <= hit.reach && best.is_none_or(|(l, b, _)| (is_line, d) < (l, b)) {
                best = Some((is_line, d, hit));
            }
        }
        let (_, d, hit) = best?;
        // Beside all strands the line as a whole is meant.
        let half = (hit.strands.len() as f64 * hit.pitch) / 2.0;
        if hit.strands.is_empty() || d > half + 1.0 {
            return Some(&hit.target);
        }
        let beside = side_of(&hit.points, at);
        let place = (beside / hit.pitch + (hit.strands.len() as f64 - 1.0) / 2.0).round();
        let place = place.within(0.0, hit.strands.len() as f64 - 1.0) as usize;
        hit.strands.get(place).or(Some(&hit.target))
    }
}

/// How far a point lies beside a line, to its left in the sense of [`Point::turned`].
fn side_of(points: &[Point], at: Point) -> f64 {
    let nearest = points
        .windows(2)
        .map(|w| (segment_distance(at, w[0], w[1]), w))
        .min_by(|x, y| x.0.total_cmp(&y.0));
    nearest.map_or(0.0, |(_, w)| (at - w[0]).dot((w[1] - w[0]).unit().turned()))
}

fn segment_distance(p: Point, a: Point, b: Point) -> f64 {
    let along = b - a;
    let t = ((p - a).dot(along) / along.dot(along).max(1e-12)).within(0.0, 1.0);
    p.distance(a + along * t)
}

/// States of nodes and lines under a selection.
pub fn states(
    graph: &Graph,
    lines: &[Line],
    routes: &Routes,
    selection: &Selection,
) -> (Vec<State>, Vec<State>) {
    let n = graph.nodes().len();
    if selection.is_empty() {
        return (vec![State::Normal; n], vec![State::Normal; lines.len()]);
    }
    let mut nodes: Vec<State> = graph
        .nodes()
        .iter()
        .map(|node| {
            if selection.nodes.contains(&node.id) {
                State::Selected
            } else {
                State::Faded
            }
        })
        .collect();
    let mut of_lines = vec![State::Faded; lines.len()];
    let chosen = |line: &Line| {
        line.edges
            .iter()
            .any(|&e| selection.edges.contains(&graph.edges()[e].id))
    };
    for (l, line) in lines.iter().enumerate() {
        if chosen(line) {
            of_lines[l] = State::Selected;
            nodes[line.a] = State::Selected;
            nodes[line.b] = State::Selected;
        }
    }
    // A fork is one figure.
    for fork in &routes.forks {
        if fork
            .branches
            .iter()
            .any(|&l| of_lines[l] == State::Selected)
        {
            for &l in &fork.branches {
                of_lines[l] = State::Selected;
                for end in [lines[l].a, lines[l].b] {
                    nodes[end] = nodes[end].max(State::Neighbour);
                }
            }
        }
    }
    for (l, line) in lines.iter().enumerate() {
        let near = match &selection.near {
            Some((_, edges)) => line
                .edges
                .iter()
                .any(|&e| edges.contains(&graph.edges()[e].id)),
            None => nodes[line.a] == State::Selected || nodes[line.b] == State::Selected,
        };
        if near {
            of_lines[l] = of_lines[l].max(State::Neighbour);
        }
    }
    match &selection.near {
        Some((ids, _)) => {
            for (i, node) in graph.nodes().iter().enumerate() {
                if ids.contains(&node.id) {
                    nodes[i] = nodes[i].max(State::Neighbour);
                }
            }
        }
        None => {
            for (l, line) in lines.iter().enumerate() {
                if of_lines[l] >= State::Neighbour {
                    for end in [line.a, line.b] {
                        nodes[end] = nodes[end].max(State::Neighbour);
                    }
                }
            }
        }
    }
    (nodes, of_lines)
}

/// The radius of a mark in pixels (half the side of a square, half the width of a diamond).
pub fn mark_radius(kind: NodeKind, state: State) -> f64 {
    match (kind, state) {
        (NodeKind::Organization, State::Selected) => 7.0,
        (_, State::Selected) => 8.0,
        (NodeKind::Organization, _) => 5.5,
        (NodeKind::Place, _) => 7.0,
        (NodeKind::Person | NodeKind::Group, _) => 6.5,
    }
}

/// Makes the picture.
pub fn build(graph: &Graph, placement: &Placement, view: &View) -> Scene {
    Builder::new(graph, placement, view).build()
}

/// The lines of a graph as this view draws them.
pub fn lines_of(graph: &Graph, view: &View) -> Vec<Line> {
    let mut open = Set::new();
    if view.bundled {
        for id in &view.selection.edges {
            if let Some(e) = graph.edge_index(id) {
                let (a, b) = graph.ends(e);
                open.insert((a.min(b), a.max(b)));
            }
        }
    }
    arc::lines(graph, view.bundled, &open)
}

struct Builder<'a> {
    graph: &'a Graph,
    placement: &'a Placement,
    view: &'a View<'a>,
    lines: Vec<Line>,
    positions: Vec<Option<Point>>,
    routes: Routes,
    node_states: Vec<State>,
    line_states: Vec<State>,
    /// Marks shrink where the reader is far out.
    shrink: f64,
    board: Board,
    under: Vec<Item>,
    /// By state, so that what matters lies on top.
    drawn: Map<State, Vec<Item>>,
    words: Vec<Item>,
    signs: Vec<Item>,
    marks: Vec<Item>,
    labels: Vec<Item>,
    hits: Vec<Hit>,
    hidden: Vec<String>,
}

impl<'a> Builder<'a> {
    fn new(graph: &'a Graph, placement: &'a Placement, view: &'a View<'a>) -> Self {
        let lines = lines_of(graph, view);
        let camera = &view.camera;
        let positions = placement.on_screen(camera);
        let shrink = camera.zoom.within(0.3, 1.0);
        let routed = |p: &Placement, at: &[Option<Point>]| {
            arc::route(graph, &lines, p.arrangement, at, 7.0 * shrink, view.bundled)
        };
        let routes = match &placement.morph {
            None => routed(placement, &positions),
            Some(morph) => arc::blend(
                &routed(&morph.from, &positions),
                &routed(&morph.to, &positions),
                morph.t,
            ),
        };
        let (node_states, line_states) = states(graph, &lines, &routes, view.selection);
        let area = Rect::sized(0.0, 0.0, view.width.max(1.0), view.height.max(1.0));
        Builder {
            graph,
            placement,
            view,
            lines,
            positions,
            routes,
            node_states,
            line_states,
            shrink,
            board: Board::new(area),
            under: Vec::new(),
            drawn: Map::new(),
            words: Vec::new(),
            signs: Vec::new(),
            marks: Vec::new(),
            labels: Vec::new(),
            hits: Vec::new(),
            hidden: Vec::new(),
        }
    }

    fn build(mut self) -> Scene {
        let base = self.base();
        for &obstacle in self.view.obstacles {
            self.board.add_taken(obstacle);
        }
        self.leaders();
        let chains = self.all_lines();
        self.all_marks();
        if self.placement.morph.is_none() {
            if base.is_some() {
                self.scale_bar();
            }
            self.line_words(&chains, true);
            self.mark_labels();
            self.line_words(&chains, false);
            if base.is_some() {
                self.place_names();
            }
        }
        let tray = self.tray();
        let positions = self.graph.nodes().iter().zip(&self.positions);
        let positions = positions
            .filter_map(|(n, p)| p.map(|p| (n.id.clone(), p)))
            .collect();
        let mut items = self.under;
        let top = self.drawn.remove(&State::Selected).unwrap_or_default();
        items.extend(self.drawn.into_values().flatten());
        let (lower, upper): (Vec<Item>, Vec<Item>) = self
            .words
            .into_iter()
            .partition(|i| i.state != State::Selected);
        items.extend(lower);
        items.extend(top);
        items.extend(upper);
        items.extend(self.signs);
        items.extend(self.marks);
        items.extend(self.labels);
        Scene {
            width: self.view.width,
            height: self.view.height,
            base,
            items,
            tray,
            hidden_labels: self.hidden,
            hits: self.hits,
            positions,
        }
    }

    fn base(&self) -> Option<BaseView> {
        let geography = |p: &Placement| p.arrangement == Arrangement::Geography;
        let opacity = match &self.placement.morph {
            None => f64::from(u8::from(geography(self.placement))),
            Some(m) => {
                let at = |p: &Placement| f64::from(u8::from(geography(p)));
                at(&m.from) + (at(&m.to) - at(&m.from)) * m.t
            }
        };
        if opacity <= 0.0 {
            return None;
        }
        let fit = Fit::new(self.placement.width, self.placement.height);
        let shift = self.view.camera.apply(fit.shift);
        Some(BaseView {
            scale: fit.scale * self.view.camera.zoom / UNITS_PER_RADIUS,
            x: shift.x,
            y: shift.y,
            opacity,
        })
    }

    fn radius(&self, node: usize) -> f64 {
        mark_radius(self.graph.nodes()[node].kind, self.node_states[node]) * self.shrink
    }

    fn ringed(&self, node: usize) -> bool {
        self.placement.arrangement == Arrangement::Geography
            && self.graph.nodes()[node].precision == Precision::Country
    }

    fn rim(&self, node: usize) -> Rim {
        let centre = self.positions[node].unwrap_or_default();
        Rim {
            centre,
            radius: self.radius(node) + RIM_GAP * self.shrink,
        }
    }

    fn leaders(&mut self) {
        let mut cities: Vec<Point> = Vec::new();
        for leader in &self.placement.leaders {
            let Some(from) = self.positions[leader.node] else {
                continue;
            };
            let city = self.view.camera.apply(leader.to);
            let (r0, r1) = (
                self.radius(leader.node),
                leader.city.map_or(2.5, |c| self.radius(c)),
            );
            let way = (city - from).unit();
            if from.distance(city) <= r0 + r1 + 2.0 {
                continue;
            }
            let mut path = PathData::default();
            path.move_to(from + way * r0).line_to(city - way * r1);
            let state = self.node_states[leader.node];
            self.under.push(Item::new(
                Part::Leader,
                state,
                Shape::Path { d: path.finish() },
            ));
            let points: Vec<Point> = (0..8)
                .map(|i| from.lerp(city, f64::from(i) / 8.0))
                .collect();
            self.board.add_line(&points, false);
            if leader.city.is_none() && !cities.contains(&city) {
                cities.push(city);
            }
        }
        for at in cities {
            self.under.push(Item::new(
                Part::CityDot,
                State::Normal,
                Shape::Circle {
                    x: at.x,
                    y: at.y,
                    r: 2.5,
                },
            ));
            self.board.add_mark(Rect::around(at, 4.0), NOBODY);
        }
    }

    /// Draws all lines; returns by line the middle curves, rim to rim (for forks: the trunk on its first branch).
    fn all_lines(&mut self) -> Vec<Option<Vec<Quad>>> {
        let mut middles: Vec<Option<Vec<Quad>>> = vec![None; self.lines.len()];
        let forked: Set<usize> = self
            .routes
            .forks
            .iter()
            .flat_map(|f| f.branches.iter().copied())
            .collect();
        for (l, chain) in self.routes.chains.clone().into_iter().enumerate() {
            if let Some(chain) = chain.filter(|_| !forked.contains(&l)) {
                middles[l] = self.line(l, &chain);
            }
        }
        for f in 0..self.routes.forks.len() {
            self.fork(f, &mut middles);
        }
        middles
    }

    fn line(&mut self, l: usize, chain: &[Quad]) -> Option<Vec<Quad>> {
        let line = &self.lines[l];
        let (start, end) = (self.rim(line.a), self.rim(line.b));
        if start.centre.distance(end.centre) <= start.radius + end.radius {
            return None;
        }
        let middle = arc::trimmed(chain, start, end);
        if !self.in_sight(&middle) {
            return None;
        }
        let state = self.line_states[l];
        let g = gauge(line.strands.len(), state == State::Selected);
        let head = line
            .directed
            .then(|| arc::arrowhead(&middle, 9.0 * self.shrink, 10.0 * self.shrink))
            .flatten();
        let mut items = Vec::new();
        let count = if g.bundled { 1 } else { line.strands.len() };
        for (k, offset) in arc::offsets(count, g.pitch).enumerate() {
            let side = arc::trimmed(&arc::beside(chain, offset, offset), start, end);
            let side = if head.is_some() {
                arc::shortened(&side, 6.0 * self.shrink)
            } else {
                side
            };
            self.strand(l, k, &side, g, &mut items);
        }
        if let Some(corners) = head {
            items.push(self.head(l, corners));
        }
        self.finish_line(l, &middle, items);
        Some(middle)
    }

    fn head(&self, l: usize, [tip, left, right]: [Point; 3]) -> Item {
        let mut path = PathData::default();
        path.move_to(tip).line_to(left).line_to(right).close();
        let mut item = Item::new(
            Part::Arrowhead,
            self.line_states[l],
            Shape::Path { d: path.finish() },
        );
        item.relation = Some(self.lines[l].relation);
        item
    }

    /// A strand with its casing and cross-bar; `k` counts within the line.
    fn strand(&self, l: usize, k: usize, curves: &[Quad], g: arc::Gauge, items: &mut Vec<Item>) {
        let line = &self.lines[l];
        let state = self.line_states[l];
        let mut path = PathData::default();
        path.chain(curves);
        let d = path.finish();
        if state == State::Selected {
            items.push(Item::new(Part::Casing, state, Shape::Path { d: d.clone() }));
        }
        let strand = line.strands[k];
        let certainty = if g.bundled {
            line.strands
                .iter()
                .map(|s| s.certainty)
                .max()
                .unwrap_or(strand.certainty)
        } else {
            strand.certainty
        };
        let mut item = Item::new(Part::Strand, state, Shape::Path { d });
        item.relation = Some(line.relation);
        item.certainty = Some(certainty);
        let thin = if state == State::Selected {
            g.width
        } else {
            g.width.min(if g.bundled { 6.0 } else { 1.6 })
        };
        item.width = Some(
            (if certainty == Certainty::Possible {
                thin + 0.4
            } else {
                thin
            }) * self.shrink.max(0.5),
        );
        let edge = self.graph.edges()[strand.edge].id.clone();
        item.target = Some(if g.bundled {
            self.line_target(l)
        } else {
            Target::Strand(edge, strand.source)
        });
        items.push(item);
        if strand.denied && !g.bundled {
            // Bars of neighbouring strands stand beside each other, not on each other.
            if let Some((p, q)) = arc::cross_bar(curves, 0.5 + 0.02 * k as f64, 7.0) {
                let mut path = PathData::default();
                path.move_to(p).line_to(q);
                let mut bar = Item::new(Part::CrossBar, state, Shape::Path { d: path.finish() });
                bar.relation = Some(line.relation);
                items.push(bar);
            }
        }
    }

    fn line_target(&self, l: usize) -> Target {
        let line = &self.lines[l];
        match line.edges.as_slice() {
            [only] => Target::Edge(self.graph.edges()[*only].id.clone()),
            _ => {
                let (lo, hi) = line.pair();
                Target::Pair(
                    self.graph.nodes()[lo].id.clone(),
                    self.graph.nodes()[hi].id.clone(),
                )
            }
        }
    }

    /// What each strand of a line opens; nothing where there is one, or they are drawn as one.
    fn strand_targets(&self, l: usize) -> Vec<Target> {
        let strands = &self.lines[l].strands;
        if strands.len() < 2 || gauge(strands.len(), false).bundled {
            return Vec::new();
        }
        let of =
            |s: &arc::LineStrand| Target::Strand(self.graph.edges()[s.edge].id.clone(), s.source);
        strands.iter().map(of).collect()
    }

    /// Adds the hit path beneath, keeps the items, tells the board.
    fn finish_line(&mut self, l: usize, middle: &[Quad], items: Vec<Item>) {
        let line = &self.lines[l];
        let state = self.line_states[l];
        let target = self.line_target(l);
        let mut path = PathData::default();
        path.chain(middle);
        let mut hit = Item::new(Part::LineHit, state, Shape::Path { d: path.finish() });
        hit.hit = if self.view.touch { 24.0 } else { 12.0 };
        hit.width = Some(hit.hit);
        hit.target = Some(target.clone());
        hit.aria = Some((self.view.words.line)(
            line,
            &self.graph.nodes()[line.a],
            &self.graph.nodes()[line.b],
        ));
        let points = arc::polyline(middle, 9.0);
        self.hits.push(Hit {
            target,
            bounds: arc::bounds(middle),
            points: points.clone(),
            reach: hit.hit / 2.0,
            strands: self.strand_targets(l),
            pitch: gauge(line.strands.len(), state == State::Selected).pitch,
        });
        self.board.add_line(&points, state == State::Selected);
        let list = self.drawn.or_default(state);
        list.push(hit);
        list.extend(items);
    }

    fn in_sight(&self, chain: &[Quad]) -> bool {
        let screen = Rect::sized(0.0, 0.0, self.view.width, self.view.height).grown(40.0);
        screen.overlaps(arc::bounds(chain).grown(0.5))
    }

    fn fork(&mut self, f: usize, middles: &mut [Option<Vec<Quad>>]) {
        let fork = self.routes.forks[f].clone();
        let hub = self.rim(fork.hub);
        let selected = fork
            .branches
            .iter()
            .any(|&l| self.line_states[l] == State::Selected);
        let total: usize = fork
            .branches
            .iter()
            .map(|&l| self.lines[l].strands.len())
            .sum();
        let g = gauge(total, selected);
        let many = fork.branches.len() > BRANCHES_MOST;
        let mut trunk_offsets = arc::offsets(total, g.pitch);
        let mut source_marks: Vec<(usize, Quad)> = Vec::new();
        let mut state = State::Faded;
        for &l in &fork.branches {
            let Some(chain) = self.routes.chains[l].clone() else {
                continue;
            };
            let line = self.lines[l].clone();
            state = state.max(self.line_states[l]);
            let outward = if line.a == fork.hub {
                chain.clone()
            } else {
                arc::reversed(&chain)
            };
            let end = self.rim(if line.a == fork.hub { line.b } else { line.a });
            let middle = arc::trimmed(&outward, hub, end);
            let to_hub = line.b == fork.hub;
            let directed_middle = if to_hub {
                arc::reversed(&middle)
            } else {
                middle.clone()
            };
            let head = line
                .directed
                .then(|| arc::arrowhead(&directed_middle, 9.0, 10.0))
                .flatten();
            let mut items = Vec::new();
            let own: Vec<f64> = arc::offsets(line.strands.len(), g.pitch).collect();
            for (k, own) in own.into_iter().enumerate() {
                let offset = trunk_offsets.next().unwrap_or(0.0);
                if g.bundled && k > 0 {
                    continue;
                }
                let (offset, own) = if g.bundled { (0.0, 0.0) } else { (offset, own) };
                let side = arc::trimmed(&arc::beside(&outward, offset, own), hub, end);
                let side = if to_hub { arc::reversed(&side) } else { side };
                let side = if head.is_some() {
                    arc::shortened(&side, 6.0)
                } else {
                    side
                };
                let narrow = if g.bundled {
                    gauge(line.strands.len(), selected)
                } else {
                    g
                };
                self.strand(l, k, &side, narrow, &mut items);
            }
            if let Some(corners) = head {
                items.push(self.head(l, corners));
            }
            self.finish_line(l, &directed_middle, items);
            if let Some(branch) = middle.get(1)
                && !many
            {
                source_marks.push((l, *branch));
            }
            middles[l] = None;
        }
        // The word of the fork stands on its trunk.
        if let Some(&first) = fork.branches.first() {
            middles[first] = Some(arc::trimmed(
                &[fork.trunk],
                hub,
                Rim {
                    centre: fork.trunk.b,
                    radius: 12.0,
                },
            ));
        }
        let scale = self.view.text_scale;
        let size = if self.view.bundled { 8.5 } else { 9.5 } * scale;
        let target = fork.branches.first().map(|&l| self.line_target(l));
        self.sign(
            fork.trunk.b,
            size,
            fork.relation,
            state,
            target,
            many.then_some(fork.branches.len()),
        );
        let mark = if self.view.bundled { 7.0 } else { 7.5 } * scale;
        let mut placed: Vec<Point> = Vec::new();
        for (l, branch) in source_marks {
            let line = self.lines[l].clone();
            let n = line.strands.len();
            // Half way, or as near to it as the marks of the other branches let it.
            let reach = mark * (n.min(3) as f64 + 1.2);
            let free = |t: &f64| {
                placed
                    .iter()
                    .all(|p| p.distance(branch.at(*t)) > reach + mark)
            };
            let t = [0.5, 0.58, 0.66, 0.42, 0.74, 0.34]
                .into_iter()
                .find(free)
                .unwrap_or(0.5);
            let (at, way) = (branch.at(t), branch.direction(t));
            placed.push(at);
            if n > 3 {
                self.source_mark(at, mark, None, &n.to_string(), state, self.line_target(l));
                continue;
            }
            for (k, shift) in arc::offsets(n, 2.0 * mark + 2.0).enumerate() {
                let strand = line.strands[k];
                let letter = self.graph.sources()[strand.source].letter.clone();
                let target =
                    Target::Strand(self.graph.edges()[strand.edge].id.clone(), strand.source);
                self.source_mark(
                    at + way * shift,
                    mark,
                    Some(strand.source),
                    &letter,
                    state,
                    target,
                );
            }
        }
    }

    /// A relation's sign: a ring with two bars, two waves or struck bars; or with a number.
    fn sign(
        &mut self,
        at: Point,
        r: f64,
        relation: Relation,
        state: State,
        target: Option<Target>,
        number: Option<usize>,
    ) {
        let mut ring = Item::new(
            Part::SignRing,
            state,
            Shape::Circle {
                x: at.x,
                y: at.y,
                r,
            },
        );
        ring.relation = Some(relation);
        ring.width = Some(if r > 8.0 { 1.7 } else { 1.3 });
        ring.target.clone_from(&target);
        ring.hit = if target.is_some() { 24.0 } else { 0.0 };
        self.signs.push(ring);
        let mut inside = match number {
            Some(n) => Item::new(
                Part::SignNumber,
                state,
                Shape::Text {
                    x: at.x,
                    y: at.y + r * 0.42,
                    anchor: Anchor::Middle,
                    text: n.to_string(),
                    size: r * 1.25,
                    bold: true,
                    rotate: 0.0,
                    along: None,
                },
            ),
            None => {
                let mut glyph = Item::new(
                    Part::SignGlyph,
                    state,
                    Shape::Path {
                        d: glyph(relation, at, r / 9.5),
                    },
                );
                glyph.width = Some(if r > 8.0 { 2.0 } else { 1.5 });
                glyph
            }
        };
        inside.relation = Some(relation);
        self.signs.push(inside);
        self.board.add_taken(Rect::around(at, r + 1.5));
    }

    /// A source's letter in its shape: circle, square, hexagon, diamond, pentagon, and round again.
    fn source_mark(
        &mut self,
        at: Point,
        r: f64,
        source: Option<usize>,
        letter: &str,
        state: State,
        target: Target,
    ) {
        let shape = source_shape(at, r, source);
        let mut mark = Item::new(Part::SourceMark, state, shape);
        mark.hit = if self.view.touch { 44.0 } else { 24.0 };
        self.hits.push(Hit {
            target: target.clone(),
            bounds: Rect::around(at, 0.0),
            points: vec![at],
            reach: mark.hit / 2.0,
            strands: Vec::new(),
            pitch: 0.0,
        });
        mark.target = Some(target);
        self.signs.push(mark);
        let text = Shape::Text {
            x: at.x,
            y: at.y + r * 0.45,
            anchor: Anchor::Middle,
            text: letter.to_owned(),
            size: r * 1.27,
            bold: true,
            rotate: 0.0,
            along: None,
        };
        self.signs.push(Item::new(Part::SourceLetter, state, text));
        self.board.add_taken(Rect::around(at, r + 1.5));
    }

    fn all_marks(&mut self) {
        let screen = Rect::sized(0.0, 0.0, self.view.width, self.view.height).grown(20.0);
        let mut order: Vec<usize> = (0..self.graph.nodes().len()).collect();
        order.order_by_key(|&i| (self.node_states[i], i));
        for i in order {
            let Some(at) = self.positions[i].filter(|&p| screen.contains(p)) else {
                continue;
            };
            let node = &self.graph.nodes()[i];
            let state = self.node_states[i];
            let r = self.radius(i);
            let mut reach = r;
            if self.ringed(i) {
                reach = r + 5.0;
                self.marks.push(Item::new(
                    Part::PrecisionRing,
                    state,
                    Shape::Circle {
                        x: at.x,
                        y: at.y,
                        r: reach,
                    },
                ));
            }
            let shape = mark_shape(node.kind, at, r);
            let mut mark = Item::new(Part::Mark, state, shape);
            mark.kind = Some(node.kind);
            self.marks.push(mark);
            if node.kind == NodeKind::Group {
                self.marks.push(Item::new(
                    Part::MarkInner,
                    state,
                    Shape::Circle {
                        x: at.x,
                        y: at.y,
                        r: r * 0.42,
                    },
                ));
            }
            let target = Target::Node(node.id.clone());
            let size = if self.view.touch { 44.0 } else { 24.0 };
            let mut hit = Item::new(
                Part::MarkHit,
                state,
                Shape::Circle {
                    x: at.x,
                    y: at.y,
                    r: size / 2.0,
                },
            );
            hit.kind = Some(node.kind);
            hit.hit = size;
            hit.target = Some(target.clone());
            hit.aria = Some((self.view.words.node)(node));
            self.marks.push(hit);
            self.hits.push(Hit {
                target,
                bounds: Rect::around(at, 0.0),
                points: vec![at],
                reach: size / 2.0,
                strands: Vec::new(),
                pitch: 0.0,
            });
            self.board.add_mark(Rect::around(at, reach + 1.5), i);
        }
    }

    fn mark_labels(&mut self) {
        let scale = self.view.text_scale;
        let choosing = !self.view.selection.is_empty();
        let mut order = self.graph.priority();
        order.order_by_key(|&i| {
            std::cmp::Reverse((
                self.node_states[i] == State::Selected,
                self.node_states[i] != State::Faded,
            ))
        });
        let screen = Rect::sized(0.0, 0.0, self.view.width, self.view.height);
        for i in order {
            let Some(at) = self.positions[i].filter(|&p| screen.contains(p)) else {
                continue;
            };
            let node = &self.graph.nodes()[i];
            let state = self.node_states[i];
            let bold = state == State::Selected
                || (choosing
                    && state == State::Neighbour
                    && matches!(node.kind, NodeKind::Person | NodeKind::Group));
            let size = 13.0 * scale;
            let radius = self.radius(i) + if self.ringed(i) { 5.0 } else { 0.0 };
            let wish = Wish {
                text: &node.label,
                size,
                bold,
                mark: at,
                radius,
                owner: i,
                limit: if state == State::Faded { 30.0 } else { 900.0 },
                hint: self.hint(i),
            };
            let Some(seated) = self.board.seat(&wish, self.view.measure) else {
                self.hidden.push(node.id.clone());
                continue;
            };
            let shape = Shape::Text {
                x: seated.at.x,
                y: seated.at.y,
                anchor: seated.anchor,
                text: node.label.clone(),
                size,
                bold,
                rotate: 0.0,
                along: None,
            };
            for part in [Part::LabelHalo, Part::Label] {
                let mut item = Item::new(part, state, shape.clone());
                item.kind = Some(node.kind);
                item.target = (part == Part::Label).then(|| Target::Node(node.id.clone()));
                self.labels.push(item);
            }
        }
    }

    /// Labels of marks around a city, and of the outer columns, point outwards.
    fn hint(&self, node: usize) -> Option<super::label::Seat> {
        use super::label::Seat;
        let spot = self.placement.spots[node]?;
        match self.placement.arrangement {
            Arrangement::Geography => {
                let o = spot.offset;
                if o.length() < 1.0 {
                    return None;
                }
                let towards = o.unit();
                Some(if towards.x.abs() > 0.3 {
                    if towards.x > 0.0 { Seat::E } else { Seat::W }
                } else if towards.y > 0.0 {
                    Seat::S
                } else {
                    Seat::N
                })
            }
            Arrangement::TwoSides if self.placement.width < 600.0 => Some(Seat::N),
            Arrangement::TwoSides => match self.graph.nodes()[node].side {
                super::graph::Side::Libya => Some(Seat::W),
                super::graph::Side::Russia => Some(Seat::E),
                super::graph::Side::Other => None,
            },
            Arrangement::Network => None,
        }
    }

    /// Words along lines: those of what is selected before the labels of marks, the others after.
    fn line_words(&mut self, chains: &[Option<Vec<Quad>>], selected: bool) {
        let scale = self.view.text_scale;
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        let lines = &self.lines;
        order.order_by_key(|&l| {
            let rank = (
                self.line_states[l],
                lines[l].relation,
                lines[l].strands.len(),
            );
            (std::cmp::Reverse(rank), l)
        });
        let mut forked: Map<usize, State> = Map::new();
        for fork in &self.routes.forks {
            let states = fork.branches.iter().map(|&l| self.line_states[l]);
            let state = states.max().unwrap_or_default();
            forked.extend(fork.branches.iter().map(|&l| (l, state)));
        }
        for l in order {
            let state = forked.get(&l).copied().unwrap_or(self.line_states[l]);
            let is_selected = state == State::Selected;
            if is_selected != selected {
                continue;
            }
            // On a small screen only what is selected or near it is named.
            if self.view.bundled && state == State::Faded {
                continue;
            }
            let Some(chain) = &chains[l] else { continue };
            let line = &self.lines[l];
            let n = line.strands.len();
            // A fork is named for what is disputed, not for what its bundle has most of.
            let disputed = line
                .edges
                .iter()
                .map(|&e| &self.graph.edges()[e])
                .find(|e| e.kind == line.kind);
            let name = match disputed.filter(|_| forked.contains_key(&l)) {
                Some(edge) => &edge.label,
                None => &line.label,
            };
            let text = if n > arc::STRANDS_MOST {
                format!("{name} {n}")
            } else {
                name.clone()
            };
            let size = if is_selected { 13.0 } else { 12.0 } * scale;
            let sign = line.relation != Relation::Alone && !forked.contains_key(&l);
            let step = self.routes.steps[l];
            let found = self.board.seat_on_line(
                chain,
                &text,
                size,
                is_selected,
                sign,
                step,
                self.view.measure,
            );
            let Some(label) = found else {
                // The sign is more than the word: it stands alone where the word has no room.
                // (Among very many lines the hue must do; the table has the word.)
                if sign && (self.lines.len() <= 120 || state >= State::Neighbour) {
                    self.lone_sign(l, &chain.clone(), step, state);
                }
                continue;
            };
            let (relation, target) = (line.relation, self.line_target(l));
            let mut path = PathData::default();
            path.chain(&[label.curve]);
            let shape = Shape::Text {
                x: label.at.x,
                y: label.at.y,
                anchor: Anchor::Middle,
                text,
                size,
                bold: is_selected,
                rotate: label.angle,
                along: Some(path.finish()),
            };
            for part in [Part::LineLabelHalo, Part::LineLabel] {
                let mut item = Item::new(part, state, shape.clone());
                item.relation = Some(relation);
                item.target = (part == Part::LineLabel).then(|| target.clone());
                self.words.push(item);
            }
            if let Some(at) = label.sign {
                self.sign(at, 6.2, relation, state, None, None);
            }
        }
    }

    fn lone_sign(&mut self, l: usize, chain: &[Quad], step: f64, state: State) {
        let centre = 0.5 + (step * super::label::LINE_STEP).within(-0.17, 0.17);
        for share in super::label::LINE_SHARES {
            let Some((at, _)) = arc::along(chain, centre + share - 0.5) else {
                continue;
            };
            if self.board.is_free(Rect::around(at, 7.0)) {
                self.sign(at, 6.2, self.lines[l].relation, state, None, None);
                return;
            }
        }
    }

    fn place_names(&mut self) {
        let projection = Projection::default();
        let fit = Fit::new(self.placement.width, self.placement.height);
        let scale = self.view.text_scale;
        let screen = Rect::sized(0.0, 0.0, self.view.width, self.view.height);
        let spots: Vec<Point> = self.positions.iter().flatten().copied().collect();
        let nodes = self.graph.nodes().iter().zip(&self.positions);
        let marked: Vec<String> = nodes
            .filter(|(node, at)| node.kind == NodeKind::Place && at.is_some())
            .map(|(node, _)| lower(&node.label))
            .collect();
        let order = [
            PlaceNameKind::City,
            PlaceNameKind::Sea,
            PlaceNameKind::Country,
        ];
        for name in order
            .iter()
            .flat_map(|k| self.view.names.iter().filter(move |n| n.kind == *k))
        {
            let plane = projection.forward(name.location.latitude, name.location.longitude);
            let at = self.view.camera.apply(fit.apply(plane));
            if !screen.contains(at) {
                continue;
            }
            if name.kind == PlaceNameKind::City {
                // Only where its name has room too, and never on a small screen.
                if self.view.bundled || spots.iter().any(|p| p.distance(at) < 8.0) {
                    continue;
                }
                let size = 12.0 * scale;
                let wish = Wish {
                    text: &name.text,
                    size,
                    bold: false,
                    mark: at,
                    radius: 2.5,
                    owner: NOBODY,
                    limit: 4.0,
                    hint: None,
                };
                if !self.board.is_free(Rect::around(at, 4.0)) {
                    continue;
                }
                let Some(seated) = self.board.seat(&wish, self.view.measure) else {
                    continue;
                };
                self.board.add_mark(Rect::around(at, 5.0), NOBODY);
                self.under.push(Item::new(
                    Part::CityDot,
                    State::Normal,
                    Shape::Circle {
                        x: at.x,
                        y: at.y,
                        r: 2.5,
                    },
                ));
                let shape = Shape::Text {
                    x: seated.at.x,
                    y: seated.at.y,
                    anchor: seated.anchor,
                    text: name.text.clone(),
                    size,
                    bold: false,
                    rotate: 0.0,
                    along: None,
                };
                self.under
                    .push(Item::new(Part::LabelHalo, State::Normal, shape.clone()));
                self.under
                    .push(Item::new(Part::CityLabel, State::Normal, shape));
                continue;
            }
            // A country that stands there as a mark has its label already.
            if marked.contains(&lower(&name.text)) {
                continue;
            }
            let (part, size, wide) = match name.kind {
                PlaceNameKind::Sea => (Part::SeaLabel, 11.5 * scale, 1.08),
                _ => (Part::CountryLabel, 11.0 * scale, 1.3),
            };
            let width = (self.view.measure)(&name.text, size, false) * wide;
            // Seas and countries are wide: a little to the side will do where their own point is taken.
            // 100 km or so a step, so that the name of a sea stays in it.
            let unit = 0.014 * fit.scale * self.view.camera.zoom;
            let steps = [0.0, -1.0, 1.0, -2.0, 2.0];
            let shifts = steps
                .iter()
                .flat_map(|&y| steps.map(|x| point(x * 1.5 * unit, y * unit)));
            let seat = shifts.map(|s| at + s).find(|&p| {
                let room = Rect::sized(p.x - width / 2.0, p.y - size, width, size * 1.3);
                screen.holds(room.grown(6.0))
                    && self.board.is_free(room.grown(3.0))
                    && !self.board.crosses_line(room)
            });
            if let Some(p) = seat {
                self.board.add_taken(Rect::sized(
                    p.x - width / 2.0,
                    p.y - size,
                    width,
                    size * 1.3,
                ));
                let shape = Shape::Text {
                    x: p.x,
                    y: p.y,
                    anchor: Anchor::Middle,
                    text: name.text.clone(),
                    size,
                    bold: false,
                    rotate: 0.0,
                    along: None,
                };
                self.under.push(Item::new(part, State::Normal, shape));
            }
        }
    }

    /// A round length of 50 to 130 pixels, true at the latitude of the middle of the view.
    fn scale_bar(&mut self) {
        let fit = Fit::new(self.placement.width, self.placement.height);
        let middle = self
            .view
            .camera
            .undo(point(self.view.width / 2.0, self.view.height / 2.0));
        let projection = Projection::default();
        let (latitude, _) = projection.inverse(fit.undo(middle));
        let per_pixel = projection
            .kilometres_per_unit(latitude.within(-50.0, 85.0))
            .min(2.0 * EARTH_RADIUS_KM)
            / (fit.scale * self.view.camera.zoom);
        let lengths = [
            1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0,
        ];
        let Some(length) = lengths.into_iter().find(|l| l / per_pixel >= 48.0) else {
            return;
        };
        let width = length / per_pixel;
        let (x, y) = (20.0, self.view.height - 18.0);
        let mut path = PathData::default();
        path.move_to(point(x, y - 4.0))
            .line_to(point(x, y))
            .line_to(point(x + width, y));
        path.line_to(point(x + width, y - 4.0));
        self.under.push(Item::new(
            Part::ScaleBar,
            State::Normal,
            Shape::Path { d: path.finish() },
        ));
        let text = format!("{} {}", fixed(length, 1), self.view.words.kilometres);
        let size = 12.0 * self.view.text_scale;
        let wide = (self.view.measure)(&text, size, false);
        self.board
            .add_taken(Rect::sized(x, y - 14.0, width + 8.0 + wide, 18.0));
        let shape = Shape::Text {
            x: x + width + 7.0,
            y: y + 1.0,
            anchor: Anchor::Start,
            text,
            size,
            bold: false,
            rotate: 0.0,
            along: None,
        };
        self.under
            .push(Item::new(Part::ScaleText, State::Normal, shape));
    }

    fn tray(&self) -> Vec<TrayEntry> {
        let degrees = self.graph.degrees();
        let mut order = self.placement.tray.clone();
        order.order_by_key(|&i| std::cmp::Reverse(degrees[i]));
        order
            .into_iter()
            .map(|i| {
                let node = &self.graph.nodes()[i];
                TrayEntry {
                    node: node.id.clone(),
                    label: node.label.clone(),
                    kind: node.kind,
                    connections: degrees[i],
                    state: self.node_states[i],
                    aria: (self.view.words.node)(node),
                }
            })
            .collect()
    }
}

/// The outline of a node's mark: circle, square or diamond.
pub(super) fn mark_shape(kind: NodeKind, at: Point, r: f64) -> Shape {
    match kind {
        NodeKind::Person | NodeKind::Group => Shape::Circle {
            x: at.x,
            y: at.y,
            r,
        },
        NodeKind::Organization => Shape::Rect {
            x: at.x - r,
            y: at.y - r,
            width: 2.0 * r,
            height: 2.0 * r,
            round: 1.5,
        },
        NodeKind::Place => {
            let mut path = PathData::default();
            path.move_to(at - point(0.0, r)).line_to(at + point(r, 0.0));
            path.line_to(at + point(0.0, r))
                .line_to(at - point(r, 0.0))
                .close();
            Shape::Path { d: path.finish() }
        }
    }
}

/// The dark shape of a source: circle, square, hexagon, diamond, pentagon, and round again; a circle for several.
pub(super) fn source_shape(at: Point, r: f64, source: Option<usize>) -> Shape {
    let polygon = |corners: u32, turn: f64, r: f64| {
        let mut path = PathData::default();
        for k in 0..corners {
            let angle = std::f64::consts::TAU * f64::from(k) / f64::from(corners) + turn;
            let p = at + point(real::cos(angle), real::sin(angle)) * r;
            if k == 0 {
                path.move_to(p)
            } else {
                path.line_to(p)
            };
        }
        path.close();
        Shape::Path { d: path.finish() }
    };
    let up = -std::f64::consts::FRAC_PI_2;
    match source.map(|s| s % 5) {
        Some(1) => Shape::Rect {
            x: at.x - r,
            y: at.y - r,
            width: 2.0 * r,
            height: 2.0 * r,
            round: 2.0,
        },
        Some(2) => polygon(6, 0.0, r * 1.15),
        Some(3) => polygon(4, up, r * 1.3),
        Some(4) => polygon(5, up, r * 1.2),
        _ => Shape::Circle {
            x: at.x,
            y: at.y,
            r,
        },
    }
}

/// The path of a relation's sign around `at`; `scale` 1 is for a ring of 9.5 px.
pub(super) fn glyph(relation: Relation, at: Point, scale: f64) -> String {
    let mut d = String::new();
    let mut to = |command: char, xy: &[(f64, f64)]| {
        d.push(command);
        for (i, (x, y)) in xy.iter().enumerate() {
            if i > 0 {
                d.push(' ');
            }
            decimal(at.x + x * scale, &mut d);
            d.push(' ');
            decimal(at.y + y * scale, &mut d);
        }
    };
    match relation {
        Relation::Alone => {}
        Relation::Differ => {
            for y in [-2.2, 2.2] {
                to('M', &[(-4.6, y + 0.6)]);
                to('C', &[(-2.6, y - 2.2), (-1.6, y + 1.6), (0.6, y - 0.4)]);
                to('C', &[(2.6, y - 2.2), (3.4, y - 1.6), (4.6, y - 0.8)]);
            }
        }
        Relation::Agree | Relation::Contradict => {
            for y in [-2.2, 2.2] {
                to('M', &[(-4.0, y)]);
                to('L', &[(4.0, y)]);
            }
            if relation == Relation::Contradict {
                to('M', &[(2.2, -5.0)]);
                to('L', &[(-2.2, 5.0)]);
            }
        }
    }
    d
}
