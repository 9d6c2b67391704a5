//! Word documents (Office Open XML, ECMA-376): paragraphs, headings, lists, tables.
//!
//! The tokenizer of HTML reads these XML files: they have no CDATA and no entities of their own,
//! and one that is invented stays as it is written.

use super::archive::Archive;
use super::draft::{Draft, Field};
use super::problem::Problem;
use html5gum::{StartTag, Token, Tokenizer};
use std::collections::BTreeMap;

/// Where the text of a Word document stands.
pub(super) const TEXT: &str = "word/document.xml";

/// Reads a document.
pub(super) fn read(name: &str, archive: &mut Archive<'_>) -> Result<Draft, Problem> {
    let mut part = |path: &str| -> Result<String, Problem> {
        match archive.find(path) {
            Some(Ok(bytes)) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Some(Err(problem)) => Err(problem),
            None => Ok(String::new()),
        }
    };
    let text = part(TEXT)?;
    let styles = part("word/styles.xml")
        .map(|xml| styles(&xml))
        .unwrap_or_default();
    let core = part("docProps/core.xml").unwrap_or_default();
    let mut writer = Writer::new(&styles);
    writer.document(&text);
    let mut draft = Draft::new(name);
    draft.document.markdown = true;
    draft.document.body = writer.out;
    if draft.document.body.trim().is_empty() {
        return Err(Problem::new(
            name,
            "the document holds no text",
            "if it is a picture of text, its text must be recognised first",
        ));
    }
    let title = writer.title.or_else(|| property(&core, "dc:title"));
    if let Some(title) = title {
        draft.document.title = Some(title);
        draft.guessed.push(Field::Title);
    }
    draft.state_language(property(&core, "dc:language").as_deref());
    draft.state_agency(&[]);
    Ok(draft)
}

fn name_of(tag: &StartTag<()>) -> String {
    String::from_utf8_lossy(&tag.name).into_owned()
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let mut all = tag.attributes.iter();
    let (_, value) = all.find(|(key, _)| &key[..] == name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

/// The text of the first element of a name.
fn property(xml: &str, element: &str) -> Option<String> {
    let mut inside = false;
    let mut text = String::new();
    for Ok(token) in Tokenizer::new(xml) {
        match token {
            Token::StartTag(tag) => inside = name_of(&tag) == element && !tag.self_closing,
            Token::String(s) if inside => text.push_str(&String::from_utf8_lossy(&s)),
            Token::EndTag(_) if inside => break,
            _ => {}
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Title,
    Heading,
    List,
}

/// The styles by id. Their names are in English in every language of Word.
fn styles(xml: &str) -> BTreeMap<String, Style> {
    let mut out = BTreeMap::new();
    let mut id = String::new();
    for Ok(token) in Tokenizer::new(xml) {
        let Token::StartTag(tag) = token else {
            continue;
        };
        match name_of(&tag).as_str() {
            "w:style" => id = attribute(&tag, "w:styleid").unwrap_or_default(),
            "w:name" => {
                let name = attribute(&tag, "w:val").unwrap_or_default().to_lowercase();
                if let Some(style) = style(&name) {
                    out.insert(id.clone(), style);
                }
            }
            _ => {}
        }
    }
    out
}

fn style(name: &str) -> Option<Style> {
    let name = name.replace(' ', "");
    if name == "title" {
        Some(Style::Title)
    } else if name.starts_with("heading") || name == "subtitle" {
        Some(Style::Heading)
    } else if name.starts_with("list") {
        Some(Style::List)
    } else {
        None
    }
}

struct Writer<'a> {
    styles: &'a BTreeMap<String, Style>,
    out: String,
    title: Option<String>,
    paragraph: String,
    style: Option<Style>,
    /// Cells of the row that is open; tables inside cells belong to the cell.
    row: Option<Vec<String>>,
    tables: u32,
    first_row: bool,
    /// Whether the last block was a list item or a row, that the next joins.
    last: char,
}

impl<'a> Writer<'a> {
    fn new(styles: &'a BTreeMap<String, Style>) -> Self {
        Writer {
            styles,
            out: String::new(),
            title: None,
            paragraph: String::new(),
            style: None,
            row: None,
            tables: 0,
            first_row: false,
            last: ' ',
        }
    }

    fn document(&mut self, xml: &str) {
        let mut in_text = false;
        // Deleted text, instructions of fields, second versions of drawings.
        let mut skipped: Option<(String, u32)> = None;
        for Ok(token) in Tokenizer::new(xml) {
            match token {
                Token::StartTag(tag) => {
                    let name = name_of(&tag);
                    if let Some((outer, depth)) = &mut skipped {
                        *depth += u32::from(*outer == name && !tag.self_closing);
                        continue;
                    }
                    match name.as_str() {
                        "w:del" | "w:movefrom" | "w:instrtext" | "mc:fallback" | "w:pict"
                            if !tag.self_closing =>
                        {
                            skipped = Some((name, 1));
                        }
                        "w:t" => in_text = !tag.self_closing,
                        "w:tab" | "w:br" | "w:cr" => self.paragraph.push(' '),
                        "w:nobreakhyphen" => self.paragraph.push('-'),
                        "w:pstyle" => {
                            let id = attribute(&tag, "w:val").unwrap_or_default();
                            let found = self.styles.get(&id).copied();
                            self.style = found.or_else(|| style(&id.to_lowercase()));
                        }
                        "w:numpr" if self.style.is_none() => self.style = Some(Style::List),
                        "w:tbl" => {
                            self.tables += 1;
                            self.first_row |= self.tables == 1;
                        }
                        "w:tr" if self.tables == 1 => self.row = Some(Vec::new()),
                        "w:tc" if self.tables == 1 => {
                            self.row.get_or_insert_default().push(String::new());
                        }
                        _ => {}
                    }
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    if let Some((outer, depth)) = &mut skipped {
                        *depth -= u32::from(*outer == name);
                        if *depth == 0 {
                            skipped = None;
                        }
                        continue;
                    }
                    match name.as_str() {
                        "w:t" => in_text = false,
                        "w:p" => self.end_paragraph(),
                        "w:tr" if self.tables == 1 => self.end_row(),
                        "w:tbl" => {
                            self.tables = self.tables.saturating_sub(1);
                            self.first_row = false;
                        }
                        _ => {}
                    }
                }
                Token::String(text) if in_text && skipped.is_none() => {
                    self.paragraph.push_str(&String::from_utf8_lossy(&text));
                }
                _ => {}
            }
        }
        // A document that is cut off.
        self.end_paragraph();
        self.end_row();
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let style = self.style.take();
        if text.is_empty() {
            return;
        }
        if let Some(cell) = self.row.as_mut().and_then(|row| row.last_mut()) {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&text.replace('|', "/"));
            return;
        }
        match style {
            Some(Style::Title) if self.title.is_none() && self.out.is_empty() => {
                self.title = Some(text);
            }
            Some(Style::Title | Style::Heading) => self.block('h', &format!("## {text}")),
            Some(Style::List) => self.block('l', &format!("- {text}")),
            None => self.block('p', &text),
        }
    }

    fn end_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        if row.iter().all(String::is_empty) {
            return;
        }
        let head = std::mem::take(&mut self.first_row);
        if head {
            self.last = ' ';
        }
        self.block('r', &row.join(" | "));
        if head && row.len() > 1 {
            self.out.push_str(&vec!["---"; row.len()].join("|"));
            self.out.push('\n');
        }
    }

    fn block(&mut self, kind: char, text: &str) {
        let joins = kind == self.last && matches!(kind, 'l' | 'r');
        if !self.out.is_empty() && !joins {
            self.out.push('\n');
        }
        self.out.push_str(text);
        self.out.push('\n');
        self.last = kind;
    }
}
