//! The map as pure geometry: from a graph to a finished picture, without a browser.
pub mod arc;
pub mod basemap;
pub mod camera;
pub mod force;
pub mod geometry;
pub mod graph;
pub mod label;
pub mod paint;
pub mod placement;
pub mod projection;
#[cfg(test)]
mod sample;
pub mod scene;
pub mod svg;
#[cfg(test)]
mod tests;
pub mod walk;
