//! Hawkins and Simon's condition by elimination: exact where bounds of the spectral radius are slow to close, as in a long
//! ring of goods that each need the next.

use std::collections::BTreeMap;

use crate::order;
use crate::pace::Pace;

/// What elimination says of a table M >= 0 of slopes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    /// Every good leaves something of itself: the spectral radius is below one.
    Productive,
    /// Making one unit of `good` uses up `own_use` >= 1 of it, directly and through the goods `before`.
    UsesItselfUp {
        good: usize,
        own_use: f64,
        before: Vec<usize>,
    },
    /// The table fills up so much that the work would be too long.
    TooMuchWork,
}

/// Eliminates the goods of `group` from `rows` of (column, slope), which must not go outside the group.
///
/// When good k is eliminated, every use of it is replaced by what went into it: m_ij <- m_ij + m_ik m_kj / (1 - m_kk). What
/// stands on the diagonal is then the use of a good by itself, directly and through those before it. Only numbers that are
/// not negative are added, so nothing cancels. All 1 - m_kk are positive exactly when the radius is below one.
pub(super) async fn eliminate(rows: &[Vec<(usize, f64)>], group: &[usize], pace: &Pace) -> Verdict {
    /// Multiply-adds: a group of 500 goods that all need each other takes 42 million.
    const MOST_WORK: usize = 50_000_000;
    /// As near to one as doubles can tell.
    const NOTHING_LEFT: f64 = 1e-14;
    let mut table: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); rows.len()];
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for &good in group {
        table[good] = order::map(rows[good].iter().copied());
        rows[good]
            .iter()
            .for_each(|&(column, _)| users[column].push(good));
    }
    // Goods with few needs and few users first: they fill the table least.
    let mut order = group.to_vec();
    order::sort_by_key(&mut order, |&good| table[good].len() * users[good].len());
    let mut done = vec![false; rows.len()];
    let mut work = 0;
    for (place, &good) in order.iter().enumerate() {
        let needs = std::mem::take(&mut table[good]);
        let own_use = needs.get(&good).copied().unwrap_or(0.0);
        let left = 1.0 - own_use;
        if left <= NOTHING_LEFT {
            let before = order[..place].to_vec();
            return Verdict::UsesItselfUp {
                good,
                own_use,
                before,
            };
        }
        done[good] = true;
        let open: Vec<(usize, f64)> = needs
            .into_iter()
            .filter(|&(column, _)| !done[column])
            .collect();
        for user in std::mem::take(&mut users[good]) {
            let Some(use_of_good) = table[user].remove(&good) else {
                continue;
            };
            for &(column, slope) in &open {
                *table[user].entry(column).or_insert_with(|| {
                    users[column].push(user);
                    0.0
                }) += use_of_good / left * slope;
            }
            work += open.len() + 1;
            pace.work(8 * (open.len() + 1)).await;
        }
        if work > MOST_WORK {
            return Verdict::TooMuchWork;
        }
    }
    Verdict::Productive
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(rows: &[Vec<(usize, f64)>]) -> Verdict {
        let group: Vec<usize> = (0..rows.len()).collect();
        Pace::finish(async |pace| eliminate(rows, &group, &pace).await)
    }

    #[test]
    fn a_pair_by_hand() {
        // Making good 0 takes 0.5 of itself and 0.3 of good 1, making good 1 takes b of good 0. Good 1 has fewer ties and goes
        // first; what then stands for good 0 is 0.5 + 0.3 b.
        let pair = |b| [vec![(0, 0.5), (1, b)], vec![(0, 0.3)]];
        assert_eq!(verdict(&pair(1.6)), Verdict::Productive);
        let Verdict::UsesItselfUp {
            good,
            own_use,
            before,
        } = verdict(&pair(2.0))
        else {
            panic!("0.5 + 2.0 · 0.3 is more than 1")
        };
        assert_eq!((good, before), (0, vec![1]));
        assert!((own_use - 1.1).abs() < 1e-15, "{own_use}");
    }

    #[test]
    fn a_ring_is_the_product_of_its_links() {
        let links = 5000_usize;
        let ring = |first: f64| -> Vec<Vec<(usize, f64)>> {
            (0..links)
                .map(|k| vec![((k + 1) % links, if k == 0 { first } else { 1.0 })])
                .collect()
        };
        assert_eq!(verdict(&ring(0.999)), Verdict::Productive);
        let Verdict::UsesItselfUp {
            own_use, before, ..
        } = verdict(&ring(1.001))
        else {
            panic!("1.001 is more than 1")
        };
        assert_eq!((own_use, before.len()), (1.001, links - 1));
    }
}
