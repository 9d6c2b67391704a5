//! Drives the built page in a real Chromium and a real Firefox, for the tests beside this file.
//!
//! `cargo xtask test` serves `dist/`, starts ChromeDriver or geckodriver and
//! says in the environment where they are: `CROSSREAD_URL` (with a slash at the
//! end), `CROSSREAD_BROWSER` (chromium or firefox), `CROSSREAD_WEBDRIVER`,
//! `CROSSREAD_CHROME` or `CROSSREAD_FIREFOX` (the browser's program) and
//! `CROSSREAD_AXE` (the file axe.min.js).
//!
//! A test is one call of [`run`], which opens a browser with an empty profile
//! and closes it whatever happens:
//!
//! ```no_run
//! # async fn a() {
//! crossread_browser_tests::run(async |page| {
//!     page.open("").await;
//!     page.find("h1").await;
//!     page.expect_no_problems().await;
//! })
//! .await;
//! # }
//! ```
//!
//! The functions fail the test (they panic) where the browser does not do as
//! it is told, so that a test reads as what a person does. When a test fails,
//! a picture of the window goes to `target/browser-tests/`.
//!
//! The same tests run in both browsers. Where Firefox's driver lacks what a
//! test needs, the test asks [`skip_in_firefox`] and ends, or asks
//! [`leave_out_in_firefox`] and goes on without that part; both say so.

mod chrome;
mod firefox;
pub mod host;
mod requests;
mod zip;

use chrome::{Devtools, Log};
use fantoccini::actions::{InputSource, KeyAction, KeyActions, WheelAction, WheelActions};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::any::Any;
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::pin::Pin;
use std::task::Poll;
use std::time::{Duration, Instant};

pub use fantoccini;
pub use serde_json;
pub use zip::{deflated, zip};

/// How long the page may take for what a test waits for.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// How a browser is opened; the default is a laptop with everything allowed.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The window's inside, width and height in CSS pixels.
    pub size: (u32, u32),
    /// The browser's language (BCP 47).
    pub language: String,
    /// Whether the system asks for dark colours.
    pub dark: bool,
    /// Whether the system asks for less motion.
    pub still: bool,
    /// A script that runs in every document before the page's own, such as
    /// one that blocks storage.
    pub before: Option<String>,
    /// How many times slower the processor is made; 1 leaves it.
    pub slowdown: u32,
    /// A proxy (host and port) that every request goes through, those to this machine too.
    pub proxy: Option<String>,
    /// Further switches of Chromium's command line; Firefox has none of them.
    pub switches: &'static [&'static str],
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            size: (1280, 800),
            language: "en".to_owned(),
            dark: false,
            still: false,
            before: None,
            slowdown: 1,
            proxy: None,
            switches: &[],
        }
    }
}

/// Whether a test can't run in this browser, which it says on standard error, where `cargo xtask test` counts it.
#[must_use]
pub fn skip_in_firefox(why: &str) -> bool {
    in_firefox() && say("skipped in Firefox", why)
}

/// Whether a part of a test can't run in this browser, which it says on standard error.
#[must_use]
pub fn leave_out_in_firefox(why: &str) -> bool {
    in_firefox() && say("left out in Firefox", why)
}

fn in_firefox() -> bool {
    std::env::var("CROSSREAD_BROWSER").is_ok_and(|browser| browser == "firefox")
}

fn say(what: &str, why: &str) -> bool {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("a test");
    // Written past the test runner, which keeps what passing tests print.
    let _ = writeln!(std::io::stderr(), "{what}: {name}: {why}");
    true
}

/// A browser's window, and what a person does in it.
#[derive(Clone, Debug)]
pub struct Page {
    client: Client,
    base: String,
}

/// Runs a test in a browser with the default setting.
pub async fn run(test: impl AsyncFnOnce(&Page)) {
    run_in(Setting::default(), test).await;
}

/// Runs a test in a browser with a setting of its own.
pub async fn run_in(setting: Setting, test: impl AsyncFnOnce(&Page)) {
    let log = requests::log();
    let page = Page::start(&setting, &log).await;
    let end = caught(Box::pin(async {
        page.set(&setting).await;
        test(&page).await;
    }))
    .await;
    if end.is_err() {
        page.keep_picture().await;
    }
    // A browser that is gone cannot be closed; the test has said so.
    let _ = page.client.clone().close().await;
    let foreign = requests::foreign(&log);
    if let Err(panic) = end {
        resume_unwind(panic);
    }
    assert!(
        foreign.is_empty(),
        "the page asked other hosts: {foreign:#?}"
    );
}

impl Page {
    async fn start(setting: &Setting, log: &Path) -> Self {
        let base = variable("CROSSREAD_URL");
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(if in_firefox() {
                firefox::capabilities(setting)
            } else {
                chrome::capabilities(setting, log)
            })
            .connect(&variable("CROSSREAD_WEBDRIVER"))
            .await
            .expect("a browser opens");
        Self { client, base }
    }

    async fn set(&self, setting: &Setting) {
        let (width, height) = setting.size;
        self.resize(width, height).await;
        if in_firefox() {
            return firefox::set(&self.client, setting).await;
        }
        let scheme = if setting.dark { "dark" } else { "light" };
        let motion = if setting.still {
            "reduce"
        } else {
            "no-preference"
        };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
        self.devtools(
            "Emulation.setCPUThrottlingRate",
            json!({ "rate": setting.slowdown }),
        )
        .await;
        if let Some(script) = &setting.before {
            let source = json!({ "source": script });
            self.devtools("Page.addScriptToEvaluateOnNewDocument", source)
                .await;
        }
    }

    /// The WebDriver client, for what has no function of its own here.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The address that the page is served at, with a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Opens an address below the page's own, such as `#/compare`, anew: also
    /// when only the part after `#` differs.
    pub async fn open(&self, address: &str) {
        self.client
            .goto("about:blank")
            .await
            .expect("an empty page opens");
        let address = format!("{}{address}", self.base);
        self.client.goto(&address).await.expect("the page opens");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.client
            .refresh()
            .await
            .expect("the page is loaded again");
    }

    /// Gives the window's inside a size in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        if in_firefox() {
            return firefox::resize(&self.client, width, height).await;
        }
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
    }

    /// Waits for the first element that a CSS selector names.
    pub async fn find(&self, selector: &str) -> Element {
        self.client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(selector))
            .await
            .unwrap_or_else(|error| panic!("no «{selector}» in the page: {error}"))
    }

    /// All elements that a CSS selector names now.
    pub async fn find_all(&self, selector: &str) -> Vec<Element> {
        self.client
            .find_all(Locator::Css(selector))
            .await
            .unwrap_or_else(|error| panic!("cannot look for «{selector}»: {error}"))
    }

    /// Waits for an element and acts on it, on the one in its place where it has just been drawn anew.
    async fn act<T>(
        &self,
        what: &str,
        selector: &str,
        act: impl AsyncFn(Element) -> Result<T, CmdError>,
    ) -> T {
        let start = Instant::now();
        loop {
            match act(self.find(selector).await).await {
                Ok(given) => return given,
                Err(CmdError::Standard(error))
                    if error.error == ErrorStatus::StaleElementReference
                        && start.elapsed() < PATIENCE => {}
                Err(error) => panic!("cannot {what} «{selector}»: {error}"),
            }
        }
    }

    /// Waits for an element and clicks it.
    pub async fn click(&self, selector: &str) {
        self.act("click", selector, async |element| element.click().await)
            .await;
    }

    /// Waits for an element and types into it.
    pub async fn type_into(&self, selector: &str, text: &str) {
        self.act("type into", selector, async |element| {
            element.send_keys(text).await
        })
        .await;
    }

    /// Waits for an element and reads the text that it shows.
    pub async fn text(&self, selector: &str) -> String {
        self.act("read", selector, async |element| element.text().await)
            .await
    }

    /// Presses a key (WebDriver, section 17.4.2: `\u{e004}` is Tab) wherever the keyboard is.
    pub async fn press(&self, key: &str) {
        let key = key.chars().next().expect("a key");
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        self.client
            .perform_actions(keys)
            .await
            .expect("a key is pressed");
    }

    /// Presses a key while Shift is held.
    pub async fn press_with_shift(&self, key: &str) {
        let key = key.chars().next().expect("a key");
        let shift = '\u{e008}';
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: shift })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: shift });
        self.client
            .perform_actions(keys)
            .await
            .expect("a key is pressed");
    }

    /// Turns the wheel over a place of the window, in CSS pixels.
    pub async fn wheel(&self, x: i64, y: i64, by: i64) {
        let mut wheel = WheelActions::new("wheel".to_owned());
        wheel.push(WheelAction::Scroll {
            duration: None,
            x,
            y,
            delta_x: 0,
            delta_y: by,
        });
        self.client
            .perform_actions(wheel)
            .await
            .expect("the wheel turns");
    }

    /// Switches JavaScript off, for what is opened from now on.
    pub async fn without_scripts(&self) {
        if in_firefox() {
            return firefox::without_scripts(&self.client).await;
        }
        let off = json!({ "value": true });
        self.devtools("Emulation.setScriptExecutionDisabled", off)
            .await;
    }

    /// Shows the page as on `screen` or in `print`.
    pub async fn media(&self, media: &str) {
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": media }))
            .await;
    }

    /// What a JavaScript expression gives.
    pub async fn value(&self, expression: &str) -> Value {
        self.client
            .execute(&format!("return ({expression});"), Vec::new())
            .await
            .unwrap_or_else(|error| panic!("«{expression}» fails: {error}"))
    }

    /// Waits until a JavaScript expression is true.
    pub async fn wait_until(&self, expression: &str) {
        let waited = tokio::time::timeout(PATIENCE, async {
            while self.value(expression).await != Value::Bool(true) {
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
        });
        assert!(waited.await.is_ok(), "it never came true: {expression}");
    }

    /// Warnings and errors in the browser's console since they were last asked
    /// for: exceptions, refused requests, what the page itself warns of.
    pub async fn problems(&self) -> Vec<String> {
        if in_firefox() {
            return firefox::problems(&self.client).await;
        }
        let lines = self
            .client
            .issue_cmd(Log)
            .await
            .expect("the console is read");
        let lines = lines.as_array().cloned().unwrap_or_default();
        lines
            .iter()
            .filter(|line| matches!(line["level"].as_str(), Some("SEVERE" | "WARNING")))
            .map(|line| line["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Fails if the console has a warning or an error.
    pub async fn expect_no_problems(&self) {
        let problems = self.problems().await;
        assert!(problems.is_empty(), "the console says: {problems:#?}");
    }

    /// The addresses of other hosts that the page has asked for anything.
    pub async fn foreign_requests(&self) -> Vec<String> {
        let all = self
            .value("performance.getEntriesByType('resource').map(one => one.name)")
            .await;
        let all = all.as_array().cloned().unwrap_or_default();
        all.iter()
            .filter_map(Value::as_str)
            .filter(|name| !name.starts_with(&self.base))
            .filter(|name| !name.starts_with("data:") && !name.starts_with("blob:"))
            .map(str::to_owned)
            .collect()
    }

    /// What axe-core finds serious or critical in the page as it is now: rule,
    /// help and the elements.
    pub async fn accessibility_findings(&self) -> Vec<String> {
        let file = variable("CROSSREAD_AXE");
        let axe = fs::read_to_string(&file).expect("axe.min.js is read");
        self.client
            .execute(&axe, Vec::new())
            .await
            .expect("axe-core starts");
        let script = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
                (result) => done(result.violations
                    .filter((found) => ['serious', 'critical'].includes(found.impact))
                    .map((found) => `${found.id}: ${found.help}: `
                        + found.nodes.map((node) => node.target.join(' ')).join(', '))),
                (error) => done([`axe-core failed: ${error}`]));";
        let findings = self
            .client
            .execute_async(script, Vec::new())
            .await
            .expect("axe-core runs to its end");
        let findings = findings.as_array().cloned().unwrap_or_default();
        findings
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }

    /// A command of the Chrome DevTools Protocol, which Firefox does not have.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        self.client
            .issue_cmd(Devtools {
                command,
                parameters,
            })
            .await
            .unwrap_or_else(|error| panic!("{command} fails: {error}"))
    }

    /// Keeps a picture of the window, named by the test.
    async fn keep_picture(&self) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/browser-tests");
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("test").replace("::", "-");
        // The test has failed already; without a picture it has too.
        if let Ok(picture) = self.client.screenshot().await {
            let _ = fs::create_dir_all(&folder);
            let _ = fs::write(folder.join(format!("{name}.png")), picture);
        }
    }
}

fn variable(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: run these tests with cargo xtask test"))
}

/// Awaits a future and catches its panic.
async fn caught(
    mut future: Pin<Box<dyn Future<Output = ()> + '_>>,
) -> Result<(), Box<dyn Any + Send>> {
    std::future::poll_fn(move |context| {
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(())) => Poll::Ready(Ok(())),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}
