//! Slices of a file, cut anywhere, to whole lines with their numbers.

/// The longest line that is handed on whole; of a longer one the beginning is.
pub(super) const MOST_LINE: usize = 4096;

/// Lines that are cut by slices are put together here; all others are handed on where they lie.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The beginning of a line whose end has not come yet.
    cut: Vec<u8>,
    /// Whole lines so far.
    pub(super) count: u32,
}

impl Lines {
    /// Whether the last slice left a line open.
    pub(super) fn is_open(&self) -> bool {
        !self.cut.is_empty()
    }

    /// The line that the last slice left open, and what is left of this slice after it; `None` when it does not end here
    /// either.
    pub(super) fn join<'s>(&mut self, slice: &'s [u8]) -> Option<(Vec<u8>, &'s [u8])> {
        let end = slice.iter().position(|&byte| byte == b'\n');
        self.keep(&slice[..end.unwrap_or(slice.len())]);
        let rest = &slice[end? + 1..];
        Some((self.last()?, rest))
    }

    /// The next whole line of a slice, and what comes after it; `None` when it has no end, and then it is kept.
    pub(super) fn next<'s>(&mut self, slice: &'s [u8]) -> Option<(&'s [u8], &'s [u8])> {
        match slice.iter().position(|&byte| byte == b'\n') {
            Some(end) => {
                self.count = self.count.saturating_add(1);
                let line = &slice[..end.min(MOST_LINE)];
                Some((without_return(line), &slice[end + 1..]))
            }
            None => {
                self.keep(slice);
                None
            }
        }
    }

    /// The line that has no end because the file has.
    pub(super) fn last(&mut self) -> Option<Vec<u8>> {
        let mut line = std::mem::take(&mut self.cut);
        if line.is_empty() {
            return None;
        }
        self.count = self.count.saturating_add(1);
        line.truncate(without_return(&line).len());
        Some(line)
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = MOST_LINE.saturating_sub(self.cut.len());
        self.cut.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8], cut: usize) -> Vec<String> {
        let (mut lines, mut found) = (Lines::default(), Vec::new());
        let said = |line: &[u8]| String::from_utf8_lossy(line).into_owned();
        for mut rest in text.chunks(cut) {
            if lines.is_open() {
                let Some((line, after)) = lines.join(rest) else {
                    continue;
                };
                found.push(said(&line));
                rest = after;
            }
            while let Some((line, after)) = lines.next(rest) {
                found.push(said(line));
                rest = after;
            }
        }
        found.extend(lines.last().map(|line| said(&line)));
        assert_eq!(lines.count as usize, found.len());
        found
    }

    #[test]
    fn however_a_file_is_cut_its_lines_are_the_same() {
        let text = b"one\r\ntwo\n\nfour four\nfive";
        for cut in 1..=text.len() {
            assert_eq!(
                lines(text, cut),
                ["one", "two", "", "four four", "five"],
                "{cut}"
            );
        }
    }

    #[test]
    fn a_line_without_end_takes_no_more_room_than_a_line() {
        let text = vec![b'x'; 1_000_000];
        for cut in [7, 4096, 1_000_000] {
            assert_eq!(
                lines(&text, cut)
                    .iter()
                    .map(String::len)
                    .collect::<Vec<_>>(),
                [MOST_LINE]
            );
        }
    }
}
