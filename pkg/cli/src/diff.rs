//! `tidu diff`: one case on two days, or two packs.

use crate::packs::{Beside, Given, marked, one, told};
use crate::words::{self as m, say};
use crate::{Failure, complain, day, language, read_case, tell, text_of};
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::case::Issue;
use tidu_core::compare::{Side, compare_packs, comparison, read_on};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::packs::BUILT_IN;
use tidu_core::read::read;
use tidu_core::rules::RuleSet;
use tidu_core::text::{Lang, Message};

#[derive(clap::Args)]
pub struct Options {
    #[arg(help = say(m::HELP_DIFF_FILES))]
    #[arg(num_args = 0..=2, value_name = "CASE | PACK PACK")]
    files: Vec<PathBuf>,
    #[arg(help = say(m::HELP_FROM))]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    from: Option<Day>,
    #[arg(help = say(m::HELP_TO))]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    to: Option<Day>,
    #[arg(help = say(m::HELP_TEXT))]
    #[arg(long)]
    text: bool,
    #[arg(help = say(m::HELP_LANG))]
    #[arg(long, value_parser = language(), default_value = Lang::default().id())]
    lang: Lang,
    #[command(flatten)]
    beside: Beside,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let lang = options.lang;
    let (rules, given) = options.beside.rules(lang)?;
    match (options.files.as_slice(), options.from, options.to) {
        ([a, b], None, None) => packs(&rules, a, b, options.text, lang),
        ([] | [_], Some(from), Some(to)) => case((&rules, &given), options.files.first(), from, to, options.text, lang),
        ([_, _], _, _) => Err(usage(lang, m::DIFF_TWO_FILES_ARE_PACKS)),
        _ => Err(usage(lang, m::DIFF_CASE_NEEDS_DAYS)),
    }
}

fn usage(lang: Lang, what: Message<0>) -> Failure {
    Failure::Usage(what.say(lang).to_owned())
}

fn case(
    (rules, given): (&RuleSet, &[Given]),
    file: Option<&PathBuf>,
    from: Day,
    to: Day,
    as_text: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let text = text_of(file)?;
    let read = || -> Result<_, Issue> {
        let value = read_case(&text)?;
        Ok((read_on(rules, &value, from)?, read_on(rules, &value, to)?, value))
    };
    let ((before, issues_before), (after, issues_after), value) = match read() {
        Ok(read) => read,
        Err(issue) => {
            complain(issue.sentence(lang));
            return Ok(ExitCode::from(1));
        }
    };
    if is_pack(&value) {
        return Err(usage(lang, m::DIFF_PACK_IS_NO_CASE));
    }
    let (evaluated_before, evaluated_after) = (evaluate(rules, &before), evaluate(rules, &after));
    let report = comparison(
        rules,
        Side { case: &before, issues: &issues_before, evaluation: &evaluated_before },
        Side { case: &after, issues: &issues_after, evaluation: &evaluated_after },
        lang,
    );
    let told = as_text.then(|| told(given, lang) + &report.to_text(lang));
    print(&marked(&report, given).map_err(|error| Failure::stdout(error.into()))?, told)
}

fn packs(rules: &RuleSet, a: &PathBuf, b: &PathBuf, as_text: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let mut values = Vec::new();
    for file in [a, b] {
        let name = file.display().to_string();
        // A file of that name comes before the built-in pack, so that a copy can be compared with it.
        let built_in = BUILT_IN.iter().find(|(id, _)| *id == name).filter(|_| !file.is_file());
        let json = match built_in {
            Some((_, json)) => (*json).to_owned(),
            None => one(file)?.translated.json,
        };
        let value = tidu_core::json::read(&json).unwrap_or_default();
        if value.is_object() && !is_pack(&value) {
            return Err(Failure::Usage(m::DIFF_CASE_IS_NO_PACK.fill(lang, [&name])));
        }
        let (_, faults) = read(&name, &json);
        if !faults.is_empty() {
            faults.iter().for_each(|fault| complain(&fault.sentence(lang)));
            return Ok(ExitCode::from(1));
        }
        values.push(value);
    }
    let report = compare_packs(&rules.vocabulary, &values[0], &values[1], lang);
    print(&report, as_text.then(|| report.to_text(lang)))
}

/// A pack says what it is called and where it comes from; a case says neither.
fn is_pack(value: &Value) -> bool {
    value.get("id").is_some() && value.get("source").is_some()
}

fn print(report: &impl Serialize, text: Option<String>) -> Result<ExitCode, Failure> {
    let out = match text {
        Some(text) => text,
        None => serde_json::to_string_pretty(report).map_err(|error| Failure::stdout(error.into()))? + "\n",
    };
    tell(&out)?;
    Ok(ExitCode::SUCCESS)
}
