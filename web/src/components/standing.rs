//! Where the enterprise stands: the ladder large, one sentence, what has to be done to keep its titles, and what it may apply
//! for.

use crate::assessed::Rung;
use crate::components::citation::certainty;
use crate::components::ladder::stair;
use crate::components::markup::{h2, hint, link, para_of};
use crate::components::spoken::{in_language, spoken};
use crate::page::Page;
use crate::state::Action;
use crate::words as w;
use tidu_core::actions::What;
use tidu_core::text::Lang;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::StandardIx;
use yew::prelude::*;

/// How many duties are told; all of them stand in the list of things to do.
const DUTIES: usize = 3;

/// The rung to go for: a title that is to be renewed and would not be, or else the lowest above all that are held or reached.
pub fn next_rung<'l, 'a>(ladder: &'l [Rung<'a>]) -> Option<&'l Rung<'a>> {
    let renewed = ladder.iter().find(|rung| rung.held.is_some() && rung.asked && !rung.is_reached());
    let above = ladder.iter().rposition(|rung| rung.held.is_some() || rung.is_reached()).map_or(0, |at| at + 1);
    renewed.or(ladder.get(above))
}

/// The rungs that are reached and not held, above all that are.
pub fn open_rungs<'l, 'a>(ladder: &'l [Rung<'a>]) -> impl Iterator<Item = &'l Rung<'a>> {
    let held = ladder.iter().rposition(|rung| rung.held.is_some());
    ladder.iter().skip(held.map_or(0, |at| at + 1)).filter(|rung| rung.is_reached())
}

/// Where the enterprise stands.
pub fn standing(page: &Page, ladder: &[Rung<'_>]) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let vocabulary = &assessed.rules.vocabulary;
    let name = |standard: StandardIx| vocabulary.standard(standard).name.get(lang);
    let highest = |chosen: &dyn Fn(&Rung<'_>) -> bool| ladder.iter().rposition(chosen);
    let (held, reached) = (highest(&|rung| rung.held.is_some()), highest(&|rung| rung.is_reached()));
    let title = held.and_then(|at| ladder[at].held).map(|(until, of)| (name(of), w::valid_until(lang, until)));
    let told = reached.map(|at| (name(ladder[at].standard), ladder[at].verdict == Verdict::Met));
    html! {
        <section class="part stand">
            { h2(w::where_you_stand(lang)) }
            { stair(ladder, vocabulary, lang) }
            <dl class="days">
                { days(page) }
                { for open_rungs(ladder).map(|rung| apply(page, rung)) }
            </dl>
            <p class="standing">
                { w::standing(lang, title, told) }
                { for ladder.iter().rev().filter_map(|rung| rung.held).map(|(_, title)| renewal(page, title)) }
            </p>
            if let Some(rung) = next_rung(ladder) {
                { para_of("standing", &w::next_rung(lang, name(rung.standard), rung.counts.unmet, rung.waiting, rung.counts.lacks_title.map(name))) }
            }
            { hint(w::agent_warning(lang)) }
        </section>
    }
}

/// The next last day, and what has to be done for titles in hand.
fn days(page: &Page) -> Html {
    let lang = page.lang();
    let actions = page.assessed.actions();
    let mut told = Vec::new();
    for (at, action) in actions.iter().filter(|action| !action.past && action.due.is_some()).enumerate() {
        let (of, title) = match action.what {
            What::Duty(duty, of) => (Some(&page.assessed.rules.vocabulary.fact(of).label), &duty.title),
            What::Claim(one) if at == 0 => (None, &one.policy.title),
            _ => continue,
        };
        let due = action.due.map(|day| w::due_by(lang, &day.to_string()));
        told.push(html! {
            <>
                <dt>{ if at == 0 { w::next_deadline(lang) } else { w::to_renew(lang) } }</dt>
                <dd>
                    <strong>{ due }</strong>{ " " }
                    if let Some(of) = of {
                        { spoken(of, lang) }{ w::COLON.say(lang) }
                    }
                    { spoken(title, lang) }{ certainty(action.certainty(), lang) }
                </dd>
            </>
        });
    }
    told.truncate(DUTIES);
    html! { { for told } }
}

/// Where, to whom and when a rung is applied for that is reached and not held.
fn apply(page: &Page, rung: &Rung<'_>) -> Html {
    let (lang, rules) = (page.lang(), &page.assessed.rules);
    let Some((sheet, _)) = rung.counted.sheet else { return Html::default() };
    html! {
        <>
            <dt>{ w::may_apply(lang) }</dt>
            <dd>
                if let Some(apply) = &sheet.apply {
                    { w::APPLY_FOR.fill(lang, [&rules.vocabulary.standard(rung.counted.standard).name, &apply.platform]) }
                    { in_language(&apply.authorities.join("、"), Lang::default(), lang) }
                    if let Some(url) = &apply.url {
                        { " " }<a href={url.clone()} target="_blank" rel="noreferrer noopener">{ w::official_page(lang) }</a>
                    }
                    { certainty(apply.cite.certainty, lang) }
                } else {
                    { spoken(&rules.vocabulary.standard(rung.counted.standard).name, lang) }
                }
                <span class="line">
                    if let Some(season) = &sheet.season {
                        { w::when_to_apply(lang) }{ w::COLON.say(lang) }{ spoken(&season.text, lang) }{ certainty(season.certainty, lang) }
                    } else {
                        { w::season_unknown(lang) }
                    }
                </span>
            </dd>
        </>
    }
}

/// The choice between a title's renewal and a first application, where the law knows a renewal.
fn renewal(page: &Page, title: StandardIx) -> Html {
    let (lang, renewing) = (page.lang(), page.state.renewals.contains(&title));
    if !renewing && !page.assessed.is_renewable(title) {
        return Html::default();
    }
    let name = page.assessed.rules.vocabulary.standard(title).name.get(lang);
    // Several may stand in one line.
    html! { <>{ " " }{ link(&w::judge_renewal(lang, name, renewing), page.press(Action::Renew(title, !renewing))) }</> }
}
