//! From bytes to text: byte order marks, a declared charset, UTF-8, else what the letters suggest.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    /// The WHATWG name of the encoding.
    pub encoding: &'static str,
    /// Whether the letters alone spoke for it.
    pub guessed: bool,
    /// Whether bytes had no meaning in it and became U+FFFD.
    pub damaged: bool,
}

/// Reads bytes as text. A byte order mark speaks first, then valid UTF-8, then the `declared`
/// charset, then a guess from the letters (as browsers do it). The text comes without the mark.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let (encoding, guessed) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding, false),
        None => match std::str::from_utf8(bytes) {
            Ok(text) if !wide(bytes) => {
                return Decoded {
                    text: text.to_string(),
                    encoding: UTF_8.name(),
                    guessed: false,
                    damaged: false,
                };
            }
            _ => without_mark(bytes, declared),
        },
    };
    let (text, encoding, damaged) = encoding.decode(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        guessed,
        damaged,
    }
}

fn without_mark(bytes: &[u8], declared: Option<&str>) -> (&'static Encoding, bool) {
    if wide(bytes) {
        let high = bytes.iter().step_by(2).filter(|b| **b == 0).count();
        let low = bytes.iter().skip(1).step_by(2).filter(|b| **b == 0).count();
        return (if low > high { UTF_16LE } else { UTF_16BE }, true);
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
        let utf16 = encoding == UTF_16LE || encoding == UTF_16BE;
        // A wrong «utf-8» in the head is common; what is not UTF-8 is not.
        let broken = encoding == UTF_8 && mostly_broken(bytes);
        if !utf16 && !broken {
            return (encoding, false);
        }
    }
    // A text that is UTF-8 but for a few damaged bytes stays UTF-8.
    if !mostly_broken(bytes) {
        return (UTF_8, true);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    const SAMPLE: usize = 1 << 20;
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
    (detector.guess(None, Utf8Detection::Deny), true)
}

/// Whether every second byte of a text tends to be zero: UTF-16 without a mark.
fn wide(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 8 {
        return false;
    }
    let half = sample.len() / 2;
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (high, low) = (zeros(0), zeros(1));
    high.max(low) * 2 > half && high.min(low) * 10 < half
}

/// Whether of what is not ASCII less than nine in ten signs are UTF-8.
fn mostly_broken(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad > 0 && good < bad * 9
}

/// The charset that the head of an HTML file declares.
pub fn declared_in_html(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(4096)];
    let head: String = head
        .iter()
        .map(|b| char::from(b.to_ascii_lowercase()))
        .collect();
    let at = head.find("charset")? + "charset".len();
    let rest = head[at..].trim_start().strip_prefix('=')?.trim_start();
    let label: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_known_by_mark_label_or_letters() {
        let utf16: Vec<u8> = "\u{FEFF}Хафтар"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&utf16, None).text, "Хафтар");
        let bare: Vec<u8> = "Khalifa Haftar"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decode(&bare, None).text, "Khalifa Haftar");
        let (bytes, ..) = encoding_rs::WINDOWS_1251
            .encode("Командующий Ливийской национальной армией прибыл в Москву для переговоров.");
        let guessed = decode(&bytes, None);
        assert_eq!((guessed.encoding, guessed.guessed), ("windows-1251", true));
        assert!(guessed.text.starts_with("Командующий"));
        let (bytes, ..) =
            encoding_rs::WINDOWS_1252.encode("Il generale è arrivato: “perché”? Città");
        assert!(decode(&bytes, None).text.contains("è arrivato: “perché”"));
        assert!(decode(&bytes, Some("utf-8")).text.contains("perché"));
        assert_eq!(decode("\u{FEFF}a".as_bytes(), None).text, "a");
        assert!(
            !decode(b"abc \xff def, citt\xc3\xa0", Some("utf-8"))
                .text
                .is_empty()
        );
        let html =
            b"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">";
        assert_eq!(declared_in_html(html).as_deref(), Some("windows-1251"));
    }
}
