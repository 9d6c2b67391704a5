//! The picture taken away: as SVG, as PNG of three sizes, on paper; with what its signs mean, its sources, the date.

use super::canvas::{Canvas, Shown, base, drawn_relation};
use crate::map::graph::{NodeKind, Relation};
use crate::map::legend::{self, Legend, Words};
use crate::map::paint::Palette;
use crate::map::svg;
use crate::number;
use crate::route::Route;
use crate::ui::browser::dom::{Nodes, el};
use crate::ui::browser::{self, file, measure, paper};
use crate::ui::parts::control;
use crate::ui::state::Ctx;
use leptos::prelude::*;

/// A projector's picture is so many pixels wide and high.
const PROJECTOR: (u32, u32) = (1920, 1080);

/// The colours of the page as it is now.
pub fn palette() -> Palette {
    let faded = number::read(browser::property("--faded").trim()).unwrap_or(0.3);
    Palette::new((faded * 100.0) as u32, |name| {
        browser::property(&["--", name].concat())
    })
}

/// What takes the picture away.
type Act = fn(Canvas);

/// What the picture can be taken away as; greyed out while the table stands in its place.
pub fn choices(ctx: Ctx, shown: Shown) -> Nodes {
    let s = ctx.s;
    let with = move |act: Act| {
        move || match shown.get_value() {
            Some(canvas) => act(canvas),
            None => ctx.said.set(s.no_picture.to_owned()),
        }
    };
    let kinds: [(&str, &str, Act); 5] = [
        ("svg", s.picture_svg, save_svg),
        ("png", s.picture_png, |canvas| {
            save_png(canvas, Size::Times(1))
        }),
        ("png-2", s.picture_png_2, |canvas| {
            save_png(canvas, Size::Times(2));
        }),
        ("png-projector", s.picture_projector, |canvas| {
            save_png(canvas, Size::Projector);
        }),
        ("print", s.print_picture, |_| browser::print()),
    ];
    let entries = kinds.into_iter().map(|(name, words, act)| {
        let button = control::button("plain", words, with(act)).set("data-picture", name);
        el("li").child(button)
    });
    el("div")
        .child(el("p.hint").text(s.picture_note))
        .child(el("ul").set("aria-label", s.picture_note).children(entries))
}

/// How large a picture of points is.
#[derive(Clone, Copy)]
enum Size {
    /// As on the screen, or so many times that.
    Times(u32),
    /// Filling a projector's.
    Projector,
}

/// The SVG file, and its width and height in pixels.
fn drawing(canvas: Canvas) -> (String, f64, f64) {
    untrack(move || drawn(canvas))
}

fn drawn(canvas: Canvas) -> (String, f64, f64) {
    let ctx = canvas.ctx;
    let s = ctx.s;
    let title = (s.map_title)(ctx.model.analysis.documents.len(), ctx.library.is_bundled());
    let notes = ctx.route.with_untracked(|route| notes(ctx, route));
    let relation = |relation: Relation| s.relation(drawn_relation(relation)).to_owned();
    let kind = |kind: NodeKind| s.node_kind(kind).to_owned();
    let words = Words {
        title: &title,
        manners: s.manners,
        relation: &relation,
        kind: &kind,
        notes: &notes,
    };
    canvas.scene.with_untracked(|scene| {
        let legend: Legend = canvas.graph.with_untracked(|graph| {
            legend::legend(graph, scene.width, scene.height, &words, &measure::text)
        });
        let height = scene.height + legend.height;
        let text = canvas.inset.with_untracked(|inset| {
            let description = notes.join(" ");
            let paths = &base().1;
            svg::serialise(
                scene,
                inset.as_ref(),
                paths,
                &palette(),
                &title,
                &description,
                &legend,
            )
        });
        (text, scene.width, height)
    })
}

/// Whose articles, what made the picture, and when; `route` is what it shows.
pub fn notes(ctx: Ctx, route: &Route) -> Vec<String> {
    let s = ctx.s;
    let model = ctx.model;
    let dates = model.documents().map(|document| {
        let source = model.source(document);
        [
            &source.letter,
            ": ",
            &ctx.dateline(model.document(document)),
        ]
        .concat()
    });
    let mut dates: Vec<String> = dates.collect();
    let many = dates.len() > 12;
    dates.truncate(12);
    if many {
        dates.push("…".to_owned());
    }
    let address = browser::home() + &route.href();
    vec![
        dates.join(" · "),
        (s.picture_made)(&browser::today(), &address),
    ]
}

fn told(canvas: Canvas, saved: bool) {
    let s = canvas.ctx.s;
    let words = if saved {
        s.file_saved
    } else {
        s.file_not_saved
    };
    canvas.ctx.said.set(words.to_owned());
}

fn save_svg(canvas: Canvas) {
    let (text, ..) = drawing(canvas);
    let saved = file::save("crossread-map.svg", "image/svg+xml", &text);
    told(canvas, saved.is_ok());
}

fn save_png(canvas: Canvas, size: Size) {
    let (text, width, height) = drawing(canvas);
    let (wide, high) = match size {
        Size::Times(n) => (
            (width * f64::from(n)) as u32,
            (height * f64::from(n)) as u32,
        ),
        Size::Projector => PROJECTOR,
    };
    let scale = (f64::from(wide) / width).min(f64::from(high) / height);
    let room = [
        (f64::from(wide) - width * scale) / 2.0,
        (f64::from(high) - height * scale) / 2.0,
        width * scale,
        height * scale,
    ];
    let paper = palette();
    browser::spawn(async move {
        let ground = paper.colour(crate::map::paint::Token::Paper);
        let saved = match paper::png(&text, wide, high, room, ground).await {
            Some(picture) => file::offer("crossread-map.png", &picture).is_ok(),
            None => false,
        };
        told(canvas, saved);
    });
}
