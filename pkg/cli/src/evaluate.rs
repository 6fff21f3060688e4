//! `tidu evaluate`: one case, or one a line.

use crate::packs::{self, marked, told};
use crate::words::{self as m, say};
use crate::{Failure, Judging, complain, decoded, input, no_case, read_case, tell, text_of};
use clap::ValueEnum;
use serde::Serialize;
use std::io::{BufRead, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::case::{Case, Issue};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::json::harmless;
use tidu_core::report::{BYTE_ORDER_MARK, Report, ReportIssue, Summary, csv_broken, csv_head, report, report_issue, summary};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;

#[derive(clap::Args)]
pub struct Options {
    #[arg(help = say(m::HELP_CASE_FILE))]
    file: Option<PathBuf>,
    #[arg(help = say(m::HELP_JSONL))]
    #[arg(long)]
    jsonl: bool,
    #[arg(help = say(m::HELP_TEXT))]
    #[arg(long, conflicts_with = "jsonl")]
    text: bool,
    #[arg(help = say(m::HELP_SUMMARY))]
    #[arg(long, value_enum, value_name = "csv|jsonl", num_args = 0..=1, require_equals = true, default_missing_value = "csv", conflicts_with = "text")]
    summary: Option<Rows>,
    #[command(flatten)]
    judging: Judging,
}

/// How rows are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Rows {
    Csv,
    Jsonl,
}

/// What stands in the place of a report where a case could not be read.
#[derive(Serialize)]
struct Broken {
    line: usize,
    error: ReportIssue,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let today = options.judging.day();
    let lang = options.judging.lang;
    let (rules, packs) = options.judging.rules()?;
    let json = |e: serde_json::Error| Failure::stdout(e.into());
    let head = (options.summary == Some(Rows::Csv)).then(|| format!("{BYTE_ORDER_MARK}{}", csv_head(&rules, lang)));
    if head.is_some() && !packs.is_empty() {
        complain(told(&packs, lang).trim_end());
    }
    // A case as one line, be it a report or a row.
    let line_of = |given: &Given, number: usize| -> Result<String, Failure> {
        match options.summary {
            Some(Rows::Csv) => Ok(row(&rules, given, lang).csv_line(&rules, number, lang)),
            Some(Rows::Jsonl) => written(&row(&rules, given, lang), &packs, false).map_err(json),
            None => written(&whole(&rules, given, lang), &packs, false).map_err(json),
        }
    };
    if !options.jsonl {
        let text = text_of(options.file.as_ref())?;
        let given = match one(&rules, &text, today) {
            Ok(given) => given,
            Err(issue) => {
                complain(issue.sentence(lang));
                return Ok(ExitCode::from(1));
            }
        };
        let told = match options.summary {
            Some(_) => head.map_or(String::new(), |head| head + "\n") + &line_of(&given, 1)? + "\n",
            None if options.text => {
                let mut report = whole(&rules, &given, lang);
                name_origins(&mut report, &packs);
                told(&packs, lang) + &report.to_text(lang)
            }
            None => written(&whole(&rules, &given, lang), &packs, true).map_err(json)? + "\n",
        };
        return tell(&told).map(|()| ExitCode::SUCCESS);
    }
    let (name, input) = input(options.file.as_ref())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut broken = 0_usize;
    if let Some(head) = head {
        writeln!(out, "{}", harmless(&head)).map_err(Failure::stdout)?;
    }
    // One line for every line, so that whoever reads the reports knows which case each belongs to.
    for (at, line) in input.split(b'\n').enumerate() {
        let line = line.map_err(|e| Failure::Io(name.clone(), e))?;
        let given = match decoded(&line) {
            None => Err(no_case("not_json", m::FILE_IS_NO_TEXT.text([]))),
            Some(text) if text.trim().is_empty() => Err(no_case("empty_line", m::EMPTY_LINE.text([]))),
            Some(text) => one(&rules, &text, today),
        };
        let told = match given {
            Ok(given) => line_of(&given, at + 1)?,
            Err(mut issue) => {
                broken += 1;
                issue.message = m::OF_A_LINE.text([&(at + 1), &issue.message]);
                complain(issue.sentence(lang));
                match options.summary {
                    Some(Rows::Csv) => csv_broken(&rules, at + 1, issue.sentence(lang)),
                    _ => serde_json::to_string(&Broken { line: at + 1, error: report_issue(&issue, lang) }).map_err(json)?,
                }
            }
        };
        writeln!(out, "{}", harmless(&told)).map_err(Failure::stdout)?;
    }
    out.flush().map_err(Failure::stdout)?;
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// A case that was read.
struct Given {
    name: Option<String>,
    case: Case,
    issues: Vec<Issue>,
}

fn one(rules: &RuleSet, text: &str, today: Day) -> Result<Given, Issue> {
    let value = read_case(text)?;
    let (case, issues) = Case::read(&rules.vocabulary, &value, today)?;
    Ok(Given { name: value["name"].as_str().map(str::to_owned), case, issues })
}

fn whole(rules: &RuleSet, given: &Given, lang: Lang) -> Report {
    report(rules, &given.case, &given.issues, &evaluate(rules, &given.case), lang)
}

fn row(rules: &RuleSet, given: &Given, lang: Lang) -> Summary {
    summary(rules, given.name.as_deref(), &given.case, &given.issues, &evaluate(rules, &given.case), lang)
}

/// The JSON of a report or a row, in one line or for the eye; as it is where no pack was given.
fn written(report: &impl Serialize, packs: &[packs::Given], pretty: bool) -> serde_json::Result<String> {
    match (packs.is_empty(), pretty) {
        (true, true) => serde_json::to_string_pretty(report),
        (true, false) => serde_json::to_string(report),
        (false, true) => serde_json::to_string_pretty(&marked(report, packs)?),
        (false, false) => serde_json::to_string(&marked(report, packs)?),
    }
}

/// Names the file behind the number of a document and the title of a policy that is not built in.
fn name_origins(report: &mut Report, packs: &[packs::Given]) {
    for pack in packs {
        for one in report.assessments.iter_mut().filter(|one| one.document.as_ref() == Some(&pack.id)) {
            let number = one.document_number.take().unwrap_or_else(|| pack.id.clone());
            one.document_number = Some(format!("{number} [{}]", pack.path));
        }
        for policy in report.policies.iter_mut().filter(|policy| pack.holds(&policy.id)) {
            policy.title.push_str(&format!(" [{}]", pack.path));
        }
    }
}
