//! How long the page is kept from answering while a reader's articles are read, analysed and shown: tasks of its main
//! thread of more than 50 ms, as the browser counts them (W3C, Long Tasks).

use crate::Report;
use crate::articles::articles;
use crossread_browser_tests::serde_json::Value;
use crossread_browser_tests::{Page, Setting, run_in};
use std::path::PathBuf;

/// Measurements of each setting; all are told.
const RUNS: usize = 3;
/// Articles that are brought at once.
const COUNTS: [usize; 2] = [20, 100];
/// Views that are open while it happens, and what shows that they are.
const VIEWS: [(&str, &str); 3] = [
    ("#/bring", "#choose-files"),
    ("#/map", "#map .mark"),
    ("#/compare", ".mx[aria-busy=false]"),
];
/// What keeps the tasks.
const WATCH: &str = "window.tasks = []; new PerformanceObserver((list) => window.tasks.push(
    ...list.getEntries().map((one) => Math.round(one.duration)))).observe({ type: 'longtask', buffered: true });";

/// Measures and prints a table.
pub async fn run(report: &mut Report) {
    report.say("\n## Bringing articles\n");
    report.say(
        "Made-up articles, half English, half Italian, are chosen as files, another view is opened, and they come while \
         it is open; tasks of the main thread of more than 50 ms meanwhile, in each of the runs. The worker that \
         analyses and the browser's painting share the machine's cores with the page.\n",
    );
    report.say(
        "| articles | view | opening it, ms | tasks over 50 ms while they come | longest, ms |",
    );
    report.say("| ---: | --- | ---: | ---: | ---: |");
    for count in COUNTS {
        let files = files(count);
        for view in VIEWS {
            let (mut opening, mut many, mut longest) = (Vec::new(), Vec::new(), Vec::new());
            for _ in 0..RUNS {
                let setting = Setting {
                    before: Some(WATCH.to_owned()),
                    ..Setting::default()
                };
                run_in(setting, async |page| {
                    let [opened, tasks] = tasks(page, &files, count, view).await;
                    opening.push(opened.iter().max().unwrap_or(&0).to_string());
                    many.push(tasks.len().to_string());
                    longest.push(tasks.iter().max().unwrap_or(&0).to_string());
                })
                .await;
            }
            report.say(&format!(
                "| {count} | {} | {} | {} | {} |",
                view.0.trim_start_matches("#/"),
                opening.join(", "),
                many.join(", "),
                longest.join(", ")
            ));
        }
    }
}

/// Writes articles as files; their paths, a line each.
fn files(count: usize) -> String {
    let folder = std::env::temp_dir().join(format!("crossread-bring-{count}"));
    std::fs::create_dir_all(&folder).expect("a folder");
    let half = count / 2;
    let all = articles(half, "en")
        .into_iter()
        .chain(articles(count - half, "it"));
    let paths: Vec<PathBuf> = all
        .enumerate()
        .map(|(i, article)| {
            let path = folder.join(format!("article-{i}.txt"));
            let title = article.title.unwrap_or_default();
            std::fs::write(&path, format!("{title}\n\n{}", article.body)).expect("a file");
            path
        })
        .collect();
    let paths: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    paths.join("\n")
}

/// The long tasks in milliseconds: while the view opens after the files are chosen, and from then until all are shown.
async fn tasks(
    page: &Page,
    files: &str,
    count: usize,
    (view, there): (&str, &str),
) -> [Vec<u64>; 2] {
    page.open("page/#/bring").await;
    page.find("#choose-files").await;
    page.wait_until("performance.now() > 4000").await;
    page.value("window.tasks = []").await;
    page.type_into("#choose-files", files).await;
    page.value(&format!("location.hash = '{view}'")).await;
    page.find(there).await;
    let opened = told(page).await;
    page.wait_until(&format!(
        "parseInt(document.querySelector('footer p')?.textContent) >= {count} \
         && !document.querySelector('#busy, .coming')"
    ))
    .await;
    page.wait_until("new Promise((done) => setTimeout(() => done(true), 500))")
        .await;
    [opened, told(page).await]
}

/// The long tasks since this was asked last.
async fn told(page: &Page) -> Vec<u64> {
    let frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
    page.wait_until(frames).await;
    let tasks = page.value("window.tasks.splice(0)").await;
    let tasks = tasks.as_array().cloned().unwrap_or_default();
    tasks.iter().filter_map(Value::as_u64).collect()
}
