//! A sealed text is as long as one of four.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::parties::{Two, after};
use vrm_core::agreement::Role;
use vrm_core::json::Object;
use vrm_core::keys::{KeyError, Sealed, SignedId};
use vrm_core::message::{Message, MessageError, Never, Refusal, RefusalReason};

/// A message about so long, sealed for the shop, and how long the signed text is.
fn sealed(two: &mut Two, length: usize) -> Result<(Sealed, usize), MessageError> {
    let refusal = Refusal { answers: SignedId::from_bytes([3; 32]), why: RefusalReason::Invalid };
    let (iss, aud) = (two.person.sign().public().to_did(), two.kid(Role::Vendor));
    let mut message = Message::new(refusal, iss, aud, after(0), Never, &mut two.random)?;
    message.set_ext(Object::new().with("more", "x".repeat(length)))?;
    let signed = message.sign(two.person.sign())?;
    let sealed = signed.seal(two.shop.seal().public())?;
    let opened = sealed.open(two.shop.seal())?;
    assert!(opened.as_bytes() == signed.as_str().as_bytes(), "spaces and nothing else are cut");
    assert!(Sealed::parse(sealed.as_str().as_bytes())? == sealed);
    Ok((sealed, signed.as_str().len()))
}

#[test]
fn the_length_tells_one_of_four_sizes() {
    let mut two = Two::named("sizes");
    let mut seen = Vec::new();
    for length in [1, 100, 1_000, 2_000, 2_500, 8_000, 11_000, 12_000, 20_000, 40_000, 48_000] {
        let (sealed, inside) = sealed(&mut two, length).unwrap();
        let size = [1 << 10, 4 << 10, 16 << 10, 64 << 10].into_iter().find(|size| inside <= *size).unwrap();
        seen.push((size, sealed.as_str().len()));
    }
    seen.dedup();
    assert_eq!(seen.iter().map(|(size, _)| *size).collect::<Vec<usize>>(), [1 << 10, 4 << 10, 16 << 10, 64 << 10]);
    let error = sealed(&mut two, 49_152).unwrap_err();
    assert!(
        matches!(error, MessageError::Form(vrm_core::form::FormError::Keys(KeyError::TooLong { .. }))),
        "{error:?}"
    );
}
