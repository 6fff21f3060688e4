//! What is given out can be taken in again, and says what the screen says.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::io::Cursor;
use tidu_core::text::Lang;
use tidu_core::vocabulary::Span;
use tidu_library::{Giving, Kind};
use tidu_sheets::{Layout, List, Meaning, Row, written_cell};

fn giving(lang: Lang) -> Giving<'static> {
    Giving { rules: rules(), day: today(), lang }
}

fn rows(book: Vec<u8>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut book = List::open(Cursor::new(book)).unwrap();
    book.rows(0, &mut |row| {
        rows.push(row);
        true
    })
    .unwrap();
    rows
}

/// The enterprises of a sheet of answers, as they come; and that every column is understood and every cell read.
fn taken(rows: &[Row]) -> Vec<Incoming> {
    let layout = Layout::find(vocabulary(), rows, today()).unwrap_or_else(|fault| panic!("{}", fault.text().get(Lang::Zh)));
    for column in &layout.columns {
        assert!(column.meaning.is_some() && !column.again && column.assumed.is_empty(), "{column:?}");
    }
    layout
        .firms(vocabulary(), rows, today())
        .into_iter()
        .map(|firm| {
            assert_eq!(firm.faults, []);
            Incoming::of_sheet(vocabulary(), &firm)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// A library written out as a sheet and taken in again is the same library.
    #[test]
    fn what_is_given_out_is_taken_in_as_the_same(numbers in prop::collection::btree_set(0_u64..2000, 1..8), english in any::<bool>()) {
        let lang = if english { Lang::En } else { Lang::Zh };
        let mut library = Library::default();
        for number in numbers {
            let mut firm = firm(number);
            let mut record = firm.record();
            record["case"]["as_of"] = json!(today().to_string());
            firm.set_record(record);
            library.put(firm);
        }
        let book = giving(lang).answers(library.firms().collect::<Vec<_>>(), Cursor::new(Vec::new())).unwrap().into_inner();
        let incoming = taken(&rows(book));
        prop_assert_eq!(incoming.len(), library.len());
        // Nothing differs from what is there.
        let proposal = propose(&library, incoming.clone());
        for item in &proposal.items {
            prop_assert_eq!(item.kind, Kind::Unchanged, "{:?}", item.told(vocabulary(), Lang::Zh));
        }
        // And of nothing it makes the same answers.
        let (mut fresh, mut journal) = (Library::default(), Journal::default());
        let proposal = propose(&fresh, incoming);
        confirm(&mut fresh, &mut journal, proposal);
        let all = |library: &Library| {
            let mut all: Vec<_> = library.firms().map(|firm| (firm.name.clone(), [firm.street.clone(), firm.officer.clone()], firm.answers(vocabulary(), today()).0.iter().collect::<Vec<_>>())).collect();
            all.sort_by(|a, b| a.0.cmp(&b.0));
            all
        };
        prop_assert_eq!(all(&fresh), all(&library));
    }
}

/// Letters that are something else in XML, in formulas and in workbooks come out as they went in.
#[test]
fn texts_stand_as_they_are() {
    let mut firm = firm(1);
    firm.name = "=甲&乙<公司>\"一\" _x0041_".to_owned();
    firm.code = "91350100M000100Y43".to_owned();
    let book = giving(Lang::Zh).answers([&firm], Cursor::new(Vec::new())).unwrap().into_inner();
    let incoming = taken(&rows(book));
    assert_eq!((&incoming[0].name, &incoming[0].code), (&firm.name, &firm.code));
    let table = giving(Lang::Zh);
    let csv = table.csv([&firm]);
    assert!(csv.contains("'=甲&乙"), "{csv}");
    let book = rows(table.xlsx([&firm], Cursor::new(Vec::new())).unwrap().into_inner());
    let cells = table.cells(1, &firm);
    assert_eq!(table.head().len(), cells.len());
    for (at, (heading, cell)) in table.head().iter().zip(&cells).enumerate() {
        assert_eq!((&*book[0].cell(at).text(), &*book[1].cell(at).text()), (heading.as_str(), cell.as_str()));
    }
}

/// Every column of the template is understood, and what can be chosen in it is read.
#[test]
fn the_template_is_understood() {
    for lang in Lang::ALL {
        let book = giving(lang).template(Cursor::new(Vec::new())).unwrap().into_inner();
        let mut all = zip::ZipArchive::new(Cursor::new(&book)).unwrap();
        let part = |all: &mut zip::ZipArchive<_>, name: &str| std::io::read_to_string(all.by_name(name).unwrap()).unwrap();
        let sheet = part(&mut all, "xl/worksheets/sheet1.xml");
        assert!(part(&mut all, "xl/workbook.xml").contains("hidden"));
        // A code of digits alone that is typed there does not become a number.
        let code = sheet.split("<col ").find(|col| col.starts_with("min=\"2\"")).unwrap();
        assert!(code.contains("style=\"2\"") && part(&mut all, "xl/styles.xml").matches("<xf ").nth(2).is_some());
        // A workbook may hold its texts in the sheet or beside it.
        let mut lists = part(&mut all, "xl/worksheets/sheet2.xml");
        if all.index_for_name("xl/sharedStrings.xml").is_some() {
            lists += &part(&mut all, "xl/sharedStrings.xml");
        }
        let rows = rows(book);
        let layout = Layout::find(vocabulary(), &rows, today()).unwrap_or_else(|fault| panic!("{}", fault.text().get(lang)));
        assert!(layout.columns.len() > 60, "{}", layout.columns.len());
        let mut seen = BTreeSet::new();
        for column in &layout.columns {
            assert!(column.meaning.is_some() && column.assumed.is_empty(), "{column:?}");
            assert!(seen.insert((column.heading.clone(), column.year)));
        }
        for title in ["title_innovative_sme", "title_srdi_sme", "title_little_giant", "staff", "operating_revenue", "region"] {
            let fact = vocabulary().find(title).unwrap();
            assert!(layout.columns.iter().any(|column| column.meaning == Some(Meaning::Fact(fact))), "{title}");
        }
        let count = sheet.matches("<dataValidation ").count();
        assert!(
            count > 10
                && lists.contains(written_cell(vocabulary().fact(vocabulary().find("industry").unwrap()), Span::point(1), lang).as_str()),
            "{count}"
        );
    }
}

/// Whoever takes the calendar in again doubles nothing, and no entry says by its id whose it is.
#[test]
fn the_calendar_goes_by_firm_and_thing() {
    let firms: Vec<Firm> = (0..40).map(firm).collect();
    let text = giving(Lang::Zh).calendar(&firms);
    let plain = text.replace("\r\n ", "");
    let ids: Vec<&str> = plain.lines().filter(|line| line.starts_with("UID:")).collect();
    assert!(ids.len() > 40);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(ids.iter().all(|id| !id.contains("东湖第")));
    assert!(plain.lines().filter(|line| line.starts_with("SUMMARY:")).all(|line| line.contains("东湖第")));
    let later = Giving { day: Day::parse("2026-11-28").unwrap(), ..giving(Lang::En) }.calendar(&firms).replace("\r\n ", "");
    let stays = ids.iter().filter(|id| later.contains(**id)).count();
    assert!(stays * 10 > ids.len() * 9, "{stays} of {}", ids.len());
}

/// A workbook asks of its reader no more than packing of 1993 (version 2.0): LibreOffice refuses one whose parts announce room for
/// more than four gigabytes.
#[test]
fn a_workbook_asks_for_no_later_packing() {
    let giving = giving(Lang::Zh);
    let out = || Cursor::new(Vec::new());
    for bytes in [giving.template(out()), giving.xlsx(&[firm(1)], out())].map(|made| made.unwrap().into_inner()) {
        let parts: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x03\x04")).collect();
        assert!(parts.len() > 4);
        for at in parts {
            assert_eq!(u16::from_le_bytes([bytes[at + 4], bytes[at + 5]]), 20, "the version needed");
            assert_eq!(bytes[at + 28..at + 30], [0, 0], "nothing beside");
        }
    }
}
