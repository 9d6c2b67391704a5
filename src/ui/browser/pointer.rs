//! What pointers, fingers and wheels say, in the pixels of an element.

use crate::map::geometry::{Point, point};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, TouchEvent};

/// Where a mouse or pointer event is, inside an element.
pub fn at(event: &MouseEvent, inside: &Element) -> Point {
    let room = inside.get_bounding_client_rect();
    point(
        f64::from(event.client_x()) - room.left(),
        f64::from(event.client_y()) - room.top(),
    )
}

/// The middle of two fingers inside an element, and the distance between them; `None` for one finger.
pub fn fingers(event: &TouchEvent, inside: &Element) -> Option<(Point, f64)> {
    let touches = event.touches();
    let (one, two) = (touches.get(0)?, touches.get(1)?);
    let room = inside.get_bounding_client_rect();
    let place = |touch: &web_sys::Touch| {
        point(
            f64::from(touch.client_x()) - room.left(),
            f64::from(touch.client_y()) - room.top(),
        )
    };
    let (a, b) = (place(&one), place(&two));
    Some((a.lerp(b, 0.5), a.distance(b)))
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
