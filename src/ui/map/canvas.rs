//! The picture: analysis and filter → graph → placement → scene → SVG, or a canvas where there are very many marks.
//!
//! While a gesture lasts, the drawn picture is moved as one layer; it is drawn anew when the gesture rests. The
//! drawing is hidden from screen readers: these get the name of the mark that the keyboard is on, and the table.

use super::hand;
use super::panel::edge_words;
use super::settle::Settling;
use crate::map::arc::Line;
use crate::map::basemap::{self, BasePaths, Basemap};
use crate::map::camera::{Camera, ease_out};
use crate::map::focus;
use crate::map::geometry::{Point, Rect, point};
use crate::map::graph::{Graph, Location, Node, Relation};
use crate::map::inset::{self, Inset, Window};
use crate::map::markup;
use crate::map::placement::{Arrangement, Placement, SETTLED_HERE, interpolate, place};
use crate::map::scene::{self, PlaceName, PlaceNameKind, Scene, Selection, Target, Words};
use crate::model::filter::Filter;
use crate::model::graph as model_graph;
use crate::number::fixed;
use crate::route::key;
use crate::ui::browser::dom::{Nodes, all, el, none, svg};
use crate::ui::browser::{self, Event, Rest, measure, paper};
use crate::ui::parts;
use crate::ui::parts::live::{Derived, State, derived, follow};
use crate::ui::state::Ctx;
use crossread::vocabulary;
use leptos::prelude::*;
use std::sync::{Arc, OnceLock};

/// Below this many pixels of width all lines of a pair are one bundle.
const NARROW: f64 = 560.0;
/// How long the map rests before it is drawn anew, in milliseconds.
const REST: i32 = 130;
/// How long a flight lasts, and the way of the marks to another arrangement, in milliseconds.
const FLIGHT: f64 = 420.0;
/// From so many marks on they are drawn on a canvas.
const LARGE: usize = 1500;
/// From so many marks on they don't travel, they jump.
const TOO_MANY_TO_TRAVEL: usize = 250;
/// So many marks without a point, or hidden labels, are listed; the table has all.
const LISTED: usize = 60;
/// So many entities without a connection are listed.
const UNCONNECTED: usize = 480;
// The names of countries and cities that orient the reader, by language: latitude and longitude in degrees.
include!(concat!(env!("OUT_DIR"), "/places.rs"));

/// The base map, decoded once.
pub fn base() -> &'static (Basemap, BasePaths) {
    static BASE: OnceLock<(Basemap, BasePaths)> = OnceLock::new();
    BASE.get_or_init(|| {
        // A base map that is damaged is left out: the marks stand all the same.
        let base = Basemap::decode(basemap::BUNDLED).unwrap_or_default();
        let paths = base.paths(&["LBY", "RUS"]);
        (base, paths)
    })
}

/// A graph and where its nodes stand.
type Ready = StoredValue<Option<(Graph, Placement)>>;

/// The picture that is drawn now, for what else needs it; none while the table stands in its place.
pub type Shown = StoredValue<Option<Canvas>>;

/// All that the picture depends on.
#[derive(Clone, Copy)]
pub struct Canvas {
    pub ctx: Ctx,
    pub size: State<(f64, f64)>,
    /// Where the reader looks.
    pub camera: State<Camera>,
    /// The camera of what is drawn.
    pub drawn: State<Camera>,
    pub graph: Derived<Graph>,
    layout: Derived<Arrangement>,
    /// The graph without a filter.
    all_marks: Derived<Graph>,
    placement: Derived<Placement>,
    pub scene: Derived<Scene>,
    pub inset: Derived<Option<Inset>>,
    /// The mark that the keyboard is on.
    pub at: State<Option<String>>,
    /// What the pointer is on, and where.
    pub over: State<Option<(Target, Point)>>,
    /// Whether the reader has clicked into the map.
    pub inside: State<bool>,
    /// The timer that draws anew.
    rest: StoredValue<Option<i32>>,
    settling: Settling,
    flight: StoredValue<u32>,
    /// Where the marks come from, and how far on their way they are.
    travel: State<Option<(Arc<Placement>, f64)>>,
}

/// What the picture will depend on; worked out when it is asked for.
pub fn canvas(ctx: Ctx, filter: Derived<Filter>) -> Canvas {
    let s = ctx.s;
    let size = ctx.map_size;
    let camera = State::new(Camera::default());
    let drawn = State::new(Camera::default());
    let travel: State<Option<(Arc<Placement>, f64)>> = State::new(None);
    let layout = ctx.memo(move |route| match route.get(key::LAYOUT) {
        Some("network") if ctx.rest.get() == Rest::Here => Arrangement::Network,
        Some("sides") if ctx.rest.get() == Rest::Here => Arrangement::TwoSides,
        _ => Arrangement::Geography,
    });
    let of = move |filter: &Filter| model_graph::graph(ctx.model, filter, s.code);
    // What the picture shows follows the filter a little later: the key and what it counts come first.
    let filtered = State::new(filter.get_untracked());
    let graph = derived(move || filtered.with(of));
    // Marks of the network keep their place whatever is filtered.
    let all_marks = derived(move || model_graph::graph(ctx.model, &Filter::default(), s.code));
    let settling = Settling::new();
    let memory = derived(move || {
        let (width, height) = size.get();
        (layout.get() == Arrangement::Network && width > 0.0).then(|| {
            all_marks.with(|all| {
                if all.nodes().len() > SETTLED_HERE {
                    return settling.memory(all, width, height);
                }
                let network = Arrangement::Network;
                place(network, all, &base().0, width, height, None, &measure::text).memory(all)
            })
        })
    });
    let placed = move |graph: &Graph| {
        let (arrangement, (width, height)) = (layout.get(), size.get());
        if width <= 0.0 {
            return Placement::nowhere(arrangement, graph);
        }
        let (base, measure) = (&base().0, &measure::text);
        memory.with(|memory| {
            let memory = memory.as_ref();
            place(arrangement, graph, base, width, height, memory, measure)
        })
    };
    // Places that were worked out for a graph before it is shown.
    let ready: Ready = StoredValue::new(None);
    let placement = derived(move || {
        let (arrangement, size) = (layout.get(), size.get());
        graph.with(|graph| {
            let found = ready.try_update_value(Option::take).flatten();
            let found = found.filter(|(of, placement)| {
                of == graph
                    && placement.arrangement == arrangement
                    && (placement.width, placement.height) == size
            });
            found.map_or_else(|| placed(graph), |(_, placement)| placement)
        })
    });
    follow(move || {
        let now = filter.get();
        let is_due = move |now: &Filter| {
            // The view may be gone, or the filter another one.
            ready.try_with_value(|_| ()).is_some() && filter.with_untracked(|filter| filter == now)
        };
        if filtered.with_untracked(|filtered| *filtered == now) {
            return;
        }
        browser::later(0, move || {
            if !is_due(&now) {
                return;
            }
            // A network's places may move meanwhile, and most are remembered.
            if layout.get_untracked() != Arrangement::Network {
                let graph = of(&now);
                let placement = untrack(|| placed(&graph));
                ready.set_value(Some((graph, placement)));
            }
            browser::later(0, move || {
                if is_due(&now) {
                    filtered.set(now);
                }
            });
        });
    });
    let selection = selection(ctx, graph);
    let scene = derived(move || {
        graph.with(|graph| {
            placement.with(|to| {
                let on_the_way = travel.with(|travel| {
                    let (from, t) = travel.as_ref()?;
                    let same = from.spots.len() == to.spots.len();
                    same.then(|| interpolate(from, to, ease_out(*t)))
                });
                let placement = on_the_way.as_ref().unwrap_or(to);
                selection.with(|selection| build(ctx, graph, placement, drawn.get(), selection))
            })
        })
    });
    let inset = derived(move || {
        let camera = drawn.get();
        if travel.with(Option::is_some) {
            return None;
        }
        let scene_of = |graph: &Graph, placement: &Placement, window: &Window| {
            selection.with(|selection| picture_of(ctx, graph, placement, selection, window, &[]))
        };
        graph.with(|graph| {
            placement.with(|placement| {
                inset::inset(
                    graph,
                    &base().0,
                    placement,
                    &camera,
                    &measure::text,
                    &scene_of,
                )
            })
        })
    });
    Canvas {
        ctx,
        size,
        camera,
        drawn,
        graph,
        layout,
        all_marks,
        placement,
        scene,
        inset,
        at: State::new(None),
        over: State::new(None),
        inside: State::new(false),
        rest: StoredValue::new(None),
        settling,
        flight: StoredValue::new(0),
        travel,
    }
}

/// The picture with its buttons and the tray.
pub fn view(canvas: Canvas, shown: Shown) -> Nodes {
    let Canvas {
        ctx,
        size,
        layout,
        all_marks,
        settling,
        placement,
        ..
    } = canvas;
    shown.set_value(Some(canvas));
    on_cleanup(move || {
        shown.try_set_value(None);
    });
    // Another arrangement starts with the whole picture; the marks travel to it.
    let mut before: Option<Placement> = None;
    follow(move || {
        let now = placement.with(Placement::clone);
        let (width, arrangement) = (now.width, now.arrangement);
        let old = before.replace(now);
        let same = |old: &Placement| old.arrangement == arrangement && old.width > 0.0;
        if width == 0.0 || old.as_ref().is_some_and(same) {
            return;
        }
        canvas.look(canvas.whole(), true);
        if let Some(old) = old.filter(|old| old.width == width) {
            canvas.travel_from(old);
        }
    });
    let selected = ctx.query(key::SELECTED);
    follow(move || {
        let id = selected.get();
        canvas.bring_into_sight(&id);
    });
    // A network of very many marks settles in a worker.
    let mut settled = false;
    follow(move || {
        let (width, height) = size.get();
        if layout.get() != Arrangement::Network || settled || width == 0.0 {
            return;
        }
        all_marks.with_untracked(|all| {
            if all.nodes().len() > SETTLED_HERE {
                settled = true;
                settling.begin(all, width, height);
            }
        });
    });
    let mut settled_before = false;
    follow(move || {
        let done = settling.is_done();
        if done && !std::mem::replace(&mut settled_before, done) {
            canvas.look(canvas.whole(), true);
        }
    });
    let wrap = el("div.mapbox-wrap")
        .child(picture(canvas))
        .child(zoom_buttons(canvas))
        .child(settling.bar(ctx))
        .child(hidden_labels(canvas));
    all([wrap, tray(canvas)])
}

/// What the address stresses.
fn selection(ctx: Ctx, graph: Derived<Graph>) -> Derived<Selection> {
    let asked = ctx.memo(|route| {
        [key::SELECTED, key::NEAR, key::WITH]
            .map(|name| route.get(name).unwrap_or_default().to_owned())
    });
    derived(move || {
        asked.with(|[selected, near, with]| {
            let steps = if near == "2" { 2 } else { 1 };
            graph.with(|graph| focus::selection(graph, selected, steps, with))
        })
    })
}

/// The labels for which there is no room, counted; unfolded, each leads to its mark.
fn hidden_labels(canvas: Canvas) -> Nodes {
    let ctx = canvas.ctx;
    let hidden = derived(move || canvas.scene.with(|scene| scene.hidden_labels.clone()));
    none().live(move || {
        let ids = hidden.get();
        if ids.is_empty() {
            return none();
        }
        let entries = ids.iter().take(LISTED).filter_map(|id| {
            let entity = ctx.model.entity_by_id(id)?;
            let own = id.clone();
            let link = el("a")
                .live_set("href", move || super::select_here(ctx, &own))
                .child(parts::kind_mark(ctx.model.entity(entity).kind))
                .text(ctx.name(entity));
            Some(el("li").child(link))
        });
        let rest = ids.len().saturating_sub(LISTED);
        let rest =
            (rest > 0).then(|| el("li").child(as_table(ctx, (ctx.s.the_rest_as_table)(rest))));
        el("details.hidden-labels")
            .child(el("summary").text(&(ctx.s.labels_hidden)(ids.len())))
            .child(el("ul").children(entries).children(rest))
    })
}

/// A link to the table.
fn as_table(ctx: Ctx, words: String) -> Nodes {
    el("a")
        .live_set("href", move || {
            ctx.route.get().with(key::AS, "table").href()
        })
        .text(&words)
}

fn build(
    ctx: Ctx,
    graph: &Graph,
    placement: &Placement,
    camera: Camera,
    selection: &Selection,
) -> Scene {
    let (width, height) = (placement.width, placement.height);
    let buttons = if width < NARROW {
        Rect::sized(width - 150.0, height - 64.0, 150.0, 64.0)
    } else {
        Rect::sized(8.0, 8.0, 44.0, 112.0)
    };
    let view = Window {
        camera,
        width,
        height,
    };
    let crowd = inset::room(graph, placement, &camera);
    let obstacles: Vec<Rect> = std::iter::once(buttons).chain(crowd).collect();
    picture_of(ctx, graph, placement, selection, &view, &obstacles)
}

/// The scene of a placement as a window shows it.
fn picture_of(
    ctx: Ctx,
    graph: &Graph,
    placement: &Placement,
    selection: &Selection,
    window: &Window,
    obstacles: &[Rect],
) -> Scene {
    let s = ctx.s;
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
    let names = place_names(ctx);
    let view = scene::View {
        camera: window.camera,
        width: window.width,
        height: window.height,
        selection,
        bundled: window.width < NARROW,
        touch: browser::media("(pointer: coarse)"),
        text_scale: if ctx.projector.get() { 1.5 } else { 1.0 },
        names: &names,
        obstacles,
        measure: &measure::text,
        words: Words {
            kilometres: "km",
            node: &node_words,
            line: &line_words,
        },
    };
    scene::build(graph, placement, &view)
}

/// The relation that the map's word stands for.
pub fn drawn_relation(relation: Relation) -> vocabulary::Relation {
    match relation {
        Relation::Alone => vocabulary::Relation::OnlyHere,
        Relation::Agree => vocabulary::Relation::Corroborates,
        Relation::Differ => vocabulary::Relation::DiffersInDetail,
        Relation::Contradict => vocabulary::Relation::Contradicts,
    }
}

fn place_names(ctx: Ctx) -> Vec<PlaceName> {
    let named = |list: &[(&str, PlaceNames)]| {
        let found = list.iter().find(|(code, _)| *code == ctx.s.code);
        found.map_or(&[][..], |(_, names)| names)
    };
    let (countries, cities) = (named(COUNTRIES), named(CITIES));
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
        .chain(cities.iter().map(name(PlaceNameKind::City)))
        .collect()
}

fn picture(canvas: Canvas) -> Nodes {
    let (ctx, layout) = (canvas.ctx, canvas.layout);
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
    let large = derived(move || canvas.graph.with(|graph| graph.nodes().len()) > LARGE);
    // On paper the drawing is as wide as there is room.
    let box_of = move || {
        let (width, height) = canvas.scene.with(|scene| (scene.width, scene.height));
        if width > 0.0 {
            ["0 0 ", &fixed(width, 0), " ", &fixed(height, 0)].concat()
        } else {
            String::new()
        }
    };
    let layer = move |class: &str| {
        svg(class)
            .set("aria-hidden", "true")
            .live_set("viewBox", box_of)
    };
    let marks = none().live(move || {
        if large.get() {
            return on_paper(canvas);
        }
        layer("svg.map").child(items(canvas))
    });
    let drawing = el("div.drawn")
        .live_style("transform", moved)
        .child(layer("svg.map").child(background(canvas).live_class("off", move || !geography())))
        .child(marks)
        .child(
            layer("svg.map.above")
                .live(move || draw_inset(canvas))
                .live(ring),
        );
    let room = el("div.mapbox")
        .live_class("network", move || !geography())
        .live_class("over", move || canvas.over.with(Option::is_some))
        .set("tabindex", "0")
        .set("role", "application")
        .set("id", "map")
        .set("aria-label", s.map_label)
        .set("aria-describedby", "map-keys")
        .child(drawing)
        .child(tip(canvas));
    browser::on_resize(room.element(), move |width, height| {
        let before = canvas.size.get_untracked();
        if before == (width, height) || width == 0.0 || height == 0.0 {
            return;
        }
        let changed = move || {
            // Another view may have taken this one's place.
            if canvas.flight.try_get_value().is_some() {
                canvas.size.set((width, height));
            }
        };
        if before.0 == 0.0 {
            changed();
        } else {
            // Not in the frame that is being made: it has enough to do.
            browser::later(0, changed);
        }
    });
    let keys = el("p.vh").set("id", "map-keys").text(s.map_keys);
    all([hand::moving(canvas, room), keys])
}

/// The words of what the pointer or the keyboard is on, beside it. One element that moves: a new one each time would
/// have the browser think all of the picture over.
fn tip(canvas: Canvas) -> Nodes {
    let found = derived(move || {
        let pointed = canvas.over.get();
        let walked = || {
            let id = canvas.at.get()?;
            let at = canvas
                .scene
                .with(|scene| scene.positions.get(&id).copied())?;
            let hidden = canvas.scene.with(|scene| scene.hidden_labels.contains(&id));
            hidden.then_some((Target::Node(id), at))
        };
        let (target, at) = pointed.or_else(walked)?;
        let words = canvas.words_of(&target)?;
        let (width, height) = canvas.size.get_untracked();
        let aside = |at: f64, room: f64| {
            if at > room / 2.0 {
                ["calc(", &fixed(at - 14.0, 0), "px - 100%)"].concat()
            } else {
                [&fixed(at + 14.0, 0), "px"].concat()
            }
        };
        let place = [
            "translate(",
            &aside(at.x, width),
            ",",
            &aside(at.y, height),
            ")",
        ];
        Some((words, place.concat()))
    });
    el("div.tip")
        .set("aria-hidden", "true")
        .live_class("off", move || found.with(Option::is_none))
        .live_style("transform", move || {
            found.with(|found| {
                found
                    .as_ref()
                    .map(|found| found.1.clone())
                    .unwrap_or_default()
            })
        })
        .live_text(move || {
            found.with(|found| {
                found
                    .as_ref()
                    .map(|found| found.0.clone())
                    .unwrap_or_default()
            })
        })
}

/// The marks on a canvas, drawn whenever the scene is another.
fn on_paper(canvas: Canvas) -> Nodes {
    let page = el("canvas.map").set("aria-hidden", "true");
    let element = page.element().clone();
    let draw = move || {
        canvas
            .scene
            .with(|scene| paper::draw(&element, scene, &super::picture::palette()));
    };
    let again = draw.clone();
    // Another theme is chosen in a field.
    browser::on_window("change", move |_: Event| {
        let again = again.clone();
        browser::next_frame(move || leptos::prelude::untrack(again));
    });
    let mut first = true;
    follow(move || {
        draw();
        if std::mem::take(&mut first) {
            browser::mark_when_shown("first-map");
        }
    });
    page
}

/// What is crowded, once more and larger, in a corner.
fn draw_inset(canvas: Canvas) -> Nodes {
    canvas.inset.with(|inset| {
        let Some(inset) = inset else { return none() };
        let place = |nodes: Nodes, room: Rect| {
            let value = |v: f64| fixed(v, 1);
            nodes
                .set("x", &value(room.x0))
                .set("y", &value(room.y0))
                .set("width", &value(room.width()))
                .set("height", &value(room.height()))
        };
        let marks = svg("g");
        draw(marks.element(), &inset.scene, "inset-");
        let paths = &base().1;
        let whole = Rect::sized(0.0, 0.0, inset.room.width(), inset.room.height());
        let inner = place(svg("svg.inset"), inset.room)
            .child(place(svg("rect.sea"), whole))
            .children(
                inset
                    .scene
                    .base
                    .map(|view| shapes(paths).set("transform", &transform(view))),
            )
            .child(marks);
        none()
            .child(place(svg("rect.crowd"), inset.window))
            .child(inner)
            .child(place(svg("rect.crowd"), inset.room))
    })
}

/// The base map.
fn background(canvas: Canvas) -> Nodes {
    let view = derived(move || canvas.scene.with(|scene| scene.base));
    let transform = move || view.get().map_or_else(String::new, transform);
    shapes(&base().1).live_set("transform", transform)
}

fn transform(view: scene::BaseView) -> String {
    format!(
        "translate({} {}) scale({})",
        fixed(view.x, 2),
        fixed(view.y, 2),
        fixed(view.scale, 5)
    )
}

fn shapes(paths: &BasePaths) -> Nodes {
    let path = |class: &str, d: &str| svg("path").class(class).set("d", d);
    svg("g.base")
        .child(path("land", &paths.land))
        .children(paths.focus.iter().map(|(_, d)| path("foc", d)))
        .child(path("coast", &paths.coast))
        .child(path("border", &paths.border))
        .child(path("disputed", &paths.disputed))
}

/// Draws a scene into an element, in the place of what it shows.
fn draw(into: &browser::Element, scene: &Scene, ids: &str) {
    let mut out = String::new();
    markup::write(&mut out, &scene.items, ids, markup::Reader::Page);
    into.set_inner_html(&out);
}

/// The scene, drawn whenever it is another.
fn items(canvas: Canvas) -> Nodes {
    let group = svg("g");
    let into = group.element().clone();
    let mut first = true;
    follow(move || {
        canvas.scene.with(|scene| {
            if scene.width > 0.0 {
                draw(&into, scene, "along-");
                if std::mem::take(&mut first) {
                    browser::mark_when_shown("first-map");
                }
            }
        });
    });
    group
}

impl Canvas {
    /// Works out what the picture needs, a part at a time.
    pub fn preparing(self) -> [fn(Canvas); 4] {
        [
            |canvas| canvas.graph.with(|_| ()),
            |canvas| canvas.placement.with(|_| ()),
            |canvas| canvas.scene.with(|_| ()),
            |canvas| canvas.inset.with(|_| ()),
        ]
    }

    /// The camera that shows all: the frame, or what of a large network lies beyond it too.
    pub fn whole(self) -> Camera {
        let (width, height) = self.size.get_untracked();
        self.placement.with_untracked(|placement| {
            let frame = Rect::sized(0.0, 0.0, width, height);
            match placement.bounds() {
                Some(bounds) if !frame.grown(1.0).holds(bounds) && width > 0.0 => {
                    Camera::fit(bounds, width, height, 24.0, 1.0)
                }
                _ => Camera::default(),
            }
        })
    }

    fn clamped(self, camera: Camera) -> Camera {
        let (width, height) = self.size.get_untracked();
        let least = self.whole().zoom.min(1.0) * 0.7;
        self.placement.with_untracked(|placement| {
            let world = placement.world();
            let world = Rect {
                x0: world.x0 - width * 0.3,
                x1: world.x1 + width * 0.3,
                ..world
            };
            camera.clamped(world, width, height, least)
        })
    }

    /// Looks elsewhere now and draws once the gesture rests.
    pub fn look_soon(self, camera: Camera) {
        self.camera.set(self.clamped(camera));
        self.rest.update_value(|rest| {
            if let Some(rest) = rest.take() {
                browser::stop(rest);
            }
            *rest = browser::later(REST, move || self.drawn.set(self.camera.get_untracked()));
        });
    }

    /// Looks elsewhere: flies there, or jumps where the reader wants little motion.
    pub fn look(self, camera: Camera, jump: bool) {
        let to = self.clamped(camera);
        if jump && to == self.camera.get_untracked() && to == self.drawn.get_untracked() {
            return;
        }
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

    /// Lets the marks travel from where they stood to where they stand now.
    fn travel_from(self, from: Placement) {
        let many = self.graph.with_untracked(|graph| graph.nodes().len()) > TOO_MANY_TO_TRAVEL;
        if many || browser::media("(prefers-reduced-motion: reduce)") {
            return;
        }
        let from = Arc::new(from);
        self.flight.update_value(|n| *n += 1);
        self.travel.set(Some((from.clone(), 0.0)));
        self.travel_on(from, self.flight.get_value(), browser::now());
    }

    fn travel_on(self, from: Arc<Placement>, number: u32, start: f64) {
        browser::next_frame(move || {
            let Some(now) = self.flight.try_get_value() else {
                return;
            };
            let share = (browser::now() - start) / FLIGHT;
            if now != number || share >= 1.0 {
                self.travel.set(None);
                return;
            }
            self.travel.set(Some((from.clone(), share)));
            self.travel_on(from, number, start);
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

    pub fn select(self, id: &str) {
        self.ctx.go(|route| super::select(route, id));
    }

    /// Asks for the ways from what is selected to a second mark.
    pub fn select_second(self, id: &str) {
        let ctx = self.ctx;
        let selected = ctx
            .route
            .with_untracked(|route| route.get(key::SELECTED).unwrap_or_default().to_owned());
        if selected == id || ctx.model.entity_by_id(&selected).is_none() {
            return self.select(id);
        }
        ctx.go(|route| route.with(key::WITH, id));
    }

    /// What is under a point of the picture.
    pub fn pick(self, at: Point) -> Option<Target> {
        let inside = self.inset.with_untracked(|inset| {
            let inset = inset.as_ref().filter(|inset| inset.room.contains(at))?;
            let corner = point(inset.room.x0, inset.room.y0);
            Some(inset.scene.pick(at - corner).cloned())
        });
        inside.unwrap_or_else(|| self.scene.with_untracked(|scene| scene.pick(at).cloned()))
    }

    /// What something is, in words.
    fn words_of(self, target: &Target) -> Option<String> {
        let ctx = self.ctx;
        let s = ctx.s;
        let line = |id: &str| {
            let edge = ctx.model.edge_by_id(id)?;
            Some([&edge_words(ctx, edge), " · ", s.relation(edge.relation)].concat())
        };
        match target {
            Target::Node(id) => self.graph.with_untracked(|graph| {
                let node = &graph.nodes()[graph.node_index(id)?];
                Some((s.node_words)(
                    &node.label,
                    s.node_kind(node.kind),
                    node.connections,
                ))
            }),
            Target::Edge(id) => line(id),
            Target::Strand(id, source) => {
                let name = ctx.model.source(*source as u32).name.as_str();
                Some([&line(id)?, " · ", name].concat())
            }
            Target::Pair(a, b) => {
                let name = |id: &str| ctx.model.entity_by_id(id).map(|entity| ctx.name(entity));
                Some([name(a)?, " – ", name(b)?].concat())
            }
        }
    }
}

/// Gives the keyboard to the panel once it is drawn.
pub fn focus_panel() {
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
    let reset = move || canvas.look(canvas.whole(), false);
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
        let rest = tray.len().saturating_sub(LISTED);
        let rest = (rest > 0).then(|| el("li").child(as_table(ctx, (s.the_rest_as_table)(rest))));
        let entries = tray.into_iter().take(LISTED);
        let entries = entries.filter_map(|(id, n)| entry(id, Some(n)));
        el("div.tray")
            .child(el("span").text(s.no_point))
            .child(el("ul").children(entries).children(rest))
    };
    let rest = model_graph::unconnected(ctx.model);
    let rest = (!rest.is_empty()).then(|| {
        let title = (s.without_connection)(rest.len());
        // Listed once it is opened: they are many, and few look for them.
        let open = State::new(false);
        let ids = move || {
            if !open.get() {
                return none();
            }
            let ids = rest.iter().take(UNCONNECTED);
            let ids = ids.map(|e| ctx.model.entity(*e).id.clone());
            el("ul").children(ids.filter_map(|id| entry(id, None)))
        };
        el("details.tray")
            .on("toggle", move |_: Event| open.set(true))
            .child(el("summary").text(&title))
            .live(ids)
    });
    none().live(entries).children(rest)
}
