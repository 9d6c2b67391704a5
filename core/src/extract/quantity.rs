//! Numbers and dates in the text, normalised: 1.500, 1,500 and fifteen hundred are the same.

use super::scan::Scan;
use super::{Date, Number};
use crate::lang::pack::{DateKind, NumberKind, Role, Table};
use crate::text::fold::key;
use crate::text::token::TokenKind;
use std::ops::Range;

/// A written number as a value, by the separators of the language.
pub fn parse(text: &str, decimal: char, thousands: &[char]) -> Option<f64> {
    let mut digits = String::new();
    let mut seen_decimal = false;
    let parts: Vec<&str> = text
        .split([decimal, '.', ',', '\u{A0}', '\u{202F}', ' '])
        .collect();
    // Groups of three after a separator are thousands, whatever the language says.
    let grouped = parts.len() > 1
        && parts.iter().skip(1).all(|p| p.len() == 3)
        && parts[0].len() <= 3
        && !parts[0].starts_with('0');
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            _ if c.is_numeric() => digits.push(char::from_digit(c.to_digit(10)?, 10)?),
            _ if grouped && (thousands.contains(&c) || parts.len() > 2 || c != decimal) => {}
            _ if c == decimal && !seen_decimal => {
                digits.push('.');
                seen_decimal = true;
            }
            '.' | ',' if !seen_decimal => {
                digits.push('.');
                seen_decimal = true;
            }
            _ => return None,
        }
    }
    digits.parse().ok()
}

/// The numbers in a range of tokens, dates left out.
pub fn numbers(scan: &Scan, range: Range<usize>) -> Vec<Number> {
    let pack = scan.pack;
    let mut out: Vec<Number> = Vec::new();
    let mut t = range.start;
    while t < range.end {
        if let Some(end) = date_at(scan, t, &range, None).map(|(_, end)| end) {
            t = end;
            continue;
        }
        let token = &scan.tokens[t];
        let word = scan
            .at(t, Table::Numbers)
            .map(|c| (pack.numbers[c.row as usize], c.end as usize))
            .find(|((_, kind), _)| *kind == NumberKind::Cardinal);
        let start = t;
        let mut value = if token.kind == TokenKind::Number {
            t = grouped(scan, t, range.end);
            parse(
                scan.span(start..t).of(scan.body),
                pack.decimal,
                &pack.thousands,
            )
        } else if token
            .of(scan.body)
            .starts_with(|c: char| c.is_ascii_digit())
        {
            t += 1;
            glued(scan, start)
        } else if let Some(((value, _), end)) = word {
            t = end;
            Some(value)
        } else {
            None
        };
        // A lone «one» is an article more often than a number.
        if value == Some(1.0) && token.kind == TokenKind::Word {
            value = None;
        }
        let Some(mut v) = value else {
            t = t.max(start + 1);
            continue;
        };
        while let Some(((m, _), end)) = scan
            .at(t, Table::Numbers)
            .map(|c| (pack.numbers[c.row as usize], c.end as usize))
            .find(|((_, kind), end)| *kind == NumberKind::Multiplier && *end <= range.end)
        {
            v *= m;
            t = end;
        }
        let approximate = (start.saturating_sub(3).max(range.start)..start).any(|b| {
            scan.at(b, Table::Numbers).any(|c| {
                pack.numbers[c.row as usize].1 == NumberKind::Approximate && c.end as usize == start
            })
        });
        out.push(Number {
            value: v,
            approximate,
            span: scan.span(start..t),
        });
    }
    out
}

/// One past the groups of three digits that a number goes on with after a space («300 000»).
fn grouped(scan: &Scan, first: usize, end: usize) -> usize {
    let digits = |t: usize| {
        let text = scan.text(t);
        text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
    };
    let mut t = first + 1;
    let opens = digits(first).is_some_and(|d| d.len() <= 3 && !d.starts_with('0'));
    while opens
        && t < end
        && scan.pack.thousands.contains(&' ')
        && scan.tokens[t].kind == TokenKind::Number
        && scan.tokens[t].span.start == scan.tokens[t - 1].span.end + 1
        && digits(t).is_some_and(|d| d.len() == 3)
    {
        t += 1;
    }
    t
}

/// «300mila»: digits with a multiplier right behind them.
fn glued(scan: &Scan, t: usize) -> Option<f64> {
    let text = scan.text(t);
    let at = text.find(char::is_alphabetic)?;
    let (digits, word) = (text.get(..at)?, text.get(at..)?);
    let value = parse(digits, scan.pack.decimal, &scan.pack.thousands)?;
    let keys = [key(word)];
    let times = scan.pack.lookup(&keys).find_map(|e| {
        let (m, kind) = *scan.pack.numbers.get(e.row as usize)?;
        (e.table == Table::Numbers as u8 && kind == NumberKind::Multiplier).then_some(m)
    })?;
    Some(value * times)
}

/// The dates in a range of tokens; `base` is the document's date, for weekdays and missing years.
pub fn dates(scan: &Scan, range: Range<usize>, base: Option<&str>) -> Vec<Date> {
    let mut out = Vec::new();
    let mut t = range.start;
    while t < range.end {
        match date_at(scan, t, &range, base) {
            Some((iso, end)) => {
                out.push(Date {
                    iso,
                    span: scan.span(t..end),
                });
                t = end;
            }
            None => t += 1,
        }
    }
    out
}

/// The date that starts at a token: ISO 8601 and one past its last token.
fn date_at(
    scan: &Scan,
    t: usize,
    range: &Range<usize>,
    base: Option<&str>,
) -> Option<(String, usize)> {
    let base_year = base
        .and_then(|b| b.get(..4))
        .and_then(|y| y.parse::<i32>().ok());
    if let Some((day, at)) = day_number(scan, t, range) {
        // 9 maggio 2025, the 9th of May
        let mut next = at;
        while next < range.end && (scan.is_role(next, Role::Of) || scan.text(next) == ".") {
            next += 1;
        }
        if let Some((month, end)) = month(scan, next, range) {
            let (year, end) = year_after(scan, end, range);
            return Some((iso(year.or(base_year), month, Some(day)), end));
        }
    }
    if let Some((m, at)) = month(scan, t, range) {
        if let Some((day, end)) = day_number(scan, at, range) {
            let (year, end) = year_after(scan, end, range);
            return Some((iso(year.or(base_year), m, Some(day)), end));
        }
        let (year, end) = year_after(scan, at, range);
        // «May» and «March» alone are words too: a month needs a year or a preposition.
        let introduced =
            t > range.start && scan.is_any_role(t - 1, &[Role::In, Role::Of, Role::From, Role::At]);
        if year.is_some() || introduced && scan.pack.capital_months == scan.tokens[t].is_capital() {
            return Some((iso(year.or(base_year), m, None), end));
        }
        return None;
    }
    let token = scan.tokens.get(t).filter(|_| t < range.end)?;
    if token.kind == TokenKind::Number {
        let text = token.of(scan.body);
        if let Some(year) = a_year(text) {
            let introduced = t > range.start
                && (scan.is_any_role(
                    t - 1,
                    &[
                        Role::In,
                        Role::Of,
                        Role::From,
                        Role::At,
                        Role::After,
                        Role::Before,
                        Role::And,
                        Role::When,
                        Role::To,
                    ],
                ) || scan.is_role(t - 1, Role::Article));
            return introduced.then(|| (format!("{year:04}"), t + 1));
        }
    }
    None
}

fn iso(year: Option<i32>, month: u32, day: Option<u32>) -> String {
    let year = year.map_or_else(|| "-".to_string(), |y| format!("{y:04}"));
    match day {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    }
}

fn month(scan: &Scan, t: usize, range: &Range<usize>) -> Option<(u32, usize)> {
    if t >= range.end {
        return None;
    }
    scan.at(t, Table::Dates)
        .find_map(|c| match scan.pack.dates[c.row as usize] {
            (DateKind::Month, m) if (1..=12).contains(&m) => Some((m as u32, c.end as usize)),
            _ => None,
        })
}

/// A day of the month: 9, 9th, 1º.
fn day_number(scan: &Scan, t: usize, range: &Range<usize>) -> Option<(u32, usize)> {
    let token = scan.tokens.get(t).filter(|_| t < range.end)?;
    let text = token.of(scan.body);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 || text.len() > digits + 3 {
        return None;
    }
    let (digits, rest) = text.split_at(digits);
    if rest.contains(['.', ',']) {
        return None;
    }
    let day: u32 = digits.parse().ok()?;
    (1..=31).contains(&day).then_some((day, t + 1))
}

fn year_after(scan: &Scan, mut t: usize, range: &Range<usize>) -> (Option<i32>, usize) {
    let from = t;
    while t < range.end && t < from + 2 && (scan.text(t) == "," || scan.is_role(t, Role::Of)) {
        t += 1;
    }
    match scan
        .tokens
        .get(t)
        .filter(|k| t < range.end && k.kind == TokenKind::Number)
    {
        Some(token) => match a_year(token.of(scan.body)) {
            Some(y) => (Some(y), t + 1),
            None => (None, from),
        },
        None => (None, from),
    }
}

fn a_year(text: &str) -> Option<i32> {
    let year: i32 = (text.len() == 4).then(|| text.parse().ok()).flatten()?;
    (1900..=2099).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::{numbers, parse};
    use crate::extract::scan::Scan;
    use crate::lang;

    /// The values of the numbers in a text.
    fn values(language: &str, text: &str) -> Vec<f64> {
        let scan = Scan::new(text, false, lang::pack(language));
        let all = numbers(&scan, 0..scan.tokens.len());
        all.iter().map(|n| n.value).collect()
    }

    #[test]
    fn groups_and_multipliers_belong_to_their_number() {
        assert_eq!(values("fr", "livraison de 300 000 tonnes"), [300_000.0]);
        assert_eq!(values("it", "fornitura di 300mila tonnellate"), [300_000.0]);
        assert_eq!(values("it", "2024 300 persone"), [2024.0, 300.0]);
    }

    #[test]
    fn numbers_are_the_same_in_every_writing() {
        let it = (',', ['.', '\u{A0}']);
        let en = ('.', [',', '\u{A0}']);
        assert_eq!(parse("1.500", it.0, &it.1), Some(1500.0));
        assert_eq!(parse("1,500", en.0, &en.1), Some(1500.0));
        assert_eq!(parse("1,5", it.0, &it.1), Some(1.5));
        assert_eq!(parse("2.5", en.0, &en.1), Some(2.5));
        assert_eq!(parse("1.500.000", it.0, &it.1), Some(1_500_000.0));
        assert_eq!(parse("11 300", en.0, &en.1), Some(11300.0));
    }
}
