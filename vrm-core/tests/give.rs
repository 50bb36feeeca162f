//! Data given: under a grant that permits it, by the person's own decision, for one vendor, in the history first.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use support::life::{Met, carried, desk, keeper, line, received, rejected, rows};
use support::two::{declaration, later};
use support::vault::{ADDRESS, NAME, new_item, text, word};
use vrm_core::decision::{Block, Decision, Effect, GrantId, GrantStatus, Reason, Request, Selector, WhichGrants};
use vrm_core::desk::Desk;
use vrm_core::error::{Code, Error, Fault, Kind};
use vrm_core::history::{About, CommandId, Event};
use vrm_core::life::Reception;
use vrm_core::log::LogError;
use vrm_core::message::{MessageKind, Reply};
use vrm_core::person::Person;
use vrm_core::store::{Memory, Store};
use vrm_core::terms::{Declaration, Draft, Permission, Process, Prohibition, Talk, Who};
use vrm_core::time::Window;
use vrm_core::vault::{Content, DisclosureState, ItemId, VaultError};
use vrm_core::view::StateError;
use vrm_core::vocab::{Cone, Recipient, Vocabulary};

/// A person and a shop with an agreement, the grant of the address, and the address.
fn ready() -> (Met, GrantId, ItemId) {
    let (mut met, _) = Met::agreed();
    let grant = met.grant_of("pd:EmailAddress");
    let item = met.store("pd:EmailAddress", ADDRESS);
    (met, grant, item)
}

/// It is refused, nothing has changed, and the view knows.
fn refused(met: &mut Met, grant: GrantId, item: ItemId) -> Error {
    let (before, head) = (rows(&met.person_store), met.person.head());
    let error = met.give(grant, &[item]).unwrap_err();
    assert_eq!((rows(&met.person_store), met.person.head()), (before, head), "{error}");
    let givable = met.person.view().givable(met.relationship, met.at).unwrap();
    assert!(!givable.contains(&(grant, item)), "{error}");
    for value in [ADDRESS, NAME] {
        assert!(!format!("{error} {error:?}").contains(value), "{error:?}");
    }
    error
}

fn denied(error: Error) -> Vec<Reason> {
    assert_eq!(error.kind(), Kind::Denied);
    assert_eq!(error.path(), None);
    let Error::Vault(VaultError::NotPermitted { decision }) = error else { panic!("{error}") };
    assert_ne!(decision.effect(), Effect::Permit);
    decision.reasons().to_vec()
}

#[test]
fn nothing_is_given_without_a_grant() {
    let (mut met, _, item) = ready();
    let unknown = GrantId::from_bytes([1; 32]);
    assert_eq!(refused(&mut met, unknown, item), StateError::NoSuchGrant { id: unknown }.into());
}

#[test]
fn nothing_is_given_under_another_vendors_grant() {
    let (mut met, grant, item) = ready();
    let (store, at): (Arc<dyn Store>, _) = (Arc::new(Memory::new()), met.at);
    let other = desk(&store, "Anders", &["SD-BASE"], Who::Agent, at, &mut met.random);
    let did = other.keys().unwrap().sign().to_did();
    let added = met.person.add_vendor(&did, &About::default(), None, at, &mut met.random).unwrap();
    let with = std::mem::replace(&mut met.relationship, added.relationship);
    assert_eq!(refused(&mut met, grant, item), StateError::NoSuchGrant { id: grant }.into());
    met.relationship = with;
    // And what is given to one, the other cannot open.
    met.give(grant, &[item]).unwrap();
    let letter = met.my_letter();
    let mut other = other;
    let error = rejected(other.receive(&letter.bytes, at, &mut met.random).unwrap());
    assert_eq!(error.code(), Code::KeysSealedForAnother);
    assert!(other.customers().unwrap().is_empty());
}

#[test]
fn nothing_is_given_under_a_grant_that_is_held_back() {
    let (mut met, grant, item) = ready();
    let (id, agreement) = (met.relationship, met.agreement());
    let which = WhichGrants::These([grant].into());
    met.person.pause(id, agreement, &which, None, met.at, &mut met.random).unwrap();
    assert_eq!(refused(&mut met, grant, item), VaultError::GrantHeld { grant, reason: Reason::Paused }.into());
    met.person.resume(id, agreement, &which, None, met.at, &mut met.random).unwrap();
    assert_eq!(met.person.view().givable(id, met.at), Ok(vec![(grant, item)]));
    met.person.withdraw(id, agreement, &which, None, met.at, &mut met.random).unwrap();
    let error = refused(&mut met, grant, item);
    assert_eq!(error, VaultError::GrantHeld { grant, reason: Reason::Withdrawn }.into());
    assert_eq!((error.code(), error.kind()), (Code::VaultGrantHeld, Kind::Denied));
}

#[test]
fn nothing_is_given_under_an_agreement_that_is_not_in_force() {
    let (mut met, grant, item) = ready();
    let (id, agreement) = (met.relationship, met.agreement());
    met.person.end(id, agreement, None, met.at, &mut met.random).unwrap();
    assert_eq!(refused(&mut met, grant, item), StateError::NoSuchAgreement { id: agreement }.into());
    // Nor under a new agreement by the old grant.
    carried(&mut met);
    met.proffer(&["SD-BASE"]);
    assert_eq!(refused(&mut met, grant, item), StateError::NoSuchAgreement { id: agreement }.into());
}

#[test]
fn nothing_is_given_before_or_after_its_time() {
    let (mut met, grant, _) = ready();
    let at = |seconds| Some(later(met.at, seconds));
    let windows = [Window::new(at(60), None).unwrap(), Window::new(None, at(-60)).unwrap()];
    for window in windows {
        let item = met.store_new(&new_item("pd:EmailAddress", ADDRESS).during(window).unwrap());
        let error = refused(&mut met, grant, item);
        assert_eq!(error, VaultError::NotValid { item }.into());
        assert_eq!(error.kind(), Kind::Expired);
    }
    let item = met.store_new(&new_item("pd:EmailAddress", ADDRESS).during(windows[0]).unwrap());
    met.wait(60);
    met.give(grant, &[item]).unwrap();
}

#[test]
fn nothing_is_given_that_the_grant_is_not_of() {
    let (mut met, grant, _) = ready();
    for data in ["pd:Name", "pd:Contact", "pd:PhysicalAddress", "pd:Prescription"] {
        let item = met.store(data, NAME);
        let error = refused(&mut met, grant, item);
        assert_eq!(error, VaultError::NotOfGrant { data: data.to_owned(), grant }.into());
    }
}

#[test]
fn one_item_that_may_not_be_given_keeps_back_all() {
    let (mut met, grant, item) = ready();
    let name = met.store("pd:Name", NAME);
    let missing = ItemId::from_bytes([1; 16]);
    let head = met.person.head();
    let error = met.give(grant, &[item, name]).unwrap_err();
    assert_eq!(error, VaultError::NotOfGrant { data: "pd:Name".to_owned(), grant }.into());
    assert_eq!(met.give(grant, &[item, missing]).unwrap_err(), VaultError::NoSuchItem { item: missing }.into());
    assert_eq!(met.give(grant, &[]).unwrap_err(), VaultError::NothingToGive.into());
    assert_eq!((met.person.head(), met.person.outbox(met.at).unwrap()), (head, vec![]));
}

fn declared(data: &[&str]) -> Declaration {
    let care = Process::new(
        data.iter().map(|data| word(data)),
        [word("dpv:CustomerCare")],
        [word("dpv:Use"), word("dpv:Store")],
        [Recipient::Vendor],
    );
    Declaration::new([care]).unwrap()
}

fn agreed_over(declared: &Declaration) -> Met {
    let settings = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&settings, &settings, declared);
    met.proffer(&["SD-BASE"]);
    met
}

#[test]
fn an_ordinary_word_never_speaks_for_a_marked_one() {
    let dpv = Vocabulary::dpv();
    // Ordinary words with marked ones below them, and with ordinary ones.
    let marked = |word: &_| dpv.is_marked(Cone::Data, word);
    let mut tried = 0;
    for above in dpv.words(Cone::Data).iter().filter(|word| !marked(word) && **word != Cone::Data.root()) {
        let below = dpv.includes(Cone::Data, above);
        let (Some(sensitive), Some(plain)) =
            (below.iter().find(|word| marked(word)), below.iter().find(|word| !marked(word) && *word != above))
        else {
            continue;
        };
        tried += 1;
        if tried > 3 {
            break;
        }
        let mut met = agreed_over(&declared(&[&above.name()]));
        let grant = met.grant_of(&above.name());
        let item = met.store(&plain.name(), NAME);
        met.give(grant, &[item]).unwrap();
        let name = sensitive.name();
        if *sensitive != word("dpv:SpecialCategoryPersonalData") {
            let item = met.store(&name, NAME);
            assert_eq!(refused(&mut met, grant, item), VaultError::NotOfGrant { data: name, grant }.into());
        }
    }
    assert!(tried > 1);
}

#[test]
fn marked_data_is_not_given_without_consent() {
    let mut met = agreed_over(&declared(&["pd:EmailAddress", "pd:Prescription"]));
    let agreement = met.agreement();
    let waits = met.here().agreement(&agreement).unwrap().pending[0].grant().id;
    let item = met.store("pd:Prescription", NAME);
    // The grant waits for a consent, and is none yet.
    assert_eq!(refused(&mut met, waits, item), StateError::NoSuchGrant { id: waits }.into());
    let grant = met.grant_of("pd:EmailAddress");
    let error = refused(&mut met, grant, item);
    assert_eq!(error, VaultError::NotOfGrant { data: "pd:Prescription".to_owned(), grant }.into());
}

#[test]
fn a_block_beats_the_grant() {
    let kind = Prohibition::new("no-mail").data([word("pd:Contact")]);
    let purpose = Prohibition::new("no-care").purpose([word("dpv:CustomerCare")]);
    // One use of several is enough.
    let operation = Prohibition::new("no-storing").operation([word("dpv:Store")]);
    for what in [kind, purpose, operation, Prohibition::new("nothing")] {
        for everyone in [true, false] {
            let mut met = agreed_over(&declared(&["pd:EmailAddress"]));
            let (grant, item) = (met.grant_of("pd:EmailAddress"), met.store("pd:EmailAddress", ADDRESS));
            let against = if everyone { Selector::Everyone } else { Selector::Vendor(met.shop.clone()) };
            let id = what.id().to_owned();
            let block = Block { against, what: what.clone(), window: Window::ALWAYS };
            met.person.block(&block, None, met.at, &mut met.random).unwrap();
            let error = refused(&mut met, grant, item);
            assert_eq!(error.to_string(), "the data may not be given: blocked");
            assert_eq!(denied(error), [Reason::Blocked { block: id.clone() }]);
            met.person.unblock(&id, None, met.at, &mut met.random).unwrap();
            met.give(grant, &[item]).unwrap();
        }
    }
}

/// A person who wants to be asked for its address each time.
fn asked_each_time() -> (Met, GrantId, ItemId) {
    let settings = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&settings, &settings, &declaration());
    let (mut own, care) = (Draft::own(), [word("dpv:CustomerCare")]);
    own.permit(Permission::new("ask-me", [word("pd:EmailAddress")], care.clone()).ask());
    own.permit(Permission::new("name", [word("pd:Name")], care));
    met.person.set_terms(Some(&own.finish().unwrap()), None, met.at, &mut met.random).unwrap();
    met.proffer(&["SD-BASE"]);
    let (grant, item) = (met.grant_of("pd:EmailAddress"), met.store("pd:EmailAddress", ADDRESS));
    (met, grant, item)
}

fn granted(met: &mut Met, reply: Reply) -> GrantId {
    let (customer, agreement) = (met.customer(), met.agreement());
    let care = [word("pd:EmailAddress"), word("dpv:CustomerCare"), word("dpv:Use")];
    let [data, purpose, operation] = care;
    let request = Request::new(data, purpose, operation, Recipient::Vendor);
    let asked = met.desk.ask(customer, agreement, &request, None, met.at, &mut met.random).unwrap();
    let question = asked.said.iter().find(|said| said.kind == MessageKind::Ask).unwrap().id.unwrap();
    carried(met);
    met.person.answer(met.relationship, question, reply, None, met.at, &mut met.random).unwrap();
    carried(met);
    met.here().question(&question).unwrap().grant.unwrap()
}

#[test]
fn a_grant_that_asks_gives_nothing_until_there_is_an_answer() {
    let (mut met, asks, item) = asked_each_time();
    let error = refused(&mut met, asks, item);
    assert_eq!(error.to_string(), "the data may not be given: you are to be asked first");
    assert_eq!(denied(error), []);
    let standing = granted(&mut met, Reply::Standing);
    // The answer's grant gives; the one that asks does not by it.
    assert_eq!(denied(refused(&mut met, asks, item)), []);
    for _ in 0..2 {
        met.give(standing, &[item]).unwrap();
    }
    carried(&mut met);
}

#[test]
fn a_grant_that_was_given_once_gives_once() {
    let (mut met, _, item) = asked_each_time();
    let once = granted(&mut met, Reply::Once);
    let outcome = met.give(once, &[item]).unwrap();
    assert_eq!(refused(&mut met, once, item), VaultError::GrantHeld { grant: once, reason: Reason::Expired }.into());
    let here = met.person.view().grants(met.relationship).unwrap().find(|grant| grant.id == once).unwrap().status;
    assert_eq!(here, GrantStatus::Spent);
    // The desk has it, and may use it: the use is the desk's to note.
    carried(&mut met);
    let customer = met.customer();
    assert_eq!(met.desk.disclosed(customer, &outcome.said[0].letter).unwrap()[0].value, text(ADDRESS));
    met.desk.record_use(customer, once, None, met.at, &mut met.random).unwrap();
}

#[test]
fn more_than_fits_into_one_letter_is_too_large() {
    let (mut met, grant, _) = ready();
    let items: Vec<ItemId> =
        ["a", "b"].iter().map(|letter| met.store("pd:EmailAddress", &letter.repeat(30_000))).collect();
    let before = rows(&met.person_store);
    let error = met.give(grant, &items).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::KeysTooLong, Kind::TooLarge));
    assert_eq!(rows(&met.person_store), before);
    for item in items {
        met.give(grant, &[item]).unwrap();
    }
    carried(&mut met);
}

#[test]
fn data_is_given_in_the_history_first_and_sealed_for_the_vendor() {
    let (mut met, grant, item) = ready();
    let other = met.store("pd:EmailAddress", "mara@work.example");
    let id = met.relationship;
    assert_eq!(met.person.view().givable(id, met.at).unwrap(), {
        let mut both = [(grant, item), (grant, other)];
        both.sort();
        both
    });
    let once = CommandId::from_bytes([9; 16]);
    let command = Some(once);
    let items = [item, other, item];
    let outcome = met.person.give(id, grant, &items, command, met.at, &mut met.random).unwrap();
    assert_eq!((outcome.relationship, outcome.kinds.as_slice()), (id, &["disclosed"][..]));
    let [sent] = outcome.said[..] else { panic!("{outcome:?}") };
    assert_eq!((sent.kind, sent.id), (MessageKind::Disclosure, None));
    // The same command finds what it did.
    assert_eq!(met.person.give(id, grant, &items, command, met.at, &mut met.random).unwrap(), outcome);
    let error = met.person.give(id, grant, &[item], command, met.at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::CommandReused { id: once }.into());

    let here = met.here();
    let (jti, given) = here.disclosures().next().unwrap();
    assert_eq!((jti, here.disclosures().count()), (sent.letter, 1));
    assert_eq!((given.agreement, given.grant, given.at), (met.agreement(), grant, met.at));
    assert_eq!(
        given.items.iter().map(|item| item.data.clone()).collect::<BTreeSet<_>>(),
        [word("pd:EmailAddress")].into()
    );
    let hashes: BTreeSet<_> = given.items.iter().map(|item| item.hash).collect();
    assert_eq!((hashes.len(), given.state, given.kept), (2, DisclosureState::Prepared, true));
    assert!(here.unacknowledged().contains(&jti));
    let mine = met.person.disclosed(id, &jti).unwrap();
    assert_eq!(mine.iter().map(|item| &item.value).collect::<BTreeSet<_>>().len(), 2);

    let letter = met.my_letter();
    assert_eq!((letter.id, letter.to.as_ref(), letter.expires), (jti, Some(&met.shop), Some(given.until)));
    let taken = received(met.at_desk(&letter.bytes));
    assert_eq!(taken.kinds, ["disclosed", "acknowledged"]);
    assert_eq!(taken.said.iter().map(|said| said.kind).collect::<Vec<_>>(), [MessageKind::Seen]);
    carried(&mut met);
    let customer = met.customer();
    assert_eq!(met.desk.disclosed(customer, &jti).unwrap(), mine);
    let [here, there] = met.given(&jti).map(Option::unwrap);
    assert_eq!([here.state, there.state], [DisclosureState::Acknowledged; 2]);
    assert!(met.here().unacknowledged().is_empty());
    // The same values under other keys.
    let data = |given: &vrm_core::vault::Given| given.items.iter().map(|item| item.data.clone()).collect::<Vec<_>>();
    assert_eq!((data(&here), here.grant, here.until), (data(&there), there.grant, there.until));
    assert!(here.items.iter().zip(&there.items).all(|(here, there)| here.hash != there.hash));
    // What was acknowledged is kept no longer in the outbox.
    assert_eq!(met.person.resend(jti).unwrap_err(), LogError::NoSuchLetter.into());

    // Given again it is another disclosure of the same values.
    met.wait(60);
    let again = met.give(grant, &[item, other]).unwrap().said[0].letter;
    let [again, _] = met.given(&again);
    assert_eq!(again.unwrap().items.iter().map(|item| item.hash).collect::<BTreeSet<_>>(), hashes);
}

#[test]
fn a_disclosure_counts_no_longer_than_its_grant() {
    let settings = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&settings, &settings, &declaration());
    let ends = later(met.at, 3_600);
    let (mut own, window) = (Draft::own(), Window::new(None, Some(ends)).unwrap());
    let data = [word("pd:EmailAddress"), word("pd:Name")];
    own.permit(Permission::new("a-while", data, [word("dpv:CustomerCare")]).during(window));
    met.person.set_terms(Some(&own.finish().unwrap()), None, met.at, &mut met.random).unwrap();
    met.proffer(&["SD-BASE"]);
    let (item, jti) = met.given_item("pd:EmailAddress", ADDRESS);
    assert_eq!(met.given(&jti)[0].as_ref().unwrap().until, ends);
    let grant = met.grant_of("pd:EmailAddress");
    met.wait(3_600);
    assert_eq!(refused(&mut met, grant, item), VaultError::GrantHeld { grant, reason: Reason::Expired }.into());
    // Its letter is listed no more.
    assert!(met.person.outbox(met.at).unwrap().is_empty());
}

#[test]
fn a_replay_changes_nothing_and_an_old_letter_is_refused() {
    let (mut met, grant, item) = ready();
    met.give(grant, &[item]).unwrap();
    let letter = met.my_letter();
    received(met.at_desk(&letter.bytes));
    let customer = met.customer();
    let head = met.desk.head(customer).unwrap();
    assert!(matches!(met.at_desk(&letter.bytes), Reception::Replay { letters, .. } if letters.len() == 1));
    assert_eq!(met.desk.head(customer).unwrap(), head);
    carried(&mut met);
    met.give(grant, &[item]).unwrap();
    let late = met.my_letter();
    met.at = late.expires.unwrap();
    assert_eq!(met.desk_refuses(&late.bytes).code(), Code::MessageExpired);
    assert!(matches!(met.at_desk(&letter.bytes), Reception::Rejected { .. } | Reception::Replay { .. }));
}

#[test]
fn what_was_given_is_there_when_it_is_opened_again() {
    let (mut met, grant, item) = ready();
    let jti = met.give(grant, &[item]).unwrap().said[0].letter;
    let values = met.person.disclosed(met.relationship, &jti).unwrap();
    // The process ends before the letter leaves.
    let given = met.given(&jti)[0].clone();
    met.person = Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap();
    assert_eq!(
        (met.given(&jti)[0].clone(), met.person.disclosed(met.relationship, &jti).unwrap()),
        (given, values.clone())
    );
    carried(&mut met);
    let customer = met.customer();
    met.desk = Desk::open(Arc::clone(&met.desk_store), keeper()).unwrap();
    assert_eq!(met.desk.disclosed(customer, &jti).unwrap(), values);
    // What became of the item since is nothing to what was given.
    met.person.remove_item(item, None, met.at, &mut met.random).unwrap();
    assert_eq!(met.person.disclosed(met.relationship, &jti).unwrap(), values);
}

#[test]
fn values_are_forgotten_on_ones_own_side() {
    let (mut met, grant, item) = ready();
    let (id, jti) = (met.relationship, met.give(grant, &[item]).unwrap().said[0].letter);
    let unknown = vrm_core::message::Jti::from_bytes([1; 16]);
    let (at, random) = (met.at, &mut met.random);
    assert_eq!(met.person.disclosed(id, &unknown).unwrap_err(), VaultError::NoSuchDisclosure.into());
    assert_eq!(met.person.forget_data(id, unknown, None, at, random).unwrap_err(), VaultError::NoSuchDisclosure.into());
    let outcome = met.person.forget_data(id, jti, None, at, random).unwrap();
    assert_eq!(outcome.kinds, ["deleted"]);
    assert_eq!(met.person.disclosed(id, &jti).unwrap_err(), VaultError::Deleted.into());
    assert_eq!(met.person.forget_data(id, jti, None, at, random).unwrap_err(), VaultError::Deleted.into());
    // It was given all the same.
    carried(&mut met);
    let [here, there] = met.given(&jti).map(Option::unwrap);
    assert_eq!((here.kept, here.state, there.kept), (false, DisclosureState::Acknowledged, true));
    let customer = met.customer();
    assert_eq!(met.desk.disclosed(customer, &jti).unwrap().len(), 1);
}

#[test]
fn an_erased_relationship_takes_what_was_given_with_it() {
    let (mut met, grant, item) = ready();
    let (id, agreement) = (met.relationship, met.agreement());
    met.give(grant, &[item]).unwrap();
    carried(&mut met);
    met.person.end(id, agreement, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    let documents = |met: &Met| rows(&met.person_store).iter().filter(|(key, _)| key[16] == b'D').count();
    assert_eq!(documents(&met), 3);
    met.person.erase(id, None, met.at, &mut met.random).unwrap();
    assert_eq!(documents(&met), 1);
    // The vault is the person's own.
    assert_eq!(met.person.item(item).unwrap().content, text(ADDRESS));
}

#[test]
fn the_history_holds_no_value() {
    let (mut met, grant, _) = ready();
    let secret = Content::parse(br#"{"mailbox": "maraandnina-1987", "host": "post.example"}"#).unwrap();
    let item = met.store_new(&vrm_core::vault::NewItem::new(word("pd:EmailAddress"), secret).unwrap());
    let jti = met.give(grant, &[item]).unwrap().said[0].letter;
    carried(&mut met);
    let customer = met.customer();
    met.desk.forget_data(customer, jti, None, met.at, &mut met.random).unwrap();
    let mut seen = Vec::new();
    for entry in met.person.events_since(0, u32::MAX).unwrap() {
        seen.push(format!("{} {entry:?}", entry.to_text()));
    }
    for entry in met.desk.events_since(customer, 0, u32::MAX).unwrap() {
        assert!(!matches!(entry.event(), Event::Said { message, .. } if message.kind() == MessageKind::Disclosure));
        seen.push(format!("{} {entry:?}", entry.to_text()));
    }
    let (here, there) = (met.here(), met.there());
    seen.push(format!("{here:?} {there:?} {:?} {:?}", met.person.view(), met.desk.customer(customer).unwrap()));
    let kept = met.person.item(item).unwrap();
    seen.push(format!("{:?} {kept:?}", met.person));
    seen.push(format!("{:?}", met.person.disclosed(met.relationship, &jti).unwrap()));
    for (key, value) in rows(&met.person_store).iter().chain(&rows(&met.desk_store)) {
        seen.push(String::from_utf8_lossy(key).into_owned());
        seen.push(String::from_utf8_lossy(value).into_owned());
    }
    let base64 = |text: &str| {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
    };
    for value in ["maraandn", "nina-1987", "post.example", "mailbox", ADDRESS] {
        for form in [value.to_owned(), base64(value)] {
            assert!(seen.iter().all(|text| !text.contains(&form)), "{form}");
        }
    }
}

#[test]
fn a_decision_to_give_is_the_one_that_decides() {
    let (met, grant, item) = ready();
    let view = met.person.view();
    let found = view.grants(met.relationship).unwrap().find(|found| found.id == grant).unwrap();
    let data = &view.item_facts(item).unwrap().data;
    for purpose in &found.scope.purpose {
        for operation in &found.scope.operation {
            let request = Request::new(data.clone(), purpose.clone(), operation.clone(), Recipient::Vendor);
            let request = Request { conditions: found.conditions.clone(), ..request };
            assert!(matches!(view.decide(&met.shop, &request, met.at).unwrap(), Decision::Permit(_)));
        }
    }
    let unknown = vrm_core::chain::StreamId::from_bytes([1; 16]);
    assert_eq!(view.givable(unknown, met.at), Err(StateError::NoSuchRelationship { id: unknown }));
}

/// A no of the person's holds what has not left; it is listed again when the no is taken back, and a withdrawal never is.
#[test]
fn what_has_not_left_stays_when_the_person_says_no() {
    let (mut met, grant, item) = ready();
    let letter = met.give(grant, &[item]).unwrap().said[0].letter;
    let listed = |met: &Met| met.person.outbox(met.at).unwrap().iter().any(|waits| waits.id == letter);
    let (id, at, agreement, which) = (met.relationship, met.at, met.agreement(), WhichGrants::These([grant].into()));
    assert!(listed(&met));
    met.person.pause(id, agreement, &which, None, at, &mut met.random).unwrap();
    assert!(!listed(&met));
    met.person.resume(id, agreement, &which, None, at, &mut met.random).unwrap();
    assert!(listed(&met));
    let what = Prohibition::new("leave-me-alone");
    let block = Block { against: Selector::Everyone, what, window: Window::ALWAYS };
    met.person.block(&block, None, at, &mut met.random).unwrap();
    assert!(!listed(&met));
    met.person.unblock("leave-me-alone", None, at, &mut met.random).unwrap();
    assert!(listed(&met));
    met.person.withdraw(id, agreement, &which, None, at, &mut met.random).unwrap();
    met.person.resend(letter).unwrap();
    assert!(!listed(&met));
    // The withdrawal itself and the orders before it leave.
    carried(&mut met);
    assert_eq!(met.there().disclosures().count(), 0);
}
