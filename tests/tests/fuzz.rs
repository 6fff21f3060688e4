//! The fuzz targets on a stable Rust: the inputs that are kept, and others by chance near them. By default a bounded number
//! for each; `TIDU_FUZZ=1000000` in the environment asks for more, `cargo pkg fuzz` for a search guided by coverage. An input
//! that fails goes into `fuzz/corpus/`.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{FileFailurePersistence, TestRunner};
use std::fs;
use tidu_tests::fuzz::TARGETS;

/// The inputs kept for a target.
fn kept(target: &str) -> Vec<Vec<u8>> {
    let folder = format!("{}/fuzz/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(&folder).unwrap_or_else(|why| panic!("{folder}: {why}"));
    entries.map(|entry| fs::read(entry.expect("a folder of files").path()).expect("it can be read")).collect()
}

/// Bytes by chance, or two inputs that are kept with a piece of the one in the place of a piece of the other.
fn near(kept: &[Vec<u8>]) -> impl Strategy<Value = Vec<u8>> + use<> {
    let one = proptest::sample::select(kept.to_vec());
    let piece = (one.clone(), any::<(Index, usize)>()).prop_map(|(from, (at, length))| {
        let rest = &from[at.index(from.len() + 1)..];
        rest[..rest.len().min(length % 32)].to_vec()
    });
    let with = prop_oneof![3 => piece, 1 => vec(any::<u8>(), 0..4)];
    let changed = (one, with, any::<(Index, usize)>()).prop_map(|(mut input, with, (at, length))| {
        let from = at.index(input.len() + 1);
        let to = (from + length % 32).min(input.len());
        input.splice(from..to, with);
        input
    });
    prop_oneof![4 => changed, 1 => vec(any::<u8>(), 0..200)]
}

fn play(name: &str, inputs: u32) {
    let (_, target) = TARGETS.into_iter().find(|(target, _)| *target == name).expect("a target");
    let kept = kept(name);
    kept.iter().for_each(|input| target(input));
    let wanted = std::env::var("TIDU_FUZZ").ok().and_then(|text| text.parse().ok());
    let persistence = FileFailurePersistence::WithSource("regressions");
    let config = ProptestConfig {
        cases: wanted.unwrap_or(inputs),
        failure_persistence: Some(Box::new(persistence)),
        source_file: Some(file!()),
        ..ProptestConfig::default()
    };
    let outcome = TestRunner::new(config).run(&near(&kept), |input| {
        target(&input);
        Ok(())
    });
    outcome.unwrap_or_else(|fault| panic!("{name}: {fault}"));
}

#[test]
fn json_is_read_or_told() {
    play("json", 5_000);
}

#[test]
fn no_typed_text_is_taken_for_what_it_is_not() {
    play("typed_number", 5_000);
}

#[test]
fn a_day_reads_back() {
    play("day", 5_000);
}

#[test]
fn no_text_stops_the_reader_of_packs() {
    play("pack_text", 1_000);
}

#[test]
fn no_pack_stops_the_compiler() {
    play("pack_change", 500);
}

#[test]
fn no_case_stops_a_report_and_nothing_settled_is_overturned() {
    play("case", 2_000);
}

#[test]
fn no_text_stops_the_reader_of_proofs() {
    play("proof", 2_000);
}
