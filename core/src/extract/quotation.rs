//! Quotations: somebody's words between quotation marks, with speaker and cue.

use super::attribution::{Attribution, attributions};
use super::chunk::{Chunk, chunks};
use super::interview::Interview;
use super::mention::Found;
use super::scan::Scan;
use super::{Holder, Quotation, Why};
use crate::lang::pack::{EvaluationClass, NameClass, Pos, Table};
use crate::text::span::Span;
use crate::text::token::TokenKind;
use crate::vocabulary::{ConnectionType, Form, Kind};
use std::ops::Range;

/// A stretch between quotation marks, whatever it is.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Tokens between the marks.
    pub tokens: Range<usize>,
    /// It goes on in the next paragraph, which opens with a mark of its own.
    pub open: bool,
    /// A paragraph that goes on with the quotation of the one before.
    pub continues: bool,
}

/// Finds everything between quotation marks, block by block. Marks without a partner are let be.
pub fn marked(scan: &Scan) -> Vec<Marked> {
    let mut out: Vec<Marked> = Vec::new();
    let mut from = 0;
    let mut open_before = false;
    for b in 0..scan.blocks.len() {
        let span = scan.blocks[b].span;
        let to = from + scan.tokens[from..].partition_point(|t| t.span.start < span.end);
        let range = from..to;
        from = to;
        let continues = open_before
            && range
                .clone()
                .next()
                .is_some_and(|t| opens(scan, t, &range, None));
        open_before = false;
        let mut stack: Option<(usize, char)> = None;
        let mut i = range.start;
        while i < range.end {
            let c = scan.text(i).chars().next().unwrap_or(' ');
            if scan.tokens[i].kind == TokenKind::Quote {
                match stack {
                    None if opens(scan, i, &range, None) => stack = Some((i, c)),
                    Some((start, open)) if closes(scan, i, &range, open) => {
                        if i > start + 1 {
                            out.push(Marked {
                                tokens: start + 1..i,
                                open: false,
                                continues: continues && start == range.start,
                            });
                        }
                        stack = None;
                    }
                    _ => {}
                }
            }
            i += 1;
        }
        if let Some((start, open)) = stack {
            // Open to the end: only if the next paragraph goes on with a mark of its own.
            let next = scan.blocks.get(b + 1).map(|n| n.span.of(scan.body));
            let goes_on = next.is_some_and(|t| t.starts_with(open));
            if goes_on && start + 1 < range.end {
                out.push(Marked {
                    tokens: start + 1..range.end,
                    open: true,
                    continues: continues && start == range.start,
                });
                open_before = true;
            }
        }
        if scan.pack.dash && !range.is_empty() && scan.tokens[range.start].kind == TokenKind::Dash {
            dash_speech(scan, &range, &mut out);
        }
    }
    out.sort_by_key(|m| m.tokens.start);
    out
}

/// «— Мы готовы, — сказал он. — Но …»: speech opened by a dash.
fn dash_speech(scan: &Scan, range: &Range<usize>, out: &mut Vec<Marked>) {
    let mut start = range.start + 1;
    let mut speech = true;
    for i in range.start + 1..=range.end {
        let at_dash =
            i < range.end && scan.tokens[i].kind == TokenKind::Dash && scan.tokens[i].spaced;
        if at_dash || i == range.end {
            if speech && i > start {
                out.push(Marked {
                    tokens: start..i,
                    open: false,
                    continues: false,
                });
            }
            speech = !speech;
            start = i + 1;
        }
    }
}

fn opens(scan: &Scan, i: usize, range: &Range<usize>, _open: Option<char>) -> bool {
    let token = &scan.tokens[i];
    let next = scan.tokens.get(i + 1).filter(|_| i + 1 < range.end);
    match scan.text(i).chars().next().unwrap_or(' ') {
        '«' | '“' | '„' | '‟' | '‹' | '‚' => true,
        // Used the other way round in some countries.
        '»' | '”' => false,
        '‘' => next.is_some_and(|n| !n.spaced),
        '"' | '＂' => token.spaced || i == range.start || next.is_some_and(|n| !n.spaced),
        '\'' | '’' => {
            (token.spaced || i == range.start)
                && next.is_some_and(|n| !n.spaced)
                && scan.text(i).starts_with('\'')
        }
        _ => false,
    }
}

fn closes(scan: &Scan, i: usize, range: &Range<usize>, open: char) -> bool {
    let c = scan.text(i).chars().next().unwrap_or(' ');
    let next_spaced = scan
        .tokens
        .get(i + 1)
        .filter(|_| i + 1 < range.end)
        .is_none_or(|n| n.spaced || n.kind != TokenKind::Word);
    match open {
        '«' => c == '»',
        '“' => matches!(c, '”' | '"') || c == '“' && !scan.tokens[i].spaced,
        '„' => matches!(c, '“' | '”' | '"'),
        '‹' => c == '›',
        '‘' | '‚' => {
            c == '’' && next_spaced || c == '\'' && next_spaced || c == '‘' && open == '‚'
        }
        '\'' => c == '\'' && next_spaced && !scan.tokens[i].spaced,
        '"' | '＂' => matches!(c, '"' | '＂' | '”') && (next_spaced || !scan.tokens[i].spaced),
        _ => c == '”',
    }
}

/// Everything known of the sentences that quotations and claims share.
pub struct Speech {
    pub marked: Vec<Marked>,
    /// By sentence: each name with its own titles.
    pub single: Vec<Vec<Chunk>>,
    /// By sentence: coordinated phrases are one.
    pub chunks: Vec<Vec<Chunk>>,
    pub attributions: Vec<Vec<Attribution>>,
    /// For each token the stretch of `marked` it stands in: its index, `u32::MAX` for none.
    of_token: Vec<u32>,
}

impl Speech {
    /// The stretch between quotation marks in which a token stands.
    pub fn marked_at(&self, token: usize) -> Option<&Marked> {
        self.marked.get(*self.of_token.get(token)? as usize)
    }
}

/// Reads chunks and attributions of all sentences.
pub fn speech(scan: &Scan, found: &Found) -> Speech {
    let marked = marked(scan);
    let quoted: Vec<Range<usize>> = marked
        .iter()
        .filter(|m| !is_name(scan, found, &m.tokens))
        .map(|m| m.tokens.clone())
        .collect();
    let mut all_chunks = Vec::with_capacity(scan.sentences.len());
    let mut all_single = Vec::with_capacity(scan.sentences.len());
    let mut all = Vec::with_capacity(scan.sentences.len());
    let mut from = 0;
    for (s, sentence) in scan.sentences.iter().enumerate() {
        let (single, c) = chunks(scan, found, s);
        all_single.push(single);
        while quoted
            .get(from)
            .is_some_and(|q| q.end <= sentence.tokens.start)
        {
            from += 1;
        }
        let here: Vec<Range<usize>> = quoted[from.min(quoted.len())..]
            .iter()
            .take_while(|q| q.start < sentence.tokens.end)
            .cloned()
            .collect();
        all.push(attributions(scan, found, &c, &here, &sentence.tokens));
        all_chunks.push(c);
    }
    let mut of_token = vec![u32::MAX; scan.tokens.len()];
    for (i, m) in marked.iter().enumerate() {
        for slot in &mut of_token[m.tokens.clone()] {
            *slot = (*slot).min(i as u32);
        }
    }
    Speech {
        marked,
        single: all_single,
        chunks: all_chunks,
        attributions: all,
        of_token,
    }
}

/// Whether marks hold nothing but a name (a newspaper, a ship, a film).
pub fn is_name(scan: &Scan, found: &Found, tokens: &Range<usize>) -> bool {
    let span = scan.span(tokens.clone());
    let words = tokens.clone().filter(|t| scan.tokens[*t].is_word()).count();
    let covered: usize = found
        .inside(span)
        .iter()
        .filter(|m| m.form == Form::Name)
        .map(|m| {
            scan.tokens_in(m.span)
                .filter(|t| scan.tokens[*t].is_word())
                .count()
        })
        .sum();
    if covered == words {
        return true;
    }
    // After «the newspaper», «la nave»; or every word with a capital.
    let head = (1..=3).any(|back| {
        tokens.start.checked_sub(1 + back).is_some_and(|t| {
            scan.at(t, Table::Names).any(|c| {
                matches!(
                    scan.pack.names[c.row as usize].class,
                    NameClass::MediaHead
                        | NameClass::ShipHead
                        | NameClass::OrgHead
                        | NameClass::PlaceHead
                        | NameClass::EventHead
                ) && c.end as usize >= tokens.start.saturating_sub(1)
            })
        })
    });
    let capitals = tokens
        .clone()
        .filter(|t| scan.tokens[*t].is_word() && scan.tokens[*t].is_capital())
        .count();
    // «La Gazzetta del Golfo»: articles and prepositions stand in lower case.
    let small = tokens
        .clone()
        .skip(1)
        .filter(|t| {
            scan.tokens[*t].is_word() && !scan.tokens[*t].is_capital() && scan.tokens[*t].function
        })
        .count();
    let titled = scan.pack.cased
        && capitals >= 2
        && capitals + small == words
        && tokens
            .end
            .checked_sub(1)
            .is_some_and(|t| scan.tokens[t].is_capital());
    words <= 5
        && (titled && !ends_sentence(scan, tokens)
            || head && capitals > 0
            || capitals == words && words > 1 && !ends_sentence(scan, tokens))
}

/// Whether a word before the mark says that the quoted words are a name or not meant so: «so-called
/// “experts”», «la parola “resa”».
fn scare(scan: &Scan, tokens: &Range<usize>) -> bool {
    let Some(mark) = tokens.start.checked_sub(1) else {
        return false;
    };
    (mark.saturating_sub(4)..mark).any(|t| {
        scan.at(t, Table::Evaluation).any(|c| {
            c.end as usize == mark
                && scan.pack.evaluation[c.row as usize] == EvaluationClass::Distance
        })
    })
}

fn ends_sentence(scan: &Scan, tokens: &Range<usize>) -> bool {
    let Some(last) = tokens.end.checked_sub(1) else {
        return false;
    };
    // «Ci vorranno mesi».
    let sentence = &scan.sentences[scan.sentence_of(last)].tokens;
    let whole = tokens.start <= sentence.start + 1
        && (tokens.end..sentence.end)
            .all(|t| matches!(scan.tokens[t].kind, TokenKind::Stop | TokenKind::Quote));
    matches!(scan.tokens[last].kind, TokenKind::Stop) || scan.text(last) == "," || whole
}

/// Finds the quotations of a document.
pub fn find(scan: &Scan, found: &Found, speech: &Speech) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let mut last_speaker: Option<(usize, Holder)> = None;
    let interview = Interview::new(scan, found, &speech.marked);
    for m in &speech.marked {
        if is_name(scan, found, &m.tokens) {
            continue;
        }
        let span = scan.span(m.tokens.clone());
        let words = m
            .tokens
            .clone()
            .filter(|t| scan.tokens[*t].is_word())
            .count();
        if words == 0 {
            continue;
        }
        if scare(scan, &m.tokens) {
            continue;
        }
        let first = scan.sentence_of(m.tokens.start);
        let last = scan.sentence_of(m.tokens.end - 1);
        let mut quotation = Quotation {
            span,
            speaker: None,
            cue: None,
            why: Why::new("quotation-marks", []),
        };
        if m.continues
            && let Some(previous) = out.last()
        {
            quotation.speaker.clone_from(&previous.speaker);
            quotation.cue = previous.cue;
            quotation.why = Why::new("continued-quotation", previous.cue);
            out.push(quotation);
            continue;
        }
        let best = (first..=last)
            .flat_map(|s| speech.attributions[s].iter().map(move |a| (s, a)))
            .filter(|(_, a)| !m.tokens.contains(&a.cue.start))
            // «did not mention the “musicians”»: no words of his.
            .filter(|(_, a)| a.negated.is_none() || words >= 5)
            .min_by_key(|(_, a)| (distance(scan, &m.tokens, a), a.cue.start < m.tokens.start));
        if let Some((s, a)) = best {
            let answer = interview.speaker(scan, s).filter(|_| a.holder.is_none());
            let holder = match answer {
                Some(e) => Some(Holder::Entity(e)),
                None => holder_of(scan, found, speech, s, a, last_speaker.as_ref()),
            };
            quotation.cue = Some(scan.span(a.cue.clone()));
            quotation.why = Why::new(a.rule, quotation.cue.into_iter().chain(a.holder_span));
            quotation.speaker = holder;
        } else if let Some((holder, cue)) =
            beside_unlisted(scan, speech, last, &m.tokens, last_speaker.as_ref())
        {
            quotation.cue = Some(cue);
            quotation.why = Why::new("verb-beside-quotation", [cue]);
            quotation.speaker = Some(holder);
        } else if let Some(e) = interview.speaker(scan, first) {
            quotation.why = Why::new("interview-answer", []);
            quotation.speaker = Some(Holder::Entity(e));
        } else if let Some((holder, cue)) = relation_speaker(scan, speech, first, &m.tokens) {
            quotation.cue = Some(cue);
            quotation.why = Why::new("praise-or-thanks", [cue]);
            quotation.speaker = Some(holder);
        } else if let Some((holder, cue)) = colon_speaker(scan, found, speech, first, &m.tokens) {
            quotation.cue = Some(cue);
            quotation.why = Why::new("before-colon", [cue]);
            quotation.speaker = Some(holder);
        } else if words >= 5 || words >= 3 && ends_sentence(scan, &m.tokens) {
            // Long and without a cue of its own: the speaker of the sentence before, or of the
            // sentence after («… Lo ha detto X»).
            let before = last_speaker
                .as_ref()
                .filter(|(s, _)| first.saturating_sub(*s) <= 2)
                .map(|(_, h)| h.clone());
            let after = speech
                .attributions
                .get(last + 1)
                .and_then(|a| {
                    a.iter().find(|a| {
                        a.holder.is_some()
                            && a.cue.start < scan.sentences[last + 1].tokens.start + 6
                    })
                })
                .filter(|_| before.is_none());
            let before_any = first.checked_sub(1).and_then(|s| {
                speech.attributions[s].iter().rev().find_map(|a| {
                    holder_of(scan, found, speech, s, a, last_speaker.as_ref())
                        .map(|h| (h, scan.span(a.cue.clone())))
                })
            });
            if let Some((h, cue)) = before_any {
                quotation.speaker = Some(h);
                quotation.why = Why::new("speaker-of-sentence-before", [cue]);
            } else if let Some(h) = before {
                quotation.speaker = Some(h);
                quotation.why = Why::new("continued-speech", []);
            } else if let Some(a) = after {
                quotation.speaker.clone_from(&a.holder);
                quotation.cue = Some(scan.span(a.cue.clone()));
                quotation.why = Why::new("speaker-of-sentence-after", quotation.cue);
            } else if words < 8 {
                continue;
            }
        } else {
            // A scare quote: short, and nobody says it.
            continue;
        }
        if let Some(h) = &quotation.speaker {
            last_speaker = Some((last, h.clone()));
        }
        out.push(quotation);
    }
    out
}

/// «“…,” X fumed», «“…”, sbotta X», «“…”, sbotta.»: right behind a quotation a verb that no table
/// has, with its subject.
fn beside_unlisted(
    scan: &Scan,
    speech: &Speech,
    sentence: usize,
    tokens: &Range<usize>,
    last: Option<&(usize, Holder)>,
) -> Option<(Holder, Span)> {
    let end = scan.sentences[sentence].tokens.end;
    let mut t = tokens.end + 1;
    let comma = t < end && scan.text(t) == "," || scan.text(tokens.end - 1) == ",";
    while t < end && scan.text(t) == "," {
        t += 1;
    }
    if !comma || t >= end {
        return None;
    }
    let chunks = &speech.chunks[sentence];
    let word = |t: usize| {
        t < end
            && scan.tokens[t].is_word()
            && !scan.tokens[t].is_capital()
            && !scan.tokens[t].function
            && !chunks.iter().any(|c| c.tokens.contains(&t))
    };
    let past = |t: usize| {
        word(t)
            && (scan.text(t).ends_with("ed")
                || scan.pack.is_verb_word(scan.text(t), scan.tokens[t].key))
    };
    let named = |c: &&Chunk| c.is_bare() && !c.entities.is_empty();
    let closes = |t: usize| t >= end || !scan.tokens[t].is_word();
    if !scan.pack.free_subject {
        if let Some(c) = chunks.iter().filter(named).find(|c| c.tokens.start == t)
            && past(c.tokens.end)
        {
            return Some((
                Holder::Entity(c.entities[0]),
                scan.tokens[c.tokens.end].span,
            ));
        }
        if past(t)
            && let Some(c) = chunks
                .iter()
                .filter(named)
                .find(|c| c.tokens.start == t + 1)
            && closes(c.tokens.end)
        {
            return Some((Holder::Entity(c.entities[0]), scan.tokens[t].span));
        }
        return None;
    }
    if !word(t) {
        return None;
    }
    if let Some(c) = chunks
        .iter()
        .filter(named)
        .find(|c| c.tokens.start == t + 1)
        && closes(c.tokens.end)
    {
        return Some((Holder::Entity(c.entities[0]), scan.tokens[t].span));
    }
    if !closes(t + 1) {
        return None;
    }
    // Its subject left out: whoever spoke, or the subject of the sentence before.
    let before = sentence.checked_sub(1).and_then(|s| {
        let c = speech.chunks[s].iter().rfind(named)?;
        (c.entities.len() == 1).then(|| Holder::Entity(c.entities[0]))
    });
    let spoke = last
        .filter(|(s, _)| sentence.saturating_sub(*s) <= 2)
        .map(|(_, h)| h.clone());
    Some((spoke.or(before)?, scan.tokens[t].span))
}

/// How far a cue stands from a quotation: in tokens, less for one on the same side of a comma.
fn distance(scan: &Scan, tokens: &Range<usize>, a: &Attribution) -> (usize, usize) {
    let gap = if a.cue.start >= tokens.end {
        a.cue.start - tokens.end
    } else {
        tokens.start.saturating_sub(a.cue.end)
    };
    let sentence_end = (a.cue.end.min(tokens.start)..a.cue.start.max(tokens.start)).any(|t| {
        scan.tokens[t].kind == TokenKind::Stop && !tokens.contains(&t) && t + 2 < tokens.start
    });
    (
        usize::from(sentence_end),
        gap + 3 * usize::from(a.dependent),
    )
}

/// The holder of an attribution; where it names none, the one who spoke before.
pub fn holder_of(
    scan: &Scan,
    found: &Found,
    speech: &Speech,
    sentence: usize,
    a: &Attribution,
    last: Option<&(usize, Holder)>,
) -> Option<Holder> {
    if let Some(h) = &a.holder {
        return Some(h.clone());
    }
    // A gerund has the holder of the main verb, or else the sentence's first bare phrase.
    if a.dependent
        && let Some(h) = speech.attributions[sentence]
            .iter()
            .find_map(|o| (o.cue != a.cue).then(|| o.holder.clone()).flatten())
    {
        return Some(h);
    }
    let own = speech.chunks[sentence]
        .iter()
        .find(|c| c.is_bare() && !c.entities.is_empty() && c.tokens.end <= a.cue.start);
    if a.dependent
        && let Some(c) = own
    {
        return Some(Holder::Entity(c.entities[0]));
    }
    // The sentence before: who spoke there, or who was its subject.
    for back in 1..=2 {
        let Some(s) = sentence.checked_sub(back) else {
            break;
        };
        if let Some(h) = speech.attributions[s]
            .iter()
            .rev()
            .find_map(|o| o.holder.clone().filter(|h| *h != Holder::Author))
        {
            return Some(h);
        }
        let subject = speech.chunks[s].iter().find(|c| {
            c.is_bare()
                && c.entities.first().is_some_and(|e| {
                    !matches!(found.entity(*e).kind, crate::vocabulary::Kind::Place)
                })
        });
        if let Some(c) = subject {
            return Some(Holder::Entity(c.entities[0]));
        }
    }
    let _ = scan;
    last.filter(|(s, _)| sentence.saturating_sub(*s) <= 3)
        .map(|(_, h)| h.clone())
}

/// «Of another opinion X: “…”»: the only person before a colon, where no verb says so.
fn colon_speaker(
    scan: &Scan,
    found: &Found,
    speech: &Speech,
    sentence: usize,
    tokens: &Range<usize>,
) -> Option<(Holder, Span)> {
    let start = scan.sentences[sentence].tokens.start;
    // Its opening mark belongs to the stretch.
    let colon = (start..=tokens.start.min(scan.tokens.len() - 1))
        .rev()
        .take(3)
        .find(|t| scan.text(*t) == ":")?;
    let mut people = speech.chunks[sentence]
        .iter()
        .filter(|c| c.is_bare() && c.tokens.end <= colon)
        .filter_map(|c| c.entities.first().copied())
        .filter(|e| found.entity(*e).kind == Kind::Person);
    let first = people.next()?;
    people
        .all(|e| e == first)
        .then(|| (Holder::Entity(first), scan.span(colon..colon + 1)))
}

/// «ha ringraziato B per l'“accoglienza calorosa”»: verbs of praise, thanks and blame report
/// words too.
fn relation_speaker(
    scan: &Scan,
    speech: &Speech,
    sentence: usize,
    tokens: &Range<usize>,
) -> Option<(Holder, Span)> {
    let range = scan.sentences[sentence].tokens.clone();
    let cue = scan
        .within(range, Table::Relations)
        .filter(|c| {
            let row = &scan.pack.relations[c.row as usize];
            row.pos == Pos::Verb
                && matches!(
                    row.kind,
                    ConnectionType::Praise
                        | ConnectionType::Thank
                        | ConnectionType::Oppose
                        | ConnectionType::RequestAid
                )
                && (c.first as usize) < tokens.start
        })
        .last()?;
    let subject = speech.chunks[sentence]
        .iter()
        .rev()
        .find(|c| c.is_bare() && !c.entities.is_empty() && c.tokens.end <= cue.first as usize)?;
    Some((Holder::Entity(subject.entities[0]), scan.cue_span(cue)))
}
