//! A pack as it was written: the shape is right, nothing has been looked up yet. `core/packs/README.md` is the
//! grammar; [`crate::read`] makes these from JSON, [`crate::compile`] checks them.

mod keys;
mod policy;
mod standard;
mod vocabulary;
mod worth;

pub use keys::*;
pub use policy::*;
pub use standard::*;
pub use vocabulary::*;
pub use worth::*;

use crate::day::{Day, Period};
use crate::text::Text;
use std::collections::BTreeMap;

/// How sure a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// The ids within what was left out for its faults, as far as they could be read.
    pub left_out: Vec<String>,
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
    /// Measures known by name only.
    pub leads: Vec<LeadDoc>,
    /// What its own office sets itself to reach.
    pub targets: Vec<TargetDoc>,
    /// The rates that measures share.
    pub rates: Vec<RateDoc>,
    /// How policies stand to each other.
    pub relations: Vec<TieDoc>,
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
