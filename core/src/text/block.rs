//! Blocks: headings, paragraphs, list items and table rows of a body.

use super::span::Span;
use serde::{Deserialize, Serialize};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    Heading,
    Paragraph,
    ListItem,
    /// A row of a table; the first row of a table is its head.
    TableHead,
    TableRow,
}

/// A piece of the body that no sentence crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub kind: BlockKind,
    /// Its text without bullet, `#` marks or outer white space.
    pub span: Span,
    /// The block with its bullet or marks.
    pub outer: Span,
    /// The heading or lead-in paragraph («… the following points:») it stands under.
    pub under: Option<u32>,
}

struct Line {
    span: Span,
    kind: Option<BlockKind>,
    content: Span,
    rule: bool,
}

/// Splits a body into blocks. In Markdown the lines of a paragraph belong together;
/// in plain text every line is a block, unless it goes on in the middle of a sentence.
pub fn blocks(body: &str, markdown: bool) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut previous_blank = true;
    let lines = lines(body);
    for (i, line) in lines.iter().enumerate() {
        if line.content.is_empty() {
            previous_blank = true;
            continue;
        }
        if line.rule {
            continue;
        }
        let text = line.content.of(body);
        let table = |l: Option<&Line>| {
            l.is_some_and(|l| l.rule || l.span.of(body).contains('|') && !l.content.is_empty())
        };
        let kind = match line.kind {
            Some(kind) => kind,
            None if text.contains('|')
                && (text.starts_with('|')
                    || table(lines.get(i + 1))
                    || i > 0 && table(lines.get(i - 1))) =>
            {
                if lines.get(i + 1).is_some_and(|l| l.rule) {
                    BlockKind::TableHead
                } else {
                    BlockKind::TableRow
                }
            }
            None => BlockKind::Paragraph,
        };
        // A paragraph that goes on.
        if kind == BlockKind::Paragraph
            && !previous_blank
            && let Some(last) = out.last_mut()
            && matches!(last.kind, BlockKind::Paragraph | BlockKind::ListItem)
        {
            let open = !last
                .span
                .of(body)
                .ends_with(['.', '!', '?', ':', ';', '"', '”', '»', '…', ')', '|']);
            let lower = text.chars().next().is_some_and(char::is_lowercase);
            if (open && lower) || (markdown && last.kind == BlockKind::Paragraph) {
                last.span.end = line.content.end;
                last.outer.end = line.span.end;
                continue;
            }
        }
        out.push(Block {
            kind,
            span: line.content,
            outer: line.span,
            under: None,
        });
        previous_blank = false;
    }
    headings(body, markdown, &mut out);
    under(body, &mut out);
    out
}

fn lines(body: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    for piece in body.split_inclusive('\n') {
        let text = piece.trim_end_matches(['\n', '\r']);
        let trimmed = text.trim();
        let lead = text.len() - text.trim_start().len();
        let span = Span::new((start + lead) as u32, (start + lead + trimmed.len()) as u32);
        let (mut kind, skip) = marker(trimmed);
        let mut content = &trimmed[skip..];
        // «**A line in bold type**»: a question of an interview, a heading.
        let mut bold = 0;
        if kind.is_none()
            && let Some(inside) = content
                .strip_prefix("**")
                .and_then(|t| t.strip_suffix("**"))
            && !inside.trim().is_empty()
            && !inside.contains("**")
        {
            kind = Some(BlockKind::Heading);
            content = inside;
            bold = 2;
        }
        let inner = content.trim_start();
        let content_start = span.start + (skip + bold + content.len() - inner.len()) as u32;
        let rule = !trimmed.is_empty()
            && trimmed.len() >= 3
            && trimmed
                .bytes()
                .all(|b| matches!(b, b'-' | b'|' | b':' | b' ' | b'=' | b'_' | b'*' | b'+'));
        out.push(Line {
            span,
            kind,
            content: Span::new(content_start.min(span.end), span.end - bold as u32),
            rule,
        });
        start += piece.len();
    }
    out
}

/// A line's bullet or heading mark: what it makes of the line, and its length in bytes.
fn marker(line: &str) -> (Option<BlockKind>, usize) {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return (Some(BlockKind::Heading), hashes + 1);
    }
    for bullet in ["- ", "* ", "+ ", "• ", "•", "– ", "· ", "‣ ", "▪ ", "◦ "] {
        if line.starts_with(bullet) {
            return (Some(BlockKind::ListItem), bullet.len());
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && let Some(rest) = line[digits..].strip_prefix(['.', ')'])
        && rest.starts_with(' ')
    {
        return (Some(BlockKind::ListItem), digits + 2);
    }
    (None, 0)
}

/// In plain text a short line without a full stop, before a paragraph, is a heading.
fn headings(body: &str, markdown: bool, blocks: &mut [Block]) {
    if markdown {
        return;
    }
    for i in 0..blocks.len() {
        if blocks[i].kind != BlockKind::Paragraph {
            continue;
        }
        let text = blocks[i].span.of(body);
        let short = text.chars().count() <= 160;
        let open = !text.ends_with([
            '.', '!', ':', ';', ',', '"', '”', '»', '…', ')', '؟', '-', '–', '—',
        ]);
        let followed = blocks[i + 1..]
            .iter()
            .any(|b| b.kind == BlockKind::Paragraph);
        if short && open && followed {
            blocks[i].kind = BlockKind::Heading;
        }
    }
}

/// Notes for every list item and table row the heading or lead-in it stands under.
fn under(body: &str, blocks: &mut [Block]) {
    let mut heading: Option<u32> = None;
    let mut lead: Option<u32> = None;
    for (i, block) in blocks.iter_mut().enumerate() {
        match block.kind {
            BlockKind::Heading => {
                heading = Some(i as u32);
                lead = None;
            }
            BlockKind::Paragraph => {
                block.under = heading;
                lead = block
                    .span
                    .of(body)
                    .ends_with([':', '：'])
                    .then_some(i as u32);
            }
            BlockKind::ListItem | BlockKind::TableHead | BlockKind::TableRow => {
                block.under = lead.or(heading);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_blocks() {
        let body = "# Title\n\nFirst line\nof a paragraph. Key points:\n- Arms: new ones.\n- Oil\n\nArea | Action |\n---|---|\nTraining | Offer it. |\n";
        let got: Vec<_> = blocks(body, true)
            .iter()
            .map(|b| (b.kind, b.span.of(body)))
            .collect();
        assert_eq!(
            got,
            [
                (BlockKind::Heading, "Title"),
                (
                    BlockKind::Paragraph,
                    "First line\nof a paragraph. Key points:"
                ),
                (BlockKind::ListItem, "Arms: new ones."),
                (BlockKind::ListItem, "Oil"),
                (BlockKind::TableHead, "Area | Action |"),
                (BlockKind::TableRow, "Training | Offer it. |"),
            ]
        );
    }

    #[test]
    fn a_short_open_line_in_plain_text_is_a_heading() {
        let body = "Haftar a Mosca\nIl generale è arrivato.\n";
        let got: Vec<_> = blocks(body, false).iter().map(|b| b.kind).collect();
        assert_eq!(got, [BlockKind::Heading, BlockKind::Paragraph]);
    }
}
