//! Sparse tables: the same table however the file is cut and whatever the order of its entries, and what is said of files
//! that cannot be read.

use olin::economy::Coefficients;
use olin::pace::Pace;
use olin::solver::{Prepared, Settings, Status, solve};
use olin::tables::sparse::{Kind, Pass, Reader, Sparse, demand, economy, kind, names};
use olin::tables::{ImportError, NamedFile};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::tables::file;

/// Reads a file in slices of `cut` bytes, as often as it is asked for. With how often that was.
fn read_in(text: &[u8], cut: usize) -> Result<(Sparse, usize), Vec<ImportError>> {
    let mut reader = Reader::open("a.mtx", text.len() as u64, text)?;
    let mut passes = 0;
    loop {
        passes += 1;
        for slice in text.chunks(cut) {
            if !reader.push(slice) {
                break;
            }
        }
        if reader.end_of_file() == Pass::Done {
            break;
        }
        assert!(passes < 2, "two passes are enough");
    }
    let sparse = Pace::finish(async |pace| reader.finish(&pace).await)?;
    Ok((sparse, passes))
}

fn mtx(rows: usize, cells: &[(usize, usize, f64)]) -> String {
    let mut text = format!(
        "%%MatrixMarket matrix coordinate real general\n% made up\n{rows} {rows} {}\n",
        cells.len()
    );
    for (row, column, amount) in cells {
        text += &format!("{} {} {amount}\n", row + 1, column + 1);
    }
    text
}

proptest! {
    #[test]
    fn a_table_is_the_same_in_any_order_and_however_it_is_cut(
        cells in btree_map((0_usize..30, 0_usize..30), prop_oneof![0.001_f64..1000.0, Just(0.5), Just(2.0)], 1..200),
        order in vec(any::<u64>(), 200),
        cut in 1_usize..300,
    ) {
        let in_order: Vec<(usize, usize, f64)> = cells.iter().map(|(&(row, column), &amount)| (row, column, amount)).collect();
        let expected = Coefficients::new(30, 30, in_order.iter().copied());
        let (found, passes) = read_in(mtx(30, &in_order).as_bytes(), cut).unwrap();
        prop_assert_eq!(passes, 1);
        prop_assert_eq!(&found.table, &expected);

        let mut shuffled: Vec<_> = in_order.iter().zip(&order).collect();
        shuffled.sort_by_key(|(_, key)| **key);
        let shuffled: Vec<_> = shuffled.into_iter().map(|(cell, _)| *cell).collect();
        let rows_rise = shuffled.is_sorted_by(|a, b| a.0 <= b.0);
        let (found, passes) = read_in(mtx(30, &shuffled).as_bytes(), cut).unwrap();
        prop_assert_eq!(passes, if rows_rise { 1 } else { 2 });
        prop_assert_eq!(found.log.iter().any(|line| line.contains("do not come in order")), !rows_rise);
        prop_assert_eq!(&found.table, &expected);

        // As a long list, whose goods are numbered in the order in which they come.
        let mut long = "Amount;Good;Input\n".to_owned();
        for (row, column, amount) in &shuffled {
            long += &format!("{amount};\"good {column}\";good {row}\r\n");
        }
        let (found, _) = read_in(long.as_bytes(), cut).unwrap();
        let names = found.names.unwrap();
        let place = |good: usize| names.iter().position(|name| *name == format!("good {good}")).unwrap();
        prop_assert_eq!(found.table.filled(), expected.filled());
        for (row, column, amount) in expected.cells() {
            prop_assert_eq!(found.table.at(place(row), place(column)), amount);
        }
    }
}

#[test]
fn several_amounts_of_a_cell_are_added_up_and_said() {
    // In order, and not.
    for text in [
        "%%MatrixMarket matrix coordinate integer general\n2 2 4\n1 2 1\n1 1 2\n1 2 3\n2 1 5\n",
        "%%MatrixMarket matrix coordinate real general\n2 2 4\n2 1 5\n1 2 1\n1 1 2\n1 2 3",
    ] {
        let (found, _) = read_in(text.as_bytes(), 10).unwrap();
        assert_eq!(
            found.table.cells().collect::<Vec<_>>(),
            [(0, 0, 2.0), (0, 1, 4.0), (1, 0, 5.0)]
        );
        assert_eq!(
            found.log.last().unwrap(),
            "a.mtx: 1 amount was added to another of the same cell."
        );
    }
}

#[test]
fn what_does_not_come_in_order_is_said() {
    let (found, passes) = read_in(
        mtx(3, &[(0, 1, 0.5), (2, 0, 0.25), (1, 1, 0.125)]).as_bytes(),
        9,
    )
    .unwrap();
    assert_eq!(passes, 2);
    assert_eq!(
        found.log,
        [
            "a.mtx: 3 goods, 3 entries.",
            "a.mtx: rows do not come in order (first in line 6), so the file was read twice; sorted by row it takes half the \
             time.",
        ]
    );
}

#[test]
fn files_are_told_by_their_first_bytes() {
    for (text, expected) in [
        (
            "%%MatrixMarket matrix coordinate real general\n1 1 0\n",
            Some(Kind::Mtx),
        ),
        ("%%matrixmarket MATRIX", Some(Kind::Mtx)),
        ("input,good,amount\na,b,1\n", Some(Kind::Long)),
        ("\u{feff}Good\tInput\tAmount\r\n", Some(Kind::Long)),
        ("good,amount\n", None),
        ("Type,Milk\n", None),
        ("", None),
    ] {
        assert_eq!(kind(text.as_bytes()), expected, "{text:?}");
    }
}

#[test]
fn a_table_names_and_a_demand_make_an_economy() {
    // W. Leontief's wheat and cloth: 55 and 30 for households take 100 and 50.
    let text = mtx(2, &[(0, 0, 0.25), (0, 1, 0.4), (1, 0, 0.14), (1, 1, 0.12)]);
    let called = file("names.txt", "name\nWheat, winter\nCloth\n");
    let demands = [
        file("d.csv", "good,amount\n\"Wheat, winter\",55\nCloth,30\n"),
        file(
            "d.mtx",
            "%%MatrixMarket matrix coordinate real general\n%\n2 1 2\n1 1 55\n2 1 30\n",
        ),
        file(
            "d.mtx",
            "%%MatrixMarket matrix array integer general\n2 1\n55\n30",
        ),
        file(
            "d.mtx",
            "%%MatrixMarket matrix array real general\n1 2\n5.5e1\n30\n\n",
        ),
    ];
    for of in &demands {
        let (sparse, _) = read_in(text.as_bytes(), 5).unwrap();
        let economy = Pace::finish(async |pace| {
            let named = names(&called, 2, &pace).await.unwrap();
            let asked = demand(of, Some(&named), 2, &pace).await.unwrap();
            economy("Leontief", sparse, Some(named), &asked).unwrap()
        });
        assert_eq!(economy.goods()[0].name, "Wheat, winter");
        let problem = Prepared::new(economy);
        let demand = problem.economy.full_demand().to_vec();
        let settings = Settings::default();
        let solution =
            Pace::finish(async |pace| solve(&problem, &demand, None, &settings, &pace).await);
        assert_eq!(solution.status, Status::Solved);
        for (x, output) in solution.x.iter().zip([100.0, 50.0]) {
            assert!((x - output).abs() <= 1e-10 * output, "{:?}", solution.x);
        }
    }
}

fn told(faults: &[ImportError]) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}

/// Reads a faulty file, in slices of two sizes, and compares what is said.
fn check(story: &str, text: &str, expected: &[&str]) {
    for cut in [3, 1 << 20] {
        let faults = read_in(text.as_bytes(), cut).expect_err(story);
        assert_eq!(told(&faults), expected, "{story}");
    }
}

#[test]
fn faulty_matrix_market_files() {
    const HEAD: &str = "%%MatrixMarket matrix coordinate real general\n";
    check(
        "another file",
        "Type,Milk\nMilk,1\n",
        &[
            "a.mtx: found \"Type,Milk\" in the first line, expected %%MatrixMarket matrix coordinate real general, or the \
             header input,good,amount",
        ],
    );
    let banner = "expected %%MatrixMarket matrix coordinate real general (or integer)";
    check(
        "symmetric",
        "%%MatrixMarket matrix coordinate real symmetric\n1 1 0\n",
        &[&format!(
            "a.mtx, line 1: found \"%%matrixmarket matrix coordinate real symmetric\", {banner}. Write all entries, with the \
             symmetry \"general\": a table of needs is seldom symmetric."
        )],
    );
    check(
        "without amounts",
        "%%MatrixMarket matrix coordinate pattern general\n1 1 0\n",
        &[&format!(
            "a.mtx, line 1: found \"%%matrixmarket matrix coordinate pattern general\", {banner}. Write an amount for each \
             entry; a pattern has none."
        )],
    );
    check(
        "complex",
        "%%MatrixMarket matrix coordinate complex general\n1 1 0\n",
        &[&format!(
            "a.mtx, line 1: found \"%%matrixmarket matrix coordinate complex general\", {banner}. Needs are real numbers."
        )],
    );
    check(
        "an array",
        "%%MatrixMarket matrix array real general\n1 1\n3\n",
        &[
            "a.mtx, line 1: found an array, expected coordinates. A table of needs is sparse: write its entries with their places.",
        ],
    );
    check(
        "not square",
        &format!("{HEAD}2 3 0\n"),
        &[
            "a.mtx, line 2: found 2 rows and 3 columns, expected as many rows as columns. Row and column of a good have the \
             same number; a good that nothing needs has an empty row.",
        ],
    );
    check(
        "no size",
        &format!("{HEAD}% only this\n\n1 1 0.5\n"),
        &["a.mtx, line 4: found \"1 1 0.5\", expected the numbers of rows, columns and entries"],
    );
    check(
        "more than the file can hold",
        &format!("{HEAD}3 3 4000000000000\n"),
        &[
            "a.mtx, line 2: found 3 goods and 4000000000000 entries, expected at most 10,000,000 goods and 2147483648 entries",
        ],
    );
    check(
        "rather more than the file can hold",
        &format!("{HEAD}3 3 1000\n1 1 1\n"),
        &[
            "a.mtx, line 2: found 3 goods and 1000 entries in a file of 61 bytes, expected a size that the file has room for",
        ],
    );
    check(
        "five entries that are none",
        &format!("{HEAD}2 2 6\n1 1 x\n1 3 1\n0 1 1\n1 1 -1\n1 1 1e61\n1 1\n"),
        &[
            "a.mtx, line 3: found \"1 1 x\", expected row, column and amount, with spaces between them",
            "a.mtx, line 4: found row 1 and column 3, expected numbers from 1 to 2",
            "a.mtx, line 5: found row 0 and column 1, expected numbers from 1 to 2",
            "a.mtx, line 6: found the amount -1.0, expected a number not below zero, and at most 1e60",
            "a.mtx, line 7: found the amount 1e61, expected a number not below zero, and at most 1e60",
            "a.mtx, line 8: found \"1 1\", expected row, column and amount, with spaces between them",
        ],
    );
    check(
        "cut short",
        &format!("{HEAD}2 2 3\n1 1 1\n1 2 1\n"),
        &[
            "a.mtx: found the end of the file after 2 entries, expected 3 of them, as its head says. It may not have been copied \
             whole.",
        ],
    );
    check(
        "more than was said",
        &format!("{HEAD}2 2 1\n1 1 1\n1 2 1\n2 2 1\n"),
        &["a.mtx, line 4: found another entry, expected 1 of them, as the head of the file says"],
    );
    check(
        "a head alone",
        HEAD,
        &[
            "a.mtx: found the end of the file after 0 entries, expected a head that says how many there are. It may not have \
             been copied whole.",
        ],
    );
    let long = format!("{HEAD}2 2 1\n1 1 1{}\n", " 1".repeat(1_000_000));
    let faults = read_in(long.as_bytes(), 1 << 16).unwrap_err();
    assert!(
        told(&faults)[0].ends_with("The line is longer than any entry."),
        "{:?}",
        told(&faults)
    );
    let many = format!("{HEAD}2 2 90\n{}", "1 1 x\n".repeat(90));
    assert_eq!(read_in(many.as_bytes(), 100).unwrap_err().len(), 50);
}

#[test]
fn a_file_that_changes_between_two_readings() {
    let first = mtx(2, &[(1, 0, 0.5), (0, 0, 0.5), (0, 1, 0.25)]);
    for second in [
        mtx(2, &[(1, 0, 0.5), (1, 1, 0.5), (0, 1, 0.25)]),
        mtx(2, &[(1, 0, 0.5), (0, 0, 0.5)]),
        "Type,Milk\n".to_owned(),
    ] {
        let mut reader = Reader::open("a.mtx", first.len() as u64, first.as_bytes()).unwrap();
        reader.push(first.as_bytes());
        assert_eq!(reader.end_of_file(), Pass::Again);
        reader.push(second.as_bytes());
        assert_eq!(reader.end_of_file(), Pass::Done);
        assert!(
            Pace::finish(async |pace| reader.finish(&pace).await).is_err(),
            "{second}"
        );
    }
}

#[test]
fn faulty_long_lists() {
    check(
        "cells too few, too many, and a number that is none",
        "input,good,amount\nMilk,Butter\nMilk,Butter,1,2\nMilk,Butter,\"1,5\"\n,Butter,1\nMilk,Butter,-1\n",
        &[
            "a.mtx, line 2: found \"Milk,Butter\", expected input, good and amount. Names with the separator in them stand in quotes.",
            "a.mtx, line 3: found \"Milk,Butter,1,2\", expected input, good and amount. Names with the separator in them stand in quotes.",
            "a.mtx, line 4, column C: found \"1,5\", expected a number not below zero. The decimal mark is a point: write 1.5.",
            "a.mtx, line 5, column A: found an empty cell, expected the name of a good",
            "a.mtx, line 6, column C: found \"-1\", expected a number not below zero",
        ],
    );
    check(
        "a header alone",
        "input,good,amount\n\n",
        &["a.mtx: found no row in 19 bytes, expected rows of input, good and amount"],
    );
}

#[test]
fn faulty_names_and_demands() {
    let of_names = |text: &str| {
        let faults = Pace::finish(async |pace| names(&file("n.txt", text), 2, &pace).await);
        told(&faults.expect_err(text))
    };
    assert_eq!(
        of_names("A\n"),
        ["n.txt: found 1 name, expected 2 names, one for each row of the table"]
    );
    assert_eq!(
        of_names("A\nB\nC\n"),
        [
            "n.txt, line 3, column A: found another name, \"C\", expected 2 names, one for each row of the table"
        ]
    );
    assert_eq!(
        of_names("A\nA\n"),
        [
            "n.txt, line 2, column A: found another good \"A\", expected each good once. Line 1 has it too."
        ]
    );

    let named = ["A".to_owned(), "B".to_owned()];
    let of_demand = |text: &str, named: Option<&[String]>| {
        let faults = Pace::finish(async |pace| demand(&file("d.csv", text), named, 2, &pace).await);
        told(&faults.expect_err(text))
    };
    assert_eq!(
        of_demand("A,1\n", Some(&named)),
        ["d.csv, line 1: found \"A\", expected the header good,amount, or a Matrix Market file"]
    );
    assert_eq!(
        of_demand("good,amount\nC,1\n", Some(&named)),
        ["d.csv, line 2, column A: found \"C\", expected a good of the table"]
    );
    assert_eq!(
        of_demand("good,amount\n3,1\n", None),
        ["d.csv, line 2, column A: found \"3\", expected the number of a good, from 1 to 2"]
    );
    assert_eq!(
        of_demand("good,amount\n1,1\n1,2\n", None),
        ["d.csv, line 3, column A: found another amount of \"1\", expected each good once"]
    );
    let head = "%%MatrixMarket matrix array real general\n";
    assert_eq!(
        of_demand(&format!("{head}3 1\n1\n"), None),
        [
            "d.csv, line 2: found \"3 1\", expected 2 rows and 1 column, as many as the table has goods"
        ]
    );
    assert_eq!(
        of_demand(&format!("{head}2 1\n1\n"), None),
        [
            "d.csv: found the end of the file after 1 amounts, expected 2 of them, as its head says. It may not have been copied whole."
        ]
    );
    assert_eq!(
        of_demand(&format!("{head}2 1\n1\nx\n"), None),
        ["d.csv, line 4: found \"x\", expected one of 2 amounts, for goods from 1 to 2"]
    );
}

#[test]
fn imports_are_a_demand_below_zero() {
    let asked = Pace::finish(async |pace| {
        let list = NamedFile {
            name: "d.csv".to_owned(),
            bytes: "good,amount\n2,-3\n".into(),
        };
        demand(&list, None, 2, &pace).await
    });
    assert_eq!(asked.unwrap(), [0.0, -3.0]);
}
