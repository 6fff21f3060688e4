//! A comparison as JSON or as plain text; additive to the public contract.

use super::{Change, Compared, Row, compare};
use crate::case::{Case, Issue};
use crate::evaluate::{Assessment, Evaluation, ScoreRange};
use crate::explain::{Explanation, explain};
use crate::messages as m;
use crate::report::{ReportCriterion, ReportGoverns, ReportIssue, ReportMayGovern, criterion, governs, may_govern, report_issue};
use crate::rules::*;
use crate::sentence::{self, Speaker};
use crate::text::Lang;
use serde::Serialize;

/// What `tidu diff CASE --from DAY --to DAY` prints.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparisonReport {
    /// The day before.
    pub from: ComparedDay,
    /// The day after.
    pub to: ComparedDay,
    /// In a sentence: whether both days look at the same years' figures.
    pub years: String,
    /// In a sentence: what changes for this enterprise.
    pub summary: String,
    /// What is wrong with the answers on either day.
    pub issues: Vec<ReportIssue>,
    /// One a standard.
    pub standards: Vec<ComparedStandard>,
}

/// A day of a comparison.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedDay {
    /// The day.
    pub as_of: String,
    /// Its last complete calendar year, `y0`.
    pub fiscal_year: i32,
}

/// A standard on both days.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedStandard {
    /// The standard.
    pub standard: String,
    /// Its name.
    pub name: String,
    /// What it came to before.
    pub from: ComparedSide,
    /// What it comes to after.
    pub to: ComparedSide,
    /// How many criteria there are of each change, by its identifier.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, u32>"))]
    pub counts: serde_json::Map<String, serde_json::Value>,
    /// The criteria, heaviest change first.
    pub criteria: Vec<ComparedCriterion>,
}

/// A standard on one day.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedSide {
    /// The document in force.
    pub document: Option<String>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// Since when and until when it governs this procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governs: Option<ReportGoverns>,
    /// Which documents may govern while the place of registration is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_govern: Option<ReportMayGovern>,
    /// `first_application` or `renewal`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::written::Procedure"))]
    pub procedure: &'static str,
    /// The verdict.
    #[cfg_attr(feature = "schema", schemars(with = "crate::verdict::Verdict"))]
    pub verdict: &'static str,
    /// The total score still possible, where the document has a score sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<ComparedScore>,
}

/// A total score.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedScore {
    /// The least still possible.
    pub min: i32,
    /// The most still possible.
    pub max: i32,
}

/// A criterion on both days.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedCriterion {
    /// `newly_failed`, `newly_asked`, `newly_open`, `newly_met`, `no_longer_asked`, `settled` or `unchanged`; see
    /// [`Change`].
    #[cfg_attr(feature = "schema", schemars(with = "Change"))]
    pub change: &'static str,
    /// Whether another thing is required. A verdict may stay the same all the same.
    pub requirement_changed: bool,
    /// As it was asked, with its quote and the figure of then; none where there was no such criterion.
    pub from: Option<ReportCriterion>,
    /// As it is asked, likewise.
    pub to: Option<ReportCriterion>,
    /// Where it stands on one side only: the criteria of the other side that its parts correspond to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts_in: Vec<ComparedPart>,
}

/// A criterion by id and name.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedPart {
    /// `standard/criterion`.
    pub id: String,
    /// What it is about.
    pub text: String,
}

/// One side of a comparison: the case as read on its day, what was wrong with it, and what it comes to.
#[derive(Clone, Copy)]
pub struct Side<'a, 'r> {
    /// The case.
    pub case: &'a Case,
    /// What is wrong with its answers.
    pub issues: &'a [Issue],
    /// What it comes to.
    pub evaluation: &'a Evaluation<'r>,
}

/// Makes the report of a comparison.
pub fn comparison<'r>(rules: &'r RuleSet, from: Side<'_, 'r>, to: Side<'_, 'r>, lang: Lang) -> ComparisonReport {
    let compared = compare(rules, (from.case, from.evaluation), (to.case, to.evaluation));
    let day = |side: &Side<'_, '_>| ComparedDay { as_of: side.case.as_of.to_string(), fiscal_year: side.case.fiscal_year() };
    let mut issues: Vec<&Issue> = from.issues.iter().collect();
    issues.extend(to.issues.iter().filter(|issue| !from.issues.contains(issue)));
    ComparisonReport {
        from: day(&from),
        to: day(&to),
        years: sentence::compared_years(from.case, to.case, lang),
        summary: sentence::compared(rules, &compared, lang),
        issues: issues.into_iter().map(|issue| report_issue(issue, lang)).collect(),
        standards: compared.iter().map(|one| standard(rules, one, from, to, lang)).collect(),
    }
}

fn standard(rules: &RuleSet, compared: &Compared<'_, '_>, from: Side<'_, '_>, to: Side<'_, '_>, lang: Lang) -> ComparedStandard {
    let standard = rules.vocabulary.standard(compared.standard);
    let told = [(from, compared.before), (to, compared.after)].map(|(side, assessment)| Told {
        speaker: Speaker { rules, case: side.case, lang },
        evaluation: side.evaluation,
        assessment,
        explanation: explain(side.case, assessment),
    });
    let [before, after] = &told;
    let row = |row: &Row| {
        let other = if row.before.is_some() { after } else { before };
        ComparedCriterion {
            change: row.change.id(),
            requirement_changed: row.reworded,
            from: row.before.and_then(|node| before.criterion(node)),
            to: row.after.and_then(|node| after.criterion(node)),
            parts_in: row.parts_in.iter().filter_map(|node| other.part(*node)).collect(),
        }
    };
    ComparedStandard {
        standard: standard.id.clone(),
        name: standard.name.get(lang).to_owned(),
        from: side(&before.speaker, compared.before),
        to: side(&after.speaker, compared.after),
        counts: Change::ALL.into_iter().map(|change| (change.id().to_owned(), compared.of(change).count().into())).collect(),
        criteria: Change::ALL.into_iter().flat_map(|change| compared.of(change)).map(row).collect(),
    }
}

/// A standard on one day, with what it takes to tell of it.
struct Told<'a> {
    speaker: Speaker<'a>,
    evaluation: &'a Evaluation<'a>,
    assessment: &'a Assessment<'a>,
    explanation: Explanation,
}

impl Told<'_> {
    fn criterion(&self, node: NodeIx) -> Option<ReportCriterion> {
        let (sheet, _) = self.assessment.sheet?;
        Some(criterion(&self.speaker, self.evaluation, sheet, &self.assessment.outcome, self.explanation.of(node)?))
    }

    fn part(&self, node: NodeIx) -> Option<ComparedPart> {
        let (sheet, _) = self.assessment.sheet?;
        let claim = sheet.claim(node);
        Some(ComparedPart {
            id: format!("{}/{}", sheet.id, claim.id.as_ref()?),
            text: claim.text.as_ref()?.get(self.speaker.lang).to_owned(),
        })
    }
}

fn side(speaker: &Speaker<'_>, a: &Assessment<'_>) -> ComparedSide {
    let document = a.sheet.map(|(sheet, _)| speaker.rules.document(sheet.document));
    ComparedSide {
        document: document.map(|d| d.head.id.clone()),
        document_number: document.and_then(|d| d.head.number.clone()),
        governs: a.sheet.map(|(_, entry)| governs(entry, speaker.lang)),
        may_govern: may_govern(speaker, a),
        procedure: a.procedure.id(),
        verdict: a.verdict.id(),
        score: a.sheet.and_then(|(sheet, _)| {
            let ScoreRange { min, max } = a.outcome.score(sheet.score.as_ref()?.total_ref());
            Some(ComparedScore { min, max })
        }),
    }
}

impl ComparisonReport {
    /// The comparison for a person to read.
    pub fn to_text(&self, lang: Lang) -> String {
        let mut out = format!("{}\n{}\n", self.summary, self.years);
        for issue in &self.issues {
            let mark = if issue.severity == "error" { m::ERROR.say(lang) } else { m::WARNING.say(lang) };
            out += &format!("{}\n", m::NAMED.fill(lang, [&mark, &issue.message]));
        }
        for standard in &self.standards {
            standard.to_lines(lang, &mut out);
        }
        out
    }
}

impl ComparedStandard {
    fn to_lines(&self, lang: Lang, out: &mut String) {
        let none = m::NO_DOCUMENT_IN_FORCE.say(lang);
        let document = |side: &ComparedSide| side.document_number.clone().or(side.document.clone()).unwrap_or_else(|| none.to_owned());
        let words = |id: &str| sentence::verdict_of(id).map_or("", |v| sentence::verdict(v, lang)).to_owned();
        let verdicts = format!("{} → {}", words(self.from.verdict), words(self.to.verdict));
        *out += &format!("\n■ {}\n", m::NAMED.fill(lang, [&self.name, &verdicts]));
        *out += &format!("  {} → {}\n", document(&self.from), document(&self.to));
        for change in Change::ALL {
            let rows: Vec<&ComparedCriterion> = self.criteria.iter().filter(|row| row.change == change.id()).collect();
            if rows.is_empty() {
                continue;
            }
            *out += &format!("  {}{}\n", sentence::change(change, lang), m::COUNTED_BRACKETED.fill(lang, [&rows.len()]));
            for row in rows.into_iter().filter(|row| change != Change::Unchanged || row.requirement_changed) {
                row.to_lines(lang, out);
            }
        }
    }
}

impl ComparedCriterion {
    fn to_lines(&self, lang: Lang, out: &mut String) {
        let name = self.to.as_ref().or(self.from.as_ref()).and_then(|c| c.text.as_deref()).unwrap_or_default();
        *out += &format!("    {name}\n");
        for (mark, side) in [(m::OLD.say(lang), &self.from), (m::NEW.say(lang), &self.to)] {
            let Some(side) = side else { continue };
            let verdict = sentence::verdict_of(side.verdict).map_or("", |v| sentence::verdict(v, lang));
            let article = side.citation.as_ref().map(|c| c.article.as_str()).unwrap_or_default();
            let has = m::HAS.say(lang);
            *out += &format!("      {mark} {} │ {has} {} │ {verdict} │ {article}\n", side.required, side.actual);
        }
        if !self.parts_in.is_empty() {
            let parts: Vec<&str> = self.parts_in.iter().map(|part| part.text.as_str()).collect();
            *out += &format!("      {}\n", sentence::parts_in(&parts, self.from.is_some(), lang));
        }
    }
}
