//! A7: what is hashed for one purpose is never taken for what is hashed for another.

use crate::support::hostile::{part, unbase64url};
use crate::support::kinds::{id_of, readable};
use crate::support::two::Two;
use std::collections::BTreeSet;
use vrm_core::chain::{Commitment, Head, Stream};
use vrm_core::decision::AgreementId;
use vrm_core::terms::TermsHash;

#[test]
fn a07_an_id_is_the_hash_of_the_payload_under_the_name_of_its_type() {
    let mut two = Two::new(1);
    for (kind, text) in two.texts() {
        let read = two.read(kind, &text).unwrap();
        assert_eq!(read.id, id_of(kind, &unbase64url(part(&text, 1))), "{kind:?}");
        let others: BTreeSet<String> = readable().into_iter().map(|other| id_of(other, &read.payload)).collect();
        assert_eq!(others.len(), readable().len());
    }
}

#[test]
fn a07_the_same_bytes_have_another_hash_for_every_purpose() {
    let mut two = Two::new(2);
    let half = two.half();
    let payload = half.signed().payload();
    let agreement = half.id().to_string();
    assert_eq!(agreement, half.signed().id().to_string());
    let bytes: [u8; 32] = payload[..32].try_into().unwrap();
    let stream = Stream::start([0; 16]).after(&Commitment::from_bytes(bytes));
    let all = [
        agreement,
        TermsHash::of(payload).to_string(),
        Commitment::to(&bytes, &payload[32..]).to_string(),
        AgreementId::from_bytes(*stream.hash()).to_string(),
        AgreementId::from_bytes(*Head::START.after(&stream).hash()).to_string(),
    ];
    assert_eq!(BTreeSet::from(all.clone()).len(), all.len());
}

#[test]
fn a07_a_commitment_says_where_the_salt_ends() {
    let (salt, event) = ([1; 32], *b"event");
    let shifted: Vec<u8> = [&salt[1..], &event].concat();
    let other = Commitment::to(shifted[..32].try_into().unwrap(), &shifted[32..]);
    assert_ne!(Commitment::to(&salt, &event), other);
    assert_ne!(Commitment::to(&salt, &event), Commitment::to(&[2; 32], &event));
}
