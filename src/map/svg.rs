//! A scene as a standalone SVG file, for export, print and tests.

use crate::number::fixed;
use std::fmt::Write;

use super::basemap::BasePaths;
use super::geometry::{Rect, decimal};
use super::inset::Inset;
use super::legend::Legend;
use super::paint::{FADED, Paint, Palette, Token, paint};
use super::scene::{BaseView, Item, Scene, Shape};
use crossread::export::escape::xml as escaped;

const SANS: &str =
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',Arial,sans-serif";
const SERIF: &str = "'Iowan Old Style',Charter,'Source Serif 4',Georgia,'Noto Serif',serif";

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
    let mut number_of = 0;
    let mut put = |out: &mut String, items: &[Item]| {
        for item in items {
            let look = paint(item);
            if !look.hidden {
                element(out, number_of, &item.shape, &look, palette);
            }
            number_of += 1;
        }
    };
    put(&mut out, &scene.items);
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
        put(&mut out, &inset.scene.items);
        out.push_str("</svg>");
        frame(&mut out, inset.room, "none");
    }
    out.push_str("</g>");
    put(&mut out, &legend.items);
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

fn element(out: &mut String, at: usize, shape: &Shape, look: &Paint, palette: &Palette) {
    let attributes = attributes(look, palette);
    let _ = match shape {
        Shape::Path { d } => write!(out, "<path d=\"{d}\"{attributes}/>"),
        Shape::Circle { x, y, r } => {
            write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{attributes}/>",
                number(*x),
                number(*y),
                number(*r)
            )
        }
        Shape::Rect {
            x,
            y,
            width,
            height,
            round,
        } => write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"{attributes}/>",
            number(*x),
            number(*y),
            number(*width),
            number(*height),
            number(*round)
        ),
        Shape::Text {
            x,
            y,
            anchor,
            text,
            size,
            bold,
            rotate,
            along,
        } => {
            let weight = if *bold { " font-weight=\"700\"" } else { "" };
            let text = escaped(text);
            match along {
                Some(d) => write!(
                    out,
                    "<path id=\"p{at}\" d=\"{d}\" fill=\"none\"/><text font-size=\"{}\"{weight} dy=\".33em\"{attributes}>\
                     <textPath href=\"#p{at}\" startOffset=\"50%\" text-anchor=\"middle\">{text}</textPath></text>",
                    number(*size)
                ),
                None => {
                    let turn = if rotate.abs() > 0.01 {
                        format!(
                            " transform=\"rotate({} {} {})\"",
                            number(*rotate),
                            number(*x),
                            number(*y)
                        )
                    } else {
                        String::new()
                    };
                    write!(
                        out,
                        "<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" font-size=\"{}\"{weight}{turn}{attributes}>{text}</text>",
                        number(*x),
                        number(*y),
                        anchor.word(),
                        number(*size)
                    )
                }
            }
        }
    };
}

fn attributes(look: &Paint, palette: &Palette) -> String {
    let mut out = String::new();
    let _ = match look.fill {
        Some(token) => write!(out, " fill=\"{}\"", palette.colour(token)),
        None => write!(out, " fill=\"none\""),
    };
    if let Some(token) = look.stroke {
        let _ = write!(
            out,
            " stroke=\"{}\" stroke-width=\"{}\"",
            palette.colour(token),
            number(look.width)
        );
        if look.round {
            out.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        }
        if let Some((on, off)) = look.dash {
            let _ = write!(out, " stroke-dasharray=\"{} {}\"", number(on), number(off));
        }
    }
    if let Some(percent) = look.opacity {
        let percent = if percent == FADED {
            palette.faded
        } else {
            percent
        };
        let _ = write!(out, " opacity=\".{percent:02}\"");
    }
    if look.serif {
        let _ = write!(out, " font-family=\"{SERIF}\"");
    }
    if look.italic {
        out.push_str(" font-style=\"italic\"");
    }
    if look.spacing > 0.0 {
        let _ = write!(out, " letter-spacing=\"{}em\"", fixed(look.spacing, 3));
    }
    out
}

fn number(value: f64) -> String {
    let mut text = String::new();
    decimal(value, &mut text);
    text
}
