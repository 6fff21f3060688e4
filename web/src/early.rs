//! What stands in the page before the program is there, as text: the start, and the questions that come first, with the
//! ladder beside each. It is what the program itself draws, so that nothing moves when it takes over; `web/start.js` shows it
//! and writes down what is answered.

use crate::assessed::{Assessed, askable};
use crate::components::frame::Head;
use crate::components::ladder::Ladder;
use crate::host::store::Memory;
use crate::page::Page;
use crate::screen::Screen;
use crate::screens;
use crate::state::{Answer, RulesRef, State, Step};
use crate::storage::library::Library;
use crate::storage::session::{Refusal, Session, SessionState, use_session};
use crate::words as w;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use tidu_core::day::Day;
use tidu_core::money::MoneyUnit;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_core::vocabulary::{Kind, Span};
use yew::prelude::*;

/// Draws a part of the page.
pub type View = fn(&Page) -> Html;

/// What is told beside a page: answers under a password, and why something was not opened.
type Told = Option<(Value, Refusal)>;

thread_local! {
    /// What is shown next, and what is told beside it; properties would have to be compared.
    static SHOWN: RefCell<Option<(State, View, Told)>> = const { RefCell::new(None) };
}

#[component]
fn Shown() -> Html {
    let (begun, view, told) = &*use_memo((), |()| SHOWN.take().unwrap_or_else(|| unreachable!("there is something to show")));
    let state = use_reducer(|| begun.clone());
    let snapshot = Rc::new((*state).clone());
    let inner = use_memo((), |()| {
        let library = Library::new(Rc::new(Memory::default()), "early".to_owned());
        RefCell::new(SessionState::new(library, &snapshot, told.as_ref().map(|told| told.0.clone()), told.as_ref().map(|told| told.1)))
    });
    let keeping = use_session(&state, &snapshot, &inner);
    let page = Page { assessed: assessed(&snapshot), state: snapshot, dispatcher: state.dispatcher() };
    html! {
        <ContextProvider<Page> context={page.clone()}>
        <ContextProvider<Session> context={keeping}>
            { view(&page) }
        </ContextProvider<Session>>
        </ContextProvider<Page>>
    }
}

fn assessed(state: &State) -> Rc<Assessed> {
    Assessed::new(state, askable(state.rules(), state.as_of, &state.renewals).into())
}

/// A part of the page as text, perhaps with answers under a password and something that was not opened to be told.
pub fn text(state: State, view: View, told: Told) -> String {
    SHOWN.replace(Some((state, view, told)));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap_or_else(|why| unreachable!("one thread is there: {why}"));
    let page = yew::LocalServerRenderer::<Shown>::new().hydratable(false).render();
    tokio::task::LocalSet::new().block_on(&runtime, page)
}

/// A text in each language.
pub type Texts = [String; 2];

/// What stands in the page before the program is there.
pub struct Early {
    /// The title of the page.
    pub titles: Texts,
    /// The head.
    pub heads: Texts,
    /// The start, down to the name of the enterprise.
    pub starts: Texts,
    /// The questions, as they look after this answer or that.
    pub questions: Vec<Texts>,
    /// Why something is asked, which differs more often than the question.
    pub reasons: Vec<Texts>,
    /// The ladder, as it looks after this answer or that.
    pub ladders: Vec<Texts>,
    /// That the program is on its way, at the start and at a question.
    pub coming: [Texts; 2],
    /// The words on the button that tries again, and beside it.
    pub again: [Texts; 2],
    /// Which of them follows which answer, for `web/start.js`.
    pub order: Value,
}

/// How many questions follow one another at most.
const DEPTH: usize = 3;

/// What of a set is gone through one by one; of more options nothing would be known beforehand.
const MOST_OPTIONS: usize = 8;

/// What the built-in rules ask first, on a day.
///
/// # Errors
/// What is not drawn as it was, so that it cannot be marked.
pub fn early(rules: RuleSet, today: Day) -> Result<Early, String> {
    let new = State::new(RulesRef(Rc::new(rules), Rc::default()), today);
    let mut guided = new.clone();
    guided.screen = Screen::Guided;
    let mut places = Places::default();
    let first = places.follow(&guided, 0)?;
    let each = |mark: fn(&str, Lang) -> Result<String, String>, view: View| {
        let [zh, en] = Lang::ALL.map(|lang| mark(&text(State { lang, ..new.clone() }, view, None), lang));
        Ok::<Texts, String>([zh?, en?])
    };
    let say = |words: fn(Lang) -> &'static str| Lang::ALL.map(|lang| words(lang).to_owned());
    let order = json!({
        "year": today.year(),
        "years": years(&new, &[&places.questions, &places.ladders]),
        "units": MoneyUnit::USUAL.map(MoneyUnit::id),
        "first": first,
        "places": places.places,
        "facts": places.facts,
    });
    Ok(Early {
        titles: say(w::page_title),
        heads: each(head, |_| html! { <Head /> })?,
        starts: each(start, |_| screens::view(Screen::Start))?,
        questions: places.questions,
        reasons: places.reasons,
        ladders: places.ladders,
        coming: [say(w::program_coming), say(w::answers_wait)],
        again: [say(w::try_again), say(w::answers_stay)],
        order,
    })
}

/// How figures of the last year are named in these texts, for a page that is older than this one: as it is written, and what
/// stands before and behind the year.
fn years(new: &State, texts: &[&[Texts]]) -> Vec<Value> {
    let year = new.as_of.year() - 1;
    let yearly = new.rules().vocabulary.iter().filter(|(_, fact)| fact.yearly);
    let named = yearly.flat_map(|(_, fact)| {
        Lang::ALL.map(|lang| {
            let in_front = w::YEAR_IN_FRONT.fill(lang, [&year]) + fact.label.get(lang);
            [w::of_year(lang, &fact.label, Some(year)), in_front]
        })
    });
    let mut found: Vec<String> =
        named.flatten().filter(|named| texts.iter().copied().flatten().flatten().any(|text| text.contains(named))).collect();
    found.dedup();
    found
        .iter()
        .filter_map(|named| Some(json!([named, named.split_once(&year.to_string())?.0, named.split_once(&year.to_string())?.1])))
        .collect()
}

/// The places that can be reached, each once.
#[derive(Default)]
struct Places {
    places: Vec<Value>,
    facts: Value,
    questions: Vec<Texts>,
    reasons: Vec<Texts>,
    ladders: Vec<Texts>,
}

/// Where something stands in a list that has everything once, by its text in Chinese; the rest is made where it is new.
fn at(list: &mut Vec<Texts>, zh: String, en: impl FnOnce() -> Result<String, String>) -> Result<usize, String> {
    if let Some(at) = list.iter().position(|other| other[0] == zh) {
        return Ok(at);
    }
    list.push([zh, en()?]);
    Ok(list.len() - 1)
}

impl Places {
    /// The place that follows some answers; none where what is asked next is not of the first questions, or not answered by
    /// ticks, a tap or a figure.
    fn follow(&mut self, state: &State, depth: usize) -> Result<Option<usize>, String> {
        let page = assessed(state);
        let step = page.next_step(state);
        let (Step::First(question), [key], false) = (step, &page.keys(state, step)[..], depth == DEPTH) else { return Ok(None) };
        let (key, vocabulary) = (*key, &state.rules().vocabulary);
        let fact = vocabulary.fact(key.fact);
        let typed = |text: String| Answer::Typed(text);
        let picks: Vec<String> = page.ranges(key).iter().filter_map(|range| fact.text(*range)).collect();
        // By what start.js tells an answer: the options ticked, or the range tapped. The last is what appears with an answer.
        let (answers, given): (Vec<Answer>, Answer) = match fact.kind {
            Kind::Set if fact.options.len() <= MOST_OPTIONS => {
                ((0..1_i64 << fact.options.len()).map(Answer::Picked).collect(), Answer::Picked(1))
            }
            kind if kind.is_number() => (picks.iter().cloned().map(typed).collect(), typed("1".to_owned())),
            _ => return Ok(None),
        };
        let mut state = state.clone();
        state.step(step);
        let with = |answer: Answer| {
            let mut with = state.clone();
            with.answers_mut().insert(key, answer);
            with
        };
        let mut then = Vec::new();
        for answer in answers {
            then.push(self.follow(&with(answer), depth + 1)?);
        }
        let unsure = self.follow(&with(Answer::Unsure), depth + 1)?;
        let mut any = then.clone();
        if fact.kind.is_number() {
            // Nobody knows beforehand which figure it will be. Where the same is asked after all of them, it stands there with
            // the ladder of who is not sure, which says less, and nothing that is not so.
            for end in [fact.domain.lo, fact.domain.hi] {
                any.extend(fact.text(Span::point(end)).map(|text| self.follow(&with(typed(text)), depth + 1)).transpose()?);
            }
        }
        let asks = |place: Option<usize>| place.map(|place| &self.places[place]["question"]);
        let typed_next = unsure.filter(|_| fact.kind.is_number() && any.iter().all(|one| asks(*one) == asks(unsure)));
        let given = with(given);
        let draw = |lang| {
            let view: View = |_| screens::view(Screen::Guided);
            asked(&text(State { lang, ..state.clone() }, view, None), &text(State { lang, ..given.clone() }, view, None), lang)
        };
        let ladder = |lang| text(State { lang, ..state.clone() }, |page| html! { <Ladder now={page.clone()} /> }, None);
        let (zh, reason) = draw(Lang::Zh)?;
        let place = json!({
            "question": at(&mut self.questions, zh, || Ok(draw(Lang::En)?.0))?,
            "reason": at(&mut self.reasons, reason, || Ok(draw(Lang::En)?.1))?,
            "ladder": at(&mut self.ladders, ladder(Lang::Zh), || Ok(ladder(Lang::En)))?,
            "id": vocabulary.questions[question].id,
            "picks": picks,
            "then": then,
            "unsure": unsure,
            "typed": typed_next,
        });
        self.facts[&vocabulary.questions[question].id] = json!({
            "fact": fact.id,
            "back": key.year.map(|year| state.as_of.year() - year),
            "options": fact.options.iter().map(|option| &option.id).collect::<Vec<_>>(),
        });
        Ok(Some(self.places.iter().position(|other| *other == place).unwrap_or_else(|| {
            self.places.push(place);
            self.places.len() - 1
        })))
    }
}

/// What stands between two marks, and what stands before and behind.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Result<(&'a str, &'a str, &'a str), String> {
    let missing = || format!("{from} … {to} is no longer drawn");
    let start = text.find(from).ok_or_else(missing)? + from.len();
    let end = start + text[start..].find(to).ok_or_else(missing)?;
    Ok((&text[..start], &text[start..end], &text[end..]))
}

/// The buttons of a text, each with what it says.
fn buttons(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split_inclusive("</button>").filter_map(|one| {
        let (_, button) = one.split_once("<button")?;
        Some((button, button.strip_suffix("</button>")?.rsplit_once('>')?.1))
    })
}

/// A button that start.js knows what to do with.
fn does(button: &str, what: &str) -> String {
    format!(r#"<button data-tidu-do="{what}"{button}"#)
}

/// The head, with the buttons that need no program.
fn head(html: &str, _: Lang) -> Result<String, String> {
    let mut out = html.to_owned();
    for (mark, what) in [(r#" aria-current="page" class="tab""#, "start"), (r#" lang=""#, "speak")] {
        let button = buttons(html).map(|(button, _)| button).find(|button| button.contains(mark)).ok_or("the head is drawn otherwise")?;
        out = out.replace(&format!("<button{button}"), &does(button, what));
    }
    Ok(out)
}

/// The start down to the name of the enterprise, with the button that begins.
fn start(html: &str, lang: Lang) -> Result<String, String> {
    let (start, _) = html.split_once(r#"<div class="field"><label for="as-of""#).ok_or("the start is drawn otherwise")?;
    let mut begins = buttons(start).filter(|(_, says)| *says == w::begin_guided(lang)).map(|(button, _)| button);
    let begin = begins.next().ok_or("nothing begins")?;
    Ok(start.replace(&format!("<button{begin}"), &does(begin, "begin")) + "</div></section>")
}

/// A question, with what appears once there is an answer; and why it is asked.
fn asked(plain: &str, given: &str, lang: Lang) -> Result<(String, String), String> {
    const ACTIONS: (&str, &str) = (r#"<p class="actions answering">"#, "</p>");
    let (before, actions, behind) = between(plain, ACTIONS.0, ACTIONS.1)?;
    let (_, then, _) = between(given, ACTIONS.0, ACTIONS.1)?;
    let mut out = before.replace(r#" class="pick""#, r#" class="pick" data-tidu-do="pick""#);
    let mut all: Vec<(&str, &str)> = buttons(actions).collect();
    let appears = |button: &str| !buttons(actions).any(|(other, _)| other == button);
    // What leads on stands where it will.
    let at = all.iter().position(|(_, says)| *says == w::unsure(lang)).ok_or("nobody can be unsure")?;
    all.splice(at..at, buttons(then).filter(|(button, _)| appears(button)));
    for (button, says) in all {
        let goes = !buttons(then).any(|(other, _)| other == button);
        let what = match says {
            _ if says == w::unsure(lang) => "unsure",
            _ if says == w::step_back(lang) => "back",
            _ if says == w::go_further(lang) => "next",
            _ => "none",
        };
        let when = match (appears(button), goes) {
            (true, _) => r#" data-tidu-when="given" hidden"#,
            (_, true) => r#" data-tidu-when="blank""#,
            _ => "",
        };
        out += &does(&format!("{when}{button}"), what);
    }
    let (before, reason, rest) = between(behind, r#"</details><details class="help"><summary>"#, "</details>")?;
    let cut = before.len() - r#"<details class="help"><summary>"#.len();
    out += &before[..cut];
    let rest = rest["</details>".len()..].replacen("<p>", "<p data-tidu-end>", 1);
    Ok((out + &rest, format!(r#"<details class="help"><summary>{reason}</details>"#)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that is told to start.js stands there, in both languages, and whatever titles are held something follows.
    #[test]
    fn what_comes_first_is_drawn_whole() {
        let early = early(tidu_core::packs::built_in().unwrap(), Day::parse("2026-11-23").unwrap()).unwrap();
        let places = early.order["places"].as_array().unwrap();
        let number = |of: &Value| usize::try_from(of.as_u64().unwrap()).unwrap();
        for place in places {
            for (lang, at) in Lang::ALL.into_iter().zip(0..) {
                let question = &early.questions[number(&place["question"])][at];
                let done = |what: &str| question.matches(&format!(r#"data-tidu-do="{what}""#)).count();
                assert_eq!(done("pick"), place["picks"].as_array().unwrap().len(), "{question}");
                assert_eq!((done("next"), done("unsure")), (1, 1), "{lang:?}: {question}");
                assert_eq!(question.matches("data-tidu-end").count(), 1);
                assert!(early.reasons[number(&place["reason"])][at].starts_with("<details"));
                assert!(early.ladders[number(&place["ladder"])][at].starts_with("<aside"));
            }
        }
        let first = &places[number(&early.order["first"])];
        let then = first["then"].as_array().unwrap();
        assert_eq!((then.len(), first["id"].as_str()), (1 << 7, Some("titles_held")));
        // Who holds all there is to hold on the way is asked for the place, of which nothing is drawn.
        let followed = then.iter().filter(|then| then.is_u64()).count();
        assert!(followed > 100, "after {followed} of {} answers the next question stands there", then.len());
        let after = |from: &Value| &places[number(from)];
        assert_eq!((after(&then[0])["id"].as_str(), after(&first["unsure"])["id"].as_str()), (Some("rd_expense"), Some("rd_expense")));
        assert_eq!(after(&after(&then[0])["typed"])["id"], "operating_revenue");
        assert!(!early.order["years"].as_array().unwrap().is_empty());
        assert!(early.starts.iter().all(|start| start.contains(r#"data-tidu-do="begin""#) && start.contains("id=\"name\"")));
        assert!(early.heads.iter().all(|head| head.contains(r#"data-tidu-do="speak""#)));
        assert!([&early.titles, &early.coming[0], &early.coming[1], &early.again[0], &early.again[1]].iter().all(|[zh, en]| zh != en));
    }
}
