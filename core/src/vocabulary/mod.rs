//! The facts one can be asked for, checked and laid out.
//!
//! Every fact, whatever its kind, is held as a [`Span`] of whole numbers, so that "unknown", "between 110 and
//! 130" and "exactly 120" are the same thing: what is still possible.

pub mod implication;

use crate::day::{Day, YEARS};
use crate::limits::position;
use crate::text::Text;

/// What is still possible of a value; both ends are inside.
///
/// Money and percentages are in millionths, counts and years as they are, yes and no are 1 and 0, a choice is the
/// position of its option, a day its [`Day::number`], a title the day it is valid until or [`NO_TITLE`], a region
/// its six-digit code. A set is two masks: what it surely holds and what it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The least value, or what a set surely holds.
    pub lo: i64,
    /// The greatest value, or what a set may hold.
    pub hi: i64,
}

/// The value of a title that is not held.
pub const NO_TITLE: i64 = i32::MIN as i64;

impl Span {
    /// One value.
    pub const fn point(value: i64) -> Span {
        Span { lo: value, hi: value }
    }

    /// Whether only one value is possible.
    #[inline]
    pub fn is_point(self) -> bool {
        self.lo == self.hi
    }

    /// Whether every value of the other is one of this. Like [`Span::overlaps`] not for sets, whose ends are masks.
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }

    /// Whether some value is one of both.
    #[inline]
    pub fn overlaps(self, other: Span) -> bool {
        self.lo <= other.hi && other.lo <= self.hi
    }

    /// The GB/T 2260 code of the region that these codes of six digits make up.
    pub fn region_code(self) -> String {
        let width = match self.hi - self.lo {
            0 => 1,
            1..100 => 100,
            _ => 10_000,
        };
        (self.lo / width).to_string()
    }
}

/// What kind of answer a fact takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 万元, at most six decimals.
    Money,
    /// A percent figure.
    Percent,
    /// A whole number.
    Count,
    /// Whole years.
    Years,
    /// Yes or no.
    Bool,
    /// One option.
    Choice,
    /// Any of the options, or none.
    Set,
    /// The date a title is valid until, or `"none"`.
    Title,
    /// A day.
    Date,
    /// A GB/T 2260 code of two, four or six digits.
    Region,
}

impl Kind {
    const ALL: [(&'static str, Kind); 10] = [
        ("money", Kind::Money),
        ("percent", Kind::Percent),
        ("count", Kind::Count),
        ("years", Kind::Years),
        ("bool", Kind::Bool),
        ("choice", Kind::Choice),
        ("set", Kind::Set),
        ("title", Kind::Title),
        ("date", Kind::Date),
        ("region", Kind::Region),
    ];

    /// The kind of an identifier.
    pub fn from_id(id: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(known, _)| *known == id).map(|(_, kind)| *kind)
    }

    /// Its identifier.
    pub fn id(self) -> &'static str {
        Kind::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(id, _)| *id)
    }

    /// The identifiers of all kinds.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        Kind::ALL.iter().map(|(id, _)| *id)
    }

    /// Whether values are held in millionths.
    pub fn is_micro(self) -> bool {
        match self {
            Kind::Money | Kind::Percent => true,
            Kind::Count | Kind::Years | Kind::Bool | Kind::Choice | Kind::Set | Kind::Title | Kind::Date | Kind::Region => false,
        }
    }

    /// Whether values are numbers that can be compared and added.
    pub fn is_number(self) -> bool {
        match self {
            Kind::Money | Kind::Percent | Kind::Count | Kind::Years => true,
            Kind::Bool | Kind::Choice | Kind::Set | Kind::Title | Kind::Date | Kind::Region => false,
        }
    }

    /// Everything possible of an answer of this kind, before the fact says more.
    pub(crate) fn domain(self) -> Span {
        let day = |year, month, day| Day::new(year, month, day).map_or(0, Day::number);
        let last_day = day(*YEARS.end(), 12, 31);
        match self {
            Kind::Money | Kind::Percent => Span { lo: 0, hi: crate::number::LARGEST * crate::number::MICRO },
            Kind::Count | Kind::Years => Span { lo: 0, hi: crate::number::LARGEST },
            Kind::Bool => Span { lo: 0, hi: 1 },
            Kind::Choice | Kind::Set => Span { lo: 0, hi: 0 },
            Kind::Title => Span { lo: NO_TITLE, hi: last_day },
            Kind::Date => Span { lo: day(*YEARS.start(), 1, 1), hi: last_day },
            Kind::Region => Span { lo: 100_000, hi: 999_999 },
        }
    }
}

/// What it costs to look an answer up, cheapest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lookup {
    /// The owner knows it.
    ByHeart,
    /// It stands in the annual accounts.
    Accounts,
    /// It takes a specialist.
    Specialist,
}

impl Lookup {
    /// The cost of an identifier.
    pub fn from_id(id: &str) -> Option<Lookup> {
        Some(match id {
            "by_heart" => Lookup::ByHeart,
            "accounts" => Lookup::Accounts,
            "specialist" => Lookup::Specialist,
            _ => return None,
        })
    }

    /// Its identifier.
    pub fn id(self) -> &'static str {
        match self {
            Lookup::ByHeart => "by_heart",
            Lookup::Accounts => "accounts",
            Lookup::Specialist => "specialist",
        }
    }
}

/// How a fact can be changed; a fact without a [`Lever`] cannot be changed at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By decision, from today on.
    Decision,
    /// By work that takes up to a year.
    Work,
    /// Only time changes it: years add up, or what happened falls out of the period looked at after so many years.
    Time {
        /// After how many years it no longer counts.
        after: Option<i32>,
    },
    /// Only an authority or the platform settles it.
    Authority,
}

impl By {
    /// All identifiers.
    pub const IDS: [&'static str; 4] = ["decision", "work", "time", "authority"];
}

/// What a change takes; alternatives of a plan differ in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Means {
    /// 资金
    Money,
    /// 人员
    People,
    /// 知识产权
    Ip,
    /// 经营
    Market,
    /// 管理
    Management,
}

impl Means {
    /// All of them.
    pub const ALL: [Means; 5] = [Means::Money, Means::People, Means::Ip, Means::Market, Means::Management];

    /// Its identifier.
    pub fn id(self) -> &'static str {
        match self {
            Means::Money => "money",
            Means::People => "people",
            Means::Ip => "ip",
            Means::Market => "market",
            Means::Management => "management",
        }
    }
}

/// How an enterprise can change a fact, and with what effort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lever {
    /// How.
    pub by: By,
    /// What it takes, where the enterprise can do anything.
    pub means: Option<Means>,
    /// Whether less is better, and not more.
    pub less: bool,
    /// The effort of the smallest step (a fen, one person, yes instead of no), in [`Lever::UNIT`].
    pub weight: i64,
}

impl Lever {
    /// One unit of effort, as `facts.json` writes it.
    pub const UNIT: i64 = 1_000_000_000;
}

/// Where a fact stands in the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactIx(pub u16);

/// Where a standard stands in the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StandardIx(pub u16);

/// The year of a yearly fact, counted back from the year of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearRef {
    /// The calendar year of the day itself, not yet closed.
    Now,
    /// The last complete year.
    Y0,
    /// The year before.
    Y1,
    /// The one before that.
    Y2,
}

impl YearRef {
    /// All of them, latest first; also the order of a yearly fact's slots.
    pub const ALL: [YearRef; 4] = [YearRef::Now, YearRef::Y0, YearRef::Y1, YearRef::Y2];

    /// How many years before the year of the day.
    pub fn back(self) -> i32 {
        self as i32
    }
}

/// Where a value lies in a case: a fact, and a year if it is yearly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u16);

/// What makes an answer doubtful beside others, though it counts.
#[derive(Debug, Clone, Default)]
pub struct Tension {
    /// The facts it seldom exceeds.
    pub seldom_above: Vec<FactIx>,
    /// Whether one year is seldom more than ten times the next.
    pub steady: bool,
    /// The day since which its years are counted, at the earliest.
    pub since: Option<FactIx>,
    /// Whether its day cannot lie ahead.
    pub past: bool,
}

/// One thing an enterprise can be asked.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its id, as in cases.
    pub id: String,
    /// Position of its theme in [`Vocabulary::sections`].
    pub section: usize,
    /// The kind of answer.
    pub kind: Kind,
    /// Whether it is given by year.
    pub yearly: bool,
    /// Whether the year is the calendar year of issue, so that the current one counts.
    pub calendar: bool,
    /// Whether only an authority can judge it.
    pub judged: bool,
    /// The unit, with money 万元 and percent %; absent where there is none.
    pub unit: Option<Text>,
    /// Everything possible.
    pub domain: Span,
    /// The fact it can never exceed.
    pub part_of: Option<FactIx>,
    /// With what other answers it hardly goes together.
    pub tension: Tension,
    /// How many months a title lasts from its first day, where that is known, and where that stands.
    pub lasts: Option<(i32, crate::written::Cite)>,
    /// What 0 means, where it is an answer of its own: that there is none.
    pub zero: Option<Text>,
    /// Of yes or no: what no says and what yes says as a statement, so that a requirement reads as one.
    pub statements: Option<[Text; 2]>,
    /// What it costs to answer.
    pub lookup: Lookup,
    /// Whether the owner knows a rough figure by heart, whatever the exact one costs.
    pub rough: bool,
    /// How long it takes to look it up and to give it, in seconds; 0 where that is not told.
    pub seconds: u32,
    /// Whether it is asked before the facts that follow from it, and these only where they stay open.
    pub asked_first: bool,
    /// How it can be changed; none if it cannot.
    pub lever: Option<Lever>,
    /// The question in the words of an owner; the name does where there are none.
    pub ask: Option<Text>,
    /// Its official name.
    pub label: Text,
    /// Where the figure comes from and what counts.
    pub help: Text,
    /// A figure worked out.
    pub example: Option<Text>,
    /// The paper in which the answer stands, by its position in [`Vocabulary::papers`].
    pub document: Option<usize>,
    /// The options of a choice or a set.
    pub options: Vec<FactOption>,
    /// Its first slot; a yearly fact has four, see [`YearRef::ALL`].
    pub slot: Slot,
}

/// An option of a choice or a set.
#[derive(Debug, Clone)]
pub struct FactOption {
    /// Its id, as in cases.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// What it means, where that needs saying.
    pub help: Option<Text>,
    /// What one may type to find it, parted by `;`.
    pub words: Option<Text>,
}

impl Fact {
    /// The slot of a year; a fact that is not yearly has but one.
    pub fn slot_of(&self, year: YearRef) -> Slot {
        if self.yearly { Slot(self.slot.0 + year as u16) } else { self.slot }
    }

    /// The years in which it can be asked, latest first: none if it is not yearly, the three complete years, or the
    /// current and the last one if it goes by calendar year of issue.
    pub fn years(&self) -> &'static [YearRef] {
        match (self.yearly, self.calendar) {
            (false, _) => &[],
            (true, false) => &[YearRef::Y0, YearRef::Y1, YearRef::Y2],
            (true, true) => &[YearRef::Now, YearRef::Y0],
        }
    }

    /// The answer that there is none: no for yes or no, 0 of a count, nothing of a set, a title that is not held. Other
    /// facts have no such answer.
    pub fn none(&self) -> Option<Span> {
        match self.kind {
            Kind::Bool | Kind::Set => Some(Span::point(0)),
            Kind::Count if !self.yearly => Some(Span::point(0)),
            Kind::Title => Some(Span::point(NO_TITLE)),
            Kind::Count | Kind::Money | Kind::Percent | Kind::Years | Kind::Choice | Kind::Date | Kind::Region => None,
        }
    }

    /// The next figure up or down as a person would write it: three digits that count, and of what is larger no fractions.
    /// What is counted is round as it is.
    pub fn rounded(&self, value: i64, up: bool) -> i64 {
        if !self.kind.is_micro() {
            return value;
        }
        let mut step = crate::number::MICRO;
        while step > 1 && value.abs() / step < 100 {
            step /= 10;
        }
        value.div_euclid(step).saturating_add(i64::from(up && value % step != 0)).saturating_mul(step)
    }

    /// The position of an option.
    pub fn option(&self, id: &str) -> Option<usize> {
        self.options.iter().position(|o| o.id == id)
    }
}

/// What one is asked on one screen.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id; that of its fact where it is for one fact alone.
    pub id: String,
    /// The question, in the words of an owner.
    pub ask: Text,
    /// What is to be said beside it.
    pub note: Option<Text>,
    /// The one answer that there is none of it all, which gives every fact its [`Fact::none`].
    pub none: Option<Text>,
    /// What is asked for, in the order of the screen.
    pub facts: Vec<FactIx>,
}

/// A standard's name and rung.
#[derive(Debug, Clone)]
pub struct Standard {
    /// Its id, as in reports.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its name where space is scarce.
    pub short: Text,
    /// Its rung, from 1.
    pub rung: u32,
    /// The fact that holds its title.
    pub title: Option<FactIx>,
}

/// A statement that figures are copied from.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Its name.
    pub name: Text,
    /// The facts that stand in it in the order of its lines, and what those lines are called beside the name of the fact.
    pub lines: Vec<(FactIx, Vec<String>)>,
}

/// All facts, themes and standards, in the order they are asked and assessed.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Themes: id and name.
    pub sections: Vec<(String, Text)>,
    /// The facts.
    pub facts: Vec<Fact>,
    /// The questions, which ask for every fact once, in the order of the facts.
    pub questions: Vec<Question>,
    /// The questions of the first round, by their position, in the order in which they are asked …
    pub first_round: Vec<usize>,
    /// … and those of the rounds after it.
    pub then: Vec<usize>,
    /// The standards.
    pub standards: Vec<Standard>,
    /// The standards that are the rungs of the ladder, from the lowest.
    pub ladder: Vec<StandardIx>,
    /// The statements that figures are copied from, each with its lines in their order.
    pub statements: Vec<Statement>,
    /// What may have to be brought along: id and name.
    pub papers: Vec<(String, Text)>,
    /// The value that says where the enterprise is registered, of the fact `region`; none where no question asks for it.
    pub place: Option<Slot>,
    /// Where each of them stands in a [`crate::proof`].
    pub codes: crate::written::Codes,
    /// What follows from what.
    pub implications: Vec<implication::Implication>,
    /// The facts in the order of their ids.
    pub(crate) by_id: Vec<FactIx>,
    pub(crate) slots: Vec<(FactIx, YearRef)>,
}

impl Vocabulary {
    /// The fact at a position.
    pub fn fact(&self, ix: FactIx) -> &Fact {
        &self.facts[ix.0 as usize]
    }

    /// The position of a fact.
    pub fn find(&self, id: &str) -> Option<FactIx> {
        self.place_of(id).ok().map(|at| self.by_id[at])
    }

    /// Where a fact stands in the order of ids, or else where it would.
    pub(crate) fn place_of(&self, id: &str) -> Result<usize, usize> {
        self.by_id.binary_search_by(|ix| self.fact(*ix).id.as_str().cmp(id))
    }

    /// All facts with their positions.
    pub fn iter(&self) -> impl Iterator<Item = (FactIx, &Fact)> {
        self.facts.iter().enumerate().map(|(i, fact)| (FactIx(position(i)), fact))
    }

    /// The standard at a position.
    pub fn standard(&self, ix: StandardIx) -> &Standard {
        &self.standards[ix.0 as usize]
    }

    /// The position of a standard.
    pub fn find_standard(&self, id: &str) -> Option<StandardIx> {
        self.standards.iter().position(|s| s.id == id).map(|i| StandardIx(position(i)))
    }

    /// How many slots a case has.
    pub fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// The fact of a slot, and its year (meaningless where the fact is not yearly).
    pub fn of_slot(&self, slot: Slot) -> (FactIx, YearRef) {
        self.slots[slot.0 as usize]
    }
}
