//! The report of the public contract: everything an evaluation says, as JSON or as plain text.

mod build;
pub mod matching;
mod summary;
mod table;
mod text;
mod worth;

pub use build::{cautions, citation, report, report_issue};
pub(crate) use build::{criterion, governs, may_govern, policy};
pub use summary::{Summary, SummaryBar, SummaryDate, summary};
pub use table::{BYTE_ORDER_MARK, csv_broken, csv_head};
pub use worth::{ReportAmount, ReportSum, ReportSums, ReportWorth};
use worth::{sums, worth};

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
    /// What follows from the answers for others, where anything does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub implied: Vec<ReportImplied>,
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
    /// The answer that would be right if the likely slip was made, such as 元 given for 万元; as a case has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<serde_json::Value>,
}

/// A value of which other answers say more than its own.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportImplied {
    /// The fact.
    pub fact: String,
    /// Its year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// What it is, or its range, as a case has it; null where neither says it, of a set that is known in part.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::values::Answer"))]
    pub value: serde_json::Value,
    /// The same in words, with what it follows from.
    pub text: String,
    /// The facts it follows from.
    pub from: Vec<String>,
    /// Why.
    pub why: Vec<ReportReason>,
}

/// Why something follows.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportReason {
    /// The reason.
    pub text: String,
    /// How sure it is, where it is law and not logic.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::written::Certainty>"))]
    pub certainty: Option<&'static str>,
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
    /// Which documents may govern while the place of registration is open. `document` is then that of the widest region;
    /// the verdict, and what is told by name of score and criteria, hold under all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_govern: Option<ReportMayGovern>,
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
    /// What may count against the enterprise, though it decides nothing by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cautions: Vec<ReportCaution>,
}

/// Something that may count against an enterprise without being a criterion of its own.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportCaution {
    /// `standard/caution`.
    pub id: String,
    /// What is told.
    pub text: String,
    /// The criteria beside which it is told, as `standard/criterion`.
    pub criteria: Vec<String>,
    /// Where it stands.
    pub citation: Citation,
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

/// The documents that may govern while the place of registration is open.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportMayGovern {
    /// In a sentence: what is open, and which documents these are.
    pub text: String,
    /// The documents, those of narrower regions first.
    pub documents: Vec<ReportMayGovernDocument>,
}

/// A document that may govern.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportMayGovernDocument {
    /// The document; none where no document may be in force.
    pub document: Option<String>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// The code of its region; none where it is national.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The verdict wherever it would govern.
    #[cfg_attr(feature = "schema", schemars(with = "crate::verdict::Verdict"))]
    pub verdict: &'static str,
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
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, crate::evaluate::ScoreRange>"))]
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
    /// What it is worth to the enterprise, in reports of what fits, where its document lets that be reckoned and it is to be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worth: Option<ReportWorth>,
    /// Whether the answers rule it out, but the document leaves open whether the enterprise is meant, or names others
    /// that no question tells: then the verdict is unknown, and only the office knows.
    pub may_ask: bool,
    /// The standard whose title would open it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_with: Option<String>,
    /// Why it is known not to cover the enterprise's region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_for: Option<String>,
    /// The better policy that is told in its place, as `PACK/ID`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yields_to: Option<String>,
    /// What else decides that no question asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_asked: Option<String>,
    /// The last day on which it can be claimed or used, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// How the window for claims stands, where there is one: `open`, `passed` or `not_yet`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::matching::WindowState>"))]
    pub window: Option<&'static str>,
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
    /// The same with every digit, where it is cut (…) in `actual`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
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
