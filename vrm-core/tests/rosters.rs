//! Another roster, signed by who keeps it: loaded, proffered from, and agreed on.

#![cfg(feature = "keys")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read and write files"
)]

mod support;

use std::sync::Arc;
use support::failing_store::{FailingStore, Failure};
use support::life::{Met, keeper, received, settings};
use support::rosters::{COMMONS, other_roster};
use support::two::{Seeded, Two, declaration, later, now};
use vrm_core::error::{Code, Fault as _};
use vrm_core::history::CommandId;
use vrm_core::history::Settings;
use vrm_core::keys::SigningKeyPair;
use vrm_core::message::{AnyMessage, RosterStatement, SignedRoster};
use vrm_core::store::Memory;
use vrm_core::terms::{Preference, Preferences, Roster, Talk, TermsHash, When, Who};

struct Released {
    document: String,
    statement: String,
}

fn release(roster: &Roster, authority: &SigningKeyPair) -> Released {
    let statement = RosterStatement::of(roster, now()).sign(authority).unwrap();
    Released { document: roster.to_document(), statement: statement.as_str().to_owned() }
}

fn authority() -> SigningKeyPair {
    SigningKeyPair::generate(&mut Seeded::new(77)).unwrap()
}

impl Released {
    fn at_both(&self, met: &mut Met, authority: &SigningKeyPair) {
        let (document, statement) = (self.document.as_bytes(), self.statement.as_bytes());
        let key = authority.public();
        met.person.load_roster(document, statement, key, None, met.at, &mut met.random).unwrap();
        met.desk.load_roster(document, statement, key, None, met.at, &mut met.random).unwrap();
    }
}

#[test]
fn what_is_not_released_is_not_loaded() {
    let (roster, keeper_of_it) = (other_roster("1.0.0"), authority());
    let released = release(&roster, &keeper_of_it);
    let verify = |document: &str, statement: &str, key: &SigningKeyPair, at| {
        SignedRoster::verify(document.as_bytes(), statement.as_bytes(), key.public(), at).map_err(|error| error.code())
    };
    let stranger = SigningKeyPair::generate(&mut Seeded::new(78)).unwrap();
    assert!(verify(&released.document, &released.statement, &keeper_of_it, now()).is_ok());
    assert_eq!(verify(&released.document, &released.statement, &stranger, now()), Err(Code::KeysWrongKey));
    let other = other_roster("2.0.0").to_document();
    assert_eq!(verify(&other, &released.statement, &keeper_of_it, now()), Err(Code::MessageNotReleased));
    let builtin = Roster::builtin().to_document();
    assert_eq!(verify(&builtin, &released.statement, &keeper_of_it, now()), Err(Code::MessageNotReleased));
    let too_early = later(now(), -400);
    assert_eq!(
        verify(&released.document, &released.statement, &keeper_of_it, too_early),
        Err(Code::MessageFromTheFuture)
    );
    let statement = released.statement.replace('e', "f");
    assert!(verify(&released.document, &statement, &keeper_of_it, now()).is_err());

    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let head = met.person.head();
    let (document, statement) = (released.document.as_bytes(), released.statement.as_bytes());
    let error =
        met.person.load_roster(document, statement, stranger.public(), None, met.at, &mut met.random).unwrap_err();
    assert_eq!((error.code(), met.person.head()), (Code::KeysWrongKey, head));
    let unknown = format!("{COMMONS}#SD-BASE");
    let error = met.person.proffer(met.relationship, &[&unknown], None, met.at, &mut met.random).unwrap_err();
    assert_eq!(error.code(), Code::StateNoSuchRoster);
}

#[test]
fn a_statement_is_no_message_and_no_message_is_a_statement() {
    let two = &mut Two::new(7012);
    let released = SignedRoster::verify;
    let document = Roster::builtin().to_document();
    for (kind, text) in two.texts() {
        let key = two.shop.sign().public();
        assert!(released(document.as_bytes(), text.as_bytes(), key, now()).is_err(), "{}", kind.name());
    }
    let statement = RosterStatement::of(Roster::builtin(), now()).sign(two.shop.sign()).unwrap();
    let error = AnyMessage::parse(statement.as_str().as_bytes()).unwrap_err();
    assert_eq!(error.code(), Code::KeysHeaderValue);
    // As it was written once, it is written for ever.
    let statement = RosterStatement { roster: COMMONS.to_owned(), document: TermsHash::of(b"a roster"), iat: now() };
    let statement = statement.sign(two.shop.sign()).unwrap();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/roster-1.jws");
    if std::env::var_os("VRM_REGENERATE").is_some() && !path.exists() {
        std::fs::write(&path, statement.as_str()).unwrap();
    }
    assert_eq!(support::text(&path), statement.as_str());
}

#[test]
fn an_entry_of_a_loaded_roster_is_agreed_on_and_stays_what_it_was() {
    let (keeper_of_it, entry) = (authority(), format!("{COMMONS}#SD-BASE"));
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    release(&other_roster("1.0.0"), &keeper_of_it).at_both(&mut met, &keeper_of_it);
    met.desk.declare(&entry, &declaration(), None, met.at, &mut met.random).unwrap();
    // Which roster's entry is meant, the preferences say: of one id there may be several.
    let line = Preference { when: When::Always, talk: Talk::Anyone, accept: vec!["SD-BASE".into()], by: Who::Agent };
    let theirs = Preferences::new(&other_roster("1.0.0"), [line]).unwrap();
    assert_eq!(theirs.list()[0].accept, std::slice::from_ref(&entry));
    let settings = Settings { preferences: theirs, ..settings(&[], Who::Agent) };
    met.person.set_settings(&settings, None, met.at, &mut met.random).unwrap();
    met.desk.set_settings(&settings, None, met.at, &mut met.random).unwrap();
    met.person.proffer(met.relationship, &[&entry], None, met.at, &mut met.random).unwrap();
    // The vendor signs; before the person's signature comes back, both have a newer version of the text.
    let letter = met.person.outbox(met.at).unwrap().remove(0);
    received(met.desk.receive(&letter.bytes, met.at, &mut met.random).unwrap());
    met.person.sent(letter.id).unwrap();
    let (customer, letter) = met.desk.outbox(met.at).unwrap().remove(0);
    received(met.person.receive(&letter.bytes, met.at, &mut met.random).unwrap());
    met.desk.sent(customer, letter.id).unwrap();
    release(&other_roster("2.0.0"), &keeper_of_it).at_both(&mut met, &keeper_of_it);
    for reception in met.carry() {
        received(reception);
    }
    let agreement = met.agreement();
    let view = met.person.view();
    let agreed = view.relationship(met.relationship).unwrap().agreement(&agreement).unwrap();
    let name = &agreed.agreement.document().terms().pin().name;
    assert_eq!((name.roster.as_str(), name.version.as_str()), (COMMONS, "1.0.0"));

    // The roster is there when the life is opened again.
    let (store, id) = (Arc::clone(&met.person_store), met.person.id());
    let mut again = vrm_core::person::Person::open(store, keeper(), id).unwrap();
    let outcome = again.proffer(met.relationship, &[&entry], None, met.at, &mut met.random).unwrap();
    assert_eq!(outcome.kinds, ["proffered"]);
}

#[test]
fn a_desk_accepts_nothing_that_it_has_not_declared() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let set = |met: &mut Met, accept: &[&str]| {
        met.desk
            .set_settings(&settings(accept, Who::Agent), None, met.at, &mut met.random)
            .map_err(|error| error.code())
    };
    assert_eq!(set(&mut met, &["SD-BASE", "PDC-GOOD"]).unwrap_err(), Code::StateNoDeclaration);
    set(&mut met, &[]).unwrap();
    assert_eq!(met.desk.publish(None, met.at, &mut met.random).unwrap_err().code(), Code::FormEmpty);
}

/// A roster is loaded by the commit: what fails after it, while the document is read back, says no other thing.
#[test]
fn a_roster_that_cannot_be_read_back_now_is_loaded_all_the_same() {
    let authority = authority();
    let released = release(&other_roster("1.0.0"), &authority);
    for (failure, call) in Failure::ALL.into_iter().flat_map(|failure| [1, 2, 3].map(|call| (failure, call))) {
        let (store, desk_store) = (FailingStore::never(Arc::new(Memory::new())), Arc::new(Memory::new()));
        let mut met = Met::over(Arc::clone(&store) as _, desk_store, &["SD-BASE"], &["SD-BASE"], Who::Agent);
        let (document, statement) = (released.document.as_bytes(), released.statement.as_bytes());
        let (head, command) = (met.person.head(), Some(CommandId::from_bytes([7; 16])));
        store.arm(call, failure);
        let key = authority.public();
        let loaded = met.person.load_roster(document, statement, key, command, met.at, &mut met.random);
        assert_eq!(store.failed(), call < 3);
        store.disarm();
        // The first call commits, and the second reads back.
        assert_eq!(loaded.is_err(), call == 1, "{failure:?} {call}");
        met.person.refresh().unwrap();
        let done = call > 1 || failure == Failure::UnknownDone;
        assert_eq!(met.person.head().p() - head.p(), u64::from(done), "{failure:?} {call}");
        let again = met.person.load_roster(document, statement, key, command, met.at, &mut met.random).unwrap();
        assert_eq!(again.last, head.p() + 1);
        let entry = format!("{COMMONS}#SD-BASE");
        met.person.proffer(met.relationship, &[&entry], None, met.at, &mut met.random).unwrap();
    }
}

#[test]
fn a_roster_goes_forward_and_stays_with_its_authority() {
    let (keeper_of_it, other) = (authority(), SigningKeyPair::generate(&mut Seeded::new(78)).unwrap());
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let load = |met: &mut Met, roster: &Roster, at, by: &SigningKeyPair| {
        let statement = RosterStatement::of(roster, at).sign(by).unwrap();
        let (document, statement) = (roster.to_document(), statement.as_str().to_owned());
        let (at, random) = (met.at, &mut met.random);
        let loaded = met.person.load_roster(document.as_bytes(), statement.as_bytes(), by.public(), None, at, random);
        loaded.map(drop).map_err(|error| error.code())
    };
    let (old, new) = (other_roster("1.0.0"), other_roster("2.0.0"));
    load(&mut met, &new, now(), &keeper_of_it).unwrap();
    assert_eq!(load(&mut met, &old, later(now(), -86_400), &keeper_of_it), Err(Code::StateOtherRoster));
    assert_eq!(load(&mut met, &new, now(), &other), Err(Code::StateOtherRoster));
    assert_eq!(load(&mut met, Roster::builtin(), now(), &keeper_of_it), Err(Code::StateOtherRoster));
    load(&mut met, &new, now(), &keeper_of_it).unwrap();
}

#[test]
fn an_entry_of_the_same_id_in_another_roster_is_another_entry() {
    let (keeper_of_it, entry) = (authority(), format!("{COMMONS}#SD-BASE"));
    // Who accepts the built-in base agreement has not accepted the other.
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    release(&other_roster("1.0.0"), &keeper_of_it).at_both(&mut met, &keeper_of_it);
    met.desk.declare(&entry, &declaration(), None, met.at, &mut met.random).unwrap();
    met.person.proffer(met.relationship, &["SD-BASE-DP"], None, met.at, &mut met.random).unwrap();
    let letter = met.person.outbox(met.at).unwrap().remove(0);
    met.desk.set_settings(&settings(&[], Who::Me), None, met.at, &mut met.random).unwrap();
    received(met.desk.receive(&letter.bytes, met.at, &mut met.random).unwrap());
    met.person.sent(letter.id).unwrap();
    let customer = met.customer();
    met.desk.counter(customer, &entry, None, met.at, &mut met.random).unwrap();
    met.carry().into_iter().for_each(|reception| drop(received(reception)));
    let view = met.person.view();
    let between = view.relationship(met.relationship).unwrap();
    assert_eq!(between.negotiation().unwrap().state().name(), "invalid");
    assert_eq!(between.agreements().count(), 0);
}
