//! A walk over the paths of the first round: whatever is answered with one tap, what was promised stands at its end.

use std::collections::{BTreeMap, BTreeSet};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::match_policies;
use tidu_core::questions::{NextQuestion, bands, questions_in_order};
use tidu_core::report::matching::match_report;
use tidu_core::report::report;
use tidu_core::rules::Sheet;
use tidu_core::text::Lang;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{Kind, NO_TITLE, Slot, Span};
use tidu_tests::chance::Chance;
use tidu_tests::ordering::FIRST_ROUND;
use tidu_tests::plausible::DAY;
use tidu_tests::player::is_held;
use tidu_tests::row::rules;

fn ordered(case: &Case, asked: &BTreeSet<Slot>) -> Vec<NextQuestion> {
    let evaluation = evaluate(rules(), case);
    let matches = match_policies(rules(), case, &evaluation);
    let wanted = |standard| !is_held(rules(), case, rules().vocabulary.standard(standard).rung);
    let mut all = questions_in_order(rules(), case, &evaluation, |a| wanted(a.standard), &matches);
    all.iter_mut().for_each(|question| question.slots.retain(|slot| !asked.contains(slot)));
    all.retain(|question| !question.slots.is_empty());
    all
}

/// A value of what is possible.
fn any(case: &Case, slot: Slot, chance: &mut Chance) -> Span {
    let fact = rules().vocabulary.fact(rules().vocabulary.of_slot(slot).0);
    let span = case.span(slot);
    let between = |chance: &mut Chance| {
        let width = usize::try_from((span.hi - span.lo).min(i64::from(u16::MAX))).unwrap_or(0);
        span.lo + i64::try_from(chance.below(width + 1)).unwrap_or(0)
    };
    let value = match fact.kind {
        Kind::Set => span.lo | span.hi & i64::try_from(chance.below(1 << 20)).unwrap_or(0),
        Kind::Title if span.lo == NO_TITLE && chance.below(2) == 0 => NO_TITLE,
        Kind::Title => span.hi,
        Kind::Region => fact.domain.lo.max(span.lo) + 260_002,
        _ => between(chance),
    };
    Span::point(value.clamp(span.lo, span.hi))
}

/// What one tap answers: yes and no, an option, none of them, one of them, a band; or nothing, where it is not known.
fn taps(case: &Case, question: &NextQuestion, chance: &mut Chance) -> Vec<(Slot, Span)> {
    let vocabulary = &rules().vocabulary;
    if chance.below(6) == 0 {
        return Vec::new();
    }
    let written = &vocabulary.questions[question.question];
    let none = chance.below(2) == 0;
    let mut answer = |slot: &Slot| {
        let fact = vocabulary.fact(vocabulary.of_slot(*slot).0);
        let span = case.span(*slot);
        let said = match fact.kind {
            Kind::Set if none => Span::point(span.lo),
            Kind::Set => Span::point(span.lo | span.hi & 1 << chance.below(fact.options.len())),
            _ if none && written.none.is_some() => fact.none().unwrap_or(span),
            Kind::Region => {
                let code: i64 = chance.pick(&[360_102, 360_121, 330_106]);
                Span::point(code)
            }
            _ if fact.rough => {
                let evaluation = evaluate(rules(), case);
                let matches = match_policies(rules(), case, &evaluation);
                let bands = bands(rules(), case, &evaluation, |_| true, &matches, *slot);
                if bands.is_empty() { any(case, *slot, chance) } else { bands[chance.below(bands.len())] }
            }
            _ => any(case, *slot, chance),
        };
        (*slot, said)
    };
    question.slots.iter().map(&mut answer).collect()
}

/// All verdicts, by the standard and, in the document that governs it, the criterion.
fn verdicts(case: &Case) -> BTreeMap<(usize, *const Sheet, usize), Verdict> {
    let evaluation = evaluate(rules(), case);
    let mut all = BTreeMap::new();
    for (standard, assessment) in evaluation.assessments.iter().enumerate() {
        all.insert((standard, std::ptr::null(), 0), assessment.verdict);
        for (sheet, outcome) in assessment.sheets() {
            let criteria = sheet.criteria.iter().enumerate();
            all.extend(criteria.map(|(at, node)| ((standard, std::ptr::from_ref(sheet), at), outcome.node(*node).verdict())));
        }
    }
    all
}

#[test]
fn whatever_is_answered_the_first_round_keeps_its_word() {
    let mut chance = Chance(0xF1A5_7000);
    let day = Day::parse(DAY).unwrap();
    let mut ends = BTreeSet::new();
    for _ in 0..250 {
        let mut case = Case::empty(&rules().vocabulary, day);
        let (mut asked, mut count) = (BTreeSet::new(), 0);
        let mut path = Vec::new();
        while let Some(question) = ordered(&case, &asked).into_iter().next().filter(|question| question.first_round) {
            count += 1;
            path.push(rules().vocabulary.questions[question.question].id.as_str());
            for (slot, span) in taps(&case, &question, &mut chance) {
                case.set(&rules().vocabulary, slot, span);
            }
            asked.extend(question.slots);
        }
        assert!(count <= FIRST_ROUND, "{path:?}");
        // The picture can be made: where it stands, what is open, what fits.
        let evaluation = evaluate(rules(), &case);
        let whole = report(rules(), &case, &[], &evaluation, Lang::Zh);
        assert_eq!(whole.assessments.len(), rules().vocabulary.standards.len());
        let fits = match_report(rules(), &case, &[], &evaluation, Lang::Zh);
        assert!(!fits.policies.is_empty());
        drop(evaluation);
        let before = verdicts(&case);
        ends.insert(before.values().map(|verdict| verdict.id()).collect::<Vec<_>>().join(" "));
        // And what is settled stays so, whatever comes after.
        asked.clear();
        for _ in 0..25 {
            let Some(question) = ordered(&case, &asked).into_iter().find(|question| !question.first_round) else { break };
            for slot in &question.slots {
                let value = any(&case, *slot, &mut chance);
                case.set(&rules().vocabulary, *slot, value);
            }
            asked.extend(question.slots);
        }
        let after = verdicts(&case);
        for (at, was) in before.iter().filter(|(_, was)| matches!(was, Verdict::Met | Verdict::Unmet)) {
            assert!(after.get(at).is_none_or(|is| is == was), "{at:?}: {was:?} became {:?} after {path:?}", after.get(at));
        }
    }
    assert!(ends.len() > 20, "{}", ends.len());
}
