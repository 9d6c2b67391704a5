//! `cargo xtask finish`: what Trunk calls at the end of every build (Trunk.toml, hook `post_build`), for what its
//! own options cannot do. In the folder that Trunk is about to make dist/, it
//!
//! 1. names start.js, what it fetches later and the engine's files by their content, as Trunk does with the page's: whatever a cache
//!    holds, no page gets the files of another version;
//! 2. puts off the styles that the first map does not need, and splits the page's program into what the first map needs and the rest (split/), if it has been optimised;
//! 3. puts the summary (build/summary.rs) into index.html;
//! 4. allows the scripts that stand in index.html by their hashes: none but the one of `trunk serve`, which loads
//!    the page again after a change;
//! 5. adds PDF.js, which crossread-pdf.js reads PDFs with, where npm has it; all three named by their content;
//! 6. lists all files in the service worker, with their hashes. A development build gets a service worker that
//!    takes itself away instead: what is being worked on is never served from an old copy.

use crate::failure::{Context, Failure};
use crate::size::{self, File};
use crate::split::rules::Rules;
use crate::split::{self, GLUE};
use crate::{paths, setup, steps};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where the summary belongs.
const SUMMARY: &str = "<!-- summary -->";
/// The script that starts the engine, as Trunk.toml names it.
const ENGINE: &str = "crossread-engine_start.js";
/// The styles that start.js takes in with the rest of the program.
pub(crate) const LATER_STYLES: [&str; 4] = ["article-", "bring-", "compare-", "print-"];
/// The scripts that start.js fetches where somebody asks for them.
pub(crate) const ASIDES: [&str; 3] = ["copy", "lesson", "sheet"];
/// Where the invented articles stand, here and in dist/, with a list of them as a corpus.
const EXAMPLE: &str = "corpus-example";
const EXAMPLE_AT: &str = "example";
/// A service worker that gives the page back to the network.
const NO_COPY: &str = "// Takes the copy for offline away.
self.addEventListener(\"install\", () => self.skipWaiting());
self.addEventListener(\"activate\", (event) => {
  const away = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(`crossread ${self.registration.scope} `)) await caches.delete(name);
    }
    await self.registration.unregister();
    for (const one of await self.clients.matchAll({ type: \"window\" })) await one.navigate(one.url);
  };
  event.waitUntil(away());
});
";

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    if !arguments.is_empty() {
        return Err(Failure::new("finish takes no arguments"));
    }
    let variable = |name: &str| env::var_os(name).map(PathBuf::from);
    let folder = variable("TRUNK_STAGING_DIR").ok_or_else(|| {
        Failure::new("TRUNK_STAGING_DIR is not set: Trunk calls this at the end of a build")
            .hint("cargo xtask build")
    })?;
    example(&folder)?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    if release {
        keep_whole(&folder)?;
    }
    finish(&folder, &summary()?, release)
}

/// Puts the invented articles beside the page, as a corpus that an address names: `?corpus=example/corpus.json`.
fn example(folder: &Path) -> Result<(), Failure> {
    let from = paths::root().join(EXAMPLE);
    let mut files = Vec::new();
    size::collect(&from, &from, &mut files)?;
    // An article stands in the folder of its language.
    files.retain(|(name, _)| name.contains('/'));
    files.sort();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let list = serde_json::json!({ "articles": names }).to_string();
    let to = folder.join(EXAMPLE_AT);
    let put = |name: &str, bytes: &[u8]| {
        let at = to.join(name);
        let parent = at.parent().unwrap_or(&to);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&at, bytes))
            .context(|| format!("write {}", at.display()))
    };
    for (name, bytes) in &files {
        put(name, bytes)?;
    }
    put("corpus.json", list.as_bytes())
}

/// The summary of the corpus that the page was built with.
fn summary() -> Result<String, Failure> {
    let corpus =
        paths::root().join(env::var_os("CROSSREAD_CORPUS").unwrap_or_else(|| "corpus".into()));
    // As build.rs names it.
    let name: String = corpus
        .to_string_lossy()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let file = paths::root().join(format!("target/summary/{name}.html"));
    fs::read_to_string(&file)
        .context(|| format!("read {}", file.display()))
        .map_err(|failure| failure.hint("cargo clean -p crossread-page, then build again"))
}

fn finish(folder: &Path, summary: &str, release: bool) -> Result<(), Failure> {
    let read = |name: &str| read(folder, name);
    let write = |name: &str, text: &str| write(folder, name, text);
    let away =
        |name: &str| fs::remove_file(folder.join(name)).context(|| format!("take {name} away"));
    let mut page = read("index.html")?;

    let program = fs::read(folder.join("crossread-engine_bg.wasm"))
        .context(|| "read crossread-engine_bg.wasm".to_owned())?;
    let glue = read("crossread-engine.js")?;
    let start = with_pdf(folder, read(ENGINE)?)?;
    let hash = short(&[&program, glue.as_bytes(), start.as_bytes()]);
    let named = |name: &str| name.replace("crossread-engine", &format!("crossread-engine-{hash}"));
    write(&named("crossread-engine.js"), &glue)?;
    write(
        &named(ENGINE),
        &start.replace(
            "}crossread-engine",
            &format!("}}{}", named("crossread-engine")),
        ),
    )?;
    fs::write(folder.join(named("crossread-engine_bg.wasm")), &program)
        .context(|| "write the engine".to_owned())?;
    for old in ["crossread-engine.js", "crossread-engine_bg.wasm", ENGINE] {
        away(old)?;
    }
    let mut starter = lean(&read("start.js")?);
    for aside in ASIDES {
        let (plain, text) = (format!("{aside}.js"), read(&format!("{aside}.js"))?);
        let named = format!("{aside}-{}.js", short(&[text.as_bytes()]));
        starter = replaced(&starter, &format!("\"{plain}\""), &format!("\"{named}\""))?;
        write(&named, &text)?;
        away(&plain)?;
    }
    let starter_name = format!("start-{}.js", short(&[starter.as_bytes()]));
    write(&starter_name, &starter)?;
    away("start.js")?;

    page = replaced(&page, "start.js\"", &format!("{starter_name}\""))?;
    if release {
        page = with_rest(folder, &page)?;
        for style in LATER_STYLES {
            let link = |rel: &str| format!("<link rel=\"{rel}\" href=\"./{style}");
            page = replaced(&page, &link("stylesheet"), &link("later"))?;
        }
    }
    page = replaced(&page, ENGINE, &named(ENGINE))?;
    let offline = if release { "sw.js" } else { "" };
    page = replaced(
        &page,
        " defer ",
        &format!(" defer data-offline=\"{offline}\" "),
    )?;
    page = replaced(&page, SUMMARY, summary)?;
    let allowed: String = scripts_inside(&page)
        .iter()
        .map(|script| format!("'sha256-{}' ", sha256(script.as_bytes())))
        .collect();
    page = replaced(&page, "script-src ", &format!("script-src {allowed}"))?;
    write("index.html", &page)?;

    if !release {
        return write("sw.js", NO_COPY);
    }
    let mut files = Vec::new();
    size::collect(folder, folder, &mut files)?;
    write("sw.js", &with_list(&read("sw.js")?, files)?)?;
    steps::say(format!("finished: {starter_name}, engine {hash}"));
    Ok(())
}

/// A script without indentation and lines of remarks.
pub(crate) fn lean(script: &str) -> String {
    let remark = |line: &str| {
        ["//", "/**", "* ", "*/"]
            .iter()
            .any(|begin| line.starts_with(begin))
            || line == "*"
    };
    let lines = script.lines().map(str::trim_start);
    lines
        .filter(|line| !remark(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The names of the page's program and of wasm-bindgen's script, as Trunk gave them.
fn program(page: &str) -> Result<[&str; 2], Failure> {
    let value = |name: &str| {
        let (_, rest) = page.split_once(&format!("{name}=\"./"))?;
        rest.split_once('"').map(|(value, _)| value)
    };
    match (value("data-wasm"), value("data-js")) {
        (Some(program), Some(glue)) => Ok([program, glue]),
        _ => Err(Failure::new("the built page names no program")
            .hint("Trunk.toml and xtask/src/finish.rs must agree")),
    }
}

/// Keeps the whole program for `cargo xtask split`.
fn keep_whole(folder: &Path) -> Result<(), Failure> {
    let page = read(folder, "index.html")?;
    let [program, script] = program(&page)?;
    let to = paths::root().join("target/split");
    fs::create_dir_all(&to)
        .and_then(|()| fs::copy(folder.join(program), to.join("whole.wasm")))
        .and_then(|_| fs::copy(folder.join(script), to.join("whole.js")))
        .map(|_| ())
        .context(|| format!("write into {}", to.display()))
}

/// The page's program in two files, under new names in the page.
fn with_rest(folder: &Path, page: &str) -> Result<String, Failure> {
    let [old_program, old_glue] = program(page)?;
    let program = fs::read(folder.join(old_program)).context(|| format!("read {old_program}"))?;
    let script = read(folder, old_glue)?;
    let split = split::split(&program, &script, &Rules::own()?)?;
    let rest = format!("crossread-rest-{}.wasm", short(&[&split.rest]));
    let glue = [split.script, lean(GLUE).replace("REST", &rest)].concat();
    let hash = short(&[&split.first, glue.as_bytes()]);
    let [new_program, new_glue] = [
        format!("crossread-page-{hash}_bg.wasm"),
        format!("crossread-page-{hash}.js"),
    ];
    for old in [old_program, old_glue] {
        fs::remove_file(folder.join(old)).context(|| format!("take {old} away"))?;
    }
    for (name, bytes) in [
        (&rest, &split.rest),
        (&new_program, &split.first),
        (&new_glue, &glue.into_bytes()),
    ] {
        fs::write(folder.join(name), bytes).context(|| format!("write {name}"))?;
    }
    steps::say(format!(
        "split: {} functions for the first map, {} in the rest, {} stubs",
        split.functions[0], split.functions[1], split.stubs
    ));
    let page = page
        .replace(old_program, &new_program)
        .replace(old_glue, &new_glue);
    replaced(
        &page,
        " data-engine=",
        &format!(" data-rest=\"./{rest}\" data-engine="),
    )
}

/// Puts what reads PDFs into the folder; gives the engine's start with its name. Without npm the page reads no PDFs.
fn with_pdf(folder: &Path, start: String) -> Result<String, Failure> {
    const READER: &str = "crossread-pdf.js";
    if !folder.join(READER).is_file() {
        return Ok(start);
    }
    let script = read(folder, READER)?;
    fs::remove_file(folder.join(READER)).context(|| format!("take {READER} away"))?;
    let package = match setup::npm::pdf() {
        Ok(package) => package,
        Err(failure) => {
            eprintln!("{failure}");
            steps::say("the page is built without what reads PDFs");
            return Ok(start);
        }
    };
    let part = |name: &str| read(&package.join("legacy/build"), name);
    let (reader, worker) = (part("pdf.min.mjs")?, part("pdf.worker.min.mjs")?);
    let hash = short(&[script.as_bytes(), reader.as_bytes(), worker.as_bytes()]);
    let named = |name: &str| name.replace("crossread-pdf", &format!("crossread-pdf-{hash}"));
    let mut script = script;
    for (name, text) in [
        ("crossread-pdf-reader.js", reader),
        ("crossread-pdf-worker.js", worker),
    ] {
        let from = format!("\"./{name}\"");
        script = replaced(&script, &from, &format!("\"./{}\"", named(name)))?;
        write(folder, &named(name), &text)?;
    }
    write(folder, &named(READER), &script)?;
    replaced(&start, READER, &named(READER))
}

/// The service worker with the names of all files and their hashes, and with a version that follows from them.
fn with_list(worker: &str, mut files: Vec<File>) -> Result<String, Failure> {
    // Not itself; embed.js is asked for by other pages, over the network; crossread.json is for its host to change;
    // what reads PDFs is large, and few bring one.
    files.retain(|(name, _)| {
        !["sw.js", "embed.js", "crossread.json"].contains(&name.as_str())
            && !name.starts_with("crossread-pdf")
    });
    files.sort();
    let list: serde_json::Map<String, serde_json::Value> = files
        .into_iter()
        .map(|(name, bytes)| (name, format!("sha256-{}", sha256(&bytes)).into()))
        .collect();
    let list = serde_json::Value::Object(list).to_string();
    let version = short(&[list.as_bytes(), worker.as_bytes()]);
    let worker = replaced(
        worker,
        "const FILES = {};",
        &format!("const FILES = {list};"),
    )?;
    replaced(
        &worker,
        "const VERSION = \"\"",
        &format!("const VERSION = \"{version}\""),
    )
}

/// The texts of the scripts that stand in a page itself and are run.
fn scripts_inside(page: &str) -> Vec<&str> {
    page.match_indices("<script")
        .filter_map(|(at, _)| {
            let (tag, rest) = page[at..].split_once('>')?;
            let inside = !tag.contains(" src=") && !tag.contains("type=\"text/plain\"");
            inside.then(|| rest.split_once("</script>").map(|(text, _)| text))?
        })
        .collect()
}

/// A text with the first place of `what` replaced; it must be there.
pub(crate) fn replaced(text: &str, what: &str, with: &str) -> Result<String, Failure> {
    match text.split_once(what) {
        Some((before, after)) => Ok([before, with, after].concat()),
        None => Err(Failure::new(format!(
            "«{what}» is not where it belongs in the built page"
        ))
        .hint("index.html, Trunk.toml and xtask/src/finish.rs must agree")),
    }
}

/// The SHA-256 of some bytes, as Content-Security-Policy and Subresource Integrity write it.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}

/// Sixteen hexadecimal digits that follow from some contents.
fn short(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn read(folder: &Path, name: &str) -> Result<String, Failure> {
    fs::read_to_string(folder.join(name)).context(|| format!("read {name}"))
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    fs::write(folder.join(name), text).context(|| format!("write {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder as Trunk leaves it.
    fn built(name: &str) -> PathBuf {
        let folder =
            env::temp_dir().join(format!("crossread-finish-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let file = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
        let page = format!(
            "<meta content=\"script-src 'self'\"><script src=\"./start.js\" defer data-js=\"./crossread-page-a.js\" data-wasm=\"./crossread-page-a_bg.wasm\" data-engine=\"{ENGINE}\"></script>\
             {SUMMARY}<script>again()</script>"
        );
        let styles =
            LATER_STYLES.map(|name| format!("<link rel=\"stylesheet\" href=\"./{name}a.css\">"));
        let page = page + &styles.concat();
        file("index.html", &page);
        file("crossread-engine_bg.wasm", "program");
        file("crossread-engine.js", "glue");
        file(
            ENGINE,
            "`${from}crossread-engine.js` `${from}crossread-engine_bg.wasm`",
        );
        fs::write(
            folder.join("crossread-page-a_bg.wasm"),
            split::tests::program(),
        )
        .expect("a file");
        let script = "{ \"js\": { near: near, far: far } }";
        file("crossread-page-a.js", script);
        file(
            "start.js",
            "asides(\"copy.js\", \"lesson.js\", \"sheet.js\")",
        );
        for aside in ASIDES {
            file(&format!("{aside}.js"), aside);
        }
        file("sw.js", "const FILES = {}; const VERSION = \"\";");
        folder
    }

    #[test]
    fn a_release_names_its_files_by_content_and_lists_them() {
        let folder = built("release");
        finish(&folder, "<p>told</p>", true).expect("finished");
        let page = read(&folder, "index.html").expect("a page");
        assert!(
            page.contains("<p>told</p>") && page.contains("data-offline=\"sw.js\""),
            "{page}"
        );
        assert!(
            page.contains(&format!("'sha256-{}'", sha256(b"again()"))),
            "{page}"
        );
        let worker = read(&folder, "sw.js").expect("a service worker");
        let names: Vec<String> = fs::read_dir(&folder)
            .expect("files")
            .map(|entry| {
                entry
                    .expect("a file")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        for name in &names {
            assert_eq!(
                worker.contains(&format!("\"{name}\"")),
                name != "sw.js",
                "{name}"
            );
            assert!(
                !name.starts_with("crossread-engine.")
                    && !name.starts_with("crossread-page-a")
                    && name != "start.js",
                "{name}"
            );
        }
        for begins in ["crossread-page-", "crossread-rest-"] {
            let named = names
                .iter()
                .filter(|name| name.starts_with(begins) && name.ends_with(".wasm"));
            for name in named {
                assert!(page.contains(&format!("=\"./{name}\"")), "{name}");
            }
        }
        assert!(!page.contains("stylesheet"), "{page}");
        let start = names
            .iter()
            .find(|name| name.ends_with("_start.js"))
            .expect("the engine's start");
        let engine = read(&folder, start).expect("a script");
        for part in engine
            .split('`')
            .filter_map(|part| part.strip_prefix("${from}"))
        {
            assert!(
                names.iter().any(|name| name == part),
                "{part} is not in {names:?}"
            );
        }
        fs::remove_dir_all(folder).expect("the folder is removed");
    }

    #[test]
    fn a_build_to_work_on_keeps_no_copy() {
        let folder = built("debug");
        finish(&folder, "", false).expect("finished");
        assert!(
            read(&folder, "index.html")
                .expect("a page")
                .contains("data-offline=\"\"")
        );
        assert_eq!(read(&folder, "sw.js").expect("a service worker"), NO_COPY);
        fs::remove_dir_all(folder).expect("the folder is removed");
    }
}
