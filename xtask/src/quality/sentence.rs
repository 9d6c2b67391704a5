//! Sentences, as the scorer of the annotated texts cuts them: a line's end ends one, and so does
//! `.`, `!`, `?` or `؟` before white space, but for four abbreviations; a table's row is one.

use super::gold::Span;

const ABBREVIATIONS: [&str; 4] = ["U.S.", "M.", "Lt.", "Gen."];

/// The sentences of a text, in code points, without the white space around them.
pub(crate) fn split(text: &str) -> Vec<Span> {
    let letters: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut start = 0;
    for line in letters.split(|c| *c == '\n') {
        let end = start + line.len();
        let mut from = start;
        let mut at = start;
        while at < end {
            let Some(stop) = stop(&letters, at, end) else {
                at += 1;
                continue;
            };
            at = stop;
            if abbreviation(&letters[from..stop], &letters[..stop]) {
                continue;
            }
            push(&letters, from, stop, &mut out);
            from = stop;
        }
        push(&letters, from, end, &mut out);
        start = end + 1;
    }
    out
}

/// Where the end mark that begins at a letter ends.
fn stop(letters: &[char], at: usize, end: usize) -> Option<usize> {
    let blank = |i: usize| i >= end || letters[i].is_whitespace();
    match letters[at] {
        '.' | '!' | '?' | '؟' => {
            let next = at + 1;
            if next < end && matches!(letters[next], '"' | '”' | '»') && blank(next + 1) {
                return Some(next + 1);
            }
            blank(next).then_some(next)
        }
        '|' => letters[at + 1..end]
            .iter()
            .all(|c| c.is_whitespace())
            .then_some(end),
        _ => None,
    }
}

fn abbreviation(sentence: &[char], before: &[char]) -> bool {
    ABBREVIATIONS.iter().any(|a| {
        let a: Vec<char> = a.chars().collect();
        let spaced: Vec<char> = std::iter::once(' ').chain(a.iter().copied()).collect();
        sentence == a.as_slice() || before.ends_with(&spaced)
    })
}

fn push(letters: &[char], mut start: usize, mut end: usize, out: &mut Vec<Span>) {
    while start < end && letters[start].is_whitespace() {
        start += 1;
    }
    while end > start && letters[end - 1].is_whitespace() {
        end -= 1;
    }
    if start < end {
        out.push(Span { start, end });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_marks_and_lines() {
        let text = "Gen. Rossi came. “He left.” ok\nA heading\n| a | b |";
        let cut: Vec<String> = split(text)
            .iter()
            .map(|s| {
                let letters = text.chars().skip(s.start).take(s.len());
                letters.collect()
            })
            .collect();
        assert_eq!(
            cut,
            [
                "Gen. Rossi came.",
                "“He left.”",
                "ok",
                "A heading",
                "| a | b |"
            ]
        );
    }
}
