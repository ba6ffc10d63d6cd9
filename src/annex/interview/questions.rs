//! Which question comes next, and what an answer to it means. Pure.

use crate::annex::words::typed;
use crate::ui::number::about;
use crate::words::words;
use crate::worker::edit::What;
use crate::worker::look::Named;

/// The most outputs that are asked about.
const MOST_OUTPUTS: usize = 6;

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
    },
    /// Something else that it takes, by name.
    Another,
    /// Nothing is left to ask.
    Review,
}

/// What was answered about an output: not asked yet, or asked and not known, or an amount.
type Told = Option<Option<f64>>;

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
    inputs: Vec<Named>,
    told: Vec<Vec<Told>>,
    at: At,
}

/// Where the interview is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Most,
    Amount(usize, usize),
    Another,
    Review,
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
            inputs,
            told: Vec::new(),
            at: At::Most,
        }
    }

    /// The unit.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The question to ask now.
    pub fn question(&self) -> Question {
        match self.at {
            At::Most => Question::Most,
            At::Amount(input, output) => Question::Amount {
                input: self.inputs[input].clone(),
                output: self.outputs[output],
                before: self.before(input, output),
            },
            At::Another => Question::Another,
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
            Question::Another if self.inputs.is_empty() => words().interview_what_do_you_need(good),
            Question::Another => words().interview_do_you_need_anything(good),
            Question::Review => words().interview_was_all_these_your().to_owned(),
        }
    }

    /// What may be typed already: what was answered before, or is known.
    pub fn draft(&self) -> String {
        let number = match self.at {
            At::Most => self.most,
            At::Amount(input, output) => self.told(input, output).flatten(),
            At::Another | At::Review => None,
        };
        number
            .map(|number| crate::ui::number::significant(number, 9))
            .unwrap_or_default()
    }

    /// The number of this question, and how many there are as far as is known.
    pub fn progress(&self) -> (usize, usize) {
        let all = 2 + self.inputs.len() * self.outputs.len();
        let now = match self.at {
            At::Most => 1,
            At::Amount(input, output) => 2 + input * self.outputs.len() + output,
            At::Another | At::Review => all,
        };
        (now, all)
    }

    fn told(&self, input: usize, output: usize) -> Told {
        *self.told.get(input)?.get(output)?
    }

    /// The last answer about a smaller output.
    fn before(&self, input: usize, output: usize) -> Option<(f64, f64)> {
        let smaller = (0..output).rev();
        let known = smaller.map(|k| (k, self.told(input, k).flatten()));
        known
            .into_iter()
            .find_map(|(k, told)| Some((self.outputs[k], told?)))
    }

    /// Takes an answer.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence; the question stays.
    pub fn answer(&mut self, text: &str) -> Result<(), String> {
        match self.at {
            At::Most => {
                let most = typed(text)?;
                if most <= 0.0 {
                    return Err(words().interview_more_than_nothing_expected().to_owned());
                }
                self.set_most(Some(most));
            }
            At::Amount(input, output) => {
                let amount = typed(text)?;
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
            At::Another => {
                let name = text.trim();
                if name.is_empty() {
                    return Err(words().interview_name_missing_here_if().to_owned());
                }
                if self.inputs.iter().any(|input| input.name == name) {
                    return Err(words().interview_you_have_answered_about(name));
                }
                self.inputs.push(Named {
                    name: name.to_owned(),
                    unit: String::new(),
                });
                self.at = At::Amount(self.inputs.len() - 1, 0);
            }
            At::Review => {}
        }
        Ok(())
    }

    /// Not known; no limit; nothing else.
    pub fn pass(&mut self) {
        match self.at {
            At::Most => self.set_most(None),
            At::Amount(input, output) => self.tell(input, output, None),
            At::Another | At::Review => self.at = At::Review,
        }
    }

    /// Goes back to the question before.
    pub fn back(&mut self) {
        let last = self.outputs.len() - 1;
        self.at = match self.at {
            At::Most | At::Amount(0, 0) => At::Most,
            At::Amount(input, 0) => At::Amount(input - 1, last),
            At::Amount(input, output) => At::Amount(input, output - 1),
            At::Another if self.inputs.is_empty() => At::Most,
            At::Another => At::Amount(self.inputs.len() - 1, last),
            At::Review => At::Another,
        };
    }

    fn set_most(&mut self, most: Option<f64>) {
        if most != self.most {
            self.most = most;
            self.outputs = outputs(most);
            self.told.clear();
        }
        self.at = match self.inputs.is_empty() {
            true => At::Another,
            false => At::Amount(0, 0),
        };
    }

    fn tell(&mut self, input: usize, output: usize, amount: Option<f64>) {
        let outputs = self.outputs.len();
        self.told
            .resize(self.told.len().max(input + 1), vec![None; outputs]);
        let told = &mut self.told[input];
        told[output] = Some(amount);
        // What was said of larger outputs and no longer fits is asked again.
        if let Some(amount) = amount {
            for later in &mut told[output + 1..] {
                if later.flatten().is_some_and(|later| later < amount) {
                    *later = None;
                }
            }
        }
        self.at = if output + 1 < outputs {
            At::Amount(input, output + 1)
        } else if input + 1 < self.inputs.len() {
            At::Amount(input + 1, 0)
        } else {
            At::Another
        };
    }

    /// The answers: inputs, each with an amount or nothing per output.
    pub fn answers(&self) -> (Vec<f64>, Vec<Row>) {
        let of = |(place, input): (usize, &Named)| {
            let amounts = (0..self.outputs.len()).map(|k| self.told(place, k).flatten());
            (input.clone(), amounts.collect())
        };
        (
            self.outputs.clone(),
            self.inputs.iter().enumerate().map(of).collect(),
        )
    }

    /// What the answers change of the unit. Of an input about which nothing was known nothing is changed.
    pub fn edits(&self) -> Vec<What> {
        let capacity = (self.most != self.capacity).then(|| What::Capacity {
            unit: self.unit.clone(),
            most: self.most,
        });
        let (outputs, inputs) = self.answers();
        let answers = inputs.into_iter().filter_map(|(input, amounts)| {
            let pairs = outputs.iter().zip(amounts);
            let answers: Vec<(f64, f64)> = pairs
                .filter_map(|(&q, amount)| Some((q, amount?)))
                .collect();
            (!answers.is_empty()).then(|| What::Answers {
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
mod tests {
    use super::*;

    fn named(name: &str, unit: &str) -> Named {
        Named {
            name: name.to_owned(),
            unit: unit.to_owned(),
        }
    }

    fn dairy() -> Interview {
        Interview::new(
            "Dairy",
            named("Butter", "kg"),
            Some(500.0),
            vec![named("Milk", "l")],
        )
    }

    fn answered(interview: &mut Interview, answers: &[&str]) {
        for answer in answers {
            assert_eq!(
                interview.answer(answer),
                Ok(()),
                "{answer} to {}",
                interview.in_words()
            );
        }
    }

    #[test]
    fn a_whole_interview() {
        let mut interview = dairy();
        assert_eq!(
            interview.in_words(),
            "How much Butter (kg) can you make in a day at most?"
        );
        assert_eq!(interview.draft(), "500");
        answered(&mut interview, &["2000"]);
        assert_eq!(
            interview.in_words(),
            "To make 1 of Butter (kg) in a day, how much Milk (l) do you need?"
        );
        answered(&mut interview, &["2", "20"]);
        interview.pass();
        answered(&mut interview, &["2500", "6000"]);
        assert_eq!(interview.question(), Question::Another);
        answered(
            &mut interview,
            &["Lb(Butter)", "0.5", "5", "50", "500", "1000"],
        );
        interview.pass();
        assert_eq!(interview.question(), Question::Review);
        let unit = || "Dairy".to_owned();
        assert_eq!(
            interview.edits(),
            [
                What::Capacity {
                    unit: unit(),
                    most: Some(2000.0)
                },
                What::Answers {
                    unit: unit(),
                    input: "Milk".to_owned(),
                    answers: vec![(1.0, 2.0), (10.0, 20.0), (1000.0, 2500.0), (2000.0, 6000.0)],
                },
                What::Answers {
                    unit: unit(),
                    input: "Lb(Butter)".to_owned(),
                    answers: vec![
                        (1.0, 0.5),
                        (10.0, 5.0),
                        (100.0, 50.0),
                        (1000.0, 500.0),
                        (2000.0, 1000.0)
                    ],
                },
            ]
        );
    }

    #[test]
    fn an_answer_that_makes_no_sense_is_told_and_the_question_stays() {
        let mut interview = dairy();
        assert!(interview.answer("0").is_err() && interview.answer("many").is_err());
        answered(&mut interview, &["500", "2", "20"]);
        let question = interview.question();
        assert_eq!(
            interview.answer("7"),
            Err("Making more cannot need less: to make 10 you said 20.".to_owned())
        );
        assert!(interview.answer("-1").is_err() && interview.answer("").is_err());
        assert_eq!(interview.question(), question);
        answered(&mut interview, &["20", "20"]);
        assert!(interview.answer("Milk").is_err() && interview.answer(" ").is_err());
    }

    #[test]
    fn one_can_go_back_and_answer_otherwise() {
        let mut interview = dairy();
        answered(&mut interview, &["500", "2", "20", "200", "1000"]);
        for _ in 0..4 {
            interview.back();
        }
        assert_eq!(interview.draft(), "2");
        // More than was said of 10: that is asked again, what lies beyond is kept.
        answered(&mut interview, &["30"]);
        assert_eq!(interview.draft(), "");
        answered(&mut interview, &["40"]);
        assert_eq!(interview.draft(), "200");
        interview.back();
        interview.back();
        interview.back();
        interview.back();
        assert_eq!(interview.question(), Question::Most);
        // Another most asks about other outputs.
        answered(&mut interview, &["20"]);
        assert_eq!(interview.answers().0, [1.0, 10.0, 20.0]);
        assert!(
            interview
                .edits()
                .iter()
                .all(|what| matches!(what, What::Capacity { .. }))
        );
    }

    #[test]
    fn a_unit_of_which_nothing_is_known() {
        let mut interview = Interview::new("New", named("Bread", ""), None, Vec::new());
        interview.pass();
        assert_eq!(
            interview.in_words(),
            "What do you need to make Bread? Name one thing, as the table names it."
        );
        answered(&mut interview, &["Flour", "1"]);
        for _ in 0..3 {
            interview.pass();
        }
        interview.pass();
        assert_eq!(interview.edits().len(), 1);
        assert_eq!(interview.progress(), (6, 6));
    }

    #[test]
    fn outputs_are_asked_about_up_to_the_most() {
        for (most, expected) in [
            (None, &[1.0, 10.0, 100.0, 1000.0][..]),
            (Some(0.5), &[0.005, 0.05, 0.5]),
            (Some(1.0), &[0.01, 0.1, 1.0]),
            (Some(10.0), &[1.0, 10.0]),
            (Some(500.0), &[1.0, 10.0, 100.0, 500.0]),
            (Some(2e7), &[1e3, 1e4, 1e5, 1e6, 1e7, 2e7]),
        ] {
            assert_eq!(outputs(most), expected, "{most:?}");
        }
    }
}
