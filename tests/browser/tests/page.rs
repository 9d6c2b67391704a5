//! What a reader does: opens the evidence behind a mark, keeps notes, walks by keyboard, in every view.

use crossread_browser_tests::serde_json::Value;
use crossread_browser_tests::{Page, Setting, run, run_in};

/// The views by their address.
const VIEWS: [&str; 5] = ["#/map", "#/compare", "#/articles", "#/how", "#/bring"];

/// The first mark of the map that has a connection, as its id.
async fn a_mark(page: &Page) -> String {
    page.find("#map [data-node]").await;
    let id = page
        .value("document.querySelector('#map [data-node]').dataset.node")
        .await;
    id.as_str().expect("a mark has an id").to_owned()
}

/// Clicks with the mouse in the middle of what a selector names.
async fn click_at(page: &Page, selector: &str) {
    let middle = page
        .value(&format!(
            "(() => {{ const r = document.querySelector({selector:?}).getBoundingClientRect();
              return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        ))
        .await;
    for (kind, buttons) in [("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)] {
        let event = crossread_browser_tests::serde_json::json!({
            "type": kind, "x": middle[0], "y": middle[1], "buttons": buttons, "clickCount": 1,
            "button": if kind == "mouseMoved" { "none" } else { "left" },
        });
        page.devtools("Input.dispatchMouseEvent", event).await;
    }
}

async fn press(page: &Page, key: &str) {
    for kind in ["keyDown", "keyUp"] {
        let event =
            crossread_browser_tests::serde_json::json!({ "type": kind, "key": key, "code": key });
        page.devtools("Input.dispatchKeyEvent", event).await;
    }
}

async fn type_text(page: &Page, selector: &str, text: &str) {
    page.find(selector).await;
    page.type_into(selector, text).await;
}

/// Blocks local storage as a sandboxed frame or a strict setting does.
const BLOCKED: &str = "Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('blocked', 'SecurityError'); } });";

#[tokio::test]
async fn the_first_view_is_the_map_and_asks_no_other_host() {
    run(async |page| {
        page.open("").await;
        page.find("#map [data-node]").await;
        page.wait_until("performance.getEntriesByName('first-map').length === 1")
            .await;
        assert_eq!(
            page.value("document.querySelectorAll('h1').length").await,
            1
        );
        assert_eq!(page.foreign_requests().await, [""; 0]);
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn a_click_on_a_mark_and_on_one_of_its_connections_opens_the_sentences() {
    run(async |page| {
        page.open("#/map").await;
        let id = a_mark(page).await;
        click_at(page, &format!("#map [data-node='{id}']")).await;
        page.wait_until(&format!("location.hash.includes('sel={id}')"))
            .await;
        page.click(".panel .lines a").await;
        let quoted = page.text(".panel .quote").await;
        assert!(quoted.chars().count() > 10, "{quoted}");
        page.find(".panel .quote mark.cue").await;
        page.find(".panel details.why").await;
    })
    .await;
}

#[tokio::test]
async fn the_table_has_every_connection_and_a_row_opens_its_sentences() {
    run(async |page| {
        page.open("#/map").await;
        page.click("#as-table").await;
        page.find("table.conn tbody tr").await;
        let all = page
            .value("document.querySelectorAll('table.conn tbody tr').length")
            .await;
        let named = page.text("#kind option").await;
        assert!(named.contains(&all.to_string()), "{named} has {all}");
        page.click("table.conn tbody td a").await;
        page.find(".panel .quote mark.cue").await;
        page.client().back().await.expect("the browser goes back");
        page.wait_until("!document.querySelector('.panel .quote')")
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_sentence_leads_to_its_place_in_the_article() {
    run(async |page| {
        page.open("#/map?as=table").await;
        page.click("table.conn tbody td a").await;
        page.click(".panel .meta a[href*='at=']").await;
        page.find("article mark.here").await;
        assert_eq!(
            page.value("document.querySelectorAll('h1').length").await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_note_on_the_map_is_still_there_after_a_reload() {
    run(async |page| {
        page.open("#/map").await;
        let id = a_mark(page).await;
        page.open(&format!("#/map?sel={id}")).await;
        type_text(page, "#my-note", "One trip or two? <b>Look</b> for the dates.").await;
        page.reload().await;
        page.wait_until("document.querySelector('#my-note')?.value === 'One trip or two? <b>Look</b> for the dates.'").await;
    })
    .await;
}

#[tokio::test]
async fn verdict_note_and_pin_on_a_row_are_still_there_after_a_reload() {
    run(async |page| {
        page.open("#/compare").await;
        page.find(".mx tr.r .mine select").await;
        page.value(
            "(() => { const s = document.querySelector('.mx tr.r .mine select'); s.value = 'doubt';
              s.dispatchEvent(new Event('change', { bubbles: true })); return true; })()",
        )
        .await;
        page.click(".mx tr.r .mine button[aria-expanded]").await;
        type_text(page, ".mx tr.r .mine textarea", "A third report?").await;
        page.click(".mx tr.r .mine button[aria-pressed]").await;
        page.reload().await;
        page.wait_until("document.querySelector('.mx tr.r .mine select')?.value === 'doubt'").await;
        page.wait_until("document.querySelector('.mx tr.r .mine textarea')?.value === 'A third report?'").await;
        assert_eq!(
            page.value("document.querySelector('.mx tr.r .mine button[aria-pressed]').getAttribute('aria-pressed')").await,
            "true"
        );
    })
    .await;
}

#[tokio::test]
async fn a_named_comparison_keeps_its_rows() {
    run(async |page| {
        page.open("#/compare").await;
        page.click(".mx tr.r .mine button[aria-pressed]").await;
        page.click(".sets summary").await;
        type_text(page, "#set-name", "Arms only").await;
        page.click(".sets form button").await;
        page.wait_until("document.querySelectorAll('.mx tr.r').length === 1")
            .await;
        page.reload().await;
        page.wait_until("document.querySelectorAll('.mx tr.r').length === 1")
            .await;
        let name = page.text(".set-list a[aria-current=true]").await;
        assert!(name.contains("Arms only"), "{name}");
    })
    .await;
}

#[tokio::test]
async fn where_storage_is_blocked_the_page_says_so_and_goes_on() {
    let setting = Setting {
        before: Some(BLOCKED.to_owned()),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.open("#/map").await;
        let banner = page.text(".banner").await;
        assert!(banner.contains("does not let the page keep"), "{banner}");
        let id = a_mark(page).await;
        click_at(page, &format!("#map [data-node='{id}']")).await;
        type_text(page, "#my-note", "in memory").await;
        page.click(".nav a[href='#/compare']").await;
        page.find(".mx").await;
        page.client().back().await.expect("the browser goes back");
        page.wait_until("document.querySelector('#my-note')?.value === 'in memory'")
            .await;
    })
    .await;
}

#[tokio::test]
async fn where_storage_is_full_the_page_says_so_and_keeps_the_note() {
    let full = "Storage.prototype.setItem = function (key) {
        if (key.startsWith('crossread/1/')) throw new DOMException('full', 'QuotaExceededError'); };";
    let setting = Setting {
        before: Some(full.to_owned()),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.open("#/map").await;
        let id = a_mark(page).await;
        click_at(page, &format!("#map [data-node='{id}']")).await;
        type_text(page, "#my-note", "x").await;
        let banner = page.text(".banner").await;
        assert!(banner.contains("no room left"), "{banner}");
        assert_eq!(
            page.value("document.querySelector('#my-note').value").await,
            "x"
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_set_aside_and_named() {
    let spoilt = "if (!localStorage.getItem('set')) { localStorage.setItem('set', '1');
        localStorage.setItem('crossread/1/note/a', '{broken');
        localStorage.setItem('crossread/1/note/b', '{\"version\":99,\"kind\":\"note\",\"id\":\"b\"}'); }";
    let setting = Setting {
        before: Some(spoilt.to_owned()),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.open("#/map").await;
        let banner = page.text(".banner").await;
        assert!(
            banner.contains("crossread/1/note/a") && banner.contains("crossread/1/note/b"),
            "{banner}"
        );
        assert_eq!(
            page.value("localStorage.getItem('crossread/aside/note/a')")
                .await,
            "{broken"
        );
        assert_eq!(
            page.value("localStorage.getItem('crossread/1/note/a')")
                .await,
            Value::Null
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_in_another_tab_arrives() {
    run(async |page| {
        page.open("#/map").await;
        let id = a_mark(page).await;
        page.open(&format!("#/map?sel={id}")).await;
        page.find("#my-note").await;
        let script = format!(
            "(() => {{ const frame = document.createElement('iframe'); frame.src = 'icon.svg'; document.body.append(frame);
               const key = 'crossread/1/note/{id}';
               const value = JSON.stringify({{ version: 1, kind: 'note', id: '{id}', revision: 7, time: 1, note: 'from there' }});
               frame.onload = () => frame.contentWindow.localStorage.setItem(key, value); return true; }})()"
        );
        page.value(&script).await;
        page.wait_until("document.querySelector('#my-note').value === 'from there'").await;
    })
    .await;
}

#[tokio::test]
async fn the_map_can_be_walked_by_keyboard() {
    run(async |page| {
        page.open("#/map").await;
        page.find("#map [data-node]").await;
        page.value("document.querySelector('#map').focus()").await;
        page.wait_until("document.querySelector('#said').textContent.length > 0")
            .await;
        let first = page.text("#said").await;
        for key in ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"] {
            press(page, key).await;
        }
        press(page, "Home").await;
        page.wait_until(&format!(
            "document.querySelector('#said').textContent !== {first:?}"
        ))
        .await;
        let home = page.text("#said").await;
        press(page, "End").await;
        page.wait_until(&format!(
            "document.querySelector('#said').textContent !== {home:?}"
        ))
        .await;
        press(page, "Enter").await;
        page.wait_until("location.hash.includes('sel=')").await;
        page.wait_until("document.activeElement.id === 'panel-title'")
            .await;
        press(page, "Escape").await;
        page.wait_until("!location.hash.includes('sel=')").await;
        page.wait_until("document.activeElement.id === 'map'").await;
    })
    .await;
}

#[tokio::test]
async fn a_filter_goes_into_the_address_and_back_undoes_it() {
    run(async |page| {
        page.open("#/compare").await;
        page.find(".mx[aria-busy=false] tr.r").await;
        let before = page.value("document.querySelectorAll('.mx tr.r').length").await;
        page.value("[...document.querySelectorAll('.tools .tog')].find((one) => one.textContent.includes('one alone')).click()")
            .await;
        page.wait_until("location.hash.includes('off=alone')").await;
        page.wait_until(&format!("document.querySelectorAll('.mx tr.r').length !== {before}")).await;
        page.client().back().await.expect("the browser goes back");
        page.wait_until(&format!("document.querySelectorAll('.mx tr.r').length === {before}")).await;
    })
    .await;
}

#[tokio::test]
async fn the_interface_speaks_italian_to_an_italian_browser_and_can_be_switched() {
    let setting = Setting {
        language: "it".to_owned(),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.open("#/map").await;
        assert!(page.text("h1").await.contains("Libia e Russia"));
        assert_eq!(page.value("document.documentElement.lang").await, "it");
        page.value(
            "(() => { const s = document.querySelector('#language'); s.value = 'en';
              s.dispatchEvent(new Event('change', { bubbles: true })); return true; })()",
        )
        .await;
        page.wait_until("document.querySelector('h1').textContent.includes('Libya and Russia')")
            .await;
        page.reload().await;
        page.wait_until("document.querySelector('h1')?.textContent.includes('Libya and Russia')")
            .await;
    })
    .await;
}

#[tokio::test]
async fn no_view_scrolls_sideways_on_a_phone() {
    let setting = Setting {
        size: (360, 640),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        for view in VIEWS {
            page.open(view).await;
            page.find("h1").await;
            let over = page
                .value("document.documentElement.scrollWidth - innerWidth")
                .await;
            assert!(
                over.as_f64().is_some_and(|over| over <= 0.0),
                "{view}: {over} px too wide"
            );
        }
    })
    .await;
}

async fn accessible(dark: bool) {
    let setting = Setting {
        dark,
        ..Setting::default()
    };
    run_in(setting, async |page| {
        let id = {
            page.open("#/map").await;
            a_mark(page).await
        };
        let more = [
            format!("#/map?sel={id}"),
            "#/map?as=table".to_owned(),
            "#/map?layout=network".to_owned(),
        ];
        for view in VIEWS.into_iter().map(str::to_owned).chain(more) {
            page.open(&view).await;
            page.find("h1").await;
            let findings = page.accessibility_findings().await;
            assert!(findings.is_empty(), "{view}: {findings:#?}");
        }
    })
    .await;
}

#[tokio::test]
async fn axe_finds_nothing_serious_in_light_colours() {
    accessible(false).await;
}

#[tokio::test]
async fn axe_finds_nothing_serious_in_dark_colours() {
    accessible(true).await;
}
