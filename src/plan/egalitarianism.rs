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
    /// Share of a row's size that counts as rounding.
    const ROUNDING: f64 = 1e-10;
    let mut used = vec![0.0; x.len()];
    economy.goods_used_at(x, &mut used, pace).await;
    let profiles = economy.profiles();
    let mut matrix = Vec::new();
    let mut others = vec![0.0; profiles.len()];
    for (good, data) in economy.goods().iter().enumerate() {
        if economy.full_demand()[good] == 0.0 && data.external_demand == 0.0 {
            continue;
        }
        pace.work(8 * profiles.len()).await;
        sums_of_others(
            profiles.iter().map(|profile| profile.target(good)),
            &mut others,
        );
        let surplus = x[good] - used[good] - scale * data.external_demand;
        for (place, profile) in profiles.iter().enumerate() {
            let target = profile.target(good);
            if target > 0.0 {
                let share = (surplus - scale * others[place]) / target;
                let as_planned =
                    (share - scale).abs() * target <= ROUNDING * (x[good].abs() + used[good]);
                matrix.push(Fulfilment {
                    good,
                    profile: place,
                    share,
                    as_planned,
                });
            }
        }
    }
    matrix
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
