//! The kinds of events, by name.

use super::Event;
use crate::message::{AnyMessage, MessageKind};

impl Event {
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
            Self::Sourced { .. } => "sourced",
            Self::Removed { .. } => "removed",
            Self::Disclosed { .. } => "disclosed",
            Self::ClaimCompleted { .. } => "claim-completed",
            Self::CopyGiven { .. } => "copy-given",
            Self::ClaimEscalated { .. } => "claim-escalated",
            Self::IncidentReported { .. } => "incident-reported",
            Self::IncidentClosed { .. } => "incident-closed",
            Self::Deleted { .. } => "deleted",
            Self::PartlyDeleted { .. } => "partly-deleted",
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
