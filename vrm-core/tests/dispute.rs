//! What an auditor finds in a bundle: who signed the agreement, the keys and the messages.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::disputed::{
    agreement_label, audit, find, labels, message, rotation, seen, signature, whole_life, withdrawal,
};
use support::parties::{Seeded, Two, after, base_entry, said};
use vrm_core::agreement::{AgreementError, HalfAgreement, Role};
use vrm_core::chain::StreamHead;
use vrm_core::decision::Request;
use vrm_core::dispute::{Bundle, Doubt, Label, ReadMessage, Subject};
use vrm_core::form::FormError;
use vrm_core::json::{Object, Value, ours};
use vrm_core::keys::{KeyError, PartyKeyPairs, PartyKeys};
use vrm_core::message::{Ask, Message, MessageError, MessageKind, Rotation};
use vrm_core::vocab::Recipient;

/// The bundle with other signatures and, when it is given, another payload.
fn with_signatures(bundle: &Bundle, payload: Option<&str>, signatures: &[&str]) -> Bundle {
    let Value::Object(form) = ours::parse_within(bundle.to_json().unwrap().as_bytes(), Bundle::MAX_BYTES).unwrap()
    else {
        panic!()
    };
    let texts: Vec<Value> = signatures.iter().map(|text| (*text).into()).collect();
    let mut form: Object = form.with("signatures", texts);
    if let Some(payload) = payload {
        form = form.with("payload", payload);
    }
    Bundle::parse(Value::Object(form).canonical().as_bytes()).unwrap()
}

/// A signed text with the last byte of its signature changed, still in canonical base64url.
fn spoiled(jws: &str) -> String {
    let mut text = jws.to_owned();
    let at = text.len() - 2;
    let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
    text.replace_range(at..=at, other);
    text
}

fn bad_signature() -> Doubt {
    AgreementError::from(FormError::from(KeyError::Signature)).into()
}

#[test]
fn a_whole_life_is_signed_from_end_to_end() {
    let findings = audit(&whole_life(&mut Two::named("life")));
    use Label::{Both, Person, Vendor};
    let rest = [Person, Vendor, Person, Vendor, Person, Vendor, Person, Vendor, Person, Person, Person, Vendor, Vendor];
    // The document, its rules, and two layers in two languages; rotations; messages; streams; events.
    assert_eq!(labels(&findings), [vec![Both; 6], rest.to_vec()].concat());
    assert!(findings.statements.iter().all(|statement| statement.doubt.is_none()));
    let Subject::Agreement { id } = findings.statements[0].subject else { panic!("{findings:#?}") };
    assert_eq!(findings.agreement, Some(id));
}

#[test]
fn the_agreement_is_as_good_as_its_signatures() {
    let mut two = Two::named("signatures");
    let agreement = two.agreement();
    let other = two.agreement();
    let bundle = Bundle::of(&agreement).with_texts(base_entry());
    let [person, shop] = [Role::Person, Role::Vendor].map(|role| agreement.half(role).signed().as_str());
    let both = audit(&with_signatures(&bundle, None, &[shop, person]));
    assert_eq!((agreement_label(&both), both.agreement), (Label::Both, Some(agreement.id())), "in either order");

    for (by, label) in [(person, Label::Person), (shop, Label::Vendor)] {
        // Alone, or twice: two signatures of one side are not one of each.
        for texts in [vec![by], vec![by, by]] {
            let findings = audit(&with_signatures(&bundle, None, &texts));
            assert_eq!(findings.agreement, None);
            assert!(labels(&findings).iter().all(|found| *found == label), "and so are its texts");
        }
    }
    // One of each among others is found wherever it stands.
    let findings = audit(&with_signatures(&bundle, None, &[person, person, &spoiled(shop), shop]));
    assert_eq!((agreement_label(&findings), findings.agreement), (Label::Both, Some(agreement.id())));
    assert_eq!(signature(&findings, 2), bad_signature());

    let findings = audit(&with_signatures(&bundle, None, &[person, &spoiled(shop)]));
    assert_eq!((agreement_label(&findings), findings.agreement), (Label::Person, None));
    assert_eq!(signature(&findings, 1), bad_signature());

    // A good signature over another agreement of the same two.
    let elsewhere = other.half(Role::Vendor).signed().as_str();
    let findings = audit(&with_signatures(&bundle, None, &[person, elsewhere]));
    assert_eq!((agreement_label(&findings), findings.agreement), (Label::Person, None));
    assert_eq!(signature(&findings, 1), AgreementError::OtherText.into());
}

#[test]
fn a_half_is_one_sides_word() {
    let mut two = Two::named("half");
    for (role, label) in [(Role::Person, Label::Person), (Role::Vendor, Label::Vendor)] {
        let half: HalfAgreement = two.document().sign(two.side(role).sign(), after(0)).unwrap();
        let findings = audit(&Bundle::of_half(&half).with_texts(base_entry()));
        assert_eq!((findings.agreement, labels(&findings)), (None, vec![label; 6]));
    }
}

#[test]
fn without_a_good_signature_everything_is_asserted() {
    let mut two = Two::named("life");
    let bundle = whole_life(&mut two);
    let mut again = Two::named("life");
    let agreement = again.agreement();
    let payload = String::from_utf8(agreement.half(Role::Person).signed().payload().to_vec()).unwrap();
    let [person, shop] = [Role::Person, Role::Vendor].map(|role| agreement.half(role).signed().as_str().to_owned());
    let stranger = Two::named("stranger").agreement();
    let stranger = stranger.half(Role::Person).signed().as_str().to_owned();
    let changed = payload.replace("Süd", "Sud");
    assert_ne!(changed, payload);
    for (payload, signatures) in [
        (None, vec![]),
        (None, vec![spoiled(&person), spoiled(&shop)]),
        (None, vec![stranger]),
        (Some(changed.as_str()), vec![person, shop]),
        (None, vec![String::new(), "{}".to_owned(), "a.b.c".to_owned()]),
    ] {
        let texts: Vec<&str> = signatures.iter().map(String::as_str).collect();
        let findings = audit(&with_signatures(&bundle, payload, &texts));
        assert_eq!(findings.agreement, None);
        assert_eq!(findings.statements.len(), signatures.len() + 5 + 2 + 4 + 2 + 5);
        for statement in &findings.statements {
            assert_eq!(statement.label, Label::Asserted);
            let about_a_signature = matches!(statement.subject, Subject::Signature { .. });
            assert_eq!(statement.doubt == Some(Doubt::NoKeys), !about_a_signature, "{statement:?}");
        }
        if payload.is_some() {
            assert_eq!(signature(&findings, 0), AgreementError::OtherText.into());
        }
    }
}

#[test]
fn a_text_that_is_not_the_pinned_one_is_asserted() {
    let bundle = Bundle::of(&Two::named("texts").agreement()).with_texts(base_entry()).to_json().unwrap();
    for (old, new) in [
        (r#""plain":{"en":"#, r#""plain":{"de":"#),
        (r#""legal":{"en":"#, r#""legal":{"xx":"#),
        (r#""legal":{"en":""#, r#""legal":{"en":" "#),
        (r#""machine":"{"#, r#""machine":" {"#),
    ] {
        let findings = audit(&Bundle::parse(bundle.replacen(old, new, 1).as_bytes()).unwrap());
        let doubts: Vec<_> = findings.statements.iter().filter_map(|statement| statement.doubt.clone()).collect();
        assert_eq!(doubts, [Doubt::NotPinned], "{new}");
        assert!(findings.agreement.is_some());
    }
}

#[test]
fn keys_are_replaced_by_whom_they_are_replaced() {
    let mut two = Two::named("rotations");
    let agreement = two.agreement();
    let bundle = Bundle::of(&agreement);
    let person = two.person.rotate(&mut two.random).unwrap();
    let stranger = PartyKeyPairs::generate(&mut two.random).unwrap();
    let (shop, reader) = (two.kid(Role::Vendor), two.shop.sign().public().thumbprint());
    let mut rotate = |keys: PartyKeys, by: &PartyKeyPairs, aud, at| {
        let text = said(Rotation { keys }, by.sign(), aud, after(at), &mut two.random);
        text.as_str().to_owned()
    };
    let good = rotate(person.public(), &two.person, shop, 600);
    let doubt = |text: &str| rotation(&audit(&bundle.clone().with_rotation(text)), 0);
    assert_eq!(doubt(&good), Ok(Label::Person));
    let not_next = rotate(stranger.public(), &two.person, shop, 600);
    assert_eq!(doubt(&not_next), Err(MessageError::NotTheNextKey.into()));
    for by in [&person, &stranger] {
        // Not yet the person's, or nobody's.
        assert_eq!(doubt(&rotate(person.public(), by, reader, 600)), Err(MessageError::NotInUse.into()));
    }
    let by_other_side = rotate(person.public(), &two.shop, two.person.sign().public().thumbprint(), 600);
    assert_eq!(doubt(&by_other_side), Err(MessageError::from(KeyError::SameKey).into()));
    for elsewhere in [stranger.sign().public().thumbprint(), two.person.sign().public().thumbprint()] {
        let text = rotate(person.public(), &two.person, elsewhere, 600);
        assert_eq!(doubt(&text), Err(MessageError::WrongReader.into()));
    }
    assert!(matches!(
        doubt(&spoiled(&good)),
        Err(Doubt::Message(MessageError::Form(FormError::Keys(KeyError::Signature))))
    ));
    assert!(matches!(doubt("no rotation"), Err(Doubt::Message(_))));
    let future = rotate(person.public(), &two.person, shop, 2 * 86_400);
    assert!(matches!(doubt(&future), Err(Doubt::Message(MessageError::FromTheFuture { .. }))));
    // A message of another type.
    let other = said(withdrawal(&agreement, 1), two.person.sign(), shop, after(600), &mut two.random);
    assert!(matches!(doubt(other.as_str()), Err(Doubt::Message(_))));
}

#[test]
fn rotations_count_in_their_order() {
    let mut two = Two::named("order");
    let bundle = Bundle::of(&two.agreement());
    let (first, _) = two.rotate(Role::Person, after(600));
    let (second, _) = two.rotate(Role::Person, after(1200));
    let said = two.say(Role::Person, seen(StreamHead { n: 1, hash: [1; 32] }), after(1800));
    let shown = |texts: &[&str]| {
        let bundle = texts.iter().fold(bundle.clone(), |bundle, text| bundle.with_rotation(text));
        let findings = audit(&bundle.with_message(said.as_str()));
        let rotations: Vec<_> = (0u32..).take(texts.len()).map(|index| rotation(&findings, index).is_ok()).collect();
        (rotations, message(&findings, 0).is_ok())
    };
    let (first, second) = (first.as_str(), second.as_str());
    assert_eq!(shown(&[first, second]), (vec![true, true], true));
    assert_eq!(shown(&[second, first]), (vec![false, true], false), "the second is signed by a key nobody knows yet");
    assert_eq!(shown(&[second]), (vec![false], false));
    assert_eq!(shown(&[first, first, second]), (vec![true, false, true], true), "said again it changes nothing");
}

/// Both sides may rotate at once: what was sealed for the old keys is still taken.
#[test]
fn a_rotation_for_the_old_keys_of_the_other_side_is_taken() {
    let mut two = Two::named("crossing");
    let bundle = Bundle::of(&two.agreement());
    let person = two.person.rotate(&mut two.random).unwrap();
    let old = two.kid(Role::Vendor);
    let (by_shop, _) = two.rotate(Role::Vendor, after(600));
    let crossing = said(Rotation { keys: person.public() }, two.person.sign(), old, after(660), &mut two.random);
    let findings = audit(&bundle.with_rotation(by_shop.as_str()).with_rotation(crossing.as_str()));
    assert_eq!((rotation(&findings, 0), rotation(&findings, 1)), (Ok(Label::Vendor), Ok(Label::Person)));
}

/// Whoever could take over a key of the other side would sign with its name, or unsay what it said.
#[test]
fn no_side_rotates_to_a_key_of_the_other() {
    let mut two = Two::named("theft");
    let bundle = Bundle::of(&two.agreement());
    let shop = two.shop.public();
    let next = two.person.rotate(&mut two.random).unwrap().public();
    let seal_of_the_shop = PartyKeys::new(*next.sign(), *shop.seal(), next.next()).unwrap();
    for theirs in [shop.sign().thumbprint(), shop.next()] {
        let commits = PartyKeys::new(*next.sign(), *next.seal(), theirs).unwrap();
        for keys in [commits, seal_of_the_shop] {
            let text = said(Rotation { keys }, two.person.sign(), two.kid(Role::Vendor), after(600), &mut two.random);
            let said = two.say(Role::Vendor, seen(StreamHead { n: 1, hash: [1; 32] }), after(1800));
            let findings = audit(&bundle.clone().with_rotation(text.as_str()).with_message(said.as_str()));
            assert_eq!(rotation(&findings, 0), Err(MessageError::from(KeyError::SameKey).into()));
            assert_eq!(message(&findings, 0), Ok(Label::Vendor));
        }
    }
    // Nor to one that the other side has had.
    let (by_shop, old) = two.rotate(Role::Vendor, after(600));
    let back = PartyKeys::new(*next.sign(), *next.seal(), old.sign().public().thumbprint()).unwrap();
    let text = two.say(Role::Person, Rotation { keys: back }, after(1200));
    let findings = audit(&bundle.with_rotation(by_shop.as_str()).with_rotation(text.as_str()));
    assert_eq!(rotation(&findings, 1), Err(MessageError::from(KeyError::SameKey).into()));
}

#[test]
fn messages_are_whose_key_it_was_at_the_time() {
    for (role, label) in [(Role::Person, Label::Person), (Role::Vendor, Label::Vendor)] {
        let mut two = Two::named("messages");
        let bundle = Bundle::of(&two.agreement());
        let aud = two.kid(role.other());
        let (rotation, old) = two.rotate(role, after(600));
        let stranger = PartyKeyPairs::generate(&mut two.random).unwrap();
        let mut random = Seeded::named("messages of all of them");
        let mut say = |by: &PartyKeyPairs, at| {
            let head = seen(StreamHead { n: 1, hash: [1; 32] });
            said(head, by.sign(), aud, after(at), &mut random).as_str().to_owned()
        };
        let new = two.side(role);
        let good = [say(&old, 540), say(&old, 600), say(new, 600), say(new, 660)];
        let bad = [say(&old, 660), say(new, 540), say(&stranger, 540), say(&stranger, 660)];
        let bundle = bundle.with_rotation(rotation.as_str());
        let findings = audit(&good.iter().chain(&bad).fold(bundle, |bundle, text| bundle.with_message(text)));
        for index in 0..4 {
            assert_eq!(message(&findings, index), Ok(label), "{index}");
            assert_eq!(message(&findings, index + 4), Err(MessageError::NotInUse.into()), "{index}");
            // What a side has signed stays its own word, whatever it says of its keys.
            let signer =
                find(&findings, |subject| matches!(subject, Subject::Message { index: at, .. } if *at == index + 4));
            assert_eq!(signer.label, if index < 2 { label } else { Label::Asserted }, "{index}");
        }
    }
}

#[test]
fn a_message_is_told_by_its_type_and_name() {
    let mut two = Two::named("types");
    let agreement = two.agreement();
    let withdrawal = two.say(Role::Person, withdrawal(&agreement, 1), after(600));
    let bundle = Bundle::of(&agreement).with_message(withdrawal.as_str());
    let spoil = spoiled(withdrawal.as_str());
    let bundle =
        bundle.with_message(&spoil).with_message("").with_message(agreement.half(Role::Person).signed().as_str());
    let findings = audit(&bundle);
    let subject =
        |index| find(&findings, |subject| matches!(subject, Subject::Message { index: at, .. } if *at == index));
    let (kind, id, iat, to) = (MessageKind::Withdrawal, withdrawal.id(), after(600), Some(Role::Vendor));
    assert_eq!(subject(0).subject, Subject::Message { index: 0, read: Some(ReadMessage { kind, id, iat, to }) });
    assert_eq!(subject(0).label, Label::Person);
    for index in 1..4 {
        assert_eq!(subject(index).subject, Subject::Message { index, read: None });
        assert_eq!(subject(index).label, Label::Asserted);
    }
    let agreement = Doubt::from(MessageError::NoBody { kind: MessageKind::Agreement });
    assert_eq!(message(&findings, 3), Err(agreement));
}

/// An expired message was signed all the same: an auditor comes late by trade.
#[test]
fn expiry_takes_no_signature_away() {
    let mut two = Two::named("expiry");
    let agreement = two.agreement();
    let request = Request::new(
        "pd:EmailAddress".parse().unwrap(),
        "dpv:Advertising".parse().unwrap(),
        "dpv:Use".parse().unwrap(),
        Recipient::Vendor,
    );
    let ask = Ask { agreement: agreement.id(), request };
    let (iss, aud) = (two.shop.sign().public().to_did(), two.kid(Role::Person));
    let ask = Message::new(ask, iss, aud, after(600), after(1200), &mut two.random).unwrap();
    let ask = ask.sign(two.shop.sign()).unwrap();
    let findings = Bundle::of(&agreement).with_message(ask.as_str()).verify(after(400 * 86_400));
    assert_eq!(message(&findings, 0), Ok(Label::Vendor));
}
