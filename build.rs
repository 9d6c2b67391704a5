//! Checks and packs the corpus.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!(
        "cargo::rustc-env=CROSSREAD_FORMAT={}",
        crossread::format_name()
    );
}
