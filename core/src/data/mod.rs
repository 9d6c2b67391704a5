//! The language-neutral tables of `core/data`: actors, countries, places, concepts, types.
//! Their sources are named in `core/data/SOURCES.md`.

pub mod senses;

use crate::lang::raw::RawData;
use crate::text::fold::{Key, KeyMap, key, slug};
use crate::vocabulary::{ConnectionType, Kind, Topic};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Names by language code, in the order of the table's columns.
pub type Names = Vec<(&'static str, Vec<String>)>;

/// How exact a location is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Precision {
    City,
    Country,
    Region,
}

/// Which table a known entity comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Actors,
    Countries,
    Places,
}

/// A post that a person held: `role@organization:from..to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    pub role: String,
    /// Id of the organization or country.
    pub of: String,
    /// ISO 8601, as precise as known; empty if open.
    pub from: String,
    pub to: String,
}

/// An actor, country or place of the tables.
#[derive(Clone, Debug)]
pub struct Known {
    /// A readable slug of the usual English name.
    pub id: String,
    pub kind: Kind,
    /// The table's class or kind: `politician`, `ministry`, `media`, `country`, `city` …
    pub class: String,
    pub source: Source,
    /// Id of the country it belongs to; for a country its own id.
    pub country: String,
    /// The row of that country.
    pub country_row: Option<u16>,
    /// Id of the place where it stands (a seat, a capital).
    pub place: String,
    /// ISO 3166 code of a country.
    pub iso: String,
    pub qid: String,
    pub gender: String,
    pub posts: Vec<Post>,
    /// Degrees, WGS 84.
    pub location: Option<(f32, f32)>,
    pub precision: Precision,
    pub population: u32,
    /// The first of each language is the usual one. A leading `~` marks a bare surname.
    pub names: Names,
    pub demonyms: Names,
}

impl Known {
    /// The usual name in a language, else in English.
    pub fn name(&self, code: &str) -> &str {
        let of = |code: &str| {
            self.names
                .iter()
                .find(|(c, _)| *c == code)
                .and_then(|(_, n)| n.first())
                .map(String::as_str)
        };
        of(code).or_else(|| of("en")).unwrap_or(&self.id)
    }
}

/// What a statement can be about, in any language.
#[derive(Clone, Debug)]
pub struct Concept {
    pub id: String,
    pub topics: Vec<Topic>,
    /// event, thing, actor, quality, state, place-type.
    pub class: String,
    /// 1 weak … 3 strong evidence for its topics.
    pub weight: u8,
    /// Index of the concept that reverses it.
    pub opposite: Option<u16>,
    pub labels: Vec<(&'static str, String)>,
}

/// A connection type's row in `types.tsv`.
#[derive(Clone, Debug)]
pub struct TypeRow {
    pub kind: ConnectionType,
    /// PLOVER event code, empty for states.
    pub plover: String,
    pub directed: bool,
    pub family: String,
    /// All cells by column name: labels and sentence templates.
    pub cells: Vec<(String, String)>,
}

/// All tables.
#[derive(Debug)]
pub struct Data {
    pub known: Vec<Known>,
    pub concepts: Vec<Concept>,
    pub types: Vec<TypeRow>,
    /// Languages that can be recognised: code, name, script, frequent words.
    pub languages: Vec<Language>,
    /// Everyday words of news, for comparing claims across languages.
    pub senses: senses::Senses,
    /// Phrases of summaries: id, then words by language column.
    phrases: Vec<(String, Vec<(&'static str, String)>)>,
    /// Families of each concept (parallel to `concepts`): index and weight, 1 little … 3 much.
    families: Vec<Vec<(u16, u8)>>,
    by_id: HashMap<String, u16>,
    concept_by_id: HashMap<String, u16>,
    /// The concept of a delegation, which speaks for those who sent it.
    pub delegation: Option<u16>,
    demonyms: KeyMap<u16>,
}

/// A language that can be recognised without having a folder.
#[derive(Clone, Debug)]
pub struct Language {
    /// BCP 47.
    pub code: String,
    /// In English, and in the language itself.
    pub name: String,
    pub endonym: String,
    /// ISO 15924.
    pub script: String,
    /// Its most frequent function words.
    pub words: Vec<String>,
}

/// Language columns of the tables.
pub const LANGUAGE_COLUMNS: [&str; 5] = ["en", "it", "fr", "ar", "ru"];

/// The tables, read on first use.
pub fn data() -> &'static Data {
    static DATA: OnceLock<Data> = OnceLock::new();
    DATA.get_or_init(|| Data::new(&crate::lang::bundle::current().data))
}

impl Data {
    /// The known entity with an id.
    pub fn by_id(&self, id: &str) -> Option<u16> {
        self.by_id.get(id).copied()
    }

    /// The concept with an id.
    pub fn concept(&self, id: &str) -> Option<u16> {
        self.concept_by_id.get(id).copied()
    }

    /// The families of a concept: what it has in common with others, see `families.tsv`.
    pub fn families(&self, concept: u16) -> &[(u16, u8)] {
        self.families
            .get(concept as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// The country (row of `known`) of which a word is the adjective or the people, in any language.
    pub fn demonym(&self, word: Key) -> Option<u16> {
        self.demonyms.get(&word).copied()
    }

    /// A phrase of the summaries in a language (BCP 47), else in the first of the columns.
    pub fn phrase(&self, id: &str, language: &str) -> &str {
        self.phrases
            .iter()
            .find(|(p, _)| p == id)
            .and_then(|(_, cells)| in_language(cells, language))
            .unwrap_or_default()
    }

    /// The short label of a concept in a language (BCP 47), else in the first of the columns.
    pub fn concept_label(&self, concept: u16, language: &str) -> Option<&str> {
        in_language(&self.concepts.get(concept as usize)?.labels, language)
    }

    /// The row of a connection type.
    pub fn type_row(&self, kind: ConnectionType) -> Option<&TypeRow> {
        self.types.iter().find(|t| t.kind == kind)
    }

    /// Where a known entity stands on the map: its own coordinates, its place's, its country's.
    pub fn location(&self, known: &Known) -> Option<(f32, f32, Precision)> {
        if let Some((lat, lon)) = known.location {
            return Some((lat, lon, known.precision));
        }
        let of = |id: &str| self.by_id(id).and_then(|i| self.known.get(i as usize));
        let place = of(&known.place).filter(|k| k.location.is_some());
        let country = of(&known.country).filter(|k| k.location.is_some());
        place
            .or(country)
            .and_then(|k| k.location.map(|(lat, lon)| (lat, lon, k.precision)))
    }

    fn new(raw: &RawData) -> Data {
        let [
            actors,
            countries,
            places,
            concepts_table,
            types,
            languages,
            families_table,
            senses_table,
            phrases_table,
        ] = [
            &raw.actors,
            &raw.countries,
            &raw.places,
            &raw.concepts,
            &raw.types,
            &raw.languages,
            &raw.families,
            &raw.senses,
            &raw.phrases,
        ]
        .map(crate::lang::raw::Columns::rows);
        let mut known = Vec::new();
        // Actors first: where a name is both, the actor was written by hand.
        for row in Rows::new(&actors) {
            known.push(Known {
                kind: Kind::parse(row.get("kind")).unwrap_or(Kind::Organization),
                class: row.get("class").into(),
                source: Source::Actors,
                country: row.get("country").into(),
                place: row.get("place").into(),
                qid: row.get("qid").into(),
                gender: row.get("gender").into(),
                posts: posts(row.get("posts")),
                ..row.known()
            });
        }
        for row in Rows::new(&countries) {
            known.push(Known {
                kind: if row.get("kind") == "group" {
                    Kind::Group
                } else {
                    Kind::Place
                },
                class: row.get("kind").into(),
                source: Source::Countries,
                country: row.known().id,
                place: row.get("capital").into(),
                iso: row.get("iso").into(),
                ..row.known()
            });
        }
        for row in Rows::new(&places) {
            known.push(Known {
                kind: Kind::Place,
                class: row.get("kind").into(),
                source: Source::Places,
                country: row.get("country").into(),
                ..row.known()
            });
        }
        let mut by_id = HashMap::new();
        for (i, k) in known.iter().enumerate().rev() {
            by_id.insert(k.id.clone(), i as u16);
        }
        let mut concepts: Vec<Concept> = Vec::new();
        let mut concept_by_id = HashMap::new();
        for row in Rows::new(&concepts_table) {
            concept_by_id.insert(row.get("id").to_string(), concepts.len() as u16);
            concepts.push(Concept {
                id: row.get("id").into(),
                topics: row
                    .get("topics")
                    .split('|')
                    .filter_map(Topic::parse)
                    .collect(),
                class: row.get("class").into(),
                weight: row.get("weight").parse().unwrap_or(1),
                opposite: None,
                labels: LANGUAGE_COLUMNS
                    .iter()
                    .map(|c| (*c, row.get(c).to_string()))
                    .collect(),
            });
        }
        for row in Rows::new(&concepts_table) {
            let of = |id: &str| concept_by_id.get(id).copied();
            if let (Some(this), Some(other)) = (of(row.get("id")), of(row.get("opposite"))) {
                concepts[this as usize].opposite = Some(other);
            }
        }
        let types = Rows::new(&types)
            .filter_map(|row| {
                Some(TypeRow {
                    kind: ConnectionType::parse(row.get("type"))?,
                    plover: row.get("plover").into(),
                    directed: row.get("directed") != "no",
                    family: row.get("family").into(),
                    cells: row.pairs(),
                })
            })
            .collect();
        let languages = Rows::new(&languages)
            .map(|row| Language {
                code: row.get("code").into(),
                name: row.get("name").into(),
                endonym: row.get("endonym").into(),
                script: row.get("script").into(),
                words: row.get("words").split('|').map(String::from).collect(),
            })
            .collect();
        let mut families = vec![Vec::new(); concepts.len()];
        for (i, row) in Rows::new(&families_table).enumerate() {
            let weight = row.get("weight").parse().unwrap_or(1);
            for id in row.get("concepts").split('|') {
                if let Some(concept) = concept_by_id.get(id) {
                    families[*concept as usize].push((i as u16, weight));
                }
            }
        }
        for k in &mut known {
            k.country_row = by_id.get(&k.country).copied();
        }
        let mut demonyms = KeyMap::default();
        for (i, k) in known.iter().enumerate() {
            for word in k.demonyms.iter().flat_map(|(_, words)| words) {
                demonyms.entry(key(word)).or_insert(i as u16);
            }
        }
        let senses = senses::Senses::new(Rows::new(&senses_table).map(|row| {
            let forms = LANGUAGE_COLUMNS
                .iter()
                .map(|code| (*code, row.get(code).to_string()))
                .filter(|(_, forms)| !forms.is_empty())
                .collect();
            let text = |column: &str| row.get(column).to_string();
            (text("sense"), text("class"), forms)
        }));
        let phrases = Rows::new(&phrases_table)
            .map(|row| {
                let cells = LANGUAGE_COLUMNS
                    .iter()
                    .map(|c| (*c, row.get(c).to_string()));
                (row.get("phrase").to_string(), cells.collect())
            })
            .collect();
        Data {
            phrases,
            senses,
            families,
            demonyms,
            known,
            concepts,
            types,
            languages,
            by_id,
            delegation: concept_by_id.get("delegation").copied(),
            concept_by_id,
        }
    }
}

/// The cell of a language, else the first that is not empty.
fn in_language<'a>(cells: &'a [(&'static str, String)], language: &str) -> Option<&'a str> {
    let code = language.split('-').next().unwrap_or(language);
    let filled = || cells.iter().filter(|(_, text)| !text.is_empty());
    let of = filled().find(|(c, _)| *c == code);
    of.or_else(|| filled().next())
        .map(|(_, text)| text.as_str())
}

fn posts(cell: &str) -> Vec<Post> {
    cell.split('|')
        .filter_map(|post| {
            let (role, rest) = post.split_once('@')?;
            let (of, dates) = rest.split_once(':').unwrap_or((rest, ""));
            let (from, to) = dates.split_once("..").unwrap_or((dates, ""));
            Some(Post {
                role: role.into(),
                of: of.into(),
                from: from.into(),
                to: to.into(),
            })
        })
        .collect()
}

/// The rows of a table with a header.
struct Rows<'a> {
    header: Vec<&'a str>,
    lines: std::str::Lines<'a>,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str) -> Self {
        let mut lines = text.lines();
        let header = lines.next().unwrap_or_default().split('\t').collect();
        Rows { header, lines }
    }
}

struct Row<'a> {
    header: Vec<&'a str>,
    cells: Vec<&'a str>,
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;
    fn next(&mut self) -> Option<Row<'a>> {
        let line = self.lines.next()?;
        Some(Row {
            header: self.header.clone(),
            cells: line.split('\t').collect(),
        })
    }
}

impl<'a> Row<'a> {
    fn get(&self, column: &str) -> &'a str {
        let at = self.header.iter().position(|h| *h == column);
        at.and_then(|i| self.cells.get(i))
            .copied()
            .unwrap_or_default()
    }

    fn pairs(&self) -> Vec<(String, String)> {
        self.header
            .iter()
            .zip(&self.cells)
            .map(|(h, c)| (h.to_string(), c.to_string()))
            .collect()
    }

    fn names(&self, prefix: &str) -> Names {
        LANGUAGE_COLUMNS
            .iter()
            .map(|code| {
                let cell = self.get(&format!("{prefix}{code}"));
                (
                    *code,
                    cell.split('|')
                        .filter(|n| !n.is_empty())
                        .map(String::from)
                        .collect(),
                )
            })
            .collect()
    }

    /// What all tables share.
    fn known(&self) -> Known {
        let latitude = self.get("latitude").parse().ok();
        let longitude = self.get("longitude").parse().ok();
        Known {
            id: match self.get("id") {
                // A bundle leaves ids out that the English name gives.
                "" => slug(self.get("en").split('|').next().unwrap_or_default()),
                id => id.into(),
            },
            kind: Kind::Place,
            class: String::new(),
            source: Source::Actors,
            country: String::new(),
            country_row: None,
            place: String::new(),
            iso: String::new(),
            qid: String::new(),
            gender: String::new(),
            posts: Vec::new(),
            location: latitude.zip(longitude),
            precision: match self.get("precision") {
                "city" => Precision::City,
                "country" => Precision::Country,
                _ => Precision::Region,
            },
            population: self.get("population").parse().unwrap_or(0),
            names: self.names(""),
            demonyms: self.names("demonym_"),
        }
    }
}
