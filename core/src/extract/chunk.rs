//! Chunks: the noun phrases of a sentence that name or describe somebody, each with its
//! preposition, its titles and what stands inside it. Not a parser: just enough to tell who a
//! verb's subject is and what a name beside a title has to do with it.

use super::EntityIx;
use super::gazetteer;
use super::mention::Found;
use super::scan::{Cue, Scan};
use crate::lang::pack::{Features, NameClass, Role, Table, TitleClass};
use crate::text::span::Span;
use crate::text::token::TokenKind;
use crate::vocabulary::{Form, Kind};
use smallvec::SmallVec;
use std::ops::Range;

/// A list that seldom has more than two.
pub type Few<T> = SmallVec<[T; 2]>;

/// A noun phrase.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// From its article or first adjective to its last word, without the preposition.
    pub tokens: Range<usize>,
    /// What it names or refers to; several where names are coordinated. Empty if unnamed.
    pub entities: Few<EntityIx>,
    /// The mentions that are its heads.
    pub mentions: Few<usize>,
    /// Countries by adjective («Russian officials»), rows of the tables.
    pub demonyms: Few<u16>,
    /// What the word before it may be as a preposition; empty for a bare phrase.
    pub prepositions: SmallVec<[Role; 4]>,
    /// Where the preposition stands.
    pub preposition: Option<usize>,
    /// Title rows of the pack that belong to it.
    pub titles: Few<u16>,
    /// Followed by a possessive clitic.
    pub possessive: bool,
    /// Lies inside another chunk's title or apposition («minister of X, Y»): index of that chunk.
    pub inside: Option<usize>,
}

impl Chunk {
    /// Whether a preposition with this role stands before it.
    pub fn has(&self, role: Role) -> bool {
        self.prepositions.contains(&role)
    }
    /// Whether it can be a subject or an object: no preposition, not part of another phrase.
    pub fn is_bare(&self) -> bool {
        self.prepositions.is_empty() && !self.possessive && self.inside.is_none()
    }
    /// Its text.
    pub fn span(&self, scan: &Scan) -> Span {
        scan.span(self.tokens.clone())
    }
}

/// Roles that are prepositions.
pub const PREPOSITIONS: [Role; 13] = [
    Role::Of,
    Role::To,
    Role::In,
    Role::On,
    Role::At,
    Role::From,
    Role::By,
    Role::With,
    Role::For,
    Role::About,
    Role::Between,
    Role::Against,
    Role::Through,
];

/// The chunks of one sentence, in text order: each name with its own titles, and the same where
/// coordinated phrases are joined.
pub fn chunks(scan: &Scan, found: &Found, sentence: usize) -> (Vec<Chunk>, Vec<Chunk>) {
    let tokens = scan.sentences[sentence].tokens.clone();
    let mut reader = Reader {
        scan,
        found,
        out: Vec::with_capacity(tokens.len() / 4 + 1),
        tokens,
    };
    reader.read();
    reader.modifiers();
    reader.apposition();
    let single = reader.out.clone();
    reader.coordinate();
    (single, reader.out)
}

struct Reader<'a, 'b> {
    scan: &'b Scan<'a>,
    found: &'b Found,
    tokens: Range<usize>,
    out: Vec<Chunk>,
}

impl Reader<'_, '_> {
    /// One chunk for every mention, every title that stands alone, every nation's adjective.
    fn read(&mut self) {
        let scan = self.scan;
        let mut i = self.tokens.start;
        while i < self.tokens.end {
            if let Some((index, range)) = self.mention_at(i) {
                let mut chunk = self.chunk(range.clone());
                let mention = &self.found.mentions[index];
                chunk.entities.push(mention.entity);
                chunk.mentions.push(index);
                self.extend_left(&mut chunk);
                i = range.end.max(i + 1);
                self.finish(chunk);
                continue;
            }
            if let Some((range, end)) = self.title_at(i) {
                let mut chunk = self.chunk(range.clone());
                chunk.titles.extend(
                    scan.at(i, Table::Titles)
                        .filter(|c| c.end == end)
                        .map(|c| c.row),
                );
                // Adjectives of nations after it.
                while let Some((country, end)) = gazetteer::demonym(scan, chunk.tokens.end)
                    .filter(|(_, e)| {
                        *e <= self.tokens.end && self.mention_at(chunk.tokens.end).is_none()
                    })
                    .filter(|_| scan.pack.adjective_after)
                {
                    chunk.demonyms.push(country);
                    chunk.tokens.end = end;
                }
                self.extend_left(&mut chunk);
                i = chunk.tokens.end;
                self.finish(chunk);
                continue;
            }
            if let Some((country, end)) = gazetteer::demonym(scan, i) {
                let mut chunk = self.chunk(i..end);
                chunk.demonyms.push(country);
                self.extend_left(&mut chunk);
                i = end;
                self.finish(chunk);
                continue;
            }
            i += 1;
        }
    }

    fn chunk(&self, tokens: Range<usize>) -> Chunk {
        Chunk {
            tokens,
            entities: SmallVec::new(),
            mentions: SmallVec::new(),
            demonyms: SmallVec::new(),
            prepositions: SmallVec::new(),
            preposition: None,
            titles: SmallVec::new(),
            possessive: false,
            inside: None,
        }
    }

    /// The mention that starts at a token, with its tokens.
    fn mention_at(&self, token: usize) -> Option<(usize, Range<usize>)> {
        let span = self.scan.tokens.get(token)?.span;
        let at = self
            .found
            .mentions
            .partition_point(|m| m.span.end <= span.start);
        let m = self.found.mentions.get(at)?;
        if m.span.start > span.start + u32::from(self.scan.tokens[token].prefix)
            || m.span.start < span.start
        {
            return None;
        }
        Some((at, self.scan.tokens_in(m.span)))
    }

    /// The title that starts at a token: its words before any name, and the end of its entry.
    /// «president of the National Council» is one entry, but the council is a name of its own.
    fn title_at(&self, token: usize) -> Option<(Range<usize>, u32)> {
        let cue: &Cue = self.scan.at(token, Table::Titles).next()?;
        if self.verb(token) {
            return None;
        }
        let mut end = cue.end as usize;
        if let Some(name) = (token + 1..end).find(|t| self.mention_at(*t).is_some()) {
            end = name;
            while end > token + 1
                && (self.scan.is_role(end - 1, Role::Article)
                    || self.scan.is_any_role(end - 1, &PREPOSITIONS))
            {
                end -= 1;
            }
        }
        let span = self.scan.span(token..end);
        let at = self
            .found
            .mentions
            .partition_point(|m| m.span.end <= span.start);
        self.found
            .mentions
            .get(at)
            .is_none_or(|m| !m.span.overlaps(span))
            .then_some((token..end, cue.end))
    }

    /// «who chairs the council», «Wilk heads the agency»: a verb, no title.
    fn verb(&self, token: usize) -> bool {
        let scan = self.scan;
        // «abbia inviato», «has commanded»
        let participle = token > self.tokens.start
            && scan.is_role(token - 1, Role::Have)
            && scan.at(token, Table::Relations).any(|c| {
                scan.pack.relations[c.row as usize].pos == crate::lang::pack::Pos::Verb
                    && c.features.has(Features::PARTICIPLE)
            });
        if participle {
            return true;
        }
        let finite = scan.at(token, Table::Relations).any(|c| {
            scan.pack.relations[c.row as usize].pos == crate::lang::pack::Pos::Verb
                && c.features.has(Features::FINITE)
        });
        if !finite || token <= self.tokens.start {
            return false;
        }
        let before = token - 1;
        let after = token + 1;
        let object = self.tokens.contains(&after)
            && (scan.is_role(after, Role::Article) || self.mention_at(after).is_some());
        // «will head the agency»: no article, preposition or adjective before it.
        let alone = object
            && !scan.pack.free_subject
            && !scan.tokens[token].is_capital()
            && scan.tokens[before].is_word()
            && (scan.tokens[before].function || scan.at(before, Table::Hedges).next().is_some())
            && !scan.is_any_role(before, &[Role::Article, Role::Demonstrative, Role::As])
            && (!scan.is_any_role(before, &PREPOSITIONS) || scan.is_role(before, Role::To))
            && !scan.is_any_role(
                before,
                &[
                    Role::PossessiveM,
                    Role::PossessiveF,
                    Role::PossessiveN,
                    Role::PossessivePl,
                    Role::Own,
                ],
            );
        scan.is_role(before, Role::Relative)
            || alone
            || object
                && (scan.is_any_role(before, &[Role::PronounM, Role::PronounF, Role::PronounPl])
                    || self.out.last().is_some_and(|c| {
                        c.tokens.end == token
                            && c.entities
                                .first()
                                .is_some_and(|e| self.found.entity(*e).kind == Kind::Person)
                    }))
    }

    /// «Kenya's minister», «Borealis chief Wilk», «the council (NC)»: the possessor, the name
    /// before a title and the abbreviation in brackets are parts of the phrase beside them.
    fn modifiers(&mut self) {
        let scan = self.scan;
        for i in 0..self.out.len().saturating_sub(1) {
            let j = i + 1;
            let end = self.out[i].tokens.end;
            let start = self.out[j].tokens.start;
            // An abbreviation in brackets.
            if !self.out[i].entities.is_empty()
                && start == end + 1
                && scan.text(end) == "("
                && self.out[j].prepositions.is_empty()
                && self.tokens.contains(&self.out[j].tokens.end)
                && scan.text(self.out[j].tokens.end) == ")"
                && (self.out[j].entities == self.out[i].entities)
            {
                let close = self.out[j].tokens.end + 1;
                let outer = root(&self.out, i);
                self.out[j].inside = Some(outer);
                self.out[i].tokens.end = close;
                self.out[outer].tokens.end = self.out[outer].tokens.end.max(close);
                // What follows the brackets stands beside the name.
                if let Some(k) = j.checked_add(1).filter(|k| *k < self.out.len())
                    && self.out[k].tokens.start == close
                    && self.out[k].prepositions.is_empty()
                    && !self.out[k].titles.is_empty()
                    && self.out[i].inside.is_none()
                    && !self.person(i)
                {
                    self.attach(i, k);
                }
                continue;
            }
            // «with his counterpart X»: the phrase took the pronoun in.
            if self.out[i].inside.is_none()
                && start <= self.out[i].tokens.start
                && is_pronoun(self.found, &self.out[i])
            {
                self.out[i].inside = Some(j);
                continue;
            }
            if self.out[i].inside.is_some() || !self.out[j].prepositions.is_empty() {
                continue;
            }
            let possessive = self.out[i].possessive
                && start > end
                && start - end <= 4
                && (end + 1..start).all(|t| self.light(t, false) || self.adjective(t));
            let beside = !possessive
                && start == end
                && !self.out[i].entities.is_empty()
                && !self.person(i)
                && self.out[j].titles.len() + self.out[j].demonyms.len() > 0
                && scan.at(start, Table::Titles).next().is_some();
            let pronoun = is_pronoun(self.found, &self.out[i])
                && start <= end + 2
                && !self.out[j].titles.is_empty()
                && scan.is_any_role(
                    self.out[i].tokens.end - 1,
                    &[
                        Role::PossessiveM,
                        Role::PossessiveF,
                        Role::PossessiveN,
                        Role::PossessivePl,
                    ],
                )
                && (end..start).all(|t| self.adjective(t));
            let compound = compound(scan, &self.out[i])
                && start > end
                && start - end <= 6
                && (end..start).all(|t| self.light(t, false) || self.adjective(t) || t == end + 1);
            if !possessive && !beside && !pronoun && !compound {
                continue;
            }
            // «Okonjo's Vienna meeting»: the second name is itself beside a noun.
            let after = self.out[j].tokens.end;
            let noun_follows = self.out[j].titles.is_empty()
                && !self.person(j)
                && self.tokens.contains(&after)
                && scan.at(after, Table::Relations).any(|c| {
                    scan.pack.relations[c.row as usize].pos == crate::lang::pack::Pos::Noun
                });
            if noun_follows {
                continue;
            }
            self.attach(i, j);
        }
    }

    /// Makes chunk `i`, which stands before chunk `j`, a part of it.
    fn attach(&mut self, i: usize, j: usize) {
        let c = self.out[i].clone();
        self.out[i].inside = Some(j);
        let next = &mut self.out[j];
        next.tokens.start = c.tokens.start;
        next.prepositions = c.prepositions;
        next.preposition = c.preposition;
    }

    fn person(&self, i: usize) -> bool {
        self.out[i]
            .entities
            .first()
            .is_some_and(|e| self.found.entity(*e).kind == Kind::Person)
    }

    /// A word that may be an adjective before a noun: no function word, verb or noun of an event.
    fn adjective(&self, token: usize) -> bool {
        self.plain(token)
            && !self.scan.tokens[token].is_capital()
            && self.scan.at(token, Table::Relations).next().is_none()
    }

    /// Whether the first title of a phrase is a plural («Kenyan pilots», «ministers of transport»),
    /// where plurals have an ending of their own.
    fn plural_title(&self, c: &Chunk) -> bool {
        let scan = self.scan;
        // «due ufficiali, il figlio X»: a number says how many.
        if c.tokens
            .clone()
            .any(|t| scan.at(t, Table::Numbers).next().is_some() && !scan.is_role(t, Role::Article))
        {
            return true;
        }
        let first = c.tokens.clone().find_map(|t| {
            let cue = scan.at(t, Table::Titles).next()?;
            Some((t, cue.end as usize))
        });
        let Some((first, end)) = first.filter(|_| !scan.pack.adjective_after) else {
            return false;
        };
        let head = (first..end)
            .find(|t| scan.is_any_role(*t, &PREPOSITIONS))
            .unwrap_or(end);
        head > first && scan.pack.is_plural_word(scan.text(head - 1))
    }

    /// A word that only topics, numbers and names of things know.
    fn noun(&self, token: usize) -> bool {
        self.scan
            .cues_at(token)
            .iter()
            .all(|c| matches!(c.table, Table::Topics | Table::Names | Table::Numbers))
    }

    /// The preposition of a part of a country before «of»: its roles and where it starts.
    fn region(&self, of: usize) -> Option<(SmallVec<[Role; 4]>, usize)> {
        let scan = self.scan;
        let part = of.checked_sub(1).filter(|t| *t > self.tokens.start)?;
        if !scan.is_role(part, Role::Region) {
            return None;
        }
        let mut at = part - 1;
        let roles = |t: usize| -> SmallVec<[Role; 4]> {
            let places = [Role::In, Role::At, Role::To, Role::From];
            places.into_iter().filter(|r| scan.is_role(t, *r)).collect()
        };
        if roles(at).is_empty() && scan.is_role(at, Role::Article) && at > self.tokens.start {
            at -= 1;
        }
        let found = roles(at);
        (!found.is_empty()).then_some((found, at))
    }

    /// Takes in article, adjectives and titles before it, and notes the preposition.
    fn extend_left(&mut self, chunk: &mut Chunk) {
        let scan = self.scan;
        let mut at = chunk.tokens.start;
        let mut steps = 0;
        let mut determined = false;
        while at > self.tokens.start && steps < 6 {
            let before = at - 1;
            let token = &scan.tokens[before];
            // A quotation mark or bracket right before a name is part of how it is written.
            if token.kind == TokenKind::Quote && !scan.tokens[at].spaced && steps == 0 {
                at = before;
                steps += 1;
                continue;
            }
            // A possessive clitic ends the phrase before.
            let clitic = scan.text(before).starts_with(['\'', '’']);
            if clitic || !token.is_word() && !token.is_joint() {
                break;
            }
            // The chunk before it, if it is a title or an adjective, is part of this one.
            if let Some(last) = self.out.last()
                && last.tokens.end == at
                && last.entities.is_empty()
                && !last.possessive
            {
                let last = self.out.pop().unwrap_or_else(|| chunk.clone());
                chunk.titles.extend(last.titles);
                chunk.demonyms.extend(last.demonyms);
                chunk.tokens.start = last.tokens.start;
                chunk.prepositions = last.prepositions;
                chunk.preposition = last.preposition;
                return;
            }
            if scan.is_any_role(
                before,
                &[
                    Role::Article,
                    Role::Demonstrative,
                    Role::PossessiveM,
                    Role::PossessiveF,
                    Role::PossessiveN,
                    Role::PossessivePl,
                    Role::Own,
                ],
            ) && !scan.is_any_role(before, &PREPOSITIONS)
                // «de l'ONU»: one preposition of two words.
                && !PREPOSITIONS.iter().any(|r| self.ends_role(before, *r).is_some())
            {
                determined |= scan.is_any_role(before, &[Role::Article, Role::Demonstrative]);
                at = before;
                steps += 1;
                continue;
            }
            let prepositions: SmallVec<[Role; 4]> = PREPOSITIONS
                .iter()
                .copied()
                .filter(|r| self.ends_role(before, *r).is_some())
                .collect();
            // «nel nord del Mali», «in the north of Mali»: in Mali.
            if prepositions.contains(&Role::Of)
                && let Some((roles, preposition)) = self.region(before)
            {
                chunk.prepositions = roles;
                chunk.preposition = Some(preposition);
                break;
            }
            if !prepositions.is_empty() {
                chunk.preposition = prepositions
                    .iter()
                    .filter_map(|r| self.ends_role(before, *r))
                    .min();
                chunk.prepositions = prepositions;
                break;
            }
            // Plain adjectives («the new minister», «high-level»): words that are nothing else.
            // «ha fatto sapere il suo segretario»: no word inside a cue of speech.
            let said = (before.saturating_sub(2).max(self.tokens.start)..before)
                .any(|t| scan.at(t, Table::Speech).any(|c| c.end as usize > before));
            let plain = token.is_word()
                && !said
                && !token.is_capital()
                && scan.cues_at(before).iter().all(|c| {
                    matches!(
                        c.table,
                        Table::Evaluation
                            | Table::Topics
                            | Table::Hedges
                            | Table::Names
                            | Table::Numbers
                    )
                });
            // «al termine il presidente»: no adjective stands before the article.
            if plain && !determined && !chunk.titles.is_empty() || token.is_joint() {
                at = before;
                steps += 1;
                continue;
            }
            // «in eastern Kenya», «of the newly elected council»: adjectives before a name that
            // is not a person's, if an article or a preposition opens the phrase.
            let person = chunk
                .entities
                .first()
                .is_some_and(|e| self.found.entity(*e).kind == Kind::Person);
            // «of the eastern-based council»
            let hyphened = !token.is_capital()
                && before > self.tokens.start
                && scan.tokens[before - 1].is_joint();
            let adjective = self.adjective(before) || hyphened;
            // «the Italian energy group Eni»: nouns between a nation's adjective and the name.
            if let Some(last) = self.out.last()
                && !chunk.entities.is_empty()
                && !chunk
                    .entities
                    .first()
                    .is_some_and(|e| self.found.entity(*e).kind == Kind::Person)
                && last.entities.is_empty()
                && last.titles.is_empty()
                && !last.demonyms.is_empty()
                && (last.tokens.end..at).len() <= 3
                && last.tokens.end < at
                && (last.tokens.end..at).all(|t| self.adjective(t) && self.noun(t))
            {
                at = last.tokens.end;
                steps += 1;
                continue;
            }
            // «della compagnia ghanese Gnpc»: the adjective of a nation before the name.
            let nation =
                scan.pack.adjective_after && !chunk.demonyms.is_empty() && chunk.titles.is_empty();
            let thing =
                !person && !chunk.entities.is_empty() || chunk.entities.is_empty() && nation;
            // «from southern Kenya»
            let side = thing
                && !token.is_capital()
                && before > self.tokens.start
                && scan.is_any_role(before - 1, &PREPOSITIONS)
                && scan
                    .at(before, Table::Names)
                    .any(|c| scan.pack.names[c.row as usize].class == NameClass::PlaceHead);
            if side {
                at = before;
                steps += 1;
                continue;
            }
            if thing && (plain || hyphened) && adjective {
                let opens = (before.saturating_sub(3).max(self.tokens.start)..before)
                    .rev()
                    .take_while(|t| {
                        hyphened && t + 1 == before
                            || scan.is_role(t + 1, Role::Article)
                            || self.adjective(t + 1)
                            || scan.tokens[t + 1].is_joint()
                    })
                    .find(|t| scan.is_role(*t, Role::Article))
                    .or_else(|| {
                        (before > self.tokens.start + 1
                            && scan.is_any_role(before - 1, &PREPOSITIONS))
                        .then_some(before)
                    });
                if let Some(opens) = opens {
                    // «della»: the preposition in it is noted in the next round.
                    let contracted = opens < before && scan.is_any_role(opens, &PREPOSITIONS);
                    at = opens + usize::from(contracted);
                    steps += 1;
                    continue;
                }
            }
            break;
        }
        // Only an article or an adjective that is followed by the phrase belongs to it.
        chunk.tokens.start = at;
    }

    /// The start of a preposition with this role that ends right after `token`.
    fn ends_role(&self, token: usize, role: Role) -> Option<usize> {
        (token.saturating_sub(3).max(self.tokens.start)..=token)
            .find(|at| self.scan.role_end(*at, role) == Some(token + 1))
    }

    fn finish(&mut self, mut chunk: Chunk) {
        let after = chunk.tokens.end;
        chunk.possessive = self.tokens.contains(&after)
            && self.scan.text(after).starts_with(['\'', '’'])
            && !self.scan.tokens[after].spaced
            && self.scan.tokens[after].span.len() <= 5;
        self.out.push(chunk);
    }

    /// «the minister of X, Y», «Y, the minister of X,», «X's commander Y»: one phrase, whose head
    /// is Y.
    fn apposition(&mut self) {
        let scan = self.scan;
        for i in 0..self.out.len() {
            let is_person = self.out[i]
                .entities
                .first()
                .is_some_and(|e| self.found.entity(*e).kind == Kind::Person);
            if self.out[i].entities.is_empty() || self.out[i].inside.is_some() {
                continue;
            }
            // A title phrase before it, up to a comma, whose end touches this chunk.
            let mut first = i;
            let mut edge = self.out[i].tokens.start;
            let comma_before = edge > self.tokens.start && scan.text(edge - 1) == ",";
            if is_person && self.out[i].prepositions.is_empty() {
                let mut j = i;
                while let Some(k) = j.checked_sub(1) {
                    let c = &self.out[k];
                    if c.inside.is_some() {
                        j = k;
                        continue;
                    }
                    let touches = (c.tokens.end..edge)
                        .all(|t| self.light(t, comma_before && edge == self.out[i].tokens.start))
                        || c.entities.is_empty()
                            && !c.titles.is_empty()
                            // «il ministro somalo della Difesa, X»
                            && self.complement(
                                c.tokens.end
                                    ..edge
                                        - usize::from(
                                            comma_before
                                                && edge == self.out[i].tokens.start
                                                && edge > c.tokens.end + 1,
                                        ),
                            );
                    if !touches {
                        break;
                    }
                    // «the spokesman for the National Army (LNA), X»
                    let bracketed =
                        c.tokens.start > self.tokens.start && scan.text(c.tokens.start - 1) == "(";
                    let nested = c.has(Role::Of)
                        || c.has(Role::For)
                        || c.has(Role::In)
                        || c.possessive
                        || c.has(Role::To)
                        // «представитель МИД X»
                        || scan.pack.genitive
                            && c.tokens.end == edge
                            && c.prepositions.is_empty()
                            && !c.entities.is_empty()
                            && !self.person(k)
                        || bracketed;
                    // «Kenyan pilots, Minister X said»: several who are nobody's title.
                    let several = comma_before && self.plural_title(c);
                    if c.entities.is_empty() && !c.titles.is_empty() && several {
                        break;
                    }
                    if c.entities.is_empty() && !c.titles.is_empty() {
                        first = k;
                        // «il consigliere del premier, X»: the name is the adviser's.
                        if comma_before && c.has(Role::Of) {
                            let edge = c.preposition.unwrap_or(c.tokens.start);
                            let outer = k.checked_sub(1).filter(|o| {
                                let o = &self.out[*o];
                                o.inside.is_none()
                                    && o.entities.is_empty()
                                    && !o.titles.is_empty()
                                    && !o.possessive
                                    && (o.tokens.end..edge).all(|t| self.plain(t))
                            });
                            first = outer.unwrap_or(k);
                        }
                        break;
                    }
                    if nested {
                        j = k;
                        edge = c.preposition.unwrap_or(c.tokens.start);
                        // Adjectives between the title and «of».
                        continue;
                    }
                    break;
                }
            }
            if first < i {
                let head = self.out[first].clone();
                for k in first..i {
                    if self.out[k].inside.is_none() {
                        self.out[k].inside = Some(i);
                    }
                }
                let c = &mut self.out[i];
                c.tokens.start = head.tokens.start;
                c.prepositions = head.prepositions;
                c.preposition = head.preposition;
                c.titles.extend(head.titles);
                c.demonyms.extend(head.demonyms);
            }
            // A title phrase after it, between commas.
            if is_person && scan.text(self.out[i].tokens.end) == "," {
                let comma = self.out[i].tokens.end;
                // Possessors and abbreviations inside the title phrase come before its head.
                let next = (i + 1..self.out.len()).find(|k| self.out[*k].inside.is_none());
                if let Some(next) = next
                    && self.out[next].prepositions.is_empty()
                    && self.out[next].entities.is_empty()
                    && !self.out[next].titles.is_empty()
                    && (comma + 1..self.out[next].tokens.start)
                        .all(|t| self.light(t, false) || self.plain(t))
                    && !self.preposed(i, next)
                    && !self.next_ones(i, next)
                {
                    let titles = self.out[next].titles.clone();
                    let demonyms = self.out[next].demonyms.clone();
                    let mut k = next;
                    self.out[k].inside = Some(i);
                    let mut end = self.out[k].tokens.end;
                    while let Some(c) = self.out.get(k + 1) {
                        let joined = c.inside.is_some() && c.tokens.end <= end
                            || (c.has(Role::Of)
                                || c.has(Role::For)
                                || c.has(Role::In)
                                || c.has(Role::At)
                                || c.has(Role::To))
                                && c.preposition.is_some_and(|p| p >= end && p - end <= 4)
                                && (end..c.preposition.unwrap_or(c.tokens.start))
                                    .all(|t| self.light(t, false) || self.plain(t));
                        if !joined {
                            break;
                        }
                        k += 1;
                        if self.out[k].inside.is_none() {
                            self.out[k].inside = Some(i);
                        }
                        end = end.max(self.out[k].tokens.end);
                    }
                    self.out[i].titles.extend(titles);
                    self.out[i].demonyms.extend(demonyms);
                    if self.tokens.contains(&end) && scan.text(end) == "," {
                        end += 1;
                    }
                    self.out[i].tokens.end = end;
                }
            }
        }
    }

    /// «With minister X, the Kenyan president will speak of …»: a phrase with a preposition at the
    /// start of its sentence, and behind the comma the subject, which no comma closes.
    fn preposed(&self, i: usize, next: usize) -> bool {
        let (c, subject) = (&self.out[i], &self.out[next]);
        let closed = (subject.tokens.end..self.tokens.end)
            .take(12)
            .any(|t| self.scan.text(t) == ",");
        c.preposition == Some(self.tokens.start) && !closed
    }

    /// «presidents X and Y, the head of Z, W»: who has a title already, and behind the comma another
    /// title whose holder follows it.
    fn next_ones(&self, i: usize, next: usize) -> bool {
        let start = self.out[i].tokens.start;
        let joined = start > self.tokens.start && self.scan.is_role(start - 1, Role::And);
        if self.out[i].titles.is_empty() && !joined {
            return false;
        }
        let mut end = self.out[next].tokens.end;
        for k in next + 1..self.out.len() {
            let c = &self.out[k];
            if c.inside.is_some() && c.tokens.end <= end {
                continue;
            }
            let joined = c.preposition == Some(end)
                && (c.has(Role::Of) || c.has(Role::For) || c.has(Role::To) || c.has(Role::In));
            if joined {
                end = c.tokens.end;
                continue;
            }
            return self.person(k)
                && c.prepositions.is_empty()
                && c.titles.is_empty()
                && (c.tokens.start == end
                    || c.tokens.start == end + 1 && self.scan.text(end) == ",");
        }
        false
    }

    /// What completes a title and names nobody: «degli Esteri», «for economic affairs».
    fn complement(&self, gap: Range<usize>) -> bool {
        let scan = self.scan;
        let of =
            (2..=5).contains(&gap.len()) && scan.is_any_role(gap.start, &[Role::Of, Role::For]);
        // «la leader sindacale X»
        let adjective = scan.pack.adjective_after
            && gap.len() == 1
            && !scan.tokens[gap.start].is_capital()
            && scan
                .cues_at(gap.start)
                .iter()
                .all(|c| c.table == Table::Topics);
        (of || adjective)
            && gap.clone().skip(usize::from(of)).all(|t| {
                scan.tokens[t].is_word()
                    && scan.cues_at(t).iter().all(|c| {
                        !matches!(c.table, Table::Speech | Table::Relations)
                            || c.features.has(Features::NOUN)
                            || c.table == Table::Relations
                                && scan.pack.relations[c.row as usize].pos
                                    == crate::lang::pack::Pos::Noun
                    })
                    && (!scan.tokens[t].function || scan.is_any_role(t, &[Role::And, Role::Of]))
            })
            && !scan.tokens[gap.end - 1].function
    }

    /// Words that may stand between a title and a name.
    fn light(&self, token: usize, comma: bool) -> bool {
        let text = self.scan.text(token);
        self.scan.tokens[token].is_joint()
            || text.starts_with(['\'', '’'])
            || comma && text == ","
            || matches!(text, "(" | ")")
            || self.scan.tokens[token].kind == TokenKind::Quote
            || self.scan.is_role(token, Role::Article)
                && !self.scan.is_any_role(token, &PREPOSITIONS)
    }

    /// A word that is nothing but an adjective or a noun.
    fn plain(&self, token: usize) -> bool {
        self.scan.tokens[token].is_word()
            && !self.scan.tokens[token].function
            && self.scan.at(token, Table::Speech).next().is_none()
    }

    /// «A and B», «A, B and C»: the later ones join the first.
    fn coordinate(&mut self) {
        let scan = self.scan;
        let mut i = 0;
        while i + 1 < self.out.len() {
            if self.out[i].entities.is_empty()
                && self.out[i].titles.is_empty()
                && self.out[i].demonyms.is_empty()
                || self.out[i].inside.is_some()
            {
                i += 1;
                continue;
            }
            // The next chunk that is not inside another.
            let Some(j) = (i + 1..self.out.len()).find(|j| self.out[*j].inside.is_none()) else {
                break;
            };
            let gap_start = (i + 1..j)
                .filter(|k| root(&self.out, *k) == i)
                .map(|k| self.out[k].tokens.end)
                .max()
                .unwrap_or(0)
                .max(self.out[i].tokens.end);
            let next = &self.out[j];
            let edge = next.preposition.unwrap_or(next.tokens.start);
            let between = gap_start..edge.max(gap_start);
            let and = between.clone().any(|t| scan.is_role(t, Role::And));
            let only = between.clone().all(|t| {
                scan.is_role(t, Role::And)
                    || matches!(scan.text(t), "," | ")" | "(")
                    || self.light(t, true)
            });
            let comma = between.clone().any(|t| scan.text(t) == ",");
            let same =
                next.prepositions.is_empty() || next.prepositions == self.out[i].prepositions;
            // «works for X and he said»: a subject pronoun opens a clause of its own.
            let own = scan.pack.has_role(Role::Object)
                && scan.is_any_role(next.tokens.start, &[Role::PronounM, Role::PronounF])
                && !scan.is_role(next.tokens.start, Role::Object);
            let same_sort = !own && next.entities.is_empty() == self.out[i].entities.is_empty();
            // «A, B» is coordination only where «and C» follows.
            let list = comma
                && !and
                && self.out.get(j + 1).is_some_and(|n| {
                    let gap: Vec<usize> =
                        (next.tokens.end..n.tokens.start.max(next.tokens.end)).collect();
                    gap.len() <= 3
                        && gap.iter().all(|t| {
                            scan.is_role(*t, Role::And)
                                || scan.text(*t) == ","
                                || self.light(*t, true)
                        })
                        && gap
                            .iter()
                            .any(|t| scan.is_role(*t, Role::And) || scan.text(*t) == ",")
                        && n.prepositions.is_empty()
                });
            if only
                && same
                && same_sort
                && !between.is_empty()
                && (and || list)
                && !self.out[i].possessive
            {
                let next = self.out[j].clone();
                let c = &mut self.out[i];
                c.entities.extend(next.entities);
                c.mentions.extend(next.mentions);
                c.demonyms.extend(next.demonyms);
                c.titles.extend(next.titles);
                c.tokens.end = next.tokens.end;
                c.possessive = next.possessive;
                self.out.remove(j);
                for k in &mut self.out {
                    if let Some(x) = &mut k.inside {
                        if *x == j {
                            *x = i;
                        } else if *x > j {
                            *x -= 1;
                        }
                    }
                }
                continue;
            }
            i += 1;
        }
    }
}

/// Whether a chunk is the first part of a compound adjective («UN-recognised»).
pub fn compound(scan: &Scan, chunk: &Chunk) -> bool {
    let joint = chunk.tokens.end;
    !chunk.possessive
        && scan
            .tokens
            .get(joint)
            .is_some_and(|t| t.is_joint() && !t.spaced)
        && scan
            .tokens
            .get(joint + 1)
            .is_some_and(|t| t.is_word() && !t.is_capital() && !t.spaced)
}

/// The outermost phrase that a chunk lies in.
pub fn root(chunks: &[Chunk], mut i: usize) -> usize {
    for _ in 0..8 {
        match chunks[i].inside {
            Some(k) => i = k,
            None => break,
        }
    }
    i
}

/// Whether a chunk without a name describes people who can speak: a title in the plural or with
/// an article («officials», «a spokesman»).
pub fn describes_people(scan: &Scan, chunk: &Chunk) -> bool {
    chunk.entities.is_empty()
        && chunk.titles.iter().any(|t| {
            matches!(
                scan.pack.titles[*t as usize].class,
                TitleClass::Profession | TitleClass::Post | TitleClass::Rank
            )
        })
}

/// Whether a chunk's head is a pronoun.
pub fn is_pronoun(found: &Found, chunk: &Chunk) -> bool {
    chunk
        .mentions
        .first()
        .is_some_and(|m| found.mentions[*m].form == Form::Pronoun)
}
