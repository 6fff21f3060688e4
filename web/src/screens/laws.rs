//! The rules of two days side by side, criterion by criterion, for this enterprise.

use crate::components::articles::document_name;
use crate::components::citation::citation;
use crate::components::criteria::{broken, verdict};
use crate::components::markup::{column, h2, hint, para_of, printing};
use crate::components::spoken::spoken;
use crate::page::{Page, use_page};
use crate::state::Action;
use crate::words as w;
use tidu_core::case::Case;
use tidu_core::compare::{Change, Compared, Row, compare};
use tidu_core::evaluate::{Assessment, Evaluation, evaluate};
use tidu_core::explain::{Explanation, explain};
use tidu_core::rules::NodeIx;
use tidu_core::sentence::{self, Speaker};
use tidu_core::text::Lang;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The screen of the laws compared.
#[component]
pub fn Laws() -> Html {
    let page = use_page();
    let (lang, state) = (page.lang(), &page.state);
    let rules = state.rules();
    // What is wrong with an answer is told beside its question and in the result; here it counts as open.
    let cases = state.law_days().map(|day| page.assessed.said.lay_out(&rules.vocabulary, day));
    let [before, after] = [&cases[0], &cases[1]].map(|case| evaluate(rules, case));
    let compared = compare(rules, (&cases[0], &before), (&cases[1], &after));
    let same: Vec<&str> = compared.iter().filter(|one| one.is_same()).map(|one| name(&page, one)).collect();
    html! {
        <section class="laws">
            <h1>{ w::laws_title(lang) }</h1>
            <p class="print-head">
                if !state.name.trim().is_empty() {
                    <strong>{ &state.name }</strong>{ w::COMMA.say(lang) }
                }
                { format!("{} → {}", cases[0].as_of, cases[1].as_of) }
            </p>
            { para_of("standing", &sentence::compared(rules, &compared, lang)) }
            <div class="pair">
                { day(&page, 0, w::law_before(lang), &cases[0]) }
                { day(&page, 1, w::law_after(lang), &cases[1]) }
            </div>
            { hint(&sentence::compared_years(&cases[0], &cases[1], lang)) }
            { printing(lang) }
            // In a place of their own, so that a field keeps the focus while standards come and go.
            <div>
                { for compared.iter().filter(|one| !one.is_same())
                    .map(|one| standard(&page, one, [(&cases[0], &before), (&cases[1], &after)])) }
            </div>
            if !same.is_empty() {
                <p class="hint">{ w::laws_same(lang) }{ same.join(w::LIST_COMMA.say(lang)) }{ w::FULL_STOP.say(lang) }</p>
            }
        </section>
    }
}

fn name<'p>(page: &'p Page, compared: &Compared<'_, '_>) -> &'p str {
    page.assessed.rules.vocabulary.standard(compared.standard).name.get(page.lang())
}

/// One of the two days. What is no day is kept as it was typed; until then the default counts.
fn day(page: &Page, at: usize, label: &str, case: &Case) -> Html {
    let typed = page.state.laws[at].clone();
    let wrong = typed.is_some() && page.state.law_day(at).is_none();
    let (id, help) = (format!("law-{at}"), format!("law-{at}-help"));
    html! {
        <div class="field">
            <label for={id.clone()}>{ label }</label>
            <input {id} type="text" class="short" inputmode="numeric" autocomplete="off" value={typed.unwrap_or_else(|| case.as_of.to_string())}
                aria-invalid={wrong.to_string()} aria-describedby={help.clone()}
                oninput={page.on(move |e: InputEvent| Action::LawDay(at, e.target_unchecked_into::<HtmlInputElement>().value()))} />
            <p id={help} class="error" hidden={!wrong}>{ w::law_day_wrong(page.lang(), &case.as_of.to_string()) }</p>
        </div>
    }
}

/// A standard on one of the days, with what it takes to tell of it.
struct Side<'a> {
    evaluation: &'a Evaluation<'a>,
    assessment: &'a Assessment<'a>,
    explanation: Explanation,
    speaker: Speaker<'a>,
}

fn standard(page: &Page, compared: &Compared<'_, '_>, days: [(&Case, &Evaluation<'_>); 2]) -> Html {
    let (lang, rules) = (page.lang(), &page.assessed.rules);
    let [(case_before, before), (case_after, after)] = days;
    let side = |case, evaluation, assessment| Side {
        evaluation,
        assessment,
        explanation: explain(case, assessment),
        speaker: Speaker { rules, case, lang },
    };
    let sides = [side(case_before, before, compared.before), side(case_after, after, compared.after)];
    let document = |a: &Assessment<'_>| match a.sheet {
        Some((sheet, _)) => html! {
            <>
                { document_name(rules.document(sheet.document), lang) }
                if let Some(annex) = &sheet.annex {
                    { " " }{ spoken(annex, lang) }
                }
            </>
        },
        None => html! { w::no_rule(lang) },
    };
    html! {
        <section class="law" key={usize::from(compared.standard.0)}>
            { h2(name(page, compared)) }
            <p class="governs">
                { document(compared.before) }{ " → " }{ document(compared.after) }
                { w::OPEN_BRACKET.say(lang) }{ sentence::procedure(compared.after.procedure, lang) }{ w::CLOSE_BRACKET.say(lang) }
            </p>
            <p>{ verdict(compared.before.verdict, lang) }{ " → " }{ verdict(compared.after.verdict, lang) }</p>
            { for Change::ALL.into_iter().map(|change| {
                let mut rows: Vec<&Row> = compared.of(change).collect();
                if rows.is_empty() {
                    return Html::default();
                }
                let heading = html! { <h3>{ sentence::change(change, lang) }{ w::count(lang, rows.len()) }</h3> };
                if change != Change::Unchanged {
                    return table(page, &sides, &rows, Some(heading));
                }
                // What is required otherwise than before is worth reading first.
                rows.sort_by_key(|row| !row.reworded);
                html! { <details class="same"><summary>{ heading }</summary>{ table(page, &sides, &rows, None) }</details> }
            }) }
        </section>
    }
}

fn table(page: &Page, sides: &[Side<'_>; 2], rows: &[&Row], heading: Option<Html>) -> Html {
    let lang = page.lang();
    html! {
        <table class="criteria">
            if let Some(heading) = heading {
                <caption>{ heading }</caption>
            }
            <thead>
                <tr>
                    { column(w::law_required_before(lang)) }
                    { column(w::law_required_after(lang)) }
                    { column(w::law_means(lang)) }
                </tr>
            </thead>
            { for rows.iter().map(|one| row(page, sides, one)) }
        </table>
    }
}

fn row(page: &Page, sides: &[Side<'_>; 2], row: &Row) -> Html {
    let lang = page.lang();
    let [before, after] = sides;
    let nodes = [row.before, row.after];
    let name = row.after.and_then(|node| text(after, node, lang)).or_else(|| row.before.and_then(|node| text(before, node, lang)));
    // The side on which a criterion that stands alone has its parts.
    let other = if row.before.is_some() { after } else { before };
    let parts: Vec<&str> = row.parts_in.iter().filter_map(|node| text(other, *node, lang)).collect();
    let labels = [w::law_required_before(lang), w::law_required_after(lang)];
    html! {
        <tbody>
            <tr><th scope="rowgroup" colspan="3"><strong>{ name }</strong></th></tr>
            <tr>
                { for sides.iter().zip(nodes).zip(labels).map(|((side, node), label)| html! {
                    <td data-label={label} class={node.is_none().then_some("none")}>{ node.map_or_else(|| html! { <div>{ "—" }</div> }, |node| asked(page, side, node)) }</td>
                }) }
                <td data-label={w::law_means(lang)}>
                    <div>
                        if row.change == Change::Unchanged {
                            { row.after.map(|node| stands(after, node)) }
                            <span class="hint">{ if row.reworded { w::law_moved(lang) } else { w::law_not_moved(lang) } }</span>
                        } else {
                            if let Some(node) = row.before {
                                <span class="line">{ w::law_was(lang) }{ " " }{ stands(before, node) }</span>
                            }
                            if let Some(node) = row.after {
                                <span class="line">{ w::law_is(lang) }{ " " }{ stands(after, node) }</span>
                            }
                        }
                        if !parts.is_empty() {
                            <span class="hint line">{ sentence::parts_in(&parts, row.before.is_some(), lang) }{ w::FULL_STOP.say(lang) }</span>
                        }
                    </div>
                </td>
            </tr>
            <tr class="under">
                <td colspan="3">
                    <details>
                        <summary>{ w::article(lang) }<span class="visually-hidden">{ w::COLON.say(lang) }{ name }</span></summary>
                        <div class="both">
                            { for sides.iter().zip(nodes).filter_map(|(side, node)| source(page, side, node?)) }
                        </div>
                    </details>
                </td>
            </tr>
        </tbody>
    }
}

/// What a criterion is called.
fn text<'a>(side: &Side<'a>, node: NodeIx, lang: Lang) -> Option<&'a str> {
    let (sheet, _) = side.assessment.sheet?;
    sheet.claim(node).text.as_ref().map(|text| text.get(lang))
}

/// What is asked, and what there is.
fn asked(page: &Page, side: &Side<'_>, node: NodeIx) -> Html {
    let lang = page.lang();
    let (Some((sheet, _)), Some(lines)) = (side.assessment.sheet, side.explanation.of(node)) else { return Html::default() };
    let actual = side.speaker.actual(side.evaluation, sheet, &side.assessment.outcome, &lines[0], &lines[1..]);
    html! {
        <div>
            { broken(&side.speaker.required(sheet, node), lang) }
            <span class="has">{ w::yours(lang) }{ w::COLON.say(lang) }{ actual }</span>
        </div>
    }
}

fn stands(side: &Side<'_>, node: NodeIx) -> Html {
    verdict(side.assessment.outcome.node(node).verdict(), side.speaker.lang)
}

fn source(page: &Page, side: &Side<'_>, node: NodeIx) -> Option<Html> {
    let (sheet, _) = side.assessment.sheet?;
    let cite = sheet.claim(node).cite.as_ref()?;
    Some(citation(page.assessed.rules.document(sheet.document), cite, page.lang()))
}
