//! The public format `crossread/1`, documented in the README. Offsets are Unicode code points.
//! [`crate::import::json`] reads it back without loss.

use crate::analysis::Analysis;
use crate::compare::{ClaimRef, Comparison};
use crate::data::{Precision, data};
use crate::extract::{Claim, Connection, EntityIx, Evidence, Extraction, Holder, Quotation};
use crate::resolve::Entity;
use crate::text::{BlockKind, CodePoints, Span};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The name and version of the format.
pub const FORMAT: &str = "crossread/1";

/// The analysis as one JSON value.
pub fn to_json(analysis: &Analysis) -> Value {
    let documents: Vec<Value> = (0..analysis.documents.len())
        .map(|d| document(analysis, d))
        .collect();
    json!({
        "format": FORMAT,
        "documents": documents,
        "entities": analysis.entities.iter().map(|e| joined(analysis, e)).collect::<Vec<_>>(),
        "comparisons": comparisons(analysis),
        "notes": analysis.notes.iter().map(|n| n.to_string()).collect::<Vec<_>>(),
        "remarks": analysis.notes,
    })
}

/// The analysis as text, indented.
pub fn to_text(analysis: &Analysis) -> String {
    format!("{:#}\n", to_json(analysis))
}

/// One document on one line, with its entities: what `--format jsonl` writes.
pub fn line(analysis: &Analysis, index: usize) -> String {
    document(analysis, index).to_string()
}

/// The id of a claim inside its document.
pub fn claim_id(claim: ClaimRef) -> String {
    format!("c{}", claim.claim + 1)
}

/// A value with three decimals at most.
fn thousandths(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

/// The shortest decimal that gives the same single-precision number back.
fn shortest(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

/// The comparisons, as in the format.
fn comparisons(analysis: &Analysis) -> Vec<Value> {
    let points: Vec<CodePoints> = analysis
        .documents
        .iter()
        .map(|d| CodePoints::new(&d.body))
        .collect();
    let id = |d: u32| analysis.documents.get(d as usize).map(|d| d.id.as_str());
    let words = |c: &Comparison, at: usize, spans: &[Span]| -> Vec<Value> {
        let d = c.claims.get(at).map_or(usize::MAX, |r| r.document as usize);
        let (Some(document), Some(points)) = (analysis.documents.get(d), points.get(d)) else {
            return Vec::new();
        };
        let marks = Marks {
            analysis,
            body: &document.body,
            points,
        };
        spans.iter().map(|s| marks.words(*s)).collect()
    };
    let each = analysis.comparisons.iter().map(|c| {
        json!({
            "id": c.id,
            "label": c.label,
            "relation": c.relation.as_str(),
            "claims": c.claims.iter().map(|r| json!({
                "document": id(r.document),
                "claim": claim_id(*r),
            })).collect::<Vec<_>>(),
            "silent": analysis.silent(c).filter_map(id).collect::<Vec<_>>(),
            "topic": c.topic.map(|t| t.as_str()),
            "differences": c.differences.iter().map(|d| d.aspect.as_str()).collect::<Vec<_>>(),
            "difference_words": c.differences.iter().map(|d| {
                d.words.iter().enumerate().map(|(i, s)| words(c, i, s)).collect::<Vec<_>>()
            }).collect::<Vec<_>>(),
            "strength": thousandths(c.strength),
            "suggested": c.suggested,
            "why": c.why,
        })
    });
    each.collect()
}

/// A document's marks as values.
struct Marks<'a> {
    analysis: &'a Analysis,
    body: &'a str,
    points: &'a CodePoints,
}

impl Marks<'_> {
    /// Start, end and text of a span.
    fn at(&self, span: Span) -> Map<String, Value> {
        let mut m = Map::new();
        m.insert(
            "start".into(),
            self.points.offset(self.body, span.start).into(),
        );
        m.insert("end".into(), self.points.offset(self.body, span.end).into());
        m.insert("text".into(), span.of(self.body).into());
        m
    }

    fn words(&self, span: Span) -> Value {
        Value::Object(self.at(span))
    }

    fn list(&self, spans: &[Span]) -> Vec<Value> {
        spans.iter().map(|s| self.words(*s)).collect()
    }

    /// A span with more fields; those that are null in `optional` are left out.
    fn with(&self, span: Span, more: Value, optional: &[(&str, Option<Span>)]) -> Value {
        let mut m = self.at(span);
        if let Value::Object(more) = more {
            m.extend(more);
        }
        for (name, span) in optional {
            if let Some(span) = span {
                m.insert((*name).into(), self.words(*span));
            }
        }
        Value::Object(m)
    }

    fn entity(&self, e: EntityIx) -> &str {
        self.analysis
            .entities
            .get(e.0 as usize)
            .map_or("", |e| e.id.as_str())
    }

    /// A holder as one word or the words of the text.
    fn holder(&self, holder: &Holder) -> String {
        match holder {
            Holder::Author => "author".into(),
            Holder::Entity(e) => self.entity(*e).into(),
            Holder::Unnamed(span) => span.of(self.body).into(),
            Holder::Hearsay => "unnamed sources".into(),
        }
    }

    /// A holder with its kind and place.
    fn source(&self, holder: &Holder) -> Value {
        match holder {
            Holder::Author => json!({"kind": "author"}),
            Holder::Entity(e) => json!({"kind": "entity", "entity": self.entity(*e)}),
            Holder::Unnamed(span) => self.with(*span, json!({"kind": "unnamed"}), &[]),
            Holder::Hearsay => json!({"kind": "hearsay"}),
        }
    }

    fn quotation(&self, q: &Quotation) -> Value {
        let more = json!({
            "speaker": q.speaker.as_ref().map(|h| self.holder(h)),
            "source": q.speaker.as_ref().map(|h| self.source(h)),
            "cue": q.cue.map(|c| c.of(self.body)),
            "rule": q.why.rule,
            "cues": self.list(&q.why.cues),
        });
        self.with(q.span, more, &[("cue_span", q.cue)])
    }

    fn claim(&self, c: &Claim, id: String) -> Value {
        let concepts = c.concepts.iter().filter_map(|(row, span)| {
            let concept = data().concepts.get(*row as usize)?;
            Some(self.with(*span, json!({"id": concept.id}), &[]))
        });
        let numbers = c.numbers.iter().map(|n| {
            let more = json!({"value": n.value, "approximate": n.approximate});
            self.with(n.span, more, &[])
        });
        let dates = c
            .dates
            .iter()
            .map(|d| self.with(d.span, json!({"date": d.iso}), &[]));
        let more = json!({
            "id": id,
            "holder": self.holder(&c.holder),
            "source": self.source(&c.holder),
            "certainty": c.certainty.as_str(),
            "polarity": c.polarity.as_str(),
            "topics": c.topics.iter().map(|t| t.0.as_str()).collect::<Vec<_>>(),
            "topic_words": c.topics.iter().map(|t| self.words(t.1)).collect::<Vec<_>>(),
            "concepts": concepts.collect::<Vec<_>>(),
            "entities": c.entities.iter().map(|e| self.entity(*e)).collect::<Vec<_>>(),
            "numbers": numbers.collect::<Vec<_>>(),
            "dates": dates.collect::<Vec<_>>(),
            "framing": self.list(&c.framing),
            "chain": c.chain.iter().map(|h| self.holder(h)).collect::<Vec<_>>(),
            "chain_sources": c.chain.iter().map(|h| self.source(h)).collect::<Vec<_>>(),
            "sentence": c.sentence,
            "rule": c.why.rule,
            "cues": self.list(&c.why.cues),
        });
        let cues = [
            ("holder_cue", c.holder_cue),
            ("certainty_cue", c.certainty_cue),
            ("polarity_cue", c.polarity_cue),
        ];
        self.with(c.span, more, &cues)
    }

    fn evidence(&self, e: &Evidence, document: u32) -> Value {
        let mut out = self.with(
            e.span,
            json!({}),
            &[("a", Some(e.a)), ("b", Some(e.b)), ("cue", Some(e.cue))],
        );
        if let Some(claim) = e.claim {
            out["claim"] = claim_id(ClaimRef { document, claim }).into();
        }
        out
    }

    fn connection(&self, c: &Connection, document: u32) -> Value {
        let mut m = json!({
            "a": self.entity(c.a),
            "b": self.entity(c.b),
            "type": c.kind.as_str(),
            "certainty": c.certainty.as_str(),
            "polarity": c.polarity.as_str(),
            "evidence": c.evidence.iter().map(|e| self.evidence(e, document)).collect::<Vec<_>>(),
            "rule": c.why.rule,
            "cues": self.list(&c.why.cues),
        });
        if let Some(row) = data().type_row(c.kind).filter(|r| !r.plover.is_empty()) {
            m["plover"] = row.plover.as_str().into();
        }
        if let Some(date) = &c.date {
            m["date"] = date.as_str().into();
        }
        if let Some(place) = c.place {
            m["place"] = self.entity(place).into();
        }
        m
    }
}

/// A block's kind in the format.
pub(crate) const BLOCKS: [(BlockKind, &str); 5] = [
    (BlockKind::Heading, "heading"),
    (BlockKind::Paragraph, "paragraph"),
    (BlockKind::ListItem, "list-item"),
    (BlockKind::TableHead, "table-head"),
    (BlockKind::TableRow, "table-row"),
];

/// A location's precision in the format.
pub(crate) const PRECISIONS: [(Precision, &str); 3] = [
    (Precision::City, "city"),
    (Precision::Country, "country"),
    (Precision::Region, "region"),
];

fn document(analysis: &Analysis, index: usize) -> Value {
    let document = &analysis.documents[index];
    let extraction = &analysis.extractions[index];
    let body = document.body.as_str();
    let points = CodePoints::new(body);
    let marks = Marks {
        analysis,
        body,
        points: &points,
    };
    let number = index as u32;
    let point = |byte: u32| points.offset(body, byte);
    let blocks = extraction.blocks.iter().map(|b| {
        let kind = BLOCKS
            .iter()
            .find(|(k, _)| *k == b.kind)
            .map(|(_, name)| *name);
        let mut m = json!({
            "kind": kind,
            "start": point(b.span.start),
            "end": point(b.span.end),
            "outer": [point(b.outer.start), point(b.outer.end)],
        });
        if let Some(under) = b.under {
            m["under"] = under.into();
        }
        m
    });
    let mut out = json!({
        "id": document.id,
        "language": document.language,
        "title": document.title,
        "outlet": document.outlet,
        "date": document.date,
        "kind": document.kind.as_str(),
        "markdown": document.markdown,
        "body": body,
        "blocks": blocks.collect::<Vec<_>>(),
        "sentences": extraction.sentences.iter()
            .map(|(s, block)| json!([point(s.start), point(s.end), block]))
            .collect::<Vec<_>>(),
        "entities": entities(analysis, extraction),
        "mentions": extraction.mentions.iter().map(|m| marks.with(m.span, json!({
            "entity": marks.entity(m.entity),
            "form": m.form.as_str(),
            "rule": m.why.rule,
            "cues": marks.list(&m.why.cues),
        }), &[])).collect::<Vec<_>>(),
        "quotations": extraction.quotations.iter().map(|q| marks.quotation(q)).collect::<Vec<_>>(),
        "claims": extraction.claims.iter().enumerate().map(|(i, c)| {
            marks.claim(c, claim_id(ClaimRef { document: number, claim: i as u32 }))
        }).collect::<Vec<_>>(),
        "connections": extraction.connections.iter()
            .map(|c| marks.connection(c, number))
            .collect::<Vec<_>>(),
    });
    for (key, value) in [
        ("agency", &document.agency),
        ("url", &document.url),
        ("place", &document.place),
        ("digest_of", &document.digest_of),
        ("rights", &document.rights),
    ] {
        if let Some(value) = value {
            out[key] = value.as_str().into();
        }
    }
    out
}

/// An entity with all that is known of it across the documents.
fn joined(analysis: &Analysis, entity: &Entity) -> Value {
    let names = entity
        .names
        .iter()
        .map(|(language, names)| json!({"language": language, "names": names}));
    let reasons = entity.reasons.iter().map(|r| {
        let mut m = json!({"rule": r.rule, "merged": r.merged, "names": r.names});
        if let Some(other) = r.other.and_then(|o| analysis.entities.get(o.0 as usize)) {
            m["other"] = other.id.as_str().into();
        }
        m
    });
    let mut m = json!({
        "id": entity.id,
        "kind": entity.kind.as_str(),
        "name": entity.name,
        "spellings": names.collect::<Vec<_>>(),
        "reasons": reasons.collect::<Vec<_>>(),
    });
    if let Some(known) = entity.known.and_then(|k| data().known.get(k as usize)) {
        m["known"] = known.id.as_str().into();
    }
    if let Some(qid) = &entity.wikidata {
        m["wikidata"] = qid.as_str().into();
    }
    if let Some(country) = &entity.country {
        m["country"] = country.as_str().into();
    }
    if let Some((latitude, longitude, precision)) = entity.location {
        m["latitude"] = shortest(latitude).into();
        m["longitude"] = shortest(longitude).into();
        let name = PRECISIONS.iter().find(|(p, _)| *p == precision);
        m["precision"] = name.map(|(_, name)| *name).into();
    }
    m
}

/// The entities that the document mentions, in the order of their first mention.
fn entities(analysis: &Analysis, extraction: &Extraction) -> Vec<Value> {
    let mut seen = Vec::new();
    let mut known = BTreeSet::new();
    let indices = extraction
        .mentions
        .iter()
        .map(|m| m.entity)
        .chain(extraction.connections.iter().flat_map(|c| [c.a, c.b]))
        .chain(extraction.claims.iter().filter_map(|c| match c.holder {
            Holder::Entity(e) => Some(e),
            _ => None,
        }));
    for e in indices {
        if known.insert(e) {
            seen.push(e);
        }
    }
    seen.iter()
        .filter_map(|e| analysis.entities.get(e.0 as usize))
        .map(|entity| {
            let names: Map<String, Value> = entity
                .names
                .iter()
                .filter(|(_, n)| !n.is_empty())
                .map(|(c, n)| {
                    let list: Vec<&str> = n.iter().map(|n| n.trim_start_matches('~')).collect();
                    (c.clone(), json!(list))
                })
                .collect();
            let mut m = json!({
                "id": entity.id,
                "kind": entity.kind.as_str(),
                "name": entity.name,
                "names": names,
            });
            if let Some(qid) = &entity.wikidata {
                m["wikidata"] = qid.as_str().into();
            }
            if let Some((latitude, longitude, _)) = entity.location {
                m["latitude"] = ((f64::from(latitude) * 1e4).round() / 1e4).into();
                m["longitude"] = ((f64::from(longitude) * 1e4).round() / 1e4).into();
            }
            m
        })
        .collect()
}
