//! Language recognition: script first, then the function words of each language.

use super::{codes, pack};
use crate::data::data;
use crate::text::fold::{Key, KeyMap, key};
use std::sync::OnceLock;

/// The most letters that are looked at.
const SAMPLE: usize = 20_000;

/// A script (ISO 15924) by its code blocks.
pub(super) fn script(c: char) -> Option<&'static str> {
    Some(match c as u32 {
        0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F | 0x1E00..=0x1EFF => "Latn",
        0x370..=0x3FF | 0x1F00..=0x1FFF => "Grek",
        0x400..=0x52F => "Cyrl",
        0x530..=0x58F => "Armn",
        0x590..=0x5FF => "Hebr",
        0x600..=0x6FF | 0x750..=0x77F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => "Arab",
        0x900..=0x97F => "Deva",
        0xE00..=0xE7F => "Thai",
        0x10A0..=0x10FF => "Geor",
        0x1200..=0x137F => "Ethi",
        0x3040..=0x30FF => "Jpan",
        0x4E00..=0x9FFF => "Hani",
        0xAC00..=0xD7AF => "Kore",
        _ => return None,
    })
}

struct Profiles {
    /// Function word → languages that have it.
    words: KeyMap<Vec<u16>>,
    /// Code and script of each language.
    languages: Vec<(String, String)>,
}

fn profiles() -> &'static Profiles {
    static PROFILES: OnceLock<Profiles> = OnceLock::new();
    PROFILES.get_or_init(|| {
        let mut words: KeyMap<Vec<u16>> = KeyMap::default();
        let mut languages: Vec<(String, String)> = Vec::new();
        let mut add = |code: &str, script: &str, keys: &mut dyn Iterator<Item = Key>| {
            let index = languages.len() as u16;
            languages.push((code.to_string(), script.to_string()));
            for k in keys {
                let at = words.entry(k).or_default();
                if !at.contains(&index) {
                    at.push(index);
                }
            }
        };
        for code in codes() {
            let p = pack(code);
            add(code, &p.script, &mut p.profile.iter().copied());
        }
        for language in &data().languages {
            if !codes().any(|c| c == language.code) {
                add(
                    &language.code,
                    &language.script,
                    &mut language.words.iter().map(|w| key(w)),
                );
            }
        }
        Profiles { words, languages }
    })
}

/// The language of a text as a BCP 47 code, or `None` where nothing speaks clearly for one.
pub fn detect(text: &str) -> Option<String> {
    let mut scripts: Vec<(&'static str, u32)> = Vec::new();
    let sample_end = text
        .char_indices()
        .nth(SAMPLE)
        .map_or(text.len(), |(i, _)| i);
    let sample = &text[..sample_end];
    for s in sample.chars().filter_map(script) {
        match scripts.iter_mut().find(|(name, _)| *name == s) {
            Some((_, n)) => *n += 1,
            None => scripts.push((s, 1)),
        }
    }
    // Japanese mixes its own signs with Chinese ones.
    let kana = scripts.iter().any(|(s, _)| *s == "Jpan");
    let (main, letters) = scripts
        .iter()
        .copied()
        .max_by_key(|(s, n)| (*n, std::cmp::Reverse(*s)))?;
    let main = if kana && main == "Hani" { "Jpan" } else { main };
    if letters < 8 {
        return None;
    }
    let profiles = profiles();
    let candidates: Vec<usize> = (0..profiles.languages.len())
        .filter(|i| profiles.languages[*i].1 == main)
        .collect();
    if let [only] = candidates.as_slice()
        && !matches!(main, "Latn" | "Cyrl" | "Arab")
    {
        return Some(profiles.languages[*only].0.clone());
    }
    let mut scores = vec![0u32; profiles.languages.len()];
    let mut words = 0u32;
    for word in sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
    {
        words += 1;
        if let Some(hits) = profiles.words.get(&key(word)) {
            // A word of one language alone says more.
            let share = 60 / hits.len() as u32;
            for i in hits {
                scores[*i as usize] += share;
            }
        }
    }
    let mut ranked: Vec<(u32, usize)> = candidates.iter().map(|i| (scores[*i], *i)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let (best, index) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |r| r.0);
    // At least one clear function word in twenty, and a lead over the next language.
    let clear = best * 20 >= words * 30 && best * 10 >= second * 12 && best >= 60;
    clear.then(|| profiles.languages[index].0.clone())
}
