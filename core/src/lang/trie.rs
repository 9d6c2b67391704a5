//! A trie over word keys: the automaton that finds every lexicon entry in one pass.

use crate::text::fold::Key;

/// What a matched phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which table, see [`super::pack::Table`].
    pub table: u8,
    /// The features of the form, see [`super::pack::Features`].
    pub features: u8,
    /// The row in that table.
    pub row: u16,
}

/// The trie, an open-addressing table of (node, key) → node.
#[derive(Clone, Debug)]
pub struct Trie {
    slots: Vec<(u64, u32)>,
    mask: usize,
    used: usize,
    /// Whether any phrase goes on after a node.
    inner: Vec<bool>,
    /// Entries of a node as a linked list: node → first, then (entry, next).
    heads: Vec<u32>,
    entries: Vec<(Entry, u32)>,
}

const NONE: u32 = u32::MAX;
/// The node where every phrase begins.
pub const ROOT: u32 = 0;

#[inline]
fn slot_key(node: u32, key: Key) -> u64 {
    // Zero marks a free slot; a key of zero after mixing is as good as impossible and mapped away.
    (key ^ u64::from(node).wrapping_mul(0xD6E8_FEB8_6659_FD93)).max(1)
}

impl Default for Trie {
    fn default() -> Self {
        Trie::with_capacity(0)
    }
}

impl Trie {
    /// An empty trie with room for about so many words.
    pub fn with_capacity(words: usize) -> Self {
        let size = (words * 2).next_power_of_two().max(64);
        Trie {
            slots: vec![(0, 0); size],
            mask: size - 1,
            used: 0,
            inner: vec![true],
            heads: vec![NONE],
            entries: Vec::new(),
        }
    }

    /// The node after `key` at `node`.
    #[inline]
    pub fn step(&self, node: u32, key: Key) -> Option<u32> {
        // Most phrases end where they might go on.
        if !self.inner.get(node as usize).copied().unwrap_or(false) {
            return None;
        }
        let wanted = slot_key(node, key);
        let mut at = wanted as usize & self.mask;
        loop {
            match self.slots.get(at) {
                Some(&(k, next)) if k == wanted => return Some(next),
                Some(&(0, _)) | None => return None,
                _ => at = (at + 1) & self.mask,
            }
        }
    }

    /// Adds an entry under a phrase; an equal entry is not added twice.
    pub fn insert(&mut self, phrase: &[Key], entry: Entry) {
        let mut node = ROOT;
        for &key in phrase {
            node = match self.step(node, key) {
                Some(next) => next,
                None => self.add(node, key),
            };
        }
        let mut at = self.heads[node as usize];
        while at != NONE {
            let (e, next) = &mut self.entries[at as usize];
            if e.table == entry.table && e.row == entry.row {
                e.features |= entry.features;
                return;
            }
            at = *next;
        }
        self.entries.push((entry, self.heads[node as usize]));
        self.heads[node as usize] = (self.entries.len() - 1) as u32;
    }

    /// The entries that end at a node, the last added first.
    #[inline]
    pub fn entries(&self, node: u32) -> impl Iterator<Item = Entry> + '_ {
        let mut at = self.heads.get(node as usize).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let (entry, next) = self.entries.get(at as usize)?;
            at = *next;
            Some(*entry)
        })
    }

    fn add(&mut self, node: u32, key: Key) -> u32 {
        if (self.used + 1) * 4 > self.slots.len() * 3 {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![(0, 0); old.len() * 2];
            self.mask = self.slots.len() - 1;
            for slot in old.into_iter().filter(|s| s.0 != 0) {
                self.place(slot);
            }
        }
        let next = self.heads.len() as u32;
        self.heads.push(NONE);
        self.inner.push(false);
        self.inner[node as usize] = true;
        self.used += 1;
        self.place((slot_key(node, key), next));
        next
    }

    fn place(&mut self, slot: (u64, u32)) {
        let mut at = slot.0 as usize & self.mask;
        while self.slots[at].0 != 0 {
            at = (at + 1) & self.mask;
        }
        self.slots[at] = slot;
    }
}
