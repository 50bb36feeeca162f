//! What can happen in a life.

use super::Settings;
use crate::agreement::Role;
use crate::chain::{StreamHead, StreamId};
use crate::decision::{AgreementId, Block, GrantId, Host};
use crate::did::Did;
use crate::form::FormError;
use crate::json::{Object, Value};
use crate::keys::{PartyKeys, PublicSealingKey, PublicSigningKey, SignedId, Thumbprint};
use crate::message::{AnyMessage, MessageKind};
use crate::terms::{Choice, Declaration, TermsHash};
use crate::text::Name;
use crate::time::Instant;
use crate::vocab::Sector;

/// One change, of a kind and a version that are for ever: what any version of this library has written, every later one
/// reads.
///
/// Most are a signed message, said by one side or the other and kept whole; the rest is what nobody else is told.
/// An event never holds a value of the person's data.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// A life begins.
    Created {
        /// Whose.
        side: Side,
    },
    /// How its owner deals with others.
    SettingsSet(Box<Settings>),
    /// The person's own terms, in their machine form; none from now on.
    TermsSet {
        /// The text.
        machine: Option<String>,
    },
    /// A block goes up.
    Blocked(Box<Block>),
    /// A block comes down.
    Unblocked {
        /// Its id.
        id: String,
    },
    /// The clock was set back, and the owner says that it is right now.
    ClockAccepted,
    /// Another roster, signed by an authority; its document lies beside the history.
    RosterLoaded {
        /// Its name.
        roster: String,
        /// The key that the host trusts for it.
        authority: Thumbprint,
        /// The hash of the document.
        document: TermsHash,
        /// When the authority released it, to the minute.
        released: Instant,
    },
    /// A relationship was erased: what is left of it.
    Erased {
        /// Its stream.
        stream: StreamId,
        /// Where the stream stood.
        head: StreamHead,
    },
    /// The life goes on elsewhere, and no more here.
    Closed,
    /// How a desk is called.
    ProfileSet {
        /// Its identifier.
        did: Did,
        /// Its name.
        name: Name,
    },
    /// What a desk processes under an entry that it accepts.
    Declared {
        /// The entry's id.
        entry: String,
        /// What it processes.
        declaration: Box<Declaration>,
    },
    /// A vendor the person wants to deal with.
    VendorAdded {
        /// Its identifier.
        did: Did,
        /// What blocks select it by.
        about: About,
    },
    /// What is known of a vendor, anew.
    VendorDescribed {
        /// What blocks select it by.
        about: About,
    },
    /// The keys that a vendor's identifier stands for, pinned.
    Introduced {
        /// Those that sign for it.
        signing: Vec<PublicSigningKey>,
        /// Those that are sealed for.
        sealing: Vec<PublicSealingKey>,
    },
    /// Somebody spoke to the desk for the first time.
    CustomerAdded {
        /// The desk's identifier, as that customer knows it.
        did: Did,
    },
    /// New keys of one's own for this stream; the secrets lie beside the history.
    KeysMade {
        /// The public ones.
        keys: PartyKeys,
    },
    /// The person says yes to keys of a vendor that the old ones did not vouch for.
    KeysAccepted {
        /// The key that signs.
        sign: Thumbprint,
    },
    /// A message, said by one of the two sides.
    Said {
        /// By whom.
        by: Role,
        /// The message.
        message: Box<AnyMessage>,
    },
    /// What the preferences say to the last proffer, counter or signature, or the owner in their place.
    Weighed {
        /// What they say.
        choice: Choice,
    },
    /// Both have signed: the agreement is in force.
    Agreed {
        /// Its name.
        agreement: AgreementId,
        /// The rules of its text, whatever becomes of the roster.
        machine: String,
    },
    /// No second signature in time: there never was an agreement.
    Lapsed {
        /// The name it would have had.
        agreement: AgreementId,
    },
    /// A negotiation ran out of time.
    NegotiationExpired,
    /// A message that is out of the rules: a second counter, or one from outside the roster.
    Invalid {
        /// The message.
        message: SignedId,
    },
    /// A grant was used.
    Used {
        /// The grant.
        grant: GrantId,
    },
    /// The duties that come before a grant's use are done.
    DutyDone {
        /// The grant.
        grant: GrantId,
    },
    /// An agreement's time is over.
    Expired {
        /// The agreement.
        agreement: AgreementId,
    },
    /// The relationship ended.
    Terminated,
    /// An intention, or one more cast of it, with one-time keys; the secrets lie beside the history.
    Drafted {
        /// The intention: the stream of its first cast.
        intention: StreamId,
        /// The public keys, of which the third is never used.
        keys: PartyKeys,
    },
    /// The keys that an offering vendor's identifier stands for, pinned in a document of the cast.
    Vouched {
        /// A hash of the identifier.
        vendor: [u8; 32],
        /// The name of the document, a hash of it.
        pin: [u8; 32],
    },
    /// An offer came; it lies in a document of the cast.
    OfferHeld {
        /// Its name.
        offer: SignedId,
        /// The same vendor's offer that it takes the place of.
        replaces: Option<SignedId>,
        /// The worst one, which had to go for it.
        dropped: Option<SignedId>,
    },
    /// The person said yes to an offer.
    OfferChosen {
        /// The offer.
        offer: SignedId,
        /// The relationship with its vendor.
        relationship: StreamId,
    },
    /// The accepted offer came to nothing, and is held no longer.
    IntentionReopened {
        /// The offer.
        offer: SignedId,
    },
    /// The agreement over the accepted offer is in force.
    IntentionFulfilled,
    /// The person wants it no more.
    IntentionWithdrawn,
    /// The intention's time is over.
    IntentionExpired,
}

/// Whose life it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// A person's.
    Person,
    /// A desk's own.
    Desk,
    /// What a desk has with one customer.
    Customer,
}

/// What is known of a vendor, and what blocks select it by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The name that the person gave it; what it calls itself stands in its messages.
    pub name: Option<Name>,
    /// Its web hosts.
    pub hosts: Vec<Host>,
    /// Its sectors.
    pub sectors: Vec<Sector>,
}

impl Side {
    /// Every side.
    pub const ALL: &'static [Self] = &[Self::Person, Self::Desk, Self::Customer];

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Desk => "desk",
            Self::Customer => "customer",
        }
    }

    /// Which of the two sides of an agreement it is.
    pub(crate) fn role(self) -> Role {
        match self {
            Self::Person => Role::Person,
            Self::Desk | Self::Customer => Role::Vendor,
        }
    }
}

impl About {
    /// One closed object: `hosts`, `sectors` and, where there is one, `name`.
    pub(crate) fn to_value(&self) -> Value {
        super::form::write_about(Object::new(), self).into()
    }
}

impl Event {
    /// The body of its text, canonical.
    pub(crate) fn to_value(&self) -> Value {
        self.write().into()
    }

    /// The name of the document that lies beside it, where there is one: of a roster, its hash; of the texts of the terms
    /// under which `own` has signed, the agreement's; of an offer, the offer's; of a vendor's keys, a hash of
    /// them.
    pub(crate) fn document(&self, own: Role) -> Result<Option<[u8; 32]>, FormError> {
        match self {
            Self::RosterLoaded { document, .. } => Ok(Some(*document.as_bytes())),
            Self::Said { by, message } if *by == own => {
                let half = message.half()?.map(|half| half.claimed_id()).transpose()?;
                Ok(half.map(|id| *id.as_bytes()))
            }
            Self::Vouched { pin, .. } => Ok(Some(*pin)),
            Self::OfferHeld { offer, .. } => Ok(Some(*offer.as_bytes())),
            _ => Ok(None),
        }
    }

    /// The names of documents that are kept no longer from then on.
    pub(crate) fn gone(&self) -> impl Iterator<Item = [u8; 32]> {
        let gone = match self {
            Self::OfferHeld { replaces, dropped, .. } => [*replaces, *dropped],
            Self::IntentionReopened { offer } => [Some(*offer), None],
            _ => [None; 2],
        };
        gone.into_iter().flatten().map(|offer| *offer.as_bytes())
    }

    /// The name of its kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Created { .. } => "created",
            Self::SettingsSet(_) => "settings-set",
            Self::TermsSet { .. } => "terms-set",
            Self::Blocked(_) => "blocked",
            Self::Unblocked { .. } => "unblocked",
            Self::ClockAccepted => "clock-accepted",
            Self::RosterLoaded { .. } => "roster-loaded",
            Self::Erased { .. } => "erased",
            Self::Closed => "closed",
            Self::ProfileSet { .. } => "profile-set",
            Self::Declared { .. } => "declared",
            Self::VendorAdded { .. } => "vendor-added",
            Self::VendorDescribed { .. } => "vendor-described",
            Self::Introduced { .. } => "introduced",
            Self::CustomerAdded { .. } => "customer-added",
            Self::KeysMade { .. } => "keys-made",
            Self::KeysAccepted { .. } => "keys-accepted",
            Self::Said { message, .. } => said(message.kind()),
            Self::Weighed { .. } => "weighed",
            Self::Agreed { .. } => "agreed",
            Self::Lapsed { .. } => "lapsed",
            Self::NegotiationExpired => "negotiation-expired",
            Self::Invalid { .. } => "invalid",
            Self::Used { .. } => "used",
            Self::DutyDone { .. } => "duty-done",
            Self::Expired { .. } => "expired",
            Self::Terminated => "terminated",
            Self::Drafted { .. } => "drafted",
            Self::Vouched { .. } => "vouched",
            Self::OfferHeld { .. } => "offer-held",
            Self::OfferChosen { .. } => "offer-chosen",
            Self::IntentionReopened { .. } => "intention-reopened",
            Self::IntentionFulfilled => "intention-fulfilled",
            Self::IntentionWithdrawn => "intention-withdrawn",
            Self::IntentionExpired => "intention-expired",
        }
    }

    /// The names of all kinds that are read: those of messages as well as the rest.
    pub fn kinds() -> impl Iterator<Item = &'static str> {
        super::form::KINDS.iter().copied().chain(AnyMessage::KINDS.iter().map(|kind| said(*kind)))
    }

    /// The type of message that a kind is. Messages that cannot be read yet are of a kind that is not known yet.
    pub(super) fn said_kind(name: &str) -> Option<MessageKind> {
        AnyMessage::KINDS.iter().copied().find(|kind| said(*kind) == name)
    }
}

/// What has happened when a message of a type was said.
fn said(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Profile => "profiled",
        MessageKind::Intention => "announced",
        MessageKind::Offer => "offered",
        MessageKind::Acceptance => "accepted",
        MessageKind::Proffer => "proffered",
        MessageKind::Counter => "countered",
        MessageKind::Agreement => "documented",
        MessageKind::Signature => "signed",
        MessageKind::Refusal => "refused",
        MessageKind::Late => "called-late",
        MessageKind::Ask => "asked",
        MessageKind::Answer => "answered",
        MessageKind::Consent => "consented",
        MessageKind::Withdrawal => "withdrawn",
        MessageKind::Pause => "paused",
        MessageKind::Resume => "resumed",
        MessageKind::Disclosure => "disclosed",
        MessageKind::ConsentReceipt => "receipted",
        MessageKind::RightsRequest => "right-claimed",
        MessageKind::RightsAnswer => "right-answered",
        MessageKind::Incident => "notified",
        MessageKind::Ended => "ended",
        MessageKind::Rotation => "rotated",
        MessageKind::Seen => "acknowledged",
    }
}
