//! Everything the page knows, and the one place where it changes. Nothing here knows the browser, and nothing is
//! kept that can be reckoned: verdicts, questions and the ladder are made anew from this at every keystroke.

use crate::foreign::Foreign;
use crate::screen::Screen;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
pub use tidu_core::answers::Key;
use tidu_core::answers::{Answers, put_in};
use tidu_core::case::{Case, Issue};
use tidu_core::compare::newest_succession;
use tidu_core::day::Day;
use tidu_core::matching::Use;
use tidu_core::money::MoneyUnit;
use tidu_core::pasted::{Figure, Pasted, Units};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_core::typed;
use tidu_core::vocabulary::{Fact, Kind, Slot, Span, StandardIx};
use tidu_core::written::Procedure;
use yew::Reducible;

/// How large everything is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TextSize {
    /// As usual.
    #[default]
    Normal,
    /// A quarter larger.
    Large,
    /// Half as large again.
    Larger,
}

impl TextSize {
    /// Its name in the style sheet and in what is saved.
    pub fn id(self) -> &'static str {
        match self {
            TextSize::Normal => "normal",
            TextSize::Large => "large",
            TextSize::Larger => "larger",
        }
    }

    /// The size of a name; the usual one where there is none.
    pub fn from_id(id: &str) -> TextSize {
        [TextSize::Large, TextSize::Larger].into_iter().find(|size| size.id() == id).unwrap_or_default()
    }

    /// The next one, round and round.
    pub fn next(self) -> TextSize {
        match self {
            TextSize::Normal => TextSize::Large,
            TextSize::Large => TextSize::Larger,
            TextSize::Larger => TextSize::Normal,
        }
    }
}

/// A step of the guided way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// A question of the first round, by its position in the vocabulary.
    First(usize),
    /// What is asked after it on the screen of a question.
    Then(usize),
    /// What the answers come to so far.
    Picture,
}

/// The picture, in addresses.
const PICTURE: &str = "picture";

/// How policies are browsed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Browse {
    /// By what can be made of them.
    ByUse,
    /// By the chapters of the documents that have any.
    ByPart,
    /// As a list of things to do.
    Actions,
}

/// Which policies are shown.
#[derive(Clone, PartialEq, Default)]
pub struct Filter {
    /// Of this kind of benefit.
    pub benefit: Option<&'static str>,
    /// Of this office.
    pub authority: Option<String>,
    /// For this need, an option of the fact `needs`.
    pub need: Option<usize>,
    /// Of which this can be made.
    pub usable: Option<Use>,
}

/// An answer as it was given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Typed text, kept to the letter.
    Typed(String),
    /// What was picked, as the core holds it: yes or no, an option, options, that a title is not held.
    Picked(i64),
    /// Not known: an answer in its own right, so that it is not asked again.
    Unsure,
}

/// What a pasted block took the place of.
#[derive(PartialEq)]
pub struct Replaced {
    /// The unit that money was typed in.
    pub unit: MoneyUnit,
    /// The answers there were, or that there were none.
    pub answers: Vec<(Key, Option<Answer>)>,
}

/// The page's state.
#[derive(Clone, PartialEq)]
pub struct State {
    /// The rules.
    pub rules: RulesRef,
    /// What tells the enterprise from others, wherever its answers are saved.
    pub id: String,
    /// Whether the answers came under a password; they are then kept nowhere but in the copies the user saves.
    pub secret: bool,
    /// What was read with the answers and is not understood.
    pub foreign: Foreign,
    /// The self-assessment that the answers were opened from, as the text it was.
    pub proof: Option<Rc<str>>,
    /// What was written more than once in what was opened: facts, and the years of them; other keys by their own name.
    pub duplicates: Vec<(String, Option<i32>)>,
    /// What there was before all answers were replaced, so that it can be brought back.
    pub before: Option<Rc<State>>,
    /// The language.
    pub lang: Lang,
    /// How large everything is written.
    pub size: TextSize,
    /// The enterprise's name.
    pub name: String,
    /// The name that a site around the page gave.
    pub prefilled_name: String,
    /// The day of the clock when the page was opened.
    pub today: Day,
    /// The day everything is asked for.
    pub as_of: Day,
    /// The day as it was typed.
    pub as_of_typed: Option<String>,
    /// The last day that was typed to its end: what is being typed may look like another one on the way.
    pub as_of_kept: Day,
    /// The standards whose title is to be renewed.
    pub renewals: BTreeSet<StandardIx>,
    /// The answers. States share them, for most changes are of something else, and one state is compared with the next.
    pub answers: Rc<BTreeMap<Key, Answer>>,
    /// What a site around the page answered in the enterprise's place.
    pub prefilled: BTreeMap<Key, Answer>,
    /// The screen shown.
    pub screen: Screen,
    /// The section shown.
    pub section: usize,
    /// The guided way so far; its last step is the one shown.
    pub trail: Vec<Step>,
    /// Whether the step that follows is to be found: it depends on what the last answer comes to.
    pub going_on: bool,
    /// How policies are browsed.
    pub browse: Browse,
    /// Which policies are shown.
    pub filter: Filter,
    /// The standard the road leads to; the next rung where none was chosen.
    pub goal: Option<StandardIx>,
    /// Which of the ways is shown.
    pub way: usize,
    /// The figures the enterprise cannot or will not change; a yearly fact without a year is all its years.
    pub kept: BTreeSet<Key>,
    /// Figures that are tried out; the answers themselves stay as they are.
    pub tried: BTreeMap<Key, String>,
    /// The questions whose figure is given by its two ends, in two fields.
    pub ranged: BTreeSet<Key>,
    /// The unit that money is typed in.
    pub unit: MoneyUnit,
    /// A pasted block that waits to be entered.
    pub pasted: Option<Rc<Pasted>>,
    /// What the block that was entered last took the place of, so that it can be brought back in one step.
    pub replaced: Option<Rc<Replaced>>,
    /// The actions ticked off.
    pub done: BTreeSet<String>,
    /// The question to bring into view next.
    pub focus: Option<Key>,
    /// The two days compared, as they were typed; where nothing was, those around the newest succession of documents.
    pub laws: [Option<String>; 2],
    /// The standard that stands open in the result, whichever rung is next.
    pub looked_up: Option<StandardIx>,
    /// Whether somebody has looked at the policies; see [`State::wants_policies`].
    pub policies_seen: bool,
    /// Whether it came of a key: something is being typed, and more may follow at once.
    pub typing: bool,
}

/// Rules that are shared, and compared by identity; and the packs among them that are not built in.
#[derive(Clone)]
pub struct RulesRef(pub Rc<RuleSet>, pub Rc<[Added]>);

/// A pack that is not built in.
#[derive(Clone)]
pub struct Added {
    /// What the one who gave it calls it: a file's name.
    pub name: String,
    /// Its id; its name where it tells none.
    pub id: String,
    /// Its JSON.
    pub json: String,
}

impl PartialEq for RulesRef {
    fn eq(&self, other: &RulesRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What can happen.
#[derive(Clone)]
pub enum Action {
    /// Another language.
    Speak(Lang),
    /// Everything is to be written in the next size.
    Resize,
    /// The enterprise's name was typed.
    Name(String),
    /// The day is being typed.
    AsOf(String),
    /// The day was typed to its end.
    AsOfDone,
    /// A question was answered.
    Answer(Key, Answer),
    /// An answer was taken back.
    Clear(Key),
    /// A figure is to be given by its two ends, or as one again.
    Range(Key),
    /// Money is typed in this unit from now on.
    Unit(MoneyUnit),
    /// A block was pasted, or is to be read in another unit; or it is not to be entered.
    Pasted(Option<Rc<Pasted>>),
    /// What was pasted is entered.
    Enter,
    /// What stood there before it was comes back.
    TakeBack,
    /// A title is to be renewed, or not.
    Renew(StandardIx, bool),
    /// A site around the page knows these facts, and perhaps the enterprise's name.
    Prefill(BTreeMap<Key, Answer>, Option<String>),
    /// Another screen.
    Show(Screen),
    /// Another section.
    Section(usize),
    /// A standard is to be looked up in the result.
    LookUp(StandardIx),
    /// The guided way goes on, to what only policies ask as well or not.
    GoOn(bool),
    /// The guided way goes to this step.
    Step(Step),
    /// The guided way goes a step back.
    StepBack,
    /// To a place of the page, by its address.
    Go(String),
    /// Policies are to be browsed otherwise.
    Browse(Browse),
    /// Other policies are to be shown.
    Filter(Filter),
    /// The road is to lead to another standard.
    Head(StandardIx),
    /// Another way is to be shown.
    Way(usize),
    /// A figure cannot or shall not be changed, or may be after all.
    Keep(Key, bool),
    /// A figure is tried out.
    Try(Key, String),
    /// A figure is tried no longer.
    Untry(Key),
    /// All figures tried out become answers, or are dropped.
    Settle(bool),
    /// An action was ticked off, or on again.
    Tick(String),
    /// A question is to be brought into view.
    Ask(Key),
    /// The question was brought into view.
    Asked,
    /// One of the two days compared is being typed.
    LawDay(usize, String),
    /// Answers were opened, in place of all there are.
    Open(Box<State>),
    /// The rules are others: the same answers, read by these.
    Rules(Box<State>),
    /// Another enterprise, of this id, of which nothing is known yet.
    New(String),
    /// The same answers as another enterprise, of this id and name.
    Fork(String, String),
    /// What was opened as somebody's self-assessment is taken over as answers like others.
    ProofDone,
    /// All answers away.
    Reset,
    /// What was replaced comes back.
    Undo,
}

impl State {
    /// Nothing answered yet.
    pub fn new(rules: RulesRef, today: Day) -> State {
        State {
            rules,
            id: String::new(),
            secret: false,
            foreign: Foreign::default(),
            proof: None,
            duplicates: Vec::new(),
            before: None,
            lang: Lang::Zh,
            size: TextSize::default(),
            name: String::new(),
            prefilled_name: String::new(),
            today,
            as_of: today,
            as_of_typed: None,
            as_of_kept: today,
            renewals: BTreeSet::new(),
            answers: Rc::default(),
            prefilled: BTreeMap::new(),
            screen: Screen::Start,
            section: 0,
            trail: Vec::new(),
            going_on: false,
            browse: Browse::ByUse,
            filter: Filter::default(),
            goal: None,
            way: 0,
            kept: BTreeSet::new(),
            tried: BTreeMap::new(),
            ranged: BTreeSet::new(),
            unit: MoneyUnit::default(),
            pasted: None,
            replaced: None,
            done: BTreeSet::new(),
            focus: None,
            laws: [None, None],
            looked_up: None,
            policies_seen: false,
            typing: false,
        }
    }

    /// One of the two days compared, if one was typed.
    pub fn law_day(&self, at: usize) -> Option<Day> {
        typed::day(self.laws[at].as_ref()?).as_str().and_then(Day::parse)
    }

    /// The two days compared.
    pub fn law_days(&self) -> [Day; 2] {
        let (before, first) = newest_succession(self.rules()).unwrap_or((self.as_of, self.as_of));
        [self.law_day(0).unwrap_or(before), self.law_day(1).unwrap_or(first)]
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules.0
    }

    /// The day by which rules must not be overdue: the later one of the clock's and the one everything is asked for.
    pub fn latest_day(&self) -> Day {
        self.as_of.max(self.today)
    }

    /// The answer to a question, if there is one.
    pub fn answer(&self, key: Key) -> Option<&Answer> {
        self.answers.get(&key)
    }

    /// Whether an answer is the one a site gave, and nobody else's yet.
    pub fn is_prefilled(&self, key: Key) -> bool {
        self.answers.get(&key).is_some_and(|answer| self.prefilled.get(&key) == Some(answer))
    }

    /// The answers, to change them.
    pub fn answers_mut(&mut self) -> &mut BTreeMap<Key, Answer> {
        Rc::make_mut(&mut self.answers)
    }

    /// Whether the questions that serve support policies alone are asked: once somebody has looked at these.
    pub fn wants_policies(&self) -> bool {
        self.policies_seen || self.screen == Screen::Policies
    }

    /// Whether the enterprise itself has answered anything.
    pub fn is_begun(&self) -> bool {
        self.answers.keys().any(|key| !self.is_prefilled(*key))
    }

    /// Whether nothing was entered, so that there is nothing to save.
    pub fn is_blank(&self) -> bool {
        let named = !self.name.trim().is_empty() && self.name != self.prefilled_name;
        !self.is_begun() && !named && self.renewals.is_empty() && self.foreign == Foreign::default()
    }

    /// Gives the answers that a site knows. What the enterprise itself has answered stays.
    pub fn prefill(&mut self, known: BTreeMap<Key, Answer>) {
        for (key, given) in known {
            let answer = self.answers.get(&key);
            if answer.is_none() || answer == self.prefilled.get(&key) {
                self.answers_mut().insert(key, given.clone());
            }
            self.prefilled.insert(key, given);
        }
    }

    /// Gives the name that a site knows, unless the enterprise has given its own.
    pub fn prefill_name(&mut self, name: Option<String>) {
        let Some(name) = name else { return };
        if self.name.trim().is_empty() || self.name == self.prefilled_name {
            self.name.clone_from(&name);
        }
        self.prefilled_name = name;
    }

    /// The step of a question: as it was gone through, or else of the first round where it is one of it.
    fn step_of(&self, question: usize) -> Step {
        let gone = self.trail.iter().rev().copied().find(|step| matches!(step, Step::First(at) | Step::Then(at) if *at == question));
        let first = self.rules().vocabulary.first_round.contains(&question);
        gone.unwrap_or(if first { Step::First(question) } else { Step::Then(question) })
    }

    /// Goes to a step of the guided way: back to where it was gone through before, or on to it.
    pub fn step(&mut self, step: Step) {
        self.going_on = false;
        match self.trail.iter().rposition(|gone| *gone == step && step != Step::Picture) {
            Some(at) => self.trail.truncate(at + 1),
            None => self.trail.push(step),
        }
    }

    /// What the place that is shown is called in addresses, and in what is saved of it: the screen, and which part of it.
    pub fn address(&self) -> String {
        let vocabulary = &self.rules().vocabulary;
        let part = match (self.screen, self.trail.last()) {
            (Screen::Guided, Some(Step::First(at) | Step::Then(at))) => &vocabulary.questions[*at].id,
            (Screen::Guided, Some(Step::Picture)) => PICTURE,
            (Screen::Questions, _) => &vocabulary.sections[self.section].0,
            (Screen::Result, _) if self.looked_up.is_some() => {
                self.looked_up.map_or("", |standard| vocabulary.standard(standard).id.as_str())
            }
            _ => return self.screen.id().to_owned(),
        };
        format!("{}/{part}", self.screen.id())
    }

    /// Goes to a place by its address; to the start where there is none of it. Of the questions a section will do, and a fact.
    pub fn go(&mut self, address: &str) {
        let (screen, part) = address.split_once('/').unwrap_or((address, ""));
        self.screen = Screen::from_id(screen).unwrap_or(Screen::Start);
        self.policies_seen |= self.screen == Screen::Policies;
        self.looked_up = None;
        let vocabulary = &self.rules.0.vocabulary;
        if self.screen == Screen::Result {
            self.looked_up = vocabulary.find_standard(part);
        }
        let (section, fact) = (vocabulary.sections.iter().position(|(id, _)| id == part), vocabulary.find(part));
        let question = vocabulary.questions.iter().position(|question| question.id == part);
        match (self.screen, section, fact, question) {
            (Screen::Guided, _, _, _) if part == PICTURE && self.trail.last() != Some(&Step::Picture) => self.step(Step::Picture),
            (Screen::Guided, _, _, Some(at)) => self.step(self.step_of(at)),
            (Screen::Questions, Some(section), _, _) => self.section = section,
            (Screen::Questions, None, Some(fact), _) => {
                self.section = vocabulary.fact(fact).section;
                let year = vocabulary.fact(fact).yearly.then(|| self.as_of.civil().0 - 1);
                self.focus = Some(Key { fact, year });
            }
            _ => {}
        }
    }

    /// The question a value belongs to.
    pub fn key(&self, case: &Case, slot: Slot) -> Key {
        let (fact, year) = self.rules().vocabulary.of_slot(slot);
        let year = self.rules().vocabulary.fact(fact).yearly.then(|| case.year(year));
        Key { fact, year }
    }

    /// The answers as a case of the public contract has them; null where one is not sure, and what cannot be taken as it was
    /// typed.
    pub fn case(&self) -> Value {
        let vocabulary = &self.rules().vocabulary;
        let (mut facts, mut procedures) = (Map::new(), Map::new());
        for (key, answer) in &*self.answers {
            let fact = vocabulary.fact(key.fact);
            put_in(&mut facts, &fact.id, key.year, value(fact, answer));
        }
        procedures.extend(self.renewals.iter().map(|s| (vocabulary.standard(*s).id.clone(), json!(Procedure::Renewal.id()))));
        json!({ "as_of": self.as_of.to_string(), "procedures": procedures, "facts": facts })
    }

    /// The answers with what is tried out in their place, and what is said of those that nothing can be made of.
    pub fn said(&self) -> (Answers, Vec<Issue>) {
        let (mut said, mut issues) = (Answers::new(self.as_of), Vec::new());
        for standard in &self.renewals {
            said.set_procedure(*standard, Procedure::Renewal);
        }
        let mut typed = |said: &mut Answers, key, text: &str| issues.extend(said.put_typed(&self.rules().vocabulary, key, text));
        for (key, answer) in self.answers.iter().filter(|(key, _)| !self.tried.contains_key(key)) {
            match answer {
                Answer::Unsure => {}
                Answer::Picked(value) => said.put(*key, Span::point(*value)),
                Answer::Typed(text) => typed(&mut said, *key, text),
            }
        }
        self.tried.iter().for_each(|(key, text)| typed(&mut said, *key, text));
        (said, issues)
    }

    /// What of a pasted block can be taken, as one would type it.
    pub fn readable(&self, pasted: &Pasted) -> Vec<(Key, String)> {
        let typed = pasted.figures.iter().map(|figure| {
            let fact = self.rules().vocabulary.fact(figure.key.fact);
            (fact, figure.key, figure.typed(fact))
        });
        typed.filter(|(fact, _, text)| matches!(fact.read_typed(text), Ok(Some(_)))).map(|(_, key, text)| (key, text)).collect()
    }

    /// Another day, typed to its end.
    pub fn set_day(&mut self, day: Day) {
        (self.as_of, self.as_of_kept) = (day, day);
    }

    /// The state as it is after all answers have been replaced: the old ones can be brought back while the page stands.
    pub fn instead_of(mut self, old: &State) -> State {
        let old = State { before: None, ..old.clone() };
        self.before = (!old.is_blank()).then(|| Rc::new(old));
        self
    }
}

/// An answer as a case has it.
pub fn value(fact: &Fact, answer: &Answer) -> Value {
    match answer {
        Answer::Unsure => Value::Null,
        Answer::Picked(value) => fact.write(Span::point(*value)),
        Answer::Typed(text) => fact.write_typed(text),
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.typing = matches!(action, Action::Answer(_, Answer::Typed(_)) | Action::Try(..) | Action::Name(_));
        match action {
            Action::Speak(lang) => next.lang = lang,
            Action::Resize => next.size = next.size.next(),
            Action::Name(name) => next.name = name,
            Action::AsOf(text) => {
                next.as_of = typed::day(&text).as_str().and_then(Day::parse).unwrap_or(next.as_of_kept);
                next.as_of_typed = Some(text);
            }
            Action::AsOfDone => next.as_of_kept = next.as_of,
            Action::Answer(key, answer) => {
                next.answers_mut().insert(key, answer);
            }
            Action::Clear(key) => {
                next.answers_mut().remove(&key);
            }
            Action::Range(key) => {
                if !next.ranged.remove(&key) {
                    next.ranged.insert(key);
                }
            }
            Action::Unit(unit) => next.unit = unit,
            Action::Pasted(pasted) => next.pasted = pasted,
            Action::Enter => {
                let Some(pasted) = next.pasted.take() else { return self };
                let entered = next.readable(&pasted);
                let answers = entered.iter().map(|(key, _)| (*key, next.answer(*key).cloned())).collect();
                next.replaced = Some(Rc::new(Replaced { unit: next.unit, answers }));
                next.ranged.retain(|key| entered.iter().all(|(other, _)| other != key));
                next.answers_mut().extend(entered.into_iter().map(|(key, text)| (key, Answer::Typed(text))));
                // What one pastes in a unit, one goes on typing in it.
                let unit = |figure: &Figure| (next.rules().vocabulary.fact(figure.key.fact).kind == Kind::Money).then_some(figure.unit);
                let one = pasted.figures.iter().find_map(unit).filter(|_| pasted.units != Units::Mixed);
                next.unit = one.filter(|unit| MoneyUnit::USUAL.contains(unit)).unwrap_or(next.unit);
            }
            Action::TakeBack => {
                let Some(replaced) = next.replaced.take() else { return self };
                next.unit = replaced.unit;
                for (key, before) in &replaced.answers {
                    match before {
                        Some(answer) => next.answers_mut().insert(*key, answer.clone()),
                        None => next.answers_mut().remove(key),
                    };
                }
            }
            Action::Renew(standard, true) => {
                next.renewals.insert(standard);
            }
            Action::Renew(standard, false) => {
                next.renewals.remove(&standard);
            }
            Action::Prefill(facts, name) => {
                next.prefill(facts);
                next.prefill_name(name);
            }
            Action::Show(screen) => {
                (next.screen, next.looked_up) = (screen, None);
                next.policies_seen |= screen == Screen::Policies;
            }
            Action::LookUp(standard) => (next.screen, next.looked_up) = (Screen::Result, Some(standard)),
            Action::Section(section) => next.section = section,
            Action::GoOn(policies) => {
                next.policies_seen |= policies;
                next.going_on = true;
            }
            Action::Step(step) => next.step(step),
            Action::StepBack => {
                next.trail.pop();
            }
            Action::Go(address) => next.go(&address),
            Action::Browse(browse) => next.browse = browse,
            Action::Filter(filter) => next.filter = filter,
            Action::Head(standard) => (next.screen, next.goal, next.way) = (Screen::Road, Some(standard), 0),
            Action::Way(way) => next.way = way,
            Action::Keep(key, true) => {
                next.kept.insert(key);
                next.way = 0;
            }
            Action::Keep(key, false) => {
                next.kept.remove(&key);
                next.way = 0;
            }
            Action::Try(key, text) => {
                next.tried.insert(key, text);
            }
            Action::Untry(key) => {
                next.tried.remove(&key);
            }
            Action::Settle(keep) => {
                let tried = std::mem::take(&mut next.tried);
                if keep {
                    next.answers_mut().extend(tried.into_iter().map(|(key, text)| (key, Answer::Typed(text))));
                }
            }
            Action::Tick(id) => {
                if !next.done.remove(&id) {
                    next.done.insert(id);
                }
            }
            Action::Ask(key) => {
                next.policies_seen |= next.screen == Screen::Policies;
                let vocabulary = &next.rules.0.vocabulary;
                let question = vocabulary.questions.iter().position(|question| question.facts.contains(&key.fact));
                match question.filter(|_| next.screen == Screen::Guided) {
                    Some(question) => next.step(next.step_of(question)),
                    None => {
                        next.section = vocabulary.fact(key.fact).section;
                        next.screen = Screen::Questions;
                        next.focus = Some(key);
                    }
                }
            }
            Action::Asked => next.focus = None,
            Action::LawDay(at, text) => next.laws[at] = Some(text),
            Action::Open(opened) => next = opened.instead_of(&self),
            Action::Rules(read) => next = *read,
            Action::New(id) => {
                next = State { lang: next.lang, size: next.size, id, ..State::new(next.rules.clone(), next.today) }.instead_of(&self);
            }
            Action::Fork(id, name) => (next.id, next.name) = (id, name),
            Action::ProofDone => next.proof = None,
            Action::Reset => {
                let mut emptied = State {
                    lang: next.lang,
                    size: next.size,
                    id: next.id,
                    secret: next.secret,
                    as_of_typed: next.as_of_typed.map(|_| next.as_of.to_string()),
                    screen: Screen::Questions,
                    ..State::new(next.rules.clone(), next.today)
                };
                emptied.set_day(next.as_of);
                next = emptied.instead_of(&self);
            }
            Action::Undo => {
                if let Some(before) = next.before.take() {
                    next = (*before).clone();
                }
            }
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is tried stands in the place of the answer, with its slips and without those of the answer; both stay.
    #[test]
    fn what_is_tried_counts_and_the_answer_stays() {
        let rules = RulesRef(Rc::new(tidu_core::packs::built_in().unwrap()), Rc::default());
        let key = Key { fact: rules.0.vocabulary.find("staff").unwrap(), year: None };
        let mut state = State::new(rules, Day::parse("2026-11-23").unwrap());
        for (own, tried, counts, wrong) in [
            ("126 人", None, Some(126), false),
            ("126 人", Some("130"), Some(130), false),
            ("大约一百", None, None, true),
            ("大约一百", Some("130"), Some(130), false),
            ("126 人", Some("大约一百"), None, true),
            ("126 人", Some("110~"), None, false),
        ] {
            state.answers_mut().insert(key, Answer::Typed(own.to_owned()));
            state.tried = tried.map(|text| (key, text.to_owned())).into_iter().collect();
            let (said, issues) = state.said();
            assert_eq!((said.get(key), issues.is_empty()), (counts.map(Span::point), !wrong), "{own} {tried:?}");
            assert_eq!(state.answer(key), Some(&Answer::Typed(own.to_owned())));
        }
    }

    /// A block goes in and comes out in one step; what was answered meanwhile stays.
    #[test]
    fn a_block_is_entered_and_taken_back_in_one_step() {
        let rules = RulesRef(Rc::new(tidu_core::packs::built_in().unwrap()), Rc::default());
        let key = |id: &str| Key::parse(&rules.0.vocabulary, id).unwrap();
        let [revenue, profit, before] = ["operating_revenue:2025", "net_profit:2025", "operating_revenue:2024"].map(key);
        let typed = |text: &str| Answer::Typed(text.to_owned());
        let mut state = State::new(rules.clone(), Day::parse("2026-11-23").unwrap());
        state.answers_mut().insert(revenue, typed("7000"));
        let cells = tidu_core::pasted::cells("单位：元\t2025年\r\n营业收入\t82,364,500.00\r\n净利润\t见附注\r\n");
        let (said, grid) = (state.said().0, [revenue, before, profit]);
        let pasted = Pasted::read(&rules.0.vocabulary, &said, &grid, revenue, state.unit, &cells).unwrap();
        let state = Rc::new(state).reduce(Action::Pasted(Some(Rc::new(pasted))));
        assert_eq!(state.answer(revenue), Some(&typed("7000")));
        let state = state.reduce(Action::Enter);
        // What cannot be read is not entered; who pastes in 元 goes on in 元.
        assert_eq!((state.answer(revenue), state.answer(profit)), (Some(&typed("82,364,500.00元")), None));
        assert_eq!((state.unit, state.pasted.is_none()), (MoneyUnit::Yuan, true));
        let state = state.reduce(Action::Answer(before, typed("6000")));
        let state = state.reduce(Action::TakeBack);
        assert_eq!((state.answer(revenue), state.answer(before)), (Some(&typed("7000")), Some(&typed("6000"))));
        assert_eq!((state.unit, state.replaced.is_none()), (MoneyUnit::TenThousandYuan, true));
    }
}
