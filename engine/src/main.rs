//! The worker: posts what the engine tells, for each message that it is sent, and fetches corpora.
//!
//! A message is bytes (a request), or a list of a file, its name and the language to tell problems in.

#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(target_arch = "wasm32")]
mod pdf;

/// Allocates faster than the standard library does in WebAssembly, and is smaller.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[cfg(target_arch = "wasm32")]
fn main() {
    worker::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The engine runs in a browser's worker: cargo xtask serve");
}

#[cfg(target_arch = "wasm32")]
mod worker {
    use super::{fetch, pdf};
    use crossread::import::LARGEST;
    use crossread::message::{Reply, Request};
    use crossread_engine::Engine;
    use js_sys::{Array, Promise, Uint8Array};
    use std::cell::RefCell;
    use std::rc::Rc;
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

    /// Says that it is ready and listens from then on. Messages are answered one after the other.
    pub fn start() {
        console_error_panic_hook::set_once();
        let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
            return;
        };
        let to = scope.clone();
        let post = move |reply: Reply| {
            if let Ok(bytes) = reply.pack() {
                // Refused only where the worker is being ended.
                let _ = to.post_message(&Uint8Array::from(bytes.as_slice()));
            }
        };
        let post: Rc<dyn Fn(Reply)> = Rc::new(post);
        let engine = Rc::new(RefCell::new(Engine::default()));
        let last = Rc::new(RefCell::new(Promise::resolve(&JsValue::NULL)));
        let answer = post.clone();
        let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let (engine, post) = (engine.clone(), answer.clone());
            let before = last.borrow().clone();
            let now = wasm_bindgen_futures::future_to_promise(async move {
                // It never fails: problems are told in replies.
                let _ = JsFuture::from(before).await;
                answer_one(&engine, &event.data(), &post).await;
                Ok(JsValue::NULL)
            });
            *last.borrow_mut() = now;
        });
        scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        listen.forget();
        post(Reply::Ready);
    }

    async fn answer_one(engine: &RefCell<Engine>, message: &JsValue, post: &Rc<dyn Fn(Reply)>) {
        let mut tell = |reply| post(reply);
        if let Some(file) = message.dyn_ref::<Array>() {
            let name = file.get(1).as_string().unwrap_or_default();
            let language = file.get(2).as_string().unwrap_or_default();
            let blob: Blob = file.get(0).unchecked_into();
            let size = blob.size();
            if size > LARGEST as f64 {
                return Engine::refuse(&name, Some(size), &language, &mut tell);
            }
            match JsFuture::from(blob.array_buffer()).await {
                Ok(buffer) => {
                    let bytes = Uint8Array::new(&buffer);
                    if pdf::is_pdf(&bytes) {
                        let text = pdf::text(&bytes).await;
                        return Engine::read_pdf(&name, text, &language, &mut tell);
                    }
                    let bytes = bytes.to_vec();
                    engine.borrow().read(&name, &bytes, &language, &mut tell);
                }
                Err(_) => Engine::refuse(&name, None, &language, &mut tell),
            }
            return;
        }
        let request = Uint8Array::new(message).to_vec();
        let left = engine.borrow_mut().answer(&request, &mut tell);
        if let Some(Request::Corpus {
            address,
            interface,
            language,
        }) = left
        {
            fetch::corpus(engine, &address, &interface, &language, &mut tell).await;
        }
    }
}
