//! Lists and sentences, in lines of bearable length.

use super::Extent;

/// The most names of a list whose rest is only counted.
const FIRST: usize = 20;
/// The longest line, in characters, where words allow it.
const WIDTH: usize = 120;

/// The names, separated by semicolons since names of firms hold commas, on lines that begin under
/// the first. `taken` characters of the first line are used already.
pub(super) fn names(all: &[&str], extent: Extent, taken: usize) -> String {
    let more = all.len().saturating_sub(extent.most(FIRST));
    let mut pieces: Vec<String> = all.iter().take(extent.most(FIRST)).map(|name| (*name).to_owned()).collect();
    if more > 0 {
        pieces.push(format!("and {more} more"));
    }
    let last = pieces.len().saturating_sub(1);
    for piece in pieces.iter_mut().take(last) {
        piece.push(';');
    }
    fill(pieces.iter().map(String::as_str), taken, taken)
}

/// A text on a line of its own behind so many spaces, further lines two more in.
pub(super) fn paragraph(indent: usize, text: &str) -> String {
    " ".repeat(indent) + &fill(text.split(' '), indent, indent + 2)
}

/// The pieces, a space between them or, where a line would grow too long, a new line.
fn fill<'a>(pieces: impl Iterator<Item = &'a str>, taken: usize, indent: usize) -> String {
    let mut text = String::new();
    let mut column = taken;
    for (index, piece) in pieces.enumerate() {
        let length = piece.chars().count();
        if index > 0 && column + 1 + length > WIDTH {
            text.push('\n');
            text.push_str(&" ".repeat(indent));
            column = indent;
        } else if index > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(piece);
        column += length;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_counted_or_wrapped() {
        assert_eq!(names(&[], Extent::First, 4), "");
        assert_eq!(names(&["A, Ltd", "B"], Extent::First, 4), "A, Ltd; B");
        let many = vec!["Example Shop"; 23];
        let first = names(&many, Extent::First, 10);
        assert!(first.ends_with("Example Shop; and 3 more"), "{first}");
        let all = names(&many, Extent::All, 10);
        assert_eq!(all.matches("Example").count(), 23);
        for (index, line) in all.lines().enumerate() {
            assert!(line.chars().count() + if index == 0 { 10 } else { 0 } <= WIDTH);
            assert!(index == 0 || line.starts_with("          Example"));
        }
    }

    #[test]
    fn a_long_sentence_goes_on_two_further_in() {
        assert_eq!(paragraph(4, "short"), "    short");
        let text = paragraph(4, &"word ".repeat(40));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("    word") && lines[1].starts_with("      word"));
        assert!(lines.iter().all(|line| line.len() <= WIDTH));
        assert!(paragraph(0, &"w".repeat(200)).len() == 200);
    }
}
