//! What is drawn: elements made by plain calls, and what of them follows Leptos' signals.
//!
//! Leptos' own views are compiled anew for every shape of a view, some kilobytes each. Here the functions that
//! make elements are there once, and a view is data to them. Signals, memos, effects and owners are Leptos':
//! what follows a signal, and every handler, lives as long as the owner it is made under, which is the page or
//! the part of it that [`live`] draws anew.
//!
//! ```ignore
//! el("p.hint").text(s.shown).child(el("b").live_text(move || count.get().to_string()))
//! ```

use super::document;
use leptos::prelude::*;
use std::any::Any;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
pub use web_sys::Event;
use web_sys::{Element, EventTarget, FocusOptions, HtmlElement, HtmlInputElement, Node};

/// The namespace of drawings.
const SVG: &str = "http://www.w3.org/2000/svg";

/// An element, several nodes in a row (a fragment), or none (an empty one); not yet anywhere, or in the page.
#[derive(Clone, Debug)]
pub struct Nodes(Node);

/// An HTML element by its tag; classes may follow after dots: `el("p.hint")`.
pub fn el(tag: &str) -> Nodes {
    made(None, tag)
}

/// An element of a drawing, written as for [`el`].
pub fn svg(tag: &str) -> Nodes {
    made(Some(SVG), tag)
}

fn made(space: Option<&str>, tag: &str) -> Nodes {
    let (tag, classes) = tag.split_once('.').unwrap_or((tag, ""));
    let made = match space {
        None => document().create_element(tag),
        Some(_) => document().create_element_ns(space, tag),
    };
    match made {
        Ok(element) => Nodes(element.into()).class(&classes.replace('.', " ")),
        // Fails for names that are none; there is none in this program.
        Err(_) => none(),
    }
}

/// Nothing; what is added to it makes nodes in a row.
pub fn none() -> Nodes {
    Nodes(document().create_document_fragment().into())
}

/// Nodes in a row.
pub fn all(nodes: impl IntoIterator<Item = Nodes>) -> Nodes {
    none().children(nodes)
}

/// A text.
pub fn text(text: &str) -> Nodes {
    Nodes(document().create_text_node(text).into())
}

/// A part that is drawn anew whenever the signals that `draw` reads change. The keyboard stays where it is if
/// the new drawing has the same element in the same place.
pub fn live(draw: impl Fn() -> Nodes + 'static) -> Nodes {
    region(Box::new(draw))
}

fn region(draw: Box<dyn Fn() -> Nodes>) -> Nodes {
    let held = none();
    let place = Place::within(&held);
    effect(Box::new(move || place.put(&draw())));
    held
}

/// Where a part of the page stands that is drawn anew: between two comments.
pub(super) struct Place {
    start: Node,
    end: Node,
}

impl Place {
    /// A new one, at the end of nodes.
    pub(super) fn within(nodes: &Nodes) -> Place {
        let edge = || Node::from(document().create_comment(""));
        let (start, end) = (edge(), edge());
        nodes.append(&start);
        nodes.append(&end);
        Place { start, end }
    }

    /// Puts nodes in the place of what stands there. The keyboard stays where it is, see [`live`].
    pub(super) fn put(&self, new: &Nodes) {
        let Some(parent) = self.end.parent_node() else {
            return;
        };
        let focus = Focus::within(&self.start, &parent);
        self.clear_until(&self.end, &parent);
        let _ = parent.insert_before(&new.0, Some(&self.end));
        if let Some(focus) = focus {
            focus.restore(&self.start);
        }
    }

    /// Puts an element behind what stands there.
    pub(super) fn add(&self, new: &Nodes) {
        if let Some(parent) = self.end.parent_node() {
            // Only fails for what cannot be a child.
            let _ = parent.insert_before(&new.0, Some(&self.end));
        }
    }

    /// Takes away all but an element that was added, in the way of [`Place::put`].
    pub(super) fn keep(&self, added: &Nodes) {
        let Some(parent) = self.end.parent_node() else {
            return;
        };
        let focus = Focus::within(&self.start, &parent);
        self.clear_until(&added.0, &parent);
        if let Some(focus) = focus {
            focus.restore(&self.start);
        }
    }

    fn clear_until(&self, end: &Node, parent: &Node) {
        while let Some(old) = self.start.next_sibling().filter(|next| next != end) {
            // Only fails if it is no child.
            let _ = parent.remove_child(&old);
        }
    }
}

/// Puts what was read into an element.
type Write = Box<dyn Fn(&Element, bool)>;

impl Nodes {
    /// The element; meaningless for nodes in a row.
    pub fn element(&self) -> &Element {
        self.0.unchecked_ref()
    }

    fn append(&self, child: &Node) {
        // Only fails for what cannot be a child.
        let _ = self.0.append_child(child);
    }

    /// With an attribute.
    pub fn set(self, name: &str, value: &str) -> Nodes {
        set(self.element(), name, value);
        self
    }

    /// With its class.
    pub fn class(self, class: &str) -> Nodes {
        if class.is_empty() {
            return self;
        }
        self.set("class", class)
    }

    /// With an attribute that needs no value, or without it.
    pub fn flag(self, name: &str, on: bool) -> Nodes {
        if on { self.set(name, "") } else { self }
    }

    /// With a text at its end.
    pub fn text(self, words: &str) -> Nodes {
        self.child(text(words))
    }

    /// With a child at its end.
    pub fn child(self, child: Nodes) -> Nodes {
        self.append(&child.0);
        self
    }

    /// With children at its end: a list of them, or one that may be missing.
    pub fn children(self, children: impl IntoIterator<Item = Nodes>) -> Nodes {
        for child in children {
            self.append(&child.0);
        }
        self
    }

    /// With a part that is drawn anew, see [`live`].
    pub fn live(self, draw: impl Fn() -> Nodes + 'static) -> Nodes {
        self.child(region(Box::new(draw)))
    }

    /// With a text that follows signals.
    pub fn live_text(self, read: impl Fn() -> String + 'static) -> Nodes {
        let node = document().create_text_node("");
        self.append(&node);
        changes(Box::new(read), Box::new(move |now| node.set_data(now)));
        self
    }

    /// With an attribute that follows signals; it is taken away while it is empty.
    pub fn live_set(self, name: &'static str, read: impl Fn() -> String + 'static) -> Nodes {
        let element = self.element().clone();
        changes(
            Box::new(read),
            Box::new(move |now| {
                if now.is_empty() {
                    // Fails for names that are none.
                    let _ = element.remove_attribute(name);
                } else {
                    set(&element, name, now);
                }
            }),
        );
        self
    }

    /// With `true` or `false` in an attribute (as ARIA writes it), following signals.
    pub fn live_yes(self, name: &'static str, read: impl Fn() -> bool + 'static) -> Nodes {
        self.live_bool(
            Box::new(read),
            Box::new(move |element, on| set(element, name, if on { "true" } else { "false" })),
        )
    }

    /// With an attribute that needs no value while signals say so.
    pub fn live_flag(self, name: &'static str, read: impl Fn() -> bool + 'static) -> Nodes {
        self.live_bool(
            Box::new(read),
            Box::new(move |element, on| {
                // Fails for names that are none.
                let _ = element.toggle_attribute_with_force(name, on);
            }),
        )
    }

    /// With a class while signals say so.
    pub fn live_class(self, class: &'static str, read: impl Fn() -> bool + 'static) -> Nodes {
        self.live_bool(
            Box::new(read),
            Box::new(move |element, on| {
                // Fails for names that are none.
                let _ = element.class_list().toggle_with_force(class, on);
            }),
        )
    }

    fn live_bool(self, read: Box<dyn Fn() -> bool>, write: Write) -> Nodes {
        let element = self.element().clone();
        let mut last = None;
        effect(Box::new(move || {
            let now = read();
            if last.replace(now) != Some(now) {
                write(&element, now);
            }
        }));
        self
    }

    /// With a property of its style. Not as an attribute: the page's Content-Security-Policy refuses those.
    pub fn style(self, name: &str, value: &str) -> Nodes {
        let element: &HtmlElement = self.0.unchecked_ref();
        // Fails for names that are none.
        let _ = element.style().set_property(name, value);
        self
    }

    /// With a property of its style that follows signals.
    pub fn live_style(self, name: &'static str, read: impl Fn() -> String + 'static) -> Nodes {
        let element: HtmlElement = self.0.clone().unchecked_into();
        changes(
            Box::new(read),
            Box::new(move |now| {
                // Fails for names that are none.
                let _ = element.style().set_property(name, now);
            }),
        );
        self
    }

    /// A field with a value that follows signals; to be said after its options.
    pub fn live_value(self, read: impl Fn() -> String + 'static) -> Nodes {
        // Every field has a value; this names the property alone.
        let field: HtmlInputElement = self.0.clone().unchecked_into();
        let read: Box<dyn Fn() -> String> = Box::new(read);
        effect(Box::new(move || {
            let now = read();
            // Not what was written last: the reader writes too.
            if field.value() != now {
                field.set_value(&now);
            }
        }));
        self
    }

    /// With a handler of an event; `E` must be the type of the event of that name.
    pub fn on<E: JsCast>(self, name: &'static str, act: impl Fn(E) + 'static) -> Nodes {
        listen(
            self.0.clone().unchecked_into(),
            name,
            Box::new(move |event: Event| act(event.unchecked_into())),
        );
        self
    }

    /// With what a click, or the keyboard in its place, does.
    pub fn click(self, act: impl Fn() + 'static) -> Nodes {
        self.on("click", move |_: Event| act())
    }

    /// A field with what happens when its value has changed (`change`) or is changing (`input`).
    pub fn changed(self, name: &'static str, act: impl Fn(String) + 'static) -> Nodes {
        self.on(name, move |event: Event| act(value(&event)))
    }
}

fn set(element: &Element, name: &str, value: &str) {
    // Fails for names that are none.
    let _ = element.set_attribute(name, value);
}

/// The value of the field that an event comes from.
fn value(event: &Event) -> String {
    event
        .target()
        .map(|field| field.unchecked_into::<HtmlInputElement>().value())
        .unwrap_or_default()
}

/// Whether the box that an event comes from is ticked.
pub fn ticked(event: &Event) -> bool {
    event
        .target()
        .is_some_and(|field| field.unchecked_into::<HtmlInputElement>().checked())
}

/// Writes what is read, now and whenever it has become something else.
fn changes(read: Box<dyn Fn() -> String>, write: Box<dyn Fn(&str)>) {
    let mut last = None;
    effect(Box::new(move || {
        let now = read();
        if last.as_ref() != Some(&now) {
            write(&now);
            last = Some(now);
        }
    }));
}

/// Acts now and whenever the signals that it reads change.
pub(super) fn effect(mut act: Box<dyn FnMut()>) {
    keep(Box::new(RenderEffect::new(move |_: Option<()>| act())));
}

/// Keeps something as long as the owner of now.
pub(super) fn keep(thing: Box<dyn Any>) {
    StoredValue::new_local(thing);
}

/// A handler, taken from its element when it is dropped.
struct Listener {
    target: EventTarget,
    name: &'static str,
    call: Closure<dyn Fn(Event)>,
}

pub(super) fn listen(target: EventTarget, name: &'static str, act: Box<dyn Fn(Event)>) {
    let call = Closure::wrap(act);
    // Only fails for an impossible target.
    let _ = target.add_event_listener_with_callback(name, call.as_ref().unchecked_ref());
    keep(Box::new(Listener { target, name, call }));
}

impl Drop for Listener {
    fn drop(&mut self) {
        let call = self.call.as_ref().unchecked_ref();
        // Only fails for an impossible target.
        let _ = self
            .target
            .remove_event_listener_with_callback(self.name, call);
    }
}

/// Where the keyboard is inside a part that is drawn anew.
struct Focus {
    element: Element,
    /// How many siblings stand before it and before each of its ancestors; the outermost counts from the
    /// beginning of the part.
    path: Vec<u32>,
}

impl Focus {
    fn within(start: &Node, parent: &Node) -> Option<Focus> {
        let element = document().active_element()?;
        if !parent.contains(Some(&element)) {
            return None;
        }
        let mut path = Vec::new();
        let mut at: Node = element.clone().into();
        loop {
            let mut before = 0;
            let mut sibling = at.previous_sibling();
            while let Some(one) = sibling.filter(|one| one != start) {
                before += 1;
                sibling = one.previous_sibling();
            }
            path.push(before);
            at = at.parent_node()?;
            if at == *parent {
                return Some(Focus { element, path });
            }
        }
    }

    fn restore(self, start: &Node) {
        let mut at = start.next_sibling();
        for (depth, before) in self.path.iter().rev().enumerate() {
            if depth > 0 {
                at = at.and_then(|at| at.first_child());
            }
            for _ in 0..*before {
                at = at.and_then(|at| at.next_sibling());
            }
        }
        let Some(found) = at.and_then(|at| at.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let same = |name: &str| found.get_attribute(name) == self.element.get_attribute(name);
        if found.tag_name() == self.element.tag_name() && same("id") && same("class") {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // An element that takes no focus stays as it is.
            let _ = found.focus_with_options(&options);
        }
    }
}

/// Shows nodes at the end of the page.
pub fn show(nodes: &Nodes) {
    if let Some(body) = document().body() {
        // Only fails for what cannot be a child.
        let _ = body.append_child(&nodes.0);
    }
}

/// An event's own type by its name in the browser, for [`Nodes::on`].
pub use web_sys::{DragEvent, KeyboardEvent, MouseEvent, PointerEvent, TouchEvent, WheelEvent};
