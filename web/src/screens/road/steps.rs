//! The steps of a way, year by year: what has to change, by how much, for which article, and the round it leads to.

use crate::components::citation::{certainty, citation};
use crate::components::criteria::verdict;
use crate::components::markup::{hint, link, note, para};
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::screen::Screen;
use crate::state::{Action, Key};
use crate::words as w;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::Use;
use tidu_core::places::place;
use tidu_core::plan::{Change, Plan};
use tidu_core::rules::{NodeIx, Sheet};
use tidu_core::sentence::{self, Speaker};
use tidu_core::text::Lang;
use tidu_core::written::Procedure;
use yew::prelude::*;

/// How many policies are named that a title opens.
const NAMED: usize = 4;

/// Year by year: what to change, then the round it leads to.
pub fn timeline(page: &Page, shown: &Plan) -> Html {
    let (lang, today) = (page.lang(), page.state.as_of.year());
    let steps: Vec<&Plan> = shown.steps().collect();
    let last = shown.target.year();
    html! {
        <ol class="timeline">
            { for (today..=last).map(|year| {
                let changes: Vec<(&Plan, &Change)> = steps
                    .iter()
                    .flat_map(|step| step.changes.iter().map(|change| (*step, change)))
                    .filter(|(step, change)| step.done_in(change, today) == year)
                    .collect();
                let rounds: Vec<&&Plan> = steps.iter().filter(|step| step.target.year() == year).collect();
                if changes.is_empty() && rounds.is_empty() {
                    return Html::default();
                }
                let word = match year - today {
                    0 => Some(w::this_year(lang)),
                    1 => Some(w::next_year(lang)),
                    2 => Some(w::after_next_year(lang)),
                    _ => None,
                };
                html! {
                    <li key={year}>
                        <h2>{ w::YEAR_ALONE.fill(lang, [&year]) }if let Some(word) = word { { note(word) } }</h2>
                        <ul>
                            { for changes.into_iter().map(|(step, one)| change(page, step, one)) }
                            { for rounds.into_iter().map(|step| round(page, step)) }
                        </ul>
                    </li>
                }
            }) }
        </ol>
    }
}

/// One change: from what to what, for which criteria, where these stand.
fn change(page: &Page, step: &Plan, change: &Change) -> Html {
    let (lang, speaker) = (page.lang(), page.assessed.speaker());
    let key = change.key();
    let name = speaker.named(page.assessed.rules.vocabulary.fact(key.fact).label.get(lang), key.year);
    let follows: Vec<String> = step.entails.iter().filter(|other| other.year == change.year).map(|other| speaker.change(other)).collect();
    let reasons: Vec<(&Sheet, NodeIx)> = change.criteria.iter().filter_map(|id| criterion(page, step, id)).collect();
    let names: Vec<&str> = reasons.iter().filter_map(|(sheet, node)| Some(sheet.claim(*node).text.as_ref()?.get(lang))).collect();
    html! {
        <li class="change" key={format!("{}-{:?}", key.fact.0, key.year)}>
            <p><strong>{ speaker.change(change) }</strong></p>
            if let Some(least) = speaker.suffices(change) {
                <details class="exact"><summary>{ w::exact_figure(lang) }</summary>{ hint(&least) }</details>
            }
            if change.year.is_none() {
                { hint(&w::done_by(lang, &step.target.to_string())) }
            }
            if !follows.is_empty() {
                <p class="hint">{ w::follows(lang) }{ w::COLON.say(lang) }{ follows.join(w::SEMICOLON.say(lang)) }</p>
            }
            <details>
                <summary>{ w::serves(lang) }{ w::COLON.say(lang) }{ names.join(w::LIST_COMMA.say(lang)) }</summary>
                { for reasons.iter().map(|(sheet, node)| html! {
                    <>
                        { para(&speaker.required(sheet, *node)) }
                        if let Some(cite) = &sheet.claim(*node).cite {
                            { citation(page.assessed.rules.document(sheet.document), cite, lang) }
                        }
                    </>
                }) }
            </details>
            <p class="leave-alone">
                if let Some(year) = key.year {
                    { leave(page, key, &w::NOT_IN_YEAR.fill(lang, [&year]), &name) }
                    { leave(page, Key { year: None, ..key }, w::never(lang), &name) }
                } else {
                    { leave(page, key, w::cannot_change(lang), &name) }
                }
            </p>
        </li>
    }
}

/// A button that leaves a figure as it is, of one year or of all.
fn leave(page: &Page, key: Key, word: &str, name: &str) -> Html {
    html! {
        <button type="button" class="link" onclick={page.press(Action::Keep(key, true))}
            aria-label={[word, w::COLON.say(page.lang()), name].concat()}>
            { word }
        </button>
    }
}

/// A criterion by its id, as it governs on the day of a step.
fn criterion<'a>(page: &'a Page, step: &Plan, id: &str) -> Option<(&'a Sheet, NodeIx)> {
    let rules = &page.assessed.rules;
    let (standard, local) = id.split_once('/')?;
    let standard = rules.vocabulary.find_standard(standard)?;
    let procedure = if standard == step.standard { step.procedure } else { Procedure::FirstApplication };
    let (sheet, _) = rules.governing(standard, step.target, procedure, place(&rules.vocabulary, &page.assessed.case))?;
    let node = sheet.criteria.iter().copied().find(|node| sheet.claim(*node).id.as_deref() == Some(local))?;
    Some((sheet, node))
}

/// What a step leaves open, by the answers that are lacking then; where a score or a size class lacks them, the criterion.
fn still_open(page: &Page, step: &Plan) -> Vec<String> {
    let (rules, lang) = (&page.assessed.rules, page.lang());
    if step.open.is_empty() {
        return Vec::new();
    }
    let case = step.after.lay_out(&rules.vocabulary, step.target);
    let (evaluation, speaker) = (evaluate(rules, &case), Speaker { rules, case: &case, lang });
    let mut open = Vec::new();
    for id in &step.open {
        let Some((sheet, node)) = criterion(page, step, id) else { continue };
        let assessment =
            sheet.standard.map(|standard| evaluation.of(standard)).filter(|a| a.sheet.is_some_and(|(same, _)| std::ptr::eq(same, sheet)));
        let lacking = match assessment {
            Some(assessment) => speaker.lacking(sheet, &assessment.outcome, node),
            None => Vec::new(),
        };
        let name = sheet.claim(node).text.as_ref().map(|text| text.get(lang).to_owned());
        for what in if lacking.is_empty() { name.into_iter().collect() } else { lacking } {
            if !open.contains(&what) {
                open.push(what);
            }
        }
    }
    open
}

/// The round a step leads to: the document, the season, what others must confirm, and what it unlocks.
fn round(page: &Page, step: &Plan) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let (rules, speaker) = (&assessed.rules, assessed.speaker());
    let standard = rules.vocabulary.standard(step.standard);
    let governs = rules.governing(step.standard, step.target, step.procedure, place(&rules.vocabulary, &assessed.case));
    let season = governs.and_then(|(sheet, _)| sheet.season.as_ref());
    let document = rules.document(step.document);
    let opens: Vec<_> = assessed
        .matches()
        .iter()
        .filter(|m| m.usable == Use::AfterTitle && m.opens_with.is_some_and(|opens| rules.vocabulary.standard(opens).rung == standard.rung))
        .collect();
    let open = still_open(page, step);
    html! {
        <li class="round">
            <p><strong>{ w::first_round(lang, standard.name.get(lang), step.target.year(), step.procedure == Procedure::Renewal) }</strong>{ " " }{ verdict(step.verdict_after, lang) }</p>
            <p class="hint">
                { w::by_document(lang) }{ " " }<span lang="zh-CN">{ document.head.number.clone().unwrap_or_else(|| document.head.title.get(Lang::Zh).to_owned()) }</span>{ sentence::origin(document, lang) }
                if let Some((_, governs)) = governs {
                    { certainty(governs.certainty, lang) }
                }
                { w::FULL_STOP_AND_ON.say(lang) }{ w::later_text(lang) }
            </p>
            <p class="hint">
                if let Some(season) = season {
                    { spoken(&season.text, lang) }{ certainty(season.certainty, lang) }
                } else {
                    { w::season_unknown(lang) }
                }
            </p>
            if !step.to_confirm.is_empty() {
                <p class="hint">{ w::to_be_confirmed(lang) }{ w::COLON_AT_END.say(lang) }</p>
                <ul class="plain">
                    { for step.to_confirm.iter().map(|one| html! { <li>{ speaker.change(one) }</li> }) }
                </ul>
            }
            if !open.is_empty() {
                <p class="hint">{ w::stays_open(lang) }{ w::COLON.say(lang) }{ open.join(w::LIST_COMMA.say(lang)) }</p>
            }
            if !opens.is_empty() {
                <p class="hint">
                    { w::unlocks(lang) }{ w::COLON.say(lang) }
                    { opens.iter().take(NAMED).map(|m| m.policy.title.get(lang)).collect::<Vec<_>>().join(w::LIST_COMMA.say(lang)) }{ " " }
                    { link(&w::in_all(lang, opens.len()), page.press(Action::Show(Screen::Policies))) }
                </p>
            }
        </li>
    }
}
