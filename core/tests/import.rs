//! Bringing articles: saved pages of several makes, documents, archives, and what is hostile.

mod pace;

use crossread::import::{Draft, Field, Problem, read, read_all};
use proptest::prelude::*;
use std::fmt::Write as _;

const FIRST: &str = "The commander of the eastern forces arrived in the capital on Thursday, where he met the \
    minister of defence, two deputies and the head of the state oil company for talks that lasted three hours.";
const SECOND: &str = "According to a person who knows of the talks, both sides spoke about training, spare parts \
    and a possible agreement on the port, but nothing was signed, and the next meeting has no date yet.";
const THIRD: &str = "“We have come to listen,” the commander said after the meeting, adding that the people of \
    the region want stability, electricity and work before anything else.";

fn html(name: &str, text: &str) -> Draft {
    match read(name, text.as_bytes()) {
        Ok(mut drafts) => drafts.remove(0),
        Err(problem) => panic!("{problem}"),
    }
}

#[track_caller]
fn is_clean(body: &str, noise: &[&str]) {
    for word in noise {
        assert!(!body.contains(word), "{word:?} is in\n{body}");
    }
    for part in [FIRST, SECOND, THIRD] {
        assert!(body.contains(part), "{part:?} is missing in\n{body}");
    }
}

#[test]
fn a_weblog_page() {
    let page = format!(
        r##"<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>Talks in the capital | The Harbour Post</title>
<meta property="og:title" content="Talks in the capital &#8211; what is known"><meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2025-05-09T18:30:00+02:00"><link rel="canonical" href="https://example.org/2025/05/talks/">
<style>.a{{color:red}}</style><script>var x = "<p>not a paragraph, really, but long enough to count, you see.</p>";</script></head>
<body class="single has-sidebar"><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<div id="page"><main><article class="post hentry"><header class="entry-header"><h1 class="entry-title">Talks in the capital – what is known</h1>
<div class="byline">By Jane Roe, staff writer of The Harbour Post since 2019</div></header>
<figure><img src="x.jpg"><figcaption>The commander leaves the ministry. Picture: Agency, all rights reserved by the agency</figcaption></figure>
<div class="entry-content"><p>{FIRST}</p><div class="ad-slot"><p>Buy a new car today, drive it tomorrow, pay in spring.</p></div><p>{SECOND}</p>
<h2>What the sides want</h2><ul><li>Training for two brigades and their officers</li><li>Spare parts</li></ul>
<p>{THIRD}</p><p><a href="/old">Read also: the minister’s visit of last year and what came of it</a></p>
<table><tr><th>Area</th><th>Offer</th></tr><tr><td>Port</td><td>Lease</td></tr><tr><td>Air</td><td>Radar</td></tr></table>
<div class="sharedaddy share"><span>Share this article with your friends, family and colleagues</span></div></div>
<div class="related"><h3>Related</h3><p>Another text that is about something else, with commas, long, and so on.</p></div></article></main>
<aside id="secondary"><p>Most read: ten things that nobody told you about harbours, ships, and cranes.</p></aside></div>
<section id="comments"><ol><li><p>First! I do not believe a word of it, and neither should you, my friends.</p></li></ol></section>
<div class="cookie-notice">We use cookies, partners and pixels to give you the best experience, always.</div>
<footer>© The Harbour Post, all rights reserved, imprint, privacy</footer></body></html>"##
    );
    let draft = html("saved/talks.html", &page);
    let d = &draft.document;
    is_clean(
        &d.body,
        &[
            "Home",
            "Buy a new",
            "Picture",
            "Share this",
            "Another text",
            "Most read",
            "First!",
            "cookies",
            "Jane",
            "Read also",
            "color",
            "rights",
        ],
    );
    assert_eq!(
        d.title.as_deref(),
        Some("Talks in the capital – what is known")
    );
    assert_eq!(d.outlet.as_deref(), Some("The Harbour Post"));
    assert_eq!(d.date.as_deref(), Some("2025-05-09"));
    assert_eq!(d.url.as_deref(), Some("https://example.org/2025/05/talks/"));
    assert_eq!(
        (d.language.as_str(), d.id.as_str(), d.markdown),
        ("en", "talks", true)
    );
    assert!(d.body.contains("## What the sides want\n\n- Training for two brigades and their officers\n- Spare parts\n"), "{}", d.body);
    assert!(
        d.body
            .contains("Area | Offer\n---|---\nPort | Lease\nAir | Radar\n"),
        "{}",
        d.body
    );
    assert!(!d.body.contains("## Talks"));
    assert!(draft.guessed.contains(&Field::Title) && draft.guessed.contains(&Field::Body));
}

#[test]
fn a_newspaper_page_with_data_for_search_engines() {
    let page = r##"<!-- saved from url=(0040)https://www.example.com/esteri/colloqui.html -->
<html lang="en"><head><title>Colloqui nella capitale - Il Molo</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Il Molo"},
{"@type":["NewsArticle"],"headline":"Colloqui nella capitale","datePublished":"2025-05-10T06:00:00Z","author":{"@type":"Person","name":"ANSA"},"publisher":{"@type":"Organization","name":"Il Molo"}}]}</script></head>
<body><div class="topbar"><a href="#">Abbonati</a> <a href="#">Accedi</a></div><div class="row"><div class="col-8"><h1>Colloqui nella capitale</h1>
<div class="articolo__testo"><p>Il comandante delle forze dell’est è arrivato giovedì nella capitale, dove ha incontrato il ministro della difesa, due vice e il capo della compagnia petrolifera, per colloqui durati tre ore.</p>
<div class="box"><strong>Leggi anche</strong> <a href="/a">Il viaggio di un anno fa, le promesse, i conti</a></div>
<p>Secondo una persona informata, le parti hanno parlato di addestramento, di pezzi di ricambio e di un possibile accordo sul porto, ma non è stato firmato nulla.</p>
<p>«Siamo venuti ad ascoltare», ha detto il comandante dopo l’incontro, e la gente della regione vuole stabilità, luce e lavoro.</p></div></div>
<div class="col-4 sidebar"><ul><li><a href="/1">Un altro articolo di cronaca</a></li><li><a href="/2">Le partite di oggi in diretta</a></li></ul></div></div>
<div id="footer">Il Molo, registrazione al tribunale, partita IVA</div></body></html>"##;
    let draft = html("colloqui.htm", page);
    let d = &draft.document;
    assert_eq!(d.title.as_deref(), Some("Colloqui nella capitale"));
    assert_eq!(
        (d.outlet.as_deref(), d.agency.as_deref()),
        (Some("Il Molo"), Some("ANSA"))
    );
    assert_eq!(d.date.as_deref(), Some("2025-05-10"));
    assert_eq!(
        d.url.as_deref(),
        Some("https://www.example.com/esteri/colloqui.html")
    );
    // The page says English; its text is Italian.
    assert_eq!(d.language, "it");
    assert!(draft.guessed.contains(&Field::Language));
    for noise in [
        "Abbonati",
        "Leggi anche",
        "Un altro",
        "partite",
        "tribunale",
    ] {
        assert!(!d.body.contains(noise), "{noise}\n{}", d.body);
    }
    assert!(
        d.body.starts_with("Il comandante") && d.body.trim_end().ends_with("lavoro."),
        "{}",
        d.body
    );
}

#[test]
fn a_page_of_the_nineties() {
    let page = format!(
        r##"<HTML><HEAD><TITLE>The Daily Pier: Talks</TITLE></HEAD><BODY BGCOLOR=#ffffff><TABLE WIDTH=100%><TR><TD COLSPAN=2><IMG SRC=logo.gif>
<FONT SIZE=1><A HREF=a.html>News</A> | <A HREF=b.html>Sport</A> | <A HREF=c.html>Weather</A></FONT></TD></TR>
<TR><TD WIDTH=120 VALIGN=top><TABLE><TR><TD><A HREF=1.html>Archive of all stories</A><BR><A HREF=2.html>Letters to the editor</A></TD></TR></TABLE></TD>
<TD VALIGN=top><TABLE CELLPADDING=4><TR><TD><FONT FACE=Times><B>Talks in the capital</B><P>{FIRST}<P>{SECOND}<BR><BR>{THIRD}</FONT></TD></TR></TABLE></TD></TR>
<TR><TD COLSPAN=2><CENTER><FONT SIZE=1><A HREF=x>Home</A> <A HREF=y>Contact us</A></FONT></CENTER></TD></TR></TABLE></BODY></HTML>"##
    );
    let draft = html("PIER.HTM", &page);
    is_clean(
        &draft.document.body,
        &["Sport", "Archive", "Letters", "Contact"],
    );
    assert_eq!(
        draft.document.body.matches("\n\n").count(),
        3,
        "{}",
        draft.document.body
    );
}

#[test]
fn a_cyrillic_page_in_windows_1251() {
    let text = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\"><title>Переговоры в столице</title></head>\
        <body><div class=\"menu\"><a href=\"/\">Главная</a> <a href=\"/n\">Новости</a></div><div class=\"text\">\
        <p>Командующий восточными силами прибыл в четверг в столицу, где встретился с министром обороны, двумя заместителями и главой нефтяной компании.</p>\
        <p>По словам человека, знакомого с ходом переговоров, стороны говорили об обучении, запасных частях и возможном соглашении о порте. /ТАСС/.</p></div></body></html>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let drafts = read("n.html", &bytes).expect("an article");
    let d = &drafts[0].document;
    assert_eq!(drafts[0].encoding, "windows-1251");
    assert_eq!(
        (d.language.as_str(), d.title.as_deref()),
        ("ru", Some("Переговоры в столице"))
    );
    assert!(
        d.body.starts_with("Командующий") && !d.body.contains("Главная"),
        "{}",
        d.body
    );
    assert_eq!(d.agency.as_deref(), Some("ТАСС"));
    // Without the declaration the letters say it.
    let bare = text.replace("charset=windows-1251", "");
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&bare);
    let drafts = read("n.html", &bytes).expect("an article");
    assert!(drafts[0].document.body.starts_with("Командующий"));
    assert!(drafts[0].guessed.contains(&Field::Encoding));
}

#[test]
fn an_arabic_page() {
    let page = "<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=utf-8><title>محادثات في العاصمة | صحيفة الميناء</title><meta property=\"og:site_name\" content=\"صحيفة الميناء\"></head>\
        <body><nav><a href=/>الرئيسية</a></nav><article><h1>محادثات في العاصمة</h1><time datetime=\"2025-05-09\">أمس</time>\
        <p>وصل قائد القوات الشرقية يوم الخميس إلى العاصمة، حيث التقى وزير الدفاع واثنين من نوابه ورئيس شركة النفط الحكومية، في محادثات استمرت ثلاث ساعات.</p>\
        <p>وقال شخص مطلع على المحادثات إن الجانبين تحدثا عن التدريب وقطع الغيار واتفاق محتمل على الميناء، لكن لم يتم التوقيع على أي شيء.</p></article>\
        <div class=\"related-news\"><a href=/1>أخبار أخرى من المنطقة</a></div></body></html>";
    let draft = html("ar.html", page);
    let d = &draft.document;
    assert_eq!(
        (d.language.as_str(), d.title.as_deref(), d.date.as_deref()),
        ("ar", Some("محادثات في العاصمة"), Some("2025-05-09"))
    );
    assert!(d.body.contains("وصل قائد") && d.body.contains("لم يتم التوقيع"));
    assert!(
        !d.body.contains("الرئيسية") && !d.body.contains("أخبار أخرى"),
        "{}",
        d.body
    );
}

#[test]
fn text_and_markdown() {
    let toml = html(
        "a.md",
        "+++\ntitle = \"T\"\nlanguage = \"en\"\ndate = 2025-05-09\n+++\nBody here.\n",
    );
    assert_eq!(
        (toml.document.title.as_deref(), toml.document.body.as_str()),
        (Some("T"), "Body here.\n")
    );
    let yaml = html(
        "b.md",
        &format!(
            "---\ntitle: \"A: b\"\ndate: 2025-05-09T10:00\ntags:\n  - x\nauthor: {{name: y}}\n---\n\n{FIRST}\n"
        ),
    );
    assert_eq!(yaml.document.title.as_deref(), Some("A: b"));
    assert_eq!(
        (
            yaml.document.date.as_deref(),
            yaml.document.language.as_str()
        ),
        (Some("2025-05-09"), "en")
    );
    assert_eq!(yaml.document.body, format!("{FIRST}\n"));
    let bare = html("c.md", &format!("# Talks\n\n{FIRST}\n"));
    assert_eq!(bare.document.title.as_deref(), Some("Talks"));
    assert!(bare.document.body.starts_with("# Talks"));
    let crlf = html(
        "d.txt",
        "Talks in the capital\r\n\r\nThe minister said that it was the first of many meetings.\r\n",
    );
    assert_eq!(crlf.document.title.as_deref(), Some("Talks in the capital"));
    assert!(crlf.document.body.contains("\r\n") && !crlf.document.markdown);
    let wide: Vec<u8> = "\u{FEFF}Il ministro ha detto che la visita è stata utile per il paese."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let drafts = read("e.txt", &wide).expect("an article");
    assert_eq!(
        (
            drafts[0].document.language.as_str(),
            drafts[0].encoding.as_str()
        ),
        ("it", "UTF-16LE")
    );
    assert!(drafts[0].document.body.starts_with("Il ministro"));
    // A language that nothing speaks for stays open.
    let open = html("f.txt", "zq xw 12 kv\n");
    assert!(open.document.language.is_empty() && open.guessed.contains(&Field::Language));
}

/// A zip archive with stored or deflated entries.
fn zip(files: &[(&str, &[u8])], deflated: bool) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let packed = if deflated {
            miniz_oxide::deflate::compress_to_vec(bytes, 1)
        } else {
            bytes.to_vec()
        };
        let offset = out.len() as u32;
        let mut common = Vec::new();
        common.extend(20u16.to_le_bytes());
        common.extend(0x0800u16.to_le_bytes());
        common.extend((if deflated { 8u16 } else { 0 }).to_le_bytes());
        common.extend([0; 8]);
        common.extend((packed.len() as u32).to_le_bytes());
        common.extend((bytes.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend(0u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((files.len() as u16).to_le_bytes());
    out.extend((files.len() as u16).to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend(0u16.to_le_bytes());
    out
}

fn word() -> Vec<u8> {
    let p = |style: &str, text: &str| {
        let style = if style.is_empty() {
            String::new()
        } else {
            format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
        };
        format!("<w:p>{style}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
    };
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p("", text));
    let text = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{}{}{}<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>Arms &amp; training</w:t></w:r></w:p>{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl><w:p><w:r><w:t>It was </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:r><w:instrText>HYPERLINK</w:instrText><w:t>agreed</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p></w:body></w:document>",
        p("Titel", "Talks"),
        p("berschrift1", "What is known"),
        p("", FIRST),
        p("Listenabsatz", "Oil"),
        cell("Area"),
        cell("Offer"),
        cell("Port"),
        cell("Lease"),
    );
    let styles = "<w:styles><w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"Listenabsatz\"><w:name w:val=\"List Paragraph\"/></w:style></w:styles>";
    zip(
        &[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", text.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
        ],
        true,
    )
}

#[test]
fn a_word_document() {
    let drafts = read("Talks of May.docx", &word()).expect("an article");
    let d = &drafts[0].document;
    assert_eq!(
        (d.title.as_deref(), d.id.as_str(), d.language.as_str()),
        (Some("Talks"), "Talks of May", "en")
    );
    assert_eq!(
        d.body,
        format!(
            "## What is known\n\n{FIRST}\n\n- Arms & training\n- Oil\n\nArea | Offer\n---|---\nPort | Lease\n\nIt was agreed.\n"
        )
    );
}

#[test]
fn archives_give_articles_and_problems() {
    let page =
        format!("<html><body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>");
    let inner = zip(&[("x.txt", FIRST.as_bytes())], false);
    for deflated in [false, true] {
        let bytes = zip(
            &[
                ("news/b.html", page.as_bytes()),
                ("news/b_files/style.css", b"x"),
                ("a.txt", FIRST.as_bytes()),
                ("other/a.md", SECOND.as_bytes()),
                ("word.docx", &word()),
                ("__MACOSX/a.txt", b"no"),
                ("empty.txt", b" "),
                ("inner.zip", &inner),
                ("scan.pdf", b"%PDF-1.7"),
                ("README.md", b"no"),
            ],
            deflated,
        );
        let all = read_all("news.zip", &bytes);
        let ids: Vec<&str> = all.drafts.iter().map(|d| d.document.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "a-2", "word"]);
        let places: Vec<&str> = all.problems.iter().map(|p| p.place.as_str()).collect();
        assert_eq!(
            places,
            [
                "news.zip/empty.txt",
                "news.zip/inner.zip",
                "news.zip/scan.pdf"
            ]
        );
        // Cut anywhere, it is a problem and no panic.
        for end in (0..bytes.len()).step_by(7) {
            let _ = read_all("news.zip", &bytes[..end]);
        }
    }
}

#[test]
fn own_json() {
    let analysis = crossread::analysis::analyse([
        html("a.txt", FIRST).document,
        html("b.txt", SECOND).document,
    ]);
    let json = crossread::export::json::to_text(&analysis);
    let back: Vec<_> = read("x.json", json.as_bytes())
        .expect("articles")
        .into_iter()
        .map(|d| d.document)
        .collect();
    assert_eq!(back, analysis.documents);
    let marks = crossread::export::Format::Annotations.write(&analysis, "en");
    let back: Vec<_> = read("x.jsonld", marks.as_bytes())
        .expect("articles")
        .into_iter()
        .map(|d| d.document)
        .collect();
    assert_eq!(back, analysis.documents);
    let lines = format!("{{\"id\": \"1\", \"body\": \"{FIRST}\"}}\n\n{{\"body\": \"{SECOND}\"}}\n");
    let drafts = read("x.jsonl", lines.as_bytes()).expect("articles");
    assert_eq!(drafts.len(), 2);
    assert_eq!(
        (
            drafts[1].document.id.as_str(),
            drafts[1].document.language.as_str()
        ),
        ("x-2", "en")
    );
}

#[track_caller]
fn problem(name: &str, bytes: &[u8]) -> Problem {
    let problem = read(name, bytes).expect_err("a problem");
    assert!(
        !problem.message.is_empty() && !problem.hint.is_empty() && problem.place.starts_with(name)
    );
    problem
}

#[test]
fn what_cannot_be_read_says_why() {
    for (name, bytes, word) in [
        ("a.txt", &b""[..], "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.pdf", b"%PDF-1.4", "PDF"),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1", "old Word"),
        ("a.rtf", b"{\\rtf1", "RTF"),
        ("a.png", b"\x89PNG\r\n", "picture"),
        ("a.zip", b"PK\x03\x04rest", "damaged"),
        ("a.json", b"{\"a\": 1}", "JSON"),
        ("a.json", b"{\"documents\": [", "JSON"),
        (
            "a.html",
            b"<html><body><nav>Home</nav></body></html>",
            "no article",
        ),
        ("a.mhtml", b"From: <Saved by Blink>", "web archive"),
        ("a.bin", b"\0\0\0\0\0\0\0\0\0\0", "no article"),
        ("a.md", b"+++\ntitle = x\n+++\ny", "line 2"),
        ("a.md", b"---\ntitle: x\n---\n", "no text"),
    ] {
        let told = problem(name, bytes).to_string();
        assert!(told.contains(word), "{name}: {told}");
    }
}

#[test]
fn hostile_files_end_soon() {
    let big = |piece: &str, size: usize| piece.repeat(size / piece.len());
    let scripts = format!(
        "<html><body onload=\"alert(1)\"><script>alert('x')</script><article><p onclick=\"x()\">{FIRST}<script>document.write('<p>bad</p>')</script></p><svg onload=alert(1)><text>picture text that is long enough to look like prose, honestly</text></svg><p>{SECOND}</p></article><noscript><img src=x onerror=alert(1)></noscript></body></html>"
    );
    let body = html("x.html", &scripts).document.body;
    assert!(
        !body.contains("alert") && !body.contains("bad") && !body.contains("picture text"),
        "{body}"
    );
    let bomb = zip(&[("a.txt", &vec![b'a'; 70 << 20])], true);
    assert!(bomb.len() < 2_000_000);
    let mut entities = String::from("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for i in 1..30 {
        let _ = write!(entities, "<!ENTITY a{i} \"&a{};&a{};\">", i - 1, i - 1);
    }
    let _ = write!(
        entities,
        "]><w:document><w:p><w:t>&a29; {FIRST}</w:t></w:p></w:document>"
    );
    let inputs: Vec<(&str, Vec<u8>)> = vec![
        (
            "divs.html",
            format!("<body>{}{FIRST}", big("<div>", 5 << 20)).into_bytes(),
        ),
        ("tables.html", big("<table><tr><td>", 3 << 20).into_bytes()),
        ("ends.html", big("</b></div></p>", 3 << 20).into_bytes()),
        (
            "lists.html",
            format!("<ul>{}", big("<li><b>x ", 3 << 20)).into_bytes(),
        ),
        (
            "attributes.html",
            format!("<div {}>", big("a=b c ", 3 << 20)).into_bytes(),
        ),
        (
            "entities.html",
            big("&amp;&#x10FFFF;&notit;&#0;", 3 << 20).into_bytes(),
        ),
        ("quotes.html", big("<a href=\"", 1 << 20).into_bytes()),
        ("comments.html", big("<!--", 3 << 20).into_bytes()),
        ("line.txt", big("word ", 5 << 20).into_bytes()),
        ("nul.txt", big("a\0b ", 1 << 20).into_bytes()),
        ("deep.json", big("[", 5 << 20).into_bytes()),
        ("deep.jsonl", big("{\"a\":", 5 << 20).into_bytes()),
        ("bomb.zip", bomb),
        (
            "bidi.txt",
            big("\u{202E}abc\u{2066} ", 1 << 20).into_bytes(),
        ),
        ("latin.txt", vec![0xE9; 1 << 20]),
        (
            "surrogates.txt",
            [0xFF, 0xFE]
                .into_iter()
                .chain([0x00, 0xD8].repeat(1 << 19))
                .collect(),
        ),
        (
            "entities.docx",
            zip(&[("word/document.xml", entities.as_bytes())], true),
        ),
        (
            "deep.docx",
            zip(
                &[(
                    "word/document.xml",
                    big("<w:tbl><w:tr><w:tc><w:p>", 3 << 20).as_bytes(),
                )],
                true,
            ),
        ),
    ];
    for (name, bytes) in &inputs {
        let all = pace::read_soon(name, bytes);
        for draft in &all.drafts {
            assert!(
                draft.document.body.len() <= 3 * bytes.len().max(100_000),
                "{name}"
            );
        }
    }
    let told = problem(
        "bomb.zip",
        &inputs.iter().find(|(n, _)| *n == "bomb.zip").expect("it").1,
    );
    assert!(told.message.contains("MB"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_told(bytes in prop::collection::vec(any::<u8>(), 0..600), name in "[a-z]{0,3}\\.(html|txt|md|docx|zip|json|jsonl)") {
        let _ = read_all(&name, &bytes);
    }

    #[test]
    fn any_mark_up_is_read_or_told(pieces in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<div class=\"ad\">", "</div>", "<article>", "</article>",
        "<h1>", "</h1>", "<li>", "<ul>", "</ul>", "<script>", "</script>", "<a href=x>", "</a>", "<br>", "&amp;", "&#0;",
        "The minister said, on Thursday, that the talks were long and useful for both of the sides. ", "<", ">", "\"", "<!--", "-->",
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":", "<time datetime=\"2025\u{661}-05-09\">", "é", "🙂",
        "<meta property=\"og:locale\" content=\"é_é\">", "<html lang=\"\u{130}t\">",
    ]), 0..60)) {
        let all = read_all("a.html", pieces.concat().as_bytes());
        prop_assert_eq!(all.drafts.len() + all.problems.len(), 1);
    }

    #[test]
    fn any_front_matter_is_read_or_told(head in "[a-z:\\- \"'+\n\u{e9}]{0,80}", body in "\\PC{0,80}") {
        let _ = read_all("a.md", format!("---\n{head}\n---\n{body}").as_bytes());
        let _ = read_all("a.md", format!("+++\n{head}\n+++\n{body}").as_bytes());
    }

    #[test]
    fn a_changed_archive_is_read_or_told(at in 0usize..4000, byte in any::<u8>()) {
        let mut bytes = word();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read_all("a.docx", &bytes);
    }
}

#[test]
fn what_is_too_long_or_a_picture_says_so() {
    let long = "The minister met the general in the capital. ".repeat(60_000);
    for (name, bytes) in [
        ("a.txt", long.clone().into_bytes()),
        (
            "a.html",
            format!("<html><body><article><p>{long}</p></article>").into_bytes(),
        ),
        (
            "a.json",
            format!("{{\"documents\": [{{\"body\": {long:?}}}]}}").into_bytes(),
        ),
    ] {
        let problem = read(name, &bytes).expect_err(name);
        assert_eq!(
            problem.message, "its text has 3 MB; 2 MB are the most for one article",
            "{name}"
        );
    }
    for (name, text) in [
        (
            "a.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        ),
        ("a.txt", "  <svg onload=alert(1)>"),
        ("a", "<?xml version='1.0'?>\n<!DOCTYPE svg>\n<svg/>"),
    ] {
        let problem = read(name, text.as_bytes()).expect_err(name);
        assert!(problem.message.contains("a picture"), "{problem}");
    }
}

#[test]
fn annotations_with_other_things_in_the_place_of_objects_are_refused() {
    for text in [
        r#""AnnotationPage""#,
        r#"["AnnotationPage"]"#,
        r#"{"type": "AnnotationCollection", "first": "https://example.org/1", "corpus": {"documents": []}}"#,
        r#"{"type": "AnnotationPage", "items": ["one"], "corpus": {"documents": ["two"]}}"#,
    ] {
        // Read or refused, but no panic.
        let _ = crossread::import::read_all("a.json", text.as_bytes());
    }
}
