//! What to do next: three steps with day, office and papers, of applications, claims, duties and the road.

use crate::assessed::Rung;
use crate::components::citation::certainty;
use crate::components::markup::{h2, link, para};
use crate::components::spoken::spoken;
use crate::components::standing::{next_rung, open_rungs};
use crate::page::Page;
use crate::screen::Screen;
use crate::state::{Action, Browse};
use crate::words as w;
use tidu_core::actions::What;
use tidu_core::plan::{Change, Plan, Planned};
use yew::prelude::*;

/// How many steps are told.
const STEPS: usize = 3;

/// What to do next. `planned` is the road to the next rung, where there is one.
pub fn next_steps(page: &Page, ladder: &[Rung<'_>], planned: Option<&Planned>) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let (vocabulary, speaker) = (&assessed.rules.vocabulary, assessed.speaker());
    let mut steps: Vec<Html> = Vec::new();
    for rung in open_rungs(ladder) {
        let standard = vocabulary.standard(rung.counted.standard);
        let sheet = rung.counted.sheet.map(|(sheet, _)| sheet);
        let when = sheet.and_then(|sheet| sheet.season.as_ref()).map_or_else(|| w::season_unknown(lang), |season| season.text.get(lang));
        let office = sheet.and_then(|sheet| sheet.apply.as_ref()).map(|apply| apply.authorities.as_slice()).unwrap_or_default();
        steps.push(step(page, html! { w::APPLY_STEP.fill(lang, [&standard.name]) }, when.to_owned(), office, &[]));
    }
    let actions = assessed.actions();
    let (dated, undated): (Vec<_>, Vec<_>) = actions.iter().filter(|action| !action.past).partition(|action| action.due.is_some());
    let told = |action: &&tidu_core::actions::Action<'_, '_>| {
        let due = action.due.map(|day| w::due_by(lang, &day.to_string())).unwrap_or_default();
        let named = |title| html! { <>{ spoken(title, lang) }{ certainty(action.certainty(), lang) }</> };
        match action.what {
            What::Claim(m) => step(page, named(&m.policy.title), due, m.authorities(), &m.policy.papers),
            What::Duty(duty, _) => {
                let due = action.reopens.map_or(due, |day| w::reopens(lang, &day.to_string()));
                step(page, named(&duty.title), due, &duty.authorities, &[])
            }
            What::Answer(..) => Html::default(),
        }
    };
    // The road would hardly ever be among the first, were all that has a day told before it.
    steps.extend(dated.first().map(&told));
    let first = planned.and_then(|planned| changes(planned.plans.first()?).next());
    steps.extend(first.map(|(plan, change)| {
        let due = w::BY_END_OF.fill(lang, [&plan.done_in(change, page.state.as_of.year())]);
        step(page, html! { <>{ w::by_road(lang) }{ w::COLON.say(lang) }{ speaker.change(change) }</> }, due, &[], &[])
    }));
    let open = next_rung(ladder).filter(|rung| rung.waiting.unanswered > 0);
    steps.extend(open.map(|rung| step(page, html! { w::ANSWER_STEP.fill(lang, [&rung.waiting.unanswered]) }, String::new(), &[], &[])));
    steps.extend(dated.iter().skip(1).chain(&undated).map(told));
    steps.truncate(STEPS);
    html! {
        <section class="part steps">
            { h2(w::what_to_do(lang)) }
            if steps.is_empty() {
                { para(w::no_step(lang)) }
            } else {
                <ol class="ruled">{ for steps }</ol>
            }
            <p class="actions">
                { link(w::see_road(lang), page.press(Action::Show(Screen::Road))) }
                { link(w::see_list(lang), Callback::from({
                    let dispatcher = page.dispatcher.clone();
                    move |_: MouseEvent| {
                        dispatcher.dispatch(Action::Browse(Browse::Actions));
                        dispatcher.dispatch(Action::Show(Screen::Policies));
                    }
                })) }
            </p>
        </section>
    }
}

fn step(page: &Page, title: Html, day: String, offices: &[String], papers: &[usize]) -> Html {
    let lang = page.lang();
    let papers: Vec<&str> = papers.iter().map(|at| page.assessed.rules.vocabulary.papers[*at].1.get(lang)).collect();
    html! {
        <li>
            <strong>{ title }</strong>
            <span class="hint line">
                { day }
                if !offices.is_empty() {
                    { " " }{ w::authority(lang) }{ w::COLON.say(lang) }<span lang="zh-CN">{ offices.join("、") }</span>
                }
                if !papers.is_empty() {
                    { " " }{ w::bring(lang) }{ w::COLON.say(lang) }{ papers.join(w::LIST_COMMA.say(lang)) }
                }
            </span>
        </li>
    }
}

/// Every change of a plan with the step it belongs to.
fn changes(plan: &Plan) -> impl Iterator<Item = (&Plan, &Change)> {
    plan.steps().flat_map(|step| step.changes.iter().map(move |change| (step, change)))
}
