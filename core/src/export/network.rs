//! The network of connections as GEXF 1.3 (Gephi) and GraphML (NetworkX, yEd, igraph).
//!
//! Every edge is written as directed, because readers such as NetworkX refuse files that mix;
//! the attribute `symmetric` says where the two ends are interchangeable.

use super::escape::xml;
use super::graph::{Edge, edges, nodes};
use crate::analysis::Analysis;
use crate::vocabulary::Polarity;
use std::fmt::Write as _;

/// An attribute's name and type; the types have the same names in both formats.
type Attribute = (&'static str, &'static str);

const OF_NODES: [Attribute; 8] = [
    ("label", "string"),
    ("entity_kind", "string"),
    ("wikidata", "string"),
    ("country", "string"),
    ("latitude", "double"),
    ("longitude", "double"),
    ("mentions", "int"),
    ("documents", "int"),
];

const OF_EDGES: [Attribute; 10] = [
    ("label", "string"),
    ("connection", "string"),
    ("plover", "string"),
    ("polarity", "string"),
    ("certainty", "string"),
    ("symmetric", "boolean"),
    ("weight", "double"),
    ("documents", "string"),
    ("dates", "string"),
    ("evidence", "string"),
];

/// A node's or an edge's id, its ends, and its values parallel to the attributes.
struct Item {
    id: String,
    ends: Option<(String, String)>,
    values: Vec<Option<String>>,
}

fn items(analysis: &Analysis) -> (Vec<Item>, Vec<Item>) {
    let text = |s: &str| Some(s.to_string()).filter(|s| !s.is_empty());
    let of_nodes = analysis.entities.iter().zip(nodes(analysis));
    let of_nodes = of_nodes.map(|(entity, node)| {
        let (latitude, longitude) = entity.location.map_or((None, None), |(lat, lon, _)| {
            (Some(lat.to_string()), Some(lon.to_string()))
        });
        Item {
            id: entity.id.clone(),
            ends: None,
            values: vec![
                text(&entity.name),
                text(entity.kind.as_str()),
                entity.wikidata.as_deref().and_then(text),
                entity.country.as_deref().and_then(text),
                latitude,
                longitude,
                Some(node.mentions.to_string()),
                Some(node.documents.len().to_string()),
            ],
        }
    });
    let of_edges = edges(analysis);
    let of_edges = of_edges.iter().enumerate().map(|(i, e)| {
        let id = |e: crate::extract::EntityIx| analysis.entities[e.0 as usize].id.clone();
        let evidence: Vec<&str> = e
            .evidence
            .iter()
            .map(|at| Edge::words(analysis, *at))
            .collect();
        let dates: Vec<&str> = e.dates.iter().map(String::as_str).collect();
        let label = match e.polarity {
            Polarity::Affirmed => e.kind.as_str().to_string(),
            Polarity::Denied => format!("{} (denied)", e.kind),
        };
        Item {
            id: format!("e{}", i + 1),
            ends: Some((id(e.a), id(e.b))),
            values: vec![
                Some(label),
                text(e.kind.as_str()),
                text(e.plover()),
                text(e.polarity.as_str()),
                text(e.certainty.as_str()),
                Some(e.kind.symmetric().to_string()),
                Some(format!("{:.1}", e.evidence.len() as f64)),
                text(&e.ids(analysis).join(" ")),
                text(&dates.join(" ")),
                text(&evidence.join("\n")),
            ],
        }
    });
    (of_nodes.collect(), of_edges.collect())
}

/// The value of an attribute.
fn value<'a>(item: &'a Item, attributes: &[Attribute], name: &str) -> Option<&'a str> {
    let at = attributes.iter().position(|(n, _)| *n == name)?;
    item.values.get(at)?.as_deref()
}

/// The network as GEXF 1.3.
pub fn to_gexf(analysis: &Analysis) -> String {
    let (nodes, edges) = items(analysis);
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n",
        "  <meta>\n    <creator>crossread</creator>\n",
        "    <description>Who is connected with whom, as articles say it</description>\n  </meta>\n",
        "  <graph mode=\"static\" defaultedgetype=\"directed\">\n",
    ));
    // These have places of their own in GEXF.
    let apart = ["label", "weight"];
    for (class, attributes) in [("node", &OF_NODES[..]), ("edge", &OF_EDGES[..])] {
        let _ = writeln!(out, "    <attributes class=\"{class}\" mode=\"static\">");
        for (name, kind) in attributes.iter().filter(|(n, _)| !apart.contains(n)) {
            let kind = if *kind == "int" { "integer" } else { kind };
            let _ = writeln!(
                out,
                "      <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>"
            );
        }
        out.push_str("    </attributes>\n");
    }
    let values = |item: &Item, attributes: &[Attribute], out: &mut String| {
        out.push_str("        <attvalues>\n");
        for ((name, _), value) in attributes.iter().zip(&item.values) {
            if let Some(value) = value.as_ref().filter(|_| !apart.contains(name)) {
                let _ = writeln!(
                    out,
                    "          <attvalue for=\"{name}\" value=\"{}\"/>",
                    xml(value)
                );
            }
        }
        out.push_str("        </attvalues>\n");
    };
    let _ = writeln!(out, "    <nodes count=\"{}\">", nodes.len());
    for item in &nodes {
        let label = value(item, &OF_NODES, "label").unwrap_or_default();
        let (id, label) = (xml(&item.id), xml(label));
        let _ = writeln!(out, "      <node id=\"{id}\" label=\"{label}\">");
        values(item, &OF_NODES, &mut out);
        out.push_str("      </node>\n");
    }
    let _ = writeln!(out, "    </nodes>\n    <edges count=\"{}\">", edges.len());
    for item in &edges {
        let Some((source, target)) = &item.ends else {
            continue;
        };
        let _ = writeln!(
            out,
            "      <edge id=\"{}\" source=\"{}\" target=\"{}\" kind=\"{}\" label=\"{}\" weight=\"{}\">",
            item.id,
            xml(source),
            xml(target),
            xml(value(item, &OF_EDGES, "label").unwrap_or_default()),
            xml(value(item, &OF_EDGES, "label").unwrap_or_default()),
            value(item, &OF_EDGES, "weight").unwrap_or("1.0"),
        );
        values(item, &OF_EDGES, &mut out);
        out.push_str("      </edge>\n");
    }
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    out
}

/// The network as GraphML.
pub fn to_graphml(analysis: &Analysis) -> String {
    let (nodes, edges) = items(analysis);
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    ));
    for (class, attributes) in [("node", &OF_NODES[..]), ("edge", &OF_EDGES[..])] {
        for (name, kind) in attributes {
            let _ = writeln!(
                out,
                "  <key id=\"{class}_{name}\" for=\"{class}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
            );
        }
    }
    out.push_str("  <graph id=\"connections\" edgedefault=\"directed\">\n");
    for (class, attributes, items) in [
        ("node", &OF_NODES[..], &nodes),
        ("edge", &OF_EDGES[..], &edges),
    ] {
        for item in items {
            let _ = write!(out, "    <{class} id=\"{}\"", xml(&item.id));
            if let Some((source, target)) = &item.ends {
                let (source, target) = (xml(source), xml(target));
                let _ = write!(out, " source=\"{source}\" target=\"{target}\"");
            }
            out.push_str(">\n");
            for ((name, _), value) in attributes.iter().zip(&item.values) {
                if let Some(value) = value {
                    let value = xml(value);
                    let _ = writeln!(out, "      <data key=\"{class}_{name}\">{value}</data>");
                }
            }
            let _ = writeln!(out, "    </{class}>");
        }
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}
