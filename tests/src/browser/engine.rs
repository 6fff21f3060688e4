//! The engines that the page is tried in: how each is started and asked, and in what they differ.

use std::path::Path;
use std::process::Command;

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use super::Size;

/// What shows the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, which most tests use: only its driver can also set what the developer tools can.
    Chromium,
    /// Firefox, the version with extended support.
    Firefox,
    /// WebKitGTK, in the small browser that comes with it. It draws on a screen that nobody sees.
    WebKit,
}

impl Engine {
    /// Those that are to be had on this machine.
    pub fn here() -> impl Iterator<Item = Engine> {
        [Engine::Chromium, Engine::Firefox, Engine::WebKit].into_iter().filter(|engine| engine.is_here())
    }

    /// Whether it is to be had on this machine. The builder says which are in `TIDU_ENGINES`; by hand all are taken to be. One
    /// that is not is told of, so that nobody takes the silence for a success.
    pub fn is_here(self) -> bool {
        let name = match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        };
        let is_here = std::env::var("TIDU_ENGINES").map_or(true, |here| here.split(',').any(|each| each == name));
        if !is_here {
            eprintln!("{self:?} is not on this machine; left out");
        }
        is_here
    }

    /// Its driver, which is to listen on the port; on 0, on one that it chooses itself.
    pub(super) fn driver(self, port: u16, profile: &Path) -> Command {
        match self {
            Engine::Chromium => {
                let mut command = Command::new("chromedriver");
                command.arg(format!("--port={port}"));
                command
            }
            Engine::Firefox => {
                let built = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/tools/bin/geckodriver");
                let mut command = Command::new(if Path::new(built).is_file() { built } else { "geckodriver" });
                command.args(["--websocket-port", "0", "--port", &port.to_string()]);
                command
            }
            Engine::WebKit => {
                // What it keeps and where it downloads to are its home's business.
                let settings = profile.join(".config");
                let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", profile.join("downloads").display());
                std::fs::create_dir_all(&settings).expect("a folder for settings");
                std::fs::write(settings.join("user-dirs.dirs"), downloads).expect("the settings could not be written");
                let mut command = Command::new("WebKitWebDriver");
                command.arg(format!("--port={port}")).env("HOME", profile);
                for (name, folder) in [("XDG_CONFIG_HOME", ".config"), ("XDG_DATA_HOME", ".data"), ("XDG_CACHE_HOME", ".cache")] {
                    command.env(name, profile.join(folder));
                }
                command
            }
        }
    }

    /// What is asked of the browser: nothing to see, nothing remembered, and no way out of this computer, which the page
    /// must do without.
    pub(super) fn capabilities(self, (width, height): Size, language: &str, profile: &Path) -> Capabilities {
        let downloads = profile.join("downloads");
        let wishes = match self {
            Engine::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": {
                    "args": [
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-proxy-server",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                        "--hide-scrollbars",
                        format!("--accept-lang={language}"),
                        format!("--lang={language}"),
                        format!("--window-size={width},{height}"),
                        format!("--user-data-dir={}", profile.display()),
                    ],
                    "prefs": {"download.default_directory": downloads},
                },
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            }),
            Engine::Firefox => json!({
                "browserName": "firefox",
                // Whatever is not on this computer is looked for where nobody answers.
                "proxy": {"proxyType": "manual", "socksProxy": "127.0.0.1:9", "socksVersion": 5, "noProxy": ["127.0.0.1", "localhost"]},
                "moz:firefoxOptions": {
                    "args": ["-headless", "--width", width.to_string(), "--height", height.to_string()],
                    "prefs": {
                        "intl.accept_languages": language,
                        "browser.download.folderList": 2,
                        "browser.download.dir": downloads,
                        "browser.download.alwaysOpenPanel": false,
                        "browser.helperApps.neverAsk.saveToDisk": "text/html,application/json",
                    },
                },
            }),
            Engine::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": {
                    "binary": mini_browser(),
                    "args": ["--automation"],
                },
            }),
        };
        match wishes {
            Value::Object(wishes) => wishes,
            _ => unreachable!("an object was written above"),
        }
    }
}

/// Where Debian puts the browser of WebKitGTK: under the name of the processor, which stands in no PATH.
fn mini_browser() -> String {
    let folders = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let places = folders.map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"));
    places.into_iter().find(|place| place.is_file()).map_or_else(|| "MiniBrowser".into(), |place| place.display().to_string())
}
