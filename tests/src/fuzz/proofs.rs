//! Self-assessments as texts: those that were written, and what strangers make of them.

use super::{assert_told, cases::today};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;
use tidu_core::answers::Answers;
use tidu_core::case::Case;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::proof::{self, Unreadable};

use crate::row::rules;

/// What a case says is carried by a text and comes back, and so do the verdicts; without a piece of it nothing is read.
pub fn carried(given: &Value, evaluation: &Evaluation<'_>) {
    let vocabulary = &rules().vocabulary;
    let heard = |case: &Value| {
        let (answers, mut issues) = Answers::read(vocabulary, case, today()).expect("it is a case");
        // What stands beside the answers is not carried, nor what does not even look like them.
        issues.retain(|issue| issue.code != "unknown_key" && vocabulary.find(&issue.fact).is_some());
        (answers.as_of, answers.iter().collect::<Vec<_>>(), issues, answers.case(vocabulary, Vec::new()).0)
    };
    let said = heard(given);
    let text = proof::write(vocabulary, 5, given, said.0, None, evaluation);
    let read = proof::read(vocabulary, &text).unwrap_or_else(|why| panic!("{why:?}: {given}"));
    assert!(heard(&read.case) == said, "{given} became {}", read.case);
    assert!(read.rules == 5 && read.unknown.is_empty(), "{given}");
    assert!(read.verdicts.iter().all(|(of, verdict)| evaluation.of(*of).verdict == *verdict), "{given}");
}

/// Any text is read or refused, as it stands and with the sum that its bytes should have; what was read is told, judged and
/// carried again.
pub fn proof(bytes: &[u8]) {
    let vocabulary = &rules().vocabulary;
    let text = String::from_utf8_lossy(bytes);
    let _ = proof::read(vocabulary, &text);
    let body = BASE64_URL_SAFE_NO_PAD.decode(bytes).unwrap_or_else(|_| bytes.to_vec());
    let sum = body.iter().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    let sum = (sum ^ sum >> 24).to_be_bytes();
    let text = BASE64_URL_SAFE_NO_PAD.encode([&body, &sum[1..]].concat());
    match proof::read(vocabulary, &text) {
        Ok(read) => {
            read.unknown.iter().for_each(|name| assert_told(name, &text));
            let (case, _) = Case::read(vocabulary, &read.case, today()).expect("what was read is a case");
            carried(&read.case, &evaluate(rules(), &case));
        }
        Err(why) => assert!(text.len() < 16 || body[0] != 1 || why == Unreadable::Broken, "{why:?}"),
    }
}
