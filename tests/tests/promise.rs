//! `docs/contract.md` is what the program does: every key and fact that it names is there, and all that is there is named.
//! What of it is a list is made from the program; `UPDATE_GOLDEN=1` writes it anew.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tidu_core::schema;
use tidu_core::text::Lang;
use tidu_core::vocabulary::Fact;
use tidu_tests::row::rules;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/contract.md");
const SINCE: &str = "What has come since:\n\n| id | kind | 中文 | English |\n|---|---|---|---|\n";
const KEYS: &str = "A key followed by `?` may be left out.\n\n";
/// What the command line adds to its JSON when it is given packs.
const COMMAND_LINE: [&str; 4] = ["packs", "file", "replaces_built_in", "origin"];

/// The types of cases and reports and their keys; packs have a manual of their own.
fn keys() -> BTreeMap<String, Vec<String>> {
    let mut types = BTreeMap::new();
    for (name, definition) in schema::definitions(&rules().vocabulary) {
        let pack = name.contains("Pack") && !matches!(name.as_str(), "PackComparison" | "PackChange" | "PackName");
        let Some(properties) = definition["properties"].as_object().filter(|_| !pack && name != "Facts") else { continue };
        let required: BTreeSet<&str> = definition["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let told = |key: &String| format!("`{key}`{}", if required.contains(key.as_str()) { "" } else { "?" });
        types.insert(name, properties.keys().map(told).collect());
    }
    types
}

fn kind(fact: &Fact) -> String {
    let of = fact.kind.id();
    format!("{of}{}{}", if fact.yearly { "/y" } else { "" }, if fact.judged { ", **judged**" } else { "" })
}

/// The facts of the table in the contract, with the kind it gives them.
fn promised(contract: &str) -> BTreeMap<&str, &str> {
    let table = contract.split("\n## 3. Facts").nth(1).and_then(|rest| rest.split("What has come since:").next()).expect("the facts");
    table
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| `")?.split('|');
            Some((cells.next()?.trim().trim_end_matches('`'), cells.next()?.trim()))
        })
        .collect()
}

#[test]
fn the_contract_is_what_the_program_does() {
    let contract = std::fs::read_to_string(FILE).expect("the contract");
    let vocabulary = &rules().vocabulary;
    let first = promised(&contract);
    let mut wrong = Vec::new();
    for (id, told) in &first {
        match vocabulary.find(id).map(|ix| vocabulary.fact(ix)) {
            None => wrong.push(format!("the fact {id} is promised and gone")),
            // A place was promised as a choice of codes, and is one.
            Some(fact) if kind(fact) != *told && *id != "region" => wrong.push(format!("{id} is promised as {told} and is {}", kind(fact))),
            Some(_) => {}
        }
    }
    let since = vocabulary.facts.iter().filter(|fact| !first.contains_key(fact.id.as_str()));
    let since: String = since
        .map(|fact| format!("| `{}` | {} | {} | {} |\n", fact.id, kind(fact), fact.label.get(Lang::Zh), fact.label.get(Lang::En)))
        .collect();
    let keys = keys();
    let listed: String = keys.iter().map(|(name, keys)| format!("- **{name}**: {}\n", keys.join(", "))).collect();

    let (before, rest) = contract.split_once(SINCE).expect("the table of facts");
    let (_, rest) = rest.split_once("\n\n").or_else(|| rest.split_once('\n')).expect("what follows the table");
    let (middle, _) = rest.split_once(KEYS).expect("the list of keys");
    let made = format!("{before}{SINCE}{since}\n{}{KEYS}{listed}", middle.trim_start_matches('\n'));
    if made != contract && std::env::var_os("UPDATE_GOLDEN").is_some() {
        return std::fs::write(FILE, made).expect("the contract can be written");
    }

    // What its examples write, and what it names in the text, is a key, a fact, or a word of the program.
    let known: BTreeSet<&str> =
        keys.values().flatten().map(|key| key.trim_end_matches('?').trim_matches('`')).chain(COMMAND_LINE).collect();
    let standards: BTreeSet<&str> = vocabulary.standards.iter().map(|one| one.id.as_str()).collect();
    for block in contract.split("```json").skip(1).filter_map(|rest| rest.split("```").next()) {
        for key in block.split('"').collect::<Vec<_>>().windows(2).filter(|pair| pair[1].trim_start().starts_with(':')).map(|pair| pair[0])
        {
            let fits = known.contains(key) || standards.contains(key) || vocabulary.find(key).is_some() || key.parse::<u16>().is_ok();
            // By group of a score.
            if !fits && key != "innovation" {
                wrong.push(format!("an example writes `{key}`, which nothing has"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(made == contract, "UPDATE_GOLDEN=1 cargo test -p tidu-tests --test promise writes the lists of docs/contract.md anew");
}
