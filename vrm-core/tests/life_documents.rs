//! The document between two signatures: in time, late, and other than expected.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::sync::Arc;
use support::life::{Met, carried, french, keeper, line, received};
use support::negotiated::request;
use support::two::{declaration, later};
use support::vendor::Vendor;
use vrm_core::agreement::{AgreedTerms, AgreementError, VendorParty};
use vrm_core::decision::{AgreementId, Effect};
use vrm_core::error::{Code, Error, Fault};
use vrm_core::history::Settings;
use vrm_core::keys::{PartyKeyPairs, SignedId};
use vrm_core::log::Letter;
use vrm_core::message::MessageKind;
use vrm_core::negotiation::NegotiationState::{Accepted, Expired, NeedsHuman};
use vrm_core::person::Person;
use vrm_core::relationship::{AgreementState, RelationshipState};
use vrm_core::store::{Memory, Store};
use vrm_core::terms::{Declaration, Roster, Talk, Who};
use vrm_core::text::{Language, Name};
use vrm_core::view::StateError;

const DAY: i64 = 86_400;

fn short(accept: &[&str], by: Who) -> Settings {
    Settings { answer_within: 60, ..line(Talk::Anyone, accept, by) }
}

/// A document that the desk signed first, an hour before its time is over, in the person's hands.
fn signed_by_the_desk(by: Who) -> Met {
    let mut met = Met::with(&short(&["SD-BASE"], by), &short(&["SD-BASE"], Who::Agent), &declaration());
    met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    let proffer = met.my_letter();
    received(met.at_desk(&proffer.bytes));
    met
}

#[test]
fn the_second_signer_has_until_accept_by_to_the_second() {
    for (seconds, counts) in [(3_599, true), (3_600, false)] {
        let mut met = signed_by_the_desk(Who::Me);
        let document = met.their_letter();
        received(met.at_person(&document.bytes));
        let at = met.wait(seconds);
        let accepted = met.person.accept(met.relationship, None, at, &mut met.random);
        if counts {
            accepted.unwrap();
            continue;
        }
        assert_eq!(accepted.unwrap_err().code(), Code::AgreementTooLate);
        // It may still be said no to; or it runs out, and something new may begin.
        met.person.expire(None, at, &mut met.random).unwrap();
        let negotiation = met.here().negotiation().unwrap().clone();
        assert_eq!((negotiation.state(), negotiation.agreement()), (Expired, Some(AgreementState::Lapsed)));
        assert!(negotiation.is_over());
        met.person.proffer(met.relationship, &["SD-BASE"], None, at, &mut met.random).unwrap();
    }
}

#[test]
fn an_agent_does_not_sign_what_came_too_late() {
    let mut met = signed_by_the_desk(Who::Agent);
    let document = met.their_letter();
    met.wait(3_600);
    received(met.at_person(&document.bytes));
    // It is the person's to see, and to say no to.
    let negotiation = met.here().negotiation().unwrap().clone();
    assert_eq!((negotiation.state(), negotiation.agreement()), (NeedsHuman, Some(AgreementState::Half)));
    assert_eq!(met.here().agreements().count(), 0);
    let error = met.person.accept(met.relationship, None, met.at, &mut met.random).unwrap_err();
    assert_eq!(error.code(), Code::AgreementTooLate);
    met.person.refuse(met.relationship, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(met.there().negotiation().unwrap().agreement(), Some(AgreementState::Lapsed));
}

/// Both have signed, the desk first; the person's signature is on its way.
fn signed_by_both() -> (Met, AgreementId, Letter) {
    let mut met = signed_by_the_desk(Who::Agent);
    let document = met.their_letter();
    received(met.at_person(&document.bytes));
    let agreement = met.here().agreements().next().unwrap().agreement.id();
    let second = met.my_letter();
    (met, agreement, second)
}

#[test]
fn the_first_signer_waits_a_day_longer() {
    let (mut met, agreement, second) = signed_by_both();
    let (customer, at) = (met.customer(), met.wait(3_600 + DAY - 1));
    let error = met.desk.expire(customer, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NothingDue.into());
    received(met.at_desk(&second.bytes));
    assert_eq!(met.states(agreement), [AgreementState::InForce; 2]);
}

/// The desk has said that it was too late, and on both sides the agreement never was.
fn never_was(met: &mut Met, agreement: AgreementId, said: &[MessageKind]) {
    assert_eq!(said, [MessageKind::Late]);
    assert_eq!(met.here().agreement(&agreement).unwrap().state, AgreementState::InForce);
    assert_eq!(met.effects(&request()), [Effect::Permit, Effect::Deny]);
    carried(met);
    assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
    assert_eq!(met.here().agreement(&agreement).unwrap().state, AgreementState::Lapsed);
    assert_eq!(met.here().state(), RelationshipState::Inactive);
    assert_eq!((met.there().agreements().count(), met.there().state()), (0, RelationshipState::Potential));
    for between in [met.here(), met.there()] {
        let negotiation = between.negotiation().unwrap();
        assert_eq!((negotiation.state(), negotiation.agreement()), (Accepted, Some(AgreementState::Lapsed)));
    }
    assert_eq!(met.grants_here(), 0);
    // And they may begin anew.
    met.proffer(&["SD-BASE"]);
    assert_eq!(met.effects(&request()), [Effect::Permit; 2]);
}

impl Met {
    /// How many grants of the person's are still good for something.
    fn grants_here(&self) -> usize {
        let at = self.at;
        usize::from(self.person.decide(&self.shop, &request(), at).unwrap().effect() != Effect::Deny)
    }
}

#[test]
fn a_second_signature_after_that_is_late_on_both_sides() {
    let (mut met, agreement, second) = signed_by_both();
    met.wait(3_600 + DAY);
    let said: Vec<_> = received(met.at_desk(&second.bytes)).said.iter().map(|sent| sent.kind).collect();
    never_was(&mut met, agreement, &said);
}

#[test]
fn a_second_signature_is_late_too_where_the_first_was_given_up_already() {
    let (mut met, agreement, second) = signed_by_both();
    let (customer, at) = (met.customer(), met.wait(3_600 + DAY));
    met.desk.expire(customer, None, at, &mut met.random).unwrap();
    assert_eq!(met.there().negotiation().unwrap().agreement(), Some(AgreementState::Lapsed));
    let said: Vec<_> = received(met.at_desk(&second.bytes)).said.iter().map(|sent| sent.kind).collect();
    never_was(&mut met, agreement, &said);
}

/// What never came is no agreement on either side, although one of the two has signed second.
#[test]
fn a_second_signature_that_is_lost_ends_for_both_when_the_first_is_given_up() {
    let (mut met, agreement, _lost) = signed_by_both();
    let (customer, at) = (met.customer(), met.wait(3_600 + DAY));
    let outcome = met.desk.expire(customer, None, at, &mut met.random).unwrap();
    let said: Vec<_> = outcome.said.iter().map(|sent| sent.kind).collect();
    never_was(&mut met, agreement, &said);
}

#[test]
fn a_late_signature_while_something_new_is_negotiated_is_late_all_the_same() {
    let theirs = short(&["SD-BASE-A"], Who::Agent);
    let mut met = Met::with(&short(&["SD-BASE", "SD-BASE-A"], Who::Agent), &theirs, &declaration());
    met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    let proffer = met.my_letter();
    received(met.at_desk(&proffer.bytes));
    let counter = met.their_letter();
    received(met.at_person(&counter.bytes));
    let first = met.my_letter();
    received(met.at_desk(&first.bytes));
    let second = met.their_letter();
    let at = met.wait(3_600 + DAY);
    met.person.proffer(met.relationship, &["SD-BASE-A"], None, at, &mut met.random).unwrap();
    assert_eq!(received(met.at_person(&second.bytes)).said[0].kind, MessageKind::Late);
    // It is so too where the life is read again from its export.
    let export = met.person.danger_export().unwrap();
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let there = Person::import(export.danger_expose().as_bytes(), store, keeper(), &mut met.random).unwrap();
    assert_eq!(there.head(), met.person.head());
    carried(&mut met);
    assert_eq!(met.effects(&request()), [Effect::Permit; 2]);
}

#[test]
fn a_desk_that_signs_second_and_late_is_told_so() {
    let mut met =
        Met::with(&short(&["SD-BASE", "SD-BASE-A"], Who::Agent), &short(&["SD-BASE-A"], Who::Agent), &declaration());
    met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    let proffer = met.my_letter();
    received(met.at_desk(&proffer.bytes));
    let counter = met.their_letter();
    received(met.at_person(&counter.bytes));
    let first = met.my_letter();
    received(met.at_desk(&first.bytes));
    let agreement = met.there().agreements().next().unwrap().agreement.id();
    let second = met.their_letter();
    let at = met.wait(3_600 + DAY);
    met.person.expire(None, at, &mut met.random).unwrap();
    assert_eq!(received(met.at_person(&second.bytes)).said[0].kind, MessageKind::Late);
    assert_eq!(met.effects(&request()), [Effect::Deny, Effect::Permit]);
    carried(&mut met);
    assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
    assert_eq!(met.there().agreement(&agreement).unwrap().state, AgreementState::Lapsed);
}

#[test]
fn a_desk_does_not_sign_second_after_its_time() {
    let mut met =
        Met::with(&short(&["SD-BASE", "SD-BASE-A"], Who::Agent), &short(&["SD-BASE-A"], Who::Agent), &declaration());
    met.person.proffer(met.relationship, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    let proffer = met.my_letter();
    received(met.at_desk(&proffer.bytes));
    let counter = met.their_letter();
    received(met.at_person(&counter.bytes));
    let first = met.my_letter();
    met.wait(3_600);
    assert_eq!(met.desk_refuses(&first.bytes).code(), Code::AgreementTooLate);
    let at = met.wait(DAY - 1);
    let early = met.person.expire(None, at, &mut met.random).unwrap_err();
    assert_eq!(early, StateError::NothingDue.into());
    let at = met.wait(1);
    met.person.expire(None, at, &mut met.random).unwrap();
    assert_eq!(met.here().negotiation().unwrap().agreement(), Some(AgreementState::Lapsed));
}

/// What a document says that is refused, and why.
fn differs(change: impl FnOnce(&mut Met, &Vendor) -> vrm_core::agreement::AgreementDraft) -> Error {
    let mut met = Met::with(
        &line(Talk::Anyone, &["SD-BASE", "SD-BASE-A"], Who::Agent),
        &line(Talk::Anyone, &["SD-BASE"], Who::Agent),
        &declaration(),
    );
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let draft = change(&mut met, &vendor);
    let (_, letter) = vendor.sign(&draft, &mut met);
    let error = met.person_refuses(&letter);
    // The one that was expected is still taken.
    let draft = vendor.draft(&met);
    let (half, letter) = vendor.sign(&draft, &mut met);
    received(met.at_person(&letter));
    let view = met.person.view();
    assert!(view.relationship(vendor.relationship).unwrap().agreement(&half.id()).is_some());
    error
}

fn not_expected(member: &'static str) -> Error {
    AgreementError::NotExpected { member }.into()
}

#[test]
fn a_document_that_says_another_thing_is_refused_and_changes_nothing() {
    let terms = differs(|met, vendor| vendor.draft_of("SD-BASE-A", met));
    assert_eq!(terms, not_expected("terms"));
    let shown = differs(|met, vendor| {
        let english =
            AgreedTerms::of(Roster::builtin().entry("SD-BASE").unwrap(), &Language::parse("en").unwrap()).unwrap();
        let (person, by) = (vendor.proffer.body().keys, later(met.at, DAY));
        vrm_core::agreement::AgreementDraft::new(person, vendor.party(), english, declaration(), met.at, by)
            .answering(vendor.answers)
    });
    assert_eq!(shown, not_expected("shown"));
    let answers = differs(|met, vendor| vendor.draft(met).answering(SignedId::from_bytes([5; 32])));
    assert_eq!(answers, not_expected("answers"));
    let replaces = differs(|met, vendor| vendor.draft(met).replacing(AgreementId::from_bytes([5; 32])));
    assert_eq!(replaces, not_expected("replaces"));
}

/// A draft of the base agreement between these.
fn between(
    met: &mut Met,
    vendor: &Vendor,
    person: vrm_core::keys::PartyKeys,
    party: VendorParty,
) -> vrm_core::agreement::AgreementDraft {
    let terms = AgreedTerms::of(Roster::builtin().entry("SD-BASE").unwrap(), &french()).unwrap();
    let by = later(met.at, DAY);
    vrm_core::agreement::AgreementDraft::new(person, party, terms, declaration(), met.at, by).answering(vendor.answers)
}

#[test]
fn a_document_between_others_is_refused_and_changes_nothing() {
    let person = differs(|met, vendor| {
        let other = PartyKeyPairs::generate(&mut met.random).unwrap().public();
        between(met, vendor, other, vendor.party())
    });
    assert_eq!(person, not_expected("person"));
    let name = differs(|met, vendor| {
        let party = VendorParty { name: Name::parse("Bank").unwrap(), ..vendor.party() };
        between(met, vendor, vendor.proffer.body().keys, party)
    });
    assert_eq!(name, not_expected("vendor"));
    let did = differs(|met, vendor| {
        let party = VendorParty { did: vrm_core::did::Did::parse("did:web:bank.example").unwrap(), ..vendor.party() };
        between(met, vendor, vendor.proffer.body().keys, party)
    });
    assert_eq!(did, not_expected("vendor"));
    let keys = differs(|met, vendor| {
        let seal = PartyKeyPairs::generate(&mut met.random).unwrap();
        let keys = vendor.pairs.public();
        let keys = vrm_core::keys::PartyKeys::new(*keys.sign(), *seal.public().seal(), keys.next()).unwrap();
        between(met, vendor, vendor.proffer.body().keys, VendorParty { keys, ..vendor.party() })
    });
    assert_eq!(keys, StateError::OtherKeys.into());
}

#[test]
fn a_declaration_beyond_the_terms_is_refused_by_the_agent() {
    let mut met = Met::with(
        &line(Talk::Anyone, &["SD-BASE"], Who::Agent),
        &line(Talk::Anyone, &["SD-BASE"], Who::Agent),
        &declaration(),
    );
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let beyond = br#"{"processes":[{"data":["pd:EmailAddress"],"purpose":["dpv:Marketing"],"operation":["dpv:Use"],"recipient":["vendor"],"basis":"contract"}]}"#;
    let terms = AgreedTerms::of(Roster::builtin().entry("SD-BASE").unwrap(), &french()).unwrap();
    let (person, by) = (vendor.proffer.body().keys, later(met.at, DAY));
    let declared = Declaration::parse(beyond).unwrap();
    let draft = vrm_core::agreement::AgreementDraft::new(person, vendor.party(), terms, declared, met.at, by)
        .answering(vendor.answers);
    let (_, letter) = vendor.sign(&draft, &mut met);
    let said = received(met.at_person(&letter)).said;
    assert_eq!(said.iter().map(|sent| sent.kind).collect::<Vec<_>>(), [MessageKind::Refusal]);
}

#[test]
fn the_language_is_that_of_the_proffer() {
    let mut met = signed_by_the_desk(Who::Agent);
    let english = Settings { language: Language::parse("en").unwrap(), ..short(&["SD-BASE"], Who::Agent) };
    met.person.set_settings(&english, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    let agreement = met.agreement();
    assert_eq!(met.states(agreement), [AgreementState::InForce; 2]);
}

#[test]
fn a_renewal_takes_the_place_of_the_old_one_when_it_begins() {
    let entries = ["SD-BASE", "PDC-GOOD"];
    for by in [Who::Agent, Who::Me] {
        let agent = line(Talk::Anyone, &entries, Who::Agent);
        let mut met = Met::with(&agent, &agent, &declaration());
        met.proffer(&["SD-BASE"]);
        let old = met.agreement();
        let at = met.wait(3_600);
        met.person.set_settings(&line(Talk::Anyone, &entries, by), None, at, &mut met.random).unwrap();
        met.person.renew(met.relationship, old, &["PDC-GOOD"], None, at, &mut met.random).unwrap();
        let proffer = met.my_letter();
        received(met.at_desk(&proffer.bytes));
        // One signature replaces nothing.
        assert_eq!(met.states(old), [AgreementState::InForce; 2]);
        let document = met.their_letter();
        received(met.at_person(&document.bytes));
        if by == Who::Me {
            assert_eq!(met.states(old), [AgreementState::InForce; 2]);
            met.person.accept(met.relationship, None, at, &mut met.random).unwrap();
        }
        let new = met.here().negotiation().unwrap().half().unwrap().id();
        assert_eq!(met.states(old), [AgreementState::Replaced, AgreementState::InForce]);
        carried(&mut met);
        assert_eq!(met.states(old), [AgreementState::Replaced; 2]);
        assert_eq!(met.states(new), [AgreementState::InForce; 2]);
        assert_eq!(met.effects(&request()), [Effect::Permit; 2]);
        let at = met.at;
        let again = met.person.renew(met.relationship, old, &["SD-BASE"], None, at, &mut met.random).unwrap_err();
        assert_eq!(again, StateError::NoSuchAgreement { id: old }.into());
        // The old grants are gone: what the new ones do not carry, nothing does.
        met.person.end(met.relationship, new, None, at, &mut met.random).unwrap();
        carried(&mut met);
        assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
    }
}

#[test]
fn a_renewal_of_what_the_desk_never_had_is_refused() {
    let mut met = Met::agreed().0;
    let nothing = AgreementId::from_bytes([4; 32]);
    let error = met.person.renew(met.relationship, nothing, &["SD-BASE"], None, met.at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoSuchAgreement { id: nothing }.into());
}

#[test]
fn several_agreements_stand_at_once_and_end_one_by_one() {
    let agent = line(Talk::Anyone, &["SD-BASE", "PDC-GOOD"], Who::Agent);
    let mut met = Met::with(&agent, &agent, &declaration());
    met.proffer(&["SD-BASE"]);
    let first = met.agreement();
    met.wait(60);
    met.proffer(&["PDC-GOOD"]);
    assert_eq!(met.here().agreements().count(), 2);
    let second = met.here().agreements().map(|agreed| agreed.agreement.id()).find(|id| *id != first).unwrap();
    assert_eq!((met.states(first), met.states(second)), ([AgreementState::InForce; 2], [AgreementState::InForce; 2]));
    met.person.end(met.relationship, first, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!((met.states(first), met.states(second)), ([AgreementState::Ended; 2], [AgreementState::InForce; 2]));
    assert_eq!(met.effects(&request()), [Effect::Permit; 2]);
    assert_eq!(met.here().state(), RelationshipState::Active);
    met.person.end(met.relationship, second, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(met.effects(&request()), [Effect::Deny; 2]);
    assert_eq!([met.here().state(), met.there().state()], [RelationshipState::Inactive; 2]);
}
