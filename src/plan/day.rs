//! One day: the morning's plan is carried out, and the stocks change.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bounds::{BoundOn, bounds};
use super::egalitarianism::{egalitarianism, fulfilment_at};
use super::noise::{Chance, Noise};
use super::policy::Policy;
use super::scale::{Warm, largest_scale};
use crate::economy::{Change, DatedChange, Economy, EconomyError, Keeping};
use crate::pace::Pace;
use crate::solver::{Prepared, Settings, Solution, Status, solve};

/// Units of work that writing up a day takes however small the economy is.
const BOOKS: usize = 500;

/// Everything that decides how the days go, besides the economy on the first morning.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What the planner invests, unless a dated change says otherwise.
    policy: Policy,
    /// What is reported while the plan runs.
    changes: Vec<DatedChange>,
    /// The policy with the dated changes of investment in it.
    investment: Policy,
    /// Losses by chance; `None` for a world that follows the plan.
    pub noise: Option<Noise>,
    /// How every balance is solved.
    pub settings: Settings,
}

impl Scenario {
    /// A world without noise in which `changes` are reported, in any order; of two on a day the later in the list counts.
    #[must_use]
    pub fn new(policy: Policy, changes: Vec<DatedChange>) -> Self {
        let investment = policy.with_changes(&changes);
        Self {
            policy,
            changes,
            investment,
            noise: None,
            settings: Settings::default(),
        }
    }

    /// The policy it was given, without the dated changes of investment.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The same world under another policy.
    #[must_use]
    pub fn with_policy(&self, policy: Policy) -> Self {
        let investment = policy.with_changes(&self.changes);
        Self {
            policy,
            investment,
            ..self.clone()
        }
    }

    /// The same world in which `more` is reported, too. What is dated on a day leaves all records of earlier days as they
    /// are: to change the economy from today on, add changes dated today and go on from this morning.
    #[must_use]
    pub fn reporting(&self, more: impl IntoIterator<Item = DatedChange>) -> Self {
        let changes: Vec<DatedChange> = self.changes.iter().cloned().chain(more).collect();
        let investment = self.policy.with_changes(&changes);
        Self {
            changes,
            investment,
            ..self.clone()
        }
    }

    /// The same world in which these `changes` are reported and no others.
    #[must_use]
    pub fn with_changes(&self, changes: Vec<DatedChange>) -> Self {
        let investment = self.policy.with_changes(&changes);
        Self {
            changes,
            investment,
            ..self.clone()
        }
    }

    /// The first day on which something else is reported than in the `other` world.
    #[must_use]
    pub fn first_other_report(&self, other: &Self) -> Option<u32> {
        let (ours, theirs) = (by_day(&self.changes), by_day(&other.changes));
        let days = ours.keys().chain(theirs.keys());
        days.filter(|day| ours.get(day) != theirs.get(day))
            .min()
            .copied()
    }

    /// What is invested on each day: the policy with the dated changes of investment in it.
    #[must_use]
    pub fn investment(&self) -> &Policy {
        &self.investment
    }

    /// What is reported while the plan runs.
    #[must_use]
    pub fn changes(&self) -> &[DatedChange] {
        &self.changes
    }

    /// The world as the planner expects it on the morning of `day`: without noise, and with no change that is reported
    /// later. The days that [`run`](super::run) gives under it are the open-loop plan of that morning.
    #[must_use]
    pub fn as_expected_on(&self, day: u32) -> Self {
        let reported = self
            .changes
            .iter()
            .filter(|change| change.day <= day)
            .cloned();
        Self {
            settings: self.settings.clone(),
            ..Self::new(self.policy.clone(), reported.collect())
        }
    }
}

/// Changes day by day, each day's in the order of the list.
fn by_day(changes: &[DatedChange]) -> BTreeMap<u32, Vec<&Change>> {
    let mut days: BTreeMap<u32, Vec<&Change>> = BTreeMap::new();
    for dated in changes {
        days.entry(dated.day).or_default().push(&dated.change);
    }
    days
}

/// What the planner sees on a morning. Cloning is cheap but for the stocks.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The day, from 0.
    pub day: u32,
    /// The economy with all changes up to yesterday.
    pub economy: Economy,
    /// Stock of each good.
    pub stocks: Vec<f64>,
    /// What is on the way into a stock: it neither perishes nor gets lost.
    pub on_the_way: Vec<Arrival>,
    /// Amount of each externality caused since day 0.
    pub caused: Vec<f64>,
    /// What full targets take, once that has been worked out; the same until the economy changes.
    targets: Option<Arc<Targets>>,
    /// Yesterday's plan for the same economy: today's solves begin from it.
    yesterday: Option<Arc<DayPlan>>,
    chance: Option<Chance>,
}

/// Something on the way into a stock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrival {
    /// The day on whose evening it arrives.
    pub day: u32,
    /// The good.
    pub good: usize,
    /// Units of it.
    pub amount: f64,
}

/// What happened on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The economy of the day, with the changes of its morning, and what its full targets take.
    pub targets: Arc<Targets>,
    /// The morning's plan, which was carried out.
    pub plan: Arc<DayPlan>,
    /// EG (Eq 5); `None` when nobody is promised anything.
    pub egalitarianism: Option<f64>,
    /// Hours used of each kind of labour.
    pub labour: Vec<f64>,
    /// Amount of each externality caused on this day.
    pub externalities: Vec<f64>,
    /// Whether chance took a share of the stocks this evening.
    pub lost: bool,
    /// The evening, which is the next morning.
    pub evening: State,
}

impl Record {
    /// The day it is about.
    #[must_use]
    pub fn day(&self) -> u32 {
        self.evening.day - 1
    }

    /// The economy as it was on this day, with the changes of its morning.
    #[must_use]
    pub fn economy(&self) -> &Economy {
        &self.targets.problem.economy
    }
}

/// An economy made ready for solving, and what its full targets take.
#[derive(Clone, Debug, PartialEq)]
pub struct Targets {
    /// The economy with its structure.
    pub problem: Prepared,
    /// x(1), with how that solve ended.
    pub full: Solution,
}

impl Targets {
    async fn of(economy: Economy, settings: &Settings, pace: &Pace) -> Self {
        let problem = Prepared::of(economy, pace).await;
        let full = solve(
            &problem,
            problem.economy.full_demand(),
            None,
            settings,
            pace,
        )
        .await;
        Self { problem, full }
    }
}

/// A day's plan.
#[derive(Clone, Debug, PartialEq)]
pub struct DayPlan {
    /// The share s of all targets it provides.
    pub scale: f64,
    /// x(s), what to make of each good, with how the solve ended.
    pub solution: Solution,
    /// What holds s back; `None` at s = 1.
    pub binding: Option<BoundOn>,
}

impl DayPlan {
    /// The plan as a start for other solves of the same economy.
    #[must_use]
    pub(super) fn as_warm(&self) -> Warm<'_> {
        Warm {
            scale: self.scale,
            x: &self.solution.x,
        }
    }
}

impl State {
    /// The morning of day 0: initial stocks, nothing on the way, nothing caused.
    #[must_use]
    pub fn first(economy: Economy, noise: Option<Noise>) -> Self {
        Self {
            day: 0,
            stocks: economy.goods().iter().map(|good| good.stock).collect(),
            on_the_way: Vec::new(),
            caused: vec![0.0; economy.externalities().len()],
            targets: None,
            yesterday: None,
            chance: noise.map(|noise| Chance::new(noise.seed)),
            economy,
        }
    }

    /// How much of a good is on the way into its stock.
    #[must_use]
    pub fn expected(&self, good: usize) -> f64 {
        self.on_the_way
            .iter()
            .filter(|arrival| arrival.good == good)
            .map(|arrival| arrival.amount)
            .sum()
    }

    /// The same morning after the changes that are dated on it.
    ///
    /// # Errors
    /// [`EconomyError`] when a change breaks an invariant of the economy.
    pub async fn with_changes(
        mut self,
        changes: &[DatedChange],
        pace: &Pace,
    ) -> Result<Self, EconomyError> {
        for dated in changes.iter().filter(|dated| dated.day == self.day) {
            let economy = self.economy.changed(&dated.change, pace).await?;
            if economy != self.economy {
                self.economy = economy;
                self.targets = None;
                self.yesterday = None;
            }
        }
        self.stocks = self.stocks_after(changes);
        Ok(self)
    }

    /// The stocks after the changes that are dated on this morning.
    #[must_use]
    pub fn stocks_after(&self, changes: &[DatedChange]) -> Vec<f64> {
        let mut stocks = self.stocks.clone();
        for dated in changes.iter().filter(|dated| dated.day == self.day) {
            if let Change::Delivery { good, amount } = dated.change {
                // A removal takes at most what is there: no stock is negative.
                stocks[good] = (stocks[good] + amount).max(0.0);
            }
        }
        stocks
    }
}

/// Plans the day of `morning` and carries it out. Pure: the same scenario and morning give the same record, to the bit.
///
/// The order within the day: dated changes; the plan; what is taken out leaves the stocks; what is added comes in, that of
/// earlier days first; stocks perish; chance takes its share.
///
/// # Errors
/// [`EconomyError`] when a change dated on this day breaks an invariant of the economy. How solving ended is no error but
/// stands in the plan.
pub async fn step_day(
    scenario: &Scenario,
    morning: State,
    pace: &Pace,
) -> Result<Record, EconomyError> {
    let mut morning = morning.with_changes(scenario.changes(), pace).await?;
    let targets = match morning.targets.take() {
        Some(targets) => targets,
        None => Arc::new(Targets::of(morning.economy.clone(), &scenario.settings, pace).await),
    };
    let limits = bounds(&morning.economy, &morning.stocks);
    let warm = morning.yesterday.as_deref().map(DayPlan::as_warm);
    let scaled = largest_scale(
        &targets.problem,
        &limits,
        &targets.full,
        warm,
        &scenario.settings,
        pace,
    )
    .await;
    pace.work(BOOKS + limits.len()).await;
    morning.targets = Some(Arc::clone(&targets));
    let plan = Arc::new(DayPlan {
        scale: scaled.scale,
        solution: scaled.solution,
        binding: scaled.binding,
    });
    let computed = plan.solution.status == Status::Solved;
    morning.yesterday = computed.then(|| Arc::clone(&plan));
    Ok(carry_out(scenario, morning, targets, plan, pace).await)
}

/// What `plan` does to the stocks and how it serves everyone.
async fn carry_out(
    scenario: &Scenario,
    mut state: State,
    targets: Arc<Targets>,
    plan: Arc<DayPlan>,
    pace: &Pace,
) -> Record {
    // A plan that could not be computed orders nothing.
    let idle = vec![0.0; state.stocks.len()];
    let x = if plan.solution.status == Status::Solved {
        &plan.solution.x
    } else {
        &idle
    };
    let today = state.day;
    for (place, good) in state.economy.goods().iter().enumerate() {
        let invested = scenario.investment.share(today, place);
        let (out, back) = match good.keeping {
            Keeping::Consumed => ((1.0 - invested) * x[place], invested * x[place]),
            Keeping::Accumulating => (0.0, x[place]),
            Keeping::Depleting => (x[place], 0.0),
            Keeping::Constant | Keeping::Flow => (0.0, 0.0),
        };
        state.stocks[place] -= out;
        if back > 0.0 {
            let day = today.saturating_add(good.gestation);
            state.on_the_way.push(Arrival {
                day,
                good: place,
                amount: back,
            });
        }
    }
    state.on_the_way.retain(|arrival| {
        let arrives = arrival.day == today;
        if arrives {
            state.stocks[arrival.good] += arrival.amount;
        }
        !arrives
    });
    for (stock, good) in state.stocks.iter_mut().zip(state.economy.goods()) {
        *stock *= 1.0 - good.loss;
    }
    let lost = match (&scenario.noise, &mut state.chance) {
        (Some(noise), Some(chance)) => chance.strikes(noise.probability).then_some(noise.loss),
        _ => None,
    };
    if let Some(loss) = lost {
        for (stock, good) in state.stocks.iter_mut().zip(state.economy.goods()) {
            if matches!(good.keeping, Keeping::Consumed | Keeping::Accumulating) {
                *stock *= 1.0 - loss;
            }
        }
    }
    let externalities = state.economy.externalities_caused(x);
    for (sum, caused) in state.caused.iter_mut().zip(&externalities) {
        *sum += caused;
    }
    let shares = fulfilment_at(&state.economy, x, plan.scale, pace).await;
    let egalitarianism = egalitarianism(&shares);
    let labour = state.economy.labour_used(x);
    state.day += 1;
    Record {
        targets,
        plan,
        egalitarianism,
        labour,
        externalities,
        lost: lost.is_some(),
        evening: state,
    }
}
