//! The rules after checking: ids are positions, texts are numbers, nothing is left to go wrong.

mod quantity;
mod score;
mod sheet;
mod size;
mod worth;

pub use quantity::*;
pub use score::*;
pub use sheet::*;
pub use size::*;
pub use worth::*;

use crate::day::{Day, Period};
use crate::text::{Lang, Text};
use crate::vocabulary::{FactIx, Slot, Span, StandardIx, Vocabulary};
use crate::written::{AmountDoc, Certainty, Cite, Due, Head, Note, Procedure, Season, Strength, Window};

/// All rules: what `compile` makes of the packs.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// The facts and standards spoken of.
    pub vocabulary: Vocabulary,
    /// The documents.
    pub documents: Vec<Document>,
    /// The standards, one for each document that lays it down; those of narrower regions before those of wider ones.
    pub sheets: Vec<Sheet>,
    /// The support policies.
    pub policies: Vec<Policy>,
    /// What titles oblige to.
    pub duties: Vec<Duty>,
    /// Measures known by name only.
    pub leads: Vec<Lead>,
    /// What offices set themselves to reach.
    pub targets: Vec<Target>,
    /// The rates that measures share.
    pub rates: Vec<Rate>,
    /// How policies stand to each other.
    pub ties: Vec<Tie>,
    /// The size standards.
    pub(crate) size_standards: Vec<SizeStandard>,
}

impl RuleSet {
    /// The document at a position.
    pub fn document(&self, ix: DocumentIx) -> &Document {
        &self.documents[ix.0 as usize]
    }

    /// The sheet that governs a standard on a day in a procedure at a place, that of the narrowest region around it; none
    /// where no rule is in force. Of a place that is still open ([`crate::places::place`]), it is the widest of those that
    /// may govern.
    pub fn governing(&self, standard: StandardIx, day: Day, procedure: Procedure, place: Span) -> Option<(&Sheet, &Governs)> {
        let mut widest = None;
        for sheet in self.sheets.iter().filter(|sheet| sheet.standard == Some(standard)) {
            let in_force = |g: &&Governs| g.period.contains(day) && g.procedures.contains(&procedure);
            let Some(governs) = sheet.governs.iter().find(in_force) else { continue };
            let region = self.document(sheet.document).region;
            if region.is_none_or(|region| region.contains(place)) {
                return Some((sheet, governs));
            }
            if region.is_some_and(|region| region.overlaps(place)) {
                widest = Some((sheet, governs));
            }
        }
        widest
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
    /// The region it concerns; none where it is national.
    pub region: Option<Span>,
    /// What the one who gave it calls the place it comes from, a file for instance, so that it is told apart; none where
    /// it is built in. Whoever loads packs of others says it.
    pub origin: Option<String>,
}

impl Document {
    /// Its number, or its title where it has none.
    pub fn number_or_title(&self, lang: Lang) -> &str {
        self.head.number.as_deref().unwrap_or_else(|| self.head.title.get(lang))
    }
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
    /// How much on which days, where that was verified; see [`Policy::amount`].
    pub amounts: Vec<AmountDoc>,
    /// What it is worth to an enterprise on which days, where that can be reckoned; see [`crate::worth`].
    pub worth: Vec<Gives>,
    /// Whom it is for, as far as facts can tell; its criteria are the region and what the document asks.
    pub who: Sheet,
    /// Who may ask although `who` does not hold: those of whom the document leaves open whether they are meant, and
    /// those it names whom no question tells. A node of [`Policy::who`], outside its criteria.
    pub may_ask: Option<NodeIx>,
    /// Whether an authority judges more than facts can tell.
    pub asks_more: bool,
    /// What else decides that no question asks; nothing is said to be open on less.
    pub not_asked: Option<Text>,
    /// Policies that are told instead where they are met: of several that cannot be had together the better one. As
    /// positions in [`RuleSet::policies`].
    pub yields_to: Vec<usize>,
    /// Where it stands among others of its kind, from 1, the first, to 9, and why.
    pub rank: (i32, Option<Text>),
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
    /// The days within its term in which it has to be claimed, or what it is for done.
    pub window: Option<Window>,
    /// Office, platform and link in single regions, the narrowest first.
    pub local: Vec<Local>,
    /// Regions it is known not to cover, and what to tell them.
    pub not_for: Vec<(Span, Text)>,
    /// The titles of the ladder that its conditions ask for, that of the lowest standard first.
    pub(crate) titles: Vec<TitleAsked>,
}

/// A title that a policy asks for.
#[derive(Debug, Clone)]
pub(crate) struct TitleAsked {
    pub slot: Slot,
    /// The standard it belongs to.
    pub standard: StandardIx,
    /// The criteria of the policy that stay as they are whoever holds it.
    pub beside: Vec<NodeIx>,
}

impl Policy {
    /// The rank of a policy whose document gives none.
    pub const RANK: i32 = 5;

    /// The document it stands in.
    pub fn document(&self) -> DocumentIx {
        self.who.document
    }

    /// How much it gives on a day, where that was verified.
    pub fn amount(&self, day: Day) -> Option<&Note> {
        self.amounts.iter().find(|amount| amount.holds_on(day)).map(|amount| &amount.note)
    }
}

/// What holds of a national policy in one region.
#[derive(Debug, Clone)]
pub struct Local {
    /// The region.
    pub region: Span,
    /// What has to be done there.
    pub how: Option<Text>,
    /// When.
    pub when: Option<Text>,
    /// Who is in charge there; nobody named where it is empty.
    pub authorities: Vec<String>,
    /// The official page.
    pub url: Option<String>,
}

/// A measure of which nothing but the name is known.
#[derive(Debug, Clone)]
pub struct Lead {
    /// `PACK/ID`.
    pub id: String,
    /// The document that names it.
    pub document: DocumentIx,
    /// Its name.
    pub name: Text,
    /// What is known of it, and what is not.
    pub text: Text,
    /// The options of the fact `needs` it might answer, as a mask.
    pub needs: u64,
    /// Whom to ask.
    pub authorities: Vec<String>,
    /// How sure even this is.
    pub certainty: Certainty,
}

/// How many enterprises of its region a document sets itself to have.
#[derive(Debug, Clone)]
pub struct Target {
    /// `PACK/ID`.
    pub id: String,
    /// The document it stands in.
    pub document: DocumentIx,
    /// What is to be reached, in a few words.
    pub title: Text,
    /// How many enterprises.
    pub count: u32,
    /// The last day by which.
    pub by: Day,
    /// Which enterprises count, those of the region alone.
    pub who: Sheet,
    /// Where it stands.
    pub cite: Cite,
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
    /// The part of each year in which it can be done at all.
    pub season: Option<Season>,
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
