//! Which claims are worth comparing, and how likely two of them speak of the same fact.
//!
//! Candidates come from postings: a claim meets only those that share a feature which few claims
//! have, and of these the few with most in common. Work grows with the number of claims (and
//! its logarithm, for sorting), not with its square.

use super::feature::{Feature, SORTS, Vector};
use super::sparse::Sparse;

/// A feature that more claims have than this brings none of them together.
const POSTINGS: usize = 96;

/// How many candidates of each claim are looked at closely, at most.
const KEPT: usize = 96;

/// How many pairs are looked at closely in a large corpus, beyond the least for each claim.
const PAIRS: usize = 2_000_000;

/// Two claims of different documents.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Indices of vectors, `a < b`.
    pub a: usize,
    pub b: usize,
    /// How likely they speak of the same fact, 0 to 1: logistic regression on the development
    /// texts.
    pub score: f32,
}

/// What two claims have in common.
struct Overlap {
    a: usize,
    b: usize,
    dot: f32,
    cosine: f32,
    sorts: [f32; SORTS],
}

/// All pairs worth a look with their scores, best first; and how many were compared.
pub fn pairs(vectors: &[Vector], least: f32) -> (Vec<Pair>, usize) {
    let overlaps = overlaps(vectors);
    let compared = overlaps.len();
    let context = Context::new(vectors, &overlaps);
    let mut out: Vec<Pair> = overlaps
        .iter()
        .filter_map(|o| {
            let score = context.score(vectors, o);
            (score >= least).then_some(Pair {
                a: o.a,
                b: o.b,
                score,
            })
        })
        .collect();
    out.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    (out, compared)
}

/// Every candidate pair, once, in order.
fn overlaps(vectors: &[Vector]) -> Vec<Overlap> {
    let postings = Postings::new(vectors);
    let kept = (PAIRS / vectors.len().max(1)).clamp(KEPT / 6, KEPT);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut common: Vec<f32> = vec![0.0; vectors.len()];
    let mut met: Vec<u32> = Vec::new();
    let mut ranked: Vec<(f32, u32)> = Vec::new();
    for (i, v) in vectors.iter().enumerate() {
        for (key, (_, w)) in v.keys.iter().zip(&v.features) {
            let list = postings.of(*key);
            if list.len() > POSTINGS {
                continue;
            }
            for (j, x) in list {
                let at = *j as usize;
                if vectors[at].claim.document == v.claim.document {
                    continue;
                }
                if common[at] == 0.0 {
                    met.push(*j);
                }
                common[at] += w * x;
            }
        }
        ranked.extend(met.drain(..).map(|j| {
            let common = std::mem::take(&mut common[j as usize]);
            (common / vectors[j as usize].norm, j)
        }));
        if ranked.len() > kept {
            ranked.select_nth_unstable_by(kept, |x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        }
        let i = i as u32;
        let most = ranked.iter().take(kept);
        pairs.extend(most.map(|(_, j)| (i.min(*j), i.max(*j))));
        ranked.clear();
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .map(|(a, b)| overlap(vectors, a as usize, b as usize))
        .collect()
}

/// Which claims have a feature, and how much it weighs in each.
struct Postings {
    /// Where the claims of each feature start, by its key, and where the last one's end.
    starts: Vec<u32>,
    claims: Vec<(u32, f32)>,
}

impl Postings {
    fn new(vectors: &[Vector]) -> Postings {
        let all = || vectors.iter().flat_map(|v| &v.keys);
        let keys = all().max().map_or(0, |last| *last as usize + 1);
        let mut starts = vec![0u32; keys + 1];
        for key in all() {
            starts[*key as usize + 1] += 1;
        }
        for key in 0..keys {
            starts[key + 1] += starts[key];
        }
        let mut claims = vec![(0, 0.0); starts[keys] as usize];
        let mut next = starts.clone();
        for (i, v) in vectors.iter().enumerate() {
            for (key, (_, weight)) in v.keys.iter().zip(&v.features) {
                let at = &mut next[*key as usize];
                claims[*at as usize] = (i as u32, *weight);
                *at += 1;
            }
        }
        Postings { starts, claims }
    }

    fn of(&self, key: u32) -> &[(u32, f32)] {
        let at = |key: usize| self.starts[key] as usize;
        &self.claims[at(key as usize)..at(key as usize + 1)]
    }
}

fn overlap(vectors: &[Vector], a: usize, b: usize) -> Overlap {
    let (x, y) = (&vectors[a], &vectors[b]);
    let mut sorts = [0.0; SORTS];
    meet(x, y, |f, w| sorts[f.sort()] += w);
    let dot: f32 = sorts.iter().sum();
    let length = x.norm * y.norm;
    Overlap {
        a,
        b,
        dot,
        cosine: dot / length,
        sorts: sorts.map(|s| s / length),
    }
}

/// Calls `each` with every shared feature and the product of its weights.
fn meet(x: &Vector, y: &Vector, mut each: impl FnMut(Feature, f32)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(f), Some(g)) = (x.keys.get(i), y.keys.get(j)) {
        match f.cmp(g) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                let (feature, weight) = x.features[i];
                each(feature, weight * y.features[j].1);
                i += 1;
                j += 1;
            }
        }
    }
}

/// The cosine of two claims' features.
pub fn cosine(x: &Vector, y: &Vector) -> f32 {
    let mut dot = 0.0;
    meet(x, y, |_, w| dot += w);
    dot / (x.norm * y.norm)
}

/// The features that two claims share, strongest first.
pub fn shared(x: &Vector, y: &Vector) -> Vec<Feature> {
    let mut list = Vec::new();
    meet(x, y, |f, w| list.push((f, w)));
    list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    list.into_iter().map(|f| f.0).collect()
}

/// What stands around a pair: how near the two documents are, the rivals of each claim, the
/// neighbours.
struct Context {
    /// By claim and later claim.
    cosines: Sparse,
    /// The best cosine of a claim towards another document.
    best: Sparse,
    /// How much two documents have in common: by the earlier and the later one.
    affinity: Sparse,
}

/// Coefficients of the logistic regression, in the order of [`Context::score`]. Fitted on the
/// development texts.
const COEFFICIENTS: [f32; 21] = [
    -7.9, 1.16, 0.89, 1.64, 0.46, -0.34, 2.87, 2.33, -1.5, 1.2, -0.63, 0.33, 0.01, 0.06, -0.32,
    0.14, 0.07, 0.06, 0.19, 0.61, 1.24,
];

/// The part of what two claims have in common that must be actors, countries, concepts, events or
/// words.
const MATTER: f32 = 0.35;

/// Documents with less affinity than this report of different things.
const STRANGERS: f32 = 0.05;

/// What is left of the score otherwise.
const UNLIKE: f32 = 0.2;

impl Context {
    fn new(vectors: &[Vector], overlaps: &[Overlap]) -> Self {
        let document = |i: u32| vectors[i as usize].claim.document;
        let mut best: Vec<(u32, u32, f32)> = Vec::with_capacity(2 * overlaps.len());
        for o in overlaps {
            let (a, b) = (o.a as u32, o.b as u32);
            best.push((a, document(b), o.cosine));
            best.push((b, document(a), o.cosine));
        }
        // The greatest of each claim and document stays.
        best.sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.total_cmp(&x.2)));
        best.dedup_by_key(|cell| (cell.0, cell.1));
        let mut affinity: Vec<(u32, u32, f32)> = best
            .iter()
            .map(|(i, other, cosine)| {
                let own = document(*i);
                (own.min(*other), own.max(*other), (cosine - 0.15).max(0.0))
            })
            .collect();
        affinity.sort_by_key(|cell| (cell.0, cell.1));
        affinity.dedup_by(|next, sum| {
            let same = (next.0, next.1) == (sum.0, sum.1);
            if same {
                sum.2 += next.2;
            }
            same
        });
        let documents = vectors.last().map_or(0, |v| v.claim.document as usize + 1);
        let cosines = overlaps.iter().map(|o| (o.a as u32, o.b as u32, o.cosine));
        Context {
            cosines: Sparse::new(vectors.len(), cosines),
            best: Sparse::new(vectors.len(), best),
            affinity: Sparse::new(documents, affinity),
        }
    }

    /// How likely two claims speak of the same fact.
    fn score(&self, vectors: &[Vector], o: &Overlap) -> f32 {
        let (x, y) = (&vectors[o.a], &vectors[o.b]);
        let (dx, dy) = (x.claim.document, y.claim.document);
        let least = x.norm.min(y.norm);
        let rank = |i: usize, d: u32| {
            let best = self.best.get(i as u32, d).unwrap_or(0.0);
            o.cosine / best.max(1e-9)
        };
        let (rx, ry) = (rank(o.a, dy), rank(o.b, dx));
        let affinity = self.affinity.get(dx.min(dy), dx.max(dy)).unwrap_or(0.0)
            / (x.of as f32 * y.of as f32).sqrt();
        let place = |v: &Vector| v.claim.claim as f32 / (v.of.max(2) - 1) as f32;
        let holder = x.holder.is_some() && x.holder == y.holder;
        let mut values = [0.0f32; 21];
        values[..10].copy_from_slice(&[
            1.0,
            o.cosine,
            (o.dot / (least * least)).min(1.0),
            o.dot.ln_1p(),
            rx.min(ry),
            rx.max(ry),
            affinity,
            self.neighbours(vectors, o),
            (place(x) - place(y)).abs(),
            f32::from(u8::from(holder)),
        ]);
        values[10] = f32::from(u8::from(x.language == y.language));
        values[11..11 + SORTS].copy_from_slice(&o.sorts);
        values[20] = o.cosine * rx.min(ry);
        let sum: f32 = values.iter().zip(COEFFICIENTS).map(|(v, c)| v * c).sum();
        let likely = 1.0 / (1.0 + libm::expf(-sum));
        // In documents that have nothing else in common, numbers, families and everyday words say
        // that two claims are alike, not that they speak of one thing.
        let matter: f32 = [0, 1, 2, 3, 6].iter().map(|s| o.sorts[*s]).sum();
        if affinity < STRANGERS && matter < MATTER * o.cosine {
            likely * UNLIKE
        } else {
            likely
        }
    }

    /// The best cosine of claims beside the two: reports of one event go the same way.
    fn neighbours(&self, vectors: &[Vector], o: &Overlap) -> f32 {
        let beside = |i: usize, by: i32| -> Option<usize> {
            let j = i.checked_add_signed(by as isize)?;
            (vectors.get(j)?.claim.document == vectors[i].claim.document).then_some(j)
        };
        [(-1, -1), (1, 1), (-1, 0), (0, -1), (1, 0), (0, 1)]
            .iter()
            .filter_map(|(da, db)| {
                let (a, b) = (beside(o.a, *da)?, beside(o.b, *db)?);
                self.cosines.get(a.min(b) as u32, a.max(b) as u32)
            })
            .fold(0.0, f32::max)
    }
}
