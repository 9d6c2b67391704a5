//! The library: which articles the page shows. The bundled ones, or a corpus in their place, and the reader's own
//! beside or instead; read, analysed and written by the engine, kept by the shelf.
//!
//! A model lives as long as the page; when another takes its place, the views are drawn anew from that.

use super::browser::file::{self, File};
use super::browser::{self, staged, storage, worker::Worker};
use super::strings::{self, Strings};
use crate::model::Model;
use crate::order::Order as _;
use crate::own::{self, Own, free_id};
use crate::route::View;
use crate::ui::parts::live::State;
use crossread::message::{Refused, Reply, Request};
use crossread::snapshot::{Snapshot, Unpacking};
use leptos::prelude::*;
use std::collections::VecDeque;

/// How long after the first view the shelf is asked, in milliseconds.
const LATER: i32 = 300;
/// Name and value of the choice to show own articles alone.
const CHOICE: &str = "own";
const ALONE: &str = "alone";

/// Where more articles than these are new, the first ones are shown before the rest is analysed.
const MANY: usize = 16;
const FIRST: usize = 8;

/// So many milliseconds an analysis is read at a time.
const SLICE: f64 = 12.0;

/// So many messages are posted to the engine at once.
const POSTED: usize = 8;

/// So many milliseconds pass until it is looked again whether the first ones are drawn.
const SOON: i32 = 50;

/// So many milliseconds of articles are listed at once.
const GATHER: i32 = 400;

/// Whether own articles are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    Kept,
    /// The browser lets the page keep nothing.
    Blocked,
    /// There is no room.
    Full,
}

/// What the engine is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    Reading,
    Analysing,
    Loading,
    Writing,
}

/// How far the engine is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Job {
    pub task: Task,
    pub done: u32,
    pub total: u32,
    /// Milliseconds since 1970.
    began: f64,
}

impl Job {
    /// Seconds that are left; `None` while it is too early to say.
    pub fn seconds_left(&self) -> Option<u32> {
        own::seconds_left(
            self.done,
            self.total,
            (browser::now() - self.began) / 1000.0,
        )
    }
}

/// Where the articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Bundled,
    /// Another corpus is on its way, and nothing is shown until it is there.
    Waiting,
    /// A corpus from an address.
    From(String),
    /// A corpus could not be loaded: its address, and why.
    Failed(String, String),
}

/// What the engine will answer, one after the other.
enum Expected {
    Read,
    /// Whether what comes is to be shown.
    Analysis(bool),
    /// Some articles more than before: shown until all are there.
    Part,
    Corpus(String, bool),
    File,
}

/// What goes to the engine once it is ready.
enum Message {
    Bytes(Vec<u8>),
    File(File, String, &'static str),
}

#[derive(Default)]
struct Workers {
    engine: Option<Worker>,
    ready: bool,
    waiting: Vec<Message>,
    expected: VecDeque<Expected>,
    /// Whether the engine's last analysis is what is shown.
    holds: bool,
    shelf: Option<Worker>,
    /// Own articles that the shelf has told of so far.
    told: Vec<Own>,
    /// Whether the shelf has told of all.
    listed: bool,
    /// Files that the engine has read, of those it was given.
    files: (u32, u32),
    /// Articles that were read and are not listed yet.
    read: Vec<Own>,
    /// Whether a text was pasted: what it gives is to be looked over.
    pasted: bool,
    /// The number of what is to be shown.
    turn: u32,
    /// How many analyses are being read to be shown.
    reading: u32,
    /// All articles, to be analysed when the first ones are shown: on a small machine the page and the engine are in
    /// each other's way.
    whole: Option<Request>,
}

/// The articles of the page and what is done with them.
#[derive(Clone, Copy)]
pub struct Library {
    /// What came with the page.
    pub bundled: &'static Model,
    /// What own articles stand beside.
    base: State<&'static Model>,
    /// What all views show.
    pub shown: State<&'static Model>,
    pub source: State<Source>,
    pub own: State<Vec<Own>>,
    pub alone: State<bool>,
    pub job: State<Option<Job>>,
    pub refused: State<Vec<Refused>>,
    /// The id of the article whose form is open; empty where none is.
    pub edited: State<String>,
    /// What was removed last.
    pub removed: State<Vec<Own>>,
    pub keeping: State<Keeping>,
    /// The engine broke off.
    pub broken: State<bool>,
    workers: StoredValue<Workers, LocalStorage>,
}

fn interface() -> Vec<String> {
    strings::ALL.iter().map(|s| s.code.to_owned()).collect()
}

impl Library {
    /// The bundled articles, or none yet where another corpus takes their place; then own ones.
    pub fn open(bundled: &'static Model, s: &'static Strings) -> Library {
        let named = browser::asked_corpus().or_else(browser::published_corpus);
        let copy = browser::copy_value("data-copy").is_some();
        let alone = browser::copy_value("data-alone").map(|alone| alone == "true");
        let (first, source) = if named.is_some() || (copy && alone == Some(true)) {
            (leaked(Snapshot::default()), Source::Waiting)
        } else {
            (bundled, Source::Bundled)
        };
        let library = Library {
            bundled,
            base: State::new(if named.is_some() { first } else { bundled }),
            shown: State::new(first),
            source: State::new(source),
            own: State::new(Vec::new()),
            alone: State::new(
                alone.unwrap_or_else(|| storage::choice(CHOICE).as_deref() == Some(ALONE)),
            ),
            job: State::new(None),
            refused: State::new(Vec::new()),
            edited: State::new(String::new()),
            removed: State::new(Vec::new()),
            keeping: State::new(Keeping::Kept),
            broken: State::new(false),
            workers: StoredValue::new_local(Workers::default()),
        };
        match named {
            Some(address) => browser::with_rest(move || {
                library.load(address, s.code);
                library.ask_shelf();
            }),
            // What a copy carries is what it is opened for.
            None if copy => browser::with_rest(move || library.ask_shelf()),
            None => library.ask_shelf_later(),
        }
        library
    }

    /// Whether what is shown are the bundled articles and no others.
    pub fn is_bundled(self) -> bool {
        std::ptr::eq(self.shown.get(), self.bundled)
    }

    fn ask_shelf_later(self) {
        browser::later(LATER, move || {
            let first_view = browser::route().view == View::Map;
            if first_view && !browser::is_marked("first-map") {
                self.ask_shelf_later();
            } else {
                browser::with_rest(move || self.ask_shelf());
            }
        });
    }

    fn ask_shelf(self) {
        let heard = move |bytes: Option<Vec<u8>>| match bytes {
            Some(bytes) => self.heard_from_shelf(&String::from_utf8_lossy(&bytes)),
            None => self.without_shelf(),
        };
        let shelf = Worker::start(&browser::shelf(), Box::new(heard));
        match &shelf {
            Some(shelf) => shelf.post(b"l"),
            None => self.without_shelf(),
        }
        self.workers.update_value(|workers| workers.shelf = shelf);
    }

    fn without_shelf(self) {
        self.keeping.set(Keeping::Blocked);
        self.arrived();
    }

    /// Nothing else is on its way: what waited for it shows what it has.
    fn arrived(self) {
        if self.is_loading() {
            return;
        }
        self.source.maybe_update(|source| {
            let waited = *source == Source::Waiting;
            if waited {
                *source = Source::Bundled;
            }
            waited
        });
        if self.shown.with_untracked(|shown| shown.sources.is_empty()) {
            self.base.set(self.bundled);
            self.shown.set(self.bundled);
        }
    }

    fn heard_from_shelf(self, message: &str) {
        let Some(rest) = message.get(1..) else {
            return;
        };
        match &message[..1] {
            "a" => {
                let read = rest.split_once('\0').and_then(|(_, text)| own::read(text));
                self.workers
                    .update_value(|workers| workers.told.extend(read));
            }
            "e" => {
                let mut told = Vec::new();
                self.workers.update_value(|workers| {
                    told = std::mem::take(&mut workers.told);
                    workers.listed = true;
                });
                if !told.is_empty() {
                    // The form of an article whose id is taken closes.
                    let edited = self.edited.get_untracked();
                    if told.iter().any(|own| own.document.id == edited) {
                        self.edited.set(String::new());
                    }
                    self.own.update(|own| {
                        self.add(&mut told, std::mem::take(own));
                        told.order_by(|x, y| x.order.total_cmp(&y.order));
                        *own = told;
                    });
                    self.analyse();
                    return;
                }
                // What was brought before the shelf was there.
                self.own
                    .with_untracked(|own| own.iter().for_each(|own| self.put(own)));
                if self.own.with_untracked(Vec::is_empty) {
                    self.arrived();
                }
            }
            "f" if rest == "QuotaExceededError" => self.keeping.set(Keeping::Full),
            "f" => self.keeping.set(Keeping::Blocked),
            _ => {}
        }
    }

    /// Says something to the shelf, which first of all tells what it has: what is brought before that is put then.
    fn keep(self, message: &str) {
        self.workers.with_value(|workers| {
            if let Some(shelf) = workers.shelf.as_ref().filter(|_| workers.listed) {
                shelf.post(message.as_bytes());
            }
        });
    }

    fn put(self, own: &Own) {
        self.keep(&["p", &own.document.id, "\0", &own::write(own)].concat());
    }

    // What the reader does.

    /// Reads a text.
    pub fn paste(self, s: &Strings, text: String) {
        let request = Request::Read {
            name: s.pasted.to_owned(),
            text,
            language: s.code.to_owned(),
        };
        self.workers.update_value(|workers| workers.pasted = true);
        self.reads(1);
        self.ask(request, Expected::Read);
    }

    /// Reads files.
    pub fn bring(self, s: &Strings, files: Vec<(String, File)>) {
        self.reads(files.len() as u32);
        for (name, file) in files {
            self.send(Message::File(file, name, s.code), Expected::Read);
        }
    }

    fn reads(self, more: u32) {
        let mut files = (0, 0);
        self.workers.update_value(|workers| {
            workers.files.1 += more;
            files = workers.files;
        });
        if more > 0 {
            self.begin(Task::Reading, files.0, files.1);
        }
    }

    /// Puts a changed article in the place of the one of its id.
    pub fn change(self, changed: Own) {
        self.put(&changed);
        self.own.update(|own| {
            let place = own
                .iter_mut()
                .find(|own| own.document.id == changed.document.id);
            if let Some(place) = place {
                *place = changed;
            }
        });
        self.analyse();
    }

    /// Removes the article of an id, or all; [`Library::undo`] brings them back.
    pub fn remove(self, id: Option<&str>) {
        let mut gone = Vec::new();
        self.own.update(|own| {
            let (out, kept) = std::mem::take(own)
                .into_iter()
                .partition(|own| id.is_none_or(|id| own.document.id == id));
            (gone, *own) = (out, kept);
        });
        match id {
            Some(id) => self.keep(&["d", id].concat()),
            None => self.keep("x"),
        }
        self.removed.set(gone);
        self.analyse();
    }

    /// Brings back what was removed last.
    pub fn undo(self) {
        let back = self.removed.get_untracked();
        self.removed.set(Vec::new());
        for own in &back {
            self.put(own);
        }
        self.own.update(|own| {
            own.extend(back);
            own.order_by(|x, y| x.order.total_cmp(&y.order));
        });
        self.analyse();
    }

    /// Shows own articles alone, or beside the others.
    pub fn set_alone(self, alone: bool) {
        storage::choose(CHOICE, if alone { ALONE } else { "" });
        self.alone.set(alone);
        self.analyse();
    }

    /// Ends what the engine is busy with; what has been read stays.
    pub fn cancel(self) {
        self.end_engine();
        self.list_read();
        self.arrived();
    }

    /// Saves all own articles as a file; says whether that worked.
    pub fn save(self) -> bool {
        let text = self.own.with_untracked(|own| own::file(own));
        file::save("crossread-articles.json", "application/json", &text).is_ok()
    }

    /// The articles that a copy of the page carries, as a file, and whether they stand there alone: own ones, and
    /// before them those of a corpus from an address.
    pub fn carried(self) -> (String, bool) {
        let alone = self.alone.get_untracked();
        let corpus = matches!(self.source.get_untracked(), Source::From(_));
        let mut all = Vec::new();
        if corpus && !alone {
            let documents = self
                .base
                .with_untracked(|base| base.analysis.documents.clone());
            all.extend(documents.into_iter().enumerate().map(|(i, document)| Own {
                document,
                order: i as f64,
                remarks: Vec::new(),
            }));
        }
        self.own
            .with_untracked(|own| all.extend(own.iter().cloned()));
        (own::file(&all), alone || corpus)
    }

    /// Writes what is shown in a format and offers it as a file.
    pub fn export(self, format: &str, language: &str) {
        if !self.workers.with_value(|workers| workers.holds) {
            self.analyse_again(language);
        }
        self.begin(Task::Writing, 0, 1);
        let request = Request::Export {
            format: format.to_owned(),
            language: language.to_owned(),
        };
        self.ask(request, Expected::File);
    }

    /// Lets the engine analyse what is shown already.
    fn analyse_again(self, language: &str) {
        let corpus = match self.source.get_untracked() {
            Source::From(address) if self.own.with_untracked(Vec::is_empty) => Some(address),
            _ => None,
        };
        let (request, expected) = match corpus {
            Some(address) => (
                Request::Corpus {
                    address: address.clone(),
                    interface: interface(),
                    language: language.to_owned(),
                },
                Expected::Corpus(address, false),
            ),
            None => (
                Request::Analyse {
                    documents: self
                        .shown
                        .with_untracked(|shown| shown.analysis.documents.clone()),
                    interface: interface(),
                },
                Expected::Analysis(false),
            ),
        };
        self.ask(request, expected);
    }

    /// Loads a corpus in place of the bundled one.
    fn load(self, address: String, language: &str) {
        self.begin(Task::Loading, 0, 0);
        let request = Request::Corpus {
            address: address.clone(),
            interface: interface(),
            language: language.to_owned(),
        };
        self.ask(request, Expected::Corpus(address, true));
    }

    /// Whether a corpus is on its way in place of the bundled one.
    fn is_loading(self) -> bool {
        self.workers.with_value(|workers| {
            let mut expected = workers.expected.iter();
            expected.any(|e| matches!(e, Expected::Corpus(_, true)))
        })
    }

    /// Analyses what is to be shown. Articles whose language is not known wait.
    pub fn analyse(self) {
        let own: Vec<_> = self.own.with_untracked(|own| {
            let ready = own.iter().filter(|own| !own.document.language.is_empty());
            ready.map(|own| own.document.clone()).collect()
        });
        // They follow when the corpus is there.
        if self.is_loading() {
            return;
        }
        if own.is_empty() {
            let base = self.base.get_untracked();
            self.workers.update_value(|workers| {
                // An analysis on its way is no longer wanted.
                for expected in &mut workers.expected {
                    if let Expected::Analysis(wanted) = expected {
                        *wanted = false;
                    }
                }
                workers.holds = false;
                workers.whole = None;
                workers.turn += 1;
            });
            self.shown.set(base);
            self.arrived();
            return;
        }
        let mut documents = Vec::new();
        if !self.alone.get_untracked() {
            self.base
                .with_untracked(|base| documents.extend(base.analysis.documents.iter().cloned()));
        }
        let shown = self.shown.get_untracked();
        let new = own.iter().map(|own| shown.document_by_id(&own.id));
        let many = new.filter(Option::is_none).count() > MANY;
        let first = documents.len() + FIRST;
        documents.extend(own);
        self.begin(Task::Analysing, 0, documents.len() as u32);
        let part = many.then(|| documents[..first.min(documents.len())].to_vec());
        let analyse = |documents| Request::Analyse {
            documents,
            interface: interface(),
        };
        let whole = analyse(documents);
        // Before anything is asked for: where no engine starts, nothing waits for it.
        match part {
            Some(part) => {
                self.workers
                    .update_value(|workers| workers.whole = Some(whole));
                self.ask(analyse(part), Expected::Part);
            }
            None => {
                self.workers.update_value(|workers| workers.whole = None);
                self.ask(whole, Expected::Analysis(true));
            }
        }
    }

    /// Asks for all articles, if that waits, as soon as what is shown of them is drawn.
    fn analyse_whole(self) {
        if self.workers.with_value(|workers| workers.whole.is_none()) {
            return;
        }
        browser::later(SOON, move || {
            if staged::is_drawing() {
                return self.analyse_whole();
            }
            let mut whole = None;
            self.workers
                .update_value(|workers| whole = workers.whole.take());
            if let Some(whole) = whole {
                self.ask(whole, Expected::Analysis(true));
            }
        });
    }

    // What the engine does.

    fn begin(self, task: Task, done: u32, total: u32) {
        let began = self
            .job
            .with_untracked(|job| job.filter(|job| job.task == task).map(|job| job.began));
        self.broken.set(false);
        self.job.set(Some(Job {
            task,
            done,
            total,
            began: began.unwrap_or_else(browser::now),
        }));
    }

    fn ask(self, request: Request, expected: Expected) {
        if let Ok(bytes) = request.pack() {
            self.send(Message::Bytes(bytes), expected);
        }
    }

    fn send(self, message: Message, expected: Expected) {
        let mut start = false;
        self.workers.update_value(|workers| {
            workers.expected.push_back(expected);
            workers.waiting.push(message);
            start = workers.engine.is_none();
        });
        if start {
            let engine =
                Worker::start(&browser::engine(), Box::new(move |bytes| self.heard(bytes)));
            if engine.is_none() {
                self.broke();
            }
            self.workers.update_value(|workers| workers.engine = engine);
        }
        self.flush();
    }

    /// Posts what waits, a few at a time: the browser takes its time for every file.
    fn flush(self) {
        let mut more = false;
        self.workers.update_value(|workers| {
            let Some(engine) = workers.engine.as_ref().filter(|_| workers.ready) else {
                return;
            };
            let now = workers.waiting.len().min(POSTED);
            more = workers.waiting.len() > now;
            for message in workers.waiting.drain(..now) {
                match message {
                    Message::Bytes(bytes) => engine.post(&bytes),
                    Message::File(file, name, language) => engine.give(&file, &name, language),
                }
            }
        });
        if more {
            browser::later(0, move || self.flush());
        }
    }

    fn end_engine(self) {
        let mut engine = None;
        self.workers.update_value(|workers| {
            engine = workers.engine.take();
            workers.ready = false;
            workers.holds = false;
            workers.turn += 1;
            workers.waiting.clear();
            workers.expected.clear();
            workers.whole = None;
            workers.files = (0, 0);
        });
        self.job.set(None);
        // Not while it is still speaking.
        browser::later(0, move || drop(engine));
    }

    fn broke(self) {
        self.cancel();
        self.broken.set(true);
    }

    fn heard(self, bytes: Option<Vec<u8>>) {
        let reply = bytes.and_then(|bytes| Reply::unpack(&bytes).ok());
        match reply {
            Some(Reply::Ready) => {
                self.workers.update_value(|workers| workers.ready = true);
                self.flush();
            }
            Some(Reply::Progress { done, total }) => self.progress(done, total),
            Some(Reply::Read { articles, refused }) => {
                self.refused.update(|all| all.extend(refused));
                let loading = self.workers.with_value(|workers| {
                    matches!(workers.expected.front(), Some(Expected::Corpus(..)))
                });
                if !loading {
                    self.take(articles.into_iter().map(|article| Own {
                        document: article.document,
                        order: 0.0,
                        remarks: article.remarks,
                    }));
                }
            }
            Some(Reply::Part(bytes)) => {
                if let Some(Expected::Corpus(address, true)) = self.front() {
                    self.show(bytes, Some(address), false);
                }
            }
            Some(Reply::Analysed(bytes)) => self.analysed(bytes),
            // Layouts have a worker of their own.
            Some(Reply::Laid { .. }) => {}
            Some(Reply::Exported { name, kind, text }) => {
                self.next();
                if file::save(&name, &kind, &text).is_err() {
                    self.broken.set(true);
                }
            }
            Some(Reply::Failed(message)) => match self.next() {
                Some(Expected::Corpus(address, true)) => {
                    self.source.set(Source::Failed(address, message));
                    self.refused.set(Vec::new());
                    self.next_turn();
                    self.base.set(self.bundled);
                    self.shown.set(self.bundled);
                    self.analyse();
                }
                _ => {
                    self.broken.set(true);
                    self.analyse_whole();
                }
            },
            None => self.broke(),
        }
    }

    /// What is expected now, to look at.
    fn front(self) -> Option<Expected> {
        self.workers
            .with_value(|workers| match workers.expected.front() {
                Some(Expected::Corpus(address, wanted)) => {
                    Some(Expected::Corpus(address.clone(), *wanted))
                }
                _ => None,
            })
    }

    /// What was expected has come.
    fn next(self) -> Option<Expected> {
        let was = self.pop();
        self.rest();
        was
    }

    fn pop(self) -> Option<Expected> {
        let mut was = None;
        self.workers
            .update_value(|workers| was = workers.expected.pop_front());
        was
    }

    /// Nothing else expected, and all that came shown, is the end of the job.
    fn rest(self) {
        let left = self.workers.with_value(|workers| {
            workers.reading > 0 || workers.whole.is_some() || !workers.expected.is_empty()
        });
        if !left {
            self.job.set(None);
        }
    }

    fn progress(self, done: u32, total: u32) {
        self.job.update(|job| {
            if let Some(job) = job {
                (job.done, job.total) = (done, total.max(job.total));
            }
        });
    }

    /// Takes in what a file or a text gave; after the last one all is analysed.
    fn take(self, articles: impl Iterator<Item = Own>) {
        let (mut files, mut waits) = ((0, 0), false);
        self.workers.update_value(|workers| {
            waits = !workers.read.is_empty();
            workers.read.extend(articles);
            workers.files.0 += 1;
            files = workers.files;
            if files.0 >= files.1 {
                workers.files = (0, 0);
            }
        });
        self.next();
        if files.0 >= files.1 {
            self.list_read();
            self.analyse();
            return;
        }
        self.progress(files.0, files.1);
        // Not each by itself: the list is drawn anew every time.
        if !waits {
            browser::later(GATHER, move || self.list_read());
        }
    }

    /// Lists and keeps what was read.
    fn list_read(self) {
        let (mut read, mut pasted) = (Vec::new(), false);
        self.workers.update_value(|workers| {
            read = std::mem::take(&mut workers.read);
            pasted = std::mem::take(&mut workers.pasted);
        });
        if read.is_empty() {
            return;
        }
        self.own.update(|own| {
            for article in &mut read {
                article.order = browser::now();
            }
            self.add(own, read);
        });
        if pasted {
            let last = |own: &Vec<Own>| own.last().map(|own| own.document.id.clone());
            self.edited
                .set(self.own.with_untracked(last).unwrap_or_default());
        }
    }

    /// Adds articles after others, each under an id that is free, and keeps them.
    fn add(self, own: &mut Vec<Own>, more: Vec<Own>) {
        let base = self.base.get_untracked();
        for mut article in more {
            let taken = |id: &str| {
                base.document_by_id(id).is_some() || own.iter().any(|own| own.document.id == id)
            };
            article.document.id = free_id(&article.document.id, taken);
            let last = own.last().map_or(0.0, |own| own.order);
            article.order = article.order.max(last + 1.0);
            self.put(&article);
            own.push(article);
        }
    }

    fn analysed(self, bytes: Vec<u8>) {
        let was = self.pop();
        // Of several on their way the last one counts.
        let last = self.workers.with_value(|workers| {
            let mut expected = workers.expected.iter();
            !expected.any(|e| matches!(e, Expected::Analysis(true)))
        });
        match was {
            // Unless it is of articles that are not wanted any more.
            Some(Expected::Part) if self.workers.with_value(|workers| workers.whole.is_some()) => {
                self.show(bytes, None, false);
            }
            Some(Expected::Analysis(true)) if last => {
                self.workers.update_value(|workers| workers.holds = true);
                self.show(bytes, None, true);
            }
            Some(Expected::Corpus(address, true)) => {
                self.workers.update_value(|workers| workers.holds = true);
                self.show(bytes, Some(address), true);
            }
            Some(Expected::Analysis(false) | Expected::Corpus(..)) => {
                self.workers.update_value(|workers| workers.holds = true);
            }
            _ => {}
        }
        self.rest();
    }

    /// Shows an analysis: own articles with what they stand beside, or a corpus from an address. It is read and made
    /// ready in slices, between which the page stays at hand.
    fn show(self, bytes: Vec<u8>, corpus: Option<String>, last: bool) {
        let turn = self.next_turn();
        self.workers.update_value(|workers| workers.reading += 1);
        browser::spawn(async move {
            let model = read(bytes).await;
            self.workers.update_value(|workers| workers.reading -= 1);
            match model {
                // The engine is of another version than the page.
                None => self.broken.set(true),
                // Something newer is on its way or there.
                Some(_) if self.workers.with_value(|workers| workers.turn != turn) => {}
                Some(model) => self.put_in_place(model, corpus, last),
            }
            self.analyse_whole();
            self.rest();
        });
    }

    fn put_in_place(self, model: &'static Model, corpus: Option<String>, last: bool) {
        let loaded = corpus.is_some();
        if let Some(address) = corpus {
            self.source.set(Source::From(address));
            self.base.set(model);
        }
        self.shown.set(model);
        self.arrived();
        browser::mark("analysed");
        if loaded && last && !self.own.with_untracked(Vec::is_empty) {
            self.analyse();
        }
    }

    /// The number of what is to be shown now: what has an earlier one is not shown any more.
    fn next_turn(self) -> u32 {
        let mut turn = 0;
        self.workers.update_value(|workers| {
            workers.turn += 1;
            turn = workers.turn;
        });
        turn
    }
}

/// The model of an analysis, read in slices; `None` if it cannot be read.
async fn read(bytes: Vec<u8>) -> Option<&'static Model> {
    let mut reading = Unpacking::new(&bytes);
    let mut began = browser::now();
    while reading.step().ok()? {
        if browser::now() - began > SLICE {
            browser::breathe().await;
            began = browser::now();
        }
    }
    let snapshot = reading.end();
    browser::breathe().await;
    let model = leaked(snapshot);
    browser::breathe().await;
    Some(model)
}

/// A model that lives as long as the page.
fn leaked(snapshot: Snapshot) -> &'static Model {
    Box::leak(Box::new(Model::new(snapshot)))
}
