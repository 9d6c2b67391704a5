//! The public format `crossread/1`, documented in the README. Offsets are Unicode code points.

use crate::analysis::Analysis;
use crate::compare::ClaimRef;
use crate::data::data;
use crate::extract::{Extraction, Holder};
use crate::text::{CodePoints, Span};
use serde_json::{Map, Value, json};

/// The name and version of the format.
pub const FORMAT: &str = "crossread/1";

/// The analysis as one JSON value.
pub fn to_json(analysis: &Analysis) -> Value {
    let documents: Vec<Value> = (0..analysis.documents.len())
        .map(|d| document(analysis, d))
        .collect();
    let comparisons: Vec<Value> = analysis
        .comparisons
        .iter()
        .map(|c| {
            json!({
                "id": c.id,
                "label": c.label,
                "relation": c.relation.as_str(),
                "claims": c.claims.iter().map(|r| json!({
                    "document": analysis.documents[r.document as usize].id,
                    "claim": claim_id(*r),
                })).collect::<Vec<_>>(),
                "silent": c.silent.iter().map(|d| analysis.documents[*d as usize].id.as_str()).collect::<Vec<_>>(),
                "topic": c.topic.map(|t| t.as_str()),
                "differences": c.differences.iter().map(|d| d.aspect.as_str()).collect::<Vec<_>>(),
                "strength": (f64::from(c.strength) * 1000.0).round() / 1000.0,
                "suggested": c.suggested,
                "why": c.why,
            })
        })
        .collect();
    json!({
        "format": FORMAT,
        "documents": documents,
        "comparisons": comparisons,
        "notes": analysis.notes.iter().map(|n| n.to_string()).collect::<Vec<_>>(),
    })
}

/// The id of a claim inside its document.
pub fn claim_id(claim: ClaimRef) -> String {
    format!("c{}", claim.claim + 1)
}

fn document(analysis: &Analysis, index: usize) -> Value {
    let document = &analysis.documents[index];
    let extraction = &analysis.extractions[index];
    let body = document.body.as_str();
    let points = CodePoints::new(body);
    let at = |span: Span| -> Map<String, Value> {
        let mut m = Map::new();
        m.insert("start".into(), points.offset(body, span.start).into());
        m.insert("end".into(), points.offset(body, span.end).into());
        m.insert("text".into(), span.of(body).into());
        m
    };
    let with = |span: Span, more: Value| -> Value {
        let mut m = at(span);
        if let Value::Object(more) = more {
            m.extend(
                more.into_iter()
                    .filter(|(_, v)| !matches!(v, Value::String(s) if s == "\u{0}")),
            );
        }
        Value::Object(m)
    };
    let entity_id = |e: crate::extract::EntityIx| analysis.entities[e.0 as usize].id.as_str();
    let holder = |h: &Holder| -> String {
        match h {
            Holder::Author => "author".into(),
            Holder::Entity(e) => entity_id(*e).into(),
            Holder::Unnamed(span) => span.of(body).into(),
            Holder::Hearsay => "unnamed sources".into(),
        }
    };
    let mut out = json!({
        "id": document.id,
        "language": document.language,
        "title": document.title,
        "outlet": document.outlet,
        "date": document.date,
        "kind": document.kind.as_str(),
        "body": body,
        "entities": entities(analysis, extraction),
        "mentions": extraction.mentions.iter().map(|m| with(m.span, json!({
            "entity": entity_id(m.entity), "form": m.form.as_str(), "rule": m.why.rule,
        }))).collect::<Vec<_>>(),
        "quotations": extraction.quotations.iter().map(|q| with(q.span, json!({
            "speaker": q.speaker.as_ref().map(holder),
            "cue": q.cue.map(|c| c.of(body)),
            "rule": q.why.rule,
        }))).collect::<Vec<_>>(),
        "claims": extraction.claims.iter().enumerate().map(|(i, c)| with(c.span, json!({
            "id": claim_id(ClaimRef { document: index as u32, claim: i as u32 }),
            "holder": holder(&c.holder),
            "certainty": c.certainty.as_str(),
            "polarity": c.polarity.as_str(),
            "topics": c.topics.iter().map(|t| t.0.as_str()).collect::<Vec<_>>(),
            "chain": c.chain.iter().map(holder).collect::<Vec<_>>(),
            "rule": c.why.rule,
        }))).collect::<Vec<_>>(),
        "connections": extraction.connections.iter().map(|c| {
            let mut m = json!({
                "a": entity_id(c.a),
                "b": entity_id(c.b),
                "type": c.kind.as_str(),
                "certainty": c.certainty.as_str(),
                "polarity": c.polarity.as_str(),
                "evidence": c.evidence.iter().map(|e| Value::Object(at(e.span))).collect::<Vec<_>>(),
                "rule": c.why.rule,
            });
            if let Some(row) = data().type_row(c.kind).filter(|r| !r.plover.is_empty()) {
                m["plover"] = row.plover.as_str().into();
            }
            if let Some(date) = &c.date {
                m["date"] = date.as_str().into();
            }
            if let Some(place) = c.place {
                m["place"] = entity_id(place).into();
            }
            m
        }).collect::<Vec<_>>(),
    });
    for (key, value) in [("agency", &document.agency), ("url", &document.url)] {
        if let Some(value) = value {
            out[key] = value.as_str().into();
        }
    }
    out
}

/// The entities that the document mentions, in the order of their first mention.
fn entities(analysis: &Analysis, extraction: &Extraction) -> Vec<Value> {
    let mut seen = Vec::new();
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
        if !seen.contains(&e) {
            seen.push(e);
        }
    }
    seen.iter()
        .map(|e| {
            let entity = &analysis.entities[e.0 as usize];
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
