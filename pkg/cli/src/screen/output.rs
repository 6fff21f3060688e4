//! The rows judged, as CSV, as lines of JSON or as a workbook.

use super::Judged;
use crate::Failure;
use crate::words as m;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use tidu_core::json::harmless;
use tidu_core::report::{BYTE_ORDER_MARK, csv_row, table_head};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_sheets::{Book, Written};

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
    /// None once it is ended.
    Xlsx(Option<Box<Book<BufWriter<File>>>>),
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
                let book = File::create(path).and_then(|file| Book::new(BufWriter::new(file), &head, 2, &[]));
                Form::Xlsx(Some(Box::new(book.map_err(|error| Failure::Io(name.clone(), error))?)))
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
            Form::Xlsx(_) => {
                let cells = self.cells(judged);
                let cells: Vec<Written<'_>> = cells.iter().map(|text| Written::whole(text)).collect();
                let Form::Xlsx(Some(book)) = &mut self.form else { return Ok(()) };
                book.row(&cells).map_err(|error| Failure::Io(self.name.clone(), error))
            }
        }
    }

    /// Ends it; only then is a workbook there.
    pub fn end(&mut self) -> Result<(), Failure> {
        match &mut self.form {
            Form::Csv(out) | Form::Jsonl(out) => out.flush().map_err(|error| Failure::Io(self.name.clone(), error)),
            Form::Xlsx(book) => {
                let ended = book.take().map_or(Ok(()), |book| book.end(&[]).and_then(|mut out| out.flush()));
                ended.map_err(|error| Failure::Io(self.name.clone(), error))
            }
        }
    }
}
