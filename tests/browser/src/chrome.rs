//! What of ChromeDriver is not in the WebDriver standard.

use crate::Setting;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use std::path::Path;
use url::{ParseError, Url};

/// A headless browser without anything that calls home.
pub(crate) fn capabilities(setting: &Setting, log: &Path) -> Capabilities {
    let language = &setting.language;
    let mut chrome = json!({
        "args": [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            format!("--log-net-log={}", log.display()),
            format!("--lang={language}"),
            format!("--accept-lang={language}"),
        ],
    });
    if let Some(arguments) = chrome["args"].as_array_mut() {
        arguments.extend(setting.switches.iter().map(|switch| json!(switch)));
        if let Some(proxy) = &setting.proxy {
            arguments.push(json!(format!("--proxy-server=http://{proxy}")));
            arguments.push(json!("--proxy-bypass-list=<-loopback>"));
        }
    }
    if let Some(program) = std::env::var_os("CROSSREAD_CHROME") {
        chrome["binary"] = json!(program.to_string_lossy());
    }
    let mut capabilities = Capabilities::new();
    capabilities.insert("goog:chromeOptions".to_owned(), chrome);
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
    capabilities
}

/// Reads the browser's console.
#[derive(Debug)]
pub(crate) struct Log;

impl WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        below_session(base, session, "se/log")
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

/// A command of the Chrome DevTools Protocol.
#[derive(Debug)]
pub(crate) struct Devtools {
    pub(crate) command: &'static str,
    pub(crate) parameters: Value,
}

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        below_session(base, session, "goog/cdp/execute")
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (Method::POST, Some(body.to_string()))
    }
}

fn below_session(base: &Url, session: Option<&str>, path: &str) -> Result<Url, ParseError> {
    base.join(&format!("session/{}/{path}", session.unwrap_or_default()))
}
