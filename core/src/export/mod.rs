//! Export formats, one file each.

#[cfg(feature = "cli")]
pub mod json;
pub mod text;
