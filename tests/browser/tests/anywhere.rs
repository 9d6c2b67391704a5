//! The page anywhere: under its own Content-Security-Policy, without JavaScript, as a single file, without a
//! network, inside other pages.

use crossread_browser_tests::host::{Host, built};
use crossread_browser_tests::serde_json::json;
use crossread_browser_tests::{Page, Setting, run, run_in};
use std::time::Duration;

/// Notes what the page's policy refuses.
const LISTEN: &str = "window.refused = [];
    addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective}: ${event.blockedURI}`));";

fn listening() -> Setting {
    Setting {
        before: Some(LISTEN.to_owned()),
        ..Setting::default()
    }
}

async fn goto(page: &Page, address: &str) {
    page.client().goto(address).await.expect("it opens");
}

async fn expect_nothing_refused(page: &Page) {
    assert_eq!(page.value("window.refused").await, json!([]));
    page.expect_no_problems().await;
}

#[tokio::test]
async fn no_view_does_what_its_policy_refuses() {
    run_in(listening(), async |page| {
        for view in [
            "#/map",
            "#/map?layout=network",
            "#/map?as=table",
            "#/compare",
            "#/articles",
            "#/how",
        ] {
            page.open(view).await;
            page.find("#view-title").await;
            page.wait_until("document.readyState === 'complete'").await;
            expect_nothing_refused(page).await;
            assert_eq!(page.foreign_requests().await, [""; 0], "{view}");
        }
        page.wait_until("performance.getEntriesByName('repeated').length > 0")
            .await;
        expect_nothing_refused(page).await;
    })
    .await;
}

#[tokio::test]
async fn the_policy_lets_nothing_out_but_to_a_corpus_that_the_address_names() {
    let foreign = Host::start([("/a.txt".into(), b"words".to_vec())].into(), true);
    run(async |page| {
        let try_it = format!(
            "fetch('{}').then(() => 'answered', () => 'refused')",
            foreign.at("/a.txt")
        );
        page.open("").await;
        page.find("#view-title").await;
        assert_eq!(page.value(&try_it).await, "refused");
        page.open(&format!("?corpus={}", foreign.at("/corpus.json")))
            .await;
        page.find("#view-title").await;
        assert_eq!(page.value(&try_it).await, "answered");
        // A script in the page itself is not run.
        let inside = "(() => { const script = document.createElement('script'); script.textContent = 'window.ran = 1';
            document.body.append(script); return window.ran ?? 'refused'; })()";
        assert_eq!(page.value(inside).await, "refused");
    })
    .await;
}

#[tokio::test]
async fn without_javascript_the_summary_stands_there_in_both_languages() {
    run(async |page| {
        page.devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
        page.open("").await;
        let root = page.devtools("DOM.getDocument", json!({})).await;
        let node = root["root"]["nodeId"].clone();
        for language in ["en", "it"] {
            let section = json!({ "nodeId": node, "selector": format!("#loading > section[lang={language}]") });
            let section = page.devtools("DOM.querySelector", section).await["nodeId"].clone();
            // Shown, and not only there.
            let model = page.devtools("DOM.getBoxModel", json!({ "nodeId": section })).await;
            assert!(model["model"]["height"].as_f64() > Some(200.0), "{model}");
            let html = page.devtools("DOM.getOuterHTML", json!({ "nodeId": section })).await;
            let html = html["outerHTML"].as_str().unwrap_or_default();
            assert!(html.matches("<tr>").count() > 1 && html.contains("<li>"), "{html}");
        }
    })
    .await;
}

#[tokio::test]
async fn as_a_single_file_the_page_does_what_it_does_elsewhere() {
    run_in(listening(), async |page| {
        let folder = std::env::var("CROSSREAD_DIST").expect("CROSSREAD_DIST is set");
        let file = format!("file://{folder}/crossread.html");
        goto(page, &file).await;
        page.find("#map [data-node]").await;
        page.wait_until("performance.getEntriesByName('first-map').length > 0")
            .await;
        goto(page, &format!("{file}#/how")).await;
        page.wait_until("document.querySelector('#repeated')?.textContent.includes('exactly the same marks') === true")
            .await;
        let id = page
            .value("(location.hash = '#/map?as=table', 'khalifa-haftar')")
            .await;
        let id = id.as_str().unwrap_or_default();
        page.value(&format!("location.hash = '#/map?sel={id}'")).await;
        page.type_into("#my-note", "kept in a file").await;
        page.reload().await;
        page.wait_until("document.querySelector('#my-note')?.value === 'kept in a file'")
            .await;
        assert_eq!(
            page.value("performance.getEntriesByType('resource').filter(one => !/^(data|blob):/.test(one.name)).length").await,
            0
        );
        expect_nothing_refused(page).await;
    })
    .await;
}

/// Waits until the copy for offline is whole.
async fn copied(page: &Page) {
    page.wait_until("navigator.serviceWorker.getRegistration().then((found) => !!found?.active)")
        .await;
}

#[tokio::test]
async fn without_a_network_the_page_is_still_there() {
    run(async |page| {
        let mut host = Host::of_page("/below/", false);
        goto(page, &host.at("/below/")).await;
        page.find("#map [data-node]").await;
        copied(page).await;
        host.stop();
        goto(page, "about:blank").await;
        goto(page, &host.at("/below/?lang=it#/how")).await;
        page.wait_until("document.querySelector('#repeated')?.textContent.length > 0")
            .await;
        page.wait_until("performance.getEntriesByName('repeated').length > 0")
            .await;
        assert_eq!(page.value("document.documentElement.lang").await, "it");
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn a_newer_version_is_told_and_taken_by_choice_and_never_mixed() {
    run(async |page| {
        let host = Host::of_page("/below/", false);
        let address = host.at("/below/");
        let version =
            "caches.keys().then((names) => names.filter((name) => name.endsWith('next')).length)";
        goto(page, &address).await;
        copied(page).await;
        // A host in the middle of an update: the list is new, a file is not the one of the list.
        let page_now = built("/below/")["/below/index.html"].clone();
        host.change(|files| {
            edit(
                files,
                "/below/sw.js",
                "const VERSION = \"",
                "const VERSION = \"half",
            );
            edit(files, "/below/index.html", "<title>", "<title>half ");
        });
        page.reload().await;
        tokio::time::sleep(Duration::from_secs(7)).await;
        assert_eq!(
            page.value("document.getElementById('update').hidden").await,
            true
        );
        assert!(
            !page
                .client()
                .title()
                .await
                .expect("a title")
                .contains("half")
        );
        host.change(|files| {
            edit(
                files,
                "/below/sw.js",
                "const VERSION = \"half",
                "const VERSION = \"",
            );
            edit(
                files,
                "/below/sw.js",
                "\";\nconst OWN",
                "next\";\nconst OWN",
            );
            files.insert("/below/index.html".into(), page_now);
        });
        page.problems().await;
        page.reload().await;
        page.wait_until("document.getElementById('update').hidden === false")
            .await;
        page.find("#map [data-node]").await;
        // The old one goes on until it is chosen.
        page.click("#update p:not([hidden]) button").await;
        page.wait_until("document.getElementById('update')?.hidden === true")
            .await;
        page.find("#map [data-node]").await;
        assert_eq!(page.value(version).await, 1);
        page.expect_no_problems().await;
    })
    .await;
}

fn edit(files: &mut crossread_browser_tests::host::Files, name: &str, what: &str, with: &str) {
    let file = files.get_mut(name).expect("a file");
    let text = String::from_utf8_lossy(file).into_owned();
    assert!(text.contains(what), "{name} has no {what}");
    *file = text.replacen(what, with, 1).into_bytes();
}

/// A page of somebody else's with some HTML in it.
fn article(html: &str) -> Host {
    let page = format!(
        "<!DOCTYPE html><meta charset=utf-8><title>An article</title><link rel=icon href=data:,><style>p {{ color: red }} body {{ height: 4000px }}</style>\
         <h1>An article</h1>{html}"
    );
    Host::start([("/index.html".into(), page.into_bytes())].into(), false)
}

const HEIGHTS: &str = "[...document.querySelectorAll('crossread-view')].map((one) => parseInt(one.shadowRoot.querySelector('iframe').style.height))";

#[tokio::test]
async fn two_views_in_a_foreign_page_are_as_high_as_what_they_show() {
    run(async |page| {
        let home = page.base();
        let host = article(&format!(
            "<script async src=\"{home}embed.js\"></script>
             <crossread-view view=\"map\" focus=\"khalifa-haftar\" lang=\"it\" theme=\"dark\"><a href=\"{home}\">crossread</a></crossread-view>
             <crossread-view view=\"compare\" height=\"500\"></crossread-view>"
        ));
        goto(page, &host.at("/")).await;
        page.wait_until(&format!("{HEIGHTS}[0] > 700")).await;
        let heights = page.value(HEIGHTS).await;
        assert_eq!(heights[1], 500);
        let first = heights[0].as_i64().unwrap_or_default();
        tokio::time::sleep(Duration::from_secs(1)).await;
        // It rests: height and content don't drive each other.
        assert_eq!(page.value(HEIGHTS).await[0], first);
        // A height that somebody else tells is none.
        page.value("(postMessage({ crossread: 'height', height: 9999 }, '*'), true)").await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(page.value(HEIGHTS).await[0], first);
        assert_eq!(page.value("scrollY").await, 0);
        assert_eq!(page.value("document.activeElement === document.body").await, true);
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn an_embedded_view_has_no_head_and_leads_to_the_full_page() {
    run(async |page| {
        let host = article(&format!(
            "<iframe width=800 height=900 src=\"{}?embed=1&lang=it#/compare\"></iframe>",
            page.base()
        ));
        goto(page, &host.at("/")).await;
        page.client().enter_frame(0).await.expect("the frame");
        page.find(".mx").await;
        // As high as it says, no more: a frame of that height needs no scroll bar.
        page.wait_until("document.documentElement.scrollHeight <= Math.ceil(document.body.getBoundingClientRect().height)").await;
        assert_eq!(
            page.value("document.querySelectorAll('header, footer').length")
                .await,
            0
        );
        let onward = page.find(".onward a").await;
        let href = onward
            .prop("href")
            .await
            .expect("a link")
            .unwrap_or_default();
        assert!(
            href.starts_with(page.base()) && href.contains("lang=it#/compare"),
            "{href}"
        );
        assert_eq!(page.value("document.documentElement.lang").await, "it");
        assert_eq!(page.accessibility_findings().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn in_a_sandbox_the_page_works_where_its_host_allows_it_and_else_shows_the_summary() {
    run(async |page| {
        for open in [true, false] {
            let home = Host::of_page("/", open);
            let host = article(&format!(
                "<iframe width=1000 height=900 sandbox=\"allow-scripts\" src=\"{}\"></iframe>",
                home.at("/?embed=1#/map")
            ));
            goto(page, &host.at("/")).await;
            page.client().enter_frame(0).await.expect("the frame");
            if open {
                page.find("#map [data-node]").await;
                page.wait_until("performance.getEntriesByName('repeated').length > 0").await;
                page.value("location.hash = '#/map?sel=khalifa-haftar'").await;
                page.type_into("#my-note", "in memory").await;
                page.value("location.hash = '#/how'").await;
                page.wait_until("document.querySelector('#repeated')?.textContent.includes('exactly the same marks') === true").await;
            } else {
                page.wait_until("document.getElementById('unloaded').hidden === false").await;
                let told = page.text("#loading > section[lang=en] table").await;
                assert!(!told.is_empty());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_code_to_embed_follows_the_view_and_shows_it() {
    run(async |page| {
        page.open("#/map?layout=network&sel=khalifa-haftar").await;
        page.click("#embed > summary").await;
        let code = page.find("#embed-code").await.prop("value").await;
        let code = code.expect("a value").unwrap_or_default();
        assert!(
            code.contains("focus=\"khalifa-haftar\" query=\"layout=network\""),
            "{code}"
        );
        page.find("iframe.preview").await;
        page.resize(360, 740).await;
        page.wait_until("document.documentElement.scrollWidth <= 360")
            .await;
        assert_eq!(page.accessibility_findings().await, [""; 0]);
        let host = article(&code);
        goto(page, &host.at("/")).await;
        page.wait_until(&format!("{HEIGHTS}[0] > 700")).await;
    })
    .await;
}
