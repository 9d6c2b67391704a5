//! A host of files in memory on a port of its own, for pages of others, and for hosts that change or go away.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// Paths, each beginning with a slash, and what stands there.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A host; it stops when it is dropped.
#[derive(Debug)]
pub struct Host {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    files: Mutex<Files>,
    /// The paths of what it sent, one after the other; what a browser had already is not sent again.
    asked: Mutex<Vec<String>>,
    stopped: AtomicBool,
    /// Whether pages of other origins may read what it sends.
    open: bool,
}

impl Host {
    /// Serves files; `open` allows other origins to read them, as many static hosts do.
    ///
    /// # Panics
    /// Where no port is free.
    #[must_use]
    pub fn start(files: Files, open: bool) -> Host {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("its address");
        let shared = Arc::new(Shared {
            files: Mutex::new(files),
            asked: Mutex::new(Vec::new()),
            stopped: AtomicBool::new(false),
            open,
        });
        let of_thread = Arc::clone(&shared);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if of_thread.stopped.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&of_thread);
                // A browser that hangs up is no trouble of the host's.
                thread::spawn(move || answer(&stream, &shared));
            }
        });
        Host {
            address,
            shared,
            thread: Some(thread),
        }
    }

    /// Serves the built page below a path.
    #[must_use]
    pub fn of_page(path: &str, open: bool) -> Host {
        Host::start(built(path), open)
    }

    /// The address of a path.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Changes what it serves.
    ///
    /// # Panics
    /// Where a request has failed in the middle.
    pub fn change(&self, change: impl FnOnce(&mut Files)) {
        change(&mut self.shared.files.lock().expect("the files"));
    }

    /// The paths of what it has sent so far.
    ///
    /// # Panics
    /// Where a request has failed in the middle.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.shared.asked.lock().expect("the list").clone()
    }

    /// Stops it: its port answers no more.
    pub fn stop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread, so that it sees that.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The files of the built page below a path that begins and ends with a slash.
///
/// # Panics
/// Where there is no built page.
#[must_use]
pub fn built(path: &str) -> Files {
    let mut files = Files::new();
    collect(
        Path::new(&crate::variable("CROSSREAD_DIST")),
        path,
        &mut files,
    );
    files
}

fn collect(folder: &Path, path: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("the built page").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}{name}/"), files);
        } else {
            let bytes = fs::read(entry.path()).expect("a file");
            files.insert(format!("{path}{name}"), bytes);
        }
    }
}

fn answer(stream: &TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut line = String::new();
    let mut known = String::new();
    while reader.read_line(&mut line)? > 2 {
        if let Some((_, tag)) = line.split_once(':')
            && line.to_ascii_lowercase().starts_with("if-none-match:")
        {
            tag.trim().clone_into(&mut known);
        }
        line.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or("/");
    let asked = path.split('?').next().unwrap_or_default();
    let path = if asked.ends_with('/') {
        format!("{asked}index.html")
    } else {
        asked.to_owned()
    };
    let body = shared
        .files
        .lock()
        .ok()
        .and_then(|files| files.get(&path).cloned());
    // As every host of files says it: a browser that has it need not load it again.
    let tag = body.as_ref().map(|body| {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        format!("\"{:016x}\"", hasher.finish())
    });
    let (status, body) = match body {
        Some(_) if tag.as_ref() == Some(&known) => ("304 Not Modified", Vec::new()),
        Some(body) => ("200 OK", body),
        None => ("404 Not Found", Vec::new()),
    };
    if status != "304 Not Modified"
        && let Ok(mut list) = shared.asked.lock()
    {
        list.push(asked.to_owned());
    }
    let tag = tag.map_or(String::new(), |tag| format!("ETag: {tag}\r\n"));
    let open = if shared.open {
        "Access-Control-Allow-Origin: *\r\n"
    } else {
        ""
    };
    let kind = match Path::new(&path).extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{tag}{open}Connection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}
