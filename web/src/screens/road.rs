//! The road to the next rung, as one could read it to a board: year by year, what has to change, by how much, for which
//! article, and what it unlocks; why not earlier; how much room there is; and figures to try out.

use crate::assessed::Rung;
use crate::components::citation::{certainty, citation};
use crate::components::criteria::verdict;
use crate::components::markup::{column, h2, hint, link, note, para, para_of};
use crate::components::spoken::spoken;
use crate::components::what_if::{Trial, own, trial};
use crate::page::{Page, use_page};
use crate::screen::Screen;
use crate::state::{Action, Key};
use crate::words as w;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::Use;
use tidu_core::order::sort_by_key;
use tidu_core::places::place;
use tidu_core::plan::report::because;
use tidu_core::plan::{Change, Plan, Planned, plan};
use tidu_core::rules::{NodeIx, Sheet};
use tidu_core::sentence::{self, Speaker};
use tidu_core::text::Lang;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{Means, Span, StandardIx};
use tidu_core::written::Procedure;
use yew::prelude::*;

/// How many figures are offered to be tried out.
const TRIALS: usize = 8;
/// How many policies are named that a title opens.
const NAMED: usize = 4;

/// The road screen.
#[component]
pub fn Road() -> Html {
    let page = use_page();
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let vocabulary = &state.rules().vocabulary;
    let ladder = assessed.ladder();
    // A title in hand is planned for by its own standard, a rung to be reached by the rung's.
    let goals: Vec<(StandardIx, &str)> = ladder
        .iter()
        .map(|rung| (rung.held.map_or(rung.standard, |(_, of)| of), vocabulary.standard(rung.standard).name.get(lang)))
        .collect();
    let reached = |rung: &&Rung<'_>| rung.held.is_some() || matches!(rung.verdict, Verdict::Met | Verdict::NeedsReview);
    let next = ladder.iter().position(|rung| !reached(&rung)).unwrap_or(ladder.len() - 1);
    let goal = state.goal.filter(|goal| goals.iter().any(|(of, _)| of == goal)).unwrap_or(goals[next].0);
    let planned =
        use_memo((assessed.said.clone(), goal, state.kept.clone()), |(said, goal, kept)| plan(&assessed.rules, said, *goal, kept));
    let name = goals.iter().find(|(of, _)| *of == goal).map_or("", |(_, name)| name);
    html! {
        <section class="road">
            <h1>{ w::road_title(lang) }</h1>
            { hint(w::road_lead(lang)) }
            <p class="views" role="group" aria-label={w::road_to(lang)}>
                { for goals.iter().map(|(of, name)| {
                    let of = *of;
                    html! {
                        <button type="button" aria-pressed={(of == goal).to_string()} onclick={page.press(Action::Head(of))}>
                            { name }
                        </button>
                    }
                }) }
            </p>
            { kept(&page) }
            { way(&page, &planned, name, ladder.iter().find(|rung| rung.held.map_or(rung.standard, |(_, of)| of) == goal)) }
            { blocked(&page, &planned) }
            { trials(&page, &planned) }
            { margins(&page, &planned) }
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
        return para_of("standing", w::no_way(lang));
    };
    let changes = shown.before.iter().chain([shown]).map(|step| step.changes.len()).sum::<usize>();
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
            { timeline(page, shown) }
            if !planned.ask_first.is_empty() && shown.verdict_after == Verdict::Unknown {
                <div class="ask-first">
                    <h2>{ if at_once { w::road_first_title(lang) } else { w::ask_first_title(lang) } }</h2>
                    <ul>
                        { for planned.ask_first.iter().take(5).map(|fact| {
                            let of = state.rules().vocabulary.fact(*fact);
                            let key = Key { fact: *fact, year: of.yearly.then(|| state.as_of.year() - i32::from(!of.calendar)) };
                            html! {
                                <li><button type="button" class="link" onclick={page.press(Action::Ask(key))}>{ spoken(&of.label, lang) }</button></li>
                            }
                        }) }
                    </ul>
                </div>
            }
        </>
    }
}

fn means(plan: &Plan, lang: Lang) -> Vec<&'static str> {
    let taken = Means::ALL.into_iter().filter(|means| plan.before.iter().chain([plan]).any(|step| step.effort[*means as usize] > 0));
    let name = |means: Means| match means {
        Means::Money => w::money_means(lang),
        Means::People => w::people_means(lang),
        Means::Ip => w::ip_means(lang),
        Means::Market => w::market_means(lang),
        Means::Management => w::management_means(lang),
    };
    taken.map(name).collect()
}

/// Year by year: what to change, then the round it leads to.
fn timeline(page: &Page, shown: &Plan) -> Html {
    let (lang, today) = (page.lang(), page.state.as_of.year());
    let steps: Vec<&Plan> = shown.before.iter().chain([shown]).collect();
    // What has no year of its own is to be done before the round it is for.
    let done_in = |step: &Plan, change: &Change| change.year.unwrap_or(step.target.year() - 1).max(today);
    let last = shown.target.year();
    html! {
        <ol class="timeline">
            { for (today..=last).map(|year| {
                let changes: Vec<(&Plan, &Change)> = steps
                    .iter()
                    .flat_map(|step| step.changes.iter().map(|change| (*step, change)))
                    .filter(|(step, change)| done_in(step, change) == year)
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
            <button type="button" class="link" onclick={page.press(Action::Keep(key, true))}
                aria-label={format!("{}{}{name}", w::cannot_change(lang), w::COLON.say(lang))}>
                { w::cannot_change(lang) }
            </button>
        </li>
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

/// Figures to try out: those the way changes, then the most fragile ones.
fn trials(page: &Page, planned: &Planned) -> Html {
    let (lang, vocabulary) = (page.lang(), &page.assessed.rules.vocabulary);
    let mut rows: Vec<Trial> = Vec::new();
    let mut add = |key: Key, standing: Option<i64>, reach: i64| {
        let fact = vocabulary.fact(key.fact);
        let own = own(page, key).or_else(|| fact.text(Span::point(standing?))).or_else(|| carried(page, key));
        if let Some(own) = own.filter(|_| fact.kind.is_number() && !rows.iter().any(|row| row.key == key)) {
            rows.push(Trial { key, own, reach });
        }
    };
    for key in page.state.tried.keys() {
        add(*key, None, 0);
    }
    let steps = planned.plans.iter().take(1).flat_map(|plan| plan.before.iter().chain([plan]));
    for change in steps.flat_map(|step| &step.changes) {
        add(change.key(), change.from.map(|from| from.lo), change.to);
    }
    for margin in &planned.margins {
        add(Key { fact: margin.fact, year: margin.year }, Some(margin.value), margin.keeps);
    }
    rows.truncate(TRIALS.max(page.state.tried.len()));
    if rows.is_empty() {
        return Html::default();
    }
    // What is tried keeps its place while it is tried.
    sort_by_key(&mut rows, |row| row.key);
    html! {
        <section class="trials">
            { h2(w::try_title(lang)) }
            { hint(w::try_help(lang)) }
            // In a place of their own, so that a field keeps the keyboard while others come and go.
            <div>{ for rows.iter().map(|row| trial(page, row)) }</div>
        </section>
    }
}

/// What a year not yet closed carries on from the years before.
fn carried(page: &Page, key: Key) -> Option<String> {
    (key.year? - 5..key.year?).rev().find_map(|year| own(page, Key { year: Some(year), ..key }))
}

/// How far figures may move, the most fragile first.
fn margins(page: &Page, planned: &Planned) -> Html {
    let (lang, speaker) = (page.lang(), page.assessed.speaker());
    if planned.margins.is_empty() {
        return Html::default();
    }
    html! {
        <section class="margins">
            { h2(w::margins_title(lang)) }
            { hint(w::margins_help(lang)) }
            <table class="quiet-table">
                <thead><tr>
                    { column(w::figure_of(lang)) }{ column(w::value_now(lang)) }
                    { column(w::may_go_to(lang)) }{ column(w::room(lang)) }
                </tr></thead>
                <tbody>
                    { for planned.margins.iter().map(|margin| {
                        let fact = page.assessed.rules.vocabulary.fact(margin.fact);
                        html! {
                            <tr>
                                <th scope="row">{ speaker.named(fact.label.get(lang), margin.year) }</th>
                                <td data-label={w::value_now(lang)}>{ speaker.value(fact, margin.value) }</td>
                                <td data-label={w::may_go_to(lang)}>{ speaker.value(fact, margin.keeps) }</td>
                                <td data-label={w::room(lang)}>{ format!("{}{}", if margin.keeps < margin.value { "−" } else { "+" }, speaker.value(fact, (margin.keeps - margin.value).abs())) }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </section>
    }
}
