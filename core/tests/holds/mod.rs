//! What must hold of every analysis, and pieces of news to make texts of. The property tests here and the targets of
//! fuzz/ share it.

use crossread::analysis::{Analysis, analyse};
use crossread::corpus::Document;
use crossread::export::json::to_json;
use crossread::extract::Holder;
use crossread::text::Span;
use proptest::prelude::*;

/// An article of 8 May 2025.
pub fn document(id: &str, language: &str, markdown: bool, body: &str) -> Document {
    Document {
        id: id.into(),
        language: language.into(),
        markdown,
        body: body.into(),
        date: Some("2025-05-08".into()),
        ..Document::default()
    }
}

/// Everything that must hold of an analysis.
pub fn check(analysis: &Analysis) -> Result<(), TestCaseError> {
    for (document, extraction) in analysis.documents.iter().zip(&analysis.extractions) {
        let body = document.body.as_str();
        let fits = |span: Span, what: &str| -> Result<(), TestCaseError> {
            let (start, end) = (span.start as usize, span.end as usize);
            prop_assert!(
                start <= end && end <= body.len(),
                "{what} {span:?} is outside"
            );
            prop_assert!(
                body.is_char_boundary(start) && body.is_char_boundary(end),
                "{what} {span:?} cuts a character"
            );
            Ok(())
        };
        let entity = |e: crossread::extract::EntityIx| (e.0 as usize) < analysis.entities.len();
        let holder = |h: &Holder| match h {
            Holder::Entity(e) => entity(*e),
            Holder::Unnamed(s) => fits(*s, "holder").is_ok() && !s.is_empty(),
            _ => true,
        };
        for (span, _) in &extraction.sentences {
            fits(*span, "sentence")?;
            prop_assert!(!span.is_empty());
        }
        prop_assert!(
            extraction
                .sentences
                .windows(2)
                .all(|w| w[0].0.end <= w[1].0.start)
        );
        prop_assert!(
            extraction
                .mentions
                .windows(2)
                .all(|w| w[0].span.start <= w[1].span.start),
            "mentions are not sorted"
        );
        for m in &extraction.mentions {
            fits(m.span, "mention")?;
            prop_assert!(!m.span.is_empty() && entity(m.entity));
            prop_assert!(!m.why.rule.is_empty(), "a mention without a rule");
        }
        for q in &extraction.quotations {
            fits(q.span, "quotation")?;
            prop_assert!(q.speaker.as_ref().is_none_or(holder));
        }
        for c in &extraction.claims {
            fits(c.span, "claim")?;
            prop_assert!(!c.span.is_empty() && holder(&c.holder) && c.chain.iter().all(holder));
            let sentence = extraction.sentences.get(c.sentence as usize);
            prop_assert!(sentence.is_some(), "a claim without its sentence");
        }
        for c in &extraction.connections {
            prop_assert!(entity(c.a) && entity(c.b) && c.a != c.b);
            prop_assert!(!c.evidence.is_empty(), "a connection without evidence");
            for e in &c.evidence {
                for (span, what) in [
                    (e.span, "evidence"),
                    (e.a, "end"),
                    (e.b, "end"),
                    (e.cue, "cue"),
                ] {
                    fits(span, what)?;
                }
                prop_assert!(
                    e.claim
                        .is_none_or(|c| (c as usize) < extraction.claims.len())
                );
            }
        }
    }
    let mut ids: Vec<&str> = analysis.entities.iter().map(|e| e.id.as_str()).collect();
    ids.sort_unstable();
    prop_assert!(ids.windows(2).all(|w| w[0] != w[1]), "an id twice: {ids:?}");
    prop_assert!(ids.iter().all(|i| !i.is_empty()));
    for c in &analysis.comparisons {
        for r in &c.claims {
            let extraction = &analysis.extractions[r.document as usize];
            prop_assert!((r.claim as usize) < extraction.claims.len());
        }
    }
    // Outside, every span selects its text by code points.
    let json = to_json(analysis);
    for document in json["documents"].as_array().into_iter().flatten() {
        let body: Vec<char> = document["body"]
            .as_str()
            .unwrap_or_default()
            .chars()
            .collect();
        for list in ["mentions", "quotations", "claims"] {
            for v in document[list].as_array().into_iter().flatten() {
                let at = |k: &str| v[k].as_u64().unwrap_or(u64::MAX) as usize;
                let text: Option<String> =
                    body.get(at("start")..at("end")).map(|c| c.iter().collect());
                prop_assert_eq!(text.as_deref(), v["text"].as_str());
            }
        }
    }
    Ok(())
}

/// Analyses documents twice: what must hold does, and the bytes are the same.
pub fn check_documents(documents: &[Document]) -> Result<(), TestCaseError> {
    let first = analyse(documents.to_vec());
    check(&first)?;
    let second = analyse(documents.to_vec());
    prop_assert_eq!(to_json(&first).to_string(), to_json(&second).to_string());
    Ok(())
}

/// Codes of languages, some without a pack.
pub const LANGUAGES: [&str; 8] = ["en", "it", "fr", "ru", "ar", "es", "zh", "tlh"];

/// Pieces of news in five languages, for texts that look like texts.
pub const PIECES: [(&str, &[&str]); 5] = [
    (
        "en",
        &[
            "Khalifa Haftar",
            "Haftar",
            "Vladimir Putin",
            "the Russian Defence Ministry",
            "Gen. Omar Sallak",
            "Libya’s",
            "in Moscow",
            "met",
            "said",
            "“We will see”",
            "\"no deal\"",
            "did not deny",
            "may",
            "that",
            "on May 8, 2025",
            "weapons",
            "and",
            "who",
            ",",
            ".",
            ":",
            "(UNSMIL)",
            "analysts",
            "his",
            "he",
            "the general",
            "According to",
            "300 instructors",
            "the U.S.",
            "– ",
            "\n\n",
            "\n- ",
            "\n## ",
        ],
    ),
    (
        "it",
        &[
            "Khalifa Haftar",
            "Haftar",
            "il ministro della Difesa russo",
            "Andrej Belousov",
            "a Mosca",
            "ha incontrato",
            "ha detto",
            "«Vedremo»",
            "“nessun accordo”",
            "non ha smentito",
            "potrebbe",
            "che",
            "l’8 maggio 2025",
            "armi",
            "e",
            ",",
            ".",
            ":",
            "(Lna)",
            "secondo fonti",
            "dell’Esercito nazionale libico",
            "il generale",
            "suo",
            "egli",
            "circa 300 istruttori",
            "\n\n",
            "\n- ",
        ],
    ),
    (
        "fr",
        &[
            "Khalifa Haftar",
            "Vladimir Poutine",
            "à Moscou",
            "a rencontré",
            "a déclaré",
            "« On verra »",
            "n’a pas",
            "pourrait",
            "que",
            "le 8 mai 2025",
            "des armes",
            "et",
            ",",
            ".",
            "selon",
            "l’Armée nationale libyenne",
            "le maréchal",
            "il",
            "\n\n",
        ],
    ),
    (
        "ru",
        &[
            "Халифа Хафтар",
            "Хафтаром",
            "Владимир Путин",
            "в Москве",
            "встретился с",
            "заявил",
            "«Посмотрим»",
            "не",
            "может",
            "что",
            "8 мая 2025 года",
            "оружие",
            "и",
            ",",
            ".",
            "по словам",
            "министр обороны России",
            "его",
            "он",
            "\n\n",
            "— ",
        ],
    ),
    (
        "ar",
        &[
            "خليفة حفتر",
            "حفتر",
            "فلاديمير بوتين",
            "في موسكو",
            "التقى",
            "وقال",
            "«سنرى»",
            "لم",
            "قد",
            "إن",
            "8 مايو 2025",
            "أسلحة",
            "و",
            "،",
            ".",
            "وفقا",
            "وزارة الدفاع الروسية",
            "المشير",
            "الجيش الوطني الليبي",
            "\n\n",
        ],
    ),
];
