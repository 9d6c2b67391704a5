//! What the reader saves: verdicts, notes, pins, tags, named comparisons, corrections, steps of a story.
//!
//! Everything is a [`state::Record`] with a revision and a time. [`action`] turns what the reader does into
//! changed records, [`history`] undoes and redoes it, [`saved`] writes and reads them, [`migrate`] lifts old ones, [`merge`] joins those of
//! several tabs and files, [`share`] those that came with a link; [`class`] counts what a class handed in. Nothing here knows a browser; keys and storage are the caller's.

pub mod action;
pub mod class;
pub mod history;
pub mod merge;
pub mod migrate;
pub mod saved;
pub mod share;
pub mod state;

/// A stable key of some texts: 64 bits of FNV-1a (Fowler, Noll, Vo) as 16 hexadecimal digits. Texts are kept
/// apart by their lengths, so that `["ab", "c"]` and `["a", "bc"]` differ.
pub fn stable_key<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    for text in texts {
        for byte in (text.len() as u32).to_le_bytes() {
            eat(byte);
        }
        text.bytes().for_each(&mut eat);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::stable_key;

    #[test]
    fn keys_stay_and_differ() {
        assert_eq!(stable_key([]), "cbf29ce484222325");
        assert_ne!(stable_key(["ab", "c"]), stable_key(["a", "bc"]));
        assert_eq!(
            stable_key(["Haftar", "Putin"]),
            stable_key(["Haftar", "Putin"])
        );
    }
}
