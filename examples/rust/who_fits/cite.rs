//! Articles of law as notices cite them, brought to one form: `gdpr-6-1-a`.

use super::text::tokens;

/// Names of the General Data Protection Regulation, and the words that stand for it before a
/// number. `dsvgo` is a slip often made.
const GDPR: [&str; 8] = ["gdpr", "dsgvo", "dsvgo", "gvo", "rgpd", "art", "article", "artikel"];
/// Words between the parts of a citation that carry none themselves.
const FILLERS: [&str; 9] = ["abs", "absatz", "para", "paragraph", "lit", "litera", "buchst", "buchstabe", "point"];
/// Words before the number of a sentence, which is left out.
const SENTENCE: [&str; 5] = ["s", "satz", "sentence", "unterabs", "subpara"];
/// Words between several letters.
const JOINTS: [&str; 4] = ["und", "and", "oder", "or"];
/// The last letter of a list of grounds.
const LAST: &str = "j";

/// Every citation in a text, in order, each once. `Art. 6 (1) a, f GDPR` gives `gdpr-6-1-a` and
/// `gdpr-6-1-f`; `BDSG-26-1` gives `bdsg-26-1`.
pub(super) fn citations(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let tokens = split_letters(&tokens(text));
    for start in 0..tokens.len() {
        if let Some((law, rest)) = tokens.get(start..).and_then(<[String]>::split_first) {
            for citation in read(law, rest, is_reference(text)) {
                if !found.contains(&citation) {
                    found.push(citation);
                }
            }
        }
    }
    found
}

/// Whether the whole text is a reference in TILT's own form, such as `BDSG-26-1`: there any law
/// may stand before the number.
fn is_reference(text: &str) -> bool {
    let text = text.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    text.chars().all(plain) && text.chars().take_while(char::is_ascii_uppercase).count() > 1
}

fn read(law: &str, rest: &[String], reference: bool) -> Vec<String> {
    let gdpr = GDPR.contains(&law);
    if !(gdpr || (reference && is_word(law))) {
        return Vec::new();
    }
    let mut rest = rest.iter().map(String::as_str).filter(|it| !FILLERS.contains(it)).peekable();
    let mut stem = if gdpr { "gdpr".to_owned() } else { law.to_owned() };
    let mut numbers = 0;
    let mut letters = Vec::new();
    while let Some(token) = rest.next() {
        if SENTENCE.contains(&token) && rest.peek().is_some_and(|it| is_number(it)) {
            rest.next();
        } else if letters.is_empty() && is_number(token) {
            numbers += 1;
            if numbers <= 2 {
                stem.push('-');
                stem.push_str(token);
            }
        } else if numbers > 0 && is_letter(token) {
            letters.push(token);
        } else if letters.is_empty() || !JOINTS.contains(&token) {
            break;
        }
    }
    match (numbers, letters.is_empty()) {
        (0, _) => Vec::new(),
        (_, true) => vec![stem],
        (_, false) => letters.into_iter().map(|letter| format!("{stem}-{letter}")).collect(),
    }
}

fn is_number(token: &str) -> bool {
    token.chars().all(|c| c.is_ascii_digit())
}

fn is_word(token: &str) -> bool {
    token.chars().all(char::is_alphabetic)
}

fn is_letter(token: &str) -> bool {
    token.len() == 1 && ("a"..=LAST).contains(&token)
}

/// `1a` is a number and a letter.
fn split_letters(tokens: &[String]) -> Vec<String> {
    let mut split = Vec::new();
    for token in tokens {
        let digits: String = token.chars().take_while(char::is_ascii_digit).collect();
        match token.strip_prefix(&digits) {
            Some(letter) if !digits.is_empty() && is_letter(letter) => {
                split.extend([digits, letter.to_owned()]);
            }
            _ => split.push(token.clone()),
        }
    }
    split
}

#[cfg(test)]
mod tests {
    use super::citations;

    #[test]
    fn a_text_without_an_article_cites_nothing() {
        for text in ["", "GDPR", "Art.", "6 (1) a", "our contract, 6.1.a", "Article", "GDPR-", "A-1"] {
            assert_eq!(citations(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn one_ground_is_written_in_many_ways() {
        let ways = [
            "GDPR-6-1-a",
            "DSGVO-6-1-a",
            "DSVGO-6-1-a",
            "Art. 6(1)(a) GDPR",
            "Art. 6 (1) a DSGVO",
            "Art.6 Abs.1 a",
            "Art. 6 Abs. 1a DSGVO",
            "Art. 6 Abs. 1 lit. a) DSGVO",
            "Art. 6 Abs. 1 S.1 lit. a DSGVO",
            "Art. 6 Abs. 1 Satz 1 Buchst. a DSGVO",
            "Art. 6 (1) 1 a) DSGVO",
            "Article 6 (1) a) of the EU General Data Protection Regulation (GDPR)",
            "Art. 6 para. 1 sentence 1 point a GDPR",
            "Artikel 6 Absatz 1 Buchstabe a der Verordnung (EU) 2016/679",
        ];
        for way in ways {
            assert_eq!(citations(way), ["gdpr-6-1-a"], "{way}");
        }
    }

    #[test]
    fn several_grounds_and_other_laws() {
        assert_eq!(citations("Art. 6 Abs. 1 lit. b, c und f DSGVO"), ["gdpr-6-1-b", "gdpr-6-1-c", "gdpr-6-1-f"]);
        assert_eq!(citations("Art. 9 (2) a) iVm Art. 6 (1) 1 a)"), ["gdpr-9-2-a", "gdpr-6-1-a"]);
        assert_eq!(citations("BDSG-26-1"), ["bdsg-26-1"]);
        assert_eq!(citations("DSGVO-28"), ["gdpr-28"]);
    }
}
