//! The packs that come with the core. What a maintainer edits is what is compiled in: there is no generated twin.

use crate::compile::compile;
use crate::diagnostic::Diagnostic;
use crate::read::read;
use crate::rules::RuleSet;
use serde_json::Value;
use std::borrow::Cow;

/// The built-in packs: id and text of the file.
pub const BUILT_IN: [(&str, &str); 34] = [
    ("facts", include_str!("../packs/facts.json")),
    ("cn/miit-2011-300", include_str!("../packs/cn/miit-2011-300.json")),
    ("cn/miit-2022-63", include_str!("../packs/cn/miit-2022-63.json")),
    ("cn/most-2017-115", include_str!("../packs/cn/most-2017-115.json")),
    ("cn/miit-2026-2", include_str!("../packs/cn/miit-2026-2.json")),
    ("cn/interest-subsidy-2026", include_str!("../packs/cn/interest-subsidy-2026.json")),
    ("cn/miit-2023-138", include_str!("../packs/cn/miit-2023-138.json")),
    ("cn/miit-2024-89", include_str!("../packs/cn/miit-2024-89.json")),
    ("cn/mof-2017-79", include_str!("../packs/cn/mof-2017-79.json")),
    ("cn/mof-2018-76", include_str!("../packs/cn/mof-2018-76.json")),
    ("cn/mof-2020-46", include_str!("../packs/cn/mof-2020-46.json")),
    ("cn/mof-2024-148", include_str!("../packs/cn/mof-2024-148.json")),
    ("cn/mof-sta-2023-12", include_str!("../packs/cn/mof-sta-2023-12.json")),
    ("cn/mof-sta-2023-43", include_str!("../packs/cn/mof-sta-2023-43.json")),
    ("cn/mof-sta-2023-44", include_str!("../packs/cn/mof-sta-2023-44.json")),
    ("cn/mof-sta-2023-7", include_str!("../packs/cn/mof-sta-2023-7.json")),
    ("cn/most-2016-32", include_str!("../packs/cn/most-2016-32.json")),
    ("cn/neeq-2023-regional-boards", include_str!("../packs/cn/neeq-2023-regional-boards.json")),
    ("cn/one-chain-one-policy", include_str!("../packs/cn/one-chain-one-policy.json")),
    ("cn/patent-fees", include_str!("../packs/cn/patent-fees.json")),
    ("cn/unemployment-refund-2025", include_str!("../packs/cn/unemployment-refund-2025.json")),
    ("cn/vat-small-scale", include_str!("../packs/cn/vat-small-scale.json")),
    ("cn-jx/gov-2018-39", include_str!("../packs/cn-jx/gov-2018-39.json")),
    ("cn-jx/iit-2020-3", include_str!("../packs/cn-jx/iit-2020-3.json")),
    ("cn-jx/iit-2023-1", include_str!("../packs/cn-jx/iit-2023-1.json")),
    ("cn-jx/ip-pledge-2015", include_str!("../packs/cn-jx/ip-pledge-2015.json")),
    ("cn-jx/relief-2022", include_str!("../packs/cn-jx/relief-2022.json")),
    ("cn-jx/srdi-board-2022", include_str!("../packs/cn-jx/srdi-board-2022.json")),
    ("cn-jx-nc/digital-pilot-2024", include_str!("../packs/cn-jx-nc/digital-pilot-2024.json")),
    ("cn-jx-nc/gov-2022-118", include_str!("../packs/cn-jx-nc/gov-2022-118.json")),
    ("cn-jx-nc/listing-2020", include_str!("../packs/cn-jx-nc/listing-2020.json")),
    ("cn-jx-nc/manufacturing-2023", include_str!("../packs/cn-jx-nc/manufacturing-2023.json")),
    ("cn-jx-nc-donghu/2022-60", include_str!("../packs/cn-jx-nc-donghu/2022-60.json")),
    ("cn-jx-nc-donghu/2023-14", include_str!("../packs/cn-jx-nc-donghu/2023-14.json")),
];

/// Reads and compiles packs, given as id and text.
///
/// # Errors
/// Every fault of every pack.
pub fn load<'p>(packs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut docs = Vec::new();
    let mut found = Vec::new();
    for (name, json) in packs {
        let (doc, mut faults) = read(name, json);
        found.append(&mut faults);
        docs.extend(doc);
    }
    match compile(&docs) {
        Ok(rules) if found.is_empty() => Ok(rules),
        Ok(_) => Err(found),
        Err(mut more) => {
            found.append(&mut more);
            Err(found)
        }
    }
}

/// The built-in packs with others beside them, given as name and text, ready for [`load`]. A pack takes the place of
/// the built-in one of its id; the name is for packs that cannot be read far enough to tell their id.
pub fn beside_built_in(others: Vec<(String, String)>) -> Vec<(String, Cow<'static, str>)> {
    let mut packs: Vec<_> = BUILT_IN.iter().map(|(id, json)| ((*id).to_owned(), Cow::Borrowed(*json))).collect();
    for (name, json) in others {
        let id = serde_json::from_str::<Value>(&json).ok().and_then(|pack| pack.get("id")?.as_str().map(str::to_owned));
        let name = id.unwrap_or(name);
        match packs.iter_mut().find(|(known, text)| *known == name && matches!(text, Cow::Borrowed(_))) {
            Some((_, text)) => *text = Cow::Owned(json),
            None => packs.push((name, Cow::Owned(json))),
        }
    }
    packs
}

/// The built-in packs, compiled.
///
/// # Errors
/// Every fault of every pack; a release has none, for a test compiles them.
pub fn built_in() -> Result<RuleSet, Vec<Diagnostic>> {
    load(BUILT_IN)
}
