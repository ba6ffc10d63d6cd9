//! How good a plan is: the fulfilment of every target, and egalitarianism, that of the worst-served (Eq 5).

use crate::economy::Economy;
use crate::pace::Pace;

/// How much of what a profile is promised of a final good it gets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fulfilment {
    /// The good.
    pub good: usize,
    /// The profile.
    pub profile: usize,
    /// φ: 1 when the promise c_ip N_p is kept in full.
    pub share: f64,
    /// Whether φ equals the scale of the plan but for rounding in the row of the good.
    pub as_planned: bool,
}

/// φ_ip = (x_i - R_i(x) - s b_i - Σ_{q≠p} s c_iq N_q) / (c_ip N_p) for every target with c_ip N_p > 0, good by good:
/// what is left of good i when everyone else has had theirs, over what p was promised.
#[must_use]
pub fn fulfilment(economy: &Economy, x: &[f64], scale: f64) -> Vec<Fulfilment> {
    Pace::finish(async |pace| fulfilment_at(economy, x, scale, &pace).await)
}

/// As [`fulfilment`], with pauses.
pub async fn fulfilment_at(
    economy: &Economy,
    x: &[f64],
    scale: f64,
    pace: &Pace,
) -> Vec<Fulfilment> {
    let mut used = vec![0.0; x.len()];
    economy.goods_used_at(x, &mut used, pace).await;
    let mut matrix = Vec::new();
    let mut others = Vec::new();
    for good in 0..economy.goods().len() {
        let made_and_used = (x[good], used[good]);
        pace.work(1 + 8 * economy.profiles().len()).await;
        fulfilment_of(
            economy,
            good,
            made_and_used,
            scale,
            &mut others,
            &mut |target| {
                matrix.push(target);
            },
        );
    }
    matrix
}

/// φ of the targets of one good, of which so much is made and used up, in the order of the profiles; `others` is room to
/// compute in.
pub fn fulfilment_of(
    economy: &Economy,
    good: usize,
    (made, used): (f64, f64),
    scale: f64,
    others: &mut Vec<f64>,
    each: &mut dyn FnMut(Fulfilment),
) {
    /// Share of a row's size that counts as rounding.
    const ROUNDING: f64 = 1e-10;
    let (profiles, external) = (economy.profiles(), economy.goods()[good].external_demand);
    if economy.full_demand()[good] == 0.0 && external == 0.0 {
        return;
    }
    others.resize(profiles.len(), 0.0);
    sums_of_others(profiles.iter().map(|profile| profile.target(good)), others);
    let surplus = made - used - scale * external;
    for (place, profile) in profiles.iter().enumerate() {
        let target = profile.target(good);
        if target > 0.0 {
            let share = (surplus - scale * others[place]) / target;
            let as_planned = (share - scale).abs() * target <= ROUNDING * (made.abs() + used);
            each(Fulfilment {
                good,
                profile: place,
                share,
                as_planned,
            });
        }
    }
}

/// EG = min φ; `None` when nobody is promised anything.
#[must_use]
pub fn egalitarianism(matrix: &[Fulfilment]) -> Option<f64> {
    matrix
        .iter()
        .map(|target| target.share)
        .min_by(f64::total_cmp)
}

/// The sum of all values but the one at each place. Added up from both ends instead of subtracted from the whole: a small
/// profile beside a huge one would drown in the rounding of the whole.
fn sums_of_others(
    values: impl DoubleEndedIterator<Item = f64> + ExactSizeIterator + Clone,
    sums: &mut [f64],
) {
    let mut before = 0.0;
    for (sum, value) in sums.iter_mut().zip(values.clone()) {
        *sum = before;
        before += value;
    }
    let mut after = 0.0;
    for (sum, value) in sums.iter_mut().zip(values).rev() {
        *sum += after;
        after += value;
    }
}
