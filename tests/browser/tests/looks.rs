//! How the map looks: the three arrangements at four widths in light and dark, beside pictures that somebody has
//! looked at (looks/). `CROSSREAD_LOOKS=write cargo xtask test browser looks` takes them anew.

use crossread_browser_tests::serde_json::{Value, json};
use crossread_browser_tests::{Page, Setting, run_in};
use std::fs;
use std::path::PathBuf;

/// Widths and heights of the window in CSS pixels.
const WINDOWS: [(u32, u32); 4] = [(360, 900), (768, 1024), (1280, 900), (1920, 1160)];
const ARRANGEMENTS: [(&str, &str); 3] = [
    ("geography", "#/map"),
    ("network", "#/map?layout=network"),
    ("sides", "#/map?layout=sides"),
];
/// A pixel is another where one of its colours (0 to 255) is farther away than this; lossy files are that exact.
const NEAR: u32 = 64;
/// Of so many pixels in ten thousand nobody sees that they are others: the edges of letters.
const OTHERS: u64 = 100;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("looks")
}

/// The bytes of base 64.
fn bytes(text: &str) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut held, mut bits) = (Vec::new(), 0u32, 0);
    for sign in text.bytes() {
        let Some(value) = SIGNS.iter().position(|s| *s == sign) else {
            break;
        };
        held = (held << 6) | value as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    out
}

/// The map as it is shown now, as a WebP file in base 64.
async fn taken(page: &Page) -> String {
    page.find("#map [data-node]").await;
    page.wait_until("performance.getEntriesByName('first-map').length === 1")
        .await;
    let clip = page
        .value(
            "(async () => { await document.fonts.ready; scrollTo(0, 0);
              await new Promise((done) => setTimeout(done, 400));
              const r = document.querySelector('.mapbox-wrap').getBoundingClientRect();
              return { x: Math.floor(r.x), y: Math.floor(r.y), width: Math.ceil(r.width), height: Math.ceil(r.height), scale: 1 }; })()",
        )
        .await;
    let asked = json!({ "format": "webp", "quality": 72, "clip": clip });
    let shot = page.devtools("Page.captureScreenshot", asked).await;
    shot["data"].as_str().expect("a picture").to_owned()
}

/// How many of ten thousand pixels differ; all where the sizes do.
async fn differing(page: &Page, one: &str, other: &str) -> Value {
    let script = format!(
        "(async () => {{
          const read = async (data) => {{
            const image = new Image();
            image.src = 'data:image/webp;base64,' + data;
            await image.decode();
            const canvas = document.createElement('canvas');
            canvas.width = image.width; canvas.height = image.height;
            const context = canvas.getContext('2d');
            context.drawImage(image, 0, 0);
            return context.getImageData(0, 0, image.width, image.height);
          }};
          const [a, b] = [await read({one:?}), await read({other:?})];
          if (a.width !== b.width || a.height !== b.height) return 10000;
          let others = 0;
          for (let i = 0; i < a.data.length; i += 4)
            if ([0, 1, 2].some((k) => Math.abs(a.data[i + k] - b.data[i + k]) > {NEAR})) others++;
          return Math.round(others * 10000 / (a.width * a.height));
        }})()"
    );
    page.value(&script).await
}

async fn looks(dark: bool) {
    let write = std::env::var("CROSSREAD_LOOKS").is_ok_and(|word| word == "write");
    let theme = if dark { "dark" } else { "light" };
    let mut wrong = Vec::new();
    for size in WINDOWS {
        let setting = Setting {
            size,
            dark,
            still: true,
            ..Setting::default()
        };
        run_in(setting, async |page| {
            for (name, address) in ARRANGEMENTS {
                page.open(address).await;
                let now = taken(page).await;
                let file = folder().join(format!("{name}-{}-{theme}.webp", size.0));
                if write {
                    fs::create_dir_all(folder()).expect("a folder");
                    fs::write(&file, bytes(&now)).expect("a file is written");
                    continue;
                }
                let then = fs::read(&file).expect("a picture to compare with");
                let then = base64(&then);
                let others = differing(page, &then, &now).await;
                if others.as_u64().is_none_or(|others| others > OTHERS) {
                    wrong.push(format!(
                        "{name}, {} px, {theme}: {others} of 10,000 pixels",
                        size.0
                    ));
                }
            }
        })
        .await;
    }
    assert!(
        wrong.is_empty(),
        "the map looks otherwise than in looks/: {wrong:#?}"
    );
}

/// Bytes in base 64.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let value =
            three.iter().fold(0u32, |v, b| (v << 8) | u32::from(*b)) << (8 * (3 - three.len()));
        for k in 0..4 {
            let sign = SIGNS[(value >> (18 - 6 * k)) as usize & 63];
            out.push(if k > three.len() {
                '='
            } else {
                char::from(sign)
            });
        }
    }
    out
}

#[tokio::test]
async fn the_map_looks_as_agreed_in_light_colours() {
    looks(false).await;
}

#[tokio::test]
async fn the_map_looks_as_agreed_in_dark_colours() {
    looks(true).await;
}

#[test]
fn base_64_goes_there_and_back() {
    for text in ["", "a", "ab", "abc", "abcd"] {
        assert_eq!(bytes(&base64(text.as_bytes())), text.as_bytes());
    }
    assert_eq!(base64(b"crossread"), "Y3Jvc3NyZWFk");
}
