//! Formulas as MathML, put together from pieces; names in them may be anything.

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece(String);

impl Piece {
    fn into_text(self) -> String {
        self.0
    }
}

/// Letters of the model are read as variables.
pub fn letter(text: &str) -> Piece {
    Piece(format!("<mi>{}</mi>", escaped(text)))
}

/// A number as it is written for people.
pub fn number(text: &str) -> Piece {
    Piece(format!("<mn>{}</mn>", escaped(text)))
}

/// A word.
pub fn word(text: &str) -> Piece {
    Piece(format!("<mtext>{}</mtext>", escaped(text)))
}

/// A sign between others.
pub fn sign(text: &str) -> Piece {
    Piece(format!("<mo>{}</mo>", escaped(text)))
}

/// Pieces in a row.
pub fn row(pieces: impl IntoIterator<Item = Piece>) -> Piece {
    let inside: String = pieces.into_iter().map(|piece| piece.0).collect();
    Piece(format!("<mrow>{inside}</mrow>"))
}

/// `of` with an index.
pub fn sub(of: Piece, index: Piece) -> Piece {
    Piece(format!(
        "<msub>{}{}</msub>",
        of.into_text(),
        index.into_text()
    ))
}

/// `of` with something raised.
pub fn raised(of: Piece, by: Piece) -> Piece {
    Piece(format!("<msup>{}{}</msup>", of.into_text(), by.into_text()))
}

/// `of` with an index and something raised.
pub fn sub_raised(of: Piece, index: Piece, by: Piece) -> Piece {
    Piece(format!(
        "<msubsup>{}{}{}</msubsup>",
        of.into_text(),
        index.into_text(),
        by.into_text()
    ))
}

/// A fraction.
pub fn over(above: Piece, below: Piece) -> Piece {
    Piece(format!(
        "<mfrac>{}{}</mfrac>",
        above.into_text(),
        below.into_text()
    ))
}

/// A sum over an index.
pub fn sum(over: Piece) -> Piece {
    Piece(format!("<munder><mo>∑</mo>{}</munder>", over.into_text()))
}

/// Something with what stands below it.
pub fn under(of: Piece, below: Piece) -> Piece {
    Piece(format!(
        "<munder>{}{}</munder>",
        of.into_text(),
        below.into_text()
    ))
}

/// In round brackets: as tall as what they hold where that has storeys, and as a line of text otherwise, because a browser
/// draws them around one raised index as if it were a fraction.
pub fn bracketed(of: Piece) -> Piece {
    let has_storeys = ["<mfrac>", "<munder>"].iter().any(|tag| of.0.contains(tag));
    let bracket = |text: &str| match has_storeys {
        true => sign(text),
        false => Piece(format!("<mo stretchy=\"false\">{text}</mo>")),
    };
    row([bracket("("), of, bracket(")")])
}

/// A formula of its own, as the element for the page.
pub fn formula(pieces: impl IntoIterator<Item = Piece>) -> String {
    let inside: String = pieces.into_iter().map(|piece| piece.0).collect();
    format!(r#"<math display="block">{inside}</math>"#)
}

/// Text that nothing in it can turn into something else.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Marks that turn the direction of what follows.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_put_together() {
        let x = || letter("x");
        let told = formula([
            sub(x(), letter("i")),
            sign("="),
            over(number("1"), bracketed(number("2"))),
        ]);
        assert_eq!(
            told,
            "<math display=\"block\"><msub><mi>x</mi><mi>i</mi></msub><mo>=</mo>\
             <mfrac><mn>1</mn><mrow><mo stretchy=\"false\">(</mo><mn>2</mn><mo stretchy=\"false\">)</mo></mrow></mfrac></math>"
        );
        let tall = bracketed(over(number("1"), number("2"))).0;
        assert!(tall.starts_with("<mrow><mo>(</mo><mfrac>"), "{tall}");
        assert_eq!(
            raised(x(), number("2")).0,
            "<msup><mi>x</mi><mn>2</mn></msup>"
        );
    }

    #[test]
    fn names_stay_text() {
        let hostile = "</mtext><img src=x onerror=\"alert(1)\">&\u{202e}\u{7}";
        let told = word(hostile).0;
        assert_eq!(
            told,
            "<mtext>&lt;/mtext&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;</mtext>"
        );
    }
}
