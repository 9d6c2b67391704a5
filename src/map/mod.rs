//! The map as pure geometry: from a graph to a finished picture, without a browser.
//!
//! ```text
//! Graph ─► Placement ─► Scene ─► SVG views of the page │ SVG file │ canvas
//!          (px, once)   (px, when the view rests)
//! ```
//!
//! Modules in reading order: [`geometry`] (points, curves), [`projection`] and [`basemap`] (the land),
//! [`graph`] (the input), [`force`] and [`placement`] (where marks stand), [`arc`] (lines, strands, forks),
//! [`label`], [`camera`], [`scene`] (the display list), [`paint`] (how each part looks), [`svg`] (a file),
//! [`walk`] (the keyboard).
//!
//! What holds (and is tested in `tests.rs`): the same input gives the same bytes, in whatever order nodes and
//! edges come; no mark overlaps another at the zoom of the whole, no label another at any zoom; every line ends
//! at the rims of its two marks; every line has one strand a source (one thick line beyond five); a node stands
//! on the picture or in the tray, never at a point that no article gives; nothing is NaN.
//!
//! # How the page draws it
//!
//! Decode the base map and make its paths once; place when graph, arrangement or frame change; build the scene
//! when the view rests. During a gesture only the drawn layer is moved (a CSS transform), then built anew.
//!
//! ```text
//! let base = Basemap::decode(basemap::BUNDLED)?;              // once
//! let paths = base.paths(&["LBY", "RUS"]);                    // once: path data, focus countries apart
//! let measure = |text: &str, size: f64, bold: bool| canvas_text_width(text, size, bold);
//!
//! // When the filter, the arrangement or the size changes; `memory` keeps the network where it was.
//! let placement = place(arrangement, &graph, &base, width, height, memory.as_ref(), &measure);
//! memory = Some(placement.memory(&graph));                    // after Arrangement::Network only
//! let shown = interpolate(&old_placement, &placement, ease_out(t)); // while marks travel, t from 0 to 1
//!
//! let scene = scene::build(&graph, &shown, &View {
//!     camera, width, height, selection: &selection,
//!     bundled: width < 600.0, touch, text_scale: 1.0,
//!     names: &place_names,                                    // seas, cities, countries in the reader's language
//!     obstacles: &[zoom_buttons],                             // screen rectangles that labels avoid
//!     measure: &measure,
//!     words: Words { kilometres: "km", node: &describe_node, line: &describe_line },
//! });
//!
//! // <svg style="direction:ltr"> with, from the bottom: sea, base, items.
//! if let Some(view) = scene.base {
//!     // <g transform="translate(x y) scale(s)" opacity fill-rule="evenodd">: the path strings never change.
//!     //   .land d=paths.land  .focus d=each of paths.focus  .coast  .border  .border.disputed
//!     //   (lines with vector-effect: non-scaling-stroke)
//! }
//! for item in &scene.items {                                  // in this order
//!     let class = item.class();                               // "strand agree probable faded"
//!     let style = paint::declarations(item);                  // "fill:none;stroke:var(--agree);…", all it needs
//!     match &item.shape {
//!         Shape::Path { d } => ..,                            // stroke-width: item.width where it is given
//!         Shape::Circle { x, y, r } => .., Shape::Rect { x, y, width, height, round } => ..,
//!         // `along`: <path id=…> and <textPath href=#… startOffset="50%" text-anchor="middle">, dy .33em
//!         Shape::Text { x, y, anchor, text, size, bold, rotate, along } => ..,
//!     }
//!     // item.target with item.hit > 0 takes pointers; item.aria is what a screen reader says.
//! }
//! // scene.tray: nodes without a point; scene.hidden_labels: «n labels hidden»; scene.pick(point): for canvas;
//! // scene.positions with walk::step, walk::order, walk::edges_around: the keyboard.
//! ```
//!
//! Camera: [`camera::Camera`] maps the frame of the placement to the screen. Start with `Camera::default()`, or
//! `Camera::fit(placement.bounds(), …)` where a large network is wider than its frame; after every gesture
//! `clamped(placement.world(), width, height, least)`. Fly with `Camera::fly` only if `camera.shows(…)` is false.

pub mod arc;
pub mod basemap;
pub mod camera;
pub mod focus;
pub use crossread_layout::{force, geometry};
pub mod graph;
pub mod inset;
pub mod label;
pub mod legend;
pub mod markup;
pub mod paint;
pub mod placement;
pub mod projection;
pub mod scene;
pub mod svg;
pub mod walk;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
