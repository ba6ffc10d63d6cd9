//! Faulty lists (profiles, units, stocks, externalities, changes) and what people are told about them.

use crate::tables_faults::check;

#[test]
fn faulty_lists() {
    check(
        "a profile asks for an unknown good",
        "profiles.csv",
        "Name,Population,Mead,Chrun\nTown,100,2,0\n",
        &[
            "profiles.csv, line 1, column C: found \"Mead\", expected the name of a good. There are \
             \"Churn\" and \"Milk\".",
            "profiles.csv, line 1, column D: found \"Chrun\", expected the name of a good. Did you mean \
             \"Churn\"?",
        ],
    );
    check(
        "a profile twice, a population below zero",
        "profiles.csv",
        "Name,Population,Milk,Churn\nTown,100,2,0\nTown,-3,1,1\n",
        &[
            "profiles.csv, line 3, column A: found another profile \"Town\", expected each profile once. \
             Line 2 has it too.",
            "profiles.csv, line 3, column B: found \"-3\", expected a number not below zero",
        ],
    );
    check(
        "a profile without a name",
        "profiles.csv",
        "Name,Population,Milk,Churn\nTown,100,2,0\n,5,1,1\n",
        &["profiles.csv, line 3, column A: found an empty cell, expected the name of a profile"],
    );
    check(
        "an unknown input and an unknown good",
        "units.csv",
        "\
         unit,good,input,capacity,output,amount\n\
         Shop,Churn,Milk,10,5,1\n\
         Shop,Churn,Milk,10,10,3\n\
         Shop,Butter,Mlik,10,7,2\n",
        &[
            "units.csv, line 4, column B: found \"Butter\", expected the name of a good. There are \
             \"Churn\" and \"Milk\".",
            "units.csv, line 4, column C: found \"Mlik\", expected the name of a good, labour row or \
             externality. Did you mean \"Milk\"?",
        ],
    );
    check(
        "answers that fall",
        "units.csv",
        "\
         unit,good,input,capacity,output,amount\n\
         Shop,Churn,Milk,10,10,1\n\
         Shop,Churn,Milk,10,5,3\n\
         Shop,Churn,Milk,10,7,0.5\n",
        &[
            "units.csv, line 2, column F: found 1 of \"Milk\" to make 10 of \"Churn\" at \"Shop\", \
             expected at least 3, which it needs to make 5 (line 3). Making more cannot take less.",
            "units.csv, line 4, column F: found 0.5 of \"Milk\" to make 7 of \"Churn\" at \"Shop\", \
             expected at least 3, which it needs to make 5 (line 3). Making more cannot take less.",
        ],
    );
    check(
        "an answer twice",
        "units.csv",
        "\
         unit,good,input,capacity,output,amount\n\
         Shop,Churn,Milk,10,5,1\n\
         Shop,Churn,Milk,10,10,3\n\
         Shop,Churn,Milk,10,10,4\n",
        &[
            "units.csv, line 4, column F: found another answer of \"Shop\" about \"Milk\", for 10 of \
             \"Churn\", expected one answer for each output. Line 3 has one too. Remove one of them.",
        ],
    );
    check(
        "a need for nothing made",
        "units.csv",
        "\
         unit,good,input,capacity,output,amount\n\
         Shop,Churn,Milk,10,5,1\n\
         Shop,Churn,Milk,10,10,3\n\
         Shop,Churn,Milk,10,0,4\n",
        &[
            "units.csv, line 4, column E: found an answer for making 0, expected a number above zero. \
             Leave this answer out: every need begins at zero, and fixed overheads are not part of the \
             model.",
        ],
    );
    check(
        "a capacity of zero",
        "units.csv",
        "unit,good,input,capacity,output,amount\nShop,Churn,Milk,0,5,1\nShop,Churn,Milk,10,10,3\n",
        &[
            "units.csv, line 2, column D: found \"0\", expected a number above zero, or nothing for no limit",
        ],
    );
    check(
        "capacities that differ",
        "units.csv",
        "\
         unit,good,input,capacity,output,amount\n\
         Shop,Churn,Milk,10,5,1\n\
         Shop,Churn,Milk,12,10,3\n\
         Shop,Churn,Milk,,12,4\n",
        &[
            "units.csv, line 3, column D: found the capacity 12 of \"Shop\", expected the capacity 10, \
             as in line 2. All rows of a unit have the same capacity.",
            "units.csv, line 4, column D: found no capacity of \"Shop\", expected the capacity 10, as in \
             line 2. All rows of a unit have the same capacity.",
        ],
    );
    check(
        "a unit that makes two goods",
        "units.csv",
        "\
         unit,good,input,capacity,output,amount\n\
         Shop,Churn,Milk,10,5,1\n\
         Shop,Churn,Milk,10,10,3\n\
         Shop,Milk,Milk,10,7,2\n",
        &[
            "units.csv, line 4, column B: found \"Milk\", expected \"Churn\", which \"Shop\" makes in \
             line 2. A unit makes one good; give another unit its own name.",
        ],
    );
    check(
        "a column too few, one misspelt",
        "units.csv",
        "unit,good,input,capacity,outptu\nShop,Churn,Milk,10,5\n",
        &[
            "units.csv, line 1: found no column amount, expected the columns \
             unit,good,input,capacity,output,amount,between",
            "units.csv, line 1, column E: found \"outptu\", expected one of the columns \
             unit,good,input,capacity,output,amount,between. Did you mean \"output\"?",
        ],
    );
    check(
        "keeping, bound, loss, gestation",
        "stocks.csv",
        "\
         name,stock,bound,keeping,gestation,loss\n\
         Milk,5,maybe,consume,1.5,2\n\
         Churn,1,stock,flow,0,0\n\
         Milk,1,,,,\n\
         Lb(Mlk),1\n\
         Beer,1\n",
        &[
            "stocks.csv, line 2, column C: found \"maybe\", expected a number not below zero, stock or none",
            "stocks.csv, line 2, column D: found \"consume\", expected one of consumed, accumulating, \
             constant, flow, depleting. Did you mean \"consumed\"?",
            "stocks.csv, line 2, column E: found \"1.5\", expected a whole number of days",
            "stocks.csv, line 2, column F: found \"2\", expected a number from 0 to 1",
            "stocks.csv, line 3, column B: found the stock \"1\" of a flow, expected 0 or nothing. A \
             flow is made and used on the same day, so there is no stock of it.",
            "stocks.csv, line 3, column C: found a flow bound by its stock, expected none, or a number. \
             A flow is made and used on the same day, so there is no stock to bound it.",
            "stocks.csv, line 4, column A: found another row \"Milk\", expected each name once. Line 2 \
             has it too.",
            "stocks.csv, line 5, column A: found \"Lb(Mlk)\", expected the name of a good or labour row. \
             Did you mean \"Lb(Milk)\"?",
            "stocks.csv, line 6, column A: found \"Beer\", expected the name of a good or labour row. \
             There are \"Churn\", \"Lb(Milk)\" and \"Milk\".",
        ],
    );
    check(
        "externalities",
        "externalities.csv",
        "name,weight,Milk,Churn\nMilk,x,1,1\nSmoke,1,none,0\n",
        &[
            "externalities.csv, line 2, column A: found \"Milk\", expected a name that no good, labour \
             row or other externality has",
            "externalities.csv, line 3, column C: found \"none\", expected a number, or nothing where \
             production units answer",
        ],
    );
    check(
        "changes",
        "changes.csv",
        "\
         day,what,name,of,value\n\
         1.5,population,Town,,5\n\
         2,populace,Town,,5\n\
         3,allotment,Twon,Milk,1\n\
         4,coefficient,Milk,Churn,1\n\
         5,coefficient,Lb(Milk),Churn,-1\n\
         6,hours,Milk,,1\n\
         7,investment,,,1.5\n\
         8,delivery,Milk,Churn,x\n\
         9,hurs,,,\n",
        &[
            "changes.csv, line 2, column A: found \"1.5\", expected a whole number of days",
            "changes.csv, line 3, column B: found \"populace\", expected one of population, allotment, \
             coefficient, delivery, hours, investment",
            "changes.csv, line 4, column C: found \"Twon\", expected the name of a profile. Did you mean \
             \"Town\"?",
            "changes.csv, line 5, column C: found a coefficient for \"Milk\" in \"Churn\", expected a \
             cell with a constant. Production units answer for this one.",
            "changes.csv, line 6, column E: found \"-1\", expected a number not below zero",
            "changes.csv, line 7, column C: found \"Milk\", expected the name of a labour row, such as \
             Lb(Milk). There is only \"Lb(Milk)\".",
            "changes.csv, line 8, column E: found \"1.5\", expected a number from 0 to 1",
            "changes.csv, line 9, column D: found \"Churn\", expected nothing for a change of delivery",
            "changes.csv, line 9, column E: found \"x\", expected a number",
            "changes.csv, line 10, column B: found \"hurs\", expected one of population, allotment, \
             coefficient, delivery, hours, investment. Did you mean \"hours\"?",
        ],
    );
}
