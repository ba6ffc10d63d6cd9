//! Made-up economies that are productive by construction, the same for the same seed on every machine.
//!
//! The construction: draw a weight p_i > 0 for every good, and let no column use up more than a share below one of its
//! own weight, Σ_i p_i r'_ij(q) <= ρ p_j for every q. Then R contracts in the norm weighted by p, so there is exactly one
//! solution for every demand, whatever the solver says.

use olin::economy::{
    Answer, Coefficients, Curve, Economy, Externality, Good, Input, Interpolation, Keeping, Labour,
    Parts, Profile, Unit,
};
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

/// What kind of economy to make up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Everything random follows from it.
    pub seed: u64,
    /// How many goods.
    pub goods: usize,
    /// Constant cells only.
    pub linear: bool,
    /// No group of goods need each other.
    pub triangular: bool,
}

/// The economy of a shape.
pub(crate) fn economy(shape: Shape) -> Economy {
    Economy::new(parts(shape)).expect("the generator keeps every invariant")
}

/// The parts of the economy of a shape.
pub(crate) fn parts(shape: Shape) -> Parts {
    let mut dice = Dice(Pcg64Mcg::seed_from_u64(shape.seed));
    let goods = shape.goods;
    let columns = columns(&mut dice, shape);
    let mut cells: Vec<(usize, usize, f64)> = Vec::new();
    let mut units: Vec<Unit> = Vec::new();
    for (good, column) in columns.iter().enumerate() {
        if shape.linear || dice.one_in(3) {
            cells.extend(column.iter().map(|&(row, slope)| (row, good, slope)));
        } else {
            let (constant, by_units): (Vec<_>, Vec<_>) = column
                .iter()
                .copied()
                .partition(|&(row, _)| row == good && shape.triangular || dice.one_in(4));
            cells.extend(constant.iter().map(|&(row, slope)| (row, good, slope)));
            units.extend(stack(&mut dice, good, &by_units));
        }
    }
    let mut profiles: Vec<Profile> = (0..1 + dice.below(3))
        .map(|place| profile(&mut dice, place, goods))
        .collect();
    profiles[0].allotment[dice.below(goods)] = 1.0;
    Parts {
        name: format!("Made up {}", shape.seed),
        goods: (0..goods).map(|place| good(&mut dice, place)).collect(),
        labour: (0..2).map(|place| labour(&mut dice, place)).collect(),
        externalities: (0..2)
            .map(|place| Externality {
                name: format!("Smoke {place}"),
                weight: dice.between(0.5, 2.0),
            })
            .collect(),
        profiles,
        goods_table: Coefficients::new(goods, goods, cells),
        labour_table: Coefficients::new(2, goods, sparse(&mut dice, goods, 0.0, 1.0)),
        externality_table: Coefficients::new(2, goods, sparse(&mut dice, goods, -0.5, 1.0)),
        units,
    }
}

/// A random number generator with the few throws that are needed.
pub(crate) struct Dice(pub Pcg64Mcg);

impl Dice {
    /// The dice of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// A number in low..high.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.random::<f64>()
    }

    /// A whole number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.0.random::<f64>() * end as f64) as usize
    }

    /// True in one case of `cases`.
    pub(crate) fn one_in(&mut self, cases: usize) -> bool {
        self.below(cases) == 0
    }

    /// The numbers 0..end in random order.
    pub(crate) fn order(&mut self, end: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..end).collect();
        for place in (1..end).rev() {
            order.swap(place, self.below(place + 1));
        }
        order
    }
}

/// Per good the rows it needs, with the largest slope that each need may have anywhere.
fn columns(dice: &mut Dice, shape: Shape) -> Vec<Vec<(usize, f64)>> {
    let goods = shape.goods;
    let share = dice.between(0.1, 0.95);
    let weights: Vec<f64> = (0..goods)
        .map(|_| [0.2, 1.0, 5.0][dice.below(3)] * dice.between(0.5, 1.5))
        .collect();
    let order = dice.order(goods);
    let mut place = vec![0; goods];
    (0..goods).for_each(|at| place[order[at]] = at);
    let mut column_of = |good: usize| {
        let mut rows: Vec<usize> = (0..1 + dice.below(5)).map(|_| dice.below(goods)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.retain(|&row| !shape.triangular || place[row] <= place[good]);
        let drawn: Vec<f64> = rows.iter().map(|_| dice.between(0.05, 1.0)).collect();
        let size: f64 = rows
            .iter()
            .zip(&drawn)
            .map(|(&row, a)| weights[row] * a)
            .sum();
        let used = share * dice.between(0.3, 1.0) * weights[good];
        rows.iter()
            .zip(&drawn)
            .map(|(&row, a)| (row, a * used / size))
            .collect()
    };
    (0..goods).map(&mut column_of).collect()
}

/// Up to three units that make `good`, none of whose needs rises more steeply than `slopes`.
fn stack(dice: &mut Dice, good: usize, slopes: &[(usize, f64)]) -> Vec<Unit> {
    let count = 1 + dice.below(3);
    let with_hours = dice.one_in(2);
    let unit = |place: usize| {
        let last = place + 1 == count;
        let limited = if last {
            dice.one_in(3)
        } else {
            !dice.one_in(10)
        };
        let capacity = limited.then(|| dice.between(5.0, if last { 400.0 } else { 80.0 }));
        let mut needs: Vec<(Input, Curve)> = Vec::new();
        for &(row, slope) in slopes {
            if !dice.one_in(8) {
                needs.push((Input::Good(row), curve(dice, slope)));
            }
        }
        if with_hours {
            needs.push((Input::Labour(dice.below(2)), curve(dice, 1.0)));
            needs.push((Input::Externality(dice.below(2)), curve(dice, 0.5)));
        }
        Unit {
            name: format!("Unit {good}.{place}"),
            good,
            capacity,
            needs,
        }
    };
    (0..count).map(unit).collect()
}

/// A curve that rises nowhere more steeply than `slope`: convex, concave or neither, straight or cubic.
fn curve(dice: &mut Dice, slope: f64) -> Curve {
    let mut rises: Vec<f64> = (0..1 + dice.below(5))
        .map(|_| dice.between(0.0, 1.0))
        .collect();
    match dice.below(3) {
        0 => rises.sort_by(f64::total_cmp),
        1 => rises.sort_by(|a, b| b.total_cmp(a)),
        _ => {}
    }
    // A monotone cubic is nowhere steeper than three times the chord of its piece.
    let (interpolation, steepest) = if dice.one_in(3) {
        (Interpolation::MonotoneCubic, slope / 3.0)
    } else {
        (Interpolation::Straight, slope)
    };
    let (mut output, mut amount) = (0.0, 0.0);
    let answers = rises.iter().map(|rise| {
        let width = dice.between(1.0, 60.0);
        output += width;
        amount += width * rise * steepest;
        Answer { output, amount }
    });
    Curve::new(answers.collect(), interpolation).expect("answers that rise")
}

fn good(dice: &mut Dice, place: usize) -> Good {
    let keeping = Keeping::ALL[dice.below(Keeping::ALL.len())];
    let flows = keeping == Keeping::Flow;
    let stock = dice.between(0.0, 400.0);
    Good {
        stock: if flows { 0.0 } else { stock },
        stock_bound: !flows && dice.one_in(2),
        bound: dice.one_in(4).then(|| dice.between(10.0, 300.0)),
        keeping,
        gestation: if dice.one_in(3) {
            dice.below(5) as u32
        } else {
            0
        },
        loss: if dice.one_in(3) {
            dice.between(0.0, 0.2)
        } else {
            0.0
        },
        external_demand: if dice.one_in(4) {
            dice.between(0.0, 30.0)
        } else {
            0.0
        },
        ..Good::named(&format!("Good {place}"))
    }
}

fn labour(dice: &mut Dice, place: usize) -> Labour {
    Labour {
        name: format!("Hours {place}"),
        hours: dice.one_in(2).then(|| dice.between(5.0, 500.0)),
    }
}

fn profile(dice: &mut Dice, place: usize, goods: usize) -> Profile {
    Profile {
        name: format!("Profile {place}"),
        population: dice.between(0.0, 50.0),
        allotment: (0..goods)
            .map(|_| {
                if dice.one_in(2) {
                    dice.between(0.0, 2.0)
                } else {
                    0.0
                }
            })
            .collect(),
    }
}

/// Two rows of which every second cell is filled.
fn sparse(dice: &mut Dice, goods: usize, low: f64, high: f64) -> Vec<(usize, usize, f64)> {
    let places = (0..2).flat_map(|row| (0..goods).map(move |column| (row, column)));
    let filled: Vec<_> = places.filter(|_| dice.one_in(2)).collect();
    filled
        .into_iter()
        .map(|(row, column)| (row, column, dice.between(low, high)))
        .collect()
}
