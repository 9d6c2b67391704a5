//! What the reader has filtered, read from the address, what passes, and how many each further choice would leave.
//!
//! One filter for the map, its table, the comparison and the articles. An edge or a row passes when one of its
//! documents' words ([`Part`]) passes everything that is asked of a word, and itself everything else.

use super::edges::Edge;
use super::facts::{Facts, Part, kind_bit, topic_bit};
use super::rows::Row;
use super::time::{self, Bin, Day, Stretch};
use super::{MANNERS, Model};
use crate::route::{Route, key};
use crossread::compare::ClaimRef;
use crossread::extract::EntityIx;
use crossread::text::fold::fold;
use crossread::vocabulary::{ConnectionType, Relation, Topic};

/// What is to be shown; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Documents that are switched off, in ascending order.
    pub off_documents: Vec<u32>,
    /// Bits in the order of [`RELATIONS`].
    pub off_relations: u32,
    /// Bits in the order of [`MANNERS`].
    pub off_manners: u32,
    pub kind: Option<ConnectionType>,
    pub topic: Option<Topic>,
    /// Place in [`Model::written`].
    pub language: Option<usize>,
    pub entity: Option<EntityIx>,
    /// First and last day; what has no date falls outside of any.
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// So many independent sources at least must say it, whatever of them is switched off; 0 and 1 ask nothing.
    pub sources: usize,
    /// Words as the reader wrote them, all of which a row must contain; of no meaning on the map.
    pub words: String,
}

/// What can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    Document,
    Relation,
    Manner,
    Kind,
    Topic,
    Language,
    Entity,
    Time,
    Sources,
}

/// What is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Edges of the map.
    Edges,
    /// Rows of the comparison.
    Rows,
}

/// All relations, in the order of the key.
pub const RELATIONS: [Relation; 4] = [
    Relation::Corroborates,
    Relation::DiffersInDetail,
    Relation::Contradicts,
    Relation::OnlyHere,
];

/// Names in the address that one view hands on to the next.
pub const SHARED: [&str; 9] = [
    key::OFF,
    key::KIND,
    key::TOPIC,
    key::WRITTEN,
    key::ENTITY,
    key::FROM,
    key::TO,
    key::LEAST,
    key::LANGUAGE,
];

/// The word of a relation in the address and in class names.
pub const fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Corroborates => "agree",
        Relation::DiffersInDetail => "differ",
        Relation::Contradicts => "contradict",
        Relation::OnlyHere => "alone",
    }
}

fn relation_at(relation: Relation) -> usize {
    RELATIONS
        .iter()
        .position(|r| *r == relation)
        .unwrap_or_default()
}

const fn bit(facet: Facet) -> u32 {
    1 << facet as u32
}

impl Filter {
    /// The filter of an address. Names and values that nothing is known of ask nothing.
    pub fn of(route: &Route, model: &Model) -> Filter {
        let mut filter = Filter {
            kind: route.get(key::KIND).and_then(ConnectionType::parse),
            topic: route.get(key::TOPIC).and_then(Topic::parse),
            entity: route.get(key::ENTITY).and_then(|id| model.entity_by_id(id)),
            from: day(route, key::FROM).map(|stretch| stretch.first),
            to: day(route, key::TO).map(|stretch| stretch.last),
            words: route.get(key::FIND).unwrap_or_default().to_owned(),
            ..Filter::default()
        };
        if let Some(code) = route.get(key::WRITTEN) {
            filter.language = model.written.iter().position(|l| l == code);
        }
        if let (Some(from), Some(to)) = (filter.from, filter.to)
            && from > to
        {
            (filter.from, filter.to) = (Some(to), Some(from));
        }
        if let Some(least) = route.get(key::LEAST).and_then(|n| n.parse().ok()) {
            filter.sources = if least > 1 { least } else { 0 };
        }
        for d in model.documents() {
            if route.has(key::OFF, &model.source(d).letter) {
                filter.off_documents.push(d);
            }
        }
        for word in route.list(key::OFF) {
            if let Some(at) = RELATIONS.iter().position(|r| relation_word(*r) == word) {
                filter.off_relations |= 1 << at;
            } else if let Some(at) = MANNERS.iter().position(|m| *m == word) {
                filter.off_manners |= 1 << at;
            }
        }
        filter
    }

    /// Writes it into an address, in place of the filter that is there.
    pub fn write(&self, model: &Model, route: Route) -> Route {
        let mut off: Vec<&str> = Vec::new();
        for d in &self.off_documents {
            off.push(&model.source(*d).letter);
        }
        for (i, relation) in RELATIONS.into_iter().enumerate() {
            if self.off_relations & 1 << i != 0 {
                off.push(relation_word(relation));
            }
        }
        for (i, word) in MANNERS.into_iter().enumerate() {
            if self.off_manners & 1 << i != 0 {
                off.push(word);
            }
        }
        let least = if self.sources > 1 {
            self.sources.to_string()
        } else {
            String::new()
        };
        route
            .with(key::OFF, &off.join(","))
            .with(key::KIND, self.kind.map_or("", ConnectionType::as_str))
            .with(key::TOPIC, self.topic.map_or("", Topic::as_str))
            .with(
                key::WRITTEN,
                self.language.map_or("", |l| &model.written[l]),
            )
            .with(key::ENTITY, self.entity.map_or("", |e| &model.entity(e).id))
            .with(key::FROM, &self.from.map(time::iso).unwrap_or_default())
            .with(key::TO, &self.to.map(time::iso).unwrap_or_default())
            .with(key::LEAST, &least)
            .with(key::FIND, &self.words)
    }

    /// Facets that keep an item out by themselves.
    fn outside(&self, facts: &Facts) -> u32 {
        let mut out = 0;
        if self
            .kind
            .is_some_and(|kind| facts.kinds & kind_bit(kind) == 0)
        {
            out |= bit(Facet::Kind);
        }
        if self.off_relations & 1 << relation_at(facts.relation) != 0 {
            out |= bit(Facet::Relation);
        }
        if self
            .entity
            .is_some_and(|entity| !facts.entities.contains(&entity))
        {
            out |= bit(Facet::Entity);
        }
        if facts.independent < self.sources {
            out |= bit(Facet::Sources);
        }
        out
    }

    /// Facets that keep a document's word out.
    fn silenced(&self, model: &Model, part: &Part) -> u32 {
        let mut out = 0;
        if self.off_documents.contains(&part.document) {
            out |= bit(Facet::Document);
        }
        if self.off_manners & 1 << part.manner != 0 {
            out |= bit(Facet::Manner);
        }
        if self
            .topic
            .is_some_and(|topic| part.topics & topic_bit(topic) == 0)
        {
            out |= bit(Facet::Topic);
        }
        if self
            .language
            .is_some_and(|l| model.language_of(part.document) != l)
        {
            out |= bit(Facet::Language);
        }
        if self.from.is_some() || self.to.is_some() {
            let wanted = Stretch {
                first: self.from.unwrap_or(Day::MIN),
                last: self.to.unwrap_or(Day::MAX),
            };
            if !part.when.iter().any(|stretch| stretch.meets(wanted)) {
                out |= bit(Facet::Time);
            }
        }
        out
    }

    /// Whether a document's word counts.
    pub fn part(&self, model: &Model, part: &Part) -> bool {
        self.silenced(model, part) == 0
    }

    fn passes(&self, model: &Model, facts: &Facts) -> bool {
        self.outside(facts) == 0 && facts.parts.iter().any(|part| self.part(model, part))
    }

    /// Whether an edge is drawn.
    pub fn edge(&self, model: &Model, edge: &Edge) -> bool {
        self.passes(model, &edge.facts)
    }

    /// Whether a row is shown.
    pub fn row(&self, model: &Model, row: &Row) -> bool {
        self.passes(model, &row.facts) && self.in_words(model, row)
    }

    /// Whether a claim is shown in its article: where a row that it stands in passes, and its own word does.
    pub fn claim(&self, model: &Model, at: ClaimRef) -> bool {
        model.rows_of(at).iter().any(|r| {
            let row = &model.rows[*r];
            let claims = &model.analysis.comparisons[row.comparison].claims;
            let part = claims
                .iter()
                .position(|c| *c == at)
                .and_then(|i| row.facts.parts.get(i));
            self.outside(&row.facts) == 0 && part.is_some_and(|part| self.part(model, part))
        })
    }

    fn in_words(&self, model: &Model, row: &Row) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let words = fold(&self.words);
        let comparison = &model.analysis.comparisons[row.comparison];
        let mut text = fold(&comparison.label);
        for at in &comparison.claims {
            if let Some(claim) = model.claim(*at) {
                text.push(' ');
                text.push_str(&fold(claim.span.of(&model.document(at.document).body)));
            }
        }
        words.split_whitespace().all(|word| text.contains(word))
    }

    /// How many items pass.
    pub fn left(&self, model: &Model, scope: Scope) -> usize {
        let all = self.items(model, scope);
        all.into_iter()
            .filter(|facts| self.passes(model, facts))
            .count()
    }

    /// How many items each option of a facet leaves, whatever is chosen in that facet now, everything else as it
    /// is. Options are numbered: documents and entities by index, relations as in [`RELATIONS`], manners as in
    /// [`MANNERS`], types and topics as in their `ALL`, languages as in [`Model::written`], sources by number.
    /// None for [`Facet::Time`], which has [`Filter::bars`].
    pub fn counts(&self, model: &Model, scope: Scope, facet: Facet) -> Vec<usize> {
        let options = match facet {
            Facet::Document => model.sources.len(),
            Facet::Relation => RELATIONS.len(),
            Facet::Manner => MANNERS.len(),
            Facet::Kind => ConnectionType::ALL.len(),
            Facet::Topic => Topic::ALL.len(),
            Facet::Language => model.written.len(),
            Facet::Entity => model.analysis.entities.len(),
            Facet::Time => 0,
            Facet::Sources => model.sources.len() + 1,
        };
        // How many, and the last item counted, so that each counts once.
        let mut out = vec![(0, usize::MAX); options];
        for (i, facts) in self.items(model, scope).into_iter().enumerate() {
            let mut has = |option: usize| {
                if let Some(count) = out.get_mut(option)
                    && count.1 != i
                {
                    *count = (count.0 + 1, i);
                }
            };
            let parts = self.open(model, facts, facet);
            if parts.is_empty() {
                continue;
            }
            match facet {
                Facet::Relation => has(relation_at(facts.relation)),
                Facet::Kind => bits(facts.kinds, &mut has),
                Facet::Entity => facts.entities.iter().for_each(|e| has(e.0 as usize)),
                Facet::Sources => (1..=facts.independent).for_each(has),
                _ => {
                    for part in parts {
                        match facet {
                            Facet::Document => has(part.document as usize),
                            Facet::Manner => has(part.manner),
                            Facet::Topic => bits(part.topics, &mut has),
                            _ => has(model.language_of(part.document)),
                        }
                    }
                }
            }
        }
        out.into_iter().map(|(count, _)| count).collect()
    }

    /// The bars of the brush over time with what each leaves; none where there are fewer than two dates.
    pub fn bars(&self, model: &Model, scope: Scope) -> Vec<Bin> {
        let mut all: Vec<Stretch> = Vec::new();
        for facts in (Filter::default()).items(model, scope) {
            for part in &facts.parts {
                all.extend(&part.when);
            }
        }
        let mut bars = time::bins(&all);
        if !bars.is_empty() {
            for facts in self.items(model, scope) {
                let parts = self.open(model, facts, Facet::Time);
                let when: Vec<Stretch> =
                    parts.iter().flat_map(|part| &part.when).copied().collect();
                time::count(&mut bars, &when);
            }
        }
        bars
    }

    /// The parts of an item that pass all but a facet; none where the item itself does not.
    fn open<'m>(&self, model: &Model, facts: &'m Facts, facet: Facet) -> Vec<&'m Part> {
        let open = !bit(facet);
        if self.outside(facts) & open != 0 {
            return Vec::new();
        }
        let parts = facts.parts.iter();
        parts
            .filter(|part| self.silenced(model, part) & open == 0)
            .collect()
    }

    fn items<'m>(&self, model: &'m Model, scope: Scope) -> Vec<&'m Facts> {
        match scope {
            Scope::Edges => model.edges.iter().map(|edge| &edge.facts).collect(),
            Scope::Rows => {
                let rows = model.rows.iter().filter(|row| self.in_words(model, row));
                rows.map(|row| &row.facts).collect()
            }
        }
    }
}

/// Calls for each bit that is set.
fn bits(set: u32, call: &mut dyn FnMut(usize)) {
    for i in 0..32 {
        if set & 1 << i != 0 {
            call(i);
        }
    }
}

fn day(route: &Route, name: &str) -> Option<Stretch> {
    route.get(name).and_then(Stretch::of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::route::View;
    use proptest::prelude::*;

    fn filter() -> impl Strategy<Value = Filter> {
        let bits = (0..16u32, 0..16u32);
        let chosen = (
            proptest::option::of(0..ConnectionType::ALL.len()),
            proptest::option::of(0..Topic::ALL.len()),
            proptest::option::of(0..2usize),
            proptest::option::of(0..20u32),
        );
        let time = (
            proptest::option::of(18_000..19_000i32),
            proptest::option::of(19_000..20_000i32),
        );
        let off = proptest::collection::btree_set(0..6u32, 0..3);
        (off, bits, chosen, time, 0..4usize).prop_map(|(off, bits, chosen, time, sources)| Filter {
            off_documents: off.into_iter().collect(),
            off_relations: bits.0,
            off_manners: bits.1,
            kind: chosen.0.map(|i| ConnectionType::ALL[i]),
            topic: chosen.1.map(|i| Topic::ALL[i]),
            language: chosen.2,
            entity: chosen.3.map(EntityIx),
            from: time.0,
            to: time.1,
            sources: if sources > 1 { sources } else { 0 },
            words: String::new(),
        })
    }

    /// Switches one choice of a facet on and all others of it off.
    fn only(filter: &Filter, facet: Facet, option: usize) -> Filter {
        let mut f = filter.clone();
        match facet {
            Facet::Document => f.off_documents = (0..6).filter(|d| *d != option as u32).collect(),
            Facet::Relation => f.off_relations = 15 & !(1 << option),
            Facet::Manner => f.off_manners = 15 & !(1 << option),
            Facet::Kind => f.kind = Some(ConnectionType::ALL[option]),
            Facet::Topic => f.topic = Some(Topic::ALL[option]),
            Facet::Language => f.language = Some(option),
            Facet::Entity => f.entity = Some(EntityIx(option as u32)),
            Facet::Sources => f.sources = option,
            Facet::Time => {}
        }
        f
    }

    const FACETS: [Facet; 8] = [
        Facet::Document,
        Facet::Relation,
        Facet::Manner,
        Facet::Kind,
        Facet::Topic,
        Facet::Language,
        Facet::Entity,
        Facet::Sources,
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_filter_survives_the_address(filter in filter(), words in "[a-zà-ù ]{0,12}") {
            let model = sample::large(6);
            let filter = Filter {
                words,
                ..filter
            };
            let route = filter.write(&model, Route::to(View::Compare).with(key::SELECTED, "x"));
            prop_assert_eq!(route.get(key::SELECTED), Some("x"));
            let read = Route::parse(&route.href());
            prop_assert_eq!(&read, &route);
            prop_assert_eq!(Filter::of(&read, &model), filter);
        }

        #[test]
        fn a_count_is_what_the_choice_leaves(filter in filter()) {
            let model = sample::large(6);
            for scope in [Scope::Edges, Scope::Rows] {
                for facet in FACETS {
                    for (option, count) in filter.counts(&model, scope, facet).into_iter().enumerate() {
                        if facet == Facet::Sources && option == 0 {
                            continue;
                        }
                        let left = only(&filter, facet, option).left(&model, scope);
                        prop_assert_eq!(left, count, "{:?} {:?} {}", scope, facet, option);
                    }
                }
                for bar in filter.bars(&model, scope) {
                    let only = Filter {
                        from: Some(bar.span.first),
                        to: Some(bar.span.last),
                        ..filter.clone()
                    };
                    prop_assert_eq!(only.left(&model, scope), bar.count);
                }
            }
        }

        #[test]
        fn unknown_names_and_values_ask_nothing(name in "[a-z]{1,6}", value in "\\PC{0,12}") {
            let model = sample::large(6);
            let known = [key::FIND, key::LEAST, key::FROM, key::TO, key::OFF];
            if known.contains(&name.as_str()) {
                return Ok(());
            }
            let route = Route::to(View::Map).with(&name, &format!("no {value}"));
            prop_assert_eq!(Filter::of(&route, &model), Filter::default());
        }
    }

    #[test]
    fn nonsense_in_the_address_asks_nothing() {
        let model = sample::large(6);
        let route = Route::parse(
            "#/map?off=Q9,nothing&kind=x&topic=y&in=zz&entity=none&from=May&to=2024-13&min=-3",
        );
        assert_eq!(Filter::of(&route, &model), Filter::default());
        let turned = Route::parse("#/map?from=2024&to=2023-02");
        let filter = Filter::of(&turned, &model);
        assert!(filter.from < filter.to);
    }

    #[test]
    fn what_has_no_date_falls_outside_of_any() {
        let model = sample::small();
        assert!(Filter::default().bars(&model, Scope::Rows).len() > 1);
        let all = Filter {
            from: Some(Day::MIN),
            ..Filter::default()
        };
        let undated = model
            .rows
            .iter()
            .filter(|row| row.facts.parts.iter().all(|p| p.when.is_empty()));
        assert_eq!(
            all.left(&model, Scope::Rows) + undated.count(),
            model.rows.len()
        );
    }

    #[test]
    fn an_article_shows_the_statements_of_the_rows_that_pass() {
        let model = sample::large(6);
        let filter = Filter {
            off_manners: 0b1110,
            ..Filter::default()
        };
        for d in model.documents() {
            for claim in 0..model.extraction(d).claims.len() as u32 {
                let at = ClaimRef { document: d, claim };
                let certain = super::super::manner(
                    model.extraction(d).claims[claim as usize].certainty,
                    model.extraction(d).claims[claim as usize].polarity,
                );
                assert_eq!(
                    filter.claim(&model, at),
                    certain == "certain" && !model.rows_of(at).is_empty()
                );
            }
        }
    }
}
