//! What may be drawn behind what happened, and that the axes then have room for.

use super::canvas::{Canvas, Drawn};
use super::palette::Palette;
use super::thin::thin;

/// Something behind a chart of days. The page has nothing there (`()`), and so carries nothing for it.
pub trait Behind {
    /// The days it reaches to: the one after its last.
    fn days(&self) -> usize;
    /// The largest value of it.
    fn largest(&self) -> f64;
    /// Draws it, on so many columns of pixels and as high as the axis goes.
    ///
    /// # Errors
    /// Those of the canvas.
    fn paint(&self, canvas: &Canvas<'_>, columns: usize, up: f64, colours: &Palette) -> Drawn;
}

impl Behind for () {
    fn days(&self) -> usize {
        0
    }

    fn largest(&self) -> f64 {
        0.0
    }

    fn paint(&self, _: &Canvas<'_>, _: usize, _: f64, _: &Palette) -> Drawn {
        Ok(())
    }
}

/// A thin line: what was planned on the morning of a day, for that day and those after it.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// The day of the morning.
    pub from: usize,
    /// A value per day.
    pub values: &'a [f64],
}

impl Behind for Planned<'_> {
    fn days(&self) -> usize {
        self.from + self.values.len()
    }

    fn largest(&self) -> f64 {
        self.values.iter().copied().fold(0.0, f64::max)
    }

    fn paint(&self, canvas: &Canvas<'_>, columns: usize, up: f64, colours: &Palette) -> Drawn {
        // What that plan does not tell has no morning to be marked.
        if self.values.is_empty() {
            return Ok(());
        }
        let from = self.from as f64;
        canvas.dashes((from, 0.0), (from, up), colours.soft)?;
        let points = thin(self.values.len(), columns, |day| self.values[day]);
        let points: Vec<(f64, f64)> = points
            .into_iter()
            .map(|(day, value)| (from + f64::from(day), value))
            .collect();
        match points[..] {
            // A line of one point would not be seen.
            [only] => canvas.dot(only, colours.ink),
            _ => canvas.line(points, colours.ink, 1.0),
        }
    }
}

/// A thin line of what was planned, and a dashed one of what amounts are compared with: what there is of it, or what full
/// targets take.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    /// The thin line.
    pub planned: Planned<'a>,
    /// How many days there are to be compared.
    pub days: usize,
    /// The dashed line: a value for each of them, not a number where there is none.
    pub most: &'a dyn Fn(usize) -> f64,
}

impl Behind for Compared<'_> {
    fn days(&self) -> usize {
        self.planned.days()
    }

    fn largest(&self) -> f64 {
        let most = (0..self.days).map(self.most);
        most.fold(self.planned.largest(), f64::max)
    }

    fn paint(&self, canvas: &Canvas<'_>, columns: usize, up: f64, colours: &Palette) -> Drawn {
        let points = thin(self.days, columns, self.most);
        let points: Vec<(f64, f64)> = points
            .into_iter()
            .map(|(day, value)| (f64::from(day), value))
            .collect();
        match points[..] {
            [] => {}
            [only] => canvas.dot(only, colours.soft)?,
            _ => canvas.dashed(points, colours.soft, 1.5, 0.4)?,
        }
        self.planned.paint(canvas, columns, up, colours)
    }
}
