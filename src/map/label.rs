//! Labels that never lie on each other: marks in eight positions, words along lines, the rest counted.
//!
//! Greedy, by priority, with a cost for every position (rule of the graphics desk: a label may cross a line,
//! should not cover a mark, must not cover another label).

use crate::real;

use super::geometry::{Point, Quad, Rect, Within as _, point};

/// Width of a text in pixels at a size in pixels, regular or bold. The caller knows the font.
pub type Measure<'a> = &'a dyn Fn(&str, f64, bool) -> f64;

/// A stand-in for a real measure: 0.55 em a character.
pub fn rough_measure(text: &str, size: f64, bold: bool) -> f64 {
    text.chars().count() as f64 * size * if bold { 0.58 } else { 0.55 }
}

/// A grid of small cells that tells what is near without looking at everything.
#[derive(Clone, Debug)]
pub struct Grid<T> {
    cell: f64,
    origin: Point,
    columns: usize,
    rows: usize,
    cells: Vec<Vec<T>>,
}

impl<T: Clone> Grid<T> {
    pub fn new(area: Rect, cell: f64) -> Grid<T> {
        let columns = ((area.width() / cell).ceil() as usize).clamp(1, 400);
        let rows = ((area.height() / cell).ceil() as usize).clamp(1, 400);
        Grid {
            cell,
            origin: point(area.x0, area.y0),
            columns,
            rows,
            cells: vec![Vec::new(); columns * rows],
        }
    }

    fn span(&self, r: Rect) -> (usize, usize, usize, usize) {
        let at =
            |v: f64, o: f64, n: usize| (((v - o) / self.cell).floor().max(0.0) as usize).min(n - 1);
        (
            at(r.x0, self.origin.x, self.columns),
            at(r.x1, self.origin.x, self.columns),
            at(r.y0, self.origin.y, self.rows),
            at(r.y1, self.origin.y, self.rows),
        )
    }

    pub fn add(&mut self, r: Rect, item: T) {
        let (x0, x1, y0, y1) = self.span(r);
        for y in y0..=y1 {
            for x in x0..=x1 {
                self.cells[y * self.columns + x].push(item.clone());
            }
        }
    }

    /// Everything whose cells `r` touches; a thing that spans several cells may come more than once.
    pub fn near(&self, r: Rect) -> impl Iterator<Item = &T> {
        let (x0, x1, y0, y1) = self.span(r);
        (y0..=y1)
            .flat_map(move |y| (x0..=x1).flat_map(move |x| self.cells[y * self.columns + x].iter()))
    }
}

/// A point of a line that a label would cross.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    pub at: Point,
    pub selected: bool,
}

/// What stands on the screen while labels look for room.
pub struct Board {
    area: Rect,
    labels: Grid<Rect>,
    marks: Grid<(Rect, usize)>,
    samples: Grid<Sample>,
}

/// No owner: a thing on the board that is not a node's mark.
pub const NOBODY: usize = usize::MAX;

impl Board {
    pub fn new(area: Rect) -> Board {
        Board {
            area,
            labels: Grid::new(area, 48.0),
            marks: Grid::new(area, 48.0),
            samples: Grid::new(area, 24.0),
        }
    }

    /// A mark (or a sign, or a button over the map) that labels should not cover; `owner` is its node index.
    pub fn add_mark(&mut self, room: Rect, owner: usize) {
        self.marks.add(room, (room, owner));
    }

    /// Room that no label may take.
    pub fn add_taken(&mut self, room: Rect) {
        self.labels.add(room, room);
    }

    pub fn add_line(&mut self, points: &[Point], selected: bool) {
        for &at in points {
            self.samples
                .add(Rect::around(at, 0.0), Sample { at, selected });
        }
    }

    /// True if no label and no mark stands there.
    pub fn is_free(&self, room: Rect) -> bool {
        !self.is_taken(room) && self.covered_marks(room, NOBODY, 1) == 0
    }

    /// True if a line runs through.
    pub fn crosses_line(&self, room: Rect) -> bool {
        self.samples.near(room).any(|s| room.contains(s.at))
    }

    fn is_taken(&self, room: Rect) -> bool {
        self.labels.near(room).any(|l| l.overlaps(room))
    }

    /// How many marks a room covers; beyond `most` nobody counts.
    fn covered_marks(&self, room: Rect, owner: usize, most: usize) -> usize {
        let mut seen: Vec<Rect> = Vec::new();
        for (mark, of) in self.marks.near(room) {
            if *of != owner && mark.overlaps(room) && !seen.contains(mark) {
                seen.push(*mark);
                if seen.len() >= most {
                    break;
                }
            }
        }
        seen.len()
    }
}

/// Where a label stands, seen from its mark, in the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    E,
    W,
    NE,
    SE,
    NW,
    SW,
    N,
    S,
}

/// All eight, best first.
pub const SEATS: [Seat; 8] = [
    Seat::E,
    Seat::W,
    Seat::NE,
    Seat::SE,
    Seat::NW,
    Seat::SW,
    Seat::N,
    Seat::S,
];

/// Which end of the text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    /// The word SVG has for it.
    pub fn word(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// A label that found its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seated {
    pub anchor: Anchor,
    /// Where the baseline starts, is centred or ends.
    pub at: Point,
    pub room: Rect,
    pub seat: Seat,
}

/// What a label asks for.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    pub text: &'a str,
    pub size: f64,
    pub bold: bool,
    /// The centre of its mark and the mark's radius, ring included.
    pub mark: Point,
    pub radius: f64,
    /// Node index of the mark, or [`NOBODY`].
    pub owner: usize,
    /// The cost at which it rather stays hidden: 900, or 30 for a faded one.
    pub limit: f64,
    /// The side its placement left free for it.
    pub hint: Option<Seat>,
}

/// The room of a text at a seat, and where its baseline goes.
fn seat_room(wish: &Wish, seat: Seat, width: f64) -> (Rect, Point, Anchor) {
    let (m, r, s) = (wish.mark, wish.radius + 5.0, wish.size);
    let height = s * 1.2;
    let diagonal = r * 0.75;
    let (anchor, x, middle) = match seat {
        Seat::E => (Anchor::Start, m.x + r, m.y),
        Seat::W => (Anchor::End, m.x - r, m.y),
        Seat::NE => (Anchor::Start, m.x + diagonal, m.y - diagonal - s * 0.3),
        Seat::SE => (Anchor::Start, m.x + diagonal, m.y + diagonal + s * 0.3),
        Seat::NW => (Anchor::End, m.x - diagonal, m.y - diagonal - s * 0.3),
        Seat::SW => (Anchor::End, m.x - diagonal, m.y + diagonal + s * 0.3),
        Seat::N => (Anchor::Middle, m.x, m.y - r - s * 0.45),
        Seat::S => (Anchor::Middle, m.x, m.y + r + s * 0.45),
    };
    let x0 = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    (
        Rect::sized(x0, middle - height / 2.0, width, height),
        point(x, middle + s * 0.35),
        anchor,
    )
}

impl Board {
    /// Finds the cheapest seat, takes it, or returns `None` if the label must stay hidden.
    pub fn seat(&mut self, wish: &Wish, measure: Measure) -> Option<Seated> {
        let width = measure(wish.text, wish.size, wish.bold);
        let mut best: Option<(f64, Seated)> = None;
        for (rank, seat) in SEATS.into_iter().enumerate() {
            let (mut room, mut at, anchor) = seat_room(wish, seat, width);
            if anchor == Anchor::Middle {
                // Above and below a label may slide inwards from the edge, as long as it is over its mark.
                let most = (width / 2.0 - 4.0).max(0.0);
                let left = (self.area.x0 + 4.0 - room.x0).max(0.0);
                let right = (room.x1 - self.area.x1 + 4.0).max(0.0);
                let shift = (left - right).within(-most, most);
                room.x0 += shift;
                room.x1 += shift;
                at.x += shift;
            }
            let rank = if wish.hint == Some(seat) {
                -2.0
            } else {
                rank as f64
            };
            let mut cost = rank * 0.6;
            if !self.area.holds(room.grown(4.0)) || self.is_taken(room.grown(1.5)) {
                continue;
            }
            // Nobody looks further where it costs too much already: a crowd is large.
            let most = ((wish.limit - cost) / 60.0).ceil().max(1.0) as usize;
            cost += 60.0 * self.covered_marks(room, wish.owner, most) as f64;
            for sample in self.samples.near(room.grown(1.0)) {
                if cost >= wish.limit {
                    break;
                }
                if room.grown(1.0).contains(sample.at) {
                    cost += if sample.selected { 6.0 } else { 2.0 };
                }
            }
            if cost >= wish.limit {
                continue;
            }
            if best.is_none_or(|(c, _)| cost < c - 1e-9) {
                best = Some((
                    cost,
                    Seated {
                        anchor,
                        at,
                        room,
                        seat,
                    },
                ));
            }
        }
        let (_, seated) = best?;
        self.add_taken(seated.room);
        Some(seated)
    }
}

/// A word along a line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineLabel {
    /// The curve the text runs along, from left to right; the text is centred on it.
    pub curve: Quad,
    /// Its middle, and the angle there in degrees, for renderers without text on a path.
    pub at: Point,
    pub angle: f64,
    /// Where the relation's sign stands, after the word.
    pub sign: Option<Point>,
    /// The squares that it covers.
    pub rooms: Vec<Rect>,
}

/// Where along the line a word is tried.
pub const LINE_SHARES: [f64; 11] = [
    0.50, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.24, 0.76, 0.16, 0.84,
];

/// The step of shares from line to line in a sheaf.
pub const LINE_STEP: f64 = 0.042;

impl Board {
    /// Finds room for a word (and a sign of 6 px radius after it) along a chain of curves.
    ///
    /// The text is upright, on the line. `None` if there is no free place or the line is too short.
    #[expect(
        clippy::too_many_arguments,
        reason = "one call, and every part is a different thing"
    )]
    pub fn seat_on_line(
        &mut self,
        chain: &[Quad],
        text: &str,
        size: f64,
        bold: bool,
        sign: bool,
        step: f64,
        measure: Measure,
    ) -> Option<LineLabel> {
        let width = measure(text, size, bold) + 6.0;
        let tail = if sign { 17.0 } else { 0.0 };
        let total: f64 = chain.iter().map(|q| q.length()).sum();
        if total < width + tail + 26.0 {
            return None;
        }
        let centre = 0.5 + (step * LINE_STEP).within(-0.17, 0.17);
        for share in LINE_SHARES {
            let share = (centre + share - 0.5).within(0.0, 1.0);
            let (from, to) = (
                share * total - (width + tail) / 2.0,
                share * total + (width + tail) / 2.0,
            );
            if from < 8.0 || to > total - 8.0 {
                continue;
            }
            // The piece must lie in one curve of the chain.
            let mut start = 0.0;
            let found = chain.iter().find_map(|q| {
                let length = q.length();
                let inside = from >= start && to <= start + length;
                let piece = inside.then_some((*q, start));
                start += length;
                piece
            });
            let Some((quad, start)) = found else { continue };
            let (t0, t1) = (
                super::arc::parameter_at(quad, from - start),
                super::arc::parameter_at(quad, to - start),
            );
            let mut piece = quad.piece(t0, t1);
            if piece.b.x < piece.a.x {
                piece = piece.reversed();
            }
            let whole = piece.length();
            let cut = super::arc::parameter_at(piece, width);
            let curve = piece.piece(0.0, cut);
            let mut rooms = squares(curve, size);
            let dot = sign.then(|| {
                piece.at(super::arc::parameter_at(
                    piece,
                    (whole - tail / 2.0).max(0.0),
                ))
            });
            if let Some(dot) = dot {
                rooms.push(Rect::around(dot, 7.0));
            }
            let free = rooms.iter().all(|r| {
                self.area.holds(r.grown(2.0))
                    && !self.is_taken(*r)
                    && self.covered_marks(*r, NOBODY, 1) == 0
            });
            if !free {
                continue;
            }
            for room in &rooms {
                self.add_taken(*room);
            }
            let way = curve.direction(0.5);
            let angle = real::atan2(way.y, way.x).to_degrees();
            return Some(LineLabel {
                curve,
                at: curve.at(0.5),
                angle,
                sign: dot,
                rooms,
            });
        }
        None
    }
}

/// Squares along a text on a curve, small enough that turned words may lie close together.
fn squares(curve: Quad, size: f64) -> Vec<Rect> {
    let length = curve.length();
    let half = size * 0.55;
    let n = ((length / (half * 1.4)).ceil() as usize).max(1);
    (0..=n)
        .map(|i| Rect::around(curve.at(i as f64 / n as f64), half))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(text: &str, x: f64, y: f64, owner: usize) -> Wish<'_> {
        Wish {
            text,
            size: 13.0,
            bold: false,
            mark: point(x, y),
            radius: 7.0,
            owner,
            limit: 900.0,
            hint: None,
        }
    }

    #[test]
    fn a_free_label_stands_east() {
        let mut board = Board::new(Rect::sized(0.0, 0.0, 400.0, 300.0));
        let seated = board
            .seat(&wish("Moscow", 100.0, 100.0, 0), &rough_measure)
            .expect("there is room");
        assert_eq!(seated.seat, Seat::E);
    }

    #[test]
    fn labels_keep_off_marks_and_labels_and_edges() {
        let mut board = Board::new(Rect::sized(0.0, 0.0, 400.0, 300.0));
        board.add_mark(Rect::around(point(380.0, 100.0), 8.0), 0);
        board.add_mark(Rect::around(point(330.0, 100.0), 4.0), 1);
        let east = board
            .seat(&wish("Long name here", 380.0, 100.0, 0), &rough_measure)
            .expect("there is room");
        assert!(
            east.room.x1 <= 400.0 && !east.room.overlaps(Rect::around(point(330.0, 100.0), 4.0))
        );
        let other = board
            .seat(&wish("Another", 330.0, 100.0, 1), &rough_measure)
            .expect("there is room");
        assert!(!other.room.overlaps(east.room));
    }

    #[test]
    fn a_word_on_a_line_is_upright() {
        let mut board = Board::new(Rect::sized(0.0, 0.0, 400.0, 300.0));
        let chain = [Quad::sagged(point(350.0, 40.0), point(30.0, 250.0), 20.0)];
        let label = board
            .seat_on_line(&chain, "meet", 12.0, false, true, 0.0, &rough_measure)
            .expect("there is room");
        assert!(label.angle.abs() <= 90.0 && label.curve.a.x < label.curve.b.x);
        let second = board
            .seat_on_line(&chain, "meet", 12.0, false, true, 0.0, &rough_measure)
            .expect("beside it");
        for r in &label.rooms {
            assert!(second.rooms.iter().all(|s| !s.overlaps(*r)));
        }
    }
}
