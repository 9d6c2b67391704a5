//! The worker: posts what `answer` tells, for each message that it is sent.

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
    use crossread::message::Reply;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    /// Says that it is ready and listens from then on.
    pub fn start() {
        console_error_panic_hook::set_once();
        let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
            return;
        };
        let to = scope.clone();
        let post = move |reply: Reply| {
            if let Ok(bytes) = reply.pack() {
                // Refused only where the worker is being ended.
                let _ = to.post_message(&js_sys::Uint8Array::from(bytes.as_slice()));
            }
        };
        let answer = post.clone();
        let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let request = js_sys::Uint8Array::new(&event.data()).to_vec();
            crossread_engine::answer(&request, &mut |reply| answer(reply));
        });
        scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        listen.forget();
        post(Reply::Ready);
    }
}
