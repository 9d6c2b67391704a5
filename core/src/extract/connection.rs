//! Connections: relations and events between two entities, with their evidence. A cue of
//! `relations.tsv` finds its two ends in the slots that its row names; posts come from titles.
//! Two names in one sentence are no connection by themselves.

use super::chunk::{Chunk, is_pronoun};
use super::gazetteer;
use super::mention::Found;
use super::quotation::Speech;
use super::scan::{Cue, Scan};
use super::{Claim, Connection, EntityIx, Evidence, Why};
use crate::corpus::Document;
use crate::data::{Source, data};
use crate::lang::pack::{Features, Flag, Pos, RelationRow, Role, Scope, Slot, Slots, Table};
use crate::text::span::Span;
use crate::text::token::TokenKind;
use crate::vocabulary::{Certainty, ConnectionType, Form, Kind, Polarity};
use std::ops::Range;

/// Finds the connections of a document.
pub fn find(
    scan: &Scan,
    found: &Found,
    speech: &Speech,
    claims: &[Claim],
    _document: &Document,
) -> Vec<Connection> {
    let mut out = Vec::new();
    for s in 0..scan.sentences.len() {
        let reader = Reader {
            scan,
            found,
            speech,
            claims,
            s,
            chunks: &speech.chunks[s],
            range: scan.sentences[s].tokens.clone(),
        };
        reader.posts(&mut out);
        reader.events(&mut out);
    }
    merge(out)
}

/// One connection for each pair, type and polarity, with all its evidence; the firmest certainty.
fn merge(all: Vec<Connection>) -> Vec<Connection> {
    let mut out: Vec<Connection> = Vec::new();
    for c in all {
        let same = |o: &&mut Connection| {
            o.kind == c.kind
                && o.polarity == c.polarity
                && (o.a == c.a && o.b == c.b || c.kind.symmetric() && o.a == c.b && o.b == c.a)
        };
        match out.iter_mut().find(same) {
            Some(o) => {
                o.certainty = o.certainty.min(c.certainty);
                o.date = o.date.take().or(c.date);
                o.place = o.place.or(c.place);
                for e in c.evidence {
                    if !o.evidence.iter().any(|x| x.span == e.span) {
                        o.evidence.push(e);
                    }
                }
            }
            None => out.push(c),
        }
    }
    out
}

/// An end of a connection.
#[derive(Clone, Debug)]
struct End {
    entity: EntityIx,
    span: Span,
}

struct Reader<'a, 'b> {
    scan: &'b Scan<'a>,
    found: &'b Found,
    speech: &'b Speech,
    claims: &'b [Claim],
    s: usize,
    chunks: &'b [Chunk],
    range: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Voice {
    Active,
    Passive,
    /// Gerund or infinitive: the subject is that of the main clause.
    Dependent,
}

impl Reader<'_, '_> {
    fn kind(&self, e: EntityIx) -> Kind {
        self.found.entity(e).kind
    }

    /// The entities a chunk stands for: its names, else the countries of its adjectives.
    fn entities(&self, c: &Chunk) -> Vec<EntityIx> {
        if !c.entities.is_empty() {
            return c.entities.clone();
        }
        c.demonyms.iter().filter_map(|d| self.country(*d)).collect()
    }

    /// The entity of a country.
    fn country(&self, row: u16) -> Option<EntityIx> {
        self.found
            .entities
            .iter()
            .position(|e| e.known == Some(row))
            .map(|i| EntityIx(i as u32))
    }

    fn ends(&self, index: usize) -> Vec<End> {
        let c = &self.chunks[index];
        let span = c.span(self.scan);
        let all = self.entities(c);
        all.iter()
            .enumerate()
            .map(|(i, e)| End {
                entity: *e,
                span: c
                    .mentions
                    .get(i)
                    .map_or(span, |m| self.found.mentions[*m].span),
            })
            .collect()
    }

    /// The claim that holds a token.
    fn claim_of(&self, token: usize) -> Option<usize> {
        let span = self.scan.tokens[token].span;
        let from = self
            .claims
            .partition_point(|c| (c.sentence as usize) < self.s);
        self.claims[from..]
            .iter()
            .take_while(|c| c.sentence as usize == self.s)
            .position(|c| c.span.contains(span))
            .map(|i| from + i)
    }

    // ---- posts ----

    /// «X, commander of Y», «Y's minister X», «the Russian ambassador to Z, X».
    fn posts(&self, out: &mut Vec<Connection>) {
        for (i, c) in self.chunks.iter().enumerate() {
            if c.entities.len() != 1
                || self.kind(c.entities[0]) != Kind::Person
                || c.titles.is_empty()
            {
                continue;
            }
            if c.mentions
                .first()
                .is_some_and(|m| self.found.mentions[*m].form != Form::Name)
            {
                continue;
            }
            let person = End {
                entity: c.entities[0],
                span: self.found.mentions[c.mentions[0]].span,
            };
            let rows: Vec<_> = c
                .titles
                .iter()
                .map(|t| &self.scan.pack.titles[*t as usize])
                .collect();
            let lead = rows
                .iter()
                .any(|r| r.relation == Some(ConnectionType::Lead));
            let member = rows
                .iter()
                .any(|r| r.relation == Some(ConnectionType::MemberOf));
            let profession = rows
                .iter()
                .any(|r| r.class == crate::lang::pack::TitleClass::Profession);
            if !lead && !member && !profession {
                continue;
            }
            let kind = if lead {
                ConnectionType::Lead
            } else {
                ConnectionType::MemberOf
            };
            let cue = self.title_span(c).unwrap_or(person.span);
            let mut any = false;
            for (k, inner) in self.chunks.iter().enumerate() {
                if inner.inside != Some(i) || inner.entities.is_empty() {
                    continue;
                }
                let joins = inner.has(Role::Of)
                    || inner.has(Role::For)
                    || inner.has(Role::At)
                    || inner.possessive
                    || inner.prepositions.is_empty()
                    || inner.has(Role::From) && self.scan.pack.free_subject;
                if !joins {
                    continue;
                }
                for end in self.ends(k) {
                    let fits = match self.kind(end.entity) {
                        Kind::Organization => true,
                        Kind::Place => lead && self.is_country(end.entity),
                        _ => false,
                    };
                    if fits && end.entity != person.entity {
                        self.push(out, kind, &person, &end, cue, None, "post", false);
                        any = true;
                    }
                }
            }
            // «ambasciatore russo a Tripoli», «l'ex presidente russo»: the country by adjective.
            if !any && lead {
                for d in &c.demonyms {
                    if let Some(country) = self.country(*d) {
                        let end = End {
                            entity: country,
                            span: c.span(self.scan),
                        };
                        self.push(
                            out,
                            ConnectionType::Lead,
                            &person,
                            &end,
                            cue,
                            None,
                            "post-of-country",
                            false,
                        );
                        break;
                    }
                }
            }
        }
    }

    fn title_span(&self, c: &Chunk) -> Option<Span> {
        let from = c.tokens.start;
        (from..self.range.end.min(c.tokens.end + 12))
            .find_map(|t| self.scan.at(t, Table::Titles).next())
            .map(|cue| self.scan.cue_span(cue))
    }

    fn is_country(&self, e: EntityIx) -> bool {
        let known = self
            .found
            .entity(e)
            .known
            .and_then(|k| data().known.get(k as usize));
        known.is_some_and(|k| k.source == Source::Countries || k.class == "country")
    }

    // ---- events ----

    fn events(&self, out: &mut Vec<Connection>) {
        let scan = self.scan;
        let mut covered = self.range.start;
        let cues: Vec<Cue> = scan
            .within(self.range.clone(), Table::Relations)
            .copied()
            .collect();
        let mut i = 0;
        while i < cues.len() {
            let first = cues[i].first;
            let mut same = Vec::new();
            while i < cues.len() && cues[i].first == first {
                same.push(cues[i]);
                i += 1;
            }
            if (first as usize) < covered || self.in_mention(&same[0]) {
                continue;
            }
            let before = out.len();
            // Verbs first where a word may be both; the first row that finds its ends wins, and
            // all rows with a theme of their own count.
            let mut done: Vec<ConnectionType> = Vec::new();
            for themed in [true, false] {
                for cue in &same {
                    let row = &scan.pack.relations[cue.row as usize];
                    if row.theme.is_empty() == themed
                        || done.contains(&row.kind)
                        || !themed && !done.is_empty()
                    {
                        continue;
                    }
                    let n = out.len();
                    self.event(cue, row, out);
                    if out.len() > n {
                        done.push(row.kind);
                    }
                }
            }
            if out.len() > before {
                covered = same[0].end as usize;
            }
        }
    }

    fn in_mention(&self, cue: &Cue) -> bool {
        let span = self.scan.cue_span(cue);
        let at = self
            .found
            .mentions
            .partition_point(|m| m.span.end <= span.start);
        self.found
            .mentions
            .get(at)
            .is_some_and(|m| m.form == Form::Name && m.span.overlaps(span))
    }

    fn event(&self, cue: &Cue, row: &RelationRow, out: &mut Vec<Connection>) {
        let first = cue.first as usize;
        let end = cue.end as usize;
        if !row.theme.is_empty() && !self.theme(row, first, end) {
            return;
        }
        let (a, b) = match row.pos {
            Pos::Verb => {
                let Some(voice) = self.voice(cue) else { return };
                (
                    self.verb_slot(row.a, voice, row, first, end, true),
                    self.verb_slot(row.b, voice, row, first, end, false),
                )
            }
            _ => (
                self.noun_slot(row.a, row, first, end),
                self.noun_slot(row.b, row, first, end),
            ),
        };
        let cue_span = self.scan.cue_span(cue);
        let rule = match row.pos {
            Pos::Verb => "event-verb",
            Pos::Noun => "event-noun",
            _ => "event-adjective",
        };
        // Both ends in one slot: coordinated or plural.
        let mut pairs: Vec<(End, End)> = Vec::new();
        for x in &a {
            for y in &b {
                if x.entity != y.entity
                    && !pairs
                        .iter()
                        .any(|(p, q)| p.entity == y.entity && q.entity == x.entity)
                {
                    pairs.push((x.clone(), y.clone()));
                }
            }
        }
        for (x, y) in pairs {
            let (x, y) = if row.flags.has(Flag::Reverse) {
                (y, x)
            } else {
                (x, y)
            };
            if !self.allowed(row, &x, &y) {
                continue;
            }
            let place = self.push(
                out,
                row.kind,
                &x,
                &y,
                cue_span,
                Some((cue, row)),
                rule,
                true,
            );
            // Whoever is received elsewhere than at home is a visitor there.
            if row.kind == ConnectionType::Meet {
                self.visits(out, row, &x, &y, place, cue_span, cue);
            }
        }
    }

    /// A meeting at a place of one side's country is a visit of the other side.
    #[allow(clippy::too_many_arguments)]
    fn visits(
        &self,
        out: &mut Vec<Connection>,
        row: &RelationRow,
        x: &End,
        y: &End,
        place: Option<(EntityIx, Span)>,
        cue_span: Span,
        cue: &Cue,
    ) {
        let Some((place, span)) = place else { return };
        let country_of = |e: EntityIx| {
            let entity = self.found.entity(e);
            let known = entity.known.and_then(|k| data().known.get(k as usize));
            known
                .map(|k| k.country.clone())
                .filter(|c| !c.is_empty())
                .or_else(|| {
                    entity
                        .country
                        .and_then(|c| data().known.get(c as usize))
                        .map(|k| k.id.clone())
                })
        };
        let Some(there) = country_of(place) else {
            return;
        };
        let end = End {
            entity: place,
            span,
        };
        for (guest, host) in [(x, y), (y, x)] {
            if self.kind(guest.entity) != Kind::Person {
                continue;
            }
            let away = country_of(guest.entity).is_some_and(|c| c != there);
            let home = country_of(host.entity).is_some_and(|c| c == there);
            let flagged = row.flags.has(Flag::Host)
                && guest.entity == y.entity
                && !country_of(guest.entity).is_some_and(|c| c == there);
            if away && home || flagged {
                self.push(
                    out,
                    ConnectionType::Visit,
                    guest,
                    &end,
                    cue_span,
                    Some((cue, row)),
                    "met-abroad",
                    false,
                );
            }
        }
    }

    /// Whether ends of these kinds make sense for the type.
    fn allowed(&self, row: &RelationRow, x: &End, y: &End) -> bool {
        use ConnectionType as T;
        let (a, b) = (self.kind(x.entity), self.kind(y.entity));
        if row.flags.has(Flag::Person) && (a != Kind::Person || b != Kind::Person) {
            return false;
        }
        if row.flags.has(Flag::Place) && b != Kind::Place
            || row.flags.has(Flag::Organization) && b != Kind::Organization
        {
            return false;
        }
        match row.kind {
            T::Visit | T::LocatedIn => {
                b == Kind::Place && (a != Kind::Place || self.is_country(x.entity))
            }
            T::BaseAccess | T::DeployForces => b == Kind::Place,
            T::Meet => {
                !(a == Kind::Place
                    && b == Kind::Place
                    && (!self.state(x.entity) || !self.state(y.entity)))
                    && self.actor(x.entity)
                    && self.actor(y.entity)
            }
            T::Lead => {
                a == Kind::Person
                    && (b == Kind::Organization || b == Kind::Place || b == Kind::Group)
            }
            T::MemberOf => (b == Kind::Organization || b == Kind::Group) && a != Kind::Place,
            T::Praise | T::Thank => self.actor(x.entity),
            _ => self.actor(x.entity),
        }
    }

    /// A country, or a capital that stands for its government.
    fn state(&self, e: EntityIx) -> bool {
        let known = self
            .found
            .entity(e)
            .known
            .and_then(|k| data().known.get(k as usize));
        known.is_some_and(|k| {
            k.source == Source::Countries
                || data()
                    .known
                    .iter()
                    .any(|c| c.source == Source::Countries && c.place == k.id)
        })
    }

    /// Whoever can act: people, institutions, groups, countries and capitals.
    fn actor(&self, e: EntityIx) -> bool {
        self.kind(e) != Kind::Place || self.state(e)
    }

    /// Whether one of the row's themes stands in the cue's clause.
    fn theme(&self, row: &RelationRow, first: usize, end: usize) -> bool {
        let clause = self.clause(first, end);
        self.scan
            .within(clause, Table::Topics)
            .any(|c| row.theme.contains(&self.scan.pack.topics[c.row as usize]))
    }

    /// The tokens around a cue up to the next clause boundaries.
    fn clause(&self, first: usize, end: usize) -> Range<usize> {
        let scan = self.scan;
        let stop = |t: usize| {
            matches!(scan.text(t), ";" | ":")
                || scan.is_any_role(t, &[Role::But, Role::While, Role::Although])
                    && scan.tokens[t].is_word()
                    && !scan.is_any_role(t, &[Role::As])
        };
        let from = (self.range.start..first)
            .rev()
            .find(|t| stop(*t))
            .map_or(self.range.start, |t| t + 1);
        let to = (end..self.range.end)
            .find(|t| stop(*t))
            .unwrap_or(self.range.end);
        from..to
    }

    fn voice(&self, cue: &Cue) -> Option<Voice> {
        let scan = self.scan;
        let f = cue.features;
        let verb = cue.first as usize;
        let mut have = false;
        let mut be = false;
        let mut reflexive = false;
        let mut passive = false;
        let mut at = verb;
        while at > self.range.start && verb - at < 5 {
            let b = at - 1;
            let part = scan.is_any_role(
                b,
                &[
                    Role::Have,
                    Role::Be,
                    Role::Passive,
                    Role::Reflexive,
                    Role::Not,
                ],
            ) || scan.at(b, Table::Negation).next().is_some()
                || scan.at(b, Table::Hedges).next().is_some()
                || scan.tokens[b].is_word()
                    && !scan.tokens[b].is_capital()
                    && !scan.pack.is_function_word(scan.tokens[b].key)
                    && !self.chunks.iter().any(|c| c.tokens.contains(&b))
                    && scan.at(b, Table::Relations).next().is_none()
                    && scan.at(b, Table::Speech).next().is_none();
            if !part {
                break;
            }
            have |= scan.is_role(b, Role::Have);
            be |= scan.is_role(b, Role::Be);
            passive |= scan.is_role(b, Role::Passive);
            reflexive |= scan.is_role(b, Role::Reflexive);
            at = b;
        }
        let before = at.checked_sub(1).filter(|b| *b >= self.range.start);
        // A noun after an article is no verb («the visit», «il sostegno»).
        if let Some(b) = before.filter(|_| at == verb)
            && !f.has(Features::PARTICIPLE)
            && scan.is_any_role(b, &[Role::Article, Role::Demonstrative])
            && !scan.is_any_role(
                b,
                &[
                    Role::PronounM,
                    Role::PronounF,
                    Role::PronounPl,
                    Role::Relative,
                    Role::That,
                ],
            )
        {
            return None;
        }
        if at == verb
            && before.is_some_and(|b| {
                scan.is_any_role(
                    b,
                    &[
                        Role::PossessiveM,
                        Role::PossessiveF,
                        Role::PossessiveN,
                        Role::PossessivePl,
                    ],
                ) && !scan.is_any_role(b, &[Role::PronounF])
            })
            && !f.has(Features::PARTICIPLE | Features::GERUND)
        {
            return None;
        }
        if f.has(Features::PARTICIPLE) {
            if passive {
                return Some(Voice::Passive);
            }
            if be && !reflexive && (!have || !scan.pack.free_subject) {
                // «è arrivato» is active: such rows have no object.
                return Some(Voice::Passive);
            }
            if have || reflexive {
                return Some(Voice::Active);
            }
            if !f.has(Features::FINITE) {
                return Some(Voice::Passive);
            }
            // «supported by»
            if (cue.end as usize) < self.range.end && scan.is_role(cue.end as usize, Role::By) {
                return Some(Voice::Passive);
            }
            return Some(Voice::Active);
        }
        if f.has(Features::GERUND | Features::INFINITIVE)
            && (!f.has(Features::FINITE) || before.is_some_and(|b| scan.is_role(b, Role::To)))
        {
            return Some(if be && f.has(Features::GERUND) {
                Voice::Active
            } else {
                Voice::Dependent
            });
        }
        Some(Voice::Active)
    }

    /// Whether a chunk may be a subject or object of a verb.
    fn bare(&self, c: &Chunk) -> bool {
        c.prepositions.is_empty()
            && !c.possessive
            && c.inside.is_none()
            && !self.entities(c).is_empty()
            && !self.is_possessive_pronoun(c)
    }

    fn is_possessive_pronoun(&self, c: &Chunk) -> bool {
        is_pronoun(self.found, c)
            && self
                .scan
                .is_any_role(c.tokens.start, &[Role::PossessiveM, Role::PossessiveF])
            && (!self.scan.is_any_role(c.tokens.start, &[Role::PronounF])
                || self
                    .scan
                    .tokens
                    .get(c.tokens.end)
                    .is_some_and(|t| t.is_word()))
    }

    fn verb_slot(
        &self,
        slots: Slots,
        voice: Voice,
        row: &RelationRow,
        first: usize,
        end: usize,
        is_a: bool,
    ) -> Vec<End> {
        let takes_object = row.a.has(Slot::Object) || row.b.has(Slot::Object);
        let voice = if voice == Voice::Passive && !takes_object {
            Voice::Active
        } else {
            voice
        };
        let mut out: Vec<End> = Vec::new();
        if slots.has(Slot::Subject) {
            out = match voice {
                Voice::Passive => self.after_role(Role::By, end, 14),
                _ => self.subject(first, end, voice),
            };
        }
        if out.is_empty() && slots.has(Slot::Object) {
            out = match voice {
                Voice::Passive => self.passive_subject(first, end),
                _ => self.object(end),
            };
        }
        if out.is_empty() {
            for (slot, role) in SLOT_ROLES {
                if slots.has(slot) {
                    out = self.after_role(role, end, 14);
                    if out.is_empty() && slot == Slot::With {
                        out = self.before_role(role, first);
                    }
                    if !out.is_empty() {
                        break;
                    }
                }
            }
        }
        let _ = is_a;
        out
    }

    /// The subject: the nearest bare phrase before the verb; of a dependent verb the first of the
    /// sentence; after the verb where the language allows it; else that of the sentence before.
    fn subject(&self, first: usize, end: usize, voice: Voice) -> Vec<End> {
        let scan = self.scan;
        let mut candidates: Vec<usize> = (0..self.chunks.len())
            .filter(|i| self.chunks[*i].tokens.end <= first && self.bare(&self.chunks[*i]))
            .collect();
        // Words inside another quotation say nothing of this verb.
        let here = self.quote_of(first);
        candidates
            .retain(|i| self.quote_of(self.chunks[*i].tokens.start) == here || here.is_none());
        if voice == Voice::Dependent {
            // «hosted X, thanking him»: the main clause's subject, if a name.
            if let Some(i) = candidates.first() {
                return self.ends(*i);
            }
        } else if let Some(i) = candidates.last() {
            let c = &self.chunks[*i];
            // Not the object of another verb right before («A met B and said»): go further left
            // where «and» stands between.
            let and = (c.tokens.end..first).any(|t| scan.is_role(t, Role::And));
            let object_of_other = candidates.len() > 1
                && and
                && (self.chunks[candidates[candidates.len() - 2]].tokens.end..c.tokens.start)
                    .any(|t| self.is_verb(t));
            if object_of_other {
                return self.ends(candidates[candidates.len() - 2]);
            }
            return self.ends(*i);
        }
        if scan.pack.free_subject && voice == Voice::Active {
            let next = (0..self.chunks.len())
                .find(|i| self.chunks[*i].tokens.start >= end && self.bare(&self.chunks[*i]));
            if let Some(i) = next {
                let c = &self.chunks[i];
                let near = c.tokens.start - end <= 3
                    && (end..c.tokens.start).all(|t| scan.tokens[t].kind != TokenKind::Mark);
                if near {
                    return self.ends(i);
                }
            }
        }
        // A subject left out: that of the sentence before, if this one has none of its own.
        let clause_opens = !(self.range.start..first).any(|t| self.is_verb(t));
        if scan.pack.free_subject
            && clause_opens
            && here.is_none()
            && let Some(before) = self.s.checked_sub(1)
            && scan.sentences[before].block == scan.sentences[self.s].block
        {
            let chunk = self.speech.chunks[before]
                .iter()
                .find(|c| c.is_bare() && !c.entities.is_empty());
            if let Some(c) = chunk {
                let span = c.span(scan);
                return c
                    .entities
                    .iter()
                    .map(|e| End { entity: *e, span })
                    .collect();
            }
        }
        Vec::new()
    }

    fn quote_of(&self, token: usize) -> Option<usize> {
        self.speech
            .marked
            .iter()
            .position(|m| m.tokens.contains(&token))
    }

    fn is_verb(&self, t: usize) -> bool {
        let scan = self.scan;
        scan.is_any_role(t, &[Role::Be, Role::Have])
            || scan.cues_at(t).iter().any(|c| match c.table {
                Table::Relations => scan.pack.relations[c.row as usize].pos == Pos::Verb,
                Table::Speech => scan.pack.speech[c.row as usize].pos == Pos::Verb,
                _ => false,
            })
    }

    /// The bare phrase after a verb, before the next verb or clause.
    fn object(&self, end: usize) -> Vec<End> {
        let scan = self.scan;
        for (i, c) in self.chunks.iter().enumerate() {
            if c.tokens.start < end || c.inside.is_some() {
                continue;
            }
            if c.tokens.start - end > 8 || (end..c.tokens.start).any(|t| self.barrier(t)) {
                return Vec::new();
            }
            // «praised Haftar's efforts», «lodato la leadership di Haftar»: praise for what is
            // somebody's is praise for him.
            let genitive = c.possessive
                || c.has(Role::Of)
                    && (end..c.preposition.unwrap_or(c.tokens.start)).all(|t| !self.is_verb(t));
            if self.entities(c).is_empty() {
                continue;
            }
            if c.prepositions.is_empty() || genitive {
                return self.ends(i);
            }
            if !c.has(Role::Of) {
                // Another preposition first: no object of its own.
                if c.preposition.is_some_and(|p| p == end) {
                    return Vec::new();
                }
            }
        }
        let _ = scan;
        Vec::new()
    }

    /// Words that end the reach of a verb.
    fn barrier(&self, t: usize) -> bool {
        let scan = self.scan;
        matches!(scan.text(t), ";" | ":")
            || scan.tokens[t].kind == TokenKind::Quote
            || scan.is_role(t, Role::Relative)
            || scan.is_any_role(
                t,
                &[
                    Role::But,
                    Role::While,
                    Role::Although,
                    Role::Because,
                    Role::If,
                ],
            )
            || scan.is_role(t, Role::That) && !scan.is_role(t, Role::Demonstrative)
            || self.finite_verb(t)
    }

    fn finite_verb(&self, t: usize) -> bool {
        let scan = self.scan;
        scan.cues_at(t).iter().any(|c| match c.table {
            Table::Relations => {
                scan.pack.relations[c.row as usize].pos == Pos::Verb
                    && c.features.has(Features::FINITE)
                    && !c.features.has(Features::PARTICIPLE)
                    && !c.features.has(Features::INFINITIVE)
            }
            Table::Speech => {
                scan.pack.speech[c.row as usize].pos == Pos::Verb
                    && c.features.has(Features::FINITE)
                    && !c.features.has(Features::INFINITIVE)
            }
            _ => false,
        })
    }

    /// The phrase before a passive: its grammatical subject, or the noun it stands at.
    fn passive_subject(&self, first: usize, end: usize) -> Vec<End> {
        let near = (0..self.chunks.len()).rev().find(|i| {
            self.chunks[*i].tokens.end <= first
                && self.chunks[*i].inside.is_none()
                && !self.entities(&self.chunks[*i]).is_empty()
        });
        if let Some(i) = near {
            let c = &self.chunks[i];
            // «Haftar, backed by Moscow»: right beside it, whatever preposition it has.
            let touching = (c.tokens.end..first).all(|t| {
                matches!(self.scan.text(t), ",")
                    || self
                        .scan
                        .is_any_role(t, &[Role::Be, Role::Have, Role::Passive])
            });
            if touching {
                return self.ends(i);
            }
        }
        let bare = (0..self.chunks.len())
            .rev()
            .find(|i| self.chunks[*i].tokens.end <= first && self.bare(&self.chunks[*i]));
        match bare {
            Some(i) => self.ends(i),
            None => {
                let _ = end;
                Vec::new()
            }
        }
    }

    /// The first phrase after the cue with this preposition.
    fn after_role(&self, role: Role, end: usize, reach: usize) -> Vec<End> {
        for (i, c) in self.chunks.iter().enumerate() {
            let Some(p) = c.preposition else { continue };
            if p < end || c.inside.is_some() {
                continue;
            }
            if p - end > reach || (end..p).any(|t| self.barrier(t)) {
                return Vec::new();
            }
            if c.has(role) && !self.entities(c).is_empty() {
                return self.ends(i);
            }
        }
        Vec::new()
    }

    /// «With X, Y discussed …».
    fn before_role(&self, role: Role, first: usize) -> Vec<End> {
        let found = self.chunks.iter().position(|c| {
            c.tokens.end <= first
                && c.inside.is_none()
                && c.has(role)
                && !self.entities(c).is_empty()
                && c.preposition == Some(self.range.start)
        });
        found.map_or_else(Vec::new, |i| self.ends(i))
    }

    fn noun_slot(&self, slots: Slots, row: &RelationRow, first: usize, end: usize) -> Vec<End> {
        let scan = self.scan;
        let mut out: Vec<End> = Vec::new();
        let mut take = |ends: Vec<End>| {
            for e in ends {
                if !out.iter().any(|o| o.entity == e.entity) {
                    out.push(e);
                }
            }
        };
        if slots.has(Slot::Between) {
            take(self.after_role(Role::Between, end, 12));
        }
        if slots.has(Slot::Adj) {
            for (i, c) in self.chunks.iter().enumerate() {
                let beside = c.entities.is_empty()
                    && !c.demonyms.is_empty()
                    && c.titles.is_empty()
                    && (c.tokens.end <= first
                        && first - c.tokens.end <= 2
                        && (c.tokens.end..first).all(|t| self.adjective(t))
                        || c.tokens.start >= end
                            && c.tokens.start - end <= 2
                            && scan.pack.adjective_after
                            && c.prepositions.is_empty()
                            && (end..c.tokens.start).all(|t| self.adjective(t)));
                if beside {
                    take(self.ends(i));
                }
            }
        }
        if slots.has(Slot::Of) {
            for (i, c) in self.chunks.iter().enumerate() {
                if c.inside.is_some() {
                    continue;
                }
                let possessive = (c.possessive || self.is_possessive_pronoun(c))
                    && c.tokens.end <= first
                    && first - c.tokens.end <= 4
                    && (c.tokens.end..first)
                        .all(|t| self.adjective(t) || scan.text(t).starts_with(['\'', '’']));
                if possessive {
                    take(self.ends(i));
                }
            }
            for (i, c) in self.chunks.iter().enumerate() {
                let of = c.has(Role::Of)
                    && c.inside.is_none()
                    && c.preposition.is_some_and(|p| {
                        p >= end && p - end <= 3 && (end..p).all(|t| self.adjective(t))
                    });
                if of {
                    take(self.ends(i));
                }
            }
        }
        if out.is_empty() {
            for (slot, role) in SLOT_ROLES {
                if slots.has(slot) {
                    out = self.after_role(role, end, 8);
                    if !out.is_empty() {
                        break;
                    }
                }
            }
        }
        // A noun with a light verb («paid a visit to», «held talks with»): the verb's subject.
        if out.is_empty() && slots.has(Slot::Subject) {
            out = self.subject(first, end, Voice::Active);
            out.retain(|e| e.span.end <= scan.tokens[first].span.start);
        }
        if out.is_empty() && slots.has(Slot::Object) {
            out = self.object(end);
        }
        let _ = row;
        out
    }

    /// A word that may stand between a noun and its argument.
    fn adjective(&self, t: usize) -> bool {
        let token = &self.scan.tokens[t];
        token.is_joint()
            || token.is_word()
                && !token.is_capital()
                && (!self.scan.pack.is_function_word(token.key) || self.scan.is_role(t, Role::And))
                && !self.is_verb(t)
            || gazetteer::demonym(self.scan, t).is_some()
    }

    /// Adds a connection; gives the place that it found.
    #[allow(clippy::too_many_arguments)]
    fn push(
        &self,
        out: &mut Vec<Connection>,
        kind: ConnectionType,
        a: &End,
        b: &End,
        cue: Span,
        event: Option<(&Cue, &RelationRow)>,
        rule: &'static str,
        wants_place: bool,
    ) -> Option<(EntityIx, Span)> {
        let token = self
            .scan
            .token_at(cue.start)
            .clamp(self.range.start, self.range.end.saturating_sub(1));
        let claim = self.claim_of(token);
        let mut certainty = Certainty::Certain;
        let mut polarity = Polarity::Affirmed;
        if let (Some((event_cue, row)), Some(i)) = (event, claim) {
            let c = &self.claims[i];
            certainty = c.certainty;
            polarity = c.polarity;
            let (local, denied) = self.local(event_cue);
            certainty = certainty.max(local);
            if denied {
                polarity = Polarity::Denied;
            }
            if row.flags.has(Flag::Negative) {
                polarity = Polarity::Denied;
            }
            if row.flags.has(Flag::Possible) {
                certainty = certainty.max(Certainty::Possible);
            } else if row.flags.has(Flag::Probable) {
                certainty = certainty.max(Certainty::Probable);
            }
        }
        let place = if wants_place || event.is_some() {
            self.place(a, b, token)
        } else {
            None
        };
        let date = event
            .and_then(|_| claim)
            .and_then(|i| self.claims[i].dates.first())
            .map(|d| d.iso.clone())
            .filter(|d| !d.starts_with('-'));
        let sentence = self.scan.sentences[self.s].span;
        out.push(Connection {
            a: a.entity,
            b: b.entity,
            kind,
            polarity,
            certainty,
            date,
            place: place.map(|p| p.0),
            evidence: vec![Evidence {
                span: sentence,
                a: a.span,
                b: b.span,
                cue,
                claim: claim.map(|c| c as u32),
            }],
            why: Why::new(rule, vec![cue, a.span, b.span]),
        });
        place
    }

    /// Hedges and negations right at the cue («potential deliveries», «non ha incontrato»).
    fn local(&self, cue: &Cue) -> (Certainty, bool) {
        let scan = self.scan;
        let first = cue.first as usize;
        let from = first.saturating_sub(4).max(self.range.start);
        let mut certainty = Certainty::Certain;
        let mut denied = false;
        for t in from..first {
            if scan.tokens[t].kind == TokenKind::Mark {
                certainty = Certainty::Certain;
                denied = false;
                continue;
            }
            for c in scan.at(t, Table::Hedges) {
                if let Some((degree, _)) = scan.pack.hedges[c.row as usize].hedge
                    && c.end as usize <= first
                {
                    certainty = certainty.max(degree);
                }
            }
            for c in scan.at(t, Table::Negation) {
                let row = &scan.pack.negation[c.row as usize];
                let undone = row.except.iter().any(|keys| {
                    keys.iter().enumerate().all(|(i, k)| {
                        scan.tokens
                            .get(c.end as usize + i)
                            .is_some_and(|t| t.key == *k)
                    })
                });
                if !undone
                    && (row.scope != Scope::Noun || first - t <= 2)
                    && c.end as usize <= first
                {
                    denied = true;
                }
            }
        }
        // An adjective after the noun («forniture potenziali»).
        let end = cue.end as usize;
        if scan.pack.adjective_after && end < self.range.end {
            for c in scan.at(end, Table::Hedges) {
                let row = &scan.pack.hedges[c.row as usize];
                if let (Some((degree, _)), Scope::Noun) = (row.hedge, row.scope) {
                    certainty = certainty.max(degree);
                }
            }
        }
        (certainty, denied)
    }

    /// Where it happens: a place with «in» or «at» that is no end itself, nearest to the cue.
    fn place(&self, a: &End, b: &End, cue: usize) -> Option<(EntityIx, Span)> {
        self.chunks
            .iter()
            .filter(|c| {
                (c.has(Role::In)
                    || c.has(Role::At)
                    || self.scan.pack.free_subject && c.has(Role::To))
                    && c.inside.is_none()
            })
            .filter_map(|c| {
                let e = *c.entities.first()?;
                let known = self
                    .found
                    .entity(e)
                    .known
                    .and_then(|k| data().known.get(k as usize));
                let place =
                    self.kind(e) == Kind::Place || known.is_some_and(|k| k.class == "building");
                (place && e != a.entity && e != b.entity).then_some((
                    e,
                    c.span(self.scan),
                    c.tokens.start.abs_diff(cue),
                ))
            })
            .min_by_key(|(_, _, d)| *d)
            .map(|(e, span, _)| (e, span))
    }
}

const SLOT_ROLES: [(Slot, Role); 11] = [
    (Slot::With, Role::With),
    (Slot::Between, Role::Between),
    (Slot::To, Role::To),
    (Slot::For, Role::For),
    (Slot::Against, Role::Against),
    (Slot::By, Role::By),
    (Slot::From, Role::From),
    (Slot::In, Role::In),
    (Slot::At, Role::At),
    (Slot::On, Role::On),
    (Slot::About, Role::About),
];

/// Adds the countries whose adjectives the document uses: ends of connections may stand for them.
pub fn add_countries(scan: &Scan, found: &mut Found) {
    for s in &scan.sentences {
        for t in s.tokens.clone() {
            if let Some((row, _)) = gazetteer::demonym(scan, t)
                && !found.entities.iter().any(|e| e.known == Some(row))
            {
                let known = &data().known[row as usize];
                found.entities.push(super::LocalEntity {
                    known: Some(row),
                    kind: known.kind,
                    name: known.name(&scan.pack.code).to_string(),
                    gender: crate::lang::pack::Gender::Any,
                    roles: Vec::new(),
                    country: Some(row),
                    why: Why::new("adjective", vec![scan.tokens[t].span]),
                });
            }
        }
    }
}
