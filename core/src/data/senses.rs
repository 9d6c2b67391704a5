//! Everyday words of news side by side in the languages (`core/data/senses.tsv`): what claims of
//! different languages share beyond names and concepts.

use crate::text::fold::{KeyMap, fold, key};

/// What sort of word a sense is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Word,
    Weekday,
    /// Morning, afternoon, evening, night.
    Daypart,
    /// A unit of measure, time or money.
    Unit,
}

/// The senses of words, by language.
#[derive(Debug, Default)]
pub struct Senses {
    classes: Vec<Class>,
    names: Vec<String>,
    languages: Vec<(&'static str, Forms)>,
}

/// Words of one language.
#[derive(Debug, Default)]
struct Forms {
    whole: KeyMap<Vec<u16>>,
    /// Beginnings of words.
    beginnings: KeyMap<Vec<u16>>,
}

impl Senses {
    /// Reads rows: id, class, then forms by language, separated by `|`, a star after a beginning.
    pub fn new(rows: impl Iterator<Item = (String, String, Vec<(&'static str, String)>)>) -> Self {
        let mut out = Senses::default();
        for (i, (name, class, forms)) in rows.enumerate() {
            out.names.push(name);
            out.classes.push(match class.as_str() {
                "weekday" => Class::Weekday,
                "daypart" => Class::Daypart,
                "unit" => Class::Unit,
                _ => Class::Word,
            });
            for (code, cell) in forms {
                let at = out.languages.iter().position(|(c, _)| *c == code);
                let at = at.unwrap_or_else(|| {
                    out.languages.push((code, Forms::default()));
                    out.languages.len() - 1
                });
                let table = &mut out.languages[at].1;
                for form in cell.split('|') {
                    let (map, form) = match form.strip_suffix('*') {
                        Some(beginning) => (&mut table.beginnings, beginning),
                        None => (&mut table.whole, form),
                    };
                    let list: &mut Vec<u16> = map.entry(key(form)).or_default();
                    if !list.contains(&(i as u16)) {
                        list.push(i as u16);
                    }
                }
            }
        }
        out
    }

    /// The senses of a word in a language (BCP 47), in the order of the table; none for a language
    /// that the table does not have.
    pub fn of(&self, word: &str, language: &str) -> Vec<u16> {
        let code = language.split('-').next().unwrap_or(language);
        let Some((_, forms)) = self.languages.iter().find(|(c, _)| *c == code) else {
            return Vec::new();
        };
        let word = fold(word);
        let mut out: Vec<u16> = forms.whole.get(&key(&word)).cloned().unwrap_or_default();
        for (at, c) in word.char_indices().skip(1) {
            let beginning = &word[..at + c.len_utf8()];
            if let Some(list) = forms.beginnings.get(&key(beginning)) {
                out.extend(list);
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The id of a sense.
    pub fn name(&self, sense: u16) -> &str {
        self.names.get(sense as usize).map_or("", String::as_str)
    }

    /// The class of a sense.
    pub fn class(&self, sense: u16) -> Class {
        self.classes
            .get(sense as usize)
            .copied()
            .unwrap_or(Class::Word)
    }
}
