//! How long it takes until the first map is shown: from navigation, with an empty cache, to the page's own mark after
//! the frame that shows it. Beside it the page that a user would assemble instead (`benches/peers/page.js`).

use crate::Report;
use crossread_browser_tests::serde_json::json;
use crossread_browser_tests::{Page, Setting, run_in};

/// Measurements of each setting; the middle one is told.
const RUNS: usize = 5;
/// 1.6 Mbit/s with 150 ms between question and answer: a slow mobile network.
const SLOW_NETWORK: (f64, f64) = (1_600_000.0 / 8.0, 150.0);
/// Where the server has both pages.
const PAGES: [(&str, &str); 2] = [("crossread", "page/"), ("assembled", "peers/page.html")];

/// Measures and prints a table.
pub async fn run(report: &mut Report) {
    report.say("\n## First map\n");
    report.say(&format!("Milliseconds from navigation to the first map, empty cache; the middle of {RUNS}, least and most.\n"));
    report.say("| processor | network | page | first map, ms | least–most |");
    report.say("| --- | --- | --- | ---: | --- |");
    for slowdown in [1, 4] {
        for network in [None, Some(SLOW_NETWORK)] {
            // One after the other in turn, so that both meet the same machine.
            let mut times = [Vec::new(), Vec::new()];
            for _ in 0..RUNS {
                for (times, (_, address)) in times.iter_mut().zip(PAGES) {
                    let setting = Setting {
                        slowdown,
                        ..Setting::default()
                    };
                    run_in(setting, async |page| {
                        times.push(first_map(page, address, network).await)
                    })
                    .await;
                }
            }
            for (times, (name, _)) in times.iter_mut().zip(PAGES) {
                times.sort_by(f64::total_cmp);
                report.say(&format!(
                    "| {} | {} | {name} | {:.0} | {:.0}–{:.0} |",
                    if slowdown == 1 {
                        "as it is".to_owned()
                    } else {
                        format!("{slowdown}× slower")
                    },
                    if network.is_none() {
                        "as it is"
                    } else {
                        "1.6 Mbit/s"
                    },
                    times[RUNS / 2],
                    times[0],
                    times[RUNS - 1],
                ));
            }
        }
    }
}

/// Milliseconds from navigation until the first map is shown.
async fn first_map(page: &Page, address: &str, network: Option<(f64, f64)>) -> f64 {
    if let Some((throughput, latency)) = network {
        page.devtools("Network.enable", json!({})).await;
        let conditions = json!({
            "offline": false, "latency": latency,
            "downloadThroughput": throughput, "uploadThroughput": throughput,
        });
        page.devtools("Network.emulateNetworkConditions", conditions)
            .await;
    }
    page.open(address).await;
    page.wait_until("performance.getEntriesByName('first-map').length > 0")
        .await;
    let value = page
        .value("performance.getEntriesByName('first-map')[0].startTime")
        .await;
    value.as_f64().unwrap_or(f64::NAN)
}
