//! The result: the rung, what is between it and the next, and for every standard each criterion with its reasons.

use crate::assessed::Rung;
use crate::components::citation::certainty;
use crate::components::criteria::{row_id, table, verdict};
use crate::components::hand_over::HandOver;
use crate::components::markup::{h2, hint, link, note, para, para_of, printing};
use crate::components::overdue::overdue;
use crate::components::proof::Proof;
use crate::components::score_sheet::score_sheet;
use crate::components::spoken::{in_language, spoken};
use crate::host;
use crate::page::{Page, use_page};
use crate::state::Action;
use crate::words as w;
use tidu_core::evaluate::Assessment;
use tidu_core::explain::explain;
use tidu_core::order::sort_by_key;
use tidu_core::rules::Sheet;
use tidu_core::sentence;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::StandardIx;
use yew::prelude::*;

/// The result screen.
#[component]
pub fn Outcome() -> Html {
    let page = use_page();
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let vocabulary = &state.rules().vocabulary;
    let ladder = assessed.ladder();
    let name = |rung: &Rung<'_>| vocabulary.standard(rung.standard).name.get(lang);
    let is_reached = |rung: &&Rung<'_>| matches!(rung.verdict, Verdict::Met | Verdict::NeedsReview);
    let held = ladder.iter().rev().find_map(|rung| {
        let (until, standard) = rung.held?;
        Some((standard, until))
    });
    let reached = ladder.iter().rev().find(is_reached).map(|rung| (name(rung), rung.verdict == Verdict::Met));
    // The next rung is the first that is neither held nor reached.
    let next = ladder.iter().find(|rung| rung.held.is_none() && !is_reached(rung));
    let size = assessed.evaluation().size_class().map_or(w::size_unknown(lang), |class| sentence::size_class(class, lang));
    // What the enterprise came for stands open: the next rung, or the title it is to renew.
    let is_next = |a: &Assessment<'_>| {
        state.looked_up == Some(a.standard)
            || state.renewals.contains(&a.standard)
            || next.is_some_and(|rung| rung.counted.standard == a.standard)
    };
    let shown = assessed.evaluation().assessments.iter().filter(|a| a.sheet.is_none() || !assessed.counts_only_others(a));
    use_effect_with(state.looked_up, |standard| {
        if let Some(standard) = standard {
            host::focus(&summary_id(*standard));
        }
    });
    html! {
        <section class="result">
            <h1>{ w::result_title(lang) }</h1>
            <p class="print-head">
                if !state.name.trim().is_empty() {
                    <strong>{ &state.name }</strong>{ w::COMMA.say(lang) }
                }
                { w::as_of(lang) }{ " " }{ state.as_of.to_string() }{ w::COMMA.say(lang) }{ w::size(lang) }{ w::COLON.say(lang) }{ size }
            </p>
            <p class="standing">
                { w::standing(lang, held.map(|(standard, until)| (vocabulary.standard(standard).name.get(lang), w::last_day(lang, until))), reached) }
                { for ladder.iter().rev().filter_map(|rung| rung.held).map(|(_, title)| renewal(&page, title)) }
            </p>
            if let Some(rung) = next {
                { para_of("standing", &w::next_rung(lang, name(rung), rung.counts.unmet, rung.waiting,
                    rung.counts.lacks_title.map(|s| vocabulary.standard(s).name.get(lang)))) }
            }
            if let Some(rung) = next {
                { lacking(&page, rung) }
            }
            { hint(w::agent_warning(lang)) }
            if !assessed.issues.is_empty() {
                <section class="problems">
                    { h2(w::problems(lang)) }
                    <ul>{ for assessed.issues.iter().map(|issue| html! { <li>{ issue.sentence(lang) }</li> }) }</ul>
                </section>
            }
            { printing(lang) }
            <Proof />
            <HandOver />
            { for shown.map(|a| standard(&page, a, is_next(a))) }
        </section>
    }
}

/// What the next rung still lacks: first what is not met, then what is open.
fn lacking(page: &Page, rung: &Rung<'_>) -> Html {
    let Some((sheet, _)) = rung.counted.sheet else { return Html::default() };
    let (lang, speaker) = (page.lang(), page.assessed.speaker());
    let explanation = explain(&page.assessed.case, rung.counted);
    let mut rows: Vec<_> = explanation.criteria().filter(|lines| matches!(lines[0].verdict, Verdict::Unmet | Verdict::Unknown)).collect();
    sort_by_key(&mut rows, |lines| lines[0].verdict);
    html! {
        <ul class="lacking">
            { for rows.into_iter().map(|lines| {
                let line = &lines[0];
                let name = sheet.claim(line.node).text.as_ref().map(|text| text.get(lang)).unwrap_or_default();
                let lacking = speaker.lacking(sheet, &rung.counted.outcome, line.node);
                let told = page.assessed.speaker().gap(sheet, lines).filter(|_| line.verdict == Verdict::Unmet).unwrap_or_else(|| match lacking.as_slice() {
                    [] => speaker.actual(page.assessed.evaluation(), sheet, &rung.counted.outcome, line, &lines[1..]),
                    open => w::not_answered(lang, open),
                });
                let id = row_id(sheet, line);
                html! {
                    <li>
                        { verdict(line.verdict, lang) }
                        { link(name, Callback::from(move |_: MouseEvent| host::focus(&id))) }
                        { note(&told) }
                    </li>
                }
            }) }
        </ul>
    }
}

/// The choice between a title's renewal and a first application, where the law knows a renewal.
fn renewal(page: &Page, title: StandardIx) -> Html {
    let (lang, renewing) = (page.lang(), page.state.renewals.contains(&title));
    if !renewing && !page.assessed.is_renewable(title) {
        return Html::default();
    }
    let name = page.assessed.rules.vocabulary.standard(title).name.get(lang);
    // Several may stand in one line.
    html! { <>{ " " }{ link(&w::judge_renewal(lang, name, renewing), page.press(Action::Renew(title, !renewing))) }</> }
}

fn summary_id(standard: StandardIx) -> String {
    format!("standard-{}-head", standard.0)
}

fn standard(page: &Page, a: &Assessment<'_>, open: bool) -> Html {
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let standard_name = |standard| assessed.rules.vocabulary.standard(standard).name.get(lang);
    // Of two titles of one rung, an assessment's own comes first.
    let held = assessed.held(a.standard).map(|until| (until, a.standard));
    let held = held.or_else(|| assessed.rung_held(assessed.rules.vocabulary.standard(a.standard).rung));
    html! {
        <details class="standard" id={format!("standard-{}", a.standard.0)} {open} key={format!("{}-{open}", a.standard.0)}>
            <summary id={summary_id(a.standard)}>
                { h2(standard_name(a.standard)) }
                { verdict(a.verdict, lang) }
                if let Some((until, title)) = held {
                    { note(&w::held_and_judged(lang, (title != a.standard).then(|| standard_name(title)), &w::last_day(lang, until),
                        sentence::procedure(a.procedure, lang), title == a.standard && !state.renewals.contains(&title) && assessed.is_renewable(title))) }
                }
            </summary>
            if let Some((sheet, governs)) = a.sheet {
                <p class="governs">
                    { w::by_document(lang) }{ " " }{ document_name(assessed.rules.document(sheet.document), lang) }
                    if let Some(annex) = &sheet.annex {
                        { " " }{ spoken(annex, lang) }
                    }
                    { w::OPEN_BRACKET.say(lang) }{ sentence::procedure(a.procedure, lang) }{ w::COMMA.say(lang) }
                    { w::since(lang, &governs.period.from.to_string()) }{ w::CLOSE_BRACKET.say(lang) }
                    { certainty(governs.certainty, lang) }
                    if let Some(url) = &assessed.rules.document(sheet.document).head.source.url {
                        { " " }<a href={url.clone()} target="_blank" rel="noreferrer noopener">{ w::official_page(lang) }</a>
                    }
                </p>
                if let Some(text) = assessed.speaker().may_govern(a) {
                    <p class="hint">{ text }</p>
                }
                { overdue(page, assessed.rules.document(sheet.document)) }
                if let Some(note) = &governs.note {
                    { hint((note, lang)) }
                }
                { criteria(page, a, sheet) }
            } else {
                { para(w::no_rule(lang)) }
            }
        </details>
    }
}

/// A document by title and number, marked as Chinese where nobody has translated it.
pub fn document_name(document: &tidu_core::rules::Document, lang: tidu_core::text::Lang) -> Html {
    let number = document.head.number.as_deref().unwrap_or_default();
    let name = w::DOCUMENT_NUMBERED.fill(lang, [&document.head.title, &number]);
    html! { <>{ in_language(&name, document.head.title.lang(lang), lang) }{ sentence::origin(document, lang) }</> }
}

fn criteria(page: &Page, a: &Assessment<'_>, sheet: &Sheet) -> Html {
    let lang = page.lang();
    let explanation = explain(&page.assessed.case, a);
    let asks_title = |node| sheet.claim(node).prerequisite.is_some();
    let document = page.assessed.rules.document(sheet.document);
    html! {
        <>
            { table(page, a, sheet, &explanation, w::titles_first(lang), |line| asks_title(line.node)) }
            { table(page, a, sheet, &explanation, w::criteria(lang), |line| !asks_title(line.node)) }
            { score_sheet(page, a, sheet) }
            if !document.head.notes.is_empty() {
                <details class="notes">
                    <summary>{ w::notes(lang) }</summary>
                    <ul>
                        { for document.head.notes.iter().map(|note| html! { <li>{ spoken(&note.text, lang) }{ certainty(note.certainty, lang) }</li> }) }
                    </ul>
                </details>
            }
        </>
    }
}
