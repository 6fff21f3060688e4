//! `tidu evaluate`: one case, or one a line.

use crate::{Failure, Language, day, text_of, today};
use serde::Serialize;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::case::{Case, Issue, Severity};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::report::{Report, ReportIssue, report, report_issue};
use tidu_core::rules::RuleSet;
use tidu_core::text::{Lang, Text};

#[derive(clap::Args)]
pub struct Options {
    /// 案例文件(JSON),省略或写 - 时读标准输入 · The case, standard input if left out or -
    file: Option<PathBuf>,
    /// 每行一个案例,逐行输出报告 · One case a line, one report a line
    #[arg(long)]
    jsonl: bool,
    /// 输出供人阅读的文字 · Print text for a person instead of JSON
    #[arg(long, conflicts_with = "jsonl")]
    text: bool,
    /// 报告的语言 · Language of the report
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// 案例未写 as_of 时的基准日,默认今天 · The day for cases that name none; today if left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    as_of: Option<Day>,
}

/// What stands in the place of a report where a case could not be read.
#[derive(Serialize)]
struct Broken {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    error: ReportIssue,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let rules = tidu_core::packs::built_in().map_err(Failure::Packs)?;
    let today = options.as_of.unwrap_or_else(today);
    let lang = options.lang.into();
    let stdout = std::io::stdout();
    let mut out = BufWriter::new(stdout.lock());
    let written = |e| Failure::Io("stdout".to_owned(), e);
    if !options.jsonl {
        let text = text_of(options.file.as_ref())?;
        return match one(&rules, &text, today, lang) {
            Ok(report) if options.text => {
                write!(out, "{}", report.to_text(lang)).and_then(|()| out.flush()).map_err(written).map(|()| ExitCode::SUCCESS)
            }
            Ok(report) => {
                serde_json::to_writer_pretty(&mut out, &report).map_err(|e| written(e.into()))?;
                writeln!(out).and_then(|()| out.flush()).map_err(written)?;
                Ok(ExitCode::SUCCESS)
            }
            Err(issue) => Ok(read_issue(&issue, lang)),
        };
    }
    let input: Box<dyn BufRead> = match options.file.as_ref().filter(|f| f.as_os_str() != "-") {
        Some(file) => Box::new(BufReader::new(File::open(file).map_err(|e| Failure::Io(file.display().to_string(), e))?)),
        None => Box::new(std::io::stdin().lock()),
    };
    let mut broken = 0_usize;
    for (at, line) in input.split(b'\n').enumerate() {
        let line = line.map_err(|e| Failure::Io("stdin".to_owned(), e))?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let report = std::str::from_utf8(&line).map_err(|_| not_json("UTF-8")).and_then(|text| one(&rules, text, today, lang));
        match report {
            Ok(report) => serde_json::to_writer(&mut out, &report),
            Err(issue) => {
                broken += 1;
                eprintln!("tidu: {} {}: {}", lang.pick("第", "line"), at + 1, issue.sentence(lang));
                serde_json::to_writer(&mut out, &Broken { line: Some(at + 1), error: report_issue(&issue, lang) })
            }
        }
        .map_err(|e| written(e.into()))?;
        writeln!(out).map_err(written)?;
    }
    out.flush().map_err(written)?;
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn one(rules: &RuleSet, text: &str, today: Day, lang: Lang) -> Result<Report, Issue> {
    let value = serde_json::from_str(text).map_err(|error| not_json(&error.to_string()))?;
    let (case, issues) = Case::read(&rules.vocabulary, &value, today)?;
    Ok(report(rules, &case, &issues, &evaluate(rules, &case), lang))
}

/// Says why a case could not be read.
pub fn read_issue(issue: &Issue, lang: Lang) -> ExitCode {
    eprintln!("tidu: {}", issue.sentence(lang));
    ExitCode::from(1)
}

pub fn not_json(detail: &str) -> Issue {
    let message = Text::new(format!("不是有效的 JSON({detail})"), format!("This is not valid JSON ({detail})"));
    Issue { fact: String::new(), year: None, severity: Severity::Error, code: "not_json", message }
}
