//! Interviews: which blocks are answers, and who gives them.

use super::EntityIx;
use super::mention::Found;
use super::quotation::Marked;
use super::scan::Scan;
use crate::text::block::BlockKind;
use crate::vocabulary::{Form, Kind};

/// Questions and answers of a document.
pub struct Interview {
    /// Blocks that open with a quotation mark after a question.
    quoted: Vec<bool>,
    /// Blocks behind the label of answers («A: …»).
    labelled: Vec<bool>,
    who: Option<EntityIx>,
}

/// How many letters a label of a question or an answer has at most («Answer:»).
const LABEL: usize = 12;

impl Interview {
    /// Blocks that open with a quotation mark right after a question or a heading are answers,
    /// where there are two at least; so are those behind a label that follows the label of the
    /// questions. Who answers is found by `answers`.
    pub fn new(scan: &Scan, found: &Found, marked: &[Marked]) -> Self {
        let starts: Vec<u32> = marked
            .iter()
            .map(|m| scan.span(m.tokens.clone()).start)
            .collect();
        let opens = |b: usize| {
            let span = scan.blocks[b].span;
            let at = starts.partition_point(|s| *s < span.start);
            starts.get(at).is_some_and(|s| *s <= span.start + 4)
        };
        let text = |b: usize| scan.blocks[b].span.of(scan.body);
        let asks = |b: usize| text(b).ends_with(['?', '؟']);
        let count = scan.blocks.len();
        let mut quoted: Vec<bool> = (0..count)
            .map(|b| {
                b > 0
                    && scan.blocks[b].kind == BlockKind::Paragraph
                    && (asks(b - 1) || scan.blocks[b - 1].kind == BlockKind::Heading && b > 1)
                    && opens(b)
            })
            .collect();
        let questions = (1..count).filter(|b| quoted[*b] && asks(b - 1)).count();
        if quoted.iter().filter(|a| **a).count() < 2 || questions < 1 {
            quoted = vec![false; count];
        }
        let labels: Vec<&str> = (0..count).map(|b| label(text(b))).collect();
        // Of the labels that follow another whose blocks ask, the most frequent.
        let mut labelled = vec![false; count];
        let follows = |b: usize| {
            b > 0
                && !labels[b].is_empty()
                && !labels[b - 1].is_empty()
                && labels[b] != labels[b - 1]
                && (asks(b - 1) || text(b - 1).contains('?'))
                && !asks(b)
        };
        if let Some(first) = (1..count).find(|b| follows(*b))
            && (1..count)
                .filter(|b| follows(*b) && labels[*b] == labels[first])
                .count()
                >= 2
        {
            for (answer, label) in labelled.iter_mut().zip(&labels).skip(first) {
                *answer = *label == labels[first];
            }
        }
        let first = (0..count).find(|b| quoted[*b] || labelled[*b]);
        let who = first.and_then(|first| answers(scan, found, first));
        Interview {
            quoted,
            labelled,
            who,
        }
    }

    /// Who answers, if a sentence stands in an answer.
    pub fn speaker(&self, scan: &Scan, sentence: usize) -> Option<EntityIx> {
        let block = scan.sentences[sentence].block as usize;
        let answer = |list: &[bool]| list.get(block) == Some(&true);
        self.who
            .filter(|_| answer(&self.quoted) || answer(&self.labelled))
    }

    /// Who answers, if a sentence stands in an answer behind a label.
    pub fn labelled(&self, scan: &Scan, sentence: usize) -> Option<EntityIx> {
        let block = scan.sentences[sentence].block as usize;
        self.who.filter(|_| self.labelled.get(block) == Some(&true))
    }
}

/// What stands before a colon at the start of a block, if it is short and one word.
fn label(text: &str) -> &str {
    let end = text.find(':').unwrap_or(0);
    let label = text.get(..end).unwrap_or("");
    let short = label.chars().count() <= LABEL && !label.contains(char::is_whitespace);
    if short { label } else { "" }
}

/// Who gives the answers that begin at a block: the person who is spoken to in a question («Mr X,
/// what …»), who is named in the block before the questions, and named most often before.
fn answers(scan: &Scan, found: &Found, first: usize) -> Option<EntityIx> {
    let question = first.checked_sub(1)?;
    let asked = scan.blocks[question].span;
    let before = question.checked_sub(1).map(|b| scan.blocks[b].span);
    let mut scores: Vec<u32> = vec![0; found.entities.len()];
    for m in &found.mentions {
        if m.span.start >= asked.end {
            break;
        }
        let score = &mut scores[m.entity.0 as usize];
        *score += 2;
        if before.is_some_and(|b| b.contains(m.span)) && m.form == Form::Name {
            *score += 3;
        }
        let addressed = asked.contains(m.span)
            && m.span.start - asked.start <= 40
            && scan
                .body
                .get(m.span.end as usize..)
                .is_some_and(|rest| rest.starts_with(','));
        if addressed {
            *score += 8;
        }
    }
    let mut best: Option<(u32, EntityIx)> = None;
    for (i, score) in scores.iter().enumerate() {
        if *score > best.map_or(0, |b| b.0) && found.entities[i].kind == Kind::Person {
            best = Some((*score, EntityIx(i as u32)));
        }
    }
    best.map(|b| b.1)
}
