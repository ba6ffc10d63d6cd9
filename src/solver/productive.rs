//! Whether an economy is productive (Hawkins and Simon, Econometrica 17, 1949): no group of goods may use up as much of
//! itself as it makes, which is to say that its table has a spectral radius below one.

use super::elimination::{Verdict, eliminate};
use super::slopes::Slopes;
use super::structure::components;
use crate::economy::Economy;
use crate::pace::Pace;
use crate::words::{Language, counted, listed, words};

/// Why there is no solution, in numbers that anyone can check against the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Certificate {
    /// Goods that need each other in the making, in the order of the table.
    pub group: Vec<usize>,
    /// One of them.
    pub good: usize,
    /// How much of `good` is used up, directly and through the rest of the group, to make one unit of it: at least 1.
    pub own_use: f64,
}

impl Certificate {
    /// The certificate in words: "making 1 Milk uses up 1.07 Milk, directly and through Butter churn".
    #[must_use]
    pub fn in_words(&self, economy: &Economy) -> String {
        let name = |good: usize| economy.goods()[good].name.as_str();
        let others: Vec<&str> = self
            .group
            .iter()
            .filter(|&&good| good != self.good)
            .map(|&good| name(good))
            .collect();
        let (words, good) = (words(), name(self.good));
        let own_use = Rounded(self.own_use).to_string();
        let others = match others.as_slice() {
            [] => return words.certificate_direct(good, &own_use, good),
            [first, second, _, _, _, ..] => {
                let count = others.len() - 2;
                let rest = counted(
                    count as u64,
                    &count.to_string(),
                    Language::certificate_other_goods_one,
                    Language::certificate_other_goods_other,
                );
                listed(&[*first, *second, &rest])
            }
            few => listed(few),
        };
        words.certificate_through(good, &own_use, good, &others)
    }
}

/// A number with three digits, more where it would otherwise read as 1.
struct Rounded(f64);

impl std::fmt::Display for Rounded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = (2..15)
            .find(|&digits| format!("{:.digits$}", self.0) != format!("{:.digits$}", 1.0))
            .unwrap_or(0);
        write!(f, "{:.digits$}", self.0)
    }
}

/// Looks for a proof that the iteration from `before` to `after` = R(`before`) + d can never come to rest.
///
/// Every solution lies above `before`, and from there on each cell rises at least with its least slope ahead; M is the
/// table of these slopes. If a group of M that still grows has a spectral radius of one or more, adding up its rows with
/// the weights of its left eigenvector shows that there is no solution. In a linear economy M is the table itself.
pub(super) async fn refute(
    economy: &Economy,
    before: &[f64],
    after: &[f64],
    pace: &Pace,
) -> Option<Certificate> {
    let table = Groups {
        rows: Slopes::least_from(economy, before).rows(pace).await,
    };
    let grows = |good: usize| after[good] > before[good];
    for group in table.groups(pace).await {
        if !group.iter().any(|&good| grows(good)) {
            continue;
        }
        match table.spectral_radius(&group, pace).await {
            Radius::BelowOne => {}
            Radius::OneOrMore => return Some(certificate(&table, group, pace).await),
            Radius::Unknown => {
                if let Some(certificate) = by_elimination(&table, &group, pace).await {
                    return Some(certificate);
                }
            }
        }
    }
    None
}

/// The certificate that elimination finds in a strongly connected group, if there is one and the work is not too much.
async fn by_elimination(table: &Groups, group: &[usize], pace: &Pace) -> Option<Certificate> {
    match eliminate(&table.only(group, pace).await.rows, group, pace).await {
        Verdict::Productive | Verdict::TooMuchWork => None,
        Verdict::UsesItselfUp {
            good,
            own_use,
            mut before,
        } => {
            before.push(good);
            // Of those eliminated before it, the ones through which it needs itself.
            let groups = table.only(&before, pace).await.groups(pace).await;
            let group = groups.into_iter().find(|group| group.contains(&good))?;
            Some(Certificate {
                group,
                good,
                own_use,
            })
        }
    }
}

/// The group of goods whose requirements outgrow their output most at x: that with the largest spectral radius of R'(x).
/// At the scale beyond which a nonlinear economy has no solution it is the group for which the radius reaches one.
pub async fn critical_group(economy: &Economy, x: &[f64], pace: &Pace) -> Vec<usize> {
    let table = Groups {
        rows: Slopes::at(economy, x).rows(pace).await,
    };
    let (mut critical, mut most) = (Vec::new(), 0.0);
    for group in table.groups(pace).await {
        let radius = table.radius_from_below(&group, pace).await;
        if radius > most {
            (critical, most) = (group, radius);
        }
    }
    critical
}

/// Narrows a group down to one for which the own use of a good can be added up, and adds it up.
async fn certificate(table: &Groups, mut group: Vec<usize>, pace: &Pace) -> Certificate {
    /// Goods tried in each group; nearly always the first will do.
    const TRIES: usize = 16;
    loop {
        for &good in group.iter().take(TRIES) {
            if let Some(own_use) = table.own_use(&group, good, pace).await {
                return Certificate {
                    group,
                    good,
                    own_use,
                };
            }
        }
        if let Some(certificate) = by_elimination(table, &group, pace).await {
            return certificate;
        }
        // Without its first good the rest still uses up all it makes, so a smaller group does.
        let rest = table.only(&group[1..], pace).await;
        let mut smaller = None;
        for candidate in rest.groups(pace).await {
            if rest.spectral_radius(&candidate, pace).await == Radius::OneOrMore {
                smaller = Some(candidate);
                break;
            }
        }
        match smaller {
            Some(candidate) => group = candidate,
            None => {
                return Certificate {
                    good: group[0],
                    group,
                    own_use: 1.0,
                };
            }
        }
    }
}

/// What is known of a spectral radius.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Radius {
    BelowOne,
    OneOrMore,
    Unknown,
}

/// A square table of slopes >= 0 by rows of (column, slope), to be taken apart into groups.
struct Groups {
    rows: Vec<Vec<(usize, f64)>>,
}

impl Groups {
    /// The same table with every good but those of `group` left out.
    async fn only(&self, group: &[usize], pace: &Pace) -> Self {
        let mut inside = vec![false; self.rows.len()];
        group.iter().for_each(|&good| inside[good] = true);
        let mut rows = vec![Vec::new(); self.rows.len()];
        for &good in group {
            rows[good] = self.rows[good]
                .iter()
                .copied()
                .filter(|&(column, _)| inside[column])
                .collect();
            pace.work(8 + 8 * self.rows[good].len()).await;
        }
        Self { rows }
    }

    /// Groups of goods that need each other, and goods that need themselves.
    async fn groups(&self, pace: &Pace) -> Vec<Vec<usize>> {
        let needing = |good: usize, k: usize| self.rows[good].get(k).map(|cell| cell.0);
        let mut groups = components(self.rows.len(), needing, pace).await;
        let needs_itself = |good: usize| self.rows[good].iter().any(|cell| cell.0 == good);
        groups.retain(|group| group.len() > 1 || needs_itself(group[0]));
        groups
    }

    /// Whether the spectral radius of a strongly connected group reaches one.
    async fn spectral_radius(&self, group: &[usize], pace: &Pace) -> Radius {
        /// A radius this close below one cannot be told from one in doubles: x would be a million billion times demand.
        const ONE: f64 = 1.0 - 1e-14;
        const PASSES: usize = 400;
        let mut iteration = Wielandt::new(self, group, pace).await;
        for _ in 0..PASSES {
            let (least, largest) = iteration.pass();
            if least >= ONE {
                return Radius::OneOrMore;
            }
            if largest < ONE {
                return Radius::BelowOne;
            }
            pace.work(iteration.work).await;
        }
        Radius::Unknown
    }

    /// A bound from below of the spectral radius of a strongly connected group, near it in most cases.
    async fn radius_from_below(&self, group: &[usize], pace: &Pace) -> f64 {
        const PASSES: usize = 200;
        let mut iteration = Wielandt::new(self, group, pace).await;
        let mut best = 0.0_f64;
        for _ in 0..PASSES {
            let (least, largest) = iteration.pass();
            best = best.max(least);
            if largest - least <= 1e-9 * largest {
                break;
            }
            pace.work(iteration.work).await;
        }
        best
    }

    /// How much of `good` one unit of it uses up, directly and through the rest of the group:
    /// m_gg + m_gr (I - M_rr)^-1 m_rg, summed as a power series; `None` when the series grows without bound.
    async fn own_use(&self, group: &[usize], good: usize, pace: &Pace) -> Option<f64> {
        const PASSES: usize = 10_000;
        let part = self.only(group, pace).await;
        let work = part.rows.iter().map(Vec::len).sum::<usize>() + group.len();
        let rest: Vec<usize> = group
            .iter()
            .copied()
            .filter(|&other| other != good)
            .collect();
        let mut output = vec![0.0; self.rows.len()];
        output[good] = 1.0;
        for _ in 0..PASSES {
            let next: Vec<f64> = rest
                .iter()
                .map(|&other| part.row_times(other, &output))
                .collect();
            let rests = rest
                .iter()
                .zip(&next)
                .all(|(&other, &value)| (value - output[other]).abs() <= 1e-14 * value);
            rest.iter()
                .zip(&next)
                .for_each(|(&other, &value)| output[other] = value);
            if rests {
                return Some(part.row_times(good, &output));
            }
            if next.iter().any(|&value| value > 1e15) {
                return None;
            }
            pace.work(work).await;
        }
        None
    }

    fn row_times(&self, row: usize, x: &[f64]) -> f64 {
        self.rows[row]
            .iter()
            .map(|&(column, slope)| slope * x[column])
            .sum()
    }
}

/// The bounds of Collatz and Wielandt: for every v > 0 the spectral radius of an irreducible M >= 0 lies between the least
/// and the largest (M v)_i / v_i. Iterating v <- v + M v draws the two together.
struct Wielandt<'a> {
    part: Groups,
    group: &'a [usize],
    v: Vec<f64>,
    /// Units of work of a pass.
    work: usize,
}

impl<'a> Wielandt<'a> {
    async fn new(table: &Groups, group: &'a [usize], pace: &Pace) -> Self {
        let part = table.only(group, pace).await;
        let mut v = vec![0.0; table.rows.len()];
        group.iter().for_each(|&good| v[good] = 1.0);
        let work = part.rows.iter().map(Vec::len).sum::<usize>() + group.len();
        Self {
            part,
            group,
            v,
            work,
        }
    }

    /// The two bounds at v; then v moves on.
    fn pass(&mut self) -> (f64, f64) {
        let image: Vec<f64> = self
            .group
            .iter()
            .map(|&good| self.part.row_times(good, &self.v))
            .collect();
        let (mut least, mut largest) = (f64::INFINITY, 0.0_f64);
        for (&good, &value) in self.group.iter().zip(&image) {
            least = least.min(value / self.v[good]);
            largest = largest.max(value / self.v[good]);
        }
        let sum: f64 = self
            .group
            .iter()
            .zip(&image)
            .map(|(&good, value)| self.v[good] + value)
            .sum();
        for (&good, value) in self.group.iter().zip(&image) {
            self.v[good] = (self.v[good] + value) / sum;
        }
        (least, largest)
    }
}
