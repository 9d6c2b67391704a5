//! `cargo xtask bench`: crossread beside what a user would pick instead, in a real Chromium, into `benches/RESULTS.md`.
//!
//! Serves a compressed copy of dist/, as hosts send it, and of the peers' bundles (`benches/peers`), and lets the
//! package `crossread-bench` measure them.

use crate::driver::Driver;
use crate::failure::{Context, Failure};
use crate::server::Server;
use crate::{build, paths, process, setup, size, steps};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The scripts of benches/peers.
const SCRIPTS: [&str; 3] = ["analysis.js", "page.js", "map.js"];

/// What is measured (benches/src/main.rs).
const PARTS: [&str; 6] = [
    "first-load",
    "bring",
    "analysis",
    "interaction",
    "growth",
    "map",
];

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    // Parts alone are measured without touching the written results.
    let parts: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(part)) {
        return Err(Failure::new(format!("bench has no part «{unknown}»"))
            .hint(format!("cargo xtask bench [{}]", PARTS.join(" | "))));
    }
    let tools = setup::for_build()?;
    let test_tools = setup::for_tests()?;
    build::page(&tools)?;
    let site = paths::root().join("target/bench/site");
    // Nothing is there the first time.
    let _ = fs::remove_dir_all(&site);
    let mut first_loads = Vec::new();
    first_loads.push(("crossread", size::first_load()?));
    copy(&paths::dist(), &site.join("page"))?;
    let peers = site.join("peers");
    bundle(&peers)?;
    let mut files = Vec::new();
    size::collect(&peers, &peers, &mut files)?;
    let mut page = 0;
    for (name, bytes) in &files {
        if name.starts_with("page.") {
            page += size::brotli(bytes)
                .context(|| format!("compress {name}"))?
                .len();
        }
    }
    first_loads.push(("assembled", page));
    compress(&site)?;
    let folder = peers.display().to_string();
    measured(&["prepare", folder.as_str()], |_| ())?;
    let server = Server::on_a_free_port(&site, "")?;
    let driver = Driver::start(&test_tools.browser.driver)?;
    let address = server.address();
    server.serve_in_background();
    let engine = engine(&site.join("page"))?;
    let tables = paths::root().join("target/bench/tables.md");
    let file = tables.display().to_string();
    measured(
        &[&["run", file.as_str()], parts.as_slice()].concat(),
        |command| {
            command
                .env("CROSSREAD_URL", &address)
                .env("CROSSREAD_ENGINE", &engine)
                .env("CROSSREAD_WEBDRIVER", driver.address())
                .env("CROSSREAD_CHROME", &test_tools.browser.chrome);
        },
    )?;
    if !parts.is_empty() {
        return Ok(());
    }
    let mut out = format!(
        "# What was measured\n\nWritten by `cargo xtask bench`. {}\n\n## First load\n\n\
         Everything fetched until the first map, brotli.\n\n| page | kB |\n| --- | ---: |\n",
        machine(&test_tools.browser.chrome)
    );
    for (name, bytes) in first_loads {
        out.push_str(&format!("| {name} | {:.0} |\n", bytes as f64 / 1000.0));
    }
    out.push_str(&fs::read_to_string(&tables).context(|| format!("read {}", tables.display()))?);
    let results = paths::root().join("benches/RESULTS.md");
    fs::write(&results, out).context(|| format!("write {}", results.display()))?;
    steps::say(format!("written: {}", results.display()));
    Ok(())
}

/// The name of the script that starts the engine; it has a hash.
fn engine(page: &Path) -> Result<String, Failure> {
    let mut files = Vec::new();
    size::collect(page, page, &mut files)?;
    let mut names = files.into_iter().map(|(name, _)| name);
    names
        .find(|name| name.starts_with("crossread-engine") && name.ends_with("_start.js"))
        .ok_or_else(|| {
            Failure::new("dist/ has no script that starts the engine").hint("cargo xtask build")
        })
}

/// Runs `crossread-bench`.
fn measured(words: &[&str], set: impl FnOnce(&mut Command)) -> Result<(), Failure> {
    let mut command = Command::new("cargo");
    command
        .current_dir(paths::root())
        .args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "crossread-bench",
            "--",
        ])
        .args(words);
    set(&mut command);
    if process::watched(&mut command)?.success {
        Ok(())
    } else {
        Err(Failure::new("the measurement failed; its reason is above"))
    }
}

/// Bundles the peers with esbuild, and the articles that both pages read.
fn bundle(to: &Path) -> Result<(), Failure> {
    let sources = paths::root().join("benches/peers");
    let packages = setup::npm::set("bench-peers", &sources.join("package.json"))?;
    steps::say("bundling what a user would pick instead");
    for name in SCRIPTS {
        let from = sources.join(name);
        fs::copy(&from, packages.join(name)).context(|| format!("copy {}", from.display()))?;
    }
    let mut articles = Vec::new();
    for file in ["en", "it"] {
        let folder = paths::root().join("corpus").join(file);
        for entry in fs::read_dir(&folder).context(|| format!("read {}", folder.display()))? {
            let path = entry
                .context(|| format!("read {}", folder.display()))?
                .path();
            let text = fs::read_to_string(&path).context(|| format!("read {}", path.display()))?;
            let body = text.rsplit("+++").next().unwrap_or_default();
            articles.push(serde_json::json!({ "body": body }));
        }
    }
    let list = packages.join("articles.json");
    fs::write(&list, serde_json::Value::from(articles).to_string())
        .context(|| format!("write {}", list.display()))?;
    let mut command = Command::new(packages.join("node_modules/.bin/esbuild"));
    command
        .current_dir(&packages)
        .args(SCRIPTS)
        .args(["--bundle", "--minify", "--format=iife", "--log-level=error"])
        .arg(format!("--outdir={}", to.display()));
    if !process::watched(&mut command)?.success {
        return Err(Failure::new("esbuild could not bundle benches/peers"));
    }
    for name in ["page.html", "harness.html", "map.html"] {
        let from = sources.join(name);
        fs::copy(&from, to.join(name)).context(|| format!("copy {}", from.display()))?;
    }
    Ok(())
}

/// The processor and the browser, in a sentence.
fn machine(chrome: &Path) -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|l| {
            l.strip_prefix("model name")?
                .split_once(": ")
                .map(|(_, m)| m.to_owned())
        })
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    let browser = process::answer(Command::new(chrome).arg("--version")).unwrap_or_default();
    format!("{model}, {cores} cores; {}, headless.", browser.trim())
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let mut files = Vec::new();
    size::collect(from, from, &mut files)?;
    for (name, bytes) in files {
        let to = to.join(&name);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).context(|| format!("make {}", parent.display()))?;
        }
        fs::write(&to, bytes).context(|| format!("write {}", to.display()))?;
    }
    Ok(())
}

/// Puts a brotli file beside each file.
fn compress(folder: &Path) -> Result<(), Failure> {
    steps::say("compressing the pages, as hosts send them");
    let mut files = Vec::new();
    size::collect(folder, folder, &mut files)?;
    for (name, bytes) in files {
        let packed = size::brotli(&bytes).context(|| format!("compress {name}"))?;
        let to = folder.join(format!("{name}.br"));
        fs::write(&to, packed).context(|| format!("write {}", to.display()))?;
    }
    Ok(())
}
