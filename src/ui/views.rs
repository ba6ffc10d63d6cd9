//! The views of the page, as their tabs and the address name them.

use crate::words::{Language, Text};

/// A view.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Its id in the address.
    pub id: &'static str,
    /// What its tab says.
    pub name: Text,
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for View {}

/// The view that the page itself brings along.
pub const PLAN: View = View {
    id: "plan",
    name: Language::views_plan,
};

/// The table of the economy.
pub const ECONOMY: View = View {
    id: "economy",
    name: Language::views_economy,
};

/// What everyone is promised, and what that does to everyone.
pub const PROFILES: View = View {
    id: "profiles",
    name: Language::views_profiles,
};

/// Production units and what they answer.
pub const UNITS: View = View {
    id: "units",
    name: Language::views_units,
};

/// National and sparse tables on their way in.
pub const TABLES: View = View {
    id: "tables",
    name: Language::views_tables,
};

/// How the shown day is computed.
pub const HOW: View = View {
    id: "how",
    name: Language::views_how,
};

/// All views in the order of their tabs. Those after the plan are in the page's second module.
pub const VIEWS: &[View] = &[
    PLAN,
    ECONOMY,
    PROFILES,
    UNITS,
    HOW,
    TABLES,
    View {
        id: "scale",
        name: Language::views_scale,
    },
];

/// Id of the element that the second module fills. Its attribute [`SHOWN`] says with which view.
pub const ANNEX: &str = "annex";

/// The attribute of the second module's element that holds the id of the view to show.
pub const SHOWN: &str = "data-view";

/// The event on the window that says that [`SHOWN`] has changed.
pub const TURNED: &str = "olin:view";

/// The attribute of the second module's element that says as what the charts of the plan are to be handed out, once it is
/// there: [`CHART_KINDS`].
pub const CHARTS: &str = "data-charts";

/// The event on the window that says that [`CHARTS`] has been set.
pub const CHARTS_WANTED: &str = "olin:charts";

/// As what charts can be taken away.
pub const CHART_KINDS: [&str; 2] = ["SVG", "PNG"];

/// The view with this id.
pub fn view(id: &str) -> Option<View> {
    VIEWS.iter().copied().find(|view| view.id == id)
}
