//! Plans as reports show them: the JSON of the public contract, section 5, with words beside the figures.

use super::{Because, Change, Plan, Planned};
use crate::case::{Case, Issue};
use crate::messages as m;
use crate::number::show_micro;
use crate::places::place;
use crate::report::{ReportIssue, report_issue};
use crate::rules::RuleSet;
use crate::sentence::Speaker;
use crate::text::Lang;
use crate::vocabulary::{Means, Span, StandardIx};
use serde::Serialize;
use serde_json::{Map, Value};

/// The ways to a standard.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanReport {
    /// The standard.
    pub standard: String,
    /// The day asked for.
    pub as_of: String,
    /// The verdict on that day.
    #[cfg_attr(feature = "schema", schemars(with = "crate::verdict::Verdict"))]
    pub verdict: &'static str,
    /// What is wrong with the answers.
    pub issues: Vec<ReportIssue>,
    /// Until when its title is held; the plans are then for the renewal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_until: Option<String>,
    /// The ways, earliest first, then least effort.
    pub plans: Vec<ReportPlan>,
    /// Why it cannot be reached earlier, or at all.
    pub blocked: Vec<ReportBlocked>,
    /// The facts whose answer would change most.
    pub ask_first: Vec<String>,
    /// How far figures may move before the standard is lost, the most fragile first.
    pub margins: Vec<ReportRoom>,
}

/// One way.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportPlan {
    /// The standard.
    pub standard: String,
    /// `first_application` or `renewal`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::written::Procedure"))]
    pub procedure: &'static str,
    /// The day by which the figures must hold.
    pub target: String,
    /// The document that governs then, as far as is known today; a later one may take its place.
    pub document: String,
    /// When in the year it can be applied for, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub season: Option<String>,
    /// What has to change.
    pub changes: Vec<ReportChange>,
    /// What follows by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entails: Vec<ReportChange>,
    /// The titles to be won before, lowest first.
    pub prerequisites: Vec<String>,
    /// How these are won, step by step.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<ReportPlan>,
    /// The facts that only an authority or the platform settles.
    pub to_confirm: Vec<String>,
    /// What they must at least turn out to be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confirm: Vec<ReportChange>,
    /// The criteria that missing answers leave open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<String>,
    /// Effort by means, in the units of the vocabulary.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<Means, f64>"))]
    pub effort: Map<String, Value>,
    /// The verdict on the projected case.
    #[cfg_attr(feature = "schema", schemars(with = "crate::verdict::Verdict"))]
    pub verdict_after: &'static str,
    /// The whole projected case.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::values::Projected"))]
    pub case_after: Value,
}

/// A figure to be changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportChange {
    /// The fact.
    pub fact: String,
    /// Its year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// What it would be otherwise.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::values::Answer"))]
    pub from: Value,
    /// What it must be.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::values::Answer"))]
    pub to: Value,
    /// A round figure that does as well, where `to` is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::values::Answer>"))]
    pub rounded: Option<Value>,
    /// The criteria it serves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// In words.
    pub text: String,
}

/// Why a day is too early.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportBlocked {
    /// The day.
    pub target: String,
    /// The criteria in the way.
    pub criteria: Vec<String>,
    /// Why, as an identifier …
    #[cfg_attr(feature = "schema", schemars(with = "crate::plan::Because"))]
    pub because: &'static str,
    /// … and in words.
    pub text: String,
}

/// The room a figure has.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportRoom {
    /// The fact.
    pub fact: String,
    /// Its year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// What it is.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::values::Answer"))]
    pub value: Value,
    /// The last value that keeps the standard.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::values::Answer"))]
    pub keeps: Value,
    /// In words.
    pub text: String,
}

/// Makes the report of what was planned.
pub fn plan_report(rules: &RuleSet, now: &Case, issues: &[Issue], planned: &Planned, lang: Lang) -> PlanReport {
    let speaker = Speaker { rules, case: now, lang };
    let vocabulary = &rules.vocabulary;
    PlanReport {
        standard: vocabulary.standard(planned.standard).id.clone(),
        as_of: now.as_of.to_string(),
        verdict: planned.today.id(),
        issues: issues.iter().map(|issue| report_issue(issue, lang)).collect(),
        held_until: planned.held.map(|day| day.to_string()),
        plans: planned.plans.iter().map(|one| report_plan(&speaker, one)).collect(),
        blocked: planned
            .blocked
            .iter()
            .map(|one| ReportBlocked {
                target: one.target.to_string(),
                criteria: one.criteria.clone(),
                because: one.because.id(),
                text: because(one.because, lang).to_owned(),
            })
            .collect(),
        ask_first: planned.ask_first.iter().map(|fact| vocabulary.fact(*fact).id.clone()).collect(),
        margins: planned
            .margins
            .iter()
            .map(|room| {
                let fact = vocabulary.fact(room.fact);
                ReportRoom {
                    fact: fact.id.clone(),
                    year: room.year,
                    value: fact.write(Span::point(room.value)),
                    keeps: fact.write(Span::point(room.keeps)),
                    text: speaker.room(room),
                }
            })
            .collect(),
    }
}

fn report_plan(speaker: &Speaker<'_>, plan: &Plan) -> ReportPlan {
    let (rules, lang) = (speaker.rules, speaker.lang);
    let vocabulary = &rules.vocabulary;
    let id = |standard: &StandardIx| vocabulary.standard(*standard).id.clone();
    let change = |one: &Change| {
        let fact = vocabulary.fact(one.fact);
        ReportChange {
            fact: fact.id.clone(),
            year: one.year,
            from: one.from.map_or(Value::Null, |from| fact.write(from)),
            to: fact.write(Span::point(one.to)),
            rounded: (one.rounded != one.to).then(|| fact.write(Span::point(one.rounded))),
            criteria: one.criteria.clone(),
            text: speaker.change(one),
        }
    };
    let sheet = rules.governing(plan.standard, plan.target, plan.procedure, place(vocabulary, speaker.case));
    let season = sheet.and_then(|(sheet, _)| sheet.season.as_ref());
    let effort = Means::ALL.iter().zip(&plan.effort).filter(|(_, effort)| **effort > 0).map(|(means, effort)| {
        // Thousands of the smallest unit are millionths of one unit.
        let shown = show_micro(i64::try_from(effort / 1_000).unwrap_or(i64::MAX));
        (means.id().to_owned(), shown.parse().map_or(Value::Null, Value::Number))
    });
    ReportPlan {
        standard: id(&plan.standard),
        procedure: plan.procedure.id(),
        target: plan.target.to_string(),
        document: rules.document(plan.document).head.id.clone(),
        season: season.map(|season| season.text.get(lang).to_owned()),
        changes: plan.changes.iter().map(change).collect(),
        entails: plan.entails.iter().map(change).collect(),
        prerequisites: plan.prerequisites.iter().map(id).collect(),
        before: plan.before.iter().map(|step| report_plan(speaker, step)).collect(),
        to_confirm: plan.confirmed_by_others(vocabulary).map(|one| vocabulary.fact(one.fact).id.clone()).collect(),
        confirm: plan.to_confirm.iter().map(change).collect(),
        open: plan.open.clone(),
        effort: effort.collect(),
        verdict_after: plan.verdict_after.id(),
        case_after: plan.after.write(vocabulary),
    }
}

/// What stands in the way, in words.
pub fn because(because: Because, lang: Lang) -> &'static str {
    match because {
        Because::PriorTitle => m::BLOCKED_BY_LOWER_TITLE.say(lang),
        Because::LeadTime => m::BLOCKED_BY_TIME_IT_TAKES.say(lang),
        Because::Kept => m::BLOCKED_BY_WHAT_IS_KEPT.say(lang),
        Because::ClosedYear => m::BLOCKED_BY_PAST_YEARS.say(lang),
        Because::Time => m::BLOCKED_BY_WAITING.say(lang),
        Because::Fixed => m::BLOCKED_BY_FIXED_FACTS.say(lang),
        Because::NoRule => m::BLOCKED_BY_NO_DOCUMENT.say(lang),
    }
}
