//! The desk at which files are taken in and given out: in a worker where there is one, else on the page. It has the enterprises
//! as they stand, and tells what is to be seen of what it reads; nothing of the page is known to it.

use super::taking::{Pick, Taking, fact, id};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::io::Cursor;
use tidu_core::day::Day;
use tidu_core::messages as m;
use tidu_core::money::MoneyUnit;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_core::vocabulary::{Kind as Of, Vocabulary};
use tidu_library::words as w;
use tidu_library::{Change, Entry, Firm, Giving, Journal, Kind, Library, Told, unpack_firms};
use tidu_sheets::{CellFault, Column, column_name};

/// How many cells that were not read, and enterprises that differ, are told on the page.
const TOLD: usize = 30;
/// How many changes are handed over at once.
const AT_ONCE: usize = 50;

/// What is asked of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Enterprises that stand, or are to be given out: those of [`tidu_library::pack_firms`].
    Firms,
    /// To read a file, of this name and maybe under a password, with what is known of columns: [`None`], or why not.
    File(String, String, Map<String, Value>),
    /// To read another sheet of a workbook, by their places: what is to be seen then.
    Sheet(usize, usize),
    /// To read a column of a sheet as something else: what is to be seen then.
    Column(usize, usize, Pick),
    /// What is to be seen.
    Look,
    /// The next changes, and how many are left: of whole libraries that were read, or of what was confirmed.
    Changes(bool),
    /// All cells that were not read, as text.
    Faults,
    /// A file.
    Give(Give),
}

/// What is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Give {
    Csv,
    Xlsx,
    Answers,
    Calendar,
    Template,
}

/// What is asked, and for which day and language: as in [`Day::number`] and [`Lang::id`].
#[derive(Serialize, Deserialize)]
pub struct Task {
    pub day: i64,
    pub lang: String,
    pub ask: Ask,
}

/// What is to be seen of what is about to be taken in.
#[derive(Default, Serialize, Deserialize)]
pub struct Seen {
    /// How many are new, changed, as they were, and left out.
    pub counts: [usize; 4],
    /// How many changes whole libraries bring, which are joined at once.
    pub joined: usize,
    /// What is told of the first that are left out.
    pub left: Vec<String>,
    /// The first that differ, and what differs.
    pub differ: Vec<(String, Vec<String>)>,
    /// How many cells were not read, and what is told of the first.
    pub faults: usize,
    pub first_faults: Vec<String>,
    pub sheets: Vec<SeenSheet>,
    /// What went wrong.
    pub why: Vec<String>,
}

/// A list.
#[derive(Serialize, Deserialize)]
pub struct SeenSheet {
    pub file: String,
    pub names: Vec<String>,
    pub chosen: usize,
    pub columns: Vec<SeenColumn>,
}

/// A column of it.
#[derive(Serialize, Deserialize)]
pub struct SeenColumn {
    pub name: String,
    pub heading: String,
    pub sample: String,
    /// What it holds, by its id.
    pub meaning: String,
    pub is_money: bool,
    pub unit: Option<String>,
    pub is_yearly: bool,
    pub year: Option<i32>,
    pub is_assumed: bool,
}

/// The desk.
#[derive(Default)]
pub struct Desk {
    firms: Vec<Firm>,
    library: Library,
    taking: Taking,
    joined: VecDeque<Change>,
    coming: VecDeque<Change>,
}

impl Desk {
    /// Does what is asked. `progress` is told how many rows were read.
    pub fn answer(&mut self, rules: &RuleSet, task: &Task, with: Vec<u8>, progress: &dyn Fn(usize)) -> Vec<u8> {
        let vocabulary = &rules.vocabulary;
        let lang = Lang::from_id(&task.lang).unwrap_or_default();
        let Some(day) = Day::from_number(task.day) else { return Vec::new() };
        if !matches!(task.ask, Ask::Firms | Ask::Give(_)) {
            self.firms.drain(..).for_each(|firm| drop(self.library.put(firm)));
        }
        match &task.ask {
            Ask::Firms => {
                self.firms.extend(unpack_firms(&with).unwrap_or_default());
                Vec::new()
            }
            Ask::File(name, password, columns) => {
                let read = self.taking.add(vocabulary, day, lang, (name.clone(), with, password.as_str()), columns, progress);
                for library in std::mem::take(&mut self.taking.libraries) {
                    let changes: Vec<Change> =
                        library.firms().filter_map(|firm| Change::between(self.library.get(&firm.id), Some(firm))).collect();
                    self.joined.extend(changes.iter().cloned());
                    // As it will stand on the page.
                    Journal::default().apply(&mut self.library, Entry { key: String::new(), what: String::new(), changes });
                }
                json(&read.err())
            }
            Ask::Sheet(at, chosen) => {
                let chosen = self.taking.sheets.get_mut(*at).map(|sheet| sheet.choose(vocabulary, day, *chosen, progress));
                self.look(vocabulary, day, lang, chosen.and_then(Result::err).map(|fault| fault.text().get(lang).to_owned()))
            }
            Ask::Column(sheet, at, pick) => {
                if let Some(sheet) = self.taking.sheets.get_mut(*sheet) {
                    sheet.pick(vocabulary, day, *at, pick);
                }
                self.look(vocabulary, day, lang, None)
            }
            Ask::Look => self.look(vocabulary, day, lang, None),
            Ask::Changes(joined) => {
                if !joined {
                    self.coming.extend(std::mem::take(&mut self.taking).proposal.changes(|_| true));
                }
                let all = if *joined { &mut self.joined } else { &mut self.coming };
                let some: Vec<Change> = all.drain(..AT_ONCE.min(all.len())).collect();
                json(&(some, all.len()))
            }
            Ask::Faults => {
                let lines: Vec<String> = self.taking.faults.iter().map(|one| fault(lang, one)).collect();
                format!("\u{feff}{}", lines.join("\r\n")).into_bytes()
            }
            Ask::Give(give) => {
                let giving = Giving { rules, day, lang };
                let firms = self.firms.iter();
                let bytes = |made: std::io::Result<Cursor<Vec<u8>>>| made.map(Cursor::into_inner).unwrap_or_default();
                match give {
                    Give::Csv => giving.csv(firms).into_bytes(),
                    Give::Xlsx => bytes(giving.xlsx(firms, Cursor::default())),
                    Give::Answers => {
                        let firms: Vec<&Firm> = firms.collect();
                        bytes(giving.answers(firms.iter().copied(), Cursor::default()))
                    }
                    Give::Calendar => giving.calendar(firms).into_bytes(),
                    Give::Template => bytes(giving.template(Cursor::default())),
                }
            }
        }
    }

    /// Holds all of it against the enterprises that stand, and tells what is to be seen.
    fn look(&mut self, vocabulary: &Vocabulary, day: Day, lang: Lang, why: Option<String>) -> Vec<u8> {
        let taking = &mut self.taking;
        taking.propose(&self.library, vocabulary, day);
        let items = &taking.proposal.items;
        let numbers = |from: &[usize]| from.iter().map(usize::to_string).collect::<Vec<_>>().join(m::LIST_COMMA.say(lang));
        let left = items.iter().filter(|item| matches!(item.kind, Kind::Several | Kind::Nameless)).take(TOLD);
        let left = left.map(|item| w::NOT_TAKEN.fill(lang, [&numbers(&item.from), &item.name, &item.kind.text().get(lang)]));
        let shown = |text: &str| if text.is_empty() { w::nothing(lang).to_owned() } else { text.to_owned() };
        let told = |told: &Told| w::DIFFERS.fill(lang, [&told.what, &shown(&told.before), &shown(&told.after)]);
        let differ = items.iter().filter(|item| item.kind == Kind::Updated).take(TOLD);
        let differ = differ.map(|item| (item.name.clone(), item.told(vocabulary, lang).iter().map(told).collect()));
        let column = |sheet: &super::taking::Sheet, column: &Column| {
            let fact = fact(vocabulary, column);
            SeenColumn {
                name: column_name(column.at),
                heading: column.heading.clone(),
                sample: sheet.sample(column),
                meaning: id(vocabulary, column.meaning).to_owned(),
                is_money: fact.is_some_and(|fact| fact.kind == Of::Money),
                unit: column.unit.map(|unit: MoneyUnit| unit.id().to_owned()),
                is_yearly: fact.is_some_and(|fact| fact.yearly),
                year: column.year,
                is_assumed: !column.assumed.is_empty(),
            }
        };
        let sheets = taking.sheets.iter().map(|sheet| SeenSheet {
            file: sheet.file.clone(),
            names: sheet.names.clone(),
            chosen: sheet.chosen,
            columns: sheet.layout.columns.iter().map(|one| column(sheet, one)).collect(),
        });
        let count = |kinds: &[Kind]| taking.proposal.count(kinds);
        json(&Seen {
            counts: [count(&[Kind::New]), count(&[Kind::Updated]), count(&[Kind::Unchanged]), count(&[Kind::Several, Kind::Nameless])],
            joined: self.joined.len(),
            left: left.collect(),
            differ: differ.collect(),
            faults: taking.faults.len(),
            first_faults: taking.faults.iter().take(TOLD).map(|one| fault(lang, one)).collect(),
            sheets: sheets.collect(),
            why: why.into_iter().collect(),
        })
    }
}

impl Seen {
    /// Whether there is nothing to be taken in.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty() && self.counts == [0; 4]
    }
}

fn json(what: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(what).unwrap_or_default()
}

fn fault(lang: Lang, one: &CellFault) -> String {
    let cells: [&dyn tidu_core::text::Told; 5] =
        [&one.row, &column_name(one.column), &one.heading, &one.cell, &one.told.get(lang).to_owned()];
    w::FAULT.fill(lang, cells)
}
