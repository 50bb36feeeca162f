//! Everything between one person and one vendor.

use super::mirror::mirror;
use super::{About, EntryPin, Negotiation, PartyKeys, PendingGrant, Reply, Request};
use vrm_core::chain::{self, StreamId};
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::did::Did;
use vrm_core::keys::SignedId;
use vrm_core::message::Jti;
use vrm_core::relationship;
use vrm_core::text::Name;
use vrm_core::time::Instant;
use vrm_core::view;

mirror! {
    /// Where a person's relationship with one vendor stands.
    RelationshipState of relationship::RelationshipState {
        /// Nothing is kept of the vendor.
        Unknown,
        /// It is kept, and no agreement has been in force since.
        Potential,
        /// An agreement is in force, or a duty of one is open.
        Active,
        /// No agreement is in force and no duty is open.
        Inactive,
        /// It was ended, and its agreements and grants with it.
        Terminated,
    }
}

/// What is between one person and one vendor, as one of the two keeps it. Agreements and questions are named here; the
/// view gives each by its id.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Relationship {
    /// Its id, which is also its stream's.
    pub id: StreamId,
    /// The vendor, by the identifier under which it was first known here.
    pub vendor: Did,
    /// The name that the person gave it, or else the one that it gives itself.
    pub name: Option<Name>,
    /// What blocks select it by.
    pub about: About,
    /// Where it stands.
    pub state: RelationshipState,
    /// What the vendor publishes, as it was received last under keys that are believed.
    pub profile: Option<Published>,
    /// Keys that the vendor now uses and the old ones did not vouch for: they wait for the person's yes.
    pub key_change: Option<Published>,
    /// The vendor's offer that was made last, or at the person's side accepted last.
    pub offer: Option<SignedId>,
    /// The negotiation that runs, or the last that did.
    pub negotiation: Option<Negotiation>,
    /// Every agreement there was.
    pub agreements: Vec<AgreementId>,
    /// Those that are in force.
    pub in_force: Vec<AgreementId>,
    /// Every question of the vendor's, by the id of its message.
    pub questions: Vec<SignedId>,
    /// What the agreements in force leave to the person and no consent stands for.
    pub waiting: Vec<PendingGrant>,
    /// The letters that the other side has to acknowledge and has not.
    pub unacknowledged: Vec<Jti>,
    /// One's own keys.
    pub own_keys: Option<PartyKeys>,
    /// The other side's keys, once it has used them.
    pub other_keys: Option<PartyKeys>,
}

/// What a vendor publishes about itself.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Published {
    /// Its identifier.
    pub did: Did,
    /// Its name.
    pub name: Name,
    /// Its keys.
    pub keys: PartyKeys,
    /// The roster agreements that it accepts.
    pub accepts: Vec<EntryPin>,
}

/// A question of the vendor's.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Question {
    /// Under which agreement.
    pub agreement: AgreementId,
    /// What it asks for.
    pub request: Request,
    /// Until when an answer counts.
    pub until: Instant,
    /// The answer, once there is one.
    pub reply: Option<Reply>,
    /// The grant that the answer made.
    pub grant: Option<GrantId>,
}

/// What is left of a relationship that was erased.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Tombstone {
    /// Its id.
    pub id: StreamId,
    /// How many events its stream had.
    pub n: u64,
    /// The hash over them: 64 hexadecimal digits.
    pub hash: String,
}

impl From<&view::Relationship> for Relationship {
    fn from(between: &view::Relationship) -> Self {
        Self {
            id: between.id(),
            vendor: between.vendor().clone(),
            name: between.name().cloned(),
            about: between.about().into(),
            state: between.state().into(),
            profile: between.profile().map(Published::from),
            key_change: between.key_change().map(Published::from),
            offer: between.offer(),
            negotiation: between.negotiation().map(Negotiation::from),
            agreements: between.agreements().map(|agreed| agreed.agreement.id()).collect(),
            in_force: between.in_force().map(|agreed| agreed.agreement.id()).collect(),
            questions: between.questions().map(|(id, _)| id).collect(),
            waiting: between.waiting().map(PendingGrant::from).collect(),
            unacknowledged: between.unacknowledged().iter().copied().collect(),
            own_keys: between.own_keys().map(PartyKeys::from),
            other_keys: between.other_keys().map(PartyKeys::from),
        }
    }
}

impl From<&view::Published> for Published {
    fn from(page: &view::Published) -> Self {
        Self {
            did: page.did.clone(),
            name: page.name.clone(),
            keys: (&page.keys).into(),
            accepts: page.accepts.iter().map(EntryPin::from).collect(),
        }
    }
}

impl From<&view::Question> for Question {
    fn from(asked: &view::Question) -> Self {
        Self {
            agreement: asked.agreement,
            request: (&asked.request).into(),
            until: asked.until,
            reply: asked.reply.map(Reply::from),
            grant: asked.grant,
        }
    }
}

impl From<(StreamId, chain::StreamHead)> for Tombstone {
    fn from((id, head): (StreamId, chain::StreamHead)) -> Self {
        Self { id, n: head.n, hash: super::head::hex(&head.hash) }
    }
}
