//! A life with consents and receipts is carried elsewhere after every letter, and what was spoilt on the way is refused.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::carried::{Lines, import};
use support::clinic::clinic;
use support::forged::{Forger, with_record};
use support::hostile::{base64url, part_value, with_part};
use support::life::{Met, carried, keeper, received};
use support::spoilt::{Spoilt, pairs};
use vrm_core::consent::{IsoReceipt, RecordId};
use vrm_core::decision::{AgreementId, WhichGrants};
use vrm_core::error::{Code, Error, Fault};
use vrm_core::keys::{SigningKeyPair, Thumbprint};
use vrm_core::message::{Body, Consent, ConsentReceipt, Message, Never};
use vrm_core::person::Person;
use vrm_core::store::Memory;
use vrm_core::terms::{Keep, Stated};

const PILL: &str = "pd:Prescription";

fn text(person: &Person) -> String {
    person.danger_export().unwrap().danger_expose().to_owned()
}

/// An import takes it, and all is the same there.
fn goes_on(met: &Met) -> Person {
    let export = text(&met.person);
    let mut random = support::two::Seeded::new(9);
    let there = Person::import(export.as_bytes(), std::sync::Arc::new(Memory::new()), keeper(), &mut random).unwrap();
    assert_eq!(text(&there), export);
    let [here, elsewhere] = [&met.person, &there].map(|person| support::picture::picture(&person.view()));
    assert_eq!(here, elsewhere);
    let [held, due] = [met.person.view(), there.view()];
    assert_eq!(held.exposure(met.at).unwrap(), due.exposure(met.at).unwrap());
    assert_eq!(held.agenda(met.at).unwrap(), due.agenda(met.at).unwrap());
    there
}

#[test]
fn a_life_is_carried_after_every_letter() {
    let (mut met, agreement) = clinic();
    let carry = |met: &mut Met| {
        drop(goes_on(met));
        loop {
            let (mine, theirs) = (met.mine(), met.theirs());
            if mine.is_empty() && theirs.is_empty() {
                break;
            }
            mine.iter().for_each(|letter| drop(received(met.at_desk(&letter.bytes))));
            for letter in theirs {
                received(met.at_person(&letter.bytes));
                drop(goes_on(met));
            }
        }
    };
    for (process, data) in [(0, PILL), (1, "pd:TelephoneNumber"), (2, "pd:PhysicalAddress")] {
        met.consents(agreement, process, data).unwrap();
        carry(&mut met);
    }
    met.issues(agreement);
    carry(&mut met);
    let at = met.wait(600);
    met.person.withdraw(met.relationship, agreement, &WhichGrants::All, None, at, &mut met.random).unwrap();
    // It crosses.
    met.issues(agreement);
    let receipt = met.their_letter();
    received(met.at_person(&receipt.bytes));
    carry(&mut met);
    met.consents(agreement, 0, PILL).unwrap();
    carry(&mut met);
    met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap();
    carry(&mut met);
    met.issues(agreement);
    carry(&mut met);
    assert_eq!(met.here().receipts().filter(|receipt| receipt.excess.is_empty()).count(), 3);
}

#[test]
fn a_receipt_that_was_refused_is_carried_with_what_was_against_it() {
    let (mut met, agreement) = clinic();
    let forger = Forger::of(&met);
    let honest = forger.receipt(&mut met, agreement);
    let letter = forger.to_person(wider(&honest), &mut met);
    received(met.at_person(&letter));
    let there = goes_on(&met);
    let view = there.view();
    let receipt = view.relationship(met.relationship).unwrap().receipts().next().unwrap();
    assert!(receipt.refused && receipt.excess == met.here().receipts().next().unwrap().excess);
    assert!(!receipt.excess.is_empty());
}

fn wider(honest: &ConsentReceipt) -> ConsentReceipt {
    let mut facts = honest.record.facts().clone();
    facts.records[0].processes[0].keep = Stated::Known(Keep::Unlimited);
    facts.id = RecordId::of_random([77; 16]);
    ConsentReceipt { record: IsoReceipt::new(facts).unwrap(), kantara: None, ..honest.clone() }
}

/// A life with one consent and one receipt.
fn lived() -> (Met, AgreementId, Forger) {
    let (mut met, agreement) = clinic();
    met.consented(agreement, 0, PILL);
    met.issues(agreement);
    carried(&mut met);
    let forger = Forger::of(&met);
    (met, agreement, forger)
}

fn spoilt(met: &Met, spoil: impl FnOnce(&mut Spoilt)) -> Error {
    let lines = Lines::of(&text(&met.person));
    let mut spoilt = Spoilt { lines: lines.clone(), other: lines, bytes: None };
    spoil(&mut spoilt);
    match import(spoilt.lines.text().as_bytes(), 9).0 {
        Ok(_) => panic!("taken"),
        Err(error) => error,
    }
}

/// The same message with another body.
fn signed_anew<B: Body<Expiry = Never, Audience = Thumbprint>>(
    text: &str,
    body: B,
    pair: &SigningKeyPair,
    met: &mut Met,
) -> String {
    let aud: Thumbprint = {
        let payload = support::spoilt::payload(text);
        let Some(vrm_core::json::Value::String(aud)) = payload.get("aud") else { panic!("no reader") };
        Thumbprint::parse(aud).unwrap()
    };
    let message = Message::new(body, pair.public().to_did(), aud, met.at, Never, &mut met.random).unwrap();
    message.sign(pair).unwrap().as_str().to_owned()
}

#[test]
fn what_was_spoilt_is_refused() {
    let (mut met, agreement, forger) = lived();
    // The yes itself is left out.
    let error = spoilt(&met, |spoilt| {
        let index = spoilt.event("consented");
        spoilt.remove(index);
        spoilt.chain();
    });
    assert_eq!(error.code(), Code::HistoryOutOfTurn);
    // Its record, or the receipt's, is changed under the same signature.
    for (kind, from, to) in
        [("consented", "pd#Prescription", "pd#Disability"), ("receipted", "CustomerCare", "CustomerClaims")]
    {
        let error = spoilt(&met, |spoilt| {
            let index = spoilt.event(kind);
            let said = spoilt.body(index, "text");
            let payload = part_value(&said, 1).canonical();
            assert!(payload.contains(from), "{payload}");
            spoilt.say(index, &with_part(&said, 1, &base64url(payload.replace(from, to))));
        });
        assert_eq!(error.code(), Code::HistoryForged, "{kind}: {error}");
        let error = spoilt(&met, |spoilt| spoilt.flip(kind));
        assert_eq!(error.code(), Code::HistoryForged, "{kind}: {error}");
    }
    // A consent to more, signed by the person, is none that its life could have had.
    let lines = Lines::of(&text(&met.person));
    let persona = pairs(&lines, met.here().own_keys().unwrap().sign().thumbprint());
    let mut twin = Met::agreed().0;
    let said = |lines: &Lines, kind: &str| {
        let spoilt = Spoilt { lines: lines.clone(), other: lines.clone(), bytes: None };
        spoilt.body(spoilt.event(kind), "text")
    };
    let consent = said(&lines, "consented");
    let record = met.here().consents().next().unwrap().clone();
    let honest = Consent { agreement, n: 1, process: 0, data: PILL.parse().unwrap(), record: record.record.clone() };
    let more = with_record(&honest, |facts| facts.processes[0].keep = Stated::Known(Keep::Unlimited));
    twin.at = met.at;
    let forged = signed_anew(&consent, more, persona.sign(), &mut twin);
    let error = spoilt(&met, |spoilt| {
        let index = spoilt.event("consented");
        spoilt.say(index, &forged);
    });
    assert_eq!(error.code(), Code::HistoryDoesNotFollow);
    // A receipt that claims more: by another key it is forged, and by the desk's own it is listed with what it claims.
    let receipt = met.here().receipts().next().unwrap().receipt.clone();
    let stranger = vrm_core::keys::PartyKeyPairs::generate(&mut met.random).unwrap();
    let put = |forged: String| {
        move |spoilt: &mut Spoilt| {
            let index = spoilt.event("receipted");
            spoilt.say(index, &forged);
        }
    };
    let forged = signed_anew(&said(&lines, "receipted"), wider(&receipt), stranger.sign(), &mut met);
    assert_eq!(spoilt(&met, put(forged)).code(), Code::HistoryForged);
    let claimed = signed_anew(&said(&lines, "receipted"), wider(&receipt), forger.desk.sign(), &mut met);
    let mut with_claim = Spoilt { lines: lines.clone(), other: lines, bytes: None };
    put(claimed)(&mut with_claim);
    let there = import(with_claim.lines.text().as_bytes(), 9).0.unwrap();
    let view = there.view();
    let found = &view.relationship(met.relationship).unwrap().receipts().next().unwrap().excess;
    assert_eq!(found.iter().map(vrm_core::consent::Excess::name).collect::<Vec<_>>(), ["keep"]);
}
