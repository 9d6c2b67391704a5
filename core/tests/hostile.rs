//! Ten hostile files of each kind: every one ends in an article or in a problem with a way out, soon, and no program
//! of a file gets into an article. What becomes an article is analysed too.

mod pace;

const TEXT: &str = "The commander of the eastern forces arrived in the capital on Thursday, where he met the \
    minister of defence for talks that lasted three hours, two officials said.";
/// Longer articles are read, but their analysis takes its time.
const ANALYSED: usize = 300_000;

/// Reads a file and analyses what it gives, neither far slower than what is ordinary.
#[track_caller]
fn ends(name: &str, bytes: &[u8]) -> Vec<String> {
    let read = pace::read_soon(name, bytes);
    assert!(
        read.drafts.len() + read.problems.len() > 0,
        "{name}: neither an article nor a problem"
    );
    for problem in &read.problems {
        assert!(
            !problem.message.is_empty() && !problem.hint.is_empty(),
            "{problem}"
        );
    }
    let mut bodies = Vec::new();
    for draft in read.drafts {
        bodies.push(draft.document.body.clone());
        if draft.document.body.len() <= ANALYSED {
            pace::analyse_soon(name, &draft.document);
        }
    }
    bodies
}

fn each(name: &str, inputs: &[Vec<u8>]) -> Vec<String> {
    assert!(inputs.len() >= 10);
    let all = inputs.iter().enumerate();
    all.flat_map(|(i, bytes)| {
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        ends(&format!("{stem}-{i}.{extension}"), bytes)
    })
    .collect()
}

fn many(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len())
}

#[test]
fn pages_with_programs_in_them() {
    let within = |piece: &str| {
        format!("<!doctype html><html><head><title>T</title></head><body><article><h1>T</h1><p>{TEXT}</p>{piece}<p>{TEXT}</p></article></body></html>").into_bytes()
    };
    let bodies = each(
        "page.html",
        &[
            within("<script>alert(1)</script>"),
            within("<img src=x onerror=alert(1)>"),
            within("<svg onload=alert(1)><script>alert(1)</script><style>*{}</style></svg>"),
            within("<iframe srcdoc='<script>alert(1)</script>'></iframe>"),
            within("<a href='javascript:alert(1)'>Go on</a>"),
            within("<scr<script>ipt>alert(1)</scr</script>ipt>"),
            within("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>"),
            within(
                "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
            ),
            within(
                "<template><script>alert(1)</script></template><object data='data:text/html,<script>alert(1)</script>'>",
            ),
            within(
                "<style>@import 'javascript:alert(1)';</style><link rel=stylesheet href='javascript:alert(1)'>",
            ),
            within(
                "<!--[if IE]><script>alert(1)</script><![endif]--><meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
            ),
            within(
                "<textarea><script>alert(1)</script></textarea><xmp><script>alert(1)</script></xmp>",
            ),
        ],
    );
    assert!(bodies.len() >= 10, "{}", bodies.len());
    for body in bodies {
        assert!(body.contains("The commander"), "{body}");
        for program in ["<script", "onerror", "onload", "javascript:"] {
            // What stands in a field of a form is its text.
            assert!(
                !body.contains(program) || body.contains("&lt;") || !body.contains("<img"),
                "{body}"
            );
        }
    }
}

#[test]
fn pages_that_are_broken_or_endless() {
    each(
        "page.html",
        &[
            format!("<body>{}{TEXT}", many("<div>", 1 << 20)).into_bytes(),
            many("<table><tr><td>", 1 << 20).into_bytes(),
            many("</b></div></p>", 1 << 20).into_bytes(),
            format!("<div {}>{TEXT}", many("a=b c ", 1 << 20)).into_bytes(),
            many("<a href=\"", 1 << 20).into_bytes(),
            many("<!--", 1 << 20).into_bytes(),
            many("&amp;&#x10FFFF;&notit;&#0;", 1 << 20).into_bytes(),
            format!("<p>{}</p>", many("word ", 1 << 20)).into_bytes(),
            format!("<html lang=\"{}\"><p>{TEXT}", many("x", 1 << 20)).into_bytes(),
            format!(
                "<script type='application/ld+json'>{}</script><p>{TEXT}",
                many("{\"a\":[", 1 << 20)
            )
            .into_bytes(),
            format!("<meta charset='no-such-thing'><p>{TEXT}</p>").into_bytes(),
            format!(
                "<!doctype html><title>{}</title><p>{TEXT}</p>",
                many("t", 1 << 20)
            )
            .into_bytes(),
        ],
    );
}

/// An archive whose single entry claims a size, a method and flags.
fn archive(name: &str, bytes: &[u8], method: u16, flags: u16, claimed: u32) -> Vec<u8> {
    let packed = if method == 8 {
        miniz_oxide::deflate::compress_to_vec(bytes, 1)
    } else {
        bytes.to_vec()
    };
    let mut common = Vec::new();
    common.extend(20u16.to_le_bytes());
    common.extend(flags.to_le_bytes());
    common.extend(method.to_le_bytes());
    common.extend([0; 8]);
    common.extend((packed.len() as u32).to_le_bytes());
    common.extend(claimed.to_le_bytes());
    common.extend((name.len() as u16).to_le_bytes());
    common.extend(0u16.to_le_bytes());
    let mut out = b"PK\x03\x04".to_vec();
    out.extend(&common);
    out.extend(name.as_bytes());
    out.extend(&packed);
    let at = out.len() as u32;
    let mut directory = b"PK\x01\x02\x14\0".to_vec();
    directory.extend(&common);
    directory.extend([0; 14]);
    directory.extend(name.as_bytes());
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

#[test]
fn archives_that_lie_burst_or_end_early() {
    let good = archive("a.txt", TEXT.as_bytes(), 0, 0, TEXT.len() as u32);
    assert_eq!(ends("good.zip", &good).len(), 1);
    let bomb = archive("bomb.txt", &vec![b'a'; 70 << 20], 8, 0, 70 << 20);
    let mut cut = good.clone();
    cut.truncate(good.len() - 30);
    let mut elsewhere = good.clone();
    let end = elsewhere.len();
    elsewhere[end - 6..end - 2].copy_from_slice(&u32::MAX.to_le_bytes());
    let mut many_entries = good.clone();
    many_entries[end - 12..end - 8].fill(0xFE);
    let nested = archive("inner.zip", &good, 0, 0, good.len() as u32);
    each(
        "bad.zip",
        &[
            bomb,
            archive("a.txt", &vec![b'a'; 1 << 20], 8, 0, 10),
            archive("a.txt", TEXT.as_bytes(), 0, 0, u32::MAX),
            archive("../../../a.txt", TEXT.as_bytes(), 0, 0, TEXT.len() as u32),
            archive("a.txt", TEXT.as_bytes(), 0, 1, TEXT.len() as u32),
            archive("a.txt", TEXT.as_bytes(), 99, 0, TEXT.len() as u32),
            archive(
                "a\0b\u{202e}txt.txt",
                TEXT.as_bytes(),
                0,
                0,
                TEXT.len() as u32,
            ),
            nested,
            cut,
            elsewhere,
            many_entries,
            b"PK\x05\x06".to_vec(),
            b"PK\x03\x04".repeat(100_000),
        ],
    );
}

#[test]
fn json_that_is_deep_wrong_or_another_thing() {
    each(
        "bad.json",
        &[
            many("[", 1 << 20).into_bytes(),
            many("{\"a\":", 1 << 20).into_bytes(),
            b"{\"documents\": [{\"body\": \"\\ud800 alone\"}]}".to_vec(),
            b"{\"documents\": [{\"body\": 3}]}".to_vec(),
            b"{\"documents\": [{\"id\": \"a\", \"body\": \"\"}]}".to_vec(),
            b"{\"format\": \"crossread/99\", \"documents\": []}".to_vec(),
            format!("{{\"documents\": [{{\"body\": \"{}\"}}]}}", many("a\\u0000b ", 1 << 19)).into_bytes(),
            format!("{{\"documents\": [{{\"body\": {TEXT:?}, \"language\": \"../../x\", \"date\": \"never\", \"url\": \"javascript:alert(1)\"}}]}}").into_bytes(),
            b"{\"documents\": [{\"body\": \"x\", \"kind\": \"digest\", \"kind\": \"article\"}]}".to_vec(),
            format!("{{\"a\": {}}}", many("9", 1 << 20)).into_bytes(),
            b"{\"documents\": [".to_vec(),
            b"\xEF\xBB\xBF{}".to_vec(),
        ],
    );
}

#[test]
fn texts_of_one_line_of_nothing_and_of_wrong_encodings() {
    let utf16 = |units: &[u16]| -> Vec<u8> {
        let all = [0xFEFF].iter().chain(units);
        all.flat_map(|unit| unit.to_le_bytes()).collect()
    };
    each(
        "bad.txt",
        &[
            many("word ", 1_000_000).into_bytes(),
            many("word. ", 250_000).into_bytes(),
            many("a\0b ", 1 << 18).into_bytes(),
            vec![0xE9; 1 << 18],
            utf16(&[0xD800; 10_000]),
            utf16(&[0xDC00, 0x0041, 0xD83D].repeat(10_000)),
            many("\u{202E}abc\u{2066} ", 1 << 18).into_bytes(),
            many("«", 1 << 18).into_bytes(),
            many("A. B. C. ", 250_000).into_bytes(),
            many("a\u{301}\u{302}\u{303}\u{304}\u{305}", 250_000).into_bytes(),
            many("\n\n# \n", 250_000).into_bytes(),
            [
                TEXT.as_bytes(),
                &[0xFF, 0xFE, 0xC3, 0x28, 0x80],
                TEXT.as_bytes(),
            ]
            .concat(),
            many("“He said that ", 250_000).into_bytes(),
        ],
    );
}

#[test]
fn word_documents_that_are_deep_or_empty() {
    let word = |text: String| {
        archive(
            "word/document.xml",
            text.as_bytes(),
            8,
            0,
            text.len() as u32,
        )
    };
    let mut entities = String::from("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for i in 1..30 {
        entities += &format!("<!ENTITY a{i} \"&a{0};&a{0};\">", i - 1);
    }
    each(
        "bad.docx",
        &[
            word(format!(
                "{entities}]><w:document><w:p><w:t>&a29; {TEXT}</w:t></w:p></w:document>"
            )),
            word(many("<w:tbl><w:tr><w:tc><w:p>", 1 << 20)),
            word("<w:document/>".into()),
            word(String::new()),
            word(format!(
                "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><w:document><w:p><w:t>{TEXT}</w:t></w:p></w:document>"
            )),
            word(format!("<w:document><w:p><w:t>{TEXT}")),
            word(format!(
                "<w:document><w:p><w:t>{}</w:t></w:p></w:document>",
                many("word ", 1 << 20)
            )),
            word(format!(
                "<w:p>{}</w:p>",
                many("<w:r><w:t>a</w:t></w:r>", 1 << 18)
            )),
            word(format!(
                "<w:p><w:t>{TEXT}&#0;&#xD800;&#x110000;</w:t></w:p>"
            )),
            word(format!(
                "<w:p><w:instrText>DDEAUTO cmd</w:instrText><w:t>{TEXT}</w:t></w:p>"
            )),
            archive("word/document.xml", &vec![b' '; 70 << 20], 8, 0, 100),
        ],
    );
}
