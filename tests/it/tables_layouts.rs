//! Other ways to write the same economy: Table 1 as the paper prints it, the layout of the paper's program, profiles the
//! other way round, decimal commas, and a policy.

use olin::economy::{Change, DatedChange, Economy};
use olin::tables::{Import, NamedFile};

use crate::files::shipped;
use crate::tables::{file, read};

/// The files of a shipped economy with some in place of others.
fn with(name: &str, replaced: &[&str], files: &[(&str, &str)]) -> Vec<NamedFile> {
    let mut all = shipped(name);
    all.retain(|file| !replaced.contains(&file.name.as_str()));
    all.extend(files.iter().map(|(name, text)| file(name, text)));
    all
}

/// Checks that files make the shipped economy.
fn assert_is(economy: &str, files: &[NamedFile]) -> Import {
    let import = read(files).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let expected = read(&shipped(economy)).expect("a shipped economy");
    assert!(
        import.economy.parts() == expected.economy.parts(),
        "{files:?}"
    );
    import
}

fn refused(files: &[NamedFile]) -> Vec<String> {
    let faults = read(files).expect_err("a fault");
    faults.iter().map(ToString::to_string).collect()
}

const TABLE_1: &str = "\
Type,Milk,Butter churn,Butter,Prof 0,Prof 1,Population
Milk,0.001,,2,3,2,
Butter churn,0,0,,0,0,
Butter,0,0,0,0.1,0.2,
Lb(Milk),0.001,0,0,,,
Lb(Butter churn),0,0.012,0,,,
Lb(Butter),0,0,0.001,,,
Prof 0,,,,,,800
Prof 1,0,0,0,,,500
";

#[test]
fn table_1_as_the_paper_prints_it() {
    let files = with(
        "village",
        &["table.csv", "profiles.csv"],
        &[("table 1.csv", TABLE_1)],
    );
    let import = assert_is("village", &files);
    assert!(
        import
            .report
            .read
            .contains(&"table 1.csv: 2 profiles, 1,300 citizens in all.".to_owned()),
        "{:?}",
        import.report
    );
    // Anywhere else than in the last column the population is found as well.
    let moved: String = TABLE_1
        .lines()
        .map(|line| {
            let (rest, population) = line.rsplit_once(',').expect("columns");
            let (name, rest) = rest.split_once(',').expect("columns");
            format!("{name},{population},{rest}\n")
        })
        .collect();
    let files = with(
        "village",
        &["table.csv", "profiles.csv"],
        &[("table.csv", &moved)],
    );
    assert_is("village", &files);
}

#[test]
fn a_profile_of_table_1_without_a_population_is_one_citizen() {
    let text = TABLE_1.replace("800", "");
    let files = with(
        "village",
        &["table.csv", "profiles.csv"],
        &[("table.csv", &text)],
    );
    let import = read(&files).expect("an economy");
    assert_eq!(import.economy.profiles()[0].population, 1.0);
    assert_eq!(
        import.report.assumed,
        ["table.csv gives no population for \"Prof 0\": it is taken as 1 citizen."]
    );
}

#[test]
fn what_is_wrong_with_a_table_with_profiles() {
    let table = |from: &str, to: &str| {
        let text = TABLE_1.replacen(from, to, 1);
        refused(&with(
            "village",
            &["table.csv", "profiles.csv"],
            &[("table.csv", &text)],
        ))
    };
    assert_eq!(
        table("Prof 0,,,", "Prof 0,,7,"),
        [
            "table.csv, line 8, column C: found \"7\" in the row of a profile, expected its population only. What it is \
          allotted stands in its column."
        ]
    );
    assert_eq!(
        table("0,0.1,0.2,", "0,0.1,-1,"),
        ["table.csv, line 4, column F: found \"-1\", expected a number not below zero"]
    );
    let both = with("village", &["table.csv"], &[("table.csv", TABLE_1)]);
    assert_eq!(
        refused(&both),
        [
            "profiles.csv: found a list of profiles, besides those in \"table.csv\", expected profiles in one place. Take \
          them out of one of the two."
        ]
    );
}

/// What the paper's program reads: square, labour in columns too, and the final demand of 800 and 500 citizens outside.
const PROGRAM: &str = "\
Type,Milk,Butter churn,Butter,Lb(Milk),Lb(Butter churn),Lb(Butter),Output
Milk,0.001,0.07,1,0,0,0,3400
Butter churn,0.5,units,0,0,0,0,0
Butter,0,0,0,0,0,0,180.0
Lb(Milk),0.001,0,0,0,0,0,0
Lb(Butter churn),0,0.012,0,0,0,0,0
Lb(Butter),0,0,0.001,0,0,0,0
";

#[test]
fn the_layout_of_the_papers_program() {
    let files = with(
        "village-published",
        &["table.csv", "profiles.csv"],
        &[("table.csv", PROGRAM)],
    );
    let import = read(&files).expect("an economy");
    let published = read(&shipped("village-published")).expect("a shipped economy");
    let parts = import.economy.parts();
    assert!(parts.goods_table == published.economy.parts().goods_table);
    assert!(parts.labour_table == published.economy.parts().labour_table);
    assert_eq!(
        import.economy.full_demand(),
        published.economy.full_demand()
    );
    assert!(import.economy.profiles().is_empty());
    assert_eq!(
        import.report.ignored,
        ["table.csv: 3 columns of labour, where nothing is needed."]
    );
    // With profiles and nothing asked for from outside it is the village as published.
    let text = PROGRAM
        .replace(",3400\n", ",0\n")
        .replace(",180.0\n", ",\n");
    assert_is(
        "village-published",
        &with("village-published", &["table.csv"], &[("table.csv", &text)]),
    );
    let text = PROGRAM.replacen("Milk,0.001,0.07,1,0,", "Milk,0.001,0.07,1,2,", 1);
    assert_eq!(
        refused(&with(
            "village-published",
            &["table.csv"],
            &[("table.csv", &text)]
        )),
        [
            "table.csv, line 2, column E: found \"2\", expected 0 or nothing. Making labour takes nothing here: what citizens \
          use stands in profiles."
        ]
    );
    let text = PROGRAM.replacen(
        "0,0,0,0,0,0\nLb(Butter churn)",
        "0,0,0,0,0,9\nLb(Butter churn)",
        1,
    );
    assert_eq!(
        refused(&with(
            "village-published",
            &["table.csv"],
            &[("table.csv", &text)]
        )),
        [
            "table.csv, line 5, column H: found \"9\", expected 0 or nothing. Nobody asks for hours apart from what goods take."
        ]
    );
}

#[test]
fn goods_that_are_called_output_and_population_are_goods() {
    let text = "Type,Population,Output\nPopulation,0.1,0.2\nOutput,0,0.3\n";
    let import = read(&[file("table.csv", text)]).expect("an economy");
    let names = |economy: &Economy| -> Vec<String> {
        economy
            .goods()
            .iter()
            .map(|good| good.name.clone())
            .collect()
    };
    assert_eq!(names(&import.economy), ["Population", "Output"]);
    assert_eq!(import.economy.goods_table().at(0, 1), 0.2);
    // One more of that name says what is asked for from outside.
    let text = "Type,Output,Output\nOutput,0.5,7\n";
    let import = read(&[file("table.csv", text)]).expect("an economy");
    assert_eq!(names(&import.economy), ["Output"]);
    assert_eq!(import.economy.full_demand(), [7.0]);
}

#[test]
fn profiles_the_other_way_round() {
    let text =
        "Name,Prof 0,Prof 1\nButter,0.1,0.2\nPopulation,800,500\nMilk,3,2\nButter churn,0,0\n";
    let import = assert_is(
        "village",
        &with("village", &["profiles.csv"], &[("profiles.csv", text)]),
    );
    assert_eq!(import.report.assumed, [""; 0]);

    let text = "Name,Prof 0,Prof 1\nMilk,3,\nMilk,2,1\nBread,1,1\n";
    assert_eq!(
        refused(&with(
            "village",
            &["profiles.csv"],
            &[("profiles.csv", text)]
        )),
        [
            "profiles.csv, line 3, column A: found another row \"Milk\", expected each row once. Line 2 has it too.",
            "profiles.csv, line 4, column A: found \"Bread\", expected the name of a good. There are \"Butter\", \"Butter \
             churn\" and \"Milk\".",
        ]
    );
    let text = "Name,Prof 0\nMilk,\n";
    let import = read(&with(
        "village",
        &["profiles.csv"],
        &[("profiles.csv", text)],
    ))
    .expect("an economy");
    assert_eq!(
        import.report.assumed,
        [
            "profiles.csv gives no population for \"Prof 0\": it is taken as 1 citizen.",
            "profiles.csv has no row for \"Butter churn\" and \"Butter\": nobody is allotted any of it.",
            "profiles.csv has 1 empty cell: nothing is allotted there.",
        ]
    );
}

#[test]
fn decimal_commas_where_they_can_be_nothing_else() {
    let semicolons = |name: &str| -> Vec<NamedFile> {
        let write = |shipped: NamedFile| {
            let text = String::from_utf8(shipped.bytes).expect("UTF-8");
            file(&shipped.name, &text.replace(',', ";").replace('.', ","))
        };
        shipped(name).into_iter().map(write).collect()
    };
    assert_is("village", &semicolons("village"));
    assert_is("village-published", &semicolons("village-published"));

    // A comma before three digits may separate thousands, unless another number of the file tells.
    let table = |rows: &str| file("table.csv", &format!("Type;A;B\n{rows}"));
    let read_a =
        |rows: &str| read(&[table(rows)]).map(|import| import.economy.goods_table().at(0, 0));
    assert_eq!(read_a("A;0,125;0\nB;0;0\n"), Ok(0.125));
    assert_eq!(read_a("A;1,125;0\nB;0;0,5\n"), Ok(1.125));
    assert_eq!(
        refused(&[table("A;1,125;0\nB;0;0\n")]),
        [
            "table.csv, line 2, column B: found \"1,125\", expected a number not below zero, or nothing where production \
          units answer. A comma may be a decimal mark or separate thousands: write 1.125 or 1125."
        ]
    );
    assert_eq!(
        refused(&[table("A;0,5;0\nB;0;0.5\n")]),
        [
            "table.csv, line 2, column B: found \"0,5\", expected a number not below zero, or nothing where production units \
          answer. The decimal mark is a point: write 0.5."
        ]
    );
    assert_eq!(
        refused(&[table("A;0,5;1.234,5\nB;0;0\n")]),
        [
            "table.csv, line 2, column C: found \"1.234,5\", expected a number not below zero, or nothing where production \
          units answer. Write it without thousands separators, with a point before decimals, such as 1234.5."
        ]
    );
    // With tabs, too, and a name is a name.
    let text = "Type\t\"1,5\"\n\"1,5\"\t0,5\n";
    let import = read(&[file("table.csv", text)]).expect("an economy");
    assert_eq!(import.economy.goods()[0].name, "1,5");
    assert_eq!(import.economy.goods_table().at(0, 0), 0.5);
}

#[test]
fn a_policy() {
    let step = |day, good, share| DatedChange {
        day,
        change: Change::Investment { good, share },
    };
    let policy = |text: &str| read(&with("village", &[], &[("plan.csv", text)]));
    let import = policy("from_day,investment\n100,0.6\n0,0.51\n").expect("a policy");
    assert_eq!(import.policy, [step(0, None, 0.51), step(100, None, 0.6)]);
    assert_eq!(import.report.read[4], "plan.csv: a policy of 2 steps.");
    let import =
        policy("from_day;Milk;investment;Butter\n0;;0,5;\n7;0,9;;0,25\n7;;;0\n").expect("a policy");
    assert_eq!(
        import.policy,
        [
            step(0, None, 0.5),
            step(7, Some(0), 0.9),
            step(7, Some(2), 0.25),
            step(7, Some(2), 0.0),
        ]
    );
    let told: Vec<String> = policy("from_day,investment,Bread\n1.5,0.5,\n2,50 %,\n")
        .expect_err("faults")
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "plan.csv, line 1, column C: found \"Bread\", expected the name of a good. There are \"Butter\", \"Butter \
             churn\" and \"Milk\".",
            "plan.csv, line 2, column A: found \"1.5\", expected a whole number of days",
            "plan.csv, line 3, column B: found \"50 %\", expected a number from 0 to 1. Write a share as a plain number: \
             0.5.",
        ]
    );
}

#[test]
fn names_that_a_spreadsheet_would_run_are_marked() {
    // Here the mark is in quotes and without, in the header and below it.
    let text = "Type,'=Milk,\"'@B\"\n\"'=Milk\",0.1,0\n'@B,0,0\n";
    let import = read(&[file("table.csv", text)]).expect("an economy");
    let goods = import.economy.goods().iter();
    let names: Vec<&str> = goods.map(|good| good.name.as_str()).collect();
    assert_eq!(names, ["=Milk", "@B"]);
}
