//! Squeezing text for a link, and back: the browser's own deflate (RFC 1951).

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableWritablePair, Response};

/// A text squeezed; `None` in a browser that cannot.
pub async fn squeezed(text: &str) -> Option<Vec<u8>> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence(&parts).ok()?;
    let out = through("CompressionStream", &blob)?;
    let buffer = JsFuture::from(out.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The text of what [`squeezed`] gave; `None` where it is something else.
pub async fn unsqueezed(bytes: &[u8]) -> Option<String> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    let out = through("DecompressionStream", &blob)?;
    JsFuture::from(out.text().ok()?).await.ok()?.as_string()
}

/// What comes out of a stream of the browser, made by its name (the crate's own types for it are not stable).
fn through(name: &str, blob: &Blob) -> Option<Response> {
    let maker = js_sys::Reflect::get(&super::window(), &name.into()).ok()?;
    let maker: js_sys::Function = maker.dyn_into().ok()?;
    let format = js_sys::Array::of1(&"deflate-raw".into());
    let stream = js_sys::Reflect::construct(&maker, &format).ok()?;
    let pair: ReadableWritablePair = stream.unchecked_into();
    let out: ReadableStream = blob.stream().pipe_through(&pair);
    Response::new_with_opt_readable_stream(Some(&out)).ok()
}
