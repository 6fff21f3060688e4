//! What is missing for the next rung: a bar for every figure that falls short, the nearest first, apart from what is merely not
//! answered yet; and the score by group with the band that is nearest.

use crate::assessed::Rung;
use crate::components::criteria::row_id;
use crate::components::markup::{button, h2, h3, hint, link, note, para};
use crate::components::score_sheet::next_in_words;
use crate::components::spoken::spoken;
use crate::host;
use crate::page::Page;
use crate::state::Action;
use crate::words as w;
use tidu_core::evaluate::Assessment;
use tidu_core::explain::explain;
use tidu_core::gaps::{Gap, Lack, NextBand, Shortfall, Way, gaps, next_band};
use tidu_core::missing::asked_for;
use tidu_core::number::Fraction;
use tidu_core::rules::Sheet;
use tidu_core::sentence::points;
use tidu_core::verdict::Verdict;
use yew::prelude::*;

/// What is missing for a rung; for none where there is no rung above.
pub fn lacking(page: &Page, rung: Option<&Rung<'_>>) -> Html {
    let lang = page.lang();
    let name = |standard| &page.assessed.rules.vocabulary.standard(standard).name;
    let goal = |rung: &Rung<'_>| match name(rung.counted.standard) {
        nearest if rung.counted.standard != rung.standard => w::MISSING_FOR_NEAREST.fill(lang, [name(rung.standard), nearest]),
        own => w::MISSING_FOR.fill(lang, [own]),
    };
    html! {
        <section class="part lacking">
            { h2(w::what_is_missing(lang)) }
            if let Some(rung) = rung {
                { hint(&goal(rung)) }
                { for rung.counted.sheet.map(|(sheet, _)| missing(page, rung, sheet)) }
            } else {
                { para(w::top_reached(lang)) }
            }
        </section>
    }
}

fn missing(page: &Page, rung: &Rung<'_>, sheet: &Sheet) -> Html {
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let (a, explanation) = (rung.counted, explain(&assessed.case, rung.counted));
    let named = |node| sheet.claim(node).text.as_ref().map(|text| text.get(lang)).unwrap_or_default();
    let open: Vec<&str> =
        explanation.criteria().filter(|lines| lines[0].verdict == Verdict::Unknown).map(|lines| named(lines[0].node)).collect();
    let (gaps, first) = (gaps(&assessed.case, a, &explanation), assessed.first_question(state, a));
    html! {
        <>
            if !gaps.is_empty() {
                <ol class="gaps">{ for gaps.iter().map(|gap| row(page, a, sheet, gap)) }</ol>
            }
            if !open.is_empty() {
                { h3(w::not_yet_answered(lang)) }
                <p>{ w::still_open(lang, rung.waiting) }{ w::FULL_STOP.say(lang) }</p>
                { hint(&w::OPEN_DECIDES.fill(lang, [&open.join(w::LIST_COMMA.say(lang))])) }
                { for first.map(|key| {
                    let label = w::of_year(lang, &assessed.rules.vocabulary.fact(key.fact).label, key.year);
                    html! { <p class="actions">{ button(&w::FIRST_TO_ANSWER.fill(lang, [&label]), page.press(Action::Ask(key))) }</p> }
                }) }
            }
            { score(page, a, sheet) }
        </>
    }
}

/// A criterion that fails: its name leads to the article, each figure to its question.
fn row(page: &Page, a: &Assessment<'_>, sheet: &Sheet, gap: &Gap<'_>) -> Html {
    let lang = page.lang();
    let (line, others) = (&gap.lines[0], &gap.ways[1..]);
    let id = row_id(sheet, line);
    html! {
        <li key={id.clone()}>
            <h3>{ for sheet.claim(line.node).text.as_ref().map(|text| link(text.get(lang), Callback::from(move |_: MouseEvent| host::focus(&id)))) }</h3>
            { way(page, a, sheet, &gap.ways[0]) }
            if !others.is_empty() {
                <details class="more">
                    <summary>{ w::OTHER_WAYS.fill(lang, [&others.len()]) }</summary>
                    { for others.iter().map(|other| way(page, a, sheet, other)) }
                </details>
            }
        </li>
    }
}

fn way(page: &Page, a: &Assessment<'_>, sheet: &Sheet, way: &Way<'_>) -> Html {
    html! { <div class="way">{ for way.lacks.iter().map(|one| lack(page, a, sheet, one)) }</div> }
}

fn lack(page: &Page, a: &Assessment<'_>, sheet: &Sheet, lack: &Lack<'_>) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let (speaker, line) = (assessed.speaker(), lack.line);
    let own = speaker.actual(assessed.evaluation(), sheet, &a.outcome, line, &[]);
    let told = match speaker.shortfall(sheet, &a.outcome, line) {
        Some(short) => w::FIGURE_SHORT.fill(lang, [&own, &short]),
        None => own,
    };
    let key = sheet.slots(line.node).first().map(|slot| {
        let asked = asked_for(&assessed.rules.vocabulary, &assessed.case, *slot);
        page.state.key(&assessed.case, asked[0])
    });
    html! {
        <>
            { para(&speaker.required(sheet, line.node)) }
            { for lack.shortfall.map(bar) }
            <p class="hint">
                { w::own_figure(lang) }{ w::COLON.say(lang) }{ told }{ " " }
                { for key.map(|key| link(w::see_question(lang), page.press(Action::Ask(key)))) }
            </p>
        </>
    }
}

/// A figure beside the mark it has to reach, or to come down to; the words beside it say the same.
fn bar(one: Shortfall) -> Html {
    // The mark stands within the picture, also where it is its end.
    let at = |value: u64| Fraction { num: 99 * i128::from(value), den: one.scale().into() }.rounded(1) + "%";
    html! {
        <svg class="bar gap" aria-hidden="true" width="100%" height="12">
            <rect class="all" y="2" width="100%" height="8" />
            <rect class="has" y="2" width={at(one.own)} height="8" />
            <line x1={at(one.mark)} x2={at(one.mark)} y1="0" y2="12" />
        </svg>
    }
}

/// The score by group, with the band of each that is nearest.
fn score(page: &Page, a: &Assessment<'_>, sheet: &Sheet) -> Html {
    let (lang, case) = (page.lang(), &page.assessed.case);
    let Some(score) = &sheet.score else { return Html::default() };
    html! {
        <section class="scores">
            <h3>{ w::scores_by_group(lang) }{ w::COLON.say(lang) }{ points(a.outcome.score(score.total_ref()), lang) }{ " / " }{ score.max }</h3>
            { for score.groups.iter().enumerate().map(|(at, group)| {
                let range = a.outcome.score(score.group_ref(at));
                let share = |points: i32| Fraction { num: (100 * points).into(), den: group.max.max(1).into() }.rounded(1) + "%";
                let settled = || group.indicators.clone().map(|at| (&score.indicators[at], a.outcome.score(score.indicator_ref(at)))).filter(|(_, range)| range.min == range.max);
                let nearest = settled().filter_map(|(indicator, range)| next_band(case, indicator, range)).min_by(NextBand::nearer);
                let next = match nearest {
                    Some(next) => Some(page.assessed.speaker().next_band(&next)),
                    None => settled().find_map(|(indicator, range)| next_in_words(page, sheet, indicator, range)),
                };
                html! {
                    <div>
                        <p class="name">{ spoken(&group.name, lang) }<span>{ points(range, lang) }{ " / " }{ group.max }</span></p>
                        <svg class="bar" aria-hidden="true" width="100%" height="8">
                            <rect class="all" width="100%" height="8" />
                            <rect class="may" width={share(range.max)} height="8" />
                            <rect class="has" width={share(range.min)} height="8" />
                        </svg>
                        { for next.map(|next| note(&next)) }
                    </div>
                }
            }) }
        </section>
    }
}
