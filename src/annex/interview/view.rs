//! The question on the page. It can be answered without a mouse: every question has the focus, Enter answers it.

use leptos::html::{Button, Input};
use leptos::prelude::*;

use super::questions::{Interview, Question};
use crate::annex::desk::Desk;
use crate::ui::components::live::{clicked, live, live_if};
use crate::ui::components::name::name;
use crate::ui::number::{about, significant, with_unit};
use crate::words::{around, words};
use crate::worker::look::{Maker, Named};

/// The button that begins an interview, and the interview.
#[component]
pub fn AskUnit(
    /// The desk.
    desk: Desk,
    /// The unit, with the good it makes.
    unit: Signal<Option<(Maker, Named)>>,
) -> impl IntoView {
    let interview = RwSignal::new(None::<Interview>);
    let button = NodeRef::<Button>::new();
    let begin = move || {
        let of = unit.get_untracked();
        interview.set(
            of.map(|(maker, good)| Interview::new(&maker.name, good, maker.capacity, maker.inputs)),
        );
    };
    let end = move || {
        interview.set(None);
        // The form is gone, and the keyboard needs a place to be.
        request_animation_frame(move || {
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        });
    };
    // Of another unit nothing has been asked yet.
    Effect::new(move |_| {
        let name = unit.get().map(|(maker, _)| maker.name);
        let is_other = interview.with_untracked(|interview| {
            interview
                .as_ref()
                .is_some_and(|interview| Some(interview.unit()) != name.as_deref())
        });
        if is_other {
            interview.set(None);
        }
    });
    let is_on = Memo::new(move |_| interview.with(Option::is_some));
    live(move || {
        match is_on.get() {
        false => view! {
            <p class="ask">
                <button type="button" node_ref=button on:click=clicked(begin)>{words().interview_ask_unit()}</button>
                <span class="hint">{words().interview_goes_through_questions_with()}</span>
            </p>
        }
        .into_any(),
        true => view! { <Interviewing desk=desk interview=interview end=Callback::new(move |()| end()) /> }.into_any(),
    }
    })
}

/// The interview under way.
#[component]
fn Interviewing(
    desk: Desk,
    interview: RwSignal<Option<Interview>>,
    end: Callback<()>,
) -> impl IntoView {
    let unit = interview.with_untracked(|interview| {
        interview
            .as_ref()
            .map(|interview| interview.unit().to_owned())
            .unwrap_or_default()
    });
    let question =
        Memo::new(move |_| interview.with(|interview| interview.as_ref().map(Interview::question)));
    let take = move || {
        let edits = interview.with_untracked(|interview| interview.as_ref().map(Interview::edits));
        end.run(());
        if let Some(edits) = edits.filter(|edits| !edits.is_empty()) {
            desk.edit_all(edits);
        }
    };
    let (before, after) = around(|unit| words().interview_questions_to(unit));
    view! {
        <section class="interview" aria-label=words().interview_questions_to(&unit)>
            <h3>{before}{name(&unit)}{after}</h3>
            {live_if(move || Some(match question.get()? {
                Question::Review => view! { <Review interview=interview take=Callback::new(move |()| take()) /> }.into_any(),
                _ => view! { <Ask interview=interview /> }.into_any(),
            }))}
            <button type="button" class="quiet" on:click=clicked(move || end.run(()))>{words().interview_leave_without_changing_anything()}</button>
        </section>
    }
}

/// One question.
#[component]
fn Ask(interview: RwSignal<Option<Interview>>) -> impl IntoView {
    let (asked, draft, question, (now, all)) = interview.with_untracked(|interview| {
        let interview = interview.as_ref();
        (
            interview.map(Interview::in_words).unwrap_or_default(),
            interview.map(Interview::draft).unwrap_or_default(),
            interview.map(Interview::question),
            interview.map(Interview::progress).unwrap_or_default(),
        )
    });
    let typed = RwSignal::new(draft);
    let fault = RwSignal::new(String::new());
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
            field.select();
        }
    });
    let change = move |act: &dyn Fn(&mut Interview) -> Result<(), String>| {
        let mut next = interview.get_untracked();
        match next.as_mut().map(act) {
            Some(Err(why)) => fault.set(why),
            _ => interview.set(next),
        }
    };
    let answer = move || change(&|interview| interview.answer(&typed.get_untracked()));
    let pass = move || {
        change(&|interview| {
            interview.pass();
            Ok(())
        });
    };
    let back = move || {
        change(&|interview| {
            interview.back();
            Ok(())
        });
    };
    let (is_first, is_name) = (
        question == Some(Question::Most),
        question == Some(Question::Another),
    );
    let none = match &question {
        Some(Question::Most) => words().interview_there_no_limit(),
        Some(Question::Another) => words().interview_nothing_else(),
        _ => words().interview_do_not_know(),
    };
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
    let mode = if is_name { "text" } else { "decimal" };
    view! {
        <form on:submit=move |event| { event.prevent_default(); answer(); }>
            <p class="hint">{words().interview_question(&now.to_string(), &all.to_string())}</p>
            <label for="interview-answer">{asked}</label>
            {before}
            <input
                id="interview-answer"
                class="typing"
                type="text"
                autocomplete="off"
                inputmode=mode
                node_ref=field
                aria-describedby="interview-fault"
                aria-invalid=move || (!fault.with(String::is_empty)).to_string()
                prop:value=typed
                on:input:target=move |event| typed.set(event.target().value())
            />
            <p id="interview-fault" class="fault" role="alert">{fault}</p>
            <div class="bar">
                <button type="submit" class="main">{words().interview_next()}</button>
                <button type="button" on:click=clicked(pass)>{none}</button>
                <button type="button" disabled=is_first on:click=clicked(back)>{words().interview_back()}</button>
            </div>
        </form>
    }
}

/// All answers, before they are taken.
#[component]
fn Review(interview: RwSignal<Option<Interview>>, take: Callback<()>) -> impl IntoView {
    let (outputs, inputs) = interview
        .with_untracked(|interview| interview.as_ref().map(Interview::answers))
        .unwrap_or_default();
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
    let back = move || {
        interview.update(|interview| {
            if let Some(interview) = interview {
                interview.back();
            }
        });
    };
    view! {
        <p>{words().interview_was_all_these_answers()}</p>
        <div class="wide" tabindex="0" role="region" aria-label=words().interview_answers()>
            <table>
                <thead><tr><th scope="col">{words().interview_make_day()}</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <div class="bar">
            <button type="button" class="main" node_ref=main on:click=clicked(move || take.run(()))>{words().interview_take_these_answers()}</button>
            <button type="button" on:click=clicked(back)>{words().interview_back()}</button>
        </div>
    }
}
