//! The colours of charts, per theme. Series take theirs from the Okabe-Ito palette, which colour-blind people can tell
//! apart; the dark variants are lightened until they stand out from the paper by at least 3 to 1.

use plotters::style::RGBColor;

use crate::ui::query::Theme;

/// Colours of a chart.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// What is to be read first.
    pub ink: RGBColor,
    /// Marks and their text.
    pub soft: RGBColor,
    /// Axes.
    pub line: RGBColor,
    /// The grid.
    pub hair: RGBColor,
    /// The series.
    pub series: RGBColor,
    /// What is met in full.
    pub full: RGBColor,
}

impl Palette {
    /// The colours of a theme. Ink, soft and series are those of the style sheet; tests/web.rs holds them against it, and measures
    /// the contrast of all that is to be read.
    pub fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self {
                ink: RGBColor(0x1d, 0x1b, 0x18),
                soft: RGBColor(0x63, 0x5e, 0x55),
                line: RGBColor(0xb9, 0xb2, 0xa4),
                hair: RGBColor(0xeb, 0xe6, 0xdc),
                series: RGBColor(0x00, 0x72, 0xb2),
                full: RGBColor(0x00, 0x7a, 0x59),
            },
            Theme::Dark => Self {
                ink: RGBColor(0xef, 0xea, 0xe0),
                soft: RGBColor(0xb0, 0xa9, 0x9d),
                line: RGBColor(0x5c, 0x56, 0x4d),
                hair: RGBColor(0x2e, 0x2b, 0x26),
                series: RGBColor(0x56, 0xb4, 0xe9),
                full: RGBColor(0x3f, 0xc7, 0x9a),
            },
            Theme::Projector => Self {
                ink: RGBColor(0x00, 0x00, 0x00),
                soft: RGBColor(0x33, 0x33, 0x33),
                line: RGBColor(0x66, 0x66, 0x66),
                hair: RGBColor(0xcc, 0xcc, 0xcc),
                series: RGBColor(0x00, 0x56, 0x8c),
                full: RGBColor(0x00, 0x5c, 0x43),
            },
        }
    }
}
