//! The page starts: it is drawn, quietly, and asks no other host for anything.

use crossread_browser_tests::serde_json::json;
use crossread_browser_tests::skip_in_firefox;
use crossread_browser_tests::{Setting, leave_out_in_firefox, run, run_in};

#[tokio::test]
async fn the_page_is_drawn_without_a_problem() {
    run(async |page| {
        page.open("").await;
        let title = page.text("h1").await;
        assert!(!title.is_empty());
        page.expect_no_problems().await;
        assert_eq!(page.foreign_requests().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_setting_is_what_the_page_sees() {
    let slowdown = if leave_out_in_firefox("no slower processor") {
        1
    } else {
        2
    };
    let setting = Setting {
        size: (360, 640),
        language: "it".to_owned(),
        dark: true,
        still: true,
        before: Some("window.ranBefore = true;".to_owned()),
        slowdown,
        proxy: None,
        switches: &[],
    };
    run_in(setting, async |page| {
        page.open("").await;
        page.find("h1").await;
        // The map has room on a phone too.
        page.find("#map [data-node]").await;
        assert_eq!(page.value("innerWidth").await, 360);
        assert_eq!(page.value("navigator.language").await, "it");
        assert_eq!(
            page.value("matchMedia('(prefers-color-scheme: dark)').matches")
                .await,
            true
        );
        assert_eq!(
            page.value("matchMedia('(prefers-reduced-motion: reduce)').matches")
                .await,
            true
        );
        assert_eq!(page.value("window.ranBefore").await, true);
    })
    .await;
}

#[tokio::test]
async fn the_console_is_listened_to() {
    run(async |page| {
        page.open("").await;
        page.find("h1").await;
        page.value("setTimeout(() => { throw new Error('on purpose'); })")
            .await;
        page.wait_until("new Promise((done) => setTimeout(() => done(true), 100))")
            .await;
        let problems = page.problems().await;
        assert!(
            problems.iter().any(|line| line.contains("on purpose")),
            "{problems:?}"
        );
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn the_browser_repeats_the_analysis_and_gets_the_same() {
    run(async |page| {
        page.open("#/how").await;
        page.find("#repeated").await;
        page.wait_until("performance.getEntriesByName('repeated').length > 0")
            .await;
        let said = page.text("#repeated").await;
        assert!(said.contains("exactly the same marks"), "{said}");
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn the_engine_comes_after_the_first_map() {
    run(async |page| {
        page.open("").await;
        page.wait_until("performance.getEntriesByName('first-map').length > 0")
            .await;
        let before = page
            .value(
                "performance.getEntriesByType('resource').filter(one => one.startTime \
                 < performance.getEntriesByName('first-map')[0].startTime \
                 && /engine|NOTICES|rest/.test(one.name)).map(one => one.name)",
            )
            .await;
        assert_eq!(before, json!([]));
    })
    .await;
}

#[tokio::test]
async fn the_rest_of_the_program_comes_after_the_first_map() {
    run(async |page| {
        page.open("").await;
        page.wait_until("document.documentElement.dataset.rest === 'here'")
            .await;
        page.find("#finder").await;
        page.find("#panel-title").await;
        let count = "performance.getEntriesByType('resource').filter((one) => /crossread-rest/.test(one.name)).length";
        assert_eq!(page.value(count).await, 1);
        page.value("location.hash = '#/compare'").await;
        page.wait_until("document.title.startsWith('Compare')").await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn another_view_waits_for_its_program() {
    run(async |page| {
        page.open("#/how").await;
        page.find("#repeated").await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn without_the_rest_the_map_works_and_the_page_says_what_is_missing() {
    if skip_in_firefox("its driver blocks no address") {
        return;
    }
    run(async |page| {
        page.devtools("Network.enable", json!({})).await;
        page.devtools(
            "Network.setBlockedURLs",
            json!({ "urls": ["*crossread-rest*"] }),
        )
        .await;
        page.open("").await;
        page.find("#try-again").await;
        page.value("window.before = document.querySelector('svg.map').innerHTML")
            .await;
        page.click(".zoom button").await;
        page.wait_until("window.before !== document.querySelector('svg.map').innerHTML")
            .await;
        page.click("button[aria-pressed='false']").await;
        page.value("location.hash = '#/compare'").await;
        page.wait_until("document.title.startsWith('Compare')")
            .await;
        page.find("#try-again").await;
        assert_eq!(
            page.value("document.getElementById('broken').hidden").await,
            true
        );
        // Whatever a link asks of the map, none of it needs the rest.
        page.open("#/map").await;
        page.find("#map [data-node]").await;
        let one = page
            .value("document.querySelector('#map [data-node]').dataset.node")
            .await;
        let other = page
            .value("[...document.querySelectorAll('#map [data-node]')].at(-1).dataset.node")
            .await;
        let (one, other) = (one.as_str().expect("an id"), other.as_str().expect("an id"));
        for asked in [
            format!("sel={one}"),
            format!("sel={one}&near=2"),
            format!("sel={one}&with={other}"),
            format!("sel={one}&with={other}&layout=network"),
            "layout=sides".to_owned(),
            "as=table".to_owned(),
            format!("entity={one}&kind=meet&topic=military&in=en&min=2&off=A,agree,certain"),
            "from=2025-01-01&to=2025-06-01".to_owned(),
            "lang=it&q=Tripoli".to_owned(),
            "step=2".to_owned(),
        ] {
            page.open(&format!("#/map?{asked}")).await;
            page.reload().await;
            page.find("svg.map").await;
            page.find("#try-again").await;
            let broken = page
                .value("!document.getElementById('broken').hidden")
                .await;
            assert_eq!(broken, false, "{asked}");
        }
        page.open("#/compare").await;
        page.find("#try-again").await;
        // The network is back.
        let problems = page.problems().await;
        assert!(
            problems
                .iter()
                .all(|line| line.contains("crossread-rest") || line.contains("Failed to fetch")),
            "{problems:?}"
        );
        page.devtools("Network.setBlockedURLs", json!({ "urls": [] }))
            .await;
        page.click("#try-again").await;
        page.wait_until("document.documentElement.dataset.rest === 'here'")
            .await;
        page.find("#finder").await;
        page.wait_until("!document.getElementById('try-again')")
            .await;
        page.expect_no_problems().await;
    })
    .await;
}
