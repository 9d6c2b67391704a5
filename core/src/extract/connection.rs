//! Connections: relations and events between two entities, with their evidence. A cue of
//! `relations.tsv` finds its two ends in the slots that its row names; posts come from titles.
//! Two names in one sentence are no connection by themselves.

use super::chunk::{self, Chunk, Few, is_pronoun};
use super::gazetteer;
use super::mention::Found;
use super::quotation::Speech;
use super::scan::{Cue, Scan};
use super::{Claim, Connection, EntityIx, Evidence, Why};
use crate::corpus::Document;
use crate::data::{Precision, Source, data};
use crate::lang::pack::{
    Features, Flag, HedgeClass, NameClass, Pos, RelationRow, Role, Scope, Slot, Slots, SpeechClass,
    Table, TitleRow,
};
use crate::text::span::Span;
use crate::text::token::TokenKind;
use crate::vocabulary::{Certainty, ConnectionType, Form, Kind, Polarity};
use smallvec::SmallVec;
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
        let mut chunks = speech.chunks[s].clone();
        stand_ins(scan, found, &mut chunks);
        heads(scan, found, s, &mut chunks);
        let reader = Reader {
            scan,
            found,
            speech,
            claims,
            s,
            chunks: &chunks,
            range: scan.sentences[s].tokens.clone(),
            opening: opening(scan, s),
        };
        reader.posts(&mut out);
        reader.events(&mut out);
    }
    merge(out)
}

/// Puts the person who holds it into a phrase that names a post («the Turkish president», «il
/// comandante dell'esercito»), if the tables know the post and one person of the document held it.
fn stand_ins(scan: &Scan, found: &Found, chunks: &mut [Chunk]) {
    for i in 0..chunks.len() {
        let c = &chunks[i];
        if c.titles.is_empty() || !c.entities.is_empty() {
            continue;
        }
        let mut of: Vec<&str> = Vec::new();
        let institution = chunks.iter().find(|n| {
            n.inside == Some(i) || n.preposition == Some(c.tokens.end) && n.has(Role::Of)
        });
        if let Some(known) = institution
            .and_then(|n| n.entities.first())
            .and_then(|e| found.entity(*e).known)
        {
            of.push(&data().known[known as usize].id);
        } else if let [country] = c.demonyms.as_slice() {
            of.push(&data().known[*country as usize].id);
        }
        let mut holders = found.entities.iter().enumerate().filter(|(_, e)| {
            let posts = e.known.map(|k| &data().known[k as usize].posts);
            posts.is_some_and(|posts| {
                posts.iter().any(|p| {
                    of.contains(&p.of.as_str())
                        && c.titles
                            .iter()
                            .any(|t| *scan.pack.titles[*t as usize].role == *p.role)
                })
            })
        });
        if let (Some((holder, _)), None) = (holders.next(), holders.next()) {
            chunks[i].entities.push(EntityIx(holder as u32));
        }
    }
}

/// Adds the phrases whose head is a common noun for an institution and whose complement says whose
/// it is: «the government of Mali», «Niger's military government», «i ribelli dell'M23», «la base
/// di Agadez». They stand for the complement, with the head's own preposition.
fn heads(scan: &Scan, found: &Found, s: usize, chunks: &mut Vec<Chunk>) {
    let range = scan.sentences[s].tokens.clone();
    let mut i = 0;
    while i < chunks.len() {
        // «M23 rebels», «Wagner instructors»
        if let Some(e) = forces_of(scan, found, chunks, i) {
            chunks[i].entities.push(e);
            i += 1;
            continue;
        }
        let c = &chunks[i];
        let entity = c.entities.first().copied();
        let nation = !c.demonyms.is_empty() && c.titles.is_empty();
        if c.inside.is_some() || entity.is_none() && !nation {
            i += 1;
            continue;
        }
        let kind = entity.map_or(Kind::Place, |e| found.entity(e).kind);
        if c.possessive {
            if let Some(end) = head_after(scan, chunks, c.tokens.end + 1, kind, &range) {
                let mut whole = c.clone();
                whole.tokens.end = end;
                whole.possessive = false;
                insert(chunks, i + 1, whole);
                i += 1;
            }
        } else if c.has(Role::Of)
            && let Some(preposition) = c.preposition
            && let Some(start) = head_before(scan, chunks, preposition, kind, &range)
        {
            let mut whole = c.clone();
            whole.tokens.start = start;
            whole.preposition = None;
            whole.prepositions.clear();
            // The head's article may hold its preposition («dal governo del Mali»).
            let mut at = start;
            for _ in 0..2 {
                let Some(before) = at.checked_sub(1).filter(|t| *t >= range.start) else {
                    break;
                };
                let roles: SmallVec<[Role; 4]> = chunk::PREPOSITIONS
                    .iter()
                    .copied()
                    .filter(|r| scan.is_role(before, *r))
                    .collect();
                if !roles.is_empty() {
                    whole.prepositions = roles;
                    whole.preposition = Some(before);
                    break;
                }
                // «the Ethiopian towns of Shire and Axum»
                let nation = chunks.iter().find(|n| {
                    n.tokens.end == at
                        && n.entities.is_empty()
                        && !n.demonyms.is_empty()
                        && n.titles.is_empty()
                });
                if let Some(nation) = nation {
                    whole.tokens.start = nation.tokens.start;
                    whole.prepositions = nation.prepositions.clone();
                    whole.preposition = nation.preposition;
                    break;
                }
                if !scan.is_role(before, Role::Article) {
                    break;
                }
                whole.tokens.start = before;
                at = before;
            }
            insert(chunks, i, whole);
            i += 1;
        }
        i += 1;
    }
}

/// The institution or group that a plural of people without names belongs to.
fn forces_of(scan: &Scan, found: &Found, chunks: &[Chunk], i: usize) -> Option<EntityIx> {
    let c = &chunks[i];
    if !c.entities.is_empty() || c.titles.is_empty() || c.inside.is_some() {
        return None;
    }
    let last = c.tokens.end.checked_sub(1)?;
    if !scan.pack.is_plural_word(scan.text(last)) {
        return None;
    }
    // «rebels of M23», «soldiers of the national army»
    let theirs = |k: &Chunk| {
        k.has(Role::Of)
            && k.inside.is_none()
            && k.preposition == Some(c.tokens.end)
            && is_head(scan, last, Kind::Organization)
    };
    let mut owners = chunks.iter().filter(|k| {
        (k.inside == Some(i) && k.tokens.end <= c.tokens.end || theirs(k))
            && !k.possessive
            && k.entities.len() == 1
    });
    let e = owners.next()?.entities[0];
    let kind = found.entity(e).kind;
    (owners.next().is_none() && matches!(kind, Kind::Organization | Kind::Group)).then_some(e)
}

/// Inserts a chunk and moves what others say they lie inside of.
fn insert(chunks: &mut Vec<Chunk>, at: usize, chunk: Chunk) {
    for c in chunks.iter_mut() {
        if let Some(x) = &mut c.inside
            && *x >= at
        {
            *x += 1;
        }
    }
    chunks.insert(at, chunk);
}

/// Concepts whose words stand for whose forces they are («jets of the army», «i droni di X»).
const FORCES: [&str; 9] = [
    "troops",
    "mercenaries",
    "volunteers",
    "military-aircraft",
    "helicopter",
    "drones",
    "warship",
    "fleet",
    "artillery",
];

/// Whether a word is a common noun for an institution, force or place that acts or stands for
/// whose it is, given the kind of its owner.
fn is_head(scan: &Scan, t: usize, owner: Kind) -> bool {
    let opens = scan.sentences[scan.sentence_of(t)].tokens.start == t;
    if scan.tokens[t].is_capital() && !opens {
        return false;
    }
    let forces = owner != Kind::Place
        && scan.at(t, Table::Topics).any(|c| {
            c.end as usize == t + 1
                && data()
                    .concepts
                    .get(scan.pack.topics[c.row as usize] as usize)
                    .is_some_and(|concept| FORCES.contains(&&*concept.id))
        });
    forces
        || scan.at(t, Table::Names).any(|n| {
            let row = &scan.pack.names[n.row as usize];
            let forces = matches!(&*row.note, "army" | "navy" | "armed-group");
            match row.class {
                NameClass::OrgHead => match owner {
                    Kind::Place => {
                        forces || matches!(&*row.note, "government" | "ministry" | "parliament")
                    }
                    Kind::Person => forces || &*row.note == "government",
                    _ => forces,
                },
                NameClass::Group => owner != Kind::Place,
                NameClass::PlaceHead => owner == Kind::Place,
                _ => false,
            }
        })
}

/// Whether a token of a range is a word of content in no phrase.
fn is_free(scan: &Scan, chunks: &[Chunk], range: &Range<usize>, t: usize) -> bool {
    range.contains(&t)
        && scan.tokens[t].is_word()
        && !scan.tokens[t].function
        && !chunks.iter().any(|c| c.tokens.contains(&t))
}

/// The end of a possessor's head noun («Niger's military government»): the last of some plain
/// words that no phrase, title or further noun follows.
fn head_after(
    scan: &Scan,
    chunks: &[Chunk],
    from: usize,
    owner: Kind,
    range: &Range<usize>,
) -> Option<usize> {
    let free = |t: usize| is_free(scan, chunks, range, t) && !scan.tokens[t].is_capital();
    let end = (from..from + 3).take_while(|t| free(*t)).find_map(|t| {
        let verb = |t: usize| {
            scan.is_any_role(t, &[Role::Light, Role::Ends, Role::Be, Role::Have])
                || scan.cues_at(t).iter().any(|c| match c.table {
                    Table::Relations => scan.pack.relations[c.row as usize].pos == Pos::Verb,
                    Table::Speech => scan.pack.speech[c.row as usize].pos == Pos::Verb,
                    _ => false,
                })
        };
        let closed = !free(t + 1) || verb(t + 1);
        (is_head(scan, t, owner) && closed).then_some(t + 1)
    })?;
    let beside = chunks
        .iter()
        .any(|c| c.tokens.start == end && c.prepositions.is_empty());
    (!beside).then_some(end)
}

/// The start of the head noun before «of» («the military government of Mali»), if it is an
/// institution's.
fn head_before(
    scan: &Scan,
    chunks: &[Chunk],
    preposition: usize,
    owner: Kind,
    range: &Range<usize>,
) -> Option<usize> {
    let free = |t: usize| is_free(scan, chunks, range, t);
    let first = preposition.saturating_sub(3).max(range.start);
    let mut start = (first..preposition)
        .rev()
        .take_while(|t| free(*t))
        .find(|t| is_head(scan, *t, owner))?;
    // Adjectives before the noun.
    while start > range.start
        && !scan.pack.adjective_after
        && free(start - 1)
        && scan
            .cues_at(start - 1)
            .iter()
            .all(|c| matches!(c.table, Table::Topics | Table::Names | Table::Evaluation))
    {
        start -= 1;
    }
    Some(start)
}

/// Where a sentence begins once its dateline («NAIROBI, 3 March -») is left out.
pub(super) fn opening(scan: &Scan, s: usize) -> usize {
    let range = scan.sentences[s].tokens.clone();
    // «(AGI) - Roma, 4 nov. - …» has two dashes.
    let mut opens = range.start;
    for dash in range.clone().take(24) {
        if !matches!(scan.text(dash), "-" | "–" | "—") || !scan.tokens[dash].spaced {
            continue;
        }
        let header = (opens..dash).all(|t| {
            let token = &scan.tokens[t];
            !token.is_word()
                || token.is_capital()
                || !scan.pack.cased && t == range.start && t + 1 == dash
                || scan.at(t, Table::Dates).next().is_some()
                || token.function
        });
        if !header || opens > range.start && dash - opens > 8 {
            break;
        }
        opens = dash + 1;
    }
    opens
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

/// Ends of one side.
type Ends = SmallVec<[End; 2]>;

/// An end of a connection.
#[derive(Clone, Debug)]
struct End {
    entity: EntityIx,
    span: Span,
    /// A country by the adjective of a noun that is no title («a Russian ship»).
    adjective: bool,
    /// By its own name, not by the adjective or title of somebody without one.
    named: bool,
}

struct Reader<'a, 'b> {
    scan: &'b Scan<'a>,
    found: &'b Found,
    speech: &'b Speech,
    claims: &'b [Claim],
    s: usize,
    chunks: &'b [Chunk],
    range: Range<usize>,
    /// The first token after a dateline.
    opening: usize,
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
    fn entities(&self, c: &Chunk) -> Few<EntityIx> {
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

    fn ends(&self, index: usize) -> Ends {
        let c = &self.chunks[index];
        let span = c.span(self.scan);
        let all = self.entities(c);
        all.iter()
            .enumerate()
            .map(|(i, e)| End {
                entity: *e,
                adjective: c.entities.is_empty() && c.titles.is_empty(),
                named: !c.entities.is_empty(),
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

    /// «X, commander of Y», «Y's minister X», «the Russian ambassador to Z, X», «X was president of
    /// Y», «X of Y», «Y's government of X».
    fn posts(&self, out: &mut Vec<Connection>) {
        let chunks = &self.speech.single[self.s];
        for i in 0..chunks.len() {
            if chunks[i].inside.is_some() {
                // «the adviser to U.S. President X»: his own post.
                if let Some(person) = self.person(&chunks[i])
                    && !chunks[i].titles.is_empty()
                    && !chunks[i].has(Role::Between)
                {
                    self.nested_post(chunks, i, &person, out);
                }
                continue;
            }
            if let Some(person) = self.person(&chunks[i]) {
                self.posts_of(chunks, i, &person, out);
                self.member_beside(chunks, i, &person, out);
                self.post_of_description(&chunks[i], &person, out);
            } else if !chunks[i].titles.is_empty() && chunks[i].entities.is_empty() {
                self.predicate(chunks, i, out);
            }
            self.possessed(chunks, i, out);
            self.seat(chunks, i, out);
        }
    }

    /// «studies armed groups at the Halder Institute in Vienna»: where a place of study is.
    fn seat(&self, chunks: &[Chunk], i: usize, out: &mut Vec<Connection>) {
        let c = &chunks[i];
        if !c.titles.is_empty() || !(c.has(Role::At) || c.has(Role::Of) || c.has(Role::For)) {
            return;
        }
        let study = c.tokens.clone().any(|t| {
            self.scan.at(t, Table::Names).any(|n| {
                let row = &self.scan.pack.names[n.row as usize];
                row.class == NameClass::OrgHead && &*row.note == "university"
            })
        });
        if let Some(institution) = self.end_of(c, Kind::Organization).filter(|_| study) {
            self.located(chunks, c.tokens.end, &institution, out);
        }
    }

    /// The post of somebody who stands inside another phrase («President X's envoy Y»).
    fn nested_post(&self, chunks: &[Chunk], i: usize, person: &End, out: &mut Vec<Connection>) {
        let c = &chunks[i];
        let mut any = false;
        for k in 0..i {
            if chunks[k].inside == Some(i) && chunks[k].tokens.end <= c.tokens.end {
                any |= self.post(chunks, k, c.tokens.clone(), person, out);
            }
        }
        if !any {
            self.post_of_country(c, person, out);
        }
    }

    /// The one person that a chunk names or refers to.
    fn person(&self, c: &Chunk) -> Option<End> {
        match (c.entities.as_slice(), c.mentions.first()) {
            ([e], Some(m)) if self.kind(*e) == Kind::Person => Some(End {
                entity: *e,
                adjective: false,
                named: true,
                span: self.found.mentions[*m].span,
            }),
            _ => None,
        }
    }

    /// The titles that start in a range of tokens and say what their holder leads or belongs to;
    /// a word inside a longer title («capo di stato maggiore») is none of its own.
    fn titles_in(
        &self,
        range: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (usize, &TitleRow)> {
        let mut covered = range.start;
        let mut out = Vec::new();
        for t in range {
            let best = self
                .scan
                .at(t, Table::Titles)
                .map(|c| (c.end as usize, &self.scan.pack.titles[c.row as usize]))
                .max_by_key(|(_, r)| r.relation.is_some());
            if let Some((end, row)) = best
                && t >= covered
            {
                covered = end;
                out.push((t, row));
            }
        }
        out.into_iter()
    }

    /// Connects a person with what the titles around the name are «of».
    fn posts_of(&self, chunks: &[Chunk], i: usize, person: &End, out: &mut Vec<Connection>) {
        let c = &chunks[i];
        if c.titles.is_empty() {
            return;
        }
        let mut any = false;
        for k in 0..chunks.len() {
            if k != i && chunk::root(chunks, k) == i {
                any |= self.post(chunks, k, c.tokens.clone(), person, out);
            }
        }
        if !any {
            let n = out.len();
            self.post_of_country(c, person, out);
            self.post_of_possessive(c, person, out);
            if out.len() == n {
                self.known_post(c, person, out);
            }
        }
    }

    /// «Ankara is disappointed, president X said», «al Cremlino …, ha assicurato il portavoce X»: a
    /// bare title, and the sentence names what the tables say that its holder held the post of (a
    /// capital stands for its country). Of somebody whom no table knows: the country that the
    /// sentence is about.
    fn known_post(&self, c: &Chunk, person: &End, out: &mut Vec<Connection>) {
        if !c.demonyms.is_empty() {
            return;
        }
        let Some((at, row)) = self
            .titles_in(c.tokens.clone())
            .find(|(_, row)| row.relation == Some(ConnectionType::Lead))
        else {
            return;
        };
        let known = self.found.entity(person.entity).known;
        let other = |b: &&Chunk| b.tokens.end <= c.tokens.start || b.tokens.start >= c.tokens.end;
        let end = match known.and_then(|k| data().known.get(k as usize)) {
            Some(known) => self.chunks.iter().filter(other).find_map(|b| {
                let e = *b.entities.first()?;
                let row_of = self.found.entity(e).known?;
                let id = &data().known[row_of as usize].id;
                let held = |of: &str| {
                    known
                        .posts
                        .iter()
                        .any(|p| p.of == of && *p.role == *row.role)
                };
                if held(id) {
                    return Some((e, b.span(self.scan)));
                }
                // A capital stands for its country.
                let of = data().known[row_of as usize].country_row?;
                let country = &data().known[of as usize];
                (country.place == *id && held(&country.id))
                    .then(|| self.country(of))
                    .flatten()
                    .map(|e| (e, b.span(self.scan)))
            }),
            None => {
                let subject = self
                    .chunks
                    .iter()
                    .filter(other)
                    .find(|b| self.bare(b) && self.kind_of(b) != Some(Kind::Person));
                let alone = self.found.entity(person.entity).country.is_none();
                subject
                    .filter(|b| alone && of_state(&row.role) && b.tokens.end <= c.tokens.start)
                    .and_then(|b| {
                        let [e] = self.entities(b)[..] else {
                            return None;
                        };
                        Some((self.country_or_its_capital(e)?, b.span(self.scan)))
                    })
            }
        };
        if let Some((entity, span)) = end.filter(|(e, _)| *e != person.entity) {
            let end = End {
                entity,
                adjective: false,
                named: true,
                span,
            };
            let cue = self.scan.tokens[at].span;
            let kind = ConnectionType::Lead;
            self.push(out, kind, person, &end, cue, None, "post", false);
        }
    }

    /// A country itself, or the country that a capital stands for.
    fn country_or_its_capital(&self, e: EntityIx) -> Option<EntityIx> {
        if self.is_country(e) {
            return Some(e);
        }
        let place = &data().known[self.found.entity(e).known? as usize];
        let row = place.country_row?;
        (data().known[row as usize].place == place.id)
            .then(|| self.country(row))
            .flatten()
    }

    /// The kind of the first entity of a phrase.
    fn kind_of(&self, c: &Chunk) -> Option<Kind> {
        c.entities.first().map(|e| self.kind(*e))
    }

    /// «the Turkish president told his party»: a description that names post and country.
    fn post_of_description(&self, c: &Chunk, person: &End, out: &mut Vec<Connection>) {
        let nominal = c
            .mentions
            .first()
            .is_some_and(|m| self.found.mentions[*m].form == Form::Nominal);
        if !nominal || !c.titles.is_empty() {
            return;
        }
        let tokens = self.scan.tokens_in(person.span);
        let title = self
            .titles_in(tokens.clone())
            .find(|(_, row)| row.relation == Some(ConnectionType::Lead) && governs(&row.role));
        let country = tokens
            .filter_map(|t| gazetteer::demonym(self.scan, t))
            .find_map(|(d, _)| self.country(d));
        if let (Some((at, _)), Some(country)) = (title, country) {
            let end = End {
                entity: country,
                adjective: false,
                named: false,
                span: person.span,
            };
            let cue = self.scan.tokens[at].span;
            let kind = ConnectionType::Lead;
            self.push(out, kind, person, &end, cue, None, "post-of-country", false);
        }
    }

    /// «Ghana protested. Its foreign minister, X, …»: the country or institution that the sentence
    /// before is about.
    fn post_of_possessive(&self, c: &Chunk, person: &End, out: &mut Vec<Connection>) {
        let scan = self.scan;
        let possessive = scan.is_role(c.tokens.start, Role::PossessiveN)
            && !self
                .found
                .mentions
                .iter()
                .any(|m| m.span.overlaps(scan.tokens[c.tokens.start].span));
        let own = scan.is_role(c.tokens.start, Role::Own)
            || c.tokens.start + 1 < c.tokens.end && scan.is_role(c.tokens.start + 1, Role::Own);
        if !(possessive || own) || !c.demonyms.is_empty() {
            return;
        }
        let Some((at, row)) = self
            .titles_in(c.tokens.clone())
            .find(|(_, row)| row.relation == Some(ConnectionType::Lead))
        else {
            return;
        };
        // The subject of this sentence, else of the one before.
        let here = self
            .chunks
            .iter()
            .take_while(|b| b.tokens.end <= c.tokens.start)
            .find(|b| self.bare(b) && !b.entities.is_empty());
        let subject =
            match here {
                Some(b) => self.entities(b),
                None => {
                    let Some(before) = self.s.checked_sub(1).filter(|b| {
                        !own && scan.sentences[*b].block == scan.sentences[self.s].block
                    }) else {
                        return;
                    };
                    self.speech.chunks[before]
                        .iter()
                        .find(|c| c.is_bare() && !c.entities.is_empty())
                        .map_or_else(Few::new, |c| c.entities.clone())
                }
            };
        let [entity] = subject.as_slice() else {
            return;
        };
        let fits = self.kind(*entity) == Kind::Organization
            || self.is_country(*entity) && governs(&row.role);
        if fits {
            let end = End {
                entity: *entity,
                adjective: false,
                named: true,
                span: scan.tokens[c.tokens.start].span,
            };
            let cue = scan.tokens[at].span;
            self.push(
                out,
                ConnectionType::Lead,
                person,
                &end,
                cue,
                None,
                "post",
                false,
            );
        }
    }

    /// One end of a post: `k` is a phrase inside the title's, `within` the tokens of the whole.
    fn post(
        &self,
        chunks: &[Chunk],
        k: usize,
        within: Range<usize>,
        person: &End,
        out: &mut Vec<Connection>,
    ) -> bool {
        let inner = &chunks[k];
        // «UN-recognised» says nothing of a post.
        if inner.entities.is_empty() || chunk::compound(self.scan, inner) {
            return false;
        }
        // What stands after its title has a preposition of its own.
        let title_after = self.titles_in(inner.tokens.end..within.end).next();
        let own = inner
            .preposition
            .filter(|p| *p >= within.start && !inner.prepositions.is_empty());
        let title = match own {
            Some(p) if !inner.possessive => self.titles_in(within.start..p).next_back(),
            // «президент Белоруссии Икс»
            None if self.scan.pack.genitive && title_after.is_none() => {
                self.titles_in(within.start..inner.tokens.start).next_back()
            }
            _ => title_after,
        };
        let Some((at, row)) = title else { return false };
        // «in Nairobi the president of the council, X»: where a complement follows its title, what
        // stands before it with a preposition is none.
        if self.scan.pack.adjective_after
            && inner.tokens.start < at
            && !inner.possessive
            && !inner.prepositions.is_empty()
        {
            return false;
        }
        let bare = own.is_none() || inner.possessive;
        let of = inner.has(Role::Of) || bare;
        let joins = of
            || inner.has(Role::For)
            || inner.has(Role::At)
            || inner.has(Role::To)
            || inner.has(Role::In)
            || inner.has(Role::From) && self.scan.pack.free_subject;
        if !joins {
            return false;
        }
        let cue = self.scan.tokens[at].span;
        let mut any = false;
        for e in inner.entities.iter().take(1) {
            let end = End {
                entity: *e,
                adjective: false,
                named: true,
                span: inner
                    .mentions
                    .first()
                    .map_or(inner.span(self.scan), |m| self.found.mentions[*m].span),
            };
            if end.entity == person.entity {
                continue;
            }
            let lead = row.relation == Some(ConnectionType::Lead);
            let member = row.relation == Some(ConnectionType::MemberOf);
            if member && self.kind(end.entity) == Kind::Organization {
                self.located(chunks, inner.tokens.end, &end, out);
            }
            let kind = match self.kind(end.entity) {
                Kind::Organization | Kind::Group if lead && !inner.has(Role::To) => {
                    ConnectionType::Lead
                }
                Kind::Organization | Kind::Group if member => ConnectionType::MemberOf,
                Kind::Place
                    if of && (lead && governs(&row.role) || &*row.role == "counterpart") =>
                {
                    ConnectionType::Lead
                }
                Kind::Person if serves(&row.role) => ConnectionType::Lead,
                _ => continue,
            };
            self.push(out, kind, person, &end, cue, None, "post", false);
            any = true;
        }
        any
    }

    /// «an analyst at the Halder Institute in Vienna»: where the institution is.
    fn located(&self, chunks: &[Chunk], at: usize, institution: &End, out: &mut Vec<Connection>) {
        let place = chunks.iter().find(|c| {
            c.preposition == Some(at)
                && (c.has(Role::In) || self.scan.pack.free_subject && c.has(Role::To))
        });
        if let Some(place) = place.and_then(|c| self.end_of(c, Kind::Place)) {
            let kind = ConnectionType::LocatedIn;
            self.push(
                out,
                kind,
                institution,
                &place,
                place.span,
                None,
                "seat",
                false,
            );
        }
    }

    /// «the Russian ambassador X», «il presidente turco X».
    fn post_of_country(&self, c: &Chunk, person: &End, out: &mut Vec<Connection>) {
        let post = c.titles.iter().any(|t| {
            let row = &self.scan.pack.titles[*t as usize];
            row.relation == Some(ConnectionType::Lead) && governs(&row.role)
                || &*row.role == "counterpart"
        });
        if !post {
            return;
        }
        if let Some(country) = c.demonyms.iter().find_map(|d| self.country(*d)) {
            let span = c.span(self.scan);
            let end = End {
                entity: country,
                adjective: false,
                named: true,
                span,
            };
            let kind = ConnectionType::Lead;
            self.push(
                out,
                kind,
                person,
                &end,
                span,
                None,
                "post-of-country",
                false,
            );
        }
    }

    /// «Wilk of the institute»: who is named with an institution right behind belongs to it.
    fn member_beside(&self, chunks: &[Chunk], i: usize, person: &End, out: &mut Vec<Connection>) {
        let c = &chunks[i];
        let Some(next) = chunks.get(i + 1) else {
            return;
        };
        let beside =
            next.inside.is_none() && next.preposition == Some(c.tokens.end) && next.has(Role::Of);
        if !beside || c.possessive || c.entities.len() != 1 || next.possessive {
            return;
        }
        let Some(end) = self.end_of(next, Kind::Organization) else {
            return;
        };
        let lead = c
            .titles
            .iter()
            .any(|t| self.scan.pack.titles[*t as usize].relation == Some(ConnectionType::Lead));
        let kind = if lead {
            ConnectionType::Lead
        } else {
            ConnectionType::MemberOf
        };
        self.push(
            out,
            kind,
            person,
            &end,
            end.span,
            None,
            "member-of-beside",
            false,
        );
        self.located(chunks, next.tokens.end, &end, out);
    }

    /// The first entity of a chunk, if it is of a kind.
    fn end_of(&self, c: &Chunk, kind: Kind) -> Option<End> {
        let e = *c.entities.first()?;
        (self.kind(e) == kind).then(|| End {
            entity: e,
            adjective: false,
            named: true,
            span: c
                .mentions
                .first()
                .map_or(c.span(self.scan), |m| self.found.mentions[*m].span),
        })
    }

    /// «Okonjo was once president of Ghana», «Wilk, promoted deputy commander of the army».
    fn predicate(&self, chunks: &[Chunk], i: usize, out: &mut Vec<Connection>) {
        let scan = self.scan;
        let c = &chunks[i];
        if !c.prepositions.is_empty() {
            return;
        }
        let Some(p) = (0..i).rev().find(|k| chunks[*k].inside.is_none()) else {
            return;
        };
        let subject = &chunks[p];
        let Some(person) = self.person(subject) else {
            return;
        };
        let between = subject.tokens.end..c.tokens.start;
        if between.len() > 6 || between.is_empty() || subject.possessive {
            return;
        }
        let be = between.clone().any(|t| {
            scan.is_any_role(t, &[Role::Be, Role::Passive])
                // «the appointment of X as envoy of Y»
                || between.len() <= 3 && scan.is_role(t, Role::As)
                || scan
                    .at(t, Table::Relations)
                    .any(|c| scan.pack.relations[c.row as usize].kind == ConnectionType::Lead)
        });
        let fits = between.clone().all(|t| {
            scan.tokens[t].is_word()
                && !scan.is_any_role(t, &[Role::Relative, Role::That, Role::And, Role::Or])
        });
        let denied = between
            .clone()
            .any(|t| scan.at(t, Table::Negation).next().is_some());
        if !be || !fits || denied || between.clone().any(|t| scan.text(t) == ",") {
            return;
        }
        let mut any = false;
        let mut end = c.tokens.end;
        for k in 0..chunks.len() {
            let k_chunk = &chunks[k];
            if chunk::root(chunks, k) == i && k != i {
                any |= self.post(chunks, k, c.tokens.start..end, &person, out);
            } else if k > i
                && k_chunk.inside.is_none()
                && k_chunk.preposition.is_some_and(|p| {
                    p >= end && p - end <= 3 && (end..p).all(|t| self.adjective(t))
                })
                && (k_chunk.has(Role::Of) || k_chunk.has(Role::For) || k_chunk.has(Role::At))
            {
                end = k_chunk.tokens.end;
                any |= self.post(chunks, k, c.tokens.start..end, &person, out);
            }
        }
        if !any {
            self.post_of_country(c, &person, out);
        }
    }

    /// «the Government of National Unity of X», «X's Libyan National Army»: whose institution it is.
    fn possessed(&self, chunks: &[Chunk], i: usize, out: &mut Vec<Connection>) {
        let c = &chunks[i];
        let Some(institution) = self.end_of(c, Kind::Organization) else {
            return;
        };
        let of = chunks
            .iter()
            .find(|n| n.preposition == Some(c.tokens.end) && n.has(Role::Of) && n.inside.is_none());
        let owner = of
            .and_then(|n| self.person(n))
            .or_else(|| {
                let k = (0..i).find(|k| chunks[*k].inside == Some(i) && chunks[*k].possessive)?;
                self.person(&chunks[k])
            })
            .or_else(|| {
                let k = i.checked_sub(1)?;
                let p = &chunks[k];
                (self.is_possessive_pronoun(p) && p.tokens.end == c.tokens.start)
                    .then(|| self.person(p))?
            });
        if let Some(person) = owner {
            let cue = institution.span;
            let kind = ConnectionType::Lead;
            self.push(
                out,
                kind,
                &person,
                &institution,
                cue,
                None,
                "institution-of",
                false,
            );
        }
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
        let cues: SmallVec<[Cue; 8]> = scan
            .within(self.range.clone(), Table::Relations)
            .copied()
            .collect();
        let mut i = 0;
        while i < cues.len() {
            let first = cues[i].first;
            let from = i;
            while i < cues.len() && cues[i].first == first {
                i += 1;
            }
            let same = &cues[from..i];
            if (first as usize) < covered
                || self.in_mention(&same[0])
                || self.in_title(first as usize)
            {
                continue;
            }
            let before = out.len();
            // Verbs first where a word may be both; the first row that finds its ends wins, and
            // all rows with a theme of their own count.
            let mut done: Vec<ConnectionType> = Vec::new();
            for themed in [true, false] {
                for cue in same {
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

    /// Whether a word stands inside a title that begins before it («amministratore delegato»).
    fn in_title(&self, first: usize) -> bool {
        (first.saturating_sub(3).max(self.range.start)..first).any(|t| {
            self.scan
                .at(t, Table::Titles)
                .any(|c| c.end as usize > first)
        })
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
        // «“…”, sostiene X»: the verb of a quotation, its speaker behind it.
        let speaks = row.kind == ConnectionType::Support
            && self.speech.attributions[self.s]
                .iter()
                .any(|a| a.cue.contains(&first) && a.rule == "speech-verb-inverted");
        if speaks {
            return;
        }
        let mut asked = false;
        let alleged = self.alleged(first);
        let (a, b) = match row.pos {
            Pos::Verb => {
                let Some(voice) = self.voice(cue) else { return };
                asked = voice == Voice::Dependent && self.asked(first);
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
        // «The two met», «i due si sono visti»: the last pair spoken of.
        let (a, b) =
            if row.pos == Pos::Verb && row.kind.symmetric() && a.len() < 2 && row.a == row.b {
                match self.pair(first, out) {
                    Some(pair) => (pair.clone(), pair),
                    None => (a, b),
                }
            } else {
                (a, b)
            };
        // «X e Y hanno avuto ieri a Roma colloqui»: the two share a verb that says little by itself.
        let (a, b) =
            if row.pos == Pos::Noun && row.kind.symmetric() && (a.is_empty() || b.is_empty()) {
                match self.light_subject(first) {
                    Some(both) => (both.clone(), both),
                    None => (a, b),
                }
            } else {
                (a, b)
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
        let kind = self.refined(row, cue, &pairs);
        for (x, y) in pairs {
            let (x, y) = if row.flags.has(Flag::Reverse) {
                (y, x)
            } else {
                (x, y)
            };
            if !self.allowed(row, &x, &y) {
                continue;
            }
            let place = self.push(out, kind, &x, &y, cue_span, Some((cue, row)), rule, true);
            if let Some(c) = out.last_mut() {
                if asked {
                    c.certainty = c.certainty.max(Certainty::Possible);
                } else if alleged {
                    c.certainty = c.certainty.max(Certainty::Probable);
                }
            }
            if row.kind == ConnectionType::Visit && self.kind(x.entity) == Kind::Person {
                for companion in self.companions(&x, &y) {
                    self.push(
                        out,
                        kind,
                        &companion,
                        &y,
                        cue_span,
                        Some((cue, row)),
                        rule,
                        false,
                    );
                }
            }
            // Whoever is received elsewhere than at home is a visitor there.
            if row.kind == ConnectionType::Meet {
                self.visits(out, row, &x, &y, place, cue_span, cue);
            }
        }
    }

    /// «flew to Tripoli with ministers X and Y»: who is named with the visitor right behind the place.
    fn companions(&self, visitor: &End, place: &End) -> Ends {
        let at = self.scan.tokens_in(place.span).end;
        let mut out = self
            .chunks
            .iter()
            .position(|c| c.inside.is_none() && c.has(Role::With) && c.preposition == Some(at))
            .map_or_else(Ends::new, |i| self.ends(i));
        out.retain(|e| {
            self.kind(e.entity) == Kind::Person && e.entity != visitor.entity && e.named
        });
        out
    }

    /// The coordinated subjects of the light verb («had», «held») whose object is the noun at a token.
    fn light_subject(&self, noun: usize) -> Option<Ends> {
        let scan = self.scan;
        let from = self
            .clause(noun, noun + 1)
            .start
            .max(noun.saturating_sub(10));
        let light = |t: usize| scan.is_any_role(t, &[Role::Light, Role::Ends]);
        let last = (from..noun).rev().find(|t| light(*t))?;
        if (last + 1..noun).any(|t| self.is_verb(t) || matches!(scan.text(t), "," | "(")) {
            return None;
        }
        let first = (from..=last).rev().take_while(|t| light(*t)).last()?;
        // «agreed to deepen», «hanno deciso di rafforzare»
        let dependent = first > self.range.start + 1
            && scan.is_any_role(first - 1, &[Role::To, Role::Of])
            && self.is_verb_like(first - 2);
        let voice = if dependent {
            Voice::Dependent
        } else {
            Voice::Active
        };
        let ends = self.subject(first, last + 1, voice);
        (ends.len() > 1).then_some(ends)
    }

    /// Whether a word is a verb of the tables or looks like one.
    fn is_verb_like(&self, t: usize) -> bool {
        self.is_verb(t)
            || self
                .scan
                .pack
                .is_verb_word(self.scan.text(t), self.scan.tokens[t].key)
    }

    /// Whether what a noun names is ended by the verb before it («ended its pact with X», «ha posto
    /// fine all'accordo con X»).
    fn ended(&self, noun: usize) -> bool {
        let scan = self.scan;
        let from = noun.saturating_sub(6).max(self.range.start);
        let Some(verb) = (from..noun)
            .rev()
            .take_while(|t| !matches!(scan.text(*t), "," | ";" | ":" | "("))
            .find(|t| scan.is_role(*t, Role::Ends))
        else {
            return false;
        };
        let over = scan.role_end(verb, Role::Ends).unwrap_or(verb + 1);
        over <= noun
            && (over..noun).all(|t| {
                let named =
                    |c: &Chunk| c.tokens.contains(&t) && !c.entities.is_empty() && !c.possessive;
                scan.tokens[t].function || !self.is_verb(t) && !self.chunks.iter().any(named)
            })
    }

    /// The ends of a subject, and those of a phrase that is coordinated with it beyond a relative
    /// clause: «X, who commands the army, and Y met».
    fn coordinated(&self, index: usize) -> Ends {
        let scan = self.scan;
        let mut ends = self.ends(index);
        let tokens = self.chunks[index].tokens.clone();
        let comma = |t: usize| scan.text(t) == ",";
        // The «and» stands before the phrase, or in it, where the clause ends with a name:
        // «X, who commands the army, and Y».
        let and = (tokens.start.saturating_sub(1)..tokens.end)
            .find(|t| *t > self.range.start && scan.is_role(*t, Role::And) && comma(*t - 1));
        let Some(and) = and else { return ends };
        let before = (0..index).rev().find(|i| {
            let end = self.chunks[*i].tokens.end;
            self.bare(&self.chunks[*i])
                && end + 1 < and.min(tokens.start)
                && comma(end)
                && scan.is_role(end + 1, Role::Relative)
        });
        let Some(before) = before else { return ends };
        // The clause ends at the comma before «and», and at no other.
        let opened = self.chunks[before].tokens.end + 1;
        if (opened..and - 1).any(|t| comma(t) || matches!(scan.text(t), ";" | ":")) {
            return ends;
        }
        let clause_end = scan.span(and..and + 1).start;
        ends.retain(|end| end.span.start > clause_end);
        for end in self.ends(before) {
            if !ends.iter().any(|e| e.entity == end.entity) {
                ends.push(end);
            }
        }
        ends
    }

    /// The two whom «the two» before a verb means: the ends of the last meeting in the text, else
    /// the only two people of the two sentences before.
    fn pair(&self, first: usize, out: &[Connection]) -> Option<Ends> {
        let scan = self.scan;
        let dual = (self.range.start..first).rev().take(8).find_map(|t| {
            scan.role_end(t, Role::Dual)
                .filter(|e| *e <= first)
                .map(|e| (t, e))
        })?;
        if self
            .chunks
            .iter()
            .any(|c| c.tokens.start >= dual.1 && c.tokens.end <= first && self.bare(c))
        {
            return None;
        }
        if let Some(both) = self.countries((dual.0, first.min(dual.0 + 5))) {
            return Some(both);
        }
        let span = scan.span(dual.0..dual.1);
        let end = |entity: EntityIx| End {
            entity,
            span,
            adjective: false,
            named: false,
        };
        let person = |e: EntityIx| self.kind(e) == Kind::Person;
        if let Some(c) = out
            .iter()
            .rev()
            .take_while(|c| {
                let from = self.scan.sentences[self.s.saturating_sub(3)].span.start;
                c.evidence.iter().any(|e| e.span.start >= from)
            })
            .find(|c| c.kind.symmetric() && person(c.a) && person(c.b))
        {
            return Some(Ends::from([end(c.a), end(c.b)]));
        }
        let mut people: Vec<EntityIx> = Vec::new();
        for s in self.s.saturating_sub(2)..self.s {
            for c in &self.speech.chunks[s] {
                for e in c.entities.iter().filter(|e| person(**e)) {
                    if !people.contains(e) {
                        people.push(*e);
                    }
                }
            }
        }
        (people.len() == 2).then(|| people.into_iter().map(end).collect())
    }

    /// «the two countries», «i due governi»: the only two countries of this sentence up to here and
    /// of the one before, by their own names, their adjectives or their capitals.
    fn countries(&self, dual: (usize, usize)) -> Option<Ends> {
        let scan = self.scan;
        let states = (dual.0..dual.1).any(|t| {
            scan.at(t, Table::Names).any(|c| {
                let row = &scan.pack.names[c.row as usize];
                row.class == NameClass::PlaceHead && &*row.note == "country"
                    || &*row.note == "government"
            })
        });
        if !states {
            return None;
        }
        let mut rows: Vec<u16> = Vec::new();
        let mut add = |row: u16| {
            if !rows.contains(&row) {
                rows.push(row);
            }
        };
        let from = self.s.saturating_sub(1);
        for s in from..=self.s {
            if scan.sentences[s].block != scan.sentences[self.s].block {
                continue;
            }
            for c in &self.speech.chunks[s] {
                if s == self.s && c.tokens.start >= dual.0 {
                    break;
                }
                c.demonyms.iter().for_each(|d| add(*d));
                for e in &c.entities {
                    let Some(k) = self.found.entity(*e).known else {
                        continue;
                    };
                    let known = &data().known[k as usize];
                    if known.source == Source::Countries {
                        add(k);
                    } else if (known.kind == Kind::Place || known.kind == Kind::Person)
                        && let Some(row) = known.country_row
                    {
                        add(row);
                    }
                }
            }
        }
        let [a, b] = rows.as_slice() else { return None };
        let span = scan.span(dual.0..dual.1);
        let ends: Ends = [a, b]
            .into_iter()
            .filter_map(|row| self.country(*row))
            .map(|entity| End {
                entity,
                span,
                adjective: false,
                named: false,
            })
            .collect();
        (ends.len() == 2).then_some(ends)
    }

    /// What sort of cooperation: that of companies is economic; else as the concepts around say
    /// which the rows with a theme name.
    fn refined(&self, row: &RelationRow, cue: &Cue, pairs: &[(End, End)]) -> ConnectionType {
        use ConnectionType as T;
        if row.kind != T::CooperateDiplomatic || !row.theme.is_empty() || row.pos != Pos::Verb {
            return if row.kind == T::CooperateDiplomatic && self.companies(pairs) {
                T::CooperateEconomic
            } else {
                row.kind
            };
        }
        let clause = self.clause(cue.first as usize, cue.end as usize);
        let near = clause.start.max((cue.first as usize).saturating_sub(2))
            ..clause.end.min(cue.end as usize + 12);
        let themed = |kind: T| {
            self.scan.within(near.clone(), Table::Topics).any(|c| {
                let concept = self.scan.pack.topics[c.row as usize];
                self.scan
                    .pack
                    .relations
                    .iter()
                    .any(|r| r.kind == kind && r.pos == Pos::Noun && r.theme.contains(&concept))
            })
        };
        if self.companies(pairs) {
            T::CooperateEconomic
        } else if themed(T::CooperateMilitary) {
            T::CooperateMilitary
        } else if themed(T::CooperateEconomic) {
            T::CooperateEconomic
        } else {
            row.kind
        }
    }

    /// Whether one end at least is a company and the other an institution.
    fn companies(&self, pairs: &[(End, End)]) -> bool {
        let company = |e: EntityIx| {
            self.found
                .entity(e)
                .known
                .and_then(|k| data().known.get(k as usize))
                .is_some_and(|k| k.class == "company")
        };
        !pairs.is_empty()
            && pairs
                .iter()
                .all(|(a, b)| company(a.entity) || company(b.entity))
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
            adjective: false,
            named: true,
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
                && country_of(guest.entity).is_none_or(|c| c != there);
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
        // With `place` or `organization` for the second end, `person` speaks of the first alone.
        let person = row.flags.has(Flag::Person);
        let other = row.flags.has(Flag::Place) || row.flags.has(Flag::Organization);
        if person && (a != Kind::Person || b != Kind::Person && !other) {
            return false;
        }
        if row.flags.has(Flag::Place) && b != Kind::Place
            || row.flags.has(Flag::Organization) && b != Kind::Organization
        {
            return false;
        }
        // A town is where something happens; only a capital stands for its government, and no town
        // meets a person.
        let at_place = row.flags.has(Flag::Place)
            || matches!(
                row.kind,
                T::Visit
                    | T::LocatedIn
                    | T::BaseAccess
                    | T::DeployForces
                    | T::Invest
                    | T::Attack
                    | T::SupplyArms
                    | T::Lead
                    | T::Oppose
            );
        if !at_place && self.is_town(y.entity) {
            return false;
        }
        if matches!(row.kind, T::Meet | T::Negotiate) {
            let town = |e: &End| {
                e.named && self.kind(e.entity) == Kind::Place && !self.is_country(e.entity)
            };
            if town(x) && b == Kind::Person || town(y) && a == Kind::Person {
                return false;
            }
        }
        match row.kind {
            T::Visit => {
                b == Kind::Place && !x.adjective && (a != Kind::Place || self.is_country(x.entity))
            }
            T::LocatedIn => {
                b == Kind::Place && a != Kind::Place && (a != Kind::Person || row.pos == Pos::Verb)
            }
            T::BaseAccess | T::DeployForces => b == Kind::Place,
            T::Meet => {
                (a != Kind::Place
                    || b != Kind::Place
                    || self.state(x.entity) && self.state(y.entity))
                    && self.actor(x.entity)
                    && self.actor(y.entity)
            }
            T::Lead => {
                a == Kind::Person
                    && !y.adjective
                    && (b != Kind::Place || row.pos != Pos::Verb || !self.delegation_before(y))
                    && (b == Kind::Organization
                        || b == Kind::Place && self.is_country(y.entity)
                        || b == Kind::Group)
            }
            T::MemberOf => (b == Kind::Organization || b == Kind::Group) && a != Kind::Place,
            T::Praise | T::Thank => self.actor(x.entity),
            _ => self.actor(x.entity),
        }
    }

    /// Whether the sentence speaks of a delegation before a phrase («a delegation … arrived in X,
    /// led by Y»).
    fn delegation_before(&self, end: &End) -> bool {
        let at = self.scan.token_at(end.span.start).min(self.range.end);
        self.delegation_at(self.range.start..at)
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

    /// A place of the tables that is neither a country nor a capital nor a region.
    fn is_town(&self, e: EntityIx) -> bool {
        let known = self
            .found
            .entity(e)
            .known
            .and_then(|k| data().known.get(k as usize));
        self.kind(e) == Kind::Place
            && known.is_none_or(|k| k.precision == Precision::City)
            && !self.state(e)
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
        // «her host X»: a title.
        if scan.at(verb, Table::Titles).next().is_some()
            && self
                .chunks
                .iter()
                .any(|c| !c.titles.is_empty() && c.tokens.contains(&verb))
        {
            return None;
        }
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
                    && !scan.tokens[b].function
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
        if f.has(Features::GERUND) && !f.has(Features::FINITE) && at == verb && self.is_noun(cue) {
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
            // «supported by», «companies accused of»
            let next = cue.end as usize;
            let slots = scan.pack.relations[cue.row as usize].b;
            if next < self.range.end
                && (scan.is_role(next, Role::By)
                    || !scan.pack.free_subject
                        && scan.is_role(next, Role::Of)
                        && slots.has(Slot::Object)
                        && !slots.has(Slot::Of))
            {
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

    /// Whether a gerund that is also a noun of the tables is one here: «X's Vienna meeting», «the
    /// Kenyan training», «to deal with training and repairs».
    fn is_noun(&self, cue: &Cue) -> bool {
        let scan = self.scan;
        let (first, end) = (cue.first as usize, cue.end as usize);
        let noun = scan
            .at(first, Table::Relations)
            .any(|c| scan.pack.relations[c.row as usize].pos == Pos::Noun);
        if !noun {
            return false;
        }
        let beside = self.chunks.iter().any(|c| {
            c.tokens.end == first
                && (c.entities.is_empty() && !c.demonyms.is_empty()
                    || c.entities
                        .first()
                        .is_some_and(|e| self.kind(*e) == Kind::Place))
        });
        let after_preposition = first > self.range.start
            && scan.is_any_role(
                first - 1,
                &[
                    Role::With,
                    Role::On,
                    Role::About,
                    Role::For,
                    Role::In,
                    Role::Of,
                ],
            );
        let alone = end >= self.range.end
            || !scan.tokens[end].is_word()
            || scan.is_any_role(end, &[Role::And, Role::Or]);
        beside || after_preposition && alone
    }

    /// Whether a chunk may be a subject or object of a verb.
    fn bare(&self, c: &Chunk) -> bool {
        c.prepositions.is_empty()
            && !c.possessive
            && c.inside.is_none()
            && c.tokens.start >= self.opening
            && !self.entities(c).is_empty()
            && (!c.entities.is_empty() || self.acts(c))
            && !self.is_possessive_pronoun(c)
    }

    /// Whether the noun beside a nation's adjective can act: people, forces, institutions.
    fn acts(&self, c: &Chunk) -> bool {
        let scan = self.scan;
        if !c.titles.is_empty() {
            return true;
        }
        let noun = |t: usize| {
            scan.at(t, Table::Topics).next().is_some()
                || scan.at(t, Table::Names).any(|n| {
                    matches!(
                        scan.pack.names[n.row as usize].class,
                        NameClass::OrgHead | NameClass::OrgTail | NameClass::Group
                    )
                })
        };
        // «Russian state companies», «le forze armate russe».
        let after = (c.tokens.end..(c.tokens.end + 3).min(self.range.end))
            .take_while(|t| self.adjective(*t));
        let before = (self.range.start..c.tokens.start)
            .rev()
            .take(3)
            .take_while(|t| self.adjective(*t));
        // As a noun of its own («the Russians»).
        let alone = !self.adjective(c.tokens.end) && !scan.pack.adjective_after;
        alone
            || if scan.pack.adjective_after {
                before.chain(c.tokens.start..c.tokens.end).any(noun)
            } else {
                after.into_iter().any(noun)
            }
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
    ) -> Ends {
        let takes_object = row.a.has(Slot::Object) || row.b.has(Slot::Object);
        let mut out = Ends::new();
        // «an agreement signed by X and Y», «firmato da X con Y»
        if voice == Voice::Passive && !takes_object && slots.has(Slot::Subject) {
            out = self.after_role(Role::By, end, 6);
        }
        let voice = if voice == Voice::Passive && !takes_object {
            Voice::Active
        } else {
            voice
        };
        if out.is_empty() && slots.has(Slot::Subject) {
            out = match voice {
                Voice::Passive => self.after_role(Role::By, end, 14),
                _ => self.subject(first, end, voice),
            };
        }
        // «delivered Mistral missiles to X»: the receiver before what is named like its maker.
        if row.kind == ConnectionType::SupplyArms && slots.has(Slot::Object) && slots.has(Slot::To)
        {
            out = self.after_role(Role::To, end, 14);
        }
        if out.is_empty() && slots.has(Slot::Object) {
            out = match voice {
                Voice::Passive => self.passive_subject(first),
                _ => self.object(end),
            };
            // «whom Okonjo met», «che Okonjo ha incontrato».
            if out.is_empty()
                && voice != Voice::Passive
                && let Some((relative, antecedent)) = self.antecedent(first)
                && self
                    .chunks
                    .iter()
                    .any(|c| c.tokens.start > relative && c.tokens.end <= first && self.bare(c))
            {
                out = self.ends(antecedent);
            }
        }
        // «bought Chinese-made missiles», «to host a Russian base»: the nation of the object.
        if out.is_empty() && slots.has(Slot::Adj) && voice != Voice::Passive {
            let object = self.chunks.iter().position(|c| {
                c.tokens.start >= end
                    && c.tokens.start - end <= 6
                    && c.inside.is_none()
                    && !(end..c.tokens.start).any(|t| self.barrier(t))
            });
            // «under EU sanctions»: a name before its noun.
            let modifies = |c: &Chunk| {
                c.entities.len() == 1
                    && !self.scan.pack.adjective_after
                    && !c.possessive
                    && self.modifies(c.entities[0], row.kind)
                    && c.tokens.end < self.range.end
                    && self.scan.at(c.tokens.end, Table::Topics).next().is_some()
            };
            if let Some(i) = object
                && (self.chunks[i].entities.is_empty() || modifies(&self.chunks[i]))
                && self.chunks[i].prepositions.is_empty()
                && self.chunks[i].titles.is_empty()
            {
                out = self.ends(i);
            }
        }
        if out.is_empty() && matches!(row.kind, ConnectionType::Support | ConnectionType::Praise) {
            out = self.after_slots(slots, end, 14, true);
        }
        if out.is_empty() {
            for (slot, role) in SLOT_ROLES.into_iter().chain([(Slot::Of, Role::Of)]) {
                if slots.has(slot) {
                    out = self.after_role(role, end, 14);
                    // «In Libya, X has deployed …»
                    let place = slot == Slot::In && row.flags.has(Flag::Place);
                    if out.is_empty() && (slot == Slot::With || place) {
                        out = self.before_role(role, first);
                        out.retain(|e| !place || self.kind(e.entity) == Kind::Place);
                    }
                    if !out.is_empty() {
                        break;
                    }
                }
            }
        }
        if out.is_empty() && !is_a && [Slot::In, Slot::At, Slot::To].iter().any(|s| slots.has(*s)) {
            out = self.where_antecedent(first);
        }
        out
    }

    /// «in Djibouti, where Italy has a base»: the place that a clause's «where» stands for.
    fn where_antecedent(&self, first: usize) -> Ends {
        let scan = self.scan;
        let opens = (first.saturating_sub(9).max(self.range.start)..first)
            .rev()
            .take_while(|t| scan.text(*t) != "," && !matches!(scan.text(*t), ";" | ":"))
            .find(|t| scan.is_role(*t, Role::Where) && scan.tokens[*t].is_word());
        let Some(opens) = opens else {
            return Ends::new();
        };
        let place = self.chunks.iter().position(|c| {
            (c.tokens.end == opens || c.tokens.end + 1 == opens && scan.text(c.tokens.end) == ",")
                && self.kind_of(c) == Some(Kind::Place)
        });
        place.map_or_else(Ends::new, |i| self.ends(i))
    }

    /// The subject: the noun a relative clause stands at; else the nearest bare phrase before the
    /// verb that is no other verb's object; of a dependent verb the subject of the verb before;
    /// after the verb where the language allows it; else that of the sentence before.
    fn subject(&self, first: usize, end: usize, voice: Voice) -> Ends {
        let scan = self.scan;
        let mut candidates: SmallVec<[usize; 8]> = (0..self.chunks.len())
            .filter(|i| self.chunks[*i].tokens.end <= first && self.bare(&self.chunks[*i]))
            .collect();
        // Words inside another quotation say nothing of this verb.
        let here = self.quote_of(first);
        candidates
            .retain(|i| self.quote_of(self.chunks[*i].tokens.start) == here || here.is_none());
        if let Some((relative, antecedent)) = self.antecedent(first) {
            // «whom Okonjo met»: a subject of its own between.
            let own = candidates
                .iter()
                .rev()
                .find(|i| self.chunks[**i].tokens.start > relative);
            return self.ends(own.copied().unwrap_or(antecedent));
        }
        // «the revolt that toppled X»: the relative stands for a noun without a name.
        if self.nameless_relative(first) {
            return Ends::new();
        }
        // «Ad accogliere X c'era Y», «A guidare la delegazione è Y»: the subject behind the copula.
        if voice == Voice::Dependent
            && let Some(i) = self.cleft(first, end)
        {
            return self.ends(i);
        }
        if voice == Voice::Dependent
            && let Some(i) = self.controlled(first)
        {
            return self.ends(i);
        }
        // «non permetterà a X di aprire»: who is let or made to act.
        if voice == Voice::Dependent
            && let Some(i) = self.permitted(first)
        {
            return self.ends(i);
        }
        // «praised X's pledge to send», «la decisione di X di inviare»: whose pledge it is.
        if voice == Voice::Dependent
            && let Some(i) = self.pledged(first)
        {
            return self.ends(i);
        }
        // «invited him to visit», and nothing tells who he is.
        if voice == Voice::Dependent
            && let Some(object) = first.checked_sub(2).filter(|t| *t >= self.range.start)
            && scan.is_role(object, Role::Object)
            && scan.is_role(first - 1, Role::To)
            && !self.chunks.iter().any(|c| c.tokens.contains(&object))
        {
            return Ends::new();
        }
        // «the diplomats returned to X»: somebody without a name is nearer.
        let nameless = (0..self.chunks.len()).rev().find(|i| {
            let c = &self.chunks[*i];
            c.tokens.end <= first
                && c.is_bare()
                && self.entities(c).is_empty()
                && chunk::describes_people(scan, c)
                && (c.tokens.end..first).all(|t| scan.tokens[t].is_word())
        });
        if let Some(i) = nameless
            && voice != Voice::Dependent
            && !self.delegation_at(self.chunks[i].tokens.clone())
            && candidates.last().is_none_or(|last| *last < i)
        {
            return Ends::new();
        }
        // «A delegation led by X arrived».
        if voice != Voice::Dependent
            && let Some(ends) = self.delegation(first, candidates.last().copied())
        {
            return ends;
        }
        if voice == Voice::Dependent {
            // «hosted X, thanking him», «said Y after meeting X»: the subject of the verb before.
            let subject = candidates.iter().rev().find(|i| {
                let c = &self.chunks[**i];
                let next = self
                    .chunks
                    .iter()
                    .find(|n| n.tokens.start >= c.tokens.end && n.inside.is_none())
                    .map_or(first, |n| n.tokens.start)
                    .min(first);
                let inverted = c
                    .tokens
                    .start
                    .checked_sub(1)
                    .is_some_and(|t| t >= self.range.start && self.is_speech_verb(t));
                inverted || (c.tokens.end..next).any(|t| self.is_verb(t))
            });
            if let Some(i) = subject.or(candidates.first()) {
                return self.ends(*i);
            }
        } else {
            if let Some(i) = self.unclaimed(&candidates, first) {
                return self.coordinated(i);
            }
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
                    .map(|e| End {
                        entity: *e,
                        span,
                        adjective: false,
                        named: true,
                    })
                    .collect();
            }
        }
        Ends::new()
    }

    /// Of an infinitive that opens its clause with «to», in languages whose subjects stand anywhere: the bare phrase
    /// right behind the copula that follows.
    fn cleft(&self, first: usize, end: usize) -> Option<usize> {
        let scan = self.scan;
        let to = first.checked_sub(1).filter(|t| *t >= self.range.start)?;
        let opens = to == self.opening
            || to > self.range.start && matches!(scan.text(to - 1), "," | ";" | ":");
        if !scan.pack.free_subject || !opens || !scan.is_role(to, Role::To) {
            return None;
        }
        let be = (end..(end + 12).min(self.range.end)).find(|t| scan.is_role(*t, Role::Be))?;
        (0..self.chunks.len()).find(|i| {
            let c = &self.chunks[*i];
            c.tokens.start > be
                && c.tokens.start - be <= 3
                && self.bare(c)
                && !self.ends(*i).is_empty()
        })
    }

    /// The relative pronoun that opens the clause of a verb, and the phrase it stands for.
    fn antecedent(&self, first: usize) -> Option<(usize, usize)> {
        let scan = self.scan;
        let mut at = first;
        // «whom X continues to support», «che X continua a sostenere»
        if at > self.range.start + 2 && scan.is_role(at - 1, Role::To) && self.is_verb(at - 2) {
            at -= 2;
        }
        while at > self.range.start && first - at < 11 {
            at -= 1;
            // «to Vienna, where he met X»: the place does nothing.
            if scan.is_role(at, Role::Where) {
                return None;
            }
            if scan.is_role(at, Role::Relative) && !scan.is_role(at, Role::Of) {
                let before = at.checked_sub(1)?;
                let comma = scan.text(before) == ",";
                let edge = if comma { before } else { at };
                let i = (0..self.chunks.len()).rev().find(|i| {
                    let c = &self.chunks[*i];
                    c.tokens.end <= at && c.inside.is_none() && c.tokens.end >= edge
                })?;
                return (!self.ends(i).is_empty()).then_some((at, i));
            }
            if self.is_verb(at) && !scan.is_any_role(at, &[Role::Be, Role::Have])
                || matches!(scan.text(at), "," | ";" | ":")
            {
                return None;
            }
        }
        None
    }

    /// Whether a verb's clause is opened by a relative that stands for a noun which names nobody.
    fn nameless_relative(&self, first: usize) -> bool {
        let scan = self.scan;
        let mut at = first;
        while at > self.range.start && first - at < 5 {
            at -= 1;
            if scan.is_role(at, Role::Where) {
                return false;
            }
            if scan.is_role(at, Role::Relative) {
                let Some(noun) = at.checked_sub(1).filter(|t| *t >= self.range.start) else {
                    return false;
                };
                return scan.tokens[noun].is_word()
                    && !scan.tokens[noun].function
                    && !self.is_verb(noun)
                    && scan.at(noun, Table::Speech).next().is_none()
                    && scan.at(noun, Table::Hedges).next().is_none()
                    && !self.chunks.iter().any(|c| c.tokens.contains(&noun));
            }
            if self.is_verb(at) && !scan.is_any_role(at, &[Role::Be, Role::Have])
                || !scan.tokens[at].is_word()
                || self.chunks.iter().any(|c| c.tokens.contains(&at))
            {
                return false;
            }
        }
        false
    }

    /// Whether an infinitive is what somebody is asked or invited to do.
    fn asked(&self, first: usize) -> bool {
        self.controlled(first).is_some() && self.charged(first).is_none()
    }

    /// «accused Okonjo of sending», «thanked Okonjo for hosting», «ha accusato Okonjo di aver
    /// inviato»: who is charged with it or thanked for it is the one who acts.
    fn charged(&self, first: usize) -> Option<usize> {
        let scan = self.scan;
        let mut at = first;
        while at > self.range.start && scan.is_any_role(at - 1, &[Role::Have, Role::Be, Role::Not])
        {
            at -= 1;
        }
        let preposition = at.checked_sub(1).filter(|t| *t > self.range.start)?;
        let gerund =
            !scan.pack.free_subject && scan.is_any_role(preposition, &[Role::Of, Role::For]);
        let perfect = scan.pack.free_subject
            && at < first
            && scan.is_any_role(preposition, &[Role::Of, Role::For]);
        if !gerund && !perfect {
            return None;
        }
        let object = self.chunks.iter().position(|c| {
            c.tokens.end == preposition
                && c.prepositions.is_empty()
                && c.inside.is_none()
                && !self.entities(c).is_empty()
        })?;
        let subject = self.chunks[..object]
            .iter()
            .any(|c| c.is_bare() && c.tokens.end <= self.chunks[object].tokens.start);
        subject.then_some(object)
    }

    /// «accused of sending», «accused by experts of sending», «accusato di aver inviato»: what
    /// somebody is charged with is not thereby so.
    fn alleged(&self, first: usize) -> bool {
        let scan = self.scan;
        let mut at = first;
        while at > self.range.start && scan.is_any_role(at - 1, &[Role::Have, Role::Be, Role::Not])
        {
            at -= 1;
        }
        // «of failing to protect»
        at = (at.saturating_sub(2).max(self.range.start)..at)
            .find(|t| scan.at(*t, Table::Negation).any(|c| c.end as usize == at))
            .unwrap_or(at);
        let Some(preposition) = at.checked_sub(1).filter(|t| *t > self.range.start) else {
            return false;
        };
        scan.is_any_role(preposition, &[Role::Of, Role::For])
            && (self.range.start..preposition)
                .rev()
                .take(9)
                .take_while(|t| !self.barrier(*t) || self.accuses(*t))
                .any(|t| self.accuses(t))
    }

    /// A verb by which somebody is charged with something.
    fn accuses(&self, t: usize) -> bool {
        self.scan.at(t, Table::Relations).any(|c| {
            let row = &self.scan.pack.relations[c.row as usize];
            row.pos == Pos::Verb && row.flags.has(Flag::Charge)
        })
    }

    /// «asked Okonjo to send», «ha chiesto a Okonjo di inviare»: who is asked is the one to act.
    fn controlled(&self, first: usize) -> Option<usize> {
        let scan = self.scan;
        if let Some(object) = self.charged(first) {
            return Some(object);
        }
        let asks = |t: usize| {
            scan.at(t, Table::Speech).any(|c| {
                let row = &scan.pack.speech[c.row as usize];
                row.pos == Pos::Verb && row.class == SpeechClass::Ask
            })
        };
        let verb = (self.range.start..first)
            .rev()
            .take(14)
            .find(|t| asks(*t) || self.is_event_verb(*t))
            .filter(|t| asks(*t))?;
        self.chunks.iter().position(|c| {
            c.tokens.start > verb
                && c.tokens.end <= first
                && c.inside.is_none()
                && !self.entities(c).is_empty()
                && (c.prepositions.is_empty() || c.has(Role::To))
                && c.preposition.unwrap_or(c.tokens.start) <= verb + 3
        })
    }

    /// «permettere a X di aprire», «impedire a X di inviare»: where the infinitive's «di» stands
    /// right behind «a X», X acts, unless the verb promises or says something.
    fn permitted(&self, first: usize) -> Option<usize> {
        let scan = self.scan;
        let of = first.checked_sub(1).filter(|t| *t > self.range.start)?;
        if !scan.pack.free_subject || !scan.is_role(of, Role::Of) {
            return None;
        }
        let i = self.chunks.iter().position(|c| {
            c.tokens.end == of
                && c.has(Role::To)
                && c.inside.is_none()
                && !self.entities(c).is_empty()
        })?;
        let from = self.chunks[i].preposition?;
        let says = (from.saturating_sub(3).max(self.range.start)..from).any(|t| {
            scan.at(t, Table::Speech).any(|c| {
                let row = &scan.pack.speech[c.row as usize];
                row.pos == Pos::Verb && row.class != SpeechClass::Ask
            })
        });
        (!says).then_some(i)
    }

    /// Who has the plan, promise or decision that an infinitive completes.
    fn pledged(&self, first: usize) -> Option<usize> {
        let scan = self.scan;
        let to = first.checked_sub(1).filter(|t| *t > self.range.start)?;
        if !scan.is_any_role(to, &[Role::To, Role::Of]) {
            return None;
        }
        let plain = |t: usize| {
            scan.tokens[t].is_word() && !scan.tokens[t].function && !scan.tokens[t].is_capital()
        };
        self.chunks.iter().position(|c| {
            if c.inside.is_some() || self.entities(c).is_empty() || c.tokens.end > to {
                return false;
            }
            if c.possessive {
                let noun = c.tokens.end + 1..to;
                return (1..=3).contains(&noun.len()) && noun.clone().all(plain);
            }
            let noun = c.preposition.and_then(|p| p.checked_sub(1));
            c.has(Role::Of)
                && c.tokens.end == to
                && noun.is_some_and(|n| {
                    plain(n)
                        && (scan
                            .at(n, Table::Speech)
                            .any(|x| scan.pack.speech[x.row as usize].pos == Pos::Noun)
                            || scan.at(n, Table::Hedges).any(|x| {
                                matches!(
                                    scan.pack.hedges[x.row as usize].hedge,
                                    Some((_, HedgeClass::Noun | HedgeClass::Expectation))
                                )
                            }))
                })
        })
    }

    fn delegation_at(&self, tokens: Range<usize>) -> bool {
        let Some(concept) = data().delegation else {
            return false;
        };
        tokens.into_iter().any(|t| {
            self.scan
                .at(t, Table::Topics)
                .any(|c| self.scan.pack.topics[c.row as usize] == concept)
        })
    }

    /// A delegation that is the subject of the verb at `first`: whoever leads it in this sentence,
    /// else whose it is.
    fn delegation(&self, first: usize, nearest: Option<usize>) -> Option<Ends> {
        let from = nearest.map_or(self.opening, |i| {
            let c = &self.chunks[i];
            // «Una delegazione ghanese»: its own adjective.
            let back = if c.entities.is_empty() { 3 } else { 0 };
            c.tokens.start.saturating_sub(back).max(self.opening)
        });
        let noun = (from..first)
            .rev()
            .find(|t| self.delegation_at(*t..t + 1))?;
        // No other verb between the noun and this one.
        let other = |t: usize| {
            let mut verbs = self
                .scan
                .at(t, Table::Relations)
                .map(|c| &self.scan.pack.relations[c.row as usize])
                .filter(|row| row.pos == Pos::Verb)
                .peekable();
            verbs.peek().is_some() && verbs.all(|row| row.kind != ConnectionType::Lead)
        };
        if (noun..first).any(|t| other(t) && !self.delegation_at(t..t + 1)) {
            return None;
        }
        let led = self
            .scan
            .within(noun..self.range.end, Table::Relations)
            .filter(|c| {
                let row = &self.scan.pack.relations[c.row as usize];
                row.pos == Pos::Verb
                    && row.kind == ConnectionType::Lead
                    && c.features.has(Features::PARTICIPLE)
            })
            .find_map(|c| {
                let ends = self.after_role(Role::By, c.end as usize, 1);
                (!ends.is_empty()).then_some(ends)
            });
        if led.is_some() {
            return led;
        }
        let owner = self.chunks.iter().position(|c| {
            let of = c.preposition.is_some_and(|p| {
                p > noun && p - noun <= 3 && (c.has(Role::Of) || c.has(Role::From))
            });
            let adjective = c.entities.is_empty()
                && !c.demonyms.is_empty()
                && c.tokens.start.abs_diff(noun) <= 2;
            of || adjective
        })?;
        let mut ends = self.ends(owner);
        for e in &mut ends {
            e.adjective = false;
            e.named = false;
        }
        (!ends.is_empty()).then_some(ends)
    }

    fn is_event_verb(&self, t: usize) -> bool {
        self.scan.cues_at(t).iter().any(|c| {
            c.table == Table::Relations && self.scan.pack.relations[c.row as usize].pos == Pos::Verb
        })
    }

    fn is_speech_verb(&self, t: usize) -> bool {
        self.scan.cues_at(t).iter().any(|c| {
            c.table == Table::Speech && self.scan.pack.speech[c.row as usize].pos == Pos::Verb
        })
    }

    fn quote_of(&self, token: usize) -> Option<usize> {
        self.speech
            .marked
            .iter()
            .position(|m| m.tokens.contains(&token))
    }

    fn is_verb(&self, t: usize) -> bool {
        let scan = self.scan;
        if self.compound_noun(t) {
            return false;
        }
        scan.is_any_role(t, &[Role::Be, Role::Have])
            || scan.cues_at(t).iter().any(|c| match c.table {
                Table::Relations => scan.pack.relations[c.row as usize].pos == Pos::Verb,
                Table::Speech => scan.pack.speech[c.row as usize].pos == Pos::Verb,
                _ => false,
            })
    }

    /// The bare phrase after a verb, before the next verb or clause; phrases of place and time may
    /// stand between («received in Vienna», «ha ricevuto a Mosca»).
    fn object(&self, end: usize) -> Ends {
        for (i, c) in self.chunks.iter().enumerate() {
            if c.inside.is_some() || c.tokens.start < end {
                continue;
            }
            if c.entities.is_empty() && (end..c.tokens.start).any(|t| self.scan.text(t) == ",") {
                return Ends::new();
            }
            // «finanziano invece X»: a contrast right behind the verb parts nothing.
            let contrast = |t: usize| t == end && self.scan.is_role(t, Role::But);
            let parted = |t: usize| self.barrier(t) && !contrast(t);
            if c.tokens.start - end > 10 || (end..c.tokens.start).any(parted) {
                return Ends::new();
            }
            if self.opens_clause(end, c) {
                return Ends::new();
            }
            // «praised Haftar's efforts», «lodato la leadership di Haftar»: praise for what is
            // somebody's is praise for him.
            let genitive = c.possessive || c.has(Role::Of);
            let ends = self.ends(i);
            if ends.is_empty() {
                continue;
            }
            // «called on X»: the preposition is a part of the verb.
            let verbal = c.preposition.is_some_and(|p| p < end);
            if c.prepositions.is_empty() || genitive || verbal {
                return ends;
            }
            let place = ends.iter().all(|e| self.kind(e.entity) == Kind::Place);
            let adjunct = c.has(Role::In)
                || c.has(Role::At)
                || c.has(Role::On)
                || place && c.has(Role::To) && self.scan.pack.free_subject;
            // Another preposition first: no object of its own.
            if !adjunct && c.preposition.is_some_and(|p| p == end) {
                return Ends::new();
            }
        }
        Ends::new()
    }

    /// «condemned the drills, and its spokesman X warned Y»: a phrase behind «and» or a comma with
    /// a verb of its own is no object.
    fn opens_clause(&self, end: usize, c: &Chunk) -> bool {
        let scan = self.scan;
        let start = c.preposition.unwrap_or(c.tokens.start);
        let apart = start > end
            && (scan.is_any_role(start - 1, &[Role::And, Role::Or]) || scan.text(start - 1) == ",");
        let mut after = c.tokens.end;
        if after < self.range.end && scan.text(after) == "," {
            after += 1;
        }
        apart
            && c.prepositions.is_empty()
            && (after..(after + 3).min(self.range.end))
                .take_while(|t| scan.tokens[*t].is_word() && !self.covered(*t))
                .any(|t| self.is_verb(t))
    }

    /// Whether a token lies in a phrase.
    fn covered(&self, t: usize) -> bool {
        self.chunks.iter().any(|c| c.tokens.contains(&t))
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

    /// Whether a word ends a compound that names something («artillery shells», «fighter jets»).
    fn compound_noun(&self, t: usize) -> bool {
        let scan = self.scan;
        let from = t.saturating_sub(2).max(self.range.start);
        !scan.pack.adjective_after
            && (from..t).any(|k| scan.at(k, Table::Topics).any(|c| c.end as usize == t + 1))
            && !scan.cues_at(t - 1).iter().any(|c| match c.table {
                Table::Relations => scan.pack.relations[c.row as usize].pos == Pos::Verb,
                _ => false,
            })
    }

    fn finite_verb(&self, t: usize) -> bool {
        let scan = self.scan;
        if self.compound_noun(t) {
            return false;
        }
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
    fn passive_subject(&self, first: usize) -> Ends {
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
            // «rebels from X had been trained»: X is not what the auxiliary agrees with.
            let finite = (c.tokens.end..first).any(|t| self.scan.tokens[t].is_word());
            if touching && (!finite || c.prepositions.is_empty()) {
                return self.ends(i);
            }
        }
        if self.nameless_relative(first) {
            return Ends::new();
        }
        let candidates: Vec<usize> = (0..self.chunks.len())
            .filter(|i| self.chunks[*i].tokens.end <= first && self.bare(&self.chunks[*i]))
            .collect();
        self.unclaimed(&candidates, first)
            .map_or_else(Ends::new, |i| self.ends(i))
    }

    /// Of phrases before a verb the last that is no other verb's object («A met B and said», «A,
    /// who met B, said»).
    fn unclaimed(&self, candidates: &[usize], first: usize) -> Option<usize> {
        let scan = self.scan;
        (0..candidates.len())
            .rev()
            .find(|k| {
                let c = &self.chunks[candidates[*k]];
                let apart = (c.tokens.end..first)
                    .any(|t| scan.is_role(t, Role::And) || scan.text(t) == ",");
                // «…, ha confermato il capo della giunta, il capitano X»: who speaks is no object.
                let speaks = *k > 0
                    && (self.chunks[candidates[k - 1]].tokens.end..c.tokens.start).any(|t| {
                        self.speech.attributions[self.s]
                            .iter()
                            .any(|a| a.cue.contains(&t) && a.rule == "speech-verb-inverted")
                    });
                let claimed = *k > 0
                    && apart
                    && !speaks
                    && (self.chunks[candidates[k - 1]].tokens.end..c.tokens.start)
                        .any(|t| self.is_event_verb(t));
                !claimed
            })
            .map(|k| candidates[k])
    }

    /// The phrase with a preposition that one of the slots wants: of the first slot that finds one, or the nearest
    /// to the cue («support for X's accession to Y»).
    fn after_slots(&self, slots: Slots, end: usize, reach: usize, nearest: bool) -> Ends {
        let mut found = SLOT_ROLES
            .iter()
            .filter(|(slot, _)| slots.has(*slot))
            .map(|(_, role)| self.after_role(*role, end, reach))
            .filter(|ends| !ends.is_empty());
        let found = if nearest {
            found.min_by_key(|ends| ends[0].span.start)
        } else {
            found.next()
        };
        found.unwrap_or_default()
    }

    /// The first phrase after the cue with this preposition.
    fn after_role(&self, role: Role, end: usize, reach: usize) -> Ends {
        for (i, c) in self.chunks.iter().enumerate() {
            let Some(p) = c.preposition else { continue };
            if p < end || c.inside.is_some() {
                continue;
            }
            if p - end > reach || (end..p).any(|t| self.barrier(t)) {
                return Ends::new();
            }
            // «talks with his counterpart X»: the pronoun is not whom the preposition brings.
            if self.is_possessive_pronoun(c) {
                continue;
            }
            if c.has(role) && !self.entities(c).is_empty() {
                // «opposes the sale of arms to X»: what stands right behind has no name.
                if role == Role::To
                    && self.scan.pack.free_subject
                    && p > end
                    && self.scan.is_role(end, role)
                    && !self.covered(end + 1)
                {
                    return Ends::new();
                }
                let mut ends = self.ends(i);
                if role == Role::Between && ends.len() < 2 {
                    ends.extend(self.other_side(i));
                }
                return ends;
            }
        }
        Ends::new()
    }

    /// «between the Congolese government and the rebels of M23»: the other side, where it is a
    /// phrase of another sort.
    fn other_side(&self, index: usize) -> Ends {
        let scan = self.scan;
        let from = self.chunks[index].tokens.end;
        let Some(and) = (from..(from + 5).min(self.range.end))
            .take_while(|t| scan.tokens[*t].is_word() || scan.tokens[*t].is_joint())
            .find(|t| scan.is_role(*t, Role::And))
        else {
            return Ends::new();
        };
        self.chunks
            .iter()
            .position(|c| {
                c.tokens.start > and
                    && c.tokens.start <= and + 4
                    && c.inside.is_none()
                    && !self.entities(c).is_empty()
                    && !(and + 1..c.tokens.start).any(|t| self.is_verb(t))
            })
            .map_or_else(Ends::new, |i| self.ends(i))
    }

    /// The name behind «of» or before the clitic in a phrase that this preposition opens.
    fn behind_role(&self, role: Role, end: usize) -> Ends {
        let scan = self.scan;
        let Some(opens) = (end..(end + 6).min(self.range.end)).find(|t| scan.is_role(*t, role))
        else {
            return Ends::new();
        };
        let phrase = |t: usize| {
            self.chunks
                .iter()
                .any(|c| c.tokens.contains(&t) || c.preposition == Some(t))
        };
        if !(end..opens).all(|t| self.adjective(t) || phrase(t)) {
            return Ends::new();
        }
        let of = self.chunks.iter().position(|c| {
            c.inside.is_none()
                && !self.entities(c).is_empty()
                && c.has(Role::Of)
                && c.preposition.is_some_and(|p| {
                    (opens + 2..=opens + 5).contains(&p)
                        && (opens + 1..p)
                            .all(|t| self.adjective(t) || scan.is_role(t, Role::Article))
                })
        });
        of.map_or_else(Ends::new, |i| self.ends(i))
    }

    /// «With X, Y discussed …».
    fn before_role(&self, role: Role, first: usize) -> Ends {
        let found = self.chunks.iter().position(|c| {
            c.tokens.end <= first
                && c.inside.is_none()
                && c.has(role)
                && !self.entities(c).is_empty()
                && (c.preposition == Some(self.range.start) || c.preposition == Some(self.opening))
        });
        found.map_or_else(Ends::new, |i| self.ends(i))
    }

    fn noun_slot(&self, slots: Slots, row: &RelationRow, first: usize, end: usize) -> Ends {
        let scan = self.scan;
        let mut out = Ends::new();
        let mut take = |ends: Ends| {
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
                // «Qatar-backed»
                let compound =
                    !c.entities.is_empty() && c.tokens.end + 1 == first && chunk::compound(scan, c);
                // «EU sanctions», «Wagner fighters»
                let modifier = !scan.pack.adjective_after
                    && !c.possessive
                    && c.inside.is_none()
                    && c.titles.is_empty()
                    && c.tokens.end <= first
                    && first - c.tokens.end <= 2
                    && (c.tokens.end..first).all(|t| self.adjective(t) && scan.tokens[t].is_word())
                    && c.entities.len() == 1
                    && c.mentions.len() == 1
                    && self.modifies(c.entities[0], row.kind);
                if beside || compound || modifier {
                    take(self.ends(i));
                }
            }
        }
        if slots.has(Slot::Of) {
            for (i, c) in self.chunks.iter().enumerate() {
                let possessive = (c.possessive || self.is_possessive_pronoun(c))
                    && c.tokens.end <= first
                    && first - c.tokens.end <= 4
                    && (c.tokens.end..first).all(|t| {
                        self.adjective(t)
                            || scan.text(t).starts_with(['\'', '’'])
                            || self.in_place(t)
                    });
                if possessive {
                    take(self.ends(i));
                }
            }
            for (i, c) in self.chunks.iter().enumerate() {
                let of = c.has(Role::Of)
                    && c.preposition.is_some_and(|p| {
                        p >= end && p - end <= 3 && (end..p).all(|t| self.adjective(t))
                    });
                if of {
                    take(self.ends(i));
                }
            }
        }
        if out.is_empty() {
            let helps = matches!(row.kind, ConnectionType::Support | ConnectionType::Praise);
            out = self.after_slots(slots, end, 8, helps);
        }
        // «support for the unity of X», «sostegno all'unità di X»: whose it is.
        if out.is_empty() && matches!(row.kind, ConnectionType::Support | ConnectionType::Praise) {
            for (slot, role) in SLOT_ROLES {
                if out.is_empty() && slots.has(slot) {
                    out = self.behind_role(role, end);
                }
            }
        }
        // «Wilk, a close ally of Okonjo», «Okonjo's rival Wilk»: the name that the noun describes.
        if out.is_empty() && slots.has(Slot::Subject) {
            let described = self.chunks.iter().position(|c| {
                c.inside.is_none() && c.tokens.contains(&first) && !c.entities.is_empty()
            });
            if let Some(i) = described {
                out = self.ends(i);
                out.retain(|e| !e.span.overlaps(scan.span(first..end)));
            }
        }
        // «the army, under the orders of Wilk»: an adjective stands at the noun before it.
        if out.is_empty() && slots.has(Slot::Subject) && row.pos == Pos::Adjective {
            let touching = (0..self.chunks.len()).rev().find(|i| {
                let c = &self.chunks[*i];
                c.tokens.end <= first
                    && c.inside.is_none()
                    && (c.tokens.end..first).all(|t| {
                        scan.text(t) == "," || scan.is_any_role(t, &[Role::Be, Role::Relative])
                    })
            });
            if let Some(i) = touching {
                out = self.ends(i);
            }
        }
        // A noun with a light verb («paid a visit to», «held talks with»): the verb's subject.
        if out.is_empty() && slots.has(Slot::Subject) {
            out = self.subject(first, end, Voice::Active);
            out.retain(|e| {
                e.span.end <= scan.tokens[first].span.start && !self.object_before(e.span, first)
            });
        }
        // «During the visit to X Okonjo said», «Durante la visita a X Okonjo ha detto».
        if out.is_empty()
            && slots.has(Slot::Subject)
            && row.kind == ConnectionType::Visit
            && !(self.opening..first).any(|t| self.is_verb(t))
        {
            out = self
                .chunks
                .iter()
                .position(|c| c.tokens.start >= end && self.bare(c) && !c.entities.is_empty())
                .map_or_else(Ends::new, |i| self.ends(i));
        }
        if out.is_empty() && slots.has(Slot::Object) {
            out = self.object(end);
        }
        if out.is_empty() && row.flags.has(Flag::Place) && slots.has(Slot::In) {
            out = self.where_antecedent(first);
        }
        out
    }

    /// Whether a name before a noun says whose the event is: institutions and countries; a town
    /// is rather where it happens.
    fn modifies(&self, e: EntityIx, kind: ConnectionType) -> bool {
        use ConnectionType as T;
        match self.kind(e) {
            Kind::Organization | Kind::Group => {
                self.found.entity(e).known.is_some() && kind != T::Visit
            }
            Kind::Place => {
                self.is_country(e) && !matches!(kind, T::Meet | T::Negotiate | T::Visit | T::Attack)
            }
            Kind::Person => false,
        }
    }

    /// Whether a token belongs to a place's name («X's Vienna meeting»).
    fn in_place(&self, t: usize) -> bool {
        self.chunks.iter().any(|c| {
            c.tokens.contains(&t)
                && c.entities
                    .first()
                    .is_some_and(|e| self.kind(*e) == Kind::Place)
        })
    }

    /// Whether a phrase before a noun is the object of a verb: «briefed X on the talks with Y».
    fn object_before(&self, phrase: Span, noun: usize) -> bool {
        let tokens = self.scan.tokens_in(phrase);
        let start = self
            .chunks
            .iter()
            .find(|c| c.tokens.contains(&tokens.start))
            .map_or(tokens.start, |c| c.tokens.start);
        start > self.range.start
            && self.is_verb(start - 1)
            && !(tokens.end..noun).any(|t| self.is_verb(t))
            && self
                .chunks
                .iter()
                .any(|c| c.tokens.end < start && self.bare(c))
    }

    /// A word that may stand between a noun and its argument.
    fn adjective(&self, t: usize) -> bool {
        // Behind the last word nothing stands.
        let Some(token) = self.scan.tokens.get(t) else {
            return false;
        };
        token.is_joint()
            || token.is_word()
                && !token.is_capital()
                && (!token.function || self.scan.is_role(t, Role::And))
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
            if !self.later_hedge(c, event_cue) {
                certainty = c.certainty;
            }
            if self.denies(c, event_cue) {
                polarity = Polarity::Denied;
            }
            let (local, denied) = self.local(event_cue);
            certainty = certainty.max(local);
            if denied {
                polarity = Polarity::Denied;
            }
            if row.flags.has(Flag::Negative)
                || row.pos == Pos::Noun && self.ended(event_cue.first as usize)
            {
                polarity = Polarity::Denied;
            }
            if row.flags.has(Flag::Possible)
                || row.pos == Pos::Noun && self.opposed(event_cue.first as usize)
            {
                certainty = certainty.max(Certainty::Possible);
            } else if row.flags.has(Flag::Probable) {
                certainty = certainty.max(Certainty::Probable);
            }
        }
        // Where a visit goes is its end.
        let gone = kind == ConnectionType::Visit && self.kind(b.entity) == Kind::Place;
        let place = if !gone && (wants_place || event.is_some()) {
            let hosts = event.is_some_and(|(_, row)| row.flags.has(Flag::Host));
            self.place(a, b, token, hosts)
        } else {
            None
        };
        let date = event
            .and(claim)
            .and_then(|i| {
                let dates = self.claims[i].dates.iter();
                dates
                    .filter(|d| !self.beside_event(d.span))
                    .min_by_key(|d| d.span.start.abs_diff(cue.start))
            })
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
            why: Why::new(rule, [cue, a.span, b.span]),
        });
        place
    }

    /// «oppose any Kenyan base in X»: what somebody is against need not be.
    fn opposed(&self, noun: usize) -> bool {
        let scan = self.scan;
        (noun.saturating_sub(5).max(self.range.start)..noun)
            .rev()
            .take_while(|t| scan.tokens[*t].is_word())
            .any(|t| {
                scan.at(t, Table::Relations).any(|c| {
                    let row = &scan.pack.relations[c.row as usize];
                    row.pos == Pos::Verb && row.kind == ConnectionType::Oppose
                })
            })
    }

    /// Whether a date is not that of the event: «the first since March 2019», «for 2027», «dal 2019».
    fn beside_event(&self, date: Span) -> bool {
        let scan = self.scan;
        let mut at = scan.token_at(date.start);
        while at > self.range.start
            && scan.is_role(at - 1, Role::Article)
            && !scan.is_any_role(at - 1, &chunk::PREPOSITIONS)
        {
            at -= 1;
        }
        let Some(before) = at.checked_sub(1).filter(|t| *t >= self.range.start) else {
            return false;
        };
        scan.is_any_role(before, &[Role::After, Role::Before, Role::For])
            || scan.pack.free_subject
                && scan.is_role(before, Role::From)
                && !(before
                    ..scan
                        .token_at(date.end)
                        .saturating_add(2)
                        .min(self.range.end))
                    .any(|t| scan.is_role(t, Role::To))
    }

    /// Whether what a claim denies is this cue: the cue of its polarity is a word of speech (its
    /// holder denies all of it), or stands in the same clause without another verb between.
    fn denies(&self, claim: &Claim, cue: &Cue) -> bool {
        if claim.polarity != Polarity::Denied {
            return false;
        }
        let Some(span) = claim.polarity_cue else {
            return true;
        };
        let at = self.scan.token_at(span.start);
        // «X accuses Y of it; Y denies it»: that X accuses, nobody denies.
        if self.accuses(cue.first as usize) && self.scan.at(at, Table::Negation).next().is_none() {
            return false;
        }
        // «rejected the offer», «does not recognise»: the denial is what the cue says.
        if span.overlaps(self.scan.cue_span(cue)) {
            return false;
        }
        let range = &self.scan.sentences[self.s].tokens;
        if !range.contains(&at) || self.scan.at(at, Table::Negation).next().is_none() {
            return true;
        }
        let first = cue.first as usize;
        // «denies that X, the son of Y, has visited Z»: all that is reported, until another clause
        // is joined to it.
        let scan = self.scan;
        let reported = scan.at(at, Table::Speech).any(|c| {
            let end = c.end as usize;
            scan.pack.speech[c.row as usize].polarity == Polarity::Denied
                && end <= first
                && scan.is_role(end, Role::That)
                && !(end..first).any(|t| {
                    matches!(scan.text(t), ";" | ":" | "–" | "—")
                        || scan.text(t) == "," && scan.is_any_role(t + 1, &[Role::And, Role::But])
                })
        });
        if reported {
            return true;
        }
        let between = at.min(first)..at.max(first);
        !between
            .clone()
            .any(|t| matches!(self.scan.text(t), "," | ";" | ":" | "–" | "—"))
            && (at < first || at - first <= 4)
    }

    /// «met X to discuss a possible deal», «praised the pledge to send»: what a hedge behind the
    /// event makes uncertain is not the event.
    fn later_hedge(&self, claim: &Claim, cue: &Cue) -> bool {
        let scan = self.scan;
        let Some(span) = claim.certainty_cue else {
            return false;
        };
        let at = scan.token_at(span.start);
        at >= cue.end as usize
            && self.range.contains(&at)
            && !self.speech.attributions[self.s]
                .iter()
                .any(|a| a.cue.contains(&at))
            && scan.at(at, Table::Hedges).any(|c| {
                matches!(
                    scan.pack.hedges[c.row as usize].hedge,
                    Some((
                        _,
                        HedgeClass::Purpose
                            | HedgeClass::Adjective
                            | HedgeClass::Noun
                            | HedgeClass::Modal
                            | HedgeClass::Expectation
                            | HedgeClass::Recommendation
                    ))
                )
            })
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

    /// Whether a phrase says where something else is or happens than what the cue tells: «discussed
    /// the opening of a base in X».
    fn of_other_event(&self, cue: usize, c: &Chunk) -> bool {
        use ConnectionType as T;
        (cue + 1..c.preposition.unwrap_or(c.tokens.start)).any(|t| {
            self.scan.at(t, Table::Relations).any(|k| {
                let row = &self.scan.pack.relations[k.row as usize];
                row.pos == Pos::Noun
                    && !matches!(row.kind, T::Meet | T::Visit | T::CooperateDiplomatic)
            })
        })
    }

    /// Where it happens: a place with «in» or «at» that is no end itself, nearest to the cue.
    fn place(&self, a: &End, b: &End, cue: usize, hosts: bool) -> Option<(EntityIx, Span)> {
        self.chunks
            .iter()
            .filter(|c| {
                (c.has(Role::In)
                    || c.has(Role::At)
                    // «ricevuto a Mosca», «welcomed him to Moscow».
                    || (self.scan.pack.free_subject || hosts) && c.has(Role::To))
                    && c.inside.is_none()
                    // «in Libya's long contest»: whose it is, not where.
                    && !c.possessive
                    && !self.of_other_event(cue, c)
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

/// Roles whose holder stands for a country if a country is what follows «of».
fn governs(role: &str) -> bool {
    !matches!(
        role,
        "commander"
            | "deputy-commander"
            | "officer"
            | "soldier"
            | "general"
            | "colonel"
            | "admiral"
            | "marshal"
            | "head"
            | "deputy-head"
            | "director"
            | "chair"
            | "founder"
            | "warlord"
    )
}

/// Roles in a state whose title without a country means the state that a sentence is about.
fn of_state(role: &str) -> bool {
    matches!(
        role,
        "president"
            | "prime-minister"
            | "minister"
            | "foreign-minister"
            | "defence-minister"
            | "interior-minister"
            | "oil-minister"
            | "deputy-minister"
            | "king"
    )
}

/// Roles whose holder speaks or acts for a person.
fn serves(role: &str) -> bool {
    matches!(
        role,
        "adviser" | "spokesperson" | "envoy" | "representative" | "lawyer" | "chief-of-staff"
    )
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
                    why: Why::new("adjective", [scan.tokens[t].span]),
                });
            }
        }
    }
}
