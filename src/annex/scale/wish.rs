//! What to run: which tables, and with how many workers; and whether there is memory for it.

use crate::scale::family::{Family, Point, Table};
use crate::scale::memory::{BROWSER_ROOM, Memory, megabytes};
use crate::scale::recipe::Recipe;
use crate::ui::number::whole;
use crate::words::words;

/// Everything random in the tables follows from it. With another number the tables are others of the same kind.
const SEED: u64 = 1;

/// Numbers of workers to choose from.
pub const WORKERS: [u32; 4] = [1, 2, 4, 8];

/// A table of which a worker's 4 GB cannot hold half the cells that it would take alone: 5.4 to 6.6 GB.
pub const BEYOND: Point = Point {
    industrial: 50_000,
    finals: 5000,
    needs: 20_000,
};

/// Which points to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Points {
    /// The one that is chosen.
    One,
    /// All of Fig 2.
    Grid,
    /// [`BEYOND`] one worker's memory.
    Beyond,
}

/// What to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Which points.
    pub points: Points,
    /// The one point.
    pub point: Point,
    /// The family of tables.
    pub family: Family,
    /// How many workers share the work.
    pub workers: u32,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            points: Points::One,
            point: Point {
                industrial: 10_000,
                finals: 1000,
                needs: 1000,
            },
            family: Family::Full,
            workers: 1,
        }
    }
}

impl Wish {
    /// The tables, small ones first.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        let table = |point| Table {
            point,
            family: self.family,
            seed: SEED,
        };
        match self.points {
            Points::One => vec![table(self.point)],
            Points::Grid => Point::grid().map(table).collect(),
            Points::Beyond => vec![table(BEYOND)],
        }
    }

    /// The chosen point as an economy to plan, with what that takes; or why it cannot be one.
    pub fn economy(&self) -> Result<(Recipe, String), String> {
        let tables = self.tables();
        let [table] = tables.as_slice() else {
            return Err(words().scale_choose_one_point_plan().to_owned());
        };
        let recipe = Recipe::of(*table);
        if let Some(why) = recipe.fault() {
            return Err(words().scale_cannot_made(&why));
        }
        let needed = recipe.memory();
        let (takes, room) = (whole(megabytes(needed)), whole(megabytes(BROWSER_ROOM)));
        let (goods, cells) = (whole(table.goods() as u64), whole(table.cells()));
        if needed > BROWSER_ROOM {
            return Err(
                words().scale_economy_goods_coefficients_would(&goods, &cells, &takes, &room)
            );
        }
        let day = whole(megabytes(recipe.memory_of_a_day()));
        Ok((
            recipe,
            words().scale_goods_coefficients_take_about(&goods, &cells, &takes, &day),
        ))
    }

    /// What the tables take, or why they cannot be run.
    pub fn memory(&self) -> Result<String, String> {
        let tables = self.tables();
        let most = |workers: u32| {
            let each = tables.iter().map(|table| Memory::of(table, workers).making);
            each.max().unwrap_or(0)
        };
        let cells = tables.iter().map(Table::cells).max().unwrap_or(0);
        let (cells, needed) = (whole(cells), most(self.workers));
        let (words, several) = (words(), tables.len() > 1);
        let megabytes = |bytes| whole(megabytes(bytes));
        let (takes, room) = (megabytes(needed), megabytes(BROWSER_ROOM));
        let workers = whole(self.workers);
        if needed <= BROWSER_ROOM {
            return Ok(match (several, self.workers) {
                (false, 1) => words.scale_one_takes(&cells, &takes),
                (false, _) => words.scale_one_takes_each(&cells, &takes, &workers),
                (true, 1) => words.scale_largest_takes(&cells, &takes),
                (true, _) => words.scale_largest_takes_each(&cells, &takes, &workers),
            });
        }
        let why = match (several, self.workers) {
            (false, 1) => words.scale_one_would_take(&cells, &takes, &room),
            (false, _) => words.scale_one_would_take_each(&cells, &takes, &workers, &room),
            (true, 1) => words.scale_largest_would_take(&cells, &takes, &room),
            (true, _) => words.scale_largest_would_take_each(&cells, &takes, &workers, &room),
        };
        let enough = WORKERS
            .into_iter()
            .find(|&workers| most(workers) <= BROWSER_ROOM);
        let help = match enough {
            Some(workers) => words.scale_workers_are_enough(&whole(workers)),
            None => words.scale_no_workers_are_enough().to_owned(),
        };
        Err(format!("{why} {help}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn largest(family: Family, workers: u32) -> Wish {
        Wish {
            points: Points::One,
            point: Point::LARGEST,
            family,
            workers,
        }
    }

    #[test]
    fn the_largest_point_fits_in_one_worker_and_says_what_it_takes() {
        // 53,000 rows of 2000 cells and 2000 of 2000, 1999, ..., 1: 108,001,000 cells.
        let words = largest(Family::Full, 1).memory();
        let words = words.expect("room");
        assert!(
            words.starts_with("It has 108,001,000 coefficients"),
            "{words}"
        );
        // Six bytes a cell, and not twice that while it is made.
        let takes = Memory::of(&largest(Family::Full, 1).tables()[0], 1).making;
        assert!((648_006_000..1_296_012_000).contains(&takes), "{takes}");
    }

    #[test]
    fn what_one_worker_cannot_hold_is_refused_with_the_numbers_and_a_way_out() {
        for family in Family::ALL {
            let wish = Wish {
                points: Points::Beyond,
                ..largest(family, 1)
            };
            let words = wish.memory().expect_err("no room");
            assert!(
                words.contains("4,228 MB at most. With 2 workers there is room."),
                "{words}"
            );
            assert!(Wish { workers: 2, ..wish }.memory().is_ok());
        }
    }

    #[test]
    fn an_economy_says_what_it_takes_and_is_refused_where_there_is_no_room() {
        let (_, takes) = largest(Family::Full, 1).economy().expect("room");
        // 6 bytes for each of 108,001,000 cells, 88 MB of promises, and some hundred bytes per good.
        assert!(
            takes.starts_with("55,000 goods and 108,001,000 coefficients take about 80"),
            "{takes}"
        );
        let beyond = Wish {
            points: Points::Beyond,
            ..largest(Family::Entangled, 8)
        };
        let why = beyond.economy().expect_err("no room");
        assert!(
            why.contains("would take about 6,7") && why.contains("4,228 MB at most"),
            "{why}"
        );
        let grid = Wish {
            points: Points::Grid,
            ..Wish::default()
        };
        assert!(grid.economy().is_err());
    }

    #[test]
    fn the_grid_has_every_point_of_the_figure_once() {
        let wish = Wish {
            points: Points::Grid,
            ..Wish::default()
        };
        let mut points: Vec<Point> = wish.tables().iter().map(|table| table.point).collect();
        assert_eq!(points.len(), 5 * 5 * 3);
        points.sort();
        points.dedup();
        assert_eq!(points.len(), 75);
        assert!(wish.memory().is_ok());
    }
}
