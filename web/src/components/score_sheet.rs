//! The score sheet: one bar an indicator, its bands as ticks, the points reached filled, the next band in words.

use crate::components::citation::citation;
use crate::components::markup::hint;
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::words as w;
use tidu_core::evaluate::{Assessment, ScoreRange};
use tidu_core::number::Fraction;
use tidu_core::order::distinct;
use tidu_core::rules::{Indicator, Sheet};
use tidu_core::sentence::points;
use yew::prelude::*;

/// The score sheet of an assessment, if it has one.
pub fn score_sheet(page: &Page, a: &Assessment<'_>, sheet: &Sheet) -> Html {
    let lang = page.lang();
    let Some(score) = &sheet.score else { return Html::default() };
    html! {
        <section class="score-sheet">
            <h4>{ w::score_sheet(lang) }{ w::COLON.say(lang) }{ points(a.outcome.score(score.total_ref()), lang) }
                <span class="hint">{ w::OPEN_BRACKET.say(lang) }{ w::full_marks(lang) }{ " " }{ score.max }{ w::CLOSE_BRACKET.say(lang) }</span>
            </h4>
            { for score.groups.iter().enumerate().map(|(at, group)| html! {
                <div class="group">
                    <h5>{ spoken(&group.name, lang) }<span>{ points(a.outcome.score(score.group_ref(at)), lang) }{ " / " }{ group.max }</span></h5>
                    { for group.indicators.clone().map(|at| {
                        indicator(page, sheet, &score.indicators[at], a.outcome.score(score.indicator_ref(at)))
                    }) }
                </div>
            }) }
        </section>
    }
}

fn indicator(page: &Page, sheet: &Sheet, indicator: &Indicator, range: ScoreRange) -> Html {
    let lang = page.lang();
    let bands = page.assessed.speaker().bands(sheet, &indicator.scale);
    let ticks: Vec<i32> = distinct(bands.iter().map(|(points, _)| *points).filter(|points| *points < indicator.max).collect());
    let share = |points: i32| Fraction { num: (100 * points).into(), den: indicator.max.max(1).into() }.rounded(1) + "%";
    let label = format!("{} {} / {}", indicator.name.get(lang), points(range, lang), indicator.max);
    html! {
        <div class="indicator">
            <p class="name">{ spoken(&indicator.name, lang) }<span>{ points(range, lang) }{ " / " }{ indicator.max }</span></p>
            <svg class="bar" role="img" aria-label={label} width="100%" height="8">
                <rect class="all" width="100%" height="8" />
                <rect class="may" width={share(range.max)} height="8" />
                <rect class="has" width={share(range.min)} height="8" />
                { for ticks.iter().map(|tick| html! { <line x1={share(*tick)} x2={share(*tick)} y1="0" y2="8" /> }) }
            </svg>
            { for next_in_words(page, sheet, indicator, range).map(|next| hint(&next)) }
            <details><summary>{ w::article(lang) }</summary>{ citation(page.assessed.rules.document(sheet.document), &indicator.cite, lang) }</details>
        </div>
    }
}

/// The next band of an indicator in words, of each reading that just above what is sure; a tally or a step has only what each
/// adds. None where there is no more to have.
pub fn next_in_words(page: &Page, sheet: &Sheet, indicator: &Indicator, range: ScoreRange) -> Option<String> {
    let lang = page.lang();
    let bands = page.assessed.speaker().bands(sheet, &indicator.scale);
    let next = bands.iter().map(|(points, _)| *points).filter(|points| *points > range.min).min();
    let next = bands.iter().filter(|(points, _)| Some(*points) == next).map(|(points, text)| w::POINTS.fill(lang, [text, points]));
    let next = next.collect::<Vec<_>>().join(w::OR.say(lang));
    (range.min < indicator.max && !next.is_empty()).then(|| [w::next_band(lang), w::COLON.say(lang), &next].concat())
}
