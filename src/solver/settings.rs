//! How to solve: which method, how exact, how long.

/// A method for the balance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// x(k+1) = R(x(k)) + d from below: the paper's power series, with a proof for every productive economy.
    #[default]
    FixedPoint,
}

impl Method {
    /// Its name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FixedPoint => "fixed point",
        }
    }
}

/// Settings of a solve. The defaults are what every plan uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Which method; default [`Method::FixedPoint`].
    pub method: Method,
    /// The iteration ends when a pass changes no output by more than this share of itself; default 1e-15, which is
    /// seven units in the last place. The residual of a solution is looked at apart from it.
    pub tolerance: f64,
    /// The most passes over the table; default 100,000. Beyond it a solve ends with
    /// [`IterationLimit`](super::Status::IterationLimit).
    pub max_passes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            method: Method::default(),
            tolerance: 1e-15,
            max_passes: 100_000,
        }
    }
}
