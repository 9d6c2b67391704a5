//! What pointers, fingers and wheels say, in the pixels of an element.

use crate::map::geometry::{Point, point};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, TouchEvent};

/// Where a mouse or pointer event is, inside the element whose handler was called.
pub fn at(event: &MouseEvent) -> Point {
    inside(event, event.client_x(), event.client_y())
}

/// The middle of two fingers inside the element whose handler was called, and the distance between them; `None`
/// for one finger.
pub fn fingers(event: &TouchEvent) -> Option<(Point, f64)> {
    let touches = event.touches();
    let place = |i| {
        let touch = touches.get(i)?;
        Some(inside(event, touch.client_x(), touch.client_y()))
    };
    let (a, b) = (place(0)?, place(1)?);
    Some((a.lerp(b, 0.5), a.distance(b)))
}

/// A place of the window inside the element whose handler was called.
fn inside(event: &Event, x: i32, y: i32) -> Point {
    let place = point(f64::from(x), f64::from(y));
    match event.current_target() {
        Some(target) => {
            let room = target
                .unchecked_into::<Element>()
                .get_bounding_client_rect();
            place - point(room.left(), room.top())
        }
        None => place,
    }
}

/// Keeps a dragged pointer with the element that an event came to.
pub fn capture(event: &web_sys::PointerEvent) {
    if let Some(element) = event
        .current_target()
        .and_then(|t| t.dyn_into::<Element>().ok())
    {
        // A pointer that is gone already needs no keeping.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
