//! Lists of names, in lines of bearable length.

use super::Extent;

/// The most names of a list whose rest is only counted.
const FIRST: usize = 20;
/// The longest line, in characters.
const WIDTH: usize = 110;

/// The names, separated by semicolons since names of firms hold commas, on lines that begin under
/// the first. `taken` characters of the first line are used already.
pub(super) fn names(all: &[&str], extent: Extent, taken: usize) -> String {
    let shown = match extent {
        Extent::First => FIRST,
        Extent::All => usize::MAX,
    };
    let more = all.len().saturating_sub(shown);
    let mut pieces: Vec<String> = all.iter().take(shown).map(|name| (*name).to_owned()).collect();
    if more > 0 {
        pieces.push(format!("and {more} more"));
    }
    let last = pieces.len().saturating_sub(1);
    let mut text = String::new();
    let mut column = taken;
    for (index, piece) in pieces.iter().enumerate() {
        let length = piece.chars().count();
        if index > 0 && column + 1 + length + 1 > WIDTH {
            text.push('\n');
            text.push_str(&" ".repeat(taken));
            column = taken;
        } else if index > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(piece);
        column += length;
        if index < last {
            text.push(';');
            column += 1;
        }
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
}
