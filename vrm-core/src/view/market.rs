//! What follows from an intention, an offer and an acceptance between two sides.

use super::cast::Announced;
use super::error::StateError;
use super::negotiation::{Negotiation, Waiting};
use super::relationship::Relationship;
use super::said::read;
use super::state::State;
use crate::agreement::{HalfAgreement, Role};
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::{Event, Side};
use crate::keys::{PartyKeys, SignedId, Unverified};
use crate::message::{Acceptance, Intention, KeyHistory, Message, Offer};
use crate::time::Instant;
use std::sync::Arc;

use super::cast::Cast;

impl State {
    /// What concerns one cast, if it does.
    pub(super) fn apply_cast(&mut self, event: &Event, stream: StreamId) -> Option<Result<(), Error>> {
        if let Event::Drafted { intention, keys } = event {
            return Some(self.draft(stream, *intention, *keys));
        }
        let mut cast = self.casts.get(&stream)?.as_ref().clone();
        let result = self.is_taken_up(event).and_then(|()| cast.apply(event));
        self.casts.insert_mut(stream, Arc::new(cast));
        Some(result)
    }

    /// That an offer is chosen where it was taken up, unless that was erased since.
    fn is_taken_up(&self, event: &Event) -> Result<(), Error> {
        match event {
            Event::OfferChosen { offer, relationship } if !self.empty.contains(relationship) => {
                self.relationship(*relationship)?.offered(offer)?;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn draft(&mut self, stream: StreamId, intention: StreamId, keys: PartyKeys) -> Result<(), Error> {
        let known = self.casts.contains_key(&stream)
            || self.relationships.contains_key(&stream)
            || self.tombstones.contains_key(&stream);
        let is_first = |cast: &Arc<Cast>| cast.intention() == intention;
        // The first cast may be erased by now, and a further one not.
        let first =
            stream == intention || self.casts.get(&intention).is_some_and(is_first) || self.empty.contains(&intention);
        if known || !first || self.side != Side::Person {
            return Err(StateError::OutOfPlace { kind: "drafted" }.into());
        }
        self.casts.insert_mut(stream, Arc::new(Cast::draft(stream, intention, keys)));
        Ok(())
    }

    /// A vendor's offer, made or accepted here.
    pub(super) fn offered(
        &mut self,
        between: &mut Relationship,
        text: &Unverified<Message<Offer>>,
        own: bool,
    ) -> Result<(), Error> {
        let (id, message) = (text.claimed_id()?, read(text)?);
        if own {
            let sign = message.body().keys.sign().thumbprint();
            if !between.own().is_some_and(|own| own.has_signed(sign)) {
                return Err(StateError::OtherKeys.into());
            }
        } else {
            self.first_keys(between, &message, message.body().keys)?;
        }
        between.offers.insert_mut(id, Arc::new(text.clone()));
        between.offer = Some(id);
        Ok(())
    }

    /// The person's yes to an offer, with the first signature.
    pub(super) fn accepted(
        &mut self,
        between: &mut Relationship,
        text: &Unverified<Message<Acceptance>>,
        own: bool,
        at: Instant,
    ) -> Result<(), Error> {
        let (id, message) = (text.claimed_id()?, read(text)?);
        let Acceptance { offer, half } = message.body();
        let offered = between.offered(offer)?.peek()?;
        let half = HalfAgreement::verify(half, at)?;
        if between.negotiation.as_ref().is_some_and(|running| !running.is_over()) {
            return Err(StateError::Negotiating.into());
        }
        let keys = *half.document().keys(Role::Person);
        match (own, &between.other) {
            (true, _) => {}
            (false, None) => self.pin(between, keys.sign().to_did(), keys)?,
            (false, Some(other)) if *other.current() == keys => {}
            (false, Some(_)) => return Err(StateError::OtherKeys.into()),
        }
        // A desk may have new keys since it made the offer; whom they are not known to is dealt with under the old ones.
        let offered_with = offered.body().keys;
        if !own && between.agreements.is_empty() && between.own_keys() != Some(&offered_with) {
            between.own = Some(Arc::new(KeyHistory::start(offered.iss().clone(), offered_with)));
        }
        let mut negotiation = Negotiation::over(*offer, &offered)?;
        if own {
            negotiation.sign_under(self.own_terms.clone());
        }
        negotiation.sign_first(id, half);
        negotiation.waiting = own.then(|| Waiting { letter: message.jti(), id });
        between.negotiation = Some(Arc::new(negotiation));
        Ok(())
    }
}

/// What a customer wants, as it announced it.
pub(super) fn announced(between: &mut Relationship, text: &Unverified<Message<Intention>>) -> Result<(), Error> {
    if between.announced.is_some() || between.other.is_some() {
        return Err(StateError::OutOfPlace { kind: "announced" }.into());
    }
    between.announced = Some(Arc::new(Announced::of(text)?));
    Ok(())
}

impl Relationship {
    /// An offer that was made, or accepted, here.
    pub(crate) fn offered(&self, id: &SignedId) -> Result<&Unverified<Message<Offer>>, StateError> {
        self.offers.get(id).map(AsRef::as_ref).ok_or(StateError::NoSuchOffer { id: *id })
    }

    /// Whether an agreement was made over an offer, or is being made.
    pub(crate) fn has_taken_up(&self, offer: &SignedId) -> bool {
        let answers = |half: &HalfAgreement| half.document().answers() == Some(*offer);
        let agreed = self.agreements.values().any(|agreed| agreed.agreement.document().answers() == Some(*offer));
        agreed || self.negotiation().and_then(Negotiation::half).is_some_and(answers)
    }
}
