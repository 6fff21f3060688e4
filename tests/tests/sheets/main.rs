//! Lists of enterprises as offices make them, each with the result that is right: what was understood, what was not taken
//! and what is told. No figure may be read wrongly without a word.

mod columns;
mod round;
mod workbooks;

use tidu_core::answers::Key;
use tidu_core::day::Day;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_sheets::{Firm, Layout, Row};

/// What was read of a sheet.
struct List {
    layout: Layout,
    firms: Vec<Firm>,
    skipped: Vec<usize>,
}

fn rules() -> &'static RuleSet {
    static RULES: std::sync::OnceLock<RuleSet> = std::sync::OnceLock::new();
    RULES.get_or_init(|| tidu_core::packs::built_in().expect("the built-in packs compile"))
}

fn today() -> Day {
    Day::parse("2026-11-27").unwrap()
}

/// Reads rows as `tidu screen` does.
fn list(rows: Vec<Row>) -> List {
    let vocabulary = &rules().vocabulary;
    let layout =
        Layout::find(vocabulary, &rows, today()).unwrap_or_else(|fault| panic!("{}: {:?}", fault.text().get(Lang::Zh), rows.first()));
    let mut gathered = Vec::new();
    let skipped = rows.iter().filter(|row| layout.gather(&mut gathered, *row).is_err()).map(|row| row.number).collect();
    let firms = layout.firms(vocabulary, &rows, today());
    List { layout, firms, skipped }
}

fn text_rows(text: &[u8]) -> Vec<Row> {
    let mut rows = Vec::new();
    tidu_sheets::List::open(std::io::Cursor::new(text))
        .unwrap()
        .rows(0, &mut |row| {
            rows.push(row);
            true
        })
        .unwrap();
    rows
}

fn of_text(text: &str) -> List {
    list(text_rows(text.as_bytes()))
}

/// An answer as one would type it, or as a case has it where it is picked; nothing where there is none.
fn said(firm: &Firm, key: &str) -> String {
    let vocabulary = &rules().vocabulary;
    let key = Key::parse(vocabulary, key).unwrap_or_else(|why| panic!("{}", why.get(Lang::Zh)));
    let fact = vocabulary.fact(key.fact);
    let Some(span) = firm.answers.get(key) else { return String::new() };
    fact.text(span).filter(|text| !text.is_empty()).unwrap_or_else(|| fact.write(span).to_string())
}

/// What is told of cells, each with its column.
fn told(firm: &Firm) -> Vec<(usize, &str)> {
    firm.faults.iter().map(|fault| (fault.column, fault.told.get(Lang::Zh))).collect()
}
