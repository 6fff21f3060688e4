//! A law that is not in force: a built-in document with a criterion more.

use serde_json::{Value, json};
use tidu_core::packs::BUILT_IN;

/// The document it is made of.
pub const DOCUMENT: &str = "cn/miit-2026-2";

/// A criterion more of 专精特新中小企业, which nearly nobody meets.
pub fn harden(pack: &mut Value) {
    let standard = pack["standards"].as_array_mut().unwrap().iter_mut().find(|one| one["id"] == "srdi_sme").unwrap();
    let harder = json!({ "id": "draft", "text": { "zh": "从业人员不少于5000人", "en": "At least 5000 staff" },
        "cite": { "article": "草案", "certainty": "unverified" }, "at_least": ["staff", "5000 人"] });
    standard["criteria"].as_array_mut().unwrap().push(harder);
}

/// It as the text of a pack.
pub fn draft() -> String {
    let mut pack: Value = serde_json::from_str(BUILT_IN.iter().find(|(id, _)| *id == DOCUMENT).unwrap().1).unwrap();
    harden(&mut pack);
    pack.to_string()
}
