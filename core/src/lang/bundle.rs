//! The bundle: all language folders and tables, packed by `core/build.rs` into the library.

pub use super::raw::Bundle;
use super::raw::Columns;
use std::sync::OnceLock;

/// The bundle, decoded on first use.
pub fn current() -> &'static Bundle {
    static CURRENT: OnceLock<Bundle> = OnceLock::new();
    CURRENT.get_or_init(|| {
        let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bundle.bin"));
        postcard::from_bytes(bytes).unwrap_or_default()
    })
}

impl Columns {
    /// As rows of tab-separated cells again, each ended by a line feed.
    pub fn rows(&self) -> String {
        let mut columns: Vec<_> = self.0.iter().map(|c| c.split('\n')).collect();
        let mut out = String::with_capacity(self.0.iter().map(String::len).sum::<usize>() + 64);
        if columns.is_empty() {
            return out;
        }
        loop {
            for (i, column) in columns.iter_mut().enumerate() {
                match column.next() {
                    Some(cell) => {
                        if i > 0 {
                            out.push('\t');
                        }
                        out.push_str(cell);
                    }
                    None => return out,
                }
            }
            out.push('\n');
        }
    }
}
