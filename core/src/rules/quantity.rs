//! What a test measures: figures added up, shares and growths.

use crate::number::{MICRO, Threshold};
use crate::vocabulary::Slot;

/// Up to four values added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    slots: [Slot; 4],
    len: u8,
}

impl Amount {
    /// One value.
    pub(crate) fn one(slot: Slot) -> Amount {
        Amount { slots: [slot; 4], len: 1 }
    }

    /// Adds a value; at most four fit.
    pub(crate) fn push(mut self, slot: Slot) -> Option<Amount> {
        *self.slots.get_mut(self.len as usize)? = slot;
        self.len += 1;
        Some(self)
    }

    /// The value, if there is but one.
    #[inline]
    pub(crate) fn single(&self) -> Option<Slot> {
        (self.len == 1).then_some(self.slots[0])
    }

    /// The values added up.
    #[inline]
    pub fn slots(&self) -> &[Slot] {
        &self.slots[..self.len as usize]
    }
}

/// Something measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// A value, or several added up.
    Amount(Amount),
    /// A sum divided by how many there are.
    Mean(Amount),
    /// One over the other.
    Ratio(Amount, Amount),
    /// The first over the second, less one.
    Growth(Slot, Slot),
    /// The mean of two yearly growths, from three years, latest first.
    AverageGrowth(Slot, Slot, Slot),
    /// The yearly rate that leads from the second to the first in two years.
    CompoundGrowth(Slot, Slot),
}

impl Quantity {
    /// Every value it rests on.
    pub fn slots(&self) -> Vec<Slot> {
        self.tops().iter().copied().chain(self.bases()).collect()
    }

    /// Whether it rests on a value.
    pub(crate) fn rests_on(&self, slot: Slot) -> bool {
        self.tops().contains(&slot) || self.bases().any(|base| base == slot)
    }

    /// What stands above the line, or is added up.
    pub(crate) fn tops(&self) -> &[Slot] {
        match self {
            Quantity::Amount(a) | Quantity::Mean(a) | Quantity::Ratio(a, _) => a.slots(),
            Quantity::Growth(a, _) | Quantity::CompoundGrowth(a, _) | Quantity::AverageGrowth(a, ..) => std::slice::from_ref(a),
        }
    }

    /// What stands below it.
    pub(crate) fn bases(&self) -> impl Iterator<Item = Slot> + '_ {
        let (first, then): (&[Slot], &[Slot]) = match self {
            Quantity::Amount(_) | Quantity::Mean(_) => (&[], &[]),
            Quantity::Ratio(_, b) => (b.slots(), &[]),
            Quantity::Growth(_, b) | Quantity::CompoundGrowth(_, b) => (std::slice::from_ref(b), &[]),
            Quantity::AverageGrowth(_, b, c) => (std::slice::from_ref(b), std::slice::from_ref(c)),
        };
        first.iter().chain(then).copied()
    }

    /// Whether it is a share or a rate, shown in percent.
    pub fn is_rate(&self) -> bool {
        !matches!(self, Quantity::Amount(_) | Quantity::Mean(_))
    }

    /// A threshold in the scale in which this quantity is compared. Amounts are compared as they are, a mean as the
    /// sum; rates as a part of one, a compound rate as the factor over two years.
    pub(crate) fn scaled(&self, threshold: i64) -> Threshold {
        let percent = 100 * MICRO;
        match self {
            Quantity::Amount(_) => Threshold::whole(threshold),
            Quantity::Mean(amount) => Threshold::whole(threshold * i64::from(amount.len)),
            Quantity::Ratio(..) | Quantity::Growth(..) | Quantity::AverageGrowth(..) => Threshold::reduced(threshold, percent),
            Quantity::CompoundGrowth(..) => {
                let yearly = Threshold::reduced(percent + threshold, percent);
                Threshold { num: yearly.num * yearly.num, den: yearly.den * yearly.den }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A threshold as written comes to the scale in which its quantity is measured.
    #[test]
    fn thresholds_are_in_the_scale_of_what_is_measured() {
        let [a, b, c] = [Slot(0), Slot(1), Slot(2)];
        let two = Amount::one(a).push(b).unwrap();
        assert_eq!((two.slots(), two.single(), Amount::one(c).single()), (&[a, b][..], None, Some(c)));
        assert_eq!(two.push(c).and_then(|three| three.push(a)).and_then(|four| four.push(b)), None);
        let percent = |number: i64| number * MICRO;
        for (of, written, scaled, is_rate) in [
            (Quantity::Amount(two), 7, Threshold::whole(7), false),
            (Quantity::Mean(two), 7, Threshold::whole(14), false),
            (Quantity::Ratio(two, Amount::one(c)), percent(60), Threshold { num: 3, den: 5 }, true),
            (Quantity::Growth(a, b), percent(5), Threshold { num: 1, den: 20 }, true),
            (Quantity::AverageGrowth(a, b, c), percent(8), Threshold { num: 2, den: 25 }, true),
            // A tenth more each year is 1.21 times as much after two.
            (Quantity::CompoundGrowth(a, b), percent(10), Threshold { num: 121, den: 100 }, true),
        ] {
            assert_eq!((of.scaled(written), of.is_rate()), (scaled, is_rate), "{of:?}");
        }
    }
}
