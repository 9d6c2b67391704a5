//! From degrees to the plane and back: a conformal conic projection (Lambert) fitted to Libya–Russia.
//!
//! Method: Snyder, *Map Projections: A Working Manual* (USGS 1395, 1987), pages 104–110, on the sphere.
//! Standard parallels 30° and 56° N, central meridian 27° E, origin at 43° N. Units of the plane are
//! earth radii (1 = 6,371 km at the standard parallels); x grows eastwards, y southwards.

use crate::real;

use super::geometry::{Point, Rect, Within as _, point};

/// Mean radius of the earth in kilometres.
pub const EARTH_RADIUS_KM: f64 = 6371.0;

/// The part of the plane that is always wholly visible: Libya, Moscow, the southern Urals.
pub const FRAME: Rect = Rect {
    x0: -0.36,
    y0: -0.40,
    x1: 0.36,
    y1: 0.44,
};

const PARALLEL_SOUTH: f64 = 30.0;
const PARALLEL_NORTH: f64 = 56.0;
const MERIDIAN: f64 = 27.0;
const ORIGIN: f64 = 43.0;
/// Nearer to the poles the projection runs away, so latitudes are held between these.
const LATITUDES: (f64, f64) = (-60.0, 89.9);

/// The projection with its constants worked out once.
#[derive(Clone, Copy, Debug)]
pub struct Projection {
    n: f64,
    f: f64,
    rho0: f64,
}

impl Default for Projection {
    fn default() -> Self {
        let (south, north) = (PARALLEL_SOUTH.to_radians(), PARALLEL_NORTH.to_radians());
        let n = real::ln(real::cos(south) / real::cos(north)) / real::ln(half(north) / half(south));
        let f = real::cos(south) * real::power(half(south), n) / n;
        Projection {
            n,
            f,
            rho0: f / real::power(half(ORIGIN.to_radians()), n),
        }
    }
}

fn half(phi: f64) -> f64 {
    real::tan(std::f64::consts::FRAC_PI_4 + phi / 2.0)
}

impl Projection {
    /// Degrees to the plane. Any finite input gives a finite point.
    pub fn forward(&self, latitude: f64, longitude: f64) -> Point {
        let phi = latitude.within(LATITUDES.0, LATITUDES.1).to_radians();
        let mut east = real::within_turn(longitude - MERIDIAN, 360.0);
        if east > 180.0 {
            east -= 360.0;
        }
        let rho = self.f / real::power(half(phi), self.n);
        let theta = self.n * east.to_radians();
        point(rho * real::sin(theta), rho * real::cos(theta) - self.rho0)
    }

    /// The plane to degrees: (latitude, longitude).
    pub fn inverse(&self, p: Point) -> (f64, f64) {
        let down = p.y + self.rho0;
        let rho = p.x.hypot(down);
        let theta = real::atan2(p.x, down);
        let phi = 2.0 * real::atan(real::power(self.f / rho.max(1e-12), 1.0 / self.n))
            - std::f64::consts::FRAC_PI_2;
        (phi.to_degrees(), MERIDIAN + (theta / self.n).to_degrees())
    }

    /// How many kilometres one unit of the plane is at a latitude (east–west and north–south alike).
    pub fn kilometres_per_unit(&self, latitude: f64) -> f64 {
        let phi = latitude.within(LATITUDES.0, LATITUDES.1).to_radians();
        let rho = self.f / real::power(half(phi), self.n);
        EARTH_RADIUS_KM * real::cos(phi) / (self.n * rho)
    }
}

/// The plane laid into a frame of pixels: `pixel = plane * scale + shift`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Pixels per earth radius.
    pub scale: f64,
    pub shift: Point,
}

impl Fit {
    /// The largest scale at which [`FRAME`] is wholly inside `width` × `height` pixels, centred;
    /// spare room shows more land.
    pub fn new(width: f64, height: f64) -> Fit {
        let (width, height) = (width.max(1.0), height.max(1.0));
        let scale = (width / FRAME.width()).min(height / FRAME.height());
        let middle = FRAME.centre() * scale;
        Fit {
            scale,
            shift: point(width / 2.0, height / 2.0) - middle,
        }
    }

    pub fn apply(&self, plane: Point) -> Point {
        plane * self.scale + self.shift
    }

    pub fn undo(&self, pixel: Point) -> Point {
        (pixel - self.shift) * (1.0 / self.scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let projection = Projection::default();
        for latitude in [8.0, 19.5, 32.9, 55.75, 68.0] {
            for longitude in [-20.0, 9.3, 27.0, 37.6, 75.0, 105.0] {
                let (lat, lon) = projection.inverse(projection.forward(latitude, longitude));
                assert!((lat - latitude).abs() < 1e-9 && (lon - longitude).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn true_to_scale_on_the_standard_parallels() {
        let projection = Projection::default();
        for latitude in [30.0, 56.0] {
            assert!((projection.kilometres_per_unit(latitude) - EARTH_RADIUS_KM).abs() < 1e-6);
        }
        // One degree of longitude on 30° N is 96.3 km.
        let step = projection
            .forward(30.0, 27.5)
            .distance(projection.forward(30.0, 26.5));
        assert!((step * EARTH_RADIUS_KM - 96.3).abs() < 0.1);
    }

    #[test]
    fn the_frame_holds_libya_moscow_and_the_urals() {
        let projection = Projection::default();
        for (latitude, longitude) in [
            (30.2, 9.4),
            (19.5, 23.9),
            (33.1, 11.5),
            (31.6, 25.1),
            (55.75, 37.6),
            (57.0, 60.0),
        ] {
            assert!(
                FRAME.contains(projection.forward(latitude, longitude)),
                "{latitude} {longitude}"
            );
        }
        for (width, height) in [
            (740.0, 585.0),
            (360.0, 400.0),
            (1920.0, 500.0),
            (200.0, 900.0),
        ] {
            let fit = Fit::new(width, height);
            let view = Rect::sized(0.0, 0.0, width, height).grown(1e-6);
            assert!(view.contains(fit.apply(point(FRAME.x0, FRAME.y0))));
            assert!(view.contains(fit.apply(point(FRAME.x1, FRAME.y1))));
        }
    }
}
