//! The report of the public contract: everything an evaluation says, as JSON or as plain text.

use crate::case::{Case, Issue, Severity};
use crate::evaluate::{Assessment, Evaluation, Outcome, ScoreRange};
use crate::explain::{Explanation, Line, explain};
use crate::matching::{Match, match_policies};
use crate::missing::{missing, missing_for};
use crate::rules::*;
use crate::sentence::{self, Speaker};
use crate::text::Lang;
use crate::verdict::Verdict;
use crate::written::Cite;
use serde::Serialize;

/// A report.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The day asked for.
    pub as_of: String,
    /// The last complete calendar year, `y0`.
    pub fiscal_year: i32,
    /// What is wrong with the answers.
    pub issues: Vec<ReportIssue>,
    /// `micro`, `small`, `medium`, `large`; none while it cannot be told.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::rules::SizeClass>"))]
    pub size_class: Option<&'static str>,
    /// One a standard.
    pub assessments: Vec<ReportAssessment>,
    /// Support policies that were matched.
    pub policies: Vec<ReportPolicy>,
}

/// Something wrong with an answer.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportIssue {
    /// The fact.
    pub fact: String,
    /// Its year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// `error` or `warning`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::case::Severity"))]
    pub severity: &'static str,
    /// For programs.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub message: String,
}

/// What a case comes to by one standard.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportAssessment {
    /// The standard.
    pub standard: String,
    /// Its name.
    pub name: String,
    /// The document in force.
    pub document: Option<String>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// Since when and until when it governs this procedure, how sure that is, and what should be known of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governs: Option<ReportGoverns>,
    /// `first_application` or `renewal`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::written::Procedure"))]
    pub procedure: &'static str,
    /// The verdict.
    #[cfg_attr(feature = "schema", schemars(with = "crate::verdict::Verdict"))]
    pub verdict: &'static str,
    /// The score, where the standard has one.
    pub score: Option<ReportScore>,
    /// The facts that could still change the verdict, most telling first.
    pub missing: Vec<String>,
    /// The criteria.
    pub criteria: Vec<ReportCriterion>,
}

/// When and how surely a document governs.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportGoverns {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: Option<String>,
    /// How sure this is.
    #[cfg_attr(feature = "schema", schemars(with = "crate::written::Certainty"))]
    pub certainty: &'static str,
    /// What should be known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A score with its groups.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportScore {
    /// The least still possible.
    pub min: i32,
    /// The most still possible.
    pub max: i32,
    /// By group.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, ScoreRange>"))]
    pub groups: serde_json::Map<String, serde_json::Value>,
    /// By indicator.
    pub indicators: Vec<ReportIndicator>,
}

/// An indicator's points.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportIndicator {
    /// Its id.
    pub id: String,
    /// Its group.
    pub group: String,
    /// Its name.
    pub name: String,
    /// The least still possible.
    pub min: i32,
    /// The most still possible.
    pub max: i32,
    /// The most it gives.
    pub full: i32,
    /// Where it stands.
    pub citation: Citation,
}

/// A support policy beside the case.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportPolicy {
    /// `PACK/ID`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Whether the enterprise qualifies, as far as facts can tell.
    #[cfg_attr(feature = "schema", schemars(with = "crate::verdict::Verdict"))]
    pub verdict: &'static str,
    /// `in_force`, `ended`, `not_yet` or `unverified`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::matching::InForce"))]
    pub in_force: &'static str,
    /// `now`, `after_title`, `after_answers`, `to_confirm` or `no`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::matching::Use"))]
    pub usable: &'static str,
    /// What kind of benefit it gives.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = crate::written::BENEFITS)))]
    pub benefit: &'static str,
    /// What it commits to.
    #[cfg_attr(feature = "schema", schemars(with = "crate::written::Strength"))]
    pub strength: &'static str,
    /// What it gives, without figures.
    pub gives: String,
    /// How much, where that was verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// Whether the answers rule it out, but the document leaves open whether the enterprise is meant, or names others
    /// that no question tells: then the verdict is unknown, and only the office knows.
    pub may_ask: bool,
    /// The standard whose title would open it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_with: Option<String>,
    /// Why it is known not to cover the enterprise's region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_for: Option<String>,
    /// Who is in charge.
    pub authorities: Vec<String>,
    /// The facts that could still change the verdict.
    pub missing: Vec<String>,
    /// The reasons.
    pub criteria: Vec<ReportCriterion>,
    /// Where it stands.
    pub citation: Citation,
}

/// A criterion or a part of one.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportCriterion {
    /// `standard/criterion`; parts without a name have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The verdict.
    #[cfg_attr(feature = "schema", schemars(with = "crate::verdict::Verdict"))]
    pub verdict: &'static str,
    /// `undefined` where nothing left to answer can settle it, because a ratio or growth has no base.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["undefined"])))]
    pub reason: Option<&'static str>,
    /// What is asked.
    pub required: String,
    /// What there is.
    pub actual: String,
    /// How far it is from the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<ReportMargin>,
    /// Whether this part waives the criterion it belongs to.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub waiver: bool,
    /// The lower title it asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prerequisite: Option<String>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
    /// Its parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ReportCriterion>,
}

/// How far a figure is on the good side of the line, in its own unit; below zero it is short.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportMargin {
    /// The fact that would have to change: for a share the numerator, for a growth the last year.
    pub fact: String,
    /// At worst.
    pub min: serde_json::Number,
    /// At best.
    pub max: serde_json::Number,
    /// In words.
    pub text: String,
}

/// Where a statement stands.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// The document.
    pub document: String,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The article.
    pub article: String,
    /// The wording, where it was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The official address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How sure the statement is.
    #[cfg_attr(feature = "schema", schemars(with = "crate::written::Certainty"))]
    pub certainty: &'static str,
    /// The day it was last checked.
    pub checked: String,
}

/// Makes the report of an evaluation.
pub fn report(rules: &RuleSet, case: &Case, issues: &[Issue], evaluation: &Evaluation<'_>, lang: Lang) -> Report {
    let speaker = Speaker { rules, case, lang };
    Report {
        as_of: case.as_of.to_string(),
        fiscal_year: case.fiscal_year(),
        issues: issues.iter().map(|issue| report_issue(issue, lang)).collect(),
        size_class: evaluation.size_class().map(SizeClass::id),
        assessments: evaluation.assessments.iter().map(|a| assessment(&speaker, evaluation, a)).collect(),
        policies: match_policies(rules, case, evaluation).iter().map(|m| policy(&speaker, evaluation, m)).collect(),
    }
}

/// An issue as reports show it.
pub fn report_issue(issue: &Issue, lang: Lang) -> ReportIssue {
    ReportIssue {
        fact: issue.fact.clone(),
        year: issue.year,
        severity: match issue.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: issue.code,
        message: issue.sentence(lang).to_owned(),
    }
}

/// A statement's source as reports show it.
pub fn citation(document: &Document, cite: &Cite) -> Citation {
    Citation {
        document: document.head.id.clone(),
        number: document.head.number.clone(),
        article: cite.article.clone(),
        quote: cite.quote.clone(),
        url: document.head.source.url.clone(),
        certainty: cite.certainty.id(),
        checked: document.head.source.checked.to_string(),
    }
}

fn assessment(speaker: &Speaker<'_>, evaluation: &Evaluation<'_>, a: &Assessment<'_>) -> ReportAssessment {
    let (rules, case, lang) = (speaker.rules, speaker.case, speaker.lang);
    let standard = rules.vocabulary.standard(a.standard);
    let explanation = explain(case, a);
    let document = a.sheet.map(|(sheet, _)| rules.document(sheet.document));
    ReportAssessment {
        standard: standard.id.clone(),
        name: standard.name.get(lang).to_owned(),
        document: document.map(|d| d.head.id.clone()),
        document_number: document.and_then(|d| d.head.number.clone()),
        governs: a.sheet.map(|(_, entry)| governs(entry, lang)),
        procedure: a.procedure.id(),
        verdict: a.verdict.id(),
        score: a.sheet.and_then(|(sheet, _)| score(rules, sheet, a, lang)),
        missing: missing(rules, case, evaluation, a).into_iter().map(|f| rules.vocabulary.fact(f).id.clone()).collect(),
        criteria: match a.sheet {
            Some((sheet, _)) => criteria(speaker, evaluation, sheet, &a.outcome, &explanation),
            None => Vec::new(),
        },
    }
}

/// When and how surely a document governs, as reports show it.
pub(crate) fn governs(governs: &Governs, lang: Lang) -> ReportGoverns {
    ReportGoverns {
        from: governs.period.from.to_string(),
        to: governs.period.to.map(|to| to.to_string()),
        certainty: governs.certainty.id(),
        note: governs.note.as_ref().map(|n| n.get(lang).to_owned()),
    }
}

fn score(rules: &RuleSet, sheet: &Sheet, a: &Assessment<'_>, lang: Lang) -> Option<ReportScore> {
    let score = sheet.score.as_ref()?;
    let document = rules.document(sheet.document);
    let total = a.outcome.score(score.total_ref());
    let of_group = |at: usize| {
        let ScoreRange { min, max } = a.outcome.score(score.group_ref(at));
        serde_json::json!({ "min": min, "max": max })
    };
    let indicators = score.groups.iter().flat_map(|group| {
        group.indicators.clone().map(|at| {
            let (indicator, range) = (&score.indicators[at], a.outcome.score(score.indicator_ref(at)));
            ReportIndicator {
                id: indicator.id.clone(),
                group: group.id.clone(),
                name: indicator.name.get(lang).to_owned(),
                min: range.min,
                max: range.max,
                full: indicator.max,
                citation: citation(document, &indicator.cite),
            }
        })
    });
    Some(ReportScore {
        min: total.min,
        max: total.max,
        groups: score.groups.iter().enumerate().map(|(at, group)| (group.id.clone(), of_group(at))).collect(),
        indicators: indicators.collect(),
    })
}

/// A policy beside a case as reports show it.
pub(crate) fn policy(speaker: &Speaker<'_>, evaluation: &Evaluation<'_>, m: &Match<'_>) -> ReportPolicy {
    let (rules, lang, policy) = (speaker.rules, speaker.lang, m.policy);
    let explanation = policy.who.explain(speaker.case, &m.outcome);
    ReportPolicy {
        id: policy.id.clone(),
        title: policy.title.get(lang).to_owned(),
        verdict: m.verdict.id(),
        in_force: m.in_force.id(),
        usable: m.usable.id(),
        benefit: policy.benefit,
        strength: policy.strength.id(),
        gives: policy.gives.get(lang).to_owned(),
        amount: policy.amount.as_ref().map(|amount| amount.text.get(lang).to_owned()),
        may_ask: m.may_ask,
        opens_with: m.opens_with.map(|standard| rules.vocabulary.standard(standard).id.clone()),
        not_for: m.not_for.map(|text| text.get(lang).to_owned()),
        authorities: policy.authorities.clone(),
        missing: missing_for(rules, speaker.case, evaluation, m).into_iter().map(|f| rules.vocabulary.fact(f).id.clone()).collect(),
        criteria: criteria(speaker, evaluation, &policy.who, &m.outcome, &explanation),
        citation: citation(rules.document(policy.document()), &policy.cite),
    }
}

fn criteria(
    speaker: &Speaker<'_>,
    evaluation: &Evaluation<'_>,
    sheet: &Sheet,
    outcome: &Outcome,
    explanation: &Explanation,
) -> Vec<ReportCriterion> {
    explanation.criteria().map(|lines| criterion(speaker, evaluation, sheet, outcome, lines)).collect()
}

/// A line and, below it, its parts.
pub(crate) fn criterion(
    speaker: &Speaker<'_>,
    evaluation: &Evaluation<'_>,
    sheet: &Sheet,
    outcome: &Outcome,
    lines: &[Line],
) -> ReportCriterion {
    let (line, parts) = (&lines[0], &lines[1..]);
    let (rules, lang) = (speaker.rules, speaker.lang);
    let claim = sheet.claim(line.node);
    // Open, and no answer left that could settle it.
    let undefined = line.verdict == Verdict::Unknown && outcome.node(line.node).is_settled();
    let mut below = Vec::new();
    let mut rest = parts;
    while !rest.is_empty() {
        let end = 1 + rest[1..].iter().take_while(|part| part.depth > line.depth + 1).count();
        below.push(criterion(speaker, evaluation, sheet, outcome, &rest[..end]));
        rest = &rest[end..];
    }
    ReportCriterion {
        id: claim.id.as_ref().map(|id| format!("{}/{id}", sheet.id)),
        text: claim.text.as_ref().map(|text| text.get(lang).to_owned()),
        verdict: line.verdict.id(),
        reason: undefined.then_some("undefined"),
        required: speaker.required(sheet, line.node),
        actual: speaker.actual(evaluation, sheet, outcome, line, parts),
        margin: margin(speaker, sheet, line),
        waiver: line.waiver,
        prerequisite: claim.prerequisite.map(|s| rules.vocabulary.standard(s).id.clone()),
        citation: claim.cite.as_ref().map(|cite| citation(rules.document(sheet.document), cite)),
        parts: below,
    }
}

fn margin(speaker: &Speaker<'_>, sheet: &Sheet, line: &Line) -> Option<ReportMargin> {
    let text = speaker.margin(sheet, line)?;
    let span = line.margin?;
    let Test::Compare { of, .. } = sheet.test(sheet.unwrapped(line.node).0) else { return None };
    let slot = of.slots()[0];
    let fact = speaker.rules.vocabulary.fact(speaker.rules.vocabulary.of_slot(slot).0);
    let number = |value: i64| {
        let text = if fact.kind.is_micro() { crate::number::show_micro(value) } else { value.to_string() };
        text.parse().unwrap_or_else(|_| 0.into())
    };
    Some(ReportMargin { fact: fact.id.clone(), min: number(span.lo), max: number(span.hi), text })
}

impl Report {
    /// The report for a person to read.
    pub fn to_text(&self, lang: Lang) -> String {
        let mut out = String::new();
        let mut line = |text: String| {
            out.push_str(&text);
            out.push('\n');
        };
        line(lang.tell(
            format_args!("基准日 {}，上年度指 {} 年", self.as_of, self.fiscal_year),
            format_args!("As of {}; last year is {}", self.as_of, self.fiscal_year),
        ));
        let class = self.size_class.and_then(|id| SizeClass::ALL.into_iter().find(|c| c.id() == id));
        let class = class.map_or(lang.pick("尚不能划型", "not yet known"), |c| sentence::size_class(c, lang));
        line(lang.tell(format_args!("企业规模：{class}"), format_args!("Size: {class}")));
        for issue in &self.issues {
            let mark = if issue.severity == "error" { lang.pick("错误", "Error") } else { lang.pick("提醒", "Warning") };
            line(lang.tell(format_args!("{mark}：{}", issue.message), format_args!("{mark}: {}", issue.message)));
        }
        for a in &self.assessments {
            line(String::new());
            let score = a.score.as_ref().map(|s| sentence::points(ScoreRange { min: s.min, max: s.max }, lang));
            let score = score.map(|s| lang.tell(format_args!("，评分 {s}"), format_args!(", score {s}"))).unwrap_or_default();
            line(format!("■ {} — {}{score}", a.name, verdict_words(a.verdict, lang)));
            match (&a.document, &a.governs) {
                (Some(document), Some(governs)) => {
                    let document = a.document_number.as_ref().unwrap_or(document);
                    line(lang.tell(
                        format_args!("  依据 {document}，自 {} 起适用", governs.from),
                        format_args!("  By {document}, governing since {}", governs.from),
                    ));
                    if let Some(note) = &governs.note {
                        line(format!("  {note}"));
                    }
                }
                _ => line(lang.pick("  当日没有适用的文件".to_owned(), "  No document in force on that day".to_owned())),
            }
            for criterion in &a.criteria {
                criterion.to_lines(1, lang, &mut line);
            }
            if !a.missing.is_empty() {
                line(lang.tell(
                    format_args!("  仍可影响结论的事实：{}", a.missing.join("、")),
                    format_args!("  Facts that could still change this: {}", a.missing.join(", ")),
                ));
            }
        }
        out
    }
}

impl ReportCriterion {
    fn to_lines(&self, depth: usize, lang: Lang, line: &mut impl FnMut(String)) {
        let indent = "  ".repeat(depth);
        let mark = match self.verdict {
            "met" => "●",
            "needs_review" => "◐",
            "unknown" => "○",
            "unmet" => "✕",
            _ => "–",
        };
        let waiver = if self.waiver { lang.pick("免除情形 ", "waiver: ") } else { "" };
        let text = self.text.as_deref().map(|t| lang.tell(format_args!("{t}："), format_args!("{t}: "))).unwrap_or_default();
        let margin =
            self.margin.as_ref().map(|m| lang.tell(format_args!("，{}", m.text), format_args!(", {}", m.text))).unwrap_or_default();
        let has = lang.pick("企业", "has");
        line(format!("{indent}{mark} {waiver}{text}{} │ {has} {}{margin}", self.required, self.actual));
        for part in &self.parts {
            part.to_lines(depth + 1, lang, line);
        }
    }
}

fn verdict_words(id: &str, lang: Lang) -> &'static str {
    sentence::verdict_of(id).map_or("", |v| sentence::verdict(v, lang))
}
