//! Tidu's core: the criteria of China's ladder for quality SMEs (优质中小企业梯度培育) as data, and the engine that
//! reads them.
//!
//! The way of the data, one plain function a step:
//!
//! ```text
//! packs/*.json ──read──▶ PackDoc ──compile──▶ RuleSet ──┐
//!                                                       ├─evaluate─▶ Evaluation ──explain──▶ Explanation ──▶ sentences, report
//! case (facts, as_of) ──read──▶ Answers ──lay_out──▶ Case ┘                    └──missing──▶ what to ask next
//! ```
//!
//! A case goes in as the JSON that portals and files speak; what comes out is a report of the same contract:
//!
//! ```
//! use tidu_core::answers::Answers;
//! use tidu_core::case::Case;
//! use tidu_core::day::Day;
//! use tidu_core::text::Lang;
//!
//! // The rules are compiled once, and say everything that is wrong with them if anything is.
//! let rules = tidu_core::packs::built_in().expect("the built-in packs compile");
//!
//! // What is not answered is unknown; what cannot be understood is told in `issues` and left unknown.
//! let today = Day::parse("2026-11-23").expect("a day");
//! let given = serde_json::json!({
//!     "as_of": "2026-11-23",
//!     "facts": { "industry": "industry", "staff": 126, "operating_revenue": { "2025": 3200.5 }, "rd_expnse": 5 }
//! });
//! let (case, issues) = Case::read(&rules.vocabulary, &given, today).expect("it is an object");
//! assert_eq!(issues[0].sentence(Lang::En), "There is no fact `rd_expnse`; did you mean `rd_expense`?");
//!
//! // Where does it stand, and why? Evaluation cannot fail.
//! let evaluation = tidu_core::evaluate::evaluate(&rules, &case);
//! let report = tidu_core::report::report(&rules, &case, &issues, &evaluation, Lang::En);
//! assert_eq!(report.size_class, Some("small"));
//! let srdi = report.assessments.iter().find(|one| one.standard == "srdi_sme").expect("one a standard");
//! assert_eq!(srdi.verdict, "unknown");
//! assert!(srdi.missing.contains(&"rd_expense".to_owned()));
//!
//! // What leads to the next rung?
//! let tier = rules.vocabulary.find_standard("srdi_sme").expect("a tier");
//! let (answers, _) = Answers::read(&rules.vocabulary, &given, today).expect("it is an object");
//! let ways = tidu_core::plan::plan(&rules, &answers, tier, &Default::default());
//! let plans = tidu_core::plan::report::plan_report(&rules, &case, &issues, &ways, Lang::En);
//! assert_eq!(plans.standard, "srdi_sme");
//!
//! // Which support fits, and what is to be done? On so few answers nothing is told as open.
//! let fits = tidu_core::report::matching::match_report(&rules, &case, &issues, &evaluation, Lang::En);
//! assert!(fits.policies.iter().any(|policy| policy.usable == "after_answers"));
//! assert!(fits.actions.iter().any(|action| action.kind == "answer"));
//! ```
//!
//! Where to read on:
//!
//! | to know | read |
//! |---|---|
//! | what a verdict is while answers are missing | [`verdict`] |
//! | what a case may hold, how it is read, and what is said of it | [`answers`], [`case`], [`vocabulary`] |
//! | which question is best asked next | [`questions`], [`missing`] |
//! | what follows from the answers for others | [`infer`] |
//! | how text becomes JSON | [`json`] |
//! | how a pack is written, read and checked | [`written`], [`read`], [`compile`], [`limits`], [`diagnostic`], [`overlay`], [`packs`] |
//! | how a rule is held and evaluated | [`rules`], [`measure`], [`evaluate`](mod@evaluate), [`explain`] |
//! | which document governs where, and what is told while the place is open | [`places`] |
//! | what is lacking, and what is nearest | [`gaps`] |
//! | which policies fit, and what to do next | [`matching`], [`actions`], [`report::matching`] |
//! | what a policy is worth to an enterprise, and what may be had together | [`worth`] |
//! | the road to a rung | [`plan`] |
//! | a self-assessment as a short text, for a link or a square code | [`proof`] |
//! | the laws of two days, or two packs, side by side | [`compare`] |
//! | cases beside a pack, as a clerk writes them | [`cases`] |
//! | what is said in words, and as JSON | [`sentence`], [`report`] |
//! | the words themselves, and languages | [`text`], [`messages`] |
//!
//! With the feature `schema` there is also a module of that name: JSON Schemas of cases, reports and packs.
//!
//! The core owns no clock, disk, network or browser; the day is part of the case. Nothing decides by floating
//! point. A verdict of met or unmet never changes by answering more, as long as the answers agree with what follows from
//! others: see [`verdict`] and [`infer`].

// A number that does not fit its type is told, never cut off.
#![deny(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_possible_wrap)]

pub mod order;
pub mod text;
pub mod messages;
pub mod json;
pub mod limits;
pub mod day;
pub mod number;
pub mod verdict;
pub mod diagnostic;
pub mod vocabulary;
pub mod typed;
pub mod find;
pub mod money;

pub mod written;
pub mod read;
pub mod rules;
pub mod compile;
pub mod overlay;
pub mod packs;

pub mod answers;
pub mod case;
pub mod pasted;
pub mod infer;
pub mod measure;
mod outcome;
pub mod places;
mod edges;
mod exact;
pub mod evaluate;
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positions of documents, and masks, which are not negative")]
pub mod matching;
pub mod worth;
pub mod missing;
pub mod questions;
pub mod actions;
pub mod explain;
pub mod gaps;
pub mod plan;
pub mod proof;
pub mod sentence;
pub mod report;
pub mod compare;
pub mod cases;
#[cfg(feature = "schema")]
pub mod schema;
