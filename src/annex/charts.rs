//! Charts as files: SVG as it is drawn, with the page's colours and letters written into it, and PNG painted from that at
//! twice the size.

use js_sys::{Array, Function, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlCanvasElement, HtmlImageElement, Url};

use crate::ui::files;
use crate::ui::views::{ANNEX, CHARTS, PLAN};

/// Dots of a PNG per pixel of the page.
const FINE: f64 = 2.0;

/// Hands out the charts of the plan, if the page has asked for them.
pub fn hand_out() {
    let Some(place) = document().get_element_by_id(ANNEX) else {
        return;
    };
    let Some(kind) = place.get_attribute(CHARTS) else {
        return;
    };
    // What the browser does not do is taken as not asked for: there is nothing that could be done instead.
    let _ = place.remove_attribute(CHARTS);
    let plots = document().query_selector_all(&format!("#{} .plot[role=img]", PLAN.id));
    let Ok(plots) = plots else { return };
    for place in 0..plots.length() {
        let plot = plots
            .get(place)
            .and_then(|plot| plot.dyn_into::<Element>().ok());
        let Some((plot, svg)) = plot.and_then(|plot| {
            // Where the plan of a morning is looked at, the chart with it lies over the page's own.
            let over = plot.next_element_sibling();
            let over = over.and_then(|over| over.query_selector(".beside svg").ok().flatten());
            let svg = over.or_else(|| plot.query_selector("svg").ok().flatten())?;
            Some((plot, svg))
        }) else {
            continue;
        };
        let name = file_name(&plot.get_attribute("aria-label").unwrap_or_default());
        let text = standalone(&svg.outer_html(), &colour("--sheet"), &colour("--sans"));
        let size = (
            f64::from(plot.client_width()),
            f64::from(plot.client_height()),
        );
        let _ = match &*kind {
            "PNG" => paint(&text, size, format!("{name}.png")),
            _ => files::download(&format!("{name}.svg"), SVG, text.as_bytes()),
        };
    }
}

const SVG: &str = "image/svg+xml";

/// A variable of the page's style sheet.
fn colour(name: &str) -> String {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value.unwrap_or_default().trim().to_owned()
}

/// "Line chart of egalitarianism by day" is `egalitarianism-by-day`.
fn file_name(label: &str) -> String {
    let label = label.strip_prefix("Line chart of ").unwrap_or(label);
    let letters = label.chars().map(|letter| {
        if letter.is_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '-'
        }
    });
    let name: String = letters.take(60).collect();
    if name.is_empty() {
        "chart".to_owned()
    } else {
        name
    }
}

/// The picture by itself: what the page's style sheet says of it is written into it.
fn standalone(svg: &str, sheet: &str, fonts: &str) -> String {
    let Some((head, rest)) = svg.split_once('>') else {
        return svg.to_owned();
    };
    let name = if head.contains("xmlns=") {
        ""
    } else {
        " xmlns=\"http://www.w3.org/2000/svg\""
    };
    let style = format!(
        "text{{font-family:{fonts};font-variant-numeric:tabular-nums;paint-order:stroke;stroke:{sheet};stroke-width:0.3em;stroke-linejoin:round}}"
    );
    // HTML has a name for this sign that XML does not know.
    let rest = rest.replace("&nbsp;", "&#160;");
    format!(
        "{head}{name}><style>{style}</style><rect width=\"100%\" height=\"100%\" fill=\"{sheet}\"/>{rest}"
    )
}

/// Paints a picture, and hands it out once that is done.
fn paint(svg: &str, (width, height): (f64, f64), name: String) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(SVG);
    let parts = Array::of1(&Uint8Array::from(svg.as_bytes()));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let image = HtmlImageElement::new()?;
    let (drawn, from) = (image.clone(), address.clone());
    let done = Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&from);
        let _ = painted(&drawn, (FINE * width, FINE * height), name);
    });
    image.set_onload(Some(done.unchecked_ref()));
    image.set_src(&address);
    Ok(())
}

fn painted(
    image: &HtmlImageElement,
    (width, height): (f64, f64),
    name: String,
) -> Result<(), JsValue> {
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    // By its name, because the whole interface of painting would be compiled for this one call.
    let draw: Function = Reflect::get(&context, &"drawImage".into())?.dyn_into()?;
    let numbers = [0.0, 0.0, width, height].map(JsValue::from);
    let arguments = Array::of1(image);
    numbers.iter().for_each(|number| {
        arguments.push(number);
    });
    Reflect::apply(&draw, &context, &arguments)?;
    let hand = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            let _ = files::download_blob(&name, &blob);
        }
    });
    canvas.to_blob(hand.unchecked_ref())
}
