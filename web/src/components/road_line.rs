//! The road as a line with its days: today, what is to be done by the end of which year, and the rounds it leads to.

use crate::components::standing::next_rung;
use crate::page::Page;
use crate::words as w;
use std::rc::Rc;
use tidu_core::order::sort_by_key;
use tidu_core::plan::{Plan, Planned, plan};
use tidu_core::vocabulary::StandardIx;
use tidu_core::written::Procedure;
use yew::prelude::*;

/// Where one can go, where one goes, and how.
pub struct Goals {
    /// The standards that the rungs stand for, each with the name of its rung: a title in hand is planned for by its own
    /// standard.
    pub goals: Vec<(StandardIx, String)>,
    /// The one that was chosen, or else that of the next rung.
    pub goal: StandardIx,
    /// The ways there.
    pub planned: Rc<Planned>,
}

impl Goals {
    /// The name of the goal.
    pub fn name(&self) -> &str {
        self.goals.iter().find(|(of, _)| *of == self.goal).map_or("", |(_, name)| name)
    }
}

/// The road of the page.
#[hook]
pub fn use_road(page: &Page) -> Goals {
    let (state, assessed) = (&page.state, &page.assessed);
    let vocabulary = &state.rules().vocabulary;
    let ladder = assessed.ladder();
    let goals: Vec<(StandardIx, String)> =
        ladder.iter().map(|rung| (rung.goal(), vocabulary.standard(rung.standard).name.get(page.lang()).to_owned())).collect();
    let goal = goal(page);
    let planned =
        use_memo((assessed.said.clone(), goal, state.kept.clone()), |(said, goal, kept)| plan(&assessed.rules, said, *goal, kept));
    Goals { goals, goal, planned }
}

/// The standard whose way is shown: the one that was chosen, or else that of the next rung; at the top, that of the highest.
pub fn goal(page: &Page) -> StandardIx {
    let ladder = page.assessed.ladder();
    let chosen = page.state.goal.filter(|goal| ladder.iter().any(|rung| rung.goal() == *goal));
    chosen.unwrap_or_else(|| next_rung(&ladder).unwrap_or(&ladder[ladder.len() - 1]).goal())
}

/// A stop on the line: the year, the month and whether it is a round, by which stops stand in order; its day in words; what
/// is done there.
type Stop = ((i32, u32, bool), String, Vec<String>);

/// A way as a line: a stop for each year in which something changes, and for each round.
pub fn line(page: &Page, shown: &Plan) -> Html {
    let (lang, speaker, today) = (page.lang(), page.assessed.speaker(), page.state.as_of);
    let vocabulary = &page.assessed.rules.vocabulary;
    let steps: Vec<&Plan> = shown.steps().collect();
    // By year; within one the changes of its end come behind the rounds of its beginning.
    let mut stops: Vec<Stop> = Vec::new();
    for step in &steps {
        let standard = &vocabulary.standard(step.standard).name;
        let name = if step.procedure == Procedure::Renewal { w::RENEW_IT } else { w::APPLY_FOR_IT };
        let on = if step.target <= today { w::today_row(lang).to_owned() } else { step.target.to_string() };
        let (year, month, _) = step.target.max(today).civil();
        stops.push(((year, month, true), on, vec![name.fill(lang, [standard])]));
        for change in &step.changes {
            let at = (step.done_in(change, today.year()), 12, false);
            let told = speaker.change(change);
            match stops.iter_mut().find(|(other, ..)| *other == at) {
                Some((_, _, words)) => words.push(told),
                None => stops.push((at, w::BY_END_OF.fill(lang, [&at.0]), vec![told])),
            }
        }
    }
    sort_by_key(&mut stops, |(at, ..)| *at);
    if stops.first().is_none_or(|((year, month, round), ..)| !*round || (*year, *month) > (today.civil().0, today.civil().1)) {
        stops.insert(0, ((0, 0, false), today.to_string(), vec![w::today_row(lang).to_owned()]));
    }
    html! {
        <ol class="road-line" aria-label={w::ROAD_TO_RUNG.fill(lang, [&vocabulary.standard(shown.standard).name])}>
            { for stops.into_iter().map(|((_, _, round), on, words)| html! {
                <li class={round.then_some("round-stop")}>
                    <strong>{ on }</strong>
                    { for words.into_iter().map(|words| html! { <span>{ words }</span> }) }
                </li>
            }) }
        </ol>
    }
}
