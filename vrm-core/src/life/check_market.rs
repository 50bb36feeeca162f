//! Verifies anew what is said in the market.

use super::introduced;
use crate::agreement::{HalfAgreement, Role, VendorParty};
use crate::error::Error;
use crate::keys::{PublicSigningKey, Unverified};
use crate::message::{Acceptance, Anyone, Intention, Message, Offer};
use crate::time::Instant;
use crate::view::{Relationship, StateError};

/// What is announced vouches for itself. One's own may count from later on.
pub(super) fn intention(own: bool, text: &Unverified<Message<Intention>>, at: Instant) -> Result<(), Error> {
    let key = text.own_key()?;
    match own {
        true => drop(text.signed_by(&key, at)?),
        false => drop(text.verify(&key, Anyone, at)?),
    }
    Ok(())
}

/// An offer is made for the key of a cast, which is nobody's in this relationship: with a vendor's own keys, or those that
/// its identifier stands for. One's own may be noted again after its time, where it was accepted in another relationship.
pub(super) fn offer(
    between: &Relationship,
    own: bool,
    text: &Unverified<Message<Offer>>,
    at: Instant,
) -> Result<(), Error> {
    if own {
        let key = between.own().and_then(|own| own.key(text.kid())).ok_or(StateError::NoKeys)?;
        text.signed_by(key, at)?;
        return Ok(());
    }
    let key = match between.other_keys() {
        Some(keys) => *keys.sign(),
        None => text.introduced_key(&introduced(between)?)?,
    };
    // Its time was checked when it came; when it is taken up the clock may have been set back.
    text.signed_by(&key, at)?;
    Ok(())
}

/// An acceptance is said with the key of the cast that the offer was made for, and the half inside is the persona's, over
/// what was offered.
pub(super) fn acceptance(
    between: &Relationship,
    own: bool,
    text: &Unverified<Message<Acceptance>>,
    at: Instant,
) -> Result<(), Error> {
    let message = text.peek()?;
    let offer = between.offered(&message.body().offer)?.peek()?;
    if text.kid() != offer.aud() {
        return Err(StateError::OtherKeys.into());
    }
    let key = PublicSigningKey::new(message.iss().public_key()?)?;
    let Offer { name, keys, terms, declaration, .. } = offer.body().clone();
    text.verify(&key, keys.sign().thumbprint(), at)?;
    let half = HalfAgreement::verify(&message.body().half, at)?;
    if half.role() != Role::Person {
        return Err(StateError::OtherKeys.into());
    }
    let document = half.document();
    let persona = if own { between.own_keys() } else { between.other_keys() };
    if persona.is_some_and(|keys| document.person() != keys) {
        return Err(StateError::OtherKeys.into());
    }
    let offered = *document.vendor() == VendorParty { did: offer.iss().clone(), name, keys }
        && *document.terms().pin() == terms
        && *document.declaration() == declaration
        && document.answers() == Some(message.body().offer);
    if offered { Ok(()) } else { Err(StateError::NothingToAnswer.into()) }
}
