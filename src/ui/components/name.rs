//! A name from the user's files: always text, never longer than a line, and unable to turn the text around it.

use leptos::prelude::*;

/// Names up to this many characters are shown whole.
const SHORT: usize = 28;

/// Shows a name; a long one is clipped, and whole in its tooltip.
pub fn name(text: &str) -> impl IntoView + use<> {
    let is_long = text.chars().nth(SHORT).is_some();
    let title = is_long.then(|| text.to_owned());
    view! { <bdi class="name" class:clipped=is_long title=title>{text.to_owned()}</bdi> }
}
