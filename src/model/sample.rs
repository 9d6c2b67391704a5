//! Made-up models for tests: a small one to read, and large ones of any size, the same every time.

use super::Model;
use crossread::analysis::Analysis;
use crossread::compare::{ClaimRef, Comparison};
use crossread::corpus::Document;
use crossread::extract::{
    Claim, Connection, Date, EntityIx, Evidence, Extraction, Holder, Mention, Why,
};
use crossread::resolve::Entity;
use crossread::snapshot::Snapshot;
use crossread::text::Span;
use crossread::vocabulary::{Certainty, ConnectionType, Form, Kind, Polarity, Relation, Topic};

fn entity(id: &str, kind: Kind, name: &str, names: &[(&str, &str)]) -> Entity {
    Entity {
        id: id.into(),
        kind,
        name: name.into(),
        names: names
            .iter()
            .map(|(code, name)| ((*code).into(), vec![(*name).into()]))
            .collect(),
        known: None,
        country: None,
        location: None,
        wikidata: None,
        reasons: Vec::new(),
    }
}

fn claim(span: Span, entities: Vec<EntityIx>) -> Claim {
    Claim {
        span,
        sentence: 0,
        holder: Holder::Author,
        chain: Vec::new(),
        holder_cue: None,
        certainty: Certainty::Certain,
        certainty_cue: None,
        polarity: Polarity::Affirmed,
        polarity_cue: None,
        topics: Vec::new(),
        concepts: Vec::new(),
        entities,
        numbers: Vec::new(),
        dates: Vec::new(),
        framing: Vec::new(),
        why: Why::default(),
    }
}

fn comparison(relation: Relation, claims: Vec<ClaimRef>, topic: Option<Topic>) -> Comparison {
    Comparison {
        id: String::new(),
        label: String::new(),
        relation,
        claims,
        topic,
        differences: Vec::new(),
        strength: 1.0,
        suggested: false,
        why: Vec::new(),
    }
}

fn connection(
    (a, b): (u32, u32),
    kind: ConnectionType,
    claim: u32,
    span: Span,
    date: Option<&str>,
) -> Connection {
    Connection {
        a: EntityIx(a),
        b: EntityIx(b),
        kind,
        polarity: Polarity::Affirmed,
        certainty: Certainty::Certain,
        date: date.map(str::to_owned),
        place: None,
        evidence: vec![Evidence {
            span,
            a: span,
            b: span,
            cue: span,
            claim: Some(claim),
        }],
        why: Why::default(),
    }
}

fn model(analysis: Analysis) -> Model {
    Model::new(Snapshot {
        analysis,
        ..Snapshot::default()
    })
}

/// Two articles on invented people, one statement each on the same meeting, one of them dated.
pub(super) fn small() -> Model {
    let body = [
        "Orla Vente received Sava Kordovin in the capital.",
        "After a long night of talks the foreign minister of that country flew on to meet Sava Kordovin. \
         Nobody said more.",
    ];
    let document =
        |id: &str, title: &str, outlet: &str, language: &str, date: Option<&str>, body: &str| {
            Document {
                id: id.into(),
                title: Some(title.into()),
                outlet: Some(outlet.into()),
                language: language.into(),
                date: date.map(str::to_owned),
                body: body.into(),
                ..Document::default()
            }
        };
    let spans = [
        Span::new(0, body[0].len() as u32),
        Span::new(0, body[1].find(" Nobody").unwrap_or_default() as u32),
        Span::new(
            body[1].find("Nobody").unwrap_or_default() as u32,
            body[1].len() as u32,
        ),
    ];
    let at = |document, claim| ClaimRef { document, claim };
    let mut first = claim(spans[0], vec![EntityIx(0), EntityIx(1)]);
    first.topics.push((Topic::Visit, spans[0]));
    first.dates.push(Date {
        iso: "2024-05-08".into(),
        span: spans[0],
    });
    let mention = |entity, span| Mention {
        span,
        entity: EntityIx(entity),
        form: Form::Name,
        why: Why::default(),
    };
    model(Analysis {
        documents: vec![
            document(
                "a",
                "Kordovin in the capital",
                "The Lantern",
                "en",
                None,
                body[0],
            ),
            document(
                "b",
                "A night of talks",
                "Il Faro",
                "en",
                Some("2024-05-10"),
                body[1],
            ),
        ],
        extractions: vec![
            Extraction {
                mentions: vec![mention(0, spans[0]), mention(1, spans[0])],
                claims: vec![first],
                connections: vec![connection((0, 1), ConnectionType::Meet, 0, spans[0], None)],
                ..Extraction::default()
            },
            Extraction {
                mentions: vec![mention(1, spans[1])],
                claims: vec![
                    claim(spans[1], vec![EntityIx(1)]),
                    claim(spans[2], Vec::new()),
                ],
                ..Extraction::default()
            },
        ],
        entities: vec![
            entity("orla-vente", Kind::Person, "Orla Vente", &[]),
            entity(
                "sava-kordovin",
                Kind::Person,
                "Sava Kordovin",
                &[("ru", "Сава Кордовин"), ("ar", "سافا كُوردوفين")],
            ),
            entity("nubia", Kind::Place, "Nubia", &[("fr", "Noübia")]),
        ],
        comparisons: vec![
            comparison(
                Relation::DiffersInDetail,
                vec![at(0, 0), at(1, 0)],
                Some(Topic::Visit),
            ),
            comparison(Relation::OnlyHere, vec![at(1, 1)], None),
        ],
        ..Analysis::default()
    })
}

/// A sequence of numbers that look random.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn word(&mut self, syllables: usize) -> String {
        const SYLLABLES: [&str; 16] = [
            "ka", "ro", "be", "lu", "mi", "ta", "dov", "san", "gre", "o", "vi", "nar", "hu", "pel",
            "zi", "cor",
        ];
        (0..syllables)
            .map(|_| SYLLABLES[self.below(SYLLABLES.len())])
            .collect()
    }
}

/// So many articles of 40 statements on as many people as there are tens of statements.
pub(super) fn large(articles: usize) -> Model {
    let mut chance = Chance(articles as u64);
    let people = articles * 4;
    let vocabulary: Vec<String> = (0..(articles * 75).max(200))
        .map(|_| {
            let syllables = 2 + chance.below(4);
            chance.word(syllables)
        })
        .collect();
    let entities: Vec<Entity> = (0..people)
        .map(|i| {
            let name = format!("{} {}", chance.word(2), chance.word(3 + i % 2));
            let other = format!("{} {}", chance.word(2), chance.word(3));
            entity(&format!("e{i}"), Kind::ALL[i % 4], &name, &[("it", &other)])
        })
        .collect();
    let mut analysis = Analysis {
        entities,
        ..Analysis::default()
    };
    let mut claims: Vec<ClaimRef> = Vec::new();
    for d in 0..articles {
        let mut body = String::new();
        let mut extraction = Extraction::default();
        for c in 0..40_u32 {
            let start = body.len() as u32;
            let pair = [chance.below(people) as u32, chance.below(people) as u32];
            for _ in 0..22 {
                body.push_str(&vocabulary[chance.below(vocabulary.len())]);
                body.push(' ');
            }
            for e in pair {
                let from = body.len() as u32;
                body.push_str(&analysis.entities[e as usize].name);
                extraction.mentions.push(Mention {
                    span: Span::new(from, body.len() as u32),
                    entity: EntityIx(e),
                    form: Form::Name,
                    why: Why::default(),
                });
                body.push(' ');
            }
            let span = Span::new(start, body.len() as u32);
            let mut one = claim(span, pair.map(EntityIx).to_vec());
            one.certainty = Certainty::ALL[chance.below(3)];
            one.polarity = Polarity::ALL[chance.below(5) / 4];
            for _ in 0..chance.below(3) {
                one.topics.push((Topic::ALL[chance.below(14)], span));
            }
            if chance.below(3) == 0 {
                let iso = format!(
                    "2021-{:02}-{:02}",
                    1 + chance.below(12),
                    1 + chance.below(28)
                );
                one.dates.push(Date { iso, span });
            }
            if chance.below(2) == 0 {
                let ends = (
                    pair[0].min(pair[1]),
                    (pair[0].min(pair[1]) + 1) % people as u32,
                );
                let kind = ConnectionType::ALL[chance.below(4)];
                let date = (chance.below(4) == 0).then_some("2020-06");
                let mut made = connection(ends, kind, c, span, date);
                made.certainty = one.certainty;
                made.polarity = one.polarity;
                extraction.connections.push(made);
            }
            claims.push(ClaimRef {
                document: d as u32,
                claim: c,
            });
            extraction.claims.push(one);
        }
        analysis.documents.push(Document {
            id: format!("d{d}"),
            title: Some(chance.word(6)),
            outlet: Some(chance.word(3)),
            agency: (d % 3 == 0).then(|| "Agency".to_owned()),
            language: ["en", "it"][d % 2].into(),
            date: (d % 4 == 1).then(|| format!("2021-{:02}", 1 + d % 12)),
            body,
            ..Document::default()
        });
        analysis.extractions.push(extraction);
    }
    while !claims.is_empty() {
        let mut group: Vec<ClaimRef> = Vec::new();
        for _ in 0..1 + chance.below(4) {
            if !claims.is_empty() {
                group.push(claims.swap_remove(chance.below(claims.len())));
            }
        }
        group.sort();
        let relation = match group.len() {
            1 => Relation::OnlyHere,
            _ => Relation::ALL[chance.below(3)],
        };
        let topic = match chance.below(16) {
            t if t < 14 => Some(Topic::ALL[t]),
            _ => None,
        };
        analysis
            .comparisons
            .push(comparison(relation, group, topic));
    }
    model(analysis)
}
