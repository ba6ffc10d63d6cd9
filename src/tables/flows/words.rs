//! What titles in tables of flows usually mean.

use super::mapping::{ColumnRole, RowRole};
use crate::words::{Language, Text, words};

/// What a column is, in words.
type Said = Text;

/// Columns of final demand in the OECD's tables, and what they are.
const OECD: [(&str, ColumnRole, Said); 10] = [
    (
        "HFCE",
        ColumnRole::Profile(1.0),
        Language::files_oecd_households,
    ),
    (
        "NPISH",
        ColumnRole::Profile(1.0),
        Language::files_oecd_non_profit,
    ),
    (
        "GGFC",
        ColumnRole::Profile(1.0),
        Language::files_oecd_government,
    ),
    ("GFCF", ColumnRole::External, Language::files_oecd_capital),
    (
        "INVNT",
        ColumnRole::External,
        Language::files_oecd_inventories,
    ),
    ("DPABR", ColumnRole::External, Language::files_oecd_abroad),
    (
        "CONS_ABR",
        ColumnRole::External,
        Language::files_oecd_abroad_by_residents,
    ),
    (
        "CONS_NONRES",
        ColumnRole::External,
        Language::files_oecd_by_non_residents,
    ),
    ("EXPO", ColumnRole::External, Language::files_oecd_exports),
    ("IMPO", ColumnRole::External, Language::files_oecd_imports),
];

/// What tells external demand by a part of a column's title.
const EXTERNAL: [&str; 14] = [
    "export",
    "capital formation",
    "investment",
    "inventor",
    "change in stock",
    "changes in stock",
    "valuables",
    "abroad",
    "non-resident",
    "nonresident",
    "acquisitions less disposals",
    "discrepanc",
    "adjustment",
    "rest of the world",
];

/// What tells consumption.
const CONSUMPTION: [&str; 9] = [
    "household",
    "consumption",
    "government",
    "non-profit",
    "nonprofit",
    "npish",
    "final demand",
    "final use",
    "consumers",
];

/// What tells hours or people at work. Wages are money, and no labour in this sense.
const LABOUR: [&str; 7] = [
    "hours",
    "employment",
    "employed",
    "labour",
    "labor",
    "persons",
    "workers",
];

/// What tells emissions and the like.
const EXTERNALITIES: [&str; 12] = [
    "co2",
    "carbon",
    "emission",
    "ch4",
    "methane",
    "n2o",
    "ghg",
    "greenhouse",
    "nox",
    "sox",
    "waste",
    "water use",
];

/// What tells primary inputs, which are money and have no place in an economy in natura.
const PRIMARY: [&str; 15] = [
    "valu",
    "value added",
    "tax",
    "txs_",
    "subsid",
    "compensation",
    "wages",
    "salaries",
    "surplus",
    "profit",
    "consumption of fixed capital",
    "depreciation",
    "primary input",
    "gdp",
    "payments",
];

/// The code of an industry without what a table puts around it: `D01T02`, `TTL_01T02` and `D01T02: Agriculture` are one
/// industry. Capitals and white space do not matter.
pub(super) fn key(name: &str) -> String {
    let code = name.strip_prefix("TTL_").or_else(|| {
        let code = name.strip_prefix('D')?;
        code.starts_with(|letter: char| letter.is_ascii_digit())
            .then_some(code)
    });
    let key = match code {
        Some(code) => code.split(':').next().unwrap_or(code),
        None => name,
    };
    let letters = key.chars().filter(|letter| !letter.is_whitespace());
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Whether a column is one of final demand in the OECD's tables.
pub(super) fn is_oecd_demand(name: &str) -> bool {
    oecd(name).is_some()
}

fn oecd(name: &str) -> Option<(ColumnRole, &'static str)> {
    let code = name.split(':').next().unwrap_or(name).trim();
    let found = OECD
        .iter()
        .find(|(known, _, _)| known.eq_ignore_ascii_case(code))?;
    Some((found.1, found.2(words())))
}

/// A title in lower case, for looking at its parts. Titles are short.
fn lower(name: &str) -> String {
    name.to_lowercase()
}

fn has(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.contains(word))
}

/// What the title of a column says, when it is not an industry.
pub(super) fn column(name: &str) -> Option<(ColumnRole, &'static str)> {
    if let Some(found) = oecd(name) {
        return Some(found);
    }
    let name = lower(name);
    if is_output(&name) {
        return Some((ColumnRole::Output, words().files_reason_output()));
    }
    if is_total(&name) {
        return Some((ColumnRole::LeftOut, words().files_reason_total()));
    }
    if is_imports(&name) {
        return Some((ColumnRole::External, words().files_reason_imports()));
    }
    if has(&name, &EXTERNAL) {
        return Some((ColumnRole::External, words().files_reason_external()));
    }
    has(&name, &CONSUMPTION)
        .then_some((ColumnRole::Profile(1.0), words().files_reason_consumption()))
}

/// What the title of a row says, when it is not an industry.
pub(super) fn row(name: &str) -> Option<(RowRole, &'static str)> {
    let name = lower(name);
    if name.starts_with("lb(") {
        return Some((RowRole::Labour, words().files_reason_labour()));
    }
    if is_output(&name) {
        return Some((RowRole::Output, words().files_reason_output()));
    }
    if is_total(&name) {
        return Some((RowRole::LeftOut, words().files_reason_total()));
    }
    if has(&name, &PRIMARY) || name.contains("import") {
        return Some((RowRole::LeftOut, words().files_reason_primary()));
    }
    if has(&name, &LABOUR) {
        return Some((RowRole::Labour, words().files_reason_labour()));
    }
    has(&name, &EXTERNALITIES).then_some((RowRole::Externality, words().files_reason_emissions()))
}

/// Whether a title says imports, and not what they are the difference to.
pub(super) fn is_imports(name: &str) -> bool {
    let name = lower(name);
    name.starts_with("impo")
        || name.contains("import") && !name.contains("export") && !name.contains("net ")
}

/// Whether a title says that all output is meant.
fn is_output(name: &str) -> bool {
    let plain = name.trim();
    matches!(
        plain,
        "x" | "output"
            | "outputs"
            | "indout"
            | "total output"
            | "gross output"
            | "total production"
            | "production"
    ) || plain.starts_with("output,")
        || plain.starts_with("total output")
        || plain.starts_with("gross output")
        || plain.starts_with("ttl_output")
}

/// Whether a title says that it is a sum of others.
pub(super) fn is_total(name: &str) -> bool {
    let name = lower(name);
    let plain = name.trim();
    matches!(plain, "sum" | "all" | "σ")
        || plain.starts_with("total")
        || plain.starts_with("subtotal")
        || plain.starts_with("sub-total")
        || plain.starts_with("ttl_int")
        || plain.ends_with(" total")
        || plain.ends_with("total use")
        || plain.ends_with("total supply")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_industry_is_one_whatever_stands_around_its_code() {
        for name in [
            "D01T02",
            "TTL_01T02",
            "D01T02: Agriculture",
            "ttl_01t02".to_uppercase().as_str(),
        ] {
            assert_eq!(key(name), "01t02", "{name}");
        }
        assert_eq!(key("Dairy  Farms"), key("dairy farms"));
        assert_ne!(key("Dairy"), key("airy"));
    }

    #[test]
    fn titles_mean_what_they_usually_mean() {
        for (name, role) in [
            ("HFCE", Some(ColumnRole::Profile(1.0))),
            ("IMPO", Some(ColumnRole::External)),
            (
                "AT, Final consumption expenditure by households",
                Some(ColumnRole::Profile(1.0)),
            ),
            ("Changes in inventories", Some(ColumnRole::External)),
            ("Total final demand", Some(ColumnRole::LeftOut)),
            ("Total Output", Some(ColumnRole::Output)),
            ("indout", Some(ColumnRole::Output)),
            ("Steel", None),
        ] {
            assert_eq!(column(name).map(|found| found.0), role, "{name}");
        }
        for (name, role) in [
            ("TXS_INT_FNL", Some(RowRole::LeftOut)),
            ("TTL_INT_FNL", Some(RowRole::LeftOut)),
            ("VALU", Some(RowRole::LeftOut)),
            ("OUTPUT", Some(RowRole::Output)),
            ("Compensation of employees", Some(RowRole::LeftOut)),
            ("Employment, 1000 persons", Some(RowRole::Labour)),
            ("CO2 - combustion - air", Some(RowRole::Externality)),
            ("Lb(Field)", Some(RowRole::Labour)),
            ("Steel", None),
        ] {
            assert_eq!(row(name).map(|found| found.0), role, "{name}");
        }
    }
}
