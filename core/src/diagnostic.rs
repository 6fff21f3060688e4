//! What is wrong with a pack, where, and what would be right.

use crate::text::{Lang, Text};
use serde::Serialize;
use std::fmt;

macro_rules! codes {
    ($($variant:ident $id:literal $zh:literal $en:literal,)+) => {
        /// The kind of a fault. The name it is told by never changes its meaning; `core/packs/README.md` lists them all.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Code {
            $(#[doc = $en] $variant,)+
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
            pub fn meaning(self) -> Text {
                match self {
                    $(Code::$variant => Text::new($zh, $en),)+
                }
            }
        }
    };
}

codes! {
    NotJson "not_json" "不是有效的 JSON" "this is not valid JSON",
    DuplicateKey "duplicate_key" "同一个键写了不止一次" "a key stands more than once",
    HalfCharacter "half_character" "文字中有半个字符" "a text holds half a character",
    WrongValue "wrong_value" "值的种类或写法不对" "a value of another kind or form than is expected",
    MissingKey "missing_key" "缺少必须写的键" "a key that must stand is missing",
    UnknownKey "unknown_key" "不认识的键" "a key that nothing reads",
    OneForm "one_form" "几种写法须恰选其一" "of several forms there must be exactly one",
    ReversedDays "reversed_days" "起止日期颠倒" "a time ends before it begins",
    Untranslated "untranslated" "还没有另一种语言的文字（不算错误）" "a text that another language lacks, which is no fault",
    LeftOverText "left_over_text" "译文的位置上没有原文" "a translation at a place where the pack has no text",
    NoSource "no_source" "缺少 id、text、cite 或原文" "a statement lacks its id, text or source",
    DuplicateId "duplicate_id" "同一个标识用了两次" "an id is used twice",
    Vocabularies "vocabularies" "事实词汇表须恰有一份" "there must be exactly one vocabulary",
    TooLarge "too_large" "超出规则文件的上限" "more than a pack may hold",
    UnknownFact "unknown_fact" "词汇表里没有这个事实" "the vocabulary has no such fact",
    UnknownStandard "unknown_standard" "词汇表里没有这个标准" "the vocabulary has no such standard",
    UnknownDocument "unknown_document" "没有这份文件" "there is no such document",
    UnknownPolicy "unknown_policy" "没有这项政策" "there is no such policy",
    UnknownCriterion "unknown_criterion" "没有这个条件" "there is no such criterion",
    UnknownOption "unknown_option" "事实没有这个选项" "the fact has no such option",
    UnknownEntry "unknown_entry" "所指的表中没有这一项" "the list that is meant has no such entry",
    UnknownWord "unknown_word" "不在限定用词之内" "not one of the words that may stand here",
    WrongFact "wrong_fact" "事实的种类不适合用在这里" "a fact of a kind that cannot stand here",
    WrongUnits "wrong_units" "几个数量的单位不同" "quantities differ in unit",
    WrongYear "wrong_year" "年份不对，或追溯过远" "a year that is none, or too far back",
    WrongNumber "wrong_number" "数字、单位或时间长度不对" "a wrong number, unit or length of time",
    WrongRegion "wrong_region" "不是行政区划代码" "no region code",
    RegionalSizeStandard "regional_size_standard" "写明地区的文件规定了划型标准" "a document of one region lays down a size standard",
    NotGoverned "not_governed" "标准没有写明何时、对何种程序适用" "a standard does not say when and for which procedure it governs",
    OverlappingDays "overlapping_days" "同一天有两个规定" "two rules for one day",
    Empty "empty" "条件组或行业没有内容" "a group of criteria or an industry without content",
    WrongSum "wrong_sum" "各项满分之和与满分不符" "points do not add up to the maximum",
    WrongMaximum "wrong_maximum" "计分方式给的最高分与满分不符" "a scale does not give the maximum",
    OverlappingBands "overlapping_bands" "各档重叠，或未从好到差排列" "bands overlap or are not in order",
    Gap "gap" "各档之外没有规定分数" "what reaches no band has no points",
    AssessedLater "assessed_later" "所依据的标准排在本标准之后" "a standard rests on one that is assessed after it",
    MisplacedUse "misplaced_use" "use 写错了地方" "`use` stands where it cannot",
    UnverifiedAmount "unverified_amount" "未核实的金额写进了 amount" "an amount that nobody verified",
    WrongLever "wrong_lever" "lever 不完整或与事实种类不符" "`lever` is incomplete or does not fit the fact",
    WrongImplication "wrong_implication" "推不出什么的 implications 条目" "an implication from which nothing follows",
    WrongTension "wrong_tension" "tension 与事实种类不符" "`tension` does not fit the fact",
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
        let place = if self.place.is_empty() { String::new() } else { format!(" {}", self.place) };
        match lang {
            Lang::Zh => format!("{}{place}：{}。{}。", self.pack, self.problem.zh, self.remedy.zh),
            Lang::En => format!("{}{place}: {}. {}.", self.pack, self.problem.en, self.remedy.en),
        }
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
