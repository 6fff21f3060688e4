//! The rows judged, as CSV, as lines of JSON or as a workbook.

use super::Judged;
use crate::Failure;
use crate::words as m;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tidu_core::json::harmless;
use tidu_core::report::{BYTE_ORDER_MARK, csv_row, table_head};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;

/// Where rows go.
pub struct Output<'a> {
    rules: &'a RuleSet,
    lang: Lang,
    form: Form,
    /// What it is called where writing fails.
    name: String,
}

enum Form {
    Csv(Box<dyn Write>),
    Jsonl(Box<dyn Write>),
    Xlsx(Box<Workbook>, PathBuf, u32),
}

impl<'a> Output<'a> {
    /// Opens a file in the form that its ending says, or else standard output for CSV, and writes the names of columns.
    pub fn new(to: Option<&Path>, rules: &'a RuleSet, lang: Lang, plan: bool) -> Result<Output<'a>, Failure> {
        let name = to.map_or_else(|| "stdout".to_owned(), |path| path.display().to_string());
        let open = || -> Result<Box<dyn Write>, Failure> {
            Ok(match to {
                None => Box::new(BufWriter::new(std::io::stdout())),
                Some(path) => Box::new(BufWriter::new(File::create(path).map_err(|error| Failure::Io(name.clone(), error))?)),
            })
        };
        let ending = to.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
        let mut head = table_head(rules, lang);
        head.extend([m::COLUMN_CODE, m::COLUMN_STREET, m::COLUMN_CELLS_TOLD].map(|name| name.say(lang).to_owned()));
        if plan {
            head.extend([m::COLUMN_PLAN_DAY, m::COLUMN_PLAN].map(|name| name.say(lang).to_owned()));
        }
        let form = match (ending.as_deref(), to) {
            (Some("jsonl" | "ndjson"), _) => Form::Jsonl(open()?),
            (Some("xlsx"), Some(path)) => {
                // It is written when it ends; that it can be is better known before.
                File::create(path).map_err(|error| Failure::Io(name.clone(), error))?;
                let mut book = Workbook::new();
                let sheet = book.add_worksheet_with_constant_memory().map_err(|error| failed(&name, error))?;
                let bold = Format::new().set_bold();
                let heads = (0_u16..).zip(&head).try_for_each(|(at, text)| sheet.write_with_format(0, at, text, &bold).map(drop));
                heads.and_then(|()| sheet.set_freeze_panes(1, 2).map(drop)).map_err(|error| failed(&name, error))?;
                Form::Xlsx(Box::new(book), path.to_owned(), 1)
            }
            _ => {
                let mut out = open()?;
                writeln!(out, "{BYTE_ORDER_MARK}{}", harmless(&csv_row(&head))).map_err(|error| Failure::Io(name.clone(), error))?;
                Form::Csv(out)
            }
        };
        Ok(Output { rules, lang, form, name })
    }

    fn cells(&self, judged: &Judged) -> Vec<String> {
        let mut cells = judged.summary.cells(self.rules, judged.firm.row, self.lang);
        cells.extend([judged.firm.code.clone().unwrap_or_default(), judged.firm.street.clone(), judged.firm.faults.len().to_string()]);
        cells.extend(judged.plan.clone().into_iter().flat_map(|(day, changes)| [day, changes]));
        cells
    }

    /// Writes a row.
    pub fn row(&mut self, judged: &Judged) -> Result<(), Failure> {
        let io = |error| Failure::Io(self.name.clone(), error);
        match &mut self.form {
            Form::Jsonl(out) => {
                let mut row = serde_json::to_value(&judged.summary).unwrap_or(Value::Null);
                row["row"] = json!(judged.firm.row);
                row["code"] = json!(judged.firm.code);
                row["street"] = json!(judged.firm.street);
                row["cells_told"] = json!(judged.firm.faults.len());
                if let Some((day, changes)) = &judged.plan {
                    row["plan"] = json!({ "day": day, "changes": changes });
                }
                writeln!(out, "{}", harmless(&row.to_string())).map_err(io)
            }
            Form::Csv(_) => {
                let line = csv_row(&self.cells(judged));
                let Form::Csv(out) = &mut self.form else { return Ok(()) };
                writeln!(out, "{}", harmless(&line)).map_err(io)
            }
            Form::Xlsx(..) => {
                let cells = self.cells(judged);
                let Form::Xlsx(book, _, next) = &mut self.form else { return Ok(()) };
                let sheet = book.worksheet_from_index(0).map_err(|error| failed(&self.name, error))?;
                written(sheet, *next, &cells).map_err(|error| failed(&self.name, error))?;
                *next += 1;
                Ok(())
            }
        }
    }

    /// Ends it; only then is a workbook there.
    pub fn end(&mut self) -> Result<(), Failure> {
        match &mut self.form {
            Form::Csv(out) | Form::Jsonl(out) => out.flush().map_err(|error| Failure::Io(self.name.clone(), error)),
            Form::Xlsx(book, path, _) => book.save(path).map_err(|error| failed(&self.name, error)),
        }
    }
}

/// Cells as they are: whole numbers as numbers, all else as text. A code of eighteen digits is text.
fn written(sheet: &mut Worksheet, row: u32, cells: &[String]) -> Result<(), XlsxError> {
    for (at, text) in (0_u16..).zip(cells) {
        match text.parse::<u32>() {
            Ok(number) if text.len() < 9 => sheet.write(row, at, number)?,
            _ => sheet.write(row, at, text)?,
        };
    }
    Ok(())
}

fn failed(name: &str, error: XlsxError) -> Failure {
    match error {
        XlsxError::IoError(error) => Failure::Io(name.to_owned(), error),
        other => Failure::Io(name.to_owned(), std::io::Error::other(other)),
    }
}
