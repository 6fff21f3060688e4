//! What concerns all enterprises at once: the targets of the plan, and two laws compared.

use super::model::LibraryPage;
use super::state::{LawMsg as Msg, Msg as All};
use tidu_core::day::Day;
use tidu_core::messages as m;
use tidu_library::words as w;
use tidu_library::{Law, Progresses, Tally, Way, turns};
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub fn update(page: &mut LibraryPage, msg: Msg) {
    let ids = || page.library.firms().map(|firm| firm.id.clone()).collect();
    let asked = &mut page.law;
    match msg {
        Msg::From(text) | Msg::To(text) if Day::parse(text.trim()).is_none() => asked.wrong = true,
        Msg::From(text) => (asked.from, asked.wrong) = (Day::parse(text.trim()).unwrap_or(asked.from), false),
        Msg::To(text) => (asked.to, asked.wrong) = (Day::parse(text.trim()).unwrap_or(asked.to), false),
        Msg::Compare => asked.comparing = Some((Tally::default(), ids())),
        Msg::Targets(open) => asked.open = open,
    }
}

/// A slice of it.
pub fn work(page: &mut LibraryPage, end: f64) {
    let (rules, day, library) = (page.rules, page.day, &page.library);
    let asked = &mut page.law;
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

pub fn view(page: &LibraryPage, ctx: &Context<LibraryPage>) -> Html {
    let (lang, asked) = (page.lang, &page.law);
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
                <summary>{ w::targets(lang) }</summary>
                { targets(page) }
            </details>
            <details class="laws">
                <summary>{ w::early(lang) }</summary>
                <p class="hint">{ w::early_help(lang) }</p>
                <div class="pair">
                    { day("law-from", w::from(lang), asked.from, Msg::From) }
                    { day("law-to", w::to(lang), asked.to, Msg::To) }
                </div>
                if asked.wrong {
                    <p class="error" role="alert">{ w::DAY_WRONG.fill(lang, [&[asked.from, asked.to].map(|day| day.to_string()).join(m::LIST_COMMA.say(lang))]) }</p>
                }
                <p class="actions"><button type="button" onclick={ctx.link().callback(|_| All::Law(Msg::Compare))}>{ w::compare(lang) }</button>
                    { for left.map(|left| w::JUDGING.fill(lang, [&left, &page.library.len()])) }</p>
                <div role="status">{ for asked.tally.as_ref().map(|tally| tallied(page, tally)) }</div>
            </details>
        </>
    }
}

fn targets(page: &LibraryPage) -> Html {
    let lang = page.lang;
    let Some(progress) = &page.law.progress else {
        let done = page.law.counting.as_ref().map_or(0, |(_, left)| page.library.len() - left.len());
        return html! { <p>{ w::JUDGING.fill(lang, [&done, &page.library.len()]) }</p> };
    };
    let counts = |all: &std::collections::BTreeMap<String, usize>| {
        let of = |name: &str| if name.is_empty() { w::street_none(lang).to_owned() } else { name.to_owned() };
        all.iter().map(|(name, count)| w::COUNT_OF.fill(lang, [&of(name), count])).collect::<Vec<_>>().join(m::LIST_COMMA.say(lang))
    };
    let heads = [w::target, w::stands_at, w::may_count, w::by, w::each_street, w::runs_out];
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={w::targets(lang)}><table>
            <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ head(lang) }</th> }) }</tr></thead>
            <tbody>{ for progress.all.iter().map(|one| {
                let target = &page.rules.targets[one.target];
                html! {
                    <tr>
                        <th scope="row">{ target.title.get(lang) }<span class="hint" lang="zh-CN">{ format!(" {}", target.cite.article) }</span></th>
                        <td>{ format!("{} / {}", one.count, target.count) }</td>
                        <td>{ one.open }</td>
                        <td>{ target.by.to_string() }if target.by < page.day { <span class="hint">{ format!(" {}", w::over(lang)) }</span> }</td>
                        <td>{ counts(&one.streets) }</td>
                        <td>{ counts(&one.months) }</td>
                    </tr>
                }
            }) }</tbody>
        </table></div>
    }
}

fn tallied(page: &LibraryPage, tally: &Tally) -> Html {
    let (lang, vocabulary) = (page.lang, &page.rules.vocabulary);
    let way = |way: Way| match way {
        Way::Loses => w::way_loses(lang),
        Way::Opens => w::way_opens(lang),
        Way::Gains => w::way_gains(lang),
        Way::Settles => w::way_settles(lang),
        Way::Hopes => w::way_hopes(lang),
    };
    let name = |id: &str| vocabulary.find_standard(id).map_or(id.to_owned(), |one| vocabulary.standard(one).name.get(lang).to_owned());
    html! {
        <>
            <p>{ w::COMPARED.fill(lang, [&tally.firms, &tally.turned]) }</p>
            <ul>{ for tally.lines.iter().map(|line| html! {
                <li>
                    { w::WAY_COUNT.fill(lang, [&name(&line.standard), &way(line.way), &line.count]) }
                    <ul>{ for line.by.iter().take(5).map(|(_, text, count)| html! { <li>{ w::BY_CRITERION.fill(lang, [&text.get(lang), count]) }</li> }) }</ul>
                </li>
            }) }</ul>
        </>
    }
}
