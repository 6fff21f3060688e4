//! The cases beside the packs come out as they say.

use std::fs;
use std::path::{Path, PathBuf};
use tidu_core::cases::{judge, rows};
use tidu_core::text::Lang;
use tidu_tests::row::rules;

fn beneath(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the packs") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            beneath(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "cases") {
            files.push(path);
        }
    }
}

#[test]
fn the_cases_beside_the_packs_hold() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/packs");
    let mut files = Vec::new();
    beneath(&packs, &mut files);
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let id = file.strip_prefix(&packs).expect("it lies there").with_extension("");
        let id = id.to_str().expect("packs are named in ASCII");
        assert!(rules().documents.iter().any(|document| document.head.id == id), "{id}.cases has no pack beside it");
        match judge(rules(), id, &fs::read_to_string(&file).expect("a text")) {
            Ok(count) => println!("{count} rows beside {id}"),
            Err(faults) => wrong.extend(
                faults
                    .iter()
                    .map(|fault| format!("{id}.cases:{}: {} {}", fault.line, fault.problem.get(Lang::En), fault.remedy.get(Lang::En))),
            ),
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is not written rightly is told by its line, and all of it.
#[test]
fn a_line_that_cannot_be_read_is_told() {
    let file = "unmet: staff 1\nday 2026-11-23\nfor srdi_sme\nhas fine: staff 1\nunmet revenue\nunmet: staff\nmet: operating_revenue 5..x\nday 2026-13-01\n\
        asks: staff 1\n12: staff 1\n";
    let faults = rows(&rules().vocabulary, file).expect_err("nothing of it can be read");
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 4, 5, 6, 7, 8, 9, 10]);
    assert!(faults.iter().all(|fault| !fault.problem.get(Lang::Zh).is_empty() && !fault.remedy.get(Lang::Zh).is_empty()));
}

/// A wrong row is told with what it comes to, of the criterion and of the whole; and where another document governs.
#[test]
fn a_wrong_row_is_told_with_what_it_comes_to() {
    let ground = "on_abnormal_list no";
    let rows = [
        (format!("day 2026-11-23\nfor srdi_sme\nmet not_abnormal_list: {ground}\n"), None),
        (format!("day 2026-11-23\nfor srdi_sme\nunmet not_abnormal_list: {ground}\n"), Some("not_abnormal_list is met")),
        (format!("day 2026-11-23\nfor srdi_sme\nhas met: {ground}\n"), Some("srdi_sme is unknown")),
        (
            format!("day 2026-11-23\nfor srdi_sme\nhas unknown: {ground}\nmet segment_years: segment_years 3; on_abnormal_list yes\n"),
            Some("srdi_sme is unmet"),
        ),
        (
            format!("day 2025-11-23\nfor srdi_sme\nmet not_abnormal_list: {ground}\n"),
            Some("srdi_sme is governed by cn/miit-2022-63 that day"),
        ),
        ("day 2026-11-23\nfor srdi_sme\nmet nothing: staff 1\n".to_owned(), Some("there is no `nothing`")),
        ("day 2026-11-23\nfor srdi_sme\nmet class_1_ip: staf 1\n".to_owned(), Some("staf")),
        ("day 2026-11-23\nfor cn/mof-2023-8: none\nmet: staff 1\n".to_owned(), Some("the policy `cn/mof-2023-8/none` is not told")),
    ];
    for (file, expected) in rows {
        let found = judge(rules(), "cn/miit-2026-2", &file);
        match (expected, &found) {
            (None, Ok(_)) => {}
            (Some(words), Err(faults)) if faults.iter().any(|fault| fault.problem.get(Lang::En).contains(words)) => {}
            _ => panic!("{file}: {found:?}, expected {expected:?}"),
        }
    }
}
