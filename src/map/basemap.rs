//! The land under the map: country shapes, coasts and borders, decoded from a compact file.
//!
//! The file is made by `tools/basemap/build.mjs` from Natural Earth 1:50m and already projected as in
//! [`super::projection`]. Layout (every number a varint, `±` a zig-zag varint):
//!
//! ```text
//! "CRB1"  ±x0 ±y0 ±step (millionths of an earth radius)  grid-width grid-height
//! lines:  count, then each: points * 4 + kind, then ±dx ±dy a point (running on from line to line)
//! shapes: count, then each: 3 letters (ISO 3166-1 alpha-3), rings, then each ring:
//!         references, then each: reversed (0 or 1), ±step of the line's number (running on from ring to ring)
//! ```
//!
//! A line belongs to both countries that it parts, so no gap opens between them.

use super::geometry::{PathData, Point, Rect, Within as _, least, most, point};

/// The bundled base map.
pub const BUNDLED: &[u8] = include_bytes!("basemap.bin");

/// SVG path data is in units of this many to the earth's radius, so that one decimal is fine enough.
pub const UNITS_PER_RADIUS: f64 = 1000.0;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    Coast,
    Border,
    /// A border that is not accepted as one by all; drawn dashed.
    Disputed,
    /// The edge of the cut-out, or a line inside one country; not drawn.
    Hidden,
}

/// A line in earth radii.
#[derive(Clone, Debug)]
pub struct Line {
    pub kind: LineKind,
    pub points: Vec<Point>,
    pub bounds: Rect,
}

/// One country: its code and its rings, outer and inner alike (fill with the even–odd rule).
#[derive(Clone, Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-3, «XKX» for Kosovo.
    pub code: String,
    pub rings: Vec<Vec<Point>>,
    pub bounds: Rect,
}

/// The decoded base map, in earth radii.
#[derive(Clone, Debug, Default)]
pub struct Basemap {
    pub lines: Vec<Line>,
    pub countries: Vec<Country>,
}

/// Ready path data in units of [`UNITS_PER_RADIUS`], to be drawn under one scaling transform.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BasePaths {
    /// All countries that are not in focus.
    pub land: String,
    /// The countries in focus, one path each, with their codes.
    pub focus: Vec<(String, String)>,
    pub coast: String,
    pub border: String,
    pub disputed: String,
}

/// What is wrong with a base map file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasemapError {
    /// It does not begin with the mark of the format.
    Format,
    /// It ends too early or refers to a line that it does not have.
    Broken,
}

impl std::fmt::Display for BasemapError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            BasemapError::Format => "not a base map of this format",
            BasemapError::Broken => "the base map is cut short or damaged",
        })
    }
}

impl std::error::Error for BasemapError {}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8, BasemapError> {
        let (&first, rest) = self.0.split_first().ok_or(BasemapError::Broken)?;
        self.0 = rest;
        Ok(first)
    }

    fn varint(&mut self) -> Result<u64, BasemapError> {
        let mut value = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(BasemapError::Broken)
    }

    fn zigzag(&mut self) -> Result<i64, BasemapError> {
        let value = self.varint()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A count of things of at least one byte each: never more than there are bytes left.
    fn count(&mut self) -> Result<usize, BasemapError> {
        let value = usize::try_from(self.varint()?).map_err(|_| BasemapError::Broken)?;
        if value > self.0.len() {
            Err(BasemapError::Broken)
        } else {
            Ok(value)
        }
    }
}

impl Basemap {
    /// Decodes a file; [`BUNDLED`] always decodes (a test says so).
    pub fn decode(bytes: &[u8]) -> Result<Basemap, BasemapError> {
        let mut r = Reader(bytes.strip_prefix(b"CRB1").ok_or(BasemapError::Format)?);
        let origin = point(r.zigzag()? as f64 * 1e-6, r.zigzag()? as f64 * 1e-6);
        let step = r.zigzag()? as f64 * 1e-6;
        let _grid = (r.varint()?, r.varint()?);
        let mut lines = Vec::new();
        let (mut x, mut y) = (0i64, 0i64);
        for _ in 0..r.count()? {
            let head = r.varint()?;
            let kind = match head % 4 {
                0 => LineKind::Coast,
                1 => LineKind::Border,
                2 => LineKind::Disputed,
                _ => LineKind::Hidden,
            };
            let mut points = Vec::new();
            for _ in 0..head / 4 {
                x = x.wrapping_add(r.zigzag()?);
                y = y.wrapping_add(r.zigzag()?);
                points.push(origin + point(x as f64, y as f64) * step);
            }
            let bounds = Rect::of(points.iter().copied()).ok_or(BasemapError::Broken)?;
            lines.push(Line {
                kind,
                points,
                bounds,
            });
        }
        let mut countries = Vec::new();
        for _ in 0..r.count()? {
            let code = [r.byte()?, r.byte()?, r.byte()?]
                .map(char::from)
                .iter()
                .collect();
            let mut rings = Vec::new();
            let mut number = 0i64;
            for _ in 0..r.count()? {
                let mut ring: Vec<Point> = Vec::new();
                for _ in 0..r.count()? {
                    let reversed = r.varint()? == 1;
                    number = number.wrapping_add(r.zigzag()?);
                    let line = usize::try_from(number)
                        .ok()
                        .and_then(|i| lines.get(i))
                        .ok_or(BasemapError::Broken)?;
                    let mut add = |p: Point| {
                        if ring.last() != Some(&p) {
                            ring.push(p);
                        }
                    };
                    if reversed {
                        line.points.iter().rev().for_each(|&p| add(p));
                    } else {
                        line.points.iter().for_each(|&p| add(p));
                    }
                }
                if ring.first() == ring.last() {
                    ring.pop();
                }
                rings.push(ring);
            }
            let bounds = Rect::of(rings.iter().flatten().copied()).unwrap_or_default();
            countries.push(Country {
                code,
                rings,
                bounds,
            });
        }
        Ok(Basemap { lines, countries })
    }

    /// The country at a point of the plane (earth radii).
    pub fn country_at(&self, p: Point) -> Option<&Country> {
        self.countries.iter().find(|c| c.contains(p))
    }

    /// The country of a code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.iter().find(|c| c.code == code)
    }

    /// Path data for drawing; `focus` names the countries that are drawn one step darker.
    pub fn paths(&self, focus: &[&str]) -> BasePaths {
        let mut land = PathData::default();
        let mut darker = Vec::new();
        for country in &self.countries {
            if focus.contains(&country.code.as_str()) {
                let mut path = PathData::default();
                country
                    .rings
                    .iter()
                    .for_each(|ring| trace(&mut path, ring, true));
                darker.push((country.code.clone(), path.finish()));
            } else {
                country
                    .rings
                    .iter()
                    .for_each(|ring| trace(&mut land, ring, true));
            }
        }
        let of = |kind: LineKind| {
            let mut path = PathData::default();
            self.lines
                .iter()
                .filter(|l| l.kind == kind)
                .for_each(|l| trace(&mut path, &l.points, false));
            path.finish()
        };
        BasePaths {
            land: land.finish(),
            focus: darker,
            coast: of(LineKind::Coast),
            border: of(LineKind::Border),
            disputed: of(LineKind::Disputed),
        }
    }
}

fn trace(path: &mut PathData, points: &[Point], closed: bool) {
    for (i, &p) in points.iter().enumerate() {
        let p = p * UNITS_PER_RADIUS;
        if i == 0 {
            path.move_to(p);
        } else {
            path.line_to(p);
        }
    }
    if closed && !points.is_empty() {
        path.close();
    }
}

impl Country {
    /// True if the point lies inside (even–odd rule).
    pub fn contains(&self, p: Point) -> bool {
        if !self.bounds.contains(p) {
            return false;
        }
        let mut inside = false;
        for ring in &self.rings {
            let mut before = match ring.last() {
                Some(&last) => last,
                None => continue,
            };
            for &now in ring {
                if (now.y > p.y) != (before.y > p.y) {
                    let x = now.x + (p.y - now.y) / (before.y - now.y) * (before.x - now.x);
                    if p.x < x {
                        inside = !inside;
                    }
                }
                before = now;
            }
        }
        inside
    }

    /// Distance to the nearest border or coast.
    pub fn rim_distance(&self, p: Point) -> f64 {
        let mut squared = f64::INFINITY;
        for ring in &self.rings {
            let Some(&last) = ring.last() else { continue };
            let mut a = last;
            for &b in ring {
                let along = b - a;
                let t = ((p - a).dot(along) / most(along.dot(along), 1e-18)).within(0.0, 1.0);
                let step = p - (a + along * t);
                squared = least(squared, step.dot(step));
                a = b;
            }
        }
        squared.sqrt()
    }

    /// A place well inside the country and inside `view`, near `wish`: the best point of a 24 × 24 grid,
    /// where one unit farther from the border outweighs half a unit farther from the wish.
    /// `None` if the country has no land in the view.
    pub fn interior(&self, view: Rect, wish: Point) -> Option<Point> {
        let part = Rect {
            x0: most(self.bounds.x0, view.x0),
            y0: most(self.bounds.y0, view.y0),
            x1: least(self.bounds.x1, view.x1),
            y1: least(self.bounds.y1, view.y1),
        };
        if part.x0 >= part.x1 || part.y0 >= part.y1 {
            return None;
        }
        let mut best: Option<(f64, Point)> = None;
        for i in 0..24 {
            for j in 0..24 {
                let p = point(
                    part.x0 + part.width() * (f64::from(i) + 0.5) / 24.0,
                    part.y0 + part.height() * (f64::from(j) + 0.5) / 24.0,
                );
                let across = least(p.x - view.x0, view.x1 - p.x);
                let down = least(p.y - view.y0, view.y1 - p.y);
                let edge = least(least(across, down), 0.06);
                let away = p.distance(wish);
                // Borders are long: those that cannot help are not followed.
                let beaten = |depth: f64| best.is_some_and(|(s, _)| depth * 2.0 - away <= s);
                if beaten(edge) || !self.contains(p) {
                    continue;
                }
                let depth = least(self.rim_distance(p), edge);
                if !beaten(depth) {
                    best = Some((depth * 2.0 - away, p));
                }
            }
        }
        best.map(|(_, p)| p)
    }
}

#[cfg(test)]
mod tests {
    use super::super::projection::Projection;
    use super::*;

    fn bundled() -> Basemap {
        Basemap::decode(BUNDLED).expect("the bundled base map decodes")
    }

    #[test]
    fn places_lie_in_their_countries() {
        let (base, projection) = (bundled(), Projection::default());
        for (latitude, longitude, code) in [
            (32.6, 13.2, "LBY"),
            (55.75, 37.6, "RUS"),
            (56.8, 60.6, "RUS"),
            (45.3, 34.4, "UKR"),
            (41.9, 12.6, "ITA"),
            (24.5, -14.0, "ESH"),
            (35.3, 33.6, "CYP"),
        ] {
            let found = base
                .country_at(projection.forward(latitude, longitude))
                .map(|c| c.code.as_str());
            assert_eq!(found, Some(code), "{latitude} {longitude}");
        }
        assert!(
            base.country_at(projection.forward(35.0, 18.5)).is_none(),
            "the Mediterranean is no country"
        );
    }

    #[test]
    fn disputed_borders_are_marked() {
        let (base, projection) = (bundled(), Projection::default());
        let near = |latitude: f64, longitude: f64| {
            let p = projection.forward(latitude, longitude);
            base.lines
                .iter()
                .filter(|l| l.kind == LineKind::Disputed)
                .any(|l| l.points.iter().any(|q| q.distance(p) < 0.02))
        };
        assert!(near(46.1, 33.6), "the isthmus of Crimea");
        assert!(near(27.67, -8.7), "Western Sahara and Morocco");
        assert!(near(42.9, 20.6), "Kosovo and Serbia");
    }

    #[test]
    fn paths_are_small_and_finite() {
        let paths = bundled().paths(&["LBY", "RUS"]);
        assert_eq!(paths.focus.len(), 2);
        for path in [&paths.land, &paths.coast, &paths.border, &paths.disputed] {
            assert!(path.starts_with('M') && !path.contains("NaN") && path.len() < 200_000);
        }
    }

    #[test]
    fn damaged_files_are_refused() {
        assert_eq!(
            Basemap::decode(b"nothing").err(),
            Some(BasemapError::Format)
        );
        for cut in [5, 40, 900, BUNDLED.len() - 1] {
            assert_eq!(
                Basemap::decode(&BUNDLED[..cut]).err(),
                Some(BasemapError::Broken)
            );
        }
    }
}
