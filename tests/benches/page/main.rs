//! How fast the hosted page is, beside two floors in the same run and the same browser: a plain page with thirty fields,
//! and the least that such a form is in React. A slow telephone on a slow line: the processor four times slower,
//! 1.6 Mbit/s, 150 ms there and back. Everything is sent compressed with Brotli, as a real host does.
//!
//! `cargo pkg bench` builds the page and runs this. It asserts nothing: it prints figures, their ratios and the goals.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;
use tidu_tests::browser::{Browser, DESK, button, field, heading};
use tidu_tests::server::{self, Answer};

/// How often each page is loaded; how often it is opened to be typed in, and how many keys are pressed each time.
const LOADS: usize = 5;
const ROUNDS: usize = 3;
const KEYS: usize = 20;

/// How long nothing is pressed after a key was painted.
const BETWEEN_KEYS: Duration = Duration::from_millis(50);

/// The slow telephone and its line.
const SLOWDOWN: u32 = 4;
const BYTES_PER_SECOND: f64 = 1.6e6 / 8.0;
const LATENCY: u32 = 150;

/// Medians of one page, in ms.
struct Figures {
    name: &'static str,
    /// Something is painted.
    painted: f64,
    /// The first question stands there and can be answered.
    question: f64,
    /// What follows from the answer is painted, the ladder with it.
    ladder: f64,
    /// The program itself is at work.
    program: f64,
    /// From a key to what follows from it.
    key: f64,
}

fn main() {
    // Cargo runs benches also when it is asked to test them.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let files = files();
    let bytes = weighed(&files);
    let address = serve(files);
    let pages = [("plain HTML", "plain/"), ("React", "react/"), ("Tidu", "")].map(|(name, path)| (name, format!("{address}{path}")));
    // Round by round, so that a machine that is busy for a while is so for all of them.
    let mut loads = [const { Vec::new() }; 3];
    for _ in 0..LOADS {
        for (at, (_, url)) in pages.iter().enumerate() {
            loads[at].push(loaded(url));
        }
    }
    let mut keys = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for (at, (name, url)) in pages.iter().enumerate() {
            keys[at].extend(pressed(url, *name == "Tidu"));
        }
    }
    let figures = std::array::from_fn(|at| {
        let [painted, question, ladder, program] =
            std::array::from_fn(|which| median(loads[at].iter().map(|times: &[f64; 4]| times[which]).collect()));
        Figures { name: pages[at].0, painted, question, ladder, program, key: median(std::mem::take(&mut keys[at])) }
    });
    let [plain, react, tidu] = &figures;
    println!(
        "\nMedians in ms of {LOADS} loads and {} keys, {} ms apart; {SLOWDOWN} × CPU slowdown, 1.6 Mbit/s and {LATENCY} ms for the loads.\n",
        ROUNDS * KEYS,
        BETWEEN_KEYS.as_millis()
    );
    println!(
        "| page | first content painted | first question answerable | answered: the ladder painted | program at work | key to painted |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    for Figures { name, painted, question, ladder, program, key } in &figures {
        println!("| {name} | {painted:.0} | {question:.0} | {ladder:.0} | {program:.0} | {key:.1} |");
    }
    println!("\n| figure | is | goal | |\n|---|---:|---:|---|");
    let told = |is: f64, goal: f64| if is <= goal { "reached" } else { "missed" };
    for (what, is, floor, goal) in [
        ("first content painted, of plain HTML's", tidu.painted, plain.painted, 1.3),
        ("first question answerable, of React's", tidu.question, react.question, 1.0),
        ("key to painted ladder, of React's", tidu.key, react.key, 1.0),
    ] {
        let ratio = is / floor;
        println!("| {what} | {ratio:.2} | ≤ {goal} | {} |", told(ratio, goal));
    }
    // What was then is not in this run.
    println!(
        "| answered, the ladder painted, of plain HTML's and of React's | {:.2}, {:.2} | half of 7dd1c12's | |",
        tidu.ladder / plain.ladder,
        tidu.ladder / react.ladder
    );
    println!("| the program at work, of React's | {:.2} | | |", tidu.program / react.program);
    for (what, is, goal) in bytes {
        println!("| {what}, kB | {:.0} | ≤ {goal:.0} | {} |", is / 1000.0, told(is / 1000.0, goal));
    }
}

/// What is loaded, in bytes, with the goal in kB: after Brotli 11, but for the page in one file.
fn weighed(files: &BTreeMap<String, (Vec<u8>, &'static str)>) -> Vec<(&'static str, f64, f64)> {
    let sum = |names: &[&str]| names.iter().filter_map(|name| files.get(*name)).map(|(bytes, _)| bytes.len()).sum::<usize>() as f64;
    const FIRST: [&str; 6] = ["/", "/first.css", "/style.css", "/start.js", "/tidu_web.js", "/tidu_web_bg.wasm"];
    let single = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../pkg/dist/tidu.html"));
    vec![
        ("the hosted page: its HTML, looks and script, by which the first questions are answered", sum(&FIRST[..4]), 215.0),
        ("the hosted page: all before the program answers", sum(&FIRST), 215.0),
        ("the hosted page: all that is loaded", sum(&[&FIRST[..], &["/offline.js"]].concat()), 430.0),
        ("tidu.html on the disk", fs::metadata(single).map_or(0, |file| file.len()) as f64, 900.0),
    ]
}

/// When something is painted, the first question can be answered, the answer has its effect, and the program is at work.
fn loaded(url: &str) -> [f64; 4] {
    let browser = slow();
    browser.before_every_page(include_str!("first.js"));
    let line = json!({"offline": false, "latency": LATENCY, "downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND});
    browser.devtools("Network.enable", json!({}));
    browser.devtools("Network.emulateNetworkConditions", line);
    browser.visit(url);
    let times = "return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null, bench.question ?? null, bench.ladder ?? null, bench.program ?? null]";
    browser.wait_until("the page is there", || !browser.script(times, vec![]).to_string().contains("null"));
    serde_json::from_value(browser.script(times, vec![])).expect("times")
}

/// How long after each key what follows from it is painted.
fn pressed(url: &str, tidu: bool) -> Vec<f64> {
    let browser = slow();
    browser.visit(url);
    if tidu {
        // The most work there is: an enterprise that has answered everything.
        browser.click(button("抚河医疗器械"));
        browser.click(button("填写"));
        browser.wait_until("the questions are there", || browser.count(heading("企业基本情况")) == 1);
        browser.write(field("从业人员数（职工总数）"), "");
    } else {
        browser.click(field("第 1 项"));
    }
    // The first keys warm up what every page has to.
    for at in 0..KEYS + 5 {
        if at % 4 == 3 {
            browser.press(tidu_tests::browser::Key::Backspace);
        } else {
            browser.type_keys("1");
        }
        browser.wait_until("it is painted", || browser.script("return benchKeys.length", vec![]).as_u64() > Some(at as u64));
        // Nobody types faster than this; what a page does behind the painting is then done.
        std::thread::sleep(BETWEEN_KEYS);
    }
    let keys: Vec<f64> = serde_json::from_value(browser.script("return benchKeys", vec![])).expect("times");
    keys[keys.len() - KEYS..].to_vec()
}

/// A browser on a slow telephone that has never seen the page, and writes the times down.
fn slow() -> Browser {
    let browser = Browser::open(DESK).with_patience(Duration::from_secs(60));
    browser.before_every_page(include_str!("watch.js"));
    browser.devtools("Emulation.setCPUThrottlingRate", json!({"rate": SLOWDOWN}));
    browser
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Every file by its address, compressed.
fn files() -> BTreeMap<String, (Vec<u8>, &'static str)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let fields: String = (1..=30).map(|at| format!("<label>第 {at} 项 <input></label>\n")).collect();
    let mut files = vec![
        ("/plain/".to_owned(), include_str!("plain.html").replace("{fields}", &fields).into_bytes()),
        ("/react/".to_owned(), include_bytes!("react.html").to_vec()),
    ];
    for package in ["react", "react-dom"] {
        let file = root.join(format!("pkg/builder/node_modules/{package}/umd/{package}.production.min.js"));
        files.push((format!("/react/{package}.js"), read(&file)));
    }
    for entry in fs::read_dir(root.join("pkg/dist/site")).expect("the page is not built; run `cargo pkg bench`").flatten() {
        let name = entry.file_name().to_string_lossy().replace("index.html", "");
        // It is loaded where WebAssembly is missing, and would take longest to compress.
        if name.ends_with("fallback.js") {
            continue;
        }
        files.push((format!("/{name}"), read(&entry.path())));
    }
    files
        .into_iter()
        .map(|(name, bytes)| {
            let kind = server::kind_of(&name);
            let settings = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
            let mut packed = Vec::new();
            brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &settings).expect("memory is enough");
            (name, (packed, kind))
        })
        .collect()
}

fn read(file: &PathBuf) -> Vec<u8> {
    fs::read(file).unwrap_or_else(|why| panic!("{}: {why}; run `cargo pkg bench`", file.display()))
}

/// Serves the files, compressed as they are, and returns where.
fn serve(files: BTreeMap<String, (Vec<u8>, &'static str)>) -> String {
    let port = server::serve(move |path| match files.get(path) {
        Some((bytes, kind)) => Answer { status: "200 OK", kind, more: "Content-Encoding: br\r\n".to_owned(), body: bytes.clone() },
        None => Answer { status: "404 Not Found", kind: "text/plain", more: String::new(), body: Vec::new() },
    });
    format!("http://127.0.0.1:{port}/")
}
