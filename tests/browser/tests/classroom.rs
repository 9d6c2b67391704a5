//! The page in a classroom: the lesson and the evidence sheet on two pages each, the invented articles, the page on a
//! projector.

use crossread_browser_tests::fantoccini::wd::{PrintConfigurationBuilder, PrintMargins, PrintSize};
use crossread_browser_tests::{Page, Setting, run, run_in};

/// The printer is not asked.
const UNPRINTED: &str = "window.printed = 0; window.print = () => { window.printed += 1; };";

fn unprinted() -> Setting {
    Setting {
        before: Some(UNPRINTED.to_owned()),
        ..Setting::default()
    }
}

/// Prints what is shown on A4, with the margins of style/print.css; gives the number of pages.
async fn pages(page: &Page) -> usize {
    let paper = PrintConfigurationBuilder::default()
        .size(PrintSize {
            width: 21.0,
            height: 29.7,
        })
        .margins(PrintMargins {
            top: 1.6,
            bottom: 1.6,
            left: 1.4,
            right: 1.4,
        })
        .shrink_to_fit(false)
        .build()
        .expect("a paper");
    let document = page.client().print(paper).await.expect("a PDF");
    let text = String::from_utf8_lossy(&document);
    let counts = text.split("/Count ").skip(1).filter_map(|after| {
        let end = after
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(after.len());
        after[..end].parse().ok()
    });
    counts.max().expect("a number of pages")
}

/// Whether all of a part's halves fit their page, in the print's own styles.
const OVERFLOWING: &str = "[...document.querySelectorAll('.a4')].filter((half) => half.scrollHeight > half.clientHeight + 1).length";

#[tokio::test]
async fn the_lesson_is_two_pages_in_each_language() {
    run(async |page| {
        for (language, word) in [("en", "Three traps"), ("it", "Tre trappole")] {
            page.open(&format!("?lang={language}#/lesson")).await;
            page.find("#lesson h1#view-title").await;
            assert!(page.text("#lesson").await.contains(word));
            assert_eq!(
                page.value("document.title").await,
                page.value("document.querySelector('footer a[href=\"#/lesson\"]').textContent + ' · crossread'")
                    .await
            );
            assert_eq!(pages(page).await, 2, "{language}");
            // Every cell that is to be filled in is empty, and there is room to write.
            let empty = "[...document.querySelectorAll('#lesson .fill tbody td')].every((cell) => cell.textContent === '')";
            assert_eq!(page.value(empty).await, true);
            page.media("print").await;
            assert_eq!(page.value(OVERFLOWING).await, 0, "{language}");
            let lines = "document.querySelector('#lesson .lines.grow').clientHeight > 50";
            assert_eq!(page.value(lines).await, true, "{language}");
            page.media("").await;
            for width in [360, 768, 1280, 1920] {
                page.resize(width, 800).await;
                let wide = format!("document.documentElement.scrollWidth <= {width}");
                page.wait_until(&wide).await;
            }
            assert_eq!(page.accessibility_findings().await, [""; 0]);
            page.expect_no_problems().await;
        }
        // Its links lead to the articles that it speaks of.
        page.client().find(crossread_browser_tests::fantoccini::Locator::Css("#lesson a[href*=example]")).await.expect("a link").click().await.expect("a click");
        page.wait_until("document.querySelector('.mx thead')?.textContent.includes('Gazzetta dello Stretto') === true").await;
    })
    .await;
}

#[tokio::test]
async fn the_evidence_sheet_is_two_pages_with_empty_cells_to_judge_in() {
    run_in(unprinted(), async |page| {
        for address in [
            "#/compare",
            "?lang=it&corpus=example/corpus.json#/compare",
            "#/compare?off=agree,differ,contradict",
            "#/compare?q=Belousov",
        ] {
            page.open(address).await;
            page.find(".mx tr.r").await;
            page.click(".tools .end > button.btn").await;
            page.wait_until("window.printed === 1").await;
            page.media("print").await;
            assert_eq!(page.value(OVERFLOWING).await, 0, "{address}");
            page.media("").await;
            let rows = page.value("document.querySelectorAll('#sheet tbody tr').length").await;
            assert!(rows.as_u64() > Some(0), "{address}: {rows}");
            assert_eq!(page.value("document.querySelectorAll('#sheet i.on').length").await, 0);
            assert_eq!(
                page.value("[...document.querySelectorAll('#sheet td.j')].every((cell) => cell.querySelectorAll('label').length > 2)").await,
                true
            );
            // On the screen nothing has moved.
            assert_eq!(page.value("document.documentElement.scrollWidth <= innerWidth").await, true);
            // Printed, it is gone.
            assert_eq!(pages(page).await, 2, "{address}");
            assert_eq!(page.value("document.getElementById('sheet')").await, crossread_browser_tests::serde_json::Value::Null);
            page.expect_no_problems().await;
        }
        // What has been judged is printed.
        page.open("#/compare?off=agree,alone,contradict").await;
        page.click(".mx tr.r .mine select option:nth-child(2)").await;
        page.click(".tools .end > button.btn").await;
        page.wait_until("window.printed === 1 && document.querySelectorAll('#sheet i.on').length === 1").await;
    })
    .await;
}

#[tokio::test]
async fn the_invented_articles_show_every_relation_and_count_an_agency_once() {
    run(async |page| {
        page.open("").await;
        page.click("footer a[href*='example/corpus.json']").await;
        page.wait_until("document.querySelector('.mx thead')?.textContent.includes('Lestrin Observer') === true").await;
        for relation in ["contradict", "differ", "agree", "alone"] {
            page.find(&format!(".mx tr.r.{relation}")).await;
        }
        let shown = page.text(".mx").await;
        for words in ["another number", "another time", "Strait News Agency"] {
            assert!(shown.contains(words), "«{words}» is not in the comparison");
        }
        assert!(!shown.contains("Haftar"));
        assert_eq!(page.foreign_requests().await, [""; 0]);
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn on_a_projector_everything_is_large_and_goes_a_step_at_a_time() {
    let setting = Setting {
        size: (1280, 720),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        let letters = "Math.min(...[...document.querySelectorAll('svg.map text')].map((one) => parseFloat(one.getAttribute('font-size') ?? 99)))";
        page.open("").await;
        page.find("#map [data-node]").await;
        page.wait_until(&format!("{letters} < 99")).await;
        let before = page.value(letters).await.as_f64().expect("a size");
        page.click("#projector").await;
        page.find(".story").await;
        page.wait_until("getComputedStyle(document.documentElement).fontSize === '24px'").await;
        page.wait_until(&format!("{letters} >= {}", before * 1.4)).await;
        assert_eq!(page.value("document.querySelector('.tools')?.checkVisibility() ?? false").await, false);
        // The keys of a remote control.
        let step = "new URLSearchParams(location.hash.split('?')[1]).get('step')";
        assert_eq!(page.value(step).await, "1");
        page.value("(document.activeElement.blur(), true)").await;
        page.press("\u{e00f}").await;
        page.wait_until(&format!("{step} === '2'")).await;
        page.press("\u{e00e}").await;
        page.wait_until(&format!("{step} === '1'")).await;
        // The step and the map stand in the window together.
        assert_eq!(page.value("document.querySelector('.story').getBoundingClientRect().bottom <= innerHeight + 1").await, true);
        for theme in ["light", "dark"] {
            page.value(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
            assert_eq!(page.accessibility_findings().await, [""; 0], "{theme}");
        }
        page.reload().await;
        page.wait_until("document.documentElement.dataset.size === 'projector'").await;
        page.click("#projector").await;
        page.wait_until("document.documentElement.dataset.size === undefined").await;
        page.expect_no_problems().await;
    })
    .await;
}
