//! Proofs that are added to claims, and copies of data that answer them: read by those two, in no event, and gone when they go.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use support::carried::{Lines, import};
use support::hostile::part_value;
use support::life::{Met, carried, keeper, received, rejected, rows};
use support::vault::{text, word};
use support::vendor::Vendor;
use vrm_core::desk::Desk;
use vrm_core::error::{Code, Error, Fault};
use vrm_core::history::{CommandId, Entry, Event};
use vrm_core::json::Value;
use vrm_core::keys::SignedId;
use vrm_core::message::{Jti, MessageKind, RightsAnswer};
use vrm_core::person::Person;
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, RightsState, Scope, Statement};
use vrm_core::terms::Who;
use vrm_core::vault::{Disclosed, Source, VaultError};
use vrm_core::view::StateError;

const PROOF: &str = "passport 7012-X, born in Bern";
const NAME: &str = "Mara Keller-Amstutz";
const ORDERS: &str = "three kettles and one teapot";

fn why(words: &str) -> Statement {
    Statement::parse(words).unwrap()
}

fn data() -> BTreeSet<Disclosed> {
    let value = |data: &str, value: &str| Disclosed { data: word(data), value: text(value) };
    [value("pd:Name", NAME), value("pd:PurchasesAndSpendingHabit", ORDERS)].into()
}

impl Met {
    fn claimed(&mut self, right: Right, law: Law) -> SignedId {
        let claim = Claim::new(right, law, Scope::All).unwrap();
        let (id, at) = (self.relationship, self.at);
        let claim = self.person.claim(id, &claim, None, at, &mut self.random).unwrap().said[0].id.unwrap();
        carried(self);
        claim
    }

    fn answers(&mut self, claim: SignedId, outcome: &RightsOutcome) -> SignedId {
        let (customer, at) = (self.customer(), self.at);
        let said = self.desk.answer_right(customer, claim, outcome, None, at, &mut self.random).unwrap().said;
        carried(self);
        said[0].id.unwrap()
    }

    fn copies(&mut self, claim: SignedId, outcome: &RightsOutcome, data: &BTreeSet<Disclosed>) -> Result<Jti, Error> {
        let (customer, at) = (self.customer(), self.at);
        let outcome = self.desk.give_copy(customer, claim, outcome, data, None, at, &mut self.random)?;
        assert_eq!(outcome.kinds, ["copy-given"]);
        assert_eq!((outcome.said[0].kind, outcome.said[0].id), (MessageKind::RightsAnswer, None));
        Ok(outcome.said[0].letter)
    }

    /// The claim waits for a proof, and gets it.
    fn proved(&mut self) -> (SignedId, SignedId, Jti) {
        let claim = self.claimed(Right::Access, Law::UkGdpr);
        let answer = self.answers(claim, &RightsOutcome::NeedsMore(why("who asks?")));
        let (id, at, proof) = (self.relationship, self.at, why(PROOF));
        let outcome = self.person.complete_claim(id, answer, Some(&proof), None, at, &mut self.random).unwrap();
        assert_eq!(outcome.kinds, ["claim-completed"]);
        assert_eq!((outcome.said[0].kind, outcome.said[0].id), (MessageKind::RightsRequest, None));
        (claim, answer, outcome.said[0].letter)
    }

    /// What the two sides read of a proof.
    fn proofs(&mut self, letter: &Jti) -> [Result<Statement, Error>; 2] {
        let customer = self.customer();
        [self.person.proof(self.relationship, letter), self.desk.proof(customer, letter)]
    }

    /// What the two sides read of a copy.
    fn copied(&mut self, letter: &Jti) -> [Result<BTreeSet<Disclosed>, Error>; 2] {
        let customer = self.customer();
        [self.person.copy(self.relationship, letter), self.desk.copy(customer, letter)]
            .map(|copy| copy.map(|values| values.into_iter().collect()))
    }

    fn documents(&self) -> [usize; 2] {
        [&self.person_store, &self.desk_store]
            .map(|store| rows(store).iter().filter(|(key, _)| key[16] == b'D').count())
    }
}

/// The lines of a kind that have one of these words in them, also inside of what is signed.
fn with(export: &str, kind: &str, words: &[&str]) -> usize {
    let lines = Lines::of(export);
    let member = if kind == "document" { "text" } else { "event" };
    let says = |index: &usize| {
        let text = lines.text_at(*index, member);
        let signed = match Entry::parse(text.as_bytes()) {
            Ok(entry) => match entry.event() {
                Event::Said { message, .. } => message.as_str().to_owned(),
                _ => String::new(),
            },
            Err(_) => text.clone(),
        };
        let inside = if signed.matches('.').count() == 2 { part_value(&signed, 1) } else { Value::Null };
        let (text, inside) = (format!("{text:?}"), inside.canonical());
        words.iter().any(|word| text.contains(word) || inside.contains(word))
    };
    lines.all(kind).iter().filter(|index| says(index)).count()
}

#[test]
fn a_copy_answers_access_and_portability_in_full_or_in_part_and_nothing_else() {
    let (mut met, _) = Met::agreed();
    let erasure = met.claimed(Right::Erasure, Law::Gdpr);
    let access = met.claimed(Right::Access, Law::Gdpr);
    let no_copy: Error = StateError::NoCopy.into();
    assert_eq!(met.copies(erasure, &RightsOutcome::Full, &data()).unwrap_err(), no_copy);
    for outcome in
        [RightsOutcome::Refused(why("no")), RightsOutcome::Extended(why("x")), RightsOutcome::NeedsMore(why("x"))]
    {
        assert_eq!(met.copies(access, &outcome, &data()).unwrap_err(), no_copy);
    }
    assert_eq!(no_copy.code(), Code::StateNoCopy);
    let nothing = met.copies(access, &RightsOutcome::Full, &BTreeSet::new()).unwrap_err();
    assert_eq!(nothing, VaultError::NothingToGive.into());
    let unknown = SignedId::from_bytes([5; 32]);
    let missing = met.copies(unknown, &RightsOutcome::Full, &data()).unwrap_err();
    assert_eq!(missing, StateError::NoSuchClaim { id: unknown }.into());
    let much = ["a", "b"].map(|letter| Disclosed { data: word("pd:Name"), value: text(&letter.repeat(30_000)) });
    let before = met.documents();
    assert_eq!(met.copies(access, &RightsOutcome::Full, &much.into()).unwrap_err().code(), Code::KeysTooLong);
    assert_eq!(met.documents(), before);
    met.copies(access, &RightsOutcome::Full, &data()).unwrap();
    assert_eq!(met.copies(access, &RightsOutcome::Full, &data()).unwrap_err().code(), Code::ChartNoSuchMove);
}

#[test]
fn a_copy_comes_to_the_person_and_becomes_what_it_keeps() {
    for (right, outcome, state) in [
        (Right::Access, RightsOutcome::Full, RightsState::Fulfilled),
        (Right::Portability, RightsOutcome::Part(why("invoices stay")), RightsState::PartlyFulfilled),
    ] {
        let (mut met, _) = Met::agreed();
        let claim = met.claimed(right, Law::Gdpr);
        let letter = met.copies(claim, &outcome, &data()).unwrap();
        carried(&mut met);
        assert_eq!(met.copied(&letter), [Ok(data()), Ok(data())]);
        for between in [met.here(), met.there()] {
            let claimed = between.right(&claim).unwrap();
            let reply = &claimed.replies[0];
            assert_eq!((claimed.state_at(met.at), reply.id, reply.letter, reply.kept), (state, None, letter, true));
            assert_eq!((&reply.outcome, reply.copy.len()), (&outcome, 2));
            assert!(between.unacknowledged().is_empty());
        }
        let shop = Source::Issuer(met.shop.clone());
        for Disclosed { data, value } in met.person.copy(met.relationship, &letter).unwrap() {
            let item = vrm_core::vault::NewItem::new(data, value).unwrap().from(shop.clone());
            met.person.store_item(&item, None, met.at, &mut met.random).unwrap();
        }
        assert_eq!(met.person.view().items().count(), 2);
    }
}

#[test]
fn a_proof_is_read_by_the_two_sides() {
    let (mut met, _) = Met::agreed();
    let (claim, answer, letter) = met.proved();
    assert_eq!(met.here().right(&claim).unwrap().state_at(met.at), RightsState::Sent);
    carried(&mut met);
    assert_eq!(met.proofs(&letter), [Ok(why(PROOF)), Ok(why(PROOF))]);
    for between in [met.here(), met.there()] {
        let claimed = between.right(&claim).unwrap();
        assert_eq!(claimed.state_at(met.at), RightsState::Acknowledged);
        let [addition] = &claimed.additions[..] else { panic!() };
        assert_eq!((addition.letter, addition.answers, addition.at, addition.kept), (letter, answer, met.at, true));
        assert!(between.unacknowledged().is_empty());
    }
    // A letter is of one kind.
    let unknown: Error = VaultError::NoSuchDisclosure.into();
    assert_eq!(met.proofs(&Jti::from_bytes([3; 16])), [Err(unknown.clone()), Err(unknown.clone())]);
    assert_eq!(met.person.disclosed(met.relationship, &letter).unwrap_err(), unknown);
}

#[test]
fn what_is_forgotten_is_read_no_more() {
    let (mut met, _) = Met::agreed();
    let (claim, _, proof) = met.proved();
    carried(&mut met);
    let copy = met.copies(claim, &RightsOutcome::Full, &data()).unwrap();
    carried(&mut met);
    let (before, customer, id, at) = (met.documents(), met.customer(), met.relationship, met.at);
    let gone: Error = VaultError::Deleted.into();
    for letter in [proof, copy] {
        let forgotten = met.person.forget_data(id, letter, None, at, &mut met.random).unwrap();
        assert_eq!(forgotten.kinds, ["deleted"]);
        assert_eq!(met.person.forget_data(id, letter, None, at, &mut met.random).unwrap_err(), gone);
        met.desk.forget_data(customer, letter, None, at, &mut met.random).unwrap();
        assert_eq!(met.desk.forget_data(customer, letter, None, at, &mut met.random).unwrap_err(), gone);
    }
    assert_eq!(met.documents(), before.map(|count| count - 2));
    assert_eq!(met.proofs(&proof), [Err(gone.clone()), Err(gone.clone())]);
    assert_eq!(met.copied(&copy), [Err(gone.clone()), Err(gone)]);
    // That they were said stays, and where the claim stands.
    for between in [met.here(), met.there()] {
        let claimed = between.right(&claim).unwrap();
        assert_eq!(claimed.state_at(at), RightsState::Fulfilled);
        assert!(!claimed.additions[0].kept && !claimed.replies[1].kept && claimed.replies[1].copy.len() == 2);
    }
}

#[test]
fn an_erasure_takes_copies_and_proofs_at_the_desk() {
    let (mut met, _) = Met::agreed();
    let (claim, _, proof) = met.proved();
    carried(&mut met);
    let copy = met.copies(claim, &RightsOutcome::Full, &data()).unwrap();
    carried(&mut met);
    let erasure = met.claimed(Right::Erasure, Law::Gdpr);
    met.answers(erasure, &RightsOutcome::Full);
    let gone: Error = VaultError::Deleted.into();
    assert_eq!(met.proofs(&proof), [Ok(why(PROOF)), Err(gone.clone())]);
    assert_eq!(met.copied(&copy), [Ok(data()), Err(gone)]);
}

#[test]
fn no_event_has_a_proof_or_a_copy_and_both_go_with_the_relationship() {
    let (mut met, agreement) = Met::agreed();
    let (claim, _, proof) = met.proved();
    carried(&mut met);
    let copy = met.copies(claim, &RightsOutcome::Full, &data()).unwrap();
    carried(&mut met);
    let export = met.person.danger_export().unwrap().danger_expose().to_owned();
    let said = [PROOF, NAME, ORDERS];
    assert_eq!((with(&export, "event", &said), with(&export, "document", &said)), (0, 2));
    let mut elsewhere = import(export.as_bytes(), 3).0.unwrap();
    assert_eq!(elsewhere.danger_export().unwrap().danger_expose(), export);
    assert_eq!(elsewhere.proof(met.relationship, &proof).unwrap(), why(PROOF));
    assert_eq!(elsewhere.copy(met.relationship, &copy).unwrap().len(), 2);
    let view = elsewhere.view();
    let (there, here) = (view.relationship(met.relationship).unwrap(), met.here());
    assert_eq!(there.right(&claim), here.right(&claim));
    let customer = met.customer();
    let mut again = Desk::open(Arc::clone(&met.desk_store), keeper()).unwrap();
    assert_eq!(again.proof(customer, &proof).unwrap(), why(PROOF));
    let mut again = Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap();
    assert_eq!(again.copy(met.relationship, &copy).unwrap().len(), 2);

    // Another text under the same event is found, and one that is missing.
    let lines = Lines::of(&export);
    let documents = lines.all("document");
    let letters: Vec<usize> =
        documents.iter().copied().filter(|index| lines.text_at(*index, "text").matches('.').count() == 2).collect();
    assert_eq!(letters.len(), 2);
    let [one, other] = [0, 1].map(|at| lines.text_at(letters[at], "text"));
    let mut swapped = lines.clone();
    swapped.set(letters[0], "text", other);
    swapped.set(letters[1], "text", one);
    let error = import(swapped.sealed().text().as_bytes(), 3).0.unwrap_err();
    assert_eq!(error.code(), Code::HistoryNotAsNamed);
    let mut without = lines.clone();
    without.0.remove(letters[0]);
    assert_eq!(import(without.sealed().text().as_bytes(), 3).0.unwrap_err().code(), Code::HistoryLacking);

    met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    met.person.erase(met.relationship, None, met.at, &mut met.random).unwrap();
    let export = met.person.danger_export().unwrap().danger_expose().to_owned();
    assert_eq!((with(&export, "event", &said), with(&export, "document", &said)), (0, 0));
}

/// The same command gives the same outcome; with another proof or another copy it is refused, while the first is kept.
#[test]
fn a_command_with_values_is_done_once() {
    let (mut met, _) = Met::agreed();
    let claim = met.claimed(Right::Access, Law::Gdpr);
    let answer = met.answers(claim, &RightsOutcome::NeedsMore(why("who asks?")));
    let (id, at, command) = (met.relationship, met.at, Some(CommandId::from_bytes([4; 16])));
    let proof = why(PROOF);
    let first = met.person.complete_claim(id, answer, Some(&proof), command, at, &mut met.random).unwrap();
    let again = met.person.complete_claim(id, answer, Some(&proof), command, at, &mut met.random).unwrap();
    assert_eq!(first, again);
    for other in [Some(why("somebody else")), None] {
        let error = met.person.complete_claim(id, answer, other.as_ref(), command, at, &mut met.random).unwrap_err();
        assert_eq!(error.code(), Code::StateCommandReused);
    }
    met.person.forget_data(id, first.said[0].letter, None, at, &mut met.random).unwrap();
    let other = why("somebody else");
    let again = met.person.complete_claim(id, answer, Some(&other), command, at, &mut met.random).unwrap();
    assert_eq!(first, again, "what is gone cannot be compared");
    carried(&mut met);

    let customer = met.customer();
    let mut give = |data: &BTreeSet<Disclosed>| {
        met.desk.give_copy(customer, claim, &RightsOutcome::Full, data, command, at, &mut met.random)
    };
    let first = give(&data()).unwrap();
    assert_eq!(give(&data()).unwrap(), first);
    let other: BTreeSet<_> = data().into_iter().map(|value| Disclosed { value: text("another"), ..value }).collect();
    assert_eq!(give(&other).unwrap_err().code(), Code::StateCommandReused);
}

/// A vendor that keeps no rules sends a copy to whom did not ask for one.
#[test]
fn a_copy_that_answers_no_access_is_refused() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    for (right, taken) in [(Right::Rectification, false), (Right::Access, true)] {
        let claim = Claim::new(right, Law::Gdpr, Scope::All).unwrap();
        let claim =
            met.person.claim(vendor.relationship, &claim, None, met.at, &mut met.random).unwrap().said[0].id.unwrap();
        let body = RightsAnswer { answers: claim, outcome: RightsOutcome::Full, data: data() };
        let letter = vendor.say(body, &mut met);
        match taken {
            true => drop(received(met.at_person(&letter))),
            false => assert_eq!(rejected(met.at_person(&letter)), StateError::NoCopy.into()),
        }
    }
}
