//! How many checks passed and failed, read off what test runners print.

use std::ops::AddAssign;

/// A count of checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Checks that passed.
    pub(crate) passed: usize,
    /// Checks that failed.
    pub(crate) failed: usize,
    /// Checks that did not run.
    pub(crate) skipped: usize,
}

impl Tally {
    /// One check that passed or failed.
    pub(crate) fn one(passed: bool) -> Self {
        Self {
            passed: usize::from(passed),
            failed: usize::from(!passed),
            skipped: 0,
        }
    }

    /// The sum of all summary lines in a runner's output. A runner that fails
    /// without naming a failed test (because nothing compiled) counts as one
    /// failure.
    pub(crate) fn read(output: &str, success: bool) -> Self {
        let mut sum = Self::default();
        let mut skipped = 0;
        for line in output.lines() {
            sum += nextest(line).or_else(|| libtest(line)).unwrap_or_default();
            // What a browser test says of itself; its runner knows no such thing and counts it as passed.
            if line.starts_with("skipped in ") {
                skipped += 1;
            }
        }
        skipped = skipped.min(sum.passed);
        sum.passed -= skipped;
        sum.skipped += skipped;
        if !success && sum.failed == 0 {
            sum.failed = 1;
        }
        sum
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
        self.skipped += more.skipped;
    }
}

/// cargo-nextest: «Summary [ 0.1s] 5 tests run: 3 passed (1 slow), 1 failed,
/// 1 timed out, 2 skipped». What ran and did not pass has failed.
fn nextest(line: &str) -> Option<Tally> {
    let line = line.trim_start().strip_prefix("Summary [")?;
    let (ran, counts) = line.split_once(']')?.1.split_once(" run:")?;
    // «3/5 tests» when the run was ended early.
    let ran = ran
        .split_whitespace()
        .next()?
        .split('/')
        .next()?
        .parse()
        .ok()?;
    let passed = count(counts, "passed");
    let skipped = count(counts, "skipped");
    Some(Tally {
        passed,
        failed: usize::saturating_sub(ran, passed),
        skipped,
    })
}

/// Rust's own runner: «test result: ok. 4 passed; 0 failed; 1 ignored; …».
fn libtest(line: &str) -> Option<Tally> {
    let counts = line
        .trim_start()
        .strip_prefix("test result: ")?
        .split_once(". ")?
        .1;
    Some(Tally {
        passed: count(counts, "passed"),
        failed: count(counts, "failed"),
        skipped: count(counts, "ignored"),
    })
}

/// The number before a word in a list like «3 passed (1 slow), 1 failed».
fn count(list: &str, word: &str) -> usize {
    list.split([',', ';'])
        .filter_map(|item| item.trim().split_once(' '))
        .find(|(_, rest)| rest.split(' ').next() == Some(word))
        .and_then(|(number, _)| number.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn check(output: &str, success: bool, passed: usize, failed: usize, skipped: usize) {
        assert_eq!(
            Tally::read(output, success),
            Tally {
                passed,
                failed,
                skipped
            },
            "{output}"
        );
    }

    #[test]
    fn summaries_are_read() {
        check(
            "     Summary [   0.005s] 3 tests run: 3 passed, 0 skipped",
            true,
            3,
            0,
            0,
        );
        check(
            "     Summary [   1.2s] 1 test run: 1 passed (1 slow), 2 skipped",
            true,
            1,
            0,
            2,
        );
        check(
            "     Summary [   0.1s] 5 tests run: 3 passed, 1 failed, 1 timed out, 0 skipped",
            false,
            3,
            2,
            0,
        );
        check(
            "     Summary [   0.1s] 2/9 tests run: 1 passed, 1 failed, 0 skipped",
            false,
            1,
            1,
            0,
        );
        check(
            "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\ntest result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured",
            false,
            5,
            2,
            1,
        );
        check(
            "skipped in Firefox: a_slow_processor: no such setting\ntest result: ok. 4 passed; 0 failed; 0 ignored;",
            true,
            3,
            0,
            1,
        );
        check("error: could not compile", false, 0, 1, 0);
        check("", true, 0, 0, 0);
    }

    #[test]
    fn tallies_add_up() {
        let mut sum = Tally::one(true);
        sum += Tally::one(false);
        assert_eq!(
            sum,
            Tally {
                passed: 1,
                failed: 1,
                skipped: 0
            }
        );
    }
}
