//! A report as plain text.

use super::{Report, ReportCriterion};
use crate::evaluate::ScoreRange;
use crate::rules::*;
use crate::sentence;
use crate::text::Lang;

impl Report {
    /// The report for a person to read.
    pub fn to_text(&self, lang: Lang) -> String {
        let mut out = String::new();
        let mut line = |text: String| {
            out.push_str(&text);
            out.push('\n');
        };
        line(lang.tell(
            format_args!("基准日 {}，上年度指 {} 年", self.as_of, self.fiscal_year),
            format_args!("As of {}; last year is {}", self.as_of, self.fiscal_year),
        ));
        let class = self.size_class.and_then(|id| SizeClass::ALL.into_iter().find(|c| c.id() == id));
        let class = class.map_or(lang.pick("尚不能划型", "not yet known"), |c| sentence::size_class(c, lang));
        line(lang.tell(format_args!("企业规模：{class}"), format_args!("Size: {class}")));
        for issue in &self.issues {
            let mark = if issue.severity == "error" { lang.pick("错误", "Error") } else { lang.pick("提醒", "Warning") };
            line(lang.tell(format_args!("{mark}：{}", issue.message), format_args!("{mark}: {}", issue.message)));
        }
        for a in &self.assessments {
            line(String::new());
            let score = a.score.as_ref().map(|s| sentence::points(ScoreRange { min: s.min, max: s.max }, lang));
            let score = score.map(|s| lang.tell(format_args!("，评分 {s}"), format_args!(", score {s}"))).unwrap_or_default();
            line(format!("■ {} — {}{score}", a.name, verdict_words(a.verdict, lang)));
            match (&a.document, &a.governs) {
                (Some(document), Some(governs)) => {
                    let document = a.document_number.as_ref().unwrap_or(document);
                    line(lang.tell(
                        format_args!("  依据 {document}，自 {} 起适用", governs.from),
                        format_args!("  By {document}, governing since {}", governs.from),
                    ));
                    if let Some(note) = &governs.note {
                        line(format!("  {note}"));
                    }
                }
                _ => line(lang.pick("  当日没有适用的文件".to_owned(), "  No document in force on that day".to_owned())),
            }
            if let Some(may_govern) = &a.may_govern {
                line(format!("  {}", may_govern.text));
            }
            for criterion in &a.criteria {
                criterion.to_lines(1, lang, &mut line);
            }
            for warning in &a.cautions {
                line(lang.tell(format_args!("  提醒：{}", warning.text), format_args!("  Note: {}", warning.text)));
            }
            if !a.missing.is_empty() {
                line(lang.tell(
                    format_args!("  仍可影响结论的事实：{}", a.missing.join("、")),
                    format_args!("  Facts that could still change this: {}", a.missing.join(", ")),
                ));
            }
        }
        out
    }
}

impl ReportCriterion {
    fn to_lines(&self, depth: usize, lang: Lang, line: &mut impl FnMut(String)) {
        let indent = "  ".repeat(depth);
        let mark = match self.verdict {
            "met" => "●",
            "needs_review" => "◐",
            "unknown" => "○",
            "unmet" => "✕",
            _ => "–",
        };
        let waiver = if self.waiver { lang.pick("免除情形 ", "waiver: ") } else { "" };
        let text = self.text.as_deref().map(|t| lang.tell(format_args!("{t}："), format_args!("{t}: "))).unwrap_or_default();
        let margin =
            self.margin.as_ref().map(|m| lang.tell(format_args!("，{}", m.text), format_args!(", {}", m.text))).unwrap_or_default();
        let has = lang.pick("企业", "has");
        line(format!("{indent}{mark} {waiver}{text}{} │ {has} {}{margin}", self.required, self.actual));
        for part in &self.parts {
            part.to_lines(depth + 1, lang, line);
        }
    }
}

fn verdict_words(id: &str, lang: Lang) -> &'static str {
    sentence::verdict_of(id).map_or("", |v| sentence::verdict(v, lang))
}
