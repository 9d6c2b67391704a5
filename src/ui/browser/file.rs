//! Files: saving one, opening one.

use crate::order::Order as _;
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
pub use web_sys::File;
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, FileList, FileSystemDirectoryEntry, FileSystemEntry,
    FileSystemFileEntry, HtmlAnchorElement, HtmlInputElement, Url,
};

/// Offers a text as a file to save.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    offer(name, &blob)
}

/// Offers a file to save.
pub fn offer(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = super::document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the file by then.
    super::later(30_000, move || {
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}

/// The file that was chosen in a file field; the field is emptied, so that the same file can be chosen again.
pub fn chosen(event: &web_sys::Event) -> Option<File> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// All files that were chosen in a file field, or that lie in a chosen folder, with their names (and the way into the
/// folder); the field is emptied.
pub fn all_chosen(event: &web_sys::Event) -> Vec<(String, File)> {
    let Some(target) = event.target() else {
        return Vec::new();
    };
    let field: HtmlInputElement = target.unchecked_into();
    let files = listed(field.files());
    field.set_value("");
    files
}

/// The files that were dropped, and those in folders that were, with the way into them.
pub fn dropped(event: &DragEvent) -> impl Future<Output = Vec<(String, File)>> + use<> {
    // The list is emptied when the event ends.
    let mut entries: Vec<FileSystemEntry> = Vec::new();
    if let Some(items) = event.data_transfer().map(|data| data.items()) {
        let all = (0..items.length()).filter_map(|i| items.get(i));
        entries.extend(all.filter_map(|item| item.webkit_get_as_entry().ok().flatten()));
    }
    async move {
        let mut files = Vec::new();
        while let Some(entry) = entries.pop() {
            if entry.is_file() {
                let entry: FileSystemFileEntry = entry.unchecked_into();
                let read = promised(|done, failed| {
                    entry.file_with_callback_and_callback(done, failed);
                });
                if let Ok(file) = read.await {
                    let path = entry.full_path().trim_start_matches('/').to_owned();
                    files.push((path, file.unchecked_into()));
                }
                continue;
            }
            let folder: FileSystemDirectoryEntry = entry.unchecked_into();
            let reader = folder.create_reader();
            // It gives some at a time, at last none.
            loop {
                let read = promised(|done, failed| {
                    // Told by `failed` too.
                    let _ = reader.read_entries_with_callback_and_callback(done, failed);
                });
                let some = read
                    .await
                    .map(|list| js_sys::Array::from(&list))
                    .unwrap_or_default();
                if some.length() == 0 {
                    break;
                }
                entries.extend(some.iter().map(JsCast::unchecked_into));
            }
        }
        files.order_by(|x: &(String, File), y| x.0.cmp(&y.0));
        files
    }
}

/// Waits for a function that calls back.
fn promised(mut call: impl FnMut(&Function, &Function)) -> JsFuture {
    JsFuture::from(js_sys::Promise::new(&mut |done, failed| {
        call(&done, &failed);
    }))
}

fn listed(files: Option<FileList>) -> Vec<(String, File)> {
    let Some(files) = files else {
        return Vec::new();
    };
    let all = (0..files.length()).filter_map(|i| files.get(i));
    all.map(|file| {
        let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into());
        let path = path.ok().and_then(|path| path.as_string());
        let name = path.filter(|path| !path.is_empty());
        (name.unwrap_or_else(|| file.name()), file)
    })
    .collect()
}

/// Its text; `None` where it is larger than `most` bytes or cannot be read.
pub async fn text(file: &File, most: usize) -> Option<String> {
    if file.size() > most as f64 {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}
