//! A16: sealed for us is not said to us, and that it opens says nothing about who wrote it.

use crate::support::kinds::signed;
use crate::support::two::{Two, now};
use vrm_core::error::{Code, Fault};
use vrm_core::keys::{KeyError, SignedId, Unverified};
use vrm_core::message::{Message, Refusal, RefusalReason};

fn refusal() -> Refusal {
    Refusal { answers: SignedId::from_bytes([1; 32]), why: RefusalReason::Negotiation }
}

#[test]
fn a16_what_was_said_to_one_vendor_and_is_sealed_again_for_another_is_refused() {
    let (mut mine, other) = (Two::new(1), Two::new(2));
    let said = signed(refusal(), &mine.person, mine.desk(), &mut mine.random);
    let sealed = said.seal(mine.shop.seal().public()).unwrap();
    // The first vendor opens it, believes it, and seals it for the second.
    let opened = sealed.open(mine.shop.seal()).unwrap();
    let message = Unverified::<Message<Refusal>>::parse(opened.as_bytes()).unwrap();
    let taken = message.verify(mine.person.sign().public(), mine.desk(), now()).unwrap();
    let forwarded = taken.seal(other.shop.seal().public()).unwrap();
    let opened = forwarded.open(other.shop.seal()).unwrap();
    let message = Unverified::<Message<Refusal>>::parse(opened.as_bytes()).unwrap();
    let error = message.verify(mine.person.sign().public(), other.desk(), now()).unwrap_err();
    assert_eq!(error.code(), Code::MessageWrongReader);
}

#[test]
fn a16_a_sealed_text_opens_for_its_reader_only() {
    let (mut mine, other) = (Two::new(3), Two::new(4));
    let sealed = mine.half().signed().seal(mine.shop.seal().public()).unwrap();
    assert_eq!(sealed.kid(), mine.shop.seal().public().thumbprint());
    for pair in [mine.person.seal(), other.shop.seal(), other.person.seal()] {
        let expected = KeyError::SealedForAnother { found: sealed.kid(), expected: pair.public().thumbprint() };
        assert_eq!(sealed.open(pair).unwrap_err(), expected);
    }
}

#[test]
fn a16_opening_proves_no_author() {
    let (mut mine, mut other) = (Two::new(5), Two::new(6));
    // Anybody can seal for us, in anybody's name.
    let forged = signed(refusal(), &other.shop, mine.desk(), &mut other.random);
    let opened = forged.seal(mine.shop.seal().public()).unwrap().open(mine.shop.seal()).unwrap();
    let message = Unverified::<Message<Refusal>>::parse(opened.as_bytes()).unwrap();
    let error = message.verify(mine.person.sign().public(), mine.desk(), now()).unwrap_err();
    assert_eq!(error.code(), Code::KeysWrongKey);
    // Under the person's `kid` it is the signature that fails.
    let good = signed(refusal(), &mine.person, mine.desk(), &mut mine.random);
    let pasted =
        crate::support::hostile::with_part(forged.as_str(), 0, crate::support::hostile::part(good.as_str(), 0));
    let message = Unverified::<Message<Refusal>>::parse(pasted.as_bytes()).unwrap();
    let error = message.verify(mine.person.sign().public(), mine.desk(), now()).unwrap_err();
    assert_eq!(error.code(), Code::KeysSignature);
}

#[test]
fn a16_two_envelopes_of_one_text_are_different_and_hold_the_same() {
    let mut two = Two::new(7);
    let half = two.half();
    let [one, other] = [(); 2].map(|()| half.signed().seal(two.shop.seal().public()).unwrap());
    assert_ne!(one, other);
    for sealed in [one, other] {
        assert_eq!(sealed.open(two.shop.seal()).unwrap().as_bytes(), half.signed().as_str().as_bytes());
    }
}
