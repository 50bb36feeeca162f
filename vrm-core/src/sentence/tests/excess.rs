//! What a receipt claims too much, and what a record lacks.

use super::{said, word};
use crate::consent::{ConsentStatus, Excess, Gap, KantaraExcess, KantaraPart, ProcessExcess, RecordId, WantedBy};
use crate::did::Did;
use crate::json::Pointer;
use crate::sentence::{Sentence, Tongue};
use crate::terms::{Basis, Form, Keep, Start};
use crate::text::Name;
use crate::time::Instant;
use crate::vocab::{Places, Recipient};
use std::sync::Arc;

fn record() -> RecordId {
    RecordId::of_random([7; 16])
}

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn in_process() -> Vec<ProcessExcess> {
    let words = |names: &[&str]| Arc::new(names.iter().map(|name| word(name)).collect());
    let days = |days| Keep::Days { days, from: Start::PurposeEnd };
    vec![
        ProcessExcess::Data { found: word("pd:Age"), agreed: words(&["pd:EmailAddress", "pd:Name"]) },
        ProcessExcess::Purpose { found: word("dpv:Marketing"), agreed: words(&["dpv:CustomerCare"]) },
        ProcessExcess::Operation { found: word("dpv:Share"), agreed: words(&[]) },
        ProcessExcess::Recipient { found: Recipient::ThirdParty, agreed: Arc::new([Recipient::Vendor].into()) },
        ProcessExcess::Keep { found: Keep::Unlimited, agreed: days(1) },
        ProcessExcess::Keep { found: days(31), agreed: Keep::Days { days: 30, from: Start::Collected } },
        ProcessExcess::Form { found: Form::Identified, agreed: Form::Pseudonymised },
        ProcessExcess::Form { found: Form::Pseudonymised, agreed: Form::Anonymised },
        ProcessExcess::Places {
            found: Places::Anywhere,
            agreed: Arc::new(Places::within(["FR".parse().unwrap()]).unwrap()),
        },
        ProcessExcess::Measure { missing: word("dpv:Encryption") },
        ProcessExcess::Basis { found: Basis::LegalDuty, agreed: Basis::Consent },
        ProcessExcess::Basis { found: Basis::Contract, agreed: Basis::Consent },
        ProcessExcess::Necessity,
        ProcessExcess::Explicit,
    ]
}

/// One of each kind.
fn every() -> Vec<Excess> {
    let (record, did) = (record(), Did::parse("did:web:other.example").unwrap());
    let (name, at) = (Name::parse("Other").unwrap(), instant("2026-03-01T09:40:00Z"));
    let kantara = |what: &KantaraPart| {
        let path = Pointer::root().member("services");
        Excess::Kantara(KantaraExcess { what: *what, path, found: "x".to_owned() })
    };
    let parts = [
        KantaraPart::Receipt,
        KantaraPart::Version,
        KantaraPart::Number,
        KantaraPart::Time,
        KantaraPart::Principal,
        KantaraPart::Controller,
        KantaraPart::Policy,
        KantaraPart::Jurisdiction,
        KantaraPart::Service,
        KantaraPart::Purpose,
        KantaraPart::PurposeCategory,
        KantaraPart::ConsentType,
        KantaraPart::DataCategory,
        KantaraPart::Primary,
        KantaraPart::Termination,
        KantaraPart::ThirdParty,
        KantaraPart::Sensitive,
        KantaraPart::SpecialCategory,
    ];
    let inside = |excess| Excess::InProcess { record, process: 1, closest: 0, excess };
    let statuses = ConsentStatus::ALL.iter().map(|found| Excess::Status {
        record,
        found: *found,
        agreed: ConsentStatus::Withdrawn,
    });
    let rest = vec![
        Excess::GivenTo,
        Excess::Publisher { found: did.clone(), name: name.clone() },
        Excess::Record { record },
        Excess::Subject { record },
        Excess::Controller { record, found: did.clone(), name },
        Excess::Notice { record },
        Excess::Earlier { record, found: at, agreed: at },
        Excess::Unsaid { record, status: ConsentStatus::Renewed, at },
        Excess::SaidBy { record, at, found: did },
        Excess::Ending { record, status: ConsentStatus::Withdrawn, at },
        Excess::Until { record, found: Some(at), agreed: at },
        Excess::Until { record, found: None, agreed: at },
        Excess::NotExercised { record },
        Excess::Process { record, process: 2 },
        Excess::Unread { path: Pointer::root().member("vrm:more") },
        Excess::Formerly,
    ];
    let parts: Vec<Excess> = parts.iter().map(kantara).collect();
    rest.into_iter().chain(statuses).chain(in_process().into_iter().map(inside)).chain(parts).collect()
}

#[test]
fn every_excess_is_said_in_both_languages() {
    for excess in every() {
        let sentence = excess.sentence();
        for tongue in [Tongue::English, Tongue::French] {
            let said = sentence.say(tongue);
            assert!(said.ends_with('.') && !said.contains(['{', '}']), "{said}");
            assert!(!said.contains("  ") && !said.contains("excess.") && !said.contains("kantara."), "{said}");
        }
        let key = sentence.key().split('.').nth(1).unwrap();
        assert_eq!(key, excess.name(), "{excess}");
    }
}

#[test]
fn excess_is_said_to_the_person() {
    let inside = |excess| Excess::InProcess { record: record(), process: 0, closest: 0, excess };
    let [data, _, operation, recipient, keep, ..] = &in_process()[..] else { panic!("too few") };
    let all: Vec<Sentence> = [data, operation, recipient, keep].map(|one| inside(one.clone()).sentence()).into();
    let expected = [
        [
            "Process 1 takes the data “age”; agreed is “email address”, “name”.",
            "Le traitement 1 prend les données « Age » ; convenu : « EmailAddress », « Name ».",
        ],
        [
            "Process 1 does the operation “share”; agreed is nothing.",
            "Le traitement 1 fait l’opération « Share » ; convenu : rien.",
        ],
        [
            "Process 1 gives the data to third parties; agreed is the vendor.",
            "Le traitement 1 a pour destinataire : des tiers ; convenu : le fournisseur.",
        ],
        [
            "By process 1 the data is kept without limit; agreed is kept at most 1 day from the end of the purpose.",
            "Selon le traitement 1, conservation sans limite de durée ; convenu : conservation d’au plus 1 jour après la fin \
             de la finalité.",
        ],
    ];
    assert_eq!(said(&all), expected);
    let at = instant("2026-03-01T09:40:00Z");
    let ending = Excess::Ending { record: record(), status: ConsentStatus::Withdrawn, at };
    let expected = [
        "The receipt leaves out that your consent was withdrawn at 1 March 2026, 09:40 UTC.",
        "Le reçu tait que votre consentement a été retiré le 1er mars 2026, 09 h 40 UTC.",
    ];
    assert_eq!(said(&[ending.sentence()]), [expected]);
    // What is written in a receipt moves and hides nothing.
    let path = Pointer::root().member("a\u{202e}b");
    assert!(!Excess::Unread { path }.sentence().say(Tongue::French).contains('\u{202e}'));
}

#[test]
fn every_gap_is_said_in_both_languages() {
    let fields = [
        "party_address",
        "party_contact",
        "jurisdiction",
        "withdrawal_method",
        "privacy_rights",
        "authority_party",
        "storage_locations",
        "processing_locations",
        "collection_method",
        "geographic_restrictions",
    ];
    for (field, wanted_by) in fields
        .into_iter()
        .flat_map(|field| [WantedBy::Iso, WantedBy::Gdpr, WantedBy::Both].map(|wanted_by| (field, wanted_by)))
    {
        let gap = Gap { path: Pointer::root().member("x"), field, wanted_by };
        let [english, french] = said(&[gap.sentence()]).remove(0);
        assert!(english.starts_with("Missing: ") && !english.contains('_') && !english.contains("gap."), "{english}");
        assert!(french.starts_with("Il manque : ") && !french.contains('_') && !french.contains("gap."), "{french}");
        assert_eq!(gap.to_string(), format!("`/x`: `{field}` is missing, wanted by {}", wanted_by.name()));
    }
}
