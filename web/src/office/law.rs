//! What concerns all enterprises at once: the targets of the plan, and two laws compared.

use super::model::Office;
use super::state::{LawMsg as Msg, Msg as All};
use super::words as w;
use tidu_core::day::Day;
use tidu_library::{Law, Progresses, Tally, Way, turns};
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub fn update(office: &mut Office, msg: Msg) {
    let ids = || office.library.firms().map(|firm| firm.id.clone()).collect();
    let asked = &mut office.law;
    match msg {
        Msg::From(text) | Msg::To(text) if Day::parse(text.trim()).is_none() => asked.wrong = true,
        Msg::From(text) => (asked.from, asked.wrong) = (Day::parse(text.trim()).unwrap_or(asked.from), false),
        Msg::To(text) => (asked.to, asked.wrong) = (Day::parse(text.trim()).unwrap_or(asked.to), false),
        Msg::Compare => asked.comparing = Some((Tally::default(), ids())),
        Msg::Targets(open) => asked.open = open,
    }
}

/// A slice of it.
pub fn work(office: &mut Office, end: f64) {
    let (rules, day, library) = (office.rules, office.day, &office.library);
    let asked = &mut office.law;
    if asked.open && asked.progress.is_none() && asked.counting.is_none() {
        asked.counting = Some((Progresses::new(rules, day), library.firms().map(|firm| firm.id.clone()).collect()));
    }
    while js_sys::Date::now() < end {
        if let Some((progress, ids)) = &mut asked.counting {
            match ids.pop() {
                Some(id) => library.get(&id).into_iter().for_each(|firm| progress.add(firm)),
                None => asked.progress = asked.counting.take().map(|(progress, _)| progress),
            }
        } else if let Some((tally, ids)) = &mut asked.comparing {
            let law = |day| Law { rules, day };
            match ids.pop() {
                Some(id) => library.get(&id).into_iter().for_each(|firm| tally.add(&turns(law(asked.from), law(asked.to), firm))),
                None => asked.tally = asked.comparing.take().map(|(tally, _)| tally),
            }
        } else {
            break;
        }
    }
}

pub fn view(office: &Office, ctx: &Context<Office>) -> Html {
    let (lang, asked) = (office.lang, &office.law);
    let send = |of: fn(String) -> Msg| {
        ctx.link().callback(move |event: Event| All::Law(of(event.target_unchecked_into::<HtmlInputElement>().value())))
    };
    let day = |id: &'static str, name: &str, value: Day, of: fn(String) -> Msg| {
        html! { <div class="field"><label for={id}>{ name }</label><input {id} type="text" class="short" value={value.to_string()} onchange={send(of)} /></div> }
    };
    let ontoggle =
        ctx.link().callback(|event: Event| All::Law(Msg::Targets(event.target_unchecked_into::<web_sys::Element>().has_attribute("open"))));
    let left = asked.comparing.as_ref().map(|(tally, _)| tally.firms);
    html! {
        <>
            <details class="targets" {ontoggle}>
                <summary>{ w::desk_targets(lang) }</summary>
                { targets(office) }
            </details>
            <details class="laws">
                <summary>{ w::desk_early(lang) }</summary>
                <p class="hint">{ w::desk_early_help(lang) }</p>
                <div class="pair">
                    { day("law-from", w::desk_from(lang), asked.from, Msg::From) }
                    { day("law-to", w::desk_to(lang), asked.to, Msg::To) }
                </div>
                if asked.wrong {
                    <p class="error" role="alert">{ w::DESK_DAY_WRONG.fill(lang, [&format!("{}, {}", asked.from, asked.to)]) }</p>
                }
                <p class="actions"><button type="button" onclick={ctx.link().callback(|_| All::Law(Msg::Compare))}>{ w::desk_compare(lang) }</button>
                    { for left.map(|left| w::DESK_JUDGING.fill(lang, [&left, &office.library.len()])) }</p>
                <div role="status">{ for asked.tally.as_ref().map(|tally| tallied(office, tally)) }</div>
            </details>
        </>
    }
}

fn targets(office: &Office) -> Html {
    let lang = office.lang;
    let Some(progress) = &office.law.progress else {
        let done = office.law.counting.as_ref().map_or(0, |(_, left)| office.library.len() - left.len());
        return html! { <p>{ w::DESK_JUDGING.fill(lang, [&done, &office.library.len()]) }</p> };
    };
    let counts = |all: &std::collections::BTreeMap<String, usize>| {
        let of = |name: &str| if name.is_empty() { w::desk_street_none(lang).to_owned() } else { name.to_owned() };
        all.iter().map(|(name, count)| w::DESK_COUNT_OF.fill(lang, [&of(name), count])).collect::<Vec<_>>().join(", ")
    };
    let heads = [w::desk_target, w::desk_stands_at, w::desk_may_count, w::desk_by, w::desk_where, w::desk_runs_out];
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={w::desk_targets(lang)}><table>
            <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ head(lang) }</th> }) }</tr></thead>
            <tbody>{ for progress.all.iter().map(|one| {
                let target = &office.rules.targets[one.target];
                html! {
                    <tr>
                        <th scope="row">{ target.title.get(lang) }<span class="hint" lang="zh-CN">{ format!(" {}", target.cite.article) }</span></th>
                        <td>{ format!("{} / {}", one.count, target.count) }</td>
                        <td>{ one.open }</td>
                        <td>{ target.by.to_string() }if target.by < office.day { <span class="hint">{ format!(" {}", w::desk_over(lang)) }</span> }</td>
                        <td>{ counts(&one.streets) }</td>
                        <td>{ counts(&one.months) }</td>
                    </tr>
                }
            }) }</tbody>
        </table></div>
    }
}

fn tallied(office: &Office, tally: &Tally) -> Html {
    let (lang, vocabulary) = (office.lang, &office.rules.vocabulary);
    let way = |way: Way| match way {
        Way::Loses => w::desk_way_loses(lang),
        Way::Opens => w::desk_way_opens(lang),
        Way::Gains => w::desk_way_gains(lang),
        Way::Settles => w::desk_way_settles(lang),
        Way::Hopes => w::desk_way_hopes(lang),
    };
    let name = |id: &str| vocabulary.find_standard(id).map_or(id.to_owned(), |one| vocabulary.standard(one).name.get(lang).to_owned());
    html! {
        <>
            <p>{ w::DESK_COMPARED.fill(lang, [&tally.firms, &tally.turned]) }</p>
            <ul>{ for tally.lines.iter().map(|line| html! {
                <li>
                    { w::DESK_WAY_COUNT.fill(lang, [&name(&line.standard), &way(line.way), &line.count]) }
                    <ul>{ for line.by.iter().take(5).map(|(_, text, count)| html! { <li>{ w::DESK_BY_CRITERION.fill(lang, [&text.get(lang), count]) }</li> }) }</ul>
                </li>
            }) }</ul>
        </>
    }
}
