//! Measures how long it takes until the first map is shown: from navigation, with an empty cache, to the page's
//! own mark after the frame that shows it. `cargo xtask bench` runs it.

use crossread_browser_tests::serde_json::json;
use crossread_browser_tests::{Page, Setting, run_in};

/// Measurements of each setting; the middle one is told.
const RUNS: usize = 5;
/// 1.6 Mbit/s with 150 ms between question and answer: a slow mobile network.
const SLOW_NETWORK: (f64, f64) = (1_600_000.0 / 8.0, 150.0);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("| processor | network | page read, ms | first map, ms | least–most |");
    println!("| --- | --- | ---: | ---: | --- |");
    for slowdown in [1, 4] {
        for network in [None, Some(SLOW_NETWORK)] {
            let mut times = Vec::new();
            for _ in 0..RUNS {
                let setting = Setting {
                    slowdown,
                    ..Setting::default()
                };
                run_in(setting, async |page| {
                    times.push(first_map(page, network).await)
                })
                .await;
            }
            times.sort_by(|a, b| a.1.total_cmp(&b.1));
            let (read, map) = times[RUNS / 2];
            println!(
                "| {} | {} | {read:.0} | {map:.0} | {:.0}–{:.0} |",
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
                times[0].1,
                times[RUNS - 1].1,
            );
        }
    }
}

/// Milliseconds from navigation until the page's program has read its snapshot, and until the first map is shown.
async fn first_map(page: &Page, network: Option<(f64, f64)>) -> (f64, f64) {
    if let Some((throughput, latency)) = network {
        page.devtools("Network.enable", json!({})).await;
        let conditions = json!({
            "offline": false, "latency": latency,
            "downloadThroughput": throughput, "uploadThroughput": throughput,
        });
        page.devtools("Network.emulateNetworkConditions", conditions)
            .await;
    }
    page.open("").await;
    page.wait_until("performance.getEntriesByName('first-map').length > 0")
        .await;
    let mut at = [0.0; 2];
    for (at, mark) in at.iter_mut().zip(["read", "first-map"]) {
        let value = page
            .value(&format!(
                "performance.getEntriesByName('{mark}')[0].startTime"
            ))
            .await;
        *at = value.as_f64().unwrap_or(f64::NAN);
    }
    (at[0], at[1])
}
