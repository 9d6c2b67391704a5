//! Reads language folders and data tables and checks them. Used by `build.rs` alone
//! (and so free of the rest of the crate): what it passes, [`super::pack`] may trust.

use super::raw::{Columns, RawData, RawPack, TABLES};
use std::fs;
use std::path::Path;

type Result<T> = std::result::Result<T, String>;

/// Reads the folder of one language; `inherited` is the folder `xx`.
///
/// Errors name file, line and what is wrong.
pub fn language(folder: &Path, inherited: &Path) -> Result<RawPack> {
    let read_toml = |folder: &Path| -> Result<toml::Table> {
        let path = folder.join("lang.toml");
        if !path.exists() {
            return Ok(toml::Table::new());
        }
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        text.parse::<toml::Table>()
            .map_err(|e| format!("{}: {e}", path.display()))
    };
    let base = read_toml(inherited)?;
    let own = read_toml(folder)?;
    let place = folder.join("lang.toml").display().to_string();
    let section = |name: &str, key: &str| -> Option<toml::Value> {
        let of = |t: &toml::Table| -> Option<toml::Value> {
            if name.is_empty() {
                t.get(key).cloned()
            } else {
                t.get(name)?.as_table()?.get(key).cloned()
            }
        };
        of(&own).or_else(|| of(&base))
    };
    let text = |name: &str, key: &str| -> String {
        section(name, key)
            .and_then(|v| v.as_str().map(String::from))
            .unwrap_or_default()
    };
    let list = |name: &str, key: &str| -> Vec<String> {
        section(name, key)
            .and_then(|v| v.as_array().cloned())
            .unwrap_or_default()
            .iter()
            .filter_map(|v| v.as_str().map(String::from))
            .collect()
    };
    let flag = |name: &str, key: &str| -> bool {
        section(name, key)
            .and_then(|v| v.as_bool())
            .unwrap_or(false)
    };
    let mut quotes = Vec::new();
    for pair in section("quotes", "pairs")
        .and_then(|v| v.as_array().cloned())
        .unwrap_or_default()
    {
        let marks: Vec<&str> = pair
            .as_array()
            .map(|a| a.iter().filter_map(|v| v.as_str()).collect())
            .unwrap_or_default();
        match marks.as_slice() {
            [open, close] => quotes.push((open.to_string(), close.to_string())),
            _ => return Err(format!("{place}: a pair under [quotes] needs two marks")),
        }
    }
    let mut paradigms = Vec::new();
    if let Some(table) = own.get("paradigms").and_then(|v| v.as_table()) {
        for (name, endings) in table {
            let endings = endings
                .as_array()
                .map(|a| {
                    a.iter()
                        .filter_map(|v| v.as_str().map(String::from))
                        .collect()
                })
                .ok_or_else(|| format!("{place}: paradigm {name} must be a list of endings"))?;
            paradigms.push((name.clone(), endings));
        }
    }
    let mut pack = RawPack {
        code: text("", "code"),
        name: text("", "name"),
        endonym: text("", "endonym"),
        script: text("", "script"),
        rtl: text("", "direction") == "rtl",
        stages: list("", "stages"),
        elisions: list("", "elisions"),
        clitics: list("", "clitics"),
        quotes,
        dash: flag("quotes", "dash"),
        decimal: text("numbers", "decimal"),
        thousands: list("numbers", "thousands"),
        prefixes: list("stem", "prefixes"),
        known: list("stem", "known"),
        keep: list("stem", "keep"),
        endings: list("stem", "endings"),
        minimum: section("stem", "minimum")
            .and_then(|v| v.as_integer())
            .unwrap_or(3) as u8,
        paradigms,
        capital_demonyms: flag("capitals", "demonyms"),
        capital_months: flag("capitals", "months"),
        free_subject: text("", "subject") == "free",
        genitive: text("", "genitive") == "adjacent",
        adjective: text("", "adjective"),
        plural_determiners: list("number", "plural"),
        indefinite: list("number", "indefinite"),
        plural_endings: list("number", "endings"),
        verb_endings: list("verb", "endings"),
        conditional_endings: list("verb", "conditional"),
        verb_forms: list("verb", "forms"),
        verb_plurals: list("verb", "plural"),
        tables: Vec::new(),
    };
    let name = folder
        .file_name()
        .and_then(|n| n.to_str())
        .unwrap_or_default();
    if pack.code != name && name != "xx" {
        return Err(format!(
            "{place}: code is {:?}, but the folder is {name:?}",
            pack.code
        ));
    }
    pack.code = name.to_string();
    pack.endings
        .sort_by_key(|e| std::cmp::Reverse(e.chars().count()));
    for (table, columns) in TABLES {
        let path = folder.join(format!("{table}.tsv"));
        let rows = if path.exists() {
            self::table(&path, columns)?
        } else {
            String::new()
        };
        for (i, row) in rows.lines().enumerate() {
            check_row(&pack, table, row)
                .map_err(|e| format!("{}: row {}: {e}", path.display(), i + 1))?;
        }
        pack.tables.push(Columns::from_rows(&rows));
    }
    Ok(pack)
}

/// Reads a table with exactly these columns; gives its rows without header and comments.
pub fn table(path: &Path, columns: &[&str]) -> Result<String> {
    let (header, rows) = any_table(path)?;
    if header.split('\t').collect::<Vec<_>>() != columns {
        return Err(format!(
            "{}: the header must be: {}",
            path.display(),
            columns.join(", ")
        ));
    }
    Ok(rows)
}

/// Reads a table; gives its header and its rows, checked for equal numbers of cells.
/// Missing cells at the end of a row are filled.
pub fn any_table(path: &Path) -> Result<(String, String)> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut header: Option<&str> = None;
    let mut rows = String::with_capacity(text.len());
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("# ") || line == "#" || line.trim().is_empty() {
            continue;
        }
        let Some(columns) = header else {
            header = Some(line);
            continue;
        };
        let (cells, expected) = (line.split('\t').count(), columns.split('\t').count());
        if cells > expected {
            return Err(format!(
                "{}:{}: {cells} cells, but the header has {expected}",
                path.display(),
                number + 1
            ));
        }
        rows.push_str(line.trim_end_matches(['\r']));
        rows.extend(std::iter::repeat_n('\t', expected - cells));
        rows.push('\n');
    }
    Ok((header.unwrap_or_default().to_string(), rows))
}

/// The language-neutral tables.
pub fn data(folder: &Path) -> Result<RawData> {
    let read = |name: &str| -> Result<Columns> {
        let path = folder.join(name);
        if !path.exists() {
            return Ok(Columns::default());
        }
        let (header, rows) = any_table(&path)?;
        Ok(Columns::from_rows(&format!("{header}\n{rows}")))
    };
    Ok(RawData {
        actors: read("actors.tsv")?,
        countries: read("countries.tsv")?,
        places: read("places.tsv")?,
        concepts: read("concepts.tsv")?,
        types: read("types.tsv")?,
        languages: read("languages.tsv")?,
        families: read("families.tsv")?,
        senses: read("senses.tsv")?,
        phrases: read("phrases.tsv")?,
    })
}

/// What a cell may hold.
const WORDS: [(&str, usize, &[&str]); 12] = [
    ("abbreviations", 2, &["never", "maybe"]),
    (
        "titles",
        1,
        &["honorific", "rank", "post", "profession", "family"],
    ),
    ("titles", 3, &["", "lead", "member"]),
    ("titles", 4, &["", "m", "f"]),
    ("speech", 1, &["verb", "noun", "prep", "phrase"]),
    ("speech", 3, &["certain", "probable", "possible"]),
    ("speech", 4, &["affirmed", "denied"]),
    ("negation", 1, &["clause", "next", "noun"]),
    ("hedges", 1, &["probable", "possible"]),
    ("hedges", 3, &["clause", "noun", "next"]),
    ("relations", 1, &["verb", "noun", "adjective"]),
    (
        "numbers",
        2,
        &["cardinal", "ordinal", "multiplier", "approximate"],
    ),
];

fn check_row(pack: &RawPack, table: &str, row: &str) -> Result<()> {
    let cells: Vec<&str> = row.split('\t').collect();
    for (name, column, words) in WORDS {
        if name == table && !words.contains(cells.get(column).unwrap_or(&"")) {
            return Err(format!(
                "{:?} is none of: {}",
                cells.get(column).unwrap_or(&""),
                words.join(", ")
            ));
        }
    }
    let column = usize::from(table == "grammar");
    let forms = cells.get(column).copied().unwrap_or_default();
    if forms.is_empty() {
        return Err("no form".into());
    }
    for form in forms.split('|') {
        for word in form.split(' ') {
            let word = word.split_once(':').map_or(word, |(w, _)| w);
            if let Some((_, paradigm)) = word.split_once('~')
                && !pack.paradigms.iter().any(|(n, _)| n == paradigm)
            {
                return Err(format!("{form:?}: no paradigm {paradigm:?} in lang.toml"));
            }
        }
    }
    Ok(())
}

impl Columns {
    /// From rows of tab-separated cells.
    pub fn from_rows(rows: &str) -> Self {
        let mut columns: Vec<String> = Vec::new();
        for (r, row) in rows.lines().enumerate() {
            for (c, cell) in row.split('\t').enumerate() {
                if columns.len() <= c {
                    columns.push(String::new());
                }
                if r > 0 {
                    columns[c].push('\n');
                }
                columns[c].push_str(cell);
            }
        }
        Columns(columns)
    }
}
