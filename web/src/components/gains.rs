//! What the enterprise can have: the measures open now that are worth most to it, what they come to together, and what opens
//! with the next rung.

use crate::assessed::Rung;
use crate::components::citation::certainty;
use crate::components::markup::{h2, link, para};
use crate::components::spoken::{spoken, with_chinese};
use crate::page::Page;
use crate::screen::Screen;
use crate::state::Action;
use crate::words as w;
use std::cmp::Reverse;
use tidu_core::matching::{Match, Use};
use tidu_core::order::sort_by_key;
use tidu_core::worth::{UNBOUNDED, Worth};
use tidu_core::written::{Every, Strength};
use yew::prelude::*;

/// How many measures are named, at least and at most.
const NAMED: [usize; 2] = [3, 5];

/// What the enterprise can have.
pub fn gains(page: &Page, next: Option<&Rung<'_>>) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let (matches, worths, speaker) = (assessed.matches(), assessed.worths(), assessed.speaker());
    // What is given up for another is told in the sentence that says so.
    let given_up = |at: usize| worths.given_up.iter().any(|one| one.left == at && !one.open);
    let live = matches.iter().zip(&worths.of).enumerate();
    let live = live.filter(|(at, (m, _))| m.usable == Use::Now && m.policy.strength < Strength::Mechanism && !given_up(*at));
    let mut live: Vec<_> = live.map(|(_, (m, worth))| (m, worth.as_ref().filter(|worth| worth.is_told()))).collect();
    // Among what has no amount the order is that of the list.
    sort_by_key(&mut live, |(_, worth)| Reverse(worth.map(amount)));
    let told = live.iter().filter(|(_, worth)| worth.is_some()).count();
    live.truncate(told.clamp(NAMED[0], NAMED[1]));
    let waiting = matches.iter().filter(|m| m.usable == Use::AfterAnswers).count();
    let sums = [(Every::Year, &worths.sums.yearly), (Every::Once, &worths.sums.once)];
    let sums: Vec<_> = sums.into_iter().filter_map(|(every, sum)| Some((speaker.sum(sum, every)?, worths.certainty(every)))).collect();
    html! {
        <section class="part gains">
            { h2(w::what_you_get(lang)) }
            if live.is_empty() {
                { para(w::no_policy_now(lang)) }
            } else {
                <ul class="ruled">{ for live.into_iter().map(|(m, worth)| gain(page, m, worth)) }</ul>
            }
            { for sums.into_iter().map(|(sum, sure)| html! { <p>{ sum }{ certainty(sure, lang) }</p> }) }
            { for worths.given_up.first().map(|one| html! { <p class="hint">{ with_chinese(&speaker.given_up(matches, &worths.of, one), lang) }</p> }) }
            { for next.map(|rung| opening(page, rung)) }
            if waiting > 0 {
                { para(&w::OPEN_AFTER_ANSWERS.fill(lang, [&waiting])) }
            }
            <p>{ link(w::see_all_policies(lang), page.press(Action::Show(Screen::Policies))) }</p>
        </section>
    }
}

/// What a worth is at most, or at least where nothing bounds it yet.
fn amount(worth: &Worth<'_>) -> i64 {
    if worth.span.hi == UNBOUNDED { worth.span.lo } else { worth.span.hi }
}

fn gain(page: &Page, m: &Match<'_>, worth: Option<&Worth<'_>>) -> Html {
    let lang = page.lang();
    let told = worth.and_then(|worth| Some((page.assessed.speaker().worth(worth)?, worth.certainty())));
    html! {
        <li>
            <strong>{ spoken(&m.policy.title, lang) }</strong>
            if let Some((told, sure)) = told {
                <span class="worth">{ told }{ certainty(sure, lang) }</span>
            } else if let Some(amount) = m.amount {
                <span class="hint line">{ spoken(&amount.text, lang) }{ certainty(amount.certainty, lang) }</span>
            } else {
                <span class="hint line">{ spoken(&m.policy.gives, lang) }</span>
            }
        </li>
    }
}

/// What opens with the title of a rung.
fn opening(page: &Page, rung: &Rung<'_>) -> Html {
    let (lang, vocabulary) = (page.lang(), &page.assessed.rules.vocabulary);
    let standard = vocabulary.standard(rung.standard);
    let opens = |m: &&Match<'_>| m.opens_with.is_some_and(|title| vocabulary.standard(title).rung == standard.rung);
    let opens: Vec<&str> =
        page.assessed.matches().iter().filter(|m| m.usable == Use::AfterTitle).filter(opens).map(|m| m.policy.title.get(lang)).collect();
    if opens.is_empty() {
        return Html::default();
    }
    let named = opens[..opens.len().min(NAMED[0])].join(w::LIST_COMMA.say(lang));
    html! { <p>{ w::OPENS_AFTER.fill(lang, [&standard.name, &opens.len()]) }{ w::COLON.say(lang) }{ named }</p> }
}
