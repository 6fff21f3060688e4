//! Workbooks: how numbers are shown, days in the formats of Chinese editions, failed formulas, and files that are none.

use super::{list, said, told};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};
use std::io::{Cursor, Write};
use tidu_sheets::{Fault, Row};

fn book(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet()).unwrap();
    book.save_to_buffer().unwrap()
}

fn rows(bytes: Vec<u8>) -> Vec<Row> {
    let mut rows = Vec::new();
    tidu_sheets::List::open(Cursor::new(bytes))
        .unwrap()
        .rows(0, &mut |row| {
            rows.push(row);
            true
        })
        .unwrap();
    rows
}

/// A number under a heading, in a format.
fn shown(heading: &str, number: f64, format: &Format, key: &str) -> (String, usize) {
    let list = list(rows(book(|sheet| {
        sheet.write_row(0, 0, ["企业名称", heading])?;
        sheet.write(1, 0, "甲")?.write_with_format(1, 1, number, format)?;
        Ok(())
    })));
    (said(&list.firms[0], key), list.firms[0].faults.len())
}

#[test]
fn numbers_are_what_is_seen() {
    let code = |code: &str| Format::new().set_num_format(code);
    let built_in = |id: u8| Format::new().set_num_format_index(id);
    let (date, share, revenue) = ("title_srdi_sme", "market_share_national", "operating_revenue:2025");
    for (heading, number, format, key, value, faults) in [
        // Days: a format of its own, that of all editions, and those of Chinese ones.
        ("专精特新有效期至", 46_904.0, code("yyyy-mm-dd"), date, "2028-05-31", 0),
        ("专精特新有效期至", 46_904.0, built_in(14), date, "2028-05-31", 0),
        ("专精特新有效期至", 46_904.0, built_in(27), date, "2028-05-31", 0),
        ("专精特新有效期至", 46_904.0, built_in(31), date, "2028-05-31", 0),
        ("专精特新有效期至", 46_904.0, built_in(57), date, "2028-05-31", 0),
        ("专精特新有效期至", 46_904.0, code("yyyy\"年\"m\"月\"d\"日\";@"), date, "2028-05-31", 0),
        // A number that nobody shows as a day is not guessed to be one.
        ("专精特新有效期至", 46_904.0, Format::new(), date, "", 1),
        // Percent.
        ("市场占有率", 0.125, code("0.0%"), share, "12.5", 0),
        ("市场占有率", 0.125, built_in(10), share, "12.5", 0),
        ("市场占有率（%）", 0.125, code("0.0%"), share, "12.5", 0),
        ("市场占有率", 0.125, Format::new(), share, "", 1),
        ("2025年营业收入（万元）", 0.5, code("0%"), revenue, "", 1),
        // What is shown in ten thousands and held in 元.
        ("2025年营业收入（万元）", 82_364_500.0, code("0!.0,"), revenue, "8236.45", 0),
        ("2025年营业收入（千元）", 82_364_500.0, code("#,##0,"), revenue, "8236.45", 0),
        ("2025年营业收入（元）", 82_364_500.0, code("#,##0.00"), revenue, "8236.45", 0),
        // What reckoning in binary leaves behind.
        ("2025年营业收入（万元）", 0.1 + 0.2, Format::new(), revenue, "0.3", 0),
        ("2025年营业收入（万元）", 1.1 * 1.1, Format::new(), revenue, "1.21", 0),
        // A figure without end lies between two.
        ("2025年营业收入（万元）", 100.0 / 3.0, Format::new(), revenue, "33.333333~33.333334", 0),
    ] {
        assert_eq!(shown(heading, number, &format, key), (value.to_owned(), faults), "{heading} {number} {format:?}");
    }
}

#[test]
fn codes_formulas_and_gaps() {
    let bytes = book(|sheet| {
        sheet.merge_range(0, 0, 0, 4, "2025年度东湖区企业名单", &Format::new())?;
        sheet.write_row(1, 0, ["企业名称", "统一社会信用代码", "营业收入（万元）", "职工人数", "法人资格"])?;
        // Row 3 is empty, as is column F.
        sheet
            .write(3, 0, "甲  公司\n（南昌）")?
            .write(3, 1, 913_501_001_234_567_890_f64)?
            .write_formula(3, 2, Formula::new("1/0").set_result("#DIV/0!"))?
            .write_formula(3, 3, Formula::new("25*2").set_result("50"))?
            .write(3, 4, true)?;
        Ok(())
    });
    let list = list(rows(bytes));
    let firm = &list.firms[0];
    assert_eq!((firm.name.as_str(), firm.row, firm.code.as_deref()), ("甲 公司 （南昌）", 4, None));
    assert_eq!(["staff", "legal_person", "operating_revenue:2025"].map(|key| said(firm, key)), ["50", "true", ""]);
    let all = told(firm);
    assert!(all.len() == 2 && all[0].0 == 1 && all[0].1.contains("末几位已经丢失") && all[1].1.contains("#DIV/0!"), "{all:?}");
}

#[test]
fn what_is_no_workbook_is_told() {
    let open = |bytes: &[u8]| tidu_sheets::List::open(Cursor::new(bytes.to_vec())).err();
    assert!(matches!(open(b"PK\x03\x04 and nothing more"), Some(Fault::NoWorkbook)));
    assert!(matches!(open(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), Some(Fault::OldOrLocked)));
    // One that is cut off anywhere is told, and never panics.
    let whole = book(|sheet| sheet.write_row(0, 0, ["企业名称", "职工人数"]).map(drop));
    for length in (0..whole.len()).step_by(97) {
        if let Ok(mut book) = tidu_sheets::List::open(Cursor::new(whole[..length].to_vec())) {
            let _ = book.rows(0, &mut |_| true);
        }
    }
}

/// A small file that unpacks to a huge one is refused before it fills the memory: texts of half a gigabyte and more, of which
/// nothing is held.
#[test]
#[ignore = "unpacks gigabytes; run it with `-- --ignored`"]
fn a_bomb_is_refused() {
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut part = |name: &str, head: &str, filling: &[u8], times: usize, tail: &str| {
        packed.start_file(name, options).unwrap();
        packed.write_all(head.as_bytes()).unwrap();
        (0..times).for_each(|_| packed.write_all(filling).unwrap());
        packed.write_all(tail.as_bytes()).unwrap();
    };
    part("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>", b"", 0, "");
    part(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/><Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></Relationships>",
        b"",
        0,
        "",
    );
    part("xl/t.xml", "<sst>", &[b' '; 1 << 20], 600, "</sst>");
    let bytes = packed.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    assert!(matches!(tidu_sheets::List::open(Cursor::new(bytes)).err(), Some(Fault::TooLarge)));
}
