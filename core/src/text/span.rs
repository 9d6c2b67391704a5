//! Spans: byte ranges inside a body, and their code points outside.

use serde::{Deserialize, Serialize};

/// A range of bytes in a document's body, end exclusive, always on code point boundaries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end` in bytes.
    pub const fn new(start: u32, end: u32) -> Self {
        Span { start, end }
    }
    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }
    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
    /// The text it covers; empty where it does not fit `body`.
    pub fn of(self, body: &str) -> &str {
        body.get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }
}

/// Converts byte offsets of one body into Unicode code point offsets
/// (the unit of W3C's TextPositionSelector and of `crossread/1`).
pub struct CodePoints {
    /// Code points before each block of 64 bytes; empty if the body is ASCII.
    blocks: Vec<u32>,
}

impl CodePoints {
    /// Counts once through `body`.
    pub fn new(body: &str) -> Self {
        if body.is_ascii() {
            return CodePoints { blocks: Vec::new() };
        }
        let mut blocks = Vec::with_capacity(body.len() / 64 + 2);
        let mut count = 0u32;
        for (i, b) in body.bytes().enumerate() {
            if i % 64 == 0 {
                blocks.push(count);
            }
            count += u32::from((b as i8) >= -0x40);
        }
        blocks.push(count);
        CodePoints { blocks }
    }

    /// The code point offset of a byte offset in the same `body`.
    pub fn offset(&self, body: &str, byte: u32) -> u32 {
        if self.blocks.is_empty() {
            return byte;
        }
        let byte = (byte as usize).min(body.len());
        let block = byte / 64;
        let before = self.blocks.get(block).copied().unwrap_or(0);
        let rest = body.as_bytes().get(block * 64..byte).unwrap_or(&[]);
        before + rest.iter().filter(|b| (**b as i8) >= -0x40).count() as u32
    }

    /// The byte offset of a code point offset in the same `body`; its length if beyond the end.
    pub fn byte(body: &str, offset: u32) -> u32 {
        body.char_indices()
            .nth(offset as usize)
            .map_or(body.len(), |(i, _)| i) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_match_a_plain_count() {
        let body = "«Perché?», disse l’ospite. ".repeat(20) + "Москва القاهرة 🙂";
        let points = CodePoints::new(&body);
        for (i, _) in body.char_indices() {
            assert_eq!(
                points.offset(&body, i as u32),
                body[..i].chars().count() as u32
            );
            assert_eq!(
                CodePoints::byte(&body, points.offset(&body, i as u32)),
                i as u32
            );
        }
    }
}
