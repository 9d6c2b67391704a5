//! Exports read back: by the project's own imports without loss, and by independent readers.

use crossread::analysis::{Analysis, analyse};
use crossread::corpus::folder::read_paths;
use crossread::corpus::{Document, DocumentKind};
use crossread::export::{Format, graph, json};
use crossread::import;
use crossread::text::{CodePoints, Span};
use geojson::{GeoJson, GeometryValue};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Articles that try to break formats: mark-up, formulas, line ends, controls, other scripts.
fn hostile() -> Analysis {
    let body = "=HYPERLINK(\"http://x\") Khalifa Haftar met Vladimir Putin in Moscow on 7 May 2025.\r\n\
        «The talks <script>alert('1')</script> & were \"useful\",» Haftar said.\u{1}\u{0}\n\
        | a, \"b\"; c | \u{202E}]]> --> &amp; `x` *y* | \u{FFFE}\n\
        According to sources, Russia may send weapons to Libya. Khalifa Haftar did not meet Sergei \
        Lavrov in Москва 🙂. القاهرة\n";
    let document = |id: &str, body: &str, language: &str| Document {
        id: id.into(),
        language: language.into(),
        title: Some("@SUM(1) <b>\"Title\"</b>\u{8}\n# x".into()),
        outlet: Some("-1+1|cmd".into()),
        agency: Some("AN&SA".into()),
        date: Some("2025-05-09".into()),
        place: Some("Tripoli".into()),
        url: Some("https://example.org/a b?<x>=\"1\"".into()),
        kind: DocumentKind::Digest,
        digest_of: Some("\t=1".into()),
        rights: Some("©".into()),
        markdown: id.len() == 1,
        body: body.into(),
    };
    analyse([
        document("a", body, "en"),
        document("b/\"<c>\u{7}é", &format!("{body}Haftar met Putin. "), "en"),
        document(
            "c",
            "Haftar ha incontrato Putin a Mosca. «Sono stati colloqui utili», ha detto Haftar.",
            "it",
        ),
        document("d", "", "zz"),
    ])
}

fn folder(path: &Path) -> Option<Analysis> {
    let read = read_paths(&[path.to_path_buf()]);
    let mut analysis = analyse(read.documents);
    analysis.notes.extend(read.notes);
    (!analysis.documents.is_empty()).then_some(analysis)
}

/// The bundled and the example corpus, the texts beside the checkout if they are there, and the
/// hostile articles.
fn corpora() -> Vec<(String, Analysis)> {
    let shared = std::env::var_os("CROSSREAD_SHARED");
    let shared = shared.map_or_else(|| root().join("../shared"), |path| root().join(path));
    let mut out = vec![("hostile".to_string(), hostile())];
    for path in [
        root().join("corpus"),
        root().join("corpus-example"),
        shared.join("seeds"),
    ] {
        if let Some(analysis) = path.is_dir().then(|| folder(&path)).flatten() {
            out.push((path.display().to_string(), analysis));
        }
    }
    assert!(out.len() >= 3, "the corpora are missing");
    out
}

/// What the format does not hold is taken out: entities of single documents, and strength beyond
/// its third decimal.
fn held(mut analysis: Analysis) -> String {
    for extraction in &mut analysis.extractions {
        extraction.entities.clear();
    }
    for row in &mut analysis.comparisons {
        row.strength = (row.strength * 1000.0).round() / 1000.0;
    }
    format!("{analysis:#?}")
}

#[test]
fn json_comes_back_without_loss() {
    for (name, analysis) in corpora() {
        let text = json::to_text(&analysis);
        let back = import::json::read(&name, &text).unwrap_or_else(|p| panic!("{p}"));
        assert!(text == json::to_text(&back), "{name}: other bytes");
        let (one, two) = (held(analysis), held(back));
        let differing = one.lines().zip(two.lines()).find(|(a, b)| a != b);
        assert_eq!(differing, None, "{name}");
        assert!(one == two, "{name}");
    }
}

#[test]
fn annotations_come_back_without_loss() {
    for (name, analysis) in corpora() {
        let text = Format::Annotations.write(&analysis, "en");
        let back = import::annotation::read(&name, &text).unwrap_or_else(|p| panic!("{p}"));
        assert!(text == Format::Annotations.write(&back, "en"), "{name}");
        assert!(json::to_text(&analysis) == json::to_text(&back), "{name}");
        // In any order.
        let mut value: Value = serde_json::from_str(&text).expect("JSON");
        let items = value["first"]["items"].as_array_mut().expect("annotations");
        items.reverse();
        let back = import::annotation::read(&name, &value.to_string()).expect("annotations");
        assert!(json::to_text(&analysis) == json::to_text(&back), "{name}");
    }
}

#[test]
fn annotations_select_their_words_twice() {
    for (name, analysis) in corpora() {
        let text = Format::Annotations.write(&analysis, "en");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let items = value["first"]["items"].as_array().expect("annotations");
        let marks: usize = analysis
            .extractions
            .iter()
            .map(|x| x.mentions.len() + x.quotations.len() + x.claims.len() + x.connections.len())
            .sum();
        assert_eq!(items.len(), marks, "{name}: one annotation a mark");
        let mut ids = BTreeSet::new();
        let bodies: BTreeMap<&str, Vec<char>> = analysis
            .documents
            .iter()
            .map(|d| (d.id.as_str(), d.body.chars().collect()))
            .collect();
        for item in items {
            assert!(ids.insert(item["id"].as_str().expect("an id")), "{item}");
            let body = &bodies[item["mark"]["document"].as_str().expect("a document")];
            for target in item["target"].as_array().expect("targets") {
                let (quote, position) = (&target["selector"][0], &target["selector"][1]);
                let at = |k: &str| position[k].as_u64().expect("an offset") as usize;
                let cut = |from: usize, to: usize| body[from..to].iter().collect::<String>();
                assert_eq!(quote["exact"], cut(at("start"), at("end")).as_str());
                let from = at("start").saturating_sub(32);
                assert_eq!(quote["prefix"], cut(from, at("start")).as_str());
                let to = (at("end") + 32).min(body.len());
                assert_eq!(quote["suffix"], cut(at("end"), to).as_str());
            }
        }
    }
}

#[test]
fn the_first_form_of_the_format_is_read_too() {
    let analysis = folder(&root().join("corpus-example")).expect("the example corpus");
    let mut value = json::to_json(&analysis);
    // What the first version wrote: no joint entities, no places but those of the marks.
    let top = value.as_object_mut().expect("an object");
    top.remove("entities");
    top.remove("remarks");
    for list in ["documents", "comparisons"] {
        for item in top[list].as_array_mut().expect("a list") {
            let item = item.as_object_mut().expect("an object");
            for later in ["blocks", "sentences", "markdown", "difference_words"] {
                item.remove(later);
            }
            for marks in ["mentions", "quotations", "claims", "connections"] {
                for mark in item
                    .get_mut(marks)
                    .and_then(Value::as_array_mut)
                    .into_iter()
                    .flatten()
                {
                    let Some(mark) = mark.as_object_mut().filter(|m| m.contains_key("rule")) else {
                        continue;
                    };
                    for later in [
                        "cues",
                        "source",
                        "cue_span",
                        "topic_words",
                        "concepts",
                        "entities",
                        "numbers",
                        "dates",
                        "framing",
                        "chain_sources",
                        "sentence",
                        "holder_cue",
                        "certainty_cue",
                        "polarity_cue",
                    ] {
                        mark.remove(later);
                    }
                }
            }
        }
    }
    let back = import::json::read("old", &value.to_string()).expect("an analysis");
    let count = |a: &Analysis| -> Vec<usize> {
        let marks = a.extractions.iter();
        marks
            .flat_map(|x| [x.mentions.len(), x.claims.len(), x.connections.len()])
            .chain([a.comparisons.len()])
            .collect()
    };
    assert_eq!(count(&back), count(&analysis));
    for format in Format::ALL {
        assert!(!format.write(&back, "en").is_empty());
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let analysis = hostile();
    let text = json::to_text(&analysis);
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let told = |change: &dyn Fn(&mut Value)| -> String {
        let mut value = value.clone();
        change(&mut value);
        match import::json::read("x.json", &value.to_string()) {
            Ok(_) => "nothing".into(),
            Err(problem) => problem.to_string(),
        }
    };
    assert_eq!(told(&|_| ()), "nothing");
    assert!(told(&|v| v["format"] = "crossread/9".into()).contains("crossread/9"));
    let mention = |field: &'static str, value: Value| {
        move |v: &mut Value| v["documents"][0]["mentions"][0][field] = value.clone()
    };
    assert!(told(&mention("start", 0.into())).contains("other words"));
    assert!(told(&mention("end", 9_999_999.into())).contains("no place"));
    assert!(told(&mention("entity", "nobody".into())).contains("no entity \"nobody\""));
    assert!(told(&mention("form", "x".into())).contains("JSON"));
    assert!(told(&|v| v["documents"][1]["id"] = "a".into()).contains("two documents"));
    assert!(
        told(&|v| v["comparisons"][0]["claims"][0]["claim"] = "c999".into()).contains("no claim")
    );
    for text in [
        "",
        "{",
        "[]",
        "null",
        "{\"format\": 3}",
        "\u{0}",
        &"[".repeat(100_000),
    ] {
        let problem = import::json::read("x.json", text).expect_err("not the format");
        assert!(!problem.hint.is_empty() && problem.place == "x.json");
    }
    for text in [
        "",
        "{}",
        "{\"type\": \"AnnotationCollection\"}",
        &"{\"a\":".repeat(10_000),
    ] {
        assert!(import::annotation::read("x.jsonld", text).is_err());
    }
    // Cut anywhere, it is an error and no panic.
    for end in (0..text.len())
        .step_by(997)
        .filter(|i| text.is_char_boundary(*i))
    {
        assert!(import::json::read("x.json", &text[..end]).is_err());
    }
}

/// The rows of a table, by column.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let head = reader.headers().expect("a head").clone();
    reader
        .records()
        .map(|row| {
            let row = row.expect("as many cells as columns");
            let pair = |(a, b): (&str, &str)| (a.to_string(), b.to_string());
            head.iter().zip(row.iter()).map(pair).collect()
        })
        .collect()
}

#[test]
fn csv_is_read_by_the_csv_crate() {
    for (name, analysis) in corpora() {
        let connections = table(&Format::CsvConnections.write(&analysis, "en"));
        let claims = table(&Format::CsvClaims.write(&analysis, "en"));
        let comparisons = table(&Format::CsvComparisons.write(&analysis, "en"));
        let x = &analysis.extractions;
        let evidence = x
            .iter()
            .flat_map(|x| &x.connections)
            .map(|c| c.evidence.len());
        assert_eq!(connections.len(), evidence.sum::<usize>(), "{name}");
        assert_eq!(
            claims.len(),
            x.iter().map(|x| x.claims.len()).sum::<usize>()
        );
        let cells = analysis
            .comparisons
            .iter()
            .map(|c| c.claims.len() + analysis.silent(c).count());
        assert_eq!(comparisons.len(), cells.sum::<usize>(), "{name}");
        for row in connections.iter().chain(&claims).chain(&comparisons) {
            for cell in row.values() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
                    "{cell:?}"
                );
            }
        }
        let all = x.iter().zip(&analysis.documents);
        let texts = all.flat_map(|(x, d)| x.claims.iter().map(|c| c.span.of(&d.body)));
        for (row, text) in claims.iter().zip(texts) {
            let cell = row["text"].strip_prefix('\'').unwrap_or(&row["text"]);
            assert_eq!(cell, text.replace('\u{0}', "\u{FFFD}"));
        }
    }
}

/// Tags with their attributes, in order, and how deep they stand; fails where it is not well-formed.
fn tags(text: &str) -> Vec<(usize, String, BTreeMap<String, String>)> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut out = Vec::new();
    let mut depth = 0;
    loop {
        use quick_xml::events::Event;
        let event = reader.read_event().expect("well-formed XML");
        let (start, down) = match &event {
            Event::Start(start) => (start, 1),
            Event::Empty(start) => (start, 0),
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let attributes = start.attributes().map(|a| {
            let a = a.expect("an attribute");
            let key = a.key.as_ref().to_string();
            let raw = a.value.to_string();
            let value = quick_xml::escape::unescape(&raw).expect("known entities");
            (key, value.into_owned())
        });
        let name = start.name().as_ref().to_string();
        out.push((depth, name, attributes.collect()));
        depth += down;
    }
    assert_eq!(depth, 0, "every element is closed");
    out
}

#[test]
fn gexf_and_graphml_are_graphs() {
    for (name, analysis) in corpora() {
        let edges = graph::edges(&analysis);
        for format in [Format::Gexf, Format::GraphMl] {
            let text = format.write(&analysis, "en");
            let illegal = |c: char| c < ' ' && !matches!(c, '\n' | '\t' | '\r');
            assert!(!text.contains(illegal), "{name}");
            let tags = tags(&text);
            let of = |tag: &str| {
                tags.iter()
                    .filter(|t| t.1 == tag)
                    .map(|t| &t.2)
                    .collect::<Vec<_>>()
            };
            let nodes: BTreeSet<&String> = of("node").iter().map(|a| &a["id"]).collect();
            assert_eq!(nodes.len(), analysis.entities.len(), "{name}");
            assert_eq!(of("edge").len(), edges.len(), "{name}");
            for edge in of("edge") {
                assert!(nodes.contains(&edge["source"]) && nodes.contains(&edge["target"]));
            }
            let (declared, used) = match format {
                Format::Gexf => (("attribute", "id"), ("attvalue", "for")),
                _ => (("key", "id"), ("data", "key")),
            };
            let declared: BTreeSet<&String> =
                of(declared.0).iter().map(|a| &a[declared.1]).collect();
            for value in of(used.0) {
                assert!(declared.contains(&value[used.1]));
            }
        }
    }
}

#[test]
fn geojson_is_read_by_the_geojson_crate() {
    for (name, analysis) in corpora() {
        let text = Format::GeoJson.write(&analysis, "en");
        let GeoJson::FeatureCollection(collection) = text.parse().expect("GeoJSON") else {
            panic!("{name}: no collection");
        };
        let located = analysis
            .entities
            .iter()
            .filter(|e| e.location.is_some())
            .count();
        let edges = graph::edges(&analysis).len();
        assert_eq!(collection.features.len(), located + edges, "{name}");
        for feature in &collection.features {
            let kind = feature.property("feature").and_then(Value::as_str);
            let points: Vec<Vec<f64>> = match feature.geometry.as_ref().map(|g| &g.value) {
                None => Vec::new(),
                Some(GeometryValue::Point { coordinates }) => {
                    assert_eq!(kind, Some("entity"));
                    vec![coordinates.as_slice().to_vec()]
                }
                Some(GeometryValue::LineString { coordinates }) => {
                    assert_eq!(kind, Some("connection"));
                    coordinates.iter().map(|p| p.as_slice().to_vec()).collect()
                }
                Some(other) => panic!("{other:?}"),
            };
            for p in points {
                assert!(p[0].abs() <= 180.0 && p[1].abs() <= 90.0, "{p:?}");
            }
            if kind == Some("connection") {
                let evidence = feature.property("evidence").and_then(Value::as_array);
                assert!(evidence.is_some_and(|e| !e.is_empty()));
            }
        }
    }
}

#[test]
fn ftm_and_schema_org_are_json_with_known_references() {
    for (name, analysis) in corpora() {
        let text = Format::Ftm.write(&analysis, "en");
        let lines: Vec<Value> = text
            .lines()
            .map(|l| serde_json::from_str(l).expect("JSON on each line"))
            .collect();
        let ids: BTreeSet<&str> = lines.iter().filter_map(|l| l["id"].as_str()).collect();
        assert_eq!(ids.len(), lines.len(), "{name}: ids are unique");
        for line in &lines {
            let properties = line["properties"].as_object().expect("properties");
            for property in [
                "subject",
                "object",
                "member",
                "organization",
                "proof",
                "entity",
                "document",
                "resolved",
            ] {
                for value in properties
                    .get(property)
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                {
                    assert!(ids.contains(value.as_str().expect("an id")), "{line}");
                }
            }
        }
        let text = Format::SchemaOrg.write(&analysis, "en");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let graph = value["@graph"].as_array().expect("a graph");
        let ids: BTreeSet<&str> = graph.iter().filter_map(|n| n["@id"].as_str()).collect();
        assert_eq!(ids.len(), graph.len(), "{name}");
        for node in graph.iter().filter(|n| n["@type"] == "Claim") {
            assert!(ids.contains(node["appearance"]["@id"].as_str().expect("an article")));
        }
    }
}

#[test]
fn the_report_holds_no_mark_up_of_the_articles() {
    let report = Format::Markdown.write(&hostile(), "en");
    for line in report.lines() {
        let mut before = ' ';
        for c in line.chars() {
            let opens = c == '<' && before != '\\' && !line.trim_start().starts_with("<https://");
            assert!(!opens, "{line}");
            before = if before == '\\' { ' ' } else { c };
        }
    }
    assert!(report.contains("\\<script\\>"));
}

#[test]
fn offsets_of_the_json_are_those_of_its_texts() {
    // An independent count, code point by code point.
    let analysis = hostile();
    for document in &analysis.documents {
        let points = CodePoints::new(&document.body);
        for (n, (byte, _)) in document.body.char_indices().enumerate() {
            assert_eq!(points.offset(&document.body, byte as u32), n as u32);
        }
        assert_eq!(Span::new(0, 0).of(&document.body), "");
    }
}
