//! Finds the charts of the plan in the page, and puts a cursor over each and a table beneath it.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::beside::Beside;
use super::cursor::Cursor;
use super::follow::Follow;
use super::morning::Mornings;
use super::reported::Marks;
use super::series::Series;
use super::twin::Twin;
use crate::annex::desk::Desk;
use crate::annex::settings::Settings;
use crate::ui::mirror;
use crate::ui::query::Theme;
use crate::ui::views::PLAN;
use crate::worker::protocol::Reply;
use crate::worker::trace::Trace;

/// The charts of the plan that are not read yet.
const NEW: &str = ".plan .plot[role=img]:not([data-read])";

/// So many charts are begun to be read in one frame.
const AT_ONCE: usize = 2;

/// The page draws with the next frame, and a large economy with the two after it as well; one more, and all of it is there.
const UNTIL_DRAWN: u32 = 4;

/// Says on a chart that it is read.
const READ: &str = "data-read";

/// The days as the charts' readers see them: reading subscribes to their changes.
#[derive(Clone, Copy)]
pub struct Days {
    follow: StoredValue<Follow>,
    version: RwSignal<u32>,
}

impl Days {
    /// Reads them, and again whenever they change.
    pub fn with<T>(self, read: impl FnOnce(&Follow) -> T) -> T {
        self.version.track();
        self.read(read)
    }

    /// Reads them once.
    pub fn read<T>(self, read: impl FnOnce(&Follow) -> T) -> T {
        self.follow.with_value(read)
    }
}

/// The charts. Cheap to copy; all copies are the same.
#[derive(Clone, Copy)]
pub struct Charts {
    days: Days,
    is_due: StoredValue<bool>,
    is_dressed: RwSignal<bool>,
    mornings: StoredValue<Mornings>,
    settings: Settings,
    theme: RwSignal<Theme>,
    /// The days on which something is reported.
    reported: Memo<Vec<u32>>,
    made: StoredValue<Vec<Made>, LocalStorage>,
}

/// What was put into the page for a chart, which goes when the chart goes.
struct Made {
    chart: Element,
    /// What it showed: the page may have an element show something else.
    label: String,
    places: [HtmlElement; 2],
    _handles: [Box<dyn std::any::Any>; 2],
}

impl Made {
    /// Whether it still belongs to its chart; else the chart is to be read anew.
    fn stays(&self) -> bool {
        let stays = self.chart.is_connected() && label(&self.chart) == self.label;
        if !stays {
            let _ = self.chart.remove_attribute(READ);
            self.places.iter().for_each(|place| place.remove());
        }
        stays
    }
}

/// Does something with the frame that comes so many frames later.
fn after_frames(count: u32, act: impl FnOnce() + 'static) {
    request_animation_frame(move || match count {
        0 | 1 => act(),
        _ => after_frames(count - 1, act),
    });
}

fn label(chart: &Element) -> String {
    chart.get_attribute("aria-label").unwrap_or_default()
}

impl Charts {
    /// Follows the days from now on; charts are read once the style of that is there. It has to be made where its owner
    /// lives as long as the page.
    pub fn new(
        desk: Desk,
        settings: Settings,
        is_dressed: RwSignal<bool>,
        theme: RwSignal<Theme>,
    ) -> Self {
        let charts = Self {
            days: Days {
                follow: StoredValue::new(Follow::default()),
                version: RwSignal::new(0),
            },
            is_due: StoredValue::new(false),
            is_dressed,
            mornings: StoredValue::new(Mornings::default()),
            settings,
            theme,
            reported: Memo::new(move |_| {
                desk.with(|state| {
                    state
                        .reports()
                        .map(|reports| reports.days.clone())
                        .unwrap_or_default()
                })
            }),
            made: StoredValue::new_local(Vec::new()),
        };
        desk.hear(move |reply: &Reply| {
            let follow = charts.days.follow;
            let planned = follow.try_with_value(|follow| follow.rows().len());
            let is_new = charts
                .mornings
                .try_update_value(|mornings| mornings.apply(reply, planned.unwrap_or_default()));
            if is_new == Some(true) {
                charts.lay();
            }
            if follow.try_update_value(|follow| follow.apply(reply)) == Some(true) {
                charts.look();
            }
            charts.push();
        });
        // Another economy has other mornings.
        mirror::hear(mirror::OPENED, move |_| charts.leave());
        Effect::new(move |_| {
            if is_dressed.get() {
                charts.look();
            }
        });
        charts
    }

    /// The days that they show.
    pub fn days(self) -> Days {
        self.days
    }

    /// The day whose morning's plan is looked at.
    pub fn morning(self) -> Option<u32> {
        self.mornings.with_value(Mornings::wanted)
    }

    /// Has the plan of a day's morning beside what happened.
    pub fn choose(self, day: u32) {
        let dropped = self.mornings.try_update_value(|of| of.choose(day));
        self.drop_question(dropped.flatten());
        self.push();
    }

    /// Has no plan beside what happened any more.
    pub fn leave(self) {
        let dropped = self.mornings.try_update_value(Mornings::leave);
        self.drop_question(dropped.flatten());
    }

    fn drop_question(self, dropped: Option<u32>) {
        if let Some(id) = dropped {
            self.settings.look_away(id);
        }
        self.lay();
    }

    /// Lays the plan of the morning beside the days.
    fn lay(self) {
        let plan = self.mornings.with_value(|of| of.plan().cloned());
        self.days.follow.update_value(|follow| follow.lay(plan));
        self.look();
    }

    /// Has what the worker has to be asked for.
    pub fn follow_trace(self, trace: Option<Trace>) {
        let follow = self.days.follow;
        follow.update_value(|follow| follow.traces().choose(trace));
        self.push();
    }

    /// Asks what there is to ask.
    fn push(self) {
        let (planned, last) = self
            .days
            .read(|follow| (follow.rows().len(), follow.last_day()));
        let morning = self.mornings.try_update_value(|of| of.due(planned, last));
        let follow = self.days.follow;
        let trace = follow.try_update_value(|follow| follow.traces().due(planned));
        for (id, look) in morning.flatten().into_iter().chain(trace.flatten()) {
            if let Ok(bytes) = postcard::to_allocvec(&look) {
                let message = [&id.to_le_bytes(), bytes.as_slice()].concat();
                mirror::say_bytes(mirror::LOOK, &message);
            }
        }
    }

    /// Looks at what has changed when the page has drawn it, however much that is.
    pub fn look(self) {
        if self.is_due.get_value() {
            return;
        }
        self.is_due.set_value(true);
        after_frames(UNTIL_DRAWN, move || {
            self.is_due.set_value(false);
            self.see();
        });
    }

    fn see(self) {
        let plan = document().get_element_by_id(PLAN.id);
        // What nobody looks at need not be right; whoever turns to the plan looks again.
        let is_seen = plan.is_some_and(|plan| !plan.has_attribute("hidden"));
        if !is_seen || !self.is_dressed.get_untracked() {
            return;
        }
        self.days
            .version
            .update(|version| *version = version.wrapping_add(1));
        self.made.update_value(|made| made.retain(Made::stays));
        request_animation_frame(move || self.read_some());
    }

    /// Reads the next charts, a few with each frame until all are read: all of a large economy would make one frame late.
    fn read_some(self) {
        for _ in 0..AT_ONCE {
            match document().query_selector(NEW) {
                Ok(Some(chart)) => self.read(chart.unchecked_into()),
                _ => return,
            }
        }
        request_animation_frame(move || self.read_some());
    }

    /// Puts a cursor over a chart and a table beneath it.
    fn read(self, chart: HtmlElement) {
        let _ = chart.set_attribute(READ, "");
        let label = label(&chart);
        let (Some(series), Some(figure)) = (Series::labelled(&label), chart.parent_element())
        else {
            return;
        };
        let place = |after: &Element| -> Option<HtmlElement> {
            let place: HtmlElement = document().create_element("div").ok()?.unchecked_into();
            after.after_with_node_1(&place).ok()?;
            Some(place)
        };
        let (Some(over), Some(beneath)) = (
            place(&chart),
            place(figure.last_element_child().as_ref().unwrap_or(&chart)),
        ) else {
            return;
        };
        over.set_class_name("over");
        let places = [over.clone(), beneath.clone()];
        let (days, reported, theme) = (self.days, self.reported, self.theme);
        let series = StoredValue::new(series);
        let cursor = mount_to(over, move || {
            view! {
                <Beside days=days series=series theme=theme />
                <Marks days=days series=series on=reported />
                <Cursor days=days series=series />
            }
        });
        let twin = mount_to(beneath, move || view! { <Twin days=days series=series /> });
        let made = Made {
            chart: chart.unchecked_into(),
            label,
            places,
            _handles: [Box::new(cursor), Box::new(twin)],
        };
        self.made.update_value(|all| all.push(made));
    }
}
