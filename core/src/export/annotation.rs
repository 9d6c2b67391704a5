//! W3C Web Annotations: one annotation for every mention, quotation, claim and connection.
//!
//! Web Annotation Data Model, W3C Recommendation, 2017. A target names the article's text, the
//! words with what stands before and after them (TextQuoteSelector) and their code points
//! (TextPositionSelector). The terms `mark` and `corpus` hold, as JSON literals of JSON-LD 1.1,
//! what [`crate::import::annotation`] needs to read the collection back without loss.

use super::escape::urn;
use super::json;
use crate::analysis::Analysis;
use crate::corpus::Document;
use crate::resolve::Entity;
use crate::text::CodePoints;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Code points before and after the words.
const CONTEXT: u32 = 32;

/// The lists of marks in `crossread/1`, the word of an annotation's id, and its motivation.
const LISTS: [(&str, &str, &str); 4] = [
    ("mentions", "mention", "identifying"),
    ("quotations", "quotation", "highlighting"),
    ("claims", "claim", "classifying"),
    ("connections", "connection", "linking"),
];

/// The analysis as an annotation collection (JSON-LD).
pub fn to_annotations(analysis: &Analysis) -> String {
    let mut corpus = json::to_json(analysis);
    let mut items = Vec::new();
    let mut taken = Vec::new();
    if let Some(documents) = corpus["documents"].as_array_mut() {
        for document in documents {
            taken.push(LISTS.map(|(list, _, _)| document[list].take()));
            if let Value::Object(fields) = document {
                for (list, _, _) in LISTS {
                    fields.remove(list);
                }
            }
        }
    }
    let entities: BTreeMap<&str, &Entity> = analysis
        .entities
        .iter()
        .map(|e| (e.id.as_str(), e))
        .collect();
    for (document, lists) in analysis.documents.iter().zip(taken) {
        let text = Text::new(&entities, document);
        for ((list, word, motivation), marks) in LISTS.iter().zip(lists) {
            let Value::Array(marks) = marks else { continue };
            for (i, mark) in marks.into_iter().enumerate() {
                let targets: Vec<Value> = match mark["evidence"].as_array() {
                    Some(evidence) => evidence.iter().map(|e| text.target(e)).collect(),
                    None => vec![text.target(&mark)],
                };
                items.push(json!({
                    "id": format!("{}:{word}:{}", text.source, i + 1),
                    "type": "Annotation",
                    "motivation": motivation,
                    "body": text.bodies(word, &mark),
                    "target": targets,
                    "mark": {
                        "document": document.id,
                        "list": list,
                        "index": i,
                        "value": mark,
                    },
                }));
            }
        }
    }
    let collection = json!({
        "@context": [
            "http://www.w3.org/ns/anno.jsonld",
            {
                "crossread": "urn:crossread:term:",
                "mark": {"@id": "crossread:mark", "@type": "@json"},
                "corpus": {"@id": "crossread:corpus", "@type": "@json"},
            },
        ],
        "id": "urn:crossread:annotations",
        "type": "AnnotationCollection",
        "label": "What articles say, marked by crossread",
        "total": items.len(),
        "first": {
            "id": "urn:crossread:annotations:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
        "corpus": corpus,
    });
    format!("{collection:#}\n")
}

/// One article's text, to aim at.
struct Text<'a> {
    entities: &'a BTreeMap<&'a str, &'a Entity>,
    source: String,
    body: &'a str,
    language: &'a str,
    url: Option<&'a str>,
    points: CodePoints,
}

impl<'a> Text<'a> {
    fn new(entities: &'a BTreeMap<&'a str, &'a Entity>, document: &'a Document) -> Self {
        Text {
            entities,
            source: urn("document", &document.id),
            body: &document.body,
            language: &document.language,
            url: document.url.as_deref(),
            points: CodePoints::new(&document.body),
        }
    }

    /// The target of a mark that has `start`, `end` and `text`.
    fn target(&self, mark: &Value) -> Value {
        let at = |field: &str| mark[field].as_u64().unwrap_or(0) as u32;
        let (start, end) = (at("start"), at("end"));
        let exact = mark["text"].as_str().unwrap_or_default();
        let (before, after) = self.around(start, exact.len());
        let mut target = json!({
            "source": self.source,
            "selector": [
                {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        });
        if let Some(url) = self.url {
            target["scope"] = super::escape::iri(url).into();
        }
        target
    }

    /// The text before and after words of so many bytes that start at a code point.
    fn around(&self, start: u32, bytes: usize) -> (&'a str, &'a str) {
        // The byte of the code point, by bisection.
        let (mut low, mut high) = (0u32, self.body.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.points.offset(self.body, middle) < start {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let mut at = low as usize;
        // Bytes inside the code point before count it already.
        while !self.body.is_char_boundary(at) {
            at += 1;
        }
        let before = self.body.get(..at).unwrap_or_default();
        let from = before.char_indices().rev().take(CONTEXT as usize).last();
        let rest = self.body.get(at + bytes..).unwrap_or_default();
        let to = rest.char_indices().nth(CONTEXT as usize);
        (
            from.map_or("", |(i, _)| &before[i..]),
            &rest[..to.map_or(rest.len(), |(i, _)| i)],
        )
    }

    /// What the annotation says, for people and for programs that know Web Annotations alone.
    fn bodies(&self, word: &str, mark: &Value) -> Vec<Value> {
        let field = |name: &str| mark[name].as_str().unwrap_or_default();
        let text = match word {
            "mention" => format!("{} ({})", self.name(field("entity")), field("form")),
            "quotation" => match mark["speaker"].as_str() {
                Some(speaker) => format!("Quotation. Speaker: {}", self.name(speaker)),
                None => "Quotation".to_string(),
            },
            "claim" => format!(
                "Claim. Holder: {}. {}, {}",
                self.name(field("holder")),
                field("certainty"),
                field("polarity")
            ),
            _ => format!(
                "{} — {} — {}. {}, {}",
                self.name(field("a")),
                field("type"),
                self.name(field("b")),
                field("certainty"),
                field("polarity")
            ),
        };
        let mut bodies = vec![json!({
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "value": text,
        })];
        for topic in mark["topics"].as_array().into_iter().flatten() {
            bodies.push(json!({"type": "TextualBody", "purpose": "tagging", "value": topic}));
        }
        if word == "mention"
            && let Some(entity) = self.entities.get(field("entity"))
            && let Some(qid) = &entity.wikidata
        {
            bodies.push(json!({
                "type": "SpecificResource",
                "purpose": "identifying",
                "source": format!("http://www.wikidata.org/entity/{qid}"),
            }));
        }
        if word == "quotation" {
            let mut language = Map::new();
            language.insert("type".into(), "TextualBody".into());
            language.insert("purpose".into(), "highlighting".into());
            language.insert("language".into(), self.language.into());
            language.insert("value".into(), field("text").into());
            bodies.push(Value::Object(language));
        }
        bodies
    }

    /// An entity's name, or the word itself.
    fn name<'s>(&'s self, id: &'s str) -> &'s str {
        self.entities.get(id).map_or(id, |e| e.name.as_str())
    }
}
