//! The picture: analysis and filter → graph → placement → scene → SVG, with pointers, fingers, wheel and keys.
//!
//! One finger scrolls the page, two move the map; the wheel zooms with Ctrl or after a click into the map. While
//! a gesture lasts, the drawn picture is moved as one layer; it is drawn anew when the gesture rests. The
//! drawing is hidden from screen readers: these get the name of the mark that the keyboard is on, and the table.

use super::draw;
use crate::map::arc::Line;
use crate::map::basemap::{self, BasePaths, Basemap};
use crate::map::camera::{Camera, ease_out};
use crate::map::geometry::{Point, Rect, Within as _, point};
use crate::map::graph::{Graph, Location, Node, Relation};
use crate::map::placement::{Arrangement, Placement, place};
use crate::map::scene::{self, PlaceName, PlaceNameKind, Scene, Selection, Target, Words};
use crate::map::walk::{self, Direction};
use crate::model::filter::Filter;
use crate::model::graph as model_graph;
use crate::number::fixed;
use crate::route::key;
use crate::ui::browser::dom::{
    KeyboardEvent, MouseEvent, Nodes, PointerEvent, TouchEvent, WheelEvent, all, el, none, svg,
};
use crate::ui::browser::{self, Event, Rest, measure, pointer};
use crate::ui::parts;
use crate::ui::parts::live::{Derived, State, derived, follow};
use crate::ui::state::Ctx;
use crossread::vocabulary;
use leptos::prelude::*;
use std::sync::OnceLock;

/// Below this many pixels of width all lines of a pair are one bundle.
const NARROW: f64 = 560.0;
/// How long the map rests before it is drawn anew, in milliseconds.
const REST: i32 = 130;
/// How long a flight lasts, in milliseconds.
const FLIGHT: f64 = 420.0;
// The names of countries that orient the reader, by language: latitude and longitude in degrees.
include!(concat!(env!("OUT_DIR"), "/countries.rs"));

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
    size: State<(f64, f64)>,
    /// Where the reader looks.
    camera: State<Camera>,
    /// The camera of what is drawn.
    drawn: State<Camera>,
    graph: Derived<Graph>,
    placement: Derived<Placement>,
    scene: Derived<Scene>,
    /// The mark that the keyboard is on.
    at: State<Option<String>>,
    /// Whether the reader has clicked into the map.
    inside: State<bool>,
    /// The timer that draws anew.
    rest: StoredValue<Option<i32>>,
    flight: StoredValue<u32>,
}

/// The picture with its buttons and the tray.
pub fn view(ctx: Ctx, filter: Derived<Filter>) -> Nodes {
    let s = ctx.s;
    let size = State::new((0.0, 0.0));
    let camera = State::new(Camera::default());
    let drawn = State::new(Camera::default());
    let layout = ctx.memo(move |route| match route.get(key::LAYOUT) {
        Some("network") if ctx.rest.get() == Rest::Here => Arrangement::Network,
        Some("sides") if ctx.rest.get() == Rest::Here => Arrangement::TwoSides,
        _ => Arrangement::Geography,
    });
    let graph =
        derived(move || filter.with(|filter| model_graph::graph(ctx.model, filter, s.code)));
    // Marks of the network keep their place whatever is filtered.
    let memory = derived(move || {
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
    let placement = derived(move || {
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
    let scene = derived(move || {
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
        at: State::new(None),
        inside: State::new(false),
        rest: StoredValue::new(None),
        flight: StoredValue::new(0),
    };
    // Another arrangement starts with the whole picture.
    let mut before = None;
    follow(move || {
        let now = layout.get();
        if before.replace(now).is_some_and(|before| before != now) {
            canvas.look(Camera::default(), true);
        }
    });
    follow(move || {
        let id = selected.get();
        canvas.bring_into_sight(&id);
    });
    let hidden = move || match scene.with(|scene| scene.hidden_labels.len()) {
        0 => String::new(),
        hidden => (s.labels_hidden)(hidden),
    };
    let wrap = el("div.mapbox-wrap")
        .child(picture(canvas, layout))
        .child(zoom_buttons(canvas))
        .child(el("p.hidden-labels").live_text(hidden));
    all([wrap, tray(canvas)])
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
    let named = COUNTRIES.iter().find(|(code, _)| *code == ctx.s.code);
    let countries = named.map_or(&[][..], |(_, countries)| countries);
    let name = |kind| {
        move |(text, latitude, longitude): &(&str, f64, f64)| PlaceName {
            kind,
            text: (*text).to_owned(),
            location: Location {
                latitude: *latitude,
                longitude: *longitude,
            },
        }
    };
    let seas = ctx.s.seas.iter().map(name(PlaceNameKind::Sea));
    seas.chain(countries.iter().map(name(PlaceNameKind::Country)))
        .collect()
}

fn picture(canvas: Canvas, layout: Derived<Arrangement>) -> Nodes {
    let ctx = canvas.ctx;
    let s = ctx.s;
    // What is drawn, moved to where the reader looks.
    let moved = move || {
        let (now, then) = (canvas.camera.get(), canvas.drawn.get());
        if now == then {
            return String::new();
        }
        let scale = now.zoom / then.zoom;
        let shift = point(now.x - then.x * scale, now.y - then.y * scale);
        format!(
            "translate({}px, {}px) scale({})",
            fixed(shift.x, 3),
            fixed(shift.y, 3),
            fixed(scale, 6)
        )
    };
    let ring = move || {
        let at = canvas.at.get();
        let at = at.and_then(|id| canvas.scene.with(|scene| scene.positions.get(&id).copied()));
        at.map_or_else(none, |at| {
            svg("circle.focus-ring")
                .set("cx", &fixed(at.x, 1))
                .set("cy", &fixed(at.y, 1))
                .set("r", "15")
        })
    };
    let geography = move || layout.get() == Arrangement::Geography;
    let drawing = svg("svg.map")
        .set("aria-hidden", "true")
        .live_style("transform", moved)
        .child(background(canvas).live_class("off", move || !geography()))
        .child(items(canvas))
        .live(ring);
    let over = State::new(false);
    let room = el("div.mapbox")
        .live_class("network", move || !geography())
        .live_class("over", move || over.get())
        .set("tabindex", "0")
        .set("role", "application")
        .set("id", "map")
        .set("aria-label", s.map_label)
        .set("aria-describedby", "map-keys")
        .child(drawing);
    browser::on_resize(room.element(), move |width, height| {
        canvas.size.maybe_update(|size| {
            let changed = *size != (width, height) && width > 0.0 && height > 0.0;
            if changed {
                *size = (width, height);
            }
            changed
        });
    });
    let keys = el("p.vh").set("id", "map-keys").text(s.map_keys);
    all([moving(canvas, room, over), keys])
}

/// The base map.
fn background(canvas: Canvas) -> Nodes {
    let view = derived(move || canvas.scene.with(|scene| scene.base));
    let transform = move || {
        view.get().map_or_else(String::new, |view| {
            format!(
                "translate({} {}) scale({})",
                fixed(view.x, 2),
                fixed(view.y, 2),
                fixed(view.scale, 5)
            )
        })
    };
    let paths = &base().1;
    let path = |class: &str, d: &str| svg("path").class(class).set("d", d);
    svg("g.base")
        .live_set("transform", transform)
        .child(path("land", &paths.land))
        .children(paths.focus.iter().map(|(_, d)| path("foc", d)))
        .child(path("coast", &paths.coast))
        .child(path("border", &paths.border))
        .child(path("disputed", &paths.disputed))
}

/// The scene, drawn whenever it is another.
fn items(canvas: Canvas) -> Nodes {
    let group = svg("g");
    let into = group.element().clone();
    let mut first = true;
    follow(move || {
        canvas.scene.with(|scene| {
            if scene.width > 0.0 {
                draw::scene(&into, scene);
                if std::mem::take(&mut first) {
                    browser::mark_when_shown("first-map");
                }
            }
        });
    });
    group
}

/// What the reader's hand does: pointer, wheel, fingers, keys. `over` says whether the pointer is on something.
fn moving(canvas: Canvas, room: Nodes, over: State<bool>) -> Nodes {
    let gesture = StoredValue::new(Gesture::default());
    let release = move |_: Event| gesture.update_value(Gesture::up);
    room.on("keydown", move |event: KeyboardEvent| canvas.key(&event))
        .on("focus", move |_: Event| canvas.arrive())
        .on("blur", move |_: Event| {
            canvas.inside.set(false);
            canvas.at.set(None);
        })
        .on("pointerdown", move |event: PointerEvent| {
            gesture.update_value(|g| g.down(canvas, &event));
        })
        .on("pointermove", move |event: PointerEvent| {
            gesture.update_value(|g| g.moved(canvas, &event));
            if event.pointer_type() == "mouse" {
                let at = pointer::at(&event);
                let hit = canvas
                    .scene
                    .with_untracked(|scene| scene.pick(at).is_some());
                over.maybe_update(|over| std::mem::replace(over, hit) != hit);
            }
        })
        .on("pointerup", release)
        .on("pointercancel", release)
        .on("pointerleave", move |_: Event| canvas.inside.set(false))
        .on("click", move |event: MouseEvent| {
            if !gesture.with_value(|g| g.dragged) {
                canvas.click(pointer::at(&event));
            }
        })
        .on("wheel", move |event: WheelEvent| {
            if event.ctrl_key() || canvas.inside.get_untracked() {
                event.prevent_default();
                let step = if event.delta_mode() == 0 {
                    0.0022
                } else {
                    0.07
                };
                let factor = (-event.delta_y() * step).exp().within(0.4, 2.5);
                let camera = canvas.camera.get_untracked();
                canvas.look_soon(camera.zoomed(factor, pointer::at(&event)));
            }
        })
        .on("touchstart", move |event: TouchEvent| {
            gesture.update_value(|g| g.fingers = pointer::fingers(&event));
        })
        .on("touchmove", move |event: TouchEvent| {
            let Some(now) = pointer::fingers(&event) else {
                return;
            };
            event.prevent_default();
            if let Some(then) = gesture.with_value(|g| g.fingers) {
                let (shift, factor) = (now.0 - then.0, now.1 / then.1.max(1.0));
                let camera = canvas.camera.get_untracked();
                canvas.look_soon(camera.panned(shift.x, shift.y).zoomed(factor, now.0));
            }
            gesture.update_value(|g| {
                g.fingers = Some(now);
                g.dragged = true;
            });
        })
        .on("touchend", move |_: Event| {
            gesture.update_value(|g| g.fingers = None);
        })
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
    fn down(&mut self, canvas: Canvas, event: &PointerEvent) {
        self.dragged = false;
        if event.pointer_type() != "touch" && event.button() == 0 {
            let at = point(f64::from(event.client_x()), f64::from(event.client_y()));
            self.from = Some((at, canvas.camera.get_untracked()));
            canvas.inside.set(true);
        }
    }

    fn moved(&mut self, canvas: Canvas, event: &PointerEvent) {
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
                browser::stop(rest);
            }
            *rest = browser::later(REST, move || self.drawn.set(self.camera.get_untracked()));
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
        browser::next_frame(move || {
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

    fn key(self, event: &KeyboardEvent) {
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
                    order.next_back()
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
    browser::next_frame(|| browser::next_frame(|| browser::focus("panel-title")));
}

fn zoom_buttons(canvas: Canvas) -> Nodes {
    let s = canvas.ctx.s;
    let zoom = move |factor: f64| {
        let (width, height) = canvas.size.get_untracked();
        let camera = canvas.camera.get_untracked();
        canvas.look(
            camera.zoomed(factor, point(width / 2.0, height / 2.0)),
            false,
        );
    };
    let button = |label: &str, act: Box<dyn Fn()>| {
        el("button")
            .set("type", "button")
            .set("aria-label", label)
            .set("title", label)
            .click(act)
    };
    let whole = svg("svg")
        .set("viewBox", "0 0 16 16")
        .set("aria-hidden", "true")
        .child(svg("path").set("d", "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"));
    let reset = move || canvas.look(Camera::default(), false);
    el("div.zoom")
        .set("role", "group")
        .set("aria-label", s.zoom)
        .child(button(s.zoom_in, Box::new(move || zoom(1.5))).text("+"))
        .child(button(s.zoom_out, Box::new(move || zoom(1.0 / 1.5))).text("−"))
        .child(button(s.zoom_reset, Box::new(reset)).child(whole))
}

/// Marks without a point on the map, and what is named without a connection.
fn tray(canvas: Canvas) -> Nodes {
    let ctx = canvas.ctx;
    let s = ctx.s;
    let selected = ctx.query(key::SELECTED);
    let entry = move |id: String, count: Option<usize>| {
        let entity = ctx.model.entity_by_id(&id)?;
        let own = id.clone();
        let link = el("a")
            .live_set("href", move || super::select_here(ctx, &own))
            .live_yes("aria-current", move || {
                selected.with(|selected| *selected == id)
            })
            .child(parts::kind_mark(ctx.model.entity(entity).kind))
            .text(ctx.name(entity))
            .text(" ")
            .children(count.map(|n| el("span.n").text(&n.to_string())));
        Some(el("li").child(link))
    };
    let listed = derived(move || {
        canvas.scene.with(|scene| {
            let tray = scene.tray.iter();
            tray.map(|entry| (entry.node.clone(), entry.connections))
                .collect::<Vec<_>>()
        })
    });
    let entries = move || {
        let tray = listed.get();
        if tray.is_empty() {
            return none();
        }
        let entries = tray.into_iter().filter_map(|(id, n)| entry(id, Some(n)));
        el("div.tray")
            .child(el("span").text(s.no_point))
            .child(el("ul").children(entries))
    };
    let rest = model_graph::unconnected(ctx.model);
    let rest = (!rest.is_empty()).then(|| {
        let title = (s.without_connection)(rest.len());
        let ids = rest.into_iter().map(|e| ctx.model.entity(e).id.clone());
        el("details.tray")
            .child(el("summary").text(&title))
            .child(el("ul").children(ids.filter_map(|id| entry(id, None))))
    });
    none().live(entries).children(rest)
}
