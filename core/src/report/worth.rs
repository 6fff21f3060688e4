//! What policies are worth, as JSON.

use super::{Citation, citation};
use crate::number::show_micro;
use crate::sentence::Speaker;
use crate::vocabulary::Span;
use crate::worth::{Sum, UNBOUNDED, Worth, Worths};
use crate::written::{Certainty, Every};
use serde::Serialize;
use serde_json::Number;

/// What a policy is worth to the enterprise.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportWorth {
    /// `year` or `once`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::written::Every"))]
    pub every: &'static str,
    /// How sure it is: `sure`, `up_to`, `authority_decides` or `to_confirm`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::worth::Standing"))]
    pub standing: &'static str,
    /// What it comes to.
    pub amount: ReportAmount,
    /// How sure what it rests on is: its formula, and the rates in it.
    pub certainty: Certainty,
    /// Whether it stands in the sum.
    pub counted: bool,
    /// The year its figures are of, where that is before the one that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stale: Option<i32>,
    /// In words; left out where nothing can be told yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How it is reckoned with the enterprise's own figures, a line a step.
    pub reckoned: Vec<String>,
    /// The facts it still waits for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Where it stands.
    pub citation: Citation,
}

/// An amount in 万元, in bounds.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportAmount {
    /// At least.
    pub min: Number,
    /// At most; left out where nothing bounds it yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
}

/// What may be had together.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportSums {
    /// Every year; left out where no amount can be told, which is not zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yearly: Option<ReportSum>,
    /// One time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub once: Option<ReportSum>,
}

/// A sum.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportSum {
    /// Of what facts alone decide.
    pub sure: ReportAmount,
    /// The same with what an authority still has to review.
    pub reviewed: ReportAmount,
    /// How many policies stand in the second.
    pub policies: usize,
    /// How sure the least sure of them is.
    pub certainty: Certainty,
    /// In words.
    pub text: String,
}

/// What a policy is worth as reports show it.
pub(super) fn worth(speaker: &Speaker<'_>, document: &crate::rules::Document, worth: &Worth<'_>) -> ReportWorth {
    let vocabulary = &speaker.rules.vocabulary;
    let facts = crate::order::distinct(worth.waits_for.iter().map(|slot| vocabulary.of_slot(*slot).0).collect());
    ReportWorth {
        every: worth.every.id(),
        standing: worth.standing.id(),
        amount: amount(worth.span),
        certainty: worth.certainty(),
        counted: worth.counted,
        stale: worth.stale,
        text: speaker.worth(worth),
        reckoned: speaker.reckoned(worth),
        missing: facts.into_iter().map(|fact| vocabulary.fact(fact).id.clone()).collect(),
        citation: citation(document, &worth.gives.cite),
    }
}

/// The sums as reports show them.
pub(super) fn sums(speaker: &Speaker<'_>, worths: &Worths<'_>) -> ReportSums {
    let told = |sum: &Sum, every: Every| {
        let text = speaker.sum(sum, every)?;
        Some(ReportSum {
            sure: amount(sum.sure),
            reviewed: amount(sum.reviewed),
            policies: sum.count,
            certainty: worths.certainty(every),
            text,
        })
    };
    ReportSums { yearly: told(&worths.sums.yearly, Every::Year), once: told(&worths.sums.once, Every::Once) }
}

fn amount(span: Span) -> ReportAmount {
    let number = |micro: i64| show_micro(micro).parse().unwrap_or_else(|_| 0.into());
    ReportAmount { min: number(span.lo), max: (span.hi != UNBOUNDED).then(|| number(span.hi)) }
}
