//! Questions about the open economy, and their answers: only what is on screen crosses the border.
//!
//! Plain data with names, as the rest of the protocol; a page that does not ask need not know it.

use serde::{Deserialize, Serialize};

use super::edit::Edit;
use super::lines;
use super::trace;
use crate::words::words;

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Look {
    /// What profiles are promised, and what a citizen's day costs.
    Profiles {
        /// The day whose plan the costs are taken at.
        day: u32,
    },
    /// What becomes of everyone when the plan runs on.
    Forecast {
        /// How many days from day 0.
        days: u32,
    },
    /// A window of the table.
    Table {
        /// The day whose dated changes are in it.
        day: u32,
        /// The first row and the one after the last.
        rows: (u32, u32),
        /// The first column and the one after the last.
        columns: (u32, u32),
    },
    /// All production units, good by good.
    Units {
        /// The day whose orders are told.
        day: u32,
    },
    /// What a unit answers for one input, and the curve through it.
    Curve {
        /// The unit.
        unit: String,
        /// The input.
        input: String,
        /// The day whose order is marked.
        day: u32,
    },
    /// Profiles of which the files do not say how many citizens they have.
    Uncounted,
    /// Losses by chance.
    Chance,
    /// The economy as it was opened, without any edit, to be kept: as "Save economy" writes one.
    Saved,
    /// How the plan of a day is computed, pass by pass.
    Working {
        /// The day.
        day: u32,
        /// The first good of the table of passes.
        from: u32,
        /// The good whose formulas are told with their values; the first one where there is none of that name.
        good: String,
    },
    /// What was planned on a morning, with what was known then: without losses by chance, and without changes that were
    /// reported later.
    Morning {
        /// The day of the morning; all days before it are planned.
        day: u32,
        /// For how many days, that one included.
        days: u32,
    },
    /// A window on a long list of a day.
    Lines(lines::Ask),
    /// The order of one good, with what it uses up.
    Order {
        /// The day.
        day: u32,
        /// The good.
        good: String,
    },
    /// What is reported while the plan runs.
    Reports,
    /// Something told day by day.
    Trace {
        /// What.
        of: trace::Trace,
        /// From which day on.
        from: u32,
    },
    /// What a unit needs of some inputs to make so much, as far as that is known.
    Needs {
        /// The unit.
        unit: String,
        /// The inputs, by the names of their rows.
        inputs: Vec<String>,
        /// The outputs.
        outputs: Vec<f64>,
        /// The day whose dated changes are in it.
        day: u32,
    },
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sight {
    /// There is nothing to be told: what was asked about is not there.
    Nothing,
    /// To [`Look::Profiles`].
    Profiles(Profiles),
    /// To [`Look::Forecast`].
    Forecast(Forecast),
    /// To [`Look::Table`].
    Table(Table),
    /// To [`Look::Units`].
    Units(Vec<Stack>),
    /// To [`Look::Curve`].
    Curve(Box<Curve>),
    /// To [`Look::Uncounted`]: each with the citizens that it counts as.
    Uncounted(Vec<(String, f64)>),
    /// To [`Look::Chance`]: the bytes of a [`Chance`](super::protocol::Chance).
    Chance(Vec<u8>),
    /// To [`Look::Working`].
    Working(Box<Working>),
    /// To [`Look::Saved`]; `None` when it is larger than a browser should keep.
    Saved(Option<Kept>),
    /// To [`Look::Morning`].
    Morning(Box<Morning>),
    /// To [`Look::Lines`].
    Lines(Box<lines::Lines>),
    /// To [`Look::Order`].
    Order(Box<lines::Detail>),
    /// To [`Look::Reports`].
    Reports(Reports),
    /// To [`Look::Trace`].
    Trace(Box<trace::Days>),
    /// To [`Look::Needs`].
    Needs(Needs),
}

/// The plan as it stood on a morning.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Morning {
    /// The day of the morning.
    pub day: u32,
    /// The share that was planned for that day and each after it: EG, or in an economy without targets the scale. Fewer days
    /// than asked for when one could not be planned.
    pub shares: Vec<f64>,
    /// The stocks that were planned for the evenings of these days, of the goods that [`DayRow`] has, good by good.
    ///
    /// [`DayRow`]: super::protocol::DayRow
    pub stocks: Vec<Vec<f64>>,
    /// The first of these days on which everyone was to have everything.
    pub full: Option<u32>,
}

/// What is reported while the plan runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reports {
    /// The first of it, each with its day, by day; at most [`Reports::MOST`].
    pub first: Vec<Edit>,
    /// How much more there is.
    pub others: u32,
    /// The days on which something is reported, each once and by day; at most [`Reports::MOST_DAYS`], the first.
    pub days: Vec<u32>,
}

impl Reports {
    /// As much as is read.
    pub const MOST: usize = 8;
    /// As many as can be told from each other as marks in a chart.
    pub const MOST_DAYS: usize = 200;
}

/// How the plan of a day is computed: the power series x = d + R(d) + ..., which rises to the least solution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Working {
    /// The day.
    pub day: u32,
    /// s, the share of all targets that the plan provides.
    pub scale: f64,
    /// How many goods there are in all.
    pub goods: u32,
    /// The first good of `rows`.
    pub from: u32,
    /// The goods shown, at most [`Working::MOST_ROWS`].
    pub rows: Vec<Series>,
    /// The residual after each pass shown, at most [`Working::MOST_PASSES`]; the first is that of x = d.
    pub residuals: Vec<f64>,
    /// The passes until nothing moved.
    pub passes: u32,
    /// Whether it came to rest; if not, the passes ran out.
    pub rests: bool,
    /// The residual at the end.
    pub residual: f64,
    /// The largest difference to the plan's own x, over the larger of both.
    pub difference: f64,
    /// Whether every cell is a constant, so that pass k adds A^k d.
    pub is_linear: bool,
    /// The formulas of one good.
    pub detail: Detail,
    /// What holds the plan back, when something does: as the plan's CSV names it, what the plan uses of it, what full
    /// targets would, and how much of it there is.
    pub binding: Option<(String, f64, Option<f64>, f64)>,
    /// Each externality of the day: name and amount.
    pub externalities: Vec<(String, f64)>,
}

impl Working {
    /// The most goods of a table of passes.
    pub const MOST_ROWS: usize = 20;
    /// The most passes that are shown one by one.
    pub const MOST_PASSES: usize = 8;
    /// The most terms of a sum that are shown one by one.
    pub const MOST_TERMS: usize = 8;
}

/// What the passes add to the output of a good.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// The good.
    pub good: Named,
    /// What each pass shown adds: d first, then R(d), and so on.
    pub steps: Vec<f64>,
    /// What all later passes add.
    pub later: f64,
    /// x, the sum.
    pub output: f64,
}

/// The formulas of one good with their values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// The good.
    pub good: Named,
    /// x_i.
    pub output: f64,
    /// d_i at full scale, and what of it comes from outside.
    pub demand: (f64, f64),
    /// What profiles are promised of it, the largest first.
    pub targets: Vec<Promised>,
    /// Σ c_iq N_q of the profiles that are not told one by one.
    pub other_targets: f64,
    /// Who uses it up, the largest first.
    pub uses: Vec<Term>,
    /// What is used up by those that are not told one by one, and how many they are.
    pub other_uses: (f64, u32),
    /// The stock; `None` for a flow.
    pub stock: Option<Change>,
}

/// What a profile is promised of a good, and what it gets (Eq 5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Promised {
    /// The profile.
    pub profile: String,
    /// c, units per citizen and day.
    pub allotment: f64,
    /// N, its citizens.
    pub citizens: f64,
    /// φ, the share of the promise that is kept.
    pub fulfilment: f64,
}

/// A term of R_i(x): what making another good uses up of this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The good that is made.
    pub made: String,
    /// f_ij(x_j).
    pub coefficient: f64,
    /// x_j.
    pub output: f64,
    /// r_ij(x_j).
    pub amount: f64,
    /// Whether production units answered for it.
    pub by_units: bool,
}

/// What the day does to a stock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The keeping's name in files.
    pub keeping: String,
    /// In the morning, after the deliveries of the day.
    pub morning: f64,
    /// What is taken out.
    pub taken: f64,
    /// What comes in: of today or of earlier days.
    pub added: f64,
    /// What goes on its way, to come in later.
    pub sent: f64,
    /// What perishes.
    pub perished: f64,
    /// What chance takes.
    pub lost: f64,
    /// In the evening.
    pub evening: f64,
    /// The share of output invested.
    pub invested: f64,
}

/// A saved economy as bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept(
    /// The JSON.
    #[serde(with = "serde_bytes")]
    pub Vec<u8>,
);

/// What profiles are promised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profiles {
    /// The goods shown: all of a small economy; of a large one the first that some profile asks for.
    pub goods: Vec<Named>,
    /// How many goods there are in all.
    pub of_goods: u32,
    /// The profiles, at most [`Profiles::MOST`].
    pub profiles: Vec<Promise>,
    /// How many profiles there are in all.
    pub of_profiles: u32,
    /// Hours and externalities that a citizen's full day costs; empty when the day has no plan.
    pub footprints: Vec<Footprint>,
}

impl Profiles {
    /// The most goods and the most profiles that are sent.
    pub const MOST: usize = 50;
}

/// Something with a name that is counted in a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Its physical unit, empty when nobody said.
    pub unit: String,
}

/// What one profile is promised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    /// The profile.
    pub name: String,
    /// Its citizens.
    pub population: f64,
    /// Units of each shown good per citizen and day.
    pub allotment: Vec<f64>,
}

/// What a citizen's full day costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footprint {
    /// The labour kind ("h") or the externality.
    pub of: Named,
    /// Amount per citizen of each shown profile.
    pub per_citizen: Vec<f64>,
}

/// What becomes of everyone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// Days that could be planned; fewer than asked for when one has no plan.
    pub days: u32,
    /// Days to full provision, that day included; `None` when it is not reached.
    pub full_after: Option<u32>,
    /// EG of each day; empty in an economy without targets.
    pub egalitarianism: Vec<f64>,
    /// What holds the first day back: `stock:Milk`; `none` when nothing does.
    pub binding: String,
    /// The worst-served target (profile and good) of the first day on which targets are met unequally.
    pub worst: Option<(String, String)>,
    /// Hours of each labour kind per citizen and day, on average; at most [`Forecast::MOST_COSTS`].
    pub hours: Vec<Measure>,
    /// Each externality per citizen and day, on average; at most [`Forecast::MOST_COSTS`].
    pub externalities: Vec<Measure>,
    /// Stocks at the end, of the goods that have one, at most [`Forecast::MOST_STOCKS`].
    pub stocks: Vec<Measure>,
}

impl Forecast {
    /// The most stocks that are sent.
    pub const MOST_STOCKS: usize = 12;
    /// The most kinds of labour, and the most externalities, that are sent: more rows than anybody compares.
    pub const MOST_COSTS: usize = 100;
}

/// A number with what it is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// What it is of.
    pub of: Named,
    /// How much.
    pub amount: f64,
}

/// A window of the table: goods, kinds of labour, externalities and a row of citizens down; goods, profiles and properties
/// across.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// All rows and all columns there are.
    pub size: (u32, u32),
    /// The window's first row and first column.
    pub from: (u32, u32),
    /// The rows of the window.
    pub rows: Vec<Row>,
    /// The columns of the window.
    pub columns: Vec<Column>,
    /// The window's cells, row by row.
    pub cells: Vec<Cell>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Row {
    /// A good that is used up.
    Good(Named),
    /// A kind of labour, in hours.
    Labour(String),
    /// An externality that is caused.
    Externality(String),
    /// Citizens of each profile.
    Citizens,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Column {
    /// A good that is made.
    Good(Named),
    /// A profile: what one citizen is allotted.
    Profile(String),
    /// Something known about the row.
    Property(Property),
}

/// What is known about goods, kinds of labour and externalities besides the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Property {
    /// Stock on the first morning.
    Stock,
    /// Whether a day's output is bound by the stock.
    ByStock,
    /// The most that can be made in a day.
    Most,
    /// What a day does to the stock.
    Keeping,
    /// Days until what is added can be used.
    Gestation,
    /// Share that perishes each day.
    Loss,
    /// The physical unit.
    Measure,
    /// Hours available.
    Hours,
    /// Weight in the sum of externalities.
    Weight,
}

impl Property {
    /// All of them, in the order of their columns.
    pub const ALL: [Self; 9] = [
        Self::Stock,
        Self::ByStock,
        Self::Most,
        Self::Keeping,
        Self::Gestation,
        Self::Loss,
        Self::Measure,
        Self::Hours,
        Self::Weight,
    ];
}

/// A cell of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Row and column have nothing to do with each other.
    Outside,
    /// Nothing is set: no limit, no unit.
    Blank,
    /// A number.
    Number(f64),
    /// A word of the economy's, such as a unit.
    Text(String),
    /// Whether it is so.
    Whether(bool),
    /// A keeping, by its name in files.
    Keeping(String),
    /// Production units answer: the first of them, and r at evenly spaced outputs from 0 on.
    Units(String, Vec<f32>),
}

/// The keepings, by their names in files.
pub const KEEPINGS: [&str; 5] = ["consumed", "accumulating", "constant", "flow", "depleting"];

/// What a keeping is called on the page, by its name in files.
#[must_use]
pub fn keeping_in_words(name: &str) -> &str {
    match name {
        "consumed" => words().keeping_consumed(),
        "accumulating" => words().keeping_accumulating(),
        "constant" => words().keeping_constant(),
        "flow" => words().keeping_flow(),
        "depleting" => words().keeping_depleting(),
        other => other,
    }
}

/// The name in files of the keeping that is called so on the page; what none is called stays as it is.
#[must_use]
pub fn keeping_called(text: &str) -> &str {
    let typed = text.to_lowercase();
    let is_meant = |name: &&str| keeping_in_words(name).to_lowercase() == typed;
    KEEPINGS.into_iter().find(is_meant).unwrap_or(text)
}

/// The production units of a good, in stacking order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// The good.
    pub good: Named,
    /// The units.
    pub units: Vec<Maker>,
}

/// A production unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Maker {
    /// Its name.
    pub name: String,
    /// The most it can make in a day.
    pub capacity: Option<f64>,
    /// What it is to make on the day that was asked about.
    pub today: f64,
    /// The inputs it answers for.
    pub inputs: Vec<Named>,
}

/// What a unit answers for one input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// The unit.
    pub unit: String,
    /// The input.
    pub input: Named,
    /// The good it makes.
    pub good: Named,
    /// The answers: output, and amount of the input needed for it.
    pub answers: Vec<(f64, f64)>,
    /// Points of the curve: output, r, f = r / output.
    pub points: Vec<(f64, f64, f64)>,
    /// The most the unit can make in a day.
    pub capacity: Option<f64>,
    /// What it is to make on the day that was asked about.
    pub today: f64,
}

/// What a unit needs of some inputs to make so much, as far as that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Needs {
    /// The unit.
    pub unit: String,
    /// The outputs that were asked about.
    pub outputs: Vec<f64>,
    /// The inputs that were asked about, in that order.
    pub inputs: Vec<Need>,
}

/// What a unit needs of one input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// The input.
    pub input: Named,
    /// Whether the table has a row of that name.
    pub is_row: bool,
    /// The amount for each output, by the unit's answers or else by the constant of the table; none where there is neither.
    pub amounts: Vec<f64>,
}
