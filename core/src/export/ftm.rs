//! FollowTheMoney entities, one JSON object a line: what Aleph and other investigative tools load.
//!
//! Articles, people, organizations and places become entities; affirmed connections become
//! `Membership` or `UnknownLink`, with the sentence; claims and denied connections become `Note`s
//! on those they speak of, because a link would say that it is so. States act like bodies, so a
//! country is a `PublicBody`, other places are an `Address`. Values that the model does not
//! accept (languages that it does not list, dates without a year) are left out.

use super::graph::edges;
use crate::analysis::Analysis;
use crate::data::{Known, data};
use crate::extract::{EntityIx, Holder};
use crate::lang::primary;
use crate::resolve::Entity;
use crate::vocabulary::{ConnectionType, Form, Kind, Polarity};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// ISO 639-1 and -3 of the languages that the model lists.
const LANGUAGES: &str = "af afr am amh ar ara az aze be bel bn ben bs bos bg bul ca cat cs ces \
    da dan de deu el ell en eng et est fa fas fi fin fr fra ga gle he heb hi hin hr hrv hu hun \
    hy hye id ind is isl it ita ja jpn kn kan ka kat kk kaz km khm ky kir ko kor lo lao lv lav \
    lt lit lb ltz mk mkd mt mlt mn mon ms msa my mya ne nep nl nld no nor pl pol pt por ps pus \
    ro ron ru rus si sin sk slk sl slv es spa sq sqi sr srp sw swa sv swe ta tam te tel tg tgk \
    tl tgl th tha tk tuk tr tur uk ukr ur urd uz uzb vi vie zh zho";

fn language(code: &str) -> Option<&'static str> {
    let mut words = LANGUAGES.split_whitespace();
    while let (Some(short), Some(long)) = (words.next(), words.next()) {
        if short == primary(code) || long == primary(code) {
            return Some(long);
        }
    }
    None
}

/// The part of a date that the model accepts: a year, a month or a day.
fn date(iso: &str) -> Option<&str> {
    let day = iso.split('T').next().unwrap_or_default();
    let parts: Vec<&str> = day.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    let digits = day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let number = |i: usize, most: u32| {
        parts
            .get(i)
            .is_none_or(|p| p.parse().is_ok_and(|n: u32| n >= 1 && n <= most))
    };
    let fits = digits && [&[4][..], &[4, 2], &[4, 2, 2]].contains(&lengths.as_slice());
    (fits && number(0, 9999) && number(1, 12) && number(2, 31)).then_some(day)
}

/// A web address that the model accepts.
fn url(address: &str) -> Option<String> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let fits = host.contains('.') && !host.starts_with('.') && host.bytes().all(plain);
    fits.then(|| super::escape::iri(address))
}

/// Text without control characters, on one line; none if nothing is left.
fn clean(text: &str) -> Option<String> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().any(char::is_alphanumeric).then_some(text)
}

/// An entity of the model being written.
struct Proxy {
    id: String,
    schema: &'static str,
    properties: Map<String, Value>,
}

impl Proxy {
    fn new(schema: &'static str, id: String) -> Self {
        Proxy {
            id,
            schema,
            properties: Map::new(),
        }
    }

    fn add(&mut self, property: &str, value: impl Into<String>) {
        let list = self.properties.entry(property).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            let value = Value::String(value.into());
            if !list.contains(&value) {
                list.push(value);
            }
        }
    }

    fn add_text(&mut self, property: &str, text: &str) {
        if let Some(text) = clean(text) {
            self.add(property, text);
        }
    }

    fn write(self, out: &mut String) {
        let Proxy {
            id,
            schema,
            properties,
        } = self;
        let line = json!({"id": id, "schema": schema, "properties": properties});
        out.push_str(&line.to_string());
        out.push('\n');
    }
}

/// An id that the model accepts: letters, digits, hyphens; other bytes as a point and two digits.
fn id(word: &str, own: &str) -> String {
    let mut out = format!("crossread-{word}-");
    for b in own.bytes() {
        if b.is_ascii_alphanumeric() || b == b'-' {
            out.push(char::from(b));
        } else {
            let _ = write!(out, ".{b:02x}");
        }
    }
    if out.ends_with('-') {
        out.push_str(".0");
    }
    out
}

fn entity_id(entity: &Entity) -> String {
    id("entity", &entity.id)
}

fn document_id(analysis: &Analysis, document: u32) -> String {
    let found = analysis.documents.get(document as usize);
    id("document", found.map_or("", |d| &d.id))
}

fn known(entity: &Entity) -> Option<&'static Known> {
    data().known.get(entity.known? as usize)
}

fn schema(entity: &Entity) -> &'static str {
    let class = known(entity).map_or("", |k| k.class.as_str());
    match (entity.kind, class) {
        (Kind::Person, _) => "Person",
        (
            Kind::Organization,
            "ministry" | "government" | "parliament" | "embassy" | "consulate",
        ) => "PublicBody",
        (Kind::Organization, "company") => "Company",
        (Kind::Organization, _) => "Organization",
        (Kind::Place, "country") => "PublicBody",
        (Kind::Place, _) => "Address",
        (Kind::Group, _) => "LegalEntity",
    }
}

/// The lower-case ISO 3166 code of the country that an entity is of.
fn country(entity: &Entity) -> Option<String> {
    let row = data().by_id(entity.country.as_deref()?)?;
    let iso = data().known.get(row as usize)?.iso.to_lowercase();
    (iso.len() == 2 && iso.bytes().all(|b| b.is_ascii_lowercase())).then_some(iso)
}

/// The analysis as entities, one a line.
pub fn to_ftm(analysis: &Analysis) -> String {
    let mut out = String::new();
    for (d, document) in analysis.documents.iter().enumerate() {
        let mut p = Proxy::new("Article", document_id(analysis, d as u32));
        p.add_text("title", document.title.as_deref().unwrap_or(&document.id));
        p.add_text("name", document.title.as_deref().unwrap_or(&document.id));
        p.add_text("fileName", &document.id);
        for (property, value) in [
            ("publisher", &document.outlet),
            ("author", &document.agency),
            ("bodyText", &Some(document.body.clone())),
        ] {
            if let Some(value) = value {
                p.add_text(property, value);
            }
        }
        if let Some(language) = language(&document.language) {
            p.add("language", language);
        }
        if let Some(date) = document.date.as_deref().and_then(date) {
            p.add("publishedAt", date);
        }
        if let Some(url) = document.url.as_deref().and_then(url) {
            p.add("sourceUrl", url);
        }
        p.write(&mut out);
    }
    for entity in &analysis.entities {
        to_proxy(entity).write(&mut out);
    }
    mentions(analysis, &mut out);
    connections(analysis, &mut out);
    claims(analysis, &mut out);
    out
}

fn to_proxy(entity: &Entity) -> Proxy {
    let mut p = Proxy::new(schema(entity), entity_id(entity));
    p.add_text("name", &entity.name);
    if p.properties.is_empty() {
        // A name of marks alone.
        p.add("name", entity.id.clone());
    }
    for (_, names) in &entity.names {
        for name in names {
            // A bare surname is no name to find a person by.
            match name.strip_prefix('~') {
                Some(weak) => p.add_text("weakAlias", weak),
                None => p.add_text("alias", name),
            }
        }
    }
    if let Some(qid) = &entity.wikidata {
        p.add("wikidataId", qid.as_str());
    }
    if let Some(code) = country(entity) {
        p.add("country", code);
    }
    if p.schema == "Address" {
        p.add_text("full", &entity.name);
        if let Some((latitude, longitude, _)) = entity.location {
            p.add("latitude", latitude.to_string());
            p.add("longitude", longitude.to_string());
        }
    }
    p
}

/// Each name that an article uses of a person or body, once.
fn mentions(analysis: &Analysis, out: &mut String) {
    for (d, (document, extraction)) in analysis
        .documents
        .iter()
        .zip(&analysis.extractions)
        .enumerate()
    {
        let mut seen = BTreeSet::new();
        for m in extraction.mentions.iter().filter(|m| m.form == Form::Name) {
            let Some(entity) = analysis.entities.get(m.entity.0 as usize) else {
                continue;
            };
            let kind = schema(entity);
            let Some(name) = clean(m.span.of(&document.body)) else {
                continue;
            };
            if kind == "Address" || !seen.insert((m.entity, name.clone())) {
                continue;
            }
            let id = document_id(analysis, d as u32);
            let mut p = Proxy::new("Mention", format!("{id}-mention-{}", seen.len()));
            p.add("document", id);
            p.add("resolved", entity_id(entity));
            p.add("name", name);
            p.add("detectedSchema", kind);
            p.write(out);
        }
    }
}

fn connections(analysis: &Analysis, out: &mut String) {
    for (i, e) in edges(analysis).iter().enumerate() {
        let ends = |e: EntityIx| &analysis.entities[e.0 as usize];
        let (a, b) = (ends(e.a), ends(e.b));
        let member = e.kind == ConnectionType::MemberOf
            && schema(a) != "Address"
            && matches!(schema(b), "Organization" | "Company" | "PublicBody");
        let id = format!("crossread-connection-{}", i + 1);
        let affirmed = e.polarity == Polarity::Affirmed;
        let mut p = match (affirmed, member) {
            (true, true) => Proxy::new("Membership", id),
            (true, false) => Proxy::new("UnknownLink", id),
            (false, _) => Proxy::new("Note", id),
        };
        let label = data().type_row(e.kind).map_or("", |r| {
            r.cells.first().map_or("", |(_, label)| label.as_str())
        });
        let role = if label.is_empty() {
            e.kind.as_str()
        } else {
            label
        };
        if affirmed {
            let (from, to) = if member {
                ("member", "organization")
            } else {
                ("subject", "object")
            };
            p.add(from, entity_id(a));
            p.add(to, entity_id(b));
            p.add("role", role);
            p.add("status", format!("{} by articles", e.certainty));
            p.add("recordId", format!("{}", i + 1));
            for date in e.dates.iter().filter_map(|d| date(d)) {
                p.add("date", date);
            }
        } else {
            p.add_text("name", &format!("Denied: {} {role} {}", a.name, b.name));
            p.add("entity", entity_id(a));
            p.add("entity", entity_id(b));
        }
        for at in &e.evidence {
            p.add_text("description", super::graph::Edge::words(analysis, *at));
        }
        for d in &e.documents {
            p.add("proof", document_id(analysis, *d));
            let outlet = analysis.documents.get(*d as usize);
            if let Some(outlet) = outlet.and_then(|d| d.outlet.as_deref()) {
                p.add_text("publisher", outlet);
            }
        }
        p.write(out);
    }
}

fn claims(analysis: &Analysis, out: &mut String) {
    for (d, (document, extraction)) in analysis
        .documents
        .iter()
        .zip(&analysis.extractions)
        .enumerate()
    {
        let document_id = document_id(analysis, d as u32);
        for (i, c) in extraction.claims.iter().enumerate() {
            let mut p = Proxy::new("Note", format!("{document_id}-claim-{}", i + 1));
            p.add("name", format!("Claim {} of {}", i + 1, document.id.trim()));
            p.add_text("description", c.span.of(&document.body));
            let holder = match &c.holder {
                Holder::Author => "the author".to_string(),
                Holder::Entity(e) => {
                    let entity = analysis.entities.get(e.0 as usize);
                    entity.map_or(String::new(), |e| e.name.clone())
                }
                Holder::Unnamed(span) => span.of(&document.body).to_string(),
                Holder::Hearsay => "unnamed sources".to_string(),
            };
            let summary = format!("Holder: {holder}; {}; {}", c.certainty, c.polarity);
            p.add_text("summary", &summary);
            for e in &c.entities {
                if let Some(entity) = analysis.entities.get(e.0 as usize) {
                    p.add("entity", entity_id(entity));
                }
            }
            for (topic, _) in &c.topics {
                p.add("keywords", topic.as_str());
            }
            p.add("proof", document_id.clone());
            if let Some(language) = language(&document.language) {
                p.add("detectedLanguage", language);
            }
            p.write(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_model_accepts() {
        assert_eq!(date("2025-05-08T10:00"), Some("2025-05-08"));
        assert_eq!(date("--05-08"), None);
        assert_eq!(date("2025-13"), None);
        assert_eq!(language("pt-BR"), Some("por"));
        assert_eq!(language("xx"), None);
        assert_eq!(url("https://exa mple.org/"), None);
        assert_eq!(
            url("https://example.org/a b").as_deref(),
            Some("https://example.org/a%20b")
        );
        assert_eq!(clean(" \u{0}a\n b "), Some("a b".to_string()));
        assert_eq!(clean("—"), None);
        assert_eq!(id("document", "a_b.c-"), "crossread-document-a.5fb.2ec-.0");
    }
}
