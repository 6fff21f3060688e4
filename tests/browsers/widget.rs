//! How a person gets about in the widget: what several of these tests do alike.
//!
//! The enterprises are those of `tests/companies`. Their files name facts by id; what the page calls them is read from
//! the vocabulary, which is where the page has it from, so that a label can be reworded without a word here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use tidu_tests::browser::{Browser, DESK, Size, button, checkbox, field, group, heading, radio, role};

/// The day most tests ask for. It is written in and not left to the clock.
pub const DAY: &str = "2026-11-23";

/// The beginning of the page on a desk, with the day written in.
#[track_caller]
pub fn open() -> Browser {
    open_at(DESK)
}

/// The beginning of the page in a window of that size, with the day written in.
#[track_caller]
pub fn open_at(size: Size) -> Browser {
    let browser = Browser::open(size);
    browser.visit_site("");
    browser.write(field("评估基准日"), DAY);
    browser
}

/// From the beginning to the first questions.
#[track_caller]
pub fn begin(browser: &Browser) {
    browser.click(button("按表填写"));
    browser.see("企业基本情况");
}

/// To the questions of a section.
#[track_caller]
pub fn section(browser: &Browser, name: &str) {
    browser.click(button("填写"));
    browser.click(button(name).within(role("navigation", "主题")));
    browser.wait_until(&format!("the section “{name}” is open"), || browser.count(heading(name)) == 1);
}

/// To the result.
#[track_caller]
pub fn result(browser: &Browser) {
    browser.click(button("结论"));
    browser.wait_until("the result is open", || browser.names("heading").iter().any(|name| name == "自评结论"));
    // The articles stand behind one door.
    browser.script("document.querySelector('.articles:not([open]) > summary')?.click()", vec![]);
}

/// Opens one of the enterprises that the page brings along.
#[track_caller]
pub fn example(browser: &Browser, name: &str) {
    browser.click(button("首页"));
    browser.click(button(name));
    browser.wait_until("the result is open", || browser.names("heading").iter().any(|name| name == "自评结论"));
}

/// What the page asks, and the answer to give.
struct Question {
    /// The name of the field or of the group of fields.
    label: String,
    answer: Answer,
}

enum Answer {
    /// Typed.
    Typed(String),
    /// One of a few.
    Picked(String),
    /// One of a list.
    Chosen(String),
    /// Any of a few.
    Ticked(Vec<String>),
    /// That it is not known, beside a field.
    Unsure,
    /// A title held until a day, and whether it is to be renewed.
    Title(String, bool),
}

/// An enterprise whose answers are filled in one after the other, wherever the page asks for them.
pub struct Company<'a> {
    browser: &'a Browser,
    questions: Vec<Question>,
    given: BTreeSet<usize>,
}

impl<'a> Company<'a> {
    /// Reads one of `tests/companies`.
    pub fn read(browser: &'a Browser, file: &str) -> Self {
        let root = env!("CARGO_MANIFEST_DIR");
        let case = json(&format!("{root}/companies/{file}.json"));
        let vocabulary = json(&format!("{root}/../core/packs/facts.json"));
        let facts = vocabulary["facts"].as_array().expect("the vocabulary lists facts");
        let standards = vocabulary["standards"].as_array().expect("the vocabulary lists standards");
        let renews = |title: &str| {
            let standard = standards.iter().find(|standard| standard["title"] == title);
            standard.is_some_and(|standard| case["procedures"][text(&standard["id"])] == "renewal")
        };
        let mut questions = Vec::new();
        for fact in facts {
            let (id, label) = (text(&fact["id"]), text(&fact["label"]));
            match (&case["facts"][id], text(&fact["kind"])) {
                // The files have law's own facts at hand; of what is asked before these nobody is sure, and they are asked then.
                (Value::Null, "set") if fact["asked_first"] == true => {
                    questions.push(Question { label: label.to_owned(), answer: Answer::Ticked(vec!["不清楚".into()]) });
                }
                (Value::Null, _) if fact["asked_first"] == true => {
                    questions.push(Question { label: label.to_owned(), answer: Answer::Unsure });
                }
                (Value::Null, _) => {}
                (Value::Object(years), _) if fact["yearly"] == true => {
                    // The page lists the latest year first.
                    for (year, value) in years.iter().rev() {
                        questions.push(Question { label: format!("{year} 年{label}"), answer: Answer::Typed(typed(value)) });
                    }
                }
                (value, kind) => {
                    let option = |id: &Value| words_of_option(fact, id);
                    let answer = match kind {
                        "bool" => Answer::Picked(if *value == true { "是" } else { "否" }.into()),
                        "title" if *value == "none" => Answer::Picked("没有".into()),
                        "title" => Answer::Title(typed(value), renews(id)),
                        "region" => Answer::Chosen(option(value).0),
                        "choice" if fact["options"].as_array().is_some_and(|options| options.len() > 6) => Answer::Chosen(option(value).0),
                        "choice" => Answer::Picked(option(value).1),
                        "set" => {
                            let chosen = value.as_array().expect("a set is a list");
                            let chosen: Vec<String> = chosen.iter().map(|id| option(id).1).collect();
                            Answer::Ticked(if chosen.is_empty() { vec!["以上均无".into()] } else { chosen })
                        }
                        _ => Answer::Typed(typed(value)),
                    };
                    questions.push(Question { label: label.to_owned(), answer });
                }
            }
        }
        Self { browser, questions, given: BTreeSet::new() }
    }

    /// The answers that the page asks for where it stands and that were not given yet.
    #[track_caller]
    fn asked(&self) -> Vec<usize> {
        let shown: BTreeSet<String> = ["group", "textbox"].iter().flat_map(|role| self.browser.names(role)).collect();
        let open = self.questions.iter().enumerate().filter(|(at, question)| !self.given.contains(at) && shown.contains(&question.label));
        open.map(|(at, _)| at).collect()
    }

    /// Gives the first answer asked for where the page stands, after leaving out so many; returns what was asked.
    #[track_caller]
    pub fn answer_one(&mut self, leave_out: usize) -> Option<&str> {
        let at = *self.asked().get(leave_out)?;
        self.given.insert(at);
        let question = &self.questions[at];
        give(self.browser, question);
        Some(&question.label)
    }

    /// Gives every answer asked for in the section that is open, in the page's order.
    #[track_caller]
    pub fn answer_section(&mut self) {
        while self.answer_one(0).is_some() {}
    }

    /// Gives every answer asked for from the open section to the last.
    #[track_caller]
    pub fn answer_all(&mut self) {
        loop {
            self.answer_section();
            if !next_section(self.browser) {
                return;
            }
        }
    }
}

/// Goes on to the next section, if there is one.
#[track_caller]
pub fn next_section(browser: &Browser) -> bool {
    let names = browser.names("button");
    let Some(next) = names.iter().find_map(|name| name.strip_prefix("下一部分：")) else { return false };
    browser.click(button("下一部分："));
    browser.wait_until(&format!("the section “{next}” is open"), || browser.names("heading").iter().any(|name| name == next));
    true
}

/// Gives one answer as a person would, and sees that it stands there.
#[track_caller]
fn give(browser: &Browser, question: &Question) {
    let label = || group(&question.label);
    match &question.answer {
        Answer::Typed(words) => {
            browser.write(field(&question.label), words);
            assert_eq!(browser.value_of(field(&question.label)), *words, "what was typed as “{}”", question.label);
        }
        Answer::Picked(option) => browser.click(radio(option).within(label())),
        Answer::Chosen(option) => browser.choose(field(&question.label), option),
        Answer::Ticked(options) => {
            for option in options {
                browser.click(checkbox(option).within(label()));
            }
        }
        Answer::Unsure => browser.click(checkbox(&format!("不清楚：{}", question.label))),
        Answer::Title(day, renew) => {
            browser.click(radio("有，有效期至").within(label()));
            browser.write(role("textbox", "有，有效期至").within(label()), day);
            if *renew {
                browser.click(checkbox("按复核评估").within(label()));
            }
        }
    }
    // What is asked next comes one painting behind what was typed, which a person never sees and a driver may.
    browser.script("return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true))))", vec![]);
    // A person goes on from where the last answer was given.
    assert_ne!(browser.focus(), "", "after the answer to “{}” the focus is nowhere", question.label);
}

/// An option by its label alone, and with what the page says under it.
fn words_of_option(fact: &Value, id: &Value) -> (String, String) {
    let options = fact["options"].as_array().expect("a choice has options");
    let option = options.iter().find(|option| option["id"] == *id).unwrap_or_else(|| panic!("{id} is an option"));
    let label = text(&option["label"]);
    let help = option["help"].as_str().unwrap_or_default();
    (label.to_owned(), format!("{label}{help}"))
}

/// A value as a person types it: the digits of the file.
fn typed(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(range) => match (range.get("min"), range.get("max")) {
            (Some(min), Some(max)) => format!("{min}~{max}"),
            (Some(min), None) => format!("≥{min}"),
            (None, max) => format!("≤{}", max.expect("a range has an end")),
        },
        other => other.to_string(),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn json(path: &str) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{path}: {why}"));
    serde_json::from_str(&text).unwrap_or_else(|why| panic!("{path}: {why}"))
}

/// Where the page is to a script: in the document, or in the element of somebody else's.
const PAGE: &str = "const page = document.querySelector('tidu-assessment')?.shadowRoot ?? document.querySelector('#tidu') ?? document;";

/// What the result says of everything it judges, by what it is called: the standards, their criteria, and the parts
/// of these.
#[track_caller]
pub fn verdicts(browser: &Browser) -> BTreeMap<String, String> {
    let said = browser.script(
        &[
            PAGE,
            r#"
        const said = (element) => {
            const copy = element.cloneNode(true);
            copy.querySelectorAll("[aria-hidden=true]").forEach((mark) => mark.remove());
            return copy.textContent.replace(/\s+/g, " ").trim();
        };
        const WORDS = ["自评达标待评审", "达标", "未达标", "待补充", "不适用"];
        // The first thing in an element that says a verdict and nothing else.
        const verdict = (element) => [...element.querySelectorAll("*")].map(said).find((words) => WORDS.includes(words));
        const found = {};
        for (const heading of page.querySelectorAll("main details.standard > summary h3")) {
            const standard = heading.closest("details");
            found[said(heading)] = verdict(heading.parentElement);
            for (const head of standard.querySelectorAll("tr > th[scope=row]")) {
                const name = `${said(heading)} > ${said(head)}`;
                found[name] = verdict(head.closest("tr"));
                const parts = head.closest("tbody").querySelectorAll("li > p");
                parts.forEach((part, at) => { found[`${name} > ${at}`] = verdict(part); });
            }
        }
        return found;"#,
        ]
        .concat(),
        vec![],
    );
    let said = said.as_object().expect("names and verdicts");
    assert!(!said.is_empty(), "the result judges nothing:\n{}", browser.words());
    said.iter().map(|(name, verdict)| (name.clone(), verdict.as_str().unwrap_or_else(|| panic!("{name}: no verdict")).to_owned())).collect()
}

/// What the ladder says of each rung, from the lowest: its name, and its lines.
#[track_caller]
pub fn ladder(browser: &Browser) -> Vec<(String, Vec<String>)> {
    let said = browser.script(
        &[
            PAGE,
            r#"
        const rungs = [...page.querySelectorAll("aside li")].reverse();
        return rungs.map((rung) => [...rung.querySelectorAll("p")].map((line) => {
            const copy = line.cloneNode(true);
            copy.querySelectorAll("[aria-hidden=true]").forEach((mark) => mark.remove());
            return copy.textContent.replace(/\s+/g, " ").trim();
        }));"#,
        ]
        .concat(),
        vec![],
    );
    let rungs: Vec<Vec<String>> = serde_json::from_value(said).expect("rungs of lines");
    assert_eq!(rungs.len(), 3, "the ladder has three rungs");
    rungs.into_iter().map(|lines| (lines[0].clone(), lines[1..].to_vec())).collect()
}

/// What the ladder names as the most useful question.
#[track_caller]
pub fn next_question(browser: &Browser) -> String {
    let said = browser.script(
        "const heading = [...document.querySelectorAll('aside h3')].find((h) => h.textContent === '下一个最有用的问题');
         return heading.nextElementSibling.textContent;",
        vec![],
    );
    text(&said).to_owned()
}

/// The question that has the focus: the name of its field or of the group it belongs to.
#[track_caller]
pub fn question_in_focus(browser: &Browser) -> String {
    let name = browser.script(
        "const at = document.activeElement, group = at.closest('[role=group]');
         const named = at.getAttribute('aria-label') ? at : group;
         const by = named?.getAttribute('aria-labelledby');
         return named?.getAttribute('aria-label') ?? (by && document.getElementById(by).textContent) ?? '';",
        vec![],
    );
    name.as_str().unwrap_or_default().to_owned()
}
