//! The browsers that the tests drive: found, or installed where that is possible. Chromium has to be there; without the
//! other engines the tests go on and say so, except where a machine tests by itself and nobody would read it.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::steps::{ask, cargo, root, run, say};
use crate::tools::on_path;

/// An engine, by the name that the tests know it by, with what Debian calls the packages it needs.
struct Engine {
    name: &'static str,
    packages: &'static [&'static str],
    missing: fn() -> Vec<&'static str>,
    /// What somebody does who is not on Debian.
    elsewhere: &'static str,
}

const ENGINES: [Engine; 3] = [
    Engine {
        name: "chromium",
        packages: &["chromium", "chromium-driver", "fontconfig", "fonts-noto-cjk"],
        missing: missing_for_chromium,
        elsewhere: "install Chromium or Chrome and a chromedriver of the same version on the PATH",
    },
    Engine {
        name: "firefox",
        packages: &["firefox-esr"],
        missing: missing_for_firefox,
        elsewhere: "install Firefox; its driver is then built by Cargo",
    },
    Engine {
        name: "webkit",
        packages: &["webkit2gtk-driver", "xvfb"],
        missing: missing_for_webkit,
        elsewhere: "install WebKitGTK with its MiniBrowser and WebKitWebDriver, and Xvfb",
    },
];

/// The version of Firefox's driver, which Debian has no package of.
const GECKODRIVER: &str = "0.37.1";

/// Sees to it that the browser tests find their engines, and returns the names of those that are there. On Debian, as
/// root, what is missing is installed.
pub fn find() -> Result<Vec<&'static str>> {
    let mut wanted = Vec::new();
    for engine in &ENGINES {
        if !(engine.missing)().is_empty() {
            wanted.extend(engine.packages);
        }
    }
    let by_hand = format!("run `apt-get update && apt-get install {}` as root", wanted.join(" "));
    let may_install = is_debian() && ask(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if !wanted.is_empty() && may_install {
        say(format!("installing from Debian, which takes some minutes: {}", wanted.join(", ")));
        install(&wanted).with_context(|| format!("the packages could not be installed; {by_hand}"))?;
    }
    let alone = std::env::var_os("CI").is_some();
    let mut found = Vec::new();
    for engine in &ENGINES {
        let missing = (engine.missing)();
        if missing.is_empty() {
            if engine.name == "firefox" {
                geckodriver()?;
            }
            found.push(engine.name);
            continue;
        }
        let remedy = if is_debian() { &by_hand } else { engine.elsewhere };
        let told = format!("{} cannot be tested in, because {} is missing; {remedy}", engine.name, missing.join(" and "));
        if alone || engine.name == "chromium" {
            bail!("{told}, or leave the browser tests out with `cargo pkg test --no-browser`");
        }
        say(format!("{told}. Its tests are left out"));
    }
    Ok(found)
}

fn install(packages: &[&str]) -> Result<()> {
    let apt = |arguments: &[&str]| {
        run(Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["-qq", "-o", "Acquire::Retries=3"])
            .args(arguments)
            .stdin(Stdio::null()))
    };
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

/// Firefox's driver, built by Cargo where it is not on the PATH. The package of npm downloads it from elsewhere when it
/// is installed, which many machines may not.
fn geckodriver() -> Result<()> {
    let tools = root()?.join("target/tools");
    let built = tools.join("bin").join(format!("geckodriver{}", std::env::consts::EXE_SUFFIX));
    if on_path("geckodriver").is_some() || built.is_file() {
        return Ok(());
    }
    say("building geckodriver, once; this takes two minutes");
    // Nobody waits for the driver, so that it need not be fast.
    let mut command = cargo()?;
    command.args(["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--debug", "--root"]).arg(&tools);
    run(&mut command).with_context(|| {
        format!("Firefox's driver could not be built; run this where there is a network, or put geckodriver {GECKODRIVER} on the PATH")
    })
}

fn missing_for_chromium() -> Vec<&'static str> {
    let mut missing = absent(&["chromedriver"]);
    // Elsewhere the driver knows where a browser is wont to be installed, and
    // the system brings a Chinese typeface.
    if cfg!(target_os = "linux") {
        let browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        if absent(&browsers).len() == browsers.len() {
            missing.push("a Chromium browser");
        }
        let fonts = ask(Command::new("fc-list").args([":lang=zh-cn", "family"]));
        if fonts.is_none_or(|fonts| fonts.trim().is_empty()) {
            missing.push("a Chinese typeface");
        }
    }
    missing
}

fn missing_for_firefox() -> Vec<&'static str> {
    // Elsewhere than on Linux a browser is not on the PATH, and its driver finds it.
    let browsers = ["firefox", "firefox-esr"];
    let none = cfg!(target_os = "linux") && absent(&browsers).len() == browsers.len();
    if none { vec!["Firefox"] } else { Vec::new() }
}

fn missing_for_webkit() -> Vec<&'static str> {
    let mut missing = absent(&["WebKitWebDriver", "Xvfb"]);
    // Debian puts the browser under the name of the processor.
    let folders = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let has_browser = folders.map(|folder| folder.path()).any(|folder| folder.join("webkit2gtk-4.1/MiniBrowser").is_file());
    if !has_browser && on_path("MiniBrowser").is_none() {
        missing.push("MiniBrowser");
    }
    missing
}

fn absent<'a>(programs: &[&'a str]) -> Vec<&'a str> {
    programs.iter().copied().filter(|program| on_path(program).is_none()).collect()
}

/// Ubuntu is left out: its packages of these names are of another kind.
fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}
