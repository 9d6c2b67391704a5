//! The analysis made ready for the views: sources with letters, edges of the map, rows of the comparison.
//!
//! Made once, then only read; what depends on the reader's filters or language is computed from it: [`filter`] says
//! what passes and how many a choice leaves, [`find`] finds things by their names and words, [`story`] walks through
//! what is most telling.

pub mod edges;
pub mod facts;
pub mod filter;
pub mod find;
pub mod framing;
pub mod graph;
pub mod marks;
pub mod mend;
pub mod pair;
pub mod rows;
#[cfg(test)]
mod sample;
pub mod story;
pub mod time;

use crate::letters::lower;
use crate::order::Order as _;
use crate::workspace::state::{Kind, Workspace};
use crossread::analysis::Analysis;
use crossread::compare::ClaimRef;
use crossread::corpus::Document;
use crossread::extract::{Claim, Connection, EntityIx, Extraction};
use crossread::resolve::Entity;
use crossread::snapshot::{LanguageFacts, RowWords, Snapshot, TypeWords, Words};
use crossread::vocabulary::{Certainty, ConnectionType, Polarity};
use edges::Edge;
use mend::Mended;
use rows::Row;

/// How a document is named on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// A, B, … Z, AA, AB …
    pub letter: String,
    /// Which of the five dark shapes its mark has (circle, square, hexagon, diamond, pentagon).
    pub shape: usize,
    /// The outlet, else the title, else the id.
    pub name: String,
    /// Documents with the same number share an agency and count as one independent source.
    pub origin: usize,
}

/// Everything the views show.
#[derive(Debug, Default)]
pub struct Model {
    pub analysis: Analysis,
    /// What the tables and the comparison say, in each language of the interface.
    words: Vec<Words>,
    pub languages: Vec<LanguageFacts>,
    /// Parallel to the documents.
    pub sources: Vec<Source>,
    /// Codes of the languages that the documents are written in, each once, in order.
    pub written: Vec<String>,
    /// By id.
    pub edges: Vec<Edge>,
    /// In the order of the comparison; see [`rows`].
    pub rows: Vec<Row>,
    /// Mentions of each entity by document; parallel to the entities.
    pub mentions: Vec<Vec<u32>>,
    /// A stable key of each claim, by document.
    pub claim_keys: Vec<Vec<String>>,
    /// What the reader has mended.
    pub mended: Mended,
    /// By document and claim.
    rows_of_claim: Vec<Vec<Vec<usize>>>,
}

impl Model {
    /// Makes it.
    pub fn new(snapshot: Snapshot) -> Model {
        let Snapshot {
            analysis,
            words,
            languages,
        } = snapshot;
        let sources = sources(&analysis.documents);
        let mut mentions = vec![vec![0; analysis.documents.len()]; analysis.entities.len()];
        for (d, extraction) in analysis.extractions.iter().enumerate() {
            for mention in &extraction.mentions {
                if let Some(of) = mentions.get_mut(mention.entity.0 as usize) {
                    of[d] += 1;
                }
            }
        }
        let mut written: Vec<String> = Vec::new();
        for document in &analysis.documents {
            if !written.contains(&document.language) {
                written.push(document.language.clone());
            }
        }
        written.order();
        let mut model = Model {
            claim_keys: rows::claim_keys(&analysis),
            written,
            analysis,
            words,
            languages,
            sources,
            mentions,
            ..Model::default()
        };
        model.rows = rows::rows(&model.analysis);
        for extraction in &model.analysis.extractions {
            model
                .rows_of_claim
                .push(vec![Vec::new(); extraction.claims.len()]);
        }
        for (r, row) in model.rows.iter().enumerate() {
            for claim in &model.analysis.comparisons[row.comparison].claims {
                model.rows_of_claim[claim.document as usize][claim.claim as usize].push(r);
            }
        }
        for r in 0..model.rows.len() {
            let row = &model.rows[r];
            let claims = &model.analysis.comparisons[row.comparison].claims;
            model.rows[r].facts = facts::row(&model, claims, row.relation, row.topic);
        }
        model.edges = edges::edges(&model);
        model
    }

    /// What it was made from.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            analysis: self.analysis.clone(),
            words: self.words.clone(),
            languages: self.languages.clone(),
        }
    }

    /// The words in a language of the interface.
    fn words(&self, language: &str) -> Option<&Words> {
        self.words.iter().find(|words| words.code == language)
    }

    fn type_words(&self, kind: ConnectionType, language: &str) -> Option<&TypeWords> {
        self.words(language)?.of(kind)
    }

    /// The name of a connection type in a language of the interface.
    pub fn type_label(&self, kind: ConnectionType, language: &str) -> &str {
        self.type_words(kind, language)
            .map_or(kind.as_str(), |words| &words.label)
    }

    /// A sentence that says a connection in words: «Khalifa Haftar met Vladimir Putin».
    pub fn sentence(
        &self,
        kind: ConnectionType,
        polarity: Polarity,
        a: &str,
        b: &str,
        language: &str,
    ) -> String {
        let words = self.type_words(kind, language);
        let template = words.map_or("", |words| match polarity {
            Polarity::Affirmed => &words.sentence,
            Polarity::Denied => &words.denied,
        });
        if template.is_empty() {
            return [a, ", ", self.type_label(kind, language), ", ", b].concat();
        }
        template.replace("{a}", a).replace("{b}", b)
    }

    /// What a comparison, by its index, is about, and in a line.
    pub fn row_words(&self, comparison: usize, language: &str) -> Option<&RowWords> {
        self.words(language)?.rows.get(comparison)
    }

    /// What is known of a language.
    pub fn language(&self, code: &str) -> Option<&LanguageFacts> {
        let code = code.split(['-', '_']).next();
        self.languages
            .iter()
            .find(|facts| Some(facts.code.as_str()) == code)
    }

    /// A document.
    pub fn document(&self, document: u32) -> &Document {
        &self.analysis.documents[document as usize]
    }

    /// What was extracted from a document.
    pub fn extraction(&self, document: u32) -> &Extraction {
        &self.analysis.extractions[document as usize]
    }

    /// Indices of all documents.
    pub fn documents(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.analysis.documents.len() as u32
    }

    /// The source of a document.
    pub fn source(&self, document: u32) -> &Source {
        &self.sources[document as usize]
    }

    /// The place of a document's language in [`Model::written`].
    pub fn language_of(&self, document: u32) -> usize {
        let code = &self.document(document).language;
        let at = self.written.iter().position(|l| l == code);
        at.unwrap_or_default()
    }

    /// The document with an id.
    pub fn document_by_id(&self, id: &str) -> Option<u32> {
        self.analysis
            .documents
            .iter()
            .position(|document| document.id == id)
            .map(|i| i as u32)
    }

    /// An entity.
    pub fn entity(&self, entity: EntityIx) -> &Entity {
        &self.analysis.entities[entity.0 as usize]
    }

    /// The entity with an id.
    pub fn entity_by_id(&self, id: &str) -> Option<EntityIx> {
        self.analysis
            .entities
            .iter()
            .position(|entity| entity.id == id)
            .map(|i| EntityIx(i as u32))
    }

    /// The edge with an id.
    pub fn edge_by_id(&self, id: &str) -> Option<&Edge> {
        let at = self
            .edges
            .binary_search_by(|edge| edge.id.as_str().cmp(id))
            .ok()?;
        self.edges.get(at)
    }

    /// A claim of a comparison.
    pub fn claim(&self, claim: ClaimRef) -> Option<&Claim> {
        self.analysis
            .extractions
            .get(claim.document as usize)?
            .claims
            .get(claim.claim as usize)
    }

    /// A connection as a document states it.
    pub fn connection(&self, document: u32, connection: u32) -> &Connection {
        &self.extraction(document).connections[connection as usize]
    }

    /// Rows that a claim stands in, by index.
    pub fn rows_of(&self, claim: ClaimRef) -> &[usize] {
        let document = self.rows_of_claim.get(claim.document as usize);
        let rows = document.and_then(|claims| claims.get(claim.claim as usize));
        rows.map_or(&[], Vec::as_slice)
    }

    /// The row with a stable key.
    pub fn row_by_key(&self, key: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.key == key)
    }

    /// The keys of the claims of a row.
    pub fn keys_of(&self, row: &Row) -> Vec<String> {
        let claims = self.analysis.comparisons[row.comparison].claims.iter();
        claims
            .map(|at| self.claim_keys[at.document as usize][at.claim as usize].clone())
            .collect()
    }

    /// Gives rows whose claims have changed the keys under which the reader worked on them: a row whose own key
    /// nobody worked on takes that of the first work on one of its claims that has no row.
    fn adopt(&mut self, work: &Workspace) {
        for id in self.lost(work) {
            let Some(body) = work.body(Kind::Row, &id) else {
                continue;
            };
            let found = (0..self.rows.len()).find(|r| {
                let row = &self.rows[*r];
                work.body(Kind::Row, &row.key).is_none()
                    && self
                        .keys_of(row)
                        .iter()
                        .any(|key| body.claims.contains(key))
            });
            if let Some(r) = found {
                self.rows[r].key = id;
            }
        }
    }

    /// Keys of rows that the reader worked on and that are not there.
    pub fn lost(&self, work: &Workspace) -> Vec<String> {
        let gone = work
            .of(Kind::Row)
            .filter(|(id, _)| self.row_by_key(id).is_none());
        gone.map(|(id, _)| id.to_owned()).collect()
    }

    /// Number of independent sources among documents: those of one agency count once.
    pub fn independent(&self, documents: impl IntoIterator<Item = u32>) -> usize {
        let mut origins: Vec<usize> = documents
            .into_iter()
            .map(|d| self.source(d).origin)
            .collect();
        origins.order();
        origins.dedup();
        origins.len()
    }
}

fn sources(documents: &[Document]) -> Vec<Source> {
    let agency = |d: &Document| {
        d.agency
            .as_deref()
            .map(|a| lower(a.trim()))
            .filter(|a| !a.is_empty())
    };
    documents
        .iter()
        .enumerate()
        .map(|(i, document)| {
            let own = agency(document);
            let origin = documents
                .iter()
                .position(|d| own.is_some() && agency(d) == own)
                .unwrap_or(i);
            let name = document
                .outlet
                .as_ref()
                .or(document.title.as_ref())
                .unwrap_or(&document.id)
                .clone();
            Source {
                letter: letter(i),
                shape: i % 5,
                name,
                origin,
            }
        })
        .collect()
}

/// A, B, … Z, AA, AB …
fn letter(mut index: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            return out;
        }
        index = index / 26 - 1;
    }
}

/// How something is said: its certainty, or that it is denied. The words of the key and of the address.
pub fn manner(certainty: Certainty, polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Denied => "denied",
        Polarity::Affirmed => certainty.as_str(),
    }
}

/// All manners, in the order of the key.
pub const MANNERS: [&str; 4] = ["certain", "probable", "possible", "denied"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [0, 25, 26, 51, 52, 702].map(letter),
            ["A", "Z", "AA", "AZ", "BA", "AAA"]
        );
    }

    #[test]
    fn reprints_of_an_agency_are_one_source() {
        let document = |id: &str, agency: Option<&str>| Document {
            id: id.into(),
            agency: agency.map(str::to_owned),
            body: "x".into(),
            language: "en".into(),
            ..Document::default()
        };
        let documents = [
            document("a", None),
            document("b", Some("ANSA")),
            document("c", Some("ansa ")),
            document("d", Some("")),
        ];
        let analysis = Analysis {
            extractions: vec![crossread::extract::Extraction::default(); documents.len()],
            documents: documents.to_vec(),
            ..Analysis::default()
        };
        let model = Model::new(Snapshot::new(analysis, &[]));
        assert_eq!(model.independent(model.documents()), 3);
    }

    #[test]
    fn a_connection_is_said_in_words() {
        let model = Model::new(Snapshot::new(Analysis::default(), &["en"]));
        let said = model.sentence(
            ConnectionType::Meet,
            Polarity::Affirmed,
            "Haftar",
            "Putin",
            "en",
        );
        assert!(
            said.contains("Haftar") && said.contains("Putin") && !said.contains('{'),
            "{said}"
        );
    }
}
