//! The terms of the page, what they mean, and where the paper has them.

/// A term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The term.
    pub term: &'static str,
    /// Its letters in formulas; empty where it has none.
    pub letters: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Where the paper has it; empty where it does not.
    pub place: &'static str,
}

const fn entry(
    term: &'static str,
    letters: &'static str,
    meaning: &'static str,
    place: &'static str,
) -> Entry {
    Entry {
        term,
        letters,
        meaning,
        place,
    }
}

/// All terms, by the alphabet.
pub const GLOSSARY: [Entry; 18] = [
    entry(
        "Allotment",
        "c",
        "What a profile promises one citizen a day of a good.",
        "Table 1",
    ),
    entry(
        "Bound",
        "B",
        "What limits a day: the stock of a good, a number set for it, what its units can make, the hours there are.",
        "Stocks: the paper’s program",
    ),
    entry(
        "Coefficient",
        "f(q) = r(q) / q",
        "How much of one good it takes to make a unit of another when q of it are made: a cell of the table.",
        "Eq 4, Fig 1",
    ),
    entry(
        "Demand",
        "d",
        "What citizens get of each good today: the share s of all that was promised.",
        "Eq 2",
    ),
    entry(
        "Egalitarianism",
        "EG",
        "How well the worst-served promise is kept. A plan is as good as that.",
        "Eq 5",
    ),
    entry(
        "Externality",
        "e",
        "What making goods causes besides, such as smoke.",
        "Eq 6",
    ),
    entry(
        "Footprint",
        "",
        "The hours, or the amount of an externality, that went into a unit of a good, directly and through everything that was used up on the way.",
        "",
    ),
    entry(
        "Fulfilment",
        "φ",
        "The share of one promise (a profile, a good) that is kept.",
        "Eq 5",
    ),
    entry(
        "Investment",
        "inv",
        "The share of what is made that goes back to the stock. At more than half of it, stocks of consumed goods grow.",
        "Fig 3",
    ),
    entry(
        "Keeping",
        "",
        "What a day does to a stock: goods are consumed (milk), accumulate (churns), stay constant, are depleted (ore) or have no stock at all (care).",
        "The first three: the paper’s program",
    ),
    entry(
        "Open loop, closed loop",
        "",
        "Every morning the days ahead are planned; only the first of them is carried out. On the next morning everything is planned again from what there is then.",
        "The paper’s title; Fig 3",
    ),
    entry(
        "Output",
        "x",
        "How much of each good is made today.",
        "Eq 2",
    ),
    entry(
        "Power series",
        "d + R(d) + …",
        "Demand, what making it uses up, what making that uses up, and so on: the sum rises to the least output that covers everything.",
        "Eq 3",
    ),
    entry(
        "Productive",
        "",
        "A group of goods is productive when making them uses up less of them than is made (Hawkins and Simon). Otherwise no output is enough.",
        "",
    ),
    entry(
        "Profile",
        "p",
        "Citizens who are promised the same. There are N of them.",
        "Table 1",
    ),
    entry(
        "Requirement",
        "r(q)",
        "How much of one good is used up to make q of another: what its production units answered, or a constant times q.",
        "Fig 1",
    ),
    entry(
        "Residual",
        "",
        "How far an output is from balance, compared with its size, worked out apart from the solver. Up to 10⁻¹⁰ counts as solved.",
        "",
    ),
    entry(
        "Scale",
        "s",
        "The share of all promises that the day can keep, from 0 to 1.",
        "",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_in_order_and_once() {
        assert!(GLOSSARY.windows(2).all(|pair| pair[0].term < pair[1].term));
        assert!(GLOSSARY.iter().all(|entry| entry.meaning.ends_with('.')));
    }
}
