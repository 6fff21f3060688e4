//! The overview: where the enterprise stands, what is missing, what it can have and what to do next; behind one door the
//! articles, criterion by criterion.

use crate::assessed::Rung;
use crate::components::articles::{standard, summary_id};
use crate::components::files::Files;
use crate::components::gains::gains;
use crate::components::hand_over::HandOver;
use crate::components::lacking::lacking;
use crate::components::markup::{h2, h3};
use crate::components::next_steps::next_steps;
use crate::components::proof::Proof;
use crate::components::road_line::line;
use crate::components::standing::{next_rung, standing};
use crate::host;
use crate::page::use_page;
use crate::words as w;
use std::rc::Rc;
use tidu_core::answers::Answers;
use tidu_core::evaluate::Assessment;
use tidu_core::plan::{Planned, plan};
use tidu_core::sentence;
use tidu_core::vocabulary::StandardIx;
use yew::prelude::*;

/// The result screen.
#[component]
pub fn Outcome() -> Html {
    let page = use_page();
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let with_articles = use_state(|| false);
    let ladder = assessed.ladder();
    let next = next_rung(&ladder);
    let goal = next.map(Rung::goal);
    // The road takes longer than all the rest; it comes behind the painting, and is shown for what it was planned for alone.
    let road = use_state(|| None::<(Rc<Answers>, Option<StandardIx>, Planned)>);
    {
        let (road, rules) = (road.clone(), assessed.rules.clone());
        use_effect_with((assessed.said.clone(), goal, state.kept.clone()), move |(said, goal, kept)| {
            let (said, goal, kept) = (said.clone(), *goal, kept.clone());
            host::after_paint(move || road.set(goal.map(|to| (said.clone(), goal, plan(&rules, &said, to, &kept)))));
        });
    }
    let planned = road.as_ref().filter(|(said, to, _)| Rc::ptr_eq(said, &assessed.said) && *to == goal).map(|(.., planned)| planned);
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
    let tick = {
        let with_articles = with_articles.clone();
        Callback::from(move |_: Event| with_articles.set(!*with_articles))
    };
    html! {
        <section class={classes!("result", with_articles.then_some("with-articles"))}>
            <h1>{ w::result_title(lang) }</h1>
            <p class="print-head">
                if !state.name.trim().is_empty() {
                    <strong>{ &state.name }</strong>{ w::COMMA.say(lang) }
                }
                { w::as_of(lang) }{ " " }{ state.as_of.to_string() }{ w::COMMA.say(lang) }{ w::size(lang) }{ w::COLON.say(lang) }{ size }
            </p>
            if !assessed.issues.is_empty() {
                <section class="problems">
                    { h2(w::problems(lang)) }
                    <ul>{ for assessed.issues.iter().map(|issue| html! { <li>{ issue.sentence(lang) }</li> }) }</ul>
                </section>
            }
            <div class="overview">
                <div>
                    { standing(&page, &ladder) }
                    { lacking(&page, next) }
                    if let Some(plan) = planned.and_then(|planned| planned.plans.first()) {
                        <section class="on-paper">
                            { h3(w::road_in_short(lang)) }
                            { line(&page, plan) }
                        </section>
                    }
                </div>
                <div>
                    { gains(&page, next) }
                    { next_steps(&page, &ladder, planned) }
                    <Proof />
                </div>
            </div>
            <Files />
            <p class="actions">
                <label class="option"><input type="checkbox" checked={*with_articles} onchange={tick} />{ w::print_articles(lang) }</label>
            </p>
            <HandOver />
            <details class="articles" open={state.looked_up.is_some()} key={format!("articles-{}", state.looked_up.is_some())}>
                <summary>{ h2(w::by_articles(lang)) }</summary>
                { for shown.map(|a| standard(&page, a, is_next(a))) }
            </details>
        </section>
    }
}
