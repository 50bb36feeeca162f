//! Free text as the readers see it: tokens to match, items to tell what was understood from what
//! was not, and a short printable name for the rest.

use crate::shown::printable;

/// The longest name kept of a text, in characters.
const NAME: usize = 64;
/// The longest item of a list, in words.
const LIST_ITEM: usize = 6;
/// Words that open a clause: a comma before one belongs to what it explains.
const CLAUSES: [&str; 20] = [
    "ob",
    "die",
    "der",
    "das",
    "den",
    "dem",
    "dass",
    "welche",
    "wie",
    "wenn",
    "soweit",
    "which",
    "that",
    "where",
    "when",
    "if",
    "whether",
    "such",
    "including",
    "like",
];
/// The longest text that one phrase can speak for, in words.
const PHRASE: usize = 8;

/// Words in lower case: everything but letters and digits separates them.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A piece of a text that names one thing, or talks.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Item {
    /// The piece, trimmed.
    pub(super) text: String,
    /// Whether it is too long for a word found in it to speak for all of it.
    pub(super) prose: bool,
}

/// The items of a text. Lines and semicolons always separate; commas outside brackets do where
/// all between them is short, since then it is a list and not a sentence.
pub(super) fn items(text: &str) -> Vec<Item> {
    let lines = text.split(['\n', ';']).map(str::trim);
    let pieces = lines.flat_map(|line| {
        let parts = list(line);
        let short = parts.iter().all(|part| words(part) <= LIST_ITEM);
        if short { parts } else { vec![line.to_owned()] }
    });
    let named = pieces.filter(|piece| !tokens(piece).is_empty());
    named.map(|text| Item { prose: words(&text) > PHRASE, text }).collect()
}

/// What stands between the commas of a line, a clause with what it explains and half a German
/// compound (`Bestell-, Liefer- und Zahlungsdaten`) with its other half.
fn list(line: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in line.split(comma()).map(str::trim) {
        let clause = tokens(part).first().is_some_and(|word| CLAUSES.contains(&word.as_str()));
        match parts.last_mut() {
            Some(last) if clause || last.ends_with('-') => {
                last.push_str(", ");
                last.push_str(part);
            }
            _ => parts.push(part.to_owned()),
        }
    }
    parts
}

/// Finds commas outside brackets.
fn comma() -> impl FnMut(char) -> bool {
    let mut outside = outside_brackets();
    move |c| outside(c) && c == ','
}

/// Tells of each character of a text in turn whether it stands outside brackets.
fn outside_brackets() -> impl FnMut(char) -> bool {
    let mut depth = 0_u32;
    move |c| {
        match c {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    }
}

/// Words outside brackets: examples in brackets make a name no sentence.
fn words(text: &str) -> usize {
    let mut outside = outside_brackets();
    tokens(&text.chars().filter(|c| outside(*c)).collect::<String>()).len()
}

/// A short name to print, at most 64 characters.
pub(super) fn name(text: &str) -> String {
    printable(text).chars().take(NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        items(text).into_iter().map(|item| item.text).collect()
    }

    #[test]
    fn lists_fall_apart_and_sentences_do_not() {
        assert_eq!(texts("Name, age;\n e-mail (work, home)"), ["Name", "age", "e-mail (work, home)"]);
        let sentence = "When you call us, we may keep what you tell us and when you did so";
        assert_eq!(items(sentence), [Item { text: sentence.to_owned(), prose: true }]);
        assert_eq!(texts(" ;;\n, "), [""; 0]);
    }

    #[test]
    fn a_clause_stays_with_what_it_explains() {
        assert_eq!(
            texts("device data, such as its language, IP address"),
            ["device data, such as its language", "IP address"]
        );
        assert_eq!(texts("Bestell-, Lieferdaten"), ["Bestell-, Lieferdaten"]);
        assert_eq!(texts("Meldung, ob der Abruf gelang"), ["Meldung, ob der Abruf gelang"]);
    }

    #[test]
    fn examples_in_brackets_make_no_sentence() {
        let text = "technical traits (such as browser, operating system, and what else there is)";
        assert_eq!(items(text), [Item { text: text.to_owned(), prose: false }]);
    }

    #[test]
    fn names_are_short_and_show_what_they_hold() {
        assert_eq!(name(" a\n\tb\u{202e}c\u{7} "), "a b\\u{202e}c\\u{7}");
        assert_eq!(name(&"ä".repeat(100)).chars().count(), 64);
    }

    #[test]
    fn tokens_know_no_punctuation() {
        assert_eq!(tokens("E-Mail-Adresse, Nutzer*innen"), ["e", "mail", "adresse", "nutzer", "innen"]);
    }
}
