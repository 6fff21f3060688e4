//! Runs everything that can fail, cheapest first, and counts the tests.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::module::Purpose;
use crate::serve::{Serving, listen};
use crate::steps::{cargo, line_of, say, step};
use crate::{check, engines, hosts, library, npm, site, tools, tree, weigh};

/// How many tests passed and failed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Count {
    passed: usize,
    failed: usize,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// `cargo pkg test`. The count is there whatever the outcome is: a machine
/// that reads it wants it most when something failed.
pub fn run(browser: bool) -> (Count, Result<()>) {
    let mut count = Count::default();
    let outcome = all(browser, &mut count);
    (count, outcome)
}

/// What the fast ring takes of the tests that stand by themselves: those that find most of what a change of the core breaks,
/// and that are through in seconds. What goes by chance, through a browser or over a thousand enterprises is left to
/// [`run`].
const FAST: [&str; 17] = [
    "cases",
    "cli",
    "conditions",
    "contract",
    "figures",
    "golden",
    "governing",
    "implied",
    "layers",
    "manuals",
    "packs",
    "policies",
    "promise",
    "roads",
    "sizes",
    "tension",
    "thresholds",
];

/// `cargo pkg test --fast`.
pub fn fast() -> (Count, Result<()>) {
    let mut count = Count::default();
    let outcome = step("Test the core, the command line and the law", || {
        let tests = FAST.iter().flat_map(|name| ["--test", name]);
        let packages = ["tidu-core", "tidu", "tidu-tests"].into_iter().flat_map(|name| ["--package", name]);
        run_tests(cargo()?.arg("test").args(packages).args(["--lib", "--bins", "--no-fail-fast"]).args(tests), &mut count)
    });
    (count, outcome)
}

fn all(browser: bool, count: &mut Count) -> Result<()> {
    let find = || Ok((engines::find()?, tools::axe()?));
    let found = browser.then(|| step("Find what the browser tests need", find)).transpose()?;
    let typescript = step("Find what the tests of the npm package need", tools::typescript)?;
    check::run()?;
    step("Test the workspace", || {
        run_tests(cargo()?.args(["test", "--workspace", "--no-fail-fast", "--features", "tidu-web/library"]), count)
    })?;
    // The package has the element in it, which is made of the page.
    let folder = site::build(Purpose::Shipping)?;
    step("Make all of it again: the same bytes", || counted(site::again(), count))?;
    let package = npm::build()?;
    step("Make the npm package again: the same bytes", || counted(npm::again(), count))?;
    library::build()?;
    step("Weigh what is shipped", || counted(tree::dist().and_then(|dist| weigh::weigh(&dist)), count))?;
    step("Test the npm package in Node", || {
        run_tests(
            cargo()?
                .args(["test", "--workspace", "--no-fail-fast"])
                .args(["--features", "tidu-tests/package", "--test", "package"])
                .env("TIDU_NPM", &package)
                .env("TIDU_TSC", &typescript),
            count,
        )
    })?;
    let Some((engines, axe)) = found else {
        say("the browser tests are left out, as asked");
        return Ok(());
    };
    let hosts = hosts::build(&package)?;
    step("Test in the browser", || {
        let serving = Serving::start(listen(Some(0))?, folder.clone())?;
        // The whole workspace is named so that its dependencies are compiled
        // with the features they already have.
        run_tests(
            cargo()?
                .args(["test", "--workspace", "--no-fail-fast"])
                .args(["--features", "tidu-tests/browsers", "--test", "browsers"])
                .env("TIDU_SITE_URL", serving.address())
                .env("TIDU_PAGE", folder.with_file_name("tidu.html"))
                .env("TIDU_HOSTS", &hosts)
                .env("TIDU_ENGINES", engines.join(","))
                .env("TIDU_AXE", &axe),
            count,
        )
    })
}

/// What is a test although Cargo does not run it.
fn counted(outcome: Result<()>, count: &mut Count) -> Result<()> {
    if outcome.is_ok() {
        count.passed += 1;
    } else {
        count.failed += 1;
    }
    outcome
}

/// Runs Cargo's tests, shows what they say as they say it, and adds up what
/// they counted.
fn run_tests(command: &mut Command, count: &mut Count) -> Result<()> {
    say(format!("$ {}", line_of(command)));
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("could not start cargo")?;
    let output = child.stdout.take().context("cargo has no output")?;
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{}", line.trim_end_matches('\r'));
        if let Some(Count { passed, failed }) = count_in(&line) {
            count.passed += passed;
            count.failed += failed;
        }
    }
    if !child.wait()?.success() {
        bail!("some tests failed or did not compile; what they said is above");
    }
    Ok(())
}

/// The count in a line such as `test result: ok. 5 passed; 0 failed; …`.
fn count_in(line: &str) -> Option<Count> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |word: &str| {
        counts.split(';').find_map(|part| {
            let (number, of) = part.trim().split_once(' ')?;
            (of == word).then(|| number.parse().ok())?
        })
    };
    Some(Count { passed: number("passed")?, failed: number("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_results_are_counted() {
        for (line, expected) in [
            (
                "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; \
                 finished in 0.01s",
                Some((5, 0)),
            ),
            ("test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured", Some((12, 3))),
            ("test tables::one ... ok", None),
            ("running 5 tests", None),
        ] {
            let expected = expected.map(|(passed, failed)| Count { passed, failed });
            assert_eq!(count_in(line), expected, "{line}");
        }
    }

    #[test]
    fn the_last_line_is_plain() {
        let count = Count { passed: 7, failed: 0 };
        assert_eq!(count.to_string(), "7 passed, 0 failed");
    }
}
