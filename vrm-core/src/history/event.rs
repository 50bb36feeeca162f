//! What can happen in a life.

use super::{About, Settings, Side};
use crate::agreement::Role;
use crate::chain::{StreamHead, StreamId};
use crate::decision::{AgreementId, Block, GrantId};
use crate::did::Did;
use crate::json::Value;
use crate::keys::{PartyKeys, PublicSealingKey, PublicSigningKey, SignedId, Thumbprint};
use crate::message::{AnyMessage, Jti, MessageKind};
use crate::terms::{Choice, Declaration, TermsHash};
use crate::text::Name;
use crate::time::{Instant, Window};
use crate::vault::{GivenItem, ItemId, Source};
use crate::vocab::Word;

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
    /// An item of the person's data is kept; its value lies in a document beside the history.
    Stored {
        /// The item.
        item: ItemId,
        /// What data it is.
        data: Word,
        /// Where it is from.
        source: Source,
        /// When it holds.
        window: Window,
        /// The name of the document, a salted hash of the value.
        content: [u8; 32],
        /// The document of the same item that it takes the place of.
        replaces: Option<[u8; 32]>,
    },
    /// An item is kept no longer.
    Removed {
        /// The item.
        item: ItemId,
        /// Its document, which goes.
        content: [u8; 32],
    },
    /// The person gave data to the vendor; the text lies in a document beside the history. Of the values there are keyed
    /// hashes, and of the text just what makes it be taken once.
    Disclosed {
        /// The key that signed the text.
        kid: Thumbprint,
        /// Its number.
        jti: Jti,
        /// When it stops counting.
        exp: Instant,
        /// Under which agreement.
        agreement: AgreementId,
        /// Under which grant.
        grant: GrantId,
        /// What was given.
        items: Vec<GivenItem>,
    },
    /// The values of a disclosure are kept no longer on this side.
    Deleted {
        /// Its number.
        disclosure: Jti,
    },
}

impl Event {
    /// The body of its text, canonical.
    pub(crate) fn to_value(&self) -> Value {
        self.write().into()
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
            Self::Stored { .. } => "stored",
            Self::Removed { .. } => "removed",
            Self::Disclosed { .. } => "disclosed",
            Self::Deleted { .. } => "deleted",
        }
    }

    /// The names of all kinds that are read: those of messages as well as the rest.
    pub fn kinds() -> impl Iterator<Item = &'static str> {
        super::form::KINDS.iter().copied().chain(kept_whole().map(said))
    }

    /// The type of message that a kind is. Messages that cannot be read yet are of a kind that is not known yet.
    pub(super) fn said_kind(name: &str) -> Option<MessageKind> {
        kept_whole().find(|kind| said(*kind) == name)
    }
}

/// The types of messages that an event keeps whole. A disclosure holds values of the person's, which no event does.
fn kept_whole() -> impl Iterator<Item = MessageKind> {
    AnyMessage::KINDS.iter().copied().filter(|kind| *kind != MessageKind::Disclosure)
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
