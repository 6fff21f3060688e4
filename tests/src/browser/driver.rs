//! The program between the tests and the browser, and how it is asked.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::Value;
use url::{ParseError, Url};

use super::PATIENCE;
use super::engine::Engine;

/// The driver of one browser, until this is dropped.
pub struct Driver {
    process: Child,
    /// The screen that it draws on where it needs one.
    screen: Option<Child>,
    port: u16,
}

impl Driver {
    /// Starts the driver on a port that nobody else has.
    #[track_caller]
    pub fn start(engine: Engine, profile: &Path) -> Self {
        // A driver whose port is taken from under it ends without a word; the next one finds another.
        let begun = (0..3).find_map(|_| Self::begin(engine, profile));
        begun.unwrap_or_else(|| panic!("the driver of {engine:?} started three times and never said on which port it listens"))
    }

    #[track_caller]
    fn begin(engine: Engine, profile: &Path) -> Option<Self> {
        // This driver does not say which port it chose, so one is chosen for it.
        let chosen = if engine == Engine::WebKit { free_port() } else { 0 };
        let mut command = engine.driver(chosen, profile);
        let screen = (engine == Engine::WebKit).then(|| {
            let (screen, display) = screen();
            command.env("DISPLAY", display).env_remove("WAYLAND_DISPLAY");
            screen
        });
        let process = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap_or_else(|error| {
            panic!("the driver of {engine:?} did not start ({error}); install it, or run `cargo pkg test`, which does so where it can")
        });
        let mut driver = Self { process, screen, port: chosen };
        let output = driver.process.stdout.take().expect("the output was asked for");
        if engine == Engine::WebKit {
            let begun = Instant::now();
            while TcpStream::connect(("127.0.0.1", chosen)).is_err() {
                assert!(begun.elapsed() < PATIENCE, "the driver of {engine:?} does not listen");
                std::thread::sleep(Duration::from_millis(20));
            }
            return Some(driver);
        }
        let mut lines = BufReader::new(output).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| port_in(&line));
        // Nobody reads the rest, but somebody must take it.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        driver.port = port?;
        Some(driver)
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for process in std::iter::once(&mut self.process).chain(&mut self.screen) {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    listener.expect("a port is free").port()
}

/// A screen that nobody sees, and its name, which it chooses itself.
#[track_caller]
fn screen() -> (Child, String) {
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("Xvfb did not start ({error}); install it, or run `cargo pkg test`, which does so where it can"));
    let mut number = String::new();
    let output = screen.stdout.take().expect("the output was asked for");
    let read = BufReader::new(output).read_line(&mut number);
    if read.is_err() || number.trim().is_empty() {
        let _ = screen.kill();
        let _ = screen.wait();
        panic!("Xvfb started but did not say which screen it is");
    }
    (screen, format!(":{}", number.trim()))
}

/// The port in `ChromeDriver was started successfully on port 41234.` or `… Listening on 127.0.0.1:41234`.
fn port_in(line: &str) -> Option<u16> {
    let (_, after) = line.split_once("started successfully on port ").or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
    after.trim_end_matches('.').parse().ok()
}

/// A command that the standard of the drivers does not know.
#[derive(Debug)]
pub struct Raw {
    path: &'static str,
    body: Value,
}

impl Raw {
    pub fn new(path: &'static str, body: Value) -> Self {
        Self { path, body }
    }
}

impl WebDriverCompatibleCommand for Raw {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
