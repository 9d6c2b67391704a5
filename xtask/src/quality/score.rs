//! Marks against annotations: what is right, what is wanted, what is given.
//!
//! The definitions are those of the annotated texts' own scorer:
//! - names: spans one to one, exact; overlapping; exact with the kind of the entity. What meets
//!   only an ignored span or a description counts neither way.
//! - linking: of the exactly found names, those whose entity has the annotated id or a name of it.
//! - connections: unordered pairs of a document, with and without type; lenient takes Moscow, the
//!   Kremlin and Russia as one.
//! - quotations: overlap of half of the joint length; the speaker on those found.
//! - claims: sentences that hold one; certainty, polarity, holder and topics on annotated claims
//!   that a given claim covers by half.
//! - alignment: pairs of claims of different documents that share a group; the relation on those
//!   found.
//!
//! Descriptions («the minister») are counted by overlap, their entity on those found; a pronoun
//! counts only where the annotation has something, since annotations leave pronouns out.

use super::gold::{Claim, Entity, Group, Marks, Output, Set, Span, Text};
use super::sentence;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Measure {
    NamesExact,
    NamesOverlap,
    NamesKind,
    Linking,
    References,
    ReferenceEntity,
    ConnectionPair,
    ConnectionType,
    ConnectionLenient,
    Quotes,
    Speaker,
    Claims,
    Certainty,
    Polarity,
    Holder,
    Topics,
    Alignment,
    AlignmentWithin,
    AlignmentAcross,
    Relation,
}

impl Measure {
    /// All, in the order of the tables.
    pub(crate) const ALL: [Measure; 20] = [
        Measure::NamesExact,
        Measure::NamesOverlap,
        Measure::NamesKind,
        Measure::Linking,
        Measure::References,
        Measure::ReferenceEntity,
        Measure::ConnectionType,
        Measure::ConnectionPair,
        Measure::ConnectionLenient,
        Measure::Quotes,
        Measure::Speaker,
        Measure::Claims,
        Measure::Certainty,
        Measure::Polarity,
        Measure::Holder,
        Measure::Topics,
        Measure::Alignment,
        Measure::AlignmentWithin,
        Measure::AlignmentAcross,
        Measure::Relation,
    ];

    /// Its name in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Measure::NamesExact => "names",
            Measure::NamesOverlap => "names, overlap",
            Measure::NamesKind => "names with kind",
            Measure::Linking => "linking",
            Measure::References => "coreference",
            Measure::ReferenceEntity => "coreference, entity",
            Measure::ConnectionType => "connections",
            Measure::ConnectionPair => "connections, pair",
            Measure::ConnectionLenient => "connections, lenient",
            Measure::Quotes => "quotations",
            Measure::Speaker => "speaker",
            Measure::Claims => "claims",
            Measure::Certainty => "certainty",
            Measure::Polarity => "polarity",
            Measure::Holder => "holder",
            Measure::Topics => "topics",
            Measure::Alignment => "alignment",
            Measure::AlignmentWithin => "alignment, within",
            Measure::AlignmentAcross => "alignment, across",
            Measure::Relation => "relation",
        }
    }

    /// Whether it is a share of what was found: precision, recall and F1 are one figure.
    pub(crate) fn is_accuracy(self) -> bool {
        matches!(
            self,
            Measure::Linking
                | Measure::ReferenceEntity
                | Measure::Speaker
                | Measure::Certainty
                | Measure::Polarity
                | Measure::Holder
                | Measure::Relation
        )
    }
}

/// Counts of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) right: usize,
    /// In the annotation.
    pub(crate) wanted: usize,
    /// By the program.
    pub(crate) given: usize,
}

impl Count {
    fn share(part: usize, whole: usize) -> Option<f64> {
        (whole > 0).then(|| part as f64 / whole as f64)
    }

    /// The share of what is given that is right.
    pub(crate) fn precision(self) -> Option<f64> {
        Count::share(self.right, self.given)
    }

    /// The share of what is wanted that is given.
    pub(crate) fn recall(self) -> Option<f64> {
        Count::share(self.right, self.wanted)
    }

    /// The harmonic mean of both; for an accuracy, the accuracy.
    pub(crate) fn f1(self) -> Option<f64> {
        Count::share(2 * self.right, self.wanted + self.given)
    }
}

/// All counts of a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally(BTreeMap<Measure, Count>);

impl Tally {
    /// The counts of one measure.
    pub(crate) fn get(&self, measure: Measure) -> Count {
        self.0.get(&measure).copied().unwrap_or_default()
    }

    fn add(&mut self, measure: Measure, right: usize, wanted: usize, given: usize) {
        let count = self.0.entry(measure).or_default();
        count.right += right;
        count.wanted += wanted;
        count.given += given;
    }

    fn share(&mut self, measure: Measure, right: usize, of: usize) {
        self.add(measure, right, of, of);
    }

    fn case(&mut self, measure: Measure, right: bool) {
        self.share(measure, usize::from(right), 1);
    }

    fn merge(&mut self, other: &Tally) {
        for (measure, count) in &other.0 {
            self.add(*measure, count.right, count.wanted, count.given);
        }
    }
}

/// A rule of a stage: how often it fired, how often it was right.
pub(crate) type Rules = BTreeMap<(&'static str, String), (usize, usize)>;

/// Why something is missed or wrong: stage and cause, with where.
pub(crate) type Causes = BTreeMap<(&'static str, String), Vec<String>>;

/// What was measured on a set, or on the texts of one language in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Score {
    pub(crate) tally: Tally,
    pub(crate) rules: Rules,
    pub(crate) causes: Causes,
}

impl Score {
    fn rule(&mut self, stage: &'static str, rule: &str, right: bool) {
        let entry = self.rules.entry((stage, rule.to_owned())).or_default();
        entry.0 += 1;
        entry.1 += usize::from(right);
    }

    fn cause(&mut self, stage: &'static str, cause: impl Into<String>, place: String) {
        let places = self.causes.entry((stage, cause.into())).or_default();
        places.push(place);
    }

    fn merge(&mut self, other: &Score) {
        self.tally.merge(&other.tally);
        for (rule, (fired, right)) in &other.rules {
            let entry = self.rules.entry(rule.clone()).or_default();
            entry.0 += fired;
            entry.1 += right;
        }
        for (cause, places) in &other.causes {
            let entry = self.causes.entry(cause.clone()).or_default();
            entry.extend(places.iter().cloned());
        }
    }
}

/// The columns of a set: languages in order, then `all`.
pub(crate) type Scores = BTreeMap<String, Score>;

/// The column over all languages.
pub(crate) const ALL: &str = "all";

/// Letters and digits in lower case, without accents, words parted by one blank.
pub(crate) fn normal(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|c| canonical_combining_class(*c) == 0)
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Greedy one-to-one pairs, the most alike first.
fn pair_up<G, S>(
    gold: &[G],
    given: &[S],
    alike: impl Fn(&G, &S) -> f64,
    least: f64,
) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, s) in given.iter().enumerate() {
            let value = alike(g, s);
            if value >= least && value > 0.0 {
                all.push((value, i, j));
            }
        }
    }
    all.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    let mut out = Vec::new();
    for (_, i, j) in all {
        if !left.contains(&i) && !right.contains(&j) {
            left.insert(i);
            right.insert(j);
            out.push((i, j));
        }
    }
    out
}

/// Which annotated entity a given one is.
struct Entities<'a> {
    /// By id or name.
    strong: BTreeMap<&'a str, &'a str>,
    /// Also by what its mentions meet.
    any: BTreeMap<&'a str, &'a str>,
    kinds: BTreeMap<&'a str, &'a str>,
    /// Normal name → id.
    names: BTreeMap<String, &'a str>,
}

impl<'a> Entities<'a> {
    fn new(gold: &'a Marks, given: &'a Marks) -> Self {
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        let own = gold
            .entities
            .iter()
            .map(|e| (e.names.first().map_or("", String::as_str), e.id.as_str()));
        let written = gold
            .mentions
            .iter()
            .map(|m| (m.text.as_str(), m.entity.as_str()));
        for (name, id) in own.chain(written) {
            names.entry(normal(name)).or_insert(id);
        }
        let kinds: BTreeMap<&str, &str> = gold
            .entities
            .iter()
            .map(|e| (e.id.as_str(), e.kind.as_str()))
            .collect();
        let mut strong = BTreeMap::new();
        for e in &given.entities {
            let same = kinds.get_key_value(e.id.as_str()).map(|(id, _)| *id);
            let named = || e.names.iter().find_map(|n| names.get(&normal(n)).copied());
            if let Some(id) = same.or_else(named) {
                strong.insert(e.id.as_str(), id);
            }
        }
        let mut votes: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for m in &given.mentions {
            for x in gold.mentions.iter().chain(&gold.references) {
                if m.span.meets(x.span) {
                    let of = votes.entry(&m.entity).or_default();
                    *of.entry(&x.entity).or_default() += 1;
                }
            }
        }
        let mut any = strong.clone();
        for (entity, of) in votes {
            let best = of
                .iter()
                .max_by_key(|(id, n)| (**n, std::cmp::Reverse(**id)));
            if let Some((id, _)) = best {
                any.entry(entity).or_insert(id);
            }
        }
        Entities {
            strong,
            any,
            kinds,
            names,
        }
    }

    /// The key of an end of a given connection.
    fn end(&self, id: &str) -> String {
        if let Some(found) = self.any.get(id) {
            return (*found).to_owned();
        }
        if self.kinds.contains_key(id) {
            return id.to_owned();
        }
        match self.names.get(&normal(id)) {
            Some(found) => (*found).to_owned(),
            None => format!("?{id}"),
        }
    }

    /// Who speaks; `given` says whether the id is the program's.
    fn who(&self, id: Option<&str>, given: bool) -> Who {
        let Some(id) = id else {
            return Who::Nobody;
        };
        if matches!(normal(id).as_str(), "author" | "autore") {
            return Who::Author;
        }
        let mapped = given.then(|| self.any.get(id)).flatten().copied();
        let own = || self.kinds.get_key_value(id).map(|(id, _)| *id);
        let named = || self.names.get(&normal(id)).copied();
        mapped
            .or_else(own)
            .or_else(named)
            .map_or(Who::Unnamed, |id| Who::Entity(id.to_owned()))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    Nobody,
    Author,
    Unnamed,
    Entity(String),
}

impl Who {
    /// Nobody and an unnamed source are one.
    fn or_unnamed(self) -> Who {
        if self == Who::Nobody {
            Who::Unnamed
        } else {
            self
        }
    }
}

/// Measures a set: one score for each language, and `all`.
///
/// `known` says whether the program's tables have a (normal) name.
pub(crate) fn set(set: &Set, output: &Output, known: &dyn Fn(&str) -> bool) -> Scores {
    let mut scores = Scores::new();
    let nothing = Marks::default();
    for text in &set.texts {
        let given = output.marks.get(&text.id).unwrap_or(&nothing);
        let mut score = Score::default();
        document(&mut score, text, given, known);
        for column in [text.language.as_str(), ALL] {
            let into = scores.entry(column.to_owned()).or_default();
            into.merge(&score);
        }
    }
    alignment(&mut scores, set, output);
    scores
}

/// Where a span stands, with the words around it.
fn place(text: &Text, span: Span) -> String {
    let letters: Vec<char> = text.body.chars().collect();
    let cut = |from: usize, to: usize| -> String {
        let to = to.min(letters.len());
        letters[from.min(to)..to].iter().collect()
    };
    let shown = format!(
        "{}: {}[{}]{}",
        text.id,
        cut(span.start.saturating_sub(30), span.start),
        cut(span.start, span.end),
        cut(span.end, span.end + 30)
    );
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Measures one document.
pub(crate) fn document(
    score: &mut Score,
    text: &Text,
    given: &Marks,
    known: &dyn Fn(&str) -> bool,
) {
    let entities = Entities::new(&text.gold, given);
    names(score, text, given, &entities, known);
    references(score, text, given, &entities);
    connections(score, text, given, &entities);
    quotes(score, text, given, &entities);
    claims(score, text, given, &entities);
}

fn kind_of<'a>(given: &'a Marks, id: &str) -> &'a str {
    let of = given.entities.iter().find(|e: &&Entity| e.id == id);
    of.map_or("", |e| e.kind.as_str())
}

fn names(
    score: &mut Score,
    text: &Text,
    given: &Marks,
    entities: &Entities,
    known: &dyn Fn(&str) -> bool,
) {
    let gold = &text.gold.mentions;
    let neutral: Vec<Span> = text
        .ignored
        .iter()
        .copied()
        .chain(text.gold.references.iter().map(|r| r.span))
        .collect();
    let counted: Vec<_> = given
        .mentions
        .iter()
        .filter(|m| {
            gold.iter().any(|g| m.span.meets(g.span)) || !neutral.iter().any(|n| m.span.meets(*n))
        })
        .collect();
    let exact = pair_up(
        gold,
        &counted,
        |g, s| f64::from(u8::from(g.span == s.span)),
        1.0,
    );
    let overlap = pair_up(gold, &counted, |g, s| g.span.overlap(s.span), 1e-9);
    let kind_right = |i: usize, j: usize| {
        entities.kinds.get(gold[i].entity.as_str()).copied()
            == Some(kind_of(given, &counted[j].entity))
    };
    let link_right = |i: usize, j: usize| {
        entities.strong.get(counted[j].entity.as_str()).copied() == Some(gold[i].entity.as_str())
    };
    let t = &mut score.tally;
    t.add(Measure::NamesExact, exact.len(), gold.len(), counted.len());
    t.add(
        Measure::NamesOverlap,
        overlap.len(),
        gold.len(),
        counted.len(),
    );
    let right = exact.iter().filter(|(i, j)| kind_right(*i, *j)).count();
    t.add(Measure::NamesKind, right, gold.len(), counted.len());
    let right = exact.iter().filter(|(i, j)| link_right(*i, *j)).count();
    t.share(Measure::Linking, right, exact.len());

    for (j, m) in counted.iter().enumerate() {
        let right = exact.iter().any(|(i, k)| *k == j && kind_right(*i, j));
        score.rule("names", &m.rule, right);
        if !gold.iter().any(|g| g.span.meets(m.span)) {
            score.cause("names", format!("extra by {}", m.rule), place(text, m.span));
        }
    }
    for (i, g) in gold.iter().enumerate() {
        let Some((_, j)) = exact.iter().find(|(k, _)| *k == i) else {
            let cause = if counted.iter().any(|m| m.span.meets(g.span)) {
                "wrong boundary"
            } else if known(&normal(&g.text)) {
                "missed known name"
            } else {
                "missed unknown name"
            };
            score.cause("names", cause, place(text, g.span));
            continue;
        };
        if !kind_right(i, *j) {
            let cause = format!(
                "wrong kind: {} for {}",
                kind_of(given, &counted[*j].entity),
                entities.kinds.get(g.entity.as_str()).unwrap_or(&"")
            );
            score.cause("names", cause, place(text, g.span));
        }
        if !link_right(i, *j) {
            let cause = format!("wrong entity by {}", counted[*j].rule);
            score.cause("linking", cause, place(text, g.span));
        }
    }
}

fn references(score: &mut Score, text: &Text, given: &Marks, entities: &Entities) {
    let gold = &text.gold.references;
    let named = |span: Span| {
        let spans = text.gold.mentions.iter().map(|m| m.span);
        spans.chain(text.ignored.iter().copied()).any(|s| s == span)
    };
    let counted: Vec<_> = given
        .references
        .iter()
        .filter(|m| {
            gold.iter().any(|g| g.span.meets(m.span)) || m.form != "pronoun" && !named(m.span)
        })
        .collect();
    let found = pair_up(gold, &counted, |g, s| g.span.overlap(s.span), 1e-9);
    let right = |i: usize, j: usize| {
        entities.any.get(counted[j].entity.as_str()).copied() == Some(gold[i].entity.as_str())
    };
    let t = &mut score.tally;
    t.add(Measure::References, found.len(), gold.len(), counted.len());
    let same = found.iter().filter(|(i, j)| right(*i, *j)).count();
    t.share(Measure::ReferenceEntity, same, found.len());
    for (j, m) in counted.iter().enumerate() {
        let pair = found.iter().find(|(_, k)| *k == j);
        score.rule(
            "coreference",
            &m.rule,
            pair.is_some_and(|(i, _)| right(*i, j)),
        );
        match pair {
            None => score.cause(
                "coreference",
                format!("extra by {}", m.rule),
                place(text, m.span),
            ),
            Some((i, _)) if !right(*i, j) => score.cause(
                "coreference",
                format!("wrong entity by {}", m.rule),
                place(text, m.span),
            ),
            _ => {}
        }
    }
    for (i, g) in gold.iter().enumerate() {
        if !found.iter().any(|(k, _)| *k == i) {
            score.cause("coreference", "missed", place(text, g.span));
        }
    }
}

type Ends = (String, String);

fn ends(a: String, b: String) -> Ends {
    if a <= b { (a, b) } else { (b, a) }
}

/// Moscow and the Kremlin stand for Russia.
fn metonym(id: &str) -> String {
    match id {
        "moscow" | "kremlin" => "russia".to_owned(),
        other => other.to_owned(),
    }
}

fn connections(score: &mut Score, text: &Text, given: &Marks, entities: &Entities) {
    let gold = &text.gold.connections;
    let wanted: Vec<(Ends, &str)> = gold
        .iter()
        .map(|c| (ends(c.a.clone(), c.b.clone()), c.kind.as_str()))
        .collect();
    let made: Vec<(Ends, &str)> = given
        .connections
        .iter()
        .map(|c| {
            (
                ends(entities.end(&c.a), entities.end(&c.b)),
                c.kind.as_str(),
            )
        })
        .collect();
    let lenient = |list: &[(Ends, &str)]| -> BTreeSet<Ends> {
        list.iter()
            .map(|((a, b), _)| ends(metonym(a), metonym(b)))
            .collect()
    };
    fn compare<T: Ord>(t: &mut Tally, measure: Measure, wanted: &BTreeSet<T>, made: &BTreeSet<T>) {
        let right = wanted.intersection(made).count();
        t.add(measure, right, wanted.len(), made.len());
    }
    let pairs =
        |list: &[(Ends, &str)]| -> BTreeSet<Ends> { list.iter().map(|(e, _)| e.clone()).collect() };
    let typed = |list: &[(Ends, &str)]| -> BTreeSet<(Ends, String)> {
        let items = list.iter();
        items.map(|(e, k)| (e.clone(), (*k).to_owned())).collect()
    };
    let t = &mut score.tally;
    let (pairs_wanted, pairs_made) = (pairs(&wanted), pairs(&made));
    compare(t, Measure::ConnectionPair, &pairs_wanted, &pairs_made);
    let (typed_wanted, typed_made) = (typed(&wanted), typed(&made));
    compare(t, Measure::ConnectionType, &typed_wanted, &typed_made);
    compare(
        t,
        Measure::ConnectionLenient,
        &lenient(&wanted),
        &lenient(&made),
    );

    let shown = |e: &Ends, kind: &str, evidence: &str| {
        format!("{}: {} {kind} {} | {evidence}", text.id, e.0, e.1)
    };
    let mut seen = BTreeSet::new();
    for ((e, kind), c) in wanted.iter().zip(gold) {
        let key = (e.clone(), (*kind).to_owned());
        if typed_made.contains(&key) || !seen.insert(key) {
            continue;
        }
        let touches = |(other, _): &(Ends, &str)| {
            [&other.0, &other.1]
                .into_iter()
                .any(|x| *x == e.0 || *x == e.1)
        };
        let beside = made.iter().zip(&given.connections).any(|(m, of)| {
            touches(m) && !pairs_wanted.contains(&m.0) && same_sentence(&of.evidence, &c.evidence)
        });
        let cause = if pairs_made.contains(e) {
            "wrong type"
        } else if beside {
            "wrong end"
        } else {
            "no cue"
        };
        score.cause("connections", cause, shown(e, kind, &c.evidence));
    }
    let mut seen = BTreeSet::new();
    for ((e, kind), c) in made.iter().zip(&given.connections) {
        let key = (e.clone(), (*kind).to_owned());
        let right = typed_wanted.contains(&key);
        score.rule("connections", &c.rule, right);
        if !right && !pairs_wanted.contains(e) && seen.insert(key) {
            let cause = format!("extra by {}", c.rule);
            score.cause("connections", cause, shown(e, kind, &c.evidence));
        }
    }
}

/// Whether two pieces of evidence are one sentence or a part of one.
fn same_sentence(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

fn quotes(score: &mut Score, text: &Text, given: &Marks, entities: &Entities) {
    let gold = &text.gold.quotes;
    let found = pair_up(gold, &given.quotes, |g, s| g.span.overlap(s.span), 0.5);
    let t = &mut score.tally;
    t.add(Measure::Quotes, found.len(), gold.len(), given.quotes.len());
    let right = |i: usize, j: usize| {
        entities.who(gold[i].speaker.as_deref(), false).or_unnamed()
            == entities
                .who(given.quotes[j].speaker.as_deref(), true)
                .or_unnamed()
    };
    let same = found.iter().filter(|(i, j)| right(*i, *j)).count();
    t.share(Measure::Speaker, same, found.len());
    for (j, q) in given.quotes.iter().enumerate() {
        let pair = found.iter().find(|(_, k)| *k == j);
        score.rule(
            "quotations",
            &q.rule,
            pair.is_some_and(|(i, _)| right(*i, j)),
        );
        match pair {
            None => score.cause(
                "quotations",
                format!("extra by {}", q.rule),
                place(text, q.span),
            ),
            Some((i, _)) if !right(*i, j) => score.cause(
                "speaker",
                format!("wrong by {}", q.rule),
                format!(
                    "{} {:?} for {:?}",
                    place(text, q.span),
                    q.speaker,
                    gold[*i].speaker
                ),
            ),
            _ => {}
        }
    }
    for (i, g) in gold.iter().enumerate() {
        if !found.iter().any(|(k, _)| *k == i) {
            score.cause("quotations", "missed", place(text, g.span));
        }
    }
}

/// The given claim that fits an annotated one best, if it covers half of it.
fn covering<'a>(of: &Claim, given: &'a [Claim]) -> Option<&'a Claim> {
    let mut best: Option<(&Claim, (u8, f64))> = None;
    for c in given {
        let key = (
            u8::from(c.span.covers_half_of(of.span)),
            of.span.overlap(c.span),
        );
        // The first of equals stays.
        let better = best.is_none_or(|(_, b)| key > b);
        if better {
            best = Some((c, key));
        }
    }
    best.map(|(c, _)| c)
        .filter(|c| c.span.covers_half_of(of.span))
}

fn claims(score: &mut Score, text: &Text, given: &Marks, entities: &Entities) {
    let sentences = sentence::split(&text.body);
    let held = |claims: &[Claim]| -> BTreeSet<usize> {
        let mut out = BTreeSet::new();
        for c in claims {
            for (k, s) in sentences.iter().enumerate() {
                if c.span.shared(*s) * 2 >= s.len().min(c.span.len()) {
                    out.insert(k);
                }
            }
        }
        out
    };
    let (wanted, made) = (held(&text.gold.claims), held(&given.claims));
    let right = wanted.intersection(&made).count();
    score
        .tally
        .add(Measure::Claims, right, wanted.len(), made.len());
    for g in &text.gold.claims {
        let at = || place(text, g.span);
        let Some(best) = covering(g, &given.claims) else {
            score.cause("claims", "missed", at());
            continue;
        };
        let holders: Vec<Who> = g
            .holder
            .split('|')
            .map(|v| entities.who(Some(v), false))
            .collect();
        let holder =
            holders.contains(&entities.who(Some(&best.holder), true)) || best.holder == g.holder;
        let certainty = best.certainty == g.certainty;
        let polarity = best.polarity == g.polarity;
        let t = &mut score.tally;
        t.case(Measure::Certainty, certainty);
        t.case(Measure::Polarity, polarity);
        t.case(Measure::Holder, holder);
        let wanted: BTreeSet<&String> = g.topics.iter().collect();
        let made: BTreeSet<&String> = best.topics.iter().collect();
        let both = wanted.intersection(&made).count();
        t.add(Measure::Topics, both, wanted.len(), made.len());
        score.rule("claims", &best.rule, holder);
        if !holder {
            let cause = format!("wrong by {}", best.rule);
            let shown = format!("{} for {} | {}", best.holder, g.holder, at());
            score.cause("holder", cause, shown);
        }
        if !certainty {
            let cause = format!("{} for {}", best.certainty, g.certainty);
            score.cause("certainty", cause, at());
        }
        if !polarity {
            let cause = format!("{} for {}", best.polarity, g.polarity);
            score.cause("polarity", cause, at());
        }
        for topic in wanted.difference(&made) {
            score.cause("topics", format!("missed {topic}"), at());
        }
        for topic in made.difference(&wanted) {
            score.cause("topics", format!("extra {topic}"), at());
        }
    }
    for c in &given.claims {
        if !text.gold.claims.iter().any(|g| g.span.meets(c.span)) {
            let cause = format!("extra by {}", c.rule);
            score.cause("claims", cause, place(text, c.span));
            score.rule("claims", &c.rule, false);
        }
    }
}

/// A claim of a document: the annotated one it covers most, or a span of its own.
type ClaimKey = (String, Result<usize, Span>);

/// Pairs of claims of different documents, with the relations given to them.
fn pairs(
    groups: &[Group],
    gold: &BTreeMap<&str, &[Claim]>,
) -> BTreeMap<(ClaimKey, ClaimKey), BTreeSet<String>> {
    let mut out: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for group in groups {
        let mut keys: BTreeSet<ClaimKey> = BTreeSet::new();
        for (document, span) in &group.claims {
            let Some(claims) = gold.get(document.as_str()) else {
                continue;
            };
            let mut best: Option<(usize, f64)> = None;
            for (i, c) in claims.iter().enumerate() {
                let overlap = span.overlap(c.span);
                if span.covers_half_of(c.span) && best.is_none_or(|(_, b)| overlap > b) {
                    best = Some((i, overlap));
                }
            }
            keys.insert((document.clone(), best.map(|(i, _)| i).ok_or(*span)));
        }
        for a in &keys {
            for b in &keys {
                if a.0 < b.0 {
                    let relations = out.entry((a.clone(), b.clone())).or_default();
                    relations.insert(group.relation.clone());
                }
            }
        }
    }
    out
}

fn alignment(scores: &mut Scores, set: &Set, output: &Output) {
    let gold: BTreeMap<&str, &[Claim]> = set
        .texts
        .iter()
        .map(|t| (t.id.as_str(), t.gold.claims.as_slice()))
        .collect();
    let languages: BTreeMap<&str, &str> = set
        .texts
        .iter()
        .map(|t| (t.id.as_str(), t.language.as_str()))
        .collect();
    let language = |key: &ClaimKey| languages.get(key.0.as_str()).copied().unwrap_or("");
    let (wanted, made) = (pairs(&set.groups, &gold), pairs(&output.groups, &gold));
    type Pair = (ClaimKey, ClaimKey);
    let count = |keep: &dyn Fn(&Pair) -> bool| {
        let right = wanted
            .keys()
            .filter(|p| keep(p) && made.contains_key(*p))
            .count();
        let of = |list: &BTreeMap<Pair, BTreeSet<String>>| list.keys().filter(|p| keep(p)).count();
        (right, of(&wanted), of(&made))
    };
    let related = |keep: &dyn Fn(&Pair) -> bool| {
        let both: Vec<_> = wanted
            .iter()
            .filter(|(p, _)| keep(p))
            .filter_map(|(p, r)| Some((r, made.get(p)?)))
            .collect();
        let right = both.iter().filter(|(g, s)| !g.is_disjoint(s)).count();
        (right, both.len())
    };
    let columns: Vec<String> = scores.keys().cloned().collect();
    for column in columns {
        let mine = |p: &Pair| column == ALL || language(&p.0) == column || language(&p.1) == column;
        let within = |p: &Pair| mine(p) && language(&p.0) == language(&p.1);
        let across = |p: &Pair| mine(p) && language(&p.0) != language(&p.1);
        let Some(score) = scores.get_mut(&column) else {
            continue;
        };
        for (measure, keep) in [
            (Measure::Alignment, &mine as &dyn Fn(&Pair) -> bool),
            (Measure::AlignmentWithin, &within),
            (Measure::AlignmentAcross, &across),
        ] {
            let (right, wanted, made) = count(keep);
            score.tally.add(measure, right, wanted, made);
        }
        let (right, of) = related(&mine);
        score.tally.share(Measure::Relation, right, of);
        let shown = |key: &ClaimKey| match (&key.1, gold.get(key.0.as_str())) {
            (Ok(i), Some(claims)) => format!("{}: {}", key.0, claims[*i].text),
            (Err(span), _) => format!("{}: {}–{}", key.0, span.start, span.end),
            _ => key.0.clone(),
        };
        for (p, relations) in wanted.iter().filter(|(p, _)| mine(p)) {
            let place = format!("{} / {}", shown(&p.0), shown(&p.1));
            match made.get(p) {
                None => score.cause("alignment", "missed", place),
                Some(said) if said.is_disjoint(relations) => {
                    let join =
                        |r: &BTreeSet<String>| r.iter().cloned().collect::<Vec<_>>().join("|");
                    let cause = format!("{} for {}", join(said), join(relations));
                    score.cause("relation", cause, place);
                }
                Some(_) => {}
            }
        }
        for p in made.keys().filter(|p| mine(p) && !wanted.contains_key(*p)) {
            let known = p.0.1.is_ok() && p.1.1.is_ok();
            let cause = if known {
                "extra"
            } else {
                "extra, of what is no claim"
            };
            let place = format!("{} / {}", shown(&p.0), shown(&p.1));
            score.cause("alignment", cause, place);
        }
    }
}
