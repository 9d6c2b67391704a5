//! Cutting a text into pieces by the marks that lie on it.

use crate::order::Order as _;
use crossread::text::Span;

/// A piece of text with the indices of the marks that cover it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub span: Span,
    /// In the order of the marks given.
    pub marks: Vec<usize>,
}

/// Cuts `within` at every end of a mark. Marks may overlap; what lies outside is left out.
pub fn pieces(within: Span, marks: &[Span]) -> Vec<Piece> {
    let mut cuts = vec![within.start, within.end];
    for mark in marks {
        cuts.extend(
            [mark.start, mark.end]
                .into_iter()
                .filter(|cut| within.start < *cut && *cut < within.end),
        );
    }
    cuts.order();
    cuts.dedup();
    cuts.windows(2)
        .map(|ends| {
            let span = Span::new(ends[0], ends[1]);
            let over = marks
                .iter()
                .enumerate()
                .filter(|(_, mark)| mark.contains(span) && !mark.is_empty());
            Piece {
                span,
                marks: over.map(|(i, _)| i).collect(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_are_cut_apart() {
        let marks = [
            Span::new(2, 6),
            Span::new(4, 8),
            Span::new(5, 5),
            Span::new(0, 20),
        ];
        let got: Vec<_> = pieces(Span::new(1, 9), &marks)
            .into_iter()
            .map(|p| (p.span.start, p.span.end, p.marks))
            .collect();
        assert_eq!(
            got,
            [
                (1, 2, vec![3]),
                (2, 4, vec![0, 3]),
                (4, 5, vec![0, 1, 3]),
                (5, 6, vec![0, 1, 3]),
                (6, 8, vec![1, 3]),
                (8, 9, vec![3]),
            ]
        );
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(pieces(Span::new(3, 3), &[]).is_empty());
    }
}
