//! Choose: the offers that came, and the yes to one.

use super::Person;
use crate::agreement::{AgreementError, VendorParty};
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::{About, CommandId, Event};
use crate::intention::{IntentionMove, IntentionState};
use crate::json::Object;
use crate::keys::{PartyKeyPairs, Randomness, SignedId, fresh};
use crate::life::{Act, Draft, Outcome, introduced};
use crate::message::{AnyMessage, MessageError, Offer};
use crate::relationship::RelationshipState;
use crate::terms::Choice;
use crate::time::Instant;
use crate::view::{Inbox, StateError};
use std::sync::Arc;

impl Person {
    /// The offers that are held for an intention, to be [ranked](Inbox::rank).
    ///
    /// # Errors
    /// [`StateError::NoSuchIntention`]; the store's.
    pub fn inbox(&mut self, intention: StreamId) -> Result<Arc<Inbox>, Error> {
        self.life.inbox(intention)
    }

    /// Says yes to one offer: the document of the agreement is made, signed by the relationship's persona, and sent to the
    /// vendor alone, with the cast's key to prove that it is the same person who asked. The others are not told.
    ///
    /// A vendor that is known already is dealt with in its relationship, under its persona; with any other a relationship
    /// begins, under a persona of its own.
    ///
    /// What ranks, and what is left out, is the person's to weigh: an offer over the ceiling may be chosen, and so may one
    /// that proposes another entry of the roster. One whose declaration does not pass under the entry and the person's own
    /// terms may not.
    ///
    /// # Errors
    /// [`StateError::NoSuchIntention`], [`StateError::NoSuchOffer`]; [`ChartError`](crate::chart::ChartError) when another
    /// offer was chosen; [`StateError::IntentionOver`]; [`MessageError::Expired`] for an offer that stands no more;
    /// [`NotAuthorised`](crate::decision::NotAuthorised); [`StateError::OtherKeys`] when a vendor that is known uses other
    /// keys than those it is known by; [`StateError::Negotiating`]; [`StateError::WouldLink`] when an offer was chosen
    /// before, of another vendor or under another persona, and came to nothing: what was announced anew has a key of its own.
    pub fn choose(
        &mut self,
        intention: StreamId,
        offer: SignedId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.say_yes("choose", intention, offer, stays_apart, command, now, random)
    }

    /// As [`choose`](Self::choose), after a yes to another offer came to nothing as well. `danger`: every yes to an offer for
    /// one cast is signed with its one key, so that the two vendors, if they compare what they got, can tell that they deal
    /// with one person.
    ///
    /// # Errors
    /// As [`choose`](Self::choose), but for [`StateError::WouldLink`].
    pub fn danger_choose(
        &mut self,
        intention: StreamId,
        offer: SignedId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.say_yes("danger-choose", intention, offer, |_, _, _| Ok(()), command, now, random)
    }

    #[allow(clippy::too_many_arguments, reason = "the two calls above in one")]
    fn say_yes(
        &mut self,
        call: &str,
        intention: StreamId,
        offer: SignedId,
        apart: fn(&Act<'_>, StreamId, &VendorParty) -> Result<(), Error>,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("intention", intention.to_string()).with("offer", offer.to_string()).into();
        self.life.run(call, arguments, command, now, random, |act| {
            let cast = cast_of(act, intention, &offer)?;
            let text = act.offer(cast, &offer)?;
            let message = text.peek()?;
            if act.now >= message.exp() {
                return Err(MessageError::Expired { exp: message.exp(), now: act.now }.into());
            }
            let Offer { name, keys, terms, declaration, .. } = message.body().clone();
            let vendor = VendorParty { did: message.iss().clone(), name, keys };
            apart(act, cast, &vendor)?;
            let stream = relationship_with(act, cast, &vendor)?;
            act.note(stream, AnyMessage::Offer(text))?;
            let (_, entry) = act.entry(&terms)?;
            let (person, shown) = (act.own_pairs(stream)?.public(), act.settings().language.clone());
            let draft = Draft { person, vendor, entry, shown: &shown, declaration, answers: offer, replaces: None };
            let half = act.make(stream, draft)?;
            act.passes(half.document(), half.id())?;
            act.accept_offer(stream, cast, offer, &half)?;
            act.weigh(stream, Choice::Accept(terms.name.called()))?;
            act.push(cast, Event::OfferChosen { offer, relationship: stream })
        })
    }
}

/// The cast that holds an offer, if one of its intention may be chosen.
fn cast_of(act: &Act<'_>, intention: StreamId, offer: &SignedId) -> Result<StreamId, Error> {
    let casts = act.state.casts_of(intention)?;
    let holds = casts.iter().find(|cast| cast.holds(offer)).ok_or(StateError::NoSuchOffer { id: *offer })?;
    let taken = casts.iter().find(|cast| matches!(cast.state(), IntentionState::Accepted | IntentionState::Fulfilled));
    taken.unwrap_or(holds).state().after(IntentionMove::Accept)?;
    let said = holds.announced().filter(|said| !said.is_over(act.now)).ok_or(StateError::IntentionOver)?;
    let message = act.offer(holds.id(), offer)?.peek()?;
    let roster = &message.body().terms.name.roster;
    // A proposal from outside the rosters that were proffered is none (IEEE 7012).
    if !said.terms.iter().any(|pin| pin.name.roster == *roster) {
        return Err(StateError::NoSuchRoster { roster: roster.clone() }.into());
    }
    Ok(holds.id())
}

/// That no vendor has a yes under the cast's key yet, but the same under the same persona.
fn stays_apart(act: &Act<'_>, cast: StreamId, vendor: &VendorParty) -> Result<(), Error> {
    let asked = act.state.cast(cast)?.asked();
    let same = |with: StreamId| {
        let goes_on = act.state.relationship(with).is_ok_and(|it| it.state() != RelationshipState::Terminated);
        goes_on && asked.iter().all(|asked| *asked == with)
    };
    if asked.is_empty() || act.state.vendor(&vendor.did).is_some_and(same) {
        return Ok(());
    }
    Err(StateError::WouldLink.into())
}

/// The relationship in which an offer is accepted, with a persona, and with nothing else being negotiated.
fn relationship_with(act: &mut Act<'_>, cast: StreamId, vendor: &VendorParty) -> Result<StreamId, Error> {
    let stream = match act.state.vendor(&vendor.did) {
        Some(stream) => stream,
        None => meet(act, cast, vendor)?,
    };
    act.expire_with(stream)?;
    if act.negotiation(stream).is_ok() {
        return Err(StateError::Negotiating.into());
    }
    let between = act.state.relationship(stream)?;
    if !between.is_called(&vendor.did, &vendor.name) {
        return Err(AgreementError::NotExpected { member: "vendor" }.into());
    }
    if between.other_keys().is_none() {
        let known = introduced(between)?;
        if known.signing().is_empty() {
            introduce(act, stream, cast, vendor)?;
        } else if !known.vouches_for(vendor) {
            return Err(StateError::OtherKeys.into());
        }
    }
    let between = act.state.relationship(stream)?;
    if between.own_keys().is_none() || between.state() == RelationshipState::Terminated {
        let pairs = PartyKeyPairs::generate(act.random)?;
        let keys = pairs.public();
        act.keep(stream, Arc::new(pairs))?;
        act.push(stream, Event::KeysMade { keys })?;
    }
    Ok(stream)
}

/// A vendor that was not known before.
fn meet(act: &mut Act<'_>, cast: StreamId, vendor: &VendorParty) -> Result<StreamId, Error> {
    let stream = StreamId::from_bytes(fresh(act.random)?);
    act.push(stream, Event::VendorAdded { did: vendor.did.clone(), about: About::default() })?;
    introduce(act, stream, cast, vendor)?;
    Ok(stream)
}

/// Pins for the relationship the keys that were pinned for the cast; and those of the offer, which was believed by the
/// document of its time.
fn introduce(act: &mut Act<'_>, stream: StreamId, cast: StreamId, vendor: &VendorParty) -> Result<(), Error> {
    let mut introduction = act.offerer(cast, &vendor.did)?;
    if !vendor.did.has_key_inside() {
        introduction.add(&vendor.keys);
    }
    let (signing, sealing) = (introduction.signing().to_vec(), introduction.sealing().to_vec());
    act.push(stream, Event::Introduced { signing, sealing })
}
