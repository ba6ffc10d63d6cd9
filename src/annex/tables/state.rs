//! What the view of tables knows: the table that was read, the roles that people gave it, and what is under way.

use std::sync::Arc;

use crate::intake::protocol::{
    Ask, ColumnRole, Fault, FileInfo, Kind, Mapping, National, Rest, RowRole, RunId, Solved,
    Sparse, Stage, Tell, Told,
};
use crate::words::{Language, Text, words};

/// A table that was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// A national table.
    National(Arc<National>),
    /// A sparse table.
    Sparse(Sparse),
}

/// What the worker is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// It reads files.
    Reading,
    /// It says what the roles make of the table.
    Trying,
    /// It solves the balance.
    Solving,
    /// It writes an economy or a file.
    Writing,
}

/// What follows from what the worker told.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Something to say to those who cannot see it.
    Say(String),
    /// An economy that the planner is to open.
    Open(Vec<u8>),
    /// A piece of the solution as a file, and whether it is the last.
    Piece(Vec<u8>, bool),
}

/// What is known.
#[derive(Debug, Default)]
pub struct State {
    last_run: RunId,
    under: Option<Under>,
    progress: Option<(Stage, Option<f64>)>,
    held: Option<Held>,
    mapping: Option<Mapping>,
    /// What the roles make of the table, or what is wrong with them.
    tried: Option<Result<Told, Vec<Fault>>>,
    solved: Option<Solved>,
    /// What is wrong with the files.
    refused: Vec<Fault>,
}

/// What is known.
impl State {
    /// The table.
    pub fn held(&self) -> Option<&Held> {
        self.held.as_ref()
    }

    /// The national table.
    pub fn national(&self) -> Option<&Arc<National>> {
        match &self.held {
            Some(Held::National(table)) => Some(table),
            _ => None,
        }
    }

    /// The sparse table.
    pub fn sparse(&self) -> Option<&Sparse> {
        match &self.held {
            Some(Held::Sparse(table)) => Some(table),
            _ => None,
        }
    }

    /// The roles as they are decided so far.
    pub fn mapping(&self) -> Option<&Mapping> {
        self.mapping.as_ref()
    }

    /// What they make of the table.
    pub fn told(&self) -> Option<&Told> {
        self.tried.as_ref()?.as_ref().ok()
    }

    /// What is wrong with them.
    pub fn roles_refused(&self) -> &[Fault] {
        match &self.tried {
            Some(Err(faults)) => faults,
            _ => &[],
        }
    }

    /// What came of solving a sparse table.
    pub fn solved(&self) -> Option<&Solved> {
        self.solved.as_ref()
    }

    /// What is wrong with the files.
    pub fn refused(&self) -> &[Fault] {
        &self.refused
    }

    /// What is under way.
    pub fn under(&self) -> Option<Under> {
        self.under
    }

    /// How far it is.
    pub fn progress(&self) -> Option<(Stage, Option<f64>)> {
        self.progress
    }

    /// Whether an economy can be made of the table as its roles are.
    pub fn is_usable(&self) -> bool {
        self.under.is_none() && self.told().is_some()
    }
}

/// What the user does; each gives the question for the worker.
impl State {
    fn ask(&mut self, under: Under) -> RunId {
        self.last_run = self.last_run.wrapping_add(1);
        self.under = Some(under);
        self.progress = None;
        self.last_run
    }

    /// Reads files, in place of the table that there is.
    pub fn read(&mut self, files: Vec<FileInfo>) -> Ask {
        *self = Self {
            last_run: self.last_run,
            ..Self::default()
        };
        let run = self.ask(Under::Reading);
        Ask::Read { run, files }
    }

    /// Changes roles, and has them tried.
    pub fn decide(&mut self, change: impl FnOnce(&mut Mapping)) -> Option<Ask> {
        let mut mapping = self.mapping.clone()?;
        change(&mut mapping);
        if self.mapping.as_ref() == Some(&mapping) {
            return None;
        }
        self.mapping = Some(mapping.clone());
        let run = self.ask(Under::Trying);
        Some(Ask::Try { run, mapping })
    }

    /// Has an economy made of the table.
    pub fn take(&mut self) -> Option<Ask> {
        if self.sparse().is_some() {
            let run = self.ask(Under::Writing);
            return Some(Ask::UseSparse { run });
        }
        let mapping = self.mapping.clone().filter(|_| self.is_usable())?;
        let run = self.ask(Under::Writing);
        Some(Ask::Use { run, mapping })
    }

    /// Has the balance of a sparse table solved.
    pub fn solve(&mut self) -> Option<Ask> {
        self.sparse()?;
        self.solved = None;
        let run = self.ask(Under::Solving);
        Some(Ask::Solve { run })
    }

    /// Has the solution written.
    pub fn write(&mut self) -> Option<Ask> {
        self.solved
            .as_ref()
            .filter(|solved| solved.trouble.is_none())?;
        let run = self.ask(Under::Writing);
        Some(Ask::Write { run })
    }

    /// Gives up what is under way. What comes of it later is late.
    pub fn give_up(&mut self) {
        self.last_run = self.last_run.wrapping_add(1);
        (self.under, self.progress) = (None, None);
    }

    /// Forgets the table: its worker is gone.
    pub fn forget(&mut self) {
        *self = Self {
            last_run: self.last_run.wrapping_add(1),
            ..Self::default()
        };
    }
}

/// The worker.
impl State {
    /// Takes in what it tells. What belongs to an earlier question changes nothing. With the roles of a table that has just
    /// come there is a question at once.
    pub fn apply(&mut self, tell: Tell) -> (Option<Outcome>, Option<Ask>) {
        if tell.run() != Some(self.last_run) {
            return (None, None);
        }
        match tell {
            Tell::Progress { stage, share, .. } => {
                self.progress = Some((stage, share));
                return (None, None);
            }
            Tell::Piece { bytes, last, .. } => {
                if last {
                    (self.under, self.progress) = (None, None);
                }
                return (Some(Outcome::Piece(bytes, last)), None);
            }
            _ => (self.under, self.progress) = (None, None),
        }
        match tell {
            Tell::National { table, .. } => {
                let said = super::words::read(&table);
                let mapping = proposed(&table);
                self.mapping = Some(mapping.clone());
                self.held = Some(Held::National(Arc::from(table)));
                let run = self.ask(Under::Trying);
                (Some(Outcome::Say(said)), Some(Ask::Try { run, mapping }))
            }
            Tell::Tried { told, .. } => {
                self.tried = Some(Ok(told));
                (None, None)
            }
            Tell::Refused { faults, .. } if self.held.is_some() => {
                self.tried = Some(Err(faults));
                (None, None)
            }
            Tell::Refused { faults, .. } => {
                self.refused = faults;
                (None, None)
            }
            Tell::Sparse { table, .. } => {
                let said = super::words::read_sparse(&table);
                self.held = Some(Held::Sparse(table));
                (Some(Outcome::Say(said)), None)
            }
            Tell::Solved { solved, .. } => {
                let said = super::words::solved(&solved);
                self.solved = Some(solved);
                (Some(Outcome::Say(said)), None)
            }
            Tell::Economy { bytes, .. } => (Some(Outcome::Open(bytes)), None),
            Tell::Hello { .. } | Tell::Progress { .. } | Tell::Piece { .. } => (None, None),
        }
    }
}

/// The roles as they are proposed. What rows lack counts as external demand, so that the first plan is the table's own year;
/// it is said, and people can have it otherwise.
fn proposed(table: &National) -> Mapping {
    Mapping {
        kind: table.kind.0,
        columns: table.columns.iter().map(|line| line.role).collect(),
        rows: table.rows.iter().map(|line| line.role).collect(),
        rest: Rest::External,
        unit: words().files_flows_money().to_owned(),
    }
}

/// A choice for a column.
pub const COLUMN_ROLES: [(Text, ColumnRole); 6] = [
    (Language::tables_role_industry, ColumnRole::Industry),
    (Language::tables_role_profile, ColumnRole::Profile(1.0)),
    (Language::tables_external_demand, ColumnRole::External),
    (Language::tables_imports_take_away, ColumnRole::Imports),
    (Language::tables_role_output, ColumnRole::Output),
    (Language::tables_left_out, ColumnRole::LeftOut),
];

/// A choice for a row.
pub const ROW_ROLES: [(Text, RowRole); 5] = [
    (Language::tables_role_industry, RowRole::Industry),
    (Language::tables_role_output, RowRole::Output),
    (Language::tables_role_labour, RowRole::Labour),
    (Language::tables_role_emissions, RowRole::Externality),
    (Language::tables_left_out, RowRole::LeftOut),
];

/// A choice for what cells hold.
pub const KINDS: [(Text, Kind); 2] = [
    (Language::tables_flows_year, Kind::Flows),
    (
        Language::tables_coefficients_per_unit_output,
        Kind::Coefficients,
    ),
];

/// Place of a column's role among the choices.
pub fn column_choice(role: ColumnRole) -> usize {
    let is_same =
        |other: ColumnRole| std::mem::discriminant(&other) == std::mem::discriminant(&role);
    COLUMN_ROLES
        .iter()
        .position(|(_, other)| is_same(*other))
        .unwrap_or(0)
}

/// Place of a row's role among the choices.
pub fn row_choice(role: RowRole) -> usize {
    ROW_ROLES
        .iter()
        .position(|(_, other)| *other == role)
        .unwrap_or(0)
}

impl Tell {
    fn run(&self) -> Option<RunId> {
        match self {
            Self::Hello { .. } => None,
            Self::Progress { run, .. }
            | Self::National { run, .. }
            | Self::Tried { run, .. }
            | Self::Sparse { run, .. }
            | Self::Solved { run, .. }
            | Self::Piece { run, .. }
            | Self::Economy { run, .. }
            | Self::Refused { run, .. } => Some(*run),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::protocol::Line;

    fn national() -> Box<National> {
        let column = |name: &str, role| Line {
            name: name.to_owned(),
            place: "column B".to_owned(),
            sum: 1.0,
            role,
            reason: String::new(),
        };
        Box::new(National {
            file: "a.csv".to_owned(),
            layout: "a table of flows".to_owned(),
            kind: (Kind::Flows, String::new()),
            columns: vec![
                column("Steel", ColumnRole::Industry),
                column("HFCE", ColumnRole::Profile(1.0)),
            ],
            rows: vec![Line {
                name: "Steel".to_owned(),
                place: "line 2".to_owned(),
                sum: 1.0,
                role: RowRole::Industry,
                reason: String::new(),
            }],
        })
    }

    fn run_of(ask: &Ask) -> RunId {
        match ask {
            Ask::Read { run, .. } | Ask::Try { run, .. } | Ask::Use { run, .. } => *run,
            _ => 0,
        }
    }

    #[test]
    fn roles_are_tried_as_they_come_and_as_they_change() {
        let mut state = State::default();
        let run = run_of(&state.read(Vec::new()));
        assert_eq!(state.under(), Some(Under::Reading));
        let (said, ask) = state.apply(Tell::National {
            run,
            table: national(),
        });
        assert!(matches!(said, Some(Outcome::Say(_))));
        let first = run_of(&ask.expect("roles to try"));
        assert!(!state.is_usable());
        // Changed before the answer: the answer is late.
        let ask = state.decide(|mapping| mapping.columns[1] = ColumnRole::Profile(7.0));
        let second = run_of(&ask.expect("other roles to try"));
        state.apply(Tell::Tried {
            run: first,
            told: Told::default(),
        });
        assert!(!state.is_usable());
        state.apply(Tell::Tried {
            run: second,
            told: Told::default(),
        });
        assert!(state.is_usable());
        // What changes nothing is not tried.
        assert_eq!(state.decide(|_| ()), None);
        assert!(state.is_usable());
        let Some(Ask::Use { run, mapping }) = state.take() else {
            panic!("a table to use");
        };
        assert_eq!(mapping.columns[1], ColumnRole::Profile(7.0));
        assert!(!state.is_usable());
        let (outcome, _) = state.apply(Tell::Economy {
            run,
            bytes: vec![1],
        });
        assert_eq!(outcome, Some(Outcome::Open(vec![1])));
        assert!(state.is_usable());
    }

    #[test]
    fn faults_of_files_and_of_roles_are_told_apart() {
        let fault = || vec![Fault::of_file("a.csv", "x", "y", "")];
        let mut state = State::default();
        let run = run_of(&state.read(Vec::new()));
        state.apply(Tell::Refused {
            run,
            faults: fault(),
        });
        assert_eq!((state.refused().len(), state.roles_refused().len()), (1, 0));
        let run = run_of(&state.read(Vec::new()));
        assert_eq!(state.refused().len(), 0);
        let (_, ask) = state.apply(Tell::National {
            run,
            table: national(),
        });
        let run = run_of(&ask.expect("roles to try"));
        state.apply(Tell::Refused {
            run,
            faults: fault(),
        });
        assert_eq!((state.refused().len(), state.roles_refused().len()), (0, 1));
        assert!(!state.is_usable() && state.take().is_none());
        assert!(state.national().is_some());
        state.give_up();
        assert_eq!(state.under(), None);
    }

    #[test]
    fn every_role_is_a_choice() {
        for (place, (_, role)) in COLUMN_ROLES.iter().enumerate() {
            assert_eq!(column_choice(*role), place);
        }
        assert_eq!(column_choice(ColumnRole::Profile(800.0)), 1);
        for (place, (_, role)) in ROW_ROLES.iter().enumerate() {
            assert_eq!(row_choice(*role), place);
        }
    }
}
