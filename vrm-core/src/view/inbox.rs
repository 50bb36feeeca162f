//! The offers that came for an intention.

use super::error::StateError;
use crate::chain::StreamId;
use crate::did::Did;
use crate::error::Error;
use crate::intention::{Candidate, Quote, Ranking, Rates, TermsFault, Want, rank};
use crate::keys::{SignedId, Unverified};
use crate::message::{Message, Offer};
use crate::terms::{Declaration, EntryPin};
use crate::text::Name;
use crate::time::{Instant, Window};
use rpds::{RedBlackTreeMapSync, RedBlackTreeSetSync};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The offers that are held for an intention, as it stood: a picture that any thread may rank.
#[derive(Clone, Debug)]
pub struct Inbox {
    want: Arc<Want>,
    /// When the blocks stand that do not stand always.
    timed: BTreeMap<String, Window>,
    offers: RedBlackTreeMapSync<SignedId, Weighed>,
    /// The offers of each vendor, for each cast.
    vendors: RedBlackTreeSetSync<(StreamId, Did, SignedId)>,
}

/// An offer, and what its terms have against it.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub(crate) offer: Arc<HeldOffer>,
    pub(crate) faults: Arc<[TermsFault]>,
}

/// An offer that is held.
#[derive(Clone, PartialEq)]
pub struct HeldOffer {
    /// Its id.
    pub id: SignedId,
    /// The cast that it answers.
    pub cast: StreamId,
    /// The vendor.
    pub vendor: Did,
    /// What the vendor calls itself.
    pub name: Name,
    /// What is offered, and for how much.
    pub quote: Quote,
    /// The terms that the vendor accepts, or the one entry that it proposes instead.
    pub terms: EntryPin,
    /// What the vendor would process.
    pub declaration: Declaration,
    /// When it was made.
    pub offered: Instant,
    /// Until when it stands.
    pub until: Instant,
}

impl HeldOffer {
    pub(crate) fn of(cast: StreamId, text: &Unverified<Message<Offer>>) -> Result<Self, Error> {
        let (id, message) = (text.claimed_id()?, text.peek()?);
        let Offer { name, quote, terms, declaration, .. } = message.body().clone();
        let (vendor, offered, until) = (message.iss().clone(), message.iat(), message.exp());
        Ok(Self { id, cast, vendor, name, quote, terms, declaration, offered, until })
    }
}

/// Without what it would cost: the amounts are the two sides' alone.
impl std::fmt::Debug for HeldOffer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HeldOffer({} of {})", self.id, self.vendor)
    }
}

impl Inbox {
    pub(crate) fn new(want: Arc<Want>, timed: BTreeMap<String, Window>, offers: Vec<Weighed>) -> Self {
        let (by_id, vendors) = (RedBlackTreeMapSync::new_sync(), RedBlackTreeSetSync::new_sync());
        let mut inbox = Self { want, timed, offers: by_id, vendors };
        offers.into_iter().for_each(|offer| inbox.insert(offer));
        inbox
    }

    /// The same with one more offer, and without some.
    pub(crate) fn with(&self, offer: Weighed, gone: &[SignedId]) -> Self {
        let mut inbox = self.clone();
        for id in gone {
            if let Some(old) = self.offers.get(id) {
                inbox.vendors.remove_mut(&(old.offer.cast, old.offer.vendor.clone(), *id));
            }
            inbox.offers.remove_mut(id);
        }
        inbox.insert(offer);
        inbox
    }

    fn insert(&mut self, offer: Weighed) {
        let HeldOffer { id, cast, vendor, .. } = offer.offer.as_ref();
        self.vendors.insert_mut((*cast, vendor.clone(), *id));
        self.offers.insert_mut(*id, offer);
    }

    /// The offers of a vendor that are held for a cast: one, and beside it the one that was chosen.
    pub(crate) fn of_vendor(&self, cast: StreamId, vendor: &Did) -> impl Iterator<Item = &HeldOffer> {
        let id = |bytes| (cast, vendor.clone(), SignedId::from_bytes(bytes));
        let ids = self.vendors.range(id([0; 32])..=id([255; 32]));
        ids.filter_map(|(_, _, id)| self.offers.get(id)).map(|weighed| weighed.offer.as_ref())
    }

    /// The offers of one cast.
    pub(crate) fn held(&self, cast: StreamId) -> impl Iterator<Item = &Weighed> {
        self.offers.values().filter(move |weighed| weighed.offer.cast == cast)
    }

    pub(crate) fn kept(&self, id: &SignedId) -> Option<&Weighed> {
        self.offers.get(id)
    }

    /// What is wanted.
    #[must_use]
    pub fn want(&self) -> &Want {
        &self.want
    }

    /// Every offer, by its id.
    pub fn offers(&self) -> impl Iterator<Item = &HeldOffer> {
        self.offers.values().map(|weighed| weighed.offer.as_ref())
    }

    /// One offer.
    ///
    /// # Errors
    /// [`StateError::NoSuchOffer`].
    pub fn offer(&self, id: &SignedId) -> Result<&HeldOffer, StateError> {
        self.offers.get(id).map(|weighed| weighed.offer.as_ref()).ok_or(StateError::NoSuchOffer { id: *id })
    }

    /// What the terms have against an offer: another entry than was asked for, processing that does not pass under the
    /// entry or the person's own terms, a vendor that is blocked, whenever the block stands. Nothing when it may be accepted
    /// as it is.
    ///
    /// # Errors
    /// [`StateError::NoSuchOffer`].
    pub fn faults(&self, id: &SignedId) -> Result<&[TermsFault], StateError> {
        self.offers.get(id).map(|weighed| weighed.faults.as_ref()).ok_or(StateError::NoSuchOffer { id: *id })
    }

    /// The offers in order, best first, each with its reasons, and those left out, each with why; `limit` of either.
    /// Without rates, offers in other currencies than the want's are left out.
    #[must_use]
    pub fn rank(&self, rates: &Rates, now: Instant, limit: usize) -> Ranking {
        let faults: Vec<Cow<'_, [TermsFault]>> =
            self.offers.values().map(|weighed| self.standing(&weighed.faults, now)).collect();
        let offers = self.offers.values().zip(&faults);
        let candidates: Vec<Candidate<'_>> =
            offers.map(|(weighed, terms)| Candidate { terms, ..weighed.candidate() }).collect();
        rank(&self.want, &candidates, rates, now, limit)
    }

    /// Without the blocks that do not stand now.
    fn standing<'a>(&self, faults: &'a [TermsFault], now: Instant) -> Cow<'a, [TermsFault]> {
        let stands = |fault: &TermsFault| match fault {
            TermsFault::Blocked { block } => self.timed.get(block).is_none_or(|window| window.contains(now)),
            _ => true,
        };
        match faults.iter().all(stands) {
            true => Cow::Borrowed(faults),
            false => faults.iter().filter(|fault| stands(fault)).cloned().collect(),
        }
    }
}

impl Weighed {
    pub(crate) fn candidate(&self) -> Candidate<'_> {
        let HeldOffer { id, quote, offered, until, .. } = self.offer.as_ref();
        Candidate { id: *id, quote, offered: *offered, until: *until, terms: &self.faults }
    }
}
