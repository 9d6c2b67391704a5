//! Annotated texts and what the program says of them, in one shape.
//!
//! All spans count Unicode code points, end exclusive.

use crate::failure::{Context, Failure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A stretch of a text, in code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    /// Its length.
    pub(crate) fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// How many code points two spans share.
    pub(crate) fn shared(self, other: Span) -> usize {
        self.end
            .min(other.end)
            .saturating_sub(self.start.max(other.start))
    }

    /// Whether they share anything.
    pub(crate) fn meets(self, other: Span) -> bool {
        self.shared(other) > 0
    }

    /// Shared length by joint length (Jaccard index), 0 to 1.
    pub(crate) fn overlap(self, other: Span) -> f64 {
        let shared = self.shared(other);
        if shared == 0 {
            return 0.0;
        }
        shared as f64 / (self.len() + other.len() - shared) as f64
    }

    /// Whether at least half of `whole` lies in this span.
    pub(crate) fn covers_half_of(self, whole: Span) -> bool {
        self.shared(whole) * 2 >= whole.len()
    }
}

/// A person, an institution, a place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entity {
    pub(crate) id: String,
    pub(crate) kind: String,
    /// Its name, then other names that the program knows.
    pub(crate) names: Vec<String>,
}

/// Words that stand for an entity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mention {
    pub(crate) span: Span,
    pub(crate) text: String,
    pub(crate) entity: String,
    /// `name`, `nominal` or `pronoun`; annotations say `name` and `nominal`.
    pub(crate) form: String,
    pub(crate) rule: String,
}

/// A connection of two entities.
#[derive(Clone, Debug, Default)]
pub(crate) struct Connection {
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) kind: String,
    /// The sentence.
    pub(crate) evidence: String,
    pub(crate) rule: String,
}

/// Words between quotation marks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quote {
    pub(crate) span: Span,
    pub(crate) speaker: Option<String>,
    pub(crate) rule: String,
}

/// A statement.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claim {
    pub(crate) id: String,
    pub(crate) span: Span,
    pub(crate) text: String,
    /// An entity's id, `author`, or words; in annotations `a|b` where both are right.
    pub(crate) holder: String,
    pub(crate) certainty: String,
    pub(crate) polarity: String,
    pub(crate) topics: Vec<String>,
    pub(crate) rule: String,
}

/// All marks on one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) entities: Vec<Entity>,
    /// By name.
    pub(crate) mentions: Vec<Mention>,
    /// By other words.
    pub(crate) references: Vec<Mention>,
    pub(crate) connections: Vec<Connection>,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) claims: Vec<Claim>,
}

/// A text with its annotation.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) id: String,
    pub(crate) language: String,
    /// Where the text is.
    pub(crate) file: PathBuf,
    pub(crate) body: String,
    pub(crate) gold: Marks,
    /// What counts neither way.
    pub(crate) ignored: Vec<Span>,
}

impl Text {
    /// The name by which the program calls the document.
    pub(crate) fn stem(&self) -> String {
        let stem = self.file.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }
}

/// Claims of several documents about one fact.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    pub(crate) relation: String,
    /// Document and span.
    pub(crate) claims: Vec<(String, Span)>,
}

/// Texts that are measured together.
#[derive(Clone, Debug)]
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) texts: Vec<Text>,
    pub(crate) groups: Vec<Group>,
}

/// What the program says about a set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Output {
    /// By the id of the text.
    pub(crate) marks: BTreeMap<String, Marks>,
    pub(crate) groups: Vec<Group>,
}

/// Reads a JSON file.
pub(crate) fn json(path: &Path) -> Result<Value, Failure> {
    let text = fs::read_to_string(path).context(|| format!("read {}", path.display()))?;
    serde_json::from_str(&text).context(|| format!("read {} as JSON", path.display()))
}

fn word(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn span(value: &Value) -> Span {
    let at = |key: &str| value[key].as_u64().unwrap_or_default() as usize;
    Span {
        start: at("start"),
        end: at("end"),
    }
}

fn words(value: &Value, key: &str) -> Vec<String> {
    let items = list(value, key).iter();
    items
        .filter_map(|v| v.as_str().map(str::to_owned))
        .collect()
}

fn mention(value: &Value, form: &str) -> Mention {
    Mention {
        span: span(value),
        text: word(value, "text"),
        entity: word(value, "entity"),
        form: form.to_owned(),
        rule: word(value, "rule"),
    }
}

fn connection(value: &Value) -> Connection {
    let evidence = match &value["evidence"] {
        Value::String(text) => text.clone(),
        _ => word(&value["evidence"][0], "text"),
    };
    Connection {
        a: word(value, "a"),
        b: word(value, "b"),
        kind: word(value, "type"),
        evidence,
        rule: word(value, "rule"),
    }
}

fn quote(value: &Value) -> Quote {
    Quote {
        span: span(value),
        speaker: value["speaker"].as_str().map(str::to_owned),
        rule: word(value, "rule"),
    }
}

/// A claim; annotations call its holder the speaker.
fn claim(value: &Value, holder: &str) -> Claim {
    Claim {
        id: word(value, "id"),
        span: span(value),
        text: word(value, "text"),
        holder: word(value, holder),
        certainty: word(value, "certainty"),
        polarity: word(value, "polarity"),
        topics: words(value, "topics"),
        rule: word(value, "rule"),
    }
}

fn entity(value: &Value) -> Entity {
    let mut names = vec![word(value, "name")];
    if let Some(more) = value["names"].as_object() {
        names.extend(more.values().flat_map(|list| {
            let items = list.as_array().map_or(&[][..], Vec::as_slice);
            items.iter().filter_map(|n| n.as_str().map(str::to_owned))
        }));
    }
    Entity {
        id: word(value, "id"),
        kind: word(value, "kind"),
        names,
    }
}

/// An annotation as its file has it.
pub(crate) fn annotation(value: &Value) -> Marks {
    Marks {
        entities: list(value, "entities").iter().map(entity).collect(),
        mentions: list(value, "mentions")
            .iter()
            .map(|m| mention(m, "name"))
            .collect(),
        references: list(value, "coref")
            .iter()
            .map(|m| mention(m, "nominal"))
            .collect(),
        connections: list(value, "connections").iter().map(connection).collect(),
        quotes: list(value, "quotes").iter().map(quote).collect(),
        claims: list(value, "claims")
            .iter()
            .map(|c| claim(c, "speaker"))
            .collect(),
    }
}

/// The groups of an annotation's file, without documents that are not in `bodies`.
fn annotated_groups(value: &Value, bodies: &BTreeMap<&str, &str>) -> Vec<Group> {
    let groups = value.as_array().map_or(&[][..], Vec::as_slice).iter();
    groups
        .map(|group| Group {
            relation: word(group, "relation"),
            claims: list(group, "claims")
                .iter()
                .filter_map(|c| {
                    let document = word(c, "doc");
                    let body = bodies.get(document.as_str())?;
                    let at = if c["start"].is_u64() {
                        span(c)
                    } else {
                        find(body, &word(c, "text"))
                    };
                    Some((document, at))
                })
                .collect(),
        })
        .collect()
}

/// Where a text stands first, in code points; empty where it doesn't.
fn find(body: &str, text: &str) -> Span {
    body.find(text).map_or_else(Span::default, |at| {
        let start = body[..at].chars().count();
        Span {
            start,
            end: start + text.chars().count(),
        }
    })
}

/// The analysis of a set, from the program's JSON (`crossread/1`).
pub(crate) fn output(value: &Value, texts: &[Text]) -> Result<Output, Failure> {
    if value["format"] != "crossread/1" {
        return Err(Failure::new("the program's output is not crossread/1"));
    }
    let mut marks = BTreeMap::new();
    let mut claims: BTreeMap<(String, String), (String, Span)> = BTreeMap::new();
    for document in list(value, "documents") {
        let name = word(document, "id");
        let Some(text) = texts.iter().find(|t| t.stem() == name) else {
            continue;
        };
        let mut of = Marks {
            entities: list(document, "entities").iter().map(entity).collect(),
            connections: list(document, "connections")
                .iter()
                .map(connection)
                .collect(),
            quotes: list(document, "quotations").iter().map(quote).collect(),
            claims: list(document, "claims")
                .iter()
                .map(|c| claim(c, "holder"))
                .collect(),
            ..Marks::default()
        };
        for m in list(document, "mentions") {
            let form = m["form"].as_str().unwrap_or("name");
            let made = mention(m, form);
            if form == "name" {
                of.mentions.push(made);
            } else {
                of.references.push(made);
            }
        }
        for c in &of.claims {
            claims.insert((name.clone(), c.id.clone()), (text.id.clone(), c.span));
        }
        marks.insert(text.id.clone(), of);
    }
    let groups = list(value, "comparisons").iter();
    let groups = groups
        .map(|group| Group {
            relation: word(group, "relation"),
            claims: list(group, "claims")
                .iter()
                .filter_map(|c| claims.get(&(word(c, "document"), word(c, "claim"))))
                .cloned()
                .collect(),
        })
        .collect();
    Ok(Output { marks, groups })
}

/// One text and its annotation.
fn text(
    id: &str,
    language: &str,
    file: PathBuf,
    gold: &Path,
    ignored: &Value,
) -> Result<Text, Failure> {
    // Read as bytes: offsets count every character of the file.
    let bytes = fs::read(&file).context(|| format!("read {}", file.display()))?;
    let body = String::from_utf8(bytes).context(|| format!("read {}", file.display()))?;
    Ok(Text {
        id: id.to_owned(),
        language: language.to_owned(),
        file,
        body,
        gold: annotation(&json(gold)?),
        ignored: list(ignored, id).iter().map(span).collect(),
    })
}

/// The texts of an index in one folder, their annotations in another.
///
/// `of` chooses by the index's entry.
pub(crate) fn read(
    name: &'static str,
    docs: &Path,
    gold: &Path,
    of: impl Fn(&Value) -> bool,
) -> Result<Set, Failure> {
    let index = json(&docs.join("index.json"))?;
    let ignored = json(&gold.join("ignore.json"))?;
    let mut texts = Vec::new();
    for entry in index.as_array().map_or(&[][..], Vec::as_slice) {
        if !of(entry) {
            continue;
        }
        let (id, language) = (word(entry, "id"), word(entry, "lang"));
        let file = docs.join(format!("{id}.{language}.txt"));
        let annotated = gold.join(format!("{id}.json"));
        texts.push(text(&id, &language, file, &annotated, &ignored)?);
    }
    finish(name, texts, &gold.join("alignments.json"))
}

/// Texts with names of their own: id, language, file.
pub(crate) fn read_named(
    name: &'static str,
    files: &[(&str, &str, PathBuf)],
    gold: &Path,
    alignments: &str,
) -> Result<Set, Failure> {
    let ignored = json(&gold.join("ignore.json"))?;
    let mut texts = Vec::new();
    for (id, language, file) in files {
        let annotated = gold.join(format!("{id}.json"));
        texts.push(text(id, language, file.clone(), &annotated, &ignored)?);
    }
    finish(name, texts, &gold.join(alignments))
}

fn finish(name: &'static str, texts: Vec<Text>, alignments: &Path) -> Result<Set, Failure> {
    let bodies = texts
        .iter()
        .map(|t| (t.id.as_str(), t.body.as_str()))
        .collect();
    let groups = annotated_groups(&json(alignments)?, &bodies);
    Ok(Set {
        name,
        texts,
        groups,
    })
}
