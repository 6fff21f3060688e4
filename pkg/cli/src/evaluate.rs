//! `tidu evaluate`: one case, or one a line.

use crate::{Failure, complain, day, decoded, input, language, no_case, read_case, tell, text_of, today};
use serde::Serialize;
use std::io::{BufRead, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::case::{Case, Issue};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::json::harmless;
use tidu_core::messages as m;
use tidu_core::report::{Report, ReportIssue, report, report_issue};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;

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
    #[arg(long, value_parser = language(), default_value = Lang::default().id())]
    lang: Lang,
    /// 案例未写 as_of 时的基准日,默认今天 · The day for cases that name none; today if left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    as_of: Option<Day>,
}

/// What stands in the place of a report where a case could not be read.
#[derive(Serialize)]
struct Broken {
    line: usize,
    error: ReportIssue,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let rules = tidu_core::packs::built_in().map_err(Failure::Packs)?;
    let today = options.as_of.unwrap_or_else(today);
    let lang: Lang = options.lang;
    if !options.jsonl {
        let text = text_of(options.file.as_ref())?;
        return match one(&rules, &text, today, lang) {
            Ok(report) if options.text => tell(&report.to_text(lang)).map(|()| ExitCode::SUCCESS),
            Ok(report) => {
                let report = serde_json::to_string_pretty(&report).map_err(|e| Failure::stdout(e.into()))?;
                tell(&(report + "\n")).map(|()| ExitCode::SUCCESS)
            }
            Err(issue) => {
                complain(issue.sentence(lang));
                Ok(ExitCode::from(1))
            }
        };
    }
    let (name, input) = input(options.file.as_ref())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut broken = 0_usize;
    // One line for every line, so that whoever reads the reports knows which case each belongs to.
    for (at, line) in input.split(b'\n').enumerate() {
        let line = line.map_err(|e| Failure::Io(name.clone(), e))?;
        let report = match decoded(&line) {
            None => Err(no_case("not_json", m::FILE_IS_NO_TEXT.text([]))),
            Some(text) if text.trim().is_empty() => Err(no_case("empty_line", m::THE_LINE_IS_EMPTY_IT.text([]))),
            Some(text) => one(&rules, &text, today, lang),
        };
        let report = match report {
            Ok(report) => serde_json::to_string(&report),
            Err(mut issue) => {
                broken += 1;
                issue.message = m::OF_A_LINE.text([&(at + 1), &issue.message]);
                complain(issue.sentence(lang));
                serde_json::to_string(&Broken { line: at + 1, error: report_issue(&issue, lang) })
            }
        };
        let report = report.map_err(|e| Failure::stdout(e.into()))?;
        writeln!(out, "{}", harmless(&report)).map_err(Failure::stdout)?;
    }
    out.flush().map_err(Failure::stdout)?;
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn one(rules: &RuleSet, text: &str, today: Day, lang: Lang) -> Result<Report, Issue> {
    let value = read_case(text)?;
    let (case, issues) = Case::read(&rules.vocabulary, &value, today)?;
    Ok(report(rules, &case, &issues, &evaluate(rules, &case), lang))
}
