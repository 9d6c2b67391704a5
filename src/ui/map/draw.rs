//! Draws a scene into an SVG group. The look of each item comes from `map::paint`; colours are the page's own
//! custom properties, so that a change of theme needs no new drawing.

use crate::map::paint::{FADED, Paint, paint};
use crate::map::scene::{Item, Part, Scene, Shape, Target};
use crate::number::fixed;
use crate::ui::browser::{Document, Element};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Replaces what the group shows; `ids` begins the ids of what has one.
pub fn scene(into: &Element, scene: &Scene, ids: &str) {
    let document = crate::ui::browser::document();
    while let Some(child) = into.first_child() {
        // Only fails if it is no child.
        let _ = into.remove_child(&child);
    }
    let mut halo: Option<Paint> = None;
    for (at, item) in scene.items.iter().enumerate() {
        let mut look = paint(item);
        // A text and the halo before it are one element: texts are what takes a browser longest.
        if matches!(item.part, Part::LabelHalo | Part::LineLabelHalo) {
            halo = Some(look);
            continue;
        }
        let halo = halo.take();
        if let Some(halo) = &halo {
            (look.stroke, look.width, look.round) = (halo.stroke, halo.width, halo.round);
        }
        // Of what is not seen the discs of the marks are kept: they say where a mark is, and which.
        if (!look.hidden || item.part == Part::MarkHit)
            && let Some(element) = element(&document, into, &format!("{ids}{at}"), item, &look)
        {
            if halo.is_some() {
                set(&element, "paint-order", "stroke");
            }
            append(into, &element);
        }
    }
}

/// Nothing here can fail but for names that are none; then the item is left out.
fn append(into: &Element, element: &Element) {
    let _ = into.append_child(element);
}

fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

fn number(value: f64) -> String {
    fixed(value, 1)
}

fn element(
    document: &Document,
    into: &Element,
    id: &str,
    item: &Item,
    look: &Paint,
) -> Option<Element> {
    let make = |name: &str| document.create_element_ns(Some(SVG), name).ok();
    let element = match &item.shape {
        Shape::Path { d } => {
            let element = make("path")?;
            set(&element, "d", d);
            element
        }
        Shape::Circle { x, y, r } => {
            let element = make("circle")?;
            for (name, value) in [("cx", x), ("cy", y), ("r", r)] {
                set(&element, name, &number(*value));
            }
            element
        }
        Shape::Rect {
            x,
            y,
            width,
            height,
            round,
        } => {
            let element = make("rect")?;
            for (name, value) in [
                ("x", x),
                ("y", y),
                ("width", width),
                ("height", height),
                ("rx", round),
            ] {
                set(&element, name, &number(*value));
            }
            element
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
            let element = make("text")?;
            set(&element, "font-size", &number(*size));
            if *bold {
                set(&element, "font-weight", "700");
            }
            match along {
                Some(d) => {
                    let (path, run) = (make("path")?, make("textPath")?);
                    for (name, value) in [("id", id), ("d", d), ("fill", "none")] {
                        set(&path, name, value);
                    }
                    append(into, &path);
                    for (name, value) in [
                        ("href", format!("#{id}").as_str()),
                        ("startOffset", "50%"),
                        ("text-anchor", "middle"),
                    ] {
                        set(&run, name, value);
                    }
                    run.set_text_content(Some(text));
                    set(&element, "dy", ".33em");
                    append(&element, &run);
                }
                None => {
                    for (name, value) in [("x", x), ("y", y)] {
                        set(&element, name, &number(*value));
                    }
                    set(&element, "text-anchor", anchor.word());
                    if rotate.abs() > 0.01 {
                        let turn =
                            format!("rotate({} {} {})", number(*rotate), number(*x), number(*y));
                        set(&element, "transform", &turn);
                    }
                    element.set_text_content(Some(text));
                }
            }
            element
        }
    };
    set(&element, "class", &item.class());
    if item.part == Part::MarkHit
        && let Some(Target::Node(id)) = &item.target
    {
        set(&element, "data-node", id);
    }
    if item.part == Part::LineLabel
        && let Some(Target::Edge(id) | Target::Strand(id, _)) = &item.target
    {
        set(&element, "data-edge", id);
    }
    colours(&element, look);
    Some(element)
}

fn colours(element: &Element, look: &Paint) {
    match look.fill {
        Some(token) => set(element, "fill", &format!("var(--{})", token.name())),
        None => set(element, "fill", "none"),
    }
    if let Some(token) = look.stroke {
        set(element, "stroke", &format!("var(--{})", token.name()));
        set(element, "stroke-width", &number(look.width));
        if look.round {
            set(element, "stroke-linecap", "round");
            set(element, "stroke-linejoin", "round");
        }
        if let Some((on, off)) = look.dash {
            set(
                element,
                "stroke-dasharray",
                &format!("{} {}", number(on), number(off)),
            );
        }
    }
    if let Some(percent) = look.opacity {
        let value = if percent == FADED {
            "var(--faded)".to_owned()
        } else {
            format!(".{percent:02}")
        };
        set(element, "opacity", &value);
    }
    if look.serif {
        set(element, "font-family", "var(--serif)");
    }
    if look.italic {
        set(element, "font-style", "italic");
    }
    if look.spacing > 0.0 {
        set(
            element,
            "letter-spacing",
            &format!("{}em", fixed(look.spacing, 3)),
        );
    }
}
