//! A pack as it was written: the shape is right, nothing has been looked up yet. `core/packs/README.md` is the
//! grammar; [`crate::read`] makes these from JSON, [`crate::compile`] checks them.

use crate::day::{Day, Period};
use crate::text::Text;
use std::collections::BTreeMap;

/// How sure a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Certainty {
    /// Neither the wording nor an agreeing report was seen.
    Unverified,
    /// Others report it.
    Secondary,
    /// The official wording was seen.
    Official,
}

impl Certainty {
    /// The identifier used in packs and reports.
    pub fn id(self) -> &'static str {
        match self {
            Certainty::Official => "official",
            Certainty::Secondary => "secondary",
            Certainty::Unverified => "unverified",
        }
    }
}

/// Whether a title is applied for or renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Procedure {
    /// 首次申报.
    #[default]
    FirstApplication,
    /// 复核.
    Renewal,
}

impl Procedure {
    /// Both procedures.
    pub const ALL: [Procedure; 2] = [Procedure::FirstApplication, Procedure::Renewal];

    /// The identifier used in cases, packs and reports.
    pub fn id(self) -> &'static str {
        match self {
            Procedure::FirstApplication => "first_application",
            Procedure::Renewal => "renewal",
        }
    }

    /// The procedure of an identifier.
    pub fn from_id(id: &str) -> Option<Procedure> {
        Procedure::ALL.into_iter().find(|p| p.id() == id)
    }
}

/// What is told of an issuing document itself.
#[derive(Debug, Clone)]
pub struct Head {
    /// `cn/miit-2022-63`.
    pub id: String,
    /// The document's name.
    pub title: Text,
    /// 工信部企业〔2022〕63号.
    pub number: Option<String>,
    /// The issuing body.
    pub issuer: Option<Text>,
    /// The day of issue.
    pub issued: Option<Day>,
    /// The days on which the document is in force.
    pub in_force: Option<Period>,
    /// Where it can be read and how sure its statements are unless they say otherwise.
    pub source: Source,
    /// What a reader should know of the whole document.
    pub notes: Vec<Note>,
}

/// One document's file.
#[derive(Debug, Clone)]
pub struct PackDoc {
    /// The document itself.
    pub head: Head,
    /// The document it replaces.
    pub succeeds: Option<String>,
    /// The document's own words for figures.
    pub definitions: Vec<DefinitionDoc>,
    /// Lists of criteria taken in by name.
    pub shared: BTreeMap<String, Vec<CriterionDoc>>,
    /// The standards it lays down.
    pub standards: Vec<StandardDoc>,
    /// The size classes it lays down.
    pub size_standard: Vec<IndustryDoc>,
    /// Whom its policies concern by place of registration; everybody where it is left out.
    pub region: Option<String>,
    /// Its chapters, for browsing.
    pub parts: Vec<(String, Text)>,
    /// The support it gives.
    pub policies: Vec<PolicyDoc>,
    /// What a title obliges to.
    pub duties: Vec<DutyDoc>,
    /// The vocabulary; only `facts.json` has one.
    pub vocabulary: Option<VocabularyDoc>,
}

/// Where a document can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The official address.
    pub url: Option<String>,
    /// How sure its statements are.
    pub certainty: Certainty,
    /// The day a person last compared the pack with its source.
    pub checked: Day,
    /// The last day on which that comparison can be relied on: by then somebody has to look again, because a yearly
    /// notice is due or a term ends.
    pub check_again_by: Option<Day>,
}

impl Source {
    /// Whether the day by which somebody should have looked again is past.
    pub fn is_overdue(&self, day: Day) -> bool {
        self.check_again_by.is_some_and(|by| by < day)
    }
}

/// A remark on the whole document.
#[derive(Debug, Clone)]
pub struct Note {
    /// The remark.
    pub text: Text,
    /// How sure it is.
    pub certainty: Certainty,
}

/// Where a statement stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// The article, as the document counts: 附件1 (三).
    pub article: String,
    /// The verbatim wording, where one was seen.
    pub quote: Option<String>,
    /// How sure the statement is.
    pub certainty: Certainty,
}

/// The document's own words for a figure.
#[derive(Debug, Clone)]
pub struct DefinitionDoc {
    /// Its place in the file.
    pub place: String,
    /// Unique in the pack.
    pub id: String,
    /// The word defined.
    pub term: Text,
    /// Where it stands, with the wording if one was seen.
    pub cite: Cite,
    /// What it says, where no wording was seen.
    pub text: Option<Text>,
    /// The facts it defines.
    pub facts: Vec<String>,
}

/// One standard of a document.
#[derive(Debug, Clone)]
pub struct StandardDoc {
    /// Its place in the file.
    pub place: String,
    /// The standard's id in the vocabulary.
    pub id: String,
    /// The annex it stands in.
    pub annex: Option<Text>,
    /// When in the year it can be applied for, as far as that is known.
    pub season: Option<Note>,
    /// When and for which procedure it governs.
    pub governs: Vec<GovernsDoc>,
    /// All of these must hold.
    pub criteria: Vec<CriterionDoc>,
    /// The score sheet.
    pub score: Option<ScoreDoc>,
}

/// When and for which procedure a standard governs.
#[derive(Debug, Clone)]
pub struct GovernsDoc {
    /// The days.
    pub period: Period,
    /// The procedures.
    pub procedures: Vec<Procedure>,
    /// How sure this is.
    pub certainty: Certainty,
    /// A remark.
    pub note: Option<Text>,
}

/// A criterion as written.
#[derive(Debug, Clone)]
pub struct CriterionDoc {
    /// Its place in the file.
    pub place: String,
    /// Local id; what has one is shown.
    pub id: Option<String>,
    /// What it asks, in a few words.
    pub text: Option<Text>,
    /// Where it stands.
    pub cite: Option<Cite>,
    /// What it says.
    pub form: FormDoc,
    /// When this holds, the criterion is not applicable.
    pub waived_by: Option<Box<CriterionDoc>>,
    /// In these procedures the criterion is not applicable.
    pub waived_in: Vec<Procedure>,
    /// The lower standard whose title it asks for.
    pub prerequisite: Option<String>,
    /// The criterion of the document succeeded that it takes the place of, where that has another id.
    pub replaces: Option<String>,
}

/// How a quantity is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// >
    MoreThan,
    /// <
    LessThan,
}

/// The forms of a criterion.
#[derive(Debug, Clone)]
pub enum FormDoc {
    /// All must hold.
    AllOf(Vec<CriterionDoc>),
    /// Any may hold.
    AnyOf(Vec<CriterionDoc>),
    /// It must not hold.
    Not(Box<CriterionDoc>),
    /// A quantity beside a number with its unit.
    Compare(Relation, QuantityDoc, String),
    /// It holds in each of so many years.
    EveryYear(u32, Box<CriterionDoc>),
    /// It holds for the calendar year of the day; in a renewal, for any of so many years back from it.
    ThisYear(u32, Box<CriterionDoc>),
    /// A place in a ranking was won, at worst this one; none written: any place.
    Ranked(String, Option<String>),
    /// A yes-or-no fact is yes.
    Holds(String),
    /// A judged fact is declared.
    Declared(String),
    /// A choice is one of these.
    OneOf(String, Vec<String>),
    /// A set holds any of these.
    Includes(String, Vec<String>),
    /// A title is held.
    Held(String),
    /// A region lies within.
    Within(String, String),
    /// The size class is at most this.
    SizeAtMost(String),
    /// A score reaches so many points.
    ScoreAtLeast(String, String),
    /// Another standard is met.
    Meets(String),
    /// A shared list is taken in.
    Use(String),
}

/// A quantity as written.
#[derive(Debug, Clone)]
pub enum QuantityDoc {
    /// `fact` or `fact.y1`.
    Fact(String),
    /// One over the other.
    Ratio(Box<QuantityDoc>, Box<QuantityDoc>),
    /// Facts added up.
    Sum(Vec<QuantityDoc>),
    /// A fact added up over years.
    SumOfYears(String, u32),
    /// Its mean over years.
    MeanOfYears(String, u32),
    /// Last year over the year before.
    Growth(String),
    /// The mean of two yearly growths.
    AverageGrowth(String),
    /// The yearly rate over two years.
    CompoundGrowth(String),
}

/// A score sheet as written.
#[derive(Debug, Clone)]
pub struct ScoreDoc {
    /// Its place in the file.
    pub place: String,
    /// The most points there are.
    pub max: i32,
    /// Its groups.
    pub groups: Vec<GroupDoc>,
}

/// A group of indicators.
#[derive(Debug, Clone)]
pub struct GroupDoc {
    /// Its place in the file.
    pub place: String,
    /// Unique in the sheet.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The most points it gives.
    pub max: i32,
    /// Its indicators.
    pub indicators: Vec<IndicatorDoc>,
}

/// An indicator as written.
#[derive(Debug, Clone)]
pub struct IndicatorDoc {
    /// Its place in the file.
    pub place: String,
    /// Unique in the sheet.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The most points it gives.
    pub max: i32,
    /// Where it stands.
    pub cite: Option<Cite>,
    /// How points are given.
    pub scale: ScaleDoc,
}

/// How points are given.
#[derive(Debug, Clone)]
pub enum ScaleDoc {
    /// Of the first line reached.
    Bands {
        /// What is measured.
        of: QuantityDoc,
        /// Up or down.
        relation: Relation,
        /// Numbers with their unit, and the points.
        lines: Vec<(String, i32)>,
        /// Points where no line is reached.
        otherwise: Option<i32>,
    },
    /// Of the best case that holds.
    Cases {
        /// Criteria and points.
        when: Vec<(CriterionDoc, i32)>,
        /// Points where none holds.
        otherwise: Option<i32>,
    },
    /// So many points for each that holds.
    Tally {
        /// Points for each.
        points: i32,
        /// The criteria.
        of: Vec<CriterionDoc>,
    },
    /// So many points for each full step.
    Steps {
        /// What is measured.
        of: QuantityDoc,
        /// The step with its unit.
        every: String,
        /// Points for each.
        points: i32,
    },
    /// The fact is the score.
    Given(String),
    /// The best of several readings.
    BestOf(Vec<ScaleDoc>),
}

/// One industry of the size standard.
#[derive(Debug, Clone)]
pub struct IndustryDoc {
    /// Its place in the file.
    pub place: String,
    /// An option of the fact `industry`.
    pub id: String,
    /// Where it stands.
    pub cite: Option<Cite>,
    /// Fact, and the lower bounds of large, medium and small.
    pub lines: Vec<(QuantityDoc, [String; 3])>,
}

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
    /// What may have to be brought along: id and name.
    pub papers: Vec<(String, Text)>,
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
    pub lookup: String,
    pub lever: Option<LeverDoc>,
    pub label: Text,
    pub help: Text,
    pub options: Vec<OptionDoc>,
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
}

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
