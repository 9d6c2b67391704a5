//! What a reader feels with many articles loaded: the longest task and the longest wait for an answer while typing
//! in Find, moving the brush over dates, dragging the map and opening the comparison.

use crate::Report;
use crossread_browser_tests::fantoccini::actions::{
    InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use crossread_browser_tests::serde_json::{Value, json};
use crossread_browser_tests::{Page, Setting, run_in};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Articles that are loaded.
const ARTICLES: usize = 200;
/// Where the server has them, as the page sees it.
const CORPUS: &str = "interaction.json";
/// How long the page may take to read them.
const PATIENCE: Duration = Duration::from_secs(120);
/// Both are told in milliseconds. An event shorter than 16 ms is not reported by browsers.
const WATCH: &str = "(() => {
    window.felt = { task: 0, wait: 0, events: 0 };
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) felt.task = Math.max(felt.task, one.duration);
    }).observe({ type: 'longtask' });
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) {
            felt.events += 1;
            felt.wait = Math.max(felt.wait, one.processingStart - one.startTime);
        }
    }).observe({ type: 'event', durationThreshold: 16 });
    return true;
})()";

/// Writes the articles where the page fetches them.
///
/// # Errors
/// A file that can't be written.
pub fn prepare(folder: &Path) -> Result<(), String> {
    let documents: Vec<Value> = crate::articles::articles(ARTICLES, "en")
        .iter()
        .map(crate::articles::as_json)
        .collect();
    let to = folder.join(CORPUS);
    let corpus = json!({ "documents": documents }).to_string();
    fs::write(&to, corpus).map_err(|e| format!("{}: {e}", to.display()))
}

/// Measures and prints a table.
pub async fn run(report: &mut Report) {
    report.say("\n## Interaction\n");
    report.say(&format!(
        "With {ARTICLES} made-up articles. The longest task that kept the page from answering (browsers report \
         those of 50 ms and more; «–»: none) and the longest wait between what a reader did and the page's answer to it.\n"
    ));
    report.say("| what | longest task, ms | longest wait, ms |");
    report.say("| --- | ---: | ---: |");
    run_in(Setting::default(), async |page| {
        page.open(&format!("page/?corpus=../peers/{CORPUS}#/map"))
            .await;
        let start = Instant::now();
        let loaded =
            format!("parseInt(document.querySelector('footer p')?.textContent) === {ARTICLES}");
        while page.value(&loaded).await != Value::Bool(true) && start.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        rest(page).await;
        page.value(WATCH).await;
        page.click("#finder").await;
        for letter in ["b", "e", "l", "o", "u", "s", "o", "v"] {
            page.type_into("#finder", letter).await;
        }
        row(page, report, "typing in Find").await;
        page.type_into("#finder", "\u{e00c}").await;
        row(page, report, "leaving Find").await;
        drag(page).await;
        row(page, report, "dragging the map").await;
        page.value("document.querySelector('details:has(.brush)')?.setAttribute('open', '')")
            .await;
        if page.find_all(".brush input").await.is_empty() {
            report.say("| brushing time | no brush | |");
        } else {
            for _ in 0..6 {
                page.type_into(".brush input", "\u{e014}").await;
            }
            row(page, report, "brushing time").await;
        }
        page.value("location.hash = '#/compare'").await;
        row(page, report, "opening the comparison").await;
    })
    .await;
}

/// Adds what was felt since the last row.
async fn row(page: &Page, report: &mut Report, what: &str) {
    rest(page).await;
    let felt = page.value("felt").await;
    let of = |name: &str| match felt[name].as_f64() {
        Some(value) if value > 0.0 => format!("{value:.0}"),
        _ => "–".to_owned(),
    };
    report.say(&format!("| {what} | {} | {} |", of("task"), of("wait")));
    page.value("Object.assign(felt, { task: 0, wait: 0, events: 0 })")
        .await;
}

/// Waits until the page has nothing to do.
async fn rest(page: &Page) {
    tokio::time::sleep(Duration::from_millis(1500)).await;
    page.value("document.readyState").await;
}

/// Draws the map to the left, in steps.
async fn drag(page: &Page) {
    let middle = page
        .value("(() => { const map = document.querySelector('#map svg'); map.scrollIntoView({ block: 'center' }); const b = map.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()")
        .await;
    let at = |i: usize| middle[i].as_f64().unwrap_or_default();
    let (x, y) = (at(0), at(1));
    let mut actions = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveTo {
        duration: None,
        x,
        y,
    });
    actions = actions.then(PointerAction::Down {
        button: MOUSE_BUTTON_LEFT,
    });
    for step in 1..=20 {
        actions = actions.then(PointerAction::MoveTo {
            duration: Some(Duration::from_millis(32)),
            x: x - 6.0 * f64::from(step),
            y,
        });
    }
    actions = actions.then(PointerAction::Up {
        button: MOUSE_BUTTON_LEFT,
    });
    page.client()
        .perform_actions(actions)
        .await
        .expect("the map is drawn");
}
