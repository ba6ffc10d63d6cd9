//! Windows on the long lists of a day, searched and sorted. What a list was sorted into is kept on a shelf, so that scrolling
//! through it need not sort again.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

use super::sort::{all_of, found, ranks, sorted, words};
use super::{Scene, good};
use crate::economy::{Economy, Input, Keeping};
use crate::pace::Pace;
use crate::plan::{self, BoundUse, Fulfilment, Record};
use crate::solver::Status;
use crate::worker::lines::{Ask, By, Detail, Lines, List, Rows, Served};
use crate::worker::view;

/// What was worked out about the lists of the day that was asked about last.
#[derive(Debug, Default)]
pub struct Shelf {
    of: Option<Rc<Record>>,
    /// R(x), how much of each good is used up.
    used: Option<Rc<Vec<f64>>>,
    bounds: Option<Rc<Vec<BoundUse>>>,
    targets: Option<Rc<Vec<u32>>>,
    /// The rows that each of the lists had, in their order.
    places: Vec<(Ask, Rc<Vec<u32>>)>,
}

/// Lists as they are asked for, whatever window on them.
fn whole(ask: &Ask) -> Ask {
    Ask {
        rows: (0, 0),
        ..ask.clone()
    }
}

/// A day and what is known of it.
struct Day<'a> {
    record: &'a Rc<Record>,
    economy: &'a Economy,
    /// Stocks of the morning, after the deliveries of the day.
    stocks: Vec<f64>,
    shelf: &'a RefCell<Shelf>,
}

impl<'a> Day<'a> {
    fn of(scene: &'a Scene, day: u32) -> Option<Self> {
        let last = scene.of.days.len().checked_sub(1)?;
        let record = scene.of.days.get(last.min(day as usize))?;
        let before = (record.day() as usize).checked_sub(1);
        let morning = match before.and_then(|before| scene.of.days.get(before)) {
            Some(before) => &before.evening,
            None => &scene.first,
        };
        let kept = scene.shelf.downcast_ref::<RefCell<Shelf>>()?;
        let mut shelf = kept.borrow_mut();
        if !shelf.of.as_ref().is_some_and(|of| Rc::ptr_eq(of, record)) {
            *shelf = Shelf {
                of: Some(Rc::clone(record)),
                ..Shelf::default()
            };
        }
        Some(Self {
            record,
            economy: record.economy(),
            stocks: morning.stocks_after(scene.scenario.changes()),
            shelf: kept,
        })
    }

    /// Puts something on the shelf, unless that is another day's by now.
    fn keep(&self, put: impl FnOnce(&mut Shelf)) {
        let mut shelf = self.shelf.borrow_mut();
        if shelf
            .of
            .as_ref()
            .is_some_and(|of| Rc::ptr_eq(of, self.record))
        {
            put(&mut shelf);
        }
    }

    fn x(&self) -> &'a [f64] {
        &self.record.plan.solution.x
    }

    async fn used(&self, pace: &Pace) -> Rc<Vec<f64>> {
        let kept = self.shelf.borrow().used.clone();
        if let Some(used) = kept {
            return used;
        }
        let mut used = vec![0.0; self.x().len()];
        self.economy.goods_used_at(self.x(), &mut used, pace).await;
        let used = Rc::new(used);
        self.keep(|shelf| shelf.used = Some(Rc::clone(&used)));
        used
    }

    /// Every bound with its use: the binding one first, then by the share that is in use.
    async fn bounds(&self, pace: &Pace) -> Rc<Vec<BoundUse>> {
        let kept = self.shelf.borrow().bounds.clone();
        if let Some(bounds) = kept {
            return bounds;
        }
        let bounds = Rc::new(bounds(self, pace).await);
        self.keep(|shelf| shelf.bounds = Some(Rc::clone(&bounds)));
        bounds
    }

    /// Every target, good by good: the place of the good times the number of profiles, plus the place of the profile.
    async fn targets(&self, pace: &Pace) -> Rc<Vec<u32>> {
        let kept = self.shelf.borrow().targets.clone();
        if let Some(targets) = kept {
            return targets;
        }
        let targets = Rc::new(all_targets(self.economy, pace).await);
        self.keep(|shelf| shelf.targets = Some(Rc::clone(&targets)));
        targets
    }

    /// The rows of a list that were asked for, in the order that was asked for.
    async fn places(&self, ask: &Ask, pace: &Pace) -> Rc<Vec<u32>> {
        let of = whole(ask);
        if let Some(places) = self.kept(&of) {
            return places;
        }
        let rows = match ask.list {
            List::Orders => orders(self, ask, pace).await,
            List::Bounds => bound_rows(self, ask, pace).await,
            List::Targets => targets(self, ask, pace).await,
        };
        let places = Rc::new(rows);
        self.keep(|shelf| {
            // One way of looking at each list is kept.
            shelf.places.retain(|(known, _)| known.list != of.list);
            shelf.places.push((of, Rc::clone(&places)));
        });
        places
    }

    fn kept(&self, of: &Ask) -> Option<Rc<Vec<u32>>> {
        let shelf = self.shelf.borrow();
        let mut kept = shelf.places.iter();
        let (_, places) = kept.find(|(known, _)| known == of)?;
        Some(Rc::clone(places))
    }

    fn goods(&self) -> Vec<&'a str> {
        let goods = self.economy.goods().iter();
        goods.map(|good| good.name.as_str()).collect()
    }

    fn profiles(&self) -> Vec<&'a str> {
        let profiles = self.economy.profiles().iter();
        profiles.map(|profile| profile.name.as_str()).collect()
    }
}

/// A window on a list; `None` where no day is planned.
pub(super) async fn window(scene: &Scene, ask: Ask, pace: &Pace) -> Option<Lines> {
    let day = Day::of(scene, ask.day)?;
    let places = day.places(&ask, pace).await;
    let to = ask.rows.1.min(places.len() as u32);
    let from = ask.rows.0.min(to);
    let to = to.min(from.saturating_add(Lines::MOST));
    let shown = &places[from as usize..to as usize];
    let rows = match ask.list {
        List::Orders => {
            let order =
                |&good: &u32| view::order_for(day.record, &day.stocks, good as usize, Vec::new());
            Rows::Orders(shown.iter().map(order).collect())
        }
        List::Bounds => {
            let bounds = day.bounds(pace).await;
            let bound = |&place: &u32| view::bound_use(day.economy, &bounds[place as usize]);
            Rows::Bounds(shown.iter().map(bound).collect())
        }
        List::Targets => Rows::Targets(served(&day, shown, pace).await),
    };
    pace.work(500 * shown.len()).await;
    let of = match ask.list {
        List::Orders => day.economy.goods().len(),
        List::Bounds => day.bounds(pace).await.len(),
        List::Targets => day.targets(pace).await.len(),
    };
    Some(Lines {
        of: of as u32,
        found: places.len() as u32,
        from,
        rows,
        ask,
    })
}

/// Sorts rows by a key each, from the small to the large or the other way round.
async fn by_key(rows: Vec<u32>, keys: &[f64], falling: bool, pace: &Pace) -> Vec<u32> {
    let compare = |a: usize, b: usize| -> Ordering {
        let rising = keys[a].total_cmp(&keys[b]);
        if falling { rising.reverse() } else { rising }
    };
    let order = sorted(rows.len(), &compare, pace).await;
    order
        .into_iter()
        .map(|place| rows[place as usize])
        .collect()
}

/// The rows by a key; in reverse where they are to fall and nothing else orders them.
async fn ordered(rows: Vec<u32>, keys: Option<Vec<f64>>, falling: bool, pace: &Pace) -> Vec<u32> {
    match keys {
        Some(keys) => by_key(rows, &keys, falling, pace).await,
        None if falling => rows.into_iter().rev().collect(),
        None => rows,
    }
}

/// The places of names that have all the words.
async fn with_words(names: &[&str], search: &str, pace: &Pace) -> Vec<u32> {
    let words = words(search);
    let all = 0..names.len() as u32;
    if words.is_empty() {
        return all.collect();
    }
    let (bits, wanted) = (found(names, &words, pace).await, all_of(&words));
    all.filter(|&place| bits[place as usize] == wanted)
        .collect()
}

async fn orders(day: &Day<'_>, ask: &Ask, pace: &Pace) -> Vec<u32> {
    let names = day.goods();
    let rows = with_words(&names, &ask.search, pace).await;
    let full = &day.record.targets.full;
    let has_full = full.status == Status::Solved;
    let key = |of: &dyn Fn(usize) -> f64| -> Vec<f64> {
        rows.iter().map(|&good| of(good as usize)).collect()
    };
    let keys = match ask.by {
        By::Name => {
            let ranks = ranks(&names, pace).await;
            Some(key(&|good| f64::from(ranks[good])))
        }
        By::Amount => Some(key(&|good| day.x()[good])),
        By::Stock => Some(key(&|good| match day.economy.goods()[good].keeping {
            Keeping::Flow => -1.0,
            _ => day.stocks[good],
        })),
        By::Share if has_full => Some(key(&|good| share_of_full(day.x()[good], full.x[good]))),
        By::Place | By::Profile | By::Share => None,
    };
    ordered(rows, keys, ask.falling, pace).await
}

/// Output of today over what full targets take; where they take nothing, all is there.
fn share_of_full(today: f64, in_full: f64) -> f64 {
    if in_full > 0.0 { today / in_full } else { 1.0 }
}

async fn bounds(day: &Day<'_>, pace: &Pace) -> Vec<BoundUse> {
    let limits = plan::bounds(day.economy, &day.stocks);
    let uses = plan::uses(day.economy, &limits, day.x());
    pace.work(20 * limits.len()).await;
    let mut all: Vec<BoundUse> = Vec::with_capacity(limits.len() + 1);
    all.extend(view::productivity(day.record));
    for (bound, used) in limits.into_iter().zip(uses) {
        all.push(BoundUse {
            on: bound.on,
            used,
            limit: bound.limit,
        });
    }
    let binding = day.record.plan.binding.as_ref();
    let ratio = |bound: &BoundUse| match binding == Some(&bound.on) {
        true => f64::INFINITY,
        false => plan::ratio(bound.used, bound.limit),
    };
    let ratios: Vec<f64> = all.iter().map(ratio).collect();
    pace.work(20 * all.len()).await;
    let order = by_key((0..all.len() as u32).collect(), &ratios, true, pace).await;
    let in_order = order.into_iter().map(|place| all[place as usize].clone());
    in_order.collect()
}

async fn bound_rows(day: &Day<'_>, ask: &Ask, pace: &Pace) -> Vec<u32> {
    let bounds = day.bounds(pace).await;
    let names: Vec<String> = bounds
        .iter()
        .map(|bound| bound.on.of(day.economy))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    pace.work(50 * names.len()).await;
    let rows = with_words(&names, &ask.search, pace).await;
    let key = |of: &dyn Fn(usize) -> f64| -> Vec<f64> {
        rows.iter().map(|&place| of(place as usize)).collect()
    };
    let keys = match ask.by {
        By::Name => {
            let ranks = ranks(&names, pace).await;
            Some(key(&|place| f64::from(ranks[place])))
        }
        By::Amount => Some(key(&|place| bounds[place].limit)),
        By::Share => Some(key(&|place| {
            plan::ratio(bounds[place].used, bounds[place].limit)
        })),
        By::Place | By::Profile | By::Stock => None,
    };
    ordered(rows, keys, ask.falling, pace).await
}

async fn all_targets(economy: &Economy, pace: &Pace) -> Vec<u32> {
    let profiles = economy.profiles();
    let mut targets = Vec::new();
    if u32::try_from(economy.goods().len() * profiles.len()).is_err() {
        return targets;
    }
    for good in 0..economy.goods().len() {
        let first = good * profiles.len();
        let asks = profiles.iter().enumerate();
        let asks = asks.filter(|(_, profile)| profile.target(good) > 0.0);
        targets.extend(asks.map(|(place, _)| (first + place) as u32));
        pace.work(4 * profiles.len()).await;
    }
    targets
}

async fn targets(day: &Day<'_>, ask: &Ask, pace: &Pace) -> Vec<u32> {
    let (goods, profiles) = (day.goods(), day.profiles());
    let parts = |row: u32| {
        let row = row as usize;
        (row / profiles.len(), row % profiles.len())
    };
    let mut rows = day.targets(pace).await.to_vec();
    let words = words(&ask.search);
    if !words.is_empty() {
        let wanted = all_of(&words);
        let of_goods = found(&goods, &words, pace).await;
        let of_profiles = found(&profiles, &words, pace).await;
        pace.work(4 * rows.len()).await;
        rows.retain(|&row| {
            let (good, profile) = parts(row);
            of_goods[good] | of_profiles[profile] == wanted
        });
    }
    let keys: Option<Vec<f64>> = match ask.by {
        By::Name => {
            let ranks = ranks(&goods, pace).await;
            Some(keys(&rows, &|row| f64::from(ranks[parts(row).0]), pace).await)
        }
        By::Profile => {
            let ranks = ranks(&profiles, pace).await;
            Some(keys(&rows, &|row| f64::from(ranks[parts(row).1]), pace).await)
        }
        By::Amount => {
            let target = |row: u32| {
                let (good, profile) = parts(row);
                day.economy.profiles()[profile].target(good)
            };
            Some(keys(&rows, &target, pace).await)
        }
        By::Share => Some(shares(day, &rows, pace).await),
        By::Place | By::Stock => None,
    };
    ordered(rows, keys, ask.falling, pace).await
}

async fn keys(rows: &[u32], of: &dyn Fn(u32) -> f64, pace: &Pace) -> Vec<f64> {
    let mut keys = Vec::with_capacity(rows.len());
    for rows in rows.chunks(1 << 12) {
        keys.extend(rows.iter().map(|&row| of(row)));
        pace.work(8 * rows.len()).await;
    }
    keys
}

/// φ of some targets. Where the plan gives everyone the same share, rounding does not make one better off than another.
async fn shares(day: &Day<'_>, rows: &[u32], pace: &Pace) -> Vec<f64> {
    let (used, profiles) = (day.used(pace).await, day.economy.profiles().len());
    let scale = day.record.plan.scale;
    let mut others = Vec::new();
    // Of the good whose targets were looked at last, profile by profile: rows of a good often stand beside each other.
    let (mut looked_at, mut of_good) = (usize::MAX, vec![0.0; profiles]);
    let mut shares = Vec::with_capacity(rows.len());
    for &row in rows {
        let (good, profile) = (row as usize / profiles, row as usize % profiles);
        if looked_at != good {
            looked_at = good;
            let made = (day.x()[good], used[good]);
            let mut note = |target: Fulfilment| {
                of_good[target.profile] = if target.as_planned {
                    scale
                } else {
                    target.share
                };
            };
            plan::fulfilment_of(day.economy, good, made, scale, &mut others, &mut note);
            pace.work(10 * profiles).await;
        }
        shares.push(of_good[profile]);
        pace.work(1).await;
    }
    shares
}

async fn served(day: &Day<'_>, rows: &[u32], pace: &Pace) -> Vec<Served> {
    let profiles = day.economy.profiles();
    let shares = shares(day, rows, pace).await;
    let of = |(&row, &fulfilment): (&u32, &f64)| {
        let (place, profile) = (
            row as usize / profiles.len(),
            &profiles[row as usize % profiles.len()],
        );
        let named = good(day.economy, place);
        Served {
            good: named.name,
            unit: named.unit,
            profile: profile.name.clone(),
            promised: profile.target(place),
            fulfilment,
        }
    };
    rows.iter().zip(&shares).map(of).collect()
}

/// The order of a good with what it uses up; `None` where there is no such good, or no day is planned.
pub(super) async fn detail(scene: &Scene, day: u32, of: &str, pace: &Pace) -> Option<Detail> {
    let day = Day::of(scene, day)?;
    let economy = day.economy;
    let good = economy.goods().iter().position(|good| good.name == of)?;
    pace.work(economy.goods().len()).await;
    let x = day.x()[good];
    let mut needs: Vec<(Input, f64, bool)> = Vec::new();
    for (table, input) in [
        (economy.goods_table(), Input::Good as fn(usize) -> Input),
        (economy.labour_table(), Input::Labour),
    ] {
        for row in 0..table.rows() {
            let amount = table.at(row, good) * x;
            if amount > 0.0 {
                needs.push((input(row), amount, false));
            }
            // Finding a cell in a row takes about as long as twenty products.
            pace.work(20).await;
        }
    }
    let uses = view::with_units(economy, good, x, needs);
    Some(Detail {
        inputs: uses.len() as u32,
        order: view::order_for(day.record, &day.stocks, good, view::named(economy, uses)),
    })
}
