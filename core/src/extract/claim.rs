//! Claims: statements with holder, certainty, polarity and topics. One a sentence, two where a
//! sentence joins statements of different holder, polarity or certainty.

use super::attribution::{Attribution, EVIDENCE};
use super::chunk::Chunk;
use super::connection;
use super::interview::Interview;
use super::mention::Found;
use super::quantity;
use super::quotation::{Speech, holder_of};
use super::scan::{Cue, Scan};
use super::{Claim, Holder, Quotation, Why};
use crate::corpus::Document;
use crate::data::data;
use crate::lang::pack::{
    EvaluationClass, Features, HedgeClass, Pos, Role, Scope, SpeechClass, Table,
};
use crate::text::block::BlockKind;
use crate::text::span::Span;
use crate::text::token::TokenKind;
use crate::vocabulary::{Certainty, Polarity, Topic};
use smallvec::SmallVec;
use std::ops::Range;

/// Finds the claims of a document.
pub fn find(
    scan: &Scan,
    found: &Found,
    speech: &Speech,
    quotations: &[Quotation],
    document: &Document,
) -> Vec<Claim> {
    let mut reader = Reader {
        scan,
        found,
        speech,
        quotations,
        document,
        interview: Interview::new(scan, found, &speech.marked),
        out: Vec::with_capacity(2 * scan.sentences.len()),
        last: None,
    };
    for s in 0..scan.sentences.len() {
        reader.sentence(s);
    }
    let mut claims = reader.out;
    claims.shrink_to_fit();
    claims
}

/// Ranges of tokens, few.
type Parts = SmallVec<[Range<usize>; 4]>;

/// Topics with what speaks for each.
type Scores = SmallVec<[(Topic, u32, Span); 6]>;

struct Reader<'a, 'b> {
    scan: &'b Scan<'a>,
    found: &'b Found,
    speech: &'b Speech,
    quotations: &'b [Quotation],
    document: &'b Document,
    interview: Interview,
    out: Vec<Claim>,
    /// Who spoke last, and in which sentence.
    last: Option<(usize, Holder)>,
}

/// What a part of a sentence says of its own truth.
#[derive(Clone, Debug)]
struct Modality {
    certainty: Certainty,
    certainty_cue: Option<Span>,
    polarity: Polarity,
    polarity_cue: Option<Span>,
}

impl Modality {
    fn apply(self, claim: &mut Claim) {
        claim.certainty = self.certainty;
        claim.certainty_cue = self.certainty_cue;
        claim.polarity = self.polarity;
        claim.polarity_cue = self.polarity_cue;
    }
}

impl Reader<'_, '_> {
    fn sentence(&mut self, s: usize) {
        let scan = self.scan;
        let sentence = &scan.sentences[s];
        let block = scan.block(sentence);
        let range = sentence.tokens.clone();
        if !self.states_something(s, block.kind) {
            return;
        }
        let parts = self.parts(s, range);
        for (i, part) in parts.iter().enumerate() {
            self.claim(s, part.clone(), i > 0);
        }
    }

    /// Whether a sentence is a statement at all: not a heading, a question, a lead-in, a by-line.
    fn states_something(&self, s: usize, kind: BlockKind) -> bool {
        let scan = self.scan;
        let sentence = &scan.sentences[s];
        let range = sentence.tokens.clone();
        let text = sentence.span.of(scan.body);
        if matches!(kind, BlockKind::Heading | BlockKind::TableHead) {
            return false;
        }
        let words = range
            .clone()
            .filter(|t| matches!(scan.tokens[*t].kind, TokenKind::Word | TokenKind::Number))
            .count();
        let stopped = range
            .clone()
            .rev()
            .find(|t| scan.tokens[*t].kind != TokenKind::Quote)
            .is_some_and(|t| scan.tokens[t].kind == TokenKind::Stop);
        let lower = range.clone().any(|t| {
            let token = &scan.tokens[t];
            token.is_word() && (!token.is_capital() || !scan.pack.cased)
        });
        if !lower || words < 2 || words < 3 && !(stopped && self.has_verb(&range)) {
            return false;
        }
        let outside = |t: &usize| self.speech.marked_at(*t).is_none();
        let last = range
            .clone()
            .rev()
            .find(|t| !matches!(scan.tokens[*t].kind, TokenKind::Quote));
        if let Some(t) = last {
            if matches!(scan.text(t), "?" | "؟") && outside(&t) {
                return false;
            }
            if scan.text(t) == ":" && kind != BlockKind::ListItem {
                return false;
            }
        }
        // The title of a plain text, written as a sentence: first line, alone, without a verb.
        let block = scan.block(sentence);
        let alone = block.span.start == sentence.span.start && block.span.end == sentence.span.end;
        let verb = self.has_verb(&range);
        if kind == BlockKind::Paragraph && !verb {
            let title = alone && sentence.block == 0 && !self.document.markdown;
            if title || alone && !stopped {
                return false;
            }
            // Without a verb that is known: a long sentence hides one more often than not; a
            // short one says something only with a word that looks like one, or by its negation.
            let hidden = stopped && (words >= 9 || range.clone().any(|t| self.looks_like_verb(t)));
            let marked = scan.within(range.clone(), Table::Negation).next().is_some()
                || scan.within(range.clone(), Table::Hedges).next().is_some()
                || range
                    .clone()
                    .any(|t| scan.tokens[t].kind == TokenKind::Quote);
            if !(hidden || marked && words >= 4) {
                return false;
            }
        }
        // «Source: agency», «Foto: …»: a label and a name.
        if kind == BlockKind::Paragraph
            && words <= 8
            && range.start + 1 < range.end
            && range
                .clone()
                .take(4)
                .any(|t| scan.text(t) == ":" && !self.has_verb(&(t..range.end)))
        {
            return false;
        }
        // By-lines and sources: «– source: …».
        let lead = text.trim_start_matches(['–', '—', '-', '(', '[', '©', '*', ' ']);
        if lead.len() < text.len() && words < 8 && !verb && kind == BlockKind::Paragraph {
            return false;
        }
        true
    }

    /// Whether a finite verb stands in a range: one of the tables, an auxiliary, or a word with
    /// the look of one.
    fn has_verb(&self, range: &Range<usize>) -> bool {
        let scan = self.scan;
        let verb_cue = |c: &Cue| match c.table {
            Table::Relations => scan.pack.relations[c.row as usize].pos == Pos::Verb,
            Table::Speech => scan.pack.speech[c.row as usize].pos == Pos::Verb,
            Table::Hedges => scan.pack.hedges[c.row as usize].hedge.is_some_and(|h| {
                matches!(
                    h.1,
                    HedgeClass::Modal | HedgeClass::Conditional | HedgeClass::Verb
                )
            }),
            _ => false,
        };
        let finite = |c: &Cue| {
            c.features.has(
                Features::FINITE
                    | Features::FUTURE
                    | Features::CONDITIONAL
                    | Features::SUBJUNCTIVE
                    | Features::PARTICIPLE,
            )
        };
        range.clone().any(|t| {
            scan.is_any_role(t, &[Role::Be, Role::Have])
                || scan
                    .cues_at(t)
                    .iter()
                    .any(|c| verb_cue(c) && finite(c) && !self.is_date(c))
                || self.finite_form(t)
        })
    }

    /// Whether a word in lower case has a finite verb's form by the language's own marks.
    fn finite_form(&self, t: usize) -> bool {
        let scan = self.scan;
        let token = &scan.tokens[t];
        token.is_word()
            && !token.is_capital()
            && (scan.pack.is_verb_word(scan.text(t), token.key)
                || scan.is_any_role(t, &[Role::Light, Role::Ends]))
            // «resta tesa»: it makes passives too.
            && (!token.function || scan.is_role(t, Role::Passive))
            && !t.checked_sub(1).is_some_and(|b| {
                scan.is_role(b, Role::Article)
                    && !scan.is_any_role(b, &[Role::PronounM, Role::PronounF, Role::PronounPl])
            })
    }

    /// A word in lower case that stands where a verb does: after a noun phrase or a pronoun and
    /// before an article, a preposition or the end, and is no function word itself.
    fn looks_like_verb(&self, token: usize) -> bool {
        let scan = self.scan;
        let sentence = &scan.sentences[scan.sentence_of(token)];
        let t = &scan.tokens[token];
        if !t.is_word()
            || t.is_capital()
            || token == sentence.tokens.start
            || t.span.len() < 3
            || t.function
        {
            return false;
        }
        let before = token - 1;
        let pronoun = scan.is_any_role(
            before,
            &[
                Role::Reflexive,
                Role::Not,
                Role::PronounM,
                Role::PronounF,
                Role::PronounN,
                Role::PronounPl,
            ],
        ) && !scan.is_any_role(before, &[Role::Article, Role::Demonstrative]);
        let name = self
            .found
            .mentions
            .get(
                self.found
                    .mentions
                    .partition_point(|m| m.span.end < scan.tokens[before].span.end),
            )
            .is_some_and(|m| m.span.end == scan.tokens[before].span.end);
        let next = token + 1;
        let open = next >= sentence.tokens.end
            || scan.tokens[next].kind == TokenKind::Stop
            || scan.is_any_role(
                next,
                &[
                    Role::Article,
                    Role::To,
                    Role::That,
                    Role::PossessiveM,
                    Role::PossessiveF,
                    Role::PossessiveN,
                    Role::PossessivePl,
                ],
            )
            || scan.is_any_role(next, &super::chunk::PREPOSITIONS);
        pronoun || name && open
    }

    /// Splits a sentence where it joins statements that differ: at semicolons, at «but» with a
    /// verb on both sides.
    fn parts(&self, s: usize, range: Range<usize>) -> Parts {
        let scan = self.scan;
        let mut cuts = Vec::new();
        let quoted = |t: usize| self.speech.marked_at(t).is_some();
        for t in range.clone() {
            if quoted(t) || t <= range.start + 2 || t + 3 >= range.end {
                continue;
            }
            let text = scan.text(t);
            if text == ";" {
                cuts.push((t + 1, true));
            } else if text == ","
                && scan.is_any_role(t + 1, &[Role::But, Role::While])
                && scan
                    .text(t + 1)
                    .chars()
                    .next()
                    .is_some_and(char::is_lowercase)
            {
                cuts.push((t + 1, false));
            }
        }
        let mut out = Parts::new();
        let mut start = range.start;
        for (cut, sure) in cuts {
            let (left, right) = (start..cut, cut..range.end);
            let long =
                |r: &Range<usize>| r.clone().filter(|t| scan.tokens[*t].is_word()).count() >= 4;
            if !long(&left)
                || !long(&right)
                || !self.clause_verb(&left)
                || !self.clause_verb(&right)
            {
                continue;
            }
            let differ = || {
                let (a, b) = (
                    self.modality(s, &left, None, false),
                    self.modality(s, &right, None, false),
                );
                a.certainty != b.certainty
                    || a.polarity != b.polarity
                    || self.speaks(s, &left) != self.speaks(s, &right)
                    || self.holders(s, &left, &right)
            };
            // «X says …, while Y denies …»: two who speak.
            let apart = if scan.is_role(cut, Role::While) {
                self.holders(s, &left, &right)
            } else {
                sure || differ()
            };
            if apart {
                out.push(left);
                start = cut;
            }
        }
        out.push(start..range.end);
        out
    }

    /// Whether a clause has a verb that the tables know.
    fn clause_verb(&self, range: &Range<usize>) -> bool {
        let scan = self.scan;
        range.clone().any(|t| {
            scan.is_any_role(t, &[Role::Be, Role::Have])
                || scan.cues_at(t).iter().any(|c| match c.table {
                    Table::Relations => scan.pack.relations[c.row as usize].pos == Pos::Verb,
                    Table::Speech => scan.pack.speech[c.row as usize].pos == Pos::Verb,
                    Table::Hedges => true,
                    Table::Negation => true,
                    _ => false,
                })
        })
    }

    /// Whether an attribution stands in a part.
    fn speaks(&self, s: usize, part: &Range<usize>) -> bool {
        self.speech.attributions[s]
            .iter()
            .any(|a| part.contains(&a.cue.start))
    }

    /// Whether both parts have a holder of their own and the two are not the same.
    fn holders(&self, s: usize, left: &Range<usize>, right: &Range<usize>) -> bool {
        let first = |part: &Range<usize>| {
            self.speech.attributions[s]
                .iter()
                .find(|a| part.contains(&a.cue.start) && a.pos == Pos::Verb && !a.dependent)
                .and_then(|a| a.holder.clone())
        };
        matches!((first(left), first(right)), (Some(a), Some(b)) if a != b)
    }

    fn claim(&mut self, s: usize, part: Range<usize>, later: bool) {
        let scan = self.scan;
        let mut span = scan.span(part.clone());
        if !later {
            // A list item keeps its bullet's outer span start only in the reader's view.
            span.start = scan.sentences[s].span.start;
        }
        // The date in a dateline is that of the report.
        let told = connection::opening(scan, s).clamp(part.start, part.end)..part.end;
        let mut claim = Claim {
            span,
            sentence: s as u32,
            holder: Holder::Author,
            chain: Vec::new(),
            holder_cue: None,
            certainty: Certainty::Certain,
            certainty_cue: None,
            polarity: Polarity::Affirmed,
            polarity_cue: None,
            topics: Vec::new(),
            concepts: Vec::new(),
            entities: Vec::new(),
            numbers: quantity::numbers(scan, part.clone()),
            dates: quantity::dates(scan, told, self.document.date.as_deref()),
            framing: scan
                .within(part.clone(), Table::Evaluation)
                .filter(|c| scan.pack.evaluation[c.row as usize] != EvaluationClass::Distance)
                .map(|c| scan.cue_span(c))
                .collect(),
            why: Why::new("sentence", []),
        };
        self.holder(s, &part, &mut claim);
        claim
            .framing
            .retain(|f| !self.quotations.iter().any(|q| q.span.contains(*f)));
        claim.framing.dedup();
        for m in self.found.inside(span) {
            if !claim.entities.contains(&m.entity) {
                claim.entities.push(m.entity);
            }
        }
        self.topics(s, &part, &mut claim);
        self.out.push(claim);
    }

    /// Who asserts it.
    fn holder(&mut self, s: usize, part: &Range<usize>, claim: &mut Claim) {
        let scan = self.scan;
        let here: SmallVec<[&Attribution; 4]> = self.speech.attributions[s]
            .iter()
            .filter(|a| part.contains(&a.cue.start))
            .collect();
        let quotes: SmallVec<[&Quotation; 4]> = self
            .quotations
            .iter()
            .filter(|q| q.span.overlaps(claim.span) && q.span.start < claim.span.end)
            .collect();
        let quoted_words = quotes
            .iter()
            .map(|q| scan.tokens_in(q.span).len())
            .sum::<usize>();
        // The attribution that governs: the first that reports a clause, names a source or stands
        // beside a quotation.
        let beside_quote = |a: &Attribution| {
            quotes
                .iter()
                .any(|q| q.cue == Some(scan.span(a.cue.clone())))
        };
        let governs = |a: &&&Attribution| {
            let beside = beside_quote(a);
            // «the official who asked not to be named»: no one's statement here.
            if !beside
                && a.pos == Pos::Verb
                && (self.in_relative(part, a.cue.start) || self.comment(part, a).is_some())
            {
                return false;
            }
            let reports = match a.pos {
                Pos::Prep => true,
                _ if a.flags.has(crate::lang::pack::Flag::Impersonal) => true,
                _ => {
                    a.introduces
                        || self.opens_or_closes(part, a)
                        || matches!(
                            a.class,
                            SpeechClass::Say
                                | SpeechClass::Announce
                                | SpeechClass::Deny
                                | SpeechClass::Stress
                                | SpeechClass::Confirm
                                | SpeechClass::Recall
                                | SpeechClass::Report
                                | SpeechClass::Claim
                                | SpeechClass::Warn
                                | SpeechClass::Suggest
                                | SpeechClass::Believe
                        )
                }
            };
            // «Lo ha riferito X, precisando: “…”»: whose the quotation is.
            (!a.dependent || beside) && (beside || reports)
        };
        let mut ranked: SmallVec<[_; 4]> = here.iter().filter(governs).collect();
        // «The visit shows that …, X said»: X says it.
        if ranked.iter().any(|a| a.rule != EVIDENCE) {
            ranked.retain(|a| a.rule != EVIDENCE);
        }
        let main = ranked
            .iter()
            .find(|a| a.pos == Pos::Prep && a.cue.start <= part.start + 2)
            .or_else(|| {
                // «Moscow denies it: no deal was made, says the spokesman»: who is named last.
                ranked.iter().enumerate().find_map(|(i, a)| {
                    let next = ranked.get(i + 1)?;
                    let colon = (a.cue.end..next.cue.start)
                        .any(|t| scan.text(t) == ":" && a.cue.end + 8 > t);
                    (colon && next.holder.is_some() && next.pos == Pos::Verb).then_some(next)
                })
            })
            .or_else(|| ranked.iter().find(|a| beside_quote(a)))
            .or_else(|| {
                ranked
                    .iter()
                    .find(|a| !matches!(a.class, SpeechClass::Praise | SpeechClass::Agree))
            })
            .or(ranked.first())
            .map(|a| (**a).clone());
        let Some(a) = main else {
            self.unattributed(s, part, claim, &here, &quotes, quoted_words);
            return;
        };
        if a.rule == EVIDENCE {
            // «The meeting shows that …»: the author concludes.
            self.modality(s, part, Some(&a), false).apply(claim);
            claim.why = Why::new(
                EVIDENCE,
                [scan.span(a.cue.clone())].into_iter().chain(a.holder_span),
            );
            if a.certainty > claim.certainty {
                claim.certainty = a.certainty;
                claim.certainty_cue = Some(scan.span(a.cue.clone()));
            }
            if let Some(cue) = a.negated {
                claim.polarity = Polarity::Denied;
                claim.polarity_cue = Some(cue);
            }
            return;
        }
        let beside = beside_quote(&a);
        let negated = a.negated;
        if let Some(cue) = negated
            && a.class != SpeechClass::Deny
            && a.pos == Pos::Verb
        {
            // «She did not say when»: that nobody said it is the author's statement.
            claim.polarity = Polarity::Denied;
            claim.polarity_cue = Some(cue);
            claim.why = Why::new("not-said", [cue, scan.span(a.cue.clone())]);
            return;
        }
        // Two people jointly, without a quotation: it is the author who tells it; so too praise
        // and promises, «lo ha annunciato X» and «the arrival was announced by X».
        let pronoun = a.flags.has(crate::lang::pack::Flag::Lo)
            && a.class != SpeechClass::Deny
            && self.object_clitic(&a);
        let told = !beside
            && (a.joint && a.pos == Pos::Verb
                || pronoun
                || a.rule == "speech-passive" && !a.introduces
                || !a.introduces
                    && matches!(
                        a.class,
                        SpeechClass::Praise
                            | SpeechClass::Agree
                            | SpeechClass::Promise
                            | SpeechClass::Hope
                            | SpeechClass::Expect
                    )
                    && !self.opens_or_closes(part, &a));
        let modality = self.modality(s, part, Some(&a), told);
        modality.apply(claim);
        if told {
            if matches!(a.class, SpeechClass::Hope | SpeechClass::Expect)
                && a.certainty > claim.certainty
            {
                claim.certainty = a.certainty;
                claim.certainty_cue = Some(scan.span(a.cue.clone()));
            }
            return;
        }
        let quoted = quotes
            .iter()
            .find(|q| a.holder.is_none() && q.cue == Some(scan.span(a.cue.clone())))
            .and_then(|q| q.speaker.clone());
        let holder =
            quoted.or_else(|| holder_of(scan, self.found, self.speech, s, &a, self.last.as_ref()));
        if let Some(h) = &holder {
            self.last = Some((s, h.clone()));
        }
        claim.holder = holder.unwrap_or(Holder::Hearsay);
        claim.holder_cue = Some(scan.span(a.cue.clone()));
        claim.why = Why::new(a.rule, claim.holder_cue.into_iter().chain(a.holder_span));
        // «Haftar said that sources say …»: the chain beyond the holder.
        for b in here
            .iter()
            .filter(|b| b.cue.start > a.cue.start && !b.dependent)
        {
            if let Some(h) = &b.holder
                && *h != claim.holder
                && (a.introduces || a.pos == Pos::Prep)
                && matches!(b.pos, Pos::Verb | Pos::Phrase)
                && !self.in_relative(part, b.cue.start)
            {
                claim.chain.push(h.clone());
            }
        }
        // What the cue says of certainty and polarity.
        let certainty = if negated.is_some() {
            Certainty::Possible
        } else {
            a.certainty
        };
        if certainty > claim.certainty {
            claim.certainty = certainty;
            claim.certainty_cue = claim.holder_cue;
        }
        if negated.is_some() {
            // «did not rule out that …»
            claim.polarity = Polarity::Affirmed;
            claim.polarity_cue = None;
        } else if a.polarity == Polarity::Denied {
            claim.polarity = Polarity::Denied;
            claim.polarity_cue = claim.holder_cue;
        }
    }

    /// A statement without an attribution of its own: the author's, or that of the quotation in
    /// it, or of the sentence that opens its list.
    fn unattributed(
        &mut self,
        s: usize,
        part: &Range<usize>,
        claim: &mut Claim,
        here: &[&Attribution],
        quotes: &[&Quotation],
        quoted_words: usize,
    ) {
        let scan = self.scan;
        self.modality(s, part, None, false).apply(claim);
        for a in here {
            if matches!(a.class, SpeechClass::Hope | SpeechClass::Expect)
                && a.pos == Pos::Verb
                && !a.dependent
                && a.certainty > claim.certainty
                && self
                    .main_clause(s, part)
                    .iter()
                    .any(|r| r.contains(&a.cue.start))
            {
                claim.certainty = a.certainty;
                claim.certainty_cue = Some(scan.span(a.cue.clone()));
            }
        }
        // Words between marks without a cue in this sentence: the speaker of the quotation.
        if let Some(q) = quotes.iter().find(|q| q.speaker.is_some())
            && (quoted_words * 3 >= part.len() || q.cue.is_some_and(|c| claim.span.contains(c)))
            && let Some(h) = &q.speaker
        {
            // «X has no doubts: “…”»: what is said stands behind the colon.
            let said = scan.tokens_in(q.span);
            let opens = said.start.checked_sub(2).filter(|t| *t >= part.start);
            if opens.is_some_and(|t| scan.text(t) == ":") && said.end <= part.end {
                self.modality(s, &said, None, false).apply(claim);
            }
            claim.holder = h.clone();
            claim.holder_cue = q.cue;
            claim.why = Why::new("quotation", q.cue.into_iter().chain([q.span]));
            self.last = Some((s, h.clone()));
            return;
        }
        // «A: We agreed …»: the answer of an interview without marks.
        if let Some(e) = self.interview.labelled(scan, s) {
            claim.holder = Holder::Entity(e);
            claim.why = Why::new("interview-answer", []);
            return;
        }
        let block = scan.block(&scan.sentences[s]);
        if !matches!(block.kind, BlockKind::ListItem | BlockKind::TableRow) {
            return;
        }
        let Some(under) = block.under else { return };
        let lead = (0..s)
            .rev()
            .find(|k| scan.sentences[*k].block == under)
            .filter(|k| scan.sentences[*k].span.of(scan.body).ends_with(':'));
        if let Some(k) = lead
            && let Some(a) = self.speech.attributions[k]
                .iter()
                .find(|a| !a.dependent && matches!(a.pos, Pos::Verb | Pos::Prep))
            && let Some(h) = holder_of(scan, self.found, self.speech, k, a, self.last.as_ref())
        {
            claim.holder = h;
            claim.holder_cue = Some(scan.span(a.cue.clone()));
            claim.why = Why::new("lead-in", claim.holder_cue);
        }
        // Items under «should …:» or a heading of recommendations share its modality.
        let heading = scan.blocks[under as usize].kind == BlockKind::Heading;
        let opening = (0..s)
            .rev()
            .find(|k| scan.sentences[*k].block == under)
            .filter(|_| heading || lead.is_some())
            .map_or(0..0, |k| scan.sentences[k].tokens.clone());
        if self.imperative(part) && claim.certainty < Certainty::Possible {
            claim.certainty = Certainty::Possible;
        }
        for cue in scan.within(opening, Table::Hedges) {
            if let Some((certainty, HedgeClass::Recommendation | HedgeClass::Modal)) =
                scan.pack.hedges[cue.row as usize].hedge
                && certainty > claim.certainty
                && !self.has_verb(part)
            {
                claim.certainty = certainty;
                claim.certainty_cue = Some(scan.cue_span(cue));
            }
        }
    }

    /// «- Oil: Invest in refineries»: a bare verb where a list item or its label ends.
    fn imperative(&self, part: &Range<usize>) -> bool {
        let scan = self.scan;
        let label = part
            .clone()
            .take(7)
            .find(|t| scan.text(*t) == ":")
            .map_or(part.start, |t| t + 1);
        let Some(first) = (label..part.end).find(|t| scan.tokens[*t].is_word()) else {
            return false;
        };
        let verb = |c: &Cue| match c.table {
            Table::Relations => scan.pack.relations[c.row as usize].pos == Pos::Verb,
            Table::Speech => scan.pack.speech[c.row as usize].pos == Pos::Verb,
            _ => false,
        };
        let noun = |c: &Cue| match c.table {
            Table::Relations => scan.pack.relations[c.row as usize].pos == Pos::Noun,
            Table::Speech => scan.pack.speech[c.row as usize].pos == Pos::Noun,
            _ => false,
        };
        scan.cues_at(first)
            .iter()
            .any(|c| verb(c) && c.features.has(Features::INFINITIVE))
            && !scan.cues_at(first).iter().any(noun)
    }

    /// Whether the verb's object is a pronoun before it («lo ha annunciato»).
    fn object_clitic(&self, a: &Attribution) -> bool {
        let scan = self.scan;
        scan.pack.free_subject
            && (a.cue.start.saturating_sub(3)..a.cue.start).any(|t| {
                scan.is_any_role(t, &[Role::PronounM, Role::PronounN])
                    && scan.text(t).chars().count() <= 2
            })
    }

    /// The words of an attribution itself, which are not what is stated: «X said that».
    fn frame(&self, part: &Range<usize>, a: &Attribution) -> Range<usize> {
        let scan = self.scan;
        let edge = |t: usize| {
            matches!(scan.tokens[t].kind, TokenKind::Quote | TokenKind::Stop)
                || matches!(scan.text(t), "," | ":" | ";")
                || scan.tokens[t].kind == TokenKind::Dash && scan.tokens[t].spaced
        };
        let mark_after = |from: usize| (from..part.end).find(|t| edge(*t)).unwrap_or(part.end);
        if a.pos == Pos::Prep {
            let from = a
                .holder_span
                .map_or(a.cue.end, |h| scan.tokens_in(h).end.max(a.cue.end));
            // Without a mark after it («secondo X la nave …») the source's name ends it.
            let mark = mark_after(from);
            return a.cue.start
                ..if mark <= from + 6
                    && scan
                        .tokens
                        .get(mark)
                        .is_some_and(|m| m.kind == TokenKind::Mark)
                {
                    mark
                } else {
                    from
                };
        }
        let mut left = a.cue.start;
        while left > part.start && !edge(left - 1) {
            left -= 1;
        }
        if let Some(h) = a.holder_span {
            let h = scan.tokens_in(h);
            if part.contains(&h.start) && h.start < left {
                left = h.start;
            }
        }
        let limit = part.end.min(a.cue.end + 8);
        // «promised that», «ha fatto sapere di»: what follows is what is said.
        let content = a.cue.end < part.end
            && (scan.is_role(a.cue.end, Role::That)
                || scan.pack.free_subject
                    && scan.is_role(a.cue.end, Role::Of)
                    && !scan.is_role(a.cue.end, Role::Article));
        let that = (a.cue.end..limit)
            .find(|t| {
                edge(*t) || scan.is_role(*t, Role::That) && !scan.is_role(*t, Role::Demonstrative)
            })
            .map(|t| if content { a.cue.end } else { t });
        let right = match that {
            Some(t) => t,
            None if part.end <= a.cue.end + 8 && self.opens_or_closes(part, a) => part.end,
            None => a.cue.end,
        };
        let right = if a.introduces || self.opens_or_closes(part, a) {
            right
        } else {
            a.cue.end
        };
        left..right.max(a.cue.end)
    }

    /// Whether an attribution stands at the edge of the statement: «…, X said», «X says …».
    fn opens_or_closes(&self, part: &Range<usize>, a: &Attribution) -> bool {
        let scan = self.scan;
        let after = (a.cue.end..part.end)
            .filter(|t| scan.tokens[*t].is_word())
            .count();
        let comma = (part.start..a.cue.start)
            .rev()
            .take(8)
            .find(|t| scan.text(*t) == "," || scan.tokens[*t].kind == TokenKind::Quote);
        after <= 8
            && comma.is_some_and(|c| {
                let before = part.start..c;
                before.len() > 3
                    && (self.has_verb(&before)
                        || before.clone().any(|t| self.looks_like_verb(t))
                        || before.len() > 8)
            })
    }

    /// The mark behind which an attribution comments on the statement before it: «…, a charge that Canada has
    /// denied», «…, circostanza che i talebani contestano».
    fn comment(&self, part: &Range<usize>, a: &Attribution) -> Option<usize> {
        let scan = self.scan;
        let after = (a.cue.end..part.end)
            .filter(|t| scan.tokens[*t].is_word())
            .count();
        let from = a.cue.start.saturating_sub(12).max(part.start + 3);
        let comma = (from..a.cue.start)
            .rev()
            .find(|t| matches!(scan.text(*t), "," | ":" | "–" | "—"))?;
        let new = scan.pack.is_indefinite(scan.tokens[comma + 1].key);
        let noun = comma + 1 + usize::from(new);
        let relative = (noun + 1..a.cue.start)
            .take(2)
            .any(|t| scan.is_role(t, Role::Relative));
        let named = self.speech.chunks[scan.sentence_of(noun)]
            .iter()
            .any(|c| c.is_bare() && c.tokens.start == noun + 1 && c.tokens.end <= a.cue.start);
        (after <= 3
            && !scan.tokens[noun].function
            && scan.tokens[noun].is_word()
            && !scan.tokens[noun].is_capital()
            && (new && (relative || named)
                || scan.pack.free_subject && scan.is_role(noun + 1, Role::Relative))
            && self.has_verb(&(part.start..comma)))
        .then_some(comma)
    }

    /// Whether a verb is that of a relative clause without commas: the first verb after the
    /// pronoun («the official who asked not to be named»).
    fn in_relative(&self, part: &Range<usize>, verb: usize) -> bool {
        let scan = self.scan;
        let from = verb.saturating_sub(12).max(part.start);
        for t in (from..verb).rev() {
            if scan.text(t) == "," || !scan.tokens[t].is_word() && !scan.tokens[t].is_joint() {
                return scan.text(t) == ","
                    && scan.is_role(t + 1, Role::Relative)
                    && verb - t <= 5
                    && !scan.is_role(t + 1, Role::That);
            }
            if self.relative(t) && t > part.start {
                return true;
            }
            let is_verb = scan.is_any_role(t, &[Role::Be, Role::Have]) && verb - t > 3
                || scan.cues_at(t).iter().any(|c| match c.table {
                    Table::Speech => scan.pack.speech[c.row as usize].pos == Pos::Verb,
                    Table::Relations => scan.pack.relations[c.row as usize].pos == Pos::Verb,
                    _ => false,
                })
                || verb - t > 2 && self.finite_form(t);
            if is_verb {
                return false;
            }
        }
        false
    }

    /// Certainty and polarity of the main statement of a part: of what an attribution reports
    /// where one governs it, of the telling itself where the author tells of it (`told`).
    fn modality(
        &self,
        s: usize,
        part: &Range<usize>,
        attribution: Option<&Attribution>,
        told: bool,
    ) -> Modality {
        let scan = self.scan;
        let mut out = Modality {
            certainty: Certainty::Certain,
            certainty_cue: None,
            polarity: Polarity::Affirmed,
            polarity_cue: None,
        };
        let kind = scan.block(&scan.sentences[s]).kind;
        let verbless =
            matches!(kind, BlockKind::ListItem | BlockKind::TableRow) && !self.clause_verb(part);
        let mut main = self.main_clause(s, part);
        let comment = self.speech.attributions[s]
            .iter()
            .filter(|a| part.contains(&a.cue.start) && a.pos == Pos::Verb)
            .find_map(|a| self.comment(part, a));
        if let Some(comma) = comment {
            for r in &mut main {
                r.end = r.end.min(comma);
            }
            main.retain(|r| r.start < r.end);
        }
        let mut verb = 0..0;
        let mut reported = false;
        let mut content = usize::MAX;
        match attribution {
            Some(a) if told => {
                // What «agreed that» reports is not what is stated.
                let cut = (a.cue.end..part.end.min(a.cue.end + 4))
                    .find(|t| {
                        scan.is_role(*t, Role::That) && !scan.is_role(*t, Role::Demonstrative)
                    })
                    .or_else(|| {
                        (a.cue.end > a.cue.start && scan.is_role(a.cue.end - 1, Role::That))
                            .then_some(a.cue.end)
                    });
                if let Some(cut) = cut {
                    for r in &mut main {
                        r.end = r.end.min(cut);
                    }
                    main.retain(|r| r.start < r.end);
                }
            }
            Some(a) => {
                let frame = self.frame(part, a);
                main = main
                    .into_iter()
                    .flat_map(|r| {
                        [
                            r.start..r.end.min(frame.start),
                            r.start.max(frame.end)..r.end,
                        ]
                    })
                    .filter(|r| r.start < r.end)
                    .collect();
                content = frame.end;
                verb = a.cue.start.saturating_sub(3).max(frame.start)..a.cue.end;
                // «said that it would»: the future, seen from the past.
                reported = a.pos == Pos::Verb
                    && scan
                        .at(a.cue.start, Table::Speech)
                        .any(|c| c.features.has(Features::PARTICIPLE));
            }
            None => {}
        }
        let condition = part.clone().any(|t| {
            scan.is_role(t, Role::If)
                && !scan.is_any_role(t, &[Role::That])
                && !t
                    .checked_sub(1)
                    .is_some_and(|b| scan.role_end(b, Role::Although) == Some(t + 1))
                && (t == part.start || !scan.tokens[t - 1].is_word() || t > part.start + 3)
                && t.checked_sub(1)
                    .is_none_or(|b| scan.at(b, Table::Speech).next().is_none())
        });
        let quoted = |t: usize| self.speech.marked_at(t).is_some();
        for cue in scan.within(part.clone(), Table::Hedges) {
            let row = &scan.pack.hedges[cue.row as usize];
            let Some((certainty, class)) = row.hedge else {
                continue;
            };
            let at = cue.first as usize;
            if self.undone(cue, &row.except)
                || self.in_name(cue)
                || self.is_date(cue)
                || matches!(class, HedgeClass::Verb | HedgeClass::Expectation) && self.is_noun(cue)
            {
                continue;
            }
            // «has no plans to», «non intende»: flatly not; «non può» too, not «non potrebbe».
            let active = !scan.is_any_role(at - usize::from(at > 0), &[Role::Be, Role::Passive]);
            let negated = matches!(class, HedgeClass::Expectation | HedgeClass::Modal)
                && (at.saturating_sub(2).max(part.start)..at).any(|t| {
                    scan.is_role(t, Role::Not) || scan.at(t, Table::Negation).next().is_some()
                });
            let flat = match class {
                HedgeClass::Expectation => active && !scan.is_role(at, Role::Be),
                _ => {
                    scan.pack.free_subject
                        && !scan
                            .pack
                            .is_conditional_word(scan.text(cue.end as usize - 1))
                        && cue.end == cue.first + 1
                }
            };
            if negated && flat {
                continue;
            }
            let in_verb = verb.contains(&at)
                && matches!(
                    class,
                    HedgeClass::Conditional | HedgeClass::Hearsay | HedgeClass::Adverb
                );
            let in_main = main.iter().any(|m| m.contains(&at));
            let reaches = match row.scope {
                Scope::Clause => in_main || in_verb,
                // A hedged noun counts where nothing else is stated, or as what is spoken of.
                Scope::Noun | Scope::Next => {
                    verbless
                        || in_main
                            && (self.object_position(&main, at)
                                || main.iter().any(|m| m.start == content && m.contains(&at)))
                }
            };
            let reaches = reaches
                && match class {
                    HedgeClass::Purpose => false,
                    HedgeClass::Conditional => {
                        let past = reported || self.told_before(s, part, at);
                        in_verb || in_main && !(past && !quoted(at) && !condition)
                    }
                    _ => true,
                };
            let certainty =
                if class == HedgeClass::Conditional && !in_verb && (condition || quoted(at)) {
                    Certainty::Possible
                } else {
                    certainty
                };
            if reaches && certainty > out.certainty {
                out.certainty = certainty;
                out.certainty_cue = Some(scan.cue_span(cue));
            }
        }
        // A conditional by its ending alone: hearsay, or what follows from an «if».
        if out.certainty == Certainty::Certain {
            let found = main.iter().flat_map(Clone::clone).find(|t| {
                let token = &scan.tokens[*t];
                token.is_word()
                    && !token.is_capital()
                    && scan.pack.is_conditional_word(scan.text(*t))
                    && (!reported || quoted(*t))
                    && scan.at(*t, Table::Hedges).next().is_none()
            });
            if let Some(t) = found {
                out.certainty = if condition || quoted(t) {
                    Certainty::Possible
                } else {
                    Certainty::Probable
                };
                out.certainty_cue = Some(scan.tokens[t].span);
            }
        }
        for cue in scan.within(part.clone(), Table::Negation) {
            let row = &scan.pack.negation[cue.row as usize];
            let at = cue.first as usize;
            if row.scope != Scope::Clause && row.scope != Scope::Noun
                || self.undone(cue, &row.except)
                || self.in_name(cue)
                || !main.iter().any(|m| m.contains(&at))
                || self.contrast(cue)
                || self.second_predicate(part, at)
                || attribution.is_none() && kind == BlockKind::Paragraph && self.explains(part, at)
            {
                continue;
            }
            // A negated noun denies the statement as subject or before the verb («no date was»).
            if row.scope == Scope::Noun && self.after_preposition(at) {
                continue;
            }
            // «is not excluded that»: a hedge made with a negation denies nothing.
            let hedge = scan.within(part.clone(), Table::Hedges).any(|h| {
                h.first <= cue.first && h.end > cue.first && h.end - h.first > 1
                    || h.first > cue.first
                        && h.first < cue.end
                        && scan.is_role(h.first as usize, Role::Not)
            });
            if hedge {
                continue;
            }
            out.polarity = Polarity::Denied;
            out.polarity_cue = Some(scan.cue_span(cue));
            break;
        }
        out
    }

    /// Whether a verb of saying in the past stands before a word («promised that it would»): what
    /// then looks like a conditional is the future seen from there.
    fn told_before(&self, s: usize, part: &Range<usize>, at: usize) -> bool {
        self.speech.attributions[s].iter().any(|a| {
            a.pos == Pos::Verb
                && part.contains(&a.cue.start)
                && a.cue.end <= at
                && self
                    .scan
                    .at(a.cue.start, Table::Speech)
                    .any(|c| c.features.has(Features::PARTICIPLE))
        })
    }

    /// Whether a word belongs to a second predicate that «but» joins to the first («confirmed the
    /// visit but gave no date»).
    fn second_predicate(&self, part: &Range<usize>, at: usize) -> bool {
        let scan = self.scan;
        (part.start + 2..at)
            .rev()
            .take(8)
            .find(|t| scan.is_role(*t, Role::Adversative) && self.speech.marked_at(*t).is_none())
            .is_some_and(|but| self.has_verb(&(part.start..but)))
    }

    /// Whether a word stands behind a colon that follows a whole statement («The navy stopped a
    /// boat: nobody was hurt»).
    fn explains(&self, part: &Range<usize>, at: usize) -> bool {
        let scan = self.scan;
        (part.start..at)
            .find(|t| scan.text(*t) == ":" && self.speech.marked_at(*t).is_none())
            .is_some_and(|colon| colon > part.start + 3 && self.has_verb(&(part.start..colon)))
    }

    /// Whether a word that may be a verb is a noun here: after an article, a possessive or a
    /// preposition.
    fn is_noun(&self, cue: &Cue) -> bool {
        let scan = self.scan;
        let at = cue.first as usize;
        cue.end == cue.first + 1
            && cue.features.has(Features::FINITE)
            && !cue.features.has(Features::PARTICIPLE)
            && at > scan.sentences[scan.sentence_of(at)].tokens.start
            && (scan.is_any_role(
                at - 1,
                &[Role::Article, Role::Of, Role::At, Role::In, Role::On],
            ) || self.adjective_like(at - 1))
            && !scan.is_any_role(at - 1, &[Role::PronounM, Role::PronounF, Role::PronounPl])
    }

    fn adjective_like(&self, t: usize) -> bool {
        self.scan.is_any_role(
            t,
            &[
                Role::PossessiveM,
                Role::PossessiveF,
                Role::PossessiveN,
                Role::PossessivePl,
                Role::From,
                Role::With,
                Role::For,
            ],
        )
    }

    /// Whether a hedge is a month («May») in a language that writes months with a capital.
    fn is_date(&self, cue: &Cue) -> bool {
        let scan = self.scan;
        let at = cue.first as usize;
        scan.pack.capital_months
            && cue.end == cue.first + 1
            && scan.tokens[at].is_capital()
            && at > scan.sentences[scan.sentence_of(at)].tokens.start
            && scan.at(at, Table::Dates).next().is_some()
    }

    /// Whether a «not» sets aside one word and not the statement: «friends, not masters», «and
    /// not to take», «un valore non precisato».
    fn contrast(&self, cue: &Cue) -> bool {
        let scan = self.scan;
        let at = cue.first as usize;
        if cue.end != cue.first + 1 || !scan.is_role(at, Role::Not) {
            return false;
        }
        let next = at + 1;
        let sentence = &scan.sentences[scan.sentence_of(at)].tokens;
        if !scan.pack.free_subject {
            // After an auxiliary only; «never» stands anywhere before a verb.
            if !scan.text(at).eq_ignore_ascii_case("not") {
                return false;
            }
            let from = at.saturating_sub(3).max(sentence.start);
            if at == sentence.start {
                return false;
            }
            return !(from..at).any(|t| {
                scan.is_any_role(t, &[Role::Be, Role::Have])
                    || scan.pack.is_verb_word(scan.text(t), scan.tokens[t].key)
                    || scan.at(t, Table::Hedges).any(|c| {
                        matches!(
                            scan.pack.hedges[c.row as usize].hedge,
                            Some((
                                _,
                                HedgeClass::Modal
                                    | HedgeClass::Conditional
                                    | HedgeClass::Recommendation
                            ))
                        )
                    })
            });
        }
        if next >= sentence.end || !scan.tokens[next].is_word() {
            return false;
        }
        let clitic = scan.is_any_role(
            next,
            &[
                Role::PronounM,
                Role::PronounF,
                Role::PronounN,
                Role::PronounPl,
                Role::Reflexive,
            ],
        );
        let phrase = !clitic
            && (scan.is_any_role(next, &super::chunk::PREPOSITIONS)
                || scan.is_role(next, Role::Article)
                    && !scan.is_any_role(next + 1, &[Role::Be, Role::Have]));
        let participle = !scan.is_any_role(next, &[Role::Be, Role::Have])
            && scan.cues_at(next).iter().any(|c| {
                matches!(c.table, Table::Speech | Table::Relations)
                    && c.features.has(Features::PARTICIPLE)
                    && !c.features.has(Features::FINITE)
            });
        phrase || participle
    }

    fn in_name(&self, cue: &Cue) -> bool {
        let span = self.scan.cue_span(cue);
        let at = self
            .found
            .mentions
            .partition_point(|m| m.span.end <= span.start);
        self.found
            .mentions
            .get(at)
            .is_some_and(|m| m.span.overlaps(span))
    }

    /// Whether the words that undo a cue follow it at once.
    fn undone(&self, cue: &Cue, except: &[Vec<u64>]) -> bool {
        let end = cue.end as usize;
        except.iter().any(|keys| {
            keys.iter()
                .enumerate()
                .all(|(i, k)| self.scan.tokens.get(end + i).is_some_and(|t| t.key == *k))
        })
    }

    fn after_preposition(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|b| self.scan.is_any_role(b, &super::chunk::PREPOSITIONS))
    }

    /// Whether a token stands after the first verb of the main clause.
    fn object_position(&self, main: &[Range<usize>], at: usize) -> bool {
        let scan = self.scan;
        main.iter().any(|m| {
            m.contains(&at)
                && (m.start..at).any(|t| {
                    scan.is_any_role(t, &[Role::Be, Role::Have])
                        || scan.cues_at(t).iter().any(|c| match c.table {
                            Table::Relations => {
                                scan.pack.relations[c.row as usize].pos == Pos::Verb
                            }
                            Table::Speech => scan.pack.speech[c.row as usize].pos == Pos::Verb,
                            _ => false,
                        })
                })
        })
    }

    /// The token ranges of a part that carry its main statement: what a speech cue reports, else
    /// all; without relative and adverbial clauses.
    fn main_clause(&self, s: usize, part: &Range<usize>) -> Parts {
        let scan = self.scan;
        let quote_at = |t: usize| self.speech.marked_at(t);
        let mut out = Parts::new();
        let mut start = part.start;
        let mut t = part.start;
        // An adverbial clause that opens the sentence ends at its comma.
        let opens = scan.is_any_role(
            part.start,
            &[
                Role::Although,
                Role::While,
                Role::When,
                Role::If,
                Role::Because,
                Role::As,
                Role::After,
                Role::Before,
            ],
        ) && !self.speech.attributions[s]
            .iter()
            .any(|a| a.cue.start == part.start);
        if opens && let Some(comma) = part.clone().find(|t| scan.text(*t) == ",") {
            start = comma + 1;
            t = comma + 1;
        }
        // Inside a long quotation the words are the statement.
        while t < part.end {
            let text = scan.text(t);
            let quoted = quote_at(t).is_some();
            let subordinate = t > start + 1
                && (self.relative(t)
                    || !quoted
                        && scan.is_any_role(
                            t,
                            &[Role::Although, Role::While, Role::Because, Role::If],
                        )
                        && !scan.is_any_role(t, &[Role::That, Role::And, Role::Article])
                        && !self.likened(t, part)
                    || text == "," && self.gerund(t + 1));
            if subordinate {
                out.push(start..t);
                // A relative clause between commas ends at its second comma; else it runs on.
                let comma_before = scan.text(t - 1) == ",";
                // So does a participial clause between subject and verb («X, speaking in Y, said»).
                let between = text == "," && !self.has_verb(&(start..t));
                let end = (t + 1..part.end)
                    .find(|k| scan.text(*k) == ",")
                    .filter(|_| comma_before && text != "," || between);
                match end {
                    Some(comma) => {
                        start = comma + 1;
                        t = comma + 1;
                        continue;
                    }
                    None => {
                        start = part.end;
                        break;
                    }
                }
            }
            t += 1;
        }
        if start < part.end {
            out.push(start..part.end);
        }
        out
    }

    /// «regarded as the minister's man», «considered as lost»: an «as» without a clause.
    fn likened(&self, t: usize, part: &Range<usize>) -> bool {
        let scan = self.scan;
        let clause = (t + 1..part.end).take_while(|k| scan.text(*k) != ",");
        scan.is_role(t, Role::As)
            && scan.text(t - 1) != ","
            && !clause
                .clone()
                .any(|k| scan.is_any_role(k, &[Role::Be, Role::Have]) || self.finite_form(k))
            && clause.count() > 0
    }

    /// A relative pronoun that opens a clause: after a comma or a noun, not «that» of a speech cue.
    fn relative(&self, t: usize) -> bool {
        let scan = self.scan;
        if !scan.is_role(t, Role::Relative) || !scan.tokens.get(t + 1).is_some_and(|n| n.is_word())
        {
            return false;
        }
        if scan.is_role(t, Role::That) {
            // «said that»: content, not a relative clause.
            let start = scan.sentences[scan.sentence_of(t)].tokens.start;
            // «a bridge that could»: after something new that is no statement itself.
            if t >= start + 2
                && scan.pack.is_indefinite(scan.tokens[t - 2].key)
                && scan.at(t - 1, Table::Speech).next().is_none()
                && scan.at(t - 1, Table::Hedges).next().is_none()
            {
                return true;
            }
            let speech = (t.saturating_sub(6).max(start)..t).any(|k| {
                scan.at(k, Table::Speech).next().is_some()
                    || scan.at(k, Table::Hedges).next().is_some()
            });
            if speech {
                return false;
            }
            // After a comma, or after a noun: an article or a preposition leads up to it.
            let before = t.saturating_sub(1);
            let determined = (t.saturating_sub(3).max(start)..before).any(|k| {
                scan.is_role(k, Role::Article) || scan.is_any_role(k, &super::chunk::PREPOSITIONS)
            });
            // «it is likely that», «ha deciso che»: content.
            let verbal = (t.saturating_sub(3).max(start)..t).any(|k| {
                scan.is_any_role(k, &[Role::Be, Role::Have])
                    || self.finite_form(k)
                    || scan.at(k, Table::Relations).any(|c| {
                        scan.pack.relations[c.row as usize].pos == Pos::Verb && c.end as usize == t
                    })
            });
            return scan.text(before) == ","
                || scan.tokens[before].is_word()
                    && !scan.tokens[before].function
                    && (determined || !verbal);
        }
        true
    }

    /// A gerund right after a comma: «, signalling …», «, sottolineando …».
    fn gerund(&self, t: usize) -> bool {
        let scan = self.scan;
        scan.tokens
            .get(t)
            .is_some_and(|token| token.is_word() && !token.is_capital())
            && scan.cues_at(t).iter().any(|c| {
                matches!(c.table, Table::Speech | Table::Relations)
                    && c.features.has(Features::GERUND)
                    && !c.features.has(Features::FINITE)
            })
    }

    /// Topics and concepts, those of the heading last.
    fn topics(&self, s: usize, part: &Range<usize>, claim: &mut Claim) {
        let scan = self.scan;
        let concepts = &data().concepts;
        let mut scores: Scores = Scores::new();
        let add = |cue: &Cue,
                   scale: u32,
                   concepts_out: Option<&mut Vec<(u16, Span)>>,
                   scores: &mut Scores| {
            let concept = scan.pack.topics[cue.row as usize];
            let span = scan.cue_span(cue);
            let Some(row) = concepts.get(concept as usize) else {
                return;
            };
            if let Some(out) = concepts_out {
                out.push((concept, span));
            }
            for topic in &row.topics {
                let weight = u32::from(row.weight) * scale;
                match scores.iter_mut().find(|(t, _, _)| t == topic) {
                    Some((_, n, _)) => *n += weight,
                    None => scores.push((*topic, weight, span)),
                }
            }
        };
        let mut covered = 0;
        for cue in scan.within(part.clone(), Table::Topics) {
            // Of overlapping phrases the first (longest) counts.
            if (cue.first as usize) < covered {
                continue;
            }
            covered = cue.end as usize;
            add(cue, 2, Some(&mut claim.concepts), &mut scores);
        }
        // Event cues bring their type's family.
        for cue in scan.within(part.clone(), Table::Relations) {
            use crate::vocabulary::ConnectionType as T;
            let topic = match scan.pack.relations[cue.row as usize].kind {
                T::Visit | T::Meet => Topic::Visit,
                T::Negotiate | T::Mediate | T::CooperateDiplomatic => Topic::Diplomacy,
                T::SupplyArms => Topic::Arms,
                T::Train => Topic::Training,
                T::CooperateMilitary | T::DeployForces => Topic::MilitaryCooperation,
                T::BaseAccess => Topic::Base,
                T::CooperateEconomic | T::Invest => Topic::EconomyEnergy,
                T::Sanction => Topic::Sanctions,
                _ => continue,
            };
            let span = scan.cue_span(cue);
            match scores.iter_mut().find(|(t, _, _)| *t == topic) {
                Some((_, n, _)) => *n += 1,
                None => scores.push((topic, 1, span)),
            }
        }
        // A list item or a table's cell stands under its heading.
        let block = scan.block(&scan.sentences[s]);
        if scores.is_empty()
            && let Some(under) = block.under
        {
            let span = scan.blocks[under as usize].span;
            for cue in scan.within(scan.tokens_in(span), Table::Topics) {
                add(cue, 1, None, &mut scores);
            }
        }
        scores.sort_by_key(|(topic, n, _)| (std::cmp::Reverse(*n), *topic));
        let most = scores.first().map_or(0, |s| s.1);
        claim.topics = scores
            .into_iter()
            .filter(|(_, n, _)| *n * 2 >= most && *n >= 2)
            .take(3)
            .map(|(t, _, span)| (t, span))
            .collect();
    }
}

/// Chunks of a sentence that are entities: for callers that need both.
pub fn named(chunks: &[Chunk]) -> impl Iterator<Item = &Chunk> {
    chunks.iter().filter(|c| !c.entities.is_empty())
}
