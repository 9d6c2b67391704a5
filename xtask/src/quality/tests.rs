//! The scorer on a text of two sentences.

use super::gold::{self, Group, Output, Set, Span, Text};
use super::score::{self, ALL, Measure, Scores};
use serde_json::{Value, json};

const BODY: &str = "Omar Bey met the minister in Sirte. “We agree,” Bey told Reuters.";

fn annotation() -> Value {
    json!({
        "entities": [
            {"id": "omar-bey", "kind": "person", "name": "Omar Bey"},
            {"id": "sirte", "kind": "place", "name": "Sirte"},
            {"id": "reuters", "kind": "organization", "name": "Reuters"},
            {"id": "minister", "kind": "person", "name": "the minister"},
        ],
        "mentions": [
            {"text": "Omar Bey", "start": 0, "end": 8, "entity": "omar-bey"},
            {"text": "Sirte", "start": 29, "end": 34, "entity": "sirte"},
            {"text": "Bey", "start": 48, "end": 51, "entity": "omar-bey"},
            {"text": "Reuters", "start": 57, "end": 64, "entity": "reuters"},
        ],
        "coref": [{"text": "the minister", "start": 13, "end": 25, "entity": "minister"}],
        "connections": [
            {"a": "omar-bey", "b": "minister", "type": "meet", "evidence": "Omar Bey met the minister in Sirte."},
        ],
        "quotes": [{"text": "We agree,", "start": 37, "end": 46, "speaker": "omar-bey"}],
        "claims": [
            {"text": "Omar Bey met the minister in Sirte.", "start": 0, "end": 35, "speaker": "author",
             "certainty": "certain", "polarity": "affirmed", "topics": ["visit"]},
            {"text": "“We agree,” Bey told Reuters.", "start": 36, "end": 65, "speaker": "omar-bey|author",
             "certainty": "certain", "polarity": "affirmed", "topics": []},
        ],
    })
}

fn text() -> Text {
    Text {
        id: "1".to_owned(),
        language: "en".to_owned(),
        file: "1.en.txt".into(),
        body: BODY.to_owned(),
        gold: gold::annotation(&annotation()),
        ignored: Vec::new(),
    }
}

fn measured(document: Value) -> Scores {
    let set = Set {
        name: "a set",
        texts: vec![text()],
        groups: vec![Group {
            relation: "corroborates".to_owned(),
            claims: vec![("1".to_owned(), Span { start: 0, end: 35 })],
        }],
    };
    let value = json!({"format": "crossread/1", "documents": [document], "comparisons": []});
    let output = gold::output(&value, &set.texts).expect("output");
    score::set(&set, &output, &|_| false)
}

#[test]
fn an_annotation_agrees_with_itself() {
    let text = text();
    let output = Output {
        marks: [("1".to_owned(), text.gold.clone())].into(),
        groups: Vec::new(),
    };
    let set = Set {
        name: "a set",
        texts: vec![text],
        groups: Vec::new(),
    };
    let scores = score::set(&set, &output, &|_| false);
    for measure in Measure::ALL {
        let f1 = scores[ALL].tally.get(measure).f1();
        assert!(f1.is_none_or(|f| f == 1.0), "{measure:?}: {f1:?}");
    }
    assert!(scores[ALL].causes.is_empty());
}

#[test]
fn misses_are_counted_by_cause() {
    let scores = measured(json!({
        "id": "1.en",
        "entities": [
            {"id": "p1", "kind": "person", "name": "Omar Bey", "names": {}},
            {"id": "p2", "kind": "person", "name": "Sirte", "names": {}},
            {"id": "p3", "kind": "organization", "name": "We", "names": {}},
        ],
        "mentions": [
            {"text": "Omar Bey", "start": 0, "end": 8, "entity": "p1", "form": "name", "rule": "first-name"},
            {"text": "in Sirte", "start": 26, "end": 34, "entity": "p2", "form": "name", "rule": "capitals"},
            {"text": "We", "start": 37, "end": 39, "entity": "p3", "form": "name", "rule": "capitals"},
            {"text": "Bey", "start": 48, "end": 51, "entity": "p1", "form": "name", "rule": "part-of-name"},
        ],
        "quotations": [{"text": "We agree,", "start": 37, "end": 46, "speaker": null, "rule": "none"}],
        "connections": [
            {"a": "p1", "b": "p2", "type": "meet", "rule": "event-verb",
             "evidence": [{"text": "Omar Bey met the minister in Sirte."}]},
        ],
        "claims": [
            {"id": "c1", "text": "Omar Bey met the minister in Sirte.", "start": 0, "end": 35, "holder": "author",
             "certainty": "possible", "polarity": "affirmed", "topics": ["visit", "trade"], "rule": "sentence"},
        ],
    }));
    let score = &scores["en"];
    let of = |m| {
        let c = score.tally.get(m);
        (c.right, c.wanted, c.given)
    };
    assert_eq!(of(Measure::NamesExact), (2, 4, 4));
    assert_eq!(of(Measure::NamesOverlap), (3, 4, 4));
    assert_eq!(of(Measure::NamesKind), (2, 4, 4));
    assert_eq!(of(Measure::Linking), (2, 2, 2));
    assert_eq!(of(Measure::References), (0, 1, 0));
    assert_eq!(of(Measure::ConnectionType), (0, 1, 1));
    assert_eq!(of(Measure::Quotes), (1, 1, 1));
    assert_eq!(of(Measure::Speaker), (0, 1, 1));
    assert_eq!(of(Measure::Claims), (1, 2, 1));
    assert_eq!(of(Measure::Certainty), (0, 1, 1));
    assert_eq!(of(Measure::Holder), (1, 1, 1));
    assert_eq!(of(Measure::Topics), (1, 1, 2));
    let count = |stage, cause: &str| {
        let key = (stage, cause.to_owned());
        score.causes.get(&key).map_or(0, Vec::len)
    };
    assert_eq!(count("names", "wrong boundary"), 1);
    assert_eq!(count("names", "missed unknown name"), 1);
    assert_eq!(count("names", "extra by capitals"), 1);
    assert_eq!(count("connections", "wrong end"), 1);
    assert_eq!(count("speaker", "wrong by none"), 1);
    assert_eq!(count("certainty", "possible for certain"), 1);
    assert_eq!(count("claims", "missed"), 1);
    assert_eq!(score.rules[&("names", "capitals".to_owned())], (2, 0));
}
