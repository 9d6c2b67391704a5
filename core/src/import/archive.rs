//! Zip archives (PKWARE APPNOTE 6.3.10): the central directory, stored and deflated entries.
//! What unpacks to more than the limits is not unpacked.

use super::problem::Problem;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// Bytes of one entry, of all entries together, and how many entries.
const LARGEST: usize = 64 << 20;
const TOGETHER: usize = 256 << 20;
const MOST: usize = 5_000;

/// An entry of an archive.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    method: u16,
    encrypted: bool,
    packed: usize,
    size: usize,
    offset: usize,
}

/// An archive whose entries can be unpacked one by one.
pub(super) struct Archive<'a> {
    name: &'a str,
    bytes: &'a [u8],
    pub(super) entries: Vec<Entry>,
    /// Bytes that may still be unpacked.
    left: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let b = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([b[0], b[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let b = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

impl<'a> Archive<'a> {
    /// Reads the list of entries.
    pub(super) fn new(name: &'a str, bytes: &'a [u8]) -> Result<Self, Problem> {
        let damaged = || {
            Problem::new(
                name,
                "the archive is cut off or damaged",
                "pack or download it again",
            )
        };
        // The end record stands last, before a comment of at most 65,535 bytes.
        let lowest = bytes.len().saturating_sub(22 + 65_535);
        let tail = &bytes[lowest..];
        let at = tail
            .windows(4)
            .rposition(|w| w == b"PK\x05\x06")
            .ok_or_else(damaged)?
            + lowest;
        let count = u16_at(bytes, at + 10).ok_or_else(damaged)? as usize;
        let mut next = u32_at(bytes, at + 16).ok_or_else(damaged)? as usize;
        if next == u32::MAX as usize || count == u16::MAX as usize {
            return Err(Problem::new(
                name,
                "the archive is of the kind zip64, for more than 4 GB",
                "pack the articles in several smaller archives",
            ));
        }
        if count > MOST {
            return Err(Problem::new(
                name,
                format!("the archive has {count} files; {MOST} are the most"),
                "pack the articles in several smaller archives",
            ));
        }
        let mut entries = Vec::new();
        for _ in 0..count {
            if u32_at(bytes, next) != Some(0x0201_4B50) {
                return Err(damaged());
            }
            let short = |at: usize| u16_at(bytes, next + at).ok_or_else(damaged);
            let long = |at: usize| Ok(u32_at(bytes, next + at).ok_or_else(damaged)? as usize);
            let (flags, method) = (short(8)?, short(10)?);
            let length = short(28)? as usize;
            let rest = short(30)? as usize + short(32)? as usize;
            let (packed, size, offset) = (long(20)?, long(24)?, long(42)?);
            let raw = bytes
                .get(next + 46..next + 46 + length)
                .ok_or_else(damaged)?;
            entries.push(Entry {
                name: String::from_utf8_lossy(raw).replace('\\', "/"),
                method,
                encrypted: flags & 1 == 1,
                packed,
                size,
                offset,
            });
            next += 46 + length + rest;
        }
        Ok(Archive {
            name,
            bytes,
            entries,
            left: TOGETHER,
        })
    }

    /// Whether there is an entry of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.name == name)
    }

    /// The bytes of the entry of a name, if there is one.
    pub(super) fn find(&mut self, name: &str) -> Option<Result<Vec<u8>, Problem>> {
        let entry = self.entries.iter().find(|e| e.name == name)?.clone();
        Some(self.unpack(&entry))
    }

    /// The bytes of an entry.
    pub(super) fn unpack(&mut self, entry: &Entry) -> Result<Vec<u8>, Problem> {
        let place = format!("{}/{}", self.name, entry.name);
        let damaged = |what: &str| Problem::new(place.clone(), what, "pack or save it again");
        if entry.encrypted {
            return Err(Problem::new(
                place.clone(),
                "it is encrypted",
                "unpack the archive with its password and bring the files",
            ));
        }
        let start = self.bytes.get(entry.offset..).unwrap_or_default();
        let head = (u16_at(start, 26), u16_at(start, 28));
        let ((Some(name), Some(extra)), Some(0x0403_4B50)) = (head, u32_at(start, 0)) else {
            return Err(damaged("its place in the archive is damaged"));
        };
        let from = 30 + name as usize + extra as usize;
        let packed = start
            .get(from..from.saturating_add(entry.packed))
            .ok_or_else(|| damaged("it is cut off"))?;
        let limit = LARGEST.min(self.left);
        let bytes = match entry.method {
            0 if packed.len() <= limit => packed.to_vec(),
            8 if entry.size <= limit => decompress_to_vec_with_limit(packed, entry.size.max(1))
                .map_err(|_| damaged("it cannot be unpacked: damaged, or larger than it says"))?,
            0 | 8 => {
                return Err(Problem::new(
                    place,
                    format!("it unpacks to more than {} MB", limit >> 20),
                    "bring the articles in smaller files",
                ));
            }
            other => {
                return Err(Problem::new(
                    place,
                    format!("it is packed by a method (number {other}) that is not read here"),
                    "pack it as a plain zip (deflate)",
                ));
            }
        };
        self.left -= bytes.len();
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_entries_together_are_bounded() {
        let entry = Entry {
            name: "a.txt".into(),
            method: 0,
            encrypted: false,
            packed: 10,
            size: 10,
            offset: 0,
        };
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.extend([0; 26]);
        bytes.extend(b"0123456789");
        let mut archive = Archive {
            name: "x.zip",
            bytes: &bytes,
            entries: Vec::new(),
            left: 25,
        };
        assert_eq!(archive.unpack(&entry).as_deref(), Ok(&b"0123456789"[..]));
        assert!(archive.unpack(&entry).is_ok());
        let problem = archive.unpack(&entry).expect_err("no room is left");
        assert!(problem.message.contains("MB") && problem.place == "x.zip/a.txt");
    }
}
