//! The offers that came for an intention.

use crate::border::Failure;
use crate::value::{Declaration, EntryPin, Quote, TermsFault, Want};
use std::fmt;
use vrm_core::chain::StreamId;
use vrm_core::did::Did;
use vrm_core::keys::SignedId;
use vrm_core::text::Name;
use vrm_core::time::Instant;
use vrm_core::view;

/// The offers that are held for an intention.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Inbox {
    /// What is wanted.
    pub want: Want,
    /// Every offer, by its id.
    pub offers: Vec<HeldOffer>,
}

/// An offer that is held. `Debug` leaves out what it would cost: that is the two sides' alone.
#[derive(Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
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
    /// What the terms have against it, whenever a block stands; nothing when it may be accepted as it is.
    pub faults: Vec<TermsFault>,
}

impl TryFrom<&view::Inbox> for Inbox {
    type Error = Failure;

    fn try_from(inbox: &view::Inbox) -> Result<Self, Failure> {
        let offers = inbox.offers().map(|offer| HeldOffer::of(inbox, offer));
        Ok(Self { want: inbox.want().try_into()?, offers: offers.collect::<Result<_, _>>()? })
    }
}

impl Inbox {
    /// One offer of an inbox.
    pub(crate) fn offer(inbox: &view::Inbox, id: &SignedId) -> Result<HeldOffer, Failure> {
        HeldOffer::of(inbox, inbox.offer(id)?)
    }
}

impl HeldOffer {
    fn of(inbox: &view::Inbox, offer: &view::HeldOffer) -> Result<Self, Failure> {
        Ok(Self {
            id: offer.id,
            cast: offer.cast,
            vendor: offer.vendor.clone(),
            name: offer.name.clone(),
            quote: (&offer.quote).try_into()?,
            terms: offer.terms.clone().into(),
            declaration: (&offer.declaration).into(),
            offered: offer.offered,
            until: offer.until,
            faults: inbox.faults(&offer.id)?.iter().map(Into::into).collect(),
        })
    }
}

impl fmt::Debug for HeldOffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HeldOffer({} of {})", self.id, self.vendor)
    }
}
