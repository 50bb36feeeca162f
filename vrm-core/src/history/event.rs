//! What can happen in a life.

use super::{About, Settings, Side};
use crate::agreement::Role;
use crate::chain::{StreamHead, StreamId};
use crate::decision::{AgreementId, Block, GrantId};
use crate::did::Did;
use crate::json::Value;
use crate::keys::{PartyKeys, PublicSealingKey, PublicSigningKey, SignedId, Thumbprint};
use crate::message::{AnyMessage, Jti};
use crate::rights::RightsOutcome;
use crate::terms::{Choice, Declaration, TermsHash};
use crate::text::Name;
use crate::time::{Instant, Window};
use crate::vault::{DisclosedHash, GivenItem, ItemId, SourceKind};
use crate::vocab::Word;
use std::collections::BTreeSet;

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
        /// Of which kind its source is.
        source: SourceKind,
        /// When it holds.
        window: Window,
        /// The name of the document, a salted hash of the value.
        content: [u8; 32],
        /// The document of the same item that it takes the place of.
        replaces: Option<[u8; 32]>,
    },
    /// The vendor vouches for an item of the person's data.
    Sourced {
        /// The item.
        item: ItemId,
        /// Its document, a salted hash of the value that is vouched for.
        content: [u8; 32],
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
        /// When it was said, to the minute.
        iat: Instant,
        /// When it stops counting.
        exp: Instant,
        /// Under which agreement.
        agreement: AgreementId,
        /// Under which grant.
        grant: GrantId,
        /// What was given.
        items: Vec<GivenItem>,
    },
    /// The person added to a claim what an answer asked for; the text lies in a document beside the history. Of the proof there
    /// is a keyed hash.
    ClaimCompleted {
        /// The key that signed the text.
        kid: Thumbprint,
        /// Its number.
        jti: Jti,
        /// When it was said, to the minute.
        iat: Instant,
        /// The answer.
        answers: SignedId,
        /// What was added.
        proof: DisclosedHash,
    },
    /// The vendor answered a claim with a copy of data; the text lies in a document beside the history. Of the values there are
    /// keyed hashes.
    CopyGiven {
        /// The key that signed the text.
        kid: Thumbprint,
        /// Its number.
        jti: Jti,
        /// When it was said, to the minute.
        iat: Instant,
        /// The claim.
        answers: SignedId,
        /// Whether that is all that was claimed.
        outcome: RightsOutcome,
        /// What the copy has.
        items: Vec<GivenItem>,
    },
    /// The person turned to an authority about a claim.
    ClaimEscalated {
        /// The claim.
        claim: SignedId,
    },
    /// An incident was put to an auditor or an authority.
    IncidentReported {
        /// The incident.
        incident: SignedId,
    },
    /// An incident is done with.
    IncidentClosed {
        /// The incident.
        incident: SignedId,
    },
    /// The values of a letter are kept no longer on this side: a disclosure, a proof, or a copy.
    Deleted {
        /// Its number.
        disclosure: Jti,
        /// The document of what was left of it, where some were deleted before; it goes.
        rest: Option<[u8; 32]>,
    },
    /// Some values of a disclosure are kept no longer on this side, and the letter that held them all neither. The others
    /// lie in a document beside the history.
    PartlyDeleted {
        /// Its number.
        disclosure: Jti,
        /// The places of those that go, in the order in which they were said, from 0.
        places: BTreeSet<u32>,
        /// The name of the document, a salted hash of what is left.
        rest: [u8; 32],
        /// The document of what was left before.
        replaces: Option<[u8; 32]>,
    },
}

impl Event {
    /// The body of its text, canonical.
    pub(crate) fn to_value(&self) -> Value {
        self.write().into()
    }
}
