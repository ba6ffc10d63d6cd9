//! What an [`Economy`](super::Economy) is made from.

use super::{Coefficients, Externality, Good, Input, Labour, Profile, Unit};

/// What an [`Economy`](super::Economy) is made from, before its invariants have been looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// Its name, for people.
    pub name: String,
    /// The goods, in the order of rows and columns.
    pub goods: Vec<Good>,
    /// Kinds of labour, in the order of their rows.
    pub labour: Vec<Labour>,
    /// Externalities, in the order of their rows.
    pub externalities: Vec<Externality>,
    /// Consumption profiles.
    pub profiles: Vec<Profile>,
    /// Goods x goods: constant cells, >= 0.
    pub goods_table: Coefficients,
    /// Labour x goods: hours per unit made, >= 0.
    pub labour_table: Coefficients,
    /// Externalities x goods: amount caused per unit made; negative where making the good takes some away.
    pub externality_table: Coefficients,
    /// Production units, in stacking order.
    pub units: Vec<Unit>,
}

/// A kind of rows, with a table of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    Goods,
    Labour,
    Externalities,
}

impl Rows {
    pub(super) const ALL: [Self; 3] = [Self::Goods, Self::Labour, Self::Externalities];

    /// The kind of an input, and its row.
    pub(super) fn of(input: Input) -> (Self, usize) {
        match input {
            Input::Good(row) => (Self::Goods, row),
            Input::Labour(row) => (Self::Labour, row),
            Input::Externality(row) => (Self::Externalities, row),
        }
    }

    pub(super) fn input(self, row: usize) -> Input {
        match self {
            Self::Goods => Input::Good(row),
            Self::Labour => Input::Labour(row),
            Self::Externalities => Input::Externality(row),
        }
    }

    pub(super) fn table(self, parts: &Parts) -> &Coefficients {
        match self {
            Self::Goods => &parts.goods_table,
            Self::Labour => &parts.labour_table,
            Self::Externalities => &parts.externality_table,
        }
    }

    pub(super) fn table_mut(self, parts: &mut Parts) -> &mut Coefficients {
        match self {
            Self::Goods => &mut parts.goods_table,
            Self::Labour => &mut parts.labour_table,
            Self::Externalities => &mut parts.externality_table,
        }
    }
}
