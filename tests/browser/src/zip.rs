//! Zip archives, written as plainly as can be, for tests that need one.

/// A zip archive whose entries are stored as they are.
///
/// # Panics
/// Where an entry or the archive has 4 GiB or more.
#[must_use]
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    let number = |length: usize| u32::try_from(length).expect("less than 4 GiB");
    for (name, bytes) in files {
        let offset = number(out.len());
        let size = number(bytes.len());
        let mut common = vec![20, 0, 0, 8, 0, 0];
        common.extend([0; 4]);
        common.extend(checksum(bytes).to_le_bytes());
        common.extend(size.to_le_bytes());
        common.extend(size.to_le_bytes());
        common.extend(number(name.len()).to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = number(out.len());
    let count = u16::try_from(files.len()).expect("few files");
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(number(directory.len()).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// Bytes packed as in a zip archive (deflate).
#[must_use]
pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec(bytes, 6)
}

/// CRC-32 as zip has it (polynomial 0xEDB88320, reflected).
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}
