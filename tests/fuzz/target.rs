//! One program for all targets: the environment says which. An own one for each would compile seven times.
#![no_main]

use std::sync::LazyLock;
use tidu_tests::fuzz::TARGETS;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let wanted = std::env::var("TIDU_FUZZ_TARGET").unwrap_or_default();
    let all = TARGETS.iter().copied().chain([("saved_file", tidu_web_native::fuzz::saved_file as fn(&[u8]))]);
    let names: Vec<_> = all.clone().map(|(name, _)| name).collect();
    let found = all.into_iter().find(|(name, _)| *name == wanted);
    found.unwrap_or_else(|| panic!("TIDU_FUZZ_TARGET is {wanted:?} and no target; there are {}", names.join(", "))).1
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET(bytes));
