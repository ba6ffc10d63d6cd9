//! `cargo bench`: the village's days to full provision, a day of 1000 nonlinear goods, and every method on their balance.

#[path = "../tests/it/economies.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod economies;
#[path = "../tests/it/random.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod random;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use economies::{investing, village};
use olin::pace::Pace;
use olin::plan::{State, run};
use olin::solver::{Method, Prepared, Settings, solve_by};
use random::{Shape, economy};

/// What examples/timings.rs measures against SciPy, too.
const THOUSAND: Shape = Shape {
    seed: 1000,
    goods: 1000,
    linear: false,
    triangular: false,
};

fn days(criterion: &mut Criterion) {
    let first = State::first(village(), None);
    criterion.bench_function("village: 382 days with their records", |bencher| {
        bencher.iter(|| run(black_box(&investing(0.51)), first.clone(), 382).expect("no changes"));
    });
    let thousand = economy(THOUSAND);
    criterion.bench_function("1000 nonlinear goods: the first day", |bencher| {
        bencher.iter(|| {
            let first = State::first(black_box(thousand.clone()), None);
            run(&investing(0.55), first, 1).expect("no changes")
        });
    });
}

fn methods(criterion: &mut Criterion) {
    let problem = Prepared::new(economy(THOUSAND));
    let demand = problem.economy.full_demand();
    for method in Method::ALL {
        let settings = Settings::default();
        let once = || {
            Pace::finish(async |pace| {
                solve_by(method, &problem, demand, None, &settings, &pace).await
            })
        };
        let passes = once().passes;
        let name = format!("1000 nonlinear goods: {}, {passes} passes", method.name());
        criterion.bench_function(&name, |bencher| bencher.iter(|| black_box(once())));
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = days, methods
}
criterion_main!(benches);
