//! What holds of every text: no panic, spans on boundaries, exact evidence, the same bytes twice,
//! and work that grows with the text and not with its square.

mod holds;

use crossread::analysis::analyse;
use holds::{LANGUAGES, PIECES, check_documents, document};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn news() -> impl Strategy<Value = (&'static str, String)> {
    (0..PIECES.len()).prop_flat_map(|at| {
        let (language, pieces) = PIECES[at];
        let piece = prop::sample::select(pieces);
        prop::collection::vec((piece, prop::bool::weighted(0.9)), 1..60).prop_map(move |chosen| {
            let mut text = String::new();
            for (piece, spaced) in chosen {
                text.push_str(piece);
                if spaced {
                    text.push(' ');
                }
            }
            (language, text)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(body in "\\PC{0,400}", language in 0..LANGUAGES.len(), markdown: bool) {
        check_documents(&[document("a", LANGUAGES[language], markdown, &body)])?;
    }

    #[test]
    fn any_marks_are_read(
        body in "([\"'«»“”„‘’()\\[\\]|#*.,:;!?—–\\-\n \u{300}\u{200f}\u{640}]|[A-Z][a-z]{0,6}|[a-z]{1,6}|[0-9]{1,4}){0,150}",
        language in 0..LANGUAGES.len(),
        markdown: bool,
    ) {
        check_documents(&[document("a", LANGUAGES[language], markdown, &body)])?;
    }

    #[test]
    fn news_is_read(first in news(), second in news(), markdown: bool) {
        check_documents(&[
            document("a", first.0, markdown, &first.1),
            document("b", second.0, !markdown, &second.1),
        ])?;
    }

    #[test]
    fn files_are_read_or_refused_with_a_place(bytes in prop::collection::vec(any::<u8>(), 0..200), front in "\\PC{0,60}") {
        use crossread::corpus::front_matter::read;
        let with_front = format!("+++\n{front}\n+++\nThe body of the article.").into_bytes();
        for content in [bytes, with_front] {
            for name in ["a.md", "a.txt"] {
                if let Err(note) = read(name, &content) {
                    prop_assert!(note.to_string().starts_with("a."));
                    prop_assert!(!note.hint.is_empty());
                }
            }
        }
    }
}

/// Texts that tempt a program into quadratic work, each a piece to repeat.
const HARD: [(&str, &str); 22] = [
    ("straight quotes", "\""),
    ("opening quotes", "“"),
    ("quotes with words", "“a \"b "),
    ("brackets", "("),
    ("brackets and names", "(Ab) "),
    ("capitals", "ABCD "),
    ("one capital word", "A"),
    ("names", "Omar Sallak "),
    ("many people", "Gen. "),
    ("combining marks", "a\u{301}\u{301}"),
    ("only marks", "\u{301}"),
    ("commas", ","),
    ("stops", ". "),
    ("stops and quotes", ".\" "),
    ("stop, quote, small letter", ".\"a "),
    ("coordination", "Haftar and Putin and "),
    ("attribution", "he said that "),
    ("quotations", "“We will see,” he said. "),
    ("titles", "President Minister General "),
    ("prepositions", "of the "),
    ("table bars", "a | "),
    ("lines", "Haftar met Putin\n"),
];

fn seconds(language: &str, body: &str) -> f64 {
    let best = (0..2)
        .map(|_| {
            let start = Instant::now();
            let analysis = analyse([document("a", language, true, body)]);
            assert_eq!(analysis.documents.len(), 1);
            start.elapsed()
        })
        .min();
    best.unwrap_or(Duration::ZERO).as_secs_f64()
}

#[test]
fn work_grows_with_the_text_and_not_with_its_square() {
    // CROSSREAD_LONG=1000000 tries longer texts than a debug build has time for.
    let long: usize = std::env::var("CROSSREAD_LONG")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(48_000);
    let short = long / 8;
    for language in LANGUAGES {
        // Packs are unpacked on first use.
        seconds(language, "Haftar");
    }
    let mut failed = Vec::new();
    for (name, piece) in HARD {
        let text = |bytes: usize| piece.repeat(bytes.div_ceil(piece.len()));
        let (small, large) = (seconds("en", &text(short)), seconds("en", &text(long)));
        if std::env::var_os("CROSSREAD_LONG").is_some() {
            eprintln!(
                "{name}: {small:.3} s, {large:.3} s, {:.1} times",
                large / small
            );
        }
        // Eight times the text; quadratic work would take sixty-four times as long.
        if large > small * 24.0 + 0.1 {
            failed.push(format!(
                "{name}: {small:.3} s for {short} bytes, {large:.3} s for {long}"
            ));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
