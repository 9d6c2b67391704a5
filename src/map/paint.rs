//! How each part of the picture looks: one table from class to colour token, width, dash and opacity.
//!
//! The SVG export, a canvas renderer and the page ([`declarations`]) all take it from here, so that they agree.

use super::graph::{Certainty, NodeKind, Relation};
use super::scene::{Item, Part, State};

/// A colour by its token in `style/tokens.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    Paper,
    Sea,
    Land,
    FocusLand,
    Border,
    Halo,
    Ink,
    Muted,
    Agree,
    Differ,
    Contradict,
    /// One source alone.
    Silent,
    /// The letter in a source's mark.
    MarkInk,
}

impl Token {
    /// All, in the order of the style sheet.
    pub const ALL: [Token; 13] = [
        Token::Paper,
        Token::Sea,
        Token::Land,
        Token::FocusLand,
        Token::Border,
        Token::Halo,
        Token::Ink,
        Token::Muted,
        Token::Agree,
        Token::Differ,
        Token::Contradict,
        Token::Silent,
        Token::MarkInk,
    ];

    /// The custom property without its dashes.
    pub fn name(self) -> &'static str {
        match self {
            Token::Paper => "paper",
            Token::Sea => "sea",
            Token::Land => "land",
            Token::FocusLand => "focus-land",
            Token::Border => "border",
            Token::Halo => "halo",
            Token::Ink => "ink",
            Token::Muted => "muted",
            Token::Agree => "agree",
            Token::Differ => "differ",
            Token::Contradict => "contradict",
            Token::Silent => "silent",
            Token::MarkInk => "mark-a-ink",
        }
    }

    /// The hue of a relation.
    pub fn of(relation: Relation) -> Token {
        match relation {
            Relation::Alone => Token::Silent,
            Relation::Agree => Token::Agree,
            Relation::Differ => Token::Differ,
            Relation::Contradict => Token::Contradict,
        }
    }
}

/// Colours by token, for renderers without style sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    colours: Vec<String>,
    /// Opacity of faded lines, in percent.
    pub faded: u32,
}

impl Palette {
    /// Looks every token up (for instance among the page's custom properties); `faded` in percent.
    pub fn new(faded: u32, look_up: impl Fn(&str) -> String) -> Palette {
        Palette {
            colours: Token::ALL.iter().map(|t| look_up(t.name())).collect(),
            faded,
        }
    }

    /// The light theme of `style/tokens.css`.
    pub fn light() -> Palette {
        Palette::fixed(
            30,
            [
                "#ffffff", "#e9eef1", "#f6f4ee", "#e7e2d5", "#cfcabc", "#fbfaf7", "#1b1d1f",
                "#5a5f64", "#1560b3", "#8f5200", "#7d1373", "#5c6166", "#ffffff",
            ],
        )
    }

    /// The dark theme of `style/tokens.css`.
    pub fn dark() -> Palette {
        Palette::fixed(
            38,
            [
                "#15181b", "#101417", "#20262a", "#2e363c", "#434c53", "#171b1e", "#eeece7",
                "#aab0b5", "#96ccff", "#f0ae3a", "#de76c3", "#a7adb3", "#15181b",
            ],
        )
    }

    fn fixed(faded: u32, colours: [&str; 13]) -> Palette {
        Palette {
            colours: colours.map(str::to_owned).to_vec(),
            faded,
        }
    }

    pub fn colour(&self, token: Token) -> &str {
        let at = Token::ALL
            .iter()
            .position(|&t| t == token)
            .unwrap_or_default();
        &self.colours[at]
    }
}

/// How an item is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paint {
    pub fill: Option<Token>,
    pub stroke: Option<Token>,
    /// Stroke width in pixels.
    pub width: f64,
    /// On and off lengths in pixels.
    pub dash: Option<(f64, f64)>,
    pub round: bool,
    /// In percent; `None` is opaque, [`FADED`] the theme's own.
    pub opacity: Option<u32>,
    pub serif: bool,
    pub italic: bool,
    /// In em.
    pub spacing: f64,
    pub hidden: bool,
}

/// The opacity that the palette sets.
pub const FADED: u32 = u32::MAX;

/// The dash of a certainty, in pixels.
pub fn dash(certainty: Certainty) -> Option<(f64, f64)> {
    match certainty {
        Certainty::Certain => None,
        Certainty::Probable => Some((9.0, 5.0)),
        Certainty::Possible => Some((0.1, 4.6)),
    }
}

/// The look of an item.
pub fn paint(item: &Item) -> Paint {
    let hue = item.relation.map_or(Token::Silent, Token::of);
    let faded = item.state == State::Faded;
    let line_opacity = match item.state {
        State::Faded => Some(FADED),
        State::Neighbour if item.relation == Some(Relation::Alone) => Some(78),
        _ => None,
    };
    let own = item.width.unwrap_or_default();
    let none = Paint::default();
    match item.part {
        Part::SeaLabel => Paint {
            fill: Some(Token::Muted),
            serif: true,
            italic: true,
            spacing: 0.04,
            ..none
        },
        Part::CountryLabel => Paint {
            fill: Some(Token::Muted),
            spacing: 0.14,
            ..none
        },
        Part::CityDot => Paint {
            fill: Some(Token::Muted),
            ..none
        },
        Part::CityLabel => Paint {
            fill: Some(Token::Muted),
            ..none
        },
        Part::Leader => {
            let opacity = faded.then_some(60);
            Paint {
                stroke: Some(Token::Muted),
                width: 1.0,
                opacity,
                ..none
            }
        }
        Part::LineHit | Part::MarkHit => Paint {
            hidden: true,
            width: own,
            ..none
        },
        Part::Casing => Paint {
            stroke: Some(Token::Halo),
            width: 6.0,
            round: true,
            ..none
        },
        Part::Strand => Paint {
            stroke: Some(hue),
            width: own,
            dash: item.certainty.and_then(dash),
            round: item.certainty == Some(Certainty::Possible),
            opacity: line_opacity,
            ..none
        },
        Part::Arrowhead => Paint {
            fill: Some(hue),
            opacity: line_opacity,
            ..none
        },
        Part::CrossBar => Paint {
            stroke: Some(hue),
            width: 1.8,
            opacity: line_opacity,
            ..none
        },
        Part::LineLabelHalo => Paint {
            stroke: Some(Token::Halo),
            width: 5.0,
            round: true,
            ..none
        },
        Part::LineLabel => Paint {
            fill: Some(if faded { Token::Muted } else { hue }),
            ..none
        },
        Part::SignRing => Paint {
            fill: Some(Token::Halo),
            stroke: Some(hue),
            width: own,
            opacity: faded.then_some(62),
            ..none
        },
        Part::SignGlyph => Paint {
            stroke: Some(hue),
            width: own,
            round: true,
            opacity: faded.then_some(62),
            ..none
        },
        Part::SignNumber => Paint {
            fill: Some(hue),
            opacity: faded.then_some(62),
            ..none
        },
        Part::SourceMark => Paint {
            fill: Some(Token::Ink),
            stroke: Some(Token::Halo),
            width: 2.0,
            opacity: faded.then_some(60),
            ..none
        },
        Part::SourceLetter => Paint {
            fill: Some(Token::MarkInk),
            ..none
        },
        Part::PrecisionRing => Paint {
            stroke: Some(Token::Muted),
            width: 1.3,
            dash: Some((0.1, 3.4)),
            round: true,
            opacity: faded.then_some(60),
            ..none
        },
        Part::Mark | Part::MarkInner => {
            let full = item.state == State::Selected && item.part == Part::Mark;
            Paint {
                fill: Some(if full { Token::Ink } else { Token::Paper }),
                stroke: Some(if item.state == State::Selected && !full {
                    Token::Paper
                } else if faded {
                    Token::Muted
                } else {
                    Token::Ink
                }),
                width: if item.kind == Some(NodeKind::Place) {
                    1.4
                } else {
                    1.75
                },
                ..none
            }
        }
        Part::LabelHalo => Paint {
            stroke: Some(Token::Halo),
            width: 4.0,
            round: true,
            ..none
        },
        Part::Label => Paint {
            fill: Some(if faded { Token::Muted } else { Token::Ink }),
            spacing: if item.kind == Some(NodeKind::Place) {
                0.02
            } else {
                0.0
            },
            ..none
        },
        Part::ScaleBar => Paint {
            stroke: Some(Token::Muted),
            width: 1.0,
            ..none
        },
        Part::ScaleText => Paint {
            fill: Some(Token::Muted),
            ..none
        },
        Part::LegendText => Paint {
            fill: Some(Token::Ink),
            ..none
        },
    }
}

/// The look of an item as CSS declarations that follow the page's theme: «fill:none;stroke:var(--agree);…».
///
/// For the style attribute of an item's element; font size and weight are in its shape.
pub fn declarations(item: &Item) -> String {
    let look = paint(item);
    if look.hidden {
        return match item.part {
            Part::LineHit => format!(
                "fill:none;stroke:transparent;stroke-width:{};pointer-events:stroke",
                look.width
            ),
            _ => "fill:transparent;stroke:none;pointer-events:all".to_owned(),
        };
    }
    let colour =
        |token: Option<Token>| token.map_or("none".to_owned(), |t| format!("var(--{})", t.name()));
    let mut out = format!("fill:{};stroke:{}", colour(look.fill), colour(look.stroke));
    if look.stroke.is_some() {
        out.push_str(&format!(
            ";stroke-width:{}",
            (look.width * 100.0).round() / 100.0
        ));
    }
    if look.round {
        out.push_str(";stroke-linecap:round;stroke-linejoin:round");
    }
    if let Some((on, off)) = look.dash {
        out.push_str(&format!(";stroke-dasharray:{on} {off}"));
    }
    match look.opacity {
        Some(FADED) => out.push_str(";opacity:var(--faded)"),
        Some(percent) => out.push_str(&format!(";opacity:{}", f64::from(percent) / 100.0)),
        None => {}
    }
    if look.serif {
        out.push_str(";font-family:var(--serif)");
    }
    if look.italic {
        out.push_str(";font-style:italic");
    }
    if look.spacing > 0.0 {
        out.push_str(&format!(";letter-spacing:{}em", look.spacing));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::scene::Shape;

    fn item(part: Part) -> Item {
        Item {
            part,
            shape: Shape::Circle {
                x: 0.0,
                y: 0.0,
                r: 1.0,
            },
            state: State::Faded,
            relation: Some(Relation::Differ),
            certainty: Some(Certainty::Possible),
            kind: None,
            width: Some(1.6),
            target: None,
            hit: 0.0,
            aria: None,
        }
    }

    #[test]
    fn hue_is_relation_and_dash_is_certainty() {
        assert_eq!(
            declarations(&item(Part::Strand)),
            "fill:none;stroke:var(--differ);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round;\
             stroke-dasharray:0.1 4.6;opacity:var(--faded)"
        );
        assert!(declarations(&item(Part::LineHit)).contains("stroke:transparent"));
    }
}
