//! How the builder runs its work: in named steps, each announced and timed,
//! so that somebody who waits knows for what.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Runs one step under a heading and says how long it took. A failure carries
/// the name of the step.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n== {name}");
    let begun = Instant::now();
    let outcome = work();
    let verdict = if outcome.is_ok() { "done" } else { "failed" };
    println!("-- {verdict} after {}", in_words(begun.elapsed()));
    outcome.with_context(|| format!("the step “{name}” failed"))
}

/// Says one thing inside a step.
pub fn say(line: impl AsRef<str>) {
    println!("   {}", line.as_ref());
}

/// Runs a command with its output on the screen; anything but success is an
/// error.
pub fn run(command: &mut Command) -> Result<()> {
    say(format!("$ {}", line_of(command)));
    let status = command.status().with_context(|| format!("could not start `{}`", line_of(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}", line_of(command));
    }
    Ok(())
}

/// Runs a command quietly and returns what it wrote to its standard output,
/// or `None` where it could not be started or did not succeed.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The same Cargo that runs the builder, at the root of the workspace.
pub fn cargo() -> Result<Command> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()?);
    Ok(command)
}

/// The root of the workspace. It is asked of the environment and not compiled
/// in, so that a tree which was moved still builds itself and not its old place.
pub fn root() -> Result<PathBuf> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").context("the builder does not know where it stands; start it as `cargo pkg …`")?;
    let root = Path::new(&here).ancestors().nth(2);
    Ok(root.context("the builder is not in pkg/builder")?.into())
}

/// The command as one would type it.
pub fn line_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn in_words(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_easily() {
        for (milliseconds, expected) in [(0, "0.0 s"), (1_260, "1.3 s"), (60_000, "1 min 0 s"), (125_000, "2 min 5 s")] {
            assert_eq!(in_words(Duration::from_millis(milliseconds)), expected);
        }
    }

    #[test]
    fn a_failed_step_says_its_name() {
        let error = step("Bake", || -> Result<()> { bail!("no flour") }).unwrap_err();
        assert_eq!(format!("{error:#}"), "the step “Bake” failed: no flour");
    }

    #[test]
    fn a_command_is_shown_without_the_machine_it_runs_on() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["test", "--workspace"]);
        assert_eq!(line_of(&command), "cargo test --workspace");
    }
}
