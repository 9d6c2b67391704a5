//! A view that is drawn in steps: at once, or out of sight with the browser's turn between two steps, so that the page
//! stays at hand; then it takes the place of the one before, which could be used until then.
//!
//! Out of sight it stands in the page already, so that the browser finds out its sizes step by step too.

use super::dom::{Nodes, Place, effect, el, none};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

thread_local! {
    /// How many views are drawn step by step now.
    static DRAWING: Cell<u32> = const { Cell::new(0) };
}

/// Whether a view is drawn step by step now.
pub fn is_drawing() -> bool {
    DRAWING.get() > 0
}

/// Draws a part of a view where it belongs.
pub type Step = Box<dyn FnOnce()>;

/// A view and the steps that draw it.
pub struct Drawing {
    nodes: Nodes,
    steps: Vec<Step>,
    pace: Pace,
}

/// When the steps of a drawing are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// At once, one after the other.
    AtOnce,
    /// With the browser's turn between two: the engine is at work, and the page has not all of a small machine.
    InSteps,
    /// That too, and not before the page has a core for itself: nobody waits for it.
    WhenCalm,
}

impl Drawing {
    /// Nothing yet.
    pub fn new() -> Drawing {
        Drawing {
            nodes: el("div"),
            steps: Vec::new(),
            pace: Pace::AtOnce,
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

    /// At another pace.
    pub fn at(self, pace: Pace) -> Drawing {
        Drawing { pace, ..self }
    }
}

impl From<Nodes> for Drawing {
    fn from(nodes: Nodes) -> Drawing {
        let drawing = Drawing::new();
        Drawing {
            nodes: drawing.nodes.child(nodes),
            ..drawing
        }
    }
}

/// What is shown now, as long as its owner is kept, and the number of what is to be shown.
#[derive(Default)]
struct Shown {
    owner: Option<Owner>,
    turn: u32,
}

/// A view that is drawn anew whenever the signals change that `draw` reads; what its steps read it does not follow.
pub fn staged(draw: impl Fn() -> Drawing + 'static) -> Nodes {
    let held = none();
    let place = Rc::new(Place::within(&held));
    let shown = StoredValue::new_local(Shown::default());
    let Some(parent) = Owner::current() else {
        return held;
    };
    effect(Box::new(move || {
        let owner = parent.child();
        let drawing = owner.with(&draw);
        let turn = shown.try_update_value(|shown| {
            shown.turn += 1;
            shown.turn
        });
        if drawing.pace != Pace::AtOnce {
            let is_wanted =
                move || shown.try_with_value(|shown| Some(shown.turn)).flatten() == turn;
            let place = place.clone();
            DRAWING.set(DRAWING.get() + 1);
            super::spawn(async move {
                gradually(drawing, owner, place, shown, Box::new(is_wanted)).await;
                DRAWING.set(DRAWING.get() - 1);
            });
        } else {
            owner.with(|| untrack(|| drawing.steps.into_iter().for_each(|step| step())));
            place.put(&drawing.nodes);
            shown.try_update_value(|shown| shown.owner.replace(owner));
        }
    }));
    held
}

/// Draws out of sight; then the old view goes. Where it is not wanted any more, because another one is drawn or the
/// page is gone, nothing is left of it.
async fn gradually(
    drawing: Drawing,
    owner: Owner,
    place: Rc<Place>,
    shown: StoredValue<Shown, LocalStorage>,
    is_wanted: Box<dyn Fn() -> bool>,
) {
    let Drawing { nodes, steps, pace } = drawing;
    if pace == Pace::WhenCalm {
        super::calm().await;
        if !is_wanted() {
            return;
        }
    }
    let nodes = nodes.class("coming").flag("inert", true);
    place.add(&nodes);
    for step in steps {
        super::breathe().await;
        if !is_wanted() {
            return nodes.element().remove();
        }
        owner.with(|| untrack(step));
        // What it has set going is done first; then the sizes of what is new are found out here, not all in the end.
        super::breathe().await;
        nodes.element().get_bounding_client_rect();
    }
    if !is_wanted() {
        return nodes.element().remove();
    }
    place.keep(&nodes);
    for name in ["class", "inert"] {
        // Only fails for names that are none.
        let _ = nodes.element().remove_attribute(name);
    }
    // Out of the closure: what goes with it may look here.
    let before = shown.try_update_value(|shown| shown.owner.replace(owner));
    drop(before);
}
