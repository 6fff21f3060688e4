//! A standard as a document writes it: criteria, score sheet, size classes.

use super::*;

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
    /// Where it is applied for.
    pub apply: Option<Application>,
    /// When and for which procedure it governs.
    pub governs: Vec<GovernsDoc>,
    /// All of these must hold.
    pub criteria: Vec<CriterionDoc>,
    /// What is told beside some of them, though it decides nothing by itself.
    pub cautions: Vec<CautionDoc>,
    /// The score sheet.
    pub score: Option<ScoreDoc>,
}

/// Where a title is applied for.
#[derive(Debug, Clone)]
pub struct Application {
    /// The platform on which it is done.
    pub platform: Text,
    /// Its address.
    pub url: Option<String>,
    /// Who decides, verbatim, the first to be asked first.
    pub authorities: Vec<String>,
    /// Where that stands.
    pub cite: Cite,
}

/// Something that may count against an enterprise without being a criterion of its own.
#[derive(Debug, Clone)]
pub struct CautionDoc {
    /// Its place in the file.
    pub place: String,
    /// Unique in the standard.
    pub id: String,
    /// What is told.
    pub text: Text,
    /// Where it stands.
    pub cite: Option<Cite>,
    /// The criteria beside which it is told.
    pub beside: Vec<String>,
    /// When it is told.
    pub when: CriterionDoc,
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
    /// A title was won in a time.
    Won(String, WonDoc),
    /// A day lies so long back.
    Since(String, String),
    /// A title is held and runs out within so long.
    Lapsing(String, String),
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

/// The time in which a title was won, as written.
#[derive(Debug, Clone)]
pub enum WonDoc {
    /// So long before the day asked for, or later: `12 个月`.
    Within(String),
    /// Between these days; an end left out is open.
    Between(Option<Day>, Option<Day>),
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
