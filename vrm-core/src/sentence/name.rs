//! Names: of words, places and recipients. What is not in our tables is said in full, so that nothing looks like it.

use super::{Tongue, fill, table};
use crate::error::quote_whole;
use crate::vocab::{Place, Recipient, Word};

/// A name in quotation marks.
pub(super) fn quoted(text: &str, tongue: Tongue) -> String {
    fill(table::template("name", tongue), |_| text.to_owned())
}

/// A word of DPV by its name, spaced out in English; any other by its IRI.
pub(super) fn word(word: &Word, tongue: Tongue) -> String {
    match (word.is_known(), tongue) {
        (false, _) => quote_whole(&word.iri()),
        (true, Tongue::English) => quoted(&spaced(word.local_name()), tongue),
        (true, Tongue::French) => quoted(word.local_name(), tongue),
    }
}

/// A word as it stands in a request, prefixed or not, by its IRI.
pub(super) fn iri(name: &str) -> String {
    quote_whole(&Word::parse(name).map_or_else(|_| name.to_owned(), |word| word.iri()))
}

/// A place by its code; the EU and the EEA as people call them.
pub(super) fn place(place: &Place, tongue: Tongue) -> String {
    match place.code() {
        _ if !place.is_known() => quote_whole(&place.iri()),
        "EU" => table::template("place.EU", tongue).to_owned(),
        "EEA" => table::template("place.EEA", tongue).to_owned(),
        code => code.to_owned(),
    }
}

/// A recipient by what it is to the vendor, a DID as it is.
pub(super) fn recipient(recipient: &Recipient, tongue: Tongue) -> String {
    let key = match recipient {
        Recipient::Anyone => "recipient.anyone",
        Recipient::Vendor => "recipient.vendor",
        Recipient::Processor => "recipient.processor",
        Recipient::ThirdParty => "recipient.third-party",
        Recipient::SameGroup => "recipient.same-group",
        Recipient::Did(did) => return did.to_string(),
        Recipient::Unknown(text) => return quote_whole(text),
    };
    table::template(key, tongue).to_owned()
}

/// `EmailAddress` as `email address`, `GPSCoordinate` as `GPS coordinate`.
fn spaced(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut said = String::with_capacity(name.len() + 4);
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        let small_before = before.is_some_and(|c| !c.is_uppercase());
        let small_after = after.is_some_and(|c| c.is_lowercase());
        let capital_before = before.is_some_and(|c| c.is_uppercase());
        if letter.is_uppercase() && at > 0 && (small_before || (capital_before && small_after)) {
            said.push(' ');
        }
        let acronym =
            letter.is_uppercase() && (after.is_some_and(|c| c.is_uppercase()) || (capital_before && !small_after));
        if acronym { said.push(*letter) } else { said.extend(letter.to_lowercase()) }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spaced_out() {
        for (name, said) in [
            ("EmailAddress", "email address"),
            ("GPSCoordinate", "GPS coordinate"),
            ("UID", "UID"),
            ("IPAddress", "IP address"),
            ("Store", "store"),
            ("ImproveInternalCRMProcesses", "improve internal CRM processes"),
            ("ProtectionOfIPR", "protection of IPR"),
        ] {
            assert_eq!(spaced(name), said);
        }
    }

    #[test]
    fn only_words_of_dpv_go_without_their_namespace() {
        for (name, english, french) in [
            ("pd:EmailAddress", "“email address”", "« EmailAddress »"),
            ("https://w3id.org/dpv/pd#EmailAddress", "“email address”", "« EmailAddress »"),
            ("pd:ChessClub", "`https://w3id.org/dpv/pd#ChessClub`", "`https://w3id.org/dpv/pd#ChessClub`"),
            ("vrm:EmailAddress", "`https://w3id.org/vrm#EmailAddress`", "`https://w3id.org/vrm#EmailAddress`"),
            (
                "https://me.example/w#EmailAddress",
                "`https://me.example/w#EmailAddress`",
                "`https://me.example/w#EmailAddress`",
            ),
            ("https://me.example/\u{200b}w", r"`https://me.example/\u{200b}w`", r"`https://me.example/\u{200b}w`"),
        ] {
            let one = Word::parse(name).unwrap();
            assert_eq!(word(&one, Tongue::English), english);
            assert_eq!(word(&one, Tongue::French).replace('\u{a0}', " "), french);
        }
        let long = format!("https://me.example/{}", "x".repeat(400));
        assert_eq!(word(&Word::parse(&long).unwrap(), Tongue::English), format!("`{long}`"));
        let stranger = Recipient::parse("https://me.example/vendor").unwrap();
        assert_eq!(recipient(&stranger, Tongue::English), "`https://me.example/vendor`");
    }

    #[test]
    fn the_unions_take_an_article_in_english() {
        for (code, english, french) in [
            ("EU", "the EU", "UE"),
            ("EEA", "the EEA", "EEE"),
            ("FR", "FR", "FR"),
            ("US-CA", "US-CA", "US-CA"),
            ("XX", "`https://w3id.org/dpv/loc#XX`", "`https://w3id.org/dpv/loc#XX`"),
            ("https://me.example/w#EU", "`https://me.example/w#EU`", "`https://me.example/w#EU`"),
        ] {
            let one = Place::parse(code).unwrap();
            assert_eq!((place(&one, Tongue::English), place(&one, Tongue::French)), (english.into(), french.into()));
        }
    }
}
