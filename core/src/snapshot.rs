//! A snapshot: an analysis with the words that a page needs to show it, as bytes. It is what goes
//! from the analysis to the interface, whether at build time or from a worker: who reads it needs
//! neither language packs nor tables.

use crate::analysis::Analysis;
use crate::data::{LANGUAGE_COLUMNS, data};
use crate::lang;
use crate::vocabulary::ConnectionType;
use serde::{Deserialize, Serialize};

/// An analysis ready to be shown.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Snapshot {
    /// Without what only the analysis itself reads; see [`Snapshot::new`].
    pub analysis: Analysis,
    /// One for each language of the interface.
    pub words: Vec<Words>,
    /// Those with a folder of their own, then others that documents are written in.
    pub languages: Vec<LanguageFacts>,
}

/// What the tables and the comparison say in one language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Words {
    /// BCP 47.
    pub code: String,
    /// In the order of [`ConnectionType::ALL`].
    pub types: Vec<TypeWords>,
    /// Parallel to [`Analysis::comparisons`].
    pub rows: Vec<RowWords>,
}

/// A connection type in one language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TypeWords {
    pub label: String,
    /// A sentence with `{a}` and `{b}` for the two ends: affirmed, denied.
    pub sentence: String,
    pub denied: String,
}

/// A row of the comparison in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowWords {
    /// What it is about, short.
    pub label: String,
    /// What is said, what differs, who says it and how, where it stands.
    pub line: String,
}

/// What a page shows of a language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageFacts {
    /// BCP 47, the first part.
    pub code: String,
    /// In English.
    pub name: String,
    /// The quotation marks that it prefers.
    pub quotes: Option<(char, char)>,
    /// What the analysis can do in it; empty where it has no folder of its own.
    pub stages: Vec<String>,
}

impl Snapshot {
    /// A snapshot for interfaces in these languages (BCP 47). What only the analysis reads is
    /// emptied: the entities of single documents and the concepts of claims.
    pub fn new(mut analysis: Analysis, interface: &[&str]) -> Snapshot {
        let words = interface
            .iter()
            .map(|code| words(&analysis, code))
            .collect();
        let mut codes: Vec<&str> = lang::codes().collect();
        for document in &analysis.documents {
            let code = lang::primary(&document.language);
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let languages = codes.into_iter().map(facts).collect();
        for extraction in &mut analysis.extractions {
            extraction.entities = Vec::new();
            for claim in &mut extraction.claims {
                claim.concepts = Vec::new();
            }
        }
        Snapshot {
            analysis,
            words,
            languages,
        }
    }

    /// As bytes.
    ///
    /// # Errors
    /// Only where memory runs out.
    pub fn pack(&self) -> Result<Vec<u8>, String> {
        postcard::to_allocvec(self).map_err(|e| e.to_string())
    }

    /// From the bytes of [`Snapshot::pack`].
    ///
    /// # Errors
    /// Where the bytes are damaged or of another version.
    pub fn unpack(bytes: &[u8]) -> Result<Snapshot, String> {
        let mut reading = Unpacking::new(bytes);
        while reading.step()? {}
        Ok(reading.end())
    }
}

/// Reads the bytes of a snapshot a piece at a time, for who must not be kept long: a document, what was found in one,
/// an entity, a row.
#[derive(Debug)]
pub struct Unpacking<'a> {
    rest: &'a [u8],
    /// Which list is being read, and how much of it is left.
    list: usize,
    left: usize,
    out: Snapshot,
}

/// So many lists are in a snapshot, in the order in which it is written.
const LISTS: usize = 7;

impl<'a> Unpacking<'a> {
    /// Nothing is read yet.
    pub fn new(bytes: &'a [u8]) -> Self {
        Unpacking {
            rest: bytes,
            list: 0,
            left: 0,
            out: Snapshot::default(),
        }
    }

    /// Reads one piece; whether there is more.
    ///
    /// # Errors
    /// Where the bytes are damaged or of another version.
    pub fn step(&mut self) -> Result<bool, String> {
        while self.left == 0 {
            if self.list == LISTS {
                return Ok(false);
            }
            // A list begins with its length.
            self.left = take(&mut self.rest)?;
            self.list += 1;
        }
        self.left -= 1;
        match self.list {
            1 => self.out.analysis.documents.push(take(&mut self.rest)?),
            2 => self.out.analysis.extractions.push(take(&mut self.rest)?),
            3 => self.out.analysis.entities.push(take(&mut self.rest)?),
            4 => self.out.analysis.comparisons.push(take(&mut self.rest)?),
            5 => self.out.analysis.notes.push(take(&mut self.rest)?),
            6 => self.out.words.push(take(&mut self.rest)?),
            _ => self.out.languages.push(take(&mut self.rest)?),
        }
        Ok(true)
    }

    /// What was read.
    pub fn end(self) -> Snapshot {
        self.out
    }
}

/// The next piece of some bytes.
fn take<'a, T: serde::de::DeserializeOwned>(rest: &mut &'a [u8]) -> Result<T, String> {
    let all: &'a [u8] = rest;
    let (piece, after) = postcard::take_from_bytes(all)
        .map_err(|_| "the analysis is damaged or of another version".to_string())?;
    *rest = after;
    Ok(piece)
}

impl Words {
    /// The words of a type.
    pub fn of(&self, kind: ConnectionType) -> Option<&TypeWords> {
        self.types.get(kind as usize)
    }
}

fn words(analysis: &Analysis, code: &str) -> Words {
    let rows = analysis.comparisons.iter().map(|row| RowWords {
        label: analysis.label(row, code),
        line: analysis.summary(row, code),
    });
    Words {
        code: code.to_string(),
        types: ConnectionType::ALL
            .iter()
            .map(|t| type_words(*t, code))
            .collect(),
        rows: rows.collect(),
    }
}

fn type_words(kind: ConnectionType, code: &str) -> TypeWords {
    let row = data().type_row(kind);
    let cell = |form: &str| {
        let of = |code: &str| {
            let name = format!("{code}{form}");
            let cell = row?.cells.iter().find(|(column, _)| *column == name)?;
            Some(cell.1.clone()).filter(|text| !text.is_empty())
        };
        of(code)
            .or_else(|| of(LANGUAGE_COLUMNS[0]))
            .unwrap_or_default()
    };
    TypeWords {
        label: cell(""),
        sentence: cell("_sentence"),
        denied: cell("_not"),
    }
}

fn facts(code: &str) -> LanguageFacts {
    let pack = lang::pack(code);
    let known = data().languages.iter().find(|l| l.code == code);
    LanguageFacts {
        code: code.to_string(),
        name: known.map_or_else(|| pack.name.clone(), |l| l.name.clone()),
        quotes: pack.quotes.first().copied(),
        stages: if lang::has_folder(code) {
            pack.stages.clone()
        } else {
            Vec::new()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::corpus::Document;

    #[test]
    fn a_snapshot_is_read_in_pieces_as_serde_reads_it_whole() {
        let document = |id: &str, body: &str| Document {
            id: id.into(),
            language: "en".into(),
            body: body.into(),
            ..Document::default()
        };
        let analysis = analyse([
            document("a", "Khalifa Haftar met Vladimir Putin in Moscow."),
            document("b", "The Kremlin denied that Khalifa Haftar met Putin."),
        ]);
        for analysis in [analysis, Analysis::default()] {
            let bytes = Snapshot::new(analysis, &["en", "it"])
                .pack()
                .expect("bytes");
            let whole: Snapshot = postcard::from_bytes(&bytes).expect("a snapshot");
            let pieces = Snapshot::unpack(&bytes).expect("a snapshot");
            assert_eq!(format!("{pieces:?}"), format!("{whole:?}"));
            for cut in 0..bytes.len() {
                assert!(Snapshot::unpack(&bytes[..cut]).is_err(), "cut at {cut}");
            }
        }
        // A length that is not true asks for no memory.
        assert!(Snapshot::unpack(&[0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0]).is_err());
    }
}
