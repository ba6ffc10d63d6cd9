//! Text and numbers as fields of a CSV file, such that a spreadsheet shows them and does not run them, and that the reader
//! gets back the same name and the same bits.

use std::fmt::Write as _;

/// Whether a spreadsheet would take this for a formula.
#[must_use]
pub fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether a character is not to be seen, or changes how those around it are seen: controls, marks of writing
/// direction, characters without width, line separators.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}'..='\u{200f}'
        )
        || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(letter, '\u{e0000}'..='\u{e007f}')
}

/// Writes text: after a `'` where it would run, or where it begins with such a mark itself; and in quotes where CSV asks for
/// them, whatever a spreadsheet takes for the separator.
pub fn text(line: &mut String, text: &str) {
    let mark = if runs(text.trim_start_matches('\'')) {
        "'"
    } else {
        ""
    };
    if text.contains([',', ';', '\t', '"', '\n', '\r']) {
        let text = text.replace('"', "\"\"");
        // Writing to a String cannot fail.
        let _ = write!(line, "\"{mark}{text}\"");
    } else {
        line.push_str(mark);
        line.push_str(text);
    }
}

/// Writes another field of a line: a comma, and text.
pub fn add(line: &mut String, value: &str) {
    line.push(',');
    text(line, value);
}

/// Writes a number with as many digits as it takes to read the same bits back.
pub fn number(line: &mut String, number: f64) {
    let _ = write!(line, "{number}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        let mut line = String::new();
        text(&mut line, name);
        assert_eq!(line, expected);
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_marked() {
        check("Milk", "Milk");
        check("=1+1", "'=1+1");
        check("+49", "'+49");
        check("-x", "'-x");
        check("@SUM(A1)", "'@SUM(A1)");
        check(
            "=HYPERLINK(\"http://x\",\"y\")",
            "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
        );
        // Told from the mark by another one.
        check("'=1", "''=1");
        check("'tis", "'tis");
        check("a;b", "\"a;b\"");
        check("5\" pipe", "\"5\"\" pipe\"");
    }
}
