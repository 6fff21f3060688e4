//! `tidu`: the core on the command line. It reads cases and packs from files or standard input and writes reports
//! to standard output; the only clock is that of the machine, and only where a case names no day.

mod check;
mod diff;
mod evaluate;
mod plan;

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::case::{Issue, Severity};
use tidu_core::day::Day;
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
    /// 不给文件时检查内置规则;给出文件时与内置规则一起检查,同 id 者替换内置。
    /// Without files the built-in packs are checked; files are checked together with them and replace those of the same id.
    Check(check::Options),
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

/// 语言 · Language
#[derive(Clone, Copy, ValueEnum, Default)]
enum Language {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Lang {
        match language {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
        }
    }
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Evaluate(options) => evaluate::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Plan(options) => plan::run(&options),
        Command::Diff(options) => diff::run(&options),
    };
    match done {
        Ok(code) => code,
        // Whoever reads our output has seen enough, as `head` does; that is no failure.
        Err(Failure::Io(_, error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("tidu: {}", failure.sentence());
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
    /// The built-in packs do not compile; no release is like that.
    Packs(Vec<tidu_core::diagnostic::Diagnostic>),
}

impl Failure {
    fn sentence(&self) -> String {
        match self {
            Failure::Io(place, error) => format!("{place}: {error}"),
            Failure::Usage(sentence) => sentence.clone(),
            Failure::Packs(found) => found.iter().map(|d| d.sentence(Lang::Zh)).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// Reads a day given as an argument.
fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "应为日期,如 2026-11-23 · a day such as 2026-11-23".to_owned())
}

/// Reads a whole file, or standard input where there is none or it is `-`.
fn text_of(file: Option<&PathBuf>) -> Result<String, Failure> {
    match file.filter(|f| f.as_os_str() != "-") {
        Some(file) => std::fs::read_to_string(file).map_err(|e| Failure::Io(file.display().to_string(), e)),
        None => std::io::read_to_string(std::io::stdin()).map_err(|e| Failure::Io("-".to_owned(), e)),
    }
}

/// The JSON of a case.
fn read_case(text: &str) -> Result<serde_json::Value, Issue> {
    serde_json::from_str(text).map_err(|error| not_json(&error.to_string()))
}

fn not_json(detail: &str) -> Issue {
    let message = Text::new(format!("不是有效的 JSON({detail})"), format!("This is not valid JSON ({detail})"));
    Issue { fact: String::new(), year: None, severity: Severity::Error, code: "not_json", message, suggestion: None }
}

/// The day of this machine's clock.
fn today() -> Day {
    let now = jiff::ZonedDateTime::now();
    let day = Day::new(now.year().into(), now.month().unsigned_abs().into(), now.day().unsigned_abs().into());
    // A clock outside of every year the rules know is a clock not set; the rules then say that none is in force.
    day.or_else(|| Day::from_number(0)).unwrap_or_else(|| unreachable!("1970-01-01 is a day"))
}
