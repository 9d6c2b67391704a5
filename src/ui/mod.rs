//! The interface: views over the model, the address and the reader's work. Compiled for the browser only.
//!
//! A view is a function from `state::Ctx` to something that Leptos draws. What is shown follows from the
//! address and the work; nothing is kept twice.

mod app;
mod article;
mod bring;
mod browser;
mod compare;
mod copy;
mod embed;
mod engine;
mod find;
mod how;
mod lesson;
mod library;
mod map;
mod parts;
mod share;
mod state;
mod story;
mod strings;
mod work;

pub use app::start;
