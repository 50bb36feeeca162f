//! Everything between one person and one vendor.

use super::cast::Announced;
use super::consented::{Consented, Withdrawn};
use super::ending::{Changes, Ending, Endings};
use super::error::StateError;
use super::negotiation::Negotiation;
use super::receipted::Receipted;
use super::rights::{Claimed, Notified};
use crate::agreement::{Agreement, Role};
use crate::chain::StreamId;
use crate::decision::{AgreementId, GrantId, Pending, Request};
use crate::did::Did;
use crate::history::About;
use crate::keys::{PartyKeys, PublicSealingKey, PublicSigningKey, SignedId, Thumbprint, Unverified};
use crate::message::{Introduction, Jti, KeyHistory, Message, Offer, Reply};
use crate::relationship::{AgreementState, RelationshipState};
use crate::terms::EntryPin;
use crate::text::Name;
use crate::time::Instant;
use crate::vault::Given;
use crate::vocab::Word;
use rpds::{RedBlackTreeMapSync, RedBlackTreeSetSync};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything between one person and one vendor, as one of the two keeps it. Copies share what did not change: how much
/// was said does not make a further word dearer.
#[derive(Clone, Debug)]
pub struct Relationship {
    pub(super) id: StreamId,
    pub(super) vendor: Did,
    pub(super) about: About,
    pub(super) state: RelationshipState,
    pub(super) introduced: Introduced,
    pub(super) profile: Option<Published>,
    pub(super) own: Option<Arc<KeyHistory>>,
    pub(super) other: Option<Arc<KeyHistory>>,
    pub(super) key_change: Option<Published>,
    /// At a desk, what the customer wants.
    pub(super) announced: Option<Arc<Announced>>,
    /// The vendor's offers that were made or accepted here, and the last of them.
    pub(super) offers: RedBlackTreeMapSync<SignedId, Arc<Unverified<Message<Offer>>>>,
    pub(super) offer: Option<SignedId>,
    /// At a desk, the customer's relationship in which an offer of this one was accepted.
    pub(super) gone_to: Option<StreamId>,
    pub(super) negotiation: Option<Arc<Negotiation>>,
    pub(super) agreements: RedBlackTreeMapSync<AgreementId, Agreed>,
    pub(super) questions: RedBlackTreeMapSync<SignedId, Question>,
    /// How many of them have no answer.
    pub(super) unanswered: usize,
    /// The grants that a yes for once made.
    pub(super) once: RedBlackTreeSetSync<GrantId>,
    pub(super) rights: RedBlackTreeMapSync<SignedId, Claimed>,
    /// The claim that the person's newest message about it is of.
    pub(super) claim_letters: RedBlackTreeMapSync<Jti, SignedId>,
    pub(super) incidents: RedBlackTreeMapSync<SignedId, Notified>,
    /// The letters that are to be acknowledged, each with when it was said, as long as it may fall due.
    pub(super) unacknowledged: RedBlackTreeMapSync<Jti, Option<Instant>>,
    /// Where the other side's stream stood when it had taken a letter, and when it said so.
    pub(super) seen: RedBlackTreeMapSync<Jti, (u64, Instant)>,
    /// The letters of this side's that stop counting, each with when.
    pub(super) counting: RedBlackTreeSetSync<(Instant, Jti)>,
    pub(super) consents: RedBlackTreeMapSync<SignedId, Consented>,
    /// The grants that a consent or an answer made; any other came with its agreement.
    pub(super) given: RedBlackTreeSetSync<GrantId>,
    /// The withdrawals, each by its letter.
    pub(super) withdrawals: RedBlackTreeMapSync<Jti, Withdrawn>,
    pub(super) receipts: RedBlackTreeMapSync<SignedId, Arc<Receipted>>,
    /// What was given, by the number of its message.
    pub(super) disclosures: RedBlackTreeMapSync<Jti, Arc<Given>>,
    /// The documents of what is left of disclosures of which some values were deleted.
    pub(super) rests: RedBlackTreeMapSync<Jti, [u8; 32]>,
    /// Documents that were never agreed on: what still comes of them is late.
    pub(super) lapsed: RedBlackTreeSetSync<AgreementId>,
}

/// The keys that were pinned when a vendor was introduced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Introduced {
    pub(super) signing: Vec<PublicSigningKey>,
    pub(super) sealing: Vec<PublicSealingKey>,
}

/// What a vendor publishes about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its identifier.
    pub did: Did,
    /// Its name.
    pub name: Name,
    /// Its keys.
    pub keys: PartyKeys,
    /// The roster agreements that it accepts.
    pub accepts: BTreeSet<EntryPin>,
}

/// An agreement, and what has become of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreed {
    /// The text with both signatures.
    pub agreement: Agreement,
    /// Where it stands.
    pub state: AgreementState,
    /// Who signed first.
    pub first: Role,
    /// What becomes a grant by the person's yes, given or not; see [`Relationship::waiting`].
    pub pending: Vec<Pending>,
    /// Processes on a legal duty, by index: shown, permitting nothing, and not to be withdrawn.
    pub outside: Vec<u32>,
    /// Where the consent stands that came with it.
    pub(super) changes: Changes,
    /// The own words of its text that stand below marked data.
    pub(super) marked: BTreeSet<Word>,
    /// The first withdrawal of each grant that came with it and was withdrawn.
    pub(super) gone: BTreeMap<GrantId, Ending>,
    /// What ended it, and every consent under it.
    pub(super) ended: Endings,
    /// When it came to an end, before its time or at it.
    pub(super) over: Option<Instant>,
}

/// A question of the vendor's.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    pub(super) jti: Jti,
}

impl Question {
    /// The letter that asked.
    pub(crate) fn letter(&self) -> Jti {
        self.jti
    }
}

impl Relationship {
    pub(super) fn new(id: StreamId, vendor: Did, about: About) -> Self {
        Self {
            id,
            vendor,
            about,
            state: RelationshipState::Unknown,
            introduced: Introduced::default(),
            profile: None,
            own: None,
            other: None,
            key_change: None,
            announced: None,
            offers: RedBlackTreeMapSync::new_sync(),
            offer: None,
            gone_to: None,
            negotiation: None,
            agreements: RedBlackTreeMapSync::new_sync(),
            questions: RedBlackTreeMapSync::new_sync(),
            unanswered: 0,
            once: RedBlackTreeSetSync::new_sync(),
            rights: RedBlackTreeMapSync::new_sync(),
            claim_letters: RedBlackTreeMapSync::new_sync(),
            incidents: RedBlackTreeMapSync::new_sync(),
            unacknowledged: RedBlackTreeMapSync::new_sync(),
            seen: RedBlackTreeMapSync::new_sync(),
            counting: RedBlackTreeSetSync::new_sync(),
            consents: RedBlackTreeMapSync::new_sync(),
            given: RedBlackTreeSetSync::new_sync(),
            withdrawals: RedBlackTreeMapSync::new_sync(),
            receipts: RedBlackTreeMapSync::new_sync(),
            disclosures: RedBlackTreeMapSync::new_sync(),
            rests: RedBlackTreeMapSync::new_sync(),
            lapsed: RedBlackTreeSetSync::new_sync(),
        }
    }

    /// Its id, which is also its stream's.
    #[must_use]
    pub fn id(&self) -> StreamId {
        self.id
    }

    /// The vendor, by the identifier under which it was first known here.
    #[must_use]
    pub fn vendor(&self) -> &Did {
        &self.vendor
    }

    /// The name that the person gave it, or else the one that it gives itself: on its page, or in an offer.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        let page = || self.profile.as_ref().map(|profile| &profile.name);
        let offer = || Some(&self.negotiation.as_ref()?.countered()?.vendor.name);
        self.about.name.as_ref().or_else(page).or_else(offer)
    }

    /// What blocks select it by.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> RelationshipState {
        self.state
    }

    /// What the vendor publishes, as it was received last under keys that are believed.
    #[must_use]
    pub fn profile(&self) -> Option<&Published> {
        self.profile.as_ref()
    }

    /// Keys that the vendor now uses and the old ones did not vouch for: they wait for the person's yes.
    #[must_use]
    pub fn key_change(&self) -> Option<&Published> {
        self.key_change.as_ref()
    }

    /// At a desk, what the customer announced that it wants.
    #[must_use]
    pub fn announced(&self) -> Option<&Announced> {
        self.announced.as_deref()
    }

    /// The vendor's offer that was made last, or at the person's side accepted last.
    #[must_use]
    pub fn offer(&self) -> Option<SignedId> {
        self.offer
    }

    /// How many offers were made here.
    pub(crate) fn offers_made(&self) -> usize {
        self.offers.size()
    }

    /// At a desk, the relationship in which an offer of this one was accepted, where that is another.
    pub(crate) fn gone_to(&self) -> Option<StreamId> {
        self.gone_to
    }

    /// The negotiation that runs, or the last that did.
    #[must_use]
    pub fn negotiation(&self) -> Option<&Negotiation> {
        self.negotiation.as_deref()
    }

    /// Every agreement there was, by its id and in no order of time.
    pub fn agreements(&self) -> impl Iterator<Item = &Agreed> {
        self.agreements.values()
    }

    /// One agreement.
    #[must_use]
    pub fn agreement(&self, id: &AgreementId) -> Option<&Agreed> {
        self.agreements.get(id)
    }

    /// Every question of the vendor's, by the id of its message.
    pub fn questions(&self) -> impl Iterator<Item = (SignedId, &Question)> {
        self.questions.iter().map(|(id, question)| (*id, question))
    }

    /// One question.
    #[must_use]
    pub fn question(&self, id: &SignedId) -> Option<&Question> {
        self.questions.get(id)
    }

    /// Every consent that was given, by its id and in no order of time.
    pub fn consents(&self) -> impl Iterator<Item = &Consented> {
        self.consents.values()
    }

    /// One consent.
    #[must_use]
    pub fn consent(&self, id: &SignedId) -> Option<&Consented> {
        self.consents.get(id)
    }

    /// Every receipt, by its id and in no order of time: those that were refused too.
    pub fn receipts(&self) -> impl Iterator<Item = &Receipted> {
        self.receipts.values().map(AsRef::as_ref)
    }

    /// One receipt.
    #[must_use]
    pub fn receipt(&self, id: &SignedId) -> Option<&Receipted> {
        self.receipts.get(id).map(AsRef::as_ref)
    }

    /// One's own keys.
    #[must_use]
    pub fn own_keys(&self) -> Option<&PartyKeys> {
        self.own.as_deref().map(KeyHistory::current)
    }

    /// The other side's keys, once it has used them.
    #[must_use]
    pub fn other_keys(&self) -> Option<&PartyKeys> {
        self.other.as_deref().map(KeyHistory::current)
    }

    pub(crate) fn own(&self) -> Option<&KeyHistory> {
        self.own.as_deref()
    }

    pub(crate) fn other(&self) -> Option<&KeyHistory> {
        self.other.as_deref()
    }

    /// One's own keys over time, and the other side's, to be kept while they change.
    pub(crate) fn histories(&self) -> Option<(Arc<KeyHistory>, Arc<KeyHistory>)> {
        Some((self.own.clone()?, self.other.clone()?))
    }

    /// Whether a document came to nothing for want of a second signature in time.
    pub(crate) fn has_lapsed(&self, id: &AgreementId) -> bool {
        self.lapsed.contains(id)
    }

    /// Whether this side signed an agreement second, so that the other may call it late.
    pub(crate) fn was_signed_second_by(&self, role: Role, id: &AgreementId) -> bool {
        self.agreements.get(id).is_some_and(|agreed| agreed.state == AgreementState::InForce && agreed.first != role)
    }

    /// Whether a vendor of that name and identifier is this one, as far as its page tells. An identifier that holds a key
    /// goes with the key.
    pub(crate) fn is_called(&self, did: &Did, name: &Name) -> bool {
        let is_it = *did == self.vendor || (did.has_key_inside() && self.vendor.has_key_inside());
        is_it && self.profile.as_ref().is_none_or(|profile| profile.name == *name)
    }

    /// The keys that were pinned when the vendor was introduced.
    pub(crate) fn introduction(&self) -> Introduction {
        let Introduced { signing, sealing } = self.introduced.clone();
        Introduction::pinned(self.vendor.clone(), signing, sealing)
    }

    /// The pinned keys that sign for the vendor.
    pub(crate) fn introduced(&self) -> &[PublicSigningKey] {
        &self.introduced.signing
    }

    /// Whom a message is for and what it is sealed for: the keys in use, or before those the one-time keys of an intention,
    /// or the ones that were pinned.
    pub(crate) fn reader(&self) -> Option<(Thumbprint, PublicSealingKey)> {
        let in_use = self.other.as_ref().map(|other| {
            let keys = other.current();
            (keys.sign().thumbprint(), *keys.seal())
        });
        let one_time = || self.announced.as_ref().map(|said| (said.keys.sign().thumbprint(), *said.keys.seal()));
        let pinned = || Some((self.introduced.signing.first()?.thumbprint(), *self.introduced.sealing.first()?));
        in_use.or_else(one_time).or_else(pinned)
    }

    /// One agreement that there was.
    pub(crate) fn agreed(&self, id: &AgreementId) -> Result<&Agreed, StateError> {
        self.agreements.get(id).ok_or(StateError::NoSuchAgreement { id: *id })
    }

    /// One agreement that is in force.
    pub(crate) fn agreed_in_force(&self, id: &AgreementId) -> Result<&Agreed, StateError> {
        let agreed = self.agreements.get(id).filter(|agreed| agreed.state == AgreementState::InForce);
        agreed.ok_or(StateError::NoSuchAgreement { id: *id })
    }

    /// The agreements that are in force.
    pub fn in_force(&self) -> impl Iterator<Item = &Agreed> {
        self.agreements.values().filter(|agreed| agreed.state == AgreementState::InForce)
    }
}
