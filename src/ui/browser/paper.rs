//! Drawing without elements: a scene on a canvas, and an SVG file as a picture of points.

use crate::map::label::Anchor;
use crate::map::paint::{FADED, Palette, paint};
use crate::map::scene::{Item, Scene, Shape};
use crate::number::fixed;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlImageElement, Path2d,
};

/// The fonts of `style/tokens.css`.
const SANS: &str = super::measure::FONT;
const SERIF: &str =
    "\"Iowan Old Style\",\"Charter\",\"Source Serif 4\",Georgia,\"Noto Serif\",serif";

/// Draws a scene on a canvas element that fills its room; the base map is not drawn.
pub fn draw(canvas: &Element, scene: &Scene, palette: &Palette) {
    let canvas: &HtmlCanvasElement = canvas.unchecked_ref();
    // Beyond three device pixels nobody sees a difference.
    let ratio = super::window().device_pixel_ratio().min(3.0);
    canvas.set_width((scene.width * ratio) as u32);
    canvas.set_height((scene.height * ratio) as u32);
    let Some(context) = context(canvas) else {
        return;
    };
    // Only fails for numbers that are none, here and below.
    let _ = context.scale(ratio, ratio);
    for item in &scene.items {
        let _ = one(&context, item, palette);
    }
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn one(context: &CanvasRenderingContext2d, item: &Item, palette: &Palette) -> Result<(), JsValue> {
    let look = paint(item);
    if look.hidden {
        return Ok(());
    }
    context.set_global_alpha(match look.opacity {
        None => 1.0,
        Some(FADED) => f64::from(palette.faded) / 100.0,
        Some(percent) => f64::from(percent) / 100.0,
    });
    if let Some(token) = look.fill {
        context.set_fill_style_str(palette.colour(token));
    }
    if let Some(token) = look.stroke {
        context.set_stroke_style_str(palette.colour(token));
        context.set_line_width(look.width);
        let (cap, join) = if look.round {
            ("round", "round")
        } else {
            ("butt", "miter")
        };
        context.set_line_cap(cap);
        context.set_line_join(join);
        let dash = js_sys::Array::new();
        if let Some((on, off)) = look.dash {
            dash.push(&on.into());
            dash.push(&off.into());
        }
        context.set_line_dash(&dash)?;
    }
    let (fill, stroke) = (look.fill.is_some(), look.stroke.is_some());
    match &item.shape {
        Shape::Path { d } => {
            let path = Path2d::new_with_path_string(d)?;
            if fill {
                context.fill_with_path_2d(&path);
            }
            if stroke {
                context.stroke_with_path(&path);
            }
        }
        Shape::Circle { x, y, r } => {
            context.begin_path();
            context.arc(*x, *y, *r, 0.0, std::f64::consts::TAU)?;
            if fill {
                context.fill();
            }
            if stroke {
                context.stroke();
            }
        }
        Shape::Rect {
            x,
            y,
            width,
            height,
            ..
        } => {
            if fill {
                context.fill_rect(*x, *y, *width, *height);
            }
            if stroke {
                context.stroke_rect(*x, *y, *width, *height);
            }
        }
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
            let family = if look.serif { SERIF } else { SANS };
            let style = if look.italic { "italic " } else { "" };
            let weight = if *bold { "700 " } else { "" };
            let font = [style, weight, &fixed(*size, 1), "px ", family].concat();
            context.set_font(&font);
            context.set_text_align(match anchor {
                _ if along.is_some() => "center",
                Anchor::Start => "left",
                Anchor::Middle => "center",
                Anchor::End => "right",
            });
            context.save();
            context.translate(*x, *y)?;
            // Without text on a path it stands on the tangent of its middle.
            context.rotate(rotate.to_radians())?;
            let down = if along.is_some() { size * 0.33 } else { 0.0 };
            if stroke {
                context.stroke_text(text, 0.0, down)?;
            }
            if fill {
                context.fill_text(text, 0.0, down)?;
            }
            context.restore();
        }
    }
    Ok(())
}

/// An SVG file as a PNG file of some width and height in pixels; it is drawn into `room` (left, top, width and
/// height), the rest has one colour. `None` where the browser can't.
pub async fn png(svg: &str, width: u32, height: u32, room: [f64; 4], ground: &str) -> Option<Blob> {
    let image = HtmlImageElement::new().ok()?;
    // An address of data: what comes from it does not spoil the canvas anywhere.
    let encoded = js_sys::encode_uri_component(svg).as_string()?;
    image.set_src(&["data:image/svg+xml;charset=utf-8,", &encoded].concat());
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement = super::document()
        .create_element("canvas")
        .ok()?
        .unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = context(&canvas)?;
    context.set_fill_style_str(ground);
    context.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
    let [left, top, wide, high] = room;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, left, top, wide, high)
        .ok()?;
    let promise = js_sys::Promise::new(&mut |done, _| {
        // Only fails for a canvas without pixels; then nothing is offered.
        let _ = canvas.to_blob(&done);
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
