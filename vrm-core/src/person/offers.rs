//! Offers that come for an intention.

use super::Person;
use crate::error::Error;
use crate::history::Event;
use crate::intention::rank::{Assessed, Ranker};
use crate::intention::{IntentionState, Rates, Reach};
use crate::keys::{Randomness, SignedId, Unverified};
use crate::life::{Act, Heard, MOST_OF_A_VENDOR, Reception, hash_of, pin_of, refused};
use crate::message::{AnyMessage, Introduction, Message, MessageError, Offer};
use crate::time::Instant;
use crate::view::{Cast, HeldOffer, Inbox, StateError, Weighed};

/// How many offers an intention holds. A limit on what is taken, never on what is read back.
const MOST_OFFERS: usize = 10_000;

/// How many an intention ever takes: each leaves an event behind.
const MOST_SEEN: usize = 4 * MOST_OFFERS;

impl Person {
    /// Takes what was sealed for the key of a cast.
    pub(super) fn receive_offer(
        &mut self,
        heard: Heard,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Reception, Error> {
        let cast = self.life.state().cast(heard.stream)?.clone();
        let AnyMessage::Offer(text) = &heard.message else {
            let kind = heard.message.kind().name();
            return Ok(Reception::Rejected { error: StateError::OutOfPlace { kind }.into() });
        };
        let offer = match HeldOffer::of(cast.id(), text) {
            Ok(offer) => offer,
            Err(error) => return refused(error),
        };
        let believed = self.believe_offer(&cast, text, now);
        let introduction = match self.life.told(believed) {
            Ok(Some(introduction)) => introduction,
            // Nothing is fetched for what would not be taken.
            Ok(None) if !takes(&cast, now) => return refused(StateError::IntentionOver.into()),
            Ok(None) => return Ok(Reception::NeedsKeys { did: offer.vendor, about: cast.id() }),
            Err(error) => return refused(error),
        };
        // What was replaced or dropped since is not taken again.
        if cast.has_seen(&heard.facts.id) {
            return Ok(Reception::Replay { log: self.id(), letters: Vec::new() });
        }
        let inbox = self.life.inbox(cast.intention())?;
        let replaces = match may_take(&cast, &inbox, &offer, now) {
            Ok(replaces) => replaces,
            Err(error) => return refused(error.into()),
        };
        let new = self.life.weigh(cast.intention(), offer)?;
        let (text, mut gone) = (text.as_str().to_owned(), Vec::new());
        let reception = self.life.take(heard, now, random, |act, heard| {
            let dropped = no_room(&cast, &inbox, &new, replaces, act.now)?;
            hold(act, &new, &introduction, replaces, dropped)?;
            gone.extend(replaces.into_iter().chain(dropped));
            act.keep_document(heard.stream, new.offer.id.as_bytes(), text.as_bytes())
        })?;
        if let Reception::Received(_) = &reception {
            self.life.hold(cast.intention(), new, &gone)?;
        }
        Ok(reception)
    }

    /// Checks an offer: for this intention, and signed with a key of its vendor's. None when that key has to be fetched
    /// first.
    fn believe_offer(
        &self,
        cast: &Cast,
        text: &Unverified<Message<Offer>>,
        now: Instant,
    ) -> Result<Option<Introduction>, Error> {
        let (message, said) = (text.peek()?, cast.announced().ok_or(StateError::IntentionOver)?);
        if message.body().intention != said.id {
            return Err(StateError::OtherIntention.into());
        }
        let did = message.iss();
        // A reply key that was passed on is of no use to others.
        if let Reach::Vendor(named) = &said.audience
            && self.life.state().known_as(did) != self.life.state().known_as(named)
        {
            return Err(StateError::NotForUs.into());
        }
        let Some(introduction) = self.life.offerer(cast, did)? else { return Ok(None) };
        let key = match text.introduced_key(&introduction) {
            // The pinned document may be an old one.
            Err(MessageError::NotOfIssuer) if !did.has_key_inside() => return Ok(None),
            key => key?,
        };
        text.verify(&key, cast.keys().sign().thumbprint(), now)?;
        Ok(Some(introduction))
    }
}

/// The offer that has to go for one that takes the place of none, where there is no room for both.
fn no_room(
    cast: &Cast,
    inbox: &Inbox,
    new: &Weighed,
    replaces: Option<SignedId>,
    now: Instant,
) -> Result<Option<SignedId>, StateError> {
    if replaces.is_some() || cast.offers_held() < MOST_OFFERS {
        return Ok(None);
    }
    worst(inbox, new, cast.chosen().map(|chosen| chosen.offer), now).map(Some)
}

/// Keeps an offer in the place of those that go for it, with the keys that vouch for it.
fn hold(
    act: &mut Act<'_>,
    new: &Weighed,
    introduction: &Introduction,
    replaces: Option<SignedId>,
    dropped: Option<SignedId>,
) -> Result<(), Error> {
    let (offer, stream) = (new.offer.as_ref(), new.offer.cast);
    if !offer.vendor.has_key_inside()
        && act.state.cast(stream)?.pin(&hash_of(&offer.vendor)) != Some(&pin_of(introduction))
    {
        act.vouch(stream, introduction)?;
    }
    act.push(stream, Event::OfferHeld { offer: offer.id, replaces, dropped })
}

/// Whether offers are taken still.
fn takes(cast: &Cast, now: Instant) -> bool {
    let goes_on = matches!(cast.state(), IntentionState::Open | IntentionState::Accepted);
    goes_on && cast.announced().is_some_and(|said| !said.is_over(now))
}

/// The same vendor's offer that a new one takes the place of, which must be the earlier one, and not one of too many. One
/// that was said yes to stays beside it: the vendor may say no to that.
fn may_take(cast: &Cast, inbox: &Inbox, offer: &HeldOffer, now: Instant) -> Result<Option<SignedId>, StateError> {
    if !takes(cast, now) {
        return Err(StateError::IntentionOver);
    }
    if cast.offers_seen() >= MOST_SEEN {
        return Err(StateError::WorstOffer { limit: MOST_OFFERS });
    }
    let chosen = cast.chosen().map(|chosen| chosen.offer);
    let mut live = inbox.of_vendor(cast.id(), &offer.vendor).filter(|old| Some(old.id) != chosen);
    let Some(old) = live.next() else { return Ok(None) };
    if offer.offered < old.offered {
        return Err(StateError::LaterOffer);
    }
    if cast.replacements(&old.id).saturating_add(1) >= MOST_OF_A_VENDOR {
        return Err(StateError::TooManyOffers { limit: MOST_OF_A_VENDOR });
    }
    Ok(Some(old.id))
}

/// The offer that ranks last of those held and a new one, the chosen one apart.
fn worst(inbox: &Inbox, new: &Weighed, chosen: Option<SignedId>, now: Instant) -> Result<SignedId, StateError> {
    let held = inbox.held(new.offer.cast).filter(|weighed| Some(weighed.offer.id) != chosen);
    let ranker = Ranker::new(inbox.want(), &Rates::none());
    let rows: Vec<Assessed> = held.chain([new]).map(|weighed| ranker.assess(&weighed.candidate())).collect();
    let picked = ranker.pick(&rows, now, rows.len());
    let last = picked.left_out.last().or(picked.best.last()).and_then(|place| rows.get(*place)).map(Assessed::id);
    match last.filter(|last| *last != new.offer.id) {
        Some(last) => Ok(last),
        None => Err(StateError::WorstOffer { limit: MOST_OFFERS }),
    }
}
