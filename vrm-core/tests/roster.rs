//! The roster as a host sees it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

use std::collections::BTreeSet;
use vrm_core::decision::{CompiledTerms, Effect, FitVerdict, Request};
use vrm_core::error::{Code, Fault};
use vrm_core::terms::{Declaration, Layer, Measuring, Parties, Process, Roster, Terms, TermsError, Wishes};
use vrm_core::vocab::{Recipient, Word};

fn word(name: &str) -> Word {
    Word::parse(name).unwrap()
}

fn compiled(id: &str) -> CompiledTerms {
    Roster::builtin().entry(id).unwrap().terms().compile()
}

const LEVELS: [&str; 5] = ["SD-BASE", "SD-BASE-A", "SD-BASE-AT", "SD-BASE-ATP", "SD-BASE-ATP-S3P"];

#[test]
fn unknown_entries_and_agreements_between_persons_are_refused() {
    let roster = Roster::builtin();
    assert_eq!(roster.entry("SD-NONE").unwrap_err(), TermsError::NoEntry { id: "SD-NONE".into() });
    for id in ["TPR", "TPR-IDENTITY-REF"] {
        assert_eq!(roster.entry(id).unwrap().parties(), Parties::PersonAndPerson);
        let error = roster.proffered(id).unwrap_err();
        assert_eq!(error.code(), Code::RosterNotForOrganisations);
    }
}

#[test]
fn all_fifteen_entries_are_there_with_three_layers_in_two_languages() {
    let roster = Roster::builtin();
    assert_eq!(roster.entries().len(), 15);
    for entry in roster.entries() {
        assert_eq!(entry.name().roster, roster.iri());
        for layer in [Layer::Plain, Layer::Legal] {
            assert_eq!(entry.languages(layer), ["en", "fr"]);
            for lang in ["en", "fr"] {
                assert!(entry.text(layer, lang).unwrap().contains(&entry.name().id), "{} {lang}", entry.name().id);
                assert!(entry.title(lang).is_some());
            }
        }
        assert!(entry.text(Layer::Legal, "en").unwrap().to_lowercase().contains("not legal advice"));
    }
}

#[test]
fn names_of_old_drafts_are_read() {
    let roster = Roster::builtin();
    for old in [
        "SD-BY-ATP-DP",
        "p7012:SD-BY-ATP-DP",
        "ieee-7012:SD-BASE-ATP-DP",
        "https://w3id.org/dpv/standards/p7012#SD-BY-ATP-DP",
    ] {
        assert_eq!(roster.entry(old).unwrap().name().id, "SD-BASE-ATP-DP", "{old}");
    }
}

#[test]
fn the_texts_are_strictly_ordered() {
    let texts = LEVELS.map(compiled);
    for (low, a) in texts.iter().enumerate() {
        for (high, b) in texts.iter().enumerate() {
            assert_eq!(a.fits_within(b), low <= high, "{} in {}", LEVELS[low], LEVELS[high]);
        }
    }
    let (base, ai, good) = (&texts[0], compiled("PDC-AI"), compiled("PDC-GOOD"));
    assert!(base.fits_within(&ai) && !ai.fits_within(base));
    assert!(base.fits_within(&good) && !good.fits_within(base));
    assert!(!ai.fits_within(&good) && !good.fits_within(&ai));
    let intent = compiled("PDC-INTENT");
    assert!(base.fits_within(&intent) && intent.fits_within(base));
    for level in LEVELS {
        let (plain, portable) = (compiled(level), compiled(&format!("{level}-DP")));
        assert!(plain.fits_within(&portable) && portable.fits_within(&plain), "{level}");
        assert_eq!(plain.terms().duties().len() + 1, portable.terms().duties().len(), "{level}");
    }
}

#[test]
fn each_cell_decides_as_the_table_says() {
    let ask = |purpose: &str, operation: &str, recipient: Recipient, anonymised: bool| {
        let request = Request::new(word("pd:EmailAddress"), word(purpose), word(operation), recipient);
        if anonymised { request.form(vrm_core::terms::Form::Anonymised) } else { request }
    };
    let service = || ask("dpv:RequestedServiceProvision", "dpv:Store", Recipient::Vendor, false);
    let count = || ask("dpv:ServiceUsageAnalytics", "dpv:Store", Recipient::Processor, false);
    let follow = || ask("dpv:ServiceUsageAnalytics", "dpv:TrackingByFirstParty", Recipient::Vendor, false);
    let profile = || ask("ieee-7012:ServiceImprovement", "dpv:Profiling", Recipient::Vendor, false);
    let share = || ask("dpv:ServiceUsageAnalytics", "dpv:Share", Recipient::ThirdParty, true);
    let sell = || ask("dpv:ServiceUsageAnalytics", "dpv:Share", Recipient::ThirdParty, false);
    let spy = || ask("dpv:ServiceUsageAnalytics", "dpv:TrackingByThirdParty", Recipient::Vendor, false);
    let advertise = || ask("dpv:Advertising", "dpv:Store", Recipient::Vendor, false);
    for (level, id) in LEVELS.iter().enumerate() {
        let terms = compiled(id);
        let allows = |request: &Request| terms.verdict(request).effect == Effect::Permit;
        let asked = [service(), count(), follow(), profile(), share()].map(|request| allows(&request));
        let wanted = [true, level >= 1, level >= 2, level >= 3, level >= 4];
        assert_eq!(asked, wanted, "{id}");
        assert!(!allows(&sell()) && !allows(&spy()) && !allows(&advertise()), "{id}");
    }
    let training = ask("vrm:ModelTraining", "dpv:Use", Recipient::Vendor, false);
    let permitting: BTreeSet<&str> = Roster::builtin()
        .entries()
        .iter()
        .filter(|entry| entry.terms().compile().verdict(&training).effect == Effect::Permit)
        .map(|entry| entry.name().id.as_str())
        .collect();
    assert_eq!(permitting, BTreeSet::from(["PDC-AI"]));
}

#[test]
fn health_under_the_base_text_needs_consent_for_the_record() {
    let process = Process::new(
        [word("pd:Prescription"), word("pd:EmailAddress")],
        [word("dpv:RequestedServiceProvision")],
        [word("dpv:Store")],
        [Recipient::Vendor],
    );
    let fit = Declaration::new([process]).unwrap().fits(&compiled("SD-BASE"));
    assert_eq!(fit.verdict, FitVerdict::Fits);
    assert_eq!(fit.processes[0].consent_needed, [word("pd:Prescription")]);
}

#[test]
fn every_combination_of_wishes_leads_to_its_own_agreement() {
    let measuring = [
        Measuring::No,
        Measuring::Count,
        Measuring::Follow,
        Measuring::Profile { share: false },
        Measuring::Profile { share: true },
    ];
    let mut reached = BTreeSet::new();
    for (level, measuring) in measuring.into_iter().enumerate() {
        for portability in [false, true] {
            let id = Wishes { measuring, portability }.agreement();
            assert_eq!(id.trim_end_matches("-DP"), LEVELS[level]);
            reached.insert(id);
        }
    }
    assert_eq!(reached.len(), 10);
    for key in ["count", "count.no", "follow", "follow.track", "share", "take", "take.yes"] {
        for lang in ["en", "fr"] {
            assert!(Wishes::wording(key, lang).is_some_and(|text| !text.is_empty()), "{key} {lang}");
        }
    }
    assert_eq!(
        (Wishes::wording("count", "de"), Wishes::wording("nothing", "en"), Wishes::wording("count.no|take.no", "en")),
        (None, None, None)
    );
}

#[test]
fn a_roster_goes_out_as_a_document_and_comes_back_the_same() {
    let document = Roster::builtin().to_document();
    assert_eq!(&Roster::load(document.as_bytes()).unwrap(), Roster::builtin());
}

#[test]
fn a_layer_that_is_not_the_pinned_text_is_refused() {
    let document = Roster::builtin().to_document();
    for (from, to, layer) in [
        ("You propose this agreement about your data", "You propose this agreement on your data", "plain en"),
        ("Vous proposez", "Tu proposes", "plain fr"),
    ] {
        let forged = document.replacen(from, to, 1);
        assert_ne!(forged, document, "{from}");
        match Roster::load(forged.as_bytes()).unwrap_err() {
            TermsError::LayerHash { layer: found, .. } => assert_eq!(found, layer),
            other => panic!("{other}"),
        }
    }
    let widened = document.replacen("\\\"form\\\":\\\"anonymised\\\"", "\\\"form\\\":\\\"pseudonymised\\\"", 1);
    assert_ne!(widened, document);
    assert_eq!(Roster::load(widened.as_bytes()).unwrap_err().code(), Code::RosterLayerHash);
}

/// Authorities write the document by hand or by tools of theirs: they need the entry, not only the place inside it.
#[test]
fn an_error_inside_a_machine_form_names_the_entry() {
    let document = Roster::builtin().to_document();
    for (from, to, code, member) in [
        (r#"\"dpv\":\"2.3\""#, r#"\"dpv\":2"#, Code::JsonWrongType, "dpv"),
        (r#"\"dpv\":\"2.3\""#, r#"\"dpv\":\"1.0\""#, Code::TermsVocabularyVersion, "dpv"),
        (r#"\"dpv\":\"2.3\","#, "", Code::JsonMissingMember, "dpv"),
        (r#"\"dpv\":\"2.3\""#, r#"\"dpv\":\"2.3\",\"dpv\":\"2.3\""#, Code::JsonDuplicateMember, "dpv"),
        (r#"\"dpv\":\"2.3\""#, r#"\"dpv\":\"2.3\",\"x\":0.5"#, Code::JsonNotWhole, "x"),
        (r#"\"dpv\":\"2.3\""#, r#"\"dpv\":\"2.3\",\"x\":1"#, Code::JsonUnknownMember, "x"),
        (r#"\"v\":1"#, r#"\"v\":2"#, Code::TermsFormVersion, "v"),
        (r#"\"id\":\"SD-BASE"#, r#"\"id\":\" SD-BASE"#, Code::TermsBadId, "id"),
        (
            r#"\"permissions\":[{"#,
            r#"\"permissions\":[{\"keep\":{\"days\":-1},"#,
            Code::TermsOutOfRange,
            "permissions/0/keep/days",
        ),
        ("dpv#RequestedServiceProvision", "dpv#NoSuch", Code::TermsUnknownWord, "permissions/0/purpose"),
        (r#"https://w3id.org/dpv#RequestedServiceProvision"#, "a b", Code::VocabMalformed, "permissions/0/purpose/4"),
    ] {
        for entry in [0, 1] {
            let starts: Vec<usize> = document.match_indices(r#""machine":"{"#).map(|(at, _)| at).collect();
            let (before, text) = document.split_at(starts[entry]);
            let changed = format!("{before}{}", text.replacen(from, to, 1));
            assert_ne!(changed, document, "{from}");
            let error = Roster::load(changed.as_bytes()).unwrap_err();
            let place = format!("/entries/{entry}/machine/{member}");
            assert_eq!((error.code(), error.path()), (code, Some(place.clone())), "{error}");
            assert!(error.to_string().contains(&place), "{error}");
        }
    }
    let newer = document.replacen(r#""v":1}"#, r#""v":2}"#, 1);
    assert_ne!(newer, document);
    assert_eq!(
        Roster::load(newer.as_bytes()).unwrap_err().to_string(),
        "/v: the form has version 2, this build reads 1"
    );
}

#[test]
fn own_terms_are_no_roster_text_and_a_roster_text_is_no_own_terms() {
    let machine = Roster::builtin().entry("SD-BASE").unwrap().terms().machine_form();
    assert_eq!(Terms::parse(machine.as_bytes()).unwrap_err(), TermsError::WrongOrigin { wanted_roster: false });
}

#[test]
fn a_roster_has_an_entry() {
    let error = Roster::load(br#"{"entries":[],"roster":"https://a.example/roster","v":1}"#).unwrap_err();
    assert_eq!(error.to_string(), "/entries is empty: name at least one");
}
