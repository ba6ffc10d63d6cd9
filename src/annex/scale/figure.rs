//! The paper's Fig 2: seconds over industrial goods, a plot per number of final goods, a line per number of needs. The
//! published seconds are the lines, and what was measured here the marks. A last plot shows seconds over coefficients.

use leptos::prelude::*;
use plotters::style::RGBColor;

use super::desk::Desk;
use super::state::Solved;
use crate::scale::family::Point;
use crate::scale::published;
use crate::ui::charts::canvas::{Canvas, Drawn, Margins, Shape, Side, Size, draw};
use crate::ui::charts::palette::Palette;
use crate::ui::components::live::{live, text};
use crate::ui::components::plot::Plot;
use crate::ui::number::{significant, whole};
use crate::ui::query::Theme;
use crate::words::{Plural, around, words};

const MARGINS: Margins = Margins {
    top: 0.8,
    right: 1.2,
    bottom: 2.0,
    left: 4.2,
};

/// The axis of seconds, on all plots: what is quicker stands at its foot.
const SECONDS: Axis = Axis {
    least: 1e-4,
    most: 20.0,
    marks: &[1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0],
    label: |seconds| match seconds < 0.1 {
        true => format!("{} ms", significant(1e3 * seconds, 2)),
        false => format!("{} s", significant(seconds, 2)),
    },
};
const INDUSTRIAL: Axis = Axis {
    least: 350.0,
    most: 70_000.0,
    marks: &[500.0, 5000.0, 50_000.0],
    label: |goods| whole(goods as u64),
};
const CELLS: Axis = Axis {
    least: 6e4,
    most: 3e8,
    marks: &[1e5, 1e7],
    label: |cells| match cells < 1e6 {
        true => whole(cells as u64),
        false => words().scale_ten_million().to_owned(),
    },
};

/// A logarithmic axis.
struct Axis {
    least: f64,
    most: f64,
    marks: &'static [f64],
    label: fn(f64) -> String,
}

impl Axis {
    /// Where a value stands, from 0 on.
    fn at(&self, value: f64) -> f64 {
        libm::log10(value.clamp(self.least, self.most) / self.least)
    }

    fn length(&self) -> f64 {
        self.at(self.most)
    }
}

/// What tells the lines and marks of a number of needs from others.
struct Series {
    needs: u32,
    shape: Shape,
    /// Length of the dashes in em; none for a line without gaps.
    dash: Option<f64>,
}

const SERIES: [Series; 3] = [
    Series {
        needs: Point::NEEDS[0],
        shape: Shape::Disc,
        dash: None,
    },
    Series {
        needs: Point::NEEDS[1],
        shape: Shape::Triangle,
        dash: Some(0.6),
    },
    Series {
        needs: Point::NEEDS[2],
        shape: Shape::Diamond,
        dash: Some(0.2),
    },
];

/// Colours of the series, from the Okabe-Ito palette; in the dark lightened, on the projector darkened.
fn colours(theme: Theme) -> [RGBColor; 3] {
    match theme {
        Theme::Light => [
            RGBColor(0x00, 0x72, 0xb2),
            RGBColor(0xc4, 0x56, 0x00),
            RGBColor(0x00, 0x7a, 0x59),
        ],
        Theme::Dark => [
            RGBColor(0x56, 0xb4, 0xe9),
            RGBColor(0xe6, 0x9f, 0x00),
            RGBColor(0x3f, 0xc7, 0x9a),
        ],
        Theme::Projector => [
            RGBColor(0x00, 0x56, 0x8c),
            RGBColor(0x8f, 0x3f, 0x00),
            RGBColor(0x00, 0x5c, 0x43),
        ],
    }
}

/// The figure.
#[component]
pub fn Figure(
    /// The desk.
    desk: Desk,
    /// The theme.
    theme: RwSignal<Theme>,
) -> impl IntoView {
    let panels = Point::FINALS.map(|finals| {
        let measured = measured(desk, move |solved| solved.table.point.finals == finals);
        let drawing =
            move |size| measured.with(|measured| panel(measured, finals, size, theme.get()));
        let label = words().scale_line_chart_seconds_industrial(&whole(finals));
        let (before, after) = around(|count| words().scale_final_goods(count));
        view! {
            <figure>
                <figcaption>{before}<b>{whole(finals)}</b>{after}</figcaption>
                <Plot label=label draw=Box::new(drawing) />
            </figure>
        }
    });
    let all = measured(desk, |_| true);
    let linear = move |size| all.with(|all| by_cells(all, size, theme.get()));
    let keys = live(move || {
        let colours = colours(theme.get());
        SERIES
            .iter()
            .zip(colours)
            .map(|(series, colour)| key(series, colour))
            .collect_view()
    });
    let shown = text(move || {
        let wish = desk.wish.get();
        let count = all.with(Vec::len);
        let (family, workers, count) = (
            wish.family.in_words(),
            whole(wish.workers),
            whole(count as u64),
        );
        match words().plural(wish.workers) {
            Plural::One => words().scale_measured_one(family, &workers, &count),
            Plural::Other => words().scale_measured_other(family, &workers, &count),
        }
    });
    view! {
        <section class="scale-figure">
            <h2>{words().scale_fig_2_here()} <small>{words().scale_seconds_solve_number_industrial()}</small></h2>
            <p class="hint">
                {shown}
            </p>
            <div class="keys"><span>{words().scale_needs_per_good()}</span>{keys}</div>
            <div class="multiples">
                {panels.collect_view()}
                <figure>
                    <figcaption><b>{words().scale_all_points()}</b>{words().scale_number_coefficients()}</figcaption>
                    <Plot label=words().scale_line_chart_seconds_coefficients() draw=Box::new(linear) />
                </figure>
            </div>
        </section>
    }
}

/// The results that a plot shows: of those of the family and the number of workers that are chosen the ones that it `is_for`.
/// A plot is drawn again only when they change, because all of them at each of 75 results would hold up the page.
fn measured(
    desk: Desk,
    is_for: impl Fn(&Solved) -> bool + Send + Sync + 'static,
) -> Memo<Vec<Solved>> {
    Memo::new(move |_| {
        let (family, workers) = desk.wish.with(|wish| (wish.family, wish.workers));
        let is_chosen = |solved: &&Solved| {
            let is_of = solved.table.family == family && solved.workers == workers;
            is_of && solved.published().is_some() && is_for(solved)
        };
        desk.with_results(|state| state.results().iter().filter(is_chosen).cloned().collect())
    })
}

/// The axes: lines for seconds, marks along the bottom.
fn paint_axes(canvas: &Canvas<'_>, across: &Axis, theme: Theme) -> Drawn {
    let palette = Palette::of(theme);
    for &value in SECONDS.marks {
        let label = &(SECONDS.label)(value);
        let up = SECONDS.at(value);
        let colour = if up == 0.0 {
            palette.line
        } else {
            palette.hair
        };
        canvas.line(vec![(0.0, up), (across.length(), up)], colour, 1.0)?;
        canvas.label((0.0, up), label, Side::Left, palette.soft)?;
    }
    for &value in across.marks {
        let label = &(across.label)(value);
        let at = across.at(value);
        canvas.line(
            vec![(at, 0.0), (at, SECONDS.length() * -0.015)],
            palette.line,
            1.0,
        )?;
        canvas.label((at, 0.0), label, Side::Below, palette.soft)?;
    }
    Ok(())
}

/// The plot of a number of final goods.
fn panel(measured: &[Solved], finals: u32, size: Size, theme: Theme) -> String {
    let ends = (INDUSTRIAL.length(), SECONDS.length());
    draw(size, MARGINS, ends, |canvas| {
        paint_axes(canvas, &INDUSTRIAL, theme)?;
        let place =
            |industrial: u32, seconds| (INDUSTRIAL.at(f64::from(industrial)), SECONDS.at(seconds));
        for (series, colour) in SERIES.iter().zip(colours(theme)) {
            let published = Point::INDUSTRIAL.into_iter().filter_map(|industrial| {
                let needs = series.needs;
                let point = Point {
                    industrial,
                    finals,
                    needs,
                };
                Some(place(industrial, published::seconds(point)?))
            });
            let published = published.collect();
            match series.dash {
                None => canvas.line(published, colour, 1.5)?,
                Some(dash) => canvas.dashed(published, colour, 1.5, dash)?,
            }
            let of_series = |solved: &&Solved| solved.table.point.needs == series.needs;
            for solved in measured.iter().filter(of_series) {
                let at = place(solved.table.point.industrial, solved.solving);
                canvas.mark(at, series.shape, colour)?;
            }
        }
        Ok(())
    })
}

/// Seconds over coefficients: marks along the line are cost that grows as the table does.
fn by_cells(measured: &[Solved], size: Size, theme: Theme) -> String {
    /// Seconds a coefficient, for the line.
    const PACE: f64 = 1e-9;
    let palette = Palette::of(theme);
    let ends = (CELLS.length(), SECONDS.length());
    draw(size, MARGINS, ends, |canvas| {
        paint_axes(canvas, &CELLS, theme)?;
        let place = |cells: f64, seconds| (CELLS.at(cells), SECONDS.at(seconds));
        let from = SECONDS.least / PACE;
        let line = vec![
            place(from, SECONDS.least),
            place(CELLS.most, CELLS.most * PACE),
        ];
        canvas.line(line, palette.soft, 1.0)?;
        canvas.label(
            place(1e8, 0.25),
            words().scale_n1_ns_each(),
            Side::Left,
            palette.soft,
        )?;
        for (series, colour) in SERIES.iter().zip(colours(theme)) {
            let of_series = |solved: &&Solved| solved.table.point.needs == series.needs;
            for solved in measured.iter().filter(of_series) {
                canvas.mark(
                    place(solved.cells as f64, solved.solving),
                    series.shape,
                    colour,
                )?;
            }
        }
        Ok(())
    })
}

/// The line and the mark of a series, beside its name.
fn key(series: &Series, colour: RGBColor) -> impl IntoView + use<> {
    let RGBColor(red, green, blue) = colour;
    let colour = format!("#{red:02x}{green:02x}{blue:02x}");
    let dash = series.dash.map(|dash| (dash * 15.0).to_string());
    let shape = match series.shape {
        Shape::Disc => "M14 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0",
        Shape::Triangle => "M18.5 0.5L24 10.5L13 10.5Z",
        Shape::Diamond => "M18.5 0.5L24 6L18.5 11.5L13 6Z",
    };
    view! {
        <span class="key">
            <svg viewBox="0 0 37 12" width="37" height="12" aria-hidden="true">
                <path d="M0 6H37" fill="none" stroke=colour.clone() stroke-width="1.5" stroke-dasharray=dash />
                <path d=shape fill=colour />
            </svg>
            {whole(series.needs)}
        </span>
    }
}
