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
    // Firefox opens files in another process, and meanwhile the page before is still there.
    for _ in 0..400 {
        let now = page.client().current_url().await.expect("an address");
        if address.starts_with(&format!("{}:", now.scheme())) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{address} does not open");
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
        page.without_scripts().await;
        page.open("").await;
        for language in ["en", "it"] {
            let section = format!("#loading > section[lang={language}]");
            // Shown, and not only there.
            let (.., height) = page
                .find(&section)
                .await
                .rectangle()
                .await
                .expect("its place");
            assert!(height > 200.0, "{language}: {height}");
            for part in ["tr", "li"] {
                let parts = page.find_all(&format!("{section} {part}")).await;
                assert!(parts.len() > 1, "{language}: {} {part}", parts.len());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn without_javascript_an_embedded_view_shows_the_summary() {
    run(async |page| {
        page.without_scripts().await;
        let home = page.base();
        let host = article(&format!(
            "<script async src=\"{home}embed.js\"></script><crossread-view view=\"map\"><noscript><iframe \
             src=\"{home}?embed=1#/map\" width=\"900\" height=\"700\"></iframe></noscript></crossread-view>"
        ));
        goto(page, &host.at("/")).await;
        page.client().enter_frame(0).await.expect("the frame");
        let told = page.text("#loading > section[lang=en] table").await;
        assert!(!told.is_empty());
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
        // Opened again, not loaded again: a driver's reload goes past the copy in Firefox.
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
        goto(page, &address).await;
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
        goto(page, &address).await;
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
        // When all of the view has come it rests: height and content don't drive each other.
        let (mut before, mut heights) = (json!(null), page.value(HEIGHTS).await);
        for _ in 0..15 {
            before = heights;
            tokio::time::sleep(Duration::from_secs(2)).await;
            heights = page.value(HEIGHTS).await;
            if before == heights {
                break;
            }
        }
        assert_eq!(before, heights);
        assert_eq!(heights[1], 500);
        let first = &heights[0];
        // A height that somebody else tells is none.
        page.value("(postMessage({ crossread: 'height', height: 9999 }, '*'), true)").await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(page.value(HEIGHTS).await[0], *first);
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
        assert!(code.contains("<noscript><iframe src=\""), "{code}");
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

/// Keeps what is saved as a file, and its name.
const CAUGHT: &str = "window.saved = []; const made = URL.createObjectURL;
    URL.createObjectURL = (blob) => { if (/html|json/.test(blob.type)) blob.text().then((text) => window.saved.push(text)); return made(blob); };
    const clicked = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () { if (this.download) window.named = this.download; else clicked.call(this); };";

fn catching() -> Setting {
    Setting {
        before: Some(format!("{LISTEN} {CAUGHT}")),
        ..Setting::default()
    }
}

/// Text that would break out of wherever it were written as markup.
const HOSTILE: &str =
    "</script><script>window.ran = 1</script><!-- <img src=x onerror=\"window.ran = 1\"> -->";

/// Makes a copy of the page as it is and writes it to a file; gives the file's address.
async fn copy(page: &Page, name: &str) -> String {
    page.value("(document.getElementById('work').open = true, window.saved = [], true)")
        .await;
    page.click("#copy-page").await;
    page.wait_until("window.saved.length > 0").await;
    assert_eq!(page.value("window.named").await, "crossread-copy.html");
    let text = page.value("window.saved[0]").await;
    let folder = std::env::temp_dir().join(format!("crossread-copy-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(name);
    std::fs::write(&file, text.as_str().expect("a file")).expect("the copy is written");
    format!("file://{}", file.display())
}

/// Whether the article that a test has brought is listed, and what it noted is there.
async fn expect_carried(page: &Page, file: &str, note: &str) {
    goto(page, &format!("{file}#/bring")).await;
    page.wait_until("document.querySelector('ul.own li[data-known=true]')?.textContent.includes('Harbour deal') === true").await;
    goto(page, &format!("{file}#/map?sel=khalifa-haftar")).await;
    page.reload().await;
    page.wait_until(&format!(
        "document.querySelector('#my-note')?.value === {}",
        json!(note)
    ))
    .await;
    assert_eq!(page.value("window.ran").await, json!(null));
    expect_nothing_refused(page).await;
}

#[tokio::test]
async fn a_copy_of_the_page_opens_with_the_readers_articles_and_notes() {
    run_in(catching(), async |page| {
        page.open("#/bring").await;
        let article = format!("Harbour deal signed in Zuwara\n\nKhalifa Haftar met Vladimir Putin in Moscow. {HOSTILE} He thanked Russia for what it had done, and the two spoke about the harbour.");
        page.find("#paste").await;
        page.value(&format!("(document.getElementById('paste').value = {}, true)", json!(article))).await;
        page.click("#paste-add").await;
        page.find("ul.own li[data-known=true]").await;
        page.value("location.hash = '#/map?sel=khalifa-haftar'").await;
        let note = format!("carried {HOSTILE}");
        page.type_into("#my-note", &note).await;
        let first = copy(page, "first.html").await;
        expect_carried(page, &first, &note).await;
        // A copy is a page like any other: what is done in it stays in it, and can be carried on.
        page.type_into("#my-note", " further").await;
        let further = format!("{note} further");
        expect_carried(page, &first, &further).await;
        let second = copy(page, "second.html").await;
        expect_carried(page, &second, &further).await;
        // What is removed in a copy stays removed.
        goto(page, &format!("{second}#/bring")).await;
        page.reload().await;
        page.click("#remove-all").await;
        page.wait_until("document.querySelector('ul.own li') === null").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        page.reload().await;
        page.find("#own-title").await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert_eq!(page.value("document.querySelector('ul.own li')").await, json!(null));
        // The page that came without them has neither.
        let folder = std::env::var("CROSSREAD_DIST").expect("CROSSREAD_DIST is set");
        goto(page, &format!("file://{folder}/crossread.html#/map?sel=khalifa-haftar")).await;
        page.find("#my-note").await;
        assert_eq!(page.value("document.getElementById('my-note').value").await, "");
        expect_nothing_refused(page).await;
    })
    .await;
}

/// Notes whether a view ever shows an article that came with the page.
const BUNDLED: &str = "window.bundledShown = false;
    new MutationObserver(() => { window.bundledShown ||= /Arab Weekly/.test(document.getElementById('main')?.textContent); })
        .observe(document, { childList: true, subtree: true, characterData: true });";

#[tokio::test]
async fn a_copy_of_a_page_with_another_corpus_opens_with_that_corpus_and_shows_no_other() {
    let setting = Setting {
        before: Some(format!("{LISTEN} {CAUGHT} {BUNDLED}")),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.open("?corpus=example/corpus.json#/compare").await;
        page.find(".mx tr.r.contradict").await;
        let file = copy(page, "corpus.html").await;
        goto(page, &format!("{file}#/compare")).await;
        page.wait_until("document.querySelector('.mx thead')?.textContent.includes('Gazzetta dello Stretto') === true").await;
        assert!(!page.text(".mx").await.contains("Haftar"));
        assert_eq!(page.value("window.bundledShown").await, json!(false));
        expect_nothing_refused(page).await;
    })
    .await;
}

#[tokio::test]
async fn a_page_without_the_single_file_beside_it_says_so_when_a_copy_is_wanted() {
    run_in(catching(), async |page| {
        let host = Host::of_page("/", false);
        host.change(|files| {
            files.remove("/crossread.html");
        });
        goto(page, &host.at("/")).await;
        page.find("#work").await;
        page.value("(document.getElementById('work').open = true, true)")
            .await;
        page.click("#copy-page").await;
        page.wait_until(
            "document.querySelector('.work-in')?.textContent.includes('crossread.html') === true",
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn as_a_single_file_own_articles_lesson_example_and_exports_are_there() {
    run_in(catching(), async |page| {
        let folder = std::env::var("CROSSREAD_DIST").expect("CROSSREAD_DIST is set");
        let file = format!("file://{folder}/crossread.html");
        goto(page, &format!("{file}#/lesson")).await;
        page.find("#lesson h1").await;
        goto(page, &format!("{file}?corpus=example/corpus.json#/compare")).await;
        page.wait_until("document.querySelector('.mx thead')?.textContent.includes('Gazzetta dello Stretto') === true").await;
        goto(page, &format!("{file}#/bring")).await;
        page.type_into("#paste", "Khalifa Haftar met Vladimir Putin in Moscow on 9 May 2025, and the two spoke about the harbour.").await;
        page.click("#paste-add").await;
        page.find("ul.own li[data-known=true]").await;
        page.value("location.hash = '#/compare'").await;
        page.click(".take summary").await;
        page.click(".take [data-format='json']").await;
        page.wait_until("window.saved.some((text) => text.includes('crossread/1') && text.includes('9 May 2025'))").await;
        expect_nothing_refused(page).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_noted_in_an_embedded_view_goes_along_to_the_full_page() {
    run(async |page| {
        let home = Host::of_page("/", true);
        let host = article(&format!(
            "<iframe width=1000 height=900 sandbox=\"allow-scripts\" src=\"{}\"></iframe>",
            home.at("/?embed=1#/map?sel=khalifa-haftar")
        ));
        goto(page, &host.at("/")).await;
        page.client().enter_frame(0).await.expect("the frame");
        page.find("#my-note").await;
        let plain = page.value("document.querySelector('.onward a').href").await;
        assert!(
            !plain.as_str().unwrap_or_default().contains("sent="),
            "{plain}"
        );
        page.type_into("#my-note", "taken along").await;
        page.wait_until("document.querySelector('.onward a').href.includes('sent=')")
            .await;
        let onward = page.value("document.querySelector('.onward a').href").await;
        page.client().enter_parent_frame().await.expect("the page");
        goto(page, onward.as_str().unwrap_or_default()).await;
        page.click(".banner .btn").await;
        page.wait_until("document.querySelector('#my-note')?.value === 'taken along'")
            .await;
        assert_eq!(page.value("location.hash.includes('sent=')").await, false);
    })
    .await;
}

#[tokio::test]
async fn a_host_keeps_its_keyboard_wheel_and_styles() {
    run(async |page| {
        let host = article(&format!(
            "<script async src=\"{}embed.js\"></script><p><button id=before>before</button></p>
             <crossread-view view=\"map\"></crossread-view><p><button id=after>after</button></p>",
            page.base()
        ));
        goto(page, &host.at("/")).await;
        page.wait_until(&format!("{HEIGHTS}[0] > 650")).await;
        page.value("(document.getElementById('before').focus(), true)")
            .await;
        let at = "document.activeElement.id || document.activeElement.tagName.toLowerCase()";
        let mut way = Vec::new();
        for (back, goal) in [(false, "after"), (true, "before")] {
            let (mut inside, mut now) = (0, String::new());
            while now != goal && inside < 300 {
                if back {
                    page.press_with_shift("\u{e004}").await;
                } else {
                    page.press("\u{e004}").await;
                }
                now = page.value(at).await.as_str().unwrap_or_default().to_owned();
                inside += usize::from(now == "crossread-view");
            }
            assert_eq!(now, goal, "the keyboard stays in the frame");
            assert!(inside > 3, "the keyboard passes by the frame");
            way.push(inside);
        }
        // The same stops on both ways.
        assert!(way[0].abs_diff(way[1]) <= 1, "{way:?}");
        // A wheel over the map moves the host.
        page.value("(scrollTo(0, 0), true)").await;
        page.wheel(400, 500, 300).await;
        page.wait_until("scrollY > 100").await;
        assert_eq!(
            page.value("getComputedStyle(document.querySelector('p')).color")
                .await,
            "rgb(255, 0, 0)"
        );
        assert_eq!(
            page.value("Object.keys(window).filter((name) => /crossread/i.test(name)).length")
                .await,
            0
        );
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn embedded_views_load_when_they_come_near_and_share_one_download() {
    run(async |page| {
        let home = Host::of_page("/", false);
        let host = article(&format!(
            "<script async src=\"{}\"></script><div style=\"height: 9000px\"></div>
             <crossread-view view=\"map\" query=\"layout=network\"></crossread-view><crossread-view view=\"map\"></crossread-view>",
            home.at("/embed.js")
        ));
        goto(page, &host.at("/")).await;
        page.wait_until("customElements.get('crossread-view') !== undefined").await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert_eq!(home.asked(), ["/embed.js"], "nothing is loaded before it comes near");
        page.value("(scrollTo(0, 9000), true)").await;
        page.wait_until(&format!("{HEIGHTS}.every((height) => height !== 640)")).await;
        let scrolled = page.value("scrollY").await;
        tokio::time::sleep(Duration::from_secs(4)).await;
        let asked = home.asked();
        let programs: Vec<&String> = asked.iter().filter(|path| path.ends_with(".wasm")).collect();
        let mut once = programs.clone();
        once.sort();
        once.dedup();
        assert_eq!(programs.len(), once.len(), "{asked:#?}");
        // A row that a view shows moves the view, not its host.
        assert!(scrolled.as_f64() >= Some(8000.0), "{scrolled}");
    })
    .await;
}

#[tokio::test]
async fn no_act_of_the_reader_does_what_the_policy_refuses() {
    run_in(catching(), async |page| {
        page.open("#/compare").await;
        page.find(".mx tr.r").await;
        // All that opens, in every view.
        for view in ["#/map?sel=khalifa-haftar", "#/map?layout=sides", "#/map?step=2", "#/compare?pair=1", "#/articles", "#/how", "#/bring", "#/lesson", "#/compare"] {
            page.value(&format!("location.hash = '{view}'")).await;
            page.find("#view-title").await;
            page.value("(document.querySelectorAll('details').forEach((one) => { one.open = true; }), true)").await;
            tokio::time::sleep(Duration::from_millis(400)).await;
            expect_nothing_refused(page).await;
        }
        page.click("#projector").await;
        page.find(".story").await;
        page.click("#projector").await;
        page.click("#copy-page").await;
        page.wait_until("window.saved.length > 0").await;
        page.value("document.querySelector('.take').open = true").await;
        page.click(".take [data-format='geojson']").await;
        page.wait_until("window.saved.length > 1").await;
        expect_nothing_refused(page).await;
        assert_eq!(page.foreign_requests().await, [""; 0]);
    })
    .await;
}
