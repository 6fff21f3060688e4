//! Verdicts, and the sets of verdicts that are still possible.
//!
//! While facts are missing, a criterion has not one verdict but a set of those it may yet turn out to have. The
//! engine reckons with these sets; only what is shown is a single [`Verdict`]. A set of one can only stay as it
//! is when more is answered, which is why a verdict of met or unmet never changes.

/// What can be said of a criterion, a standard or a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Verdict {
    /// Not satisfied, whatever else is answered.
    Unmet = 0,
    /// Still open, or undefined (a ratio over nothing).
    Unknown = 1,
    /// The enterprise declares it; an authority decides.
    NeedsReview = 2,
    /// Satisfied by the facts alone, whatever else is answered.
    Met = 3,
    /// Not examined: waived, or no rule in force.
    NotApplicable = 4,
}

impl Verdict {
    /// All of them, least first, and "not applicable" last.
    pub const ALL: [Verdict; 5] = [Verdict::Unmet, Verdict::Unknown, Verdict::NeedsReview, Verdict::Met, Verdict::NotApplicable];

    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Unmet => "unmet",
            Verdict::Unknown => "unknown",
            Verdict::NeedsReview => "needs_review",
            Verdict::Met => "met",
            Verdict::NotApplicable => "not_applicable",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The verdicts that remain possible; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Possible(u8);

impl Possible {
    /// Surely met.
    pub const MET: Possible = Possible(Verdict::Met.bit());
    /// Surely not met.
    pub const UNMET: Possible = Possible(Verdict::Unmet.bit());
    /// Met or unmet, as the missing facts will tell.
    pub const OPEN: Possible = Possible(Verdict::Met.bit() | Verdict::Unmet.bit());
    /// Declared by the enterprise, to be judged.
    pub const DECLARED: Possible = Possible(Verdict::NeedsReview.bit());
    /// A judged fact not yet answered: it can be declared or denied.
    pub const UNDECLARED: Possible = Possible(Verdict::NeedsReview.bit() | Verdict::Unmet.bit());
    /// Undefined, and to stay so: nothing left to answer will settle it.
    pub const UNDEFINED: Possible = Possible(Verdict::Unknown.bit());
    /// Met, unmet or undefined.
    pub const OPEN_OR_UNDEFINED: Possible = Possible(Possible::OPEN.0 | Verdict::Unknown.bit());
    /// Not examined.
    pub const NOT_APPLICABLE: Possible = Possible(Verdict::NotApplicable.bit());

    /// Met, unmet or open, from the two ends of what is possible.
    #[inline]
    pub fn between(surely: bool, possibly: bool) -> Possible {
        match (surely, possibly) {
            (true, _) => Possible::MET,
            (false, true) => Possible::OPEN,
            (false, false) => Possible::UNMET,
        }
    }

    /// All of both: the least of the two; what is not applicable is left out.
    #[inline]
    pub fn and(self, other: Possible) -> Possible {
        Possible(ALL_OF[self.0 as usize][other.0 as usize])
    }

    /// Any of both: the greatest of the two; what is not applicable is left out.
    #[inline]
    pub fn or(self, other: Possible) -> Possible {
        Possible(ANY_OF[self.0 as usize][other.0 as usize])
    }

    /// Met and unmet change places.
    pub fn negated(self) -> Possible {
        let (met, unmet) = (Verdict::Met.bit(), Verdict::Unmet.bit());
        let kept = self.0 & !(met | unmet);
        Possible(kept | if self.may_be(Verdict::Met) { unmet } else { 0 } | if self.may_be(Verdict::Unmet) { met } else { 0 })
    }

    /// Not applicable where the waiver holds; a waiver that needs review or is undefined leaves both possible,
    /// for the authority may or may not grant it.
    pub fn waived_by(self, waiver: Possible) -> Possible {
        let mut out = 0;
        if waiver.0 & !Verdict::Unmet.bit() & !Verdict::NotApplicable.bit() != 0 {
            out |= Verdict::NotApplicable.bit();
        }
        if waiver != Possible::MET {
            out |= self.0;
        }
        Possible(out)
    }

    /// Whether this verdict is still possible.
    #[inline]
    pub fn may_be(self, verdict: Verdict) -> bool {
        self.0 & verdict.bit() != 0
    }

    /// Whether answering more can no longer change anything.
    #[inline]
    pub fn is_settled(self) -> bool {
        self.0.is_power_of_two()
    }

    /// Whether everything possible here is possible there too.
    pub fn is_within(self, other: Possible) -> bool {
        self.0 & !other.0 == 0
    }

    /// Both sets together.
    #[must_use]
    pub fn union(self, other: Possible) -> Possible {
        Possible(self.0 | other.0)
    }

    /// The one verdict to show: met, unmet or not applicable only when nothing else is possible; needs review when
    /// the enterprise's part is done and no answer can turn it down.
    #[inline]
    pub fn verdict(self) -> Verdict {
        const REVIEW: u8 = Verdict::NeedsReview.bit();
        const NO: u8 = Verdict::Unmet.bit() | Verdict::Unknown.bit();
        match self {
            Possible::MET => Verdict::Met,
            Possible::UNMET => Verdict::Unmet,
            Possible::NOT_APPLICABLE => Verdict::NotApplicable,
            Possible(bits) if bits & REVIEW != 0 && bits & NO == 0 => Verdict::NeedsReview,
            _ => Verdict::Unknown,
        }
    }
}

/// The combination of every pair of sets, made once when the crate is compiled.
const fn table(greatest: bool) -> [[u8; 32]; 32] {
    let mut out = [[0; 32]; 32];
    let mut a = 0;
    while a < 32 {
        let mut b = 0;
        while b < 32 {
            let mut i = 0;
            while i < 5 {
                let mut j = 0;
                while j < 5 {
                    if a & (1 << i) != 0 && b & (1 << j) != 0 {
                        let (x, y) = (Verdict::ALL[i] as u8, Verdict::ALL[j] as u8);
                        let absent = Verdict::NotApplicable as u8;
                        // What is not applicable gives way to the other; of two verdicts the greater or the lesser counts.
                        let one = if y == absent || (x != absent && (x > y) == greatest) { x } else { y };
                        out[a][b] |= 1 << one;
                    }
                    j += 1;
                }
                i += 1;
            }
            b += 1;
        }
        a += 1;
    }
    out
}

static ALL_OF: [[u8; 32]; 32] = table(false);
static ANY_OF: [[u8; 32]; 32] = table(true);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_are_least_and_greatest() {
        use Verdict::{Met, NeedsReview, NotApplicable, Unknown, Unmet};
        let one = |v: Verdict| Possible(v.bit());
        for a in Verdict::ALL {
            for b in Verdict::ALL {
                let (least, greatest) = match (a, b) {
                    (NotApplicable, other) | (other, NotApplicable) => (other, other),
                    (a, b) => (a.min(b), a.max(b)),
                };
                assert_eq!(one(a).and(one(b)).verdict(), least, "{a:?} and {b:?}");
                assert_eq!(one(a).or(one(b)).verdict(), greatest, "{a:?} or {b:?}");
            }
        }
        assert_eq!(Possible::UNDECLARED.and(Possible::MET).verdict(), Unknown);
        assert_eq!(Possible::DECLARED.or(Possible::OPEN).verdict(), NeedsReview);
        assert_eq!(Possible::DECLARED.and(Possible::OPEN).verdict(), Unknown);
        assert_eq!(Possible::UNMET.and(Possible::OPEN_OR_UNDEFINED).verdict(), Unmet);
        assert_eq!(Possible::MET.or(Possible::OPEN_OR_UNDEFINED).verdict(), Met);
        assert_eq!(Possible::MET.negated(), Possible::UNMET);
        assert_eq!(Possible::DECLARED.negated(), Possible::DECLARED);
    }

    #[test]
    fn a_waiver_not_yet_answered_leaves_both_open() {
        assert_eq!(Possible::UNMET.waived_by(Possible::MET), Possible::NOT_APPLICABLE);
        assert_eq!(Possible::UNMET.waived_by(Possible::UNMET), Possible::UNMET);
        assert_eq!(Possible::UNMET.waived_by(Possible::OPEN).verdict(), Verdict::Unknown);
        assert_eq!(Possible::MET.waived_by(Possible::OPEN).verdict(), Verdict::Unknown);
        // Whichever way the waiver goes, the standard as a whole is met.
        assert_eq!(Possible::MET.waived_by(Possible::OPEN).and(Possible::MET), Possible::MET);
        assert_eq!(Possible::DECLARED.waived_by(Possible::OPEN).verdict(), Verdict::NeedsReview);
    }
}
