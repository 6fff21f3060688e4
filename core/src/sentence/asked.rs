//! What is asked, in words.

use super::{Speaker, size_class};
use crate::limits::position;
use crate::order::distinct;
use crate::rules::*;
use crate::vocabulary::*;
use crate::written::Relation;

impl Speaker<'_> {
    /// A quantity by name, with its years.
    pub fn quantity(&self, of: &Quantity) -> String {
        let slots = of.slots();
        let years: Vec<i32> = distinct(slots.iter().filter_map(|slot| self.year_of(*slot)).collect());
        let name = self.quantity_of_any_year(of);
        // A growth speaks of the years it leads to, not of the one it starts from.
        let years = if matches!(of, Quantity::Growth(..)) { &years[1..] } else { &years[..] };
        let from = match (of, years) {
            (Quantity::AverageGrowth(..) | Quantity::CompoundGrowth(..), [_, .., last]) => Some((last - 1, *last)),
            (_, [first, .., last]) if first != last => Some((*first, *last)),
            _ => None,
        };
        match (from, years) {
            (Some((first, last)), _) => self.lang.tell(format_args!("{first}—{last} 年{name}"), format_args!("{name}, {first}–{last}")),
            (None, [year, ..]) => self.lang.tell(format_args!("{year} 年{name}"), format_args!("{name} in {year}")),
            (None, []) => name,
        }
    }

    /// A quantity by name, no year told.
    fn quantity_of_any_year(&self, of: &Quantity) -> String {
        let sum = |amount: &Amount| {
            let mut parts: Vec<&str> = amount.slots().iter().map(|slot| self.bare(*slot)).collect();
            parts.dedup();
            parts.join(self.lang.pick("与", " plus "))
        };
        let lang = self.lang;
        match of {
            Quantity::Amount(amount) if amount.slots().len() == 1 => sum(amount),
            Quantity::Amount(amount) => lang.tell(format_args!("{}合计", sum(amount)), format_args!("sum of {}", sum(amount))),
            Quantity::Mean(amount) => lang.tell(format_args!("{}平均", sum(amount)), format_args!("mean of {}", sum(amount))),
            Quantity::Ratio(a, b) => {
                lang.tell(format_args!("{}占{}的比重", sum(a), sum(b)), format_args!("{} as a share of {}", sum(a), sum(b)))
            }
            Quantity::Growth(a, _) => lang.tell(format_args!("{}增长率", self.bare(*a)), format_args!("growth of {}", self.bare(*a))),
            Quantity::AverageGrowth(a, ..) => {
                lang.tell(format_args!("{}平均增长率", self.bare(*a)), format_args!("average growth of {}", self.bare(*a)))
            }
            Quantity::CompoundGrowth(a, _) => {
                lang.tell(format_args!("{}复合增长率", self.bare(*a)), format_args!("compound growth of {}", self.bare(*a)))
            }
        }
    }

    /// What a node asks.
    pub fn required(&self, sheet: &Sheet, node: NodeIx) -> String {
        self.asked(sheet, node, true)
    }

    /// The members that this procedure asks.
    fn asked_members<'s>(&self, sheet: &'s Sheet, members: &Members) -> impl Iterator<Item = NodeIx> + 's {
        let procedure = self.case.procedure(sheet.standard);
        sheet
            .members(members)
            .iter()
            .copied()
            .filter(move |n| !matches!(sheet.test(*n), Test::WaivedIn(_, waived) if waived[procedure as usize]))
    }

    fn asked(&self, sheet: &Sheet, node: NodeIx, with_year: bool) -> String {
        let (node, _) = sheet.unwrapped(node);
        let lang = self.lang;
        let told = |n: NodeIx| {
            let shown = sheet.claim(n).text.as_ref().map(|t| t.get(lang).to_owned());
            shown.unwrap_or_else(|| self.asked(sheet, n, with_year))
        };
        let is = |name: &str, zh: &str, en: &str| lang.tell(format_args!("{name}：{zh}"), format_args!("{name}: {en}"));
        match sheet.test(node) {
            Test::AllOf(members) => {
                let parts: Vec<String> = self
                    .asked_members(sheet, members)
                    .map(|n| match sheet.test(n) {
                        Test::AnyOf(_) if sheet.claim(n).text.is_none() => {
                            lang.tell(format_args!("（{}）", told(n)), format_args!("({})", told(n)))
                        }
                        _ => told(n),
                    })
                    .collect();
                self.join(&parts, false)
            }
            Test::AnyOf(members) => {
                let parts: Vec<String> = self.asked_members(sheet, members).map(told).collect();
                self.join(&parts, true)
            }
            Test::EveryYear(members) => {
                let members = sheet.members(members);
                let (last, years) = (self.case.fiscal_year(), i32::from(position(members.len())));
                let one = self.asked(sheet, members[0], false);
                lang.tell(
                    format_args!("{}—{last} 年每年：{one}", last + 1 - years),
                    format_args!("in each year {}–{last}: {one}", last + 1 - years),
                )
            }
            Test::Not(of) => match sheet.test(*of) {
                Test::Holds(slot) => is(&self.label(*slot), "否", "no"),
                _ => lang.tell(format_args!("不得：{}", told(*of)), format_args!("not: {}", told(*of))),
            },
            Test::Compare { of, relation, .. } => {
                let relation = match relation {
                    Relation::AtLeast => lang.pick("不低于", "at least"),
                    Relation::AtMost => lang.pick("不高于", "at most"),
                    Relation::MoreThan => lang.pick("高于", "more than"),
                    Relation::LessThan => lang.pick("低于", "less than"),
                };
                let name = if with_year { self.quantity(of) } else { self.quantity_of_any_year(of) };
                let threshold = sheet.claim(node).threshold.as_deref().map(|t| self.threshold(of, t)).unwrap_or_default();
                lang.tell(format_args!("{name}{relation} {threshold}"), format_args!("{name}: {relation} {threshold}"))
            }
            Test::Holds(slot) => is(&self.label(*slot), "是", "yes"),
            Test::Declared(slot) => {
                is(&self.label(*slot), "是（企业声明，主管部门评审）", "yes (declared by the enterprise, reviewed by the authority)")
            }
            Test::OneOf(slot, mask) | Test::Includes(slot, mask) => {
                let fact = self.fact(*slot);
                let chosen = fact.options.iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0);
                let chosen: Vec<&str> = chosen.map(|(_, o)| o.label.get(lang)).collect();
                let (zh, en) = if chosen.len() > 1 { ("之一", "one of ") } else { ("", "") };
                let listed = self.listed(chosen.into_iter());
                is(fact.label.get(lang), &format!("{listed}{zh}"), &format!("{en}{listed}"))
            }
            Test::Held(slot) => lang.tell(format_args!("持有有效期内的{}", self.bare(*slot)), format_args!("{}: valid", self.bare(*slot))),
            Test::Dated(slot, dates) => self.dated(*slot, dates),
            Test::Within(slot, lo, hi) if self.fact(*slot).kind == Kind::Region => {
                let name = self.region(self.fact(*slot), *lo, *hi);
                is(self.bare(*slot), &name, &name)
            }
            Test::Within(slot, lo, hi) if *hi == self.fact(*slot).domain.hi => {
                is(&self.label(*slot), &format!("第 {lo} 名及以后（已取得名次）"), "any place")
            }
            Test::Within(slot, lo, hi) => is(&self.label(*slot), &format!("第 {lo} 至 {hi} 名"), &format!("place {lo} to {hi}")),
            Test::SizeAtMost(class) => {
                let class = size_class(*class, lang);
                lang.tell(format_args!("按划型标准不超过{class}企业"), format_args!("at most a {class} enterprise by the size standard"))
            }
            Test::ScoreAtLeast(of, points) => {
                let name = sheet.score.as_ref().and_then(|s| s.name(*of)).map_or(lang.pick("总分", "total score"), |n| n.get(lang));
                lang.tell(format_args!("{name}不低于 {points} 分"), format_args!("{name}: at least {points} points"))
            }
            Test::Meets(standard) => {
                let name = self.rules.vocabulary.standard(*standard).name.get(lang);
                lang.tell(format_args!("达到{name}标准"), format_args!("meets the standard of {name}"))
            }
            Test::WaivedBy(..) | Test::WaivedIn(..) => String::new(),
        }
    }

    /// A time in which a title must have been won, or a day must lie.
    fn dated(&self, slot: Slot, dates: &Dates) -> String {
        let (lang, name) = (self.lang, self.bare(slot));
        let months = |months: i32| match (months % 12, months / 12) {
            (0, 1) => lang.pick("1 年".to_owned(), "1 year".to_owned()),
            (0, years) => lang.tell(format_args!("{years} 年"), format_args!("{years} years")),
            _ => lang.tell(format_args!("{months} 个月"), format_args!("{months} months")),
        };
        let won = dates.lasts.is_some();
        match (dates.from, dates.to) {
            (_, Some(DateEnd::MonthsBack(ahead))) if ahead < 0 => {
                let time = months(-ahead);
                lang.tell(format_args!("{name}将在 {time}内到期"), format_args!("{name}: runs out within {time}"))
            }
            (Some(DateEnd::MonthsBack(back)), _) => {
                let time = months(back);
                lang.tell(format_args!("近 {time}内新获得{name}"), format_args!("{name}: newly won within {time}"))
            }
            (_, Some(DateEnd::MonthsBack(back))) => {
                let time = months(back);
                lang.tell(format_args!("{name}距今已满 {time}"), format_args!("{name}: at least {time} ago"))
            }
            (from, to) => {
                let day = |end: Option<DateEnd>| match end {
                    Some(DateEnd::Day(day)) => day.to_string(),
                    _ => String::new(),
                };
                let time = match (from.is_some(), to.is_some()) {
                    (true, true) => lang.tell(format_args!("{} 至 {}", day(from), day(to)), format_args!("{} to {}", day(from), day(to))),
                    (true, false) => lang.tell(format_args!("{} 以后", day(from)), format_args!("{} or later", day(from))),
                    _ => lang.tell(format_args!("{} 以前", day(to)), format_args!("{} or before", day(to))),
                };
                if won {
                    lang.tell(format_args!("{time}新获得{name}"), format_args!("{name}: newly won {time}"))
                } else {
                    lang.tell(format_args!("{name}：{time}"), format_args!("{name}: {time}"))
                }
            }
        }
    }

    /// Every band of a scale in words with the points it gives, best first within a reading.
    pub fn bands(&self, sheet: &Sheet, scale: &Scale) -> Vec<(i32, String)> {
        let lang = self.lang;
        match scale {
            Scale::Bands { of, relation, lines, .. } => {
                let relation =
                    if *relation == Relation::AtMost { lang.pick("不高于", "at most") } else { lang.pick("不低于", "at least") };
                let name = self.quantity(of);
                let line = |written: &str| {
                    let threshold = self.threshold(of, written);
                    lang.tell(format_args!("{name}{relation} {threshold}"), format_args!("{name}: {relation} {threshold}"))
                };
                lines.iter().map(|l| (l.points, line(&l.written))).collect()
            }
            Scale::Cases { when, .. } => when.iter().map(|(node, points)| (*points, self.required(sheet, *node))).collect(),
            Scale::Tally { points, of } => of.iter().map(|node| (*points, self.required(sheet, *node))).collect(),
            Scale::Steps { of, every, points } => {
                let step = self.amount(self.fact(*of), *every);
                let name = self.label(*of);
                vec![(*points, lang.tell(format_args!("{name}每满 {step}"), format_args!("{name}: each full {step}")))]
            }
            Scale::Given(slot) => vec![(i32::try_from(self.fact(*slot).domain.hi).unwrap_or(i32::MAX), self.label(*slot))],
            Scale::BestOf(readings) => readings.iter().flat_map(|reading| self.bands(sheet, reading)).collect(),
        }
    }
}
