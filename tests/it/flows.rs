//! National tables: whose plan is the table's own year, whose multipliers are those of the textbooks.

use olin::economy::Economy;
use olin::pace::Pace;
use olin::solver::{Prepared, Settings, Status, embodied, solve};
use olin::tables::flows::{
    Applied, ColumnRole, FlowTable, Kind, Layout, Mapping, Rest, RowRole, apply, propose, read,
};
use olin::tables::{ImportError, NamedFile, read_set};
use rand::{RngExt, SeedableRng};

use crate::tables::file;

fn table_of(files: &[NamedFile]) -> Result<FlowTable, Vec<ImportError>> {
    Pace::finish(async |pace| read(files, &pace).await)
}

pub(crate) fn table(files: &[NamedFile]) -> FlowTable {
    table_of(files).expect("a table of flows")
}

pub(crate) fn proposed(table: &FlowTable) -> Mapping {
    Pace::finish(async |pace| propose(table, &pace).await).mapping()
}

pub(crate) fn applied(mapping: &Mapping, table: &FlowTable) -> Result<Applied, Vec<ImportError>> {
    Pace::finish(async |pace| apply(mapping, table, &pace).await)
}

/// What the planner reads of the files.
fn economy(files: &[NamedFile]) -> Economy {
    let import = Pace::finish(async |pace| read_set("flows", files, &pace).await);
    import.expect("files that the planner opens").economy
}

/// The files as they come, through the guessed mapping, to the economy and what was found.
fn guessed(files: &[NamedFile]) -> (Economy, Applied) {
    let table = table(files);
    let applied = applied(&proposed(&table), &table).expect("a mapping that makes sense");
    (economy(&applied.files), applied)
}

fn outputs(economy: &Economy) -> Vec<f64> {
    let problem = Prepared::new(economy.clone());
    let demand = economy.full_demand();
    let settings = Settings::default();
    let solution = Pace::finish(async |pace| solve(&problem, demand, None, &settings, &pace).await);
    assert_eq!(solution.status, Status::Solved);
    solution.x
}

/// Whether the plan is the table's own year, to 1e-9.
fn check_year(economy: &Economy, output: &[f64]) {
    let x = outputs(economy);
    assert_eq!(x.len(), output.len());
    for (x, output) in x.iter().zip(output) {
        assert!(
            (x - output).abs() <= 1e-9 * output.abs(),
            "{x} instead of {output}"
        );
    }
}

/// Flows between 50 industries, final demand in so many columns of which the last are below zero here and there, and
/// output: the sum of each row.
pub(crate) struct Year {
    pub(crate) flows: Vec<Vec<f64>>,
    pub(crate) demand: Vec<Vec<f64>>,
    pub(crate) output: Vec<f64>,
}

pub(crate) fn made_up(seed: u64, demand_columns: usize) -> Year {
    let mut random = rand_pcg::Pcg64Mcg::seed_from_u64(seed);
    let mut flow = |share: f64, most: f64| {
        // Both are drawn always, so that one cell does not move the next.
        let (there, amount) = (
            random.random::<f64>() < share,
            most * random.random::<f64>(),
        );
        if there {
            (1000.0 * amount).round() / 1000.0
        } else {
            0.0
        }
    };
    let flows: Vec<Vec<f64>> = (0..50)
        .map(|_| (0..50).map(|_| flow(0.7, 40.0)).collect())
        .collect();
    let demand: Vec<Vec<f64>> = (0..50)
        .map(|_| {
            let columns = (0..demand_columns).map(|column| {
                let last = column + 1 == demand_columns;
                let amount = flow(0.9, if last { 600.0 } else { 90.0 });
                match column {
                    0 => 1500.0 + amount,
                    _ if last => -amount,
                    _ => amount,
                }
            });
            columns.collect()
        })
        .collect();
    let output = flows
        .iter()
        .zip(&demand)
        .map(|(flows, demand)| flows.iter().chain(demand).sum());
    Year {
        output: output.collect(),
        flows,
        demand,
    }
}

fn numbers(numbers: impl IntoIterator<Item = f64>, separator: &str) -> String {
    let numbers: Vec<String> = numbers
        .into_iter()
        .map(|number| number.to_string())
        .collect();
    numbers.join(separator)
}

const OECD_DEMAND: [&str; 8] = [
    "HFCE",
    "NPISH",
    "GGFC",
    "GFCF",
    "INVNT",
    "CONS_NONRES",
    "EXPO",
    "IMPO",
];

/// The layout of the OECD: quoted titles, an empty corner, D.. and TTL_.., taxes, value added and output below.
pub(crate) fn oecd(year: &Year) -> NamedFile {
    let code = |i: usize| format!("{:02}T{:02}", 2 * i + 1, 2 * i + 2);
    let mut text = String::from("\"\"");
    for title in (0..50)
        .map(|i| format!("D{}", code(i)))
        .chain(OECD_DEMAND.map(str::to_owned))
    {
        text += &format!(",\"{title}\"");
    }
    for i in 0..50 {
        let cells = year.flows[i].iter().chain(&year.demand[i]).copied();
        text += &format!("\n\"TTL_{}\",{}", code(i), numbers(cells, ","));
    }
    let column = |j: usize| year.flows.iter().map(|row| row[j]).sum::<f64>();
    let none = numbers([0.0; 8], ",");
    let total = (0..8).map(|c| year.demand.iter().map(|row| row[c]).sum::<f64>());
    text += &format!(
        "\n\"TXS_INT_FNL\",{},{none}",
        numbers((0..50).map(|j| 0.01 * column(j)), ",")
    );
    text += &format!(
        "\n\"TTL_INT_FNL\",{},{}",
        numbers((0..50).map(|j| 1.01 * column(j)), ","),
        numbers(total, ",")
    );
    let value = (0..50).map(|j| year.output[j] - 1.01 * column(j));
    text += &format!("\n\"VALU\",{},{none}", numbers(value, ","));
    text += &format!(
        "\n\"OUTPUT\",{},{none}\n",
        numbers(year.output.iter().copied(), ",")
    );
    file("AUT2015ttl.csv", &text)
}

#[test]
fn fifty_industries_in_the_layout_of_the_oecd() {
    for seed in 0..5 {
        let year = made_up(seed, 8);
        let (economy, applied) = guessed(&[oecd(&year)]);
        check_year(&economy, &year.output);
        assert_eq!(economy.goods()[0].name, "D01T02");
        assert_eq!(economy.goods()[0].unit, "money");
        assert_eq!(
            economy
                .profiles()
                .iter()
                .map(|profile| &*profile.name)
                .collect::<Vec<_>>(),
            ["HFCE", "NPISH", "GGFC"]
        );
        assert!(
            economy
                .goods()
                .iter()
                .any(|good| good.external_demand < 0.0)
        );
        assert_eq!(applied.findings, [""; 0]);
        let said = |words: &str| {
            assert!(
                applied.log.iter().any(|line| line.contains(words)),
                "{words}: {:?}",
                applied.log
            );
        };
        said("a national table as the OECD publishes it, 58 columns and 54 rows");
        said("flows divided by output, which is from the row of output");
        said("\"HFCE\", \"NPISH\" and \"GGFC\"");
        said("Rows left out: \"TXS_INT_FNL\", \"TTL_INT_FNL\" and \"VALU\"");
        said("Every row balances");
    }
}

/// Region and sector of an industry: five regions of ten sectors.
fn place(i: usize) -> (String, String) {
    (format!("R{}", i / 10), format!("Sector {}", i % 10))
}

/// Two header rows and leading columns, separated by tabs, as pandas writes them: with a row of their names.
fn by_region(name: &str, titles: &[(String, String)], rows: &[Vec<f64>]) -> NamedFile {
    let of = |part: fn(&(String, String)) -> &str| {
        titles
            .iter()
            .map(|title| format!("\t{}", part(title)))
            .collect::<String>()
    };
    let level = if name.starts_with('Y') {
        "category"
    } else {
        "sector"
    };
    let mut text = format!(
        "region\t{}\n{level}\t{}\nregion\tsector{}\n",
        of(|t| &t.0),
        of(|t| &t.1),
        "\t".repeat(titles.len())
    );
    for (i, row) in rows.iter().enumerate() {
        let (region, sector) = place(i);
        text += &format!(
            "{region}\t{sector}\t{}\n",
            numbers(row.iter().copied(), "\t")
        );
    }
    file(name, &text)
}

fn categories() -> Vec<(String, String)> {
    let named = |region: &str| {
        let kinds = [
            "Final consumption expenditure by households",
            "Gross fixed capital formation",
            "Exports less imports",
        ];
        kinds.map(|kind| (region.to_owned(), kind.to_owned()))
    };
    ["R0", "R1"].into_iter().flat_map(named).collect()
}

#[test]
fn fifty_industries_with_two_header_rows() {
    let industries: Vec<(String, String)> = (0..50).map(place).collect();
    for seed in 5..10 {
        let year = made_up(seed, 6);
        let z = by_region("Z.txt", &industries, &year.flows);
        let y = by_region("Y.txt", &categories(), &year.demand);
        let mut x = String::from("region\tsector\tindout\n");
        for (i, output) in year.output.iter().enumerate() {
            x += &format!("{}\t{}\t{output}\n", place(i).0, place(i).1);
        }
        let flows = table(&[y.clone(), z.clone()]);
        assert_eq!(
            (flows.layout(), flows.columns().len()),
            (Layout::Regions, 56)
        );

        // Flows, with and without the file of outputs.
        for files in [
            vec![y.clone(), z.clone()],
            vec![z, file("x.txt", &x), y.clone()],
        ] {
            let (economy, applied) = guessed(&files);
            check_year(&economy, &year.output);
            assert_eq!(economy.goods()[11].name, "R1, Sector 1");
            assert_eq!(
                economy.profiles()[1].name,
                "R1, Final consumption expenditure by households"
            );
            assert_eq!(applied.findings, [""; 0]);
        }

        // Coefficients.
        let coefficients: Vec<Vec<f64>> = (year.flows.iter())
            .map(|row| {
                row.iter()
                    .zip(&year.output)
                    .map(|(flow, output)| flow / output)
                    .collect()
            })
            .collect();
        let a = by_region("A.txt", &industries, &coefficients);
        let (economy, applied) = guessed(&[a, y]);
        check_year(&economy, &year.output);
        assert!(
            applied
                .log
                .iter()
                .any(|line| line.contains("coefficients already")),
            "{:?}",
            applied.log
        );
    }
}

#[test]
fn a_column_of_units_and_rows_of_emissions() {
    // EXIOBASE 2: a third leading column with the unit, and no row of names; emissions stand in a file of their own.
    let z = "\t\t\tAT\tAT\n\t\t\tGrain\tBread\nAT\tGrain\tM.EUR\t10\t40\nAT\tBread\tM.EUR\t0\t5\n";
    let y = "\t\t\tAT\tAT\n\t\t\tHouseholds\tExports\nAT\tGrain\tM.EUR\t20\t30\nAT\tBread\tM.EUR\t70\t-5\n";
    let f = "region\tAT\tAT\nsector\tGrain\tBread\nstressor\t\t\nCO2\t50\t7\nEmployment hours\t200\t140\nLand\t3\t0\n";
    let files = [file("z.txt", z), file("y.txt", y), file("F.txt", f)];
    let (economy, applied) = guessed(&files);
    check_year(&economy, &[100.0, 70.0]);
    assert_eq!(economy.goods()[0].unit, "M.EUR");
    // 50 / 100 and 7 / 70 of CO2, 200 / 100 and 140 / 70 hours.
    assert_eq!(
        economy.externality_table().cells().collect::<Vec<_>>(),
        [(0, 0, 0.5), (0, 1, 0.1)]
    );
    assert_eq!(economy.labour()[0].name, "Lb(Employment hours)");
    assert_eq!(
        economy.labour_table().cells().collect::<Vec<_>>(),
        [(0, 0, 2.0), (0, 1, 2.0)]
    );
    assert!(
        applied
            .log
            .iter()
            .any(|line| line == "Rows left out: \"Land\"."),
        "{:?}",
        applied.log
    );
}

/// Multipliers as they are printed: what is embodied in a unit of each good.
fn check_multipliers(economy: &Economy, per_unit: &[f64], printed: &[f64], digits: f64) {
    let x = outputs(economy);
    let found = Pace::finish(async |pace| embodied(economy, &x, per_unit, &pace).await);
    for (found, printed) in found.expect("multipliers").iter().zip(printed) {
        assert!(
            (found - printed).abs() <= digits,
            "{found} instead of {printed}"
        );
    }
}

const LEONTIEF: &str = "\
into,Agriculture,Manufacture,Households,Total output
Agriculture,25,20,55,100
Manufacture,14,6,30,50
Labour (man-years),80,180,40,300
";

#[test]
fn leontiefs_wheat_and_cloth_as_flows() {
    let (economy, applied) = guessed(&[file("leontief.csv", LEONTIEF)]);
    check_year(&economy, &[100.0, 50.0]);
    assert_eq!(applied.findings, [""; 0]);
    // The inverse, row by row: a unit of one good and what it takes of both.
    check_multipliers(&economy, &[1.0, 0.0], &[1.457, 0.662], 5e-4);
    check_multipliers(&economy, &[0.0, 1.0], &[0.232, 1.242], 5e-4);
    // 0.8 man-years a bushel and 3.6 a yard, in all 2 and 5: by hand, from the inverse times 0.604.
    assert_eq!(economy.labour()[0].name, "Lb(Labour (man-years))");
    let hours: Vec<f64> = (0..2).map(|j| economy.labour_table().at(0, j)).collect();
    assert_eq!(hours, [0.8, 3.6]);
    check_multipliers(&economy, &hours, &[2.0, 5.0], 1e-9);
}

const MILLER_BLAIR: &str = "\
,1,2,Final demand,Total Output
1,150,500,350,1000
2,200,100,1700,2000
Value Added,650,1400,1100,3150
Total Outlays,1000,2000,3150,6150
";

#[test]
fn miller_and_blairs_two_sectors_as_flows() {
    let (economy, applied) = guessed(&[file("mb.csv", MILLER_BLAIR)]);
    check_year(&economy, &[1000.0, 2000.0]);
    assert_eq!(applied.findings, [""; 0]);
    check_multipliers(&economy, &[1.0, 1.0], &[1.518, 1.452], 5e-4);
    check_multipliers(&economy, &[1.0, 0.0], &[1.254, 0.330], 5e-4);
}

const CLOSED: &str = "\
,1,2,Households,Other final demand,Total Output
1,150,500,50,300,1000
2,200,100,400,1300,2000
Households,300,500,50,150,1000
Other value added,350,900,500,0,0
";

#[test]
fn miller_and_blairs_model_closed_to_households() {
    // Households are an industry there: the mapping's guess, because they have a row.
    let (economy, applied) = guessed(&[file("closed.csv", CLOSED)]);
    check_year(&economy, &[1000.0, 2000.0, 1000.0]);
    assert_eq!(applied.findings, [""; 0]);
    // Column sums of the inverse printed there: 1.365 + 0.527 + 0.570 and so on.
    check_multipliers(&economy, &[1.0; 3], &[2.462, 2.262, 2.135], 1.5e-3);
    check_multipliers(&economy, &[0.0, 0.0, 1.0], &[0.570, 0.489, 1.289], 5e-4);
}

#[test]
fn totals_are_found_by_what_they_add_up_to() {
    // A subtotal that nothing in its title gives away, in columns and rows, and output without a name.
    let text = "\
sector,Grain,Ore,Primary,Steel,Homes,Abroad,Everything
Grain,5,1,6,2,30,4,42
Ore,0,3,3,20,0,1,24
Primary,5,4,9,22,30,5,66
Steel,2,6,8,10,40,-8,50
";
    let table = table(&[file("t.csv", text)]);
    let proposal = Pace::finish(async |pace| propose(&table, &pace).await);
    let roles: Vec<ColumnRole> = proposal.columns.iter().map(|guess| guess.role).collect();
    use ColumnRole::{External, Industry, LeftOut, Output};
    assert_eq!(
        roles,
        [
            Industry, Industry, LeftOut, Industry, External, External, Output
        ]
    );
    assert_eq!(proposal.rows[2].role, RowRole::LeftOut);
    assert_eq!(
        proposal.rows[2].reason,
        "it is the sum of \"Grain\" to \"Ore\""
    );
    assert_eq!(
        proposal.columns[6].reason,
        "it is the sum of \"Grain\" to \"Abroad\""
    );
    let applied = applied(&proposal.mapping(), &table).unwrap();
    check_year(&economy(&applied.files), &[42.0, 24.0, 50.0]);
}

#[test]
fn what_is_odd_is_said_with_its_size() {
    let text = "\
,A,B,Ghost,Households,Change in stocks,Output
A,10,20,0,60,10,100
B,5,-2,1,50,-4,55
Ghost,3,0,0,0,0,0
Scrap,1,2,3,4,5,6
";
    let table = table(&[file("odd.csv", text)]);
    let mapping = proposed(&table);
    let first = applied(&mapping, &table).unwrap();
    assert_eq!(
        first.findings,
        [
            "Flows below zero cannot be needs and count as external demand: 1 cell, -2 in all, the largest -2 in the row \"B\".",
            "Used, although the table says that nothing of it is made: \"Ghost\" (3). It is planned as something that takes \
             nothing to make.",
            "Uses something, although the table says that it makes nothing, so that no coefficient can say for what: \
             \"Ghost\" (1).",
            "2 rows do not balance, 8 in all: \"B\" (5 more made than used, 9.09091 %) and \"Ghost\" (3 more used than made, \
             100 %).",
        ]
    );
    // With the rest as external demand, and what the ghost uses, the plan is the table's own year.
    let moved = applied(
        &Mapping {
            rest: Rest::External,
            ..mapping
        },
        &table,
    )
    .unwrap();
    let x = outputs(&economy(&moved.files));
    for (x, output) in x.iter().zip([100.0, 55.0, 0.0]) {
        assert!(
            (x - output).abs() <= 1e-9 * 100.0,
            "{x} instead of {output}"
        );
    }
}

#[test]
fn every_role_can_be_changed() {
    let text = ",A,B,Imports,Households,Wages,Output\nA,10,20,5,60,7,85\nB,5,2,3,50,9,54\nWages,20,10,0,0,0,0\n";
    let table = table(&[file("t.csv", text)]);
    let mut mapping = proposed(&table);
    // "Wages" is the title of a row and a column, so it was taken for an industry, as households are in a closed model.
    assert_eq!(mapping.columns[2], ColumnRole::Imports);
    assert_eq!(
        (mapping.columns[4], mapping.rows[2]),
        (ColumnRole::Industry, RowRole::Industry)
    );
    mapping.columns[4] = ColumnRole::LeftOut;
    mapping.rows[2] = RowRole::Labour;
    mapping.columns[3] = ColumnRole::Profile(10.0);
    mapping.unit = "crowns".to_owned();
    let done = applied(&mapping, &table).unwrap();
    let economy = economy(&done.files);
    check_year(&economy, &[85.0, 54.0]);
    assert_eq!(done.findings, [""; 0]);
    assert_eq!(
        (
            economy.profiles()[0].population,
            economy.profiles()[0].allotment[0]
        ),
        (10.0, 6.0)
    );
    assert_eq!(
        (
            economy.goods()[0].external_demand,
            economy.goods()[0].unit.as_str()
        ),
        (-5.0, "crowns")
    );
    mapping.kind = Kind::Coefficients;
    let done = applied(&mapping, &table).unwrap();
    assert!(
        done.files[0]
            .bytes
            .starts_with(b"Type,A,B,Lb(Wages),Output\nA,10.0,20.0,")
    );
}

/// Reads a faulty table and compares what is said.
fn check(story: &str, text: &str, expected: &[&str]) {
    let faults = table_of(&[file("t.csv", text)]).expect_err(story);
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(told, expected, "{story}");
}

#[test]
fn faulty_tables() {
    check(
        "nothing but a header",
        ",A,B,HFCE\n",
        &["t.csv: found no row of numbers, expected a header, and rows of numbers below it"],
    );
    check(
        "a number that is not available",
        ",A,B\nA,1,..\nB,2,n/a\n",
        &[
            "t.csv, line 2, column C: found \"..\", expected a number",
            "t.csv, line 3, column C: found \"n/a\", expected a number",
        ],
    );
    check(
        "thousands",
        ",A,B\nA,\"1,234.5\",2\nB,1,2\n",
        &[
            "t.csv, line 2, column B: found \"1,234.5\", expected a number. Write it without thousands separators, with a \
             point before decimals, such as 1234.5.",
        ],
    );
    check(
        "a row too long",
        ",A,B\nA,1,2,3\nB,1,2\n",
        &[
            "t.csv, line 2, column D: found \"3\" in a row of 4 cells, expected 3 cells, as in the header. A comma in a \
             number or a name splits it in two: write numbers as 1234.5, and names with a comma in quotes.",
        ],
    );
    check(
        "a column without a title",
        ",A,,B\nA,1,2,3\nB,1,2,3\n",
        &["t.csv, line 1, column C: found an empty cell, expected the name of a column"],
    );
    check(
        "a row without a title",
        ",A,B\nA,1,2\n,1,2\n",
        &["t.csv, line 3, column A: found an empty cell, expected the name of a row"],
    );
    check(
        "titles that turn the direction of writing",
        ",A,B\u{202e}\nA,1,2\nB,1,2\n",
        &[
            "t.csv, line 1, column C: found \"B\\u{202e}\", expected a name of characters that can be seen, in one line. \
             Remove what is shown here with a backslash.",
        ],
    );
    check(
        "too large",
        ",A,B\nA,1e61,2\nB,1,2\n",
        &[
            "t.csv, line 2, column B: found \"1e61\", expected a number. A number may be at most 1e60 in size.",
        ],
    );
    check(
        "more regions than fit",
        &format!("{}\nA,1\n", ",A".repeat(8001)),
        &[
            "t.csv, line 1: found 8,002 columns, expected at most 8,000 columns. Take fewer regions or larger industries \
             together, or bring the coefficients as a sparse table.",
        ],
    );
}

#[test]
fn files_that_do_not_belong_together() {
    let faults = table_of(&[
        file("Z.csv", ",A,B\nA,1,2\nB,3,4\n"),
        file("Y.csv", ",HFCE\nA,1\nC,3\n"),
    ])
    .unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "Y.csv, line 3: found the row \"C\" and the column \"HFCE\", expected the rows of \"Z.csv\", or its columns. Files \
             of one table name its industries alike; bring files of other tables one at a time.",
        ]
    );
}

#[test]
fn mappings_that_make_no_sense() {
    let table = table(&[file(
        "t.csv",
        ",A,B,Homes,Output\nA,1,2,7,10\nB,3,4,-27,-20\nSum,4,6,0,0\n",
    )]);
    let first = proposed(&table);
    let told = |change: &dyn Fn(&mut Mapping)| -> Vec<String> {
        let mut mapping = first.clone();
        change(&mut mapping);
        let faults = applied(&mapping, &table).expect_err("no sense");
        faults.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        told(&|_| ()),
        [
            "t.csv, column C: found an output of -20, expected an output not below zero. Leave the industry out, or mend the table."
        ]
    );
    assert_eq!(
        told(&|mapping| mapping.columns[3] = ColumnRole::Industry),
        [
            "t.csv, column E: found the industry \"Output\" without a row, expected a row of the same title for every column of industries. Say that the row is an industry, or that the column is none."
        ]
    );
    assert_eq!(
        told(&|mapping| mapping.rows[2] = RowRole::Industry),
        [
            "t.csv, line 4: found the industry \"Sum\" without a column, expected a column of the same title for every row of industries. Say that the column is an industry, or that the row is none."
        ]
    );
    assert_eq!(
        told(&|mapping| mapping.columns[2] = ColumnRole::Profile(0.0)),
        ["t.csv, column D: found 0 citizens of \"Homes\", expected a number above zero"]
    );
    assert_eq!(
        told(&|mapping| mapping.columns[2] = ColumnRole::Output),
        [
            "t.csv, column E: found another column of output, \"Output\", expected one. Leave one of them out."
        ]
    );
    assert_eq!(
        told(&|mapping| mapping.columns = vec![ColumnRole::LeftOut; 4]),
        [
            "t.csv: found no column that is an industry, expected industries. Say which columns are industries."
        ]
    );
}
