//! The builder: everything a person or a CI machine does with this tree,
//! behind one word, `cargo pkg`.
//!
//! It needs Rust with rustup and nothing else: what a command lacks it
//! installs where it can, and where it cannot it says what to install. Read
//! on in the order of the modules: [`steps`] runs and times the work, [`tree`] knows where things are,
//! [`tools`] and [`engines`] find or install what it needs, [`module`] compiles, [`site`]
//! builds the page, [`early`] its first questions and [`sheet`] its plain part, [`fallback`] the module's twin in JavaScript, [`offline`] what keeps it without
//! a network, [`single`] its single file and [`element`] the element for other pages; [`npm`] builds the package for programs
//! with its [`types`], [`hosts`] pages that take it through a bundler, [`weigh`] weighs them all, [`build`] makes all of it,
//! [`again`] makes them once more and compares, [`serve`] shows the page, [`check`], [`mod@test`], [`mod@bench`] and [`fuzz`] judge
//! it.

mod again;
mod bench;
mod build;
mod check;
mod early;
mod element;
mod engines;
mod fallback;
mod fuzz;
mod hosts;
mod library;
mod module;
mod npm;
mod offline;
#[allow(dead_code)] // The page takes more of it.
#[path = "../../../web/src/screen.rs"]
mod screen;
mod serve;
mod sheet;
mod single;
mod site;
mod steps;
mod test;
mod tools;
mod tree;
mod types;
mod weigh;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, serves, checks and tests Tidu.
#[derive(Parser)]
#[command(name = "cargo pkg", bin_name = "cargo pkg")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the page and serve it on this computer
    Serve {
        /// The port to listen on; without it 8080, or the next that is free
        #[arg(long)]
        port: Option<u16>,
        /// Do not open the browser
        #[arg(long)]
        no_open: bool,
        /// Build what will be shipped, small and slower to build, and not what is quick to build
        #[arg(long)]
        release: bool,
    },
    /// Build all that is shipped, into pkg/dist: the page, its single file, the npm package; and print the sizes
    Build,
    /// Build the page as it is shipped and measure it in a browser beside a plain page and one in React
    Bench,
    /// Check the format of the code and everything the compiler and clippy warn of
    Check,
    /// Check, run every test, build the page and try it in a browser
    Test {
        /// Leave out the tests that need a browser
        #[arg(long)]
        no_browser: bool,
        /// Only the core, the command line and the tests of law, in under two minutes: for who edits the core
        #[arg(long, conflicts_with = "no_browser")]
        fast: bool,
    },
    /// Try what strangers may hand over, guided by coverage; wants a nightly Rust and cargo-fuzz
    Fuzz {
        /// One of the folders of tests/fuzz/corpus; without it each in turn
        target: Option<String>,
        /// For how long, each
        #[arg(long, default_value_t = 600)]
        seconds: u32,
    },
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve { port, no_open, release } => serve::run(port, !no_open, release),
        Command::Build => build::run(),
        Command::Bench => bench::run(),
        Command::Check => check::run(),
        Command::Fuzz { target, seconds } => fuzz::run_targets(target.as_deref(), seconds),
        Command::Test { no_browser, fast } => {
            let (count, outcome) = if fast { test::fast() } else { test::run(!no_browser) };
            let code = report(outcome);
            // Machines read the last line, so nothing may follow it.
            println!("\n{count}");
            return code;
        }
    };
    report(outcome)
}

fn report(outcome: anyhow::Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error}");
            for cause in error.chain().skip(1) {
                eprintln!("  because {cause}");
            }
            ExitCode::FAILURE
        }
    }
}
