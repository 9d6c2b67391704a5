//! Tokens: words, numbers and marks, with the key under which lexicons hold them.

use super::fold::{Key, key};
use super::span::Span;
use crate::lang::Pack;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Number,
    /// Any quotation mark, opening or closing.
    Quote,
    /// A hyphen or a dash.
    Dash,
    /// `.`, `!`, `?`, `…` and their like in other scripts.
    Stop,
    /// Other punctuation and symbols.
    Mark,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No letters with case (numbers, marks, Arabic).
    None,
    Lower,
    /// First letter a capital.
    Capital,
    /// Two or more letters, all capitals.
    Upper,
    /// Capitals inside (McCain, ItaMilRadar).
    Mixed,
}

/// A piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub span: Span,
    pub key: Key,
    pub kind: TokenKind,
    pub shape: Shape,
    /// Bytes of an attached prefix (Arabic و, ال …) at its start.
    pub prefix: u8,
    /// Whether white space (or the start of the line) stands before it.
    pub spaced: bool,
    /// Whether it is a function word (article, pronoun, preposition, conjunction, auxiliary).
    pub function: bool,
}

impl Token {
    /// Whether it is a word written with a capital.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed)
    }
    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }
    /// Its text.
    pub fn of<'a>(&self, body: &'a str) -> &'a str {
        self.span.of(body)
    }
    /// A hyphen or apostrophe inside a compound, invisible to lexicons.
    pub fn is_joint(&self) -> bool {
        self.kind == TokenKind::Dash && !self.spaced
    }
}

/// Whether a character is any quotation mark.
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '«'
            | '»'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‹'
            | '›'
            | '‘'
            | '‚'
            | '＂'
            | '〝'
            | '〞'
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´')
}

fn is_letter(c: char) -> bool {
    match c as u32 {
        0..=0x7F => c.is_ascii_alphabetic(),
        // The blocks that news is full of, without a walk through Unicode's tables.
        0xC0..=0x24F => c != '×' && c != '÷',
        0x400..=0x481 | 0x620..=0x64A => true,
        // General punctuation.
        0x2000..=0x206F => is_mark(c),
        _ => c.is_alphabetic() || is_mark(c),
    }
}

fn is_digit(c: char) -> bool {
    match c as u32 {
        0..=0x7F => c.is_ascii_digit(),
        0xC0..=0x24F | 0x400..=0x481 | 0x620..=0x64A | 0x2000..=0x206F => false,
        _ => c.is_numeric(),
    }
}

/// Combining marks that belong to the word before them.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F | 0x064B..=0x065F | 0x0670 | 0x0640 | 0x00AD | 0x200C | 0x200D)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？')
}

/// Appends the tokens of `body[range]` (one line or block) to `out`.
pub fn tokenize(body: &str, range: Span, pack: &Pack, out: &mut Vec<Token>) {
    let text = range.of(body);
    let offset = range.start as usize;
    let mut spaced = true;
    let mut next = 0;
    while let Some(c) = text[next..].chars().next() {
        let start = next;
        next += c.len_utf8();
        if c.is_whitespace()
            || matches!(c as u32, 0x200B | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069 | 0xFEFF)
        {
            spaced = true;
            continue;
        }
        let (end, kind) = if is_letter(c) || is_digit(c) {
            scan_word(text, start, pack)
        } else if is_quote(c) {
            (start + c.len_utf8(), TokenKind::Quote)
        } else if is_stop(c) {
            (start + c.len_utf8(), TokenKind::Stop)
        } else if matches!(c, '-' | '–' | '—' | '‐' | '‑' | '―' | '−') {
            (start + c.len_utf8(), TokenKind::Dash)
        } else if is_apostrophe(c) {
            scan_apostrophe(text, start, c, pack)
        } else {
            (start + c.len_utf8(), TokenKind::Mark)
        };
        next = end;
        let word = &text[start..end];
        let (key, prefix) = match kind {
            // «Gen.» is the title «Gen».
            TokenKind::Word if word.ends_with('.') && pack.is_title_abbreviation(word) => {
                pack.reduction.key(word.trim_end_matches('.'))
            }
            TokenKind::Word => pack.reduction.key(word),
            _ => (key(word), 0),
        };
        out.push(Token {
            span: Span::new((offset + start) as u32, (offset + end) as u32),
            key,
            kind,
            shape: if kind == TokenKind::Word {
                shape(word)
            } else {
                Shape::None
            },
            prefix,
            spaced,
            function: pack.is_function_word(key),
        });
        spaced = false;
    }
}

/// A lone apostrophe: a clitic of its own (`'s` after a name in plural), or a quotation mark.
fn scan_apostrophe(text: &str, start: usize, c: char, pack: &Pack) -> (usize, TokenKind) {
    let after = start + c.len_utf8();
    let rest = &text[after..];
    let letters: usize = rest
        .chars()
        .take_while(|c| is_letter(*c))
        .map(char::len_utf8)
        .sum();
    let before_is_word = text[..start]
        .chars()
        .next_back()
        .is_some_and(|b| is_letter(b) || is_digit(b));
    if before_is_word && letters > 0 && pack.is_clitic(&text[start..after + letters]) {
        return (after + letters, TokenKind::Word);
    }
    (after, TokenKind::Quote)
}

/// The end of the word or number that starts at `start`.
fn scan_word(text: &str, start: usize, pack: &Pack) -> (usize, TokenKind) {
    let bytes = &text.as_bytes()[start..];
    let plain = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    // Most words: plain letters up to a space or a mark that never goes on with them.
    if plain > 0
        && matches!(
            bytes.get(plain),
            None | Some(b' ' | b',' | b'\n' | b'-' | b'"' | b')' | b':' | b';')
        )
    {
        return (start + plain, TokenKind::Word);
    }
    let mut letters = false;
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let at = start + i;
        if is_letter(c) {
            letters = true;
            end = at + c.len_utf8();
            continue;
        }
        if is_digit(c) {
            end = at + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|(_, c)| *c);
        if is_apostrophe(c) && letters {
            let after = at + c.len_utf8();
            if pack.is_elision(&text[start..after]) {
                return (after, TokenKind::Word);
            }
            if next.is_some_and(is_letter) {
                let suffix: usize = text[after..]
                    .chars()
                    .take_while(|c| is_letter(*c))
                    .map(char::len_utf8)
                    .sum();
                if pack.is_clitic(&text[at..after + suffix]) {
                    return (at, TokenKind::Word);
                }
                continue;
            }
            return (at, TokenKind::Word);
        }
        if !letters
            && matches!(c, '.' | ',' | '\u{A0}' | '\u{202F}')
            && next.is_some_and(|n| n.is_ascii_digit())
        {
            // A separator inside a number; a space only where three digits follow.
            let digits = text[at + c.len_utf8()..]
                .chars()
                .take_while(char::is_ascii_digit)
                .count();
            if matches!(c, '.' | ',') || digits == 3 {
                continue;
            }
            return (at, TokenKind::Number);
        }
        if c == '.' && letters {
            let after = at + 1;
            let word = &text[start..at];
            // U.S., S.p.A.: single letters with full stops between.
            let last_piece = word.rsplit('.').next().unwrap_or(word);
            if last_piece.chars().count() == 1
                && (word.contains('.') || next.is_some_and(is_letter))
            {
                end = after;
                if next.is_some_and(is_letter) {
                    let single = text[after..].chars().take_while(|c| is_letter(*c)).count();
                    if single <= 2 || word.contains('.') {
                        continue;
                    }
                    return (at, TokenKind::Word);
                }
                if word.contains('.') {
                    return (after, TokenKind::Word);
                }
                return (at, TokenKind::Word);
            }
            if next.is_some_and(|n| n.is_lowercase() || n.is_ascii_digit())
                && text[after..].chars().take_while(|c| is_letter(*c)).count() >= 2
            {
                // A domain or file name: Blog.it.
                continue;
            }
            if pack.is_abbreviation(&text[start..after]) {
                return (after, TokenKind::Word);
            }
            return (at, TokenKind::Word);
        }
        break;
    }
    (
        end,
        if letters {
            TokenKind::Word
        } else {
            TokenKind::Number
        },
    )
}

/// How a word (not empty) is written.
fn shape(word: &str) -> Shape {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    let mut upper = 0;
    let mut lower = 0;
    let mut first_upper = false;
    let mut lower_then_upper = false;
    for c in word.chars() {
        if c.is_uppercase() {
            first_upper |= upper == 0 && lower == 0;
            lower_then_upper |= lower > 0;
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    match (upper, lower) {
        (0, 0) => Shape::None,
        (0, _) => Shape::Lower,
        (1, 0) => Shape::Capital,
        (_, 0) => Shape::Upper,
        _ if lower_then_upper || (upper > 1 && first_upper) => Shape::Mixed,
        _ if first_upper => Shape::Capital,
        _ => Shape::Mixed,
    }
}
