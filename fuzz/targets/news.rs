//! The target `news` (src/lib.rs).
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| crossread_fuzz::news(bytes));
