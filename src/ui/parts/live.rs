//! What follows signals apart from what is drawn: values, and things that are done.
//!
//! Leptos compiles its signals and memos anew for every type of value, three kilobytes each. Here their values are
//! boxed, so that this code is there once, and [`State`] and [`Derived`] put the types back.

use leptos::prelude::*;
use std::marker::PhantomData;

/// Something that is done now and whenever the signals it reads change.
pub fn follow(act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(move |_| act());
}

/// A value of any type.
type Any = dyn std::any::Any + Send + Sync;

/// A value that the reader, the browser or time changes.
pub struct State<T> {
    held: RwSignal<Box<Any>>,
    of: PhantomData<fn() -> T>,
}

impl<T: Send + Sync + 'static> State<T> {
    /// Makes one with its first value.
    pub fn new(value: T) -> State<T> {
        State {
            held: RwSignal::new(Box::new(value)),
            of: PhantomData,
        }
    }

    /// Gives the value to a function; what reads it here follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(known(&**self.held.read()))
    }

    /// Gives the value to a function, now only.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(known(&**self.held.read_untracked()))
    }

    /// The value; what reads it here follows it.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Puts another value in its place.
    pub fn set(self, value: T) {
        self.held.set(Box::new(value));
    }

    /// Changes the value in its place.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.maybe_update(|value| {
            change(value);
            true
        });
    }

    /// Changes the value in its place; `change` says whether it did.
    pub fn maybe_update(self, change: impl FnOnce(&mut T) -> bool) {
        let mut held = self.held.write();
        let value = (&mut **held as &mut Any).downcast_mut();
        if !value.is_some_and(change) {
            held.untrack();
        }
    }
}

/// A value that follows from others and changes only when it does.
pub struct Derived<T> {
    held: Memo<Held>,
    of: PhantomData<fn() -> T>,
}

/// A value that is compared with the one before it.
struct Held {
    value: Box<Any>,
    same: fn(&Any, &Any) -> bool,
}

impl PartialEq for Held {
    fn eq(&self, other: &Held) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

/// A value that follows the signals it reads and changes only when it does.
pub fn derived<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Derived<T> {
    let read: Box<dyn Fn() -> Held + Send + Sync> = Box::new(move || Held {
        value: Box::new(read()),
        same: |x, y| x.downcast_ref::<T>() == y.downcast_ref::<T>(),
    });
    Derived {
        held: Memo::new(move |_| read()),
        of: PhantomData,
    }
}

impl<T: Send + Sync + 'static> Derived<T> {
    /// Gives the value to a function; what reads it here follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(known(&*self.held.read().value))
    }

    /// Gives the value to a function, now only.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(known(&*self.held.read_untracked().value))
    }

    /// The value; what reads it here follows it.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }
}

/// The value in the type it was given in: the makers of [`State`] and [`Derived`] put in no other.
fn known<T: 'static>(value: &Any) -> &T {
    match value.downcast_ref() {
        Some(value) => value,
        None => unreachable!(),
    }
}

// A derived `Copy` would ask for it of `T` too.
impl<T> Clone for State<T> {
    fn clone(&self) -> State<T> {
        *self
    }
}

impl<T> Copy for State<T> {}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Derived<T> {
        *self
    }
}

impl<T> Copy for Derived<T> {}
