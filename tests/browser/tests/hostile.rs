//! Ten hostile files of each kind, brought through the page: nothing of them runs, the page stays at hand and can be
//! told to stop, nothing kept before is lost, and what can't be read says why.

use crossread_browser_tests::serde_json::{Value, json};
use crossread_browser_tests::{Page, Setting, run_in, zip};
use std::fs;
use std::time::{Duration, Instant};

/// Made up; kept before anything hostile comes.
const KEPT: &str = "Harbour deal signed in Zuwara\n\nKhalifa Haftar met Vladimir Putin in Moscow on 9 May 2025, \
    and the two spoke about what was to become of the harbour.\n";
const TEXT: &str = "The commander of the eastern forces arrived in the capital on Thursday, where he met the minister \
    of defence for talks that lasted three hours, two officials said.";
const ITALIAN: &str = "Il generale è arrivato giovedì nella capitale, dove ha incontrato il ministro della difesa; \
    perché, però, nessuno lo dice. «Così è», ha detto un funzionario della città.";
const RUSSIAN: &str =
    "Министр обороны встретился в четверг с генералом и обсудил с ним поставки зерна в порт города";
/// So long may nothing hang without progress and a way out.
const LIMIT: Duration = Duration::from_secs(5);
/// What is not done after this is cancelled.
const ENOUGH: Duration = Duration::from_secs(12);

/// A file, and words of the message that refuses it: none where an article comes of it, `?` where either may.
struct Case(&'static str, Vec<u8>, &'static str);

const ARTICLE: &str = "";
const EITHER: &str = "?";

fn many(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

fn each(extension: &'static str, told: &'static str, texts: [String; 10]) -> Vec<Case> {
    texts
        .map(|text| Case(extension, text.into_bytes(), told))
        .into()
}

/// A page with a piece of HTML between two paragraphs.
fn around(piece: &str) -> String {
    format!(
        "<!doctype html><html><head><title>T</title></head><body><article><h1>Talks</h1><p>{TEXT}</p>{piece}\
         <p>{TEXT}</p></article></body></html>"
    )
}

fn scripts() -> Vec<Case> {
    let pieces = [
        "<script>window.ran = 1</script>",
        "<img src=x onerror='window.ran = 1'>",
        "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
        "<a href='javascript:window.ran = 1'>Go on</a><form action='javascript:window.ran = 1'><button>Go</button></form>",
        "<details open ontoggle='window.ran = 1'><summary>More</summary></details><input autofocus onfocus='window.ran = 1'>",
        "<noscript><p title='</noscript><img src=x onerror=window.ran=1>'></noscript>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=window.ran=1>'>",
        "<p>&lt;script&gt;window.ran = 1&lt;/script&gt; &lt;img src=x onerror=window.ran=1&gt;</p>",
        "<meta http-equiv=refresh content='0;url=javascript:window.ran=1'><base href='javascript:'><link rel=stylesheet href='//192.0.2.1/x.css'>",
        "<scr<script>ipt>window.ran = 1</scr</script>ipt><object data='data:text/html,<script>parent.ran=1</script>'></object>",
    ];
    each("html", ARTICLE, pieces.map(around))
}

fn drawings() -> Vec<Case> {
    let inside = |piece: &str| format!("<svg xmlns='http://www.w3.org/2000/svg'>{piece}</svg>");
    let mut entities = "<!ENTITY a0 'ha'>".to_owned();
    for i in 1..30 {
        entities += &format!("<!ENTITY a{i} '&a{0};&a{0};'>", i - 1);
    }
    let alone = [
        inside("<script>window.ran = 1</script>"),
        inside("<animate onbegin='window.ran = 1' attributeName='x' dur='1s'/>"),
        inside(
            "<foreignObject><iframe srcdoc='&lt;script>parent.ran = 1&lt;/script>'/></foreignObject>",
        ),
        format!(
            "<?xml version='1.0'?><!DOCTYPE svg [{entities}]>{}",
            inside("<text>&a29;</text>")
        ),
        inside(&many("<g>", 1 << 20)),
    ];
    let within = [
        "<svg onload='window.ran = 1'><script>window.ran = 1</script></svg>",
        "<svg><use href='data:image/svg+xml,<svg id=x onload=window.ran=1>#x'/></svg>",
        "<svg><style><img src=x onerror=window.ran=1></style></svg>",
        "<svg><a xlink:href='javascript:window.ran = 1'><text>Go on</text></a></svg>",
        "<svg><![CDATA[<img src=x onerror=window.ran=1>]]><title><img src=x onerror=window.ran=1></title></svg>",
    ];
    let alone = alone.map(|text| Case("svg", text.into_bytes(), "a picture"));
    let within = within.map(|piece| Case("html", around(piece).into_bytes(), ARTICLE));
    alone.into_iter().chain(within).collect()
}

fn directions() -> Vec<Case> {
    let tricks = [
        "\u{202E}",
        "\u{202D}",
        "\u{2066}",
        "\u{2067}",
        "\u{2068}",
        "\u{200F}",
        "\u{061C}",
        "\u{202E}\u{2066}",
        "\u{2069}\u{202C}",
        "\u{202B}\u{202B}\u{202B}",
    ];
    each(
        "txt",
        ARTICLE,
        tricks.map(|trick| format!("Talks {trick}gpj.exe\n\n{TEXT} {trick}{TEXT}")),
    )
}

fn long() -> Vec<Case> {
    const SIZE: usize = 20 << 20;
    let texts = [
        many("word ", SIZE),
        many(&format!("{TEXT} "), SIZE),
        many(&format!("{TEXT}\n\n"), SIZE),
        many("a", SIZE),
        many("Слово ", SIZE),
        many("«", SIZE),
        many("A. B. C. ", SIZE),
        many("\n\n# \nx", SIZE),
        many("“He said that ", SIZE),
        many("2025-05-09 ", SIZE),
    ];
    each("txt", "the most for one article", texts)
}

/// An archive whose one entry is packed.
fn packed(name: &str, bytes: &[u8]) -> Vec<u8> {
    let packed = crossread_browser_tests::deflated(bytes);
    let mut out = zip(&[(name, &packed)]);
    let size = u32::try_from(bytes.len())
        .expect("less than 4 GiB")
        .to_le_bytes();
    let directory = out
        .windows(4)
        .rposition(|w| w == b"PK\x01\x02")
        .expect("a directory");
    // Method 8 and the true size, in both heads.
    for (method, length) in [(8, 22), (directory + 10, directory + 24)] {
        out[method] = 8;
        out[length..length + 4].copy_from_slice(&size);
    }
    out
}

fn bombs() -> Vec<Case> {
    let bomb = packed("bomb.txt", &vec![b'a'; 70 << 20]);
    let good = zip(&[("a.txt", TEXT.as_bytes())]);
    let with = |at: usize, bytes: &[u8]| {
        let mut out = good.clone();
        let at = out.len() - at;
        out[at..at + bytes.len()].copy_from_slice(bytes);
        out
    };
    let mut lies = packed("a.txt", &vec![b'a'; 1 << 20]);
    let directory = lies
        .windows(4)
        .rposition(|w| w == b"PK\x01\x02")
        .expect("a directory");
    lies[directory + 24..directory + 28].copy_from_slice(&10u32.to_le_bytes());
    let mut cut = good.clone();
    cut.truncate(good.len() - 30);
    let document = packed("word/document.xml", &vec![b' '; 70 << 20]);
    let nested = zip(&[("inner.zip", &bomb)]);
    let files = [
        ("zip", bomb, "unpacks to more than"),
        ("zip", lies, "unpacked"),
        ("zip", cut, "cut off or damaged"),
        ("zip", with(6, &u32::MAX.to_le_bytes()), "zip64"),
        ("zip", with(12, &[0xFE, 0xFE]), "files; 5000 are the most"),
        ("zip", nested, "archive within an archive"),
        (
            "zip",
            zip(&[("../../../a.txt", TEXT.as_bytes())]),
            "no article in it",
        ),
        ("zip", b"PK\x03\x04".repeat(100_000), "cut off or damaged"),
        (
            "zip",
            zip(&[("a\0b\u{202e}txt.txt", TEXT.as_bytes())]),
            ARTICLE,
        ),
        ("docx", document, "unpacks to more than"),
    ];
    files
        .map(|(extension, bytes, told)| Case(extension, bytes, told))
        .into()
}

fn deep() -> Vec<Case> {
    let document = |body: &str| format!("{{\"documents\": [{{\"body\": {body}}}]}}");
    let texts = [
        many("[", 1 << 20),
        many("{\"a\":", 1 << 20),
        document(&many("[", 1 << 20)),
        format!("{}1{}", many("[", 1 << 20), many("]", 1 << 20)),
        document("3"),
        document("\"\""),
        "{\"format\": \"crossread/99\", \"documents\": []}".to_owned(),
        format!("{{\"documents\": [{}", document("\"x\"")),
        format!("{{\"a\": {}}}", many("9", 1 << 20)),
        "{\"documents\": [".to_owned(),
    ];
    each("json", "", texts)
        .into_iter()
        .map(|Case(extension, bytes, _)| Case(extension, bytes, REFUSED))
        .collect()
}

/// Refused, in whatever words.
const REFUSED: &str = " ";

fn lines() -> Vec<Case> {
    const SIZE: usize = 1_000_000;
    let texts = [
        many("a", SIZE),
        many("word ", SIZE),
        many("«", SIZE),
        many("Putin ", SIZE),
        many("“He said that ", SIZE),
        many("a\u{301}\u{302}\u{303}", SIZE),
        many("(", SIZE),
        many("1,", SIZE),
        many("Haftar met Putin and ", SIZE),
        many("-", SIZE),
    ];
    each("txt", EITHER, texts)
}

fn surrogates() -> Vec<Case> {
    let alone = |units: &[u16], mark: bool| -> Vec<u8> {
        let mark: &[u16] = if mark { &[0xFEFF] } else { &[] };
        let text: Vec<u16> = TEXT.encode_utf16().collect();
        let all = mark.iter().chain(&text).chain(units).chain(&text);
        all.flat_map(|unit| unit.to_le_bytes()).collect()
    };
    let json = |escape: &str| {
        format!("{{\"documents\": [{{\"body\": \"{TEXT} {escape}\"}}]}}").into_bytes()
    };
    let wtf = |bytes: &[u8]| [TEXT.as_bytes(), bytes, TEXT.as_bytes()].concat();
    let texts = [
        alone(&[0xD800], true),
        alone(&[0xDC00; 100], true),
        alone(&[0xDBFF, 0x41, 0xDC00], true),
        alone(&[0xD83D], false),
        wtf(b"\xED\xA0\x80"),
        wtf(b"\xED\xB0\x80\xED\xA0\x80"),
        wtf(b"\xED\xA0\xBD\xED\xB8\x80"),
    ];
    let escapes = [r"\ud800", r"\udc00\ud800", r"\ud83dx"];
    let texts = texts.map(|bytes| Case("txt", bytes, ARTICLE));
    let escapes = escapes.map(|escape| Case("json", json(escape), EITHER));
    texts.into_iter().chain(escapes).collect()
}

fn zeros() -> Vec<Case> {
    let texts = [
        format!("Talks\0\n\n{TEXT}\0{TEXT}"),
        format!("{TEXT}{}", "\0".repeat(100)),
        format!("\0\0{TEXT} {TEXT} {TEXT}"),
        TEXT.replace(' ', " \0"),
        "\0".repeat(1 << 20),
        many("a\0", 1 << 20),
        format!("\0\u{1}\u{2}\u{8}\u{b}\u{1b}[31m{TEXT}\u{7f}\u{85}"),
        format!("{TEXT}\n\0\n{TEXT}\r\0\r{TEXT}"),
        format!("{TEXT}\0\"\0'\0<\0>\0&"),
        format!("%PDF-\0{TEXT}"),
    ];
    let mut all = each("txt", EITHER, texts);
    for at in [0, 2, 7] {
        all[at].2 = ARTICLE;
    }
    all[9].2 = "PDF is damaged";
    all
}

fn encodings() -> Vec<Case> {
    let single = |text: &str, of: fn(u32) -> u32| -> Vec<u8> {
        let bytes = text
            .chars()
            .map(|c| if c.is_ascii() { c as u32 } else { of(c as u32) });
        bytes
            .map(|byte| u8::try_from(byte).unwrap_or(b'?'))
            .collect()
    };
    let latin: fn(u32) -> u32 = |c| if c < 256 { c } else { 0x3F };
    let page = |charset: &str, body: Vec<u8>| {
        let head = format!(
            "<!doctype html><html><head><meta charset={charset}><title>T</title></head><body><article><p>"
        );
        let parts: [&[u8]; 5] = [head.as_bytes(), &body, b" ", &body, b"</p></article>"];
        parts.concat()
    };
    let wide = |text: &str, swap: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units
            .flat_map(|u| {
                if swap {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect()
    };
    let twice: String = ITALIAN.bytes().map(char::from).collect();
    let files = [
        ("txt", single(ITALIAN, latin)),
        ("txt", single(RUSSIAN, |c| c.wrapping_sub(0x410 - 0xC0))),
        ("txt", single(RUSSIAN, |c| c.wrapping_sub(0x410 - 0xB0))),
        ("txt", wide(ITALIAN, false)),
        ("txt", wide(ITALIAN, true)),
        ("html", page("utf-8", single(ITALIAN, latin))),
        ("html", page("no-such-thing", single(ITALIAN, latin))),
        ("html", page("utf-16", ITALIAN.as_bytes().to_vec())),
        (
            "txt",
            [TEXT.as_bytes(), b"\xFF\xFE\xC3\x28\x80", TEXT.as_bytes()].concat(),
        ),
        ("txt", twice.into_bytes()),
    ];
    files
        .map(|(extension, bytes)| Case(extension, bytes, ARTICLE))
        .into()
}

/// Waits until the articles of the count are listed or refused, and the engine rests; or cancels what takes too long.
async fn brought(page: &Page, wanted: u64) {
    let begin = Instant::now();
    loop {
        let asked = Instant::now();
        let state = page
            .value(
                "[document.querySelectorAll('.own li, .refused li').length, !!document.querySelector('#busy'), \
                 !!document.querySelector('#busy progress') && !!document.querySelector('#cancel')]",
            )
            .await;
        assert!(
            asked.elapsed() < LIMIT,
            "the page was deaf for {:?}",
            asked.elapsed()
        );
        let (count, busy) = (state[0].as_u64().unwrap_or(0), state[1] == true);
        if count >= wanted && !busy {
            return;
        }
        if begin.elapsed() > LIMIT {
            assert_eq!(state[2], true, "no progress or no way out: {state}");
        }
        // What was read is listed; only the analysis may take its time.
        if count >= wanted && begin.elapsed() > ENOUGH {
            page.click("#cancel").await;
            page.wait_until("!document.querySelector('#busy')").await;
            return;
        }
        assert!(
            begin.elapsed() < 10 * ENOUGH,
            "{count} of {wanted} after {:?}",
            begin.elapsed()
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn survives(kind: &str, cases: Vec<Case>) {
    assert_eq!(cases.len(), 10, "{kind}");
    let setting = Setting {
        before: Some(
            "window.alert = window.confirm = window.prompt = () => { window.ran = 1; };".to_owned(),
        ),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        let folder =
            std::env::temp_dir().join(format!("crossread-hostile-{kind}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        page.open("#/bring").await;
        page.find("#paste").await;
        page.value(&format!(
            "document.querySelector('#paste').value = {}",
            json!(KEPT)
        ))
        .await;
        page.click("#paste-add").await;
        page.wait_until("document.querySelectorAll('.own li[data-known=true]').length === 1")
            .await;
        let mut paths = Vec::new();
        for (i, Case(extension, bytes, _)) in cases.iter().enumerate() {
            let path = folder.join(format!("{kind}-{i}.{extension}"));
            fs::write(&path, bytes).expect("a file");
            paths.push(path.display().to_string());
        }
        page.type_into("#choose-files", &paths.join("\n")).await;
        brought(page, 11).await;
        let refused = page
            .value("[...document.querySelectorAll('.refused li')].map(one => one.textContent)")
            .await;
        let refused: Vec<&str> = refused
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (i, Case(extension, _, told)) in cases.iter().enumerate() {
            let name = format!("{kind}-{i}.{extension}");
            let said = refused.iter().find(|line| line.contains(&name));
            match *told {
                ARTICLE => assert_eq!(said, None, "{name} is an article"),
                EITHER => {}
                words => {
                    let said = said.unwrap_or_else(|| panic!("{name} is not refused: {refused:?}"));
                    assert!(said.contains(words), "{name}: {said}");
                }
            }
        }
        let listed = page
            .value("document.querySelectorAll('.own li').length")
            .await;
        // No name or title changes the direction of what stands beside it.
        let alone = "[...document.querySelectorAll('.own li b, .refused li b')]\
             .every(one => ['isolate', 'plaintext'].includes(getComputedStyle(one).unicodeBidi))";
        assert_eq!(page.value(alone).await, true);
        let links = page
            .value(
                "[...document.querySelectorAll('.own li a')].map(one => one.getAttribute('href'))",
            )
            .await;
        let links: Vec<&str> = links
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for link in ["#/compare", "#/map"].iter().chain(links.iter().take(4)) {
            page.value(&format!("location.hash = {}", json!(link)))
                .await;
            page.find("#view-title, h1").await;
            page.wait_until("new Promise((done) => setTimeout(() => done(true), 150))")
                .await;
        }
        assert_eq!(
            page.value("window.ran ?? null").await,
            Value::Null,
            "something ran"
        );
        assert_eq!(page.foreign_requests().await, [""; 0]);
        page.open("#/bring").await;
        page.wait_until("document.querySelector('.own')?.textContent.includes('Harbour deal')")
            .await;
        page.wait_until(&format!(
            "document.querySelectorAll('.own li').length === {listed}"
        ))
        .await;
        assert_eq!(
            page.value("window.ran ?? null").await,
            Value::Null,
            "something ran"
        );
        fs::remove_dir_all(folder).expect("the folder is removed");
    })
    .await;
}

macro_rules! kinds {
    ($($test:ident: $kind:ident),* $(,)?) => {$(
        #[tokio::test]
        async fn $test() {
            survives(stringify!($kind), $kind()).await;
        }
    )*};
}
kinds! {
    pages_with_scripts_and_handlers: scripts,
    drawings_with_scripts: drawings,
    texts_that_turn_the_direction: directions,
    texts_of_20_megabytes: long,
    archives_that_burst_or_lie: bombs,
    json_that_is_deep_or_wrong: deep,
    lines_of_a_million_letters: lines,
    lone_surrogates: surrogates,
    zero_bytes: zeros,
    wrong_encodings: encodings,
}
