//! Sorting that costs little code: one merge sort of indices for all types.
//!
//! The standard library's sort is compiled anew for every type and comparison, 5 kB each; the lists here are
//! short and a reader downloads the code, so size counts more than speed.

use std::cmp::Ordering;

/// Stable sorting, as the methods of slices of the same meaning.
pub trait Order<T> {
    /// Sorts by a comparison.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key.
    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|x, y| key(x).cmp(&key(y)));
    }

    /// Sorts by a key that is worked out once for each.
    fn order_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);

    /// Sorts.
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(Ord::cmp);
    }
}

impl<T> Order<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let from = permutation(self.len(), &mut |x, y| compare(&self[x], &self[y]).is_gt());
        put(self, from);
    }

    fn order_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        put(self, permutation(keys.len(), &mut |x, y| keys[x] > keys[y]));
    }
}

/// Puts each where it belongs, by the index of what belongs there.
fn put<T>(list: &mut [T], mut from: Vec<usize>) {
    for start in 0..from.len() {
        let mut at = start;
        while from[at] != start {
            let next = from[at];
            list.swap(at, next);
            from[at] = at;
            at = next;
        }
        from[at] = at;
    }
}

/// For each place the index of what belongs there; `after` says whether the first index belongs behind the second.
fn permutation(len: usize, after: &mut dyn FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..len).collect();
    let mut merged = sorted.clone();
    let mut run = 1;
    while run < len {
        for start in (0..len).step_by(2 * run) {
            let (middle, end) = ((start + run).min(len), (start + 2 * run).min(len));
            let (mut left, mut right) = (start, middle);
            for place in &mut merged[start..end] {
                let take_right =
                    right < end && (left >= middle || after(sorted[left], sorted[right]));
                let taken = if take_right { &mut right } else { &mut left };
                *place = sorted[*taken];
                *taken += 1;
            }
        }
        std::mem::swap(&mut sorted, &mut merged);
        run *= 2;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let mut state = 7u32;
        for len in (0..70).chain([1000]) {
            let mut list: Vec<(u32, usize)> = (0..len)
                .map(|i| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 28, i)
                })
                .collect();
            let mut expected = list.clone();
            expected.sort_by_key(|one| one.0);
            let mut cached = list.clone();
            cached.order_by_cached_key(|one| one.0);
            list.order_by_key(|one| one.0);
            assert_eq!(list, expected, "{len}");
            assert_eq!(cached, expected, "{len}");
        }
    }
}
