//! What every view is given: the model, the strings, the address, the reader's work.

use super::browser::{self, Rest};
use super::engine::Repeated;
use super::library::Library;
use super::strings::Strings;
use super::work::Work;
use crate::model::Model;
use crate::route::Route;
use crate::ui::parts::live::{Derived, State, derived};
use crossread::corpus::Document;
use crossread::extract::EntityIx;

/// A model, which is another only where it was made anew.
#[derive(Clone, Copy)]
pub struct Made(pub &'static Model);

impl PartialEq for Made {
    fn eq(&self, other: &Made) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

/// The context of a view. Made anew when the language or the model changes, and every view with it.
#[derive(Clone, Copy)]
pub struct Ctx {
    pub model: &'static Model,
    /// What is shown now, with the reader's corrections.
    pub current: Derived<Made>,
    pub s: &'static Strings,
    pub route: State<Route>,
    pub work: Work,
    /// Which articles are shown, and what the reader does with them.
    pub library: Library,
    /// Whether the whole program is there.
    pub rest: State<Rest>,
    /// What a screen reader is to say next.
    pub said: State<String>,
    /// Whether the page is shown large, for a room.
    pub projector: State<bool>,
    /// Width and height of the map's picture, in pixels; of the last one where none is shown, 0 before the first.
    pub map_size: State<(f64, f64)>,
    /// How far the analysis in this browser is.
    pub repeated: State<Repeated>,
}

impl Ctx {
    /// With what is shown now; what reads it here follows it.
    pub fn now(self) -> Ctx {
        Ctx {
            model: self.current.get().0,
            ..self
        }
    }

    /// An entity's name in the interface's language.
    pub fn name(self, entity: EntityIx) -> &'static str {
        self.model.entity(entity).label(self.s.code)
    }

    /// Changes the address.
    pub fn go(self, change: impl FnOnce(Route) -> Route) {
        let route = change(self.route.get_untracked());
        browser::go(&route);
    }

    /// Changes the address in place, without a step for Back.
    pub fn replace(self, change: impl FnOnce(Route) -> Route) {
        let route = change(self.route.get_untracked());
        browser::replace(&route);
        self.route.set(route);
    }

    /// A value that follows from the address and changes only when it does.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Route) -> T + Send + Sync + 'static,
    ) -> Derived<T> {
        let route = self.route;
        derived(move || route.with(|route| read(route)))
    }

    /// One part of the query.
    pub fn query(self, name: &'static str) -> Derived<String> {
        self.memo(move |route| route.get(name).unwrap_or_default().to_owned())
    }

    /// The name of a language, from its code.
    pub fn language_name(self, code: &str) -> String {
        let known = self.s.language_name(code);
        let known = known.or_else(|| self.model.language(code).map(|facts| facts.name.as_str()));
        known.unwrap_or(code).to_owned()
    }

    /// «English, 14 March 2025», or what is known of it.
    pub fn dateline(self, document: &Document) -> String {
        let language = self.language_name(&document.language);
        let date = document.date.as_deref().unwrap_or(self.s.undated);
        format!("{language}, {date}")
    }
}

/// `true` or `false`, as ARIA writes it.
pub fn yes(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// `rtl` where the first letter of a text is of a script written from right to left, else `ltr`.
pub fn direction(text: &str) -> &'static str {
    let first = text.chars().find(|c| c.is_alphabetic());
    match first {
        Some('\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}') => "rtl",
        _ => "ltr",
    }
}
