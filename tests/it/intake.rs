//! The worker of the view of tables: the table's own year through the mapping, sparse tables from slices, and what is said
//! of files that do not fit.

use olin::economy::Coefficients;
use olin::intake::protocol::{
    Ask, ColumnRole, Fault, FileInfo, Mapping, National, Rest, Solved, Sparse, Tell, Told,
};
use olin::intake::session::{Out, Session};
use olin::pace::Pace;
use olin::plan::{Policy, Scenario, State, run};
use olin::solver::{Prepared, Settings, Status, solve};
use olin::tables::{NamedFile, read_files};

use crate::flows::{made_up, oecd};
use crate::tables::file;

/// Bytes that a table may take in most of these tests.
const ROOM: u64 = 1 << 30;

/// A session whose files are in memory.
struct Desk {
    session: Session,
    files: Vec<NamedFile>,
    run: u32,
    /// The largest slice that was wanted.
    widest: u64,
}

impl Desk {
    fn new(room: u64) -> Self {
        Self {
            session: Session::new(room, || 0.0),
            files: Vec::new(),
            run: 0,
            widest: 0,
        }
    }

    /// Asks, gives the bytes that are wanted, and hears everything that is told until nothing is left to do.
    fn ask(&mut self, ask: impl FnOnce(u32) -> Ask) -> Vec<Tell> {
        self.run += 1;
        self.session.receive(ask(self.run));
        self.heard(u32::MAX)
    }

    /// As [`Desk::ask`], for so many shares of work at most.
    fn heard(&mut self, shares: u32) -> Vec<Tell> {
        let mut told = Vec::new();
        for _ in 0..shares {
            if !self.session.busy() {
                break;
            }
            for out in self.session.work(&mut 50_000) {
                match out {
                    Out::Tell(Tell::Progress { .. }) => {}
                    Out::Tell(tell) => told.push(tell),
                    Out::Want(want) => {
                        self.widest = self.widest.max(want.to - want.from);
                        let file = self.files.get(want.file);
                        let bytes = file
                            .and_then(|file| file.bytes.get(want.from as usize..want.to as usize));
                        self.session.give(want.id, bytes.map(<[u8]>::to_vec));
                    }
                }
            }
        }
        told
    }

    fn read(&mut self, files: Vec<NamedFile>) -> Vec<Tell> {
        self.files = files;
        let infos = self.files.iter().map(|file| FileInfo {
            name: file.name.clone(),
            size: file.bytes.len() as u64,
        });
        let files = infos.collect();
        self.ask(|run| Ask::Read { run, files })
    }

    fn national(&mut self, files: Vec<NamedFile>) -> National {
        match self.read(files).as_slice() {
            [Tell::National { table, .. }] => (**table).clone(),
            other => panic!("{other:?}"),
        }
    }

    fn sparse(&mut self, files: Vec<NamedFile>) -> Sparse {
        match self.read(files).as_slice() {
            [Tell::Sparse { table, .. }] => table.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn refused(&mut self, files: Vec<NamedFile>) -> String {
        match self.read(files).as_slice() {
            [Tell::Refused { faults, .. }] => words(faults),
            other => panic!("{other:?}"),
        }
    }

    fn tried(&mut self, mapping: &Mapping) -> Result<Told, String> {
        let mapping = mapping.clone();
        match self.ask(|run| Ask::Try { run, mapping }).as_slice() {
            [Tell::Tried { told, .. }] => Ok(told.clone()),
            [Tell::Refused { faults, .. }] => Err(words(faults)),
            other => panic!("{other:?}"),
        }
    }

    /// The economy that comes of it, as the planner opens it.
    fn economy(&mut self, ask: impl FnOnce(u32) -> Ask) -> olin::tables::Import {
        let told = self.ask(ask);
        let [Tell::Economy { bytes, .. }] = told.as_slice() else {
            panic!("{told:?}");
        };
        let file = NamedFile {
            name: "economy.json".to_owned(),
            bytes: bytes.clone(),
        };
        Pace::finish(async |pace| read_files("other", vec![file], &pace).await)
            .expect("an economy that the planner opens")
    }

    fn solved(&mut self) -> Solved {
        match self.ask(|run| Ask::Solve { run }).as_slice() {
            [Tell::Solved { solved, .. }] => solved.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn written(&mut self) -> String {
        let mut text = Vec::new();
        for tell in self.ask(|run| Ask::Write { run }) {
            match tell {
                Tell::Piece { bytes, .. } => text.extend(bytes),
                other => panic!("{other:?}"),
            }
        }
        String::from_utf8(text).expect("text")
    }
}

fn words(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// The roles as they are proposed, with what rows lack as external demand.
fn proposed(table: &National) -> Mapping {
    Mapping {
        kind: table.kind.0,
        columns: table.columns.iter().map(|line| line.role).collect(),
        rows: table.rows.iter().map(|line| line.role).collect(),
        rest: Rest::External,
        unit: "money".to_owned(),
    }
}

#[test]
fn the_first_plan_is_the_tables_own_year() {
    for seed in 40..43 {
        let year = made_up(seed, 8);
        let mut desk = Desk::new(ROOM);
        let table = desk.national(vec![oecd(&year)]);
        assert_eq!(table.layout, "a national table as the OECD publishes it");
        assert_eq!(table.columns[1].place, "column C");
        assert_eq!(table.rows[2].place, "line 4");
        let sum: f64 = year.flows.iter().map(|row| row[0]).sum();
        assert!(table.columns[0].sum > sum && table.columns[0].sum.is_finite());
        let mut mapping = proposed(&table);
        let told = desk.tried(&mapping).expect("roles that make sense");
        assert_eq!(told.findings, [""; 0]);
        assert!(told.plan[0].starts_with("In money:"), "{told:?}");
        assert!(told.plan[1].contains("population"), "{told:?}");
        assert!(told.plan[2].contains("the table's own year"), "{told:?}");

        // Whatever populations are given, the year is the same.
        for role in &mut mapping.columns {
            if let ColumnRole::Profile(citizens) = role {
                *citizens = 12_345.0;
            }
        }
        let told = desk.tried(&mapping).expect("roles that make sense");
        assert!(!told.plan.iter().any(|line| line.contains("population")));
        let import = desk.economy(|run| Ask::Use { run, mapping });
        assert_eq!(import.economy.name(), "AUT2015ttl");
        assert_eq!(import.economy.profiles()[0].population, 12_345.0);
        let said = |words: &str| {
            let report = &import.report;
            let mut lines = report.read.iter().chain(&report.assumed);
            assert!(
                lines.any(|line| line.contains(words)),
                "{words}: {report:?}"
            );
        };
        said("a national table as the OECD publishes it");
        said("Every row balances");
        said("In money");
        said("the table's own year");

        // Planned as the page plans it, and not only solved.
        let policy = Policy::constant(0.5).expect("a share");
        let scenario = Scenario::new(policy, import.changes);
        let days = run(&scenario, State::first(import.economy, None), 1).expect("a day");
        assert_eq!(days[0].plan.scale, 1.0);
        for (x, output) in days[0].plan.solution.x.iter().zip(&year.output) {
            assert!((x - output).abs() <= 1e-9 * output.abs(), "{x} {output}");
        }
    }
}

#[test]
fn roles_that_make_no_sense_are_refused_and_the_table_stays() {
    let mut desk = Desk::new(ROOM);
    let table = desk.national(vec![oecd(&made_up(1, 8))]);
    let good = proposed(&table);
    let mut bad = good.clone();
    bad.columns[3] = ColumnRole::LeftOut;
    let why = desk.tried(&bad).expect_err("an industry without a column");
    assert!(why.contains("without a column"), "{why}");
    bad.columns.pop();
    let nothing = desk.ask(|run| Ask::Try { run, mapping: bad });
    assert_eq!(nothing, []);
    assert!(desk.tried(&good).is_ok());
}

fn mtx(rows: usize, cells: &[(usize, usize, f64)]) -> NamedFile {
    let mut text = format!(
        "%%MatrixMarket matrix coordinate real general\n{rows} {rows} {}\n",
        cells.len()
    );
    for (row, column, amount) in cells {
        text += &format!("{} {} {amount}\n", row + 1, column + 1);
    }
    file("a.mtx", &text)
}

/// Whole numbers by a rule of their own, so that no generator of ours is in the test.
fn scattered(goods: usize, each: usize, triangular: bool) -> Vec<(usize, usize, f64)> {
    let mut state = 12_345_u64;
    let mut next = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let mut cells = std::collections::BTreeMap::new();
    for row in 0..goods {
        for _ in 0..each {
            let column = if triangular {
                row + next() % (goods - row)
            } else {
                next() % goods
            };
            cells.insert(
                (row, column),
                (next() % 1_000) as f64 / 1_000.0 / each as f64,
            );
        }
    }
    cells
        .into_iter()
        .map(|((row, column), amount)| (row, column, amount))
        .collect()
}

#[test]
fn a_sparse_table_is_solved_from_its_files_as_the_engine_solves_it() {
    for triangular in [false, true] {
        let (goods, each) = (3_000, 120);
        let cells = scattered(goods, each, triangular);
        let table = mtx(goods, &cells);
        assert!(table.bytes.len() > 4 << 20, "more than one slice");
        let names: String = (0..goods).map(|good| format!("good {good}\n")).collect();
        let amounts: String = (0..goods)
            .map(|good| format!("good {good},{}\n", good % 7))
            .collect();
        let mut desk = Desk::new(ROOM);
        let read = desk.sparse(vec![
            file("demand.csv", &format!("good,amount\n{amounts}")),
            table,
            file("names.txt", &names),
        ]);
        assert!(desk.widest <= 4 << 20);
        assert_eq!((read.goods, read.opens), (goods as u64, true));
        let solved = desk.solved();
        assert_eq!(solved.trouble, None);
        assert!(solved.residual <= 1e-10, "{solved:?}");
        let method = if triangular {
            "substitution"
        } else {
            "BiCGSTAB"
        };
        assert_eq!(solved.method, method);

        let demand: Vec<f64> = (0..goods).map(|good| (good % 7) as f64).collect();
        let sparse = olin::tables::sparse::Sparse {
            table: Coefficients::new(goods, goods, cells.iter().copied()),
            names: None,
            log: Vec::new(),
        };
        let economy =
            olin::tables::sparse::economy("a", sparse, None, &demand).expect("an economy");
        let problem = Prepared::new(economy);
        let settings = Settings::default();
        let expected =
            Pace::finish(async |pace| solve(&problem, &demand, None, &settings, &pace).await);
        assert_eq!(expected.status, Status::Solved);
        let written = desk.written();
        let mut lines = written.lines();
        assert_eq!(lines.next(), Some("good,amount"));
        for (good, (line, exact)) in lines.zip(&expected.x).enumerate() {
            let (name, x) = line.split_once(',').expect("two cells");
            assert_eq!(name, format!("good {good}"));
            let x: f64 = x.parse().expect("a number");
            assert!((x - exact).abs() <= 1e-9 * exact.max(1.0), "{x} {exact}");
        }
        assert_eq!(written.lines().count(), goods + 1);
        let largest = expected.x.iter().copied().fold(0.0, f64::max);
        assert!((solved.most[0].1 - largest).abs() <= 1e-9 * largest);
        assert_eq!(solved.most.len(), 10);

        // As an economy, whose first plan meets the demand.
        let import = desk.economy(|run| Ask::UseSparse { run });
        assert_eq!(import.economy.goods()[5].name, "good 5");
        assert_eq!(import.economy.full_demand(), demand);
        assert_eq!(
            import.economy.goods_table().filled(),
            cells.iter().filter(|cell| cell.2 != 0.0).count()
        );
    }
}

#[test]
fn a_long_list_and_a_vector_by_numbers() {
    // x0 = 0.5 x1 + 1, x1 = 0.5 x0: 4/3 and 2/3. A long list is read twice.
    let mut desk = Desk::new(ROOM);
    let read = desk.sparse(vec![
        file(
            "needs.csv",
            "input,good,amount\nMilk,Cheese,0.5\nCheese,Milk,0.5\n",
        ),
        file("d.csv", "good,amount\nMilk,1\n"),
    ]);
    assert_eq!((read.goods, read.entries, read.demand), (2, 2, 1.0));
    let solved = desk.solved();
    assert!((solved.most[0].1 - 4.0 / 3.0).abs() < 1e-12, "{solved:?}");
    assert_eq!(solved.most[0].0, "Milk");
    // The same by numbers, with the demand as a vector of either kind.
    for demand in [
        "%%MatrixMarket matrix array real general\n2 1\n1\n0\n",
        "%%MatrixMarket matrix coordinate real general\n2 1 1\n1 1 1\n",
    ] {
        desk.sparse(vec![
            mtx(2, &[(0, 1, 0.5), (1, 0, 0.5)]),
            file("d.mtx", demand),
        ]);
        assert_eq!(desk.solved().most[0].0, "1");
        assert_eq!(desk.written().lines().count(), 3);
    }
}

#[test]
fn what_cannot_be_produced_is_said() {
    let demand = || file("d.csv", "good,amount\n1,1\n");
    let mut desk = Desk::new(ROOM);
    // Making one of either takes two of the other; one of itself; imports beyond use.
    for (cells, demand, words) in [
        (vec![(0, 1, 2.0), (1, 0, 2.0)], demand(), "not productive"),
        (vec![(0, 0, 1.0), (1, 1, 0.5)], demand(), "not productive"),
        (
            vec![(0, 1, 0.5)],
            file("d.csv", "good,amount\n1,-1\n2,1\n"),
            "More of 1 is imported",
        ),
    ] {
        desk.sparse(vec![mtx(2, &cells), demand]);
        let trouble = desk.solved().trouble.expect("trouble");
        assert!(trouble.contains(words), "{trouble}");
        // There is no solution to write.
        assert_eq!(desk.written(), "");
    }
}

#[test]
fn what_does_not_fit_is_refused_before_it_is_read() {
    let mut desk = Desk::new(ROOM);
    assert_eq!(
        desk.refused(vec![mtx(2, &[(0, 1, 0.5)])]),
        "a.mtx: found a sparse table without a demand, expected a demand beside it: a list good,amount, or a Matrix Market \
         file of one column. Open both files together."
    );
    assert_eq!(
        desk.refused(vec![
            mtx(2, &[(0, 1, 0.5)]),
            file(
                "b.mtx",
                "%%MatrixMarket matrix coordinate real general\n3 3 1\n1 1 1\n"
            ),
            file("d.csv", "good,amount\n1,1\n"),
        ]),
        "b.mtx: found a second file of the kind \"sparse table\", expected one file of each kind. Open a sparse table with its demand and, if there is \
         one, the file of its names."
    );
    let head = "%%MatrixMarket matrix coordinate real general\n% remark\n100000 100000 200000000\n";
    let large = vec![file("big.mtx", head), file("d.csv", "good,amount\n1,1\n")];
    assert!(desk.refused(large).starts_with(
        "big.mtx: found 200000000 entries, which take 2289 MB, expected at most 1024 MB"
    ));
    assert!(
        desk.refused(vec![file("notes.txt", "buy milk\n")])
            .contains("notes.txt")
    );
}

#[test]
fn a_file_that_goes_away_and_a_question_that_is_dropped() {
    let mut desk = Desk::new(ROOM);
    let cells = scattered(3_000, 120, false);
    let files = || vec![mtx(3_000, &cells), file("d.csv", "good,amount\n1,1\n")];
    desk.files = files();
    let infos = |files: &[NamedFile]| -> Vec<FileInfo> {
        let info = |file: &NamedFile| FileInfo {
            name: file.name.clone(),
            size: file.bytes.len() as u64 + 1_000,
        };
        files.iter().map(info).collect()
    };
    let longer = infos(&desk.files);
    match desk.ask(|run| Ask::Read { run, files: longer }).as_slice() {
        [Tell::Refused { faults, .. }] => {
            assert!(words(faults).contains("found a file that cannot be read"));
        }
        other => panic!("{other:?}"),
    }
    // Stopped half way, and begun again: what comes late of the first changes nothing.
    let sizes: Vec<FileInfo> = (desk.files.iter())
        .map(|file| FileInfo {
            name: file.name.clone(),
            size: file.bytes.len() as u64,
        })
        .collect();
    desk.session.receive(Ask::Read {
        run: 90,
        files: sizes,
    });
    desk.heard(6);
    desk.session.receive(Ask::Stop);
    assert!(!desk.session.busy());
    let read = desk.sparse(files());
    assert_eq!(read.goods, 3_000);
}
