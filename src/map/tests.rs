//! What must hold for every picture, tried on graphs made by rule and at random.

use crate::order::Order as _;
use crate::sorted::Map;

use proptest::prelude::*;

use super::arc::{self, STRANDS_MOST};
use super::basemap::{BUNDLED, BasePaths, Basemap};
use super::camera::Camera;
use super::geometry::{Point, Rect, point};
use super::graph::{
    Certainty, Edge, Graph, Location, Node, NodeKind, Precision, Relation, Side, Strand,
};
use super::label::{Anchor, rough_measure};
use super::paint::Palette;
use super::placement::{Arrangement, Placement, interpolate, place};
use super::sample;
use super::scene::{Part, Scene, Selection, Shape, State, Target, View, Words, build, mark_radius};
use super::{svg, walk};

const ALL: [Arrangement; 3] = [
    Arrangement::Geography,
    Arrangement::Network,
    Arrangement::TwoSides,
];

fn base() -> &'static Basemap {
    static BASE: std::sync::OnceLock<Basemap> = std::sync::OnceLock::new();
    BASE.get_or_init(|| Basemap::decode(BUNDLED).expect("the bundled base map decodes"))
}

fn placed(graph: &Graph, arrangement: Arrangement, width: f64, height: f64) -> Placement {
    place(
        arrangement,
        graph,
        base(),
        width,
        height,
        None,
        &rough_measure,
    )
}

fn scene_of(
    graph: &Graph,
    placement: &Placement,
    camera: Camera,
    selection: &Selection,
    bundled: bool,
) -> Scene {
    let node = |n: &Node| n.label.clone();
    let line = |l: &arc::Line, a: &Node, b: &Node| format!("{} {} {}", a.label, l.label, b.label);
    let view = View {
        camera,
        width: placement.width,
        height: placement.height,
        selection,
        bundled,
        touch: false,
        text_scale: 1.0,
        names: &[],
        obstacles: &[],
        measure: &rough_measure,
        words: Words {
            kilometres: "km",
            node: &node,
            line: &line,
        },
    };
    build(graph, placement, &view)
}

fn written(scene: &Scene) -> String {
    svg::serialise(
        scene,
        None,
        &BasePaths::default(),
        &Palette::light(),
        "Map",
        "",
        &super::legend::Legend::default(),
    )
}

fn select(nodes: &[&str], edges: &[&str]) -> Selection {
    let set = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
    Selection {
        nodes: set(nodes),
        edges: set(edges),
        near: None,
    }
}

/// Everything that must hold for a picture at the zoom of the whole.
fn check(graph: &Graph, placement: &Placement, selection: &Selection, bundled: bool) {
    let scene = scene_of(graph, placement, Camera::default(), selection, bundled);
    let text = written(&scene);
    assert!(
        !text.contains("NaN") && !text.contains("inf"),
        "a number is not finite"
    );
    marks_stand_apart(placement);
    labels_stand_apart(&scene);
    lines_end_at_rims(graph, &scene);
    strands_are_sources(graph, &scene, bundled);
    // Every node is on the picture or in the tray, and the keyboard's order has each once.
    let on_picture = scene.positions.len();
    assert_eq!(on_picture + scene.tray.len(), graph.nodes().len());
    let mut order = walk::order(graph, &scene.positions);
    assert_eq!(order.len(), graph.nodes().len());
    order.order();
    order.dedup();
    assert_eq!(order.len(), graph.nodes().len());
    // From mark to mark every one is reached, both ways.
    for forward in [true, false] {
        let mut reached = Vec::new();
        let mut at = String::new();
        while let Some(next) = walk::beside(graph, &scene.positions, &at, forward) {
            if reached.contains(&next) {
                break;
            }
            reached.push(next.clone());
            at = next;
        }
        assert_eq!(reached.len(), on_picture);
    }
}

fn marks_stand_apart(placement: &Placement) {
    let at: Vec<Point> = placement
        .on_screen(&Camera::default())
        .into_iter()
        .flatten()
        .collect();
    for (i, p) in at.iter().enumerate() {
        assert!(p.is_finite());
        for q in &at[i + 1..] {
            assert!(
                p.distance(*q) > 16.5,
                "{:?}: marks {} px apart",
                placement.arrangement,
                p.distance(*q)
            );
        }
    }
}

fn room(shape: &Shape) -> Option<Rect> {
    let Shape::Text {
        x,
        y,
        anchor,
        text,
        size,
        bold,
        ..
    } = shape
    else {
        return None;
    };
    let width = rough_measure(text, *size, *bold);
    let x0 = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Some(Rect::sized(x0, y - size * 0.8, width, size * 0.95))
}

fn labels_stand_apart(scene: &Scene) {
    let labels: Vec<Rect> = scene
        .items
        .iter()
        .filter(|i| i.part == Part::Label)
        .filter_map(|i| room(&i.shape))
        .collect();
    for (i, a) in labels.iter().enumerate() {
        for b in &labels[i + 1..] {
            assert!(!a.overlaps(*b), "labels overlap: {a:?} {b:?}");
        }
    }
    for word in scene.items.iter().filter(|i| i.part == Part::LineLabel) {
        if let Shape::Text { x, y, .. } = word.shape {
            assert!(
                labels.iter().all(|l| !l.contains(point(x, y))),
                "a word on a line lies under a label"
            );
        }
    }
}

fn lines_end_at_rims(graph: &Graph, scene: &Scene) {
    let states: Map<&str, State> = scene
        .items
        .iter()
        .filter(|i| i.part == Part::MarkHit)
        .filter_map(|i| match &i.target {
            Some(Target::Node(id)) => Some((id.as_str(), i.state)),
            _ => None,
        })
        .collect();
    // A hit of one point is a source's mark on a line.
    for hit in scene.hits.iter().filter(|h| h.points.len() > 1) {
        let ends = match &hit.target {
            Target::Edge(id) => {
                graph.ends(graph.edge_index(id).expect("a drawn edge is in the graph"))
            }
            Target::Pair(a, b) => (
                graph.node_index(a).expect("an end is in the graph"),
                graph.node_index(b).expect("an end is in the graph"),
            ),
            _ => continue,
        };
        let rim = |i: usize| {
            let node = &graph.nodes()[i];
            let state = states.get(node.id.as_str()).copied().unwrap_or_default();
            (
                scene.positions[&node.id],
                mark_radius(node.kind, state) + arc::RIM_GAP,
            )
        };
        let (first, last) = (hit.points[0], hit.points[hit.points.len() - 1]);
        let off = |p: Point, (centre, radius): (Point, f64)| (p.distance(centre) - radius).abs();
        let straight = off(first, rim(ends.0)).max(off(last, rim(ends.1)));
        let turned = off(first, rim(ends.1)).max(off(last, rim(ends.0)));
        assert!(
            straight.min(turned) < 0.3,
            "{:?} ends {} px off its rims",
            hit.target,
            straight.min(turned)
        );
    }
}

fn strands_are_sources(graph: &Graph, scene: &Scene, bundled: bool) {
    let drawn = |wanted: &dyn Fn(&Target) -> bool| {
        scene
            .items
            .iter()
            .filter(|i| i.part == Part::Strand && i.target.as_ref().is_some_and(wanted))
            .count()
    };
    for hit in scene.hits.iter().filter(|h| h.points.len() > 1) {
        let (edges, most): (Vec<&Edge>, usize) = match &hit.target {
            Target::Edge(id) => {
                let edge =
                    &graph.edges()[graph.edge_index(id).expect("a drawn edge is in the graph")];
                (vec![edge], edge.strands.len())
            }
            Target::Pair(a, b) => {
                assert!(bundled, "only small screens bundle pairs");
                let joins = |e: &&Edge| (&e.a == a && &e.b == b) || (&e.a == b && &e.b == a);
                let edges: Vec<&Edge> = graph.edges().iter().filter(joins).collect();
                let mut sources: Vec<usize> = edges
                    .iter()
                    .flat_map(|e| e.strands.iter().map(|s| s.source))
                    .collect();
                sources.order();
                sources.dedup();
                (edges, sources.len())
            }
            _ => continue,
        };
        let count = drawn(&|t| match t {
            Target::Strand(id, _) => edges.iter().any(|e| &e.id == id),
            other => *other == hit.target,
        });
        // A fork of very many strands draws each of its branches as one.
        let expected = if most > STRANDS_MOST { 1 } else { most };
        assert!(
            count == expected || count == 1,
            "{:?}: {count} strands for {most} sources",
            hit.target
        );
        if most <= STRANDS_MOST && forks_of(graph) == 0 {
            assert_eq!(count, expected, "{:?}", hit.target);
        }
    }
}

fn forks_of(graph: &Graph) -> usize {
    graph
        .edges()
        .iter()
        .filter(|e| e.place.is_some() || e.dispute.is_some())
        .count()
}

#[test]
fn sample_pictures_hold() {
    for graph in [sample::moscow(), sample::crowded(), sample::synthetic(60)] {
        for arrangement in ALL {
            for (width, height) in [(740.0, 585.0), (1150.0, 860.0), (360.0, 400.0)] {
                let placement = placed(&graph, arrangement, width, height);
                let first = graph.nodes()[0].id.clone();
                for selection in [Selection::default(), select(&[&first], &[])] {
                    check(&graph, &placement, &selection, width < 600.0);
                }
            }
        }
    }
}

#[test]
fn a_dispute_is_one_fork() {
    let graph = sample::moscow();
    let placement = placed(&graph, Arrangement::Geography, 740.0, 585.0);
    let selection = select(&[], &["khalifa-haftar-meet-andrei-belousov"]);
    let scene = scene_of(&graph, &placement, Camera::default(), &selection, false);
    let large = scene
        .items
        .iter()
        .filter(|i| i.part == Part::SignRing)
        .filter(|i| match i.shape {
            Shape::Circle { r, .. } => r > 9.0,
            _ => false,
        });
    assert_eq!(large.count(), 1, "one sign at the cut");
    let letters: Vec<&str> = scene
        .items
        .iter()
        .filter(|i| i.part == Part::SourceLetter)
        .filter_map(|i| match &i.shape {
            Shape::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        {
            let mut l = letters;
            l.order();
            l
        },
        ["A", "B"]
    );
    // The other branch is selected with it: the fork is one figure.
    let strand = |id: &str| {
        let wanted = Target::Strand(id.to_owned(), 0);
        scene
            .items
            .iter()
            .find(|i| i.target.as_ref() == Some(&wanted))
            .map(|i| i.state)
    };
    assert_eq!(
        strand("khalifa-haftar-meet-vladimir-putin"),
        Some(State::Selected)
    );
    // In the network there is no common place, so the two lines stand for themselves.
    let network = placed(&graph, Arrangement::Network, 740.0, 585.0);
    let scene = scene_of(&graph, &network, Camera::default(), &selection, false);
    assert!(scene.items.iter().all(|i| i.part != Part::SourceMark));
}

#[test]
fn places_of_stated_precision() {
    let graph = sample::moscow();
    let placement = placed(&graph, Arrangement::Geography, 740.0, 585.0);
    let spot = |id: &str| placement.spots[graph.node_index(id).expect("in the sample")];
    let in_tray = |id: &str| {
        placement
            .tray
            .contains(&graph.node_index(id).expect("in the sample"))
    };
    assert_eq!(
        spot("moscow").expect("on the map").offset,
        Point::default(),
        "a city is at its point"
    );
    assert!(
        ["africa", "nato", "united-states"].into_iter().all(in_tray),
        "no point, no mark"
    );
    assert_eq!(placement.leaders.len(), 2, "two officials beside Moscow");
    assert!(spot("vladimir-putin").expect("on the map").offset.length() > 20.0);
    let scene = scene_of(
        &graph,
        &placement,
        Camera::default(),
        &Selection::default(),
        false,
    );
    let rings = scene
        .items
        .iter()
        .filter(|i| i.part == Part::PrecisionRing)
        .count();
    assert_eq!(rings, 5, "everything placed by country has a ring");
    assert_eq!(
        scene
            .tray
            .iter()
            .find(|t| t.node == "africa")
            .map(|t| t.connections),
        Some(3)
    );
}

#[test]
fn two_sides_stand_left_and_right() {
    let graph = sample::crowded();
    let placement = placed(&graph, Arrangement::TwoSides, 900.0, 600.0);
    let x = |side: Side| {
        let of = graph
            .nodes()
            .iter()
            .zip(&placement.spots)
            .filter(move |(n, _)| n.side == side);
        of.filter_map(|(_, s)| s.map(|s| s.anchor.x))
            .collect::<Vec<f64>>()
    };
    let most = |list: &[f64]| list.iter().copied().fold(f64::MIN, f64::max);
    let least = |list: &[f64]| list.iter().copied().fold(f64::MAX, f64::min);
    assert!(
        most(&x(Side::Libya)) < least(&x(Side::Other))
            && most(&x(Side::Other)) < least(&x(Side::Russia))
    );
}

#[test]
fn travelling_marks_start_and_end_in_their_places() {
    let graph = sample::moscow();
    let from = placed(&graph, Arrangement::Geography, 740.0, 585.0);
    let to = placed(&graph, Arrangement::Network, 740.0, 585.0);
    assert_eq!(interpolate(&from, &to, 0.0), from);
    assert_eq!(interpolate(&from, &to, 1.0), to);
    let near = |p: &Placement, t: f64| {
        let moving = interpolate(&from, &to, t).on_screen(&Camera::default());
        moving
            .into_iter()
            .zip(p.on_screen(&Camera::default()))
            .all(|(a, b)| match (a, b) {
                (Some(a), Some(b)) => a.distance(b) < 1.0,
                _ => true,
            })
    };
    assert!(near(&from, 0.001) && near(&to, 0.999));
    for t in [0.1, 0.5, 0.9] {
        let scene = scene_of(
            &graph,
            &interpolate(&from, &to, t),
            Camera::default(),
            &Selection::default(),
            false,
        );
        assert!(!written(&scene).contains("NaN"));
        assert!(
            scene.items.iter().all(|i| i.part != Part::Label),
            "labels wait until the marks stand"
        );
    }
}

#[test]
fn a_filter_moves_nothing_in_the_network() {
    let graph = sample::crowded();
    let whole = placed(&graph, Arrangement::Network, 740.0, 585.0);
    let memory = whole.memory(&graph);
    let fewer: Vec<Edge> = graph
        .edges()
        .iter()
        .filter(|e| e.kind != "visit")
        .cloned()
        .collect();
    let filtered = Graph::new(graph.nodes().to_vec(), fewer, graph.sources().to_vec());
    let after = place(
        Arrangement::Network,
        &filtered,
        base(),
        740.0,
        585.0,
        Some(&memory),
        &rough_measure,
    );
    for (before, now) in whole.spots.iter().zip(&after.spots) {
        if let (Some(before), Some(now)) = (before, now) {
            assert!(before.anchor.distance(now.anchor) < 1e-6);
        }
    }
}

#[test]
fn the_order_of_input_does_not_matter() {
    let graph = sample::crowded();
    let mut nodes = graph.nodes().to_vec();
    let mut edges = graph.edges().to_vec();
    nodes.reverse();
    edges.rotate_left(7);
    let other = Graph::new(nodes, edges, graph.sources().to_vec());
    for arrangement in ALL {
        let picture = |g: &Graph| {
            written(&scene_of(
                g,
                &placed(g, arrangement, 740.0, 585.0),
                Camera::default(),
                &Selection::default(),
                false,
            ))
        };
        assert_eq!(picture(&graph), picture(&other));
    }
}

#[test]
fn pointers_find_marks_before_lines() {
    let graph = sample::moscow();
    let placement = placed(&graph, Arrangement::Geography, 740.0, 585.0);
    let scene = scene_of(
        &graph,
        &placement,
        Camera::default(),
        &Selection::default(),
        false,
    );
    for (id, at) in scene.positions.iter() {
        assert_eq!(scene.pick(*at), Some(&Target::Node(id.clone())));
    }
    let line = scene
        .hits
        .iter()
        .find(|h| h.points.len() > 1)
        .expect("there are lines");
    assert!(matches!(
        scene.pick(line.points[line.points.len() / 2]),
        Some(Target::Edge(_) | Target::Node(_) | Target::Strand(..))
    ));
    assert_eq!(scene.pick(point(-500.0, -500.0)), None);
}

#[test]
fn pointers_find_each_strand_of_a_line() {
    let graph = sample::moscow();
    let placement = placed(&graph, Arrangement::Network, 900.0, 640.0);
    let scene = scene_of(
        &graph,
        &placement,
        Camera::default(),
        &Selection::default(),
        false,
    );
    let mut tried = 0;
    for hit in scene.hits.iter().filter(|h| !h.strands.is_empty()) {
        let middle = hit.points.len() / 2;
        let (p, q) = (hit.points[middle - 1], hit.points[middle]);
        let (at, aside) = (p.lerp(q, 0.5), (q - p).unit().turned());
        for (k, offset) in arc::offsets(hit.strands.len(), hit.pitch).enumerate() {
            let found = scene.pick(at + aside * offset);
            // Another line or a mark may lie over it.
            if let Some(Target::Strand(edge, _)) = found
                && matches!(&hit.strands[k], Target::Strand(own, _) if own == edge)
            {
                assert_eq!(found, Some(&hit.strands[k]));
                tried += 1;
            }
        }
    }
    assert!(tried > 4, "{tried}");
}

#[test]
fn arrows_walk_to_a_neighbour_that_way() {
    let graph = sample::moscow();
    let placement = placed(&graph, Arrangement::Geography, 740.0, 585.0);
    let scene = scene_of(
        &graph,
        &placement,
        Camera::default(),
        &Selection::default(),
        false,
    );
    let up = walk::step(
        &graph,
        &scene.positions,
        "khalifa-haftar",
        walk::Direction::Up,
    )
    .expect("there is one");
    assert!(scene.positions[&up].y < scene.positions["khalifa-haftar"].y);
    let of_haftar =
        graph.neighbours()[graph.node_index("khalifa-haftar").expect("in the sample")].clone();
    assert!(of_haftar.contains(&graph.node_index(&up).expect("in the sample")));
    assert_eq!(
        walk::edges_around(&graph, &scene.positions, "khalifa-haftar").len(),
        10
    );
}

#[test]
fn a_small_screen_has_one_bundle_a_pair() {
    let graph = sample::moscow();
    let placement = placed(&graph, Arrangement::Geography, 360.0, 400.0);
    let closed = scene_of(
        &graph,
        &placement,
        Camera::default(),
        &Selection::default(),
        true,
    );
    let lines = |scene: &Scene| scene.hits.iter().filter(|h| h.points.len() > 1).count();
    assert_eq!(lines(&closed), 7);
    let open = select(&[], &["libya-support-russia"]);
    assert_eq!(
        lines(&scene_of(
            &graph,
            &placement,
            Camera::default(),
            &open,
            true
        )),
        13
    );
}

#[test]
fn empty_and_tiny_graphs_are_drawn() {
    let alone = vec![sample::node(
        "x",
        "X",
        NodeKind::Person,
        Side::Other,
        Some((40.0, 20.0)),
        Precision::City,
    )];
    for nodes in [Vec::new(), alone] {
        let graph = Graph::new(nodes, Vec::new(), Vec::new());
        for arrangement in ALL {
            for (width, height) in [(740.0, 585.0), (1.0, 1.0), (0.0, 0.0)] {
                let scene = scene_of(
                    &graph,
                    &placed(&graph, arrangement, width, height),
                    Camera::default(),
                    &Selection::default(),
                    true,
                );
                assert!(!written(&scene).contains("NaN"));
            }
        }
    }
}

fn any_graph() -> impl Strategy<Value = Graph> {
    let kinds = prop_oneof![
        Just(NodeKind::Person),
        Just(NodeKind::Organization),
        Just(NodeKind::Place),
        Just(NodeKind::Group)
    ];
    let sides = prop_oneof![Just(Side::Libya), Just(Side::Russia), Just(Side::Other)];
    let precisions = prop_oneof![
        4 => Just(Precision::City),
        3 => Just(Precision::Country),
        1 => Just(Precision::Region),
        1 => Just(Precision::Unplaced)
    ];
    // Few places, so that they crowd; some out of view.
    let places = prop_oneof![
        Just(Some((55.755, 37.617))),
        Just(Some((55.9, 37.4))),
        Just(Some((32.887, 13.191))),
        Just(Some((27.0, 17.2))),
        Just(Some((61.5, 105.3))),
        Just(Some((-33.0, 151.0))),
        Just(None),
        (-89.0..89.0f64, -179.0..179.0f64).prop_map(Some),
        (20.0..65.0f64, 5.0..60.0f64).prop_map(Some),
    ];
    let nodes = prop::collection::vec(
        (
            kinds,
            sides,
            precisions,
            places,
            "[A-Za-zА-я ]{1,24}",
            0..6usize,
        ),
        1..28,
    );
    nodes
        .prop_flat_map(|list| {
            let n = list.len();
            let nodes: Vec<Node> = list
                .into_iter()
                .enumerate()
                .map(|(i, (kind, side, precision, at, label, sources))| Node {
                    id: format!("n{i:02}"),
                    // A name must not look like a number that is none.
                    label: label.replace("NaN", "Nan").replace("inf", "Inf"),
                    kind,
                    side,
                    location: at.map(|(latitude, longitude)| Location {
                        latitude,
                        longitude,
                    }),
                    precision,
                    sources,
                    connections: i % 5,
                })
                .collect();
            let relation = prop_oneof![
                Just(Relation::Alone),
                Just(Relation::Agree),
                Just(Relation::Differ),
                Just(Relation::Contradict)
            ];
            let certainty = prop_oneof![
                Just(Certainty::Certain),
                Just(Certainty::Probable),
                Just(Certainty::Possible)
            ];
            let strand =
                (0..8usize, certainty, any::<bool>()).prop_map(|(source, certainty, denied)| {
                    Strand {
                        source,
                        certainty,
                        denied,
                    }
                });
            let edge = (
                0..n,
                0..n,
                0..3usize,
                any::<bool>(),
                relation,
                prop::collection::vec(strand, 1..8),
                0..6usize,
            );
            let edges = prop::collection::vec(edge, 0..60);
            (Just(nodes), edges, any::<bool>())
        })
        .prop_map(|(nodes, edges, places)| {
            let edges = edges
                .into_iter()
                .enumerate()
                .map(
                    |(k, (a, b, kind, directed, relation, strands, place))| Edge {
                        id: format!("e{k:02}"),
                        a: format!("n{a:02}"),
                        b: format!("n{b:02}"),
                        kind: ["meet", "support", "arms"][kind].to_owned(),
                        label: ["meet", "support", "arms"][kind].to_owned(),
                        directed,
                        relation,
                        place: (places && place < 2).then(|| format!("n{place:02}")),
                        dispute: None,
                        strands,
                    },
                )
                .collect();
            Graph::new(nodes, edges, sample::sources(8))
        })
}

/// A window of an inset as a scene.
fn window_scene(graph: &Graph, placement: &Placement, window: &super::inset::Window) -> Scene {
    let words = |n: &Node| n.label.clone();
    let line = |l: &arc::Line, _: &Node, _: &Node| l.label.clone();
    let selection = Selection::default();
    let view = View {
        camera: window.camera,
        width: window.width,
        height: window.height,
        selection: &selection,
        bundled: true,
        touch: false,
        text_scale: 1.0,
        names: &[],
        obstacles: &[],
        measure: &rough_measure,
        words: Words {
            kilometres: "km",
            node: &words,
            line: &line,
        },
    };
    build(graph, placement, &view)
}

fn inset_of(graph: &Graph, width: f64, height: f64) -> Option<super::inset::Inset> {
    let placement = placed(graph, Arrangement::Geography, width, height);
    let camera = Camera::default();
    super::inset::inset(
        graph,
        base(),
        &placement,
        &camera,
        &rough_measure,
        &window_scene,
    )
}

/// Six cities of the Libyan coast, and one far away.
fn coast() -> Graph {
    let places = [
        (32.887, 13.191),
        (32.76, 12.73),
        (32.75, 13.72),
        (32.17, 13.02),
        (32.65, 14.27),
        (32.38, 15.09),
        (55.755, 37.617),
    ];
    let nodes = places.iter().enumerate().map(|(i, at)| {
        let (id, label) = (format!("p{i}"), format!("Place {i}"));
        sample::node(
            &id,
            &label,
            NodeKind::Place,
            Side::Libya,
            Some(*at),
            Precision::City,
        )
    });
    let edges = (1..7).map(|i| {
        let other = format!("p{i}");
        sample::edge("p0", &other, "visit", false, Relation::Alone, "A")
    });
    Graph::new(nodes.collect(), edges.collect(), sample::sources(2))
}

#[test]
fn places_that_crowd_stand_apart_in_an_inset() {
    let graph = coast();
    let inset = inset_of(&graph, 740.0, 585.0).expect("an inset");
    assert_eq!(inset_of(&graph, 740.0, 585.0), Some(inset.clone()));
    let frame = Rect::sized(0.0, 0.0, 740.0, 585.0);
    assert!(frame.holds(inset.room));
    let inside = Rect::sized(0.0, 0.0, inset.room.width(), inset.room.height());
    let shown: Vec<&Point> = inset
        .scene
        .positions
        .values()
        .filter(|p| inside.contains(**p))
        .collect();
    assert!(shown.len() >= 4, "{shown:?}");
    for (i, p) in shown.iter().enumerate() {
        assert!(shown[..i].iter().all(|q| q.distance(**p) > 16.0));
    }
    // Nothing crowds where places are few or far apart, nor on a phone.
    assert_eq!(inset_of(&graph, 360.0, 400.0), None);
    assert_eq!(inset_of(&Graph::default(), 740.0, 585.0), None);
    // The file has it too.
    let placement = placed(&graph, Arrangement::Geography, 740.0, 585.0);
    let scene = scene_of(
        &graph,
        &placement,
        Camera::default(),
        &Selection::default(),
        false,
    );
    let text = svg::serialise(
        &scene,
        Some(&inset),
        &BasePaths::default(),
        &Palette::light(),
        "Map",
        "",
        &super::legend::Legend::default(),
    );
    assert!(text.matches("<svg").count() == 2 && !text.contains("NaN"));
}

#[test]
fn what_a_worker_lays_out_keeps_its_distances() {
    let graph = sample::synthetic(60);
    let problem = super::placement::Problem::new(&graph, 900.0, 600.0);
    let points: Vec<Point> = (0..problem.shown.len())
        .map(|i| point((i as f64 * 2.4).cos(), (i as f64 * 1.7).sin()) * (40.0 + i as f64))
        .collect();
    let memory = problem.memory(&graph, &points, 900.0, 600.0);
    let at = |k: usize| {
        let (x, y) = memory[&graph.nodes()[problem.shown[k]].id];
        point(x * 900.0, y * 600.0)
    };
    for i in 1..points.len() {
        let (now, then) = (at(0).distance(at(i)), points[0].distance(points[i]));
        assert!((now - then).abs() < 1e-6, "{now} {then}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_picture_holds(graph in any_graph(), wide in any::<bool>(), pick in 0..28usize) {
        let (width, height) = if wide { (1000.0, 640.0) } else { (360.0, 420.0) };
        for arrangement in ALL {
            let placement = placed(&graph, arrangement, width, height);
            let mut selection = Selection::default();
            if let Some(node) = graph.nodes().get(pick) {
                selection.nodes.insert(node.id.clone());
            }
            check(&graph, &placement, &selection, !wide);
            let again = placed(&graph, arrangement, width, height);
            prop_assert_eq!(&placement, &again);
            let picture = |p: &Placement| written(&scene_of(&graph, p, Camera::default(), &selection, !wide));
            prop_assert_eq!(picture(&placement), picture(&again));
        }
    }

    #[test]
    fn any_inset_holds(graph in any_graph()) {
        let found = inset_of(&graph, 900.0, 640.0);
        prop_assert_eq!(&found, &inset_of(&graph, 900.0, 640.0));
        if let Some(inset) = found {
            prop_assert!(Rect::sized(0.0, 0.0, 900.0, 640.0).holds(inset.room));
            labels_stand_apart(&inset.scene);
            prop_assert!(!written(&inset.scene).contains("NaN"));
        }
    }

    #[test]
    fn any_zoom_is_finite(graph in any_graph(), zoom in 0.05..24.0f64, x in -3000.0..3000.0f64, y in -3000.0..3000.0f64) {
        for arrangement in ALL {
            let placement = placed(&graph, arrangement, 800.0, 600.0);
            let scene = scene_of(&graph, &placement, Camera { zoom, x, y }, &Selection::default(), false);
            labels_stand_apart(&scene);
            let text = written(&scene);
            prop_assert!(!text.contains("NaN") && !text.contains("inf"));
        }
    }
}
