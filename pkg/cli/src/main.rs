//! `tidu`: the core on the command line. It reads cases and packs from files or standard input and writes reports
//! to standard output; the only clock is that of the machine, and only where a case names no day.

mod check;
mod diff;
mod evaluate;
mod locate;
mod new;
mod packs;
mod plan;
mod screen;
mod translated;
mod words;

use crate::packs::{Beside, Given};
use crate::words::{self as m, say, spoken};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};
use encoding_rs::{Encoding, GBK};
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::case::{Issue, Severity};
use tidu_core::day::Day;
use tidu_core::json::harmless;
use tidu_core::rules::RuleSet;
use tidu_core::text::{Lang, Text};

#[derive(Parser)]
#[command(name = "tidu", version, about = say(m::ABOUT), long_about = say(m::ABOUT_MORE))]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(about = say(m::HELP_EVALUATE), long_about = say(m::HELP_EVALUATE_MORE))]
    Evaluate(evaluate::Options),
    #[command(about = say(m::HELP_CHECK), long_about = say(m::HELP_CHECK_MORE))]
    Check(check::Options),
    #[command(about = say(m::HELP_NEW), long_about = say(m::HELP_NEW_MORE))]
    New(new::Options),
    #[command(about = say(m::HELP_PLAN), long_about = say(m::HELP_PLAN_MORE))]
    Plan(plan::Options),
    #[command(about = say(m::HELP_SCREEN), long_about = say(m::HELP_SCREEN_MORE))]
    Screen(screen::Options),
    #[command(about = say(m::HELP_DIFF), long_about = say(m::HELP_DIFF_MORE))]
    Diff(diff::Options),
}

/// What every command is told that judges enterprises: in which language, for which day and by which rules.
#[derive(clap::Args)]
struct Judging {
    #[arg(help = say(m::HELP_LANG))]
    #[arg(long, value_parser = language(), default_value = Lang::default().id())]
    lang: Lang,
    #[arg(help = say(m::HELP_AS_OF))]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    as_of: Option<Day>,
    #[command(flatten)]
    beside: Beside,
}

impl Judging {
    /// The day of what names none: the one given, or else today.
    fn day(&self) -> Day {
        self.as_of.unwrap_or_else(today)
    }

    /// The rules, and which packs of them were given.
    fn rules(&self) -> Result<(RuleSet, Vec<Given>), Failure> {
        self.beside.rules(self.lang)
    }
}

/// A command whose help stands under headings in the language spoken.
fn headed(command: clap::Command) -> clap::Command {
    let template = format!("{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}", say(m::HEADING_USAGE));
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(say(m::HELP_HELP));
    let command = command.help_template(template).disable_help_flag(true).arg(help).subcommand_help_heading(say(m::HEADING_COMMANDS));
    command.mut_args(|argument| argument.help_heading(say(m::HEADING_ARGUMENTS)))
}

/// The arguments; what is wrong with them is told, and ends the program.
fn arguments() -> Arguments {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help(say(m::HELP_VERSION));
    let command = Arguments::command().disable_version_flag(true).arg(version).mut_subcommands(headed);
    let mut command = headed(command);
    // Only then is there the command `help`.
    command.build();
    let command = command.mut_subcommand("help", |help| help.about(say(m::HELP_HELP)));
    Arguments::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
}

/// Reads a language given as an argument.
fn language() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::id)).map(|id| Lang::from_id(&id).unwrap_or_default())
}

fn main() -> ExitCode {
    let done = match arguments().command {
        Command::Evaluate(options) => evaluate::run(&options),
        Command::Check(options) => check::run(&options),
        Command::New(options) => new::run(&options),
        Command::Plan(options) => plan::run(&options),
        Command::Screen(options) => screen::run(&options),
        Command::Diff(options) => diff::run(&options),
    };
    match done {
        Ok(code) => code,
        // Whoever reads our output has seen enough, as `head` does; that is no failure.
        Err(Failure::Io(_, error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure.sentence());
            ExitCode::from(2)
        }
    }
}

/// What ends a run before its work is done.
enum Failure {
    /// Reading or writing failed, and where.
    Io(String, std::io::Error),
    /// What was asked for does not exist, or does not go together; and what would be right.
    Usage(String),
    /// The packs have faults, each a line; no release has one in those that are built in.
    Packs(Vec<String>),
}

impl Failure {
    fn sentence(&self) -> String {
        match self {
            Failure::Io(place, error) => {
                let why = match error.kind() {
                    ErrorKind::NotFound => m::FILE_NOT_FOUND,
                    ErrorKind::PermissionDenied => m::FILE_NOT_PERMITTED,
                    ErrorKind::StorageFull => m::DISK_FULL,
                    _ => m::FILE_FAILED,
                };
                format!("{} ({error})", m::PLACE_WHY.fill(spoken(), [place, &why]))
            }
            Failure::Usage(sentence) => sentence.clone(),
            Failure::Packs(found) => found.join("\n"),
        }
    }

    fn stdout(error: std::io::Error) -> Failure {
        Failure::Io("stdout".to_owned(), error)
    }
}

/// Writes to standard output, to the end. Letters of the input that a terminal would obey are written as JSON writes
/// them, which in JSON is the same text.
fn tell(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(harmless(text).as_bytes()).and_then(|()| out.flush()).map_err(Failure::stdout)
}

/// A line on standard error. Where that cannot be written there is nobody left to tell it.
fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "tidu: {}", harmless(text));
}

/// Reads a day given as an argument.
fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| say(m::WRONG_DAY).to_owned())
}

/// Reads a whole file, or standard input where there is none or it is `-`.
fn text_of(file: Option<&PathBuf>) -> Result<String, Failure> {
    let (name, mut input) = input(file)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|e| Failure::Io(name.clone(), e))?;
    let text = decoded(&bytes).ok_or_else(|| Failure::Usage(m::PLACE_WHY.fill(spoken(), [&name, &m::FILE_IS_NO_TEXT])))?;
    Ok(text.into_owned())
}

/// A file to read, or standard input where there is none or it is `-`, and what it is called.
fn input(file: Option<&PathBuf>) -> Result<(String, Box<dyn BufRead>), Failure> {
    let Some(file) = file.filter(|f| f.as_os_str() != "-") else {
        return Ok(("stdin".to_owned(), Box::new(std::io::stdin().lock())));
    };
    let name = file.display().to_string();
    if file.is_dir() {
        return Err(Failure::Usage(m::FILE_IS_FOLDER.fill(spoken(), [&name])));
    }
    match File::open(file) {
        Ok(open) => Ok((name, Box::new(BufReader::new(open)))),
        Err(error) => Err(Failure::Io(name, error)),
    }
}

/// The text of these bytes: UTF-8, what a byte order mark says, or else GBK, as programs in China still write it.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (None, Ok(text)) => Some(Cow::Borrowed(text)),
        (Some((encoding, mark)), _) => encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]),
        (None, Err(_)) => GBK.decode_without_bom_handling_and_without_replacement(bytes),
    }
}

/// The JSON of a case.
fn read_case(text: &str) -> Result<serde_json::Value, Issue> {
    tidu_core::json::read(text).map_err(|message| no_case("not_json", message))
}

fn no_case(code: &'static str, message: Text) -> Issue {
    Issue { fact: String::new(), year: None, severity: Severity::Error, code, message, suggestion: None }
}

/// The day of this machine's clock.
fn today() -> Day {
    let now = jiff::ZonedDateTime::now();
    let day = Day::new(now.year().into(), now.month().unsigned_abs().into(), now.day().unsigned_abs().into());
    // A clock outside of every year the rules know is a clock not set; the rules then say that none is in force.
    day.or_else(|| Day::from_number(0)).unwrap_or_else(|| unreachable!("1970-01-01 is a day"))
}
