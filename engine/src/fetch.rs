//! Loading a corpus from an address: a file, a list of files beside it, or a folder.

use crossread::import::corpus::{Corpus, Found, LIST, listed};
use crossread::import::{LARGEST, Problem};
use crossread::message::Reply;
use crossread_engine::{Engine, Tell, refused};
use js_sys::{Promise, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Response, Url};

/// Loads it, shows the first file as soon as it is there, then all. At its end stands an analysis or a failure.
pub async fn corpus(
    engine: &RefCell<Engine>,
    address: &str,
    interface: &[String],
    language: &str,
    tell: Tell<'_>,
) {
    let mut corpus = Corpus::default();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let base = Url::new_with_base(address, &scope.location().href());
    let base = base.map_or_else(|_| address.to_owned(), |url| url.href());
    let found = if base.ends_with('/') {
        folder(&base, &mut corpus).await
    } else {
        let bytes = load(&base).await;
        bytes.map(|bytes| corpus.take(&shown(&base), &bytes))
    };
    let mut names = Vec::new();
    for name in or_refused(found, &mut corpus) {
        if !name.ends_with('/') {
            names.push(name);
            continue;
        }
        // A folder in a list.
        let address = Url::new_with_base(&name, &base).map_or(name.clone(), |url| url.href());
        let inside = folder(&address, &mut corpus).await;
        let inside = or_refused(inside, &mut corpus);
        names.extend(inside.iter().map(|file| [name.as_str(), file].concat()));
    }
    let total = names.len() as u32;
    let mut first = true;
    for (i, name) in names.iter().enumerate() {
        let file = Url::new_with_base(name, &base).map(|url| url.href());
        match load(&file.unwrap_or_else(|_| name.clone())).await {
            // A list within a list is an article that can't be read.
            Ok(bytes) => drop(corpus.take(name, &bytes)),
            Err(problem) => corpus.refuse(problem),
        }
        tell(Reply::Progress {
            done: i as u32 + 1,
            total,
        });
        // One article alone is no comparison yet.
        if first && i + 1 < names.len() && size(&corpus) > 1 {
            first = false;
            engine.borrow_mut().corpus(&corpus, true, interface, tell);
        }
    }
    let (found, problems) = corpus.found();
    let refused = refused(problems, language);
    let empty = matches!(found, Found::Articles(documents) if documents.is_empty());
    let message = refused
        .first()
        .map(|one| [&one.place, ": ", &one.message, " (", &one.hint, ")"].concat());
    if !refused.is_empty() {
        tell(Reply::Read {
            articles: Vec::new(),
            refused,
        });
    }
    if empty {
        tell(Reply::Failed(message.unwrap_or_default()));
    } else {
        engine.borrow_mut().corpus(&corpus, false, interface, tell);
    }
}

/// The names of the articles in a folder: those of its list, or those that its host names.
async fn folder(address: &str, corpus: &mut Corpus) -> Result<Vec<String>, Problem> {
    if let Ok(bytes) = load(&[address, LIST].concat()).await {
        return Ok(corpus.take(LIST, &bytes));
    }
    let page = load(address).await?;
    let names = listed(&String::from_utf8_lossy(&page));
    if names.is_empty() {
        return Err(Problem::new(
            address,
            "its host names no article in this folder",
            "put a list beside the articles: crossread.json with {\"articles\": [\"a.txt\"]}",
        ));
    }
    Ok(names)
}

fn or_refused(names: Result<Vec<String>, Problem>, corpus: &mut Corpus) -> Vec<String> {
    names.unwrap_or_else(|problem| {
        corpus.refuse(problem);
        Vec::new()
    })
}

/// How many documents there are so far; all at once where they are analysed already.
fn size(corpus: &Corpus) -> usize {
    match corpus.found().0 {
        Found::Analysed(analysis) => analysis.documents.len(),
        Found::Articles(documents) => documents.len(),
    }
}

/// An address as it is shown: its last part.
fn shown(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

async fn load(address: &str) -> Result<Vec<u8>, Problem> {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let unreachable = || {
        Problem::new(
            address,
            "the address cannot be reached, or its host does not let other pages read it (CORS)",
            "check the address, or put the files beside this page",
        )
    };
    let fetched: Promise = scope.fetch_with_str(address);
    let response = JsFuture::from(fetched).await.map_err(|_| unreachable())?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(Problem::new(
            address,
            format!("the host answers {}", response.status()),
            "check the address",
        ));
    }
    let buffer = response.array_buffer().map_err(|_| unreachable())?;
    let buffer = JsFuture::from(buffer).await.map_err(|_| unreachable())?;
    let bytes = Uint8Array::new(&buffer);
    if bytes.length() as usize > LARGEST {
        return Err(Problem::new(
            address,
            format!(
                "it has {} MB; {} MB are the most",
                bytes.length() >> 20,
                LARGEST >> 20
            ),
            "bring the articles in smaller files",
        ));
    }
    Ok(bytes.to_vec())
}
