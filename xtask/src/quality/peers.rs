//! Names by other programs (tools/peers) on the same English texts.

use super::gold::{Entity, Marks, Mention, Output, Set, Span, Text};
use crate::failure::{Context, Failure};
use crate::paths;
use crate::setup::{npm, python};
use serde_json::{Map, Value};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The language of the other programs' models.
pub(crate) const LANGUAGE: &str = "en";

/// Another program, and how it is set up and run.
pub(crate) struct Peer {
    /// Its name in tables.
    pub(crate) name: &'static str,
    /// Its folder in the cache.
    folder: &'static str,
    /// The script in tools/peers and the file that names its packages.
    script: &'static str,
    packages: &'static str,
}

/// Both.
pub(crate) const PEERS: [Peer; 2] = [
    Peer {
        name: "spaCy en_core_web_sm",
        folder: "peer-spacy",
        script: "spacy_names.py",
        packages: "requirements.txt",
    },
    Peer {
        name: "compromise",
        folder: "peer-compromise",
        script: "compromise_names.mjs",
        packages: "package.json",
    },
];

fn source(file: &str) -> PathBuf {
    paths::root().join("tools/peers").join(file)
}

impl Peer {
    /// The program that reads texts; installed into the cache if it is not there or its packages changed.
    fn command(&self) -> Result<Command, Failure> {
        let script = source(self.script);
        let packages = source(self.packages);
        if self.packages != "package.json" {
            let python = python::environment(self.folder, &packages, self.name)?;
            let python = python.ok_or_else(|| {
                Failure::new(format!("{} needs Python with its module venv", self.name))
            })?;
            let mut command = Command::new(python);
            command.arg(script);
            return Ok(command);
        }
        // Node looks for packages beside the script.
        let copy = npm::set(self.folder, &packages)?.join(self.script);
        fs::copy(&script, &copy).context(|| format!("write {}", copy.display()))?;
        let mut command = Command::new("node");
        command.arg(copy);
        Ok(command)
    }

    /// Its names on the English texts of a set.
    pub(crate) fn names(&self, set: &Set) -> Result<Output, Failure> {
        let texts: Map<String, Value> = set
            .texts
            .iter()
            .map(|t| (t.id.clone(), Value::from(t.body.as_str())))
            .collect();
        let mut command = self.command()?;
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context(|| format!("start {}", self.name))?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin
                .write_all(Value::Object(texts).to_string().as_bytes())
                .context(|| format!("give texts to {}", self.name))?;
        }
        let result = child
            .wait_with_output()
            .context(|| format!("wait for {}", self.name))?;
        if !result.status.success() {
            return Err(
                Failure::new(format!("{} failed; its reason is above", self.name)).hint(format!(
                    "remove {} and try again",
                    paths::tools().join(self.folder).display()
                )),
            );
        }
        let found: Value = serde_json::from_slice(&result.stdout)
            .context(|| format!("read what {} printed", self.name))?;
        let marks = set
            .texts
            .iter()
            .map(|t| (t.id.clone(), marks(t, &found[&t.id])))
            .collect();
        Ok(Output {
            marks,
            groups: Vec::new(),
        })
    }
}

/// The kind that a label means; none for what the annotations leave out.
fn kind(label: &str, text: &str) -> Option<&'static str> {
    match label {
        "PERSON" | "Person" => Some("person"),
        "ORG" | "Organization" => Some("organization"),
        "GPE" | "LOC" | "FAC" | "Place" => Some("place"),
        // Peoples («Russians»), not adjectives.
        "NORP" if text.ends_with('s') => Some("group"),
        _ => None,
    }
}

fn marks(text: &Text, found: &Value) -> Marks {
    let letters: Vec<char> = text.body.chars().collect();
    let mut marks = Marks::default();
    for (i, item) in found
        .as_array()
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .enumerate()
    {
        let at = |key: &str| (item[key].as_u64().unwrap_or_default() as usize).min(letters.len());
        let Some(span) = trimmed(&letters, at("start"), at("end")) else {
            continue;
        };
        let words: String = letters[span.start..span.end].iter().collect();
        let Some(kind) = kind(item["label"].as_str().unwrap_or_default(), &words) else {
            continue;
        };
        let id = format!("peer-{i}");
        marks.entities.push(Entity {
            id: id.clone(),
            kind: kind.to_owned(),
            names: vec![words.clone()],
        });
        marks.mentions.push(Mention {
            span,
            text: words,
            entity: id,
            form: "name".to_owned(),
            rule: String::new(),
        });
    }
    marks
}

/// A span without an article before it, a possessive ending and marks around it.
fn trimmed(letters: &[char], mut start: usize, mut end: usize) -> Option<Span> {
    let outer = |c: char| !c.is_alphanumeric();
    while start < end && outer(letters[start]) {
        start += 1;
    }
    for article in ["the ", "a ", "an "] {
        let length = article.len();
        if end > start + length {
            let before: String = letters[start..start + length].iter().collect();
            if before.to_lowercase() == article {
                start += length;
            }
        }
    }
    let last = |end: usize| end > start && outer(letters[end - 1]) && letters[end - 1] != '.';
    while last(end) {
        end -= 1;
    }
    if end > start + 2 && matches!(letters[end - 2], '\'' | '’') && letters[end - 1] == 's' {
        end -= 2;
    }
    while last(end) {
        end -= 1;
    }
    (start < end).then_some(Span { start, end })
}

/// The English texts of a set, as a set.
pub(crate) fn english(set: &Set) -> Set {
    let texts = set.texts.iter().filter(|t| t.language == LANGUAGE);
    Set {
        name: set.name,
        texts: texts.cloned().collect(),
        groups: Vec::new(),
    }
}

/// Whether a program that the peers need is missing, and which.
pub(crate) fn missing() -> Option<&'static str> {
    ["python3", "npm", "node"]
        .into_iter()
        .find(|program| paths::on_path(program).is_none())
        .filter(|_| !installed(&paths::tools()))
}

fn installed(tools: &Path) -> bool {
    PEERS
        .iter()
        .all(|p| tools.join(p.folder).join("installed").is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_possessives_are_cut_off() {
        let letters: Vec<char> = "(the United Nations’s)".chars().collect();
        let span = trimmed(&letters, 0, letters.len()).expect("a span");
        let cut: String = letters[span.start..span.end].iter().collect();
        assert_eq!(cut, "United Nations");
    }
}
