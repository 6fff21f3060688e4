//! What is wrong with a pack, where, and what would be right.

use crate::messages as m;
use crate::text::{Lang, Message, Text};
use serde::Serialize;
use std::fmt;

macro_rules! codes {
    ($($variant:ident $id:literal $meaning:ident,)+) => {
        /// The kind of a fault. The name it is told by never changes its meaning; `core/packs/README.md` lists them all.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Code {
            $(#[doc = concat!("`", $id, "`; see [`Code::meaning`].")] $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$variant),+];

            /// The name that programs go by.
            pub fn id(self) -> &'static str {
                const IDS: &[&str] = &[$($id),+];
                IDS[self as usize]
            }

            /// What it stands for, in a few words.
            pub fn meaning(self) -> Message<0> {
                match self {
                    $(Code::$variant => m::$meaning,)+
                }
            }
        }
    };
}

codes! {
    NotJson "not_json" CODE_NOT_JSON,
    DuplicateKey "duplicate_key" CODE_DUPLICATE_KEY,
    HalfCharacter "half_character" CODE_HALF_CHARACTER,
    WrongValue "wrong_value" CODE_WRONG_VALUE,
    MissingKey "missing_key" CODE_MISSING_KEY,
    UnknownKey "unknown_key" CODE_UNKNOWN_KEY,
    OneForm "one_form" CODE_ONE_FORM,
    ReversedDays "reversed_days" CODE_REVERSED_DAYS,
    Untranslated "untranslated" CODE_UNTRANSLATED,
    StaleText "stale_text" CODE_STALE_TEXT,
    LeftOverText "left_over_text" CODE_LEFT_OVER_TEXT,
    NoSource "no_source" CODE_NO_SOURCE,
    DuplicateId "duplicate_id" CODE_DUPLICATE_ID,
    Vocabularies "vocabularies" CODE_VOCABULARIES,
    TooLarge "too_large" CODE_TOO_LARGE,
    UnknownFact "unknown_fact" CODE_UNKNOWN_FACT,
    UnknownStandard "unknown_standard" CODE_UNKNOWN_STANDARD,
    UnknownDocument "unknown_document" CODE_UNKNOWN_DOCUMENT,
    UnknownPolicy "unknown_policy" CODE_UNKNOWN_POLICY,
    UnknownCriterion "unknown_criterion" CODE_UNKNOWN_CRITERION,
    UnknownOption "unknown_option" CODE_UNKNOWN_OPTION,
    UnknownEntry "unknown_entry" CODE_UNKNOWN_ENTRY,
    UnknownWord "unknown_word" CODE_UNKNOWN_WORD,
    WrongFact "wrong_fact" CODE_WRONG_FACT,
    WrongUnits "wrong_units" CODE_WRONG_UNITS,
    WrongYear "wrong_year" CODE_WRONG_YEAR,
    WrongNumber "wrong_number" CODE_WRONG_NUMBER,
    WrongRegion "wrong_region" CODE_WRONG_REGION,
    RegionalSizeStandard "regional_size_standard" CODE_REGIONAL_SIZE_STANDARD,
    NotGoverned "not_governed" CODE_NOT_GOVERNED,
    OverlappingDays "overlapping_days" CODE_OVERLAPPING_DAYS,
    Empty "empty" CODE_EMPTY,
    WrongSum "wrong_sum" CODE_WRONG_SUM,
    WrongMaximum "wrong_maximum" CODE_WRONG_MAXIMUM,
    OverlappingBands "overlapping_bands" CODE_OVERLAPPING_BANDS,
    Gap "gap" CODE_GAP,
    AssessedLater "assessed_later" CODE_ASSESSED_LATER,
    MisplacedUse "misplaced_use" CODE_MISPLACED_USE,
    UnverifiedAmount "unverified_amount" CODE_UNVERIFIED_AMOUNT,
    WrongLever "wrong_lever" CODE_WRONG_LEVER,
    WrongImplication "wrong_implication" CODE_WRONG_IMPLICATION,
    WrongTension "wrong_tension" CODE_WRONG_TENSION,
    WrongRelation "wrong_relation" CODE_WRONG_RELATION,
}

/// One fault of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Of which kind it is.
    pub code: Code,
    /// The pack's id, or its file name while it has none.
    pub pack: String,
    /// Where in the file: keys and positions from the top, `standards[0].criteria[2].at_least`.
    pub place: String,
    /// What is wrong.
    pub problem: Text,
    /// What would be right.
    pub remedy: Text,
}

impl Diagnostic {
    /// The fault in one line.
    pub fn sentence(&self, lang: Lang) -> String {
        let place = if self.place.is_empty() { "" } else { &format!(" {}", self.place) };
        m::DIAGNOSTIC.fill(lang, [&format_args!("{}{place}", self.pack), &self.problem, &self.remedy])
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

/// What a check of packs found.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckReport {
    /// Every fault of every pack; none where all is well.
    pub diagnostics: Vec<ReportDiagnostic>,
}

/// A fault of a pack as reports show it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportDiagnostic {
    /// Of which kind it is; `core/packs/README.md` lists the codes.
    pub code: &'static str,
    /// The pack's id, or its name while it has none.
    pub pack: String,
    /// Where in the file: keys and positions from the top, `standards[0].criteria[2].at_least`.
    pub place: String,
    /// What is wrong.
    pub problem: String,
    /// What would be right.
    pub remedy: String,
    /// All of this in one line.
    pub message: String,
}

impl ReportDiagnostic {
    /// The fault in one language.
    pub fn new(diagnostic: &Diagnostic, lang: Lang) -> ReportDiagnostic {
        let Diagnostic { code, pack, place, problem, remedy } = diagnostic;
        ReportDiagnostic {
            code: code.id(),
            pack: pack.clone(),
            place: place.clone(),
            problem: problem.get(lang).to_owned(),
            remedy: remedy.get(lang).to_owned(),
            message: diagnostic.sentence(lang),
        }
    }
}
