//! What an economy is about: goods, kinds of labour, externalities and profiles, as plain data.

/// What a day does to the stock of a good, when x of it are made and the share `inv` of output is invested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// S' = S + (2 inv - 1) x: what is not invested is taken out of the stock (the paper's Milk).
    #[default]
    Consumed,
    /// S' = S + x (the paper's Butter churn).
    Accumulating,
    /// S' = S (the paper's Butter).
    Constant,
    /// A service: made and used on the same day, so there is no stock.
    Flow,
    /// S' = S - x: a resource that nothing refills, such as ore.
    Depleting,
}

impl Keeping {
    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Consumed => "consumed",
            Self::Accumulating => "accumulating",
            Self::Constant => "constant",
            Self::Flow => "flow",
            Self::Depleting => "depleting",
        }
    }

    /// The keeping of that name in files.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|keeping| keeping.name() == name)
    }

    /// Every keeping, in the order in which the documentation lists them.
    pub const ALL: [Self; 5] = [
        Self::Consumed,
        Self::Accumulating,
        Self::Constant,
        Self::Flow,
        Self::Depleting,
    ];
}

/// A good. It is *final* when some profile asks for it, *industrial* otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Good {
    /// Its name; no two goods of an economy share one.
    pub name: String,
    /// The physical unit it is counted in ("l", "kg"), empty when nobody said.
    pub unit: String,
    /// Stock on the morning of day 0, >= 0.
    pub stock: f64,
    /// Whether no more can be made in a day than is in stock (the paper's rule). Always so for consumed and
    /// depleting goods, never for a flow.
    pub stock_bound: bool,
    /// A fixed bound on a day's output, >= 0, besides the stock.
    pub bound: Option<f64>,
    /// What a day does to its stock.
    pub keeping: Keeping,
    /// Days until what is added to the stock can be used; 0 for the evening of the same day.
    pub gestation: u32,
    /// Share of the stock that perishes each day, 0..=1.
    pub loss: f64,
    /// External demand per day at full scale (exports and the like less imports); may be negative.
    pub external_demand: f64,
}

impl Good {
    /// A good with nothing in stock that is consumed, bound by its stock, and has no further property.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            unit: String::new(),
            stock: 0.0,
            stock_bound: true,
            bound: None,
            keeping: Keeping::Consumed,
            gestation: 0,
            loss: 0.0,
            external_demand: 0.0,
        }
    }
}

/// A kind of labour, in hours.
#[derive(Clone, Debug, PartialEq)]
pub struct Labour {
    /// Its name as in the table, `Lb(...)`.
    pub name: String,
    /// Hours available per day, >= 0; `None` for as many as are needed.
    pub hours: Option<f64>,
}

/// Something that making goods causes and nobody asks for (Eq 6).
#[derive(Clone, Debug, PartialEq)]
pub struct Externality {
    /// Its name.
    pub name: String,
    /// Its weight ρ in the sum of all externalities.
    pub weight: f64,
}

/// A consumption profile: citizens who are allotted the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// How many citizens have it, >= 0.
    pub population: f64,
    /// c_ip: what one citizen is allotted per day, one number >= 0 per good.
    pub allotment: Vec<f64>,
}

impl Profile {
    /// c_ip N_p: what the whole profile is promised of good `good` per day at full scale.
    #[must_use]
    pub fn target(&self, good: usize) -> f64 {
        self.allotment[good] * self.population
    }
}
