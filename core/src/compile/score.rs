//! Score sheets: indicators, their scales, and whether their points add up.

use super::Compiler;
use super::sheet::SheetBuilder;
use crate::diagnostic::Code;
use crate::limits::position;
use crate::rules::*;
use crate::text::Text;
use crate::vocabulary::*;
use crate::written::*;

impl<'p> Compiler<'p> {
    pub(super) fn score(&mut self, b: &mut SheetBuilder<'p>, written: &'p ScoreDoc) -> Option<Score> {
        let mut groups = Vec::new();
        let mut indicators = Vec::new();
        for group in &written.groups {
            let first = indicators.len();
            for indicator in &group.indicators {
                indicators.extend(self.indicator(b, indicator));
            }
            let sum: i32 = group.indicators.iter().map(|i| i.max).sum();
            self.adds_up(&group.place, sum, group.max);
            groups.push(Group { id: group.id.clone(), name: group.name.clone(), max: group.max, indicators: first..indicators.len() });
        }
        self.adds_up(&written.place, written.groups.iter().map(|g| g.max).sum(), written.max);
        let whole = indicators.len() == written.groups.iter().map(|g| g.indicators.len()).sum::<usize>();
        whole.then_some(Score { max: written.max, groups, indicators })
    }

    pub(super) fn adds_up(&mut self, place: &str, sum: i32, max: i32) {
        if sum != max {
            self.fault::<()>(
                Code::WrongSum,
                place,
                Text::told(
                    format_args!("各项满分之和为 {sum}，与 max {max} 不符"),
                    format_args!("the maxima add up to {sum}, not to {max}"),
                ),
                Text::new("请核对原文的满分", "Check the maxima against the document"),
            );
        }
    }

    pub(super) fn indicator(&mut self, b: &mut SheetBuilder<'p>, written: &'p IndicatorDoc) -> Option<Indicator> {
        if written.cite.is_none() {
            self.no_source(&written.place, "cite");
        }
        let (scale, most) = self.scale(b, &written.place, &written.scale, written.max)?;
        if most != written.max {
            return self.fault(
                Code::WrongMaximum,
                &written.place,
                Text::told(
                    format_args!("计分方式最多给 {most} 分，与满分 {} 不符", written.max),
                    format_args!("the scale gives at most {most} points, the maximum is {}", written.max),
                ),
                Text::new("最高一档须等于满分", "The best band must give the maximum"),
            );
        }
        let (id, name, max, cite) = (written.id.clone(), written.name.clone(), written.max, written.cite.clone()?);
        Some(Indicator { id, name, max, cite, scale })
    }

    /// The scale, and the most it gives.
    pub(super) fn scale(&mut self, b: &mut SheetBuilder<'p>, place: &str, written: &'p ScaleDoc, max: i32) -> Option<(Scale, i32)> {
        Some(match written {
            ScaleDoc::Bands { of, relation, lines, otherwise } => {
                let (of, fact) = self.quantity(place, of, YearRef::Y0)?;
                let mut checked: Vec<Line> = Vec::new();
                for (text, points) in lines {
                    let value = self.number(place, text, &of, fact)?;
                    let than = of.scaled(value);
                    if let Some(before) = checked.last() {
                        let beyond = match relation {
                            Relation::AtMost => than > before.than,
                            _ => than < before.than,
                        };
                        if !beyond || *points >= before.points {
                            return self.fault(
                                Code::OverlappingBands,
                                place,
                                Text::told(
                                    format_args!("“{text}”这一档与上一档重叠"),
                                    format_args!("the band at “{text}” overlaps the one before"),
                                ),
                                Text::new(
                                    "各档须从最好到最差，分数递减",
                                    "Write the bands from best to worst, with fewer points each time",
                                ),
                            );
                        }
                    }
                    checked.push(Line { than, points: *points, written: text.clone() });
                }
                let otherwise = self.otherwise(place, *otherwise, checked.last().map(|l| l.points))?;
                let most = checked.first().map_or(otherwise, |l| l.points);
                (Scale::Bands { of, relation: *relation, lines: checked, otherwise }, most)
            }
            ScaleDoc::Cases { when, otherwise } => {
                let mut checked: Vec<(NodeIx, i32)> = Vec::new();
                // Each is looked at before the first that has a fault ends this.
                let nodes: Vec<_> = when.iter().map(|(criterion, _)| self.criterion(b, criterion, YearRef::Y0)).collect();
                for ((criterion, points), node) in when.iter().zip(nodes) {
                    let node = node?;
                    if checked.last().is_some_and(|(_, before)| points >= before) {
                        return self.fault(
                            Code::OverlappingBands,
                            &criterion.place,
                            Text::new("这一档的分数不少于上一档", "this case gives no fewer points than the one before"),
                            Text::new("各档须从最好到最差，分数递减", "Write the cases from best to worst, with fewer points each time"),
                        );
                    }
                    checked.push((node, *points));
                }
                let otherwise = self.otherwise(place, *otherwise, checked.last().map(|(_, points)| *points))?;
                let most = checked.first().map_or(otherwise, |(_, points)| *points);
                (Scale::Cases { when: checked, otherwise }, most)
            }
            ScaleDoc::Tally { points, of } => {
                let nodes: Vec<NodeIx> = of.iter().filter_map(|c| self.criterion(b, c, YearRef::Y0)).collect();
                let most = (i32::from(position(nodes.len())) * points).min(max);
                (Scale::Tally { points: *points, of: nodes }, most)
            }
            ScaleDoc::Steps { of, every, points } => {
                let (of, fact) = self.quantity(place, of, YearRef::Y0)?;
                let every = self.number(place, every, &of, fact)?;
                let slot = match of {
                    Quantity::Amount(amount) if amount.slots().len() == 1 && every > 0 => amount.slots()[0],
                    _ => {
                        return self.fault(
                            Code::WrongFact,
                            place,
                            Text::new("steps 只能用于一个事实，且步长为正", "`steps` takes one fact and a step above zero"),
                            Text::new(
                                "例如 {\"of\": \"segment_years\", \"every\": \"2 年\", \"points\": 1}",
                                "For instance {\"of\": \"segment_years\", \"every\": \"2 年\", \"points\": 1}",
                            ),
                        );
                    }
                };
                (Scale::Steps { of: slot, every, points: *points }, max)
            }
            ScaleDoc::Given(id) => {
                let ix = self.fact_of(
                    place,
                    id,
                    |f| f.kind == Kind::Count && f.domain.lo == 0,
                    "不为负的计数类事实",
                    "a count that is not negative",
                )?;
                let fact = self.rules.vocabulary.fact(ix);
                (Scale::Given(fact.slot), i32::try_from(fact.domain.hi).unwrap_or(i32::MAX))
            }
            ScaleDoc::BestOf(readings) => {
                let mut scales = Vec::new();
                let mut most = 0;
                let readings: Vec<_> = readings.iter().map(|reading| self.scale(b, place, reading, max)).collect();
                for reading in readings {
                    let (scale, points) = reading?;
                    most = most.max(points);
                    scales.push(scale);
                }
                (Scale::BestOf(scales), most)
            }
        })
    }

    pub(super) fn otherwise(&mut self, place: &str, otherwise: Option<i32>, worst: Option<i32>) -> Option<i32> {
        match otherwise {
            Some(points) if worst.is_none_or(|worst| points < worst) => Some(points),
            Some(_) => self.fault(
                Code::OverlappingBands,
                place,
                Text::new("otherwise 的分数不少于最低一档", "`otherwise` gives no fewer points than the lowest band"),
                Text::new("达不到任何一档时分数最少", "What reaches no band has the fewest points"),
            ),
            None => self.fault(
                Code::Gap,
                place,
                Text::new("各档之外没有规定分数，留下了空档", "what reaches no band has no points: there is a hole"),
                Text::new("请写 otherwise，通常为 0", "Write `otherwise`, mostly 0"),
            ),
        }
    }
}
