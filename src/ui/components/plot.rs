//! A place for a plot: it tells the drawing how large it is, and has it drawn again when that changes.

use super::live::text;
use super::measure::room;
use leptos::html::Div;
use leptos::prelude::*;

use crate::ui::charts::canvas::Size;
use crate::ui::theme::root_em;

/// A plot. The style sheet gives the element its size; what is drawn fills it.
#[component]
pub fn Plot(
    /// What kind of picture it is, for those who do not see it.
    #[prop(into)]
    label: String,
    /// Draws it as the text of an SVG element, reading the signals it depends on.
    draw: Box<dyn Fn(Size) -> String + Send + Sync>,
) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    let size = room(element);
    let svg = text(move || {
        let (width, height) = size.get();
        if width > 0.0 && height > 0.0 {
            draw(Size {
                width,
                height,
                em: root_em(),
            })
        } else {
            String::new()
        }
    });
    view! { <div class="plot" role="img" aria-label=label node_ref=element inner_html=svg></div> }
}
