//! Serves the page on this computer, and to this computer only.

use std::fs::File;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, bail};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::module::Purpose;
use crate::site;
use crate::steps::say;
use crate::tools::on_path;

/// Where the page is looked for when nobody names a port, and how many ports
/// above it are tried.
const USUAL_PORT: u16 = 8080;
const OTHER_PORTS: u16 = 50;

/// How many requests are answered at once: a page asks for a handful of files.
const WORKERS: usize = 4;

/// `cargo pkg serve`.
pub fn run(port: Option<u16>, open: bool, release: bool) -> Result<()> {
    // A port that is taken should be known before the minutes of building.
    let listener = listen(port)?;
    let purpose = if release { Purpose::Shipping } else { Purpose::Work };
    let folder = site::build(purpose)?;
    let serving = Serving::start(listener, folder)?;
    println!("\nTidu is at {}   (Ctrl+C stops it)", serving.address());
    if open {
        open_browser(&serving.address());
    }
    serving.wait();
    Ok(())
}

/// Takes the port that was asked for; where none was, the usual one or the
/// next that is free.
pub fn listen(port: Option<u16>) -> Result<TcpListener> {
    if let Some(port) = port {
        return match TcpListener::bind(("127.0.0.1", port)) {
            Ok(listener) => Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
                "port {port} is in use by another program; stop that program, name another port \
                 with --port, or leave --port out and the next free one is taken"
            ),
            Err(error) => Err(error).with_context(|| format!("port {port} cannot be used; name another with --port, say 8080")),
        };
    }
    for port in USUAL_PORT..USUAL_PORT + OTHER_PORTS {
        match TcpListener::bind(("127.0.0.1", port)) {
            Ok(listener) => {
                if port != USUAL_PORT {
                    println!("port {USUAL_PORT} is in use; taking {port}");
                }
                return Ok(listener);
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).context("this computer lets nobody listen on a port"),
        }
    }
    bail!("the ports {USUAL_PORT} to {} are all in use; name a free one with --port", USUAL_PORT + OTHER_PORTS - 1)
}

/// A folder being served, until this is dropped.
pub struct Serving {
    server: Arc<Server>,
    port: u16,
    workers: Vec<JoinHandle<()>>,
}

impl Serving {
    /// Begins to serve a folder.
    pub fn start(listener: TcpListener, folder: PathBuf) -> Result<Self> {
        let port = listener.local_addr()?.port();
        let server = Server::from_listener(listener, None).map_err(|error| anyhow::anyhow!("the server did not start: {error}"))?;
        let server = Arc::new(server);
        let workers = (0..WORKERS)
            .map(|_| {
                let (server, folder) = (Arc::clone(&server), folder.clone());
                thread::spawn(move || {
                    for request in server.incoming_requests() {
                        answer(request, &folder);
                    }
                })
            })
            .collect();
        Ok(Self { server, port, workers })
    }

    /// Where a browser finds it.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves until the program is stopped from outside.
    fn wait(mut self) {
        for worker in std::mem::take(&mut self.workers) {
            let _ = worker.join();
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.server.unblock();
        }
    }
}

/// Answers one request. A visitor who went away before the answer is no error.
fn answer(request: Request, folder: &Path) {
    if !matches!(request.method(), Method::Get | Method::Head) {
        let _ = request.respond(Response::from_string("only GET and HEAD").with_status_code(405));
        return;
    }
    let file = file_for(request.url())
        .map(|path| folder.join(path))
        .filter(|path| path.is_file())
        .and_then(|path| Some((File::open(&path).ok()?, path)));
    let _ = match file {
        Some((file, path)) => request.respond(
            Response::from_file(file)
                .with_header(header("Content-Type", kind_of(&path)))
                // Who builds again wants to see what was built.
                .with_header(header("Cache-Control", "no-store")),
        ),
        None => request.respond(Response::from_string("not found").with_status_code(404)),
    };
}

/// The file that an address asks for, inside the folder. `None` for whatever
/// would lead out of it.
fn file_for(address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?.strip_prefix('/')?;
    let file = Path::new(path);
    let inside = file.components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || path.contains(['\\', ':']) {
        return None;
    }
    Some(if path.is_empty() || path.ends_with('/') { file.join("index.html") } else { file.to_owned() })
}

/// A browser compiles a module while it arrives only if it is named as one,
/// and runs no script that is not.
fn kind_of(file: &Path) -> &'static str {
    let ending = file.extension().and_then(|ending| ending.to_str());
    match ending.unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("the headers sent here are plain text")
}

/// Opens the page, where there is somebody to look at it. That it does not
/// open is not worth a failure: the address stands on the screen.
fn open_browser(address: &str) {
    if std::env::var_os("CI").is_some() {
        return;
    }
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        let display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
        if !display || on_path("xdg-open").is_none() {
            return say("open this address in a browser");
        }
        Command::new("xdg-open")
    };
    let started = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if started.is_err() {
        say("no browser could be started; open this address in one");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_a_file_inside_the_folder_or_nowhere() {
        for (address, expected) in [
            ("/", Some("index.html")),
            ("/?case=1", Some("index.html")),
            ("/tidu_web_bg.wasm", Some("tidu_web_bg.wasm")),
            ("/gallery/", Some("gallery/index.html")),
            ("/../Cargo.toml", None),
            ("/a/../../b", None),
            ("//etc/passwd", None),
            ("/..\\b", None),
            ("/C:/b", None),
            ("http://elsewhere/", None),
        ] {
            assert_eq!(file_for(address), expected.map(PathBuf::from), "{address}");
        }
    }

    #[test]
    fn a_taken_port_is_refused_by_name_and_passed_over_otherwise() {
        let taken = listen(Some(0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = listen(Some(port)).unwrap_err().to_string();
        assert!(error.contains(&format!("port {port} is in use")), "{error}");
        let first = listen(None).unwrap().local_addr().unwrap().port();
        assert!((USUAL_PORT..USUAL_PORT + OTHER_PORTS).contains(&first));
    }
}
