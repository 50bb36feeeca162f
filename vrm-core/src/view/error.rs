//! Why a life does not go that way.

use crate::chain::StreamId;
use crate::chart::ChartError;
use crate::decision::{AgreementId, GrantId};
use crate::did::Did;
use crate::error::{Code, Fault, quote};
use crate::history::CommandId;
use crate::keys::{SignedId, Thumbprint};
use crate::time::Instant;

/// Why a command is not done, or an event cannot follow; nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// A move that is not on the chart.
    #[error(transparent)]
    Chart(ChartError),
    /// No such relationship, or one that was erased.
    #[error("there is no relationship {id}")]
    NoSuchRelationship {
        /// The relationship.
        id: StreamId,
    },
    /// A vendor that nobody added.
    #[error("{} was not added here", quote(did.as_str()))]
    NotAdded {
        /// The vendor.
        did: Did,
    },
    /// The vendor was added before.
    #[error("{} is known already", quote(did.as_str()))]
    AlreadyKnown {
        /// The vendor.
        did: Did,
    },
    /// A key of nobody who is known here.
    #[error("the key {kid} is no customer's, expected a proffer first")]
    Stranger {
        /// The thumbprint of the key.
        kid: Thumbprint,
    },
    /// The customer was erased.
    #[error("the customer was erased")]
    NoSuchCustomer,
    /// No such agreement, or none that is in force.
    #[error("no agreement {id} is in force here")]
    NoSuchAgreement {
        /// The agreement.
        id: AgreementId,
    },
    /// No such grant.
    #[error("there is no grant {id}")]
    NoSuchGrant {
        /// The grant.
        id: GrantId,
    },
    /// No such question.
    #[error("there is no question {id}")]
    NoSuchQuestion {
        /// The message that asked.
        id: SignedId,
    },
    /// The question was answered before.
    #[error("the question was answered already, expected one that is open")]
    AnsweredAlready,
    /// A question that no grant's process covers.
    #[error(
        "no grant of the agreement covers the question; what is optional or marked and was not consented to does not count"
    )]
    NothingCovers,
    /// No such block.
    #[error("there is no block {}", quote(id))]
    NoSuchBlock {
        /// The block.
        id: String,
    },
    /// Nothing is being negotiated.
    #[error("nothing is being negotiated with them")]
    NoNegotiation,
    /// A negotiation runs already.
    #[error("a negotiation with them is running, expected it to be over first")]
    Negotiating,
    /// Nothing waits for this side.
    #[error("nothing waits for this side's answer")]
    NothingToAnswer,
    /// Not signed by both.
    #[error("the agreement is not signed by both sides")]
    NotSigned,
    /// The other side uses other keys than those that are pinned.
    #[error("the other side's keys are not those that are pinned")]
    OtherKeys,
    /// One key in two relationships.
    #[error("a key of the other side's is in use in another relationship")]
    SharedKey,
    /// No new keys wait for a yes.
    #[error("no keys of that thumbprint wait for a yes")]
    NoKeyChange,
    /// The other side's keys are not known yet.
    #[error("the other side has no keys here yet: introduce it, or take its profile, first")]
    NoKeys,
    /// A name that stands for nothing here, such as an entry without a declaration.
    #[error("the desk has no declaration for the entry {}, expected one for each that it accepts", quote(entry))]
    NoDeclaration {
        /// The entry.
        entry: String,
    },
    /// The desk has no name, or no keys.
    #[error("the desk is not set up: it has no profile yet")]
    NoProfile,
    /// No such roster.
    #[error("no roster {} is loaded here", quote(roster))]
    NoSuchRoster {
        /// The roster.
        roster: String,
    },
    /// A roster that is older than the one under its name, or of another authority.
    #[error("the roster {} is known here from another authority, or in a newer release", quote(roster))]
    OtherRoster {
        /// The roster.
        roster: String,
    },
    /// An agreement may be in force, or come into force.
    #[error("an agreement with them is in force or may come into force: end it first")]
    InForce,
    /// Letters have not left.
    #[error("letters to them have not left: carry them, or say that they are sent, first")]
    LettersWait,
    /// More questions than a vendor may have open.
    #[error("the vendor has {limit} open questions already")]
    TooManyQuestions {
        /// How many there may be.
        limit: usize,
    },
    /// No such claim, or no answer to one that needs more.
    #[error("there is no claim {id}, and no answer of this name that needs more")]
    NoSuchClaim {
        /// The id of the claim's message, or of the answer's.
        id: SignedId,
    },
    /// What follows on a claim is of another right, law or scope.
    #[error("the right, the law and the scope are not those of the claim, expected the same again")]
    OtherClaim,
    /// More claims than may be open, or more answers than one may have.
    #[error("there are {limit} already, expected some to be over first")]
    TooManyClaims {
        /// How many there may be.
        limit: usize,
    },
    /// More of one kind than a relationship holds, over or not.
    #[error("there are {limit} {what} in this relationship already, over or not")]
    TooManyEver {
        /// Of which kind.
        what: &'static str,
        /// How many there may be.
        limit: usize,
    },
    /// A yes to marked data to which no consent stands.
    #[error(
        "a yes to `{data}`, which is marked, stands under a consent to it, and none does: expected `consent` first"
    )]
    ConsentNeeded {
        /// The data.
        data: String,
    },
    /// A claim or an incident that names more kinds of data than one may.
    #[error("more than {limit} kinds of data are named, expected words that are more general, or several of these")]
    TooManyWords {
        /// How many there may be.
        limit: usize,
    },
    /// No such incident.
    #[error("there is no incident {id}")]
    NoSuchIncident {
        /// The id of its message.
        id: SignedId,
    },
    /// A copy of data that answers another right, or comes with another answer.
    #[error("a copy of data answers a claim of access or portability, in full or in part")]
    NoCopy,
    /// More incidents than a vendor may notify.
    #[error("the vendor has notified {limit} incidents already")]
    TooManyIncidents {
        /// How many there may be.
        limit: usize,
    },
    /// No such intention, or one that was erased.
    #[error("there is no intention {id}")]
    NoSuchIntention {
        /// The intention.
        id: StreamId,
    },
    /// No such offer, or one that was replaced or dropped.
    #[error("there is no offer {id}")]
    NoSuchOffer {
        /// The offer.
        id: SignedId,
    },
    /// The intention takes no offers any more.
    #[error("the intention takes no offers any more")]
    IntentionOver,
    /// An offer to another intention than the one whose key it was sealed for.
    #[error("the offer answers another intention")]
    OtherIntention,
    /// An intention for others.
    #[error("the intention is for others")]
    NotForUs,
    /// More offers of one vendor than an intention takes.
    #[error("the vendor has made {limit} offers for this intention already")]
    TooManyOffers {
        /// How many there may be.
        limit: usize,
    },
    /// Nothing has run out.
    #[error("nothing has run out yet")]
    NothingDue,
    /// Something was not taken yet, for want of its sender's keys.
    #[error("the keys of {} are not known: fetch its document, introduce it, and hand the bytes in again", quote(did.as_str()))]
    NeedsKeys {
        /// The identifier.
        did: Did,
    },
    /// An intention for no vendor at all.
    #[error("the intention is for nobody: expected a vendor by name, or one with which an agreement is in force")]
    NobodyMeant,
    /// A second yes under the key of one cast.
    #[error(
        "another vendor has a yes under this key: the two could tell that they deal with one person; announce anew"
    )]
    WouldLink,
    /// A vendor's offer that it has replaced already.
    #[error("a later offer of the same vendor is held already")]
    LaterOffer,
    /// The inbox is full, of better offers.
    #[error("{limit} better offers are held already")]
    WorstOffer {
        /// How many are held.
        limit: usize,
    },
    /// An event where its kind has no place.
    #[error("an event of the kind {} has no place here", quote(kind))]
    OutOfPlace {
        /// The kind.
        kind: &'static str,
    },
    /// Other arguments under an id that was used.
    #[error("the command {id} was given before with other arguments")]
    CommandReused {
        /// The command.
        id: CommandId,
    },
    /// The clock is far behind the last event.
    #[error("the clock says {now}, a day or more before the last event at {last}: accept the clock if it is right")]
    ClockWentBack {
        /// What the clock says.
        now: Instant,
        /// The time of the last event.
        last: Instant,
    },
    /// The life goes on elsewhere.
    #[error("this life was closed here and goes on elsewhere")]
    Closed,
    /// What is on a legal duty.
    #[error("what stands on a legal duty cannot be withdrawn")]
    LegalDuty,
    /// Nothing of that process and that data waits for a consent.
    #[error("no optional process or marked data of that name waits for a consent")]
    NothingPending,
    /// The consent stands already.
    #[error("the consent stands already: withdraw it first")]
    ConsentedAlready,
    /// A consent that says otherwise in its record than in itself.
    #[error("the record of the consent is not that of the agreement in its member {}", quote(member))]
    OtherRecord {
        /// Where they differ.
        member: &'static str,
    },
    /// A consent without the record that it needs.
    #[error("the consent has no record, expected one for what stands on consent")]
    NoRecord,
    /// More receipts than are kept of one vendor.
    #[error("{limit} receipts of the vendor are kept already")]
    TooManyReceipts {
        /// How many are kept.
        limit: usize,
    },
    /// No move that would change anything.
    #[error("no grant of the agreement can {step} now")]
    NothingToDo {
        /// The move.
        step: &'static str,
    },
}

impl Fault for StateError {
    fn code(&self) -> Code {
        match self {
            Self::Chart(error) => error.code(),
            Self::NoSuchRelationship { .. } => Code::StateNoSuchRelationship,
            Self::Stranger { .. } => Code::StateStranger,
            Self::NoSuchCustomer => Code::StateNoSuchCustomer,
            Self::NotAdded { .. } => Code::StateNotAdded,
            Self::AlreadyKnown { .. } => Code::StateAlreadyKnown,
            Self::NoSuchAgreement { .. } => Code::StateNoSuchAgreement,
            Self::NoSuchGrant { .. } => Code::StateNoSuchGrant,
            Self::NoSuchQuestion { .. } => Code::StateNoSuchQuestion,
            Self::AnsweredAlready => Code::StateAnsweredAlready,
            Self::NothingCovers => Code::StateNothingCovers,
            Self::NoSuchBlock { .. } => Code::StateNoSuchBlock,
            Self::NoNegotiation => Code::StateNoNegotiation,
            Self::Negotiating => Code::StateNegotiating,
            Self::NothingToAnswer => Code::StateNothingToAnswer,
            Self::NotSigned => Code::StateNotSigned,
            Self::OtherKeys => Code::StateOtherKeys,
            Self::SharedKey => Code::StateSharedKey,
            Self::NoKeyChange => Code::StateNoKeyChange,
            Self::NoKeys => Code::StateNoKeys,
            Self::NoDeclaration { .. } => Code::StateNoDeclaration,
            Self::NoProfile => Code::StateNoProfile,
            Self::NoSuchRoster { .. } => Code::StateNoSuchRoster,
            Self::OtherRoster { .. } => Code::StateOtherRoster,
            Self::InForce => Code::StateInForce,
            Self::LettersWait => Code::StateLettersWait,
            Self::TooManyQuestions { .. } => Code::StateTooManyQuestions,
            Self::NoSuchClaim { .. } => Code::StateNoSuchClaim,
            Self::OtherClaim => Code::StateOtherClaim,
            Self::TooManyClaims { .. } => Code::StateTooManyClaims,
            Self::TooManyEver { .. } => Code::StateTooManyEver,
            Self::ConsentNeeded { .. } => Code::StateConsentNeeded,
            Self::TooManyWords { .. } => Code::StateTooManyWords,
            Self::NoSuchIncident { .. } => Code::StateNoSuchIncident,
            Self::NoCopy => Code::StateNoCopy,
            Self::TooManyIncidents { .. } => Code::StateTooManyIncidents,
            Self::NoSuchIntention { .. } => Code::StateNoSuchIntention,
            Self::NoSuchOffer { .. } => Code::StateNoSuchOffer,
            Self::IntentionOver => Code::StateIntentionOver,
            Self::OtherIntention => Code::StateOtherIntention,
            Self::NotForUs => Code::StateNotForUs,
            Self::TooManyOffers { .. } => Code::StateTooManyOffers,
            Self::NothingDue => Code::StateNothingDue,
            Self::NeedsKeys { .. } => Code::StateNeedsKeys,
            Self::NobodyMeant => Code::StateNobodyMeant,
            Self::WouldLink => Code::StateWouldLink,
            Self::LaterOffer => Code::StateLaterOffer,
            Self::WorstOffer { .. } => Code::StateWorstOffer,
            Self::OutOfPlace { .. } => Code::StateOutOfPlace,
            Self::CommandReused { .. } => Code::StateCommandReused,
            Self::ClockWentBack { .. } => Code::StateClockWentBack,
            Self::Closed => Code::StateClosed,
            Self::LegalDuty => Code::StateLegalDuty,
            Self::NothingPending => Code::StateNothingPending,
            Self::ConsentedAlready => Code::StateConsentedAlready,
            Self::OtherRecord { .. } => Code::StateOtherRecord,
            Self::NoRecord => Code::StateNoRecord,
            Self::TooManyReceipts { .. } => Code::StateTooManyReceipts,
            Self::NothingToDo { .. } => Code::StateNothingToDo,
        }
    }
}

impl From<ChartError> for StateError {
    fn from(error: ChartError) -> Self {
        Self::Chart(error)
    }
}
