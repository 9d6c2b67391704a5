//! Writes the bundle for some languages to standard output: for measuring its size.

use std::io::Write as _;

fn main() {
    let languages: Vec<String> = std::env::args().skip(1).collect();
    let codes: Vec<&str> = languages.iter().map(String::as_str).collect();
    let bytes = crossread::lang::bundle::pack(&codes, &codes).unwrap_or_default();
    let _ = std::io::stdout().write_all(&bytes);
}
