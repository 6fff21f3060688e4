//! What policies are worth, in words.

use super::Speaker;
use crate::matching::Match;
use crate::worth::{GivenUp, Sum, Untold, Worth};
use crate::written::Every;

impl Speaker<'_> {
    /// What a policy is worth: `每年约 12.5 万元`, `一次性 20 万元`, `每年至多 6 万元`; none where nothing can be told yet.
    pub fn worth(&self, _: &Worth<'_>) -> Option<String> {
        None
    }

    /// How it is reckoned with the enterprise's own figures, a line a step.
    pub fn reckoned(&self, _: &Worth<'_>) -> Vec<String> {
        Vec::new()
    }

    /// What may be had together, yearly or once; none where that is nothing.
    pub fn sum(&self, _: &Sum, _: Every) -> Option<String> {
        None
    }

    /// What is given up: `取甲（50 万元），不取乙（30 万元）：〔…〕第七条`.
    pub fn given_up(&self, _: &[Match<'_>], _: &[Option<Worth<'_>>], _: &GivenUp<'_>) -> String {
        String::new()
    }

    /// Of which policies no document says whether they may be had together.
    pub fn untold(&self, _: &[Match<'_>], _: &Untold<'_>) -> String {
        String::new()
    }
}
