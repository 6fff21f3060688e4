//! The ladder: always in view, three steps rising to the right, each with its name, its verdict in words, how many
//! criteria are satisfied, and a thin bar where there is a score. On a narrow screen it is a bar of one row at the foot that opens.

use crate::assessed::Rung;
use crate::components::criteria::mark;
use crate::components::markup::{button, h2, h3, para, para_of};
use crate::components::spoken::spoken;
use crate::page::{Page, use_page};
use crate::screen::Screen;
use crate::state::Action;
use crate::words as w;
use tidu_core::sentence::points;
use tidu_core::text::Lang;
use tidu_core::vocabulary::Vocabulary;
use yew::prelude::*;

/// What the ladder is made of.
#[derive(Properties, PartialEq)]
pub struct LadderProps {
    /// The page as it is now, of which the other parts may be one painting behind.
    pub now: Page,
}

/// The ladder with the most useful question under it.
#[component]
pub fn Ladder(LadderProps { now }: &LadderProps) -> Html {
    let page = use_page();
    let (lang, state) = (now.lang(), &now.state);
    let vocabulary = &state.rules().vocabulary;
    let rungs = now.assessed.ladder();
    let next = page.assessed.next_question(&page.state);
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    // On a narrow screen the open ladder would cover where this leads.
    let leave = |go: Callback<MouseEvent>| {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| {
            open.set(false);
            go.emit(event);
        })
    };
    let summary = rungs.iter().map(|rung| {
        let text = if rung.asked { w::rung_state(lang, rung) } else { w::is_held(lang).to_owned() };
        let verdict = rung.look();
        html! {
            <span class={classes!("chip", verdict.id())}>
                <span class="mark" aria-hidden="true">{ mark(verdict) }</span>
                { spoken(&vocabulary.standard(rung.standard).short, lang) }
                // The bar has one row and no room for them; who is read to hears them all the same.
                <span class="visually-hidden">{ w::COLON.say(lang) }{ text }</span>
            </span>
        }
    });
    html! {
        <aside class={classes!("ladder", open.then_some("open"))} part="ladder" aria-label={w::ladder(lang)}>
            <button type="button" class="ladder-bar" aria-expanded={open.to_string()} onclick={toggle}>
                <span class="visually-hidden">{ w::ladder(lang) }</span>
                { for summary }
            </button>
            <div class="ladder-in">
                { h2(w::ladder(lang)) }
                { stair(&rungs, vocabulary, lang) }
                <div class="next">
                    { h3(w::next_question(lang)) }
                    if let Some(key) = next {
                        <p>{ key.year.map(|year| w::YEAR_IN_FRONT.fill(lang, [&year])) }{ spoken(&vocabulary.fact(key.fact).label, lang) }</p>
                        { button(w::go_answer(lang), leave(page.press(Action::Ask(key)))) }
                    } else {
                        { para(w::all_answered(lang)) }
                        if state.screen == Screen::Questions {
                            { button(w::see_result(lang), leave(page.press(Action::Show(Screen::Result)))) }
                        }
                    }
                </div>
            </div>
        </aside>
    }
}

/// The rungs as steps, the highest first.
pub fn stair(rungs: &[Rung<'_>], vocabulary: &Vocabulary, lang: Lang) -> Html {
    html! { <ol class="stair">{ for rungs.iter().rev().map(|rung| step(rung, vocabulary, lang)) }</ol> }
}

fn step(rung: &Rung<'_>, vocabulary: &Vocabulary, lang: Lang) -> Html {
    let standard = vocabulary.standard(rung.standard);
    let counts = rung.counts;
    let counted = vocabulary.standard(rung.counted.standard);
    let satisfied = w::satisfied(lang, counts.met + counts.review, counts.all());
    html! {

        <li class={classes!("step", format!("rung-{}", standard.rung), rung.look().id())}>
            <p class="step-name">{ spoken(&standard.name, lang) }</p>
            if let Some((day, _)) = rung.held {
                <p class="step-held">{ w::HOLDS_UNTIL.fill(lang, [&w::valid_until(lang, day)]) }</p>
            }
            // A title in hand needs no assessment until it is to be renewed.
            if rung.asked {
                <p class="step-state"><span class="mark" aria-hidden="true">{ mark(rung.verdict) }</span>{ w::rung_state(lang, rung) }</p>
            }
            if rung.asked && counts.all() > 0 {
                <p class="step-count">
                    if rung.counted.standard != rung.standard {
                        { spoken(&counted.name, lang) }{ w::COLON.say(lang) }
                    }
                    { satisfied }
                </p>
            }
            if let Some(lower) = counts.lacks_title.filter(|_| rung.asked) {
                { para_of("step-count", &w::needs_title(lang, vocabulary.standard(lower).name.get(lang))) }
            }
            if let Some((range, max)) = rung.score.filter(|_| rung.asked) {
                <p class="step-count">{ w::score(lang) }{ " " }{ points(range, lang) }</p>
                <svg class="bar" aria-hidden="true" width="100%" height="4">
                    <rect class="all" width="100%" height="4" />
                    <rect class="may" width={format!("{}%", 100 * range.max / max.max(1))} height="4" />
                    <rect class="has" width={format!("{}%", 100 * range.min / max.max(1))} height="4" />
                </svg>
            }
        </li>
    }
}
