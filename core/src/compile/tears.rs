//! Which nodes of a sheet may take a search to be told exactly, found once for all cases.

use crate::order::distinct;
use crate::rules::*;
use crate::vocabulary::Slot;

impl Sheet {
    /// Finds, of the nodes that are told on their own and the whole, those below which an open value may be used by two
    /// tests or be divided by. What a score or another standard asks is taken to do either.
    pub(super) fn find_tears(&mut self, sizes: &[SizeStandard]) {
        let told = self.layout.iter().map(|spot| spot.node).chain([self.root]);
        self.may_tear = told.filter(|node| self.may_tear(*node, sizes)).collect();
    }

    fn may_tear(&self, node: NodeIx, sizes: &[SizeStandard]) -> bool {
        let mut uses = Vec::new();
        !self.uses(node, sizes, &mut uses) || uses.len() > distinct(uses.clone()).len()
    }

    /// Adds every value used, as often as it is; false where that cannot be told.
    fn uses(&self, node: NodeIx, sizes: &[SizeStandard], uses: &mut Vec<Slot>) -> bool {
        let test = self.test(node);
        match test {
            Test::ScoreAtLeast(..) | Test::Meets(_) => return false,
            Test::Compare { of, .. } if of.bases().next().is_some() => return false,
            Test::SizeAtMost(_) => {
                let lines = sizes.iter().flat_map(|standard| &standard.industries).flatten().flat_map(|industry| &industry.lines);
                let figures = lines.map(|(slot, _)| *slot).chain(sizes.iter().map(|standard| standard.industry));
                uses.extend(distinct(figures.collect()));
            }
            Test::Compare { .. } | Test::Holds(_) | Test::Declared(_) | Test::OneOf(..) | Test::Includes(..) => uses.extend(test.slots()),
            Test::Held(_) | Test::Dated(..) | Test::Within(..) => uses.extend(test.slots()),
            Test::AllOf(_) | Test::EveryYear(_) | Test::AnyOf(_) | Test::Not(_) | Test::WaivedBy(..) | Test::WaivedIn(..) => {}
        }
        self.children(node).all(|child| self.uses(child, sizes, uses))
    }
}
