//! A view that is drawn in steps: at once, or out of sight with the browser's turn between two steps, so that the page
//! stays at hand; then it takes the place of the one before, which could be used until then.

use super::dom::{Nodes, Place, effect, none};
use leptos::prelude::*;

/// Draws a part of a view where it belongs.
pub type Step = Box<dyn FnOnce()>;

/// A view and the steps that draw it.
pub struct Drawing {
    nodes: Nodes,
    steps: Vec<Step>,
    /// Whether the page goes on between two steps.
    gradual: bool,
}

impl Drawing {
    /// Nothing yet.
    pub fn new() -> Drawing {
        Drawing {
            nodes: none(),
            steps: Vec::new(),
            gradual: false,
        }
    }

    /// Something to work out before it is needed.
    pub fn step(mut self, act: impl FnOnce() + 'static) -> Drawing {
        self.steps.push(Box::new(act));
        self
    }

    /// With what is drawn next, at the end.
    pub fn then(self, draw: impl FnOnce() -> Nodes + 'static) -> Drawing {
        let end = self.nodes.clone();
        self.inside(&end, draw)
    }

    /// With what is drawn next, at the end of an element that is drawn already.
    pub fn inside(self, element: &Nodes, draw: impl FnOnce() -> Nodes + 'static) -> Drawing {
        let element = element.clone();
        self.step(move || {
            element.child(draw());
        })
    }

    /// With the browser's turn between its steps, or without.
    pub fn gradually(self, gradual: bool) -> Drawing {
        Drawing { gradual, ..self }
    }
}

impl From<Nodes> for Drawing {
    fn from(nodes: Nodes) -> Drawing {
        Drawing {
            nodes,
            ..Drawing::new()
        }
    }
}

/// What is shown now, as long as its owner is kept, and the number of what is to be shown.
#[derive(Default)]
struct Shown {
    owner: Option<Owner>,
    turn: u32,
}

type Held = StoredValue<Shown, LocalStorage>;

/// A view that is drawn anew whenever the signals change that `draw` reads; what its steps read it does not follow.
pub fn staged(draw: impl Fn() -> Drawing + 'static) -> Nodes {
    let held = none();
    let place = std::rc::Rc::new(Place::within(&held));
    let shown: Held = StoredValue::new_local(Shown::default());
    let Some(parent) = Owner::current() else {
        return held;
    };
    effect(Box::new(move || {
        let owner = parent.child();
        let Drawing {
            nodes,
            steps,
            gradual,
        } = owner.with(&draw);
        let Some(turn) = shown.try_update_value(|shown| {
            shown.turn += 1;
            shown.turn
        }) else {
            return;
        };
        if gradual {
            let place = place.clone();
            super::spawn(async move {
                for step in steps {
                    super::breathe().await;
                    // Another one is drawn, or the page is gone.
                    if shown.try_with_value(|shown| shown.turn) != Some(turn) {
                        return;
                    }
                    owner.with(|| untrack(step));
                }
                super::breathe().await;
                put(shown, turn, &place, &nodes, owner);
            });
        } else {
            owner.with(|| untrack(|| steps.into_iter().for_each(|step| step())));
            put(shown, turn, &place, &nodes, owner);
        }
    }));
    held
}

/// Shows what is drawn, if nothing newer is on its way, and lets go of what was shown.
fn put(shown: Held, turn: u32, place: &Place, nodes: &Nodes, owner: Owner) {
    let before =
        shown.try_update_value(|shown| (shown.turn == turn).then(|| shown.owner.replace(owner)));
    if let Some(Some(before)) = before {
        place.put(nodes);
        drop(before);
    }
}
