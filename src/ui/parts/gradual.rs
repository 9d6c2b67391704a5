//! What is drawn a few parts at a time, so that the page stays at hand meanwhile: as many as are wanted, more when the
//! reader asks.

use super::live::{State, derived};
use crate::ui::browser;
use crate::ui::browser::dom::{Nodes, live, none};
use crate::ui::browser::staged::Step;
use crate::ui::parts::control;
use crate::ui::state::Ctx;
use leptos::prelude::*;
use std::collections::VecDeque;

/// Drawing goes on so long before the browser has its turn, in milliseconds.
const SLICE: f64 = 12.0;

struct Steps {
    waiting: VecDeque<Step>,
    /// How many are still to be drawn without being asked for.
    wanted: usize,
    runs: bool,
    /// What is drawn lives as long as this.
    owner: Option<Owner>,
}

/// Parts that are drawn one after the other, under the owner of now.
#[derive(Clone, Copy)]
pub struct Gradual {
    steps: StoredValue<Steps, LocalStorage>,
    left: State<usize>,
    busy: State<bool>,
}

impl Gradual {
    /// Draws the first ones at once, then the others up to `wanted`.
    pub fn new(steps: Vec<Step>, wanted: usize) -> Gradual {
        let gradual = Gradual {
            left: State::new(steps.len()),
            busy: State::new(true),
            steps: StoredValue::new_local(Steps {
                waiting: steps.into(),
                wanted,
                runs: false,
                owner: Owner::current(),
            }),
        };
        gradual.want(0);
        gradual
    }

    /// Draws so many more.
    pub fn want(self, more: usize) {
        let mut start = false;
        // Where the view is gone there is nothing to draw.
        self.steps.try_update_value(|steps| {
            steps.wanted = steps.wanted.saturating_add(more);
            start = !std::mem::replace(&mut steps.runs, true);
        });
        if start {
            self.busy.set(true);
            self.draw();
        }
    }

    fn draw(self) {
        let began = browser::now();
        loop {
            let Some(next) = self.steps.try_update_value(Steps::next) else {
                return;
            };
            let Some((step, owner)) = next else { break };
            match owner {
                Some(owner) => owner.with(step),
                None => step(),
            }
            if browser::now() - began > SLICE {
                browser::later(0, move || self.draw());
                return;
            }
        }
        let left = self.steps.try_update_value(|steps| {
            steps.runs = false;
            steps.waiting.len()
        });
        if let Some(left) = left {
            self.left.set(left);
            self.busy.set(false);
        }
    }

    /// Draws all, and waits until they are there.
    pub async fn whole(self) {
        self.want(usize::MAX);
        while self.steps.try_with_value(|steps| steps.runs) == Some(true) {
            browser::breathe().await;
        }
    }

    /// Whether some that are wanted are not drawn yet.
    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// A button that draws so many more, while there are more.
    pub fn more(self, ctx: Ctx, count: usize) -> Nodes {
        let next = derived(move || {
            if self.busy.get() {
                0
            } else {
                self.left.get().min(count)
            }
        });
        live(move || match next.get() {
            0 => none(),
            next => {
                let words = (ctx.s.more_rows)(next);
                control::button("btn", &words, move || self.want(next))
            }
        })
    }
}

impl Steps {
    fn next(&mut self) -> Option<(Step, Option<Owner>)> {
        self.wanted = self.wanted.checked_sub(1)?;
        Some((self.waiting.pop_front()?, self.owner.clone()))
    }
}
