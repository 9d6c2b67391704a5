//! The two articles that the project began with. They belong to their publishers and stay outside
//! the repository, so only properties are tested, and only where `../shared` (or the folder that
//! CROSSREAD_SHARED names) has them.

use crossread::analysis::analyse;
use crossread::corpus::folder::read_paths;
use crossread::export::json::to_json;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const ENGLISH: &str = "000_d8907977097c795a";
const ITALIAN: &str = "002_66c0695b3c403433";

fn shared() -> PathBuf {
    std::env::var_os("CROSSREAD_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    )
}

/// The analysis of both articles; `None`, said aloud, where they are not there.
fn seeds() -> Option<&'static Value> {
    static SEEDS: OnceLock<Option<Value>> = OnceLock::new();
    let seeds = SEEDS.get_or_init(|| {
        let folder = shared().join("seeds");
        let files = [ENGLISH, ITALIAN].map(|id| folder.join(format!("{id}.txt")));
        if !files.iter().all(|f| f.is_file()) {
            return None;
        }
        let read = read_paths(&files);
        assert_eq!(read.documents.len(), 2, "{:?}", read.notes);
        Some(to_json(&analyse(read.documents)))
    });
    if seeds.is_none() {
        eprintln!("skipped: no articles in ../shared/seeds (CROSSREAD_SHARED names another place)");
    }
    seeds.as_ref()
}

fn document<'a>(json: &'a Value, id: &str) -> &'a Value {
    let documents = json["documents"].as_array().expect("documents");
    documents
        .iter()
        .find(|d| d["id"] == id)
        .expect("the document")
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn gold(name: &str) -> Option<Value> {
    let path = shared().join("gold/gold").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: no annotation {name} in ../shared/gold");
        return None;
    };
    Some(serde_json::from_str(&text).expect("an annotation is JSON"))
}

#[test]
fn every_named_entity_is_found() {
    let Some(json) = seeds() else { return };
    for (id, name) in [(ENGLISH, "s0.json"), (ITALIAN, "s2.json")] {
        let Some(gold) = gold(name) else { return };
        let ids = |d: &Value| -> BTreeSet<String> {
            list(d, "mentions")
                .iter()
                .filter_map(|m| m["entity"].as_str().map(String::from))
                .collect()
        };
        let (wanted, found) = (ids(&gold), ids(document(json, id)));
        let missing: Vec<&String> = wanted.difference(&found).collect();
        assert!(missing.is_empty(), "{id}: not found: {missing:?}");
    }
}

#[test]
fn the_italian_quotations_have_speakers_and_nothing_else_is_one() {
    let Some(json) = seeds() else { return };
    let found = list(document(json, ITALIAN), "quotations");
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found.iter().all(|q| !q["speaker"].is_null()), "{found:#?}");
    let Some(gold) = gold("s2.json") else { return };
    for wanted in list(&gold, "quotes") {
        let same = found.iter().find(|q| q["start"] == wanted["start"]);
        let speakers = wanted["speaker"].as_str().unwrap_or_default();
        assert!(
            same.and_then(|q| q["speaker"].as_str())
                .is_some_and(|s| speakers.split('|').any(|w| w == s)),
            "quotation at {}: {same:?}, not by {speakers}",
            wanted["start"]
        );
    }
}

#[test]
fn the_meetings_are_in_moscow() {
    let Some(json) = seeds() else { return };
    for other in ["vladimir-putin", "andrei-belousov"] {
        let met = [ENGLISH, ITALIAN].iter().any(|id| {
            list(document(json, id), "connections").iter().any(|c| {
                let ends = [c["a"].as_str(), c["b"].as_str()];
                c["type"] == "meet"
                    && c["place"] == "moscow"
                    && c["polarity"] == "affirmed"
                    && ends.contains(&Some("khalifa-haftar"))
                    && ends.contains(&Some(other))
            })
        });
        assert!(met, "no meeting of khalifa-haftar and {other} in moscow");
    }
}

#[test]
fn what_is_hedged_is_never_certain() {
    let Some(json) = seeds() else { return };
    // In a clause with «that» or «which» a modal hedges the thing, not the statement.
    let hedges = ["may", "could", "might", "potrebbe", "potrebbero"];
    let phrases = ["analysts suggest", "fonti suggeriscono"];
    for id in [ENGLISH, ITALIAN] {
        for c in list(document(json, id), "claims") {
            let text = c["text"].as_str().unwrap_or_default().to_lowercase();
            let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            let main = words
                .iter()
                .position(|w| ["that", "which", "che", "cui"].contains(w))
                .map_or(&words[..], |at| &words[..at]);
            let hedged =
                main.iter().any(|w| hedges.contains(w)) || phrases.iter().any(|p| text.contains(p));
            assert!(
                !hedged || c["certainty"] != "certain",
                "{id}: claim {} at {} is hedged, but certain",
                c["id"],
                c["start"]
            );
        }
    }
}

/// The rows that have claims of both articles, each with the topics of its claims.
fn shared_rows(json: &Value) -> Vec<(String, BTreeSet<String>)> {
    let claim = |r: &Value| {
        let id = r["document"].as_str().unwrap_or_default();
        list(document(json, id), "claims")
            .iter()
            .find(|c| c["id"] == r["claim"])
    };
    list(json, "comparisons")
        .iter()
        .filter(|c| {
            [ENGLISH, ITALIAN]
                .iter()
                .all(|id| list(c, "claims").iter().any(|r| r["document"] == *id))
        })
        .map(|c| {
            let topics = list(c, "claims")
                .iter()
                .filter_map(claim)
                .flat_map(|c| list(c, "topics"))
                .chain(c.get("topic"))
                .filter_map(|t| t.as_str().map(String::from))
                .collect();
            (
                c["relation"].as_str().unwrap_or_default().to_string(),
                topics,
            )
        })
        .collect()
}

#[test]
fn both_articles_stand_side_by_side_where_they_speak_of_one_thing() {
    let Some(json) = seeds() else { return };
    let rows = shared_rows(json);
    for topic in [
        "military-cooperation",
        "arms",
        "training",
        "western-influence",
    ] {
        assert!(
            rows.iter().any(|(_, topics)| topics.contains(topic)),
            "no row of both articles on {topic}"
        );
    }
}

#[test]
fn the_economic_side_differs() {
    let Some(json) = seeds() else { return };
    let differs = shared_rows(json).iter().any(|(relation, topics)| {
        relation == "differs-in-detail"
            && (topics.contains("economy-energy") || topics.contains("reconstruction"))
    });
    assert!(
        differs,
        "no row says that the articles differ on the economy"
    );
}
