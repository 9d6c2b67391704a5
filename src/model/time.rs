//! Dates as days, and the bars under a brush that chooses a stretch of them.
//!
//! A date is as precise as it is stated: `2024-05` is all of May. A stretch therefore has a first and a last day,
//! and two stretches meet when they share a day.

/// A day, counted from 1 January 1970 of the proleptic Gregorian calendar.
pub type Day = i32;

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    pub first: Day,
    pub last: Day,
}

impl Stretch {
    /// The stretch that an ISO 8601 date names: a year, a month or a day; a time of day is left out. `None` where
    /// it is none, or has no year.
    pub fn of(iso: &str) -> Option<Stretch> {
        let iso = iso.split('T').next()?;
        let mut parts = iso.split('-');
        let year: i32 = number(parts.next()?, 4)?;
        let Some(month) = parts.next() else {
            return Some(Stretch {
                first: day(year, 1, 1),
                last: day(year, 12, 31),
            });
        };
        let month = number(month, 2).filter(|m| (1..=12).contains(m))?;
        let length = days_in(year, month);
        let (from, to) = match parts.next() {
            None => (1, length),
            Some(d) => {
                let d = number(d, 2).filter(|d| (1..=length).contains(d))?;
                (d, d)
            }
        };
        parts.next().is_none().then_some(Stretch {
            first: day(year, month, from),
            last: day(year, month, to),
        })
    }

    /// Whether both share a day.
    pub fn meets(self, other: Stretch) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// What a bar of the brush spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Day,
    Month,
    /// So many years, 1 or more.
    Years(i32),
}

/// A bar: the days that it spans and how many things fall on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bin {
    pub span: Stretch,
    /// ISO 8601, as precise as the unit: `2024`, `2024-05`, `2024-05-08`. Of several years the first.
    pub name: String,
    pub count: usize,
}

/// At most so many bars stand beside each other.
const BARS: i32 = 62;

/// Bars over all the stretches, by day, month or year as fits, without a gap. Empty where the stretches are fewer
/// than two different ones: then there is nothing to choose.
pub fn bins(stretches: &[Stretch]) -> Vec<Bin> {
    let Some(first) = stretches.first() else {
        return Vec::new();
    };
    if stretches.iter().all(|stretch| stretch == first) {
        return Vec::new();
    }
    let from = stretches.iter().fold(first.first, |a, s| a.min(s.first));
    let to = stretches.iter().fold(first.last, |a, s| a.max(s.last));
    let ((y0, m0, _), (y1, m1, _)) = (civil(from), civil(to));
    let finest = stretches
        .iter()
        .fold(i32::MAX, |a, s| a.min(s.last - s.first));
    let unit = if to - from < BARS && finest == 0 {
        Unit::Day
    } else if (y1 - y0) * 12 + m1 - m0 < BARS && finest < 31 {
        Unit::Month
    } else {
        Unit::Years((y1 - y0) / BARS + 1)
    };
    let mut out = Vec::new();
    let (mut year, mut month, mut at) = (y0, m0, from);
    loop {
        let (start, next, name) = match unit {
            Unit::Day => (at, at + 1, iso(at)),
            Unit::Month => {
                let start = day(year, month, 1);
                (year, month) = (year + month / 12, month % 12 + 1);
                (start, day(year, month, 1), iso(start)[..7].to_owned())
            }
            Unit::Years(n) => {
                let start = day(year, 1, 1);
                year += n;
                (start, day(year, 1, 1), iso(start)[..4].to_owned())
            }
        };
        if start > to {
            return out;
        }
        out.push(Bin {
            span: Stretch {
                first: start,
                last: next - 1,
            },
            name,
            count: 0,
        });
        at = next;
    }
}

/// Counts a thing in every bar that one of its stretches meets, once in each.
pub fn count(bins: &mut [Bin], stretches: &[Stretch]) {
    for bin in bins {
        bin.count += usize::from(stretches.iter().any(|stretch| stretch.meets(bin.span)));
    }
}

/// ISO 8601 of a day.
pub fn iso(at: Day) -> String {
    let (year, month, day) = civil(at);
    format!("{year:04}-{month:02}-{day:02}")
}

fn number(digits: &str, length: usize) -> Option<i32> {
    (digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())?
}

fn days_in(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from a civil date, as Howard Hinnant derives it (chrono-compatible low-level date algorithms).
fn day(year: i32, month: i32, day: i32) -> Day {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day, the inverse of [`day`].
fn civil(at: Day) -> (i32, i32, i32) {
    let z = at + 719_468;
    let (era, e) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let y = (e - e / 1460 + e / 36_524 - e / 146_096) / 365;
    let of_year = e - (365 * y + y / 4 - y / 100);
    let m = (5 * of_year + 2) / 153;
    let month = if m < 10 { m + 3 } else { m - 9 };
    (
        y + era * 400 + i32::from(month <= 2),
        month,
        of_year - (153 * m + 2) / 5 + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stretch(iso: &str) -> Stretch {
        Stretch::of(iso).expect(iso)
    }

    #[test]
    fn a_date_is_as_long_as_it_is_stated() {
        let length = |iso: &str| stretch(iso).last - stretch(iso).first + 1;
        assert_eq!(length("2024"), 366);
        assert_eq!(length("2023-02"), 28);
        assert_eq!(length("2000-02"), 29);
        assert_eq!(length("1900-02"), 28);
        assert_eq!(length("2024-05-08T12:00:00Z"), 1);
        assert_eq!(stretch("1970-01-01").first, 0);
        assert_eq!(stretch("2024-05-08").first, 19_851);
        for nonsense in [
            "",
            "--05-08",
            "24",
            "2024-13",
            "2024-02-30",
            "2024-5-8",
            "x",
            "2024-05-08-1",
        ] {
            assert_eq!(Stretch::of(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn bars_are_as_fine_as_the_dates() {
        let names = |list: &[&str]| -> Vec<String> {
            let stretches: Vec<Stretch> = list.iter().map(|iso| stretch(iso)).collect();
            bins(&stretches).into_iter().map(|bin| bin.name).collect()
        };
        assert_eq!(
            names(&["2024-02-28", "2024-03-01"]),
            ["2024-02-28", "2024-02-29", "2024-03-01"]
        );
        assert_eq!(
            names(&["2023-12", "2024-02"]),
            ["2023-12", "2024-01", "2024-02"]
        );
        assert_eq!(names(&["2023", "2024"]), ["2023", "2024"]);
        assert_eq!(names(&["2019", "2024-05-08"]).len(), 6);
        assert_eq!(names(&["1911", "2024-05-08"]).len(), 57);
        assert!(names(&["2024-05-08", "2024-05-08"]).is_empty());
        assert!(names(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn days_go_there_and_back(at in -700_000..1_000_000i32) {
            let (y, m, d) = civil(at);
            prop_assert_eq!(day(y, m, d), at);
            let (y, m, d) = civil(at + 1);
            prop_assert_eq!(day(y, m, d), at + 1);
        }

        #[test]
        fn bars_hold_every_date_and_are_few(days in proptest::collection::vec((0..40_000i32, 0..800i32), 2..30)) {
            let stretches: Vec<Stretch> =
                days.iter().map(|(d, long)| Stretch { first: *d, last: d + long }).collect();
            let mut bars = bins(&stretches);
            prop_assert!(bars.len() <= BARS as usize + 1);
            if bars.is_empty() {
                return Ok(());
            }
            for pair in bars.windows(2) {
                prop_assert_eq!(pair[0].span.last + 1, pair[1].span.first);
            }
            for s in &stretches {
                prop_assert!(bars[0].span.first <= s.first && s.last <= bars[bars.len() - 1].span.last);
                count(&mut bars, &[*s]);
            }
            prop_assert!(bars.iter().map(|b| b.count).sum::<usize>() >= stretches.len());
        }
    }
}
