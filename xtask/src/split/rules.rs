//! Which functions belong to the first file and which to the rest: rules.txt, by the paths in their names.

use crate::failure::Failure;

/// The page's own rules.
const RULES: &str = include_str!("rules.txt");

/// Paths of modules, types and functions, each with whether it belongs to the rest.
pub(crate) struct Rules(Vec<(String, bool)>);

impl Rules {
    /// The page's.
    pub(crate) fn own() -> Result<Rules, Failure> {
        Rules::read(RULES)
    }

    /// Reads rules, one a line: `first PATH` or `later PATH`; `#` begins a remark.
    pub(crate) fn read(text: &str) -> Result<Rules, Failure> {
        let mut rules = Vec::new();
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            match line.split_once(' ') {
                Some(("first", path)) => rules.push((path.trim().to_owned(), false)),
                Some(("later", path)) => rules.push((path.trim().to_owned(), true)),
                _ if line.is_empty() => {}
                _ => return Err(Failure::new(format!("a rule is no rule: {line}"))),
            }
        }
        Ok(Rules(rules))
    }

    /// Whether a function belongs to the rest by its name. Of the rules whose path stands in the name (which may
    /// name several, as a generic function's does) the longest holds; without one it does not. Where the longest for
    /// the function itself, not for the types it is made for, is one of the first file, that one holds.
    pub(crate) fn is_later(&self, name: &str) -> bool {
        let name = plain(name);
        let itself = name.trim_start_matches('<');
        let found = || self.0.iter().filter(|(path, _)| names(&name, path));
        let longest = |(path, later): &&(String, bool)| (path.len(), !later);
        let own = found().filter(|(path, _)| itself.starts_with(path.as_str()));
        let kept = own.max_by_key(longest).is_some_and(|(_, later)| !later);
        !kept && found().max_by_key(longest).is_some_and(|(_, later)| *later)
    }
}

impl Rules {
    /// Whether a rule gives the function itself to the rest, not only a type it is made for.
    pub(super) fn is_later_itself(&self, name: &str) -> bool {
        let name = plain(name);
        let itself = name.trim_start_matches('<');
        let mut rules = self.0.iter();
        rules.any(|(path, later)| *later && itself.starts_with(path.as_str()))
    }
}

/// Whether a function is the page's own by its name, and no other crate's for the page's types.
pub(super) fn is_own(name: &str) -> bool {
    name.trim_start_matches('<').starts_with("crossread_page")
}

/// A name without the hashes of crates: `crossread_page[0123456789abcdef]::ui` is `crossread_page::ui`.
pub(super) fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain += before;
        rest = after;
        match after.split_once(']') {
            Some((hash, after)) if is_hash(hash) => rest = after,
            _ => plain.push('['),
        }
    }
    plain + rest
}

fn is_hash(text: &str) -> bool {
    text.len() > 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a path stands in a name as a whole.
fn names(name: &str, path: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    name.match_indices(path).any(|(at, _)| {
        !name[..at].ends_with(|c| part(c) || c == ':') && !name[at + path.len()..].starts_with(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_path_in_a_name_holds() {
        let rules =
            Rules::read("later page::ui # all\nfirst page::ui::map\nlater page::ui::map::panel")
                .expect("rules");
        assert!(rules.is_later("page[00112233aabbccdd]::ui::find::view"));
        assert!(!rules.is_later("page::ui::map::view::{closure#0}"));
        assert!(rules.is_later("<page::ui::map::panel::Panel as core::fmt::Debug>::fmt"));
        assert!(!rules.is_later("page::ui_kit::view"));
        assert!(!rules.is_later("other::page::ui"));
        assert!(!rules.is_later("alloc::vec::grow"));
        let two = "core::ptr::drop_in_place::<(page::ui::map::Map, page::ui::find::Find)>";
        assert!(!rules.is_later(two));
        assert!(Rules::read("never x").is_err());
        let rules = Rules::read("later page::ui::find::view\nfirst list::List").expect("rules");
        assert!(!rules.is_later("<list::List<page::ui::find::view::Hit>>::push"));
        assert!(rules.is_later("other::f::<list::List<page::ui::find::view::Hit>>"));
    }

    #[test]
    fn hashes_are_no_part_of_a_name() {
        let name = "<[u8; 4]>::f::<core[a1b2c3d4e5f60718]::fmt::X>";
        assert_eq!(plain(name), "<[u8; 4]>::f::<core::fmt::X>");
    }
}
