//! Attribution: speech cues with those who speak, for quotations and claims alike.

use super::Holder;
use super::chunk::{Chunk, describes_people};
use super::mention::Found;
use super::scan::{Cue, Scan};
use crate::lang::pack::{Features, Flag, Flags, NameClass, Pos, Role, Scope, SpeechClass, Table};
use crate::text::span::Span;
use crate::text::token::TokenKind;
use crate::vocabulary::{Certainty, Form, Kind, Polarity};
use std::ops::Range;

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
            scan.at(t, Table::Evaluation)
                .any(|c| c.end as usize > first && c.end - c.first > cue.end - cue.first)
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
        if let Some(a) = reader.read(cue) {
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
        if row.flags.has(Flag::Quote) && !self.beside_quote() {
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
                        a.negated = self.negation(cue_tokens.start);
                        self.subject(&mut a, start, cue_tokens.end);
                        Some(a)
                    }
                }
            }
        }
    }

    /// Whether «that», a colon or a quotation mark follows soon.
    fn introduces(&self, after: usize) -> bool {
        let end = self.sentence.end.min(after + 7);
        (after..end).any(|t| {
            self.scan.is_role(t, Role::That) && !self.scan.is_role(t, Role::Demonstrative)
                || self.scan.text(t) == ":"
                || self.quoted.iter().any(|q| q.start == t + 1)
        })
    }

    /// Whether a person or an institution is named right after.
    fn before_name(&self, after: usize) -> bool {
        self.chunks.iter().any(|c| {
            c.tokens.start <= after + 1
                && c.tokens.end > after
                && c.entities
                    .first()
                    .is_some_and(|e| self.found.entity(*e).kind != Kind::Place)
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
                || self.clitic(before);
            if !part {
                break;
            }
            at = before;
        }
        at
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
            && !self.scan.pack.is_function_word(t.key)
            && self.scan.cues_at(token).iter().all(|c| match c.table {
                Table::Dates | Table::Hedges | Table::Evaluation => true,
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
            // «said by X»
            let next = cue.end as usize;
            if next < self.sentence.end && scan.is_role(next, Role::By) && !scan.pack.free_subject {
                return Some(Voice::Passive);
            }
        }
        Some(Voice::Active)
    }

    fn take(&self, a: &mut Attribution, chunk: &Chunk) {
        a.joint = chunk.entities.len() > 1;
        let span = chunk.span(self.scan);
        a.holder_span = Some(span);
        a.holder = match chunk.entities.first() {
            Some(e) => Some(Holder::Entity(*e)),
            None => Some(Holder::Unnamed(self.without_article(span))),
        };
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
            let noun = (after..c.tokens.start).any(|t| self.speech_noun(t));
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
            if pronoun && !self.chunks.iter().any(|c| c.tokens.contains(&word)) {
                let span = scan.tokens[word].span;
                a.holder = Some(Holder::Unnamed(span));
                a.holder_span = Some(span);
                return;
            }
        }
        let opened = !that
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
        if let Some((c, noun)) = self.before(self.over_relative(start)) {
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
        (opens && stop > end).then(|| self.without_article(scan.span(end..stop)))
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
        let first = scan.tokens.get(from)?;
        let words = from..start;
        let noun =
            |t: usize| scan.tokens[t].is_word() && !scan.pack.is_function_word(scan.tokens[t].key);
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

    /// Where the subject's phrase ends, if a relative or participial clause between commas parts it
    /// from the verb: «Meloni, who called …, said», «Kenya, accused of …, said».
    fn over_relative(&self, start: usize) -> usize {
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
                        || self.participle(t + 1) && self.chunks.iter().any(|c| c.tokens.end == *t))
            })
            .unwrap_or(start)
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
            if let Some(c) = scan
                .at(t, Table::Negation)
                .find(|c| scan.pack.negation[c.row as usize].scope == Scope::Clause)
            {
                let text = scan.text(t);
                return (scan.is_role(t, Role::Not)
                    || text.ends_with("n't")
                    || text.ends_with("n’t")
                    || c.first + 1 < c.end)
                    .then(|| scan.cue_span(c));
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
                    });
                    if head_noun.is_some() && self.speaks(c) {
                        return Some((Some(c), None));
                    }
                }
                at = c.preposition.unwrap_or(c.tokens.start).min(c.tokens.start);
                continue;
            }
            if self.speech_noun(at)
                && !scan
                    .at(at, Table::Speech)
                    .any(|c| scan.pack.speech[c.row as usize].pos == Pos::Verb && at + 1 == start)
                || self.speech_noun(at) && scan.is_role(at.saturating_sub(1), Role::Article)
            {
                // «A statement … says»; «statement of X» was seen above.
                let possessor = self.chunks.iter().find(|c| {
                    c.possessive
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
