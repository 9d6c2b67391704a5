//! Which claims are worth comparing, and how likely two of them speak of the same fact.
//!
//! Candidates come from postings: a claim meets only those that share a feature which few claims
//! have, and of these the few with most in common. Work grows with the number of claims (and
//! its logarithm, for sorting), not with its square.

use super::feature::{Feature, SORTS, Vector, Weighed};
use crate::vocabulary::Certainty;

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
#[derive(Clone, Copy, Debug)]
struct Overlap {
    a: u32,
    b: u32,
    /// Weighed by rarity in the corpus, and in the two documents.
    dot: f32,
    own: f32,
    /// By sort of feature, in parts of the lengths.
    sorts: [f32; SORTS],
    own_sorts: [f32; SORTS],
    cosine: f32,
    own_cosine: f32,
    /// How many sorts of features they share.
    kinds: u32,
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
                a: o.a as usize,
                b: o.b as usize,
                score,
            })
        })
        .collect();
    out.sort_unstable_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    (out, compared)
}

/// Which claims have a feature: entries of all features one after the other.
struct Postings {
    /// Claim and weight.
    entries: Vec<(u32, f32)>,
    /// For each claim, for each of its features, where its entries are.
    ranges: Vec<Vec<(u32, u32)>>,
}

impl Postings {
    fn new(vectors: &[Vector]) -> Self {
        let mut all: Vec<(Feature, u32, u32)> = Vec::new();
        for (i, v) in vectors.iter().enumerate() {
            let features = v.features.iter().enumerate();
            all.extend(features.map(|(k, f)| (f.feature, i as u32, k as u32)));
        }
        all.sort_unstable();
        let mut ranges: Vec<Vec<(u32, u32)>> = vectors
            .iter()
            .map(|v| vec![(0, 0); v.features.len()])
            .collect();
        let mut start = 0;
        for group in all.chunk_by(|x, y| x.0 == y.0) {
            let range = (start, start + group.len() as u32);
            for (_, i, k) in group {
                ranges[*i as usize][*k as usize] = range;
            }
            start = range.1;
        }
        let entries = all
            .iter()
            .map(|(_, i, k)| (*i, vectors[*i as usize].features[*k as usize].weight))
            .collect();
        Postings { entries, ranges }
    }
}

/// Every candidate pair, once, in order.
fn overlaps(vectors: &[Vector]) -> Vec<Overlap> {
    let postings = Postings::new(vectors);
    let kept = (PAIRS / vectors.len().max(1)).clamp(KEPT / 6, KEPT);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut common: Vec<f32> = vec![0.0; vectors.len()];
    let mut met: Vec<(f32, u32)> = Vec::new();
    for (i, v) in vectors.iter().enumerate() {
        for (f, (start, end)) in v.features.iter().zip(&postings.ranges[i]) {
            if (end - start) as usize > POSTINGS {
                continue;
            }
            for (j, x) in &postings.entries[*start as usize..*end as usize] {
                let at = *j as usize;
                if vectors[at].claim.document == v.claim.document {
                    continue;
                }
                if common[at] == 0.0 {
                    met.push((0.0, *j));
                }
                common[at] += f.weight * x;
            }
        }
        for (part, j) in &mut met {
            let at = *j as usize;
            *part = common[at] / vectors[at].norm;
            common[at] = 0.0;
        }
        let best = |x: &(f32, u32), y: &(f32, u32)| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1));
        if met.len() > kept {
            met.select_nth_unstable_by(kept, best);
            met.truncate(kept);
        }
        let i = i as u32;
        pairs.extend(met.drain(..).map(|(_, j)| (i.min(j), i.max(j))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .map(|(a, b)| overlap(vectors, a, b))
        .collect()
}

fn overlap(vectors: &[Vector], a: u32, b: u32) -> Overlap {
    let (x, y) = (&vectors[a as usize], &vectors[b as usize]);
    let (mut sorts, mut own_sorts) = ([0.0; SORTS], [0.0; SORTS]);
    meet(x, y, |f, g| {
        sorts[f.feature.sort()] += f.weight * g.weight;
        own_sorts[f.feature.sort()] += f.own * g.own;
    });
    let (dot, own): (f32, f32) = (sorts.iter().sum(), own_sorts.iter().sum());
    let (length, own_length) = if x.language == y.language {
        (x.norm * y.norm, x.own_norm * y.own_norm)
    } else {
        (x.bridge * y.bridge, x.own_bridge * y.own_bridge)
    };
    Overlap {
        a,
        b,
        dot,
        own,
        kinds: sorts.iter().filter(|s| **s > 0.0).count() as u32,
        sorts: sorts.map(|s| s / length),
        own_sorts: own_sorts.map(|s| s / own_length),
        cosine: dot / length,
        own_cosine: own / own_length,
    }
}

/// Calls `each` with every feature that both have.
fn meet(x: &Vector, y: &Vector, mut each: impl FnMut(&Weighed, &Weighed)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(f), Some(g)) = (x.features.get(i), y.features.get(j)) {
        match f.feature.cmp(&g.feature) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                each(f, g);
                i += 1;
                j += 1;
            }
        }
    }
}

/// The cosine of two claims' features.
pub fn cosine(x: &Vector, y: &Vector) -> f32 {
    let mut dot = 0.0;
    meet(x, y, |f, g| dot += f.weight * g.weight);
    dot / (x.norm * y.norm)
}

/// The features that two claims share, strongest first.
pub fn shared(x: &Vector, y: &Vector) -> Vec<Feature> {
    let mut list = Vec::new();
    meet(x, y, |f, g| list.push((f.feature, f.weight * g.weight)));
    list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    list.into_iter().map(|f| f.0).collect()
}

/// What stands around a pair: how near the two documents are, the rivals of each claim, the
/// neighbours.
struct Context<'a> {
    /// In order of `a`, then `b`.
    overlaps: &'a [Overlap],
    /// The best and second best cosine of a claim towards another document, sorted by both.
    best: Vec<((u32, u32), [f32; 3])>,
    /// How much two documents have in common, sorted.
    affinity: Vec<((u32, u32), f32)>,
}

/// How many values [`Context::values`] gives.
const VALUES: usize = 46;

/// Documents with less affinity than this report of different things.
const STRANGERS: f32 = 0.05;

/// What is left of the score otherwise.
const UNLIKE: f32 = 0.2;

/// The part of what two claims have in common that must be actors, countries, concepts, events or
/// words.
const MATTER: f32 = 0.35;

impl<'a> Context<'a> {
    fn new(vectors: &[Vector], overlaps: &'a [Overlap]) -> Self {
        let document = |i: u32| vectors[i as usize].claim.document;
        let mut all: Vec<((u32, u32), f32, f32)> = Vec::with_capacity(overlaps.len() * 2);
        for o in overlaps {
            all.push(((o.a, document(o.b)), o.cosine, o.own_cosine));
            all.push(((o.b, document(o.a)), o.cosine, o.own_cosine));
        }
        all.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.2.total_cmp(&x.2)));
        let best: Vec<((u32, u32), [f32; 3])> = all
            .chunk_by(|x, y| x.0 == y.0)
            .map(|group| {
                let most = group.iter().map(|g| g.1).fold(0.0, f32::max);
                let own = |i: usize| group.get(i).map_or(0.0, |g| g.2);
                (group[0].0, [most, own(0), own(1)])
            })
            .collect();
        let mut affinity: Vec<((u32, u32), f32)> = best
            .iter()
            .map(|((i, other), [cosine, ..])| {
                let own = document(*i);
                ((own.min(*other), own.max(*other)), (cosine - 0.15).max(0.0))
            })
            .collect();
        affinity.sort_by_key(|a| a.0);
        let affinity = affinity
            .chunk_by(|x, y| x.0 == y.0)
            .map(|group| (group[0].0, group.iter().map(|g| g.1).sum()))
            .collect();
        Context {
            overlaps,
            best,
            affinity,
        }
    }

    /// What the score is made of: how much two claims have in common, by rarity in the corpus and in
    /// their documents; how they stand to rivals; what surrounds them; how they are said.
    fn values(&self, vectors: &[Vector], o: &Overlap) -> [f32; VALUES] {
        let (x, y) = (&vectors[o.a as usize], &vectors[o.b as usize]);
        let (dx, dy) = (x.claim.document, y.claim.document);
        let flag = |b: bool| f32::from(u8::from(b));
        let best = |i: u32, d: u32| {
            let at = self.best.binary_search_by_key(&(i, d), |b| b.0);
            at.map_or([0.0; 3], |at| self.best[at].1)
        };
        let (bx, by) = (best(o.a, dy), best(o.b, dx));
        let rank = |b: [f32; 3]| o.cosine / b[0].max(1e-9);
        let own_rank = |b: [f32; 3]| o.own_cosine / b[1].max(1e-9);
        // How far ahead of the next rival it is, or behind the best.
        let lead = |b: [f32; 3]| {
            let rival = if o.own_cosine >= b[1] { b[2] } else { b[1] };
            o.own_cosine - rival
        };
        let affinity = self.affinity(dx, dy) / (x.of as f32 * y.of as f32).sqrt();
        let place = |v: &Vector| v.claim.claim as f32 / (v.of.max(2) - 1) as f32;
        let same = x.language == y.language;
        let least = if same {
            (x.norm.min(y.norm), x.own_norm.min(y.own_norm))
        } else {
            (x.bridge.min(y.bridge), x.own_bridge.min(y.own_bridge))
        };
        let words = |v: &Vector| v.words.max(1) as f32;
        let around = self.neighbours(vectors, o);
        let mut values = [0.0f32; VALUES];
        values[..26].copy_from_slice(&[
            // What is common: by rarity in the corpus, then in the documents.
            1.0,
            o.cosine,
            (o.dot / (least.0 * least.0)).min(1.0),
            libm::log1pf(o.dot),
            o.own_cosine,
            (o.own / (least.1 * least.1)).min(1.0),
            libm::log1pf(o.own),
            // Rivals: the share of the best that each claim has in the other document, and the lead.
            rank(bx).min(rank(by)),
            own_rank(bx).min(own_rank(by)),
            own_rank(bx).max(own_rank(by)),
            lead(bx).min(lead(by)),
            lead(bx).max(lead(by)),
            // Surroundings: the documents, the claims beside, the place in the text.
            affinity,
            around[0].max(around[1]),
            (place(x) - place(y)).abs(),
            // Manner: who says it, how surely, denied or not, at what length.
            flag(x.holder.is_some() && x.holder == y.holder),
            flag(x.author == y.author),
            flag(same),
            flag(x.certainty == y.certainty),
            flag((x.certainty == Certainty::Certain) != (y.certainty == Certainty::Certain)),
            flag(x.denies != y.denies),
            flag(x.denies && y.denies),
            libm::logf(words(x) / words(y)).abs(),
            o.kinds as f32 / SORTS as f32,
            o.cosine * rank(bx).min(rank(by)),
            o.own_cosine * own_rank(bx).min(own_rank(by)),
        ]);
        values[26..26 + SORTS].copy_from_slice(&o.sorts);
        values[35..35 + SORTS].copy_from_slice(&o.own_sorts);
        values[44..].copy_from_slice(&around);
        values
    }

    fn affinity(&self, x: u32, y: u32) -> f32 {
        let key = (x.min(y), x.max(y));
        let at = self.affinity.binary_search_by_key(&key, |a| a.0);
        at.map_or(0.0, |at| self.affinity[at].1)
    }

    /// How likely two claims speak of the same fact.
    fn score(&self, vectors: &[Vector], o: &Overlap) -> f32 {
        let values = self.values(vectors, o);
        let sum: f32 = values.iter().zip(COEFFICIENTS).map(|(v, c)| v * c).sum();
        let likely = 1.0 / (1.0 + libm::expf(-sum));
        // In documents that have nothing else in common, numbers, families and everyday words say
        // that two claims are alike, not that they speak of one thing.
        let matter: f32 = [0, 1, 2, 3, 6].iter().map(|s| o.sorts[*s]).sum();
        if values[AFFINITY] < STRANGERS && matter < MATTER * o.cosine {
            likely * UNLIKE
        } else {
            likely
        }
    }

    /// The best cosine of the claims before and of those behind the two (reports of one event go
    /// the same way), and of one of them with what stands before or behind the other (what one
    /// tells in two sentences, another tells in one).
    fn neighbours(&self, vectors: &[Vector], o: &Overlap) -> [f32; 2] {
        let beside = |i: u32, by: i32| -> Option<u32> {
            let j = i.checked_add_signed(by)?;
            let v = vectors.get(j as usize)?;
            (v.claim.document == vectors[i as usize].claim.document).then_some(j)
        };
        let best = |ways: &[(i32, i32)]| {
            ways.iter()
                .filter_map(|(da, db)| {
                    let (a, b) = (beside(o.a, *da)?, beside(o.b, *db)?);
                    let key = (a.min(b), a.max(b));
                    let at = self.overlaps.binary_search_by_key(&key, |o| (o.a, o.b));
                    at.ok().map(|at| self.overlaps[at].own_cosine)
                })
                .fold(0.0, f32::max)
        };
        [
            best(&[(-1, -1), (1, 1)]),
            best(&[(-1, 0), (0, -1), (1, 0), (0, 1)]),
        ]
    }
}

/// Where the affinity of the documents stands in [`Context::values`].
const AFFINITY: usize = 12;

/// Coefficients of the logistic regression, in the order of [`Context::values`]. Fitted on the
/// development texts.
const COEFFICIENTS: [f32; VALUES] = [
    -5.583, 1.221, -1.623, -0.085, 0.656, -2.576, 0.941, -0.089, -0.373, 0.175, 3.401, 2.72, 6.544,
    1.538, -2.267, 1.742, 0.827, -0.191, -1.283, -1.916, 0.441, 0.064, -0.438, -0.604, 3.762,
    1.137, -7.770, -28.651, 2.466, 14.843, 6.703, 5.930, 8.051, 22.591, -5.441, 13.053, 43.072,
    -8.682, -12.928, 2.690, -6.789, 2.134, -10.637, 14.320, 1.922, 1.673,
];
