//! Criteria as a table: what is asked, what there is, how far apart, the verdict, and the article folded under it.

use crate::components::citation::citation;
use crate::components::markup::column;
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::words as w;
use tidu_core::evaluate::{Assessment, Outcome};
use tidu_core::explain::{Explanation, Line};
use tidu_core::report::cautions;
use tidu_core::rules::Sheet;
use tidu_core::sentence;
use tidu_core::text::Lang;
use tidu_core::verdict::Verdict;
use yew::prelude::*;

/// The mark of a verdict. The word always stands beside it.
pub fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "●",
        Verdict::NeedsReview => "◐",
        Verdict::Unknown => "○",
        Verdict::Unmet => "✕",
        Verdict::NotApplicable => "–",
    }
}

/// A verdict by mark and word.
pub fn verdict(verdict: Verdict, lang: Lang) -> Html {
    html! {
        <span class={classes!("verdict", verdict.id())}>
            <span class="mark" aria-hidden="true">{ mark(verdict) }</span>{ sentence::verdict(verdict, lang) }
        </span>
    }
}

/// The criteria of an assessment that are chosen.
pub fn table(
    page: &Page,
    a: &Assessment<'_>,
    sheet: &Sheet,
    explanation: &Explanation,
    caption: &str,
    chosen: impl Fn(&Line) -> bool,
) -> Html {
    let lang = page.lang();
    let rows: Vec<&[Line]> = explanation.criteria().filter(|lines| chosen(&lines[0])).collect();
    if rows.is_empty() {
        return Html::default();
    }
    html! {
        <table class="criteria">
            <caption>{ caption }</caption>
            <thead>
                <tr>
                    { column(w::required(lang)) }
                    { column(w::yours(lang)) }
                    { column(w::gap(lang)) }
                    { column(w::verdict(lang)) }
                </tr>
            </thead>
            { for rows.into_iter().map(|lines| row(page, a, sheet, lines)) }
        </table>
    }
}

/// The id of a criterion's row, for links to it.
pub fn row_id(sheet: &Sheet, line: &Line) -> String {
    format!("c-{}-{}", sheet.id, line.node.0)
}

fn row(page: &Page, a: &Assessment<'_>, sheet: &Sheet, lines: &[Line]) -> Html {
    let (lang, speaker) = (page.lang(), page.assessed.speaker());
    let (line, parts) = (&lines[0], &lines[1..]);
    let claim = sheet.claim(line.node);
    let gap = speaker.gap(sheet, lines);
    let actual = speaker.actual(page.assessed.evaluation(), sheet, &a.outcome, line, parts);
    html! {
        <tbody class={line.verdict.id()}>
            <tr>
                <th scope="row" id={row_id(sheet, line)} tabindex="-1">
                    if let Some(text) = &claim.text {
                        <strong>{ spoken(text, lang) }</strong>
                    }
                    { for asked_beside(page, sheet, line).map(|asked| html! { <span>{ asked }</span> }) }
                    { for cautions(a).into_iter().filter(|(_, one)| claim.id.as_ref().is_some_and(|id| one.beside.contains(id))).map(|(_, one)| html! {
                        <span class="warning">{ spoken(&one.text, lang) }</span>
                    }) }
                </th>
                <td data-label={w::yours(lang)}>{ broken(&actual, lang) }</td>
                <td data-label={w::gap(lang)} class={gap.is_none().then_some("none")}>{ gap.map_or_else(|| html! { "—" }, |gap| broken(&gap, lang)) }</td>
                <td data-label={w::verdict(lang)}>{ verdict(line.verdict, lang) }</td>
            </tr>
            <tr class="under">
                <td colspan="4">
                    <details>
                        <summary>{ if parts.is_empty() { w::article(lang) } else { w::parts_and_article(lang) } }</summary>
                        { exact(page, sheet, line) }
                        if let Some(cite) = &claim.cite {
                            { citation(page.assessed.rules.document(sheet.document), cite, lang) }
                        }
                        { part_list(page, sheet, &a.outcome, parts, line.depth + 1) }
                    </details>
                </td>
            </tr>
        </tbody>
    }
}

/// What a line asks, unless its name says the same.
fn asked_beside(page: &Page, sheet: &Sheet, line: &Line) -> Option<String> {
    let text = sheet.claim(line.node).text.as_ref().map(|text| text.get(page.lang()));
    Some(page.assessed.speaker().required(sheet, line.node)).filter(|asked| Some(asked.as_str()) != text)
}

/// A list in words, one item a line.
pub fn broken(text: &str, lang: Lang) -> Html {
    html! { <div>{ for text.split(w::SEMICOLON.say(lang)).map(|one| html! { <span class="line">{ one }</span> }) }</div> }
}

/// What was measured with every digit, where it is shown cut.
fn exact(page: &Page, sheet: &Sheet, line: &Line) -> Html {
    match page.assessed.speaker().exact(sheet, line) {
        Some(exact) => html! { <p class="hint">{ w::exact(page.lang()) }{ " " }{ exact }</p> },
        None => Html::default(),
    }
}

/// The parts of a criterion, each with its own verdict and source.
pub fn part_list(page: &Page, sheet: &Sheet, outcome: &Outcome, lines: &[Line], depth: u8) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    let (lang, speaker) = (page.lang(), page.assessed.speaker());
    let starts: Vec<usize> = lines.iter().enumerate().filter(|(_, line)| line.depth == depth).map(|(at, _)| at).collect();
    html! {
        <ul class="parts">
            { for starts.iter().enumerate().map(|(n, start)| {
                let end = starts.get(n + 1).copied().unwrap_or(lines.len());
                let (line, below) = (&lines[*start], &lines[start + 1..end]);
                let (claim, asked) = (sheet.claim(line.node), asked_beside(page, sheet, line));
                html! {
                    <li>
                        <p>
                            { verdict(line.verdict, lang) }
                            if line.waiver {
                                <em>{ w::waiver(lang) }{ w::COLON.say(lang) }</em>
                            }
                            if let Some(text) = &claim.text {
                                <strong>{ spoken(text, lang) }</strong>
                                if asked.is_some() { { w::COLON.say(lang) } }
                            }
                            { asked }
                            <span class="has">
                                { w::yours(lang) }{ w::COLON.say(lang) }
                                { speaker.actual(page.assessed.evaluation(), sheet, outcome, line, below) }
                                if let Some(margin) = speaker.margin(sheet, line) {
                                    { w::COMMA.say(lang) }{ margin }
                                }
                            </span>
                        </p>
                        { exact(page, sheet, line) }
                        if let Some(cite) = &claim.cite {
                            { citation(page.assessed.rules.document(sheet.document), cite, lang) }
                        }
                        { part_list(page, sheet, outcome, below, depth + 1) }
                    </li>
                }
            }) }
        </ul>
    }
}
