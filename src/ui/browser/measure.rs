//! How wide a text is in the page's font.

use crate::sorted::Map;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The font of the map's labels; the same as `--sans` in style/tokens.css.
pub(super) const FONT: &str =
    "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",Arial,sans-serif";
/// Measured at this size, then scaled.
const SIZE: f64 = 100.0;

struct Measure {
    context: Option<CanvasRenderingContext2d>,
    known: Map<(String, bool), f64>,
}

thread_local! {
    static MEASURE: RefCell<Measure> = RefCell::new(Measure { context: context(), known: Map::new() });
}

fn context() -> Option<CanvasRenderingContext2d> {
    let canvas: HtmlCanvasElement = super::document()
        .create_element("canvas")
        .ok()?
        .dyn_into()
        .ok()?;
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// The width of a text in pixels at a size in pixels.
pub fn text(text: &str, size: f64, bold: bool) -> f64 {
    MEASURE.with_borrow_mut(|measure| {
        if let Some(width) = measure.known.get(&(text.to_owned(), bold)) {
            return width * size;
        }
        let width = match &measure.context {
            Some(context) => {
                context.set_font(&format!(
                    "{} {}px {FONT}",
                    if bold { 700 } else { 400 },
                    SIZE as u32
                ));
                context
                    .measure_text(text)
                    .map(|metrics| metrics.width() / SIZE)
                    .ok()
            }
            None => None,
        };
        let width = width.unwrap_or_else(|| crate::map::label::rough_measure(text, 1.0, bold));
        measure.known.insert((text.to_owned(), bold), width);
        width * size
    })
}
