//! Support policies and duties as a document writes them.

use super::*;

/// What a policy commits to, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Strength {
    /// 给付: it is given to whoever qualifies.
    Entitlement,
    /// 服务: somebody organises or provides it.
    Service,
    /// 引导: encouragement, nothing is owed.
    Encouragement,
    /// 机制: a mechanism one benefits from indirectly.
    Mechanism,
}

impl Strength {
    /// All of them, the strongest first.
    pub const ALL: [Strength; 4] = [Strength::Entitlement, Strength::Service, Strength::Encouragement, Strength::Mechanism];

    /// The identifier used in packs and reports.
    pub fn id(self) -> &'static str {
        match self {
            Strength::Entitlement => "entitlement",
            Strength::Service => "service",
            Strength::Encouragement => "encouragement",
            Strength::Mechanism => "mechanism",
        }
    }
}

/// What kind of benefit a policy gives: the identifiers used in packs and reports.
pub const BENEFITS: [&str; 16] = [
    "grant",
    "tax",
    "finance",
    "guarantee",
    "listing",
    "talent",
    "land",
    "market_access",
    "digital",
    "rd_platform",
    "ip",
    "brand",
    "standard",
    "training",
    "service",
    "honour",
];

/// A support policy as written; see the grammar for each key.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct PolicyDoc {
    pub place: String,
    pub id: String,
    pub part: Option<String>,
    pub title: Text,
    pub cite: Option<Cite>,
    pub strength: Strength,
    pub benefit: &'static str,
    pub needs: Vec<String>,
    pub gives: Text,
    pub amount: Option<Note>,
    pub who: Option<CriterionDoc>,
    pub may_ask: Option<MayAsk>,
    pub asks_more: bool,
    pub who_text: Option<Text>,
    pub how: Option<Text>,
    pub when: Option<Text>,
    pub papers: Vec<String>,
    pub authorities: Vec<String>,
    pub in_force: Option<(Period, Option<Certainty>)>,
    pub not_for: Vec<(String, Text)>,
}

/// Who, though `who` does not hold, may have a policy all the same.
#[derive(Debug, Clone)]
pub enum MayAsk {
    /// Anyone in the region: no question tells those the document names besides.
    Anyone,
    /// Those of whom this holds.
    Who(Box<CriterionDoc>),
}

/// A duty as written.
#[derive(Debug, Clone)]
pub struct DutyDoc {
    /// Its place in the file.
    pub place: String,
    /// Unique in the pack.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What has to be done.
    pub text: Text,
    /// Where it stands.
    pub cite: Option<Cite>,
    /// The titles it goes with.
    pub of: Vec<String>,
    /// When it is due.
    pub due: Due,
    /// It concerns only titles that run out by this day.
    pub expiring_by: Option<Day>,
    /// It does not concern who holds one of these.
    pub not_with: Vec<String>,
    /// Who is in charge.
    pub authorities: Vec<String>,
}

/// When a duty is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Every year by this month and day.
    Yearly(u32, u32),
    /// Before the title runs out.
    BeforeExpiry,
    /// So many months after a change.
    WithinMonths(u32),
    /// Between these days.
    Window(Day, Day),
}
