//! Reads W3C Web Annotations back: those that [`crate::export::annotation`] wrote.

use super::json;
use super::problem::Problem;
use crate::analysis::Analysis;
use serde_json::Value;
use std::collections::BTreeMap;

/// Whether a JSON text looks like annotations.
pub fn is_annotations(text: &str) -> bool {
    text.contains("\"AnnotationCollection\"") || text.contains("\"AnnotationPage\"")
}

/// The analysis that a collection holds: articles, marks and comparisons.
///
/// # Errors
/// A text that is not JSON, that holds no articles (annotations of another program), or whose
/// marks don't fit its articles.
pub fn read(name: &str, text: &str) -> Result<Analysis, Problem> {
    let mut collection: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
        .map_err(|e| json::not_json(name, &e))?;
    let foreign = || {
        Problem::new(
            name,
            "these annotations hold no articles: another program made them",
            "bring the articles as files, or export the annotations from crossread",
        )
    };
    let mut corpus = taken(&mut collection, "corpus");
    if !corpus.is_object() {
        return Err(foreign());
    }
    let mut items = match taken(&mut taken(&mut collection, "first"), "items") {
        Value::Array(items) => items,
        _ => Vec::new(),
    };
    if let Value::Array(more) = taken(&mut collection, "items") {
        items.extend(more);
    }
    // (document, list of marks) → marks by number: a program in between may have sorted them.
    let mut marks: BTreeMap<(String, String), BTreeMap<u64, Value>> = BTreeMap::new();
    for item in &mut items {
        let mut mark = taken(item, "mark");
        let (Some(document), Some(list), Some(index)) = (
            mark["document"].as_str().map(String::from),
            mark["list"].as_str().map(String::from),
            mark["index"].as_u64(),
        ) else {
            continue;
        };
        let value = taken(&mut mark, "value");
        marks
            .entry((document, list))
            .or_default()
            .insert(index, value);
    }
    let documents = corpus["documents"].as_array_mut().ok_or_else(foreign)?;
    for document in documents {
        let Some(id) = document["id"].as_str().map(String::from) else {
            continue;
        };
        for list in LISTS {
            let found = marks.remove(&(id.clone(), list.to_string()));
            let found = found.unwrap_or_default().into_values().collect();
            document[list] = Value::Array(found);
        }
    }
    json::from_value(name, corpus)
}

/// Takes a field out of an object; nothing out of anything else, such as a text in the place of an object.
fn taken(value: &mut Value, field: &str) -> Value {
    value.get_mut(field).map(Value::take).unwrap_or_default()
}

/// The lists of marks of a document in `crossread/1`.
const LISTS: [&str; 4] = ["mentions", "quotations", "claims", "connections"];
