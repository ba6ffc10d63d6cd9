//! How to solve: by which methods, how exact, how long.

/// A method for the balance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// Picks by structure: sweeps where no group of goods is entangled, Newton where one is. What it picked stands in
    /// [`Solution::method`](super::Solution::method).
    #[default]
    Auto,
    /// x(k+1) = R(x(k)) + d from below: the paper's power series, with a proof for every productive economy.
    FixedPoint,
    /// The same with each new output used at once, in the order of the economy's structure; with the same proof.
    GaussSeidel,
    /// Newton's method on x - R(x) - d, with BiCGSTAB inside. In a linear economy that is one Krylov solve.
    Newton,
    /// Least squares on the paper's mean squared error with its gradient.
    LevenbergMarquardt,
    /// The fixed point sped up by combining its last passes.
    Anderson,
}

impl Method {
    /// Every method, in the order in which the documentation lists them.
    pub const ALL: [Self; 6] = [
        Self::Auto,
        Self::FixedPoint,
        Self::GaussSeidel,
        Self::Newton,
        Self::LevenbergMarquardt,
        Self::Anderson,
    ];

    /// Its name in benchmarks.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "automatic",
            Self::FixedPoint => "fixed point",
            Self::GaussSeidel => "Gauss-Seidel",
            Self::Newton => "Newton",
            Self::LevenbergMarquardt => "Levenberg-Marquardt",
            Self::Anderson => "Anderson mixing",
        }
    }
}

/// Settings of a solve. The defaults are what every plan uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The iteration ends when a pass changes no output by more than this share of itself; default 1e-15, a few units in
    /// the last place. The residual of a solution is looked at apart from it.
    pub tolerance: f64,
    /// The most passes over the table of a method with a proof; default 100,000. Beyond it a solve ends with
    /// [`IterationLimit`](super::Status::IterationLimit).
    pub max_passes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            tolerance: 1e-15,
            max_passes: 100_000,
        }
    }
}
