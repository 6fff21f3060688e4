//! Cases beside a pack, in lines that a clerk can write, and whether they come out as the law says. How they are written
//! stands in `core/packs/README.md`; `tidu check --cases` and the tests read them here.

mod answers;

pub use answers::case;

use crate::case::{Case, Severity};
use crate::day::Day;
use crate::evaluate::evaluate;
use crate::matching::match_policies;
use crate::messages as m;
use crate::number::show_micro;
use crate::report::{Report, ReportCriterion, report};
use crate::rules::RuleSet;
use crate::text::{Lang, Text};
use crate::verdict::Verdict;
use crate::vocabulary::{Span, Vocabulary};
use crate::worth::{UNBOUNDED, Worth, worths};
use serde_json::Value;

/// What stands before an amount in a row.
const WORTH: &str = "worth";

/// An enterprise, and what the law says of it.
#[derive(Debug, Clone)]
pub struct Row {
    /// The line it is written in, from 1.
    pub line: usize,
    /// The day, and what is written.
    pub text: String,
    /// A standard, or a policy as `PACK/ID`.
    pub about: String,
    /// Whether it is one that has it; what follows differs from it.
    pub has: bool,
    /// A verdict, `asks` where the enterprise may ask the office although it is not surely meant, points, or an amount.
    pub law: String,
    /// Of what: a criterion, or for points a group, an indicator or `total`, or `worth`; the whole where nothing is named.
    pub of: Option<String>,
    /// What is said of the whole, where a criterion is named beside an enterprise that has it.
    pub whole: Option<String>,
    /// The whole case.
    pub case: Value,
}

/// A line that cannot be read, or that does not come out as the law says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Text,
    /// What would be right.
    pub remedy: Text,
}

/// The rows of a file, one a policy, a day and a choice in braces.
///
/// # Errors
/// Every line that cannot be read.
pub fn rows(vocabulary: &Vocabulary, file: &str) -> Result<Vec<Row>, Vec<Fault>> {
    let (mut days, mut base, mut fit, mut has_law) = (Vec::new(), String::new(), None, String::new());
    let (mut about, mut standard) = (Vec::new(), false);
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for (at, line) in lines(file) {
        let mut fault = |problem: Text, remedy: Text| faults.push(Fault { line: at, problem, remedy });
        let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
        match word {
            "day" => {
                days = rest.split_whitespace().map(str::to_owned).collect();
                if days.is_empty() || days.iter().any(|day| Day::parse(day).is_none()) {
                    fault(m::CASE_WRONG_DAY.text([&rest]), m::WRITE_DAY_OF_CASES.text([]));
                    days.clear();
                }
                continue;
            }
            "base" => {
                rest.clone_into(&mut base);
                continue;
            }
            "for" => {
                (about, standard) = match rest.split_once(':') {
                    Some((document, ids)) => (ids.split_whitespace().map(|id| format!("{document}/{id}")).collect(), false),
                    None => (vec![rest.to_owned()], true),
                };
                fit = None;
                continue;
            }
            _ => {}
        }
        let Some((head, but)) = line.split_once(':').filter(|_| !days.is_empty() && !about.is_empty()) else {
            fault(m::CASE_LINE_UNREADABLE.text([&line]), m::WRITE_DAY_AND_FOR.text([]));
            continue;
        };
        let (has, head) = head.strip_prefix("has ").map_or((false, head), |head| (true, head));
        let (law, of) = head.split_once(' ').map_or((head, None), |(law, of)| (law, Some(of.trim())));
        let points = law.parse::<i32>().is_ok();
        // What a policy is worth is written where others have what the law is about.
        let (law, of) = match (law, of) {
            (WORTH, Some(amount)) if !standard => (amount, Some(WORTH)),
            other => other,
        };
        let points = points && of != Some(WORTH);
        if !(points && standard && of.is_some()
            || of == Some(WORTH)
            || law == "asks" && !standard
            || Verdict::ALL.into_iter().any(|v| v.id() == law))
        {
            fault(m::CASE_WRONG_VERDICT.text([&law]), m::WRITE_A_VERDICT.text([]));
            continue;
        }
        if has {
            fit = Some(but.to_owned());
            law.clone_into(&mut has_law);
        }
        let fit_now = fit.as_deref().filter(|_| !has).unwrap_or_default();
        let whole = fit.is_some() && of.is_some() && !points && of != Some(WORTH);
        let whole = whole.then(|| if law == Verdict::Unmet.id() { law.to_owned() } else { has_law.clone() });
        for answers in spelled_out(&format!("{base}; {fit_now}; {but}")) {
            for day in &days {
                let case = match case(vocabulary, day, &answers) {
                    Ok(case) => case,
                    Err(problem) => {
                        fault(problem, m::README_SAYS_HOW.text([]));
                        break;
                    }
                };
                rows.extend(about.iter().map(|about| Row {
                    line: at,
                    text: format!("{day} {line}"),
                    about: about.clone(),
                    has,
                    law: law.to_owned(),
                    of: of.map(str::to_owned),
                    whole: whole.clone(),
                    case: case.clone(),
                }));
            }
        }
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// Lines that go on made one, without comments, each with its number.
fn lines(file: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (line, at) in file.lines().map(|line| line.split('#').next().unwrap_or_default().trim_end()).zip(1..) {
        match lines.last_mut() {
            _ if line.is_empty() => {}
            Some((_, last)) if line.starts_with(' ') => *last = format!("{last} {}", line.trim_start()),
            _ => lines.push((at, line.to_owned())),
        }
    }
    lines
}

/// `a {b|c}` as `a b` and `a c`.
fn spelled_out(line: &str) -> Vec<String> {
    let Some((before, (choices, after))) = line.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) else {
        return vec![line.to_owned()];
    };
    choices.split('|').flat_map(|one| spelled_out(&format!("{before}{one}{after}"))).collect()
}

/// What does not come out as the rows of a file say. `document` is the pack they lie beside, which has to be the one that
/// governs the standards they speak of.
///
/// # Errors
/// Every such line, and every line that cannot be read.
pub fn judge(rules: &RuleSet, document: &str, file: &str) -> Result<usize, Vec<Fault>> {
    let rows = rows(&rules.vocabulary, file)?;
    let mut faults = Vec::new();
    for row in &rows {
        for (of, law) in [(&row.of, Some(&row.law)), (&None, row.whole.as_ref())] {
            let Some(law) = law else { continue };
            let found = found(rules, document, row, of.as_deref());
            if found.as_ref() != Ok(law) {
                let of = of.as_ref().unwrap_or(&row.about);
                let found = match found {
                    Ok(found) => m::CASE_FOUND.text([of, &found]),
                    Err(text) => text,
                };
                faults.push(Fault {
                    line: row.line,
                    problem: m::CASE_DIFFERS.text([&found, &row.text]),
                    remedy: m::CASE_DIFFERS_REMEDY.text([&law]),
                });
            }
        }
    }
    if faults.is_empty() { Ok(rows.len()) } else { Err(faults) }
}

/// What a row comes to; in words where there is nothing to compare.
fn found(rules: &RuleSet, document: &str, row: &Row, of: Option<&str>) -> Result<String, Text> {
    let today = Day::from_number(0).unwrap_or_else(|| unreachable!("1970-01-01 is a day"));
    let (case, issues) = Case::read(&rules.vocabulary, &row.case, today).map_err(|issue| issue.message)?;
    if let Some(issue) = issues.iter().find(|issue| issue.severity == Severity::Error) {
        return Err(issue.message.clone());
    }
    let evaluation = evaluate(rules, &case);
    if row.about.contains('/') {
        let matches = match_policies(rules, &case, &evaluation);
        let at = matches.iter().position(|one| one.policy.id == row.about && of.is_none_or(|of| of == WORTH));
        let at = at.ok_or_else(|| m::CASE_POLICY_NOT_TOLD.text([&row.about]))?;
        if of.is_some() {
            return Ok(amount(worths(rules, &case, &evaluation, &matches).of[at].as_ref()));
        }
        let one = &matches[at];
        return Ok(if one.may_ask { "asks" } else { one.verdict.id() }.to_owned());
    }
    of_standard(&report(rules, &case, &issues, &evaluation, Lang::Zh), document, &row.about, of)
}

/// An amount in 万元 as rows write it: `12.5`, `3..12`, `3..` where nothing bounds it, `none` where nothing is told.
fn amount(worth: Option<&Worth<'_>>) -> String {
    match worth.filter(|worth| worth.is_told()).map(|worth| worth.span) {
        None => "none".to_owned(),
        Some(Span { lo, hi: UNBOUNDED }) => format!("{}..", show_micro(lo)),
        Some(Span { lo, hi }) if lo == hi => show_micro(lo),
        Some(Span { lo, hi }) => format!("{}..{}", show_micro(lo), show_micro(hi)),
    }
}

fn of_standard(report: &Report, document: &str, standard: &str, of: Option<&str>) -> Result<String, Text> {
    let none = |what: &str| m::CASE_NO_SUCH.text([&what]);
    let one = report.assessments.iter().find(|one| one.standard == standard).ok_or_else(|| none(standard))?;
    if one.document.as_deref() != Some(document) {
        let other = one.document.as_deref().unwrap_or("–");
        return Err(m::CASE_NOT_GOVERNED.text([&standard, &other]));
    }
    let Some(of) = of else { return Ok(one.verdict.to_owned()) };
    if let Some(criterion) = criterion(&one.criteria, &format!("{standard}/{of}")) {
        return Ok(criterion.verdict.to_owned());
    }
    let score = one.score.as_ref().ok_or_else(|| none(of))?;
    let range = match of.split_once('/') {
        _ if of == "total" => Some((score.min.into(), score.max.into())),
        Some((group, id)) => {
            score.indicators.iter().find(|one| one.group == group && one.id == id).map(|one| (one.min.into(), one.max.into()))
        }
        None => score.groups.get(of).and_then(|range| Some((range["min"].as_i64()?, range["max"].as_i64()?))),
    };
    let (min, max): (i64, i64) = range.ok_or_else(|| none(of))?;
    Ok(if min == max { min.to_string() } else { format!("{min}..{max}") })
}

fn criterion<'r>(criteria: &'r [ReportCriterion], id: &str) -> Option<&'r ReportCriterion> {
    criteria.iter().find_map(|one| if one.id.as_deref() == Some(id) { Some(one) } else { criterion(&one.parts, id) })
}
