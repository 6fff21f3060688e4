//! A report as plain text.

use super::{Report, ReportCriterion};
use crate::evaluate::ScoreRange;
use crate::messages as m;
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
        line(m::AS_OF_LAST_YEAR_IS.fill(lang, [&self.as_of, &self.fiscal_year]));
        let class = self.size_class.and_then(|id| SizeClass::ALL.into_iter().find(|c| c.id() == id));
        let class = class.map_or(m::NOT_YET_KNOWN.say(lang), |c| sentence::size_class(c, lang));
        line(m::SIZE.fill(lang, [&class]));
        for issue in &self.issues {
            let mark = if issue.severity == "error" { m::ERROR.say(lang) } else { m::WARNING.say(lang) };
            line(m::TEXT.fill(lang, [&mark, &issue.message]));
        }
        for a in &self.assessments {
            line(String::new());
            let score = a.score.as_ref().map(|s| sentence::points(ScoreRange { min: s.min, max: s.max }, lang));
            let score = score.map(|s| m::SCORE.fill(lang, [&s])).unwrap_or_default();
            line(format!("■ {} — {}{score}", a.name, verdict_words(a.verdict, lang)));
            match (&a.document, &a.governs) {
                (Some(document), Some(governs)) => {
                    let document = a.document_number.as_ref().unwrap_or(document);
                    line(m::GOVERNED_BY.fill(lang, [&document, &governs.from]));
                    if let Some(note) = &governs.note {
                        line(format!("  {note}"));
                    }
                }
                _ => line(m::NO_DOCUMENT_IN_FORCE_ON.say(lang).to_owned()),
            }
            if let Some(may_govern) = &a.may_govern {
                line(format!("  {}", may_govern.text));
            }
            for criterion in &a.criteria {
                criterion.to_lines(1, lang, &mut line);
            }
            for warning in &a.cautions {
                line(m::REMINDER.fill(lang, [&warning.text]));
            }
            if !a.missing.is_empty() {
                line(m::FACTS_THAT_COULD_CHANGE.fill(lang, [&a.missing.join(m::LIST_COMMA.say(lang))]));
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
        let waiver = if self.waiver { m::WAIVER.say(lang) } else { "" };
        let text =
            self.text.as_deref().filter(|text| *text != self.required).map(|t| m::CRITERION_COLON.fill(lang, [&t])).unwrap_or_default();
        let margin = self.margin.as_ref().map(|m| m::COMMA_AND_TEXT.fill(lang, [&m.text])).unwrap_or_default();
        let has = m::HAS.say(lang);
        line(format!("{indent}{mark} {waiver}{text}{} │ {has} {}{margin}", self.required, self.actual));
        for part in &self.parts {
            part.to_lines(depth + 1, lang, line);
        }
    }
}

fn verdict_words(id: &str, lang: Lang) -> &'static str {
    sentence::verdict_of(id).map_or("", |v| sentence::verdict(v, lang))
}
