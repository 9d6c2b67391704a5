//! Texts made safe for the formats: XML, CSV, IRIs, Markdown.

use std::fmt::Write as _;

/// A text inside XML, in content or between double quotes. What XML 1.0 has no sign for becomes
/// U+FFFD.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // Kept through the normalisation of attributes and of line ends.
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
    out
}

/// A cell of CSV (RFC 4180), always in quotes. A spreadsheet would calculate what begins with
/// `=`, `+`, `-`, `@`, a tab or a line end (OWASP, CSV Injection): such text gets an apostrophe
/// before it.
pub fn csv(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\u{A0}', '\u{FEFF}', '\u{200B}']);
    let formula = first.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let mut out = String::with_capacity(text.len() + 3);
    out.push('"');
    if formula {
        out.push('\'');
    }
    for c in text.chars() {
        match c {
            '"' => out.push_str("\"\""),
            '\u{0}' => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A name of this project's own for a thing: `urn:crossread:WORD:ID`.
pub fn urn(word: &str, id: &str) -> String {
    let mut out = format!("urn:crossread:{word}:");
    percent(
        id,
        |b| b.is_ascii_alphanumeric() || b"-._~".contains(&b),
        &mut out,
    );
    out
}

/// A web address without signs that no IRI may have; those that are percent-encoded stay so.
pub fn iri(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b);
    percent(address, allowed, &mut out);
    out
}

fn percent(text: &str, allowed: impl Fn(u8) -> bool, out: &mut String) {
    for b in text.bytes() {
        if allowed(b) {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
}

/// A text inside a line of Markdown: white space becomes single spaces, and no sign makes
/// mark-up or HTML.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (i, word) in text.split_whitespace().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        for (j, c) in word.chars().enumerate() {
            let special = matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '!' | '$'
            );
            // Only where a line begins do these make lists and rules.
            let opening = j == 0 && i == 0 && matches!(c, '-' | '+' | '=');
            let number = i == 0
                && matches!(c, '.' | ')')
                && word[..word.char_indices().nth(j).map_or(0, |(at, _)| at)]
                    .bytes()
                    .all(|b| b.is_ascii_digit());
            if c.is_control() {
                out.push('\u{FFFD}');
                continue;
            }
            if special || opening || number {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_mark_up_or_a_formula() {
        assert_eq!(
            xml("<a b='&'>\u{1}\n"),
            "&lt;a b=&apos;&amp;&apos;&gt;\u{FFFD}&#10;"
        );
        assert_eq!(csv("=1+1"), "\"'=1+1\"");
        assert_eq!(csv(" @x"), "\"' @x\"");
        assert_eq!(csv("say \"no\""), "\"say \"\"no\"\"\"");
        assert_eq!(
            urn("document", "a b/è"),
            "urn:crossread:document:a%20b%2F%C3%A8"
        );
        assert_eq!(
            markdown("- <script>\n*x*  1.2"),
            "\\- \\<script\\> \\*x\\* 1.2"
        );
        assert_eq!(markdown("1. First"), "1\\. First");
    }
}
