//! The program between the tests and the browser, and how it is asked.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use super::Size;

/// A chromedriver that runs for one browser, until this is dropped.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the driver on a port that it chooses itself, so that no two
    /// tests can want the same.
    #[track_caller]
    pub fn start() -> Self {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "chromedriver did not start ({error}); install it, or run `cargo pkg test`, \
                     which does so where it can"
                )
            });
        let output = process.stdout.take().expect("the output was asked for");
        let mut lines = BufReader::new(output).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| port_in(&line));
        // Nobody reads the rest, but somebody must take it.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let Some(port) = port else {
            let _ = process.kill();
            let _ = process.wait();
            panic!("chromedriver started but did not say on which port it listens");
        };
        Self { process, port }
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The port in `ChromeDriver was started successfully on port 41234.`
fn port_in(line: &str) -> Option<u16> {
    let (_, after) = line.split_once("started successfully on port ")?;
    after.trim_end_matches('.').parse().ok()
}

/// What is asked of the browser: nothing to see, nothing remembered, and no
/// way out of this computer, which the page must do without.
pub fn capabilities((width, height): Size, language: &str, profile: &Path) -> Capabilities {
    let arguments = [
        "--headless".to_owned(),
        "--no-sandbox".into(),
        "--disable-gpu".into(),
        "--disable-dev-shm-usage".into(),
        "--disable-quic".into(),
        "--no-first-run".into(),
        "--disable-background-networking".into(),
        "--disable-component-update".into(),
        "--disable-sync".into(),
        "--no-proxy-server".into(),
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1".into(),
        "--hide-scrollbars".into(),
        format!("--accept-lang={language}"),
        format!("--lang={language}"),
        format!("--window-size={width},{height}"),
        format!("--user-data-dir={}", profile.display()),
    ];
    let wishes = json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "args": arguments,
            "prefs": {"download.default_directory": profile.join("downloads")},
        },
        "goog:loggingPrefs": {"browser": "ALL"},
    });
    match wishes {
        Value::Object(wishes) => wishes,
        _ => unreachable!("an object was written above"),
    }
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
