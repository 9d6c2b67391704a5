//! The engine: the analysis in a worker of the reader's browser. Once the first view stands it repeats the analysis
//! of the bundled articles, so that a reader sees that the marks come from the text and from nowhere else.

use super::browser::{self, worker::Worker};
use super::library::Library;
use super::strings;
use crate::route::View;
use crate::ui::parts::live::State;
use crossread::corpus::Document;
use crossread::message::{Reply, Request};
use leptos::prelude::*;

/// How long after the first view it is fetched, in milliseconds.
const LATER: i32 = 1500;

/// How far the repeated analysis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeated {
    NotYet,
    Running,
    Same,
    Different,
    Failed,
}

/// The bundled articles and their analysis, made by the build script: what the page starts from.
pub const BUNDLED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/analysis.bin"));

/// Repeats the analysis of the bundled articles some time after the first view, unless the reader asks to save
/// data.
pub fn repeat_later(library: Library, state: State<Repeated>) {
    if browser::saves_data() {
        return;
    }
    browser::later(LATER, move || {
        let first_view = browser::route().view == View::Map;
        let early = first_view && !browser::is_marked("first-map");
        // The reader's own articles first: a small machine has no room for two analyses.
        if early || library.job.get_untracked().is_some() {
            repeat_later(library, state);
        } else {
            browser::with_rest(move || repeat(&library.bundled.analysis.documents, state));
        }
    });
}

/// Repeats the analysis of the bundled articles now.
pub fn repeat(documents: &'static [Document], state: State<Repeated>) {
    if state.get_untracked() == Repeated::Running {
        return;
    }
    state.set(Repeated::Running);
    let running = StoredValue::new_local(None::<Worker>);
    let heard = move |bytes: Option<Vec<u8>>| {
        let reply = bytes.and_then(|bytes| Reply::unpack(&bytes).ok());
        let end = match reply {
            Some(Reply::Ready) => {
                let request = Request::Analyse {
                    documents: documents.to_vec(),
                    interface: strings::ALL.iter().map(|s| s.code.to_owned()).collect(),
                };
                match request.pack() {
                    Ok(bytes) => {
                        running.with_value(|worker| {
                            if let Some(worker) = worker {
                                worker.post(&bytes);
                            }
                        });
                        return;
                    }
                    Err(_) => Repeated::Failed,
                }
            }
            Some(Reply::Progress { .. }) => return,
            Some(Reply::Analysed(bytes)) if bytes == BUNDLED => Repeated::Same,
            Some(Reply::Analysed(_)) => Repeated::Different,
            _ => Repeated::Failed,
        };
        state.set(end);
        browser::mark("repeated");
        // Not while it is still speaking.
        browser::later(0, move || running.set_value(None));
    };
    match Worker::start(&browser::engine(), Box::new(heard)) {
        Some(worker) => running.set_value(Some(worker)),
        None => state.set(Repeated::Failed),
    }
}
