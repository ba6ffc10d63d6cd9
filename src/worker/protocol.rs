//! What the page and the worker say to each other: [`Request`]s go down, [`Reply`]s come up, nothing else.
//!
//! Everything here is plain data with names instead of numbers of goods, so that the page needs nothing of the
//! engine. Replies carry what is on screen, not matrices.

use serde::{Deserialize, Serialize};

/// Version of this protocol. The worker's file has no hash in its name, so after a deploy a page may meet an older
/// worker from a cache; it says so instead of guessing. Raise it with every change to this file.
pub const PROTOCOL: u32 = 11;

/// Number of a run. The page counts up; replies with another number than the last are late and are dropped.
pub type RunId = u32;

/// The most bytes of files in one request. Copying so many takes a few milliseconds on either side.
pub const PIECE: usize = 4 * 1024 * 1024;

/// A file as the user gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Its name, shown in reports.
    pub name: String,
    /// What is in it. As bytes and not as a list of numbers, which would cross the border one by one.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// From a day on, invest this share of output.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolicyStep {
    /// The first day for which it holds.
    pub from_day: u32,
    /// For the good in this place only; `None` for all.
    pub good: Option<u32>,
    /// Share of output invested, 0..=1.
    pub investment: f64,
}

/// Losses by chance: on each day, with a certain probability, every stock that is consumed or accumulates loses a share. They
/// go as [bytes](Chance::bytes), which a page that only keeps them need not read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Probability of a loss per day, 0..=1; at 0 every day goes as planned.
    pub noise: f64,
    /// Share lost, 0..=1.
    pub loss: f64,
    /// Seed of the generator: the same one has losses on the same days.
    pub seed: u64,
}

impl Default for Chance {
    /// No losses; once they are wanted, of a fifth, as in the paper's program.
    fn default() -> Self {
        Self {
            noise: 0.0,
            loss: 0.2,
            seed: 1,
        }
    }
}

impl Chance {
    /// It as bytes.
    #[must_use]
    pub fn bytes(self) -> Vec<u8> {
        let (noise, loss) = (self.noise.to_le_bytes(), self.loss.to_le_bytes());
        [noise, loss, self.seed.to_le_bytes()].concat()
    }

    /// What the bytes say, where they are those of some.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (noise, rest) = bytes.split_first_chunk()?;
        let (loss, seed) = rest.split_first_chunk()?;
        Some(Self {
            noise: f64::from_le_bytes(*noise),
            loss: f64::from_le_bytes(*loss),
            seed: u64::from_le_bytes(seed.try_into().ok()?),
        })
    }
}

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// A piece of the files that are to be opened, of which there are more than a request may hold. They come in order; the
    /// uploads of the [`Request::Open`] that follows are empty then.
    Ahead {
        /// The place of the file in the list.
        file: u32,
        /// How many bytes of it have been sent.
        at: u32,
        /// How many it has.
        of: u32,
        /// The next of them.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// Read these files as one economy. It replaces the one that was open only if all of them can be read.
    Open {
        /// The run this begins.
        run: RunId,
        /// Name of the economy, for people.
        name: String,
        /// The files, in any order.
        files: Vec<Upload>,
    },
    /// Have the days 0 to `to` planned under `policy` in a world of `chance`, no more and no fewer, and day `show` told in detail. Days that are
    /// planned already and for which the policy is the same are kept; so this is also how to step, to look back, and to
    /// begin again.
    Plan {
        /// The run this begins; a run that is under way ends.
        run: RunId,
        /// Investment over time, by rising day, the first step from day 0.
        policy: Vec<PolicyStep>,
        /// Losses by chance, from day 0 on, as the bytes of a [`Chance`]; empty for those that came with the files, if any.
        #[serde(with = "serde_bytes")]
        chance: Vec<u8>,
        /// The last day to plan.
        to: u32,
        /// The day to tell in detail; the last planned one where it does not come to be.
        show: u32,
    },
    /// The economy is what was opened with these edits in force, no more and no fewer. Days before the first one that differs
    /// are kept. Only the full worker can do it.
    Revise {
        /// The run this begins; a run that is under way ends.
        run: RunId,
        /// The list of edits (`worker::edit`), which a page that only keeps it need not read.
        #[serde(with = "serde_bytes")]
        edits: Vec<u8>,
    },
    /// Tell about something. Only the full worker can do it.
    Look {
        /// Number of the question, for the answer.
        id: u32,
        /// What to look at (`worker::look`).
        #[serde(with = "serde_bytes")]
        what: Vec<u8>,
    },
    /// End the run that is under way after the day it is at.
    Stop,
    /// Write a document.
    Write {
        /// The run this belongs to.
        run: RunId,
        /// Which one.
        what: Document,
    },
}

/// A file to take away. Of the lean worker's only [`Document::Plan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Document {
    /// The days planned so far, as CSV.
    Plan,
    /// Everything, as the JSON that can be opened again.
    Economy,
    /// The economy as CSV files in a zip.
    Tables,
    /// The shown day's orders per production unit, as CSV.
    Orders,
    /// Fulfilment of every target on that day, as CSV.
    Fulfilment,
    /// Hours and externalities embodied in goods and citizens' days, as CSV.
    Footprints,
    /// The Leontief inverse at that day's outputs, as CSV.
    Leontief,
    /// Output, labour and externality multipliers, as CSV.
    Multipliers,
    /// That day's output of every good, as CSV.
    Solution,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker is up; nothing posted before this was heard.
    Hello {
        /// Its [`PROTOCOL`].
        protocol: u32,
        /// Whether it can do everything; if not, it opens only what ships with the page.
        full: bool,
    },
    /// The files make an economy, and it is open now. No day of it is planned yet.
    Opened {
        /// The run of the request.
        run: RunId,
        /// What was read.
        economy: EconomyView,
        /// How it was read.
        report: Report,
        /// The policy that came with the files; empty without one.
        policy: Vec<PolicyStep>,
        /// The day that was shown when it was saved, if it was.
        day: Option<u32>,
    },
    /// The files make no economy; what was open stays open.
    Refused {
        /// The run of the request.
        run: RunId,
        /// Everything that is wrong, at most 50 faults per file.
        faults: Vec<Fault>,
    },
    /// The edits are in force. Days planned so far are void from the first that differs; the next `Plan` says which.
    Revised {
        /// The run of the request.
        run: RunId,
        /// The economy as it is now.
        economy: EconomyView,
    },
    /// The edits cannot be in force; those before stay.
    Unrevised {
        /// The run of the request.
        run: RunId,
        /// The place in the list of the edit at fault.
        edit: u32,
        /// What it was to change, and what is wrong with it.
        why: String,
    },
    /// What was looked at.
    Sight {
        /// The number of the question.
        id: u32,
        /// The answer (`worker::look`).
        #[serde(with = "serde_bytes")]
        what: Vec<u8>,
    },
    /// Days that have been planned.
    Days {
        /// The run of the request.
        run: RunId,
        /// Number of the first day in `rows`. What the page has of this day and later ones is void, also when `rows` is
        /// empty.
        from: u32,
        /// One row per day.
        rows: Vec<DayRow>,
    },
    /// The run goes on; sent at least five times a second while it does.
    Progress {
        /// The run of the request.
        run: RunId,
        /// Days of it that are planned.
        done: u32,
        /// Days it asks for.
        of: u32,
        /// How far the day is that is being planned, or the economy that is being made: 0 to 1, about; 0 where nobody knows.
        part: f64,
    },
    /// The day to show in detail; sent when a run ends and there is a planned day.
    Today {
        /// The run of the request.
        run: RunId,
        /// The day.
        today: Box<Today>,
    },
    /// The run is over.
    Ended {
        /// The run of the request.
        run: RunId,
        /// How it ended.
        how: Ending,
    },
    /// A file to hand to the user.
    File {
        /// The run of the request.
        run: RunId,
        /// A name for it.
        name: String,
        /// Its media type.
        media_type: String,
        /// What is in it.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// Everything that was asked for is there.
    Done,
    /// It was stopped; what is there is right, but not all of it.
    Stopped,
    /// It cannot be done; the text says why.
    Impossible(String),
}

/// An economy as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EconomyView {
    /// Its name.
    pub name: String,
    /// Its goods, in the order of the table, at most [`EconomyView::MOST_GOODS`].
    pub goods: Vec<GoodView>,
    /// How many goods there are in all.
    pub of_goods: u32,
    /// Names of its kinds of labour.
    pub labour: Vec<String>,
    /// Names of its externalities.
    pub externalities: Vec<String>,
    /// Places in `goods` of those that a [`DayRow`] carries: all of them in a small economy, some in a large one.
    pub watched: Vec<u32>,
    /// The last day that can be asked for: as many days as fit in memory.
    pub last_day: u32,
    /// How many days ahead are planned at a moment's notice, only to be told about. Where a day takes long that is one.
    pub horizon: u32,
    /// How much is reported while the plan runs: from files, and by edits that hold from a day on.
    pub reports: u32,
}

impl EconomyView {
    /// The most goods that are sent.
    pub const MOST_GOODS: usize = 1000;
}

/// A good as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoodView {
    /// Its name.
    pub name: String,
    /// The physical unit it is counted in, empty when nobody said.
    pub unit: String,
    /// Whether it has a stock at all (a flow has none).
    pub has_stock: bool,
}

/// A profile as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfileView {
    /// Its name.
    pub name: String,
    /// Citizens who have it.
    pub population: f64,
}

/// What was read from files: in plain sentences, each complete by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What was found, one sentence per file.
    pub read: Vec<String>,
    /// What was missing or contradictory, and what was taken instead.
    pub assumed: Vec<String>,
    /// What is in the files and takes no part in the plan.
    pub ignored: Vec<String>,
}

/// Something wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// Its line, from 1; `None` when the fault is not in one line.
    pub line: Option<u32>,
    /// Its column as spreadsheets name it (A, B, ..., AA); empty when the fault is not in one cell.
    pub column: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// How to mend it; may be empty.
    pub hint: String,
}

/// What holds a plan back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BoundKind {
    /// The stock of a good.
    Stock,
    /// A fixed bound on a good.
    Number,
    /// What all units of a good can make together.
    Capacity,
    /// The hours of a kind of labour.
    Hours,
    /// A group of goods that uses up more of itself than it makes.
    Productivity,
}

/// One day in a row: for the charts and for the table of the days. Lists go with `watched` goods, labour kinds and
/// externalities of [`EconomyView`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DayRow {
    /// EG (Eq 5): fulfilment of the worst-served target; `None` in an economy without targets.
    pub egalitarianism: Option<f64>,
    /// s, the share of all targets that the plan of the day provides.
    pub scale: f64,
    /// The bound that holds the plan back as the plan's CSV names it, such as `stock:Milk`; `none` when nothing does.
    pub binding: String,
    /// Output x of the watched goods.
    pub output: Vec<f64>,
    /// Their stocks on the evening of the day.
    pub stock: Vec<f64>,
    /// Hours used of each kind of labour.
    pub labour: Vec<f64>,
    /// Each externality caused since day 0.
    pub externality: Vec<f64>,
    /// Whether chance took a share of the stocks on the evening of the day.
    pub lost: bool,
}

/// A day in detail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Today {
    /// The day.
    pub day: u32,
    /// EG (Eq 5), as in [`DayRow`].
    pub egalitarianism: Option<f64>,
    /// s, as in [`DayRow`].
    pub scale: f64,
    /// Share of output invested on this day, of goods without a share of their own: by the page's policy or by a dated
    /// change of the files.
    pub investment: f64,
    /// Whether all targets are met to the same share, as on every exact plan; then nobody is worst served.
    pub equal: bool,
    /// The worst-served target, when targets are met unequally.
    pub worst: Option<Target>,
    /// The bounds with their uses, the binding one first, then the most used; about [`Today::MOST_BOUNDS`] at
    /// most.
    pub bounds: Vec<BoundUse>,
    /// Whether the first of `bounds` holds the plan back, so that s < 1.
    pub held_back: bool,
    /// s if the binding bound were 10 % larger.
    pub with_ten_percent: Option<f64>,
    /// Where all of the good or the hours that hold the plan back go, the largest first, at most [`Today::MOST_TAKERS`].
    pub takers: Vec<Taker>,
    /// What those take of it that are not told one by one, and how many they are.
    pub other_takers: (f64, u32),
    /// Whether what holds the plan back is a stock that grows by what is invested.
    pub is_invested_in: bool,
    /// Where productivity holds the plan back, the proof in words: "making 1 Milk uses up 1.07 Milk, directly and
    /// through Butter churn".
    pub certificate: Option<String>,
    /// What each good is asked for: a row per good, of at most [`Today::MOST_ORDERS`]. Of more goods only the first
    /// [`Today::FIRST_ORDERS`] are told here, and the others as they are asked for (`worker::lines`).
    pub orders: Vec<Order>,
    /// Σ hours used on this day and available hours, per labour kind.
    pub labour: Vec<LabourUse>,
    /// The profiles as they are on this day, at most [`Today::MOST_TARGETS`].
    pub profiles: Vec<ProfileView>,
    /// Fulfilment φ of each target (Eq 5), at most [`Today::MOST_TARGETS`].
    pub fulfilment: Vec<Target>,
    /// Largest relative residual of the balance, recomputed apart from the solver (solved means <= 1e-10).
    pub residual: f64,
    /// Passes of the solver for this day's plan.
    pub iterations: u32,
}

impl Today {
    /// The most goods of which all orders are sent.
    pub const MOST_ORDERS: usize = 200;
    /// The orders that are sent where there are more.
    pub const FIRST_ORDERS: usize = 20;
    /// The most takers that are sent.
    pub const MOST_TAKERS: usize = 6;
    /// The most bounds that are sent.
    pub const MOST_BOUNDS: usize = 200;
    /// The most fulfilments, and the most profiles, that are sent.
    pub const MOST_TARGETS: usize = 400;
}

/// Who takes how much of something on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Taker {
    /// Who.
    pub by: By,
    /// How much, in units of the good or in hours.
    pub amount: f64,
}

/// Who takes something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// The citizens of a profile.
    Citizens(String),
    /// The making of a good.
    Making(String),
    /// Somebody outside of the economy.
    Outside,
}

/// How much of a bound is in use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoundUse {
    /// What kind of bound it is.
    pub kind: BoundKind,
    /// The good or labour kind it is on; goods joined by + for productivity.
    pub of: String,
    /// The physical unit of `used` and `limit`, empty when nobody said.
    pub unit: String,
    /// How much the plan of the day uses.
    pub used: f64,
    /// How much there is.
    pub limit: f64,
}

/// What is asked of a good on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The good's name.
    pub good: String,
    /// Its physical unit.
    pub unit: String,
    /// Output needed to meet all targets in full; `None` when no output would.
    pub in_full: Option<f64>,
    /// Output planned for the day.
    pub today: f64,
    /// Stock on the morning of the day; `None` for a flow.
    pub stock: Option<f64>,
    /// Who makes it: the production units that get an order; empty when the table knows no unit.
    pub makers: Vec<Maker>,
    /// What today's output of it uses up: (name, unit, amount), goods and labour.
    pub uses: Vec<Use>,
}

/// A production unit's order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Maker {
    /// The unit's name.
    pub unit: String,
    /// How much it makes today.
    pub output: f64,
    /// Whether that goes beyond what the unit was asked about.
    pub extrapolated: bool,
}

/// What an order uses up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Use {
    /// The good or labour kind used.
    pub of: String,
    /// Its physical unit ("h" for labour).
    pub unit: String,
    /// How much of it.
    pub amount: f64,
    /// Whether production units answered for it (a function cell) rather than a constant.
    pub by_units: bool,
}

/// Hours of a kind of labour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LabourUse {
    /// The labour kind.
    pub of: String,
    /// Hours used.
    pub used: f64,
    /// Hours there are; `None` when nobody said.
    pub available: Option<f64>,
}

/// What a profile is promised of a good, and how much of it the day provides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The profile.
    pub profile: String,
    /// The good.
    pub good: String,
    /// The physical unit it is counted in, empty when nobody said.
    pub unit: String,
    /// φ: share of the promise that is kept.
    pub fulfilment: f64,
    /// The promise to all its citizens, c N, units of the good a day.
    pub promised: f64,
}
