//! One number for a day and one for a plan, to compare policies by.

use super::day::Record;

/// What counts in the reward of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preference {
    /// w: how much the weighted sum of externalities weighs against egalitarianism, >= 0; default 0.
    pub aversion: f64,
    /// γ: how much tomorrow counts against today, 0..=1; default 0.99.
    pub discount: f64,
}

impl Default for Preference {
    fn default() -> Self {
        Self {
            aversion: 0.0,
            discount: 0.99,
        }
    }
}

impl Preference {
    /// R(t) = EG(t) - w Σ_k ρ_k e_k(t). A day of an economy without targets counts by its scale.
    #[must_use]
    pub fn reward(&self, record: &Record) -> f64 {
        record.egalitarianism.unwrap_or(record.plan.scale)
            - self.aversion * weighted_externalities(record)
    }

    /// Σ_t γ^t R(t) over the days of a plan.
    #[must_use]
    pub fn discounted_return<'a>(&self, records: impl IntoIterator<Item = &'a Record>) -> f64 {
        let mut weight = 1.0;
        let mut sum = 0.0;
        for record in records {
            sum += weight * self.reward(record);
            weight *= self.discount;
        }
        sum
    }
}

/// Σ_k ρ_k e_k of a day (Eq 6): all externalities in one number, by their weights.
#[must_use]
pub fn weighted_externalities(record: &Record) -> f64 {
    let kinds = record.economy().externalities().iter();
    kinds
        .zip(&record.externalities)
        .map(|(kind, caused)| kind.weight * caused)
        .sum()
}
