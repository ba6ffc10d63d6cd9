//! The question on the page. It can be answered without a mouse: every question has the focus, Enter answers it.

use std::sync::Arc;

use leptos::html::{Button, Input};
use leptos::prelude::*;

use super::questions::{At, Interview, Question};
use crate::annex::bar::{FROM_DAY, refusal};
use crate::annex::desk::Desk;
use crate::annex::state::{Fate, State};
use crate::ui::components::live::{by_id, clicked, flag, live, live_if, text};
use crate::ui::components::name::name;
use crate::ui::number::{about, significant, with_unit};
use crate::words::{around, words};
use crate::worker::edit::What;
use crate::worker::look::{Maker, Named};
use crate::worker::protocol::EconomyView;

/// The id of the list of names that are offered.
const ROWS: &str = "interview-rows";

/// An interview under way, and what is known beside it.
#[derive(Clone, Copy)]
struct Talk {
    desk: Desk,
    interview: RwSignal<Option<Interview>>,
    economy: Memo<Option<Arc<EconomyView>>>,
    /// Ends it, and says what has come of it.
    end: Callback<String>,
}

impl Talk {
    /// Reads the interview, and again whenever it changes.
    fn read<T: Default>(self, read: impl FnOnce(&Interview) -> T) -> T {
        self.interview
            .with(|interview| interview.as_ref().map(read).unwrap_or_default())
    }

    /// Reads the interview as it is now.
    fn read_once<T: Default>(self, read: impl FnOnce(&Interview) -> T) -> T {
        untrack(|| self.read(read))
    }

    /// Reads the interview with the rows of the table.
    fn read_rows<T: Default>(self, read: impl FnOnce(&Interview, &EconomyView) -> T) -> T {
        self.economy.with(|economy| match economy {
            Some(economy) => self.read(|interview| read(interview, economy)),
            None => T::default(),
        })
    }

    fn change(self, act: impl FnOnce(&mut Interview)) {
        self.interview.update(|interview| {
            if let Some(interview) = interview {
                act(interview);
            }
        });
    }

    /// Goes back to the question before.
    fn back(self) {
        self.change(Interview::back);
    }
}

/// Puts the keyboard somewhere once what has changed is on the page.
fn focus_next(place: impl Fn() -> Option<web_sys::HtmlElement> + 'static) {
    request_animation_frame(move || {
        if let Some(element) = place() {
            let _ = element.focus();
        }
    });
}

/// The button that begins an interview, and the interview.
#[component]
pub fn AskUnit(
    /// The desk.
    desk: Desk,
    /// The unit, with the good it makes.
    unit: Signal<Option<(Maker, Named)>>,
    /// The interview under way. It goes on when another view has been looked at.
    interview: RwSignal<Option<Interview>>,
) -> impl IntoView {
    let button = NodeRef::<Button>::new();
    let said = RwSignal::new(String::new());
    let begin = move || {
        said.set(String::new());
        let of = unit.get_untracked();
        interview.set(
            of.map(|(maker, good)| Interview::new(&maker.name, good, maker.capacity, maker.inputs)),
        );
    };
    let end = move |what: String| {
        interview.set(None);
        said.set(what);
        // The form is gone, and the keyboard needs a place to be.
        focus_next(move || button.get_untracked().map(Into::into));
    };
    let is_on = Memo::new(move |_| interview.with(Option::is_some));
    let needs = Memo::new(move |_| desk.with(|state| state.needs().cloned()));
    let economy = Memo::new(move |_| desk.with(|state| state.economy().cloned()));
    let end = Callback::new(end);
    let talk = Talk {
        desk,
        interview,
        economy,
        end,
    };
    Effect::new(move |_| {
        if let Some(needs) = needs.get().filter(|_| is_on.get()) {
            talk.change(|interview| interview.know(&needs));
        }
    });
    view! {
        {live(move || match is_on.get() {
            false => view! {
                <p class="ask">
                    <button type="button" node_ref=button on:click=clicked(begin)>{words().interview_ask_unit()}</button>
                    <span class="hint">{words().interview_goes_through_questions_with()}</span>
                </p>
            }
            .into_any(),
            true => view! { <Interviewing talk=talk /> }.into_any(),
        })}
        <p class="hint" role="status">{said}</p>
    }
}

/// The interview under way.
#[component]
fn Interviewing(talk: Talk) -> impl IntoView {
    let unit = talk.read_once(|interview| interview.unit().to_owned());
    let at = Memo::new(move |_| talk.read(|interview| Some(interview.at())));
    let (before, after) = around(|unit| words().interview_questions_to(unit));
    let leave = move || {
        talk.desk.change(State::drop_faults);
        talk.end.run(String::new());
    };
    view! {
        <section class="interview" aria-label=words().interview_questions_to(&unit)>
            <h3>{before}{name(&unit)}{after}</h3>
            {live_if(move || Some(match at.get()? {
                At::Review => view! { <Review talk=talk /> }.into_any(),
                _ => view! { <Ask talk=talk /> }.into_any(),
            }))}
            <button type="button" class="quiet" on:click=clicked(leave)>{words().interview_leave_without_changing_anything()}</button>
        </section>
    }
}

/// One question.
#[component]
fn Ask(talk: Talk) -> impl IntoView {
    let question = talk.read_once(|interview| Some(interview.question()));
    let (is_first, is_name) = (
        question == Some(Question::Most),
        matches!(question, Some(Question::Another { .. })),
    );
    // What is being typed; nothing while the field shows what was answered before, or is known.
    let typed = RwSignal::new(None::<String>);
    let draft = Memo::new(move |_| talk.read(Interview::draft));
    let shown = text(move || typed.get().unwrap_or_else(|| draft.get()));
    let fault = RwSignal::new(untrack(|| {
        talk.read_rows(Interview::fault).unwrap_or_default()
    }));
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    // What is filled in goes as soon as something is typed.
    Effect::new(move |_| {
        draft.track();
        if let Some(field) = field
            .get()
            .filter(|_| typed.with_untracked(Option::is_none))
        {
            field.select();
        }
    });
    let answer = move || {
        let mut next = talk.interview.get_untracked();
        let text = shown.get_untracked();
        let economy = talk.economy.get_untracked();
        let taken = next.as_mut().zip(economy);
        match taken.map(|(interview, economy)| interview.answer(&text, &economy)) {
            Some(Err(why)) => fault.set(why),
            _ => talk.interview.set(next),
        }
    };
    let pass = move || {
        talk.change(Interview::pass);
        typed.set(None);
        fault.set(String::new());
    };
    let none = text(move || {
        let question = talk.read(|interview| Some(interview.question()));
        let none = match question {
            Some(Question::Most) => words().interview_there_no_limit(),
            Some(Question::Another { is_named: true }) => words().interview_not_needed(),
            Some(Question::Another { .. }) => words().interview_nothing_else(),
            _ => words().interview_do_not_know(),
        };
        none.to_owned()
    });
    let number = text(move || {
        let (now, all) = talk.read(Interview::progress);
        words().interview_question(&now.to_string(), &all.to_string())
    });
    let before = match &question {
        Some(Question::Amount {
            before: Some((output, amount)),
            input,
            ..
        }) => {
            let needed = with_unit(&about(*amount), &input.unit);
            Some(
                view! { <p class="hint">{words().interview_you_said(&about(*output), &needed)}</p> },
            )
        }
        _ => None,
    };
    let is_own = matches!(question, Some(Question::Amount { is_own: true, .. }));
    let own = is_own.then(|| view! { <p class="hint">{words().interview_used_up_itself()}</p> });
    let known = text(move || match is_name {
        true => talk.read_rows(Interview::choices_in_words),
        false => talk.read(Interview::known_so_far).unwrap_or_default(),
    });
    let offered = is_name
        .then(|| view! { <datalist id=ROWS>{live(move || choices(talk, typed))}</datalist> });
    let mode = if is_name { "text" } else { "decimal" };
    view! {
        <form on:submit=move |event| { event.prevent_default(); answer(); }>
            <p class="hint">{number}</p>
            <label for="interview-answer">{text(move || talk.read(Interview::in_words))}</label>
            {before}
            {own}
            <input
                id="interview-answer"
                class="typing"
                type="text"
                autocomplete="off"
                inputmode=mode
                list=is_name.then_some(ROWS)
                node_ref=field
                aria-describedby="interview-known interview-fault"
                aria-invalid=text(move || (!fault.with(String::is_empty)).to_string())
                prop:value=shown
                on:input:target=move |event| typed.set(Some(event.target().value()))
            />
            {offered}
            <p id="interview-known" class="hint">{known}</p>
            <p id="interview-fault" class="fault" role="alert">{fault}</p>
            <div class="bar">
                <button type="submit" class="main">{words().interview_next()}</button>
                <button type="button" on:click=clicked(pass)>{none}</button>
                <button type="button" disabled=is_first on:click=clicked(move || talk.back())>{words().interview_back()}</button>
            </div>
        </form>
    }
}

/// The names that are offered for what is typed.
fn choices(talk: Talk, typed: RwSignal<Option<String>>) -> impl IntoView {
    let typed = typed.get().unwrap_or_default();
    let names = talk.read_rows(|interview, economy| interview.choices(economy, &typed));
    let options = names
        .into_iter()
        .map(|name| view! { <option value=name></option> });
    options.collect_view()
}

/// All answers, before they are taken.
#[component]
fn Review(talk: Talk) -> impl IntoView {
    let Talk { desk, .. } = talk;
    let (outputs, inputs) = talk.read_once(Interview::answers);
    let heads = inputs.iter().map(|(input, _)| {
        let unit = if input.unit.is_empty() {
            String::new()
        } else {
            format!(" ({})", input.unit)
        };
        view! { <th scope="col">{name(&input.name)}{unit}</th> }
    });
    let rows = outputs.iter().enumerate().map(|(place, output)| {
        let cell = |(_, amounts): &(Named, Vec<Option<f64>>)| {
            let amount = amounts[place].map_or_else(|| "–".to_owned(), |amount| significant(amount, 9));
            view! { <td>{amount}</td> }
        };
        view! { <tr><th scope="row">{about(*output)}</th>{inputs.iter().map(cell).collect_view()}</tr> }
    });
    let main = NodeRef::<Button>::new();
    Effect::new(move |_| {
        if let Some(main) = main.get() {
            let _ = main.focus();
        }
    });
    // What is on its way to the worker. The answers stay here until it has taken them.
    let sent = RwSignal::new(None::<(usize, Vec<What>)>);
    let (fault, status) = (RwSignal::new(String::new()), RwSignal::new(""));
    let fate = Memo::new(move |_| {
        sent.with(|sent| {
            let (since, sent) = sent.as_ref()?;
            Some(desk.with(|state| state.fate(*since, sent)))
        })
    });
    Effect::new(move |_| match fate.get() {
        Some(Fate::InForce) => {
            let unit = talk.read_once(|interview| interview.unit().to_owned());
            talk.end.run(words().interview_taken(&unit));
        }
        Some(Fate::Undecided) => {
            status.set(words().interview_from_when_on_asked());
            focus_next(|| by_id(FROM_DAY));
        }
        Some(Fate::Underway) => status.set(words().interview_being_taken()),
        Some(Fate::Gone) => {
            let (_, whats) = sent.write_untracked().take().unwrap_or_default();
            sent.set(None);
            let why = untrack(|| {
                desk.with(|state| {
                    let mut faults = state.faults().iter();
                    let of_it = |what| whats.contains(what);
                    let fault = faults.find(|fault| fault.what.as_ref().is_some_and(of_it));
                    fault.map(|fault| refusal(&fault.why))
                })
            });
            fault.set(why.unwrap_or_default());
            status.set(words().interview_not_taken());
            focus_next(move || main.get_untracked().map(Into::into));
        }
        None => {}
    });
    let take = move || {
        if sent.with_untracked(Option::is_some) {
            return;
        }
        fault.set(String::new());
        let (unit, edits) =
            talk.read_once(|interview| (interview.unit().to_owned(), interview.edits()));
        if edits.is_empty() {
            talk.end.run(words().interview_nothing_differs(&unit));
            return;
        }
        let since = untrack(|| desk.with(|state| state.edits().len()));
        desk.edit_all(edits.clone());
        sent.set(Some((since, edits)));
    };
    let back = move || {
        desk.change(State::drop_faults);
        talk.back();
    };
    let is_sent = flag(move || sent.with(Option::is_some));
    view! {
        <p>{words().interview_was_all_these_answers()}</p>
        <p>{talk.read_once(Interview::most_in_words)}</p>
        <div class="wide" tabindex="0" role="region" aria-label=words().interview_answers()>
            <table>
                <thead><tr><th scope="col">{words().interview_make_day()}</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <div class="bar">
            <button type="button" class="main" node_ref=main on:click=clicked(take)>{words().interview_take_these_answers()}</button>
            <button type="button" disabled=is_sent on:click=clicked(back)>{words().interview_back()}</button>
        </div>
        <p class="fault" role="alert">{fault}</p>
        <p class="hint" role="status">{status}</p>
    }
}
