//! Firefox: what geckodriver has beside the WebDriver standard, in the place of the Chrome DevTools Protocol.
//!
//! Colours, motion, language and proxy are the browser's preferences; a script that runs before the page's own, the
//! window's inside and the console are had from the browser's own ("chrome") scripts, which geckodriver allows with
//! `--allow-system-access`.

use crate::Setting;
use fantoccini::Client;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A headless browser that looks as the setting says.
pub(crate) fn capabilities(setting: &Setting) -> Capabilities {
    let language = match setting.language.as_str() {
        "en" => "en".to_owned(),
        other => format!("{other}, en"),
    };
    let mut preferences = json!({
        "intl.accept_languages": language,
        "layout.css.prefers-color-scheme.content-override": if setting.dark { 0 } else { 1 },
        "ui.prefersReducedMotion": i32::from(setting.still),
        // Nothing that calls home.
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "browser.safebrowsing.update.enabled": false,
    });
    if let (Some(proxy), Some(set)) = (&setting.proxy, preferences.as_object_mut()) {
        let (host, port) = proxy.split_once(':').unwrap_or((proxy, "80"));
        let port: u16 = port.parse().unwrap_or(80);
        set.insert("network.proxy.type".to_owned(), json!(1));
        set.insert("network.proxy.http".to_owned(), json!(host));
        set.insert("network.proxy.http_port".to_owned(), json!(port));
        set.insert("network.proxy.ssl".to_owned(), json!(host));
        set.insert("network.proxy.ssl_port".to_owned(), json!(port));
        set.insert("network.proxy.no_proxies_on".to_owned(), json!(""));
        set.insert(
            "network.proxy.allow_hijacking_localhost".to_owned(),
            json!(true),
        );
    }
    let mut firefox = json!({ "args": ["-headless"], "prefs": preferences });
    if let Some(program) = std::env::var_os("CROSSREAD_FIREFOX") {
        firefox["binary"] = json!(program.to_string_lossy());
    }
    let mut capabilities = Capabilities::new();
    capabilities.insert("moz:firefoxOptions".to_owned(), firefox);
    capabilities
}

/// What is said on the console: kept in the page, because the browser keeps it out of reach.
const LISTEN: &str = "(() => {
    const said = window.saidOnConsole = [];
    for (const level of ['error', 'warn']) {
        const real = console[level];
        console[level] = (...words) => { said.push(words.map(String).join(' ')); real.apply(console, words); };
    }
})();\n";

/// Runs a script in every window before the page's own, files' windows too, where extensions don't come. The script's
/// globals are the window's because its scope has the window as prototype, without wrappers.
const BEFORE: &str = "addEventListener('DOMWindowCreated', (event) => {
    const view = event.target.defaultView;
    if (!view || !/^(https?|file|about:(blank|srcdoc)|blob):?/.test(view.location.href)) return;
    Cu.evalInSandbox(SCRIPT, new Cu.Sandbox(view, { sandboxPrototype: view, wantXrays: false, sameZoneAs: view }));
}, true);";

/// Sets what the preferences cannot.
pub(crate) async fn set(client: &Client, setting: &Setting) {
    assert_eq!(setting.slowdown, 1, "Firefox cannot slow the processor");
    let script = format!("{LISTEN}{}", setting.before.as_deref().unwrap_or_default());
    let script = BEFORE.replace("SCRIPT", &json!(script).to_string());
    let loaded = format!(
        "Services.mm.loadFrameScript('data:application/javascript;charset=utf-8,' + encodeURIComponent({}), true);",
        json!(script)
    );
    as_browser(client, &loaded).await;
}

/// Gives the window's inside a size in CSS pixels, smaller than a window can be too.
pub(crate) async fn resize(client: &Client, width: u32, height: u32) {
    let (outer_width, outer_height) = (width.max(600) + 50, height + 200);
    client
        .set_window_size(outer_width, outer_height)
        .await
        .expect("the window has another size");
    let script = format!(
        "const view = gBrowser.selectedBrowser;
         for (const [name, size] of [['width', {width}], ['height', {height}]])
             for (const bound of ['min-', 'max-', '']) view.style.setProperty(bound + name, size + 'px');"
    );
    as_browser(client, &script).await;
}

/// Switches JavaScript off.
pub(crate) async fn without_scripts(client: &Client) {
    as_browser(
        client,
        "Services.prefs.setBoolPref('javascript.enabled', false);",
    )
    .await;
}

/// Warnings and errors since they were last asked for: exceptions and refused requests from the browser's console,
/// what the page itself warns of from the page.
pub(crate) async fn problems(client: &Client) -> Vec<String> {
    let thrown = as_browser(
        client,
        "const found = Services.console.getMessageArray()
             .filter((one) => one instanceof Ci.nsIScriptError && /^(https?|blob|file):/.test(one.sourceName))
             .filter((one) => ['content javascript', 'DOM Worker javascript', 'CSP'].some((kind) => one.category.includes(kind)))
             .map((one) => `${one.category}: ${one.errorMessage} (${one.sourceName}:${one.lineNumber})`);
         Services.console.reset();
         return found;",
    )
    .await;
    let said = client
        .execute(
            "const said = window.saidOnConsole ?? []; window.saidOnConsole = []; return said;",
            Vec::new(),
        )
        .await
        .expect("the page's console is read");
    [thrown, said]
        .iter()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// Runs a script with the browser's own rights.
async fn as_browser(client: &Client, script: &str) -> Value {
    issue(client, "moz/context", json!({ "context": "chrome" })).await;
    let result = client.execute(script, Vec::new()).await;
    issue(client, "moz/context", json!({ "context": "content" })).await;
    result.unwrap_or_else(|error| panic!("the browser's own script fails: {error}"))
}

async fn issue(client: &Client, path: &'static str, body: Value) {
    client
        .issue_cmd(Mozilla { path, body })
        .await
        .unwrap_or_else(|error| panic!("{path} fails: {error}"));
}

/// A command of geckodriver's own.
#[derive(Debug)]
struct Mozilla {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Mozilla {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
