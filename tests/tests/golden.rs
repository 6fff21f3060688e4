//! What every example enterprise is told, in both languages, as text: see `tidu_tests::golden`.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use tidu_core::answers::Answers;
use tidu_core::case::Case;
use tidu_core::compare::{Side, comparison, read_on};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::plan::plan;
use tidu_core::plan::report::plan_report;
use tidu_core::report::matching::{MatchReport, match_report};
use tidu_core::report::{ReportCriterion, report};
use tidu_core::text::Lang;
use tidu_core::vocabulary::Kind;
use tidu_tests::golden::{folder, outline, same};
use tidu_tests::row::rules;

const LANGS: [(&str, Lang); 2] = [("zh", Lang::Zh), ("en", Lang::En)];

/// The cases of a folder of the tests, by name.
fn cases(of: &str, begin: &str) -> Vec<(String, Value)> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(of)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |file: &PathBuf| file.file_stem().unwrap().to_str().unwrap().to_owned();
    files
        .iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "json") && name(file).starts_with(begin))
        .map(|file| (name(file), serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()))
        .collect()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// What is required, a line each.
fn required(of: &[ReportCriterion], depth: usize, out: &mut String) {
    for one in of {
        let text = one.text.as_deref().unwrap_or_default();
        let _ = writeln!(out, "{:depth$}{text} │ {}", "", one.required);
        required(&one.parts, depth + 2, out);
    }
}

/// What every policy says of itself, which is the same for all.
fn policies(matched: &MatchReport) -> String {
    let mut out = String::new();
    for p in &matched.policies {
        let texts = [Some(&p.title), Some(&p.gives), p.amount.as_ref(), p.not_for.as_ref(), p.not_asked.as_ref()];
        let texts: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
        let _ = writeln!(out, "{} │ {}", p.id, texts.join(" │ "));
        required(&p.criteria, 4, &mut out);
    }
    out
}

/// Which policies fit and by what answers, and what is to be done.
fn fits(matched: &MatchReport) -> String {
    let mut out = String::new();
    for p in matched.policies.iter().filter(|p| p.usable != "no") {
        let reasons: Vec<String> = p.criteria.iter().map(|c| format!("{} {}", c.verdict, c.actual)).collect();
        let opens = p.opens_with.iter().map(|title| format!("opens with {title} │ "));
        let _ = writeln!(out, "{} │ {} │ {} │ {}{}", p.usable, p.id, p.verdict, opens.collect::<String>(), reasons.join(" · "));
    }
    for (p, worth) in matched.policies.iter().filter_map(|p| Some((p, p.worth.as_ref()?))) {
        let counted = if worth.counted { "counted" } else { worth.standing };
        let text = worth.text.as_deref().unwrap_or("–");
        let _ = writeln!(out, "worth │ {} │ {counted} │ {text} │ {}", p.id, worth.reckoned.join(" │ "));
    }
    let sums = [("yearly", &matched.sums.yearly), ("once", &matched.sums.once)];
    for (name, sum) in sums.into_iter().filter_map(|(name, sum)| Some((name, sum.as_ref()?))) {
        let _ = writeln!(out, "sum {name} │ {} │ {}", sum.policies, sum.text);
    }
    for text in matched.given_up.iter().map(|one| &one.text).chain(matched.untold.iter().map(|one| &one.text)) {
        let _ = writeln!(out, "not had │ {text}");
    }
    for action in &matched.actions {
        let _ = writeln!(out, "{} {} │ {}", action.kind, action.title, action.due.as_deref().unwrap_or_default());
    }
    let papers: Vec<&str> = matched.papers.iter().map(|paper| paper.name.as_str()).collect();
    let _ = writeln!(out, "papers: {}", papers.join("; "));
    let leads: Vec<&str> = matched.leads.iter().map(|lead| lead.name.as_str()).collect();
    let _ = writeln!(out, "leads: {}", leads.join("; "));
    out
}

/// Everything about one enterprise.
fn told(value: &Value, lang: Lang) -> String {
    let rules = rules();
    let (answers, issues) = Answers::read(&rules.vocabulary, value, day("2026-11-23")).unwrap();
    let (case, issues) = answers.case(&rules.vocabulary, issues);
    let evaluation = evaluate(rules, &case);
    let mut out = report(rules, &case, &issues, &evaluation, lang).to_text(lang);
    for tier in &rules.vocabulary.ladder {
        let ways = plan(rules, &answers, *tier, &BTreeSet::default());
        let ways = plan_report(rules, &case, &issues, &ways, lang);
        let _ = write!(out, "\n──── plan\n{}", outline(&ways, &["issues", "case_after"]));
    }
    let _ = write!(out, "\n──── match\n{}", fits(&match_report(rules, &case, &issues, &evaluation, lang)));
    let sides = [day("2026-03-31"), day("2026-04-01")].map(|on| read_on(rules, value, on).unwrap());
    let evaluated = [0, 1].map(|at| evaluate(rules, &sides[at].0));
    let [from, to] = [0, 1].map(|at| Side { case: &sides[at].0, issues: &sides[at].1, evaluation: &evaluated[at] });
    let _ = write!(out, "\n──── diff\n{}", comparison(rules, from, to, lang).to_text(lang));
    out
}

#[test]
fn what_the_examples_are_told_reads_as_before() {
    let all = cases("companies", "");
    assert_eq!(all.len(), 10);
    for (name, value) in all {
        for (code, lang) in LANGS {
            same(&format!("{name}.{code}.txt"), &told(&value, lang));
        }
    }
}

fn fit(value: &Value, lang: Lang) -> MatchReport {
    let (case, issues) = Case::read(&rules().vocabulary, value, day("2026-11-26")).unwrap();
    match_report(rules(), &case, &issues, &evaluate(rules(), &case), lang)
}

#[test]
fn what_policies_say_reads_as_before() {
    let nothing_but_the_place = json!({ "as_of": "2026-11-26", "facts": { "region": "360102" } });
    for (code, lang) in LANGS {
        same(&format!("policies.{code}.txt"), &policies(&fit(&nothing_but_the_place, lang)));
    }
}

/// The firms are there for their policies: which they are, one language tells.
#[test]
fn what_fits_the_firms_reads_as_before() {
    let all = cases("data/firms", "case-");
    assert_eq!(all.len(), 16);
    let mut out = String::new();
    for (name, value) in &all {
        let _ = writeln!(out, "──── {name}");
        for p in fit(value, Lang::Zh).policies.iter().filter(|p| p.usable != "no") {
            let _ = writeln!(out, "{} │ {} │ {}", p.usable, p.title, p.id);
        }
    }
    same("firms.zh.txt", &out);
}

/// Every question as it is read: the owner's words, then what is asked for by its official name, how it is counted, an
/// example, where it stands and what one can choose.
fn questions(lang: Lang) -> String {
    let vocabulary = &rules().vocabulary;
    let mut out = String::new();
    for question in &vocabulary.questions {
        let _ = writeln!(out, "{}", question.ask.get(lang));
        for more in [&question.note, &question.none].into_iter().flatten() {
            let _ = writeln!(out, "    {}", more.get(lang));
        }
        for fact in question.facts.iter().map(|ix| vocabulary.fact(*ix)) {
            if question.facts.len() > 1 {
                let _ = writeln!(out, "  {}", fact.ask.as_ref().unwrap_or(&fact.label).get(lang));
            }
            let document = fact.document.map(|at| &vocabulary.papers[at].1);
            for text in [Some(&fact.label), Some(&fact.help), fact.example.as_ref(), document].into_iter().flatten() {
                let _ = writeln!(out, "    {}", text.get(lang));
            }
            // A place is chosen by name, and what may be typed for an industry is no sentence.
            for option in fact.options.iter().filter(|_| fact.kind != Kind::Region) {
                let texts = [Some(&option.label), option.help.as_ref()].into_iter().flatten().map(|text| text.get(lang));
                let _ = writeln!(out, "      - {}", texts.collect::<Vec<_>>().join(" │ "));
            }
        }
    }
    out
}

#[test]
fn questions_read_as_before() {
    for (code, lang) in LANGS {
        same(&format!("questions.{code}.txt"), &questions(lang));
    }
}

/// A golden text of what is no more would be read by nobody.
#[test]
fn every_golden_text_is_of_something() {
    let mut of: BTreeSet<String> = ["firms", "policies", "questions", "screens", "sheet"].map(str::to_owned).into();
    of.extend(cases("companies", "").into_iter().map(|(name, _)| name));
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let begin = name.split('.').next().unwrap_or_default();
        assert!(of.contains(begin), "{name} is of nothing; delete it");
    }
}
