//! The rules of the house, read from the sources: who imports whom, what stands where.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files that belong to the project: what git tracks, and what it would.
fn files() -> Vec<String> {
    let output = Command::new("git")
        .current_dir(root())
        .args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ])
        .output();
    let listed = output.ok().filter(|o| o.status.success()).map(|o| {
        String::from_utf8_lossy(&o.stdout)
            .split('\0')
            .filter(|f| !f.is_empty() && root().join(f).is_file())
            .map(String::from)
            .collect::<Vec<_>>()
    });
    let mut files = listed.filter(|f| !f.is_empty()).unwrap_or_else(|| {
        // Not a checkout: everything but what is built.
        let mut out = Vec::new();
        walk(root(), &mut out);
        out
    });
    files.sort();
    files.dedup();
    files
}

fn walk(folder: &Path, out: &mut Vec<String>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|e| e.path()) {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if matches!(name, "target" | "dist" | "node_modules" | ".git") {
            continue;
        }
        if path.is_dir() {
            walk(&path, out);
        } else if let Ok(inner) = path.strip_prefix(root()) {
            out.push(inner.display().to_string().replace('\\', "/"));
        }
    }
}

fn read(file: &str) -> Option<String> {
    fs::read_to_string(root().join(file)).ok()
}

/// The lines of a Rust file that are code: no comments, nothing from `#[cfg(test)]` on.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(i, l)| (i + 1, l))
        .take_while(|(_, l)| l.trim() != "#[cfg(test)]")
        .filter(|(_, l)| !l.trim_start().starts_with("//"))
}

fn rust(under: &str) -> Vec<(String, String)> {
    files()
        .into_iter()
        .filter(|f| f.starts_with(under) && f.ends_with(".rs"))
        .filter_map(|f| Some((f.clone(), read(&f)?)))
        .collect()
}

#[track_caller]
fn none(found: &[String], what_to_do: &str) {
    assert!(found.is_empty(), "\n{}\n→ {what_to_do}\n", found.join("\n"));
}

/// Layers of core; those of one group know each other.
const LAYERS: [(&str, usize); 15] = [
    ("note", 0),
    ("vocabulary", 1),
    ("data", 2),
    ("lang", 2),
    ("text", 2),
    ("corpus", 3),
    ("extract", 4),
    ("resolve", 5),
    ("compare", 6),
    ("analysis", 7),
    ("snapshot", 8),
    ("message", 8),
    ("export", 8),
    ("import", 9),
    ("stream", 10),
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().find(|(n, _)| *n == module).map(|(_, l)| *l)
}

/// The modules of the crate that a line names: `crate::a::…` and `crate::{a::…, b}`.
fn modules(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let word = |s: &str| -> String {
            s.trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        };
        match rest.strip_prefix('{') {
            Some(inner) => {
                let mut depth = 0;
                let mut start = true;
                for (i, c) in inner.char_indices() {
                    if depth == 0 && start {
                        out.push(word(&inner[i..]));
                        start = false;
                    }
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        _ => {}
                    }
                }
            }
            None => out.push(word(rest)),
        }
    }
    out
}

#[test]
fn imports_of_the_analysis_run_one_way() {
    let mut found = Vec::new();
    for (file, text) in rust("core/src/") {
        let module = file["core/src/".len()..]
            .split(['/', '.'])
            .next()
            .unwrap_or_default();
        let Some(own) = layer(module) else { continue };
        for (number, line) in code(&text) {
            for used in modules(line) {
                // Corpus files are read with the language packs' help, below it in any case.
                if layer(&used).is_some_and(|l| l > own) {
                    found.push(format!("{file}:{number}: {module} imports {used}"));
                }
            }
        }
    }
    none(
        &found,
        "a layer imports only from those before it (core/src/lib.rs): move what both need down, or what needs it up",
    );
}

#[test]
fn only_the_extraction_sees_language_packs() {
    let mut found = Vec::new();
    for above in ["core/src/resolve/", "core/src/compare/", "core/src/export/"] {
        for (file, text) in rust(above) {
            for (number, line) in code(&text) {
                let names_pack = line.contains("lang::pack(")
                    || line.contains("lang::Pack")
                    || line.contains("pack::Pack");
                if names_pack {
                    found.push(format!("{file}:{number}: {}", line.trim()));
                }
            }
        }
    }
    none(
        &found,
        "take what is needed from the pack during extraction and carry it in Extraction",
    );
}

#[test]
fn map_and_workspace_do_not_know_each_other_nor_the_interface() {
    let mut found = Vec::new();
    for (under, others) in [
        ("src/map", ["workspace", "ui"]),
        ("src/workspace", ["map", "ui"]),
    ] {
        for (file, text) in rust(under) {
            for (number, line) in code(&text) {
                for used in modules(line) {
                    if others.contains(&used.as_str()) {
                        found.push(format!("{file}:{number}: imports {used}"));
                    }
                }
            }
        }
    }
    none(&found, "let src/ui bring the two together");
}

#[test]
fn only_one_folder_touches_the_browser() {
    let mut found = Vec::new();
    for (file, text) in rust("src/") {
        let browser = file.starts_with("src/ui/browser") || file == "src/main.rs";
        let interface = file.starts_with("src/ui/") || file == "src/ui.rs" || file == "src/main.rs";
        for (number, line) in code(&text) {
            let crates = ["web_sys", "js_sys", "gloo_storage", "wasm_bindgen"];
            if !browser && crates.iter().any(|c| line.contains(c)) {
                found.push(format!("{file}:{number}: {}", line.trim()));
            }
            if !interface && line.contains("leptos") {
                found.push(format!("{file}:{number}: {}", line.trim()));
            }
        }
    }
    none(
        &found,
        "call the browser in src/ui/browser and give it a name there; leptos belongs into src/ui",
    );
}

#[test]
fn no_language_code_stands_in_the_code() {
    let mut found = Vec::new();
    for under in ["core/src/", "src/", "core/build.rs", "build.rs"] {
        for (file, text) in rust(under) {
            let allowed = ["core/src/lang/", "core/src/data/", "src/ui/strings"]
                .iter()
                .any(|a| file.starts_with(a))
                // Particles of names («ar-Rashid») look like codes.
                || file == "core/src/resolve/spelling.rs"
                || file == "core/build.rs"
                // Made-up texts of tests.
                || file.ends_with("/tests.rs")
                || file.ends_with("/sample.rs");
            if allowed {
                continue;
            }
            for (number, line) in code(&text) {
                if ["\"en\"", "\"it\"", "\"fr\"", "\"ru\"", "\"ar\""]
                    .iter()
                    .any(|c| line.contains(c))
                {
                    found.push(format!("{file}:{number}: {}", line.trim()));
                }
            }
        }
    }
    none(
        &found,
        "what a language needs goes into its folder (core/src/lang) or its strings (src/ui/strings)",
    );
}

#[test]
fn every_file_says_what_it_is() {
    let found: Vec<String> = rust("")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(file, _)| file)
        .collect();
    none(
        &found,
        "open the file with a //! line that says its one subject",
    );
}

#[test]
fn nothing_of_one_machine_and_no_registry_is_named() {
    // Put together, so that this file does not name them either.
    let places: Vec<String> = ["home", "root", "work", "Users", "tmp/wt"]
        .iter()
        .map(|p| format!("/{p}/"))
        .collect();
    let hosts: Vec<String> = [
        ("crates", "io"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("goproxy", "io"),
    ]
    .iter()
    .flat_map(|(name, end)| {
        [
            "index", "static", "registry", "files", "proxy", "pypi", "www",
        ]
        .map(|s| format!("{s}.{name}.{end}"))
    })
    .collect();
    let mut found = Vec::new();
    for file in files() {
        let Some(text) = read(&file) else { continue };
        for (number, line) in text.lines().enumerate() {
            let starts = |p: &str| {
                line.match_indices(p).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    before.is_none_or(|c| {
                        c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '(' | '=' | ':')
                    })
                })
            };
            if places.iter().any(|p| starts(p)) {
                found.push(format!(
                    "{file}:{}: a path of one machine: {}",
                    number + 1,
                    short(line)
                ));
            }
            if hosts.iter().any(|h| line.contains(h.as_str())) {
                found.push(format!(
                    "{file}:{}: a registry's host: {}",
                    number + 1,
                    short(line)
                ));
            }
        }
    }
    none(
        &found,
        "paths are relative to the project, packages come by name through their tools",
    );
}

fn short(line: &str) -> String {
    line.trim().chars().take(100).collect()
}

#[test]
fn no_file_is_heavy() {
    let found: Vec<String> = files()
        .into_iter()
        .filter_map(|f| {
            let bytes = fs::metadata(root().join(&f)).ok()?.len();
            (bytes > 500_000).then(|| format!("{f}: {bytes} bytes"))
        })
        .collect();
    none(
        &found,
        "keep what is generated or measured out of the repository, or make it smaller",
    );
}

#[test]
fn every_language_folder_has_the_same_files() {
    let folder: PathBuf = root().join("core/src/lang");
    let mut languages: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the languages")
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.join("lang.toml").is_file() && !p.ends_with("xx"))
        .collect();
    languages.sort();
    let mut found = Vec::new();
    let wanted = [
        "NOTES.md",
        "abbreviations.tsv",
        "dates.tsv",
        "evaluation.tsv",
        "grammar.tsv",
        "hedges.tsv",
        "names.tsv",
        "negation.tsv",
        "numbers.tsv",
        "relations.tsv",
        "speech.tsv",
        "titles.tsv",
        "topics.tsv",
        "cases",
    ];
    for language in &languages {
        for file in wanted {
            if !language.join(file).exists() {
                found.push(format!("{} has no {file}", language.display()));
            }
        }
    }
    none(
        &found,
        "every language has the same file names; a table may be empty but for its header",
    );
}
