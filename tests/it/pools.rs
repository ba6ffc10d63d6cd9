//! A pool solves a table as one member does, whoever it is shared by; it can be stopped, and refuses what is too large.

use olin::economy::{Coefficients, Economy};
use olin::pace::Pace;
use olin::scale::economy::coefficients;
use olin::scale::family::{Family, Point, Table};
use olin::scale::generator::demand;
use olin::scale::lead::{Lead, Out};
use olin::scale::memory::{BROWSER_ROOM, Memory, megabytes};
use olin::scale::protocol::{Ask, Ending, Method, Order, Tell};

use crate::pool::{Pool, asked, solved};

const fn table(family: Family, industrial: u32, finals: u32, needs: u32) -> Table {
    Table {
        point: Point {
            industrial,
            finals,
            needs,
        },
        family,
        seed: 4,
    }
}

/// Large enough for four tiles.
const fn tiled(family: Family) -> Table {
    table(family, 5_800, 500, 100)
}

/// (I - A) x = d by elimination with a dense table: shares nothing with the pool but the cells.
fn dense(a: &Coefficients, d: &[f64]) -> Vec<f64> {
    let n = d.len();
    let mut rows: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            let cells = (0..n).map(|j| f64::from(u8::from(i == j)) - a.at(i, j));
            cells.chain([d[i]]).collect()
        })
        .collect();
    for k in 0..n {
        let pivot = (k..n)
            .max_by(|&a, &b| rows[a][k].abs().total_cmp(&rows[b][k].abs()))
            .expect("a row");
        rows.swap(k, pivot);
        for i in k + 1..n {
            let factor = rows[i][k] / rows[k][k];
            for j in k..=n {
                rows[i][j] -= factor * rows[k][j];
            }
        }
    }
    let mut x = vec![0.0; n];
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| rows[i][j] * x[j]).sum();
        x[i] = (rows[i][n] - known) / rows[i][i];
    }
    x
}

fn largest_difference(a: &[f64], b: &[f64]) -> f64 {
    let scale = b.iter().fold(0.0, |largest: f64, x| largest.max(x.abs()));
    let off = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    off.fold(0.0, f64::max) / scale
}

#[test]
fn every_family_is_solved_as_elimination_solves_it() {
    for family in Family::ALL {
        let table = table(family, 100, 30, 25);
        let (a, d) = Pace::finish(async |pace| {
            (
                coefficients(&table, &pace).await,
                demand(&table, &pace).await,
            )
        });
        let outcome = solved(table, 1, BROWSER_ROOM);
        assert!(outcome.settled && outcome.residual <= 1e-12, "{outcome:?}");
        let expected = dense(&a, &d);
        let off = largest_difference(&outcome.x, &expected);
        assert!(off <= 1e-11, "{family:?} is off by {off}");
        let method = if family == Family::Entangled {
            Method::BiCgStab
        } else {
            Method::Substitution
        };
        assert_eq!(outcome.method, method);
        assert_eq!(outcome.cells, a.filled() as u64);
    }
}

#[test]
fn what_is_only_just_productive_is_solved_too() {
    // One need each: a good may need nearly all of itself, and Krylov methods do not like chains.
    for seed in 0..20 {
        let table = Table {
            seed,
            ..table(Family::Entangled, 60, 20, 1)
        };
        let (a, d) = Pace::finish(async |pace| {
            (
                coefficients(&table, &pace).await,
                demand(&table, &pace).await,
            )
        });
        let outcome = solved(table, 1, BROWSER_ROOM);
        assert!(outcome.settled, "seed {seed}: {outcome:?}");
        let off = largest_difference(&outcome.x, &dense(&a, &d));
        assert!(off <= 1e-8, "seed {seed} is off by {off}");
    }
}

#[test]
fn one_two_or_five_members_find_the_same_bits() {
    for family in Family::ALL {
        let alone = solved(tiled(family), 1, BROWSER_ROOM);
        assert!(alone.settled, "{family:?}: {}", alone.residual);
        // Five members for four tiles: one of them has nothing to do.
        for members in [2, 3, 5] {
            let together = solved(tiled(family), members, BROWSER_ROOM);
            assert_eq!(together.cells, alone.cells);
            assert_eq!(together.x, alone.x, "{family:?} by {members}");
            assert_eq!(together.products, alone.products);
        }
    }
}

#[test]
fn in_the_published_table_nothing_industrial_is_made() {
    let outcome = solved(tiled(Family::Published), 2, BROWSER_ROOM);
    let (finals, industrial) = outcome.x.split_at(500);
    assert!(finals.iter().all(|&x| x > 0.0));
    assert!(industrial.iter().all(|&x| x == 0.0));
    let full = solved(tiled(Family::Full), 2, BROWSER_ROOM);
    assert!(full.x.iter().all(|&x| x >= 1.0), "every row counts");
}

#[test]
fn the_last_good_needs_only_itself() {
    // By hand: one good is left for the last row, itself, at 0.1; with an external demand of 1 it makes 1 / 0.9.
    let outcome = solved(table(Family::Full, 20, 5, 3), 1, BROWSER_ROOM);
    assert_eq!(outcome.x[24], 1.0 / (1.0 - f64::from(0.1_f32)));
}

#[test]
fn a_run_is_stopped_wherever_it_is() {
    for family in [Family::Full, Family::Entangled] {
        let table = tiled(family);
        for steps in [0, 1, 5, 60, 150, 300, 450] {
            let mut pool = Pool::new(3, 50_000);
            pool.ask(asked(1, &[table, table], 3, BROWSER_ROOM));
            for _ in 0..steps {
                pool.step();
            }
            let before = pool.told.len();
            pool.ask(Ask::Stop);
            pool.finish();
            let ended = Tell::Ended {
                run: 1,
                how: Ending::Stopped,
            };
            assert_eq!(pool.told[before..], [ended], "after {steps} steps");
            // What was on the way is no harm to the next run.
            pool.told.clear();
            pool.ask(asked(2, &[table], 3, BROWSER_ROOM));
            pool.finish();
            assert!(
                matches!(&pool.told[..], [Tell::Solved { run: 2, outcome, .. }, Tell::Ended { run: 2, how: Ending::Done }] if outcome.settled),
                "after {steps} steps"
            );
        }
    }
}

#[test]
fn a_new_run_ends_the_one_before() {
    let mut pool = Pool::new(2, 50_000);
    pool.ask(asked(1, &[tiled(Family::Full)], 2, BROWSER_ROOM));
    (0..40).for_each(|_| pool.step());
    pool.ask(asked(2, &[table(Family::Full, 20, 5, 3)], 2, BROWSER_ROOM));
    pool.finish();
    assert!(matches!(
        &pool.told[..],
        [
            Tell::Ended {
                run: 1,
                how: Ending::Stopped
            },
            Tell::Solved { run: 2, .. },
            Tell::Ended {
                run: 2,
                how: Ending::Done
            }
        ]
    ));
}

#[test]
fn what_one_member_has_no_room_for_several_solve() {
    let table = tiled(Family::Entangled);
    let room = Memory::of(&table, 1).making - 1;
    let mut alone = Pool::new(1, 200_000);
    alone.ask(asked(1, &[table], 1, room));
    alone.finish();
    let refused = Tell::TooLarge {
        run: 1,
        place: 0,
        needed: room + 1,
        room,
    };
    assert_eq!(alone.told[0], refused);
    assert!(Memory::of(&table, 2).making <= room);
    assert!(solved(table, 2, room).settled);
}

#[test]
fn memory_is_said_beforehand() {
    // The largest point of Fig 2: 108 million cells of 6 bytes each, by hand, and the limits it has to keep.
    let largest = Table {
        point: Point::LARGEST,
        family: Family::Full,
        seed: 1,
    };
    assert_eq!(largest.cells(), 53_000 * 2000 + 2000 * 2001 / 2);
    let memory = Memory::of(&largest, 1);
    assert!(memory.made >= 6 * largest.cells() && memory.made < 1_000_000_000);
    assert!(memory.making < 1_700_000_000);
    assert_eq!((megabytes(1), megabytes(2_000_000)), (1, 2));
    // Ten times the goods: 6.6 GB, too much for one member in a browser and not for two.
    let huge = table(Family::Entangled, 500_000, 50_000, 2000);
    assert!(Memory::of(&huge, 1).making > BROWSER_ROOM);
    assert!(Memory::of(&huge, 2).making < BROWSER_ROOM);
    for family in Family::ALL {
        for members in [1, 3] {
            let (table, outcome) = (tiled(family), solved(tiled(family), members, BROWSER_ROOM));
            let said = Memory::of(&table, members as u32).made;
            let held = outcome.bytes / members as u64;
            assert!(held <= said, "{held} bytes are held, {said} were said");
        }
    }
}

#[test]
fn numbers_that_make_no_table_are_refused_in_words() {
    for (table, word) in [
        (table(Family::Full, 0, 0, 3), "goods"),
        (table(Family::Full, u32::MAX, 5, 3), "goods"),
        (table(Family::Full, 5, 5, 0), "needs"),
    ] {
        let mut pool = Pool::new(1, 1000);
        pool.ask(asked(1, &[table], 1, BROWSER_ROOM));
        pool.finish();
        assert!(
            matches!(&pool.told[..], [Tell::Ended { how: Ending::Impossible(why), .. }] if why.contains(word)),
            "{:?}",
            pool.told
        );
    }
}

#[test]
fn the_ordinary_engine_agrees() {
    use olin::scale::economy::parts;
    use olin::solver::{Prepared, Settings, Status, solve};
    for family in Family::ALL {
        let table = table(family, 200, 40, 20);
        let parts = Pace::finish(async |pace| parts(&table, 0, &pace).await).expect("no curves");
        let problem = Prepared::new(Economy::new(parts).expect("an economy"));
        assert_eq!(problem.is_triangular(), family != Family::Entangled);
        // With one citizen in all, as the pool has it.
        let d = Pace::finish(async |pace| demand(&table, &pace).await);
        let settings = Settings::default();
        let solution = Pace::finish(async |pace| solve(&problem, &d, None, &settings, &pace).await);
        assert_eq!(solution.status, Status::Solved);
        let outcome = solved(table, 1, BROWSER_ROOM);
        assert!(largest_difference(&outcome.x, &solution.x) <= 1e-11);
    }
}

#[test]
fn members_have_their_orders_before_the_lead_does_its_own_share() {
    const SLICE: u64 = 1_000_000_000;
    let table = tiled(Family::Entangled);
    let mut lead = Lead::new(|| 0.0);
    lead.receive(asked(1, &[table], 2, BROWSER_ROOM));
    let mut left = SLICE;
    let mut outs = lead.work(&mut left);
    while !outs
        .iter()
        .any(|out| matches!(out, Out::Member(1, Order::Make { .. })))
    {
        outs = lead.work(&mut left);
    }
    // Drawing its own half takes the lead more than a unit for each of its cells.
    let done = SLICE - left;
    assert!(done < table.cells() / 4, "{done} units before the order");
}
