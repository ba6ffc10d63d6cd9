//! Linear systems (I - M) y = b by BiCGSTAB (van der Vorst, SIAM J. Sci. Stat. Comput. 13, 1992).

/// The solution of (I - M) y = b to `tolerance` times |b| in the Euclidean norm, and the products it took; `None` when the
/// method breaks down or does not get there in `most` products. `times` writes M v for its first argument v into its second;
/// where the rows of M are is its affair, and so is pausing.
pub async fn bicgstab(
    mut times: impl AsyncFnMut(&[f64], &mut [f64]),
    b: &[f64],
    tolerance: f64,
    most: usize,
) -> Option<(Vec<f64>, usize)> {
    let n = b.len();
    let goal = tolerance * norm(b);
    let mut y = b.to_vec();
    let (mut residual, mut image) = (vec![0.0; n], vec![0.0; n]);
    times(&y, &mut residual).await;
    subtract_from(&y, &mut residual);
    residual.iter_mut().zip(b).for_each(|(r, b)| *r = b - *r);
    let shadow = residual.clone();
    let (mut direction, mut second) = (residual.clone(), vec![0.0; n]);
    let mut rho = dot(&shadow, &residual);
    let mut products = 1;
    while norm(&residual) > goal {
        if products >= most {
            return None;
        }
        times(&direction, &mut image).await;
        subtract_from(&direction, &mut image);
        let alpha = rho / dot(&shadow, &image);
        // residual becomes s, the residual after half a step
        add(&mut residual, -alpha, &image);
        times(&residual, &mut second).await;
        subtract_from(&residual, &mut second);
        products += 2;
        let size = dot(&second, &second);
        let omega = if size > 0.0 {
            dot(&second, &residual) / size
        } else {
            0.0
        };
        add(&mut y, alpha, &direction);
        add(&mut y, omega, &residual);
        add(&mut residual, -omega, &second);
        let next_rho = dot(&shadow, &residual);
        let beta = (next_rho / rho) * (alpha / omega);
        rho = next_rho;
        if norm(&residual) <= goal {
            break;
        }
        if !(beta.is_finite() && alpha.is_finite()) {
            return None;
        }
        for i in 0..n {
            direction[i] = residual[i] + beta * (direction[i] - omega * image[i]);
        }
    }
    y.iter().all(|y| y.is_finite()).then_some((y, products))
}

/// (I - M) v from M v, in `image`.
fn subtract_from(v: &[f64], image: &mut [f64]) {
    image
        .iter_mut()
        .zip(v)
        .for_each(|(image, v)| *image = v - *image);
}

fn add(to: &mut [f64], factor: f64, what: &[f64]) {
    to.iter_mut()
        .zip(what)
        .for_each(|(to, what)| *to += factor * what);
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

pub(super) fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}
