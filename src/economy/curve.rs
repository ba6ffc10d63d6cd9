//! Requirement curves: a production unit's answers to "how much do you need to make q?".

use crate::order;
use crate::words::words;
use std::fmt;

/// How a [`Curve`] runs between two answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interpolation {
    /// Straight lines, as the paper's program draws them (`numpy.interp`).
    #[default]
    Straight,
    /// A cubic between each two answers with the slopes of Fritsch and Butland (SIAM J. Sci. Stat.
    /// Comput. 5, 1984): smooth, and never falling where the answers do not fall.
    MonotoneCubic,
}

/// One answer of a production unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// Output asked about, in units of the good made, per day.
    pub output: f64,
    /// Amount of the input needed for that output, in units of the input.
    pub amount: f64,
}

/// The requirement r(q): how much of one input is used up to make q of a good in a day.
///
/// Invariants, held by [`Curve::new`]:
/// - r(0) = 0: the curve starts in the origin;
/// - the outputs of the answers are finite, positive and strictly rising;
/// - the amounts are finite, not negative, and do not fall.
///
/// So r is continuous and does not fall, which is what makes the balance monotone (Eq 3) and its least
/// solution unique. Past the last answer the curve goes on with its last slope.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    interpolation: Interpolation,
    /// The origin and the answers.
    knots: Vec<Answer>,
    /// Slope at each knot, used by the cubic only (empty for straight lines).
    slopes: Vec<f64>,
}

impl Curve {
    /// A curve through the origin and `answers`, which may come in any order.
    ///
    /// # Errors
    /// [`CurveError`] when there is no answer, or one breaks an invariant above.
    pub fn new(mut answers: Vec<Answer>, interpolation: Interpolation) -> Result<Self, CurveError> {
        if answers.is_empty() {
            return Err(CurveError::NoAnswer);
        }
        for &answer in &answers {
            if !answer.output.is_finite() || answer.output <= 0.0 {
                return Err(CurveError::Output(answer));
            }
            if !answer.amount.is_finite() || answer.amount < 0.0 {
                return Err(CurveError::Amount(answer));
            }
        }
        order::sort_by(&mut answers, |a, b| a.output.total_cmp(&b.output));
        let mut knots = Vec::with_capacity(answers.len() + 1);
        knots.push(Answer {
            output: 0.0,
            amount: 0.0,
        });
        knots.extend(answers);
        for pair in knots.windows(2) {
            let (low, high) = (pair[0], pair[1]);
            if low.output == high.output {
                return Err(CurveError::Twice(low, high));
            }
            if high.amount < low.amount {
                return Err(CurveError::Falls(low, high));
            }
            if !chord(low, high).is_finite() {
                return Err(CurveError::TooSteep(low, high));
            }
        }
        let slopes = match interpolation {
            Interpolation::Straight => Vec::new(),
            Interpolation::MonotoneCubic => monotone_slopes(&knots),
        };
        Ok(Self {
            interpolation,
            knots,
            slopes,
        })
    }

    /// The straight curve r(q) = `coefficient` q.
    ///
    /// # Errors
    /// [`CurveError::Amount`] when the coefficient is negative or not finite.
    pub fn proportional(coefficient: f64) -> Result<Self, CurveError> {
        Self::new(
            vec![Answer {
                output: 1.0,
                amount: coefficient,
            }],
            Interpolation::Straight,
        )
    }

    /// The answers the curve was made from, by rising output, without the origin.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.knots[1..]
    }

    /// How the curve runs between its answers.
    #[must_use]
    pub fn interpolation(&self) -> Interpolation {
        self.interpolation
    }

    /// r(q): the amount of the input needed to make `q`; 0 for q <= 0.
    #[must_use]
    pub fn at(&self, q: f64) -> f64 {
        if q <= 0.0 {
            return 0.0;
        }
        let (low, high, k) = self.piece(q);
        if q >= high.output {
            return high.amount + (q - high.output) * self.slope(q);
        }
        match self.interpolation {
            // Rounding may carry the line a hair over the next answer; r must not fall, to the bit.
            Interpolation::Straight => {
                (low.amount + (q - low.output) * chord(low, high)).min(high.amount)
            }
            Interpolation::MonotoneCubic => {
                let width = high.output - low.output;
                let t = (q - low.output) / width;
                let (rise, left, right) = (
                    high.amount - low.amount,
                    self.slopes[k] * width,
                    self.slopes[k + 1] * width,
                );
                let cubic = t
                    * (left
                        + t * ((3.0 * rise - 2.0 * left - right)
                            + t * (left + right - 2.0 * rise)));
                (low.amount + cubic).clamp(low.amount, high.amount)
            }
        }
    }

    /// dr/dq at `q`, from the right at an answer: what one more unit of output would need.
    /// The slope at 0 is the coefficient f(0).
    #[must_use]
    pub fn slope(&self, q: f64) -> f64 {
        let (low, high, k) = self.piece(q.max(0.0));
        let beyond = q >= high.output;
        match self.interpolation {
            Interpolation::Straight => chord(low, high),
            Interpolation::MonotoneCubic if beyond => self.slopes[k + 1],
            Interpolation::MonotoneCubic => {
                let width = high.output - low.output;
                let t = (q.max(0.0) - low.output) / width;
                let (rise, left, right) = (chord(low, high), self.slopes[k], self.slopes[k + 1]);
                let slope = left
                    + t * (2.0 * (3.0 * rise - 2.0 * left - right)
                        + t * 3.0 * (left + right - 2.0 * rise));
                slope.max(0.0)
            }
        }
    }

    /// The least slope anywhere from `q` on. For the cubic only a bound from below, 0, until `q` is past the last answer.
    #[must_use]
    pub fn least_slope(&self, q: f64) -> f64 {
        let (_, _, k) = self.piece(q.max(0.0));
        match self.interpolation {
            Interpolation::Straight => self.knots[k..]
                .windows(2)
                .map(|pair| chord(pair[0], pair[1]))
                .fold(f64::INFINITY, f64::min),
            Interpolation::MonotoneCubic if self.extrapolates(q) => self.slope(q),
            Interpolation::MonotoneCubic => 0.0,
        }
    }

    /// The largest slope anywhere from `low` to `high`. For the cubic a bound from above: its slope is at most three times
    /// the chord of its piece.
    #[must_use]
    pub fn largest_slope(&self, low: f64, high: f64) -> f64 {
        let (_, _, first) = self.piece(low.max(0.0));
        let (_, _, last) = self.piece(high.max(0.0));
        let chords = self.knots[first..=last + 1]
            .windows(2)
            .map(|pair| chord(pair[0], pair[1]));
        let steepest = chords.fold(0.0, f64::max);
        match self.interpolation {
            Interpolation::Straight => steepest,
            Interpolation::MonotoneCubic => 3.0 * steepest,
        }
    }

    /// f(q) = r(q)/q, the coefficient in the cell of the table; f(0) is the slope at 0.
    #[must_use]
    pub fn coefficient(&self, q: f64) -> f64 {
        if q > 0.0 {
            self.at(q) / q
        } else {
            self.slope(0.0)
        }
    }

    /// Whether r(q) goes beyond what the unit was asked about.
    #[must_use]
    pub fn extrapolates(&self, q: f64) -> bool {
        q > self.knots[self.knots.len() - 1].output
    }

    /// Whether r is the same straight line everywhere, so that a constant would do in its place.
    #[must_use]
    pub fn is_proportional(&self) -> bool {
        let slope = self.slope(0.0);
        self.interpolation == Interpolation::Straight
            && self
                .knots
                .windows(2)
                .all(|pair| chord(pair[0], pair[1]) == slope)
    }

    /// The piece that holds `q` >= 0 and its number; the last piece for everything past it.
    fn piece(&self, q: f64) -> (Answer, Answer, usize) {
        let right = self
            .knots
            .partition_point(|knot| knot.output <= q)
            .clamp(1, self.knots.len() - 1);
        (self.knots[right - 1], self.knots[right], right - 1)
    }
}

/// Slope of the straight line from `low` to `high`.
fn chord(low: Answer, high: Answer) -> f64 {
    (high.amount - low.amount) / (high.output - low.output)
}

/// Slopes at the knots after Fritsch and Butland: the weighted harmonic mean of the two chords inside,
/// the chord itself at the two ends. With no more than three times the smaller chord, the cubic cannot fall.
fn monotone_slopes(knots: &[Answer]) -> Vec<f64> {
    let chords: Vec<f64> = knots
        .windows(2)
        .map(|pair| chord(pair[0], pair[1]))
        .collect();
    let widths: Vec<f64> = knots
        .windows(2)
        .map(|pair| pair[1].output - pair[0].output)
        .collect();
    let inside = (1..chords.len()).map(|k| {
        let (left, right) = (chords[k - 1], chords[k]);
        if left == 0.0 || right == 0.0 {
            return 0.0;
        }
        let (near, far) = (
            widths[k - 1] + 2.0 * widths[k],
            2.0 * widths[k - 1] + widths[k],
        );
        (near + far) / (near / left + far / right)
    });
    let (first, last) = (chords[0], chords[chords.len() - 1]);
    std::iter::once(first)
        .chain(inside)
        .chain(std::iter::once(last))
        .collect()
}

/// Why answers do not make a [`Curve`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CurveError {
    /// There was no answer at all.
    NoAnswer,
    /// An output that is zero, negative or not finite; a need at output zero (overheads) is not in the model.
    Output(Answer),
    /// An amount that is negative or not finite.
    Amount(Answer),
    /// Two answers for the same output.
    Twice(Answer, Answer),
    /// Making more would need less.
    Falls(Answer, Answer),
    /// The rise between two answers is too steep to be computed with.
    TooSteep(Answer, Answer),
}

impl fmt::Display for CurveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswer => f.write_str(words().economy_fault_no_answer_given()),
            Self::Output(a) => f.write_str(
                &words().economy_fault_answer_making_where_positive(&a.output.to_string()),
            ),
            Self::Amount(a) => f.write_str(&words().economy_fault_making_needs_where_number(
                &a.output.to_string(),
                &a.amount.to_string(),
            )),
            Self::Twice(a, b) => f.write_str(&words().economy_fault_making_answered_twice_with(
                &a.output.to_string(),
                &a.amount.to_string(),
                &b.amount.to_string(),
            )),
            Self::Falls(a, b) => f.write_str(&words().economy_fault_making_needs_less_than(
                &b.output.to_string(),
                &b.amount.to_string(),
                &a.amount.to_string(),
                &a.output.to_string(),
            )),
            Self::TooSteep(a, b) => f.write_str(&words().economy_fault_between_making_need_rises(
                &a.output.to_string(),
                &b.output.to_string(),
            )),
        }
    }
}

impl std::error::Error for CurveError {}
