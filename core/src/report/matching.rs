//! What fits an enterprise, as JSON: the policies of its place, what to do next, and what to bring.

use crate::actions::{Action, What, actions, papers};
use crate::case::{Case, Issue};
use crate::evaluate::Evaluation;
use crate::matching::{Match, coverage, leads, match_policies, unanswered_needs};
use crate::missing::open_questions;
use crate::report::{Citation, ReportIssue, ReportPolicy, ReportSums, citation, policy, report_issue, sums};
use crate::rules::*;
use crate::sentence::Speaker;
use crate::text::Lang;
use crate::worth::{GivenUp, Untold, Worths, worths};
use crate::written::Due;
use serde::Serialize;

/// The policies and actions that fit an enterprise.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MatchReport {
    /// The day asked for.
    pub as_of: String,
    /// What is wrong with the answers.
    pub issues: Vec<ReportIssue>,
    /// The support policies of the enterprise's region, best first.
    pub policies: Vec<ReportPolicy>,
    /// What the policies come to that can be used now and may be had together, as far as that can be reckoned.
    pub sums: ReportSums,
    /// What is given up because only one of several may be had.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub given_up: Vec<ReportGivenUp>,
    /// Policies of which no document says whether they may be had together; they are not added up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub untold: Vec<ReportUntold>,
    /// What to do next: what has a date first, by date.
    pub actions: Vec<ReportAction>,
    /// What to bring for the policies among the actions, each paper once.
    pub papers: Vec<ReportPaper>,
    /// The needs named for which no measure is known that could be used now or after more answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unanswered_needs: Vec<String>,
    /// Measures known by name only, and whom to ask.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leads: Vec<ReportLead>,
    /// Whether anything of the enterprise's province, city and district is known, as far as its place is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coverage: Vec<ReportCoverage>,
}

/// A policy that is not had because another is.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportGivenUp {
    /// The policy that is had, as `PACK/ID`.
    pub taken: String,
    /// The policy that is not.
    pub left: String,
    /// Whether it could as well be the other way round: both come to the same, or answers still decide.
    pub open: bool,
    /// In words.
    pub text: String,
    /// Where it stands that not both may be had.
    pub citation: Citation,
}

/// Policies of which no document says whether they may be had together.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportUntold {
    /// The policies, as `PACK/ID`.
    pub policies: Vec<String>,
    /// In words.
    pub text: String,
    /// The document that is silent.
    pub citation: Citation,
}

/// One thing to do.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportAction {
    /// Stays the same from day to day, so that it can be ticked off.
    pub id: String,
    /// `claim` a policy, a `duty` that goes with a title held, or a question to `answer`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["claim", "duty", "answer"])))]
    pub kind: &'static str,
    /// What it is, in a few words.
    pub title: String,
    /// What has to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The last day, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Within how many months after a change it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_months: Option<u32>,
    /// Whether its time was a window that is past.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub past: bool,
    /// The day from which it can be done again: this year's round is over, and the next begins about then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopens: Option<String>,
    /// The policy to claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The fact: the title the duty goes with, or the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// Who is in charge.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<String>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// Something to bring.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportPaper {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The policies it serves.
    pub policies: Vec<String>,
}

/// A measure known by name only.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportLead {
    /// `PACK/ID`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is known of it, and what is not.
    pub text: String,
    /// Whom to ask.
    pub authorities: Vec<String>,
    /// How sure even this is.
    #[cfg_attr(feature = "schema", schemars(with = "crate::written::Certainty"))]
    pub certainty: &'static str,
}

/// Whether anything of a level of government is known.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportCoverage {
    /// `province`, `city` or `district`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["province", "city", "district"])))]
    pub level: &'static str,
    /// Whether any of its documents is among the packs.
    pub known: bool,
}

/// Makes the report of what fits.
pub fn match_report(rules: &RuleSet, case: &Case, issues: &[Issue], evaluation: &Evaluation<'_>, lang: Lang) -> MatchReport {
    let speaker = Speaker { rules, case, lang };
    let matches = match_policies(rules, case, evaluation);
    let worths = worths(rules, case, evaluation, &matches);
    let open = open_questions(rules, case, evaluation, evaluation.assessments.iter(), &matches);
    let list = actions(rules, case, &matches, &open);
    let claims = list.iter().filter_map(|action| match action.what {
        What::Claim(m) => Some(m),
        _ => None,
    });
    let papers = papers(claims).into_iter().map(|(at, serves)| {
        let (id, name) = &rules.vocabulary.papers[at];
        let policies = serves.iter().map(|m| m.policy.id.clone()).collect();
        ReportPaper { id: id.clone(), name: name.get(lang).to_owned(), policies }
    });
    let named = rules.vocabulary.find("needs").map(|fact| rules.vocabulary.fact(fact).options.as_slice()).unwrap_or_default();
    let unanswered = unanswered_needs(rules, case, &matches).into_iter().filter_map(|at| Some(named.get(at)?.id.clone()));
    let leads = leads(rules, case).into_iter().map(|lead| ReportLead {
        id: lead.id.clone(),
        name: lead.name.get(lang).to_owned(),
        text: lead.text.get(lang).to_owned(),
        authorities: lead.authorities.clone(),
        certainty: lead.certainty.id(),
    });
    MatchReport {
        unanswered_needs: unanswered.collect(),
        leads: leads.collect(),
        coverage: coverage(rules, case).into_iter().map(|(level, known)| ReportCoverage { level: level.id(), known }).collect(),
        as_of: case.as_of.to_string(),
        issues: issues.iter().map(|issue| report_issue(issue, lang)).collect(),
        papers: papers.collect(),
        actions: list.iter().map(|one| action(&speaker, one)).collect(),
        policies: matches.iter().zip(&worths.of).map(|(m, worth)| policy(&speaker, evaluation, m, worth.as_ref())).collect(),
        sums: sums(&speaker, &worths),
        given_up: worths.given_up.iter().map(|one| given_up(&speaker, &matches, &worths, one)).collect(),
        untold: worths.untold.iter().map(|one| untold(&speaker, &matches, one)).collect(),
    }
}

fn given_up(speaker: &Speaker<'_>, matches: &[Match<'_>], worths: &Worths<'_>, one: &GivenUp<'_>) -> ReportGivenUp {
    ReportGivenUp {
        taken: matches[one.taken].policy.id.clone(),
        left: matches[one.left].policy.id.clone(),
        open: one.open,
        text: speaker.given_up(matches, &worths.of, one),
        citation: citation(speaker.rules.document(one.tie.document), &one.tie.cite),
    }
}

fn untold(speaker: &Speaker<'_>, matches: &[Match<'_>], one: &Untold<'_>) -> ReportUntold {
    ReportUntold {
        policies: one.of.iter().map(|at| matches[*at].policy.id.clone()).collect(),
        text: speaker.untold(matches, one),
        citation: citation(speaker.rules.document(one.tie.document), &one.tie.cite),
    }
}

fn action(speaker: &Speaker<'_>, action: &Action<'_, '_>) -> ReportAction {
    let (rules, lang) = (speaker.rules, speaker.lang);
    let blank = ReportAction {
        id: action.id.clone(),
        kind: "answer",
        title: String::new(),
        text: None,
        due: action.due.map(|day| day.to_string()),
        within_months: None,
        past: action.past,
        reopens: action.reopens.map(|day| day.to_string()),
        policy: None,
        fact: None,
        authorities: Vec::new(),
        citation: None,
    };
    match action.what {
        What::Claim(m) => ReportAction {
            kind: "claim",
            title: m.policy.title.get(lang).to_owned(),
            text: m.how().map(|how| how.get(lang).to_owned()),
            policy: Some(m.policy.id.clone()),
            authorities: m.authorities().to_vec(),
            citation: Some(citation(rules.document(m.policy.document()), &m.policy.cite)),
            ..blank
        },
        What::Duty(duty, fact) => ReportAction {
            kind: "duty",
            title: duty.title.get(lang).to_owned(),
            text: Some(duty.text.get(lang).to_owned()),
            within_months: match duty.due {
                Due::WithinMonths(months) => Some(months),
                _ => None,
            },
            fact: Some(rules.vocabulary.fact(fact).id.clone()),
            authorities: duty.authorities.clone(),
            citation: Some(citation(rules.document(duty.document), &duty.cite)),
            ..blank
        },
        What::Answer(fact, slot) => {
            ReportAction { title: speaker.label(slot), fact: Some(rules.vocabulary.fact(fact).id.clone()), ..blank }
        }
    }
}
