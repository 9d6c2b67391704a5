//! `cargo xtask test`: every check, native and in a real browser.

use crate::failure::{Context, Failure};
use crate::server::Server;
use crate::setup::{self, TestTools};
use crate::tally::Tally;
use crate::{build, paths, process, size, steps};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// The package with the tests in a browser.
const BROWSER_TESTS: &str = "crossread-browser-tests";
/// The package of the page.
const PAGE: &str = "crossread-page";
const WASM: &str = "wasm32-unknown-unknown";
/// How long ChromeDriver may take to start or to end.
const DRIVER_PATIENCE: Duration = Duration::from_secs(30);

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    if !arguments.is_empty() {
        return Err(Failure::new("test takes no arguments"));
    }
    let tools = setup::for_build()?;
    let test_tools = setup::for_tests()?;
    let mut checks = Checks::default();

    checks.pass("format", cargo(&["fmt", "--all", "--check"]));
    let strict = ["--", "-D", "warnings"];
    let clippy = ["clippy", "--workspace", "--all-targets"];
    checks.pass("clippy, native", cargo(&[&clippy[..], &strict].concat()));
    let clippy = [
        "clippy",
        "--package",
        PAGE,
        "--lib",
        "--bins",
        "--target",
        WASM,
    ];
    checks.pass("clippy, wasm32", cargo(&[&clippy[..], &strict].concat()));
    let rest = ["--workspace", "--exclude", BROWSER_TESTS];
    if paths::on_path("cargo-nextest").is_some() {
        let nextest = ["nextest", "run", "--no-fail-fast", "--no-tests", "pass"];
        checks.count("native tests", cargo(&[&nextest[..], &rest].concat()));
        checks.count(
            "examples in the documentation",
            cargo(&[&["test", "--doc"], &rest[..]].concat()),
        );
    } else {
        checks.count(
            "native tests",
            cargo(&[&["test", "--no-fail-fast"], &rest[..]].concat()),
        );
    }
    for (name, target) in [
        ("documentation, native", None),
        ("documentation, wasm32", Some(WASM)),
    ] {
        let mut command = match target {
            None => cargo(&[
                "doc",
                "--workspace",
                "--no-deps",
                "--document-private-items",
            ]),
            Some(target) => cargo(&[
                "doc",
                "--package",
                PAGE,
                "--no-deps",
                "--document-private-items",
                "--target",
                target,
            ]),
        };
        command.env("RUSTDOCFLAGS", "-D warnings");
        checks.pass(name, command);
    }
    if paths::on_path("cargo-deny").is_some() {
        checks.pass(
            "licences and sources",
            cargo(&["deny", "check", "bans", "licenses", "sources"]),
        );
    }
    if checks.note("release build of the page", build::page(&tools)) {
        steps::say("size of the first load");
        checks.note("size of the first load", size::check());
        let tested = in_browser(&test_tools, &mut checks);
        if let Err(failure) = tested {
            checks.note("browser tests", Err(failure));
        }
    } else {
        steps::say("no page was built: its size is not measured and the browser tests do not run");
    }
    checks.end()
}

/// What has been checked so far.
#[derive(Default)]
struct Checks {
    sum: Tally,
    failed: Vec<String>,
}

impl Checks {
    /// One check: a program that must succeed.
    fn pass(&mut self, name: &str, command: Command) {
        self.watch(name, command, |_, success| Tally::one(success));
    }

    /// A test runner, whose every test is a check.
    fn count(&mut self, name: &str, command: Command) {
        self.watch(name, command, Tally::read);
    }

    fn watch(&mut self, name: &str, mut command: Command, tally: fn(&str, bool) -> Tally) {
        steps::say(format!("{name}: {}", process::shown(&command)));
        match process::watched(&mut command) {
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

/// cargo in the checkout.
fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(paths::root()).args(arguments);
    command
}

/// Runs the tests in a browser against the built page.
fn in_browser(tools: &TestTools, checks: &mut Checks) -> Result<(), Failure> {
    let server = Server::on_a_free_port(&paths::dist())?;
    let address = server.address();
    server.serve_in_background();
    let driver = Driver::start(&tools.browser.driver)?;
    let mut command = cargo(&["test", "--no-fail-fast", "--package", BROWSER_TESTS]);
    command
        .args(["--", "--test-threads", "2"])
        .env("CROSSREAD_URL", address)
        .env("CROSSREAD_WEBDRIVER", driver.address())
        .env("CROSSREAD_CHROME", &tools.browser.chrome)
        .env("CROSSREAD_AXE", &tools.axe);
    checks.count("browser tests", command);
    Ok(())
}

/// A running ChromeDriver; ends, with its browsers, when dropped.
struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts it on a free port, which it prints.
    fn start(program: &Path) -> Result<Self, Failure> {
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context(|| format!("start {}", program.display()))?;
        let (send, receive) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            // Read to the end, so that the driver never waits for a reader.
            thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    if let Some(port) = port_in(&line) {
                        // Nobody waits any longer if the driver was too slow.
                        let _ = send.send(port);
                    }
                }
            });
        }
        let mut driver = Self { child, port: 0 };
        driver.port = receive.recv_timeout(DRIVER_PATIENCE).map_err(|_| {
            Failure::new(format!("{} started, but named no port", program.display()))
        })?;
        Ok(driver)
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it to end its browsers and itself.
    fn shut_down(&mut self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(DRIVER_PATIENCE))?;
        write!(
            stream,
            "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        )?;
        stream.read_to_end(&mut Vec::new())?;
        let asked = Instant::now();
        while self.child.try_wait()?.is_none() && asked.elapsed() < DRIVER_PATIENCE {
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Whatever went wrong there, the last word is spoken here.
        let _ = self.shut_down();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The port in «ChromeDriver was started successfully on port 38371.».
fn port_in(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?
        .1
        .trim_end_matches('.')
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_of_the_driver_is_read() {
        assert_eq!(
            port_in("ChromeDriver was started successfully on port 38371."),
            Some(38371)
        );
        assert_eq!(
            port_in("Starting ChromeDriver 156.0.8078.79 on port 0"),
            None
        );
    }
}
