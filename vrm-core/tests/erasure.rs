//! What an erasure takes: each value on its own, what was given before the claim, and nothing else.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use support::carried::{Lines, import};
use support::life::{Met, carried, keeper, line, received, rows};
use support::vault::{text, word};
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::desk::Desk;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::keys::SignedId;
use vrm_core::message::Jti;
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, RightsState, Scope};
use vrm_core::terms::{Declaration, Process, Talk, Who};
use vrm_core::vault::{Disclosed, DisclosureState, VaultError};
use vrm_core::vocab::Recipient;

const DAY: i64 = 86_400;
const EMAIL: &str = "mara.keller@post.example";
const PHONE: &str = "+41 31 555 70 12";
const STREET: &str = "Lindenweg 4, Bern";

/// Both have agreed on all contact data, for customer care.
fn agreed() -> (Met, AgreementId, GrantId) {
    let (care, operation) = ([word("dpv:CustomerCare")], [word("dpv:Use")]);
    let contact = Process::new([word("pd:Contact")], care, operation, [Recipient::Vendor]);
    let agent = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&agent, &agent, &Declaration::new([contact]).unwrap());
    met.proffer(&["SD-BASE"]);
    let (agreement, grant) = (met.agreement(), met.grant_of("pd:Contact"));
    (met, agreement, grant)
}

impl Met {
    /// Three values in one letter.
    fn gives_three(&mut self, grant: GrantId) -> Jti {
        let items = [("pd:EmailAddress", EMAIL), ("pd:TelephoneNumber", PHONE), ("pd:PhysicalAddress", STREET)];
        let items = items.map(|(data, value)| self.store(data, value));
        self.give(grant, &items).unwrap().said[0].letter
    }

    fn erasure(&mut self, scope: Scope) -> SignedId {
        let claim = Claim::new(Right::Erasure, Law::Gdpr, scope).unwrap();
        let (id, at) = (self.relationship, self.at);
        self.person.claim(id, &claim, None, at, &mut self.random).unwrap().said[0].id.unwrap()
    }

    fn erases(&mut self, claim: SignedId, outcome: &RightsOutcome) -> Vec<&'static str> {
        let (customer, at) = (self.customer(), self.at);
        self.desk.answer_right(customer, claim, outcome, None, at, &mut self.random).unwrap().kinds
    }

    /// What the desk still has of a letter, by word.
    fn has(&mut self, letter: &Jti) -> Result<BTreeSet<(String, String)>, Error> {
        let customer = self.customer();
        let pair = |given: Disclosed| (given.data.name(), given.value.danger_expose().to_owned());
        Ok(self.desk.disclosed(customer, letter)?.into_iter().map(pair).collect())
    }

    /// Where each value stands on the two sides, and whether it is kept there, by word.
    fn values(&mut self, letter: &Jti) -> [Vec<(String, DisclosureState, bool)>; 2] {
        self.given(letter).map(|given| {
            let values = given.unwrap().items.into_iter().map(|value| (value.data.name(), value.state, value.kept));
            values.collect()
        })
    }
}

fn data(words: &[&str]) -> Scope {
    Scope::Data(words.iter().map(|name| word(name)).collect())
}

fn quoted(data: &str, value: &str) -> (String, String) {
    (data.to_owned(), text(value).danger_expose().to_owned())
}

#[test]
fn of_a_letter_with_three_values_one_is_erased() {
    let (mut met, _, grant) = agreed();
    let letter = met.gives_three(grant);
    carried(&mut met);
    met.wait(DAY);
    let claim = met.erasure(data(&["pd:EmailAddress"]));
    carried(&mut met);
    let (asked, kept) = (DisclosureState::DeletionAsked, DisclosureState::Acknowledged);
    let (email, phone, street) =
        ("pd:EmailAddress".to_owned(), "pd:TelephoneNumber".to_owned(), "pd:PhysicalAddress".to_owned());
    let stands = |state: DisclosureState, there: bool| {
        let mut values = vec![(email.clone(), state, there), (phone.clone(), kept, true), (street.clone(), kept, true)];
        values.sort();
        values
    };
    let sorted = |met: &mut Met| {
        met.values(&letter).map(|mut values| {
            values.sort();
            values
        })
    };
    assert_eq!(sorted(&mut met), [stands(asked, true), stands(asked, true)]);
    assert_eq!(met.erases(claim, &RightsOutcome::Full), ["partly-deleted", "right-answered"]);
    carried(&mut met);
    let done = DisclosureState::DeletionConfirmed;
    // The person's own copy of what it gave is the person's.
    assert_eq!(sorted(&mut met), [stands(done, true), stands(done, false)]);
    let left = [quoted("pd:TelephoneNumber", PHONE), quoted("pd:PhysicalAddress", STREET)];
    assert_eq!(met.has(&letter).unwrap(), left.into());
    assert_eq!(met.person.disclosed(met.relationship, &letter).unwrap().len(), 3);
    for given in met.given(&letter).map(Option::unwrap) {
        assert_eq!((given.state, given.kept), (kept, true));
    }

    // The next takes another, and the last the rest: then there is no document any more.
    let documents = |met: &Met| rows(&met.desk_store).iter().filter(|(key, _)| key[16] == b'D').count();
    let before = documents(&met);
    met.wait(DAY);
    let claim = met.erasure(data(&["pd:TelephoneNumber", "pd:EmailAddress"]));
    carried(&mut met);
    assert_eq!(met.erases(claim, &RightsOutcome::Full), ["partly-deleted", "right-answered"]);
    carried(&mut met);
    assert_eq!((met.has(&letter).unwrap(), documents(&met)), ([quoted("pd:PhysicalAddress", STREET)].into(), before));
    met.wait(DAY);
    let claim = met.erasure(Scope::All);
    carried(&mut met);
    assert_eq!(met.erases(claim, &RightsOutcome::Full), ["deleted", "right-answered"]);
    carried(&mut met);
    assert_eq!(met.has(&letter).unwrap_err(), VaultError::Deleted.into());
    assert_eq!(documents(&met), before - 1);
    for (given, kept) in met.given(&letter).map(Option::unwrap).into_iter().zip([true, false]) {
        assert_eq!((given.state, given.kept), (done, kept));
    }
}

#[test]
fn what_is_given_after_the_claim_stays() {
    for late in [0, DAY] {
        let (mut met, _, grant) = agreed();
        let before = met.gives_three(grant);
        carried(&mut met);
        met.wait(late);
        let claim = met.erasure(Scope::All);
        met.wait(late);
        let after = met.gives_three(grant);
        carried(&mut met);
        assert_eq!(met.erases(claim, &RightsOutcome::Full), ["deleted", "right-answered"]);
        carried(&mut met);
        assert_eq!(met.has(&before).unwrap_err(), VaultError::Deleted.into());
        assert_eq!(met.has(&after).unwrap().len(), 3);
        for given in met.given(&after).map(Option::unwrap) {
            assert_eq!((given.state, given.kept), (DisclosureState::Acknowledged, true));
        }
    }
}

#[test]
fn one_claims_answer_confirms_nothing_of_another() {
    let (mut met, _, grant) = agreed();
    let first = met.gives_three(grant);
    carried(&mut met);
    met.wait(DAY);
    let older = met.erasure(Scope::All);
    met.wait(DAY);
    let second = met.gives_three(grant);
    met.wait(DAY);
    let younger = met.erasure(data(&["pd:Contact"]));
    carried(&mut met);
    met.erases(older, &RightsOutcome::Full);
    carried(&mut met);
    let state = |met: &mut Met, letter: &Jti| met.given(letter).map(|given| given.unwrap().state);
    assert_eq!(state(&mut met, &first), [DisclosureState::DeletionConfirmed; 2]);
    assert_eq!(state(&mut met, &second), [DisclosureState::DeletionAsked; 2]);
    assert_eq!(met.has(&second).unwrap().len(), 3);
    met.erases(younger, &RightsOutcome::Full);
    carried(&mut met);
    assert_eq!(state(&mut met, &second), [DisclosureState::DeletionConfirmed; 2]);
}

/// The claim overtakes the letter with the data: while it is open it reaches what comes, and once it is answered nothing of
/// that is taken.
#[test]
fn what_was_given_before_the_claim_and_comes_after_it_is_reached() {
    let (mut met, agreement, grant) = agreed();
    let given = met.gives_three(grant);
    let slow = met.my_letter();
    met.wait(DAY);
    let claim = met.erasure(Scope::Agreement(agreement));
    let quick = met.my_letter();
    received(met.at_desk(&quick.bytes));
    received(met.at_desk(&slow.bytes));
    assert_eq!(met.given(&given).map(|given| given.unwrap().state), [DisclosureState::DeletionAsked; 2]);
    assert_eq!(met.erases(claim, &RightsOutcome::Full), ["deleted", "right-answered"]);
    carried(&mut met);
    assert_eq!(met.given(&given).map(|given| given.unwrap().state), [DisclosureState::DeletionConfirmed; 2]);

    let given = met.gives_three(grant);
    let slow = met.my_letter();
    met.wait(DAY);
    let claim = met.erasure(data(&["pd:PhysicalAddress"]));
    carried(&mut met);
    met.erases(claim, &RightsOutcome::Full);
    assert_eq!(received(met.at_desk(&slow.bytes)).kinds, ["disclosed", "deleted", "acknowledged"]);
    carried(&mut met);
    assert_eq!(met.given(&given).map(|given| given.unwrap().state), [DisclosureState::Declined; 2]);
    assert!(!met.there().disclosure(&given).unwrap().kept);
}

/// What the vendor says to have erased does not leave any more, and nobody waits for its acknowledgement.
#[test]
fn what_was_erased_does_not_leave() {
    let (mut met, _, grant) = agreed();
    let given = met.gives_three(grant);
    met.wait(DAY);
    let claim = met.erasure(Scope::All);
    let letters = met.person.outbox(met.at).unwrap();
    let [waits, claims] = &letters[..] else { panic!("{letters:?}") };
    assert_eq!(waits.id, given);
    received(met.at_desk(&claims.bytes));
    met.erases(claim, &RightsOutcome::Full);
    for letter in met.theirs() {
        received(met.at_person(&letter.bytes));
    }
    met.person.sent(claims.id).unwrap();
    assert!(met.person.outbox(met.at).unwrap().iter().all(|letter| letter.id != given));
    // It was never there to be deleted.
    assert_eq!(met.given(&given)[0].as_ref().unwrap().state, DisclosureState::DeletionAsked);
    let due = met.person.view().agenda(met.at).unwrap().lines;
    let waits = |matter: &vrm_core::view::Matter| format!("{matter:?}").contains(&given.to_string());
    assert!(!due.iter().any(|line| waits(&line.matter)), "{due:?}");
}

#[test]
fn a_refusal_and_a_part_delete_nothing() {
    for outcome in [RightsOutcome::Refused(why()), RightsOutcome::Part(why())] {
        let (mut met, _, grant) = agreed();
        let given = met.gives_three(grant);
        carried(&mut met);
        met.wait(DAY);
        let claim = met.erasure(Scope::All);
        carried(&mut met);
        assert_eq!(met.erases(claim, &outcome), ["right-answered"]);
        carried(&mut met);
        assert_eq!(met.has(&given).unwrap().len(), 3);
        assert_ne!(met.here().right(&claim).unwrap().state_at(met.at), RightsState::Fulfilled);
    }
}

fn why() -> vrm_core::rights::Statement {
    vrm_core::rights::Statement::parse("the law has us keep it").unwrap()
}

#[test]
fn what_is_left_is_there_after_a_restart() {
    let (mut met, _, grant) = agreed();
    let letter = met.gives_three(grant);
    carried(&mut met);
    met.wait(DAY);
    let claim = met.erasure(data(&["pd:EmailAddress", "pd:TelephoneNumber"]));
    carried(&mut met);
    met.erases(claim, &RightsOutcome::Full);
    carried(&mut met);
    let customer = met.customer();
    let mut again = Desk::open(Arc::clone(&met.desk_store), keeper()).unwrap();
    assert_eq!(again.disclosed(customer, &letter).unwrap(), met.desk.disclosed(customer, &letter).unwrap());
    let view = again.customer(customer).unwrap();
    assert_eq!(view.relationships().next().unwrap().disclosure(&letter), met.there().disclosure(&letter));
}

impl Met {
    /// The person forgets some values of a letter.
    fn forgets(&mut self, letter: Jti, places: &[u32]) -> Result<Vec<&'static str>, Error> {
        let (id, at) = (self.relationship, self.at);
        Ok(self.person.forget_values(id, letter, places, None, at, &mut self.random)?.kinds)
    }

    fn places(&self, letter: &Jti, data: &[&str]) -> Vec<u32> {
        let items = self.here().disclosure(letter).unwrap().items.clone();
        let places = (0..).zip(items).filter(|(_, value)| data.contains(&value.data.name().as_str()));
        places.map(|(place, _)| place).collect()
    }
}

#[test]
fn either_side_forgets_values_one_by_one() {
    let (mut met, _, grant) = agreed();
    let letter = met.gives_three(grant);
    carried(&mut met);
    let gone = Error::from(VaultError::Deleted);
    let unknown = Jti::from_bytes([1; 16]);
    assert_eq!(met.forgets(unknown, &[0]).unwrap_err(), VaultError::NoSuchDisclosure.into());
    for places in [&[][..], &[3], &[u32::MAX]] {
        assert_eq!(met.forgets(letter, places).unwrap_err(), gone);
    }
    let email = met.places(&letter, &["pd:EmailAddress"]);
    assert_eq!(met.forgets(letter, &email).unwrap(), ["partly-deleted"]);
    assert_eq!(met.forgets(letter, &email).unwrap_err(), gone);
    let kept = met.person.disclosed(met.relationship, &letter).unwrap();
    assert!(kept.len() == 2 && kept.iter().all(|given| given.data != word("pd:EmailAddress")));
    assert_eq!(met.has(&letter).unwrap().len(), 3);
    // Where it stands with the vendor is another thing.
    assert_eq!(met.here().disclosure(&letter).unwrap().state, DisclosureState::Acknowledged);
    assert_eq!(met.forgets(letter, &[0, 1, 2]).unwrap(), ["deleted"]);
    assert_eq!(met.person.disclosed(met.relationship, &letter).unwrap_err(), gone);
    assert_eq!(met.forgets(letter, &[0, 1, 2]).unwrap_err(), gone);

    let (customer, at) = (met.customer(), met.at);
    let forgotten = met.desk.forget_values(customer, letter, &email, None, at, &mut met.random).unwrap();
    assert_eq!((forgotten.kinds.as_slice(), met.has(&letter).unwrap().len()), (&["partly-deleted"][..], 2));
    let forgotten = met.desk.forget_data(customer, letter, None, at, &mut met.random).unwrap();
    assert_eq!((forgotten.kinds.as_slice(), met.has(&letter).unwrap_err()), (&["deleted"][..], gone));
}

/// Values in every state, carried elsewhere: what went is nowhere, what stayed is no event's.
fn partly() -> (Met, Jti, String) {
    let (mut met, _, grant) = agreed();
    let letter = met.gives_three(grant);
    carried(&mut met);
    met.wait(DAY);
    let claim = met.erasure(data(&["pd:EmailAddress"]));
    carried(&mut met);
    met.erases(claim, &RightsOutcome::Full);
    carried(&mut met);
    let items: Vec<_> = met.person.view().items().map(|item| item.id).collect();
    for item in items {
        met.person.remove_item(item, None, met.at, &mut met.random).unwrap();
    }
    let email = met.places(&letter, &["pd:EmailAddress", "pd:TelephoneNumber"]);
    met.forgets(letter, &email).unwrap();
    let export = met.person.danger_export().unwrap().danger_expose().to_owned();
    (met, letter, export)
}

#[test]
fn what_is_left_is_carried_and_what_went_is_gone() {
    let (met, letter, export) = partly();
    assert!(export.contains(STREET) && !export.contains(EMAIL) && !export.contains(PHONE));
    let lines = Lines::of(&export);
    assert!(lines.all("event").iter().all(|index| !lines.0[*index].contains(STREET)));
    let (mut elsewhere, _) = import(export.as_bytes(), 3);
    let elsewhere = elsewhere.as_mut().unwrap();
    assert_eq!(elsewhere.danger_export().unwrap().danger_expose(), export);
    let view = elsewhere.view();
    assert_eq!(view.relationship(met.relationship).unwrap().disclosure(&letter), met.here().disclosure(&letter));
    let left = elsewhere.disclosed(met.relationship, &letter).unwrap();
    assert!(left.len() == 1 && left[0].data == word("pd:PhysicalAddress"));
}

/// What is left is bound by its name: another value, place or word, or none at all, is no document of this history.
#[test]
fn what_is_left_is_as_it_was_written() {
    let (_, _, export) = partly();
    let lines = Lines::of(&export);
    let index = lines.all("document").into_iter().find(|index| lines.0[*index].contains(STREET)).unwrap();
    let text = lines.text_at(index, "text");
    let place = |at: u32| format!("\"place\":{at}");
    let stood = (0..3).map(place).find(|place| text.contains(place)).unwrap();
    let other = (0..3).map(place).find(|place| *place != stood).unwrap();
    let spoilt = [(STREET, "Lindenweg 5, Bern"), ("pd#PhysicalAddress", "pd#EmailAddress"), (&stood, &other)];
    let spoilt = spoilt.map(|(from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    for text in spoilt.into_iter().chain(["{}".to_owned(), String::new()]) {
        let mut lines = lines.clone();
        lines.set(index, "text", text);
        let error = import(lines.sealed().text().as_bytes(), 3).0.unwrap_err();
        assert_eq!(error.code(), Code::HistoryNotAsNamed, "{error}");
    }
    let mut without = lines;
    without.0.remove(index);
    assert_eq!(import(without.sealed().text().as_bytes(), 3).0.unwrap_err().code(), Code::HistoryLacking);
}
