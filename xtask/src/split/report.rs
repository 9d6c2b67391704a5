//! `cargo xtask split`: what of the page's program is in which file, after a build. What it prints is what rules.txt
//! is written from.

use super::rules::{Rules, plain};
use super::{Module, probe, split};
use crate::failure::{Context, Failure};
use crate::{paths, size};
use std::collections::BTreeMap;
use std::fs;

/// So many functions are listed.
const LISTED: usize = 150;

/// The command.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let file = match arguments {
        [word] if word == "--probe" => return probe::write(),
        [] => paths::root().join("target/split/whole.wasm"),
        [file] => file.into(),
        _ => return Err(Failure::new("split takes one file, --probe or nothing")),
    };
    let wasm = fs::read(&file)
        .context(|| format!("read {}", file.display()))
        .map_err(|failure| failure.hint("cargo xtask build"))?;
    let rules = Rules::own()?;
    let module = Module::read(&wasm)?;
    let later = module.later(&rules);
    let mut groups: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut functions = Vec::new();
    for function in module.defined() {
        let bytes = module.bodies[(function - module.imported()) as usize]
            .range()
            .len();
        let name = module
            .names
            .get(&function)
            .map_or("?", |name| name.as_str());
        let name = plain(name);
        groups.entry(group(&name)).or_default()[usize::from(later[function as usize])] += bytes;
        functions.push((later[function as usize], bytes, name));
    }
    println!(
        "{:>9} {:>9}  bytes of code in the first file and in the rest",
        "first", "rest"
    );
    for (name, [first, rest]) in &groups {
        println!("{first:>9} {rest:>9}  {name}");
    }
    functions.sort_by(|x, y| (x.0, y.1, &x.2).cmp(&(y.0, x.1, &y.2)));
    println!("\nthe largest of the first file");
    for (_, bytes, name) in functions.iter().filter(|(later, ..)| !later).take(LISTED) {
        println!("{bytes:>9}  {name}");
    }
    // Beside it, its script.
    let script = file.with_extension("js");
    let script = fs::read_to_string(&script).context(|| format!("read {}", script.display()))?;
    let whole = split(&wasm, &script, &rules)?;
    for (name, bytes) in [("first", &whole.first), ("rest", &whole.rest)] {
        let packed = size::brotli(bytes).context(|| format!("compress {name}"))?;
        println!(
            "{name}: {} bytes, {} after brotli",
            bytes.len(),
            packed.len()
        );
    }
    println!("{:?} functions, {} stubs", whole.functions, whole.stubs);
    Ok(())
}

/// Crate and modules of a function's name: the first of the page's paths in it, else its first path.
fn group(name: &str) -> String {
    let at = name.find("crossread_page::").unwrap_or_default();
    let path = name[at..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = path
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(path.len());
    let parts: Vec<&str> = path[..end]
        .split("::")
        .filter(|part| !part.is_empty())
        .collect();
    let depth = if path.starts_with("crossread_page") {
        4
    } else {
        2
    };
    // Without the function's own name.
    parts[..depth.min(parts.len().saturating_sub(1).max(1).min(parts.len()))].join("::")
}
