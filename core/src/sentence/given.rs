//! What there is, and how far it is from what is asked, in words.

use super::{Speaker, points, size_class, verdict};
use crate::day::Day;
use crate::evaluate::{Evaluation, Outcome};
use crate::explain::Line;
use crate::measure::Measure;
use crate::number::{Fraction, MICRO};
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::*;
use crate::written::Relation;

impl Speaker<'_> {
    /// The answer given for a value, in words; none if there is none.
    pub fn answer(&self, slot: Slot) -> Option<String> {
        if !self.case.is_answered(&self.rules.vocabulary, slot) {
            return None;
        }
        let (fact, span) = (self.fact(slot), self.case.span(slot));
        let lang = self.lang;
        Some(match fact.kind {
            Kind::Money | Kind::Percent | Kind::Count | Kind::Years => self.range(fact, span),
            Kind::Bool => if span.lo == 1 { lang.pick("是", "yes") } else { lang.pick("否", "no") }.to_owned(),
            Kind::Choice => fact.options.get(span.lo as usize).map(|o| o.label.get(lang).to_owned())?,
            Kind::Set if span.lo == 0 => lang.pick("以上均无", "none of them").to_owned(),
            Kind::Set => {
                let chosen = fact.options.iter().enumerate().filter(|(i, _)| span.lo & (1 << i) != 0);
                self.listed(chosen.map(|(_, o)| o.label.get(lang)))
            }
            Kind::Title if span.lo == NO_TITLE => lang.pick("没有该资格", "not held").to_owned(),
            Kind::Title => {
                let day = Day::from_number(span.lo)?;
                match day >= self.case.as_of {
                    true => lang.tell(format_args!("有效期至 {day}"), format_args!("valid until {day}")),
                    false => lang.tell(format_args!("已于 {day} 到期"), format_args!("expired on {day}")),
                }
            }
            Kind::Date => Day::from_number(span.lo)?.to_string(),
            Kind::Region => self.region(fact, span.lo, span.hi),
        })
    }

    /// A number, or what is known of it: `110 万元 至 130 万元`.
    pub(super) fn range(&self, fact: &Fact, span: Span) -> String {
        let (lo, hi) = (self.amount(fact, span.lo), self.amount(fact, span.hi));
        let lang = self.lang;
        match span {
            span if span.is_point() => lo,
            span if span.hi == fact.domain.hi => lang.tell(format_args!("至少 {lo}"), format_args!("at least {lo}")),
            span if span.lo == fact.domain.lo => lang.tell(format_args!("至多 {hi}"), format_args!("at most {hi}")),
            _ => lang.tell(format_args!("{lo} 至 {hi}"), format_args!("{lo} to {hi}")),
        }
    }

    fn not_answered(&self, slots: &[Slot]) -> Option<String> {
        let open: Vec<String> =
            slots.iter().filter(|slot| !self.case.is_answered(&self.rules.vocabulary, **slot)).map(|slot| self.label(*slot)).collect();
        match open.is_empty() {
            true => None,
            false => Some(self.lang.tell(format_args!("未填：{}", open.join("、")), format_args!("not answered: {}", open.join(", ")))),
        }
    }

    /// The answers a node of a sheet still waits for, by name: where a criterion cannot be met any more, those of what
    /// waives it. Those behind a score or a size class are not among them.
    pub fn lacking(&self, sheet: &Sheet, outcome: &Outcome, node: NodeIx) -> Vec<String> {
        let mut slots = Vec::new();
        self.open_slots(sheet, outcome, node, &mut slots);
        let mut open: Vec<String> = Vec::new();
        for slot in slots {
            let label = self.label(slot);
            if !self.case.is_answered(&self.rules.vocabulary, slot) && !open.contains(&label) {
                open.push(label);
            }
        }
        open
    }

    /// The values that could still settle a node in this procedure.
    fn open_slots(&self, sheet: &Sheet, outcome: &Outcome, node: NodeIx, out: &mut Vec<Slot>) {
        if outcome.node(node).is_settled() {
            return;
        }
        match sheet.test(node) {
            Test::AllOf(members) | Test::EveryYear(members) | Test::AnyOf(members) => {
                self.asked_members(sheet, members).for_each(|member| self.open_slots(sheet, outcome, member, out));
            }
            Test::Not(of) | Test::WaivedIn(of, _) => self.open_slots(sheet, outcome, *of, out),
            Test::WaivedBy(of, by) => {
                self.open_slots(sheet, outcome, *of, out);
                self.open_slots(sheet, outcome, *by, out);
            }
            _ => out.extend(sheet.slots(node)),
        }
    }

    /// What was measured, in words.
    pub fn measured(&self, of: &Quantity, measured: &Measure) -> String {
        let lang = self.lang;
        let slots = of.slots();
        if let Some(open) = self.not_answered(&slots) {
            return if slots.len() == 1 { lang.pick("未填", "not answered").to_owned() } else { open };
        }
        let Measure::Within(bounds) = measured else {
            return lang.pick("无法计算：基数为零或负数", "undefined: the base is zero or negative").to_owned();
        };
        let fact = self.fact(slots[0]);
        if let Quantity::Amount(amount) = of
            && let [slot] = amount.slots()
        {
            return self.answer(*slot).unwrap_or_default();
        }
        let show = |value: Fraction| -> String {
            let scale = i128::from(if fact.kind.is_micro() { MICRO } else { 1 });
            match of {
                Quantity::Amount(_) => self.with_unit(fact, Fraction { num: value.num, den: value.den * scale }, 6),
                Quantity::Mean(amount) => {
                    self.with_unit(fact, Fraction { num: value.num, den: value.den * scale * amount.slots().len() as i128 }, 6)
                }
                Quantity::CompoundGrowth(..) => format!("{} %", value.yearly_rate().rounded(2)),
                _ => format!("{} %", Fraction { num: value.num * 100, den: value.den }.rounded(2)),
            }
        };
        let value = match bounds.exact {
            true => show(bounds.lo),
            false => lang.tell(
                format_args!("{} 至 {}", show(bounds.lo), show(bounds.hi)),
                format_args!("{} to {}", show(bounds.lo), show(bounds.hi)),
            ),
        };
        // The share is shown rounded; the figures behind it let anyone check it.
        let behind: Vec<String> = slots.iter().filter_map(|slot| self.answer(*slot)).collect();
        let behind = match of {
            Quantity::Ratio(a, _) if a.slots().len() == 1 && slots.len() == 2 => behind.join(" ÷ "),
            Quantity::Ratio(..) => return value,
            Quantity::Amount(_) | Quantity::Mean(_) => behind.join(" + "),
            _ => behind.join(" ← "),
        };
        lang.tell(format_args!("{value}（{behind}）"), format_args!("{value} ({behind})"))
    }

    /// What there is, for a line of an explanation. `parts` are the lines below it.
    pub fn actual(&self, evaluation: &Evaluation<'_>, sheet: &Sheet, outcome: &Outcome, line: &Line, parts: &[Line]) -> String {
        let (node, _) = sheet.unwrapped(line.node);
        let open = || self.lang.pick("未填", "not answered").to_owned();
        let nothing = |actual: String| if actual.is_empty() { open() } else { actual };
        match sheet.test(node) {
            Test::Compare { of, .. } => line.measure.as_ref().map(|m| self.measured(of, m)).unwrap_or_default(),
            Test::Holds(slot)
            | Test::Declared(slot)
            | Test::OneOf(slot, _)
            | Test::Includes(slot, _)
            | Test::Held(slot)
            | Test::Dated(slot, _)
            | Test::Within(slot, ..) => self.answer(*slot).unwrap_or_else(open),
            Test::Not(of) => {
                let slots = sheet.slots(*of);
                nothing(self.listed_owned(slots.iter().filter_map(|slot| self.answer(*slot))))
            }
            Test::SizeAtMost(_) => match evaluation.size {
                Some((lo, hi)) if lo == hi => size_class(lo, self.lang).to_owned(),
                Some((lo, hi)) => {
                    let (lo, hi) = (size_class(lo, self.lang), size_class(hi, self.lang));
                    self.lang.tell(format_args!("{lo}至{hi}"), format_args!("{lo} to {hi}"))
                }
                None => self.lang.pick("尚不能划型", "size not yet known").to_owned(),
            },
            Test::ScoreAtLeast(of, _) => points(outcome.score(*of), self.lang),
            Test::Meets(standard) => verdict(evaluation.of(*standard).verdict, self.lang).to_owned(),
            Test::AllOf(_) | Test::EveryYear(_) | Test::AnyOf(_) => {
                self.together(evaluation, sheet, outcome, line, &without_waivers(parts))
            }
            Test::WaivedBy(..) | Test::WaivedIn(..) => String::new(),
        }
    }

    /// What there is for a criterion of several parts: all of it while that is short, else how many parts hold.
    fn together(&self, evaluation: &Evaluation<'_>, sheet: &Sheet, outcome: &Outcome, line: &Line, parts: &[&Line]) -> String {
        let own: Vec<&&Line> = parts.iter().filter(|p| p.depth == line.depth + 1).collect();
        if own.len() > 2 || parts.len() > 6 {
            let good = own.iter().filter(|p| matches!(p.verdict, Verdict::Met | Verdict::NeedsReview)).count();
            let all = own.len();
            return self.lang.tell(format_args!("{all} 项中 {good} 项满足"), format_args!("{good} of {all} satisfied"));
        }
        // What was left blank is only worth telling while it is still needed.
        let needed = |p: &&&Line| line.verdict == Verdict::Unknown || p.verdict != Verdict::Unknown;
        let leaves: Vec<&Line> = parts.iter().filter(|p| self.is_leaf(sheet, p)).filter(needed).copied().collect();
        let years: Vec<Option<i32>> = leaves.iter().map(|leaf| self.only_year(sheet, leaf)).collect();
        let many_years = years.iter().flatten().any(|year| years.iter().flatten().any(|other| other != year));
        let mut told: Vec<String> = Vec::new();
        for (leaf, year) in leaves.into_iter().zip(years) {
            let one = self.actual(evaluation, sheet, outcome, leaf, &[]);
            let one = match year.filter(|_| many_years && leaf.verdict != Verdict::Unknown) {
                Some(year) => self.lang.tell(format_args!("{year} 年 {one}"), format_args!("{year}: {one}")),
                None => one,
            };
            if !told.contains(&one) {
                told.push(one);
            }
        }
        told.join(self.lang.pick("；", "; "))
    }

    /// The one year a leaf speaks of.
    fn only_year(&self, sheet: &Sheet, leaf: &Line) -> Option<i32> {
        let slots = sheet.slots(leaf.node);
        let year = self.year_of(*slots.first()?)?;
        slots.iter().all(|slot| self.year_of(*slot) == Some(year)).then_some(year)
    }

    fn is_leaf(&self, sheet: &Sheet, line: &Line) -> bool {
        !matches!(sheet.test(sheet.unwrapped(line.node).0), Test::AllOf(_) | Test::EveryYear(_) | Test::AnyOf(_))
    }

    fn listed_owned(&self, items: impl Iterator<Item = String>) -> String {
        items.collect::<Vec<_>>().join(self.lang.pick("、", ", "))
    }

    /// How far it is from the line, in words; none where there is nothing to say.
    pub fn margin(&self, sheet: &Sheet, line: &Line) -> Option<String> {
        let (node, _) = sheet.unwrapped(line.node);
        let (Test::Compare { of, relation, .. }, Some(margin)) = (sheet.test(node), line.margin) else { return None };
        let slots = of.slots();
        if slots.iter().any(|slot| !self.case.is_answered(&self.rules.vocabulary, *slot)) {
            return None;
        }
        let fact = self.fact(slots[0]);
        let name = if of.is_rate() { self.label(slots[0]) } else { String::new() };
        let small_is_good = matches!(relation, Relation::AtMost | Relation::LessThan);
        let lang = self.lang;
        let size = |value: i64| self.amount(fact, value.saturating_abs());
        let space = if name.is_empty() { "" } else { lang.pick("", " ") };
        Some(match margin {
            Span { lo: 0, hi: 0 } => lang.pick("正好在线上", "exactly on the line").to_owned(),
            Span { lo: 0, .. } => lang.pick("最低正好在线上", "at worst exactly on the line").to_owned(),
            Span { lo, .. } if lo >= 0 && small_is_good => {
                lang.tell(format_args!("{name}还可增加 {}", size(lo)), format_args!("{name}{space}may rise by {}", size(lo)))
            }
            Span { lo, .. } if lo >= 0 => {
                lang.tell(format_args!("{name}高出 {}", size(lo)), format_args!("{name}{space}above by {}", size(lo)))
            }
            Span { hi, .. } if hi < 0 && small_is_good => {
                lang.tell(format_args!("{name}超出 {}", size(hi)), format_args!("{name}{space}over by {}", size(hi)))
            }
            Span { hi, .. } if hi < 0 => {
                lang.tell(format_args!("{name}还差 {}", size(hi)), format_args!("{name}{space}short by {}", size(hi)))
            }
            Span { lo, hi } => lang.tell(
                format_args!("{name}最差差 {}，最好余 {}", size(lo), size(hi)),
                format_args!("{name}{space}at worst short by {}, at best {} to spare", size(lo), size(hi)),
            ),
        })
    }
}

/// Lines less those that only say when a criterion is waived.
fn without_waivers(lines: &[Line]) -> Vec<&Line> {
    let mut under = None;
    let kept = |line: &&Line| {
        if under.is_some_and(|depth| line.depth > depth) {
            return false;
        }
        under = line.waiver.then_some(line.depth);
        !line.waiver
    };
    lines.iter().filter(kept).collect()
}
