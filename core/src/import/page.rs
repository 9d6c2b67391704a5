//! A saved web page: its article and what the page says of it.
//!
//! The article is found by its text: paragraphs count for the elements around them by their length
//! and punctuation, links count against (after Kohlschütter et al., «Boilerplate Detection using
//! Shallow Text Features», 2010, and the scoring that reader views use). What names itself
//! navigation, advert, comment or caption is left out beforehand.

use super::draft::{Draft, Field};
use super::problem::Problem;
use super::tree::{Tree, is_block};
use crate::lang;
use serde_json::Value;

/// Characters that an article has at least.
const SHORTEST: usize = 140;

/// Elements that hold no text of an article.
const NO_TEXT: [&str; 30] = [
    "area",
    "aside",
    "audio",
    "button",
    "canvas",
    "dialog",
    "embed",
    "figcaption",
    "footer",
    "form",
    "head",
    "iframe",
    "input",
    "link",
    "map",
    "math",
    "menu",
    "meta",
    "nav",
    "noframes",
    "noscript",
    "object",
    "script",
    "search",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "video",
];

const NO_ROLES: [&str; 9] = [
    "alert",
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "navigation",
    "search",
];

/// Words in class or id that say that an element is not of the article.
const NO_WORDS: [&str; 74] = [
    "ad",
    "ads",
    "adv",
    "advert",
    "advertisement",
    "advertising",
    "adsense",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "bio",
    "byline",
    "caption",
    "captions",
    "comment",
    "comments",
    "commenti",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "correlati",
    "correlate",
    "credit",
    "credits",
    "cta",
    "dateline",
    "dfp",
    "disqus",
    "donate",
    "donation",
    "footer",
    "foot",
    "gallery",
    "gdpr",
    "kommentare",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "navi",
    "newsletter",
    "outbrain",
    "overlay",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "pubblicita",
    "publicite",
    "readmore",
    "recommend",
    "recommended",
    "recommendations",
    "related",
    "reklama",
    "share",
    "sharing",
    "sidebar",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "toolbar",
    "trending",
    "widget",
    "widgets",
];

/// Words in class, id or itemprop that say that an element is the article.
const YES_WORDS: [&str; 14] = [
    "article",
    "articlebody",
    "articolo",
    "body",
    "content",
    "contenuto",
    "entry",
    "main",
    "news",
    "post",
    "story",
    "storytext",
    "testo",
    "text",
];

/// The article of a page.
///
/// # Errors
/// A page without a text that could be an article.
pub(super) fn read(name: &str, html: &str) -> Result<Draft, Problem> {
    let tree = Tree::new(html);
    let facts = Facts::new(&tree);
    let mut blocks = article(&tree);
    let length = |blocks: &[Block]| blocks.iter().map(|b| b.text.chars().count()).sum::<usize>();
    if length(&blocks) < SHORTEST
        && let Some(text) = facts
            .text
            .as_deref()
            .filter(|t| t.chars().count() >= SHORTEST)
    {
        // The text stands only in the data for search engines.
        blocks = paragraphs(text)
            .map(|t| Block::new(Kind::Paragraph, t))
            .collect();
    }
    if length(&blocks) < 40 {
        return Err(Problem::new(
            name,
            "no article was found in this page",
            "save the page after it has loaded, or copy the article's text and paste it",
        ));
    }
    let mut draft = Draft::new(name);
    let document = &mut draft.document;
    document.markdown = true;
    document.outlet = facts.outlet();
    document.title = facts.title(&tree, document.outlet.as_deref());
    document.date.clone_from(&facts.date);
    document.url.clone_from(&facts.url);
    if let Some(title) = &document.title {
        let same = |b: &Block| b.kind == Kind::Heading && fold(&b.text) == fold(title);
        if let Some(at) = blocks.iter().take(4).position(same) {
            blocks.remove(at);
        }
    }
    document.body = markdown(&blocks);
    for (field, set) in [
        (Field::Title, document.title.is_some()),
        (Field::Outlet, document.outlet.is_some()),
        (Field::Date, document.date.is_some()),
        (Field::Url, document.url.is_some()),
        (Field::Body, true),
    ] {
        if set {
            draft.guessed.push(field);
        }
    }
    draft.state_language(facts.language.as_deref());
    draft.state_agency(&facts.authors);
    Ok(draft)
}

fn fold(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|w| !w.is_empty())
        .map(crate::text::fold::fold)
        .collect()
}

/// The words of a class or id: cut at every other sign and where a capital begins.
fn words(names: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut small = false;
    for c in names.chars().take(300) {
        let new = !c.is_alphanumeric() || (c.is_uppercase() && small);
        if new && out.last().is_some_and(|w| !w.is_empty()) {
            out.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(last) = out.last_mut()
        {
            last.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    out
}

fn names(tree: &Tree, node: usize) -> Vec<String> {
    let mut out = Vec::new();
    for attribute in ["class", "id", "itemprop"] {
        if let Some(value) = tree.attribute(node, attribute) {
            out.extend(words(value));
        }
    }
    out
}

/// What is known of each node, by its index.
struct Weights {
    /// Characters of text, of text in links, and of paragraphs, at and below it.
    text: Vec<u32>,
    links: Vec<u32>,
    /// What paragraphs below it speak for it being the article.
    score: Vec<f32>,
    dropped: Vec<bool>,
}

impl Weights {
    /// The share of its text that stands in links.
    fn link_share(&self, node: usize) -> f32 {
        self.links[node] as f32 / self.text[node].max(1) as f32
    }
}

fn weigh(tree: &Tree) -> Weights {
    let count = tree.nodes.len();
    let mut w = Weights {
        text: vec![0; count],
        links: vec![0; count],
        score: vec![0.0; count],
        dropped: vec![false; count],
    };
    for i in 1..count {
        w.dropped[i] = w.dropped[tree.node(i).parent as usize] || unwanted(tree, i);
    }
    let inside_link = {
        let mut inside = vec![false; count];
        for i in 1..count {
            inside[i] = inside[tree.node(i).parent as usize] || tree.node(i).tag == "a";
        }
        inside
    };
    let sum = |w: &mut Weights| {
        w.text.fill(0);
        w.links.fill(0);
        for i in (1..count).rev() {
            if w.dropped[i] {
                continue;
            }
            if tree.node(i).tag.is_empty() {
                let signs = tree.text(i).split_whitespace();
                w.text[i] = signs.map(|s| s.chars().count() as u32 + 1).sum();
                w.links[i] = if inside_link[i] { w.text[i] } else { 0 };
            }
            let parent = tree.node(i).parent as usize;
            w.text[parent] += w.text[i];
            w.links[parent] += w.links[i];
        }
    };
    sum(&mut w);
    // By name, unless that would take most of the text.
    let all = w.text[0];
    for i in 1..count {
        let parent = tree.node(i).parent as usize;
        if w.dropped[parent] {
            w.dropped[i] = true;
            continue;
        }
        let named = tree.node(i).tag != "body"
            && w.text[i] * 2 < all
            && names(tree, i)
                .iter()
                .any(|n| NO_WORDS.contains(&n.as_str()));
        w.dropped[i] |= named;
    }
    sum(&mut w);
    score(tree, &mut w);
    w
}

/// Whether an element is no part of any article.
fn unwanted(tree: &Tree, node: usize) -> bool {
    let n = tree.node(node);
    if n.tag.is_empty() {
        return false;
    }
    let style = tree
        .attribute(node, "style")
        .unwrap_or_default()
        .replace(' ', "");
    NO_TEXT.contains(&n.tag)
        || tree.attribute(node, "hidden").is_some()
        || tree.attribute(node, "aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || tree
            .attribute(node, "role")
            .is_some_and(|r| NO_ROLES.contains(&r))
}

/// Lets paragraphs speak for the elements around them.
fn score(tree: &Tree, w: &mut Weights) {
    // Text that stands directly in an element, inline elements counted as its own.
    let count = tree.nodes.len();
    let mut own = vec![(0u32, 0u32, 0u32); count];
    let mut around = vec![0; count];
    for i in 1..count {
        around[i] = if is_block(tree.node(i).tag) {
            i
        } else {
            around[tree.node(i).parent as usize]
        };
        if w.dropped[i] || !tree.node(i).tag.is_empty() {
            continue;
        }
        let block = around[i];
        let text = tree.text(i);
        let stops = text
            .chars()
            .filter(|c| matches!(c, ',' | '.' | ';' | '،' | '؛' | '。' | '，'));
        own[block].0 += w.text[i];
        own[block].1 += w.links[i];
        own[block].2 += stops.count() as u32;
    }
    for (i, (text, links, stops)) in own.iter().enumerate() {
        if *text < 30 || w.dropped[i] {
            continue;
        }
        let share = 1.0 - *links as f32 / *text as f32;
        let item = if matches!(tree.node(i).tag, "li" | "td" | "th" | "dd") {
            0.6
        } else {
            1.0
        };
        let points = item
            * share
            * share
            * (1.0 + (*stops as f32).min(20.0) + (*text as f32 / 100.0).min(6.0));
        let mut part = 1.0;
        let mut at = i;
        if matches!(tree.node(i).tag, "p" | "li" | "blockquote" | "pre") {
            at = tree.node(i).parent as usize;
        }
        for _ in 0..6 {
            w.score[at] += points * part;
            if at == 0 {
                break;
            }
            at = tree.node(at).parent as usize;
            part *= 0.6;
        }
    }
    for i in 1..count {
        if w.score[i] <= 0.0 {
            continue;
        }
        let tag = tree.node(i).tag;
        let named = names(tree, i)
            .iter()
            .any(|n| YES_WORDS.contains(&n.as_str()));
        let factor = match tag {
            "article" | "main" => 1.4,
            "body" | "html" | "block" => 0.9,
            _ => 1.0,
        } * if named { 1.25 } else { 1.0 };
        w.score[i] *= factor * (1.0 - w.link_share(i)).max(0.0);
    }
}

/// The blocks of the article.
fn article(tree: &Tree) -> Vec<Block> {
    let w = weigh(tree);
    let mut best = 0;
    for i in 0..tree.nodes.len() {
        if !w.dropped[i] && w.score[i] > w.score[best] {
            best = i;
        }
    }
    // Upwards, while the elements around hold more of the article than of the rest of the page.
    let clean = |node: usize| (w.text[node] - w.links[node].min(w.text[node])) as f32;
    while best > 0 {
        let parent = tree.node(best).parent as usize;
        let part = matches!(
            tree.node(best).tag,
            "tr" | "td" | "tbody" | "ul" | "ol" | "p"
        );
        let more = clean(parent) - clean(best);
        let siblings = w.score[parent] >= 0.75 * w.score[best] && more > 0.15 * clean(best);
        if parent == 0 || !(siblings || part) || matches!(tree.node(best).tag, "article" | "main") {
            break;
        }
        best = parent;
    }
    let mut blocks = blocks(tree, &w, best);
    tidy(&mut blocks);
    blocks
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Heading,
    Paragraph,
    Item,
    Row { head: bool },
}

#[derive(Debug)]
struct Block {
    kind: Kind,
    text: String,
    /// Characters in links.
    links: usize,
}

impl Block {
    fn new(kind: Kind, text: &str) -> Self {
        Block {
            kind,
            text: text.to_string(),
            links: 0,
        }
    }
}

/// The pieces of a text between empty lines, each on one line.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|t| !t.is_empty())
}

/// The blocks below a node, in document order.
fn blocks(tree: &Tree, w: &Weights, root: usize) -> Vec<Block> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut links = 0;
    let mut kinds: Vec<(usize, Kind)> = Vec::new();
    let mut in_link = 0;
    let mut i = root;
    let flush = |text: &mut String, links: &mut usize, kind: Kind, out: &mut Vec<Block>| {
        for piece in paragraphs(text) {
            let piece = piece.split_whitespace().collect::<Vec<_>>().join(" ");
            out.push(Block {
                kind,
                links: (*links).min(piece.chars().count()),
                text: piece,
            });
        }
        text.clear();
        *links = 0;
    };
    let end = tree.subtree(root).end;
    while i < end {
        while let Some((until, kind)) = kinds.last().copied() {
            if i < until {
                break;
            }
            kinds.pop();
            flush(&mut text, &mut links, kind, &mut out);
        }
        let node = tree.node(i);
        if w.dropped[i] {
            i = tree.subtree(i).end;
            continue;
        }
        let kind = kinds.last().map_or(Kind::Paragraph, |(_, k)| *k);
        match node.tag {
            "" => {
                // A line end in the source is a space; line breaks are elements.
                let piece = tree.text(i).replace(['\n', '\r'], " ");
                if i < in_link {
                    links += piece.trim().chars().count();
                }
                text.push_str(&piece);
            }
            "br" => {
                text.truncate(text.trim_end_matches(' ').len());
                text.push('\n');
            }
            "a" => in_link = tree.subtree(i).end,
            "table" if is_data(tree, w, i) => {
                flush(&mut text, &mut links, kind, &mut out);
                rows(tree, w, i, &mut out);
                i = tree.subtree(i).end;
                continue;
            }
            tag if is_block(tag) => {
                flush(&mut text, &mut links, kind, &mut out);
                let kind = match tag {
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
                    "li" | "dd" => Kind::Item,
                    "p" | "div" | "block" if kind == Kind::Item => Kind::Item,
                    _ => Kind::Paragraph,
                };
                kinds.push((tree.subtree(i).end, kind));
            }
            _ => {}
        }
        i += 1;
    }
    while let Some((_, kind)) = kinds.pop() {
        flush(&mut text, &mut links, kind, &mut out);
    }
    flush(&mut text, &mut links, Kind::Paragraph, &mut out);
    out
}

/// Whether a table holds data, not the page's layout: several rows and columns of short cells.
fn is_data(tree: &Tree, w: &Weights, table: usize) -> bool {
    let (mut rows, mut cells, mut long) = (0u32, 0u32, 0u32);
    for i in tree.subtree(table).skip(1) {
        match tree.node(i).tag {
            "table" => return false,
            "tr" => rows += 1,
            "td" | "th" if !w.dropped[i] => {
                cells += 1;
                long += u32::from(w.text[i] > 300);
            }
            _ => {}
        }
    }
    rows >= 2 && cells >= 2 * rows && long * 4 <= cells && w.link_share(table) < 0.5
}

fn rows(tree: &Tree, w: &Weights, table: usize, out: &mut Vec<Block>) {
    let mut row: Vec<String> = Vec::new();
    let mut head = true;
    let flush = |row: &mut Vec<String>, head: &mut bool, out: &mut Vec<Block>| {
        if row.iter().any(|c| !c.is_empty()) {
            out.push(Block::new(Kind::Row { head: *head }, &row.join(" | ")));
            *head = false;
        }
        row.clear();
    };
    for i in tree.subtree(table).skip(1) {
        match tree.node(i).tag {
            "tr" => flush(&mut row, &mut head, out),
            "td" | "th" if !w.dropped[i] => row.push(tree.all_text(i).replace('|', "/")),
            _ => {}
        }
    }
    flush(&mut row, &mut head, out);
}

/// Takes out what is no text of the article: lines of links, empty headings, pointers elsewhere.
fn tidy(blocks: &mut Vec<Block>) {
    blocks.retain(|b| {
        let length = b.text.chars().count();
        let links = b.links * 2 > length;
        let letters = b.text.chars().any(char::is_alphanumeric);
        letters && !(links && (b.kind == Kind::Item || length < 200))
    });
    // Headings with nothing under them (of lists that were taken out).
    let mut i = 0;
    while i < blocks.len() {
        let alone = blocks[i].kind == Kind::Heading
            && blocks
                .get(i + 1)
                .is_none_or(|next| next.kind == Kind::Heading && i > 0);
        if alone {
            blocks.remove(i);
            i = i.saturating_sub(1);
        } else {
            i += 1;
        }
    }
}

/// Blocks as Markdown.
fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut previous: Option<Kind> = None;
    for b in blocks {
        let row = |k: Kind| matches!(k, Kind::Row { .. });
        let together = previous.is_some_and(|p| {
            (p == Kind::Item && b.kind == Kind::Item)
                || (row(p) && row(b.kind) && b.kind != Kind::Row { head: true })
        });
        if previous.is_some() && !together {
            out.push('\n');
        }
        match b.kind {
            Kind::Heading => out.push_str("## "),
            Kind::Item => out.push_str("- "),
            Kind::Paragraph | Kind::Row { .. } => {}
        }
        out.push_str(&b.text);
        out.push('\n');
        if b.kind == (Kind::Row { head: true }) {
            let columns = b.text.matches(" | ").count() + 1;
            out.push_str(&vec!["---"; columns].join("|"));
            out.push('\n');
        }
        previous = Some(b.kind);
    }
    out
}

/// What a page says of its article.
#[derive(Default)]
struct Facts {
    headline: Option<String>,
    site: Option<String>,
    date: Option<String>,
    language: Option<String>,
    url: Option<String>,
    authors: Vec<String>,
    text: Option<String>,
    window: Option<String>,
}

impl Facts {
    fn new(tree: &Tree) -> Facts {
        let mut facts = Facts::default();
        for data in &tree.data {
            if let Ok(value) = serde_json::from_str::<Value>(data) {
                facts.structured(&value);
            }
        }
        facts.meta(tree);
        facts.url = facts.url.take().or_else(|| tree.saved_from.clone());
        facts.url = facts
            .url
            .take()
            .filter(|u| u.starts_with("https://") || u.starts_with("http://"));
        if facts.date.is_none() {
            let times = (0..tree.nodes.len()).filter(|i| tree.node(*i).tag == "time");
            facts.date = times
                .take(20)
                .find_map(|i| day(tree.attribute(i, "datetime")?));
        }
        facts
    }

    /// schema.org data: an article, or a graph or list with one.
    fn structured(&mut self, value: &Value) {
        let mut waiting = vec![value];
        let mut looked = 0;
        while let Some(value) = waiting.pop() {
            looked += 1;
            if looked > 1000 {
                return;
            }
            match value {
                Value::Array(list) => waiting.extend(list.iter().rev()),
                Value::Object(fields) => {
                    waiting.extend(fields.get("@graph"));
                    waiting.extend(fields.get("mainEntity"));
                    let kinds = match fields.get("@type") {
                        Some(Value::Array(kinds)) => kinds.iter().collect(),
                        Some(kind) => vec![kind],
                        None => Vec::new(),
                    };
                    let article = kinds
                        .iter()
                        .filter_map(|k| k.as_str())
                        .any(|k| k.ends_with("Article") || k.ends_with("Posting") || k == "Report");
                    if article {
                        self.article(value);
                    }
                }
                _ => {}
            }
        }
    }

    fn article(&mut self, value: &Value) {
        let text = |v: &Value| line(v.as_str()?);
        let name = |v: &Value| text(v).or_else(|| text(&v["name"]));
        self.headline = self.headline.take().or_else(|| text(&value["headline"]));
        self.site = self.site.take().or_else(|| name(&value["publisher"]));
        let date = || day(value["datePublished"].as_str()?);
        self.date = self.date.take().or_else(date);
        let language = || text(&value["inLanguage"]);
        self.language = self.language.take().or_else(language);
        let url = || text(&value["url"]).or_else(|| text(&value["mainEntityOfPage"]["@id"]));
        self.url = self.url.take().or_else(url);
        let body = || Some(value["articleBody"].as_str()?.replace("\r\n", "\n"));
        self.text = self.text.take().or_else(body);
        for field in ["author", "creator", "sourceOrganization"] {
            match &value[field] {
                Value::Array(list) => self.authors.extend(list.iter().filter_map(name)),
                one => self.authors.extend(name(one)),
            }
        }
    }

    fn meta(&mut self, tree: &Tree) {
        let (mut titles, mut dates, mut languages) = (Vec::new(), Vec::new(), Vec::new());
        for i in 0..tree.nodes.len() {
            let node = tree.node(i);
            if node.tag == "html" {
                languages.extend(tree.attribute(i, "lang").map(|l| (1, l.to_string())));
            }
            if node.tag == "link" && tree.attribute(i, "rel") == Some("canonical") {
                let address = tree.attribute(i, "href").and_then(line);
                self.url = self.url.take().or(address);
            }
            if node.tag == "title" && self.window.is_none() {
                self.window = line(&tree.all_text(i));
            }
            let names = ["property", "name", "itemprop", "http-equiv"];
            let name = names.iter().find_map(|n| tree.attribute(i, n));
            let (Some(name), Some(content)) = (name, tree.attribute(i, "content").and_then(line))
            else {
                continue;
            };
            match name.trim().to_lowercase().as_str() {
                "og:title" => titles.push((0, content)),
                "twitter:title" | "dc.title" | "headline" => titles.push((1, content)),
                "og:site_name" => self.site = Some(content),
                "application-name" | "dc.publisher" | "publisher" => {
                    self.site = self.site.take().or(Some(content));
                }
                "og:url" => self.url = self.url.take().or(Some(content)),
                "og:locale" => languages.push((2, content)),
                "content-language" | "dc.language" | "language" | "inlanguage" => {
                    languages.push((3, content));
                }
                "author" | "article:author" | "dc.creator" | "byl" | "source" | "dc.source" => {
                    self.authors.push(content);
                }
                "article:published_time" | "datepublished" | "og:published_time" => {
                    dates.push((0, content));
                }
                "date" | "dc.date" | "dc.date.issued" | "dcterms.issued" | "dcterms.created"
                | "pubdate" | "publishdate" | "publish-date" | "publication_date"
                | "parsely-pub-date" | "sailthru.date" | "article.published" | "datecreated" => {
                    dates.push((1, content));
                }
                _ => {}
            }
        }
        let best = |mut list: Vec<(u8, String)>| {
            list.sort_by_key(|(rank, _)| *rank);
            list.into_iter().map(|(_, text)| text)
        };
        self.headline = self.headline.take().or_else(|| best(titles).next());
        self.date = self
            .date
            .take()
            .or_else(|| best(dates).find_map(|d| day(&d)));
        let stated = best(languages).find(|l| !l.trim().is_empty());
        self.language = stated.or(self.language.take());
    }

    fn outlet(&self) -> Option<String> {
        let host = || {
            let rest = self.url.as_deref()?.split_once("://")?.1;
            let host = rest.split(['/', '?', '#', ':']).next()?;
            let host = host.strip_prefix("www.").unwrap_or(host);
            (!host.is_empty()).then(|| host.to_string())
        };
        self.site.clone().or_else(host)
    }

    /// The title, without the outlet's name after it.
    fn title(&self, tree: &Tree, outlet: Option<&str>) -> Option<String> {
        let heading = || {
            let all = (0..tree.nodes.len()).filter(|i| tree.node(*i).tag == "h1");
            let texts: Vec<String> = all.filter_map(|i| line(&tree.all_text(i))).collect();
            // The outlet's name is a heading on some pages.
            let other = |t: &&String| outlet.is_none_or(|o| fold(t) != fold(o));
            texts.iter().find(other).cloned()
        };
        let title = self
            .headline
            .clone()
            .or_else(heading)
            .or_else(|| self.window.clone())?;
        for mark in [" | ", " - ", " – ", " — ", " · ", " :: ", " » "] {
            if let Some((front, back)) = title.rsplit_once(mark) {
                let named = outlet.is_some_and(|o| {
                    let (o, back) = (fold(o), fold(back));
                    !back.is_empty() && (o.contains(&back) || back.contains(&o))
                });
                if named && !front.trim().is_empty() {
                    return Some(front.trim().to_string());
                }
            }
        }
        Some(title)
    }
}

/// A text on one line; none if empty.
fn line(text: &str) -> Option<String> {
    let text: Vec<&str> = text.split_whitespace().collect();
    let text = text.join(" ");
    (!text.is_empty() && text.len() < 2000).then_some(text)
}

/// The day of a date and time in ISO 8601, or written without hyphens.
pub(super) fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = |from: usize, to: usize| {
        let part = text.get(from..to)?;
        part.bytes().all(|b| b.is_ascii_digit()).then_some(part)
    };
    let (year, month, day) = match (digits(0, 4), text.get(4..5)) {
        (Some(year), Some("-" | "/" | ".")) => (year, digits(5, 7)?, digits(8, 10)?),
        (Some(year), Some(_)) => (year, digits(4, 6)?, digits(6, 8)?),
        _ => return None,
    };
    let fits = |part: &str, most: u32| part.parse().is_ok_and(|n: u32| (1..=most).contains(&n));
    (("1000".."3000").contains(&year) && fits(month, 12) && fits(day, 31))
        .then(|| format!("{year}-{month}-{day}"))
}

/// The BCP 47 code in a language that a page states: `it_IT`, `it-IT`, `it`.
pub(super) fn code(stated: &str) -> Option<String> {
    let code = stated
        .trim()
        .split([',', ';', ' '])
        .next()?
        .replace('_', "-");
    let main = lang::primary(&code).to_lowercase();
    let fits = (2..=3).contains(&main.len()) && main.bytes().all(|b| b.is_ascii_alphabetic());
    fits.then_some(main)
}
