//! A sheet to draw on: plotters' SVG with our margins, marks and letters.
//!
//! Plotters can lay out axes by itself, but it measures every label with an element in the page, which makes the browser
//! compute its layout again and again. We know where our few labels go, so nothing is measured.

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::palette::Palette;

/// Plotters draws at whole pixels; eight to a real one make curves smooth.
const FINE: u32 = 8;

/// A letter's size in a tenth of an em of the page.
const LETTER: f64 = 0.8;

/// Plotters asks for letters in another measure than it writes.
const PLOTTERS_LETTER: f64 = 1.24;

/// What a drawing gets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// The page's em in pixels.
    pub em: f64,
}

/// Room around the plot for labels, in em.
#[derive(Clone, Copy, Debug)]
pub struct Margins {
    /// Above.
    pub top: f64,
    /// To the right.
    pub right: f64,
    /// Below.
    pub bottom: f64,
    /// To the left.
    pub left: f64,
}

/// Where a label is, seen from its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To the left, ending there.
    Left,
    /// To the right, beginning there.
    Right,
    /// Below, centred.
    Below,
    /// Above, centred.
    Above,
}

/// What a mark looks like, so that it is told from others without its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A disc.
    Disc,
    /// A triangle.
    Triangle,
    /// A square on its corner.
    Diamond,
}

type Failure = DrawingAreaErrorKind<<SVGBackend<'static> as DrawingBackend>::ErrorType>;
/// What a drawing comes to.
pub type Drawn = Result<(), Failure>;
type Plot<'a> = DrawingArea<SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// A plot under way, in the units of its axes.
pub struct Canvas<'a> {
    plot: Plot<'a>,
    unit: f64,
}

/// Draws a plot whose axes go from 0 to `across` and from 0 to `up`, as the text of an SVG element; empty when there is
/// no room.
pub fn draw(
    size: Size,
    margins: Margins,
    (across, up): (f64, f64),
    paint: impl FnOnce(&Canvas<'_>) -> Drawn,
) -> String {
    let fine = |pixels: f64| (pixels * f64::from(FINE)).max(0.0) as u32;
    let unit = size.em * f64::from(FINE);
    let (width, height) = (fine(size.width), fine(size.height));
    let room = |a: f64, b: f64| ((a + b) * unit) as u32 + FINE;
    if width <= room(margins.left, margins.right) || height <= room(margins.top, margins.bottom) {
        return String::new();
    }
    let mut svg = String::with_capacity(16 * 1024);
    let drawn = {
        let root: DrawingArea<SVGBackend<'_>, Shift> =
            SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
        let at = |em: f64| (em * unit) as u32;
        ChartBuilder::on(&root)
            .margin_top(at(margins.top))
            .margin_right(at(margins.right))
            .margin_bottom(at(margins.bottom))
            .margin_left(at(margins.left))
            .build_cartesian_2d(0.0..across, 0.0..up)
            .and_then(|chart| {
                paint(&Canvas {
                    plot: chart.plotting_area().clone(),
                    unit,
                })
            })
            .and_then(|()| root.present())
    };
    match (drawn, svg.find('>')) {
        // The size is the element's; what is in it is said in words beside it.
        (Ok(()), Some(end)) => {
            format!(
                r#"<svg viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">{}"#,
                &svg[end + 1..]
            )
        }
        _ => String::new(),
    }
}

impl Canvas<'_> {
    /// A line through points, `width` pixels of a 15 pixel em thick.
    pub fn line(&self, points: Vec<(f64, f64)>, colour: RGBColor, width: f64) -> Drawn {
        self.plot
            .draw(&PathElement::new(points, self.stroke(colour, width)))
    }

    /// A line of dashes between two points.
    pub fn dashes(&self, from: (f64, f64), to: (f64, f64), colour: RGBColor) -> Drawn {
        const DASHES: u32 = 24;
        let between = |k: u32| {
            let share = f64::from(k) / f64::from(2 * DASHES);
            (
                from.0 + (to.0 - from.0) * share,
                from.1 + (to.1 - from.1) * share,
            )
        };
        (0..DASHES)
            .try_for_each(|k| self.line(vec![between(2 * k), between(2 * k + 1)], colour, 1.0))
    }

    /// A filled dot.
    pub fn dot(&self, at: (f64, f64), colour: RGBColor) -> Drawn {
        self.plot
            .draw(&Circle::new(at, (self.unit * 0.26) as i32, colour.filled()))
    }

    /// A line through points, of dashes so many em long.
    pub fn dashed(
        &self,
        points: Vec<(f64, f64)>,
        colour: RGBColor,
        width: f64,
        dash: f64,
    ) -> Drawn {
        let dash = (self.unit * dash) as u32;
        let stroke = self.stroke(colour, width);
        self.plot.draw(&plotters::element::DashedPathElement::new(
            points, dash, dash, stroke,
        ))
    }

    /// A mark.
    pub fn mark(&self, at: (f64, f64), shape: Shape, colour: RGBColor) -> Drawn {
        let reach = (self.unit * 0.32) as i32;
        match shape {
            Shape::Disc => self.plot.draw(&Circle::new(at, reach, colour.filled())),
            Shape::Triangle => {
                self.plot
                    .draw(&TriangleMarker::new(at, reach * 5 / 4, colour.filled()))
            }
            Shape::Diamond => {
                let corners = vec![(0, -reach), (reach, 0), (0, reach), (-reach, 0)];
                let corners = corners.into_iter().map(|(x, y)| (x * 5 / 4, y * 5 / 4));
                self.plot.draw(
                    &(EmptyElement::at(at)
                        + Polygon::new(corners.collect::<Vec<_>>(), colour.filled())),
                )
            }
        }
    }

    /// A text beside a place.
    pub fn label(&self, at: (f64, f64), text: &str, side: Side, colour: RGBColor) -> Drawn {
        let gap = (self.unit * 0.5) as i32;
        let (offset, anchor) = match side {
            Side::Left => ((-gap, 0), Pos::new(HPos::Right, VPos::Center)),
            Side::Right => ((gap, 0), Pos::new(HPos::Left, VPos::Center)),
            Side::Below => ((0, gap), Pos::new(HPos::Center, VPos::Top)),
            Side::Above => ((0, -gap), Pos::new(HPos::Center, VPos::Bottom)),
        };
        let size = self.unit * LETTER * PLOTTERS_LETTER;
        // A family by name would be looked up in lower case, for which the tables of all scripts come along.
        let font = FontDesc::new(FontFamily::SansSerif, size, FontStyle::Normal);
        let style = TextStyle::from(font).color(&colour).pos(anchor);
        self.plot
            .draw(&(EmptyElement::at(at) + Text::new(text.to_owned(), offset, style)))
    }

    fn stroke(&self, colour: RGBColor, width: f64) -> ShapeStyle {
        ShapeStyle {
            color: colour.to_rgba(),
            filled: false,
            stroke_width: (self.unit * width / 15.0) as u32,
        }
    }
}

/// What every plot of days has: marks for the days along the bottom, and lines for amounts with their labels.
pub fn paint_axes(
    canvas: &Canvas<'_>,
    (across, up): (f64, f64),
    days: &[u32],
    amounts: &[(f64, String)],
    colours: &Palette,
) -> Drawn {
    for (amount, label) in amounts {
        let colour = if *amount == 0.0 {
            colours.line
        } else {
            colours.hair
        };
        canvas.line(vec![(0.0, *amount), (across, *amount)], colour, 1.0)?;
        canvas.label((0.0, *amount), label, Side::Left, colours.soft)?;
    }
    for &day in days {
        let at = f64::from(day);
        canvas.line(vec![(at, 0.0), (at, -up * 0.015)], colours.line, 1.0)?;
        canvas.label(
            (at, 0.0),
            &crate::ui::number::whole(day),
            Side::Below,
            colours.soft,
        )?;
    }
    Ok(())
}
