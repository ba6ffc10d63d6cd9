//! Files in: the economies that ship, what is assumed where files are silent, and that the way a file is written does
//! not matter.

use olin::economy::{Change, DatedChange, Economy, Input, Keeping};
use olin::pace::Pace;
use olin::tables::{Import, ImportError, NamedFile, read_set};

use crate::files::shipped;

pub(crate) fn file(name: &str, text: &str) -> NamedFile {
    NamedFile {
        name: name.to_owned(),
        bytes: text.into(),
    }
}

pub(crate) fn read(files: &[NamedFile]) -> Result<Import, Vec<ImportError>> {
    Pace::finish(async |pace| read_set("test", files, &pace).await)
}

fn names(economy: &Economy) -> Vec<&str> {
    economy
        .goods()
        .iter()
        .map(|good| good.name.as_str())
        .collect()
}

/// |a - b| <= 5e-10 b, the precision of numbers worked out by hand.
fn assert_close(a: f64, b: f64) {
    assert!((a - b).abs() <= 5e-10 * b.abs(), "{a} is not {b}");
}

#[test]
fn the_village() {
    let import = read(&shipped("village")).unwrap();
    let village = &import.economy;
    assert_eq!(names(village), ["Milk", "Butter churn", "Butter"]);
    let keepings: Vec<Keeping> = village.goods().iter().map(|good| good.keeping).collect();
    assert_eq!(
        keepings,
        [Keeping::Consumed, Keeping::Accumulating, Keeping::Constant]
    );
    let stocks: Vec<(f64, bool, &str)> = village
        .goods()
        .iter()
        .map(|good| (good.stock, good.stock_bound, good.unit.as_str()))
        .collect();
    assert_eq!(
        stocks,
        [
            (2.0, true, "l"),
            (5.0, true, "churns"),
            (100_000.0, true, "kg")
        ]
    );
    let hours: Vec<Option<f64>> = village.labour().iter().map(|kind| kind.hours).collect();
    assert_eq!(hours, [Some(100_000.0), Some(700_000.0), Some(700_000.0)]);
    assert_eq!(village.full_demand(), [3400.0, 0.0, 180.0]);
    assert_eq!(village.constant(Input::Good(0), 0), 0.001);
    assert_eq!(village.constant(Input::Good(0), 2), 2.0);
    assert_eq!(village.constant(Input::Labour(1), 1), 0.012);
    assert!(!village.is_linear());
    assert!(import.changes.is_empty());
    assert_eq!(
        import.report.read,
        [
            "table.csv: 3 goods and 3 kinds of labour; 18 cells, 2 of them answered by production units.",
            "profiles.csv: 2 profiles, 1,300 citizens in all.",
            "units.csv: 6 production units with 1,503 answers, making \"Butter churn\" and \"Butter\".",
            "stocks.csv: stocks of 3 goods and hours for 3 kinds of labour.",
        ]
    );
    assert_eq!(import.report.assumed, [""; 0]);
    assert_eq!(import.report.ignored, [""; 0]);
}

#[test]
fn the_curves_of_fig_1_in_both_villages() {
    let village = read(&shipped("village")).unwrap().economy;
    let published = read(&shipped("village-published")).unwrap().economy;
    // q, Milk for q churns, churns for q Butter: by hand from the three units of the paper.
    for (q, milk, churns) in [
        (500.0, 1.0, 1.5),
        (501.0, 1.01, 1.505),
        (750.0, 1.158113883, 2.75),
        (1000.0, 1.223606798, 4.0),
        (1500.0, 1.473606798, 4.5),
        (1999.0, 2.221607798, 4.999),
    ] {
        assert_close(village.requirement(Input::Good(0), 1, q), milk);
        assert_close(village.requirement(Input::Good(1), 2, q), churns);
        assert_close(published.requirement(Input::Good(1), 1, q), churns);
    }
    // The paper asks up to 1999, which is 999 for the third unit.
    assert!(!village.units()[2].extrapolates(999.0) && village.units()[2].extrapolates(999.5));
}

#[test]
fn the_village_as_published() {
    let published = read(&shipped("village-published")).unwrap().economy;
    assert_eq!(published.constant(Input::Good(0), 1), 0.07);
    assert_eq!(published.constant(Input::Good(0), 2), 1.0);
    assert_eq!(published.constant(Input::Good(1), 0), 0.5);
    assert_eq!(published.constant(Input::Good(1), 2), 0.0);
    assert_eq!(published.full_demand(), [3400.0, 0.0, 180.0]);
    // Day 0 by hand: with 2 l of Milk, all of it used, churns are 1 / 0.997 (half the Milk, and 0.003 of themselves).
    let scale = (2.0 * 0.999 - 0.07 / 0.997) / (3400.0 + 180.0);
    assert!((scale - 0.000_538_488_7_f64).abs() <= 5e-11, "{scale}");
    let x = [2.0, 1.0 / 0.997, scale * 180.0];
    let mut used = [0.0; 3];
    published.goods_used(&x, &mut used);
    for good in 0..3 {
        assert_close(used[good] + scale * published.full_demand()[good], x[good]);
    }
}

#[test]
fn the_valley() {
    let import = read(&shipped("valley")).unwrap();
    let valley = &import.economy;
    let expected = ["Grain", "Flour", "Bread", "Timber", "Plough", "Ore", "Care"];
    assert_eq!(names(valley), expected);
    let [grain, _, bread, timber, plough, ore, care] = valley.goods() else {
        panic!("seven goods")
    };
    assert_eq!((grain.stock, grain.loss, grain.bound), (60.0, 0.001, None));
    assert_eq!(
        (bread.keeping, bread.stock_bound, bread.bound),
        (Keeping::Flow, false, None)
    );
    assert_eq!((timber.gestation, plough.gestation), (2, 5));
    assert_eq!((ore.keeping, ore.stock_bound), (Keeping::Depleting, true));
    assert_eq!((care.stock_bound, care.bound), (false, Some(330.0)));
    assert_eq!(valley.labour()[1].hours, Some(22.0));
    assert_eq!(valley.externalities()[1].weight, 5.0);
    assert_eq!(valley.constant(Input::Externality(0), 3), -0.4);
    // 300 at the old mill, 580 at the new one: 4.5, and 6 + 180 * 14 / 500 Timber.
    assert_close(valley.requirement(Input::Good(3), 1, 880.0), 4.5 + 11.04);
    // Beyond the 300 of the old mill, which says nothing of works hours: 4 for 100, 16 for the next 800.
    assert_close(valley.requirement(Input::Labour(1), 1, 500.0), 6.0);
    assert_close(valley.requirement(Input::Externality(1), 2, 400.0), 20.0);
    assert_eq!(import.changes.len(), 6);
    let ward = Change::Allotment {
        profile: 1,
        good: 6,
        amount: 0.12,
    };
    assert_eq!(
        import.changes[5],
        DatedChange {
            day: 170,
            change: ward
        }
    );
    let all = Change::Investment {
        good: None,
        share: 0.51,
    };
    assert_eq!(
        import.changes[4],
        DatedChange {
            day: 150,
            change: all
        }
    );
    assert_eq!(
        import.report.assumed,
        [
            "Production units answer where a table has 0, and the units count: \"Timber\" in \"Flour\", \"Timber\" in \
             \"Bread\", \"Lb(Works)\" in \"Flour\", \"Lb(Care)\" in \"Care\" and \"Smoke\" in \"Bread\".",
            "Of the units that make \"Flour\", \"Old mill\" gives no answer for \"Lb(Works)\": none of it is needed there.",
        ]
    );
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let mut files = shipped("valley");
    let import = read(&files).unwrap();
    for _ in 0..files.len() {
        files.rotate_left(1);
        assert_eq!(read(&files).unwrap(), import);
    }
    files.reverse();
    assert_eq!(read(&files).unwrap(), import);
    // Nor in what is said about faults.
    files.retain(|file| file.name != "units.csv");
    files.push(file("more.csv", "what\n"));
    let faults = read(&files).unwrap_err();
    files.rotate_left(2);
    assert_eq!(read(&files).unwrap_err(), faults);
}

#[test]
fn separators_marks_line_ends_and_quotes_do_not_matter() {
    for economy in ["village", "village-published", "valley"] {
        let files = shipped(economy);
        let import = read(&files).unwrap();
        let rewritten = |write: &dyn Fn(String) -> String| -> Vec<NamedFile> {
            let text = |file: &NamedFile| {
                let text = std::str::from_utf8(&file.bytes).unwrap();
                write(text.replace("\r\n", "\n"))
            };
            files
                .iter()
                .map(|old| file(&old.name, &text(old)))
                .collect()
        };
        let ways: [&dyn Fn(String) -> String; 9] = [
            &|text| text,
            &|text| text.replace('\n', "\r\n"),
            &|text| text.replace('\n', "\r"),
            &|text| text.trim_end().to_owned(),
            &|text| format!("\u{feff}{text}"),
            &|text| text.replace(',', ";"),
            &|text| text.replace(',', "\t"),
            &|text| text.replace('\n', ",,\n\n,,\n"),
            &|text| in_quotes(&text),
        ];
        for (number, write) in ways.iter().enumerate() {
            let files = rewritten(write);
            assert_eq!(read(&files).unwrap(), import, "{economy}, way {number}");
        }
    }
}

/// Every cell in quotes, with white space around.
fn in_quotes(text: &str) -> String {
    let rows = text
        .lines()
        .map(|line| format!(" \"{}\" \n", line.replace(',', "\" , \"")));
    rows.collect()
}

#[test]
fn a_table_alone_is_an_economy() {
    let import = read(&[file("t.csv", ",A,B\nB,0,0.5\nA,0.25,0\n")]).unwrap();
    let economy = import.economy;
    assert_eq!(economy.constant(Input::Good(1), 1), 0.5);
    assert_eq!(economy.constant(Input::Good(0), 0), 0.25);
    let free = |good: &olin::economy::Good| good.keeping == Keeping::Constant && !good.stock_bound;
    assert!(economy.goods().iter().all(free));
    assert_eq!(
        import.report.read,
        ["t.csv: 2 goods and 0 kinds of labour; 4 cells, none answered by production units."]
    );
    assert_eq!(
        import.report.assumed,
        [
            "There are no profiles: nobody is promised anything, so there is nothing to plan for.",
            "There is no list of stocks: nothing is bound by stock, stocks stay as they are, and there are as many \
             hours of labour as are needed.",
        ]
    );
}

#[test]
fn what_is_missing_takes_a_default_that_is_told() {
    let files = [
        file(
            "table.csv",
            "Type,Milk,Churn,Care\nMilk,0.1,0.5,\nChurn,0,0,0\nCare,0,0,0\nLb(A),1,0,0\nLb(B),0,1,0\n",
        ),
        file("profiles.csv", "Name,Care,Milk\nTown,1,\n"),
        file(
            "units.csv",
            "unit,good,input,output,amount,note\nWard 1,Care,Milk,5,1,x\nWard 2,Care,Churn,5,1,\nShop,Churn,Milk,9,1,\n",
        ),
        file(
            "stocks.csv",
            "name,stock,keeping,comment\nCare,,flow,x\nMilk,,,\nLb(A),,,\n",
        ),
        file("externalities.csv", "name,weight,Milk\nSmoke,,2\n"),
    ];
    let import = read(&files).unwrap();
    let [milk, churn, care] = import.economy.goods() else {
        panic!("three goods")
    };
    assert_eq!(
        (milk.stock, milk.keeping, milk.stock_bound),
        (0.0, Keeping::Consumed, true)
    );
    assert_eq!(
        (churn.stock, churn.keeping, churn.stock_bound),
        (0.0, Keeping::Consumed, true)
    );
    assert_eq!((care.keeping, care.stock_bound), (Keeping::Flow, false));
    assert_eq!(import.economy.profiles()[0].population, 1.0);
    assert_eq!(import.economy.externalities()[0].weight, 1.0);
    assert_eq!(import.economy.labour()[0].hours, None);
    assert_eq!(
        import.report.assumed,
        [
            "externalities.csv gives no weight for \"Smoke\": it is taken as 1.",
            "externalities.csv has no column for \"Churn\" and \"Care\": making it is taken to cause nothing, unless \
             production units say so.",
            "profiles.csv gives no population for \"Town\": it is taken as 1 citizen.",
            "profiles.csv has no column for \"Churn\": nobody is allotted any of it.",
            "profiles.csv has 1 empty cell: nothing is allotted there.",
            "units.csv has no column capacity: no unit has a limit.",
            "stocks.csv has no column bound: goods are bound by their stock, flows not at all.",
            "stocks.csv has no column gestation: what is made is there on the same evening.",
            "stocks.csv has no column loss: nothing perishes.",
            "stocks.csv has no row for \"Churn\": taken as consumed, with nothing in stock, so that none can be made.",
            "stocks.csv gives no stock of \"Milk\": there is none on day 0.",
            "stocks.csv does not say how to keep \"Milk\": taken as consumed.",
            "stocks.csv gives no hours for \"Lb(B)\" and \"Lb(A)\": as many as are needed are there.",
            "Production units answer where a table has a number, and the units count: \"Milk\" in \"Churn\" (0.5).",
            "Production units answer where a table has 0, and the units count: \"Churn\" in \"Care\".",
            "Of the units that make \"Care\", \"Ward 2\" gives no answer for \"Milk\": none of it is needed there.",
            "Of the units that make \"Care\", \"Ward 1\" gives no answer for \"Churn\": none of it is needed there.",
        ]
    );
    assert_eq!(
        import.report.ignored,
        [
            "units.csv: 1 column with another heading: \"note\".",
            "stocks.csv: 1 column with another heading: \"comment\".",
        ]
    );
}

#[test]
fn a_file_with_sixty_faults_lists_fifty_and_counts_ten() {
    let mut text = "Name,Population,Milk\n".to_owned();
    for row in 0..60 {
        text.push_str(&format!("P{row},x,1\n"));
    }
    let files = [
        file("table.csv", "Type,Milk\nMilk,0\n"),
        file("profiles.csv", &text),
    ];
    let faults = read(&files).unwrap_err();
    assert_eq!(faults.len(), 51);
    assert_eq!(
        faults[49].to_string(),
        "profiles.csv, line 51, column B: found \"x\", expected a number not below zero"
    );
    assert_eq!(
        faults[50].to_string(),
        "profiles.csv: found 10 faults more, expected none. Mend those above, then open the files again to see the rest."
    );
}

/// The examples of the documentation, each fenced as csv.
#[test]
fn the_documentation_describes_an_economy() {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/files.md")).unwrap();
    let text = text.replace("\r\n", "\n");
    let examples = text.split("```csv\n").skip(1);
    let files: Vec<NamedFile> = examples
        .enumerate()
        .map(|(place, example)| {
            file(
                &format!("{place}.csv"),
                example.split("```").next().unwrap(),
            )
        })
        .collect();
    assert_eq!(files.len(), 7);
    let import = read(&files).unwrap();
    assert_eq!(import.policy.len(), 3);
    // They are the templates.
    let names = [
        "table",
        "profiles",
        "units",
        "stocks",
        "externalities",
        "changes",
        "policy",
    ];
    let templates = shipped("templates");
    for (example, name) in files.iter().zip(names) {
        let template = templates
            .iter()
            .find(|file| file.name == format!("{name}.csv"));
        assert!(
            template.is_some_and(|file| file.bytes == example.bytes),
            "{name}"
        );
    }
    assert_eq!(import.changes.len(), 6);
    assert_eq!(import.economy.units().len(), 2);
    // 60 loaves in the old oven, 50 in the new one.
    assert_close(
        import.economy.requirement(Input::Labour(1), 1, 110.0),
        4.5 + 2.0,
    );
    assert_eq!(
        import.report.assumed,
        [
            "1.csv has no column for \"Delivery\": nobody is allotted any of it.",
            "Of the units that make \"Bread\", \"Old oven\" gives no answer for \"Smoke\": none of it is needed there.",
        ]
    );
    // And the fault it quotes.
    let mut faulty = files;
    faulty[0] = file(
        "table.csv",
        &String::from_utf8_lossy(&faulty[0].bytes).replacen("0.8", "O.8", 1),
    );
    let fault = read(&faulty).unwrap_err()[0].to_string();
    assert!(text.contains(&format!("> {fault}\n")), "{fault}");
}

/// The table of the templates in its two other layouts, which make an economy by themselves.
#[test]
fn the_templates_in_other_layouts() {
    let template = |name: &str| {
        let files = shipped("templates").into_iter();
        let file: Vec<NamedFile> = files.filter(|file| file.name == name).collect();
        assert_eq!(file.len(), 1, "{name}");
        read(&file).expect("a template can be read").economy
    };
    let (profiles, output) = (
        template("table-with-profiles.csv"),
        template("table-with-output.csv"),
    );
    // 120 and 30 citizens: 6 + 6 kg of Flour, 72 + 12 loaves.
    assert_eq!(profiles.full_demand(), [12.0, 84.0, 0.0]);
    assert_eq!(output.full_demand(), profiles.full_demand());
    assert_eq!(output.goods_table(), profiles.goods_table());
    assert_eq!(output.labour_table(), profiles.labour_table());
}
