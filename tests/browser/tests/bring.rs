//! Bringing articles: from paste and files to the map and the comparison, kept, edited, removed, taken away; corpora
//! from an address and beside the page. Nothing leaves the page.

use crossread_browser_tests::host::{self, Host};
use crossread_browser_tests::serde_json::json;
use crossread_browser_tests::{
    Page, Setting, leave_out_in_firefox, run, run_in, skip_in_firefox, zip,
};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Made up, as all texts here are.
const ENGLISH: &str = "Harbour deal signed in Zuwara\n\nKhalifa Haftar met Vladimir Putin in Moscow on 9 May 2025. \
    Haftar thanked Russia for its support. The Russian defence ministry denied that a base is planned in Tobruk. \
    According to two officials, Moscow will train 1,500 Libyan soldiers this year.\n";
const ITALIAN: &str = "Il generale Khalifa Haftar ha incontrato Vladimir Putin a Mosca il 9 maggio 2025. Haftar ha \
    ringraziato la Russia per il suo sostegno. Secondo due funzionari, Mosca addestrerà quest’anno duemila soldati \
    libici, ma il ministero della difesa russo nega che sia prevista una base a Tobruk.\n";

/// A folder of its own for a test's files.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("crossread-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A PDF with a text layer: lines of text, one page for each list, with the letters that WinAnsiEncoding has.
fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut kids = String::new();
    for lines in pages {
        let mut drawn = "BT /F 12 Tf 72 720 Td 16 TL ".to_owned();
        for line in *lines {
            let line = line
                .replace('\\', "\\\\")
                .replace('(', "\\(")
                .replace(')', "\\)");
            drawn += &format!("({line}) Tj T* ");
        }
        drawn += "ET";
        let page = objects.len() + 1;
        kids += &format!("{page} 0 R ");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            page + 1
        ));
        objects.push(format!(
            "<</Length {}>>\nstream\n{drawn}\nendstream",
            drawn.len()
        ));
    }
    objects[1] = format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len());
    let mut out = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (i, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let at = out.len();
    out += &format!(
        "{table}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n",
        objects.len() + 1
    );
    out.into_bytes()
}

/// A file of each kind that is read, with the title or name that it goes by.
fn kinds() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let page = format!(
        "<!doctype html><html lang=en><head><title>Talks in Moscow</title><script>window.ran = 1</script></head>\
         <body onload='window.ran = 1'><nav><a href=/>Home</a></nav><article><h1>Talks in Moscow</h1>\
         <p>{ENGLISH}</p><img src=x onerror='window.ran = 1'></article></body></html>"
    );
    let markdown = format!("# What the officials say\n\n{ENGLISH}");
    let word = format!(
        "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>",
        ITALIAN.trim()
    );
    let word = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", word.as_bytes()),
    ]);
    let json = format!(
        "{{\"documents\": [{{\"id\": \"json-one\", \"title\": \"One of JSON\", \"body\": {ENGLISH:?}}}]}}"
    );
    let packed = zip(&[("in/zipped.txt", ITALIAN.as_bytes())]);
    let printed = pdf(&[
        &[
            "Khalifa Haftar met Vladimir Putin in Moscow on 9 May 2025 and thanked Russia for its sup-",
            "port. The Russian defence ministry denied that a base is planned in Tobruk.",
        ],
        &["According to two officials, Moscow will train 1,500 Libyan soldiers this year."],
    ]);
    vec![
        ("plain.txt", "Harbour deal signed in Zuwara", ENGLISH.into()),
        ("marked.md", "What the officials say", markdown.into()),
        ("saved.html", "Talks in Moscow", page.into()),
        ("word.docx", "word", word),
        ("own.json", "One of JSON", json.into()),
        ("packed.zip", "zipped", packed),
        ("printed.pdf", "printed", printed),
    ]
}

async fn give(page: &Page, folder: &Path, files: &[(&str, &[u8])]) {
    let mut paths = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("a file");
        paths.push(path.display().to_string());
    }
    page.type_into("#choose-files", &paths.join("\n")).await;
}

async fn paste(page: &Page, text: &str) {
    page.find("#paste").await;
    let text = crossread_browser_tests::serde_json::json!(text);
    page.value(&format!("document.querySelector('#paste').value = {text}"))
        .await;
    page.click("#paste-add").await;
}

/// Waits until so many own articles are listed and analysed.
async fn analysed(page: &Page, count: usize) {
    page.wait_until(&format!(
        "document.querySelectorAll('.own li[data-known=true]').length === {count} \
         && document.querySelectorAll('.own li').length === {count} && !document.querySelector('#busy')"
    ))
    .await;
}

/// The number of documents of which the foot of the page speaks.
const FOOT: &str = "parseInt(document.querySelector('footer p').textContent)";

async fn bundled(page: &Page) -> u64 {
    page.find("footer p").await;
    page.value(FOOT).await.as_u64().expect("a number")
}

#[tokio::test]
async fn a_pasted_article_stands_on_the_map_and_in_the_comparison_and_notes_stay() {
    run(async |page| {
        page.open("#/map").await;
        let before = bundled(page).await;
        page.find("#map [data-node]").await;
        let id = page
            .value("document.querySelector('#map [data-node]').dataset.node")
            .await;
        let id = id.as_str().expect("an id").to_owned();
        page.open(&format!("#/map?sel={id}")).await;
        page.type_into("#my-note", "Kept?").await;
        page.value("location.hash = '#/bring'").await;
        paste(page, ENGLISH).await;
        analysed(page, 1).await;
        assert_eq!(page.value(FOOT).await, before + 1);
        let told = page.text(".own li").await;
        assert!(
            told.contains("English") && told.contains("statement"),
            "{told}"
        );
        page.value("location.hash = '#/compare'").await;
        page.find(".mx tr.r").await;
        let heads = page.text(".mx thead").await;
        assert!(heads.contains("Harbour deal"), "{heads}");
        page.value("location.hash = '#/map?as=table'").await;
        page.find("table.conn tbody tr").await;
        let table = page.text("table.conn").await;
        assert!(table.contains("Khalifa Haftar"), "{table}");
        page.value(&format!("location.hash = '#/map?sel={id}'"))
            .await;
        page.wait_until("document.querySelector('#my-note')?.value === 'Kept?'")
            .await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn a_file_of_each_kind_is_read_and_what_cannot_be_says_why() {
    run(async |page| {
        let folder = folder("kinds");
        page.open("#/bring").await;
        page.find("#paste").await;
        let kinds = kinds();
        let mut files: Vec<(&str, &[u8])> = kinds
            .iter()
            .map(|(name, _, bytes)| (*name, bytes.as_slice()))
            .collect();
        let scan = pdf(&[&[]]);
        files.push(("scan.pdf", scan.as_slice()));
        files.push(("torn.pdf", b"%PDF-1.7 and so on"));
        files.push(("broken.docx", b"PK\x03\x04 and then nothing"));
        files.push(("empty.txt", b" \n"));
        give(page, &folder, &files).await;
        analysed(page, kinds.len()).await;
        let own = page.text(".own").await;
        for (name, title, _) in &kinds {
            assert!(own.contains(title), "{name}: {own}");
        }
        let refused = page.text(".refused").await;
        for words in [
            "scan.pdf",
            "no text, only pictures",
            "torn.pdf",
            "the PDF is damaged",
            "broken.docx",
            "damaged",
            "empty.txt",
            "empty",
        ] {
            assert!(refused.contains(words), "{words}: {refused}");
        }
        assert_eq!(page.value("window.ran ?? null").await, json!(null));
        page.expect_no_problems().await;
        // The lines of the PDF are paragraphs again.
        page.value("[...document.querySelectorAll('.own li')].find(one => one.textContent.includes('printed')).querySelector('.acts button').click()")
            .await;
        page.wait_until("document.querySelector('#own-body')?.value.includes('thanked Russia for its support. The Russian')")
            .await;
        page.click("#own-save").await;
        // In Italian too.
        page.value("location.hash = '#/bring?lang=it'").await;
        page.wait_until("document.documentElement.lang === 'it'")
            .await;
        give(page, &folder, &[("scan.pdf", b"%PDF-1.7")]).await;
        page.wait_until(
            "document.querySelector('.refused').textContent.includes('il PDF è danneggiato')",
        )
        .await;
        if leave_out_in_firefox("its driver gives no folders to a field") {
            return;
        }
        // A whole folder: what belongs to a saved page is passed over in silence.
        let inner = folder.join("whole");
        fs::create_dir_all(inner.join("page_files")).expect("a folder");
        fs::write(inner.join("a.txt"), ITALIAN).expect("a file");
        fs::write(inner.join("page_files/b.css"), "p{}").expect("a file");
        page.type_into("#choose-folder", &inner.display().to_string())
            .await;
        analysed(page, kinds.len() + 1).await;
        let refused = page.text(".refused").await;
        assert!(!refused.contains("b.css"), "{refused}");
        fs::remove_dir_all(folder).expect("the folder is removed");
    })
    .await;
}

#[tokio::test]
async fn articles_are_edited_removed_brought_back_and_still_there_after_a_reload() {
    run(async |page| {
        page.open("#/bring").await;
        let before = bundled(page).await;
        paste(page, ENGLISH).await;
        analysed(page, 1).await;
        paste(page, ITALIAN).await;
        analysed(page, 2).await;
        page.click(".own li .acts button").await;
        page.type_into("#own-outlet", "The Pier").await;
        page.type_into("#own-date", "2025-05-10").await;
        page.click("#own-save").await;
        page.wait_until("document.querySelector('.own').textContent.includes('The Pier')")
            .await;
        page.reload().await;
        analysed(page, 2).await;
        let first = page.text(".own li").await;
        assert!(
            first.contains("The Pier") && first.contains("2025-05-10"),
            "{first}"
        );
        // The name is what the map and the comparison call it.
        page.value("location.hash = '#/articles'").await;
        page.wait_until("document.querySelector('.pick').textContent.includes('The Pier')")
            .await;
        page.value("location.hash = '#/bring'").await;
        page.click(".own li .acts button:last-child").await;
        analysed(page, 1).await;
        page.click("#undo").await;
        analysed(page, 2).await;
        page.click("#alone").await;
        page.wait_until(&format!("{FOOT} === 2")).await;
        page.reload().await;
        page.wait_until(&format!(
            "document.querySelector('footer p') && {FOOT} === 2"
        ))
        .await;
        page.click("#beside").await;
        page.wait_until(&format!("{FOOT} === {}", before + 2)).await;
        page.click("#remove-all").await;
        page.wait_until(&format!(
            "!document.querySelector('.own') && {FOOT} === {before}"
        ))
        .await;
        page.click("#undo").await;
        analysed(page, 2).await;
        page.click("#remove-all").await;
        page.wait_until("!document.querySelector('.own')").await;
        page.reload().await;
        page.find("#paste").await;
        page.wait_until("document.querySelector('#own-kept').textContent.includes('Nothing yet')")
            .await;
        page.expect_no_problems().await;
    })
    .await;
}

/// The shelf hears nothing for the first seconds.
const SLOW_SHELF: &str = "const Fast = Worker; window.Worker = function (address) {
        const worker = new Fast(address);
        if (!/shelf/.test(address)) return worker;
        const post = worker.postMessage.bind(worker), held = [];
        worker.postMessage = (message) => held.push(message);
        setTimeout(() => { worker.postMessage = post; held.forEach((one) => post(one)); }, 3000);
        return worker;
    };";

#[tokio::test]
async fn what_is_brought_before_the_kept_ones_are_told_is_kept_beside_them() {
    let setting = Setting {
        before: Some(SLOW_SHELF.to_owned()),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.open("#/bring").await;
        // The same name twice: neither takes the other's place.
        for count in [1, 2] {
            paste(page, ENGLISH).await;
            page.find(".own li[data-known=true]").await;
            tokio::time::sleep(Duration::from_secs(4)).await;
            analysed(page, count).await;
            page.reload().await;
            page.find("#paste").await;
        }
        analysed(page, 2).await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn many_articles_show_progress_and_can_be_cancelled() {
    run(async |page| {
        let folder = folder("many");
        page.open("#/bring").await;
        page.find("#paste").await;
        let long = ENGLISH.repeat(40);
        let names: Vec<String> = (0..60).map(|i| format!("article-{i:02}.txt")).collect();
        let files: Vec<(&str, &[u8])> = names
            .iter()
            .map(|n| (n.as_str(), long.as_bytes()))
            .collect();
        give(page, &folder, &files).await;
        page.find("#busy progress").await;
        page.wait_until("document.querySelectorAll('.own li').length === 60")
            .await;
        page.wait_until("document.querySelector('#busy')?.textContent.includes('of ')")
            .await;
        page.click("#cancel").await;
        page.wait_until("!document.querySelector('#busy')").await;
        // Nothing is lost, and the page goes on.
        assert_eq!(
            page.value("document.querySelectorAll('.own li').length")
                .await,
            60
        );
        page.find("#analyse-rest").await;
        page.click("#remove-all").await;
        paste(page, ITALIAN).await;
        analysed(page, 1).await;
        fs::remove_dir_all(folder).expect("the folder is removed");
    })
    .await;
}

#[tokio::test]
async fn the_rows_of_many_articles_are_drawn_a_part_at_a_time() {
    run(async |page| {
        let folder = folder("rows");
        page.open("#/bring").await;
        page.find("#paste").await;
        let towns = ["Tobruk", "Zliten", "Sirte", "Bayda", "Derna", "Ghat"];
        let texts: Vec<(String, String)> = (1..=24)
            .map(|i| {
                let town = towns[i % towns.len()];
                let body = format!(
                    "{ENGLISH}\nThe port of {town} was closed on {i} March 2025. Russia sent {i}00 tents to {town}. \
                     Libya arrested {i} officers in {town}, the interior ministry said.\n"
                );
                (format!("{i}.txt"), body)
            })
            .collect();
        let files: Vec<(&str, &[u8])> = texts
            .iter()
            .map(|(name, body)| (name.as_str(), body.as_bytes()))
            .collect();
        give(page, &folder, &files).await;
        analysed(page, 24).await;
        page.value("location.hash = '#/compare?more=all'").await;
        page.find(".mx[aria-busy=false] tr.r").await;
        let rows = "document.querySelectorAll('.mx tr.r').length";
        let before = page.value(rows).await.as_u64().unwrap_or_default();
        assert!((12..100).contains(&before), "{before}");
        page.click(".matrix > button.btn").await;
        page.wait_until(&format!("{rows} > {before}")).await;
        // A link to a row further down draws as far as that.
        page.find(".mx[aria-busy=false] tr.r").await;
        let last = page
            .value("[...document.querySelectorAll('.mx tr.r')].at(-1).id.slice(4)")
            .await;
        let last = last.as_str().unwrap_or_default();
        page.value(&format!(
            "location.hash = '#/compare?more=all&row=' + encodeURIComponent('{last}')"
        ))
        .await;
        page.wait_until(&format!(
            "{rows} > {before} && document.getElementById('row-{last}')?.getBoundingClientRect().top < innerHeight"
        ))
        .await;
        page.expect_no_problems().await;
        fs::remove_dir_all(folder).expect("the folder is removed");
    })
    .await;
}

#[tokio::test]
async fn without_a_database_the_page_says_so_and_goes_on() {
    let setting = Setting {
        before: Some(
            "const Real = window.Worker; window.Worker = class extends Real {
                 constructor(script) { if (String(script).includes('shelf')) throw new Error('no'); super(script); } };"
                .to_owned(),
        ),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.open("#/bring").await;
        page.wait_until(
            "document.querySelector('#own-kept')?.textContent.includes('keep nothing')",
        )
        .await;
        paste(page, ENGLISH).await;
        analysed(page, 1).await;
    })
    .await;
}

/// Catches what is saved as a file.
const CAUGHT: &str = "window.saved = []; const made = URL.createObjectURL;
    URL.createObjectURL = (blob) => { blob.text().then((text) => window.saved.push(text)); return made(blob); };
    HTMLAnchorElement.prototype.click = function () { window.named = this.download; };";

#[tokio::test]
async fn what_is_shown_is_taken_away_from_map_table_and_comparison() {
    let setting = Setting {
        before: Some(CAUGHT.to_owned()),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        for (view, format, name, begins) in [
            ("#/map", "json", "crossread.json", "{"),
            (
                "#/map?as=table",
                "csv-connections",
                "connections.csv",
                "\"document\"",
            ),
            ("#/compare", "gexf", "connections.gexf", "<?xml"),
            ("#/compare", "report", "report.html", "<!doctype html>"),
        ] {
            page.open(view).await;
            page.click(".take summary").await;
            page.click(&format!(".take [data-format='{format}']")).await;
            page.wait_until("window.saved.length === 1").await;
            assert_eq!(page.value("window.named").await, name);
            let text = page.value("window.saved[0]").await;
            let text = text.as_str().expect("a text");
            let text = text.trim_start_matches('\u{feff}');
            assert!(
                text.starts_with(begins),
                "{format}: {:?}",
                &text[..60.min(text.len())]
            );
        }
        // What is taken away as JSON comes in again.
        page.open("#/bring").await;
        paste(page, ENGLISH).await;
        analysed(page, 1).await;
        page.click("#save-own").await;
        page.wait_until("window.saved.length === 1").await;
        let file = page.value("window.saved[0]").await;
        page.click("#remove-all").await;
        page.wait_until("!document.querySelector('.own')").await;
        let folder = folder("again");
        give(
            page,
            &folder,
            &[("saved.json", file.as_str().expect("a text").as_bytes())],
        )
        .await;
        analysed(page, 1).await;
        assert!(page.text(".own").await.contains("Harbour deal"));
        fs::remove_dir_all(folder).expect("the folder is removed");
        page.expect_no_problems().await;
    })
    .await;
}

/// The built page.
fn dist() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist")
}

#[tokio::test]
async fn a_corpus_at_an_address_is_shown_in_place_of_the_bundled_one() {
    run(async |page| {
        let folder = dist().join(format!("corpus-test-{}", std::process::id()));
        fs::create_dir_all(folder.join("more")).expect("a folder");
        fs::write(
            folder.join("list.json"),
            r#"{"articles": ["a.txt", "more/b.md", "gone.txt"]}"#,
        )
        .expect("a file");
        fs::write(folder.join("a.txt"), ENGLISH).expect("a file");
        fs::write(
            folder.join("more/b.md"),
            format!("# Un incontro\n\n{ITALIAN}"),
        )
        .expect("a file");
        let name = folder
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name")
            .to_owned();
        page.open(&format!("?corpus={name}/list.json#/compare"))
            .await;
        page.wait_until(&format!(
            "document.querySelector('footer p') && {FOOT} === 2"
        ))
        .await;
        assert!(page.text(".mx thead").await.contains("Un incontro"));
        assert!(page.text(".banner").await.contains("list.json"));
        // What of it is not there is told.
        page.value("location.hash = '#/bring'").await;
        assert!(page.text(".refused").await.contains("gone.txt"));
        // An analysed corpus, as it is taken away.
        page.open(&format!("?corpus={name}/none.json")).await;
        page.find("#map [data-node]").await;
        let told = page.text(".banner[role=alert]").await;
        assert!(
            told.contains("could not be loaded") && told.contains("404"),
            "{told}"
        );
        fs::remove_dir_all(folder).expect("the folder is removed");
    })
    .await;
}

/// Keeps every number of documents that the foot of the page names.
const FEET: &str = "window.feet = new Set(); new MutationObserver(() => {
    const foot = parseInt(document.querySelector('footer p')?.textContent); if (foot > 0) window.feet.add(foot); })
    .observe(document, { childList: true, subtree: true, characterData: true });";

#[tokio::test]
async fn a_corpus_beside_the_page_is_shown_and_the_bundled_one_never() {
    let setting = Setting {
        before: Some(FEET.to_owned()),
        ..Setting::default()
    };
    let lists = [
        r#"{"articles": ["a.txt", "more/b.txt"]}"#.to_owned(),
        r#"{"articles": ["articles/"]}"#.to_owned(),
        format!(r#"{{"documents": [{{"body": {ENGLISH:?}}}, {{"body": {ITALIAN:?}}}]}}"#),
    ];
    let mut host = Host::of_page("/news/", false);
    run_in(setting, async |page| {
        for list in &lists {
            host.change(|files| {
                let mut put = |name: &str, text: &str| {
                    files.insert(format!("/news/{name}"), text.as_bytes().to_vec());
                };
                put("crossread.json", list);
                put("a.txt", ENGLISH);
                put("more/b.txt", ITALIAN);
                // What a host writes that lists its folders.
                put(
                    "articles/index.html",
                    "<a href='../'>..</a><a href='one.txt'>one</a><a href='two.txt'>two</a>",
                );
                put("articles/one.txt", ENGLISH);
                put("articles/two.txt", ITALIAN);
            });
            page.client()
                .goto("about:blank")
                .await
                .expect("an empty page");
            page.client()
                .goto(&host.at("/news/"))
                .await
                .expect("the page");
            page.wait_until(&format!(
                "document.querySelector('footer p') && {FOOT} === 2"
            ))
            .await;
            // Before the second article there is the first one, if anything.
            let feet = page
                .value("[...window.feet].every(foot => foot <= 2)")
                .await;
            assert_eq!(feet, true, "{list}");
            page.expect_no_problems().await;
        }
        // What can't be loaded is told, and the bundled articles are there.
        host.change(|files| {
            files.insert(
                "/news/crossread.json".to_owned(),
                b"{\"documents\": [".to_vec(),
            );
        });
        page.client()
            .goto("about:blank")
            .await
            .expect("an empty page");
        page.client()
            .goto(&host.at("/news/"))
            .await
            .expect("the page");
        page.find("#map [data-node]").await;
        let told = page.text(".banner[role=alert]").await;
        assert!(told.contains("crossread.json"), "{told}");
    })
    .await;
    host.stop();
}

#[tokio::test]
async fn a_corpus_on_another_host_is_shown_where_that_allows_it() {
    run(async |page| {
        let files = || {
            let mut files = host::Files::new();
            files.insert(
                "/c/list.json".to_owned(),
                br#"{"articles": ["a.txt", "b.txt"]}"#.to_vec(),
            );
            files.insert("/c/a.txt".to_owned(), ENGLISH.into());
            files.insert("/c/b.txt".to_owned(), ITALIAN.into());
            files
        };
        let (open, closed) = (Host::start(files(), true), Host::start(files(), false));
        page.open(&format!("?corpus={}", open.at("/c/list.json")))
            .await;
        page.wait_until(&format!(
            "document.querySelector('footer p') && {FOOT} === 2"
        ))
        .await;
        assert!(page.text(".banner").await.contains("list.json"));
        page.open(&format!("?corpus={}", closed.at("/c/list.json")))
            .await;
        page.find("#map [data-node]").await;
        let told = page.text(".banner[role=alert]").await;
        assert!(
            told.contains("CORS") && told.contains("beside this page"),
            "{told}"
        );
        page.open(&format!("?corpus={}", open.at("/c/gone.json")))
            .await;
        page.find("#map [data-node]").await;
        let told = page.text(".banner[role=alert]").await;
        assert!(told.contains("404"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn where_there_is_no_room_the_page_says_so_and_keeps_what_is_there() {
    // The shelf is a worker: a full database stands before it there, for one of two articles.
    let setting = Setting {
        before: Some(
            "const Real = window.Worker; window.Worker = class extends Real { constructor(script) {
                 const full = `const put = IDBObjectStore.prototype.put;
                     IDBObjectStore.prototype.put = function (text, key) {
                         if (!String(text).includes('Harbour')) return put.call(this, text, key);
                         throw new DOMException('', 'QuotaExceededError'); };
                     importScripts(${JSON.stringify(new URL(script, location.href).href)});`;
                 super(String(script).includes('shelf') ? URL.createObjectURL(new Blob([full])) : script); } };"
                .to_owned(),
        ),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.open("#/bring").await;
        paste(page, ITALIAN).await;
        analysed(page, 1).await;
        paste(page, ENGLISH).await;
        analysed(page, 2).await;
        page.wait_until("document.querySelector('#own-kept').textContent.includes('no room')")
            .await;
        page.reload().await;
        analysed(page, 1).await;
    })
    .await;
}

#[tokio::test]
async fn where_the_database_is_closed_off_the_page_says_so_and_goes_on() {
    // The shelf is a worker: the browser's refusal stands before it there.
    let setting = Setting {
        before: Some(
            "const Real = window.Worker; window.Worker = class extends Real { constructor(script) {
                 const refuse = `indexedDB.open = () => { throw new DOMException('', 'SecurityError'); };
                     importScripts(${JSON.stringify(new URL(script, location.href).href)});`;
                 super(String(script).includes('shelf') ? URL.createObjectURL(new Blob([refuse])) : script); } };"
                .to_owned(),
        ),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.open("#/bring").await;
        page.wait_until(
            "document.querySelector('#own-kept')?.textContent.includes('keep nothing')",
        )
        .await;
        paste(page, ENGLISH).await;
        analysed(page, 1).await;
    })
    .await;
}

#[tokio::test]
async fn a_folder_is_dropped_with_what_lies_in_it() {
    if skip_in_firefox("its driver drops no files") {
        return;
    }
    run(async |page| {
        let folder = folder("dropped");
        fs::create_dir_all(folder.join("deeper/page_files")).expect("a folder");
        fs::write(folder.join("a.txt"), ENGLISH).expect("a file");
        fs::write(folder.join("deeper/b.md"), format!("# Un incontro\n\n{ITALIAN}")).expect("a file");
        fs::write(folder.join("deeper/page_files/c.css"), "p{}").expect("a file");
        page.open("#/bring").await;
        page.find(".ways").await;
        for kind in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": [folder], "dragOperationsMask": 1 });
            let place = page
                .value("(({ x, y }) => [x + 40, y + 20])(document.querySelector('.ways').getBoundingClientRect())")
                .await;
            page.devtools(
                "Input.dispatchDragEvent",
                json!({ "type": kind, "x": place[0], "y": place[1], "data": data }),
            )
            .await;
        }
        analysed(page, 2).await;
        assert!(page.text(".own").await.contains("Un incontro"));
        assert!(page.find_all(".refused li").await.is_empty());
        fs::remove_dir_all(folder).expect("the folder is removed");
    })
    .await;
}

/// A proxy that passes on what goes to this machine, refuses the rest, and keeps the first line and the length of the
/// body of every request.
fn proxy() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&seen);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let kept = Arc::clone(&kept);
            thread::spawn(move || pass_on(stream, &kept));
        }
    });
    (address, seen)
}

fn pass_on(mut client: TcpStream, seen: &Mutex<Vec<String>>) -> Option<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if client.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let line = head.lines().next()?.to_owned();
    let body = head
        .lines()
        .find(|l| l.to_lowercase().starts_with("content-length:"));
    seen.lock()
        .ok()?
        .push(format!("{line} {}", body.unwrap_or_default()));
    let target = line.split_whitespace().nth(1)?;
    let rest = target.strip_prefix("http://")?;
    let (host, path) = rest.split_once('/')?;
    if !host.starts_with("127.0.0.1:") {
        return client
            .write_all(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")
            .ok();
    }
    let mut server = TcpStream::connect(host).ok()?;
    let asked = head.replacen(target, &format!("/{path}"), 1);
    server.write_all(asked.as_bytes()).ok()?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).ok()?;
    client.write_all(&answer).ok()
}

#[tokio::test]
async fn nothing_leaves_the_page_while_an_article_is_brought() {
    let (proxy, seen) = proxy();
    let setting = Setting {
        proxy: Some(proxy),
        ..Setting::default()
    };
    run_in(setting, async |page| {
        page.open("#/bring").await;
        paste(page, ENGLISH).await;
        analysed(page, 1).await;
        page.click(".own li .acts button").await;
        page.type_into("#own-outlet", "The Secret Pier").await;
        page.click("#own-save").await;
        page.wait_until("document.querySelector('.own').textContent.includes('The Secret Pier')")
            .await;
        page.value("location.hash = '#/map'").await;
        page.find("#map [data-node]").await;
        page.value("location.hash = '#/compare'").await;
        page.find(".mx tr.r").await;
        let base = page.base();
        let all = seen.lock().expect("the list").clone();
        assert!(
            all.iter().any(|line| line.contains("crossread-engine")),
            "{all:?}"
        );
        // Browsers ask their makers for updates, settings, the time and more, whatever page is open; the page names
        // none of these hosts, and its policy would let it ask none.
        let of_the_browser = |line: &str| {
            let address = line.split(' ').nth(1).unwrap_or_default();
            let address = address.strip_prefix("http://").unwrap_or(address);
            let host = address.split([':', '/']).next().unwrap_or_default();
            [
                ".google.com",
                ".googleapis.com",
                ".gstatic.com",
                ".gvt1.com",
                ".mozilla.com",
                ".mozilla.net",
                ".mozilla.org",
                ".firefox.com",
            ]
            .iter()
            .any(|makers| host.ends_with(makers))
        };
        for line in all.iter().filter(|line| !of_the_browser(line)) {
            // Only the page's own files, plainly asked for: no query, no body.
            let plain = line.starts_with(&format!("GET {base}"))
                && !line.contains('?')
                && !line.to_lowercase().contains("content-length");
            assert!(plain, "{line}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_view_is_usable_by_keyboard_on_a_phone_and_axe_finds_nothing() {
    for (size, dark) in [((360, 640), false), ((1280, 800), true)] {
        let setting = Setting {
            size,
            dark,
            ..Setting::default()
        };
        run_in(setting, async |page| {
            let folder = folder(if dark { "dark" } else { "light" });
            page.open("#/bring").await;
            paste(page, ENGLISH).await;
            analysed(page, 1).await;
            give(page, &folder, &[("scan.pdf", b"%PDF-1.7")]).await;
            page.find(".refused li").await;
            // By keyboard: Enter on the button opens the form, with the keyboard in its first field.
            page.value("document.querySelector('.own li .acts button').focus()")
                .await;
            page.client()
                .active_element()
                .await
                .expect("the keyboard is somewhere")
                .send_keys("\u{e007}")
                .await
                .expect("Enter");
            page.wait_until("document.activeElement?.id === 'own-title-field'")
                .await;
            let findings = page.accessibility_findings().await;
            assert!(findings.is_empty(), "{findings:#?}");
            let over = page
                .value("document.documentElement.scrollWidth - innerWidth")
                .await;
            assert!(
                over.as_f64().is_some_and(|over| over <= 0.0),
                "{over} px too wide"
            );
            page.open("#/map").await;
            page.click(".take summary").await;
            let findings = page.accessibility_findings().await;
            assert!(findings.is_empty(), "{findings:#?}");
            let over = page
                .value("document.documentElement.scrollWidth - innerWidth")
                .await;
            assert!(
                over.as_f64().is_some_and(|over| over <= 0.0),
                "{over} px too wide with the menu"
            );
            fs::remove_dir_all(folder).expect("the folder is removed");
        })
        .await;
    }
}
