//! From the engine's numbers to what the page shows: the only place that turns places in lists into names.

use super::protocol::{
    BoundKind, BoundUse, DayRow, EconomyView, Fault, GoodView, LabourUse, Maker, Order, PolicyStep,
    ProfileView, Report, Target, Today, Use,
};
use super::takers::takers;
use crate::economy::{Change, DatedChange, Economy, Input, Keeping};
use crate::order;
use crate::pace::Pace;
use crate::plan::{self, BoundOn, Record, Scenario, State};
use crate::solver::Status;
use crate::tables;
use crate::words::words;

/// The most goods that are followed day by day on the page; the plan's CSV has them all.
const MOST_WATCHED: usize = 12;
/// Room for the days of a plan in the worker, in bytes; a browser gives it 4 GB in all, and the tables need some.
const ROOM_FOR_DAYS: usize = 1 << 29;
/// No plan is longer than a hundred years, however small the economy: the page keeps a row per day too.
const LAST_DAY: u32 = 36_524;
/// The most inputs listed for one order.
const MOST_USES: usize = 40;
/// The most cells of a table of which so many days ahead are planned at a moment's notice as a year and a bit has.
const FEW_CELLS: usize = 100_000;
/// So many days are those; the paper's village takes 382 to full provision.
const HORIZON: u32 = 400;

/// Which part of an economy the page follows, and for how long.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    watched: Vec<usize>,
    last_day: u32,
    horizon: u32,
}

impl Shape {
    pub(super) fn of(economy: &Economy) -> Self {
        let goods = economy.goods().len();
        let numbers = 2 * goods + economy.labour().len() + 2 * economy.externalities().len();
        let bytes_a_day = size_of::<Record>() + size_of::<f64>() * numbers;
        let fit = u32::try_from(ROOM_FOR_DAYS / bytes_a_day).unwrap_or(LAST_DAY);
        Self {
            watched: (0..goods.min(MOST_WATCHED)).collect(),
            last_day: fit.clamp(1, LAST_DAY),
            horizon: match economy.goods_table().filled() {
                ..=FEW_CELLS => HORIZON,
                _ => 1,
            },
        }
    }

    /// The goods that the page follows.
    pub(super) fn watched(&self) -> &[usize] {
        &self.watched
    }

    pub(super) fn last_day(&self) -> u32 {
        self.last_day
    }
}

/// The economy as the page shows it; `reports` is how much is reported while its plan runs.
pub(super) fn economy(economy: &Economy, shape: &Shape, reports: usize) -> EconomyView {
    let goods = economy.goods();
    EconomyView {
        name: economy.name().to_owned(),
        of_goods: goods.len() as u32,
        goods: goods[..goods.len().min(EconomyView::MOST_GOODS)]
            .iter()
            .map(|good| GoodView {
                name: good.name.clone(),
                unit: good.unit.clone(),
                has_stock: good.keeping != Keeping::Flow,
            })
            .collect(),
        labour: economy
            .labour()
            .iter()
            .map(|labour| labour.name.clone())
            .collect(),
        externalities: economy
            .externalities()
            .iter()
            .map(|externality| externality.name.clone())
            .collect(),
        watched: shape.watched.iter().map(|&good| good as u32).collect(),
        last_day: shape.last_day,
        horizon: shape.horizon,
        reports: reports as u32,
    }
}

/// A step of a policy that came with files.
pub(super) fn policy_step(step: &DatedChange) -> Option<PolicyStep> {
    match step.change {
        Change::Investment { good, share } => Some(PolicyStep {
            from_day: step.day,
            good: good.map(|good| good as u32),
            investment: share,
        }),
        _ => None,
    }
}

/// What was read.
pub(super) fn report(report: tables::Report) -> Report {
    Report {
        read: report.read,
        assumed: report.assumed,
        ignored: report.ignored,
    }
}

/// Something wrong in a file.
pub(super) fn fault(error: &tables::ImportError) -> Fault {
    Fault {
        file: error.file.clone(),
        line: error.line,
        column: error.column_letters(),
        found: error.found.clone(),
        expected: error.expected.clone(),
        hint: error.hint.clone(),
    }
}

/// A day for charts and the table of the days.
pub(super) fn row(record: &Record, shape: &Shape) -> DayRow {
    let watched = |values: &[f64]| shape.watched.iter().map(|&good| values[good]).collect();
    DayRow {
        egalitarianism: record.egalitarianism,
        scale: record.plan.scale,
        binding: plan::csv::binding(record),
        output: watched(&record.plan.solution.x),
        stock: watched(&record.evening.stocks),
        labour: record.labour.clone(),
        externality: record.evening.caused.clone(),
        lost: record.lost,
    }
}

/// Why a day has no plan, if it has none. A group of goods that is not productive is an answer, not a failure.
pub(super) fn why_no_plan(record: &Record) -> Option<String> {
    let economy = record.economy();
    match &record.plan.solution.status {
        Status::Solved | Status::NotProductive(_) => None,
        Status::IterationLimit => Some(words().worker_solver_did_not_come().to_owned()),
        Status::ImportsExceedUse { good } => {
            let name = &economy.goods()[*good].name;
            Some(words().worker_more_comes_from_outside(name))
        }
    }
}

/// A day in detail; `morning` is its state before its dated changes.
pub(super) async fn today(
    scenario: &Scenario,
    morning: State,
    record: &Record,
    pace: &Pace,
) -> Today {
    let economy = record.economy();
    let stocks = morning.stocks_after(scenario.changes());
    let explanation = plan::explain(record, &stocks, &scenario.settings, pace).await;
    let uses = &explanation.uses;
    let mut bounds: Vec<BoundUse> = uses[..uses.len().min(Today::MOST_BOUNDS)]
        .iter()
        .map(|bound| bound_use(economy, bound))
        .collect();
    if let Some(first) = productivity(record) {
        bounds.insert(0, bound_use(economy, &first));
    }
    let certificate = match (&record.plan.binding, &record.targets.full.status) {
        (Some(BoundOn::Productivity(_)), Status::NotProductive(certificate)) => {
            Some(certificate.in_words(economy))
        }
        _ => None,
    };
    let (takers, other_takers) = takers(record);
    let (x, scale) = (&record.plan.solution.x, record.plan.scale);
    let matrix = plan::fulfilment_at(economy, x, scale, pace).await;
    let target = |fulfilment: &plan::Fulfilment| {
        let profile = &economy.profiles()[fulfilment.profile];
        let good = &economy.goods()[fulfilment.good];
        Target {
            profile: profile.name.clone(),
            good: good.name.clone(),
            unit: good.unit.clone(),
            fulfilment: fulfilment.share,
            promised: profile.target(fulfilment.good),
        }
    };
    let equal = matrix.iter().all(|fulfilment| fulfilment.as_planned);
    let worst = matrix
        .iter()
        .min_by(|a, b| a.share.total_cmp(&b.share))
        .filter(|_| !equal)
        .map(target);
    let labour = economy.labour().iter().zip(&record.labour);
    Today {
        day: record.day(),
        egalitarianism: record.egalitarianism,
        scale: record.plan.scale,
        investment: scenario.investment().general_share(record.day()),
        equal,
        worst,
        held_back: record.plan.binding.is_some(),
        bounds,
        with_ten_percent: explanation.with_ten_percent,
        takers,
        other_takers,
        is_invested_in: match record.plan.binding {
            Some(BoundOn::Stock(good)) => economy.goods()[good].keeping == Keeping::Consumed,
            _ => false,
        },
        certificate,
        orders: orders(record, &stocks, pace).await,
        labour: labour
            .map(|(labour, &used)| LabourUse {
                of: labour.name.clone(),
                used,
                available: labour.hours,
            })
            .collect(),
        profiles: economy
            .profiles()
            .iter()
            .take(Today::MOST_TARGETS)
            .map(|profile| ProfileView {
                name: profile.name.clone(),
                population: profile.population,
            })
            .collect(),
        fulfilment: matrix
            .iter()
            .take(Today::MOST_TARGETS)
            .map(target)
            .collect(),
        residual: record.plan.solution.residual,
        iterations: u32::try_from(record.plan.solution.passes).unwrap_or(u32::MAX),
    }
}

/// What holds a plan back that no bound of the morning does.
pub(super) fn productivity(record: &Record) -> Option<plan::BoundUse> {
    let on = record.plan.binding.as_ref()?;
    let own_use = match &record.targets.full.status {
        Status::NotProductive(certificate) => certificate.own_use,
        _ => 1.0,
    };
    matches!(on, BoundOn::Productivity(_)).then(|| plan::BoundUse {
        on: on.clone(),
        used: own_use,
        limit: 1.0,
    })
}

pub(super) fn bound_use(economy: &Economy, bound: &plan::BoundUse) -> BoundUse {
    let unit_of = |good: usize| economy.goods()[good].unit.clone();
    let (kind, unit) = match &bound.on {
        BoundOn::Stock(good) => (BoundKind::Stock, unit_of(*good)),
        BoundOn::Number(good) => (BoundKind::Number, unit_of(*good)),
        BoundOn::Capacity(good) => (BoundKind::Capacity, unit_of(*good)),
        BoundOn::Hours(_) => (BoundKind::Hours, HOURS.to_owned()),
        BoundOn::Productivity(_) => (BoundKind::Productivity, String::new()),
    };
    BoundUse {
        kind,
        of: bound.on.of(economy),
        unit,
        used: bound.used,
        limit: bound.limit,
    }
}

const HOURS: &str = "h";

/// What each good is asked for, for the first goods of the table.
async fn orders(record: &Record, stocks: &[f64], pace: &Pace) -> Vec<Order> {
    let economy = record.economy();
    let shown = match economy.goods().len() {
        all @ ..=Today::MOST_ORDERS => all,
        _ => Today::FIRST_ORDERS,
    };
    let x = &record.plan.solution.x;
    // Per good shown (input, amount, by units). Of the rows only the cells of the goods shown are looked at.
    let mut needs: Vec<Vec<Need>> = vec![Vec::new(); shown];
    for (table, of_labour) in [
        (economy.goods_table(), false),
        (economy.labour_table(), true),
    ] {
        for row in 0..table.rows() {
            let cells = table.row(row).take_while(|&(good, _)| good < shown);
            for (good, coefficient) in cells {
                let amount = coefficient * x[good];
                if amount > 0.0 && needs[good].len() < MOST_USES {
                    let input = if of_labour {
                        Input::Labour(row)
                    } else {
                        Input::Good(row)
                    };
                    needs[good].push((input, amount, false));
                }
            }
            pace.work(shown).await;
        }
    }
    let uses = needs.into_iter().enumerate();
    let order_of = |(good, needs)| {
        let uses = with_units(economy, good, x[good], needs);
        order_for(record, stocks, good, named(economy, uses))
    };
    uses.map(order_of).collect()
}

/// An input, how much of it is used up, and whether production units answered for it.
type Need = (Input, f64, bool);

/// What making so much of a good uses up: by its constants, and what its units need.
pub(super) fn with_units(
    economy: &Economy,
    good: usize,
    output: f64,
    mut needs: Vec<Need>,
) -> Vec<Need> {
    if let Some(place) = economy.stack_place(good) {
        for &input in economy.stack_inputs(place) {
            let amount = economy.requirement(input, good, output);
            if amount > 0.0 && !matches!(input, Input::Externality(_)) {
                needs.push((input, amount, true));
            }
        }
        order::sort_by_key(&mut needs, |need| need.0);
    }
    needs
}

/// The first of what is used up, with names.
pub(super) fn named(economy: &Economy, needs: Vec<Need>) -> Vec<Use> {
    let needs = needs.into_iter().take(MOST_USES);
    let named = needs.map(|(input, amount, by_units)| Use {
        of: economy.input_name(input).to_owned(),
        unit: match input {
            Input::Good(row) => economy.goods()[row].unit.clone(),
            _ => HOURS.to_owned(),
        },
        amount,
        by_units,
    });
    named.collect()
}

/// What a good is asked for on the day; `stocks` are those of its morning.
pub(super) fn order_for(record: &Record, stocks: &[f64], good: usize, uses: Vec<Use>) -> Order {
    let (economy, full) = (record.economy(), &record.targets.full);
    let data = &economy.goods()[good];
    let today = record.plan.solution.x[good];
    Order {
        good: data.name.clone(),
        unit: data.unit.clone(),
        in_full: (full.status == Status::Solved).then(|| full.x[good]),
        today,
        stock: (data.keeping != Keeping::Flow).then(|| stocks[good]),
        makers: makers(economy, good, today),
        uses,
    }
}

fn makers(economy: &Economy, good: usize, output: f64) -> Vec<Maker> {
    let Some(stack) = economy.stack(good) else {
        return Vec::new();
    };
    let busy = stack
        .dispatch(economy.units(), output)
        .filter(|&(_, q)| q > 0.0);
    busy.map(|(unit, q)| Maker {
        unit: economy.units()[unit].name.clone(),
        output: q,
        extrapolated: economy.units()[unit].extrapolates(q),
    })
    .collect()
}
