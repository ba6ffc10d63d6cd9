//! The seconds that the paper's Fig 2 gives: how long SciPy took on an Intel i7-8700K.

use super::family::Point;

/// Seconds by industrial goods, final goods and needs per good, in the order of [`Point::INDUSTRIAL`], [`Point::FINALS`]
/// and [`Point::NEEDS`].
#[expect(
    clippy::approx_constant,
    reason = "0.318 s was measured and has nothing to do with a circle"
)]
const SECONDS: [[[f64; 3]; 5]; 5] = [
    [
        [0.00559, 0.00503, 0.00452],
        [0.00672, 0.00601, 0.0057],
        [0.0188, 0.0228, 0.0211],
        [0.0343, 0.0368, 0.0415],
        [0.127, 0.209, 0.353],
    ],
    [
        [0.0124, 0.0173, 0.019],
        [0.0133, 0.0212, 0.0194],
        [0.0234, 0.0403, 0.0449],
        [0.0406, 0.0648, 0.0792],
        [0.206, 0.229, 0.389],
    ],
    [
        [0.0741, 0.144, 0.256],
        [0.0751, 0.147, 0.262],
        [0.0929, 0.163, 0.318],
        [0.107, 0.184, 0.357],
        [0.316, 0.391, 0.703],
    ],
    [
        [0.169, 0.33, 0.785],
        [0.171, 0.504, 0.627],
        [0.18, 0.35, 0.657],
        [0.211, 0.372, 0.755],
        [0.346, 0.634, 1.14],
    ],
    [
        [1.27, 2.56, 4.57],
        [1.28, 2.86, 4.57],
        [1.28, 2.56, 4.64],
        [1.3, 2.59, 4.69],
        [1.48, 3.19, 5.69],
    ],
];

/// The published seconds of a point of Fig 2; `None` for a point that is not in it.
#[must_use]
pub fn seconds(point: Point) -> Option<f64> {
    let at = |list: &[u32], value: u32| list.iter().position(|&other| other == value);
    let industrial = at(&Point::INDUSTRIAL, point.industrial)?;
    let finals = at(&Point::FINALS, point.finals)?;
    let needs = at(&Point::NEEDS, point.needs)?;
    Some(SECONDS[industrial][finals][needs])
}
