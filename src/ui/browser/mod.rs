//! The browser: the only place that names its window, storage, timers and files.

pub mod dom;
pub mod file;
pub mod measure;
pub mod paper;
pub mod pointer;
pub mod squeeze;
pub mod staged;
pub mod storage;
pub mod worker;

use crate::route::Route;
use wasm_bindgen::JsCast;
pub use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
pub use web_sys::{Document, Element, Event, StorageEvent};
use web_sys::{HtmlElement, HtmlInputElement, Window};

/// The window.
pub fn window() -> Window {
    leptos::prelude::window()
}

/// The document.
pub fn document() -> Document {
    leptos::prelude::document()
}

/// The element with an id.
pub fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// An id that nobody else makes up: the time and chance, in hexadecimal digits.
pub fn new_id() -> String {
    format!(
        "{:x}{:06x}",
        now() as u64,
        (js_sys::Math::random() * 16_777_216.0) as u32
    )
}

/// The date of now, ISO 8601.
pub fn today() -> String {
    let now: String = js_sys::Date::new_0().to_iso_string().into();
    now.chars().take(10).collect()
}

/// A custom property of the page's style, as it is now.
pub fn property(name: &str) -> String {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value.unwrap_or_default().trim().to_owned()
}

/// Sets a mark in the browser's timeline.
pub fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        // A browser that keeps no timeline loses nothing else.
        let _ = performance.mark(name);
    }
}

/// Whether a mark is set; so too where there is no timeline.
pub fn is_marked(name: &str) -> bool {
    let timeline = window().performance();
    timeline.is_none_or(|timeline| timeline.get_entries_by_name(name).length() > 0)
}

/// Sets a mark once the frame is shown that is being made now, after two animation frames, and gives an event of
/// that name.
pub fn mark_when_shown(name: &'static str) {
    next_frame(move || {
        next_frame(move || {
            mark(name);
            tell(name);
        });
    });
}

/// Acts before the next frame is shown.
pub fn next_frame(act: impl FnOnce() + 'static) {
    // Only fails where there is no window.
    let _ = window().request_animation_frame(once(Box::new(act)).unchecked_ref());
}

/// Acts after some milliseconds; what is given back stops it.
pub fn later(milliseconds: i32, act: impl FnOnce() + 'static) -> Option<i32> {
    let call = once(Box::new(act));
    window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), milliseconds)
        .ok()
}

/// Stops what was to come later.
pub fn stop(timer: i32) {
    window().clear_timeout_with_handle(timer);
}

/// Lets the browser do what else it has to do: draw, answer a click.
pub async fn breathe() {
    wait(0).await;
}

async fn wait(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |done, _| {
        // Only fails where there is no window.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
    });
    // It is never refused.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Looks so many milliseconds at a time whether the page has a core for itself, until it had one so many times.
const LOOK: f64 = 8.0;
const CALM: u32 = 2;
/// It was taken away where the clock jumps by so many milliseconds.
const JUMP: f64 = 1.5;
/// So many milliseconds until it looks again, and so often at most.
const AGAIN: i32 = 40;
const LOOKS: u32 = 20;

/// Waits until the page has a core for itself, a second at most: when the engine has answered, the browser goes on
/// making its code faster for a while, on a small machine with all cores, and what takes the page 10 ms takes 100 then.
pub async fn calm() {
    let Some(clock) = window().performance() else {
        return;
    };
    let mut calm = 0;
    for _ in 0..LOOKS {
        let began = clock.now();
        let (mut last, mut jump) = (began, 0f64);
        while last < began + LOOK && jump < JUMP {
            let time = clock.now();
            (jump, last) = (jump.max(time - last), time);
        }
        calm = if jump < JUMP { calm + 1 } else { 0 };
        if calm == CALM {
            return;
        }
        wait(AGAIN).await;
    }
}

fn once(act: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(act)
}

/// Waits in the background for what a future gives.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}

/// The address of the engine's script: what started the page says it, since it stands elsewhere in a hosted page
/// (beside it, under a name with a hash), in a sandboxed frame and in the page as a single file (a blob).
pub fn engine() -> String {
    root_value("data-engine").unwrap_or_default()
}

/// The address of the shelf's script: beside the page, or in the page as a single file a blob.
pub fn shelf() -> String {
    root_value("data-shelf").unwrap_or_else(|| "crossread-shelf.js".to_owned())
}

/// What the root element says under a name.
pub fn root_value(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// How far the rest of the program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    Coming,
    Here,
    Missing,
}

/// How far the rest of the program is now: start.js, which brings it, says so, and each time gives the event `rest`.
/// Where nothing is said there is only one file.
pub fn rest() -> Rest {
    match root_value("data-rest").as_deref() {
        Some("coming") => Rest::Coming,
        Some("missing") => Rest::Missing,
        _ => Rest::Here,
    }
}

/// Asks for the rest of the program, if it is not on its way.
pub fn ask_for_rest() {
    tell("rest-wanted");
}

/// Acts once the rest of the program is there.
pub fn with_rest(act: impl FnOnce() + 'static) {
    fn soon(act: Box<dyn FnOnce()>) {
        match rest() {
            Rest::Here => act(),
            _ => {
                later(SOON, move || soon(act));
            }
        }
    }
    soon(Box::new(act));
}

/// How often it is looked for, in milliseconds.
const SOON: i32 = 50;

/// Gives an event at the window.
fn tell(name: &str) {
    if let Ok(event) = Event::new(name) {
        // Nobody stops it.
        let _ = window().dispatch_event(&event);
    }
}

/// Calls what stands in a script of its own, which is fetched only now (`asides` in public/start.js); gives the text
/// that it gives, `None` where it could not be fetched or failed.
pub async fn aside(name: &str, given: &[JsValue]) -> Option<String> {
    let call = js_sys::Reflect::get(&window(), &"crossread".into()).ok()?;
    let call: js_sys::Function = call.dyn_into().ok()?;
    let all = js_sys::Array::of1(&name.into());
    for one in given {
        all.push(one);
    }
    let promise: js_sys::Promise = call.apply(&JsValue::NULL, &all).ok()?.dyn_into().ok()?;
    wasm_bindgen_futures::JsFuture::from(promise)
        .await
        .ok()?
        .as_string()
}

/// What a copy of the page carries (public/copy.js): the text of its element with an id.
pub fn carried(id: &str) -> Option<String> {
    element(id)?.text_content()
}

/// What a copy of the page says of itself under a name; `None` in a page that is no copy.
pub fn copy_value(name: &str) -> Option<String> {
    element("carried-work")?.get_attribute(name)
}

/// The address of the page itself, without what stands after `?` or `#`.
pub fn home() -> String {
    let href = window().location().href().unwrap_or_default();
    href.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// What the address gives between `?` and `#`: it holds for all views.
pub fn given(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    Route::parse(&search).get(name).map(str::to_owned)
}

/// Whether this is a frame in another page that shows one view, without head and foot; start.js finds that out.
pub fn is_embedded() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.has_attribute("data-embed"))
}

/// Whether what can be opened and is what an event comes from is open.
pub fn is_open(event: &Event) -> bool {
    let element = event
        .target()
        .map(|target| target.unchecked_into::<Element>());
    element.is_some_and(|element| element.has_attribute("open"))
}

/// The address of now.
pub fn route() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}

/// The corpus that the page's address names: `?corpus=URL`.
pub fn asked_corpus() -> Option<String> {
    let search = window().location().search().unwrap_or_default();
    let named = search.trim_start_matches('?').split('&');
    let mut named = named.filter_map(|pair| pair.strip_prefix("corpus="));
    named
        .next()
        .map(crate::route::decoded)
        .filter(|address| !address.is_empty())
}

/// The corpus that lies beside the page, as start.js has found, or that the page's head names:
/// `<meta name="crossread-corpus" content="URL">`.
pub fn published_corpus() -> Option<String> {
    if let Some(beside) = root_value("data-corpus") {
        return Some(beside);
    }
    let meta = document().query_selector("meta[name=crossread-corpus]");
    let named = meta.ok().flatten()?.get_attribute("content");
    named.filter(|address| !address.is_empty())
}

/// What stands in the field with an id.
pub fn field(id: &str) -> String {
    let field = element(id).map(JsCast::unchecked_into::<HtmlInputElement>);
    field.map(|field| field.value()).unwrap_or_default()
}

/// Empties the field with an id.
pub fn empty(id: &str) {
    if let Some(field) = element(id) {
        field.unchecked_into::<HtmlInputElement>().set_value("");
    }
}

/// The page's own address without what stands after `#`.
pub fn page_address() -> String {
    let whole = window().location().href().unwrap_or_default();
    whole.split('#').next().unwrap_or_default().to_owned()
}

/// Puts a text on the clipboard, where the browser lets the page do so.
pub fn copy(text: &str) {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    if let Some(clipboard) = clipboard.ok().filter(JsValue::is_object) {
        let clipboard: web_sys::Clipboard = clipboard.unchecked_into();
        // Refused in some frames: the link stands there selected.
        let _ = clipboard.write_text(text);
    }
}

/// Goes to an address: Back leads here again.
pub fn go(route: &Route) {
    // Fails only for addresses that are no URL, which `href` never makes.
    let _ = window().location().set_hash(&route.href());
}

/// Goes to an address in place of the one of now, without a step for Back; the caller sets its signal.
pub fn replace(route: &Route) {
    if let Ok(history) = window().history() {
        // Refused in some sandboxes: then the address just stays behind.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route.href()));
    }
}

/// Calls back for every event of a name at the window, as long as the owner of now; `E` must be its type.
pub fn on_window<E: JsCast>(name: &'static str, call: impl Fn(E) + 'static) {
    let call = move |event: Event| call(event.unchecked_into());
    dom::listen(window().into(), name, Box::new(call));
}

/// The languages that the reader's browser asks for, as lower-case codes without region.
pub fn languages() -> Vec<String> {
    let list = window().navigator().languages();
    let code = |value: JsValue| Some(value.as_string()?.split('-').next()?.to_ascii_lowercase());
    list.iter().filter_map(code).collect()
}

/// Whether the reader asks for little data to be loaded.
pub fn saves_data() -> bool {
    let get = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    get(window().navigator().as_ref(), "connection")
        .and_then(|connection| get(&connection, "saveData"))
        .is_some_and(|value| value.is_truthy())
}

/// Whether a media query holds.
pub fn media(query: &str) -> bool {
    window()
        .match_media(query)
        .ok()
        .flatten()
        .is_some_and(|list| list.matches())
}

/// Sets or takes away an attribute of the root element.
pub fn root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Only fails for names that are none.
        let _ = if value.is_empty() {
            root.remove_attribute(name)
        } else {
            root.set_attribute(name, value)
        };
    }
}

/// Gives the keyboard to the element with an id.
pub fn focus(id: &str) {
    if let Some(element) = element(id).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        // An element that takes no focus stays as it is.
        let _ = element.focus();
    }
}

/// Selects what is written in the field with an id.
pub fn select(id: &str) {
    if let Some(field) = element(id) {
        field.unchecked_into::<HtmlInputElement>().select();
    }
}

/// Whether the keyboard is in a field that takes letters.
pub fn is_typing() -> bool {
    let at = document().active_element();
    at.is_some_and(|at| matches!(at.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Scrolls the element with an id into view, no further than needed.
pub fn show(id: &str, middle: bool) {
    bring_into_view(id, middle);
    keep_in_view(id.to_owned(), middle, SHOWN);
}

/// So many frames it is looked whether an element is still in view: what stands before it may be laid out, and push it
/// away, only as one comes near (`content-visibility`).
const SHOWN: u32 = 8;

fn bring_into_view(id: &str, middle: bool) {
    if let Some(element) = element(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        let block = if middle {
            web_sys::ScrollLogicalPosition::Center
        } else {
            web_sys::ScrollLogicalPosition::Nearest
        };
        options.set_block(block);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn keep_in_view(id: String, middle: bool, frames: u32) {
    if frames == 0 {
        return;
    }
    next_frame(move || {
        let height = window().inner_height().ok().and_then(|h| h.as_f64());
        let is_seen = bounds(&id)
            .zip(height)
            .is_none_or(|([_, top, ..], height)| (0.0..height).contains(&top));
        if !is_seen {
            bring_into_view(&id, middle);
        }
        keep_in_view(id, middle, frames - 1);
    });
}

/// Left and top in the window, width and height in pixels of the element with an id.
pub fn bounds(id: &str) -> Option<[f64; 4]> {
    let room = element(id)?.get_bounding_client_rect();
    Some([room.left(), room.top(), room.width(), room.height()])
}

/// Scrolls to the top.
pub fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Opens the browser's print dialogue.
pub fn print() {
    // Refused in some sandboxes.
    let _ = window().print();
}

/// Asks a question that is answered with yes or no; no where the browser refuses to ask.
pub fn confirm(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(false)
}

/// Shows the panel of index.html that says that the page is dead.
pub fn show_broken() {
    if let Some(panel) = element("broken") {
        let _ = panel.remove_attribute("hidden");
    }
}

/// Takes away what index.html shows while the program is loading.
pub fn remove(id: &str) {
    if let Some(element) = element(id) {
        element.remove();
    }
}

/// Watches an element's size until it is dropped.
struct Watch {
    observer: web_sys::ResizeObserver,
    #[expect(dead_code, reason = "the observer calls it")]
    closure: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back with an element's inner size in pixels, now and whenever it changes, until the view is gone.
pub fn on_resize(element: &Element, mut call: impl FnMut(f64, f64) + 'static) {
    let watched = element.clone();
    let closure = Closure::wrap(Box::new(move || {
        call(
            f64::from(watched.client_width()),
            f64::from(watched.client_height()),
        );
    }) as Box<dyn FnMut()>);
    if let Ok(observer) = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()) {
        observer.observe(element);
        dom::keep(Box::new(Watch { observer, closure }));
    }
}
