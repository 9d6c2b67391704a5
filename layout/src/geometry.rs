//! Points, rectangles and quadratic curves in the plane: what every other part of the map measures with.
//!
//! Unless said otherwise lengths are pixels, x grows to the right and y downwards.

use crate::number::fixed;
use std::ops::{Add, Mul, Sub};

/// A point, or the step from one point to another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// A short way to write a [`Point`].
pub const fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        point(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Point;
    fn sub(self, other: Point) -> Point {
        point(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Point;
    fn mul(self, factor: f64) -> Point {
        point(self.x * factor, self.y * factor)
    }
}

impl Point {
    /// Length of the step.
    pub fn length(self) -> f64 {
        // Not `hypot`, which guards against overflow at ten times the price.
        (self.x * self.x + self.y * self.y).sqrt()
    }

    /// Distance to another point.
    pub fn distance(self, other: Point) -> f64 {
        (other - self).length()
    }

    /// The step of length one in the same direction; to the right if the step has no length.
    pub fn unit(self) -> Point {
        let length = self.length();
        if length > 1e-9 {
            self * (1.0 / length)
        } else {
            point(1.0, 0.0)
        }
    }

    /// The step turned by a quarter, clockwise as seen on the screen.
    pub fn turned(self) -> Point {
        point(-self.y, self.x)
    }

    /// Inner product.
    pub fn dot(self, other: Point) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// The point at share `t` of the way to `other`.
    pub fn lerp(self, other: Point, t: f64) -> Point {
        self + (other - self) * t
    }

    /// True if both coordinates are finite numbers.
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// A rectangle with sides along the axes; `x0 <= x1` and `y0 <= y1`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

impl Rect {
    /// From the left upper corner and a size.
    pub const fn sized(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect {
            x0: x,
            y0: y,
            x1: x + width,
            y1: y + height,
        }
    }

    /// A square around a point, `reach` to each side.
    pub fn around(centre: Point, reach: f64) -> Rect {
        Rect {
            x0: centre.x - reach,
            y0: centre.y - reach,
            x1: centre.x + reach,
            y1: centre.y + reach,
        }
    }

    /// The smallest rectangle that holds all points; `None` without any.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Option<Rect> {
        let mut points = points.into_iter();
        let first = points.next()?;
        let start = Rect {
            x0: first.x,
            y0: first.y,
            x1: first.x,
            y1: first.y,
        };
        Some(points.fold(start, |r, p| Rect {
            x0: least(r.x0, p.x),
            y0: least(r.y0, p.y),
            x1: most(r.x1, p.x),
            y1: most(r.y1, p.y),
        }))
    }

    pub fn width(self) -> f64 {
        self.x1 - self.x0
    }

    pub fn height(self) -> f64 {
        self.y1 - self.y0
    }

    pub fn centre(self) -> Point {
        point((self.x0 + self.x1) / 2.0, (self.y0 + self.y1) / 2.0)
    }

    /// Grown by `by` on all sides (shrunk if negative, at most to its centre).
    pub fn grown(self, by: f64) -> Rect {
        let dx = by.max(-self.width() / 2.0);
        let dy = by.max(-self.height() / 2.0);
        Rect {
            x0: self.x0 - dx,
            y0: self.y0 - dy,
            x1: self.x1 + dx,
            y1: self.y1 + dy,
        }
    }

    /// True if the two share more than a border.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    pub fn contains(self, p: Point) -> bool {
        p.x >= self.x0 && p.x <= self.x1 && p.y >= self.y0 && p.y <= self.y1
    }

    /// True if `other` lies wholly inside.
    pub fn holds(self, other: Rect) -> bool {
        other.x0 >= self.x0 && other.x1 <= self.x1 && other.y0 >= self.y0 && other.y1 <= self.y1
    }

    /// The nearest point of the rectangle.
    pub fn clamp(self, p: Point) -> Point {
        point(p.x.max(self.x0).min(self.x1), p.y.max(self.y0).min(self.y1))
    }

    /// The smallest rectangle that holds both.
    pub fn union(self, other: Rect) -> Rect {
        Rect {
            x0: least(self.x0, other.x0),
            y0: least(self.y0, other.y0),
            x1: most(self.x1, other.x1),
            y1: most(self.y1, other.y1),
        }
    }
}

/// A quadratic Bézier curve from `a` to `b`, drawn towards the control point `c`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quad {
    pub a: Point,
    pub c: Point,
    pub b: Point,
}

impl Quad {
    /// The curve whose apex lies `sag` off the middle of its chord, to the side of [`Point::turned`].
    pub fn sagged(a: Point, b: Point, sag: f64) -> Quad {
        let normal = (b - a).unit().turned();
        Quad {
            a,
            c: a.lerp(b, 0.5) + normal * (2.0 * sag),
            b,
        }
    }

    /// The point at parameter `t` from 0 to 1.
    pub fn at(self, t: f64) -> Point {
        let s = 1.0 - t;
        self.a * (s * s) + self.c * (2.0 * s * t) + self.b * (t * t)
    }

    /// The direction at parameter `t`, of length one.
    pub fn direction(self, t: f64) -> Point {
        let d = (self.c - self.a) * (1.0 - t) + (self.b - self.c) * t;
        if d.length() > 1e-6 {
            d.unit()
        } else {
            (self.b - self.a).unit()
        }
    }

    /// The piece between two parameters.
    pub fn piece(self, t0: f64, t1: f64) -> Quad {
        let a = self.at(t0);
        let b = self.at(t1);
        let mix = |s: f64, t: f64| {
            self.a * ((1.0 - s) * (1.0 - t))
                + self.c * (s * (1.0 - t) + t * (1.0 - s))
                + self.b * (s * t)
        };
        Quad {
            a,
            c: mix(t0, t1),
            b,
        }
    }

    /// The same curve from its other end.
    pub fn reversed(self) -> Quad {
        Quad {
            a: self.b,
            c: self.c,
            b: self.a,
        }
    }

    /// A curve beside this one at about the given distance, to the side of [`Point::turned`].
    pub fn beside(self, distance: f64) -> Quad {
        let at_a = self.direction(0.0).turned();
        let at_b = self.direction(1.0).turned();
        let at_c = (at_a + at_b).unit();
        // The control point moves farther where the curve turns, so that the middle keeps its distance.
        let stretch = 1.0 / at_c.dot(at_a).max(0.5);
        Quad {
            a: self.a + at_a * distance,
            c: self.c + at_c * (distance * stretch),
            b: self.b + at_b * distance,
        }
    }

    /// Blends two curves.
    pub fn lerp(self, other: Quad, t: f64) -> Quad {
        Quad {
            a: self.a.lerp(other.a, t),
            c: self.c.lerp(other.c, t),
            b: self.b.lerp(other.b, t),
        }
    }

    /// `n + 1` points along the curve, at even parameters.
    pub fn points(self, n: usize) -> impl Iterator<Item = Point> {
        let n = n.max(1);
        (0..=n).map(move |i| self.at(i as f64 / n as f64))
    }

    /// Length, measured along 16 chords.
    pub fn length(self) -> f64 {
        let mut last = self.a;
        let mut sum = 0.0;
        for p in self.points(16).skip(1) {
            sum += last.distance(p);
            last = p;
        }
        sum
    }

    /// The parameter at which the curve first leaves the circle of `radius` around `centre`, seen from `a`.
    ///
    /// 0 if it starts outside; `limit` if it does not leave before that parameter.
    pub fn leaves(self, centre: Point, radius: f64, limit: f64) -> f64 {
        if self.a.distance(centre) >= radius {
            return 0.0;
        }
        let steps = 32;
        let mut inside = 0.0;
        for i in 1..=steps {
            let t = limit * i as f64 / steps as f64;
            if self.at(t).distance(centre) >= radius {
                let (mut low, mut high) = (inside, t);
                for _ in 0..24 {
                    let middle = (low + high) / 2.0;
                    if self.at(middle).distance(centre) >= radius {
                        high = middle
                    } else {
                        low = middle
                    }
                }
                return high;
            }
            inside = t;
        }
        limit
    }

    /// The smallest rectangle that holds the curve.
    pub fn bounds(self) -> Rect {
        let turn = |a: f64, c: f64, b: f64| {
            let d = a - 2.0 * c + b;
            if d.abs() < 1e-12 {
                0.0
            } else {
                ((a - c) / d).within(0.0, 1.0)
            }
        };
        let tx = turn(self.a.x, self.c.x, self.b.x);
        let ty = turn(self.a.y, self.c.y, self.b.y);
        let start = Rect::around(self.a, 0.0);
        [self.at(tx), self.at(ty), self.b]
            .into_iter()
            .fold(start, |r, p| r.union(Rect::around(p, 0.0)))
    }
}

/// The smaller of two numbers; the second if one is none at all. WebAssembly has no instruction for what `f64::min`
/// says of such numbers, so that it becomes a call.
pub fn least(x: f64, y: f64) -> f64 {
    if x < y { x } else { y }
}

/// The larger of two numbers, as [`least`].
pub fn most(x: f64, y: f64) -> f64 {
    if x > y { x } else { y }
}

/// Keeping a number between two bounds.
pub trait Within {
    /// The nearest number that is neither below `low` nor above `high`; `low` if it is none at all.
    ///
    /// The standard library's `clamp` refuses bounds in the wrong order with words for which a reader would
    /// download the writing of numbers.
    #[must_use]
    fn within(self, low: f64, high: f64) -> f64;
}

impl Within for f64 {
    fn within(self, low: f64, high: f64) -> f64 {
        least(most(self, low), high)
    }
}

/// A number with at most one decimal, as SVG path data wants it: no `-0`, no trailing `.0`.
pub fn decimal(value: f64, out: &mut String) {
    out.push_str(&fixed(value, 1));
}

/// Builds SVG path data with one decimal.
#[derive(Clone, Debug, Default)]
pub struct PathData(String);

impl PathData {
    fn push(&mut self, command: char, points: &[Point]) -> &mut Self {
        self.0.push(command);
        for (i, p) in points.iter().enumerate() {
            if i > 0 {
                self.0.push(' ');
            }
            decimal(p.x, &mut self.0);
            self.0.push(' ');
            decimal(p.y, &mut self.0);
        }
        self
    }

    pub fn move_to(&mut self, p: Point) -> &mut Self {
        self.push('M', &[p])
    }

    pub fn line_to(&mut self, p: Point) -> &mut Self {
        self.push('L', &[p])
    }

    pub fn quad_to(&mut self, c: Point, b: Point) -> &mut Self {
        self.push('Q', &[c, b])
    }

    pub fn close(&mut self) -> &mut Self {
        self.0.push('Z');
        self
    }

    /// A chain of curves, each starting where the last ended.
    pub fn chain(&mut self, curves: &[Quad]) -> &mut Self {
        let mut last: Option<Point> = None;
        for q in curves {
            if last.is_none_or(|l| l.distance(q.a) > 0.05) {
                self.move_to(q.a);
            }
            self.quad_to(q.c, q.b);
            last = Some(q.b);
        }
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apex_lies_the_sag_off_the_chord() {
        let q = Quad::sagged(point(0.0, 0.0), point(100.0, 0.0), 20.0);
        assert!((q.at(0.5).y - 20.0).abs() < 1e-9);
    }

    #[test]
    fn a_piece_lies_on_its_curve() {
        let q = Quad::sagged(point(0.0, 0.0), point(80.0, 40.0), 30.0);
        let half = q.piece(0.2, 0.8);
        assert!(half.at(0.5).distance(q.at(0.5)) < 1e-9);
        assert!(half.a.distance(q.at(0.2)) < 1e-9 && half.b.distance(q.at(0.8)) < 1e-9);
    }

    #[test]
    fn a_curve_leaves_a_mark_at_its_rim() {
        let q = Quad::sagged(point(0.0, 0.0), point(100.0, 0.0), 10.0);
        let t = q.leaves(q.a, 11.0, 0.5);
        assert!((q.at(t).distance(q.a) - 11.0).abs() < 1e-3);
    }

    #[test]
    fn path_data_has_one_decimal() {
        let mut path = PathData::default();
        path.move_to(point(-0.04, 1.25)).line_to(point(3.0, -2.51));
        assert_eq!(path.finish(), "M0 1.3L3 -2.5");
        let mut text = String::new();
        decimal(-0.01, &mut text);
        assert_eq!(text, "0");
    }
}
