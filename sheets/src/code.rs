//! 统一社会信用代码: eighteen letters and figures of which the last checks the others (GB 32100-2015).

/// The letters and figures of a code; I, O, S, V and Z are none.
const LETTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether a text looks like such a code, whatever its last digit says.
pub(crate) fn may_be_credit_code(text: &str) -> bool {
    text.len() == 18 && text.bytes().all(|letter| LETTERS.contains(&letter))
}

/// Whether a text is a 统一社会信用代码: its last letter goes with the others.
pub fn is_credit_code(text: &str) -> bool {
    let value = |letter: u8| LETTERS.iter().position(|known| *known == letter);
    let values: Option<Vec<usize>> = text.bytes().map(value).collect();
    let Some(values) = values.filter(|values| values.len() == 18) else { return false };
    // Each place counts three times the one before, modulo 31.
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let sum: usize = values[..17].iter().zip(weights).map(|(value, weight)| value * weight).sum();
    (31 - sum % 31) % 31 == values[17]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked by hand from the standard's table of weights.
    #[test]
    fn the_last_letter_checks_the_others() {
        assert!(is_credit_code("91350100M000100Y43"), "the example of GB 32100-2015");
        for wrong in ["91350100M000100Y44", "91350100M000100Y4", "91350100M000100Y4I", "19350100M000100Y43", ""] {
            assert!(!is_credit_code(wrong), "{wrong}");
        }
        assert!(may_be_credit_code("91350100M000100Y44"));
    }
}
