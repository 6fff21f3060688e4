//! Saved files by chance; the other targets are in `tests/src/fuzz/`.

use crate::state::{RulesRef, State};
use crate::storage::record::{find_in, go_to, read, write};
use std::rc::Rc;
use tidu_core::day::Day;

/// Whatever stands in a file that somebody opens, it is read or refused; what was read is written, and reads the same.
pub fn saved_file(bytes: &[u8]) {
    thread_local! {
        static RULES: RulesRef = RulesRef(Rc::new(tidu_core::packs::built_in().expect("the built-in packs compile")), Rc::default());
    }
    let today = Day::parse("2026-11-26").expect("a day");
    let Some(found) = find_in(&String::from_utf8_lossy(bytes)) else { return };
    let blank = State::new(RULES.with(Clone::clone), today);
    for day in [None, Some(today)] {
        let Ok(mut state) = read(&found, &blank, day) else { continue };
        go_to(&mut state, &found["place"]);
        let written = write(&state);
        let text = written.to_string();
        let again = read(&find_in(&text).expect("what is written is found"), &blank, day).expect("what is written is read");
        assert_eq!(write(&again), written, "{found}");
        assert!(again.answers == state.answers, "{found}");
    }
}

#[cfg(test)]
mod tests {
    use super::saved_file;
    use std::fs;

    #[test]
    fn kept_files_are_read_or_refused() {
        let kept = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fuzz/corpus/saved_file")).expect("files are kept");
        let kept: Vec<Vec<u8>> = kept.map(|entry| fs::read(entry.expect("it can be read").path()).expect("it can be read")).collect();
        assert!(kept.len() > 20);
        for file in &kept {
            saved_file(file);
        }
        // What is near them: a part left out, a part of another in its place.
        let mut seed = 0x5eed_u64;
        let mut below = |n: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).expect("31 bits") % n.max(1)
        };
        for _ in 0..2_000 {
            let (mut file, other) = (kept[below(kept.len())].clone(), &kept[below(kept.len())]);
            let (from, with) = (below(file.len()), below(other.len()));
            let to = (from + below(40)).min(file.len());
            file.splice(from..to, other[with..(with + below(40)).min(other.len())].iter().copied());
            saved_file(&file);
        }
    }
}
