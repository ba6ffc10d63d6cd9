//! The formulas of the model, each in letters and with the values of a day.

use super::maths::{
    Piece, bracketed, formula, letter, number, over, raised, row, sign, sub, sub_raised, sum,
    under, word,
};
use crate::ui::number::{percent, significant};
use crate::words::words;
use crate::worker::look::{Change, Detail, Working};

/// A formula: what it says in words, the formula in letters, and with values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its name.
    pub title: &'static str,
    /// Where the paper has it; empty where it has it only in its program.
    pub place: &'static str,
    /// What it says.
    pub words: String,
    /// In letters.
    pub letters: String,
    /// With values.
    pub values: String,
}

/// A letter with its indexes, each of which is a letter.
fn indexed(of: &str, index: &str) -> Piece {
    let letters = index.chars().map(|index| letter(&index.to_string()));
    sub(letter(of), row(letters))
}

/// A value of about six digits.
fn value(x: f64) -> Piece {
    // A minus sign and not a hyphen.
    number(&significant(x, 6).replace('-', "−"))
}

/// A value that has a name under it.
fn named(x: f64, name: &str) -> Piece {
    under(value(x), word(name))
}

fn joined(pieces: Vec<Piece>, by: &str) -> Vec<Piece> {
    let mut joined = Vec::new();
    for piece in pieces {
        if !joined.is_empty() {
            joined.push(sign(by));
        }
        joined.push(piece);
    }
    joined
}

/// The power series in letters.
pub fn series(is_linear: bool) -> String {
    let at = |k: Piece| raised(letter("x"), bracketed(k));
    let k = || letter("k");
    if is_linear {
        let power = |k: &str| raised(letter("A"), number(k));
        return formula([
            letter("x"),
            sign("="),
            letter("d"),
            sign("+"),
            letter("A"),
            letter("d"),
            sign("+"),
            power("2"),
            letter("d"),
            sign("+"),
            power("3"),
            letter("d"),
            sign("+"),
            sign("…"),
        ]);
    }
    formula([
        at(number("0")),
        sign("="),
        letter("d"),
        sign(","),
        at(row([k(), sign("+"), number("1")])),
        sign("="),
        letter("R"),
        bracketed(at(k())),
        sign("+"),
        letter("d"),
    ])
}

/// All formulas, as they are for one good.
pub fn told(working: &Working) -> Vec<Told> {
    let detail = &working.detail;
    let mut list = vec![balance(working), demand(working), scale(working)];
    list.extend(fulfilment(working));
    list.extend(detail.stock.as_ref().map(|change| stock(detail, change)));
    list.extend(externality(working));
    list
}

/// x_i = Σ_j r_ij(x_j) + d_i.
fn balance(working: &Working) -> Told {
    let detail = &working.detail;
    let letters = formula([
        indexed("x", "i"),
        sign("="),
        sum(letter("j")),
        indexed("r", "ij"),
        bracketed(indexed("x", "j")),
        sign("+"),
        indexed("d", "i"),
    ]);
    let demand = working.scale * detail.demand.0;
    let mut uses: Vec<Piece> = detail
        .uses
        .iter()
        .map(|term| named(term.amount, &words().formulas_term_for(&term.made)))
        .collect();
    if detail.other_uses.1 > 0 {
        uses.push(named(
            detail.other_uses.0,
            &words().formulas_others(&detail.other_uses.1.to_string()),
        ));
    }
    uses.push(named(demand, words().formulas_citizens()));
    let values = [value(detail.output), sign("=")]
        .into_iter()
        .chain(joined(uses, "+"));
    Told {
        title: words().formulas_balance(),
        place: words().formulas_eq_2_eq_4(),
        words: words().formulas_what_made_what_making(&detail.good.name),
        letters,
        values: formula(values),
    }
}

/// d_i = s (Σ_p c_ip N_p + b_i).
fn demand(working: &Working) -> Told {
    let detail = &working.detail;
    let outside = detail.demand.1 != 0.0;
    let promised = [sum(letter("p")), indexed("c", "ip"), indexed("N", "p")];
    let with_outside = [sign("+"), indexed("b", "i")];
    let inside = promised
        .into_iter()
        .chain(with_outside.into_iter().filter(|_| outside));
    let letters = formula([
        indexed("d", "i"),
        sign("="),
        letter("s"),
        bracketed(row(inside)),
    ]);
    let mut terms: Vec<Piece> = detail
        .targets
        .iter()
        .map(|target| {
            let product = row([value(target.allotment), sign("·"), value(target.citizens)]);
            under(product, word(&target.profile))
        })
        .collect();
    if detail.other_targets != 0.0 {
        terms.push(named(
            detail.other_targets,
            words().formulas_other_profiles(),
        ));
    }
    if outside {
        terms.push(named(detail.demand.1, words().formulas_from_outside()));
    }
    if terms.is_empty() {
        terms.push(value(0.0));
    }
    let values = formula([
        value(working.scale * detail.demand.0),
        sign("="),
        value(working.scale),
        bracketed(row(joined(terms, "+"))),
    ]);
    Told {
        title: words().formulas_what_citizens_get(),
        place: words().terms_table_1(),
        words: words().formulas_what_profiles_allot_citizen(&detail.good.name),
        letters,
        values,
    }
}

/// s = min(1, limit / use).
fn scale(working: &Working) -> Told {
    let largest = [
        letter("s"),
        sign("="),
        word(words().formulas_largest_from_0_1()),
        indexed("u", "b"),
        bracketed(row([letter("x"), bracketed(letter("s"))])),
        sign("≤"),
        indexed("B", "b"),
        word(words().formulas_every_bound()),
        letter("b"),
    ];
    let (said, values) = match &working.binding {
        Some((name, used, full, limit)) => {
            let values = match (full, working.is_linear) {
                (Some(full), true) => formula([
                    letter("s"),
                    sign("="),
                    over(
                        under(value(*limit), word(words().formulas_there_is())),
                        under(value(*full), word(words().formulas_full_targets_take())),
                    ),
                    sign("="),
                    value(working.scale),
                ]),
                _ => formula([
                    letter("s"),
                    sign("="),
                    value(working.scale),
                    word(words().formulas_at_which()),
                    under(value(*used), word(words().formulas_in_use())),
                    sign("≤"),
                    under(value(*limit), word(words().formulas_there_is())),
                ]),
            };
            (decides(name), values)
        }
        None if working.scale >= 1.0 => (
            words().formulas_nothing_runs_short().to_owned(),
            formula([letter("s"), sign("="), value(1.0)]),
        ),
        None => (
            words().formulas_not_productive().to_owned(),
            formula([letter("s"), sign("="), value(working.scale)]),
        ),
    };
    Told {
        title: words().formulas_how_much_of_the_promise(),
        place: "",
        words: said,
        letters: formula(largest),
        values,
    }
}

/// That a bound, as the plan's CSV names it, decides.
fn decides(name: &str) -> String {
    let (kind, of) = name.split_once(':').unwrap_or(("", name));
    match kind {
        "stock" => words().formulas_stock_decides(of),
        "capacity" => words().formulas_capacity_decides(of),
        "hours" => {
            let kind = of.strip_prefix("Lb(").and_then(|of| of.strip_suffix(')'));
            words().formulas_hours_decide(kind.unwrap_or(of))
        }
        _ => words().formulas_bound_decides(of),
    }
}

/// φ_ip (Eq 5) of the first profile.
fn fulfilment(working: &Working) -> Option<Told> {
    let detail = &working.detail;
    let target = detail.targets.first()?;
    let promised = target.allotment * target.citizens;
    let others = &detail.targets[1..];
    let others: f64 = others
        .iter()
        .map(|of| of.allotment * of.citizens)
        .sum::<f64>()
        + detail.other_targets;
    let used: f64 = detail.uses.iter().map(|term| term.amount).sum::<f64>() + detail.other_uses.0;
    let letters = formula([
        indexed("φ", "ip"),
        sign("="),
        over(
            row([
                indexed("x", "i"),
                sign("−"),
                sum(letter("j")),
                indexed("r", "ij"),
                bracketed(indexed("x", "j")),
                sign("−"),
                letter("s"),
                indexed("b", "i"),
                sign("−"),
                sum(row([letter("q"), sign("≠"), letter("p")])),
                letter("s"),
                indexed("c", "iq"),
                indexed("N", "q"),
            ]),
            row([indexed("c", "ip"), indexed("N", "p")]),
        ),
    ]);
    let outside = working.scale * detail.demand.1;
    let mut above = vec![value(detail.output), sign("−"), value(used)];
    if outside != 0.0 {
        above.extend([sign("−"), value(outside)]);
    }
    above.extend([sign("−"), value(working.scale * others)]);
    let values = formula([
        value(target.fulfilment),
        sign("="),
        over(row(above), value(promised)),
    ]);
    Some(Told {
        title: words().formulas_how_promise_kept(),
        place: words().terms_eq_5(),
        words: words().formulas_what_left_when_everyone(
            &detail.good.name,
            &target.profile,
            &percent(target.fulfilment),
        ),
        letters,
        values,
    })
}

/// What the day does to the stock.
fn stock(detail: &Detail, change: &Change) -> Told {
    let next = || sub_raised(letter("S"), letter("i"), word(words().formulas_next()));
    let good = &detail.good.name;
    let (what, flow): (String, Vec<Piece>) = match change.keeping.as_str() {
        "consumed" => (
            words().formulas_is_consumed(good, &percent(change.invested)),
            vec![
                sign("+"),
                bracketed(row([
                    number("2"),
                    sign("·"),
                    letter("inv"),
                    sign("−"),
                    number("1"),
                ])),
                indexed("x", "i"),
            ],
        ),
        "accumulating" => (
            words().formulas_accumulates(good),
            vec![sign("+"), indexed("x", "i")],
        ),
        "depleting" => (
            words().formulas_is_depleted(good),
            vec![sign("−"), indexed("x", "i")],
        ),
        _ => (words().formulas_keeps_its_stock(good), Vec::new()),
    };
    let letters = formula(
        [next(), sign("="), indexed("S", "i")]
            .into_iter()
            .chain(flow),
    );
    let mut values = vec![
        value(change.evening),
        sign("="),
        named(change.morning, words().formulas_morning()),
    ];
    let parts = [
        ("−", change.taken, words().formulas_taken_out()),
        ("+", change.added, words().formulas_comes_in()),
        ("−", change.perished, words().formulas_perishes()),
        ("−", change.lost, words().formulas_lost_by_chance()),
    ];
    for (sign_of, amount, what) in parts {
        if amount != 0.0 {
            values.extend([sign(sign_of), named(amount, what)]);
        }
    }
    let told = match change.sent {
        0.0 => what,
        sent => words().formulas_on_their_way(&what, &significant(sent, 6)),
    };
    Told {
        title: words().formulas_stock_title(),
        place: words().formulas_stocks_program(),
        words: told,
        letters,
        values: formula(values),
    }
}

/// e_k = Σ_j e_kj(x_j) (Eq 6).
fn externality(working: &Working) -> Option<Told> {
    let (name, amount) = working.externalities.first()?;
    let letters = formula([
        indexed("e", "k"),
        sign("="),
        sum(letter("j")),
        indexed("e", "kj"),
        bracketed(indexed("x", "j")),
    ]);
    let all = working
        .externalities
        .iter()
        .map(|(name, amount)| named(*amount, name));
    let values = formula(joined(all.collect(), ","));
    Some(Told {
        title: words().formulas_what_day_causes_besides(),
        place: words().terms_eq_6(),
        words: words().formulas_making_goods_causes_today(name, &significant(*amount, 6)),
        letters,
        values,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::look::{Named, Promised, Term};

    /// The village at full targets, by hand: 0.001 · 3763.764845 + 0.00108 for 0.54 churns + 2 · 180 + 3400.
    fn village() -> Working {
        Working {
            day: 381,
            scale: 1.0,
            goods: 3,
            from: 0,
            rows: Vec::new(),
            residuals: Vec::new(),
            passes: 5,
            rests: true,
            residual: 0.0,
            difference: 0.0,
            is_linear: false,
            detail: Detail {
                good: Named {
                    name: "Milk".to_owned(),
                    unit: "l".to_owned(),
                },
                output: 3_763.764_845,
                demand: (3400.0, 0.0),
                targets: vec![Promised {
                    profile: "Prof 0".to_owned(),
                    allotment: 3.0,
                    citizens: 800.0,
                    fulfilment: 1.0,
                }],
                other_targets: 1000.0,
                uses: vec![Term {
                    made: "Butter".to_owned(),
                    coefficient: 2.0,
                    output: 180.0,
                    amount: 360.0,
                    by_units: false,
                }],
                other_uses: (3.764_845, 2),
                stock: Some(Change {
                    keeping: "consumed".to_owned(),
                    morning: 4000.0,
                    taken: 1800.0,
                    added: 1900.0,
                    sent: 0.0,
                    perished: 0.0,
                    lost: 0.0,
                    evening: 4100.0,
                    invested: 0.51,
                }),
            },
            binding: None,
            externalities: Vec::new(),
        }
    }

    /// Numbers and signs of a formula, without its elements.
    fn plain(told: &str) -> String {
        let mut plain = String::new();
        let mut inside = false;
        for c in told.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => plain.push(c),
                _ => {}
            }
        }
        plain
    }

    #[test]
    fn values_stand_where_the_letters_do() {
        let told = told(&village());
        let values: Vec<String> = told.iter().map(|told| plain(&told.values)).collect();
        assert_eq!(
            values[0],
            "3763.76=360for Butter+3.76485for 2 others+3400for citizens"
        );
        assert_eq!(values[1], "3400=1(3·800Prof 0+1000other profiles)");
        assert_eq!(values[2], "s=1");
        // (3763.76 - 363.76 - 1000) / 2400 = 1
        assert_eq!(values[3], "1=3763.76−363.765−10002400");
        assert_eq!(values[4], "4100=4000morning−1800taken out+1900comes in");
        assert_eq!(plain(&told[0].letters), "xi=∑jrij(xj)+di");
        assert_eq!(plain(&told[4].letters), "Sinext=Si+(2·inv−1)xi");
    }

    #[test]
    fn what_binds_is_said() {
        let mut working = village();
        working.is_linear = true;
        working.scale = 0.5;
        working.binding = Some(("stock:Milk".to_owned(), 1881.9, Some(3763.8), 1881.9));
        let told = &told(&working)[2];
        assert_eq!(
            told.words,
            "The stock of Milk is used up first, and so decides."
        );
        assert_eq!(
            plain(&told.values),
            "s=1881.9there is3763.8full targets take=0.5"
        );
    }
}
