//! The map beside what draws networks elsewhere: time of a layout to the same stress, frames a second while one pans
//! and zooms. All on the same made-up graphs, two edges a node.

use crate::Report;
use crate::analysis::first;
use crossread::analysis::Analysis;
use crossread::corpus::Document;
use crossread::export::json;
use crossread::extract::{Connection, EntityIx, Evidence, Extraction, Mention, Why};
use crossread::message::{Reply, Request};
use crossread::resolve::Entity;
use crossread::text::Span;
use crossread::vocabulary::{Certainty, ConnectionType, Form, Kind, Polarity};
use crossread_browser_tests::fantoccini::wd::TimeoutConfiguration;
use crossread_browser_tests::serde_json::{Value, json};
use crossread_browser_tests::{Page, Setting, run_in};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Numbers of nodes; `CROSSREAD_BENCH_NODES` names others, with commas between.
const NODES: [usize; 3] = [100, 1_000, 10_000];
/// Rounds of a peer's layout (`peers/map.js`).
const ROUNDS: u32 = 300;
/// Steps that the page asks its worker for, after a start by stress.
const STEPS: u32 = 60;
/// Pixels that our layout keeps marks apart, as the page asks for in a frame of 1,280 pixels.
fn spacing(nodes: usize) -> f32 {
    if nodes > 300 { 20.0 } else { 30.0 }
}
/// How long one measurement may take.
const PATIENCE: Duration = Duration::from_secs(400);

/// A browser that draws as many frames as it can: with its limit of 60 all fast programs are alike.
fn unlimited() -> Setting {
    Setting {
        switches: &["--disable-frame-rate-limit", "--disable-gpu-vsync"],
        ..Setting::default()
    }
}

/// The numbers of nodes that are measured.
fn sizes() -> Vec<usize> {
    let named = std::env::var("CROSSREAD_BENCH_NODES").unwrap_or_default();
    let named: Vec<usize> = named
        .split(',')
        .filter_map(|n| n.trim().parse().ok())
        .collect();
    if named.is_empty() {
        NODES.to_vec()
    } else {
        named
    }
}

/// Links of a graph: each node to two before it, those with many links sooner (Barabási and Albert 1999).
fn links(nodes: usize) -> Vec<(u32, u32)> {
    let mut seed = nodes as u64;
    let mut below = |end: usize| {
        seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    };
    let mut ends: Vec<u32> = vec![0];
    let mut out: Vec<(u32, u32)> = Vec::new();
    for i in 1..nodes as u32 {
        for _ in 0..2u32.min(i) {
            let mut other = ends[below(ends.len())];
            // Half of them anywhere, so that the graph does not fall into one star.
            if below(2) == 0 {
                other = below(i as usize) as u32;
            }
            if !out[out.len().saturating_sub(2)..].contains(&(other, i)) {
                out.push((other, i));
                ends.extend([other, i]);
            }
        }
    }
    out
}

/// Where all layouts start: a sunflower, as d3-force does.
fn start(nodes: usize) -> Vec<(f32, f32)> {
    let golden = std::f32::consts::PI * (3.0 - 5.0f32.sqrt());
    (0..nodes)
        .map(|i| {
            let (reach, angle) = (10.0 * (0.5 + i as f32).sqrt(), i as f32 * golden);
            (reach * angle.cos(), reach * angle.sin())
        })
        .collect()
}

/// Writes graphs, requests and corpora where the harness fetches them.
///
/// # Errors
/// A file that can't be written.
pub fn prepare(folder: &Path) -> Result<(), String> {
    let write = |name: &str, bytes: &[u8]| {
        let to = folder.join(name);
        fs::write(&to, bytes).map_err(|e| format!("{}: {e}", to.display()))
    };
    for nodes in sizes() {
        let links = links(nodes);
        let start = start(nodes);
        let graph = json!({ "start": start, "links": links });
        write(&format!("graph-{nodes}.json"), graph.to_string().as_bytes())?;
        let request = Request::Layout {
            points: start,
            links: links.clone(),
            spacing: spacing(nodes),
            steps: STEPS,
        };
        write(&format!("layout-{nodes}.bin"), &request.pack()?)?;
        let corpus = json::to_json(&corpus(nodes, &links)).to_string();
        write(&format!("corpus-{nodes}.json"), corpus.as_bytes())?;
    }
    Ok(())
}

/// A corpus whose map is a graph: one sentence a connection.
fn corpus(nodes: usize, links: &[(u32, u32)]) -> Analysis {
    let name = |i: usize| format!("Person {i}");
    let mut documents = Vec::new();
    let mut extractions = Vec::new();
    for (d, part) in links.chunks(500).enumerate() {
        let mut body = String::new();
        let mut extraction = Extraction::default();
        for &(a, b) in part {
            let from = body.len() as u32;
            let mut word = |text: &str| {
                let span = Span::new(body.len() as u32, (body.len() + text.len()) as u32);
                body.push_str(text);
                span
            };
            let first = word(&name(a as usize));
            word(" ");
            let cue = word("met");
            word(" ");
            let second = word(&name(b as usize));
            word(". ");
            let span = Span::new(from, body.len() as u32 - 1);
            for (entity, span) in [(a, first), (b, second)] {
                extraction.mentions.push(Mention {
                    span,
                    entity: EntityIx(entity),
                    form: Form::Name,
                    why: Why::default(),
                });
            }
            extraction.connections.push(Connection {
                a: EntityIx(a),
                b: EntityIx(b),
                kind: ConnectionType::Meet,
                polarity: Polarity::Affirmed,
                certainty: Certainty::Certain,
                date: None,
                place: None,
                evidence: vec![Evidence {
                    span,
                    a: first,
                    b: second,
                    cue,
                    claim: None,
                }],
                why: Why::default(),
            });
        }
        documents.push(Document {
            id: format!("d{d}"),
            language: "en".into(),
            title: Some(format!("Part {d}")),
            body,
            ..Document::default()
        });
        extractions.push(extraction);
    }
    let entity = |i: usize| Entity {
        id: format!("p{i}"),
        kind: Kind::Person,
        name: name(i),
        names: vec![("en".into(), vec![name(i)])],
        known: None,
        country: None,
        location: None,
        wikidata: None,
        reasons: Vec::new(),
    };
    Analysis {
        documents,
        extractions,
        entities: (0..nodes).map(entity).collect(),
        ..Analysis::default()
    }
}

/// Measures and prints two tables.
pub async fn run(report: &mut Report) {
    report.say("\n## Layout of networks\n");
    report.say(&format!(
        "The peers run {ROUNDS} rounds from one start, on the page's thread as they come; crossread, in its worker, \
         first sets the nodes by their distances in the graph to some of them, then runs {STEPS} rounds. Stress is \
         the mean of (distance on the picture ÷ steps in the graph − 1)² over pairs from 60 nodes, at the best scale: \
         less is better. «To its stress» is how long crossread took to be as good, within a hundredth.\n"
    ));
    report.say("| nodes | program | ms | stress | crossread to its stress, ms | times faster |");
    report.say("| ---: | --- | ---: | ---: | ---: | ---: |");
    let laid = first(&Reply::Laid {
        points: Vec::new(),
        done: 0,
        total: 0,
    });
    let script = std::env::var("CROSSREAD_ENGINE").unwrap_or_default();
    for nodes in sizes() {
        let ours = in_harness(&format!("ours('it', '../page/{script}', {nodes}, {laid})")).await;
        let told = ours["told"].as_array().cloned().unwrap_or_default();
        let last = told.last().cloned().unwrap_or_default();
        report.say(&format!(
            "| {nodes} | crossread | {:.0} | {:.3} | | |",
            number(&last[0]),
            number(&last[1])
        ));
        for peer in ["d3-force", "ForceAtlas2"] {
            let found = in_harness(&format!("layout('it', '{peer}', {nodes})")).await;
            let (time, stress) = (number(&found["ms"]), number(&found["stress"]));
            // Nobody sees a hundredth.
            let reached = told.iter().find(|at| number(&at[1]) <= stress * 1.01);
            let (when, faster) = match reached {
                Some(at) => (
                    format!("{:.0}", number(&at[0])),
                    format!("{:.1}", time / number(&at[0])),
                ),
                None => ("not reached".into(), "–".into()),
            };
            report.say(&format!(
                "| {nodes} | {peer} | {time:.0} | {stress:.3} | {when} | {faster} |"
            ));
        }
    }
    report.say("\n## Pan and zoom\n");
    report.say(
        "Frames a second over three seconds each, in a room of 1,200 × 700 pixels, without the browser's limit of 60.\n",
    );
    report.say("| nodes | program | pan | zoom | drawn by |");
    report.say("| ---: | --- | ---: | ---: | --- |");
    for nodes in sizes() {
        let found = page(nodes).await;
        row(report, nodes, "crossread", &found);
        for peer in ["sigma", "cytoscape"] {
            let found = in_harness(&format!("draw('it', '{peer}', {nodes})")).await;
            row(report, nodes, peer, &found);
        }
    }
}

fn row(report: &mut Report, nodes: usize, program: &str, found: &Value) {
    report.say(&format!(
        "| {nodes} | {program} | {:.0} | {:.0} | {} |",
        number(&found["pan"]),
        number(&found["zoom"]),
        found["by"].as_str().unwrap_or_default()
    ));
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

/// Starts a measurement in the harness and waits for what it found.
async fn in_harness(call: &str) -> Value {
    let mut found = Value::Null;
    run_in(unlimited(), async |page: &Page| {
        page.open("peers/map.html").await;
        page.value(&format!("void {call}")).await;
        found = awaited(page, "found.it ?? null").await;
    })
    .await;
    if let Some(error) = found.get("error") {
        eprintln!("{call}: {error}");
    }
    found
}

/// What an expression gives once it is not null.
async fn awaited(page: &Page, expression: &str) -> Value {
    // What is measured may hold the page's thread for longer than a driver usually waits.
    let patience = TimeoutConfiguration::new(Some(PATIENCE), None, None);
    let set = page.client().update_timeouts(patience).await;
    set.expect("the driver waits longer");
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        let found = page.value(expression).await;
        if !found.is_null() {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    Value::Null
}

/// Frames a second of the page's own map, moved as a hand does it.
async fn page(nodes: usize) -> Value {
    let mut found = Value::Null;
    run_in(unlimited(), async |page: &Page| {
        let base = page.base();
        let corpus = format!("{base}peers/corpus-{nodes}.json");
        let address = format!("page/?corpus={corpus}#/map?layout=network");
        page.open(&address).await;
        let there = format!(
            "document.querySelector('canvas.map') !== null || document.querySelectorAll('#map [data-node]').length >= {} || null",
            (nodes / 10).min(1500)
        );
        awaited(page, &there).await;
        awaited(page, "document.querySelector('.settling') === null || null").await;
        let frames = "(async () => {
            const map = document.querySelector('#map');
            const box = map.getBoundingClientRect();
            const at = (dx, dy) => ({ clientX: box.x + box.width / 2 + dx, clientY: box.y + box.height / 2 + dy,
                pointerType: 'mouse', button: 0, buttons: 1, bubbles: true, cancelable: true, pointerId: 1 });
            const frames = async (act) => {
              await new Promise((done) => setTimeout(done, 1500));
              const start = performance.now(); let n = 0;
              while (performance.now() - start < 3000) {
                await new Promise((done) => requestAnimationFrame(done));
                act(n++);
              }
              return n * 1000 / (performance.now() - start);
            };
            // The whole picture stays in its frame: a little nearer it can be moved.
            map.dispatchEvent(new WheelEvent('wheel', { ...at(0, 0), ctrlKey: true, deltaY: -300 }));
            await new Promise((done) => setTimeout(done, 2000));
            map.dispatchEvent(new PointerEvent('pointerdown', at(0, 0)));
            const pan = await frames((n) => map.dispatchEvent(new PointerEvent('pointermove',
              at(120 * Math.sin(n / 15), 80 * Math.cos(n / 15)))));
            map.dispatchEvent(new PointerEvent('pointerup', at(0, 0)));
            const zoom = await frames((n) => map.dispatchEvent(new WheelEvent('wheel', { ...at(40, 20), ctrlKey: true,
              deltaY: n % 60 < 30 ? -12 : 12 })));
            const canvas = document.querySelector('canvas.map');
            return { pan, zoom, by: canvas ? 'canvas' : 'SVG' };
          })()";
        page.value(&format!("void {frames}.then((it) => (window.measured = it))"))
            .await;
        found = awaited(page, "window.measured ?? null").await;
    })
    .await;
    found
}
