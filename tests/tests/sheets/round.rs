//! A list written out as a sheet and taken in again is the same list.

use super::{list, rules, said, text_rows, today};
use proptest::prelude::*;
use tidu_core::answers::{Answers, Key};
use tidu_core::report::csv_row;
use tidu_core::text::Lang;
use tidu_core::vocabulary::{Kind, NO_TITLE, Span};
use tidu_sheets::{Meaning, written_cell, written_heading};

/// Every question by the name it has here, in both languages, is that question and no other.
#[test]
fn every_question_is_known_by_its_own_name() {
    let vocabulary = &rules().vocabulary;
    for (ix, fact) in vocabulary.iter() {
        for heading in Lang::ALL.map(|lang| fact.label.get(lang).to_owned()).into_iter().chain([fact.id.clone()]) {
            let list = list(text_rows(format!("企业名称,\"{heading}\"\n甲,\n").as_bytes()));
            assert_eq!(list.layout.columns[1].meaning, Some(Meaning::Fact(ix)), "{heading}");
        }
    }
}

/// Answers of every kind by chance.
fn answers() -> impl Strategy<Value = Answers> {
    prop::collection::vec((any::<prop::sample::Index>(), 0_i32..3, any::<i64>(), 0_i64..40), 0..40).prop_map(|said| {
        let vocabulary = &rules().vocabulary;
        let facts: Vec<_> = vocabulary.iter().collect();
        let mut answers = Answers::new(today());
        for (at, back, value, far) in said {
            let (ix, fact) = facts[at.index(facts.len())];
            let year = fact.yearly.then(|| today().year() - 1 - back);
            let within = |lo: i64, hi: i64| lo + value.rem_euclid(hi - lo + 1);
            let span = match fact.kind {
                Kind::Money | Kind::Percent => {
                    let lo = within(fact.domain.lo.max(-1_000_000_000), fact.domain.hi.min(9_999_000_000));
                    Span { lo, hi: if value % 3 == 0 { (lo + far).min(fact.domain.hi) } else { lo } }
                }
                Kind::Count | Kind::Years => Span::point(within(fact.domain.lo, fact.domain.hi.min(5000))),
                Kind::Bool => Span::point(value & 1),
                Kind::Choice => Span::point(within(0, i64::try_from(fact.options.len()).unwrap() - 1)),
                Kind::Set => Span::point(value & ((1 << fact.options.len()) - 1)),
                Kind::Title if value % 3 == 0 => Span::point(NO_TITLE),
                Kind::Title if value % 3 == 1 => Span { lo: today().number(), hi: fact.domain.hi },
                Kind::Title | Kind::Date => Span::point(today().number() - 1000 + far),
                Kind::Region => {
                    let Some(option) = fact.options.get(far as usize) else { continue };
                    fact.read_typed(&option.id).unwrap().unwrap()
                }
            };
            answers.put(Key { fact: ix, year }, span);
        }
        answers
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_is_read_as_the_same(firms in prop::collection::vec(answers(), 1..6), english in any::<bool>()) {
        let vocabulary = &rules().vocabulary;
        let lang = if english { Lang::En } else { Lang::Zh };
        let mut keys: Vec<Key> = firms.iter().flat_map(|firm| firm.iter().map(|(key, _)| key)).collect();
        keys.sort();
        keys.dedup();
        prop_assume!(!keys.is_empty());
        let head: Vec<String> = ["企业名称".to_owned()].into_iter().chain(keys.iter().map(|key| written_heading(vocabulary, *key, lang))).collect();
        let mut text = csv_row(&head);
        for (at, firm) in firms.iter().enumerate() {
            let cell = |key: &Key| firm.get(*key).map_or(String::new(), |span| written_cell(vocabulary.fact(key.fact), span, lang));
            text += &format!("\n{}", csv_row(&[format!("企业{at}")].into_iter().chain(keys.iter().map(cell)).collect::<Vec<_>>()));
        }
        let read = list(text_rows(text.as_bytes()));
        prop_assert_eq!(read.firms.len(), firms.len(), "{}", text);
        for (read, written) in read.firms.iter().zip(&firms) {
            for key in &keys {
                let fact = vocabulary.fact(key.fact);
                prop_assert_eq!(read.answers.get(*key), written.get(*key), "{}: {} {:?}", fact.id, said(read, &key.text(vocabulary)), read.faults);
            }
        }
    }
}
