//! What policies are worth, and how they stand to each other, as a document writes it.

use super::*;

/// How often something is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Every {
    /// Every year.
    Year,
    /// One time.
    Once,
}

impl Every {
    /// Both.
    pub const ALL: [Every; 2] = [Every::Year, Every::Once];

    /// The identifier used in packs and reports.
    pub fn id(self) -> &'static str {
        match self {
            Every::Year => "year",
            Every::Once => "once",
        }
    }
}

/// What a policy gives, reckoned.
#[derive(Debug, Clone)]
pub struct GivesDoc {
    /// Its place in the file.
    pub place: String,
    /// Yearly or once.
    pub every: Every,
    /// From this day on; from the first where it is left out.
    pub from: Option<Day>,
    /// Until this day; until the last where it is left out.
    pub to: Option<Day>,
    /// Where it stands.
    pub cite: Option<Cite>,
    /// Whether it is no more than the most there is.
    pub up_to: bool,
    /// Whether an office decides how much it is.
    pub needs_authority: bool,
    /// How it is reckoned.
    pub of: FormulaDoc,
}

/// How an amount is reckoned.
#[derive(Debug, Clone)]
pub enum FormulaDoc {
    /// A number with its unit: `20 万元`, `8000 元`, `15 %`, or without one.
    Number(String),
    /// `fact` or `fact.y1`.
    Fact(String),
    /// A rate, as `PACK/ID`.
    Rate(String),
    /// Multiplied.
    Product(Vec<FormulaDoc>),
    /// Added up.
    Sum(Vec<FormulaDoc>),
    /// The least of them.
    Least(Vec<FormulaDoc>),
    /// The first less the second.
    Difference(Box<[FormulaDoc; 2]>),
    /// That of the first criterion that holds, else the last.
    Cases(Vec<(CriterionDoc, FormulaDoc)>, Box<FormulaDoc>),
}

/// A rate that several measures share.
#[derive(Debug, Clone)]
pub struct RateDoc {
    /// Its place in the file.
    pub place: String,
    /// Unique in the pack.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its steps, the first that holds before all others.
    pub steps: Vec<RateStepDoc>,
}

/// One step of a rate.
#[derive(Debug, Clone)]
pub struct RateStepDoc {
    /// Its place in the file.
    pub place: String,
    /// The rate with its unit: `5 %`.
    pub rate: String,
    /// When it holds; always where it is left out.
    pub when: Option<CriterionDoc>,
    /// The document that lays it down, where that is another.
    pub document: Option<String>,
    /// Where it stands.
    pub cite: Option<Cite>,
    /// From this day on.
    pub from: Option<Day>,
    /// Until this day.
    pub to: Option<Day>,
}

/// How several policies stand to each other.
#[derive(Debug, Clone)]
pub struct TieDoc {
    /// Its place in the file.
    pub place: String,
    /// The kind.
    pub key: TieKey,
    /// The policies, as `PACK/ID`.
    pub of: Vec<String>,
    /// What they give together at most.
    pub cap: Option<FormulaDoc>,
    /// The one thing that only one of them is given for, such as the same loan; none where it is the enterprise.
    pub per: Option<Text>,
    /// Where it stands.
    pub cite: Option<Cite>,
}
