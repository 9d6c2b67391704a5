//! The page starts: it is drawn, quietly, and asks no other host for anything.

use crossread_browser_tests::{Setting, run, run_in};

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
    let setting = Setting {
        size: (360, 640),
        language: "it".to_owned(),
        dark: true,
        still: true,
        before: Some("window.ranBefore = true;".to_owned()),
        slowdown: 2,
    };
    run_in(setting, async |page| {
        page.open("").await;
        page.find("h1").await;
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
