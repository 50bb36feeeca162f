//! What comes in and is refused: each with its own error, and nothing has changed.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::life::{Met, carried, line, received, rows};
use support::two::{declaration, later};
use support::vendor::{Vendor, opened, pin};
use vrm_core::agreement::Role;
use vrm_core::decision::{AgreementId, Request, WhichGrants};
use vrm_core::error::{Code, Error, Fault};
use vrm_core::keys::{PartyKeyPairs, Sealed, SigningKeyPair, Thumbprint, Verified};
use vrm_core::life::Reception;
use vrm_core::message::{
    AnyMessage, Anyone, Ask, Body, Ended, GrantStep, Late, Message, MessageError, MessageKind, Never, Pause, Proffer,
    Profile, Refusal, RefusalReason, Reply, Resume, Seen, Withdrawal,
};
use vrm_core::terms::{Talk, Who};
use vrm_core::view::StateError;
use vrm_core::vocab::Recipient;

fn email() -> Request {
    let words = ["pd:EmailAddress", "dpv:CustomerCare", "dpv:Use"].map(|word| word.parse().unwrap());
    let [data, purpose, operation] = words;
    Request::new(data, purpose, operation, Recipient::Vendor)
}

/// A letter of each side to the other that was not delivered.
fn letters(met: &mut Met, agreement: AgreementId) -> [Vec<u8>; 2] {
    met.person.pause(met.relationship, agreement, &WhichGrants::All, None, met.at, &mut met.random).unwrap();
    let (customer, at) = (met.customer(), met.at);
    met.desk.ask(customer, agreement, &email(), None, at, &mut met.random).unwrap();
    [met.my_letter().bytes, met.their_letter().bytes]
}

#[test]
fn garbage_is_refused() {
    let mut met = Met::agreed().0;
    let garbage: [&[u8]; 9] =
        [b"", b".", b"..", b"....", b"hello", b"{}", &[0xff; 64], b"a.b.c", b"eyJ9.eyJ9.eyJ9.eyJ9.eyJ9"];
    for bytes in garbage {
        for error in [met.person_refuses(bytes), met.desk_refuses(bytes)] {
            assert!(matches!(error, Error::Keys(_) | Error::Message(_)), "{bytes:?}: {error}");
        }
    }
    let long = vec![b'a'; 1 << 20];
    assert_eq!(met.person_refuses(&long).code(), Code::KeysTooLong);
    assert_eq!(met.desk_refuses(&long).code(), Code::KeysTooLong);
}

#[test]
fn a_letter_that_was_cut_or_changed_anywhere_is_refused() {
    let (mut met, agreement) = Met::agreed();
    let [mine, theirs] = letters(&mut met, agreement);
    let before = (rows(&met.person_store), rows(&met.desk_store));
    let refused = |met: &mut Met, mine: &[u8], theirs: &[u8]| {
        for reception in [met.at_desk(mine), met.at_person(theirs)] {
            assert!(matches!(reception, Reception::Rejected { .. }), "{reception:?}");
        }
    };
    for part in 0..24 {
        let cut = |bytes: &[u8]| bytes[..bytes.len() * part / 24].to_vec();
        let changed = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            let at = (bytes.len() - 1) * part / 24;
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            bytes
        };
        refused(&mut met, &cut(&mine), &cut(&theirs));
        refused(&mut met, &changed(&mine), &changed(&theirs));
    }
    assert_eq!((rows(&met.person_store), rows(&met.desk_store)), before);
    received(met.at_desk(&mine));
    received(met.at_person(&theirs));
}

#[test]
fn a_letter_is_for_its_reader() {
    let (mut met, agreement) = Met::agreed();
    let [mine, theirs] = letters(&mut met, agreement);
    assert_eq!(met.person_refuses(&mine).code(), Code::KeysSealedForAnother);
    assert_eq!(met.desk_refuses(&theirs).code(), Code::KeysSealedForAnother);
}

#[test]
fn a_page_comes_open_and_everything_else_sealed() {
    let (mut met, _) = Met::agreed();
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    // A message without its envelope.
    let refusal = Refusal { answers: vendor.answers, why: RefusalReason::Agreement };
    let message = vendor.message(refusal, Never, &mut met);
    let open = message.as_str().as_bytes();
    assert_eq!(met.person_refuses(open).code(), Code::KeysHeaderValue);
    assert_eq!(met.desk_refuses(open), StateError::OutOfPlace { kind: "refusal" }.into());
    // A page in one.
    let page = Profile { name: vendor.name.clone(), keys: vendor.pairs.public(), accepts: [pin("SD-BASE")].into() };
    let iss = vendor.pairs.sign().public().to_did();
    let page =
        Message::new(page, iss, Anyone, met.at, Never, &mut met.random).unwrap().sign(vendor.pairs.sign()).unwrap();
    let sealed = vendor.seal(&page);
    assert_eq!(met.person_refuses(&sealed), StateError::OutOfPlace { kind: "profile" }.into());
    // A page of nobody who was added.
    let stranger = PartyKeyPairs::generate(&mut met.random).unwrap();
    let page = support::vendor::profile(&stranger, "Nobody", &mut met);
    let did = stranger.sign().public().to_did();
    assert_eq!(met.person_refuses(page.as_bytes()), StateError::NotAdded { did }.into());
}

/// Who writes to whom.
struct Post<'a> {
    from: &'a SigningKeyPair,
    to: Thumbprint,
}

impl Post<'_> {
    fn said<B: Body<Audience = Thumbprint>>(&self, body: B, exp: B::Expiry, met: &mut Met) -> Verified<Message<B>> {
        let iss = self.from.public().to_did();
        Message::new(body, iss, self.to, met.at, exp, &mut met.random).unwrap().sign(self.from).unwrap()
    }
}

#[test]
fn a_type_that_is_the_other_sides_is_out_of_place() {
    let mut met = Met::agreed().0;
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let draft = vendor.draft(&met);
    let (half, letter) = vendor.sign(&draft, &mut met);
    received(met.at_person(&letter));
    let step = GrantStep { agreement: half.id(), n: 9, which: WhichGrants::All, at: met.at };
    let keys = vendor.pairs.public();
    let proffer = Proffer { keys, terms: [pin("SD-BASE")].into(), replaces: None };
    let letters = [
        ("proffer", vendor.say_until(proffer, later(met.at, 60), &mut met)),
        ("withdrawal", vendor.say(Withdrawal(step.clone()), &mut met)),
        ("pause", vendor.say(Pause(step.clone()), &mut met)),
        ("resume", vendor.say(Resume(step), &mut met)),
    ];
    for (kind, letter) in letters {
        assert_eq!(met.person_refuses(&letter), StateError::OutOfPlace { kind }.into());
    }
    // A person that is a program of its own, at the desk.
    let (pairs, desk) = (PartyKeyPairs::generate(&mut met.random).unwrap(), met.desk.keys().unwrap());
    let post = Post { from: pairs.sign(), to: desk.sign().thumbprint() };
    let proffer = Proffer { keys: pairs.public(), terms: [pin("SD-BASE")].into(), replaces: None };
    let until = later(met.at, 3_600);
    let first = post.said(proffer.clone(), until, &mut met);
    // Before its proffer it is a stranger, whatever it says.
    let ask = post.said(Ask { agreement: half.id(), request: email() }, until, &mut met).seal(desk.seal()).unwrap();
    let stranger = StateError::Stranger { kid: pairs.sign().public().thumbprint() };
    assert_eq!(met.desk_refuses(ask.as_str().as_bytes()), stranger.into());
    received(met.at_desk(first.seal(desk.seal()).unwrap().as_str().as_bytes()));
    assert_eq!(met.desk_refuses(ask.as_str().as_bytes()), StateError::OutOfPlace { kind: "ask" }.into());
    let mut counter = vendor.counter(pin("SD-BASE"));
    counter.keys = pairs.public();
    let counter = post.said(counter, until, &mut met).seal(desk.seal()).unwrap();
    assert_eq!(met.desk_refuses(counter.as_str().as_bytes()), StateError::OutOfPlace { kind: "counter" }.into());
    // One proffer at a time.
    let again = post.said(proffer, until, &mut met).seal(desk.seal()).unwrap();
    assert_eq!(met.desk_refuses(again.as_str().as_bytes()), StateError::Negotiating.into());
}

#[test]
fn what_answers_nothing_is_refused() {
    let mut met = Met::agreed().0;
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let unknown = AgreementId::from_bytes([1; 32]);
    let stream =
        vrm_core::chain::Stream::start([4; 16]).after(&vrm_core::chain::Commitment::from_bytes([5; 32])).head();
    let seen = Seen { of: vrm_core::message::Jti::from_bytes([6; 16]), stream };
    let letter = vendor.say(seen, &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::NothingToAnswer.into());
    let letter = vendor.say(Late { agreement: unknown }, &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::NoSuchAgreement { id: unknown }.into());
    let letter = vendor.say(Ended { agreement: unknown, stream, at: met.at }, &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::NoSuchAgreement { id: unknown }.into());
    // Somebody who signed first cannot be called late.
    let draft = vendor.draft(&met);
    let (half, letter) = vendor.sign(&draft, &mut met);
    received(met.at_person(&letter));
    let late = vendor.say(Late { agreement: half.id() }, &mut met);
    received(met.at_person(&late));
    // It may be said at the lapse and again to what came after it.
    let again = vendor.say(Late { agreement: half.id() }, &mut met);
    received(met.at_person(&again));
}

#[test]
fn a_signature_of_the_wrong_side_is_refused() {
    let mut met = Met::agreed().0;
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    // The person's own half, which came to the vendor, handed back as the vendor's.
    let draft = vendor.draft(&met);
    let (_, letter) = vendor.sign(&draft, &mut met);
    received(met.at_person(&letter));
    let AnyMessage::Signature(text) = opened(&met.my_letter(), &vendor.pairs) else { panic!("no signature") };
    let verified = text.verify(vendor.proffer.body().keys.sign(), vendor.pairs.sign().public().thumbprint(), met.at);
    let letter = vendor.say(verified.unwrap().value().body().clone(), &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::OtherKeys.into());
}

#[test]
fn times_that_are_not_now_are_refused() {
    let mut met = Met::agreed().0;
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let (at, until) = (met.at, later(met.at, 3_600));
    let counter = vendor.counter(pin("SD-BASE-A"));
    met.at = later(at, 360);
    let ahead = vendor.say_until(counter.clone(), until, &mut met);
    met.at = at;
    assert!(matches!(met.person_refuses(&ahead), Error::Message(MessageError::FromTheFuture { .. })));
    let letter = vendor.say_until(counter, until, &mut met);
    met.at = until;
    assert!(matches!(met.person_refuses(&letter), Error::Message(MessageError::Expired { .. })));
    // A clock that went back far is nobody's fault but the clock's, and an error of the call.
    let before = rows(&met.person_store);
    let error = met.person.receive(&letter, later(at, -86_400), &mut met.random).unwrap_err();
    assert!(matches!(error, Error::State(StateError::ClockWentBack { .. })));
    assert_eq!(rows(&met.person_store), before);
}

#[test]
fn what_one_vendor_was_told_another_cannot_use() {
    let mut met = Met::agreed().0;
    // The person's letter to the kiosk, sealed anew by the kiosk for the shop.
    let kiosk = Vendor::proffered(&mut met, "SD-BASE");
    let desk = met.desk.keys().unwrap();
    let draft = kiosk.draft(&met);
    let (half, letter) = kiosk.sign(&draft, &mut met);
    received(met.at_person(&letter));
    let second = opened(&met.my_letter(), &kiosk.pairs);
    let reseal = |text: AnyMessage, seal: &vrm_core::keys::PublicSealingKey, key, to, at| {
        let AnyMessage::Signature(text) = text else { panic!("no signature") };
        text.verify(key, to, at).unwrap().seal(seal).unwrap()
    };
    let to_kiosk = kiosk.pairs.sign().public().thumbprint();
    let forwarded = reseal(second, desk.seal(), kiosk.proffer.body().keys.sign(), to_kiosk, met.at);
    let error = met.desk_refuses(forwarded.as_str().as_bytes());
    assert_eq!(error, StateError::Stranger { kid: kiosk.person() }.into());
    // Its proffer vouches for itself, but is for another reader.
    let own = PartyKeyPairs::generate(&mut met.random).unwrap();
    let body = Proffer { keys: own.public(), ..kiosk.proffer.body().clone() };
    let post = Post { from: own.sign(), to: to_kiosk };
    let forwarded = post.said(body, later(met.at, 3_600), &mut met).seal(desk.seal()).unwrap();
    assert_eq!(met.desk_refuses(forwarded.as_str().as_bytes()), MessageError::WrongReader.into());
    // What the kiosk told one persona, sealed anew for another persona of the same person.
    let other = Vendor::proffered(&mut met, "SD-BASE");
    let late = kiosk.message(Late { agreement: half.id() }, Never, &mut met);
    let letter = other.seal(&late);
    assert!(matches!(met.person_refuses(&letter), Error::Message(_)));
    // And with the other's key over words for the first.
    let post = Post { from: other.pairs.sign(), to: kiosk.person() };
    let letter = other.seal(&post.said(Late { agreement: half.id() }, Never, &mut met));
    assert_eq!(met.person_refuses(&letter), MessageError::WrongReader.into());
}

#[test]
fn a_signature_of_another_key_is_refused() {
    let mut met = Met::agreed().0;
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let other = PartyKeyPairs::generate(&mut met.random).unwrap();
    let post = Post { from: other.sign(), to: vendor.person() };
    let refusal = Refusal { answers: vendor.answers, why: RefusalReason::Agreement };
    let letter = vendor.seal(&post.said(refusal, Never, &mut met));
    assert_eq!(met.person_refuses(&letter), MessageError::NotInUse.into());
    // Under the vendor's name, with a signature that is not its.
    let good = vendor.message(refusal, Never, &mut met);
    let forged = support::hostile::with_part(good.as_str(), 2, &support::hostile::base64url([7; 64]));
    let sealed = seal_raw(&forged, &vendor);
    assert!(matches!(met.person_refuses(&sealed).code(), Code::KeysSignature));
}

/// Seals a text that nobody verified.
fn seal_raw(text: &str, vendor: &Vendor) -> Vec<u8> {
    use josekit::jwe::{ECDH_ES_A256KW, JweHeader};
    let seal = vendor.proffer.body().keys.seal();
    let spki = [b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x6e\x03\x21\x00".as_slice(), seal.key().bytes()].concat();
    let mut header = JweHeader::new();
    header.set_algorithm("ECDH-ES+A256KW");
    header.set_content_type("JWT");
    header.set_content_encryption("A256GCM");
    header.set_key_id(seal.thumbprint().to_string());
    let padded = format!("{text:<4096}");
    let encrypter = ECDH_ES_A256KW.encrypter_from_der(spki).unwrap();
    josekit::jwe::serialize_compact(padded.as_bytes(), &header, &encrypter).unwrap().into_bytes()
}

/// Every letter of a life with both signatures, a question, orders, new keys and an end, in the order of delivery.
fn a_whole_life(met: &mut Met) -> Vec<(Role, Vec<u8>)> {
    let mut delivered = Vec::new();
    let mut carry = |met: &mut Met| loop {
        let (mine, theirs) = (met.mine(), met.theirs());
        if mine.is_empty() && theirs.is_empty() {
            break;
        }
        for letter in mine {
            received(met.at_desk(&letter.bytes));
            delivered.push((Role::Vendor, letter.bytes));
        }
        for letter in theirs {
            received(met.at_person(&letter.bytes));
            delivered.push((Role::Person, letter.bytes));
        }
    };
    let id = met.relationship;
    // Refused, countered and agreed.
    met.person.proffer(id, &["SD-BASE-AT"], None, met.at, &mut met.random).unwrap();
    carry(met);
    met.wait(60);
    met.person.proffer(id, &["SD-BASE"], None, met.at, &mut met.random).unwrap();
    carry(met);
    let agreement = met.here().agreements().next().unwrap().agreement.id();
    let (customer, at) = (met.customer(), met.wait(60));
    let question = met.desk.ask(customer, agreement, &email(), None, at, &mut met.random).unwrap().said[0].id.unwrap();
    carry(met);
    met.person.answer(id, question, Reply::Once, None, at, &mut met.random).unwrap();
    met.person.pause(id, agreement, &WhichGrants::All, None, at, &mut met.random).unwrap();
    met.person.resume(id, agreement, &WhichGrants::All, None, at, &mut met.random).unwrap();
    met.person.withdraw(id, agreement, &WhichGrants::All, None, at, &mut met.random).unwrap();
    carry(met);
    let at = met.wait(60);
    met.person.rotate_keys(id, None, at, &mut met.random).unwrap();
    met.desk.rotate_keys(None, at, &mut met.random).unwrap();
    carry(met);
    met.person.end(id, agreement, None, at, &mut met.random).unwrap();
    carry(met);
    delivered
}

#[test]
fn no_message_is_taken_twice() {
    let mine = line(Talk::Anyone, &["SD-BASE-A"], Who::Agent);
    let theirs = line(Talk::Anyone, &["SD-BASE-A"], Who::Agent);
    let mut met = Met::with(&mine, &theirs, &declaration());
    let delivered = a_whole_life(&mut met);
    assert!(delivered.len() > 20, "{}", delivered.len());
    // Those that went out again are sent again, and then both stores are as they were.
    let before = (rows(&met.person_store), rows(&met.desk_store), met.person.head());
    for (reader, bytes) in &delivered {
        let reception = match reader {
            Role::Person => met.at_person(bytes),
            Role::Vendor => met.at_desk(bytes),
        };
        let Reception::Replay { .. } = reception else { panic!("{reception:?}") };
        let again = (met.mine(), met.theirs());
        assert!(again.0.len() + again.1.len() <= 2);
    }
    assert_eq!((rows(&met.person_store), rows(&met.desk_store), met.person.head()), before);
    // Long after, what had an end is expired, and what had none is still known.
    met.wait(30 * 86_400);
    for (reader, bytes) in &delivered {
        let reception = match reader {
            Role::Person => met.at_person(bytes),
            Role::Vendor => met.at_desk(bytes),
        };
        match reception {
            Reception::Replay { .. } => {}
            Reception::Rejected { error } => assert_eq!(error.code(), Code::MessageExpired, "{error}"),
            other => panic!("{other:?}"),
        }
    }
    carried_or_known(&mut met);
    assert_eq!(met.person.head(), before.2);
}

/// Letters that replays listed again are known on the other side.
fn carried_or_known(met: &mut Met) {
    for letter in met.mine() {
        assert!(matches!(met.at_desk(&letter.bytes), Reception::Replay { .. }));
    }
    let _ = met.theirs();
}

#[test]
fn an_envelope_that_holds_no_message_is_refused() {
    let mut met = Met::agreed().0;
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    for text in ["", "hello", "a.b.c", "e30.e30.e30"] {
        let letter = seal_raw(text, &vendor);
        let error = met.person_refuses(&letter);
        assert!(matches!(error, Error::Keys(_) | Error::Message(_)), "{text}: {error}");
    }
    // An agreement's document is no message.
    let draft = vendor.draft(&met);
    let half = draft.finish(&mut met.random).unwrap().sign(vendor.pairs.sign(), met.at).unwrap();
    let letter = seal_raw(half.signed().as_str(), &vendor);
    assert_eq!(met.person_refuses(&letter), MessageError::NoBody { kind: MessageKind::Agreement }.into());
    assert!(Sealed::parse(&letter).is_ok());
    carried(&mut met);
}
