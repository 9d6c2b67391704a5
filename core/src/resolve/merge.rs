//! Joining the entities of documents, with the reason for every merge and refusal.
//!
//! Rules, surest first (each looks things up by a key; nothing compares all with all):
//! `same-table-entry`, `same-name`, `spelling-of-table-entry`, `same-name-spelling`,
//! `initial-and-surname`, `surname-and-role`, `surname-and-country`, `acronym`. What the document
//! itself tells apart is never joined, nor people of different gender or of one surname alone.

use super::spelling::{PersonName, any_same, romanise};
use super::{Entity, Reason};
use crate::corpus::Document;
use crate::data::{Known, LANGUAGE_COLUMNS, Source, data};
use crate::extract::coreference::same_role;
use crate::extract::{EntityIx, Extraction, Holder, LocalEntity};
use crate::lang::pack::Gender;
use crate::text::fold::{fold, slug};
use crate::vocabulary::Kind;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// At most so many refusals are noted for one entity, so many candidates looked at.
const NEIGHBOURS: usize = 8;

/// Roles that too many people have to tell one by.
const COMMON_ROLES: [&str; 10] = [
    "man", "woman", "person", "worker", "member", "official", "suspect", "victim", "citizen",
    "child",
];

/// Joins the entities of all documents and rewrites the indices in `extractions` to the joint ones.
pub fn join(documents: &[Document], extractions: &mut [Extraction]) -> Vec<Entity> {
    let mut joiner = Joiner::new(extractions);
    joiner.tables();
    joiner.same_names();
    joiner.spellings_of_the_tables();
    joiner.spellings();
    joiner.initials();
    joiner.surnames();
    joiner.acronyms();
    joiner.refusals();
    let (entities, map) = joiner.entities(documents);
    let mut at = 0;
    for extraction in extractions.iter_mut() {
        let count = extraction.entities.len();
        remap(extraction, &map[at..at + count]);
        at += count;
    }
    entities
}

/// An entity of one document.
struct Item {
    document: u32,
    known: Option<u16>,
    kind: Kind,
    name: String,
    folded: String,
    person: Option<PersonName>,
    gender: Gender,
    roles: Vec<Box<str>>,
    country: Option<u16>,
}

/// What is known of a set of joined items.
#[derive(Clone, Default)]
struct Cluster {
    items: Vec<usize>,
    known: Option<u16>,
    documents: BTreeSet<u32>,
    reasons: Vec<(&'static str, String, String)>,
    refusals: Vec<(&'static str, usize)>,
}

struct Joiner {
    items: Vec<Item>,
    /// The cluster of each item.
    of: Vec<usize>,
    /// By their first item; the others are empty.
    clusters: Vec<Cluster>,
}

impl Joiner {
    fn new(extractions: &[Extraction]) -> Self {
        let mut items = Vec::new();
        for (d, extraction) in extractions.iter().enumerate() {
            for local in &extraction.entities {
                items.push(Item::new(d as u32, local));
            }
        }
        let clusters = items
            .iter()
            .enumerate()
            .map(|(i, item)| Cluster {
                items: vec![i],
                known: item.known,
                documents: BTreeSet::from([item.document]),
                ..Cluster::default()
            })
            .collect();
        Joiner {
            of: (0..items.len()).collect(),
            items,
            clusters,
        }
    }

    /// Joins the clusters of two items, the smaller into the larger, and notes why.
    fn merge(&mut self, a: usize, b: usize, rule: &'static str) {
        let (mut to, mut from) = (self.of[a], self.of[b]);
        if to == from {
            return;
        }
        if self.clusters[from].items.len() > self.clusters[to].items.len() {
            (to, from) = (from, to);
        }
        let gone = std::mem::take(&mut self.clusters[from]);
        for i in &gone.items {
            self.of[*i] = to;
        }
        let into = &mut self.clusters[to];
        into.known = into.known.or(gone.known);
        into.items.extend(gone.items);
        into.documents.extend(gone.documents);
        into.reasons.extend(gone.reasons);
        into.refusals.extend(gone.refusals);
        let (x, y) = (self.items[a].name.clone(), self.items[b].name.clone());
        if !into
            .reasons
            .iter()
            .any(|r| *r == (rule, x.clone(), y.clone()))
            && into.reasons.len() < 64
        {
            into.reasons.push((rule, x, y));
        }
    }

    /// Notes that two items were not joined.
    fn refuse(&mut self, a: usize, b: usize, rule: &'static str) {
        let (a, b) = (self.of[a], self.of[b]);
        if a == b {
            return;
        }
        for (x, y) in [(a, b), (b, a)] {
            let list = &mut self.clusters[x].refusals;
            if list.len() < NEIGHBOURS && !list.contains(&(rule, y)) {
                list.push((rule, y));
            }
        }
    }

    fn kind(&self, cluster: usize) -> Kind {
        self.items[self.clusters[cluster].items[0]].kind
    }

    /// Whether one document tells the two apart, or the tables do.
    fn told_apart(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.clusters[self.of[a]], &self.clusters[self.of[b]]);
        let known = a.known.is_some() && b.known.is_some() && a.known != b.known;
        let (few, many) = if a.documents.len() < b.documents.len() {
            (a, b)
        } else {
            (b, a)
        };
        known || few.documents.iter().any(|d| many.documents.contains(d))
    }

    /// Whether two people cannot be one: another gender, no country in common.
    fn contradict(&self, a: usize, b: usize) -> bool {
        let genders = (self.gender(a), self.gender(b));
        matches!(genders, (Gender::M, Gender::F) | (Gender::F, Gender::M)) || {
            let (a, b) = (self.countries(a), self.countries(b));
            !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
        }
    }

    fn gender(&self, item: usize) -> Gender {
        self.members(item)
            .map(|i| i.gender)
            .find(|g| *g != Gender::Any)
            .unwrap_or_default()
    }

    fn members(&self, item: usize) -> impl Iterator<Item = &Item> {
        let items = &self.clusters[self.of[item]].items;
        items.iter().take(4 * NEIGHBOURS).map(|i| &self.items[*i])
    }

    fn known(&self, item: usize) -> Option<&'static Known> {
        data()
            .known
            .get(self.clusters[self.of[item]].known? as usize)
    }

    fn countries(&self, item: usize) -> BTreeSet<u16> {
        let of_table = self.known(item).and_then(|k| k.country_row);
        self.members(item)
            .filter_map(|i| i.country)
            .chain(of_table)
            .collect()
    }

    fn roles(&self, item: usize) -> BTreeSet<&str> {
        let posts = self.known(item).map_or(&[][..], |k| k.posts.as_slice());
        self.members(item)
            .flat_map(|i| i.roles.iter().map(|r| &**r))
            .chain(posts.iter().map(|p| p.role.as_str()))
            .filter(|r| !COMMON_ROLES.contains(r))
            .collect()
    }

    fn shares_role(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.roles(a), self.roles(b));
        a.iter().any(|x| b.iter().any(|y| same_role(x, y)))
    }

    /// The same entry of the tables (a people and its country share a row, but not a kind).
    fn tables(&mut self) {
        let mut first: BTreeMap<(u16, Kind), usize> = BTreeMap::new();
        for i in 0..self.items.len() {
            if let Some(known) = self.items[i].known {
                let at = *first.entry((known, self.items[i].kind)).or_insert(i);
                self.merge(at, i, "same-table-entry");
            }
        }
    }

    /// The same name, written the same: any full name, and any name of what is no person.
    fn same_names(&mut self) {
        let mut first: BTreeMap<(Kind, String), Vec<usize>> = BTreeMap::new();
        for i in 0..self.items.len() {
            let item = &self.items[i];
            let surname_alone = item.person.as_ref().is_some_and(|p| p.parts.len() < 2);
            if item.known.is_some() || surname_alone || item.folded.is_empty() {
                continue;
            }
            let person = item.kind == Kind::Person;
            let bearers = first
                .entry((item.kind, item.folded.clone()))
                .or_default()
                .clone();
            let same = bearers.iter().copied().find(|b| {
                !(person
                    && (self.told_apart(*b, i)
                        || self.contradict(*b, i) && !self.shares_role(*b, i)))
            });
            match same {
                Some(b) => self.merge(b, i, "same-name"),
                None => {
                    if let Some(b) = bearers.first() {
                        self.refuse(*b, i, "same-name-other-person");
                    }
                    if bearers.len() < NEIGHBOURS {
                        let key = (self.items[i].kind, self.items[i].folded.clone());
                        first.entry(key).or_default().push(i);
                    }
                }
            }
        }
    }

    /// The people that stand for their clusters: one item each, the one with the fullest name.
    fn people(&self) -> Vec<usize> {
        let mut out: BTreeMap<usize, usize> = BTreeMap::new();
        for (i, item) in self.items.iter().enumerate() {
            let Some(person) = &item.person else { continue };
            let at = out.entry(self.of[i]).or_insert(i);
            let parts = |p: &Option<PersonName>| p.as_ref().map_or(0, |p| p.parts.len());
            if person.parts.len() > parts(&self.items[*at].person) {
                *at = i;
            }
        }
        out.into_values().collect()
    }

    /// The people who may bear a surname, by its consonants.
    fn by_surname(&self, people: &[usize], full: bool) -> BTreeMap<String, Vec<usize>> {
        let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for i in people {
            let Some(person) = &self.items[*i].person else {
                continue;
            };
            let names = table_name(self.items[*i].known);
            let person = names.unwrap_or(person);
            if full && (person.parts.len() < 2 || person.initial().is_some()) {
                continue;
            }
            for word in person.surname() {
                let list = out.entry(word.skeleton.clone()).or_default();
                if list.last() != Some(i) {
                    list.push(*i);
                }
            }
        }
        out
    }

    /// The name by which a person is compared: that of the tables, else as written.
    fn name_of(&self, item: usize) -> Option<&PersonName> {
        table_name(self.clusters[self.of[item]].known).or(self.items[item].person.as_ref())
    }

    /// Names that no table has, but which are spellings of one that it has.
    fn spellings_of_the_tables(&mut self) {
        let index = table_index();
        let mut first: BTreeMap<u16, usize> = BTreeMap::new();
        for (i, item) in self.items.iter().enumerate() {
            if let (Some(k), Kind::Person) = (item.known, item.kind) {
                first.entry(k).or_insert(i);
            }
        }
        for i in self.people() {
            let item = &self.items[i];
            let Some(person) = item
                .person
                .as_ref()
                .filter(|_| self.clusters[self.of[i]].known.is_none())
            else {
                continue;
            };
            if person.parts.len() < 2 || person.initial().is_some() {
                continue;
            }
            let mut found: Vec<u16> = person
                .surname()
                .iter()
                .filter_map(|w| index.get(&w.skeleton))
                .flatten()
                .filter(|(_, name)| whole_same(name, person))
                .map(|(row, _)| *row)
                .collect();
            found.dedup();
            let [row] = found.as_slice() else { continue };
            let known = &data().known[*row as usize];
            let country = known.country_row;
            let countries = self.countries(i);
            let gender = matches!(
                (self.gender(i), known.gender.as_str()),
                (Gender::M, "f") | (Gender::F, "m")
            );
            if gender || !countries.is_empty() && country.is_some_and(|c| !countries.contains(&c)) {
                if let Some(other) = first.get(row) {
                    self.refuse(*other, i, "same-name-other-person");
                }
                continue;
            }
            match first.get(row).copied() {
                Some(other) if self.told_apart(other, i) => {}
                Some(other) => self.merge(other, i, "spelling-of-table-entry"),
                None => {
                    let cluster = self.of[i];
                    self.clusters[cluster].known = Some(*row);
                    let names = (
                        self.items[i].name.clone(),
                        known.name(LANGUAGE_COLUMNS[0]).to_string(),
                    );
                    self.clusters[cluster].reasons.push((
                        "spelling-of-table-entry",
                        names.0,
                        names.1,
                    ));
                    first.insert(*row, i);
                }
            }
        }
    }

    /// Full names of people that are spellings of each other; other names in two scripts or of
    /// four consonants and more.
    fn spellings(&mut self) {
        let people = self.people();
        let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for i in &people {
            let Some(person) = self.items[*i].person.as_ref() else {
                continue;
            };
            let (Some(given), None) = (person.given(), person.initial()) else {
                continue;
            };
            for g in given {
                for s in person.surname() {
                    let group = groups
                        .entry((g.skeleton.clone(), s.skeleton.clone()))
                        .or_default();
                    if group.last() != Some(i) {
                        group.push(*i);
                    }
                }
            }
        }
        for group in groups.into_values() {
            let mut heads: Vec<usize> = Vec::new();
            for i in group {
                let same = heads.iter().copied().find(|h| {
                    let (a, b) = (&self.items[*h].person, &self.items[i].person);
                    a.as_ref()
                        .zip(b.as_ref())
                        .is_some_and(|(a, b)| ends_same(a, b))
                        && !self.told_apart(*h, i)
                });
                match same {
                    Some(h) if self.contradict(h, i) => self.refuse(h, i, "same-name-other-person"),
                    Some(h) => self.merge(h, i, "same-name-spelling"),
                    None if heads.len() < NEIGHBOURS => heads.push(i),
                    None => {}
                }
            }
        }
        let mut others: BTreeMap<(Kind, Vec<String>), Vec<usize>> = BTreeMap::new();
        for i in 0..self.items.len() {
            let item = &self.items[i];
            if item.kind == Kind::Person || item.known.is_some() || self.of[i] != i {
                continue;
            }
            let name = PersonName::new(&item.name);
            let key: Vec<String> = name.parts.iter().map(|p| p[0].skeleton.clone()).collect();
            others.entry((item.kind, key)).or_default().push(i);
        }
        for ((_, key), group) in others {
            let consonants: usize = key.iter().map(|k| k.chars().count()).sum();
            let mut heads: Vec<usize> = Vec::new();
            for i in group {
                let same = heads.iter().copied().find(|h| {
                    let (a, b) = (&self.items[*h].name, &self.items[i].name);
                    let enough = consonants >= if a.is_ascii() == b.is_ascii() { 4 } else { 3 };
                    enough && whole_same(&PersonName::new(a), &PersonName::new(b))
                });
                match same {
                    Some(h) if !self.told_apart(h, i) && !self.contradict(h, i) => {
                        self.merge(h, i, "same-name-spelling");
                    }
                    _ if heads.len() < NEIGHBOURS => heads.push(i),
                    _ => {}
                }
            }
        }
    }

    /// «K. Haftar»: the only one of that surname whose given name begins so.
    fn initials(&mut self) {
        let people = self.people();
        let full = self.by_surname(&people, true);
        for i in people {
            let Some(person) = self.items[i].person.clone() else {
                continue;
            };
            let Some(initial) = person.initial() else {
                continue;
            };
            let found = self.bearers(&full, i, |other| {
                other
                    .written
                    .first()
                    .is_some_and(|w| w.starts_with(initial))
            });
            match found.as_slice() {
                [one] if self.contradict(*one, i) => {
                    self.refuse(*one, i, "initial-of-other-person")
                }
                [one] => self.merge(*one, i, "initial-and-surname"),
                several => {
                    for other in several.iter().copied() {
                        self.refuse(other, i, "initial-of-several");
                    }
                }
            }
        }
    }

    /// The people of a surname in other documents who pass a test, one for each cluster.
    fn bearers(
        &self,
        index: &BTreeMap<String, Vec<usize>>,
        item: usize,
        test: impl Fn(&PersonName) -> bool,
    ) -> Vec<usize> {
        let Some(person) = &self.items[item].person else {
            return Vec::new();
        };
        let mut out: Vec<usize> = Vec::new();
        for word in person.surname() {
            for other in index
                .get(&word.skeleton)
                .into_iter()
                .flatten()
                .take(4 * NEIGHBOURS)
            {
                let fits = self
                    .name_of(*other)
                    .is_some_and(|name| any_same(name.surname(), person.surname()) && test(name));
                if fits
                    && !self.told_apart(*other, item)
                    && !out.iter().any(|o| self.of[*o] == self.of[*other])
                {
                    out.push(*other);
                }
            }
        }
        out
    }

    /// A surname alone: the only bearer in other documents, where role or country agrees.
    fn surnames(&mut self) {
        let people = self.people();
        let full = self.by_surname(&people, true);
        let alone: Vec<usize> = people
            .into_iter()
            .filter(|i| {
                let named = self.clusters[self.of[*i]].known.is_some();
                !named
                    && self.items[*i]
                        .person
                        .as_ref()
                        .is_some_and(|p| p.parts.len() == 1)
            })
            .collect();
        let mut left: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for i in alone {
            let bearers = self.bearers(&full, i, |_| true);
            let fitting: Vec<usize> = bearers
                .iter()
                .copied()
                .filter(|b| !self.contradict(*b, i) && self.agree(*b, i).is_some())
                .collect();
            match (fitting.as_slice(), bearers.as_slice()) {
                ([one], _) => {
                    let rule = self.agree(*one, i).unwrap_or("surname-and-role");
                    self.merge(*one, i, rule);
                }
                (_, []) => {
                    // Nobody has a full name: another surname alone, written the same.
                    let list = left
                        .entry(self.items[i].folded.clone())
                        .or_default()
                        .clone();
                    let same = list.iter().copied().find(|o| {
                        !self.told_apart(*o, i)
                            && !self.contradict(*o, i)
                            && self.agree(*o, i).is_some()
                    });
                    match same {
                        Some(o) => self.merge(o, i, self.agree(o, i).unwrap_or("surname-and-role")),
                        None => {
                            for o in list.iter().take(NEIGHBOURS) {
                                self.refuse(*o, i, "surname-alone");
                            }
                            if list.len() < NEIGHBOURS {
                                left.entry(self.items[i].folded.clone())
                                    .or_default()
                                    .push(i);
                            }
                        }
                    }
                }
                ([_, _, ..], _) => {
                    for b in fitting {
                        self.refuse(b, i, "surname-of-several");
                    }
                }
                ([], _) => {
                    for b in bearers {
                        self.refuse(b, i, "surname-alone");
                    }
                }
            }
        }
    }

    /// In what two people agree besides their surname.
    fn agree(&self, a: usize, b: usize) -> Option<&'static str> {
        if self.shares_role(a, b) {
            return Some("surname-and-role");
        }
        let (a, b) = (self.countries(a), self.countries(b));
        (!a.is_disjoint(&b)).then_some("surname-and-country")
    }

    /// An abbreviation and the only institution whose capitals it is.
    fn acronyms(&mut self) {
        let mut full: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let institution = |i: &Item| matches!(i.kind, Kind::Organization | Kind::Group);
        for (i, item) in self.items.iter().enumerate() {
            let capitals: String = item
                .name
                .split(|c: char| !c.is_alphanumeric())
                .filter_map(|w| w.chars().next())
                .filter(|c| c.is_uppercase())
                .collect();
            if institution(item) && capitals.chars().count() >= 3 {
                let list = full.entry(capitals).or_default();
                if !list.iter().any(|o| self.of[*o] == self.of[i]) && list.len() < NEIGHBOURS {
                    list.push(i);
                }
            }
        }
        for i in 0..self.items.len() {
            let item = &self.items[i];
            let word = item.name.replace('.', "");
            let abbreviation = word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
            if !institution(item) || !abbreviation || self.clusters[self.of[i]].known.is_some() {
                continue;
            }
            let Some(list) = full.get(&word).cloned() else {
                continue;
            };
            match list.as_slice() {
                [one] if self.contradict(*one, i) => self.refuse(*one, i, "acronym-of-other"),
                [one] => self.merge(*one, i, "acronym"),
                several => {
                    for other in several {
                        self.refuse(*other, i, "acronym-of-several");
                    }
                }
            }
        }
    }

    /// Notes for people of one surname why they are not one.
    fn refusals(&mut self) {
        let people = self.people();
        for group in self.by_surname(&people, true).into_values() {
            for (n, i) in group.iter().enumerate() {
                for other in &group[n + 1..group.len().min(n + 1 + NEIGHBOURS)] {
                    let surnames = self
                        .name_of(*i)
                        .zip(self.name_of(*other))
                        .is_some_and(|(a, b)| any_same(a.surname(), b.surname()));
                    if surnames {
                        self.refuse(*i, *other, "same-surname-other-given-name");
                    }
                }
            }
        }
    }

    /// The entities in the order of their first items, and each item's entity.
    fn entities(self, documents: &[Document]) -> (Vec<Entity>, Vec<EntityIx>) {
        let mut index: BTreeMap<usize, u32> = BTreeMap::new();
        let mut order: Vec<usize> = Vec::new();
        let map: Vec<EntityIx> = self
            .of
            .iter()
            .map(|cluster| {
                let next = order.len() as u32;
                EntityIx(*index.entry(*cluster).or_insert_with(|| {
                    order.push(*cluster);
                    next
                }))
            })
            .collect();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut entities: Vec<Entity> = order.iter().map(|c| self.entity(*c, documents)).collect();
        // The tables' ids stand; what only shares its name with one gets a suffix.
        let by_table = |e: &Entity| {
            e.known
                .and_then(|k| data().known.get(k as usize))
                .is_some_and(|k| k.kind == e.kind)
        };
        for first in [true, false] {
            for entity in entities.iter_mut().filter(|e| by_table(e) == first) {
                let base = match entity.id.as_str() {
                    "" => entity.kind.as_str().to_string(),
                    id => id.to_string(),
                };
                let mut id = base.clone();
                if taken.contains(&id) {
                    id = format!("{base}-{}", entity.kind);
                }
                let mut n = 2;
                while taken.contains(&id) {
                    id = format!("{base}-{n}");
                    n += 1;
                }
                taken.insert(id.clone());
                entity.id = id;
            }
        }
        for (entity, cluster) in entities.iter_mut().zip(&order) {
            for (rule, other) in &self.clusters[*cluster].refusals {
                // The other may have been joined to somebody since.
                let Some(other) = self.clusters[*other]
                    .items
                    .first()
                    .map_or_else(|| self.of.get(*other), |i| self.of.get(*i))
                    .and_then(|c| index.get(c))
                else {
                    continue;
                };
                let reason = Reason {
                    rule: Cow::Borrowed(rule),
                    merged: false,
                    names: vec![entity.name.clone()],
                    other: Some(EntityIx(*other)),
                };
                if order[*other as usize] != *cluster && !entity.reasons.contains(&reason) {
                    entity.reasons.push(reason);
                }
            }
        }
        let names: Vec<String> = entities.iter().map(|e| e.name.clone()).collect();
        for reason in entities.iter_mut().flat_map(|e| &mut e.reasons) {
            if let Some(other) = reason.other {
                reason.names.push(names[other.0 as usize].clone());
            }
        }
        (entities, map)
    }

    fn entity(&self, cluster: usize, documents: &[Document]) -> Entity {
        let cluster_index = cluster;
        let cluster = &self.clusters[cluster];
        let mut items = cluster.items.clone();
        items.sort_unstable();
        let known = cluster.known.and_then(|k| data().known.get(k as usize));
        let mut names: Vec<(String, Vec<String>)> = known.map_or_else(Vec::new, |k| {
            k.names
                .iter()
                .map(|(c, n)| (c.to_string(), n.clone()))
                .collect()
        });
        for i in &items {
            let item = &self.items[*i];
            let language = &documents[item.document as usize].language;
            match names.iter_mut().find(|(c, _)| c == language) {
                Some((_, list)) if list.contains(&item.name) => {}
                Some((_, list)) => list.push(item.name.clone()),
                None => names.push((language.clone(), vec![item.name.clone()])),
            }
        }
        let name = known.map_or_else(
            || self.usual_name(&items, documents),
            |k| k.name(LANGUAGE_COLUMNS[0]).to_string(),
        );
        let country = match known {
            Some(k) => Some(k.country.clone()).filter(|c| !c.is_empty()),
            None => self
                .countries(items[0])
                .iter()
                .next()
                .map(|c| data().known[*c as usize].country.clone())
                .filter(|c| !c.is_empty()),
        };
        let mut reasons: Vec<Reason> = Vec::new();
        for (rule, a, b) in &cluster.reasons {
            match reasons.iter_mut().find(|r| r.rule == *rule) {
                Some(r) => {
                    for n in [a, b] {
                        if !r.names.contains(n) {
                            r.names.push(n.clone());
                        }
                    }
                }
                None => {
                    let mut names = vec![a.clone()];
                    if a != b {
                        names.push(b.clone());
                    }
                    reasons.push(Reason {
                        rule: Cow::Borrowed(rule),
                        merged: true,
                        names,
                        other: None,
                    });
                }
            }
        }
        Entity {
            id: known.map_or_else(|| slug(&romanise(&name)), |k| k.id.clone()),
            kind: self.kind(cluster_index),
            name,
            names,
            known: cluster.known,
            country,
            location: known.and_then(|k| data().location(k)),
            wikidata: known.map(|k| k.qid.clone()).filter(|id| !id.is_empty()),
            reasons,
        }
    }

    /// The name of what no table knows: of the fullest, the one in the first language of the
    /// tables' columns that has one, Latin letters first.
    fn usual_name(&self, items: &[usize], documents: &[Document]) -> String {
        let rank = |i: &usize| {
            let item = &self.items[*i];
            let language = documents[item.document as usize].language.as_str();
            let column = LANGUAGE_COLUMNS.iter().position(|c| *c == language);
            let latin = romanise(&item.name) == item.folded;
            let parts = item.person.as_ref().map_or(0, |p| p.parts.len());
            let short = parts == 1 || item.person.as_ref().is_some_and(|p| p.initial().is_some());
            let acronym = item.name.chars().all(char::is_uppercase);
            (!latin, short || acronym, column.unwrap_or(usize::MAX), *i)
        };
        let best = items.iter().min_by_key(|i| rank(i));
        best.map_or_else(String::new, |i| self.items[*i].name.clone())
    }
}

impl Item {
    fn new(document: u32, local: &LocalEntity) -> Item {
        Item {
            document,
            known: local.known,
            kind: local.kind,
            name: local.name.clone(),
            folded: fold(&local.name),
            person: (local.kind == Kind::Person).then(|| PersonName::new(&local.name)),
            gender: local.gender,
            roles: local.roles.clone(),
            country: local.country,
        }
    }
}

/// Whether two names are spellings of each other in every part.
fn whole_same(a: &PersonName, b: &PersonName) -> bool {
    a.parts.len() == b.parts.len()
        && !a.parts.is_empty()
        && a.parts.iter().zip(&b.parts).all(|(a, b)| any_same(a, b))
}

/// Whether given name and surname are spellings of each other; middle names may be left out, but
/// not differ.
fn ends_same(a: &PersonName, b: &PersonName) -> bool {
    let ends = a
        .given()
        .zip(b.given())
        .is_some_and(|(x, y)| any_same(x, y))
        && any_same(a.surname(), b.surname());
    ends && (a.parts.len() != b.parts.len() || whole_same(a, b))
}

/// The usual name of a person of the tables, taken apart.
fn table_name(known: Option<u16>) -> Option<&'static PersonName> {
    static NAMES: OnceLock<BTreeMap<u16, PersonName>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        people_of_the_tables()
            .map(|(row, k)| (row, PersonName::new(k.name(LANGUAGE_COLUMNS[0]))))
            .collect()
    });
    names.get(&known?)
}

fn people_of_the_tables() -> impl Iterator<Item = (u16, &'static Known)> {
    data()
        .known
        .iter()
        .enumerate()
        .filter(|(_, k)| k.kind == Kind::Person && k.source == Source::Actors)
        .map(|(i, k)| (i as u16, k))
}

/// A row of the tables and one of its names, taken apart.
type TableNames = Vec<(u16, PersonName)>;

/// All full names of people in the tables, by the consonants of the surname.
fn table_index() -> &'static BTreeMap<String, TableNames> {
    static INDEX: OnceLock<BTreeMap<String, TableNames>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut out: BTreeMap<String, TableNames> = BTreeMap::new();
        for (row, known) in people_of_the_tables() {
            for name in known.names.iter().flat_map(|(_, n)| n) {
                if name.starts_with('~') {
                    continue;
                }
                let name = PersonName::new(name);
                if name.parts.len() < 2 {
                    continue;
                }
                for word in name.surname() {
                    out.entry(word.skeleton.clone())
                        .or_default()
                        .push((row, name.clone()));
                }
            }
        }
        out
    })
}

/// Rewrites the local entity indices of an extraction.
pub fn remap(extraction: &mut Extraction, map: &[EntityIx]) {
    let to = |e: EntityIx| map.get(e.0 as usize).copied().unwrap_or(e);
    let holder = |h: &mut Holder| {
        if let Holder::Entity(e) = h {
            *e = to(*e);
        }
    };
    for m in &mut extraction.mentions {
        m.entity = to(m.entity);
    }
    for q in &mut extraction.quotations {
        if let Some(s) = &mut q.speaker {
            holder(s);
        }
    }
    for c in &mut extraction.claims {
        holder(&mut c.holder);
        c.chain.iter_mut().for_each(holder);
        for e in &mut c.entities {
            *e = to(*e);
        }
        let mut seen = Vec::new();
        c.entities.retain(|e| {
            !seen.contains(e) && {
                seen.push(*e);
                true
            }
        });
    }
    for c in &mut extraction.connections {
        c.a = to(c.a);
        c.b = to(c.b);
        c.place = c.place.map(to);
    }
}
