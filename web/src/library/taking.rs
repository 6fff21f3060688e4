//! Taking in: files and pasted tables, what their columns are, and what would change. Nothing stands before it is confirmed.

use crate::storage::{password, record};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::io::Cursor;
use tidu_core::day::Day;
use tidu_core::money::MoneyUnit;
use tidu_core::text::Lang;
use tidu_core::vocabulary::{Kind, Vocabulary};
use tidu_library::words as w;
use tidu_library::{Incoming, Library, Proposal, TakingIn};
use tidu_sheets::{CellFault, Column, Fault, Layout, List, Meaning, Row};

/// More rows than any office has enterprises are not held.
const MOST_ROWS: usize = 400_000;
/// After how many rows it is told how many were read.
const STEP: usize = 1_000;

/// A list that is taken in.
pub struct Sheet {
    /// The name of its file.
    pub file: String,
    bytes: Vec<u8>,
    known: Map<String, Value>,
    /// The names of the sheets of its workbook; none where it is text.
    pub names: Vec<String>,
    /// Which of them is read.
    pub chosen: usize,
    /// Its rows, and what their columns are.
    pub rows: Vec<Row>,
    /// What its columns are.
    pub layout: Layout,
}

/// What is about to be taken in.
#[derive(Default)]
pub struct Taking {
    /// Lists.
    pub sheets: Vec<Sheet>,
    /// Enterprises of files of their own.
    cases: Vec<Incoming>,
    /// Whole libraries.
    pub libraries: Vec<Library>,
    /// Cells that were not read as they stand.
    pub faults: Vec<CellFault>,
    /// What would change.
    pub proposal: Proposal,
}

/// What a column is read as.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Pick {
    /// Something by its id, or nothing.
    Meaning(String),
    /// Figures of this unit, by its id.
    Unit(String),
    /// Figures of this year.
    Year(i32),
}

impl Taking {
    /// Takes in a file, by its name and what is in it, under a password. What cannot be read of it is told.
    pub fn add(
        &mut self,
        vocabulary: &Vocabulary,
        day: Day,
        lang: Lang,
        (file, bytes, password): (String, Vec<u8>, &str),
        known: &Map<String, Value>,
        progress: &dyn Fn(usize),
    ) -> Result<(), String> {
        let text = std::str::from_utf8(&bytes).ok().map(|text| text.trim_start_matches('\u{feff}').trim_start());
        if let Some(text) = text.filter(|text| text.starts_with(['{', '<'])) {
            let found = match record::find_in(text) {
                Some(sealed) if password::is_sealed(&sealed) => {
                    if password.is_empty() {
                        return Err(w::SEALED.fill(lang, [&file]));
                    }
                    password::open(&sealed, password).map_err(|_| w::wrong_password(lang).to_owned())?
                }
                Some(record) if record["format"].is_null() => record.to_string(),
                _ => text.to_owned(),
            };
            return self.add_text(lang, &file, &found);
        }
        let sheet = Sheet::read(vocabulary, day, file.clone(), bytes, 0, progress).map(|mut sheet| {
            sheet.recall(vocabulary, known);
            sheet
        });
        self.sheets.push(sheet.map_err(|fault| w::FILE_FAULT.fill(lang, [&file, &fault.text().get(lang)]))?);
        Ok(())
    }

    fn add_text(&mut self, lang: Lang, file: &str, text: &str) -> Result<(), String> {
        let value: Value = serde_json::from_str(text).map_err(|_| w::NOT_TEXT.fill(lang, [&file]))?;
        if !value["firms"].is_null() {
            let library = Library::read(text).map_err(|why| w::FILE_FAULT.fill(lang, [&file, &why.text().get(lang)]))?;
            self.libraries.push(library);
            return Ok(());
        }
        let case = Incoming::of_case(self.cases.len() + 1, value).ok_or_else(|| w::NOT_TEXT.fill(lang, [&file]))?;
        self.cases.push(case);
        Ok(())
    }

    /// Holds all of it against the library anew.
    pub fn propose(&mut self, library: &Library, vocabulary: &Vocabulary, day: Day) {
        let mut taking = TakingIn::new(library, vocabulary);
        let mut take = |one| taking.take(one, &mut crate::host::nonce);
        self.cases.iter().cloned().for_each(&mut take);
        self.faults.clear();
        for sheet in &self.sheets {
            for firm in sheet.layout.firms(vocabulary, &sheet.rows, day) {
                take(Incoming::of_sheet(vocabulary, &firm));
                self.faults.extend(firm.faults);
            }
        }
        self.proposal = taking.end();
    }
}

impl Sheet {
    fn read(
        vocabulary: &Vocabulary,
        day: Day,
        file: String,
        bytes: Vec<u8>,
        chosen: usize,
        progress: &dyn Fn(usize),
    ) -> Result<Sheet, Fault> {
        let mut list = List::open(Cursor::new(&bytes[..]))?;
        let names = list.names();
        let mut rows = Vec::new();
        list.rows(chosen, &mut |row| {
            rows.push(row);
            if rows.len().is_multiple_of(STEP) {
                progress(rows.len());
            }
            rows.len() < MOST_ROWS
        })?;
        let layout = Layout::find(vocabulary, &rows, day)?;
        Ok(Sheet { file, bytes, known: Map::new(), names, chosen, rows, layout })
    }

    /// What was said of columns of these headings before.
    fn recall(&mut self, vocabulary: &Vocabulary, known: &Map<String, Value>) {
        self.known.clone_from(known);
        for column in &mut self.layout.columns {
            if let Some(what) = known.get(&column.heading) {
                recall(vocabulary, column, what);
            }
        }
    }

    /// Reads another sheet of the same workbook.
    pub fn choose(&mut self, vocabulary: &Vocabulary, day: Day, chosen: usize, progress: &dyn Fn(usize)) -> Result<(), Fault> {
        let known = self.known.clone();
        *self = Sheet::read(vocabulary, day, self.file.clone(), self.bytes.clone(), chosen, progress)?;
        self.recall(vocabulary, &known);
        Ok(())
    }

    /// Has a column read as something else.
    pub fn pick(&mut self, vocabulary: &Vocabulary, day: Day, at: usize, pick: &Pick) {
        let Some(column) = self.layout.columns.get_mut(at) else { return };
        column.assumed.clear();
        match pick {
            Pick::Meaning(id) => {
                column.meaning = meaning(vocabulary, id);
                column.again = false;
                let fact = fact(vocabulary, column);
                column.year = column.year.filter(|_| fact.is_some_and(|fact| fact.yearly));
                if fact.is_some_and(|fact| fact.yearly) && column.year.is_none() {
                    column.year = Some(day.year() - 1);
                }
                column.unit = column.unit.filter(|_| fact.is_some_and(|fact| fact.kind == Kind::Money));
                if fact.is_some_and(|fact| fact.kind == Kind::Money) && column.unit.is_none() {
                    column.unit = Some(MoneyUnit::TenThousandYuan);
                }
            }
            Pick::Unit(unit) => column.unit = MoneyUnit::read(unit).or(column.unit),
            Pick::Year(year) => column.year = Some(*year),
        }
    }

    /// What stands in a column in the first rows below the headings.
    pub fn sample(&self, column: &Column) -> String {
        let below = self.rows.iter().filter(|row| row.number > self.layout.head);
        let cells = below.map(|row| row.cell(column.at)).filter(|cell| !cell.is_empty());
        cells.take(2).map(|cell| cell.text().into_owned()).collect::<Vec<_>>().join(" · ")
    }
}

/// The question a column answers.
pub fn fact<'v>(vocabulary: &'v Vocabulary, column: &Column) -> Option<&'v tidu_core::vocabulary::Fact> {
    match column.meaning {
        Some(Meaning::Fact(ix)) => Some(vocabulary.fact(ix)),
        _ => None,
    }
}

/// A meaning as it is chosen from a list and remembered.
pub fn id(vocabulary: &Vocabulary, meaning: Option<Meaning>) -> &str {
    match meaning {
        None => "",
        Some(Meaning::Name) => "=name",
        Some(Meaning::Code) => "=code",
        Some(Meaning::Street) => "=street",
        Some(Meaning::Officer) => "=officer",
        Some(Meaning::Year) => "=year",
        Some(Meaning::Number) => "=number",
        Some(Meaning::Fact(ix)) => &vocabulary.fact(ix).id,
    }
}

/// The meaning of an id; none for what is not read.
pub fn meaning(vocabulary: &Vocabulary, id: &str) -> Option<Meaning> {
    match id {
        "=name" => Some(Meaning::Name),
        "=code" => Some(Meaning::Code),
        "=street" => Some(Meaning::Street),
        "=officer" => Some(Meaning::Officer),
        "=year" => Some(Meaning::Year),
        "=number" => Some(Meaning::Number),
        id => vocabulary.find(id).map(Meaning::Fact),
    }
}

/// What was said of a column of this heading before. The year of a heading goes on with the heading.
fn recall(vocabulary: &Vocabulary, column: &mut Column, what: &Value) {
    let Some(known) = what[0].as_str().filter(|known| known.is_empty() || meaning(vocabulary, known).is_some()) else { return };
    column.meaning = meaning(vocabulary, known);
    column.again = false;
    column.unit = what[1].as_str().and_then(MoneyUnit::read).or(column.unit);
    column.year = what[2].as_i64().and_then(|year| i32::try_from(year).ok()).or(column.year);
    column.assumed.clear();
}
