//! What a person makes of receipts from a desk that keeps no rules: refused with its own error and nothing has changed,
//! or kept as what it is, with all that it claims beyond what was agreed.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::clinic::{clinic, word};
use support::forged::Forger;
use support::hostile::resigned;
use support::life::{Met, carried, received};
use support::seller::sealed_text;
use support::two::later;
use vrm_core::consent::{ConsentStatus, Excess, IsoReceipt, KantaraReceipt, ReceiptFacts, RecordId};
use vrm_core::decision::{AgreementId, WhichGrants};
use vrm_core::did::Did;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::keys::SignedId;
use vrm_core::life::Reception;
use vrm_core::message::{ConsentReceipt, Message, Never};
use vrm_core::terms::{Keep, Necessity, Stated};
use vrm_core::text::Name;
use vrm_core::view::StateError;
use vrm_core::vocab::Recipient;

const PILL: &str = "pd:Prescription";

/// A clinic with one consent, and the keys of both.
fn forged() -> (Met, AgreementId, Forger) {
    let (mut met, agreement) = clinic();
    met.consented(agreement, 0, PILL);
    let forger = Forger::of(&met);
    (met, agreement, forger)
}

/// The receipt with other facts, and no part that a person reads beside them.
fn with_facts(honest: &ConsentReceipt, change: impl FnOnce(&mut ReceiptFacts)) -> ConsentReceipt {
    let mut facts = honest.record.facts().clone();
    change(&mut facts);
    ConsentReceipt { record: IsoReceipt::new(facts).unwrap(), kantara: None, ..honest.clone() }
}

/// What the person has against a receipt, which it refuses where that is anything.
fn heard(met: &mut Met, forger: &Forger, receipt: ConsentReceipt) -> Vec<Excess> {
    let letter = forger.to_person(receipt, met);
    let before: Vec<SignedId> = met.here().receipts().map(|known| known.id).collect();
    let outcome = received(met.at_person(&letter));
    let here = met.here();
    let new = here.receipts().find(|receipt| !before.contains(&receipt.id)).unwrap();
    let expected = if new.excess.is_empty() { "acknowledged" } else { "refused" };
    assert_eq!(outcome.kinds, ["receipted", expected]);
    assert_eq!(new.refused, !new.excess.is_empty());
    new.excess.clone()
}

#[test]
fn a_receipt_for_anything_else_is_refused() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.receipt(&mut met, agreement);
    let stranger = Did::parse("did:web:other.example").unwrap();
    let mut terms = honest.terms.clone();
    terms.name.version = "9.9".to_owned();
    let other = [
        ("sub", ConsentReceipt { sub: stranger.clone(), ..honest.clone() }),
        ("person", ConsentReceipt { person: forger.desk.sign().public().thumbprint(), ..honest.clone() }),
        ("vendor", ConsentReceipt { vendor: stranger, ..honest.clone() }),
        ("vendor", ConsentReceipt { name: Name::parse("Other").unwrap(), ..honest.clone() }),
        ("terms", ConsentReceipt { terms, ..honest.clone() }),
        ("terms", ConsentReceipt { terms: support::vendor::pin("SD-BASE-A"), ..honest.clone() }),
    ];
    for (member, receipt) in other {
        let letter = forger.to_person(receipt, &mut met);
        assert_eq!(met.person_refuses(&letter), StateError::OtherRecord { member }.into(), "{member}");
    }
    let nobodys = AgreementId::from_bytes([9; 32]);
    let letter = forger.to_person(ConsentReceipt { agreement: nobodys, ..honest.clone() }, &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::NoSuchAgreement { id: nobodys }.into());
    assert_eq!(heard(&mut met, &forger, honest), []);
}

#[test]
fn a_receipt_is_the_desks_alone() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.receipt(&mut met, agreement);
    let letter = forger.to_desk(honest.clone(), &mut met);
    assert_eq!(met.desk_refuses(&letter), StateError::OutOfPlace { kind: "consent-receipt" }.into());
    // Signed with the person's own key, and sealed for the person.
    let back = Forger { desk: forger.person, person: forger.desk };
    let (iss, aud) = (back.desk.sign().public().to_did(), back.desk.sign().public().thumbprint());
    let message = Message::new(honest, iss, aud, met.at, Never, &mut met.random).unwrap();
    let letter = message.sign(back.desk.sign()).unwrap().seal(back.desk.seal().public()).unwrap();
    assert_eq!(met.person_refuses(letter.as_str().as_bytes()).code(), Code::MessageNotInUse);
}

#[test]
fn the_numbers_in_a_receipt_are_one() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.receipt(&mut met, agreement);
    let other = RecordId::of_random([9; 16]);
    let facts = ReceiptFacts { id: other, ..honest.record.facts().clone() };
    let elsewhere = ConsentReceipt { record: IsoReceipt::new(facts).unwrap(), ..honest.clone() };
    let (iss, aud) = (forger.desk.sign().public().to_did(), forger.person.sign().public().thumbprint());
    // It cannot be made, and what was made otherwise is not read.
    let error = Message::new(elsewhere, iss.clone(), aud, met.at, Never, &mut met.random).unwrap_err();
    assert_eq!(error.code(), Code::FormOtherNumber);
    let message = Message::new(honest, iss, aud, met.at, Never, &mut met.random).unwrap();
    let text = message.sign(forger.desk.sign()).unwrap().as_str().to_owned();
    let jti = message.jti().to_string();
    // No number of version 4, and one that is the number of neither part.
    for number in ["00000000000010008000000000000000", "00000000000040008000000000000000"] {
        let forged = resigned(forger.desk.sign(), &text, |payload| payload.replace(&jti, number));
        assert_ne!(forged, text);
        let letter = sealed_text(&forged, forger.person.seal().public());
        assert_eq!(met.person_refuses(&letter).code(), Code::FormOtherNumber);
    }
    let letter = sealed_text(&text, forger.person.seal().public());
    received(met.at_person(&letter));
}

type Change<'a> = &'a dyn Fn(&mut ReceiptFacts);

#[test]
fn all_that_a_receipt_claims_further_is_named_and_the_receipt_refused() {
    let (mut met, agreement, forger) = forged();
    met.wait(60);
    met.consented(agreement, 1, "pd:TelephoneNumber");
    let mut honest = forger.receipt(&mut met, agreement);
    let mut facts = honest.record.facts().clone();
    assert_eq!(facts.records.len(), 3);
    // The optional one last.
    facts.records.sort_by_key(|record| (record.processes[0].necessity, record.events[0].at, record.processes.len()));
    let marked = |record: &vrm_core::consent::RecordFacts| record.processes[0].basis == vrm_core::terms::Basis::Consent;
    facts.records[..2].sort_by_key(marked);
    honest.record = IsoReceipt::new(facts).unwrap();
    let stranger = Did::parse("did:web:other.example").unwrap();
    let (early, event) = (later(met.at, -600), honest.record.facts().records[1].events[0].clone());
    let claims: [(&[&str], Change<'_>); 12] = [
        (&["given-to"], &|facts| facts.recipient = stranger.clone()),
        (&["publisher"], &|facts| facts.publisher.did = stranger.clone()),
        (&["record"], &|facts| facts.records[1].id = RecordId::of_random([9; 16])),
        (&["subject"], &|facts| facts.records[0].subject = stranger.clone()),
        (&["controller"], &|facts| facts.records[0].controller.name = Name::parse("Other").unwrap()),
        (&["notice"], &|facts| facts.records[0].notice.text = vrm_core::terms::TermsHash::of(b"another")),
        (&["earlier"], &|facts| facts.records[1].events[0].at = early),
        (&["data"], &|facts| {
            facts.records[1].processes[0].data = Stated::Known([word(PILL), word("pd:Disability")].into());
        }),
        (&["purpose", "keep"], &|facts| {
            let process = &mut facts.records[1].processes[0];
            process.purpose = Stated::Known([word("dpv:Marketing")].into());
            process.keep = Stated::Known(Keep::Unlimited);
        }),
        (&["recipient"], &|facts| {
            let shared = Stated::Known([Recipient::Vendor, Recipient::SameGroup].into());
            facts.records[0].processes[0].recipient = shared;
        }),
        (&["necessity"], &|facts| facts.records[2].processes[0].necessity = Necessity::Required),
        (&["unsaid"], &|facts| {
            let confirmed = vrm_core::consent::ConsentEvent { status: ConsentStatus::Renewed, ..event.clone() };
            facts.records[1].events.push(confirmed);
        }),
    ];
    let mut seen = Vec::new();
    for (expected, change) in claims {
        let mut receipt = with_facts(&honest, change);
        let next = u8::try_from(seen.len()).unwrap();
        let facts = ReceiptFacts { id: RecordId::of_random([100 + next; 16]), ..receipt.record.facts().clone() };
        receipt.record = IsoReceipt::new(facts).unwrap();
        let found = heard(&mut met, &forger, receipt);
        seen.push((expected, found.iter().map(Excess::name).collect::<Vec<_>>()));
    }
    let differ: Vec<_> = seen.iter().filter(|(expected, found)| expected != found).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn a_receipt_that_claims_less_is_taken() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.receipt(&mut met, agreement);
    let less = [
        with_facts(&honest, |facts| drop(facts.records.pop())),
        with_facts(&honest, |facts| {
            facts.id = RecordId::of_random([101; 16]);
            facts.records[1].processes[0].keep =
                Stated::Known(Keep::Days { days: 1, from: vrm_core::terms::Start::PurposeEnd });
        }),
    ];
    for receipt in less {
        assert_eq!(heard(&mut met, &forger, receipt), []);
    }
}

#[test]
fn a_part_of_kantara_that_claims_more_is_named() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.receipt(&mut met, agreement);
    let kantara = honest.kantara.as_ref().unwrap().to_json();
    let changed =
        kantara.replace("\"thirdPartyDisclosure\":false", "\"thirdPartyDisclosure\":true,\"thirdPartyName\":\"Other\"");
    assert_ne!(changed, kantara);
    let receipt = ConsentReceipt { kantara: Some(KantaraReceipt::parse(changed.as_bytes()).unwrap()), ..honest };
    let found = heard(&mut met, &forger, receipt);
    assert!(!found.is_empty() && found.iter().all(|excess| matches!(excess, Excess::Kantara(_))), "{found:?}");
}

#[test]
fn a_desk_notes_that_its_receipt_was_refused_and_waits_for_nothing() {
    let (mut met, agreement, forger) = forged();
    // What the desk itself issues is honest; the person's history is set back by a consent that it has not heard of.
    let honest = forger.receipt(&mut met, agreement);
    let there = met.there();
    let id = there.receipts().next().unwrap().id;
    assert_eq!(there.unacknowledged().len(), 1);
    let refusal = vrm_core::message::Refusal { answers: id, why: vrm_core::message::RefusalReason::Invalid };
    let letter = forger.to_desk(refusal, &mut met);
    let outcome = received(met.at_desk(&letter));
    assert_eq!(outcome.kinds, ["refused"]);
    let there = met.there();
    assert!(there.receipt(&id).unwrap().refused && there.unacknowledged().is_empty());
    let customer = met.customer();
    assert!(met.desk.outbox(met.at).unwrap().iter().all(|(of, _)| *of != customer));
    // Another of nothing is none.
    let nothing = vrm_core::message::Refusal { answers: SignedId::from_bytes([3; 32]), ..refusal };
    let letter = forger.to_desk(nothing, &mut met);
    assert!(matches!(met.desk_refuses(&letter), Error::State(_)));
    drop(honest);
}

#[test]
fn a_refused_receipt_comes_to_the_desk_by_itself() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.receipt(&mut met, agreement);
    let issued = met.there().receipts().next().unwrap().id;
    // The desk's own letter is lost on the way; the forged one is refused, and of that the honest desk knows nothing.
    let found = heard(
        &mut met,
        &forger,
        with_facts(&honest, |facts| {
            facts.records[0].processes[0].keep = Stated::Known(Keep::Unlimited);
        }),
    );
    assert_eq!(found.iter().map(Excess::name).collect::<Vec<_>>(), ["keep"]);
    let refusal = met.my_letter();
    let error = met.desk_refuses(&refusal.bytes);
    assert!(matches!(error, Error::State(_)), "{error}");
    assert!(!met.there().receipt(&issued).unwrap().refused);
}

#[test]
fn a_replay_changes_nothing_and_a_second_receipt_is_another() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.receipt(&mut met, agreement);
    let letter = forger.to_person(honest.clone(), &mut met);
    received(met.at_person(&letter));
    let head = met.person.head();
    let again = met.at_person(&letter);
    assert!(matches!(again, Reception::Replay { .. }), "{again:?}");
    assert_eq!((met.person.head(), met.here().receipts().count()), (head, 1));
    let second = forger.receipt(&mut met, agreement);
    assert_ne!(second.record.id(), honest.record.id());
    assert_eq!(heard(&mut met, &forger, second), []);
    assert_eq!(met.here().receipts().count(), 2);
}

#[test]
fn a_desk_that_never_heard_of_a_withdrawal_may_say_so_and_one_that_did_may_not() {
    let (mut met, agreement, forger) = forged();
    let grants = met.grants();
    let came = grants.iter().find(|grant| grant.scope.data.contains(&word("pd:EmailAddress"))).unwrap().id;
    let standing = forger.receipt(&mut met, agreement);
    let at = met.wait(600);
    let which = WhichGrants::These([came].into());
    met.person.withdraw(met.relationship, agreement, &which, None, at, &mut met.random).unwrap();
    // Nothing of it was heard: what stood may be claimed.
    assert_eq!(heard(&mut met, &forger, standing.clone()), []);
    let letters = met.mine();
    letters.iter().for_each(|letter| drop(received(met.at_desk(&letter.bytes))));
    carried(&mut met);
    let again = |n: u8| with_facts(&standing, |facts| facts.id = RecordId::of_random([n; 16]));
    assert_ne!(heard(&mut met, &forger, again(101)), []);
    drop(met.mine());
    // A withdrawal of all that is still on its way brings back what is not in it.
    let at = met.wait(600);
    met.person.withdraw(met.relationship, agreement, &WhichGrants::All, None, at, &mut met.random).unwrap();
    assert_ne!(heard(&mut met, &forger, again(102)), []);
}

#[test]
fn a_receipt_may_come_after_the_end() {
    let (mut met, agreement, forger) = forged();
    let standing = forger.receipt(&mut met, agreement);
    met.wait(600);
    met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    let over = forger.receipt(&mut met, agreement);
    assert!(over.kantara.is_none());
    assert_eq!(heard(&mut met, &forger, over), []);
    // As if nothing had ended.
    let found = heard(&mut met, &forger, standing);
    assert!(found.iter().any(|excess| matches!(excess, Excess::Status { .. })), "{found:?}");
}

#[test]
fn old_keys_sign_no_receipt_and_an_agreement_keeps_its_persona() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.receipt(&mut met, agreement);
    let at = met.wait(600);
    met.person.rotate_keys(met.relationship, None, at, &mut met.random).unwrap();
    carried(&mut met);
    // The agreement was made under the earlier persona, and its receipt says so.
    let id = met.issues(agreement);
    carried(&mut met);
    let here = met.here();
    let receipt = here.receipt(&id).unwrap();
    assert_eq!(receipt.excess, []);
    assert_eq!((receipt.receipt.sub.clone(), receipt.receipt.person), (honest.sub.clone(), honest.person));
    assert_ne!(here.own_keys().unwrap().sign().thumbprint(), honest.person);
    let at = met.wait(600);
    met.desk.rotate_keys(None, at, &mut met.random).unwrap();
    // Desks tell of new keys when they write next.
    met.issues(agreement);
    carried(&mut met);
    assert_ne!(met.here().other_keys().unwrap().sign(), forger.desk.sign().public());
    met.wait(600);
    let letter = forger.to_person(with_facts(&honest, |facts| facts.id = RecordId::of_random([7; 16])), &mut met);
    assert_eq!(met.person_refuses(&letter).code(), Code::MessageNotInUse);
}

#[test]
fn so_many_receipts_are_kept_and_no_more() {
    let (mut met, agreement, forger) = forged();
    let honest = forger.receipt(&mut met, agreement);
    let facts = honest.record.facts().clone();
    for n in 0..1_024_u16 {
        let [high, low] = n.to_be_bytes();
        let id = RecordId::of_random([high, low, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
        let record = IsoReceipt::new(ReceiptFacts { id, ..facts.clone() }).unwrap();
        let letter = forger.to_person(ConsentReceipt { record, kantara: None, ..honest.clone() }, &mut met);
        received(met.at_person(&letter));
    }
    let letter = forger.to_person(honest, &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::TooManyReceipts { limit: 1_024 }.into());
}
