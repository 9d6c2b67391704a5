//! Reads `crossread/1` back: all that [`crate::export::json`] wrote, and the JSON of earlier
//! versions, whose marks have fewer fields.

use super::problem::Problem;
use crate::analysis::Analysis;
use crate::compare::align::compare;
use crate::compare::{Aspect, ClaimRef, Comparison, Difference};
use crate::corpus::{Document, DocumentKind};
use crate::data::data;
use crate::export::json::{BLOCKS, FORMAT, PRECISIONS};
use crate::extract::{
    Claim, Connection, Date, EntityIx, Evidence, Extraction, Holder, Mention, Number, Quotation,
    Why,
};
use crate::lang::detect::detect;
use crate::note::{Note, Severity};
use crate::resolve::{Entity, Reason};
use crate::text::{Block, BlockKind, Span};
use crate::vocabulary::{Certainty, ConnectionType, Form, Kind, Polarity, Relation, Topic};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A file of the format.
#[derive(Deserialize)]
struct File {
    format: String,
    documents: Vec<DocumentValue>,
    #[serde(default)]
    entities: Vec<JoinedValue>,
    #[serde(default)]
    comparisons: Vec<ComparisonValue>,
    #[serde(default)]
    notes: Vec<String>,
    remarks: Option<Vec<Note>>,
}

/// A document: its own fields and its marks. The marks may be missing: then it is an article.
#[derive(Deserialize)]
pub(super) struct DocumentValue {
    #[serde(default)]
    id: String,
    #[serde(default)]
    language: String,
    title: Option<String>,
    outlet: Option<String>,
    agency: Option<String>,
    date: Option<String>,
    place: Option<String>,
    url: Option<String>,
    #[serde(default)]
    kind: DocumentKind,
    digest_of: Option<String>,
    rights: Option<String>,
    #[serde(default)]
    markdown: bool,
    body: String,
    #[serde(default)]
    blocks: Vec<BlockValue>,
    #[serde(default)]
    sentences: Vec<(u32, u32, u32)>,
    #[serde(default)]
    entities: Vec<EntityValue>,
    #[serde(default)]
    mentions: Vec<MentionValue>,
    #[serde(default)]
    quotations: Vec<QuotationValue>,
    #[serde(default)]
    claims: Vec<ClaimValue>,
    #[serde(default)]
    connections: Vec<ConnectionValue>,
}

#[derive(Deserialize)]
struct BlockValue {
    kind: String,
    start: u32,
    end: u32,
    outer: (u32, u32),
    under: Option<u32>,
}

#[derive(Deserialize)]
struct EntityValue {
    id: String,
    kind: Kind,
    name: String,
    #[serde(default)]
    names: BTreeMap<String, Vec<String>>,
    wikidata: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

#[derive(Deserialize)]
struct JoinedValue {
    id: String,
    kind: Kind,
    name: String,
    #[serde(default)]
    spellings: Vec<SpellingValue>,
    #[serde(default)]
    reasons: Vec<ReasonValue>,
    known: Option<String>,
    wikidata: Option<String>,
    country: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    precision: Option<String>,
}

#[derive(Deserialize)]
struct SpellingValue {
    language: String,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct ReasonValue {
    rule: String,
    merged: bool,
    names: Vec<String>,
    other: Option<String>,
}

/// A span with its words, by which it is checked.
#[derive(Clone, Deserialize)]
struct WordsValue {
    start: u32,
    end: u32,
    text: Option<String>,
}

#[derive(Deserialize)]
struct MentionValue {
    #[serde(flatten)]
    words: WordsValue,
    entity: String,
    form: Form,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    cues: Vec<WordsValue>,
}

#[derive(Deserialize)]
struct SourceValue {
    kind: String,
    entity: Option<String>,
    start: Option<u32>,
    end: Option<u32>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct QuotationValue {
    #[serde(flatten)]
    words: WordsValue,
    speaker: Option<String>,
    source: Option<SourceValue>,
    cue_span: Option<WordsValue>,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    cues: Vec<WordsValue>,
}

#[derive(Deserialize)]
struct ConceptValue {
    #[serde(flatten)]
    words: WordsValue,
    id: String,
}

#[derive(Deserialize)]
struct NumberValue {
    #[serde(flatten)]
    words: WordsValue,
    value: Option<f64>,
    #[serde(default)]
    approximate: bool,
}

#[derive(Deserialize)]
struct DateValue {
    #[serde(flatten)]
    words: WordsValue,
    date: String,
}

#[derive(Deserialize)]
struct ClaimValue {
    #[serde(flatten)]
    words: WordsValue,
    holder: String,
    source: Option<SourceValue>,
    #[serde(default)]
    sentence: u32,
    certainty: Certainty,
    polarity: Polarity,
    #[serde(default)]
    topics: Vec<Topic>,
    #[serde(default)]
    topic_words: Vec<WordsValue>,
    #[serde(default)]
    concepts: Vec<ConceptValue>,
    #[serde(default)]
    entities: Vec<String>,
    #[serde(default)]
    numbers: Vec<NumberValue>,
    #[serde(default)]
    dates: Vec<DateValue>,
    #[serde(default)]
    framing: Vec<WordsValue>,
    #[serde(default)]
    chain: Vec<String>,
    chain_sources: Option<Vec<SourceValue>>,
    holder_cue: Option<WordsValue>,
    certainty_cue: Option<WordsValue>,
    polarity_cue: Option<WordsValue>,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    cues: Vec<WordsValue>,
}

#[derive(Deserialize)]
struct EvidenceValue {
    #[serde(flatten)]
    words: WordsValue,
    a: Option<WordsValue>,
    b: Option<WordsValue>,
    cue: Option<WordsValue>,
    claim: Option<String>,
}

#[derive(Deserialize)]
struct ConnectionValue {
    a: String,
    b: String,
    #[serde(rename = "type")]
    kind: ConnectionType,
    certainty: Certainty,
    polarity: Polarity,
    date: Option<String>,
    place: Option<String>,
    evidence: Vec<EvidenceValue>,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    cues: Vec<WordsValue>,
}

#[derive(Deserialize)]
struct ClaimRefValue {
    document: String,
    claim: String,
}

#[derive(Deserialize)]
struct ComparisonValue {
    id: String,
    label: String,
    relation: Relation,
    claims: Vec<ClaimRefValue>,
    topic: Option<Topic>,
    #[serde(default)]
    differences: Vec<String>,
    #[serde(default)]
    difference_words: Vec<Vec<Vec<WordsValue>>>,
    #[serde(default = "whole")]
    strength: f64,
    #[serde(default)]
    suggested: bool,
    #[serde(default)]
    why: Vec<String>,
}

fn whole() -> f64 {
    1.0
}

/// Whether a text looks like a file of the format, without reading all of it.
pub fn is_crossread(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    text.starts_with('{') && text.contains("\"crossread/")
}

/// The analysis that a text of the format holds. Exported again it gives the same bytes.
/// [`Extraction::entities`] is empty: what documents say of entities apart is not in the format.
///
/// # Errors
/// A text that is not JSON, of another format, or whose marks don't fit its documents.
pub fn read(name: &str, text: &str) -> Result<Analysis, Problem> {
    let file = serde_json::from_str(text.trim_start_matches('\u{FEFF}'));
    analysis(name, file.map_err(|e| not_json(name, &e))?)
}

/// As [`read`], of a value.
pub(super) fn from_value(name: &str, value: serde_json::Value) -> Result<Analysis, Problem> {
    let file = serde_json::from_value(value);
    analysis(name, file.map_err(|e| not_json(name, &e))?)
}

fn analysis(name: &str, file: File) -> Result<Analysis, Problem> {
    if file.format != FORMAT {
        return Err(Problem::new(
            name,
            format!("its format is {:?}, not {FORMAT}", file.format),
            "export it again with this version of crossread",
        ));
    }
    let mut reader = Reader {
        name,
        ids: BTreeMap::new(),
        documents: BTreeMap::new(),
        claims: Vec::new(),
    };
    reader.analysis(file)
}

/// What a text that is not JSON, or not of this shape, is told.
pub(super) fn not_json(name: &str, error: &serde_json::Error) -> Problem {
    let hint = if error.is_eof() {
        "the file is cut off: save or download it again"
    } else if error.is_data() {
        "it must be an export of crossread (crossread/1)"
    } else {
        "the file is damaged, or no JSON: export it again"
    };
    Problem::new(name, format!("it cannot be read as JSON: {error}"), hint)
}

/// The document on a line of JSON lines. Without an id it has the place as its id; without a
/// language the text is asked for it, and `und` stands where it does not say.
///
/// # Errors
/// A line that is no document, or one without text.
pub fn line(place: &str, text: &str) -> Result<Document, Problem> {
    let value: DocumentValue =
        serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|e| {
            Problem::new(
                place,
                format!("the line is no document: {e}"),
                "write {\"id\": …, \"body\": …, \"language\": …} on one line",
            )
        })?;
    let mut document = value.document();
    if document.body.trim().is_empty() {
        let hint = "put the article's text into its field \"body\"";
        return Err(Problem::new(place, "the document has no text", hint));
    }
    if document.id.trim().is_empty() {
        document.id = place.to_string();
    }
    if document.language.trim().is_empty() {
        document.language = detect(&document.body).unwrap_or_else(|| "und".into());
    }
    Ok(document)
}

/// The analysis of documents that were analysed apart, one on each line: what
/// `crossread analyse --format jsonl` wrote, or a part of it. Entities of one id are one; the
/// claims are compared anew.
///
/// # Errors
/// As [`read`].
pub fn lines(name: &str, text: &str) -> Result<Analysis, Problem> {
    let mut documents = Vec::new();
    for (i, line) in text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
    {
        let value = serde_json::from_str(line);
        documents.push(value.map_err(|e| not_json(&format!("{name}:{}", i + 1), &e))?);
    }
    let mut analysis = analysis(
        name,
        File {
            format: FORMAT.into(),
            documents,
            entities: Vec::new(),
            comparisons: Vec::new(),
            notes: Vec::new(),
            remarks: None,
        },
    )?;
    analysis.comparisons = compare(
        &analysis.documents,
        &analysis.extractions,
        &analysis.entities,
    );
    Ok(analysis)
}

/// The articles of a JSON text, whether analysed or not: a file of the format, a list of
/// documents, one document, or one on each line.
///
/// # Errors
/// A text that is none of these. Marks are not looked at.
pub(super) fn articles(name: &str, text: &str) -> Result<Vec<Document>, Problem> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Articles {
        File { documents: Vec<DocumentValue> },
        List(Vec<DocumentValue>),
        One(Box<DocumentValue>),
    }
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let list = match serde_json::from_str(text) {
        Ok(Articles::File { documents }) => documents,
        Ok(Articles::List(documents)) => documents,
        Ok(Articles::One(document)) => vec![*document],
        Err(whole) => {
            // One document a line, if the first line is one.
            let mut list = Vec::new();
            for (i, line) in text
                .lines()
                .enumerate()
                .filter(|(_, l)| !l.trim().is_empty())
            {
                match serde_json::from_str::<DocumentValue>(line) {
                    Ok(document) => list.push(document),
                    Err(_) if i == 0 => return Err(not_json(name, &whole)),
                    Err(e) => return Err(not_json(&format!("{name}, line {}", i + 1), &e)),
                }
            }
            list
        }
    };
    Ok(list.into_iter().map(DocumentValue::document).collect())
}

impl DocumentValue {
    /// The article alone.
    pub(super) fn document(self) -> Document {
        self.split().0
    }

    fn split(self) -> (Document, MarkValues) {
        let document = Document {
            id: self.id,
            language: self.language,
            title: self.title,
            outlet: self.outlet,
            agency: self.agency,
            date: self.date,
            place: self.place,
            url: self.url,
            kind: self.kind,
            digest_of: self.digest_of,
            rights: self.rights,
            markdown: self.markdown,
            body: self.body,
        };
        let marks = MarkValues {
            blocks: self.blocks,
            sentences: self.sentences,
            entities: self.entities,
            mentions: self.mentions,
            quotations: self.quotations,
            claims: self.claims,
            connections: self.connections,
        };
        (document, marks)
    }
}

struct MarkValues {
    blocks: Vec<BlockValue>,
    sentences: Vec<(u32, u32, u32)>,
    entities: Vec<EntityValue>,
    mentions: Vec<MentionValue>,
    quotations: Vec<QuotationValue>,
    claims: Vec<ClaimValue>,
    connections: Vec<ConnectionValue>,
}

/// From code points to bytes in one body.
struct Places<'a> {
    body: &'a str,
    /// The byte of each 64th code point; empty if the body is ASCII.
    marks: Vec<u32>,
    points: u32,
}

const STEP: usize = 64;

impl<'a> Places<'a> {
    fn new(body: &'a str) -> Self {
        let mut marks = Vec::new();
        let mut points = body.len();
        if !body.is_ascii() {
            points = 0;
            for (byte, _) in body.char_indices() {
                if points.is_multiple_of(STEP) {
                    marks.push(byte as u32);
                }
                points += 1;
            }
        }
        Places {
            body,
            marks,
            points: points as u32,
        }
    }

    /// The byte of a code point; `None` beyond the end.
    fn byte(&self, point: u32) -> Option<u32> {
        if point > self.points {
            return None;
        }
        if self.marks.is_empty() {
            return Some(point);
        }
        if point == self.points {
            return Some(self.body.len() as u32);
        }
        let start = *self.marks.get(point as usize / STEP)?;
        let rest = self.body.get(start as usize..)?;
        let (at, _) = rest.char_indices().nth(point as usize % STEP)?;
        Some(start + at as u32)
    }
}

/// Finds the marks of one document.
struct Finder<'a> {
    name: &'a str,
    document: &'a str,
    places: &'a Places<'a>,
    ids: &'a BTreeMap<String, EntityIx>,
}

impl Finder<'_> {
    fn wrong(&self, what: impl std::fmt::Display) -> Problem {
        Problem::new(
            self.name,
            format!("document {:?}: {what}", self.document),
            "text and marks no longer belong together: export them again",
        )
    }

    fn range(&self, start: u32, end: u32) -> Result<Span, Problem> {
        match (self.places.byte(start), self.places.byte(end)) {
            (Some(s), Some(e)) if s <= e => Ok(Span::new(s, e)),
            _ => Err(self.wrong(format_args!(
                "there is no place {start} to {end} in its text"
            ))),
        }
    }

    fn words(&self, words: &WordsValue) -> Result<Span, Problem> {
        let span = self.range(words.start, words.end)?;
        match &words.text {
            Some(text) if span.of(self.places.body) != text => Err(self.wrong(format_args!(
                "other words stand at {} to {} than it says",
                words.start, words.end
            ))),
            _ => Ok(span),
        }
    }

    fn list(&self, words: &[WordsValue]) -> Result<Vec<Span>, Problem> {
        words.iter().map(|w| self.words(w)).collect()
    }

    fn maybe(&self, words: Option<&WordsValue>) -> Result<Option<Span>, Problem> {
        words.map(|w| self.words(w)).transpose()
    }

    fn entity(&self, id: &str) -> Result<EntityIx, Problem> {
        let found = self.ids.get(id).copied();
        found.ok_or_else(|| self.wrong(format_args!("there is no entity {id:?}")))
    }

    fn why(&self, word: &str, cues: &[WordsValue]) -> Result<Why, Problem> {
        Ok(Why {
            rule: word.to_string().into(),
            cues: self.list(cues)?.into(),
        })
    }

    /// A holder by its kind and place, else by its word: then an unnamed source's words are
    /// looked for in the text.
    fn holder(&self, source: Option<&SourceValue>, word: &str) -> Result<Holder, Problem> {
        let Some(source) = source else {
            return Ok(match word {
                "author" => Holder::Author,
                "unnamed sources" => Holder::Hearsay,
                _ => match (self.ids.get(word), self.look_for(word)) {
                    (Some(e), _) => Holder::Entity(*e),
                    (None, Some(span)) => Holder::Unnamed(span),
                    _ => Holder::Hearsay,
                },
            });
        };
        Ok(match source.kind.as_str() {
            "author" => Holder::Author,
            "hearsay" => Holder::Hearsay,
            "entity" => Holder::Entity(self.entity(source.entity.as_deref().unwrap_or(word))?),
            "unnamed" => {
                let (Some(start), Some(end)) = (source.start, source.end) else {
                    return Err(self.wrong("an unnamed source has no place"));
                };
                let text = source.text.clone();
                Holder::Unnamed(self.words(&WordsValue { start, end, text })?)
            }
            other => return Err(self.wrong(format_args!("{other:?} is no kind of source"))),
        })
    }

    /// Where words stand first, in the beginning of the text.
    fn look_for(&self, words: &str) -> Option<Span> {
        const FAR: usize = 100_000;
        let body = self.places.body;
        let end = body.char_indices().map(|(i, _)| i).find(|i| *i >= FAR);
        let at = body[..end.unwrap_or(body.len())].find(words)?;
        Some(Span::new(at as u32, (at + words.len()) as u32))
    }

    fn block(&self, b: &BlockValue, count: usize) -> Result<Block, Problem> {
        let kind = BLOCKS
            .iter()
            .find(|(_, name)| *name == b.kind)
            .map_or(BlockKind::Paragraph, |(kind, _)| *kind);
        if b.under.is_some_and(|u| u as usize >= count) {
            return Err(self.wrong("a block stands under one that is not there"));
        }
        Ok(Block {
            kind,
            span: self.range(b.start, b.end)?,
            outer: self.range(b.outer.0, b.outer.1)?,
            under: b.under,
        })
    }

    fn quotation(&self, q: &QuotationValue) -> Result<Quotation, Problem> {
        let speaker = match (&q.source, &q.speaker) {
            (None, None) => None,
            (source, word) => {
                let word = word.as_deref().unwrap_or_default();
                Some(self.holder(source.as_ref(), word)?)
            }
        };
        Ok(Quotation {
            span: self.words(&q.words)?,
            speaker,
            cue: self.maybe(q.cue_span.as_ref())?,
            why: self.why(&q.rule, &q.cues)?,
        })
    }

    fn claim(&self, c: &ClaimValue) -> Result<Claim, Problem> {
        let span = self.words(&c.words)?;
        let mut topics = Vec::new();
        for (i, topic) in c.topics.iter().enumerate() {
            let words = self.maybe(c.topic_words.get(i))?;
            topics.push((*topic, words.unwrap_or(span)));
        }
        let mut concepts = Vec::new();
        for concept in &c.concepts {
            // A concept that this version's tables no longer have is left out.
            if let Some(row) = data().concept(&concept.id) {
                concepts.push((row, self.words(&concept.words)?));
            }
        }
        let mut numbers = Vec::new();
        for n in &c.numbers {
            numbers.push(Number {
                value: n.value.unwrap_or(f64::NAN),
                approximate: n.approximate,
                span: self.words(&n.words)?,
            });
        }
        let mut dates = Vec::new();
        for d in &c.dates {
            dates.push(Date {
                iso: d.date.clone(),
                span: self.words(&d.words)?,
            });
        }
        let chain: Result<Vec<Holder>, Problem> = match &c.chain_sources {
            Some(sources) => sources.iter().map(|s| self.holder(Some(s), "")).collect(),
            None => c.chain.iter().map(|w| self.holder(None, w)).collect(),
        };
        Ok(Claim {
            span,
            sentence: c.sentence,
            holder: self.holder(c.source.as_ref(), &c.holder)?,
            chain: chain?,
            holder_cue: self.maybe(c.holder_cue.as_ref())?,
            certainty: c.certainty,
            certainty_cue: self.maybe(c.certainty_cue.as_ref())?,
            polarity: c.polarity,
            polarity_cue: self.maybe(c.polarity_cue.as_ref())?,
            topics,
            concepts,
            entities: c
                .entities
                .iter()
                .map(|e| self.entity(e))
                .collect::<Result<_, _>>()?,
            numbers,
            dates,
            framing: self.list(&c.framing)?,
            why: self.why(&c.rule, &c.cues)?,
        })
    }

    fn connection(&self, c: &ConnectionValue, claims: usize) -> Result<Connection, Problem> {
        let mut evidence = Vec::new();
        for e in &c.evidence {
            let span = self.words(&e.words)?;
            let claim = match &e.claim {
                None => None,
                Some(id) => Some(
                    claim_index(id)
                        .filter(|i| (*i as usize) < claims)
                        .ok_or_else(|| self.wrong(format_args!("there is no claim {id:?}")))?,
                ),
            };
            let part = |words: Option<&WordsValue>| self.maybe(words).map(|s| s.unwrap_or(span));
            evidence.push(Evidence {
                span,
                a: part(e.a.as_ref())?,
                b: part(e.b.as_ref())?,
                cue: part(e.cue.as_ref())?,
                claim,
            });
        }
        let place = c.place.as_deref().map(|p| self.entity(p)).transpose()?;
        Ok(Connection {
            a: self.entity(&c.a)?,
            b: self.entity(&c.b)?,
            kind: c.kind,
            polarity: c.polarity,
            certainty: c.certainty,
            date: c.date.clone(),
            place,
            evidence,
            why: self.why(&c.rule, &c.cues)?,
        })
    }
}

/// The index that a claim's id stands for.
fn claim_index(id: &str) -> Option<u32> {
    id.strip_prefix('c')?.parse::<u32>().ok()?.checked_sub(1)
}

/// Puts an analysis together.
struct Reader<'a> {
    name: &'a str,
    ids: BTreeMap<String, EntityIx>,
    documents: BTreeMap<String, u32>,
    /// How many claims each document has.
    claims: Vec<usize>,
}

impl Reader<'_> {
    fn wrong(&self, what: impl Into<String>) -> Problem {
        Problem::new(
            self.name,
            what,
            "the file was changed by hand or damaged: export it again",
        )
    }

    fn analysis(&mut self, file: File) -> Result<Analysis, Problem> {
        let mut documents = Vec::new();
        let mut marks = Vec::new();
        for value in file.documents {
            let (document, mark) = value.split();
            let index = documents.len() as u32;
            if self.documents.insert(document.id.clone(), index).is_some() {
                return Err(self.wrong(format!("two documents have the id {:?}", document.id)));
            }
            documents.push(document);
            marks.push(mark);
        }
        let entities = if file.entities.is_empty() {
            self.first_entities(&marks)
        } else {
            self.entities(file.entities)?
        };
        let places: Vec<Places> = documents.iter().map(|d| Places::new(&d.body)).collect();
        let mut extractions = Vec::new();
        for ((document, places), mark) in documents.iter().zip(&places).zip(&marks) {
            let extraction = self.extraction(document, places, mark)?;
            self.claims.push(extraction.claims.len());
            extractions.push(extraction);
        }
        let mut comparisons = Vec::new();
        for value in &file.comparisons {
            comparisons.push(self.comparison(value, &documents, &places)?);
        }
        drop(places);
        let notes = file.remarks.unwrap_or_else(|| {
            let note = |text: &String| Note::new(Severity::Warning, self.name, text.clone());
            file.notes.iter().map(note).collect()
        });
        Ok(Analysis {
            documents,
            extractions,
            entities,
            comparisons,
            notes,
        })
    }

    fn add(&mut self, entity: Entity, entities: &mut Vec<Entity>) -> bool {
        let index = EntityIx(entities.len() as u32);
        let new = self.ids.insert(entity.id.clone(), index).is_none();
        entities.push(entity);
        new
    }

    fn entities(&mut self, values: Vec<JoinedValue>) -> Result<Vec<Entity>, Problem> {
        let mut entities = Vec::new();
        let mut reasons = Vec::new();
        for value in values {
            let precision = value.precision.as_deref();
            let precision = PRECISIONS
                .iter()
                .find(|(_, name)| Some(*name) == precision)
                .map(|(p, _)| *p);
            let location = match (value.latitude, value.longitude, precision) {
                (Some(latitude), Some(longitude), Some(precision)) => {
                    Some((latitude as f32, longitude as f32, precision))
                }
                _ => None,
            };
            let entity = Entity {
                id: value.id,
                kind: value.kind,
                name: value.name,
                names: value
                    .spellings
                    .into_iter()
                    .map(|s| (s.language, s.names))
                    .collect(),
                known: value.known.as_deref().and_then(|id| data().by_id(id)),
                wikidata: value.wikidata,
                country: value.country,
                location,
                reasons: Vec::new(),
            };
            let id = entity.id.clone();
            if !self.add(entity, &mut entities) {
                return Err(self.wrong(format!("two entities have the id {id:?}")));
            }
            reasons.push(value.reasons);
        }
        for (i, list) in reasons.into_iter().enumerate() {
            for r in list {
                let other = match &r.other {
                    None => None,
                    Some(id) => Some(
                        *self
                            .ids
                            .get(id)
                            .ok_or_else(|| self.wrong(format!("there is no entity {id:?}")))?,
                    ),
                };
                entities[i].reasons.push(Reason {
                    rule: r.rule.into(),
                    merged: r.merged,
                    names: r.names,
                    other,
                });
            }
        }
        Ok(entities)
    }

    /// The entities of a file that has them by document alone, as the first version wrote it.
    fn first_entities(&mut self, marks: &[MarkValues]) -> Vec<Entity> {
        let mut entities = Vec::new();
        for value in marks.iter().flat_map(|m| &m.entities) {
            if self.ids.contains_key(&value.id) {
                continue;
            }
            let known = data().by_id(&value.id);
            let row = known.and_then(|k| data().known.get(k as usize));
            let row = row.filter(|r| value.wikidata.as_ref().is_none_or(|q| *q == r.qid));
            let location = row.and_then(|r| data().location(r)).or_else(|| {
                let (_, precision) = (value.latitude?, PRECISIONS[0].0);
                Some((value.latitude? as f32, value.longitude? as f32, precision))
            });
            let entity = Entity {
                id: value.id.clone(),
                kind: value.kind,
                name: value.name.clone(),
                names: value.names.clone().into_iter().collect(),
                known: known.filter(|_| row.is_some()),
                wikidata: value.wikidata.clone(),
                country: row.map(|r| r.country.clone()).filter(|c| !c.is_empty()),
                location,
                reasons: Vec::new(),
            };
            self.add(entity, &mut entities);
        }
        entities
    }

    fn extraction(
        &self,
        document: &Document,
        places: &Places<'_>,
        marks: &MarkValues,
    ) -> Result<Extraction, Problem> {
        let finder = Finder {
            name: self.name,
            document: &document.id,
            places,
            ids: &self.ids,
        };
        let mut out = Extraction::default();
        for b in &marks.blocks {
            out.blocks.push(finder.block(b, marks.blocks.len())?);
        }
        for (start, end, block) in &marks.sentences {
            if *block as usize >= marks.blocks.len() {
                return Err(finder.wrong("a sentence stands in a block that is not there"));
            }
            out.sentences.push((finder.range(*start, *end)?, *block));
        }
        for m in &marks.mentions {
            out.mentions.push(Mention {
                span: finder.words(&m.words)?,
                entity: finder.entity(&m.entity)?,
                form: m.form,
                why: finder.why(&m.rule, &m.cues)?,
            });
        }
        for q in &marks.quotations {
            out.quotations.push(finder.quotation(q)?);
        }
        for c in &marks.claims {
            if !marks.sentences.is_empty() && c.sentence as usize >= marks.sentences.len() {
                return Err(finder.wrong("a claim stands in a sentence that is not there"));
            }
            out.claims.push(finder.claim(c)?);
        }
        for c in &marks.connections {
            let connection = finder.connection(c, marks.claims.len())?;
            out.connections.push(connection);
        }
        Ok(out)
    }

    fn document(&self, id: &str) -> Result<u32, Problem> {
        let found = self.documents.get(id).copied();
        found.ok_or_else(|| self.wrong(format!("there is no document {id:?}")))
    }

    fn comparison(
        &self,
        value: &ComparisonValue,
        documents: &[Document],
        places: &[Places<'_>],
    ) -> Result<Comparison, Problem> {
        let mut claims = Vec::new();
        for c in &value.claims {
            let document = self.document(&c.document)?;
            let count = self.claims.get(document as usize).copied().unwrap_or(0);
            let claim = claim_index(&c.claim)
                .filter(|i| (*i as usize) < count)
                .ok_or_else(|| {
                    self.wrong(format!("{:?} has no claim {:?}", c.document, c.claim))
                })?;
            claims.push(ClaimRef { document, claim });
        }
        let mut differences = Vec::new();
        for (i, name) in value.differences.iter().enumerate() {
            let Some(aspect) = ASPECTS.into_iter().find(|a| a.as_str() == name) else {
                return Err(self.wrong(format!("{name:?} is no aspect of a comparison")));
            };
            let mut words = vec![Vec::new(); claims.len()];
            let lists = value.difference_words.get(i).map_or(&[][..], Vec::as_slice);
            for ((list, claim), out) in lists.iter().zip(&claims).zip(&mut words) {
                let finder = Finder {
                    name: self.name,
                    document: &documents[claim.document as usize].id,
                    places: &places[claim.document as usize],
                    ids: &self.ids,
                };
                *out = finder.list(list)?;
            }
            differences.push(Difference { aspect, words });
        }
        Ok(Comparison {
            id: value.id.clone(),
            label: value.label.clone(),
            relation: value.relation,
            claims,
            topic: value.topic,
            differences,
            strength: value.strength as f32,
            suggested: value.suggested,
            why: value.why.iter().map(|w| w.clone().into()).collect(),
        })
    }
}

const ASPECTS: [Aspect; 8] = [
    Aspect::Participant,
    Aspect::Place,
    Aspect::Date,
    Aspect::Number,
    Aspect::Certainty,
    Aspect::Holder,
    Aspect::Matter,
    Aspect::Polarity,
];
