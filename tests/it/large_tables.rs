//! What the generator of large tables promises: shape, range, seeds, and the laws of the paper's Fig 2.

use olin::economy::Coefficients;
use olin::pace::Pace;
use olin::scale::economy::coefficients;
use olin::scale::family::{Family, Point, Table};
use olin::scale::generator::{PROFILES, allotments, demand, shares};
use olin::scale::published;

fn table(family: Family, needs: u32, seed: u64) -> Table {
    Table {
        point: Point {
            industrial: 250,
            finals: 50,
            needs,
        },
        family,
        seed,
    }
}

fn made(table: &Table) -> Coefficients {
    Pace::finish(async |pace| coefficients(table, &pace).await)
}

#[test]
fn every_good_is_needed_for_as_many_others_as_asked() {
    // Less than half of the goods left, more than half, and more than there are: the set is drawn in three ways.
    for needs in [1, 20, 64, 200, 299, 300, 1000] {
        for family in Family::ALL {
            let (table, cells) = (table(family, needs, 3), made(&table(family, needs, 3)));
            for row in 0..300 {
                let left = if family == Family::Entangled {
                    300
                } else {
                    300 - row
                };
                let columns: Vec<usize> = cells.row(row).map(|(column, _)| column).collect();
                assert_eq!(
                    columns.len(),
                    left.min(needs as usize),
                    "row {row} of {family:?}"
                );
                assert!(columns.is_sorted_by(|a, b| a < b));
                let triangular = columns.iter().all(|&column| column >= row);
                assert!(triangular || family == Family::Entangled);
            }
            assert_eq!(cells.filled() as u64, table.cells());
        }
    }
}

#[test]
fn coefficients_lie_in_their_range() {
    for (family, top) in [
        (Family::Full, f64::from(0.001_f32)),
        (Family::Entangled, f64::from(1.0_f32 / 100.0)),
    ] {
        let cells = made(&table(family, 100, 8));
        let (mut sum, mut count) = (0.0, 0.0);
        for (row, column, amount) in cells.cells() {
            assert_eq!(f64::from(amount as f32), amount, "a 32-bit float");
            if row == column && family == Family::Full {
                assert_eq!(amount, f64::from(0.1_f32));
            } else {
                assert!(amount > 0.0 && amount < top, "{amount}");
                (sum, count) = (sum + amount, count + 1.0);
            }
        }
        // The mean of uniform numbers is half of the largest, within five standard errors.
        let error = top / f64::sqrt(12.0 * count);
        assert!((sum / count - 0.5 * top).abs() < 5.0 * error);
    }
}

#[test]
fn every_place_is_drawn_equally_often() {
    // 400 tables of 300 x 10 cells, or 300 x 290 where the others are drawn: each column of a row 10/300 of the time.
    for needs in [10_u32, 290] {
        let mut drawn = [0.0; 300];
        for seed in 0..400 {
            for (column, _) in made(&table(Family::Entangled, needs, seed)).row(7) {
                drawn[column] += 1.0;
            }
        }
        let share = f64::from(needs) / 300.0;
        let spread = (400.0 * share * (1.0 - share)).sqrt();
        let expected = 400.0 * share;
        for (column, times) in drawn.into_iter().enumerate() {
            let off = (times - expected).abs() / spread;
            assert!(
                off < 5.0,
                "column {column} {times} times, {expected} expected"
            );
        }
    }
}

#[test]
fn a_seed_gives_one_table_and_another_seed_another() {
    let of = |seed| made(&table(Family::Entangled, 30, seed));
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
    // Rows of one table have nothing to do with each other: hardly any cell of two rows is alike.
    let cells = of(1);
    let (one, two): (Vec<_>, Vec<_>) = (cells.row(1).collect(), cells.row(2).collect());
    assert!(!one.iter().any(|cell| two.contains(cell)));
}

#[test]
fn published_and_full_have_the_same_table() {
    assert_eq!(
        made(&table(Family::Published, 40, 5)),
        made(&table(Family::Full, 40, 5))
    );
}

#[test]
fn a_table_with_more_needs_than_goods_is_full() {
    let three = Table {
        point: Point {
            industrial: 2,
            finals: 1,
            needs: 9,
        },
        family: Family::Full,
        seed: 1,
    };
    let places = |table: &Table| {
        made(table)
            .cells()
            .map(|(i, j, _)| (i, j))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        places(&three),
        [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]
    );
    let entangled = Table {
        family: Family::Entangled,
        ..three
    };
    assert_eq!(places(&entangled).len(), 9);
}

#[test]
fn profiles_ask_for_final_goods_and_the_world_for_all() {
    let of = |family| {
        let table = table(family, 40, 6);
        Pace::finish(async |pace| demand(&table, &pace).await)
    };
    let (published, full) = (of(Family::Published), of(Family::Full));
    let table = table(Family::Full, 40, 6);
    let shares = shares(&table);
    assert_eq!(shares.len(), PROFILES);
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-14);
    for good in 0..300 {
        let amounts = allotments(&table, good);
        assert!(amounts.iter().all(|amount| (0.0..10.0).contains(amount)));
        let promised: f64 = amounts.iter().zip(&shares).map(|(a, b)| a * b).sum();
        assert_eq!(published[good], promised);
        assert_eq!(full[good], 1.0 + promised);
        assert_eq!(promised > 0.0, good < 50);
    }
}

#[test]
fn the_grid_is_that_of_the_paper() {
    let grid: Vec<Point> = Point::grid().collect();
    assert_eq!(grid.len(), 75);
    assert_eq!(grid.last(), Some(&Point::LARGEST));
    // Read off the paper's table: the largest point, and that its slowest stays below 20 seconds.
    assert_eq!(published::seconds(Point::LARGEST), Some(5.69));
    let seconds: Vec<f64> = grid
        .iter()
        .filter_map(|&point| published::seconds(point))
        .collect();
    assert_eq!(seconds.len(), 75);
    assert!(seconds.iter().all(|&s| s > 0.0 && s < 20.0));
    let other = Point {
        needs: 3,
        ..Point::LARGEST
    };
    assert_eq!(published::seconds(other), None);
}
