//! What a claim is made of, for comparing: entities, countries, concepts and their families,
//! events, numbers, dates, words. Each feature weighs what its sort is worth times its rarity.

use super::{ClaimRef, relation};
use crate::corpus::Document;
use crate::data::data;
use crate::extract::{Claim, Extraction, Holder};
use crate::resolve::Entity;
use crate::text::Span;
use crate::text::fold::{fold, key};
use crate::vocabulary::{ConnectionType, Kind};

/// A feature of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    Entity(u32),
    /// A country itself, or the one behind a capital, an adjective, a person, an institution.
    Country(u32),
    /// A concept; of two that reverse each other, the first: affirming and denying are one matter.
    Concept(u16),
    Topic(u8),
    /// A family of concepts.
    Family(u16),
    /// A connection type.
    Event(u8),
    /// A connection type (talks and visits count as one) with one of its ends.
    EventEnd(u8, u32),
    /// A number; its bits.
    Number(u64),
    /// About how much: two overlapping scales of powers of ten.
    Magnitude(u8, i8),
    /// A date's month and day, or its year.
    Date(u32),
    /// The beginning of a word, in any language: names and words of common descent.
    Beginning(u64),
    /// The beginning of a word of one language.
    Word(u64),
    /// An everyday word, across languages.
    Sense(u16),
}

/// Sorts of features whose overlap is weighed separately.
pub const SORTS: usize = 9;

impl Feature {
    /// The sort, below [`SORTS`].
    pub const fn sort(self) -> usize {
        match self {
            Feature::Entity(_) => 0,
            Feature::Country(_) => 1,
            Feature::Concept(_) | Feature::Topic(_) => 2,
            Feature::Event(_) | Feature::EventEnd(..) => 3,
            Feature::Number(_) | Feature::Date(_) => 4,
            Feature::Magnitude(..) => 5,
            Feature::Beginning(_) | Feature::Word(_) => 6,
            Feature::Family(_) => 7,
            Feature::Sense(_) => 8,
        }
    }

    /// The share of claims that have such a feature in news at large: what a handful of documents
    /// cannot tell. Estimated on the development texts.
    const fn usual_share(self) -> f32 {
        match self {
            Feature::Entity(_) => 0.03,
            Feature::Concept(_) => 0.06,
            Feature::Country(_) => 0.4,
            Feature::Topic(_) => 0.1,
            Feature::Family(_) => 0.08,
            Feature::Sense(_) => 0.04,
            Feature::Magnitude(..) => 0.05,
            Feature::Event(_) => 0.025,
            Feature::EventEnd(..) => 0.02,
            Feature::Date(_) => 0.005,
            Feature::Number(_) | Feature::Beginning(_) | Feature::Word(_) => 0.01,
        }
    }
}

/// How many claims of news at large the usual share counts for, beside those of the corpus.
const PRIOR_CLAIMS: f32 = 9.0;

/// The features of one claim.
#[derive(Clone, Debug)]
pub struct Vector {
    pub claim: ClaimRef,
    /// The number of claims of its document.
    pub of: u32,
    /// Its holder, where that is an entity.
    pub holder: Option<u32>,
    /// A hash of its document's language.
    pub language: u64,
    /// Sorted by feature.
    pub features: Vec<(Feature, f32)>,
    /// Parallel to `features`: the place of each among all that the corpus has, in order.
    pub keys: Vec<u32>,
    /// Euclidean length of the weights.
    pub norm: f32,
}

/// The features of all claims, weighed; in the order of documents, then of the text.
pub fn vectors(
    documents: &[Document],
    extractions: &[Extraction],
    entities: &[Entity],
) -> Vec<Vector> {
    let mut out = Vec::new();
    for (d, (document, extraction)) in documents.iter().zip(extractions).enumerate() {
        // Connections by claim, in one pass.
        let mut events: Vec<Vec<usize>> = vec![Vec::new(); extraction.claims.len()];
        for (i, connection) in extraction.connections.iter().enumerate() {
            for claim in connection.evidence.iter().filter_map(|e| e.claim) {
                if let Some(list) = events.get_mut(claim as usize)
                    && list.last() != Some(&i)
                {
                    list.push(i);
                }
            }
        }
        for (c, claim) in extraction.claims.iter().enumerate() {
            let mut set = Set(Vec::new());
            let frame = frame(claim);
            set.entities(claim, entities);
            set.concepts(claim, &frame);
            for connection in events[c].iter().map(|i| &extraction.connections[*i]) {
                set.add(Feature::Event(connection.kind as u8), weight::EVENT);
                let family = match connection.kind {
                    ConnectionType::Negotiate | ConnectionType::Visit | ConnectionType::Mediate => {
                        ConnectionType::Meet as u8
                    }
                    kind => kind as u8,
                };
                for end in [connection.a, connection.b] {
                    let person = entities
                        .get(end.0 as usize)
                        .is_some_and(|e| e.kind == Kind::Person);
                    let worth = if person {
                        weight::EVENT_PERSON
                    } else {
                        weight::EVENT_END
                    };
                    set.add(Feature::EventEnd(family, end.0), worth);
                }
            }
            for person in relation::talkers(claim, entities) {
                set.add(Feature::Event(ConnectionType::Meet as u8), weight::EVENT);
                set.add(
                    Feature::EventEnd(ConnectionType::Meet as u8, person.0),
                    weight::EVENT_PERSON,
                );
            }
            set.quantities(claim);
            set.words(
                &without(claim.span, &frame, &document.body),
                &document.language,
            );
            out.push(Vector {
                claim: ClaimRef {
                    document: d as u32,
                    claim: c as u32,
                },
                of: extraction.claims.len() as u32,
                holder: match claim.holder {
                    Holder::Entity(e) => Some(e.0),
                    _ => None,
                },
                language: key(primary(&document.language)),
                features: set.finish(),
                keys: Vec::new(),
                norm: 0.0,
            });
        }
    }
    weigh(&mut out);
    out
}

/// What each sort of feature is worth before rarity. Set on the development texts
/// (`cargo xtask quality`), together with the coefficients of [`super::align`].
mod weight {
    pub const HOLDER: f32 = 0.66;
    pub const COUNTRY: f32 = 0.25;
    pub const DEMONYM: f32 = 1.4;
    pub const COUNTRY_BEHIND: f32 = 0.11;
    pub const CONCEPT: [f32; 3] = [0.88, 0.8, 0.9];
    pub const TOPIC: f32 = 0.18;
    pub const FAMILY: f32 = 0.78;
    pub const SENSE: f32 = 0.9;
    pub const EVENT: f32 = 1.1;
    pub const EVENT_END: f32 = 0.77;
    pub const EVENT_PERSON: f32 = 1.1;
    pub const NUMBER: f32 = 1.5;
    pub const SMALL_NUMBER: f32 = 0.6;
    pub const MAGNITUDE: f32 = 1.9;
    pub const SMALL_MAGNITUDE: f32 = 0.5;
    pub const DATE: f32 = 1.5;
    pub const BEGINNING: f32 = 0.5;
    pub const WORD: f32 = 0.28;
}

/// Features being gathered.
struct Set(Vec<(Feature, f32)>);

impl Set {
    fn add(&mut self, feature: Feature, weight: f32) {
        self.0.push((feature, weight));
    }

    fn entities(&mut self, claim: &Claim, entities: &[Entity]) {
        let holder = match claim.holder {
            Holder::Entity(e) => Some(e),
            _ => None,
        };
        for e in claim.entities.iter().copied().chain(holder) {
            // Who says it is no part of what is said; but the same speaker is a hint.
            let worth = if Some(e) == holder {
                weight::HOLDER
            } else {
                1.0
            };
            self.add(Feature::Entity(e.0), worth);
        }
        for e in &claim.entities {
            if Some(*e) == holder {
                continue;
            }
            let Some(entity) = entities.get(e.0 as usize) else {
                continue;
            };
            let Some(country) = entity.country.as_deref().and_then(|id| data().by_id(id)) else {
                continue;
            };
            let capital = data()
                .known
                .get(country as usize)
                .is_some_and(|k| k.place == entity.id || k.id == entity.id);
            let worth = if capital {
                weight::COUNTRY
            } else {
                weight::COUNTRY_BEHIND
            };
            self.add(Feature::Country(u32::from(country)), worth);
        }
    }

    fn concepts(&mut self, claim: &Claim, frame: &[Span]) {
        for (concept, span) in &claim.concepts {
            if frame.iter().any(|f| f.contains(*span)) {
                continue;
            }
            let Some(row) = data().concepts.get(*concept as usize) else {
                continue;
            };
            let worth = weight::CONCEPT[usize::from(row.weight.clamp(1, 3)) - 1];
            self.add(Feature::Concept(canonical(*concept)), worth);
            for (family, strength) in data().families(*concept) {
                let worth = weight::FAMILY * (f32::from(*strength) + 1.0) / 3.0;
                self.add(Feature::Family(*family), worth);
            }
        }
        for (topic, _) in &claim.topics {
            self.add(Feature::Topic(*topic as u8), weight::TOPIC);
        }
    }

    fn quantities(&mut self, claim: &Claim) {
        for n in &claim.numbers {
            let worth = if n.value > 3.0 {
                weight::NUMBER
            } else {
                weight::SMALL_NUMBER
            };
            self.add(Feature::Number(n.value.to_bits()), worth);
            if n.value >= 10.0 {
                let power = libm::log10(n.value);
                self.add(Feature::Magnitude(0, power as i8), weight::MAGNITUDE);
                self.add(
                    Feature::Magnitude(1, (power + 0.5) as i8),
                    weight::MAGNITUDE,
                );
            } else if n.value > 3.0 {
                self.add(Feature::Magnitude(2, 0), weight::SMALL_MAGNITUDE);
            }
        }
        for date in &claim.dates {
            self.add(Feature::Date(date_key(&date.iso)), weight::DATE);
        }
    }

    fn words(&mut self, text: &str, language: &str) {
        // Words are compared as words within a language only.
        let salt = key(primary(language)).rotate_left(17);
        for word in text
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| !w.is_empty())
        {
            let folded = fold(word);
            let demonym = data().demonym(key(&folded));
            if let Some(country) = demonym {
                self.add(Feature::Country(u32::from(country)), weight::DEMONYM);
            }
            for sense in data().senses.of(&folded, language) {
                self.add(Feature::Sense(sense), weight::SENSE);
            }
            if demonym.is_none() && folded.chars().count() >= 5 {
                let start = |n: usize| -> u64 { key(&folded.chars().take(n).collect::<String>()) };
                self.add(Feature::Beginning(start(5)), weight::BEGINNING);
                self.add(Feature::Word(start(6) ^ salt), weight::WORD);
            }
        }
    }

    /// Sorted, each feature once with its greatest weight.
    fn finish(mut self) -> Vec<(Feature, f32)> {
        self.0
            .sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        self.0.dedup_by_key(|f| f.0);
        self.0
    }
}

/// Who says it and the words for saying it: no part of what is said.
fn frame(claim: &Claim) -> Vec<Span> {
    if claim.holder == Holder::Author {
        return Vec::new();
    }
    // The span of a quotation is what is said.
    let mut out: Vec<Span> = Vec::new();
    if claim.why.rule != "quotation" {
        out.extend(&claim.why.cues);
    }
    out.extend(claim.holder_cue);
    out.retain(|s| s.len() * 2 < claim.span.len());
    out
}

/// A claim's text with spaces in place of its frame.
fn without(claim: Span, frame: &[Span], body: &str) -> String {
    let mut out = String::with_capacity(claim.len() as usize);
    let mut at = claim.start;
    let mut cut: Vec<Span> = frame
        .iter()
        .copied()
        .filter(|f| claim.contains(*f))
        .collect();
    cut.sort_unstable();
    for f in cut {
        if f.start >= at {
            out.push_str(Span::new(at, f.start).of(body));
            out.push(' ');
            at = f.end;
        }
    }
    out.push_str(Span::new(at.min(claim.end), claim.end).of(body));
    out
}

/// The language of a BCP 47 tag, without script and region.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Of a concept and its reverse, the one that stands for both.
fn canonical(concept: u16) -> u16 {
    let reverse = data()
        .concepts
        .get(concept as usize)
        .and_then(|c| c.opposite);
    reverse.map_or(concept, |r| r.min(concept))
}

/// A date as a number: month and day where it has them (years are often left out), else the year.
fn date_key(iso: &str) -> u32 {
    let parts: Vec<u32> = iso
        .trim_start_matches('-')
        .split('-')
        .filter_map(|p| p.parse().ok())
        .collect();
    let with_year = !iso.starts_with('-');
    match (with_year, parts.as_slice()) {
        (true, [_, m, d]) | (false, [m, d]) => m * 100 + d,
        (true, [y, m]) => y * 100 + m,
        (false, [m]) => 10_000 + m,
        (true, [y]) => *y,
        _ => 0,
    }
}

/// Numbers the features, multiplies weights by rarity (inverse document frequency, smoothed by the usual share) and
/// fixes the norms.
fn weigh(vectors: &mut [Vector]) {
    let mut all: Vec<Feature> = vectors
        .iter()
        .flat_map(|v| v.features.iter().map(|f| f.0))
        .collect();
    all.sort_unstable();
    let mut counts: Vec<(Feature, u32)> = Vec::new();
    for f in all {
        match counts.last_mut() {
            Some((last, n)) if *last == f => *n += 1,
            _ => counts.push((f, 1)),
        }
    }
    let n = vectors.len() as f32;
    for v in vectors.iter_mut() {
        for (f, w) in &mut v.features {
            let place = counts.partition_point(|c| c.0 < *f);
            v.keys.push(place as u32);
            let seen = counts.get(place).map_or(1.0, |c| c.1 as f32);
            let share = (seen + PRIOR_CLAIMS * f.usual_share()) / (n + PRIOR_CLAIMS);
            *w *= libm::logf(1.0 + 1.0 / share);
        }
        let square: f32 = v.features.iter().map(|(_, w)| w * w).sum();
        v.norm = square.sqrt().max(1e-6);
    }
}
