//! What is to be asked of the worker next.

use super::{Doing, Run, State};
use crate::ui::shelf::{Source, YOURS};
use crate::worker::protocol::{Document, PIECE, Request, RunId, Upload};

impl State {
    /// Whether the full worker is the one to start.
    pub fn full(&self) -> bool {
        self.full
    }

    /// Whether what is due is beyond the lean worker. It counts as gone then, and everything falls due to the full one.
    pub fn outgrows_worker(&mut self) -> bool {
        let is_yours = |source: &Source| source.id == YOURS;
        let needs_full = self.words_wanted
            || !self.looks.is_empty()
            || !self.edits.is_empty()
            || self.wanted.is_some_and(|what| what != Document::Plan)
            || self.source.as_ref().is_some_and(is_yours)
            || self
                .opening
                .as_ref()
                .is_some_and(|opening| is_yours(&opening.source));
        let outgrown = needs_full && !self.full;
        if outgrown {
            self.full = true;
            self.leave_worker();
        }
        outgrown
    }

    /// The next request to send, if one is due. To be asked until there is none.
    pub fn due(&mut self) -> Option<Request> {
        if !self.worker_ready {
            return None;
        }
        if std::mem::take(&mut self.stop_wanted) {
            return Some(Request::Stop);
        }
        match self.run.as_ref().map(|run| run.doing) {
            // Nothing may overtake these: what follows needs them.
            Some(Doing::Restoring | Doing::Opening) => return None,
            Some(Doing::Revising) if self.worker_has_edits && self.opening.is_none() => {
                return None;
            }
            Some(Doing::Planning | Doing::Writing)
                if self.worker_has_plan && self.opening.is_none() =>
            {
                // Where a day takes long questions are answered meanwhile.
                let takes_long = self.economy.as_ref().is_some_and(|of| of.horizon == 1);
                return if takes_long { self.next_look() } else { None };
            }
            Some(Doing::Revising | Doing::Planning | Doing::Writing) | None => {}
        }
        if let (false, Some(source)) = (self.worker_has_economy, self.source.clone()) {
            return Some(self.open_request(Doing::Restoring, source));
        }
        if let Some(opening) = &self.opening {
            let source = opening.source.clone();
            return Some(self.open_request(Doing::Opening, source));
        }
        if !self.worker_has_economy {
            return None;
        }
        if !self.worker_has_edits {
            self.worker_has_edits = true;
            // Whatever was being planned is at an end, and will fall due again.
            self.worker_has_plan = false;
            let run = self.begin(Doing::Revising);
            let edits = self.edits.clone();
            return Some(Request::Revise { run, edits });
        }
        if !self.worker_has_plan {
            self.worker_has_plan = true;
            let run = self.begin(Doing::Planning);
            return Some(Request::Plan {
                run,
                policy: self.policy.clone(),
                chance: self.chance.clone(),
                to: self.to,
                show: self.show,
            });
        }
        if let (Some(what), false) = (self.wanted, self.rows.is_empty()) {
            let run = self.begin(Doing::Writing);
            return Some(Request::Write { run, what });
        }
        self.next_look()
    }

    /// A question is no run: whatever comes next may overtake it.
    fn next_look(&mut self) -> Option<Request> {
        let (id, what) = self.looks.pop()?;
        Some(Request::Look { id, what })
    }

    /// The request to open files, or the next piece of them that goes ahead of it.
    fn open_request(&mut self, doing: Doing, source: Source) -> Request {
        let size = |file: &Upload| file.bytes.len();
        let are_large = source.files.iter().map(size).sum::<usize>() > PIECE;
        let (file, at) = self.ahead;
        if let Some(next) = source.files.get(file).filter(|_| are_large) {
            let end = size(next).min(at + PIECE);
            self.ahead = if end < size(next) {
                (file, end)
            } else {
                (file + 1, 0)
            };
            return Request::Ahead {
                file: file as u32,
                at: at as u32,
                of: size(next) as u32,
                bytes: next.bytes[at..end].to_vec(),
            };
        }
        self.ahead = (0, 0);
        let sent = |file: &Upload| Upload {
            name: file.name.clone(),
            bytes: Vec::new(),
        };
        // Whatever was being planned is at an end, and will fall due again.
        self.worker_has_plan = false;
        let run = self.begin(doing);
        Request::Open {
            run,
            name: source.name,
            files: if are_large {
                source.files.iter().map(sent).collect()
            } else {
                source.files.to_vec()
            },
        }
    }

    fn begin(&mut self, doing: Doing) -> RunId {
        self.last_run = self.last_run.wrapping_add(1);
        self.run = Some(Run {
            id: self.last_run,
            doing,
            progress: None,
        });
        self.last_run
    }
}
