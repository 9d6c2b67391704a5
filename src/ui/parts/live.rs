//! Closures of views and handlers, boxed.
//!
//! Leptos compiles everything that takes a closure anew for each closure, some kilobytes every time. Boxed ones
//! have one type for each result, so that this code is there once.

use leptos::prelude::*;

/// A part of a view or an attribute that follows the signals it reads.
pub fn live<T: 'static>(read: impl FnMut() -> T + Send + 'static) -> Box<dyn FnMut() -> T + Send> {
    Box::new(read)
}

/// A handler of an event.
pub fn on<E: 'static>(call: impl FnMut(E) + Send + 'static) -> Box<dyn FnMut(E) + Send> {
    Box::new(call)
}

/// Something that is done whenever the signals it reads change.
pub fn follow(mut act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(move || act());
    Effect::new(move |_| act());
}

/// A value that follows the signals it reads and changes only when it does.
pub fn derived<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let read: Box<dyn Fn() -> T + Send + Sync> = Box::new(read);
    Memo::new(move |_| read())
}
