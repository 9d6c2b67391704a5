//! Reading files and folders from disk: for the native program and for build scripts.

use super::document::Document;
use super::front_matter::read;
use crate::note::{Note, Severity};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Documents in the order of their paths, and what there is to say about the files.
/// Notes of severity error stand for files that could not be used.
#[derive(Debug, Default)]
pub struct Folder {
    pub documents: Vec<Document>,
    pub notes: Vec<Note>,
    /// The files that were read, for `rerun-if-changed`.
    pub files: Vec<PathBuf>,
}

/// Reads files, and folders with all below them. Files that are neither `.md` nor `.txt` are
/// skipped with a note; two files with one stem are an error for both.
pub fn read_paths(paths: &[PathBuf]) -> Folder {
    let mut out = Folder::default();
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut files, &mut out.notes);
        } else {
            files.push((path.clone(), true));
        }
    }
    let mut by_id: BTreeMap<String, String> = BTreeMap::new();
    for (path, named) in files {
        let name = path.display().to_string();
        let extension = path
            .extension()
            .and_then(|e| e.to_str())
            .unwrap_or_default();
        if !matches!(extension, "md" | "txt") {
            if named && !path.exists() {
                out.notes.push(Note::error(
                    &name,
                    "there is no such file",
                    "check the path",
                ));
            } else {
                out.notes.push(Note::new(
                    Severity::Info,
                    &name,
                    "skipped: neither .md nor .txt",
                ));
            }
            continue;
        }
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                out.notes.push(Note::error(
                    &name,
                    "there is no such file",
                    "check the path",
                ));
                continue;
            }
            Err(e) => {
                out.notes.push(Note::error(
                    &name,
                    format!("it cannot be read: {e}"),
                    "check the file's rights",
                ));
                continue;
            }
        };
        out.files.push(path.clone());
        match read(&name, &bytes) {
            Ok(document) => {
                if let Some(other) = by_id.get(&document.id) {
                    out.notes.push(Note::error(
                        &name,
                        format!("its id {:?} is already that of {other}", document.id),
                        "rename one of the two files",
                    ));
                    continue;
                }
                by_id.insert(document.id.clone(), name);
                out.documents.push(document);
            }
            Err(note) => out.notes.push(note),
        }
    }
    out
}

/// Files below a folder in the order of their names; hidden ones, README.md and SOURCES.md left out.
fn walk(folder: &Path, out: &mut Vec<(PathBuf, bool)>, notes: &mut Vec<Note>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) => {
            notes.push(Note::error(
                folder.display().to_string(),
                format!("it cannot be listed: {e}"),
                "check its rights",
            ));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let name = path
            .file_name()
            .and_then(|n| n.to_str())
            .unwrap_or_default();
        if name.starts_with('.') || matches!(name, "README.md" | "SOURCES.md") {
            continue;
        }
        if path.is_dir() {
            walk(&path, out, notes);
        } else {
            out.push((path, false));
        }
    }
}
