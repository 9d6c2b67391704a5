//! Angles and powers of real numbers: the browser's `Math` where there is one, since it costs no code to download.

/// The cosine of an angle in radians.
pub fn cos(angle: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Math::cos(angle);
    #[cfg(not(target_arch = "wasm32"))]
    angle.cos()
}

/// The sine of an angle in radians.
pub fn sin(angle: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Math::sin(angle);
    #[cfg(not(target_arch = "wasm32"))]
    angle.sin()
}

/// The tangent of an angle in radians.
pub fn tan(angle: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Math::tan(angle);
    #[cfg(not(target_arch = "wasm32"))]
    angle.tan()
}

/// The angle in radians, from −π/2 to π/2, that has a tangent.
pub fn atan(tangent: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Math::atan(tangent);
    #[cfg(not(target_arch = "wasm32"))]
    tangent.atan()
}

/// The angle in radians, from −π to π, of a point.
pub fn atan2(y: f64, x: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Math::atan2(y, x);
    #[cfg(not(target_arch = "wasm32"))]
    y.atan2(x)
}

/// A power with any exponent.
pub fn power(base: f64, exponent: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Math::pow(base, exponent);
    #[cfg(not(target_arch = "wasm32"))]
    base.powf(exponent)
}

/// The natural logarithm.
pub fn ln(value: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Math::log(value);
    #[cfg(not(target_arch = "wasm32"))]
    value.ln()
}

/// e to a power.
pub fn exp(exponent: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Math::exp(exponent);
    #[cfg(not(target_arch = "wasm32"))]
    exponent.exp()
}

/// What is left of a value when whole turns are taken away: from 0 up to, not with, a turn. With a value so small and
/// negative that rounding makes it a turn, it is 0.
pub fn within_turn(value: f64, turn: f64) -> f64 {
    let left = value - (value / turn).floor() * turn;
    if left < turn { left } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_taken_away() {
        for (value, left) in [
            (0.0, 0.0),
            (360.0, 0.0),
            (-10.0, 350.0),
            (725.0, 5.0),
            (-1e-20, 0.0),
        ] {
            assert_eq!(within_turn(value, 360.0), left, "{value}");
        }
    }
}
