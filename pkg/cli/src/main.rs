//! `tidu`: the core on the command line. It reads cases and packs from files or standard input and writes reports
//! to standard output; the only clock is that of the machine, and only where a case names no day.

mod check;
mod diff;
mod evaluate;
mod locate;
mod new;
mod packs;
mod plan;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use encoding_rs::{Encoding, GBK};
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::case::{Issue, Severity};
use tidu_core::day::Day;
use tidu_core::json::harmless;
use tidu_core::messages as m;
use tidu_core::text::{Lang, Text};

/// 优质中小企业梯度自评 · Self-assessment on the ladder of quality SMEs
///
/// 全部计算在本机完成,不联网。Everything is computed on this machine; nothing is sent anywhere.
#[derive(Parser)]
#[command(name = "tidu", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 评估案例,输出报告 · Evaluate a case and print its report
    ///
    /// 退出码:0 正常;1 有案例无法读取;2 用法或文件错误。
    /// Exit code: 0 done; 1 a case could not be read; 2 usage or file error.
    Evaluate(evaluate::Options),
    /// 检查规则文件 · Check packs
    ///
    /// 不给文件时检查内置规则;给出文件或文件夹时与内置规则一起检查,同 id 者替换内置。每处错误一行:文件:行:列: error[代码]: 说明。
    /// Without files the built-in packs are checked; files and folders of them are checked together with these and replace those of
    /// the same id. A fault a line: file:line:column: error[code]: what is wrong, and what would be right.
    /// 退出码:0 无误;1 有错误;2 用法或文件错误。Exit code: 0 no fault; 1 faults; 2 usage or file error.
    Check(check::Options),
    /// 新建一份规则文件和它的案例 · Begin a pack, and the cases beside it
    ///
    /// 写出 core/packs/PACK.json 和 PACK.cases(没有 core/packs 时写在当前文件夹),内容是可通过检查的样例,照 core/packs/README.md 改写。
    /// Writes core/packs/PACK.json and PACK.cases (in this folder where there is no core/packs): an example that passes
    /// `tidu check --cases`, to be written over as core/packs/README.md says.
    New(new::Options),
    /// 规划到达某一层级的路径 · Plan the road to a tier
    ///
    /// 已结束年度的数字不能再变;方案最多五年。Figures of years that are over are final; plans look five years ahead.
    Plan(plan::Options),
    /// 比较：同一案例在两日（新旧文件）的结果，或两份规则 · Compare one case on two days, or two packs
    ///
    /// 给一个案例并写 --from、--to，逐条列出新旧文件的要求和结论；给两份规则，逐项列出改动。退出码同 evaluate；有差别不算失败。
    /// One case with --from and --to: criterion by criterion, what the rules of either day make of it. Two packs:
    /// every change. Exit codes are those of evaluate; a difference is no failure.
    Diff(diff::Options),
}

/// Reads a language given as an argument.
fn language() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::id)).map(|id| Lang::from_id(&id).unwrap_or_default())
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Evaluate(options) => evaluate::run(&options),
        Command::Check(options) => check::run(&options),
        Command::New(options) => new::run(&options),
        Command::Plan(options) => plan::run(&options),
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
                let zh = match error.kind() {
                    ErrorKind::NotFound => "没有这个文件",
                    ErrorKind::PermissionDenied => "没有读写的权限",
                    ErrorKind::StorageFull => "磁盘已满，没有写完",
                    _ => "读写失败",
                };
                format!("{place}: {zh} · {error}")
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
    Day::parse(text).ok_or_else(|| "应为日期,如 2026-11-23 · a day such as 2026-11-23".to_owned())
}

/// Reads a whole file, or standard input where there is none or it is `-`.
fn text_of(file: Option<&PathBuf>) -> Result<String, Failure> {
    let (name, mut input) = input(file)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|e| Failure::Io(name.clone(), e))?;
    let text = decoded(&bytes)
        .ok_or_else(|| Failure::Usage(format!("{name}: {} · {}", m::FILE_IS_NO_TEXT.say(Lang::Zh), m::FILE_IS_NO_TEXT.say(Lang::En))))?;
    Ok(text.into_owned())
}

/// A file to read, or standard input where there is none or it is `-`, and what it is called.
fn input(file: Option<&PathBuf>) -> Result<(String, Box<dyn BufRead>), Failure> {
    let Some(file) = file.filter(|f| f.as_os_str() != "-") else {
        return Ok(("stdin".to_owned(), Box::new(std::io::stdin().lock())));
    };
    let name = file.display().to_string();
    if file.is_dir() {
        return Err(Failure::Usage(format!("{name} 是文件夹，请给出其中的一个文件 · {name} is a directory; give a file in it")));
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
