//! `tidu plan`: the road to a rung.

use crate::packs::{marked, told};
use crate::words::{self as m, say};
use crate::{Failure, Judging, complain, read_case, tell, text_of};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::answers::{Answers, Key};
use tidu_core::case::Severity;
use tidu_core::messages::{LIST_COMMA, NO_TIER};
use tidu_core::plan::plan;
use tidu_core::plan::report::{PlanReport, ReportPlan, plan_report};
use tidu_core::text::{Lang, Text};

#[derive(clap::Args)]
pub struct Options {
    #[arg(help = say(m::HELP_CASE_FILE))]
    file: Option<PathBuf>,
    #[arg(help = say(m::HELP_TIER))]
    #[arg(long, value_name = "STANDARD")]
    tier: String,
    #[arg(help = say(m::HELP_KEEP))]
    #[arg(long, value_name = "FACT[:YEAR]")]
    keep: Vec<String>,
    #[arg(help = say(m::HELP_TEXT))]
    #[arg(long)]
    text: bool,
    #[command(flatten)]
    judging: Judging,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let lang = options.judging.lang;
    let (rules, given) = options.judging.rules()?;
    let vocabulary = &rules.vocabulary;
    let known = |ids: Vec<&str>| ids.join(", ");
    let Some(tier) = vocabulary.find_standard(&options.tier) else {
        let ids = known(vocabulary.standards.iter().map(|s| s.id.as_str()).collect());
        return Err(Failure::Usage(NO_TIER.fill(lang, [&options.tier, &ids])));
    };
    let kept = options.keep.iter().map(|text| Key::parse(vocabulary, text)).collect::<Result<BTreeSet<Key>, Text>>();
    let kept = kept.map_err(|why| Failure::Usage(why.get(lang).to_owned()))?;
    let day = options.judging.day();
    let text = text_of(options.file.as_ref())?;
    let planned = read_case(&text).and_then(|value| {
        let (answers, issues) = Answers::read(vocabulary, &value, day)?;
        let (case, issues) = answers.case(vocabulary, issues);
        Ok((plan(&rules, &answers, tier, &kept), case, issues))
    });
    let (planned, case, issues) = match planned {
        Ok(planned) => planned,
        Err(issue) => {
            complain(issue.sentence(lang));
            return Ok(ExitCode::from(1));
        }
    };
    for issue in issues.iter().filter(|issue| issue.severity == Severity::Error) {
        complain(issue.sentence(lang));
    }
    let report = plan_report(&rules, &case, &issues, &planned, lang);
    let shown = if options.text {
        told(&given, lang) + &to_text(&report, lang)
    } else {
        let report = marked(&report, &given).map_err(|error| Failure::stdout(error.into()))?;
        serde_json::to_string_pretty(&report).unwrap_or_default()
    };
    tell(&format!("{}\n", shown.trim_end()))?;
    Ok(ExitCode::SUCCESS)
}

/// The plans for a person to read.
fn to_text(report: &PlanReport, lang: Lang) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    for (n, plan) in report.plans.iter().enumerate() {
        line(m::PLAN_NUMBER.fill(lang, [&(n + 1)]));
        for step in plan.before.iter().chain([plan]) {
            step_lines(step, lang, &mut line);
        }
    }
    for blocked in &report.blocked {
        line(format!("✕ {} {} ({})", blocked.target, blocked.text, blocked.criteria.join(", ")));
    }
    for room in &report.margins {
        line(format!("– {}", room.text));
    }
    if !report.ask_first.is_empty() {
        line(m::PLAN_ANSWER_FIRST.fill(lang, [&report.ask_first.join(LIST_COMMA.say(lang))]));
    }
    out
}

fn step_lines(step: &ReportPlan, lang: Lang, line: &mut impl FnMut(String)) {
    line(format!("  {} {} ({}) → {}", step.target, step.standard, step.document, step.verdict_after));
    for change in &step.changes {
        line(format!("    + {} [{}]", change.text, change.criteria.join(", ")));
    }
    for change in &step.entails {
        line(m::PLAN_ENTAILS.fill(lang, [&change.text]));
    }
    for change in &step.confirm {
        line(m::PLAN_TO_CONFIRM.fill(lang, [&change.text]));
    }
    if !step.open.is_empty() {
        line(m::PLAN_STILL_OPEN.fill(lang, [&step.open.join(LIST_COMMA.say(lang))]));
    }
}
