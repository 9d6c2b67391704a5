//! The address: which view is open, what is selected and filtered. All of it stands after `#`, so that the page
//! works under any path of any host, Back undoes, and a link shows what its sender saw.

use crate::order::Order as _;
use crate::sorted::Map;

/// A view of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Map,
    Compare,
    /// The reader's view of a document, by its id; the first one where none is named.
    Articles(Option<String>),
    How,
    /// The reader's own articles.
    Bring,
    /// The lesson, to be printed.
    Lesson,
}

/// An address: `#/map?layout=network&sel=khalifa-haftar`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    pub view: View,
    query: Map<String, String>,
}

/// Names of what stands after `?`.
pub mod key {
    /// Arrangement of the map: `geography` (left out), `network`, `sides`.
    pub const LAYOUT: &str = "layout";
    /// `table` shows the map's table.
    pub const AS: &str = "as";
    /// What is selected: an entity's id, or an edge's.
    pub const SELECTED: &str = "sel";
    /// `2` shows what is two steps from what is selected.
    pub const NEAR: &str = "near";
    /// A second entity: the ways to it from what is selected are shown.
    pub const WITH: &str = "with";
    /// The source, by its letter, whose sentence is meant.
    pub const SAID: &str = "said";
    /// What is switched off: source letters, relations, certainties, separated by commas.
    pub const OFF: &str = "off";
    /// Type of connection.
    pub const KIND: &str = "kind";
    pub const TOPIC: &str = "topic";
    /// Entity that rows must speak of.
    pub const ENTITY: &str = "entity";
    /// Language of the documents.
    pub const WRITTEN: &str = "in";
    /// First and last date, ISO 8601.
    pub const FROM: &str = "from";
    pub const TO: &str = "to";
    /// Number of independent sources that something must have.
    pub const LEAST: &str = "min";
    /// Words that rows must contain.
    pub const FIND: &str = "q";
    /// Column the table is sorted by; a leading `-` reverses.
    pub const SORT: &str = "sort";
    /// Byte range of a body, `12-40`.
    pub const AT: &str = "at";
    /// The row to show.
    pub const ROW: &str = "row";
    /// Number of the step of the story, from 1.
    pub const STEP: &str = "step";
    /// A word that the reader gave to rows.
    pub const TAG: &str = "tag";
    /// Two articles to be read one against the other, by their ids.
    pub const PAIR: &str = "pair";
    /// Marks that somebody has sent along.
    pub const SENT: &str = "sent";
    /// A named comparison of the reader's.
    pub const SET: &str = "set";
    /// `all` unfolds what is folded.
    pub const MORE: &str = "more";
    /// Language of the interface.
    pub const LANGUAGE: &str = "lang";
}

impl Route {
    /// A view without selection or filters.
    pub fn to(view: View) -> Route {
        Route {
            view,
            query: Map::new(),
        }
    }

    /// The value of a name; `None` where it is not there or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// The same address with another value; an empty one takes it out.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Route {
        if value.is_empty() {
            self.query.remove(name);
        } else {
            self.query.insert(name.to_owned(), value.to_owned());
        }
        self
    }

    /// Another view with what this address says under some names, and nothing else.
    #[must_use]
    pub fn carried(&self, view: View, names: &[&str]) -> Route {
        let kept = self.query.iter();
        let kept = kept.filter(|(name, _)| names.contains(&name.as_str()));
        Route {
            view,
            query: kept.map(|(n, v)| (n.clone(), v.clone())).collect(),
        }
    }

    /// The parts of a comma-separated value.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        self.get(name)
            .unwrap_or_default()
            .split(',')
            .filter(|part| !part.is_empty())
    }

    /// Whether a part stands in a comma-separated value.
    pub fn has(&self, name: &str, part: &str) -> bool {
        self.list(name).any(|p| p == part)
    }

    /// The same address with a part of a comma-separated value put in or taken out.
    #[must_use]
    pub fn toggled(self, name: &str, part: &str) -> Route {
        let mut parts: Vec<String> = self.list(name).map(str::to_owned).collect();
        let before = parts.len();
        parts.retain(|p| p != part);
        if parts.len() == before {
            parts.push(part.to_owned());
            parts.order();
        }
        let value = parts.join(",");
        self.with(name, &value)
    }

    /// Reads what stands after `#`. What it does not know becomes the map.
    pub fn parse(hash: &str) -> Route {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let mut parts = path.split('/').filter(|p| !p.is_empty());
        let view = match parts.next() {
            Some("compare") => View::Compare,
            Some("articles") => View::Articles(parts.next().map(decoded)),
            Some("how") => View::How,
            Some("bring") => View::Bring,
            Some("lesson") => View::Lesson,
            _ => View::Map,
        };
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let query = pairs
            .map(|(name, value)| (decoded(name), decoded(value)))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        Route { view, query }
    }

    /// Writes it as a link: `#/map?sel=…`.
    pub fn href(&self) -> String {
        let mut out = String::from("#/");
        match &self.view {
            View::Map => out.push_str("map"),
            View::Compare => out.push_str("compare"),
            View::Articles(None) => out.push_str("articles"),
            View::Articles(Some(id)) => {
                out.push_str("articles/");
                encode(id, &mut out);
            }
            View::How => out.push_str("how"),
            View::Bring => out.push_str("bring"),
            View::Lesson => out.push_str("lesson"),
        }
        for (i, (name, value)) in self.query.iter().enumerate() {
            out.push(if i == 0 { '?' } else { '&' });
            encode(name, &mut out);
            out.push('=');
            encode(value, &mut out);
        }
        out
    }
}

/// A text as part of an address.
pub fn percent_encoded(text: &str) -> String {
    let mut out = String::new();
    encode(text, &mut out);
    out
}

/// Percent-encodes all but unreserved characters (RFC 3986) and commas.
fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
            }
        }
    }
}

/// A part of an address as text.
pub fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digit = |i: usize| bytes.get(i).and_then(|b| char::from(*b).to_digit(16));
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, _, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_the_way_there_and_back() {
        let routes = [
            Route::default(),
            Route::to(View::How),
            Route::to(View::Bring),
            Route::to(View::Lesson),
            Route::to(View::Articles(None)),
            Route::to(View::Articles(Some("01 à/b%?&#".into()))).with(key::AT, "12-40"),
            Route::to(View::Map)
                .with(key::LAYOUT, "network")
                .with(key::SELECTED, "khalifa-haftar~lead/represent~libya")
                .toggled(key::OFF, "B")
                .toggled(key::OFF, "agree"),
            Route::to(View::Compare).with(key::FIND, "ليبيا = «x» + y"),
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.href()), route, "{}", route.href());
        }
    }

    #[test]
    fn nonsense_is_the_map() {
        for hash in [
            "",
            "#",
            "#/",
            "#/nowhere",
            "#///?&&=&a",
            "#%",
            "#/map?%zz=%4",
        ] {
            assert_eq!(Route::parse(hash).view, View::Map, "{hash}");
        }
    }

    #[test]
    fn a_part_goes_in_and_out() {
        let route = Route::default()
            .toggled(key::OFF, "B")
            .toggled(key::OFF, "A");
        assert_eq!(route.get(key::OFF), Some("A,B"));
        assert!(route.has(key::OFF, "A"));
        assert_eq!(
            route.toggled(key::OFF, "A").toggled(key::OFF, "B"),
            Route::default()
        );
    }

    #[test]
    fn an_empty_value_is_none() {
        assert_eq!(Route::parse("#/map?sel=").get(key::SELECTED), None);
        assert_eq!(
            Route::default().with(key::FIND, "a").with(key::FIND, ""),
            Route::default()
        );
    }
}
