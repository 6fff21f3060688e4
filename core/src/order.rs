//! Lists in order. The standard library's sorting is made for long lists and is compiled anew, some five kilobytes of
//! it, for every type that is sorted (collecting a map sorts too); for the page it is compiled once, for places in a
//! list. Elsewhere speed counts for more than size. Both ways come to the same.

use std::cmp::Ordering;

/// Puts a list in order; what is equal keeps its order.
pub fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if cfg!(target_arch = "wasm32") { by_places(list, compare) } else { list.sort_by(compare) }
}

fn by_places<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let places = order(list.len(), &|a, b| compare(&list[a], &list[b]));
    for to in 0..places.len() {
        // What stood at this place may have made way for an earlier one; then it lies where that one came from.
        let mut from = places[to];
        while from < to {
            from = places[from];
        }
        list.swap(to, from);
    }
}

/// Puts a list in order by a key; what is equal keeps its order.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// The same where the key takes more than a glance: it is looked for once for each.
pub fn sort_by_cached_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    if cfg!(target_arch = "wasm32") { sort_by_key(list, key) } else { list.sort_by_cached_key(key) }
}

/// Puts a list in order and leaves of equals one.
pub fn distinct<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    sort_by(&mut list, T::cmp);
    list.dedup();
    list
}

/// The places of a list of this length in their right order.
#[inline(never)]
fn order(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every list of up to six items of four kinds is sorted as the standard library sorts it.
    #[test]
    fn lists_are_sorted_and_equals_keep_their_order() {
        for length in 0..=6 {
            for number in 0..4_usize.pow(length) {
                let mut list: Vec<(usize, u32)> = (0..length).map(|at| (number / 4_usize.pow(at) % 4, at)).collect();
                let mut as_ever = list.clone();
                by_places(&mut list, |(a, _), (b, _)| a.cmp(b));
                as_ever.sort_by_key(|(kind, _)| *kind);
                assert_eq!(list, as_ever);
            }
        }
    }

    #[test]
    fn of_equals_one_is_left() {
        assert_eq!(distinct(vec![3, 1, 2, 3, 1]), [1, 2, 3]);
    }
}
