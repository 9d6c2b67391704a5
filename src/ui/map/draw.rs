//! Draws a scene into an SVG group. The look of each item comes from `map::paint`; colours are the page's own
//! custom properties, so that a change of theme needs no new drawing.
//!
//! The group's inside is written as one text and read by the browser at once: five times as fast as a call for each
//! element and attribute. All that is written goes through [`escaped`].

use crate::map::paint::{FADED, Paint, paint};
use crate::map::scene::{Item, Part, Scene, Shape, Target};
use crate::number::fixed;
use crate::ui::browser::Element;

/// Replaces what the group shows; `ids` begins the ids of what has one.
pub fn scene(into: &Element, scene: &Scene, ids: &str) {
    let mut out = String::new();
    let mut halo: Option<Paint> = None;
    for (at, item) in scene.items.iter().enumerate() {
        let mut look = paint(item);
        // A text and the halo before it are one element: texts are what takes a browser longest.
        if matches!(item.part, Part::LabelHalo | Part::LineLabelHalo) {
            halo = Some(look);
            continue;
        }
        let under = halo.take();
        if let Some(halo) = &under {
            (look.stroke, look.width, look.round) = (halo.stroke, halo.width, halo.round);
        }
        // Of what is not seen the discs of the marks are kept: they say where a mark is, and which.
        if !look.hidden || item.part == Part::MarkHit {
            let id = [ids, &at.to_string()].concat();
            element(&mut out, &id, item, &look, under.is_some());
        }
    }
    into.set_inner_html(&out);
}

fn element(out: &mut String, id: &str, item: &Item, look: &Paint, haloed: bool) {
    let begin = |out: &mut String, tag: &str, numbers: &[(&str, f64)]| {
        out.push('<');
        out.push_str(tag);
        for (name, value) in numbers {
            set(out, name, &number(*value));
        }
    };
    let mut inside = String::new();
    let tag = match &item.shape {
        Shape::Path { d } => {
            begin(out, "path", &[]);
            set(out, "d", d);
            "path"
        }
        Shape::Circle { x, y, r } => {
            begin(out, "circle", &[("cx", *x), ("cy", *y), ("r", *r)]);
            "circle"
        }
        Shape::Rect {
            x,
            y,
            width,
            height,
            round,
        } => {
            let size = [("width", *width), ("height", *height), ("rx", *round)];
            begin(out, "rect", &[("x", *x), ("y", *y)]);
            for (name, value) in size {
                set(out, name, &number(value));
            }
            "rect"
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
            if let Some(d) = along {
                begin(out, "path", &[]);
                for (name, value) in [("id", id), ("d", d), ("fill", "none")] {
                    set(out, name, value);
                }
                out.push_str("/>");
                inside.push_str("<textPath startOffset=\"50%\" text-anchor=\"middle\"");
                set(&mut inside, "href", &["#", id].concat());
                inside.push('>');
                escaped(&mut inside, text);
                inside.push_str("</textPath>");
                begin(out, "text", &[("font-size", *size)]);
                set(out, "dy", ".33em");
            } else {
                escaped(&mut inside, text);
                begin(out, "text", &[("font-size", *size), ("x", *x), ("y", *y)]);
                set(out, "text-anchor", anchor.word());
                if rotate.abs() > 0.01 {
                    let [turn, x, y] = [*rotate, *x, *y].map(number);
                    set(
                        out,
                        "transform",
                        &["rotate(", &turn, " ", &x, " ", &y, ")"].concat(),
                    );
                }
            }
            if *bold {
                set(out, "font-weight", "700");
            }
            "text"
        }
    };
    set(out, "class", &item.class());
    match (&item.target, item.part) {
        (Some(Target::Node(id)), Part::MarkHit) => set(out, "data-node", id),
        (Some(Target::Edge(id) | Target::Strand(id, _)), Part::LineLabel) => {
            set(out, "data-edge", id);
        }
        _ => {}
    }
    colours(out, look);
    if haloed {
        set(out, "paint-order", "stroke");
    }
    out.push('>');
    out.push_str(&inside);
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

fn colours(out: &mut String, look: &Paint) {
    let colour = |name: &str| ["var(--", name, ")"].concat();
    match look.fill {
        Some(token) => set(out, "fill", &colour(token.name())),
        None => set(out, "fill", "none"),
    }
    if let Some(token) = look.stroke {
        set(out, "stroke", &colour(token.name()));
        set(out, "stroke-width", &number(look.width));
        if look.round {
            set(out, "stroke-linecap", "round");
            set(out, "stroke-linejoin", "round");
        }
        if let Some((on, off)) = look.dash {
            set(
                out,
                "stroke-dasharray",
                &[&number(on), " ", &number(off)].concat(),
            );
        }
    }
    if let Some(percent) = look.opacity {
        if percent == FADED {
            set(out, "opacity", &colour("faded"));
        } else {
            set(out, "opacity", &fixed(f64::from(percent) / 100.0, 2));
        }
    }
    if look.serif {
        set(out, "font-family", &colour("serif"));
    }
    if look.italic {
        set(out, "font-style", "italic");
    }
    if look.spacing > 0.0 {
        set(
            out,
            "letter-spacing",
            &[&fixed(look.spacing, 3), "em"].concat(),
        );
    }
}

/// Writes an attribute.
fn set(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escaped(out, value);
    out.push('"');
}

/// Writes a text so that the browser reads it as that text, in an element or an attribute.
fn escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

fn number(value: f64) -> String {
    fixed(value, 1)
}
