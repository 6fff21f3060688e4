//! What the page of the library knows, and what becomes of it when something happens.

use super::keep;
use super::state::{Asked, Give, Open};
use super::taking::Taking;
use crate::host::{self, file};
use crate::storage::password;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::io::Cursor;
use tidu_core::day::Day;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_library::words as w;
use tidu_library::{Change, Entry, Filter, Firm, Giving, Journal, Library, Row, Sort, sort};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The enterprises that were kept.
    pub kept: Vec<Firm>,
    /// What was done to them and can be undone, the oldest first.
    pub journal: Vec<Entry>,
    /// Why nothing can be kept.
    pub trouble: Option<String>,
}

/// The page.
pub struct LibraryPage {
    pub rules: &'static RuleSet,
    pub lang: Lang,
    pub day: Day,
    /// A day that was typed and is none.
    pub wrong_day: bool,
    pub library: Library,
    pub journal: Journal,
    /// What was judged so far.
    pub rows: Vec<Row>,
    /// Where the row of an enterprise stands.
    pub at: HashMap<String, usize>,
    /// What is still to be judged.
    pub waiting: VecDeque<String>,
    pub stopped: bool,
    /// Whether a slice of work is under way.
    pub going: bool,
    pub filter: Filter,
    pub sort: Sort,
    /// The days within which a title runs out, as typed.
    pub expires: String,
    /// The rows that are shown, in order.
    pub places: Vec<usize>,
    /// Whether all rows are drawn, for paper.
    pub printing: bool,
    /// How far the table is scrolled, in rows.
    pub scrolled: usize,
    pub taking: Option<Taking>,
    pub password: String,
    pub pasted: String,
    /// What was said last, and whether it is a trouble.
    pub said: Vec<(bool, String)>,
    /// Why nothing is kept.
    pub trouble: Option<String>,
    pub open: Option<Open>,
    /// An assessment page as it was chosen, to be filled in for enterprises.
    pub blank: Option<String>,
    pub law: Asked,
    /// Whether the heading of what is shown is to have the keyboard.
    pub focus: bool,
    pub heading: NodeRef,
}

/// A text under a password; as it is where that is empty.
pub fn sealed(text: String, password: &str) -> Option<String> {
    if password.is_empty() {
        return Some(text);
    }
    let random = host::random::<{ password::RANDOM }>()?;
    Some(password::seal(&text, password, &random)?.to_string())
}

pub fn touched(entry: &Entry) -> Vec<String> {
    entry.changes.iter().map(|change| change.firm.clone()).collect()
}

impl LibraryPage {
    /// Looks at what is about to be taken in; a whole library is joined at once, which can be undone.
    pub fn begin_taking(&mut self, mut taking: Taking) {
        for library in std::mem::take(&mut taking.libraries) {
            let changes: Vec<Change> = library.firms().filter_map(|firm| Change::between(self.library.get(&firm.id), Some(firm))).collect();
            let what = w::OPENED.fill(self.lang, [&changes.len()]);
            self.said.push((false, what.clone()));
            self.apply(what, changes);
        }
        taking.propose(&self.library, &self.rules.vocabulary, self.day);
        self.focus = true;
        self.taking = Some(taking).filter(|taking| !taking.is_empty());
    }

    /// Does something that can be undone.
    pub fn apply(&mut self, what: String, changes: Vec<Change>) {
        let ids: Vec<String> = changes.iter().map(|change| change.firm.clone()).collect();
        let key = keep::next_key();
        let conflicts = self.journal.apply(&mut self.library, Entry { key: key.clone(), what, changes });
        self.said.extend(conflicts.iter().map(|one| (true, one.text().get(self.lang).to_owned())));
        self.changed(&ids);
        if let Some(entry) = self.journal.last().filter(|entry| entry.key == key) {
            keep::note(entry);
        }
    }

    /// These enterprises are others now: they are kept, and judged anew.
    pub fn changed(&mut self, ids: &[String]) {
        keep::keep(&self.library, ids.iter().map(String::as_str));
        self.judge(ids);
    }

    pub fn judge(&mut self, ids: &[String]) {
        for id in ids {
            if self.library.get(id).is_some() {
                self.waiting.push_back(id.clone());
            } else if let Some(at) = self.at.remove(id) {
                self.rows.swap_remove(at);
                if let Some(moved) = self.rows.get(at) {
                    self.at.insert(moved.id.clone(), at);
                }
            }
        }
        self.law.outdated();
        self.arrange();
    }

    pub fn judge_all(&mut self) {
        self.rows.clear();
        self.at.clear();
        self.waiting = self.library.firms().map(|firm| firm.id.clone()).collect();
        self.law.outdated();
        self.arrange();
    }

    pub fn arrange(&mut self) {
        self.places = self.filter.places(&self.rows);
        sort(&self.rows, &mut self.places, self.sort);
    }

    /// The enterprises that are shown, in order.
    fn shown(&self) -> Vec<&Firm> {
        self.places.iter().filter_map(|at| self.library.get(&self.rows[*at].id)).collect()
    }

    pub fn give(&mut self, give: Give) {
        let giving = Giving { rules: self.rules, day: self.day, lang: self.lang };
        let firms = || self.shown().into_iter();
        let bytes = |made: std::io::Result<Cursor<Vec<u8>>>| made.map(Cursor::into_inner).unwrap_or_default();
        const BOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let title = w::title(self.lang);
        let name = |ending: &str| format!("{title}-{}{ending}", self.day);
        let (name, taken) = match give {
            Give::Csv => (name(".csv"), file::download(&name(".csv"), "text/csv;charset=utf-8", &giving.csv(firms()))),
            Give::Calendar => (name(".ics"), file::download(&name(".ics"), "text/calendar;charset=utf-8", &giving.calendar(firms()))),
            Give::Xlsx => (name(".xlsx"), file::download_bytes(&name(".xlsx"), BOOK, &bytes(giving.xlsx(firms(), Cursor::default())))),
            Give::Answers => {
                let shown = self.shown();
                (
                    name(".xlsx"),
                    file::download_bytes(&name(".xlsx"), BOOK, &bytes(giving.answers(shown.iter().copied(), Cursor::default()))),
                )
            }
            Give::Template => {
                let name = format!("{}.xlsx", w::template(self.lang));
                let taken = file::download_bytes(&name, BOOK, &bytes(giving.template(Cursor::default())));
                (name, taken)
            }
            Give::Library => {
                let text = self.library.write();
                let text = sealed(text, &self.password);
                (name(".json"), text.is_some_and(|text| file::download(&name(".json"), "application/json", &text)))
            }
        };
        self.handed(&name, taken);
    }

    /// Says whether the browser took a file.
    pub fn handed(&mut self, name: &str, taken: bool) {
        self.said = vec![match taken {
            true => (false, w::HANDED.fill(self.lang, [&name])),
            false => (true, w::not_handed(self.lang).to_owned()),
        }];
    }

    /// What the script beside the page tells.
    pub fn told(&mut self, what: &str, detail: &str) {
        match what {
            "trouble" => self.trouble = Some(detail.to_owned()),
            "changed" => {
                let detail: Value = serde_json::from_str(detail).unwrap_or_default();
                let mut ids = BTreeSet::new();
                for text in detail["put"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if let Ok(firm) = serde_json::from_str::<Firm>(text) {
                        ids.insert(firm.id.clone());
                        self.library.put(firm);
                    }
                }
                for id in detail["take"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    self.library.take(id);
                    ids.insert(id.to_owned());
                }
                let own = detail["conflict"] == true;
                self.said = vec![(own, if own { w::overwritten(self.lang) } else { w::other_window(self.lang) }.to_owned())];
                self.judge(&ids.into_iter().collect::<Vec<_>>());
            }
            _ => {}
        }
    }
}
