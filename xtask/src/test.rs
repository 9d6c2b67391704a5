//! `cargo xtask test`: every check, native and in a real browser.
//!
//! `cargo xtask test native`, `browser`, `chromium` and `firefox` do a part;
//! words after that choose tests by their names.

use crate::driver::Driver;
use crate::failure::Failure;
use crate::server::Server;
use crate::setup::{self, TestTools, Tools};
use crate::tally::Tally;
use crate::{build, paths, process, size, steps};
use std::fs;
use std::path::Path;
use std::process::Command;

/// How many generated articles the program reads from a pipe, DuckDB and PySpark; it is built without optimising here.
const GENERATED: &str = "1000";
/// The package with the tests in a browser.
const BROWSER_TESTS: &str = "crossread-browser-tests";
/// The files of them that run in Firefox too.
const IN_FIREFOX: &[&str] = &["start", "bring", "anywhere"];
/// Where the browser tests' server has the page: below a path, as some hosts do.
const MOUNT: &str = "/below/a path";

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let (native, browsers): (bool, &[Kind]) = match arguments.first().map(String::as_str) {
        None => (true, &[Kind::Chromium, Kind::Firefox]),
        Some("native") => (true, &[]),
        Some("browser") => (false, &[Kind::Chromium, Kind::Firefox]),
        Some("chromium") => (false, &[Kind::Chromium]),
        Some("firefox") => (false, &[Kind::Firefox]),
        Some(other) => {
            return Err(Failure::new(format!("test does not know «{other}»")).hint(
                "cargo xtask test [native | browser | chromium | firefox] [NAME OF A TEST]",
            ));
        }
    };
    let chosen = arguments.get(1..).unwrap_or_default();
    let tools = setup::for_build()?;
    let test_tools = if browsers.is_empty() {
        None
    } else {
        Some(setup::for_tests()?)
    };
    let mut checks = Checks::default();
    if native && chosen.is_empty() {
        sources(&mut checks);
    }
    if native {
        natively(&mut checks, chosen);
    }
    if native && chosen.is_empty() {
        exports(&mut checks);
    }
    if let Some(test_tools) = test_tools {
        in_browsers(&mut checks, &tools, &test_tools, browsers, chosen);
    }
    checks.end()
}

/// What can be said of the sources without running them.
fn sources(checks: &mut Checks) {
    checks.pass("lock file", cargo("tree --locked --workspace --depth 0"));
    checks.pass("format", cargo("fmt --all --check"));
    checks.pass(
        "clippy, native",
        cargo("clippy --workspace --all-targets -- -D warnings"),
    );
    let wasm =
        "--package crossread-page --package crossread-engine --target wasm32-unknown-unknown";
    checks.pass(
        "clippy, wasm32",
        cargo(&format!("clippy {wasm} --lib --bins -- -D warnings")),
    );
    for (name, of) in [
        ("documentation, native", "--workspace"),
        ("documentation, wasm32", wasm),
    ] {
        let mut command = cargo(&format!("doc {of} --no-deps --document-private-items"));
        command.env("RUSTDOCFLAGS", "-D warnings");
        checks.pass(name, command);
    }
    if paths::on_path("cargo-deny").is_some() {
        checks.pass(
            "licences and sources",
            cargo("deny check bans licenses sources"),
        );
    }
}

/// Runs the tests that need no browser.
fn natively(checks: &mut Checks, chosen: &[String]) {
    let rest = format!("--workspace --exclude {BROWSER_TESTS}");
    if paths::on_path("cargo-nextest").is_some() {
        let mut command = cargo(&format!(
            "nextest run --no-fail-fast --no-tests pass {rest}"
        ));
        command.args(chosen);
        checks.count("native tests", &mut command);
        // nextest leaves the examples to cargo, which compiles much for them.
        if ["src", "core", "engine", "benches"]
            .iter()
            .any(|folder| has_examples(&paths::root().join(folder)))
        {
            let mut command = cargo(&format!("test --no-fail-fast --doc {rest}"));
            command.args(chosen);
            checks.count("examples in the documentation", &mut command);
        }
    } else {
        let mut command = cargo(&format!("test --no-fail-fast {rest}"));
        command.args(chosen);
        checks.count("native tests", &mut command);
    }
}

/// Whether Rust files below a folder have examples that rustdoc would run.
fn has_examples(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| {
        if path.is_dir() {
            return has_examples(&path);
        }
        path.extension().is_some_and(|e| e == "rs")
            && fs::read_to_string(&path).is_ok_and(|text| opens_example(&text))
    })
}

/// Whether a file's documentation has a block of code without a word that says that it is not to be run.
fn opens_example(text: &str) -> bool {
    let mut inside = false;
    text.lines().any(|line| {
        let line = line.trim_start();
        let line = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        let Some(fence) = line.and_then(|line| line.trim_start().strip_prefix("```")) else {
            return false;
        };
        inside = !inside;
        inside && !["ignore", "text", "json", "toml", "sh", "tsv"].contains(&fence.trim())
    })
}

/// Reads the exports with the programs that people open them with (tools/exchange).
fn exports(checks: &mut Checks) {
    const NAME: &str = "exports, read by other programs";
    let folder = paths::root().join("tools/exchange");
    let python = setup::python::environment("exchange", &folder.join("requirements.txt"), NAME);
    let python = match python {
        Ok(Some(python)) => python,
        Ok(None) => {
            checks.sum.skipped += 1;
            return;
        }
        Err(failure) => {
            checks.note(NAME, Err(failure));
            return;
        }
    };
    // As the tests were compiled, so that nothing is compiled twice.
    let program = format!("test --no-run --workspace --exclude {BROWSER_TESTS}");
    checks.pass("the program", cargo(&program));
    let Some(program) = paths::built("crossread") else {
        return;
    };
    let mut sets = vec![
        vec![
            paths::root().join("corpus"),
            paths::root().join("corpus-example"),
        ],
        vec![folder.join("hostile")],
    ];
    let seeds = paths::shared().join("seeds");
    if seeds.is_dir() {
        sets.push(vec![seeds]);
    }
    for set in sets {
        let mut command = Command::new(&python);
        command.arg(folder.join("check.py")).arg(&program).args(set);
        checks.count(NAME, &mut command);
    }
    let mut command = Command::new(&python);
    command
        .arg(folder.join("corpora.py"))
        .arg(&program)
        .arg(GENERATED);
    checks.count("corpora past the page", &mut command);
}

/// A browser that the tests run in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Chromium,
    Firefox,
}

/// Builds the page, weighs it, and runs the tests in browsers against it.
fn in_browsers(
    checks: &mut Checks,
    tools: &Tools,
    test_tools: &TestTools,
    browsers: &[Kind],
    chosen: &[String],
) {
    if !checks.note("release build of the page", build::page(tools)) {
        steps::say("no page was built: its size is not measured and the browser tests do not run");
        return;
    }
    steps::say("size of the first load");
    checks.note("size of the first load", size::check());
    for kind in browsers {
        let (name, run): (_, Start) = match kind {
            Kind::Chromium => ("tests in Chromium", in_chromium),
            Kind::Firefox => ("tests in Firefox", in_firefox),
        };
        match twice(checks, name, || run(test_tools), chosen) {
            Ok(()) => {}
            Err(failure) => {
                checks.note(name, Err(failure));
            }
        }
    }
}

/// What starts a browser's driver; gives the command that runs the tests with it.
type Start = fn(&TestTools) -> Result<(Command, Driver), Failure>;

/// Of so many tests that fail, and no more, each has a second chance, without the others.
const SECOND_CHANCES: usize = 3;

/// Runs a browser's tests. A browser on a busy machine may be later than a test waits: a few that fail run once more,
/// and which passed only then is said.
fn twice(
    checks: &mut Checks,
    name: &str,
    run: impl Fn() -> Result<(Command, Driver), Failure>,
    chosen: &[String],
) -> Result<(), Failure> {
    let (mut command, driver) = run()?;
    command.args(chosen);
    steps::say(format!("{name}: {}", process::shown(&command)));
    let first = process::watched(&mut command)?;
    drop(driver);
    let mut tally = Tally::read(&first.output, first.success);
    let failed = failed(&first.output);
    if tally.failed == failed.len() && (1..=SECOND_CHANCES).contains(&failed.len()) {
        let names = failed.join(", ");
        steps::say(format!("{name}: once more, without the others: {names}"));
        let (mut command, driver) = run()?;
        command.arg("--exact").args(&failed);
        let second = process::watched(&mut command)?;
        drop(driver);
        let again = Tally::read(&second.output, second.success);
        if again.failed == 0 && again.passed == failed.len() {
            steps::say(format!("{name}: passed the second time only: {names}"));
            tally.passed += tally.failed;
            tally.failed = 0;
        }
    }
    checks.sum += tally;
    if tally.failed > 0 {
        checks.fail(name);
    }
    Ok(())
}

/// The names of the tests that failed, as their runner prints them.
fn failed(output: &str) -> Vec<&str> {
    let lines = output.lines();
    lines
        .filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"))
        .collect()
}

/// The command that runs all tests in Chromium, and the driver, which must be kept until it has ended.
fn in_chromium(test_tools: &TestTools) -> Result<(Command, Driver), Failure> {
    let driver = Driver::start(&test_tools.browser.driver)?;
    let mut command = browser_tests(test_tools, &driver, "--test *", 2)?;
    command
        .env("CROSSREAD_BROWSER", "chromium")
        .env("CROSSREAD_CHROME", &test_tools.browser.chrome);
    Ok((command, driver))
}

/// The same for those files of tests that run in Firefox too.
fn in_firefox(test_tools: &TestTools) -> Result<(Command, Driver), Failure> {
    let firefox = setup::for_firefox()?;
    let driver = Driver::start_gecko(&firefox.driver)?;
    let files: Vec<String> = IN_FIREFOX.iter().map(|f| format!("--test {f}")).collect();
    // geckodriver drives one browser at a time.
    let mut command = browser_tests(test_tools, &driver, &files.join(" "), 1)?;
    command
        .env("CROSSREAD_BROWSER", "firefox")
        .env("CROSSREAD_FIREFOX", &firefox.program);
    Ok((command, driver))
}

/// The command that runs files of tests against the built page, which is served until this program ends.
fn browser_tests(
    test_tools: &TestTools,
    driver: &Driver,
    files: &str,
    threads: usize,
) -> Result<Command, Failure> {
    let server = Server::on_a_free_port(&paths::dist(), MOUNT)?;
    let mut command = cargo(&format!(
        "test --no-fail-fast --package {BROWSER_TESTS} {files} -- --test-threads {threads}"
    ));
    command
        .env("CROSSREAD_URL", server.address())
        .env("CROSSREAD_DIST", paths::dist())
        .env("CROSSREAD_WEBDRIVER", driver.address())
        .env("CROSSREAD_AXE", &test_tools.axe);
    server.serve_in_background();
    Ok(command)
}

/// What has been checked so far.
#[derive(Default)]
struct Checks {
    sum: Tally,
    failed: Vec<String>,
}

impl Checks {
    /// One check: a program that must succeed.
    fn pass(&mut self, name: &str, mut command: Command) {
        self.watch(name, &mut command, |_, success| Tally::one(success));
    }

    /// A test runner, whose every test is a check.
    fn count(&mut self, name: &str, command: &mut Command) {
        self.watch(name, command, Tally::read);
    }

    fn watch(&mut self, name: &str, command: &mut Command, tally: fn(&str, bool) -> Tally) {
        steps::say(format!("{name}: {}", process::shown(command)));
        match process::watched(command) {
            Ok(outcome) => {
                let tally = tally(&outcome.output, outcome.success);
                self.sum += tally;
                if tally.failed > 0 {
                    self.fail(name);
                }
            }
            Err(failure) => {
                self.note(name, Err(failure));
            }
        }
    }

    /// One check that was made in here; says whether it passed.
    fn note(&mut self, name: &str, result: Result<(), Failure>) -> bool {
        self.sum += Tally::one(result.is_ok());
        if let Err(failure) = &result {
            eprintln!("{failure}");
            self.fail(name);
        }
        result.is_ok()
    }

    fn fail(&mut self, name: &str) {
        steps::say(format!("FAILED: {name}"));
        self.failed.push(name.to_owned());
    }

    /// Prints the closing line.
    fn end(self) -> Result<(), Failure> {
        steps::say(if self.failed.is_empty() {
            "every check passed"
        } else {
            "done"
        });
        let Tally {
            passed,
            failed,
            skipped,
        } = self.sum;
        let skipped = if skipped > 0 {
            format!(", {skipped} skipped")
        } else {
            String::new()
        };
        let closing = format!("{passed} passed, {failed} failed{skipped}");
        if self.failed.is_empty() && failed == 0 {
            println!("{closing}");
            return Ok(());
        }
        eprintln!("error: failed: {}", self.failed.join("; "));
        println!("{closing}");
        std::process::exit(1);
    }
}

/// cargo in the checkout, with words that a space divides.
fn cargo(words: &str) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(paths::root()).args(words.split(' '));
    command
}

#[cfg(test)]
mod tests {
    use super::{failed, opens_example};

    #[test]
    fn examples_are_told_from_other_blocks() {
        assert!(opens_example("/// ```\n/// one();\n/// ```"));
        assert!(opens_example("    //! ```no_run\n    //! ```"));
        assert!(!opens_example("/// ```text\n/// a b\n/// ```"));
        assert!(!opens_example("let a = \"```\";"));
    }

    #[test]
    fn tests_that_failed_are_named() {
        let output = "test a_b ... ok\ntest c ... FAILED\n    test d ... FAILED\ntest result: FAILED. 1 passed; 1 failed";
        assert_eq!(failed(output), ["c"]);
    }
}
