//! The plain sheet: every criterion with its threshold, every policy with its source, as text. It is what one reads
//! before the page can calculate and wherever it may not; it is generated from the packs, by the same sentences as the
//! page itself, so that it cannot say anything else.

use std::fmt::Write;

use anyhow::{Result, anyhow};
use tidu_core::case::Case;
use tidu_core::day::{Day, Period};
use tidu_core::evaluate::{Assessment, evaluate};
use tidu_core::explain::{Line, explain};
use tidu_core::rules::{Document, DocumentIx, Policy, RuleSet, Score, Sheet, Test};
use tidu_core::sentence::{self, Speaker};
use tidu_core::text::Lang;
use tidu_core::vocabulary::StandardIx;
use tidu_core::written::{Certainty, Cite, Procedure};

/// The sheet of the built-in packs, in Chinese.
pub fn sheet() -> Result<String> {
    Ok(of(&rules()?))
}

/// The rules of the built-in packs.
pub fn rules() -> Result<RuleSet> {
    tidu_core::packs::built_in()
        .map_err(|faults| anyhow!("the packs have faults:\n{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

/// The sheet of some rules. It speaks of the day on which a person last looked at any of them: the clock of whoever
/// builds it says nothing about the rules.
fn of(rules: &RuleSet) -> String {
    let Some(day) = rules.documents.iter().map(|d| d.head.source.checked).max() else { return String::new() };
    let mut out =
        format!("<p>以下按 {day} 适用的文件整理；“近两年”等均从这一天往前算。自评仅供参考，以主管部门认定结果为准。</p>\n<h2>标准</h2>\n");
    let mut shown: Vec<*const Sheet> = Vec::new();
    for procedure in [Procedure::FirstApplication, Procedure::Renewal] {
        let mut case = Case::empty(&rules.vocabulary, day);
        for at in 0..rules.vocabulary.standards.len() {
            case.set_procedure(StandardIx(at as u16), procedure);
        }
        let evaluation = evaluate(rules, &case);
        let speaker = Speaker { rules, case: &case, lang: Lang::Zh };
        for assessment in &evaluation.assessments {
            // A standard that one document lays down for both procedures stands once.
            let Some((sheet, _)) = assessment.sheet.filter(|(sheet, _)| !shown.contains(&std::ptr::from_ref(*sheet))) else { continue };
            shown.push(sheet);
            standard(&mut out, &speaker, assessment, sheet);
        }
    }
    out.push_str("<h2>惠企政策</h2>\n");
    for (at, document) in rules.documents.iter().enumerate() {
        let policies: Vec<&Policy> = rules.policies.iter().filter(|p| p.document() == DocumentIx(at as u16)).collect();
        if !policies.is_empty() {
            let _ = write!(out, "<section><h3>{}</h3>\n<p>{}</p>\n<ul>\n", escape(document.head.title.get(Lang::Zh)), source(document));
            // What is over is told by name, all in a line: the page is for what can still be done.
            let over = |policy: &Policy| term(document, policy).and_then(|term| term.to).is_some_and(|to| to < day);
            policies.iter().filter(|policy| !over(policy)).for_each(|policy| self::policy(&mut out, document, policy, day));
            let ended: Vec<String> =
                policies.iter().filter(|policy| over(policy)).map(|policy| escape(policy.title.get(Lang::Zh))).collect();
            if !ended.is_empty() {
                let _ = writeln!(out, "<li>已期满，是否延续请向责任单位确认：{}。</li>", ended.join("；"));
            }
            out.push_str("</ul></section>\n");
        }
    }
    out
}

fn standard(out: &mut String, speaker: &Speaker<'_>, assessment: &Assessment<'_>, sheet: &Sheet) {
    let Some((_, governs)) = assessment.sheet else { return };
    let document = speaker.rules.document(sheet.document);
    let procedures: Vec<&str> = governs.procedures.iter().map(|p| sentence::procedure(*p, Lang::Zh)).collect();
    let _ = write!(
        out,
        "<section><h3>{}</h3>\n<p>依据《{}》{}（{}，{}适用）{}。{}</p>\n",
        escape(speaker.rules.vocabulary.standard(assessment.standard).name.get(Lang::Zh)),
        escape(document.head.title.get(Lang::Zh)),
        escape(sheet.annex.as_ref().map_or("", |annex| annex.get(Lang::Zh))),
        procedures.join("、"),
        days(&governs.period),
        sure(governs.certainty),
        source(document),
    );
    let explanation = explain(speaker.case, assessment);
    lines(out, speaker, sheet, &explanation.lines, 0);
    if let Some(score) = &sheet.score {
        points(out, speaker, sheet, score);
    }
    out.push_str("</section>\n");
}

/// Criteria of one depth, each with its parts below it.
fn lines(out: &mut String, speaker: &Speaker<'_>, sheet: &Sheet, lines: &[Line], depth: u8) {
    let starts: Vec<usize> = lines.iter().enumerate().filter(|(_, line)| line.depth == depth).map(|(at, _)| at).collect();
    if starts.is_empty() {
        return;
    }
    out.push_str("<ul>\n");
    for (n, start) in starts.iter().enumerate() {
        let below = &lines[start + 1..starts.get(n + 1).copied().unwrap_or(lines.len())];
        let line = &lines[*start];
        let claim = sheet.claim(line.node);
        out.push_str("<li>");
        if line.waiver {
            out.push_str("符合以下情形的，不作此项要求：");
        }
        if let Some(text) = &claim.text {
            let _ = write!(out, "<strong>{}</strong>：", escape(text.get(Lang::Zh)));
        }
        // What is put together of its parts is told by them; only how they go together is said here.
        match sheet.test(sheet.unwrapped(line.node).0) {
            Test::AnyOf(_) if !below.is_empty() => out.push_str("符合其中一项即可"),
            Test::AllOf(_) if !below.is_empty() => out.push_str("须同时符合"),
            _ => out.push_str(&escape(&speaker.required(sheet, line.node))),
        }
        if let Some(cite) = &claim.cite {
            out.push_str(&article(cite));
        }
        self::lines(out, speaker, sheet, below, depth + 1);
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

fn points(out: &mut String, speaker: &Speaker<'_>, sheet: &Sheet, score: &Score) {
    let _ = writeln!(out, "<h4>评分（满分 {} 分）</h4>", score.max);
    for group in &score.groups {
        let _ = write!(out, "<h5>{}（{} 分）</h5>\n<ul>\n", escape(group.name.get(Lang::Zh)), group.max);
        for indicator in &score.indicators[group.indicators.clone()] {
            let bands: Vec<String> =
                speaker.bands(sheet, &indicator.scale).into_iter().map(|(points, words)| format!("{words}，{points} 分")).collect();
            let _ = writeln!(
                out,
                "<li><strong>{}</strong>（{} 分）：{}{}</li>",
                escape(indicator.name.get(Lang::Zh)),
                indicator.max,
                escape(&bands.join("；")),
                article(&indicator.cite)
            );
        }
        out.push_str("</ul>\n");
    }
}

/// The days a policy is in force.
fn term(document: &Document, policy: &Policy) -> Option<Period> {
    policy.in_force.or(document.head.in_force)
}

fn policy(out: &mut String, document: &Document, policy: &Policy, day: Day) {
    let _ = write!(out, "<li><strong>{}</strong>：{}", escape(policy.title.get(Lang::Zh)), escape(policy.gives.get(Lang::Zh)));
    if let Some(amount) = policy.amount(day) {
        let _ = write!(out, " 金额：{}{}。", escape(amount.text.get(Lang::Zh)), sure(amount.certainty));
    }
    if let Some(who) = &policy.who_text {
        let _ = write!(out, " 对象：{}", escape(who.get(Lang::Zh)));
    }
    if !policy.authorities.is_empty() {
        let _ = write!(out, " 责任单位：{}。", escape(&policy.authorities.join("、")));
    }
    if let Some(term) = term(document, policy) {
        let _ = write!(out, " {}有效{}。", days(&term), sure(policy.in_force_certainty));
    }
    if let Some(window) = policy.window {
        let over = if window.to < day { "（申报期已过）" } else { "" };
        let _ = write!(out, " 须在 {} 前办理{over}。", window.to);
    }
    let _ = writeln!(out, "{}</li>", article(&policy.cite));
}

/// Number, day of the last look, official page of a document.
fn source(document: &Document) -> String {
    let head = &document.head;
    let mut out = head.number.as_deref().map(|number| format!("{} ", escape(number))).unwrap_or_default();
    let _ = write!(out, "核对于 {}{}", head.source.checked, sure(head.source.certainty));
    if let Some(by) = head.source.check_again_by {
        let _ = write!(out, "，应在 {by} 前重新核对");
    }
    out.push('。');
    if let Some(url) = &head.source.url {
        let _ = write!(out, r#" <a href="{}" rel="noreferrer noopener">官方页面</a>"#, escape(url));
    }
    out
}

fn article(cite: &Cite) -> String {
    format!(" <small>{}{}</small>", escape(&cite.article), sure(cite.certainty))
}

/// Said only where it is less than the official wording.
fn sure(certainty: Certainty) -> String {
    match certainty {
        Certainty::Official => String::new(),
        // In short, for it stands at most statements.
        Certainty::Secondary => "（据转述）".to_owned(),
        Certainty::Unverified => format!("（{}）", sentence::certainty(Certainty::Unverified, Lang::Zh)),
    }
}

fn days(period: &Period) -> String {
    match period.to {
        Some(to) => format!("{} 至 {to} ", period.from),
        None => format!("自 {} 起", period.from),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tidu_tests::golden::same_by;

    /// Every figure of law that the packs compare with, and every policy, stands on the sheet.
    #[test]
    fn the_sheet_says_what_the_packs_say() {
        let rules = tidu_core::packs::built_in().unwrap();
        let sheet = of(&rules);
        for standard in &rules.vocabulary.standards {
            assert!(sheet.contains(&format!("<h3>{}</h3>", standard.name.get(Lang::Zh))), "{}", standard.id);
        }
        let day = rules.documents.iter().map(|d| d.head.source.checked).max().unwrap();
        for policy in &rules.policies {
            let title = escape(policy.title.get(Lang::Zh));
            let over = policy.in_force.and_then(|period| period.to).is_some_and(|to| to < day);
            let told = if over { title } else { format!("<strong>{title}</strong>") };
            assert!(sheet.contains(&told), "{}", policy.id);
        }
        // The numbers are taken from the packs and not written here a second time.
        let case = Case::empty(&rules.vocabulary, day);
        let speaker = Speaker { rules: &rules, case: &case, lang: Lang::Zh };
        let mut thresholds = 0;
        for assessment in &evaluate(&rules, &case).assessments {
            let Some((of, _)) = assessment.sheet else { continue };
            for line in explain(&case, assessment).lines {
                if of.claim(line.node).threshold.is_some() {
                    let required = escape(&speaker.required(of, line.node));
                    assert!(sheet.contains(&required), "{}: {required}", of.id);
                    thresholds += 1;
                }
            }
        }
        assert!(thresholds > 30, "only {thresholds} thresholds were looked for");
        for open in ["<script", "<style", "onclick"] {
            assert!(!sheet.contains(open), "{open}");
        }
    }

    /// Lines are elements; what is left of the tags is where something stands in something.
    #[test]
    fn the_sheet_reads_as_before() {
        let text = sheet().unwrap().replace("<ul>", "").replace("</ul>", "").replace("</li>", "").replace("<li>", "– ");
        let mut words = String::new();
        for piece in text.split('<') {
            words.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
        }
        let lines: String = words.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect();
        same_by("sheet.zh.txt", &lines, "UPDATE_GOLDEN=1 cargo test -p tidu-builder sheet");
    }

    #[test]
    fn what_a_pack_says_is_text() {
        assert_eq!(escape(r#"<a href="x">&</a>"#), "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;");
    }
}
