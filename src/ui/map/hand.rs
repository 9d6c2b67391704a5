//! What the reader's hand does with the picture: pointer, wheel, fingers, keys.
//!
//! One finger scrolls the page, two move the map; the wheel zooms with Ctrl or after a click into the map.

use super::canvas::{Canvas, focus_panel};
use crate::map::camera::Camera;
use crate::map::geometry::{Point, Rect, Within as _, point};
use crate::map::scene::Target;
use crate::map::walk::{self, Direction};
use crate::real;
use crate::route::key;
use crate::ui::browser::dom::{
    KeyboardEvent, MouseEvent, Nodes, PointerEvent, TouchEvent, WheelEvent,
};
use crate::ui::browser::{Event, pointer};
use leptos::prelude::*;

/// With what the reader's hand does.
pub fn moving(canvas: Canvas, room: Nodes) -> Nodes {
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
                canvas.hover(Some(pointer::at(&event)));
            }
        })
        .on("pointerup", release)
        .on("pointercancel", release)
        .on("pointerleave", move |_: Event| {
            canvas.inside.set(false);
            canvas.hover(None);
        })
        .on("click", move |event: MouseEvent| {
            if !gesture.with_value(|g| g.dragged) {
                canvas.click(pointer::at(&event), event.shift_key());
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
                let factor = real::exp(-event.delta_y() * step).within(0.4, 2.5);
                let camera = canvas.camera.get_untracked();
                canvas.look_soon(camera.zoomed(factor, pointer::at(&event)));
            }
        })
        .on("touchstart", move |event: TouchEvent| {
            let fingers = pointer::fingers(&event);
            if fingers.is_some() {
                event.prevent_default();
            }
            gesture.update_value(|g| g.fingers = fingers);
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
    /// Shows what the pointer is on.
    fn hover(self, at: Option<Point>) {
        // While the picture moves it is not where the pointer finds it.
        let still = self.camera.get_untracked() == self.drawn.get_untracked();
        let found = at
            .filter(|_| still)
            .and_then(|at| self.pick(at).map(|target| (target, at)));
        self.over.maybe_update(|over| {
            let same = match (&*over, &found) {
                (Some((target, _)), Some((other, _))) => target == other,
                (old, new) => old.is_none() && new.is_none(),
            };
            if !same {
                *over = found;
            }
            !same
        });
    }

    fn click(self, at: Point, second: bool) {
        match self.pick(at) {
            Some(Target::Node(id)) if second => self.select_second(&id),
            Some(Target::Node(id) | Target::Edge(id)) => self.select(&id),
            Some(Target::Strand(id, source)) => {
                let letter = &self.ctx.model.source(source as u32).letter;
                let ctx = self.ctx;
                ctx.go(|route| super::select(route, &id).with(key::SAID, letter));
            }
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
            "PageDown" | "PageUp" => {
                let from = self.at.get_untracked().unwrap_or_default();
                let forward = event.key() == "PageDown";
                let next = self.scene.with_untracked(|scene| {
                    self.graph.with_untracked(|graph| {
                        walk::beside(graph, &scene.positions, &from, forward)
                    })
                });
                if let Some(id) = next {
                    self.walk_to(id);
                }
            }
            "Enter" | " " => {
                if let Some(id) = self.at.get_untracked() {
                    if event.shift_key() {
                        self.select_second(&id);
                    } else {
                        self.select(&id);
                    }
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
            "0" => self.look(self.whole(), false),
            _ => return,
        }
        event.prevent_default();
    }
}
