//! A class: handing in one small file, dropping many, seeing how the class judged each row, and clearing the laptop
//! for the next pupil.

use super::{link, row_label};
use crate::number::fixed;
use crate::ui::browser::dom::{Nodes, el, none};
use crate::ui::browser::{self, Event, file};
use crate::ui::parts::control;
use crate::ui::parts::live::State;
use crate::ui::state::Ctx;
use crate::workspace::class::{Class, Tally};
use crate::workspace::saved;
use crate::workspace::state::Verdict;

/// So many rows are shown.
const MOST: usize = 60;

/// The panel.
pub fn view(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let class = ctx.work.class;
    let name = State::new(String::new());
    let told = State::new(String::new());
    let hand_in = move |event: Event| {
        event.prevent_default();
        let by = name.get_untracked().trim().to_owned();
        if by.is_empty() {
            browser::focus("pupil");
            return;
        }
        let text = ctx
            .work
            .state
            .with_untracked(|work| saved::write_handed(work, &by));
        let letters = by
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' });
        let path = format!("crossread-{}.json", letters.collect::<String>());
        let said = match file::save(&path, "application/json", &text) {
            Ok(()) => (s.handed_in)(&path),
            Err(_) => s.file_not_saved.to_owned(),
        };
        told.set(said);
    };
    let form = el("form.row")
        .on("submit", hand_in)
        .child(el("label.lab").set("for", "pupil").text(s.my_name))
        .child(
            el("input.field")
                .set("id", "pupil")
                .set("maxlength", "80")
                .live_value(move || name.get())
                .changed("input", move |value| name.set(value)),
        )
        .child(el("button.btn").set("type", "submit").text(s.hand_in))
        .child(
            el("span")
                .set("role", "status")
                .live_text(move || told.get()),
        );
    let files = el("input.drop")
        .set("id", "handed-in")
        .set("type", "file")
        .set("multiple", "")
        .set("accept", ".json,application/json")
        .on("change", move |event: Event| take(ctx, &event));
    let clear = control::button("btn", s.clear_laptop, move || {
        if browser::confirm(s.clear_question) {
            ctx.work.clear();
            ctx.said.set(s.cleared.to_owned());
            browser::to_top();
        }
    });
    let inner = el("div.sets-in")
        .child(form)
        .child(el("label.lab").set("for", "handed-in").text(s.drop_files))
        .child(files)
        .child(
            el("div")
                .set("role", "status")
                .live(move || class.with(|class| result(ctx, class))),
        )
        .child(
            el("p.row")
                .child(clear)
                .child(el("span.hint").text(s.clear_note)),
        );
    el("details.sets")
        .set("id", "class")
        .live_flag("open", move || class.with(|class| !class.is_empty()))
        .child(el("summary").text(s.a_class))
        .child(inner)
}

/// Takes in what was dropped or chosen.
fn take(ctx: Ctx, event: &Event) {
    let files = file::all_chosen(event);
    browser::spawn(async move {
        let mut refused = Vec::new();
        let mut read = Vec::new();
        for (_, one) in files {
            let text = file::text(&one, saved::FILE_MOST).await;
            match text.and_then(|text| saved::read_file(&text).ok()) {
                Some(found) => read.push((found, one.name())),
                None => refused.push(one.name()),
            }
        }
        ctx.work.class.update(|class| {
            for (found, name) in read {
                class.add(found, &name);
            }
        });
        if !refused.is_empty() {
            let words = format!("{} {}", ctx.s.file_unreadable, refused.join(", "));
            ctx.said.set(words);
        }
    });
}

fn result(ctx: Ctx, class: &Class) -> Nodes {
    let s = ctx.s;
    if class.is_empty() {
        return none();
    }
    let tallies = class.tallies();
    let head = |words: &str| el("th").set("scope", "col").text(words);
    let heads = Verdict::ALL
        .into_iter()
        .map(|verdict| head(s.verdict(verdict)));
    let all = class.len();
    let rows = tallies.iter().take(MOST).map(|tally| row(ctx, tally, all));
    let table = el("table.conn.judged")
        .child(el("caption").text(&(s.class_of)(all, tallies.len())))
        .child(
            el("thead").child(
                el("tr")
                    .child(head(s.statement))
                    .children(heads)
                    .child(head(s.note)),
            ),
        )
        .child(el("tbody").children(rows));
    el("div.table-scroll")
        .set("tabindex", "0")
        .set("role", "region")
        .set("aria-label", s.a_class)
        .child(table)
}

fn row(ctx: Ctx, tally: &Tally, all: usize) -> Nodes {
    let row = ctx.model.row_by_key(&tally.row).map(|r| &ctx.model.rows[r]);
    let label = row.map_or(ctx.s.source_changed, |row| row_label(ctx, row.comparison));
    let cells = tally.names.iter().map(|names| {
        let share = names.len() as f64 / all.max(1) as f64 * 100.0;
        let bar = el("i.bar")
            .set("aria-hidden", "true")
            .live_style("width", move || format!("{}%", fixed(share, 1)));
        el("td")
            .set("title", &names.join(", "))
            .child(el("span").text(&names.len().to_string()))
            .child(bar)
            .child(el("span.vh").text(&names.join(", ")))
    });
    let notes = tally
        .notes
        .iter()
        .map(|(name, note)| el("p").child(el("b").text(name)).text(": ").text(note));
    let count = tally.notes.len();
    let notes = (count > 0).then(|| {
        el("details.why")
            .child(el("summary").text(&count.to_string()))
            .child(el("div.whybox").children(notes))
    });
    el("tr")
        .child(
            el("th")
                .set("scope", "row")
                .child(control::link(&link(&tally.row), label)),
        )
        .children(cells)
        .child(el("td").children(notes))
}
