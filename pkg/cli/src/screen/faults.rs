//! What could not be read of a list, by row and column, to a file of its own or to standard error.

use crate::words as m;
use crate::{Failure, complain};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tidu_core::json::harmless;
use tidu_core::messages as core;
use tidu_core::report::{BYTE_ORDER_MARK, csv_row};
use tidu_core::text::Lang;
use tidu_sheets::{Assumed, CellFault, Layout, Skipped, column_name};

/// How many are told on standard error.
const TOLD: usize = 40;

/// Where faults go.
pub struct Faults {
    lang: Lang,
    /// The file, opened once there is anything to be written.
    path: Option<PathBuf>,
    file: Option<BufWriter<File>>,
    told: usize,
    refused: usize,
}

impl Faults {
    /// To a file; where none was named but one for the rows, to one beside it.
    pub fn new(path: Option<&Path>, rows: Option<&Path>, lang: Lang) -> Result<Faults, Failure> {
        let path = path.map(Path::to_owned).or_else(|| rows.map(|rows| rows.with_extension("faults.csv")));
        // One of an earlier run would be taken for that of this one.
        if let Some(path) = path.as_ref().filter(|path| path.is_file()) {
            std::fs::remove_file(path).map_err(|error| Failure::Io(path.display().to_string(), error))?;
        }
        Ok(Faults { lang, path, file: None, told: 0, refused: 0 })
    }

    /// What is assumed of columns, and which are not used.
    pub fn columns(&mut self, layout: &Layout) -> Result<(), Failure> {
        let lang = self.lang;
        for column in &layout.columns {
            let mut told: Vec<(String, bool)> = Vec::new();
            if column.meaning.is_none() {
                told.push((core::SHEET_NOT_USED.say(lang).to_owned(), false));
            }
            if column.again {
                told.push((core::SHEET_SAME_AGAIN.say(lang).to_owned(), true));
            }
            told.extend(column.assumed.iter().map(|assumed| match assumed {
                Assumed::Unit(unit) => (core::SHEET_ASSUMED_UNIT.fill(lang, [&unit.name(lang)]), true),
                Assumed::Year(year) => (core::SHEET_ASSUMED_YEAR.fill(lang, [year]), true),
                Assumed::NoUnit => (core::SHEET_ASSUMED_NO_UNIT.say(lang).to_owned(), false),
            }));
            for (text, taken) in told {
                let sentence = core::SHEET_COLUMN.fill(lang, [&column_name(column.at), &column.heading, &text]);
                self.tell(["", &column_name(column.at), &column.heading, "", &text], taken, &sentence)?;
            }
        }
        Ok(())
    }

    /// What is told of cells.
    pub fn cells(&mut self, faults: &[CellFault]) -> Result<(), Failure> {
        for fault in faults {
            let (row, column, told) = (fault.row.to_string(), column_name(fault.column), fault.told.get(self.lang));
            self.refused += usize::from(!fault.taken);
            let sentence = match fault.heading.is_empty() {
                true => core::SHEET_ROW.fill(self.lang, [&row, &told]),
                false => core::SHEET_CELL.fill(self.lang, [&row, &column, &fault.heading, &fault.cell, &told]),
            };
            let column = if fault.heading.is_empty() { "" } else { column.as_str() };
            self.tell([&row, column, &fault.heading, &fault.cell, told], fault.taken, &sentence)?;
        }
        Ok(())
    }

    /// What it came to, and the code the program ends with: 1 where anything was not taken.
    pub fn end(&mut self, firms: usize, skipped: &BTreeMap<usize, Skipped>) -> Result<ExitCode, Failure> {
        let lang = self.lang;
        for (row, why) in skipped {
            let told = match why {
                Skipped::Total => m::SKIPPED_TOTAL.say(lang),
                Skipped::Heading | Skipped::Note => m::SKIPPED_NOTE.say(lang),
            };
            let row = row.to_string();
            self.tell([&row, "", "", "", told], true, &core::SHEET_ROW.fill(lang, [&row, &told]))?;
        }
        if let (Some(file), Some(path)) = (&mut self.file, &self.path) {
            file.flush().map_err(|error| Failure::Io(path.display().to_string(), error))?;
            complain(&m::FAULTS_IN.fill(lang, [&self.told, &path.display()]));
        } else if self.told > TOLD {
            complain(&m::MORE_FAULTS.fill(lang, [&(self.told - TOLD)]));
        }
        complain(&m::SCREENED.fill(lang, [&firms]));
        Ok(ExitCode::from(u8::from(self.refused > 0)))
    }

    fn tell(&mut self, cells: [&str; 5], taken: bool, sentence: &str) -> Result<(), Failure> {
        self.told += 1;
        let Some(path) = &self.path else {
            if self.told <= TOLD {
                complain(sentence);
            }
            return Ok(());
        };
        let failed = |error| Failure::Io(path.display().to_string(), error);
        if self.file.is_none() {
            let mut file = BufWriter::new(File::create(path).map_err(failed)?);
            let head = [m::FAULT_ROW, m::FAULT_COLUMN, m::FAULT_HEADING, m::FAULT_CELL, m::FAULT_TOLD, m::FAULT_TAKEN]
                .map(|name| name.say(self.lang));
            writeln!(file, "{BYTE_ORDER_MARK}{}", csv_row(&head)).map_err(failed)?;
            self.file = Some(file);
        }
        let taken = if taken { core::YES } else { core::NO }.say(self.lang);
        let line = csv_row(&[cells.as_slice(), &[taken]].concat());
        self.file.as_mut().map_or(Ok(()), |file| writeln!(file, "{}", harmless(&line))).map_err(failed)
    }
}
