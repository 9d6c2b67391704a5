//! The map: looking closer, taking it away, a reader's own story, thousands of marks, touch, dates, and how it looks.

use crossread_browser_tests::host::{Files, Host};
use crossread_browser_tests::serde_json::{Value, json};
use crossread_browser_tests::{Page, Setting, run, run_in};

/// Keeps what is offered as a file in `window.made`, and its name in `window.named`.
const KEEP_FILES: &str = "
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { window.made = blob; return make.call(URL, blob); };
    HTMLAnchorElement.prototype.click = function () { window.named = this.download; };";

fn keeping_files() -> Setting {
    Setting {
        before: Some(KEEP_FILES.to_owned()),
        ..Setting::default()
    }
}

async fn does(page: &Page, script: &str) {
    page.value(&format!("(() => {{ {script}; return true; }})()"))
        .await;
}

async fn number(page: &Page, script: &str) -> f64 {
    page.value(script).await.as_f64().expect("a number")
}

async fn back(page: &Page) {
    page.client().back().await.expect("the browser goes back");
}

/// Presses a key; `held` are the modifiers of the DevTools protocol (8 is Shift).
async fn press(page: &Page, key: &str, held: u32) {
    for kind in ["keyDown", "keyUp"] {
        let event = json!({ "type": kind, "key": key, "code": key, "modifiers": held });
        page.devtools("Input.dispatchKeyEvent", event).await;
    }
}

/// Chooses an option of a field as a person does.
async fn choose(page: &Page, field: &str, value: &str) {
    does(
        page,
        &format!(
            "const field = document.querySelector({field:?}); field.value = {value:?};
             field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        ),
    )
    .await;
}

/// An entity on the map: its id.
async fn hub(page: &Page) -> String {
    page.open("#/map").await;
    page.find("#map [data-node]").await;
    let id = page
        .value("document.querySelector('#map [data-node]').dataset.node")
        .await;
    id.as_str().expect("an id").to_owned()
}

/// Opens the network and waits until it has come with the rest of the program and its marks rest at their places.
async fn open_network(page: &Page) {
    page.open("#/map?layout=network").await;
    page.find("#map [data-node]").await;
    page.wait_until("document.documentElement.dataset.rest === 'here'")
        .await;
    page.wait_until(
        "new Promise((done) => {
            const drawn = () => document.querySelector('#map').innerHTML;
            const before = drawn();
            setTimeout(() => done(before === drawn() && document.querySelector('.mapbox.network') !== null), 700);
        })",
    )
    .await;
}

/// How many marks and lines are not faded.
const STRESSED: &str =
    "document.querySelectorAll('#map .mark:not(.faded), #map .strand:not(.faded)').length";

#[tokio::test]
async fn what_is_two_steps_away_is_stressed_and_back_undoes_it() {
    run(async |page| {
        hub(page).await;
        let ids = page
            .value("[...document.querySelectorAll('#map [data-node]')].map((one) => one.dataset.node)")
            .await;
        // One from which there is more to see at the second step.
        for id in ids.as_array().into_iter().flatten().filter_map(Value::as_str) {
            page.open(&format!("#/map?sel={id}")).await;
            page.find(".around .seg").await;
            let counts = "[...document.querySelectorAll('.around .seg .n')].map((n) => Number(n.textContent))";
            let counts = page.value(counts).await;
            if counts[1].as_u64() > counts[0].as_u64() {
                break;
            }
        }
        let one = number(page, STRESSED).await;
        does(
            page,
            "document.querySelectorAll('.around .seg button')[1].click()",
        )
        .await;
        page.wait_until("location.hash.includes('near=2')").await;
        page.wait_until(&format!("{STRESSED} > {one}")).await;
        let all = number(page, "document.querySelectorAll('#map .mark').length").await;
        let stressed = number(
            page,
            "document.querySelectorAll('#map .mark:not(.faded)').length",
        )
        .await;
        assert!(stressed <= all);
        page.wait_until("/neighbour/.test(document.getElementById('said').textContent)")
            .await;
        page.find(".named-list a").await;
        assert_eq!(page.accessibility_findings().await, Vec::<String>::new());
        back(page).await;
        page.wait_until(&format!("{STRESSED} === {one}")).await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn the_ways_between_two_are_shown_with_their_sentences() {
    run(async |page| {
        let id = hub(page).await;
        page.open(&format!("#/map?sel={id}")).await;
        page.find("#ways-to").await;
        // Any that has a mark.
        page.find("#map [data-node]").await;
        let other = page
            .value(
                "[...document.querySelector('#ways-to').options].map((one) => one.value)
                    .findLast((id) => id && document.querySelector(`#map [data-node='${id}']`))",
            )
            .await;
        let other = other.as_str().expect("an id").to_owned();
        choose(page, "#ways-to", &other).await;
        page.wait_until(&format!("location.hash.includes('with={other}')")).await;
        page.find(".way[open] .quote mark").await;
        page.wait_until("/way/.test(document.getElementById('said').textContent)").await;
        // Each step of a way has a connection that leads to its sentences.
        let bare = "[...document.querySelectorAll('.way')].filter((way) => !way.querySelector('.hop .lines a')).length";
        assert_eq!(page.value(bare).await, 0);
        assert_eq!(
            page.value("document.querySelectorAll('#map .mark.selected').length").await,
            2
        );
        assert_eq!(page.accessibility_findings().await, Vec::<String>::new());
        // The same from the address, and Back undoes it.
        let before = page.value("location.hash").await;
        page.reload().await;
        page.find(".way[open] .quote").await;
        assert_eq!(page.value("location.hash").await, before);
        back(page).await;
        page.wait_until("!location.hash.includes('with=') && !document.querySelector('.way')").await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_is_chosen_by_keyboard() {
    run(async |page| {
        let id = hub(page).await;
        page.open(&format!("#/map?sel={id}")).await;
        page.find("#map [data-node]").await;
        does(page, "document.querySelector('#map').focus()").await;
        page.wait_until("document.querySelector('#said').textContent.length > 0")
            .await;
        for key in ["End", "Home"] {
            press(page, key, 0).await;
        }
        press(page, "Enter", 8).await;
        page.wait_until("location.hash.includes('with=')").await;
        page.wait_until("document.activeElement.id === 'panel-title'")
            .await;
        page.find(".way").await;
        press(page, "Escape", 0).await;
        page.wait_until("!location.hash.includes('with=') && location.hash.includes('sel=')")
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_pointer_on_a_line_shows_its_words_and_a_strand_opens_its_sentence() {
    run(async |page| {
        open_network(page).await;
        // A line of two strands: the middle of its second.
        let spot = "(() => {
            const all = [...document.querySelectorAll('#map g > .strand')];
            const box = document.querySelector('#map').getBoundingClientRect();
            const marks = [...document.querySelectorAll('#map [data-node]')].map((m) => m.getBoundingClientRect());
            for (let i = 1; i < all.length; i++) {
              const [a, b] = [all[i - 1], all[i]];
              if (!a.nextSibling.isSameNode(b)) continue;
              const at = (path) => { const p = path.getPointAtLength(path.getTotalLength() * .3); return [p.x, p.y]; };
              const [p, q] = [at(a), at(b)];
              const apart = Math.hypot(p[0] - q[0], p[1] - q[1]);
              if (apart > 6 || apart < 1) continue;
              const [x, y] = [q[0] + (q[0] - p[0]) * .3 + box.x, q[1] + (q[1] - p[1]) * .3 + box.y];
              if (marks.some((m) => Math.hypot(m.x + m.width / 2 - x, m.y + m.height / 2 - y) < 24)) continue;
              return [x, y];
            }
            return null; })()";
        let spot = page.value(spot).await;
        assert!(spot.is_array(), "a line with two strands is drawn");
        for (kind, button) in [("mouseMoved", "none"), ("mousePressed", "left"), ("mouseReleased", "left")] {
            if kind == "mousePressed" {
                page.find(".tip:not(.off)").await;
                let words = page.text(".tip").await;
                assert!(words.len() > 8, "{words}");
            }
            let event = json!({ "type": kind, "x": spot[0], "y": spot[1], "button": button, "clickCount": 1 });
            page.devtools("Input.dispatchMouseEvent", event).await;
        }
        page.wait_until("location.hash.includes('said=')").await;
        page.find(".panel .cell.here .quote").await;
        page.expect_no_problems().await;
    })
    .await;
}

/// Takes the picture away in a form and waits until its file is there.
async fn take(page: &Page, form: &str) {
    page.find("details.take").await;
    does(
        page,
        "window.made = null; document.querySelector('details.take').open = true",
    )
    .await;
    page.click(&format!("[data-picture={form}]")).await;
    page.wait_until("window.made !== null").await;
}

#[tokio::test]
async fn the_drawing_is_xml_with_key_sources_and_date() {
    run_in(keeping_files(), async |page| {
        for address in ["#/map", "#/map?layout=network", "#/map?layout=sides"] {
            page.open(address).await;
            page.find("#map [data-node]").await;
            take(page, "svg").await;
            assert_eq!(page.value("window.named").await, "crossread-map.svg");
            let read = page
                .value(
                    "(async () => {
                      const text = await window.made.text();
                      const file = new DOMParser().parseFromString(text, 'image/svg+xml');
                      const root = file.documentElement;
                      const words = [...file.querySelectorAll('text')].map((one) => one.textContent).join(' ');
                      return { broken: file.querySelector('parsererror') !== null, name: root.localName,
                        width: Number(root.getAttribute('width')), height: Number(root.getAttribute('height')),
                        title: file.querySelector('title').textContent, words,
                        wrong: /NaN|undefined|var\\(/.test(text), strands: file.querySelectorAll('path').length };
                    })()",
                )
                .await;
            assert_eq!(read["broken"], false, "{address}");
            assert_eq!(read["wrong"], false, "{address}");
            assert_eq!(read["name"], "svg");
            let width = number(page, "document.querySelector('#map').clientWidth").await;
            let height = number(page, "document.querySelector('#map').clientHeight").await;
            assert_eq!(read["width"].as_f64(), Some(width));
            assert!(read["height"].as_f64().is_some_and(|h| h > height + 40.0));
            let words = read["words"].as_str().unwrap_or_default();
            let today = page.value("new Date().toISOString().slice(0, 10)").await;
            assert!(words.contains(today.as_str().unwrap_or_default()), "{words}");
            let source = page.value("document.querySelector('.tools.key .tog .w').textContent").await;
            assert!(words.contains(source.as_str().unwrap_or_default()), "{words}");
            assert!(words.contains("certain"), "{words}");
            assert!(read["title"].as_str().is_some_and(|t| t.contains("Libya")));
            assert!(read["strands"].as_u64().is_some_and(|n| n > 20));
        }
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn pictures_have_the_size_that_is_said() {
    run_in(keeping_files(), async |page| {
        page.open("#/map").await;
        page.find("#map [data-node]").await;
        take(page, "svg").await;
        let size = page
            .value(
                "window.made.text().then((text) => [/width=\"(\\d+)/, /height=\"(\\d+)/].map((w) => Number(w.exec(text)[1])))",
            )
            .await;
        let (width, height) = (size[0].as_u64().expect("a width"), size[1].as_u64().expect("a height"));
        for (form, wide, high) in [
            ("png", width, height),
            ("png-2", 2 * width, 2 * height),
            ("png-projector", 1920, 1080),
        ] {
            take(page, form).await;
            assert_eq!(page.value("window.named").await, "crossread-map.png");
            let read = page
                .value(
                    "(async () => {
                      const bytes = new DataView(await window.made.arrayBuffer());
                      const picture = await createImageBitmap(window.made);
                      const canvas = new OffscreenCanvas(picture.width, picture.height);
                      const context = canvas.getContext('2d');
                      context.drawImage(picture, 0, 0);
                      const { data } = context.getImageData(0, 0, picture.width, picture.height);
                      const colours = new Set();
                      for (let i = 0; i < data.length; i += 4 * 97) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
                      return { sign: bytes.getUint32(0), width: bytes.getUint32(16), height: bytes.getUint32(20),
                        colours: colours.size };
                    })()",
                )
                .await;
            assert_eq!(read["sign"], 0x8950_4e47_u32, "{form}");
            // A fraction of a pixel is cut.
            let near = |of: &Value, wanted: u64| of.as_u64().is_some_and(|of| of.abs_diff(wanted) <= 1);
            assert!(near(&read["width"], wide) && near(&read["height"], high), "{form}: {read}");
            assert!(read["colours"].as_u64().is_some_and(|n| n > 12), "{form}: {read}");
        }
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn the_bundled_story_has_six_steps() {
    run(async |page| {
        page.open("#/map").await;
        page.click(".panel a.btn[href*='step=1']").await;
        for step in 1..=6 {
            page.wait_until(&format!("location.hash.includes('step={step}')"))
                .await;
            assert!(page.text(".story .n").await.contains('6'));
            assert!(page.text(".story h2").await.len() > 3);
            if step < 6 {
                page.click(".story a.next").await;
            }
        }
        assert!(page.find_all(".story a.next").await.is_empty());
        back(page).await;
        page.wait_until("location.hash.includes('step=5')").await;
        page.expect_no_problems().await;
    })
    .await;
}

/// The titles of the reader's steps, in order.
const STEPS: &str =
    "[...document.querySelectorAll('.steps li input')].map((one) => one.value).join('|')";

#[tokio::test]
async fn a_reader_records_edits_orders_and_takes_away_steps() {
    run_in(keeping_files(), async |page| {
        let id = hub(page).await;
        let record = "const of = document.querySelector('.own-story');
            of.closest('details').open = true; of.querySelector('button').click()";
        page.open(&format!("#/map?layout=network&sel={id}")).await;
        page.find("#map [data-node]").await;
        does(page, record).await;
        page.wait_until("document.querySelectorAll('.steps li').length === 1").await;
        page.value("location.hash = '#/compare'").await;
        page.find(".mx").await;
        does(page, record).await;
        page.wait_until("document.querySelectorAll('.steps li').length === 2").await;
        for (at, words) in [(1, "Who meets whom"), (2, "What they say of it")] {
            does(
                page,
                &format!(
                    "document.querySelector('.own-story').closest('details').open = true;
                     const field = document.querySelector('.steps li:nth-child({at}) input');
                     field.value = {words:?}; field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
                ),
            )
            .await;
        }
        does(
            page,
            "const field = document.querySelector('.steps li:nth-child(2) textarea');
             field.value = 'Read both columns.'; field.dispatchEvent(new Event('input', { bubbles: true }))",
        )
        .await;
        // The second goes before the first.
        does(
            page,
            "[...document.querySelectorAll('.steps li:nth-child(2) button')].find((b) => b.textContent === '↑').click()",
        )
        .await;
        page.wait_until(&format!("{STEPS} === 'What they say of it|Who meets whom'")).await;
        // Kept through a reload, and shown as a story.
        page.reload().await;
        page.wait_until(&format!("{STEPS} === 'What they say of it|Who meets whom'")).await;
        does(
            page,
            "document.querySelector('.own-story').closest('details').open = true; window.made = null;
             [...document.querySelectorAll('.own-story button')].at(-1).click()",
        )
        .await;
        page.wait_until("window.made !== null").await;
        assert_eq!(page.value("window.named").await, "crossread-story.json");
        let steps = page.value("window.made.text().then(JSON.parse)").await;
        assert_eq!(steps.as_array().map(Vec::len), Some(2));
        assert_eq!(steps[0]["en"], json!(["What they say of it", "Read both columns."]));
        assert_eq!(steps[0]["link"], "#/compare");
        assert_eq!(steps[1]["link"], format!("#/map?layout=network&sel={id}"));
        page.open("#/map?step=1").await;
        assert_eq!(page.text(".story h2").await, "What they say of it");
        page.click(".story a.next").await;
        page.wait_until(&format!("location.hash.includes('sel={id}') && location.hash.includes('step=2')")).await;
        page.expect_no_problems().await;
    })
    .await;
}

/// Made-up articles in which so many people meet and thank each other.
fn crowd(people: usize) -> Files {
    const GIVEN: [&str; 16] = [
        "Marko", "Salem", "Irina", "Giulia", "Tarek", "Olga", "Peter", "Amina", "Luca", "Nadia",
        "Viktor", "Hassan", "Elena", "Karim", "Anna", "Yusuf",
    ];
    const FIRST: [&str; 20] = [
        "Bar", "Dor", "Fal", "Gan", "Kor", "Lem", "Mar", "Nov", "Pal", "Ras", "Sal", "Tem", "Var",
        "Zan", "Bel", "Cor", "Der", "Fer", "Gol", "Har",
    ];
    const LAST: [&str; 16] = [
        "etti", "ov", "enko", "awi", "ani", "ini", "er", "son", "ucci", "adze", "escu", "ard",
        "oumi", "ski", "elli", "man",
    ];
    let name = |i: usize| {
        let i = i % people;
        format!(
            "{} {}{}",
            GIVEN[i % 16],
            FIRST[i / 16 % 20],
            LAST[i / 320 % 16]
        )
    };
    let said = |i: usize| {
        let (other, third) = (name(i * 7 + 3), name(i * 13 + 5));
        format!("{0} met {other} in Tripoli. {0} thanked {third}. ", name(i))
    };
    let mut files = Files::new();
    let mut names = Vec::new();
    for (k, part) in (0..people).collect::<Vec<_>>().chunks(60).enumerate() {
        let body: String = part.iter().map(|i| said(*i)).collect();
        let date = format!("20{:02}-0{}-11", 15 + k % 10, 1 + k % 9);
        let text = format!(
            "+++\ntitle = \"Talks {k}\"\nlanguage = \"en\"\ndate = \"{date}\"\n+++\n{body}\n"
        );
        files.insert(format!("/a{k}.md"), text.into_bytes());
        names.push(format!("a{k}.md"));
    }
    let list = json!({ "articles": names }).to_string();
    files.insert("/corpus.json".to_owned(), list.into_bytes());
    files
}

fn corpus(host: &Host, rest: &str) -> String {
    format!("?corpus={}{rest}", host.at("/corpus.json"))
}

/// Waits longer than usual: what is asked for takes a while, and the page may be too busy to answer.
async fn wait_long(page: &Page, script: &str) {
    let start = std::time::Instant::now();
    let asked = format!("return ({script});");
    while start.elapsed() < std::time::Duration::from_secs(180) {
        let told = page.client().execute(&asked, Vec::new()).await;
        if matches!(told, Ok(Value::Bool(true))) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    }
    panic!("it never came true: {script}");
}

#[tokio::test]
async fn thousands_of_marks_are_drawn_on_a_canvas_settle_in_a_worker_and_can_be_picked() {
    let host = Host::start(crowd(1700), true);
    run(async |page| {
        page.open(&corpus(&host, "#/map?layout=network")).await;
        // All articles are there, and what they are drawn in.
        wait_long(
            page,
            "document.querySelector('canvas.map') !== null && !document.querySelector('#busy, .coming')",
        )
        .await;
        assert!(page.find_all("#map [data-node]").await.is_empty());
        wait_long(page, "document.querySelector('.settling progress')?.value > 0 || document.querySelector('.settling') === null").await;
        wait_long(page, "document.querySelector('.settling') === null").await;
        let drawn = "(() => { const c = document.querySelector('canvas.map');
            const { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height);
            let n = 0; for (let i = 3; i < data.length; i += 4) if (data[i]) n++; return n; })()";
        assert!(number(page, drawn).await > 5000.0);
        // Walking by keyboard says where one is; a click there opens it.
        does(page, "document.querySelector('#map').focus()").await;
        page.wait_until("document.querySelector('#said').textContent.length > 0").await;
        page.find(".focus-ring").await;
        let spot = page
            .value(
                "(() => { const c = document.querySelector('canvas.map'); const r = c.getBoundingClientRect();
                   const ring = document.querySelector('.focus-ring').getBoundingClientRect();
                   return [ring.x + ring.width / 2, ring.y + ring.height / 2, r.x, r.y]; })()",
            )
            .await;
        assert!(spot[0].as_f64() > spot[2].as_f64());
        press(page, "Enter", 0).await;
        page.wait_until("location.hash.includes('sel=')").await;
        let chosen = page.value("location.hash").await;
        does(page, "document.querySelector('.close').click()").await;
        page.wait_until("!location.hash.includes('sel=')").await;
        // A pointer finds the mark too.
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": spot[0], "y": spot[1], "button": "left", "clickCount": 1 });
            page.devtools("Input.dispatchMouseEvent", event).await;
        }
        page.wait_until(&format!("location.hash === {chosen}")).await;
        // The labels that don't fit are counted and listed.
        page.find("details.hidden-labels summary").await;
        // The table has all, a part at a time.
        page.value("location.hash = '#/map?as=table'").await;
        page.find(".conn tbody tr").await;
        let rows = "document.querySelectorAll('.conn tbody tr').length";
        let before = number(page, rows).await;
        does(page, "[...document.querySelectorAll('.table-scroll > button')].at(-1).click()").await;
        page.wait_until(&format!("{rows} > {before}")).await;
    })
    .await;
}

#[tokio::test]
async fn a_layout_can_be_stopped() {
    let host = Host::start(crowd(2400), true);
    run(async |page| {
        page.open(&corpus(&host, "#/map?layout=network")).await;
        // Whenever it can be, also when further articles have come: sooner than who waits here looks again.
        does(
            page,
            "setInterval(() => {
                const shown = [...document.querySelectorAll('.settling button')];
                const stop = shown.find((button) => !button.closest('.coming'));
                if (stop) { stop.click(); window.stopped = true; }
            }, 10)",
        )
        .await;
        wait_long(
            page,
            "window.stopped === true && !document.querySelector('#busy, .coming, .settling')",
        )
        .await;
        page.find("canvas.map").await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn while_the_map_is_dragged_one_layer_moves_and_is_drawn_when_it_rests() {
    run(async |page| {
        open_network(page).await;
        does(page, "window.anew = 0; new MutationObserver(() => window.anew++).observe(
            document.querySelector('#map [data-node]').parentNode, { childList: true })").await;
        let event = |kind: &str, x: u32, buttons: u32| {
            json!({ "type": kind, "x": x, "y": 420, "button": if buttons > 0 { "left" } else { "none" },
                "buttons": buttons, "clickCount": 1 })
        };
        page.devtools("Input.dispatchMouseEvent", event("mousePressed", 300, 1)).await;
        for x in [310, 325, 345, 360] {
            page.devtools("Input.dispatchMouseEvent", event("mouseMoved", x, 1)).await;
        }
        let moved = page.value("document.querySelector('.drawn').style.transform").await;
        assert!(moved.as_str().is_some_and(|t| t.contains("translate")), "{moved}");
        assert_eq!(page.value("window.anew").await, 0);
        page.devtools("Input.dispatchMouseEvent", event("mouseReleased", 360, 0)).await;
        page.wait_until("window.anew > 0 && document.querySelector('.drawn').style.transform === ''").await;
    })
    .await;
}

#[tokio::test]
async fn marks_travel_between_arrangements_unless_less_motion_is_asked_for() {
    for still in [false, true] {
        let setting = Setting {
            still,
            ..Setting::default()
        };
        run_in(setting, async |page| {
            page.open("#/map").await;
            page.find("#map [data-node]").await;
            does(
                page,
                "window.places = new Set(); const id = document.querySelector('#map [data-node]').dataset.node;
                 const look = () => { const at = document.querySelector(`#map [data-node='${id}']`);
                   if (at) window.places.add(at.getAttribute('cx')); requestAnimationFrame(look); }; look();
                 [...document.querySelectorAll('.tools .seg button')][1].click()",
            )
            .await;
            page.value("new Promise((done) => setTimeout(done, 1200))").await;
            let places = number(page, "window.places.size").await;
            // One more than two where the drawing finds its width meanwhile.
            assert!(if still { places <= 3.0 } else { places > 3.0 }, "still: {still}, {places} places");
            assert_eq!(page.value("document.querySelectorAll('#map .label').length > 0").await, true);
        })
        .await;
    }
}

#[tokio::test]
async fn two_fingers_move_the_map_and_one_scrolls_the_page() {
    let setting = Setting {
        size: (390, 720),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 3 }))
            .await;
        page.open("#/map").await;
        page.find("#map [data-node]").await;
        does(page, "document.querySelector('#map').scrollIntoView({ block: 'center' })").await;
        let room = page
            .value("(() => { const r = document.querySelector('#map').getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; })()")
            .await;
        let at = |i: usize| room[i].as_f64().unwrap_or_default();
        let (x, y) = (at(0) + at(2) / 2.0, at(1) + at(3) / 2.0);
        let fingers = |kind: &str, spread: f64, count: usize, dy: f64| {
            let all = [json!({ "x": x - spread, "y": y + dy, "id": 0 }), json!({ "x": x + spread, "y": y + dy, "id": 1 })];
            json!({ "type": kind, "touchPoints": all[..count] })
        };
        let drawn = "document.querySelector('#map [data-node]').getAttribute('cx')";
        let before = page.value(drawn).await;
        page.devtools("Input.dispatchTouchEvent", fingers("touchStart", 30.0, 2, 0.0)).await;
        for spread in [40.0, 55.0, 70.0] {
            page.devtools("Input.dispatchTouchEvent", fingers("touchMove", spread, 2, 0.0)).await;
        }
        page.devtools("Input.dispatchTouchEvent", fingers("touchEnd", 70.0, 0, 0.0)).await;
        page.wait_until(&format!("{drawn} !== {before}")).await;
        // One finger leaves the map as it is; the browser may scroll the page with it.
        page.value("new Promise((done) => setTimeout(done, 400))").await;
        let after = page.value(drawn).await;
        let scrolled = number(page, "scrollY").await;
        page.devtools("Input.dispatchTouchEvent", fingers("touchStart", 0.0, 1, 0.0)).await;
        for dy in [-20.0, -60.0, -110.0, -160.0] {
            page.devtools("Input.dispatchTouchEvent", fingers("touchMove", 0.0, 1, dy)).await;
        }
        page.devtools("Input.dispatchTouchEvent", fingers("touchEnd", 0.0, 0, 0.0)).await;
        page.value("new Promise((done) => setTimeout(done, 500))").await;
        assert_eq!(page.value(drawn).await, after);
        assert!(number(page, "scrollY").await > scrolled + 40.0);
    })
    .await;
}

#[tokio::test]
async fn what_is_touched_is_large_enough() {
    run(async |page| {
        page.open("#/map").await;
        page.find("#map [data-node]").await;
        let least = "Math.min(...[...document.querySelectorAll('#map [data-node], .zoom button')].map((one) => {
            const r = one.getBoundingClientRect(); return Math.min(r.width, r.height); }))";
        page.wait_until(&format!("{least} > 23.9")).await;
    })
    .await;
}

#[tokio::test]
async fn dates_are_brushed_and_back_undoes_it() {
    let host = Host::start(crowd(240), true);
    run(async |page| {
        page.open(&corpus(&host, "#/map?as=table")).await;
        // All articles are there, and what they are drawn in.
        wait_long(
            page,
            "document.querySelector('.brush input') && !document.querySelector('#busy, .coming') || false",
        )
        .await;
        does(page, "document.querySelector('details.filters').open = true").await;
        let left = "Number(/\\d+/.exec(document.querySelector('.conn caption').textContent)[0])";
        let all = number(page, left).await;
        let last = number(page, "Number(document.querySelectorAll('.brush input')[0].max)").await;
        assert!(last >= 1.0);
        does(
            page,
            "const field = document.querySelectorAll('.brush input')[0]; field.value = 1;
             for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }))",
        )
        .await;
        page.wait_until("location.hash.includes('from=')").await;
        page.wait_until(&format!("{left} < {all}")).await;
        back(page).await;
        page.wait_until(&format!("{left} === {all}")).await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn the_table_is_no_arrangement() {
    run(async |page| {
        let pressed =
            "[...document.querySelectorAll('.tools .seg button[aria-pressed=true]')].length";
        page.open("#/map").await;
        page.find("#map [data-node]").await;
        assert_eq!(page.value(pressed).await, 1);
        page.click("#as-table").await;
        page.find(".conn").await;
        page.wait_until(&format!("{pressed} === 0")).await;
        does(page, "document.querySelector('.tools .seg button').click()").await;
        page.find("#map [data-node]").await;
    })
    .await;
}
