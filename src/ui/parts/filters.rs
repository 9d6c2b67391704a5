//! Filters that the map, its table, the comparison and the articles share: each option says how many it leaves.

use super::control;
use crate::letters::lower;
use crate::model::MANNERS;
use crate::model::filter::{Facet, Filter, RELATIONS, Scope, relation_word};
use crate::model::time::{self, Bin};
use crate::order::Order as _;
use crate::route::key;
use crate::ui::browser::dom::{Nodes, el, none};
use crate::ui::parts::live::{Derived, State, derived};
use crate::ui::parts::{line_sample, sign, source_mark};
use crate::ui::state::Ctx;
use crossread::extract::EntityIx;
use crossread::vocabulary::{ConnectionType, Topic};

/// More toggles than these have a room of their own that scrolls.
const MANY: usize = 14;

/// The filter of the address, over what a view shows.
#[derive(Clone, Copy)]
pub struct Filters {
    pub ctx: Ctx,
    pub filter: Derived<Filter>,
    pub scope: Scope,
}

impl Filters {
    /// Those of the address.
    pub fn new(ctx: Ctx, scope: Scope) -> Filters {
        Filters {
            ctx,
            filter: ctx.memo(move |route| Filter::of(route, ctx.model)),
            scope,
        }
    }

    fn counts(self, facet: Facet) -> Derived<Vec<usize>> {
        let Filters { ctx, filter, scope } = self;
        derived(move || filter.with(|filter| filter.counts(ctx.model, scope, facet)))
    }

    /// The key: a toggle for each source, relation or manner.
    pub fn toggles(self, facet: Facet, title: &str) -> Nodes {
        let ctx = self.ctx;
        let counts = self.counts(facet);
        let all = Filter::default().counts(ctx.model, self.scope, facet);
        let toggles = (0..all.len()).map(|at| {
            let (word, mark, label) = match facet {
                Facet::Relation => {
                    let relation = RELATIONS[at];
                    let word = relation_word(relation);
                    (word, sign(relation), ctx.s.relation(relation))
                }
                Facet::Manner => {
                    let word = MANNERS[at];
                    (word, line_sample(word), ctx.s.manner(word))
                }
                _ => {
                    let source = ctx.model.source(at as u32);
                    let mark = source_mark(ctx, at as u32);
                    (source.letter.as_str(), mark, source.name.as_str())
                }
            };
            control::toggle(ctx, word, mark, label, move || {
                counts.with(|counts| counts[at].to_string())
            })
        });
        let group = if all.len() > MANY {
            el("div.grp.many")
        } else {
            el("div.grp")
        };
        group
            .set("role", "group")
            .set("aria-label", title)
            .child(el("span.lab").text(title))
            .children(toggles)
    }

    /// A choice of one option; nothing where there is nothing to choose.
    pub fn choice(self, facet: Facet) -> Nodes {
        let (ctx, s) = (self.ctx, self.ctx.s);
        let all = Filter::default().counts(ctx.model, self.scope, facet);
        let (name, label, any) = match facet {
            Facet::Kind if self.scope == Scope::Edges => {
                let all = (s.all_connections)(ctx.model.edges.len());
                (key::KIND, s.kind, all)
            }
            Facet::Kind => (key::KIND, s.kind, s.any.to_owned()),
            Facet::Topic => (key::TOPIC, s.topic_label, s.all_topics.to_owned()),
            Facet::Language => (key::WRITTEN, s.written_in, s.any.to_owned()),
            Facet::Sources => (key::LEAST, s.said_by, s.any.to_owned()),
            _ => (key::ENTITY, s.about, s.everybody.to_owned()),
        };
        // Value, label, number of the option.
        let mut options: Vec<(String, String, usize)> = Vec::new();
        for at in (0..all.len()).filter(|at| all[*at] > 0) {
            let (value, label) = match facet {
                Facet::Kind => {
                    let kind = ConnectionType::ALL[at];
                    (kind.as_str(), ctx.model.type_label(kind, s.code).to_owned())
                }
                Facet::Topic => (Topic::ALL[at].as_str(), s.topic(Topic::ALL[at]).to_owned()),
                Facet::Language => {
                    let code = ctx.model.written[at].as_str();
                    (code, ctx.language_name(code))
                }
                Facet::Sources if at < 2 => continue,
                Facet::Sources => {
                    options.push((at.to_string(), (s.sources_at_least)(at), at));
                    continue;
                }
                _ => {
                    let entity = EntityIx(at as u32);
                    let id = ctx.model.entity(entity).id.as_str();
                    (id, ctx.name(entity).to_owned())
                }
            };
            options.push((value.to_owned(), label, at));
        }
        if options.len() < 2 && facet != Facet::Sources || options.is_empty() {
            return none();
        }
        if facet == Facet::Entity {
            options.order_by_cached_key(|option| lower(&option.1));
        }
        let counts = self.counts(facet);
        let first = el("option").set("value", "").text(&any);
        let options = options.into_iter().map(|(value, label, at)| {
            el("option").set("value", &value).live_text(move || {
                [
                    label.as_str(),
                    " (",
                    &counts.with(|c| c[at]).to_string(),
                    ")",
                ]
                .concat()
            })
        });
        let options = std::iter::once(first).chain(options);
        control::select(ctx, name, label, name, options)
    }

    /// Filters beyond those that stand in sight, folded.
    pub fn more(self, inside: impl IntoIterator<Item = Nodes>) -> Nodes {
        let used = self.filter.with_untracked(|filter| {
            Filter {
                // These stand in sight.
                off_relations: 0,
                words: String::new(),
                ..filter.clone()
            } != Filter::default()
        });
        el("details.filters")
            .flag("open", used)
            .child(el("summary.btn").text(self.ctx.s.more_filters))
            .child(el("div.tools").children(inside).child(self.brush()))
    }

    /// How much of all is shown and a way back to all; nothing while all is.
    pub fn left(self) -> Nodes {
        let Filters { ctx, filter, scope } = self;
        let all = match scope {
            Scope::Edges => ctx.model.edges.len(),
            Scope::Rows => ctx.model.rows.len(),
        };
        let line = move || {
            filter.with(|filter| {
                if *filter == Filter::default() {
                    return none();
                }
                let left = filter.left(ctx.model, scope);
                let back = ctx
                    .route
                    .with(|route| Filter::default().write(ctx.model, route.clone()));
                let words = match scope {
                    Scope::Edges => ctx.s.shown_of,
                    Scope::Rows => ctx.s.rows_of,
                };
                el("p.left")
                    .text(&words(left, all))
                    .text(" ")
                    .child(control::link(&back.href(), ctx.s.show_all))
            })
        };
        el("div").set("role", "status").live(line)
    }

    /// Bars over the dates with two sliders under them; nothing where there are fewer than two dates.
    fn brush(self) -> Nodes {
        let Filters { ctx, filter, scope } = self;
        let s = ctx.s;
        let bars = derived(move || filter.with(|filter| filter.bars(ctx.model, scope)));
        let last = bars.with_untracked(Vec::len);
        if last == 0 {
            return none();
        }
        let last = last - 1;
        // The bars between which the sliders stand; while one is drawn, where it is.
        let ends = State::new((0, last));
        let chosen = move || {
            let (from, to) = filter.with(|filter| (filter.from, filter.to));
            bars.with(|bars| {
                let start = bars
                    .iter()
                    .position(|bar| from.is_none_or(|d| bar.span.last >= d));
                let end = bars
                    .iter()
                    .rposition(|bar| to.is_none_or(|d| bar.span.first <= d));
                (start.unwrap_or(last), end.unwrap_or(0))
            })
        };
        super::live::follow(move || ends.set(chosen()));
        let columns = move || {
            bars.with(|bars| {
                let most = bars.iter().fold(1, |most, bar| most.max(bar.count));
                let column = |(at, bar): (usize, &Bin)| {
                    let height = (bar.count * 100 / most).to_string();
                    el("i")
                        .style("height", &[&height, "%"].concat())
                        .live_class("on", move || {
                            let (start, end) = ends.get();
                            (start..=end).contains(&at)
                        })
                };
                let columns: Vec<Nodes> = bars.iter().enumerate().map(column).collect();
                none().children(columns)
            })
        };
        let name = move |at: usize| bars.with(|bars| bars[at].name.clone());
        // Where both stand at the end, the first is the one that can be moved.
        let above = move || if ends.get().0 * 2 > last { "1" } else { "0" }.to_owned();
        let slider = |label: &str, end: bool| {
            let here = move || {
                let (start, stop) = ends.get();
                if end { stop } else { start }
            };
            let moved = move |value: String| {
                let at: usize = value.parse().unwrap_or_default();
                ends.update(|ends| match end {
                    true => ends.1 = at.max(ends.0),
                    false => ends.0 = at.min(ends.1),
                });
            };
            let write = move |value: String| {
                moved(value);
                let (start, stop) = ends.get_untracked();
                let (from, to) = bars.with_untracked(|bars| (bars[start].span, bars[stop].span));
                let from = if start == 0 {
                    String::new()
                } else {
                    time::iso(from.first)
                };
                let to = if stop == last {
                    String::new()
                } else {
                    time::iso(to.last)
                };
                ctx.go(|route| route.with(key::FROM, &from).with(key::TO, &to));
            };
            el("input")
                .set("type", "range")
                .set("min", "0")
                .set("max", &last.to_string())
                .set("aria-label", label)
                .live_set("aria-valuetext", move || name(here()))
                .live_value(move || here().to_string())
                .changed("input", moved)
                .changed("change", write)
        };
        let words = move || {
            let (start, end) = ends.get();
            [name(start), name(end)].join(" – ")
        };
        el("div.brush")
            .set("role", "group")
            .set("aria-label", s.time)
            .child(el("span.lab").text(s.time))
            .child(
                el("div.bars")
                    .child(el("div").set("aria-hidden", "true").live(columns))
                    .child(slider(s.time_from, false).live_style("z-index", above))
                    .child(slider(s.time_to, true)),
            )
            .child(el("output").live_text(words))
    }
}
