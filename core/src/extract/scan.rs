//! Scanning: tokens, blocks and sentences of a body, and every lexicon entry in it, in one pass.

use crate::lang::pack::{Features, Pack, Role, Table};
use crate::lang::trie::ROOT;
use crate::text::block::{self, Block};
use crate::text::sentence::{self, Sentence};
use crate::text::span::Span;
use crate::text::token::{Shape, Token, TokenKind, tokenize};
use std::ops::Range;

/// A lexicon entry found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    pub table: Table,
    /// Row of that table in the pack (or in [`crate::data::Data::known`]).
    pub row: u16,
    pub features: Features,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
}

/// A document's text, taken apart.
#[derive(Debug)]
pub struct Scan<'a> {
    pub body: &'a str,
    pub pack: &'a Pack,
    pub tokens: Vec<Token>,
    pub blocks: Vec<Block>,
    pub sentences: Vec<Sentence>,
    /// Sorted by first token, then table, then longest first. Of one table only the longest
    /// phrases that start at a token are kept (all rows of that length).
    pub cues: Vec<Cue>,
    /// Where the cues of each token begin in `cues`; one more than tokens.
    starts: Vec<u32>,
    /// The tables of the cues that start at each token, one bit each.
    tables: Vec<u16>,
    /// The grammar roles that start at each token, one bit each.
    roles: Vec<u64>,
    /// The sentence of each token.
    sentence_of: Vec<u32>,
}

const TABLES: [Table; 14] = [
    Table::Abbreviations,
    Table::Grammar,
    Table::Titles,
    Table::Names,
    Table::Speech,
    Table::Negation,
    Table::Hedges,
    Table::Topics,
    Table::Evaluation,
    Table::Relations,
    Table::Dates,
    Table::Numbers,
    Table::Known,
    Table::Demonym,
];

/// The bit of a role in a token's set; there are fewer than 64.
fn role_bit(role: Role) -> u64 {
    1 << role as u8
}

impl<'a> Scan<'a> {
    /// Takes a body apart.
    pub fn new(body: &'a str, markdown: bool, pack: &'a Pack) -> Self {
        let blocks = block::blocks(body, markdown);
        let mut tokens = Vec::with_capacity(body.len() / 5);
        let mut sentences = Vec::with_capacity(body.len() / 100 + blocks.len());
        for (i, block) in blocks.iter().enumerate() {
            let from = tokens.len();
            tokenize(body, block.span, pack, &mut tokens);
            let range = from..tokens.len();
            sentence::split(body, i as u32, block, &tokens, range, pack, &mut sentences);
        }
        let mut sentence_of = vec![0; tokens.len()];
        for (i, s) in sentences.iter().enumerate() {
            sentence_of[s.tokens.clone()].fill(i as u32);
        }
        let cues = Vec::with_capacity(2 * tokens.len());
        let mut scan = Scan {
            body,
            pack,
            tokens,
            blocks,
            sentences,
            cues,
            starts: Vec::new(),
            tables: Vec::new(),
            roles: Vec::new(),
            sentence_of,
        };
        scan.find_cues();
        scan
    }

    fn find_cues(&mut self) {
        self.starts.reserve(self.tokens.len() + 1);
        for s in 0..self.sentences.len() {
            let range = self.sentences[s].tokens.clone();
            // Tokens between sentences (table bars) have no cues.
            while self.starts.len() < range.start {
                self.starts.push(self.cues.len() as u32);
            }
            for first in range.clone() {
                self.starts.push(self.cues.len() as u32);
                if !matches!(self.tokens[first].kind, TokenKind::Word | TokenKind::Number) {
                    continue;
                }
                let from = self.cues.len();
                let mut node = ROOT;
                for i in first..range.end {
                    let token = &self.tokens[i];
                    if token.is_joint() && i > first {
                        continue;
                    }
                    match self.pack.trie.step(node, token.key) {
                        Some(next) => node = next,
                        None => break,
                    }
                    for entry in self.pack.trie.entries(node) {
                        self.cues.push(Cue {
                            table: TABLES[usize::from(entry.table).min(13)],
                            row: entry.row,
                            features: Features(entry.features),
                            first: first as u32,
                            end: i as u32 + 1,
                        });
                    }
                }
                if self.cues.len() - from > 1 {
                    let found = &mut self.cues[from..];
                    found.sort_by(|a, b| (a.table, b.end, a.row).cmp(&(b.table, a.end, b.row)));
                    let mut kept = from;
                    let mut longest = (self.cues[from].table, self.cues[from].end);
                    for i in from..self.cues.len() {
                        let cue = self.cues[i];
                        if cue.table != longest.0 {
                            longest = (cue.table, cue.end);
                        }
                        if cue.end == longest.1 {
                            self.cues[kept] = cue;
                            kept += 1;
                        }
                    }
                    self.cues.truncate(kept);
                }
            }
        }
        while self.starts.len() <= self.tokens.len() {
            self.starts.push(self.cues.len() as u32);
        }
        self.tables = vec![0; self.tokens.len()];
        self.roles = vec![0; self.tokens.len()];
        for cue in &self.cues {
            self.tables[cue.first as usize] |= 1 << cue.table as u8;
            if cue.table == Table::Grammar && !self.is_abbreviation(cue) {
                self.roles[cue.first as usize] |= role_bit(self.pack.grammar[cue.row as usize]);
            }
        }
    }

    /// «WHO», «IT»: capitals among small letters abbreviate a name, whatever the word does otherwise.
    fn is_abbreviation(&self, cue: &Cue) -> bool {
        let token = &self.tokens[cue.first as usize];
        token.shape == Shape::Upper
            && token.span.len() > 1
            && cue.end == cue.first + 1
            && self.sentences[self.sentence_of(cue.first as usize)]
                .tokens
                .clone()
                .any(|t| self.tokens[t].shape == Shape::Lower && self.tokens[t].span.len() > 3)
    }

    /// Whether cues of a table start at a token.
    fn has(&self, token: usize, table: Table) -> bool {
        self.tables
            .get(token)
            .is_some_and(|tables| tables & 1 << table as u8 != 0)
    }

    /// All cues that start at a token.
    pub fn cues_at(&self, token: usize) -> &[Cue] {
        match (self.starts.get(token), self.starts.get(token + 1)) {
            (Some(&a), Some(&b)) => &self.cues[a as usize..b as usize],
            _ => &[],
        }
    }

    /// The cues of one table that start at a token (all of the same length).
    pub fn at(&self, token: usize, table: Table) -> impl Iterator<Item = &Cue> + '_ {
        let cues = if self.has(token, table) {
            self.cues_at(token)
        } else {
            &[]
        };
        cues.iter().filter(move |c| c.table == table)
    }

    /// The cues of one table that start within a range of tokens and end inside it.
    pub fn within(&self, range: Range<usize>, table: Table) -> impl Iterator<Item = &Cue> + '_ {
        let from = self.starts.get(range.start).copied().unwrap_or(0) as usize;
        let to = self
            .starts
            .get(range.end)
            .copied()
            .unwrap_or(self.cues.len() as u32) as usize;
        let end = range.end as u32;
        self.cues[from.min(to)..to]
            .iter()
            .filter(move |c| c.table == table && c.end <= end)
    }

    /// Whether a single-word grammar role starts at a token.
    pub fn is_role(&self, token: usize, role: Role) -> bool {
        self.roles
            .get(token)
            .is_some_and(|roles| roles & role_bit(role) != 0)
    }

    /// Whether any of these roles starts at a token.
    pub fn is_any_role(&self, token: usize, roles: &[Role]) -> bool {
        let any = roles.iter().fold(0, |bits, role| bits | role_bit(*role));
        self.roles.get(token).is_some_and(|roles| roles & any != 0)
    }

    /// The end (one past the last token) of a grammar phrase with this role at a token.
    pub fn role_end(&self, token: usize, role: Role) -> Option<usize> {
        if !self.is_role(token, role) {
            return None;
        }
        self.at(token, Table::Grammar)
            .find(|c| self.pack.grammar[c.row as usize] == role)
            .map(|c| c.end as usize)
    }

    /// A token's text.
    pub fn text(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.of(self.body))
    }

    /// The span of a range of tokens.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (
            self.tokens.get(range.start),
            range.end.checked_sub(1).and_then(|i| self.tokens.get(i)),
        ) {
            (Some(a), Some(b)) if range.start < range.end => a.span.join(b.span),
            _ => Span::default(),
        }
    }

    /// The span of a cue.
    pub fn cue_span(&self, cue: &Cue) -> Span {
        self.span(cue.first as usize..cue.end as usize)
    }

    /// The sentence that a token stands in.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of.get(token).copied().unwrap_or(0) as usize
    }

    /// The first token that starts at or after a byte.
    pub fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|t| t.span.start < byte)
    }

    /// The tokens inside a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let from = self.tokens.partition_point(|t| t.span.end <= span.start);
        let to = self.tokens.partition_point(|t| t.span.start < span.end);
        from..to.max(from)
    }

    /// The block of a sentence.
    pub fn block(&self, sentence: &Sentence) -> &Block {
        &self.blocks[sentence.block as usize]
    }
}
