//! How the lead has a table made, solved and checked: by structure, one back-substitution for a triangular table, a Krylov
//! method for one whose goods need each other, and the power series where that does not settle.

use super::family::Table;
use super::generator;
use super::lead::Line;
use super::memory::Memory;
use super::protocol::{Answer, Ending, JobId, Method, Order, Outcome, RunId, Stage, Tell};
use super::tiling::Tiling;
use crate::pace::Pace;
use crate::solver::{Solution, bicgstab};

/// BiCGSTAB ends at this share of the demand, in the Euclidean norm; what it leaves of each good is looked at apart.
const TOLERANCE: f64 = 1e-11;
/// The most products of BiCGSTAB. The power series takes one for each digit or so of a productive economy.
const MOST_PRODUCTS: usize = 200;
/// The most passes of the power series.
const MOST_PASSES: usize = 10_000;

/// Makes, solves and checks tables one after the other.
pub(super) async fn run(
    line: &Line,
    run: RunId,
    tables: Vec<Table>,
    members: u32,
    room: u64,
    pace: &Pace,
) -> Ending {
    for (place, table) in (0..).zip(tables) {
        if let Some(fault) = table.fault() {
            return Ending::Impossible(fault);
        }
        let needed = Memory::of(&table, members).making;
        if needed > room {
            line.tell(Tell::TooLarge {
                run,
                place,
                needed,
                room,
            });
            continue;
        }
        let pool = Pool {
            line,
            table,
            members,
            job: line.next_job(),
            run,
            place,
        };
        let outcome = pool.solved(pace).await;
        line.order_all(members, |_| Order::Forget);
        line.tell(Tell::Solved {
            run,
            place,
            outcome: Box::new(outcome),
        });
    }
    Ending::Done
}

/// The members at work at one table.
struct Pool<'a> {
    line: &'a Line,
    table: Table,
    members: u32,
    job: JobId,
    run: RunId,
    place: u32,
}

/// x with how it was found.
struct Found {
    x: Vec<f64>,
    method: Method,
    products: usize,
}

impl Pool<'_> {
    async fn solved(&self, pace: &Pace) -> Outcome {
        let began = self.line.seconds();
        let (cells, bytes, triangular) = self.make().await;
        let demand = generator::demand(&self.table, pace).await;
        let made = self.line.seconds();
        self.progress(Stage::Solving, 0.0);
        let mut found = if triangular {
            self.substitute().await
        } else {
            self.entangled(&demand).await
        };
        let mut solving = self.line.seconds() - made;
        self.progress(Stage::Checking, 0.0);
        let mut checking = self.line.seconds();
        let mut residual = self.check(&found.x).await;
        if residual > Solution::SOLVED && found.method == Method::BiCgStab {
            // Good enough as a sum of squares sees it, but not for every good.
            let again = self.line.seconds();
            let products = found.products;
            found = self.fixed_point(&demand, found.x).await;
            found.products += products;
            solving += self.line.seconds() - again;
            checking = self.line.seconds();
            residual = self.check(&found.x).await;
        }
        Outcome {
            table: self.table,
            members: self.members,
            cells,
            bytes,
            making: made - began,
            solving,
            checking: self.line.seconds() - checking,
            method: found.method,
            settled: residual <= Solution::SOLVED,
            products: found.products as u32,
            residual,
            x: found.x,
        }
    }

    fn progress(&self, stage: Stage, share: f64) {
        self.line.tell(Tell::Progress {
            run: self.run,
            place: self.place,
            stage,
            share,
        });
    }

    /// Has all rows made: cells, bytes, and whether the table is triangular.
    async fn make(&self) -> (u64, u64, bool) {
        self.progress(Stage::Making, 0.0);
        self.line.order_all(self.members, |member| Order::Make {
            job: self.job,
            table: self.table,
            members: self.members,
            member,
        });
        let mut sums = (0, 0, true);
        let mut by_member = vec![0; self.members as usize];
        let (all, mut left, mut told) = (self.table.cells() as f64, self.members, 0.0);
        while left > 0 {
            match self.line.answer().await {
                (member, Answer::Making { job, cells }) if job == self.job => {
                    by_member[member as usize] = cells;
                    let share = by_member.iter().sum::<u64>() as f64 / all;
                    if share >= told + 0.01 {
                        told = share;
                        self.progress(Stage::Making, share);
                    }
                }
                (
                    member,
                    Answer::Made {
                        job,
                        cells,
                        bytes,
                        triangular,
                    },
                ) if job == self.job => {
                    by_member[member as usize] = cells;
                    sums = (sums.0 + cells, sums.1 + bytes, sums.2 && triangular);
                    left -= 1;
                }
                _ => {}
            }
        }
        sums
    }

    /// x by one back-substitution that all members share.
    async fn substitute(&self) -> Found {
        let (tiling, job) = (Tiling::of(&self.table), self.job);
        self.line
            .order_all(self.members, |_| Order::Substitute { job });
        let mut x = vec![0.0; tiling.goods()];
        let mut left = tiling.tiles();
        while left > 0 {
            let (from, answer) = self.line.answer().await;
            let Answer::Tile { job, tile, x: part } = answer else {
                continue;
            };
            if job != self.job {
                continue;
            }
            x[tiling.goods_of(tile as usize)].copy_from_slice(&part);
            left -= 1;
            for member in (0..self.members).filter(|&member| member != from && left > 0) {
                let x = part.clone();
                self.line.order(member, Order::Tile { job, tile, x });
            }
        }
        Found {
            x,
            method: Method::Substitution,
            products: 1,
        }
    }

    /// x where goods need each other.
    async fn entangled(&self, demand: &[f64]) -> Found {
        let times = async |v: &[f64], product: &mut [f64]| self.times(v, product).await;
        let found = bicgstab(times, demand, TOLERANCE, MOST_PRODUCTS).await;
        // With demand for every good an x > 0 in balance is the least solution: x > A x says that the table is productive.
        match found {
            Some((x, products)) if x.iter().all(|&x| x >= 0.0) => Found {
                x,
                method: Method::BiCgStab,
                products,
            },
            _ => self.fixed_point(demand, demand.to_vec()).await,
        }
    }

    /// x by the power series from `x`: it comes to rest for every productive table.
    async fn fixed_point(&self, demand: &[f64], mut x: Vec<f64>) -> Found {
        const STILL: f64 = 1e-14;
        let mut next = vec![0.0; x.len()];
        let mut products = 0;
        while products < MOST_PASSES {
            self.times(&x, &mut next).await;
            next.iter_mut().zip(demand).for_each(|(next, d)| *next += d);
            products += 1;
            let mut steps = x.iter().zip(&next);
            let rests = steps.all(|(x, next)| (next - x).abs() <= STILL * next.abs());
            std::mem::swap(&mut x, &mut next);
            if rests {
                break;
            }
        }
        Found {
            x,
            method: Method::FixedPoint,
            products,
        }
    }

    /// A v by all members, into `product`.
    async fn times(&self, v: &[f64], product: &mut [f64]) {
        self.line.order_all(self.members, |_| Order::Multiply {
            job: self.job,
            x: v.to_vec(),
        });
        let mut left = self.members;
        while left > 0 {
            match self.line.answer().await {
                (member, Answer::Product { job, product: part }) if job == self.job => {
                    let tiling = Tiling::of(&self.table);
                    let mut part = part.as_slice();
                    for tile in tiling.own(self.members as usize, member as usize) {
                        let rows = tiling.goods_of(tile);
                        let (now, later) = part.split_at(rows.len());
                        product[rows].copy_from_slice(now);
                        part = later;
                    }
                    left -= 1;
                }
                _ => {}
            }
        }
    }

    /// The residual of x over all rows.
    async fn check(&self, x: &[f64]) -> f64 {
        self.line.order_all(self.members, |_| Order::Check {
            job: self.job,
            x: x.to_vec(),
        });
        let (mut worst, mut left) = (0.0_f64, self.members);
        while left > 0 {
            match self.line.answer().await {
                (_, Answer::Checked { job, residual }) if job == self.job => {
                    // Not f64::max, which would pass over a NaN.
                    if !(residual <= worst || worst.is_nan()) {
                        worst = residual;
                    }
                    left -= 1;
                }
                _ => {}
            }
        }
        worst
    }
}
