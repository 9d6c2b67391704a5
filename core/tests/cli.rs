//! The program `crossread`: what a person or a script sees of it.

use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A folder of its own for one test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for the test");
        Folder(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, content).expect("a file");
        path
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_crossread"))
            .current_dir(&self.0)
            .args(arguments)
            .output()
            .expect("the program runs");
        Run(output)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Run(Output);

impl Run {
    fn code(&self) -> i32 {
        self.0.status.code().unwrap_or(-1)
    }

    fn errors(&self) -> Vec<String> {
        let text = String::from_utf8_lossy(&self.0.stderr);
        text.lines().map(String::from).collect()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.0.stdout).expect("JSON alone on stdout")
    }

    fn ids(&self) -> Vec<String> {
        let json = self.json();
        let documents = json["documents"].as_array().expect("documents");
        documents
            .iter()
            .map(|d| d["id"].as_str().expect("an id").to_string())
            .collect()
    }
}

const GOOD: &str = "Khalifa Haftar met Vladimir Putin in Moscow on Thursday. He said that the talks were useful.\n";

#[test]
fn a_file_that_is_not_there_is_one_line_and_the_rest_is_analysed() {
    let folder = Folder::new("missing");
    folder.file("good.txt", GOOD);
    for missing in ["nowhere.txt", "nowhere"] {
        let run = folder.run(&["analyse", missing, "good.txt"]);
        assert_eq!(run.code(), 2);
        assert_eq!(run.errors().len(), 1, "{:?}", run.errors());
        assert!(run.errors()[0].contains(missing) && run.errors()[0].contains("no such file"));
        assert_eq!(run.ids(), ["good"]);
    }
}

#[test]
fn what_is_broken_is_named_and_the_rest_is_analysed() {
    let folder = Folder::new("broken");
    folder.file("good.txt", GOOD);
    folder.file("bytes.txt", b"line one\nline \xff two\n");
    folder.file("front.md", "+++\ntitle = Haftar\n+++\nText.\n");
    folder.file(
        "colour.md",
        "+++\nlanguage = \"en\"\ncolour = \"red\"\n+++\nText.\n",
    );
    folder.file("none.md", "A text without front matter.\n");
    folder.file("open.md", "+++\ntitle = \"A\"\nText.\n");
    folder.file("empty.txt", " \n");
    folder.file("gibberish.txt", "zq xw 12 kv\n");
    for (file, place, words) in [
        ("bytes.txt", "bytes.txt:2:", "UTF-8"),
        ("front.md", "front.md:2:", "TOML"),
        ("colour.md", "colour.md:3:", "unknown field \"colour\""),
        ("none.md", "none.md:1:", "no front matter"),
        ("open.md", "open.md:1:", "not closed"),
        ("empty.txt", "empty.txt:1:", "empty"),
        ("gibberish.txt", "gibberish.txt:1:", "language"),
    ] {
        let run = folder.run(&["analyse", file, "good.txt"]);
        assert_eq!(run.code(), 2, "{file}");
        let errors = run.errors();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(
            errors[0].contains(place) && errors[0].contains(words),
            "{errors:?}"
        );
        assert_eq!(run.ids(), ["good"]);
        assert_eq!(run.json()["notes"].as_array().map(Vec::len), Some(1));
    }
}

#[test]
fn two_files_of_one_stem_are_an_error() {
    let folder = Folder::new("stems");
    folder.file("a/one.txt", GOOD);
    folder.file("b/one.txt", GOOD);
    folder.file("b/two.txt", GOOD);
    let run = folder.run(&["analyse", "."]);
    assert_eq!(run.code(), 2);
    assert!(run.errors()[0].contains("\"one\""), "{:?}", run.errors());
    assert!(run.ids().contains(&"two".to_string()));
    let ids = run.ids();
    assert!(ids.iter().filter(|i| *i == "one").count() <= 1);
}

#[test]
fn other_files_are_skipped_with_a_note() {
    let folder = Folder::new("skipped");
    folder.file("01.en.txt", GOOD);
    folder.file("picture.png", b"\x89PNG");
    folder.file("README.md", "Not an article.");
    folder.file(".hidden.txt", "zq");
    let run = folder.run(&["analyse", "."]);
    assert_eq!(run.code(), 0, "{:?}", run.errors());
    assert_eq!(run.ids(), ["01.en"]);
    let notes = run.json()["notes"].to_string();
    assert!(
        notes.contains("picture.png") && notes.contains("skipped"),
        "{notes}"
    );
}

#[test]
fn a_language_without_a_folder_is_a_note() {
    let folder = Folder::new("spanish");
    folder.file(
        "a.txt",
        "El ministro llegó a la capital el martes. Dijo que las conversaciones con Khalifa Haftar durarán dos días.\n",
    );
    let run = folder.run(&["analyse", "a.txt"]);
    assert_eq!(run.code(), 0);
    let json = run.json();
    assert_eq!(json["documents"][0]["language"], "es");
    let notes = json["notes"].as_array().expect("notes");
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(
        notes[0].as_str().is_some_and(|n| n.contains("\"es\"")),
        "{notes:?}"
    );
}

#[test]
fn wrong_use_is_explained() {
    let folder = Folder::new("usage");
    for arguments in [
        &[][..],
        &["look"],
        &["analyse"],
        &["analyse", "--format", "xml", "a.txt"],
        &["analyse", "--colour", "a.txt"],
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code(), 1, "{arguments:?}");
        assert!(run.0.stdout.is_empty());
        assert!(
            run.errors()
                .iter()
                .any(|l| l.contains("usage: crossread analyse"))
        );
    }
    for arguments in [["--help"], ["--version"]] {
        let run = folder.run(&arguments);
        assert_eq!(run.code(), 0);
        assert!(run.errors().is_empty() && !run.0.stdout.is_empty());
    }
}

#[test]
fn a_closed_pipe_is_fine() {
    let folder = Folder::new("pipe");
    folder.file("a.txt", GOOD.repeat(300));
    let mut child = Command::new(env!("CARGO_BIN_EXE_crossread"))
        .current_dir(&folder.0)
        .args(["analyse", "a.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_body_begins_after_the_closing_line() {
    let folder = Folder::new("body");
    folder.file(
        "m.md",
        "+++\r\nlanguage = \"en\"\r\n+++\r\n\u{e9} Haftar met Putin.\r\n",
    );
    folder.file(
        "t.txt",
        "\u{feff}The \u{1f642} general Khalifa Haftar was in Moscow with the others.\n",
    );
    let run = folder.run(&["analyse", "m.md", "t.txt"]);
    assert_eq!(run.code(), 0, "{:?}", run.errors());
    let json = run.json();
    assert_eq!(json["documents"][0]["body"], "\u{e9} Haftar met Putin.\r\n");
    let body = json["documents"][1]["body"].as_str().expect("a body");
    assert!(body.starts_with("\u{feff}The \u{1f642}"));
}

/// The keys of an object, and of which of them may be missing.
#[track_caller]
fn fields(value: &Value, wanted: &[&str], optional: &[&str]) {
    let object = value.as_object().expect("an object");
    for field in wanted {
        assert!(
            object.contains_key(*field),
            "{field} is missing in {value:#}"
        );
    }
    for field in optional {
        assert!(
            object.get(*field).is_none_or(|v| !v.is_null()),
            "{field} is null: it is left out where it is not known"
        );
    }
}

#[test]
fn the_json_is_crossread_1() {
    let folder = Folder::new("format");
    folder.file(
        "a.md",
        "+++\ntitle = \"A\"\noutlet = \"O\"\nagency = \"Reuters\"\nlanguage = \"en\"\ndate = 2025-05-08\nurl = \"https://example.org/a\"\nkind = \"digest\"\n+++\nKhalifa Haftar met Vladimir Putin in Moscow on 7 May 2025. “The talks on arms were useful,” Haftar said. Analysts say Russia may send weapons to Libya.\n",
    );
    folder.file("b.txt", GOOD);
    let run = folder.run(&["analyse", "a.md", "b.txt"]);
    let json = run.json();
    assert_eq!(json["format"], "crossread/1");
    fields(&json, &["format", "documents", "comparisons", "notes"], &[]);
    let mut seen = [0usize; 5];
    for document in json["documents"].as_array().expect("documents") {
        fields(
            document,
            &[
                "id",
                "language",
                "title",
                "outlet",
                "date",
                "kind",
                "body",
                "entities",
                "mentions",
                "quotations",
                "claims",
                "connections",
            ],
            &["agency", "url"],
        );
        let list = |name: &str| document[name].as_array().cloned().unwrap_or_default();
        let body: Vec<char> = document["body"].as_str().expect("a body").chars().collect();
        let spans = |v: &Value| {
            let at = |k: &str| v[k].as_u64().expect("an offset") as usize;
            let text: String = body[at("start")..at("end")].iter().collect();
            assert_eq!(v["text"], text.as_str());
        };
        let entities = list("entities");
        let known = |v: &Value| entities.iter().any(|e| e["id"] == *v);
        for e in &entities {
            fields(
                e,
                &["id", "kind", "name", "names"],
                &["wikidata", "latitude", "longitude"],
            );
            assert!(
                ["person", "organization", "place", "group"]
                    .contains(&e["kind"].as_str().unwrap_or(""))
            );
            seen[0] += 1;
        }
        for m in list("mentions") {
            fields(&m, &["start", "end", "text", "entity", "form"], &[]);
            assert!(["name", "nominal", "pronoun"].contains(&m["form"].as_str().unwrap_or("")));
            assert!(known(&m["entity"]), "{m}");
            spans(&m);
            seen[1] += 1;
        }
        for q in list("quotations") {
            fields(&q, &["start", "end", "text", "speaker", "cue"], &[]);
            spans(&q);
            seen[2] += 1;
        }
        for c in list("claims") {
            fields(
                &c,
                &[
                    "id",
                    "start",
                    "end",
                    "text",
                    "holder",
                    "certainty",
                    "polarity",
                    "topics",
                ],
                &[],
            );
            assert!(
                ["certain", "probable", "possible"]
                    .contains(&c["certainty"].as_str().unwrap_or(""))
            );
            assert!(["affirmed", "denied"].contains(&c["polarity"].as_str().unwrap_or("")));
            spans(&c);
            seen[3] += 1;
        }
        for c in list("connections") {
            fields(
                &c,
                &["a", "b", "type", "certainty", "polarity", "evidence"],
                &["plover", "date", "place"],
            );
            assert!(known(&c["a"]) && known(&c["b"]), "{c}");
            for e in c["evidence"].as_array().expect("evidence") {
                fields(e, &["start", "end", "text"], &[]);
                spans(e);
            }
            seen[4] += 1;
        }
    }
    assert!(
        seen.iter().all(|n| *n > 0),
        "the sample must show every part: {seen:?}"
    );
    let (a, b) = (&json["documents"][0], &json["documents"][1]);
    assert_eq!(
        (&a["date"], &a["agency"]),
        (&"2025-05-08".into(), &"Reuters".into())
    );
    assert!(
        b["date"].is_null()
            && b["title"].is_null()
            && b.get("agency").is_none()
            && b.get("url").is_none()
    );
    assert_eq!(b["kind"], "article");
    for c in json["comparisons"].as_array().expect("comparisons") {
        fields(c, &["id", "label", "relation", "claims", "silent"], &[]);
        for claim in c["claims"].as_array().expect("claims") {
            fields(claim, &["document", "claim"], &[]);
        }
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let folder = Folder::new("same");
    folder.file("a.txt", GOOD);
    folder.file("b.txt", "Haftar incontra Putin a Mosca. Il generale ha detto che i colloqui sono stati utili per la Libia.\n");
    let first = folder.run(&["analyse", "."]);
    let second = folder.run(&["analyse", "."]);
    assert_eq!(first.0.stdout, second.0.stdout);
    assert!(!first.0.stdout.is_empty());
}

#[test]
fn lines_stream_in_order_and_a_bad_one_is_told() {
    let folder = Folder::new("lines");
    folder.file(
        "in.jsonl",
        format!(
            "{{\"id\": \"a\", \"body\": {0:?}}}\n{{\"id\": 1}}\n\n{{\"id\": \"b\", \"language\": \"en\", \"body\": {0:?}}}\n",
            GOOD
        ),
    );
    let run = folder.run(&["analyse", "in.jsonl", "--format", "jsonl", "--threads=3"]);
    assert_eq!(run.code(), 2);
    assert_eq!(run.errors().len(), 1, "{:?}", run.errors());
    assert!(
        run.errors()[0].contains("in.jsonl:2: "),
        "{:?}",
        run.errors()
    );
    let text = String::from_utf8_lossy(&run.0.stdout).into_owned();
    let lines: Vec<Value> = text
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON on each line"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (&lines[0]["id"], &lines[1]["id"]),
        (&"a".into(), &"b".into())
    );
    assert!(
        lines[0]["connections"]
            .as_array()
            .is_some_and(|c| !c.is_empty())
    );
    // The lines are an analysed corpus.
    let back = crossread::import::json::lines("in", &text).expect("an analysis");
    assert_eq!(back.documents.len(), 2);
    assert!(!back.comparisons.is_empty());
    let shown = folder.run(&["analyse", "in.jsonl", "--format", "jsonl", "--progress"]);
    assert!(shown.errors().iter().any(|l| l.contains("documents, ")));
    for wrong in [
        &["analyse", "in.jsonl", "--format", "jsonx"][..],
        &["analyse", "in.jsonl", "--threads", "0"],
        &["analyse", "--format", "jsonl"],
    ] {
        assert_eq!(folder.run(wrong).code(), 1);
    }
}

#[test]
fn named_files_of_other_kinds_are_brought() {
    let folder = Folder::new("brought");
    folder.file(
        "page.html",
        format!("<html lang=en><body><article><h1>Talks</h1><p>{GOOD}</p></article></body></html>"),
    );
    folder.file("scan.zip", b"PK\x03\x04");
    let run = folder.run(&["analyse", "page.html", "scan.zip"]);
    assert_eq!(run.code(), 2);
    assert_eq!(run.ids(), ["page"]);
    assert!(
        run.errors()
            .iter()
            .any(|l| l.contains("scan.zip") && l.contains("damaged"))
    );
    // An analysis is read as articles.
    let json = folder.file("back.json", &folder.run(&["analyse", "page.html"]).0.stdout);
    let again = folder.run(&["analyse", &json.display().to_string()]);
    assert_eq!(again.ids(), ["page"]);
}
