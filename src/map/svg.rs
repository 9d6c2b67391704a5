//! A scene as a standalone SVG file, for export, print and tests.

use crate::number::fixed;
use std::fmt::Write;

use super::basemap::BasePaths;
use super::geometry::{Rect, decimal};
use super::inset::Inset;
use super::legend::Legend;
use super::markup::{self, Reader};
use super::paint::{Palette, Token};
use super::scene::{BaseView, Item, Scene};
use crossread::export::escape::xml as escaped;

const SANS: &str =
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',Arial,sans-serif";

/// Serialises a scene. `title` and `description` are what a screen reader says; `base` is drawn where the
/// scene has a base map. Over the picture stands its inset, below it its legend.
pub fn serialise(
    scene: &Scene,
    inset: Option<&Inset>,
    base: &BasePaths,
    palette: &Palette,
    title: &str,
    description: &str,
    legend: &Legend,
) -> String {
    let (width, height) = (number(scene.width), number(scene.height + legend.height));
    let mut out = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"{SANS}\" direction=\"ltr\"><title>{}</title><desc>{}</desc>",
        escaped(title),
        escaped(description)
    );
    let ground = if scene.base.is_some() {
        Token::Sea
    } else {
        Token::Paper
    };
    let _ = write!(
        out,
        "<clipPath id=\"frame\"><rect width=\"{0}\" height=\"{1}\"/></clipPath>\
         <rect width=\"{0}\" height=\"{height}\" fill=\"{2}\"/><g clip-path=\"url(#frame)\">\
         <rect width=\"{0}\" height=\"{1}\" fill=\"{3}\"/>",
        number(scene.width),
        number(scene.height),
        palette.colour(Token::Paper),
        palette.colour(ground)
    );
    if let Some(view) = &scene.base {
        shapes(&mut out, view, base, palette);
    }
    let put = |out: &mut String, items: &[Item], ids: &str| {
        markup::write(out, items, ids, Reader::File(palette));
    };
    put(&mut out, &scene.items, "p");
    if let Some(inset) = inset {
        let frame = |out: &mut String, room: Rect, fill: &str| {
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"{}\"/>",
                number(room.x0),
                number(room.y0),
                number(room.width()),
                number(room.height()),
                palette.colour(Token::Muted)
            );
        };
        frame(&mut out, inset.window, "none");
        frame(&mut out, inset.room, palette.colour(Token::Sea));
        let _ = write!(
            out,
            "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\">",
            number(inset.room.x0),
            number(inset.room.y0),
            number(inset.room.width()),
            number(inset.room.height())
        );
        if let Some(view) = &inset.scene.base {
            shapes(&mut out, view, base, palette);
        }
        put(&mut out, &inset.scene.items, "q");
        out.push_str("</svg>");
        frame(&mut out, inset.room, "none");
    }
    out.push_str("</g>");
    put(&mut out, &legend.items, "r");
    out.push_str("</svg>\n");
    out
}

/// Land and borders.
fn shapes(out: &mut String, view: &BaseView, base: &BasePaths, palette: &Palette) {
    let _ = write!(
        out,
        "<g opacity=\"{}\" transform=\"translate({} {}) scale({})\" fill-rule=\"evenodd\" stroke-linejoin=\"round\">",
        number(view.opacity),
        number(view.x),
        number(view.y),
        fixed(view.scale, 5)
    );
    let land = palette.colour(Token::Land);
    let _ = write!(out, "<path d=\"{}\" fill=\"{land}\"/>", base.land);
    for (_, d) in &base.focus {
        let _ = write!(
            out,
            "<path d=\"{d}\" fill=\"{}\"/>",
            palette.colour(Token::FocusLand)
        );
    }
    let border = palette.colour(Token::Border);
    for (d, width, dash) in [
        (&base.coast, ".6", ""),
        (&base.border, ".7", ""),
        (&base.disputed, ".9", " stroke-dasharray=\"3 2.5\""),
    ] {
        let _ = write!(
            out,
            "<path d=\"{d}\" fill=\"none\" stroke=\"{border}\" stroke-width=\"{width}\" vector-effect=\"non-scaling-stroke\"{dash}/>"
        );
    }
    out.push_str("</g>");
}

fn number(value: f64) -> String {
    let mut text = String::new();
    decimal(value, &mut text);
    text
}
