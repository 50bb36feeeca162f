use super::*;

fn named(table: &Terms) -> impl Iterator<Item = &String> {
    table.0.values().flat_map(|it| it.data.iter().chain(&it.purpose).chain(&it.operation))
}

#[test]
fn a_broken_table_is_refused_by_its_line() {
    let fault = Terms::parse("header\npurpose:1\tname").unwrap_err();
    assert_eq!(fault.line, 2);
    let twice = "header\na\tb\t\t\t\t\na\tb\t\t\t\t";
    assert_eq!(Terms::parse(twice).unwrap_err().line, 3);
    for row in ["odd\ta\ten\tb\t", "data\ta\tfr\tb\t", "data\t \ten\tb\t", "data\ta\ten\t\t"] {
        assert_eq!(Lexicon::parse(&format!("header\n{row}")).unwrap_err().line, 2, "{row}");
    }
}

#[test]
fn every_term_of_the_vendor_list_has_a_row() {
    let terms = Terms::load().unwrap();
    let series = [("purpose", 11), ("special-purpose", 2), ("feature", 3), ("special-feature", 2), ("data", 11)];
    for (series, last) in series {
        for id in 1..=last {
            let term = terms.get(&format!("{series}:{id}")).unwrap();
            assert!(!term.name.is_empty());
        }
        assert!(terms.get(&format!("{series}:{}", last + 1)).is_none());
    }
}

#[test]
fn every_row_says_something_in_prefixed_words() {
    let terms = Terms::load().unwrap();
    for (source, term) in &terms.0 {
        assert!(!(term.data.is_empty() && term.purpose.is_empty() && term.operation.is_empty()), "{source}");
    }
    let lexicon = Lexicon::load().unwrap();
    let plain = ["consent", "contract", "legal-duty", "legitimate-interest"];
    let recipients = ["vendor", "processor", "same-group", "third-party"];
    for word in named(&terms) {
        assert!(prefixed(word), "{word}");
    }
    for phrase in &lexicon.0 {
        for word in &phrase.words {
            let right = match phrase.kind {
                Kind::Data | Kind::Purpose => prefixed(word),
                Kind::Place => word.starts_with("loc:"),
                Kind::Basis => plain.contains(&word.as_str()),
                Kind::Recipient => recipients.contains(&word.as_str()),
            };
            assert!(right, "{word}");
        }
    }
}

fn prefixed(word: &str) -> bool {
    word.split_once(':').is_some_and(|(prefix, name)| {
        ["dpv", "pd", "ieee-7012"].contains(&prefix) && name.chars().all(char::is_alphanumeric)
    })
}

#[test]
fn no_phrase_means_two_things() {
    let lexicon = Lexicon::load().unwrap();
    for (index, one) in lexicon.0.iter().enumerate() {
        for other in lexicon.0.iter().skip(index + 1) {
            let same = one.kind == other.kind && one.tokens == other.tokens;
            assert!(!(same && one.lang.speaks(other.lang)), "{:?}", one.tokens);
        }
    }
}

#[test]
fn the_longest_phrase_wins_on_word_boundaries() {
    let table = "header\ndata\taddress\ten\tpd:PhysicalAddress\t\ndata\tip address|ip\t*\tpd:IPAddress\t\n\
                 data\tadresse\tde\tpd:PhysicalAddress\t";
    let lexicon = Lexicon::parse(table).unwrap();
    let find = |lang, text: &str| lexicon.find(Kind::Data, lang, text);
    assert_eq!(find(Lang::English, "Your IP-address."), ["pd:IPAddress"]);
    assert_eq!(find(Lang::English, "address, then IP"), ["pd:PhysicalAddress", "pd:IPAddress"]);
    assert_eq!(find(Lang::English, "addressed zip"), [""; 0]);
    assert_eq!(find(Lang::German, "address"), [""; 0]);
    assert_eq!(find(Lang::Any, "Adresse"), ["pd:PhysicalAddress"]);
    assert_eq!(lexicon.find(Kind::Purpose, Lang::Any, "address"), [""; 0]);
    assert!(lexicon.whole(Kind::Data, Lang::English, "my address").is_none());
}
