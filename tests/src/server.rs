//! A small web server for pages that embed what is built: it says with each file what a portal's server would say, or
//! says it wrongly where a test wants to see what becomes of that.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// What a server says to a request.
pub struct Answer {
    /// The number and its words.
    pub status: &'static str,
    /// The kind of the body.
    pub kind: &'static str,
    /// Further lines of the head, each with its end.
    pub more: String,
    /// What was asked for.
    pub body: Vec<u8>,
}

/// Answers requests by their path, at a free port of this computer, until the process ends. Each connection has a thread,
/// because a browser opens some that it never uses, and whoever shares a few threads among all waits for those.
pub fn serve(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("an address").port();
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            thread::spawn(move || respond(stream, &*answer));
        }
    });
    port
}

fn respond(mut stream: TcpStream, answer: &dyn Fn(&str) -> Answer) {
    let mut lines = BufReader::new(stream.try_clone().expect("a second handle")).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    // The rest of the request has to be read, or the browser takes the answer for a failure.
    while lines.next().is_some_and(|line| !line.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
    let Answer { status, kind, more, body } = answer(path);
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n{more}\r\n", body.len());
    // A browser that went away before the answer is no error.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

/// The policy of a careful portal.
pub const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'";

/// The same, and what the hosted page has beside an element: its icon and its manifest. docs/integrate.md names it.
pub const HOSTED: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// How the server departs from a faultless one.
#[derive(Clone, Default)]
pub struct Manners {
    /// The policy that comes with every page.
    pub policy: Option<&'static str>,
    /// Files with this ending are sent as this kind.
    pub kind: Option<(&'static str, &'static str)>,
    /// Files with this ending are not there.
    pub gone: Option<&'static str>,
    /// In place of files with this ending a page is sent, as servers do that answer everything with their start page.
    pub page: Option<&'static str>,
    /// Files with this ending come once the server is mended, and not before.
    pub held: Option<&'static str>,
    /// The glue with this ending is sent as of another build, as while somebody copies a new version over an old one: its
    /// functions have other names than the module asks for.
    pub other: Option<&'static str>,
}

/// Serves `pkg/hosts` under `/hosts/`, those of its pages that a bundler makes under `/built/`, and what is shipped under
/// its own names, until the test ends.
pub struct Portal {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    mended: Arc<(Mutex<bool>, Condvar)>,
}

impl Portal {
    /// Begins to serve.
    pub fn open(manners: Manners) -> Portal {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let mended = Arc::new((Mutex::new(false), Condvar::new()));
        let (log, door) = (Arc::clone(&asked), Arc::clone(&mended));
        let faultless = Manners { policy: manners.policy, kind: manners.kind, ..Manners::default() };
        let port = serve(move |path| {
            log.lock().expect("no thread has failed").push(path.to_owned());
            let mut mended = door.0.lock().expect("no thread has failed");
            while !*mended && manners.held.is_some_and(|ending| path.ends_with(ending)) {
                mended = door.1.wait(mended).expect("no thread has failed");
            }
            if *mended { faultless.answer(path) } else { manners.answer(path) }
        });
        Portal { port, asked, mended }
    }

    /// From now on all files are there, come at once and are the right ones.
    pub fn mend(&self) {
        *self.mended.0.lock().expect("no thread has failed") = true;
        self.mended.1.notify_all();
    }

    /// Its origin, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A page of it.
    pub fn page(&self, path: &str) -> String {
        format!("{}/{path}", self.origin())
    }

    /// What was asked for since the last call.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("no thread has failed"))
    }
}

impl Manners {
    fn answer(&self, path: &str) -> Answer {
        let is = |ending: Option<&str>| ending.is_some_and(|ending| path.ends_with(ending));
        let file = match read(path) {
            _ if is(self.page) => Some(b"<!doctype html><title>start</title>".to_vec()),
            Some(glue) if is(self.other) => Some(String::from_utf8_lossy(&glue).replace("__wbg_", "__other_").into_bytes()),
            file => file,
        };
        let (status, body) = match file.filter(|_| !is(self.gone)) {
            Some(body) => ("200 OK", body),
            None => ("404 Not Found", b"not found".to_vec()),
        };
        let kind = match self.kind {
            Some((ending, kind)) if path.ends_with(ending) => kind,
            _ => kind_of(path),
        };
        let policy = self.policy.map(|policy| format!("Content-Security-Policy: {policy}\r\n")).unwrap_or_default();
        Answer { status, kind, more: format!("Cache-Control: no-store\r\n{policy}"), body }
    }
}

fn read(path: &str) -> Option<Vec<u8>> {
    let pkg = concat!(env!("CARGO_MANIFEST_DIR"), "/../pkg");
    let file = match path.strip_prefix('/')? {
        path if path.split('/').any(|part| part == "..") => return None,
        path if path.starts_with("hosts/") => format!("{pkg}/{path}"),
        path if path.starts_with("built/") => format!("{}/{}", built(), &path[6..]),
        // The same element as another version.
        path if path.starts_with("other/") => format!("{pkg}/dist/element/{}", &path[6..]),
        path => format!("{pkg}/dist/{path}"),
    };
    let file = PathBuf::from(if file.ends_with('/') { format!("{file}index.html") } else { file });
    let bytes = fs::read(file).ok()?;
    Some(if path == "/other/tidu-assessment.js" {
        let version = concat!("VERSION = \"", env!("CARGO_PKG_VERSION"), "\"");
        String::from_utf8(bytes).ok()?.replace(version, "VERSION = \"9.9.9\"").into_bytes()
    } else {
        bytes
    })
}

/// Where the builder puts what Vite makes of `pkg/hosts`.
fn built() -> String {
    std::env::var("TIDU_HOSTS").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../target/hosts").to_owned())
}

/// The kind of a file, by its name.
pub fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "webmanifest" => "application/manifest+json",
        _ => "text/html; charset=utf-8",
    }
}
