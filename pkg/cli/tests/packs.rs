//! Packs on the command line: checked, tried by their cases, begun, and beside the built-in ones.

mod common;

use common::{Folder, command, err, out, run, tidu};
use serde_json::Value;

#[test]
fn check_finds_the_built_in_packs_good_and_says_what_is_wrong_with_others() {
    let good = tidu(&["check", "--lang", "en"], "");
    assert_eq!(good.status.code(), Some(0));
    assert!(out(&good).contains("no fault"));

    let pack = include_str!("../../../core/packs/cn/miit-2026-2.json").replace("\"5000 万元\"", "\"5000 万人\"");
    let file = std::env::temp_dir().join(format!("tidu-check-{}.json", std::process::id()));
    std::fs::write(&file, &pack).unwrap();
    let bad = tidu(&["check", file.to_str().unwrap()], "");
    std::fs::remove_file(&file).unwrap();
    assert_eq!(bad.status.code(), Some(1));
    let line = out(&bad);
    assert_eq!(line.lines().count(), 1, "{line}");
    let row = line_of_criterion(&pack, "5000 万人");
    assert!(line.starts_with(&format!("{}:{row}:", file.display())) && line.contains(": error[wrong_number]: “5000 万人”"), "{line}");
    assert!(line.contains("万元") && line.trim_end().ends_with("[standards[2].criteria[3]]"), "{line}");
}

/// The line, from 1, at which the criterion begins that has these words.
fn line_of_criterion(pack: &str, words: &str) -> usize {
    let lines: Vec<&str> = pack.lines().collect();
    let at = lines.iter().position(|line| line.contains(words)).unwrap();
    lines[..=at].iter().rposition(|line| line.trim_start().starts_with(['{'])).unwrap() + 1
}

#[test]
fn check_tells_every_fault_with_line_column_and_code_in_one_round() {
    let folder = Folder::new("check-round");
    let good = include_str!("../../../core/packs/cn/miit-2026-2.json");
    let bad = good.replace("\"5000 万元\"", "\"5000 万人\"").replacen("\"number\":", "\"number\": \"旧\", \"number\":", 1).replacen(
        "\"issued\":",
        "\"colour\": 1, \"issued\":",
        1,
    );
    folder.write("a/pack.json", &bad);
    folder.write("b.json", "{\n  \"id\": \n}");
    folder.write("note.txt", "no pack");
    let output = tidu(&["check", "--json", "--lang", "en", folder.0.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let found: Value = serde_json::from_str(out(&output)).unwrap();
    let line = |words: &str| bad.lines().position(|line| line.contains(words)).unwrap() + 1;
    let mut told: Vec<(String, usize, String)> = Vec::new();
    for one in found["diagnostics"].as_array().unwrap() {
        let path = one["path"].as_str().unwrap().trim_start_matches(folder.0.to_str().unwrap()).to_owned();
        assert!(one["column"].as_u64().unwrap() > 0 && one["remedy"].is_string() && one["problem"].is_string(), "{one}");
        told.push((path, usize::try_from(one["line"].as_u64().unwrap()).unwrap(), one["code"].as_str().unwrap().to_owned()));
    }
    told.sort();
    let pack = || "/a/pack.json".to_owned();
    let expected = [
        (pack(), line("\"colour\""), "unknown_key".to_owned()),
        (pack(), line("\"number\""), "duplicate_key".to_owned()),
        (pack(), line_of_criterion(&bad, "5000 万人"), "wrong_number".to_owned()),
        ("/b.json".to_owned(), 3, "not_json".to_owned()),
    ];
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(told, expected);
    let none = Folder::new("check-none");
    let output = tidu(&["check", none.0.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("没有规则文件"), "{}", err(&output));
}

/// A policy of a place, as `tidu new` begins it.
fn begun(folder: &Folder, id: &str) -> String {
    let output = run(command(&["new", id]).current_dir(&folder.0), b"");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    folder.0.join(format!("{id}.json")).to_str().unwrap().to_owned()
}

#[test]
fn a_pack_that_is_begun_passes_with_its_cases() {
    let folder = Folder::new("new");
    for (id, region) in [("cn-jx-nc/2027-3", Some("3601")), ("cn/2027-1", None), ("cn-zz/2027-1", None)] {
        let file = begun(&folder, id);
        let pack: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!((pack["id"].as_str(), pack["region"].as_str()), (Some(id), region));
        let checked = tidu(&["check", "--cases", &file], "");
        assert_eq!(checked.status.code(), Some(0), "{}", out(&checked));
        assert!(out(&checked).contains("3 个案例相符"), "{}", out(&checked));
        // What is there already is left alone.
        let again = run(command(&["new", id]).current_dir(&folder.0), b"");
        assert_eq!(again.status.code(), Some(2));
        assert!(err(&again).contains("已经存在"), "{}", err(&again));
    }
    for (id, words) in [("cn/miit-2026-2", "已是内置规则"), ("Nanchang", "不能作 id"), ("cn/../x", "不能作 id"), ("cn/", "不能作 id")]
    {
        let refused = run(command(&["new", id]).current_dir(&folder.0), b"");
        assert_eq!(refused.status.code(), Some(2));
        assert!(err(&refused).contains(words), "{}", err(&refused));
    }
    // In the house it knows where the schema is.
    std::fs::create_dir_all(folder.0.join("core/packs")).unwrap();
    run(command(&["new", "cn-jx/2027-1"]).current_dir(&folder.0), b"");
    let pack = std::fs::read_to_string(folder.0.join("core/packs/cn-jx/2027-1.json")).unwrap();
    assert!(pack.starts_with("{\n  \"$schema\": \"../../pack.schema.json\",\n  \"id\""), "{pack}");
}

#[test]
fn cases_beside_a_pack_find_a_number_that_is_wrong() {
    let folder = Folder::new("cases");
    let pack = include_str!("../../../core/packs/cn/miit-2026-2.json");
    let cases = include_str!("../../../core/packs/cn/miit-2026-2.cases");
    let file = folder.write("2.json", pack);
    folder.write("2.cases", cases);
    let good = tidu(&["check", "--cases", &file], "");
    assert_eq!(good.status.code(), Some(0), "{}", out(&good));
    folder.write("2.json", &pack.replace("\"5000 万元\"", "\"5001 万元\""));
    let bad = tidu(&["check", "--cases", "--lang", "en", &file], "");
    assert_eq!(bad.status.code(), Some(1));
    let row = cases.lines().position(|line| line.starts_with("met revenue: operating_revenue 5000 ")).unwrap() + 1;
    assert!(out(&bad).contains(&format!("2.cases:{row}:1: error[wrong_case]: revenue is unmet")), "{}", out(&bad));
    let told = tidu(&["check", "--cases", "--json", &file], "");
    let found: Value = serde_json::from_str(out(&told)).unwrap();
    assert_eq!((&found["diagnostics"][0]["code"], &found["diagnostics"][0]["line"]), (&"wrong_case".into(), &row.into()));
    // A pack without cases is none that fails; cases without packs are asked for.
    std::fs::remove_file(folder.0.join("2.cases")).unwrap();
    assert_eq!(tidu(&["check", "--cases", &file], "").status.code(), Some(0));
    assert_eq!(tidu(&["check", "--cases"], "").status.code(), Some(2));
}

#[test]
fn packs_beside_the_built_in_ones_are_told_apart() {
    let folder = Folder::new("beside");
    let file = begun(&folder, "cn-jx-nc/2027-3");
    let packs = ["--packs", folder.0.to_str().unwrap()];
    let case = r#"{"facts": {"region": "360102", "title_srdi_sme": "2199-01-01", "operating_revenue": {}}}"#;
    let plain: Value = serde_json::from_str(out(&tidu(&["evaluate"], case))).unwrap();
    let with = tidu(&[&["evaluate"][..], &packs].concat(), case);
    assert_eq!(with.status.code(), Some(0), "{}", err(&with));
    let report: Value = serde_json::from_str(out(&with)).unwrap();
    let ids = |report: &Value| report["policies"].as_array().unwrap().iter().filter(|p| p["id"] == "cn-jx-nc/2027-3/1").count();
    assert_eq!((ids(&plain), ids(&report), plain.get("packs")), (0, 1, None));
    assert_eq!(report["packs"], serde_json::json!([{ "id": "cn-jx-nc/2027-3", "file": file, "replaces_built_in": false }]));
    // Whatever rests on it names the file, and nothing else does.
    let origins: Vec<_> = report["policies"].as_array().unwrap().iter().filter(|policy| policy.get("origin").is_some()).collect();
    assert_eq!(origins.len(), 1);
    assert_eq!((&origins[0]["id"], &origins[0]["origin"]), (&"cn-jx-nc/2027-3/1".into(), &file.as_str().into()));
    assert!(report["assessments"].as_array().unwrap().iter().all(|one| one.get("origin").is_none()));
    for arguments in [
        &["evaluate", "--text"][..],
        &["plan", "--tier", "srdi_sme", "--text"],
        &["diff", "--from", "2026-03-31", "--to", "2026-04-01", "--text"],
    ] {
        let told = tidu(&[arguments, &packs].concat(), case);
        assert!(out(&told).contains(&format!("另用规则 cn-jx-nc/2027-3（{file}，非内置）")), "{arguments:?}: {}", out(&told));
    }
    let line = tidu(&[&["evaluate", "--jsonl"][..], &packs].concat(), &case.replace('\n', ""));
    // The policy, and its citation, which names the document.
    assert_eq!(out(&line).matches("\"origin\"").count(), 2);
    // One of the house's own id takes its place, and says so.
    let own = folder.write("own.json", &include_str!("../../../core/packs/cn/miit-2026-2.json").replace("\"5000 万元\"", "\"6000 万元\""));
    let text = tidu(&["evaluate", "--text", "--as-of", "2026-11-23", "--packs", &own], "{}");
    assert!(out(&text).contains(&format!("规则 cn/miit-2026-2 用 {own} 替换了内置")), "{}", out(&text));
    assert!(out(&text).contains(&format!("依据 工信部企业〔2026〕2号 [{own}]")) && out(&text).contains("6,000"), "{}", out(&text));
    // A faulty one ends the run, as check tells it.
    let bad = folder.write("bad.json", "{}");
    let refused = tidu(&["evaluate", "--packs", &bad], "{}");
    assert_eq!((refused.status.code(), out(&refused)), (Some(2), ""));
    assert!(err(&refused).contains("bad.json:1:1: error[missing_key]"), "{}", err(&refused));
}

/// Whoever changes the law edits Chinese alone, and is told what is left to be translated.
#[test]
fn check_tells_what_is_left_to_be_translated() {
    let folder = std::env::temp_dir().join(format!("tidu-texts-{}", std::process::id()));
    let pack = include_str!("../../../core/packs/cn/mof-2023-8.json").replace("cn/mof-2023-8", "x/own");
    let english = include_str!("../../../core/packs/texts/en/cn/mof-2023-8.json");
    let (file, texts) = (folder.join("x/own.json"), folder.join("texts/en/x/own.json"));
    for (path, text) in [(&file, pack.as_str()), (&texts, english)] {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let check = |texts_now: &str| {
        std::fs::write(&texts, texts_now).unwrap();
        let output = tidu(&["check", file.to_str().unwrap(), "--lang", "en"], "");
        (output.status.code().unwrap(), out(&output).to_owned(), err(&output).to_owned())
    };
    let place = "policies[employment_fund_exemption].who.all_of[staff].text";
    let (code, told, _) = check(english);
    assert_eq!((code, told.lines().count()), (0, 1), "{told}");
    let (code, told, _) = check(&english.replace(&format!("  \"{place}\": \"Staff\",\n"), ""));
    assert_eq!((code, told.lines().count()), (0, 2), "{told}");
    assert!(
        told.ends_with(&format!(
            "x/own {place}: there is no English yet, and the English page shows the Chinese. Write it into texts/en/x/own.json.\n"
        )),
        "{told}"
    );
    let (code, told, _) = check(&english.replace("all_of[staff]", "all_of[stuff]"));
    assert_eq!(code, 1);
    assert!(told.contains("error[left_over_text]: the pack has no text at this place"), "{told}");
    assert!(told.contains("all_of[stuff].text"), "{told}");
    let (code, _, complaint) = check("[]");
    assert_eq!(code, 2);
    assert!(complaint.contains("translations are written"), "{complaint}");
    // With its English beside it a copy says the same as the pack that is built in.
    std::fs::write(&file, pack.replace("x/own", "cn/mof-2023-8")).unwrap();
    std::fs::write(&texts, english.replace("Staff", "Number of staff")).unwrap();
    let differs = tidu(&["diff", "cn/mof-2023-8", file.to_str().unwrap(), "--text", "--lang", "en"], "");
    assert!(out(&differs).contains("wording: Staff → Number of staff") && out(&differs).lines().count() == 2, "{}", out(&differs));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A Chinese text that is changed leaves a translation of what is no longer there; it is told until somebody has looked at it.
#[test]
fn a_translation_of_changed_chinese_is_told() {
    let folder = Folder::new("stale");
    let file = begun(&folder, "cn-jx-nc/2027-3");
    let pack = std::fs::read_to_string(&file).unwrap();
    let title: Value = serde_json::from_str(&pack).unwrap();
    let title = title["title"].as_str().unwrap().to_owned();
    folder.write("texts/en/cn-jx-nc/2027-3.json", "{\n  \"title\": \"A plan\",\n  \"policies[1].title\": \"An example\"\n}\n");
    let check = |more: &[&str]| {
        let checked = tidu(&[&["check", file.as_str()], more].concat(), "");
        assert_eq!(checked.status.code(), Some(0), "{}", out(&checked));
        out(&checked).to_owned()
    };
    let stale = "译文是照改动以前的中文写的";
    assert!(!check(&[]).contains(stale), "nobody has said yet of which Chinese it is");
    let noted = check(&["--translated"]);
    assert!(noted.contains("已记下：") && !check(&[]).contains(stale), "{noted}");
    std::fs::write(&file, pack.replace(&title, "另一份方案")).unwrap();
    let told = check(&[]);
    assert!(told.contains(&format!("2027-3.json title: {stale}")) || told.contains(&format!("2027-3.json title：{stale}")), "{told}");
    assert_eq!(told.matches(stale).count(), 1, "{told}");
    let told: Value = serde_json::from_str(&check(&["--json"])).unwrap();
    assert!(told["untranslated"].as_array().unwrap().iter().any(|one| one["code"] == "stale_text" && one["place"] == "title"), "{told}");
    check(&["--translated"]);
    assert!(!check(&[]).contains(stale));
}

/// Of the built-in packs every translation is of the Chinese that stands there, and every one is watched.
#[test]
fn every_built_in_translation_was_looked_at_with_its_chinese() {
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../core/packs");
    let checked = tidu(&["check", "--json", packs], "");
    let found: Value = serde_json::from_str(out(&checked)).unwrap();
    assert_eq!(found["untranslated"], Value::Array(Vec::new()), "cargo run -p tidu -- check --translated core/packs");
    let unwatched = |folder: &std::path::Path| {
        let mut left = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "json") {
                    let texts: serde_json::Map<String, Value> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
                    let seen = std::fs::read_to_string(path.with_extension("seen")).unwrap_or_default();
                    let seen: Vec<&str> = seen.lines().filter_map(|line| Some(line.split_once(' ')?.1)).collect();
                    if !texts.keys().eq(seen) {
                        left.push(path);
                    }
                }
            }
        }
        left
    };
    let left = unwatched(std::path::Path::new(packs).join("texts/en").as_path());
    assert!(left.is_empty(), "{left:?}: cargo run -p tidu -- check --translated core/packs");
}
