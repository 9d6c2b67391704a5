//! Sentences: runs of tokens inside a block.

use super::block::{Block, BlockKind};
use super::span::Span;
use super::token::{Shape, Token, TokenKind};
use crate::lang::Pack;
use std::ops::Range;

/// A sentence: its text, its tokens and the block it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Range in the document's tokens.
    pub tokens: Range<usize>,
    pub block: u32,
}

/// The most tokens of a sentence. The longest sentences of newspapers have some 150.
const LONGEST: usize = 400;

/// Splits the tokens of one block (`tokens[range]`) into sentences.
pub fn split(
    body: &str,
    block_index: u32,
    block: &Block,
    tokens: &[Token],
    range: Range<usize>,
    pack: &Pack,
    out: &mut Vec<Sentence>,
) {
    let mut start = range.start;
    let mut push = |from: usize, to: usize| {
        if from < to {
            let span = tokens[from].span.join(tokens[to - 1].span);
            out.push(Sentence {
                span,
                tokens: from..to,
                block: block_index,
            });
        }
    };
    // Every cell of a table row stands for itself.
    if matches!(block.kind, BlockKind::TableHead | BlockKind::TableRow) {
        for i in range.clone() {
            if tokens[i].of(body) == "|" {
                push(start, i);
                start = i + 1;
            }
        }
        push(start, range.end);
        return;
    }
    let mut i = range.start;
    while i < range.end {
        // What goes on beyond any sentence is cut where it breathes, so that all work inside a
        // sentence stays bounded.
        if i - start >= LONGEST {
            let cut = breath(body, tokens, start..i);
            push(start, cut);
            start = cut;
        }
        if !is_end(body, tokens, i, &range, pack) {
            i += 1;
            continue;
        }
        // Further stops and closing marks belong to the sentence.
        let mut next = i + 1;
        while next < range.end && next - start < LONGEST && closes(body, tokens, next, start) {
            next += 1;
        }
        if next < range.end && !starts_sentence(body, tokens, next, range.end) {
            i = next;
            continue;
        }
        push(start, next);
        start = next;
        i = next;
    }
    push(start, range.end);
}

/// Where to cut a run of tokens: after the last comma or semicolon in its second half, else before
/// the last word with a space before it, else at its end.
fn breath(body: &str, tokens: &[Token], run: Range<usize>) -> usize {
    let half = run.start + run.len() / 2;
    let comma = (half..run.end)
        .rev()
        .find(|i| matches!(tokens[*i].of(body), "," | ";" | "،" | "、"));
    let space = || (half..run.end).rev().find(|i| tokens[*i].spaced);
    comma.map(|i| i + 1).or_else(space).unwrap_or(run.end)
}

/// Whether a sentence may end at token `i`.
fn is_end(body: &str, tokens: &[Token], i: usize, range: &Range<usize>, pack: &Pack) -> bool {
    let token = &tokens[i];
    match token.kind {
        TokenKind::Stop => {
            // «J. Smith»: an initial before a name.
            if token.of(body) == "." && !token.spaced && i > range.start {
                let before = &tokens[i - 1];
                let initial = before.is_word()
                    && before.shape == Shape::Capital
                    && before.of(body).chars().count() == 1;
                if initial && tokens.get(i + 1).is_some_and(|t| t.is_capital()) {
                    return false;
                }
            }
            true
        }
        // An abbreviation keeps its full stop; some may end a sentence.
        TokenKind::Word if token.of(body).ends_with('.') => {
            let text = token.of(body);
            if pack.abbreviation_ends(text) == Some(false) {
                return false;
            }
            // Only before a word that clearly begins a sentence.
            tokens.get(i + 1).is_some_and(|next| {
                next.is_capital()
                    && (pack.is_function_word(next.key) || next.kind == TokenKind::Quote)
            })
        }
        _ => false,
    }
}

/// Whether token `i` still belongs to the sentence that has just ended.
fn closes(body: &str, tokens: &[Token], i: usize, start: usize) -> bool {
    let token = &tokens[i];
    match token.kind {
        TokenKind::Stop => !token.spaced,
        TokenKind::Quote => match token.of(body) {
            "»" | "”" | "›" | "’" => true,
            // Straight marks and those used both ways close when an odd number is open.
            mark => {
                !token.spaced
                    && tokens[start..i]
                        .iter()
                        .filter(|t| t.kind == TokenKind::Quote && t.of(body) == mark)
                        .count()
                        % 2
                        == 1
                    || mark == "“" && !token.spaced
            }
        },
        TokenKind::Mark => !token.spaced && matches!(token.of(body), ")" | "]"),
        _ => false,
    }
}

/// Whether a sentence can begin at token `i`.
fn starts_sentence(body: &str, tokens: &[Token], i: usize, end: usize) -> bool {
    let token = &tokens[i];
    match token.kind {
        TokenKind::Word => {
            // «128th Brigade»
            let numbered = token.of(body).starts_with(|c: char| c.is_ascii_digit());
            (token.shape != Shape::Lower || numbered)
                && (token.spaced || token.shape == Shape::Capital)
        }
        TokenKind::Number => token.spaced,
        TokenKind::Quote | TokenKind::Dash => {
            // Look past the marks: «“Yes.” – he said» goes on, «“Yes.” “No.”» does not.
            (i + 1..end.min(i + 9))
                .find(|j| {
                    tokens[*j].kind == TokenKind::Word || tokens[*j].kind == TokenKind::Number
                })
                .is_none_or(|j| tokens[j].shape != Shape::Lower)
        }
        TokenKind::Mark => !matches!(token.of(body), "," | ";" | ":" | ")" | "]"),
        TokenKind::Stop => false,
    }
}
