//! The core for programs: cases, packs and options come in as JSON, the reports of the contract go out as JSON.
//!
//! These functions are the whole of the module behind the npm package; its loader (`pkg/npm/`) turns values into JSON
//! and faults into exceptions. Nothing is kept from call to call but the compiled rules.

mod calls;
mod fault;
mod options;

use wasm_bindgen::prelude::wasm_bindgen;

/// A report as JSON, or a fault as JSON: [`fault::Fault`].
type Json = Result<String, String>;

/// Where a case stands by every standard, and by every policy: `core::report::Report`.
///
/// # Errors
/// The fault, as JSON.
#[wasm_bindgen]
pub fn evaluate(case: &str, options: &str) -> Json {
    calls::told(calls::evaluate(case, options))
}

/// A case as a row of a table: `core::report::Summary`.
///
/// # Errors
/// The fault, as JSON.
#[wasm_bindgen]
pub fn summary(case: &str, options: &str) -> Json {
    calls::told(calls::summary(case, options))
}

/// The ways to a tier: `core::plan::report::PlanReport`.
///
/// # Errors
/// The fault, as JSON.
#[wasm_bindgen]
pub fn plan(case: &str, tier: &str, options: &str) -> Json {
    calls::told(calls::plan(case, tier, options))
}

/// The policies that fit, and what to do next: `core::report::matching::MatchReport`.
///
/// # Errors
/// The fault, as JSON.
#[wasm_bindgen(js_name = "match")]
pub fn matched(case: &str, options: &str) -> Json {
    calls::told(calls::matched(case, options))
}

/// The same answers on two days: `core::compare::ComparisonReport`.
///
/// # Errors
/// The fault, as JSON.
#[wasm_bindgen]
pub fn diff(case: &str, from: &str, to: &str, options: &str) -> Json {
    calls::told(calls::diff(case, from, to, options))
}

/// What changed between two packs: `core::compare::PackComparison`. Each is given as its JSON or, where it is a built-in
/// one, by its id.
///
/// # Errors
/// The fault, as JSON.
#[wasm_bindgen(js_name = "diffPacks")]
pub fn diff_packs(from: &str, to: &str, options: &str) -> Json {
    calls::told(calls::diff_packs(from, to, options))
}

/// What is wrong with packs, each beside the others and the built-in ones: `core::diagnostic::CheckReport`.
///
/// # Errors
/// The fault, as JSON.
#[wasm_bindgen]
pub fn check(packs: &str, options: &str) -> Json {
    calls::told(calls::check(packs, options))
}

/// Nothing: the JavaScript that begins anew after a failure takes it for granted that every module has a beginning.
#[wasm_bindgen(start)]
fn begin() {}
