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
    pub amounts: Vec<AmountDoc>,
    pub worth: Vec<GivesDoc>,
    pub who: Option<CriterionDoc>,
    pub may_ask: Option<MayAsk>,
    pub asks_more: bool,
    pub not_asked: Option<Text>,
    pub yields_to: Vec<String>,
    pub rank: Option<(i32, Text)>,
    pub who_text: Option<Text>,
    pub how: Option<Text>,
    pub when: Option<Text>,
    pub papers: Vec<String>,
    pub authorities: Vec<String>,
    pub in_force: Option<(Period, Option<Certainty>)>,
    pub window: Option<Window>,
    pub local: Vec<LocalDoc>,
    pub not_for: Vec<(String, Text)>,
}

/// How much a policy gives, and on which days.
#[derive(Debug, Clone)]
pub struct AmountDoc {
    /// From this day on; from the first where it is left out.
    pub from: Option<Day>,
    /// Until this day; until the last where it is left out.
    pub to: Option<Day>,
    /// The amount in words, and how sure it is.
    pub note: Note,
}

impl AmountDoc {
    /// Whether it is the amount of a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The days within a document's term in which something has to be claimed or done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first of them, where it is known.
    pub from: Option<Day>,
    /// The last.
    pub to: Day,
}

/// What holds of a national policy in one region: office, platform and link.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct LocalDoc {
    pub place: String,
    pub region: String,
    pub how: Option<Text>,
    pub when: Option<Text>,
    pub authorities: Vec<String>,
    pub url: Option<String>,
}

/// A measure of which nothing but the name is known: whom to ask.
#[derive(Debug, Clone)]
pub struct LeadDoc {
    /// Its place in the file.
    pub place: String,
    /// Unique in the pack, policies included.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What is known of it, and what is not.
    pub text: Text,
    /// The needs it might answer.
    pub needs: Vec<String>,
    /// Whom to ask.
    pub authorities: Vec<String>,
    /// How sure even this is.
    pub certainty: Certainty,
}

/// How many enterprises a document sets itself to have.
#[derive(Debug, Clone)]
pub struct TargetDoc {
    /// Its place in the file.
    pub place: String,
    /// Unique in the pack.
    pub id: String,
    /// What is to be reached, in a few words.
    pub title: Text,
    /// How many enterprises.
    pub count: i32,
    /// The last day by which.
    pub by: Day,
    /// Which enterprises count.
    pub who: CriterionDoc,
    /// Where it stands.
    pub cite: Option<Cite>,
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
    /// The part of each year in which it can be done at all; the whole year where it is left out.
    pub season: Option<Season>,
    /// Who is in charge.
    pub authorities: Vec<String>,
}

/// A part of the year, from one day of the calendar to another: month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Season {
    /// The first day.
    pub from: (u32, u32),
    /// The last day, not before the first.
    pub to: (u32, u32),
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
