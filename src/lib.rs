//! The page of crossread.
//!
//! What needs no browser is here for every target and tested natively: [`route`] (the address), [`map`] (the
//! map as geometry), [`workspace`] (what the reader saves, with [`json`]), [`own`] (the reader's articles as they are
//! kept) and [`model`] (the analysis made ready
//! for the views). [`ui`](#) is the interface proper, compiled for the browser only; of it only `ui::browser`
//! touches the browser.
//!
//! Imports run one way: `letters`, `number`, `order`, `real` (of crossread-layout), `sorted` < `json`, `route`, `map`, `workspace`, `own` < `model` < `ui`; `map` and `workspace` don't know each
//! other.

pub use crossread_layout::{letters, number, order, real};

pub mod json;
pub mod map;
pub mod model;
pub mod own;
pub mod route;
pub mod sorted;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod workspace;
