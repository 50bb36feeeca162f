//! A10: nothing is named by a signature's bytes.

use crate::support::hostile::{base64url, part, sign_with_nonce, unbase64url, with_part};
use crate::support::two::{Two, now};
use std::collections::BTreeSet;
use vrm_core::agreement::{Agreement, HalfAgreement, Role};
use vrm_core::error::{Code, Fault};

/// The order of the group, little-endian (RFC 8032 section 5.1).
const L: [u8; 32] = {
    let mut order = [0; 32];
    order[31] = 0x10;
    let low = [0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14];
    let mut index = 0;
    while index < low.len() {
        order[index] = low[index];
        index += 1;
    }
    order
};

/// The same number modulo the order, if it has 256 bits.
fn plus_order(number: &[u8], times: u8) -> Option<Vec<u8>> {
    let mut carry = 0_u16;
    let add = |(a, b): (&u8, u8)| {
        carry += u16::from(*a) + u16::from(b) * u16::from(times);
        let byte = u8::try_from(carry & 0xff).unwrap();
        carry >>= 8;
        byte
    };
    let sum: Vec<u8> = number.iter().zip(L).map(add).collect();
    (carry == 0).then_some(sum)
}

#[test]
fn a10_the_same_signature_plus_the_order_of_the_group_is_refused() {
    let mut two = Two::new(1);
    for (kind, text) in two.texts() {
        let signature = unbase64url(part(&text, 2));
        let (point, number) = signature.split_at(32);
        let others: Vec<Vec<u8>> = (1..=15).filter_map(|times| plus_order(number, times)).collect();
        assert!(others.len() >= 14);
        for other in others {
            let flipped = with_part(&text, 2, &base64url([point, &other].concat()));
            assert_eq!(two.read(kind, flipped).unwrap_err().code(), Code::KeysSignature, "{kind:?}");
        }
    }
}

#[test]
fn a10_two_good_signatures_over_one_payload_are_one_message() {
    let mut two = Two::new(2);
    for (kind, text) in two.texts() {
        let texts = [1, 2, 3].map(|nonce| sign_with_nonce(two.shop.sign(), &text, nonce));
        let read: Vec<_> = texts.iter().chain([&text]).map(|text| two.read(kind, text).unwrap()).collect();
        let ids: BTreeSet<&str> = read.iter().map(|read| read.id.as_str()).collect();
        let bytes: BTreeSet<&str> = read.iter().map(|read| read.text.as_str()).collect();
        assert_eq!((ids.len(), bytes.len()), (1, 4), "{kind:?}");
    }
}

#[test]
fn a10_an_agreement_has_one_name_whatever_its_signatures_look_like() {
    let mut two = Two::new(3);
    let agreement = two.agreement();
    let signed = |role| agreement.half(role).signed().as_str();
    let other = |role, pair, nonce| {
        let text = sign_with_nonce(pair, signed(role), nonce);
        HalfAgreement::parse(text.as_bytes(), now()).unwrap()
    };
    let person = other(Role::Person, two.person.sign(), 7);
    let vendor = other(Role::Vendor, two.shop.sign(), 8);
    assert_ne!(person.signed().as_str(), signed(Role::Person));
    assert_eq!(Agreement::of(&person, &vendor).unwrap().id(), agreement.id());
    assert_eq!(person.countersign(two.shop.sign(), now()).unwrap().id(), agreement.id());
}
