//! `cargo xtask single-file`: the page as one file, `dist/crossread.html`, which runs by double click, and the same
//! as `dist/crossread.zip`.
//!
//! A page from `file://` can neither fetch what stands beside it nor import it, so everything is inside: styles and
//! scripts as they are, program and engine packed (gzip, base64). The engine's worker starts from a blob. Its
//! Content-Security-Policy names the scripts and styles by their hashes and allows no request at all.

use crate::failure::{Context, Failure};
use crate::finish::{ASIDES, replaced, sha256};
use crate::{build, paths, setup, size, steps};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::io::Write;
use std::path::Path;

/// What starts it.
const START: &str = include_str!("../../public/single.js");
/// Its names in dist/.
pub(crate) const PAGE: &str = "crossread.html";
const ZIP: &str = "crossread.zip";

/// The command; `--built` packs what stands in dist/.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    match arguments {
        [] => build::page(&setup::for_build()?),
        [option] if option == "--built" => write(&paths::dist()),
        _ => Err(Failure::new("single-file takes no arguments but --built")),
    }
}

/// Writes both files from the built page in a folder.
pub(crate) fn write(dist: &Path) -> Result<(), Failure> {
    let page = page(dist)?;
    let zip = zipped(PAGE, page.as_bytes())?;
    let put = |name: &str, bytes: &[u8]| {
        steps::say(format!("dist/{name}: {} kB", bytes.len() / 1000));
        fs::write(dist.join(name), bytes).context(|| format!("write {name}"))
    };
    put(PAGE, page.as_bytes())?;
    put(ZIP, &zip)
}

/// The page with everything inside.
fn page(dist: &Path) -> Result<String, Failure> {
    let mut files = Vec::new();
    size::collect(dist, dist, &mut files)?;
    files.sort();
    let file = |begins: &str, ends: &str| {
        files
            .iter()
            .find(|(name, _)| name.starts_with(begins) && name.ends_with(ends))
            .map(|(_, bytes)| bytes.as_slice())
            .ok_or_else(|| {
                Failure::new(format!("dist/ has no {begins}…{ends}")).hint("cargo xtask build")
            })
    };
    let text = |begins: &str, ends: &str| {
        Ok::<String, Failure>(String::from_utf8_lossy(file(begins, ends)?).into_owned())
    };
    let source = text("index.html", "")?;
    let mut out = String::with_capacity(3_000_000);
    let mut styles = String::new();
    // The head's links: styles come inside, the icon as data; the rest names other files.
    for line in tags_apart(&source).lines() {
        let value = |name: &str| {
            let (_, rest) = line.split_once(&format!("{name}=\""))?;
            rest.split_once('"').map(|(value, _)| value)
        };
        let link = line.trim_start().starts_with("<link ");
        match value("rel") {
            Some("stylesheet" | "later") if link => {
                let name = value("href").unwrap_or_default().trim_start_matches("./");
                styles += &text(name, "")?;
            }
            Some("icon") if link => {
                let icon = STANDARD.encode(file("icon.svg", "")?);
                out += &format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n");
            }
            _ if link || line.contains("<script src=") => {}
            _ => {
                out += line;
                out.push('\n');
            }
        }
    }
    let early = inside(&text("start-", ".js")?);
    let mut module = format!(
        "\n{}\nconst asides = {{}};\n",
        text("crossread-page-", ".js")?
    );
    for name in ASIDES {
        let aside = text(&format!("{name}-"), ".js")?;
        let given = replaced(&aside, "export default ", &format!("asides.{name} = "))?;
        module += &format!("{{\n{given}}}\n");
    }
    let module = inside(&(module + START));
    let example: serde_json::Map<String, serde_json::Value> = files
        .iter()
        .filter_map(|(name, bytes)| {
            let name = name.strip_prefix("example/")?;
            // The list by its address, the articles as the list names them.
            let address = match name {
                "corpus.json" => "example/corpus.json",
                _ => name,
            };
            Some((address.to_owned(), String::from_utf8_lossy(bytes).into()))
        })
        .collect();
    let example = serde_json::Value::Object(example)
        .to_string()
        .replace('<', "\\u003c");
    let styles = styles.replace("</style", "<\\/style");
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' 'sha256-{}' 'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-{}'; \
         img-src data: blob:; base-uri 'none'; form-action 'none'",
        sha256(early.as_bytes()),
        sha256(module.as_bytes()),
        sha256(styles.as_bytes()),
    );
    let (before, rest) = between(&out, "content=\"default-src", "\"")?;
    out = [before, "content=\"", &policy, "\"", rest].concat();
    let (head, body) = out
        .split_once("</head>")
        .ok_or_else(|| Failure::new("index.html has no </head>"))?;
    let (body, end) = body
        .rsplit_once("</body>")
        .ok_or_else(|| Failure::new("index.html has no </body>"))?;
    let data = |id: &str, bytes: &[u8]| {
        let packed = gzip(bytes).context(|| format!("pack {id}"))?;
        let packed = STANDARD.encode(packed);
        Ok::<String, Failure>(format!(
            "<script type=\"text/plain\" id=\"{id}\">{packed}</script>\n"
        ))
    };
    Ok([
        head,
        "<style>",
        &styles,
        "</style>\n</head>",
        body,
        "<script>",
        &early,
        "</script>\n",
        &data("engine-script", glue(&files)?)?,
        &data("engine-program", file("crossread-engine-", "_bg.wasm")?)?,
        &data("page-rest", file("crossread-rest-", ".wasm")?)?,
        &data("page-program", file("crossread-page-", "_bg.wasm")?)?,
        "<script type=\"text/plain\" id=\"shelf\">\n",
        &inside(&text("crossread-shelf", ".js")?),
        "</script>\n<script type=\"application/json\" id=\"example\">",
        &example,
        "</script>\n<script type=\"text/plain\" id=\"notices\">\n",
        &inside(&text("NOTICES", ".txt")?),
        "</script>\n<script type=\"module\">",
        &module,
        "</script>\n</body>",
        end,
    ]
    .concat())
}

/// The engine's script that wasm-bindgen made, not the one that starts it.
fn glue(files: &[size::File]) -> Result<&[u8], Failure> {
    files
        .iter()
        .find(|(name, _)| {
            name.starts_with("crossread-engine-")
                && name.ends_with(".js")
                && !name.contains("_start")
        })
        .map(|(_, bytes)| bytes.as_slice())
        .ok_or_else(|| Failure::new("dist/ has no script of the engine"))
}

/// A page with every link on a line of its own.
fn tags_apart(page: &str) -> String {
    page.replace("<link ", "\n<link ")
        .replace("</head>", "\n</head>")
}

/// A script's text as it may stand inside a page.
fn inside(script: &str) -> String {
    script
        .replace("</script", "<\\/script")
        .replace("<!--", "<\\!--")
}

/// What stands before and after a piece that begins and ends so.
fn between<'a>(text: &'a str, begins: &str, ends: &str) -> Result<(&'a str, &'a str), Failure> {
    let missing = || Failure::new(format!("«{begins}» is not in index.html"));
    let (before, rest) = text.split_once(begins).ok_or_else(missing)?;
    let (_, after) = rest.split_once(ends).ok_or_else(missing)?;
    Ok((before, after))
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// A ZIP archive of one file (APPNOTE.TXT 6.3.10), without a date, so that the same page gives the same bytes.
fn zipped(name: &str, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let packed = (|| {
        let mut encoder =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes)?;
        encoder.finish()
    })()
    .context(|| format!("pack {name}"))?;
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).context(|| format!("pack {name}"));
    // Version 2.0, deflated, 1 January 1980.
    let mut facts = Vec::new();
    for short in [20_u16, 0, 8, 0, 0x21] {
        facts.extend(short.to_le_bytes());
    }
    for long in [sum.sum(), length(&packed)?, length(bytes)?] {
        facts.extend(long.to_le_bytes());
    }
    facts.extend((name.len() as u16).to_le_bytes());
    facts.extend(0_u16.to_le_bytes());
    let mut out = b"PK\x03\x04".to_vec();
    out.extend(&facts);
    out.extend(name.as_bytes());
    out.extend(&packed);
    let at = length(&out)?;
    out.extend(b"PK\x01\x02\x14\x00");
    out.extend(&facts);
    // No comment, first disk, no attributes, at the beginning.
    out.extend([0; 14]);
    out.extend(name.as_bytes());
    let long = length(&out)? - at;
    out.extend(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    out.extend(long.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_has_its_directory_where_it_says() {
        let zip = zipped("a.html", b"words, words, words").expect("an archive");
        let end = zip.len() - 22;
        assert_eq!(&zip[end..end + 4], b"PK\x05\x06");
        let at =
            u32::from_le_bytes(zip[end + 16..end + 20].try_into().expect("four bytes")) as usize;
        assert_eq!(&zip[at..at + 4], b"PK\x01\x02");
        assert_eq!(&zip[at + 46..at + 52], b"a.html");
        assert_eq!(at + 52, end);
    }

    #[test]
    fn a_script_cannot_end_its_element() {
        assert_eq!(inside("'</script><!--'"), "'<\\/script><\\!--'");
    }
}
