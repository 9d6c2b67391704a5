//! Where places crowd: the same once more and larger, in a corner of the picture.

use super::basemap::Basemap;
use super::camera::Camera;
use super::geometry::{Point, Rect, Within as _, point};
use super::graph::{Graph, Precision};
use super::label::Measure;
use super::placement::{Arrangement, Placement, geography};
use super::projection::{Fit, Projection};
use super::scene::Scene;

/// Nearer than this one sees for oneself.
pub const NEAR: f64 = 1.8;

/// So many different places make a crowd,
const CROWDED: usize = 4;
/// as near as this to one of them, in pixels of the frame.
const REACH: f64 = 30.0;
/// Pixels between the inset and the edges of the picture.
const MARGIN: f64 = 12.0;
/// Larger graphs have no inset: everything is crowded.
const NODES_MOST: usize = 1500;

/// A part of the screen with what it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub camera: Camera,
    pub width: f64,
    pub height: f64,
}

/// The crowd, larger.
#[derive(Clone, Debug, PartialEq)]
pub struct Inset {
    /// Where it stands on the screen.
    pub room: Rect,
    /// What of the screen it shows.
    pub window: Rect,
    /// In pixels from the room's corner.
    pub scene: Scene,
}

/// Where places crowd most, in the frame.
struct Crowd {
    bounds: Rect,
}

fn crowd(graph: &Graph, width: f64, height: f64) -> Option<Crowd> {
    if graph.nodes().len() > NODES_MOST {
        return None;
    }
    let frame = Rect::sized(0.0, 0.0, width, height);
    let mut places: Vec<Point> = Vec::new();
    for at in points(graph, width, height).into_iter().flatten() {
        if frame.contains(at) && places.iter().all(|p| p.distance(at) > 1.0) {
            places.push(at);
        }
    }
    let near = |p: &Point| {
        let near = places.iter().filter(|q| q.distance(*p) <= REACH);
        near.copied().collect::<Vec<Point>>()
    };
    let mut best: Vec<Point> = Vec::new();
    for place in &places {
        let now = near(place);
        if now.len() > best.len() {
            best = now;
        }
    }
    if best.len() < CROWDED {
        return None;
    }
    Rect::of(best).map(|bounds| Crowd { bounds })
}

/// Of nodes with the precision of a city, where they are in the frame.
fn points(graph: &Graph, width: f64, height: f64) -> Vec<Option<Point>> {
    let (projection, fit) = (Projection::default(), Fit::new(width, height));
    let nodes = graph.nodes().iter();
    nodes
        .map(|node| {
            let location = node
                .location
                .filter(|_| node.precision == Precision::City)?;
            Some(fit.apply(projection.forward(location.latitude, location.longitude)))
        })
        .collect()
}

/// Where the inset of a picture stands, which labels then avoid; `None` where nothing crowds, or there is no room.
pub fn room(graph: &Graph, placement: &Placement, camera: &Camera) -> Option<Rect> {
    let (width, height) = (placement.width, placement.height);
    let still = placement.arrangement == Arrangement::Geography && placement.morph.is_none();
    if !still || camera.zoom > NEAR || width < 600.0 || height < 400.0 {
        return None;
    }
    crowd(graph, width, height)?;
    let (wide, high) = ((width * 0.3).min(240.0), (width * 0.24).min(190.0));
    let (right, bottom) = (width - wide - MARGIN, height - high - MARGIN);
    let corners = [
        Rect::sized(right, MARGIN, wide, high),
        Rect::sized(right, bottom - 16.0, wide, high),
        // Above the scale.
        Rect::sized(MARGIN, bottom - 28.0, wide, high),
    ];
    let marks = placement.on_screen(camera);
    let within = |room: &Rect| {
        let room = room.grown(12.0);
        marks
            .iter()
            .flatten()
            .filter(|p| room.contains(**p))
            .count()
    };
    corners.into_iter().min_by_key(within)
}

/// The inset of a picture, if it has one; `scene_of` makes a scene of a part of the graph.
pub fn inset(
    graph: &Graph,
    base: &Basemap,
    placement: &Placement,
    camera: &Camera,
    measure: Measure,
    scene_of: &dyn Fn(&Graph, &Placement, &Window) -> Scene,
) -> Option<Inset> {
    let room = room(graph, placement, camera)?;
    let (width, height) = (placement.width, placement.height);
    let bounds = crowd(graph, width, height)?.bounds;
    let zoom = (room.width() / (bounds.width() + 22.0))
        .min(room.height() / (bounds.height() + 18.0))
        .within(2.0, 8.0);
    let middle = bounds.centre();
    let half = point(room.width() / zoom / 2.0, room.height() / zoom / 2.0);
    let shown = Rect {
        x0: middle.x - half.x,
        y0: middle.y - half.y,
        x1: middle.x + half.x,
        y1: middle.y + half.y,
    };
    let inside: Vec<bool> = points(graph, width, height)
        .into_iter()
        .map(|p| p.is_some_and(|p| shown.contains(p)))
        .collect();
    let nodes = graph.nodes().iter().zip(&inside);
    let nodes = nodes.filter(|(_, inside)| **inside).map(|(n, _)| n.clone());
    let edges = (0..graph.edges().len()).filter(|e| {
        let (a, b) = graph.ends(*e);
        inside[a] && inside[b]
    });
    let edges = edges.map(|e| graph.edges()[e].clone());
    let part = Graph::new(nodes.collect(), edges.collect(), graph.sources().to_vec());
    let (small, large) = (
        Fit::new(width, height),
        Fit::new(width * zoom, height * zoom),
    );
    let placed = geography(&part, base, width * zoom, height * zoom, measure);
    let middle_there = large.apply(small.undo(middle));
    let window = Window {
        camera: Camera {
            zoom: 1.0,
            x: room.width() / 2.0 - middle_there.x,
            y: room.height() / 2.0 - middle_there.y,
        },
        width: room.width(),
        height: room.height(),
    };
    let (p, q) = (point(shown.x0, shown.y0), point(shown.x1, shown.y1));
    let (p, q) = (camera.apply(p), camera.apply(q));
    Some(Inset {
        room,
        window: Rect {
            x0: p.x,
            y0: p.y,
            x1: q.x,
            y1: q.y,
        },
        scene: scene_of(&part, &placed, &window),
    })
}
