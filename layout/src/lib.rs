//! Points, curves and a force-directed layout: what the page and its worker both compute with. It knows nothing of
//! articles, browsers or drawings.
//!
//! [`geometry`] measures, [`force`] lays out, from [`stress`]' start where there are many, [`order`] sorts and
//! [`number`] writes numbers with little code. What the browser itself can do is in [`real`] (angles, powers) and
//! [`letters`].

pub mod force;
pub mod geometry;
pub mod letters;
pub mod number;
pub mod order;
pub mod real;
pub mod stress;
