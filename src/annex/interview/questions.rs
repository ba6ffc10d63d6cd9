//! Which question comes next, and what an answer to it means. Pure.

use super::rows;
use crate::annex::words::typed;
use crate::ui::number::{about, significant, with_unit};
use crate::ui::text::labour_name;
use crate::words::words;
use crate::worker::edit::What;
use crate::worker::look::{Look, Named, Need, Needs};
use crate::worker::protocol::EconomyView;

/// The most outputs that are asked about.
const MOST_OUTPUTS: usize = 6;

/// Digits of a number that stands in a field.
const DIGITS: usize = 9;

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The most that the unit can make in a day.
    Most,
    /// How much of an input it takes to make so much.
    Amount {
        /// The input.
        input: Named,
        /// The output.
        output: f64,
        /// What was answered for a smaller output, if anything.
        before: Option<(f64, f64)>,
        /// Whether the input is the very good that is made.
        is_own: bool,
    },
    /// Something else that it takes, by name.
    Another {
        /// Whether something has been named here already.
        is_named: bool,
    },
    /// Nothing is left to ask.
    Review,
}

/// An input with the amount answered per output, as far as it is known.
pub type Row = (Named, Vec<Option<f64>>);

/// An interview with the producer of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Interview {
    unit: String,
    good: Named,
    /// The capacity before.
    capacity: Option<f64>,
    most: Option<f64>,
    outputs: Vec<f64>,
    /// First the inputs that the unit answers for already, then those that have been named here.
    inputs: Vec<Asked>,
    /// How many of them it answers for already.
    given: usize,
    /// What the worker knows of them.
    known: Vec<Need>,
    /// The outputs that it knows that for.
    known_for: Vec<f64>,
    at: At,
}

/// An input that is asked about.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    of: Named,
    /// The outputs that were asked about, each with the amount, or without one where it is not known.
    told: Vec<(f64, Option<f64>)>,
}

/// Where the interview is. Back and forth it goes the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// At the most that can be made.
    Most,
    /// At an amount: which input, and which output.
    Amount(usize, usize),
    /// At the name of an input, by its place.
    Another(usize),
    /// At the end.
    Review,
}

impl Asked {
    fn new(of: Named) -> Self {
        let told = Vec::new();
        Self { of, told }
    }

    /// What was answered about an output: not asked yet, or asked and not known, or an amount.
    fn told(&self, output: f64) -> Option<Option<f64>> {
        let mut told = self.told.iter();
        told.find(|(of, _)| *of == output).map(|(_, told)| *told)
    }

    fn tell(&mut self, output: f64, amount: Option<f64>) {
        self.told.retain(|(of, _)| *of != output);
        // What was said of larger outputs and no longer fits is asked again.
        if let Some(amount) = amount {
            self.told
                .retain(|(of, later)| *of < output || later.is_none_or(|later| later >= amount));
        }
        self.told.push((output, amount));
    }
}

impl Interview {
    /// An interview about a unit that makes `good` from `inputs`, as far as they are known.
    pub fn new(unit: &str, good: Named, capacity: Option<f64>, inputs: Vec<Named>) -> Self {
        Self {
            unit: unit.to_owned(),
            good,
            capacity,
            most: capacity,
            outputs: outputs(capacity),
            given: inputs.len(),
            inputs: inputs.into_iter().map(Asked::new).collect(),
            known: Vec::new(),
            known_for: Vec::new(),
            at: At::Most,
        }
    }

    /// The unit.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// Where it is.
    pub fn at(&self) -> At {
        self.at
    }

    /// What it asks the worker: what is known so far of what it asks about.
    pub fn look(&self, day: u32) -> Look {
        let names = self.inputs.iter().map(|input| input.of.name.clone());
        Look::Needs {
            unit: self.unit.clone(),
            inputs: names.collect(),
            outputs: self.outputs.clone(),
            day,
        }
    }

    /// Takes in what the worker knows. Where it knows of no row of a name, the name is asked for again.
    pub fn know(&mut self, needs: &Needs) {
        if needs.unit != self.unit {
            return;
        }
        (self.known, self.known_for) = (needs.inputs.clone(), needs.outputs.clone());
        for input in &mut self.inputs {
            if let Some(known) = needs
                .inputs
                .iter()
                .find(|known| known.input.name == input.of.name)
            {
                input.of.clone_from(&known.input);
            }
        }
        let missing = (0..self.inputs.len()).find(|&input| self.is_missing(input));
        if let Some(input) = missing {
            self.at = At::Another(input);
        }
    }

    /// What is wrong with the answer that stands in the field already, if anything.
    pub fn fault(&self, economy: &EconomyView) -> Option<String> {
        match self.at {
            At::Another(place) if self.is_missing(place) => {
                Some(self.unknown(economy, &self.inputs[place].of.name))
            }
            _ => None,
        }
    }

    /// The question to ask now.
    pub fn question(&self) -> Question {
        match self.at {
            At::Most => Question::Most,
            At::Amount(input, output) => Question::Amount {
                input: self.inputs[input].of.clone(),
                output: self.outputs[output],
                before: self.before(input, output),
                is_own: self.inputs[input].of.name == self.good.name,
            },
            At::Another(place) => Question::Another {
                is_named: place < self.inputs.len(),
            },
            At::Review => Question::Review,
        }
    }

    /// The question in words.
    pub fn in_words(&self) -> String {
        let good = &self.good.name;
        match self.question() {
            Question::Most => {
                let counted = counted_in(&self.good);
                words().interview_how_much_can_you(good, &counted)
            }
            Question::Amount { input, output, .. } => {
                let (made, of) = (about(output), counted_in(&self.good));
                let counted = counted_in(&input);
                words().interview_make_day_how_much(&made, good, &of, &input.name, &counted)
            }
            Question::Another { .. } if self.at == At::Another(0) => {
                words().interview_what_do_you_need(good)
            }
            Question::Another { .. } => words().interview_do_you_need_anything(good),
            Question::Review => words().interview_was_all_these_your().to_owned(),
        }
    }

    /// What may be typed already: what was answered before, or is known.
    pub fn draft(&self) -> String {
        let named = match self.at {
            At::Another(place) => self.inputs.get(place),
            _ => None,
        };
        match (named, self.drafted()) {
            (Some(input), _) => input.of.name.clone(),
            (None, Some(number)) => significant(number, DIGITS),
            (None, None) => String::new(),
        }
    }

    /// The number that may be typed already.
    fn drafted(&self) -> Option<f64> {
        match self.at {
            At::Most => self.most,
            At::Amount(input, output) => match self.told(input, output) {
                Some(told) => told,
                None => self.known(input, self.outputs[output]).filter(|amount| {
                    // What no longer fits to a smaller output would be refused.
                    let before = self.before(input, output);
                    before.is_none_or(|(_, needed)| needed <= *amount)
                }),
            },
            At::Another(_) | At::Review => None,
        }
    }

    /// What the unit, or else the table, said so far, in a sentence.
    pub fn known_so_far(&self) -> Option<String> {
        let (amount, unit) = match self.at {
            At::Most if self.capacity.is_none() => {
                return Some(words().interview_no_limit_known().to_owned());
            }
            At::Most => (self.capacity?, &self.good.unit),
            At::Amount(input, output) => {
                let known = self.known(input, self.outputs[output])?;
                (known, &self.inputs[input].of.unit)
            }
            At::Another(_) | At::Review => return None,
        };
        let amount = with_unit(&significant(amount, DIGITS), unit);
        Some(words().interview_known_so_far(&amount))
    }

    /// Names of rows that may be meant by what is typed, without those that are asked about already.
    pub fn choices(&self, economy: &EconomyView, typed: &str) -> Vec<String> {
        let choices = rows::choices(economy, typed, |name| self.is_out(name));
        choices.into_iter().map(str::to_owned).collect()
    }

    /// What there is to choose from, in a sentence.
    pub fn choices_in_words(&self, economy: &EconomyView) -> String {
        rows::in_a_sentence(economy, |name| self.is_out(name))
    }

    /// Whether a name is not to be offered. Few goods are made from themselves; their names can be typed all the same.
    fn is_out(&self, name: &str) -> bool {
        let is_asked = |(place, input): (usize, &Asked)| {
            input.of.name == name && self.at != At::Another(place)
        };
        name == self.good.name || self.inputs.iter().enumerate().any(is_asked)
    }

    /// The number of this question, and how many there are as far as is known.
    pub fn progress(&self) -> (usize, usize) {
        let to = |input: usize, output: usize| {
            // Every input that is named here is asked for by one question more.
            2 + input * self.outputs.len() + output + input.saturating_sub(self.given)
        };
        let all = to(self.inputs.len(), 0);
        let now = match self.at {
            At::Most => 1,
            At::Amount(input, output) => to(input, output) + usize::from(input >= self.given),
            At::Another(input) => to(input, 0),
            At::Review => all,
        };
        (now, all)
    }

    fn told(&self, input: usize, output: usize) -> Option<Option<f64>> {
        self.inputs[input].told(self.outputs[output])
    }

    /// The last answer about a smaller output.
    fn before(&self, input: usize, output: usize) -> Option<(f64, f64)> {
        let mut smaller = (0..output).rev();
        smaller.find_map(|k| Some((self.outputs[k], self.told(input, k)??)))
    }

    /// What is known of an input, if anything.
    fn need(&self, input: usize) -> Option<&Need> {
        let name = &self.inputs.get(input)?.of.name;
        self.known.iter().find(|known| known.input.name == *name)
    }

    /// What is known of how much it takes.
    fn known(&self, input: usize, output: f64) -> Option<f64> {
        let place = self.known_for.iter().position(|of| *of == output)?;
        self.need(input)?.amounts.get(place).copied()
    }

    /// Whether the worker said that no row has this name.
    fn is_missing(&self, input: usize) -> bool {
        self.need(input).is_some_and(|need| !need.is_row)
    }

    fn unknown(&self, economy: &EconomyView, name: &str) -> String {
        rows::unknown(economy, name, |name| self.is_out(name))
    }

    /// Takes an answer.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence; the question stays.
    pub fn answer(&mut self, text: &str, economy: &EconomyView) -> Result<(), String> {
        match self.at {
            At::Most => {
                let most = self.number(text)?;
                if most <= 0.0 {
                    return Err(words().interview_more_than_nothing_expected().to_owned());
                }
                self.set_most(Some(most));
            }
            At::Amount(input, output) => {
                let amount = self.number(text)?;
                if amount < 0.0 {
                    return Err(words().interview_number_not_below_zero().to_owned());
                }
                if let Some((smaller, needed)) = self.before(input, output)
                    && amount < needed
                {
                    return Err(
                        words().interview_making_more_cannot_need(&about(smaller), &about(needed))
                    );
                }
                self.tell(input, output, Some(amount));
            }
            At::Another(place) => {
                let row = self.row(place, text, economy)?;
                self.name(place, row);
                self.at = At::Amount(place, 0);
            }
            At::Review => {}
        }
        Ok(())
    }

    /// The number that was typed; what stood in the field is meant to the last digit.
    fn number(&self, text: &str) -> Result<f64, String> {
        match self.drafted() {
            Some(number) if significant(number, DIGITS) == text.trim() => Ok(number),
            _ => typed(text),
        }
    }

    /// The row that was named as the input at a place.
    fn row(&self, place: usize, text: &str, economy: &EconomyView) -> Result<Named, String> {
        let name = text.trim();
        if name.is_empty() {
            return Err(words().interview_name_missing_here_if().to_owned());
        }
        let is_refused = self
            .known
            .iter()
            .any(|known| known.input.name == name && !known.is_row);
        let row = match rows::called(economy, name) {
            Some(row) => row,
            // The worker knows all rows, and will say so.
            None if !rows::are_all_known(economy) && !is_refused => Named {
                name: name.to_owned(),
                unit: String::new(),
            },
            None => return Err(self.unknown(economy, name)),
        };
        let mut others = self.inputs.iter().enumerate();
        if others.any(|(other, input)| other != place && input.of.name == row.name) {
            let kinds = &economy.labour;
            let hours = kinds
                .iter()
                .find(|kind| *kind != name && labour_name(kind) == name);
            return Err(match hours {
                Some(labour) => words().interview_hours_called_otherwise(name, labour),
                None => words().interview_you_have_answered_about(&row.name),
            });
        }
        Ok(row)
    }

    fn name(&mut self, place: usize, row: Named) {
        let was_missing = self.is_missing(place);
        match self.inputs.get_mut(place) {
            // What was said is said of the row that was meant.
            Some(input) if was_missing => input.of = row,
            Some(input) if input.of.name == row.name => {}
            Some(input) => *input = Asked::new(row),
            None => self.inputs.push(Asked::new(row)),
        }
    }

    /// Not known; no limit; nothing else, or not what was named.
    pub fn pass(&mut self) {
        match self.at {
            At::Most => self.set_most(None),
            At::Amount(input, output) => self.tell(input, output, None),
            At::Another(place) if place < self.inputs.len() => {
                self.inputs.remove(place);
                self.given -= usize::from(place < self.given);
                self.at = self.begin(place);
            }
            At::Another(_) | At::Review => self.at = At::Review,
        }
    }

    /// Goes back to the question before.
    pub fn back(&mut self) {
        self.at = match self.at {
            At::Amount(input, 0) if input >= self.given => At::Another(input),
            At::Most | At::Amount(0, 0) | At::Another(0) => At::Most,
            At::Amount(input, 0) | At::Another(input) => {
                At::Amount(input - 1, self.outputs.len() - 1)
            }
            At::Amount(input, output) => At::Amount(input, output - 1),
            At::Review => At::Another(self.inputs.len()),
        };
    }

    /// The first question about an input.
    fn begin(&self, input: usize) -> At {
        if input < self.given {
            At::Amount(input, 0)
        } else {
            At::Another(input)
        }
    }

    fn set_most(&mut self, most: Option<f64>) {
        if most != self.most {
            self.most = most;
            self.outputs = outputs(most);
        }
        self.at = self.begin(0);
    }

    fn tell(&mut self, input: usize, output: usize, amount: Option<f64>) {
        self.inputs[input].tell(self.outputs[output], amount);
        self.at = if output + 1 < self.outputs.len() {
            At::Amount(input, output + 1)
        } else {
            self.begin(input + 1)
        };
    }

    /// The most that can be made, in words.
    pub fn most_in_words(&self) -> String {
        let most = self.most.map(|most| significant(most, DIGITS));
        words().interview_capacity_is(most.as_deref().unwrap_or(words().units_no_limit()))
    }

    /// The answers: inputs, each with an amount or nothing per output.
    pub fn answers(&self) -> (Vec<f64>, Vec<Row>) {
        let of = |input: &Asked| {
            let amounts = self.outputs.iter().map(|&output| input.told(output)?);
            (input.of.clone(), amounts.collect())
        };
        (self.outputs.clone(), self.inputs.iter().map(of).collect())
    }

    /// What the answers change of the unit. Of an input about which nothing was known, or nothing else than before, nothing is
    /// changed.
    pub fn edits(&self) -> Vec<What> {
        let capacity = (self.most != self.capacity).then(|| What::Capacity {
            unit: self.unit.clone(),
            most: self.most,
        });
        let (outputs, inputs) = self.answers();
        let answers = inputs.into_iter().enumerate();
        let answers = answers.filter_map(|(place, (input, amounts))| {
            let pairs = outputs.iter().zip(amounts);
            let answers: Vec<(f64, f64)> = pairs
                .filter_map(|(&q, amount)| Some((q, amount?)))
                .collect();
            let is_known = |&(q, amount): &(f64, f64)| self.known(place, q) == Some(amount);
            let is_as_before = place < self.given && answers.iter().all(is_known);
            (!answers.is_empty() && !is_as_before).then(|| What::Answers {
                unit: self.unit.clone(),
                input: input.name,
                answers,
            })
        });
        capacity.into_iter().chain(answers).collect()
    }
}

/// The outputs to ask about: 1, 10, 100 and so on, up to the most that can be made.
fn outputs(most: Option<f64>) -> Vec<f64> {
    let Some(most) = most.filter(|most| *most > 0.0) else {
        return vec![1.0, 10.0, 100.0, 1000.0];
    };
    if most <= 1.0 {
        return vec![most / 100.0, most / 10.0, most];
    }
    let mut outputs = vec![1.0];
    while let Some(last) = outputs.last().filter(|last| **last * 10.0 < most) {
        outputs.push(last * 10.0);
    }
    outputs.push(most);
    outputs.split_off(outputs.len().saturating_sub(MOST_OUTPUTS))
}

/// What a thing is counted in, for a question.
fn counted_in(of: &Named) -> String {
    match of.unit.as_str() {
        "" => String::new(),
        unit => format!(" ({unit})"),
    }
}

#[cfg(test)]
mod tests;
