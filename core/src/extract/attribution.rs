//! Attribution: speech cues with those who speak, for quotations and claims alike.

use super::Holder;
use super::chunk::{Chunk, describes_people};
use super::mention::Found;
use super::scan::{Cue, Scan};
use crate::lang::pack::{
    EvaluationClass, Features, Flag, Flags, HedgeClass, NameClass, Pos, Role, Scope, SpeechClass,
    Table,
};
use crate::text::span::Span;
use crate::text::token::TokenKind;
use crate::vocabulary::{Certainty, Form, Kind, Polarity};
use std::ops::Range;

/// The rule of a verb whose subject is a thing from which the author concludes.
pub const EVIDENCE: &str = "evidence";

/// A speech cue and its holder.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// Tokens of the cue.
    pub cue: Range<usize>,
    pub pos: Pos,
    pub class: SpeechClass,
    /// Certainty and polarity of what is reported.
    pub certainty: Certainty,
    pub polarity: Polarity,
    pub flags: Flags,
    /// Who speaks; `None` where nobody is named here («he»-less verbs, «the statement says»).
    pub holder: Option<Holder>,
    /// The words for the holder.
    pub holder_span: Option<Span>,
    /// Several people jointly («A and B agreed»).
    pub joint: bool,
    /// A gerund («adding that»): the holder is that of the main verb.
    pub dependent: bool,
    /// The negation in its verb group («did not say»).
    pub negated: Option<Span>,
    /// Whether what is said follows the cue («that …», «: …»).
    pub introduces: bool,
    pub rule: &'static str,
}

/// Reads the attributions of one sentence. `quoted` tells the tokens between quotation marks,
/// whose cues are not the sentence's own.
pub fn attributions(
    scan: &Scan,
    found: &Found,
    chunks: &[Chunk],
    quoted: &[Range<usize>],
    sentence: &Range<usize>,
) -> Vec<Attribution> {
    let reader = Reader {
        scan,
        found,
        chunks,
        quoted,
        sentence,
    };
    let mut out: Vec<Attribution> = Vec::new();
    for cue in scan.within(sentence.clone(), Table::Speech) {
        let first = cue.first as usize;
        if reader.is_quoted(first) || out.last().is_some_and(|a: &Attribution| a.cue.end > first) {
            continue;
        }
        // Inside a longer phrase that keeps its words at a distance («so-called»).
        let inside = (first.saturating_sub(3).max(sentence.start)..=first).any(|t| {
            scan.at(t, Table::Evaluation).any(|c| {
                scan.pack.evaluation[c.row as usize] == EvaluationClass::Distance
                    && c.end as usize > first
                    && c.end - c.first > cue.end - cue.first
            })
        });
        if inside {
            continue;
        }
        // Inside a name («The Observer»).
        let span = scan.cue_span(cue);
        if found.mentions[found.mentions.partition_point(|m| m.span.end <= span.start)..]
            .first()
            .is_some_and(|m| m.form == Form::Name && m.span.overlaps(span))
        {
            continue;
        }
        if let Some(mut a) = reader.read(cue) {
            reader.share_subject(out.last(), &mut a);
            out.push(a);
        }
    }
    out
}

struct Reader<'a, 'b> {
    scan: &'b Scan<'a>,
    found: &'b Found,
    chunks: &'b [Chunk],
    quoted: &'b [Range<usize>],
    sentence: &'b Range<usize>,
}

/// How a verb is used.
#[derive(Clone, Copy, PartialEq)]
enum Voice {
    Active,
    Passive,
    Gerund,
}

impl Reader<'_, '_> {
    fn is_quoted(&self, token: usize) -> bool {
        self.quoted.iter().any(|q| q.contains(&token))
    }

    /// «The junta denied hiring mercenaries and speaks of instructors»: the first verb's subject,
    /// not its object.
    fn share_subject(&self, before: Option<&Attribution>, a: &mut Attribution) {
        let verb = |a: &Attribution| a.pos == Pos::Verb && !a.dependent && a.rule == "speech-verb";
        let start = self.verb_start(a.cue.start);
        // What is reported may have a subject of its own.
        let reports = |b: &Attribution| {
            (b.cue.end..start).any(|t| self.scan.is_role(t, Role::That) || self.scan.text(t) == ":")
        };
        let Some(before) = before.filter(|b| verb(b) && b.holder.is_some() && !reports(b)) else {
            return;
        };
        let joined =
            start > before.cue.end && self.scan.is_any_role(start - 1, &[Role::And, Role::But]);
        let after = self.scan.tokens[before.cue.end - 1].span.end;
        if verb(a) && joined && a.holder_span.is_none_or(|span| span.start >= after) {
            a.holder.clone_from(&before.holder);
            a.holder_span = before.holder_span;
        }
    }

    fn read(&self, cue: &Cue) -> Option<Attribution> {
        let row = &self.scan.pack.speech[cue.row as usize];
        let cue_tokens = cue.first as usize..cue.end as usize;
        let mut a = Attribution {
            cue: cue_tokens.clone(),
            pos: row.pos,
            class: row.class,
            certainty: row.certainty,
            polarity: row.polarity,
            flags: row.flags,
            holder: None,
            holder_span: None,
            joint: false,
            dependent: false,
            negated: None,
            introduces: self.introduces(cue_tokens.end),
            rule: "speech-verb",
        };
        if row.flags.has(Flag::Initial)
            && !(self.opens_clause(cue_tokens.start) && self.before_name(cue_tokens.end))
        {
            return None;
        }
        // «il secondo», «di secondo»: an ordinal.
        if row.pos == Pos::Prep
            && cue_tokens.len() == 1
            && cue_tokens.start > self.sentence.start
            && self
                .scan
                .is_any_role(cue_tokens.start - 1, &[Role::Article, Role::Of])
        {
            return None;
        }
        // «Pechino replica: …», «rejected Budapest's accusations»
        let told = || {
            let next = cue_tokens.end;
            self.scan.text(next) == ":" && next + 2 < self.sentence.end
                || row.class == SpeechClass::Deny
                    && (next..self.sentence.end.min(next + 4)).any(|t| self.speech_noun(t))
        };
        if row.flags.has(Flag::Quote)
            && !self.beside_quote()
            && !self.closing(&cue_tokens)
            && !told()
        {
            return None;
        }
        match row.pos {
            Pos::Phrase | Pos::Prep if self.own_view(&cue_tokens).is_some() => {
                // «in her view», «a suo parere»: the possessive says whose.
                let (holder, span) = self.own_view(&cue_tokens)?;
                a.holder = holder;
                a.holder_span = Some(span);
                a.pos = Pos::Prep;
                a.rule = "according-to";
                Some(a)
            }
            Pos::Phrase if row.flags.has(Flag::Impersonal) => {
                a.holder = Some(Holder::Hearsay);
                a.holder_span = Some(self.scan.cue_span(cue));
                a.rule = "hearsay";
                if let Some(c) = self.by_phrase(cue_tokens.end) {
                    self.take(&mut a, c);
                }
                Some(a)
            }
            Pos::Prep => {
                a.rule = "according-to";
                self.according(&mut a, cue_tokens.end)?;
                Some(a)
            }
            Pos::Noun => {
                // «statement from X», «the announcement that»: only where it introduces something.
                None
            }
            _ => {
                let start = self.verb_start(cue_tokens.start);
                match self.voice(cue, start)? {
                    Voice::Gerund => {
                        if let Some(verb) = self.quoted_as(start) {
                            self.subject(&mut a, self.verb_start(verb), cue_tokens.end);
                            a.introduces = true;
                            return Some(a);
                        }
                        a.dependent = true;
                        a.rule = "speech-gerund";
                        Some(a)
                    }
                    Voice::Passive => {
                        let by = self.by_phrase(cue_tokens.end)?;
                        self.take(&mut a, by);
                        a.rule = "speech-passive";
                        Some(a)
                    }
                    Voice::Active => {
                        // «chi dice altro»: nobody in particular.
                        if start > self.sentence.start
                            && self.scan.is_role(start - 1, Role::Question)
                            && !self.scan.is_role(start - 1, Role::Relative)
                        {
                            return None;
                        }
                        a.negated = self.negation(cue_tokens.start).or_else(|| {
                            let next = cue_tokens.end;
                            let nothing = self.scan.at(next, Table::Negation).find(|c| {
                                self.scan.pack.negation[c.row as usize].scope == Scope::Clause
                            })?;
                            let after = nothing.end as usize;
                            let closes = next < self.sentence.end
                                && (after >= self.sentence.end
                                    || !self.scan.tokens[after].is_word());
                            closes.then(|| self.scan.cue_span(nothing))
                        });
                        self.subject(&mut a, start, cue_tokens.end);
                        Some(a)
                    }
                }
            }
        }
    }

    /// «X was quoted by the agency as saying»: the participle before the gerund's «as».
    fn quoted_as(&self, gerund: usize) -> Option<usize> {
        let scan = self.scan;
        let as_ = gerund
            .checked_sub(1)
            .filter(|t| scan.is_role(*t, Role::As) && *t > self.sentence.start)?;
        (as_.saturating_sub(10).max(self.sentence.start + 1)..as_)
            .rev()
            .find(|t| {
                scan.at(*t, Table::Speech).any(|c| {
                    scan.pack.speech[c.row as usize].pos == Pos::Verb
                        && c.features.has(Features::PARTICIPLE)
                }) && scan.is_any_role(*t - 1, &[Role::Be, Role::Have])
            })
    }

    /// A quotation's verb that closes its sentence without one: «…, X indicated in Kyiv».
    fn closing(&self, cue: &Range<usize>) -> bool {
        let scan = self.scan;
        let start = self.verb_start(cue.start);
        let tail = (cue.end..self.sentence.end)
            .filter(|t| scan.tokens[*t].is_word())
            .count();
        tail <= 5
            && self.chunks.iter().any(|c| {
                c.is_bare()
                    && c.tokens.end == start
                    && !c.entities.is_empty()
                    && c.tokens.start > self.sentence.start + 4
                    && scan.text(c.tokens.start - 1) == ","
                    && (self.sentence.start..c.tokens.start - 1).any(|t| self.verb(t))
            })
    }

    /// Whether «that», a colon or a quotation mark follows soon.
    fn introduces(&self, after: usize) -> bool {
        let end = self.sentence.end.min(after + 7);
        (after..end).any(|t| {
            self.scan.is_role(t, Role::That)
                && (!self.scan.is_role(t, Role::Demonstrative) || t == after && self.content(t + 1))
                || self.scan.text(t) == ":"
                || self.quoted.iter().any(|q| q.start == t + 1)
        })
    }

    /// Whether a word opens a clause behind «that», which is no demonstrative then: a determiner,
    /// a pronoun, a name, a number, a plural.
    fn content(&self, t: usize) -> bool {
        let scan = self.scan;
        t < self.sentence.end
            && (scan.is_any_role(
                t,
                &[
                    Role::Article,
                    Role::PossessiveM,
                    Role::PossessiveF,
                    Role::PossessiveN,
                    Role::PossessivePl,
                    Role::PronounM,
                    Role::PronounF,
                    Role::PronounN,
                    Role::PronounPl,
                    Role::Dual,
                    Role::In,
                ],
            ) || scan.tokens[t].is_capital()
                || scan.tokens[t].kind == TokenKind::Number
                || scan.at(t, Table::Numbers).next().is_some()
                || scan.pack.is_plural_determiner(scan.tokens[t].key)
                || scan.pack.is_indefinite(scan.tokens[t].key)
                || scan.pack.is_plural_word(scan.text(t)))
    }

    /// Whether a person or an institution is named right after.
    fn before_name(&self, after: usize) -> bool {
        self.chunks.iter().any(|c| {
            c.tokens.start <= after + 1
                && c.tokens.end > after
                && match c.entities.first() {
                    Some(e) => self.found.entity(*e).kind != Kind::Place,
                    // «per gli analisti», «per un funzionario»
                    None => {
                        let first = self.scan.tokens[after].key;
                        describes_people(self.scan, c)
                            && (self.scan.pack.is_indefinite(first)
                                || self.scan.pack.is_plural_determiner(first))
                    }
                }
        })
    }

    fn opens_clause(&self, token: usize) -> bool {
        token == self.sentence.start
            || matches!(
                self.scan.tokens[token - 1].kind,
                TokenKind::Mark | TokenKind::Quote | TokenKind::Dash
            ) && matches!(
                self.scan.text(token - 1),
                ";" | ":" | "(" | "–" | "—" | "”" | "»" | "\""
            )
    }

    fn beside_quote(&self) -> bool {
        self.quoted
            .iter()
            .any(|q| q.start < self.sentence.end && q.end > self.sentence.start)
    }

    /// The first token of the verb group: auxiliaries, clitics and adverbs before the verb.
    fn verb_start(&self, verb: usize) -> usize {
        let mut at = verb;
        while at > self.sentence.start && verb - at < 4 {
            let before = at - 1;
            let part = self.scan.is_any_role(
                before,
                &[
                    Role::Have,
                    Role::Be,
                    Role::Reflexive,
                    Role::Passive,
                    Role::Not,
                ],
            ) || self.scan.at(before, Table::Negation).next().is_some()
                || self.scan.at(before, Table::Hedges).next().is_some()
                || self.is_adverb(before) && before > self.sentence.start
                || self.clitic(before)
                || self.inside_group(before);
            if !part {
                break;
            }
            at = before;
        }
        at
    }

    /// A small word between an auxiliary and its participle («ha poi aggiunto», «has since said»).
    fn inside_group(&self, token: usize) -> bool {
        let scan = self.scan;
        let word = &scan.tokens[token];
        token > self.sentence.start
            && scan.is_any_role(token - 1, &[Role::Have, Role::Be])
            && word.is_word()
            && !word.is_capital()
            && !scan.is_any_role(token, &[Role::Article, Role::Relative, Role::That])
            && !scan.is_any_role(token, &super::chunk::PREPOSITIONS)
            && !self.verb(token)
            && !self.chunks.iter().any(|c| c.tokens.contains(&token))
    }

    /// A pronoun right before the verb that is its object («lo ha annunciato»).
    fn clitic(&self, token: usize) -> bool {
        self.scan.pack.free_subject
            && self.scan.is_any_role(
                token,
                &[
                    Role::PronounM,
                    Role::PronounF,
                    Role::PronounN,
                    Role::PronounPl,
                ],
            )
            && self.scan.text(token).chars().count() <= 3
            // «la minaccia di», «sotto la minaccia»: an article.
            && !(self.scan.is_role(token, Role::Article)
                && (self.scan.is_role(token + 2, Role::Of)
                    || token > self.sentence.start
                        && self
                            .scan
                            .is_any_role(token - 1, &super::chunk::PREPOSITIONS)))
    }

    /// A short word in lower case that no table knows: «also», «inoltre», «ieri».
    fn is_adverb(&self, token: usize) -> bool {
        let t = &self.scan.tokens[token];
        t.is_word()
            && !t.is_capital()
            && !t.function
            && self.scan.cues_at(token).iter().all(|c| match c.table {
                Table::Dates | Table::Hedges | Table::Evaluation => true,
                // «be independently verified»
                Table::Topics => token
                    .checked_sub(1)
                    .is_some_and(|b| self.scan.is_any_role(b, &[Role::Be, Role::Have])),
                Table::Names => self.scan.pack.names[c.row as usize].class == NameClass::NotName,
                _ => false,
            })
            && !self.chunks.iter().any(|c| c.tokens.contains(&token))
            && self.scan.tokens.get(token + 1).is_some_and(|n| n.is_word())
            && (token + 1..self.sentence.end.min(token + 4)).any(|n| {
                self.scan.is_any_role(n, &[Role::Have, Role::Be])
                    || self.scan.at(n, Table::Speech).next().is_some()
            })
            && token.checked_sub(1).is_some_and(|b| {
                self.scan.is_any_role(b, &[Role::Have, Role::Be])
                    || self.chunks.iter().any(|c| c.tokens.end == b + 1)
                    || self.scan.text(b) == ","
            })
    }

    fn voice(&self, cue: &Cue, start: usize) -> Option<Voice> {
        let f = cue.features;
        let scan = self.scan;
        if f.0 == Features::FINITE
            && cue.end == cue.first + 1
            && scan.pack.lacks_accent(scan.text(cue.first as usize))
        {
            return None;
        }
        let verb = cue.first as usize;
        let group = start..verb;
        let have = group.clone().any(|t| scan.is_role(t, Role::Have));
        let be = group
            .clone()
            .any(|t| scan.is_any_role(t, &[Role::Be, Role::Passive]));
        // «not promises»: before a finite verb stands an auxiliary.
        if !scan.pack.free_subject
            && verb > self.sentence.start
            && scan.is_role(verb - 1, Role::Not)
            && !have
            && !be
            && !(verb.saturating_sub(3).max(self.sentence.start)..verb).any(|t| {
                scan.pack.is_verb_word(scan.text(t), scan.tokens[t].key)
                    || scan.at(t, Table::Hedges).next().is_some()
            })
        {
            return None;
        }
        if f.has(Features::GERUND) && !f.has(Features::FINITE) {
            if be {
                return Some(Voice::Active);
            }
            return Some(Voice::Gerund);
        }
        if f.has(Features::INFINITIVE) && !f.has(Features::FINITE) {
            // «to say»: nobody has said anything yet.
            return None;
        }
        // Nouns that look like verbs («report», «claim», «nota»).
        if verb > self.sentence.start {
            let b = verb - 1;
            let nominal = scan.is_any_role(
                b,
                &[
                    Role::Article,
                    Role::PossessiveM,
                    Role::PossessiveF,
                    Role::PossessiveN,
                    Role::PossessivePl,
                    Role::Demonstrative,
                    Role::Of,
                ],
            ) && !self.clitic(b)
                || scan.is_any_role(b, &[Role::In, Role::For, Role::With, Role::From, Role::By])
                    && !f.has(Features::PARTICIPLE)
                || scan.pack.is_indefinite(scan.tokens[b].key)
                || scan.is_role(b, Role::To) && f.has(Features::INFINITIVE);
            // «six suspects»: a number's noun, no verb in the singular.
            let counted = scan.at(b, Table::Numbers).next().is_some()
                && scan.pack.is_plural_word(scan.text(verb))
                && !scan.is_any_role(b, &[Role::Dual, Role::Article]);
            if counted && !have && !be {
                return None;
            }
            // «there is no doubt that»
            let none = scan.at(b, Table::Negation).next().is_some()
                && !f.has(Features::PARTICIPLE)
                && b > self.sentence.start
                && scan.is_role(b - 1, Role::Be);
            if none {
                return None;
            }
            if nominal && !have && !be {
                return None;
            }
        }
        if f.has(Features::PARTICIPLE) {
            if be && !have && !group.clone().any(|t| scan.is_role(t, Role::Reflexive)) {
                // «è stato annunciato»; with have and be both it is passive in English only.
                return Some(Voice::Passive);
            }
            if be && have && !scan.pack.free_subject {
                return Some(Voice::Passive);
            }
            if have || group.clone().any(|t| scan.is_role(t, Role::Reflexive)) {
                return Some(Voice::Active);
            }
            if !f.has(Features::FINITE) {
                return Some(Voice::Passive);
            }
            // «, expected from 2026»
            if self.scan.pack.speech[cue.row as usize].class == SpeechClass::Expect
                && (verb == self.sentence.start || scan.tokens[verb - 1].kind == TokenKind::Mark)
            {
                return Some(Voice::Passive);
            }
            // «said by X», «companies accused of»
            let next = cue.end as usize;
            let row = &scan.pack.speech[cue.row as usize];
            if next < self.sentence.end
                && !scan.pack.free_subject
                && (scan.is_role(next, Role::By)
                    || scan.is_role(next, Role::Of) && row.flags.has(Flag::TakesObject))
            {
                return Some(Voice::Passive);
            }
        }
        Some(Voice::Active)
    }

    fn take(&self, a: &mut Attribution, chunk: &Chunk) {
        a.joint = chunk.entities.len() > 1;
        let span = match chunk.entities.first() {
            Some(_) => chunk.span(self.scan),
            None => self.scan.span(chunk.tokens.start..self.full(chunk)),
        };
        a.holder_span = Some(span);
        a.holder = match chunk.entities.first() {
            Some(e) => Some(Holder::Entity(*e)),
            None => Some(Holder::Unnamed(self.without_article(span))),
        };
    }

    /// The end of an unnamed source's words with the complements that hang on them: «a spokesman
    /// for the Government of National Unity», «un funzionario del Pentagono».
    fn full(&self, chunk: &Chunk) -> usize {
        let scan = self.scan;
        let mut end = chunk.tokens.end;
        for c in self
            .chunks
            .iter()
            .filter(|c| c.inside.is_none() && c.tokens.start >= chunk.tokens.end)
        {
            let Some(p) = c.preposition.filter(|p| *p >= end) else {
                break;
            };
            let hangs = c.has(Role::Of)
                || c.has(Role::For) && !c.has(Role::To)
                || c.has(Role::In) && !scan.pack.free_subject;
            let plain = (end..p).all(|t| {
                scan.tokens[t].is_word()
                    && !self.verb(t)
                    && scan.at(t, Table::Speech).next().is_none()
                    && !scan.tokens[t].function
            });
            if !hangs || !plain || p - end > 2 || c.possessive || self.is_quoted(p) {
                break;
            }
            end = c.tokens.end;
        }
        end
    }

    /// The words of an unnamed source without its article.
    fn without_article(&self, span: Span) -> Span {
        let tokens = self.scan.tokens_in(span);
        match tokens
            .clone()
            .find(|t| !self.scan.is_role(*t, Role::Article) || self.scan.is_role(*t, Role::Of))
        {
            // «uno dei pescatori» keeps its head.
            Some(first) if !self.scan.is_role(first, Role::Of) => self.scan.span(first..tokens.end),
            Some(_) => span,
            None => span,
        }
    }

    /// Whether a chunk can speak: people and institutions, a capital or country for its
    /// government, unnamed people.
    fn speaks(&self, chunk: &Chunk) -> bool {
        match chunk.entities.first() {
            Some(e) => {
                let kind = self.found.entity(*e).kind;
                kind != Kind::Place || !chunk.has(Role::In) && !chunk.has(Role::At)
            }
            None => describes_people(self.scan, chunk),
        }
    }

    /// «by X» after a passive.
    fn by_phrase(&self, after: usize) -> Option<&Chunk> {
        let limit = self.sentence.end.min(after + 14);
        let by = (after..limit).find(|t| {
            self.scan.is_role(*t, Role::By) && !self.scan.is_role(*t, Role::From)
                || self.scan.is_role(*t, Role::By) && self.scan.pack.free_subject
        })?;
        self.chunks.iter().find(|c| {
            c.inside.is_none()
                && c.tokens.end > by
                && c.preposition.is_some_and(|p| p == by)
                && self.speaks(c)
        })
    }

    /// The holder of a view by the possessive inside its phrase («in her view»): `None` within,
    /// where nothing tells who it is.
    fn own_view(&self, cue: &Range<usize>) -> Option<(Option<Holder>, Span)> {
        let scan = self.scan;
        let word = cue.clone().find(|t| {
            scan.is_any_role(
                *t,
                &[
                    Role::PossessiveM,
                    Role::PossessiveF,
                    Role::PossessivePl,
                    Role::FirstPerson,
                ],
            )
        })?;
        let span = scan.tokens[word].span;
        if scan.is_role(word, Role::FirstPerson) {
            return Some((Some(Holder::Author), span));
        }
        let holder = self
            .found
            .inside(span)
            .first()
            .map(|m| Holder::Entity(m.entity));
        // «её» may be an institution's too.
        let persons = scan.pack.has_role(Role::Object);
        (persons || holder.is_some() && !scan.pack.genitive).then_some((holder, span))
    }

    /// «according to X».
    fn according(&self, a: &mut Attribution, after: usize) -> Option<()> {
        let scan = self.scan;
        if after < self.sentence.end && scan.is_role(after, Role::Relative) {
            return self.antecedent(a);
        }
        let chunk = self
            .chunks
            .iter()
            .find(|c| c.inside.is_none() && c.tokens.end > after && c.tokens.start <= after + 6);
        // Up to the comma only.
        let comma = (after..self.sentence.end)
            .find(|t| scan.tokens[*t].kind == TokenKind::Mark)
            .unwrap_or(self.sentence.end);
        if let Some(c) = chunk.filter(|c| c.tokens.start < comma) {
            // «according to the statement», «secondo il comunicato»: whoever issued it.
            let edge = c.preposition.unwrap_or(c.tokens.start).min(c.tokens.start);
            let noun = (after..c.tokens.start).any(|t| self.speech_noun(t));
            // «secondo la procura di X», «according to residents of X».
            let words = (after..edge)
                .filter(|t| {
                    scan.tokens[*t].is_word()
                        && !scan.tokens[*t].function
                        && !scan.is_role(*t, Role::Article)
                })
                .collect::<Vec<_>>();
            if !noun
                && c.preposition.is_some()
                && !words.is_empty()
                && (self.place(c) || !words.iter().any(|t| self.institution_noun(*t..*t + 1)))
                && !words.iter().any(|t| self.government(*t))
                && !c.possessive
            {
                let span = scan.span(after..c.tokens.end);
                a.holder = Some(Holder::Unnamed(self.without_article(span)));
                a.holder_span = Some(span);
                return Some(());
            }
            if !noun || c.has(Role::Of) || c.has(Role::By) || c.has(Role::From) {
                self.take(a, c);
                if a.holder.is_some() && (self.speaks(c) || !noun) {
                    return Some(());
                }
            }
        }
        if (after..comma.min(after + 5)).any(|t| self.speech_noun(t)) {
            a.holder = None;
            return Some(());
        }
        // Words that no table knows («i media locali»): up to the comma or the verb.
        let end = comma.min(after + 6);
        let span = scan.span(after..end);
        if span.is_empty() {
            return None;
        }
        a.holder = Some(Holder::Unnamed(self.without_article(span)));
        a.holder_span = Some(span);
        Some(())
    }

    /// «X, according to whom», «un rapporto secondo cui»: who or what stands before.
    fn antecedent(&self, a: &mut Attribution) -> Option<()> {
        let scan = self.scan;
        let before = a
            .cue
            .start
            .checked_sub(1)
            .filter(|t| *t >= self.sentence.start)?;
        let edge = before + usize::from(scan.text(before) != ",");
        if let Some(c) = self
            .chunks
            .iter()
            .rev()
            .find(|c| c.inside.is_none() && c.tokens.end == edge && self.speaks(c))
        {
            self.take(a, c);
            return Some(());
        }
        let noun = edge.checked_sub(1).filter(|t| *t >= self.sentence.start)?;
        let span = scan.tokens[noun].span;
        a.holder = Some(Holder::Unnamed(span));
        a.holder_span = Some(span);
        Some(())
    }

    /// A noun for what somebody said («statement»), not used as a verb.
    fn speech_noun(&self, token: usize) -> bool {
        self.scan
            .at(token, Table::Speech)
            .any(|c| self.scan.pack.speech[c.row as usize].pos == Pos::Noun)
    }

    /// The only person named before the colon that comes before a verb.
    fn before_colon(&self, verb: usize) -> Option<&Chunk> {
        let scan = self.scan;
        let colon =
            (self.sentence.start..verb).find(|t| scan.text(*t) == ":" && !self.is_quoted(*t))?;
        let mut people = self.chunks.iter().filter(|c| {
            c.tokens.end <= colon
                && c.inside.is_none()
                && c.entities
                    .first()
                    .is_some_and(|e| self.found.entity(*e).kind == Kind::Person)
        });
        let first = people.next()?;
        people.next().is_none().then_some(first)
    }

    /// The subject of an active verb.
    fn subject(&self, a: &mut Attribution, start: usize, end: usize) {
        let scan = self.scan;
        // Right before the verb, a comma or a quotation mark: the subject may follow.
        let that = end > start && scan.is_role(end - 1, Role::That);
        if let Some(word) = start.checked_sub(1).filter(|t| *t >= self.sentence.start) {
            // «I think»: the author, who is nobody of the story.
            if scan.is_role(word, Role::FirstPerson) {
                a.holder = Some(Holder::Author);
                a.holder_span = Some(scan.tokens[word].span);
                return;
            }
            // «he said», where nothing tells who: not the name before it.
            let pronoun = scan.pack.has_role(Role::Object)
                && scan.is_any_role(word, &[Role::PronounM, Role::PronounF])
                && !scan.is_any_role(word, &[Role::Article, Role::Object])
                && !self.clitic(word);
            // «Border guards tell another story: they say»: several unnamed people before.
            let plural = scan.is_role(word, Role::PronounPl)
                && !scan.is_any_role(word, &[Role::Article, Role::Object])
                && !self.clitic(word);
            if plural
                && let Some(c) = self.chunks.iter().rev().find(|c| {
                    c.inside.is_none()
                        && c.tokens.end <= word
                        && c.entities.is_empty()
                        && self.speaks(c)
                        && self.several(c)
                })
            {
                let c = c.clone();
                self.take(a, &c);
                return;
            }
            // «The driver, they add, fled»: whoever spoke last.
            let spoken = plural
                || scan.pack.has_role(Role::Object)
                    && scan.is_role(word, Role::PronounN)
                    && word > self.sentence.start
                    && scan.text(word - 1) == ",";
            if spoken && !self.chunks.iter().any(|c| c.tokens.contains(&word)) {
                return;
            }
            if pronoun && !self.chunks.iter().any(|c| c.tokens.contains(&word)) {
                let span = scan.tokens[word].span;
                a.holder = Some(Holder::Unnamed(span));
                a.holder_span = Some(span);
                return;
            }
        }
        // «X, for his part, called Y …»: what parts subject and verb opens no clause.
        let left = self.over_parenthesis(start);
        let apposed = self.chunks.iter().any(|c| {
            c.is_bare()
                && self.speaks(c)
                && (c.tokens.end == start
                    || c.tokens.end + 1 == start
                        && scan.text(start - 1) == ","
                        && c.tokens.clone().any(|t| scan.text(t) == ","))
        });
        // «L'intesa, ha aggiunto, sarà prorogata»: nobody named here.
        let alone = scan.pack.free_subject
            && start > self.sentence.start
            && scan.text(start - 1) == ","
            && !apposed
            && left == start
            && (end >= self.sentence.end || matches!(scan.text(end), "," | "." | ":"))
            && !self.quoted.iter().any(|q| q.start == end + 1);
        if alone {
            // «Di parere diverso la collega X: “…”, taglia corto»: who is named before the colon.
            if let Some(c) = self.before_colon(start) {
                let c = c.clone();
                self.take(a, &c);
            }
            return;
        }
        // «Il suo legale, Paolo Neri, chiede»: the name between the commas.
        let named = self.chunks.iter().find(|c| {
            c.is_bare()
                && c.tokens.end + 1 == start
                && c.tokens.start > self.sentence.start + 1
                && scan.text(start - 1) == ","
                && scan.text(c.tokens.start - 1) == ","
                && scan.tokens[c.tokens.start - 2].is_word()
                && !self.is_quoted(c.tokens.start - 2)
                && c.entities
                    .first()
                    .is_some_and(|e| self.found.entity(*e).kind == Kind::Person)
        });
        if let Some(c) = named.filter(|_| !that) {
            let c = c.clone();
            self.take(a, &c);
            return;
        }
        let opened = !that
            && left == start
            && !apposed
            && (start == self.sentence.start
                || matches!(
                    scan.tokens[start - 1].kind,
                    TokenKind::Quote | TokenKind::Dash | TokenKind::Mark
                ));
        if opened && let Some(c) = self.after(end, a) {
            let c = c.clone();
            self.take(a, &c);
            a.rule = "speech-verb-inverted";
            return;
        }
        if opened && let Some(span) = self.unnamed_after(end) {
            a.holder = Some(Holder::Unnamed(span));
            a.holder_span = Some(span);
            a.rule = "speech-verb-inverted";
            return;
        }
        // «the port's operator, Cosco, said»: the name between the commas.
        if left < start
            && let Some(c) = self.chunks.iter().find(|c| {
                c.is_bare()
                    && c.tokens.start <= left + 2
                    && c.tokens.start > left
                    && (c.tokens.end == start || c.tokens.end + 1 == start)
                    && c.entities
                        .first()
                        .is_some_and(|e| self.found.entity(*e).kind != Kind::Place)
            })
        {
            let c = c.clone();
            self.take(a, &c);
            return;
        }
        // «a diplomat who was there told»: the clause's subject stands before the relative.
        if let Some(c) = self.before_relative(start) {
            let c = c.clone();
            self.take(a, &c);
            return;
        }
        // «the meeting shows», «l'opposizione sostiene»: a noun that no table knows.
        if let Some(noun) = self.own_noun(left) {
            let thing = match a.class {
                SpeechClass::Report | SpeechClass::Know | SpeechClass::Suggest => {
                    !self.institution_noun(noun.clone())
                }
                // «The visit confirms that», not «the airline confirmed that».
                _ => noun.clone().any(|t| {
                    scan.at(t, Table::Relations)
                        .any(|c| scan.pack.relations[c.row as usize].pos == Pos::Noun)
                }),
            };
            let span = self.without_article(scan.span(noun));
            a.holder_span = Some(span);
            if a.flags.has(Flag::Evidence) && thing {
                // A thing from which the author concludes.
                a.holder = Some(Holder::Author);
                a.rule = EVIDENCE;
            } else {
                a.holder = Some(Holder::Unnamed(span));
            }
            return;
        }
        // «X thanked Y and said»: one subject for both verbs.
        if start > self.sentence.start
            && scan.is_any_role(start - 1, &[Role::And, Role::But])
            && let Some(c) = self.chunks.iter().find(|c| {
                c.is_bare()
                    && !self.possessive_word(c)
                    && c.tokens.end < start
                    && self.speaks(c)
                    && !self.is_quoted(c.tokens.start)
            })
            && (c.tokens.end..start - 1).any(|t| {
                scan.cues_at(t).iter().any(|k| {
                    matches!(k.table, Table::Relations | Table::Speech)
                        && k.features.has(Features::FINITE | Features::PARTICIPLE)
                }) || scan.pack.is_verb_word(scan.text(t), scan.tokens[t].key)
            })
            && !(c.tokens.end..start).any(|t| matches!(scan.text(t), ":" | ";"))
        {
            let c = c.clone();
            self.take(a, &c);
            return;
        }
        if let Some((c, noun)) = self.before(left) {
            match noun {
                // «the statement says»: whose statement?
                Some(_) if c.is_none() => {}
                _ => {
                    if let Some(c) = c {
                        let c = c.clone();
                        self.take(a, &c);
                    }
                }
            }
            if let Some(span) = noun.filter(|_| c.is_none()) {
                a.holder_span = Some(span);
                // «A report says», «the survey suggests»: new here, nobody's so far.
                let at = scan.tokens_in(span).start;
                let new = (at.saturating_sub(3).max(self.sentence.start)..at).find(|t| {
                    scan.pack.is_indefinite(scan.tokens[*t].key)
                        || a.flags.has(Flag::Evidence) && scan.is_role(*t, Role::Article)
                });
                let beside = start - at <= 8 && !(at..start).any(|t| scan.text(t) == ",");
                if let Some(from) = new.filter(|_| beside) {
                    let words = scan.span(from..scan.tokens_in(span).end);
                    a.holder = Some(Holder::Unnamed(self.without_article(words)));
                }
            }
            return;
        }
        if let Some(span) = self.unnamed_subject(start) {
            a.holder = Some(Holder::Unnamed(span));
            a.holder_span = Some(span);
            return;
        }
        if scan.pack.free_subject
            && let Some(c) = self.after(end, a)
        {
            let c = c.clone();
            self.take(a, &c);
            a.rule = "speech-verb-inverted";
        }
    }

    /// «complained one of the fishermen»: the words after the verb up to a mark.
    fn unnamed_after(&self, end: usize) -> Option<Span> {
        let scan = self.scan;
        let first = scan.tokens.get(end).filter(|_| end < self.sentence.end)?;
        let opens =
            scan.pack.is_indefinite(first.key) || scan.at(end, Table::Numbers).next().is_some();
        let limit = self.sentence.end.min(end + 9);
        let stop = (end..limit)
            .find(|t| {
                !scan.tokens[*t].is_word() && !scan.tokens[*t].is_joint()
                    || scan.is_any_role(*t, &[Role::That, Role::Relative])
            })
            .unwrap_or(limit);
        // «riferisce la televisione di Stato», «said the company».
        let definite = scan.is_role(end, Role::Article)
            && !scan.is_any_role(end, &super::chunk::PREPOSITIONS)
            && stop > end + 1
            && stop < limit
            && !self
                .chunks
                .iter()
                .any(|c| c.tokens.start == end || c.is_bare() && c.tokens.contains(&end))
            && !self.speech_noun(end + 1)
            && !(end + 1..stop).any(|t| self.verb(t));
        ((opens || definite) && stop > end).then(|| self.without_article(scan.span(end..stop)))
    }

    /// A subject that no table knows («one of them», «una persona vicina al generale»): the words
    /// from the clause's start to the verb, where they open with an indefinite determiner or a
    /// numeral.
    fn unnamed_subject(&self, start: usize) -> Option<Span> {
        let scan = self.scan;
        let mut from = start;
        while from > self.sentence.start
            && (scan.tokens[from - 1].is_word() || scan.tokens[from - 1].is_joint())
            && !self.is_quoted(from - 1)
            && !scan.is_any_role(from - 1, &[Role::And, Role::That, Role::But])
        {
            from -= 1;
        }
        let first = scan.tokens.get(from).filter(|_| from < start)?;
        let words = from..start;
        let noun = |t: usize| scan.tokens[t].is_word() && !scan.tokens[t].function;
        let clause = from == self.sentence.start
            || matches!(scan.text(from - 1), "," | ":" | ";")
            || scan.tokens[from - 1].kind == TokenKind::Quote;
        // «one of them», «una persona vicina», «some»; at a clause's start also «bankers in
        // London», «la procura».
        let indefinite = words.len() > 1
            && (scan.pack.is_indefinite(first.key)
                || scan.pack.is_plural_determiner(first.key) && !scan.is_role(from, Role::Article)
                || scan.at(from, Table::Numbers).next().is_some());
        let plural = clause
            && noun(from)
            && scan.pack.is_plural_word(scan.text(from))
            && !scan.pack.free_subject;
        let definite = clause
            && words.len() > 1
            && scan.is_role(from, Role::Article)
            // «the two companies»: those named before.
            && !scan.is_role(from, Role::Dual)
            && scan.at(from + 1, Table::Numbers).next().is_none()
            && noun(from + 1);
        ((indefinite || plural || definite) && words.len() <= 9)
            .then(|| self.without_article(scan.span(words)))
    }

    /// Whether a phrase is in the plural.
    fn several(&self, c: &Chunk) -> bool {
        let scan = self.scan;
        scan.pack.is_plural_word(scan.text(c.tokens.end - 1))
            || c.tokens.clone().any(|t| {
                scan.pack.is_plural_determiner(scan.tokens[t].key)
                    || scan.at(t, Table::Numbers).next().is_some()
            })
    }

    /// Whether a phrase is nothing but a possessive («his»).
    fn possessive_word(&self, chunk: &Chunk) -> bool {
        chunk.tokens.len() == 1
            && self.scan.is_any_role(
                chunk.tokens.start,
                &[
                    Role::PossessiveM,
                    Role::PossessiveF,
                    Role::PossessiveN,
                    Role::PossessivePl,
                ],
            )
            && !self
                .scan
                .is_any_role(chunk.tokens.start, &[Role::PronounM, Role::PronounF])
    }

    /// Where the subject's phrase ends, if words between commas part it from the verb: «Meloni,
    /// who called …, said», «Kenya, accused of …, said», «Tebboune, for his part, called»,
    /// «l'opposizione, però, sostiene».
    fn over_parenthesis(&self, start: usize) -> usize {
        let scan = self.scan;
        if start < self.sentence.start + 3 || scan.text(start - 1) != "," {
            return start;
        }
        (self.sentence.start..start - 1)
            .rev()
            .find(|t| {
                scan.text(*t) == ","
                    && !self.is_quoted(*t)
                    && (scan.is_role(t + 1, Role::Relative)
                        || self.participle(t + 1) && self.ends_phrase(*t)
                        || start - t <= 10
                            && self.ends_phrase(*t)
                            && !(t + 1..start - 1).any(|k| self.verb(k) || scan.text(k) == ","))
            })
            .unwrap_or(start)
    }

    /// The phrase that opens a clause and has a relative clause without commas between itself and
    /// the verb at `start`: «a Libyan official who attended the talks told».
    fn before_relative(&self, start: usize) -> Option<&Chunk> {
        let scan = self.scan;
        let mut t = start;
        while t > self.sentence.start + 1 && start - t < 16 {
            t -= 1;
            if self.is_quoted(t) || matches!(scan.text(t), "," | ";" | ":") {
                return None;
            }
            let relative = scan.is_role(t, Role::Relative)
                && (scan.pack.free_subject || !scan.is_role(t, Role::That));
            if !relative {
                continue;
            }
            return self
                .chunks
                .iter()
                .find(|c| {
                    c.is_bare()
                        && c.tokens.end == t
                        && c.entities.is_empty()
                        && self.speaks(c)
                        && (c.tokens.start == self.sentence.start
                            || !scan.tokens[c.tokens.start - 1].is_word())
                })
                .filter(|_| (t + 1..start).any(|k| self.verb(k)));
        }
        None
    }

    /// Whether a phrase that can be a subject ends right before a token: a chunk that opens its
    /// clause, or a noun that no table knows.
    fn ends_phrase(&self, t: usize) -> bool {
        self.chunks.iter().any(|c| {
            c.is_bare() && c.tokens.end == t && !self.is_quoted(c.tokens.start) && {
                let first = c.tokens.start;
                first == self.sentence.start
                    || matches!(self.scan.text(first - 1), "," | ";" | ":")
                    || self
                        .scan
                        .is_any_role(first - 1, &[Role::And, Role::But, Role::That, Role::While])
                    || self.scan.at(first - 1, Table::Dates).next().is_some()
            }
        }) || self.own_noun(t).is_some()
            || t > self.sentence.start && self.speech_noun(t - 1)
    }

    /// Whether a finite verb stands at a token: an auxiliary, a form of the tables, or the look of
    /// one.
    fn verb(&self, t: usize) -> bool {
        let scan = self.scan;
        let token = &scan.tokens[t];
        if !token.is_word()
            // «la visita»: rather a noun than a verb behind its object.
            || t > self.sentence.start && scan.is_role(t - 1, Role::Article)
        {
            return false;
        }
        let finite = Features::FINITE | Features::FUTURE | Features::CONDITIONAL;
        // «televisione di Stato»
        let small = !token.is_capital() || t == self.sentence.start;
        small && scan.is_any_role(t, &[Role::Be, Role::Have])
            || !token.is_capital()
                && scan.pack.is_verb_word(scan.text(t), token.key)
                && !token.function
            || scan.cues_at(t).iter().any(|c| match c.table {
                Table::Relations => {
                    scan.pack.relations[c.row as usize].pos == Pos::Verb && c.features.has(finite)
                }
                Table::Speech => {
                    scan.pack.speech[c.row as usize].pos == Pos::Verb && c.features.has(finite)
                }
                Table::Hedges => scan.pack.hedges[c.row as usize]
                    .hedge
                    .is_some_and(|h| h.1 == HedgeClass::Modal),
                _ => false,
            })
    }

    /// The noun phrase that ends at a token and has a noun at its head that neither names nor
    /// describes anybody known: «the meeting», «the panel of experts», «Satellite images», «a
    /// person close to the family», «L'opposizione». It opens with its determiner, or with a
    /// plural at its clause's start.
    fn own_noun(&self, end: usize) -> Option<Range<usize>> {
        let scan = self.scan;
        let mut from = end;
        let mut head: Option<usize> = None;
        while from > self.sentence.start && end - from < 12 {
            let t = from - 1;
            let token = &scan.tokens[t];
            if !(token.is_word() || token.is_joint() || token.kind == TokenKind::Number)
                || self.is_quoted(t)
                || scan.is_any_role(
                    t,
                    &[
                        Role::And,
                        Role::Or,
                        Role::But,
                        Role::That,
                        Role::Relative,
                        Role::If,
                        Role::While,
                        Role::When,
                        Role::Because,
                        Role::Although,
                    ],
                ) && !scan.is_any_role(t, &super::chunk::PREPOSITIONS)
                || self.verb(t)
            {
                break;
            }
            if let Some(c) = self
                .chunks
                .iter()
                .find(|c| c.inside.is_none() && c.tokens.contains(&t))
            {
                // «Malian state television»: a nation's adjective.
                if c.entities.is_empty() && c.titles.is_empty() && c.prepositions.is_empty() {
                    from = c.tokens.start;
                    if head.is_some()
                        && (scan.is_role(from, Role::Article) || from == self.sentence.start)
                    {
                        break;
                    }
                    head = head.or(scan.pack.adjective_after.then_some(t));
                    continue;
                }
                // Only what hangs on the noun: «of X», «in X»; «X's» is its determiner.
                if c.possessive && head.is_some() {
                    from = c.tokens.start;
                    break;
                }
                let preposition = c.preposition.filter(|_| !c.possessive && !c.has(Role::By));
                from = preposition?.min(c.tokens.start);
                head = None;
                continue;
            }
            let determiner = scan.is_any_role(t, &[Role::Article, Role::Demonstrative])
                || scan.pack.is_indefinite(token.key)
                || scan.pack.is_plural_determiner(token.key)
                || scan.is_any_role(
                    t,
                    &[
                        Role::PossessiveM,
                        Role::PossessiveF,
                        Role::PossessiveN,
                        Role::PossessivePl,
                    ],
                );
            let preposition = scan.is_any_role(t, &super::chunk::PREPOSITIONS);
            if preposition {
                head = None;
                from = t;
                continue;
            }
            if determiner {
                from = t;
                let after =
                    t > self.sentence.start && scan.is_any_role(t - 1, &super::chunk::PREPOSITIONS);
                if after {
                    continue;
                }
                head?;
                break;
            }
            if !token.function && token.is_word() && scan.at(t, Table::Dates).next().is_none() {
                head = Some(t);
            }
            from = t;
        }
        let head = head?;
        // What the phrase is called by: its last word before a preposition or its end.
        let stop = (head..end)
            .find(|t| {
                scan.is_any_role(*t, &super::chunk::PREPOSITIONS) || !scan.tokens[*t].is_word()
            })
            .unwrap_or(end);
        let noun = stop.checked_sub(1)?;
        let determined = scan.is_any_role(from, &[Role::Article, Role::Demonstrative])
            || scan.pack.is_indefinite(scan.tokens[from].key)
            || scan.pack.is_plural_determiner(scan.tokens[from].key)
            || scan.at(from, Table::Demonym).next().is_some()
            || self
                .chunks
                .iter()
                .any(|c| c.tokens.start == from && c.possessive);
        let clause = from == self.sentence.start
            || matches!(scan.text(from - 1), "," | ":" | ";")
            || scan.tokens[from - 1].kind == TokenKind::Quote
            || scan.is_any_role(from - 1, &[Role::And, Role::But, Role::That]);
        let plural = clause
            && !scan.pack.free_subject
            && scan.pack.is_plural_word(scan.text(noun))
            && noun + 1 > from;
        // Sayings and their documents («the statement»), institutions («the ministry of X»),
        // pairs and dates have rules of their own.
        let known = (head..stop).any(|t| {
            self.speech_noun(t)
                || scan.is_any_role(t, &[Role::Dual, Role::Own])
                || scan.at(t, Table::Dates).next().is_some()
        }) || scan.is_role(from, Role::Dual)
            || scan.is_any_role(from, &[Role::PronounM, Role::PronounF, Role::PronounPl])
                && !scan.is_role(from, Role::Article)
            || self.institution_noun(head..stop)
                && self.complement(stop..end, (head..stop).any(|t| self.government(t)));
        // «…, state television reported», «…, local media said»: no article, no plural.
        let bare = !scan.pack.free_subject
            && from > self.sentence.start
            && scan.text(from - 1) == ","
            && end - from >= 2
            && (from..end).all(|t| {
                let token = &scan.tokens[t];
                token.is_word() && !token.is_capital() && !token.function
            })
            && !self.is_adverb(end - 1)
            && scan.at(from, Table::Numbers).next().is_none();
        ((determined || plural || bare) && !known && !(from..end).any(|t| self.verb(t)))
            .then_some(from..end)
    }

    /// Whether somebody stands in a noun's complement («the office of X»); a place does for its
    /// government alone («la procura di Milano» is not Milan).
    fn complement(&self, range: Range<usize>, government: bool) -> bool {
        self.chunks.iter().any(|c| {
            range.contains(&c.tokens.start) && self.speaks(c) && (government || !self.place(c))
        })
    }

    /// Whether a phrase is a place's name.
    fn place(&self, c: &Chunk) -> bool {
        c.entities
            .first()
            .is_some_and(|e| self.found.entity(*e).kind == Kind::Place)
    }

    /// A noun for a government.
    fn government(&self, t: usize) -> bool {
        self.scan.at(t, Table::Names).any(|c| {
            let row = &self.scan.pack.names[c.row as usize];
            row.class == NameClass::OrgHead && &*row.note == "government"
        })
    }

    /// A participle or gerund: «X, accused of …, said», «X, citing …, said».
    fn participle(&self, t: usize) -> bool {
        self.scan.cues_at(t).iter().any(|c| {
            matches!(c.table, Table::Relations | Table::Speech)
                && (c.features.has(Features::PARTICIPLE) || c.features.has(Features::GERUND))
        })
    }

    /// The negation in a verb group («did not say», «non ha detto»).
    fn negation(&self, verb: usize) -> Option<Span> {
        let scan = self.scan;
        // «Nor did the embassy respond», «neither side announced», «nobody said».
        let clause = (self.sentence.start..verb)
            .rev()
            .find(|t| matches!(scan.text(*t), "," | ";" | ":") || self.is_quoted(*t))
            .map_or(self.sentence.start, |t| t + 1);
        let first = (clause..verb).find(|t| {
            scan.tokens[*t].is_word() && !scan.is_any_role(*t, &[Role::But, Role::And])
                || scan.at(*t, Table::Negation).next().is_some()
        });
        if let Some(c) = first
            .filter(|t| verb - t <= 8 && !scan.is_role(*t, Role::Not))
            .and_then(|t| {
                scan.at(t, Table::Negation).find(|c| {
                    scan.pack.negation[c.row as usize].scope == Scope::Clause
                        && (c.end as usize) <= verb
                })
            })
        {
            return Some(scan.cue_span(c));
        }
        let from = verb.saturating_sub(4).max(self.sentence.start);
        for t in (from..verb).rev() {
            if !scan.tokens[t].is_word() || scan.is_role(t, Role::To) && !scan.pack.free_subject {
                return None;
            }
            if let Some(c) = scan.at(t, Table::Negation).find(|c| {
                scan.pack.negation[c.row as usize].scope == Scope::Clause && c.end as usize <= verb
            }) {
                return Some(scan.cue_span(c));
            }
            let group = scan.is_any_role(
                t,
                &[
                    Role::Be,
                    Role::Have,
                    Role::Passive,
                    Role::Reflexive,
                    Role::PronounM,
                    Role::PronounF,
                    Role::PronounN,
                    Role::PronounPl,
                ],
            ) || scan.text(t).chars().count() <= 2
                || scan.at(t, Table::Hedges).next().is_some()
                || scan.at(t, Table::Dates).next().is_some()
                || scan.cues_at(t).is_empty();
            if !group {
                return None;
            }
        }
        None
    }

    /// The phrase before a verb that is its subject; or the speech noun that is.
    fn before(&self, start: usize) -> Option<(Option<&Chunk>, Option<Span>)> {
        let scan = self.scan;
        let mut at = start;
        let mut commas = 0;
        while at > self.sentence.start {
            at -= 1;
            if self.is_quoted(at) {
                // Over the quotation to its start; the subject may stand before it.
                let q = self.quoted.iter().find(|q| q.contains(&at))?;
                at = q.start;
                continue;
            }
            if let Some(c) = self
                .chunks
                .iter()
                .find(|c| c.inside.is_none() && c.tokens.contains(&at))
            {
                // A speech noun between a possessive or «of» phrase and the verb.
                let noun_between = (c.tokens.end..start).find(|t| self.speech_noun(*t));
                if c.possessive {
                    if noun_between.is_some() || self.institution_noun(c.tokens.end..start) {
                        return Some((Some(c), noun_between.map(|t| scan.tokens[t].span)));
                    }
                } else if c.prepositions.is_empty() {
                    // «the two companies said»: those named before.
                    let dual = c.entities.is_empty()
                        && (scan.is_role(c.tokens.start, Role::Dual)
                            || scan.is_role(c.tokens.start, Role::Article)
                                && scan.at(c.tokens.start + 1, Table::Numbers).next().is_some());
                    if self.speaks(c) && !dual {
                        return Some((Some(c), None));
                    }
                } else if c.has(Role::Of) || c.has(Role::By) || c.has(Role::From) {
                    // «a statement by X says», «the press office of X said».
                    let head_noun = c.preposition.and_then(|p| {
                        (p.saturating_sub(4).max(self.sentence.start)..p)
                            .rev()
                            .find(|t| self.speech_noun(*t) || self.institution_noun(*t..*t + 1))
                            .filter(|t| {
                                !self.title_noun(*t)
                                    && (self.speech_noun(*t)
                                        || !self.place(c)
                                        || self.government(*t))
                            })
                    });
                    if head_noun.is_some() && self.speaks(c) {
                        return Some((Some(c), None));
                    }
                }
                at = c.preposition.unwrap_or(c.tokens.start).min(c.tokens.start);
                continue;
            }
            // «X, che in un'intervista aveva parlato»: it hangs on a preposition.
            let hangs = (at.saturating_sub(3).max(self.sentence.start)..at)
                .rev()
                .take_while(|t| scan.tokens[*t].is_word() && !self.verb(*t))
                .any(|t| {
                    scan.is_any_role(t, &[Role::In, Role::On, Role::At, Role::With, Role::Of])
                        && (t + 1..at).all(|k| {
                            scan.is_role(k, Role::Article)
                                || scan.pack.is_indefinite(scan.tokens[k].key)
                                || !scan.tokens[k].function
                        })
                });
            if hangs && self.speech_noun(at) {
                continue;
            }
            if self.speech_noun(at)
                && !scan
                    .at(at, Table::Speech)
                    .any(|c| scan.pack.speech[c.row as usize].pos == Pos::Verb && at + 1 == start)
                || self.speech_noun(at) && scan.is_role(at.saturating_sub(1), Role::Article)
            {
                // «A statement … says»; «statement of X» was seen above.
                // «the Kremlin readout» is the Kremlin's.
                let possessor = self.chunks.iter().find(|c| {
                    (c.possessive
                        || !scan.pack.adjective_after
                            && c.tokens.end == at
                            && !c.entities.is_empty())
                        && c.inside.is_none()
                        && c.tokens.end <= at
                        && at - c.tokens.end <= 3
                });
                if let Some(c) = possessor {
                    return Some((Some(c), None));
                }
                let issuer = self.chunks.iter().find(|c| {
                    c.inside.is_none()
                        && c.tokens.start > at
                        && c.tokens.end <= start
                        && (c.has(Role::Of) || c.has(Role::By) || c.has(Role::From))
                        && self.speaks(c)
                });
                return Some((issuer, Some(scan.tokens[at].span)));
            }
            let text = scan.text(at);
            if matches!(text, ":" | ";") {
                return None;
            }
            if text == "," {
                commas += 1;
                if commas > 3 {
                    return None;
                }
            }
            if scan.is_role(at, Role::That) && !scan.is_role(at, Role::Relative) && at + 1 < start {
                return None;
            }
        }
        None
    }

    /// Whether an institution's noun stands in a range («the ministry», «ufficio stampa»).
    fn institution_noun(&self, range: Range<usize>) -> bool {
        range.clone().any(|t| {
            self.scan
                .at(t, Table::Names)
                .any(|c| self.scan.pack.names[c.row as usize].class == NameClass::OrgHead)
                || self.scan.at(t, Table::Titles).next().is_some()
        })
    }

    /// Whether a person's title stands at a token («the spokesman of X» is not X).
    fn title_noun(&self, t: usize) -> bool {
        self.chunks
            .iter()
            .any(|c| c.tokens.contains(&t) && c.entities.is_empty() && self.speaks(c))
    }

    /// The phrase after a verb that is its subject («ha detto Belousov», «said Lavrov»), also over
    /// the one spoken to and the medium («ha detto ai giornalisti il ministro»).
    fn after(&self, end: usize, a: &Attribution) -> Option<&Chunk> {
        let scan = self.scan;
        let mut from = end;
        for c in self
            .chunks
            .iter()
            .filter(|c| c.inside.is_none() && c.tokens.start >= end)
            .take(3)
        {
            let edge = c.preposition.unwrap_or(c.tokens.start).min(c.tokens.start);
            let gap = from..edge.max(from);
            if gap.len() > 5
                || gap.clone().any(|t| {
                    matches!(
                        scan.tokens[t].kind,
                        TokenKind::Mark | TokenKind::Quote | TokenKind::Stop
                    ) && (from == end || scan.tokens[t].kind != TokenKind::Quote)
                        || scan.is_any_role(t, &[Role::That, Role::And])
                })
                || scan.is_role(c.tokens.start, Role::That) && c.tokens.len() > 1
            {
                return None;
            }
            let addressed = scan.pack.free_subject || c.has(Role::To) || c.has(Role::On);
            if !c.prepositions.is_empty() && !c.has(Role::Of) && addressed {
                from = c.tokens.end;
                continue;
            }
            if !self.speaks(c) {
                return None;
            }
            // «told reporters»: the one spoken to.
            if !scan.pack.free_subject && a.flags.has(Flag::TakesObject) {
                return None;
            }
            // «thinks the Kremlin does not care»: the subject of what is said.
            let verb = |t: usize| {
                scan.is_any_role(t, &[Role::Be, Role::Have])
                    || scan.at(t, Table::Hedges).next().is_some()
                    || scan.at(t, Table::Negation).next().is_some()
                    || scan.pack.is_verb_word(scan.text(t), scan.tokens[t].key)
                    || scan.at(t, Table::Relations).any(|k| {
                        scan.pack.relations[k.row as usize].pos == Pos::Verb
                            && k.features.has(Features::FINITE)
                    })
            };
            if !scan.pack.free_subject
                && c.tokens.end < self.sentence.end
                && scan.tokens[c.tokens.end].is_word()
                && verb(c.tokens.end)
            {
                return None;
            }
            if c.prepositions.is_empty() {
                return Some(c);
            }
            // «ha annunciato l'ufficio stampa dell'Esercito».
            let noun =
                self.institution_noun(gap.clone()) || gap.clone().any(|t| self.speech_noun(t));
            return (c.has(Role::Of) && noun).then_some(c);
        }
        None
    }
}

/// Whether a holder is a pronoun's entity rather than a name's.
pub fn is_pronoun(found: &Found, span: Span) -> bool {
    found
        .inside(span)
        .first()
        .is_some_and(|m| m.form == Form::Pronoun)
}
