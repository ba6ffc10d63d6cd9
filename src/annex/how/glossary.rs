//! The terms of the page, what they mean, and where the paper has them.

use crate::words::words;

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

fn entry(
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
pub fn glossary() -> [Entry; 18] {
    [
        entry(
            words().terms_allotment(),
            "c",
            words().terms_what_profile_promises_one(),
            words().terms_table_1(),
        ),
        entry(
            words().terms_bound(),
            "B",
            words().terms_what_limits_day_stock(),
            words().terms_stocks_papers_program(),
        ),
        entry(
            words().terms_coefficient(),
            "f(q) = r(q) / q",
            words().terms_coefficient_meaning(),
            words().terms_eq_4_fig_1(),
        ),
        entry(
            words().terms_demand(),
            "d",
            words().terms_what_citizens_get_each(),
            words().terms_eq_2(),
        ),
        entry(
            words().terms_egalitarianism(),
            "EG",
            words().terms_how_well_worst_served(),
            words().terms_eq_5(),
        ),
        entry(
            words().terms_externality(),
            "e",
            words().terms_what_making_goods_causes(),
            words().terms_eq_6(),
        ),
        entry(
            words().terms_footprint(),
            "",
            words().terms_hours_or_amount_externality(),
            "",
        ),
        entry(
            words().terms_fulfilment(),
            "φ",
            words().terms_share_one_promise_profile(),
            words().terms_eq_5(),
        ),
        entry(
            words().terms_investment(),
            "inv",
            words().terms_share_what_made_goes(),
            words().terms_fig_3(),
        ),
        entry(
            words().terms_keeping(),
            "",
            words().terms_what_day_does_stock(),
            words().terms_first_three_papers_program(),
        ),
        entry(
            words().terms_open_loop_closed_loop(),
            "",
            words().terms_every_morning_days_ahead(),
            words().terms_papers_title_fig_3(),
        ),
        entry(
            words().terms_output(),
            "x",
            words().terms_how_much_each_good(),
            words().terms_eq_2(),
        ),
        entry(
            words().terms_power_series(),
            "d + R(d) + …",
            words().terms_demand_what_making_uses(),
            words().terms_eq_3(),
        ),
        entry(
            words().terms_productive(),
            "",
            words().terms_group_goods_productive_when(),
            "",
        ),
        entry(
            words().terms_profile(),
            "p",
            words().terms_citizens_who_promised_same(),
            words().terms_table_1(),
        ),
        entry(
            words().terms_requirement(),
            "r(q)",
            words().terms_how_much_one_good(),
            words().terms_fig_1(),
        ),
        entry(
            words().terms_residual(),
            "",
            words().terms_how_far_output_from(),
            "",
        ),
        entry(
            words().terms_scale(),
            "s",
            words().terms_share_all_promises_day(),
            "",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_in_order_and_once() {
        let glossary = glossary();
        assert!(glossary.windows(2).all(|pair| pair[0].term < pair[1].term));
        assert!(glossary.iter().all(|entry| entry.meaning.ends_with('.')));
    }
}
