//! The points of the paper's Fig 2, the three families of tables made from them, and the memory they take.

use serde::{Deserialize, Serialize};

use crate::words::words;

/// A point of Fig 2: how many goods, and how many of them each good is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Point {
    /// Goods that nobody consumes.
    pub industrial: u32,
    /// Goods that the profiles ask for; they come first in the table.
    pub finals: u32,
    /// In the making of how many goods each good is needed.
    pub needs: u32,
}

impl Point {
    /// Industrial goods of the grid of Fig 2.
    pub const INDUSTRIAL: [u32; 5] = [500, 1000, 5000, 10_000, 50_000];
    /// Final goods of the grid of Fig 2.
    pub const FINALS: [u32; 5] = [50, 100, 500, 1000, 5000];
    /// Needs per good of the grid of Fig 2.
    pub const NEEDS: [u32; 3] = [500, 1000, 2000];
    /// The largest point of Fig 2.
    pub const LARGEST: Self = Self {
        industrial: 50_000,
        finals: 5000,
        needs: 2000,
    };

    /// All 75 points of Fig 2, small ones first.
    pub fn grid() -> impl Iterator<Item = Self> {
        Self::INDUSTRIAL.into_iter().flat_map(|industrial| {
            Self::FINALS.into_iter().flat_map(move |finals| {
                Self::NEEDS.into_iter().map(move |needs| Self {
                    industrial,
                    finals,
                    needs,
                })
            })
        })
    }

    /// Goods in all.
    #[must_use]
    pub fn goods(self) -> usize {
        self.industrial as usize + self.finals as usize
    }
}

/// A family of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Family {
    /// As the paper makes them: a good is needed only for goods from it on, final goods come first, and demand falls on
    /// final goods. So no industrial good has to be made, and most of the table never matters.
    Published,
    /// The same table with an external demand of 1 for every good besides the profiles, so that every row counts.
    Full,
    /// Each good is needed for goods anywhere, as in real economies, with an external demand of 1 for every good. The
    /// cells are uniform in [0, 1/needs), which gives a spectral radius of about a half.
    Entangled,
}

impl Family {
    /// Every family, in the order in which the documentation lists them.
    pub const ALL: [Self; 3] = [Self::Published, Self::Full, Self::Entangled];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Full => "full",
            Self::Entangled => "entangled",
        }
    }

    /// What it is called on the page.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Published => words().scale_family_published(),
            Self::Full => words().scale_family_full(),
            Self::Entangled => words().scale_family_entangled(),
        }
    }
}

/// A table to make. All of it follows from these few numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Table {
    /// How large it is.
    pub point: Point,
    /// What it is like.
    pub family: Family,
    /// Everything random follows from it.
    pub seed: u64,
}

impl Table {
    /// The most goods that a table may have: their number has to fit in 32 bits with room for sums.
    pub const MOST_GOODS: usize = 1 << 24;

    /// Why such a table cannot be made, in a sentence; `None` when it can, memory allowing.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let goods = u64::from(self.point.industrial) + u64::from(self.point.finals);
        if goods == 0 || goods > Self::MOST_GOODS as u64 {
            let most = Self::MOST_GOODS;
            return Some(words().scale_table_has_goods_1(&goods.to_string(), &most.to_string()));
        }
        (self.point.needs == 0).then(|| words().scale_each_good_needed_0().to_owned())
    }

    /// A name for it, for people.
    #[must_use]
    pub fn name(&self) -> String {
        let (goods, needs) = (self.goods().to_string(), self.point.needs.to_string());
        words().scale_recipe_name(&goods, &needs, self.family.in_words())
    }

    /// Number of goods, rows and columns.
    #[must_use]
    pub fn goods(&self) -> usize {
        self.point.goods()
    }

    /// Number of cells of a row: all goods that it is needed for.
    #[must_use]
    pub fn row_cells(&self, row: usize) -> usize {
        let from = match self.family {
            Family::Published | Family::Full => row,
            Family::Entangled => 0,
        };
        (self.point.needs as usize).min(self.goods() - from)
    }

    /// Number of cells of the whole table.
    #[must_use]
    pub fn cells(&self) -> u64 {
        let (goods, needs) = (self.goods() as u64, u64::from(self.point.needs));
        let full = needs.min(goods);
        match self.family {
            Family::Entangled => goods * full,
            // The last rows have ever fewer goods left: full, full - 1, ..., 1.
            Family::Published | Family::Full => (goods - full) * full + full * (full + 1) / 2,
        }
    }
}
