//! Mentions by name: entities and mentions of one document, put together from the candidates of
//! [`super::gazetteer`] and [`super::name`], with one sense a document.

use super::name::{self, Candidate};
use super::scan::Scan;
use super::{EntityIx, LocalEntity, Mention, Why};
use crate::corpus::Document;
use crate::data::{Data, data};
use crate::lang::pack::{Gender, NameClass, Role, Table};
use crate::text::Span;
use crate::text::block::BlockKind;
use crate::text::fold::{Key, name_key};
use crate::vocabulary::{Form, Kind};
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// Entities and mentions of one document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub entities: Vec<LocalEntity>,
    /// Sorted by position, not overlapping.
    pub mentions: Vec<Mention>,
}

impl Found {
    /// The entity behind an index.
    pub fn entity(&self, entity: EntityIx) -> &LocalEntity {
        &self.entities[entity.0 as usize]
    }

    /// The mentions that lie inside a span.
    pub fn inside(&self, span: Span) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.span.start < span.start);
        let to = self.mentions.partition_point(|m| m.span.end <= span.end);
        &self.mentions[from..to.max(from)]
    }
}

/// Finds the names in a document.
pub fn find(scan: &Scan, _document: &Document) -> Found {
    let candidates = name::candidates(scan);
    let mut builder = Builder {
        scan,
        data: data(),
        found: Found {
            entities: Vec::with_capacity(candidates.len()),
            mentions: Vec::with_capacity(candidates.len()),
        },
        people: Vec::new(),
        by_name: BTreeMap::new(),
        peoples: BTreeMap::new(),
        by_row: BTreeMap::new(),
        first_names: BTreeMap::new(),
    };
    builder.entities(&candidates);
    builder.mentions(&candidates);
    builder
        .found
        .mentions
        .sort_by_key(|m| (m.span.start, m.span.end));
    builder.found
}

/// A person of the document, by the parts of its name.
struct Person {
    entity: EntityIx,
    /// Keys of all words of the name, particles left out.
    parts: SmallVec<[Key; 4]>,
    /// First byte where the full name stands.
    position: u32,
}

struct Builder<'a, 'b> {
    scan: &'b Scan<'a>,
    data: &'static Data,
    found: Found,
    people: Vec<Person>,
    /// Full name → entity, for names that the tables don't have.
    by_name: BTreeMap<Key, EntityIx>,
    /// Row of the tables → the people of that country.
    peoples: BTreeMap<u16, EntityIx>,
    /// Row of the tables → entity.
    by_row: BTreeMap<u16, EntityIx>,
    /// Whether the first name of a known person stands alone in the document, where it was asked.
    first_names: BTreeMap<u16, bool>,
}

/// How a candidate is written.
fn written(scan: &Scan, candidate: &Candidate) -> Key {
    name_key(candidate.span.of(scan.body))
}

impl Builder<'_, '_> {
    /// First round: candidates that stand for themselves (known, or full names) make entities.
    fn entities(&mut self, candidates: &[Candidate]) {
        // A full name licenses its parts, so full names come first, in text order.
        for c in candidates
            .iter()
            .filter(|c| !c.weak && !c.partial(self.scan))
        {
            if c.known.is_some() || (!c.display && c.strength > 0) {
                self.entity_for(c);
            }
        }
        // Abbreviations that the text itself defines: «Royal United Services Institute (RUSI)».
        for c in candidates.iter().filter(|c| !c.weak && c.known.is_none()) {
            if let Some(full) = &c.stands_for {
                let target = candidates
                    .iter()
                    .find(|o| o.range == *full)
                    .and_then(|o| self.lookup(o));
                if let Some(entity) = target {
                    self.by_name.insert(written(self.scan, c), entity);
                }
            }
        }
    }

    /// The entity of a candidate that has one already.
    fn lookup(&self, c: &Candidate) -> Option<EntityIx> {
        if let Some(known) = c.known {
            return self.by_known(known);
        }
        self.by_name.get(&written(self.scan, c)).copied()
    }

    fn by_known(&self, known: u16) -> Option<EntityIx> {
        self.by_row.get(&known).copied()
    }

    /// The entity of a candidate, made where it is new.
    fn entity_for(&mut self, c: &Candidate) -> EntityIx {
        if let Some(entity) = self.lookup(c) {
            self.enrich(entity, c);
            return entity;
        }
        let known = c.known.and_then(|k| self.data.known.get(k as usize));
        let kind = known.map_or(c.kind.unwrap_or(Kind::Organization), |k| {
            if c.people { Kind::Group } else { k.kind }
        });
        // Another spelling of a person that the document has already.
        if kind == Kind::Person && known.is_none() {
            let parts = self.parts(c);
            if let Some(p) = self.people.iter().find(|p| same_parts(&p.parts, &parts)) {
                let entity = p.entity;
                self.by_name.insert(written(self.scan, c), entity);
                self.enrich(entity, c);
                return entity;
            }
        }
        let entity = EntityIx(self.found.entities.len() as u32);
        let gender = match known.map(|k| k.gender.as_str()) {
            Some("m") => Gender::M,
            Some("f") => Gender::F,
            _ => c.gender,
        };
        let name = match known {
            Some(k) if c.people => name::people_name(k).to_string(),
            _ => name::display_name(c.span.of(self.scan.body)),
        };
        if let Some(row) = c.known.filter(|_| !c.people) {
            self.by_row.entry(row).or_insert(entity);
        }
        self.found.entities.push(LocalEntity {
            known: if c.people { None } else { c.known },
            kind,
            name,
            gender,
            roles: Vec::new(),
            country: c.country.or_else(|| {
                known
                    .filter(|k| !k.country.is_empty())
                    .and_then(|k| k.country_row)
            }),
            why: c.why.clone(),
        });
        self.enrich(entity, c);
        if c.people {
            self.peoples.insert(c.known.unwrap_or_default(), entity);
        } else {
            self.by_name.insert(written(self.scan, c), entity);
        }
        if kind == Kind::Person {
            let parts = self.parts(c);
            self.people.push(Person {
                entity,
                parts,
                position: c.span.start,
            });
            // The tables' full name licenses its parts even where only a part is written.
            if let Some(k) = known {
                let full = self.scan.pack.keys(k.name(&self.scan.pack.code));
                if full.len() > 1 {
                    self.people.push(Person {
                        entity,
                        parts: full.into(),
                        position: c.span.start,
                    });
                }
            }
        }
        entity
    }

    /// What a further candidate adds to an entity: roles, gender, country.
    fn enrich(&mut self, entity: EntityIx, c: &Candidate) {
        let e = &mut self.found.entities[entity.0 as usize];
        for role in &c.roles {
            if !e.roles.contains(role) {
                e.roles.push(role.clone());
            }
        }
        if e.gender == Gender::Any {
            e.gender = c.gender;
        }
        if e.country.is_none() {
            e.country = c.country;
        }
        let text = c.span.of(self.scan.body);
        if e.known.is_none() && e.kind == Kind::Person && text.len() > e.name.len() && !c.display {
            e.name = name::display_name(text);
        }
    }

    /// The keys of a person's name without particles.
    fn parts(&self, c: &Candidate) -> SmallVec<[Key; 4]> {
        c.range
            .clone()
            .filter(|i| {
                self.scan.tokens[*i].is_word()
                    && !self
                        .scan
                        .at(*i, Table::Names)
                        .any(|n| self.scan.pack.names[n.row as usize].class == NameClass::Particle)
            })
            .map(|i| self.scan.tokens[i].key)
            .collect()
    }

    /// Second round: every candidate becomes a mention, or is dropped.
    fn mentions(&mut self, candidates: &[Candidate]) {
        for c in candidates {
            let Some((entity, rule)) = self.resolve(c) else {
                continue;
            };
            let mut why = c.why.clone();
            if let Some(rule) = rule {
                why.rule = rule.into();
            }
            self.enrich(entity, c);
            self.found.mentions.push(Mention {
                span: c.span,
                entity,
                form: Form::Name,
                why,
            });
        }
    }

    fn resolve(&mut self, c: &Candidate) -> Option<(EntityIx, Option<&'static str>)> {
        if c.people {
            let entity = match self.peoples.get(&c.known.unwrap_or_default()) {
                Some(e) => *e,
                None => self.entity_for(c),
            };
            return Some((entity, None));
        }
        if let Some(known) = c.known.filter(|_| !c.weak)
            && let Some(entity) = self.by_known(known)
        {
            return Some((entity, None));
        }
        // A surname or a first name alone.
        if let Some(entity) = self.licensed(c) {
            // The name by which the entity came in keeps its own rule.
            let whole = self.lookup(c) == Some(entity) && !c.partial(self.scan);
            return Some((entity, (!whole).then_some("part-of-name")));
        }
        if let Some(entity) = self.relative(c) {
            return Some((entity, Some("first-name-of-family")));
        }
        if c.weak {
            // A bare surname of the tables, nobody else of that name here.
            return Some((self.entity_for(c), None));
        }
        if let Some(entity) = self.lookup(c) {
            return Some((entity, None));
        }
        if let Some(entity) = self.short_institution(c) {
            return Some((entity, Some("part-of-name")));
        }
        // Unknown: in headings and at the start of a sentence only what the text has elsewhere.
        if c.display || c.strength == 0 {
            return None;
        }
        Some((self.entity_for(c), None))
    }

    /// «the Legion», «the Council»: one capitalised word of an institution's name after an article.
    fn short_institution(&self, c: &Candidate) -> Option<EntityIx> {
        let scan = self.scan;
        let one = c.range.len() == 1 && c.known.is_none();
        let article = c.range.start.checked_sub(1).is_some_and(|b| {
            scan.is_any_role(b, &[Role::Article, Role::Of, Role::To, Role::By, Role::In])
        });
        if !one || !article {
            return None;
        }
        let key = scan.tokens[c.range.start].key;
        let before = self.found.mentions.iter().rev().find(|m| {
            let e = self.found.entity(m.entity);
            e.kind == Kind::Organization && {
                let keys = scan.pack.keys(m.span.of(scan.body));
                keys.len() > 1 && keys.contains(&key)
            }
        })?;
        Some(before.entity)
    }

    /// A first name alone («his son Saddam»): the known person of that first name who shares the
    /// surname of somebody in the document.
    fn relative(&mut self, c: &Candidate) -> Option<EntityIx> {
        let parts = self.parts(c);
        let [given] = parts.as_slice() else {
            return None;
        };
        let titled = !c.roles.is_empty() && c.kind == Some(Kind::Person);
        if c.known.is_some() || !titled {
            return None;
        }
        let surnames: SmallVec<[Key; 4]> = self
            .people
            .iter()
            .filter_map(|p| p.parts.last().copied())
            .collect();
        let bare: SmallVec<[Key; 4]> = self
            .found
            .mentions
            .iter()
            .flat_map(|m| {
                let tokens = self.scan.tokens_in(m.span);
                tokens.map(|t| self.scan.tokens[t].key).collect::<Vec<_>>()
            })
            .collect();
        let known = self.data.known.iter().position(|k| {
            k.kind == Kind::Person && {
                let keys = self.scan.pack.keys(k.name(&self.scan.pack.code));
                keys.len() > 1
                    && keys.first() == Some(given)
                    && keys
                        .last()
                        .is_some_and(|s| surnames.contains(s) || bare.contains(s))
            }
        })?;
        let mut full = c.clone();
        full.known = Some(known as u16);
        full.weak = false;
        Some(self.entity_for(&full))
    }

    /// Whether the first name of a known person stands alone somewhere in the document.
    fn first_name_here(&mut self, known: u16) -> bool {
        if let Some(here) = self.first_names.get(&known) {
            return *here;
        }
        let here = self.look_for_first_name(known);
        self.first_names.insert(known, here);
        here
    }

    fn look_for_first_name(&self, known: u16) -> bool {
        let keys = self
            .scan
            .pack
            .keys(self.data.known[known as usize].name(&self.scan.pack.code));
        let (Some(first), true) = (keys.first(), keys.len() > 1) else {
            return false;
        };
        self.scan.tokens.iter().enumerate().any(|(i, t)| {
            t.key == *first
                && t.is_capital()
                && self
                    .scan
                    .tokens
                    .get(i + 1)
                    .is_none_or(|n| !n.is_capital() || n.key == keys[1])
        })
    }

    /// The person whose name has all the words of this candidate.
    fn licensed(&mut self, c: &Candidate) -> Option<EntityIx> {
        if c.known.is_some() && !c.weak
            || c.kind.is_some_and(|k| k != Kind::Person) && c.strength > 1
        {
            return None;
        }
        let parts = self.parts(c);
        if parts.is_empty() || parts.len() > 3 {
            return None;
        }
        let fits = |p: &&Person| {
            parts.len() < p.parts.len() && parts.iter().all(|k| p.parts.contains(k))
                || parts.len() == p.parts.len() && same_parts(&p.parts, &parts)
        };
        // The bearer whom the tables mean by the bare surname, where his first name is here too.
        if c.weak
            && let Some(known) = c.known
            && self.first_name_here(known)
        {
            return Some(self.entity_for(&Candidate {
                weak: false,
                ..c.clone()
            }));
        }
        let surname = |p: &&Person| p.parts.last() == parts.last();
        let mut who: Vec<&Person> = self.people.iter().filter(fits).collect();
        who.sort_by_key(|p| (p.entity, p.position));
        who.dedup_by_key(|p| p.entity);
        // «Haftar asks; … Khaled Haftar»: whom the tables mean by the bare surname, where a relative
        // is named only in a later paragraph. Headings announce whom the text names.
        if let ([one], true, Some(known)) = (who.as_slice(), c.weak, c.known)
            && self
                .found
                .entity(one.entity)
                .known
                .is_some_and(|k| k != known)
            && self.is_told_before(c, one.position)
        {
            return Some(self.entity_for(&Candidate {
                weak: false,
                ..c.clone()
            }));
        }
        let pick = match who.as_slice() {
            [] => return None,
            [one] => one,
            several => {
                // A role beside the name decides; then the bare surname of the tables; then the
                // one who bears it as a surname and was named in full last.
                let by_role = several.iter().find(|p| {
                    let e = self.found.entity(p.entity);
                    !c.roles.is_empty() && c.roles.iter().all(|r| e.roles.contains(r))
                });
                let by_table = several
                    .iter()
                    .find(|p| c.weak && self.found.entity(p.entity).known == c.known);
                let before = several
                    .iter()
                    .filter(|p| p.position < c.span.start && surname(p))
                    .max_by_key(|p| p.position);
                by_role.or(by_table).or(before).or(several.first())?
            }
        };
        Some(pick.entity)
    }

    /// Whether a candidate stands in the running text, in a paragraph before that of a byte.
    fn is_told_before(&self, c: &Candidate, byte: u32) -> bool {
        let scan = self.scan;
        let sentence = &scan.sentences[scan.sentence_of(c.range.start)];
        let block = scan.block(sentence);
        sentence.block > 0 && block.kind != BlockKind::Heading && block.span.end <= byte
    }
}

/// Whether two names of a person are the same: equal, or equal but for a middle name.
fn same_parts(a: &[Key], b: &[Key]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 {
        return short == long;
    }
    short.first() == long.first()
        && short.last() == long.last()
        && short.iter().all(|k| long.contains(k))
}

/// Makes a mention by hand: for coreference.
pub fn mention(
    span: Span,
    entity: EntityIx,
    form: Form,
    rule: &'static str,
    cues: impl IntoIterator<Item = Span>,
) -> Mention {
    Mention {
        span,
        entity,
        form,
        why: Why::new(rule, cues),
    }
}
