//! An intention as it was cast, and what came for it.

use super::error::StateError;
use crate::agreement::Role;
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::Event;
use crate::intention::{IntentionMove, IntentionState, Reach, Want};
use crate::keys::{CastKeys, PartyKeys, SignedId, Unverified};
use crate::message::{AnyMessage, Intention, Jti, Message};
use crate::terms::EntryPin;
use crate::time::Instant;
use rpds::{RedBlackTreeMapSync, RedBlackTreeSetSync};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One cast of an intention: under keys of its own, with what came for it. An intention that is for vendors by name has
/// one for each, any other just one.
#[derive(Clone, Debug)]
pub struct Cast {
    id: StreamId,
    intention: StreamId,
    keys: PartyKeys,
    state: IntentionState,
    announced: Option<Arc<Announced>>,
    /// The offers that are held, each with how many it took the place of.
    offers: RedBlackTreeMapSync<SignedId, usize>,
    /// Every offer that was ever held.
    seen: RedBlackTreeSetSync<SignedId>,
    /// The keys that were pinned last, for each vendor.
    pins: RedBlackTreeMapSync<[u8; 32], [u8; 32]>,
    chosen: Option<Chosen>,
    /// The relationships in which one of its offers was said yes to.
    asked: BTreeSet<StreamId>,
}

/// What an intention says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Its id, which offers name.
    pub id: SignedId,
    /// The one-time keys.
    pub keys: CastKeys,
    /// What is wanted.
    pub want: Want,
    /// Under which terms.
    pub terms: BTreeSet<EntryPin>,
    /// Which vendors it is for.
    pub audience: Reach,
    /// From when it counts.
    pub from: Instant,
    /// Until when offers are taken.
    pub until: Instant,
    pub(super) letter: Jti,
}

/// The offer that the person said yes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The offer.
    pub offer: SignedId,
    /// The relationship with its vendor.
    pub relationship: StreamId,
}

impl Announced {
    pub(super) fn of(text: &Unverified<Message<Intention>>) -> Result<Self, Error> {
        let (id, message) = (text.claimed_id()?, text.peek()?);
        let Intention { keys, want, terms, audience, from } = message.body().clone();
        let (from, until, letter) = (from.unwrap_or(message.iat()), message.exp(), message.jti());
        Ok(Self { id, keys, want, terms, audience, from, until, letter })
    }

    /// Whether its time is over, and no offers are taken any more.
    #[must_use]
    pub fn is_over(&self, now: Instant) -> bool {
        now >= self.until
    }
}

impl Cast {
    pub(super) fn draft(id: StreamId, intention: StreamId, keys: PartyKeys) -> Self {
        Self {
            id,
            intention,
            keys,
            state: IntentionState::Draft,
            announced: None,
            offers: RedBlackTreeMapSync::new_sync(),
            seen: RedBlackTreeSetSync::new_sync(),
            pins: RedBlackTreeMapSync::new_sync(),
            chosen: None,
            asked: BTreeSet::new(),
        }
    }

    /// Its id, which is also its stream's.
    #[must_use]
    pub fn id(&self) -> StreamId {
        self.id
    }

    /// The intention that it is a cast of: the id of its first cast.
    #[must_use]
    pub fn intention(&self) -> StreamId {
        self.intention
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> IntentionState {
        self.state
    }

    /// What was announced.
    #[must_use]
    pub fn announced(&self) -> Option<&Announced> {
        self.announced.as_deref()
    }

    /// The offers that are held.
    pub fn offers(&self) -> impl Iterator<Item = SignedId> {
        self.offers.keys().copied()
    }

    /// The offer that the person said yes to, once it has.
    #[must_use]
    pub fn chosen(&self) -> Option<Chosen> {
        self.chosen
    }

    /// The relationships in which one of its offers was said yes to, whatever came of it.
    pub(crate) fn asked(&self) -> &BTreeSet<StreamId> {
        &self.asked
    }

    /// The letter that announced it.
    pub(crate) fn letter(&self) -> Option<Jti> {
        self.announced.as_ref().map(|said| said.letter)
    }

    pub(crate) fn keys(&self) -> &PartyKeys {
        &self.keys
    }

    /// Whether an offer is held.
    pub(crate) fn holds(&self, offer: &SignedId) -> bool {
        self.offers.contains_key(offer)
    }

    /// Whether an offer was ever held.
    pub(crate) fn has_seen(&self, offer: &SignedId) -> bool {
        self.seen.contains(offer)
    }

    pub(crate) fn offers_held(&self) -> usize {
        self.offers.size()
    }

    /// How many offers were ever held.
    pub(crate) fn offers_seen(&self) -> usize {
        self.seen.size()
    }

    /// How many offers one took the place of.
    pub(crate) fn replacements(&self, offer: &SignedId) -> usize {
        self.offers.get(offer).copied().unwrap_or_default()
    }

    /// The document with the keys that were pinned last for a vendor.
    pub(crate) fn pin(&self, vendor: &[u8; 32]) -> Option<&[u8; 32]> {
        self.pins.get(vendor)
    }

    /// One event further.
    pub(super) fn apply(&mut self, event: &Event) -> Result<(), Error> {
        match event {
            Event::Said { by: Role::Person, message } => self.announce(message)?,
            Event::Vouched { vendor, pin } => self.pins.insert_mut(*vendor, *pin),
            Event::OfferHeld { offer, replaces, dropped } => self.hold(*offer, *replaces, *dropped)?,
            Event::OfferChosen { offer, relationship } => {
                self.step(IntentionMove::Accept)?;
                if !self.holds(offer) {
                    return Err(StateError::NoSuchOffer { id: *offer }.into());
                }
                self.asked.insert(*relationship);
                self.chosen = Some(Chosen { offer: *offer, relationship: *relationship });
            }
            Event::IntentionReopened { offer } => {
                self.step(IntentionMove::Reopen)?;
                self.chosen
                    .take()
                    .filter(|chosen| chosen.offer == *offer)
                    .ok_or(StateError::NoSuchOffer { id: *offer })?;
                self.drop_offer(*offer)?;
            }
            Event::IntentionFulfilled => self.step(IntentionMove::Fulfil)?,
            Event::IntentionWithdrawn => self.step(IntentionMove::Withdraw)?,
            Event::IntentionExpired => self.step(IntentionMove::Expire)?,
            event => return Err(StateError::OutOfPlace { kind: event.kind() }.into()),
        }
        Ok(())
    }

    fn announce(&mut self, message: &AnyMessage) -> Result<(), Error> {
        let AnyMessage::Intention(text) = message else {
            return Err(StateError::OutOfPlace { kind: message.kind().name() }.into());
        };
        let announced = Announced::of(text)?;
        if announced.keys != self.keys.cast() {
            return Err(StateError::OtherKeys.into());
        }
        self.step(IntentionMove::Announce)?;
        self.announced = Some(Arc::new(announced));
        Ok(())
    }

    fn hold(&mut self, offer: SignedId, replaces: Option<SignedId>, dropped: Option<SignedId>) -> Result<(), Error> {
        if !matches!(self.state, IntentionState::Open | IntentionState::Accepted) {
            return Err(StateError::IntentionOver.into());
        }
        if self.has_seen(&offer) {
            return Err(StateError::OutOfPlace { kind: "offer-held" }.into());
        }
        let mut replacements = 0;
        if let Some(old) = replaces {
            replacements = self.drop_offer(old)?.saturating_add(1);
        }
        if let Some(worst) = dropped {
            self.drop_offer(worst)?;
        }
        self.offers.insert_mut(offer, replacements);
        self.seen.insert_mut(offer);
        Ok(())
    }

    /// An offer goes; the one that the person said yes to stays.
    fn drop_offer(&mut self, offer: SignedId) -> Result<usize, Error> {
        let replacements = self.offers.get(&offer).copied();
        let replacements = replacements.filter(|_| self.chosen.is_none_or(|chosen| chosen.offer != offer));
        self.offers.remove_mut(&offer);
        Ok(replacements.ok_or(StateError::NoSuchOffer { id: offer })?)
    }

    fn step(&mut self, step: IntentionMove) -> Result<(), Error> {
        self.state = self.state.after(step)?;
        Ok(())
    }
}
