//! The vocabulary as it is written: facts, and the standards by name.

use super::*;
use serde_json::Value;

/// The vocabulary as written.
#[derive(Debug, Clone, Default)]
pub struct VocabularyDoc {
    /// Themes in the order they are asked.
    pub sections: Vec<(String, Text)>,
    /// Standards in the order they are assessed.
    pub standards: Vec<StandardNameDoc>,
    /// The standards that are the rungs, from the lowest.
    pub ladder: Vec<String>,
    /// Facts in the order they are asked.
    pub facts: Vec<FactDoc>,
    /// The statements that figures are copied from.
    pub statements: Vec<StatementDoc>,
    /// The screens that ask for several facts at once.
    pub questions: Vec<QuestionDoc>,
    /// In which order questions are asked.
    pub order: OrderDoc,
    /// What an answer takes, in seconds, by where it is looked up and by its kind.
    pub costs: Vec<(String, i32)>,
    /// What may have to be brought along: id and name.
    pub papers: Vec<(String, Text)>,
    /// Where facts, options and standards stand in a self-assessment that is carried in a link.
    pub codes: Codes,
    /// What follows from what, beside parts and wholes.
    pub implications: Vec<ImplicationDoc>,
}

/// Names in the order in which they came up. Their places stay what they are: lists only grow, and a name that is gone keeps
/// its place.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    /// Ids of standards.
    pub standards: Vec<String>,
    /// Of each fact its id, and behind it those of its options.
    pub facts: Vec<Vec<String>>,
}

/// That something follows from some answers for others, as written; see the grammar for each key.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct ImplicationDoc {
    pub place: String,
    pub rule: RuleDoc,
    pub why: Text,
    pub certainty: Option<Certainty>,
}

/// What follows from what, as written; see the grammar for each key.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum RuleDoc {
    If { when: (String, Value), then: (String, Value), otherwise: Option<(String, Value)> },
    Sum { of: String, at_least: Vec<String>, at_most: Vec<String> },
}

/// A statement that figures are copied from, as written: the fact and the names of each of its lines.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct StatementDoc {
    pub place: String,
    pub name: Text,
    pub lines: Vec<(String, Vec<String>)>,
}

/// A screen that asks for several facts at once, as written; see the grammar for each key.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct QuestionDoc {
    pub place: String,
    pub id: String,
    pub ask: Text,
    pub note: Option<Text>,
    pub none: Option<Text>,
    pub facts: Vec<String>,
}

/// In which order questions are asked, as written: their ids.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct OrderDoc {
    pub first_round: Vec<String>,
    pub then: Vec<String>,
}

/// A standard's name.
#[derive(Debug, Clone)]
pub struct StandardNameDoc {
    /// Its place in the file.
    pub place: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its name where space is scarce.
    pub short: Text,
    /// Its rung, from 1.
    pub rung: u32,
    /// The fact that holds its title.
    pub title: Option<String>,
}

/// A fact as written; see the grammar for each key.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct FactDoc {
    pub place: String,
    pub id: String,
    pub section: String,
    pub kind: String,
    pub yearly: bool,
    pub calendar: bool,
    pub signed: bool,
    pub judged: bool,
    pub unit: Option<Text>,
    pub max: Option<String>,
    pub part_of: Option<String>,
    pub tension: TensionDoc,
    pub validity: Option<(String, Cite)>,
    pub zero: Option<Text>,
    pub yes: Option<Text>,
    pub no: Option<Text>,
    pub lookup: String,
    pub rough: bool,
    pub asked_first: bool,
    pub lever: Option<LeverDoc>,
    pub ask: Option<Text>,
    pub label: Text,
    pub help: Text,
    pub example: Option<Text>,
    pub document: Option<String>,
    pub options: Vec<OptionDoc>,
}

/// What makes an answer doubtful, as written; see the grammar for each key.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct TensionDoc {
    pub seldom_above: Vec<String>,
    pub steady: bool,
    pub since: Option<String>,
    pub past: bool,
}

/// How a fact can be changed, as written; see the grammar for each key.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct LeverDoc {
    pub by: String,
    pub kind: Option<String>,
    pub towards: Option<String>,
    pub effort: Option<i32>,
    pub per: Option<String>,
    pub after: Option<String>,
}

/// An option of a choice or a set.
#[derive(Debug, Clone)]
pub struct OptionDoc {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// What it means.
    pub help: Option<Text>,
    /// What one may type to find it, parted by `;`.
    pub words: Option<Text>,
}
