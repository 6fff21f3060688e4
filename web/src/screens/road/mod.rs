//! The road to the next rung, as one could read it to a board: year by year, what has to change, by how much, for which
//! article, and what it unlocks; why not earlier; how much room there is; and figures to try out.

mod figures;
mod steps;

use crate::assessed::Rung;
use crate::components::markup::{button, column, hint, link, para, para_of};
use crate::components::road_line::{line, use_road};
use crate::components::spoken::spoken;
use crate::page::{Page, use_page};
use crate::state::{Action, Key};
use crate::words as w;
use tidu_core::places::place;
use tidu_core::plan::report::because;
use tidu_core::plan::{Plan, Planned};
use tidu_core::text::Lang;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{FactIx, Means};
use tidu_core::written::Procedure;
use yew::prelude::*;

/// The road screen.
#[component]
pub fn Road() -> Html {
    let page = use_page();
    let (lang, assessed) = (page.lang(), &page.assessed);
    let road = use_road(&page);
    let (goal, planned, ladder) = (road.goal, &road.planned, assessed.ladder());
    html! {
        <section class="road">
            <h1>{ w::road_title(lang) }</h1>
            { hint(w::road_lead(lang)) }
            <p class="views" role="group" aria-label={w::road_to(lang)}>
                { for road.goals.iter().map(|(of, name)| {
                    let of = *of;
                    html! {
                        <button type="button" aria-pressed={(of == goal).to_string()} onclick={page.press(Action::Head(of))}>
                            { name }
                        </button>
                    }
                }) }
            </p>
            { kept(&page) }
            { way(&page, planned, road.name(), ladder.iter().find(|rung| rung.held.map_or(rung.standard, |(_, of)| of) == goal)) }
            { blocked(&page, planned) }
            { figures::trials(&page, planned) }
            { figures::margins(&page, planned) }
        </section>
    }
}

/// What the enterprise said it would not change, with the way back.
fn kept(page: &Page) -> Html {
    let (lang, state, speaker) = (page.lang(), &page.state, page.assessed.speaker());
    if state.kept.is_empty() {
        return Html::default();
    }
    html! {
        <div class="kept">
            { para(w::kept_title(lang)) }
            <ul>
                { for state.kept.iter().map(|key| {
                    let key = *key;
                    html! {
                        <li>
                            { speaker.named(state.rules().vocabulary.fact(key.fact).label.get(lang), key.year) }{ " " }
                            { link(w::may_change(lang), page.press(Action::Keep(key, false))) }
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}

/// The ways, and the one that is shown.
fn way(page: &Page, planned: &Planned, name: &str, rung: Option<&Rung<'_>>) -> Html {
    let (lang, state) = (page.lang(), &page.state);
    let Some(shown) = planned.plans.get(state.way).or(planned.plans.first()) else {
        // Where nothing stands in the way, it is not known yet whether there is one.
        let waits = planned.blocked.is_empty() && !planned.ask_first.is_empty();
        let said = if waits { w::ROAD_WAITS_FOR.fill(lang, [&name]) } else { w::no_way(lang).to_owned() };
        return html! { <>{ para_of("standing", &said) }if waits { { ask_first(page, planned, w::road_first_title(lang)) } }</> };
    };
    let changes = shown.steps().map(|step| step.changes.len()).sum::<usize>();
    let at_once = changes == 0 && shown.before.is_empty() && shown.target == page.state.as_of;
    html! {
        <>
            <p class="standing">
                { match (planned.held, shown.verdict_after) {
                    (Some(day), _) => format!("{} {day}{}", w::renewal_on(lang), w::FULL_STOP.say(lang)),
                    (None, Verdict::Met | Verdict::NeedsReview) if at_once && shown.to_confirm.is_empty() => w::already_there(lang).to_owned(),
                    // Where answers are missing, that nothing has to change would be said of what nobody knows.
                    (None, Verdict::Unknown) if at_once => w::road_needs(lang, name, rung.map(|rung| rung.waiting).unwrap_or_default()),
                    _ if at_once => w::nothing_to_change(lang).to_owned(),
                    _ => w::in_short(lang, name, shown.target.year(), changes),
                } }
            </p>
            if planned.plans.len() > 1 {
                <p class="views" role="group" aria-label={w::ways(lang)}>
                    { for planned.plans.iter().enumerate().map(|(at, plan)| html! {
                        <button type="button" aria-pressed={std::ptr::eq(plan, shown).to_string()} onclick={page.press(Action::Way(at))}>
                            { w::way(lang, at + 1, &means(plan, lang)) }
                        </button>
                    }) }
                </p>
            }
            { line(page, shown) }
            { steps::timeline(page, shown) }
            if !planned.ask_first.is_empty() && shown.verdict_after == Verdict::Unknown {
                { ask_first(page, planned, if at_once { w::road_first_title(lang) } else { w::ask_first_title(lang) }) }
            }
        </>
    }
}

/// The answers that the road waits for, and the way to the first of them.
fn ask_first(page: &Page, planned: &Planned, title: &str) -> Html {
    let (lang, state) = (page.lang(), &page.state);
    let key = |fact: FactIx| {
        let of = state.rules().vocabulary.fact(fact);
        Key { fact, year: of.yearly.then(|| state.as_of.year() - i32::from(!of.calendar)) }
    };
    html! {
        <div class="ask-first">
            <h2>{ title }</h2>
            <ul>
                { for planned.ask_first.iter().take(5).map(|fact| {
                    let label = &state.rules().vocabulary.fact(*fact).label;
                    html! {
                        <li><button type="button" class="link" onclick={page.press(Action::Ask(key(*fact)))}>{ spoken(label, lang) }</button></li>
                    }
                }) }
            </ul>
            <p class="actions">
                { for planned.ask_first.first().map(|fact| button(w::answer_first_of_them(lang), page.press(Action::Ask(key(*fact))))) }
            </p>
        </div>
    }
}

fn means(plan: &Plan, lang: Lang) -> Vec<&'static str> {
    let taken = Means::ALL.into_iter().filter(|means| plan.steps().any(|step| step.effort[*means as usize] > 0));
    let name = |means: Means| match means {
        Means::Money => w::money_means(lang),
        Means::People => w::people_means(lang),
        Means::Ip => w::ip_means(lang),
        Means::Market => w::market_means(lang),
        Means::Management => w::management_means(lang),
    };
    taken.map(name).collect()
}

/// Why it cannot be earlier, day by day.
fn blocked(page: &Page, planned: &Planned) -> Html {
    let lang = page.lang();
    if planned.blocked.is_empty() {
        return Html::default();
    }
    let name = |id: &str, day: tidu_core::day::Day| -> Option<String> {
        let rules = &page.assessed.rules;
        let (standard, local) = id.split_once('/')?;
        let procedure = if planned.held.is_some() { Procedure::Renewal } else { Procedure::FirstApplication };
        let (sheet, _) =
            rules.governing(rules.vocabulary.find_standard(standard)?, day, procedure, place(&rules.vocabulary, &page.assessed.case))?;
        let node = sheet.criteria.iter().find(|node| sheet.claim(**node).id.as_deref() == Some(local))?;
        Some(sheet.claim(*node).text.as_ref()?.get(lang).to_owned())
    };
    html! {
        <details class="blocked" open={planned.plans.is_empty()}>
            <summary><h2>{ if planned.plans.is_empty() { w::why_not(lang) } else { w::why_not_earlier(lang) } }</h2></summary>
            <table class="quiet-table">
                <thead><tr>{ column(w::by_day(lang)) }{ column(w::bars(lang)) }{ column(w::because(lang)) }</tr></thead>
                <tbody>
                    { for planned.blocked.iter().map(|one| html! {
                        <tr>
                            <th scope="row">{ if one.target == page.state.as_of { w::today_row(lang).to_owned() } else { one.target.to_string() } }</th>
                            <td data-label={w::bars(lang)}>{ one.criteria.iter().filter_map(|id| name(id, one.target)).collect::<Vec<_>>().join(w::LIST_COMMA.say(lang)) }</td>
                            <td data-label={w::because(lang)}>{ because(one.because, lang) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </details>
    }
}
