//! A web server that a test has to itself: it remembers what it was asked for, and can be let down.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use tiny_http::{Header, Response, Server};

/// A folder on a server, until this is dropped.
pub struct Served {
    server: Arc<Server>,
    asked: Arc<Mutex<Vec<String>>>,
    down: Arc<AtomicBool>,
}

impl Served {
    /// Serves a folder at an address of its own.
    pub fn start(folder: PathBuf) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port is free"));
        let served = Self { server, asked: Arc::default(), down: Arc::default() };
        for _ in 0..4 {
            let (server, asked, down, folder) =
                (Arc::clone(&served.server), Arc::clone(&served.asked), Arc::clone(&served.down), folder.clone());
            thread::spawn(move || {
                for request in server.incoming_requests() {
                    let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
                    asked.lock().expect("nobody panics with it").push(path.clone());
                    let name = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
                    let file = fs::read(folder.join(name)).ok().filter(|_| !down.load(Ordering::Relaxed));
                    let _ = match file {
                        Some(bytes) => request.respond(Response::from_data(bytes).with_header(kind(name))),
                        None => request.respond(Response::empty(503)),
                    };
                }
            });
        }
        served
    }

    /// Where a browser finds it.
    pub fn address(&self) -> String {
        format!("http://{}/", self.server.server_addr())
    }

    /// The paths asked for since the last call.
    pub fn take_asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().expect("nobody panics with it"))
    }

    /// From now on it has nothing for anybody.
    pub fn let_down(&self) {
        self.down.store(true, Ordering::Relaxed);
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        (0..4).for_each(|_| self.server.unblock());
    }
}

fn kind(name: &str) -> Header {
    let kind = match Path::new(name).extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    Header::from_bytes("Content-Type", kind).expect("a plain header")
}

/// The folder of the hosted page: it is built beside the single page.
pub fn site() -> PathBuf {
    crate::single::place().with_file_name("site")
}

/// A copy of the hosted page that a test may change.
pub fn copy(into: &Path) -> PathBuf {
    for file in fs::read_dir(site()).expect("run `cargo pkg build`").flatten() {
        fs::copy(file.path(), into.join(file.file_name())).expect("the page can be copied");
    }
    into.to_owned()
}
