//! What charts have besides what a day tells anyway: it is asked for when someone looks at it, and follows the days.

use crate::words::words;
use crate::worker::look::{Look, Sight};
use crate::worker::protocol::Reply;
use crate::worker::trace::{Days, Line, Trace};

/// Numbers of questions from here on are neither the desk's nor those about mornings.
const FIRST: u32 = 3 << 30;

/// The trace that is looked at, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    wanted: Option<Trace>,
    /// The number of the question on its way.
    asked: Option<u32>,
    questions: u32,
    lines: Vec<Line>,
    of_lines: usize,
    /// Whether the worker has said that there are no lines, so that no day has any more to tell.
    is_empty: bool,
}

impl Traces {
    /// Looks at a trace, or at none.
    pub fn choose(&mut self, trace: Option<Trace>) {
        if self.wanted != trace {
            self.void();
            self.wanted = trace;
        }
    }

    /// What is told of the trace that is looked at; nothing where it is another one.
    pub fn lines(&self, of: Trace) -> &[Line] {
        match self.wanted {
            Some(wanted) if wanted == of => &self.lines,
            _ => &[],
        }
    }

    /// How many lines the trace has in all.
    pub fn of_lines(&self) -> usize {
        self.of_lines
    }

    /// What a line is called.
    pub fn name(line: &Line) -> String {
        match &line.profile {
            Some(profile) => words().reading_good_for_profile(&line.of.name, profile),
            None => line.of.name.clone(),
        }
    }

    /// Whether the worker has said anything of the trace that is looked at.
    pub fn is_told(&self) -> bool {
        self.is_empty || !self.lines.is_empty()
    }

    fn days(&self) -> usize {
        self.lines.first().map_or(0, |line| line.values.len())
    }

    /// What there is to ask, where so many days are planned. To be asked after every change.
    pub fn due(&mut self, planned: usize) -> Option<(u32, Look)> {
        let of = self.wanted?;
        if self.asked.is_some() || self.is_empty || self.days() >= planned {
            return None;
        }
        self.questions = self.questions.wrapping_add(1) % (1 << 30);
        let (id, from) = (FIRST + self.questions, self.days() as u32);
        self.asked = Some(id);
        Some((id, Look::Trace { of, from }))
    }

    /// Takes in what the worker says; whether anything changed.
    pub fn apply(&mut self, reply: &Reply) -> bool {
        match reply {
            Reply::Sight { id, what } => {
                if self.asked.take_if(|asked| asked == id).is_none() {
                    return false;
                }
                match postcard::from_bytes(what) {
                    Ok(Sight::Trace(days)) => self.go_on(*days),
                    // It was cut short, and is asked for again.
                    _ if what.is_empty() => {}
                    _ => self.choose(None),
                }
                true
            }
            // Whatever was known of these days and of later ones is void, and what is said of them on its way.
            Reply::Days { from, .. } if (*from as usize) < self.days() => {
                self.asked = None;
                for line in &mut self.lines {
                    line.values.truncate(*from as usize);
                }
                true
            }
            // There may be others, or other names. Another worker knows nothing of what was asked of the one before.
            Reply::Opened { .. } | Reply::Revised { .. } | Reply::Hello { .. } => {
                self.void();
                true
            }
            _ => false,
        }
    }

    fn go_on(&mut self, days: Days) {
        (self.of_lines, self.is_empty) = (days.of_lines as usize, days.lines.is_empty());
        if self.lines.is_empty() {
            self.lines = days.lines;
            return;
        }
        for (line, more) in self.lines.iter_mut().zip(days.lines) {
            line.values.extend(more.values);
        }
    }

    fn void(&mut self) {
        (self.asked, self.of_lines, self.is_empty) = (None, 0, false);
        self.lines.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::look::Named;

    fn answer(id: u32, from: u32, values: &[f64]) -> Reply {
        let days = Days {
            of: Trace::InFull,
            from,
            lines: vec![Line {
                of: Named {
                    name: "Milk".to_owned(),
                    unit: "l".to_owned(),
                },
                profile: None,
                values: values.to_vec(),
            }],
            of_lines: 5,
        };
        let what = postcard::to_allocvec(&Sight::Trace(Box::new(days))).expect("memory");
        Reply::Sight { id, what }
    }

    fn planned(from: u32) -> Reply {
        let rows = Vec::new();
        Reply::Days { run: 1, from, rows }
    }

    fn values(traces: &Traces) -> &[f64] {
        let lines = traces.lines(Trace::InFull);
        lines.first().map_or(&[], |line| &line.values)
    }

    fn from(due: Option<(u32, Look)>) -> (u32, u32) {
        match due {
            Some((id, Look::Trace { from, .. })) => (id, from),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_trace_follows_the_days() {
        let mut traces = Traces::default();
        assert_eq!(traces.due(9), None, "nobody looks");
        traces.choose(Some(Trace::InFull));
        let (id, first) = from(traces.due(3));
        assert_eq!((first, traces.due(3)), (0, None), "one question at a time");
        assert!(traces.apply(&answer(id, 0, &[1.0, 2.0, 3.0])));
        assert_eq!((values(&traces).len(), traces.of_lines()), (3, 5));
        assert_eq!(traces.due(3), None);
        let (id, first) = from(traces.due(5));
        assert_eq!(first, 3);
        traces.apply(&answer(id, 3, &[4.0, 5.0]));
        assert_eq!(values(&traces), [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert!(traces.lines(Trace::Served).is_empty());
    }

    #[test]
    fn days_that_are_planned_otherwise_are_asked_for_again() {
        let mut traces = Traces::default();
        traces.choose(Some(Trace::InFull));
        let (id, _) = from(traces.due(3));
        traces.apply(&answer(id, 0, &[1.0, 2.0, 3.0]));
        assert!(!traces.apply(&planned(3)));
        // A question is on its way when day 1 is planned anew: its answer is of no more use.
        let (late, _) = from(traces.due(4));
        assert!(traces.apply(&planned(1)));
        assert!(!traces.apply(&answer(late, 3, &[9.0])));
        assert_eq!(values(&traces), [1.0]);
        assert_eq!(from(traces.due(4)).1, 1);
    }

    #[test]
    fn what_has_no_lines_is_not_asked_for_again_and_again() {
        let mut traces = Traces::default();
        traces.choose(Some(Trace::Served));
        let (id, _) = from(traces.due(3));
        let days = Days {
            of: Trace::Served,
            from: 0,
            lines: Vec::new(),
            of_lines: 0,
        };
        let what = postcard::to_allocvec(&Sight::Trace(Box::new(days))).expect("memory");
        assert!(traces.apply(&Reply::Sight { id, what }));
        assert_eq!(traces.due(3), None);
        assert_eq!(traces.due(4), None);
        assert!(traces.is_told());
        // Another economy may have some.
        traces.apply(&Reply::Hello {
            protocol: 1,
            full: true,
        });
        assert!(traces.due(4).is_some());
    }

    #[test]
    fn another_economy_and_another_worker_are_asked_from_the_start() {
        let mut traces = Traces::default();
        traces.choose(Some(Trace::InFull));
        let (id, _) = from(traces.due(3));
        traces.apply(&Reply::Hello {
            protocol: 1,
            full: true,
        });
        assert!(!traces.apply(&answer(id, 0, &[1.0])));
        let (id, first) = from(traces.due(3));
        assert_eq!(first, 0);
        // Cut short: once more.
        let what = Vec::new();
        traces.apply(&Reply::Sight { id, what });
        let (id, _) = from(traces.due(3));
        traces.apply(&answer(id, 0, &[1.0]));
        traces.choose(Some(Trace::Available));
        assert!(traces.lines(Trace::Available).is_empty());
        traces.choose(None);
        assert_eq!(traces.due(3), None);
    }
}
