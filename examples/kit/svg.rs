//! Line charts as SVG: panels side by side, each with axes, labels and a legend.

use std::fmt::Write as _;

/// The colours of Okabe and Ito, which people with every kind of colour vision can tell apart; each comes with its own
/// dashes, so that a chart reads in grey, too.
const STYLES: [(&str, &str); 4] = [
    ("#0072b2", "none"),
    ("#d55e00", "7 3"),
    ("#009e73", "2 3"),
    ("#cc79a7", "10 3 2 3"),
];

const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 330.0;
/// Room around the plot: left, top, right, bottom.
const ROOM: [f64; 4] = [72.0, 64.0, 16.0, 48.0];

/// A plot with its axes, both from zero.
pub struct Panel {
    /// What it shows.
    pub title: String,
    /// Name and end of the horizontal axis.
    pub x: (&'static str, f64),
    /// Name and end of the vertical axis.
    pub y: (&'static str, f64),
    /// Lines, by rising x; those of one style share an entry of the legend.
    pub lines: Vec<Line>,
}

/// A line of a panel.
pub struct Line {
    /// Its name in the legend.
    pub name: String,
    /// Its colour and dashes, 0..4.
    pub style: usize,
    /// Thin and pale, for one of many.
    pub faint: bool,
    /// Its points.
    pub points: Vec<(f64, f64)>,
}

/// All panels in one picture.
pub fn svg(panels: &[Panel]) -> String {
    let width = WIDTH * panels.len() as f64;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {HEIGHT}\" width=\"{width}\" \
         height=\"{HEIGHT}\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#222\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    for (place, panel) in panels.iter().enumerate() {
        let _ = writeln!(
            text,
            "<g transform=\"translate({} 0)\">",
            WIDTH * place as f64
        );
        panel.draw(&mut text);
        text.push_str("</g>\n");
    }
    text.push_str("</svg>\n");
    text
}

impl Panel {
    fn draw(&self, text: &mut String) {
        let [left, top, right, bottom] = ROOM;
        let (low, end) = (HEIGHT - bottom, WIDTH - right);
        let across = |x: f64| left + (end - left) * x / self.x.1;
        let up = |y: f64| low - (low - top) * y / self.y.1;
        let _ = writeln!(
            text,
            "<text x=\"{left}\" y=\"22\" font-size=\"14\" font-weight=\"600\">{}</text>",
            self.title
        );
        for x in ticks(self.x.1) {
            let at = across(x);
            let _ = writeln!(
                text,
                "<path d=\"M{at:.1} {low}v5\" stroke=\"#222\"/><text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{x}</text>",
                low + 18.0
            );
        }
        for y in ticks(self.y.1) {
            let at = up(y);
            let _ = writeln!(
                text,
                "<path d=\"M{left} {at:.1}H{end}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                left - 7.0,
                at + 4.0,
                (y * 1e6).round() / 1e6
            );
        }
        let _ = writeln!(
            text,
            "<path d=\"M{left} {top}V{low}H{end}\" fill=\"none\" stroke=\"#222\"/>"
        );
        let middle = 0.5 * (top + low);
        let _ = writeln!(
            text,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\
             <text transform=\"translate(15 {middle}) rotate(-90)\" text-anchor=\"middle\">{}</text>",
            0.5 * (left + end),
            HEIGHT - 10.0,
            self.x.0,
            self.y.0
        );
        let mut named = Vec::new();
        let mut entry = left;
        for line in &self.lines {
            let (colour, dashes) = STYLES[line.style];
            let (width, opacity) = if line.faint { (1.2, 0.75) } else { (2.0, 1.0) };
            let points = line.points.iter().map(|&(x, y)| (across(x), up(y)));
            let points: Vec<String> = thinned(points)
                .map(|(x, y)| format!("{x:.1},{y:.1}"))
                .collect();
            let _ = writeln!(
                text,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" \
                 stroke-opacity=\"{opacity}\" stroke-dasharray=\"{dashes}\"/>",
                points.join(" ")
            );
            if !named.contains(&&line.name) {
                named.push(&line.name);
                let _ = writeln!(
                    text,
                    "<path d=\"M{entry:.0} 42h22\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>\
                     <text x=\"{:.0}\" y=\"46\">{}</text>",
                    entry + 26.0,
                    line.name
                );
                entry += 44.0 + 6.2 * line.name.chars().count() as f64;
            }
        }
    }
}

/// The points without those that lie within a pixel of the one before them.
fn thinned(points: impl Iterator<Item = (f64, f64)>) -> impl Iterator<Item = (f64, f64)> {
    let mut last: Option<(f64, f64)> = None;
    points.filter(move |&(x, y)| {
        let moved = last.is_none_or(|(a, b)| (x - a).abs() + (y - b).abs() >= 1.0);
        if moved {
            last = Some((x, y));
        }
        moved
    })
}

/// Round numbers from 0 to `end`, about five.
fn ticks(end: f64) -> impl Iterator<Item = f64> {
    let mut step = 1e-9;
    for factor in [2.0, 2.5, 2.0].into_iter().cycle() {
        if end / step <= 6.0 {
            break;
        }
        step *= factor;
    }
    (0..=6)
        .map(move |k| f64::from(k) * step)
        .filter(move |&tick| tick <= end * (1.0 + 1e-9))
}
