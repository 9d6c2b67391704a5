//! Bringing articles and analyses in: the formats that [`crate::export`] writes.

pub mod annotation;
pub mod json;
pub mod problem;

pub use problem::Problem;
