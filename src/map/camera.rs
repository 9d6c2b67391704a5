//! Pan, zoom and flight: three plain numbers between the frame of a placement and the screen.

use crate::real;

use super::geometry::{Point, Rect, Within as _, point};

/// `screen = frame * zoom + (x, y)`, all in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    pub zoom: f64,
    pub x: f64,
    pub y: f64,
}

/// How far one can go: never farther out than the whole picture, never nearer than this.
pub const ZOOM_LIMIT: f64 = 24.0;

impl Default for Camera {
    fn default() -> Self {
        Camera {
            zoom: 1.0,
            x: 0.0,
            y: 0.0,
        }
    }
}

impl Camera {
    pub fn apply(&self, p: Point) -> Point {
        point(p.x * self.zoom + self.x, p.y * self.zoom + self.y)
    }

    pub fn undo(&self, p: Point) -> Point {
        point((p.x - self.x) / self.zoom, (p.y - self.y) / self.zoom)
    }

    /// Moved by pixels of the screen.
    pub fn panned(self, dx: f64, dy: f64) -> Camera {
        Camera {
            x: self.x + dx,
            y: self.y + dy,
            ..self
        }
    }

    /// Zoomed by a factor; what is under `about` (on the screen) stays there.
    pub fn zoomed(self, factor: f64, about: Point) -> Camera {
        let still = self.undo(about);
        let zoom = (self.zoom * factor).within(0.02, ZOOM_LIMIT);
        Camera {
            zoom,
            x: about.x - still.x * zoom,
            y: about.y - still.y * zoom,
        }
    }

    /// Held so that `world` (in the frame) fills the `width` × `height` screen, or is wholly seen in its middle
    /// where it is smaller; `least` is the smallest zoom.
    pub fn clamped(self, world: Rect, width: f64, height: f64, least: f64) -> Camera {
        let zoom = self.zoom.within(least.min(ZOOM_LIMIT), ZOOM_LIMIT);
        let middle = self.undo(point(width / 2.0, height / 2.0));
        let hold = |at: f64, low: f64, high: f64, size: f64| {
            let half = size / zoom / 2.0;
            if high - low <= 2.0 * half {
                (low + high) / 2.0
            } else {
                at.within(low + half, high - half)
            }
        };
        let middle = point(
            hold(middle.x, world.x0, world.x1, width),
            hold(middle.y, world.y0, world.y1, height),
        );
        Camera {
            zoom,
            x: width / 2.0 - middle.x * zoom,
            y: height / 2.0 - middle.y * zoom,
        }
    }

    /// The nearest view that shows `bounds` (in the frame) with `margin` pixels around, not nearer than `most`.
    pub fn fit(bounds: Rect, width: f64, height: f64, margin: f64, most: f64) -> Camera {
        let room = |size: f64| (size - 2.0 * margin).max(1.0);
        let zoom = (room(width) / bounds.width().max(1e-6))
            .min(room(height) / bounds.height().max(1e-6))
            .min(most)
            .within(0.02, ZOOM_LIMIT);
        let middle = bounds.centre();
        Camera {
            zoom,
            x: width / 2.0 - middle.x * zoom,
            y: height / 2.0 - middle.y * zoom,
        }
    }

    /// The part of the frame that a `width` × `height` screen shows.
    pub fn view(&self, width: f64, height: f64) -> Rect {
        let (a, b) = (self.undo(point(0.0, 0.0)), self.undo(point(width, height)));
        Rect {
            x0: a.x,
            y0: a.y,
            x1: b.x,
            y1: b.y,
        }
    }

    /// True if all points of the frame lie in the middle 80 % of the screen: then no flight is needed.
    pub fn shows(&self, points: impl IntoIterator<Item = Point>, width: f64, height: f64) -> bool {
        let middle = Rect {
            x0: width * 0.1,
            y0: height * 0.1,
            x1: width * 0.9,
            y1: height * 0.9,
        };
        points.into_iter().all(|p| middle.contains(self.apply(p)))
    }

    /// The view at share `t` of a flight: the zoom changes evenly in proportion, the middle of the screen
    /// travels in a straight line. Ease `t` with [`ease_out`] first.
    pub fn fly(from: Camera, to: Camera, t: f64, width: f64, height: f64) -> Camera {
        if t >= 1.0 {
            return to;
        }
        if t <= 0.0 {
            return from;
        }
        let screen = point(width / 2.0, height / 2.0);
        let zoom = from.zoom * real::power(to.zoom / from.zoom, t);
        // The share of the way grows with the share of the zoom, else the target would swing through the view.
        let way = if (to.zoom - from.zoom).abs() < 1e-9 * from.zoom {
            t
        } else {
            (1.0 / zoom - 1.0 / from.zoom) / (1.0 / to.zoom - 1.0 / from.zoom)
        };
        let middle = from.undo(screen).lerp(to.undo(screen), way);
        Camera {
            zoom,
            x: screen.x - middle.x * zoom,
            y: screen.y - middle.y * zoom,
        }
    }
}

/// Fast, then slow: the curve of all movement here.
pub fn ease_out(t: f64) -> f64 {
    1.0 - (1.0 - t.within(0.0, 1.0)).powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_keeps_the_point_under_the_pointer() {
        let camera = Camera {
            zoom: 1.3,
            x: 12.0,
            y: -40.0,
        };
        let about = point(200.0, 90.0);
        let under = camera.undo(about);
        assert!(camera.zoomed(2.5, about).apply(under).distance(about) < 1e-9);
    }

    #[test]
    fn a_flight_starts_and_ends_where_it_should() {
        let (from, to) = (
            Camera::default(),
            Camera {
                zoom: 4.0,
                x: -900.0,
                y: -700.0,
            },
        );
        assert_eq!(Camera::fly(from, to, 0.0, 800.0, 600.0), from);
        assert_eq!(Camera::fly(from, to, 1.0, 800.0, 600.0), to);
        let near = Camera::fly(from, to, 0.999_999, 800.0, 600.0);
        assert!((near.x - to.x).abs() < 0.1 && (near.zoom - to.zoom).abs() < 0.01);
    }

    #[test]
    fn clamping_keeps_the_world_in_sight() {
        let world = Rect::sized(-200.0, -100.0, 1200.0, 800.0);
        let camera = Camera {
            zoom: 1.0,
            x: 5000.0,
            y: -5000.0,
        }
        .clamped(world, 800.0, 600.0, 1.0);
        assert!(world.grown(1e-6).holds(camera.view(800.0, 600.0)));
    }
}
