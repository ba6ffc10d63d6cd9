//! The mapping step: what every column and row of a national table is, proposed and changeable, and what comes of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::desk::Desk;
use super::state::{COLUMN_ROLES, KINDS, ROW_ROLES, State, column_choice, row_choice};
use super::view::{Faults, TakeButton};
use super::words;
use crate::intake::protocol::{ColumnRole, Line, Mapping, National, Rest, RowRole, Told};
use crate::ui::components::live::{clicked, flag, live, live_if, text};
use crate::ui::components::name::name;
use crate::ui::number::amount;
use crate::words::{Language, around, words};

/// Lines that are shown at first, and more with each click: each has a list to choose from.
const LINES: usize = 100;

/// The mapping of a table.
#[component]
pub fn Roles(
    /// The desk.
    desk: Desk,
    /// The table.
    table: Arc<National>,
) -> impl IntoView {
    let (columns, rows) = (Arc::clone(&table), Arc::clone(&table));
    let industry = |line: &Line<ColumnRole>| line.role == ColumnRole::Industry;
    let (industries, others) = split(&table.columns, industry);
    let (industry_rows, other_rows) = split(&table.rows, |line| line.role == RowRole::Industry);
    let column = move |place: usize| column_line(desk, place, &columns.columns[place]).into_any();
    let row = move |place: usize| row_line(desk, place, &rows.rows[place]).into_any();
    view! {
        <section class="roles">
            <h2>{words().tables_what_its_columns_rows()}</h2>
            <p class="hint">{words().tables_every_role_proposal_with()}</p>
            <Lines title=words().tables_columns_no_industries() of=words().tables_column() places=others line=Arc::new(column.clone()) open=true has_citizens=true />
            <Lines title=words().tables_columns_industries() of=words().tables_column() places=industries line=Arc::new(column) open=false has_citizens=true />
            <Lines title=words().tables_rows_no_industries() of=words().tables_row() places=other_rows line=Arc::new(row.clone()) open=true has_citizens=false />
            <Lines title=words().tables_rows_industries() of=words().tables_row() places=industry_rows line=Arc::new(row) open=false has_citizens=false />
            <Many desk=desk table=Arc::clone(&table) />
            <Whole desk=desk table=table />
        </section>
        <Outcome desk=desk />
    }
}

/// Places of the lines that are so, and of the others. A line stays where it is when its role is changed, so that the
/// keyboard does not lose it.
fn split<R>(lines: &[Line<R>], is: impl Fn(&Line<R>) -> bool) -> (Vec<usize>, Vec<usize>) {
    (0..lines.len()).partition(|&place| is(&lines[place]))
}

type MakeLine = Arc<dyn Fn(usize) -> AnyView + Send + Sync>;

/// A list of columns or rows.
#[component]
fn Lines(
    /// What they are.
    title: &'static str,
    /// Whether they are columns or rows.
    of: &'static str,
    /// Their places in the table.
    places: Vec<usize>,
    /// Makes a line.
    line: MakeLine,
    /// Whether they are to be seen at first.
    open: bool,
    /// Whether there may be citizens.
    has_citizens: bool,
) -> impl IntoView {
    let count = places.len();
    let shown = RwSignal::new(LINES);
    // They are made when somebody looks at them.
    let seen = RwSignal::new(open);
    let lines = live(move || {
        let many = if seen.get() { shown.get() } else { 0 };
        let lines = places.iter().take(many).map(|&place| line(place));
        lines.collect_view()
    });
    let more = live_if(move || {
        let left = count.saturating_sub(shown.get());
        (left > 0).then(|| {
            let label = words().tables_show_more(&left.min(LINES).to_string());
            let more = move || shown.update(|shown| *shown += LINES);
            view! { <button type="button" class="quiet" on:click=clicked(more)>{label}</button> }
        })
    });
    (count > 0).then(|| {
        view! {
            <details open=open on:toggle=move |_| seen.set(true)>
                <summary>{format!("{title} ({count})")}</summary>
                <div class="wide" tabindex="0" role="region" aria-label=title>
                    <table class="inner">
                        <thead>
                            <tr>
                                <th scope="col">{of}</th>
                                <th scope="col">{words().tables_sum()}</th>
                                <th scope="col">{words().tables_role()}</th>
                                {has_citizens.then(|| view! { <th scope="col">{words().tables_citizens_head()}</th> })}
                                <th scope="col">{words().tables_why()}</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                {more}
            </details>
        }
    })
}

/// A choice of a role.
fn choice(
    label: String,
    options: Vec<&'static str>,
    chosen: impl Fn(&Mapping) -> usize + Send + Sync + 'static,
    desk: Desk,
    choose: impl Fn(usize) + 'static,
) -> impl IntoView {
    let chosen = Memo::new(move |_| desk.with(|state| state.mapping().map_or(0, &chosen)));
    let options = options.into_iter().enumerate().map(|(place, option)| {
        let selected = flag(move || chosen.get() == place);
        view! { <option value=place.to_string() selected=selected>{option}</option> }
    });
    let options = options.collect_view();
    view! {
        <select
            aria-label=label
            prop:value=text(move || chosen.get().to_string())
            on:change:target=move |event| {
                if let Ok(place) = event.target().value().parse() {
                    choose(place);
                }
            }
        >
            {options}
        </select>
    }
}

fn column_line(desk: Desk, place: usize, line: &Line<ColumnRole>) -> impl IntoView + use<> {
    let role = move |mapping: &Mapping| mapping.columns.get(place).copied();
    let is_profile = Memo::new(move |_| {
        let role = desk.with(|state| state.mapping().and_then(role));
        matches!(role, Some(ColumnRole::Profile(_)))
    });
    // Of the number of citizens that was typed, so that it comes back with the role.
    let typed = RwSignal::new(String::new());
    let chosen = move |choice: usize| {
        let role = match COLUMN_ROLES.get(choice) {
            Some((_, ColumnRole::Profile(_))) => ColumnRole::Profile(
                typed
                    .with_untracked(|typed| words::citizens(typed))
                    .unwrap_or(1.0),
            ),
            Some((_, role)) => *role,
            None => return,
        };
        desk.decide(|mapping| mapping.columns[place] = role);
    };
    let options = COLUMN_ROLES.map(|(name, _)| name(words())).to_vec();
    let select = choice(
        words().tables_role_of(&line.name),
        options,
        move |mapping| role(mapping).map_or(0, column_choice),
        desk,
        chosen,
    );
    let label = words().tables_citizens(&line.name);
    let citizens = live_if(move || {
        let label = label.clone();
        is_profile
            .get()
            .then(|| view! { <Citizens desk=desk place=place label=label typed=typed /> })
    });
    view! {
        <tr>
            <th scope="row">{name(&line.name)}" "<small>{line.place.clone()}</small></th>
            <td>{amount(line.sum)}</td>
            <td class="word">{select}</td>
            <td class="word">{citizens}</td>
            <td class="word why-so">{line.reason.clone()}</td>
        </tr>
    }
}

fn row_line(desk: Desk, place: usize, line: &Line<RowRole>) -> impl IntoView + use<> {
    let options = ROW_ROLES.map(|(name, _)| name(words())).to_vec();
    let select = choice(
        words().tables_role_row(&line.name),
        options,
        move |mapping| mapping.rows.get(place).map_or(0, |role| row_choice(*role)),
        desk,
        move |choice| {
            if let Some((_, role)) = ROW_ROLES.get(choice) {
                desk.decide(|mapping| mapping.rows[place] = *role);
            }
        },
    );
    view! {
        <tr>
            <th scope="row">{name(&line.name)}" "<small>{line.place.clone()}</small></th>
            <td>{amount(line.sum)}</td>
            <td class="word">{select}</td>
            <td class="word why-so">{line.reason.clone()}</td>
        </tr>
    }
}

/// How many citizens a profile stands for.
#[component]
fn Citizens(
    /// The desk.
    desk: Desk,
    /// Place of the column.
    place: usize,
    /// What it is.
    label: String,
    /// What has been typed.
    typed: RwSignal<String>,
) -> impl IntoView {
    let fault = Memo::new(move |_| typed.with(|typed| words::citizens(typed).err()));
    let id = format!("citizens-{place}-fault");
    let described = id.clone();
    let set = move |text: String| {
        if let Ok(citizens) = words::citizens(&text) {
            desk.decide(|mapping| mapping.columns[place] = ColumnRole::Profile(citizens));
        }
        typed.set(text);
    };
    view! {
        <input
            type="text"
            inputmode="decimal"
            autocomplete="off"
            placeholder="1"
            aria-label=label
            aria-invalid=text(move || fault.get().is_some().to_string())
            aria-describedby=described
            prop:value=text(move || typed.get())
            on:input:target=move |event| set(event.target().value())
        />
        <p id=id class="fault">{text(move || fault.get().unwrap_or_default())}</p>
    }
}

/// One role for many columns or rows, for a table whose titles say nothing.
#[component]
fn Many(
    /// The desk.
    desk: Desk,
    /// The table.
    table: Arc<National>,
) -> impl IntoView {
    let (first, last) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let role = RwSignal::new(0_usize);
    let said = RwSignal::new(String::new());
    // Choices of columns first, then those of rows.
    let options = COLUMN_ROLES
        .iter()
        .map(|(name, _)| words().tables_columns(name(words())));
    let options = options.chain(
        ROW_ROLES
            .iter()
            .map(|(name, _)| words().tables_rows(name(words()))),
    );
    let options = options.enumerate().map(|(place, name)| {
        view! { <option value=place.to_string()>{name}</option> }
    });
    let options = options.collect_view();
    let set = move || {
        let chosen = role.get_untracked();
        let is_column = chosen < COLUMN_ROLES.len();
        let number = |text: RwSignal<String>| {
            text.with_untracked(|text| match is_column {
                true => words::column(text),
                false => text.trim().parse().ok(),
            })
        };
        let (Some(from), Some(to)) = (number(first), number(last)) else {
            return said.set(
                match is_column {
                    true => words().tables_say_first_last_column(),
                    false => words().tables_say_first_last_line(),
                }
                .to_owned(),
            );
        };
        let within = |place: &str, prefix: &str| {
            let word = place
                .strip_prefix(prefix)
                .and_then(|rest| rest.split(' ').next());
            let number = word.and_then(|word| match is_column {
                true => words::column(word),
                false => word.parse().ok(),
            });
            number.is_some_and(|number| (from..=to).contains(&number))
        };
        // As the reader says where a line is.
        let (before_column, _) = around(|column| words().files_fault_column(column));
        let (before_line, _) = around(|line| words().files_fault_line_one(line));
        let mut count = 0;
        desk.decide(|mapping| {
            if let Some((_, role)) = COLUMN_ROLES.get(chosen) {
                for (line, slot) in table.columns.iter().zip(&mut mapping.columns) {
                    if within(&line.place, &before_column) {
                        (*slot, count) = (*role, count + 1);
                    }
                }
            } else if let Some((_, role)) = ROW_ROLES.get(chosen - COLUMN_ROLES.len()) {
                for (line, slot) in table.rows.iter().zip(&mut mapping.rows) {
                    if within(&line.place, &before_line) {
                        (*slot, count) = (*role, count + 1);
                    }
                }
            }
        });
        said.set(match is_column {
            true => words().tables_columns_set(&words::counted(
                count,
                Language::tables_columns_one,
                Language::tables_columns_other,
            )),
            false => words().tables_rows_set(&words::counted(
                count,
                Language::tables_rows_one,
                Language::tables_rows_other,
            )),
        });
    };
    view! {
        <details>
            <summary>{words().tables_one_role_many_at()}</summary>
            <div class="choices many">
                <label><span>{words().tables_role()}</span>
                    <select on:change:target=move |event| role.set(event.target().value().parse().unwrap_or(0))>{options}</select>
                </label>
                <label><span>{words().tables_from()}</span>
                    <input type="text" autocomplete="off" placeholder="B" on:input:target=move |event| first.set(event.target().value()) />
                </label>
                <label><span>{words().tables_to()}</span>
                    <input type="text" autocomplete="off" placeholder="AY" on:input:target=move |event| last.set(event.target().value()) />
                </label>
                <button type="button" on:click=clicked(set)>{words().tables_set()}</button>
            </div>
            <p class="hint" role="status">{text(move || said.get())}</p>
        </details>
    }
}

/// What holds for the table as a whole.
#[component]
fn Whole(
    /// The desk.
    desk: Desk,
    /// The table.
    table: Arc<National>,
) -> impl IntoView {
    let kind = choice(
        words().tables_cells_hold().to_owned(),
        KINDS.map(|(name, _)| name(words())).to_vec(),
        |mapping| {
            KINDS
                .iter()
                .position(|(_, kind)| *kind == mapping.kind)
                .unwrap_or(0)
        },
        desk,
        move |choice| {
            if let Some((_, kind)) = KINDS.get(choice) {
                desk.decide(|mapping| mapping.kind = *kind);
            }
        },
    );
    let unit = move |text: String| {
        let text = text.trim().to_owned();
        desk.decide(|mapping| {
            mapping.unit = if text.is_empty() {
                words().files_flows_money().to_owned()
            } else {
                text
            };
        });
    };
    let is_external = flag(move || {
        desk.with(|state| {
            state
                .mapping()
                .is_some_and(|mapping| mapping.rest == Rest::External)
        })
    });
    let rest = move |on: bool| {
        desk.decide(|mapping| mapping.rest = if on { Rest::External } else { Rest::Reported });
    };
    view! {
        <div class="choices">
            <label><span>{words().tables_cells_hold()}</span>{kind}</label>
            <label>
                <span>{words().tables_money_counted()}</span>
                <input
                    type="text"
                    autocomplete="off"
                    placeholder=words().files_flows_money()
                    maxlength="60"
                    on:input:target=move |event| unit(event.target().value())
                />
            </label>
        </div>
        <p class="hint" dir="auto">{words().tables_proposed_because(KINDS[usize::from(table.kind.0 != KINDS[0].1)].0(words()), &table.kind.1)}</p>
        <label class="check">
            <input type="checkbox" prop:checked=is_external on:change:target=move |event| rest(event.target().checked()) />
            <span>{words().tables_where_row_does_not()}</span>
        </label>
    }
}

/// What the roles make of the table.
#[component]
fn Outcome(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let told = Memo::new(move |_| desk.with(|state| state.told().cloned()));
    let refused = Memo::new(move |_| desk.with(|state| state.roles_refused().to_vec()));
    view! {
        {live_if(move || {
            let faults = refused.get();
            (!faults.is_empty()).then(|| view! { <Faults faults=faults title=words().tables_these_roles_make_no() /> })
        })}
        {live_if(move || told.get().map(sentences))}
        <div class="go use">
            <TakeButton desk=desk can=flag(move || desk.with(State::is_usable)) />
            <span class="hint">{words().tables_becomes_open_economy_every()}</span>
        </div>
    }
}

fn sentences(told: Told) -> impl IntoView {
    let list = |sentences: Vec<String>| {
        let items = sentences
            .into_iter()
            .map(|sentence| view! { <li dir="auto">{sentence}</li> });
        items.collect_view()
    };
    let findings = match told.findings.len() {
        0 => view! { <p>{words().tables_nothing_every_row_balances()}</p> }.into_any(),
        _ => view! { <ul class="steps findings">{list(told.findings)}</ul> }.into_any(),
    };
    view! {
        <section class="told">
            <h2>{words().tables_what_odd_about_this()}</h2>
            {findings}
            <h2>{words().tables_what_its_plan()}</h2>
            <ul class="steps">{list(told.plan)}</ul>
            <details>
                <summary>{words().tables_every_step()}</summary>
                <ul class="steps">{list(told.log)}</ul>
            </details>
        </section>
    }
}
