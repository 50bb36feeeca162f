use super::*;

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
fn every_word_of_both_tables_is_known_and_in_its_place() {
    let terms = Terms::load().unwrap();
    let knows = |cone, word: &String| Vocabulary::dpv().contains(cone, &Word::parse(word).unwrap());
    let mut counted = 0;
    for (source, term) in &terms.0 {
        assert!(!(term.data.is_empty() && term.purpose.is_empty() && term.operation.is_empty()), "{source}");
        let columns = [(Cone::Data, &term.data), (Cone::Purpose, &term.purpose), (Cone::Operation, &term.operation)];
        for (cone, word) in columns.into_iter().flat_map(|(cone, words)| words.iter().map(move |word| (cone, word))) {
            assert!(knows(cone, word), "{source}: {word}");
            counted += 1;
        }
    }
    for phrase in &Lexicon::load().unwrap().0 {
        for word in &phrase.words {
            let right = match phrase.kind {
                Kind::Data => knows(Cone::Data, word),
                Kind::Purpose => knows(Cone::Purpose, word),
                Kind::Place => Place::parse(word).unwrap().is_known() && word.starts_with("loc:"),
                Kind::Basis => ["consent", "contract", "legal-duty", "legitimate-interest"].contains(&word.as_str()),
                Kind::Recipient => matches!(
                    Recipient::parse(word).unwrap(),
                    Recipient::Vendor | Recipient::Processor | Recipient::SameGroup | Recipient::ThirdParty
                ),
            };
            assert!(right, "{:?}: {word}", phrase.kind);
            counted += 1;
        }
    }
    assert!(counted > 1_000, "{counted}");
}

#[test]
fn a_word_astray_is_refused_by_its_line() {
    let astray = [("dpv:Advertising", "", ""), ("", "dpv:Nothing", ""), ("", "", "pd:Name"), ("a b", "", "")];
    for (data, purpose, operation) in astray {
        let fault = Terms::parse(&format!("header\na\tb\t{data}\t{purpose}\t{operation}\t")).unwrap_err();
        assert!(fault.to_string().starts_with("table `iab.tsv`, line 2: names a word"), "{fault}");
    }
    let rows = [
        "data\ta\ten\tdpv:Marketing\t",
        "purpose\ta\ten\tpd:Name\t",
        "basis\ta\ten\twhim\t",
        "recipient\ta\ten\tanyone\t",
        "place\ta\ten\tloc:XX\t",
    ];
    for row in rows {
        assert_eq!(Lexicon::parse(&format!("header\n{row}")).unwrap_err().line, 2, "{row}");
    }
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
