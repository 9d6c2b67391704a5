//! Numbers as text, written and read with little code.

/// A number with at most so many decimals (nine at most): no `-0`, no trailing zero. Whole numbers are written
/// exactly up to 2^53; others may have so many digits as fit into 64 bits with their decimals.
///
/// The standard library writes numbers exactly, with 20 kB of tables and code that a reader would download.
pub fn fixed(value: f64, decimals: u32) -> String {
    let decimals = if value.fract() == 0.0 { 0 } else { decimals };
    let unit = 10_u64.pow(decimals.min(9));
    let scaled = (value * unit as f64).round() as i64;
    let (whole, mut part) = (scaled.unsigned_abs() / unit, scaled.unsigned_abs() % unit);
    let mut out = String::from(if scaled < 0 { "-" } else { "" });
    out.push_str(&whole.to_string());
    if part > 0 {
        out.push('.');
    }
    let mut place = unit;
    while part > 0 {
        place /= 10;
        out.push(char::from(b'0' + (part / place) as u8));
        part %= place;
    }
    out
}

/// Reads a number as JSON writes it. Whole numbers up to 2^53 are exact, others may be off in the last of their
/// 16 digits: the standard library's exact reader is 10 kB of code and tables for the reader of the page.
pub fn read(text: &str) -> Option<f64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let mut exponent: i32 = exponent.parse().ok()?;
    let (mut value, mut seen, mut after_point) = (0.0, 0, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(byte - b'0');
                seen += 1;
                exponent = exponent.saturating_sub(i32::from(after_point));
            }
            b'.' if seen > 0 && !after_point => after_point = true,
            _ => return None,
        }
    }
    if seen == 0 || digits.ends_with('.') {
        return None;
    }
    let power = 10_f64.powi(exponent.saturating_abs().min(400));
    value = if exponent < 0 {
        value / power
    } else {
        value * power
    };
    let value = if negative { -value } else { value };
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_few_decimals() {
        for (value, decimals, text) in [
            (0.0, 3, "0"),
            (-0.04, 1, "0"),
            (-0.06, 1, "-0.1"),
            (12.5, 0, "13"),
            (12.0304, 3, "12.03"),
            (0.000_07, 5, "0.00007"),
            (1_763_000_000_001.0, 3, "1763000000001"),
            (8.64e15, 3, "8640000000000000"),
        ] {
            assert_eq!(fixed(value, decimals), text);
        }
    }

    #[test]
    fn numbers_are_read() {
        for (text, value) in [
            ("0", 0.0),
            ("-12", -12.0),
            ("1763000000001", 1_763_000_000_001.0),
            ("9007199254740991", 9_007_199_254_740_991.0),
            ("1e3", 1000.0),
            ("2.5E-1", 0.25),
            ("0.125", 0.125),
            ("1e-999", 0.0),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
        }
        for text in [
            "", "-", ".5", "1.", "1e", "1.2.3", "--1", "1e999", "+1", "1-2",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
