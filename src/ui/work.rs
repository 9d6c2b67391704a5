//! The reader's work: kept in memory, saved record by record, merged with other tabs, opened and saved as a file.

use super::browser::{self, file, storage};
use super::state::Ctx;
use crate::letters::lower;
use crate::sorted::Set;
use crate::ui::browser::dom::{Nodes, el, live, none};
use crate::ui::parts::control;
use crate::ui::parts::live::State;
use crate::workspace::action::{About, Action};
use crate::workspace::class::Class;
use crate::workspace::history::History;
use crate::workspace::merge::{take, wins};
use crate::workspace::migrate::Refused;
use crate::workspace::saved;
use crate::workspace::state::{Body, Kind, Record, Workspace};

/// What stands in the way of saving.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    /// Storage cannot be used at all.
    pub blocked: bool,
    /// Keys that found no room.
    pub unsaved: Set<String>,
    /// Keys that could not be read and were set aside.
    pub unreadable: Vec<String>,
    /// Keys that a later crossread wrote.
    pub newer: Vec<String>,
}

/// The work and its troubles.
#[derive(Clone, Copy)]
pub struct Work {
    pub state: State<Workspace>,
    pub trouble: State<Trouble>,
    pub history: State<History>,
    /// Marks that came with a link: `None` inside where they could not be read.
    pub sent: State<Option<Option<Vec<Record>>>>,
    /// What a class handed in; not kept.
    pub class: State<Class>,
}

impl Work {
    /// No work yet.
    pub fn new() -> Work {
        Work {
            state: State::new(Workspace::default()),
            trouble: State::new(Trouble::default()),
            history: State::new(History::default()),
            sent: State::new(None),
            class: State::new(Class::default()),
        }
    }

    /// Reads what is saved and listens to other tabs; nothing is done before.
    pub fn load(self) {
        let mut state = Workspace::default();
        let mut trouble = Trouble {
            blocked: !storage::usable(),
            ..Trouble::default()
        };
        for (key, text) in storage::all(saved::PREFIX) {
            read(&mut state, &mut trouble, &key, &text);
        }
        // A copy of the page carries work; what was done in it since is newer.
        let carried =
            browser::carried("carried-work").and_then(|text| saved::read_file(&text).ok());
        for record in carried.map(|file| file.records).unwrap_or_default() {
            take(&mut state, record);
        }
        self.trouble.set(trouble);
        self.state.set(state);
        browser::on_window("storage", move |event: browser::StorageEvent| {
            let (Some(key), Some(text)) = (event.key(), event.new_value()) else {
                return;
            };
            match storage::own_key(&key) {
                Some(key) if key.starts_with(saved::PREFIX) => self.take_from_other_tab(key, &text),
                _ => {}
            }
        });
    }

    fn take_from_other_tab(self, key: &str, text: &str) {
        match saved::read(text) {
            Ok(record) if saved::storage_key(record.kind, &record.id) == key => {
                let own = self
                    .state
                    .with_untracked(|work| work.record(record.kind, &record.id).cloned());
                match own {
                    // The other tab did not know of ours yet.
                    Some(own) if wins(&own, &record) => self.save(own),
                    _ => self.state.update(|work| {
                        take(work, record);
                    }),
                }
            }
            // A later version may be open there; it is that tab's.
            _ => {}
        }
    }

    /// Does what the reader asks for and saves it.
    pub fn act(self, about: About, action: Action) {
        self.act_all(vec![(about, action)]);
    }

    /// Does several things in one step of undo; gives how many changed something.
    pub fn act_all(self, actions: Vec<(About, Action)>) -> usize {
        self.change(|history, work, now| history.act(work, actions, now))
    }

    /// Undoes or redoes a step.
    fn turn(self, back: bool) {
        self.change(|history, work, now| history.turn(work, back, now));
    }

    fn change(
        self,
        change: impl FnOnce(&mut History, &mut Workspace, f64) -> Vec<Record>,
    ) -> usize {
        let mut records = Vec::new();
        self.history.update(|history| {
            self.state.maybe_update(|work| {
                records = change(history, work, browser::now());
                !records.is_empty()
            });
        });
        let count = records.len();
        for record in records {
            self.save(record);
        }
        count
    }

    /// Writes a record, on top of what another tab may have written meanwhile.
    fn save(self, mut record: Record) {
        let key = saved::storage_key(record.kind, &record.id);
        if self.trouble.with_untracked(|trouble| trouble.blocked) {
            return;
        }
        if let Some(text) = storage::get(&key) {
            match saved::read(&text) {
                Ok(other) if wins(&other, &record) => {
                    record.revision = other.revision.saturating_add(1);
                    self.state.update(|work| work.put(record.clone()));
                }
                Ok(_) => {}
                Err(refused) => {
                    let moved = storage::set_aside(&key);
                    self.trouble.update(|trouble| {
                        trouble.note(refused, &key);
                        if !moved {
                            trouble.unsaved.insert(key.clone());
                        }
                    });
                    if !moved {
                        return;
                    }
                }
            }
        }
        let saved = storage::set(&key, &saved::write(&record));
        self.trouble.maybe_update(|trouble| {
            if saved {
                trouble.unsaved.remove(&key)
            } else {
                trouble.unsaved.insert(key.clone())
            }
        });
    }

    /// Takes all work out of this browser.
    pub fn clear(self) {
        for prefix in [saved::PREFIX, saved::ASIDE] {
            storage::remove_all(prefix);
        }
        self.history.set(History::default());
        self.class.set(Class::default());
        self.trouble.update(|trouble| {
            *trouble = Trouble {
                blocked: trouble.blocked,
                ..Trouble::default()
            };
        });
        self.state.set(Workspace::default());
    }

    /// Takes in the records of a file; gives the number that were newer than what was here.
    fn import(self, records: Vec<Record>) -> usize {
        let newer = self.state.with_untracked(|work| {
            let newer = records.into_iter().filter(|record| {
                let own = work.record(record.kind, &record.id);
                own.is_none_or(|own| wins(record, own))
            });
            let puts = newer.map(|record| {
                let action = Action::Put(Some(Box::new(record.body.unwrap_or_default())));
                (About::new(record.kind, record.id), action)
            });
            puts.collect()
        });
        self.act_all(newer)
    }
}

/// Undo and redo, where there is something to undo or redo: buttons, and the usual keys outside of fields.
pub fn undo(ctx: Ctx) -> Nodes {
    let turn = move |back: bool| {
        ctx.work.turn(back);
        let said = if back { ctx.s.undone } else { ctx.s.redone };
        ctx.said.set(said.to_owned());
    };
    browser::on_window("keydown", move |event: browser::dom::KeyboardEvent| {
        let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        if !held || browser::is_typing() {
            return;
        }
        match event.key().as_str() {
            "z" => turn(true),
            "Z" | "y" => turn(false),
            _ => return,
        }
        event.prevent_default();
    });
    live(move || {
        let (back, on) = ctx.work.history.with(History::can);
        if !back && !on {
            return none();
        }
        let button = |word, there: bool, back: bool| {
            control::button("btn", word, move || turn(back)).flag("disabled", !there)
        };
        el("div.undo")
            .child(button(ctx.s.undo, back, true))
            .child(button(ctx.s.redo, on, false))
    })
}

impl Trouble {
    fn note(&mut self, refused: Refused, key: &str) {
        let list = match refused {
            Refused::Unreadable => &mut self.unreadable,
            Refused::Newer => &mut self.newer,
        };
        if !list.iter().any(|k| k == key) {
            list.push(key.to_owned());
        }
    }
}

/// Takes a saved record in, or notes why not. What cannot be read is set aside, so that nothing overwrites it.
fn read(state: &mut Workspace, trouble: &mut Trouble, key: &str, text: &str) {
    match saved::read(text) {
        Ok(record) if saved::storage_key(record.kind, &record.id) == key => {
            take(state, record);
        }
        Ok(_) => {
            trouble.note(Refused::Unreadable, key);
            storage::set_aside(key);
        }
        Err(refused) => {
            trouble.note(refused, key);
            storage::set_aside(key);
        }
    }
}

/// What stands in the way of saving, in words; nothing where all is well.
pub fn banner(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let trouble = ctx.work.trouble;
    let lines = move || {
        let trouble = trouble.get();
        let mut lines = Vec::new();
        if trouble.blocked {
            lines.push(s.storage_blocked.to_owned());
        }
        if !trouble.unsaved.is_empty() {
            lines.push((s.storage_full)(trouble.unsaved.len()));
        }
        for (words, keys) in [
            (s.set_aside_unreadable, trouble.unreadable),
            (s.set_aside_newer, trouble.newer),
        ] {
            if !keys.is_empty() {
                lines.push(format!("{words} {}", keys.join(", ")));
            }
        }
        lines
    };
    live(move || {
        let lines = lines();
        if lines.is_empty() {
            return none();
        }
        el("div.banner.wrap")
            .set("role", "status")
            .children(lines.iter().map(|line| el("p").text(line)))
            .child(el("p").child(export_button(ctx)))
    })
}

pub fn export_button(ctx: Ctx) -> Nodes {
    control::button("btn", ctx.s.save_file, move || export(ctx))
}

fn export(ctx: Ctx) {
    let text = ctx.work.state.with_untracked(saved::write_file);
    let said = match file::save("crossread-work.json", "application/json", &text) {
        Ok(()) => ctx.s.file_saved,
        Err(_) => ctx.s.file_not_saved,
    };
    ctx.said.set(said.to_owned());
}

fn open(ctx: Ctx, event: &browser::Event, told: State<String>) {
    let Some(chosen) = file::chosen(event) else {
        return;
    };
    let s = ctx.s;
    browser::spawn(async move {
        let said = match file::text(&chosen, saved::FILE_MOST)
            .await
            .as_deref()
            .map(saved::read_file)
        {
            None => s.file_too_large.to_owned(),
            Some(Err(Refused::Unreadable)) => s.file_unreadable.to_owned(),
            Some(Err(Refused::Newer)) => s.file_newer.to_owned(),
            Some(Ok(file)) => {
                let (all, left) = (file.records.len(), file.unreadable + file.newer);
                (s.file_opened)(ctx.work.import(file.records), all, left)
            }
        };
        told.set(said);
    });
}

/// So many of the reader's notes are listed.
const LISTED: usize = 40;

/// The reader's notes and tags, searched by their words.
fn notes(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let words = State::new(String::new());
    let field = el("input.field")
        .set("id", "search-notes")
        .set("type", "search")
        .changed("input", move |value| words.set(lower(value.trim())));
    let list = move || {
        let wanted = words.get();
        if wanted.is_empty() {
            return none();
        }
        let found = ctx.work.state.with(|work| {
            let all = [Kind::Note, Kind::Row, Kind::Step].into_iter();
            let all = all.flat_map(|kind| work.of(kind).map(move |(id, body)| (kind, id, body)));
            let has = |body: &Body| {
                let texts = [&body.note, &body.excerpt, &body.name];
                let mut texts = texts.into_iter().chain(&body.tags);
                texts.any(|text| lower(text).contains(&wanted))
            };
            let found = all.filter(|(_, _, body)| has(body));
            let lines = found.map(|(kind, id, body)| {
                let href = match kind {
                    Kind::Row => super::compare::link(id),
                    Kind::Step => body.link.clone(),
                    _ => super::map::link(id),
                };
                let name = if body.excerpt.is_empty() {
                    &body.name
                } else {
                    &body.excerpt
                };
                (
                    href,
                    name.clone(),
                    format!("{} {}", body.note, body.tags.join(", ")),
                )
            });
            lines.collect::<Vec<_>>()
        });
        let count = el("p.hint").text(&match found.len() {
            0 => s.nothing_noted.to_owned(),
            n => (s.found)(n),
        });
        let lines = found.into_iter().take(LISTED).map(|(href, name, note)| {
            el("li")
                .child(control::link(&href, &name))
                .text(" ")
                .text(&note)
        });
        none().child(count).child(el("ul.points").children(lines))
    };
    el("div")
        .child(
            el("p.row")
                .child(
                    el("label.lab")
                        .set("for", "search-notes")
                        .text(s.search_notes),
                )
                .child(field),
        )
        .child(el("div").set("role", "status").live(list))
}

/// «Save or open my work», for the foot of the page.
pub fn panel(ctx: Ctx) -> Nodes {
    let s = ctx.s;
    let told = State::new(String::new());
    let count = move || ctx.work.state.with(Workspace::count);
    let field = el("input.vh")
        .set("type", "file")
        .set("accept", ".json,application/json")
        .on("change", move |event: browser::Event| {
            open(ctx, &event, told);
        });
    let buttons = el("p.row")
        .child(export_button(ctx))
        .child(el("label.btn.file").text(s.open_file).child(field));
    el("details.work")
        .set("id", "work")
        .child(el("summary").text(s.work_title))
        .child(
            el("div.work-in")
                .child(el("p").live_text(move || (s.work_kept)(count())))
                .child(buttons)
                .child(super::share::view(ctx))
                .child(super::copy::view(ctx))
                .child(notes(ctx))
                .child(super::story::own(ctx))
                .child(el("p").set("role", "status").live_text(move || told.get())),
        )
}
