//! The story of a corpus: a few steps through what is most telling in it, written by whoever made the corpus, or
//! found in the analysis.
//!
//! A corpus carries its own in `story.json`: `[{"link": "#/map", "en": ["title", "text"], …}, …]`.
//!
//! What is found: //! Whatever the articles are, the steps are: what there is; who has most connections; where articles part, on the
//! map; the same in their own words; where they agree; what one alone tells. A step for which there is nothing is
//! left out. A step is an address; its words are the interface's.

use super::Model;
use crate::json::Value;
use crate::order::Order as _;
use crate::route::{Route, View, key};
use crossread::extract::EntityIx;
use crossread::vocabulary::Relation;
use std::cmp::Reverse;

/// What a step tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Telling {
    /// How much there is: documents, entities with a connection, connections.
    Overview(usize, usize, usize),
    /// Who has most connections, and how many.
    Hub(EntityIx, usize),
    /// A row in which articles part, and the edges that stand for it, by index.
    Dispute(usize, Vec<usize>),
    /// The words of the articles of the same row.
    Words(usize),
    /// A row in which the most independent sources agree.
    Agreement(usize),
    /// The article that tells most which no other does, how many statements, and the first of these rows.
    Alone(u32, usize, usize),
}

/// A step: what to show and what it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub telling: Telling,
    pub route: Route,
}

/// A step in words: title, text, what to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub title: String,
    pub text: String,
    pub route: Route,
}

/// Most steps of a story that is read.
const MOST: usize = 40;

/// A story as a corpus or a reader's file tells it, in a language or else in the first one that a step has. A step
/// without words or an address is left out.
pub fn read(text: &str, language: &str) -> Vec<Told> {
    let Ok(value) = Value::parse(text) else {
        return Vec::new();
    };
    let steps = value.as_list().unwrap_or_default().iter().take(MOST);
    let step = |step: &Value| {
        let first = || match step {
            Value::Object(members) => members
                .iter()
                .map(|(_, v)| v)
                .find(|v| v.as_list().is_some()),
            _ => None,
        };
        let words = step.get(language).or_else(first)?.as_list()?;
        Some(Told {
            title: words.first()?.as_text()?.to_owned(),
            text: words.get(1)?.as_text()?.to_owned(),
            route: Route::parse(step.get("link")?.as_text()?),
        })
    };
    steps.filter_map(step).collect()
}

/// A story as a file, its words in one language.
pub fn write(steps: &[Told], language: &str) -> String {
    let step = |step: &Told| {
        let words = vec![Value::text(&step.title), Value::text(&step.text)];
        Value::Object(vec![
            ("link".to_owned(), Value::text(step.route.href())),
            (language.to_owned(), Value::List(words)),
        ])
        .write()
    };
    let steps: Vec<String> = steps.iter().map(step).collect();
    ["[\n", &steps.join(",\n"), "\n]\n"].concat()
}

/// The steps of a model, at most six. Same model, same story.
pub fn story(model: &Model) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    if model.edges.is_empty() && model.rows.is_empty() {
        return out;
    }
    let map = Route::to(View::Map);
    let compare = |row: usize| Route::to(View::Compare).with(key::ROW, &model.rows[row].key);
    let mut tell = |telling, route| out.push(Step { telling, route });
    let mut degree = vec![0; model.analysis.entities.len()];
    for edge in &model.edges {
        for end in [edge.a, edge.b] {
            degree[end.0 as usize] += 1;
        }
    }
    tell(
        Telling::Overview(
            model.sources.len(),
            degree.iter().filter(|d| **d > 0).count(),
            model.edges.len(),
        ),
        map.clone(),
    );
    let mentions = |e: usize| model.mentions[e].iter().sum::<u32>();
    let hub = (0..degree.len()).max_by_key(|e| (degree[*e], mentions(*e), Reverse(*e)));
    if let Some(hub) = hub.filter(|e| degree[*e] > 1) {
        let entity = EntityIx(hub as u32);
        let route = map.clone().with(key::SELECTED, &model.entity(entity).id);
        tell(Telling::Hub(entity, degree[hub]), route);
    }
    if let Some(row) = dispute(model) {
        let edges = edges_of(model, row);
        // Where the edges share an end, it is what the articles part about.
        if let Some(first) = edges.first().map(|e| &model.edges[*e]) {
            let shared = [first.a, first.b]
                .into_iter()
                .find(|end| edges.len() > 1 && edges.iter().all(|e| model.edges[*e].touches(*end)));
            let id = shared.map_or(&first.id, |end| &model.entity(end).id);
            let route = map.clone().with(key::SELECTED, id);
            tell(Telling::Dispute(row, edges), route);
        }
        tell(Telling::Words(row), compare(row));
    }
    if let Some(row) = best(model, |relation| relation == Relation::Corroborates) {
        tell(Telling::Agreement(row), compare(row));
    }
    let alone = |d: u32| {
        let rows = model.rows.iter().enumerate();
        let mut own = rows.filter(move |(_, row)| {
            row.alone()
                && row
                    .facts
                    .parts
                    .first()
                    .is_some_and(|part| part.document == d)
        });
        let first = own.next().map(|(r, _)| r);
        (first.map_or(0, |_| 1 + own.count()), first)
    };
    if model.sources.len() > 1
        && let Some(d) = model.documents().max_by_key(|d| (alone(*d).0, Reverse(*d)))
        && let (count, Some(first)) = alone(d)
    {
        tell(Telling::Alone(d, count, first), compare(first));
    }
    out
}

/// The row that parts articles most: a contradiction before a difference, one that the map shows before others.
fn dispute(model: &Model) -> Option<usize> {
    best(model, |relation| relation == Relation::Contradicts)
        .into_iter()
        .chain(best(model, |relation| {
            relation == Relation::DiffersInDetail
        }))
        .next()
}

/// The best row of a relation: one that is not only suggested, that the map shows, that most sources have, that
/// holds together best; else the first.
fn best(model: &Model, wanted: fn(Relation) -> bool) -> Option<usize> {
    let mut rows: Vec<usize> = (0..model.rows.len())
        .filter(|r| wanted(model.rows[*r].relation))
        .collect();
    rows.order_by_key(|r| {
        let row = &model.rows[*r];
        let comparison = &model.analysis.comparisons[row.comparison];
        (
            comparison.suggested,
            edges_of(model, *r).is_empty(),
            Reverse(row.facts.independent),
            Reverse((comparison.strength * 1000.0) as i32),
            *r,
        )
    });
    rows.first().copied()
}

/// The edges of the map that stand for a row, those of its own relation alone; of events, where there are any.
fn edges_of(model: &Model, row: usize) -> Vec<usize> {
    let own = |at: &usize| {
        let edge = &model.edges[*at];
        edge.row == Some(row) && edge.relation == model.rows[row].relation
    };
    let mut edges: Vec<usize> = (0..model.edges.len()).filter(own).collect();
    let event = |at: &usize| !model.edges[*at].kind.is_state();
    if edges.iter().any(event) {
        edges.retain(event);
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn a_story_tells_each_thing_once_and_leads_there() {
        for model in [sample::small(), sample::large(6)] {
            let steps = story(&model);
            assert_eq!(steps, story(&model));
            assert!((3..=6).contains(&steps.len()), "{steps:?}");
            for step in &steps {
                assert_eq!(Route::parse(&step.route.href()), step.route);
                if let Some(row) = step.route.get(key::ROW) {
                    assert!(model.row_by_key(row).is_some());
                }
                if let Some(id) = step.route.get(key::SELECTED) {
                    assert!(model.edge_by_id(id).is_some() || model.entity_by_id(id).is_some());
                }
            }
        }
        assert!(story(&Model::default()).is_empty());
    }

    #[test]
    fn the_story_of_the_corpus_is_whole_in_every_language() {
        let text = include_str!("../../corpus/story.json");
        for code in ["en", "it"] {
            let steps = read(text, code);
            assert_eq!(steps.len(), 6);
            for step in &steps {
                assert!(!step.title.is_empty() && step.text.len() > 80, "{step:?}");
            }
            assert_eq!(read(&write(&steps, code), code), steps);
        }
        assert_ne!(read(text, "en")[0].title, read(text, "it")[0].title);
        assert_eq!(read(text, "fr"), read(text, "en"));
        for broken in [
            "",
            "{}",
            "[1]",
            r##"[{"link":"#/map"}]"##,
            r#"[{"en":["a","b"]}]"#,
        ] {
            assert!(read(broken, "en").is_empty(), "{broken}");
        }
    }

    #[test]
    fn a_dispute_is_shown_on_the_map_and_then_in_words() {
        let model = sample::small();
        let steps = story(&model);
        let told: Vec<&Telling> = steps.iter().map(|step| &step.telling).collect();
        assert_eq!(
            told,
            [
                &Telling::Overview(2, 2, 1),
                &Telling::Dispute(0, vec![0]),
                &Telling::Words(0),
                &Telling::Alone(1, 1, 1),
            ]
        );
    }
}
