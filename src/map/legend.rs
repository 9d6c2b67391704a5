//! What stands under a picture that is taken away: its title, what the marks and lines mean, the sources, the date.

#[cfg(test)]
use super::geometry::Rect;
use super::geometry::{PathData, Point, point};
use super::graph::{Certainty, Graph, NodeKind, Relation};
use super::label::{Anchor, Measure};
use super::scene::{Item, Part, Shape, State, glyph, mark_shape, source_shape};
use crate::sorted::Set;

/// Pixels from line to line.
const LINE: f64 = 20.0;
/// Pixels to the edges.
const MARGIN: f64 = 12.0;
/// Pixels between entries.
const GAP: f64 = 18.0;
/// Font size in pixels.
const SIZE: f64 = 12.0;

/// The words of a legend, in the reader's language.
pub struct Words<'a> {
    pub title: &'a str,
    /// Certain, probable, possible, denied.
    pub manners: [&'a str; 4],
    pub relation: &'a dyn Fn(Relation) -> String,
    pub kind: &'a dyn Fn(NodeKind) -> String,
    /// The last lines: who made it of what, and when.
    pub notes: &'a [String],
}

/// A legend in the coordinates of its picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Legend {
    pub items: Vec<Item>,
    /// Pixels that it takes under the picture.
    pub height: f64,
}

/// The sample before an entry's word.
enum Sample {
    Line(Certainty, bool),
    Relation(Relation),
    Kind(NodeKind),
    Source(usize, String),
}

/// The legend of what a graph shows: only what is in it. It begins at `top`, is `width` wide and as high as needed.
pub fn legend(graph: &Graph, width: f64, top: f64, words: &Words, measure: Measure) -> Legend {
    let mut out = Builder {
        items: Vec::new(),
        at: point(MARGIN, top + 22.0),
        width,
        measure,
    };
    out.text(words.title, true);
    let strands = || graph.edges().iter().flat_map(|e| &e.strands);
    let manners: Set<(Certainty, bool)> = strands().map(|s| (s.certainty, s.denied)).collect();
    let relations: Set<Relation> = graph.edges().iter().map(|e| e.relation).collect();
    let kinds: Set<NodeKind> = graph.nodes().iter().map(|n| n.kind).collect();
    let sources: Set<usize> = strands().map(|s| s.source).collect();
    let certainties = [Certainty::Certain, Certainty::Probable, Certainty::Possible];
    out.next_line();
    for kind in kinds.iter() {
        out.entry(&Sample::Kind(*kind), &(words.kind)(*kind));
    }
    for relation in relations.iter() {
        out.entry(&Sample::Relation(*relation), &(words.relation)(*relation));
    }
    for (certainty, word) in certainties.into_iter().zip(words.manners) {
        if manners.contains(&(certainty, false)) {
            out.entry(&Sample::Line(certainty, false), word);
        }
    }
    if manners.iter().any(|(_, denied)| *denied) {
        out.entry(&Sample::Line(Certainty::Certain, true), words.manners[3]);
    }
    if !sources.is_empty() {
        out.next_line();
    }
    for source in sources.iter() {
        let source_of = &graph.sources()[*source];
        out.entry(
            &Sample::Source(*source, source_of.letter.clone()),
            &source_of.name,
        );
    }
    for note in words.notes {
        out.next_line();
        out.text(note, false);
    }
    Legend {
        height: out.at.y + 12.0 - top,
        items: out.items,
    }
}

struct Builder<'a> {
    items: Vec<Item>,
    /// Where the next entry begins, on its middle line.
    at: Point,
    width: f64,
    measure: Measure<'a>,
}

impl Builder<'_> {
    fn next_line(&mut self) {
        if self.at.x > MARGIN {
            self.at = point(MARGIN, self.at.y + LINE);
        }
    }

    /// A text of its own, broken between words where it is too long.
    fn text(&mut self, text: &str, bold: bool) {
        for word in text.split_whitespace() {
            let wide = (self.measure)(word, SIZE, bold);
            if self.at.x > MARGIN && self.at.x + wide > self.width - MARGIN {
                self.next_line();
            }
            let x = self.at.x;
            self.word(x, word, bold);
            self.at.x = x + wide + (self.measure)(" ", SIZE, bold).max(3.0);
        }
    }

    fn word(&mut self, x: f64, text: &str, bold: bool) {
        let shape = Shape::Text {
            x,
            y: self.at.y + SIZE * 0.35,
            anchor: Anchor::Start,
            text: text.to_owned(),
            size: SIZE,
            bold,
            rotate: 0.0,
            along: None,
        };
        self.items
            .push(Item::new(Part::LegendText, State::Normal, shape));
    }

    /// A sample and its words, on one line; names that are wider than the picture are cut.
    fn entry(&mut self, sample: &Sample, words: &str) {
        let room = match sample {
            Sample::Line(..) => 32.0,
            Sample::Relation(_) => 40.0,
            _ => 20.0,
        };
        let most = self.width - 2.0 * MARGIN - room;
        let mut words = words.to_owned();
        while (self.measure)(&words, SIZE, false) > most && words.chars().count() > 2 {
            words = words.chars().take(words.chars().count() - 2).collect();
            words.push('…');
        }
        let wide = room + (self.measure)(&words, SIZE, false);
        if self.at.x > MARGIN && self.at.x + wide > self.width - MARGIN {
            self.next_line();
        }
        self.sample(sample);
        self.word(self.at.x + room, &words, false);
        self.at.x += wide + GAP;
    }

    fn sample(&mut self, sample: &Sample) {
        let at = self.at;
        match sample {
            Sample::Line(certainty, denied) => {
                self.line(26.0, Relation::Alone, *certainty);
                if *denied {
                    let (up, down) = (
                        point(at.x + 13.0, at.y - 4.0),
                        point(at.x + 13.0, at.y + 4.0),
                    );
                    self.path(Part::CrossBar, &[up, down], Relation::Alone);
                }
            }
            Sample::Relation(relation) => {
                self.line(34.0, *relation, Certainty::Certain);
                if *relation != Relation::Alone {
                    let middle = point(at.x + 17.0, at.y);
                    let mut ring = Item::new(
                        Part::SignRing,
                        State::Normal,
                        Shape::Circle {
                            x: middle.x,
                            y: middle.y,
                            r: 6.2,
                        },
                    );
                    ring.relation = Some(*relation);
                    ring.width = Some(1.3);
                    let mut sign = Item::new(
                        Part::SignGlyph,
                        State::Normal,
                        Shape::Path {
                            d: glyph(*relation, middle, 6.2 / 9.5),
                        },
                    );
                    sign.relation = Some(*relation);
                    sign.width = Some(1.5);
                    self.items.extend([ring, sign]);
                }
            }
            Sample::Kind(kind) => {
                let middle = point(at.x + 8.0, at.y);
                let mut mark = Item::new(Part::Mark, State::Normal, mark_shape(*kind, middle, 6.0));
                mark.kind = Some(*kind);
                self.items.push(mark);
                if *kind == NodeKind::Group {
                    let inner = Shape::Circle {
                        x: middle.x,
                        y: middle.y,
                        r: 2.5,
                    };
                    self.items
                        .push(Item::new(Part::MarkInner, State::Normal, inner));
                }
            }
            Sample::Source(source, letter) => {
                let middle = point(at.x + 8.0, at.y);
                self.items.push(Item::new(
                    Part::SourceMark,
                    State::Normal,
                    source_shape(middle, 7.0, Some(*source)),
                ));
                let letter = Shape::Text {
                    x: middle.x,
                    y: middle.y + 3.2,
                    anchor: Anchor::Middle,
                    text: letter.clone(),
                    size: 9.0,
                    bold: true,
                    rotate: 0.0,
                    along: None,
                };
                self.items
                    .push(Item::new(Part::SourceLetter, State::Normal, letter));
            }
        }
    }

    fn line(&mut self, length: f64, relation: Relation, certainty: Certainty) {
        let (from, to) = (self.at, self.at + point(length, 0.0));
        self.path(Part::Strand, &[from, to], relation);
        if let Some(item) = self.items.last_mut() {
            item.certainty = Some(certainty);
            item.width = Some(2.0);
        }
    }

    fn path(&mut self, part: Part, points: &[Point], relation: Relation) {
        let mut path = PathData::default();
        for (i, p) in points.iter().enumerate() {
            if i == 0 {
                path.move_to(*p);
            } else {
                path.line_to(*p);
            }
        }
        let mut item = Item::new(part, State::Normal, Shape::Path { d: path.finish() });
        item.relation = Some(relation);
        self.items.push(item);
    }
}

/// The room of a legend's texts, for tests.
#[cfg(test)]
pub fn rooms(legend: &Legend, measure: Measure) -> Vec<Rect> {
    let texts = legend.items.iter().filter_map(|i| match &i.shape {
        Shape::Text {
            x,
            y,
            text,
            size,
            bold,
            ..
        } if i.part == Part::LegendText => Some(Rect::sized(
            *x,
            y - size * 0.8,
            measure(text, *size, *bold),
            size * 0.95,
        )),
        _ => None,
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::label::rough_measure;
    use crate::map::sample::{crowded, moscow};

    #[test]
    fn words_of_a_legend_stay_in_the_picture_and_apart() {
        for graph in [moscow(), crowded(), Graph::default()] {
            for width in [320.0, 740.0, 1900.0] {
                let notes = ["A long line of notes ".repeat(9), "Short".to_owned()];
                let words = Words {
                    title: "What two articles say",
                    manners: ["certain", "probable", "possible", "denied"],
                    relation: &|r| r.word().to_owned(),
                    kind: &|k| k.word().to_owned(),
                    notes: &notes,
                };
                let legend = legend(&graph, width, 500.0, &words, &rough_measure);
                let rooms = rooms(&legend, &rough_measure);
                let all = Rect::sized(0.0, 500.0, width, legend.height);
                for (i, room) in rooms.iter().enumerate() {
                    assert!(all.holds(*room), "{room:?} in {all:?}");
                    assert!(rooms[..i].iter().all(|other| !other.overlaps(*room)));
                }
                let strands = legend.items.iter().filter(|i| i.part == Part::SourceMark);
                let sources: Set<usize> = graph
                    .edges()
                    .iter()
                    .flat_map(|e| e.strands.iter().map(|s| s.source))
                    .collect();
                assert_eq!(strands.count(), sources.len());
            }
        }
    }
}
