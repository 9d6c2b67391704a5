//! The text of a PDF: read by a script of the page's own (crossread-pdf.js), which is loaded when it is first used.

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How a PDF begins.
const MARK: &[u8] = b"%PDF-";

/// Whether this is a PDF.
pub fn is_pdf(bytes: &Uint8Array) -> bool {
    bytes.length() as usize > MARK.len() && bytes.slice(0, MARK.len() as u32).to_vec() == MARK
}

/// Its text, or why there is none (see [`crossread_engine::Engine::read_pdf`]).
pub async fn text(bytes: &Uint8Array) -> Result<String, String> {
    let reason = |error: JsValue| {
        let message = Reflect::get(&error, &"message".into()).unwrap_or_default();
        message.as_string().unwrap_or_default()
    };
    // crossread-engine_start.js sets it; the page as a single file has none.
    let read = Reflect::get(&js_sys::global(), &"readPdf".into()).map_err(reason)?;
    let read: Function = read.dyn_into().map_err(reason)?;
    let promise: Promise = read
        .call1(&JsValue::NULL, bytes)
        .map_err(reason)?
        .unchecked_into();
    let text = JsFuture::from(promise).await.map_err(reason)?;
    Ok(text.as_string().unwrap_or_default())
}
