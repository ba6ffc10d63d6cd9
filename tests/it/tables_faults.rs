//! Faulty files and what people are told about them, as golden text: place, found, expected, hint.

use crate::tables::{file, read};
use olin::tables::NamedFile;

const TABLE: &str = "\
Type,Milk,Churn
Milk,0.1,units
Churn,0,0
Lb(Milk),0.5,0
";
const PROFILES: &str = "\
Name,Population,Milk,Churn
Town,100,2,0
";
const UNITS: &str = "\
unit,good,input,capacity,output,amount
Shop,Churn,Milk,10,5,1
Shop,Churn,Milk,10,10,3
";
const STOCKS: &str = "\
name,stock,bound,keeping,gestation,loss,unit
Milk,50,stock,consumed,0,0,l
Churn,5,stock,accumulating,0,0,
Lb(Milk),100,,,,,
";

/// A small economy without a fault.
pub(crate) fn dairy() -> Vec<NamedFile> {
    vec![
        file("table.csv", TABLE),
        file("profiles.csv", PROFILES),
        file("units.csv", UNITS),
        file("stocks.csv", STOCKS),
    ]
}

/// Reads the small economy with one file put in the place of another, or added, and compares what is said.
pub(crate) fn check(story: &str, name: &str, bytes: impl Into<Vec<u8>>, expected: &[&str]) {
    let mut files = dairy();
    files.retain(|file| file.name != name);
    files.push(NamedFile {
        name: name.to_owned(),
        bytes: bytes.into(),
    });
    check_files(story, &files, expected);
}

fn check_files(story: &str, files: &[NamedFile], expected: &[&str]) {
    let faults = read(files).expect_err(story);
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(told, expected, "{story}");
}

#[test]
fn the_small_economy_has_no_fault() {
    let report = read(&dairy()).unwrap().report;
    assert_eq!(report.assumed, [""; 0]);
    assert_eq!(report.ignored, [""; 0]);
}

#[test]
fn cells_of_the_table() {
    check(
        "a letter in a number",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\nChurn,0,0\nLb(Milk),O.5,0\n",
        &[
            "table.csv, line 4, column B: found \"O.5\", expected a number not below zero, or nothing \
             where production units answer",
        ],
    );
    check(
        "two faults in a line, and one after",
        "table.csv",
        "Type,Milk,Churn\nMilk,x,-1\nChurn,0,0\nLb(Milk),0.5,1e309\n",
        &[
            "table.csv, line 2, column B: found \"x\", expected a number not below zero, or nothing \
             where production units answer",
            "table.csv, line 2, column C: found \"-1\", expected a number not below zero, or nothing \
             where production units answer",
            "table.csv, line 4, column C: found \"1e309\", expected a number not below zero, or nothing \
             where production units answer. A number may be at most 1e60 in size.",
        ],
    );
    check(
        "not a number",
        "table.csv",
        "Type,Milk,Churn\nMilk,NaN,units\nChurn,0,0\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 2, column B: found \"NaN\", expected a number not below zero, or nothing \
             where production units answer",
        ],
    );
    check(
        "infinity",
        "table.csv",
        "Type,Milk,Churn\nMilk,inf,units\nChurn,0,0\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 2, column B: found \"inf\", expected a number not below zero, or nothing \
             where production units answer",
        ],
    );
    check(
        "a unit in the cell",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1 l,units\nChurn,0,0\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 2, column B: found \"0.1 l\", expected a number not below zero, or nothing \
             where production units answer. Write the number alone, without a unit.",
        ],
    );
    check(
        "a decimal comma among semicolons",
        "table.csv",
        "Type;Milk;Churn\nMilk;0,1;units\nChurn;0;0\nLb(Milk);0.5;0\n",
        &[
            "table.csv, line 2, column B: found \"0,1\", expected a number not below zero, or nothing \
             where production units answer. The decimal mark is a point: write 0.1.",
        ],
    );
    check(
        "thousands",
        "table.csv",
        "Type,Milk,Churn\nMilk,\"1,234.5\",units\nChurn,0,0\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 2, column B: found \"1,234.5\", expected a number not below zero, or \
             nothing where production units answer. Write it without thousands separators, with a point \
             before decimals, such as 1234.5.",
        ],
    );
    check(
        "a decimal comma among commas",
        "table.csv",
        "Type,Milk,Churn\nMilk,0,1,units\nChurn,0,0\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 2, column D: found \"units\" in a row of 4 cells, expected 3 cells, as in \
             the header. A comma in a number or a name splits it in two: write numbers as 1234.5, and \
             names with a comma in quotes.",
        ],
    );
    check(
        "a function cell nobody answers for",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\nChurn,0,0\nLb(Milk),0.5,\n",
        &[
            "table.csv, line 4, column C: found no number and no production unit, expected a number, or \
             production units that say how much \"Lb(Milk)\" they need to make \"Churn\". Write 0 if none \
             is needed.",
        ],
    );
}

#[test]
fn rows_and_columns_of_the_table() {
    check(
        "a row too few",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 1, column C: found a column \"Churn\" without a row of that name, expected \
             a row for every good. Add the row, with 0 in each cell if no good needs it.",
        ],
    );
    check(
        "a row misspelt",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\nChrun,0,0\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 3, column A: found the row \"Chrun\", expected a good of the header, or \
             labour as Lb(...). Did you mean \"Churn\"?",
        ],
    );
    check(
        "a row nobody knows",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\nChurn,0,0\nLb(Milk),0.5,0\nButter,0,0\n",
        &[
            "table.csv, line 5, column A: found the row \"Butter\", expected a good of the header, or \
             labour as Lb(...). A good that has a row needs a column as well.",
        ],
    );
    check(
        "a row twice",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\nChurn,0,0\nLb(Milk),0.5,0\nChurn,0,0\n",
        &[
            "table.csv, line 5, column A: found another row \"Churn\", expected each row once. Line 3 \
             has it too.",
        ],
    );
    check(
        "labour twice",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\nChurn,0,0\nLb(Milk),0.5,0\nLb(Milk),0,0\n",
        &[
            "table.csv, line 5, column A: found another row \"Lb(Milk)\", expected each row once. Line 4 \
             has it too.",
        ],
    );
    check(
        "a row without a name",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\nChurn,0,0\nLb(Milk),0.5,0\n,1,0\n",
        &[
            "table.csv, line 5, column A: found a row without a name, expected a good of the header, or \
             labour as Lb(...). A good that has a row needs a column as well.",
        ],
    );
    check(
        "a short row",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\nChurn,0\nLb(Milk),0.5,0\n",
        &["table.csv, line 3: found a row of 2 cells, expected 3 cells, as in the header"],
    );
    check(
        "a long row",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\nChurn,0,0,0\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 3, column D: found \"0\" in a row of 4 cells, expected 3 cells, as in the \
             header. A comma in a number or a name splits it in two: write numbers as 1234.5, and names \
             with a comma in quotes.",
        ],
    );
    check(
        "a good twice",
        "table.csv",
        "Type,Milk,Milk\nMilk,0,0\n",
        &["table.csv, line 1, column C: found another column \"Milk\", expected each good once"],
    );
    check(
        "a good without a name",
        "table.csv",
        "Type,Milk,,Churn\nMilk,0,0,units\nChurn,0,0,0\n",
        &["table.csv, line 1, column C: found an empty cell, expected the name of a good"],
    );
    check(
        "labour as a column",
        "table.csv",
        "Type,Milk,Churn,Lb(Milk)\nMilk,0,units,0\nChurn,0,0,0\n",
        &[
            "table.csv, line 1, column D: found \"Lb(Milk)\", expected the name of a good. Labour stands \
             in a row, not in a column.",
        ],
    );
    check(
        "a header alone",
        "table.csv",
        "Type,Milk,Churn\n",
        &[
            "table.csv, line 1: found a header and no row, expected a row for every good, and for every \
             kind of labour",
        ],
    );
    check(
        "no good",
        "table.csv",
        "Type\nMilk\n",
        &[
            "table.csv, line 1: found no good, expected the names of goods, from the second column on. \
             Columns are separated by commas, semicolons or tabs.",
        ],
    );
    check(
        "a name over two lines",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\n\"Chu\nrn\",0,0\nLb(Milk),0.5,0\nLb(x),y,0\n",
        &[
            "table.csv, line 3, column A: found the row \"Chu\\nrn\", expected a good of the header, or \
             labour as Lb(...). Did you mean \"Churn\"?",
            "table.csv, line 6, column B: found \"y\", expected a number not below zero, or nothing \
             where production units answer",
        ],
    );
    check(
        "a quotation mark left open",
        "table.csv",
        "Type,Milk,Churn\nMilk,0.1,units\n\"Churn,0,0\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 3, column A: found a quotation mark that is never closed, expected a second \
             one at the end of the cell. A quotation mark that belongs to the text is written twice, \
             inside quotes.",
        ],
    );
    let names = format!("{},<b>x</b>,A\u{202e}B", "x".repeat(10_000));
    check(
        "a long name, markup and a mark that turns the writing",
        "table.csv",
        format!("Type,Milk,Churn,{names}\nMilk,0,units,0,0,0\n"),
        &[
            "table.csv, line 1, column C: found a column \"Churn\" without a row of that name, expected \
             a row for every good. Add the row, with 0 in each cell if no good needs it.",
            "table.csv, line 1, column D: found \
             \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\", expected a name of at \
             most 200 characters",
            "table.csv, line 1, column E: found a column \"<b>x</b>\" without a row of that name, \
             expected a row for every good. Add the row, with 0 in each cell if no good needs it.",
            "table.csv, line 1, column F: found \"A\\u{202e}B\", expected a name of characters that can \
             be seen, in one line. Remove what is shown here with a backslash.",
        ],
    );
}

#[test]
fn whole_files() {
    check(
        "a file of unknown kind",
        "notes.csv",
        "what,when\nbuy milk,today\n",
        &[
            "notes.csv, line 1: found the header \"what,when\", expected the header of a table (Type, \
             then goods), of profiles (Name,Population, then goods), units \
             (unit,good,input,capacity,output,amount), stocks (name,stock,bound,keeping,gestation,loss), \
             externalities (name,weight, then goods), changes (day,what,name,of,value) or a policy (from_day,investment)",
        ],
    );
    check(
        "a plan",
        "plan.csv",
        "day,egalitarianism,scale,binding\n0,1,1,none\n",
        &[
            "plan.csv, line 1: found the header \"day,egalitarianism,scale,binding\", expected the \
             header of a table (Type, then goods), of profiles (Name,Population, then goods), units \
             (unit,good,input,capacity,output,amount), stocks (name,stock,bound,keeping,gestation,loss), \
             externalities (name,weight, then goods), changes (day,what,name,of,value) or a policy (from_day,investment). This is a plan \
             that was taken away, not a file of an economy.",
        ],
    );
    check(
        "two tables",
        "table 2.csv",
        TABLE,
        &[
            "table.csv: found a second file of the kind \"table\", besides \"table 2.csv\", expected one file of each kind. Open the \
             files of one economy at a time.",
        ],
    );
    check_files(
        "no table",
        &[file("profiles.csv", PROFILES)],
        &[
            "all files: found no table, expected a table, which says what is needed to make a unit of \
             each good. Open all files of the economy together.",
        ],
    );
    check_files(
        "no file",
        &[],
        &[
            "all files: found no file, expected a table, which says what is needed to make a unit of \
             each good. Open all files of the economy together.",
        ],
    );
    check(
        "an empty file",
        "empty.csv",
        " \n\n",
        &["empty.csv: found an empty file, expected a header and rows below it"],
    );
    check(
        "separators only",
        "empty.csv",
        ",,\n,,\n",
        &["empty.csv: found empty rows only, expected a header and rows below it"],
    );
    check(
        "prose",
        "README.md",
        "# Hello\n\nThis is text.\n",
        &[
            "README.md, line 1: found the header \"# Hello\", expected the header of a table (Type, then \
             goods), of profiles (Name,Population, then goods), units \
             (unit,good,input,capacity,output,amount), stocks (name,stock,bound,keeping,gestation,loss), \
             externalities (name,weight, then goods), changes (day,what,name,of,value) or a policy (from_day,investment). Columns are \
             separated by commas, semicolons or tabs.",
        ],
    );
    check("UTF-16", "table.csv", b"\xff\xfeT\x00y\x00p\x00e\x00,\x00M\x00i\x00l\x00k\x00,\x00C\x00h\x00u\x00r\x00n\x00\n\x00M\x00i\x00l\x00k\x00,\x000\x00.\x001\x00,\x00u\x00n\x00i\x00t\x00s\x00\n\x00C\x00h\x00u\x00r\x00n\x00,\x000\x00,\x000\x00\n\x00L\x00b\x00(\x00M\x00i\x00l\x00k\x00)\x00,\x000\x00.\x005\x00,\x000\x00\n\x00", &["table.csv: found text in UTF-16, expected a CSV file in UTF-8. Save it in the spreadsheet \
             as \"CSV UTF-8\"."]);
    check("UTF-16 without a mark", "table.csv", b"T\x00y\x00p\x00e\x00,\x00M\x00i\x00l\x00k\x00,\x00C\x00h\x00u\x00r\x00n\x00\n\x00M\x00i\x00l\x00k\x00,\x000\x00.\x001\x00,\x00u\x00n\x00i\x00t\x00s\x00\n\x00C\x00h\x00u\x00r\x00n\x00,\x000\x00,\x000\x00\n\x00L\x00b\x00(\x00M\x00i\x00l\x00k\x00)\x00,\x000\x00.\x005\x00,\x000\x00\n\x00", &["table.csv: found text in UTF-16, expected a CSV file in UTF-8. Save it in the spreadsheet \
             as \"CSV UTF-8\"."]);
    check(
        "Latin-1",
        "table.csv",
        b"Type,Milk,K\xe4se\nMilk,0.1,units\nK\xe4se,0,0\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 1: found the byte 0xe4, which is not UTF-8 text, expected a CSV file in \
             UTF-8. Save it in the spreadsheet as \"CSV UTF-8\".",
        ],
    );
    check(
        "a zero byte in line 3",
        "table.csv",
        b"Type,Milk,Churn\nMilk,0.1,units\nChurn,0,\x00\nLb(Milk),0.5,0\n",
        &[
            "table.csv, line 3: found a zero byte, as in a file that is not text, expected a CSV file in \
             UTF-8. Save it in the spreadsheet as \"CSV UTF-8\".",
        ],
    );
    check(
        "a workbook",
        "table.csv",
        b"PK\x03\x04rest",
        &[
            "table.csv: found a spreadsheet's workbook or another zip archive, expected a CSV file in \
             UTF-8. Save each of its sheets in the spreadsheet as \"CSV UTF-8\".",
        ],
    );
    check(
        "a picture",
        "table.csv",
        b"\x89PNG\x0d\n\x1a\n\x00\x00\x00",
        &[
            "table.csv, line 1: found the byte 0x89, which is not UTF-8 text, expected a CSV file in \
             UTF-8. Save it in the spreadsheet as \"CSV UTF-8\".",
        ],
    );
}
