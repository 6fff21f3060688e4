//! One enterprise as a row of a table: where it stands, what bars the next rung, what it can have. It says nothing that a
//! report, or a report of what fits, does not say, and is made without either.

use super::build::margin;
use super::{ReportMargin, ReportSums, sums};
use crate::actions::{What, actions};
use crate::case::{Case, Issue, Severity};
use crate::day::Day;
use crate::evaluate::{Assessment, Evaluation};
use crate::explain::explain;
use crate::matching::{Use, match_policies};
use crate::missing::missing;
use crate::rules::*;
use crate::sentence::Speaker;
use crate::text::Lang;
use crate::verdict::Verdict;
use crate::vocabulary::StandardIx;
use crate::worth::worths;
use crate::written::Certainty;
use serde::Serialize;
use serde_json::{Map, Value};

/// A row.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// The enterprise's name, where the case has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The day asked for.
    pub as_of: String,
    /// How many answers cannot be used.
    pub errors: usize,
    /// How many answers are doubtful.
    pub warnings: usize,
    /// `micro`, `small`, `medium`, `large`; none while it cannot be told.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::rules::SizeClass>"))]
    pub size_class: Option<&'static str>,
    /// The highest rung of the ladder of which a title is held, as the standard of the rung.
    pub held: Option<String>,
    /// The last day of that title.
    pub held_until: Option<String>,
    /// The highest rung of the ladder whose standard is met, or met but for an authority's review.
    pub reached: Option<String>,
    /// The verdict by every standard.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, Verdict>"))]
    pub verdicts: Map<String, Value>,
    /// The rung above what is held and reached; none at the top.
    pub next: Option<String>,
    /// The criteria of the next rung that are not met, whatever else is answered.
    pub bars: Vec<SummaryBar>,
    /// The facts that could still change the verdict on the next rung, most telling first.
    pub missing: Vec<String>,
    /// How many support policies there are of each kind of benefit, by what can be made of them: `now`, `after_title`,
    /// `after_answers`, `to_confirm`.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, std::collections::BTreeMap<String, u32>>"))]
    pub policies: Map<String, Value>,
    /// What the policies come to that can be used now and may be had together, as far as that can be reckoned.
    pub worth: ReportSums,
    /// What has a last day that is not past: policies to claim and duties, by day.
    pub dates: Vec<SummaryDate>,
}

/// A criterion that bars the next rung.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SummaryBar {
    /// `standard/criterion`.
    pub id: String,
    /// What it is about.
    pub text: String,
    /// How far the figure is from the line, where one figure is compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<ReportMargin>,
    /// How far it is from being met in words, its parts included, where that can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<String>,
}

/// Something with a last day.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SummaryDate {
    /// The day.
    pub due: String,
    /// The action, by its id in a report of what fits.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// How sure what it rests on is.
    pub certainty: Certainty,
}

/// Makes the row of an evaluation.
pub fn summary(rules: &RuleSet, name: Option<&str>, case: &Case, issues: &[Issue], evaluation: &Evaluation<'_>, lang: Lang) -> Summary {
    let speaker = Speaker { rules, case, lang };
    let vocabulary = &rules.vocabulary;
    let ladder = &vocabulary.ladder;
    let held = held(rules, case);
    let reached = reached(rules, evaluation);
    let next = next_rung(rules, case, evaluation);
    let id = |at: usize| vocabulary.standard(ladder[at]).id.clone();
    let count = |severity| issues.iter().filter(|issue| issue.severity == severity).count();
    let matches = match_policies(rules, case, evaluation);
    let mut counts: Vec<((Use, &str), u32)> = Vec::new();
    for kind in matches.iter().filter(|one| one.usable != Use::No).map(|one| (one.usable, one.policy.benefit)) {
        match counts.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    let mut policies = Map::new();
    for ((usable, benefit), count) in counts {
        policies.entry(usable.id()).or_insert_with(|| Value::Object(Map::new()))[benefit] = count.into();
    }
    let dates = actions(rules, case, &matches, &[]).into_iter().filter(|action| !action.past).filter_map(|action| {
        let certainty = action.certainty();
        let title = match action.what {
            What::Claim(one) => &one.policy.title,
            What::Duty(duty, _) => &duty.title,
            What::Answer(..) => return None,
        };
        Some(SummaryDate { due: action.due?.to_string(), id: action.id, title: title.get(lang).to_owned(), certainty })
    });
    Summary {
        name: name.map(str::to_owned),
        as_of: case.as_of.to_string(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        size_class: evaluation.size_class().map(SizeClass::id),
        held: held.map(|(at, _)| id(at)),
        held_until: held.and_then(|(_, until)| Some(until?.to_string())),
        reached: reached.map(id),
        verdicts: evaluation.assessments.iter().map(|a| (vocabulary.standard(a.standard).id.clone(), a.verdict.id().into())).collect(),
        next: next.map(|a| vocabulary.standard(a.standard).id.clone()),
        bars: next.map(|a| bars(&speaker, a)).unwrap_or_default(),
        missing: next.map(|a| missing(rules, case, evaluation, a)).into_iter().flatten().map(|f| vocabulary.fact(f).id.clone()).collect(),
        policies,
        worth: sums(&speaker, &worths(rules, case, evaluation, &matches)),
        dates: dates.collect(),
    }
}

/// The highest rung whose standard is met, or met but for an authority's review, as its place on the ladder.
fn reached(rules: &RuleSet, evaluation: &Evaluation<'_>) -> Option<usize> {
    let is_reached = |standard: &StandardIx| matches!(evaluation.of(*standard).verdict, Verdict::Met | Verdict::NeedsReview);
    rules.vocabulary.ladder.iter().rposition(is_reached)
}

/// The assessment of the rung above what is held and reached; none at the top.
pub(super) fn next_rung<'e, 'r>(rules: &RuleSet, case: &Case, evaluation: &'e Evaluation<'r>) -> Option<&'e Assessment<'r>> {
    let above = held(rules, case).map(|(at, _)| at).max(reached(rules, evaluation)).map_or(0, |at| at + 1);
    rules.vocabulary.ladder.get(above).map(|standard| evaluation.of(*standard))
}

/// The highest rung of which a title is surely held, as its place on the ladder, and the last day of that title where it was
/// given.
fn held(rules: &RuleSet, case: &Case) -> Option<(usize, Option<Day>)> {
    let vocabulary = &rules.vocabulary;
    let rung = |at: usize| vocabulary.standard(vocabulary.ladder[at]).rung;
    let titles = vocabulary.standards.iter().filter_map(|standard| {
        let span = case.span(vocabulary.fact(standard.title?).slot);
        let until = Day::from_number(span.lo).filter(|until| *until >= case.as_of)?;
        let until = span.is_point().then_some(until);
        Some(((0..vocabulary.ladder.len()).find(|at| rung(*at) == standard.rung)?, until))
    });
    titles.max()
}

/// What bars a standard.
fn bars(speaker: &Speaker<'_>, assessment: &Assessment<'_>) -> Vec<SummaryBar> {
    let Some((sheet, _)) = assessment.sheet else { return Vec::new() };
    let explanation = explain(speaker.case, assessment);
    let unmet = explanation.criteria().filter(|lines| lines[0].verdict == Verdict::Unmet);
    let bars = unmet.map(|lines| {
        let claim = sheet.claim(lines[0].node);
        SummaryBar {
            id: format!("{}/{}", sheet.id, claim.id.as_deref().unwrap_or_default()),
            text: claim.text.as_ref().map(|text| text.get(speaker.lang).to_owned()).unwrap_or_default(),
            margin: margin(speaker, sheet, &lines[0]),
            gap: speaker.gap(sheet, lines),
        }
    });
    bars.collect()
}
