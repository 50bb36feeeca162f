use super::*;
use std::collections::BTreeSet;

fn word(text: &str) -> Word {
    Word::parse(text).unwrap()
}

fn own(name: &str, below: &[&str]) -> OwnWord {
    OwnWord { word: word(name), below: below.iter().map(|above| word(above)).collect() }
}

#[test]
fn malformed_words_are_refused() {
    for text in ["", "a b", "x\u{7f}", "<x>", "a\u{a0}b", &"x".repeat(513)] {
        let error = Word::parse(text).unwrap_err();
        assert_eq!(error.code(), crate::error::Code::VocabMalformed, "{text:?}");
    }
    // What is written is the IRI: it fits into the limit, has one `#` and turns no text around it.
    let longest = format!("pd:{}", "x".repeat(512 - "https://w3id.org/dpv/pd#".len()));
    assert_eq!(word(&longest), word(&word(&longest).iri()));
    for text in [
        &format!("{longest}x"),
        "https://w3id.org/dpv/pd#a#b",
        "vrm:a#b",
        "https://a.example/\u{202e}x",
        "vrm:\u{200f}",
        "vrm:\u{2067}x",
    ] {
        assert!(Word::parse(text).is_err(), "{text:?}");
    }
    assert!(Recipient::parse("did:").is_err());
    assert_eq!(Places::within([]).unwrap_err(), VocabError::NoPlaces);
}

#[test]
fn the_cones_have_the_sizes_that_an_independent_count_gave() {
    let dpv = Vocabulary::dpv();
    let sizes = Cone::ALL.map(|cone| dpv.words(cone).len());
    assert_eq!(sizes, [333, 475, 56, 225]);
    let marked = |cone: Cone| dpv.words(cone).iter().filter(|word| dpv.is_marked(cone, word)).count();
    assert_eq!(Cone::ALL.map(marked), [118, 0, 4, 0]);
}

#[test]
fn every_word_reads_back_from_both_its_forms_and_the_order_is_that_of_iris() {
    let all: Vec<Word> = Word::all().collect();
    assert!(all.len() > 2_700);
    for known in &all {
        assert_eq!(&word(&known.iri()), known);
        assert_eq!(&word(&known.name()), known);
    }
    assert!(all.is_sorted_by_key(Word::iri));
    let other = word("https://w3id.org/dpv#Zzz");
    for known in &all {
        assert_eq!(known.cmp(&other), known.iri().cmp(&other.iri()));
    }
}

#[test]
fn old_names_are_read_and_never_written() {
    let today = word("ieee-7012:SD-BASE-ATP-S3P-DP");
    for old in [
        "p7012:SD-BASE-ATP-S3P-DP",
        "p7012:SD-BY-ATP-S3P-DP",
        "https://w3id.org/dpv/standards/ieee/7012#SD-BY-ATP-S3P-DP",
    ] {
        assert_eq!(word(old), today);
    }
    assert_eq!(
        word("https://w3id.org/dpv/standards/p7012#SD-BY").iri(),
        "https://w3id.org/dpv/standards/ieee/7012#SD-BASE"
    );
    assert_eq!(word("https://w3id.org/dpv/standards/p7012#P7012Endpoint"), word("ieee-7012:Endpoint"));
    assert!(!word("dpv:SD-BY").is_known() && !word("dpv:P7012Endpoint").is_known());
    assert_eq!(word("vrm:ModelTraining").iri(), "https://w3id.org/vrm#ModelTraining");
    assert_eq!(word("https://w3id.org/vrm#ModelTraining").name(), "vrm:ModelTraining");
}

#[test]
fn below_and_overlap_agree_with_the_lists_of_what_words_include() {
    let dpv = Vocabulary::dpv();
    for cone in [Cone::Data, Cone::Purpose, Cone::Operation] {
        let words = dpv.words(cone);
        let lists: Vec<BTreeSet<Word>> =
            words.iter().map(|word| dpv.includes(cone, word).into_iter().collect()).collect();
        for (a, of_a) in words.iter().zip(&lists) {
            for (b, of_b) in words.iter().zip(&lists) {
                assert_eq!(dpv.is_within(cone, a, b), of_b.contains(a));
                assert_eq!(dpv.overlaps(cone, a, b), !of_a.is_disjoint(of_b), "{a} {b}");
            }
        }
    }
}

#[test]
fn general_words_do_not_speak_for_marked_ones() {
    let dpv = Vocabulary::dpv();
    let external = word("pd:External");
    let medical = word("pd:MedicalHealth");
    assert!(dpv.is_within(Cone::Data, &medical, &external));
    assert!(!dpv.speaks_for(Cone::Data, &external).contains(&medical));
    assert_eq!(dpv.speaks_for(Cone::Data, &medical), dpv.includes(Cone::Data, &medical));
    assert!(dpv.is_marked(Cone::Data, &word("pd:CriminalPardon")));
    assert!(dpv.is_marked(Cone::Operation, &word("dpv:TrackingByThirdParty")));
}

#[test]
fn the_widest_words_of_a_cone_speak_for_all_of_it() {
    let health = own("https://a.example/#Glucose", &["pd:MedicalHealth"]);
    let text = Vocabulary::dpv().extend(std::slice::from_ref(&health)).unwrap();
    assert!(text.widest(Cone::Data).contains(&health.word));
    assert_eq!(text.widest(Cone::Purpose), [Cone::Purpose.root()]);
    for cone in Cone::ALL {
        let spoken = text.widest(cone).into_iter().flat_map(|word| text.speaks_for(cone, &word));
        assert_eq!(spoken.collect::<BTreeSet<Word>>(), text.words(cone).into_iter().collect());
    }
}

#[test]
fn own_words_join_the_cones_of_what_they_stand_below() {
    let training = own("vrm:ModelTraining", &["dpv:ResearchAndDevelopment"]);
    let tuning = own("https://a.example/words#Tuning", &["vrm:ModelTraining", "dpv:Marketing"]);
    let text = Vocabulary::dpv().extend(&[tuning.clone(), training.clone()]).unwrap();
    assert!(text.is_within(Cone::Purpose, &tuning.word, &word("dpv:ResearchAndDevelopment")));
    assert!(text.overlaps(Cone::Purpose, &word("dpv:Marketing"), &training.word));
    assert!(!Vocabulary::dpv().contains(Cone::Purpose, &training.word));
    assert!(!text.contains(Cone::Data, &training.word));
    let health = Vocabulary::dpv().extend(&[own("https://a.example/#Glucose", &["pd:MedicalHealth"])]).unwrap();
    assert!(health.is_marked(Cone::Data, &word("https://a.example/#Glucose")));
}

#[test]
fn own_words_that_make_no_sense_are_refused() {
    let refuse = |own: &[OwnWord]| Vocabulary::dpv().extend(own).unwrap_err();
    assert!(matches!(refuse(&[own("nowhere", &["dpv:Purpose"])]), VocabError::NotAnIri { .. }));
    assert!(matches!(refuse(&[own("dpv:Marketing", &["dpv:Purpose"])]), VocabError::AlreadyKnown { .. }));
    assert!(matches!(refuse(&[own("vrm:A", &[])]), VocabError::NothingAbove { .. }));
    assert!(matches!(refuse(&[own("vrm:A", &["vrm:B"])]), VocabError::NoCone { .. }));
    assert!(matches!(refuse(&[own("vrm:A", &["loc:FR"])]), VocabError::NoCone { .. }));
    assert!(matches!(refuse(&[own("vrm:A", &["vrm:A"])]), VocabError::Circle { .. }));
    assert!(matches!(refuse(&[own("vrm:A", &["vrm:B"]), own("vrm:B", &["vrm:A"])]), VocabError::Circle { .. }));
    let twice = [own("vrm:A", &["dpv:Purpose"]), own("vrm:A", &["dpv:Marketing"])];
    assert!(matches!(refuse(&twice), VocabError::AlreadyKnown { .. }));
    // The circle is what is left over, by its first word; one that can be placed is not of it.
    let circle = [own("vrm:Z", &["dpv:Purpose"]), own("vrm:B", &["vrm:A", "vrm:Z"]), own("vrm:A", &["vrm:B", "vrm:Z"])];
    assert_eq!(refuse(&circle), VocabError::Circle { word: word("vrm:B") });
}

#[test]
fn own_words_are_limited_and_a_chain_of_them_is_joined() {
    let name = |number: usize| format!("https://a.example/#W{number}");
    let chain = |length: usize| -> Vec<OwnWord> {
        (0..length)
            .map(|number| own(&name(number), &[&name(number + 1)]))
            .chain([own(&name(length), &["dpv:Use"])])
            .collect()
    };
    let longest = chain(Vocabulary::MAX_OWN - 1);
    let text = Vocabulary::dpv().extend(&longest).unwrap();
    assert!(text.is_within(Cone::Operation, &longest[0].word, &word("dpv:Use")));
    let limit = Vocabulary::MAX_OWN;
    let error = VocabError::TooManyOwn { count: limit + 1, limit };
    assert_eq!(Vocabulary::dpv().extend(&chain(limit)).unwrap_err(), error);
    assert_eq!(text.extend(&[own("vrm:A", &["dpv:Use"])]).unwrap_err(), error);
}

#[test]
fn a_chain_of_words_with_many_words_above_is_the_same_in_whatever_order_it_is_declared() {
    let name = |number: usize| format!("https://a.example/#W{number:04}");
    let purposes: Vec<Word> = Vocabulary::dpv().words(Cone::Purpose).into_iter().take(130).collect();
    let link = |number: usize| {
        let above = (number > 0).then(|| word(&name(number - 1)));
        OwnWord { word: word(&name(number)), below: purposes.iter().cloned().chain(above).collect() }
    };
    let count = Vocabulary::MAX_OWN;
    let chain: Vec<OwnWord> = (0..count).map(link).collect();
    // An odd step visits every link of a chain whose length is a power of two.
    let shuffled: Vec<OwnWord> = (0..count).map(|number| chain[number * 389 % count].clone()).collect();
    let reversed: Vec<OwnWord> = chain.iter().rev().cloned().collect();
    for declared in [&chain, &shuffled, &reversed] {
        let text = Vocabulary::dpv().extend(declared).unwrap();
        let last = &chain[count - 1].word;
        assert!(chain.iter().all(|above| text.is_within(Cone::Purpose, last, &above.word)));
        assert!(purposes.iter().all(|above| text.is_within(Cone::Purpose, &chain[0].word, above)));
        let own: Vec<Word> = text.words(Cone::Purpose).into_iter().filter(|word| !word.is_known()).collect();
        assert!(own.iter().eq(chain.iter().map(|link| &link.word)));
    }
}

#[test]
fn nothing_but_a_place_goes_by_the_code_of_one() {
    let codes: BTreeSet<String> = Place::all().map(|place| place.code().to_owned()).collect();
    let elsewhere = ["https://a.example/#FR", "https://a.example/EU", "a:EEA"].map(word);
    for other in Word::all().chain(elsewhere) {
        let place = Place::parse(&other.iri()).unwrap();
        assert_eq!(place.is_known(), codes.contains(place.code()), "{other}");
        assert!(!place.is_union() || place.is_known());
    }
}

#[test]
fn every_place_holds_something() {
    // A place past the bits there are would hold nothing: within every list, and overlapping none.
    for place in Place::all() {
        let alone = Places::within([place.clone()]).unwrap();
        assert!(alone.overlaps(&alone), "{place}");
    }
}

#[test]
fn places_are_our_own_lists() {
    let at = |codes: &[&str]| Places::within(codes.iter().map(|code| Place::parse(code).unwrap())).unwrap();
    let (eu, eea) = (at(&["EU"]), at(&["EEA"]));
    for inside in ["FR", "RE", "AX", "loc:DE", "EU28", "https://w3id.org/dpv/loc#EU27"] {
        assert!(at(&[inside]).is_within(&eu), "{inside}");
    }
    for outside in ["GB", "AW", "NC", "PF", "IS", "US", "EEA30"] {
        assert!(!at(&[outside]).is_within(&eu), "{outside}");
    }
    assert!(eu.is_within(&eea) && at(&["NO", "IS"]).is_within(&eea) && !at(&["CH"]).is_within(&eea));
    assert!(at(&["US-CA"]).is_within(&at(&["US"])) && !at(&["US"]).is_within(&at(&["US-CA"])));
    assert!(!at(&["HK"]).is_within(&at(&["CN"])) && !at(&["PR"]).overlaps(&at(&["US"])));
    assert!(eu.overlaps(&at(&["US", "MT"])) && eu.overlaps(&Places::Anywhere) && !Places::Anywhere.is_within(&eu));
    assert_eq!(at(&["XX"]).unknown().unwrap().code(), "XX");
    let nowhere = at(&["XX"]);
    assert!(!nowhere.is_within(&eu) && nowhere.is_within(&nowhere) && nowhere.is_within(&Places::Anywhere));
    assert!(nowhere.is_within(&at(&["FR", "XX"])) && nowhere.overlaps(&at(&["FR", "XX"])));
    assert!(!at(&["FR", "XX"]).is_within(&at(&["FR", "YY"])) && !nowhere.overlaps(&at(&["YY"])));
    assert_eq!(Place::all().count(), 249 + 349 + 2);
}
