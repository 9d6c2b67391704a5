//! A draft: an article as it was read, and what of it was guessed.

use super::page::code;
use crate::corpus::Document;
use crate::lang;

/// A field of a draft that was not stated but found or recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Title,
    Outlet,
    Agency,
    Language,
    Date,
    Url,
    /// Which part of the file is the article.
    Body,
    Encoding,
}

/// An article to be looked over before it is analysed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Its language is empty where it could not be recognised.
    pub document: Document,
    /// What a person should look at, in the order it was found.
    pub guessed: Vec<Field>,
    /// The file it comes from, with the way into an archive.
    pub place: String,
    /// The WHATWG name of the encoding it was read in; empty where the format has one of its own.
    pub encoding: String,
    /// What was lost on the way, in sentences.
    pub remarks: Vec<String>,
}

/// News agencies as they sign: widely known short names, in their own scripts. General knowledge;
/// a signature counts only in brackets, before a dash or as the stated author.
const AGENCIES: [&str; 56] = [
    "AA",
    "AAP",
    "Adnkronos",
    "AFP",
    "AGI",
    "Agenzia Nova",
    "ANI",
    "ANP",
    "ANSA",
    "AP",
    "APA",
    "APS",
    "Askanews",
    "Associated Press",
    "ATS",
    "BELGA",
    "Belga",
    "Bernama",
    "CTK",
    "DPA",
    "dpa",
    "EFE",
    "Europa Press",
    "IANS",
    "Interfax",
    "IRNA",
    "Kyodo",
    "LANA",
    "LaPresse",
    "Lusa",
    "MENA",
    "MTI",
    "Nova",
    "PA Media",
    "PAP",
    "PTI",
    "QNA",
    "Reuters",
    "RIA Novosti",
    "SANA",
    "SPA",
    "Sputnik",
    "TASS",
    "UNIAN",
    "UPI",
    "Ukrinform",
    "WAFA",
    "WAM",
    "Xinhua",
    "Yonhap",
    "ТАСС",
    "РИА Новости",
    "Интерфакс",
    "رويترز",
    "وال",
    "أ ف ب",
];

impl Draft {
    /// An empty draft of a file; its id is the file's name without the last extension.
    pub(super) fn new(name: &str) -> Draft {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let stem = if stem.trim().is_empty() {
            "article"
        } else {
            stem.trim()
        };
        Draft {
            document: Document {
                id: stem.to_string(),
                ..Document::default()
            },
            place: name.to_string(),
            ..Draft::default()
        }
    }

    /// Sets the language: the stated one, unless the text clearly speaks another.
    pub(super) fn state_language(&mut self, stated: Option<&str>) {
        let stated = stated.and_then(code);
        let found = lang::detect::detect(&self.document.body);
        self.document.language = match (stated, found) {
            (Some(stated), Some(found)) if lang::primary(&stated) == lang::primary(&found) => {
                stated
            }
            (_, Some(found)) => {
                self.guessed.push(Field::Language);
                found
            }
            (Some(stated), None) => stated,
            (None, None) => {
                self.guessed.push(Field::Language);
                String::new()
            }
        };
    }

    /// Sets the agency, if one of the authors is one or the text is signed by one.
    pub(super) fn state_agency(&mut self, authors: &[String]) {
        let same = |author: &String| {
            let author = author.trim().trim_start_matches("Redazione ");
            AGENCIES.iter().find(|a| a.eq_ignore_ascii_case(author))
        };
        let found = authors
            .iter()
            .find_map(same)
            .or_else(|| signature(&self.document.body));
        if let Some(agency) = found {
            self.document.agency = Some((*agency).to_string());
            self.guessed.push(Field::Agency);
        }
    }
}

/// The agency by which a text is signed: «ROMA, 8 MAG (ANSA) -», «MOSCOW, May 8 (Reuters)», or
/// «(AFP)» at its end.
fn signature(body: &str) -> Option<&'static &'static str> {
    let start: String = body.chars().take(300).collect();
    let count = body.chars().count();
    let end: String = body.chars().skip(count.saturating_sub(120)).collect();
    let in_brackets = |text: &str| {
        AGENCIES.iter().find(|a| {
            text.match_indices(**a).any(|(at, _)| {
                let before = text[..at].trim_end().chars().next_back();
                let after = text[at + a.len()..].trim_start().chars().next();
                matches!(before, Some('(' | '[' | '/'))
                    && matches!(after, Some(')' | ']' | '/' | '-' | '–'))
            })
        })
    };
    let opening = || {
        AGENCIES.iter().find(|a| {
            let rest = body.trim_start().strip_prefix(**a);
            rest.is_some_and(|r| r.trim_start().starts_with(['-', '–', '—', '/']))
        })
    };
    in_brackets(&start)
        .or_else(opening)
        .or_else(|| in_brackets(&end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_of_agencies() {
        let found = |text: &str| signature(text).map(|a| a.to_string());
        assert_eq!(
            found("ROMA, 8 MAG (ANSA) - Il generale").as_deref(),
            Some("ANSA")
        );
        assert_eq!(
            found("Moscow (Reuters) – He came. ").as_deref(),
            Some("Reuters")
        );
        assert_eq!(
            found("МОСКВА, 8 мая. /ТАСС/. Он прибыл").as_deref(),
            Some("ТАСС")
        );
        assert_eq!(found("He told Reuters that AP is here (again)"), None);
    }
}
