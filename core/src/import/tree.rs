//! A document tree from HTML tokens: as much of one as finding an article needs.
//!
//! The nodes stand in document order, and each knows where its subtree ends, so that everything is
//! done in loops: no text, however deep, is a matter of the stack. Elements deeper than [`DEEPEST`]
//! become children of the last one that is not.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use std::ops::Range;

/// Elements within elements.
const DEEPEST: usize = 256;

/// Nodes of one document; what comes after is left out.
const MOST: usize = 4_000_000;

/// An element, or a text (whose tag is empty).
#[derive(Debug)]
pub(super) struct Node {
    /// The tag's name in lower case; «inline» and «block» for those that HTML does not know.
    pub(super) tag: &'static str,
    pub(super) parent: u32,
    /// The index after its last descendant.
    pub(super) end: u32,
    text: Range<u32>,
    attributes: Vec<(&'static str, String)>,
}

/// The tree of a document. Node 0 is the document itself.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    text: String,
    /// JSON-LD.
    pub(super) data: Vec<String>,
    /// The address that a browser noted when it saved the page.
    pub(super) saved_from: Option<String>,
}

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that end a paragraph.
pub(super) const BLOCKS: [&str; 48] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "block",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
];

const OTHERS: [&str; 26] = [
    "a", "abbr", "audio", "button", "canvas", "font", "iframe", "label", "map", "math", "noframes",
    "noscript", "object", "optgroup", "option", "script", "select", "span", "style", "svg",
    "template", "textarea", "time", "title", "ul", "video",
];

const ATTRIBUTES: [&str; 17] = [
    "aria-hidden",
    "class",
    "content",
    "datetime",
    "dir",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "type",
];

fn known(name: &str) -> &'static str {
    let lists = [&BLOCKS[..], &OTHERS, &VOID];
    let mut all = lists.into_iter().flatten();
    match all.find(|t| **t == name) {
        Some(tag) => tag,
        None if name.contains('-') => "block",
        None => "inline",
    }
}

/// Whether a tag ends a paragraph.
pub(super) fn is_block(tag: &str) -> bool {
    tag == "ul" || BLOCKS.contains(&tag)
}

impl Tree {
    /// Reads a text as HTML; every text is some HTML.
    pub(super) fn new(html: &str) -> Tree {
        let mut builder = Builder {
            tree: Tree {
                nodes: vec![Node {
                    tag: "block",
                    parent: 0,
                    end: 0,
                    text: 0..0,
                    attributes: Vec::new(),
                }],
                text: String::new(),
                data: Vec::new(),
                saved_from: None,
            },
            open: vec![0],
            script: None,
        };
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    let mut attributes = Vec::new();
                    for (key, value) in &tag.attributes {
                        let kept = ATTRIBUTES.iter().find(|a| a.as_bytes() == &key[..]);
                        if let Some(key) = kept {
                            let value = String::from_utf8_lossy(&value.value).into_owned();
                            attributes.push((*key, value));
                        }
                    }
                    builder.start(known(&name), attributes, tag.self_closing);
                }
                Token::EndTag(tag) => builder.end(known(&String::from_utf8_lossy(&tag.name))),
                Token::String(text) => builder.text(&String::from_utf8_lossy(&text)),
                Token::Comment(text) => builder.comment(&String::from_utf8_lossy(&text)),
                Token::Doctype(_) | Token::Error(_) => {}
            }
            if builder.tree.nodes.len() >= MOST {
                break;
            }
        }
        builder.finish()
    }

    /// A node.
    pub(super) fn node(&self, index: usize) -> &Node {
        &self.nodes[index]
    }

    /// The text of a text node.
    pub(super) fn text(&self, index: usize) -> &str {
        let range = &self.nodes[index].text;
        &self.text[range.start as usize..range.end as usize]
    }

    /// An attribute; empty if it is there without a value.
    pub(super) fn attribute(&self, index: usize, name: &str) -> Option<&str> {
        let attributes = &self.nodes[index].attributes;
        let found = attributes.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A node and all below it, in document order.
    pub(super) fn subtree(&self, index: usize) -> Range<usize> {
        index..(self.nodes[index].end as usize).max(index + 1)
    }

    /// All text below a node, white space collapsed.
    pub(super) fn all_text(&self, index: usize) -> String {
        let mut out = String::new();
        let mut ends = Vec::new();
        for i in self.subtree(index) {
            let node = &self.nodes[i];
            while ends.last().is_some_and(|end| *end <= i) {
                ends.pop();
                out.push(' ');
            }
            if node.tag.is_empty() {
                out.push_str(self.text(i));
            } else if node.tag == "br" || is_block(node.tag) {
                out.push(' ');
                ends.push(self.subtree(i).end);
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

struct Builder {
    tree: Tree,
    open: Vec<u32>,
    /// Inside a script: whether it is JSON-LD.
    script: Option<bool>,
}

impl Builder {
    fn tag(&self, depth: usize) -> &'static str {
        self.tree.nodes[self.open[depth] as usize].tag
    }

    /// Closes the open elements from a depth on.
    fn close(&mut self, depth: usize) {
        let end = self.tree.nodes.len() as u32;
        for index in self.open.drain(depth.max(1)..) {
            self.tree.nodes[index as usize].end = end;
        }
    }

    /// Closes the nearest of these tags, unless one of the others lies between.
    fn close_nearest(&mut self, tags: &[&str], within: &[&str]) {
        for depth in (1..self.open.len()).rev() {
            let tag = self.tag(depth);
            if tags.contains(&tag) {
                self.close(depth);
                return;
            }
            if within.contains(&tag) {
                return;
            }
        }
    }

    fn push(&mut self, node: Node) -> u32 {
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(node);
        index
    }

    fn start(
        &mut self,
        tag: &'static str,
        attributes: Vec<(&'static str, String)>,
        self_closing: bool,
    ) {
        // Elements that end what is open without an end tag.
        let container = [
            "table", "td", "th", "ul", "ol", "div", "section", "article", "body",
        ];
        match tag {
            "li" => self.close_nearest(&["li"], &["ul", "ol", "dir", "menu", "table"]),
            "dt" | "dd" => self.close_nearest(&["dt", "dd"], &["dl", "table"]),
            "option" => self.close_nearest(&["option"], &["select"]),
            "tr" => self.close_nearest(&["tr"], &["table"]),
            "td" | "th" => self.close_nearest(&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => {
                self.close_nearest(&["tbody", "thead", "tfoot"], &["table"]);
            }
            "body" => self.close_nearest(&["head"], &[]),
            _ if is_block(tag) => self.close_nearest(&["p"], &container),
            _ => {}
        }
        if tag == "script" {
            let kind = attributes.iter().find(|(key, _)| *key == "type");
            let data = kind.is_some_and(|(_, v)| v.trim().starts_with("application/ld+json"));
            self.script = Some(data);
            if data {
                self.tree.data.push(String::new());
            }
        }
        let parent = self.open.last().copied().unwrap_or(0);
        let end = self.tree.nodes.len() as u32 + 1;
        let index = self.push(Node {
            tag,
            parent,
            end,
            text: 0..0,
            attributes,
        });
        let void = VOID.contains(&tag) || (self_closing && tag == "inline");
        if !void && self.open.len() < DEEPEST {
            self.open.push(index);
        }
    }

    fn end(&mut self, tag: &'static str) {
        if tag == "script" {
            self.script = None;
        }
        if tag == "br" {
            return self.start("br", Vec::new(), true);
        }
        // An end tag does not reach out of a cell.
        let inline = !is_block(tag);
        for depth in (1..self.open.len()).rev() {
            let open = self.tag(depth);
            if open == tag {
                self.close(depth);
                return;
            }
            if (inline && is_block(open)) || (matches!(open, "td" | "th") && !tag.starts_with('t'))
            {
                return;
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.script {
            Some(true) => {
                if let Some(data) = self.tree.data.last_mut() {
                    data.push_str(text);
                }
            }
            Some(false) => {}
            None => {
                let parent = self.open.last().copied().unwrap_or(0);
                let start = self.tree.text.len() as u32;
                self.tree.text.push_str(text);
                let end = self.tree.nodes.len() as u32 + 1;
                self.push(Node {
                    tag: "",
                    parent,
                    end,
                    text: start..self.tree.text.len() as u32,
                    attributes: Vec::new(),
                });
            }
        }
    }

    fn comment(&mut self, text: &str) {
        let address = text.trim().strip_prefix("saved from url=(");
        let address = address
            .and_then(|rest| rest.split_once(')'))
            .map(|(_, url)| url.trim());
        if let Some(address) = address.filter(|_| self.tree.saved_from.is_none()) {
            self.tree.saved_from = Some(address.to_string());
        }
    }

    fn finish(mut self) -> Tree {
        self.close(1);
        self.tree.nodes[0].end = self.tree.nodes.len() as u32;
        self.tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_are_left_out_are_understood() {
        let tree = Tree::new("<ul><li>a<li>b</ul><p>c<p>d<table><tr><td>e<td>f<tr><td>g</table>h");
        let count = |tag: &str| tree.nodes.iter().filter(|n| n.tag == tag).count();
        assert_eq!(
            (count("li"), count("p"), count("tr"), count("td")),
            (2, 2, 2, 3)
        );
        let ul = tree.nodes.iter().position(|n| n.tag == "ul");
        let ul = ul.expect("a list");
        assert_eq!(tree.all_text(ul), "a b");
        assert_eq!(tree.all_text(0), "a b c d e f g h");
    }

    #[test]
    fn depth_is_no_danger() {
        let html = format!("{}x{}", "<div>".repeat(500_000), "</div>".repeat(500_000));
        let tree = Tree::new(&html);
        assert_eq!(tree.all_text(0), "x");
        for node in &tree.nodes[1..] {
            assert!((node.end as usize) <= tree.nodes.len());
        }
    }
}
