//! What became of the offer that a person said yes to.

use super::Act;
use super::inbox::{offer_at, offerer};
use crate::agreement::HalfAgreement;
use crate::chain::StreamId;
use crate::did::Did;
use crate::error::Error;
use crate::history::Event;
use crate::intention::IntentionState;
use crate::keys::{PartyKeyPairs, PartyKeys, PublicSealingKey, SignedId, Unverified};
use crate::message::{Acceptance, Anyone, Intention, Introduction, Message, Offer};
use crate::relationship::AgreementState;
use crate::time::Instant;
use crate::view::{Cast, StateError};
use std::sync::Arc;

/// How many offers a vendor makes for one intention: the first, and three that take its place.
pub(crate) const MOST_OF_A_VENDOR: usize = 4;

impl Act<'_> {
    /// Casts an intention under keys of its own, for whoever reads it or sealed for one. `first` is the intention that it
    /// is a further cast of.
    pub(crate) fn cast(
        &mut self,
        first: Option<StreamId>,
        say: impl FnOnce(PartyKeys) -> Intention,
        to: Option<(Did, PublicSealingKey)>,
        until: Instant,
    ) -> Result<StreamId, Error> {
        let stream = StreamId::from_bytes(crate::keys::fresh(self.random)?);
        let pairs = Arc::new(PartyKeyPairs::generate(self.random)?);
        let keys = pairs.public();
        self.push(stream, Event::Drafted { intention: first.unwrap_or(stream), keys })?;
        self.keep(stream, Arc::clone(&pairs))?;
        let iss = keys.sign().to_did();
        let message = Message::new(say(keys), iss, Anyone, self.now, until, self.random)?.sign(pairs.sign())?;
        self.send(stream, &message, to)?;
        Ok(stream)
    }

    /// An offer that is held.
    pub(crate) fn offer(&self, cast: StreamId, offer: &SignedId) -> Result<Unverified<Message<Offer>>, Error> {
        offer_at(self.log, cast, offer)
    }

    /// The keys that an offering vendor's identifier stands for.
    pub(crate) fn offerer(&self, cast: StreamId, did: &Did) -> Result<Introduction, Error> {
        Ok(offerer(self.log, self.state.cast(cast)?, did)?.ok_or(StateError::NoKeys)?)
    }

    /// Makes an offer for what was announced, for the key of the cast.
    pub(crate) fn make_offer(&mut self, stream: StreamId, offer: Offer, until: Instant) -> Result<(), Error> {
        let between = self.state.relationship(stream)?;
        let cast = between.announced().ok_or(StateError::NothingToAnswer)?.keys;
        let (iss, aud) = (self.iss(between)?, cast.sign().thumbprint());
        let pairs = self.own_pairs(stream)?;
        let message = Message::new(offer, iss, aud, self.now, until, self.random)?.sign(pairs.sign())?;
        self.send(stream, &message, Some((cast.sign().to_did(), *cast.seal())))
    }

    /// Says yes to an offer: with the cast's key, for the vendor alone, over the document as the persona signed it.
    pub(crate) fn accept_offer(
        &mut self,
        stream: StreamId,
        cast: StreamId,
        offer: SignedId,
        half: &HalfAgreement,
    ) -> Result<(), Error> {
        self.keep_texts(stream, half, &self.texts(stream, half)?)?;
        let sign = self.state.cast(cast)?.keys().sign().thumbprint();
        let pairs = self.batch.pairs(self.log, cast, sign).ok_or(StateError::NoKeys)?;
        let document = half.document();
        let keys = document.vendor().keys;
        let (iss, aud, exp) = (pairs.sign().public().to_did(), keys.sign().thumbprint(), document.accept_by());
        let message = Message::new(Acceptance::of(offer, half)?, iss, aud, self.now, exp, self.random)?;
        let message = message.sign(pairs.sign())?;
        let to = self.state.relationship(stream)?.vendor().clone();
        self.send(stream, &message, Some((to, *keys.seal())))
    }

    /// Notes at the intention what became of the offer that was accepted in a relationship.
    pub(crate) fn follow_choice(&mut self, relationship: StreamId) -> Result<(), Error> {
        let chosen_here = |cast: &&Cast| {
            let here = cast.chosen().is_some_and(|chosen| chosen.relationship == relationship);
            here && cast.state() == IntentionState::Accepted
        };
        let Some(cast) = self.state.casts().find(chosen_here) else { return Ok(()) };
        let (stream, intention, offer) = (cast.id(), cast.intention(), cast.chosen().map(|chosen| chosen.offer));
        let negotiation = self.state.relationship(relationship)?.negotiation();
        let over = negotiation.filter(|it| it.half().is_some_and(|half| half.document().answers() == offer));
        match over.and_then(|it| it.agreement()) {
            Some(AgreementState::Half) => Ok(()),
            None | Some(AgreementState::Lapsed) => {
                let Some(offer) = offer else { return Ok(()) };
                self.push(stream, Event::IntentionReopened { offer })?;
                self.expire_casts().map(drop)
            }
            Some(_) => {
                self.push(stream, Event::IntentionFulfilled)?;
                self.close_others(intention)
            }
        }
    }

    /// The other casts of an intention that is fulfilled take no more offers; nobody is told.
    fn close_others(&mut self, intention: StreamId) -> Result<(), Error> {
        let casts = self.state.casts_of(intention)?;
        let open = casts.iter().filter(|cast| cast.state() == IntentionState::Open);
        for stream in open.map(|cast| cast.id()).collect::<Vec<_>>() {
            self.push(stream, Event::IntentionWithdrawn)?;
        }
        Ok(())
    }

    /// Notes which intentions' time is over; whether any was.
    pub(super) fn expire_casts(&mut self) -> Result<bool, Error> {
        let is_over = |cast: &&Cast| {
            let over = cast.announced().is_some_and(|said| said.is_over(self.now));
            over && cast.state() == IntentionState::Open
        };
        let over: Vec<StreamId> = self.state.casts().filter(is_over).map(Cast::id).collect();
        for stream in &over {
            self.push(*stream, Event::IntentionExpired)?;
        }
        Ok(!over.is_empty())
    }
}
