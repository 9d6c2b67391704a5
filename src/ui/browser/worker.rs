//! A web worker: bytes to it, bytes from it.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, File, MessageEvent};

/// A running worker; it ends when this is dropped.
pub struct Worker {
    worker: web_sys::Worker,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(Event)>,
}

impl Worker {
    /// Starts a script (an address beside the page) as a worker; `None` where the browser refuses.
    /// `heard` gets what it posts, and `None` when its script can't be loaded or breaks.
    pub fn start(script: &str, heard: Box<dyn FnMut(Option<Vec<u8>>)>) -> Option<Worker> {
        let worker = web_sys::Worker::new(script).ok()?;
        let said = std::rc::Rc::new(std::cell::RefCell::new(heard));
        let say = said.clone();
        let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = js_sys::Uint8Array::new(&event.data()).to_vec();
            say.borrow_mut()(Some(bytes));
        });
        let fail = Closure::<dyn FnMut(Event)>::new(move |_: Event| said.borrow_mut()(None));
        worker.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
        Some(Worker {
            worker,
            _heard: listen,
            _failed: fail,
        })
    }

    /// Gives it a file with its name and a word more, as a list; it reads the file itself.
    pub fn give(&self, file: &File, name: &str, word: &str) {
        let list = js_sys::Array::of3(file, &name.into(), &word.into());
        // Files can always be passed on.
        let _ = self.worker.post_message(&list);
    }

    /// Posts bytes to it.
    pub fn post(&self, bytes: &[u8]) {
        // Bytes can always be copied.
        let _ = self.worker.post_message(&js_sys::Uint8Array::from(bytes));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // What it said before it ended may still be on its way.
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
