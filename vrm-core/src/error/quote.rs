//! Outside text inside our own sentences: escaped, cut and in backticks.

/// The most characters of outside text that an error shows, the mark of a cut included.
const LONGEST: usize = 64;

/// `text` in backticks, harmless to a screen and to a log: control, bidirectional, invisible and combining
/// characters and backticks as `\u{..}`, and cut with `…` past 64 characters.
pub(crate) fn quote(text: &str) -> String {
    let mut shown = String::with_capacity(LONGEST);
    let mut length = 0_usize;
    let mut before_last = 0_usize;
    for character in text.chars() {
        let escaped: String = escape(character);
        length += escaped.chars().count();
        if length > LONGEST {
            shown.truncate(before_last);
            shown.push('…');
            break;
        }
        shown.push_str(&escaped);
        if length < LONGEST {
            before_last = shown.len();
        }
    }
    format!("`{shown}`")
}

/// `text` as [`quote`] shows it, never cut: for names, which differ in their last letter.
pub(crate) fn quote_whole(text: &str) -> String {
    format!("`{}`", text.chars().map(escape).collect::<String>())
}

fn escape(character: char) -> String {
    match character {
        '\'' | '"' => character.to_string(),
        '`' => character.escape_unicode().to_string(),
        _ => character.escape_debug().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{quote, quote_whole};

    #[test]
    fn plain_text_stands_as_it_is() {
        assert_eq!(quote("Zürich \"Süd\" it's"), "`Zürich \"Süd\" it's`");
        assert_eq!(quote(""), "``");
    }

    #[test]
    fn nothing_that_moves_or_hides_gets_through() {
        assert_eq!(quote("a\nb\u{202e}c\u{200b}\u{0}\u{1b}`"), r"`a\nb\u{202e}c\u{200b}\0\u{1b}\u{60}`");
        assert_eq!(quote("\u{e0041}\u{feff}\u{2028}\u{a0}"), r"`\u{e0041}\u{feff}\u{2028}\u{a0}`");
        assert_eq!(quote("e\u{301}"), r"`e\u{301}`");
    }

    #[test]
    fn a_name_is_shown_whole() {
        let long = format!("{}\u{202e}", "x".repeat(100));
        assert_eq!(quote_whole(&long), format!("`{}\\u{{202e}}`", "x".repeat(100)));
    }

    #[test]
    fn at_most_64_characters() {
        assert_eq!(quote(&"x".repeat(64)), format!("`{}`", "x".repeat(64)));
        assert_eq!(quote(&"x".repeat(65)), format!("`{}…`", "x".repeat(63)));
        for text in ["\u{202e}".repeat(40), format!("{}\u{202e}", "é".repeat(63)), "é".repeat(200)] {
            assert!(quote(&text).chars().count() <= 66, "{}", quote(&text));
        }
    }
}
