//! The model once more, written down for the tests alone: plain loops over dense tables, sharing nothing with the engine
//! but its data. What the engine says is held against this.

use olin::economy::{Curve, Economy, Input, Interpolation};

/// What making something takes and causes.
pub(crate) struct Used {
    pub goods: Vec<f64>,
    pub labour: Vec<f64>,
    pub externalities: Vec<f64>,
}

/// Everything used and caused at output x.
pub(crate) fn used(economy: &Economy, x: &[f64]) -> Used {
    let mut used = Used {
        goods: vec![0.0; x.len()],
        labour: vec![0.0; economy.labour().len()],
        externalities: vec![0.0; economy.externalities().len()],
    };
    for (row, column, a) in economy.goods_table().cells() {
        used.goods[row] += a * x[column];
    }
    for (row, column, a) in economy.labour_table().cells() {
        used.labour[row] += a * x[column];
    }
    for (row, column, a) in economy.externality_table().cells() {
        used.externalities[row] += a * x[column];
    }
    for good in 0..x.len() {
        let mine: Vec<_> = economy
            .units()
            .iter()
            .filter(|unit| unit.good == good)
            .collect();
        let mut rest = x[good];
        for (place, unit) in mine.iter().enumerate() {
            let room = match unit.capacity {
                Some(capacity) if place + 1 < mine.len() => capacity,
                _ => f64::INFINITY,
            };
            let q = rest.min(room);
            rest -= q;
            for (input, curve) in &unit.needs {
                let slot = match *input {
                    Input::Good(row) => &mut used.goods[row],
                    Input::Labour(row) => &mut used.labour[row],
                    Input::Externality(row) => &mut used.externalities[row],
                };
                *slot += amount(curve, q);
            }
        }
    }
    used
}

/// max |x - R(x) - d| / (x + R(x) + |d|), with 0/0 = 0.
pub(crate) fn residual(economy: &Economy, x: &[f64], demand: &[f64]) -> f64 {
    let goods = used(economy, x).goods;
    let mut worst = 0.0_f64;
    for i in 0..x.len() {
        assert!(x[i].is_finite() && x[i] >= 0.0, "output {i} is {}", x[i]);
        let size = x[i] + goods[i] + demand[i].abs();
        if size > 0.0 {
            worst = worst.max((x[i] - goods[i] - demand[i]).abs() / size);
        }
    }
    worst
}

/// r(q) from the answers of a curve.
pub(crate) fn amount(curve: &Curve, q: f64) -> f64 {
    let mut points = vec![(0.0, 0.0)];
    points.extend(curve.answers().iter().map(|a| (a.output, a.amount)));
    let chord = |k: usize| (points[k + 1].1 - points[k].1) / (points[k + 1].0 - points[k].0);
    let pieces = points.len() - 1;
    let last = points[pieces];
    if q >= last.0 {
        // Both kinds go on straight, with the slope they end with: the last chord.
        return last.1 + chord(pieces - 1) * (q - last.0);
    }
    let k = (0..pieces)
        .find(|&k| q < points[k + 1].0)
        .expect("q lies before the last answer");
    let ((q0, r0), (q1, r1)) = (points[k], points[k + 1]);
    if curve.interpolation() == Interpolation::Straight {
        return (r0 * (q1 - q) + r1 * (q - q0)) / (q1 - q0);
    }
    // Brodlie's form of the slopes of Fritsch and Butland: 1/m = α/chord + (1 - α)/next chord.
    let slope = |at: usize| {
        if at == 0 || at == pieces {
            return chord(at.min(pieces - 1));
        }
        let (left, right) = (chord(at - 1), chord(at));
        let (h, next) = (
            points[at].0 - points[at - 1].0,
            points[at + 1].0 - points[at].0,
        );
        let alpha = (h + 2.0 * next) / (3.0 * (h + next));
        if left * right == 0.0 {
            0.0
        } else {
            left * right / (alpha * right + (1.0 - alpha) * left)
        }
    };
    // The four Hermite polynomials.
    let h = q1 - q0;
    let t = (q - q0) / h;
    let (h00, h10) = (
        (1.0 + 2.0 * t) * (1.0 - t) * (1.0 - t),
        t * (1.0 - t) * (1.0 - t),
    );
    let (h01, h11) = (t * t * (3.0 - 2.0 * t), t * t * (t - 1.0));
    h00 * r0 + h10 * h * slope(k) + h01 * r1 + h11 * h * slope(k + 1)
}

/// The table of a linear economy without units, as rows.
pub(crate) fn dense(economy: &Economy) -> Vec<Vec<f64>> {
    let goods = economy.goods().len();
    let mut rows = vec![vec![0.0; goods]; goods];
    for (row, column, a) in economy.goods_table().cells() {
        rows[row][column] = a;
    }
    rows
}

/// The solution of (I - A) x = d by elimination with the largest pivot of each column.
pub(crate) fn leontief(a: &[Vec<f64>], d: &[f64]) -> Vec<f64> {
    let n = d.len();
    let mut m: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            (0..n)
                .map(|j| f64::from(u8::from(i == j)) - a[i][j])
                .collect()
        })
        .collect();
    let mut x = d.to_vec();
    for k in 0..n {
        let pivot = (k..n)
            .max_by(|&i, &j| m[i][k].abs().total_cmp(&m[j][k].abs()))
            .expect("k is below n");
        m.swap(k, pivot);
        x.swap(k, pivot);
        for i in k + 1..n {
            let factor = m[i][k] / m[k][k];
            for j in k..n {
                m[i][j] -= factor * m[k][j];
            }
            x[i] -= factor * x[k];
        }
    }
    for k in (0..n).rev() {
        for j in k + 1..n {
            x[k] -= m[k][j] * x[j];
        }
        x[k] /= m[k][k];
    }
    x
}

/// The least pivot of I - A in elimination without exchanges: positive exactly when the economy is productive (Hawkins
/// and Simon's condition on the leading minors, of which the pivots are the quotients).
pub(crate) fn least_pivot(a: &[Vec<f64>]) -> f64 {
    let n = a.len();
    let mut m: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            (0..n)
                .map(|j| f64::from(u8::from(i == j)) - a[i][j])
                .collect()
        })
        .collect();
    let mut least = f64::INFINITY;
    for k in 0..n {
        least = least.min(m[k][k]);
        if least <= 0.0 {
            return least;
        }
        for i in k + 1..n {
            let factor = m[i][k] / m[k][k];
            for j in k..n {
                m[i][j] -= factor * m[k][j];
            }
        }
    }
    least
}

/// The spectral radius of a table of positive numbers, by powers.
pub(crate) fn radius(a: &[Vec<f64>]) -> f64 {
    let mut v = vec![1.0; a.len()];
    let mut radius = 0.0;
    for _ in 0..500 {
        let image: Vec<f64> = a
            .iter()
            .map(|row| row.iter().zip(&v).map(|(a, v)| a * v).sum())
            .collect();
        radius = image.iter().sum::<f64>() / v.iter().sum::<f64>();
        let size: f64 = image.iter().sum();
        v = image.iter().map(|image| image / size).collect();
    }
    radius
}
