//! `tidu screen`: a list in, a row for each enterprise out, and what could not be read by row and column.

mod common;

use common::{Folder, command, err, fed, out, run};
use serde_json::Value;
use std::fs;

const LIST: &str = "企业名称,统一社会信用代码,镇街,2025年营业收入（万元）,职工人数,专精特新有效期至\n\
    恒立液压,91350100M000100Y43,墩子塘,8236.45,138,2027-12-31\n\
    西湖刀具,,大院,不明,85,无\n";

fn screen(arguments: &[&str]) -> std::process::Output {
    run(&mut command(&[&["screen", "--as-of", "2026-11-27"], arguments].concat()), b"")
}

#[test]
fn a_row_for_each_enterprise_in_order() {
    let folder = Folder::new("screen");
    let list = folder.write("名单.csv", LIST);
    let output = screen(&[&list]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let lines: Vec<&str> = out(&output).lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("\u{feff}行,企业,") && lines[0].ends_with("统一社会信用代码,镇街,读取提示数"), "{}", lines[0]);
    assert!(
        lines[1].starts_with("2,恒立液压,2026-11-27,0,0,,专精特新,2027-12-31,") && lines[1].ends_with(",91350100M000100Y43,墩子塘,0"),
        "{}",
        lines[1]
    );
    assert!(lines[2].ends_with(",,大院,1"));
    assert!(err(&output).contains("第 3 行 D 列（2025年营业收入（万元））“不明”："), "{}", err(&output));
    assert!(err(&output).contains("已评估 2 家企业"));
    // The same from standard input, in GBK.
    let gbk = encoding_rs::GBK.encode(LIST).0;
    assert_eq!(out(&fed(&["screen", "-", "--as-of", "2026-11-27"], &gbk)), out(&output));
}

#[test]
fn the_ending_says_the_form_and_faults_have_a_file() {
    let folder = Folder::new("screen-to");
    let list = folder.write("a.csv", LIST);
    let to = |name: &str| folder.0.join(name).display().to_string();
    let output = screen(&[&list, "--to", &to("rows.jsonl"), "--plan", "--lang", "en"]);
    assert_eq!((output.status.code(), out(&output)), (Some(1), ""));
    let rows: Vec<Value> = fs::read_to_string(to("rows.jsonl")).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&rows[0]["code"], &rows[0]["row"], &rows[0]["held"]), (&"91350100M000100Y43".into(), &2.into(), &"srdi_sme".into()));
    assert!(rows[0]["plan"]["day"].is_string());
    let faults = fs::read_to_string(to("rows.faults.csv")).unwrap();
    assert!(faults.lines().any(|line| line.starts_with("3,D,") && line.ends_with(",no")), "{faults}");
    // A workbook is one, and a list taken in again finds its own columns.
    assert_eq!(screen(&[&list, "--to", &to("rows.xlsx")]).status.code(), Some(1));
    assert!(fs::read(to("rows.xlsx")).unwrap().starts_with(b"PK"));
    let again = screen(&[&to("rows.xlsx")]);
    assert!(
        out(&again).lines().nth(1).is_some_and(|line| line.contains("恒立液压") && line.contains("91350100M000100Y43")),
        "{}{}",
        out(&again),
        err(&again)
    );
    // What an earlier run left is not taken for what this one says.
    let clean = folder.write("b.csv", "企业名称,职工人数\n甲,50\n");
    assert_eq!(screen(&[&clean, "--to", &to("rows.csv")]).status.code(), Some(0));
    assert!(!folder.0.join("rows.faults.csv").exists());
}

/// A thousand rows keep their order, whoever judges them; the same enterprise twice is told.
#[test]
fn many_rows_keep_their_order() {
    let folder = Folder::new("screen-many");
    let mut text = "企业名称,职工人数,2025年营业收入（万元）\n".to_owned();
    (0..1000).for_each(|n| text += &format!("企业{n},{},{}\n", n % 300, 10 * n));
    text += "企业7,7,70\n";
    let list = folder.write("many.csv", &text);
    let output = screen(&[&list, "--to", &folder.0.join("out.csv").display().to_string()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let rows = fs::read_to_string(folder.0.join("out.csv")).unwrap();
    let names: Vec<String> = rows.lines().skip(1).map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" ")).collect();
    let wanted: Vec<String> = (0..1000).map(|n| format!("{} 企业{n}", n + 2)).chain(["1002 企业7".to_owned()]).collect();
    assert_eq!(names, wanted);
    assert!(fs::read_to_string(folder.0.join("out.faults.csv")).unwrap().contains("与第 9 行是同一家企业"));
}

#[test]
fn what_is_no_list_is_told() {
    let folder = Folder::new("screen-none");
    for (name, text, told) in
        [("a.csv", "甲,1\n乙,2\n", "没有找到表头"), ("b.xlsx", "PK\u{3}\u{4}", "不是 XLSX 工作簿"), ("c.csv", "", "没有找到表头")]
    {
        let output = screen(&[&folder.write(name, text)]);
        assert_eq!((output.status.code(), out(&output)), (Some(2), ""), "{name}: {}", err(&output));
        assert!(err(&output).contains(told), "{name}: {}", err(&output));
    }
    assert_eq!(screen(&["/nowhere.csv"]).status.code(), Some(2));
    let list = folder.write("d.csv", LIST);
    assert_eq!(screen(&[&list, "--to", "/nowhere/rows.csv"]).status.code(), Some(2));
}
