//! What a desk takes of what a person gives, and keeps; and how it is carried in an export.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use support::carried::{Lines, import, is_empty, may_be_left_out};
use support::life::{Met, carried, received, rows};
use support::spoilt::pairs;
use support::two::later;
use support::vault::{ADDRESS, NAME, text, word};
use vrm_core::decision::{AgreementId, Block, GrantId, Selector, WhichGrants};
use vrm_core::error::{Code, Error, Fault};
use vrm_core::keys::Thumbprint;
use vrm_core::life::Reception;
use vrm_core::log::LogId;
use vrm_core::message::{Disclosure, Jti, Message};
use vrm_core::person::Person;
use vrm_core::terms::Prohibition;
use vrm_core::time::Window;
use vrm_core::vault::{Disclosed, DisclosureState, VaultError};
use vrm_core::view::{Held, Matter, StateError};

fn disclosed(data: &str, value: &str) -> Disclosed {
    Disclosed { data: word(data), value: text(value) }
}

fn ready() -> (Met, AgreementId, GrantId) {
    let (mut met, agreement) = Met::agreed();
    let grant = met.grant_of("pd:EmailAddress");
    (met, agreement, grant)
}

/// A disclosure by a person that keeps no rules.
fn forged(met: &mut Met, agreement: AgreementId, grant: GrantId, items: &[Disclosed]) -> Vec<u8> {
    met.forged(Disclosure { agreement, grant, items: items.iter().cloned().collect() }).1
}

#[test]
fn a_disclosure_under_what_is_not_there_is_refused() {
    let (mut met, agreement, grant) = ready();
    let (unknown, stranger) = (AgreementId::from_bytes([1; 32]), GrantId::from_bytes([1; 32]));
    let items = [disclosed("pd:EmailAddress", ADDRESS)];
    let letter = forged(&mut met, agreement, stranger, &items);
    assert_eq!(met.desk_refuses(&letter), StateError::NoSuchGrant { id: stranger }.into());
    let letter = forged(&mut met, unknown, grant, &items);
    assert_eq!(met.desk_refuses(&letter), StateError::NoSuchAgreement { id: unknown }.into());
    // Nor does it once the agreement is over.
    let customer = met.customer();
    met.desk.end(customer, agreement, None, met.at, &mut met.random).unwrap();
    let letter = forged(&mut met, agreement, stranger, &items);
    assert_eq!(met.desk_refuses(&letter), StateError::NoSuchGrant { id: stranger }.into());
}

/// What both sides make of data that came too late: nothing of it is kept, and the person knows.
fn declined(met: &mut Met, jti: &Jti, letter: &[u8]) {
    let documents = |met: &Met| rows(&met.desk_store).iter().filter(|(key, _)| key[16] == b'D').count();
    let before = documents(met);
    assert_eq!(received(met.at_desk(letter)).kinds, ["disclosed", "deleted", "acknowledged"]);
    assert_eq!(documents(met), before);
    // What comes once more is answered once more, and brings nothing back.
    assert!(matches!(met.at_desk(letter), Reception::Replay { .. }));
    carried(met);
    let [here, there] = met.given(jti).map(Option::unwrap);
    assert_eq!((here.state, here.kept), (DisclosureState::Declined, true));
    assert_eq!((there.state, there.kept), (DisclosureState::Declined, false));
    let customer = met.customer();
    assert_eq!(met.desk.disclosed(customer, jti).unwrap_err(), VaultError::Deleted.into());
    assert!(met.here().unacknowledged().is_empty());
    let view = met.person.view();
    let due = view.agenda(met.at).unwrap().lines;
    assert!(!due.iter().any(|line| matches!(line.matter, Matter::Unacknowledged { .. })));
    let held = view.exposure(met.at).unwrap().lines;
    assert!(!held.iter().any(|line| matches!(line.held, Held::Given(_))), "{held:?}");
}

#[test]
fn a_disclosure_that_crosses_an_end_is_declined() {
    for by_desk in [true, false] {
        let (mut met, agreement, _) = ready();
        let (_, jti) = met.given_item("pd:EmailAddress", ADDRESS);
        let (given, customer) = (met.my_letter(), met.customer());
        if by_desk {
            met.desk.end(customer, agreement, None, met.at, &mut met.random).unwrap();
        } else {
            met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap();
        }
        carried(&mut met);
        declined(&mut met, &jti, &given.bytes);
    }
}

#[test]
fn a_disclosure_of_what_was_not_granted_is_refused() {
    let (mut met, agreement, grant) = ready();
    for data in ["pd:Name", "pd:Contact", "pd:Prescription", "https://shop.example/words#Size"] {
        let items = [disclosed("pd:EmailAddress", ADDRESS), disclosed(data, NAME)];
        let letter = forged(&mut met, agreement, grant, &items);
        let error = met.desk_refuses(&letter);
        assert_eq!(error, VaultError::NotOfGrant { data: data.to_owned(), grant }.into());
        assert!(!format!("{error:?}").contains(ADDRESS));
    }
}

#[test]
fn a_disclosure_that_crosses_a_withdrawal_or_a_pause_is_declined() {
    for pause in [true, false] {
        let (mut met, agreement, grant) = ready();
        let (_, jti) = met.given_item("pd:EmailAddress", ADDRESS);
        let given = met.my_letter();
        let which = WhichGrants::These([grant].into());
        let (person, at, random) = (&mut met.person, met.at, &mut met.random);
        if pause {
            person.pause(met.relationship, agreement, &which, None, at, random).unwrap();
        } else {
            person.withdraw(met.relationship, agreement, &which, None, at, random).unwrap();
        }
        let order = met.my_letter();
        received(met.at_desk(&order.bytes));
        declined(&mut met, &jti, &given.bytes);
    }
}

#[test]
fn a_disclosure_by_another_key_or_for_another_reader_is_refused() {
    let (mut met, agreement, grant) = ready();
    let body = Disclosure { agreement, grant, items: [disclosed("pd:EmailAddress", ADDRESS)].into() };
    let lines = Lines::of(met.person.danger_export().unwrap().danger_expose());
    let here = met.here();
    let (persona, desk) = (pairs(&lines, here.own_keys().unwrap().sign().thumbprint()), *here.other_keys().unwrap());
    let stranger = vrm_core::keys::PartyKeyPairs::generate(&mut met.random).unwrap();
    let (me, until) = (persona.sign().public().to_did(), later(met.at, 600));
    let letter = |iss: &vrm_core::did::Did, aud: Thumbprint, by: &vrm_core::keys::PartyKeyPairs, met: &mut Met| {
        let message = Message::new(body.clone(), iss.clone(), aud, met.at, until, &mut met.random).unwrap();
        message.sign(by.sign()).unwrap().seal(desk.seal()).unwrap().as_str().as_bytes().to_vec()
    };
    let reader = desk.sign().thumbprint();
    let them = stranger.sign().public().to_did();
    let other = letter(&them, reader, &stranger, &mut met);
    assert_eq!(met.desk_refuses(&other).code(), Code::StateStranger);
    let other = letter(&me, stranger.sign().public().thumbprint(), &persona, &mut met);
    assert_eq!(met.desk_refuses(&other).code(), Code::MessageWrongReader);
    let good = letter(&me, reader, &persona, &mut met);
    received(met.at_desk(&good));
}

#[test]
fn a_vendor_gives_nothing() {
    // A disclosure to a person is out of place, whoever signs it.
    let (mut met, agreement, grant) = ready();
    let shop = support::vendor::Vendor::proffered(&mut met, "SD-BASE");
    let body = Disclosure { agreement, grant, items: [disclosed("pd:EmailAddress", ADDRESS)].into() };
    let letter = shop.say_until(body, later(met.at, 600), &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::OutOfPlace { kind: "disclosure" }.into());
}

#[test]
fn values_are_deleted_and_the_history_says_so() {
    let (mut met, _, _) = ready();
    let (_, jti) = met.given_item("pd:EmailAddress", ADDRESS);
    carried(&mut met);
    let (customer, unknown) = (met.customer(), Jti::from_bytes([1; 16]));
    let nobody = LogId::from_bytes([1; 16]);
    assert_eq!(met.desk.disclosed(nobody, &jti).unwrap_err().code(), Code::LogNoSuchLog);
    let (at, random) = (met.at, &mut met.random);
    let missing = Error::from(VaultError::NoSuchDisclosure);
    assert_eq!(met.desk.forget_data(customer, unknown, None, at, random).unwrap_err(), missing);
    let documents = |met: &Met| rows(&met.desk_store).iter().filter(|(key, _)| key[16] == b'D').count();
    let before = documents(&met);
    let outcome = met.desk.forget_data(customer, jti, None, met.at, &mut met.random).unwrap();
    assert_eq!((outcome.kinds.as_slice(), outcome.said.len()), (&["deleted"][..], 0));
    assert_eq!(documents(&met), before - 1);
    let gone = Error::from(VaultError::Deleted);
    assert_eq!(met.desk.disclosed(customer, &jti).unwrap_err(), gone);
    assert_eq!(met.desk.forget_data(customer, jti, None, met.at, &mut met.random).unwrap_err(), gone);
    let given = met.given(&jti)[1].clone().unwrap();
    assert_eq!((given.kept, given.items.len()), (false, 1));
    // What comes once more is a replay, and brings nothing back.
    met.given_item("pd:EmailAddress", NAME);
    let letter = met.my_letter();
    received(met.at_desk(&letter.bytes));
    met.desk.forget_data(customer, letter.id, None, met.at, &mut met.random).unwrap();
    assert!(matches!(met.at_desk(&letter.bytes), Reception::Replay { .. }));
    assert_eq!(met.desk.disclosed(customer, &letter.id).unwrap_err(), gone);
}

#[test]
fn an_acknowledgement_of_something_else_moves_nothing() {
    let (mut met, agreement, grant) = ready();
    let (_, jti) = met.given_item("pd:EmailAddress", ADDRESS);
    let kept = met.my_letter();
    let which = WhichGrants::These([met.grant_of("pd:Name")].into());
    met.person.pause(met.relationship, agreement, &which, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(met.given(&jti)[0].as_ref().unwrap().state, DisclosureState::Prepared);
    received(met.at_desk(&kept.bytes));
    let seen = met.their_letter();
    received(met.at_person(&seen.bytes));
    assert_eq!(met.given(&jti)[0].as_ref().unwrap().state, DisclosureState::Acknowledged);
    assert_eq!(met.given(&jti)[0].as_ref().unwrap().grant, grant);
}

/// A person that gave three times: one was acknowledged, of one the values were deleted, one waits.
fn gave() -> (Met, Lines) {
    let (mut met, _, grant) = ready();
    let (item, _) = met.given_item("pd:EmailAddress", ADDRESS);
    carried(&mut met);
    met.wait(60);
    met.person.rotate_keys(met.relationship, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    let deleted = met.give(grant, &[item]).unwrap().said[0].letter;
    met.person.forget_data(met.relationship, deleted, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    met.wait(60);
    met.given_item("pd:Name", NAME);
    let lines = Lines::of(met.person.danger_export().unwrap().danger_expose());
    (met, lines)
}

#[test]
fn what_was_given_is_carried_elsewhere() {
    let (mut met, lines) = gave();
    let text = met.person.danger_export().unwrap();
    let mut elsewhere = import(text.danger_expose().as_bytes(), 3).0.unwrap();
    assert_eq!(elsewhere.danger_export().unwrap().danger_expose(), text.danger_expose());
    let here = met.here();
    let there = elsewhere.view().relationship(met.relationship).unwrap().clone();
    assert_eq!(there.disclosures().collect::<Vec<_>>(), here.disclosures().collect::<Vec<_>>());
    for (jti, given) in here.disclosures() {
        let values = [&mut met.person, &mut elsewhere].map(|person| person.disclosed(met.relationship, &jti).ok());
        assert_eq!((&values[0], values[0].is_some()), (&values[1], given.kept));
    }
    // The letter that waits goes out from there.
    let [letter] = &elsewhere.outbox(met.at).unwrap()[..] else { panic!() };
    received(met.at_desk(&letter.bytes));
    // No value is in an event.
    for index in lines.all("event") {
        assert!([ADDRESS, NAME].iter().all(|value| !lines.0[index].contains(value)));
    }
    // All but letters may not be left out: they may have been answered.
    let forgotten: BTreeSet<String> = may_be_left_out(&lines).into_iter().collect();
    assert_eq!(forgotten, ["letter".to_owned()].into());
}

/// The documents that are disclosures.
fn texts(lines: &Lines) -> Vec<usize> {
    let is_one = |index: &usize| lines.text_at(*index, "text").split('.').count() == 3;
    lines.all("document").into_iter().filter(is_one).collect()
}

fn spoilt(lines: &Lines, change: &dyn Fn(&mut Lines)) -> Code {
    let mut lines = lines.clone();
    change(&mut lines);
    let (person, store): (Result<Person, Error>, _) = import(lines.sealed().text().as_bytes(), 3);
    assert!(is_empty(store.as_ref()));
    person.unwrap_err().code()
}

/// Another text of an event, and the chain as it leads on.
fn rewritten(lines: &mut Lines, kind: &str, at: usize, from: &str, to: &str) {
    let index = lines.events(kind)[at];
    lines.rewrite(index, from, to);
    *lines = lines.clone().chained();
}

fn member(lines: &Lines, at: usize, name: &str) -> String {
    let text = lines.text_at(lines.events("disclosed")[at], "event");
    let (_, rest) = text.split_once(&format!("\"{name}\":\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// The lines without letters, and of two events that follow one another the second first.
fn swapped(lines: &Lines, kinds: [&str; 2]) -> Lines {
    let mut lines = lines.clone();
    let [first, second] = kinds.map(|kind| *lines.events(kind).last().unwrap());
    assert_eq!(first + 1, second);
    let (one, two) = (lines.object(first), lines.object(second));
    let [one_text, two_text] = [first, second].map(|at| lines.text_at(at, "event"));
    let same_stream = one.get("stream") == two.get("stream") && stream(&one_text) == stream(&two_text);
    let [n, next] = [&one_text, &two_text].map(|text| place(text));
    let moved =
        |text: &str, from: &str, to: &str| if same_stream { text.replacen(from, to, 1) } else { text.to_owned() };
    lines.0.swap(first, second);
    lines.set(first, "p", one.get("p").unwrap().clone());
    lines.set(second, "p", two.get("p").unwrap().clone());
    lines.set(first, "event", moved(&two_text, &next, &n));
    lines.set(second, "event", moved(&one_text, &n, &next));
    lines.0.retain(|line| !line.contains("\"kind\":\"letter\""));
    lines.chained()
}

fn stream(text: &str) -> &str {
    text.split_once("\"stream\":\"").unwrap().1.split('"').next().unwrap()
}

/// What an event's text says of its position.
fn place(text: &str) -> String {
    let (_, rest) = text.split_once("\"kind\":").unwrap();
    let (_, rest) = rest.split_once("\"n\":").unwrap();
    format!("\"n\":{},", rest.split(',').next().unwrap())
}

/// An export tells of nothing given that no life would have given.
#[test]
fn what_might_not_be_given_was_not_given_in_an_export_either() {
    type Step = fn(&mut Met, AgreementId, GrantId);
    let withdraw: Step = |met, agreement, grant| {
        let which = WhichGrants::These([grant].into());
        met.person.withdraw(met.relationship, agreement, &which, None, met.at, &mut met.random).unwrap();
    };
    let pause: Step = |met, agreement, grant| {
        let which = WhichGrants::These([grant].into());
        met.person.pause(met.relationship, agreement, &which, None, met.at, &mut met.random).unwrap();
    };
    let block: Step = |met, _, _| {
        let block = Block { against: Selector::Everyone, what: Prohibition::new("no"), window: Window::ALWAYS };
        met.person.block(&block, None, met.at, &mut met.random).unwrap();
    };
    let cases = [
        ("withdrawn", withdraw, "cannot be used now: withdrawn"),
        ("paused", pause, "cannot be used now: paused"),
        ("blocked", block, "may not be given: blocked"),
    ];
    for (kind, step, why) in cases {
        let (mut met, agreement, grant) = ready();
        met.given_item("pd:EmailAddress", ADDRESS);
        step(&mut met, agreement, grant);
        let lines = Lines::of(met.person.danger_export().unwrap().danger_expose());
        let (honest, _) = import(lines.clone().chained().text().as_bytes(), 3);
        assert!(honest.is_ok(), "{kind}");
        let (person, store) = import(swapped(&lines, ["disclosed", kind]).text().as_bytes(), 3);
        let error = person.unwrap_err();
        assert_eq!(error.code(), Code::HistoryDoesNotFollow, "{kind}");
        assert!(error.to_string().contains(why), "{error}");
        assert!(is_empty(store.as_ref()));
    }
}

#[test]
fn a_disclosure_in_an_export_is_what_was_believed() {
    let (_, lines) = gave();
    let [first, second] = texts(&lines)[..] else { panic!() };
    let jws = lines.text_at(first, "text");
    let (rest, signature) = jws.rsplit_once('.').unwrap();
    let flip = if signature.starts_with('A') { "B" } else { "A" };
    let flipped = format!("{rest}.{flip}{}", &signature[1..]);
    let other = lines.text_at(second, "text");
    for text in [flipped, other, "a.b.c".to_owned(), format!("{jws} ")] {
        assert_eq!(spoilt(&lines, &|lines| lines.set(first, "text", text.as_str())), Code::HistoryNotAsNamed);
    }
    assert_eq!(spoilt(&lines, &|lines| drop(lines.0.remove(first))), Code::HistoryLacking);
    // The event says something else than the text.
    for (name, to) in [("grant", "00".repeat(32)), ("agreement", "00".repeat(32)), ("kid", "A".repeat(43))] {
        let from = member(&lines, 0, name);
        let code = spoilt(&lines, &|lines| rewritten(lines, "disclosed", 0, &from, &to));
        let expected = if name == "kid" { Code::HistoryForged } else { Code::HistoryDoesNotFollow };
        assert_eq!(code, expected, "{name}");
    }
    // Another grant of the same agreement is not of that data; another number has no such text.
    let [one, two] = [0, 2].map(|at| member(&lines, at, "grant"));
    assert_ne!(one, two);
    let code = spoilt(&lines, &|lines| rewritten(lines, "disclosed", 0, &one, &two));
    assert_eq!(code, Code::HistoryDoesNotFollow);
    let jti = member(&lines, 0, "jti");
    let code = spoilt(&lines, &|lines| rewritten(lines, "disclosed", 0, &jti, &"7".repeat(32)));
    assert_eq!(code, Code::HistoryStray);
    let code = spoilt(&lines, &|lines| {
        let index = lines.events("disclosed")[0];
        let exp = lines.text_at(index, "event").split_once("\"exp\":").unwrap().1[..10].to_owned();
        rewritten(lines, "disclosed", 0, &exp, &(exp.parse::<i64>().unwrap() + 60).to_string());
    });
    assert_eq!(code, Code::HistoryNotAsNamed);
    // A data word more, or another that the grant speaks for too.
    let code = spoilt(&lines, &|lines| {
        let hash = member(lines, 0, "hash");
        let item = format!("{{\"data\":\"https://w3id.org/dpv/pd#EmailAddress\",\"hash\":\"{hash}\"}}");
        rewritten(lines, "disclosed", 0, &item, &format!("{item},{item}"));
    });
    assert_eq!(code, Code::HistoryNotAsNamed);
    // Deleted, and its text is there still; not deleted, and it is not.
    let deleted = member(&lines, 1, "jti");
    let code = spoilt(&lines, &|lines| rewritten(lines, "deleted", 0, &deleted, &jti));
    assert_eq!(code, Code::HistoryStray);
}
