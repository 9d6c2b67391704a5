//! schema.org: articles, those they speak of, and a `Claim` for every claim, as JSON-LD.

use super::escape::{iri, urn};
use super::json::claim_id;
use crate::analysis::Analysis;
use crate::compare::ClaimRef;
use crate::extract::Holder;
use crate::vocabulary::Kind;
use serde_json::{Value, json};

/// The analysis as a JSON-LD graph. Rows of the comparison are `ItemList`s of claims; none says
/// that a claim is true.
pub fn to_schema_org(analysis: &Analysis, language: &str) -> String {
    let article = |d: u32| -> String {
        let document = analysis.documents.get(d as usize);
        urn("document", document.map_or("", |d| &d.id))
    };
    let claim = |r: ClaimRef| format!("{}:claim:{}", article(r.document), claim_id(r));
    let entity = |e: crate::extract::EntityIx| -> Value {
        let found = analysis.entities.get(e.0 as usize);
        json!({"@id": urn("entity", found.map_or("", |e| &e.id))})
    };
    let mut graph = Vec::new();
    for (d, document) in analysis.documents.iter().enumerate() {
        let mut m = json!({
            "@type": "NewsArticle",
            "@id": article(d as u32),
            "headline": document.title.as_deref().unwrap_or(&document.id),
            "inLanguage": document.language,
        });
        if let Some(date) = &document.date {
            m["datePublished"] = date.as_str().into();
        }
        if let Some(outlet) = &document.outlet {
            m["publisher"] = json!({"@type": "Organization", "name": outlet});
        }
        if let Some(agency) = &document.agency {
            m["author"] = json!({"@type": "Organization", "name": agency});
        }
        if let Some(url) = &document.url {
            m["url"] = iri(url).into();
        }
        graph.push(m);
    }
    for e in &analysis.entities {
        let kind = match e.kind {
            Kind::Person => "Person",
            Kind::Organization => "Organization",
            Kind::Place => "Place",
            Kind::Group => "Thing",
        };
        let mut m = json!({"@type": kind, "@id": urn("entity", &e.id), "name": e.name});
        if let Some(qid) = &e.wikidata {
            m["sameAs"] = format!("http://www.wikidata.org/entity/{qid}").into();
        }
        if let (Kind::Place, Some((latitude, longitude, _))) = (e.kind, e.location) {
            m["geo"] = json!({
                "@type": "GeoCoordinates",
                "latitude": latitude.to_string(),
                "longitude": longitude.to_string(),
            });
        }
        graph.push(m);
    }
    for (d, (document, extraction)) in analysis
        .documents
        .iter()
        .zip(&analysis.extractions)
        .enumerate()
    {
        for (i, c) in extraction.claims.iter().enumerate() {
            let r = ClaimRef {
                document: d as u32,
                claim: i as u32,
            };
            let mut keywords: Vec<&str> = c.topics.iter().map(|t| t.0.as_str()).collect();
            keywords.extend([c.certainty.as_str(), c.polarity.as_str()]);
            let mut m = json!({
                "@type": "Claim",
                "@id": claim(r),
                "text": c.span.of(&document.body),
                "inLanguage": document.language,
                "appearance": {"@id": article(r.document)},
                "about": c.entities.iter().map(|e| entity(*e)).collect::<Vec<_>>(),
                "keywords": keywords,
            });
            let author = match &c.holder {
                Holder::Author => document
                    .outlet
                    .as_ref()
                    .map(|outlet| json!({"@type": "Organization", "name": outlet})),
                Holder::Entity(e) => Some(entity(*e)),
                Holder::Unnamed(span) => {
                    Some(json!({"@type": "Person", "name": span.of(&document.body)}))
                }
                Holder::Hearsay => None,
            };
            if let Some(author) = author {
                m["author"] = author;
            }
            graph.push(m);
        }
    }
    for row in &analysis.comparisons {
        let items = row.claims.iter().map(|r| json!({"@id": claim(*r)}));
        graph.push(json!({
            "@type": "ItemList",
            "@id": urn("comparison", &row.id),
            "name": analysis.label(row, language),
            "description": analysis.summary(row, language),
            "additionalType": urn("relation", row.relation.as_str()),
            "itemListElement": items.collect::<Vec<_>>(),
        }));
    }
    format!(
        "{:#}\n",
        json!({"@context": "https://schema.org", "@graph": graph})
    )
}
