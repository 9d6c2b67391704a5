//! A network of very many marks settles in a worker: how far it is stands over the picture, and it can be stopped.

use crate::map::geometry::{Point, point};
use crate::map::graph::Graph;
use crate::map::placement::{Memory, Problem};
use crate::ui::browser::dom::{Nodes, el, live, none};
use crate::ui::browser::{self, worker::Worker};
use crate::ui::parts::control;
use crate::ui::parts::live::{State, derived};
use crate::ui::state::Ctx;
use crossread::message::{Reply, Request};
use leptos::prelude::*;

/// Steps of the forces, after a start that needs few.
const STEPS: u32 = 60;

/// The picture is drawn anew at most so often, in milliseconds, and for at most a fifth of the time.
const EVERY: f64 = 1200.0;
const SHARE: f64 = 0.2;

/// A layout that runs, or is done.
#[derive(Clone, Copy)]
pub struct Settling {
    /// Where the marks are, parallel to [`Problem::shown`]; empty before the first word of the worker.
    points: State<Vec<Point>>,
    /// Steps done and steps in all.
    progress: State<(u32, u32)>,
    worker: StoredValue<Option<Worker>, LocalStorage>,
    /// When the picture may be drawn anew.
    next: StoredValue<f64>,
}

impl Settling {
    pub fn new() -> Settling {
        Settling {
            points: State::new(Vec::new()),
            progress: State::new((0, 0)),
            worker: StoredValue::new_local(None),
            next: StoredValue::new(0.0),
        }
    }

    /// Starts it, from the places of the marks.
    pub fn begin(self, graph: &Graph, width: f64, height: f64) {
        let problem = Problem::new(graph, width, height);
        let small = |p: &Point| (p.x as f32, p.y as f32);
        let request = Request::Layout {
            points: problem.start.iter().map(small).collect(),
            links: problem
                .links
                .iter()
                .map(|(a, b)| (*a as u32, *b as u32))
                .collect(),
            spacing: problem.spacing as f32,
            steps: STEPS,
        };
        let Ok(request) = request.pack() else { return };
        let heard = move |bytes: Option<Vec<u8>>| {
            match bytes.and_then(|bytes| Reply::unpack(&bytes).ok()) {
                Some(Reply::Ready) => {
                    self.worker.try_with_value(|worker| {
                        if let Some(worker) = worker {
                            worker.post(&request);
                        }
                    });
                }
                Some(Reply::Laid {
                    points,
                    done,
                    total,
                }) => self.heard(&points, done, total),
                // Then the marks stay where they began.
                _ => self.stop(),
            }
        };
        self.progress.set((0, STEPS));
        match Worker::start(&browser::engine(), Box::new(heard)) {
            Some(worker) => self.worker.set_value(Some(worker)),
            None => self.stop(),
        }
    }

    fn heard(self, points: &[(f32, f32)], done: u32, total: u32) {
        let now = browser::now();
        let Some(next) = self.next.try_get_value() else {
            return;
        };
        if done == total || now > next {
            self.next.set_value(now + EVERY);
            // Once that is drawn it is known how long it takes.
            browser::later(0, move || {
                let pause = (browser::now() - now) / SHARE;
                self.next.try_set_value(now + pause.max(EVERY));
            });
            let large = |&(x, y): &(f32, f32)| point(x.into(), y.into());
            self.points.set(points.iter().map(large).collect());
        }
        self.progress.set((done, total));
        if done == total {
            self.stop();
        }
    }

    /// Ends it: the marks stay where they are.
    pub fn stop(self) {
        if self.next.try_get_value().is_none() {
            return;
        }
        self.progress.update(|(done, total)| *done = *total);
        // Not while it is still speaking.
        browser::later(0, move || {
            self.worker.try_set_value(None);
        });
    }

    /// Whether it has run and runs no more.
    pub fn is_done(self) -> bool {
        let (done, total) = self.progress.get();
        total > 0 && done == total
    }

    /// Where the marks are now, for a frame.
    pub fn memory(self, graph: &Graph, width: f64, height: f64) -> Memory {
        let problem = Problem::new(graph, width, height);
        self.points.with(|points| {
            let points = if points.len() == problem.shown.len() {
                points
            } else {
                &problem.start
            };
            problem.memory(graph, points, width, height)
        })
    }

    /// How far it is, with a button that stops it; nothing while it does not run.
    pub fn bar(self, ctx: Ctx) -> Nodes {
        let s = ctx.s;
        let runs = derived(move || {
            let (done, total) = self.progress.get();
            done < total
        });
        let percent = move || {
            let (done, total) = self.progress.get();
            (u64::from(done) * 100 / u64::from(total.max(1))).to_string()
        };
        live(move || {
            if !runs.get() {
                return none();
            }
            let bar = el("progress")
                .set("max", "100")
                .set("aria-label", s.settling)
                .live_set("value", percent);
            el("div.settling")
                .child(el("span").set("role", "status").text(s.settling))
                .child(bar)
                .child(control::button("btn", s.stop, move || self.stop()))
        })
    }
}
