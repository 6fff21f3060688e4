//! The rules after checking: ids are positions, texts are numbers, nothing is left to go wrong.

use crate::day::{Day, Period};
use crate::number::{MICRO, Threshold};
use crate::text::Text;
use crate::vocabulary::{FactIx, Slot, Span, StandardIx, Vocabulary};
use crate::written::{Certainty, Cite, Due, Head, Note, Procedure, Relation, Strength};

/// All rules: what `compile` makes of the packs.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// The facts and standards spoken of.
    pub vocabulary: Vocabulary,
    /// The documents.
    pub documents: Vec<Document>,
    /// The standards, one for each document that lays it down.
    pub sheets: Vec<Sheet>,
    /// The support policies.
    pub policies: Vec<Policy>,
    /// What titles oblige to.
    pub duties: Vec<Duty>,
    /// The size standards.
    pub(crate) size_standards: Vec<SizeStandard>,
}

impl RuleSet {
    /// The document at a position.
    pub fn document(&self, ix: DocumentIx) -> &Document {
        &self.documents[ix.0 as usize]
    }

    /// The sheet that governs a standard on a day in a procedure; none where no rule is in force.
    pub fn governing(&self, standard: StandardIx, day: Day, procedure: Procedure) -> Option<(&Sheet, &Governs)> {
        self.sheets.iter().filter(|sheet| sheet.standard == Some(standard)).find_map(|sheet| {
            let governs = sheet.governs.iter().find(|g| g.period.contains(day) && g.procedures.contains(&procedure))?;
            Some((sheet, governs))
        })
    }

    /// The document that lays down the size classes in force on a day.
    pub fn size_document(&self, day: Day) -> Option<&Document> {
        self.size_standard(day).map(|s| self.document(s.document))
    }

    pub(crate) fn size_standard(&self, day: Day) -> Option<&SizeStandard> {
        self.size_standards.iter().find(|s| self.document(s.document).head.in_force.is_none_or(|p| p.contains(day)))
    }
}

/// Where a document stands in a rule set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentIx(pub u16);

/// An issuing document.
#[derive(Debug, Clone)]
pub struct Document {
    /// What is told of it.
    pub head: Head,
    /// The document it replaces.
    pub succeeds: Option<DocumentIx>,
    /// Its own words for figures.
    pub definitions: Vec<Definition>,
    /// Its chapters: id and name.
    pub parts: Vec<(String, Text)>,
}

/// A document's own words for a figure.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The word defined.
    pub term: Text,
    /// Where it stands, with the wording if one was seen.
    pub cite: Cite,
    /// What it says where no wording was seen.
    pub text: Option<Text>,
    /// The facts it defines.
    pub facts: Vec<FactIx>,
}

/// A support policy.
#[derive(Debug, Clone)]
pub struct Policy {
    /// `PACK/ID`.
    pub id: String,
    /// Position of its chapter in [`Document::parts`].
    pub part: Option<usize>,
    /// Its name.
    pub title: Text,
    /// Where it stands.
    pub cite: Cite,
    /// What it commits to.
    pub strength: Strength,
    /// What kind of benefit it gives; one of [`crate::written::BENEFITS`].
    pub benefit: &'static str,
    /// The options of the fact `needs` it answers, as a mask.
    pub needs: u64,
    /// What it gives, without figures.
    pub gives: Text,
    /// How much, where that was verified.
    pub amount: Option<Note>,
    /// Whom it is for, as far as facts can tell; its criteria are the region and what the document asks.
    pub who: Sheet,
    /// Who may ask although `who` does not hold: those of whom the document leaves open whether they are meant, and
    /// those it names whom no question tells. A node of [`Policy::who`], outside its criteria.
    pub may_ask: Option<NodeIx>,
    /// Whether the document asks for more than facts can tell.
    pub asks_more: bool,
    /// Whom it is for, in the document's sense.
    pub who_text: Option<Text>,
    /// What has to be done.
    pub how: Option<Text>,
    /// When.
    pub when: Option<Text>,
    /// What to bring, as positions in [`Vocabulary::papers`].
    pub papers: Vec<usize>,
    /// Who is in charge, verbatim and in the document's order.
    pub authorities: Vec<String>,
    /// The days it is in force; none where nothing is known of them.
    pub in_force: Option<Period>,
    /// How sure these days are.
    pub in_force_certainty: Certainty,
    /// Regions it is known not to cover, and what to tell them.
    pub not_for: Vec<(Span, Text)>,
    /// The titles of the ladder that its conditions ask for, with the standards they belong to.
    pub(crate) titles: Vec<(Slot, StandardIx)>,
}

impl Policy {
    /// The document it stands in.
    pub fn document(&self) -> DocumentIx {
        self.who.document
    }
}

/// What a title obliges to.
#[derive(Debug, Clone)]
pub struct Duty {
    /// `PACK/ID`.
    pub id: String,
    /// The document it stands in.
    pub document: DocumentIx,
    /// Its name.
    pub title: Text,
    /// What has to be done.
    pub text: Text,
    /// Where it stands.
    pub cite: Cite,
    /// The titles it goes with.
    pub of: Vec<FactIx>,
    /// When it is due.
    pub due: Due,
    /// It concerns only titles that run out by this day.
    pub expiring_by: Option<Day>,
    /// It does not concern who holds one of these titles.
    pub not_with: Vec<FactIx>,
    /// Who is in charge.
    pub authorities: Vec<String>,
}

/// When and for which procedure a sheet governs.
#[derive(Debug, Clone)]
pub struct Governs {
    /// The days.
    pub period: Period,
    /// The procedures.
    pub procedures: Vec<Procedure>,
    /// How sure this is.
    pub certainty: Certainty,
    /// A remark.
    pub note: Option<Text>,
}

/// Where a node stands in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeIx(pub u16);

/// One standard as one document lays it down, or whom a policy is for.
///
/// Its criteria are nodes of a tree, laid out so that every node stands after what it needs: first the criteria
/// that indicators ask (up to `scored_from`), then, once scores are reckoned, all others, the root last.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The id of the standard or the policy.
    pub id: String,
    /// The standard; none for a policy.
    pub standard: Option<StandardIx>,
    /// The document.
    pub document: DocumentIx,
    /// The annex it stands in.
    pub annex: Option<Text>,
    /// When in the year it can be applied for, as far as that is known.
    pub season: Option<Note>,
    /// When it governs.
    pub governs: Vec<Governs>,
    /// The criteria that must all hold, in the order of the document.
    pub criteria: Vec<NodeIx>,
    /// The whole.
    pub root: NodeIx,
    /// Its score sheet.
    pub score: Option<Score>,
    pub(crate) tests: Vec<Test>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) children: Vec<NodeIx>,
    pub(crate) scored_from: usize,
    pub(crate) layout: Vec<Spot>,
}

/// Where a line of an explanation stands; see [`crate::explain`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    /// The node; of a waived criterion that which carries its name.
    pub node: NodeIx,
    /// The node that says what is asked, under whatever waives it.
    pub core: NodeIx,
    /// The first spot after this one that is no part of it.
    pub end: u16,
    /// How deep it stands.
    pub depth: u8,
    /// Whether it waives the line it belongs to.
    pub waiver: bool,
    /// Whether it is a part without a name, which is left out where it is not asked.
    pub nameless: bool,
}

impl Sheet {
    /// What a node says.
    pub fn test(&self, node: NodeIx) -> &Test {
        &self.tests[node.0 as usize]
    }

    /// What is told of a node.
    pub fn claim(&self, node: NodeIx) -> &Claim {
        &self.claims[node.0 as usize]
    }

    /// The members of an `AllOf` or `AnyOf`.
    pub fn members(&self, range: &Members) -> &[NodeIx] {
        &self.children[range.first as usize..range.first as usize + range.len as usize]
    }
}

/// What is told of a node besides its test.
#[derive(Debug, Clone, Default)]
pub struct Claim {
    /// Its local id, if it is shown on its own.
    pub id: Option<String>,
    /// What it asks.
    pub text: Option<Text>,
    /// Where it stands.
    pub cite: Option<Cite>,
    /// The lower standard whose title it asks for.
    pub prerequisite: Option<StandardIx>,
    /// The criterion of the document succeeded that it takes the place of, where that has another id.
    pub replaces: Option<String>,
    /// The number it compares with, as written in the pack.
    pub threshold: Option<String>,
}

/// A run of [`Sheet::members`].
#[derive(Debug, Clone, Copy)]
pub struct Members {
    pub(crate) first: u16,
    pub(crate) len: u16,
}

/// What a node tests.
#[derive(Debug, Clone)]
pub enum Test {
    /// All members hold.
    AllOf(Members),
    /// All members hold; they are one criterion asked of several years, latest first.
    EveryYear(Members),
    /// Any member holds.
    AnyOf(Members),
    /// It does not hold.
    Not(NodeIx),
    /// A quantity stands so to a number. The number is in the quantity's own scale.
    Compare {
        /// What is measured.
        of: Quantity,
        /// How it must stand.
        relation: Relation,
        /// To what, in the quantity's scale; see `Quantity::scaled`.
        than: Threshold,
    },
    /// A yes-or-no fact is yes.
    Holds(Slot),
    /// A judged fact is declared.
    Declared(Slot),
    /// A choice is one of the options in the mask.
    OneOf(Slot, u64),
    /// A set holds any of the options in the mask.
    Includes(Slot, u64),
    /// A title is held on the day.
    Held(Slot),
    /// A region code, or a place in a ranking, lies within.
    Within(Slot, i64, i64),
    /// The size class is at most this.
    SizeAtMost(SizeClass),
    /// A score reaches so many points.
    ScoreAtLeast(ScoreRef, i32),
    /// Another standard is met.
    Meets(StandardIx),
    /// Not applicable where the second holds.
    WaivedBy(NodeIx, NodeIx),
    /// Not applicable in these procedures.
    WaivedIn(NodeIx, [bool; 2]),
}

/// Up to four values added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    slots: [Slot; 4],
    len: u8,
}

impl Amount {
    /// One value.
    pub(crate) fn one(slot: Slot) -> Amount {
        Amount { slots: [slot; 4], len: 1 }
    }

    /// Adds a value; at most four fit.
    pub(crate) fn push(mut self, slot: Slot) -> Option<Amount> {
        *self.slots.get_mut(self.len as usize)? = slot;
        self.len += 1;
        Some(self)
    }

    /// The value, if there is but one.
    #[inline]
    pub(crate) fn single(&self) -> Option<Slot> {
        (self.len == 1).then_some(self.slots[0])
    }

    /// The values added up.
    #[inline]
    pub fn slots(&self) -> &[Slot] {
        &self.slots[..self.len as usize]
    }
}

/// Something measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// A value, or several added up.
    Amount(Amount),
    /// A sum divided by how many there are.
    Mean(Amount),
    /// One over the other.
    Ratio(Amount, Amount),
    /// The first over the second, less one.
    Growth(Slot, Slot),
    /// The mean of two yearly growths, from three years, latest first.
    AverageGrowth(Slot, Slot, Slot),
    /// The yearly rate that leads from the second to the first in two years.
    CompoundGrowth(Slot, Slot),
}

impl Quantity {
    /// Every value it rests on.
    pub fn slots(&self) -> Vec<Slot> {
        match self {
            Quantity::Amount(a) | Quantity::Mean(a) => a.slots().to_vec(),
            Quantity::Ratio(a, b) => [a.slots(), b.slots()].concat(),
            Quantity::Growth(a, b) | Quantity::CompoundGrowth(a, b) => vec![*a, *b],
            Quantity::AverageGrowth(a, b, c) => vec![*a, *b, *c],
        }
    }

    /// Whether it is a share or a rate, shown in percent.
    pub fn is_rate(&self) -> bool {
        !matches!(self, Quantity::Amount(_) | Quantity::Mean(_))
    }

    /// A threshold in the scale in which this quantity is compared. Amounts are compared as they are, a mean as the
    /// sum; rates as a part of one, a compound rate as the factor over two years.
    pub(crate) fn scaled(&self, threshold: i64) -> Threshold {
        let percent = 100 * MICRO;
        match self {
            Quantity::Amount(_) => Threshold::whole(threshold),
            Quantity::Mean(amount) => Threshold::whole(threshold * amount.slots().len() as i64),
            Quantity::Ratio(..) | Quantity::Growth(..) | Quantity::AverageGrowth(..) => Threshold::reduced(threshold, percent),
            Quantity::CompoundGrowth(..) => {
                let yearly = Threshold::reduced(percent + threshold, percent);
                Threshold { num: yearly.num * yearly.num, den: yearly.den * yearly.den }
            }
        }
    }
}

/// Where a score stands among a sheet's scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreRef(pub(crate) u16);

/// A score sheet. Scores are kept indicators first, then groups, then the total.
#[derive(Debug, Clone)]
pub struct Score {
    /// The most points there are.
    pub max: i32,
    /// Its groups.
    pub groups: Vec<Group>,
    /// Its indicators, group by group.
    pub indicators: Vec<Indicator>,
}

impl Score {
    /// Where an indicator's points are kept.
    pub fn indicator_ref(&self, indicator: usize) -> ScoreRef {
        ScoreRef(indicator as u16)
    }

    /// Where a group's points are kept.
    pub fn group_ref(&self, group: usize) -> ScoreRef {
        ScoreRef((self.indicators.len() + group) as u16)
    }

    /// Where the total is kept.
    pub fn total_ref(&self) -> ScoreRef {
        ScoreRef((self.indicators.len() + self.groups.len()) as u16)
    }

    /// The indicators that a score adds up.
    pub(crate) fn run(&self, of: ScoreRef) -> std::ops::Range<usize> {
        let at = of.0 as usize;
        match at.checked_sub(self.indicators.len()) {
            None => at..at + 1,
            Some(group) => self.groups.get(group).map_or(0..self.indicators.len(), |g| g.indicators.clone()),
        }
    }

    /// The name of a score; the total has none.
    pub fn name(&self, of: ScoreRef) -> Option<&Text> {
        let at = of.0 as usize;
        let group = at.checked_sub(self.indicators.len());
        match group {
            None => Some(&self.indicators[at].name),
            Some(group) => self.groups.get(group).map(|g| &g.name),
        }
    }
}

/// A group of indicators.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The most points it gives.
    pub max: i32,
    /// Its run of [`Score::indicators`].
    pub indicators: std::ops::Range<usize>,
}

/// An indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The most points it gives.
    pub max: i32,
    /// Where it stands.
    pub cite: Cite,
    /// How points are given.
    pub scale: Scale,
}

/// How points are given.
#[derive(Debug, Clone)]
pub enum Scale {
    /// Of the first line reached.
    Bands {
        /// What is measured.
        of: Quantity,
        /// At least or at most.
        relation: Relation,
        /// The lines, best first.
        lines: Vec<Line>,
        /// Points where none is reached.
        otherwise: i32,
    },
    /// Of the best case that holds.
    Cases {
        /// Criteria and points, best first.
        when: Vec<(NodeIx, i32)>,
        /// Points where none holds.
        otherwise: i32,
    },
    /// So many points for each that holds.
    Tally {
        /// Points for each.
        points: i32,
        /// The criteria.
        of: Vec<NodeIx>,
    },
    /// So many points for each full step.
    Steps {
        /// What is measured.
        of: Slot,
        /// The step, in the fact's scale.
        every: i64,
        /// Points for each.
        points: i32,
    },
    /// The fact is the score.
    Given(Slot),
    /// The best of several readings.
    BestOf(Vec<Scale>),
}

/// One line of a banded scale.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it lies, in the quantity's scale.
    pub than: Threshold,
    /// The points it gives.
    pub points: i32,
    /// The number as written in the pack.
    pub written: String,
}

/// The size of an enterprise, smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum SizeClass {
    /// 微型
    Micro,
    /// 小型
    Small,
    /// 中型
    Medium,
    /// 大型
    Large,
}

impl SizeClass {
    /// All classes, smallest first.
    pub const ALL: [SizeClass; 4] = [SizeClass::Micro, SizeClass::Small, SizeClass::Medium, SizeClass::Large];

    /// The identifier used in packs and reports.
    pub fn id(self) -> &'static str {
        match self {
            SizeClass::Micro => "micro",
            SizeClass::Small => "small",
            SizeClass::Medium => "medium",
            SizeClass::Large => "large",
        }
    }
}

/// The size classes one document lays down.
#[derive(Debug, Clone)]
pub(crate) struct SizeStandard {
    pub document: DocumentIx,
    /// The slot of the fact `industry`.
    pub industry: Slot,
    /// By option of the fact `industry`; none where the document does not speak of it.
    pub industries: Vec<Option<SizeLines>>,
}

/// The lines of one industry.
#[derive(Debug, Clone)]
pub(crate) struct SizeLines {
    /// Value, and the lower bounds of small, medium and large.
    pub lines: Vec<(Slot, [i64; 3])>,
}
