//! The two curves of a production unit, side by side as in the paper's Fig 1: r(q) with its answers, and f(q) = r(q)/q.

use crate::ui::charts::axis::amount_marks;
use crate::ui::charts::canvas::{Canvas, Drawn, Margins, Side, Size, draw};
use crate::ui::charts::palette::Palette;
use crate::ui::number::{about, significant, with_unit};
use crate::words::words;
use crate::worker::look::Curve;

/// Room around both plots.
const MARGINS: Margins = Margins {
    top: 1.6,
    right: 1.4,
    bottom: 2.2,
    left: 4.6,
};

/// The most answers that are drawn as dots; more are as good as a line.
const MOST_DOTS: usize = 60;

/// Which of the two curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// r(q), how much is needed to make q.
    Requirement,
    /// f(q) = r(q)/q, the coefficient.
    Coefficient,
}

impl Which {
    fn of(self, (_, r, f): (f64, f64, f64)) -> f64 {
        match self {
            Self::Requirement => r,
            Self::Coefficient => f,
        }
    }
}

/// How far the axes go, with their marks.
fn axes(curve: &Curve, which: Which) -> ((Vec<f64>, f64), (Vec<f64>, f64)) {
    let points = curve.points.iter().map(|&point| (point.0, which.of(point)));
    // Answers that wait may lie beyond the curve.
    let answers = curve.answers.iter().copied();
    let answers = answers.filter(|_| which == Which::Requirement);
    let (across, up) = points
        .chain(answers)
        .fold((0.0, 0.0), |most: (f64, f64), at| {
            (most.0.max(at.0), most.1.max(at.1))
        });
    let across = if across > 0.0 { across } else { 1.0 };
    (amount_marks(across, 4), amount_marks(up, 4))
}

/// Draws a curve: solid as far as the unit was asked, in dashes beyond, with today's output.
pub fn svg(curve: &Curve, which: Which, size: Size, colours: &Palette) -> String {
    let ((marks, across), (amounts, up)) = axes(curve, which);
    draw(size, MARGINS, (across, up), |canvas| {
        for amount in amounts {
            let colour = if amount == 0.0 {
                colours.line
            } else {
                colours.hair
            };
            canvas.line(vec![(0.0, amount), (across, amount)], colour, 1.0)?;
            canvas.label(
                (0.0, amount),
                &significant(amount, 3),
                Side::Left,
                colours.soft,
            )?;
        }
        for mark in marks {
            canvas.label((mark, 0.0), &about(mark), Side::Below, colours.soft)?;
        }
        let known = curve.answers.last().map_or(0.0, |&(output, _)| output);
        let points = curve.points.iter().map(|&point| (point.0, which.of(point)));
        let (asked, beyond): (Vec<_>, Vec<_>) = points.partition(|&(q, _)| q <= known);
        let joint = asked.last().copied();
        canvas.line(asked, colours.series, 2.5)?;
        let beyond: Vec<_> = joint.into_iter().chain(beyond).collect();
        dashed(canvas, &beyond, colours)?;
        if let Some(capacity) = curve.capacity.filter(|&capacity| capacity <= across) {
            canvas.dashes((capacity, 0.0), (capacity, up), colours.soft)?;
            canvas.label(
                (capacity, up),
                words().units_capacity_mark(),
                Side::Above,
                colours.soft,
            )?;
        }
        if which == Which::Requirement && curve.answers.len() <= MOST_DOTS {
            for &answer in &curve.answers {
                canvas.dot(answer, colours.series)?;
            }
        }
        if curve.today > 0.0 {
            let text = words().units_today(&with_unit(&about(curve.today), &curve.good.unit));
            let side = if curve.today > 0.6 * across {
                Side::Left
            } else {
                Side::Right
            };
            canvas.line(
                vec![(curve.today, 0.0), (curve.today, up)],
                colours.ink,
                1.0,
            )?;
            canvas.label((curve.today, 0.93 * up), &text, side, colours.ink)?;
        }
        Ok(())
    })
}

fn dashed(canvas: &Canvas<'_>, points: &[(f64, f64)], colours: &Palette) -> Drawn {
    for pair in points.windows(2).step_by(2) {
        canvas.line(pair.to_vec(), colours.series, 2.5)?;
    }
    Ok(())
}

/// The amount of the input at a height of the plot of r(q), and the answer that is nearest to a place across; both in
/// pixels from the upper left corner.
pub fn grasp(curve: &Curve, size: Size, (x, y): (f64, f64)) -> Option<(usize, f64)> {
    let ((_, across), (_, up)) = axes(curve, Which::Requirement);
    let width = size.width - (MARGINS.left + MARGINS.right) * size.em;
    let height = size.height - (MARGINS.top + MARGINS.bottom) * size.em;
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let output = (x - MARGINS.left * size.em) / width * across;
    let amount = (1.0 - (y - MARGINS.top * size.em) / height) * up;
    let distance = |place: &usize| (curve.answers[*place].0 - output).abs();
    let nearest = (0..curve.answers.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    Some((nearest, amount))
}

/// The answers with another amount at a place, as far as the curve does not fall then.
pub fn pulled(answers: &[(f64, f64)], place: usize, amount: f64) -> Vec<(f64, f64)> {
    let mut answers = answers.to_vec();
    let least = place.checked_sub(1).map_or(0.0, |before| answers[before].1);
    let most = answers.get(place + 1).map_or(f64::MAX, |after| after.1);
    // As many digits as a pointer can mean.
    let amount = crate::ui::number::decimal(&significant(amount, 3)).unwrap_or(amount);
    answers[place].1 = amount.clamp(least, most.max(least));
    answers
}
