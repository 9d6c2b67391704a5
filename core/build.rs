//! Packs the language folders and the data tables into the library, and makes the folding table.

#[path = "src/lang/parse.rs"]
mod parse;
#[path = "src/lang/raw.rs"]
mod raw;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

fn main() {
    if let Err(message) = run() {
        println!("cargo::error={message}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?);
    let languages = root.join("src/lang");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", languages.display());
    println!("cargo::rerun-if-changed={}", root.join("data").display());

    let write = |name: &str, bytes: &[u8]| {
        fs::write(out.join(name), bytes).map_err(|e| format!("{name}: {e}"))
    };
    write("fold_table.rs", fold_table().as_bytes())?;

    let mut folders: Vec<PathBuf> = fs::read_dir(&languages)
        .map_err(|e| e.to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("lang.toml").is_file())
        .collect();
    folders.sort();
    let inherited = languages.join("xx");
    let packs = folders
        .iter()
        .map(|folder| parse::language(folder, &inherited))
        .collect::<Result<Vec<_>, _>>()?;
    let data = parse::data(&root.join("data"))?;
    let bundle = raw::Bundle { packs, data };
    write(
        "bundle.bin",
        &postcard::to_allocvec(&bundle).map_err(|e| e.to_string())?,
    )
}

/// Base letters of the Latin blocks, by canonical decomposition (Unicode data), lower case.
fn fold_table() -> String {
    let base = |code: u32| -> char {
        let Some(c) = char::from_u32(code) else {
            return ' ';
        };
        let c = c.to_lowercase().next().unwrap_or(c);
        match c {
            'ł' => return 'l',
            'ø' => return 'o',
            'đ' | 'ð' | 'ɖ' => return 'd',
            'ħ' => return 'h',
            'ı' => return 'i',
            'ŧ' => return 't',
            'þ' => return 't',
            'ŋ' => return 'n',
            'ĸ' => return 'k',
            _ => {}
        }
        c.nfd().find(|c| !is_combining_mark(*c)).unwrap_or(c)
    };
    let table = |from: u32, to: u32| -> String {
        (from..=to).fold(String::new(), |mut s, code| {
            let _ = write!(s, "{:?},", base(code));
            s
        })
    };
    format!(
        "/// U+00C0 to U+024F.\nconst LATIN: [char; 400] = [{}];\n/// U+1E00 to U+1EFF.\nconst LATIN_ADDITIONAL: [char; 256] = [{}];\n",
        table(0xC0, 0x24F),
        table(0x1E00, 0x1EFF)
    )
}
