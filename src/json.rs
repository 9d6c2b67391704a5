//! JSON without surprises: a small value type, a strict reader with limits, a writer.
//!
//! A library would do, but costs the reader of the page some 19 kB of download; what is saved is flat and small.

use crate::number::{self, fixed};

/// Deepest nesting that is read.
const DEPTH: usize = 24;

/// A JSON value. Objects keep their order; of two equal names the first counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

/// Why a text is no JSON: a byte offset and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    pub at: usize,
    pub expected: &'static str,
}

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "byte {}: {} expected", self.at, self.expected)
    }
}

impl Value {
    /// A text value.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// The member of an object.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(members) => members.iter().find(|(n, _)| n == name).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text of a text value.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number of a number value.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// Whether it is `true`.
    pub fn is_true(&self) -> bool {
        *self == Value::Bool(true)
    }

    /// Reads a whole text.
    ///
    /// # Errors
    /// Where the text is not JSON, goes on after the value, or nests deeper than 24.
    pub fn parse(text: &str) -> Result<Value, Malformed> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0)?;
        reader.space();
        if reader.at < text.len() {
            return Err(reader.wants("the end"));
        }
        Ok(value)
    }

    /// Writes it in one line.
    pub fn write(&self) -> String {
        let mut out = String::new();
        self.write_to(&mut out);
        out
    }

    fn write_to(&self, out: &mut String) {
        match self {
            Value::Null => out.push_str("null"),
            Value::Bool(true) => out.push_str("true"),
            Value::Bool(false) => out.push_str("false"),
            Value::Number(number) => out.push_str(&fixed(*number, 6)),
            Value::Text(text) => quoted(text, out),
            Value::List(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    item.write_to(out);
                }
                out.push(']');
            }
            Value::Object(members) => {
                out.push('{');
                for (i, (name, value)) in members.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    quoted(name, out);
                    out.push(':');
                    value.write_to(out);
                }
                out.push('}');
            }
        }
    }
}

fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if (c as u32) < 32 => {
                out.push_str("\\u00");
                for half in [c as u32 >> 4, c as u32 & 15] {
                    out.push(char::from_digit(half, 16).unwrap_or('0'));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn wants(&self, expected: &'static str) -> Malformed {
        Malformed {
            at: self.at,
            expected,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn skip(&mut self, word: &'static str) -> Result<(), Malformed> {
        if self.text[self.at..].starts_with(word) {
            self.at += word.len();
            return Ok(());
        }
        Err(self.wants(word))
    }

    fn value(&mut self, depth: usize) -> Result<Value, Malformed> {
        if depth > DEPTH {
            return Err(self.wants("less nesting"));
        }
        self.space();
        match self.peek() {
            Some(b'n') => self.skip("null").map(|()| Value::Null),
            Some(b't') => self.skip("true").map(|()| Value::Bool(true)),
            Some(b'f') => self.skip("false").map(|()| Value::Bool(false)),
            Some(b'"') => self.string().map(Value::Text),
            Some(b'[') => {
                let mut items = Vec::new();
                self.members(b']', |r| {
                    items.push(r.value(depth + 1)?);
                    Ok(())
                })?;
                Ok(Value::List(items))
            }
            Some(b'{') => {
                let mut members = Vec::new();
                self.members(b'}', |r| {
                    let name = r.string()?;
                    r.space();
                    r.skip(":")?;
                    members.push((name, r.value(depth + 1)?));
                    Ok(())
                })?;
                Ok(Value::Object(members))
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.wants("a value")),
        }
    }

    /// What stands between an opening bracket and `end`, separated by commas.
    fn members(
        &mut self,
        end: u8,
        mut one: impl FnMut(&mut Self) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        self.at += 1;
        self.space();
        if self.peek() == Some(end) {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.space();
            one(self)?;
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b) if b == end => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(self.wants("a comma or the end of the list")),
            }
        }
    }

    fn number(&mut self) -> Result<Value, Malformed> {
        let start = self.at;
        while matches!(
            self.peek(),
            Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')
        ) {
            self.at += 1;
        }
        number::read(&self.text[start..self.at])
            .map(Value::Number)
            .ok_or(Malformed {
                at: start,
                expected: "a number",
            })
    }

    fn string(&mut self) -> Result<String, Malformed> {
        self.skip("\"")?;
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let stop = rest
                .find(['"', '\\'])
                .ok_or(self.wants("a closing quotation mark"))?;
            if rest[..stop].bytes().any(|b| b < 32) {
                return Err(self.wants("no control character"));
            }
            out.push_str(&rest[..stop]);
            self.at += stop + 1;
            if rest.as_bytes()[stop] == b'"' {
                return Ok(out);
            }
            let escape = self.peek().ok_or(self.wants("an escape"))?;
            self.at += 1;
            out.push(match escape {
                b'"' => '"',
                b'\\' => '\\',
                b'/' => '/',
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => self.escaped()?,
                _ => return Err(self.wants("an escape")),
            });
        }
    }

    /// What follows `\u`; a lone half of a surrogate pair becomes U+FFFD.
    fn escaped(&mut self) -> Result<char, Malformed> {
        let first = self.hex()?;
        if (0xd800..0xdc00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            let back = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or('\u{fffd}'));
            }
            self.at = back;
        }
        Ok(char::from_u32(first).unwrap_or('\u{fffd}'))
    }

    fn hex(&mut self) -> Result<u32, Malformed> {
        let digits = self
            .text
            .get(self.at..self.at + 4)
            .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits
            .and_then(|d| u32::from_str_radix(d, 16).ok())
            .ok_or(self.wants("four hexadecimal digits"))?;
        self.at += 4;
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let value = Value::Object(vec![
            (
                "a \"b\"\n\u{1}".into(),
                Value::List(vec![Value::Null, Value::Bool(true), Value::Number(-1.5)]),
            ),
            ("ليبيا 🙂".into(), Value::text("<script>\\")),
            ("empty".into(), Value::Object(vec![])),
        ]);
        assert_eq!(Value::parse(&value.write()).unwrap(), value);
    }

    #[test]
    fn escapes_are_understood() {
        let read = |text: &str| Value::parse(text).unwrap();
        assert_eq!(read(r#""\u00e9\ud83d\ude42\/\t""#), Value::text("é🙂/\t"));
        assert_eq!(read(r#""\ud83d!""#), Value::text("\u{fffd}!"));
        assert_eq!(
            read(" [1e3 , -0.5] "),
            Value::List(vec![Value::Number(1000.0), Value::Number(-0.5)])
        );
    }

    #[test]
    fn what_is_no_json_is_refused() {
        let deep = "[".repeat(100_000);
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "\"a",
            "\"\\x\"",
            "\"\\u12\"",
            "nul",
            "1e999",
            "1 2",
            "'a'",
            "\"\n\"",
            &deep,
        ] {
            assert!(
                Value::parse(text).is_err(),
                "{}",
                &text[..text.len().min(20)]
            );
        }
        assert!(Value::parse("\"\\u12é4\"").is_err());
    }
}
