//! The command line as a Unix user meets it: standard input and output, exit codes, messages.

mod common;

use common::{Folder, command, err, fed, out, run, tidu};
use serde_json::Value;
use std::io::Write;
use std::process::{Output, Stdio};

#[test]
fn a_case_on_standard_input_gives_its_report() {
    let output = tidu(&["evaluate"], r#"{"as_of": "2026-11-23", "facts": {"staff": 126, "staf": 1}}"#);
    assert_eq!(output.status.code(), Some(0));
    let report: Value = serde_json::from_str(out(&output)).unwrap();
    assert_eq!(report["as_of"], "2026-11-23");
    assert_eq!(report["fiscal_year"], 2025);
    assert_eq!(report["size_class"], Value::Null);
    assert_eq!(report["issues"][0]["fact"], "staf");
    assert_eq!(report["issues"][0]["code"], "unknown_fact");
    let ours = report["policies"].as_array().unwrap().iter().find(|p| p["id"] == "cn-jx-nc-donghu/2022-60/2c").unwrap();
    assert_eq!((&ours["verdict"], &ours["in_force"], &ours["benefit"]), (&"unknown".into(), &"ended".into(), &"grant".into()));
    let ids: Vec<&str> = report["assessments"].as_array().unwrap().iter().map(|a| a["standard"].as_str().unwrap()).collect();
    assert_eq!(ids, ["innovative_sme", "tech_sme", "tech_innovative_sme", "srdi_sme", "little_giant"]);
}

#[test]
fn the_text_speaks_both_languages() {
    let case = r#"{"as_of": "2026-11-23"}"#;
    assert!(out(&tidu(&["evaluate", "--text"], case)).contains("专精特新中小企业 — 待补充"));
    let english = tidu(&["evaluate", "--text", "--lang", "en"], case);
    assert!(out(&english).contains("As of 2026-11-23; last year is 2025"), "{}", out(&english));
}

#[test]
fn a_case_without_a_day_takes_the_one_given() {
    let output = tidu(&["evaluate", "--as-of", "2022-07-31"], "{}");
    let report: Value = serde_json::from_str(out(&output)).unwrap();
    assert_eq!(report["as_of"], "2022-07-31");
    assert_eq!(report["assessments"][0]["document"], Value::Null);
    assert_eq!(report["assessments"][0]["verdict"], "not_applicable");
}

#[test]
fn a_broken_line_is_reported_and_the_stream_goes_on() {
    let lines = "{\"as_of\": \"2026-11-23\"}\n{\"as_of\": \n\n{\"as_of\": \"23.11.2026\"}\n[]\n{\"as_of\": \"2022-08-01\"}";
    let output = tidu(&["evaluate", "--jsonl"], lines);
    assert_eq!(output.status.code(), Some(1));
    let reports: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<&Value> = reports.iter().map(|r| if r["error"].is_null() { &r["as_of"] } else { &r["error"]["code"] }).collect();
    // A line for every line, the empty one as well, so that each report is known by its place.
    assert_eq!(told, ["2026-11-23", "not_json", "empty_line", "not_a_date", "not_a_case", "2022-08-01"]);
    for (at, report) in reports.iter().enumerate().filter(|(_, report)| !report["error"].is_null()) {
        assert_eq!(report["line"], at + 1);
        let message = report["error"]["message"].as_str().unwrap();
        assert!(message.starts_with(&format!("第 {} 行：", at + 1)) && err(&output).contains(message), "{message}");
    }
    assert_eq!(err(&output).lines().count(), 4, "{}", err(&output));
    let empty = tidu(&["evaluate", "--jsonl", "--lang", "en"], "\n  \r\n");
    assert_eq!((out(&empty).lines().count(), empty.status.code()), (2, Some(1)));
    assert!(err(&empty).contains("line 2: the line is empty"), "{}", err(&empty));
}

/// A case with a Chinese name in GBK, as programs in China write it: “没有” is a text of its own there.
const GBK: &[u8] = b"{\"as_of\":\"2026-11-23\",\"facts\":{\"staff\":\"\xc3\xbb\xd3\xd0\",\"\xc8\xcb\xca\xfd\":1}}";

#[test]
fn other_encodings_are_read_and_what_is_no_text_is_said() {
    let named = |output: &Output| -> Vec<String> {
        let report: Value = serde_json::from_str(out(output)).unwrap();
        report["issues"].as_array().unwrap().iter().map(|issue| issue["fact"].as_str().unwrap().to_owned()).collect()
    };
    let plain = "{\"as_of\":\"2026-11-23\",\"facts\":{\"人数\":1,\"staff\":\"没有\"}}";
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for input in [plain.as_bytes(), format!("\u{feff}{plain}").as_bytes(), GBK, &utf_16] {
        let output = fed(&["evaluate", "--text"], input);
        assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
        let mut facts = named(&fed(&["evaluate"], input));
        facts.sort();
        assert_eq!(facts, ["staff", "人数"]);
    }
    let lines = fed(&["evaluate", "--jsonl"], &[GBK, b"\n\xef\xbb\xbf", plain.as_bytes(), b"\n\xff\xff\xff"].concat());
    assert_eq!((lines.status.code(), out(&lines).lines().count()), (Some(1), 3), "{}", err(&lines));
    assert!(err(&lines).starts_with("tidu: 第 3 行：不是文本"), "{}", err(&lines));
    let binary = fed(&["evaluate"], b"\x89PNG\xff\xff");
    assert_eq!((binary.status.code(), out(&binary)), (Some(2), ""));
    assert!(err(&binary).contains("stdin: 不是文本"), "{}", err(&binary));
    // A pack may begin with a mark as well.
    let pack = format!("\u{feff}{}", include_str!("../../../core/packs/cn/miit-2026-2.json"));
    assert_eq!(tidu(&["check", "-"], &pack).status.code(), Some(0));
}

#[test]
fn a_key_that_stands_twice_is_named() {
    let case = r#"{"as_of":"2026-11-23","facts":{"staff":5,"staff":5000,"rd_expense":{"2025":5,"2025":500}}}"#;
    let report: Value = serde_json::from_str(out(&tidu(&["evaluate"], case))).unwrap();
    let issues = report["issues"].as_array().unwrap();
    let told: Vec<_> = issues.iter().map(|i| (i["fact"].as_str().unwrap(), i["year"].as_i64(), i["code"].as_str().unwrap())).collect();
    assert_eq!(told, [("rd_expense", Some(2025), "duplicate_key"), ("staff", None, "duplicate_key")]);
    let pack = include_str!("../../../core/packs/cn/miit-2026-2.json").replacen("\"source\":", "\"source\": {}, \"source\":", 1);
    let checked = tidu(&["check", "-"], &pack);
    assert_eq!(checked.status.code(), Some(1));
    assert!(out(&checked).contains("source") && out(&checked).contains("不止一次"), "{}", out(&checked));
}

#[test]
fn nothing_that_a_terminal_obeys_is_printed() {
    let case =
        r#"{"as_of":"2026-11-23","\u001b[2J\u009b":1,"facts":{"a\u001b]0;x\u0007":1,"rd_expense":{"20\u001b5":1},"industry":"\u001b"}}"#;
    for arguments in [&["evaluate", "--text"][..], &["evaluate"], &["evaluate", "--jsonl"], &["plan", "--tier", "srdi_sme", "--text"]] {
        let output = tidu(arguments, case);
        assert_eq!(output.status.code(), Some(0));
        let both = format!("{}{}", out(&output), err(&output));
        assert!(!both.contains(|c: char| c.is_control() && c != '\n'), "{arguments:?}: {both:?}");
        assert!(both.contains("\\u001b]0;x\\u0007"), "{arguments:?}: {both}");
    }
}

#[test]
fn a_directory_is_said_to_be_one() {
    let folder = std::env::temp_dir();
    for arguments in [&["evaluate"][..], &["evaluate", "--jsonl"], &["plan", "--tier", "srdi_sme"]] {
        let output = tidu(&[arguments, &[folder.to_str().unwrap()]].concat(), "");
        assert_eq!((output.status.code(), out(&output)), (Some(2), ""));
        assert!(err(&output).contains("是文件夹"), "{}", err(&output));
    }
}

/// Every command that writes, with input for it.
const WRITERS: [(&[&str], &str); 7] = [
    (&["evaluate"], "{}"),
    (&["evaluate", "--text"], "{}"),
    (&["evaluate", "--jsonl"], "{}\n{\n{}"),
    (&["plan", "--tier", "srdi_sme"], SHORT_OF_RD),
    (&["plan", "--tier", "srdi_sme", "--text"], SHORT_OF_RD),
    (&["check"], ""),
    (&["diff", "--from", "2026-03-31", "--to", "2026-04-01"], "{}"),
];

#[test]
fn a_reader_who_has_left_is_no_failure() {
    for (arguments, input) in WRITERS {
        let mut child = command(arguments).spawn().unwrap();
        drop(child.stdout.take());
        drop(child.stderr.take());
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_ends_the_run() {
    let full = || Stdio::from(std::fs::File::options().write(true).open("/dev/full").unwrap());
    for (arguments, input) in WRITERS {
        let output = run(command(arguments).stdout(full()), input.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains("stdout: 磁盘已满"), "{arguments:?}: {}", err(&output));
        // Where not even this can be told, the exit code still does.
        let output = run(command(arguments).stdout(full()).stderr(full()), input.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    let broken = run(command(&["evaluate", "--jsonl"]).stderr(full()), b"{\n{}");
    assert_eq!((broken.status.code(), out(&broken).lines().count()), (Some(1), 2));
}

#[test]
fn what_cannot_be_read_is_said_and_the_exit_code_tells() {
    let broken = tidu(&["evaluate"], "{");
    assert_eq!((broken.status.code(), out(&broken)), (Some(1), ""));
    assert!(err(&broken).starts_with("tidu: 不是有效的 JSON"), "{}", err(&broken));
    let absent = tidu(&["evaluate", "no-such-file.json"], "");
    assert_eq!(absent.status.code(), Some(2));
    assert!(err(&absent).contains("no-such-file.json"), "{}", err(&absent));
    for arguments in [&["evaluate", "--as-of", "soon"][..], &["evaluate", "--text", "--jsonl"], &["appraise"], &[]] {
        assert_eq!(tidu(arguments, "").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn diff_compares_a_case_on_two_days() {
    let case = r#"{"as_of": "2020-01-01", "facts": {"segment_years": 2, "staf": 1}}"#;
    let output = tidu(&["diff", "--from", "2026-03-31", "--to", "2026-04-01"], case);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let report: Value = serde_json::from_str(out(&output)).unwrap();
    // The days asked for count, whatever day the case names.
    assert_eq!((&report["from"]["as_of"], &report["to"]["as_of"]), (&"2026-03-31".into(), &"2026-04-01".into()));
    assert_eq!(report["issues"].as_array().unwrap().len(), 1, "the same issue of both days is told once");
    let srdi = report["standards"].as_array().unwrap().iter().find(|s| s["standard"] == "srdi_sme").unwrap();
    assert_eq!((&srdi["from"]["document"], &srdi["to"]["document"]), (&"cn/miit-2022-63".into(), &"cn/miit-2026-2".into()));
    let first = &srdi["criteria"][0];
    assert_eq!((&first["change"], &first["to"]["id"]), (&"newly_failed".into(), &"srdi_sme/segment_years".into()));
    assert_eq!((&first["from"]["actual"], &first["requirement_changed"]), (&"2 年".into(), &true.into()));

    let text = tidu(&["diff", "-", "--from", "2026-03-31", "--to", "2026-04-01", "--text"], case);
    assert!(out(&text).contains("转为未达标（1）") && out(&text).contains("不低于 3 年"), "{}", out(&text));
    let english = tidu(&["diff", "--from", "2026-12-31", "--to", "2027-01-01", "--text", "--lang", "en"], case);
    assert!(out(&english).contains("different years' figures"), "{}", out(&english));
}

#[test]
fn diff_compares_two_packs() {
    let changed = include_str!("../../../core/packs/cn/miit-2026-2.json").replace("\"5000 万元\"", "\"6000 万元\"");
    let file = std::env::temp_dir().join(format!("tidu-diff-{}.json", std::process::id()));
    std::fs::write(&file, changed).unwrap();
    let path = file.to_str().unwrap();
    let output = tidu(&["diff", "cn/miit-2026-2", path], "");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let report: Value = serde_json::from_str(out(&output)).unwrap();
    let changes = report["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{changes:#?}");
    assert_eq!(
        (&changes[0]["what"], &changes[0]["from"], &changes[0]["to"]),
        (&"threshold".into(), &"5000 万元".into(), &"6000 万元".into())
    );
    let text = tidu(&["diff", path, "cn/miit-2026-2", "--text", "--lang", "en"], "");
    assert_eq!(out(&text).lines().count(), 2, "{}", out(&text));
    assert!(out(&text).contains("threshold: 6000 万元 → 5000 万元"), "{}", out(&text));
    // A pack with a fault is told where, as `check` tells it.
    std::fs::write(&file, "{\"id\": \"cn/x\", \"source\": {}}").unwrap();
    let broken = tidu(&["diff", "cn/miit-2026-2", path], "");
    std::fs::remove_file(&file).unwrap();
    assert_eq!((broken.status.code(), out(&broken)), (Some(1), ""));
    assert!(err(&broken).contains("title"), "{}", err(&broken));
}

#[test]
fn diff_says_what_goes_together() {
    let case = r#"{"facts": {}}"#;
    let rows: [(&[&str], &str, &str); 7] = [
        (&["diff"], case, "--from"),
        (&["diff", "--from", "2026-03-31"], case, "--to"),
        (&["diff", "cn/miit-2026-2"], "", "两份"),
        (&["diff", "cn/miit-2022-63", "cn/miit-2026-2", "--from", "2026-03-31", "--to", "2026-04-01"], "", "只给一个案例"),
        (&["diff", "cn/miit-2022-63", "-"], case, "不是规则文件"),
        (
            &["diff", "-", "--from", "2026-03-31", "--to", "2026-04-01"],
            include_str!("../../../core/packs/cn/miit-2026-2.json"),
            "这是一份规则",
        ),
        (&["diff", "cn/miit-2022-63", "cn/no-such"], "", "cn/no-such"),
    ];
    for (arguments, input, words) in rows {
        let output = tidu(arguments, input);
        assert_eq!((output.status.code(), out(&output)), (Some(2), ""), "{arguments:?}");
        assert!(err(&output).contains(words), "{arguments:?}: {}", err(&output));
    }
    let broken = tidu(&["diff", "--from", "2026-03-31", "--to", "2026-04-01"], "{");
    assert_eq!(broken.status.code(), Some(1));
    assert!(err(&broken).starts_with("tidu: 不是有效的 JSON"), "{}", err(&broken));
}

/// R&D of the closed year is 82; all else is there, but the first-tier title.
const SHORT_OF_RD: &str = r#"{"as_of": "2026-11-23", "facts": {
    "registered_in_china": true, "legal_person": true, "industry": "industry", "staff": 100, "on_abnormal_list": false,
    "on_dishonest_list": false, "restricted_product": false, "serious_incident_3y": false, "tax_violation_3y": false,
    "larger_incident_3y": false, "operating_revenue": {"2025": 2500, "2024": 2500},
    "main_business_revenue": {"2025": 2300, "2024": 2300}, "rd_expense": {"2025": 82, "2024": 82},
    "total_assets": {"2025": 4000}, "total_liabilities": {"2025": 2000}, "class_1_ip_original": 1, "class_1_ip_in_use": true,
    "market_position_leading": true, "segment_years": 5, "high_tech_enterprise": "2028-12-01", "title_innovative_sme": "none",
    "title_tech_sme": "none", "development_score": {"2026": 55}}}"#;

#[test]
fn a_plan_has_the_shape_that_is_promised() {
    let output = tidu(&["plan", "--tier", "srdi_sme"], SHORT_OF_RD);
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
    let report: Value = serde_json::from_str(out(&output)).unwrap();
    assert_eq!(report["standard"], "srdi_sme");
    let plans = report["plans"].as_array().unwrap();
    assert_eq!(plans.len(), 1);
    assert_eq!(plans[0]["target"], "2028-01-01");
    let changes = plans[0]["changes"].as_array().unwrap();
    let told = |key: &str| changes.iter().map(|change| change[key].clone()).collect::<Vec<Value>>();
    assert_eq!(told("fact"), ["rd_expense", "rd_expense"]);
    assert_eq!(told("year"), [2026, 2027]);
    assert_eq!(told("from"), [82, 82]);
    assert_eq!(told("to"), [100, 100]);
    assert_eq!(changes[0]["criteria"], serde_json::json!(["srdi_sme/rd_each_year"]));
    assert_eq!(plans[0]["prerequisites"], serde_json::json!(["innovative_sme"]));
    assert_eq!(plans[0]["to_confirm"], serde_json::json!(["development_score"]));
    assert_eq!(plans[0]["verdict_after"], "needs_review");
    assert_eq!(plans[0]["before"][0]["verdict_after"], "met");
    let closed = report["blocked"].as_array().unwrap().iter().find(|b| b["target"] == "2027-01-01").unwrap();
    assert_eq!(closed["because"], "closed_year");
    assert_eq!(closed["criteria"], serde_json::json!(["srdi_sme/rd_each_year"]));

    // The projected case is a case like any other.
    let after = tidu(&["evaluate"], &plans[0]["case_after"].to_string());
    let after: Value = serde_json::from_str(out(&after)).unwrap();
    assert_eq!(after["as_of"], "2028-01-01");
    let srdi = after["assessments"].as_array().unwrap().iter().find(|a| a["standard"] == "srdi_sme").unwrap();
    assert_eq!(srdi["verdict"], "needs_review");
}

#[test]
fn a_plan_is_told_in_both_languages() {
    let chinese = tidu(&["plan", "--tier", "srdi_sme", "--text"], SHORT_OF_RD);
    assert!(out(&chinese).contains("2026 年研发费用总额：82 万元 → 100 万元（增加 18 万元）"), "{}", out(&chinese));
    let english = tidu(&["plan", "--tier", "srdi_sme", "--text", "--lang", "en"], SHORT_OF_RD);
    assert!(out(&english).contains("R&D expense in 2026: RMB 820,000 → RMB 1,000,000 (up by RMB 180,000)"), "{}", out(&english));
    let kept = tidu(&["plan", "--tier", "srdi_sme", "--text", "--lang", "en", "--keep", "rd_expense"], SHORT_OF_RD);
    assert!(out(&kept).contains("2028-01-01 you chose not to change what it rests on"), "{}", out(&kept));
    assert!(!out(&kept).contains("Plan 1"), "{}", out(&kept));
    // Of one year only, the years after are still to be had.
    let kept = tidu(&["plan", "--tier", "srdi_sme", "--text", "--lang", "en", "--keep", "rd_expense:2026"], SHORT_OF_RD);
    assert!(out(&kept).contains("2029-01-01 srdi_sme") && !out(&kept).contains("R&D expense in 2026"), "{}", out(&kept));
}

#[test]
fn a_plan_that_cannot_be_made_is_refused() {
    for (arguments, code, words) in [
        (&["plan", "--tier", "giant", "--lang", "en"][..], 2, "there is no tier `giant`; use one of innovative_sme"),
        (&["plan", "--tier", "giant"], 2, "没有层级 giant"),
        (&["plan", "--tier", "srdi_sme", "--keep", "rd", "--lang", "en"], 2, "there is no fact `rd`"),
        (&["plan", "--tier", "srdi_sme", "--keep", "staff:2026"], 2, "staff 不按年度填报"),
        (&["plan", "--tier", "srdi_sme", "--keep", "rd_expense:26", "--lang", "en"], 2, "“26” in `rd_expense:26` is no year"),
        (&["plan"], 2, "--tier"),
        (&["plan", "--tier", "srdi_sme", "no-such-file.json"], 2, "no-such-file.json"),
    ] {
        let output = tidu(arguments, SHORT_OF_RD);
        assert_eq!((output.status.code(), out(&output)), (Some(code), ""), "{arguments:?}");
        assert!(err(&output).contains(words), "{arguments:?}: {}", err(&output));
    }
    let broken = tidu(&["plan", "--tier", "srdi_sme"], "{");
    assert_eq!((broken.status.code(), out(&broken)), (Some(1), ""));
    assert!(err(&broken).starts_with("tidu: 不是有效的 JSON"), "{}", err(&broken));
    // A fault in one answer is named, and the rest is planned.
    let faulty = tidu(&["plan", "--tier", "srdi_sme", "--lang", "en"], &SHORT_OF_RD.replace("\"staff\": 100", "\"staff\": -1"));
    assert_eq!(faulty.status.code(), Some(0));
    assert!(err(&faulty).contains("staff") || err(&faulty).contains("Staff"), "{}", err(&faulty));
    assert!(out(&faulty).contains("2028-01-01"));
}

/// A table for a spreadsheet: a mark so that it is taken for Unicode, a head, a line a case; what could be a formula is not
/// one, and a line that holds no case says so in its place.
#[test]
fn many_firms_make_a_table() {
    let cases = "{\"name\": \"=1+1\", \"as_of\": \"2026-11-23\", \"facts\": {\"title_srdi_sme\": \"2028-05-31\", \"segment_years\": 2}}\n\
                 no case\n{\"name\": \"甲,\\n乙\", \"as_of\": \"2026-11-23\"}";
    let output = tidu(&["evaluate", "--jsonl", "--summary"], cases);
    assert_eq!(output.status.code(), Some(1));
    let table = out(&output).strip_prefix('\u{feff}').unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 4, "{table}");
    assert!(lines[0].starts_with("行,企业,基准日,"), "{}", lines[0]);
    assert!(lines[1].starts_with("1,'=1+1,2026-11-23,0,0,,专精特新,2028-05-31,,"), "{}", lines[1]);
    assert!(lines[1].contains(",小巨人,截至上年末从事特定细分市场时间（还差 1 年）,"), "{}", lines[1]);
    assert!(lines[2].starts_with("2,,,") && lines[2].contains("第 2 行："), "{}", lines[2]);
    assert!(lines[3].starts_with("3,\"甲, 乙\",2026-11-23,"), "{}", lines[3]);
    let columns = |line: &str| {
        let mut quoted = false;
        line.chars()
            .filter(|c| {
                quoted ^= *c == '"';
                *c == ',' && !quoted
            })
            .count()
    };
    assert!(lines.iter().all(|line| columns(line) == columns(lines[0])), "{table}");
    let english = tidu(&["evaluate", "--summary", "--lang", "en"], r#"{"as_of": "2026-11-23", "facts": {"segment_years": 2}}"#);
    assert_eq!(english.status.code(), Some(0));
    assert!(out(&english).starts_with("\u{feff}Line,Enterprise,As of,"), "{}", out(&english));
    assert_eq!(out(&english).lines().count(), 2);
}

#[test]
fn rows_for_programs_are_json() {
    let output = tidu(&["evaluate", "--jsonl", "--summary=jsonl"], "{\"name\": \"甲\", \"as_of\": \"2026-11-23\"}\nno case\n");
    let lines: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["name"], &lines[0]["verdicts"]["srdi_sme"]), (&"甲".into(), &"unknown".into()));
    assert_eq!((&lines[0]["next"], &lines[1]["line"]), (&"tech_innovative_sme".into(), &2.into()));
    assert_eq!(tidu(&["evaluate", "--text", "--summary"], "{}").status.code(), Some(2));
}

/// Help and faults of use speak the language that `--lang` names, or else that of the system; reports do not follow the system.
#[test]
fn help_and_faults_speak_one_language() {
    let is_chinese = |text: &str| text.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let said = |arguments: &[&str], system: &str| {
        let output = run(command(arguments).env("LANG", system), b"");
        format!("{}{}", out(&output), err(&output))
    };
    for command in ["", "evaluate", "check", "new", "plan", "diff"] {
        let help = |more: &[&str], system| {
            let arguments: Vec<&str> = [command].into_iter().filter(|command| !command.is_empty()).chain(more.iter().copied()).collect();
            said(&arguments, system)
        };
        for english in [help(&["--help"], "en_GB.UTF-8"), help(&["-h"], "en")] {
            assert!(english.contains("Usage: tidu") && !is_chinese(&english), "{english}");
        }
        for chinese in [help(&["--help"], "zh_CN.UTF-8"), help(&["-h"], "C.UTF-8")] {
            assert!(chinese.contains("用法：tidu"), "{chinese}");
            // A line that says something says it in Chinese: what is left are names, and what clap brackets.
            for line in chinese.lines().filter(|line| line.trim().contains(' ') && !is_chinese(line)) {
                assert!(line.trim_start().starts_with(['-', '[']), "{line}");
            }
        }
    }
    let folder = Folder::new("language");
    let place = folder.0.to_str().unwrap();
    for arguments in [&["evaluate", "/none"][..], &["evaluate", place], &["check", place], &["evaluate", "--as-of", "1"]] {
        let with = |lang| said(&[arguments, &["--lang", lang]].concat(), "zh_CN.UTF-8");
        // What clap itself says of arguments that do not fit is English in any language.
        assert!(is_chinese(&with("zh")), "{}", with("zh"));
        assert!(!is_chinese(&with("en")), "{}", with("en"));
    }
    assert!(is_chinese(&said(&["check"], "en_GB.UTF-8")), "a report is the same on every machine");
}
