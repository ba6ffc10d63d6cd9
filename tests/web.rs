//! Components in a real browser, without the built site and without a worker: replies are made by hand.
#![cfg(target_family = "wasm")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use olin::ui::charts::canvas::Size;
use olin::ui::charts::egalitarianism;
use olin::ui::charts::palette::Palette;
use olin::ui::components::bounds::BoundList;
use olin::ui::components::days_table::DaysTable;
use olin::ui::components::headline::HeadlineRegion;
use olin::ui::components::import::ImportReport;
use olin::ui::components::policy::PolicyPanel;
use olin::ui::desk::{Import, Part};
use olin::ui::mirror;
use olin::ui::query::Theme;
use olin::ui::shelf::Source;
use olin::ui::state::{Course, State};
use olin::worker::protocol::{
    BoundKind, BoundUse, DayRow, EconomyView, Ending, Fault, GoodView, PROTOCOL, Reply, Report,
    Request, Today, Upload,
};
use plotters::style::RGBColor;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A name as nobody should have.
const HOSTILE: &str = "<img src=x onerror=alert(1)>\"'&amp;\u{202e}evil";

fn economy(good: &str) -> EconomyView {
    EconomyView {
        name: "Village".to_owned(),
        goods: vec![GoodView {
            name: good.to_owned(),
            unit: "l".to_owned(),
            has_stock: true,
        }],
        of_goods: 1,
        labour: vec![format!("Lb({good})")],
        externalities: Vec::new(),
        watched: vec![0],
        last_day: 100_000,
        horizon: 400,
        reports: 0,
    }
}

fn row(day: usize) -> DayRow {
    let share = (0.000_531_382_826 * libm::exp(day as f64 * 0.02)).min(1.0);
    let binding = "stock:Milk".to_owned();
    let (output, stock, labour) = (vec![2.0], vec![2.0], vec![0.1]);
    DayRow {
        egalitarianism: Some(share),
        scale: share,
        binding,
        output,
        stock,
        labour,
        externality: Vec::new(),
        lost: false,
    }
}

fn today(day: u32, good: &str) -> Today {
    let bound = BoundUse {
        kind: BoundKind::Stock,
        of: good.to_owned(),
        unit: "l".to_owned(),
        used: 282.54,
        limit: 282.54,
    };
    Today {
        day,
        egalitarianism: Some(0.075_1),
        scale: 0.075_1,
        investment: 0.51,
        equal: true,
        worst: None,
        bounds: vec![bound],
        held_back: true,
        with_ten_percent: Some(0.082_6),
        takers: Vec::new(),
        other_takers: (0.0, 0),
        is_invested_in: false,
        certificate: None,
        orders: Vec::new(),
        labour: Vec::new(),
        profiles: Vec::new(),
        fulfilment: Vec::new(),
        residual: 0.0,
        iterations: 1,
    }
}

/// What the page knows after the days 0 to `day` have been planned.
fn state(day: u32, good: &str) -> State {
    let mut state = State::default();
    state.apply(Reply::Hello {
        protocol: PROTOCOL,
        full: false,
    });
    let files = Arc::new(vec![Upload {
        name: "table.csv".to_owned(),
        bytes: Vec::new(),
    }]);
    state.open(
        Source {
            id: "village".to_owned(),
            name: "Village".to_owned(),
            files,
        },
        Course::at(0.51, day),
    );
    while let Some(request) = state.due() {
        match request {
            Request::Open { run, .. } => {
                state.apply(Reply::Opened {
                    run,
                    economy: economy(good),
                    report: Report::default(),
                    policy: Vec::new(),
                    day: None,
                });
            }
            Request::Plan { run, to, .. } => {
                let rows = (0..=to as usize).map(row).collect();
                state.apply(Reply::Days { run, from: 0, rows });
                state.apply(Reply::Today {
                    run,
                    today: Box::new(today(to, good)),
                });
                state.apply(Reply::Ended {
                    run,
                    how: Ending::Done,
                });
            }
            other => panic!("{other:?} is not asked for here"),
        }
    }
    state
}

/// The chart of egalitarianism.
fn drawn(state: &State, size: Size, theme: Theme) -> String {
    let of = (state.rows(), state.shown(), state.first_full());
    egalitarianism::svg(of, &(), size, &Palette::of(theme))
}

/// Mounts a view into an element of its own.
fn mounted<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Element {
    let root: HtmlElement = document()
        .create_element("div")
        .expect("an element")
        .unchecked_into();
    document()
        .body()
        .expect("a body")
        .append_child(&root)
        .expect("a child");
    mount_to(root.clone(), view).forget();
    root.into()
}

fn text_of(root: &Element, selector: &str) -> String {
    let found = root
        .query_selector(selector)
        .expect("a selector")
        .unwrap_or_else(|| panic!("no {selector}"));
    found
        .text_content()
        .unwrap_or_default()
        .replace('\u{a0}', " ")
}

fn count(root: &Element, selector: &str) -> u32 {
    root.query_selector_all(selector)
        .expect("a selector")
        .length()
}

/// Waits until effects and the browser's own measuring have run.
async fn settle() {
    gloo_timers::future::TimeoutFuture::new(60).await;
}

#[wasm_bindgen_test]
async fn replies_become_the_headline() {
    let page = StoredValue::new(State::default());
    let today = Part::new(page);
    let (changing, aside) = (RwSignal::new(false), RwSignal::new(String::new()));
    let root =
        mounted(move || view! { <HeadlineRegion today=today changing=changing aside=aside /> });
    assert_eq!(text_of(&root, "h1"), "Computing the first plan …");
    page.set_value(state(250, "Milk"));
    today.changed();
    settle().await;
    assert_eq!(
        text_of(&root, "[role=status] h1"),
        "Everyone gets 7.5 % of what the plan promises. Milk stock holds it back: all 283 l of it are in use.",
    );
    let live = || {
        root.query_selector("[role=status]")
            .ok()
            .flatten()
            .and_then(|region| region.get_attribute("aria-live"))
    };
    assert_eq!(live().as_deref(), Some("polite"));
    changing.set(true);
    settle().await;
    assert_eq!(
        live().as_deref(),
        Some("off"),
        "a running plan is not read out day by day"
    );
}

#[wasm_bindgen_test]
async fn hostile_names_come_out_as_text() {
    let state = Part::new(StoredValue::new(state(3, HOSTILE)));
    let fault = Fault {
        file: HOSTILE.to_owned(),
        line: Some(3),
        column: "C".to_owned(),
        found: HOSTILE.repeat(300),
        expected: "a number".to_owned(),
        hint: HOSTILE.to_owned(),
    };
    let import = RwSignal::new(Some(Import::Refused(vec![fault])));
    let root = mounted(move || {
        view! {
            <BoundList today=state />
            <DaysTable economy=state days=state />
            <ImportReport import=import />
        }
    });
    settle().await;
    assert_eq!(count(&root, "img"), 0);
    assert_eq!(text_of(&root, ".bounds bdi"), HOSTILE);
    assert!(text_of(&root, ".days thead").contains(&format!("output:{HOSTILE}")));
    assert!(text_of(&root, ".import li").contains("line 3, column C"));
    let long = root
        .query_selector(".import .found bdi")
        .expect("a selector")
        .expect("what was found");
    assert!(long.class_list().contains("clipped"));
    assert!(
        long.client_height() < 60,
        "a long name takes one line, also without the style sheet's help"
    );
}

#[wasm_bindgen_test]
fn the_chart_has_its_series_and_the_day() {
    let size = Size {
        width: 640.0,
        height: 300.0,
        em: 15.0,
    };
    let svg = drawn(&state(400, "Milk"), size, Theme::Light);
    let root = document().create_element("div").expect("an element");
    root.set_inner_html(&svg);
    let lines = root.query_selector_all("polyline").expect("a selector");
    let points = |place: u32| -> usize {
        let line: Element = lines.get(place).expect("a line").unchecked_into();
        line.get_attribute("points")
            .unwrap_or_default()
            .split_whitespace()
            .count()
    };
    let longest = (0..lines.length()).map(points).max().unwrap_or(0);
    assert_eq!(longest, 401, "a short series keeps all its days");
    assert!(
        root.text_content()
            .unwrap_or_default()
            .contains("day 400 ·")
    );

    let svg = drawn(&state(20_000, "Milk"), size, Theme::Dark);
    assert!(
        svg.len() < 60_000,
        "a long series is thinned to what the width can show, not {} bytes",
        svg.len()
    );
}

#[wasm_bindgen_test]
async fn only_the_days_in_sight_are_rendered() {
    let state = Part::new(StoredValue::new(state(400, "Milk")));
    let root = mounted(move || {
        view! { <style>".long { height: 384px; overflow: auto } .long tr, .long td { height: 32px; padding: 0 }"</style> <DaysTable economy=state days=state /> }
    });
    settle().await;
    let table = root
        .query_selector("table")
        .expect("a selector")
        .expect("a table");
    assert_eq!(
        table.get_attribute("aria-rowcount").as_deref(),
        Some("402"),
        "401 days and the head"
    );
    assert!((10..40).contains(&count(&root, "tbody tr[aria-rowindex]")));
    assert_eq!(
        count(&root, "tr[aria-rowindex='402']"),
        1,
        "the last day is in sight"
    );

    let region: HtmlElement = root
        .query_selector(".long")
        .expect("a selector")
        .expect("a region")
        .unchecked_into();
    region.set_scroll_top(0);
    settle().await;
    assert_eq!(count(&root, "tr[aria-rowindex='402']"), 0);
    assert_eq!(text_of(&root, "tr[aria-rowindex='2'] td"), "0.000531382826");
}

/// The contrast of two colours as WCAG 2.2 defines it ("contrast ratio", "relative luminance"): 1 to 21.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let luminance = |colour: [u8; 3]| {
        let [red, green, blue] = colour.map(|channel| {
            let share = f64::from(channel) / 255.0;
            match share {
                ..=0.04045 => share / 12.92,
                _ => libm::pow((share + 0.055) / 1.055, 2.4),
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// The colours that the style sheet gives in the block that begins so.
fn colours(block: &str) -> BTreeMap<&'static str, [u8; 3]> {
    let sheet = include_str!("../style/main.css");
    let (_, rest) = sheet.split_once(block).expect("a block");
    let (inside, _) = rest.split_once('}').expect("its end");
    let colour = |line: &'static str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        let number = u32::from_str_radix(value.strip_suffix(';')?, 16).expect("a colour");
        let [_, red, green, blue] = number.to_be_bytes();
        Some((name, [red, green, blue]))
    };
    inside.lines().filter_map(colour).collect()
}

#[wasm_bindgen_test]
fn contrast_is_enough_in_every_theme() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    // 4.54 to 1: the lightest grey that can be read on white, by WCAG's own examples.
    assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 5e-3);
    let light = colours(":root {");
    assert_eq!(
        colours(":root:not([data-theme]) {"),
        colours(":root[data-theme=\"dark\"] {")
    );
    for (theme, block) in [
        (Theme::Light, ":root {"),
        (Theme::Dark, ":root[data-theme=\"dark\"] {"),
        (Theme::Projector, ":root[data-theme=\"projector\"] {"),
    ] {
        let own = colours(block);
        // What a theme does not say is as in the first block.
        let of = |name: &str| *own.get(name).unwrap_or_else(|| &light[name]);
        let palette = Palette::of(theme);
        let rgb = |colour: RGBColor| [colour.0, colour.1, colour.2];
        for (name, colour) in [
            ("ink", palette.ink),
            ("soft", palette.soft),
            ("series", palette.series),
        ] {
            assert_eq!(rgb(colour), of(name), "{name} of {theme:?}");
        }
        let enough = |what: &str, over: [u8; 3], under: &str, least: f64| {
            let found = contrast(over, of(under));
            assert!(
                found >= least,
                "{what} on {under} of {theme:?}: found {found:.2}, expected at least {least}"
            );
        };
        for under in ["paper", "sheet"] {
            // Texts (1.4.3), among them those in charts.
            for name in ["ink", "soft", "accent", "warn"] {
                enough(name, of(name), under, 4.5);
            }
            enough("full", rgb(palette.full), under, 4.5);
            // Frames of fields and buttons, marks of the focus, lines and bars (1.4.11).
            for name in ["edge", "accent", "warn", "series"] {
                enough(name, of(name), under, 3.0);
            }
        }
        enough("accent-ink", of("accent-ink"), "accent", 4.5);
        enough("ink", of("ink"), "accent-wash", 4.5);
        enough("accent", of("accent"), "accent-wash", 4.5);
        enough("warn", of("warn"), "warn-wash", 4.5);
        enough("ink", of("ink"), "warn-wash", 4.5);
    }
}

#[wasm_bindgen_test]
fn the_second_module_hears_everything_once_and_in_order() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    for what in [mirror::OPENED, mirror::HEARD] {
        let heard = Rc::clone(&heard);
        mirror::hear(what, move |bytes| heard.borrow_mut().push((what, bytes[0])));
    }
    let pass_on = |what, byte| mirror::pass_on(what, &Uint8Array::from(&[byte][..]));
    pass_on(mirror::OPENED, 1);
    pass_on(mirror::HEARD, 2);
    assert_eq!(*heard.borrow(), []);
    mirror::catch_up();
    pass_on(mirror::OPENED, 3);
    pass_on(mirror::HEARD, 4);
    // It has come already.
    mirror::catch_up();
    let (opened, said) = (mirror::OPENED, mirror::HEARD);
    assert_eq!(
        *heard.borrow(),
        [(opened, 1), (said, 2), (opened, 3), (said, 4)]
    );
}

#[wasm_bindgen_test]
async fn an_investment_that_is_none_changes_nothing() {
    let asked = RwSignal::new(None::<f64>);
    let state = Part::new(StoredValue::new(state(250, "Milk")));
    let root = mounted(move || {
        view! { <PolicyPanel today=state policy=state invest=move |share| asked.set(Some(share)) /> }
    });
    settle().await;
    let field: HtmlInputElement = root
        .query_selector("input")
        .expect("a selector")
        .expect("a field")
        .unchecked_into();
    assert_eq!(field.value(), "0.51");
    let type_in = |text: &str| {
        field.set_value(text);
        for kind in ["input", "change"] {
            field
                .dispatch_event(&Event::new(kind).expect("an event"))
                .expect("a target");
        }
    };
    type_in("1.2");
    settle().await;
    assert_eq!(asked.get_untracked(), None);
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(text_of(&root, ".fault").contains("from 0 to 1"));
    type_in("0.6");
    settle().await;
    assert_eq!(asked.get_untracked(), Some(0.6));
    assert_eq!(
        field.get_attribute("aria-invalid").as_deref(),
        Some("false")
    );
}
