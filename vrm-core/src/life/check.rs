//! Verifies anew what was verified before it became an event: who said what, with the state as it was then.

use super::{Believe, check_market as market};
use crate::agreement::{HalfAgreement, Role};
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::{Entry, Event, Side};
use crate::keys::Unverified;
use crate::message::{
    AnyMessage, Anyone, Audience as _, Body, Introduction, Message, MessageError, MessageVisitor, Proffer, Profile,
    Signature,
};
use crate::time::Instant;
use crate::view::{Relationship, State, StateError};

/// Verifies an event against the state before it. What follows from it is for the state to say.
pub(super) fn check(state: &State, entry: &Entry) -> Result<(), Error> {
    if let Some(spoken) = entry.event.spoken() {
        let Ok(between) = state.relationship(entry.stream) else { return Ok(()) };
        let keys = if state.role() == spoken.by { between.own() } else { between.other() };
        // The text lies beside the history and is verified there, unless it was deleted.
        keys.and_then(|keys| keys.key(spoken.kid)).ok_or(MessageError::NotInUse)?;
        return Ok(());
    }
    match &entry.event {
        Event::Introduced { signing, sealing } => {
            let Ok(between) = state.relationship(entry.stream) else { return Ok(()) };
            let did = between.vendor();
            let introduction = Introduction::pinned(did.clone(), signing.clone(), sealing.clone());
            // What the document of another method said is not kept.
            if did.has_key_inside() && Introduction::resolve(did)? != introduction {
                return Err(MessageError::NotOfIssuer.into());
            }
            Ok(())
        }
        Event::Said { message, .. } if entry.stream == StreamId::OWN => published(state, message, entry.at),
        Event::Said { message, .. } if state.cast(entry.stream).is_ok() => match message.as_ref() {
            AnyMessage::Intention(text) => market::intention(true, text, entry.at),
            _ => Ok(()),
        },
        Event::Said { by, message } => {
            // What has no place is for the state to refuse.
            let (Ok(between), at) = (state.relationship(entry.stream), entry.at) else { return Ok(()) };
            let own = *by == state.role();
            match message.as_ref() {
                AnyMessage::Intention(text) => return market::intention(own, text, at),
                AnyMessage::Offer(text) => return market::offer(between, own, text, at),
                AnyMessage::Acceptance(text) => return market::acceptance(between, own, text, at),
                _ if own => message.as_ref().clone().visit(Own { between, at })?,
                AnyMessage::Profile(text) => profile(between, text, at)?,
                AnyMessage::Proffer(text) if state.side() == Side::Customer => proffer(between, text, at)?,
                _ => message.as_ref().clone().visit(Believe { between, now: at })?,
            }
            match message.as_ref() {
                AnyMessage::Signature(text) => half(between, *by, own, text, at),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// A desk's own page.
fn published(state: &State, message: &AnyMessage, at: Instant) -> Result<(), Error> {
    let AnyMessage::Profile(text) = message else { return Ok(()) };
    let keys = state.desk_keys().ok_or(StateError::NoProfile)?;
    text.verify(keys.sign(), Anyone, at)?;
    Ok(())
}

/// A message of one's own: signed with the keys in use, for the keys that the other side had.
struct Own<'a> {
    between: &'a Relationship,
    at: Instant,
}

impl MessageVisitor for Own<'_> {
    type Output = Result<(), Error>;

    fn visit<B: Body>(self, text: Unverified<Message<B>>) -> Self::Output {
        let own = self.between.own_keys().ok_or(StateError::NoKeys)?;
        let (reader, _) = self.between.reader().ok_or(StateError::NoKeys)?;
        text.verify(own.sign(), B::Audience::of(reader), self.at)?;
        Ok(())
    }
}

/// A vendor's profile: with a key of its that is known, or one that its identifier stands for.
fn profile(between: &Relationship, text: &Unverified<Message<Profile>>, at: Instant) -> Result<(), Error> {
    let key = match between.other().and_then(|other| other.key(text.kid())) {
        Some(key) => *key,
        None => text.introduced_key(&introduced(between)?)?,
    };
    text.verify(&key, Anyone, at)?;
    Ok(())
}

/// The keys that a vendor's identifier stands for: those inside of it, or those that were pinned.
pub(crate) fn introduced(between: &Relationship) -> Result<Introduction, MessageError> {
    let did = between.vendor();
    if did.has_key_inside() { Introduction::resolve(did) } else { Ok(between.introduction()) }
}

/// A proffer to a desk: a stranger's vouches for itself.
fn proffer(between: &Relationship, text: &Unverified<Message<Proffer>>, at: Instant) -> Result<(), Error> {
    if between.other().is_some() {
        return Believe { between, now: at }.visit(text.clone());
    }
    let own = between.own().ok_or(StateError::NoKeys)?;
    let aud = text.peek()?.aud();
    if aud.reader().is_some_and(|reader| !own.has_signed(reader)) {
        return Err(MessageError::WrongReader.into());
    }
    text.verify(&text.own_key()?, aud, at)?;
    Ok(())
}

/// A signature over the document is its side's, and the first is made with keys that are known and answers what was said.
/// That a second is over the same bytes is found where the two become one.
fn half(
    between: &Relationship,
    by: Role,
    own: bool,
    text: &Unverified<Message<Signature>>,
    at: Instant,
) -> Result<(), Error> {
    let half = HalfAgreement::verify(&text.peek()?.body().half, at)?;
    if half.role() != by {
        return Err(StateError::OtherKeys.into());
    }
    // One that comes too late answers nothing any more, whatever is being negotiated by now.
    if between.has_lapsed(&half.id()) {
        return Ok(());
    }
    let Some(negotiation) = between.negotiation().filter(|negotiation| negotiation.half().is_none()) else {
        return Ok(());
    };
    let document = half.document();
    let in_use = if own { between.own_keys() } else { between.other_keys() };
    let known = match in_use {
        Some(keys) => document.keys(by) == keys,
        None => between.introduction().vouches_for(document.vendor()),
    };
    if !known {
        return Err(StateError::OtherKeys.into());
    }
    let answered = negotiation.countered().map_or(negotiation.proffer(), |counter| counter.id);
    if document.answers() == Some(answered) { Ok(()) } else { Err(StateError::NothingToAnswer.into()) }
}
