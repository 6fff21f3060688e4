//! How a report is made of what was evaluated.

use super::*;
use crate::case::{Case, Implied, Issue, Severity};
use crate::evaluate::{Assessment, Evaluation, MayGovern, Outcome, ScoreRange};
use crate::explain::{Explanation, Line, explain};
use crate::matching::{Match, match_policies};
use crate::missing::{missing, missing_for};
use crate::order::sort_by_key;
use crate::rules::*;
use crate::sentence::Speaker;
use crate::text::Lang;
use crate::verdict::Verdict;
use crate::vocabulary::{Kind, Span};
use crate::worth::Worth;
use crate::written::Cite;

/// Makes the report of an evaluation.
pub fn report(rules: &RuleSet, case: &Case, issues: &[Issue], evaluation: &Evaluation<'_>, lang: Lang) -> Report {
    let speaker = Speaker { rules, case, lang };
    Report {
        as_of: case.as_of.to_string(),
        fiscal_year: case.fiscal_year(),
        issues: issues.iter().map(|issue| report_issue(issue, lang)).collect(),
        size_class: evaluation.size_class().map(SizeClass::id),
        implied: implied(&speaker),
        assessments: evaluation.assessments.iter().map(|a| assessment(&speaker, evaluation, a)).collect(),
        policies: match_policies(rules, case, evaluation).iter().map(|m| policy(&speaker, evaluation, m, None)).collect(),
    }
}

/// What follows from the answers, in the order of the vocabulary. What is only asked so that something follows from it is
/// not worth a word by itself.
fn implied(speaker: &Speaker<'_>) -> Vec<ReportImplied> {
    let (case, vocabulary) = (speaker.case, &speaker.rules.vocabulary);
    let asked_first = |one: &&Implied| vocabulary.fact(vocabulary.of_slot(one.slot).0).asked_first;
    let mut known: Vec<&Implied> = case.implied.iter().filter(|one| !asked_first(one)).collect();
    sort_by_key(&mut known, |one| one.slot);
    let told = known.into_iter().map(|one| {
        let (ix, year) = vocabulary.of_slot(one.slot);
        let fact = vocabulary.fact(ix);
        ReportImplied {
            fact: fact.id.clone(),
            year: fact.yearly.then(|| case.year(year)),
            value: match case.span(one.slot) {
                span if span.is_point() || fact.kind.is_number() || matches!(fact.kind, Kind::Region | Kind::Title) => fact.write(span),
                _ => serde_json::Value::Null,
            },
            text: speaker.answer(one.slot).unwrap_or_default(),
            from: one.sources(vocabulary).into_iter().map(|slot| vocabulary.fact(vocabulary.of_slot(slot).0).id.clone()).collect(),
            why: one
                .rules(vocabulary)
                .map(|rule| ReportReason {
                    text: rule.reason(vocabulary).get(speaker.lang).to_owned(),
                    certainty: rule.why.as_ref().and_then(|(_, certainty)| Some(certainty.as_ref()?.id())),
                })
                .collect(),
        }
    });
    told.collect()
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
        suggestion: issue.suggested(),
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
        may_govern: may_govern(speaker, a),
        procedure: a.procedure.id(),
        verdict: a.verdict.id(),
        score: a.sheet.and_then(|(sheet, _)| score(rules, sheet, a, lang)),
        missing: missing(rules, case, evaluation, a).into_iter().map(|f| rules.vocabulary.fact(f).id.clone()).collect(),
        criteria: match a.sheet {
            Some((sheet, _)) => criteria(speaker, evaluation, sheet, &a.outcome, &explanation),
            None => Vec::new(),
        },
        cautions: cautions(a)
            .into_iter()
            .map(|(sheet, warning)| ReportCaution {
                id: format!("{}/{}", standard.id, warning.id),
                text: warning.text.get(lang).to_owned(),
                criteria: warning.beside.iter().map(|id| format!("{}/{id}", standard.id)).collect(),
                citation: citation(rules.document(sheet.document), &warning.cite),
            })
            .collect(),
    }
}

/// What may count against the enterprise by its answers, each with the sheet it stands in.
pub fn cautions<'r>(a: &Assessment<'r>) -> Vec<(&'r Sheet, &'r Caution)> {
    let all = a.sheets().flat_map(|(sheet, outcome)| sheet.cautions.iter().map(move |warning| (sheet, outcome, warning)));
    all.filter(|(_, outcome, w)| outcome.node(w.when).verdict() == Verdict::Met).map(|(sheet, _, warning)| (sheet, warning)).collect()
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

/// Which documents may govern while the place is open, as reports show it.
pub(crate) fn may_govern(speaker: &Speaker<'_>, a: &Assessment<'_>) -> Option<ReportMayGovern> {
    let one = |one: &MayGovern<'_>| {
        let document = one.sheet.map(|(sheet, _)| speaker.rules.document(sheet.document));
        ReportMayGovernDocument {
            document: document.map(|d| d.head.id.clone()),
            document_number: document.and_then(|d| d.head.number.clone()),
            region: document.and_then(|d| d.region).map(Span::region_code),
            verdict: one.possible().verdict().id(),
        }
    };
    Some(ReportMayGovern { text: speaker.may_govern(a)?, documents: a.may_govern.iter().map(one).collect() })
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
pub(crate) fn policy(speaker: &Speaker<'_>, evaluation: &Evaluation<'_>, m: &Match<'_>, of: Option<&Worth<'_>>) -> ReportPolicy {
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
        amount: m.amount.map(|amount| amount.text.get(lang).to_owned()),
        worth: of.map(|of| worth(speaker, rules.document(policy.document()), of)),
        may_ask: m.may_ask,
        opens_with: m.opens_with.map(|standard| rules.vocabulary.standard(standard).id.clone()),
        not_for: m.not_for.map(|text| text.get(lang).to_owned()),
        yields_to: m.yields_to.map(|policy| policy.id.clone()),
        not_asked: policy.not_asked.as_ref().map(|text| text.get(lang).to_owned()),
        until: policy.window.map(|window| window.to).or(policy.in_force.and_then(|period| period.to)).map(|day| day.to_string()),
        window: m.window.map(|window| window.id()),
        authorities: m.authorities().to_vec(),
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
        exact: speaker.exact(sheet, line),
        margin: margin(speaker, sheet, line),
        waiver: line.waiver,
        prerequisite: claim.prerequisite.map(|s| rules.vocabulary.standard(s).id.clone()),
        citation: claim.cite.as_ref().map(|cite| citation(rules.document(sheet.document), cite)),
        parts: below,
    }
}

pub(super) fn margin(speaker: &Speaker<'_>, sheet: &Sheet, line: &Line) -> Option<ReportMargin> {
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
