//! Spelling of names across languages and scripts: romanisation, and keys under which the
//! spellings of one name meet («Muhammad», «Mohamed», «Мухаммед», «محمد»).
//!
//! Own tables; the Cyrillic one follows the usual English transcription (BGN/PCGN without marks),
//! the Arabic one the transcription of consonants that news agencies use.

use crate::text::fold::fold;

/// Particles of names, romanised: no part of a surname's key.
const PARTICLES: [&str; 24] = [
    "al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ben", "bin", "ibn", "ould", "bint",
    "de", "di", "del", "della", "da", "dei", "von", "van", "der", "le",
];

/// How a vowel between two consonants is written, as far as spellings tell it reliably.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Vowel {
    /// Nothing is written (Arabic leaves short vowels out).
    None,
    A,
    E,
    I,
    U,
    /// Written so that it must be long (`ou`, `oo`, Arabic و).
    LongU,
    /// `yo`, `ё`: anything.
    Any,
}

impl Vowel {
    fn of(run: &str) -> Vowel {
        let has = |c: char| run.contains(c);
        let rounded = has('o') || has('u') || has('w');
        if run.is_empty() {
            Vowel::None
        } else if rounded && (has('y') || has('i') || has('j')) {
            Vowel::Any
        } else if rounded && (has('w') || run.chars().count() > 1) {
            Vowel::LongU
        } else if rounded {
            Vowel::U
        } else if has('i') || has('y') || run == "ee" || has('e') && run.len() > 2 {
            Vowel::I
        } else if run == "e" {
            Vowel::E
        } else if has('a') && has('e') {
            Vowel::Any
        } else {
            Vowel::A
        }
    }

    /// Whether two spellings may stand for one vowel.
    fn fits(self, other: Vowel, first: bool) -> bool {
        use Vowel::{A, Any, E, I, LongU, None, U};
        match (self.min(other), self.max(other)) {
            (a, b) if a == b => true,
            (_, Any) => true,
            (None, LongU) => first,
            (None, _) => true,
            (A, E) | (E, I) | (U, LongU) => true,
            _ => false,
        }
    }
}

/// A word of a name as its consonants and what stands between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Consonants, those told apart that no usual transcription confuses.
    pub skeleton: String,
    /// One more than consonants: before the first, between them, after the last.
    vowels: Vec<Vowel>,
}

impl Word {
    /// Whether two words are spellings of one name.
    pub fn same(&self, other: &Word) -> bool {
        let last = self.vowels.len().saturating_sub(1);
        self.skeleton == other.skeleton
            && self.vowels.len() == other.vowels.len()
            && self
                .vowels
                .iter()
                .zip(&other.vowels)
                .enumerate()
                .all(|(i, (a, b))| {
                    if i == last {
                        // Endings of cases and feminine forms vary; a final i (nisba) does not.
                        true
                    } else if i == 0 {
                        (*a == Vowel::None) == (*b == Vowel::None) && a.fits(*b, true)
                    } else {
                        a.fits(*b, i == 1)
                    }
                })
    }
}

/// A name of a person, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Every part without particles; each may be read in more than one way.
    pub parts: Vec<Vec<Word>>,
    /// The parts as they are written, folded and romanised.
    pub written: Vec<String>,
}

impl PersonName {
    /// Takes a name apart: «Abd al-Rahman» is one part, particles are none.
    pub fn new(name: &str) -> Self {
        let mut parts = Vec::new();
        let mut written = Vec::new();
        let mut servant = false;
        let roman = romanise(name);
        for word in roman
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .map(|w| w.trim_matches('\''))
            .filter(|w| !w.is_empty())
        {
            let word = word.replace('\'', "");
            if matches!(
                word.as_str(),
                "abd" | "abdel" | "abdul" | "abdal" | "abdoul" | "abdil"
            ) {
                servant = true;
                continue;
            }
            if PARTICLES.contains(&word.as_str()) {
                continue;
            }
            let glued = ["abdel", "abdul", "abdal", "abdoul", "abdil", "abd"]
                .iter()
                .find_map(|p| word.strip_prefix(p).filter(|r| r.chars().count() > 2));
            let (rest, prefixed) = match glued {
                Some(rest) => (rest.to_string(), true),
                None => (word, servant),
            };
            servant = false;
            let full = if prefixed { format!("abd{rest}") } else { rest };
            parts.push(readings(&full));
            written.push(full);
        }
        PersonName { parts, written }
    }

    /// The last part: the surname, as far as a name tells.
    pub fn surname(&self) -> &[Word] {
        self.parts.last().map_or(&[], Vec::as_slice)
    }

    /// The first part, where there are several.
    pub fn given(&self) -> Option<&[Word]> {
        (self.parts.len() > 1).then(|| self.parts[0].as_slice())
    }

    /// The letter that stands for the given name («K. Haftar»).
    pub fn initial(&self) -> Option<char> {
        let first = self.written.first().filter(|_| self.parts.len() > 1)?;
        let mut letters = first.chars();
        let letter = letters.next()?;
        letters.next().is_none().then_some(letter)
    }
}

/// Whether one word of two sets of readings is the same.
pub fn any_same(a: &[Word], b: &[Word]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.same(b)))
}

/// A name in folded Latin letters, words kept apart.
pub fn romanise(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for piece in word.split_inclusive('-') {
            romanise_word(piece, &mut out);
        }
    }
    out
}

fn romanise_word(word: &str, out: &mut String) {
    let folded = fold(word);
    let arabic = folded.chars().any(|c| matches!(c as u32, 0x600..=0x6FF));
    let mut rest = folded.as_str();
    if arabic {
        if matches!(rest, "الله" | "اللة") {
            out.push_str("lah");
            return;
        }
        if let Some(r) = rest.strip_prefix("ال").filter(|r| r.chars().count() > 2) {
            out.push_str("al-");
            rest = r;
        }
    }
    let letters: Vec<char> = rest.chars().collect();
    for (i, c) in letters.iter().enumerate() {
        let initial = i == 0;
        let roman = match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' | 'ґ' => "g",
            'д' => "d",
            'е' | 'є' => {
                if initial || vowel_before(&letters, i) {
                    "ye"
                } else {
                    "e"
                }
            }
            'ж' => "zh",
            'з' => "z",
            'и' | 'і' => "i",
            'ї' => "yi",
            // -ий, -ый: one y.
            'й' => {
                if i > 0 && matches!(letters[i - 1], 'и' | 'ы') {
                    ""
                } else {
                    "y"
                }
            }
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ы' => "y",
            'э' => "e",
            'ю' => "yu",
            'я' => "ya",
            'ь' | 'ъ' => "",
            'ا' | 'ى' | 'آ' => "a",
            'ب' => "b",
            'ت' | 'ط' => "t",
            'ث' => "th",
            'ج' => "j",
            // A final ه is mostly the feminine ending (folding has joined the two letters).
            'ه' if i + 1 == letters.len() && i > 1 => "ah",
            'ح' | 'ه' => "h",
            'خ' => "kh",
            'د' | 'ض' => "d",
            'ذ' => "dh",
            'ر' => "r",
            'ز' | 'ظ' => "z",
            'س' | 'ص' => "s",
            'ش' => "sh",
            'ع' => {
                if initial {
                    "a"
                } else {
                    ""
                }
            }
            'غ' => "gh",
            'ف' => "f",
            'ق' => "q",
            'ك' => "k",
            'ل' => "l",
            'م' => "m",
            'ن' => "n",
            'و' => "w",
            'ي' => "i",
            'ء' => "",
            'پ' => "p",
            'چ' => "ch",
            'گ' => "g",
            'ڤ' => "v",
            _ => {
                out.push(*c);
                continue;
            }
        };
        out.push_str(roman);
    }
}

fn vowel_before(letters: &[char], i: usize) -> bool {
    i > 0
        && matches!(
            letters[i - 1],
            'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'ь' | 'ъ' | 'і'
        )
}

/// The ways to read a romanised word: `j` is a consonant («Faraj») or a vowel («Sergej»).
fn readings(word: &str) -> Vec<Word> {
    let word = word.replace('x', "ks");
    let mut out = vec![reading(&word, false)];
    if word.contains('j') {
        let other = reading(&word, true);
        if other != out[0] {
            out.push(other);
        }
    }
    out
}

/// Spellings of one sound, longest first.
const SOUNDS: [(&str, char); 22] = [
    ("shch", 's'),
    ("tsch", 's'),
    ("sch", 's'),
    ("tch", 's'),
    ("dzh", 'j'),
    ("sh", 's'),
    ("ch", 's'),
    ("zh", 'j'),
    ("dj", 'j'),
    ("gh", 'j'),
    ("kh", 'h'),
    ("ph", 'f'),
    ("th", 't'),
    ("dh", 'd'),
    ("tz", 'z'),
    ("ts", 'z'),
    ("dz", 'z'),
    ("ck", 'k'),
    ("qu", 'k'),
    ("q", 'k'),
    ("c", 'k'),
    ("g", 'j'),
];

fn reading(word: &str, j_is_vowel: bool) -> Word {
    let mut skeleton = String::new();
    let mut vowels: Vec<Vowel> = Vec::new();
    let mut run = String::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let at_start = skeleton.is_empty() && run.is_empty();
        let after = &rest[c.len_utf8()..];
        let before_vowel = after.starts_with(['a', 'e', 'i', 'o', 'u']);
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
            || c == 'w' && !(at_start && before_vowel)
            || c == 'j' && j_is_vowel
            // A final h is no sound: Dbeibah.
            || c == 'h' && after.is_empty() && !run.is_empty();
        if vowel {
            if c != 'h' {
                run.push(c);
            }
            rest = after;
            continue;
        }
        let (sound, length) = match SOUNDS.iter().find(|(s, _)| rest.starts_with(s)) {
            // Before e and i c is soft.
            Some(("c", _)) if after.starts_with(['e', 'i', 'y']) => ('s', 1),
            Some((s, sound)) => (*sound, s.len()),
            None => (c, c.len_utf8()),
        };
        rest = &rest[length..];
        // -off for -ov.
        let sound = if sound == 'f' && rest == "f" {
            'v'
        } else {
            sound
        };
        if run.is_empty() && skeleton.ends_with(sound) {
            continue;
        }
        // Initial ye, je, e are one; so are initial ou and w before a vowel.
        let initial = skeleton.is_empty();
        let v = if initial && matches!(run.as_str(), "ye" | "je" | "ie" | "jo" | "yo") {
            Vowel::E
        } else {
            Vowel::of(&run)
        };
        vowels.push(v);
        run.clear();
        skeleton.push(sound);
    }
    vowels.push(Vowel::of(&run));
    Word { skeleton, vowels }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let (a, b) = (PersonName::new(a), PersonName::new(b));
        a.parts.len() == b.parts.len() && a.parts.iter().zip(&b.parts).all(|(a, b)| any_same(a, b))
    }

    #[test]
    fn spellings_of_one_name_meet() {
        for (a, b) in [
            ("Mohamed al-Menfi", "Muhammad Menfi"),
            ("Mohamed", "محمد"),
            ("Mouhammad", "Мухаммад"),
            ("Khalifa Haftar", "Халифа Хафтар"),
            ("Khalifa Haftar", "خليفة حفتر"),
            ("Abdul Hamid Dbeibah", "Abdelhamid Dbeiba"),
            ("Abd al-Hamid al-Dbeibah", "عبد الحميد الدبيبة"),
            ("Sergei Shoigu", "Sergej Šojgu"),
            ("Sergey Shoygu", "Сергей Шойгу"),
            ("Yunus-bek Yevkurov", "Junus-bek Evkurov"),
            ("Jurij Kovaljov", "Yuri Kovalyov"),
            ("Farag Ghanem", "Faraj Ghanim"),
            ("Qais Saeed", "Kais Saied"),
        ] {
            assert!(
                same(a, b),
                "{a} and {b}: {:?} {:?}",
                PersonName::new(a),
                PersonName::new(b)
            );
        }
    }

    #[test]
    fn other_names_stay_apart() {
        for (a, b) in [
            ("Khalifa Haftar", "Khaled Haftar"),
            ("Khalifa Haftar", "Saddam Haftar"),
            ("Mohamed", "Mahmoud"),
            ("محمد", "Mahmoud"),
            ("محمد", "محمود"),
            ("Hassan", "Hussein"),
            ("Said", "Saud"),
            ("Ahmed", "Hamed"),
            ("Ali", "Ola"),
            ("Ivan Petrov", "Ivan Petrenko"),
        ] {
            assert!(
                !same(a, b),
                "{a} and {b}: {:?} {:?}",
                PersonName::new(a),
                PersonName::new(b)
            );
        }
    }

    #[test]
    fn romanisation_is_readable() {
        assert_eq!(romanise("Юнус-бек Евкуров"), "yunus-bek yevkurov");
        assert_eq!(romanise("Сергей Лавров"), "sergey lavrov");
        assert_eq!(romanise("Дмитрий"), "dmitri");
        assert_eq!(romanise("أحمد المسماري"), "ahmd al-msmari");
        assert_eq!(romanise("Città"), "citta");
    }
}
