//! The picture: analysis and filter → graph → placement → scene → SVG, with pointers, fingers, wheel and keys.
//!
//! One finger scrolls the page, two move the map; the wheel zooms with Ctrl or after a click into the map. While
//! a gesture lasts, the drawn picture is moved as one layer; it is drawn anew when the gesture rests. The
//! drawing is hidden from screen readers: these get the name of the mark that the keyboard is on, and the table.

use super::draw;
use crate::map::arc::Line;
use crate::map::basemap::{self, BasePaths, Basemap};
use crate::map::camera::{Camera, ease_out};
use crate::map::geometry::{Point, Rect, point};
use crate::map::graph::{Graph, Location, Node, Relation};
use crate::map::placement::{Arrangement, Placement, place};
use crate::map::scene::{self, PlaceName, PlaceNameKind, Scene, Selection, Target, Words};
use crate::map::walk::{self, Direction};
use crate::model::filter::Filter;
use crate::model::graph as model_graph;
use crate::route::key;
use crate::ui::browser::{self, measure, pointer};
use crate::ui::parts;
use crate::ui::state::{Ctx, yes};
use crossread::vocabulary;
use leptos::ev;
use leptos::prelude::*;
use std::sync::OnceLock;
use std::time::Duration;

/// Below this many pixels of width all lines of a pair are one bundle.
const NARROW: f64 = 560.0;
/// How long the map rests before it is drawn anew.
const REST: Duration = Duration::from_millis(130);
/// How long a flight lasts, in milliseconds.
const FLIGHT: f64 = 420.0;
/// Countries whose names orient the reader.
const COUNTRIES: [&str; 27] = [
    "libya",
    "russia",
    "italy",
    "turkey",
    "egypt",
    "ukraine",
    "algeria",
    "tunisia",
    "chad",
    "sudan",
    "niger",
    "greece",
    "france",
    "germany",
    "poland",
    "syria",
    "saudi-arabia",
    "iran",
    "iraq",
    "romania",
    "kazakhstan",
    "finland",
    "sweden",
    "norway",
    "belarus",
    "spain",
    "georgia",
];

/// The base map, decoded once.
fn base() -> &'static (Basemap, BasePaths) {
    static BASE: OnceLock<(Basemap, BasePaths)> = OnceLock::new();
    BASE.get_or_init(|| {
        // A base map that is damaged is left out: the marks stand all the same.
        let base = Basemap::decode(basemap::BUNDLED).unwrap_or_default();
        let paths = base.paths(&["LBY", "RUS"]);
        (base, paths)
    })
}

/// All that the picture depends on.
#[derive(Clone, Copy)]
struct Canvas {
    ctx: Ctx,
    size: RwSignal<(f64, f64)>,
    /// Where the reader looks.
    camera: RwSignal<Camera>,
    /// The camera of what is drawn.
    drawn: RwSignal<Camera>,
    graph: Memo<Graph>,
    placement: Memo<Placement>,
    scene: Memo<Scene>,
    /// The mark that the keyboard is on.
    at: RwSignal<Option<String>>,
    /// Whether the reader has clicked into the map.
    inside: RwSignal<bool>,
    rest: StoredValue<Option<TimeoutHandle>>,
    flight: StoredValue<u32>,
}

/// The picture with its buttons and the tray.
pub fn view(ctx: Ctx, filter: Memo<Filter>) -> AnyView {
    let s = ctx.s;
    let size = RwSignal::new((0.0, 0.0));
    let camera = RwSignal::new(Camera::default());
    let drawn = RwSignal::new(Camera::default());
    let layout = ctx.memo(|route| match route.get(key::LAYOUT) {
        Some("network") => Arrangement::Network,
        Some("sides") => Arrangement::TwoSides,
        _ => Arrangement::Geography,
    });
    let graph =
        Memo::new(move |_| filter.with(|filter| model_graph::graph(ctx.model, filter, s.code)));
    // Marks of the network keep their place whatever is filtered.
    let memory = Memo::new(move |_| {
        let (width, height) = size.get();
        (layout.get() == Arrangement::Network && width > 0.0).then(|| {
            let all = model_graph::graph(ctx.model, &Filter::default(), s.code);
            place(
                Arrangement::Network,
                &all,
                &base().0,
                width,
                height,
                None,
                &measure::text,
            )
            .memory(&all)
        })
    });
    let placement = Memo::new(move |_| {
        let (width, height) = size.get();
        memory.with(|memory| {
            graph.with(|graph| {
                place(
                    layout.get(),
                    graph,
                    &base().0,
                    width,
                    height,
                    memory.as_ref(),
                    &measure::text,
                )
            })
        })
    });
    let selected = ctx.query(key::SELECTED);
    let scene = Memo::new(move |_| {
        graph.with(|graph| {
            placement.with(|placement| build(ctx, graph, placement, drawn.get(), &selected.get()))
        })
    });
    let canvas = Canvas {
        ctx,
        size,
        camera,
        drawn,
        graph,
        placement,
        scene,
        at: RwSignal::new(None),
        inside: RwSignal::new(false),
        rest: StoredValue::new(None),
        flight: StoredValue::new(0),
    };
    // Another arrangement starts with the whole picture.
    Effect::new(move |before: Option<Arrangement>| {
        let now = layout.get();
        if before.is_some_and(|before| before != now) {
            canvas.look(Camera::default(), true);
        }
        now
    });
    Effect::new(move |_| {
        let id = selected.get();
        canvas.bring_into_sight(&id);
    });
    view! {
        <div class="mapbox-wrap">
            {picture(canvas, layout)}
            {zoom_buttons(canvas)}
            <p class="hidden-labels">{move || {
                let hidden = scene.with(|scene| scene.hidden_labels.len());
                (hidden > 0).then(|| (s.labels_hidden)(hidden))
            }}</p>
        </div>
        {tray(canvas)}
    }
    .into_any()
}

fn build(ctx: Ctx, graph: &Graph, placement: &Placement, camera: Camera, selected: &str) -> Scene {
    let s = ctx.s;
    let mut selection = Selection::default();
    if graph.edge_index(selected).is_some() {
        selection.edges.insert(selected.to_owned());
    } else if graph.node_index(selected).is_some() {
        selection.nodes.insert(selected.to_owned());
    }
    let node_words =
        |node: &Node| (s.node_words)(&node.label, s.node_kind(node.kind), node.connections);
    let line_words = |line: &Line, a: &Node, b: &Node| {
        format!(
            "{}, {}, {}: {}",
            a.label,
            line.label,
            b.label,
            s.relation(drawn_relation(line.relation))
        )
    };
    let narrow = placement.width < NARROW;
    let names = place_names(ctx);
    let buttons = if narrow {
        Rect::sized(
            placement.width - 150.0,
            placement.height - 64.0,
            150.0,
            64.0,
        )
    } else {
        Rect::sized(8.0, 8.0, 44.0, 112.0)
    };
    let view = scene::View {
        camera,
        width: placement.width,
        height: placement.height,
        selection: &selection,
        bundled: narrow,
        touch: browser::media("(pointer: coarse)"),
        text_scale: 1.0,
        names: &names,
        obstacles: &[buttons],
        measure: &measure::text,
        words: Words {
            kilometres: "km",
            node: &node_words,
            line: &line_words,
        },
    };
    scene::build(graph, placement, &view)
}

fn drawn_relation(relation: Relation) -> vocabulary::Relation {
    match relation {
        Relation::Alone => vocabulary::Relation::OnlyHere,
        Relation::Agree => vocabulary::Relation::Corroborates,
        Relation::Differ => vocabulary::Relation::DiffersInDetail,
        Relation::Contradict => vocabulary::Relation::Contradicts,
    }
}

fn place_names(ctx: Ctx) -> Vec<PlaceName> {
    let data = crossread::data::data();
    let countries = COUNTRIES.iter().filter_map(|id| {
        let known = &data.known[usize::from(data.by_id(id)?)];
        let (latitude, longitude) = known.location?;
        Some(PlaceName {
            kind: PlaceNameKind::Country,
            text: known.name(ctx.s.code).to_owned(),
            location: Location {
                latitude: f64::from(latitude),
                longitude: f64::from(longitude),
            },
        })
    });
    let seas = ctx
        .s
        .seas
        .iter()
        .map(|(text, latitude, longitude)| PlaceName {
            kind: PlaceNameKind::Sea,
            text: (*text).to_owned(),
            location: Location {
                latitude: *latitude,
                longitude: *longitude,
            },
        });
    seas.chain(countries).collect()
}

fn picture(canvas: Canvas, layout: Memo<Arrangement>) -> AnyView {
    let ctx = canvas.ctx;
    let s = ctx.s;
    let room: NodeRef<leptos::html::Div> = NodeRef::new();
    let items: NodeRef<leptos::svg::G> = NodeRef::new();
    let first = StoredValue::new(true);
    Effect::new(move |_| {
        if let Some(element) = room.get() {
            browser::on_resize(&element, move |width, height| {
                canvas.size.maybe_update(|size| {
                    let changed = *size != (width, height) && width > 0.0 && height > 0.0;
                    if changed {
                        *size = (width, height);
                    }
                    changed
                });
            });
        }
    });
    Effect::new(move |_| {
        let Some(group) = items.get() else { return };
        canvas.scene.with(|scene| {
            if scene.width > 0.0 {
                draw::scene(&group, scene);
                if first.get_value() {
                    first.set_value(false);
                    browser::mark_when_shown("first-map");
                }
            }
        });
    });
    // What is drawn, moved to where the reader looks.
    let moved = move || {
        let (now, then) = (canvas.camera.get(), canvas.drawn.get());
        if now == then {
            return String::new();
        }
        let scale = now.zoom / then.zoom;
        format!(
            "translate({}px, {}px) scale({scale})",
            now.x - then.x * scale,
            now.y - then.y * scale
        )
    };
    let base_view = Memo::new(move |_| canvas.scene.with(|scene| scene.base));
    let base_transform = move || {
        base_view
            .get()
            .map(|b| format!("translate({:.2} {:.2}) scale({:.5})", b.x, b.y, b.scale))
            .unwrap_or_default()
    };
    let (paths, geography) = (&base().1, move || layout.get() == Arrangement::Geography);
    let focus = paths
        .focus
        .iter()
        .map(|(_, d)| view! { <path class="foc" d=d.as_str() /> })
        .collect_view();
    let ring = move || {
        let id = canvas.at.get()?;
        canvas
            .scene
            .with(|scene| scene.positions.get(&id).copied())
            .map(|at| {
                view! { <circle class="focus-ring" cx=at.x cy=at.y r="15" /> }
            })
    };
    let over = RwSignal::new(false);
    let gesture = StoredValue::new(Gesture::default());
    view! {
        <div class="mapbox" class:network=move || !geography() class:over=move || over.get() node_ref=room
            tabindex="0" role="application" id="map" aria-label=s.map_label aria-describedby="map-keys"
            on:keydown=move |event| canvas.key(&event)
            on:focus=move |_| canvas.arrive()
            on:blur=move |_| { canvas.inside.set(false); canvas.at.set(None); }
            on:pointerdown=move |event| gesture.update_value(|g| g.down(canvas, &event))
            on:pointermove=move |event| {
                let Some(element) = room.get_untracked() else { return };
                let at = pointer::at(&event, &element);
                gesture.update_value(|g| g.moved(canvas, &event, at));
                if event.pointer_type() == "mouse" {
                    let hit = canvas.scene.with_untracked(|scene| scene.pick(at).is_some());
                    over.maybe_update(|over| std::mem::replace(over, hit) != hit);
                }
            }
            on:pointerup=move |_| gesture.update_value(Gesture::up)
            on:pointercancel=move |_| gesture.update_value(Gesture::up)
            on:pointerleave=move |_| canvas.inside.set(false)
            on:click=move |event| {
                let Some(element) = room.get_untracked() else { return };
                if !gesture.with_value(|g| g.dragged) {
                    canvas.click(pointer::at(&event, &element));
                }
            }
            on:wheel=move |event: ev::WheelEvent| {
                let Some(element) = room.get_untracked() else { return };
                if event.ctrl_key() || canvas.inside.get_untracked() {
                    event.prevent_default();
                    let factor = (-event.delta_y() * if event.delta_mode() == 0 { 0.0022 } else { 0.07 }).exp();
                    let at = pointer::at(&event, &element);
                    canvas.look_soon(canvas.camera.get_untracked().zoomed(factor.clamp(0.4, 2.5), at));
                }
            }
            on:touchstart=move |event: ev::TouchEvent| gesture.update_value(|g| g.fingers = fingers(&event, room))
            on:touchmove=move |event: ev::TouchEvent| {
                let Some(now) = fingers(&event, room) else { return };
                event.prevent_default();
                if let Some(then) = gesture.with_value(|g| g.fingers) {
                    let (shift, factor) = (now.0 - then.0, now.1 / then.1.max(1.0));
                    let camera = canvas.camera.get_untracked().panned(shift.x, shift.y).zoomed(factor, now.0);
                    canvas.look_soon(camera);
                }
                gesture.update_value(|g| { g.fingers = Some(now); g.dragged = true; });
            }
            on:touchend=move |_| gesture.update_value(|g| g.fingers = None)>
            <svg class="map" aria-hidden="true" style:transform=moved>
                <g class="base" class:off=move || !geography() transform=base_transform>
                    <path class="land" d=paths.land.as_str() />
                    {focus}
                    <path class="coast" d=paths.coast.as_str() />
                    <path class="border" d=paths.border.as_str() />
                    <path class="disputed" d=paths.disputed.as_str() />
                </g>
                <g node_ref=items></g>
                {ring}
            </svg>
        </div>
        <p id="map-keys" class="vh">{s.map_keys}</p>
    }
    .into_any()
}

fn fingers(event: &ev::TouchEvent, room: NodeRef<leptos::html::Div>) -> Option<(Point, f64)> {
    let room = room.get_untracked()?;
    pointer::fingers(event, &room)
}

/// A drag or pinch that is going on.
#[derive(Clone, Copy, Debug, Default)]
struct Gesture {
    /// Where the pointer went down, and the camera then.
    from: Option<(Point, Camera)>,
    dragged: bool,
    fingers: Option<(Point, f64)>,
}

impl Gesture {
    fn down(&mut self, canvas: Canvas, event: &ev::PointerEvent) {
        self.dragged = false;
        if event.pointer_type() != "touch" && event.button() == 0 {
            let at = point(f64::from(event.client_x()), f64::from(event.client_y()));
            self.from = Some((at, canvas.camera.get_untracked()));
            canvas.inside.set(true);
        }
    }

    fn moved(&mut self, canvas: Canvas, event: &ev::PointerEvent, _at: Point) {
        let Some((from, camera)) = self.from else {
            return;
        };
        let way = point(f64::from(event.client_x()), f64::from(event.client_y())) - from;
        if !self.dragged && way.length() > 4.0 {
            self.dragged = true;
            pointer::capture(event);
        }
        if self.dragged {
            canvas.look_soon(camera.panned(way.x, way.y));
        }
    }

    fn up(&mut self) {
        self.from = None;
    }
}

impl Canvas {
    fn clamped(self, camera: Camera) -> Camera {
        let (width, height) = self.size.get_untracked();
        self.placement.with_untracked(|placement| {
            let world = placement.world();
            let world = Rect {
                x0: world.x0 - width * 0.3,
                x1: world.x1 + width * 0.3,
                ..world
            };
            camera.clamped(world, width, height, 0.7)
        })
    }

    /// Looks elsewhere now and draws once the gesture rests.
    fn look_soon(self, camera: Camera) {
        self.camera.set(self.clamped(camera));
        self.rest.update_value(|rest| {
            if let Some(rest) = rest.take() {
                rest.clear();
            }
            *rest =
                set_timeout_with_handle(move || self.drawn.set(self.camera.get_untracked()), REST)
                    .ok();
        });
    }

    /// Looks elsewhere: flies there, or jumps where the reader wants little motion.
    fn look(self, camera: Camera, jump: bool) {
        let to = self.clamped(camera);
        self.flight.update_value(|n| *n += 1);
        if jump || browser::media("(prefers-reduced-motion: reduce)") {
            self.camera.set(to);
            self.drawn.set(to);
            return;
        }
        let (from, number, start) = (
            self.camera.get_untracked(),
            self.flight.get_value(),
            browser::now(),
        );
        self.frame(from, to, number, start);
    }

    fn frame(self, from: Camera, to: Camera, number: u32, start: f64) {
        request_animation_frame(move || {
            if self.flight.try_get_value() != Some(number) {
                return;
            }
            let share = (browser::now() - start) / FLIGHT;
            let (width, height) = self.size.get_untracked();
            self.camera
                .set(Camera::fly(from, to, ease_out(share), width, height));
            if share < 1.0 {
                self.frame(from, to, number, start);
            } else {
                self.camera.set(to);
                self.drawn.set(to);
            }
        });
    }

    /// Moves the view if what is selected is not well in sight.
    fn bring_into_sight(self, id: &str) {
        let (width, height) = self.size.get_untracked();
        let camera = self.camera.get_untracked();
        // The whole picture shows everything already.
        if id.is_empty() || width == 0.0 || camera.zoom <= 1.0 {
            return;
        }
        let ends: Vec<usize> = self
            .graph
            .with_untracked(|graph| match graph.edge_index(id) {
                Some(edge) => vec![graph.ends(edge).0, graph.ends(edge).1],
                None => graph.node_index(id).into_iter().collect(),
            });
        let points: Vec<Point> = self.placement.with_untracked(|placement| {
            ends.iter()
                .filter_map(|i| placement.spots[*i])
                .map(|spot| spot.anchor + spot.offset)
                .collect()
        });
        if let Some(bounds) = Rect::of(points.iter().copied())
            && !camera.shows(points.iter().copied(), width, height)
        {
            self.look(Camera::fit(bounds, width, height, 80.0, camera.zoom), false);
        }
    }

    fn select(self, id: &str) {
        self.ctx.go(|route| route.with(key::SELECTED, id));
    }

    fn click(self, at: Point) {
        let target = self.scene.with_untracked(|scene| scene.pick(at).cloned());
        match target {
            Some(Target::Node(id) | Target::Edge(id) | Target::Strand(id, _)) => self.select(&id),
            Some(Target::Pair(a, b)) => {
                if let Some(id) = self.gravest_between(&a, &b) {
                    self.select(&id);
                }
            }
            None => {}
        }
    }

    /// The edge between two nodes that matters most: the gravest relation, then the most sources.
    fn gravest_between(self, a: &str, b: &str) -> Option<String> {
        self.graph.with_untracked(|graph| {
            let pair =
                |e: &&crate::map::graph::Edge| (e.a == a && e.b == b) || (e.a == b && e.b == a);
            let best = graph
                .edges()
                .iter()
                .filter(pair)
                .max_by_key(|e| (e.relation, e.strands.len()));
            best.map(|edge| edge.id.clone())
        })
    }

    /// The keyboard comes: to what is selected, else to the first mark.
    fn arrive(self) {
        if self.at.get_untracked().is_some() || self.inside.get_untracked() {
            return;
        }
        let selected = self
            .ctx
            .route
            .with_untracked(|route| route.get(key::SELECTED).unwrap_or_default().to_owned());
        let found = self.scene.with_untracked(|scene| {
            if scene.positions.contains_key(&selected) {
                return Some(selected);
            }
            self.graph.with_untracked(|graph| {
                let order = graph.priority();
                let ids = order.into_iter().map(|i| graph.nodes()[i].id.clone());
                ids.into_iter().find(|id| scene.positions.contains_key(id))
            })
        });
        if let Some(id) = found {
            self.walk_to(id);
        }
    }

    fn walk_to(self, id: String) {
        let s = self.ctx.s;
        let words = self.graph.with_untracked(|graph| {
            let node = &graph.nodes()[graph.node_index(&id)?];
            Some((s.node_words)(
                &node.label,
                s.node_kind(node.kind),
                node.connections,
            ))
        });
        let (width, height) = self.size.get_untracked();
        let place = self
            .scene
            .with_untracked(|scene| scene.positions.get(&id).copied());
        if let Some(at) = place
            && !Rect::sized(0.0, 0.0, width, height)
                .grown(-20.0)
                .contains(at)
        {
            let camera = self.camera.get_untracked();
            self.look(camera.panned(width / 2.0 - at.x, height / 2.0 - at.y), true);
        }
        self.at.set(Some(id));
        self.ctx.said.set(words.unwrap_or_default());
    }

    fn key(self, event: &ev::KeyboardEvent) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let (width, height) = self.size.get_untracked();
        let middle = point(width / 2.0, height / 2.0);
        let camera = self.camera.get_untracked();
        let step = |direction: Direction| {
            let from = self.at.get_untracked().unwrap_or_default();
            let next = self.scene.with_untracked(|scene| {
                self.graph
                    .with_untracked(|graph| walk::step(graph, &scene.positions, &from, direction))
            });
            if let Some(id) = next {
                self.walk_to(id);
            }
        };
        match event.key().as_str() {
            "ArrowLeft" => step(Direction::Left),
            "ArrowRight" => step(Direction::Right),
            "ArrowUp" => step(Direction::Up),
            "ArrowDown" => step(Direction::Down),
            "Home" | "End" => {
                let order = self.scene.with_untracked(|scene| {
                    self.graph
                        .with_untracked(|graph| walk::order(graph, &scene.positions))
                });
                let seen = |id: &String| {
                    self.scene
                        .with_untracked(|scene| scene.positions.contains_key(id))
                };
                let mut order = order.into_iter().filter(seen);
                let id = if event.key() == "Home" {
                    order.next()
                } else {
                    order.last()
                };
                if let Some(id) = id {
                    self.walk_to(id);
                }
            }
            "Enter" | " " => {
                if let Some(id) = self.at.get_untracked() {
                    self.select(&id);
                    focus_panel();
                }
            }
            "Escape" => {
                if self
                    .ctx
                    .route
                    .with_untracked(|route| route.get(key::SELECTED).is_some())
                {
                    self.select("");
                }
            }
            "+" | "=" => self.look(camera.zoomed(1.5, middle), false),
            "-" => self.look(camera.zoomed(1.0 / 1.5, middle), false),
            "0" => self.look(Camera::default(), false),
            _ => return,
        }
        event.prevent_default();
    }
}

/// Gives the keyboard to the panel once it is drawn.
fn focus_panel() {
    request_animation_frame(|| request_animation_frame(|| browser::focus("panel-title")));
}

fn zoom_buttons(canvas: Canvas) -> AnyView {
    let s = canvas.ctx.s;
    let zoom = move |factor: f64| {
        let (width, height) = canvas.size.get_untracked();
        let camera = canvas.camera.get_untracked();
        canvas.look(
            camera.zoomed(factor, point(width / 2.0, height / 2.0)),
            false,
        );
    };
    view! {
        <div class="zoom" role="group" aria-label=s.zoom>
            <button type="button" aria-label=s.zoom_in title=s.zoom_in on:click=move |_| zoom(1.5)>"+"</button>
            <button type="button" aria-label=s.zoom_out title=s.zoom_out on:click=move |_| zoom(1.0 / 1.5)>"−"</button>
            <button type="button" aria-label=s.zoom_reset title=s.zoom_reset
                on:click=move |_| canvas.look(Camera::default(), false)>
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" /></svg>
            </button>
        </div>
    }
    .into_any()
}

/// Marks without a point on the map, and what is named without a connection.
fn tray(canvas: Canvas) -> AnyView {
    let ctx = canvas.ctx;
    let s = ctx.s;
    let selected = ctx.query(key::SELECTED);
    let entry = move |id: String, count: Option<usize>| {
        let entity = ctx.model.entity_by_id(&id)?;
        let href = {
            let id = id.clone();
            move || super::select_here(ctx, &id)
        };
        let current = move || yes(selected.get() == id);
        let kind = ctx.model.entity(entity).kind;
        Some(view! {
            <li><a href=href aria-current=current>
                {parts::kind_mark(kind)}{ctx.name(entity)}" "{count.map(|n| view! { <span class="n">{n}</span> })}
            </a></li>
        })
    };
    let entries = move || {
        let tray = canvas.scene.with(|scene| {
            scene
                .tray
                .iter()
                .map(|entry| (entry.node.clone(), entry.connections))
                .collect::<Vec<_>>()
        });
        (!tray.is_empty()).then(|| {
            let entries = tray
                .into_iter()
                .filter_map(|(id, n)| entry(id, Some(n)))
                .collect_view();
            view! { <div class="tray"><span>{s.no_point}</span><ul>{entries}</ul></div> }
        })
    };
    let rest = model_graph::unconnected(ctx.model);
    let rest = (!rest.is_empty()).then(|| {
        let count = rest.len();
        let entries =
            rest.into_iter().filter_map(|e| entry(ctx.model.entity(e).id.clone(), None)).collect_view();
        view! {
            <details class="tray"><summary>{(s.without_connection)(count)}</summary><ul>{entries}</ul></details>
        }
    });
    view! { {entries}{rest} }.into_any()
}
