//! From bytes to text: which encodings are read, and what else a file may turn out to be.

use super::fault::{Faults, Place};
use super::scope::Scope;
use crate::pace::Pace;
use crate::words::words;

/// Bytes looked at between two pauses.
pub(super) const PIECE: usize = 16 * 1024;

/// The bytes without their mark, checked to be UTF-8 text; `None` after a fault.
pub(super) async fn checked<'a>(
    bytes: &'a [u8],
    faults: &mut Faults<impl Scope>,
    pace: &Pace,
) -> Option<&'a [u8]> {
    if let Some((found, hint)) = other_format(bytes) {
        faults.add(Place::File, || (found, words().files_text_utf8(), hint));
        return None;
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut at = 0;
    let mut blank = true;
    while at < text.len() {
        let end = (at + PIECE).min(text.len());
        let piece = &text[at..end];
        let good = match std::str::from_utf8(piece) {
            Ok(_) => piece.len(),
            // A letter that is cut off at the end of the piece is whole in the next one.
            Err(error) if error.error_len().is_none() && end < text.len() => error.valid_up_to(),
            Err(error) => {
                let (line, byte) = (
                    line_of(text, at + error.valid_up_to()),
                    piece[error.valid_up_to()],
                );
                faults.add(Place::Line(line), || {
                    let found = words().files_text_not_utf8(&format!("{byte:#04x}"));
                    (
                        found,
                        words().files_text_utf8(),
                        words().files_text_save_as_utf8(),
                    )
                });
                return None;
            }
        };
        if let Some(place) = piece[..good].iter().position(|&byte| byte == 0) {
            faults.add(Place::Line(line_of(text, at + place)), || {
                (
                    words().files_text_zero(),
                    words().files_text_utf8(),
                    words().files_text_save_as_utf8(),
                )
            });
            return None;
        }
        blank = blank && piece[..good].iter().all(u8::is_ascii_whitespace);
        at += good;
        pace.work(good / 2).await;
    }
    if blank {
        faults.add(Place::File, || {
            (
                words().files_text_empty(),
                words().files_text_header_and_rows(),
                "",
            )
        });
        return None;
    }
    Some(text)
}

/// What a file is by its first bytes, where these are known, and what to do about it.
fn other_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let begin = &bytes[..bytes.len().min(64)];
    let zeros = |odd: usize| {
        let places = begin.iter().skip(odd).step_by(2);
        begin.len() >= 4 && places.clone().count() > 0 && places.clone().all(|&byte| byte == 0)
    };
    if begin.starts_with(b"\xff\xfe") || begin.starts_with(b"\xfe\xff") || zeros(0) || zeros(1) {
        return Some((
            words().files_text_utf16(),
            words().files_text_save_as_utf8(),
        ));
    }
    if begin.starts_with(b"PK\x03\x04") {
        return Some((
            words().files_text_workbook(),
            words().files_text_save_sheets(),
        ));
    }
    if begin.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some((
            words().files_text_old_workbook(),
            words().files_text_save_sheets(),
        ));
    }
    if begin.starts_with(b"%PDF") {
        return Some((words().files_text_pdf(), words().files_text_open_sources()));
    }
    None
}

/// The line that the byte at `place` is in. Looks at everything before, so it is for faults only.
fn line_of(text: &[u8], place: usize) -> u32 {
    let before = &text[..place];
    let ends = before
        .iter()
        .enumerate()
        .filter(|&(at, &byte)| byte == b'\n' || byte == b'\r' && text.get(at + 1) != Some(&b'\n'));
    1 + ends.count() as u32
}

/// Which of comma, semicolon and tab the first line that is not blank uses most, outside quotes.
pub(super) fn separator(text: &[u8]) -> u8 {
    let begin = text
        .iter()
        .position(|byte| !byte.is_ascii_whitespace())
        .unwrap_or(0);
    // A tab that begins the line is a separator although it is white.
    let begin = text[..begin]
        .iter()
        .rposition(|&byte| byte == b'\n' || byte == b'\r')
        .map_or(0, |end| end + 1);
    let (mut inside, mut counts) = (false, [0_u32; 3]);
    for &byte in text[begin..].iter().take(PIECE) {
        match byte {
            b'"' => inside = !inside,
            b'\n' | b'\r' if !inside => break,
            b',' if !inside => counts[0] += 1,
            b';' if !inside => counts[1] += 1,
            b'\t' if !inside => counts[2] += 1,
            _ => {}
        }
    }
    match counts {
        [comma, semicolon, tab] if tab > comma && tab >= semicolon => b'\t',
        [comma, semicolon, _] if semicolon > comma => b';',
        _ => b',',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::scope::Everything;

    #[test]
    fn the_separator_is_the_one_of_the_header() {
        assert_eq!(separator(b"Type,Milk,Butter\n"), b',');
        assert_eq!(separator(b"\n\nType;\"a,b,c\";Butter\n0,1;0,2"), b';');
        assert_eq!(separator(b"\tMilk\tButter\r\n"), b'\t');
        assert_eq!(separator(b"alone"), b',');
    }

    #[test]
    fn letters_cut_by_a_piece_are_whole() {
        let text = "ä€𝄞".repeat(PIECE);
        let mut faults = Faults::<Everything>::of("x");
        let checked = Pace::finish(|pace| {
            let (text, faults) = (&text, &mut faults);
            async move { checked(text.as_bytes(), faults, &pace).await }
        });
        assert_eq!(checked.map(<[u8]>::len), Some(text.len()));
    }
}
