//! Files to take away: what they say is what the plan says, and they can be read back to the same bits.

use std::collections::BTreeMap;
use std::rc::Rc;

use olin::economy::{Economy, Input};
use olin::pace::Pace;
use olin::plan::{Record, State, export, footprints, fulfilment, run};
use proptest::prelude::*;

use crate::economies::investing;
use crate::files::import;
use crate::random::{Shape, economy};

/// The last of some days of an economy.
fn day(economy: Economy, days: u32) -> Record {
    let first = State::first(economy, None);
    let mut records = run(&investing(0.55), first, days).expect("no changes");
    records.pop().expect("a day")
}

fn written<T>(record: &Rc<Record>, write: impl AsyncFnOnce(&Record, &Pace) -> T) -> T {
    let record = Rc::clone(record);
    Pace::finish(async |pace| write(&record, &pace).await)
}

/// The cells of a file without quotes in it.
fn cells(file: &str) -> Vec<Vec<String>> {
    file.lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect()
}

fn number(cell: &str) -> f64 {
    cell.parse()
        .unwrap_or_else(|_| panic!("{cell:?} is a number"))
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-12
}

/// Checks the laws of all documents of a day.
fn check(record: Record) {
    let record = Rc::new(record);
    let economy = record.economy().clone();
    let x = &record.plan.solution.x;

    // Orders: what all makers of a good make is its output, and what they take is what the day uses.
    let orders = cells(&written(&record, export::orders));
    assert_eq!(
        orders[0],
        [
            "day",
            "good",
            "maker",
            "output",
            "extrapolated",
            "input",
            "amount"
        ]
    );
    let (mut made, mut used) = (BTreeMap::new(), BTreeMap::<String, f64>::new());
    for row in &orders[1..] {
        assert_eq!(number(&row[0]), f64::from(record.day()));
        made.insert((row[1].clone(), row[2].clone()), number(&row[3]));
        if !row[5].is_empty() {
            *used.entry(row[5].clone()).or_default() += number(&row[6]);
        }
    }
    let mut goods_used = vec![0.0; x.len()];
    economy.goods_used(x, &mut goods_used);
    let labour = economy.labour_used(x);
    let caused = economy.externalities_caused(x);
    let used = |input: Input| used.get(economy.input_name(input)).copied().unwrap_or(0.0);
    for (good, data) in economy.goods().iter().enumerate() {
        let of_good = made.iter().filter(|((name, _), _)| *name == data.name);
        let sum: f64 = of_good.map(|(_, output)| output).sum();
        assert!(
            close(sum, x[good]),
            "{}: {sum} is not {}",
            data.name,
            x[good]
        );
        assert!(close(used(Input::Good(good)), goods_used[good]));
    }
    for (kind, hours) in labour.iter().enumerate() {
        assert!(close(used(Input::Labour(kind)), *hours));
    }
    for (kind, amount) in caused.iter().enumerate() {
        // What takes some away cancels here.
        let error = (used(Input::Externality(kind)) - amount).abs();
        assert!(error <= 1e-9 * (1.0 + x.iter().sum::<f64>()), "{error}");
    }

    // Fulfilment: the same bits.
    let matrix = cells(&written(&record, export::fulfilment_matrix));
    let shares = fulfilment(&economy, x, record.plan.scale);
    let filled = matrix[1..]
        .iter()
        .flat_map(|row| &row[1..])
        .filter(|cell| !cell.is_empty());
    assert_eq!(filled.count(), shares.len());
    for target in &shares {
        let name = &economy.goods()[target.good].name;
        let column = matrix[0]
            .iter()
            .position(|title| title == name)
            .expect("a column");
        let cell = &matrix[target.profile + 1][column];
        assert_eq!(number(cell).to_bits(), target.share.to_bits());
    }

    // The solution: the same bits.
    let solution = cells(&written(&record, export::solution));
    assert_eq!(solution.len(), x.len() + 1);
    for (row, amount) in solution[1..].iter().zip(x) {
        assert_eq!(number(&row[1]).to_bits(), amount.to_bits());
    }

    // Footprints: the same bits, goods first.
    let table = cells(&written(&record, export::footprint_table).expect("a solution"));
    let prints = written(&record, footprints).expect("a solution");
    assert_eq!(table.len(), 1 + x.len() + economy.profiles().len());
    for (column, print) in prints.iter().enumerate() {
        for (row, amount) in print.per_unit.iter().chain(&print.per_citizen).enumerate() {
            assert_eq!(
                number(&table[row + 1][column + 2]).to_bits(),
                amount.to_bits()
            );
        }
    }

    // The Leontief inverse: (I - A) L = I, with every coefficient asked for one by one.
    let inverse = cells(&written(&record, export::leontief).expect("a solution"));
    let inverse: Vec<Vec<f64>> = inverse[1..]
        .iter()
        .map(|row| row[1..].iter().map(|cell| number(cell)).collect())
        .collect();
    let n = x.len();
    let a: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            (0..n)
                .map(|j| economy.coefficient(Input::Good(i), j, x[j]))
                .collect()
        })
        .collect();
    for i in 0..n {
        for j in 0..n {
            let size: f64 = (0..n).map(|k| a[i][k] * inverse[k][j]).sum();
            let unit = if i == j { 1.0 } else { 0.0 };
            let error = (inverse[i][j] - size - unit).abs();
            assert!(error <= 1e-10 * (1.0 + size), "{i}, {j}: {error}");
        }
    }

    // Multipliers: columns of the inverse added up, and the footprints of a unit.
    let multipliers = cells(&written(&record, export::multipliers).expect("a solution"));
    for good in 0..n {
        let sum: f64 = inverse.iter().map(|row| row[good]).sum();
        assert!(close(number(&multipliers[good + 1][1]), sum));
        for (column, print) in prints.iter().enumerate() {
            assert_eq!(
                number(&multipliers[good + 1][column + 2]),
                print.per_unit[good]
            );
        }
    }
}

#[test]
fn documents_of_what_ships() {
    for name in ["village", "village-published", "valley"] {
        check(day(import(name).economy, 40));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn documents_of_any_economy(seed in any::<u64>(), goods in 1_usize..20, linear in any::<bool>()) {
        let shape = Shape { seed, goods, linear, triangular: false };
        check(day(economy(shape), 3));
    }
}

/// The village's day 0 by hand: 2 l of Milk hold everything back, and butter takes almost all of it.
#[test]
fn the_villages_orders_and_multipliers_by_hand() {
    let record = Rc::new(day(import("village-published").economy, 1));
    let orders = written(&record, export::orders);
    let milk = orders.lines().nth(1).expect("a row");
    assert!(milk.starts_with("0,Milk,,2,no,Milk,0.002"), "{milk}");
    let row = |start: &str| {
        let mut rows = orders.lines().filter(|line| line.starts_with(start));
        rows.next()
            .unwrap_or_else(|| panic!("{start} in {orders}"))
            .to_owned()
    };
    // Half a churn for each litre, and 0.003 of each churn for itself.
    let churns: Vec<String> = cells(&row("0,Butter churn,Churn workshop 1,")).remove(0);
    assert!(close(number(&churns[3]), 1.0 / 0.997), "{churns:?}");
    // A unit of Butter takes 1 l of Milk, which takes a thousandth of itself, half a churn, and 0.07 l for each of those.
    let multipliers = written(&record, export::multipliers).expect("a solution");
    let milk_by_hand = 1.0 / (1.0 - 0.001 - 0.5 * 0.07 / 0.997);
    let inverse = cells(&written(&record, export::leontief).expect("a solution"));
    assert!(close(number(&inverse[1][3]), milk_by_hand), "{inverse:?}");
    assert!(multipliers.starts_with("Name,output,Lb(Milk),Lb(Butter churn),Lb(Butter)\n"));
}
