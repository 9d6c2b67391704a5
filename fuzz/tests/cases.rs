//! Every case that fuzzing found to run something new, and every one that broke something once, runs again without a
//! panic.

use crossread_fuzz::TARGETS;
use std::path::Path;

#[test]
fn cases_that_were_found_run_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut ran = 0;
    for (name, target) in TARGETS {
        for kept in ["cases", "mended"] {
            let file = folder.join(kept).join(name).with_extension("txt");
            // Not every target has broken something.
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            for (number, line) in text.lines().enumerate() {
                let bytes: Option<Vec<u8>> = (0..line.len())
                    .step_by(2)
                    .map(|at| u8::from_str_radix(line.get(at..at + 2)?, 16).ok())
                    .collect();
                let bytes = bytes
                    .unwrap_or_else(|| panic!("{}, line {}: no case", file.display(), number + 1));
                target(&bytes);
                ran += 1;
            }
        }
    }
    assert!(ran > TARGETS.len(), "{ran} cases are too few");
}
