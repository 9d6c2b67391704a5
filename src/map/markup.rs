//! The items of a scene as SVG: for the page, whose style sheet and custom properties say more, or for a file that
//! stands alone. The look of each item comes from [`super::paint`]; all that is written is escaped.
//!
//! The page's drawing is written as one text too, which the browser reads at once: five times as fast as a call for
//! each element and attribute.

use super::paint::{FADED, Paint, Palette, Token, paint};
use super::scene::{Item, Part, Shape, Target};
use crate::number::fixed;
use crossread::export::escape::xml as escaped;

/// The serif of a file that stands alone.
const SERIF: &str = "'Iowan Old Style',Charter,'Source Serif 4',Georgia,'Noto Serif',serif";

/// Who reads the drawing.
#[derive(Clone, Copy)]
pub enum Reader<'a> {
    /// The page: items have classes and what the pointer needs, colours are custom properties, so that a change of
    /// theme needs no new drawing.
    Page,
    /// Any program, in these colours.
    File(&'a Palette),
}

/// Writes items in their order; `ids` begins the ids of what has one.
pub fn write(out: &mut String, items: &[Item], ids: &str, reader: Reader) {
    let mut halo: Option<Paint> = None;
    for (at, item) in items.iter().enumerate() {
        let mut look = paint(item);
        let is_page = matches!(reader, Reader::Page);
        // A label and the halo before it are one element: texts are what takes a browser longest. Other programs may
        // not know of the order of painting. Not so along a line: there a browser paints letter by letter, the halo of
        // each over the one before.
        if is_page && item.part == Part::LabelHalo {
            halo = Some(look);
            continue;
        }
        let under = halo.take();
        if let Some(halo) = &under {
            (look.stroke, look.width, look.round) = (halo.stroke, halo.width, halo.round);
        }
        // Of what is not seen the page keeps the discs of the marks: they say where a mark is, and which.
        if !look.hidden || is_page && item.part == Part::MarkHit {
            let id = [ids, &at.to_string()].concat();
            element(out, &id, item, &look, under.is_some(), reader);
        }
    }
}

fn element(out: &mut String, id: &str, item: &Item, look: &Paint, haloed: bool, reader: Reader) {
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
                inside.push_str(&escaped(text));
                inside.push_str("</textPath>");
                begin(out, "text", &[("font-size", *size)]);
                set(out, "dy", ".33em");
            } else {
                inside.push_str(&escaped(text));
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
    if let Reader::Page = reader {
        set(out, "class", &item.class());
        match (&item.target, item.part) {
            (Some(Target::Node(id)), Part::MarkHit) => set(out, "data-node", id),
            (Some(Target::Edge(id) | Target::Strand(id, _)), Part::LineLabel) => {
                set(out, "data-edge", id);
            }
            _ => {}
        }
    }
    colours(out, look, reader);
    if haloed {
        set(out, "paint-order", "stroke");
    }
    out.push('>');
    out.push_str(&inside);
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

fn colours(out: &mut String, look: &Paint, reader: Reader) {
    let property = |name: &str| ["var(--", name, ")"].concat();
    let colour = |token: Token| match reader {
        Reader::Page => property(token.name()),
        Reader::File(palette) => palette.colour(token).to_owned(),
    };
    let fill = look.fill.map(colour);
    set(out, "fill", fill.as_deref().unwrap_or("none"));
    if let Some(token) = look.stroke {
        set(out, "stroke", &colour(token));
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
        let value = match reader {
            Reader::Page if percent == FADED => property("faded"),
            Reader::File(palette) if percent == FADED => share(palette.faded),
            _ => share(percent),
        };
        set(out, "opacity", &value);
    }
    if look.serif {
        match reader {
            Reader::Page => set(out, "font-family", &property("serif")),
            Reader::File(_) => set(out, "font-family", SERIF),
        }
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
    out.push_str(&escaped(value));
    out.push('"');
}

fn share(percent: u32) -> String {
    fixed(f64::from(percent) / 100.0, 2)
}

fn number(value: f64) -> String {
    fixed(value, 1)
}

#[cfg(test)]
mod tests {
    use super::super::label::Anchor;
    use super::super::scene::State;
    use super::*;

    fn label(part: Part, text: &str) -> Item {
        let shape = Shape::Text {
            x: 1.0,
            y: 2.0,
            anchor: Anchor::Start,
            text: text.to_owned(),
            size: 13.0,
            bold: false,
            rotate: 0.0,
            along: None,
        };
        Item::new(part, State::Normal, shape)
    }

    #[test]
    fn what_a_name_says_is_text_and_nothing_else() {
        let name = "<img src=x onerror=alert(1)> & \"Co\"";
        let mut item = label(Part::Label, name);
        item.target = Some(Target::Node(name.to_owned()));
        let mut hit = item.clone();
        hit.part = Part::MarkHit;
        for reader in [Reader::Page, Reader::File(&Palette::light())] {
            let mut out = String::new();
            write(&mut out, &[item.clone(), hit.clone()], "a", reader);
            assert!(!out.contains("<img") && !out.contains("\"Co"), "{out}");
            assert!(out.contains("&lt;img src=x"), "{out}");
        }
    }

    #[test]
    fn the_page_has_a_label_with_its_halo_and_a_file_has_both() {
        let items = [label(Part::LabelHalo, "Sirte"), label(Part::Label, "Sirte")];
        let count = |reader| {
            let mut out = String::new();
            write(&mut out, &items, "a", reader);
            (out.matches("<text").count(), out.contains("paint-order"))
        };
        assert_eq!(count(Reader::Page), (1, true));
        let along = [Part::LineLabelHalo, Part::LineLabel].map(|part| label(part, "meet"));
        let mut out = String::new();
        write(&mut out, &along, "a", Reader::Page);
        assert_eq!(out.matches("<text").count(), 2, "{out}");
        assert_eq!(count(Reader::File(&Palette::light())), (2, false));
    }
}
