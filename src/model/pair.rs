//! Two articles one against the other: which statements of theirs stand in one row, and which topics each has.

use super::Model;
use crate::order::Order as _;
use crossread::compare::ClaimRef;
use crossread::vocabulary::Topic;

/// A row that two documents share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Index of the row.
    pub row: usize,
    /// Claims of the first document and of the second, in the order of their texts; neither is empty.
    pub claims: [Vec<u32>; 2],
}

/// The rows that two documents share, in the order of the first one's text.
pub fn ties(model: &Model, documents: [u32; 2]) -> Vec<Tie> {
    let mut out: Vec<Tie> = Vec::new();
    for (row, of) in model.rows.iter().enumerate() {
        let claims = &model.analysis.comparisons[of.comparison].claims;
        let own = |document: u32| {
            let own = claims.iter().filter(|at| at.document == document);
            own.map(|at| at.claim).collect::<Vec<u32>>()
        };
        let claims = documents.map(own);
        if claims.iter().all(|own| !own.is_empty()) {
            out.push(Tie { row, claims });
        }
    }
    let start = |tie: &Tie| {
        let at = ClaimRef {
            document: documents[0],
            claim: tie.claims[0][0],
        };
        model.claim(at).map(|claim| claim.span.start)
    };
    out.order_by_key(|tie| (start(tie), tie.row));
    out
}

/// Topics of which any document speaks, with the number of statements in each document; those that most
/// documents have come first, then those with most statements.
pub fn coverage(model: &Model) -> Vec<(Topic, Vec<usize>)> {
    let mut out: Vec<(Topic, Vec<usize>)> = Vec::new();
    for &topic in Topic::ALL {
        let counts: Vec<usize> = model
            .documents()
            .map(|d| {
                let claims = model.extraction(d).claims.iter();
                let of = |topics: &[(Topic, _)]| topics.iter().any(|(t, _)| *t == topic);
                claims.filter(|claim| of(&claim.topics)).count()
            })
            .collect();
        if counts.iter().any(|n| *n > 0) {
            out.push((topic, counts));
        }
    }
    out.order_by_key(|(_, counts)| {
        let silent = counts.iter().filter(|n| **n == 0).count();
        (silent, std::cmp::Reverse(counts.iter().sum::<usize>()))
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn shared_rows_are_ties_whichever_article_comes_first() {
        let model = sample::small();
        let tie = |claims| Tie { row: 0, claims };
        assert_eq!(ties(&model, [0, 1]), [tie([vec![0], vec![0]])]);
        assert_eq!(ties(&model, [1, 0]), [tie([vec![0], vec![0]])]);
        let large = sample::large(6);
        let (there, back) = (ties(&large, [2, 4]), ties(&large, [4, 2]));
        assert_eq!(there.len(), back.len());
        assert!(!there.is_empty());
        for tie in &there {
            assert!(tie.claims.iter().all(|own| !own.is_empty()));
            assert!(back.iter().any(|other| other.row == tie.row));
        }
    }

    #[test]
    fn coverage_counts_each_topic_by_article() {
        assert_eq!(coverage(&sample::small()), [(Topic::Visit, vec![1, 0])]);
        let all = coverage(&sample::large(5));
        let silent = |counts: &Vec<usize>| counts.iter().filter(|n| **n == 0).count();
        assert!(all.windows(2).all(|w| silent(&w[0].1) <= silent(&w[1].1)));
    }
}
