//! Score sheets: indicators, their scales, and whether their points add up.

use super::Compiler;
use super::sheet::SheetBuilder;
use crate::diagnostic::Code;
use crate::limits::position;
use crate::messages as m;
use crate::rules::*;
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
            self.fault::<()>(Code::WrongSum, place, m::SUM_OF_MAXIMA_WRONG.text([&sum, &max]), m::CHECK_MAXIMA.text([]));
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
                m::SCALE_MISSES_MAXIMUM.text([&most, &written.max]),
                m::BEST_BAND_GIVES_MAXIMUM.text([]),
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
                            return self.fault(Code::OverlappingBands, place, m::BANDS_OVERLAP.text([&text]), m::BANDS_FROM_BEST.text([]));
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
                            m::CASE_GIVES_NO_FEWER_POINTS.text([]),
                            m::CASES_FROM_BEST.text([]),
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
                        return self.fault(Code::WrongFact, place, m::STEPS_TAKES_ONE_FACT.text([]), m::INSTANCE_OF_STEPS.text([]));
                    }
                };
                (Scale::Steps { of: slot, every, points: *points }, max)
            }
            ScaleDoc::Given(id) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Count && f.domain.lo == 0, m::A_COUNT_NOT_NEGATIVE)?;
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
                m::OTHERWISE_GIVES_NO_FEWER_POINTS.text([]),
                m::OTHERWISE_GIVES_FEWEST_POINTS.text([]),
            ),
            None => self.fault(Code::Gap, place, m::BANDS_LEAVE_A_GAP.text([]), m::WRITE_OTHERWISE.text([])),
        }
    }
}
