//! Facts of records and receipts to begin from, and others drawn near them.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeSet;
use vrm_core::consent::{
    ConsentEvent, ConsentStatus, Contact, Controller, Notice, PostalAddress, ReceiptFacts, RecordFacts, RecordId,
};
use vrm_core::did::Did;
use vrm_core::terms::{Basis, Form, Keep, Necessity, Process, Start, Stated, TermsHash};
use vrm_core::text::{Language, Name};
use vrm_core::time::Instant;
use vrm_core::vocab::{Place, Places, Recipient, Word};

pub(crate) fn did(text: &str) -> Did {
    Did::parse(text).unwrap()
}

pub(crate) fn person() -> Did {
    did("did:example:pairwise")
}

pub(crate) fn words(names: &[&str]) -> Stated<BTreeSet<Word>> {
    Stated::Known(names.iter().map(|name| name.parse().unwrap()).collect())
}

pub(crate) fn places(codes: &[&str]) -> Places {
    Places::within(codes.iter().map(|code| Place::parse(code).unwrap())).unwrap()
}

/// That many minutes after the beginning.
pub(crate) fn at(minutes: u32) -> Instant {
    Instant::parse("2026-03-01T09:30:00Z").unwrap().plus_minutes(minutes).unwrap()
}

pub(crate) fn shop() -> Controller {
    Controller { did: did("did:web:shop.example"), name: Name::parse("Shop").unwrap(), contact: None }
}

pub(crate) fn contact() -> Contact {
    let text = |text: &str| Some(text.to_owned());
    Contact {
        office: "Privacy office".into(),
        address: PostalAddress {
            street: text("1 High Street"),
            locality: text("Cork"),
            country: text("IE"),
            ..PostalAddress::default()
        },
        email: "privacy@shop.example".into(),
        phone: "+353-1-5550100".into(),
        url: text("https://shop.example/"),
    }
}

pub(crate) fn event(status: ConsentStatus, minutes: u32) -> ConsentEvent {
    ConsentEvent { status, at: at(minutes), by: person(), until: None }
}

/// A process on consent to ordinary data, narrow in each part.
pub(crate) fn care() -> Process {
    Process {
        keep: Stated::Known(Keep::Days { days: 30, from: Start::PurposeEnd }),
        form: Stated::Known(Form::Pseudonymised),
        places: Stated::Known(places(&["IE", "FR"])),
        measures: words(&["dpv:Encryption"]),
        basis: Basis::Consent,
        necessity: Necessity::Optional,
        ..Process::new(
            ["pd:EmailAddress", "pd:Name"].map(|name| name.parse().unwrap()),
            ["dpv:CustomerCare".parse().unwrap()],
            ["dpv:Use".parse().unwrap()],
            [Recipient::Vendor, Recipient::SameGroup],
        )
    }
}

/// A process on consent to marked data.
pub(crate) fn health() -> Process {
    Process { data: words(&["pd:Prescription"]), purpose: words(&["dpv:ServiceProvision"]), ..care() }
}

pub(crate) fn record() -> RecordFacts {
    RecordFacts {
        id: RecordId::of_random([7; 16]),
        subject: person(),
        controller: shop(),
        notice: Notice {
            name: "https://shop.example/terms#SD-BASE-1".into(),
            text: TermsHash::of(b"the text that was shown"),
            language: Language::parse("en").unwrap(),
            shown: at(0),
        },
        processes: vec![care(), health()],
        explicit: BTreeSet::new(),
        jurisdiction: BTreeSet::from([Place::parse("IE").unwrap()]),
        exercised_at: "https://shop.example/consent".into(),
        events: vec![event(ConsentStatus::Given, 10)],
    }
}

pub(crate) fn receipt(records: Vec<RecordFacts>) -> ReceiptFacts {
    ReceiptFacts { id: RecordId::of_random([9; 16]), created: at(60), publisher: shop(), recipient: person(), records }
}

/// A receipt that may be said in the other form too.
pub(crate) fn with_contact() -> ReceiptFacts {
    let publisher = Controller { contact: Some(contact()), ..shop() };
    let record = RecordFacts { controller: publisher.clone(), ..record() };
    ReceiptFacts { publisher, ..receipt(vec![record]) }
}
