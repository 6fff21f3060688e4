//! What concerns all enterprises at once: the targets of the plan, and two laws compared.

use super::model::LibraryPage;
use super::pool::Piece;
use super::state::{LawMsg as Msg, Left, Msg as All};
use crate::host::file;
use tidu_core::day::Day;
use tidu_core::messages as m;
use tidu_library::words as w;
use tidu_library::{Library, Progresses, Tally, Way, Work, drafted, unpack_tally};
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub fn update(page: &mut LibraryPage, msg: Msg) {
    let library = &page.library;
    let asked = &mut page.law;
    match msg {
        Msg::From(text) | Msg::To(text) if Day::parse(text.trim()).is_none() => asked.wrong = true,
        Msg::From(text) => (asked.from, asked.wrong) = (Day::parse(text.trim()).unwrap_or(asked.from), false),
        Msg::To(text) => (asked.to, asked.wrong) = (Day::parse(text.trim()).unwrap_or(asked.to), false),
        Msg::Compare => {
            asked.round += 1;
            asked.counting = None;
            asked.comparing = Some((Tally::default(), all(library)));
        }
        Msg::Targets(open) => asked.open = open,
        Msg::Draft(files) => {
            asked.faults = drafted(&files).err().unwrap_or_default();
            if asked.faults.is_empty() {
                asked.draft = files;
            }
            asked.outdated();
        }
    }
}

/// What is asked next of enterprises, and of which.
pub fn next(page: &mut LibraryPage, most: usize) -> Option<(Work, Vec<String>)> {
    let (rules, day, library) = (page.rules, page.day, &page.library);
    let asked = &mut page.law;
    if asked.open && asked.progress.is_none() && asked.counting.is_none() {
        asked.counting = Some((Progresses::new(rules, day), all(library)));
    }
    let (work, left) = match (&mut asked.counting, &mut asked.comparing) {
        (Some((_, left)), _) if !left.ids.is_empty() => (Work::Targets(day.number()), left),
        (_, Some((_, left))) if !left.ids.is_empty() => (Work::Turns(asked.from.number(), asked.to.number(), asked.draft.clone()), left),
        _ => return None,
    };
    let ids = left.ids.split_off(left.ids.len().saturating_sub(most));
    left.out += ids.len();
    Some((work, ids))
}

/// What came of it.
pub fn came(page: &mut LibraryPage, piece: &Piece, bytes: &[u8]) {
    let asked = &mut page.law;
    let counts = matches!(piece.work, Work::Targets(_));
    let left = match (&mut asked.counting, &mut asked.comparing) {
        _ if piece.round != asked.round => return,
        (Some((progress, left)), _) if counts => {
            progress.join(bytes);
            left
        }
        (_, Some((tally, left))) if !counts => {
            unpack_tally(bytes).into_iter().for_each(|more| tally.join(more));
            left
        }
        _ => return,
    };
    left.out = left.out.saturating_sub(piece.firms.len());
    if !left.ids.is_empty() || left.out > 0 {
        return;
    }
    if counts {
        asked.progress = asked.counting.take().map(|(progress, _)| progress);
    } else {
        asked.tally = asked.comparing.take().map(|(tally, _)| tally);
    }
}

/// What nobody brings any more is asked again.
pub fn lost(page: &mut LibraryPage, piece: Piece) {
    let asked = &mut page.law;
    let left = match (&mut asked.counting, &mut asked.comparing) {
        _ if piece.round != asked.round => return,
        (Some((_, left)), _) if matches!(piece.work, Work::Targets(_)) => left,
        (_, Some((_, left))) => left,
        _ => return,
    };
    left.out = left.out.saturating_sub(piece.firms.len());
    left.ids.extend(piece.firms.into_iter().map(|(id, _)| id));
}

fn all(library: &Library) -> Left {
    Left { ids: library.firms().map(|firm| firm.id.clone()).collect(), out: 0 }
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
                { draft(page, ctx) }
                <p class="actions"><button type="button" onclick={ctx.link().callback(|_| All::Law(Msg::Compare))}>{ w::compare(lang) }</button>
                    { for left.map(|left| w::JUDGING.fill(lang, [&left, &page.library.len()])) }</p>
                <div role="status">{ for asked.tally.as_ref().map(|tally| tallied(page, tally)) }</div>
            </details>
        </>
    }
}

/// Packs of a law that is not in force: the later one of the two.
fn draft(page: &LibraryPage, ctx: &Context<LibraryPage>) -> Html {
    let (lang, asked) = (page.lang, &page.law);
    let chosen = {
        let link = ctx.link().clone();
        Callback::from(move |event: Event| {
            let link = link.clone();
            file::read(&event, move |files| link.send_message(All::Law(Msg::Draft(files))));
        })
    };
    let names = asked.draft.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(m::LIST_COMMA.say(lang));
    html! {
        <>
            <p class="actions">
                <label class="file"><input type="file" accept=".json" multiple=true onchange={chosen} /><span>{ w::choose_draft(lang) }</span></label>
                if !asked.draft.is_empty() {
                    <span>{ w::DRAFT_OF.fill(lang, [&names]) }</span>
                    <button type="button" class="link" onclick={ctx.link().callback(|_| All::Law(Msg::Draft(Vec::new())))}>{ w::no_draft(lang) }</button>
                }
            </p>
            <div role="status">
                if !asked.faults.is_empty() {
                    <p class="error">{ w::draft_faulty(lang) }</p>
                    <ul>{ for asked.faults.iter().map(|fault| html! { <li>{ fault.sentence(lang) }{ " " }<code>{ fault.code.id() }</code></li> }) }</ul>
                }
            </div>
        </>
    }
}

fn targets(page: &LibraryPage) -> Html {
    let lang = page.lang;
    let Some(progress) = &page.law.progress else {
        let done = page.law.counting.as_ref().map_or(0, |(_, left)| page.library.len().saturating_sub(left.ids.len() + left.out));
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
