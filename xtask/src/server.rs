//! A server of static files on this machine: what a plain host does, and no
//! more (GET and HEAD, one request a connection).

use crate::failure::{Context, Failure};
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// The longest request head that is read, in bytes.
const HEAD_LIMIT: u64 = 64 * 1024;
/// How long a slow reader may keep a connection.
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder, and the port on which it is served.
pub(crate) struct Server {
    listener: TcpListener,
    address: SocketAddr,
    site: Arc<Site>,
}

/// What is served, and below which path.
struct Site {
    folder: PathBuf,
    /// Without a slash at the end; empty for the root.
    mount: &'static str,
}

impl Server {
    /// Serves `folder` below the path `mount` (without a slash at the end) on a
    /// port that is already listened on.
    pub(crate) fn new(
        listener: TcpListener,
        folder: &Path,
        mount: &'static str,
    ) -> Result<Self, Failure> {
        let folder = folder
            .canonicalize()
            .context(|| format!("find the folder {}", folder.display()))?;
        let address = listener
            .local_addr()
            .context(|| "tell the port".to_owned())?;
        Ok(Self {
            listener,
            address,
            site: Arc::new(Site { folder, mount }),
        })
    }

    /// Serves `folder` below the path `mount` on any free port.
    pub(crate) fn on_a_free_port(folder: &Path, mount: &'static str) -> Result<Self, Failure> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .context(|| "listen on a free port".to_owned())?;
        Self::new(listener, folder, mount)
    }

    /// The address to open in a browser, with a slash at the end.
    pub(crate) fn address(&self) -> String {
        format!(
            "http://{}{}/",
            self.address,
            self.site.mount.replace(' ', "%20")
        )
    }

    /// Answers requests until the program ends.
    pub(crate) fn serve(self) {
        for stream in self.listener.incoming().flatten() {
            let site = Arc::clone(&self.site);
            thread::spawn(move || {
                // A reader who hangs up is no trouble of the server's.
                let _ = converse(stream, &site);
            });
        }
    }

    /// Answers requests in the background until the program ends.
    pub(crate) fn serve_in_background(self) {
        thread::spawn(move || self.serve());
    }
}

/// Reads one request and answers it.
fn converse(stream: TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new((&stream).take(HEAD_LIMIT));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    if request.is_empty() {
        return Ok(());
    }
    // The header lines say nothing that matters here, but must be read.
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 2 {
        line.clear();
    }
    let answer = Answer::to(&request, site);
    let mut stream = &stream;
    stream.write_all(answer.head().as_bytes())?;
    if answer.with_body {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}

/// What is sent back.
struct Answer {
    status: &'static str,
    kind: &'static str,
    location: Option<String>,
    encoding: Option<&'static str>,
    body: Vec<u8>,
    with_body: bool,
}

impl Answer {
    /// The answer to a request line, such as «GET /a.css HTTP/1.1».
    fn to(request: &str, site: &Site) -> Self {
        let mut words = request.split_whitespace();
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let mut answer = match method {
            "GET" | "HEAD" => Self::file(target, site),
            _ => Self::plain("405 Method Not Allowed", "Only GET and HEAD."),
        };
        answer.with_body = method != "HEAD";
        answer
    }

    fn file(target: &str, site: &Site) -> Self {
        let path = target.split(['?', '#']).next().unwrap_or("");
        let Some(parts) = parts(path) else {
            return Self::plain("400 Bad Request", "This path cannot be.");
        };
        let mut rest = parts.iter();
        if !site
            .mount
            .split('/')
            .skip(1)
            .all(|part| rest.next().is_some_and(|one| one == part))
        {
            return Self::missing();
        }
        let mut file = site.folder.clone();
        file.extend(rest);
        // A link may lead out of the folder; what it leads to is not served.
        let Some(mut file) = file
            .canonicalize()
            .ok()
            .filter(|file| file.starts_with(&site.folder))
        else {
            return Self::missing();
        };
        if file.is_dir() {
            if !path.ends_with('/') {
                let mut answer = Self::plain("301 Moved Permanently", "With a slash.");
                answer.location = Some(format!("{path}/"));
                return answer;
            }
            file.push("index.html");
        } else if path.ends_with('/') {
            return Self::missing();
        }
        // As hosts do that hold compressed files ready; every browser reads brotli from this machine.
        let mut packed = file.clone().into_os_string();
        packed.push(".br");
        let (body, encoding) = match fs::read(packed) {
            Ok(body) => (Ok(body), Some("br")),
            Err(_) => (fs::read(&file), None),
        };
        match body {
            Ok(body) => Self {
                status: "200 OK",
                kind: content_type(&file),
                location: None,
                encoding,
                body,
                with_body: true,
            },
            Err(_) => Self::missing(),
        }
    }

    fn missing() -> Self {
        Self::plain("404 Not Found", "Nothing is here.")
    }

    fn plain(status: &'static str, text: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            location: None,
            encoding: None,
            body: format!("{text}\n").into_bytes(),
            with_body: true,
        }
    }

    fn head(&self) -> String {
        let location = self
            .location
            .as_ref()
            .map(|to| format!("Location: {to}\r\n"))
            .unwrap_or_default();
        let encoding = self
            .encoding
            .map(|name| format!("Content-Encoding: {name}\r\n"))
            .unwrap_or_default();
        format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{location}{encoding}\
             Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            self.status,
            self.kind,
            self.body.len(),
        )
    }
}

/// The parts of a path, percent-decoded (RFC 3986, 2.1); `None` if it is no
/// path below the folder.
fn parts(path: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    for part in path.strip_prefix('/')?.split('/') {
        let part = percent_decoded(part)?;
        if part == ".." || part.contains(['/', '\\', '\0']) {
            return None;
        }
        if !part.is_empty() && part != "." {
            parts.push(part);
        }
    }
    Some(parts)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The media type by the file's extension.
fn content_type(file: &Path) -> &'static str {
    let extension = file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    match extension.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "md" | "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("crossread-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("site/a b")).expect("a folder");
        fs::write(folder.join("secret.txt"), "secret").expect("a file");
        fs::write(folder.join("site/index.html"), "<p>home</p>").expect("a file");
        fs::write(folder.join("site/page_bg.wasm"), b"\0asm").expect("a file");
        fs::write(folder.join("site/a b/index.html"), "<p>inner</p>").expect("a file");
        std::os::unix::fs::symlink(folder.join("secret.txt"), folder.join("site/link.txt"))
            .expect("a link");
        folder.canonicalize().expect("the folder")
    }

    #[test]
    fn files_are_served_and_nothing_else() {
        let folder = folder("files");
        let site = Site {
            folder: folder.join("site"),
            mount: "",
        };
        let check = |request: &str, status: &str, kind: &str, body: &str| {
            let answer = Answer::to(&format!("{request} HTTP/1.1\r\n"), &site);
            assert!(
                answer.status.starts_with(status),
                "{request}: {}",
                answer.status
            );
            assert!(answer.kind.starts_with(kind), "{request}: {}", answer.kind);
            assert!(
                String::from_utf8_lossy(&answer.body).contains(body),
                "{request}"
            );
        };
        check("GET /", "200", "text/html", "home");
        check("GET /?a=b", "200", "text/html", "home");
        check("GET /index.html", "200", "text/html", "home");
        check("GET /page_bg.wasm", "200", "application/wasm", "asm");
        check("GET /a%20b/", "200", "text/html", "inner");
        check("GET /a%20b", "301", "text/plain", "");
        check("GET /./a%20b/./index.html", "200", "text/html", "inner");
        check("GET /index.html/", "404", "text/plain", "");
        check("GET /none.js", "404", "text/plain", "");
        check("GET /link.txt", "404", "text/plain", "");
        check("GET /../secret.txt", "400", "text/plain", "");
        check("GET /%2e%2e/secret.txt", "400", "text/plain", "");
        check("GET /a%2f..%2fsecret.txt", "400", "text/plain", "");
        check("GET /%zz", "400", "text/plain", "");
        check("GET secret.txt", "400", "text/plain", "");
        check("POST /", "405", "text/plain", "");
        let mounted = Site {
            folder: folder.join("site"),
            mount: "/below/a path",
        };
        let status = |target: &str| Answer::to(&format!("GET {target} HTTP/1.1"), &mounted).status;
        assert_eq!(status("/below/a%20path/index.html"), "200 OK");
        assert_eq!(status("/below/a%20path"), "301 Moved Permanently");
        assert_eq!(status("/below/index.html"), "404 Not Found");
        assert_eq!(status("/index.html"), "404 Not Found");
        assert!(!Answer::to("HEAD / HTTP/1.1", &site).with_body);
        assert!(
            Answer::to("HEAD / HTTP/1.1", &site)
                .head()
                .contains("Content-Length: 11\r\n")
        );
        fs::remove_dir_all(folder).expect("the folder is removed");
    }

    #[test]
    fn a_real_connection_is_answered() {
        let folder = folder("connection");
        let server = Server::on_a_free_port(&folder.join("site"), "").expect("a server");
        let address = server.address;
        server.serve_in_background();
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
            .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains("Cache-Control: no-cache\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n<p>home</p>"), "{answer}");
        fs::remove_dir_all(folder).expect("the folder is removed");
    }
}
